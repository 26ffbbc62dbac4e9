//! A consistent copy of an establishment's database, taken while it is in use, with a manifest inside.
//!
//! A copy of the usual size is made in memory, which takes a tenth of the time of `VACUUM INTO`; larger ones by that.
//!
//! SQLite's own half: pages as bytes, and its checks.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use rusqlite::serialize::Data;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use sha2::{Digest as _, Sha256};

use super::fingerprint::{self, Look};
use super::manifest::{self, Label};
use super::{BUSY, archive, check_journal, identify, is_own, judge, prove, seal, state, tables};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Fault, Form, Packing, Tables};
use crate::domain::password::Secret;
use crate::store::error::{Error, Result};
use crate::store::hold::Hold;
use crate::store::sql::{self, Purpose};
use crate::store::{counter, engine, files};

/// Largest database that is copied in memory, in bytes.
pub(super) const IN_MEMORY_MAX: u64 = 32 << 20;
/// What is read and written in one go, in bytes.
const PIECE: usize = 256 * 1024;
/// Beyond it each level costs more time than it saves room.
const ZSTD_LEVEL: i32 = 3;

/// What lies beside an export: its hash, its tables for people.
pub const BESIDE: [&str; 3] = [".sha256", ".csv.zip", ".csv.zip.age"];
/// What is made aside: the copy before it is packed, the export, its hash, the tables.
const PLAIN_NEW: &str = ".plain.new";
const NEW: &str = ".new";
const HASH_NEW: &str = ".sha256.new";
const TABLES_NEW: &str = ".csv.zip.new";
const TABLES_PLAIN_NEW: &str = ".csv.zip.plain.new";

/// The database that is copied.
#[derive(Debug)]
pub struct Source<'a> {
    /// Where it lies.
    pub path: &'a Path,
    /// Whose it is.
    pub number: EstablishmentNumber,
    /// What opens it.
    pub credential: &'a Secret,
    /// How deeply its copy is checked.
    pub depth: Depth,
}

impl Source<'_> {
    /// Returns what an original that goes holds: by how it looked before it was read, or by its hash.
    fn state(&self, seen: &Look, hash: impl FnOnce() -> Result<String>) -> Result<String> {
        match self.depth {
            Depth::Pages => Ok(String::new()),
            Depth::Restorable => state::of_look(seen).map_or_else(hash, Ok),
        }
    }
}

/// How deeply a copy is checked before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Every page and record, and whether its tables are those of its version: the original stays, and a copy that could
    /// not be restored is better than none.
    Pages,
    /// All that a restore asks of it, each index against its table too, four times as long: the original goes.
    Restorable,
}

/// A copy that was made and read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// The schema version of the database inside.
    pub schema_version: i64,
    /// What the database held, as `state` tells: by its look, or by a hash; empty when it stays.
    pub state: String,
    /// What would keep it from being restored, as far as that is seen at once; it had not to be restorable then.
    pub fault: Option<Box<Fault>>,
    /// The last ids that were given in it.
    pub given: Vec<(String, i64)>,
    /// Mails to its people that wait in it.
    pub mails: u32,
}

/// Takes a snapshot to a private file with its hash beside it, and the tables for people if they are asked for: written
/// aside, to names that begin as was given, made durable, read back, then given their names, over nothing. The names are
/// durable once the folder is synchronised, which the caller does, for many at once. On failure nothing is left.
///
/// The copy keeps its name aside too until [`settle`]: so whoever finds it there can tell that an export which no
/// catalogue knows is what a process that died had made, and not somebody's only one.
///
/// # Errors
/// What SQLite or the system says; [`Error::Foreign`] when what was written is not what was read;
/// [`Error::Unrestorable`] when it had to be restorable; [`Error::Occupied`].
pub(in crate::store) fn take(
    source: &Source<'_>,
    (aside, to): (&Path, &Path),
    label: &Label<'_>,
    form: &Form,
) -> Result<Taken> {
    to.parent().map_or(Ok(()), files::check_writable)?;
    let taken = take_aside(source, (aside, to), label, form).and_then(|taken| place(aside, to, form).map(|()| taken));
    if taken.is_err() {
        for suffix in [PLAIN_NEW, NEW, HASH_NEW, TABLES_NEW, TABLES_PLAIN_NEW] {
            let _ = std::fs::remove_file(files::with_suffix(aside, suffix));
        }
    }
    taken
}

