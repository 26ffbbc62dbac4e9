//! Statistics: counting in establishments on two threads, keeping what was counted under a date, reading it again.
//!
//! Invariant: an establishment that is not read again looks from outside as it did when it was counted, and nothing that
//! was counted as recent has grown old since. What could not be read is a line with its cause.

use super::clock;
use super::context::Context;
use super::error::{Error, Result};
use super::job::{Acted, Running, verdict};
use super::parallel::each_part;
use super::permitted::Permitted;
use super::reach;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Effect, Reason, Target, Verdict};
use crate::domain::statistics::{Figures, Line, RECENT_MONTHS, Scope, Snapshot, SnapshotId, Totals, since};
use crate::domain::time::Timestamp;
use crate::domain::zone::DEFAULT_ZONE;
use crate::store::establishment::figures::Counted;
use crate::store::home::Home;
use crate::store::ledger::job::{run, target};
use crate::store::registry::Tx;
use crate::store::registry::statistics as rows;

/// Establishments that are counted between two looks at whether to go on; memory holds as many.
pub const STEP: usize = 200;
/// Threads that read.
const READERS: usize = 2;
/// Most snapshots that are listed.
pub const LISTED: u32 = 1000;

/// Whether databases are read that look unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// They are not.
    Changed,
    /// Every one is read.
    Everything,
}

/// A snapshot that is being made.
#[derive(Debug, Clone)]
pub struct Making {
    /// Its identifier.
    pub id: SnapshotId,
    /// When it was begun.
    pub at: Timestamp,
    /// What it covers.
    pub scope: Scope,
    /// What was counted so far.
    pub totals: Totals,
    /// How many databases were read so far; the others look unchanged.
    pub read: u64,
    reading: Reading,
}

/// Lists the numbers of all establishments.
pub fn numbers(ctx: &mut Context) -> Result<Vec<EstablishmentNumber>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    ctx.read(|tx| reach::narrow(tx, rows::numbers(tx)?, |number| Some(*number)))
}

/// Begins a snapshot.
pub fn begin(ctx: &mut Context, scope: Scope, reading: Reading) -> Result<Making> {
    let ctx = &mut ctx.permit(Act::STATISTICS_COMPUTE)?;
    let (id, at, scope) = ctx.write(|tx, permit, now| {
        let at = clock::kept_at(tx, now)?;
        // All that somebody is shown is not all there is.
        let scope = if tx.is_limited() { Scope::Part } else { scope };
        Ok((rows::begin(tx, at, permit.by().name(), scope, None)?, at, scope))
    })?;
    Ok(Making { id, at, scope, totals: Totals::default(), read: 0, reading })
}

/// Counts in some establishments and keeps what is new. Gives their lines in the same order; those that are gone are
/// left out.
///
/// # Errors
/// What the registry says; what an establishment's database says is in its line.
pub fn measure(ctx: &mut Context, making: &mut Making, numbers: &[EstablishmentNumber]) -> Result<Vec<Line>> {
    let ctx = &mut ctx.permit(Act::STATISTICS_COMPUTE)?;
    let numbers = ctx.read(|tx| reach::narrow(tx, numbers.to_vec(), |number| Some(*number)))?;
    let seen = look(ctx, &numbers, making.at, making.reading)?;
    let (id, scope) = (making.id, making.scope);
    if scope == Scope::Part || seen.iter().any(Seen::is_new) {
        ctx.write(|tx, _, _| seen.iter().try_for_each(|one| one.keep(tx, id, scope)))?;
    }
    making.read += seen.iter().filter(|one| one.is_read).map(|_| 1).sum::<u64>();
    let lines: Vec<Line> = seen.into_iter().map(|one| one.line).collect();
    for line in &lines {
        making.totals.add(line, making.at);
    }
    Ok(lines)
}

/// Ends a snapshot; the oldest beyond a number are dropped.
pub fn finish(ctx: &mut Context, making: &Making, is_complete: bool, kept: u32) -> Result<()> {
    ctx.permit(Act::STATISTICS_COMPUTE)?.write(|tx, _, _| {
        rows::finish(tx, making.id, is_complete, &making.totals)?;
        if is_complete && making.scope == Scope::Whole {
            rows::close_gone(tx, making.id)?;
        }
        Ok(rows::drop_beyond(tx, kept)?)
    })
}

