//! Roles, given to people and taken from them.

use super::super::deed::{Applied, Deed, Undo};
use super::facts::Users;
use super::guards::{keeps_somebody, refused};
use super::named::spell;
use crate::domain::act::Act;
use crate::domain::job::{Danger, Reason};
use crate::domain::person::{HeldRole, PersonTies};
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::text::name_key;
use crate::domain::user::{User, home, is_manager, typed_grant};
use crate::store::establishment::{department, person_ties};

/// Gives a role, in a department or in every one, for ever or until a day.
pub const GRANT: Deed<Users> = Deed {
    act: Act::USER_GRANT,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        let wanted = typed_grant(typed).ok()?;
        let has = same(row, &wanted).is_some_and(|held| held.valid_until == wanted.valid_until);
        let act = if is_manager(&wanted) {
            AccountAct::GrantManager { department: None, until: wanted.valid_until }
        } else {
            // Of one that is not defined the act itself says so.
            let holds = facts.role(&wanted.role)?.permissions;
            AccountAct::Grant { holds, department: home(&wanted.department) }
        };
        refused(row, facts, act).or(has.then_some(Reason::NoChange))
    },
    apply: |tx, (permit, moment), row, typed| {
        let mut wanted = typed_grant(typed)?;
        match same(row, &wanted) {
            Some(held) => wanted = HeldRole { valid_until: wanted.valid_until, ..held.clone() },
            None if is_manager(&wanted) => {}
            None => spell(tx, (permit.by(), moment.now), &mut wanted)?,
        }
        person_ties::grant(tx, row.id(), &wanted)?;
        Ok(Applied::default())
    },
    undo: ROLES_BACK,
};

/// Takes a role away.
pub const REVOKE: Deed<Users> = Deed {
    act: Act::USER_REVOKE,
    danger: Danger::Yes,
    judge: |row, facts, typed| {
        let wanted = typed_grant(typed).ok()?;
        let department = home(&wanted.department);
        let act = if is_manager(&wanted) { AccountAct::RevokeManager } else { AccountAct::Revoke { department } };
        let has = same(row, &wanted).is_some();
        refused(row, facts, act).or((!has).then_some(Reason::NoChange))
    },
    apply: |tx, _, row, typed| {
        if let Some(held) = same(row, &typed_grant(typed)?) {
            person_ties::revoke(tx, row.id(), &held.role, &held.department)?;
        }
        Ok(Applied::default())
    },
    undo: ROLES_BACK,
};

/// Gives the roles back that there were, and takes away those that came.
const ROLES_BACK: Undo<Users> = Undo::Back {
    judge: |tx, was| keeps_somebody(tx, was.id(), |then| then.roles.clone_from(&was.roles)),
    apply: |tx, _, (now, was): (Option<&User>, &User), _: &PersonTies| {
        let now = now.unwrap_or(was);
        for held in now.roles.iter().filter(|held| !was.roles.contains(held)) {
            person_ties::revoke(tx, was.id(), &held.role, &held.department)?;
        }
        for held in was.roles.iter().filter(|held| !now.roles.contains(held)) {
            // In a department that is gone since there is none.
            if !held.department.is_empty() && department::find_by_code(tx, &held.department)?.is_none() {
                continue;
            }
            person_ties::grant(tx, was.id(), held)?;
        }
        Ok(Applied::default())
    },
};

/// Finds the role that somebody has in that department, whatever its case, accents and end.
pub(super) fn same<'a>(row: &'a User, wanted: &HeldRole) -> Option<&'a HeldRole> {
    let is_it = |held: &&HeldRole| {
        name_key(&held.role) == name_key(&wanted.role) && name_key(&held.department) == name_key(&wanted.department)
    };
    row.roles.iter().find(is_it)
}
