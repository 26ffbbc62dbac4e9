//! The registry: one database for the whole host.
//!
//! Every change goes through [`Registry::write`], which is one immediate transaction: the change, its audit entry and
//! its mail are committed together or not at all.
//!
//! SQLite's own half is how it is opened: flags, pragmas, limits.

pub mod ahead;
pub mod audit;
pub mod behind;
pub mod block;
pub mod block_reason;
pub mod changes;
pub mod check;
pub mod content;
pub mod erased;
pub mod establishment;
pub mod export;
pub mod host;
pub mod index;
pub mod inside;
#[cfg(test)]
pub(crate) mod interference;
pub mod known;
pub(in crate::store) mod left_log;
pub mod letter;
pub mod letter_template;
pub mod mail_inside;
pub mod mapping;
#[cfg(test)]
mod migration_test;
pub mod origins;
pub mod outbox;
pub mod placed;
pub mod retention;
pub mod retired;
pub mod seen;
pub mod sending;
pub mod setting;
pub mod statistics;
pub mod unfinished;
pub mod webmaster;
pub mod zone;

use std::ops::Deref;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::engine::{self, BUSY};
use super::error::{Error, Result};
use super::hold::{Closing, Hold};
use super::pinned::Pinned;
use super::sql::{self, Purpose};
use super::{files, migration};

/// Marks a file as a registry (`Intr`).
const APPLICATION_ID: i64 = 0x496e_7472;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_hosting.sql"),
    include_str!("migrations/002_jobs.sql"),
    include_str!("migrations/003_pace.sql"),
    include_str!("migrations/004_letters.sql"),
    include_str!("migrations/005_statistics.sql"),
    include_str!("migrations/006_exports.sql"),
    include_str!("migrations/007_outbox.sql"),
    include_str!("migrations/008_counters.sql"),
    include_str!("migrations/009_shelf.sql"),
    include_str!("migrations/010_time.sql"),
    include_str!("migrations/011_retired.sql"),
    include_str!("migrations/012_whose.sql"),
    include_str!("migrations/013_known.sql"),
    include_str!("migrations/014_placed.sql"),
    include_str!("migrations/015_inside.sql"),
    include_str!("migrations/016_sessions.sql"),
    include_str!("migrations/017_mail_inside.sql"),
    include_str!("migrations/018_duties.sql"),
    include_str!("migrations/019_erased.sql"),
    include_str!("migrations/020_support.sql"),
    include_str!("migrations/021_lineage.sql"),
    include_str!("migrations/022_origins.sql"),
];

/// The latest schema version.
pub const SCHEMA_VERSION: i64 = 22;

/// A connection to the registry.
#[derive(Debug)]
pub struct Registry {
    connection: Connection,
    pinned: Pinned,
    closing: Closing,
    is_held: bool,
}

impl Drop for Registry {
    fn drop(&mut self) {
        self.closing.begin();
        if self.pinned.has_lost_log() {
            let _ = engine::merge_log(&self.connection, false);
        }
    }
}

/// A transaction of the registry; only this type runs its statements.
#[derive(Debug)]
pub struct Tx<'c>(sql::Tx<'c>);

impl<'c> Deref for Tx<'c> {
    type Target = sql::Tx<'c>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Registry {
    /// Makes a new registry; the file must not exist.
    pub fn create(path: &Path) -> Result<Self> {
        let _held = Hold::begin();
        drop(files::create_new(path)?);
        let file = files::identity(path);
        let mut connection = connect(path)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate(&mut connection, path)?;
        files::sync_parent(path)?;
        Self::pin(connection, path, file)
    }

    /// Opens the registry and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::Foreign`] for another program's file, [`Error::Newer`] for a later version's, [`Error::NotAFile`].
    pub fn open(path: &Path) -> Result<Self> {
        let _held = Hold::begin();
        files::check_database(path)?;
        let file = files::identity(path);
        let mut connection = connect(path).map_err(|error| error.at(path))?;
        let application: i64 = connection.query_row("pragma application_id", [], |row| row.get(0))?;
        if application != APPLICATION_ID {
            return Err(Error::Foreign { path: path.to_owned() });
        }
        migrate(&mut connection, path)?;
        Self::pin(connection, path, file)
    }

    fn pin(connection: Connection, path: &Path, before: Option<files::FileId>) -> Result<Self> {
        match Pinned::new(path, before) {
            Some(pinned) => Ok(Self { connection, pinned, closing: Closing::default(), is_held: false }),
            None => Err(Error::Replaced { path: path.to_owned() }),
        }
    }

