//! Writes what a line made of an account, and gives back what was there before.

use serde::{Deserialize, Serialize};

use super::super::deeds::DELETE;
use super::super::facts::Users;
use super::super::passwords::give;
use super::becoming::{Done, Staged, acts, back};
use super::look::{Ground, Seen};
use super::tell;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, Given, Reason, Target};
use crate::domain::mail::Tells;
use crate::domain::person::{Person, PersonDraft, PersonTies};
use crate::domain::rights::account_status::Status;
use crate::domain::rights::level::Level;
use crate::domain::rights::reason;
use crate::operations::aftermath::Aftermath;
use crate::operations::deed::{Applied, Kept as _, Scene};
use crate::operations::error::{Error, Result, Rule};
use crate::operations::inside_letter;
use crate::store::establishment::person::FirstPassword;
use crate::store::establishment::{Tx, left, person, person_ties, waiting_mail};

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

/// Writes what a line does, and tells each of its acts. Returns what it leaves.
pub(super) fn done(scene: Scene<'_, Tx<'_>>, ground: &Ground<'_>, (one, seen): (&Target, &Seen)) -> Result<Left> {
    let Seen { before, done } = seen;
    let (id, ties) = put(scene, before.as_ref(), done)?;
    if before.is_none() && ground.mails_credentials {
        give_password(scene, id)?;
    }
    told(scene, one, before.as_ref(), done)?;
    let was = before.as_ref().map(|staged| Was { values: staged.values(), ties });
    Ok(Left { made: id, was, is: seen.after().map(Staged::values).unwrap_or_default() })
}

/// Mails what opens an account, unless it has no address, waits for approval or is not open.
fn give_password(scene: Scene<'_, Tx<'_>>, id: AccountId) -> Result<()> {
    let found = Users::find(scene.tx, &id)?.ok_or_else(|| Error::not_found("user", id))?;
    let is_open = matches!(found.status(scene.moment.now.day()), Some(Status::Active | Status::Activated));
    if !is_open || found.person.draft.email.is_empty() {
        return Ok(());
    }
    let tells = if found.is_used() { Tells::NewPassword } else { Tells::FirstPassword };
    give(scene.tx, (&found.person, tells), scene.moment)
}

/// Gives another password to whoever has not used yet the one that was given: the mail that tells it names a login that the
/// account has no more, and does not leave, or opens nothing.
fn tell_new_login(scene: Scene<'_, Tx<'_>>, was: &Person, is: &PersonDraft) -> Result<()> {
    let is_given = was.must_change && was.password_until.is_some_and(|until| until > scene.moment.now);
    if was.draft.login == is.login || !is_given {
        return Ok(());
    }
    waiting_mail::forget_secrets(scene.tx, &was.draft.login)?;
    give_password(scene, was.id)
}

fn told(scene: Scene<'_, Tx<'_>>, one: &Target, before: Option<&Staged>, done: &[Done]) -> Result<()> {
    let mut was = before;
    for Done { act, after } in done {
        tell(scene, (act.word(), one), (was, Some(after)))?;
        was = Some(after);
    }
    Ok(())
}

/// Writes an account as its acts leave it. Returns its id, and the profiles and scope that it loses.
fn put(scene: Scene<'_, Tx<'_>>, before: Option<&Staged>, done: &[Done]) -> Result<(AccountId, Option<PersonTies>)> {
    let tx = scene.tx;
    let Some(Done { after, .. }) = done.last() else { return Err(Reason::NoChange.into()) };
    let id = written(scene, before, after)?;
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
    Ok((id, administration(tx, id, before, after)?))
}

fn written(scene: Scene<'_, Tx<'_>>, before: Option<&Staged>, after: &Staged) -> Result<AccountId> {
    let (tx, kept_at, draft) = (scene.tx, scene.moment.kept_at, &after.user.person.draft);
    let Some(before) = before else {
        return Ok(person::insert(tx, draft, FirstPassword { stored: "", until: None }, kept_at)?);
    };
    if before.user.person.draft != *draft {
        person::update(tx, before.user.id(), draft)?;
        left::note_one(tx, before.user.id(), kept_at)?;
        inside_letter::leave_at_former_address(tx, (&before.user.person, draft), kept_at)?;
        tell_new_login(scene, &before.user.person, draft)?;
    }
    Ok(before.user.id())
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
        tell(scene, (Act::USER_ADD.taken_back(), one), (Some(&now), None))?;
        return Ok(aftermath);
    };
    put(scene, Some(&now), &done)?;
    if let Some(ties) = left.was.as_ref().and_then(|was| was.ties.as_ref()) {
        person_ties::set_administration(scene.tx, left.made, (&[], &[]))?;
        person_ties::put_administration_back(scene.tx, left.made, ties)?;
    }
    told(scene, one, Some(&now), &done)?;
    Ok(Aftermath::default())
}
