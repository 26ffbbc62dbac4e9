//! The dry run, and the import of what it found good.

use std::collections::{HashMap, HashSet};

use super::batch::{Import, Numbers};
use super::error::{Error, Result};
use super::judge::{Judge, Verdict};
use super::known::Hosted;
use super::notes::Notes;
use super::options::{MissingZones, Options, Update};
use super::seen::Seen;
use super::source::Source;
use super::watch::{Counts, Watch};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::exit::Exit;
use crate::domain::import::{
    FileProblem, Finding, Mapping, MappingProblem, Note, Origin, Row, check_once, nameless, unread,
};
use crate::jobs::progress::Unit;
use crate::operations::establishment::{ImportEnd, ImportSummary, SendMail, note_import};
use crate::operations::{Context, zone};

/// Most findings that an [`Examination`] keeps; all of them are called back and go to the rejects file.
pub const KEPT_FINDINGS: usize = 10_000;
/// How far above the highest number a row may ask for one: more rows than any file has, and far less than one digit too
/// many.
const NUMBERS_AHEAD: u32 = 200_000;

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
    /// What is told about many rows at once.
    pub notes: Vec<Note>,
    /// The numbers that good rows ask for: rows without one must not get them.
    numbers: HashSet<EstablishmentNumber>,
    /// What was told of each establishment that differs: what somebody changed since is not written over.
    told: HashMap<EstablishmentNumber, u64>,
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
    /// Those of them whose contact has an address.
    pub reachable: u64,
    /// Establishments that were brought up to date.
    pub updated: u64,
    /// The rows that were judged this time.
    pub counts: Counts,
    /// How it ended.
    pub end: End,
}

impl Imported {
    /// Returns the exit code: 0 all, 3 some rows were refused, 6 cancelled; a failure has its own.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match &self.end {
            End::Complete if self.counts.rejected() == 0 => Exit::Done.code(),
            End::Complete => Exit::SomeFailed.code(),
            End::Cancelled => Exit::Interrupted.code(),
            End::Failed(error) => error.exit_code(),
        }
    }
}

/// Returns the mapping to be used, and whence it is: the one by hand, else the recognised one.
fn mapping_of(source: &Source, options: &Options, hosted: &Hosted<'_>) -> Result<(Mapping, Origin)> {
    let (mapping, origin) = match (&options.mapping, source.recognised()) {
        (Some(mapping), _) if *mapping == Mapping::guess(source.header()) => (mapping.clone(), Origin::Guessed),
        (Some(mapping), _) => (mapping.clone(), Origin::ByHand),
        (None, Some((format, mapping))) => {
            check_once(source.header(), &mapping)?;
            (mapping, Origin::Known(format))
        }
        (None, None) => return Err(FileProblem::unknown_header(source.header()).into()),
    };
    mapping.check(source.header().len())?;
    match mapping.fixed_zone() {
        Some(zone) if !hosted.has_zone(zone) => Err(MappingProblem::NoZone.into()),
        Some(_) | None => Ok((mapping, origin)),
    }
}

fn judge<'a>(source: &'a Source, options: &Options, hosted: Hosted<'a>, mapping: &'a Mapping) -> Judge<'a> {
    Judge {
        number_max: hosted.highest.saturating_add(NUMBERS_AHEAD),
        hosted,
        mapping,
        header: source.header(),
        missing_zones: options.missing_zones,
        update: options.update,
        shared_uai: options.shared_uai,
        far_numbers: options.far_numbers,
        seen: Seen::default(),
        notes: Notes::new(),
    }
}

/// Judges every row against what is hosted, and writes nothing but the rejects.
///
/// # Errors
/// [`Error::File`] when the file as a whole is refused, [`Error::Mapping`], [`Error::Cancelled`], and what reading or
/// a verb says.
pub fn examine(ctx: &mut Context, source: &Source, options: &Options, watch: &mut Watch<'_>) -> Result<Examination> {
    let hosted = Hosted::read(ctx)?;
    let (mapping, origin) = mapping_of(source, options, &hosted)?;
    let (mut empty, mut filled) = (nameless(source.header(), &mapping), Vec::new());
    let mut judge = judge(source, options, hosted, &mapping);
    let mut found = Examination::default();
    watch.progress.begin("import-stage-examine", Unit::Bytes, source.bytes());
    let mut rows = source.rows()?;
    while let Some(line) = rows.advance()? {
        if watch.cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        filled.extend(empty.extract_if(.., |column| !rows.cell(*column).trim().is_empty()));
        let verdict = judge.judge(line, &Row::read(&mapping, |column| rows.cell(column)), rows.check_width())?;
        found.counts.count(&verdict);
        let findings = match verdict {
            Verdict::Good(_) | Verdict::Unchanged => {
                if let Some(lacks) = rows.lacks() {
                    judge.notes.short(line, lacks);
                }
                Vec::new()
            }
            Verdict::Differs(differing) => {
                watch.hear(&differing.findings);
                found.told.insert(differing.number, differing.print());
                differing.findings
            }
            Verdict::Rejected(findings) => {
                watch.tell(rows.current(), &findings)?;
                findings
            }
        };
        found.findings_total += findings.len() as u64;
        let room = KEPT_FINDINGS.saturating_sub(found.findings.len());
        found.findings.extend(findings.into_iter().take(room));
        watch.progress.reach(rows.bytes());
    }
    let (first, last) = unread(source.header(), &mapping, origin, &filled);
    found.new_zones = judge.seen.new_zones;
    let near = found.new_zones.iter().map(|name| (name.clone(), judge.hosted.zone_near(name)));
    let near = near.filter(|(_, there)| !there.is_empty()).map(|(name, there)| Note::NearZone { name, there });
    found.notes = first.into_iter().chain(near).chain(judge.notes.finish()).chain(last).collect();
    found.numbers = judge.seen.numbers.into_keys().collect();
    Ok(found)
}

/// Creates the zones that are missing, judges every row again and imports the good ones, at most `BATCH_MAX` at
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
        (Err(error), _) if tally.added == 0 && tally.updated == 0 => return Err(error),
        (Err(error), _) => End::Failed(error),
        (Ok(End::Complete), Err(error)) => End::Failed(error.into()),
        (Ok(end), _) => end,
    };
    let Tally { added, reachable, updated, counts } = tally;
    Ok(Imported { added, reachable, updated, counts, end })
}

/// What was done so far, whatever comes after.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) added: u64,
    pub(super) reachable: u64,
    pub(super) updated: u64,
    pub(super) counts: Counts,
}

impl Tally {
    fn summary(&self, source: &Source, examination: &Examination, went: &Result<End>) -> ImportSummary {
        let name = source.path().file_name().map(|name| name.to_string_lossy().into_owned());
        ImportSummary {
            file: name.unwrap_or_else(|| source.path().display().to_string()),
            rows: examination.counts.rows,
            added: self.added,
            updated: self.updated,
            unchanged: self.counts.unchanged + self.counts.differ,
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
    let hosted = Hosted::read(ctx)?;
    let numbers = Numbers::new(&examination.numbers, hosted.highest);
    let (mapping, _) = mapping_of(source, options, &hosted)?;
    // The zones were created just now: a name that is still unknown was not in the dry run.
    let options = Options { missing_zones: MissingZones::Refuse, ..options.clone() };
    let judge = judge(source, &options, hosted, &mapping);
    let differ = if options.update == Update::Apply { examination.counts.differ } else { 0 };
    watch.progress.begin("import-stage-import", Unit::Rows, examination.counts.good + differ);
    Import { judge, numbers, send, update: options.update, told: &examination.told, tally }.all(source, watch)
}
