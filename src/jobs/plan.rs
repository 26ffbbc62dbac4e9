//! From a selection to a frozen plan.

use std::collections::HashSet;

use super::error::{JobError, Result};
use super::progress::{Cancel, Progress, Unit};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::Remark;
use crate::domain::job::{
    Forecast, Given, Impact, Job, JobId, JobState, Only, Reason, Selection, TargetState, Task, Verdict,
};
use crate::domain::message::Message;
use crate::domain::search::{DEFAULT_SORT, Filter};
use crate::operations::job::{self, Candidate, Earlier, NewPlan, RowFilter};
use crate::operations::{Context, Error, Rule, establishment, mailing};
use crate::store::ledger::job::NewTarget;

/// Targets that are considered in one reading of the registry.
const CHUNK: usize = 500;

/// What is to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What is done.
    pub task: Task,
    /// To what.
    pub selection: Selection,
    /// A name, or empty.
    pub name: String,
}

/// Lists the establishments of a selection, by number.
///
/// # Errors
/// A filter that cannot be read; a job that is not there.
pub fn numbers(ctx: &mut Context, selection: &Selection) -> Result<Vec<EstablishmentNumber>> {
    Ok(matching(ctx, selection)?.0)
}

/// Lists the establishments of a selection, by number, and tells what of its filter may not be what was meant.
///
/// # Errors
/// As [`numbers`].
pub fn matching(ctx: &mut Context, selection: &Selection) -> Result<(Vec<EstablishmentNumber>, Vec<Remark>)> {
    let numbers = match selection {
        Selection::Numbers { numbers } => numbers.clone(),
        Selection::Matching { filter, except } => {
            let filter = Filter::parse(filter).map_err(Error::from)?;
            let now = ctx.now();
            let mut found = establishment::index(ctx)?.select(&filter, DEFAULT_SORT, now).map_err(Error::from)?;
            let there: HashSet<_> = found.numbers.iter().copied().collect();
            let mut absent = except.clone();
            absent.retain(|number| !there.contains(number));
            absent.sort_unstable();
            let left_out: HashSet<_> = except.iter().copied().collect();
            found.numbers.retain(|number| !left_out.contains(number));
            found.remarks.extend((!absent.is_empty()).then_some(Remark::NotAmong { numbers: absent }));
            return Ok((found.numbers, found.remarks));
        }
        Selection::Of { job, state } => job::numbers(ctx, *job, *state)?,
        Selection::One(only) | Selection::Alone(only) if only.number.0 != 0 => vec![only.number],
        Selection::Files { .. } | Selection::Rows { .. } | Selection::One(_) | Selection::Alone(_) => Vec::new(),
    };
    Ok((numbers, Vec::new()))
}

/// Forgets exceptions that leave nothing out, so that a plan and its report tell what was left out.
fn without_absent(selection: &mut Selection, remarks: &[Remark]) {
    let Selection::Matching { except, .. } = selection else { return };
    for remark in remarks {
        if let Remark::NotAmong { numbers } = remark {
            except.retain(|number| numbers.binary_search(number).is_err());
        }
    }
}

