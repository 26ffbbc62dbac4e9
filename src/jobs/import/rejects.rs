//! The file of refused rows: the columns of its source and `line;field;code;message`, to be corrected and imported.

use std::io::Write as _;
use std::path::Path;

use csv::StringRecord;

use super::error::Result;
use super::rows::JOINT;
use super::source::Source;
use crate::domain::field::{Field, Problem};
use crate::domain::import::{Finding, RowProblem, reject_columns};
use crate::domain::message::Explain as _;
use crate::domain::text::{spreadsheet_cell, spreadsheet_text, visible};
use crate::i18n::Catalogue;
use crate::operations::context::Context;
use crate::operations::exchange::{self, List, Output};
use crate::store;

/// Between several problems of one row.
const BETWEEN: &str = " | ";

/// A rejects file being written, gone unless [`Rejects::finish`] is called.
pub struct Rejects<'a> {
    writer: csv::Writer<Output>,
    /// Columns of the source that are its own, and all of them.
    columns: usize,
    width: usize,
    rows: u64,
    /// Columns whose cells nobody is to find in it.
    left_out: Vec<usize>,
    words: &'a Catalogue,
}

impl std::fmt::Debug for Rejects<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Rejects")
            .field("out", self.writer.get_ref())
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}

impl<'a> Rejects<'a> {
    /// Begins a rejects file with the source's columns and separator, in UTF-8 with a mark, which spreadsheets need.
    pub fn create(mut out: Output, source: &Source, words: &'a Catalogue) -> Result<Self> {
        let marked = out.write_all("\u{feff}".as_bytes());
        marked.map_err(store::Error::file(out.path()))?;
        // Every cell is quoted: a spreadsheet that splits at another separator finds no cell of its own in a name.
        let writer = csv::WriterBuilder::new()
            .delimiter(source.separator().byte())
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(out);
        let (columns, width) = (source.header().len(), source.width());
        let mut rejects = Self { writer, columns, width, rows: 0, left_out: Vec::new(), words };
        let own = reject_columns(source.header(), words.language());
        rejects.write(source.header().iter().map(String::as_str), own)?;
        Ok(rejects)
    }

    /// Leaves the cells of some columns empty.
    pub(in crate::jobs) fn leave_out(&mut self, columns: Vec<usize>) {
        self.left_out = columns;
    }

    /// Returns where it will be, as it was asked for.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.writer.get_ref().path()
    }

    /// Returns the number of rows written so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Returns the file its name, durably; without a row there is nothing to correct and no file. Returns the number of rows.
    ///
    /// # Errors
    /// As [`Output::place`].
    pub fn finish(self) -> Result<u64> {
        let (rows, out) = (self.rows, self.written()?);
        out.map(Output::place).transpose()?;
        Ok(rows)
    }

    /// As [`Self::finish`], of an establishment's own people, which its audit tells.
    pub fn finish_told(self, ctx: &mut Context) -> Result<u64> {
        let rows = self.rows;
        if let Some(out) = self.written()? {
            exchange::place(ctx, out, List { name: "rejects", filter: "", rows })?;
        }
        Ok(rows)
    }

    fn written(mut self) -> Result<Option<Output>> {
        if self.rows == 0 {
            return Ok(None);
        }
        let path = self.writer.get_ref().path().to_owned();
        self.writer.flush().map_err(store::Error::file(&path))?;
        Ok(Some(self.writer.into_inner().map_err(|error| store::Error::file(&path)(error.into_error()))?))
    }

    pub(in crate::jobs) fn put(&mut self, row: &StringRecord, findings: &[Finding]) -> Result<()> {
        let Some(first) = findings.first() else { return Ok(()) };
        let joined = |part: &dyn Fn(&Finding) -> String| findings.iter().map(part).collect::<Vec<_>>().join(BETWEEN);
        // What is wrong with a line as a whole is in none of its fields.
        let field = joined(&|finding| match finding.field {
            Field::File => String::new(),
            field => self.words.say(&field.label()),
        });
        let code = joined(&|finding| finding.problem.code().to_owned());
        let filled = || row.iter().skip(self.width).filter(|cell| !cell.trim().is_empty());
        let message = joined(&|finding| match &finding.problem {
            // Here the cells are behind the last one: what becomes of them is said where they are.
            RowProblem::Cell(Problem::ExtraCells { .. }) => {
                self.words.say(&Problem::KeptCells { extra: filled().count() }.message())
            }
            problem => self.words.say(&problem.message()),
        });
        self.rows += 1;
        // The apostrophe that an earlier export put there is taken off first, so that it does not pile up.
        let mut cells: Vec<String> =
            (0..self.columns).map(|column| spreadsheet_text(row.get(column).unwrap_or_default()).to_owned()).collect();
        for at in &self.left_out {
            if let Some(cell) = cells.get_mut(*at) {
                cell.clear();
            }
        }
        if let Some(last) = cells.last_mut() {
            for cell in filled() {
                last.push(JOINT);
                last.push_str(cell);
            }
        }
        self.write(cells.iter().map(String::as_str), [&first.line.to_string(), &field, &code, &message])
    }

    fn write<'c>(&mut self, cells: impl Iterator<Item = &'c str>, more: [&'c str; 4]) -> Result<()> {
        let cells = cells.chain(more).map(|cell| spreadsheet_cell(&visible(cell)).into_owned());
        let written = self.writer.write_record(cells);
        Ok(written.map_err(|error| store::Error::csv(self.writer.get_ref().path())(error))?)
    }
}
