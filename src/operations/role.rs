//! Roles of the establishment where the context stands: defined, changed, set back to what the program ships, deleted
//! while nobody holds them.
//!
//! Source: `rules/access.md`. Whoever edits the role that they hold would give themselves anything, so that nobody but a
//! Manager may; a Manager's own is no row.

use super::context::Context;
use super::deed::{Applied, Deed, Doable, Kept, TxOf, Undo};
use super::error::{Error, Result};
use super::ledger::{Ledger as _, School};
use super::making::{Again, Making, Unique, check_free, holders};
use crate::audit::Object;
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::person::{Role, RoleDraft, RoleId};
use crate::domain::rights::permission::PermissionSet;
use crate::domain::role::ROLES_MAX;
use crate::domain::time::Timestamp;
use crate::store;
use crate::store::establishment::{Tx, role as rows};

/// Lists all roles by name.
///
/// # Errors
/// [`Rule::Elsewhere`](super::error::Rule::Elsewhere) at the host; a role that holds what this version does not know.
pub fn list(ctx: &mut Context) -> Result<Vec<Role>> {
    let ctx = &mut ctx.permit(Act::ROLE_LIST)?;
    School::read(ctx, |tx| rows::list(tx)?.into_iter().map(known).collect())
}

/// Finds the role of a name, whatever its accents and case.
///
/// # Errors
/// [`Error::NotFound`]; as [`list`].
pub fn get(ctx: &mut Context, name: &str) -> Result<Role> {
    let ctx = &mut ctx.permit(Act::ROLE_SHOW)?;
    let name = name.trim();
    School::read(ctx, |tx| known(rows::find_by_name(tx, name)?.ok_or_else(|| Error::not_found("role", name))?))
}

/// Adds a role.
///
/// # Errors
/// Every field's problem; [`Reason::Limit`].
pub fn add(ctx: &mut Context, typed: &Filled) -> Result<Role> {
    ADD.one(ctx, typed)
}

/// Changes a role's name and what it holds; whoever has it has it under its new name.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`](super::error::Rule::Changed).
pub fn edit(ctx: &mut Context, (id, rev): (RoleId, i64), typed: &Filled) -> Result<Role> {
    let draft = RoleDraft::read(typed)?;
    EDIT.one(ctx, &id, Some(rev), &filled(&draft))?;
    get(ctx, &draft.name)
}

/// Refuses one that holds what this version does not know: it would be lost by the next edit.
fn known(role: Role) -> Result<Role> {
    let unknown = role.draft.permissions.iter().find(|word| word.parse::<PermissionSet>().is_err());
    let unknown = unknown.map(|word| store::Error::unreadable("role.permissions", word.as_str()));
    unknown.map_or(Ok(role), |error| Err(error.into()))
}

/// Roles, as deeds meet them.
#[derive(Debug)]
pub struct Roles;

impl Kept for Roles {
    type Ledger = School;
    type Id = RoleId;
    type Row = Role;
    type Facts = ();
    type More = ();

    fn find(tx: &TxOf<'_, Self>, id: &RoleId) -> Result<Option<Role>> {
        rows::find(tx, *id)?.map(known).transpose()
    }

    fn facts(_: &TxOf<'_, Self>, _: &Actor, _: Timestamp) -> Result<()> {
        Ok(())
    }

    fn rev(row: &Role) -> i64 {
        row.rev
    }

    fn object(row: &Role) -> Object {
        Object { kind: "role", id: row.draft.name.clone(), label: String::new() }
    }

    fn filled(row: &Role) -> Filled {
        filled(&row.draft)
    }
}

fn filled(draft: &RoleDraft) -> Filled {
    Filled::default().with(Field::RoleName, draft.name.as_str()).with(Field::Permissions, draft.permissions.join(","))
}

/// Its deeds.
pub(super) const DEEDS: &[&dyn Doable] = &[&ADD, &EDIT, &RESET, &DELETE];

/// What no two roles share.
const UNIQUE: &[Unique<Roles>] =
    &[Unique { field: Field::RoleName, find: |tx, name| Ok(rows::find_by_name(tx, name)?), taken: Problem::NameUsed }];

/// Adds one.
const ADD: Making<Roles> = Making {
    act: Act::ROLE_ADD,
    tells: Act::ROLE_ADD,
    danger: Danger::None,
    read: |typed| RoleDraft::read(typed).map(|draft| filled(&draft)).map_err(Error::from),
    unique: UNIQUE,
    most: Some((ROLES_MAX, |tx| Ok(rows::count(tx)?))),
    again: Again::Refused,
    make: |tx, _, typed| Ok(rows::insert(tx, &RoleDraft::read(typed)?)?),
    bears: |_, _| Ok(None),
    unmake: &DELETE,
};

/// Changes name and permissions.
pub const EDIT: Deed<Roles> = Deed {
    act: Act::ROLE_EDIT,
    danger: Danger::None,
    judge: |_, (), _| None,
    apply: |tx, _, old, typed| {
        let mut is = filled(&old.draft);
        is.merge(typed.clone());
        let draft = RoleDraft::read(&is)?;
        check_free(&holders(tx, UNIQUE, &is, |row| row.id == old.id)?)?;
        change(tx, old, &draft)
    },
    undo: BACK,
};

/// Has one that ships with the program hold what it held at first; its name stays.
pub const RESET: Deed<Roles> = Deed {
    act: Act::ROLE_RESET,
    danger: Danger::Yes,
    judge: |row, (), _| match row.shipped_with() {
        None => Some(Reason::NotShipped),
        Some(set) => (words(set) == row.draft.permissions).then_some(Reason::NoChange),
    },
    apply: |tx, _, old, _| {
        let permissions = words(old.shipped_with().ok_or(Error::from(Reason::NotShipped))?);
        change(tx, old, &RoleDraft { name: old.draft.name.clone(), permissions })
    },
    undo: BACK,
};

const BACK: Undo<Roles> = Undo::Back {
    judge: |tx, was| check_back(tx, was),
    apply: |tx, _, (now, was): (Option<&Role>, &Role), ()| change(tx, now.unwrap_or(was), &was.draft),
};

fn words(set: PermissionSet) -> Vec<String> {
    set.iter().map(|permission| permission.word().to_owned()).collect()
}

fn change(tx: &Tx<'_>, old: &Role, draft: &RoleDraft) -> Result<Applied<()>> {
    rows::update(tx, old, draft)?;
    Ok(Applied::default())
}

/// Deletes one that nobody holds; it comes back with its id.
pub const DELETE: Deed<Roles> = Deed {
    act: Act::ROLE_DELETE,
    danger: Danger::Count,
    judge: |row, (), _| {
        (row.holders > 0).then(|| Reason::InUse {
            count: row.holders,
            by: "role".to_owned(),
            called: row.draft.name.clone(),
            first: row.first_holders.clone(),
        })
    },
    apply: |tx, _, row, _| {
        rows::delete(tx, row.id)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: |tx, was| check_back(tx, was),
        apply: |tx, _, (_, was): (Option<&Role>, &Role), ()| {
            rows::put_back(tx, was)?;
            Ok(Applied::default())
        },
    },
};

/// Refuses to give a name back that another one has by now.
fn check_back(tx: &Tx<'_>, was: &Role) -> Result<()> {
    let holder = rows::find_by_name(tx, &was.draft.name)?.filter(|holder| holder.id != was.id);
    holder.map_or(Ok(()), |_| Err(Reason::NameTaken.into()))
}
