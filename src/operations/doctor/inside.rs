//! What establishments' own databases hold besides their rows: an audit that goes on from where the host knew it to be,
//! and jobs.

use std::collections::{HashMap, HashSet};

use super::finding::Finding;
use crate::audit::{self, Beginning};
use crate::domain::account::AccountId;
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::parallel::each_part;
use crate::operations::permitted::Permitted;
use crate::operations::progress::{Stop, go_on};
use crate::operations::{
    self,
    error::{self, Result},
};
use crate::store::establishment::erased::receipts;
use crate::store::establishment::{person, waiting_mail};
use crate::store::ledger::reached::Inside;
use crate::store::registry::Tx;
use crate::store::registry::check::{self, Target};
use crate::store::registry::inside::{self, Hint, Known};
use crate::store::registry::{erased, mail_inside, unfinished};
use crate::store::shelf::Shelf;
use crate::store::{self, Error};

/// What was seen in one database.
#[derive(Debug, Clone)]
struct Seen {
    /// Which.
    number: EstablishmentNumber,
    /// How far the host knew it to be, before it was looked at.
    known: Known,
    /// Which jobs the host knew of in it, before it was looked at.
    hints: Vec<Hint>,
    /// What it holds.
    now: Inside,
    /// Whether mails wait in it.
    mails: bool,
    /// Whether somebody who lasts administers it.
    is_administered: bool,
    /// What is wrong with its audit.
    finding: Option<Finding>,
}

/// What the host knows of a database before it is looked at.
#[derive(Debug, Clone)]
struct Before {
    known: Known,
    hints: Vec<Hint>,
}

impl Before {
    fn read(tx: &Tx<'_>, number: EstablishmentNumber) -> store::Result<Self> {
        Ok(Self { known: inside::known(tx, number)?, hints: inside::hints(tx, number)? })
    }
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
            let known = |target: Target| (Before::read(tx, target.number), target);
            Ok::<_, error::Error>(check::targets(tx, after, PAGE)?.into_iter().map(known).collect::<Vec<_>>())
        })?;
        let Some((_, last)) = page.last() else { return Ok(()) };
        after = last.number;
        let mut known = Vec::with_capacity(page.len());
        for (before, target) in page {
            match before {
                // The examination of the rows tells.
                Err(error) if error.is_of_a_row() => {}
                before if target.is_readable && !busy.contains(&target.number) => known.push((before?, target)),
                _ => {}
            }
        }
        let page = known;
        let halves: Vec<&[(Before, Target)]> = page.chunks(page.len().div_ceil(2).max(1)).collect();
        let look = |part: &[(Before, Target)]| {
            let wanted = part.iter().take_while(|_| go_on(stop).is_ok());
            wanted.filter_map(|(known, target)| see(&shelf, target, known)).collect::<Vec<_>>()
        };
        // What makes a thread panic is told of the database itself.
        let seen = each_part(&halves, |part| look(part), |_| Vec::new()).concat();
        go_on(stop)?;
        let left = seen.iter().filter(|one| !one.is_administered);
        found.extend(left.map(|one| Finding::NoAdministrator { number: one.number }));
        for one in seen.iter().filter(|one| one.finding.is_some()) {
            found.extend(quiet(ctx, &shelf, one.number)?);
        }
        note(ctx, &seen)?;
    }
}

/// Looks into one database; none of one that cannot be read, of which others tell, or that has nothing of the kind.
fn see(shelf: &Shelf, target: &Target, before: &Before) -> Option<Seen> {
    let (number, Before { known, hints }) = (target.number, before);
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
        let (known, hints) = (known.clone(), hints.clone());
        Ok(Seen {
            number,
            known,
            hints,
            now: Inside::read(tx, receipts(tx)?)?,
            mails: waiting_mail::is_any(tx)?,
            is_administered: person::others_who_last(tx, AccountId(0))?.managers > 0,
            finding,
        })
    });
    let without = || {
        // One of a version without any: an older copy too.
        let id = known.reached.head.as_ref()?.id;
        let finding = Some(Finding::AuditInside { number, id, behind: true });
        let (known, hints, now) = (known.clone(), hints.clone(), Inside::default());
        Some(Seen { number, known, hints, now, mails: false, is_administered: true, finding })
    };
    looked.ok().and_then(|seen| seen.or_else(without))
}

/// Looks again at what was found, against what is known now, while nobody puts other content there; none when nothing is
/// found any more, or when somebody is at work on it: the next examination tells.
fn quiet(ctx: &mut Permitted<'_>, shelf: &Shelf, number: EstablishmentNumber) -> Result<Option<Finding>> {
    let ask = |ctx: &mut Permitted<'_>| {
        ctx.read(|tx| match (unfinished::find(tx, number)?, check::target(tx, number)?) {
            (None, Some(target)) => Ok(Some((Before::read(tx, number)?, target))),
            _ => Ok(None),
        })
    };
    for _ in 0..TRIES {
        let Some((known, target)) = ask(ctx)? else { return Ok(None) };
        let Some(finding) = see(shelf, &target, &known).and_then(|seen| seen.finding) else { return Ok(None) };
        match ask(ctx)? {
            Some((after, _)) if after.known.generation == known.known.generation => return Ok(Some(finding)),
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
    let home = ctx.home().clone();
    let gone = |one: &Seen| operations::inside::gone(&home, &one.hints, &one.now.jobs);
    // What was put there by hand does not tell of whoever was erased since, and may tell of others.
    let differs = ctx.read(|tx| {
        let differ = |one: &Seen| Ok((one.number, erased::differs(tx, &one.now.receipts)?));
        seen.iter().map(differ).collect::<Result<HashMap<_, _>>>()
    })?;
    let differs = |one: &Seen| differs.get(&one.number).copied().unwrap_or_default();
    let is_news = |one: &&Seen| {
        let is_behind = one.finding.is_none() && one.known.reached != one.now.reached;
        let is_known = |job| one.hints.iter().any(|(known, _)| known == job);
        let (lacks, tells) = differs(one);
        lacks || tells || one.mails || is_behind || !one.now.jobs.iter().all(is_known) || !gone(one).is_empty()
    };
    let news: Vec<&Seen> = seen.iter().filter(is_news).collect();
    if news.is_empty() {
        return Ok(());
    }
    let noted = ctx.write_upkeep(|tx, _, _| {
        for one in news {
            if inside::known(tx, one.number)?.generation == one.known.generation {
                inside::settle(tx, one.number, &one.now.jobs, &gone(one))?;
                if one.mails {
                    mail_inside::note(tx, one.number)?;
                }
                erased::learn(tx, one.number, &one.now.receipts)?;
                if differs(one).0 {
                    erased::begin_again(tx, one.number)?;
                }
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
