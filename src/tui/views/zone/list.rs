//! The table of zones, in their order.

use ratatui::layout::Rect;

use super::form::ZoneForm;
use crate::domain::job::Selection;
use crate::domain::message::{Explain as _, Message};
use crate::domain::zone::{DEFAULT_ZONE, ZoneNumber};
use crate::i18n::words;
use crate::operations::zone::{self, ZoneLine};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::orders::zone::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::{Shared, Wished};
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::listed::Listed;
use crate::tui::views::mailing;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::{Column, Line};

const COLUMNS: [Column; 5] = [
    Column { title: "zone-column-position", min: 9, weight: 0, priority: 0 },
    Column { title: "column-number", min: 6, weight: 0, priority: 0 },
    Column { title: "zone-column-name", min: 24, weight: 1, priority: 0 },
    Column { title: "zone-column-language", min: 12, weight: 0, priority: 1 },
    Column { title: "zone-column-establishments", min: 15, weight: 0, priority: 0 },
];

/// What the dialog over the list was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Nothing,
    /// A new zone, which will be the last one.
    Add,
    Delete(ZoneNumber),
    Academies,
}

/// What was asked of the worker last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    List,
    Change,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Zones {
    listed: Listed<ZoneLine>,
    /// Académies that no zone is named after.
    academies: usize,
    asking: Asking,
    asked: Asked,
    /// Whether the cursor goes to the last row when the list has come.
    to_last: bool,
}

impl Zones {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self { listed: Listed::new(), academies: 0, asking: Asking::Nothing, asked: Asked::List, to_last: false }
    }

    fn read() -> Reply {
        Effect::Zone(Request::List).into()
    }

    fn change(&mut self, request: Request) -> Reply {
        self.asked = Asked::Change;
        Effect::Zone(request).into()
    }

    fn default_name(shared: &Shared) -> String {
        shared.zone_name(DEFAULT_ZONE)
    }

    /// Gives the place, from 1, that the row under the cursor gets by an action.
    fn target(&self, action: Action) -> Option<usize> {
        let at = self.listed.at();
        match action {
            Action::ZoneEarlier => at.checked_sub(1),
            Action::ZoneLater => Some(at + 1).filter(|to| *to < self.listed.rows().len()),
            _ => None,
        }
    }

    fn shift(&mut self, action: Action) -> Reply {
        let (Some(line), Some(to)) = (self.listed.current(), self.target(action)) else { return Reply::none() };
        let number = line.zone.number;
        let position = u32::try_from(to + 1).unwrap_or(u32::MAX);
        // Shown at once, so that the next press moves it on.
        self.listed.exchange(to);
        Reply::redraw().join(self.change(Request::Move { number, position }))
    }

    fn ask_delete(&mut self, shared: &Shared) -> Reply {
        let Some(line) = self.listed.current() else { return Reply::none() };
        self.asking = Asking::Delete(line.zone.number);
        let question = Message::new("zone-delete-question").with("name", line.zone.name.as_str());
        let moved = Message::new("zone-delete-moved")
            .with("count", line.establishments)
            .with("default", Self::default_name(shared));
        Reply::open(Confirm::yes(Message::new("action-zone-delete"), vec![question, moved], shared))
    }

    fn ask_academies(&mut self, shared: &Shared) -> Reply {
        self.asking = Asking::Academies;
        let question = Message::new("zone-academies-question").with("count", self.academies);
        Reply::open(Confirm::yes(Message::new("action-zone-academies"), vec![question], shared))
    }

    fn act(&mut self, action: Action, shared: &mut Shared) -> Reply {
        if self.listed.act(action) {
            return Reply::redraw();
        }
        match action {
            Action::Open => match self.listed.current() {
                Some(line) => {
                    shared.wished = Some(Wished::Filter(format!("zone:{}", line.zone.number.0)));
                    Reply::step(Step::Show(Action::Establishments))
                }
                None => Reply::none(),
            },
            Action::ZoneAdd => {
                self.asking = Asking::Add;
                Reply::open(ZoneForm::add(shared))
            }
            Action::ZoneEdit => match self.listed.current() {
                Some(line) => Reply::open(ZoneForm::edit(&line.zone, shared)),
                None => Reply::none(),
            },
            Action::ZoneEarlier | Action::ZoneLater => self.shift(action),
            Action::ZoneDelete => self.ask_delete(shared),
            Action::ZoneAcademies => self.ask_academies(shared),
            Action::ZoneMail => match self.listed.current() {
                Some(line) => {
                    let filter = format!("zone:{}", line.zone.number.0);
                    mailing::begin(Selection::Matching { filter, except: Vec::new() })
                }
                None => Reply::none(),
            },
            _ => Reply::none(),
        }
    }

    fn done(&mut self, done: Done, shared: &mut Shared) -> Reply {
        let said = match done {
            Done::Listed { lines, academies } => {
                shared.zones = lines.iter().map(|line| line.zone.clone()).collect();
                self.academies = academies;
                self.listed.put(lines, |line| line.zone.number);
                if std::mem::take(&mut self.to_last) {
                    self.listed.act(Action::Last);
                }
                return Reply::redraw();
            }
            Done::Deleted(count) => {
                Some(Message::new("zone-deleted").with("count", count).with("default", Self::default_name(shared)))
            }
            Done::AcademiesAdded(count) => Some(Message::new("zone-academies-added").with("count", count)),
            Done::Moved | Done::Saved(_) | Done::Overtaken(_) => None,
        };
        self.asked = Asked::List;
        let reply = Self::read();
        match said {
            Some(said) => reply.and(Step::Say(said, Role::Good)),
            None => reply,
        }
    }
}

