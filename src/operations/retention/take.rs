//! Taking what was told, page by page.

use std::collections::BTreeMap;

use super::dated_files::{folder, old_files};
use super::due::{Due, Lies, is_last, lies, limits, places};
use super::exports::{self, Moments, Page};
use super::left;
use super::lists::Lists;
use super::log;
use crate::audit::{Entry, Object};
use crate::domain::access::{At, Permit};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::JobId;
use crate::domain::message::{Explain as _, Message};
use crate::domain::retention::{Kind, Limits};
use crate::domain::time::{DAY_S, Latest, Timestamp};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::export::Removal;
use crate::operations::job::ended::{self, Gone};
use crate::operations::permitted::{Permitted, record};
use crate::operations::progress::{Advance, Stop, Tell, go_on};
use crate::operations::{self, audit, clock};
use crate::store::establishment::former;
use crate::store::ledger::{self, retention as rows_inside};
use crate::store::registry::retention as rows;
use crate::store::registry::{Tx, letter};
use crate::store::{attachments, files};

/// Rows that go in one transaction.
const PAGE: u32 = 5_000;
/// Files and exports that go in one transaction.
const FILES: usize = 200;
/// Jobs go together as long as their reports have fewer rows than this; one with more goes alone.
const REPORT_ROWS: u32 = 5_000;

/// What was taken.
#[derive(Debug)]
pub struct Pruned {
    /// How many of each kind, in the order in which they went.
    pub taken: Vec<(Kind, u32)>,
    /// Why it ended before its end: the rest is as it was.
    pub stopped: Option<Error>,
    /// Why something stayed while the rest went: the first such reason.
    pub failed: Option<Error>,
    /// In which establishments something stayed while the rest went, and why in each.
    pub failed_inside: BTreeMap<EstablishmentNumber, Error>,
    /// Whether what went is nowhere in the registry's log any more; if not, somebody was reading it, and the log is
    /// emptied later.
    pub erased: bool,
}

impl Pruned {
    /// How many rows and files went.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.taken.iter().map(|(_, count)| *count).sum()
    }

    /// Says what there is to know besides how much went, a sentence each: why it ended before its end, why something
    /// stayed, whether what went is still somewhere.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let stopped = self.stopped.as_ref().map(|error| match error {
            Error::Cancelled => Message::new("retention-stopped"),
            error => error.message(),
        });
        let failed = self.failed.as_ref().map(Error::message);
        let inside = self.failed_inside.iter().map(|(number, error)| {
            Message::new("retention-failed-inside").with("number", number.to_string()).with("cause", error.message())
        });
        let not_erased = (!self.erased).then(|| Message::new("retention-not-erased"));
        stopped.into_iter().chain(failed).chain(inside).chain(not_erased).collect()
    }

    /// Says all of it in one message, after the sentence of this key that counts what went.
    ///
    /// # Errors
    /// The message, where something stayed or is still somewhere.
    pub fn said(&self, taken: &'static str) -> std::result::Result<Message, Message> {
        let mut said = Ok(Message::new(taken).with("count", self.total()));
        for more in self.messages() {
            let (Ok(before) | Err(before)) = said;
            said = Err(Message::new("retention-and").with("said", before).with("more", more));
        }
        said
    }
}

/// Takes what was told, and nothing that has grown old since. Asked to stop, it ends before the next page.
///
/// # Errors
/// [`Rule::ClockJumped`] and [`Rule::ClockDoubtful`], since all of it goes because of its age; what the store says before
/// anything was taken. What comes later is told in [`Pruned::stopped`]: [`Rule::AuditBroken`] is; what concerns one file
/// is told in [`Pruned::failed`].
pub fn prune(ctx: &mut Context, due: &[Due], stop: Stop<'_>, tell: Tell<'_>) -> Result<Pruned> {
    let ctx = &mut ctx.permit(Act::RETENTION_PRUNE)?;
    let limits = limits(ctx)?;
    run(ctx, due, (&limits, &|one| limits.days(one.kind)), (stop, tell))
}

/// Takes exports that were told, of an age that a person chose: as [`prune`], with the same guards.
///
/// # Errors
/// As [`prune`].
pub fn prune_exports(ctx: &mut Context, due: &Due, stop: Stop<'_>, tell: Tell<'_>) -> Result<Pruned> {
    let ctx = &mut ctx.permit(Act::EXPORT_REMOVE)?;
    let limits = ctx.options().retention;
    run(ctx, std::slice::from_ref(due), (&limits, &|one| one.days), (stop, tell))
}

