//! Reads accounts: who is in a list, the rows of those that are looked at, one by its login.

use std::collections::{HashMap, HashSet};

use super::super::context::Context;
use super::super::deed::Kept as _;
use super::super::error::{Error, Result, Rule};
use super::super::ledger::{Ledger as _, School};
use super::super::reach;
use super::facts::{Facts, Users, level, standing};
use super::guards::{refused, refused_gone};
use super::scope::named as named_parts;
use crate::domain::account::AccountId;
use crate::domain::act::{Act, Noun};
use crate::domain::columns::{Known, UserColumn, UserRow, asked};
use crate::domain::day::{Day, optional};
use crate::domain::filter::{Filter, Remark, Test, Value};
use crate::domain::job::{Effect, JobId, TargetRow, TargetState, Task, Verdict};
use crate::domain::lockout::{FREE_FAILURES, mark};
use crate::domain::person::{Person, PersonAsk, PersonOrder};
use crate::domain::rights::account_acts::{AccountAct, Lasting};
use crate::domain::rights::gate::{approves, sees_all};
use crate::domain::rights::level::{GroupId, Level, Scope};
use crate::domain::rights::role::MANAGER;
use crate::domain::time::Timestamp;
use crate::domain::user::User;
use crate::store::establishment::{
    Tx, department, former, people_group, person, person_list, person_ties, profile, role,
};
use crate::store::ledger::job::read::find;
use crate::store::ledger::job::target::{self, RowFilter};
use crate::store::ledger::{lockout, session};

/// Accounts that are looked at in one go.
const PAGE: usize = 500;

/// An account, and the day on which it was read.
#[derive(Debug)]
pub struct UserSeen {
    /// The account.
    pub user: User,
    /// The day.
    pub today: Day,
}

/// Accounts that a filter holds.
#[derive(Debug, Default)]
pub struct Matching {
    /// In the order that was asked for.
    pub ids: Vec<AccountId>,
    /// How many there are without a filter.
    pub total: usize,
    /// What the filter may not be meant to leave out.
    pub remarks: Vec<Remark>,
}

/// Lists the accounts that a filter holds. What the database can say of it is asked of the database; the rest is looked at,
/// page by page.
///
/// # Errors
/// [`Rule::Elsewhere`](super::super::error::Rule::Elsewhere) at the host; a name in the filter that nothing is called by.
pub fn matching(
    ctx: &mut Context,
    filter: &Filter<UserColumn>,
    (order, descending): (PersonOrder, bool),
) -> Result<Matching> {
    let ctx = &mut ctx.permit(Act::USER_LIST)?;
    let now = ctx.now();
    let actor = ctx.actor.clone();
    School::read(ctx, |tx| {
        let by = standing(&actor, now);
        let within = Some(by.account()).filter(|_| !sees_all(&by));
        // Who may approve nobody sees nobody who waits for it.
        let admitted = (!approves(&by)).then_some(false);
        let everybody = PersonAsk { within, pending: admitted, ..PersonAsk::everybody(now.day()) };
        let total = if everybody.is_everybody() { person::count_all(tx)? } else { person_list::count(tx, &everybody)? };
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        let scope = within.map(|_| by.scope());
        let known = if names_something(filter) { known(tx, scope)? } else { Known::default() };
        let ready = filter.ready(now, |column| known.of(column).to_vec())?;
        let (ask, is_whole) = asked(filter, &known, now);
        let is_shown = ask.pending != Some(true) || admitted.is_none();
        let ask = PersonAsk { within, pending: admitted.or(ask.pending), order, descending, ..ask };
        let mut ids = if is_shown { person_list::ids(tx, &ask)? } else { Vec::new() };
        let jobs = jobs(tx, filter)?;
        if let Some(named) = only_by_jobs(filter) {
            // Whom none of them touched need not be looked at.
            ids.retain(|id| jobs.iter().any(|(job, touched)| named.contains(job) && touched.contains(id)));
        }
        let mut tally = ready.tally();
        if !is_whole {
            let mut held = Vec::new();
            for page in ids.chunks(PAGE) {
                for user in users(tx, page, (needs(filter), now))? {
                    let created_on = user.person.created_at.day().to_string();
                    let expires_on = optional::text(user.person.draft.expires_on);
                    let touched = jobs.iter().filter(|(_, touched)| touched.contains(&user.id()));
                    let jobs = touched.map(|(job, _)| *job).collect();
                    let row = UserRow { user: &user, known: &known, today: now.day(), created_on, expires_on, jobs };
                    if ready.judge(&row, &mut tally) {
                        held.push(user.id());
                    }
                }
            }
            ids = held;
        }
        let is_told = !is_whole || ids.is_empty();
        let remarks = if is_told { ready.remarks(&tally) } else { Vec::new() };
        Ok(Matching { ids, total, remarks })
    })
}

