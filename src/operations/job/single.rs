//! An act on one row: a job of one target that nobody had to plan. What one transaction does leaves its job in it; what takes
//! several is begun with the first, and ended with the last.

use super::verdict::reason;
use crate::domain::access::Permit;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::{Effect, Forecast, Given, Impact, JobState, Only, Reason, Selection, Target, Task, Verdict};
use crate::operations::clock::Moment;
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::ledger::Tx;
use crate::store::ledger::job::{self as rows, NewJob, NewTarget, run, target};
use crate::store::registry::unfinished::TargetKey;
use crate::store::registry::{self, unfinished};

/// The one row.
pub(in crate::operations) struct Single<'a> {
    /// What is done to it.
    pub(in crate::operations) task: Task,
    /// The establishment; 0: it is another noun's row.
    pub(in crate::operations) number: EstablishmentNumber,
    /// What names a row of another noun; nothing for one that is being made.
    pub(in crate::operations) object: &'a str,
    /// What commands call that row.
    pub(in crate::operations) name: &'a str,
    /// What it is called.
    pub(in crate::operations) label: String,
    /// What was seen of it.
    pub(in crate::operations) given: Given,
    /// What it costs.
    pub(in crate::operations) impact: Impact,
}

impl Single<'_> {
    /// Names an establishment.
    pub(in crate::operations) fn of(task: Task, found: &Establishment) -> Self {
        Self {
            task,
            number: found.number,
            object: "",
            name: "",
            label: found.denomination.clone(),
            given: Given::Nothing,
            impact: Impact::default(),
        }
    }

    /// Plans, begins, does and ends it in one transaction. What is refused leaves no job.
    ///
    /// # Errors
    /// Whatever the work gives.
    pub(in crate::operations) fn carry_out<T>(
        self,
        tx: &Tx<'_>,
        (permit, moment): (&Permit<'_>, Moment),
        work: impl FnOnce(&Target) -> Result<(Effect, T)>,
    ) -> Result<T> {
        let target = self.begin(tx, (permit, moment), "")?;
        let (effect, value) = work(&target)?;
        target::mark(tx, target.job, target.position, &Verdict::Done(effect), moment.now)?;
        run::stop(tx, target.job, JobState::Done, None, (moment.now, moment.ended_at))?;
        Ok(value)
    }

    /// Plans it and takes it for a process. Whoever does it marks the target.
    pub(in crate::operations) fn begin(
        self,
        tx: &Tx<'_>,
        (permit, moment): (&Permit<'_>, Moment),
        owner: &str,
    ) -> Result<Target> {
        let Self { task, number, object, name, label, given, impact } = self;
        let selection = Selection::One(Only {
            number,
            id: object.to_owned(),
            name: name.to_owned(),
            label: label.replace('\n', " "),
        });
        let new = NewJob {
            task: &task,
            is_exclusive: number.0 != 0,
            selection: &selection,
            name: "",
            author: permit.by(),
            undo_of: None,
            impact,
        };
        let object = object.to_owned();
        let planned = NewTarget { number, object, label, given, forecast: Forecast::Do };
        let job = rows::insert(tx, &new, std::slice::from_ref(&planned), moment.kept_at)?;
        run::take(tx, job, owner, permit.by(), moment.now)?;
        let NewTarget { number, object, label, given, .. } = planned;
        Ok(Target { job, position: 1, number, object, label, given })
    }
}

/// Ends what was begun, however it went. What cannot be written now, or is under way still, is nobody's from then on: whoever
/// comes next finishes or undoes it.
///
/// # Errors
/// What the work gave.
pub(in crate::operations) fn concluded<T>(ctx: &mut Permitted<'_>, begun: &Target, done: Result<T>) -> Result<T> {
    let cause = done.as_ref().err().map(reason);
    let ended = ctx.write(|tx, _, now| end(tx, Moment::read(tx, now)?, begun, cause.as_ref()));
    if !matches!(ended, Ok(Ended::Whole)) {
        ctx.let_go();
    }
    done
}

/// What is left of what was begun.
enum Ended {
    /// Nothing.
    Whole,
    /// Work that is to be finished or undone.
    UnderWay,
}

/// Ends what was begun: with a target that is marked it is done; of one that nobody is at work on any more nothing was done, so
/// there is no job; else it is paused with the cause, as any job that the machine stops.
fn end(tx: &registry::Tx<'_>, moment: Moment, begun: &Target, cause: Option<&Reason>) -> Result<Ended> {
    let stop = |state, cause| run::stop(tx, begun.job, state, cause, (moment.now, moment.ended_at));
    // Another process's work there is no work of this job.
    let key = TargetKey { job: begun.job, position: begun.position };
    let is_under_way = unfinished::find(tx, begun.number)?.is_some_and(|work| work.target == Some(key));
    if target::waiting(tx, begun.job, 0, 1)?.is_empty() {
        stop(JobState::Done, None)?;
    } else if !is_under_way {
        rows::remove(tx, begun.job)?;
    } else {
        stop(JobState::Paused, cause)?;
    }
    Ok(if is_under_way { Ended::UnderWay } else { Ended::Whole })
}
