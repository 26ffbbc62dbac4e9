//! Deleting an establishment, with an export first unless it is refused; and exporting by itself.
//!
//! `deleting` → verified export → files removed, unless somebody wrote into them since → row removed, number retired and audit in one transaction. Until the
//! export is verified a dead process's deletion is undone, from then on it is finished.

use std::path::PathBuf;

use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber, Stage};
use crate::domain::export::{Export, Form, Why};
use crate::domain::field::{Field, Problem};
use crate::domain::job::{Effect, Reason, Task, Verdict};
use crate::domain::text::fold;
use crate::domain::time::Timestamp;
use crate::operations::aftermath::Aftermath;
use crate::operations::clock::{self, Moment};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::export::make::{self, Order, Wanted};
use crate::operations::job::single::{self, Single};
use crate::operations::permitted::{Permitted, permit, record};
use crate::operations::{inside, letters, recover};
use crate::store::establishment::snapshot::{self, Taken};
use crate::store::files;
use crate::store::home::Home;
use crate::store::registry::unfinished::{self, Step, TargetKey, Unfinished};
use crate::store::registry::{Tx, establishment as rows, export as catalogue, inside as hints};
use crate::store::shelf::Gone;

use super::creation::{Worker, check_free, mark, remove_databases, settle_target};
use super::read::{active, stakes};

pub use crate::domain::job::ExportFirst;

/// A deletion as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeleteInput {
    /// The number or the denomination, typed to confirm; none when it was confirmed otherwise (`--yes`, a count).
    pub confirmation: Option<String>,
    /// Whether an export is made before.
    pub export_first: ExportFirst,
}

/// What a deletion leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deleted {
    /// The export that was made.
    pub export: Option<PathBuf>,
}

/// Deletes an establishment: users, database, credential, blocks, waiting mails, everything; a job of one target, which can be
/// undone from its export.
///
/// # Errors
/// [`Problem::ConfirmationDiffers`]; [`Error::Busy`]; when the export fails nothing is deleted; [`Rule::Changed`] when
/// somebody wrote into the database after it: nothing is deleted either.
pub fn delete(ctx: &mut Context, number: EstablishmentNumber, input: &DeleteInput) -> Result<Deleted> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_DELETE)?;
    let worker = Worker::of(ctx)?;
    clock::settled(ctx)?;
    let found = ctx.read(|tx| judge(tx, number))?;
    if let Some(typed) = &input.confirmation
        && !confirms(typed, &found)
    {
        return Err(Error::field(Field::Confirmation, Problem::ConfirmationDiffers));
    }
    let (home, impact) = (ctx.home().clone(), stakes(ctx, number)?.impact());
    let (target, order) = ctx.write(|tx, permit, now| {
        let found = judge(tx, number)?;
        inside::let_go((tx, &home), (permit, now), number)?;
        let single = Single { impact, ..Single::of(Task::Delete { export_first: input.export_first }, &found) };
        let target = single.begin(tx, (permit, Moment::read(tx, now)?), worker.owner())?;
        let key = Some(TargetKey { job: target.job, position: target.position });
        let order = match input.export_first {
            ExportFirst::No => {
                begin_removal((tx, &home), (worker.owner(), key), number, permit.by().name())?;
                None
            }
            ExportFirst::Yes => {
                let wanted =
                    Wanted { form: &Form::default(), why: Why::BeforeDelete, target: key, owner: worker.owner() };
                let order = make::order(tx, (&home, permit, now), &found, &wanted)?;
                begin_export(tx, (worker.owner(), key), &order)?;
                Some(order)
            }
        };
        Ok((target, order))
    })?;
    let done = carry_out(ctx, number, order.as_ref());
    single::concluded(ctx, &target, done)?;
    Ok(Deleted { export: order.map(|order| order.to().clone()) })
}

/// Exports if that was ordered, then removes.
fn carry_out(ctx: &mut Permitted<'_>, number: EstablishmentNumber, order: Option<&Order>) -> Result<()> {
    if let Some(order) = order {
        let taken = make_one(ctx, order);
        if taken.is_err() {
            keep(ctx, number)?;
        }
        let taken = taken?;
        ctx.write(|tx, permit, _| {
            order.enter(tx, &taken)?;
            advance(tx, (order, &taken), permit.by().name())
        })?;
        order.settle()?;
    }
    let name = order.map(Order::file).unwrap_or_default();
    let stays = finish_all(ctx, &[(number, name)])?.contains(&number);
    if stays { Err(Rule::Changed.into()) } else { Ok(()) }
}

