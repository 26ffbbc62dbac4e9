//! The screen of statistics as the application sees it.

use ratatui::layout::Rect;

use super::screen::Statistics;
use super::{acts, draw};
use crate::domain::columns::StatisticsColumn;
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::jobs::command::targets;
use crate::operations::statistics::Reading;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::orders::Outcome;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};

impl View for Statistics {
    fn title(&self) -> Message {
        Message::new("screen-statistics")
    }

    fn places(&self) -> &'static [Place] {
        &[
            Place::Statistics,
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
        Some(Filters::of::<StatisticsColumn>())
    }

    fn takes_text(&self) -> bool {
        self.typing
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        let opened = self.open(None);
        if self.wants_ticked(shared) { opened.join(self.compute(Reading::Changed, shared)) } else { opened }
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.area = area;
        self.layout();
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let reply = match intent {
            Intent::Act(action) => acts::act(self, action, shared),
            Intent::Key(key) if self.typing => acts::filter_key(self, key, shared),
            Intent::Paste(text) if self.typing => {
                self.input.paste(&text);
                self.typed(shared)
            }
            Intent::Key(_) | Intent::Paste(_) => return Reply::none(),
        };
        self.layout();
        reply
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Statistics(done) => self.take(done, shared),
            Outcome::Failed(failure) => {
                (self.counting, self.loading) = (None, false);
                self.failure = Some(failure.message());
                Reply::step(Step::Say(failure.message(), Role::Error))
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        acts::answer(self, answer, shared)
    }

    fn refresh(&mut self, shared: &mut Shared) -> Reply {
        if self.counting.is_some() {
            return self.show(shared);
        }
        if self.wants_ticked(shared) {
            return self.compute(Reading::Changed, shared);
        }
        self.open(self.open)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        State {
            actor: &shared.actor,
            rows: self.shown.len(),
            on_row: self.current().is_some(),
            ticked: shared.ticks.len(),
            busy: self.counting.is_some(),
            blocked: None,
        }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        match action {
            Action::StatisticsCompute | Action::StatisticsFresh if self.counting.is_some() => {
                Some(Message::new("why-busy"))
            }
            _ => None,
        }
    }

    fn command(&self, template: &'static str, shared: &Shared) -> String {
        let row = self.current().map(|line| line.number.to_string()).unwrap_or_default();
        let chosen = targets(&Selection::Numbers { numbers: self.targets(shared) });
        let template = template.replace("{targets}", &chosen).replace("{row}", &row);
        template.replace("{filter}", &self.named()).trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        match (self.typing, &self.counting) {
            (true, _) => &[],
            (false, Some(_)) => &[Action::Back, Action::StatisticsPicture, Action::Help, Action::Quit],
            (false, None) => &[
                Action::Help,
                Action::StatisticsCompute,
                Action::StatisticsPicture,
                Action::StatisticsOpen,
                Action::Filter,
                Action::Sort,
                Action::Tick,
                Action::TickAll,
                Action::Menu,
                Action::EstablishmentMail,
                Action::EstablishmentExport,
                Action::EstablishmentDelete,
                Action::StatisticsExport,
                Action::Palette,
                Action::Quit,
            ],
        }
    }

    fn status(&self, shared: &Shared) -> Option<Message> {
        Some(
            Message::new("stats-status")
                .with("shown", self.shown.len())
                .with("total", self.lines.len())
                .with("ticked", shared.ticks.len()),
        )
    }

    fn under_way(&self) -> Option<Message> {
        self.counting.as_ref().map(|_| Message::new("stats-under-way"))
    }

    fn stop(&mut self) -> Reply {
        self.halt()
    }
}
