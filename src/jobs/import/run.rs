//! The dry run, and the import of what it found good.

use std::collections::HashSet;

use super::error::{Error, Result};
use super::judge::{Good, Judge, Seen, Verdict};
use super::known::Hosted;
use super::rejects::Rejects;
use super::rows::Rows;
use super::source::Source;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::import::{FileProblem, Finding, Mapping, MappingProblem, Row, Weight};
use crate::jobs::progress::{Cancel, Progress, Unit};
use crate::operations::establishment::{
    BATCH_MAX, BatchRow, ImportEnd, ImportSummary, SendMail, add_batch, next_number, note_import,
};
use crate::operations::{Context, zone};

/// Most findings that an [`Examination`] keeps; all of them are called back and go to the rejects file.
pub const KEPT_FINDINGS: usize = 10_000;

/// What happens to a zone name that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissingZones {
    /// The import creates the zone.
    #[default]
    Create,
    /// The row is refused. A zone *number* that is not known is always refused.
    Refuse,
}

/// What happens to a second site of one UAI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SharedUai {
    /// It is refused or left out, and listed.
    #[default]
    Refuse,
    /// It is imported as a further site. Three real UAIs of Brittany cover two sites.
    Accept,
}

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The mapping by hand; `None` takes the recognised one.
    pub mapping: Option<Mapping>,
    /// What happens to unknown zone names.
    pub missing_zones: MissingZones,
    /// What happens to second sites.
    pub shared_uai: SharedUai,
}

/// Who follows a pass over the file.
#[derive(Debug)]
pub struct Watch<'a> {
    /// Hears how far it is.
    pub progress: Progress<'a>,
    /// Stops it.
    pub cancel: Cancel,
    rejects: Option<Rejects<'a>>,
    listener: Listener<'a>,
    added: Added<'a>,
}

struct Listener<'a>(Box<dyn FnMut(&Finding) + 'a>);

impl std::fmt::Debug for Listener<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Listener")
    }
}

struct Added<'a>(Box<dyn FnMut(EstablishmentNumber) + 'a>);

impl std::fmt::Debug for Added<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Added")
    }
}

impl<'a> Watch<'a> {
    /// Follows with a progress and a way to stop.
    #[must_use]
    pub fn new(progress: Progress<'a>, cancel: Cancel) -> Self {
        Self { progress, cancel, rejects: None, listener: Listener(Box::new(|_| {})), added: Added(Box::new(|_| {})) }
    }

    /// Follows nothing and never stops.
    #[must_use]
    pub fn silent() -> Self {
        Self::new(Progress::silent(), Cancel::new())
    }

    /// Calls back with every finding as it is made.
    #[must_use]
    pub fn with_findings(mut self, listener: impl FnMut(&Finding) + 'a) -> Self {
        self.listener = Listener(Box::new(listener));
        self
    }

    /// Calls back with the number of every establishment that was added, once its batch is on disk.
    #[must_use]
    pub fn with_added(mut self, listener: impl FnMut(EstablishmentNumber) + 'a) -> Self {
        self.added = Added(Box::new(listener));
        self
    }

    /// Writes every refused row; the file is there once [`Self::finish_rejects`] was called.
    #[must_use]
    pub fn with_rejects(mut self, rejects: Rejects<'a>) -> Self {
        self.rejects = Some(rejects);
        self
    }

    /// Puts the rejects file in its place; gives the number of its rows, if there is one.
    ///
    /// # Errors
    /// As [`Rejects::finish`].
    pub fn finish_rejects(&mut self) -> Result<Option<u64>> {
        self.rejects.take().map(Rejects::finish).transpose()
    }

    fn tell(&mut self, rows: &Rows<'_>, findings: &[Finding]) -> Result<()> {
        for finding in findings {
            (self.listener.0)(finding);
        }
        self.rejects.as_mut().map_or(Ok(()), |rejects| rejects.put(rows, findings))
    }
}

/// Rows by what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All rows that are not blank.
    pub rows: u64,
    /// Those that can be imported.
    pub good: u64,
    /// Those that are there already.
    pub unchanged: u64,
    /// Those that are left out: well-formed, but their UAI belongs to another establishment.
    pub skipped: u64,
    /// Those that have to be corrected.
    pub errors: u64,
}

impl Counts {
    /// Counts the rows of the rejects file.
    #[must_use]
    pub const fn rejected(&self) -> u64 {
        self.skipped + self.errors
    }

