//! What a database says that its content was. Whoever can write into it can write anything there: a school's own program,
//! too, and whoever has an export of another school knows what to write.

use super::origin;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::school::Whose;
use crate::operations::error::{Error, Result};
use crate::store::registry::{Tx, audit, export, known, placed};

/// What is made of what a database says that its content was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::operations) struct Claims {
    /// Hashes of credentials by which its content is known from now on.
    pub(in crate::operations) believed: Vec<String>,
    /// An establishment of which it says that its content was that one's, though both are, or were, here at once.
    pub(in crate::operations) of: Option<Claimed>,
}

/// An establishment whose content another one's database claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::operations) struct Claimed {
    pub(in crate::operations) number: EstablishmentNumber,
    /// Whether it is here now.
    pub(in crate::operations) lives: bool,
}

/// Judges what an establishment's database says that its content was. What the registry has noted itself stays. Else it is
/// not believed to have been that of one which is here, or which was deleted after this one's content had been placed: the
/// same school may be here twice, or that is not so, and the other one is not to be held back by it.
pub(in crate::operations) fn of(tx: &Tx<'_>, number: EstablishmentNumber, inside: &[String]) -> Result<Claims> {
    let mut claims = Claims::default();
    let mut unnoted = Vec::new();
    // A file may name any number of them.
    for hash in (Whose { known: inside.to_vec(), ..Whose::default() }).credentials() {
        let (own, others): (Vec<_>, Vec<_>) =
            known::holders(tx, &hash)?.into_iter().partition(|(holder, _)| *holder == number);
        let living = others.iter().find(|(_, lives)| *lives);
        if let Some((other, _)) = living
            && claims.of.is_none_or(|of| !of.lives)
        {
            claims.of = Some(Claimed { number: *other, lives: true });
        }
        if !own.is_empty() {
            claims.believed.push(hash);
        } else if living.is_none() {
            unnoted.push((hash, others));
        }
    }
    if unnoted.is_empty() {
        return Ok(claims);
    }
    let named = origin::believed_inside(tx, number, inside)?;
    let since = content_since(tx, number)?;
    for (hash, others) in unnoted.into_iter().filter(|(hash, _)| named.contains(hash)) {
        let mut were_two = !others.is_empty();
        for (other, _) in &others {
            were_two = were_two && audit::last_deleted(tx, *other)?.is_some_and(|deleted| Some(deleted) > since);
        }
        match others.first().filter(|_| were_two) {
            Some((other, _)) => claims.of = claims.of.or(Some(Claimed { number: *other, lives: false })),
            None => claims.believed.push(hash),
        }
    }
    Ok(claims)
}

/// Finds the entry of the audit since which nothing was placed in an establishment, as far as the registry knows: one that
/// came back does not know what was placed before it was accepted.
fn known_since(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<i64>> {
    Ok(audit::last_placed(tx, number)?.max(audit::last_accepted(tx)?))
}

/// As [`known_since`], of what an establishment holds: what was made of an export of its own was there when that was made.
fn content_since(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<i64>> {
    if let Some(last) = placed::last(tx, number)?
        && let Some(export) = export::made_here(tx, number, &last.sha256)?
        && let Some((named, _)) = audit::last_naming(tx, &export.file)?
        && audit::last_placed(tx, number)? == Some(named)
    {
        return Ok(audit::first_naming(tx, number, &export.file)?.max(audit::last_accepted(tx)?));
    }
    known_since(tx, number)
}

/// Returns whose a file is without what it says of establishments that are here, and that were when it was made here of this
/// very establishment: the registry, which made it, did not believe that either.
pub(in crate::operations) fn without(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    (sha256, mut whose): (&str, Whose),
) -> Result<Whose> {
    let Some(export) = export::made_here(tx, number, sha256)? else { return Ok(whose) };
    let Some(made) = audit::first_naming(tx, number, &export.file)? else { return Ok(whose) };
    let believed = export.whose().credentials();
    let mut kept = Vec::new();
    for hash in whose.known {
        let holders = known::holders(tx, &hash)?;
        let (mut were_two, mut is_one) = (false, believed.contains(&hash));
        for (other, lives) in holders {
            // An audit that was pruned does not tell of what came before it begins.
            let was_here =
                audit::was_here(tx, other, made)?.map_or_else(|| Ok(!audit::is_whole(tx)?), Ok::<_, Error>)?;
            were_two |= was_here;
            is_one |= other == number || (lives && !was_here);
        }
        if is_one || !were_two {
            kept.push(hash);
        }
    }
    whose.known = kept;
    Ok(whose)
}
