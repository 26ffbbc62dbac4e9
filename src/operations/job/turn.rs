//! Whose turn it is: an earlier job has its targets first.

use std::collections::HashMap;

use crate::domain::job::{JobId, Reason, Target, Task};
use crate::operations::error::{Result, Rule};
use crate::store::home::Home;
use crate::store::ledger::Tx;
use crate::store::ledger::job::run;
use crate::store::owner;

/// A job that this process has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Identifier.
    pub id: JobId,
    /// What is done.
    pub task: Task,
    /// The job that it undoes.
    pub undo_of: Option<JobId>,
    /// This process's token.
    pub owner: String,
}

/// What became of the targets of one step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acted {
    /// It was marked.
    Marked,
    /// An earlier job has it first; it still waits.
    Held(Reason),
}

/// Returns the job's place in the order of starting, if it is still this process's.
pub(in crate::operations) fn own_turn(tx: &Tx<'_>, running: &Running) -> Result<i64> {
    Ok(run::order(tx, running.id, &running.owner)?.ok_or(Rule::JobLost)?.turn)
}

/// Tells which targets an earlier job still has to handle, asking once whether that job's process lives.
pub(super) struct Holding {
    home: Home,
    alive: HashMap<String, bool>,
}

impl Holding {
    pub(super) fn new(home: Home) -> Self {
        Self { home, alive: HashMap::new() }
    }

    pub(super) fn by_another(&mut self, tx: &Tx<'_>, target: &Target, turn: i64) -> Result<Option<Reason>> {
        if target.number.0 == 0 {
            return Ok(None);
        }
        for holder in run::holders(tx, target.number, target.job, turn)? {
            let home = &self.home;
            let alive = self.alive.entry(holder.owner.clone()).or_insert_with(|| owner::is_alive(home, &holder.owner));
            if *alive {
                return Ok(Some(Reason::Held { job: holder.job.0, author: holder.author }));
            }
        }
        Ok(None)
    }
}
