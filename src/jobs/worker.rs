//! The detached process that carries a job out while its operator's connection may go: this very program, started with
//! `job work`, in a session of its own.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::{JobError, Result};
use crate::domain::access::At;
use crate::domain::job::JobId;

/// The program of this very process, whatever its path has come to mean: also when an update has replaced or removed the
/// file, the job is carried out by the version that planned it, and not by one that may expect another schema.
const OWN_PROGRAM: &str = "/proc/self/exe";

/// How a detached process finds the data and its settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    /// The data directory.
    pub data_dir: Option<&'a Path>,
    /// The configuration file that was named, if one was.
    pub config: Option<&'a Path>,
    /// Where the job is.
    pub at: At,
}

/// Who carries a job out that was started here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carrier {
    /// A thread of this process: it ends with it.
    Inside,
    /// A process of its own, which outlives this one.
    Detached {
        /// The configuration file that was named, if one was.
        config: Option<PathBuf>,
    },
}

/// Starts a process that takes a job which was authorised. It outlives this one.
///
/// # Errors
/// [`JobError::Worker`].
pub fn detach(id: JobId, place: &Place<'_>) -> Result<()> {
    let mut command = Command::new(OWN_PROGRAM);
    // What lists of processes show.
    command.arg0(std::env::args_os().next().unwrap_or_else(|| "intendant".into()));
    command.arg("job").arg("work").arg(id.to_string());
    // It works in another directory than this one.
    for (option, path) in [("--data-dir", place.data_dir), ("--config", place.config)] {
        if let Some(path) = path {
            command.arg(option).arg(std::path::absolute(path).map_err(JobError::Worker)?);
        }
    }
    if let Some(number) = place.at.establishment() {
        command.arg("--establishment").arg(number.to_string());
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/");
    let mut child = command.spawn().map_err(JobError::Worker)?;
    // It leaves this session by itself; this thread only keeps it from staying behind as a zombie. Without one it does
    // until this process ends, and works all the same.
    let _ = std::thread::Builder::new().name("reaper".to_owned()).spawn(move || child.wait());
    Ok(())
}

pub use crate::store::owner::leave_session;
