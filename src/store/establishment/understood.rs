//! Whether this version understands what a database holds of what the registry has too.

use crate::domain::fault::{Misfit, Wrong};
use crate::domain::job::JobId;
use crate::store::error::{Error, Result};
use crate::store::ledger::job::read;
use crate::store::ledger::job::target::{self, RowFilter};
use crate::store::ledger::session;
use crate::store::sql::Tx;

/// Targets of jobs that are read in one go.
const TARGETS: u32 = 500;

/// Tells what this version does not understand, and in which row.
fn unknown(found: Result<()>, (table, row): (&str, &str)) -> Result<Option<Misfit>> {
    match found {
        Err(Error::Unreadable { what, .. }) => {
            let (table, column) = what.split_once('.').unwrap_or((table, what));
            Ok(Some(Misfit::at(table, column, row, Wrong::Rule { rule: what.to_owned() })))
        }
        other => other.map(|()| None),
    }
}

/// Finds a reason why a session ended that this version does not understand.
pub(super) fn session(tx: &Tx<'_>) -> Result<Option<Misfit>> {
    unknown(session::check(tx), ("session", ""))
}

/// Finds a job, or a target of one, that this version does not understand.
pub(super) fn job(tx: &Tx<'_>) -> Result<Option<Misfit>> {
    let understood = |id: JobId| -> Result<()> {
        if let Some(undone) = read::find(tx, id)?.and_then(|found| found.job.undo_of).filter(|undone| *undone >= id) {
            return Err(Error::unreadable("job.undo_of", undone.to_string()));
        }
        let mut after = 0;
        while let Some(last) = target::rows(tx, id, &RowFilter::default(), after, TARGETS)?.last() {
            after = last.target.position;
        }
        Ok(())
    };
    for id in read::ids(tx)? {
        let found = unknown(understood(id), ("job", &id.to_string()))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
