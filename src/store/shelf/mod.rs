//! Where the databases of establishments stand. Whoever is above the store reaches one by its number and never learns
//! the name of a file.
//!
//! Invariant: what is new is placed over nothing. A file that lies under a number, whatever it is, and what SQLite keeps
//! beside a database, keep that number taken until a person decides; names in the making carry their maker's token; what
//! is removed or replaced has proved its number and its credential first, and what proves other ones is moved to
//! [`Home::orphans`].

mod claim;
mod contents;
mod place;
mod swap;

use std::path::{Path, PathBuf};

use super::error::{Error, Result};
use super::establishment::account::Loss;
use super::establishment::figures::{self, Counted};
use super::establishment::fingerprint::Look;
use super::establishment::judge::Thoroughness;
use super::establishment::manifest::Label;
use super::establishment::snapshot::{self, Depth, Source, Taken};
use super::establishment::{self, EstablishmentDatabase, Examined};
use super::files;
use super::home::Home;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Form;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;

pub use claim::{inside_orphan, lineage, stated};
pub use contents::{Entry, Part, exported};
pub use place::{Gone, Undone};
pub use swap::{Content, Swapped};

pub use super::establishment::claim::{Inside, Unfit};

/// Establishments in one folder.
const THOUSAND: u32 = 1000;

/// A shelf. An establishment's row names it; the empty name is the data directory's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shelf {
    /// A file for each establishment, in folders of a thousand, below a data directory.
    Folder(Home),
}

/// An establishment of which an export is made.
#[derive(Debug, Clone, Copy)]
pub struct Exported<'a> {
    /// Which.
    pub number: EstablishmentNumber,
    /// What opens its database.
    pub credential: &'a Secret,
    /// How deeply the copy is checked.
    pub depth: Depth,
}

/// Hashes a credential, as databases keep it.
#[must_use]
pub fn hash(credential: &Secret) -> String {
    establishment::credential_hash(credential)
}

impl Shelf {
    const fn home(&self) -> &Home {
        let Self::Folder(home) = self;
        home
    }

    fn folder(&self, number: EstablishmentNumber) -> PathBuf {
        self.home().establishments().join(format!("{:03}", number.0 / THOUSAND))
    }

    fn database(&self, number: EstablishmentNumber) -> PathBuf {
        self.folder(number).join(format!("{number}.sqlite"))
    }

    /// Tells people where an establishment's database lies.
    #[must_use]
    pub fn shown(&self, number: EstablishmentNumber) -> String {
        self.database(number).display().to_string()
    }

    /// Opens an establishment's database and brings its schema up to date.
    ///
    /// # Errors
    /// As [`EstablishmentDatabase`] says.
    pub fn open(&self, number: EstablishmentNumber, credential: &Secret) -> Result<EstablishmentDatabase> {
        let path = self.regular(number)?;
        EstablishmentDatabase::open(&path, number, credential).map_err(|error| error.at(&path))
    }

