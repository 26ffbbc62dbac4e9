//! Jobs as people see them: a list, one, its report.

use super::kinds::reversal;
use super::stop::existing;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{
    Forecast, Job, JobId, JobState, Kind, Reason, SILENT_S, Standing, TargetRow, TargetState, Verdict,
};
use crate::domain::time::Wait;
use crate::domain::unreadable::{Listed, Stored};
use crate::operations::error::{Error, Result};
use crate::operations::reach;
use crate::operations::{self, context::Context};
use crate::store;
use crate::store::ledger::Tx;
use crate::store::ledger::job::read::{self, Owned};
use crate::store::ledger::job::run;
use crate::store::ledger::job::target::{self, Group, RowFilter};
use crate::store::owner;
use crate::store::registry::inside;

/// A job and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The job.
    pub job: Job,
    /// Where it stands.
    pub standing: Standing,
    /// The job that undoes it, unless that is only planned.
    pub undoing: Option<Undoing>,
}

/// A job that undoes another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Undoing {
    /// Which.
    pub by: JobId,
    /// Whether everything that was done is undone.
    pub progress: UndoProgress,
}

/// How far an undoing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UndoProgress {
    /// It goes on, or can be resumed.
    Begun,
    /// It is over, and something failed or was given up.
    Partial,
    /// It is over, and nothing is left of what was done; what it passed over can be undone once there is something again.
    Over,
    /// It is over, and all that was done is undone.
    Whole,
}

impl Overview {
    /// Tells whether what it does, or has done, can be undone: not where it has done nothing, or is undone or being undone.
    #[must_use]
    pub fn is_reversible(&self) -> bool {
        let is_over = matches!(self.job.state, JobState::Done | JobState::Cancelled);
        let did_nothing = is_over && self.job.tally.done == 0;
        let is_taken = self.undoing.is_some_and(|undoing| undoing.progress != UndoProgress::Partial);
        reversal(&self.job.task).is_some() && !did_nothing && !is_taken
    }
}

fn undoing(tx: &Tx<'_>, job: &Job) -> Result<Option<Undoing>> {
    let Some(by) = job.undone_by else { return Ok(None) };
    let other = existing(tx, by)?.job;
    let progress = match other.state {
        JobState::Planned => return Ok(None),
        JobState::Running | JobState::Paused => UndoProgress::Begun,
        JobState::Done if other.tally.failed == 0 && other.tally.skipped == 0 => UndoProgress::Whole,
        JobState::Done if other.tally.failed == 0 => UndoProgress::Over,
        JobState::Done | JobState::Cancelled => UndoProgress::Partial,
    };
    Ok(Some(Undoing { by, progress }))
}

fn overview(ctx: &Context, found: Owned, undoing: Option<Undoing>) -> Overview {
    let Owned { job, owner } = found;
    let is_undone = undoing.is_some_and(|undoing| matches!(undoing.progress, UndoProgress::Over | UndoProgress::Whole));
    let silent = job.heartbeat_at.is_none_or(|at| !Wait::at_most_s(SILENT_S).is_recent(at, ctx.now()));
    let standing = match job.state {
        JobState::Planned => Standing::Planned,
        JobState::Running if !owner::is_alive(ctx.home(), &owner) => Standing::Interrupted,
        JobState::Running if silent => Standing::Silent,
        JobState::Running => Standing::Running,
        JobState::Paused | JobState::Done if is_undone => Standing::Undone,
        JobState::Paused => Standing::Paused,
        JobState::Cancelled => Standing::Cancelled,
        JobState::Done => Standing::Done,
    };
    Overview { job, standing, undoing }
}

/// Lists jobs before an identifier, the latest first, of one state or of all, of one kind or of all, without those that
/// cannot be read.
pub fn list(
    ctx: &mut Context,
    state: Option<JobState>,
    kind: Option<Kind>,
    before: i64,
    limit: u32,
) -> Result<Vec<Overview>> {
    Ok(page(ctx, state, kind, before, limit)?.into_iter().filter_map(|(_, found)| found.ok()).collect())
}

/// A job under its identifier, or what cannot be read of it.
pub type Numbered = (JobId, Listed<Overview>);

