//! A database's tables for people: a CSV file of each in a zip archive, for spreadsheets. The program never reads it.

use std::fs::File;
use std::io::{BufWriter, Write as _};
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

/// Writes every table to a new private file, and makes it durable.
///
/// # Errors
/// What SQLite or the system says.
pub(super) fn write(copy: &Connection, to: &Path) -> Result<()> {
    files::remove(to)?;
    let mut archive = ZipWriter::new(BufWriter::new(files::create_new(to)?));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).unix_permissions(0o600);
    let failed = |error: std::io::Error| Error::file(to)(error);
    for table in names(copy)? {
        archive.start_file(format!("{table}.csv"), options).map_err(|error| failed(error.into()))?;
        archive.write_all("\u{feff}".as_bytes()).map_err(failed)?;
        write_table(copy, &table, &mut archive, to)?;
    }
    let inner = archive.finish().map_err(|error| failed(error.into()))?;
    let file = inner.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)
}

fn names(copy: &Connection) -> Result<Vec<String>> {
    let sql = "select name from sqlite_schema
        where type = 'table' and name not like 'sqlite_%' and name <> 'manifest' order by name";
    let mut statement = copy.prepare(sql)?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

fn write_table(copy: &Connection, table: &str, out: &mut ZipWriter<BufWriter<File>>, to: &Path) -> Result<()> {
    let failed = |error: csv::Error| Error::file(to)(error.into());
    let mut statement = copy.prepare(&format!("select * from \"{}\"", table.replace('"', "\"\"")))?;
    let columns: Vec<(usize, String)> = statement
        .column_names()
        .iter()
        .map(|name| (*name).to_owned())
        .enumerate()
        .filter(|(_, name)| is_told(name))
        .collect();
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
    column.ends_with("_until") || !SECRETS.iter().any(|part| column.contains(part))
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
    fn every_table_is_a_file_without_secrets_and_no_cell_runs() {
        let folder = tempfile::tempdir().unwrap();
        let copy = Connection::open_in_memory().unwrap();
        copy.execute_batch(
            "create table account (login text, password text, password_until integer, session_token text, note);
            insert into account values ('=1+1', 'argon', 7, 't', null), ('a' || char(27) || 'b', 'argon', -5, 't', x'0a');
            create table manifest (name text); create table empty (a text);",
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
