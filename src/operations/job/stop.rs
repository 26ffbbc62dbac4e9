//! Finding a job and stopping it; what the audit says of a job's steps.

use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::act::Act;
use crate::domain::job::{Job, JobId, JobState, Reason, Tally};
use crate::operations::clock::Moment;
use crate::operations::error::{Error, Result};
use crate::operations::permitted::record;
use crate::store::ledger::Tx;
use crate::store::ledger::job::{read, run};

pub(in crate::operations) fn existing(tx: &Tx<'_>, id: JobId) -> Result<read::Owned> {
    read::find(tx, id)?.ok_or_else(|| Error::not_found("job", id))
}

/// Writes the entry of a job's step inside its transaction.
pub(super) fn entry(action: &'static str, job: &Job) -> Entry {
    Entry::event(action, Object::job(job.id, job.task.kind().word()))
}

pub(super) fn counted(entry: Entry, tally: Tally) -> Entry {
    entry
        .is("done", tally.done.to_string())
        .is("skipped", tally.skipped.to_string())
        .is("failed", tally.failed.to_string())
        .is("waiting", tally.waiting.to_string())
}

/// Takes a job away from its process: paused, cancelled or done.
pub(in crate::operations) fn stop(
    tx: &Tx<'_>,
    permit: &Permit<'_>,
    moment: Moment,
    (id, state, cause): (JobId, JobState, Option<&Reason>),
) -> Result<Job> {
    run::stop(tx, id, state, cause, (moment.now, moment.ended_at))?;
    let job = existing(tx, id)?.job;
    let action = match state {
        JobState::Done => "job.end",
        JobState::Cancelled => Act::JOB_CANCEL.word(),
        JobState::Planned | JobState::Running | JobState::Paused => Act::JOB_PAUSE.word(),
    };
    let mut written = counted(entry(action, &job), job.tally);
    if let Some(cause) = cause {
        written = written.is("reason", cause.word());
    }
    record(tx, permit, moment.now, &written)?;
    Ok(job)
}
