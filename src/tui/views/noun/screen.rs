//! The screen of a described noun: its list, its acts, what the worker answers.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::form::NounForm;
use super::keys::Keys;
use super::lines::LinesForm;
use crate::domain::access::At;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::filter::FilterError;
use crate::domain::job::{Danger, Selection, Task};
use crate::domain::message::{Explain as _, Message};
use crate::domain::time::Timestamp;
use crate::jobs::progress::Cancel;
use crate::nouns::acts::{About, ActHead, Elsewhere, Told};
use crate::nouns::description::Extras;
use crate::nouns::source::{Found, Group};
use crate::nouns::{self, Door, Doors, Id, Rows, Takes, Target};
use crate::operations::{Error, Rule};
use crate::tui::actions::Action;
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Failure};
use crate::tui::shared::{Shared, Wished};
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::listing::{self, Head, Heard, Listing, More, Wants};
use crate::tui::views::{job, mailing};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::{Column, Viewport};

/// What was asked of the worker last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    List,
    /// By this key.
    Says(Option<Key>),
    Change,
}

/// A row: its place among those that came with it.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) rows: Rc<dyn Rows>,
    pub(super) at: usize,
}

/// Names that are asked for at first.
const FIRST: usize = 1_000;

/// What the dialog over the list was opened for.
#[derive(Debug)]
pub(super) enum Waiting {
    /// Which kind of rows is meant.
    Group,
    /// On one row, or on none.
    One(Act, Option<Target>),
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
    pub(super) ticks: BTreeSet<Id>,
    /// The rows of a list that is read whole.
    pub(super) whole: Option<Rc<dyn Rows>>,
    pub(super) extras: Extras,
    /// What stands above the table.
    pub(super) head: Option<Message>,
    /// How many rows there are of each kind.
    pub(super) groups: Vec<Group>,
    /// Most names that are asked for: more when the cursor comes near the last of them.
    most: usize,
    /// What acts have found of rows in this session, in place of their state.
    pub(super) found: Found,
    pub(super) waiting: Option<Waiting>,
    /// What stops the act that goes on.
    pub(super) going: Option<Cancel>,
    asked: Asked,
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
        let list = if door.is_whole() { list } else { list.newest_first() };
        Some(Self {
            door,
            keys,
            inside: None,
            columns,
            shown,
            list,
            ticks: BTreeSet::new(),
            whole: None,
            extras: door.extras(),
            head: None,
            groups: Vec::new(),
            most: FIRST,
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

    /// Reads what is typed after `/`.
    pub(super) fn reader(&self) -> impl Fn(&str) -> Result<String, FilterError> + use<> {
        let typing = self.door.typing();
        move |text: &str| typing.map_or_else(|| Ok(String::new()), |typing| (typing.read)(text))
    }

    /// Asks for the list that is wanted now.
    pub(super) fn read(&mut self, shared: &Shared) -> Reply {
        self.read_at = shared.now;
        let generation = self.list.wish(true);
        self.ask(generation, shared)
    }

    fn ask(&self, generation: u64, shared: &Shared) -> Reply {
        let filter = self.list.wanted_filter().to_owned();
        let (noun, ticked) = (self.door.noun(), self.ticks.iter().cloned().collect());
        let words = shared.catalogue.clone();
        let (most, found) = (self.most, self.found.clone());
        Effect::Noun(Request::List { noun, generation, filter, words, most, found, ticked }).into()
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
            Wants::List => {
                self.most = FIRST;
                let generation = self.list.wish(false);
                Reply::redraw().join(self.ask(generation, shared))
            }
            Wants::Open(view) => Reply::step(Step::Open(view)),
        }
    }

    fn change(&mut self, act: Act, target: Option<Target>, typed: Filled) -> Reply {
        self.asked = Asked::Change;
        Effect::Noun(Request::Do { act, target, typed }).into()
    }

    fn change_many(&mut self, act: Act, ids: Vec<Id>) -> Reply {
        let cancel = Cancel::new();
        (self.going, self.asked) = (Some(cancel.clone()), Asked::Change);
        let going = Message::new("list-going").with("count", ids.len());
        let said = if ids.is_empty() { Message::new("list-working") } else { going };
        Reply::step(Step::Say(said, Role::Text)).join(Effect::Noun(Request::DoMany { act, ids, cancel }).into())
    }

    /// Whether what is typed is meant for a question that is on its way.
    pub(super) fn is_asking(&self) -> bool {
        matches!(self.asked, Asked::Says(_))
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

    /// Returns the row under the cursor as it was seen.
    pub(super) fn target(&self) -> Option<Target> {
        self.list.row().and_then(|row| row.rows.target(row.at))
    }

    /// Finds the noun's act of a verb.
    pub(super) fn find(&self, verb: Verb) -> Option<ActHead> {
        self.door.act(Act::find(self.door.noun(), verb)?)
    }

    /// Finds the noun's act of an action.
    pub(super) fn act_of(&self, action: Action) -> Option<ActHead> {
        match action {
            Action::Open => [Verb::Open, Verb::Edit, Verb::Show].into_iter().find_map(|verb| self.find(verb)),
            _ => crate::tui::actions::entry(action).act.and_then(|act| self.door.act(act)),
        }
    }

    /// Begins an act.
    pub(super) fn begin_act(&mut self, head: &ActHead, ids: Vec<Id>, shared: &mut Shared) -> Reply {
        let act = head.act;
        if let Some(by) = self.door.shift(act) {
            return self.shift(by);
        }
        if head.takes == Takes::None && !head.asks.is_empty() {
            return NounForm::alone(act, shared).map_or_else(Reply::none, |form| Reply::open(form.at(self.at_place())));
        }
        match head.takes {
            Takes::File => return Reply::open(LinesForm::dialog(self.door, head, self.at_place())),
            Takes::Planned => {
                let task = Task::Act { act, typed: Filled::default() };
                return job::begin(task, Selection::rows(self.stable(act, &ids)));
            }
            Takes::Many => return self.begin_many(head, ids, shared),
            Takes::None | Takes::One | Takes::Targets => {}
        }
        if head.takes == Takes::None && head.is_long {
            return self.change_many(act, Vec::new());
        }
        if head.takes == Takes::None && head.danger == Danger::None {
            return self.change(act, None, Filled::default());
        }
        let row = self.list.row().map(|row| (Rc::clone(&row.rows), row.at));
        let Some((rows, at)) = row.or_else(|| self.whole.clone().map(|rows| (rows, 0))) else { return Reply::none() };
        if let Some((to, filter)) = rows.leads(at, act) {
            return lead((act, to), filter, shared);
        }
        if !head.asks.is_empty() {
            return NounForm::on_row(act, (rows.as_ref(), at), shared)
                .map_or_else(Reply::none, |form| Reply::open(form.at(self.at_place())));
        }
        let target = rows.target(at).filter(|_| head.takes == Takes::One);
        if head.takes == Takes::One && target.is_none() {
            return Reply::none();
        }
        if head.danger == Danger::None {
            return self.change(act, target, Filled::default());
        }
        let says = rows.says(at, act);
        self.waiting = Some(Waiting::One(act, target));
        Reply::open(Confirm::yes(Message::new(head.label), says, shared))
    }

    /// Names rows as the job engine does, and as commands do.
    pub(super) fn stable(&self, act: Act, ids: &[Id]) -> Vec<(String, String)> {
        let Some(rows) = &self.whole else { return Vec::new() };
        let meant = |at: &usize| rows.id(*at).is_some_and(|id| ids.contains(&id));
        (0..rows.len()).filter(meant).filter_map(|at| rows.stable(at, act)).collect()
    }

    fn begin_many(&mut self, head: &ActHead, ids: Vec<Id>, shared: &Shared) -> Reply {
        if ids.is_empty() {
            return Reply::refuse(Message::new("why-no-targets"));
        }
        if head.danger == Danger::None {
            return self.change_many(head.act, ids);
        }
        self.asked = Asked::Says(shared.pressed);
        Effect::Noun(Request::Says { act: head.act, ids }).into()
    }

    /// Returns the place, from 0, that the row under the cursor gets when it is shifted.
    pub(super) fn shifted(&self, by: isize) -> Option<usize> {
        self.list.at().checked_add_signed(by).filter(|to| *to < self.list.shown().len())
    }

    fn shift(&mut self, by: isize) -> Reply {
        let (Some(target), Some(to), Some(act)) = (self.target(), self.shifted(by), self.find(Verb::Move)) else {
            return Reply::none();
        };
        // Shown at once, so that the next press moves it on.
        self.list.know([]);
        if let Some(rows) = self.whole.as_mut().and_then(Rc::get_mut) {
            rows.exchange(self.list.at(), to);
        }
        self.list.exchange(to);
        self.know();
        Reply::redraw().join(self.change(act.act, Some(target), place(to)))
    }

    /// Takes the rows of a list that is read whole.
    fn know(&mut self) {
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
            self.ticks.remove(id);
        }
        // Said once: it stays so while one looks.
        let unread = order.as_ref().ok().and_then(|order| order.unread.first().cloned());
        let unread = unread.filter(|_| self.list.is_loading());
        let total = order.as_ref().map_or(self.list.total, |order| order.total);
        let order = order.map(|order| {
            (self.head, self.groups) = (order.head, order.groups);
            let is_headed = self.head.is_some() || !self.groups.is_empty();
            self.list.set_head(if is_headed { Head::Line } else { Head::None });
            let more = if order.more { More::Yes } else { More::No };
            listing::Found { order: order.ids, remarks: order.remarks, more }
        });
        if !self.list.take(generation, order, total, &self.ticks) {
            return Reply::none();
        }
        match rows {
            Some(rows) => {
                self.whole = Some(Rc::from(rows));
                self.know();
            }
            None => self.list.renew(),
        }
        let reply = self.follow(Wants::Rows, shared);
        match unread {
            Some(why) => reply.and(Step::Say(why, Role::Warning)),
            None => reply,
        }
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
            Done::Found(id, what) => {
                self.found.insert(id, what);
                Reply::redraw()
            }
            Done::Told(act, told) => self.told(act, told, shared),
            Done::Overtaken(..) => {
                self.asked = Asked::List;
                self.read(shared).and(Step::Say(Error::from(Rule::Changed).message(), Role::Warning))
            }
            Done::Begun => Reply::none(),
        }
    }

