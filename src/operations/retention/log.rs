//! The oldest entries of the audit. They go from the beginning on, and the chain itself tells where it begins then.

use super::due::{Look, Remark};
use crate::audit::anchor::{self, Anchor, Cut};
use crate::domain::access::{At, Permit};
use crate::domain::identity::Head;
use crate::domain::message::Message;
use crate::domain::retention::AuditTakes;
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, audit as said};
use crate::operations::clock::{self, Stretch};
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::ledger::Tx;
use crate::store::ledger::audit as rows;
use crate::store::ledger::retention::Old;

/// So many of the latest entries always stay: whoever noted the head outside the registry, a little late perhaps, still
/// finds it in the chain.
const KEPT: i64 = 100;

/// The first and the last entry that go, and up to which one all were exported.
struct Range {
    first: Head,
    last: i64,
    exported: i64,
}

/// Finds the entries that go: all before the first that is young enough. Order is the number, so one with a wrong, older
/// moment in between takes none after it along; those that a clock has made which was not trusted are as young as the moment
/// at which it was right again.
fn range(
    tx: &Tx<'_>,
    (until, now): (Timestamp, Timestamp),
    takes: AuditTakes,
    doubtful: &[Stretch],
) -> Result<Option<Range>> {
    let (Some(first), Some(head)) = (rows::first(tx)?, rows::head(tx)?) else { return Ok(None) };
    let young = rows::first_since(tx, until, now)?.unwrap_or(head.id + 1);
    let doubtful = doubtful.iter().filter(|one| one.until >= until && one.last >= first.id);
    let young = doubtful.map(|one| one.first.max(first.id)).fold(young, i64::min);
    let exported = anchor::exported_through(tx)?;
    let oldest_kept = young.min(head.id - KEPT + 1);
    let last = match takes {
        AuditTakes::Whatever => oldest_kept - 1,
        AuditTakes::Exported => (oldest_kept - 1).min(exported),
    };
    // An entry tells that entries went: one for one would go on for ever.
    Ok((first.id < last).then_some(Range { first, last, exported }))
}

/// Finds where the time of entries says nothing of their age. Only those of the host's audit are known by their numbers; of
/// an establishment's any may be.
fn doubtful(ctx: &mut Permitted<'_>) -> Result<Vec<Stretch>> {
    let mut found = ctx.read(clock::stretches)?;
    if ctx.at() != At::Host {
        for one in &mut found {
            (one.first, one.last) = (0, i64::MAX);
        }
    }
    Ok(found)
}

/// Counts how many of a range no export has written.
fn never_exported(first: i64, last: i64, exported: i64) -> i64 {
    (last - exported.max(first - 1)).max(0)
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Counts the entries that go, and those that stay because they were not exported.
pub(super) fn look(ctx: &mut Permitted<'_>, until: Timestamp, takes: AuditTakes) -> Result<Look> {
    let (now, doubtful) = (ctx.latest().at(), doubtful(ctx)?);
    ctx.read_ledger(|tx| {
        let count = |range: &Range| range.last - range.first.id + 1;
        let all = range(tx, (until, now), AuditTakes::Whatever, &doubtful)?;
        let all = all.as_ref().map_or(0, count);
        let Some(range) = range(tx, (until, now), takes, &doubtful)? else {
            return Ok(Look { needed: small(all), ..Look::default() });
        };
        let newest = rows::at(tx, range.last)?.map_or(range.first.at, |last| last.at);
        let bytes = rows::bytes_through(tx, range.last)?;
        let old = Old { count: small(count(&range)), oldest: range.first.at, newest, bytes };
        let never = never_exported(range.first.id, range.last, range.exported);
        let remarks = (never > 0).then(|| Remark::NeverExported(small(never))).into_iter().collect();
        Ok(Look { old, needed: small(all - count(&range)), remarks, ..Look::default() })
    })
}

/// Finds the last entry that goes, no more than so many from the first one on; none: none goes.
pub(super) fn last(
    ctx: &mut Permitted<'_>,
    (until, now, takes): (Timestamp, Timestamp, AuditTakes),
    most: u32,
) -> Result<Option<i64>> {
    let doubtful = doubtful(ctx)?;
    let found = ctx.read_ledger(|tx| range(tx, (until, now), takes, &doubtful))?;
    Ok(found.map(|range| range.last.min(range.first.id + i64::from(most) - 1)))
}

/// Removes a page of the beginning, up to an entry at most, once an entry tells of it; returns how many entries went.
pub(super) fn take(tx: &Tx<'_>, (permit, now): (&Permit<'_>, Timestamp), last: i64, page: u32) -> Result<usize> {
    let Some(first) = rows::first(tx)?.filter(|first| first.id <= last) else { return Ok(0) };
    let last = last.min(first.id + i64::from(page) - 1);
    let Some(through) = rows::at(tx, last)? else { return Ok(0) };
    let exported = anchor::exported_through(tx)?;
    let cut = Cut {
        through: &through,
        entries: last - first.id + 1,
        never_exported: never_exported(first.id, last, exported),
    };
    Ok(anchor::cut(tx, permit.by(), now, &cut)?)
}

/// Says where the chain begins once its first entries were pruned.
#[must_use]
pub fn begins(anchor: &Anchor, words: &Catalogue) -> Message {
    let by = said::who(words, &anchor.by);
    Message::new("audit-pruned").with("id", anchor.id.to_string()).with("by", by).with("when", anchor.at)
}
