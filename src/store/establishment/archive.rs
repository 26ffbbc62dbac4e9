//! A file that is to be restored: copied aside, judged before anything of it is used, then made an establishment's own.
//!
//! Whatever the file holds, only a private copy of it is opened, and no schema but one that this program makes itself is
//! ever run. Unless the catalogue vouches for every byte, the copy is opened to be written, although nothing is: SQLite
//! leaves out the columns' conditions for who only reads.
//!
//! SQLite's own half: a file, its pragmas and limits.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write as _};
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::limits::Limit;
use sha2::{Digest as _, Sha256};

use super::manifest::{self, Manifest};
use super::{
    Tx, account, complaint, connect, connect_to_look, credential_hash, erased, form, harden, judge, migrate, seal,
    snapshot, state,
};
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::export::Fault;
use crate::domain::password::Secret;
use crate::domain::session::EndReason;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::ledger::job::run;
use crate::store::ledger::reached::Inside;
use crate::store::ledger::{lockout, retention, session};
use crate::store::sql::{self, Purpose, values};
use crate::store::{counter, files};

/// Largest file, in bytes.
pub const FILE_MAX: u64 = 2 << 30;
/// Largest database that a packed file may hold, in bytes.
pub const DATABASE_MAX: u64 = 4 << 30;
/// Shortest file that can be a database, in bytes: its header and one page.
const FILE_MIN: u64 = 512;
/// How every SQLite file begins; then, from byte 18, the marks of rollback mode.
const SQLITE: &[u8] = b"SQLite format 3\0";
/// How every Zstandard frame begins.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Largest window of a packed file, as a power of two: what unpacking takes in memory.
const WINDOW_LOG_MAX: u32 = 23;
/// What is read in one go, in bytes.
const PIECE: usize = 256 * 1024;
/// How much is written before the room is asked for again, in bytes.
const STRETCH: u64 = 16 << 20;

/// A file that was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What its manifest says.
    pub manifest: Manifest,
    /// The schema version of the database inside.
    pub schema_version: i64,
    /// Its SHA-256, in hexadecimal.
    pub sha256: String,
}

/// A file that is to be judged.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// Where it lies.
    pub path: &'a Path,
    /// Its SHA-256; none: the one beside it, in a file `.sha256`.
    pub expected: Option<&'a str>,
    /// The file of keys that opens it, if it is encrypted.
    pub keys: Option<&'a Path>,
    /// Who stands for what it holds.
    pub origin: Origin,
}

/// Who stands for what a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The catalogue of exports knows the expected hash: this program wrote just these bytes, out of an establishment
    /// that is to come back as it was.
    Catalogue,
    /// Nobody: every value is judged.
    Outside,
}

/// Copies a file aside, opened and unpacked, and judges it there. Its hash must be the expected one. The inner result tells what is wrong with the file; then nothing is left aside.
///
/// # Errors
/// What the system says, also about the copy.
pub fn judge(candidate: Candidate<'_>, aside: &Path) -> Result<std::result::Result<Judged, Fault>> {
    files::remove(aside)?;
    let free = || Ok(files::space(aside.parent().unwrap_or(Path::new("/")))?.free_bytes);
    let judged = match copy(candidate, &Room { aside, free: &free }) {
        Ok(Ok(sha256)) => examine(aside, candidate.origin)
            .map(|found| found.map(|(manifest, schema_version)| Judged { manifest, schema_version, sha256 })),
        Ok(Err(fault)) => Ok(Err(fault)),
        Err(error) => Err(error),
    };
    if !matches!(judged, Ok(Ok(_))) {
        let _ = files::remove_database(aside);
    }
    judged
}

/// Where a copy is made, and how much room there is.
struct Room<'a> {
    aside: &'a Path,
    /// Asks how many bytes are free.
    free: &'a dyn Fn() -> Result<u64>,
}

impl Room<'_> {
    /// Refuses what does not fit, before it fills the disk for everybody.
    fn check(&self, needed_bytes: u64) -> Result<std::result::Result<(), Fault>> {
        let free_bytes = (self.free)()?;
        Ok(if needed_bytes > free_bytes { Err(Fault::NoRoom { needed_bytes, free_bytes }) } else { Ok(()) })
    }
}

