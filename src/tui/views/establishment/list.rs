//! The table of establishments: what is shown, under which cursor, with which ticks.

use std::collections::HashSet;
use std::ops::Range;

use ratatui::layout::Rect;

use super::rows::{MARGIN, Rows, Version};
use super::{detail, many, ticks};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::{FilterError, Remark};
use crate::domain::job::Selection;
use crate::domain::message::Message;
use crate::domain::search::{DEFAULT_SORT, Filter, Sort};
use crate::domain::time::Timestamp;
use crate::tui::actions::Action;
use crate::tui::orders::establishment::{Reload, Request, Select, Selected};
use crate::tui::orders::{Effect, Failure};
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::Reply;
use crate::tui::widgets::table::Viewport;
use crate::tui::widgets::text_input::TextInput;

/// More targets than these are named by their filter, when they are what it finds.
const LARGE: usize = 200;

/// What the dialog over the list was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Nothing that the list decides.
    Nothing,
    /// The column to order by.
    Sort,
    /// Whether hidden ticks are meant too.
    HiddenTicks(Action),
    /// Whether all ticks go.
    DropTicks,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Establishments {
    /// The rows that match, in order.
    pub(super) order: Vec<EstablishmentNumber>,
    /// The rows that are shown: those that match, or the ticked ones among them.
    pub(super) shown: Vec<EstablishmentNumber>,
    pub(super) rows: Rows,
    pub(super) viewport: Viewport,
    pub(super) total: usize,
    pub(super) hidden: usize,
    /// What is typed after `/`.
    pub(super) input: TextInput,
    pub(super) typing: bool,
    /// What is asked for: what is typed, or what it was before that could not be read.
    pub(super) filter: Filter,
    /// What the rows were found by.
    pub(super) applied: Filter,
    pub(super) filter_error: Option<FilterError>,
    pub(super) remarks: Vec<Remark>,
    pub(super) sort: Sort,
    pub(super) only_ticked: bool,
    /// Where a range began.
    pub(super) range_from: Option<usize>,
    pub(super) wished: u64,
    /// Whether other rows were wished for than those that are shown.
    pub(super) stale: bool,
    pub(super) version: Version,
    pub(super) failure: Option<Message>,
    pub(super) asking: Asking,
    /// The row to go to when the list has come.
    pub(super) goal: Option<EstablishmentNumber>,
    pub(super) next_change: Option<Timestamp>,
    pub(super) area: Rect,
}

