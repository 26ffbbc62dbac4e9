//! What is told of an establishment is what was seen while nobody was at work on it: else a deletion, a restore or an
//! export that goes on beside an examination would be told as a loss.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::identity::Head;
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::ledger::audit;
use crate::store::registry::check::{self, Target};
use crate::store::registry::unfinished;

/// How often is looked again while others write into the registry.
const TRIES: u32 = 5;

/// An establishment that nobody is at work on, and the audit's last entry, which whoever ends work on one moves.
struct Quiet {
    target: Option<Target>,
    head: Option<Head>,
}

impl Quiet {
    /// Asks in one transaction; none while somebody, living or dead, is at work on it.
    fn ask(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Option<Self>> {
        ctx.read(|tx| {
            if unfinished::find(tx, number)?.is_some() {
                return Ok(None);
            }
            Ok(Some(Self { target: check::target(tx, number)?, head: audit::head(tx)? }))
        })
    }

    fn is_still(&self, before: &Self) -> bool {
        let credential = |quiet: &Self| quiet.target.as_ref().map(|target| target.credential.reveal().to_owned());
        self.head == before.head && credential(self) == credential(before)
    }
}

/// Looks again at what was seen of an establishment, with its row as it is now; none when nothing is seen any more, or
/// when somebody is at work on it: the next examination tells.
///
/// # Errors
/// What the store says, and the look.
pub(super) fn seen<T>(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    mut look: impl FnMut(Option<&Target>) -> Result<Option<T>>,
) -> Result<Option<T>> {
    let mut found = None;
    for _ in 0..TRIES {
        let Some(before) = Quiet::ask(ctx, number)? else { return Ok(None) };
        found = look(before.target.as_ref())?;
        if found.is_none() {
            return Ok(None);
        }
        match Quiet::ask(ctx, number)? {
            None => return Ok(None),
            Some(after) if after.is_still(&before) => break,
            Some(_) => {}
        }
    }
    Ok(found)
}
