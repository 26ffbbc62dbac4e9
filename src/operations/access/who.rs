//! Who can do something: everybody whose rights come near it is asked about.

use super::super::context::Context;
use super::super::error::Result;
use super::super::ledger::{Ledger as _, School};
use super::super::rights;
use super::super::user::full_name;
use super::asked::Question;
use crate::domain::access::{Actor, At, Identity, Object, OnAccount, RuleId, decide};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::job::Reason;
use crate::domain::person::Person;
use crate::domain::rights::account_acts::{AccountAct, Target};
use crate::domain::rights::permission::{Permission, PermissionSet};
use crate::domain::rights::role::MANAGER;
use crate::domain::rights::standing::Standing;
use crate::domain::user::User;
use crate::store::establishment::{Tx, person, person_ties};

/// Somebody who can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Able {
    /// The login.
    pub login: String,
    /// What people call them.
    pub name: String,
    /// The rule that allows it.
    pub rule: RuleId,
}

/// Lists who can do something, by login.
///
/// # Errors
/// Every field's problem; [`Error::NotFound`](super::super::error::Error::NotFound).
pub fn who_can(ctx: &mut Context, question: &Question) -> Result<Vec<Able>> {
    let ctx = &mut ctx.permit(Act::ACCESS_WHO_CAN)?;
    let (at, now) = (ctx.at(), ctx.now());
    let today = now.day();
    let host = Actor { identity: Identity::Owner, ..ctx.actor.clone() };
    // What is in the way of a Superadmin, and no right of theirs, is in everybody's.
    if matches!(question.stops(ctx, &host)?, Some(why) if !matches!(why, Reason::Account { .. })) {
        return Ok(Vec::new());
    }
    School::read(ctx, |tx| {
        question.check_home(tx, (&host, now))?;
        let (roles, anybody) = (rights::roles(tx)?, Standing::of_host(today));
        let (act, target) = (question.on_account(&anybody, &roles)?, question.target(tx)?);
        let crew = Crew::read(tx, at, today)?;
        let groups = target.as_ref().map(User::group_ids).unwrap_or_default();
        let may = target.as_ref().map(|user| rights::standing(tx, user.id(), today)).transpose()?.flatten();
        let target = target.as_ref().map(|user| user.target(&groups, may.as_ref(), today));
        let target = target.or_else(|| question.is_new().then_some(Target::NEW));
        let row = act.zip(target.as_ref());
        Ok(crew.able(question.act, row, None).collect::<Vec<_>>())
    })
}

/// Those who administer something or see others, each as an actor.
#[derive(Debug)]
pub(super) struct Crew {
    members: Vec<(Actor, Able)>,
    at: At,
    today: Day,
}

impl Crew {
    /// Reads it.
    pub(super) fn read(tx: &Tx<'_>, at: At, today: Day) -> Result<Self> {
        let mut members = Vec::new();
        for id in administering(tx)? {
            let (Some(person), Some(standing)) = (person::find(tx, id)?, rights::standing(tx, id, today)?) else {
                continue;
            };
            if let Some(actor) = actor(at, &person, standing) {
                let (login, name) = (person.draft.login.clone(), full_name(&person));
                members.push((actor, Able { login, name, rule: RuleId::Inside }));
            }
        }
        members.sort_by(|(_, one), (_, other)| one.login.cmp(&other.login));
        Ok(Self { members, at, today })
    }

    /// Lists those who can do an act, but for somebody.
    pub(super) fn able<'s>(
        &'s self,
        act: Act,
        row: Option<(AccountAct<'s>, &'s Target<'s>)>,
        but: Option<AccountId>,
    ) -> impl Iterator<Item = Able> + 's {
        let (at, today) = (self.at, self.today);
        self.members.iter().filter(move |(actor, _)| but.is_none_or(|id| actor.identity.id() != id.0)).filter_map(
            move |(actor, able)| {
                // One's own password is changed, which asks for the present one.
                if row.is_some_and(|(act, target)| {
                    act == AccountAct::ResetPassword && target.account.is_some_and(|own| own.0 == actor.identity.id())
                }) {
                    return None;
                }
                let row = row.map(|(act, target)| OnAccount { act, target, today });
                let rule = decide(actor, act, Object { row, ..Object::at(at) }).ok()?.rule();
                Some(Able { rule, ..able.clone() })
            },
        )
    }
}

/// Returns somebody as an actor where they are; none: that is no establishment.
pub(super) fn actor(at: At, person: &Person, standing: Standing) -> Option<Actor> {
    let of = at.establishment()?;
    let standing = Some(std::sync::Arc::new(standing));
    let identity = Identity::Person { of, id: person.id, login: person.draft.login.clone(), standing, viewer: None };
    Some(Actor { identity, os_user: String::new(), ssh_client: String::new(), ssh_key: String::new() })
}

/// Lists the accounts that are more than Users, or have a role that reaches other accounts.
pub(super) fn administering(tx: &Tx<'_>) -> Result<Vec<AccountId>> {
    let reaches = PermissionSet::of(&[Permission::UsersAdmin, Permission::UsersView]);
    let roles = rights::roles(tx)?;
    let reaching = roles.iter().filter(|role| reaches.without(role.permissions) != reaches);
    let mut ids = person_ties::leveled(tx)?;
    for name in reaching.map(|role| role.name.as_str()).chain([MANAGER]) {
        ids.extend(person_ties::holders(tx, name)?);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}
