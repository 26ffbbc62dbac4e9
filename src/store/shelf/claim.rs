//! A database that no row knows: looking into it, and making it the one of a row.

use super::Shelf;
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::password::Secret;
use crate::store::error::{Error, Result};
use crate::store::establishment::claim::{self, Inside, Unfit};

impl Shelf {
    /// Looks into whatever lies under a number. The inner result tells why it cannot be an establishment's database.
    ///
    /// # Errors
    /// What the system says.
    pub fn inside(&self, number: EstablishmentNumber) -> Result<std::result::Result<Inside, Unfit>> {
        let path = self.database(number);
        match std::fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => claim::inside(&path, number),
            Ok(_) => Ok(Err(Unfit::NoFile)),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Err(Unfit::Alone)),
            Err(cause) => Err(Error::file(&path)(cause)),
        }
    }

    /// Makes the database under a number that of a row: its credential, its names, the present schema. Done twice is
    /// fine.
    ///
    /// # Errors
    /// [`Error::Foreign`] when it is not one that can be; what SQLite says.
    pub fn claim(&self, number: EstablishmentNumber, credential: &Secret, draft: &Draft) -> Result<()> {
        claim::claim(&self.regular(number)?, number, credential, draft)
    }
}
