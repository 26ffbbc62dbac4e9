//! Whether a person of an establishment may go on: asked anew in the transaction of each of their acts.

use std::sync::Arc;

use super::error::{Error, Result, Rule};
use super::rights;
use crate::auth::unknown_login;
use crate::domain::access::{Actor, At, Identity, Object, OnAccount, decide};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::block::{Block, Visitor, stopped_by};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::rights::account_acts::{AccountAct, Target};
use crate::domain::rights::reason::Reason;
use crate::domain::rights::standing::Standing;
use crate::domain::session::{EndReason, SessionId};
use crate::domain::stop::Stop;
use crate::domain::text::name_key;
use crate::domain::time::{Latest, Timestamp};
use crate::domain::webmaster::LOGIN_MAX;
use crate::store::establishment::sign_in::{self, Person};
use crate::store::ledger::{lockout as tries, session};
use crate::store::registry::block::{self, EVERYWHERE};
use crate::store::registry::unfinished::{self, Step};
use crate::store::{establishment, registry};

/// Now, and what expiry goes by.
pub(super) type Now = (Timestamp, Latest);

/// A person at work, as far as it is asked whether they may go on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sitting {
    of: EstablishmentNumber,
    /// The session, where the work is done in one.
    session: Option<SessionId>,
    now: Now,
}

impl Sitting {
    /// Returns it for an act of a person; none of anybody else, and of the end of a session or of a visit, which nothing stops.
    pub(super) fn of(actor: &Actor, act: Act, session: Option<(At, SessionId)>, now: Now) -> Option<Self> {
        let Identity::Person { of, .. } = actor.identity else { return None };
        let session = session.filter(|(at, _)| *at == At::Establishment(of)).map(|(_, session)| session);
        Some(Self { of, session, now }).filter(|_| !matches!(act, Act::SESSION_END | Act::SESSION_LEAVE))
    }

    /// Reads what the host says: the blocks.
    ///
    /// # Errors
    /// [`Error::Busy`] while somebody replaces or removes the whole database.
    pub(super) fn outside(&self, host: &registry::Tx<'_>) -> Result<Vec<Block>> {
        if let Some(work) = unfinished::find(host, self.of)?
            && matches!(work.step, Step::Remove { .. } | Step::Replace { .. } | Step::Swap { .. })
        {
            return Err(Error::Busy { owner: work.owner });
        }
        blocks(host, self.of)
    }

    /// Returns who acts with what they may do by now, and with what stops them from going on; of who looks through somebody's
    /// eyes, what that one may do, and what stops who looks.
    ///
    /// # Errors
    /// [`Rule::Stopped`] of those eyes; the rule by which nobody looks through them any more.
    pub(super) fn renewed(&self, actor: &Actor, own: &establishment::Tx<'_>, blocks: &[Block]) -> Result<Actor> {
        let (mut now, today) = (actor.clone(), self.now.1.at().day());
        let Identity::Person { id, standing, viewer, .. } = &mut now.identity else { return Ok(now) };
        let found = sign_in::find(own, *id)?.zip(rights::standing(own, *id, today)?);
        let Some(viewer) = viewer else {
            *standing = Some(Arc::new(match found {
                None => Standing::unknown(today).stopped(Some(Stop::Gone)),
                Some((person, found)) => {
                    let stop = self.stop(own, (&person, &found), blocks)?;
                    found.stopped(stop)
                }
            }));
            return Ok(now);
        };
        let (person, found) = found.ok_or(Rule::Stopped(Stop::Gone))?;
        let by = self.renewed(&Actor { identity: viewer.as_ref().clone(), ..actor.clone() }, own, blocks)?;
        let stop = match &by.identity {
            Identity::Person { standing: Some(standing), .. } => standing.stop().cloned(),
            _ => None,
        };
        if stop.is_none() {
            check_viewed((&by, self.of), (&person, &found), blocks, self.now.0)?;
        }
        *standing = Some(Arc::new(found.stopped(stop)));
        **viewer = by.identity;
        Ok(now)
    }

    fn stop(
        &self,
        own: &establishment::Tx<'_>,
        (person, standing): (&Person, &Standing),
        blocks: &[Block],
    ) -> Result<Option<Stop>> {
        let ended = self.session.map(|id| session::end_reason(own, id)).transpose()?.flatten().map(|why| match why {
            EndReason::Password => Stop::Renewed,
            EndReason::Moved => Stop::Restored,
            EndReason::SignOut | EndReason::HangUp | EndReason::Terminated | EndReason::Ended => Stop::Ended,
        });
        let must_change = Some(Stop::MustChange).filter(|_| person.must_change);
        Ok(stop((person, standing), blocks, self.now.0).or(ended).or(must_change))
    }
}

/// Refuses to look through the eyes of somebody who may not come in, or who sees what whoever looks does not.
///
/// # Errors
/// The rule that refuses; [`Rule::Stopped`].
pub(super) fn check_viewed(
    (by, of): (&Actor, EstablishmentNumber),
    (person, found): (&Person, &Standing),
    blocks: &[Block],
    now: Timestamp,
) -> Result<()> {
    let target = Target::of(found);
    let row = Some(OnAccount { act: AccountAct::ViewAs, target: &target, today: found.today() });
    decide(by, Act::USER_VIEW_AS, Object { row, ..Object::at(At::Establishment(of)) })?;
    stop((person, found), blocks, now).map_or(Ok(()), |stop| Err(Rule::Stopped(stop).into()))
}

/// Lists the blocks of an establishment, those of every one too.
pub(super) fn blocks(host: &registry::Tx<'_>, number: EstablishmentNumber) -> Result<Vec<Block>> {
    let everywhere = block::list(host, EVERYWHERE)?;
    Ok(everywhere.into_iter().chain(block::list(host, number)?).collect())
}

/// Tells what stops somebody from entering and from going on alike: a block of the host's, or the status of the account.
pub(super) fn stop((person, standing): (&Person, &Standing), blocks: &[Block], now: Timestamp) -> Option<Stop> {
    let visitor = if standing.is_manager() { Visitor::Administrator } else { Visitor::User };
    if let Some(block) = stopped_by(visitor, blocks, now) {
        return Some(Stop::from(block));
    }
    standing.usable().err().map(|why| match (why, person.expires_on) {
        (Reason::AccountPending, _) => Stop::Pending,
        (Reason::AccountExpired, Some(day)) => Stop::Expired(day),
        (Reason::NotFound, _) => Stop::Gone,
        _ => Stop::Deactivated,
    })
}

/// Returns a login as it is looked for.
pub(super) fn folded(login: &str) -> String {
    login.trim().to_lowercase().chars().take(LOGIN_MAX).collect()
}

/// Returns what tries at a login are counted for: the account that is found by it, however it was spelt, else the mark of the
/// key by which it was looked for. Whoever spells it another way is counted on.
pub(super) fn counted_for(found: Option<AccountId>, typed: &str) -> String {
    found.map_or_else(|| unknown_login(&name_key(typed)), |id| format!("#{id}"))
}

/// Ends what somebody does whose password others have replaced, and forgets wrong tries at the former one.
pub(super) fn end_sessions(tx: &establishment::Tx<'_>, id: AccountId, kept_at: Timestamp) -> Result<()> {
    let Some(person) = sign_in::find(tx, id)? else { return Ok(()) };
    session::end_of_person(tx, id, EndReason::Password, kept_at)?;
    Ok(tries::forget(tx, &counted_for(Some(person.id), ""))?)
}