impl Establishments {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self {
            order: Vec::new(),
            shown: Vec::new(),
            rows: Rows::default(),
            viewport: Viewport::with_boxes(),
            total: 0,
            hidden: 0,
            input: TextInput::new(""),
            typing: false,
            filter: Filter::default(),
            applied: Filter::default(),
            filter_error: None,
            remarks: Vec::new(),
            sort: DEFAULT_SORT,
            only_ticked: false,
            range_from: None,
            wished: 0,
            stale: false,
            version: Version { list: 0, data: 0 },
            failure: None,
            asking: Asking::Nothing,
            goal: None,
            next_change: None,
            area: Rect::default(),
        }
    }

    /// Gives the row under the cursor.
    pub(super) fn current(&self) -> Option<EstablishmentNumber> {
        self.shown.get(self.viewport.at).copied()
    }

    /// Gives the rows that match the filter, in order.
    pub(super) fn order(&self) -> &[EstablishmentNumber] {
        &self.order
    }

    /// Tells whether no list has come yet.
    pub(super) fn is_loading(&self) -> bool {
        self.version.list == 0
    }

    /// Asks for the list that is wanted now.
    pub(super) fn select(&mut self, reload: Reload, shared: &Shared) -> Reply {
        self.wished += 1;
        self.stale |= reload == Reload::No || self.goal.is_some();
        let ticked = match reload {
            Reload::Yes => shared.ticks.iter().copied().collect(),
            Reload::No => Vec::new(),
        };
        let select = Select { generation: self.wished, filter: self.filter.clone(), sort: self.sort, reload, ticked };
        Effect::Establishment(Request::Select(select)).into()
    }

    pub(super) fn selected(&mut self, selected: Selected, shared: &mut Shared) -> Reply {
        for number in &selected.gone {
            shared.ticks.remove(number);
        }
        if let Some(zones) = selected.zones {
            shared.zones = zones.into();
            self.version.data += 1;
        }
        if selected.generation != self.wished {
            return Reply::none();
        }
        let goal = self.goal.take().or_else(|| self.current());
        self.version.list = selected.generation;
        self.stale = false;
        self.total = selected.total;
        self.next_change = selected.next_change;
        self.failure = None;
        match selected.found {
            Ok(found) => {
                (self.order, self.remarks) = (found.numbers, found.remarks);
                self.applied = self.filter.clone();
            }
            // A name that names nothing: the list stays as it is.
            Err(error) => {
                self.filter_error = Some(error);
                self.filter = self.applied.clone();
            }
        }
        self.range_from = None;
        self.show(goal, shared);
        Reply::redraw().join(self.fetch())
    }

    /// Returns the filter that found what is shown, as a command line takes it: not what is being typed.
    pub(super) fn applied_text(&self) -> String {
        if self.applied.is_everything() { String::new() } else { self.applied.retyped() }
    }

    /// Makes the shown rows anew and keeps the cursor on its row, or near where that was.
    fn show(&mut self, goal: Option<EstablishmentNumber>, shared: &Shared) {
        self.shown = if self.only_ticked {
            self.order.iter().filter(|number| shared.ticks.contains(number)).copied().collect()
        } else {
            self.order.clone()
        };
        self.hidden = ticks::hidden(&shared.ticks, &self.shown);
        self.viewport.set_len(self.shown.len());
        if let Some(at) = goal.and_then(|goal| self.shown.iter().position(|number| *number == goal)) {
            self.viewport.go(at);
        }
        self.layout(shared);
    }

    /// Shows the same rows otherwise: all, or the ticked ones.
    pub(super) fn reshow(&mut self, shared: &Shared) -> Reply {
        // The rows differ though the data and the wish are the same: what was asked for does not count any more.
        self.rows.give_up();
        self.show(self.current(), shared);
        Reply::redraw().join(self.fetch())
    }

    /// Takes what changed the ticks into account.
    pub(super) fn recount(&mut self, shared: &Shared) -> Reply {
        if self.only_ticked {
            return self.reshow(shared);
        }
        self.hidden = ticks::hidden(&shared.ticks, &self.shown);
        Reply::redraw().join(self.fetch())
    }

    /// Asks for the rows that are seen and not known.
    pub(super) fn fetch(&mut self) -> Reply {
        let seen: Range<usize> = self.viewport.window(0);
        let wanted = self.rows.wanted(self.version, &self.shown, &seen, self.viewport.window(MARGIN));
        match wanted {
            Some((generation, numbers)) => Effect::Establishment(Request::Rows { generation, numbers }).into(),
            None => Reply::none(),
        }
    }

    /// Gives the rows that an action is for: the ticked ones, else the one under the cursor.
    pub(super) fn targets(&self, shared: &Shared) -> Vec<EstablishmentNumber> {
        if shared.ticks.is_empty() {
            self.current().into_iter().collect()
        } else {
            shared.ticks.iter().copied().collect()
        }
    }

    /// Names targets: one by one, or, when there are many, as what the filter finds except a few.
    pub(super) fn selection(&self, targets: Vec<EstablishmentNumber>) -> Selection {
        let matching = self.order();
        if targets.len() > LARGE && self.filter_error.is_none() {
            let ticked: HashSet<EstablishmentNumber> = targets.iter().copied().collect();
            let mut except: Vec<_> = matching.iter().filter(|number| !ticked.contains(number)).copied().collect();
            let all_match = matching.len() - except.len() == ticked.len();
            if all_match && except.len() <= targets.len() / 10 {
                except.sort_unstable();
                return Selection::Matching { filter: self.applied_text(), except };
            }
        }
        many::numbers(targets)
    }

    /// Reads the filter while it is typed; one that cannot be read says so and leaves the list as it is.
    pub(super) fn typed(&mut self, shared: &Shared) -> Reply {
        match Filter::parse(self.input.value()) {
            Ok(filter) => {
                self.filter_error = None;
                if filter == self.filter {
                    return Reply::redraw();
                }
                self.filter = filter;
                Reply::redraw().join(self.select(Reload::No, shared))
            }
            Err(error) => {
                self.filter_error = Some(error);
                Reply::redraw()
            }
        }
    }

    /// Shows what another screen wishes to see.
    pub(super) fn grant(&mut self, shared: &mut Shared) {
        let (text, only_ticked) = match shared.wished.take() {
            Some(Wished::Filter(text)) => (text, false),
            Some(Wished::Ticked) => (String::new(), true),
            None => return,
        };
        let Ok(filter) = Filter::parse(&text) else { return };
        self.input.set(&text);
        (self.filter, self.filter_error) = (filter, None);
        (self.typing, self.only_ticked) = (false, only_ticked);
        self.layout(shared);
    }

    /// Divides the place among filter, table and detail.
    pub(super) fn layout(&mut self, shared: &Shared) {
        let (_, table, _) = super::draw::places(self, shared);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }

    pub(super) fn failed(&mut self, failure: &Failure) -> Reply {
        self.rows.give_up();
        self.stale = false;
        self.version.list = self.version.list.max(1);
        self.wished = self.wished.max(1);
        self.failure = Some(failure.message());
        Reply::redraw()
    }
}

impl Establishments {
    /// Opens the full detail of the row under the cursor.
    pub(super) fn open_detail(&mut self) -> Reply {
        match self.current() {
            Some(number) => Reply::open(detail::Detail::new(number)),
            None => Reply::none(),
        }
    }

    /// Goes to a row when the list has come again.
    pub(super) fn go_to(&mut self, number: Option<EstablishmentNumber>, shared: &Shared) -> Reply {
        self.goal = number.or_else(|| self.current());
        self.select(Reload::Yes, shared)
    }
}
