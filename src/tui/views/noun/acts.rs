//! What an act needs before it is done: a form, a question, a plan; and what is no act of the description.

use std::collections::HashSet;
use std::rc::Rc;

use super::form::NounForm;
use super::keys::{asks_of_row, opposite};
use super::lines::LinesForm;
use super::planned::{self, Chosen, Targets};
use super::screen::{Asked, NounScreen, Waiting};
use crate::domain::access::At;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Selection};
use crate::domain::message::Message;
use crate::jobs::command::{option, quoted_where_needed};
use crate::jobs::progress::Cancel;
use crate::nouns::acts::{ActHead, Elsewhere};
use crate::nouns::{Id, Rows, Takes, Target};
use crate::tui::actions::Action;
use crate::tui::orders::Effect;
use crate::tui::orders::noun::Request;
use crate::tui::orders::session;
use crate::tui::shared::{Shared, Wished};
use crate::tui::theme::Role;
use crate::tui::view::{Meant, Reply, Step};
use crate::tui::views::matrix::RoleMatrix;
use crate::tui::views::{job, mailing};
use crate::tui::widgets::confirm::Confirm;

/// More targets than these are named by their filter, when they are what it finds.
const LARGE: usize = 200;

impl NounScreen {
    pub(super) fn change(&mut self, act: Act, target: Option<Target>, typed: Filled) -> Reply {
        self.asked = Asked::Change;
        Effect::Noun(Request::Do { act, target, typed }).into()
    }

    pub(super) fn change_many(&mut self, act: Act, ids: Vec<Id>) -> Reply {
        let cancel = Cancel::new();
        (self.going, self.asked) = (Some(cancel.clone()), Asked::Change);
        let going = Message::new("list-going").with("count", ids.len());
        let said = if ids.is_empty() { Message::new("list-working") } else { going };
        Reply::step(Step::Say(said, Role::Text)).join(Effect::Noun(Request::DoMany { act, ids, cancel }).into())
    }

    /// Returns the row under the cursor as it was seen.
    pub(super) fn target(&self) -> Option<Target> {
        self.list.row().and_then(|row| row.rows.target(row.at))
    }

    /// Returns the key of the row under the cursor.
    pub(super) fn target_keys(&self) -> Vec<String> {
        self.target().into_iter().map(|target| target.key).collect()
    }

    /// Finds the noun's act of a verb.
    pub(super) fn find(&self, verb: Verb) -> Option<ActHead> {
        self.door.act(Act::find(self.door.noun(), verb)?)
    }

    /// Finds the noun's act of an action.
    pub(super) fn act_of(&self, action: Action) -> Option<ActHead> {
        match action {
            Action::Open if !self.door.one().is_empty() => self.find(Verb::Open),
            Action::Open => [Verb::Open, Verb::Edit, Verb::Show].into_iter().find_map(|verb| self.find(verb)),
            _ => crate::tui::actions::entry(action).act.and_then(|act| self.door.act(act)),
        }
    }

    /// Begins what an action means for rows.
    pub(super) fn begin(&mut self, action: Action, ids: Vec<Id>, shared: &mut Shared) -> Reply {
        match self.act_of(action) {
            Some(head) if head.takes != Takes::Targets => self.begin_act(&head, ids, shared),
            _ => Reply::step(Step::Lead(action, self.meant(ids))),
        }
    }

    fn meant(&self, ids: Vec<Id>) -> Meant {
        let filled = ids.iter().map(|id| self.list.get(id).map(|row| row.rows.filled(row.at)));
        let filled = filled.collect::<Option<Vec<_>>>().unwrap_or_default();
        Meant { filter: self.list.applied().to_owned(), matching: self.matching(&ids), filled, ids }
    }

    /// Names many establishments as what the filter finds except a few.
    pub(super) fn matching(&self, ids: &[Id]) -> Option<Selection> {
        if ids.len() <= LARGE || self.list.is_refused() || !self.keys.by_filter {
            return None;
        }
        let meant: HashSet<&Id> = ids.iter().collect();
        let order = self.list.order();
        let mut except: Vec<_> = order.iter().filter(|id| !meant.contains(id)).filter_map(Id::establishment).collect();
        let all_match = order.len() - except.len() == meant.len();
        except.sort_unstable();
        (all_match && except.len() <= ids.len() / 10)
            .then(|| Selection::Matching { filter: self.list.applied().to_owned(), except })
    }

