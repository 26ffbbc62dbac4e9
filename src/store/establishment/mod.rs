//! One database per establishment; nothing of one is readable through a connection of another.
//!
//! A connection opens one file alone, proves the establishment's credential against it, and can attach nothing.
//!
//! SQLite's own half is how that is done: flags, pragmas, limits, an authorizer.

pub mod account;
pub mod anomaly;
pub mod archive;
pub(in crate::store) mod claim;
pub mod contents;
pub mod department;
mod department_keys;
pub mod erased;
pub mod figures;
#[cfg(test)]
mod figures_test;
pub mod fingerprint;
mod form;
pub mod former;
pub mod image;
#[cfg(test)]
pub(crate) mod interference;
pub mod judge;
pub mod left;
pub(in crate::store) mod locks;
pub mod manifest;
#[cfg(test)]
mod migration_test;
pub mod people;
pub mod people_group;
pub mod person;
pub mod person_data;
mod person_keys;
pub mod person_list;
#[cfg(test)]
mod person_test;
pub mod person_ties;
pub mod profile;
pub mod reset_code;
pub mod role;
pub mod seal;
pub mod sign_in;
pub mod snapshot;
mod some_ids;
pub(in crate::store) mod state;
mod tables;
pub mod teaching;
mod transaction;
mod understood;
pub mod waiting_mail;

use std::path::Path;

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};

use self::judge::{Flaw, Thoroughness};
pub use self::transaction::Tx;
use super::engine::{self, BUSY};
use super::error::{Error, Result};
use super::hold::{Closing, Hold};
use super::pinned::Pinned;
use super::sql::{self, Purpose};
use super::{files, migration};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;

/// Marks a file as an establishment's database (`Inte`).
pub const APPLICATION_ID: i64 = 0x496e_7465;
/// The latest schema version.
pub const SCHEMA_VERSION: i64 = 12;

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/001_accounts.sql"),
    include_str!("migrations/002_teaching.sql"),
    include_str!("migrations/003_counters.sql"),
    include_str!("migrations/004_known.sql"),
    include_str!("migrations/005_ledger.sql"),
    include_str!("migrations/006_sessions.sql"),
    include_str!("migrations/007_waiting_mail.sql"),
    include_str!("migrations/008_people.sql"),
    include_str!("migrations/009_reset.sql"),
    include_str!("migrations/010_erased.sql"),
    include_str!("migrations/011_support.sql"),
    include_str!("migrations/012_former_names.sql"),
];

/// A connection to one establishment's database.
#[derive(Debug)]
pub struct EstablishmentDatabase {
    connection: Connection,
    pinned: Pinned,
    closing: Closing,
}

impl Drop for EstablishmentDatabase {
    fn drop(&mut self) {
        self.closing.begin();
        if self.pinned.has_lost_log() {
            let _ = engine::merge_log(&self.connection, false);
        }
    }
}

impl EstablishmentDatabase {
    /// Opens an establishment's database and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::Foreign`] when the file is not this establishment's, [`Error::Newer`] for a later version's file.
    pub(in crate::store) fn open(path: &Path, number: EstablishmentNumber, credential: &Secret) -> Result<Self> {
        let _held = Hold::begin();
        // Said by the system rather than by SQLite, so that a database that is gone is told from one that is busy.
        std::fs::metadata(path).map_err(Error::file(path))?;
        let file = files::identity(path);
        check_journal(path, |own| is_own(own, number, credential))?;
        let mut connection = connect(path)?;
        let found = identify(&connection, path)?;
        if found > SCHEMA_VERSION {
            return Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
        }
        prove(&mut connection, path, number, credential)?;
        engine::merge_log(&connection, true)?;
        engine::use_log(&connection)?;
        if found < SCHEMA_VERSION {
            migrate(&mut connection)?;
        }
        // The first read since makes the log, which is pinned too.
        connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
        // Somebody is putting another one in its place.
        let pinned = Pinned::new(path, file).ok_or(Error::Busy)?;
        Ok(Self { connection, pinned, closing: Closing::default() })
    }

