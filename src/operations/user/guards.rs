//! Asks the rules about accounts, and says what they answer as plans, reports and screens say it.

use super::super::error::Result;
use super::facts::{Facts, Users};
use crate::domain::account::AccountId;
use crate::domain::field::Field;
use crate::domain::job::Reason;
use crate::domain::person::HeldRole;
use crate::domain::rights::account_acts::{AccountAct, Lasting, Target};
use crate::domain::rights::account_status::{self as status, Circumstances, Outcome, Stage, transition};
use crate::domain::rights::level::Level;
use crate::domain::rights::permission::PermissionSet;
use crate::domain::rights::reason;
use crate::domain::user::{User, home, is_manager};
use crate::operations::deed::Kept as _;
use crate::store::establishment::Tx;

/// Why whoever asks may not do something to an account.
pub(super) fn refused(user: &User, facts: &Facts, act: AccountAct<'_>) -> Option<Reason> {
    let (groups, may) = (user.group_ids(), act.opens().then(|| facts.may(user)));
    let decided = facts.decide(act, &user.target(&groups, may.as_ref(), facts.today()));
    decided.err().map(|why| Reason::Account { why })
}

/// The same of an account that was deleted, of which nobody knows any more what it was: as of a Superadmin's.
pub(super) fn refused_gone(id: AccountId, facts: &Facts, act: AccountAct<'_>) -> Option<Reason> {
    let stage = Stage::Admitted(status::Facts { active: false, expires_on: None, first_activity: true });
    let others = Lasting { superadmins: 1, managers: 1 };
    let target = Target { account: Some(id), stage, level: Level::Superadmin, others, is_used: true, ..Target::NEW };
    facts.decide(act, &target).err().map(|why| Reason::Account { why })
}

/// Why whoever asks may not look at the console as its person does.
#[must_use]
pub fn judge_view(user: &User, facts: &Facts) -> Option<Reason> {
    refused(user, facts, AccountAct::ViewAs)
}

/// The same of what makes something happen to its status; also that it is so already.
pub(super) fn event(user: &User, facts: &Facts, act: AccountAct<'_>) -> Option<Reason> {
    let refused = refused(user, facts, act);
    let Some(event) = act.event().filter(|_| refused.is_none()) else { return refused };
    // Whoever asks, sessions and who else lasts were asked about already.
    let transition = transition(event, user.stage(), Circumstances::default(), facts.today());
    (transition.outcome == Outcome::Unchanged).then_some(Reason::NoChange)
}

/// Why whoever asks may not give an account back what it was: each part that differs is an act of its own, and one that is
/// gone is created again.
pub(super) fn returns(now: Option<&User>, was: &User, facts: &Facts) -> Option<Reason> {
    let there = now.unwrap_or(was);
    let (groups, may) = (there.group_ids(), facts.may(there));
    let target = there.target(&groups, Some(&may), facts.today());
    let create = AccountAct::Create { home: was.home(), level: was.level };
    let created = match now {
        // It waits again: that is for those to say who may let it in.
        _ if was.person.draft.pending => {
            facts.decide(AccountAct::Approve, &was.target(&was.group_ids(), None, facts.today())).err()
        }
        None => facts.decide(create, &Target::NEW).err(),
        Some(_) => None,
    };
    let values = now.map(|now| values_back(now, was)).unwrap_or_default();
    let roles = roles_back(now.map_or(&[], |now| now.roles.as_slice()), &was.roles, facts);
    let refused = || values.into_iter().chain(roles).find_map(|act| facts.decide(act, &target).err());
    created.or_else(refused).map(|why| Reason::Account { why })
}

/// The acts by which an account gets the values back that it had.
fn values_back<'a>(now: &User, was: &'a User) -> Vec<AccountAct<'a>> {
    let (is, then) = (now.filled(), was.filled());
    let differs = |field: &Field| is.text(*field) != then.text(*field);
    let named = [Field::LastName, Field::FirstName, Field::Category, Field::Language, Field::Groups];
    let active = if was.person.draft.active { AccountAct::Activate } else { AccountAct::Deactivate };
    let parts = [
        (named.iter().any(differs), AccountAct::EditNames),
        (differs(&Field::Email) || differs(&Field::Login), AccountAct::EditEmail),
        (differs(&Field::HomeDepartment), AccountAct::ChangeHome { to: was.home() }),
        (now.person.draft.active != was.person.draft.active, active),
        (
            differs(&Field::ExpiresOn),
            was.person.draft.expires_on.map_or(AccountAct::ClearExpiry, AccountAct::SetExpiry),
        ),
        (
            now.level != was.level || differs(&Field::Profiles) || differs(&Field::Scope),
            AccountAct::SetLevel { to: was.level },
        ),
    ];
    parts.into_iter().filter(|(is_one, _)| *is_one).map(|(_, act)| act).collect()
}

/// The acts by which it gets its roles back, and loses those that came.
fn roles_back<'a>(now: &'a [HeldRole], was: &'a [HeldRole], facts: &Facts) -> Vec<AccountAct<'a>> {
    let came = now.iter().filter(|held| !was.contains(held)).map(|held| {
        if is_manager(held) {
            AccountAct::RevokeManager
        } else {
            AccountAct::Revoke { department: home(&held.department) }
        }
    });
    let went = was.iter().filter(|held| !now.contains(held)).map(|held| {
        if is_manager(held) {
            AccountAct::GrantManager { department: None, until: held.valid_until }
        } else {
            // One that is defined no more holds nothing.
            let holds = facts.role(&held.role).map_or(PermissionSet::EMPTY, |role| role.permissions);
            AccountAct::Grant { holds, department: home(&held.department) }
        }
    });
    came.chain(went).collect()
}

/// Refuses to take back what would leave nobody who lasts: an account as it is now, and as it would be.
pub(super) fn keeps_somebody(tx: &Tx<'_>, id: AccountId, then: impl FnOnce(&mut User)) -> Result<()> {
    let Some(now) = Users::find(tx, &id)? else { return Ok(()) };
    let mut after = now.clone();
    then(&mut after);
    let others = [now.others.superadmins, now.others.managers];
    let why = [reason::Reason::LastSuperadmin, reason::Reason::LastManager];
    let ends = now.lasts().into_iter().zip(after.lasts()).zip(others).zip(why);
    let ends = ends.filter(|(((now, after), others), _)| *now && !after && *others == 0);
    ends.map(|(_, why)| Reason::Account { why }).next().map_or(Ok(()), |reason| Err(reason.into()))
}
