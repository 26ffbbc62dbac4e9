//! What exists.

use std::path::{Path, PathBuf};

use crate::domain::act::Act;
use crate::domain::columns::{ExportColumn, ExportRow};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Export, Fault, Presence, is_sealed};
use crate::domain::filter::{Filter, Remark};
use crate::domain::message::{Explain, Message};
use crate::domain::text::searchable;
use crate::domain::unreadable::{Listed, Stored, Unreadable};
use crate::i18n::Catalogue;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::establishment::restore;
use crate::operations::permitted::Permitted;
use crate::operations::reach;
use crate::store::establishment::judge::Thoroughness;
use crate::store::establishment::snapshot;
use crate::store::registry::Tx;
use crate::store::registry::export::{self, ExportFilter, ExportTotals};
use crate::store::shelf::exported;
use crate::store::{self, files};

/// Lists exports, the latest first, after the one that a page ended with.
pub fn list(ctx: &mut Context, filter: &ExportFilter, after: Option<&Export>, limit: u32) -> Result<Vec<Export>> {
    let ctx = &mut ctx.permit(Act::EXPORT_LIST)?;
    ctx.read(|tx| page(tx, filter, after.cloned(), limit))
}

/// Reads pages until one has an export that whoever looks sees, or there is none any more.
fn page(tx: &Tx<'_>, filter: &ExportFilter, mut after: Option<Export>, limit: u32) -> Result<Vec<Export>> {
    loop {
        let page = export::list(tx, filter, after.as_ref(), limit)?;
        after = page.last().cloned();
        let seen = reach::narrow(tx, page, |export| Some(export.number))?;
        if after.is_none() || !seen.is_empty() {
            return Ok(seen);
        }
    }
}

/// What somebody has found of a file by reading it, if anybody has.
pub type Known<'a> = &'a dyn Fn(&str) -> Option<Presence>;

/// Exports that are compared with a filter in one go.
const PAGE: u32 = 500;

/// Lists the files of the exports that a filter holds among all, the latest first, and what it may not be meant to leave
/// out. Words are compared with what stands on an export's line in the reader's language; `known` is what somebody has
/// found of a file by reading it, which holds while the file is there.
///
/// # Errors
/// What the store says; what the filter names that does not exist.
pub fn matching(
    ctx: &mut Context,
    filter: &Filter<ExportColumn>,
    (words, known): (&Catalogue, Known<'_>),
) -> Result<(Vec<String>, Vec<Remark>)> {
    if filter.is_everything() {
        let ctx = &mut ctx.permit(Act::EXPORT_LIST)?;
        return ctx.read(|tx| {
            let files = reach::narrow(tx, export::files(tx)?, |(number, _)| Some(*number))?;
            Ok((files.into_iter().map(|(_, file)| file).collect(), Vec::new()))
        });
    }
    let ready = filter.ready(ctx.now(), |_| Vec::new())?;
    let mut tally = ready.tally();
    let (mut files, mut after): (Vec<String>, Option<Export>) = (Vec::new(), None);
    loop {
        let page = list(ctx, &ExportFilter::default(), after.as_ref(), PAGE)?;
        for export in &page {
            let presence = match found(ctx, export) {
                Presence::There => known(&export.file).unwrap_or(Presence::There),
                odd => odd,
            };
            let text = searched(export, presence, words);
            if ready.judge(&ExportRow { export, presence, text: &text }, &mut tally) {
                files.push(export.file.clone());
            }
        }
        match page.into_iter().last() {
            Some(last) => after = Some(last),
            None => return Ok((files, ready.remarks(&tally))),
        }
    }
}

/// Reads the exports of some files, in their order and without those that are gone; one that cannot be read comes as that.
pub fn named(ctx: &mut Context, files: &[String]) -> Result<Vec<Listed<Export>>> {
    let ctx = &mut ctx.permit(Act::EXPORT_LIST)?;
    ctx.read(|tx| {
        let one = |file: &String| {
            export::find(tx, file).transpose().map(|found| store::listed(Stored::Export(file.clone()), found))
        };
        let found = files.iter().filter_map(one).collect::<store::Result<_>>()?;
        // Whose one is that cannot be read, its name says.
        let number = |row: &Listed<Export>| row.as_ref().map_or_else(odd_number, |export| Some(export.number));
        reach::narrow(tx, found, number)
    })
}

/// Adds up the catalogue.
pub fn totals(ctx: &mut Context) -> Result<ExportTotals> {
    let ctx = &mut ctx.permit(Act::EXPORT_LIST)?;
    ctx.read(|tx| {
        if !tx.is_limited() {
            return Ok(export::totals(tx)?);
        }
        let (mut totals, mut after) = (ExportTotals::default(), None);
        loop {
            let page = page(tx, &ExportFilter::default(), after, PAGE)?;
            let Some(last) = page.last().cloned() else { return Ok(totals) };
            after = Some(last);
            totals.count += u32::try_from(page.len()).unwrap_or(u32::MAX);
            totals.size_bytes += page.iter().map(|export| export.size_bytes).sum::<u64>();
        }
    })
}

fn odd_number(odd: &Unreadable) -> Option<EstablishmentNumber> {
    if let Stored::Export(file) = &odd.row { exported(Path::new(file)) } else { None }
}

/// Returns one export by its file.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, file: &str) -> Result<Export> {
    let ctx = &mut ctx.permit(Act::EXPORT_LIST)?;
    ctx.read(|tx| existing(tx, file))
}

