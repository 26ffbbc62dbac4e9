//! The file that is imported: surveyed once for its encoding and its hash, then read as often as needed.

use std::fs::File;
use std::io::{Read, Write as _};
use std::path::{Path, PathBuf};

use csv::StringRecord;
use sha2::{Digest as _, Sha256};

use super::encoding::{Decode, Detector, Encoding};
use super::error::{Error, Result};
use super::rows::{Positioned, Preamble, Rows};
use super::workbook;
use crate::domain::field::Problem;
use crate::domain::import::{FileProblem, Format, MAX_MIB, Mapping, Separator, header_hash, recognise};
use crate::operations;
use crate::store::{self, files};

/// Most rows; France has 68,000 establishments.
pub const MAX_ROWS: u64 = 200_000;

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// The largest file that is read, in MiB.
    pub max_mib: u32,
    /// The separator; none: the one of a `sep=` line, else the one that fits the header.
    pub separator: Option<Separator>,
    /// The encoding; none: the one that is recognised.
    pub encoding: Option<Encoding>,
}

impl Default for Opening {
    fn default() -> Self {
        Self { max_mib: MAX_MIB, separator: None, encoding: None }
    }
}

impl Opening {
    /// Obeys the configuration; separator and encoding are found out.
    #[must_use]
    pub fn of(options: &operations::Options) -> Self {
        Self { max_mib: options.import_max_mib, ..Self::default() }
    }

    fn max_bytes(self) -> u64 {
        u64::from(self.max_mib) << 20
    }
}

/// A file whose encoding, separator and header are known.
#[derive(Debug)]
pub struct Source {
    file: File,
    path: PathBuf,
    opening: Opening,
    survey: Survey,
    preamble: Preamble,
    separator: Separator,
    header: Vec<String>,
    width: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Survey {
    bytes: u64,
    hash: [u8; 32],
    encoding: Encoding,
}

impl Source {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// [`Error::File`] when the file as a whole is refused, [`Error::Io`].
    pub fn open(path: &Path, opening: Opening) -> Result<Self> {
        // Asked first, because opening a pipe waits for its other end.
        if !std::fs::metadata(path).map_err(Error::io(path))?.is_file() {
            return Err(FileProblem::NotAFile.into());
        }
        Self::from_file(File::open(path).map_err(Error::io(path))?, path.to_owned(), opening)
    }

    /// Opens a file, the first sheet of a workbook too, or reads what a shell put in its place: `<(…)`, `/dev/stdin`.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_or_spool(path: &Path, directory: &Path, opening: Opening) -> Result<Self> {
        use std::os::unix::fs::FileTypeExt as _;
        let found = std::fs::metadata(path).map_err(Error::io(path))?;
        if !found.file_type().is_fifo() {
            let looked = if found.is_file() { Some(File::open(path).map_err(Error::io(path))?) } else { None };
            return match looked {
                Some(file) if workbook::is_one(&file) => Self::of_workbook(&file, path.to_owned(), directory, opening),
                _ => Self::open(path, opening),
            };
        }
        let mut pipe = File::open(path).map_err(Error::io(path))?;
        Self::spool(&mut pipe, directory, opening)
    }

    /// Reads the first sheet of a workbook, as the table that it would be saved as.
    fn of_workbook(file: &File, path: PathBuf, directory: &Path, opening: Opening) -> Result<Self> {
        let mut table = nameless(directory)?;
        workbook::write_table(file, &path, &mut table, opening.max_mib)?;
        let opening = Opening { separator: Some(workbook::SEPARATOR), encoding: Some(Encoding::Utf8), ..opening };
        Self::from_file(table, path, opening)
    }

