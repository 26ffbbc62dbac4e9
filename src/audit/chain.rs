//! The chain: each entry's hash covers the one before it.

use sha2::{Digest as _, Sha256};

use super::entry::Entry;
use crate::domain::access::Actor;
use crate::domain::time::Timestamp;
use crate::store::ledger::Tx;
use crate::store::ledger::audit::{self, AuditRow, SUPPORT};
use crate::store::{Error, Result, files};

/// Writes an entry at the end of the chain, in the caller's transaction.
pub fn record(tx: &Tx<'_>, actor: &Actor, at: Timestamp, entry: &Entry) -> Result<()> {
    let mut after = entry.after.clone();
    // What is done for support says why.
    if !actor.identity.reason().is_empty() {
        after.push((SUPPORT.to_owned(), actor.identity.reason().to_owned()));
    }
    let (last, previous) = audit::head(tx)?.map_or((0, String::new()), |head| (head.id, head.hash));
    let mut row = AuditRow {
        id: last + 1,
        at,
        actor: actor.name().to_owned(),
        actor_kind: actor.kind().to_owned(),
        os_user: actor.os_user.clone(),
        ssh_client: actor.ssh_client.clone(),
        ssh_key: actor.ssh_key.clone(),
        action: entry.action.to_owned(),
        object_kind: entry.object.kind.to_owned(),
        object_id: entry.object.id.clone(),
        object_label: entry.object.label.clone(),
        before: json(&entry.before)?,
        after: json(&after)?,
        hash: String::new(),
    };
    row.hash = hash(&previous, &row);
    audit::insert(tx, &row)
}

fn json(fields: &[(String, String)]) -> Result<String> {
    let map: serde_json::Map<String, serde_json::Value> =
        fields.iter().map(|(name, value)| (name.clone(), serde_json::Value::String(value.clone()))).collect();
    serde_json::to_string(&map).map_err(|error| Error::unreadable("audit", error.to_string()))
}

/// Covers the previous hash and every field, each with its length before it, so that no two rows look alike.
pub(super) fn hash(previous: &str, row: &AuditRow) -> String {
    let mut hasher = Sha256::new();
    let numbers = [row.id.to_string(), row.at.0.to_string()];
    let texts = [
        previous,
        &numbers[0],
        &numbers[1],
        &row.actor,
        &row.actor_kind,
        &row.os_user,
        &row.ssh_client,
        &row.ssh_key,
        &row.action,
        &row.object_kind,
        &row.object_id,
        &row.object_label,
        &row.before,
        &row.after,
    ];
    for text in texts {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text.as_bytes());
    }
    files::hexadecimal(&hasher.finalize())
}
