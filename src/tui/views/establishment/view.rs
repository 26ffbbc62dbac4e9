//! The table of establishments as the application sees it.

use ratatui::layout::Rect;

use super::list::{Asking, Establishments};
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
        self.typing
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        self.grant(shared);
        self.select(Reload::Yes, shared)
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        self.area = area;
        self.layout(shared);
        Reply::redraw().join(self.fetch())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let _ = area;
        super::draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let reply = match intent {
            Intent::Act(action) => super::acts::act(self, action, shared),
            Intent::Key(key) if self.typing => super::acts::filter_key(self, key, shared),
            Intent::Paste(text) if self.typing => {
                self.input.paste(&text);
                self.typed(shared)
            }
            // Elsewhere a paste does nothing: its letters would be commands.
            Intent::Key(_) | Intent::Paste(_) => return Reply::none(),
        };
        self.layout(shared);
        reply
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Selected(selected)) => self.selected(selected, shared),
            Outcome::Establishment(Done::Rows { generation, rows }) => {
                self.rows.put(generation, rows);
                Reply::redraw()
            }
            Outcome::Failed(failure) => self.failed(&failure),
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let asking = std::mem::replace(&mut self.asking, Asking::Nothing);
        let reply = super::acts::answer(self, asking, answer, shared);
        self.layout(shared);
        reply
    }

    fn refresh(&mut self, shared: &mut Shared) -> Reply {
        self.grant(shared);
        self.select(Reload::Yes, shared)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let row = self.current().filter(|_| shared.ticks.is_empty()).and_then(|number| self.rows.get(number));
        let row = row.and_then(|row| row.as_ref().ok());
        State {
            actor: &shared.actor,
            rows: self.shown.len(),
            on_row: self.current().is_some(),
            ticked: shared.ticks.len(),
            busy: false,
            blocked: row.map(|row| row.state(shared.now) == EstablishmentState::Blocked),
        }
    }

    fn command(&self, template: &'static str, shared: &Shared) -> String {
        let targets = targets(&self.selection(self.targets(shared)));
        let filter = self.applied_text();
        let filter = if filter.is_empty() { filter } else { option("filter", &filter) };
        let row = self.current().map(|number| number.to_string()).unwrap_or_default();
        let filled = template.replace("{targets}", &targets).replace("{row}", &row);
        filled.replace("{filter}", &filter).trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        if self.typing {
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
            Action::Jobs,
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
        let message = Message::new(key).with("shown", self.shown.len()).with("total", self.total);
        Some(message.with("ticked", ticked).with("hidden", self.hidden))
    }

    /// What is typed ahead of a new filter is meant for the rows that it finds.
    fn holds_keys(&self) -> bool {
        self.stale && !self.typing
    }

    fn waits(&self) -> bool {
        self.rows.is_waiting() || self.wished != self.version.list
    }

    fn wake_at(&self) -> Option<Timestamp> {
        self.next_change
    }
}
