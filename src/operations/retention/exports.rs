//! Exports that are beyond their limit, and lines of the catalogue whose file is gone.
//!
//! Invariants: one goes if it was told, and if what decides it still holds in the transaction that takes it, so that nobody
//! can come to need it in between; a line whose file is gone takes no file along.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::due::{Due, Look, Remark, or_unreadable, survey_one};
use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{Export, Presence, Why};
use crate::domain::message::Message;
use crate::domain::retention::Kind;
use crate::domain::time::{DAY_S, Timestamp};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::export::{self, ExportFilter, Removal};
use crate::operations::inside;
use crate::operations::job::ended::{self, Awaited};
use crate::operations::permitted::{Permitted, record};
use crate::operations::{pages, reach};
use crate::store::establishment::judge::Thoroughness;
use crate::store::files;
use crate::store::ledger::retention::Old;
use crate::store::registry::Tx;
use crate::store::registry::export as rows;
use crate::store::registry::{check, establishment};
use crate::store::shelf::{self, Shelf};

/// Lines of the catalogue read in one go.
const PAGE: u32 = 500;
/// For so many days it is told before that the last export of a deleted establishment goes.
const SOON_DAYS: i64 = 30;

/// An export that goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldExport {
    /// It.
    pub export: Export,
    /// Whether its establishment was deleted.
    pub deleted: bool,
    /// Whether it is the latest export of an establishment that was deleted, and no other one stays: then that can no
    /// longer be brought back from here.
    pub last: bool,
}

impl OldExport {
    /// Names it in a sentence.
    pub(super) fn named(&self, sentence: &'static str) -> Message {
        Message::new(sentence)
            .with("number", self.export.number.to_string())
            .with("name", self.export.held.denomination.as_str())
            .with("at", self.export.taken_at)
            .with("file", self.export.file.as_str())
    }
}

/// Finds the exports that are as old as some days, or older.
pub fn survey_exports(ctx: &mut Context, days: u32) -> Result<Due> {
    let ctx = &mut ctx.permit(Act::EXPORT_LIST)?;
    let limits = ctx.options().retention;
    let now = ctx.latest().at();
    let until = now.plus_s(-i64::from(days).saturating_mul(DAY_S));
    // What is asked for once goes when it is asked for: nothing goes soon.
    let due = Due { soon: Vec::new(), ..survey_one(ctx, (Kind::Exports, days, until), &limits, now)? };
    ctx.read(|tx| if tx.is_limited() { narrowed(tx, due) } else { Ok(due) })
}

/// Leaves what is of those that whoever looks sees.
fn narrowed(tx: &Tx<'_>, due: Due) -> Result<Due> {
    let exports = reach::narrow(tx, due.exports, |old| Some(old.export.number))?;
    let count = u32::try_from(exports.len()).unwrap_or(u32::MAX);
    let bytes = exports.iter().map(|old| old.export.size_bytes).sum();
    Ok(Due { old: Old { count, bytes, ..due.old }, needed: 0, remarks: Vec::new(), exports, ..due })
}

/// The moments that decide about an export.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments {
    /// What was taken then or before is beyond its limit.
    pub(super) until: Timestamp,
    /// What a job has made that ended then or later, and can be undone, is needed.
    pub(super) undo_until: Timestamp,
}

/// What becomes of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Somebody may still need it.
    Needed,
    /// Its file is there and can go.
    There,
    /// Its file is not there.
    Lost,
}

/// Decides what becomes of exports.
pub(super) struct Judge {
    folder: PathBuf,
    shelf: Shelf,
    awaited: Awaited,
    /// Which of those with exports that may go are older copies.
    behind: Known,
    /// Which of those whose newest export may go are damaged.
    damaged: Known,
}

/// What establishments' databases were asked: opening one takes longer than all else that is read of an export.
#[derive(Default)]
struct Known(Mutex<HashMap<EstablishmentNumber, bool>>);

impl Known {
    fn of(&self, number: EstablishmentNumber, ask: impl FnOnce() -> Result<bool>) -> Result<bool> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = known.get(&number) {
            return Ok(*answer);
        }
        let answer = ask()?;
        known.insert(number, answer);
        Ok(answer)
    }
}

