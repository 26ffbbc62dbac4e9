//! What is asked for at the terminal or read from stdin: passwords, missing values, confirmations.

use std::io::{BufRead as _, IsTerminal as _, Read as _};

use clap::ArgMatches;

use super::arguments::is_set;
use super::failure::{Failure, Result};
use super::output::Out;
use crate::domain::message::Message;
use crate::domain::password::{MAX, Secret};
use crate::operations::webmaster::NewPassword;

/// Most bytes of a line that is read.
const LINE_MAX: u64 = 4096;

/// A new password as it was given twice.
#[derive(Debug)]
pub struct Given {
    password: Secret,
    again: Secret,
}

impl Given {
    /// Gives it as verbs take it.
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
    let password = hidden(out, "cli-ask-password")?;
    let again = hidden(out, "cli-ask-password-again")?;
    Ok(Given { password, again })
}

fn hidden(out: &mut Out, key: &'static str) -> Result<Secret> {
    let prompt = out.words.text(key);
    out.question(&prompt);
    let typed = rpassword::read_password();
    typed.map(Secret::new).map_err(|cause| Failure::io(std::path::Path::new("/dev/tty"), &cause))
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
    let failed = |cause: std::io::Error| Failure::io(std::path::Path::new("stdin"), &cause);
    let mut bytes = Vec::with_capacity(MAX * 4);
    let mut stdin = std::io::stdin().lock().take(LINE_MAX);
    stdin.read_until(b'\n', &mut bytes).map_err(failed)?;
    while bytes.last().is_some_and(|last| matches!(last, b'\n' | b'\r')) {
        bytes.pop();
    }
    String::from_utf8(bytes).map_err(|_| Failure::usage(Message::new("cli-usage-not-utf8")))
}