/// Finds an export inside a verb's transaction.
pub(in crate::operations) fn existing(tx: &Tx<'_>, file: &str) -> Result<Export> {
    let found = export::find(tx, file)?.ok_or_else(|| Error::not_found("export", file))?;
    reach::check(tx, found.number)?;
    Ok(found)
}

/// Returns where an export lies.
#[must_use]
pub fn path(ctx: &Context, export: &Export) -> PathBuf {
    ctx.home().exports().join(&export.file)
}

/// Tells whether an export is there in its size, without reading it.
#[must_use]
pub fn found(ctx: &Context, export: &Export) -> Presence {
    compared(&path(ctx, export), (export.size_bytes, &export.sha256), Thoroughness::Quick)
}

/// Tells whether an export has no hash beside it; without one another machine refuses it.
#[must_use]
pub fn lacks_hash(path: &Path) -> bool {
    matches!(files::is_there(&files::with_suffix(path, ".sha256")), Ok(false))
}

/// Compares a file with what the catalogue knows of it: its size, and thoroughly its content too. What is there and cannot
/// be looked at is not missing.
pub(in crate::operations) fn compared(
    path: &Path,
    (size_bytes, sha256): (u64, &str),
    thoroughness: Thoroughness,
) -> Presence {
    match (std::fs::symlink_metadata(path), thoroughness) {
        (Err(cause), _) if cause.kind() == std::io::ErrorKind::NotFound => Presence::Missing,
        (Err(_), _) => Presence::Damaged,
        (Ok(found), _) if !found.is_file() || found.len() != size_bytes => Presence::Damaged,
        (Ok(_), Thoroughness::Quick) => Presence::There,
        (Ok(_), Thoroughness::Thorough) => match snapshot::digest(path) {
            Ok(now) if now == sha256 => Presence::Verified,
            Ok(_) | Err(_) => Presence::Damaged,
        },
    }
}

/// Writes what stands on an export's line in a language, folded: what words of a filter are looked for in.
#[must_use]
pub fn searched(export: &Export, presence: Presence, words: &Catalogue) -> String {
    let held = &export.held;
    let state = words.say(&Message::new("export-presence").with("presence", presence.word()));
    let why = words.say(&Message::new("export-why").with("why", export.why.word()));
    let (number, taken) = (export.number.to_string(), export.taken_at.local_text());
    let shown = words.moment(export.taken_at);
    let parts = [&number, &held.denomination, &held.uai, &held.location, &export.file, &taken, &shown, &state, &why];
    searchable(&parts.map(String::as_str).join(" "))
}

/// An export and how it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The export.
    pub export: Export,
    /// How it was found.
    pub presence: Presence,
    /// Why it could not be restored, if it was judged.
    pub fault: Option<Fault>,
}

impl Explain for Found {
    fn message(&self) -> Message {
        let presence = Message::new("export-presence").with("presence", self.presence.word());
        match &self.fault {
            Some(fault) => {
                Message::new("export-verified-unfit").with("presence", presence).with("fault", fault.message())
            }
            None => presence,
        }
    }
}

/// Reads an export, compares it with what was written, and judges it as whoever restores it does; one that is encrypted
/// can only be compared.
///
/// # Errors
/// [`Error::NotFound`] when the catalogue does not know it.
pub fn verify(ctx: &mut Context, file: &str) -> Result<Found> {
    let export = get(ctx, file)?;
    compare(&mut ctx.permit(Act::ESTABLISHMENT_IMPORT)?, export)
}

/// As [`verify`], of an export that was found.
pub(in crate::operations) fn compare(ctx: &mut Permitted<'_>, export: Export) -> Result<Found> {
    let known = (export.size_bytes, export.sha256.as_str());
    let presence = compared(&path(ctx, &export), known, Thoroughness::Thorough);
    if presence != Presence::Verified || is_sealed(&export.file) {
        return Ok(Found { export, presence, fault: None });
    }
    let path = path(ctx, &export);
    Ok(match restore::look_at(ctx, &path, None)? {
        Ok(_) => Found { export, presence, fault: None },
        // Somebody changed it meanwhile.
        Err(Fault::HashDiffers | Fault::NoFile) => Found { export, presence: Presence::Damaged, fault: None },
        Err(fault) => Found { export, presence: Presence::Unrestorable, fault: Some(fault) },
    })
}
