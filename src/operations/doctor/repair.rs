//! Repairing what was found. Each finding is looked at again before anything is done about it.

use std::path::{Path, PathBuf};

use super::finding::Finding;
use crate::audit::{Entry, Object};
use crate::domain::access::{Action, decide};
use crate::domain::establishment::{EstablishmentNumber, Stage};
use crate::domain::mail::Cause;
use crate::operations::context::{Context, record};
use crate::operations::error::{Error, Result};
use crate::operations::establishment::{creation, delete, edit};
use crate::operations::progress::{Advance, Stop, Tell, go_on};
use crate::operations::recover;
use crate::store::files::{self, with_suffix};
use crate::store::owner;
use crate::store::registry::{block, check, sending, unfinished};

/// What became of a finding that can be repaired.
#[derive(Debug)]
pub struct Repaired {
    /// The finding.
    pub finding: Finding,
    /// Why it could not be repaired; none when it was.
    pub error: Option<Error>,
}

/// Repairs what can be repaired of these findings, each by itself, and writes each into the audit. Asked to stop, it
/// ends between two of them; the list then says nothing of the others.
///
/// # Errors
/// What the registry says; what one finding's repair says is told in the list instead.
pub fn repair(ctx: &mut Context, findings: &[Finding], stop: Stop<'_>, tell: Tell<'_>) -> Result<Vec<Repaired>> {
    decide(&ctx.actor, Action::Repair)?;
    ctx.assure()?;
    let fixable: Vec<&Finding> = findings.iter().filter(|finding| finding.is_fixable()).collect();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut repaired: Vec<Repaired> = Vec::new();
    for finding in &fixable {
        if go_on(stop).is_err() {
            break;
        }
        tell(Advance { done: count(repaired.len()), total: count(fixable.len()) });
        let error = repair_one(ctx, finding).err();
        if error.is_none() {
            ctx.write(|tx, actor, now| {
                let object = Object { kind: "finding", id: finding.object(), label: String::new() };
                record(tx, actor, now, &Entry::new("doctor.repair", object).is("code", finding.code()))
            })?;
        }
        repaired.push(Repaired { finding: (*finding).clone(), error });
    }
    // What was erased is to be nowhere.
    ctx.registry.empty_log()?;
    Ok(repaired)
}

fn repair_one(ctx: &mut Context, finding: &Finding) -> Result<()> {
    match finding {
        Finding::NotPrivate { path, .. } => Ok(files::make_private(path)?),
        Finding::DatabaseOlder { number, .. } => ctx.establishment(*number).map(drop),
        Finding::NamesDiffer { number } => rewrite_names(ctx, *number),
        Finding::OrphanDatabase { path } => set_aside(ctx, path),
        Finding::LeftOver { path } => remove(path),
        Finding::Unfinished { number, .. } => finish(ctx, *number),
        Finding::Stuck { number, stage } => release(ctx, *number, stage),
        Finding::StrayBlock { number } => ctx.write(|tx, _, _| Ok(block::remove_all(tx, *number)?)),
        Finding::MailsStuck { owner, .. } if owner::is_alive(ctx.home(), owner) => busy(owner),
        Finding::MailsStuck { owner, .. } => ctx.write(|tx, _, now| {
            sending::take_back(tx, owner, &Cause::Died.words(""), now)?;
            Ok(())
        }),
        Finding::SecretsExpired { .. } => ctx.write(|tx, _, now| {
            sending::expire_secrets(tx, now, &Cause::Expired.words(""))?;
            Ok(())
        }),
        Finding::ReserveMissing => {
            ctx.home().free_reserve()?;
            Ok(ctx.home().keep_reserve()?)
        }
        Finding::RegistryDamaged { .. }
        | Finding::RegistryHeld(_)
        | Finding::RegistryUnreadable { .. }
        | Finding::RowUnreadable(_)
        | Finding::NoWebmaster
        | Finding::NotOwned { .. }
        | Finding::DatabaseMissing { .. }
        | Finding::DatabaseForeign { .. }
        | Finding::DatabaseNewer { .. }
        | Finding::DatabaseDamaged { .. }
        | Finding::UnknownFile { .. }
        | Finding::NumberRetired { .. }
        | Finding::AuditBroken { .. }
        | Finding::SpaceLow { .. } => Ok(()),
    }
}

fn busy<T>(owner: &str) -> Result<T> {
    Err(Error::Busy { owner: owner.to_owned() })
}

fn rewrite_names(ctx: &mut Context, number: EstablishmentNumber) -> Result<()> {
    let worker = creation::Worker::of(ctx)?;
    ctx.write(|tx, _, _| worker.begin(tx, number, unfinished::Step::Names))?;
    edit::finish_names(ctx, number)
}

/// Moves a database that no row knows, with its log, to where nothing is read back.
fn set_aside(ctx: &mut Context, path: &Path) -> Result<()> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = ctx.home().orphans();
    files::create_directory(&folder)?;
    let moment = ctx.now().utc_text().replace(':', "");
    let to: PathBuf = folder.join(format!("{moment}-{}-{name}", &files::token()?[..8]));
    // The log first: without it a database loses its last changes, without the database it is of no use.
    for suffix in ["-wal", "-journal", ""] {
        let from = with_suffix(path, suffix);
        if from.exists() {
            files::rename(&from, &with_suffix(&to, suffix))?;
        }
    }
    files::remove(&with_suffix(path, "-shm"))?;
    files::sync_directory(&folder)?;
    Ok(files::sync_parent(path)?)
}

fn remove(path: &Path) -> Result<()> {
    files::remove(path)?;
    Ok(files::sync_parent(path)?)
}

/// Finishes or undoes dead processes' work; the first finding of that kind does it for all of them.
fn finish(ctx: &mut Context, number: EstablishmentNumber) -> Result<()> {
    let recovered = recover::at_start(ctx)?;
    let own = recovered.into_iter().find(|one| one.number == number);
    if let Some(error) = own.and_then(|one| one.error) {
        return Err(error);
    }
    match ctx.read(|tx| Ok(unfinished::find(tx, number)?))? {
        Some(work) => busy(&work.owner),
        None => Ok(()),
    }
}

/// Ends a creation or a deletion that nobody is at: what was never acknowledged goes, what still has its database
/// stays, and a deletion whose database is gone is finished.
fn release(ctx: &mut Context, number: EstablishmentNumber, stage: &str) -> Result<()> {
    let stuck = ctx.read(|tx| Ok(check::stuck(tx)?))?;
    if !stuck.iter().any(|(found, at)| *found == number && at == stage) {
        return Ok(());
    }
    match Stage::from_word(stage) {
        Some(Stage::Creating) => creation::undo(ctx, &[number]),
        Some(Stage::Deleting) if ctx.home().establishment(number).exists() => delete::keep(ctx, number),
        Some(Stage::Deleting) => {
            let author = ctx.actor.name().to_owned();
            delete::finish(ctx, number, "", &author)
        }
        Some(Stage::Active) | None => Ok(()),
    }
}
