//! Lines out, lines in: what every question is made of.

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::time::Duration;

use unicode_width::UnicodeWidthStr;
use zeroize::Zeroizing;

use super::guard::Guard;
use super::terminal::Echo;
use crate::domain::exit::ExitReason;
use crate::domain::filter::FilterError;
use crate::domain::message::{Explain, Message};
use crate::domain::password::Secret;
use crate::domain::text;
use crate::i18n::Catalogue;
use crate::jobs::progress::Cancel;
use crate::operations::{self, session::Standing};

/// Where lines come from and go to.
pub struct Handles<'a> {
    /// What is typed.
    pub input: &'a mut dyn BufRead,
    /// What is said.
    pub output: &'a mut dyn Write,
    /// Hides passwords while they are typed.
    pub echo: &'a mut Echo,
    /// Raised by a signal that ends the conversation: what takes long stops at its next step.
    pub cancel: Cancel,
    /// Time that has passed since some moment.
    pub uptime: &'a dyn Fn() -> Duration,
}

/// A signal that ends the conversation came while a line was awaited.
#[derive(Debug, thiserror::Error)]
#[error("ended by a signal")]
pub(super) struct Signalled(pub(super) ExitReason);

/// Longest line that is heard, in bytes.
const LINE_MAX: usize = 16 * 1024;

/// Why a question got no answer.
#[derive(Debug)]
pub(super) enum Stop {
    /// `0`: one step back.
    Back,
    /// The conversation is over.
    End(ExitReason),
    /// A handle failed.
    Failed(io::Error),
}

/// An answer, or the way out.
pub(super) type Step<T> = Result<T, Stop>;

/// Lets `0` inside an act lead back to the menu around it, and no further.
pub(super) fn one_back(result: Step<()>) -> Step<()> {
    match result {
        Err(Stop::Back) => Ok(()),
        other => other,
    }
}

/// Whether an answer is seen while it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sight {
    Shown,
    Hidden,
}

/// What was read.
enum Line {
    Text(Zeroizing<String>),
    TooLong,
    NotText,
}

/// The conversation.
pub(super) struct Dialogue<'a> {
    handles: Handles<'a>,
    catalogue: Arc<Catalogue>,
    ascii: bool,
    guard: Option<Guard>,
    heard_at: Duration,
    command: Option<String>,
    /// Whether whoever sits there has a command line at all: people of an establishment have none.
    has_commands: bool,
    broken: Option<io::Error>,
    /// The menus that were listed, each below the one that it was reached from; and whether `0` led back to the last.
    pub(super) menus: (Vec<String>, bool),
}

impl<'a> Dialogue<'a> {
    /// Begins a conversation.
    pub(super) fn new(handles: Handles<'a>, catalogue: Arc<Catalogue>, ascii: bool) -> Self {
        let heard_at = (handles.uptime)();
        Self {
            handles,
            catalogue,
            ascii,
            guard: None,
            heard_at,
            command: None,
            has_commands: true,
            broken: None,
            menus: Default::default(),
        }
    }

    /// Watches the session from now on.
    pub(super) fn watch(&mut self, guard: Guard) {
        self.guard = Some(guard);
        self.heard_at = (self.handles.uptime)();
    }

    /// Returns what stops whatever takes long.
    pub(super) fn cancel(&self) -> Cancel {
        self.handles.cancel.clone()
    }

    /// Returns the words.
    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Returns the words, to be kept while the conversation goes on.
    pub(super) const fn shared_catalogue(&self) -> &Arc<Catalogue> {
        &self.catalogue
    }

    /// Returns a message's words.
    pub(super) fn words(&self, message: &Message) -> String {
        self.catalogue.say(message)
    }

    /// Says a message, which may have several lines.
    pub(super) fn say(&mut self, message: &Message) {
        let words = self.words(message);
        self.told(&words);
        if let Some(hint) = self.catalogue.hint(message) {
            self.told(&hint);
        }
    }

    /// Says words, in as many lines as they need between words; what is copied is said as [`Self::line`] does.
    pub(super) fn told(&mut self, words: &str) {
        for line in self.broken_up(words) {
            self.line(&line);
        }
    }