impl Judge {
    /// Reads what all of them are asked.
    pub(super) fn read(ctx: &mut Permitted<'_>) -> Result<Self> {
        let (folder, shelf) = (ctx.home().exports(), ctx.home().shelf());
        let awaited = ctx.read(Awaited::read)?;
        Ok(Self { folder, shelf, awaited, behind: Known::default(), damaged: Known::default() })
    }

    /// Tells whether somebody may still need one: the job that made it before it deleted or replaced, as long as that can
    /// be undone, one that is to restore it, or an establishment that has lost its database. Where what tells so cannot be
    /// read, somebody may.
    fn is_needed(&self, tx: &Tx<'_>, one: &Export, undo_until: Timestamp) -> Result<bool> {
        or_unreadable(self.is_known_to_be_needed(tx, one, undo_until))
    }

    fn is_known_to_be_needed(&self, tx: &Tx<'_>, one: &Export, undo_until: Timestamp) -> Result<bool> {
        let by_job = match (one.why, one.job) {
            (Why::BeforeDelete | Why::BeforeRestore, Some((job, _))) => {
                ended::needs_export(tx, (job, one.number), undo_until)?
            }
            (Why::Asked | Why::BeforeDelete | Why::BeforeRestore, _) => false,
        };
        Ok(by_job || self.awaited.has(&one.file) || self.is_lost(tx, one)?)
    }

    /// Tells whether its establishment has lost its database: nothing lies there, or another one's, or an older copy, or the
    /// newest export is all that there is beside a damaged one.
    fn is_lost(&self, tx: &Tx<'_>, one: &Export) -> Result<bool> {
        let Some(row) = check::target(tx, one.number)? else { return Ok(false) };
        let own = Some((one.number, shelf::hash(&row.credential)));
        if shelf::stated(Path::new(&self.shelf.shown(one.number))) != own {
            return Ok(true);
        }
        let is_behind = || Ok(inside::behind((tx, &self.shelf), one.number, &row.credential)?.is_some());
        if self.behind.of(one.number, is_behind)? {
            return Ok(true);
        }
        if rows::last_made_first(tx, one.number)?.first().is_none_or(|(newest, _)| *newest != one.file) {
            return Ok(false);
        }
        self.damaged.of(one.number, || {
            let seen = self.shelf.examine((one.number, &row.credential), Thoroughness::Quick, Path::new(""));
            Ok(!matches!(seen, Ok(Some(seen)) if seen.flaw.is_none()))
        })
    }

    /// Tells whether its file is there. What cannot be looked at is not lost.
    fn is_there(&self, one: &Export) -> bool {
        files::is_there(&self.folder.join(&one.file)).unwrap_or(true)
    }

    /// Says what becomes of one. A disk that does not answer keeps nobody's log: its file is looked at outside of the transaction.
    fn fate(&self, ctx: &mut Permitted<'_>, one: &Export, undo_until: Timestamp) -> Result<Fate> {
        let is_needed = ctx.read(|tx| self.is_needed(tx, one, undo_until))?;
        Ok(self.found(one, is_needed))
    }

    fn found(&self, one: &Export, is_needed: bool) -> Fate {
        match (is_needed, self.is_there(one)) {
            (true, _) => Fate::Needed,
            (false, true) => Fate::There,
            (false, false) => Fate::Lost,
        }
    }
}

/// Calls back with every export that was taken at a moment or before, the latest first.
fn each(
    ctx: &mut Permitted<'_>,
    until: Timestamp,
    visit: impl FnMut(&mut Permitted<'_>, Export) -> Result<()>,
) -> Result<()> {
    let filter = ExportFilter { until: Some(until), ..ExportFilter::default() };
    let page = |ctx: &mut Permitted<'_>, after: &Option<Export>| {
        ctx.read(|tx| Ok(rows::list(tx, &filter, after.as_ref(), PAGE)?))
    };
    pages::each(ctx, None, page, |one: &Export| Some(one.clone()), visit)
}

