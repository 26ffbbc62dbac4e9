//! Whether whoever has a former state take the place of the present one could do that by single acts (I3, I7, I8, A2).

use super::level::Level;
use super::reason::Reason;
use super::standing::Standing;
use crate::domain::account::AccountId;

/// Somebody who administers, now or then.
#[derive(Debug)]
pub struct Administering {
    /// Whose account.
    pub id: AccountId,
    /// What they may now.
    pub now: Standing,
    /// What they might then.
    pub then: Standing,
    /// Whether they had an account then.
    pub is_there: bool,
    /// Whether the account, or what lets its person in or gives them rights, was another then.
    pub differs: bool,
    /// Whether they would gain something, today or on a day on which something of theirs ends.
    pub gains: bool,
}

/// Says why somebody may not, and of whose accounts that is: of nobody's in particular where nobody who lasts would be left
/// as Superadmin or Manager, of whom there are so many now, and were so many then.
#[must_use]
pub fn refused(
    by: &Standing,
    (now, then): ([usize; 2], [usize; 2]),
    all: &[Administering],
) -> Option<(Reason, Vec<AccountId>)> {
    let lost = |which: usize| now[which] > 0 && then[which] == 0;
    if let Some(why) = [Reason::LastSuperadmin, Reason::LastManager].into_iter().enumerate().find(|(at, _)| lost(*at)) {
        return Some((why.1, Vec::new()));
    }
    if by.level() == Level::Superadmin {
        return None;
    }
    let why = |one: &Administering| {
        let Administering { now, then, .. } = one;
        if one.id == by.account() {
            one.gains.then_some(Reason::OwnAccount)
        } else if [now, then].iter().any(|standing| standing.level() == Level::Superadmin) {
            one.differs.then_some(Reason::TargetSuperadmin)
        } else {
            let set = now.level() != then.level() || now.profile() != then.profile() || now.scope() != then.scope();
            // Whoever may may delete a Power User.
            (set && one.is_there).then_some(Reason::SuperadminOnly)
        }
    };
    let refused: Vec<(Reason, AccountId)> = all.iter().filter_map(|one| Some((why(one)?, one.id))).collect();
    let first = refused.iter().map(|(why, _)| *why).min()?;
    Some((first, refused.into_iter().map(|(_, id)| id).collect()))
}
