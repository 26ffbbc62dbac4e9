//! Why an import did not take place.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::domain::exit::Exit;
use crate::domain::import::{FileProblem, MappingProblem};
use crate::domain::message::{Explain, Message, system};
use crate::{operations, store};

/// A result of an import.
pub type Result<T> = std::result::Result<T, Error>;

/// Why an import did not take place; nothing was written then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file as a whole is refused.
    #[error(transparent)]
    File(#[from] FileProblem),
    /// The mapping made by hand cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingProblem),
    /// A file cannot be read.
    #[error("{path}: {cause}")]
    Io {
        /// Which.
        path: PathBuf,
        /// The system's words.
        cause: std::io::Error,
    },
    /// A verb was refused or failed.
    #[error(transparent)]
    Operation(#[from] operations::Error),
    /// It was asked to stop before anything was written.
    #[error("cancelled")]
    Cancelled,
}

impl Error {
    /// Wraps what the system says about a file.
    pub(in crate::jobs) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |cause| Self::Io { path: path.to_owned(), cause }
    }

    /// Sorts out what the CSV reader says: a problem that the guard found, or the system's words.
    pub(super) fn csv(path: &Path, error: csv::Error) -> Self {
        let cause = match error.into_kind() {
            csv::ErrorKind::Io(cause) => cause,
            other => std::io::Error::other(format!("{other:?}")),
        };
        match cause.get_ref().and_then(|inner| inner.downcast_ref::<FileProblem>()) {
            Some(problem) => Self::File(problem.clone()),
            None => Self::Io { path: path.to_owned(), cause },
        }
    }

    /// Returns the exit code: 2 no such file, 4 refused, 6 interrupted, 1 unexpected; a verb has its own.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::File(_) | Self::Mapping(_) => Exit::Refused.code(),
            Self::Cancelled => Exit::Interrupted.code(),
            Self::Io { cause, .. } => match cause.kind() {
                ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::InvalidInput => Exit::Usage.code(),
                _ => Exit::Machine.code(),
            },
            Self::Operation(error) => error.exit_code(),
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::Operation(error.into())
    }
}

impl Explain for Error {
    fn message(&self) -> Message {
        match self {
            Self::File(problem) => problem.message(),
            Self::Mapping(problem) => problem.message(),
            Self::Io { path, cause } => Message::new("import-io")
                .with("path", path.display().to_string())
                .with("cause", system(&cause.to_string())),
            Self::Operation(error) => error.message(),
            Self::Cancelled => Message::new("import-cancelled"),
        }
    }
}
