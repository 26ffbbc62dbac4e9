//! Watches the decoded text on its way to the CSV reader, which by itself accepts an unclosed quote, grows with the
//! longest row and counts lines its own way.

use std::collections::VecDeque;
use std::io::{self, Read};

use crate::domain::import::FileProblem;

/// Longest row, in bytes of UTF-8; the longest real one has 1,100.
pub(super) const ROW_MAX: usize = 64 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    RowStart,
    CellStart,
    Plain,
    Quoted,
    /// After a quote inside a quoted cell: the end, or the first half of a doubled one.
    QuoteInQuoted,
}

/// A reader that fails on what must not reach the CSV reader, and keeps the line on which each row begins.
#[derive(Debug)]
pub(super) struct Guard<R> {
    inner: R,
    separator: u8,
    state: State,
    line: u64,
    after_return: bool,
    row_line: u64,
    row_bytes: usize,
    quote_line: u64,
    row_lines: VecDeque<u64>,
    failed: Option<FileProblem>,
}

impl<R: Read> Guard<R> {
    pub(super) fn new(inner: R, separator: u8) -> Self {
        Self {
            inner,
            separator,
            state: State::RowStart,
            line: 1,
            after_return: false,
            row_line: 1,
            row_bytes: 0,
            quote_line: 1,
            row_lines: VecDeque::new(),
            failed: None,
        }
    }

    /// Returns the line on which the next row begins that the CSV reader has given out.
    pub(super) fn take_row_line(&mut self) -> Option<u64> {
        self.row_lines.pop_front()
    }

    fn byte(&mut self, byte: u8) -> Result<(), FileProblem> {
        let line_end = byte == b'\n' || byte == b'\r';
        // A return counts where it stands; the line feed of the pair counts no more.
        if self.after_return && byte != b'\n' {
            self.line += 1;
        }
        self.after_return = byte == b'\r';
        if byte == 0 {
            return Err(FileProblem::Nul { line: self.line });
        }
        if self.state == State::RowStart && !line_end {
            self.row_line = self.line;
            self.row_bytes = 0;
            self.row_lines.push_back(self.line);
            self.state = State::CellStart;
        }
        self.row_bytes += 1;
        if self.row_bytes > ROW_MAX {
            return Err(self.too_long());
        }
        self.state = self.next_state(byte, line_end)?;
        if byte == b'\n' {
            self.line += 1;
        }
        Ok(())
    }

    fn next_state(&mut self, byte: u8, line_end: bool) -> Result<State, FileProblem> {
        Ok(match self.state {
            State::RowStart => State::RowStart,
            State::Quoted if byte == b'"' => State::QuoteInQuoted,
            State::Quoted => State::Quoted,
            State::QuoteInQuoted if byte == b'"' => State::Quoted,
            State::CellStart if byte == b'"' => {
                self.quote_line = self.line;
                State::Quoted
            }
            State::CellStart | State::Plain | State::QuoteInQuoted if byte == self.separator => State::CellStart,
            State::CellStart | State::Plain | State::QuoteInQuoted if line_end => State::RowStart,
            State::CellStart | State::Plain => State::Plain,
            State::QuoteInQuoted => return Err(FileProblem::StrayQuote { line: self.line }),
        })
    }

    fn too_long(&self) -> FileProblem {
        match self.state {
            State::Quoted | State::QuoteInQuoted => FileProblem::UnclosedQuote { line: self.quote_line },
            State::RowStart | State::CellStart | State::Plain => {
                FileProblem::RowTooLong { line: self.row_line, max_kib: ROW_MAX / 1024 }
            }
        }
    }

    /// Takes in what was read and gives how much of it may pass; a problem is kept for the next call, so that the
    /// rows before it are judged first.
    fn inspect(&mut self, bytes: &[u8]) -> usize {
        for (place, byte) in bytes.iter().enumerate() {
            if let Err(problem) = self.byte(*byte) {
                self.failed = Some(problem);
                return place;
            }
        }
        bytes.len()
    }
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(problem) = &self.failed {
            return Err(io::Error::other(problem.clone()));
        }
        let got = self.inner.read(buffer)?;
        if got == 0 {
            return match self.state {
                State::Quoted => Err(io::Error::other(FileProblem::UnclosedQuote { line: self.quote_line })),
                State::RowStart | State::CellStart | State::Plain | State::QuoteInQuoted => Ok(0),
            };
        }
        let passed = self.inspect(buffer.get(..got).unwrap_or_default());
        match &self.failed {
            Some(problem) if passed == 0 => Err(io::Error::other(problem.clone())),
            Some(_) | None => Ok(passed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows as the CSV reader gives them, with the lines that the guard counted.
    fn rows(text: &[u8]) -> Result<Vec<(u64, Vec<String>)>, FileProblem> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(b';')
            .buffer_capacity(16)
            .from_reader(Guard::new(text, b';'));
        let mut record = csv::ByteRecord::new();
        let mut found = Vec::new();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(true) => {
                    let line = reader.get_mut().take_row_line().unwrap();
                    found.push((line, record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()));
                }
                Ok(false) => {
                    assert_eq!(reader.get_mut().take_row_line(), None);
                    return Ok(found);
                }
                Err(error) => {
                    let csv::ErrorKind::Io(cause) = error.into_kind() else { panic!("only the guard fails") };
                    return Err(cause.into_inner().unwrap().downcast_ref::<FileProblem>().unwrap().clone());
                }
            }
        }
    }

    #[test]
    fn lines_are_physical() {
        for (text, lines) in [
            ("a;b\nc;d\n", vec![1, 2]),
            ("a;b\r\nc;d\r\n", vec![1, 2]),
            ("a;b\rc;d", vec![1, 2]),
            ("\n\na;b\n\nc;d", vec![3, 5]),
            ("\r\n\r\na\r\n\r\nc", vec![3, 5]),
            ("a;\"x\ny\r\nz\"\nb;c", vec![1, 4]),
            ("a;\"x\"\"\n\"\nb;\"\"\nc", vec![1, 3, 4]),
        ] {
            let found: Vec<_> = rows(text.as_bytes()).unwrap().into_iter().map(|(line, _)| line).collect();
            assert_eq!(found, lines, "{text:?}");
        }
    }

    #[test]
    fn s09_broken_structure_names_its_line() {
        let long = format!("a\n{}\n", "x".repeat(ROW_MAX + 1));
        let slurp = format!("a\nb;\"{}", "x\n".repeat(ROW_MAX));
        for (text, problem) in [
            ("a;b\nc;\"d\ne;f\n", FileProblem::UnclosedQuote { line: 2 }),
            ("a;b\nc;\"d\ne;\"f\"\n", FileProblem::StrayQuote { line: 3 }),
            ("a;b\nc;\"d\" x\n", FileProblem::StrayQuote { line: 2 }),
            ("a;b\n\nc\0;d\n", FileProblem::Nul { line: 3 }),
            (&long, FileProblem::RowTooLong { line: 2, max_kib: 64 }),
            (&slurp, FileProblem::UnclosedQuote { line: 2 }),
        ] {
            assert_eq!(rows(text.as_bytes()), Err(problem), "{text:.40?}");
        }
    }

    #[test]
    fn guard_and_reader_agree_on_rows() {
        proptest::proptest!(|(text in "[a;\"\\r\\n]{0,40}")| {
            // The assertions are in `rows`: every row has its line, and no line is left over.
            let _ = rows(text.as_bytes());
        });
        proptest::proptest!(|(text in proptest::collection::vec(proptest::num::u8::ANY, 0..200))| {
            let _ = rows(&text);
        });
    }
}