    /// Begins an act.
    pub(super) fn begin_act(&mut self, head: &ActHead, ids: Vec<Id>, shared: &mut Shared) -> Reply {
        let act = head.act;
        if let Some(by) = self.door.shift(act) {
            return self.shift(by);
        }
        if let (Some(Elsewhere::Matrix), At::Establishment(number)) = (head.leads, self.at_place()) {
            return Reply::open(RoleMatrix::new(number));
        }
        if let Some(row) = self.list.row().filter(|_| asks_of_row(self.door, act)) {
            let form = NounForm::about(act, &row.rows.key(row.at), shared);
            return form.map_or_else(Reply::none, |form| Reply::open(form.at(self.at_place())));
        }
        if head.takes == Takes::None && !head.asks.is_empty() {
            return NounForm::alone(act, shared).map_or_else(Reply::none, |form| Reply::open(form.at(self.at_place())));
        }
        match head.takes {
            Takes::File => return Reply::open(LinesForm::dialog(self.door, head, self.at_place(), shared)),
            // One is done at once where that can be.
            Takes::Planned if head.at_once.is_none() || ids.len() != 1 || !self.is_here(&ids) => {
                return self.plan(head, ids, shared);
            }
            Takes::Many => return self.begin_many(head, ids, shared),
            Takes::None | Takes::One | Takes::Planned | Takes::Targets => {}
        }
        if head.takes == Takes::None && head.is_long {
            return self.change_many(act, Vec::new());
        }
        if head.takes == Takes::None && head.danger == Danger::None {
            return self.change(act, None, Filled::default());
        }
        let row = self.list.row().map(|row| (Rc::clone(&row.rows), row.at));
        let Some((rows, at)) = row.or_else(|| self.whole.clone().map(|rows| (rows, 0))) else { return Reply::none() };
        if let Some(opposite) = opposite(self.door, act, (rows.as_ref(), at)) {
            return self.begin_act(&opposite, ids, shared);
        }
        if let Some(why) = rows.unreadable(at) {
            return Reply::refuse(why);
        }
        if let Some((Elsewhere::Accounts, of)) = rows.leads(at, act) {
            return self.accounts((rows.as_ref(), act), &of, shared);
        }
        if let Some((to, filter)) = rows.leads(at, act) {
            return lead((act, to), filter, shared);
        }
        // What is dangerous is a question, which says what the row itself answers.
        if !head.asks.is_empty() && head.danger == Danger::None {
            return NounForm::on_row(act, (rows.as_ref(), at), shared)
                .map_or_else(Reply::none, |form| Reply::open(form.at(self.at_place())));
        }
        let takes_row = matches!(head.takes, Takes::One | Takes::Planned);
        let target = rows.target(at).filter(|_| takes_row);
        if takes_row && target.is_none() {
            return Reply::none();
        }
        if head.danger == Danger::None {
            return self.change(act, target, Filled::default());
        }
        let answers = takes_row && !head.asks.is_empty();
        let (says, typed) = (rows.says(at, act), if answers { rows.filled(at) } else { Filled::default() });
        self.waiting = Some(Waiting::One(act, target, typed));
        Reply::open(Confirm::yes(Message::new(head.label), says, shared))
    }

    /// Shows the accounts of the rows that are of one kind with one, all of them ticked.
    fn accounts(&self, (rows, act): (&dyn Rows, Act), of: &str, shared: &mut Shared) -> Reply {
        let At::Establishment(number) = self.at_place() else { return Reply::none() };
        let kind = of.split(':').next();
        let named = (0..rows.len()).filter_map(|at| rows.leads(at, act)).map(|(_, of)| of);
        let alike = named.filter(|other| other.split(':').next() == kind);
        let ids: Vec<Id> = alike.filter_map(|of| of.rsplit(':').next()?.parse().ok().map(Id::Number)).collect();
        let ticks = shared.ticks.change((Noun::User, self.at_place()));
        ticks.clear();
        ticks.extend(ids);
        shared.wished = Some(Wished::Ticked);
        Self::inside(Noun::User, number).map_or_else(Reply::none, Reply::open)
    }

    /// Tells whether the row under the cursor, or the only one of this screen, is the one that is meant.
    fn is_here(&self, ids: &[Id]) -> bool {
        self.list.current().map_or(self.whole.is_some(), |id| ids == [id.clone()])
    }

    /// Plans an act on rows, after what it asks was filled in.
    fn plan(&mut self, head: &ActHead, ids: Vec<Id>, shared: &Shared) -> Reply {
        if ids.is_empty() {
            return Reply::refuse(Message::new("why-no-targets"));
        }
        let (noun, act, at) = (self.door.noun(), head.act, self.at_place());
        if head.asks.is_empty() {
            self.asked = Asked::Change;
            return Effect::Noun(Request::Task { noun, act, ids, typed: Filled::default() }).into();
        }
        let (count, named) = (ids.len(), self.named(&ids));
        let chosen = Chosen::Rows { ids, at, named };
        planned::ask(self.door, act, Targets { chosen, count, base: Filled::default(), name: String::new() }, shared)
    }

    /// Names rows as commands take them: by their filter where they are many and it finds just them. A row that was not
    /// read yet is named by its number.
    pub(super) fn named(&self, ids: &[Id]) -> String {
        let all_match = || {
            let meant: HashSet<&Id> = ids.iter().collect();
            meant.len() == self.list.order().len() && self.list.order().iter().all(|id| meant.contains(id))
        };
        if ids.len() > LARGE && self.door.typing().is_some() && !self.list.is_refused() && all_match() {
            let filter = self.list.applied();
            return if filter.is_empty() { "--all".to_owned() } else { option("filter", filter) };
        }
        let key = |id: &Id| self.list.get(id).map_or_else(|| unread(id), |row| row.rows.key(row.at));
        ids.iter().map(|id| quoted_where_needed(&key(id))).collect::<Vec<_>>().join(" ")
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
        Reply::redraw().join(self.change(act.act, Some(target), typed_place(to)))
    }
}

/// Names a row whose key is not known.
fn unread(id: &Id) -> String {
    id.number().map_or_else(|| id.to_string(), |number| format!("id:{number}"))
}

/// Returns a place as it is typed.
pub(super) fn typed_place(at: usize) -> Filled {
    Filled::default().with(Field::ZonePosition, (at + 1).to_string())
}

fn lead((act, to): (Act, Elsewhere), filter: String, shared: &mut Shared) -> Reply {
    match to {
        Elsewhere::Establishments => {
            shared.wished = Some(Wished::Filter(filter));
            Reply::step(Step::Show(Action::List(Noun::Establishment)))
        }
        Elsewhere::Job => job::lead(act, &filter),
        Elsewhere::Person => Effect::Session(session::Request::ViewAs { login: filter }).into(),
        // It is of no row.
        Elsewhere::Matrix | Elsewhere::Accounts => Reply::none(),
        Elsewhere::Letter => mailing::begin(Selection::Matching { filter, except: Vec::new() }),
    }
}
