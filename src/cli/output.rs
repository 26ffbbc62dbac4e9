//! The only place that prints. Data goes to stdout, words about it to stderr; every text becomes harmless on the way.

use std::io::{BufWriter, IsTerminal as _, Write};
use std::sync::Arc;

use serde_json::{Value, json};

use super::failure::{DONE, Failure, UNEXPECTED};
use super::table::Csv;
use super::table::Table;
use crate::domain::field::FieldError;
use crate::domain::message::{Explain as _, Message};
use crate::domain::record::named;
use crate::domain::text::{self, is_unsafe, visible};
use crate::i18n::Catalogue;
use crate::operations;

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Lines and tables for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Which signs may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signs {
    /// Any.
    All,
    /// ASCII only; accents are taken off.
    Ascii,
}

/// When a job tells how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tell {
    /// When stderr is a terminal.
    OnTerminal,
    /// Always.
    Always,
}

/// Where everything is printed.
pub struct Out {
    /// The words.
    pub words: Arc<Catalogue>,
    form: Form,
    signs: Signs,
    tell: Tell,
    stdout: Box<dyn Write>,
    stderr: Box<dyn Write>,
    width: Option<usize>,
    on_terminal: bool,
    csv: Option<Csv>,
    progress: Option<(&'static str, u8)>,
    failed: Option<std::io::Error>,
}

impl std::fmt::Debug for Out {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Out").field("form", &self.form).finish_non_exhaustive()
    }
}

impl Out {
    /// Prints to the process's own streams.
    #[must_use]
    pub fn new(words: Arc<Catalogue>, form: Form, signs: Signs, tell: Tell) -> Self {
        let stdout = std::io::stdout();
        let width = if stdout.is_terminal() {
            let size = rustix::termios::tcgetwinsize(&stdout).ok();
            size.map(|size| usize::from(size.ws_col)).filter(|columns| *columns > 0)
        } else {
            None
        };
        Self {
            words,
            form,
            signs,
            tell,
            stdout: Box::new(BufWriter::new(stdout)),
            stderr: Box::new(std::io::stderr()),
            width,
            on_terminal: std::io::stderr().is_terminal(),
            csv: None,
            progress: None,
            failed: None,
        }
    }