    /// Runs reads against one consistent state.
    ///
    /// # Errors
    /// Whatever the reads give.
    pub fn read<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send,
    ) -> std::result::Result<T, E> {
        work(&Tx(sql::Tx::begin(&mut self.connection, Purpose::Read)?))
    }

    /// Runs one change: committed when `work` succeeds, else nothing of it happened.
    ///
    /// # Errors
    /// Whatever the change gives, [`Error::Busy`], [`Error::Full`]; [`Error::Busy`] too when somebody has put
    /// another database in this one's place: nothing was done.
    pub fn write<T, E: From<Error>>(
        &mut self,
        work: impl FnOnce(&Tx<'_>) -> std::result::Result<T, E> + Send,
    ) -> std::result::Result<T, E> {
        let tx = Tx(sql::Tx::begin(&mut self.connection, Purpose::Write)?);
        if !self.pinned.is_same() {
            return Err(Error::Busy.into());
        }
        let value = work(&tx)?;
        tx.0.commit()?;
        self.pinned.note();
        Ok(value)
    }

    /// Has all that the log beside it holds go into the database.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody reads what it was before; what SQLite says.
    pub fn empty_log(&self) -> Result<()> {
        engine::empty_log(&self.connection)
    }

    /// Tells whether it still is the one under its name.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.pinned.is_same()
    }

    /// Takes out the manifest of an export that somebody put in this database's place by hand.
    ///
    /// # Errors
    /// [`Error::Busy`], also when somebody has put another database in this one's place; what SQLite says.
    pub fn remove_manifest(&mut self) -> Result<()> {
        if self.pinned.is_same() { manifest::remove(&self.connection) } else { Err(Error::Busy) }
    }
}

/// Opens it to write. Until whoever does knows that it is the right one, the log beside it is left alone: it may belong to
/// another database that had the name.
fn connect(path: &Path) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE;
    let mut connection = Connection::open_with_flags(path, flags)?;
    harden(&mut connection)?;
    engine::merge_log(&connection, false)?;
    connection.execute_batch("pragma synchronous = full; pragma secure_delete = on;")?;
    Ok(connection)
}

/// Sets what every connection to an establishment's file has: no attaching, no trust in the file's schema.
fn harden(connection: &mut Connection) -> Result<()> {
    engine::harden(connection, BUSY)?;
    connection.execute_batch("pragma foreign_keys = on; pragma temp_store = memory; pragma cell_size_check = on;")?;
    connection.authorizer(Some(|context: AuthContext<'_>| match context.action {
        AuthAction::Attach { .. } | AuthAction::Detach { .. } => Authorization::Deny,
        _ => Authorization::Allow,
    }))?;
    Ok(())
}

/// Checks that a file is an establishment's database; gives its schema version. An empty file is not one.
fn identify(connection: &Connection, path: &Path) -> Result<i64> {
    let pragma = |name: &str| connection.query_row(&format!("pragma {name}"), [], |row| row.get::<_, i64>(0));
    if pragma("application_id")? != APPLICATION_ID {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    Ok(pragma("user_version")?)
}

/// Checks the number and the credential against the file.
fn prove(connection: &mut Connection, path: &Path, number: EstablishmentNumber, credential: &Secret) -> Result<()> {
    let found = identity(connection)?;
    check_own(path, (number, credential), &found)
}

/// Refuses a database that belongs to another establishment. A log beside it that holds the identity of another database
/// is that one's: whose the file is, it says without the log as well.
fn check_own(
    path: &Path,
    (number, credential): (EstablishmentNumber, &Secret),
    found: &(EstablishmentNumber, String),
) -> Result<()> {
    if is_own(found, number, credential) && holds(path, "-wal").is_none_or(|()| says(path, |own| own == found)) {
        return Ok(());
    }
    Err(Error::Foreign { path: path.to_owned() })
}

fn is_own(found: &(EstablishmentNumber, String), number: EstablishmentNumber, credential: &Secret) -> bool {
    let own = credential_hash(credential);
    found.0 == number && bool::from(subtle::ConstantTimeEq::ct_eq(found.1.as_bytes(), own.as_bytes()))
}

/// Tells whether something lies beside a file that holds anything.
fn holds(path: &Path, suffix: &str) -> Option<()> {
    std::fs::metadata(files::with_suffix(path, suffix)).is_ok_and(|found| found.len() > 0).then_some(())
}

/// Asks whose a file says that it is, whatever lies beside it. One of ours that cannot be read alone, in the middle of a
/// change or torn by it, says nothing.
fn says(path: &Path, is_own: impl FnOnce(&(EstablishmentNumber, String)) -> bool) -> bool {
    match alone(path).map(|(mut connection, _)| identity(&mut connection).ok()) {
        Ok(own) => own.is_none_or(|own| is_own(&own)),
        Err(Error::Foreign { .. }) => false,
        Err(_) => true,
    }
}

/// Refuses a file of another database beside which a journal lies that is not rolled back yet: the first look would roll it
/// back into that one.
fn check_journal(path: &Path, is_own: impl FnOnce(&(EstablishmentNumber, String)) -> bool) -> Result<()> {
    if holds(path, "-journal").is_none_or(|()| says(path, is_own)) {
        return Ok(());
    }
    Err(Error::Foreign { path: path.to_owned() })
}

/// Reads whose a database says that it is: its number, and the hash of its credential.
fn identity(connection: &mut Connection) -> Result<(EstablishmentNumber, String)> {
    let tx = sql::Tx::begin(connection, Purpose::Read)?;
    let sql = "select number, credential_hash from identity";
    tx.get(sql, &[], |row| Ok((EstablishmentNumber(row.get(0)?), row.get(1)?)))
}

/// The first schema version that keeps them.
const KNOWN_SINCE: i64 = 4;

/// Reads the hashes of the credentials that opened a content before, the latest first; a file may hold anything instead.
fn known(connection: &Connection, version: i64) -> Result<Vec<String>> {
    if version < KNOWN_SINCE {
        return Ok(Vec::new());
    }
    let text: Option<String> = connection.query_row("select max(known) from identity", [], |row| row.get(0))?;
    Ok(text.unwrap_or_default().split(' ').filter(|hash| is_hash(hash)).map(str::to_owned).collect())
}

/// Tells whether a text is the hash of a credential.
fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'))
}

