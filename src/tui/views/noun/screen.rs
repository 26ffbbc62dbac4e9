//! The screen of a described noun: its list, its acts, what the worker answers.

use std::rc::Rc;

use super::detail::Known;
use super::keys::Keys;
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filled::Filled;
use crate::domain::filter::FilterError;
use crate::domain::job::Selection;
use crate::domain::message::{Explain as _, Message};
use crate::domain::search::Sort;
use crate::domain::time::Timestamp;
use crate::jobs::progress::Cancel;
use crate::nouns::acts::{About, Told};
use crate::nouns::description::first_sort;
use crate::nouns::source::{Extras, Found, Group};
use crate::nouns::{self, Door, Doors, Id, Rows, Target};
use crate::operations::{Error, Rule};
use crate::tui::actions::Action;
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Reload, Request};
use crate::tui::orders::{Effect, Failure};
use crate::tui::shared::{List, Shared, Wished};
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::job;
use crate::tui::views::listing::{self, Head, Heard, Listing, More, Wants};
use crate::tui::views::sheet::Sheet;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::{Column, Viewport};

/// What was asked of the worker last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    List,
    /// By this key.
    Says(Option<Key>),
    Change,
    /// All that match, for an action that means all of them.
    Whole(Action),
}

/// Names that are asked for at first, at least.
const FIRST: usize = 1_000;

/// How many are: as many as a command lists that is given no limit.
fn first(door: &dyn Door) -> usize {
    door.extras().limit.unwrap_or(FIRST).max(FIRST)
}

/// What the dialog over the list was opened for.
#[derive(Debug)]
pub(super) enum Waiting {
    /// By which column the rows should be ordered.
    Order,
    /// On one row, or on none; with what the row itself says to what is asked.
    One(Act, Option<Target>, Filled),
    /// On one row after the other.
    Many(Act, Vec<Id>),
}

/// The screen.
#[derive(Debug)]
pub(crate) struct NounScreen {
    pub(super) door: &'static dyn Door,
    pub(super) keys: &'static Keys,
    /// The establishment whose own rows they are, with its name once that is known; none: the host's.
    pub(super) inside: Option<(EstablishmentNumber, String)>,
    /// The columns that people see.
    pub(super) columns: Vec<Column>,
    /// Their places among all, and their names.
    pub(super) shown: Vec<(usize, &'static str)>,
    pub(super) list: Listing<Id, Known>,
    /// How often the columns were moved.
    pub(super) moved: usize,
    /// In which order the rows come, where they can come in several.
    pub(super) sort: Sort,
    /// The row that was just made or changed, until the list has come anew.
    done: Option<Id>,
    /// The rows of a list that is read whole.
    pub(super) whole: Option<Rc<dyn Rows>>,
    pub(super) extras: Extras,
    /// What stands above the table.
    pub(super) head: Option<Message>,
    /// How many rows there are of each kind, where that is counted with the list.
    pub(super) groups: Vec<Group>,
    /// Most names that are asked for: more when the cursor comes near the last of them.
    most: usize,
    /// Whether the data are asked for, not only another filter or order.
    renews: bool,
    /// When a row changes by itself.
    pub(super) changes_at: Option<Timestamp>,
    /// What acts have found of rows in this session, in place of their state.
    pub(super) found: Found,
    pub(super) waiting: Option<Waiting>,
    /// What stops the act that goes on.
    pub(super) going: Option<Cancel>,
    pub(super) asked: Asked,
    /// When its rows were asked for last.
    pub(super) read_at: Timestamp,
}

impl NounScreen {
    /// Makes the screen, which reads its rows when it begins; none when the noun has none.
    pub(crate) fn new(noun: Noun) -> Option<Self> {
        let (door, keys) = (nouns::door(noun)?, Keys::of(noun)?);
        let heads = door.heads().into_iter().enumerate().filter(|(_, head)| head.is_shown());
        let (shown, columns) = heads.map(|(at, head)| ((at, head.name), Column::of(&head))).unzip();
        let list = Listing::new(Viewport { has_boxes: keys.has_boxes(), ..Viewport::default() });
        let list = if door.is_whole() || keys.sorts() { list } else { list.newest_first() };
        Some(Self {
            door,
            keys,
            inside: None,
            columns,
            shown,
            list,
            moved: 0,
            done: None,
            sort: first_sort(&door.heads()),
            whole: None,
            extras: door.extras(),
            head: None,
            groups: Vec::new(),
            most: first(door),
            renews: false,
            changes_at: None,
            found: Found::new(),
            waiting: None,
            going: None,
            asked: Asked::List,
            read_at: Timestamp(0),
        })
    }

