//! The screen: a snapshot's lines under a cursor, with the ticks of the establishments, or a picture of them.

use ratatui::layout::Rect;

use crate::domain::columns::{StatisticsColumn, StatisticsRow};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::{Filter, FilterError, Ready, Remark};
use crate::domain::message::Message;
use crate::domain::statistics::{Line, Measure, Snapshot, SnapshotId, Totals};
use crate::domain::time::Timestamp;
use crate::jobs::command::option;
use crate::jobs::progress::Cancel;
use crate::operations::statistics::{History, Reading};
use crate::tui::actions::Action;
use crate::tui::canvas::{below, row};
use crate::tui::orders::Effect;
use crate::tui::orders::statistics::{Done, Request};
use crate::tui::shared::{Shared, Wished};
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::widgets::table::Viewport;
use crate::tui::widgets::text_input::TextInput;

/// Lines below the table: a rule, two of totals, the sparkline; one more on a narrow screen.
pub(super) const PANE: u16 = 4;

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
    /// Returns the next one.
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
    pub(super) ticket: u64,
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

    /// Returns the line under the cursor.
    pub(super) fn current(&self) -> Option<&Line> {
        self.line(self.viewport.at)
    }

    /// Returns the line at a place of what is shown.
    pub(super) fn line(&self, at: usize) -> Option<&Line> {
        self.shown.get(at).and_then(|at| self.lines.get(*at))
    }

    /// Lists the numbers of the shown lines.
    pub(super) fn numbers(&self) -> Vec<EstablishmentNumber> {
        self.shown.iter().filter_map(|at| self.lines.get(*at)).map(|line| line.number).collect()
    }

    /// Returns what an action is for: the ticked ones, else the one under the cursor.
    pub(super) fn targets(&self, shared: &Shared) -> Vec<EstablishmentNumber> {
        if shared.ticks.is_empty() {
            self.current().map(|line| line.number).into_iter().collect()
        } else {
            shared.ticks.iter().copied().collect()
        }
    }

    /// Returns the moment that months are counted from: the open snapshot's.
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

    /// Shows only the ticked establishments when whoever comes here asks for those.
    pub(super) fn wants_ticked(&mut self, shared: &mut Shared) -> bool {
        let is_asked = matches!(shared.wished, Some(Wished::Ticked));
        if is_asked {
            shared.wished = None;
            (self.only_ticked, self.picture) = (true, Picture::Table);
        }
        is_asked
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

    pub(super) fn layout(&mut self) {
        let [_, table, _] = places(self);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }

    pub(super) fn take(&mut self, done: Done, shared: &Shared) -> Reply {
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
    pub(super) fn named(&self) -> String {
        if self.filter.is_everything() { String::new() } else { option("filter", &self.filter.retyped()) }
    }
}

/// Returns the places of the head, the table and the totals.
pub(super) fn places(screen: &Statistics) -> [Rect; 3] {
    let area = screen.area;
    let rest = below(area, 1);
    let wide = if area.width < 110 { PANE + 1 } else { PANE };
    let pane = if rest.height < 12 { 2.min(rest.height) } else { wide };
    let table = rest.height - pane;
    [row(area, 0), Rect { height: table, ..rest }, below(rest, table)]
}

/// Looks up the names in a filter.
fn ready<'f>(
    filter: &'f Filter<StatisticsColumn>,
    shared: &Shared,
    now: Timestamp,
) -> Result<Ready<'f, StatisticsColumn>, FilterError> {
    filter.ready(now, |_| shared.zones.iter().map(|zone| (zone.number.0, zone.name.clone())).collect())
}