/// Refuses what is being created or deleted, or what somebody is at work on; and what could not be retired once its files are
/// gone, since a value that is kept of it is one that nobody knows.
pub(in crate::operations) fn judge(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    let found = active(tx, number)?;
    check_free(tx, number)?;
    rows::whose(tx, &found)?;
    hints::known(tx, number)?;
    Ok(found)
}

fn confirms(typed: &str, found: &Establishment) -> bool {
    typed.trim() == found.number.to_string() || fold(typed.trim()) == fold(&found.denomination)
}

/// Begins a deletion whose export is made first.
pub(in crate::operations) fn begin_export(
    tx: &Tx<'_>,
    (owner, target): (&str, Option<TargetKey>),
    order: &Order,
) -> Result<()> {
    begin(tx, order.number(), (owner, target), Step::Export { to: order.file() })
}

/// Begins a deletion without an export: what is known of the database, and what waits in it, is noted.
pub(in crate::operations) fn begin_removal(
    (tx, home): (&Tx<'_>, &Home),
    worker: (&str, Option<TargetKey>),
    number: EstablishmentNumber,
    author: &str,
) -> Result<()> {
    let mails = inside::keep_given((tx, home), number)?;
    let (export, author, state) = (String::new(), author.to_owned(), String::new());
    begin(tx, number, worker, Step::Remove { export, author, state, mails })
}

fn begin(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    (owner, target): (&str, Option<TargetKey>),
    step: Step,
) -> Result<()> {
    let work = Unfinished { number, owner: owner.to_owned(), step, target };
    unfinished::begin(tx, &work)?.map_err(|owner| Error::Busy { owner })?;
    Ok(rows::set_stage(tx, number, Stage::Deleting)?)
}

/// Notes that the export is there and was entered: from now on the deletion is finished, whatever happens.
pub(in crate::operations) fn advance(tx: &Tx<'_>, (order, taken): (&Order, &Taken), author: &str) -> Result<()> {
    let (author, state) = (author.to_owned(), taken.state.clone());
    let step = Step::Remove { export: order.file(), author, state, mails: taken.mails };
    Ok(unfinished::advance(tx, order.number(), &step)?)
}

/// Makes one export whose name is durable.
fn make_one(ctx: &Context, order: &Order) -> Result<Taken> {
    let taken = order.make()?;
    if let Err(error) = files::sync_directory(&ctx.home().exports()) {
        let _ = order.discard();
        return Err(error.into());
    }
    Ok(taken)
}

/// Gives an establishment back its stage: the deletion did not begin to remove.
pub(in crate::operations) fn keep(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    ctx.write(|tx, _, _| keep_in(tx, number))
}

/// Gives it back in a transaction.
pub(in crate::operations) fn keep_in(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    rows::set_stage(tx, number, Stage::Active)?;
    Ok(unfinished::finish(tx, number)?)
}

/// Undoes a deletion that a dead process began and whose export was not verified.
pub(in crate::operations) fn undo(ctx: &mut Permitted<'_>, number: EstablishmentNumber, to: &str) -> Result<()> {
    discard_unknown(ctx, to)?;
    keep(ctx, number)
}

/// Removes an export that a dead process began, unless the catalogue knows it.
pub(in crate::operations) fn discard_unknown(ctx: &mut Permitted<'_>, file: &str) -> Result<()> {
    let name = unfinished::file_name(file);
    if name.is_empty() || ctx.read(|tx| Ok(catalogue::find(tx, name)?))?.is_some() {
        return Ok(());
    }
    Ok(snapshot::discard(&ctx.home().exports().join(name))?)
}

/// Goes on with a deletion that died: removes the files, then the row with everything about it. Done twice is fine.
pub(in crate::operations) fn finish(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    export: &str,
    author: &str,
) -> Result<()> {
    let mut gone = remove_databases(ctx, &[number])?;
    // Nothing is left of it because the deletion that died has removed it: who has an earlier file of its name open has
    // another one.
    if gone.get(&number) == Some(&Gone::Changed) && ctx.home().shelf().in_the_way(number)?.is_none() {
        gone.insert(number, Gone::Removed);
    }
    ctx.write(|tx, permit, now| finish_in(tx, (permit, now), (number, gone.get(&number)), (export, author)).map(drop))
}

/// Removes the files of all, then their rows in one transaction. Each comes with its export, or an empty text. Returns
/// those that stay, because somebody wrote into their databases after their exports.
pub(in crate::operations) fn finish_all(
    ctx: &mut Permitted<'_>,
    gone: &[(EstablishmentNumber, String)],
) -> Result<Vec<EstablishmentNumber>> {
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: Vec<EstablishmentNumber> = gone.iter().map(|(number, _)| *number).collect();
    let removed = remove_databases(ctx, &numbers)?;
    let aftermath = ctx.write(|tx, permit, now| {
        let mut aftermath = Aftermath::default();
        for (number, export) in gone {
            let one = (*number, removed.get(number));
            aftermath.add(finish_in(tx, (permit, now), one, (export, permit.by().name()))?);
        }
        Ok(aftermath)
    })?;
    ctx.note(aftermath);
    let stays = |(number, gone): (EstablishmentNumber, Gone)| (gone == Gone::Changed).then_some(number);
    Ok(removed.into_iter().filter_map(stays).collect())
}

/// Lets an establishment be, into whose database somebody wrote after its export, which stays in the catalogue.
fn let_be(tx: &Tx<'_>, (permit, now): (&Permit<'_>, Timestamp), found: &Establishment, export: &str) -> Result<()> {
    let target = settle_target(tx, found.number, &Verdict::Failed(Reason::ChangedSince), now)?;
    keep_in(tx, found.number)?;
    let object = Object::establishment(found.number, &found.denomination);
    let mut entry = Entry::event("establishment.delete-failed", object).is("export", unfinished::file_name(export));
    if let Some(target) = target {
        entry = entry.is("job", target.job.to_string());
    }
    record(tx, permit, now, &entry)
}

