//! The screen: a snapshot's lines under a cursor, with the ticks of the establishments, or a picture of them.

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::domain::columns::{StatisticsColumn, StatisticsRow};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::{Filter, FilterError, Remark};
use crate::domain::message::Message;
use crate::domain::statistics::{Line, Measure, Snapshot, SnapshotId, Totals};
use crate::domain::time::Timestamp;
use crate::jobs::progress::Cancel;
use crate::nouns::Id;
use crate::operations::statistics::{History, Reading};
use crate::tui::orders::Effect;
use crate::tui::orders::statistics::{Done, Request};
use crate::tui::shared::{ESTABLISHMENTS, Shared, Wished};
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::views::listing::{Found, Head, Listing, More, Wants};
use crate::tui::widgets::table::Viewport;

/// Lines below the table: a rule, two of totals, the sparkline; one more on a narrow screen.
pub(super) const PANE: u16 = 4;

/// Returns the lines that the pane below the table takes.
pub(super) fn pane(area: Rect) -> u16 {
    let wide = if area.width < 110 { PANE + 1 } else { PANE };
    if area.height < 12 { 2 } else { wide }
}

/// Reads what is typed after `/`.
pub(super) fn read(text: &str) -> Result<String, FilterError> {
    Filter::<StatisticsColumn>::read(text)
}

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
    pub(super) lines: BTreeMap<Id, Line>,
    pub(super) list: Listing<Id, Line>,
    /// What the shown lines add up to.
    pub(super) totals: Totals,
    /// Of which list these are, and of how many lines of it.
    summed: (u64, usize),
    pub(super) snapshots: Vec<Snapshot>,
    pub(super) open: Option<SnapshotId>,
    /// How often the columns were moved.
    pub(super) moved: usize,
    pub(super) sort: (Measure, bool),
    pub(super) picture: Picture,
    pub(super) counting: Option<Counting>,
    /// Rises with every count; the lines of one that was left are not taken.
    ticket: u64,
    pub(super) history: Option<(EstablishmentNumber, History)>,
    pub(super) asking: Asking,
    pub(super) area: Rect,
}

impl Statistics {
    /// Makes the screen; it opens the latest snapshot when it begins.
    pub(crate) fn new() -> Self {
        let mut list = Listing::new(Viewport::with_boxes());
        list.set_head(Head::Line);
        Self {
            lines: BTreeMap::new(),
            list,
            totals: Totals::default(),
            summed: (0, 0),
            snapshots: Vec::new(),
            open: None,
            moved: 0,
            sort: (Measure::Number, false),
            picture: Picture::Table,
            counting: None,
            ticket: 0,
            history: None,
            asking: Asking::Nothing,
            area: Rect::default(),
        }
    }

    /// Returns the line under the cursor.
    pub(super) fn current(&self) -> Option<&Line> {
        self.list.current().and_then(|number| self.lines.get(number))
    }

    /// Tells whether an establishment of the list was deleted since it was counted.
    pub(super) fn is_gone(&self, id: &Id) -> bool {
        self.lines.get(id).is_some_and(Line::is_gone)
    }

    /// Returns the lines that are shown, in order.
    pub(super) fn shown(&self) -> impl Iterator<Item = &Line> {
        self.list.shown().iter().filter_map(|number| self.lines.get(number))
    }

    /// Returns the moment that months are counted from: the open snapshot's.
    fn moment(&self, shared: &Shared) -> Timestamp {
        let open = self.snapshots.iter().find(|snapshot| Some(snapshot.id) == self.open);
        open.filter(|_| self.counting.is_none()).map_or(shared.now, |snapshot| snapshot.at)
    }

    /// Finds the lines that the filter holds, in order. They are all here: nothing is asked of the worker.
    pub(super) fn select(&mut self, shared: &Shared) -> Reply {
        let generation = self.list.wish(true);
        let found = self.found(shared).map(|(order, remarks)| Found { order, remarks, more: More::No });
        self.list.renew();
        self.summed = (generation, usize::MAX);
        self.list.take(generation, found, self.lines.len(), shared.ticks.of(ESTABLISHMENTS));
        self.follow(Wants::Rows, shared)
    }

