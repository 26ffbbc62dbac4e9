//! What a dead process left: finished or undone at the next start, before anything else happens.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::clock::{Clock, Moment};
use super::context::{Context, Options};
use super::doctor;
use super::error::{Error, Result};
use super::establishment::{administrator, creation, delete, edit, restore};
use super::export::transfer::write_if_export;
use super::export::{end_removal, going_export, is_going, keep_going};
use super::job::stop::{existing, stop};
use super::permitted::{self, Permitted};
use super::user::erasing;
use crate::domain::access::{Actor, At, Identity};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobState;
use crate::domain::mail::MailId;
use crate::store::establishment::snapshot;
use crate::store::home::Home;
use crate::store::ledger::job::{self as jobs, run};
use crate::store::registry::unfinished::{self, Step, Unfinished};
use crate::store::registry::{Tx, establishment as rows, export, sending};
use crate::store::{files, owner, shelf};

/// What became of one piece of unfinished work.
#[derive(Debug)]
pub struct Recovered {
    /// The establishment.
    pub number: EstablishmentNumber,
    /// Whether it was undone rather than finished.
    pub undone: bool,
    /// Why it could not be. It is tried again at the next start, unless the database is lost: then it was undone.
    pub error: Option<Error>,
}

impl Context {
    /// Opens a data directory once a process, and first finishes or undoes what a dead process left; nothing of a
    /// registry that is held.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn start(home: &Home, at: At, actor: Actor, clock: Clock, options: Options) -> Result<Self> {
        let mut context = Self::open(home, at, actor, clock, options)?;
        if context.doubt()?.is_some() {
            return Ok(context);
        }
        home.keep_reserve().or_else(|_| home.free_reserve())?;
        at_start(&mut context)?;
        Ok(context)
    }
}

/// Finishes or undoes what dead processes left. What living ones are at stays theirs.
///
/// # Errors
/// What the registry says; what one establishment's database says is told in the list instead.
pub fn at_start(ctx: &mut Context) -> Result<Vec<Recovered>> {
    let ctx = &mut ctx.permit(Act::HOST_UPKEEP)?;
    ctx.assure()?;
    let dead = take_over_dead(ctx)?;
    let mut recovered = Vec::with_capacity(dead.len());
    let created: Vec<EstablishmentNumber> =
        dead.iter().filter(|work| matches!(work.step, Step::Create | Step::Discard)).map(|work| work.number).collect();
    // Those of an import go together; when one is in the way of the others, each alone.
    if created.len() < 2 || undo_creations(ctx, &created, &mut recovered).is_err() {
        for number in created {
            if let Err(error) = undo_creations(ctx, &[number], &mut recovered) {
                recovered.push(Recovered { number, undone: false, error: Some(error) });
            }
        }
    }
    for work in dead {
        let number = work.number;
        let (mut undone, result) = match &work.step {
            Step::Create | Step::Discard => continue,
            Step::Export { to } => (true, delete::undo(ctx, number, to)),
            Step::Remove { export, author, .. } => (false, delete::finish(ctx, number, export, author)),
            Step::Replace { before, token } => (true, restore::undo(ctx, number, (before, token))),
            Step::Swap { .. } => (false, restore::swap(ctx, &[number])),
            Step::Adopt => (false, doctor::finish_adoption(ctx, number)),
            Step::Own { .. } => match doctor::finish_own(ctx, number) {
                Ok(is_there) => (!is_there, Ok(())),
                Err(error) => (false, Err(error)),
            },
            Step::Recreate { credential_hash } => (true, doctor::undo_recreation(ctx, number, credential_hash)),
            Step::Names => (false, edit::finish_names(ctx, number)),
            Step::Reset { .. } | Step::Administrator { .. } => (false, administrator::finish(ctx, number, &work.step)),
        };
        let error = result.err();
        if matches!(&error, Some(Error::Store(error)) if error.is_lasting()) {
            undone |= give_up(ctx, number, &work.step)?;
        }
        recovered.push(Recovered { number, undone, error });
    }
    erasing::settle(ctx)?;
    end_left(ctx)?;
    forget_undone(ctx)?;
    // A lock of a dead process that cannot be removed is nobody's all the same.
    drop(owner::sweep(ctx.home()));
    sweep_aside(ctx)?;
    ctx.be_settled();
    Ok(recovered)
}

fn undo_creations(
    ctx: &mut Permitted<'_>,
    created: &[EstablishmentNumber],
    recovered: &mut Vec<Recovered>,
) -> Result<()> {
    let rescued = creation::undo(ctx, created)?;
    let is_undone = |number| rescued.iter().all(|one| one.number != number || one.kept.is_some());
    recovered.extend(created.iter().map(|number| Recovered {
        number: *number,
        undone: is_undone(*number),
        error: None,
    }));
    Ok(())
}