/// Returns what was made its names: all of them, or none.
fn place(aside: &Path, to: &Path, form: &Form) -> Result<()> {
    let copy = files::with_suffix(aside, NEW);
    let tables = (form.tables == Tables::Csv).then(|| (TABLES_NEW, tables_path(to, form)));
    let mut placed = Vec::new();
    let all = || {
        if files::is_there(to)? {
            return Err(Error::Occupied { path: to.to_owned() });
        }
        for (new, name) in tables.into_iter().chain([(HASH_NEW, files::with_suffix(to, ".sha256"))]) {
            files::place(&files::with_suffix(aside, new), &name)?;
            placed.push(name);
        }
        match files::place_beside(&copy, to) {
            Err(Error::File { .. }) => files::place(&copy, to),
            done => done,
        }
    };
    let done = all();
    if done.is_err() {
        for name in placed {
            let _ = std::fs::remove_file(name);
        }
    }
    done
}

/// Lets go of a copy's name aside, once the catalogue knows the export.
pub fn settle(aside: &Path) -> Result<()> {
    files::remove(&files::with_suffix(aside, NEW))
}

/// Removes an export that no catalogue knows, if what lies aside under this name shows that it was being made.
pub fn discard_unsettled(aside: &Path, to: &Path) -> Result<()> {
    if !files::is_there(to)? || files::are_one(aside, to) { discard(to) } else { Ok(()) }
}

/// Returns where the tables for people lie that belong to an export.
#[must_use]
pub fn tables_path(to: &Path, form: &Form) -> PathBuf {
    files::with_suffix(to, if form.sealed_for.is_some() { ".csv.zip.age" } else { ".csv.zip" })
}

/// Removes an export with everything beside it, whole or not; done twice is fine.
pub fn discard(to: &Path) -> Result<()> {
    BESIDE.iter().chain(&[""]).try_for_each(|suffix| files::remove(&files::with_suffix(to, suffix)))
}

fn take_aside(source: &Source<'_>, (base, to): (&Path, &Path), label: &Label<'_>, form: &Form) -> Result<Taken> {
    let aside = files::with_suffix(base, NEW);
    let seen = fingerprint::look(source.path)?;
    let (state, schema_version, sha256, size_bytes, len, fault, (given, mails)) = if seen.size_bytes <= IN_MEMORY_MAX {
        let (mut copy, version, state) = in_memory(source, &seen)?;
        forget_secrets(&copy, version)?;
        manifest::write(&mut copy, source.number, version, label)?;
        let fault = check(&mut copy, source)?;
        let given = given(&mut copy, version);
        write_tables(&copy, base, form)?;
        let bytes = copy.serialize(MAIN_DB)?;
        let (hash, written) = pack_all(&bytes, &aside, form)?;
        (state, version, hash, written, u64::try_from(bytes.len()).unwrap_or(u64::MAX), fault, given)
    } else {
        let plain = files::with_suffix(base, PLAIN_NEW);
        let (mut copy, version) = on_disk(source, &plain)?;
        forget_secrets(&copy, version)?;
        manifest::write(&mut copy, source.number, version, label)?;
        let fault = check(&mut copy, source)?;
        let given = given(&mut copy, version);
        let state = source.state(&seen, || state::of_rows(&copy))?;
        write_tables(&copy, base, form)?;
        drop(copy);
        let mut file = File::open(&plain).map_err(Error::file(&plain))?;
        let len = file.metadata().map_err(Error::file(&plain))?.len();
        let (hash, written) = pack(&mut file, len, &aside, form)?;
        files::remove(&plain)?;
        if digest(&aside)? != hash {
            return Err(Error::Foreign { path: aside });
        }
        (state, version, hash, written, len, fault, given)
    };
    let fault = fault.or_else(|| archive::excess(len, size_bytes));
    if source.depth == Depth::Restorable {
        refuse(source, fault.clone())?;
    }
    files::write_aside(&files::with_suffix(base, HASH_NEW), hash_line(to, &sha256).as_bytes())?;
    Ok(Taken { sha256, size_bytes, schema_version, state, fault: fault.map(Box::new), given, mails })
}

/// The first schema version that counts ids.
const COUNTED_SINCE: i64 = 3;
/// The first one in which mails wait.
const MAILS_SINCE: i64 = 7;
/// The first one in which mails hold what opens an account.
const SECRETS_SINCE: i64 = 9;

/// Takes from a copy what opens accounts and waits to be mailed, or was: it is in no file that travels.
fn forget_secrets(copy: &Connection, version: i64) -> Result<()> {
    if version >= SECRETS_SINCE {
        copy.execute_batch(
            "pragma secure_delete = on; update waiting_mail set secret = ''; update reset_code set code_hash = '';",
        )?;
    }
    Ok(())
}