    fn count(&mut self, verdict: &Verdict) {
        self.rows += 1;
        let place = match verdict {
            Verdict::Good(_) => &mut self.good,
            Verdict::Unchanged => &mut self.unchanged,
            Verdict::Rejected(findings) => {
                let skipped = findings.iter().all(|finding| finding.problem.weight() == Weight::Skipped);
                if skipped { &mut self.skipped } else { &mut self.errors }
            }
        };
        *place += 1;
    }
}

/// What the dry run found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Examination {
    /// How many rows of which kind.
    pub counts: Counts,
    /// The zones that the import will create first.
    pub new_zones: Vec<String>,
    /// The first findings, at most [`KEPT_FINDINGS`].
    pub findings: Vec<Finding>,
    /// All findings; a row can have several.
    pub findings_total: u64,
    /// The numbers that good rows ask for: rows without one must not get them.
    numbers: HashSet<EstablishmentNumber>,
}

/// How an import came to its end.
#[derive(Debug)]
pub enum End {
    /// All good rows are imported.
    Complete,
    /// It was asked to stop; importing the file again adds the rest.
    Cancelled,
    /// A batch failed; the ones before it stay.
    Failed(Error),
}

/// What was imported.
#[derive(Debug)]
pub struct Imported {
    /// Establishments added, all of them on disk.
    pub added: u64,
    /// The rows that were judged this time.
    pub counts: Counts,
    /// How it ended.
    pub end: End,
}

impl Imported {
    /// Gives the exit code: 0 all, 3 some rows were refused, 6 cancelled; a failure has its own.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match &self.end {
            End::Complete if self.counts.rejected() == 0 => 0,
            End::Complete => 3,
            End::Cancelled => 6,
            End::Failed(error) => error.exit_code(),
        }
    }
}

/// Gives the mapping to be used: the one by hand, else the recognised one.
fn mapping_of(source: &Source, options: &Options, hosted: &Hosted<'_>) -> Result<Mapping> {
    let mapping = match (&options.mapping, source.recognised()) {
        (Some(mapping), _) => mapping.clone(),
        (None, Some((_, mapping))) => mapping,
        (None, None) => return Err(FileProblem::UnknownHeader { header: source.header().join(" ") }.into()),
    };
    mapping.check(source.header().len())?;
    match mapping.fixed_zone() {
        Some(zone) if !hosted.has_zone(zone) => Err(MappingProblem::NoZone.into()),
        Some(_) | None => Ok(mapping),
    }
}

fn judge<'a>(source: &'a Source, options: &Options, hosted: Hosted<'a>, mapping: &'a Mapping) -> Judge<'a> {
    let (missing_zones, shared_uai) = (options.missing_zones, options.shared_uai);
    Judge { hosted, mapping, header: source.header(), missing_zones, shared_uai, seen: Seen::default() }
}

/// Judges every row against what is hosted, and writes nothing but the rejects.
///
/// # Errors
/// [`Error::File`] when the file as a whole is refused, [`Error::Mapping`], [`Error::Cancelled`], and what reading or
/// a verb says.
pub fn examine(ctx: &mut Context, source: &Source, options: &Options, watch: &mut Watch<'_>) -> Result<Examination> {
    let hosted = Hosted::read(ctx)?;
    let mapping = mapping_of(source, options, &hosted)?;
    let mut judge = judge(source, options, hosted, &mapping);
    let mut found = Examination::default();
    watch.progress.begin("import-stage-examine", Unit::Bytes, source.bytes());
    let mut rows = source.rows()?;
    while let Some(line) = rows.advance()? {
        if watch.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let verdict = judge.judge(line, &Row::read(&mapping, |column| rows.cell(column)))?;
        found.counts.count(&verdict);
        if let Verdict::Rejected(findings) = verdict {
            watch.tell(&rows, &findings)?;
            found.findings_total += findings.len() as u64;
            let room = KEPT_FINDINGS.saturating_sub(found.findings.len());
            found.findings.extend(findings.into_iter().take(room));
        }
        watch.progress.reach(rows.bytes());
    }
    found.new_zones = judge.seen.new_zones;
    found.numbers = judge.seen.numbers.into_keys().collect();
    Ok(found)
}

