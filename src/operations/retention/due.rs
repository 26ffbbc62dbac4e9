//! What is beyond its limit, kind by kind; nothing is changed.

use std::path::Path;

use super::dated_files::{folder, old_files};
use super::exports::{self, Moments, OldExport};
use super::left;
use super::lists::Lists;
use super::log;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::domain::retention::{Kind, Limits};
use crate::domain::time::{DAY_S, Timestamp};
use crate::i18n::Catalogue;
use crate::operations;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::export;
use crate::operations::job::ended;
use crate::operations::permitted::Permitted;
use crate::store::home::Home;
use crate::store::ledger::retention::{self as ledger, Old};
use crate::store::registry::retention::{self as rows, Rows};
use crate::store::registry::{Tx, check, establishment, inside};
use crate::store::shelf;

/// Nobody prunes when something is so many days beyond its limit.
const OVERDUE_DAYS: i64 = 90;

/// What somebody should know before a kind is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// So many entries of the audit were never exported.
    NeverExported(u32),
    /// So many exports are of establishments that were deleted.
    OfDeleted(u32),
    /// So many exports are as old and not where they should be.
    Missing(u32),
    /// What these jobs did can no longer be undone.
    NoUndo,
    /// So many of what goes are lists of exports that jobs have made.
    Lists(u32),
    /// So many establishments could not be looked at.
    Unreadable(u32),
}

/// What is beyond its limit of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The kind.
    pub kind: Kind,
    /// For how many days it is kept.
    pub days: u32,
    /// What is older than this moment goes.
    pub until: Timestamp,
    /// How many, how old, about how large.
    pub old: Old,
    /// How many are as old and stay, because something needs them.
    pub needed: u32,
    /// What somebody should know before.
    pub remarks: Vec<Remark>,
    /// The exports that go, the latest first; of other kinds none.
    pub exports: Vec<OldExport>,
    /// The last exports of deleted establishments that go within the next days: whoever wants one still has time.
    pub soon: Vec<OldExport>,
}

impl Due {
    /// Says what it is, how many, how old, how large, and for how many days it is kept.
    #[must_use]
    pub fn message(&self, catalogue: &Catalogue) -> Message {
        let size = if self.old.bytes == 0 { "none".to_owned() } else { catalogue.size(self.old.bytes) };
        Message::new("retention-line")
            .with("what", catalogue.say(&self.kind.message()))
            .with("count", self.old.count)
            .with("size", size)
            .with("days", self.days)
            .with("oldest", self.old.oldest.day())
            .with("newest", self.old.newest.day())
    }

    /// Says what somebody should know before, a sentence each. The last exports of deleted establishments are named, no
    /// more than `named` of them.
    #[must_use]
    pub fn said(&self, words: &Catalogue, named: usize) -> Vec<Message> {
        let remark = |remark: &Remark| match remark {
            Remark::NeverExported(count) => Message::new("retention-never-exported").with("count", *count),
            Remark::OfDeleted(count) => Message::new("retention-of-deleted").with("count", *count),
            Remark::Missing(count) => Message::new("retention-missing").with("count", *count),
            Remark::NoUndo => Message::new("retention-no-undo").with("count", self.old.count),
            Remark::Lists(count) => Message::new("retention-lists").with("count", *count),
            Remark::Unreadable(count) => Message::new("retention-unreadable").with("count", *count),
        };
        let last = self.exports.iter().filter(|one| one.last);
        let more = last.clone().count().saturating_sub(named);
        let more = (more > 0).then(|| Message::new("retention-last-more").with("count", more));
        let days = |one: &OldExport| (one.export.taken_at.0 - self.until.0 + DAY_S - 1) / DAY_S;
        let soon = self.soon.iter().take(named).map(|one| one.named("retention-last-soon").with("days", days(one)));
        let what = words.say(&self.kind.message());
        let needed = Message::new("retention-needed").with("what", what).with("count", self.needed);
        let needed = (self.needed > 0).then_some(needed);
        let remarks = self.remarks.iter().map(remark);
        let last = last.take(named).map(|one| one.named("retention-last"));
        remarks.chain(last).chain(more).chain(soon).chain(needed).collect()
    }
}

/// Reads the limits that hold: those of the configuration, and the days that exports are kept.
pub fn limits(ctx: &mut Context) -> Result<Limits> {
    let ctx = &mut ctx.permit(Act::RETENTION_SHOW)?;
    let days = ctx.read(export::limit_days)?;
    Ok(ctx.options().retention.with(Kind::Exports, days))
}