/// Draws up a plan: asks every guard, adds up what it costs, freezes the targets. Nothing is done yet; a plan that was
/// cancelled while it was drawn up is not kept.
///
/// # Errors
/// As [`draft`].
pub fn draw_up(ctx: &mut Context, request: Request, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<Job> {
    let plan = draft(ctx, request, cancel, progress)?;
    Ok(job::save(ctx, &plan)?)
}

/// Drafts a plan as [`draw_up`] does; nothing is written, and no number taken.
///
/// # Errors
/// What the guards of the whole say: no target, too many, not permitted.
pub fn draft(ctx: &mut Context, mut request: Request, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<NewPlan> {
    let (numbers, remarks) = matching(ctx, &request.selection)?;
    without_absent(&mut request.selection, &remarks);
    let candidates = match &request.selection {
        Selection::Rows { ids, .. } => job::candidates_of_rows(ids),
        Selection::One(Only { id, .. }) | Selection::Alone(Only { id, .. }) if !id.is_empty() => {
            job::candidates_of_rows(std::slice::from_ref(id))
        }
        Selection::Numbers { .. }
        | Selection::Matching { .. }
        | Selection::Of { .. }
        | Selection::Files { .. }
        | Selection::One(_)
        | Selection::Alone(_) => job::candidates(&numbers),
    };
    judge(ctx, request, None, candidates, (cancel, progress))
}

/// Draws up the plan that undoes a job: what it did, and only that.
///
/// # Errors
/// As [`draft_undo`].
pub fn undo(ctx: &mut Context, id: JobId, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<Job> {
    let plan = draft_undo(ctx, id, cancel, progress)?;
    Ok(job::save(ctx, &plan)?)
}

/// What undoes what somebody did last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoLast {
    /// The plan; none: nothing of theirs can be undone.
    pub job: Option<Job>,
    /// What they did after it that cannot be undone, or what they did last where nothing can.
    pub after: Option<Message>,
}

impl UndoLast {
    /// Says what comes before the plan, or why there is none.
    #[must_use]
    pub fn message(&self) -> Option<Message> {
        let next = Message::new(if self.job.is_some() { "job-undo-before" } else { "job-nothing-to-undo" });
        let both = self
            .after
            .clone()
            .map(|after| Message::new("job-undo-after").with("after", after).with("next", next.clone()));
        both.or_else(|| self.job.is_none().then_some(next))
    }
}

/// Draws up the plan that undoes the actor's last job of which something is left to undo.
///
/// # Errors
/// As [`draft_undo`], but for a job with nothing left: the one before is looked at.
pub fn undo_last(ctx: &mut Context, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<UndoLast> {
    let (mut before, mut tried) = (None, Vec::new());
    while let Some(id) = job::last_undoable(ctx, before)? {
        before = Some(id);
        let plan = match draft_undo(ctx, id, cancel, progress) {
            Err(JobError::Operation(error)) if error.is_nothing_left() => continue,
            other => other?,
        };
        if plan.targets.iter().any(|target| target.forecast == Forecast::Do) {
            let after = job::last_act(ctx, Some(id), &tried)?;
            return Ok(UndoLast { job: Some(job::save(ctx, &plan)?), after });
        }
        tried.extend(plan.targets.iter().find_map(|target| Some((id, target.forecast.reason()?.clone()))));
    }
    Ok(UndoLast { job: None, after: job::last_act(ctx, None, &tried)? })
}

/// Drafts the plan that undoes a job; nothing is written.
///
/// # Errors
/// [`Rule::NotUndoable`], [`Rule::AlreadyUndone`], [`Rule::JobNotBegun`], [`Rule::JobNotOver`]; [`Rule::NothingDone`];
/// [`Rule::NothingLeft`] where an undoing is over: it has told of each target why it is left alone.
pub fn draft_undo(ctx: &mut Context, id: JobId, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<NewPlan> {
    let job = job::get(ctx, id)?.job;
    let task = job::reversal(&job.task).ok_or(Error::Rule(Rule::NotUndoable))?;
    match job.state {
        JobState::Planned => return Err(Error::Rule(Rule::JobNotBegun).into()),
        JobState::Running => return Err(Error::Rule(Rule::JobNotOver).into()),
        JobState::Paused | JobState::Cancelled | JobState::Done => {}
    }
    let mut candidates = Vec::new();
    let filter = RowFilter { state: Some(TargetState::Done), ..RowFilter::default() };
    let mut after = 0;
    loop {
        let rows = job::rows(ctx, id, &filter, after, 1000)?;
        let Some(last) = rows.last() else { break };
        after = last.target.position;
        candidates.extend(rows.into_iter().filter_map(|row| match row.verdict {
            Some(Verdict::Done(effect)) => Some(Candidate {
                number: row.target.number,
                object: row.target.object,
                given: Given::Effect { effect },
            }),
            Some(Verdict::Skipped(_) | Verdict::Failed(_)) | None => None,
        }));
    }
    if candidates.is_empty() {
        return Err(Error::Rule(Rule::NothingDone).into());
    }
    job::learn(ctx, &mut candidates)?;
    let selection = Selection::Of { job: id, state: TargetState::Done };
    let request = Request { task, selection, name: String::new() };
    let plan = judge(ctx, request, Some(id), candidates, (cancel, progress))?;
    let mut forecasts = plan.targets.iter().map(|target| &target.forecast);
    if forecasts.all(|forecast| *forecast == Forecast::Skip(Reason::AlreadyUndone)) {
        return Err(Error::Rule(Rule::AlreadyUndone).into());
    }
    let is_nothing_left = plan.targets.iter().all(|target| matches!(target.forecast, Forecast::Skip(_)));
    if is_nothing_left && job::was_tried(ctx, id)? {
        return Err(Error::Rule(Rule::NothingLeft).into());
    }
    Ok(plan)
}

/// Draws up a plan that tries once more what failed in a job, with what its targets were given.
///
/// # Errors
/// As [`draft_retry`].
pub fn retry(ctx: &mut Context, id: JobId, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<Job> {
    let plan = draft_retry(ctx, id, cancel, progress)?;
    Ok(job::save(ctx, &plan)?)
}

/// Drafts a plan that tries once more what failed in a job; nothing is written.
///
/// # Errors
/// [`Rule::NothingFailed`].
pub fn draft_retry(ctx: &mut Context, id: JobId, cancel: &Cancel, progress: &mut Progress<'_>) -> Result<NewPlan> {
    let job = job::get(ctx, id)?.job;
    let filter = RowFilter { state: Some(TargetState::Failed), ..RowFilter::default() };
    let mut candidates = Vec::new();
    let mut after = 0;
    loop {
        let rows = job::rows(ctx, id, &filter, after, 1000)?;
        let Some(last) = rows.last() else { break };
        after = last.target.position;
        candidates.extend(rows.into_iter().map(|row| Candidate {
            number: row.target.number,
            object: row.target.object,
            given: row.target.given,
        }));
    }
    if candidates.is_empty() {
        return Err(Error::Rule(Rule::NothingFailed).into());
    }
    let selection = Selection::Of { job: id, state: TargetState::Failed };
    let request = Request { task: job.task, selection, name: String::new() };
    judge(ctx, request, None, candidates, (cancel, progress))
}

/// Asks every guard about the candidates and about the whole.
pub(super) fn judge(
    ctx: &mut Context,
    request: Request,
    undo_of: Option<JobId>,
    candidates: Vec<Candidate>,
    (cancel, progress): (&Cancel, &mut Progress<'_>),
) -> Result<NewPlan> {
    let Request { task, selection, name } = request;
    let total = u64::try_from(candidates.len()).unwrap_or(u64::MAX);
    let extent = job::extent(&task);
    progress.begin("job-stage-plan", Unit::Rows, total);
    let mut targets = Vec::with_capacity(candidates.len());
    let (mut impact, mut earlier) = (Impact::default(), Earlier::default());
    let mut rest = candidates.into_iter();
    loop {
        let part: Vec<Candidate> = rest.by_ref().take(CHUNK).collect();
        if part.is_empty() {
            break;
        }
        if cancel.is_cancelled() {
            return Err(super::error::JobError::Cancelled);
        }
        let mut judged = job::forecast(ctx, (&task, undo_of), (part, &mut earlier))?;
        impact.opened += job::opened(ctx, &task, &mut judged)?;
        if extent.has_impact() {
            let cost = job::impact(ctx, &task, &judged, cancel.flag())?;
            impact.accounts += cost.accounts;
            // A block merely closes the door.
            if extent.loses_content() {
                impact.grades += cost.grades;
                impact.mails += cost.mails;
            }
            impact.unreadable += cost.unreadable;
            impact.last_sign_in_at = impact.last_sign_in_at.max(cost.last_sign_in_at);
        }
        targets.extend(judged);
        progress.reach(u64::try_from(targets.len()).unwrap_or(u64::MAX));
    }
    if cancel.is_cancelled() {
        return Err(super::error::JobError::Cancelled);
    }
    impact.reach = mailing::survey(ctx, &task, &mut targets)?;
    let selection = alone(selection, undo_of.is_some(), &targets);
    let plan = NewPlan { task, selection, name, undo_of, impact, targets };
    job::check(ctx, &plan)?;
    Ok(plan)
}

/// Names the only target of a plan, so that lists tell it from others of its kind. What is tried once more stays named by the
/// job of which it failed.
fn alone(selection: Selection, is_undoing: bool, targets: &[NewTarget]) -> Selection {
    let [only] = targets else { return selection };
    let name = match &selection {
        Selection::Rows { names, .. } => names.first().cloned().unwrap_or_default(),
        Selection::Numbers { .. } => String::new(),
        Selection::Of { .. } if is_undoing => String::new(),
        _ => return selection,
    };
    let (id, label) = (only.object.clone(), only.label.replace('\n', " "));
    Selection::Alone(Only { number: only.number, id, name, label })
}
