//! Acting on files: the registry is asked once for many targets, their files are worked on side by side, and what
//! became of them is written down in one transaction.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::kinds::{is_restored, judge_undo};
use super::turn::Running;
use super::turn::{Acted, Holding, own_turn};
use super::verdict::{stops_everything, stops_the_step, verdict};
use crate::domain::access::Permit;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::export::{Export, Fault, Form, Why};
use crate::domain::job::{Effect, ExportFirst, Kind, Reason, Target, Task, Verdict};
use crate::domain::time::Timestamp;
use crate::operations::context::named;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::restore::{self, Place, Restoration};
use crate::operations::establishment::{creation, delete};
use crate::operations::export::make::{self, Order, Wanted};
use crate::operations::parallel::each_part;
use crate::operations::permitted::{Permitted, record};
use crate::operations::{clock, inside, letters, recover};
use crate::store::establishment::snapshot::Taken;
use crate::store::home::Home;
use crate::store::ledger::job::run;
use crate::store::registry::Tx;
use crate::store::registry::content;
use crate::store::registry::unfinished::TargetKey;
use crate::store::{self, files};

/// Threads that work on files: a thread that waits for the disk leaves its core to another one.
const WORKERS: usize = 4;

/// What is done with the files of one target.
enum Work {
    /// They are exported.
    Export(Order),
    /// They are exported, then removed.
    Delete(Order),
    /// They are removed as they are.
    Remove(EstablishmentNumber),
    /// They are brought back.
    Restore(Box<Restoration>),
}

/// How far one target came before its files are worked on.
enum Begun {
    /// An earlier job has it first.
    Held(Reason),
    /// It was refused, and marked.
    Marked,
    /// Its work is written down.
    Work(Box<Work>),
}

/// What was made of files.
enum Product {
    /// An export.
    Export(Taken),
    /// What is to be removed needs nothing.
    Nothing,
    /// An establishment that is brought back.
    Restored(restore::Made),
}

impl Product {
    const fn restored(&self) -> Option<&restore::Made> {
        match self {
            Self::Restored(made) => Some(made),
            Self::Export(_) | Self::Nothing => None,
        }
    }
}

/// What became of the files of one target; none when they were not worked on.
type Made = Option<Result<Product>>;

/// Acts on targets of [`super::kinds::Place::Files`].
pub(super) fn act(ctx: &mut Permitted<'_>, running: &Running, targets: &[Target]) -> Result<Vec<Acted>> {
    targets.iter().try_for_each(|target| restore::learn(ctx, &target.given))?;
    let begun = begin(ctx, running, targets)?;
    let made = make_all(&begun);
    let done = finish(ctx, running, (targets, &begun, made));
    if done.is_err() {
        // What cannot be undone now is undone at the next start.
        let _ = recover::at_start(ctx);
    }
    done
}

fn begin(ctx: &mut Permitted<'_>, running: &Running, targets: &[Target]) -> Result<Vec<Begun>> {
    let owner = recover::owner(ctx)?;
    let home = ctx.home().clone();
    let mut holding = Holding::new(home.clone());
    let until = clock::password_until(ctx)?;
    ctx.write(|tx, permit, now| {
        let turn = own_turn(tx, running)?;
        let place = Place { tx, permit, now, until, home: &home, owner: &owner };
        let mut begun = Vec::with_capacity(targets.len());
        for target in targets {
            if let Some(reason) = holding.by_another(tx, target, turn)? {
                begun.push(Begun::Held(reason));
                continue;
            }
            begun.push(match tx.part(|| begin_one(&place, running, target)) {
                Ok(work) => Begun::Work(Box::new(work)),
                Err(error) if stops_the_step(&error) => return Err(error),
                Err(error) => {
                    let error = named(&home, error);
                    content::mark(tx, target.job, target.position, &verdict(&error), now)?;
                    Begun::Marked
                }
            });
        }
        run::beat(tx, running.id, None, now)?;
        Ok(begun)
    })
}