fn finish_in(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    (number, gone): (EstablishmentNumber, Option<&Gone>),
    (export, author): (&str, &str),
) -> Result<Aftermath> {
    let Some(found) = rows::find(tx, number)? else { return Ok(Aftermath::default()) };
    if gone == Some(&Gone::Changed) {
        return let_be(tx, (permit, now), &found, export).map(|()| Aftermath::default());
    }
    let mut aftermath = letters::withdraw_all(tx, number)?;
    if let Some(Unfinished { step: Step::Remove { mails, .. }, .. }) = unfinished::find(tx, number)? {
        aftermath.gone_inside = mails;
    }
    let file = unfinished::file_name(export).to_owned();
    let target = mark(tx, number, Effect::Deleted { export: file.clone() }, now)?;
    rows::remove(tx, number, Some(now))?;
    let mut entry = Entry::new(Act::ESTABLISHMENT_DELETE, Object::establishment(number, &found.denomination))
        .was("zone", found.zone.0.to_string())
        .was("location", &found.location)
        .was("uai", found.uai.as_ref().map_or("", |uai| uai.as_str()))
        .was("contact-email", found.contact.email_text())
        .was("registered-on", found.registered_on.to_string())
        .is("export", file)
        .is("author", author);
    if let Some(Gone::SetAside(kept)) = gone {
        entry = entry.is("set-aside", kept.display().to_string());
        aftermath.strangers.push((number, kept.clone()));
    }
    if let Some(target) = target {
        entry = entry.is("job", target.job.to_string());
    }
    record(tx, permit, now, &aftermath.named(entry))?;
    Ok(aftermath)
}

/// Exports an establishment's database to the data directory's exports, verified. Gives the file.
///
/// # Errors
/// [`Error::NotFound`]; what SQLite or the system says.
pub fn export(ctx: &mut Context, number: EstablishmentNumber) -> Result<PathBuf> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_EXPORT)?;
    let (home, now, actor) = (ctx.home().clone(), ctx.now(), ctx.actor.clone());
    let owner = recover::owner(ctx)?;
    let wanted = Wanted { form: &Form::default(), why: Why::Asked, target: None, owner: &owner };
    let order = ctx.read(|tx| {
        make::order(tx, (&home, &permit(&actor, Act::ESTABLISHMENT_EXPORT)?, now), &active(tx, number)?, &wanted)
    })?;
    let taken = make_one(ctx, &order)?;
    ctx.write(|tx, permit, now| {
        let export = order.enter(tx, &taken)?;
        record(tx, permit, now, &exported(&export))
    })?;
    order.settle()?;
    Ok(order.to().clone())
}

/// Tells of an export in the audit.
pub(in crate::operations) fn exported(export: &Export) -> Entry {
    Entry::new(Act::ESTABLISHMENT_EXPORT, Object::establishment(export.number, &export.held.denomination))
        .is("export", &export.file)
        .is("sha256", &export.sha256)
}