/// Lists jobs as [`list`] does, each by itself.
pub fn page(
    ctx: &mut Context,
    state: Option<JobState>,
    kind: Option<Kind>,
    before: i64,
    limit: u32,
) -> Result<Vec<Numbered>> {
    let ctx = &mut ctx.permit(Act::JOB_LIST)?;
    let found: Vec<_> = ctx.read_ledger(|tx| {
        let with = |(id, found): (JobId, store::Result<Owned>)| {
            let with = |found: Owned| Ok((undoing(tx, &found.job)?, found));
            Ok((id, listed(id, found.map_err(Error::from).and_then(with))?))
        };
        before_seen(tx, (state, kind), before, limit)?.into_iter().map(with).collect::<Result<_>>()
    })?;
    let told = |(id, found): (JobId, Listed<_>)| (id, found.map(|(undoing, found)| overview(ctx, found, undoing)));
    Ok(found.into_iter().map(told).collect())
}

/// Lists the jobs before an identifier that are shown to whoever looks, as they see them.
fn before_seen(
    tx: &Tx<'_>,
    (state, kind): (Option<JobState>, Option<Kind>),
    mut before: i64,
    limit: u32,
) -> Result<Vec<(JobId, store::Result<Owned>)>> {
    if !tx.is_limited() {
        return Ok(read::before(tx, state, kind, before, limit)?);
    }
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    loop {
        let page = read::before(tx, state, kind, before, PAGE)?;
        let Some((last, _)) = page.last() else { return Ok(found) };
        before = last.0;
        for (id, owned) in page {
            // Whose one is that cannot be read, nobody knows.
            let Ok(Owned { job, owner }) = owned else { continue };
            found.extend(reach::narrow_job(tx, job)?.map(|job| (id, Ok(Owned { job, owner }))));
            if found.len() == most {
                return Ok(found);
            }
        }
    }
}

/// Finds a job that is shown to whoever looks, as they see it.
fn seen(tx: &Tx<'_>, id: JobId) -> Result<Owned> {
    let Owned { job, owner } = existing(tx, id)?;
    let job = reach::narrow_job(tx, job)?.ok_or_else(|| Error::not_found("job", id))?;
    Ok(Owned { job, owner })
}

/// Takes a job as a list does; one that cannot be read comes as that.
fn listed<T>(id: JobId, found: Result<T>) -> Result<Listed<T>> {
    match found {
        Err(Error::Store(error)) => Ok(Err(error.in_row(Stored::Job(id))?)),
        other => other.map(Ok),
    }
}

/// Reads one job as a list does.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get_listed(ctx: &mut Context, id: JobId) -> Result<Listed<Overview>> {
    let found = get(ctx, id);
    listed(id, found)
}

/// Lists the identifiers of at most so many jobs, the latest first.
pub fn ids(ctx: &mut Context, most: usize) -> Result<Vec<JobId>> {
    let ctx = &mut ctx.permit(Act::JOB_LIST)?;
    ctx.read_ledger(|tx| {
        if !tx.is_limited() {
            return Ok(read::latest(tx, i64::try_from(most).unwrap_or(i64::MAX))?);
        }
        let found = before_seen(tx, (None, None), i64::MAX, u32::try_from(most).unwrap_or(u32::MAX))?;
        Ok(found.into_iter().map(|(id, _)| id).collect())
    })
}

/// Counts the jobs by where they stand, every standing named. Only those that a process has or had are looked at one by
/// one.
pub fn standings(ctx: &mut Context) -> Result<Vec<(Standing, u32)>> {
    let (counts, undone, is_limited) = ctx
        .permit(Act::JOB_LIST)?
        .read_ledger(|tx| Ok((read::counts(tx)?, read::undone_count(tx)?, tx.is_limited())))?;
    let mut found = Standing::ALL.map(|standing| (standing, 0));
    let mut add = |standing: Standing, count: u32| {
        found.iter_mut().filter(|(known, _)| *known == standing).for_each(|(_, sum)| *sum += count);
    };
    if is_limited {
        for one in list(ctx, None, None, i64::MAX, u32::MAX)? {
            add(one.standing, 1);
        }
        return Ok(found.to_vec());
    }
    for (state, count) in counts {
        match state {
            JobState::Planned => add(Standing::Planned, count),
            JobState::Cancelled => add(Standing::Cancelled, count),
            JobState::Done => {
                add(Standing::Done, count.saturating_sub(undone));
                add(Standing::Undone, undone);
            }
            JobState::Running | JobState::Paused => {
                for one in list(ctx, Some(state), None, i64::MAX, count)? {
                    add(one.standing, 1);
                }
            }
        }
    }
    Ok(found.to_vec())
}

