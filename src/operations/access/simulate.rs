//! What changes of rights would come to before they are made: who gains and loses what, and who is left to administer.

use super::super::context::Context;
use super::super::error::Result;
use super::super::ledger::{Ledger as _, School};
use super::picture::{Picture, Staged};
use super::staged::Staging;
use super::who::administering;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::job::Task;
use crate::domain::message::{Explain, Message};
use crate::domain::person::RoleId;
use crate::domain::rights::effect::{Right, Shift, administers};
use crate::domain::rights::level::Level;
use crate::domain::user::{typed_expiry, typed_grant, typed_level};
use crate::store::establishment::{Tx, department, person_ties, role};

/// Somebody for whom something changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affected {
    /// The login.
    pub login: String,
    /// What people call them.
    pub name: String,
    /// What changes.
    pub shift: Shift,
}

/// Something to be warned of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// Nobody who lasts would be a Superadmin.
    LastSuperadmin,
    /// Nobody who lasts would be a Manager.
    LastManager,
    /// Nobody but a Manager would administer the accounts of a department.
    LastAdministrator(String),
    /// Power Users lose what they may: their logins.
    PowerUsers(Vec<String>),
}

/// How many are named where more are counted.
const NAMED: usize = 3;

impl Explain for Loss {
    fn message(&self) -> Message {
        let (word, department) = match self {
            Self::LastSuperadmin => ("last-superadmin", ""),
            Self::LastManager => ("last-manager", ""),
            Self::LastAdministrator(code) => ("last-administrator", code.as_str()),
            Self::PowerUsers(logins) => {
                let (count, more) = (logins.len(), logins.len().saturating_sub(NAMED));
                let names = logins[..count - more].join(", ");
                return Message::new("access-loss-power-users")
                    .with("count", count)
                    .with("names", names)
                    .with("more", more);
            }
        };
        Message::new("access-loss").with("loss", word).with("department", department)
    }
}

/// What changes come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Simulation {
    /// Those for whom something changes, by login.
    pub people: Vec<Affected>,
    /// What to be warned of.
    pub losses: Vec<Loss>,
}

impl Simulation {
    /// Counts who gains something, and who loses something.
    #[must_use]
    pub fn counts(&self) -> [usize; 2] {
        let count = |of: fn(&Shift) -> &[Right]| self.people.iter().filter(|one| !of(&one.shift).is_empty()).count();
        [count(|shift| &shift.gained), count(|shift| &shift.lost)]
    }
}

impl Explain for Simulation {
    fn message(&self) -> Message {
        let [gained, lost] = self.counts();
        Message::new("access-effect").with("gained", gained).with("lost", lost)
    }
}

/// Says what changes would come to; nothing is changed.
///
/// # Errors
/// A login or a role that is not known.
pub fn simulate(ctx: &mut Context, staging: &Staging) -> Result<Simulation> {
    let ctx = &mut ctx.permit(Act::ACCESS_SIMULATE)?;
    let today = ctx.now().day();
    School::read(ctx, |tx| {
        let staged = staging.found(tx)?;
        let mut ids: Vec<AccountId> = staged.iter().map(|(id, _)| *id).collect();
        for name in staging.redefined() {
            ids.extend(person_ties::holders(tx, &canonical(tx, name)?)?);
        }
        compared(tx, (ids, today), |picture| {
            for (id, staged) in &staged {
                picture.change(*id, staged);
            }
            staging.redefine(picture)
        })
    })
}

/// How a role is called here, whatever its case and accents; one that is not defined is refused later.
fn canonical(tx: &Tx<'_>, name: &str) -> Result<String> {
    Ok(role::find_by_name(tx, name)?.map_or_else(|| name.to_owned(), |found| found.draft.name))
}

/// Compares the rights of some people, and of all who administer, before and after a change.
fn compared(
    tx: &Tx<'_>,
    (mut ids, today): (Vec<AccountId>, Day),
    change: impl FnOnce(&mut Picture) -> Result<()>,
) -> Result<Simulation> {
    ids.extend(administering(tx)?);
    ids.sort_unstable();
    ids.dedup();
    let before = Picture::read(tx, &ids, today)?;
    let mut after = before.clone();
    change(&mut after)?;
    difference((&before, &after), department::codes(tx)?.into_iter().map(|(_, code)| code))
}