    /// Runs reads against one consistent state. They wait for nobody: what prints, or asks a person, is not `Send`.
    ///
    /// # Errors
    /// Whatever the reads give; [`Error::Replaced`].
    pub fn read<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send,
    ) -> std::result::Result<T, E> {
        check_file(&self.pinned)?;
        work(&Tx(sql::Tx::begin(&mut self.connection, Purpose::Read)?))
    }

    /// Runs one change: committed when `work` succeeds, else nothing of it happened. It waits for nobody either.
    ///
    /// # Errors
    /// Whatever the change gives, [`Error::Busy`], [`Error::Full`]; [`Error::Replaced`], and nothing was done.
    pub fn write<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send,
    ) -> std::result::Result<T, E> {
        let is_held = self.is_held;
        let tx = Tx(sql::Tx::begin(&mut self.connection, Purpose::Write)?);
        // Inside the transaction: nobody migrates meanwhile, and what follows is committed within the moment.
        check(&self.pinned, tx.schema_version()?)?;
        let before = tx.changed_rows();
        let value = work(&tx)?;
        // What turned out to have nothing to change stays no change: nobody looks again because of it.
        let is_counted = !is_held && tx.changed_rows() != before;
        let changes = if is_counted { Some(changes::next(&tx)?) } else { None };
        tx.0.commit()?;
        self.pinned.note();
        if let Some(changes) = changes {
            changes::note(self.pinned.path(), changes);
        }
        Ok(value)
    }

    /// Counts no change until [`Self::release`]: what is written while nobody has accepted a registry must not make an
    /// older one look as new as the one that was used last.
    pub fn hold(&mut self) {
        self.is_held = true;
    }

    /// Counts changes again.
    pub fn release(&mut self) {
        self.is_held = false;
    }

    /// Returns a number that changes whenever another connection has written.
    ///
    /// # Errors
    /// What SQLite says; [`Error::Replaced`].
    pub fn data_version(&self) -> Result<i64> {
        let _held = Hold::begin();
        check(&self.pinned, schema_version(&self.connection)?)?;
        Ok(self.connection.query_row("pragma data_version", [], |row| row.get(0))?)
    }

    /// Moves the log into the database and empties it, so that what was erased is nowhere any more. Tells whether it
    /// could: not while somebody reads for longer than the waiting time.
    pub fn empty_log(&self) -> Result<bool> {
        let _held = Hold::begin();
        match engine::empty_log(&self.connection) {
            Ok(()) => Ok(true),
            Err(Error::Busy) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Returns SQLite's complaints about the file, none when it is whole.
    pub fn complaints(&self) -> Result<Vec<String>> {
        let _held = Hold::begin();
        let mut statement = self.connection.prepare("pragma integrity_check(20)")?;
        let mut found: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        found.retain(|line| line != "ok");
        let mut statement = self.connection.prepare("pragma foreign_key_check")?;
        let broken: Vec<String> = statement
            .query_map([], |row| Ok(format!("foreign key: {}", row.get::<_, String>(0)?)))?
            .collect::<rusqlite::Result<_>>()?;
        found.extend(broken);
        Ok(found)
    }
}

fn connect(path: &Path) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
    let connection = Connection::open_with_flags(path, flags)?;
    engine::harden(&connection, BUSY)?;
    engine::use_log(&connection)?;
    connection.execute_batch(
        "pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on; pragma temp_store = memory;
         pragma cache_size = -8000;",
    )?;
    connection.set_prepared_statement_cache_capacity(96);
    Ok(connection)
}

/// Refuses when the path of an open registry, or its log's, has come to name another file.
fn check_file(pinned: &Pinned) -> Result<()> {
    if pinned.is_same() { Ok(()) } else { Err(Error::Replaced { path: pinned.path().to_owned() }) }
}

/// Refuses too when another version of the program has brought the registry to its own schema.
fn check(pinned: &Pinned, version: i64) -> Result<()> {
    check_file(pinned)?;
    if version == SCHEMA_VERSION { Ok(()) } else { Err(Error::Replaced { path: pinned.path().to_owned() }) }
}

fn schema_version(connection: &Connection) -> Result<i64> {
    Ok(connection.prepare_cached("pragma user_version")?.query_row([], |row| row.get(0))?)
}

fn migrate(connection: &mut Connection, path: &Path) -> Result<()> {
    let found = schema_version(connection)?;
    if found > SCHEMA_VERSION {
        return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    if found < SCHEMA_VERSION {
        migration::to_latest(MIGRATIONS, connection)?;
    }
    if known::is_incomplete(&Tx(sql::Tx::begin(connection, Purpose::Read)?))? {
        let tx = Tx(sql::Tx::begin(connection, Purpose::Write)?);
        known::complete(&tx)?;
        tx.0.commit()?;
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn fresh() -> (tempfile::TempDir, Registry) {
        let folder = tempfile::tempdir().unwrap();
        let registry = Registry::create(&folder.path().join("registry.sqlite")).unwrap();
        (folder, registry)
    }

    #[test]
    fn migrations_are_numbered() {
        let (folder, registry) = fresh();
        let version: i64 = registry.connection.query_row("pragma user_version", [], |row| row.get(0)).unwrap();
        assert_eq!((version, i64::try_from(MIGRATIONS.len()).unwrap()), (SCHEMA_VERSION, SCHEMA_VERSION));
        registry.connection.pragma_update(None, "user_version", 99).unwrap();
        drop(registry);
        assert!(matches!(Registry::open(&folder.path().join("registry.sqlite")), Err(Error::Newer { found: 99, .. })));
    }

    #[test]
    fn nothing_can_be_attached_and_every_table_is_strict() {
        let (folder, registry) = fresh();
        let other = folder.path().join("other.sqlite");
        let attach = format!("attach database '{}' as other", other.display());
        assert!(registry.connection.execute_batch(&attach).is_err());
        let loose: i64 = registry
            .connection
            .query_row("select count(*) from pragma_table_list where schema = 'main' and name not like 'sqlite%' and strict = 0", [], |row| row.get(0))
            .unwrap();
        assert_eq!(loose, 0);
    }

    #[test]
    fn a_failed_change_leaves_nothing() {
        let (_folder, mut registry) = fresh();
        let failed: Result<()> = registry.write(|tx| {
            setting::put(tx, "a", "1")?;
            Err(Error::Busy)
        });
        assert!(failed.is_err());
        assert_eq!(registry.read(|tx| setting::find(tx, "a")).unwrap(), None);
    }
}
