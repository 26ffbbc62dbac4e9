//! The dry run, and the import of what it found good.

use std::collections::HashSet;

use super::error::{Error, Result};
use super::judge::{Good, Judge, Verdict};
use super::known::Known;
use super::rejects::Rejects;
use super::rows::Rows;
use super::source::Source;
use crate::domain::establishment::{EstablishmentNumber, NewEstablishment};
use crate::domain::import::{FileProblem, Finding, Mapping, MappingProblem, Row, Weight};
use crate::jobs::progress::{Cancel, Progress, Unit};

/// Most findings that an [`Examination`] keeps; all of them are called back and go to the rejects file.
pub const KEPT_FINDINGS: usize = 10_000;
/// Most establishments that are acknowledged at once.
const BATCH_MAX: usize = 200;

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
    /// Takes the refused rows.
    pub rejects: Option<&'a mut Rejects<'a>>,
    listener: Listener<'a>,
}

struct Listener<'a>(Box<dyn FnMut(&Finding) + 'a>);

impl std::fmt::Debug for Listener<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Listener")
    }
}

impl<'a> Watch<'a> {
    /// Follows with a progress and a way to stop.
    #[must_use]
    pub fn new(progress: Progress<'a>, cancel: Cancel) -> Self {
        Self { progress, cancel, rejects: None, listener: Listener(Box::new(|_| {})) }
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

    /// Writes every refused row.
    #[must_use]
    pub fn with_rejects(mut self, rejects: &'a mut Rejects<'a>) -> Self {
        self.rejects = Some(rejects);
        self
    }

    fn tell(&mut self, rows: &Rows<'_>, findings: &[Finding]) -> Result<()> {
        findings.iter().for_each(|finding| (self.listener.0)(finding));
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
pub enum End<E> {
    /// All good rows are imported.
    Complete,
    /// It was asked to stop; importing the file again adds the rest.
    Cancelled,
    /// A batch failed; the ones before it stay.
    Failed(E),
}

/// What was imported.
#[derive(Debug)]
pub struct Imported<E> {
    /// Establishments added, all of them on disk.
    pub added: u64,
    /// The rows that were judged this time.
    pub counts: Counts,
    /// How it ended.
    pub end: End<E>,
}

impl<E> Imported<E> {
    /// Gives the exit code: 0 all, 3 some rows were refused, 6 cancelled; a failure has its own.
    pub fn exit_code(&self, of_failure: impl FnOnce(&E) -> u8) -> u8 {
        match &self.end {
            End::Complete if self.counts.rejected() == 0 => 0,
            End::Complete => 3,
            End::Cancelled => 6,
            End::Failed(error) => of_failure(error),
        }
    }
}

/// A row of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// The line of the file on which it begins.
    pub line: u64,
    /// The establishment.
    pub new: NewEstablishment,
    /// Which site of its UAI it is, from 1.
    pub site: u32,
}

/// Gives the mapping to be used: the one by hand, else the recognised one.
pub(super) fn mapping_of(source: &Source, options: &Options, known: &Known) -> Result<Mapping> {
    let mapping = match (&options.mapping, source.recognised()) {
        (Some(mapping), _) => mapping.clone(),
        (None, Some((_, mapping))) => mapping,
        (None, None) => return Err(FileProblem::UnknownHeader { header: source.header().join(" ") }.into()),
    };
    mapping.check(source.header().len())?;
    match mapping.fixed_zone() {
        Some(zone) if !known.has_zone(zone) => Err(MappingProblem::NoZone.into()),
        Some(_) | None => Ok(mapping),
    }
}

/// Judges every row against what is known, and writes nothing.
pub(super) fn examine(source: &Source, options: &Options, known: &Known, watch: &mut Watch<'_>) -> Result<Examination> {
    let mapping = mapping_of(source, options, known)?;
    let mut judge = Judge::new(known, &mapping, source.header(), options.missing_zones, options.shared_uai);
    let mut found = Examination::default();
    watch.progress.begin("import-stage-examine", Unit::Bytes, source.bytes());
    let mut rows = source.rows()?;
    while let Some(line) = rows.advance()? {
        if watch.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let verdict = judge.judge(line, &Row::read(&mapping, |column| rows.cell(column)));
        found.counts.count(&verdict);
        if let Verdict::Rejected(findings) = verdict {
            watch.tell(&rows, &findings)?;
            found.findings_total += findings.len() as u64;
            let room = KEPT_FINDINGS.saturating_sub(found.findings.len());
            found.findings.extend(findings.into_iter().take(room));
        }
        watch.progress.reach(rows.bytes());
    }
    found.new_zones = judge.new_zones;
    found.numbers = judge.numbers.into_keys().collect();
    Ok(found)
}

/// Judges every row again and hands the good ones over in batches; zones were created before `known` was read.
pub(super) fn import<E>(
    source: &Source,
    options: &Options,
    (known, examination): (&Known, &Examination),
    watch: &mut Watch<'_>,
    mut add: impl FnMut(Vec<BatchRow>) -> std::result::Result<usize, E>,
) -> Result<Imported<E>> {
    source.verify()?;
    let mapping = mapping_of(source, options, known)?;
    let mut judge = Judge::new(known, &mapping, source.header(), MissingZones::Refuse, options.shared_uai);
    let mut numbers = Numbers { taken: &examination.numbers, next: known.highest_number() };
    let mut done = Imported { added: 0, counts: Counts::default(), end: End::Complete };
    let mut batch = Vec::with_capacity(BATCH_MAX);
    watch.progress.begin("import-stage-import", Unit::Rows, examination.counts.good);
    let mut rows = source.rows()?;
    loop {
        let line = rows.advance()?;
        if batch.len() == BATCH_MAX || (line.is_none() && !batch.is_empty()) {
            if watch.cancel.is_cancelled() {
                done.end = End::Cancelled;
                return Ok(done);
            }
            match add(std::mem::take(&mut batch)) {
                Ok(added) => done.added += added as u64,
                Err(error) => {
                    done.end = End::Failed(error);
                    return Ok(done);
                }
            }
            watch.progress.reach(done.added);
        }
        let Some(line) = line else { return Ok(done) };
        let verdict = judge.judge(line, &Row::read(&mapping, |column| rows.cell(column)));
        done.counts.count(&verdict);
        match verdict {
            Verdict::Good(good) => {
                let Good { mut new, site } = *good;
                new.number = new.number.or_else(|| numbers.next());
                batch.push(BatchRow { line, new, site });
            }
            Verdict::Unchanged => {}
            Verdict::Rejected(findings) => watch.tell(&rows, &findings)?,
        }
    }
}

/// Numbers for rows that ask for none, chosen here only when other rows of the file ask for some.
struct Numbers<'a> {
    taken: &'a HashSet<EstablishmentNumber>,
    next: u32,
}

impl Numbers<'_> {
    fn next(&mut self) -> Option<EstablishmentNumber> {
        if self.taken.is_empty() {
            return None;
        }
        loop {
            self.next += 1;
            let number = EstablishmentNumber(self.next);
            if !self.taken.contains(&number) {
                return Some(number);
            }
        }
    }
}
