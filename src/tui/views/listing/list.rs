//! What a list knows, and what it takes and gives.

use std::collections::{BTreeSet, HashSet};
use std::hash::Hash;

use ratatui::layout::Rect;

use crate::domain::filter::{FilterError, Remark};
use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::orders::Failure;
use crate::tui::view::View;
use crate::tui::widgets::table::Viewport;
use crate::tui::widgets::text_input::TextInput;

use super::rows::{MARGIN, Rows, Version};
use super::ticks;

/// Reads a filter and gives it as it is typed again, empty when everything matches.
pub(in crate::tui::views) type ReadFilter<'a> = &'a dyn Fn(&str) -> Result<String, FilterError>;

/// What should follow a key.
#[derive(Debug)]
pub(in crate::tui::views) enum Wants {
    /// Nothing: the list has nothing to do with it.
    Nothing,
    /// A new frame.
    Redraw,
    /// The rows that are seen, where they are not known.
    Rows,
    /// The list anew, as the filter is another one.
    List,
    /// A dialog, whose answer goes to [`Listing::answer`].
    Open(Box<dyn View>),
}

/// What the dialog over the list was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Nothing that the list decides.
    Nothing,
    /// Whether hidden ticks are meant too.
    HiddenTicks(Action),
    /// Whether all ticks go.
    DropTicks,
}

/// Rows that were found.
#[derive(Debug)]
pub(in crate::tui::views) struct Found<I> {
    /// Their names, in order.
    pub(in crate::tui::views) order: Vec<I>,
    /// What may not be what was meant.
    pub(in crate::tui::views) remarks: Vec<Remark>,
    /// Whether more rows match than these.
    pub(in crate::tui::views) more: More,
}

/// Whether more rows match than are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::views) enum More {
    /// Some do.
    Yes,
    /// These are all.
    No,
}

/// Which row is the first one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// What the order says.
    AsSorted,
    /// The newest.
    WithNewest,
}

/// Whether something is said of all rows above the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::views) enum Head {
    /// In a line of its own.
    Line,
    /// Nothing is.
    None,
}

/// A list; `I` names a row, `R` is one.
#[derive(Debug)]
pub(in crate::tui::views) struct Listing<I, R> {
    /// The rows that match, in order.
    pub(super) order: Vec<I>,
    /// The ticked ones among them, where only they are shown.
    pub(super) picked: Option<Vec<I>>,
    pub(super) rows: Rows<I, R>,
    pub(super) viewport: Viewport,
    /// Rows without any filter.
    pub(in crate::tui::views) total: usize,
    pub(super) hidden: usize,
    pub(super) input: TextInput,
    pub(super) typing: bool,
    /// What is asked for: what is typed, or what it was before that could not be read.
    pub(super) filter: Typed,
    /// What the rows were found by.
    pub(super) applied: Typed,
    pub(super) error: Option<FilterError>,
    pub(super) remarks: Vec<Remark>,
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
    pub(super) goal: Option<I>,
    pub(super) begins: Begins,
    pub(super) head: Head,
    pub(super) more: More,
    pub(super) area: Rect,
}

/// A filter that can be read.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) text: String,
    /// As it is typed again; empty: everything matches.
    pub(super) retyped: String,
}

impl<I: Ord + Clone + Hash, R> Listing<I, R> {
    /// Makes a list that has not come yet.
    pub(in crate::tui::views) fn new(viewport: Viewport) -> Self {
        Self {
            order: Vec::new(),
            picked: None,
            rows: Rows::default(),
            viewport,
            total: 0,
            hidden: 0,
            input: TextInput::new(""),
            typing: false,
            filter: Typed::default(),
            applied: Typed::default(),
            error: None,
            remarks: Vec::new(),
            only_ticked: false,
            range_from: None,
            wished: 0,
            stale: false,
            version: Version { list: 0, data: 0 },
            failure: None,
            asking: Asking::Nothing,
            goal: None,
            begins: Begins::AsSorted,
            head: Head::None,
            more: More::No,
            area: Rect::default(),
        }
    }

    /// The same where the newest comes first: the cursor stays on the first row when newer ones come.
    pub(in crate::tui::views) fn newest_first(mut self) -> Self {
        self.begins = Begins::WithNewest;
        self
    }

    /// Returns the name of the row under the cursor.
    pub(in crate::tui::views) fn current(&self) -> Option<&I> {
        self.shown().get(self.viewport.at)
    }

