//! Which jobs that ended nobody needs any more: neither to go on nor to be undone.

use std::collections::BTreeSet;
use std::path::Path;

use super::plan::check_undo;
use super::stop::existing;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{JobId, JobState};
use crate::domain::retention::Kind;
use crate::domain::time::Timestamp;
use crate::operations::error::{Error, Result};
use crate::store::ledger::Tx;
use crate::store::ledger::job::{self as rows, read};
use crate::store::ledger::retention::{self, Ended, Undoing};
use crate::store::registry;
use crate::store::registry::content;
use crate::store::registry::retention::{Awaiting, awaiting, latest_job};

/// Jobs that are looked at in one go.
const PAGE: u32 = 200;

/// A job that can go, with those that undid it, or tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::operations) struct Gone {
    /// The job.
    pub(in crate::operations) ended: Ended,
    undoing: Vec<JobId>,
    /// How many targets go with them all.
    pub(in crate::operations) targets: u32,
}

impl Gone {
    /// Returns all that go: the job last, those that undid it before.
    pub(in crate::operations) fn jobs(&self) -> impl Iterator<Item = JobId> {
        self.undoing.iter().copied().chain([self.ended.job])
    }
}

/// Lists some of the jobs of a kind that can go, and goes on after the last that was looked at; none: all were.
pub(in crate::operations) fn page(
    tx: &Tx<'_>,
    kind: Kind,
    until: Timestamp,
    after: &mut JobId,
) -> Result<Option<Vec<Gone>>> {
    let candidates = retention::ended(tx, until, *after, PAGE)?;
    let Some(last) = candidates.last() else { return Ok(None) };
    *after = last.job;
    let mut found = Vec::new();
    for ended in candidates {
        match judge(tx, ended, until) {
            // What it was nobody can tell: it stays.
            Err(Error::Store(error)) if error.is_of_a_row() => {}
            judged => found.extend(judged?.filter(|(of, _)| *of == kind).map(|(_, gone)| gone)),
        }
    }
    Ok(Some(found))
}

/// Tells of which kind a job is, if it can go. One that another job undoes goes together with that one, and not before
/// it: alone, it could be undone once more.
fn judge(tx: &Tx<'_>, ended: Ended, until: Timestamp) -> Result<Option<(Kind, Gone)>> {
    let undoing = retention::undoing(tx, ended.job)?;
    let is_over = |one: &Undoing| one.ended_at.is_some_and(|at| at < until) && is_ended(one.state);
    if !undoing.iter().all(is_over) {
        return Ok(None);
    }
    let job = existing(tx, ended.job)?.job;
    let targets = undoing.iter().fold(job.tally.total(), |sum, one| sum.saturating_add(one.targets));
    let kind = match check_undo(&job, |by| Ok(existing(tx, by)?.job)) {
        Ok(()) if job.tally.done > 0 => Kind::UndoableJobs,
        Ok(()) | Err(_) => Kind::Jobs,
    };
    let undoing = undoing.into_iter().map(|one| one.job).collect();
    Ok(Some((kind, Gone { ended, undoing, targets })))
}

const fn is_ended(state: JobState) -> bool {
    match state {
        JobState::Done | JobState::Cancelled => true,
        JobState::Planned | JobState::Running | JobState::Paused => false,
    }
}

/// Removes a job, and those that undid it, if that still holds; tells how many went.
pub(in crate::operations) fn remove(tx: &Tx<'_>, kind: Kind, until: Timestamp, gone: &Gone) -> Result<usize> {
    if judge(tx, gone.ended, until)? != Some((kind, gone.clone())) {
        return Ok(0);
    }
    for id in gone.jobs() {
        rows::remove(tx, id)?;
    }
    Ok(gone.jobs().count())
}

/// The exports that jobs have still to bring back, by their names: wherever a plan says that one lies, the folder may
/// have moved since, and one that stays too long costs nothing. Only a new job brings another one, so that what was read
/// once is read on from there.
#[derive(Debug)]
pub(in crate::operations) struct Awaited {
    files: BTreeSet<String>,
    through: (JobId, u32),
}

impl Awaited {
    /// Reads them.
    pub(in crate::operations) fn read(tx: &registry::Tx<'_>) -> Result<Self> {
        let mut read = Self { files: BTreeSet::new(), through: (JobId(0), 0) };
        read.go_on(tx)?;
        Ok(read)
    }

    /// Reads those of jobs that are newer.
    pub(in crate::operations) fn go_on(&mut self, tx: &registry::Tx<'_>) -> Result<()> {
        loop {
            let page = awaiting(tx, self.through, PAGE)?;
            let Some(last) = page.last() else { break };
            self.through = (last.job, last.position);
            for Awaiting { object, given, .. } in page {
                let name = Path::new(&object).file_name();
                self.files.extend(name.map(|name| name.to_string_lossy().into_owned()));
                self.files.extend(given.export().map(str::to_owned));
            }
        }
        self.through = (latest_job(tx)?, u32::MAX);
        Ok(())
    }

    /// Tells whether one is among them.
    pub(in crate::operations) fn has(&self, file: &str) -> bool {
        self.files.contains(file)
    }
}

/// Tells whether a job may still need the export that it has made of an establishment: it is not over, it is being undone,
/// or it could be there and its report is kept for that beyond a moment.
pub(in crate::operations) fn needs_export(
    tx: &registry::Tx<'_>,
    (id, number): (JobId, EstablishmentNumber),
    until: Timestamp,
) -> Result<bool> {
    let Some(found) = read::find(tx, id)? else { return Ok(false) };
    let Some(at) = found.job.ended_at.filter(|_| is_ended(found.job.state)) else { return Ok(true) };
    if retention::undoing(tx, id)?.iter().any(|one| !is_ended(one.state)) {
        return Ok(true);
    }
    let can_be_undone = check_undo(&found.job, |by| Ok(existing(tx, by)?.job)).is_ok() && found.job.tally.done > 0;
    Ok(can_be_undone && at >= until && !content::is_undone(tx, id, number)?)
}
