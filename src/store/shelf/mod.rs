//! Where the databases of establishments stand. Whoever is above the store reaches one by its number and never learns
//! the name of a file.
//!
//! Invariant: what is new is placed over nothing. A file that lies under a number, whatever it is, and what SQLite keeps
//! beside a database, keep that number taken until a person decides; names in the making carry their maker's token; what
//! is removed or replaced has proved its number and its credential first, and what proves other ones is moved to
//! [`Home::orphans`].

mod claim;
mod contents;
mod copies;
mod moving;
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

pub use claim::{given, inside_orphan, lineage, stated};
pub use contents::{Entry, Part, exported, log_side, orphaned, set_aside_at};
pub use copies::{Copies, has_token, is_database, is_export, moved_as};
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

/// Uses a database. What is wrong with it while somebody puts another one in its place is that he is at it.
fn steady<T>(path: &Path, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = files::identity(path);
    work().map_err(|error| match error {
        Error::Sqlite(_) | Error::Foreign { .. } if files::identity(path) != before => Error::Busy,
        error => error.at(path),
    })
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
        steady(&path, || EstablishmentDatabase::open(&path, number, credential))
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

    /// Reads what a database holds without changing anything or leaving anything beside it; none of one whose schema is
    /// older than its jobs and its audit.
    ///
    /// # Errors
    /// As [`Self::count`], and whatever is read.
    pub fn look_inside<T>(
        &self,
        (number, credential): (EstablishmentNumber, &Secret),
        read: impl FnOnce(&establishment::Tx<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let path = self.regular(number)?;
        steady(&path, || establishment::look_inside(&path, (number, credential), read))
    }

    /// Tells whether an establishment holds nothing but what it was made with, and nobody has signed in.
    ///
    /// # Errors
    /// As [`Self::count`].
    pub fn is_as_made(&self, number: EstablishmentNumber, credential: &Secret) -> Result<bool> {
        Ok(self.look_inside((number, credential), |tx| figures::is_as_made(tx))?.unwrap_or_default())
    }

    /// Counts what is in an establishment; what happened since a moment is recent.
    ///
    /// # Errors
    /// [`Error::Busy`], [`Error::Foreign`], [`Error::Newer`], what SQLite says.
    pub fn count(&self, number: EstablishmentNumber, credential: &Secret, since: Timestamp) -> Result<Counted> {
        let path = self.regular(number)?;
        steady(&path, || figures::count(&path, number, credential, since))
    }

    /// Counts what a deletion would lose.
    ///
    /// # Errors
    /// As [`Self::count`].
    pub fn loss(&self, number: EstablishmentNumber, credential: &Secret) -> Result<Loss> {
        let path = self.regular(number)?;
        steady(&path, || figures::loss(&path, number, credential))
    }

    /// Reads the stored forms of what opens an account, its password and its code; none when it has no account of this login
    /// that is active.
    ///
    /// # Errors
    /// As [`Self::count`].
    pub fn stored_secrets(&self, number: EstablishmentNumber, credential: &Secret, login: &str) -> Result<Vec<String>> {
        let path = self.regular(number)?;
        figures::stored_secrets(&path, (number, credential), login).map_err(|error| error.at(&path))
    }

    /// Tells how a database's files look from outside.
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
    use crate::store::files::with_suffix;

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
            known: &[],
            sign_in_mode: SignInMode::Password,
            teaching: &Teaching::default(),
            people: &crate::store::establishment::people::People::default(),
        })
        .unwrap()
    }

    #[test]
    fn what_is_no_file_is_never_followed_or_opened() {
        let (_folder, shelf) = shelf();
        let own = Secret::new("own".into());
        let path = shelf.database(EstablishmentNumber(7));
        let elsewhere = shelf.home().root().join("elsewhere");
        std::fs::write(&elsewhere, bytes(EstablishmentNumber(7), "own")).unwrap();
        let things: [&dyn Fn(); 3] = [
            &|| std::os::unix::fs::symlink(&elsewhere, &path).unwrap(),
            &|| std::fs::create_dir(&path).unwrap(),
            &|| {
                let mode = rustix::fs::Mode::from_raw_mode(0o600);
                rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, mode, 0).unwrap();
            },
        ];
        for thing in things {
            thing();
            let foreign = |error: Error| matches!(error, Error::NotAFile { path: found, .. } if found == path);
            assert!(foreign(shelf.open(EstablishmentNumber(7), &own).unwrap_err()));
            assert!(foreign(
                shelf.examine((EstablishmentNumber(7), &own), Thoroughness::Quick, Path::new("")).unwrap_err()
            ));
            assert!(foreign(shelf.count(EstablishmentNumber(7), &own, crate::domain::time::Timestamp(0)).unwrap_err()));
            assert!(foreign(shelf.loss(EstablishmentNumber(7), &own).unwrap_err()));
            assert!(matches!(shelf.remove(EstablishmentNumber(7), &own, ("", "")).unwrap(), Gone::SetAside(_)));
        }
        assert_eq!(std::fs::read(elsewhere).unwrap(), bytes(EstablishmentNumber(7), "own"));
        assert_eq!(files::list(&Home::new(shelf.home().root()).orphans()).unwrap().len(), 3);
    }

    /// Writes into a database as a program does that is killed: its log stays.
    fn write_and_die(path: &Path) {
        let connection = rusqlite::Connection::open(path).unwrap();
        connection.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        connection.execute("update identity set location = 'Rennes'", []).unwrap();
        connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    }

    #[test]
    fn whoever_finds_another_database_leaves_the_log_beside_it_alone() {
        let (folder, shelf) = shelf();
        let (seven, own) = (EstablishmentNumber(7), Secret::new("own".into()));
        let path = shelf.database(seven);
        let mut kept = Vec::new();
        for number in [seven, EstablishmentNumber(8)] {
            shelf.create(number, "token", &bytes(number, "own")).unwrap();
            write_and_die(&shelf.database(number));
            kept.push(std::fs::read(shelf.database(number)).unwrap());
        }
        // The main files alone were swapped.
        std::fs::write(&path, &kept[1]).unwrap();
        let log = with_suffix(&path, "-wal");
        let logged = std::fs::read(&log).unwrap();
        let held = crate::domain::export::Held::default();
        let label = Label { author: "a", taken_at: "2026-09-01T08:00:00Z", held: &held };
        let to = (folder.path().join("7-a.sqlite"), folder.path().join(".7-a.sqlite.b"));
        let exported = || Exported { number: seven, credential: &own, depth: Depth::Restorable };
        let acts: [&dyn Fn(); 6] = [
            &|| assert!(matches!(shelf.open(seven, &own), Err(Error::Foreign { .. }))),
            &|| assert!(shelf.count(seven, &own, Timestamp(0)).is_err()),
            &|| assert!(shelf.loss(seven, &own).is_err()),
            &|| assert!(shelf.export(exported(), (&to.0, &to.1), &label, &Form::default()).is_err()),
            &|| assert!(shelf.examine((seven, &own), Thoroughness::Thorough, &folder.path().join("c.new")).is_err()),
            &|| drop(shelf.inside(seven).unwrap().unwrap_err()),
        ];
        for (index, act) in acts.iter().enumerate() {
            act();
            assert_eq!(
                (&std::fs::read(&path).unwrap(), std::fs::read(&log).unwrap()),
                (&kept[1], logged.clone()),
                "{index}"
            );
        }
        let Gone::SetAside(aside) = shelf.remove(seven, &own, ("pages:other", "now")).unwrap() else { panic!() };
        let both = (std::fs::read(&aside).unwrap(), std::fs::read(with_suffix(&aside, "-wal")).unwrap());
        assert_eq!(both, (kept[1].clone(), logged));
    }
}
