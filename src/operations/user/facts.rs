//! What guards of accounts know: who asks, and the roles that are defined.

use super::super::deed::Kept;
use super::super::error::{Error, Result};
use super::super::ledger::School;
use crate::audit::Object;
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::day::Day;
use crate::domain::filled::Filled;
use crate::domain::person::{HeldRole, Person, PersonTies, RoleDraft, ScopePart};
use crate::domain::rights::account_acts::Lasting;
use crate::domain::rights::account_status::Stage;
use crate::domain::rights::level::{CourseId, GroupId, Level, PlanId, ProfileSet, Reach, Scope};
use crate::domain::rights::permission::PermissionSet;
use crate::domain::rights::role::{Grant, Role, RoleName};
use crate::domain::rights::standing::{Standing, Stored};
use crate::domain::text::name_key;
use crate::domain::time::Timestamp;
use crate::domain::user::{User, home};
use crate::store;
use crate::store::establishment::{Tx, person, person_ties, profile, role};
use crate::store::ledger::session;

/// Accounts, as deeds meet them.
#[derive(Debug)]
pub struct Users;

/// What guards know.
#[derive(Debug)]
pub struct Facts {
    /// Who asks.
    pub(super) by: Standing,
    /// The roles that can be granted.
    pub(super) roles: Vec<Role>,
}

impl Facts {
    /// The day on which they hold.
    #[must_use]
    pub const fn today(&self) -> Day {
        self.by.today()
    }

    /// Finds a role by its name, whatever its case and accents.
    pub(super) fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| name_key(role.name.as_str()) == name_key(name))
    }
}

impl Kept for Users {
    type Ledger = School;
    type Id = AccountId;
    type Row = User;
    type Facts = Facts;
    /// What was tied to the account and does not stay with it.
    type More = PersonTies;

    fn find(tx: &Tx<'_>, id: &AccountId) -> Result<Option<User>> {
        let Some(person) = person::find(tx, *id)? else { return Ok(None) };
        let roles = person_ties::roles(tx, &[*id])?.into_iter().map(|(_, held)| held).collect();
        let groups = person_ties::groups(tx, &[*id])?.into_iter().map(|(_, group, name)| (group, name)).collect();
        let is_connected = session::is_connected(tx, *id)?;
        let (level, others) = (level(&person)?, Lasting::default());
        let mut user = User { person, level, roles, groups, is_connected, others };
        if user.is_high() {
            user.others = person::others_who_last(tx, *id)?;
        }
        Ok(Some(user))
    }

    fn facts(tx: &Tx<'_>, by: &Actor, now: Timestamp) -> Result<Facts> {
        let roles = role::defined(tx)?.iter().map(defined).collect::<Result<Vec<_>>>()?;
        let by = match by.identity {
            Identity::Person { id, .. } => standing(tx, id, &roles, now.day())?,
            // Nobody comes as far as that.
            Identity::Nobody => standing(tx, AccountId(0), &roles, now.day())?,
            Identity::Webmaster { .. } | Identity::Owner | Identity::Program => Standing::of_host(now.day()),
        };
        Ok(Facts { by, roles })
    }

    fn rev(row: &User) -> i64 {
        row.person.rev
    }

    fn object(row: &User) -> Object {
        let label = full_name(&row.person);
        Object { label, ..Object::account(&row.person.draft.login) }
    }

    fn name(row: &User) -> String {
        let (login, name) = (&row.person.draft.login, full_name(&row.person));
        if name.is_empty() { login.clone() } else { format!("{login} · {name}") }
    }

    fn filled(row: &User) -> Filled {
        row.filled()
    }
}

/// Last name and first name, as far as there are any.
pub(super) fn full_name(person: &Person) -> String {
    format!("{} {}", person.draft.last_name, person.draft.first_name).trim().to_owned()
}

/// Reads the level of an account.
pub(super) fn level(person: &Person) -> Result<Level> {
    let word = &person.draft.level;
    word.parse().map_err(|_| unreadable("account.level", word))
}

fn unreadable(what: &'static str, value: impl Into<String>) -> Error {
    store::Error::unreadable(what, value.into()).into()
}

/// Reads a role that is defined.
fn defined(draft: &RoleDraft) -> Result<Role> {
    let name = RoleName::parse(&draft.name).map_err(|_| unreadable("role.name", &draft.name))?;
    let words = draft.permissions.join(" ");
    let permissions: PermissionSet = words.parse().map_err(|_| unreadable("role.permissions", &words))?;
    Ok(Role { name, permissions })
}

/// Resolves who asks, if that is a person here.
fn standing(tx: &Tx<'_>, account: AccountId, roles: &[Role], today: Day) -> Result<Standing> {
    let found = Users::find(tx, &account)?;
    let (stage, level, department, held) = match &found {
        Some(user) => (user.stage(), user.level, user.home(), user.roles.as_slice()),
        None => (Stage::Absent, Level::User, home(""), &[][..]),
    };
    let grant = |held: &HeldRole| {
        let stored = Grant::stored(&held.role, &held.department, held.valid_until);
        stored.map_err(|_| unreadable("account_role.role", &held.role))
    };
    let grants = held.iter().map(grant).collect::<Result<Vec<_>>>()?;
    let mut profiles: Vec<ProfileSet> = Vec::new();
    for (_, id, _) in person_ties::profiles(tx, &[account])? {
        let words = profile::find(tx, id)?.map(|found| found.draft.permissions.join(" ")).unwrap_or_default();
        profiles.push(words.parse().map_err(|_| unreadable("profile.permissions", &words))?);
    }
    let parts = person_ties::scopes(tx, &[account])?;
    let scope = parts.iter().try_fold(Scope::default(), |scope, (_, part)| widened(scope, part))?;
    let stored =
        Stored { account, stage, level, home: department, grants: &grants, roles, profiles: &profiles, scope: &scope };
    Standing::of(&stored, today).map_err(|error| unreadable("account_role.role", error.to_string()))
}

/// Adds a part to a scope.
fn widened(mut scope: Scope, part: &ScopePart) -> Result<Scope> {
    fn add<T: Ord>(reach: &mut Reach<T>, id: T) {
        if let Reach::Some(ids) = reach {
            ids.insert(id);
        }
    }
    let id = || part.key.parse::<i64>().map_err(|_| unreadable("scope.key", &part.key));
    match part.kind.as_str() {
        "user" => drop(scope.users.insert(AccountId(id()?))),
        "group" => drop(scope.groups.insert(GroupId(id()?))),
        "department" => drop(scope.departments.insert(part.key.clone())),
        "course" => add(&mut scope.courses, CourseId(id()?)),
        "plan" => add(&mut scope.plans, PlanId(id()?)),
        "all-courses" => scope.courses = Reach::All,
        "all-plans" => scope.plans = Reach::All,
        other => return Err(unreadable("scope.kind", other)),
    }
    Ok(scope)
}
