//! What is typed by its name for accounts: roles, departments, groups, profiles, other accounts. One that is not there is told
//! with those that are, as far as whoever asks sees them.

use super::super::error::{Error, Result};
use crate::domain::access::{Actor, Identity};
use crate::domain::act::Act;
use crate::domain::administration::{TypedPart, typed_profiles, typed_scope};
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::filter::{nearest, nearest_first};
use crate::domain::person::{HeldRole, ProfileId, ScopePart};
use crate::domain::rights::gate::sees_all;
use crate::domain::rights::level::GroupId;
use crate::domain::rights::role::MANAGER;
use crate::domain::rights::standing::Standing;
use crate::domain::time::Timestamp;
use crate::domain::user::{is_manager, typed_grant};
use crate::store::establishment::{Tx, department, people_group, person, profile, role};

/// Who asks, and when.
pub(in crate::operations) type By<'a> = (&'a Actor, Timestamp);

/// Returns what whoever acts may do here.
pub(in crate::operations) fn standing(by: &Actor, now: Timestamp) -> Standing {
    match &by.identity {
        // As the transaction that acts has found it.
        Identity::Person { standing, .. } => {
            standing.as_deref().cloned().unwrap_or_else(|| Standing::unknown(now.day()))
        }
        // Nobody comes as far as that.
        Identity::Nobody => Standing::unknown(now.day()),
        Identity::Webmaster { .. } | Identity::Owner | Identity::Program => Standing::of_host(now.day()),
    }
}

/// Says that nothing of a kind is called so.
pub(in crate::operations) fn unknown(tx: &Tx<'_>, (actor, now): By<'_>, (what, name): (&str, &str)) -> Result<Problem> {
    let by = standing(actor, now);
    let (all, scope) = (sees_all(&by), by.scope());
    let names: Vec<String> = match what {
        "department" => {
            let codes = department::codes(tx)?.into_iter().map(|(_, code)| code);
            codes.filter(|code| all || scope.departments.contains(code)).collect()
        }
        "group" => {
            let groups = people_group::names(tx)?.into_iter();
            groups.filter(|(id, _)| all || scope.groups.contains(&GroupId(id.0))).map(|(_, name)| name).collect()
        }
        "profile" if all => profile::list(tx)?.into_iter().map(|row| row.draft.name).collect(),
        "role" => role::names(tx)?.into_iter().map(|(_, name)| name).chain([MANAGER.to_owned()]).collect(),
        // Of accounts there are too many.
        _ => Vec::new(),
    };
    let meant = nearest(name, names.iter().map(String::as_str));
    Ok(Problem::unknown(what, name).meant(meant).among(nearest_first(name, &names)))
}

/// Writes role and department as they are called here.
pub(super) fn spell(tx: &Tx<'_>, by: By<'_>, wanted: &mut HeldRole) -> Result<()> {
    let Some(found) = role::find_by_name(tx, &wanted.role)? else {
        return Err(Error::field(Field::Role, unknown(tx, by, ("role", &wanted.role))?));
    };
    if !wanted.department.is_empty() {
        let Some(found) = department::find_by_code(tx, &wanted.department)? else {
            return Err(Error::field(Field::Role, unknown(tx, by, ("department", &wanted.department))?));
        };
        wanted.department = found.code;
    }
    wanted.role = found.draft.name;
    Ok(())
}

/// Finds a profile.
pub(super) fn profile_id(tx: &Tx<'_>, by: By<'_>, name: &str) -> Result<ProfileId> {
    match profile::find_by_name(tx, name)? {
        Some(found) => Ok(found.id),
        None => Err(Error::field(Field::Profile, unknown(tx, by, ("profile", name))?)),
    }
}

/// Finds what a part of a scope names.
pub(super) fn part(tx: &Tx<'_>, by: By<'_>, typed: &TypedPart) -> Result<ScopePart> {
    let name = typed.name.as_str();
    let key = match typed.kind {
        "department" => department::find_by_code(tx, name)?.map(|found| found.code),
        "group" => people_group::find_by_name(tx, name)?.map(|found| found.id.to_string()),
        "user" => person::find_by_login(tx, name)?.map(|found| found.id.to_string()),
        _ => Some(String::new()),
    };
    match key {
        Some(key) => Ok(ScopePart { kind: typed.kind.to_owned(), key }),
        None => Err(Error::field(Field::ScopePart, unknown(tx, by, (typed.kind, name))?)),
    }
}

/// Refuses to give roles, profiles and parts of a scope that are not there.
pub(super) fn check(tx: &Tx<'_>, by: By<'_>, (act, typed): (Act, &Filled)) -> Result<()> {
    // Nothing was typed for an act that is taken back.
    if typed.iter().next().is_none() {
        return Ok(());
    }
    match act {
        Act::USER_GRANT => {
            let mut wanted = typed_grant(typed)?;
            if is_manager(&wanted) { Ok(()) } else { spell(tx, by, &mut wanted) }
        }
        Act::USER_ASSIGN_PROFILE => {
            typed_profiles(typed)?.iter().try_for_each(|name| profile_id(tx, by, name).map(drop))
        }
        Act::USER_ADD_SCOPE => typed_scope(typed)?.iter().try_for_each(|typed| part(tx, by, typed).map(drop)),
        _ => Ok(()),
    }
}
