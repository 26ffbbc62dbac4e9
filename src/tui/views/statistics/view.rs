//! The screen of statistics as the application sees it.

use ratatui::layout::Rect;

use super::screen::{Statistics, pane, read};
use super::{acts, draw, rows};
use crate::domain::act::Act;
use crate::domain::columns::StatisticsColumn;
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::domain::statistics::Measure;
use crate::i18n::words;
use crate::jobs::command::{option, targets};
use crate::nouns::Id;
use crate::operations::statistics::Reading;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::orders::Outcome;
use crate::tui::shared::{ESTABLISHMENTS, Shared};
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::listing::{Wants, sort};

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
            Place::Columns,
            Place::List,
            Place::Everywhere,
        ]
    }

    fn filters(&self) -> Option<Filters> {
        Some(Filters::of::<StatisticsColumn>())
    }

    fn takes_text(&self) -> bool {
        self.list.is_typing()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        let opened = Self::open(None);
        if self.wants_ticked(shared) { opened.join(self.compute(Reading::Changed, shared)) } else { opened }
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        self.area = area;
        self.list.resize(area, pane);
        self.follow(Wants::Rows, shared)
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
            Outcome::Statistics(done) => self.take(done, shared),
            Outcome::Failed(failure) => {
                self.counting = None;
                if self.lines.is_empty() {
                    self.list.fail(&failure);
                }
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
            return self.select(shared);
        }
        if self.wants_ticked(shared) {
            return self.compute(Reading::Changed, shared);
        }
        Self::open(self.open)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        State {
            actor: &shared.actor,
            rows: self.list.shown().len(),
            on_row: self.list.current().is_some(),
            ticked: shared.ticks.of(ESTABLISHMENTS).len(),
            busy: self.counting.is_some(),
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
        let chosen = self.list.targets(shared.ticks.of(ESTABLISHMENTS));
        let numbers = chosen.iter().filter_map(Id::establishment).collect();
        let chosen = targets(&Selection::Numbers { numbers });
        let template = template.replace("{targets}", &chosen).replace("{row}", &row);
        let filter = self.list.applied();
        let filter = if filter.is_empty() { String::new() } else { option("filter", filter) };
        template.replace("{filter}", &filter).trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        match (self.list.is_typing(), &self.counting) {
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
                Action::Do(Act::ESTABLISHMENT_EXPORT),
                Action::Do(Act::ESTABLISHMENT_DELETE),
                Action::StatisticsExport,
                Action::Palette,
                Action::Quit,
            ],
        }
    }

    fn status(&self, shared: &Shared) -> Option<Message> {
        let count = Message::new("stats-status")
            .with("shown", self.list.shown().len())
            .with("total", self.lines.len())
            .with("ticked", shared.ticks.of(ESTABLISHMENTS).len());
        let (measure, descending) = self.sort;
        let widths = self.list.widths(&rows::columns(self.moved));
        let at = Measure::ALL.iter().position(|one| *one == measure);
        let is_seen = at.and_then(|at| widths.get(at)).is_some_and(|width| *width > 0);
        Some(sort::told(count, (Message::new(words::measure(measure)), descending), is_seen))
    }

    fn under_way(&self) -> Option<Message> {
        self.counting.as_ref().map(|_| Message::new("stats-under-way"))
    }

    fn stop(&mut self) -> Reply {
        self.halt()
    }
}