/// Lists snapshots, the latest first. What was counted of establishments that are gone since is in no total.
pub fn list(ctx: &mut Context) -> Result<Vec<Snapshot>> {
    let ctx = &mut ctx.permit(Act::STATISTICS_LIST)?;
    ctx.read(|tx| {
        if let Some(id) = tx.viewer().and_then(|viewer| viewer.limited) {
            return Ok(narrowed(rows::list(tx, LISTED)?, &rows::figures_of(tx, id)?));
        }
        let (mut snapshots, gone) = (rows::list(tx, LISTED)?, rows::gone(tx)?);
        for of_one in gone.chunk_by(|(one, _), (other, _)| one == other) {
            let id = of_one.first().map(|(id, _)| *id);
            // What one that was cancelled had counted by then, nobody knows.
            let is_it = |snapshot: &&mut Snapshot| Some(snapshot.id) == id && snapshot.is_complete;
            let Some(snapshot) = snapshots.iter_mut().find(is_it) else { continue };
            for (_, figures) in of_one {
                snapshot.totals.take_out(figures);
            }
            snapshot.totals.asleep = rows::asleep(tx, snapshot.id, since(snapshot.at, RECENT_MONTHS))?;
        }
        Ok(snapshots)
    })
}

/// Leaves the snapshots that have some of these lines, as if they had no others.
fn narrowed(snapshots: Vec<Snapshot>, lines: &[(SnapshotId, Line)]) -> Vec<Snapshot> {
    let of = |mut snapshot: Snapshot| {
        let own: Vec<&Line> = lines.iter().filter(|(id, _)| *id == snapshot.id).map(|(_, line)| line).collect();
        snapshot.totals = Totals::of(own.iter().copied(), snapshot.at);
        (!own.is_empty()).then_some(snapshot)
    };
    snapshots.into_iter().filter_map(of).collect()
}

/// Reads the lines of a snapshot, by number; one of an establishment that is gone since tells that alone.
pub fn lines(ctx: &mut Context, id: SnapshotId) -> Result<Vec<Line>> {
    let ctx = &mut ctx.permit(Act::STATISTICS_LIST)?;
    ctx.read(|tx| reach::narrow(tx, rows::lines(tx, id)?, |line| Some(line.number)))
}

/// What an establishment's figures were, and when each was counted; the oldest first.
pub type History = Vec<(Timestamp, std::result::Result<Figures, Reason>)>;

/// Returns how an establishment's figures changed from snapshot to snapshot.
pub fn history(ctx: &mut Context, number: EstablishmentNumber) -> Result<History> {
    let ctx = &mut ctx.permit(Act::STATISTICS_LIST)?;
    ctx.read(|tx| {
        reach::check(tx, number)?;
        Ok(rows::history(tx, number)?)
    })
}

/// Acts on targets of a job: counts, keeps, marks. With the last target the snapshot ends.
pub(super) fn act(ctx: &mut Permitted<'_>, running: &Running, targets: &[Target]) -> Result<Vec<Acted>> {
    let numbers: Vec<_> = targets.iter().map(|target| target.number).collect();
    let numbers = ctx.read(|tx| reach::narrow(tx, numbers, |number| Some(*number)))?;
    let (at, known) = {
        let now = ctx.now();
        let (found, kept) = ctx.read(|tx| Ok((rows::of_job(tx, running.id)?, clock::kept_at(tx, now)?)))?;
        (found.map_or(kept, |(_, at)| at), found)
    };
    let seen = look(ctx, &numbers, at, Reading::Changed)?;
    ctx.write(|tx, permit, now| {
        super::job::turn::own_turn(tx, running)?;
        let id = match known {
            Some((id, _)) => id,
            None => rows::begin(tx, at, permit.by().name(), Scope::Part, Some(running.id))?,
        };
        for target in targets {
            let one = seen.iter().find(|one| one.line.number == target.number);
            let reached = reach::check(tx, target.number);
            let kept = tx.part(|| reached.and_then(|()| one.map_or(Ok(()), |one| one.keep(tx, id, Scope::Part))));
            let verdict = match (kept, one.map(|one| &one.line.figures)) {
                (Err(error), _) if verdict::stops_the_step(&error) => return Err(error),
                (Err(error), _) => verdict::verdict(&error),
                (Ok(()), Some(Ok(_))) => Verdict::Done(Effect::Nothing),
                (Ok(()), Some(Err(reason))) => Verdict::Failed(reason.clone()),
                (Ok(()), None) => Verdict::Failed(Reason::Gone),
            };
            target::mark(tx, target.job, target.position, &verdict, now)?;
        }
        if target::waiting(tx, running.id, 0, 1)?.is_empty() {
            let lines = rows::lines(tx, id)?;
            rows::finish(tx, id, true, &Totals::of(&lines, at))?;
        }
        run::beat(tx, running.id, None, now)?;
        Ok(targets.iter().map(|_| Acted::Marked).collect())
    })
}

/// What was seen of one establishment.
struct Seen {
    line: Line,
    /// The fingerprint and the oldest of what is recent, as they are to be noted; none: as they are noted.
    note: Option<(String, Option<Timestamp>)>,
    is_changed: bool,
    is_read: bool,
}

