//! Repairing what was found. Each finding is looked at again before anything is done about it.

use std::path::Path;

use super::finding::Finding;
use super::matching::check_idle;
use super::{catalogue, files};
use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::establishment::{EstablishmentNumber, Stage};
use crate::domain::mail::Cause;
use crate::operations::clock;
use crate::operations::context::{self, Context};
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::{creation, delete, edit};
use crate::operations::permitted::{Permitted, record};
use crate::operations::progress::{Advance, Stop, Tell, go_on};
use crate::operations::recover;
use crate::store::files::create_directory;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{block, check, establishment as rows, sending};
use crate::store::shelf::Part;
use crate::store::{self, owner};

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
    let ctx = &mut ctx.permit(Act::DOCTOR_REPAIR)?;
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
            ctx.write(|tx, permit, now| {
                let object = Object { kind: "finding", id: finding.object(), label: String::new() };
                record(tx, permit, now, &Entry::new(Act::DOCTOR_REPAIR, object).is("code", finding.code()))
            })?;
        }
        repaired.push(Repaired { finding: (*finding).clone(), error });
    }
    // What was erased is to be nowhere.
    ctx.registry.empty_log()?;
    Ok(repaired)
}

fn repair_one(ctx: &mut Permitted<'_>, finding: &Finding) -> Result<()> {
    match finding {
        Finding::NotPrivate { path, .. } => Ok(store::files::make_private(path)?),
        Finding::DatabaseOlder { number, .. } => ctx.establishment(*number).map(drop),
        Finding::DatabaseIsExport { number, .. } => Ok(ctx.establishment(*number)?.remove_manifest()?),
        Finding::HashMissing { file } => catalogue::write_hash(ctx, file),
        Finding::NamesDiffer { number, .. } => rewrite_names(ctx, *number),
        Finding::LeftOver { path } if recover::was_going(ctx.home(), path) => recover::end_going(ctx, path),
        Finding::LeftOver { path } => {
            // By a clock that is wrong, what is being made looks old.
            clock::certain(ctx)?;
            remove(ctx, path)
        }
        Finding::ClockBehind { .. } | Finding::ClockAhead { .. } => clock::confirm(ctx),
        Finding::Unfinished { number, .. } => finish(ctx, *number),
        Finding::Stuck { number, stage } => release(ctx, *number, stage),
        Finding::StrayBlock { number } => ctx.write(|tx, _, _| match rows::denomination(tx, *number)? {
            Some(_) => Err(Rule::Changed.into()),
            None => Ok(block::remove_all(tx, *number)?),
        }),
        Finding::MailsStuck { owner, .. } if owner::is_alive(ctx.home(), owner) => busy(ctx, owner),
        Finding::MailsStuck { owner, .. } => ctx.write(|tx, _, now| {
            sending::take_back(tx, owner, &Cause::Died.words(""), now)?;
            Ok(())
        }),
        Finding::SecretsExpired { .. } => {
            let latest = clock::certain(ctx)?;
            ctx.write(|tx, _, _| Ok(sending::expire_secrets(tx, latest, &Cause::Expired.words("")).map(drop)?))
        }
        Finding::FolderMissing { path } => {
            create_directory(path)?;
            // A link whose disk is away is there, and no folder.
            let is_away = || store::Error::file(path)(std::io::ErrorKind::NotADirectory.into());
            if path.is_dir() { Ok(()) } else { Err(is_away().into()) }
        }
        Finding::ReserveMissing => {
            ctx.home().free_reserve()?;
            Ok(ctx.home().keep_reserve()?)
        }
        Finding::RegistryDamaged { .. }
        | Finding::RegistryHeld(_)
        | Finding::RegistryUnreadable { .. }
        | Finding::SettingUnreadable { .. }
        | Finding::RowUnreadable(_)
        | Finding::NoWebmaster
        | Finding::KeyUntied { .. }
        | Finding::NotOwned { .. }
        | Finding::DatabaseMissing { .. }
        | Finding::DatabaseForeign { .. }
        | Finding::ExportLost { .. }
        | Finding::ExportUnknown { .. }
        | Finding::JobInterrupted { .. }
        | Finding::DatabaseNotAFile { .. }
        | Finding::DatabaseMisfit { .. }
        | Finding::DatabaseUnexamined { .. }
        | Finding::DatabaseNewer { .. }
        | Finding::DatabaseDamaged { .. }
        | Finding::OrphanDatabase { .. }
        | Finding::OrphanFile { .. }
        | Finding::UnknownFile { .. }
        | Finding::NoAdministrator { .. }
        | Finding::NumberRetired { .. }
        | Finding::AuditBroken { .. }
        | Finding::AuditInside { .. }
        | Finding::Overdue { .. }
        | Finding::ContentOfAnother { .. }
        | Finding::SpaceLow { .. } => Ok(()),
    }
}

fn busy<T>(ctx: &Context, owner: &str) -> Result<T> {
    Err(context::named(ctx.home(), Error::Busy { owner: owner.to_owned() }))
}

fn rewrite_names(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    let worker = creation::Worker::of(ctx)?;
    ctx.write(|tx, _, _| worker.begin(tx, number, Step::Names))?;
    edit::finish_names(ctx, number)
}

/// Removes what nobody needs, if that still holds.
fn remove(ctx: &mut Permitted<'_>, path: &Path) -> Result<()> {
    let home = ctx.home().clone();
    ctx.write(|tx, _, now| {
        if let Part::Side { number, .. } | Part::Aside { number, .. } = home.shelf().part(path) {
            check_idle(tx, number)?;
        }
        if !files::is_left_over(&home, now, path)? {
            return Err(Rule::Changed.into());
        }
        store::files::remove(path)?;
        Ok(store::files::sync_parent(path)?)
    })
}

/// Finishes or undoes dead processes' work; the first finding of that kind does it for all of them.
fn finish(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    let recovered = recover::at_start(ctx)?;
    let own = recovered.into_iter().find(|one| one.number == number);
    if let Some(error) = own.and_then(|one| one.error) {
        return Err(error);
    }
    match ctx.read(|tx| Ok(unfinished::find(tx, number)?))? {
        Some(work) => busy(ctx, &work.owner),
        None => Ok(()),
    }
}

/// Ends a creation or a deletion that nobody is at: what was never acknowledged goes, what still has its database
/// stays, and a deletion whose database is gone is finished.
fn release(ctx: &mut Permitted<'_>, number: EstablishmentNumber, stage: &str) -> Result<()> {
    let (worker, author) = (creation::Worker::of(ctx)?, ctx.actor.name().to_owned());
    let shelf = ctx.home().shelf();
    let remove = Step::Remove { export: String::new(), author: author.clone(), state: String::new(), mails: 0 };
    let ended = ctx.write(|tx, _, _| {
        if !check::stuck(tx)?.iter().any(|(found, at)| *found == number && at == stage) {
            return Ok(None);
        }
        let stage = Stage::from_word(stage);
        match stage {
            Some(Stage::Creating) => worker.begin(tx, number, Step::Discard)?,
            Some(Stage::Deleting) if shelf.look(number).is_ok() => delete::keep_in(tx, number)?,
            Some(Stage::Deleting) => worker.begin(tx, number, remove)?,
            Some(Stage::Active) | None => {}
        }
        Ok(unfinished::find(tx, number)?.and(stage))
    })?;
    match ended {
        Some(Stage::Creating) => creation::undo(ctx, &[number]).map(drop),
        Some(Stage::Deleting) => delete::finish(ctx, number, "", &author),
        Some(Stage::Active) | None => Ok(()),
    }
}
