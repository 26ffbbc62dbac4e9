//! How far whoever acts reaches: a webmaster of zones knows the establishments of these zones, and no others.
//!
//! What is listed is narrowed to what a transaction sees; what is named is decided upon by its zone, in the transaction of
//! the act.

use std::collections::HashMap;
use std::path::Path;

use super::error::{Error, Result};
use crate::domain::access::{Actor, Identity, Object, decide};
use crate::domain::act::Act;
use crate::domain::duty::Ground;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Extent, Impact, Job, JobId, Selection, Tally, TargetState};
use crate::domain::rights::gate::sees_jobs;
use crate::domain::zone::{Zone, ZoneNumber};
use crate::store::ledger;
use crate::store::ledger::audit::AuditRow;
use crate::store::ledger::job::{read, target};
use crate::store::registry::{Tx, seen};
use crate::store::shelf::exported;

/// Lets a transaction see what somebody sees who does something; the program's house-keeping sees everything.
pub(super) fn look_as(tx: &Tx<'_>, actor: &Actor, act: Act) {
    if act != Act::HOST_UPKEEP {
        seen::look_as(tx, actor, act);
    }
}

/// Lets a transaction of an establishment see what its person sees who does something: whoever is no Manager has no jobs but
/// their own.
pub(super) fn look_inside_as(tx: &ledger::Tx<'_>, actor: &Actor, act: Act) {
    if let Identity::Person { standing, .. } = &actor.identity
        && !standing.as_deref().is_some_and(sees_jobs)
    {
        read::look_at_own(tx, actor, act);
    }
}

