//! Editing: the registry first, then the names in the establishment's own database. Never an administrator.

use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::establishment::{ContactNeed, Draft, Establishment, EstablishmentNumber, Input, differences};
use crate::domain::field::{Field, Problem};
use crate::operations::aftermath::Aftermath;
use crate::operations::context::Context;
use crate::operations::error::{Conflict, Error, Result};
use crate::operations::permitted::{Permitted, record};
use crate::operations::webmaster::check_active;
use crate::operations::{host, letters};
use crate::store::establishment::account;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{Tx, establishment as rows, zone};

use super::creation::{Worker, site_of};
use super::read::{active, existing};

/// Saves the fields if nobody saved since they were read (`rev`).
///
/// Mails that wait follow, or are withdrawn when the contact has no address any more.
///
/// A contact that an import left without a name or an address may stay so; one that is given must be whole.
///
/// # Errors
/// Every field's problem; [`Error::Conflict`] with both versions.
pub fn edit(ctx: &mut Context, number: EstablishmentNumber, rev: i64, input: &Input) -> Result<Establishment> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_EDIT)?;
    let before = super::get(ctx, number)?;
    let bare = before.contact.email.is_none() && input.contact_email.trim().is_empty();
    let nameless = before.contact.last_name.is_empty() && input.contact_last_name.trim().is_empty();
    let need = if bare || nameless { ContactNeed::AsGiven } else { ContactNeed::Full };
    let draft = input.check(need)?.draft;
    if renames(&differences(&before.draft(), &draft)) {
        // A database that cannot be opened would keep the old names: nothing is changed then.
        ctx.establishment(number)?;
    }
    let worker = Worker::of(ctx)?;
    let (renamed, aftermath) = ctx.write(|tx, permit, now| {
        check_active(tx, &permit.by().identity)?;
        let before = active(tx, number)?;
        if before.rev != rev {
            let conflict = Conflict { theirs: before, yours: draft.clone() };
            return Err(Error::Conflict(Box::new(conflict)));
        }
        let changes = differences(&before.draft(), &draft);
        if changes.is_empty() {
            return Ok((false, Aftermath::default()));
        }
        if zone::find(tx, draft.zone)?.is_none() {
            return Err(Error::field(Field::Zone, Problem::UnknownZone));
        }
        let site = site(tx, &before, &draft)?;
        if !rows::update(tx, number, rev, &draft, site)? {
            return Err(Error::Conflict(Box::new(Conflict { theirs: existing(tx, number)?, yours: draft.clone() })));
        }
        let renamed = renames(&changes);
        if renamed {
            worker.begin(tx, number, Step::Names)?;
        }
        let mut entry = Entry::new(Act::ESTABLISHMENT_EDIT, Object::establishment(number, &draft.denomination));
        for (field, was, is) in &changes {
            entry = entry.was(field.name(), was).is(field.name(), is);
        }
        let aftermath = letters::follow(tx, &host::stored(tx)?.0.identity, number)?;
        record(tx, permit, now, &aftermath.named(entry))?;
        Ok((renamed, aftermath))
    })?;
    ctx.note(aftermath);
    if renamed {
        finish_names(ctx, number)?;
    }
    super::get(ctx, number)
}

/// Tells whether a change concerns the names that the establishment's own database has.
fn renames(changes: &[(Field, String, String)]) -> bool {
    changes.iter().any(|(field, _, _)| matches!(field, Field::Location | Field::Denomination | Field::Uai))
}

/// Keeps the site of an unchanged UAI; a new one must be free.
fn site(tx: &Tx<'_>, before: &Establishment, draft: &Draft) -> Result<u32> {
    match &draft.uai {
        Some(uai) if before.uai.as_ref() != Some(uai) => site_of(tx, uai, Some(before.number), false),
        Some(_) | None => Ok(rows::uai_site(tx, before.number)?),
    }
}

/// Writes the registry's names into the establishment's own database, then ends the work. Done twice is fine.
pub(in crate::operations) fn finish_names(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    let draft = ctx.read(|tx| Ok(existing(tx, number)?.draft()))?;
    let mut database = ctx.establishment(number)?;
    database.write(|tx| Ok::<_, Error>(account::set_identity(tx, &draft)?))?;
    drop(database);
    ctx.write(|tx, _, _| Ok(unfinished::finish(tx, number)?))
}
