//! What people of an establishment may do, resolved from what its database holds at this moment.

use std::str::FromStr;

use super::error::Result;
use crate::domain::account::AccountId;
use crate::domain::day::Day;
use crate::domain::person::{HeldRole, Person, PersonTies, Profile, RoleDraft, ScopePart};
use crate::domain::rights::account_status::{Facts, Stage};
use crate::domain::rights::level::{CourseId, GroupId, PlanId, Reach, Scope};
use crate::domain::rights::role::{Grant, Role, RoleName};
use crate::domain::rights::standing::{Standing, Stored, Unresolved};
use crate::store;
use crate::store::establishment::{Tx, person, person_ties, profile, role};

/// Resolves what somebody may do; none: there is no such account.
///
/// # Errors
/// [`store::Error::Unreadable`] for a role, level, profile or scope that nobody knows.
pub(super) fn standing(tx: &Tx<'_>, id: AccountId, today: Day) -> Result<Option<Standing>> {
    let Some(person) = person::find(tx, id)? else { return Ok(None) };
    let ties = person_ties::of(tx, id)?;
    let roles = if ties.roles.is_empty() { Vec::new() } else { roles(tx)? };
    let profiles = if ties.profiles.is_empty() { Vec::new() } else { profile::list(tx)? };
    resolve((&person, &ties), &Defined { roles, profiles }, today).map(Some)
}

/// What is defined that somebody may have.
#[derive(Debug, Clone)]
pub(super) struct Defined {
    /// The roles.
    pub(super) roles: Vec<Role>,
    /// The profiles.
    pub(super) profiles: Vec<Profile>,
}

impl Defined {
    /// Reads it.
    pub(super) fn read(tx: &Tx<'_>) -> Result<Self> {
        Ok(Self { roles: roles(tx)?, profiles: profile::list(tx)? })
    }
}

/// Resolves what somebody may do from what is stored of them, or is to be.
///
/// # Errors
/// As [`standing`].
pub(super) fn resolve((person, ties): (&Person, &PersonTies), defined: &Defined, today: Day) -> Result<Standing> {
    let grants = grants(ties)?;
    let held = defined.profiles.iter().filter(|profile| ties.profiles.contains(&profile.id));
    let stored = Stored {
        account: person.id,
        stage: stage(person),
        level: word("account.level", &person.draft.level)?,
        home: Some(person.draft.home_department.as_str()).filter(|code| !code.is_empty()),
        grants: &grants,
        roles: &defined.roles,
        profiles: &held
            .map(|profile| word("profile.permissions", &profile.draft.permissions.join(" ")))
            .collect::<Result<Vec<_>>>()?,
        scope: &scope(&ties.scope)?,
    };
    let resolved = Standing::of(&stored, today).map_err(|problem| match problem {
        Unresolved::Role(role) => unreadable("account_role.role", role.0),
        Unresolved::Profiles(count) => unreadable("account_profile", count.to_string()),
    });
    Ok(resolved?)
}

/// Returns the facts of an account's status, and whether it waits for approval.
const fn stage(person: &Person) -> Stage {
    let draft = &person.draft;
    let facts = Facts {
        active: draft.active,
        expires_on: draft.expires_on,
        first_activity: person.first_activity_at.is_some(),
    };
    if draft.pending { Stage::Pending(facts) } else { Stage::Admitted(facts) }
}

/// Lists the defined roles.
pub(super) fn roles(tx: &Tx<'_>) -> Result<Vec<Role>> {
    let read = |role: RoleDraft| {
        let name = RoleName::parse(&role.name).map_err(|_| unreadable("role.name", role.name.as_str()))?;
        Ok(Role { name, permissions: word("role.permissions", &role.permissions.join(" "))? })
    };
    role::defined(tx)?.into_iter().map(read).collect()
}

/// Reads the roles that somebody has.
fn grants(ties: &PersonTies) -> Result<Vec<Grant>> {
    let read = |held: &HeldRole| {
        let grant = Grant::stored(&held.role, &held.department, held.valid_until);
        grant.map_err(|_| unreadable("account_role.role", format!("{}_{}", held.role, held.department)).into())
    };
    ties.roles.iter().map(read).collect()
}

fn scope(parts: &[ScopePart]) -> Result<Scope> {
    let mut scope = Scope::default();
    for ScopePart { kind, key } in parts {
        let number = || word::<i64>("scope.key", key);
        match kind.as_str() {
            "user" => drop(scope.users.insert(AccountId(number()?))),
            "group" => drop(scope.groups.insert(GroupId(number()?))),
            "department" => drop(scope.departments.insert(key.clone())),
            "course" => add(&mut scope.courses, CourseId(number()?)),
            "plan" => add(&mut scope.plans, PlanId(number()?)),
            "all-courses" => scope.courses = Reach::All,
            "all-plans" => scope.plans = Reach::All,
            other => return Err(unreadable("scope.kind", other).into()),
        }
    }
    Ok(scope)
}

fn add<T: Ord>(reach: &mut Reach<T>, id: T) {
    match reach {
        Reach::Some(ids) => drop(ids.insert(id)),
        Reach::All => {}
    }
}

/// Reads a stored word.
fn word<T: FromStr>(what: &'static str, text: &str) -> Result<T> {
    text.parse().map_err(|_| unreadable(what, text).into())
}

fn unreadable(what: &'static str, value: impl Into<String>) -> store::Error {
    store::Error::unreadable(what, value)
}