/// Tells whose an establishment is, there or gone.
pub(super) fn ground(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Ground> {
    Ok(seen::zone_of(tx, number)?.map_or(Ground::Beyond, Ground::Zone))
}

/// Refuses whoever looks what is another's.
pub(super) fn check_ground(tx: &ledger::Tx<'_>, ground: Ground) -> Result<()> {
    match tx.viewer().filter(|viewer| viewer.limited.is_some()) {
        Some(viewer) => {
            Ok(decide(&viewer.actor, viewer.act, Object { ground, ..Object::at(viewer.actor.belongs()) }).map(drop)?)
        }
        None => Ok(()),
    }
}

/// Refuses an establishment, there or gone, that is of no zone of whoever looks.
pub(super) fn check(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    if tx.is_limited() { check_ground(tx, ground(tx, number)?) } else { Ok(()) }
}

/// Refuses to have something in a zone that is none of whoever looks.
pub(super) fn check_zone(tx: &Tx<'_>, zone: ZoneNumber) -> Result<()> {
    check_ground(tx, Ground::Zone(zone))
}

/// Refuses what is about an establishment of another zone, or about none.
pub(super) fn check_about(tx: &Tx<'_>, number: Option<EstablishmentNumber>) -> Result<()> {
    match number {
        Some(number) => check(tx, number),
        None => check_ground(tx, Ground::Beyond),
    }
}

/// Refuses a target of a task. What is brought there anew has its zone by what brings it: its own guard decides.
pub(super) fn check_target(tx: &Tx<'_>, extent: Extent, number: EstablishmentNumber) -> Result<()> {
    let comes = extent.gives_content() && seen::zone_of(tx, number)?.is_none();
    if comes { Ok(()) } else { check(tx, number) }
}

/// Returns an establishment's number as whoever looks is told of it; 0: it is another's, which is not named.
pub(super) fn named(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<u32> {
    Ok(if tx.sees(number)? { number.0 } else { 0 })
}

/// Tells whether a zone is one of those of whoever looks.
pub(super) fn sees_zone(tx: &Tx<'_>, zone: ZoneNumber) -> bool {
    check_zone(tx, zone).is_ok()
}

/// Leaves the zones of whoever looks.
pub(super) fn narrow_zones(tx: &Tx<'_>, zones: Vec<Zone>) -> Vec<Zone> {
    zones.into_iter().filter(|zone| sees_zone(tx, zone.number)).collect()
}

/// Leaves those that are shown to whoever looks.
///
/// # Errors
/// What the store says.
pub(super) fn narrow<T>(
    tx: &ledger::Tx<'_>,
    all: Vec<T>,
    number: impl Fn(&T) -> Option<EstablishmentNumber>,
) -> Result<Vec<T>> {
    if !tx.is_limited() {
        return Ok(all);
    }
    let mut seen = Vec::new();
    for one in all {
        if let Some(number) = number(&one)
            && tx.sees(number)?
        {
            seen.push(one);
        }
    }
    Ok(seen)
}

/// Whose targets of a job are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// All: nobody is limited here.
    All,
    /// In a job of one's own those too that nobody knows yet: it is to bring them.
    Own,
    /// In another's those of one's zones.
    Theirs,
    /// None: it is another's.
    Nothing,
}

fn shown(tx: &ledger::Tx<'_>, job: &Job) -> Shown {
    let Some(viewer) = tx.viewer() else { return Shown::All };
    let is_own = viewer.actor.identity == job.author.identity;
    match viewer.limited {
        None if viewer.sees_own_jobs_alone && !is_own => Shown::Nothing,
        None => Shown::All,
        Some(_) if is_own => Shown::Own,
        Some(_) => Shown::Theirs,
    }
}

/// Tells whether a target of a job is shown to whoever looks.
///
/// # Errors
/// What the store says.
pub(super) fn shows(tx: &ledger::Tx<'_>, job: &Job, number: EstablishmentNumber) -> Result<bool> {
    Ok(match shown(tx, job) {
        Shown::All => true,
        Shown::Own => number.0 != 0 && tx.sight()?.is_none_or(|sight| sight.get(&number) != Some(&false)),
        Shown::Theirs => tx.sees(number)?,
        Shown::Nothing => false,
    })
}

/// Refuses to steer a job that is another's work on establishments of other zones, too.
pub(super) fn check_job(tx: &ledger::Tx<'_>, job: &Job) -> Result<()> {
    match shown(tx, job) {
        Shown::All | Shown::Own => Ok(()),
        Shown::Nothing => Err(Error::not_found("job", job.id)),
        Shown::Theirs if is_all_seen(tx, job.id)? => Ok(()),
        Shown::Theirs => check_ground(tx, Ground::Beyond),
    }
}

/// Returns a job as whoever looks sees it: as if it had no other targets than those that are shown; none: there are none.
///
/// # Errors
/// What the store says.
pub(super) fn narrow_job(tx: &ledger::Tx<'_>, mut job: Job) -> Result<Option<Job>> {
    let whose = shown(tx, &job);
    match whose {
        Shown::All => return Ok(Some(job)),
        Shown::Nothing => return Ok(None),
        Shown::Own | Shown::Theirs => {}
    }
    let all = target::standing(tx, job.id)?;
    let mut numbers = Vec::new();
    let mut tally = Tally::default();
    for (number, state) in &all {
        if shows(tx, &job, *number)? {
            numbers.push(*number);
            *match state {
                TargetState::Waiting => &mut tally.waiting,
                TargetState::Done => &mut tally.done,
                TargetState::Skipped => &mut tally.skipped,
                TargetState::Failed => &mut tally.failed,
            } += 1;
        }
    }
    if numbers.len() == all.len() && !all.is_empty() {
        return Ok(Some(job));
    }
    if numbers.is_empty() && whose == Shown::Theirs {
        return Ok(None);
    }
    (job.tally, job.selection, job.impact) = (tally, Selection::Numbers { numbers }, Impact::default());
    Ok(Some(job))
}

/// Leaves the entries of the audit that are shown to whoever looks: those about an establishment that they see, or about an
/// export of one, about a job that is all theirs, and what else they did themselves.
///
/// # Errors
/// What the store says.
pub(super) fn narrow_audit(tx: &ledger::Tx<'_>, rows: Vec<AuditRow>) -> Result<Vec<AuditRow>> {
    let Some(viewer) = tx.viewer().filter(|viewer| viewer.limited.is_some()) else { return Ok(rows) };
    let (mut shown, mut jobs) = (Vec::new(), HashMap::new());
    for row in rows {
        let number = match row.object_kind.as_str() {
            "establishment" => row.object_id.parse().ok().map(EstablishmentNumber),
            "export" => exported(Path::new(&row.object_id)),
            _ => None,
        };
        let is_own = (row.actor_kind.as_str(), row.actor.as_str()) == (viewer.actor.kind(), viewer.actor.name());
        let is_shown = match (number, row.object_kind.as_str()) {
            (Some(number), _) => tx.sees(number)?,
            (None, "job") if !is_own => {
                let id = JobId(row.object_id.parse().unwrap_or_default());
                match jobs.get(&id) {
                    Some(seen) => *seen,
                    None => *jobs.entry(id).or_insert(is_all_seen(tx, id)?),
                }
            }
            (None, _) => is_own,
        };
        if is_shown {
            shown.push(row);
        }
    }
    Ok(shown)
}

/// Tells whether all targets of a job are shown; of one that is gone nobody knows.
fn is_all_seen(tx: &ledger::Tx<'_>, id: JobId) -> Result<bool> {
    let all = target::standing(tx, id)?;
    all.iter().try_fold(!all.is_empty(), |seen, (number, _)| Ok(seen && tx.sees(*number)?))
}

/// Reads pages of the audit until one has an entry that is shown, or there is none any more.
///
/// # Errors
/// What the pages give.
pub(super) fn page_of_audit(
    tx: &ledger::Tx<'_>,
    mut after: i64,
    page: impl Fn(i64) -> Result<Vec<AuditRow>>,
) -> Result<Vec<AuditRow>> {
    loop {
        let rows = page(after)?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(rows) };
        after = last;
        let shown = narrow_audit(tx, rows)?;
        if !shown.is_empty() {
            return Ok(shown);
        }
    }
}
