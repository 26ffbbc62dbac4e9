//! Deleting an establishment, with an export first unless it is refused; and exporting by itself.
//!
//! `deleting` → verified export → files removed → row removed, number retired and audit in one transaction. Until the
//! export is verified a dead process's deletion is undone, from then on it is finished.

use std::path::PathBuf;

use crate::audit::{Entry, Object};
use crate::domain::access::{Action, decide};
use crate::domain::establishment::{Establishment, EstablishmentNumber, Stage};
use crate::domain::field::{Field, Problem};
use crate::domain::job::{Effect, Verdict};
use crate::domain::text::fold;
use crate::operations::context::{Context, record};
use crate::operations::error::{Error, Result};
use crate::store::establishment::snapshot::{self, Label};
use crate::store::files;
use crate::store::registry::job::target;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{Tx, establishment as rows, outbox};

use super::creation::{Worker, check_free, mark, remove_files};
use super::read::active;

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

/// Deletes an establishment: users, database, credential, blocks, waiting mails, everything.
///
/// # Errors
/// [`Problem::ConfirmationDiffers`]; [`Error::Busy`]; when the export fails nothing is deleted.
pub fn delete(ctx: &mut Context, number: EstablishmentNumber, input: &DeleteInput) -> Result<Deleted> {
    decide(&ctx.actor, Action::DeleteEstablishment)?;
    let worker = Worker::of(ctx)?;
    let found = ctx.read(|tx| judge(tx, number))?;
    if let Some(typed) = &input.confirmation
        && !confirms(typed, &found)
    {
        return Err(Error::field(Field::Confirmation, Problem::ConfirmationDiffers));
    }
    let to = match input.export_first {
        ExportFirst::Yes => Some(export_path(ctx, number)?),
        ExportFirst::No => None,
    };
    ctx.write(|tx, actor, _| {
        active(tx, number)?;
        let step = match &to {
            Some(to) => Step::Export { to: to.to_string_lossy().into_owned() },
            None => Step::Remove { export: String::new(), author: actor.name().to_owned() },
        };
        worker.begin(tx, number, step)?;
        Ok(rows::set_stage(tx, number, Stage::Deleting)?)
    })?;
    if let Some(to) = &to {
        if let Err(error) = take(ctx, &found, to) {
            keep(ctx, number)?;
            return Err(error);
        }
        let export = to.to_string_lossy().into_owned();
        ctx.write(|tx, actor, _| {
            let author = actor.name().to_owned();
            Ok(unfinished::advance(tx, number, &Step::Remove { export, author })?)
        })?;
    }
    let export = to.as_ref().map(|to| to.to_string_lossy().into_owned()).unwrap_or_default();
    let author = ctx.actor.name().to_owned();
    finish(ctx, number, &export, &author)?;
    Ok(Deleted { export: to })
}

/// Refuses what is being created or deleted, or what somebody is at work on.
pub(in crate::operations) fn judge(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    let found = active(tx, number)?;
    check_free(tx, number)?;
    Ok(found)
}

fn confirms(typed: &str, found: &Establishment) -> bool {
    typed.trim() == found.number.to_string() || fold(typed.trim()) == fold(&found.denomination)
}

fn export_path(ctx: &Context, number: EstablishmentNumber) -> Result<PathBuf> {
    let day = ctx.now().day();
    let token: String = files::token()?.chars().take(8).collect();
    Ok(ctx.home().exports().join(format!("{number}-{day}-{token}.sqlite")))
}

fn take(ctx: &mut Context, found: &Establishment, to: &std::path::Path) -> Result<String> {
    let number = found.number;
    let credential = ctx.read(|tx| Ok(rows::credential(tx, number)?))?;
    let credential = credential.ok_or_else(|| Error::not_found("establishment", number))?;
    let taken_at = ctx.now().utc_text();
    let label = Label { author: ctx.actor.name(), taken_at: &taken_at, denomination: &found.denomination };
    Ok(snapshot::take(&ctx.home().establishment(number), number, &credential, to, &label)?)
}

/// Gives an establishment back its stage: the deletion did not begin to remove.
pub(in crate::operations) fn keep(ctx: &mut Context, number: EstablishmentNumber) -> Result<()> {
    ctx.write(|tx, _, _| {
        rows::set_stage(tx, number, Stage::Active)?;
        Ok(unfinished::finish(tx, number)?)
    })
}

/// Undoes a deletion that a dead process began and whose export was not verified.
pub(in crate::operations) fn undo(ctx: &mut Context, number: EstablishmentNumber, to: &str) -> Result<()> {
    let to = PathBuf::from(to);
    for suffix in [".new", ".new-journal", ".new-wal", ".new-shm", ".sha256", ".sha256.new", ""] {
        files::remove(&files::with_suffix(&to, suffix))?;
    }
    keep(ctx, number)
}

/// Removes the files, then the row with everything about it. Done twice is fine.
pub(in crate::operations) fn finish(
    ctx: &mut Context,
    number: EstablishmentNumber,
    export: &str,
    author: &str,
) -> Result<()> {
    remove_files(ctx.home(), number)?;
    ctx.write(|tx, actor, now| {
        let Some(found) = rows::find(tx, number)? else { return Ok(()) };
        outbox::forget_establishment(tx, number)?;
        let file: String =
            PathBuf::from(export).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        mark(tx, number, Effect::Deleted { export: file.clone() }, now)?;
        rows::remove(tx, number, Some(now))?;
        let entry = Entry::new("establishment.delete", Object::establishment(number, &found.denomination))
            .was("zone", found.zone.0.to_string())
            .was("location", &found.location)
            .was("uai", found.uai.as_ref().map_or("", |uai| uai.as_str()))
            .was("contact-email", found.contact.email_text())
            .was("registered-on", found.registered_on.to_string())
            .is("export", file)
            .is("author", author);
        record(tx, actor, now, &entry)
    })
}

/// Exports an establishment's database to the data directory's exports, verified. Gives the file.
///
/// # Errors
/// [`Error::NotFound`]; what SQLite or the system says.
pub fn export(ctx: &mut Context, number: EstablishmentNumber) -> Result<PathBuf> {
    decide(&ctx.actor, Action::ExportEstablishment)?;
    let found = ctx.read(|tx| active(tx, number))?;
    let to = export_path(ctx, number)?;
    let hash = take(ctx, &found, &to)?;
    let bytes = std::fs::metadata(&to).map(|metadata| metadata.len()).unwrap_or_default();
    let key = ctx.target();
    ctx.write(|tx, actor, now| {
        let file = to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(key) = key {
            let effect = Effect::Exported { file: file.clone(), sha256: hash.clone(), bytes };
            target::mark(tx, key.job, key.position, &Verdict::Done(effect), now)?;
        }
        let entry = Entry::new("establishment.export", Object::establishment(number, &found.denomination))
            .is("export", file)
            .is("sha256", hash);
        record(tx, actor, now, &entry)
    })?;
    Ok(to)
}
