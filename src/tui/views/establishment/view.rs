//! The table of establishments as the application sees it.

use crate::domain::act::Noun;
use ratatui::layout::Rect;

use super::list::{Establishments, read};
use super::{acts, draw, pane};
use crate::domain::establishment::State as EstablishmentState;
use crate::domain::message::Message;
use crate::domain::search::Column;
use crate::domain::time::Timestamp;
use crate::jobs::command::{option, targets};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::orders::Outcome;
use crate::tui::orders::establishment::{Done, Reload};
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};

impl View for Establishments {
    fn title(&self) -> Message {
        Message::new("screen-establishments")
    }

    fn places(&self) -> &'static [Place] {
        &[
            Place::Establishments,
            Place::Chosen,
            Place::Acted,
            Place::Ticks,
            Place::Filtered,
            Place::Sorted,
            Place::List,
            Place::Everywhere,
        ]
    }

    fn filters(&self) -> Option<Filters> {
        Some(Filters::of::<Column>())
    }

    fn takes_text(&self) -> bool {
        self.list.is_typing()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        self.grant(shared);
        self.select(Reload::Yes, shared)
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.list.resize(area, pane::height);
        Reply::redraw().join(self.fetch())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let wants = match intent {
            Intent::Act(action) => return acts::act(self, action, shared),
            Intent::Key(key) => self.list.key(key, &read),
            Intent::Paste(text) => self.list.paste(&text, &read),
        };
        self.follow(wants, shared)
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Selected(selected)) => self.selected(selected, shared),
            Outcome::Establishment(Done::Rows { generation, rows }) => {
                self.list.put(generation, rows.into_iter().map(|row| (row.number(), row)));
                Reply::redraw()
            }
            Outcome::Failed(failure) => {
                self.list.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        acts::answer(self, answer, shared)
    }

    fn refresh(&mut self, shared: &mut Shared) -> Reply {
        self.grant(shared);
        self.select(Reload::Yes, shared)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let row = self.list.row().filter(|_| shared.ticks.is_empty());
        let row = row.and_then(|row| row.found());
        State {
            actor: &shared.actor,
            rows: self.list.shown().len(),
            on_row: self.current().is_some(),
            ticked: shared.ticks.len(),
            busy: false,
            blocked: row.map(|row| row.state(shared.now) == EstablishmentState::Blocked),
        }
    }

    fn command(&self, template: &'static str, shared: &Shared) -> String {
        let targets = targets(&self.selection(self.targets(shared)));
        let filter = self.list.applied();
        let filter = if filter.is_empty() { String::new() } else { option("filter", filter) };
        let row = self.current().map(|number| number.to_string()).unwrap_or_default();
        let ticked = if shared.ticks.is_empty() { &filter } else { &targets };
        let filled = template.replace("{ticked}", ticked).replace("{targets}", &targets).replace("{row}", &row);
        filled.replace("{filter}", &filter).trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        if self.list.is_typing() {
            return &[];
        }
        &[
            Action::Help,
            Action::Filter,
            Action::Tick,
            Action::Menu,
            Action::EstablishmentAdd,
            Action::EstablishmentEdit,
            Action::EstablishmentBlock,
            Action::EstablishmentReset,
            Action::EstablishmentMove,
            Action::EstablishmentExport,
            Action::EstablishmentMail,
            Action::EstablishmentDelete,
            Action::EstablishmentUndo,
            Action::List(Noun::Job),
            Action::Sort,
            Action::Facets,
            Action::TickAll,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, shared: &Shared) -> Option<Message> {
        let ticked = shared.ticks.len();
        let key = if ticked == 0 { "establishments-count" } else { "establishments-count-ticked" };
        let message = Message::new(key).with("shown", self.list.shown().len()).with("total", self.list.total);
        Some(message.with("ticked", ticked).with("hidden", self.list.hidden()))
    }

    fn holds_keys(&self) -> bool {
        self.list.holds_keys()
    }

    fn waits(&self) -> bool {
        self.list.waits()
    }

    fn wake_at(&self) -> Option<Timestamp> {
        self.next_change
    }
}
