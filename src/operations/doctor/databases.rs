//! Every establishment's own database, on two threads, a page of rows at a time.

use std::collections::HashSet;
use std::path::PathBuf;

use super::finding::{Finding, Whose};
use super::lost::Remains;
use super::{matching, quiet, recreation, returning};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Explain as _;
use crate::domain::school::named;
use crate::domain::time::Timestamp;
use crate::operations::error::{self, Result};
use crate::operations::establishment::claims::{self, Claimed};
use crate::operations::parallel::each_part;
use crate::operations::permitted::Permitted;
use crate::operations::progress::{Advance, Stop, Tell, go_on};
use crate::store::establishment::judge::{Flaw, Thoroughness};
use crate::store::establishment::{Examined, SCHEMA_VERSION};
use crate::store::home::Home;
use crate::store::registry::check::{self, Target};
use crate::store::registry::{Tx, export, known, unfinished};
use crate::store::shelf::{self, Inside, Shelf, Unfit};
use crate::store::{self, Error};

/// Rows looked at in one go, so that memory stays flat.
const PAGE: u32 = 400;

/// How databases are looked at, and where large ones are copied to for it.
#[derive(Debug, Default)]
pub(super) struct Manner {
    thoroughness: Thoroughness,
    /// Whose token the names of copies carry, so that what a process that dies leaves is removed at the next start.
    owner: String,
}

impl Manner {
    /// Prepares it. Nobody needs a name for copies that are not made.
    pub(super) fn of(ctx: &mut Permitted<'_>, thoroughness: Thoroughness) -> Result<Self> {
        let owner = match thoroughness {
            Thoroughness::Quick => String::new(),
            Thoroughness::Thorough => ctx.owner()?.to_owned(),
        };
        Ok(Self { thoroughness, owner })
    }

    fn aside(&self, home: &Home, number: EstablishmentNumber) -> PathBuf {
        home.aside().join(format!("{}-{number}-examined.new", self.owner))
    }

    /// Looks into a database that no row knows.
    pub(super) fn inside(
        &self,
        home: &Home,
        number: EstablishmentNumber,
    ) -> store::Result<std::result::Result<Inside, Unfit>> {
        match self.thoroughness {
            Thoroughness::Quick => home.shelf().inside(number),
            Thoroughness::Thorough => home.shelf().judged(number, &self.aside(home, number)),
        }
    }
}

/// Examines all of them but those that somebody is at work on.
pub(super) fn examine(
    ctx: &mut Permitted<'_>,
    (manner, busy): (&Manner, &HashSet<EstablishmentNumber>),
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
        let Some(last) = page.last() else {
            returning::note(ctx, found)?;
            return recreation::note(ctx, found);
        };
        after = last.number;
        done += u32::try_from(page.len()).unwrap_or(PAGE);
        let wanted = |target: &Target| target.is_readable && !busy.contains(&target.number);
        let targets: Vec<Target> = page.into_iter().filter(wanted).collect();
        let seen = examine_page((&home, manner), &targets, stop);
        note_lineage(ctx, &seen, found)?;
        for finding in seen.into_iter().filter_map(|seen| seen.finding) {
            let Some(number) = finding.number() else { continue };
            let again = quiet::seen(ctx, number, |row| Ok(row.and_then(|row| examine_one(&home, manner, row))))?;
            let Some(mut finding) = again else { continue };
            if let Finding::DatabaseForeign { number, whose: whose @ Whose::Other, .. } = &mut finding
                && let Ok(Ok(inside)) = home.shelf().inside(*number)
                && matching::is_own(ctx, *number, &inside)?
            {
                *whose = Whose::Own;
            }
            if let Finding::DatabaseDamaged { number, exported, .. } = &mut finding {
                *exported = !ctx.read(|tx| Ok(export::last_made_first(tx, *number)?))?.is_empty();
            }
            found.push(finding);
        }
        go_on(stop)?;
        tell(Advance { done: done.min(total), total });
    }
}

/// What was seen of one database.
#[derive(Debug, Clone)]
struct Seen {
    number: EstablishmentNumber,
    /// Hashes of the credentials that opened its content before.
    known: Vec<String>,
    finding: Option<Finding>,
}

/// Looks at each; once it was asked to stop, at none any more.
fn examine_page((home, manner): (&Home, &Manner), targets: &[Target], stop: Stop<'_>) -> Vec<Seen> {
    let half = targets.len().div_ceil(2).max(1);
    let look = |part: &[Target]| {
        let wanted = part.iter().take_while(|_| go_on(stop).is_ok());
        wanted.map(|target| see(home, manner, target)).collect::<Vec<_>>()
    };
    let halves: Vec<&[Target]> = targets.chunks(half).collect();
    each_part(&halves, |part| look(part), |part| panicked(part)).concat()
}

/// A panic of a thread is a finding about each of its establishments, never silence.
fn panicked(part: &[Target]) -> Vec<Seen> {
    let seen = |target: &Target| {
        let finding = Some(damaged(target.number, "panic".to_owned()));
        Seen { number: target.number, known: Vec::new(), finding }
    };
    part.iter().map(seen).collect()
}

/// A database that cannot be read; whether it ever was exported, the registry is asked afterwards.
fn damaged(number: EstablishmentNumber, cause: String) -> Finding {
    Finding::DatabaseDamaged { number, cause, exported: false }
}