    /// The same of an establishment's own rows, which is opened over where it was chosen.
    pub(crate) fn inside(noun: Noun, number: EstablishmentNumber) -> Option<Self> {
        Some(Self { inside: Some((number, String::new())), ..Self::new(noun)? })
    }

    /// Returns whose rows they are.
    pub(super) fn at_place(&self) -> At {
        self.inside.as_ref().map_or(At::Host, |(number, _)| At::Establishment(*number))
    }

    /// Returns which list it is: by that its ticks are known.
    pub(super) fn this_list(&self) -> List {
        (self.door.noun(), self.at_place())
    }

    /// Reads what is typed after `/`.
    pub(super) fn reader(&self) -> impl Fn(&str) -> Result<String, FilterError> + use<> {
        let typing = self.door.typing();
        move |text: &str| typing.map_or_else(|| Ok(String::new()), |typing| (typing.read)(text))
    }

    /// Asks for the list that is wanted now.
    pub(super) fn read(&mut self, shared: &Shared) -> Reply {
        let generation = self.list.wish(true);
        self.ask(generation, Reload::Yes, shared)
    }

    fn ask(&mut self, generation: u64, reload: Reload, shared: &Shared) -> Reply {
        let ticked = match reload {
            Reload::Yes => shared.ticks.of(self.this_list()).iter().cloned().collect(),
            Reload::No => Vec::new(),
        };
        if reload == Reload::Yes {
            (self.read_at, self.renews) = (shared.now, true);
        }
        let (noun, filter, words) = (self.door.noun(), self.list.wanted_filter().to_owned(), shared.catalogue.clone());
        let (sort, most, found) = (self.sort, self.most, self.found.clone());
        Effect::Noun(Request::List { noun, generation, filter, sort, reload, words, most, found, ticked }).into()
    }

    /// Asks for the list anew, as the filter or the order is another one.
    pub(super) fn list_anew(&mut self, reload: Reload, shared: &Shared) -> Reply {
        self.most = first(self.door);
        let generation = self.list.wish(false);
        Reply::redraw().join(self.ask(generation, reload, shared))
    }

    /// Asks for the rows that are seen and not known, and for more names near the last of them.
    pub(super) fn fetch(&mut self, shared: &Shared) -> Reply {
        let noun = self.door.noun();
        let more = if self.list.is_at_end() {
            self.most = self.most.saturating_mul(4);
            self.read(shared)
        } else {
            Reply::none()
        };
        match self.list.wanted() {
            Some((ticket, ids)) => Reply::from(Effect::Noun(Request::Rows { noun, ticket, ids })).join(more),
            None => more,
        }
    }

    /// Does what a key needs.
    pub(super) fn follow(&mut self, wants: Wants, shared: &Shared) -> Reply {
        self.list.layout(self.pane());
        match wants {
            Wants::Nothing => Reply::none(),
            Wants::Redraw => Reply::redraw(),
            Wants::Rows => Reply::redraw().join(self.fetch(shared)),
            Wants::List => self.list_anew(Reload::No, shared),
            Wants::Open(view) => Reply::step(Step::Open(view)),
        }
    }

    /// Whether what is typed is meant for a question that is on its way.
    pub(super) fn is_asking(&self) -> bool {
        matches!(self.asked, Asked::Says(_) | Asked::Whole(_))
    }

    /// Asks for all that match before an action that means all of them, where not all are known.
    pub(super) fn ask_whole(&mut self, action: Action, shared: &Shared) -> Option<Reply> {
        let means_all = self.keys.has_boxes() && matches!(action, Action::TickAll | Action::Invert);
        if !means_all || self.list.more() == More::No {
            return None;
        }
        self.asked = Asked::Whole(action);
        self.most = self.list.total.max(self.most.saturating_mul(4));
        Some(self.read(shared))
    }

    /// Says why an action must wait for the one that goes on, or until the list is whole again.
    pub(super) fn refuses_now(&self, action: Action) -> Option<Message> {
        let head = self.act_of(action)?;
        if self.list.is_filtered() && self.door.shift(head.act).is_some() {
            return Some(Message::new("why-filtered-order"));
        }
        (self.going.is_some() && head.is_long).then(|| Message::new("why-busy"))
    }