impl Seen {
    fn is_new(&self) -> bool {
        self.note.is_some() || self.is_changed
    }

    fn keep(&self, tx: &Tx<'_>, id: SnapshotId, scope: Scope) -> Result<()> {
        if self.is_changed {
            rows::keep(tx, id, &self.line)?;
        }
        if let Some((fingerprint, oldest)) = &self.note {
            rows::note(tx, self.line.number, fingerprint, *oldest)?;
        }
        if scope == Scope::Part {
            rows::join(tx, id, self.line.number)?;
        }
        Ok(())
    }
}

/// Looks at establishments on two threads; nothing is written.
fn look(
    ctx: &mut Permitted<'_>,
    numbers: &[EstablishmentNumber],
    at: Timestamp,
    reading: Reading,
) -> Result<Vec<Seen>> {
    let known: Vec<Known> = ctx.read(|tx| {
        let found = numbers.iter().filter_map(|number| known(tx, *number).transpose());
        Ok(found.collect::<crate::store::Result<_>>()?)
    })?;
    let home = ctx.home().clone();
    let recent = since(at, RECENT_MONTHS);
    let look = |one: &Known| look_at(&home, one, recent, reading);
    let half = known.len().div_ceil(READERS).max(1);
    let halves: Vec<&[Known]> = known.chunks(half).collect();
    let seen = each_part(&halves, |part| part.iter().map(look).collect::<Vec<_>>(), |part| panicked(part));
    Ok(seen.into_iter().flatten().collect())
}

/// What is known of an establishment, or why its row cannot be read.
type Known = std::result::Result<rows::Known, (EstablishmentNumber, Reason)>;

fn known(tx: &Tx<'_>, number: EstablishmentNumber) -> crate::store::Result<Option<Known>> {
    match rows::known(tx, number) {
        Err(error) if error.is_of_a_row() => Ok(Some(Err((number, verdict::reason(&Error::Store(error)))))),
        found => Ok(found?.map(Ok)),
    }
}

/// A panic of a thread is a line with its cause for each of its establishments, never silence.
fn panicked(part: &[Known]) -> Vec<Seen> {
    let panicked = || Reason::Machine { detail: "panic".to_owned() };
    let one = |one: &Known| match one {
        Ok(known) => seen(known, Err(panicked())),
        Err((number, _)) => unreadable(*number, panicked()),
    };
    part.iter().map(one).collect()
}

/// A row that cannot be read: nothing of it is kept.
fn unreadable(number: EstablishmentNumber, reason: Reason) -> Seen {
    let line = Line {
        number,
        zone: DEFAULT_ZONE,
        denomination: String::new(),
        uai: String::new(),
        contact: String::new(),
        registered_on: String::new(),
        figures: Err(reason),
    };
    Seen { line, note: None, is_changed: false, is_read: true }
}

fn look_at(home: &Home, known: &Known, recent: Timestamp, reading: Reading) -> Seen {
    let known = match known {
        Ok(known) => known,
        Err((number, reason)) => return unreadable(*number, reason.clone()),
    };
    let shelf = home.shelf();
    if !known.is_active {
        return seen(known, Err(Reason::NotActive));
    }
    let holds = reading == Reading::Changed
        && known.line.figures.is_ok()
        && !known.fingerprint.is_empty()
        && known.oldest_recent.is_none_or(|oldest| oldest >= recent)
        && shelf.look(known.line.number).is_ok_and(|look| look.text == known.fingerprint);
    if holds {
        let is_changed = has_other_names(known);
        return Seen { line: known.line.clone(), note: None, is_changed, is_read: false };
    }
    let counted = shelf.count(known.line.number, &known.credential, recent);
    seen(known, counted.map_err(|error| verdict::reason(&Error::Store(error))))
}

fn has_other_names(known: &rows::Known) -> bool {
    let names = (known.line.zone, &known.line.denomination);
    known.stored.as_ref().is_none_or(|(zone, denomination, _)| (*zone, denomination) != names)
}

fn seen(known: &rows::Known, counted: std::result::Result<Counted, Reason>) -> Seen {
    let (figures, fingerprint, oldest) = match counted {
        Ok(counted) => (Ok(counted.figures), counted.fingerprint.unwrap_or_default(), counted.oldest_recent),
        Err(reason) => (Err(reason), String::new(), None),
    };
    let is_changed = known.stored.is_none() || known.line.figures != figures || has_other_names(known);
    let is_noted = (known.fingerprint.as_str(), known.oldest_recent) == (fingerprint.as_str(), oldest);
    Seen {
        line: Line { figures, ..known.line.clone() },
        note: (!is_noted).then_some((fingerprint, oldest)),
        is_changed,
        is_read: true,
    }
}