/// Creates the zones that are missing, judges every row again and imports the good ones, at most [`BATCH_MAX`] at
/// once. What was acknowledged stays, whatever comes after; one entry of the audit tells of the whole, however it ends.
///
/// # Errors
/// As [`examine`], and [`FileProblem::Changed`] when the file is not the one that was examined; nothing is imported
/// then. Later failures are an [`End`].
pub fn run(
    ctx: &mut Context,
    source: &Source,
    options: &Options,
    examination: &Examination,
    send: SendMail,
    watch: &mut Watch<'_>,
) -> Result<Imported> {
    source.verify()?;
    if watch.cancel.is_cancelled() {
        return Err(Error::Cancelled);
    }
    let mut tally = Tally::default();
    let went = import(ctx, source, options, (examination, send), watch, &mut tally);
    let noted = note_import(ctx, &tally.summary(source, examination, &went));
    let end = match (went, noted) {
        (Err(error), _) if tally.added == 0 => return Err(error),
        (Err(error), _) => End::Failed(error),
        (Ok(End::Complete), Err(error)) => End::Failed(error.into()),
        (Ok(end), _) => end,
    };
    Ok(Imported { added: tally.added, counts: tally.counts, end })
}

/// What was done so far, whatever comes after.
#[derive(Debug, Default)]
struct Tally {
    added: u64,
    counts: Counts,
}

impl Tally {
    fn summary(&self, source: &Source, examination: &Examination, went: &Result<End>) -> ImportSummary {
        let name = source.path().file_name().map(|name| name.to_string_lossy().into_owned());
        ImportSummary {
            file: name.unwrap_or_else(|| source.path().display().to_string()),
            rows: examination.counts.rows,
            added: self.added,
            unchanged: self.counts.unchanged,
            skipped: self.counts.skipped,
            errors: self.counts.errors,
            end: match went {
                Ok(End::Complete) => ImportEnd::Complete,
                Ok(End::Cancelled) => ImportEnd::Cancelled,
                Ok(End::Failed(_)) | Err(_) => ImportEnd::Failed,
            },
        }
    }
}

/// Creates the zones that are missing, and imports row by row.
fn import(
    ctx: &mut Context,
    source: &Source,
    options: &Options,
    (examination, send): (&Examination, SendMail),
    watch: &mut Watch<'_>,
    tally: &mut Tally,
) -> Result<End> {
    if !examination.new_zones.is_empty() {
        zone::add_missing(ctx, &examination.new_zones)?;
    }
    let numbers = Numbers { taken: &examination.numbers, next: next_number(ctx)?.0 };
    let hosted = Hosted::read(ctx)?;
    let mapping = mapping_of(source, options, &hosted)?;
    // The zones were created just now: a name that is still unknown was not in the dry run.
    let options = Options { missing_zones: MissingZones::Refuse, ..options.clone() };
    let judge = judge(source, &options, hosted, &mapping);
    watch.progress.begin("import-stage-import", Unit::Rows, examination.counts.good);
    Import { judge, numbers, send, tally }.all(source, watch)
}

/// An import under way.
struct Import<'a> {
    judge: Judge<'a>,
    numbers: Numbers<'a>,
    send: SendMail,
    tally: &'a mut Tally,
}

impl Import<'_> {
    fn all(&mut self, source: &Source, watch: &mut Watch<'_>) -> Result<End> {
        let mut batch = Vec::with_capacity(BATCH_MAX);
        let mut rows = source.rows()?;
        loop {
            let line = rows.advance()?;
            if !batch.is_empty() && (batch.len() == BATCH_MAX || line.is_none()) {
                if watch.cancel.is_cancelled() {
                    return Ok(End::Cancelled);
                }
                let made = add_batch(self.judge.hosted.ctx, std::mem::take(&mut batch), self.send)?;
                self.tally.added += made.len() as u64;
                for (_, number) in made {
                    (watch.added.0)(number);
                }
                watch.progress.reach(self.tally.added);
            }
            let Some(line) = line else { return Ok(End::Complete) };
            let verdict = self.judge.judge(line, &Row::read(self.judge.mapping, |column| rows.cell(column)))?;
            self.tally.counts.count(&verdict);
            match verdict {
                Verdict::Good(good) => {
                    let Good { mut new, shares_uai } = *good;
                    new.number = new.number.or_else(|| self.numbers.take());
                    batch.push(BatchRow { line, new, shares_uai });
                }
                Verdict::Unchanged => {}
                Verdict::Rejected(findings) => watch.tell(&rows, &findings)?,
            }
        }
    }
}

/// Numbers for rows that ask for none, chosen here only when other rows of the file ask for some: the next free one
/// might be one of theirs.
struct Numbers<'a> {
    taken: &'a HashSet<EstablishmentNumber>,
    next: u32,
}

impl Numbers<'_> {
    fn take(&mut self) -> Option<EstablishmentNumber> {
        if self.taken.is_empty() {
            return None;
        }
        loop {
            let number = EstablishmentNumber(self.next);
            self.next = self.next.saturating_add(1);
            if !self.taken.contains(&number) {
                return Some(number);
            }
        }
    }
}
