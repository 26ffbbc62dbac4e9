//! The table of exports as the application sees it.

use ratatui::layout::Rect;

use super::list::Exports;
use super::{acts, draw};
use crate::domain::columns::ExportColumn;
use crate::domain::message::Message;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, below};
use crate::tui::filters::Filters;
use crate::tui::orders::Outcome;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};
use crate::tui::widgets::command::option;

impl View for Exports {
    fn title(&self) -> Message {
        Message::new("screen-exports")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Exports, Place::Ticks, Place::Filtered, Place::List, Place::Everywhere]
    }

    fn filters(&self) -> Option<Filters> {
        Some(Filters::of::<ExportColumn>())
    }

    fn takes_text(&self) -> bool {
        self.typing
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
        draw::draw(self, canvas, area, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => acts::act(self, action, shared),
            Intent::Key(key) if self.typing => acts::filter_key(self, key, shared),
            Intent::Paste(text) if self.typing => {
                self.input.paste(&text);
                self.show(shared)
            }
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Export(done) => self.done(done, shared),
            Outcome::Failed(failure) => {
                self.reading = None;
                self.listed.fail(&failure)
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (self.asking.take(), answer) {
            (Some(action), Answer::Chosen(at)) => acts::meant(self, action, at),
            (_, Answer::Done(_)) => Self::reread(),
            (_, Answer::Dismissed | Answer::Confirmed | Answer::Chosen(_) | Answer::Named(_)) => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Self::reread()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = self.listed.rows().len();
        let on_row = self.listed.current().is_some();
        State { actor: &shared.actor, rows, on_row, ticked: self.ticks.len(), busy: false, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        match action {
            Action::ExportVerify if self.reading.is_some() => Some(Message::new("why-export-busy")),
            _ => None,
        }
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let filter = if self.filter.is_everything() { String::new() } else { option("filter", &self.filter.retyped()) };
        let filled = template.replace("{targets}", &self.targets().join(" "));
        filled.replace("{filter}", &filter).trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        if self.typing {
            return &[];
        }
        &[
            Action::Help,
            Action::ExportVerify,
            Action::ExportRestore,
            Action::ExportReplace,
            Action::ExportFile,
            Action::ExportPrune,
            Action::ExportKeep,
            Action::Filter,
            Action::Tick,
            Action::TickAll,
            Action::Menu,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        let rows = self.listed.rows().len();
        let at = if rows == 0 { 0 } else { self.listed.at() + 1 };
        Some(
            Message::new("export-count")
                .with("at", at)
                .with("shown", rows)
                .with("more", self.totals.count.saturating_sub(u32::try_from(self.all.len()).unwrap_or(u32::MAX)))
                .with("listed", self.all.len())
                .with("total", self.totals.count)
                .with("ticked", self.ticks.len())
                .with("hidden", self.hidden()),
        )
    }
}
