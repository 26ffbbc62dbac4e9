//! Why a job was not planned or carried out.

use crate::domain::message::{Explain, Message, system};
use crate::operations;

/// A result of planning and running.
pub type Result<T> = std::result::Result<T, JobError>;

/// Why a job was not planned or carried out.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// A verb refused, or the machine failed.
    #[error(transparent)]
    Operation(#[from] operations::Error),
    /// The list of files that was to be read is refused.
    #[error(transparent)]
    List(#[from] super::import::Error),
    /// It was asked to stop while it was being planned.
    #[error("cancelled")]
    Cancelled,
    /// The process that was to carry it out could not be started.
    #[error("worker: {0}")]
    Worker(std::io::Error),
}

impl Explain for JobError {
    fn message(&self) -> Message {
        match self {
            Self::Operation(error) => error.message(),
            Self::List(error) => error.message(),
            Self::Cancelled => Message::new("job-plan-cancelled"),
            Self::Worker(cause) => Message::new("job-no-worker").with("cause", system(&cause.to_string())),
        }
    }
}
