//! Asks the rules about accounts, and says what they answer as plans, reports and screens say it.

use super::super::error::Result;
use super::facts::{Facts, Users};
use crate::domain::account::AccountId;
use crate::domain::job::Reason;
use crate::domain::rights::account_acts::{AccountAct, decide};
use crate::domain::rights::account_status::{Circumstances, Outcome, transition};
use crate::domain::rights::reason;
use crate::domain::user::User;
use crate::operations::deed::Kept as _;
use crate::store::establishment::Tx;

/// Why whoever asks may not do something to an account.
pub(super) fn refused(user: &User, facts: &Facts, act: AccountAct<'_>) -> Option<Reason> {
    let groups = user.group_ids();
    let decided = decide(&facts.by, act, &user.target(&groups, facts.today()));
    decided.err().map(|refused| Reason::Account { why: refused.reason })
}

/// The same of what makes something happen to its status; also that it is so already.
pub(super) fn event(user: &User, facts: &Facts, act: AccountAct<'_>) -> Option<Reason> {
    let refused = refused(user, facts, act);
    let Some(event) = act.event().filter(|_| refused.is_none()) else { return refused };
    // Whoever asks, sessions and who else lasts were asked about already.
    let transition = transition(event, user.stage(), Circumstances::default(), facts.today());
    (transition.outcome == Outcome::Unchanged).then_some(Reason::NoChange)
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
