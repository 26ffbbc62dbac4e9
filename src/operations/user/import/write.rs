//! Writes what a line made of an account, and gives back what was there before.

use serde::{Deserialize, Serialize};

use super::super::deeds::DELETE;
use super::super::facts::Users;
use super::super::passwords::{follow, give_if_reached};
use super::becoming::{Done, Staged, acts, back};
use super::look::{Ground, Seen};
use super::tell;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, Given, Reason, Target};
use crate::domain::person::PersonTies;
use crate::domain::rights::level::Level;
use crate::domain::rights::reason;
use crate::operations::aftermath::Aftermath;
use crate::operations::deed::{Applied, Kept as _, Scene};
use crate::operations::error::{Error, Result, Rule};
use crate::store::establishment::person::FirstPassword;
use crate::store::establishment::{Tx, left, person, person_ties};

/// What a line left, stored as its target's effect.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Left {
    /// What names the account for ever.
    pub(super) made: AccountId,
    /// What was there before; none: the line created it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) was: Option<Was>,
    /// Its values afterwards.
    pub(super) is: Filled,
}

/// An account before a line changed it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Was {
    /// Its values.
    pub(super) values: Filled,
    /// The profiles and the scope that it lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ties: Option<PersonTies>,
}

/// Reads what a line left.
pub(super) fn left(given: &Given) -> Result<Left> {
    match given {
        Given::Effect { effect: Effect::Row { left } } => {
            serde_json::from_value(left.clone()).map_err(|_| Rule::NotUndoable.into())
        }
        _ => Err(Rule::Incomplete.into()),
    }
}

/// Writes what a line does, and tells each of its acts. Returns what it leaves, and what it did to passwords.
pub(super) fn done(
    scene: Scene<'_, Tx<'_>>,
    ground: &Ground<'_>,
    (one, seen): (&Target, &Seen),
) -> Result<(Left, Aftermath)> {
    let Seen { before, done } = seen;
    let Put { id, ties, aftermath } = put(scene, before.as_ref(), done)?;
    if before.is_none() && ground.mails_credentials {
        let made = Users::find(scene.tx, &id)?.ok_or_else(|| Error::not_found("user", id))?;
        give_if_reached(scene.tx, (&made, &made.person.draft), scene.moment)?;
    }
    told(scene, one, (before.as_ref(), done), &aftermath)?;
    let was = before.as_ref().map(|staged| Was { values: staged.values(), ties });
    Ok((Left { made: id, was, is: seen.after().map(Staged::values).unwrap_or_default() }, aftermath))
}

/// Tells each act; what became of passwords, with that which changes the address or the login.
fn told(
    scene: Scene<'_, Tx<'_>>,
    one: &Target,
    (before, done): (Option<&Staged>, &[Done]),
    aftermath: &Aftermath,
) -> Result<()> {
    let (mut was, nothing) = (before, Aftermath::default());
    for Done { act, after } in done {
        let aftermath = if *act == Act::USER_EDIT { aftermath } else { &nothing };
        tell(scene, (act.word(), one), (was, Some(after)), aftermath)?;
        was = Some(after);
    }
    Ok(())
}

/// What was written of an account.
struct Put {
    id: AccountId,
    /// The profiles and the scope that it loses.
    ties: Option<PersonTies>,
    /// What became of its password.
    aftermath: Aftermath,
}

/// Writes an account as its acts leave it.
fn put(scene: Scene<'_, Tx<'_>>, before: Option<&Staged>, done: &[Done]) -> Result<Put> {
    let tx = scene.tx;
    let Some(Done { after, .. }) = done.last() else { return Err(Reason::NoChange.into()) };
    let (id, aftermath) = written(scene, before, after)?;
    let (none, no_groups) = (Vec::new(), Vec::new());
    let (had, was_in) = before.map_or((&none, &no_groups), |before| (&before.user.roles, &before.user.groups));
    for held in had.iter().filter(|held| !after.user.roles.contains(held)) {
        person_ties::revoke(tx, id, &held.role, &held.department)?;
    }
    for held in after.user.roles.iter().filter(|held| !had.contains(held)) {
        person_ties::grant(tx, id, held)?;
    }
    for (group, _) in was_in.iter().filter(|group| !after.user.groups.contains(group)) {
        person_ties::leave(tx, id, *group)?;
    }
    for (group, _) in after.user.groups.iter().filter(|group| !was_in.contains(group)) {
        person_ties::join(tx, id, *group)?;
    }
    Ok(Put { id, ties: administration(tx, id, before, after)?, aftermath })
}

