//! Adding one establishment.

use crate::domain::act::Act;
use crate::domain::establishment::{ContactNeed, EstablishmentNumber, Input, NewEstablishment};
use crate::domain::field::{Field, FieldError};
use crate::domain::mail::MailId;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::permitted::Permitted;
use crate::store::registry::establishment as rows;

use super::creation::{Population, Wish, create};
use super::left::Told;

/// Whether the registration mail goes to the contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendMail {
    /// It does.
    Yes,
    /// It does not: the first password cannot be known by anybody.
    No,
}

/// Whether a copy without the password goes to the webmaster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyMail {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// Which mails go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mailing {
    /// To the contact.
    pub send: SendMail,
    /// To the webmaster.
    pub copy: CopyMail,
}

/// An establishment that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its number.
    pub number: EstablishmentNumber,
    /// Where its database lies, for people.
    pub path: String,
    /// The registration mail, if one was queued.
    pub mail: Option<MailId>,
    /// Others that may be the same school: of its name and place, and of its UAI unless one of the two has none.
    pub same: Vec<EstablishmentNumber>,
}

/// Adds an establishment: row, database, credential, first administrator, mail and audit, all of it or nothing; a job of one
/// target.
///
/// # Errors
/// Every field's problem, those that need other rows too.
pub fn add(ctx: &mut Context, input: &Input, mailing: Mailing) -> Result<Added> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_ADD)?;
    let checked = input.check(ContactNeed::Full);
    let new = match checked {
        Ok(new) => new,
        Err(errors) => return Err(Error::Fields(with_zone_error(ctx, input, errors)?)),
    };
    let draft = new.draft.clone();
    let made = create(ctx, vec![wish(new, false)], mailing, Told::AsJob)?;
    let made = made.into_iter().next().ok_or_else(|| Error::not_found("establishment", ""))?;
    let mut same = ctx.read(|tx| Ok(rows::same(tx, &draft)?))?;
    same.retain(|other| *other != made.number);
    Ok(Added { number: made.number, path: ctx.home().shelf().shown(made.number), mail: made.mail, same })
}

/// Adds the zone's problem to the others, so that a form shows all of them at once.
fn with_zone_error(ctx: &mut Permitted<'_>, input: &Input, mut errors: Vec<FieldError>) -> Result<Vec<FieldError>> {
    let zone_is_fine = errors.iter().all(|error| error.field != Field::Zone);
    if zone_is_fine && let Ok(number) = input.zone.trim().parse() {
        let number = crate::domain::zone::ZoneNumber(number);
        if ctx.read(|tx| Ok(crate::store::registry::zone::find(tx, number)?))?.is_none() {
            let problem = crate::domain::field::Problem::UnknownZone;
            errors.insert(0, FieldError { field: Field::Zone, problem });
        }
    }
    Ok(errors)
}

/// Names the parts of a [`NewEstablishment`] for a list of wishes.
pub(super) fn wish(new: NewEstablishment, shares_uai: bool) -> Wish {
    Wish { new, shares_uai, once: false, population: Population::default() }
}
