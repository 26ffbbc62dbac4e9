//! What establishments' own databases hold besides their rows: an audit that goes on from where the host knew it to be,
//! and jobs.

use std::collections::HashSet;

use super::finding::Finding;
use crate::audit::{self, Beginning};
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::parallel::each_part;
use crate::operations::permitted::Permitted;
use crate::operations::progress::{Stop, go_on};
use crate::operations::{
    self,
    error::{self, Result},
};
use crate::store::ledger::reached::Inside;
use crate::store::registry::check::{self, Target};
use crate::store::registry::inside::{self, Known};
use crate::store::registry::unfinished;
use crate::store::shelf::Shelf;
use crate::store::{self, Error};

/// What was seen in one database.
#[derive(Debug, Clone)]
struct Seen {
    /// Which.
    number: EstablishmentNumber,
    /// How far the host knew it to be, before it was looked at.
    known: Known,
    /// What it holds.
    now: Inside,
    /// What is wrong with its audit.
    finding: Option<Finding>,
}

/// Databases looked into in one go, so that memory stays flat.
const PAGE: u32 = 400;
/// How often is looked again while others put other content there.
const TRIES: u32 = 5;

/// Looks into each database that can be read and that nobody is at work on, on two threads; has the host know what is there.
pub(super) fn examine(
    ctx: &mut Permitted<'_>,
    busy: &HashSet<EstablishmentNumber>,
    found: &mut Vec<Finding>,
    stop: Stop<'_>,
) -> Result<()> {
    let shelf = ctx.home().shelf();
    let mut after = EstablishmentNumber(0);
    loop {
        // First what is known: what is written meanwhile then only makes a database newer than that.
        let page = ctx.read(|tx| {
            let known = |target: Target| Ok((inside::known(tx, target.number)?, target));
            Ok(check::targets(tx, after, PAGE)?.into_iter().map(known).collect::<store::Result<Vec<_>>>()?)
        })?;
        let Some((_, last)) = page.last() else { return Ok(()) };
        after = last.number;
        let page: Vec<_> = page.into_iter().filter(|(_, target)| !busy.contains(&target.number)).collect();
        let halves: Vec<&[(Known, Target)]> = page.chunks(page.len().div_ceil(2).max(1)).collect();
        let look = |part: &[(Known, Target)]| {
            let wanted = part.iter().take_while(|_| go_on(stop).is_ok());
            wanted.filter_map(|(known, target)| see(&shelf, target, known)).collect::<Vec<_>>()
        };
        // What makes a thread panic is told of the database itself.
        let seen = each_part(&halves, |part| look(part), |_| Vec::new()).concat();
        go_on(stop)?;
        for one in seen.iter().filter(|one| one.finding.is_some()) {
            found.extend(quiet(ctx, &shelf, one.number)?);
        }
        note(ctx, &seen)?;
    }
}

/// Looks into one database; none of one that cannot be read, of which others tell, or that has nothing of the kind.
fn see(shelf: &Shelf, target: &Target, known: &Known) -> Option<Seen> {
    let number = target.number;
    let looked = shelf.look_inside((number, &target.credential), |tx| {
        let broken = audit::verify(tx, Beginning::Anything)?.broken;
        let finding = match broken {
            Some(broken) => Some(Finding::AuditInside { number, id: broken.id, behind: false }),
            None if known.reached.goes_on_in(tx)? => None,
            None => {
                let id = known.reached.head.as_ref().map_or(0, |head| head.id);
                Some(Finding::AuditInside { number, id, behind: true })
            }
        };
        Ok(Seen { number, known: known.clone(), now: Inside::read(tx)?, finding })
    });
    looked.ok().flatten()
}

/// Looks again at what was found, against what is known now, while nobody puts other content there; none when nothing is
/// found any more, or when somebody is at work on it: the next examination tells.
fn quiet(ctx: &mut Permitted<'_>, shelf: &Shelf, number: EstablishmentNumber) -> Result<Option<Finding>> {
    let ask = |ctx: &mut Permitted<'_>| {
        ctx.read(|tx| match (unfinished::find(tx, number)?, check::target(tx, number)?) {
            (None, Some(target)) => Ok(Some((inside::known(tx, number)?, target))),
            _ => Ok(None),
        })
    };
    for _ in 0..TRIES {
        let Some((known, target)) = ask(ctx)? else { return Ok(None) };
        let Some(finding) = see(shelf, &target, &known).and_then(|seen| seen.finding) else { return Ok(None) };
        match ask(ctx)? {
            Some((after, _)) if after.generation == known.generation => return Ok(Some(finding)),
            Some(_) => {}
            None => return Ok(None),
        }
    }
    Ok(None)
}

/// Has the host know what was seen. While the registry is held, or cannot be written into, the next examination does so.
fn note(ctx: &mut Permitted<'_>, seen: &[Seen]) -> Result<()> {
    if ctx.doubt()?.is_some() {
        return Ok(());
    }
    let news: Vec<&Seen> = ctx.read(|tx| {
        let mut news = Vec::new();
        for one in seen {
            let is_behind = one.finding.is_none() && one.known.reached != one.now.reached;
            if is_behind || inside::jobs(tx, one.number)? != one.now.jobs {
                news.push(one);
            }
        }
        Ok::<_, error::Error>(news)
    })?;
    if news.is_empty() {
        return Ok(());
    }
    let home = ctx.home().clone();
    let noted = ctx.write_upkeep(|tx, _, _| {
        for one in news {
            if inside::known(tx, one.number)?.generation == one.known.generation {
                operations::inside::note((tx, &home), one.number, &one.now.jobs)?;
                if one.finding.is_none() {
                    inside::advance(tx, one.number, one.known.generation, &one.now.reached)?;
                }
            }
        }
        Ok(())
    });
    match noted {
        Err(error::Error::Store(Error::Busy | Error::Full | Error::ReadOnly { .. })) => Ok(()),
        other => other,
    }
}