fn begin_one(place: &Place<'_>, running: &Running, target: &Target) -> Result<Work> {
    let task = &running.task;
    judge_undo(place.tx, (task, running.undo_of), target.number)?;
    if running.task.kind() != Kind::Export {
        inside::let_go((place.tx, place.home), (place.permit, place.now), target.number)?;
    }
    match task {
        Task::Export { form } => {
            let found = delete::judge(place.tx, target.number)?;
            Ok(Work::Export(order(place, &found, (form, Why::Asked), target)?))
        }
        Task::Delete { export_first: ExportFirst::Yes } => begin_deletion(place, target),
        Task::UndoRestore if is_restored(&target.given) => begin_deletion(place, target),
        Task::Delete { export_first: ExportFirst::No } => {
            let found = delete::judge(place.tx, target.number)?;
            inside::keep_given((place.tx, place.home), target.number)?;
            delete::begin_removal(place.tx, (place.owner, Some(key(target))), found.number, place.permit.by().name())?;
            Ok(Work::Remove(found.number))
        }
        Task::Restore | Task::Replace | Task::UndoDelete | Task::UndoRestore => {
            Ok(Work::Restore(Box::new(restore::begin(place, task, target)?)))
        }
        Task::Block { .. }
        | Task::Unblock { .. }
        | Task::MoveToZone { .. }
        | Task::ResetAdministrator { .. }
        | Task::WriteMail { .. }
        | Task::UndoWriteMail
        | Task::ComputeStatistics
        | Task::UndoBlock
        | Task::UndoUnblock
        | Task::UndoMove
        | Task::Act { .. }
        | Task::TakeBack { .. } => Err(Rule::Incomplete.into()),
    }
}

fn begin_deletion(place: &Place<'_>, target: &Target) -> Result<Work> {
    let found = delete::judge(place.tx, target.number)?;
    let order = order(place, &found, (&Form::default(), Why::BeforeDelete), target)?;
    delete::begin_export(place.tx, (place.owner, Some(key(target))), &order)?;
    Ok(Work::Delete(order))
}

fn order(place: &Place<'_>, found: &Establishment, (form, why): (&Form, Why), target: &Target) -> Result<Order> {
    let wanted = Wanted { form, why, target: Some(key(target)), owner: place.owner };
    make::order(place.tx, (place.home, place.permit, place.now), found, &wanted)
}

/// Says of a replacement that its own export is what stands in the way.
fn of_present(error: Error) -> Error {
    match error {
        Error::Store(store::Error::Unrestorable { fault, .. }) => Rule::PresentUnrestorable(*fault).into(),
        other => other,
    }
}

const fn key(target: &Target) -> TargetKey {
    TargetKey { job: target.job, position: target.position }
}

impl Work {
    fn make(&self) -> Result<Product> {
        match self {
            Self::Export(order) | Self::Delete(order) => Ok(Product::Export(order.make()?)),
            Self::Remove(_) => Ok(Product::Nothing),
            Self::Restore(restoration) => Ok(Product::Restored(restoration.make().map_err(of_present)?)),
        }
    }

    /// Removes what was made for a target whose rows were refused. A new establishment's database goes with its row.
    fn take_back(&self, product: &Product) -> Result<()> {
        match self {
            Self::Export(order) | Self::Delete(order) => order.discard()?,
            Self::Remove(_) => {}
            Self::Restore(restoration) => restoration.take_back(product.restored())?,
        }
        Ok(())
    }

    /// Lets go of what shows that nobody but this process knows an export that was made.
    fn settle(&self) -> Result<()> {
        let settled = match self {
            Self::Export(order) | Self::Delete(order) => order.settle(),
            Self::Remove(_) => Ok(()),
            Self::Restore(restoration) => restoration.settle(),
        };
        Ok(settled?)
    }
}

