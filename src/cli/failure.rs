//! Why a command did not do what it was asked, in words and as an exit code.

use std::path::Path;

use crate::config;
use crate::domain::exit::Exit;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filter::FilterError;
use crate::domain::message::{Explain, Message, system};
use crate::jobs::{JobError, import};
use crate::operations;

/// A result of this room.
pub type Result<T> = std::result::Result<T, Failure>;

/// Exit code: done.
pub const DONE: u8 = Exit::Done.code();
/// Exit code: the machine failed.
pub const UNEXPECTED: u8 = Exit::Machine.code();
/// Exit code: the command line cannot be read.
pub const USAGE: u8 = Exit::Usage.code();
/// Exit code: some targets failed.
pub const SOME_FAILED: u8 = Exit::SomeFailed.code();
/// Exit code: refused by a rule or guard.
pub const REFUSED: u8 = Exit::Refused.code();
/// Exit code: somebody else is at work on it.
pub const BUSY: u8 = Exit::Busy.code();
/// Exit code: interrupted, the same command goes on.
pub const INTERRUPTED: u8 = Exit::Interrupted.code();
/// Exit code: not permitted.
pub const NOT_PERMITTED: u8 = Exit::NotPermitted.code();

/// Why a command did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A verb refused or failed.
    #[error(transparent)]
    Operation(#[from] operations::Error),
    /// An import was refused or failed.
    #[error(transparent)]
    Import(#[from] import::Error),
    /// A job was refused or failed.
    #[error(transparent)]
    Job(#[from] JobError),
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// Anything else that this room says itself.
    #[error("{}", message.key)]
    Told {
        /// The exit code.
        code: u8,
        /// The words.
        message: Message,
    },
}

impl Failure {
    /// Tells whether the data directory itself is what was refused.
    #[must_use]
    pub const fn is_of_directory(&self) -> bool {
        use crate::operations::{Error, Rule};
        let Self::Operation(Error::Rule(rule)) = self else { return false };
        matches!(rule, Rule::NotInitialised | Rule::AlreadyInitialised | Rule::BeingInitialised | Rule::RegistryMissing)
    }

    /// Refuses the command line.
    #[must_use]
    pub const fn usage(message: Message) -> Self {
        Self::Told { code: USAGE, message }
    }

    /// Refuses an edit that names nothing: says what can be changed.
    #[must_use]
    pub fn nothing_to_change<'a>(options: impl Iterator<Item = &'a str>) -> Self {
        let options: Vec<String> = options.map(|option| format!("--{option}")).collect();
        Self::usage(Message::new("cli-usage-nothing").with("options", options.join(", ")))
    }

    /// Refuses by a guard.
    #[must_use]
    pub const fn refused(message: Message) -> Self {
        Self::Told { code: REFUSED, message }
    }

    /// Refuses what a remote session may not do.
    #[must_use]
    pub const fn not_permitted(message: Message) -> Self {
        Self::Told { code: NOT_PERMITTED, message }
    }

    /// Refuses one field.
    #[must_use]
    pub fn field(field: Field, problem: Problem) -> Self {
        operations::Error::field(field, problem).into()
    }

    /// Wraps what the system says about a file or stream.
    #[must_use]
    pub fn io(path: &Path, cause: &std::io::Error) -> Self {
        Self::Told {
            code: UNEXPECTED,
            message: Message::new("store-file")
                .with("path", path.display().to_string())
                .with("cause", system(&cause.to_string())),
        }
    }

    /// Names the file that an option took and that cannot be read as what it is to be, with what is wrong with it. Any other
    /// failure stays as it is.
    #[must_use]
    pub fn of_file(named: &str, failure: impl Into<Self>) -> Self {
        let failure = failure.into();
        let Self::Operation(operations::Error::Fields(errors)) = &failure else { return failure };
        let [FieldError { problem, .. }] = errors.as_slice() else { return failure };
        let why = if let Problem::FileUnreadable { cause } = problem {
            system(cause)
        } else if matches!(problem, Problem::FileIs { .. } | Problem::FileNotUtf8 { .. }) {
            problem.message().into()
        } else {
            return failure;
        };
        Self::usage(Message::new("cli-file").with("path", named).with("why", why))
    }

    /// Returns the filter that could not be read, if that is why.
    #[must_use]
    pub const fn filter(&self) -> Option<&FilterError> {
        match self {
            Self::Operation(operations::Error::Filter(error))
            | Self::Job(JobError::Operation(operations::Error::Filter(error))) => Some(error),
            Self::Operation(_) | Self::Import(_) | Self::Job(_) | Self::Config(_) | Self::Told { .. } => None,
        }
    }

    /// Tells whether a file was named that lies outside what may be reached from afar, or leads there.
    #[must_use]
    pub fn is_out_of_reach(&self) -> bool {
        let Self::Operation(operations::Error::Fields(errors)) = self else { return false };
        errors.iter().any(|error| {
            matches!(error.problem, Problem::FileOutside | Problem::FileOwn { .. } | Problem::FileIs { .. })
        })
    }

    /// Returns the exit code.
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Operation(error) | Self::Job(JobError::Operation(error) | JobError::Left { cause: error, .. }) => {
                error.exit_code()
            }
            Self::Import(error) | Self::Job(JobError::List(error)) => error.exit_code(),
            Self::Job(JobError::Cancelled) => INTERRUPTED,
            Self::Job(JobError::Worker(_)) => UNEXPECTED,
            Self::Config(_) => USAGE,
            Self::Told { code, .. } => *code,
        }
    }

    /// Returns the stable word for JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Operation(error)
            | Self::Import(import::Error::Operation(error))
            | Self::Job(
                JobError::List(import::Error::Operation(error))
                | JobError::Operation(error)
                | JobError::Left { cause: error, .. },
            ) => error.word(),
            Self::Import(_) | Self::Job(JobError::List(_)) => "import",
            Self::Job(_) => "job",
            Self::Config(_) => "config",
            Self::Told { message, .. } => message.key.strip_prefix("cli-").unwrap_or(message.key),
        }
    }
}

impl Explain for Failure {
    fn message(&self) -> Message {
        match self {
            Self::Operation(error) => error.message(),
            Self::Import(error) => error.message(),
            Self::Job(error) => error.message(),
            Self::Config(error) => error.message(),
            Self::Told { message, .. } => message.clone(),
        }
    }
}
