//! A database's tables for people: a CSV file of each in a zip archive, for spreadsheets. The program never reads it.
//!
//! SQLite's own half: it reads whatever tables a copy has.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::domain::text::{spreadsheet_cell, visible};
use crate::store::error::{Error, Result};
use crate::store::files::{self, hexadecimal};

/// Parts of the names of columns that hold what opens something; they are left out.
const SECRETS: [&str; 5] = ["password", "credential", "secret", "token", "hash"];

/// Tables that are nothing of the establishment's own: what describes the copy, tries to sign in that failed, and under which
/// credentials accounts were made.
const LEFT_OUT: [&str; 3] = ["manifest", "lockout", "account_origin"];

/// Columns that are of the host's people or machine and nobody else's; they are left out.
const OF_THE_HOST: [&str; 4] = ["known", "os_user", "ssh_client", "ssh_key"];

/// Writes every table to a new private file, and makes it durable.
pub(super) fn write(copy: &Connection, to: &Path) -> Result<()> {
    files::remove(to)?;
    let mut archive = ZipWriter::new(Steadfast::new(files::create_new(to)?));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o600);
    let failed = |error: std::io::Error| Error::file(to)(error);
    for table in names(copy)? {
        archive.start_file(format!("{table}.csv"), options).map_err(|error| failed(error.into()))?;
        archive.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        write_table(copy, &table, &mut archive, to)?;
    }
    let file = archive.finish().map_err(|error| failed(error.into()))?.into_inner().map_err(failed)?;
    file.sync_all().map_err(failed)
}

/// A file whose first error is told at the end: the archive's own writer loses the system's words about it, and does
/// not bear one in the middle of an entry. Nothing is written after it.
struct Steadfast {
    file: BufWriter<File>,
    at: u64,
    end: u64,
    failed: Option<std::io::Error>,
}

impl Steadfast {
    fn new(file: File) -> Self {
        Self { file: BufWriter::new(file), at: 0, end: 0, failed: None }
    }

    fn into_inner(self) -> std::io::Result<File> {
        match self.failed {
            Some(cause) => Err(cause),
            None => self.file.into_inner().map_err(std::io::IntoInnerError::into_error),
        }
    }

    fn attempt(&mut self, act: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>) {
        if self.failed.is_none() {
            self.failed = act(&mut self.file).err();
        }
    }
}

impl Write for Steadfast {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        self.attempt(|file| file.write_all(piece));
        self.at += u64::try_from(piece.len()).unwrap_or(u64::MAX);
        self.end = self.end.max(self.at);
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.attempt(Write::flush);
        Ok(())
    }
}

impl Seek for Steadfast {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let found = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::Current(step) => self.at.checked_add_signed(step),
            SeekFrom::End(step) => self.end.checked_add_signed(step),
        };
        let place = found.ok_or(std::io::ErrorKind::InvalidInput)?;
        if place != self.at {
            self.attempt(|file| file.seek(SeekFrom::Start(place)).map(drop));
            self.at = place;
        }
        Ok(place)
    }
}

fn names(copy: &Connection) -> Result<Vec<String>> {
    let sql = "select name from sqlite_schema
        where type = 'table' and name not like 'sqlite_%' order by name";
    let mut statement = copy.prepare(sql)?;
    let mut names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    names.retain(|name| !LEFT_OUT.contains(&name.as_str()));
    Ok(names)
}

fn write_table(copy: &Connection, table: &str, out: &mut ZipWriter<Steadfast>, to: &Path) -> Result<()> {
    let failed = |error| Error::csv(to)(error);
    let mut statement = copy.prepare(&format!("select * from \"{}\"", table.replace('"', "\"\"")))?;
    let columns: Vec<(usize, String)> =
        statement.column_names().map(|name| (*name).to_owned()).enumerate().filter(|(_, name)| is_told(name)).collect();
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer(out);
    writer.write_record(columns.iter().map(|(_, name)| name)).map_err(failed)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for (place, _) in &columns {
            writer.write_field(cell(row.get_ref(*place)?)).map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    writer.flush().map_err(Error::file(to))
}

fn is_told(column: &str) -> bool {
    column.ends_with("_until") || !(OF_THE_HOST.contains(&column) || SECRETS.iter().any(|part| column.contains(part)))
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => spreadsheet_cell(&visible(&String::from_utf8_lossy(bytes))).into_owned(),
        ValueRef::Blob(bytes) => hexadecimal(bytes),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_full_disk_is_told_as_one() {
        let mut archive = ZipWriter::new(Steadfast::new(File::options().write(true).open("/dev/full").unwrap()));
        for name in ["a.csv", "b.csv"] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(&vec![7; 1 << 20]).unwrap();
        }
        let cause = archive.finish().unwrap().into_inner().unwrap_err();
        assert!(matches!(Error::file(Path::new("a"))(cause), Error::Full));
    }

    #[test]
    fn every_table_is_a_file_without_secrets_and_no_cell_runs() {
        let folder = tempfile::tempdir().unwrap();
        let copy = Connection::open_in_memory().unwrap();
        copy.execute_batch(
            "create table account (login text, password text, password_until integer, session_token text, ssh_client text, note);
            insert into account values ('=1+1', 'argon', 7, 't', '::1', null),
                ('a' || char(27) || 'b', 'argon', -5, 't', '::1', x'0a');
            create table manifest (name text); create table empty (a text); create table lockout (login text);",
        )
        .unwrap();
        let to = folder.path().join("1.csv.zip.new");
        write(&copy, &to).unwrap();
        let mut archive = zip::ZipArchive::new(File::open(&to).unwrap()).unwrap();
        assert_eq!(archive.file_names().map(|name| name.unwrap()).collect::<Vec<_>>(), ["account.csv", "empty.csv"]);
        let mut text = String::new();
        archive.by_name("account.csv").unwrap().read_to_string(&mut text).unwrap();
        let expected =
            "\u{feff}\"login\";\"password_until\";\"note\"\r\n\"'=1+1\";\"7\";\"\"\r\n\"a␛b\";\"-5\";\"0a\"\r\n";
        assert_eq!(text, expected);
    }
}