/// Lists the jobs whose process died before their end, the latest first.
pub fn interrupted(ctx: &mut Context) -> Result<Vec<Overview>> {
    let mut found = running(ctx)?;
    found.retain(|overview| overview.standing == Standing::Interrupted);
    Ok(found)
}

/// Hints that are read in one go.
const PAGE: u32 = 500;

/// Jobs inside establishments that are not over and that nobody is at work on.
#[derive(Debug, Default)]
pub struct Inside {
    /// Those whose process died before their end.
    pub interrupted: Vec<(EstablishmentNumber, Overview)>,
    /// Those that somebody has paused, or that came with the content that was put there.
    pub paused: Vec<(EstablishmentNumber, Overview)>,
    /// The databases that could not be read, and why.
    pub unreadable: Vec<(EstablishmentNumber, Error)>,
}

/// Lists the jobs inside establishments that can be resumed: what the host's hints say, as far as it is true.
pub fn inside(ctx: &mut Context) -> Result<Inside> {
    let (mut found, mut after) = (Inside::default(), (EstablishmentNumber(0), inside::ANY));
    let mut whole = EstablishmentNumber(0);
    loop {
        let hints = ctx.permit(Act::JOB_LIST)?.read(|tx| Ok(inside::list(tx, after, PAGE)?))?;
        let Some(last) = hints.last() else { return Ok(found) };
        after = *last;
        let hints = ctx.permit(Act::JOB_LIST)?.read(|tx| reach::narrow(tx, hints, |(number, _)| Some(*number)))?;
        for (number, id) in hints {
            // Looked into as a whole, it has told all of them.
            if number == whole {
                continue;
            }
            whole = if id == inside::ANY { number } else { whole };
            let looked = if id == inside::ANY {
                operations::inside::learn(&mut ctx.permit(Act::JOB_LIST)?, number)
            } else {
                Ok(vec![id])
            };
            let seen = looked.and_then(|ids| {
                ids.into_iter()
                    .try_for_each(|id| ctx.within(At::Establishment(number), |ctx| found.add(ctx, number, id)))
            });
            found.unreadable.extend(seen.err().map(|error| (number, error)));
        }
    }
}

impl Inside {
    fn add(&mut self, ctx: &mut Context, number: EstablishmentNumber, id: JobId) -> Result<()> {
        let one = match get(ctx, id) {
            Err(Error::NotFound { .. }) => return Ok(()),
            other => other?,
        };
        match one.standing {
            Standing::Interrupted => self.interrupted.push((number, one)),
            Standing::Paused => self.paused.push((number, one)),
            Standing::Planned
            | Standing::Running
            | Standing::Silent
            | Standing::Undone
            | Standing::Cancelled
            | Standing::Done => {}
        }
        Ok(())
    }
}

/// Returns one job.
///
/// # Errors
/// [`crate::operations::Error::NotFound`].
pub fn get(ctx: &mut Context, id: JobId) -> Result<Overview> {
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    let (undoing, found) = ctx.read_ledger(|tx| {
        let found = seen(tx, id)?;
        Ok((undoing(tx, &found.job)?, found))
    })?;
    Ok(overview(ctx, found, undoing))
}

/// Tells whether somebody has undone a job, or tried to, by a job that is over.
pub fn was_tried(ctx: &mut Context, id: JobId) -> Result<bool> {
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    ctx.read_ledger(|tx| Ok(read::was_tried(tx, id)?))
}