/// Refuses while the time is in doubt: what goes because of its age stays then.
///
/// # Errors
/// [`Rule::ClockJumped`] and [`Rule::ClockDoubtful`].
pub fn assure_time(ctx: &mut Context) -> Result<()> {
    let ctx = &mut ctx.permit(Act::RETENTION_SHOW)?;
    clock::certain(ctx).map(drop)
}

fn run(
    ctx: &mut Permitted<'_>,
    due: &[Due],
    (limits, days): (&Limits, &dyn Fn(&Due) -> u32),
    (stop, tell): (Stop<'_>, Tell<'_>),
) -> Result<Pruned> {
    ctx.assure()?;
    assure_time(ctx)?;
    let total = due.iter().map(|one| one.old.count).sum();
    let mut pruned =
        Pruned { taken: Vec::new(), stopped: None, failed: None, failed_inside: BTreeMap::new(), erased: true };
    let mut done = 0;
    for one in due.iter().filter(|one| one.old.count > 0) {
        let before = done;
        let mut count = |page: usize| {
            done += u32::try_from(page).unwrap_or(u32::MAX);
            tell(Advance { done, total });
        };
        let taker = Taker { due: one, days: days(one), limits, stop };
        let ended = taker.take(ctx, (&mut count, &mut pruned.failed_inside));
        if done > before {
            pruned.taken.push((one.kind, done - before));
        }
        match ended {
            Ok(()) => {}
            // One file keeps nothing else from going.
            Err(error) if error.is_of_a_file() => {
                pruned.failed.get_or_insert(error);
            }
            Err(error) => {
                pruned.stopped = Some(error);
                break;
            }
        }
    }
    pruned.erased = ctx.registry.empty_log().unwrap_or_else(|error| {
        pruned.stopped.get_or_insert(error.into());
        false
    });
    Ok(pruned)
}

/// Takes one kind.
struct Taker<'a> {
    due: &'a Due,
    /// For how many days its kind is kept by now.
    days: u32,
    limits: &'a Limits,
    stop: Stop<'a>,
}

type Count<'a> = &'a mut dyn FnMut(usize);