    /// Forgets the question that is on its way.
    pub(super) fn ask_no_more(&mut self) -> Reply {
        self.asked = Asked::List;
        Reply::redraw()
    }

    /// Takes the rows of a list that is read whole.
    pub(super) fn know(&mut self) {
        let Some(rows) = &self.whole else { return };
        self.list.know(known(rows));
    }

    fn listed(&mut self, done: Done, shared: &mut Shared) -> Reply {
        let Done::Listed { generation, order, rows, gone, zones, inside } = done else { return Reply::none() };
        if let (Some((_, name)), Some(inside)) = (&mut self.inside, inside) {
            *name = inside;
        }
        if let Some(zones) = zones {
            shared.zones = zones;
        }
        for id in &gone {
            shared.ticks.change(self.this_list()).remove(id);
        }
        // Said once: it stays so while one looks.
        let unread = order.as_ref().ok().and_then(|order| order.unread.first().cloned());
        let unread = unread.filter(|_| self.list.is_loading());
        let total = order.as_ref().map_or(self.list.total, |order| order.total);
        let order = order.map(|order| {
            (self.head, self.groups, self.changes_at) = (order.head, order.groups, order.changes_at);
            let is_headed = self.head.is_some() || !self.groups.is_empty();
            self.list.set_head(if is_headed { Head::Line } else { Head::None });
            let more = if order.more { More::Yes } else { More::No };
            listing::Found { order: order.ids, remarks: order.remarks, more }
        });
        let here = self.here();
        if !self.list.take(generation, order, total, shared.ticks.of(self.this_list())) {
            return Reply::none();
        }
        // The next key would be for another row than the one that was looked at.
        let gone = here.filter(|(id, _)| !self.list.shown().contains(id));
        let gone = gone.map(|(_, name)| Message::new("list-row-gone").with("name", name));
        match rows {
            Some(rows) => {
                self.whole = Some(Rc::from(rows));
                self.know();
            }
            None if std::mem::take(&mut self.renews) => self.list.renew(),
            None => {}
        }
        let reply = self.follow(Wants::Rows, shared).join(self.go_on(shared));
        let done = self.done.take().filter(|id| !self.list.applied().is_empty() && !self.list.shown().contains(id));
        if done.is_some() {
            return reply.and(Step::Also(Message::new("list-row-filtered")));
        }
        match (unread, gone) {
            (Some(why), _) => reply.and(Step::Say(why, Role::Warning)),
            (None, Some(gone)) => reply.and(Step::Remark(gone)),
            (None, None) => reply,
        }
    }

    /// Does what waited for all that match.
    fn go_on(&mut self, shared: &mut Shared) -> Reply {
        let Asked::Whole(action) = self.asked else { return Reply::none() };
        if let Some(more) = self.ask_whole(action, shared) {
            return more;
        }
        self.asked = Asked::List;
        let wants = self.list.act(action, shared.ticks.change(self.this_list()), &self.reader());
        self.follow(wants, shared)
    }

    /// Returns the row under the cursor and what it is called, while the same rows are read again and nothing leads to another
    /// one.
    fn here(&self) -> Option<(Id, String)> {
        let row = self.list.row().filter(|_| self.renews && self.list.is_staying())?;
        let (key, name) = (row.rows.key(row.at), row.rows.name(row.at));
        let called = if name.is_empty() || name == key { key } else { format!("{key} · {name}") };
        Some((self.list.current()?.clone(), called))
    }

    /// Takes what the worker did.
    pub(super) fn done(&mut self, done: Done, shared: &mut Shared) -> Reply {
        match done {
            Done::Listed { .. } => self.listed(done, shared),
            Done::Rows { ticket, rows } => {
                self.list.put(ticket, known(&Rc::from(rows)));
                Reply::redraw()
            }
            Done::Says(act, ids, says) => {
                let Asked::Says(key) = self.asked else { return Reply::none() };
                self.asked = Asked::List;
                let Some(head) = self.door.act(act) else { return Reply::none() };
                let says = match says {
                    Ok(says) => says,
                    Err(why) => return self.read(shared).and(Step::Say(why, Role::Warning)),
                };
                self.waiting = Some(Waiting::Many(act, ids));
                Reply::open(Confirm::yes(Message::new(head.label), says, shared).opened_by(key))
            }
            Done::Task(task, rows) => {
                self.asked = Asked::List;
                job::begin(task, Selection::rows(rows))
            }
            Done::Found(id, what) => {
                self.found.insert(id, what);
                Reply::redraw()
            }
            Done::Told(act, told) => self.told(act, told, shared),
            Done::Overtaken(..) => {
                self.asked = Asked::List;
                self.read(shared).and(Step::Say(Error::from(Rule::Changed).message(), Role::Warning))
            }
            Done::Begun | Done::Alone(_) | Done::Gone(_) | Done::Groups(_) | Done::Written { .. } => Reply::none(),
        }
    }

