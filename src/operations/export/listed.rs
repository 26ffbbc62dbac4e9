//! The lists of jobs' exports that lie in their folder, by the job that their names say.

use std::path::{Path, PathBuf};

use crate::domain::job::JobId;
use crate::operations::error::Result;
use crate::store::files::{self, Seen};
use crate::store::home::Home;

/// A list of a job's exports, as it lies in their folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::operations) struct Listed {
    /// The job that its name says.
    pub(in crate::operations) job: JobId,
    /// Where it lies.
    pub(in crate::operations) path: PathBuf,
    /// When it was written, and its size.
    pub(in crate::operations) seen: Seen,
}

/// Finds the lists that lie there, those of another registry's jobs too.
pub(in crate::operations) fn listed(home: &Home) -> Result<Vec<Listed>> {
    let found = files::list(&home.exports())?.into_iter().filter_map(|path| {
        let (job, seen) = (job_of(&path)?, files::look(&path)?);
        Some(Listed { job, path, seen })
    });
    Ok(found.collect())
}

/// Reads the job from a list's name: `job7.csv`, `job7-TOKEN.csv`.
fn job_of(path: &Path) -> Option<JobId> {
    let name = path.file_name()?.to_str()?.strip_prefix("job")?.strip_suffix(".csv")?;
    let number = name.split_once('-').map_or(name, |(number, _)| number);
    number.parse().ok().filter(|number| *number > 0).map(JobId)
}
