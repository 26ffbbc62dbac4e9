//! Why a job was not planned or carried out.

use crate::domain::job::JobId;
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
    /// The machine stopped a job, and not even that could be written: it goes on from where it was once somebody resumes it.
    #[error("{job} is left: {cause}")]
    Left {
        /// The job.
        job: JobId,
        /// Why.
        cause: operations::Error,
    },
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
            Self::Left { job, cause } => {
                Message::new("job-left").with("job", job.to_string()).with("cause", cause.message())
            }
            Self::Worker(cause) => Message::new("job-no-worker").with("cause", system(&cause.to_string())),
        }
    }
}