    /// Tells whether results are JSON lines.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.form == Form::Json
    }

    /// Tells whether stdout can take no more: nobody reads it, or its disk is full.
    #[must_use]
    pub const fn is_closed(&self) -> bool {
        self.failed.is_some()
    }

    /// Writes a line for people; nothing when results are JSON.
    pub fn line(&mut self, text: &str) {
        if self.is_for_people() {
            self.put(text);
        }
    }

    /// Tells whether results are lines and tables for people.
    #[must_use]
    pub fn is_for_people(&self) -> bool {
        self.form == Form::Text && self.csv.is_none()
    }

    /// Begins a list whose records are written as CSV.
    pub fn begin_csv(&mut self, csv: Csv, has_names: bool) {
        if self.form == Form::Json {
            return;
        }
        if has_names {
            self.write(&csv.names());
        }
        self.csv = Some(csv);
    }

    /// Says a message as a line for people.
    pub fn say(&mut self, message: &Message) {
        let text = self.words.say(message);
        self.lines(&text);
    }

    /// Writes a text of several lines for people.
    pub fn lines(&mut self, text: &str) {
        for line in text.lines() {
            self.line(line);
        }
    }

    /// Writes a line of JSON or CSV; nothing when results are for people.
    pub fn record(&mut self, value: &Value) {
        if self.is_for_people() {
            return;
        }
        let value = named(value.clone());
        let text = self.csv.as_ref().map_or_else(|| harmless_json(&value.to_string()), |csv| csv.values(&value));
        self.write(&text);
    }

    /// Writes a table for people.
    pub fn table(&mut self, table: Table) {
        let mark = if self.signs == Signs::Ascii { "~" } else { "…" };
        for line in table.lines(self.width, mark) {
            self.line(&line);
        }
    }

    /// Writes names and values for people, the values aligned.
    pub fn pairs(&mut self, pairs: &[(String, String)]) {
        use unicode_width::UnicodeWidthStr as _;
        let widest = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, value) in pairs {
            let blank = " ".repeat(widest.saturating_sub(name.width()));
            self.line(format!("{name}{blank}  {value}").trim_end());
        }
    }

    /// Writes what the program itself made, help, completions or a manual page, as it is but for unsafe signs.
    pub fn document(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            let (line, end) = line.strip_suffix('\n').map_or((line, ""), |line| (line, "\n"));
            let line: String = line.split('\t').map(visible).collect::<Vec<_>>().join("\t");
            self.write_as_is(&format!("{line}{end}"));
        }
    }

    /// Says something about the results on stderr.
    pub fn note(&mut self, message: &Message) {
        let text = self.words.say(message);
        self.note_text(&text);
    }

    /// Writes lines to stderr.
    pub fn note_text(&mut self, text: &str) {
        self.end_progress();
        let _ = self.stdout.flush();
        for line in text.lines() {
            let line = self.harmless(line);
            let _ = writeln!(self.stderr, "{line}");
        }
    }

    /// Writes a question to stderr, without ending the line.
    pub fn question(&mut self, text: &str) {
        let _ = self.stdout.flush();
        let text = self.harmless(text);
        let _ = write!(self.stderr, "{text} ").and_then(|()| self.stderr.flush());
    }

    /// Says why a command did not do what it was asked: each field its own line, then the further advice.
    pub fn failure(&mut self, failure: &Failure) {
        if self.is_json() {
            let text = harmless_json(&named(self.failure_json(failure)).to_string());
            self.end_progress();
            let _ = writeln!(self.stderr, "{text}");
            return;
        }
        let message = failure.message();
        let said = self.words.say(&message);
        self.note(&Message::new("cli-error").with("message", said));
        if let Failure::Operation(operations::Error::Fields(errors)) = failure {
            for error in errors {
                let line = field_line(&self.words, error);
                self.note_text(&format!("  {line}"));
            }
        }
        if let Some(error) = failure.filter() {
            let [text, carets] = error.pointed(unicode_width::UnicodeWidthStr::width);
            self.note_text(&format!("  {text}\n  {carets}"));
        }
        if let Some(hint) = self.words.hint(&message) {
            self.note_text(&hint);
        }
    }

    /// Returns a failure as JSON: stable words and the message.
    #[must_use]
    pub fn failure_json(&self, failure: &Failure) -> Value {
        let mut value = json!({"error": failure.word(), "message": self.words.say(&failure.message())});
        if let Failure::Operation(operations::Error::Fields(errors)) = failure {
            value["fields"] = errors.iter().map(|error| field_json(&self.words, error)).collect();
        }
        if let Some(error) = failure.filter() {
            let (at, length) = error.characters();
            value["filter"] = json!({"text": error.text, "at": at, "length": length});
        }
        value
    }

    /// Tells how far a job is, in percent; each stage and percent once.
    pub fn progress(&mut self, stage: &'static str, percent: u8) {
        let step = if self.on_terminal { 1 } else { 10 };
        let seen = self.progress.is_some_and(|(last, at)| last == stage && percent < at.saturating_add(step));
        if seen || !(self.on_terminal || self.tell == Tell::Always) {
            return;
        }
        let text = self.words.say(
            &Message::new("cli-progress").with("stage", self.words.text(stage)).with("percent", u32::from(percent)),
        );
        let text = self.harmless(&text);
        let _ =
            if self.on_terminal { write!(self.stderr, "\r{text}\u{1b}[K") } else { writeln!(self.stderr, "{text}") };
        let _ = self.stderr.flush();
        self.progress = Some((stage, percent));
    }

    /// Leaves the line of the progress.
    pub fn end_progress(&mut self) {
        if self.progress.take().is_some() && self.on_terminal {
            let _ = writeln!(self.stderr);
        }
    }

    /// Writes out what is left, and turns a stdout that failed into an exit code: a closed pipe is nobody's fault.
    #[must_use]
    pub fn finish(mut self, code: u8) -> u8 {
        self.end_progress();
        if let Err(error) = self.stdout.flush() {
            self.failed.get_or_insert(error);
        }
        match self.failed.take() {
            None => code,
            Some(error) if error.kind() == std::io::ErrorKind::BrokenPipe => code,
            Some(error) => {
                self.failure(&Failure::io(std::path::Path::new("stdout"), &error));
                if code == DONE { UNEXPECTED } else { code }
            }
        }
    }

    fn put(&mut self, text: &str) {
        self.end_progress();
        let text = self.harmless(text);
        self.write(&text);
    }

    fn write(&mut self, text: &str) {
        self.write_as_is(&format!("{text}\n"));
    }

    fn write_as_is(&mut self, text: &str) {
        if self.failed.is_none()
            && let Err(error) = self.stdout.write_all(text.as_bytes())
        {
            self.failed = Some(error);
        }
    }

    fn harmless(&self, text: &str) -> String {
        if self.signs == Signs::Ascii { text::ascii(text) } else { visible(text).into_owned() }
    }
}

/// Says a field's problem: `UAI: the last letter should be S`.
fn field_line(words: &Catalogue, error: &FieldError) -> String {
    let label = words.say(&error.field.label());
    let problem = words.say(&error.problem.message());
    words.say(&Message::new("cli-field-error").with("field", label).with("message", problem))
}

fn field_json(words: &Catalogue, error: &FieldError) -> Value {
    let message = words.say(&error.problem.message());
    json!({"field": error.field.name(), "code": error.problem.code(), "message": message})
}

/// Writes the signs of a JSON text that could act on a terminal as `\u` escapes, so that the value stays the same.
#[must_use]
pub fn harmless_json(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_unsafe(sign) {
            for unit in sign.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(sign);
        }
    }
    out
}

/// Passes what is written on, line by line, each harmless: for verbs that write by themselves.
pub struct HarmlessWriter<'a> {
    out: &'a mut Out,
    line: Vec<u8>,
    json: bool,
}

impl std::fmt::Debug for HarmlessWriter<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("HarmlessWriter")
    }
}

impl<'a> HarmlessWriter<'a> {
    /// Writes to stdout; JSON lines keep their values, others show marks.
    pub fn new(out: &'a mut Out, form: Form) -> Self {
        Self { out, line: Vec::new(), json: form == Form::Json }
    }
}

impl Write for HarmlessWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            if *byte == b'\n' {
                let text = String::from_utf8_lossy(&self.line).into_owned();
                let text = if self.json { harmless_json(&text) } else { visible(&text).into_owned() };
                self.out.write(&text);
                self.line.clear();
            } else {
                self.line.push(*byte);
            }
        }
        match &self.out.failed {
            Some(error) => Err(error.kind().into()),
            None => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if let Err(error) = self.out.stdout.flush() {
            self.out.failed.get_or_insert(error);
        }
        match &self.out.failed {
            Some(error) => Err(error.kind().into()),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_its_values_and_shows_no_unsafe_sign() {
        let value = json!({"a": "\u{1b}[2J\u{202e}é\u{9b}\u{e0041}\u{7f}\n"});
        let text = harmless_json(&value.to_string());
        assert!(!text.chars().any(is_unsafe), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