/// Returns the hash beside a file, if it is well-formed.
fn hash_beside(path: &Path) -> Option<String> {
    let text = files::read_text(&files::with_suffix(path, ".sha256"), 1024).ok()?;
    let hash = text.split_whitespace().next()?.to_ascii_lowercase();
    (hash.len() == 64 && hash.bytes().all(|sign| sign.is_ascii_hexdigit())).then_some(hash)
}

fn copy(candidate: Candidate<'_>, room: &Room<'_>) -> Result<std::result::Result<String, Fault>> {
    let Candidate { path, expected, keys, .. } = candidate;
    let file = match files::open(path) {
        Ok(file) => file,
        Err(Error::NotAFile { standing, .. }) => return Ok(Err(Fault::NotAFile { what: standing.word().to_owned() })),
        Err(Error::File { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Err(Fault::NoFile));
        }
        Err(error) => return Err(error),
    };
    let len = file.metadata().map_err(Error::file(path))?.len();
    if len < FILE_MIN {
        return Ok(Err(Fault::NotAnExport));
    }
    if len > FILE_MAX {
        return Ok(Err(Fault::TooLarge { size_bytes: len, limit_bytes: FILE_MAX }));
    }
    let Some(expected) = expected.map(str::to_owned).or_else(|| hash_beside(path)) else {
        return Ok(Err(Fault::NoHash));
    };
    if snapshot::digest(path)? != expected {
        return Ok(Err(Fault::HashDiffers));
    }
    let mut hashing = Hashing { file, hasher: Sha256::new() };
    let mut reader = BufReader::with_capacity(PIECE, &mut hashing);
    let is_sealed = reader.fill_buf().map_err(Error::file(path))?.starts_with(seal::MAGIC);
    let copied = if is_sealed {
        match seal::open(&mut reader, keys) {
            Ok(opened) => unpack(&mut BufReader::with_capacity(PIECE, opened), len, room)?,
            Err(fault) => Err(fault),
        }
    } else {
        unpack(&mut reader, len, room)?
    };
    if let Err(fault) = copied {
        return Ok(Err(fault));
    }
    drop(reader);
    // What was read the second time is what was hashed the first time.
    let seen = files::hexadecimal(&hashing.hasher.finalize());
    Ok(if seen == expected { Ok(seen) } else { Err(Fault::HashDiffers) })
}

struct Hashing {
    file: File,
    hasher: Sha256,
}

