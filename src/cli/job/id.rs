//! Which job an argument names.

use clap::ArgMatches;

use crate::cli::arguments::given;
use crate::cli::failure::Result;
use crate::domain::job::JobId;
use crate::operations::Error;

/// Reads the number of a job.
pub(super) fn given_id(matches: &ArgMatches) -> Result<JobId> {
    let typed = given(matches, "id").unwrap_or_default();
    typed.trim().parse().map(JobId).map_err(|_| Error::not_found("job", typed).into())
}
