//! The passwords that others give an account: the first one, and one in the place of a password that was lost. Each is mailed
//! to its person, and to nobody else: no screen, no answer and no row of a job ever holds it.

use super::super::aftermath::Aftermath;
use super::super::clock::Moment;
use super::super::deed::{Applied, Deed, Undo};
use super::super::error::Result;
use super::super::{inside_letter, standing};
use super::facts::Users;
use super::guards::refused;
use crate::auth::generated;
use crate::domain::act::Act;
use crate::domain::job::{Danger, Reason};
use crate::domain::mail::Tells;
use crate::domain::person::{Person, PersonDraft};
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::rights::account_status::Status;
use crate::domain::user::User;
use crate::store::establishment::{Tx, account, waiting_mail};

/// Gives a new password, which is mailed to the account's address and must be changed at the next sign-in. Nothing takes it
/// back: the former one is stored nowhere in a form that could be put back without opening the account to whoever had it.
pub const RESET_PASSWORD: Deed<Users> = Deed {
    act: Act::USER_RESET_PASSWORD,
    danger: Danger::Yes,
    judge: |row, facts, _| {
        // One's own is changed, which asks for the present one.
        if facts.is_own(row.id()) {
            return Some(Reason::OwnPassword);
        }
        let no_address = row.person.draft.email.is_empty().then_some(Reason::NoAddress);
        refused(row, facts, AccountAct::ResetPassword).or(no_address)
    },
    apply: |tx, (_, moment), row, _| {
        give(tx, (&row.person, Tells::NewPassword), moment)?;
        standing::end_sessions(tx, row.id(), moment.kept_at)?;
        Ok(Applied { facts: vec![("recipient", row.person.draft.email.clone())], ..Applied::default() })
    },
    undo: Undo::Never,
};

/// Gives an account a generated password, and has a mail wait that tells its person.
pub(super) fn give(tx: &Tx<'_>, (person, tells): (&Person, Tells), moment: Moment) -> Result<()> {
    let (password, stored) = generated::make()?;
    let until = moment.kept_at.plus_s(moment.password_s);
    account::set_generated_password(tx, person.id, &stored, until)?;
    inside_letter::leave(tx, (person, tells), (password, until), moment.kept_at)
}

/// Gives a password to an account that can be used and has an address; tells whether it did.
pub(super) fn give_if_reached(tx: &Tx<'_>, (user, is): (&User, &PersonDraft), moment: Moment) -> Result<bool> {
    let is = User { person: Person { draft: is.clone(), ..user.person.clone() }, ..user.clone() };
    let is_open = matches!(is.status(moment.now.day()), Some(Status::Active | Status::Activated));
    if !is_open || is.person.draft.email.is_empty() {
        return Ok(false);
    }
    let tells = if is.is_used() { Tells::NewPassword } else { Tells::FirstPassword };
    give(tx, (&is.person, tells), moment)?;
    Ok(true)
}

/// Has what opens an account follow its person to another address or login. Whoever has the former address is told of that, and
/// what was mailed there opens nothing any more: a code is void, and a password that its person has not replaced yet is given
/// anew at the address that there is now, else forgotten. One that its person has chosen stays, and so does one that never
/// went to the account's own address, unless that and another login can be told now.
pub(in crate::operations) fn follow(
    tx: &Tx<'_>,
    (was, is): (&User, &PersonDraft),
    moment: Moment,
) -> Result<Aftermath> {
    let (person, mut aftermath) = (&was.person, Aftermath::default());
    inside_letter::leave_at_former_address(tx, (person, is), moment.kept_at)?;
    let (is_moved, is_renamed) = (person.draft.email != is.email, person.draft.login != is.login);
    let was_reached = !person.draft.email.is_empty();
    if !(is_renamed || is_moved && was_reached) {
        return Ok(aftermath);
    }
    waiting_mail::forget_codes(tx, &person.draft.login)?;
    let is_given = person.must_change && person.password_until.is_some_and(|until| until > moment.now);
    if !is_given {
        return Ok(aftermath);
    }
    waiting_mail::forget_secrets(tx, &person.draft.login)?;
    if give_if_reached(tx, (was, is), moment)? {
        aftermath.passwords_mailed = 1;
    } else if was_reached {
        account::forget_password(tx, person.id)?;
        aftermath.passwords_forgotten = 1;
    } else {
        return Ok(aftermath);
    }
    standing::end_sessions(tx, person.id, moment.kept_at)?;
    Ok(aftermath)
}
