//! What the host knows of the jobs in establishments' own databases.

use super::context;
use super::error::{Error, Result};
use super::permitted::Permitted;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::store::home::Home;
use crate::store::ledger::job::run;
use crate::store::ledger::reached::{Inside, Reached};
use crate::store::owner;
use crate::store::registry::inside::{self, Hint};
use crate::store::registry::{Tx, establishment, unfinished};

/// Refuses to remove or replace a whole in which a living process has a job.
///
/// # Errors
/// [`Error::Busy`].
pub(super) fn check_nobody((tx, home): (&Tx<'_>, &Home), number: EstablishmentNumber) -> Result<()> {
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

/// Has the host know which ids were given in a database that goes without an export, as far as it can be read.
pub(super) fn keep_given((tx, home): (&Tx<'_>, &Home), number: EstablishmentNumber) -> Result<()> {
    let Some(credential) = establishment::credential(tx, number)? else { return Ok(()) };
    let seen = home.shelf().look_inside((number, &credential), |tx| Reached::read(tx));
    let given = seen.ok().flatten().map(|reached| reached.counters).unwrap_or_default();
    Ok(inside::put_given(tx, number, &given)?)
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
    let seen = home.shelf().look_inside((number, &credential), |tx| Inside::read(tx))?.unwrap_or_default();
    if ctx.doubt()?.is_none() {
        ctx.write_upkeep(|tx, _, _| {
            if inside::known(tx, number)?.generation == known.generation {
                inside::settle(tx, number, &seen.jobs, &gone(&home, &hints, &seen.jobs))?;
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