/// Finds what is beyond its limit, of some kinds, in the order in which it is taken; kinds of which nothing is are left
/// out.
pub fn survey(ctx: &mut Context, kinds: &[Kind]) -> Result<Vec<Due>> {
    let limits = limits(ctx)?;
    let ctx = &mut ctx.permit(Act::RETENTION_SHOW)?;
    let now = ctx.latest().at();
    let mut found = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kinds.contains(kind)) {
        let asked = (kind, limits.days(kind), limits.until(kind, now));
        let one = survey_one(ctx, asked, &limits, now)?;
        if one.old.count > 0 || one.needed > 0 || !one.remarks.is_empty() || !one.soon.is_empty() {
            found.push(one);
        }
    }
    Ok(found)
}

/// Finds what of a kind is older than a moment, which is so many days ago.
pub(super) fn survey_one(
    ctx: &mut Permitted<'_>,
    (kind, days, until): (Kind, u32, Timestamp),
    limits: &Limits,
    now: Timestamp,
) -> Result<Due> {
    let Look { old, needed, remarks, exports, soon } = look(ctx, (kind, until), limits, now)?;
    Ok(Due { kind, days, until, old, needed, remarks, exports, soon })
}

/// Finds the kinds that are beyond their limit by so much that nobody seems to prune.
pub fn overdue(ctx: &mut Context) -> Result<Vec<Due>> {
    let mut found = survey(ctx, &Kind::ALL)?;
    found.retain(|due| due.old.count > 0 && due.old.oldest < due.until.plus_s(-OVERDUE_DAYS * DAY_S));
    Ok(found)
}

/// What a look at a kind found.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) old: Old,
    pub(super) needed: u32,
    pub(super) remarks: Vec<Remark>,
    pub(super) exports: Vec<OldExport>,
    pub(super) soon: Vec<OldExport>,
}

impl Look {
    /// Adds what was found elsewhere.
    fn join(&mut self, other: Self) {
        self.old.join(other.old);
        self.needed = self.needed.saturating_add(other.needed);
        other.remarks.into_iter().for_each(|remark| self.remark(remark));
    }

    fn remark(&mut self, remark: Remark) {
        match (self.remarks.iter_mut().find(|known| known.is_as(remark)), remark) {
            (Some(Remark::NeverExported(sum)), Remark::NeverExported(more))
            | (Some(Remark::Unreadable(sum)), Remark::Unreadable(more)) => *sum = sum.saturating_add(more),
            (Some(_), _) => {}
            (None, remark) => self.remarks.push(remark),
        }
    }
}

