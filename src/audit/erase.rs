//! Names that are made unreadable in entries of the audit, without breaking the chain.
//!
//! An entry that names a person loses the name and what was and is; its hash stays, so that the entry after it still covers it.
//! An entry at the end of the chain tells of it, and covers the hash of what is left of each: so nobody alters what is left, and
//! nobody passes off an altered entry as one that lost its names.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use super::chain::{hash, record};
use super::entry::Entry;
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::domain::time::Timestamp;
use crate::store::ledger::Tx;
use crate::store::ledger::audit::{self, AuditRow};
use crate::store::ledger::erased::{self, Residue, Whose};
use crate::store::{Result, files};

/// The action of the entry that tells of it.
const ERASE: &str = Act::USER_ERASE.word();
/// Its field with the hash of all that is left.
const RESIDUES: &str = "residues";
/// In the place of the hash before, of what is left of an entry.
const LEFT: &str = "erased";

/// Makes a person's names unreadable in some entries, and writes the entry that tells of it; returns in how many.
pub fn erase(
    tx: &Tx<'_>,
    (actor, now): (&Actor, Timestamp),
    (ids, whose): (&[i64], Whose<'_>),
    entry: Entry,
) -> Result<usize> {
    let by = audit::head(tx)?.map_or(0, |head| head.id) + 1;
    let mut left = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(row) = audit::find(tx, *id)? else { continue };
        let row = erased::left_of(row, whose);
        erased::put_entry(tx, &row)?;
        let residue = hash(LEFT, &row);
        erased::put_residue(tx, (*id, by), &residue)?;
        left.push((*id, residue));
    }
    let entry = entry.is("entries", left.len().to_string()).is(RESIDUES, digest(&left));
    record(tx, actor, now, &entry)?;
    Ok(left.len())
}

fn digest(left: &[Residue]) -> String {
    let mut hasher = Sha256::new();
    for (id, residue) in left {
        hasher.update(format!("{id}:{residue}\n").as_bytes());
    }
    files::hexadecimal(&hasher.finalize())
}

/// What a check of the chain knows of entries that lost their names.
pub(super) struct Losses {
    /// What is left, by the entry that tells of it.
    told: BTreeMap<i64, Vec<Residue>>,
    /// What is left of each, as the latest entry tells, and which.
    latest: BTreeMap<i64, (i64, String)>,
    /// Entries that must still tell of some, each with the first of these.
    awaited: BTreeMap<i64, i64>,
    seen: BTreeSet<i64>,
}

impl Losses {
    pub(super) fn read(tx: &Tx<'_>) -> Result<Self> {
        let told = erased::residues(tx)?;
        let mut latest = BTreeMap::new();
        for (by, left) in &told {
            latest.extend(left.iter().map(|(id, residue)| (*id, (*by, residue.clone()))));
        }
        Ok(Self { told, latest, awaited: BTreeMap::new(), seen: BTreeSet::new() })
    }

    /// Tells whether a row whose hash is not that of what it holds is just what was left of it.
    pub(super) fn explain(&mut self, row: &AuditRow) -> bool {
        let Some((by, residue)) = self.latest.get(&row.id).filter(|(by, _)| *by > row.id) else { return false };
        let is_left = *residue == hash(LEFT, row);
        if is_left {
            self.awaited.entry(*by).or_insert(row.id);
        }
        is_left
    }

    /// Notes a row that is as it was written, or what was left of it: it may be one that others await.
    pub(super) fn pass(&mut self, row: &AuditRow) {
        let Some(left) = self.told.get(&row.id).filter(|_| row.action == ERASE) else { return };
        let fields: Option<serde_json::Value> = serde_json::from_str(&row.after).ok();
        let told = fields.as_ref().and_then(|fields| fields.get(RESIDUES)).and_then(serde_json::Value::as_str);
        if told == Some(digest(left).as_str()) {
            self.seen.insert(row.id);
        }
    }

    /// Finds the first entry of which nothing tells that it lost its names.
    pub(super) fn unexplained(&self) -> Option<i64> {
        self.awaited.iter().filter(|(by, _)| !self.seen.contains(by)).map(|(_, first)| *first).min()
    }
}
