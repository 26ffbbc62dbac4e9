//! What the host knows of the jobs in establishments' own databases.

use super::error::{Error, Result};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::store::home::Home;
use crate::store::owner;
use crate::store::registry::{Tx, inside};

/// Refuses to remove or replace a whole in which a living process has a job.
///
/// # Errors
/// [`Error::Busy`].
pub(super) fn check_nobody((tx, home): (&Tx<'_>, &Home), number: EstablishmentNumber) -> Result<()> {
    match inside::owners(tx, number)?.into_iter().find(|owner| owner::is_alive(home, owner)) {
        Some(owner) => Err(Error::Busy { owner }),
        None => Ok(()),
    }
}

/// Notes which jobs of an establishment are not over, as somebody saw them there.
pub(super) fn note((tx, home): (&Tx<'_>, &Home), number: EstablishmentNumber, jobs: &[JobId]) -> Result<()> {
    for owner in inside::owners(tx, number)?.into_iter().filter(|owner| !owner::is_alive(home, owner)) {
        inside::release(tx, number, &owner)?;
    }
    Ok(inside::put_jobs(tx, number, jobs)?)
}
