//! What becomes of an account that waits for approval: it is approved, and its person told how to come in, or rejected.

use super::super::deed::{Applied, Deed, Kept as _, Undo};
use super::super::error::{Error, Result};
use super::deeds::DELETE;
use super::facts::Users;
use super::guards::event;
use super::passwords::give;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::job::{Danger, Reason};
use crate::domain::mail::Tells;
use crate::domain::person::{PersonDraft, PersonTies};
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::rights::reason;
use crate::domain::user::User;
use crate::store::establishment::{Tx, account, person, waiting_mail};

/// Lets an account be used, whose first password is mailed where that is asked for and it has an address. It waits again when
/// that is taken back, unless its person has come in by then.
pub const APPROVE: Deed<Users> = Deed {
    act: Act::USER_APPROVE,
    danger: Danger::Yes,
    judge: |row, facts, _| event(row, facts, AccountAct::Approve),
    apply: |tx, (_, moment), row, typed| {
        set_pending(tx, row, false)?;
        let email = &row.person.draft.email;
        if typed.text(Field::MailPassword).is_empty() || email.is_empty() {
            return Ok(Applied::default());
        }
        give(tx, (&row.person, Tells::FirstPassword), moment)?;
        Ok(Applied { facts: vec![("recipient", email.clone())], ..Applied::default() })
    },
    undo: Undo::Back {
        judge: |tx, was| {
            let now = Users::find(tx, &was.id())?;
            let is_used = now.is_some_and(|now| now.is_used() || now.is_connected);
            let used = || Reason::Account { why: reason::Reason::AccountUsed };
            if is_used { Err(used().into()) } else { Ok(()) }
        },
        apply: |tx, _, (now, was): (Option<&User>, &User), _: &PersonTies| {
            let now = now.ok_or_else(|| Error::not_found("user", was.id()))?;
            set_pending(tx, now, true)?;
            account::forget_password(tx, now.id())?;
            waiting_mail::forget_secrets(tx, &now.person.draft.login)?;
            Ok(Applied::default())
        },
    },
};

fn set_pending(tx: &Tx<'_>, row: &User, pending: bool) -> Result<()> {
    let draft = PersonDraft { pending, ..row.person.draft.clone() };
    Ok(person::update(tx, row.id(), &draft)?)
}

/// Removes one that waits; it comes back, waiting, when that is taken back.
pub const REJECT: Deed<Users> = Deed {
    act: Act::USER_REJECT,
    danger: Danger::Yes,
    judge: |row, facts, _| event(row, facts, AccountAct::Reject),
    apply: DELETE.apply,
    undo: DELETE.undo,
};
