//! The screen of the server as the application sees it.

use ratatui::layout::Rect;

use super::draw;
use super::screen::{Asked, Server, Work};
use crate::domain::message::Message;
use crate::nouns::finding::{heads, typing};
use crate::operations::doctor::Thoroughness;
use crate::tui::actions::{Action, Place, State, entry};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::orders::server::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::listing::{Heard, Wants, sort};

impl Server {
    fn act(&mut self, action: Action, shared: &Shared) -> Reply {
        if action == Action::Back && !matches!(self.work, Work::Nothing) {
            return self.stop();
        }
        match self.list.act(action, &mut self.ticks, &Self::reader()) {
            Wants::Nothing => {}
            wants => return self.follow(wants, shared),
        }
        match action {
            Action::ServerExamine => self.examine(Thoroughness::Quick),
            Action::ServerExamineThoroughly => self.examine(Thoroughness::Thorough),
            Action::ServerRepair => self.begin(&self.list.targets(&self.ticks), shared),
            Action::ServerAccept => Effect::Server(Request::Waiting).into(),
            Action::ServerPrune => self.count_due(),
            Action::ServerRepairAll => self.ask(self.fixable(), shared),
            Action::Sort => {
                self.asked = Asked::Order;
                let lines = heads().map(|head| Message { key: head.title, args: Vec::new() }).collect();
                Reply::open(sort::menu(lines, self.sort, shared))
            }
            Action::Back => {
                let wants = self.list.back(&self.ticks, shared);
                self.follow(wants, shared)
            }
            _ => Reply::none(),
        }
    }

    /// Takes the line of a menu.
    fn picked(&mut self, line: usize, shared: &Shared) -> Reply {
        if matches!(self.asked, Asked::Order) {
            self.sort = (line, line == self.sort.0 && !self.sort.1);
            return self.select(shared);
        }
        self.foresee(line)
    }
}

impl View for Server {
    fn title(&self) -> Message {
        Message::new("screen-server")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Server, Place::Ticks, Place::Filtered, Place::Sorted, Place::List, Place::Everywhere]
    }

    fn filters(&self) -> Option<Filters> {
        Some(Filters((typing().columns)()))
    }

    fn takes_text(&self) -> bool {
        self.list.is_typing()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Server(Request::Info).into()
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        self.area = area;
        self.pane.0 = draw::pane(self.rows(), area.width, shared);
        self.lay_out(shared);
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let read = Self::reader();
        let wants = match intent {
            Intent::Act(action) => return self.act(action, shared),
            Intent::Key(key) => self.list.key(key, &read),
            Intent::Paste(text) => self.list.paste(&text, &read),
        };
        self.follow(wants, shared)
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Server(Done::Waiting(waiting)) => self.ask_to_accept(waiting, shared),
            Outcome::Server(Done::Accepted) => {
                shared.held = None;
                self.examine(Thoroughness::Quick).and(Step::Say(Message::new("registry-accepted"), Role::Good))
            }
            Outcome::Server(Done::Due(due)) => self.ask_to_prune(due, shared),
            Outcome::Server(done) => self.take(done, shared),
            Outcome::Failed(failure) => {
                self.work = Work::Nothing;
                if self.info.is_none() {
                    self.failure = Some(failure.message());
                }
                Reply::step(Step::Say(failure.message(), Role::Error))
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let answer = match self.list.answer(answer, &mut self.ticks) {
            Heard::Wants(wants) => return self.follow(wants, shared),
            Heard::Meant(_, places) => return self.begin(&places, shared),
            Heard::Nothing(answer) => answer,
        };
        match answer {
            Answer::Chosen(line) => self.picked(line, shared),
            Answer::Confirmed => self.confirmed(),
            Answer::Dismissed
            | Answer::Named(_)
            | Answer::Meant(..)
            | Answer::Done(_)
            | Answer::Planned
            | Answer::Refused(_) => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Server(Request::Info).into()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let busy = !matches!(self.work, Work::Nothing);
        let (rows, on_row) = (self.list.shown().len(), self.list.current().is_some());
        State { actor: &shared.actor, rows, on_row, ticked: self.ticks.len(), busy }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        let is_work = entry(action).place == Place::Server;
        match action {
            _ if is_work && !matches!(self.work, Work::Nothing) => Some(Message::new("why-busy")),
            Action::ServerRepair => self.remedy(&self.list.targets(&self.ticks)).err(),
            Action::ServerAccept if shared.held.is_none() => Some(Message::new("accept-needless")),
            Action::ServerRepairAll if self.fixable().is_empty() => Some(self.why_not_all(shared)),
            _ => None,
        }
    }

    fn footer(&self) -> &'static [Action] {
        match self.work {
            _ if self.list.is_typing() => &[],
            Work::Nothing => &[
                Action::Help,
                Action::ServerExamine,
                Action::ServerRepair,
                Action::ServerRepairAll,
                Action::ServerPrune,
                Action::Tick,
                Action::Filter,
                Action::Sort,
                Action::Palette,
                Action::Quit,
            ],
            Work::Foreseeing | Work::Examining { .. } | Work::Repairing { .. } | Work::Pruning { .. } => {
                &[Action::Back, Action::Help, Action::Quit]
            }
        }
    }

    fn status(&self, shared: &Shared) -> Option<Message> {
        let findings = self.findings.as_ref()?;
        let count = Message::new("list-count")
            .with("at", self.list.at() + 1)
            .with("shown", self.list.shown().len())
            .with("total", findings.len())
            .with("more", "no")
            .with("filtered", if self.list.is_filtered() { "yes" } else { "no" })
            .with("ticked", self.ticks.len())
            .with("hidden", self.list.hidden())
            .with("untick", shared.key_of(Action::TickNone));
        Some(Message::new("server-count").with("count", count).with("how", self.thoroughness.word()))
    }
}