/// Works on all files on several threads; what was not yet begun when the disk failed is left alone.
fn make_all(begun: &[Begun]) -> Vec<Made> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        let mut made = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(begun) = begun.get(place) else { return made };
            let Begun::Work(work) = begun else { continue };
            if stop.load(Ordering::Relaxed) {
                return made;
            }
            // What panics is one target's trouble: the others go on, and it is named.
            let made_one = catch_unwind(AssertUnwindSafe(|| work.make()));
            let result = made_one.unwrap_or_else(|_| Err(store::Error::Panic.into()));
            if result.as_ref().is_err_and(stops_everything) {
                stop.store(true, Ordering::Relaxed);
            }
            made.push((place, result));
        }
    };
    let threads = begun.iter().filter(|begun| matches!(begun, Begun::Work(_))).count().min(WORKERS);
    let mut all: Vec<Made> = begun.iter().map(|_| None).collect();
    // A thread that panicked has made nothing that is known: its targets still wait.
    let found = each_part(&vec![(); threads], |()| work(), |()| Vec::new());
    for (place, result) in found.into_iter().flatten() {
        if let Some(slot) = all.get_mut(place) {
            *slot = Some(result);
        }
    }
    all
}

/// What is to be written down about one target.
enum Settled<'a> {
    /// Its files are as they are to be.
    Made(&'a Target, &'a Work, Product),
    /// They are as they were.
    Failed(&'a Target, &'a Work, Verdict),
    /// They are as they were, because the disk failed: it still waits.
    Waits(&'a Work),
}

/// Writes down what became of the files, and ends what was begun. What the disk stopped still waits, and stops the job.
fn finish(
    ctx: &mut Permitted<'_>,
    running: &Running,
    (targets, begun, made): (&[Target], &[Begun], Vec<Made>),
) -> Result<Vec<Acted>> {
    let mut stopped = None;
    let mut settled = Vec::with_capacity(targets.len());
    for ((target, begun), made) in targets.iter().zip(begun).zip(made) {
        let Begun::Work(work) = begun else { continue };
        settled.push(match made {
            Some(Ok(product)) => Settled::Made(target, work, product),
            Some(Err(error)) if stops_everything(&error) => {
                stopped.get_or_insert(error);
                Settled::Waits(work)
            }
            Some(Err(error)) => Settled::Failed(target, work, verdict(&error)),
            None => Settled::Waits(work),
        });
    }
    synchronise(ctx.home(), &settled)?;
    let refused = match settle(ctx, running, &settled) {
        // The reserve was given back: what was made is written down after all.
        Err(Error::Store(store::Error::Full)) => settle(ctx, running, &settled)?,
        other => other?,
    };
    for (place, verdict) in refused {
        if let Some(slot) = settled.get_mut(place)
            && let Settled::Made(target, work, product) = slot
        {
            work.take_back(product)?;
            *slot = Settled::Failed(target, work, verdict);
        }
    }
    conclude(ctx, &settled)?;
    match stopped {
        Some(error) => Err(error),
        None => Ok(begun.iter().map(Begun::acted).collect()),
    }
}

impl Begun {
    fn acted(&self) -> Acted {
        match self {
            Self::Held(reason) => Acted::Held(reason.clone()),
            Self::Marked | Self::Work(_) => Acted::Marked,
        }
    }
}

/// Makes the names of what was made durable, once for each folder.
fn synchronise(home: &Home, settled: &[Settled<'_>]) -> Result<()> {
    let (mut exports, mut restored) = (false, Vec::new());
    for one in settled {
        let Settled::Made(_, work, product) = one else { continue };
        exports |= matches!(product, Product::Export(_) | Product::Restored(restore::Made::Replacing { .. }));
        if let Work::Restore(restoration) = work {
            restored.push(restoration.number());
        }
    }
    if exports {
        files::sync_directory(&home.exports())?;
    }
    Ok(home.shelf().sync(restored)?)
}

/// Writes down what became of each. Gives the places of those whose rows the database refuses, marked as failed: what was
/// made for them is to be taken back.
fn settle(ctx: &mut Permitted<'_>, running: &Running, settled: &[Settled<'_>]) -> Result<Vec<(usize, Verdict)>> {
    ctx.write(|tx, permit, now| {
        own_turn(tx, running)?;
        let mut refused = Vec::new();
        for (place, one) in settled.iter().enumerate() {
            match one {
                Settled::Made(target, work, product) => {
                    match tx.part(|| settle_made(tx, (permit, now), target, (work, product))) {
                        Ok(()) => {}
                        Err(error) if stops_the_step(&error) => return Err(error),
                        Err(error) => {
                            let verdict = verdict(&error);
                            release(tx, work)?;
                            content::mark(tx, target.job, target.position, &verdict, now)?;
                            refused.push((place, verdict));
                        }
                    }
                }
                Settled::Failed(target, work, verdict) => {
                    release(tx, work)?;
                    content::mark(tx, target.job, target.position, verdict, now)?;
                }
                Settled::Waits(work) => release(tx, work)?,
            }
        }
        run::beat(tx, running.id, None, now)?;
        Ok(refused)
    })
}