    /// Breaks words for the terminal: one that breaks them itself does so anywhere.
    fn broken_up(&self, words: &str) -> Vec<String> {
        match self.handles.echo.width() {
            Some(width) => words.split('\n').flat_map(|line| broken(line, width)).collect(),
            None => words.split('\n').map(str::to_owned).collect(),
        }
    }

    /// Says a message that has no values.
    pub(super) fn text(&mut self, key: &'static str) {
        self.say(&Message::new(key));
    }

    /// Says one line, harmless whatever it holds. A failure is told at the next question.
    pub(super) fn line(&mut self, line: &str) {
        self.write(line);
        self.raw("\n");
    }

    fn write(&mut self, text: &str) {
        let shown = if self.ascii { text::ascii(text).into() } else { text::visible(text) };
        self.raw(&shown);
    }

    fn raw(&mut self, text: &str) {
        if self.broken.is_none()
            && let Err(error) = self.handles.output.write_all(text.as_bytes())
        {
            self.broken = Some(error);
        }
    }

    /// Sends everything on its way.
    pub(super) fn flush(&mut self) {
        if self.broken.is_none()
            && let Err(error) = self.handles.output.flush()
        {
            self.broken = Some(error);
        }
    }

    /// Says why a verb was not carried out: each field with its message, or what the rule says.
    pub(super) fn refuse(&mut self, error: &operations::Error) {
        if let operations::Error::Fields(errors) = error {
            for one in errors {
                self.field(one);
            }
        } else {
            let cause = self.words(&error.message());
            self.say(&Message::new("plain-error").with("cause", cause));
        }
        if let operations::Error::Filter(error) = error {
            self.point(error);
        }
    }

    /// Says why a filter cannot be read, and points at the place.
    pub(super) fn refuse_filter(&mut self, error: &FilterError) {
        self.say(&error.message());
        self.point(error);
    }

    fn point(&mut self, error: &FilterError) {
        for line in error.pointed(UnicodeWidthStr::width) {
            self.line(&line);
        }
    }

    /// Says what is wrong with a field.
    pub(super) fn field(&mut self, error: &crate::domain::field::FieldError) {
        let (label, problem) = (self.words(&error.field.label()), self.words(&error.problem.message()));
        self.say(&Message::new("plain-field-problem").with("field", label).with("problem", problem));
    }

    /// Returns a verb's result, or says why there is none.
    pub(super) fn accept<T>(&mut self, result: operations::Result<T>) -> Option<T> {
        result.map_err(|error| self.refuse(&error)).ok()
    }

    /// Keeps the command line that does what was just done.
    pub(super) fn remember(&mut self, command: String) {
        self.command = Some(command).filter(|_| self.has_commands);
    }

    /// Tells whether whoever signed in has a command line.
    pub(super) fn offer_commands(&mut self, has_commands: bool) {
        self.has_commands = has_commands;
    }

