//! Where the chain begins once its first entries were pruned.
//!
//! An entry of the chain itself tells which entry was the last that went, with its hash. So the first one that is left
//! can still be checked, and a beginning that somebody cut off by hand is found out: nothing in the chain tells of it.

use serde_json::Value;

use super::chain::record;
use super::entry::{Entry, Object};
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::domain::identity::Head;
use crate::domain::time::Timestamp;
use crate::store::Result;
use crate::store::ledger::Tx;
use crate::store::ledger::audit;

/// The action of the entry that tells of it.
const PRUNE: Act = Act::AUDIT_PRUNE;
/// The field with the number and the hash of the last entry that went, as `number:hash`.
const THROUGH: &str = "through";

/// The last entry that was pruned, and who did it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Its number: all before it are gone too.
    pub id: i64,
    /// Its hash.
    pub hash: String,
    /// Who pruned.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Anchor {
    /// Finds what the chain tells last of its beginning; none: nothing was ever pruned.
    pub fn find(tx: &Tx<'_>) -> Result<Option<Self>> {
        let Some(row) = audit::latest_of(tx, PRUNE.word())? else { return Ok(None) };
        let fields: Option<Value> = serde_json::from_str(&row.after).ok();
        let through = fields.as_ref().and_then(|fields| fields.get(THROUGH)).and_then(Value::as_str);
        let found = through.and_then(|through| through.split_once(':'));
        let found = found.and_then(|(id, hash)| Some((id.parse().ok()?, hash.to_owned())));
        Ok(found.map(|(id, hash)| Self { id, hash, by: row.actor, at: row.at }))
    }
}

/// What is told of entries that are pruned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut<'a> {
    /// The last entry that goes.
    pub through: &'a Head,
    /// How many go.
    pub entries: i64,
    /// Of them, how many no export of everything has written.
    pub never_exported: i64,
}

/// Removes the beginning of the chain, once an entry at its end tells of it; returns how many entries went.
pub fn cut(tx: &Tx<'_>, actor: &Actor, now: Timestamp, cut: &Cut<'_>) -> Result<usize> {
    let object = Object { kind: "audit", id: String::new(), label: String::new() };
    let entry = Entry::new(PRUNE, object)
        .is("entries", cut.entries.to_string())
        .is("never-exported", cut.never_exported.to_string())
        .is(THROUGH, format!("{}:{}", cut.through.id, cut.through.hash));
    record(tx, actor, now, &entry)?;
    audit::remove_through(tx, cut.through.id)
}

/// The field with the number of the last entry that an export of everything has written.
const EXPORTED: &str = "through";
/// Exports that are looked through for the last of everything.
const LOOKED: u32 = 1_000;

/// Says in the entry of an export of everything how far it went.
#[must_use]
pub fn exported(entry: Entry, last: i64) -> Entry {
    entry.is(EXPORTED, last.to_string())
}

/// Finds the last entry that an export of everything has written; 0: none has.
pub fn exported_through(tx: &Tx<'_>) -> Result<i64> {
    let number = |after: String| {
        let fields: Value = serde_json::from_str(&after).ok()?;
        fields.get(EXPORTED)?.as_str()?.parse::<i64>().ok()
    };
    let found = audit::afters_of(tx, "audit.export", LOOKED)?.into_iter().filter_map(number).max();
    Ok(found.unwrap_or(0))
}
