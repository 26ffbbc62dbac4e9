//! A consistent copy of an establishment's database, taken while it is in use: `VACUUM INTO`, with a manifest inside.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};
use sha2::{Digest as _, Sha256};

use super::{BUSY, SCHEMA_VERSION, identify, prove};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::store::error::{Error, Result};
use crate::store::files;

/// What the manifest says besides the counts.
#[derive(Debug)]
pub struct Label<'a> {
    /// Who took it.
    pub author: &'a str,
    /// When, in UTC.
    pub taken_at: &'a str,
    /// The establishment's denomination.
    pub denomination: &'a str,
}

/// Takes a snapshot to a new private file beside `.sha256`, checks it by reading it back, makes both durable.
/// Gives the hash. On failure nothing is left.
///
/// # Errors
/// What SQLite or the system says; [`Error::Foreign`] when what was written is not what was read.
pub fn take(
    path: &Path,
    number: EstablishmentNumber,
    credential: &Secret,
    to: &Path,
    label: &Label<'_>,
) -> Result<String> {
    let aside = files::with_suffix(to, ".new");
    let hash_path = files::with_suffix(to, ".sha256");
    let taken = take_aside(path, number, credential, &aside, label).and_then(|hash| {
        let name = to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files::write_private(&hash_path, format!("{hash}  {name}\n").as_bytes())?;
        files::rename(&aside, to)?;
        files::sync_parent(to)?;
        if digest(to)? == hash { Ok(hash) } else { Err(Error::Foreign { path: to.to_owned() }) }
    });
    if taken.is_err() {
        for left in [aside.as_path(), &hash_path, to] {
            let _ = std::fs::remove_file(left);
        }
    }
    taken
}

fn take_aside(
    path: &Path,
    number: EstablishmentNumber,
    credential: &Secret,
    aside: &Path,
    label: &Label<'_>,
) -> Result<String> {
    files::remove(aside)?;
    // VACUUM INTO accepts an existing empty file: so it is private from its first byte.
    drop(files::create_new(aside)?);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let source = Connection::open_with_flags(path, flags)?;
    source.busy_timeout(BUSY)?;
    identify(&source, path)?;
    prove(&source, path, number, credential)?;
    source.execute("vacuum into $1", [aside.to_string_lossy().as_ref()])?;
    drop(source);
    let mut copy = Connection::open_with_flags(aside, flags)?;
    copy.execute_batch("pragma synchronous = full; pragma journal_mode = delete;")?;
    write_manifest(&mut copy, number, label)?;
    let sound: String = copy.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if sound != "ok" {
        return Err(Error::Foreign { path: path.to_owned() });
    }
    drop(copy);
    File::open(aside).and_then(|file| file.sync_all()).map_err(Error::file(aside))?;
    digest(aside)
}

fn write_manifest(copy: &mut Connection, number: EstablishmentNumber, label: &Label<'_>) -> Result<()> {
    let tx = copy.transaction()?;
    tx.execute_batch("create table manifest (name text primary key, value text not null) strict;")?;
    let tables: Vec<String> = {
        let sql =
            "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' and name <> 'manifest'";
        let mut statement = tx.prepare(sql)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<rusqlite::Result<_>>()?
    };
    let mut entries = vec![
        ("number".to_owned(), number.to_string()),
        ("schema_version".to_owned(), SCHEMA_VERSION.to_string()),
        ("taken_at".to_owned(), label.taken_at.to_owned()),
        ("author".to_owned(), label.author.to_owned()),
        ("denomination".to_owned(), label.denomination.to_owned()),
    ];
    for table in tables {
        let quoted = table.replace('"', "\"\"");
        let count: i64 = tx.query_row(&format!("select count(*) from \"{quoted}\""), [], |row| row.get(0))?;
        entries.push((format!("rows.{table}"), count.to_string()));
    }
    for (name, value) in entries {
        tx.execute("insert into manifest (name, value) values ($1, $2)", params![name, value])?;
    }
    tx.commit()?;
    Ok(())
}

/// Gives a file's SHA-256 in hexadecimal, reading it in pieces.
///
/// # Errors
/// What the system says.
pub fn digest(path: &Path) -> Result<String> {
    let mut file = File::open(path).map_err(Error::file(path))?;
    let mut hasher = Sha256::new();
    let mut piece = vec![0_u8; 64 * 1024];
    loop {
        let count = file.read(&mut piece).map_err(Error::file(path))?;
        if count == 0 {
            break;
        }
        hasher.update(piece.get(..count).unwrap_or_default());
    }
    Ok(files::hexadecimal(&hasher.finalize()))
}