impl Taker<'_> {
    fn take(
        &self,
        ctx: &mut Permitted<'_>,
        (count, failed): (Count<'_>, &mut BTreeMap<EstablishmentNumber, Error>),
    ) -> Result<()> {
        let kind = self.due.kind;
        match lies(kind) {
            Lies::Registry(of) => {
                self.pages(ctx, count, |tx, until| Ok(rows::take(tx, of, until, PAGE)?))?;
                if kind == Kind::Letters { self.attachments(ctx) } else { Ok(()) }
            }
            Lies::Folder => self.files(ctx, count),
            Lies::Exports => self.exports(ctx, count),
            Lies::Everywhere(of) => {
                let (_, until) = self.next(ctx)?;
                for at in places(ctx, (kind, until))? {
                    match (at, ctx.elsewhere(at, |ctx| self.take_there(ctx, of, count))) {
                        (_, Ok(())) => {}
                        (At::Establishment(number), Err(error)) if error.is_of_one_establishment() => {
                            failed.entry(number).or_insert(error);
                        }
                        (_, Err(error)) => return Err(error),
                    }
                }
                Ok(())
            }
            Lies::Snapshots => self.pages(ctx, count, |tx, until| Ok(rows::take_snapshots(tx, until, PAGE)?)),
        }
    }

    /// Takes what every database has from the one of this place.
    fn take_there(&self, ctx: &mut Permitted<'_>, of: Option<rows_inside::Rows>, count: Count<'_>) -> Result<()> {
        // What is written into an older copy, or one whose end was cut, would be taken for what goes on.
        if let At::Establishment(number) = ctx.at() {
            operations::inside::against_known(ctx, number, |ctx, known| {
                let goes_on = ctx.read_ledger(|tx| Ok(known.goes_on_in(tx)?))?;
                let id = known.head.as_ref().map_or(0, |head| head.id);
                Ok(if goes_on { Ok(()) } else { Err(Rule::AuditBroken { id }) })
            })??;
        }
        if let Some(of) = of {
            loop {
                let (_, until) = self.next(ctx)?;
                let taken = ctx.write_ledger(|tx, permit, moment| {
                    let taken = rows_inside::take(tx, of, until, PAGE)?;
                    self.note(tx, (permit, moment.now), (until, taken))?;
                    Ok(taken)
                })?;
                if taken == 0 {
                    return Ok(());
                }
                count(taken);
            }
        }
        match (self.due.kind, ctx.at()) {
            (Kind::Audit, _) => self.audit(ctx, count),
            (Kind::LeftAccounts, At::Establishment(number)) => {
                let (_, until) = self.next(ctx)?;
                left::take(ctx, (number, until), (self.stop, count))
            }
            _ => self.jobs(ctx, count),
        }
    }

    /// Writes the entry of a page inside its transaction; none of one that took nothing.
    fn note(
        &self,
        tx: &ledger::Tx<'_>,
        (permit, now): (&Permit<'_>, Timestamp),
        (until, taken): (Timestamp, usize),
    ) -> Result<()> {
        self.entry(until, taken).map_or(Ok(()), |entry| record(tx, permit, now, &entry))
    }

    /// Asks before each page whether it may go on; returns by which moment is judged, and what is older than which goes.
    fn next(&self, ctx: &mut Permitted<'_>) -> Result<(Latest, Timestamp)> {
        go_on(self.stop)?;
        let latest = clock::certain(ctx)?;
        Ok((latest, self.due.until.min(latest.at().plus_s(-i64::from(self.days).saturating_mul(DAY_S)))))
    }

    fn entry(&self, until: Timestamp, taken: usize) -> Option<Entry> {
        let object = Object { kind: "retention", id: self.due.kind.word().to_owned(), label: String::new() };
        let entry = Entry::new(Act::RETENTION_PRUNE, object).is("entries", taken.to_string());
        (taken > 0).then(|| entry.is("older-than", until.utc_text()))
    }

    /// Takes pages until one takes nothing.
    fn pages(
        &self,
        ctx: &mut Permitted<'_>,
        count: Count<'_>,
        take: impl Fn(&Tx<'_>, Timestamp) -> Result<usize> + Sync,
    ) -> Result<()> {
        loop {
            let (_, until) = self.next(ctx)?;
            let taken = ctx.write(|tx, permit, now| {
                let taken = take(tx, until)?;
                self.note(tx, (permit, now), (until, taken))?;
                Ok(taken)
            })?;
            if taken == 0 {
                return Ok(());
            }
            count(taken);
        }
    }

    /// Removes the bytes of files that no letter needs any more.
    fn attachments(&self, ctx: &mut Permitted<'_>) -> Result<()> {
        let (latest, _) = self.next(ctx)?;
        let home = ctx.home().clone();
        let mut failed = None;
        for page in attachments::old(&home, latest.at())?.chunks(FILES) {
            self.next(ctx)?;
            // Within the transaction: a letter that is being frozen keeps its own.
            let stayed = ctx.write(|tx, _, _| {
                let mut stayed = None;
                for (path, name) in page {
                    if !letter::is_needed(tx, name)? {
                        stayed = stayed.or(files::remove(path).err());
                    }
                }
                Ok(stayed)
            })?;
            failed = failed.or(stayed);
        }
        failed.map_or(Ok(()), |error| Err(error.into()))
    }

    fn files(&self, ctx: &mut Permitted<'_>, count: Count<'_>) -> Result<()> {
        let (latest, until) = self.next(ctx)?;
        let (home, kind) = (ctx.home().clone(), self.due.kind);
        let Some(folder) = folder(&home, kind) else { return Ok(()) };
        let mut failed = None;
        for page in old_files(&folder, kind, (until, latest.at()))?.chunks(FILES) {
            self.next(ctx)?;
            let taken = ctx.write(|tx, permit, now| {
                let mut gone = Vec::with_capacity(page.len());
                for file in page {
                    if !is_last(tx, (&home, kind), &file.path)? {
                        gone.push(file.path.as_path());
                    }
                }
                let taken = Page::remove(&folder, gone);
                self.note(tx, (permit, now), (until, taken.gone))?;
                Ok(taken)
            })?;
            count(taken.gone);
            failed = failed.or(taken.failed);
        }
        failed.map_or(Ok(()), Err)
    }

    /// Takes the exports that were told, and are still to go when their page's turn comes.
    fn exports(&self, ctx: &mut Permitted<'_>, count: Count<'_>) -> Result<()> {
        let (mut judge, mut failed) = (exports::Judge::read(ctx)?, None);
        for page in self.due.exports.chunks(FILES) {
            let (latest, until) = self.next(ctx)?;
            let moments = Moments { until, undo_until: self.limits.until(Kind::UndoableJobs, latest.at()) };
            let (mut removal, what) = (Removal::begin(ctx)?, (self.due.kind, page));
            let taken = ctx.write(|tx, permit, now| judge.take((tx, permit, now), what, moments, &mut removal));
            let taken = taken.unwrap_or_else(|error| {
                removal.put_back();
                Page { gone: 0, failed: Some(error) }
            });
            count(taken.gone);
            match taken.failed.or(removal.finish().err()) {
                Some(error) if !error.is_of_a_file() => return Err(error),
                stayed => failed = failed.or(stayed),
            }
        }
        failed.map_or(Ok(()), Err)
    }

    fn jobs(&self, ctx: &mut Permitted<'_>, count: Count<'_>) -> Result<()> {
        let (_, until) = self.next(ctx)?;
        // Lists are of the host's jobs.
        let lists = if ctx.at() == At::Host { Some(Lists::read(ctx.home())?) } else { None };
        let lists = lists.as_ref();
        let (mut after, mut batch, mut rows) = (JobId(0), Vec::<Gone>::new(), 0_u32);
        let mut failed = None;
        while let Some(page) = ctx.read_ledger(|tx| ended::page(tx, self.due.kind, until, &mut after))? {
            for gone in page {
                if !batch.is_empty() && rows.saturating_add(gone.targets) > REPORT_ROWS {
                    let batch = std::mem::take(&mut batch);
                    failed = failed.or(self.remove_jobs(ctx, until, (&batch, lists), count)?);
                    rows = 0;
                }
                rows = rows.saturating_add(gone.targets);
                batch.push(gone);
            }
        }
        failed = failed.or(self.remove_jobs(ctx, until, (&batch, lists), count)?);
        if self.due.kind == Kind::Jobs && lists.is_some() {
            self.next(ctx)?;
            let home = ctx.home().clone();
            let left = Lists::read(&home)?;
            let taken = ctx.write(|tx, permit, now| {
                let taken = left.remove_stray(tx, &home, until)?;
                self.note(tx, (permit, now), (until, taken.gone))?;
                Ok(taken)
            })?;
            count(taken.gone);
            failed = failed.or(taken.failed);
        }
        failed.map_or(Ok(()), Err)
    }

    /// Removes jobs with their lists; returns why a list stayed, if one did.
    fn remove_jobs(
        &self,
        ctx: &mut Permitted<'_>,
        until: Timestamp,
        (batch, lists): (&[Gone], Option<&Lists>),
        count: Count<'_>,
    ) -> Result<Option<Error>> {
        self.next(ctx)?;
        let gone = ctx.write_ledger(|tx, permit, moment| {
            let (mut taken, mut jobs) = (0, Vec::new());
            for gone in batch {
                let removed = ended::remove(tx, self.due.kind, until, gone)?;
                taken += removed;
                jobs.extend(gone.jobs().filter(|_| removed > 0));
            }
            self.note(tx, (permit, moment.now), (until, taken))?;
            Ok(jobs)
        })?;
        count(gone.len());
        let Some(lists) = lists.map(|lists| lists.remove(ctx.home(), &gone)) else { return Ok(None) };
        count(lists.gone);
        Ok(lists.failed)
    }

    /// Takes the beginning of the audit, if the whole of it is as it was written: what was altered must stay to be seen.
    fn audit(&self, ctx: &mut Permitted<'_>, count: Count<'_>) -> Result<()> {
        if let Some(broken) = audit::verified(ctx)?.broken {
            return Err(Rule::AuditBroken { id: broken.id }.into());
        }
        let (latest, until) = self.next(ctx)?;
        // Each page adds an entry, which makes none of the older ones old.
        let Some(last) = log::last(ctx, (until, latest.at(), self.limits.audit_takes), self.due.old.count)? else {
            return Ok(());
        };
        loop {
            self.next(ctx)?;
            let taken = ctx.write_ledger(|tx, permit, moment| log::take(tx, (permit, moment.now), last, PAGE))?;
            if taken == 0 {
                break;
            }
            count(taken);
        }
        match ctx.at() {
            At::Host => Ok(()),
            At::Establishment(_) => ctx.write_own(|tx, _, _| Ok(former::forget_unused(tx)?)),
        }
    }
}
