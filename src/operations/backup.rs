//! Exports of one establishment as its own people make, check and restore them. What is done is what the host does to it; the
//! host's job of one target tells of it there, and the audit in both places.
//!
//! Invariant: whoever acts names none but those that the catalogue has of the establishment where they stand.

use super::access::{Return, Simulation};
use super::clock;
use super::context::Context;
use super::error::{Error, Result, Rule};
use super::establishment::restore;
use super::export::catalogue::compare;
use super::export::{self, Found, limit_days};
use super::job::at_once::in_files;
use super::permitted::{Permitted, record};
use super::recover;
use crate::audit::{Entry, Object};
use crate::domain::access::At;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Export, Form, Presence, Why};
use crate::domain::field::{Field, Problem};
use crate::domain::job::{Effect, Given, Reason, Task};
use crate::domain::text::fold;
use crate::domain::time::{DAY_S, Timestamp};
use crate::store::establishment::contents::{self, Contents};
use crate::store::establishment::{Tx as Own, account, person};
use crate::store::registry::Tx;
use crate::store::registry::export::{ExportFilter, find, list as exports};

/// Most exports that are listed, the latest.
const LISTED_MAX: u32 = 1_000;

/// An export of one's own establishment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// As the catalogue knows it.
    pub export: Export,
    /// How its file was found, without reading it.
    pub presence: Presence,
    /// What is in it; none: it is packed, encrypted, or cannot be read.
    pub held: Option<Contents>,
    /// Who would gain and lose what by it; none: as above, or of an earlier version.
    pub rights: Option<Simulation>,
    /// When its time is over.
    pub until: Timestamp,
}

/// What is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// The establishment's name.
    pub denomination: String,
    /// What is in its database.
    pub held: Contents,
    /// Whether who looks has an account in it.
    pub is_inside: bool,
    /// When the state was kept that the last restoration replaced; none: there was none.
    pub replaced: Option<Timestamp>,
    /// Who would gain and lose what if that came back; none: nothing tells.
    pub returned: Option<Simulation>,
}

/// Lists the exports of the establishment where the context stands, the latest first.
///
/// # Errors
/// [`Rule::Elsewhere`] at the host.
pub fn list(ctx: &mut Context) -> Result<(Vec<Backup>, Present)> {
    let ctx = &mut ctx.permit(Act::BACKUP_LIST)?;
    let (number, mut present) = here(ctx)?;
    let (found, days) = ctx.read(|tx| Ok((all(tx, number)?, limit_days(tx)?)))?;
    let last = last_replaced(&found).map(|export| export.file.clone());
    let found: Vec<Backup> = found.into_iter().map(|export| seen(ctx, export, days)).collect::<Result<_>>()?;
    let last = found.iter().find(|one| Some(&one.export.file) == last.as_ref());
    (present.replaced, present.returned) =
        last.map(|one| (Some(one.export.taken_at), one.rights.clone())).unwrap_or_default();
    Ok((found, present))
}

/// Finds one by its file.
///
/// # Errors
/// [`Error::NotFound`], also for another establishment's.
pub fn get(ctx: &mut Context, file: &str) -> Result<Backup> {
    let ctx = &mut ctx.permit(Act::BACKUP_LIST)?;
    let (number, _) = here(ctx)?;
    let (export, days) = ctx.read(|tx| Ok((own(tx, number, file)?, limit_days(tx)?)))?;
    seen(ctx, export, days)
}

/// Makes one; returns its file.
///
/// # Errors
/// [`Error::Busy`] while somebody works on the whole of the establishment; why it could not be made.
pub fn make(ctx: &mut Context) -> Result<String> {
    let ctx = &mut ctx.permit(Act::BACKUP_ADD)?;
    recover::settle(ctx)?;
    let (number, present) = here(ctx)?;
    // In its own audit first, so that the export tells of itself.
    let entry = Entry::new(Act::ESTABLISHMENT_EXPORT, Object::establishment(number, &present.denomination));
    ctx.write_own(|tx, permit, moment| record(tx, permit, moment.now, &entry))?;
    match in_files(ctx, number, (Task::Export { form: Form::default() }, "", Given::Nothing))? {
        Effect::Exported { file, .. } => Ok(file),
        _ => Err(Rule::Incomplete.into()),
    }
}

/// Reads one and judges whether it can be restored.
///
/// # Errors
/// As [`get`].
pub fn verify(ctx: &mut Context, file: &str) -> Result<Found> {
    let ctx = &mut ctx.permit(Act::BACKUP_VERIFY)?;
    let (number, _) = here(ctx)?;
    let export = ctx.read(|tx| own(tx, number, file))?;
    compare(ctx, export)
}

/// Puts what one holds in the place of what the establishment has, after an export of that, which is returned. Everybody who
/// works there signs in again.
///
/// # Errors
/// [`Problem::ConfirmationDiffers`] unless the establishment's name or number was typed; [`Error::Busy`] while somebody works
/// on the whole, or a job goes on in it; why the export cannot be restored; [`Reason::ReturnsRights`].
pub fn restore(ctx: &mut Context, file: &str, typed: &str) -> Result<String> {
    let ctx = &mut ctx.permit(Act::BACKUP_RESTORE)?;
    recover::settle(ctx)?;
    let (number, present) = here(ctx)?;
    confirm(typed, number, &present)?;
    let export = ctx.read(|tx| own(tx, number, file))?;
    replace(ctx, &export)
}