/// Ends the jobs of dead processes of which no target waits: whoever died before the end of a job, or at its last target,
/// which was finished or undone since.
fn end_left(ctx: &mut Permitted<'_>) -> Result<()> {
    for (id, kind, had_by) in ctx.read(|tx| Ok(run::handled(tx)?))? {
        if ctx.is_own(&had_by) || owner::is_alive(ctx.home(), &had_by) {
            continue;
        }
        // Its list cannot be written while the folder of exports is away: that keeps nobody from working, and whoever comes
        // once it is back ends the job.
        if write_if_export(ctx, (kind, id)).is_err() {
            continue;
        }
        ctx.write(|tx, permit, now| {
            let present = existing(tx, id)?;
            let is_open = matches!(present.job.state, JobState::Running | JobState::Paused);
            if !is_open || present.owner != had_by {
                return Ok(());
            }
            let program = Actor { identity: Identity::Program, ..permit.by().clone() };
            let permit = permitted::permit(&program, Act::HOST_UPKEEP)?;
            stop(tx, &permit, Moment::read(tx, now)?, (id, JobState::Done, None)).map(drop)
        })?;
    }
    Ok(())
}

/// Removes the jobs of acts on one establishment of which nothing was done, or what was begun was undone: whoever asked for
/// one was told, and nobody planned it.
fn forget_undone(ctx: &mut Permitted<'_>) -> Result<()> {
    for (id, had_by, number) in ctx.read(|tx| Ok(run::begun_at_once(tx)?))? {
        if ctx.is_own(&had_by) || owner::is_alive(ctx.home(), &had_by) {
            continue;
        }
        ctx.write(|tx, _, _| {
            let is_as_seen = existing(tx, id).is_ok_and(|present| present.owner == had_by);
            let is_under_way =
                unfinished::find(tx, number)?.is_some_and(|work| work.target.is_some_and(|target| target.job == id));
            if is_as_seen && !is_under_way {
                jobs::remove(tx, id)?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Reads the name of a file aside: its maker's token, and what it was made for.
fn named_aside(path: &Path) -> (String, String) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.split_once('-').map_or((name.clone(), String::new()), |(token, made)| (token.to_owned(), made.to_owned()))
}

/// Lists the files aside that dead processes left, each with what it was made for. What is no file is nobody's: a disk
/// that is mounted there has a folder of its own.
fn left_aside(ctx: &Context) -> Result<Vec<(PathBuf, String)>> {
    let mut left = Vec::new();
    for path in files::list(&ctx.home().aside())? {
        let (token, made) = named_aside(&path);
        // A database that somebody put there is his.
        let is_ours = || shelf::has_token(&token) || !shelf::is_database(&path);
        if !ctx.is_own(&token) && !owner::is_alive(ctx.home(), &token) && !path.is_dir() && is_ours() {
            left.push((path, made));
        }
    }
    Ok(left)
}

/// Reads which export was being made.
fn export_of(made: &str) -> Option<&str> {
    made.strip_suffix(".new").filter(|export| export.contains(".sqlite"))
}

/// Names the exports that living processes make: they may lie in their folder before the catalogue knows them.
pub(super) fn being_made(home: &Home) -> Result<HashSet<String>> {
    let named = files::list(&home.aside())?.iter().map(|path| named_aside(path)).collect::<Vec<_>>();
    let exports = named.iter().filter_map(|(token, made)| Some((token, export_of(made)?)));
    Ok(exports.filter(|(token, _)| owner::is_alive(home, token)).map(|(_, file)| file.to_owned()).collect())
}

/// Names the exports whose files lie aside because somebody takes them away: whether they go, the catalogue says.
pub(super) fn going(home: &Home) -> Result<HashSet<String>> {
    let named = files::list(&home.aside())?.iter().map(|path| named_aside(path)).collect::<Vec<_>>();
    Ok(named.iter().filter_map(|(_, made)| going_export(made)).map(str::to_owned).collect())
}

/// Removes what dead processes were making or judging, and the exports that they had made when the catalogue did not
/// know them yet. What cannot be dealt with keeps nobody from working: it stays, is named by the examination, and is
/// tried again at the next start.
fn sweep_aside(ctx: &mut Permitted<'_>) -> Result<()> {
    for (path, made) in left_aside(ctx)? {
        match end_aside(ctx, &path, &made) {
            Err(Error::Store(error)) if error.is_about_the_disk() => {}
            Err(error) if error.is_of_a_file() => {}
            done => done?,
        }
    }
    Ok(())
}

fn end_aside(ctx: &mut Permitted<'_>, path: &Path, made: &str) -> Result<()> {
    if end_removal(ctx, path, made)? {
        return Ok(());
    }
    if let Some(file) = export_of(made)
        && ctx.read(|tx| Ok(export::find(tx, file)?))?.is_none()
    {
        snapshot::discard_unsettled(path, &ctx.home().exports().join(file))?;
    }
    Ok(files::remove(path)?)
}

/// Tells whether a file aside is one that a dead process was taking away: [`end_going`] knows what becomes of it.
pub(super) fn was_going(home: &Home, path: &Path) -> bool {
    let (token, made) = named_aside(path);
    path.parent() == Some(home.aside().as_path()) && is_going(&made) && !owner::is_alive(home, &token) && path.is_file()
}

/// Ends the removal of such a file, or puts it back.
pub(super) fn end_going(ctx: &mut Permitted<'_>, path: &Path) -> Result<()> {
    end_aside(ctx, path, &named_aside(path).1)
}

/// Brings exports to safety that lie aside, before a registry is accepted: an older one does not know them, and it would
/// be taken for what was never finished. One that was going is back in its folder; one that was made stays there.
pub(super) fn keep_exports(ctx: &Context) -> Result<()> {
    for (path, made) in left_aside(ctx)? {
        if keep_going(ctx, &path, &made)? {
            continue;
        }
        if export_of(&made).is_some_and(|file| files::are_one(&path, &ctx.home().exports().join(file))) {
            files::remove(&path)?;
        }
    }
    Ok(())
}

/// Finishes or undoes what was left under way, by this context when it failed or by a process that ended, if there is any.
pub(super) fn settle(ctx: &mut Permitted<'_>) -> Result<()> {
    if ctx.has_left() || !dead(ctx)?.is_empty() { at_start(ctx).map(drop) } else { Ok(()) }
}

/// Returns this context's token for new work, once what was left under way is finished or undone. It is asked before anything
/// is begun: whoever is at work already names what it makes by [`aside`], which ends nothing.
pub(super) fn owner(ctx: &mut Permitted<'_>) -> Result<String> {
    settle(ctx)?;
    Ok(ctx.owner()?.to_owned())
}

/// Ends work on a database that will never be usable again, so that its establishment can be deleted or restored. Tells
/// whether it did: what removes or replaces a database looks at what is there first, and is tried again.
fn give_up(ctx: &mut Permitted<'_>, number: EstablishmentNumber, step: &Step) -> Result<bool> {
    match step {
        Step::Adopt => doctor::give_up_adoption(ctx, number).map(|()| true),
        Step::Names | Step::Own { .. } => ctx.write(|tx, _, _| Ok(unfinished::finish(tx, number)?)).map(|()| true),
        Step::Reset { mail, .. } | Step::Administrator { mail, .. } => ctx
            .write(|tx, _, _| {
                sending::discard(tx, MailId(*mail))?;
                Ok(unfinished::finish(tx, number)?)
            })
            .map(|()| true),
        Step::Create
        | Step::Discard
        | Step::Export { .. }
        | Step::Remove { .. }
        | Step::Replace { .. }
        | Step::Swap { .. }
        | Step::Recreate { .. } => Ok(false),
    }
}

/// Lets go of what processes were at when a registry was copied that is now accepted. Nobody can tell what became of it
/// since: what was being made may have been in use for months. So no file is removed; [`keep_exports`] sees to those
/// aside. What is left over is named by the examination, with what can be done about it. What only finishes, and proves
/// first what it finishes, stays to be done.
pub(super) fn let_go(tx: &Tx<'_>, dead: &[Unfinished]) -> Result<()> {
    for work in dead {
        let number = work.number;
        match &work.step {
            Step::Create | Step::Discard => rows::remove(tx, number, None)?,
            Step::Export { .. } | Step::Remove { .. } => delete::keep_in(tx, number)?,
            Step::Replace { .. } => restore::keep_in(tx, number)?,
            Step::Recreate { .. } | Step::Own { .. } => unfinished::finish(tx, number)?,
            Step::Reset { mail, .. } | Step::Administrator { mail, .. } => {
                sending::discard(tx, MailId(*mail))?;
                unfinished::finish(tx, number)?;
            }
            Step::Swap { .. } | Step::Adopt | Step::Names => {}
        }
    }
    Ok(())
}

/// Tells whether nobody else is at a piece of work any more.
pub(super) fn is_dead(ctx: &Context, work: &Unfinished) -> bool {
    ctx.is_own(&work.owner) || !owner::is_alive(ctx.home(), &work.owner)
}

/// Lists the work that dead processes left. What cannot be read nobody ends: the examination names it.
pub(super) fn dead(ctx: &mut Permitted<'_>) -> Result<Vec<Unfinished>> {
    let all = ctx.read(|tx| Ok(unfinished::list(tx)?))?;
    Ok(all.into_iter().filter_map(|(_, work)| work.ok()).filter(|work| is_dead(ctx, work)).collect())
}

/// Makes dead processes' work this context's own, so that nobody else recovers it at the same time.
fn take_over_dead(ctx: &mut Permitted<'_>) -> Result<Vec<Unfinished>> {
    let dead = dead(ctx)?;
    if dead.is_empty() {
        return Ok(dead);
    }
    let own = ctx.owner()?.to_owned();
    ctx.write(|tx, _, _| {
        let mut taken = Vec::with_capacity(dead.len());
        for work in dead {
            taken.extend(unfinished::take_over(tx, work.number, &work.owner, &own)?);
        }
        Ok(taken)
    })
}
