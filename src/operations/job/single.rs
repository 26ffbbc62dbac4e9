//! An act on one row: a job of one target that nobody had to plan, in the transaction that does it.

use crate::domain::access::Permit;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Effect, Forecast, Given, Impact, JobState, NAME_MAX, Selection, Target, Task, Verdict};
use crate::domain::text::line;
use crate::operations::clock::Moment;
use crate::operations::error::Result;
use crate::store::ledger::Tx;
use crate::store::ledger::job::{self as rows, NewJob, NewTarget, run, target};

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
}

impl Single<'_> {
    /// Plans, begins, does and ends it. What is refused leaves no job.
    ///
    /// # Errors
    /// Whatever the work gives.
    pub(in crate::operations) fn carry_out<T>(
        self,
        tx: &Tx<'_>,
        (permit, moment): (&Permit<'_>, Moment),
        work: impl FnOnce(&Target) -> Result<(Effect, T)>,
    ) -> Result<T> {
        let Self { task, number, object, name, label } = self;
        let selection = match object {
            "" if number.0 == 0 => Selection::rows([]),
            "" => Selection::Numbers { numbers: vec![number] },
            id => Selection::rows([(id.to_owned(), name.to_owned())]),
        };
        let new = NewJob {
            task: &task,
            // It is over before anybody could wait for it.
            is_exclusive: false,
            selection: &selection,
            // Lists say which row it was.
            name: &line(&label, NAME_MAX).unwrap_or_default(),
            author: permit.by(),
            undo_of: None,
            impact: Impact::default(),
        };
        let object = object.to_owned();
        let planned = NewTarget { number, object, label, given: Given::Nothing, forecast: Forecast::Do };
        let job = rows::insert(tx, &new, std::slice::from_ref(&planned), moment.kept_at)?;
        run::take(tx, job, "", permit.by(), moment.now)?;
        let NewTarget { number, object, label, given, .. } = planned;
        let (effect, value) = work(&Target { job, position: 1, number, object, label, given })?;
        target::mark(tx, job, 1, &Verdict::Done(effect), moment.now)?;
        run::stop(tx, job, JobState::Done, None, (moment.now, moment.ended_at))?;
        Ok(value)
    }
}
