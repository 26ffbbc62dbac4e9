//! The file of refused rows: the columns of its source and `line;field;code;message`, to be corrected and imported.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use super::error::{Error, Result};
use super::rows::Rows;
use super::source::Source;
use crate::domain::import::{Finding, REJECT_COLUMNS};
use crate::domain::message::Explain as _;
use crate::domain::text::{spreadsheet_cell, spreadsheet_text, visible};
use crate::i18n::Catalogue;
use crate::store::{self, files};

/// Between several problems of one row.
const BETWEEN: &str = " | ";

/// A rejects file being written: private, aside until [`Rejects::finish`], gone if that is never called.
pub struct Rejects<'a> {
    writer: csv::Writer<BufWriter<File>>,
    path: PathBuf,
    aside: PathBuf,
    columns: usize,
    rows: u64,
    words: &'a Catalogue,
    finished: bool,
}

impl std::fmt::Debug for Rejects<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Rejects").field("path", &self.path).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl<'a> Rejects<'a> {
    /// Begins a rejects file with the source's columns and separator, in UTF-8 with a mark, which spreadsheets need.
    ///
    /// # Errors
    /// [`Error::RejectsOverInput`], [`Error::Io`].
    pub fn create(path: &Path, source: &Source, words: &'a Catalogue) -> Result<Self> {
        let same = std::fs::canonicalize(path).ok().zip(std::fs::canonicalize(source.path()).ok());
        if same.is_some_and(|(one, other)| one == other) {
            return Err(Error::RejectsOverInput);
        }
        let path = std::path::absolute(path).map_err(Error::io(path))?;
        let aside = files::with_suffix(&path, ".new");
        files::remove(&aside)?;
        let mut file = BufWriter::new(files::create_new(&aside)?);
        file.write_all("\u{feff}".as_bytes()).map_err(store::Error::file(&aside))?;
        // Every cell is quoted: a spreadsheet that splits at another separator finds no cell of its own in a name.
        let writer = csv::WriterBuilder::new()
            .delimiter(source.separator().byte())
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(file);
        let columns = source.header().len();
        let mut rejects = Self { writer, path, aside, columns, rows: 0, words, finished: false };
        rejects.write(source.header().iter().map(String::as_str), REJECT_COLUMNS)?;
        Ok(rejects)
    }

    /// Gives the number of rows written so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Puts the file in its place, durably, even when it has no rows; gives the number of rows.
    ///
    /// # Errors
    /// [`Error::Io`]; nothing is left aside then.
    pub fn finish(mut self) -> Result<u64> {
        self.writer.flush().map_err(store::Error::file(&self.aside))?;
        self.writer.get_ref().get_ref().sync_all().map_err(store::Error::file(&self.aside))?;
        files::rename(&self.aside, &self.path)?;
        self.finished = true;
        files::sync_parent(&self.path)?;
        Ok(self.rows)
    }

    pub(super) fn put(&mut self, rows: &Rows<'_>, findings: &[Finding]) -> Result<()> {
        let Some(first) = findings.first() else { return Ok(()) };
        let joined = |part: &dyn Fn(&Finding) -> String| findings.iter().map(part).collect::<Vec<_>>().join(BETWEEN);
        let field = joined(&|finding| finding.field.name().to_owned());
        let code = joined(&|finding| finding.problem.code().to_owned());
        let message = joined(&|finding| self.words.say(&finding.problem.message()));
        self.rows += 1;
        // The apostrophe that an earlier export put there is taken off first, so that it does not pile up.
        let cells = (0..self.columns).map(|column| spreadsheet_text(rows.cell(column)));
        self.write(cells, [&first.line.to_string(), &field, &code, &message])
    }

    fn write<'c>(&mut self, cells: impl Iterator<Item = &'c str>, more: [&'c str; 4]) -> Result<()> {
        let cells = cells.chain(more).map(|cell| spreadsheet_cell(&visible(cell)).into_owned());
        self.writer.write_record(cells).map_err(|error| Error::csv(&self.aside, error))
    }
}

impl Drop for Rejects<'_> {
    fn drop(&mut self) {
        if !self.finished {
            let _ = std::fs::remove_file(&self.aside);
        }
    }
}