/// Finds the exports that can go, and counts those that stay.
pub(super) fn look(ctx: &mut Permitted<'_>, moments: Moments) -> Result<Look> {
    let (mut found, mut missing) = (Look::default(), 0);
    let judge = Judge::read(ctx)?;
    let one = |export| OldExport { export, deleted: false, last: false };
    each(ctx, moments.until, |ctx, export| {
        match judge.fate(ctx, &export, moments.undo_until)? {
            Fate::There => {
                found.old.add(export.taken_at, export.size_bytes);
                found.exports.push(one(export));
            }
            Fate::Needed => found.needed += 1,
            Fate::Lost => missing += 1,
        }
        Ok(())
    })?;
    let of_deleted = mark_deleted(ctx, &mut found.exports, &BTreeSet::new())?;
    let going: BTreeSet<String> = found.exports.iter().map(|one| one.export.file.clone()).collect();
    // Also what nobody needs by then, since what it is for can be undone no longer.
    let later = |at: Timestamp| at.plus_s(SOON_DAYS * DAY_S);
    let soon = Moments { until: later(moments.until), undo_until: later(moments.undo_until) };
    each(ctx, soon.until, |ctx, export| {
        if !going.contains(&export.file) && judge.fate(ctx, &export, soon.undo_until)? == Fate::There {
            found.soon.push(one(export));
        }
        Ok(())
    })?;
    mark_deleted(ctx, &mut found.soon, &going)?;
    found.soon.retain(|one| one.last);
    found.remarks.extend((of_deleted > 0).then_some(Remark::OfDeleted(of_deleted)));
    found.remarks.extend((missing > 0).then_some(Remark::Missing(missing)));
    Ok(found)
}

/// Marks those of deleted establishments, and of each the latest if no other one stays but those that are gone by then.
/// Returns how many are of deleted ones.
fn mark_deleted(ctx: &mut Permitted<'_>, going: &mut [OldExport], gone: &BTreeSet<String>) -> Result<u32> {
    let files = going.iter().map(|one| one.export.file.clone()).chain(gone.iter().cloned()).collect();
    let (mut asked, mut of_deleted) = (BTreeSet::new(), 0);
    for one in going {
        let number = one.export.number;
        one.deleted = ctx.read(|tx| Ok(establishment::denomination(tx, number)?))?.is_none();
        if one.deleted {
            of_deleted += 1;
            // The latest comes first.
            one.last = asked.insert(number) && !has_other(ctx, number, &files)?;
        }
    }
    Ok(of_deleted)
}

/// Tells whether an establishment has an export that is there and does not go.
fn has_other(ctx: &mut Permitted<'_>, number: EstablishmentNumber, going: &BTreeSet<String>) -> Result<bool> {
    let filter = ExportFilter { number: Some(number), ..ExportFilter::default() };
    let page = |ctx: &mut Permitted<'_>, after: &Option<Export>| {
        ctx.read(|tx| Ok(rows::list(tx, &filter, after.as_ref(), PAGE)?))
    };
    let mut found = false;
    pages::each(
        ctx,
        None,
        page,
        |one: &Export| Some(one.clone()),
        |ctx, one| {
            found |= !going.contains(&one.file) && export::found(ctx, &one) == Presence::There;
            Ok::<_, Error>(())
        },
    )?;
    Ok(found)
}

/// Finds the lines whose file is gone. None goes while the folder may not be mounted: while no file at all is found, or
/// only files that are newer than all that is gone, unless a line is as old as no export gets (`exports_until`).
pub(super) fn look_lost(ctx: &mut Permitted<'_>, moments: Moments, exports_until: Timestamp) -> Result<Look> {
    let (mut found, mut lost) = (Look::default(), Vec::new());
    let (mut oldest_there, mut newest_lost) = (None, None);
    let judge = Judge::read(ctx)?;
    each(ctx, Timestamp(i64::MAX), |_, export| {
        if judge.is_there(&export) {
            oldest_there = Some(export.taken_at);
        } else {
            newest_lost = newest_lost.or(Some(export.taken_at));
            lost.extend((export.taken_at < moments.until).then_some(export));
        }
        Ok(())
    })?;
    let is_mounted = oldest_there.is_some() && oldest_there <= newest_lost;
    for export in lost {
        let is_over = oldest_there.is_some() && export.taken_at <= exports_until;
        if (is_mounted || is_over) && judge.fate(ctx, &export, moments.undo_until)? == Fate::Lost {
            found.old.add(export.taken_at, 0);
            found.exports.push(OldExport { export, deleted: false, last: false });
        } else {
            found.needed += 1;
        }
    }
    Ok(found)
}