/// The jobs that a condition names one by one.
fn named(test: &Test<UserColumn>) -> Vec<i64> {
    let Test::In(UserColumn::Job, values) = test else { return Vec::new() };
    let one = |value: &Value| match value {
        Value::Numbers(Some(from), Some(to)) if from == to => Some(*from),
        _ => None,
    };
    values.iter().filter_map(|value| one(&value.what)).collect()
}

/// The jobs of which one must have touched an account, where a filter says no more than that of jobs.
fn only_by_jobs(filter: &Filter<UserColumn>) -> Option<Vec<i64>> {
    filter.groups.iter().find_map(|group| match group.as_slice() {
        [one] if !one.negated => Some(named(&one.test.what)).filter(|jobs| !jobs.is_empty()),
        _ => None,
    })
}

/// Finds whom the jobs that a filter names did something to.
fn jobs(tx: &Tx<'_>, filter: &Filter<UserColumn>) -> Result<Vec<(i64, HashSet<AccountId>)>> {
    let mut found = Vec::new();
    for job in filter.groups.iter().flatten().flat_map(|term| named(&term.test.what)) {
        let mut touched = HashSet::new();
        let done = RowFilter { state: Some(TargetState::Done), ..RowFilter::default() };
        let found_job = find(tx, JobId(job))?.map(|owned| reach::narrow_job(tx, owned.job)).transpose()?.flatten();
        let task = found_job.map(|job| job.task);
        let is_of_accounts =
            matches!(task, Some(Task::Act { act, .. } | Task::TakeBack { act }) if act.noun() == Noun::User);
        let mut after = 0;
        loop {
            if !is_of_accounts {
                break;
            }
            let rows = target::rows(tx, JobId(job), &done, after, 1000)?;
            let Some(last) = rows.last() else { break };
            after = last.target.position;
            touched.extend(rows.iter().filter_map(touched_by));
        }
        found.push((job, touched));
    }
    Ok(found)
}

/// The account that a target was, or that was made of it.
fn touched_by(row: &TargetRow) -> Option<AccountId> {
    let made = match &row.verdict {
        Some(Verdict::Done(Effect::Row { left })) => left.get("made"),
        _ => None,
    };
    let text = made.map(|made| made.as_str().map_or_else(|| made.to_string(), str::to_owned));
    text.as_deref().unwrap_or(&row.target.object).parse().ok()
}

/// Tells whether a filter names departments, roles, groups or profiles.
fn names_something(filter: &Filter<UserColumn>) -> bool {
    let named = [UserColumn::Home, UserColumn::Department, UserColumn::Role, UserColumn::Group, UserColumn::Profile];
    named.into_iter().any(|column| filter.mentions(column))
}

/// Reads what can be named; to whoever sees a scope alone, nothing else than that names.
fn known(tx: &Tx<'_>, scope: Option<&Scope>) -> Result<Known> {
    let number = |id: i64| u32::try_from(id).unwrap_or(u32::MAX);
    let roles = role::names(tx)?.into_iter().map(|(id, name)| (number(id.0), name));
    let mut known = Known {
        departments: department::codes(tx)?.into_iter().map(|(id, code)| (number(id.0), code)).collect(),
        roles: std::iter::once((0, MANAGER.to_owned())).chain(roles).collect(),
        groups: people_group::names(tx)?.into_iter().map(|(id, name)| (number(id.0), name)).collect(),
        profiles: profile::list(tx)?.into_iter().map(|row| (number(row.id.0), row.draft.name)).collect(),
        grants: Vec::new(),
    };
    if let Some(scope) = scope {
        known.departments.retain(|(_, code)| scope.departments.contains(code));
        known.groups.retain(|(id, _)| scope.groups.contains(&GroupId(i64::from(*id))));
        known.profiles.clear();
    }
    Ok(known.with_grants())
}

/// What is read of accounts besides their own rows.
#[derive(Debug, Clone, Copy)]
struct Needs {
    roles: bool,
    /// Groups, profiles and scope.
    ties: bool,
    /// Open sessions, and who is locked out.
    sessions: bool,
}

impl Needs {
    const ALL: Self = Self { roles: true, ties: true, sessions: true };
}

/// Finds the marks of accounts of which no try to sign in is heard now, each with from when one is heard again.
fn locked(tx: &Tx<'_>, now: Timestamp) -> Result<HashMap<String, Timestamp>> {
    let mut found = HashMap::new();
    for (login, state) in lockout::tried(tx, FREE_FAILURES)? {
        if let Some(until) = state.held(now) {
            // By whichever key it is the longest.
            found.entry(login).and_modify(|known: &mut Timestamp| *known = until.max(*known)).or_insert(until);
        }
    }
    Ok(found)
}

fn needs(filter: &Filter<UserColumn>) -> Needs {
    Needs {
        roles: filter.mentions(UserColumn::Role) || filter.mentions(UserColumn::Department),
        ties: filter.mentions(UserColumn::Group) || filter.mentions(UserColumn::Profile),
        sessions: filter.mentions(UserColumn::Connected) || filter.mentions(UserColumn::Locked),
    }
}