    /// Looks at a database without changing anything or leaving anything beside it. None when it is not there. A name
    /// aside is where a large one is copied to when its values are looked at; nothing is left there.
    ///
    /// # Errors
    /// [`Error::Foreign`] when it is not this establishment's, [`Error::NotAFile`]; SQLite's words when it cannot be
    /// read.
    pub fn examine(
        &self,
        (number, credential): (EstablishmentNumber, &Secret),
        thoroughness: Thoroughness,
        aside: &Path,
    ) -> Result<Option<Examined>> {
        let path = self.database(number);
        match files::check_database(&path) {
            Ok(()) => {}
            Err(Error::File { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        }
        let seen = establishment::examine(&path, (number, credential), thoroughness, aside);
        seen.map(Some).map_err(|error| error.at(&path))
    }

    /// Counts what is in an establishment; what happened since a moment is recent.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Foreign`], [`Error::Newer`], what SQLite says.
    pub fn count(&self, number: EstablishmentNumber, credential: &Secret, since: Timestamp) -> Result<Counted> {
        let path = self.regular(number)?;
        figures::count(&path, number, credential, since).map_err(|error| error.at(&path))
    }

    /// Counts what a deletion would lose.
    ///
    /// # Errors
    /// As [`Self::count`].
    pub fn loss(&self, number: EstablishmentNumber, credential: &Secret) -> Result<Loss> {
        let path = self.regular(number)?;
        figures::loss(&path, number, credential).map_err(|error| error.at(&path))
    }

    /// Reads the stored form of an account's password; none when it has no account of this login that is active.
    ///
    /// # Errors
    /// As [`Self::count`].
    pub fn stored_password(
        &self,
        number: EstablishmentNumber,
        credential: &Secret,
        login: &str,
    ) -> Result<Option<String>> {
        let path = self.regular(number)?;
        figures::stored_password(&path, (number, credential), login).map_err(|error| error.at(&path))
    }

    /// Tells how a database's files look from outside.
    ///
    /// # Errors
    /// What the system says.
    pub fn look(&self, number: EstablishmentNumber) -> Result<Look> {
        figures::look(&self.regular(number)?)
    }

    /// Makes an export of an establishment, as `snapshot::take` says.
    ///
    /// # Errors
    /// As there.
    pub fn export(&self, of: Exported<'_>, to: (&Path, &Path), label: &Label<'_>, form: &Form) -> Result<Taken> {
        let path = self.regular(of.number)?;
        let source = Source { path: &path, number: of.number, credential: of.credential, depth: of.depth };
        snapshot::take(&source, to, label, form).map_err(|error| error.at(&path))
    }

    /// Returns where a database lies, unless nothing is there, or what lies there or beside it is a link, a pipe or a folder.
    fn regular(&self, number: EstablishmentNumber) -> Result<PathBuf> {
        let path = self.database(number);
        match files::check_database(&path) {
            Err(Error::File { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => {
                Err(Error::Missing { path })
            }
            checked => checked.map(|()| path),
        }
    }

    /// Adds up the sizes of all databases, in bytes.
    #[must_use]
    pub fn size_bytes(&self) -> u64 {
        Home::size_of(&self.home().establishments())
    }

    /// Makes names in the folders of these establishments durable.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self, numbers: impl IntoIterator<Item = EstablishmentNumber>) -> Result<()> {
        let folders: std::collections::BTreeSet<PathBuf> =
            numbers.into_iter().map(|number| self.folder(number)).collect();
        folders.iter().filter(|folder| folder.is_dir()).try_for_each(|folder| files::sync_directory(folder))
    }
}

#[cfg(test)]
pub(in crate::store) mod tests {
    use super::*;
    use crate::domain::account::SignInMode;
    use crate::domain::contact::Contact;
    use crate::domain::establishment::Draft;
    use crate::domain::zone::DEFAULT_ZONE;
    use crate::store::establishment::image::{self, Contents};
    use crate::store::establishment::teaching::Teaching;

    /// A shelf with the folder of the first thousand.
    pub(in crate::store) fn shelf() -> (tempfile::TempDir, Shelf) {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::Folder(Home::new(folder.path()));
        shelf.prepare([EstablishmentNumber(1)]).unwrap();
        (folder, shelf)
    }

    /// A database that nobody is in.
    pub(in crate::store) fn bytes(number: EstablishmentNumber, credential: &str) -> Vec<u8> {
        let contact = Contact { last_name: "A".into(), first_name: "B".into(), email: None };
        let (location, denomination) = ("29200 Brest".into(), "Collège".into());
        image::build(&Contents {
            number,
            credential: &Secret::new(credential.into()),
            draft: &Draft { zone: DEFAULT_ZONE, location, denomination, uai: None, contact },
            accounts: &[],
            sign_in_mode: SignInMode::Password,
            teaching: &Teaching::default(),
        })
        .unwrap()
    }
}
