//! What the host knows of the jobs in establishments' own databases.

use super::context;
use super::error::{Error, Result};
use super::permitted::{Permitted, record};
use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::store::establishment::erased::receipts;
use crate::store::establishment::{Tx as Own, waiting_mail};
use crate::store::home::Home;
use crate::store::ledger::job::run;
use crate::store::ledger::reached::{Inside, Reached};
use crate::store::owner;
use crate::store::registry::inside::{self, Hint, Known};
use crate::store::registry::{Tx, establishment, mail_inside, unfinished};
use crate::store::shelf::Shelf;

fn check_nobody((tx, home): (&Tx<'_>, &Home), number: EstablishmentNumber) -> Result<()> {
    for owner in inside::owners(tx, number)?.into_iter().filter(|owner| owner::is_alive(home, owner)) {
        // It may have lost the job since: the database itself says who has it.
        let credential = establishment::credential(tx, number)?;
        let has = credential.map(|own| home.shelf().look_inside((number, &own), |tx| run::is_had(tx, &owner)));
        if !matches!(has, Some(Ok(Some(false) | None))) {
            return Err(Error::Busy { owner });
        }
    }
    Ok(())
}

/// Lets a whole go, which is to be removed or replaced: what the host knows of it is noted, since afterwards nothing tells of it.
///
/// # Errors
/// [`Error::Busy`] while a living process has a job in it.
pub(super) fn let_go(
    (tx, home): (&Tx<'_>, &Home),
    (permit, now): (&Permit<'_>, Timestamp),
    number: EstablishmentNumber,
) -> Result<()> {
    check_nobody((tx, home), number)?;
    let Some(credential) = establishment::credential(tx, number)? else { return Ok(()) };
    let known = inside::known(tx, number)?;
    match behind((tx, &home.shelf()), number, &credential)? {
        Some(reached) => tell_behind(tx, (permit, now), (number, &known, &reached)),
        None => Ok(()),
    }
}

/// Tells how far an establishment's own database has come that does not go on from where the host knew it to be: an older
/// copy, or one whose end was cut. None of one that goes on, that cannot be read, or of which nothing is known.
pub(super) fn behind(
    (tx, shelf): (&Tx<'_>, &Shelf),
    number: EstablishmentNumber,
    credential: &Secret,
) -> Result<Option<Reached>> {
    let known = inside::known(tx, number)?.reached;
    if known.head.is_none() {
        return Ok(None);
    }
    let looked = shelf.look_inside((number, credential), |tx| {
        if known.goes_on_in(tx)? { Ok(None) } else { Reached::read(tx).map(Some) }
    });
    // One of a version without an audit is an older copy too.
    Ok(looked.unwrap_or(Some(None)).unwrap_or_else(|| Some(Reached::default())))
}

/// Writes into the host's audit that a database did not go on from where it was known to be, but from elsewhere.
pub(super) fn tell_behind(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    (number, known, from): (EstablishmentNumber, &Known, &Reached),
) -> Result<()> {
    let label = establishment::denomination(tx, number)?.unwrap_or_default();
    let id = |reached: &Reached| reached.head.as_ref().map_or(0, |head| head.id).to_string();
    let entry = Entry::event("establishment.audit-behind", Object::establishment(number, &label));
    record(tx, permit, now, &entry.was("entry", id(&known.reached)).is("entry", id(from)))
}

/// Reads what depends on how far the host knows an establishment's own database to have come, again when somebody has put
/// other content there meanwhile.
///
/// # Errors
/// [`Error::Busy`] while somebody is at work on it; what reading says.
pub(super) fn against_known<T>(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    mut read: impl FnMut(&mut Permitted<'_>, &Reached) -> Result<T>,
) -> Result<T> {
    loop {
        let known = ctx.read(|tx| Ok(inside::known(tx, number)?))?;
        let found = read(ctx, &known.reached);
        let (work, now) = ctx.read(|tx| Ok((unfinished::find(tx, number)?, inside::known(tx, number)?)))?;
        match work {
            Some(work) => return Err(context::named(ctx.home(), Error::Busy { owner: work.owner })),
            None if now.generation == known.generation => return found,
            None => {}
        }
    }
}

/// Has the host know which ids were given in a database that goes without an export, as far as it can be read. Returns how
/// many mails wait in it.
pub(super) fn keep_given((tx, home): (&Tx<'_>, &Home), number: EstablishmentNumber) -> Result<u32> {
    let Some(credential) = establishment::credential(tx, number)? else { return Ok(0) };
    let look = |tx: &Own<'_>| Ok((Reached::read(tx)?.counters, waiting_mail::count(tx)?));
    let (given, mails) = home.shelf().look_inside((number, &credential), look).ok().flatten().unwrap_or_default();
    inside::put_given(tx, number, &given)?;
    Ok(mails)
}

/// Has the host know what a database holds: how far it has come, and its jobs that are not over, which are returned. While
/// the registry is held it is only looked at.
///
/// # Errors
/// What the store says of the database.
pub(super) fn learn(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Vec<JobId>> {
    let found = ctx.read(|tx| {
        Ok((establishment::credential(tx, number)?, inside::known(tx, number)?, inside::hints(tx, number)?))
    })?;
    let (Some(credential), known, hints) = found else { return Ok(Vec::new()) };
    let home = ctx.home().clone();
    let look = |tx: &Own<'_>| Ok((Inside::read(tx, receipts(tx)?)?, waiting_mail::is_any(tx)?));
    let (seen, mails) = home.shelf().look_inside((number, &credential), look)?.unwrap_or_default();
    if ctx.doubt()?.is_none() {
        ctx.write_upkeep(|tx, _, _| {
            if inside::known(tx, number)?.generation == known.generation {
                inside::settle(tx, number, &seen.jobs, &gone(&home, &hints, &seen.jobs))?;
            }
            if mails {
                mail_inside::note(tx, number)?;
            }
            Ok(inside::advance(tx, number, known.generation, &seen.reached)?)
        })?;
    }
    Ok(seen.jobs)
}

/// Tells which of the hints that were known before a look are of jobs that it did not see and no living process has.
pub(super) fn gone(home: &Home, before: &[Hint], seen: &[JobId]) -> Vec<Hint> {
    let is_gone = |(job, owner): &&Hint| !seen.contains(job) && (owner.is_empty() || !owner::is_alive(home, owner));
    before.iter().filter(is_gone).cloned().collect()
}