    fn told(&mut self, act: Act, told: Told, shared: &Shared) -> Reply {
        (self.asked, self.going) = (Asked::List, None);
        if let About::Rows(done) = &told.about {
            for id in done {
                self.ticks.remove(id);
            }
        }
        // What is asked in lines only and is done by a key here is seen in the rows themselves.
        let is_seen = self.door.act(act).is_some_and(|head| head.doors == Doors::Lines);
        let read = self.read(shared);
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
            Asked::List | Asked::Says(_) => {
                self.list.give_up();
                said
            }
        }
    }

    /// Shows what somebody wishes to see here, if anything.
    pub(super) fn grant(&mut self, shared: &mut Shared) -> Option<Reply> {
        let Some(Wished::Filter(filter)) = shared.wished.take() else { return None };
        self.list.begin_with(&filter, false, &self.reader());
        Some(self.follow(Wants::List, shared))
    }

    /// Takes the answer of a dialog.
    pub(super) fn heard(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let answer = match self.list.answer(answer, &mut self.ticks) {
            Heard::Wants(wants) => return self.follow(wants, shared),
            Heard::Meant(action, ids) => return self.begin(action, ids, shared),
            Heard::Nothing(answer) => answer,
        };
        if let Some(reply) = self.grant(shared) {
            return reply;
        }
        match (self.waiting.take(), answer) {
            (Some(Waiting::One(act, target)), Answer::Confirmed) => self.change(act, target, Filled::default()),
            (Some(Waiting::Many(act, ids)), Answer::Confirmed) => self.change_many(act, ids),
            (Some(Waiting::Group), Answer::Chosen(at)) => self.choose(at, shared),
            (_, Answer::Meant(action, key)) => match self.door.named(&key) {
                Ok(id) if self.list.current() == Some(&id) => match self.refuses_now(action) {
                    Some(why) => Reply::refuse(why),
                    None => self.begin(action, vec![id], shared),
                },
                Ok(_) | Err(_) => Reply::refuse(Message::new("why-row-gone")),
            },
            (_, Answer::Named(key)) => {
                self.list.head_for(self.door.named(&key).ok());
                self.read(shared)
            }
            (_, Answer::Done(_)) => self.read(shared),
            _ => Reply::redraw(),
        }
    }

    /// Begins what an action means for rows.
    pub(super) fn begin(&mut self, action: Action, ids: Vec<Id>, shared: &mut Shared) -> Reply {
        match self.act_of(action) {
            Some(head) => self.begin_act(&head, ids, shared),
            None => (self.keys.lead)(action, (&ids, self.list.applied()), shared),
        }
    }
}

fn known(rows: &Rc<dyn Rows>) -> Vec<(Id, Known)> {
    let one = |at| Some((rows.id(at)?, Known { rows: Rc::clone(rows), at }));
    (0..rows.len()).filter_map(one).collect()
}

/// Returns a place as it is typed.
pub(super) fn place(at: usize) -> Filled {
    Filled::default().with(Field::ZonePosition, (at + 1).to_string())
}

fn lead((act, to): (Act, Elsewhere), filter: String, shared: &mut Shared) -> Reply {
    match to {
        Elsewhere::Establishments => {
            shared.wished = Some(Wished::Filter(filter));
            Reply::step(Step::Show(Action::Establishments))
        }
        Elsewhere::Job => job::lead(act, &filter),
        Elsewhere::Letter => mailing::begin(Selection::Matching { filter, except: Vec::new() }),
    }
}
