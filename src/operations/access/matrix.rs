//! What each role and level allows of the acts inside an establishment, as one table.

use super::super::context::Context;
use super::super::error::Result;
use super::super::ledger::{Ledger as _, School};
use super::super::rights;
use super::asked::inside;
use crate::domain::access::{Actor, At, Identity, Object, OnAccount, decide};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::rights::account_acts::{AccountAct, Lasting, Target};
use crate::domain::rights::account_status::{Facts, Stage};
use crate::domain::rights::level::{Level, Scope};
use crate::domain::rights::permission::PermissionSet;
use crate::domain::rights::role::{Grant, MANAGER, Role};
use crate::domain::rights::standing::{Standing, Stored};

/// The account that acts.
const OWN: AccountId = AccountId(-1);
/// The department of both.
const HOME: &str = "D";

/// A line: an act, and for each column whether it allows the act to an ordinary account of one's own department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActRow {
    /// The act.
    pub act: Act,
    /// Whether it is allowed, by column.
    pub allows: Vec<bool>,
}

/// Makes the table: its columns are the Superadmin, the Manager, then the roles by name.
///
/// # Errors
/// [`Rule::Elsewhere`](super::super::error::Rule::Elsewhere) at the host.
pub fn matrix(ctx: &mut Context) -> Result<(Vec<String>, Vec<ActRow>)> {
    let ctx = &mut ctx.permit(Act::ACCESS_MATRIX)?;
    let (at, today) = (ctx.at(), ctx.now().day());
    let roles = School::read(ctx, rights::roles)?;
    let mut columns = vec![("Superadmin".to_owned(), Level::Superadmin, Vec::new())];
    columns.push((MANAGER.to_owned(), Level::User, grant(MANAGER, "")));
    columns.extend(roles.iter().map(|role| {
        let name = role.name.as_str();
        (name.to_owned(), Level::User, grant(name, HOME))
    }));
    let actors: Vec<Option<Actor>> = columns
        .iter()
        .map(|(_, level, grants)| standing((*level, grants), &roles, today).and_then(|one| acting(at, one)))
        .collect();
    let rows = inside().map(|act| {
        let allows = actors.iter().map(|actor| actor.as_ref().is_some_and(|actor| may(actor, act, (at, today))));
        ActRow { act, allows: allows.collect() }
    });
    let rows = rows.collect();
    Ok((columns.into_iter().map(|(name, ..)| name).collect(), rows))
}

fn grant(role: &str, department: &str) -> Vec<Grant> {
    Grant::stored(role, department, None).into_iter().collect()
}

fn standing((level, grants): (Level, &[Grant]), roles: &[Role], today: Day) -> Option<Standing> {
    let scope = Scope::default();
    let stage = Stage::Admitted(Facts::NEW);
    let stored = Stored { account: OWN, stage, level, home: Some(HOME), grants, roles, profiles: &[], scope: &scope };
    Standing::of(&stored, today).ok()
}

fn acting(at: At, standing: Standing) -> Option<Actor> {
    let of = at.establishment()?;
    let identity = Identity::Person {
        of,
        id: OWN,
        login: String::new(),
        standing: Some(std::sync::Arc::new(standing)),
        viewer: None,
    };
    Some(Actor { identity, os_user: String::new(), ssh_client: String::new(), ssh_key: String::new() })
}

/// Asks about an ordinary account of the same department, that stands as such acts need it.
fn may(actor: &Actor, act: Act, (at, today): (At, Day)) -> bool {
    let others = Lasting { superadmins: 1, managers: 1 };
    let stage = Stage::Admitted(Facts::NEW);
    let known = Target { account: Some(AccountId(-2)), stage, home: Some(HOME), others, ..Target::NEW };
    let pending = Target { stage: Stage::Pending(Facts::NEW), ..known };
    let nothing = PermissionSet::EMPTY;
    let row = match act {
        Act::USER_SHOW => Some((AccountAct::See, known)),
        Act::USER_ADD => Some((AccountAct::Create { home: Some(HOME), level: Level::User }, Target::NEW)),
        Act::USER_EDIT | Act::USER_DISCONNECT => Some((AccountAct::EditNames, known)),
        Act::USER_APPROVE => Some((AccountAct::Approve, pending)),
        Act::USER_REJECT => Some((AccountAct::Reject, pending)),
        Act::USER_RESET_PASSWORD => Some((AccountAct::ResetPassword, known)),
        Act::USER_ACTIVATE => Some((AccountAct::Activate, known)),
        Act::USER_DEACTIVATE => Some((AccountAct::Deactivate, known)),
        Act::USER_SET_EXPIRY => Some((AccountAct::ClearExpiry, known)),
        Act::USER_SET_LEVEL => Some((AccountAct::SetLevel { to: Level::PowerUser }, known)),
        Act::USER_GRANT => Some((AccountAct::Grant { holds: nothing, department: Some(HOME) }, known)),
        Act::USER_REVOKE => Some((AccountAct::Revoke { department: Some(HOME) }, known)),
        Act::USER_DELETE => Some((AccountAct::Delete, known)),
        _ => None,
    };
    let row = row.as_ref().map(|(act, target)| OnAccount { act: *act, target, today });
    decide(actor, act, Object { row, ..Object::at(at) }).is_ok()
}
