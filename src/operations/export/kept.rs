//! For how many days exports are kept.

use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::export::RETENTION_DAYS_MAX;
use crate::domain::field::{Field, Problem};
use crate::domain::retention::{Description, Kind};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::permitted::record;
use crate::store::registry::{Tx, setting};

/// The setting's name.
const RETENTION: &str = "export-retention-days";

/// Reads for how many days exports are kept: as it was set, the longest where somebody ended the retention, else as usual.
pub fn retention_days(ctx: &mut Context) -> Result<u32> {
    let ctx = &mut ctx.permit(Act::EXPORT_LIST)?;
    ctx.read(limit_days)
}

/// As [`retention_days`], inside a transaction.
pub(in crate::operations) fn limit_days(tx: &Tx<'_>) -> Result<u32> {
    let Description { usual, most, .. } = Kind::Exports.description();
    Ok(match setting::find(tx, RETENTION)? {
        None => usual,
        Some((text, _)) => text.parse().ok().filter(|days| (1..=most).contains(days)).unwrap_or(most),
    })
}

/// Sets for how many days exports are kept; none: for as long as can be chosen. Returns for how many that is.
///
/// # Errors
/// [`Problem::NotANumber`].
pub fn set_retention_days(ctx: &mut Context, days: Option<u32>) -> Result<u32> {
    let ctx = &mut ctx.permit(Act::EXPORT_KEEP)?;
    if days.is_some_and(|days| days == 0 || days > RETENTION_DAYS_MAX) {
        let range = Problem::NotANumber { min: 1, max: i64::from(RETENTION_DAYS_MAX) };
        return Err(Error::field(Field::RetentionDays, range));
    }
    ctx.write(|tx, permit, now| {
        let (stored, before) = (setting::find(tx, RETENTION)?.map(|(text, _)| text), limit_days(tx)?);
        // Nothing stored is the usual retention; an empty one is the longest.
        let new = days.map(|days| days.to_string()).unwrap_or_default();
        if stored.as_ref() == Some(&new) {
            return Ok(before);
        }
        setting::put(tx, RETENTION, &new)?;
        let after = limit_days(tx)?;
        let entry = Entry::new(Act::HOST_EDIT, Object::host())
            .was("retention-days", before.to_string())
            .is("retention-days", after.to_string());
        record(tx, permit, now, &entry)?;
        Ok(after)
    })
}
