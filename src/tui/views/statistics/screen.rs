//! The screen: a snapshot's lines under a cursor, with the ticks of the establishments, or a picture of them.

use ratatui::layout::Rect;

use super::{Done, Request, acts, draw};
use crate::domain::columns::{StatisticsColumn, StatisticsRow};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::{Filter, FilterError, Ready, Remark};
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::domain::statistics::{Line, Measure, Snapshot, SnapshotId, Totals};
use crate::domain::time::Timestamp;
use crate::jobs::command::{option, targets};
use crate::jobs::progress::Cancel;
use crate::operations::statistics::{History, Reading};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::table::Viewport;
use crate::tui::widgets::text_input::TextInput;
use crate::tui::worker::{Effect, Outcome};

/// What is shown of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picture {
    /// The lines themselves.
    Table,
    /// A bar for each zone.
    Zones,
    /// How many establishments lie in each class.
    Distribution,
    /// The totals of the dated snapshots.
    Trend,
}

impl Picture {
    /// Gives the next one.
    pub(super) const fn next(self) -> Self {
        match self {
            Self::Table => Self::Zones,
            Self::Zones => Self::Distribution,
            Self::Distribution => Self::Trend,
            Self::Trend => Self::Table,
        }
    }
}

/// What the dialog over the screen was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    Nothing,
    Sort,
    Snapshot,
    /// Whether hidden ticks are meant too.
    Hidden(Action),
}

/// A count that is under way.
#[derive(Debug)]
pub(super) struct Counting {
    pub(super) cancel: Cancel,
    pub(super) total: usize,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Statistics {
    pub(super) lines: Vec<Line>,
    /// The places of the lines that are shown, in order.
    pub(super) shown: Vec<usize>,
    /// What the shown lines add up to.
    pub(super) totals: Totals,
    pub(super) snapshots: Vec<Snapshot>,
    pub(super) open: Option<SnapshotId>,
    pub(super) viewport: Viewport,
    /// How often the columns were moved.
    pub(super) moved: usize,
    pub(super) sort: (Measure, bool),
    pub(super) picture: Picture,
    pub(super) input: TextInput,
    pub(super) typing: bool,
    /// The last one that could be read.
    pub(super) filter: Filter<StatisticsColumn>,
    pub(super) filter_error: Option<FilterError>,
    pub(super) remarks: Vec<Remark>,
    pub(super) only_ticked: bool,
    pub(super) range_from: Option<usize>,
    pub(super) counting: Option<Counting>,
    /// Rises with every count; the lines of one that was left are not taken.
    ticket: u64,
    pub(super) loading: bool,
    pub(super) failure: Option<Message>,
    pub(super) history: Option<(EstablishmentNumber, History)>,
    pub(super) asking: Asking,
    pub(super) area: Rect,
}

impl Statistics {
    /// Makes the screen; it opens the latest snapshot when it begins.
    pub(crate) fn new() -> Self {
        Self {
            lines: Vec::new(),
            shown: Vec::new(),
            totals: Totals::default(),
            snapshots: Vec::new(),
            open: None,
            viewport: Viewport::with_boxes(),
            moved: 0,
            sort: (Measure::Number, false),
            picture: Picture::Table,
            input: TextInput::new(""),
            typing: false,
            filter: Filter::default(),
            filter_error: None,
            remarks: Vec::new(),
            only_ticked: false,
            range_from: None,
            counting: None,
            ticket: 0,
            loading: true,
            failure: None,
            history: None,
            asking: Asking::Nothing,
            area: Rect::default(),
        }
    }

    /// Gives the line under the cursor.
    pub(super) fn current(&self) -> Option<&Line> {
        self.line(self.viewport.at)
    }

    /// Gives the line at a place of what is shown.
    pub(super) fn line(&self, at: usize) -> Option<&Line> {
        self.shown.get(at).and_then(|at| self.lines.get(*at))
    }

    /// Lists the numbers of the shown lines.
    pub(super) fn numbers(&self) -> Vec<EstablishmentNumber> {
        self.shown.iter().filter_map(|at| self.lines.get(*at)).map(|line| line.number).collect()
    }

    /// Gives what an action is for: the ticked ones, else the one under the cursor.
    pub(super) fn targets(&self, shared: &Shared) -> Vec<EstablishmentNumber> {
        if shared.ticks.is_empty() {
            self.current().map(|line| line.number).into_iter().collect()
        } else {
            shared.ticks.iter().copied().collect()
        }
    }

    /// Gives the moment that months are counted from: the open snapshot's.
    fn moment(&self, shared: &Shared) -> Timestamp {
        let open = self.snapshots.iter().find(|snapshot| Some(snapshot.id) == self.open);
        open.filter(|_| self.counting.is_none()).map_or(shared.now, |snapshot| snapshot.at)
    }