fn written(scene: Scene<'_, Tx<'_>>, before: Option<&Staged>, after: &Staged) -> Result<(AccountId, Aftermath)> {
    let (tx, kept_at, draft) = (scene.tx, scene.moment.kept_at, &after.user.person.draft);
    let Some(before) = before else {
        let id = person::insert(tx, draft, FirstPassword { stored: "", until: None }, kept_at)?;
        return Ok((id, Aftermath::default()));
    };
    let mut aftermath = Aftermath::default();
    if before.user.person.draft != *draft {
        person::update(tx, before.user.id(), draft)?;
        left::note_one(tx, before.user.id(), kept_at)?;
        aftermath = follow(tx, (&before.user, draft), scene.moment)?;
    }
    Ok((before.user.id(), aftermath))
}

/// Writes profiles; whoever is no Power User any more has neither those nor a scope. Returns what is lost.
fn administration(tx: &Tx<'_>, id: AccountId, before: Option<&Staged>, after: &Staged) -> Result<Option<PersonTies>> {
    let profiles: Vec<_> = after.profiles.iter().map(|(profile, _)| *profile).collect();
    let is_one = |staged: &Staged| staged.user.level == Level::PowerUser;
    let was_one = before.is_some_and(is_one);
    let is_same = before.map_or(&[][..], |before| before.profiles.as_slice()) == after.profiles.as_slice();
    if is_same && was_one == is_one(after) {
        return Ok(None);
    }
    let ties = person_ties::of(tx, id)?;
    let scope = if is_one(after) { ties.scope.clone() } else { Vec::new() };
    let lost = PersonTies { roles: Vec::new(), groups: Vec::new(), ..ties };
    if profiles != lost.profiles || scope != lost.scope {
        person_ties::set_administration(tx, id, (&profiles, &scope))?;
    }
    Ok(Some(lost).filter(|_| was_one && !is_one(after)))
}

/// Asks whether what a line left can be taken back; returns the account as it is now, and the acts that give it back. None:
/// it was created, and is deleted.
pub(super) fn judge_back(ground: &Ground<'_>, left: &Left, label: &mut String) -> Result<(Staged, Option<Vec<Done>>)> {
    left.is.text(crate::domain::field::Field::Login).clone_into(label);
    let now = ground.staged(left.made)?.ok_or(Error::from(Reason::Gone))?;
    if let Some(was) = left.was.as_ref().filter(|was| now.values() == was.values) {
        debug_assert!(was.values != left.is, "a line changed something");
        return Err(Reason::AlreadyUndone.into());
    }
    if now.values() != left.is {
        return Err(Reason::ChangedSince.into());
    }
    let Some(was) = &left.was else {
        let reason = (DELETE.judge)(&now.user, &ground.facts, &Filled::default());
        let used = now.user.is_used().then_some(Reason::Account { why: reason::Reason::AccountUsed });
        return reason.or(used).map_or(Ok((now, None)), |reason| Err(reason.into()));
    };
    let line = back(&now.user.person.draft.login, &was.values);
    let done = acts((&ground.facts, &ground.known), (now.clone(), true), (&line, false))?;
    Ok((now, Some(done)))
}

/// Gives back what was there before a line, under the guards of whoever does it.
pub(super) fn take_back(
    scene: Scene<'_, Tx<'_>>,
    ground: &Ground<'_>,
    (one, left): (&Target, &Left),
) -> Result<Aftermath> {
    let (now, done) = judge_back(ground, left, &mut String::new())?;
    let Some(done) = done else {
        let Applied { aftermath, .. } =
            (DELETE.apply)(scene.tx, (scene.permit, scene.moment), &now.user, &Filled::default())?;
        tell(scene, (Act::USER_ADD.taken_back(), one), (Some(&now), None), &aftermath)?;
        return Ok(aftermath);
    };
    let Put { aftermath, .. } = put(scene, Some(&now), &done)?;
    if let Some(ties) = left.was.as_ref().and_then(|was| was.ties.as_ref()) {
        person_ties::set_administration(scene.tx, left.made, (&[], &[]))?;
        person_ties::put_administration_back(scene.tx, left.made, ties)?;
    }
    told(scene, one, (Some(&now), &done), &aftermath)?;
    Ok(aftermath)
}