/// Reads the last ids that were given, and how many mails wait, as far as that can be: what is wrong with it, others tell.
fn given(copy: &mut Connection, version: i64) -> (Vec<(String, i64)>, u32) {
    let read = |copy: &mut Connection| {
        let tx = sql::Tx::begin(copy, Purpose::Read)?;
        let mails = "select count(*) from waiting_mail";
        let mails = if version < MAILS_SINCE { 0 } else { tx.get(mails, &[], |row| row.get(0))? };
        Ok::<_, Error>((counter::list(&tx)?, mails))
    };
    if version < COUNTED_SINCE { <_>::default() } else { read(copy).unwrap_or_default() }
}

/// What the file beside an export holds, as `sha256sum` reads it.
fn hash_line(export: &Path, sha256: &str) -> String {
    let name = export.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{sha256}  {name}\n")
}

/// Tells whether a hash is the one that lies beside an export.
#[must_use]
pub fn has_hash(export: &Path, sha256: &str) -> bool {
    let beside = files::with_suffix(export, ".sha256");
    let is_file = std::fs::symlink_metadata(&beside).is_ok_and(|found| found.is_file());
    is_file && std::fs::read_to_string(beside).is_ok_and(|line| line.starts_with(sha256))
}

/// Writes the hash beside an export anew.
pub fn write_hash(export: &Path, sha256: &str) -> Result<()> {
    files::write_private(&files::with_suffix(export, ".sha256"), hash_line(export, sha256).as_bytes())
}

fn open(source: &Source<'_>) -> Result<(Connection, i64)> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    check_journal(source.path, |own| is_own(own, source.number, source.credential))?;
    let mut connection = Connection::open_with_flags(source.path, flags)?;
    connection.busy_timeout(BUSY)?;
    engine::merge_log(&connection, false)?;
    let version = identify(&connection, source.path)?;
    prove(&mut connection, source.path, source.number, source.credential)?;
    engine::merge_log(&connection, true)?;
    Ok((connection, version))
}

/// Copies the pages of one state into a database in memory. Returns its schema version too, and what an
/// original that goes holds.
fn in_memory(source: &Source<'_>, seen: &Look) -> Result<(Connection, i64, String)> {
    let _held = Hold::begin();
    let (mut connection, version) = open(source)?;
    // One state, which ends with the connection.
    connection.execute_batch("begin; select count(*) from sqlite_schema;")?;
    let Data::Owned(mut bytes) = connection.serialize(MAIN_DB)? else {
        return Err(Error::unreadable("snapshot", "no bytes"));
    };
    drop(connection);
    let state = source.state(seen, || Ok(state::of_pages(&bytes)))?;
    // The header's file format: rollback mode, since a log belongs to no file in memory.
    if let Some(format) = bytes.get_mut(18..20) {
        format.fill(1);
    }
    let mut copy = Connection::open_in_memory()?;
    copy.deserialize(MAIN_DB, bytes, false)?;
    copy.execute_batch("pragma synchronous = off; pragma journal_mode = memory;")?;
    Ok((copy, version, state))
}

fn on_disk(source: &Source<'_>, plain: &Path) -> Result<(Connection, i64)> {
    files::remove(plain)?;
    // VACUUM INTO accepts an existing empty file: so it is private from its first byte.
    drop(files::create_new(plain)?);
    let _held = Hold::begin();
    let (connection, version) = open(source)?;
    connection.execute("vacuum into $1", [plain.to_string_lossy().as_ref()])?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let copy = Connection::open_with_flags(plain, flags)?;
    copy.execute_batch("pragma synchronous = off; pragma journal_mode = memory;")?;
    Ok((copy, version))
}

/// The constraints of columns are left out, which take three quarters of the time: they say nothing about damage, and
/// whoever restores asks them. Returns what would keep a copy from being restored that need not be.
fn check(copy: &mut Connection, source: &Source<'_>) -> Result<Option<Fault>> {
    if source.depth == Depth::Restorable {
        return refuse(source, archive::hindrance(copy)?).map(|()| None);
    }
    copy.pragma_update(None, "ignore_check_constraints", true)?;
    let sound: String = copy.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
    copy.pragma_update(None, "ignore_check_constraints", false)?;
    if sound != "ok" {
        return refuse(source, Some(Fault::damaged())).map(|()| None);
    }
    if let Some(misfit) = judge::dangling(copy)? {
        return Ok(Some(Fault::Misfit(misfit)));
    }
    archive::hindrance_of_form(copy)
}

/// Refuses what could not be restored.
fn refuse(source: &Source<'_>, fault: Option<Fault>) -> Result<()> {
    match fault {
        Some(fault) => Err(Error::Unrestorable { path: source.path.to_owned(), fault: Box::new(fault) }),
        None => Ok(()),
    }
}

