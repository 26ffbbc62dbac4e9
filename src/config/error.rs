//! Why there are no settings.

use std::path::{Path, PathBuf};

use super::file::SIZE_MAX_KIB;
use super::settings::KEYS_MAX;
use crate::domain::message::{Explain, Message, standing, system};

/// Why a configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}: {fault:?}", file.display())]
pub struct Error {
    /// The file; empty where no file is to blame.
    pub file: PathBuf,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The file that was named does not exist.
    Missing,
    /// The system refuses to read it.
    Unreadable {
        /// The system's words.
        cause: String,
    },
    /// Something else than a file has its name.
    NotAFile {
        /// What, as a word.
        what: &'static str,
    },
    /// Others than the reader and root may write it.
    OthersWrite,
    /// It belongs to another user, who may write it whatever its mode.
    NotOwned {
        /// That user's number.
        owner: u32,
    },
    /// Larger than any configuration.
    TooLarge,
    /// Not UTF-8.
    NotUtf8,
    /// A line is wrong.
    Line {
        /// Its number, from 1.
        line: usize,
        /// The key, with its section: `limits.import_max_mib`; empty where the line is not TOML.
        key: String,
        /// What is wrong with it.
        problem: LineFault,
    },
    /// Neither a home directory nor a data directory is known.
    NoHome,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// Not TOML.
    Syntax {
        /// The parser's words.
        cause: String,
    },
    /// No setting has this name.
    UnknownKey,
    /// A value of another type.
    Value {
        /// The parser's words.
        cause: String,
    },
    /// Not one of the words.
    Choice {
        /// The words.
        choices: &'static [&'static str],
    },
    /// Outside the range.
    Range {
        /// The smallest accepted.
        min: u32,
        /// The largest accepted.
        max: u32,
    },
    /// A path that does not begin at the root.
    RelativePath,
    /// No time zone is called so.
    TimeZone,
    /// No login of a webmaster looks like this.
    Login,
    /// More than [`KEYS_MAX`] keys for an action.
    TooManyKeys,
}

impl Error {
    pub(super) fn at(file: &Path, fault: Fault) -> Self {
        Self { file: file.to_owned(), fault }
    }
}

impl Explain for Error {
    fn message(&self) -> Message {
        let file = self.file.display().to_string();
        match &self.fault {
            Fault::Missing => Message::new("config-missing").with("file", file),
            Fault::Unreadable { cause } => {
                Message::new("config-unreadable").with("file", file).with("cause", system(cause))
            }
            Fault::NotAFile { what } => {
                Message::new("config-not-a-file").with("file", file).with("standing", standing(what))
            }
            Fault::OthersWrite => Message::new("config-others-write").with("file", file),
            Fault::NotOwned { owner } => {
                Message::new("config-not-owned").with("file", file).with("owner", owner.to_string())
            }
            Fault::TooLarge => Message::new("config-too-large").with("file", file).with("max", SIZE_MAX_KIB),
            Fault::NotUtf8 => Message::new("config-not-utf8").with("file", file),
            Fault::NoHome => Message::new("config-no-home"),
            Fault::Line { line, key, problem } => problem.message(file, *line, key),
        }
    }
}

impl LineFault {
    fn message(&self, file: String, line: usize, key: &str) -> Message {
        let place = |name| Message::new(name).with("file", file).with("line", line);
        match self {
            Self::Syntax { cause } => place("config-syntax").with("cause", cause.as_str()),
            Self::UnknownKey => place("config-unknown-key").with("key", key),
            Self::Value { cause } => place("config-value").with("key", key).with("cause", cause.as_str()),
            Self::Choice { choices } => place("config-choice").with("key", key).with("choices", choices.join(", ")),
            Self::Range { min, max } => place("config-range").with("key", key).with("min", *min).with("max", *max),
            Self::RelativePath => place("config-relative-path").with("key", key),
            Self::TimeZone => place("config-time-zone").with("key", key),
            Self::Login => place("config-login").with("key", key),
            Self::TooManyKeys => place("config-too-many-keys").with("key", key).with("max", KEYS_MAX),
        }
    }
}