pub(in crate::store) fn credential_hash(credential: &Secret) -> String {
    files::hexadecimal(&Sha256::digest(credential.reveal().as_bytes()))
}

/// Reads the number and the credential's hash that a file states, without looking at what lies beside it: they never
/// change in a database that has its name.
///
/// # Errors
/// [`Error::Foreign`] when it is no establishment's database; SQLite's words when it cannot be read.
pub(in crate::store) fn stated(path: &Path) -> Result<(EstablishmentNumber, String)> {
    let (mut connection, _) = alone(path)?;
    identity(&mut connection)
        .map_err(|error| if error.is_about_its_form() { Error::Foreign { path: path.to_owned() } } else { error })
}

/// Reads by which credentials the content of a database is known, its own first, without looking at what lies beside it.
///
/// # Errors
/// As [`stated`].
pub(in crate::store) fn lineage(path: &Path) -> Result<Vec<String>> {
    let (mut connection, version) = alone(path)?;
    let (_, own) = identity(&mut connection)?;
    Ok(std::iter::once(own).chain(known(&connection, version)?).collect())
}

/// Reads the last ids that were given in a database, whoever it belongs to, without looking at what lies beside it.
///
/// # Errors
/// As [`stated`].
pub(in crate::store) fn given(path: &Path) -> Result<Vec<(String, i64)>> {
    super::counter::list(&sql::Tx::begin(&mut alone(path)?.0, Purpose::Read)?)
}

/// Tells whether a file is an export, without looking at what lies beside it.
///
/// # Errors
/// As [`stated`].
pub(in crate::store) fn has_manifest(path: &Path) -> Result<bool> {
    let sql = "select exists(select 1 from sqlite_schema where type = 'table' and name = 'manifest')";
    Ok(alone(path)?.0.query_row(sql, [], |row| row.get(0))?)
}

/// Places of the header that change when a database is merely opened for the first time: the file format, the counters
/// of changes, the version of the library.
const CHANGED_BY_OPENING: [std::ops::Range<usize>; 3] = [18..20, 24..28, 92..100];

/// Hashes what a database's file holds, but for what opening it changes.
pub(in crate::store) fn content_digest(path: &Path) -> Result<String> {
    snapshot::hash_of(path, blank_changed_by_opening)
}

/// Blanks what opening changes, in the beginning of a file.
fn blank_changed_by_opening(head: &mut [u8]) {
    for place in CHANGED_BY_OPENING {
        head.get_mut(place).unwrap_or_default().fill(0);
    }
}

/// The versions that give departments and accounts their keys, which no statement can make.
const DEPARTMENTS_KEYED_SINCE: i64 = 5;
const PEOPLE_KEYED_SINCE: i64 = 8;

fn migrate(connection: &mut Connection) -> Result<()> {
    migration::to_latest_with(MIGRATIONS, connection, |tx, version| match version {
        DEPARTMENTS_KEYED_SINCE => department_keys::complete(tx),
        PEOPLE_KEYED_SINCE => person_keys::complete(tx),
        _ => Ok(()),
    })
}

/// What `examine` saw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// The file's schema version, older or newer than [`SCHEMA_VERSION`] perhaps.
    pub version: i64,
    /// Denomination, location and UAI as the file has them.
    pub names: [String; 3],
    /// SQLite's first complaint, or the first row that refers to nothing; any value that this program can never have written,
    /// if that was asked.
    pub flaw: Option<Flaw>,
    /// Hashes of the credentials that opened its content before.
    pub known: Vec<String>,
    /// When the export was taken that somebody put in the database's place, in UTC, as its manifest says; none: it has no
    /// manifest.
    pub manifest: Option<String>,
}

