//! The end of exports: those that a retention no longer keeps.

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
use crate::store::establishment::snapshot;
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

/// Removes exports from the catalogue and from the disk. A file that is left because the process died in between is
/// removed when it is done again: the catalogue forgets an export after its file is gone.
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

/// Removes some exports, their files first.
pub(in crate::operations) fn remove(ctx: &mut Context, exports: &[Export]) -> Result<()> {
    let folder = ctx.home().exports();
    for export in exports {
        snapshot::discard(&folder.join(&export.file))?;
    }
    files::sync_directory(&folder)?;
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
