//! What a clock that was ahead has left: moments that lie ahead of now and can be no plan of anybody.

use super::behind::{self, Early};
use super::{Tx, export, sending};
use crate::domain::time::{MINUTE_S, Timestamp};
use crate::store::error::Result;
use crate::store::ledger::lockout;
use crate::store::sql::values;

/// A row may be this much ahead: a clock is put right by a few seconds now and then.
const SLACK_S: i64 = 5 * MINUTE_S;

/// Moments at which something was: how many lie ahead, and how they come back to now.
const PAST: [(&str, &str); 13] = [
    ("select count(*) from block where since > $1", "update block set since = $1 where since > $2"),
    ("select count(*) from session where started_at > $1", "update session set started_at = $1 where started_at > $2"),
    (
        "select count(*) from session where last_seen_at > $1",
        "update session set last_seen_at = $1 where last_seen_at > $2",
    ),
    ("select count(*) from session where ended_at > $1", "update session set ended_at = $1 where ended_at > $2"),
    (
        "select count(*) from webmaster where last_sign_in_at > $1",
        "update webmaster set last_sign_in_at = $1 where last_sign_in_at > $2",
    ),
    ("select count(*) from job where heartbeat_at > $1", "update job set heartbeat_at = $1 where heartbeat_at > $2"),
    ("select count(*) from job where created_at > $1", "update job set created_at = $1 where created_at > $2"),
    ("select count(*) from job where ended_at > $1", "update job set ended_at = $1 where ended_at > $2"),
    ("select count(*) from statistics_snapshot where at > $1", "update statistics_snapshot set at = $1 where at > $2"),
    (
        "select count(*) from import_mapping where saved_at > $1",
        "update import_mapping set saved_at = $1 where saved_at > $2",
    ),
    ("select count(*) from outbox where created_at > $1", "update outbox set created_at = $1 where created_at > $2"),
    ("select count(*) from letter where created_at > $1", "update letter set created_at = $1 where created_at > $2"),
    (
        "select count(*) from inside_reached where placed_at > $1",
        "update inside_reached set placed_at = $1 where placed_at > $2",
    ),
];

/// Counts the rows that a later time has written.
pub fn count(tx: &Tx<'_>, now: Timestamp) -> Result<u32> {
    let limit = now.plus_s(SLACK_S);
    let mut found = lockout::count_after(tx, limit)? + sending::count_after(tx, limit)?;
    for (sql, _) in PAST {
        found += tx.get(sql, values![limit.0], |row| row.get::<u32>(0))?;
    }
    Ok(found)
}

/// Puts them back to now; passwords of mails are good for `good_s` seconds at most, and the establishments that were given
/// passwords then are noted ([`behind::passwords_due`]). Returns how many rows were changed.
pub fn take_back(tx: &Tx<'_>, now: Timestamp, good_s: i64) -> Result<usize> {
    behind::note_passwords(tx, Early { after: now, through: Timestamp::LAST, by_s: 0 })?;
    let mut changed = lockout::forget_after(tx, now)? + sending::hasten(tx, now)?;
    for (_, sql) in PAST {
        changed += tx.execute(sql, values![now.0, now.0])?;
    }
    let sql = "update establishment set registered_on = $1, registered_at = $2 where registered_at > $3";
    changed += tx.execute(sql, values![now.day().to_string(), now.0, now.0])?;
    let until = now.plus_s(good_s).0;
    let sql = "update outbox set secret_until = $1 where secret <> '' and secret_until > $2";
    changed += tx.execute(sql, values![until, until])?;
    // When it was placed nobody knows any more: what is compared with that is asked about.
    changed += tx.execute("update placed set at = 0 where at > $1", values![now.0])?;
    // What was tried then was tried at some time before now: the pace of mails need not know when.
    changed += tx.execute("update outbox set tried_at = 0 where tried_at > $1", values![now.0])?;
    Ok(changed)
}

/// Puts the exports back that lie ahead, with those that were made before them: none is later than now, and each is
/// earlier than the one that was made after it. Returns how many were changed.
pub fn take_back_exports(tx: &Tx<'_>, now: Timestamp) -> Result<usize> {
    let mut changed = 0;
    for number in export::numbers_after(tx, now.plus_s(export::SLACK_S))? {
        let mut bound = now;
        for (file, taken_at) in export::last_made_first(tx, number)? {
            if taken_at > bound {
                changed += tx.execute("update export set taken_at = $1 where file = $2", values![bound.0, file])?;
            }
            bound = Timestamp(bound.min(taken_at).0 - 1);
        }
    }
    Ok(changed)
}
