//! What is asked for at the terminal or read from stdin: passwords, missing values, confirmations.

use std::io::{BufRead as _, IsTerminal as _, Read as _};
use std::string::FromUtf8Error;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgMatches, Command};
use rustix::termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

use super::arguments::{choice, given, is_set, option};
use super::failure::{Failure, INTERRUPTED, Result};
use super::output::Out;
use super::{Work, remote};
use crate::domain::field::{Field, Problem};
use crate::domain::import::Separator;
use crate::domain::mailing::letter::BODY_MAX;
use crate::domain::message::Message;
use crate::domain::password::{MAX, Secret};
use crate::i18n::Catalogue;
use crate::jobs::import::{Encoding, Opening, Source};
use crate::operations::exchange;
use crate::operations::webmaster::NewPassword;

/// The mark of UTF-8 at the beginning of a file.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// Most bytes of a line that is read.
const LINE_MAX: u64 = 4096;

/// A new password as it was given twice.
#[derive(Debug)]
pub struct Given {
    password: Secret,
    again: Secret,
}

impl Given {
    /// The password, and the same as it was typed again.
    #[must_use]
    pub fn into_pair(self) -> (Secret, Secret) {
        (self.password, self.again)
    }

    /// Lends it as operations take it.
    #[must_use]
    pub const fn as_new(&self) -> NewPassword<'_> {
        NewPassword { password: &self.password, again: &self.again }
    }
}

/// Tells whether a person can be asked: stdin and stderr are a terminal.
#[must_use]
pub fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Takes a new password: the first line of stdin with `--password-stdin`, else asked for twice and not shown.
///
/// # Errors
/// A usage error when there is neither the switch nor a terminal.
pub fn new_password(matches: &ArgMatches, out: &mut Out) -> Result<Given> {
    if is_set(matches, "password-stdin") {
        let line = Secret::new(stdin_line()?);
        return Ok(Given { password: line.clone(), again: line });
    }
    if !is_interactive() {
        return Err(Failure::usage(Message::new("cli-password-how")));
    }
    // Hidden before the first question and until after the second: nothing that is typed early is ever seen.
    let _hidden = Hidden::begin()?;
    let password = hidden_line(out, "cli-ask-password")?;
    let again = hidden_line(out, "cli-ask-password-again")?;
    Ok(Given { password, again })
}

/// What Ctrl-C sends.
const CTRL_C: u8 = 3;

/// The terminal as it was before it stopped showing what is typed; it is so again when the value goes.
struct Hidden(Termios);

impl Hidden {
    /// Stops the echo. Ctrl-C no longer ends the process, which would leave the terminal so, but the line.
    fn begin() -> Result<Self> {
        let before = tcgetattr(std::io::stdin()).map_err(|errno| stdin_failed(&errno.into()))?;
        let mut hidden = before.clone();
        hidden.local_modes.remove(LocalModes::ECHO | LocalModes::ISIG);
        hidden.local_modes.insert(LocalModes::ICANON | LocalModes::ECHONL);
        hidden.special_codes[SpecialCodeIndex::VEOL] = CTRL_C;
        let set = tcsetattr(std::io::stdin(), OptionalActions::Drain, &hidden);
        set.map_err(|errno| stdin_failed(&errno.into()))?;
        Ok(Self(before))
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        let _ = tcsetattr(std::io::stdin(), OptionalActions::Drain, &self.0);
    }
}

fn hidden_line(out: &mut Out, key: &'static str) -> Result<Secret> {
    let prompt = out.words.text(key);
    out.question(&prompt);
    let mut stdin = std::io::stdin().lock();
    let mut typed = Vec::with_capacity(MAX * 4);
    loop {
        let ready = stdin.fill_buf().map_err(|cause| stdin_failed(&cause))?;
        let end = ready.iter().position(|byte| matches!(*byte, b'\n' | CTRL_C));
        typed.extend(ready.iter().take(end.unwrap_or(ready.len())));
        let last = end.and_then(|at| ready.get(at).copied());
        let used = end.map_or(ready.len(), |at| at + 1);
        let ended = last.is_some() || used == 0;
        stdin.consume(used);
        if last == Some(CTRL_C) {
            return Err(Failure::Told { code: INTERRUPTED, message: Message::new("cli-not-confirmed") });
        }
        if ended {
            return text(typed).map(Secret::new);
        }
    }
}

