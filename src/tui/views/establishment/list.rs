//! The table of establishments: the list of those that match, with the ticks that other screens share.

use std::collections::{HashMap, HashSet};

use super::many::{self, Targets};
use super::{detail, pane};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::FilterError;
use crate::domain::job::Selection;
use crate::domain::search::{DEFAULT_SORT, Filter, Sort};
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;
use crate::nouns::establishment::Row;
use crate::tui::orders::Effect;
use crate::tui::orders::establishment::{Reload, Request, Select, Selected};
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::{Reply, Step};
use crate::tui::views::listing::{Found, Listing, More, Wants};
use crate::tui::widgets::table::Viewport;

/// More targets than these are named by their filter, when they are what it finds.
const LARGE: usize = 200;

/// The screen.
#[derive(Debug)]
pub(crate) struct Establishments {
    pub(super) list: Listing<EstablishmentNumber, Row>,
    pub(super) sort: Sort,
    /// Whether the list of columns to order by is open.
    pub(super) is_sorting: bool,
    pub(super) next_change: Option<Timestamp>,
}

/// Reads what is typed after `/`.
pub(super) fn read(text: &str) -> Result<String, FilterError> {
    Filter::read(text)
}

impl Establishments {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        let list = Listing::new(Viewport::with_boxes());
        Self { list, sort: DEFAULT_SORT, is_sorting: false, next_change: None }
    }

    /// Returns the number of the row under the cursor.
    pub(super) fn current(&self) -> Option<EstablishmentNumber> {
        self.list.current().copied()
    }

    /// Does what a key needs.
    pub(super) fn follow(&mut self, wants: Wants, shared: &Shared) -> Reply {
        self.list.layout(pane::height);
        match wants {
            Wants::Nothing => Reply::none(),
            Wants::Redraw => Reply::redraw(),
            Wants::Rows => Reply::redraw().join(self.fetch()),
            Wants::List => Reply::redraw().join(self.select(Reload::No, shared)),
            Wants::Open(view) => Reply::step(Step::Open(view)),
        }
    }

    /// Asks for the list that is wanted now.
    pub(super) fn select(&mut self, reload: Reload, shared: &Shared) -> Reply {
        let Ok(filter) = Filter::parse(self.list.wanted_filter()) else { return Reply::none() };
        let ticked = match reload {
            Reload::Yes => shared.ticks.iter().copied().collect(),
            Reload::No => Vec::new(),
        };
        let generation = self.list.wish(reload == Reload::Yes);
        Effect::Establishment(Request::Select(Select { generation, filter, sort: self.sort, reload, ticked })).into()
    }

    pub(super) fn selected(&mut self, selected: Selected, shared: &mut Shared) -> Reply {
        for number in &selected.gone {
            shared.ticks.remove(number);
        }
        if let Some(zones) = selected.zones {
            shared.zones = zones.into();
            self.list.renew();
        }
        let found = selected.found.map(|found| Found { order: found.numbers, remarks: found.remarks, more: More::No });
        if !self.list.take(selected.generation, found, selected.total, &shared.ticks) {
            return Reply::none();
        }
        self.next_change = selected.next_change;
        self.follow(Wants::Rows, shared)
    }

    /// Asks for the rows that are seen and not known.
    pub(super) fn fetch(&mut self) -> Reply {
        match self.list.wanted() {
            Some((generation, numbers)) => Effect::Establishment(Request::Rows { generation, numbers }).into(),
            None => Reply::none(),
        }
    }

    /// Returns the rows that an action is for: the ticked ones, else the one under the cursor.
    pub(super) fn targets(&self, shared: &Shared) -> Vec<EstablishmentNumber> {
        self.list.targets(&shared.ticks)
    }

    /// Names what an action is for.
    pub(super) fn named(&self, chosen: Vec<EstablishmentNumber>) -> Targets {
        let (count, zone) = (chosen.len(), self.zone_of(&chosen));
        Targets { selection: self.selection(chosen), count, zone }
    }

    /// Returns the zone in which all of them are; none when they are in several, or some are not seen.
    fn zone_of(&self, chosen: &[EstablishmentNumber]) -> Option<ZoneNumber> {
        let seen: HashMap<_, _> = self.list.seen().filter_map(Row::found).map(|row| (row.number, row.zone)).collect();
        let zone = *seen.get(chosen.first()?)?;
        chosen.iter().all(|number| seen.get(number) == Some(&zone)).then_some(zone)
    }

    /// Names targets: one by one, or, when there are many, as what the filter finds except a few.
    pub(super) fn selection(&self, targets: Vec<EstablishmentNumber>) -> Selection {
        let matching = self.list.order();
        if targets.len() > LARGE && !self.list.is_refused() {
            let ticked: HashSet<EstablishmentNumber> = targets.iter().copied().collect();
            let mut except: Vec<_> = matching.iter().filter(|number| !ticked.contains(number)).copied().collect();
            let all_match = matching.len() - except.len() == ticked.len();
            if all_match && except.len() <= targets.len() / 10 {
                except.sort_unstable();
                return Selection::Matching { filter: self.list.applied().to_owned(), except };
            }
        }
        many::numbers(targets)
    }

    /// Shows what another screen wishes to see.
    pub(super) fn grant(&mut self, shared: &mut Shared) {
        let (text, only_ticked) = match shared.wished.take() {
            Some(Wished::Filter(text)) => (text, false),
            Some(Wished::Ticked) => (String::new(), true),
            None => return,
        };
        self.list.begin_with(&text, only_ticked, &read);
        self.list.layout(pane::height);
    }

    /// Opens the full detail of the row under the cursor.
    pub(super) fn open_detail(&mut self) -> Reply {
        match self.current() {
            Some(number) => Reply::open(detail::Detail::new(number)),
            None => Reply::none(),
        }
    }

    /// Goes to a row when the list has come again.
    pub(super) fn go_to(&mut self, number: Option<EstablishmentNumber>, shared: &Shared) -> Reply {
        self.list.head_for(number);
        self.select(Reload::Yes, shared)
    }
}
