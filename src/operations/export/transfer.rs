//! The CSV of a job's exports, in the columns that another host reads beside the files.

use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::domain::export::{TRANSFER_COLUMNS, ZONE_NAME_COLUMN, transfer_row};
use crate::domain::job::{JobId, Kind};
use crate::domain::text::{spreadsheet_cell, visible};
use crate::operations::clock;
use crate::operations::context::Context;
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::registry::{export, zone};
use crate::store::{self, files};

/// Rows read in one go.
const PAGE: u32 = 500;

/// Returns where the CSV of a job's exports lies.
#[must_use]
pub fn transfer_path(ctx: &Context, job: JobId) -> PathBuf {
    ctx.home().exports().join(format!("job{job}.csv"))
}

/// Writes the CSV of what a job has exported, if exports are what it was for.
pub(in crate::operations) fn write_if_export(ctx: &mut Permitted<'_>, (kind, job): (Kind, JobId)) -> Result<()> {
    if kind == Kind::Export { write(ctx, job) } else { Ok(()) }
}

/// Writes the CSV of what a job has exported; one of that name with other rows is set aside.
fn write(ctx: &mut Permitted<'_>, job: JobId) -> Result<()> {
    let path = transfer_path(ctx, job);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let failed = |error| store::Error::csv(&path)(error);
    writer.write_record(TRANSFER_COLUMNS.into_iter().chain([ZONE_NAME_COLUMN])).map_err(failed)?;
    let zones: HashMap<u32, String> =
        ctx.read(|tx| Ok(zone::list(tx)?))?.into_iter().map(|zone| (zone.number.0, zone.name)).collect();
    let mut after = 0;
    loop {
        let page = ctx.read(|tx| Ok(export::of_job(tx, job, after, PAGE)?))?;
        let Some(last) = page.last().and_then(|export| export.job) else { break };
        after = last.1;
        for export in &page {
            let cells = transfer_row(export, zones.get(&export.held.zone).map_or("", String::as_str))
                .map(|cell| spreadsheet_cell(&visible(&cell)).into_owned());
            writer.write_record(cells).map_err(failed)?;
        }
    }
    let bytes = writer.into_inner().map_err(|error| store::Error::file(&path)(error.into_error()))?;
    if is_there(&path, &bytes) {
        return Ok(());
    }
    // Perhaps another registry's job of this number wrote one: it keeps its rows, under another name.
    let earlier = path.with_file_name(format!("job{job}-{}.csv", files::token()?));
    match files::place(&path, &earlier) {
        Err(store::Error::File { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => {}
        moved => moved?,
    }
    let aside = ctx.aside(&format!("job{job}.csv"))?;
    files::write_by(&aside, &path, &bytes)?;
    let now = ctx.now();
    let kept = ctx.read(|tx| clock::kept_at(tx, now))?;
    if kept > now {
        files::set_written_at(&path, kept)?;
    }
    Ok(())
}

/// Tells whether a file holds just this; nothing but a file is opened.
fn is_there(path: &Path, bytes: &[u8]) -> bool {
    let limit = u64::try_from(bytes.len()).unwrap_or(u64::MAX).saturating_add(1);
    let mut found = Vec::new();
    files::open(path).is_ok_and(|file| file.take(limit).read_to_end(&mut found).is_ok()) && found == bytes
}
