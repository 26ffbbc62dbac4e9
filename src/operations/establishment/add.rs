//! Adding one establishment.

use crate::domain::act::Act;
use crate::domain::establishment::{ContactNeed, EstablishmentNumber, Input, NewEstablishment};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::mail::MailId;
use crate::domain::uai::Uai;
use crate::domain::zone::ZoneNumber;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::permitted::Permitted;
use crate::operations::reach;
use crate::store::registry::{establishment as rows, zone as zones};

use super::creation::{Population, Wish, create};
use super::left::Told;
use super::site::site_of;

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
        Err(errors) => return Err(Error::Fields(with_others(ctx, input, None, errors)?)),
    };
    let draft = new.draft.clone();
    let made = create(ctx, vec![wish(new, false)], mailing, Told::AsJob)?;
    let made = made.into_iter().next().ok_or_else(|| Error::not_found("establishment", ""))?;
    let mut same = ctx.read(|tx| reach::narrow(tx, rows::same(tx, &draft)?, |number| Some(*number)))?;
    ctx.did(made.job);
    same.retain(|other| *other != made.number);
    Ok(Added { number: made.number, path: ctx.home().shelf().shown(made.number), mail: made.mail, same })
}

/// Adds what only other rows tell, the problems of zone and UAI, to the others, so that a form shows all of them at once.
pub(super) fn with_others(
    ctx: &mut Permitted<'_>,
    input: &Input,
    own: Option<EstablishmentNumber>,
    mut errors: Vec<FieldError>,
) -> Result<Vec<FieldError>> {
    let is_fine = |field| errors.iter().all(|error| error.field != field);
    let zone = input.zone.trim().parse().ok().filter(|_| is_fine(Field::Zone));
    let uai = Uai::parse(&input.uai).ok().filter(|_| is_fine(Field::Uai));
    let (is_unknown, used) = ctx.read(|tx| {
        let is_unknown =
            zone.map_or(Ok(false), |zone| zones::find(tx, ZoneNumber(zone)).map(|found| found.is_none()))?;
        Ok((is_unknown, uai.map(|uai| site_of(tx, &uai, own, false))))
    })?;
    if is_unknown {
        errors.insert(0, FieldError { field: Field::Zone, problem: Problem::UnknownZone });
    }
    match used {
        Some(Err(Error::Fields(more))) => errors.extend(more),
        Some(Err(other)) => return Err(other),
        Some(Ok(_)) | None => {}
    }
    Ok(errors)
}

/// Names the parts of a [`NewEstablishment`] for a list of wishes.
pub(super) fn wish(new: NewEstablishment, shares_uai: bool) -> Wish {
    Wish { new, shares_uai, once: false, population: Population::default() }
}
