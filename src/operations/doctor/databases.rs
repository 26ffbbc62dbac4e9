//! Every establishment's own database, on two threads, a page of rows at a time.

use std::collections::HashSet;

use super::finding::Finding;
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::progress::{Advance, Stop, Tell, go_on};
use crate::store::Error;
use crate::store::establishment::SCHEMA_VERSION;
use crate::store::home::Home;
use crate::store::registry::check::{self, Target};

/// Rows looked at in one go, so that memory stays flat.
const PAGE: u32 = 400;

/// Examines all of them but those that somebody is at work on.
pub(super) fn examine(
    ctx: &mut Context,
    busy: &HashSet<EstablishmentNumber>,
    found: &mut Vec<Finding>,
    stop: Stop<'_>,
    tell: Tell<'_>,
) -> Result<()> {
    let total = super::super::establishment::counts(ctx)?.establishments;
    let home = ctx.home().clone();
    let mut after = EstablishmentNumber(0);
    let mut done = 0;
    tell(Advance { done, total });
    go_on(stop)?;
    loop {
        let page = ctx.read(|tx| Ok(check::targets(tx, after, PAGE)?))?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.number;
        done += u32::try_from(page.len()).unwrap_or(PAGE);
        let targets: Vec<Target> = page.into_iter().filter(|target| !busy.contains(&target.number)).collect();
        found.extend(examine_page(&home, &targets, stop));
        go_on(stop)?;
        tell(Advance { done: done.min(total), total });
    }
}

/// Looks at each; once it was asked to stop, at none any more.
fn examine_page(home: &Home, targets: &[Target], stop: Stop<'_>) -> Vec<Finding> {
    let half = targets.len().div_ceil(2).max(1);
    let look = |part: &[Target]| {
        let wanted = part.iter().take_while(|_| go_on(stop).is_ok());
        wanted.filter_map(|target| examine_one(home, target)).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = targets.chunks(half).map(|part| (part, scope.spawn(move || look(part)))).collect();
        let results = workers.into_iter().flat_map(|(part, worker)| worker.join().unwrap_or_else(|_| panicked(part)));
        results.collect()
    })
}

/// A panic of a thread is a finding about each of its establishments, never silence.
fn panicked(part: &[Target]) -> Vec<Finding> {
    let damaged = |target: &Target| Finding::DatabaseDamaged { number: target.number, cause: "panic".to_owned() };
    part.iter().map(damaged).collect()
}

/// Gives the first thing that is wrong with one database.
pub(super) fn examine_one(home: &Home, target: &Target) -> Option<Finding> {
    let number = target.number;
    match home.shelf().examine(number, &target.credential) {
        Ok(None) => Some(Finding::DatabaseMissing { number }),
        Ok(Some(seen)) if seen.version > SCHEMA_VERSION => {
            Some(Finding::DatabaseNewer { number, found: seen.version, known: SCHEMA_VERSION })
        }
        Ok(Some(seen)) => {
            let older = (seen.version < SCHEMA_VERSION).then_some(Finding::DatabaseOlder {
                number,
                found: seen.version,
                known: SCHEMA_VERSION,
            });
            let differ = (seen.names != target.names).then_some(Finding::NamesDiffer { number });
            let damaged = seen.complaint.map(|cause| Finding::DatabaseDamaged { number, cause });
            damaged.or(older).or(differ)
        }
        Err(Error::Foreign { .. }) => Some(Finding::DatabaseForeign { number }),
        Err(error) => Some(Finding::DatabaseDamaged { number, cause: error.to_string() }),
    }
}
