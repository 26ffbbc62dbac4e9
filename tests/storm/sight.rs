//! What is on the disk, read without the program: every database of an establishment wherever it lies, and the registry.
//!
//! Private copies are read, with the log and the journal that lie beside them, as SQLite would read them; nothing is
//! opened in its place.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::ground::{beside, copy};

/// Begins the name of every person that the storm acknowledges: a school's tag is six signs, then comes the person.
pub(crate) const TAG: &str = "ZQ";
const TAG_LEN: usize = 6;

/// The school's tag in a name, if there is one.
pub(crate) fn tag(text: &str) -> Option<&str> {
    text.find(TAG).and_then(|at| text.get(at..at + TAG_LEN))
}

/// A file that should be an establishment's database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Database(Inside),
    /// SQLite cannot read it as one, and its words.
    Unreadable(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Inside {
    pub(crate) number: u32,
    pub(crate) credential_hash: String,
    pub(crate) names: [String; 3],
    pub(crate) people: BTreeSet<String>,
    pub(crate) sound: bool,
}

/// All of them, by where they lie.
pub(crate) type Sight = BTreeMap<PathBuf, Content>;

/// Everybody who is in any of them.
pub(crate) fn everybody(sight: &Sight) -> BTreeSet<String> {
    let people = |content: &Content| match content {
        Content::Database(inside) => inside.people.clone(),
        Content::Unreadable(_) => BTreeSet::new(),
    };
    sight.values().flat_map(people).collect()
}

/// A row of the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) names: [String; 3],
    pub(crate) stage: String,
    pub(crate) credential_hash: String,
}

/// A mail: its state, and whether it has its password.
pub(crate) type Mail = (String, bool);

/// What the registry holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Books {
    pub(crate) rows: BTreeMap<u32, Row>,
    pub(crate) audit: BTreeMap<i64, String>,
    pub(crate) home: Option<String>,
    pub(crate) exports: BTreeSet<String>,
    pub(crate) mails: BTreeMap<i64, Mail>,
    pub(crate) busy: BTreeSet<u32>,
    pub(crate) changes: i64,
}

/// Reads, and remembers what it read of files that did not change.
#[derive(Default)]
pub(crate) struct Eyes {
    known: HashMap<Vec<Stamp>, Content>,
}

/// A file as it was: inode, size, seconds and nanoseconds of its change.
type Stamp = (u64, u64, i64, i64);

const SIDES: [&str; 3] = ["-wal", "-journal", "-shm"];

impl Eyes {
    /// Looks at every database of an establishment.
    pub(crate) fn sight(&mut self, data: &Path) -> Sight {
        let mut found = Sight::new();
        for folder in ["establishments", "exports", "orphans"] {
            for path in walk(&data.join(folder)) {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let apart = |end: &&str| name.ends_with(*end);
                let other = [".sha256", ".csv.zip", ".csv"].iter().chain(&SIDES).any(apart);
                if name.contains(".sqlite") && !other && !name.starts_with("registry") {
                    let content = self.content(&path);
                    found.insert(path, content);
                }
            }
        }
        found
    }

    fn content(&mut self, path: &Path) -> Content {
        let stamps: Vec<Stamp> = [""].iter().chain(&SIDES).map(|side| stamp(&beside(path, side))).collect();
        if let Some(known) = self.known.get(&stamps) {
            return known.clone();
        }
        let content = read(path).map_or_else(|error| Content::Unreadable(error.to_string()), Content::Database);
        self.known.insert(stamps, content.clone());
        content
    }
}

fn stamp(path: &Path) -> Stamp {
    fs::metadata(path).map_or((0, 0, 0, 0), |found| (found.ino(), found.len(), found.ctime(), found.ctime_nsec()))
}

pub(crate) fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { found.extend(walk(&entry.path())) } else { found.push(entry.path()) }
    }
    found.sort();
    found
}

/// Opens a private copy of a database with what lies beside it.
pub(crate) fn private(path: &Path) -> Result<(tempfile::TempDir, Connection), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let to = folder.path().join("copy.sqlite");
    if path.extension().is_some_and(|end| end == "zst") {
        fs::write(&to, zstd::decode_all(fs::File::open(path)?)?)?;
    } else {
        fs::copy(path, &to)?;
    }
    for side in ["-wal", "-journal"] {
        copy(&beside(path, side), &beside(&to, side));
    }
    let connection = Connection::open(&to)?;
    connection.execute_batch("pragma synchronous = off")?;
    Ok((folder, connection))
}

fn read(path: &Path) -> Result<Inside, Box<dyn std::error::Error>> {
    let (_folder, connection) = private(path)?;
    let sql = "select number, credential_hash, denomination, location, uai from identity";
    let mut inside = connection.query_row(sql, [], |row| {
        let names = [row.get(2)?, row.get(3)?, row.get(4)?];
        let (number, credential_hash) = (row.get(0)?, row.get(1)?);
        Ok(Inside { number, credential_hash, names, people: BTreeSet::new(), sound: true })
    })?;
    inside.people = column(&connection, "select last_name from account where last_name like 'ZQ%'")?;
    let verdict: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    inside.sound = verdict == "ok";
    Ok(inside)
}

fn column<T: rusqlite::types::FromSql + Ord>(connection: &Connection, sql: &str) -> rusqlite::Result<BTreeSet<T>> {
    connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}

/// Reads the registry; none when SQLite cannot, or finds it damaged.
pub(crate) fn books(registry: &Path) -> Option<Books> {
    read_books(registry).ok()
}

fn read_books(registry: &Path) -> Result<Books, Box<dyn std::error::Error>> {
    let (_folder, connection) = private(registry)?;
    let verdict: String = connection.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(verdict.into());
    }
    let mut books = Books {
        exports: column(&connection, "select file from export")?,
        busy: column(&connection, "select establishment_number from unfinished")?,
        changes: connection.query_row(
            "select coalesce(max(last), 0) from counter where name = 'change'",
            [],
            |row| row.get(0),
        )?,
        ..Books::default()
    };
    let sql = "select number, denomination, location, uai, stage, credential from establishment";
    let rows = connection
        .prepare(sql)?
        .query_map([], |row| {
            let credential: String = row.get(5)?;
            let names = [row.get(1)?, row.get(2)?, row.get(3)?];
            Ok((row.get(0)?, Row { names, stage: row.get(4)?, credential_hash: sha256(&credential) }))
        })?
        .collect::<rusqlite::Result<_>>()?;
    books.rows = rows;
    let pair = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    books.audit =
        connection.prepare("select id, hash from audit")?.query_map([], pair)?.collect::<rusqlite::Result<_>>()?;
    let home =
        connection.prepare("select value from host_setting where name = 'home'")?.query_row([], |row| row.get(0));
    books.home = home.ok();
    let sql = "select id, state, length(secret) from outbox";
    let mails = connection
        .prepare(sql)?
        .query_map([], |row| {
            let length: i64 = row.get(2)?;
            Ok((row.get(0)?, (row.get(1)?, length > 0)))
        })?
        .collect::<rusqlite::Result<_>>()?;
    books.mails = mails;
    Ok(books)
}

/// Hashes a text, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hash, byte| {
        let _infallible = write!(hash, "{byte:02x}");
        hash
    })
}
