//! The rows of a file, one at a time.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::rc::Rc;

use csv::StringRecord;

use super::encoding::{Decode, Encoding};
use super::error::{Error, Result};
use super::guard::Guard;
use super::source::MAX_ROWS;
use crate::domain::field::Problem;
use crate::domain::import::{FileProblem, without_reject_columns};

/// Reads a file from its beginning without moving the handle's own position, so that passes never meet.
#[derive(Debug)]
pub(super) struct Positioned<'a> {
    file: &'a File,
    at: Rc<Cell<u64>>,
}

impl<'a> Positioned<'a> {
    pub(super) fn new(file: &'a File) -> Self {
        Self { file, at: Rc::default() }
    }
}

impl Read for Positioned<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let got = self.file.read_at(buffer, self.at.get())?;
        self.at.set(self.at.get() + got as u64);
        Ok(got)
    }
}

/// What a rejects file has between the last cell of a row and the cells behind it, so that nothing of the row is lost and
/// it is refused again for as long as nobody corrects it.
pub(super) const JOINT: char = '\u{241F}';

/// Whether the first line only says which separator follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preamble {
    /// It is the header.
    No,
    /// It is `sep=;`, and the header comes behind it.
    Separator,
}

/// The rows of a file behind its header.
pub(super) struct Rows<'a> {
    reader: csv::Reader<Guard<Decode<Positioned<'a>>>>,
    path: &'a Path,
    at: Rc<Cell<u64>>,
    preamble: Preamble,
    record: StringRecord,
    /// Columns of the header; 0 until it was read.
    width: usize,
    /// Those of them that are the file's own, without the ones that a rejects file adds.
    own: usize,
    /// Columns up to the last own one that has a name.
    needed: usize,
    count: u64,
}

impl<'a> Rows<'a> {
    pub(super) fn new(
        file: &'a File,
        path: &'a Path,
        (encoding, preamble): (Encoding, Preamble),
        separator: u8,
    ) -> Self {
        let raw = Positioned::new(file);
        let at = Rc::clone(&raw.at);
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(Guard::new(Decode::new(raw, encoding), separator));
        Self { reader, path, at, preamble, record: StringRecord::new(), width: 0, own: 0, needed: 0, count: 0 }
    }

    /// Reads the header. Returns the names of the file's own columns.
    pub(super) fn header(&mut self) -> Result<Vec<String>> {
        if self.preamble == Preamble::Separator {
            self.record()?;
        }
        if self.record()?.is_none() {
            return Err(FileProblem::Empty.into());
        }
        let names: Vec<String> = self.record.iter().map(|name| name.trim().to_owned()).collect();
        self.width = names.len();
        let names = without_reject_columns(names);
        self.own = names.len();
        self.needed = names.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |last| last + 1);
        Ok(names)
    }

    /// Counts the columns, with those that a rejects file adds.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Moves to the next row that is not blank and gives the line on which it begins.
    pub(super) fn advance(&mut self) -> Result<Option<u64>> {
        while let Some(line) = self.record()? {
            if self.record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            self.count += 1;
            if self.count > MAX_ROWS {
                return Err(FileProblem::TooManyRows { max: MAX_ROWS, line }.into());
            }
            return Ok(Some(line));
        }
        Ok(None)
    }

    /// Returns a cell of the row; one that the row is too short for is empty.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.record.get(column).unwrap_or_default()
    }

    /// Refuses a row with filled cells behind the last column: what stands in which column cannot be told. Empty ones
    /// are what spreadsheets leave, or leave out; neither is a fault.
    pub(super) fn check_width(&self) -> std::result::Result<(), Problem> {
        let joined = self.record.iter().take(self.own).flat_map(str::chars).filter(|sign| *sign == JOINT).count();
        let (expected, found) = (self.width, self.record.len());
        let filled = self.record.iter().skip(expected).any(|cell| !cell.trim().is_empty());
        match (filled, joined) {
            (true, _) => Err(Problem::ExtraCells { expected, found }),
            (false, 0) => Ok(()),
            (false, extra) => Err(Problem::KeptCells { extra }),
        }
    }

    /// Tells how many cells a row has that ends before the last column that has a name, and how many columns there are.
    pub(super) fn lacks(&self) -> Option<(usize, usize)> {
        let found = self.record.len();
        if found < self.needed { Some((found, self.needed)) } else { None }
    }

    /// Returns the row as it is, to be looked at again later.
    pub(super) const fn current(&self) -> &StringRecord {
        &self.record
    }

    /// Returns the bytes of the file that were read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.at.get()
    }

    fn record(&mut self) -> Result<Option<u64>> {
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Ok(Some(self.reader.get_mut().take_row_line().unwrap_or(0))),
            Ok(false) => Ok(None),
            Err(error) => Err(Error::csv(self.path, error)),
        }
    }
}