fn stdin_failed(cause: &std::io::Error) -> Failure {
    Failure::io(std::path::Path::new("stdin"), cause)
}

/// Takes the bytes as a text, without the mark that some editors and shells put before UTF-8.
fn text(mut bytes: Vec<u8>) -> Result<String> {
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    String::from_utf8(bytes).map_err(|_| Failure::usage(Message::new("cli-usage-not-utf8")))
}

/// Asks for a value, offering one that Enter takes.
///
/// # Errors
/// What the system says about stdin.
pub fn ask(out: &mut Out, label: &str, offered: &str) -> Result<String> {
    let question = Message::new("cli-ask").with("label", label).with("offered", offered);
    let question = out.words.say(&question);
    out.question(&question);
    let typed = stdin_line()?;
    Ok(if typed.trim().is_empty() { offered.to_owned() } else { typed })
}

/// Asks a person to type something exactly; gives what was typed.
///
/// # Errors
/// A refusal when nobody can be asked.
pub fn typed_confirmation(out: &mut Out, question: &Message) -> Result<String> {
    if !is_interactive() {
        return Err(Failure::refused(Message::new("cli-confirm-yes")));
    }
    let question = out.words.say(question);
    out.question(&question);
    stdin_line()
}

/// Reads one line of stdin, without its end.
fn stdin_line() -> Result<String> {
    let mut bytes = Vec::with_capacity(MAX * 4);
    let mut stdin = std::io::stdin().lock().take(LINE_MAX);
    stdin.read_until(b'\n', &mut bytes).map_err(|cause| stdin_failed(&cause))?;
    while bytes.last().is_some_and(|last| matches!(last, b'\n' | b'\r')) {
        bytes.pop();
    }
    text(bytes)
}

/// Describes how a file is read that is not as its kind mostly is.
pub(super) fn encoded(command: Command, words: &Catalogue) -> Command {
    let separators = Separator::ALL.map(|one| PossibleValue::new(one.word()).alias(one.sign()));
    let separator = option(words, "separator", "cli-value-choice", "cli-arg-import-separator");
    let encoding = option(words, "encoding", "cli-value-choice", "cli-arg-import-encoding");
    command
        .arg(separator.value_parser(PossibleValuesParser::new(separators)))
        .arg(choice(encoding, Encoding::ALL.map(Encoding::word)))
}

/// Returns how it is to be read.
pub(super) fn opening(matches: &ArgMatches, work: &Work<'_>) -> Opening {
    let separator = given(matches, "separator").and_then(Separator::from_word);
    let encoding = given(matches, "encoding").and_then(Encoding::from_word);
    Opening { separator, encoding, ..Opening::of(work.ctx.options()) }
}

/// Opens a file to be imported; `-` is stdin.
///
/// # Errors
/// As [`Source::open`].
pub(super) fn source(named: &str, opening: Opening, work: &Work<'_>) -> Result<Source> {
    if named == "-" {
        return Ok(Source::spool(&mut std::io::stdin().lock(), work.ctx.home().root(), opening)?);
    }
    let path = remote::file(named, Field::File, &work.reach, work.ctx.home())?;
    Ok(Source::open_or_spool(&path, work.ctx.home().root(), opening)?)
}

/// Reads a text that a file holds; `-` is stdin.
///
/// # Errors
/// The file's problem.
pub(super) fn file(named: &str, field: Field, work: &Work<'_>) -> Result<String> {
    // Longer than any text, so that the field's own message appears.
    let limit = u64::try_from(BODY_MAX).unwrap_or(u64::MAX).saturating_mul(4).saturating_add(8);
    let unreadable = |error: std::io::Error| Problem::FileUnreadable { cause: error.to_string() };
    let wrong = |problem| Failure::of_file(named, Failure::field(field, problem));
    let mut bytes = Vec::new();
    let read = if named == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        let path = remote::file(named, field, &work.reach, work.ctx.home())?;
        exchange::open(&path).map_err(wrong)?.take(limit).read_to_end(&mut bytes)
    };
    read.map_err(|error| wrong(unreadable(error)))?;
    let not_utf8 = |error: FromUtf8Error| Problem::FileNotUtf8 { byte: error.utf8_error().valid_up_to() + 1 };
    let text = String::from_utf8(bytes).map_err(|error| wrong(not_utf8(error)))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