    /// Returns the row under the cursor, once it is known.
    pub(in crate::tui::views) fn row(&self) -> Option<&R> {
        self.current().and_then(|name| self.rows.get(name))
    }

    /// Returns a row, once it is known.
    pub(in crate::tui::views) fn get(&self, name: &I) -> Option<&R> {
        self.rows.get(name)
    }

    /// Returns the rows that are seen, as far as they are known.
    pub(in crate::tui::views) fn seen(&self) -> impl Iterator<Item = &R> {
        self.viewport.window(0).filter_map(|at| self.rows.get(self.shown().get(at)?))
    }

    /// Returns the place of the row under the cursor.
    pub(in crate::tui::views) fn at(&self) -> usize {
        self.viewport.at
    }

    /// Returns the names of the rows that match the filter, in order.
    pub(in crate::tui::views) fn order(&self) -> &[I] {
        &self.order
    }

    /// Returns the names of the rows that are shown.
    pub(in crate::tui::views) fn shown(&self) -> &[I] {
        self.picked.as_ref().unwrap_or(&self.order)
    }

    /// Counts the ticks whose row is not shown.
    pub(in crate::tui::views) fn hidden(&self) -> usize {
        self.hidden
    }

    /// Tells whether the list that is wanted is the same one, and its cursor is to stay.
    pub(in crate::tui::views) fn is_staying(&self) -> bool {
        self.goal.is_none() && self.filter.retyped == self.applied.retyped
    }

    /// Tells whether the filter is being typed.
    pub(in crate::tui::views) fn is_typing(&self) -> bool {
        self.typing
    }

    /// Tells whether what is typed cannot be read.
    pub(in crate::tui::views) fn is_refused(&self) -> bool {
        self.error.is_some()
    }

    /// Tells whether no list has come yet.
    pub(in crate::tui::views) fn is_loading(&self) -> bool {
        self.version.list == 0
    }

    /// Returns the filter that is wanted, as it was typed.
    pub(in crate::tui::views) fn wanted_filter(&self) -> &str {
        &self.filter.text
    }

    /// Returns the filter that found what is shown, as a command line takes it: not what is being typed.
    pub(in crate::tui::views) fn applied(&self) -> &str {
        &self.applied.retyped
    }

    /// Notes that the list is asked for: with the same rows, or with others than those that are shown. Returns what its
    /// answer must bear.
    pub(in crate::tui::views) fn wish(&mut self, same_rows: bool) -> u64 {
        self.wished += 1;
        self.stale |= !same_rows || self.goal.is_some();
        self.wished
    }

    /// Sets the row to go to when the list has come.
    pub(in crate::tui::views) fn head_for(&mut self, goal: Option<I>) {
        self.goal = goal.or_else(|| self.current().cloned());
    }

    /// Notes that the data are others: rows that are known are read again when they are seen.
    pub(in crate::tui::views) fn renew(&mut self) {
        self.version.data += 1;
    }

    /// Takes a list; false when a later one was asked for meanwhile. A name in the filter that names nothing leaves the
    /// list as it is.
    pub(in crate::tui::views) fn take(
        &mut self,
        generation: u64,
        found: Result<Found<I>, FilterError>,
        total: usize,
        ticks: &BTreeSet<I>,
    ) -> bool {
        if generation != self.wished {
            return false;
        }
        let here = self.current().filter(|_| self.begins == Begins::AsSorted || self.viewport.at > 0).cloned();
        let goal = self.goal.take().or(here);
        self.version.list = generation;
        (self.stale, self.total, self.failure) = (false, total, None);
        match found {
            Ok(found) => {
                (self.order, self.remarks, self.more) = (found.order, found.remarks, found.more);
                self.applied = self.filter.clone();
            }
            Err(error) => {
                self.error = Some(error);
                self.filter = self.applied.clone();
            }
        }
        self.range_from = None;
        self.show(goal.as_ref(), ticks);
        true
    }

    /// Keeps a line above the table for what is said of all rows, or none.
    pub(in crate::tui::views) fn set_head(&mut self, head: Head) {
        self.head = head;
    }

    /// Tells whether more rows match than are known.
    pub(in crate::tui::views) fn more(&self) -> More {
        self.more
    }

    /// Tells whether what is seen is so near the end of what is known that more should be asked for.
    pub(in crate::tui::views) fn is_at_end(&self) -> bool {
        self.more == More::Yes && !self.waits() && self.viewport.window(MARGIN).end >= self.order.len()
    }

