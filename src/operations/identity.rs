//! The registry that was opened is proved to be the one, or is held until a person accepts it.
//!
//! Invariants: while a doubt stands ([`super::context::Context::doubt`]) nothing is written but sessions, what is exported from the audit
//! and the acceptance itself, no mail leaves, no job begins or goes on, no dead process's work is finished or undone;
//! the head kept outside the registry is never moved back but by [`super::acceptance::accept`].

use std::path::Path;

use crate::domain::identity::{Doubt, Kept, Mark, Present, Verdict, judge};
use crate::store::home::Home;
use crate::store::ledger::audit;
use crate::store::registry::{Registry, Tx, changes, setting};
use crate::store::{Error, files, identity};

/// The setting that holds the registry's own identifier.
pub(super) const HOME: &str = "home";
/// The setting that holds where the audit of a registry ended that is held: what is written into it then hides nothing.
pub(super) const HELD_AT: &str = "held-at";

/// Compares a registry that was opened with what lies beside it; one that was never marked is marked now. Gives why a
/// person has to look at it first, if somebody has to.
pub(super) fn look(home: &Home, registry: &mut Registry) -> crate::store::Result<Option<Doubt>> {
    // First what lies outside: what others write meanwhile then only makes the registry newer than its head.
    let (mark, head) = (identity::mark(home)?, identity::head(home)?);
    let reached = changes::reached(&home.registry());
    let place = identity::place(&home.registry())?;
    let head_id = if let Kept::Found(head) = &head { head.id } else { 0 };
    let present = registry.read(|tx| {
        Ok::<_, Error>(Present {
            home: setting::find(tx, HOME)?.map(|(id, _)| id),
            place,
            last: audit::head(tx)?.map_or(0, |head| head.id),
            hash_at_head: audit::hash(tx, head_id)?,
            held_at: held_at(tx)?,
            changes: (changes::count(tx)?, reached),
        })
    })?;
    match judge(&present, &mark, &head) {
        Verdict::Proved => {
            registry.release();
            if present.held_at.is_some() {
                // Where it cannot be written yet, the next opening does it.
                let _ = registry.write(|tx| setting::remove(tx, HELD_AT));
            }
            Ok(None)
        }
        Verdict::Doubted(doubt) => {
            registry.hold();
            Ok(Some(doubt))
        }
        Verdict::Unmarked => match registry.write(|tx| adopt(tx, home)) {
            // A disk that is full or cannot be written on is no reason to doubt: the next opening marks it.
            Err(error) if error.is_about_the_disk() || matches!(error, Error::Busy) => Ok(None),
            other => other.map(|()| None),
        },
    }
}

/// Reads where the audit ended when the registry was held, before anything was written into it.
pub(super) fn held_at(tx: &Tx<'_>) -> crate::store::Result<Option<i64>> {
    Ok(setting::find(tx, HELD_AT)?.and_then(|(text, _)| text.parse().ok()))
}

/// Notes where the audit of a registry ends that is held because entries are missing, before the first is written into
/// it: these take the numbers of what is missing, and only what was noted tells afterwards how much that is.
pub(super) fn note_end(tx: &Tx<'_>, home: &Home) -> crate::store::Result<()> {
    let Kept::Found(head) = identity::head(home)? else { return Ok(()) };
    if held_at(tx)?.is_some() || audit::hash(tx, head.id)?.as_ref() == Some(&head.hash) {
        return Ok(());
    }
    match audit::head(tx)?.map_or(0, |last| last.id) {
        last if last < head.id => setting::put(tx, HELD_AT, &last.to_string()),
        _ => Ok(()),
    }
}

/// Marks a registry of an earlier version. The files come first: when the process dies before the registry has the
/// identifier, they fit in everything else, and the next one goes on.
fn adopt(tx: &Tx<'_>, home: &Home) -> crate::store::Result<()> {
    if setting::find(tx, HOME)?.is_some() {
        return Ok(());
    }
    let id = match identity::mark(home)? {
        Kept::Found(mark) => mark.home,
        Kept::Absent | Kept::Unreadable => files::token()?,
    };
    mark(tx, home, &home.registry(), &id)?;
    setting::put(tx, HOME, &id)
}

/// Marks a registry that is being made, inside the transaction that makes it.
pub(super) fn begin(tx: &Tx<'_>, home: &Home, registry: &Path) -> crate::store::Result<()> {
    let id = files::token()?;
    mark(tx, home, registry, &id)?;
    setting::put(tx, HOME, &id)
}

/// Writes what lies beside a registry.
pub(super) fn mark(tx: &Tx<'_>, home: &Home, registry: &Path, id: &str) -> crate::store::Result<()> {
    if let Some(head) = audit::head(tx)? {
        identity::put_head(home, &head)?;
    }
    // Where it cannot be written nothing is known, and no registry is held for that.
    let _ = changes::put(&home.registry(), changes::count(tx)?);
    identity::put_mark(home, &Mark { home: id.to_owned(), place: identity::place(registry)?, looked: None })
}