impl Read for Hashing {
    fn read(&mut self, piece: &mut [u8]) -> std::io::Result<usize> {
        let count = self.file.read(piece)?;
        self.hasher.update(piece.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// Copies a database of at most so many bytes, or unpacks one frame that says how much it holds, with nothing behind it.
fn unpack(from: &mut dyn BufRead, len: u64, room: &Room<'_>) -> Result<std::result::Result<(), Fault>> {
    // What is encrypted may turn out to be damaged here.
    let Ok(head) = from.fill_buf() else { return Ok(Err(Fault::damaged())) };
    if head.starts_with(SQLITE) {
        return pour(from, len, room);
    }
    if !head.starts_with(&ZSTD) {
        return Ok(Err(Fault::NotAnExport));
    }
    let told = match zstd::zstd_safe::get_frame_content_size(head) {
        Ok(Some(size_bytes)) if size_bytes > DATABASE_MAX => {
            return Ok(Err(Fault::TooLarge { size_bytes, limit_bytes: DATABASE_MAX }));
        }
        Ok(Some(size)) => size,
        Ok(None) | Err(_) => return Ok(Err(Fault::NotAnExport)),
    };
    let Ok(decoder) = zstd::stream::read::Decoder::with_buffer(&mut *from) else { return Ok(Err(Fault::damaged())) };
    let mut decoder = decoder.single_frame();
    if decoder.window_log_max(WINDOW_LOG_MAX).is_err() {
        return Ok(Err(Fault::damaged()));
    }
    let poured = pour(&mut decoder, told, room)?;
    drop(decoder);
    let mut more = [0_u8; 1];
    let ended = matches!(from.read(&mut more), Ok(0));
    Ok(poured.and(if ended { Ok(()) } else { Err(Fault::NotAnExport) }))
}

/// Copies what is to have so many bytes at most. The room is asked for before, and again and again: others fill the
/// disk too, other threads of this process among them.
fn pour(from: &mut dyn Read, told: u64, room: &Room<'_>) -> Result<std::result::Result<(), Fault>> {
    let aside = room.aside;
    let mut out = files::create_new(aside)?;
    let mut piece = vec![0_u8; PIECE];
    let (mut written, mut asked_again_at): (u64, u64) = (0, 0);
    loop {
        if written >= asked_again_at {
            asked_again_at = written + STRETCH;
            if let Err(fault) = room.check(told - written)? {
                return Ok(Err(fault));
            }
        }
        let count = match from.read(&mut piece) {
            Ok(0) => return Ok(Ok(())),
            Ok(count) => count,
            Err(_) => return Ok(Err(Fault::damaged())),
        };
        written += u64::try_from(count).unwrap_or(u64::MAX);
        if written > told {
            return Ok(Err(Fault::damaged()));
        }
        out.write_all(piece.get(..count).unwrap_or_default()).map_err(Error::file(aside))?;
    }
}

/// Looks at a copy that nobody else writes.
fn examine(aside: &Path, origin: Origin) -> Result<std::result::Result<(Manifest, i64), Fault>> {
    let mut head = [0_u8; 20];
    File::open(aside).and_then(|mut file| file.read_exact(&mut head)).map_err(Error::file(aside))?;
    // A log could lie beside a file in any other mode.
    if !head.starts_with(SQLITE) || head[18..] != [1, 1] {
        return Ok(Err(Fault::NotAnExport));
    }
    match look(aside, origin) {
        Err(Error::Sqlite(error)) => Ok(Err(Fault::Damaged { detail: error.to_string() })),
        other => other,
    }
}

fn look(aside: &Path, origin: Origin) -> Result<std::result::Result<(Manifest, i64), Fault>> {
    let mut connection = match origin {
        Origin::Catalogue => {
            let mut connection = connect_to_look(aside)?;
            harden(&mut connection)?;
            connection
        }
        Origin::Outside => judge::open(aside)?,
    };
    examined(&mut connection, origin)
}

/// Tells what would keep a copy, whose manifest is written, from being restored once the catalogue vouches for it. The
/// conditions of columns are left out, as they are there for who only reads.
pub(super) fn hindrance(copy: &mut Connection) -> Result<Option<Fault>> {
    harden(copy)?;
    copy.pragma_update(None, "ignore_check_constraints", true)?;
    let found = match examined(copy, Origin::Catalogue) {
        Ok(found) => found.err(),
        Err(Error::Sqlite(error)) => Some(Fault::Damaged { detail: error.to_string() }),
        Err(error) => return Err(error),
    };
    copy.pragma_update(None, "ignore_check_constraints", false)?;
    Ok(found)
}

/// As [`hindrance`], as far as it takes no look at pages and rows: of what kind the copy is, its tables, its manifest.
pub(super) fn hindrance_of_form(copy: &Connection) -> Result<Option<Fault>> {
    let version = match form::of(copy) {
        Ok(Ok(version)) => version,
        Ok(Err(fault)) => return Ok(Some(fault)),
        Err(Error::Sqlite(error)) => return Ok(Some(Fault::Damaged { detail: error.to_string() })),
        Err(error) => return Err(error),
    };
    let Some(manifest) = manifest::read(copy, version)? else { return Ok(Some(Fault::Manifest)) };
    Ok(manifest.check().err())
}

/// Tells whether an export is too large to be restored: the database inside, and the file as it is packed.
pub(super) fn excess(database_bytes: u64, file_bytes: u64) -> Option<Fault> {
    let above =
        |size_bytes, limit_bytes| (size_bytes > limit_bytes).then_some(Fault::TooLarge { size_bytes, limit_bytes });
    above(file_bytes, FILE_MAX).or_else(|| above(database_bytes, DATABASE_MAX))
}

fn examined(connection: &mut Connection, origin: Origin) -> Result<std::result::Result<(Manifest, i64), Fault>> {
    confine(connection)?;
    let version = match form::of(connection)? {
        Ok(version) => version,
        Err(fault) => return Ok(Err(fault)),
    };
    let flaw = match origin {
        Origin::Catalogue => complaint(connection)?,
        Origin::Outside => {
            // An index may compute what it likes: nobody stands for this one.
            form::strip(connection)?;
            judge::flaw(connection)?
        }
    };
    match flaw {
        Some(judge::Flaw::Damaged(detail)) => return Ok(Err(Fault::Damaged { detail })),
        Some(judge::Flaw::Misfit(misfit)) => return Ok(Err(Fault::Misfit(misfit))),
        None => {}
    }
    let Some(manifest) = manifest::read(connection, version)? else { return Ok(Err(Fault::Manifest)) };
    Ok(manifest.check().map(|()| (manifest, version)))
}

/// Keeps a hostile file from taking more than its size deserves.
pub(super) fn confine(connection: &Connection) -> Result<()> {
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, 64 << 20),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (Limit::SQLITE_LIMIT_COLUMN, 200),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 10),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ] {
        connection.set_limit(limit, value)?;
    }
    Ok(())
}