/// Reads some accounts, in their order and without those that are gone.
fn users(tx: &Tx<'_>, ids: &[AccountId], (needs, now): (Needs, Timestamp)) -> Result<Vec<User>> {
    let (mut roles, mut groups): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = (HashMap::new(), HashMap::new());
    if needs.roles {
        for (id, held) in person_ties::roles(tx, ids)? {
            roles.entry(id).or_default().push(held);
        }
    }
    let (mut profiles, mut scopes): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = (HashMap::new(), HashMap::new());
    if needs.ties {
        for (id, group, name) in person_ties::groups(tx, ids)? {
            groups.entry(id).or_default().push((group, name));
        }
        for (id, profile, name) in person_ties::profiles(tx, ids)? {
            profiles.entry(id).or_default().push((profile, name));
        }
        for (id, part) in named_parts(tx, &person_ties::scopes(tx, ids)?)? {
            scopes.entry(id).or_default().push(part);
        }
    }
    let connected: HashSet<_> =
        if needs.sessions { session::connected(tx)?.into_iter().collect() } else { HashSet::new() };
    let locked = if needs.sessions { locked(tx, now)? } else { HashMap::new() };
    let made = |person: Person| {
        let id = person.id;
        let locked_until = locked.get(&mark(person.id)).copied();
        Ok(User {
            level: level(&person)?,
            person,
            roles: roles.remove(&id).unwrap_or_default(),
            groups: groups.remove(&id).unwrap_or_default(),
            profiles: profiles.remove(&id).unwrap_or_default(),
            scope: scopes.remove(&id).unwrap_or_default(),
            is_connected: connected.contains(&id),
            locked_until,
            others: Lasting::default(),
        })
    };
    person_list::rows(tx, ids)?.into_iter().map(made).collect()
}

/// Reads some accounts, in their order and without those that are gone, with what guards know besides.
pub fn rows(ctx: &mut Context, ids: &[AccountId]) -> Result<(Vec<UserSeen>, Facts)> {
    let ctx = &mut ctx.permit(Act::USER_LIST)?;
    let (now, actor) = (ctx.now(), ctx.actor.clone());
    School::read(ctx, |tx| {
        let facts = Users::facts(tx, &actor, now)?;
        let mut found = users(tx, ids, (Needs::ALL, now))?;
        found.retain(|user| refused(user, &facts, AccountAct::See).is_none());
        for user in found.iter_mut().filter(|user| user.is_high()) {
            user.others = person::others_who_last(tx, user.id())?;
        }
        let seen = |user| UserSeen { user, today: now.day() };
        Ok((found.into_iter().map(seen).collect(), facts))
    })
}

/// Finds the account of a login, whatever its accents and case.
///
/// # Errors
/// [`Error::NotFound`]; as [`matching`].
pub fn get(ctx: &mut Context, login: &str) -> Result<UserSeen> {
    let ctx = &mut ctx.permit(Act::USER_SHOW)?;
    let (now, actor, login) = (ctx.now(), ctx.actor.clone(), login.trim());
    School::read(ctx, |tx| {
        let facts = Users::facts(tx, &actor, now)?;
        let missing = || Error::not_found("user", login);
        let found = person::find_by_login(tx, login)?.ok_or_else(missing)?;
        // Of whom somebody may not see it is not said that there is one.
        let user = Users::find(tx, &found.id)?.filter(|user| refused(user, &facts, AccountAct::See).is_none());
        let mut user = user.ok_or_else(missing)?;
        user.locked_until = locked(tx, now)?.get(&mark(user.person.id)).copied();
        Ok(UserSeen { user, today: now.day() })
    })
}

/// As [`get`]; of a login that nobody has any more, whoever had it last and was deleted, as far as that is known.
///
/// # Errors
/// As [`get`].
pub fn get_even_gone(ctx: &mut Context, login: &str) -> Result<UserSeen> {
    let missing = match get(ctx, login) {
        Err(error @ Error::NotFound { .. }) => error,
        Err(Error::Store(error)) if error.is_lasting() => return Err(Rule::NotErasable.into()),
        done => return done,
    };
    let ctx = &mut ctx.permit(Act::USER_SHOW)?;
    let (now, actor, login) = (ctx.now(), ctx.actor.clone(), login.trim());
    let found = School::read(ctx, |tx| {
        let facts = Users::facts(tx, &actor, now)?;
        let found = former::gone(tx, login)?;
        Ok(found.filter(|gone| refused_gone(gone.id, &facts, AccountAct::See).is_none()))
    })?;
    let person = found.ok_or(missing)?;
    let (level, others) = (Level::User, Lasting::default());
    let (roles, groups, profiles, scope) = Default::default();
    let user = User { person, level, roles, groups, profiles, scope, is_connected: false, locked_until: None, others };
    Ok(UserSeen { user, today: now.day() })
}
