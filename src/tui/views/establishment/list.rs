//! The table of establishments: what is shown, under which cursor, with which ticks.

use std::ops::Range;

use ratatui::layout::Rect;

use super::rows::{MARGIN, Rows, Version};
use super::{Reload, Request, Select, Selected, detail, many, ticks};
use crate::domain::establishment::{EstablishmentNumber, State as EstablishmentState};
use crate::domain::filter::{FilterError, Remark};
use crate::domain::message::Message;
use crate::domain::search::{Column, DEFAULT_SORT, Filter, Sort};
use crate::domain::time::Timestamp;
use crate::jobs::command::{option, targets};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::shared::{Shared, Wished};
use crate::tui::view::{Answer, Cover, Intent, Reply, View};
use crate::tui::widgets::table::Viewport;
use crate::tui::widgets::text_input::TextInput;
use crate::tui::worker::{Effect, Failure, Outcome};

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
    order: Vec<EstablishmentNumber>,
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
    applied: Filter,
    pub(super) filter_error: Option<FilterError>,
    pub(super) remarks: Vec<Remark>,
    pub(super) sort: Sort,
    pub(super) only_ticked: bool,
    /// Where a range began.
    pub(super) range_from: Option<usize>,
    wished: u64,
    /// Whether other rows were wished for than those that are shown.
    stale: bool,
    version: Version,
    pub(super) failure: Option<Message>,
    pub(super) asking: Asking,
    /// The row to go to when the list has come.
    goal: Option<EstablishmentNumber>,
    next_change: Option<Timestamp>,
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

    fn selected(&mut self, selected: Selected, shared: &mut Shared) -> Reply {
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
    fn grant(&mut self, shared: &mut Shared) {
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
    fn layout(&mut self, shared: &Shared) {
        let (_, table, _) = super::draw::places(self, shared);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }

    fn failed(&mut self, failure: &Failure) -> Reply {
        self.rows.give_up();
        self.stale = false;
        self.version.list = self.version.list.max(1);
        self.wished = self.wished.max(1);
        self.failure = Some(failure.message());
        Reply::redraw()
    }
}

impl View for Establishments {
    fn title(&self) -> Message {
        Message::new("screen-establishments")
    }

    fn places(&self) -> &'static [Place] {
        &[
            Place::Establishments,
            Place::Chosen,
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
            Outcome::Establishment(super::Done::Selected(selected)) => self.selected(selected, shared),
            Outcome::Establishment(super::Done::Rows { generation, rows }) => {
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
        let targets = targets(&many::selection(self, self.targets(shared)));
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
