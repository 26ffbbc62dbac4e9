//! A database that no row knows: looking into it, and making it the one of a row.

use std::path::Path;

use super::Shelf;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::password::Secret;
use crate::store::error::{Error, Result};
use crate::store::establishment::claim::{self, Inside, Unfit};
use crate::store::{establishment, files};

impl Shelf {
    /// Looks into whatever lies under a number. The inner result tells why it cannot be an establishment's database.
    pub fn inside(&self, number: EstablishmentNumber) -> Result<std::result::Result<Inside, Unfit>> {
        looked(&self.database(number), |path| claim::inside(path, number))
    }

    /// Looks into it and judges every value of it, on a copy for which a name aside is given; nothing is left there.
    ///
    /// # Errors
    /// What the system says; [`Error::Full`] when there is no room for the copy.
    pub fn judged(&self, number: EstablishmentNumber, aside: &Path) -> Result<std::result::Result<Inside, Unfit>> {
        looked(&self.database(number), |path| claim::judged(path, number, aside))
    }

    /// Makes the database under a number that of a row: its credential, beside the hashes of those by which the
    /// establishment is known, its names, the present schema. Done twice is fine.
    ///
    /// # Errors
    /// [`Error::Foreign`] when it is not one that can be; what SQLite says.
    pub fn claim(&self, number: EstablishmentNumber, by: (&Secret, &[String]), draft: &Draft) -> Result<()> {
        claim::claim(&self.regular(number)?, number, by, draft)
    }
}

/// Looks into a database that was set aside, as [`Shelf::inside`] does.
pub fn inside_orphan(path: &Path, number: EstablishmentNumber) -> Result<std::result::Result<Inside, Unfit>> {
    looked(path, |path| claim::inside(path, number))
}

/// Reads the number and the credential's hash that a file states, whatever lies beside it; none when it is no database of
/// ours that can be read.
#[must_use]
pub fn stated(path: &Path) -> Option<(EstablishmentNumber, String)> {
    files::check_database(path).ok()?;
    establishment::stated(path).ok()
}

/// Reads by which credentials the content of a database is known, whatever lies beside it; none when it cannot be read.
#[must_use]
pub fn lineage(path: &Path) -> Vec<String> {
    files::check_database(path).and_then(|()| establishment::lineage(path)).unwrap_or_default()
}

/// Reads the last ids that were given in a database, whoever it belongs to and whatever lies beside it; none when it cannot
/// be read.
#[must_use]
pub fn given(path: &Path) -> Vec<(String, i64)> {
    files::check_database(path).and_then(|()| establishment::given(path)).unwrap_or_default()
}

fn looked(
    path: &Path,
    look: impl FnOnce(&Path) -> Result<std::result::Result<Inside, Unfit>>,
) -> Result<std::result::Result<Inside, Unfit>> {
    match files::check_database(path) {
        Ok(()) => look(path),
        Err(Error::NotAFile { standing, .. }) => Ok(Err(Unfit::NoFile(standing))),
        Err(Error::File { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Err(Unfit::Alone)),
        Err(error) => Err(error),
    }
}
