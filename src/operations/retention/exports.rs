//! Exports that are beyond their limit, and lines of the catalogue whose file is gone.

use super::due::Remark;
use crate::domain::export::{Export, Presence, Why};
use crate::domain::time::Timestamp;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::export::{self, ExportFilter};
use crate::operations::job::ended;
use crate::store::registry::Tx;
use crate::store::registry::establishment;
use crate::store::registry::export as rows;
use crate::store::registry::retention::{self, Old};

/// Lines of the catalogue read in one go.
const PAGE: u32 = 500;

/// Calls back with every export that was taken before a moment, the latest first.
fn each(ctx: &mut Context, until: Timestamp, mut visit: impl FnMut(&mut Context, &Export) -> Result<()>) -> Result<()> {
    let filter = ExportFilter { until: Some(until.plus_s(-1)), ..ExportFilter::default() };
    let mut after: Option<Export> = None;
    loop {
        let page = ctx.read(|tx| Ok(rows::list(tx, &filter, after.as_ref(), PAGE)?))?;
        for one in &page {
            visit(ctx, one)?;
        }
        match page.into_iter().last() {
            Some(last) => after = Some(last),
            None => return Ok(()),
        }
    }
}

/// Tells whether somebody may still need an export: the job that made it before it deleted or replaced, as long as that
/// can be undone, or one that is to restore it.
fn is_needed(tx: &Tx<'_>, one: &Export, path: &str, undo_until: Timestamp) -> Result<bool> {
    let by_job = match (one.why, one.job) {
        (Why::BeforeDelete | Why::BeforeRestore, Some((job, _))) => ended::needs_exports(tx, job, undo_until)?,
        (Why::Asked | Why::BeforeDelete | Why::BeforeRestore, _) => false,
    };
    Ok(by_job || retention::is_file_awaited(tx, path, &one.file)?)
}

fn needed(ctx: &mut Context, one: &Export, undo_until: Timestamp) -> Result<bool> {
    let path = export::path(ctx, one).to_string_lossy().into_owned();
    ctx.read(|tx| is_needed(tx, one, &path, undo_until))
}

/// Lists the exports that can go.
pub(super) fn gone(ctx: &mut Context, until: Timestamp, undo_until: Timestamp) -> Result<Vec<Export>> {
    let mut found = Vec::new();
    each(ctx, until, |ctx, one| {
        if export::found(ctx, one) != Presence::Missing && !needed(ctx, one, undo_until)? {
            found.push(one.clone());
        }
        Ok(())
    })?;
    Ok(found)
}

/// Counts the exports that can go, and those that stay because something needs them.
pub(super) fn look(ctx: &mut Context, until: Timestamp, undo_until: Timestamp) -> Result<(Old, u32, Option<Remark>)> {
    let (mut old, mut stay, mut of_deleted) = (Old::default(), 0, 0);
    each(ctx, until, |ctx, one| {
        if export::found(ctx, one) == Presence::Missing {
            return Ok(());
        }
        if needed(ctx, one, undo_until)? {
            stay += 1;
            return Ok(());
        }
        old.add(one.taken_at, one.size_bytes);
        if ctx.read(|tx| Ok(establishment::denomination(tx, one.number)?))?.is_none() {
            of_deleted += 1;
        }
        Ok(())
    })?;
    Ok((old, stay, (of_deleted > 0).then_some(Remark::OfDeleted(of_deleted))))
}

/// Lists the lines whose file is gone; none while no file at all is found: the folder may not be mounted.
pub(super) fn lost(ctx: &mut Context, until: Timestamp) -> Result<(Vec<Export>, u32)> {
    let (mut found, mut there) = (Vec::new(), false);
    each(ctx, Timestamp(i64::MAX), |ctx, one| {
        match export::found(ctx, one) {
            Presence::Missing if one.taken_at < until => found.push(one.clone()),
            Presence::Missing => {}
            Presence::There | Presence::Verified | Presence::Damaged => there = true,
        }
        Ok(())
    })?;
    let stay = if there { 0 } else { u32::try_from(found.len()).unwrap_or(u32::MAX) };
    Ok(if there { (found, stay) } else { (Vec::new(), stay) })
}

/// Counts the lines whose file is gone.
pub(super) fn look_lost(ctx: &mut Context, until: Timestamp) -> Result<(Old, u32, Option<Remark>)> {
    let (found, stay) = lost(ctx, until)?;
    let mut old = Old::default();
    for one in &found {
        old.add(one.taken_at, 0);
    }
    Ok((old, stay, None))
}
