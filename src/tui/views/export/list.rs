//! The table of exports, the latest first.

use std::collections::HashMap;

use ratatui::layout::Rect;

use super::{Done, Request, key, sign};
use crate::domain::export::{Existing, Presence};
use crate::domain::message::Message;
use crate::domain::time::DAY_S;
use crate::operations::export::{ExportTotals, Found};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, below, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::job;
use crate::tui::views::listed::Listed;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::{Column, Line};
use crate::tui::worker::{Effect, Outcome};

const COLUMNS: [Column; 7] = [
    Column { title: "column-state", min: 12, weight: 0, priority: 0 },
    Column { title: "export-column-when", min: 16, weight: 0, priority: 0 },
    Column { title: "column-number", min: 7, weight: 0, priority: 0 },
    Column { title: "column-name", min: 18, weight: 2, priority: 0 },
    Column { title: "export-column-age", min: 6, weight: 0, priority: 1 },
    Column { title: "export-column-size", min: 10, weight: 0, priority: 2 },
    Column { title: "export-column-why", min: 18, weight: 1, priority: 3 },
];

/// What the dialog over the list was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Nothing,
    Prune,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Exports {
    listed: Listed<Found>,
    totals: ExportTotals,
    retention_days: Option<u32>,
    old: usize,
    /// What was read in this session, by file: a list only looks at sizes.
    read: HashMap<String, Presence>,
    busy: bool,
    asking: Asking,
}

impl Exports {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self {
            listed: Listed::new(),
            totals: ExportTotals::default(),
            retention_days: None,
            old: 0,
            read: HashMap::new(),
            busy: false,
            asking: Asking::Nothing,
        }
    }

    fn reread() -> Reply {
        Effect::Export(Request::List).into()
    }

    /// Gives how one was found: as it was read, unless its size tells otherwise now.
    fn presence(&self, found: &Found) -> Presence {
        match found.presence {
            Presence::There => self.read.get(&found.export.file).copied().unwrap_or(Presence::There),
            other @ (Presence::Verified | Presence::Missing | Presence::Damaged) => other,
        }
    }

    fn act(&mut self, action: Action) -> Reply {
        if self.listed.act(action) {
            return Reply::redraw();
        }
        if action == Action::ExportPrune {
            self.asking = Asking::Prune;
            let days = self.retention_days.unwrap_or(0);
            let question = Message::new("export-prune-question").with("count", self.old).with("days", days);
            let title = Message::new("action-export-prune");
            return Reply::open(Confirm::typed(title, vec![question], self.old.to_string()));
        }
        let Some(found) = self.listed.current() else { return Reply::none() };
        let file = found.export.file.clone();
        match action {
            Action::Open | Action::ExportVerify => {
                self.busy = true;
                let said = Message::new("export-reading").with("file", file.as_str());
                Reply::step(Step::Say(said, Role::Text)).join(Effect::Export(Request::Verify(file)).into())
            }
            Action::ExportRestore => job::restore(file, Existing::Refuse),
            Action::ExportReplace => job::restore(file, Existing::Replace),
            _ => Reply::none(),
        }
    }

    fn done(&mut self, done: Done) -> Reply {
        match done {
            Done::Listed { rows, totals, retention_days, old } => {
                (self.totals, self.retention_days, self.old) = (totals, retention_days, old);
                self.listed.put(rows, key);
                Reply::redraw()
            }
            Done::Reading => Reply::none(),
            Done::Verified(found) => {
                self.busy = false;
                let role = if found.presence == Presence::Verified { Role::Good } else { Role::Error };
                let said = Message::new("export-read")
                    .with("file", found.export.file.as_str())
                    .with("presence", found.presence.word());
                self.read.insert(found.export.file, found.presence);
                Reply::step(Step::Say(said, role)).join(Self::reread())
            }
            Done::Pruned(count) => {
                let said = Message::new("export-pruned").with("count", count);
                Reply::step(Step::Say(said, Role::Good)).join(Self::reread())
            }
        }
    }

    fn line(&self, found: &Found, shared: &Shared) -> Line {
        let presence = self.presence(found);
        let role = match presence {
            Presence::There => Role::Text,
            Presence::Verified => Role::Good,
            Presence::Missing => Role::Warning,
            Presence::Damaged => Role::Error,
        };
        let text = |text: String| (text, Role::Text);
        let export = &found.export;
        let state = shared.say(&Message::new("export-presence").with("presence", presence.word()));
        let days = shared.now.0.saturating_sub(export.taken_at.0).max(0) / DAY_S;
        let kib = i64::try_from(export.size_bytes.div_ceil(1024)).unwrap_or(i64::MAX);
        let cells = vec![
            (format!("{} {state}", sign(presence)), role),
            text(export.taken_at.local_text()),
            text(export.number.to_string()),
            text(export.held.denomination.clone()),
            text(shared.say(&Message::new("export-age").with("days", days))),
            text(shared.say(&Message::new("export-size").with("kib", kib))),
            text(shared.say(&Message::new("export-why").with("why", export.why.word()))),
        ];
        Line { mark: " ", cells }
    }
}

impl View for Exports {
    fn title(&self) -> Message {
        Message::new("screen-exports")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Exports, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Self::reread()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.listed.resize(below(area, 1.min(area.height)));
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let mib = i64::try_from(self.totals.size_bytes.div_ceil(1 << 20)).unwrap_or(i64::MAX);
        let totals = Message::new("export-totals")
            .with("count", self.totals.count)
            .with("mib", mib)
            .with("days", self.retention_days.unwrap_or(0))
            .with("old", self.old);
        canvas.text(row(area, 0), &format!(" {}", shared.say(&totals)), Role::Dim);
        let body = below(area, 1.min(area.height));
        let empty = Message::new("exports-none");
        self.listed.draw(canvas, body, &COLUMNS, &empty, shared, &|_, found| self.line(found, shared));
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => self.act(action),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Export(done) => self.done(done),
            Outcome::Failed(failure) => {
                self.busy = false;
                self.listed.fail(&failure)
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answer) {
            (Asking::Prune, Answer::Confirmed) => Effect::Export(Request::Prune).into(),
            (_, Answer::Done(_)) => Self::reread(),
            _ => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Self::reread()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = self.listed.rows().len();
        let on_row = self.listed.current().is_some();
        State { actor: &shared.actor, rows, on_row, ticked: 0, busy: self.busy, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        match action {
            Action::ExportPrune if self.retention_days.is_none() => Some(Message::new("why-no-retention")),
            Action::ExportPrune if self.old == 0 => Some(Message::new("why-none-old")),
            Action::ExportVerify if self.busy => Some(Message::new("why-export-busy")),
            _ => None,
        }
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let row = self.listed.current().map(|found| found.export.file.clone()).unwrap_or_default();
        template.replace("{row}", &row)
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Help,
            Action::ExportVerify,
            Action::ExportRestore,
            Action::ExportReplace,
            Action::ExportPrune,
            Action::Menu,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        let rows = self.listed.rows().len();
        let at = if rows == 0 { 0 } else { self.listed.at() + 1 };
        Some(Message::new("export-count").with("at", at.to_string()).with("total", self.totals.count))
    }
}