/// What one page took.
#[derive(Default)]
pub(super) struct Page {
    /// How many went.
    pub(super) gone: usize,
    /// Why another one did not: the first such reason.
    pub(super) failed: Option<Error>,
}

impl Page {
    /// Removes files of a folder: one that cannot be removed stays, and the others go.
    pub(super) fn remove<'p>(folder: &Path, paths: impl IntoIterator<Item = &'p Path>) -> Self {
        let (mut page, mut touched) = (Self::default(), false);
        for path in paths {
            touched = true;
            match files::remove(path) {
                Ok(()) => page.gone += 1,
                Err(error) => page.note(error.into()),
            }
        }
        if touched && let Err(error) = files::sync_directory(folder) {
            page.note(error.into());
        }
        page
    }

    fn note(&mut self, error: Error) {
        self.failed.get_or_insert(error);
    }
}

impl Judge {
    /// Takes a page of what was told, in the transaction that asks once more about each: nothing that is needed by now, of
    /// another kind by now, or another export of that name by now. A file that cannot be removed stays, and the others go;
    /// where nothing more can go, the page ends, and what went before is written down.
    pub(super) fn take(
        &mut self,
        (tx, permit, now): (&Tx<'_>, &Permit<'_>, Timestamp),
        (kind, page): (Kind, &[OldExport]),
        moments: Moments,
        removal: &mut Removal,
    ) -> Result<Page> {
        self.awaited.go_on(tx)?;
        // Somebody may have put an older copy there since the page before.
        self.behind = Known::default();
        let wanted = if kind == Kind::LostExports { Fate::Lost } else { Fate::There };
        let (mut gone, mut failed) = (Vec::new(), None);
        for OldExport { export, .. } in page {
            let is_same = rows::find(tx, &export.file)?.as_ref() == Some(export);
            let is_needed = self.is_needed(tx, export, moments.undo_until)?;
            if !is_same || export.taken_at > moments.until || self.found(export, is_needed) != wanted {
                continue;
            }
            let removed = match wanted {
                Fate::There => removal.take(&export.file),
                Fate::Lost | Fate::Needed => Ok(()),
            };
            let Err(error) = removed else {
                gone.push(export);
                continue;
            };
            let is_over = !error.is_of_a_file();
            failed.get_or_insert(error);
            if is_over {
                break;
            }
        }
        removal.sync()?;
        for export in &gone {
            forget(tx, permit, now, export)?;
        }
        Ok(Page { gone: gone.len(), failed })
    }
}

fn forget(tx: &Tx<'_>, permit: &Permit<'_>, now: Timestamp, export: &Export) -> Result<()> {
    rows::remove(tx, &export.file)?;
    let EstablishmentNumber(number) = export.number;
    let entry = Entry::new(Act::EXPORT_REMOVE, Object::export(&export.file))
        .was("number", number.to_string())
        .was("denomination", &export.held.denomination)
        .was("sha256", &export.sha256);
    record(tx, permit, now, &entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_removed_or_synchronised_keeps_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a", "b", "c"].map(|name| folder.path().join(name));
        for path in [&paths[0], &paths[2]] {
            std::fs::write(path, "x").unwrap();
        }
        std::fs::create_dir(&paths[1]).unwrap();
        let page = Page::remove(folder.path(), paths.iter().map(PathBuf::as_path));
        assert_eq!(page.gone, 2);
        assert!(page.failed.is_some_and(|error| error.is_of_a_file()));
        assert!(!paths[0].exists() && paths[1].exists() && !paths[2].exists());
        std::fs::write(&paths[0], "x").unwrap();
        let page = Page::remove(&folder.path().join("gone"), [paths[0].as_path()]);
        assert!(page.gone == 1 && page.failed.is_some() && !paths[0].exists());
    }
}
