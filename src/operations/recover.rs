//! What a dead process left: finished or undone at the next start, before anything else happens.

use super::context::Context;
use super::error::{Error, Result};
use super::establishment::{administrator, creation, delete, edit};
use crate::domain::establishment::EstablishmentNumber;
use crate::store::owner;
use crate::store::registry::unfinished::{self, Step, Unfinished};

/// What became of one piece of unfinished work.
#[derive(Debug)]
pub struct Recovered {
    /// The establishment.
    pub number: EstablishmentNumber,
    /// Whether it was undone rather than finished.
    pub undone: bool,
    /// Why it could not be; it stays as it is and is tried again at the next start.
    pub error: Option<Error>,
}

/// Finishes or undoes what dead processes left. What living ones are at stays theirs.
///
/// # Errors
/// What the registry says; what one establishment's database says is told in the list instead.
pub fn at_start(ctx: &mut Context) -> Result<Vec<Recovered>> {
    let dead = take_over_dead(ctx)?;
    let mut recovered = Vec::with_capacity(dead.len());
    let created: Vec<EstablishmentNumber> =
        dead.iter().filter(|work| work.step == Step::Create).map(|work| work.number).collect();
    if !created.is_empty() {
        creation::undo(ctx, &created)?;
        recovered.extend(created.iter().map(|number| Recovered { number: *number, undone: true, error: None }));
    }
    for work in dead {
        let number = work.number;
        let (undone, result) = match &work.step {
            Step::Create => continue,
            Step::Export { to } => (true, delete::undo(ctx, number, to)),
            Step::Remove { export, author } => (false, delete::finish(ctx, number, export, author)),
            Step::Names => (false, edit::finish_names(ctx, number)),
            Step::Reset { .. } | Step::Administrator { .. } => (false, administrator::finish(ctx, number, &work.step)),
        };
        recovered.push(Recovered { number, undone, error: result.err() });
    }
    owner::sweep(ctx.home())?;
    Ok(recovered)
}

/// Tells whether nobody else is at a piece of work any more.
pub(super) fn is_dead(ctx: &Context, work: &Unfinished) -> bool {
    ctx.is_own(&work.owner) || !owner::is_alive(ctx.home(), &work.owner)
}

/// Makes dead processes' work this context's own, so that nobody else recovers it at the same time.
fn take_over_dead(ctx: &mut Context) -> Result<Vec<Unfinished>> {
    let found = ctx.read(|tx| Ok(unfinished::list(tx)?))?;
    let dead: Vec<Unfinished> = found.into_iter().filter(|work| is_dead(ctx, work)).collect();
    if dead.is_empty() {
        return Ok(dead);
    }
    let own = ctx.owner()?.to_owned();
    ctx.write(|tx, _, _| {
        let mut taken = Vec::with_capacity(dead.len());
        for work in dead {
            if work.owner == own || unfinished::take_over(tx, work.number, &work.owner, &own)? {
                taken.push(work);
            }
        }
        Ok(taken)
    })
}