    fn found(&self, shared: &Shared) -> Result<(Vec<Id>, Vec<Remark>), FilterError> {
        let filter = Filter::<StatisticsColumn>::parse(self.list.wanted_filter())?;
        let zones = |_| shared.zones.iter().map(|zone| (zone.number.0, zone.name.clone())).collect();
        let ready = filter.ready(self.moment(shared), zones)?;
        let mut tally = ready.tally();
        let zone = |line: &Line| {
            let zone = shared.zones.iter().find(|zone| zone.number == line.zone);
            zone.map_or("", |zone| zone.name.as_str())
        };
        let mut holds = |line: &&Line| ready.judge(&StatisticsRow { line, zone: zone(line) }, &mut tally);
        // What is gone is shown as that, and found by no filter.
        let may = |line: &&Line| !line.is_gone() || filter.is_everything();
        let mut found: Vec<&Line> = self.lines.values().filter(|line| may(line) && holds(line)).collect();
        let (measure, descending) = self.sort;
        if (measure, descending) != (Measure::Number, false) {
            found.sort_by(|a, b| measure.compare(a, b, descending));
        }
        Ok((found.into_iter().map(|line| line.number.into()).collect(), ready.remarks(&tally)))
    }

    /// Does what a key needs.
    pub(super) fn follow(&mut self, wants: Wants, shared: &Shared) -> Reply {
        self.list.layout(pane);
        match wants {
            Wants::Nothing => Reply::none(),
            Wants::Redraw => Reply::redraw(),
            Wants::List => self.select(shared),
            Wants::Open(view) => Reply::step(Step::Open(view)),
            Wants::Rows => {
                if let Some((ticket, names)) = self.list.wanted() {
                    let rows = names.iter().filter_map(|id| Some((id.clone(), self.lines.get(id)?.clone())));
                    self.list.put(ticket, rows.collect::<Vec<_>>());
                }
                self.add_up(shared);
                Reply::redraw().join(self.ask_history())
            }
        }
    }

    /// Adds up what is shown, when that is something else.
    fn add_up(&mut self, shared: &Shared) {
        let now = (self.summed.0, self.list.shown().len());
        if std::mem::replace(&mut self.summed, now) != now {
            self.totals = Totals::of(self.shown(), self.moment(shared));
        }
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
    pub(super) fn open(id: Option<SnapshotId>) -> Reply {
        Reply::redraw().join(Effect::Statistics(Request::Open(id)).into())
    }

    /// Shows only the ticked establishments when whoever comes here asks for those.
    pub(super) fn wants_ticked(&mut self, shared: &mut Shared) -> bool {
        let is_asked = matches!(shared.wished, Some(Wished::Ticked));
        if is_asked {
            shared.wished = None;
            self.list.begin_with("", true, &read);
            self.picture = Picture::Table;
        }
        is_asked
    }

    /// Counts anew: in the ticked establishments when only they are shown, else in all.
    pub(super) fn compute(&mut self, reading: Reading, shared: &Shared) -> Reply {
        self.ticket += 1;
        let ticks = shared.ticks.of(ESTABLISHMENTS).iter().filter_map(Id::establishment);
        let numbers = self.list.is_only_ticked().then(|| ticks.collect());
        let cancel = Cancel::new();
        self.counting = Some(Counting { cancel: cancel.clone(), total: 0 });
        (self.lines, self.history) = (BTreeMap::new(), None);
        let request = Request::Compute { ticket: self.ticket, numbers, reading, cancel };
        self.select(shared).join(Effect::Statistics(request).into())
    }

    pub(super) fn take(&mut self, done: Done, shared: &Shared) -> Reply {
        match done {
            Done::Opened { snapshots, open, lines } => {
                self.snapshots = snapshots;
                if self.counting.is_some() {
                    return Reply::redraw();
                }
                let lines = lines.into_iter().map(|line| (line.number.into(), line));
                (self.open, self.lines, self.history) = (open, lines.collect(), None);
                self.select(shared)
            }
            Done::Counted { ticket, lines, total } if ticket == self.ticket => {
                if let Some(counting) = &mut self.counting {
                    counting.total = total;
                }
                self.lines.extend(lines.into_iter().map(|line| (line.number.into(), line)));
                self.select(shared)
            }
            Done::Ended { ticket, read, is_complete } if ticket == self.ticket => {
                self.counting = None;
                let (key, role) =
                    if is_complete { ("stats-done", Role::Good) } else { ("stats-cancelled", Role::Warning) };
                let count = i64::try_from(read).unwrap_or(i64::MAX);
                let said = Message { key, args: Vec::new() }.with("read", count).with("count", self.lines.len());
                Reply::step(Step::Say(said, role)).join(Self::open(None))
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
}