/// Puts back what the last restoration replaced, as [`restore()`] does.
///
/// # Errors
/// [`Rule::NothingRestored`] where nothing was restored; as [`restore()`].
pub fn undo(ctx: &mut Context, typed: &str) -> Result<String> {
    let ctx = &mut ctx.permit(Act::BACKUP_UNDO)?;
    recover::settle(ctx)?;
    let (number, present) = here(ctx)?;
    confirm(typed, number, &present)?;
    let last = ctx.read(|tx| Ok(last_replaced(&all(tx, number)?).cloned()))?;
    replace(ctx, &last.ok_or(Rule::NothingRestored)?)
}

fn replace(ctx: &mut Permitted<'_>, export: &Export) -> Result<String> {
    clock::settled(ctx)?;
    let number = export.number;
    let path = export::path(ctx, export);
    if export.credential_hash.is_empty() {
        // Of an earlier version: whose it is, only the file tells.
        restore::look_at(ctx, &path, None)?.map_err(Rule::Unfit)?;
    }
    let export = ctx.read(|tx| own(tx, number, &export.file))?;
    let (sha256, whose) = (export.sha256.clone(), Box::new(export.whose()));
    let given = Given::Archive { sha256, held: export.held, whose, keys: String::new() };
    match in_files(ctx, number, (Task::Replace, &path.to_string_lossy(), given)).map_err(|error| named(ctx, error))? {
        Effect::Replaced { before, .. } => Ok(before),
        _ => Err(Rule::Incomplete.into()),
    }
}

/// Names the accounts that a refusal is about, which the job tells by their ids alone.
fn named(ctx: &mut Permitted<'_>, error: Error) -> Error {
    let Error::Judged(reason) = &error else { return error };
    let Reason::ReturnsRights { why, accounts, .. } = &**reason else { return error };
    let name = |tx: &Own<'_>, id: i64| {
        let found = person::find(tx, AccountId(id))?;
        Ok::<_, Error>(found.map_or_else(|| format!("#{id}"), |found| found.draft.login))
    };
    let read = ctx.read_own(|tx| accounts.iter().map(|id| name(tx, *id)).collect::<Result<Vec<_>>>());
    match read {
        Ok(names) => Reason::ReturnsRights { why: *why, accounts: accounts.clone(), names }.into(),
        Err(_) => error,
    }
}

/// Returns where somebody stands, who may go on there, and what is there.
fn here(ctx: &mut Permitted<'_>) -> Result<(EstablishmentNumber, Present)> {
    let At::Establishment(number) = ctx.at() else { return Err(Rule::Elsewhere.into()) };
    let (login, is_inside) = (ctx.actor.name().to_owned(), ctx.actor.belongs() != At::Host);
    let present = ctx.read_own(|tx| {
        let [denomination, ..] = account::identity(tx)?;
        Ok(Present { denomination, held: contents::read(tx, &login)?, is_inside, replaced: None, returned: None })
    })?;
    Ok((number, present))
}

fn confirm(typed: &str, number: EstablishmentNumber, present: &Present) -> Result<()> {
    let typed = typed.trim();
    if typed == number.to_string() || fold(typed) == fold(&present.denomination) {
        return Ok(());
    }
    Err(Error::field(Field::Confirmation, Problem::ConfirmationDiffers))
}

fn all(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Vec<Export>> {
    Ok(exports(tx, &ExportFilter { number: Some(number), ..ExportFilter::default() }, None, LISTED_MAX)?)
}

fn own(tx: &Tx<'_>, number: EstablishmentNumber, file: &str) -> Result<Export> {
    let found = find(tx, file)?.filter(|export| export.number == number);
    found.ok_or_else(|| Error::not_found("backup", file))
}

/// Finds what the last restoration replaced, among exports of which the latest is first.
fn last_replaced(exports: &[Export]) -> Option<&Export> {
    exports.iter().find(|export| export.why == Why::BeforeRestore)
}

fn seen(ctx: &mut Permitted<'_>, export: Export, days: u32) -> Result<Backup> {
    let presence = export::found(ctx, &export);
    let path = Some(export::path(ctx, &export))
        .filter(|path| presence == Presence::There && path.extension().is_some_and(|extension| extension == "sqlite"));
    let (login, today) = (ctx.actor.name().to_owned(), ctx.now().day());
    let (held, rights) = match path {
        Some(path) => ctx.read_own(|now| {
            let read = contents::of_file(&path, |then| {
                let rights = Return::read((now, then), today).and_then(|read| read.comes_to());
                Ok((contents::read(then, &login)?, rights.ok()))
            });
            // What cannot be read is not known.
            Ok(read.map_or((None, None), |(held, rights)| (Some(held), rights)))
        })?,
        None => (None, None),
    };
    let until = export.taken_at.plus_s(i64::from(days).saturating_mul(DAY_S));
    Ok(Backup { export, presence, held, rights, until })
}
