//! The passwords that others give an account: the first one, and one in the place of a password that was lost. Each is mailed
//! to its person, and to nobody else: no screen, no answer and no row of a job ever holds it.

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
use crate::domain::person::Person;
use crate::domain::rights::account_acts::AccountAct;
use crate::store::establishment::{Tx, account};

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