fn write_tables(copy: &Connection, base: &Path, form: &Form) -> Result<()> {
    match form.tables {
        Tables::No => Ok(()),
        Tables::Csv if form.sealed_for.is_none() => tables::write(copy, &files::with_suffix(base, TABLES_NEW)),
        Tables::Csv => {
            let plain = files::with_suffix(base, TABLES_PLAIN_NEW);
            tables::write(copy, &plain)?;
            let mut file = File::open(&plain).map_err(Error::file(&plain))?;
            let len = file.metadata().map_err(Error::file(&plain))?.len();
            let sealed = Form { packing: Packing::Plain, ..form.clone() };
            pack(&mut file, len, &files::with_suffix(base, TABLES_NEW), &sealed)?;
            files::remove(&plain)
        }
    }
}

/// Counts and hashes what goes into a file.
struct Hashing {
    file: File,
    hasher: Sha256,
    bytes: u64,
}

impl Write for Hashing {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        let count = self.file.write(piece)?;
        self.hasher.update(piece.get(..count).unwrap_or_default());
        self.bytes += u64::try_from(count).unwrap_or(u64::MAX);
        Ok(count)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Writes what is in memory to a new private file, packed and encrypted or not, makes it durable and reads it back.
/// Returns hash and size.
fn pack_all(bytes: &[u8], aside: &Path, form: &Form) -> Result<(String, u64)> {
    let packed = if form.sealed_for.is_none() && form.packing == Packing::Plain {
        Cow::Borrowed(bytes)
    } else {
        let mut packed = Vec::new();
        let len = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        dress(&mut &*bytes, len, &mut packed, form).map_err(Error::file(aside))?;
        Cow::Owned(packed)
    };
    files::write_aside(aside, &packed)?;
    if !files::holds(aside, &packed)? {
        return Err(Error::Foreign { path: aside.to_owned() });
    }
    Ok((files::hexadecimal(&Sha256::digest(&packed)), u64::try_from(packed.len()).unwrap_or(u64::MAX)))
}

/// Writes to a new private file, packed and encrypted or not, and makes it durable. Gives hash and size.
fn pack(from: &mut dyn Read, len: u64, aside: &Path, form: &Form) -> Result<(String, u64)> {
    let mut out = Hashing { file: files::create_new(aside)?, hasher: Sha256::new(), bytes: 0 };
    dress(from, len, &mut out, form).and_then(|()| out.file.sync_all()).map_err(Error::file(aside))?;
    Ok((files::hexadecimal(&out.hasher.finalize()), out.bytes))
}

/// Packs and encrypts, or not.
fn dress(from: &mut dyn Read, len: u64, out: &mut dyn Write, form: &Form) -> std::io::Result<()> {
    match &form.sealed_for {
        None => squeeze(from, len, out, form.packing),
        Some(key) => {
            let mut sealed = seal::seal(key, out)?;
            squeeze(from, len, &mut sealed, form.packing)?;
            sealed.finish().map(drop)
        }
    }
}

fn squeeze(from: &mut dyn Read, len: u64, out: &mut dyn Write, packing: Packing) -> std::io::Result<()> {
    match packing {
        Packing::Plain => pour(from, out),
        Packing::Zstd => {
            let mut encoder = zstd::stream::write::Encoder::new(out, ZSTD_LEVEL)?;
            encoder.set_pledged_src_size(Some(len))?;
            encoder.include_checksum(true)?;
            pour(from, &mut encoder)?;
            encoder.finish().map(drop)
        }
    }
}

fn pour(from: &mut dyn Read, to: &mut dyn Write) -> std::io::Result<()> {
    let mut piece = vec![0_u8; PIECE];
    loop {
        let count = from.read(&mut piece)?;
        if count == 0 {
            return Ok(());
        }
        to.write_all(piece.get(..count).unwrap_or_default())?;
    }
}

/// Returns a file's SHA-256 in hexadecimal, reading it in pieces.
pub fn digest(path: &Path) -> Result<String> {
    hash_of(path, |_| ())
}

/// As [`digest`], of what a file would be with its first piece changed.
pub(super) fn hash_of(path: &Path, change: impl FnOnce(&mut [u8])) -> Result<String> {
    let mut change = Some(change);
    let mut file = files::open(path)?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0_u8; PIECE];
    loop {
        let count = file.read(&mut piece).map_err(Error::file(path))?;
        if count == 0 {
            break;
        }
        if let Some(change) = change.take() {
            change(piece.get_mut(..count).unwrap_or_default());
        }
        hasher.update(piece.get(..count).unwrap_or_default());
    }
    Ok(files::hexadecimal(&hasher.finalize()))
}
