//! What somebody did last: what of it can be undone, and what cannot.

use super::kinds::{act, reversal};
use super::plan::check_undo;
use super::stop::existing;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Job, JobId, JobState, Reason, TargetRow, named_one};
use crate::domain::message::{Explain as _, Message, Value};
use crate::operations::audit::{AuditRow, changes};
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::store::ledger::Tx;
use crate::store::ledger::audit as entries;
use crate::store::ledger::job::read::{self, Owned};
use crate::store::ledger::job::target::{self, RowFilter};

/// Rows that are read in one go.
const PAGE: u32 = 200;

/// Finds the actor's latest job that did something, is over, and can still be undone; before another one, if one is given.
pub fn last_undoable(ctx: &mut Context, before: Option<JobId>) -> Result<Option<JobId>> {
    let ctx = &mut ctx.permit(Act::JOB_LIST)?;
    let identity = ctx.actor.identity.clone();
    ctx.read_ledger(|tx| {
        let mut before = before.map_or(i64::MAX, |id| id.0);
        loop {
            let page = read::before(tx, None, None, before, PAGE)?;
            let Some((last, _)) = page.last() else { return Ok(None) };
            before = last.0;
            for (_, found) in page {
                // One that cannot be read is undone by nobody.
                let Ok(Owned { job, .. }) = found else { continue };
                // What takes back is taken back by doing it again.
                let is_own = job.author.identity == identity && job.tally.done > 0 && job.undo_of.is_none();
                // Where it was tried, the one before is next: what failed is tried again by its number.
                let is_next = undoing(tx, &job)?.is_none();
                if is_own && is_next && check_undo(&job, |by| Ok(existing(tx, by)?.job)).is_ok() {
                    return Ok(Some(job.id));
                }
            }
        }
    })
}

/// Finds the job that has undone another one, or tried to.
fn undoing(tx: &Tx<'_>, job: &Job) -> Result<Option<Job>> {
    let by = job.undone_by.map(|by| existing(tx, by)).transpose()?;
    Ok(by.map(|found| found.job).filter(|by| by.state != JobState::Planned))
}

/// Says what the actor changed last, if that was after a job that is to be undone, or at all, and is not undone with it:
/// what nobody can undo, or a job with nothing left to undo; with the reason why, of those that were tried.
pub fn last_act(ctx: &mut Context, undone: Option<JobId>, tried: &[(JobId, Reason)]) -> Result<Option<Message>> {
    let ctx = &mut ctx.permit(Act::JOB_LIST)?;
    let (name, kind) = (ctx.actor.name().to_owned(), ctx.actor.kind());
    ctx.read_ledger(|tx| {
        let mut before = i64::MAX;
        loop {
            let page = entries::before(tx, before, PAGE)?;
            let Some(last) = page.last() else { return Ok(None) };
            before = last.id;
            for row in page.iter().filter(|row| row.actor == name && row.actor_kind == kind) {
                match weigh(tx, row, (undone, tried))? {
                    Weight::None => {}
                    Weight::Undone => return Ok(None),
                    Weight::Last(said) => return Ok(Some(said)),
                }
            }
        }
    })
}

/// What an entry of the audit tells of what was done last.
enum Weight {
    /// It changed nothing that anybody would take back, or that is taken back already.
    None,
    /// It belongs to what is to be undone.
    Undone,
    /// It is the last.
    Last(Message),
}

fn weigh(tx: &Tx<'_>, row: &AuditRow, (undone, tried): (Option<JobId>, &[(JobId, Reason)])) -> Result<Weight> {
    if let Some(id) = job_of(row) {
        let Some(job) = read::find(tx, id)?.map(|found| found.job) else { return Ok(Weight::None) };
        if Some(id) == undone {
            return Ok(Weight::Undone);
        }
        if !is_taken_back(act(&job.task))
            || job.tally.done == 0
            || job.undo_of.is_some()
            || undoing(tx, &job)?.is_some()
        {
            return Ok(Weight::None);
        }
        let kind = Message::new("job-kind").with("kind", job.task.kind().word()).with("count", job.tally.done);
        let why = tried.iter().find(|(known, _)| *known == id).map(|(_, reason)| reason.message());
        let can = if reversal(&job.task).is_some() { "no-more" } else { "never" };
        return Ok(Weight::Last(told(kind, only(tx, &job)?, (can, why))));
    }
    let is_change = Act::from_word(&row.action).is_some_and(|act| act.changes() && is_taken_back(act));
    if !is_change || row.object_kind == "job" {
        return Ok(Weight::None);
    }
    let act = Message::new("audit-action").with("action", row.action.replace('.', "-"));
    let is_named = !(row.object_id.is_empty() && row.object_label.is_empty());
    let object = is_named.then(|| named_one(EstablishmentNumber(0), &row.object_id, &row.object_label));
    Ok(Weight::Last(told(act, object, ("never", None))))
}

/// Says what was done to what, and that it cannot be undone.
fn told(act: Message, object: Option<Message>, (can, why): (&'static str, Option<Message>)) -> Message {
    let or_none = |said: Option<Message>| said.map_or_else(|| "none".into(), Value::from);
    Message::new("job-last-act")
        .with("act", act)
        .with("can", can)
        .with("object", or_none(object))
        .with("why", or_none(why))
}

/// Names the only target of a job.
fn only(tx: &Tx<'_>, job: &Job) -> Result<Option<Message>> {
    let rows = target::rows(tx, job.id, &RowFilter::default(), 0, 2)?;
    let [TargetRow { target, .. }] = rows.as_slice() else { return Ok(None) };
    Ok(Some(job.selection.one().unwrap_or_else(|| named_one(target.number, "", &target.label))))
}

/// Names the job that an entry belongs to: one that it began, or a part of it.
fn job_of(row: &AuditRow) -> Option<JobId> {
    let begins = [Act::JOB_START, Act::JOB_RESUME].iter().any(|act| act.word() == row.action);
    let named = if begins { Some(row.object_id.clone()) } else { None };
    let part = || changes(row).into_iter().find(|change| change.field == "job").map(|change| change.after);
    named.or_else(part)?.parse().ok().map(JobId)
}

/// Whether somebody could wish to take it back: not what only copies, counts, sends or keeps house.
const fn is_taken_back(act: Act) -> bool {
    let kept = matches!(act.noun(), Noun::Job | Noun::Mail | Noun::Retention | Noun::Audit);
    let looks = matches!(act.verb(), Verb::Export | Verb::Compute | Verb::Keep | Verb::SaveMapping);
    !kept && !looks
}
