//! Checks that the chain is what was written, from where it begins.

use super::anchor::Anchor;
use super::chain::hash;
use super::erase::Losses;
use crate::domain::act::Act;
use crate::store::Result;
use crate::store::ledger::Tx;
use crate::store::ledger::audit;

/// The first entry that is not what was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Its identifier.
    pub id: i64,
    /// Whether it is missing rather than altered.
    pub missing: bool,
}

/// What a check of the whole chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Where the chain begins, once its first entries were pruned.
    pub from: Option<Anchor>,
    /// How many entries are as they were written, from the first one on.
    pub entries: i64,
    /// The hash of the last of them; to be compared with one that was noted elsewhere.
    pub head: String,
    /// The first altered or missing one.
    pub broken: Option<Broken>,
}

impl Verified {
    /// The number of the last entry that is as it was written.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.from.as_ref().map_or(0, |anchor| anchor.id) + self.entries
    }
}

/// What the first entry is about, in every data directory that was ever made.
const FIRST: &str = Act::HOST_INITIALISE.word();

/// How a chain begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// With the making of the data directory: the registry's.
    Making,
    /// With whatever was done first, if anything was: an establishment's.
    Anything,
}

/// Checks the chain from its start: how it begins, or the entry after the last that was pruned, as the
/// chain tells it. A tail that was cut off is not seen here.
pub fn verify(tx: &Tx<'_>, beginning: Beginning) -> Result<Verified> {
    let is_made = beginning == Beginning::Making;
    // Without any entry before it, the first one is that of the making.
    let from = if audit::first(tx)?.is_some_and(|first| first.id == 1) { None } else { Anchor::find(tx)? };
    let head = from.as_ref().map_or_else(String::new, |anchor| anchor.hash.clone());
    let mut verified = Verified { from, entries: 0, head, broken: None };
    let mut losses = Losses::read(tx)?;
    audit::each(tx, |row| {
        let expected = verified.last() + 1;
        if row.id != expected {
            verified.broken = Some(Broken { id: expected, missing: row.id > expected });
            return false;
        }
        let is_whole = hash(&verified.head, &row) == row.hash || losses.explain(&row);
        if !is_whole || (is_made && row.id == 1 && row.action != FIRST) {
            verified.broken = Some(Broken { id: row.id, missing: false });
            return false;
        }
        losses.pass(&row);
        verified.entries += 1;
        verified.head = row.hash;
        true
    })?;
    if let Some(id) = losses.unexplained().filter(|id| verified.broken.as_ref().is_none_or(|broken| *id < broken.id)) {
        verified.broken = Some(Broken { id, missing: false });
    }
    if is_made && verified.entries == 0 && verified.broken.is_none() {
        verified.broken = Some(Broken { id: verified.last() + 1, missing: true });
    }
    Ok(verified)
}