/// Looks at a database without changing anything or leaving anything beside it: identity, credential, schema version,
/// names, integrity; its values too if that is asked, on a copy for which a name aside is given.
///
/// # Errors
/// [`Error::Foreign`] when the file is not this establishment's; SQLite's words when it cannot be read.
pub(in crate::store) fn examine(
    path: &Path,
    own: (EstablishmentNumber, &Secret),
    thoroughness: Thoroughness,
    aside: &Path,
) -> Result<Examined> {
    match thoroughness {
        Thoroughness::Quick => look_over(path, own),
        // What was read while somebody wrote says nothing.
        Thoroughness::Thorough => figures::undisturbed(path, || {
            let mut seen = look_over(path, own)?;
            if seen.flaw.is_none() && seen.version <= SCHEMA_VERSION {
                let mut copy = judge::copy(path, aside)?;
                manifest::remove(&copy.connection)?;
                seen.flaw = judge::whole(&mut copy.connection, seen.version)?;
            }
            Ok(seen)
        }),
    }
}

fn look_over(path: &Path, (number, credential): (EstablishmentNumber, &Secret)) -> Result<Examined> {
    check_journal(path, |own| is_own(own, number, credential))?;
    let mut connection = connect_to_look(path)?;
    harden(&mut connection)?;
    let version = identify(&connection, path)?;
    prove(&mut connection, path, number, credential)?;
    let names = account::identity(&Tx(sql::Tx::begin(&mut connection, Purpose::Read)?))?;
    let flaw = complaint(&connection)?;
    let manifest = manifest::taken_at(&connection)?;
    let known = known(&connection, version)?;
    Ok(Examined { version, names, flaw, known, manifest })
}

/// The first schema version that has jobs and an audit.
const LEDGER_SINCE: i64 = 5;

/// Reads what a database holds without changing anything or leaving anything beside it; none of one whose schema is older
/// than its jobs and its audit.
///
/// # Errors
/// [`Error::Foreign`] when the file is not this establishment's, [`Error::Newer`]; SQLite's words when it cannot be read.
pub(in crate::store) fn look_inside<T>(
    path: &Path,
    (number, credential): (EstablishmentNumber, &Secret),
    read: impl FnOnce(&Tx<'_>) -> Result<T>,
) -> Result<Option<T>> {
    check_journal(path, |own| is_own(own, number, credential))?;
    let mut connection = connect_to_look(path)?;
    harden(&mut connection)?;
    let found = identify(&connection, path)?;
    prove(&mut connection, path, number, credential)?;
    match found {
        ..LEDGER_SINCE => Ok(None),
        LEDGER_SINCE..=SCHEMA_VERSION => read(&Tx(sql::Tx::begin(&mut connection, Purpose::Read)?)).map(Some),
        _ => Err(Error::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION }),
    }
}

/// Returns SQLite's first complaint, a row that refers to nothing, or that it is not one establishment's. Who only reads
/// hears nothing of the columns' conditions.
fn complaint(connection: &Connection) -> Result<Option<Flaw>> {
    let verdict: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Ok(Some(Flaw::Damaged(verdict)));
    }
    match judge::dangling(connection)? {
        Some(misfit) => Ok(Some(Flaw::Misfit(misfit))),
        None => Ok(judge::identities(connection)?.map(Flaw::Damaged)),
    }
}

/// Opens read-only. Where no log lies beside the file it is read as immutable, since SQLite would otherwise make a log
/// that a read-only connection cannot remove.
///
/// A journal beside it is what a process that died in the middle of a change left, its first opening perhaps: it is
/// rolled back first, which only a writer can. Whoever asks knows whose it is ([`check_journal`]).
fn connect_to_look(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if holds(path, "-journal").is_some() {
        connect(path)?.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
    }
    if holds(path, "-wal").is_some() {
        return Ok(Connection::open_with_flags(path, flags)?);
    }
    connect_immutable(path)
}

/// Opens a database of ours to look at what the file itself says; returns its schema version too.
fn alone(path: &Path) -> Result<(Connection, i64)> {
    let mut connection = connect_immutable(path)?;
    harden(&mut connection)?;
    let version = identify(&connection, path)?;
    Ok((connection, version))
}

/// Opens read-only, as a file that nobody writes to: what a log or a journal beside it holds is not seen.
fn connect_immutable(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(super::immutable(path), flags)?)
}
