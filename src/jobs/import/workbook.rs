//! The first sheet of a workbook, written as the table that a spreadsheet would save it as: cell by cell, so that only the
//! texts that its cells share are in memory.
//!
//! A row of the sheet is one line of the table, so that what is said of line 12 is found in row 12.

use std::fs::File;
use std::io::{BufReader, BufWriter, Read as _, Seek as _, Write};
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError, open_workbook_from_rs};

use super::error::{Error, Result};
use crate::domain::contained::contained;
use crate::domain::import::{FileProblem, Separator};

/// What stands between two cells of the table.
pub(super) const SEPARATOR: Separator = Separator::Semicolon;
/// How a file begins that may be one.
const MAGIC: &[u8] = b"PK\x03\x04";
/// The part of a workbook that is read as a whole: the texts that its cells share.
const SHARED: &str = "xl/sharedStrings.xml";
/// Most bytes of that part.
const SHARED_MAX: u64 = 128 << 20;
/// How many rows and columns a sheet has (ECMA-376): a cell beyond them is none.
const SHEET: (u32, u32) = (1 << 20, 1 << 14);

/// Tells whether a file may be a workbook of this kind, by how it begins.
pub(super) fn is_one(file: &File) -> bool {
    let mut begins = [0; MAGIC.len()];
    file.read_exact_at(&mut begins, 0).is_ok() && begins == *MAGIC
}

/// Writes the first sheet as a table.
///
/// # Errors
/// [`FileProblem::Workbook`] of any other archive, [`FileProblem::TooLarge`]; what the system says.
pub(super) fn write_table(file: &File, path: &Path, out: &mut File, max_mib: u32) -> Result<()> {
    check_size(file, path, max_mib)?;
    contained(|| write_cells(file, path, out, max_mib)).unwrap_or_else(|| Err(FileProblem::Workbook.into()))
}

fn write_cells(file: &File, path: &Path, out: &mut File, max_mib: u32) -> Result<()> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(reader(file, path)?).map_err(|_| FileProblem::Workbook)?;
    let sheet = workbook.sheet_names().into_iter().next().ok_or(FileProblem::Empty)?;
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(|_| FileProblem::Workbook)?;
    let mut table = Table { out: BufWriter::new(out), row: 0, column: 0, written: 0, most: u64::from(max_mib) << 20 };
    while let Some(cell) = cells.next_cell().map_err(|_: XlsxError| FileProblem::Workbook)? {
        let (row, column) = cell.get_position();
        if row >= SHEET.0 || column >= SHEET.1 {
            return Err(FileProblem::Workbook.into());
        }
        let told = table.put((row, column), &text(cell.get_value())).map_err(Error::io(path))?;
        if told == Room::None {
            return Err(FileProblem::TooLarge { max_mib, line: u64::from(table.row) + 1 }.into());
        }
    }
    table.out.write_all(b"\n").and_then(|()| table.out.flush()).map_err(Error::io(path))
}

fn reader(file: &File, path: &Path) -> Result<BufReader<File>> {
    let mut again = file.try_clone().map_err(Error::io(path))?;
    again.rewind().map_err(Error::io(path))?;
    Ok(BufReader::new(again))
}

/// Refuses what unpacks to more than a file may have, whatever it says of itself: it is unpacked to nowhere first.
fn check_size(file: &File, path: &Path, max_mib: u32) -> Result<()> {
    let mut archive = zip::ZipArchive::new(reader(file, path)?).map_err(|_| FileProblem::Workbook)?;
    let mut left = u64::from(max_mib) << 20;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| FileProblem::Workbook)?;
        let is_shared = entry.name().is_ok_and(|name| name == SHARED);
        let most = if is_shared { left.min(SHARED_MAX) } else { left };
        let unpacked = std::io::copy(&mut entry.take(most + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|_| FileProblem::Workbook)?;
        if unpacked > most {
            return Err(FileProblem::TooLarge { max_mib, line: 1 }.into());
        }
        left -= unpacked;
    }
    Ok(())
}

/// Whether there is room for more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    Some,
    None,
}

/// The table while it is written: where the last cell stood.
struct Table<W: Write> {
    out: W,
    row: u32,
    column: u32,
    written: u64,
    most: u64,
}

impl<W: Write> Table<W> {
    /// Writes a cell in its place; cells come row by row.
    fn put(&mut self, (row, column): (u32, u32), text: &str) -> std::io::Result<Room> {
        if row > self.row {
            self.repeat(b'\n', row - self.row)?;
            (self.row, self.column) = (row, 0);
        }
        let gap = column.saturating_sub(self.column);
        self.repeat(SEPARATOR.byte(), gap)?;
        self.column = column.max(self.column);
        // A line of the table is a row of the sheet.
        let text = text.replace(['\r', '\n'], " ").replace('"', "\"\"");
        self.written += text.len() as u64 + 2;
        write!(self.out, "\"{text}\"")?;
        Ok(if self.written > self.most { Room::None } else { Room::Some })
    }

    fn repeat(&mut self, byte: u8, count: u32) -> std::io::Result<()> {
        self.written += u64::from(count);
        std::io::copy(&mut std::io::repeat(byte).take(count.into()), &mut self.out).map(drop)
    }
}

/// Writes a cell as it is typed in a table: days as `2026-09-01`, truths as `1` and `0`, numbers without what they are not.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => u8::from(*truth).to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, hour, minute, ..) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") }
        }
        DataRef::Error(error) => error.to_string(),
    }
}