/// Says who gains and loses what between two pictures of the same people, and who is left to administer the departments.
pub(super) fn difference(
    (before, after): (&Picture, &Picture),
    departments: impl Iterator<Item = String>,
) -> Result<Simulation> {
    let (was, is) = (before.standings()?, after.standings()?);
    let mut people: Vec<Affected> = was
        .iter()
        .filter_map(|(id, was)| {
            let shift = Shift::between(was, is.get(id)?);
            let (login, name) = if before.has(*id) { before.name(*id) } else { after.name(*id) };
            (!shift.is_nothing()).then_some(Affected { login, name, shift })
        })
        .collect();
    people.sort_by(|one, other| one.login.cmp(&other.login));
    let mut losses = Vec::new();
    let (lasted, lasting) = (before.lasting(), after.lasting());
    for (loss, (was, is)) in [Loss::LastSuperadmin, Loss::LastManager].into_iter().zip(lasted.iter().zip(lasting)) {
        if *was > 0 && is == 0 {
            losses.push(loss);
        }
    }
    for code in departments {
        let had = was.values().any(|one| administers(one, &code));
        if had && !is.values().any(|one| administers(one, &code)) {
            losses.push(Loss::LastAdministrator(code));
        }
    }
    let is_power_user = |id: &AccountId| was.get(id).is_some_and(|one| one.level() == Level::PowerUser);
    let lose = was.keys().filter(|id| is_power_user(id)).map(|id| before.name(*id).0);
    let lose: Vec<String> =
        lose.filter(|login| people.iter().any(|one| one.login == *login && !one.shift.lost.is_empty())).collect();
    if !lose.is_empty() {
        losses.push(Loss::PowerUsers(lose));
    }
    Ok(Simulation { people, losses })
}

/// Tells whether a task changes anybody's rights.
#[must_use]
pub fn changes_rights(task: &Task) -> bool {
    const ACTS: [Act; 8] = [
        Act::USER_GRANT,
        Act::USER_REVOKE,
        Act::USER_SET_LEVEL,
        Act::USER_SET_EXPIRY,
        Act::USER_ACTIVATE,
        Act::USER_DEACTIVATE,
        Act::USER_DELETE,
        Act::ROLE_RESET,
    ];
    matches!(task, Task::Act { act, .. } if ACTS.contains(act))
}

/// Says what a planned task on some rows comes to; none: it changes no rights.
///
/// # Errors
/// What the store says.
pub fn effect(ctx: &mut Context, task: &Task, objects: &[String]) -> Result<Option<Simulation>> {
    if !changes_rights(task) {
        return Ok(None);
    }
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    let today = ctx.now().day();
    School::read(ctx, |tx| effect_of(tx, task, objects, today))
}

fn effect_of(tx: &Tx<'_>, task: &Task, objects: &[String], today: Day) -> Result<Option<Simulation>> {
    let Task::Act { act, typed } = task else { return Ok(None) };
    if *act == Act::ROLE_RESET {
        return reset(tx, objects, today).map(Some);
    }
    let staged = match *act {
        Act::USER_GRANT => typed_grant(typed).ok().map(Staged::Grant),
        Act::USER_REVOKE => typed_grant(typed).ok().map(Staged::Revoke),
        Act::USER_SET_LEVEL => typed_level(typed).ok().map(Staged::Level),
        Act::USER_SET_EXPIRY => typed_expiry(typed).ok().map(Staged::Expires),
        Act::USER_ACTIVATE => Some(Staged::Active(true)),
        Act::USER_DEACTIVATE => Some(Staged::Active(false)),
        Act::USER_DELETE => Some(Staged::Gone),
        _ => None,
    };
    let Some(staged) = staged else { return Ok(None) };
    let ids: Vec<AccountId> = objects.iter().filter_map(|object| object.parse().ok()).collect();
    let found = compared(tx, (ids.clone(), today), |picture| {
        for id in &ids {
            picture.change(*id, &staged);
        }
        Ok(())
    });
    found.map(Some)
}

/// What it comes to that roles hold again what they held at first.
fn reset(tx: &Tx<'_>, objects: &[String], today: Day) -> Result<Simulation> {
    let mut names = Vec::new();
    for id in objects.iter().filter_map(|object| object.parse::<RoleId>().ok()) {
        names.extend(role::find(tx, id)?.and_then(|found| Some((found.shipped_with()?, found.draft.name))));
    }
    let mut ids = Vec::new();
    for (_, name) in &names {
        ids.extend(person_ties::holders(tx, name)?);
    }
    compared(tx, (ids, today), |picture| {
        for role in &mut picture.defined.roles {
            let shipped = names.iter().find(|(_, name)| name == role.name.as_str());
            role.permissions = shipped.map_or(role.permissions, |(shipped, _)| *shipped);
        }
        Ok(())
    })
}