impl View for Zones {
    fn title(&self) -> Message {
        Message::new("screen-zones")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Zones, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Self::read()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.listed.resize(area);
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let empty = Message::new("zones-none").with("add", shared.key_of(Action::ZoneAdd));
        self.listed.draw(canvas, area, &COLUMNS, &empty, shared, &|at, line| {
            let text = |text: String| (text, Role::Text);
            let cells = vec![
                text((at + 1).to_string()),
                text(line.zone.number.0.to_string()),
                text(line.zone.name.clone()),
                text(shared.text(words::language(line.zone.language))),
                text(line.establishments.to_string()),
            ];
            Line { mark: " ", cells }
        });
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => self.act(action, shared),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Zone(done) => self.done(done, shared),
            // After a change, what is shown may be older than what refused. A list that failed is not asked for again.
            Outcome::Failed(failure) => {
                let said = self.listed.fail(&failure);
                match std::mem::replace(&mut self.asked, Asked::List) {
                    Asked::Change => said.join(Self::read()),
                    Asked::List => said,
                }
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answer) {
            (Asking::Delete(number), Answer::Confirmed) => self.change(Request::Delete(number)),
            (Asking::Academies, Answer::Confirmed) => self.change(Request::AddAcademies),
            (asking, Answer::Done(_)) => {
                self.to_last = asking == Asking::Add;
                Self::read()
            }
            _ => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Self::read()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = self.listed.rows().len();
        let on_row = self.listed.current().is_some();
        State { actor: &shared.actor, rows, on_row, ticked: 0, busy: false, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        match action {
            Action::ZoneDelete => {
                let refused = (zone::DELETE.judge)(&self.listed.current()?.zone, &());
                refused.map(|reason| reason.message())
            }
            Action::ZoneEarlier if self.target(action).is_none() => Some(Message::new("why-first-zone")),
            Action::ZoneLater if self.target(action).is_none() => Some(Message::new("why-last-zone")),
            Action::ZoneAcademies if self.academies == 0 => Some(Message::new("why-no-academies")),
            _ => None,
        }
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let row = self.listed.current().map(|line| line.zone.number.0.to_string()).unwrap_or_default();
        let place = |action| self.target(action).map(|to| (to + 1).to_string()).unwrap_or_default();
        template
            .replace("{row}", &row)
            .replace("{earlier}", &place(Action::ZoneEarlier))
            .replace("{later}", &place(Action::ZoneLater))
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Help,
            Action::ZoneAdd,
            Action::ZoneEdit,
            Action::ZoneDelete,
            Action::ZoneEarlier,
            Action::ZoneLater,
            Action::Open,
            Action::ZoneAcademies,
            Action::ZoneMail,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        let rows = self.listed.rows();
        let establishments: u32 = rows.iter().map(|line| line.establishments).sum();
        Some(Message::new("zones-count").with("zones", rows.len()).with("establishments", establishments))
    }
}