impl Remark {
    fn is_as(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

fn look(ctx: &mut Permitted<'_>, (kind, until): (Kind, Timestamp), limits: &Limits, now: Timestamp) -> Result<Look> {
    let plain = |old: Old| Look { old, ..Look::default() };
    let moments = Moments { until, undo_until: limits.until(Kind::UndoableJobs, now) };
    match lies(kind) {
        Lies::Registry(of) => ctx.read(|tx| Ok(plain(rows::count(tx, of, until)?))),
        Lies::Folder => {
            let Some(folder) = folder(ctx.home(), kind) else { return Ok(plain(Old::default())) };
            let (mut found, home) = (Look::default(), ctx.home().clone());
            for file in old_files(&folder, kind, (until, now))? {
                if ctx.read(|tx| is_last(tx, (&home, kind), &file.path))? {
                    found.needed += 1;
                } else {
                    found.old.add(file.at, file.bytes);
                }
            }
            Ok(found)
        }
        Lies::Exports if kind == Kind::Exports => exports::look(ctx, moments),
        Lies::Exports => exports::look_lost(ctx, moments, limits.until(Kind::Exports, now)),
        Lies::Everywhere(of) => {
            let mut found = Look::default();
            for at in places(ctx, (kind, until))? {
                match ctx.elsewhere(at, |ctx| look_there(ctx, (kind, of, until), limits)) {
                    Ok(there) => found.join(there),
                    Err(error) if at == At::Host => return Err(error),
                    // What is wrong with it is told when its turn comes.
                    Err(error) if error.is_of_one_establishment() => found.remark(Remark::Unreadable(1)),
                    Err(error) => return Err(error),
                }
            }
            Ok(found)
        }
        Lies::Snapshots => ctx.read(|tx| Ok(plain(rows::snapshots(tx, until)?))),
    }
}

/// Lists where jobs, sessions, tries and entries may be that are older than a moment: the host, and the establishments' own databases.
/// Of accounts: all of these.
pub(super) fn places(ctx: &mut Permitted<'_>, (kind, until): (Kind, Timestamp)) -> Result<Vec<At>> {
    if kind == Kind::LeftAccounts {
        return ctx.read(|tx| Ok(establishment::active(tx)?.into_iter().map(At::Establishment).collect()));
    }
    let now = ctx.latest().at();
    ctx.read(|tx| {
        let mut found = vec![At::Host];
        found.extend(inside::since_before(tx, until, now)?.into_iter().map(At::Establishment));
        Ok(found)
    })
}

/// Finds what of a kind that every database has is older than a moment, in the one of this place.
fn look_there(
    ctx: &mut Permitted<'_>,
    (kind, of, until): (Kind, Option<ledger::Rows>, Timestamp),
    limits: &Limits,
) -> Result<Look> {
    if let Some(of) = of {
        return ctx.read_ledger(|tx| Ok(Look { old: ledger::count(tx, of, until)?, ..Look::default() }));
    }
    match kind {
        Kind::Audit => log::look(ctx, until, limits.audit_takes),
        Kind::LeftAccounts => {
            let (old, needed) = left::look(ctx, until)?;
            Ok(Look { old, needed, ..Look::default() })
        }
        _ => jobs(ctx, kind, until),
    }
}

/// Where what is of a kind lies.
pub(super) enum Lies {
    /// In rows of the registry that are judged by their own columns.
    Registry(Rows),
    /// In every database: in rows that are judged by their own columns, or in others.
    Everywhere(Option<ledger::Rows>),
    /// In exports.
    Exports,
    /// In snapshots of statistics.
    Snapshots,
    /// In a folder.
    Folder,
}

/// Tells where what is of a kind lies.
pub(super) const fn lies(kind: Kind) -> Lies {
    match kind {
        Kind::Letters => Lies::Registry(Rows::Letters),
        Kind::Mails => Lies::Registry(Rows::Mails),
        Kind::Mappings => Lies::Registry(Rows::Mappings),
        Kind::Plans => Lies::Everywhere(Some(ledger::Rows::Plans)),
        Kind::Sessions => Lies::Everywhere(Some(ledger::Rows::Sessions)),
        Kind::Tries => Lies::Everywhere(Some(ledger::Rows::Tries)),
        Kind::LeftAccounts | Kind::Jobs | Kind::UndoableJobs | Kind::Audit => Lies::Everywhere(None),
        Kind::Exports | Kind::LostExports => Lies::Exports,
        Kind::Statistics => Lies::Snapshots,
        Kind::MailFiles | Kind::Orphans => Lies::Folder,
    }
}

/// Tells whether a file may be all that is left of an establishment that is here: whatever of its number went to the
/// orphans, damaged perhaps or of a time that the registry does not know, while something else, an older copy or nothing lies
/// in its place.
pub(super) fn is_last(tx: &Tx<'_>, (home, kind): (&Home, Kind), path: &Path) -> Result<bool> {
    if kind != Kind::Orphans {
        return Ok(false);
    }
    // What lies beside a database is needed as long as that is.
    if let Some(side) = shelf::log_side(path)
        && let Some(database) = path.to_str().and_then(|path| path.strip_suffix(side)).map(Path::new)
        && is_last(tx, (home, kind), database)?
    {
        return Ok(true);
    }
    let (shelf, stated) = (home.shelf(), shelf::stated(path));
    let Some(number) = stated.as_ref().map(|(number, _)| *number).or_else(|| shelf::orphaned(path)) else {
        return Ok(false);
    };
    let Some(row) = check::target(tx, number)? else { return Ok(false) };
    let own = Some((number, shelf::hash(&row.credential)));
    if shelf::stated(Path::new(&shelf.shown(number))) != own {
        return Ok(true);
    }
    or_unreadable(operations::inside::behind((tx, &shelf), number, &row.credential).map(|behind| behind.is_some()))
}

/// Takes for true what cannot be told, since a stored value that tells it is one that nobody knows: what may be needed stays.
pub(super) fn or_unreadable(found: Result<bool>) -> Result<bool> {
    match found {
        Err(Error::Store(error)) if error.is_of_a_row() => Ok(true),
        found => found,
    }
}

fn jobs(ctx: &mut Permitted<'_>, kind: Kind, until: Timestamp) -> Result<Look> {
    // Lists are of the host's jobs.
    let lists = if ctx.at() == At::Host { Some(Lists::read(ctx.home())?) } else { None };
    let (mut found, of_jobs) = ctx.read_ledger(|tx| {
        let (mut found, mut of_jobs, mut after) = (Look::default(), 0, JobId(0));
        while let Some(page) = ended::page(tx, kind, until, &mut after)? {
            for gone in page {
                for id in gone.jobs() {
                    found.old.add(gone.ended.at, ledger::report_bytes(tx, id)?);
                    of_jobs += lists.as_ref().map_or(0, |lists| lists.add(id, gone.ended.at, &mut found));
                }
            }
        }
        Ok((found, of_jobs))
    })?;
    found.remarks.extend((kind == Kind::UndoableJobs && found.old.count > 0).then_some(Remark::NoUndo));
    if let Some(lists) = lists.filter(|_| kind == Kind::Jobs) {
        ctx.read(|tx| lists.add_stray(tx, until, of_jobs, &mut found))?;
    }
    Ok(found)
}