    /// Asks for a line. `?` explains with `help`, `=` gives the last command, `0` goes back; a backslash before a
    /// line takes it as it is.
    pub(super) fn hear(&mut self, label: &str, help: &[&'static str]) -> Step<String> {
        loop {
            let heard = self.guarded(label, Sight::Shown)?;
            let heard = heard.trim();
            match heard {
                "?" => self.explain(help),
                "=" => self.tell_command(),
                "0" => {
                    self.menus.1 = true;
                    return Err(Stop::Back);
                }
                _ => return Ok(heard.strip_prefix('\\').unwrap_or(heard).to_owned()),
            }
        }
    }

    /// Asks for a password. Only `?`, `0` and nothing at all are not taken as one.
    pub(super) fn hear_secret(&mut self, label: &str, help: &[&'static str]) -> Step<Secret> {
        loop {
            match self.hear_secret_or_none(label, help)? {
                Some(secret) => return Ok(secret),
                None => self.text("plain-secret-empty"),
            }
        }
    }

    /// The same; an empty line is none.
    pub(super) fn hear_secret_or_none(&mut self, label: &str, help: &[&'static str]) -> Step<Option<Secret>> {
        loop {
            let heard = self.guarded(label, Sight::Hidden)?;
            match heard.as_str() {
                "?" => self.explain(help),
                "0" => return Err(Stop::Back),
                "" => return Ok(None),
                _ => return Ok(Some(Secret::new((*heard).clone()))),
            }
        }
    }

    fn explain(&mut self, help: &[&'static str]) {
        let everywhere = if self.has_commands { "plain-help-everywhere" } else { "plain-help-everywhere-people" };
        for key in help.iter().copied().chain([everywhere]) {
            self.text(key);
        }
    }

    fn tell_command(&mut self) {
        match self.command.clone() {
            Some(command) => self.line(&command),
            None if self.has_commands => self.text("plain-no-command"),
            None => self.text("plain-no-commands-here"),
        }
    }

    /// Reads a line of text, and asks for the password first when it came after too long a time.
    fn guarded(&mut self, label: &str, sight: Sight) -> Step<Zeroizing<String>> {
        loop {
            let heard = self.spoken(label, sight)?;
            let now = (self.handles.uptime)();
            let idle = now.saturating_sub(self.heard_at);
            self.heard_at = now;
            let Some(mut guard) = self.guard.take() else { return Ok(heard) };
            let locked = guard.locks(idle);
            let result = match locked {
                Some(minutes) => self.unlock(&mut guard, minutes),
                None => self.touch(&mut guard),
            };
            self.guard = Some(guard);
            result?;
            self.heard_at = (self.handles.uptime)();
            if locked.is_none() {
                return Ok(heard);
            }
        }
    }

    /// Asks for the password until it is right; `0` leaves.
    fn unlock(&mut self, guard: &mut Guard, minutes: u64) -> Step<()> {
        self.say(&Message::new("plain-locked").with("minutes", i64::try_from(minutes).unwrap_or(i64::MAX)));
        let label = self.words(&crate::domain::field::Field::Password.label());
        loop {
            let heard = self.spoken(&label, Sight::Hidden)?;
            match heard.as_str() {
                "0" => return Err(Stop::End(ExitReason::Quit)),
                "?" => self.text("plain-help-locked"),
                "" => self.text("plain-secret-empty"),
                typed => match guard.unlock(&Secret::new(typed.to_owned())) {
                    Ok(()) => {
                        self.text("plain-unlocked");
                        return Ok(());
                    }
                    Err(error) if error.is_replaced() => return Err(Stop::End(ExitReason::Replaced)),
                    Err(error) => self.refuse(&error),
                },
            }
        }
    }

    fn touch(&mut self, guard: &mut Guard) -> Step<()> {
        if let Some(jump) = guard.jump() {
            self.say(&jump.message());
        }
        match guard.touch() {
            Ok(Standing::Disabled) => self.ended(&Message::new("plain-disabled")),
            Ok(Standing::Renewed) => self.ended(&Message::new("plain-renewed")),
            Ok(Standing::Ended) => self.ended(&Message::new("plain-ended")),
            Ok(Standing::Stopped(stop)) => self.ended(&stop.message()),
            Err(error) if error.is_replaced() => Err(Stop::End(ExitReason::Replaced)),
            // The verb that follows meets the same trouble and says it.
            Ok(Standing::Valid) | Err(_) => Ok(()),
        }
    }

    fn ended(&mut self, why: &Message) -> Step<()> {
        self.say(why);
        self.flush();
        Err(Stop::End(ExitReason::Quit))
    }

    /// Says the question until a line of text comes.
    fn spoken(&mut self, label: &str, sight: Sight) -> Step<Zeroizing<String>> {
        loop {
            if sight == Sight::Hidden {
                // Before it is asked for: whoever answers at once must not be seen either.
                self.handles.echo.hide().map_err(Stop::Failed)?;
            }
            let prompt = self.words(&Message::new("plain-prompt").with("label", label));
            let mut lines = self.broken_up(&prompt);
            let last = lines.pop().unwrap_or_default();
            for line in &lines {
                self.line(line);
            }
            self.write(&last);
            let on_terminal = self.handles.echo.is_terminal();
            self.raw(if on_terminal { " " } else { "\n" });
            self.flush();
            if let Some(error) = self.broken.take() {
                self.handles.echo.show();
                return Err(Stop::Failed(error));
            }
            let line = self.read();
            if sight == Sight::Hidden {
                self.handles.echo.show();
            }
            if on_terminal && (sight == Sight::Hidden || line.is_err()) {
                self.raw("\n");
                self.flush();
            }
            match line? {
                Line::Text(text) => return Ok(text),
                Line::TooLong => self.text("plain-line-too-long"),
                Line::NotText => self.text("plain-line-not-text"),
            }
        }
    }

    /// Reads up to the line's end. What the input's end cuts off is not heard: half an answer may mean another one.
    fn read(&mut self) -> Step<Line> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(256));
        let mut too_long = false;
        loop {
            let found = match self.handles.input.fill_buf() {
                Ok(found) => found,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(ended(error)),
            };
            if found.is_empty() {
                return Err(Stop::End(ExitReason::Quit));
            }
            let end = found.iter().position(|byte| *byte == b'\n');
            let piece = found.get(..end.unwrap_or(found.len())).unwrap_or_default();
            too_long |= bytes.len() + piece.len() > LINE_MAX;
            if !too_long {
                bytes.extend_from_slice(piece);
            }
            let count = end.map_or(found.len(), |end| end + 1);
            self.handles.input.consume(count);
            if end.is_some() {
                break;
            }
        }
        if too_long {
            return Ok(Line::TooLong);
        }
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(match std::str::from_utf8(&bytes) {
            Ok(text) => Line::Text(Zeroizing::new(text.to_owned())),
            // Where the locale is not UTF-8 it is nearly always Latin-1, whose bytes are the first code points.
            Err(_) if self.ascii => Line::Text(Zeroizing::new(bytes.iter().copied().map(char::from).collect())),
            Err(_) => Line::NotText,
        })
    }
}

/// Breaks a line that has no room; another one keeps its spaces.
fn broken(line: &str, width: usize) -> Vec<String> {
    if line.width() <= width { vec![line.to_owned()] } else { text::wrap(line, width) }
}

fn ended(error: io::Error) -> Stop {
    let signalled = error.get_ref().and_then(|inner| inner.downcast_ref::<Signalled>());
    match signalled {
        Some(Signalled(reason)) => Stop::End(*reason),
        None => Stop::Failed(error),
    }
}

#[cfg(test)]
mod tests {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
    use rustix::termios::{Winsize, tcsetwinsize};

    use super::*;
    use crate::domain::language::Language;

    /// A terminal of so many columns breaks lines anywhere: words are kept whole before it does.
    fn said(columns: u16, say: impl FnOnce(&mut Dialogue<'_>)) -> String {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let flags = rustix::fs::OFlags::RDWR | rustix::fs::OFlags::NOCTTY;
        let tty = rustix::fs::open(name, flags, rustix::fs::Mode::empty()).unwrap();
        let size = Winsize { ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
        tcsetwinsize(&tty, size).unwrap();
        let (mut output, mut echo) = (Vec::new(), Echo::terminal(tty));
        let handles = Handles {
            input: &mut io::empty(),
            output: &mut output,
            echo: &mut echo,
            cancel: Cancel::new(),
            uptime: &|| Duration::ZERO,
        };
        say(&mut Dialogue::new(handles, Arc::new(Catalogue::new(Language::French)), false));
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn words_are_never_cut_by_the_terminal() {
        let message = Message::new("plain-help-exports");
        let whole = Catalogue::new(Language::French).say(&message);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for columns in [80, 40] {
            let told = said(columns, |io| io.say(&message));
            assert!(told.lines().all(|line| line.width() <= usize::from(columns)), "{told}");
            assert_eq!(words(&told), words(&whole));
            let asked = said(columns, |io| drop(io.hear(&whole, &[])));
            assert!(asked.lines().all(|line| line.width() <= usize::from(columns)), "{asked}");
        }
        // What is copied stays in one line, and what has room keeps its spaces.
        let command = format!("intendant mail list --filter '{}'", "x".repeat(60));
        assert_eq!(said(40, |io| io.line(&command)), format!("{command}\n"));
        assert_eq!(said(40, |io| io.told("    a  b")), "    a  b\n");
    }
}