    /// Takes rows that were asked for.
    pub(in crate::tui::views) fn put(&mut self, ticket: u64, rows: impl IntoIterator<Item = (I, R)>) {
        self.rows.put(ticket, rows);
    }

    /// Takes rows that came with the list.
    pub(in crate::tui::views) fn know(&mut self, rows: impl IntoIterator<Item = (I, R)>) {
        self.renew();
        self.rows.know(self.version.data, rows);
    }

    /// Makes the shown rows anew and keeps the cursor on its row, or near where that was.
    fn show(&mut self, goal: Option<&I>, ticks: &BTreeSet<I>) {
        let ticked = |order: &[I]| order.iter().filter(|name| ticks.contains(name)).cloned().collect();
        self.picked = self.only_ticked.then(|| ticked(&self.order));
        self.hidden = ticks::hidden(ticks, self.shown());
        self.viewport.set_len(self.shown().len());
        if let Some(at) = goal.and_then(|goal| self.shown().iter().position(|name| name == goal)) {
            self.viewport.go(at);
        }
    }

    /// Shows the same rows otherwise: all, or the ticked ones.
    pub(super) fn reshow(&mut self, ticks: &BTreeSet<I>) -> Wants {
        // The rows differ though the data and the wish are the same: what was asked for does not count any more.
        self.rows.give_up();
        let goal = self.current().cloned();
        self.show(goal.as_ref(), ticks);
        Wants::Rows
    }

    /// Takes what changed the ticks into account.
    pub(in crate::tui::views) fn recount(&mut self, ticks: &BTreeSet<I>) -> Wants {
        if self.only_ticked {
            return self.reshow(ticks);
        }
        self.hidden = ticks::hidden(ticks, self.shown());
        Wants::Rows
    }

    /// Exchanges the row under the cursor with another one, and goes with it.
    pub(in crate::tui::views) fn exchange(&mut self, with: usize) {
        let at = self.viewport.at;
        if at.max(with) < self.order.len() && self.picked.is_none() {
            self.order.swap(at, with);
            self.viewport.go(with);
        }
    }

    /// Returns what must be asked for so that what is seen can be shown, if anything must.
    pub(in crate::tui::views) fn wanted(&mut self) -> Option<(u64, Vec<I>)> {
        let seen = self.viewport.window(0);
        let shown = self.picked.as_ref().unwrap_or(&self.order);
        self.rows.wanted(self.version, shown, &seen, self.viewport.window(MARGIN))
    }

    /// Returns the rows that an action is for, in the order of the list: the ticked ones, else the one under the cursor.
    pub(in crate::tui::views) fn targets(&self, ticks: &BTreeSet<I>) -> Vec<I> {
        if ticks.is_empty() {
            return self.current().cloned().into_iter().collect();
        }
        let listed = self.order.iter().filter(|name| ticks.contains(name)).cloned();
        let known: HashSet<&I> = self.order.iter().collect();
        listed.chain(ticks.iter().filter(|name| !known.contains(name)).cloned()).collect()
    }

    /// Notes what went wrong, which is said in place of the rows.
    pub(in crate::tui::views) fn fail(&mut self, failure: &Failure) {
        self.rows.give_up();
        self.stale = false;
        self.version.list = self.version.list.max(1);
        self.wished = self.wished.max(1);
        self.failure = Some(failure.message());
    }

    /// Shows what another screen wishes to see.
    pub(in crate::tui::views) fn begin_with(&mut self, text: &str, only_ticked: bool, read: ReadFilter<'_>) {
        let Ok(retyped) = read(text) else { return };
        self.input.set(text);
        self.filter = Typed { text: text.to_owned(), retyped };
        (self.error, self.typing, self.only_ticked) = (None, false, only_ticked);
    }

    /// Forgets what was asked for, because it did not come.
    pub(in crate::tui::views) fn give_up(&mut self) {
        self.rows.give_up();
        self.stale = false;
        self.wished = self.wished.max(self.version.list);
    }

    /// Tells whether keys wait: what is typed ahead of a new filter is meant for the rows that it finds.
    pub(in crate::tui::views) fn holds_keys(&self) -> bool {
        self.stale && !self.typing
    }

    /// Tells whether something that was asked for is on its way.
    pub(in crate::tui::views) fn waits(&self) -> bool {
        self.rows.is_waiting() || self.wished != self.version.list
    }
}