/// Tells whether somebody has ordered a job that no process has taken yet.
///
/// # Errors
/// [`crate::operations::Error::NotFound`].
pub fn is_ordered(ctx: &mut Context, id: JobId) -> Result<bool> {
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    ctx.read_ledger(|tx| Ok(seen(tx, id)?.owner == run::ORDERED))
}

/// Lists rows of a job's report after a position, in order.
pub fn rows(ctx: &mut Context, id: JobId, filter: &RowFilter, after: u32, limit: u32) -> Result<Vec<TargetRow>> {
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    ctx.read_ledger(|tx| rows_seen(tx, id, filter, (after, limit)))
}

/// Lists the rows of a job's report that are shown to whoever looks.
fn rows_seen(tx: &Tx<'_>, id: JobId, filter: &RowFilter, (mut after, limit): (u32, u32)) -> Result<Vec<TargetRow>> {
    if !tx.is_limited() {
        return Ok(target::rows(tx, id, filter, after, limit)?);
    }
    let job = seen(tx, id)?.job;
    let most = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut found = Vec::new();
    loop {
        let page = target::rows(tx, id, filter, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(found) };
        after = last.target.position;
        for row in page {
            if reach::shows(tx, &job, row.target.number)? {
                found.push(row);
            }
            if found.len() == most {
                return Ok(found);
            }
        }
    }
}

/// Groups rows as the store does, by where they stand and why.
fn grouped(rows: &[TargetRow]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for row in rows {
        let state = row.verdict.as_ref().map_or(TargetState::Waiting, Verdict::state);
        let forecast = if row.verdict.is_some() { Forecast::Do } else { row.forecast.clone() };
        let reason = row.verdict.as_ref().map_or(forecast.reason(), Verdict::reason).cloned();
        let word = |reason: &Option<Reason>| reason.as_ref().map(Reason::word);
        let is_alike = |group: &&mut Group| {
            group.state == state && group.forecast.word() == forecast.word() && word(&group.reason) == word(&reason)
        };
        match groups.iter_mut().find(is_alike) {
            Some(group) => group.count += 1,
            None => groups.push(Group { state, forecast, reason, count: 1 }),
        }
    }
    groups.sort_by_key(|group| (std::cmp::Reverse(group.count), group.state.word(), group.forecast.word()));
    groups
}

/// Groups a plan's forecasts while nothing was tried, else the outcomes; the largest group first.
///
/// # Errors
/// [`crate::operations::Error::NotFound`].
pub fn groups(ctx: &mut Context, id: JobId) -> Result<Vec<Group>> {
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    ctx.read_ledger(|tx| {
        let job = seen(tx, id)?.job;
        if tx.is_limited() {
            return Ok(grouped(&rows_seen(tx, id, &RowFilter::default(), (0, u32::MAX))?));
        }
        Ok(if job.started_at.is_none() { target::forecasts(tx, id)? } else { target::outcomes(tx, id)? })
    })
}

/// Lists the numbers of a job's targets that stand somewhere.
pub fn numbers(ctx: &mut Context, id: JobId, state: TargetState) -> Result<Vec<EstablishmentNumber>> {
    let ctx = &mut ctx.permit(Act::JOB_SHOW)?;
    ctx.read_ledger(|tx| {
        let job = seen(tx, id)?.job;
        let mut found = Vec::new();
        for number in target::numbers(tx, id, state)? {
            if reach::shows(tx, &job, number)? {
                found.push(number);
            }
        }
        Ok(found)
    })
}

/// Lists the jobs that were begun and are not over, the latest first, whether or not their process lives.
pub fn running(ctx: &mut Context) -> Result<Vec<Overview>> {
    list(ctx, Some(JobState::Running), None, i64::MAX, 1000)
}

/// Names in whose name the process acts that has a job; none when none has it.
///
/// # Errors
/// [`crate::operations::Error::NotFound`].
pub fn owner_of(ctx: &mut Context, id: JobId) -> Result<Option<String>> {
    let found = get(ctx, id)?;
    let lives = matches!(found.standing, Standing::Running | Standing::Silent);
    Ok(lives.then(|| found.job.author.name().to_owned()))
}
