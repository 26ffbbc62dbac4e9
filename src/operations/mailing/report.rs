//! What became of a mailing's mails, beside the report of its job.

use crate::domain::act::Act;
use crate::domain::job::{Job, JobId, Kind};
use crate::domain::mail::State;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::reach;
use crate::store::ledger::job::target;
use crate::store::registry::{Tx, letter};

pub use crate::store::registry::letter::MailOf;

/// How many of a job's mails stand where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Every state, in the order of lists.
    pub states: Vec<(State, u32)>,
    /// Mails that were taken back, or went with their establishment.
    pub taken_back: u32,
}

impl Standing {
    /// Returns the count of a state.
    #[must_use]
    pub fn count(&self, state: State) -> u32 {
        self.states.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }
}

/// Counts a job's mails; none when it writes none.
///
/// # Errors
/// [`crate::operations::Error::NotFound`].
pub fn standing(ctx: &mut Context, id: JobId) -> Result<Option<Standing>> {
    let ctx = &mut ctx.permit(Act::MAIL_LIST)?;
    let job = crate::operations::job::get(ctx, id)?.job;
    if job.task.kind() != Kind::WriteMail {
        return Ok(None);
    }
    let found = ctx.read(|tx| {
        if !tx.is_limited() {
            return Ok(letter::states(tx, id)?);
        }
        let seen = shown(tx, &job, letter::mails(tx, id, 1, u32::MAX)?)?;
        Ok(seen.into_iter().map(|mail| (mail.state, 1)).collect())
    })?;
    let count = |state| found.iter().filter(|(known, _)| *known == state).map(|(_, count)| *count).sum();
    let states: Vec<_> = State::ALL.into_iter().map(|state| (state, count(state))).collect();
    let there: u32 = states.iter().map(|(_, count)| count).sum();
    Ok(Some(Standing { states, taken_back: job.tally.done.saturating_sub(there) }))
}

/// Lists the mails of a job's targets from one position to another, in order.
pub fn mails(ctx: &mut Context, id: JobId, (from, to): (u32, u32)) -> Result<Vec<MailOf>> {
    let ctx = &mut ctx.permit(Act::MAIL_LIST)?;
    let job = crate::operations::job::get(ctx, id)?.job;
    ctx.read(|tx| shown(tx, &job, letter::mails(tx, id, from, to)?))
}

/// Leaves the mails of the targets that are shown to whoever looks.
fn shown(tx: &Tx<'_>, job: &Job, mut mails: Vec<MailOf>) -> Result<Vec<MailOf>> {
    if tx.is_limited() {
        let numbers = target::standing(tx, job.id)?;
        let number = |mail: &MailOf| usize::try_from(mail.position).ok()?.checked_sub(1).and_then(|at| numbers.get(at));
        let mut seen = Vec::new();
        for mail in mails {
            if let Some((number, _)) = number(&mail)
                && reach::shows(tx, job, *number)?
            {
                seen.push(mail);
            }
        }
        mails = seen;
    }
    Ok(mails)
}