    fn told(&mut self, act: Act, told: Told, shared: &mut Shared) -> Reply {
        (self.asked, self.going) = (Asked::List, None);
        if let About::Rows(done) = &told.about {
            for id in done {
                shared.ticks.change(self.this_list()).remove(id);
            }
        }
        // What is asked in lines only and is done by a key here is seen in the rows themselves.
        let is_seen = self.door.act(act).is_some_and(|head| head.doors == Doors::Lines);
        let read = self.read(shared);
        if !told.sheet.is_empty() {
            return read.and(Step::Open(Box::new(Sheet::of(act, told))));
        }
        if is_seen { read } else { read.and(Step::Say(told.said, role(told.tone))) }
    }

    /// Takes what went wrong: in the place of the rows while there are none, else in the line of state. After a change,
    /// what is shown may be older than what refused; a list that failed is not asked for again.
    pub(super) fn failed(&mut self, failure: &Failure, shared: &Shared) -> Reply {
        self.going = None;
        if self.list.is_loading() {
            self.list.fail(failure);
            return Reply::redraw();
        }
        let said = Reply::step(Step::Say(failure.message(), Role::Error));
        match std::mem::replace(&mut self.asked, Asked::List) {
            Asked::Change => said.join(self.read(shared)),
            Asked::List | Asked::Says(_) | Asked::Whole(_) => {
                self.list.give_up();
                said
            }
        }
    }

    /// Shows what somebody wishes to see here, if anything.
    pub(super) fn grant(&mut self, shared: &mut Shared) -> Option<Reply> {
        let (filter, only_ticked) = match shared.wished.take()? {
            Wished::Filter(filter) => (filter, false),
            Wished::Ticked => (String::new(), true),
        };
        self.list.begin_with(&filter, only_ticked, &self.reader());
        self.list.layout(self.pane());
        Some(self.list_anew(Reload::Yes, shared))
    }

    /// Takes the answer of a dialog.
    pub(super) fn heard(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let answer = match self.list.answer(answer, shared.ticks.change(self.this_list())) {
            Heard::Wants(wants) => return self.follow(wants, shared),
            Heard::Meant(action, ids) => return self.begin(action, ids, shared),
            Heard::Nothing(answer) => answer,
        };
        if let Some(reply) = self.grant(shared) {
            return reply;
        }
        match (self.waiting.take(), answer) {
            (Some(Waiting::One(act, target, typed)), Answer::Confirmed) => self.change(act, target, typed),
            (Some(Waiting::Many(act, ids)), Answer::Confirmed) => self.change_many(act, ids),
            (Some(Waiting::Order), Answer::Chosen(at)) => self.order_by(at, shared),
            (_, Answer::Meant(action, id)) if self.list.current() == Some(&id) => match self.refuses_now(action) {
                Some(why) => Reply::refuse(why),
                None => self.begin(action, vec![id], shared),
            },
            (_, Answer::Meant(..)) => Reply::refuse(Message::new("why-row-gone")),
            (_, Answer::Named(id)) => {
                self.done = Some(id.clone());
                self.list.head_for(Some(id));
                self.read(shared)
            }
            (_, Answer::Done(number)) => {
                self.done = number.map(Id::from);
                self.list.head_for(self.done.clone());
                self.read(shared)
            }
            // Rows may have been ticked meanwhile.
            _ => {
                let wants = self.list.recount(shared.ticks.of(self.this_list()));
                self.follow(wants, shared)
            }
        }
    }
}

fn known(rows: &Rc<dyn Rows>) -> Vec<(Id, Known)> {
    let one = |at| Some((rows.id(at)?, Known { rows: Rc::clone(rows), at }));
    (0..rows.len()).filter_map(one).collect()
}