    /// Reads a stream, standard input for instance, into a private file without a name in a directory.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn spool(input: &mut dyn Read, directory: &Path, opening: Opening) -> Result<Self> {
        let mut file = nameless(directory)?;
        let copied = std::io::copy(&mut input.take(opening.max_bytes() + 1), &mut file).and_then(|_| file.flush());
        copied.map_err(store::Error::file(directory))?;
        let path = PathBuf::from("-");
        if workbook::is_one(&file) {
            return Self::of_workbook(&file, path, directory, opening);
        }
        Self::from_file(file, path, opening)
    }

    fn from_file(file: File, path: PathBuf, opening: Opening) -> Result<Self> {
        let survey = survey(&file, &path, opening)?;
        let first = first_line(&file, &path, survey.encoding)?;
        let (preamble, told) = match told_separator(&first) {
            None => (Preamble::No, None),
            Some(told) => (Preamble::Separator, Some(told)),
        };
        let told = told.map(|sign| Separator::from_sign(sign).ok_or(FileProblem::UnknownSeparator { sign }));
        let asked = match (opening.separator, told) {
            (Some(asked), _) => Some(asked),
            (None, told) => told.transpose()?,
        };
        let (separator, header) = find_header(&file, &path, (survey.encoding, preamble), asked)?;
        let mut source = Self { file, path, opening, survey, preamble, separator, header, width: 0 };
        let mut rows = source.rows()?;
        let width = rows.width();
        // What is wrong with the rows is told when they are read.
        if matches!(rows.advance(), Ok(None)) {
            return Err(FileProblem::NoRows.into());
        }
        drop(rows);
        source.width = width;
        Ok(source)
    }

    /// Reads the header of the same file again, with another separator; none: the one that fits.
    ///
    /// # Errors
    /// As [`Self::open`]; this one stays as it is.
    pub fn separated(&self, separator: Option<Separator>) -> Result<Self> {
        self.reopened(Opening { separator, ..self.opening })
    }

    /// Reads the same file again in another encoding; none: the one that is recognised.
    ///
    /// # Errors
    /// As [`Self::open`]; this one stays as it is.
    pub fn decoded(&self, encoding: Option<Encoding>) -> Result<Self> {
        self.reopened(Opening { encoding, ..self.opening })
    }

    fn reopened(&self, opening: Opening) -> Result<Self> {
        let file = self.file.try_clone().map_err(Error::io(&self.path))?;
        Self::from_file(file, self.path.clone(), opening)
    }

    /// Returns the path, `-` for a stream.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the encoding that was asked for.
    #[must_use]
    pub const fn asked_encoding(&self) -> Option<Encoding> {
        self.opening.encoding
    }

    /// Returns the encoding that was asked for, else found.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.survey.encoding
    }

    /// Returns the separator that was asked for, else found.
    #[must_use]
    pub const fn separator(&self) -> Separator {
        self.separator
    }

    /// Returns the separator that was asked for.
    #[must_use]
    pub const fn asked_separator(&self) -> Option<Separator> {
        self.opening.separator
    }

    /// Returns the size in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.survey.bytes
    }

    /// Returns the column names, without the four that a rejects file adds.
    #[must_use]
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Counts the columns, with those that a rejects file adds.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// Returns the hash under which a mapping by hand is saved.
    #[must_use]
    pub fn header_hash(&self) -> String {
        header_hash(&self.header)
    }

    /// Recognises the header.
    #[must_use]
    pub fn recognised(&self) -> Option<(Format, Mapping)> {
        recognise(&self.header)
    }

    /// Returns the first rows, for the mapping by hand.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn sample(&self, rows: usize) -> Result<Vec<Vec<String>>> {
        let mut found = Vec::new();
        let mut all = self.rows()?;
        while found.len() < rows && all.advance()?.is_some() {
            found.push((0..self.header.len()).map(|column| all.cell(column).to_owned()).collect());
        }
        Ok(found)
    }

    /// Calls back with every row, one in memory at a time: the line on which it begins, its cells, and what is wrong with how many
    /// they are.
    ///
    /// # Errors
    /// As [`Self::open`]; what the callback says.
    pub(in crate::jobs) fn each<E: From<Error>>(
        &self,
        mut visit: impl FnMut(u64, &StringRecord, std::result::Result<(), Problem>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut rows = self.rows()?;
        while let Some(line) = rows.advance()? {
            visit(line, rows.current(), rows.check_width())?;
        }
        Ok(())
    }

    /// Begins a pass over the rows.
    pub(super) fn rows(&self) -> Result<Rows<'_>> {
        let reading = (self.survey.encoding, self.preamble);
        let mut rows = Rows::new(&self.file, &self.path, reading, self.separator.byte());
        rows.header()?;
        Ok(rows)
    }

    /// Refuses to go on when the file is no longer what it was.
    pub(in crate::jobs) fn verify(&self) -> Result<()> {
        let now = survey(&self.file, &self.path, self.opening)?;
        if now == self.survey { Ok(()) } else { Err(FileProblem::Changed.into()) }
    }
}

