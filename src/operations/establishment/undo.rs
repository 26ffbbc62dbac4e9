//! Undoing a creation, or the bringing back of an establishment, that was never acknowledged.

use super::creation::credentials;
use super::restore;
use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::Timestamp;
use crate::operations::aftermath::{Aftermath, Rescued};
use crate::operations::error::{Error, Result};
use crate::operations::permitted::{Permitted, record};
use crate::store;
use crate::store::home::Home;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{Tx, establishment as rows};
use crate::store::shelf::Undone;

/// Removes what was begun: databases, then the rows; numbers that nobody was told stay free. What lay there before stays,
/// and so does a database into which somebody has written since it has its name: what was brought back is finished, if
/// it can be, else the database is kept among the orphans. Returns which those are.
pub(in crate::operations) fn undo(ctx: &mut Permitted<'_>, numbers: &[EstablishmentNumber]) -> Result<Vec<Rescued>> {
    // A commit that failed may still stand in the log. It is overwritten before anything of it is removed: what
    // cannot be written down as unfinished stays whole, and the next start decides by what it finds.
    let known = ctx.write(|tx, _, _| {
        for number in numbers {
            unfinished::advance(tx, *number, &Step::Discard)?;
        }
        credentials(tx, numbers)
    })?;
    let (home, shelf) = (ctx.home().clone(), ctx.home().shelf());
    let mut written = Vec::new();
    for (number, credential) in &known {
        if shelf.undo_creation(*number, credential)? == Undone::WrittenInto {
            written.push(*number);
        }
    }
    shelf.sync(numbers.iter().copied())?;
    let moment = ctx.latest().at().utc_text();
    let rescued = ctx.write(|tx, permit, now| {
        for number in numbers.iter().filter(|number| !written.contains(number)) {
            rows::remove(tx, *number, None)?;
        }
        let rescue = |number: &EstablishmentNumber| rescue(tx, (permit, now), (&home, &moment), *number);
        written.iter().map(rescue).collect::<Result<Vec<_>>>()
    })?;
    ctx.note(Aftermath { rescued: rescued.clone(), ..Aftermath::default() });
    Ok(rescued)
}

/// Keeps what somebody wrote into a database that was never acknowledged.
fn rescue(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    (home, moment): (&Home, &str),
    number: EstablishmentNumber,
) -> Result<Rescued> {
    match tx.part(|| restore::finish_new(tx, (permit, now), home, number)) {
        Ok(true) => return Ok(Rescued { number, kept: None }),
        // What it was brought back from is known no more, or its row is refused by now.
        Ok(false) | Err(Error::Store(store::Error::Constraint(_))) => {}
        Err(error) => return Err(error),
    }
    let label = rows::denomination(tx, number)?.unwrap_or_default();
    let target = unfinished::find(tx, number)?.and_then(|work| work.target);
    let kept = home.shelf().set_number_aside(number, moment)?;
    rows::remove(tx, number, Some(now))?;
    let action = if target.is_some() { "establishment.restore-failed" } else { "establishment.add-failed" };
    let mut entry = Entry::event(action, Object::establishment(number, &label));
    if let Some(kept) = &kept {
        entry = entry.is("set-aside", kept.display().to_string());
    }
    if let Some(target) = target {
        entry = entry.is("job", target.job.to_string());
    }
    record(tx, permit, now, &entry)?;
    Ok(Rescued { number, kept })
}
