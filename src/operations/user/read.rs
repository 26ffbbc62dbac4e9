//! Reads accounts: who is in a list, the rows of those that are looked at, one by its login.

use std::collections::{HashMap, HashSet};

use super::super::context::Context;
use super::super::deed::Kept as _;
use super::super::error::{Error, Result};
use super::super::ledger::{Ledger as _, School};
use super::facts::{Facts, Users, level};
use crate::domain::account::AccountId;
use crate::domain::act::{Act, Noun};
use crate::domain::columns::{Known, UserColumn, UserRow, asked};
use crate::domain::day::{Day, optional};
use crate::domain::filter::{Filter, Remark, Test, Value};
use crate::domain::job::{Effect, JobId, TargetRow, TargetState, Task, Verdict};
use crate::domain::person::{Person, PersonAsk, PersonOrder};
use crate::domain::rights::account_acts::Lasting;
use crate::domain::rights::role::MANAGER;
use crate::domain::user::User;
use crate::store::establishment::{Tx, department, people_group, person, person_list, person_ties, role};
use crate::store::ledger::job::read::find;
use crate::store::ledger::job::target::{self, RowFilter};
use crate::store::ledger::session;

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
    School::read(ctx, |tx| {
        let total = usize::try_from(person::count_all(tx)?).unwrap_or(usize::MAX);
        let known = if names_something(filter) { known(tx)? } else { Known::default() };
        let ready = filter.ready(now, |column| known.of(column).to_vec())?;
        let (ask, is_whole) = asked(filter, &known, now);
        let ask = PersonAsk { order, descending, ..ask };
        let mut ids = person_list::ids(tx, &ask)?;
        let jobs = jobs(tx, filter)?;
        if let Some(named) = only_by_jobs(filter) {
            // Whom none of them touched need not be looked at.
            ids.retain(|id| jobs.iter().any(|(job, touched)| named.contains(job) && touched.contains(id)));
        }
        let mut tally = ready.tally();
        if !is_whole {
            let mut held = Vec::new();
            for page in ids.chunks(PAGE) {
                for user in users(tx, page, needs(filter))? {
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
        let task = find(tx, JobId(job))?.map(|owned| owned.job.task);
        let is_of_accounts =
            matches!(task, Some(Task::Act { act, .. } | Task::TakeBack { act }) if act.noun() == Noun::User);
        let mut after = 0;
        while is_of_accounts {
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

/// Tells whether a filter names departments, roles or groups.
fn names_something(filter: &Filter<UserColumn>) -> bool {
    let named = [UserColumn::Home, UserColumn::Department, UserColumn::Role, UserColumn::Group];
    named.into_iter().any(|column| filter.mentions(column))
}

fn known(tx: &Tx<'_>) -> Result<Known> {
    let number = |id: i64| u32::try_from(id).unwrap_or(u32::MAX);
    let roles = role::names(tx)?.into_iter().map(|(id, name)| (number(id.0), name));
    Ok(Known {
        departments: department::codes(tx)?.into_iter().map(|(id, code)| (number(id.0), code)).collect(),
        roles: std::iter::once((0, MANAGER.to_owned())).chain(roles).collect(),
        groups: people_group::names(tx)?.into_iter().map(|(id, name)| (number(id.0), name)).collect(),
    })
}

/// What is read of accounts besides their own rows.
#[derive(Debug, Clone, Copy)]
struct Needs {
    roles: bool,
    groups: bool,
    sessions: bool,
}

impl Needs {
    const ALL: Self = Self { roles: true, groups: true, sessions: true };
}

fn needs(filter: &Filter<UserColumn>) -> Needs {
    Needs {
        roles: filter.mentions(UserColumn::Role) || filter.mentions(UserColumn::Department),
        groups: filter.mentions(UserColumn::Group),
        sessions: filter.mentions(UserColumn::Connected),
    }
}

/// Reads some accounts, in their order and without those that are gone.
fn users(tx: &Tx<'_>, ids: &[AccountId], needs: Needs) -> Result<Vec<User>> {
    let (mut roles, mut groups): (HashMap<_, Vec<_>>, HashMap<_, Vec<_>>) = (HashMap::new(), HashMap::new());
    if needs.roles {
        for (id, held) in person_ties::roles(tx, ids)? {
            roles.entry(id).or_default().push(held);
        }
    }
    if needs.groups {
        for (id, group, name) in person_ties::groups(tx, ids)? {
            groups.entry(id).or_default().push((group, name));
        }
    }
    let connected: HashSet<_> =
        if needs.sessions { session::connected(tx)?.into_iter().collect() } else { HashSet::new() };
    let made = |person: Person| {
        let id = person.id;
        Ok(User {
            level: level(&person)?,
            person,
            roles: roles.remove(&id).unwrap_or_default(),
            groups: groups.remove(&id).unwrap_or_default(),
            is_connected: connected.contains(&id),
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
        let mut found = users(tx, ids, Needs::ALL)?;
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
    let (today, login) = (ctx.now().day(), login.trim());
    School::read(ctx, |tx| {
        let missing = || Error::not_found("user", login);
        let found = person::find_by_login(tx, login)?.ok_or_else(missing)?;
        let user = Users::find(tx, &found.id)?.ok_or_else(missing)?;
        Ok(UserSeen { user, today })
    })
}