    /// Makes the shown lines anew; the cursor stays on its establishment.
    pub(super) fn show(&mut self, shared: &Shared) -> Reply {
        let goal = self.current().map(|line| line.number);
        let now = self.moment(shared);
        let (ready, failed) = match ready(&self.filter, shared, now) {
            Ok(ready) => (Some(ready), None),
            Err(error) => (None, Some(error)),
        };
        let mut tally = ready.as_ref().map(Ready::tally);
        let zone = |line: &Line| {
            let zone = shared.zones.iter().find(|zone| zone.number == line.zone);
            zone.map_or("", |zone| zone.name.as_str())
        };
        let mut wanted = |line: &Line| {
            let Some((ready, tally)) = ready.as_ref().zip(tally.as_mut()) else { return false };
            (!self.only_ticked || shared.ticks.contains(&line.number))
                && ready.judge(&StatisticsRow { line, zone: zone(line) }, tally)
        };
        let mut shown: Vec<&Line> = self.lines.iter().filter(|line| wanted(line)).collect();
        self.remarks =
            ready.as_ref().zip(tally.as_ref()).map(|(ready, tally)| ready.remarks(tally)).unwrap_or_default();
        self.filter_error = failed.or(self.filter_error.take());
        self.totals = Totals::of(shown.iter().copied(), now);
        let (measure, descending) = self.sort;
        if (measure, descending) != (Measure::Number, false) {
            shown.sort_by(|a, b| measure.compare(a, b, descending));
        }
        let numbers: std::collections::HashMap<_, _> =
            self.lines.iter().enumerate().map(|(at, line)| (line.number, at)).collect();
        self.shown = shown.into_iter().filter_map(|line| numbers.get(&line.number).copied()).collect();
        self.viewport.set_len(self.shown.len());
        if let Some(at) = goal.and_then(|goal| self.shown.iter().position(|at| self.lines[*at].number == goal)) {
            self.viewport.go(at);
        }
        self.layout();
        Reply::redraw().join(self.ask_history())
    }

    /// Asks for the history of the line under the cursor, unless it is there.
    pub(super) fn ask_history(&mut self) -> Reply {
        let Some(number) = self.current().map(|line| line.number) else { return Reply::none() };
        if self.counting.is_some() || self.history.as_ref().is_some_and(|(known, _)| *known == number) {
            return Reply::none();
        }
        Effect::Statistics(Request::History(number)).into()
    }

    /// Opens a snapshot; none: the latest.
    pub(super) fn open(&mut self, id: Option<SnapshotId>) -> Reply {
        self.loading = self.lines.is_empty();
        Reply::redraw().join(Effect::Statistics(Request::Open(id)).into())
    }

    /// Counts anew: in the ticked establishments when only they are shown, else in all.
    pub(super) fn compute(&mut self, reading: Reading, shared: &Shared) -> Reply {
        self.ticket += 1;
        let numbers = self.only_ticked.then(|| shared.ticks.iter().copied().collect());
        let cancel = Cancel::new();
        self.counting = Some(Counting { cancel: cancel.clone(), total: 0 });
        (self.lines, self.history, self.failure) = (Vec::new(), None, None);
        let request = Request::Compute { ticket: self.ticket, numbers, reading, cancel };
        self.show(shared).join(Effect::Statistics(request).into())
    }

    fn layout(&mut self) {
        let [_, table, _] = draw::places(self);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }

    fn take(&mut self, done: Done, shared: &Shared) -> Reply {
        match done {
            Done::Opened { snapshots, open, lines } => {
                (self.snapshots, self.loading, self.failure) = (snapshots, false, None);
                if self.counting.is_some() {
                    return Reply::redraw();
                }
                (self.open, self.lines, self.history) = (open, lines, None);
                self.show(shared)
            }
            Done::Counted { ticket, lines, total } if ticket == self.ticket => {
                if let Some(counting) = &mut self.counting {
                    counting.total = total;
                }
                self.lines.extend(lines);
                self.show(shared)
            }
            Done::Ended { ticket, read, is_complete } if ticket == self.ticket => {
                self.counting = None;
                let (key, role) =
                    if is_complete { ("stats-done", Role::Good) } else { ("stats-cancelled", Role::Warning) };
                let count = i64::try_from(read).unwrap_or(i64::MAX);
                let said = Message { key, args: Vec::new() }.with("read", count).with("count", self.lines.len());
                Reply::step(Step::Say(said, role)).join(self.open(None))
            }
            Done::History(number, history) => {
                self.history = Some((number, history));
                Reply::redraw()
            }
            Done::Begun | Done::Counted { .. } | Done::Ended { .. } | Done::Written { .. } => Reply::none(),
        }
    }

    /// Stops the count that is under way.
    pub(super) fn halt(&mut self) -> Reply {
        if let Some(counting) = &self.counting {
            counting.cancel.cancel();
        }
        Reply::redraw()
    }

    /// Reads the filter while it is typed; one that cannot be read says so and leaves the lines as they are.
    pub(super) fn typed(&mut self, shared: &Shared) -> Reply {
        let read = Filter::parse(self.input.value());
        let known = read.and_then(|filter| ready(&filter, shared, shared.now).map(|_| filter.clone()));
        match known {
            Ok(filter) => {
                (self.filter, self.filter_error) = (filter, None);
                self.show(shared)
            }
            Err(error) => {
                self.filter_error = Some(error);
                Reply::redraw()
            }
        }
    }

    /// Names what is shown for a command.
    fn named(&self) -> String {
        if self.filter.is_everything() { String::new() } else { option("filter", &self.filter.retyped()) }
    }
}

/// Looks up the names in a filter.
fn ready<'f>(
    filter: &'f Filter<StatisticsColumn>,
    shared: &Shared,
    now: Timestamp,
) -> Result<Ready<'f, StatisticsColumn>, FilterError> {
    filter.ready(now, |_| shared.zones.iter().map(|zone| (zone.number.0, zone.name.clone())).collect())
}

impl View for Statistics {
    fn title(&self) -> Message {
        Message::new("screen-statistics")
    }

    fn places(&self) -> &'static [Place] {
        &[
            Place::Statistics,
            Place::Chosen,
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

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        self.open(None)
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