/// Has the registry know by which credentials the content of each database is known: somebody may have given a file its name
/// by hand. While the registry is held, or cannot be written into, the next examination does so. What a database says of
/// another establishment that is here as well is told.
fn note_lineage(ctx: &mut Permitted<'_>, seen: &[Seen], found: &mut Vec<Finding>) -> Result<()> {
    let looked =
        |one: &&Seen| !matches!(one.finding, Some(Finding::DatabaseMissing { .. } | Finding::DatabaseForeign { .. }));
    let (mut strange, mut claiming) = (Vec::new(), Vec::new());
    ctx.read(|tx| {
        for one in seen.iter().filter(looked) {
            let Some(said) = readable(claims::of(tx, one.number, &one.known))? else { continue };
            let content = known::is_content(tx, one.number, &said.believed).map_err(error::Error::from);
            if readable(content)? == Some(false) {
                strange.push(one.number);
            }
            claiming.extend(said.of.map(|_| one.number));
        }
        Ok::<_, error::Error>(())
    })?;
    for number in claiming {
        found.extend(claimed(ctx, number)?);
    }
    if strange.is_empty() || ctx.doubt()?.is_some() {
        return Ok(());
    }
    let shelf = ctx.home().shelf();
    let noted = ctx.write(|tx, _, _| {
        for number in strange {
            if let Some(lineage) = lineage(tx, &shelf, number)? {
                known::put_content(tx, number, &claims::of(tx, number, &lineage)?.believed)?;
            }
        }
        Ok(())
    });
    match noted {
        Err(error::Error::Store(Error::Busy | Error::Full | Error::ReadOnly { .. })) => Ok(()),
        other => other,
    }
}

/// Passes over what holds a value that nobody knows, of which the examination of the rows tells.
fn readable<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Err(error::Error::Store(error)) if error.is_of_a_row() => Ok(None),
        other => other.map(Some),
    }
}

/// Tells of which other establishment a database says that its content was that one's; none while somebody is at work on it.
fn claimed(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<Option<Finding>> {
    let shelf = ctx.home().shelf();
    ctx.read(|tx| {
        let Some(lineage) = lineage(tx, &shelf, number)? else { return Ok(None) };
        let told = |Claimed { number: other, lives }| Finding::ContentOfAnother { number, other, lives };
        Ok(claims::of(tx, number, &lineage)?.of.map(told))
    })
}

/// Reads by which credentials the content of a database is known, if nobody is at work on it and it is still its
/// establishment's own.
fn lineage(tx: &Tx<'_>, shelf: &Shelf, number: EstablishmentNumber) -> Result<Option<Vec<String>>> {
    let path = PathBuf::from(shelf.shown(number));
    let row = check::target(tx, number)?.map(|row| (number, shelf::hash(&row.credential)));
    let is_still = row.is_some() && shelf::stated(&path) == row && unfinished::find(tx, number)?.is_none();
    Ok(is_still.then(|| shelf::lineage(&path)))
}

/// Returns the first thing that is wrong with one database.
pub(super) fn examine_one(home: &Home, manner: &Manner, target: &Target) -> Option<Finding> {
    see(home, manner, target).finding
}

fn see(home: &Home, manner: &Manner, target: &Target) -> Seen {
    let number = target.number;
    let aside = manner.aside(home, number);
    let mut looked = home.shelf().examine((number, &target.credential), manner.thoroughness, &aside);
    let known = looked.as_mut().ok().and_then(|seen| Some(std::mem::take(&mut seen.as_mut()?.known)));
    Seen { number, known: known.unwrap_or_default(), finding: judged(home, target, looked) }
}

fn judged(home: &Home, target: &Target, looked: store::Result<Option<Examined>>) -> Option<Finding> {
    let number = target.number;
    match looked {
        Ok(None) => Some(Finding::DatabaseMissing { number, own: None, held: None, left: Remains::Nothing }),
        Ok(Some(seen)) if seen.version > SCHEMA_VERSION => {
            Some(Finding::DatabaseNewer { number, found: seen.version, known: SCHEMA_VERSION })
        }
        Ok(Some(seen)) => {
            let older = (seen.version < SCHEMA_VERSION).then_some(Finding::DatabaseOlder {
                number,
                found: seen.version,
                known: SCHEMA_VERSION,
            });
            let differ = (seen.names != target.names).then(|| Finding::NamesDiffer {
                number,
                registry: named(&target.names),
                database: named(&seen.names),
            });
            let flaw = seen.flaw.map(|flaw| match flaw {
                Flaw::Damaged(cause) => damaged(number, cause),
                Flaw::Misfit(misfit) => Finding::DatabaseMisfit { number, misfit },
            });
            let exported = seen.manifest.map(|at| Timestamp::from_utc_text(&at).unwrap_or(Timestamp::FIRST));
            let exported = exported.map(|taken_at| Finding::DatabaseIsExport { number, taken_at });
            flaw.or(older).or(exported).or(differ)
        }
        Err(Error::NotAFile { path, standing }) => {
            let leads = std::fs::read_link(&path).ok();
            Some(Finding::DatabaseNotAFile { number, path, what: standing, leads })
        }
        Err(error @ (Error::Busy | Error::Full | Error::ReadOnly { .. })) => {
            Some(Finding::DatabaseUnexamined { number, cause: error.message() })
        }
        Err(Error::Foreign { .. }) => {
            // Whether it is the school's own all the same, the registry is asked afterwards.
            let whose = match home.shelf().inside(number) {
                Ok(Err(Unfit::OtherNumber(of))) => Whose::Of(of),
                Ok(Ok(_) | Err(_)) | Err(_) => Whose::Other,
            };
            Some(Finding::DatabaseForeign { number, whose, own: None })
        }
        Err(error) => Some(damaged(number, error.to_string())),
    }
}
