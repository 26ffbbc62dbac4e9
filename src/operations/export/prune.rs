//! The end of exports: those that a retention no longer keeps.

use std::path::{Path, PathBuf};

use crate::audit::{Entry, Object};
use crate::domain::access::{Action, decide};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Export, RETENTION_DAYS_MAX};
use crate::domain::field::{Field, Problem};
use crate::domain::retention::{Description, Kind};
use crate::domain::time::DAY_S;
use crate::operations::clock;
use crate::operations::context::{Context, record};
use crate::operations::error::{Error, Result};
use crate::store::files;
use crate::store::registry::export::{self, ExportFilter};
use crate::store::registry::{Tx, establishment, setting};

/// The setting's name.
const RETENTION: &str = "export-retention-days";
/// Exports that are removed in one transaction.
const PAGE: u32 = 200;

/// Gives for how many days exports are kept; none: until somebody removes them.
///
/// # Errors
/// What the store says.
pub fn retention_days(ctx: &mut Context) -> Result<Option<u32>> {
    decide(&ctx.actor, Action::ExportEstablishment)?;
    let stored = ctx.read(|tx| Ok(setting::find(tx, RETENTION)?))?;
    Ok(stored.and_then(|(text, _)| text.parse().ok()).filter(|days| *days > 0))
}

/// Reads for how many days exports are kept: as it was set, the longest where somebody ended the retention, else as usual.
pub(in crate::operations) fn limit_days(tx: &Tx<'_>) -> Result<u32> {
    let Description { usual, most, .. } = Kind::Exports.description();
    Ok(match setting::find(tx, RETENTION)? {
        None => usual,
        Some((text, _)) => text.parse().ok().filter(|days| (1..=most).contains(days)).unwrap_or(most),
    })
}

/// Sets for how many days exports are kept; none: until somebody removes them.
///
/// # Errors
/// [`Problem::NotANumber`].
pub fn set_retention_days(ctx: &mut Context, days: Option<u32>) -> Result<()> {
    decide(&ctx.actor, Action::ManageHost)?;
    if days.is_some_and(|days| days == 0 || days > RETENTION_DAYS_MAX) {
        let range = Problem::NotANumber { min: 1, max: i64::from(RETENTION_DAYS_MAX) };
        return Err(Error::field(Field::RetentionDays, range));
    }
    ctx.write(|tx, actor, now| {
        let old = setting::find(tx, RETENTION)?.map(|(text, _)| text);
        let new = days.map(|days| days.to_string()).unwrap_or_default();
        // Nothing stored is the usual retention; an empty one is none.
        if old.as_ref() == Some(&new) {
            return Ok(());
        }
        let old = old.unwrap_or_default();
        setting::put(tx, RETENTION, &new)?;
        let entry = Entry::new("host.edit", Object::host()).was("retention-days", old).is("retention-days", new);
        record(tx, actor, now, &entry)
    })
}

/// An export that a retention ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pruned {
    /// The export.
    pub export: Export,
    /// Whether its establishment was deleted, so that this may be the last of it.
    pub deleted: bool,
}

/// Lists the exports that are older than some days, the latest first; changes nothing.
///
/// # Errors
/// What the store says.
pub fn to_prune(ctx: &mut Context, days: u32) -> Result<Vec<Pruned>> {
    decide(&ctx.actor, Action::DeleteEstablishment)?;
    let until = ctx.latest().at().plus_s(-i64::from(days).saturating_mul(DAY_S));
    let filter = ExportFilter { until: Some(until), ..ExportFilter::default() };
    ctx.read(|tx| {
        let mut all: Vec<Pruned> = Vec::new();
        loop {
            let page = export::list(tx, &filter, all.last().map(|last| &last.export), PAGE)?;
            if page.is_empty() {
                return Ok(all);
            }
            for export in page {
                let deleted = establishment::denomination(tx, export.number)?.is_none();
                all.push(Pruned { export, deleted });
            }
        }
    })
}

/// Removes exports from the catalogue and from the disk.
///
/// # Errors
/// [`Rule::ClockJumped`](crate::operations::Rule::ClockJumped) and
/// [`Rule::ClockDoubtful`](crate::operations::Rule::ClockDoubtful), since they go because of their age; what the store says:
/// those before stay removed.
pub fn prune(ctx: &mut Context, exports: &[Export]) -> Result<()> {
    decide(&ctx.actor, Action::DeleteEstablishment)?;
    ctx.assure()?;
    clock::certain(ctx)?;
    for page in exports.chunks(usize::try_from(PAGE).unwrap_or(usize::MAX)) {
        remove(ctx, page)?;
    }
    Ok(())
}

/// What lies beside an export: its hash, its tables for people.
pub(in crate::operations) const BESIDE: [&str; 3] = [".sha256", ".csv.zip", ".csv.zip.age"];
/// How the name of a file ends that goes once the catalogue has forgotten its export.
const GOING: &str = ".going";

/// Removes some exports, all or none of them: their files are moved aside, the catalogue forgets them, the files go. What
/// a process leaves that dies in between is put back, or removed, at the next start.
pub(in crate::operations) fn remove(ctx: &mut Context, exports: &[Export]) -> Result<()> {
    let (folder, aside, owner) = (ctx.home().exports(), ctx.home().aside(), ctx.owner()?.to_owned());
    files::create_directory(&aside)?;
    let mut moved = Vec::new();
    let forgotten = move_aside(exports, (&folder, &aside, &owner), &mut moved).and_then(|()| forget(ctx, exports));
    if forgotten.is_err() {
        for (from, to) in &moved {
            let _ = files::place(to, from);
        }
        return forgotten;
    }
    for (_, to) in &moved {
        files::remove(to)?;
    }
    Ok(())
}

type Moved = Vec<(PathBuf, PathBuf)>;

/// Moves the files of exports away; what was moved is known also when it fails.
fn move_aside(exports: &[Export], (folder, aside, owner): (&Path, &Path, &str), moved: &mut Moved) -> Result<()> {
    for export in exports {
        for suffix in [""].iter().chain(&BESIDE) {
            let name = format!("{}{suffix}", export.file);
            let (from, to) = (folder.join(&name), aside.join(format!("{owner}-{name}{GOING}")));
            if files::is_there(&from)? {
                files::place(&from, &to)?;
                moved.push((from, to));
            }
        }
    }
    files::sync_directory(folder)?;
    Ok(files::sync_directory(aside)?)
}

fn forget(ctx: &mut Context, exports: &[Export]) -> Result<()> {
    ctx.write(|tx, actor, now| {
        for export in exports {
            export::remove(tx, &export.file)?;
            let EstablishmentNumber(number) = export.number;
            let entry = Entry::new("export.remove", Object::export(&export.file))
                .was("number", number.to_string())
                .was("denomination", &export.held.denomination)
                .was("sha256", &export.sha256);
            record(tx, actor, now, &entry)?;
        }
        Ok(())
    })
}

/// Ends what a dead process had moved aside under a name: an export that the catalogue still knows is put back. Tells
/// whether it was such a file.
pub(in crate::operations) fn end_removal(ctx: &mut Context, path: &Path, made: &str) -> Result<bool> {
    let Some(name) = made.strip_suffix(GOING) else { return Ok(false) };
    let file = BESIDE.iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(name);
    let to = ctx.home().exports().join(name);
    if ctx.read(|tx| Ok(export::find(tx, file)?))?.is_some() && !files::is_there(&to)? {
        files::place(path, &to)?;
        files::sync_parent(&to)?;
    } else {
        files::remove(path)?;
    }
    Ok(true)
}