fn settle_made(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    target: &Target,
    (work, product): (&Work, &Product),
) -> Result<()> {
    match (work, product) {
        (Work::Export(order), Product::Export(taken)) => {
            exported(tx, (permit, now), target, (&order.enter(tx, taken)?, taken.fault.as_deref()))
        }
        (Work::Delete(order), Product::Export(taken)) => {
            order.enter(tx, taken)?;
            delete::advance(tx, (order, taken), permit.by().name())
        }
        (Work::Restore(restoration), Product::Restored(restore::Made::Replacing { before, content })) => {
            restore::advance(tx, restoration, (before, content))
        }
        (Work::Restore(restoration), Product::Restored(restore::Made::New { content })) => {
            restore::activate(tx, (permit, now), (restoration, content))
        }
        (Work::Remove(_) | Work::Restore(_), _)
        | (Work::Export(_) | Work::Delete(_), Product::Nothing | Product::Restored(_)) => Ok(()),
    }
}

/// Lets go of an establishment whose files are as they were. A row that was to become one is removed afterwards.
fn release(tx: &Tx<'_>, work: &Work) -> Result<()> {
    match work {
        Work::Delete(order) => delete::keep_in(tx, order.number()),
        Work::Remove(number) => delete::keep_in(tx, *number),
        Work::Restore(restoration) if restoration.replaces() => restore::keep_in(tx, restoration.number()),
        Work::Export(_) | Work::Restore(_) => Ok(()),
    }
}

/// Ends what takes a second step: removes, swaps, and takes back the rows of what was not brought back.
fn conclude(ctx: &mut Permitted<'_>, settled: &[Settled<'_>]) -> Result<()> {
    let (mut gone, mut swapped, mut undone, mut back) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for one in settled {
        if let Settled::Made(_, work, _) = one {
            work.settle()?;
        }
        match one {
            Settled::Made(_, Work::Delete(order), _) => gone.push((order.number(), order.file())),
            Settled::Made(_, Work::Remove(number), _) => gone.push((*number, String::new())),
            Settled::Made(_, Work::Restore(restoration), Product::Restored(restore::Made::Replacing { .. })) => {
                swapped.push(restoration.number());
            }
            Settled::Made(_, Work::Restore(restoration), Product::Restored(restore::Made::New { .. })) => {
                back.push(restoration.number());
            }
            Settled::Failed(_, Work::Restore(restoration), _) | Settled::Waits(Work::Restore(restoration))
                if !restoration.replaces() =>
            {
                undone.push(restoration.number());
            }
            Settled::Made(..) | Settled::Failed(..) | Settled::Waits(_) => {}
        }
    }
    if !undone.is_empty() {
        let _rescued = creation::undo(ctx, &undone)?;
    }
    let _stay = delete::finish_all(ctx, &gone)?;
    let unsent = ctx.read(|tx| letters::unsent(tx, &back))?;
    ctx.note(unsent);
    if swapped.is_empty() { Ok(()) } else { restore::swap(ctx, &swapped) }
}

/// Tells what was exported. One that could not be restored stays in the catalogue, since it is better than nothing, but
/// its target has failed: else nobody would know before it is needed.
fn exported(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    target: &Target,
    (export, fault): (&Export, Option<&Fault>),
) -> Result<()> {
    let (file, sha256, bytes) = (export.file.clone(), export.sha256.clone(), export.size_bytes);
    let verdict = match fault {
        None => Verdict::Done(Effect::Exported { file, sha256, bytes }),
        Some(fault) => Verdict::Failed(Reason::ExportedUnfit { file, fault: fault.clone() }),
    };
    content::mark(tx, target.job, target.position, &verdict, now)?;
    let entry = delete::exported(export).is("job", target.job.to_string());
    record(tx, permit, now, &entry)
}