/// Makes a private file without a name from the start, so that nothing is left behind whatever happens.
fn nameless(directory: &Path) -> Result<File> {
    let path = directory.join(format!("import-{}.csv", files::token()?));
    let file = files::create_new(&path)?;
    files::remove(&path)?;
    Ok(file)
}

/// Longest first line that can be the one of a separator, in bytes: spreadsheets pad it to the width of the table.
const FIRST_LINE_MAX: u64 = 1024;

/// Reads the first line, or its beginning.
fn first_line(file: &File, path: &Path, encoding: Encoding) -> Result<String> {
    let mut bytes = Vec::new();
    let decoded = Decode::new(Positioned::new(file), encoding).take(FIRST_LINE_MAX).read_to_end(&mut bytes);
    decoded.map_err(Error::io(path))?;
    let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    Ok(String::from_utf8_lossy(line).into_owned())
}

/// Reads the line `sep=;` that some programs put before the header, perhaps quoted, perhaps padded with separators.
fn told_separator(line: &str) -> Option<char> {
    let line = line.trim_matches([' ', '"']);
    let (word, signs) = line.split_at_checked(4)?;
    let mut signs = signs.chars().filter(|sign| *sign != '"');
    let sign = signs.next()?;
    (word.eq_ignore_ascii_case("sep=") && signs.all(|other| other == sign)).then_some(sign)
}

fn survey(file: &File, path: &Path, opening: Opening) -> Result<Survey> {
    let mut reader = Positioned::new(file);
    let mut detector = Detector::default();
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut bytes = 0;
    loop {
        let got = reader.read(&mut buffer).map_err(Error::io(path))?;
        let piece = buffer.get(..got).unwrap_or_default();
        if piece.is_empty() {
            let encoding = opening.encoding.map_or_else(|| detector.finish(), Ok)?;
            return Ok(Survey { bytes, hash: hash.finalize().into(), encoding });
        }
        bytes += piece.len() as u64;
        if bytes > opening.max_bytes() {
            return Err(FileProblem::TooLarge { max_mib: opening.max_mib, line: detector.line() }.into());
        }
        hash.update(piece);
        detector.take(piece);
    }
}

/// Tries each separator, or the one that was asked for: one that gives a known header wins, else the one that gives
/// most columns.
fn find_header(
    file: &File,
    path: &Path,
    reading: (Encoding, Preamble),
    asked: Option<Separator>,
) -> Result<(Separator, Vec<String>)> {
    let mut best: Option<(Separator, Vec<String>)> = None;
    let mut failed = None;
    for separator in Separator::ALL.into_iter().filter(|one| asked.is_none_or(|asked| asked == *one)) {
        match Rows::new(file, path, reading, separator.byte()).header() {
            Ok(header) => {
                if recognise(&header).is_some() {
                    return Ok((separator, header));
                }
                if best.as_ref().is_none_or(|(_, other)| header.len() > other.len()) {
                    best = Some((separator, header));
                }
            }
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    match (best, failed) {
        (Some((separator, header)), _) if header.len() > 1 => Ok((separator, header)),
        (_, Some(error)) => Err(error),
        (_, None) if asked.is_some() => Err(FileProblem::NotSeparated.into()),
        (_, None) => Err(FileProblem::NotATable.into()),
    }
}