/// Whose own a judged copy becomes.
#[derive(Debug, Clone, Copy)]
pub struct Becoming<'a> {
    /// The establishment.
    pub number: EstablishmentNumber,
    /// The credential that opens it.
    pub credential: &'a Secret,
    /// Its names.
    pub draft: &'a Draft,
    /// Until when passwords in it are good at most that a clock has given which was ahead.
    pub until: Timestamp,
    /// Now: what a clock that was ahead has dated in it is of now at the latest.
    pub now: Timestamp,
    /// The last ids that were given under its number: none of them is given again.
    pub given: &'a [(String, i64)],
}

/// What is written into a copy last, before it counts.
pub type Last<'a> = &'a dyn Fn(&Tx<'_>) -> Result<()>;

/// Makes a judged copy an establishment's own: number, credential, names; no manifest, the present schema without
/// statistics and further indexes; no process has any of its jobs, and nobody
/// sits in it or is locked out of it; what waits for the sender in it is a copy; none of the passwords that the host gave, and that nobody has changed, is good for longer
/// than until a moment, if the copy was taken after it. Durable, not yet under its name. What it may hold was judged before.
/// Returns what the host is to know of it.
pub fn adopt(aside: &Path, judged: &Judged, (becoming, last): (Becoming<'_>, Last<'_>)) -> Result<Inside> {
    let Becoming { number, credential, draft, until, now, given } = becoming;
    let is_ahead = Timestamp::from_utc_text(&judged.manifest.taken_at).is_some_and(|at| at > until);
    let mut connection = connect(aside)?;
    connection.execute_batch("pragma synchronous = off;")?;
    connection.query_row("pragma journal_mode = memory", [], |_| Ok(()))?;
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    connection.execute_batch("drop table manifest")?;
    form::strip(&connection)?;
    migrate(&mut connection)?;
    let inside = {
        let tx = Tx(sql::Tx::begin(&mut connection, Purpose::Write)?);
        account::set_credential_hash(&tx, &credential_hash(credential))?;
        account::set_identity(&tx, draft)?;
        if is_ahead {
            account::put_off(&tx, (until, Timestamp::LAST), (0, until))?;
        }
        tx.execute("update identity set number = $1", values![number.0])?;
        run::release(&tx)?;
        session::end_everybodys(&tx, EndReason::Moved, now)?;
        lockout::forget_all(&tx)?;
        tx.execute("update waiting_mail set copied = 1", &[])?;
        retention::put_right(&tx, (now, Timestamp::LAST), 0, now)?;
        counter::carry(&tx, given)?;
        last(&tx)?;
        let inside = Inside::read(&tx, erased::receipts(&tx)?)?;
        tx.0.commit()?;
        inside
    };
    drop(connection);
    let file = File::options().write(true).open(aside).map_err(Error::file(aside))?;
    state::make_untouched(|at, bytes| file.write_all_at(bytes, at))
        .and_then(|()| file.sync_all())
        .map_err(Error::file(aside))?;
    Ok(inside)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Unpacks bytes where so much is free at each asking; gives what came of it and whether anything was written.
    fn unpacked(bytes: &[u8], free: impl Fn() -> u64) -> (std::result::Result<(), Fault>, Option<u64>) {
        let folder = tempfile::tempdir().unwrap();
        let aside = folder.path().join("aside.new");
        let free = || Ok(free());
        let len = u64::try_from(bytes.len()).unwrap();
        let done = unpack(&mut &bytes[..], len, &Room { aside: &aside, free: &free }).unwrap();
        (done, std::fs::metadata(&aside).ok().map(|found| found.len()))
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        zstd::bulk::compress(bytes, 1).unwrap()
    }

    #[test]
    fn what_does_not_fit_is_refused_before_it_is_written_and_while_it_is() {
        const LARGE: usize = 64 << 20;
        let bomb = packed(&vec![0; LARGE]);
        assert!(bomb.len() < 10_000, "{}", bomb.len());
        let needed = u64::try_from(LARGE).unwrap();
        let no_room = |needed_bytes, free_bytes| Err(Fault::NoRoom { needed_bytes, free_bytes });
        assert_eq!(unpacked(&bomb, || needed - 1), (no_room(needed, needed - 1), Some(0)));
        assert_eq!(unpacked(&bomb, || needed), (Ok(()), Some(needed)));
        // Others fill the disk meanwhile.
        let left = Cell::new(needed * 2);
        let (refused, written) = unpacked(&bomb, || {
            left.set(left.get() / 2);
            left.get().min(needed)
        });
        assert!(matches!(refused, Err(Fault::NoRoom { .. })), "{refused:?}");
        assert!(written.unwrap() < needed, "{written:?}");
        // As it is, a database takes what it has.
        let plain = [SQLITE, &[0; 1000]].concat();
        assert_eq!(unpacked(&plain, || 1000).0, no_room(1016, 1000));
    }

    #[test]
    fn what_is_larger_than_a_restore_takes_is_named_before_it_is_the_only_copy() {
        let too_large = |size_bytes, limit_bytes| Some(Fault::TooLarge { size_bytes, limit_bytes });
        assert_eq!(excess(DATABASE_MAX, FILE_MAX), None);
        assert_eq!(excess(DATABASE_MAX, FILE_MAX + 1), too_large(FILE_MAX + 1, FILE_MAX));
        assert_eq!(excess(DATABASE_MAX + 1, 1000), too_large(DATABASE_MAX + 1, DATABASE_MAX));
    }

    #[test]
    fn what_it_says_of_its_size_is_held_to() {
        let declared = |size: u64| {
            let mut frame = packed(&[7; 1000]);
            // A frame of one segment: its descriptor, then its size in eight bytes instead of two.
            assert_eq!(frame[4] >> 6, 1);
            frame[4] = 0b1110_0000 | frame[4] & 0b0000_0111;
            frame.splice(5..7, size.to_le_bytes());
            frame
        };
        let limit_bytes = DATABASE_MAX;
        let too_large = |size_bytes| Err(Fault::TooLarge { size_bytes, limit_bytes });
        for (size, expected) in [
            (1000, Ok(())),
            (999, Err(Fault::damaged())),
            (0, Err(Fault::damaged())),
            (5 << 20, Err(Fault::damaged())),
            (limit_bytes + 1, too_large(limit_bytes + 1)),
            (u64::MAX / 2, too_large(u64::MAX / 2)),
        ] {
            assert_eq!(unpacked(&declared(size), || u64::MAX).0, expected, "{size}");
        }
    }
}
