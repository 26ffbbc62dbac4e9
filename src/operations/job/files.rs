//! Acting on files: the registry is asked once for many targets, their files are worked on side by side, and what
//! became of them is written down in one transaction.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::file_work::{FileWork, Product};
use super::kind::task_kind::BeginFiles;
use super::kinds::{extent, judge_target};
use super::turn::{Acted, Holding, Running, own_turn};
use super::verdict::{stops_everything, stops_the_step, verdict};
use crate::domain::job::{Extent, Reason, Target, Verdict};
use crate::operations::context::named;
use crate::operations::error::{Error, Result};
use crate::operations::establishment::restore::{self, Place};
use crate::operations::establishment::{creation, delete};
use crate::operations::parallel::each_part;
use crate::operations::permitted::Permitted;
use crate::operations::user::erasing;
use crate::operations::{clock, inside, letters, recover};
use crate::store::home::Home;
use crate::store::ledger::job::run;
use crate::store::registry::content;
use crate::store::{self, files};

/// Threads that work on files: a thread that waits for the disk leaves its core to another one.
const WORKERS: usize = 4;

/// How far one target came before its files are worked on.
enum Begun {
    /// An earlier job has it first.
    Held(Reason),
    /// It was refused, and marked.
    Marked,
    /// Its work is written down.
    Work(Box<FileWork>),
}

/// What became of the files of one target; none when they were not worked on.
type Made = Option<Result<Product>>;

/// Acts on targets, each of which is begun as its task's kind says.
pub(super) fn act(
    ctx: &mut Permitted<'_>,
    (running, by): (&Running, BeginFiles),
    targets: &[Target],
) -> Result<Vec<Acted>> {
    targets.iter().try_for_each(|target| restore::learn(ctx, &target.given))?;
    let begun = begin(ctx, (running, by), targets)?;
    let made = make_all(&begun);
    let done = finish(ctx, running, (targets, &begun, made));
    if done.is_err() {
        // What cannot be undone now is undone at the next start.
        let _ = recover::at_start(ctx);
    }
    done
}

fn begin(ctx: &mut Permitted<'_>, (running, by): (&Running, BeginFiles), targets: &[Target]) -> Result<Vec<Begun>> {
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
            begun.push(match tx.part(|| begin_one(&place, (running, by), target)) {
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

fn begin_one(place: &Place<'_>, (running, by): (&Running, BeginFiles), target: &Target) -> Result<FileWork> {
    judge_target(place.tx, (&running.task, running.undo_of), target.number)?;
    if extent(&running.task) != Extent::Reads {
        inside::let_go((place.tx, place.home), (place.permit, place.now), target.number)?;
    }
    by(place, &running.task, target)
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
    Made(&'a Target, &'a FileWork, Product),
    /// They are as they were.
    Failed(&'a Target, &'a FileWork, Verdict),
    /// They are as they were, because the disk failed: it still waits.
    Waits(&'a FileWork),
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
        exports |= matches!(product, Product::Export(_));
        if let FileWork::Restore(restoration) = work {
            exports |= restoration.replaces();
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
                    match tx.part(|| work.write_down(tx, (permit, now), (target, product))) {
                        Ok(()) => {}
                        Err(error) if stops_the_step(&error) => return Err(error),
                        Err(error) => {
                            let verdict = verdict(&error);
                            work.release(tx)?;
                            content::mark(tx, target.job, target.position, &verdict, now)?;
                            refused.push((place, verdict));
                        }
                    }
                }
                Settled::Failed(target, work, verdict) => {
                    work.release(tx)?;
                    content::mark(tx, target.job, target.position, verdict, now)?;
                }
                Settled::Waits(work) => work.release(tx)?,
            }
        }
        run::beat(tx, running.id, None, now)?;
        Ok(refused)
    })
}

/// Ends what takes a second step: removes, swaps, and takes back the rows of what was not brought back.
fn conclude(ctx: &mut Permitted<'_>, settled: &[Settled<'_>]) -> Result<()> {
    let (mut gone, mut swapped, mut undone, mut back) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for one in settled {
        if let Settled::Made(_, work, _) = one {
            work.settle()?;
        }
        match one {
            Settled::Made(_, FileWork::Delete(order, _), _) => gone.push((order.number(), order.file())),
            Settled::Made(_, FileWork::Remove(number), _) => gone.push((*number, String::new())),
            Settled::Made(_, FileWork::Restore(restoration), _) => {
                let these = if restoration.replaces() { &mut swapped } else { &mut back };
                these.push(restoration.number());
            }
            Settled::Failed(_, FileWork::Restore(restoration), _) | Settled::Waits(FileWork::Restore(restoration))
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
    if !swapped.is_empty() {
        restore::swap(ctx, &swapped)?;
    }
    // Of those who are known by now to be erased the host holds nothing more.
    if swapped.is_empty() && back.is_empty() { Ok(()) } else { erasing::settle(ctx) }
}
