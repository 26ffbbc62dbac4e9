//! Plans that bring establishments back from files: named one by one, or listed by another host's transfer.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::error::{JobError, Result};
use super::import::{self, Opening, Source};
use super::plan::{Request, freeze};
use super::progress::{Cancel, Progress, Unit};
use crate::domain::establishment::{EstablishmentNumber, parse_number};
use crate::domain::export::{Existing, Fault, Held, TRANSFER_COLUMNS};
use crate::domain::import::{FileProblem, header_key};
use crate::domain::job::{Given, Job, Listing, Selection, TARGETS_MAX, Task};
use crate::domain::text::spreadsheet_text;
use crate::operations::establishment::restore::{Looked, look};
use crate::operations::job::Candidate;
use crate::operations::{Context, zone};

/// Most sites that one UAI can have here.
const FIRST_SITE: u32 = 1;

/// How establishments are brought back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct How {
    /// What becomes of those that are there already.
    pub existing: Existing,
    /// The file of keys that opens what is encrypted.
    pub keys: Option<PathBuf>,
}

/// Draws up the plan that brings back what some files hold. Every file is judged; nothing is changed.
///
/// # Errors
/// No file at all, too many, not permitted; what the system says.
pub fn files(
    ctx: &mut Context,
    paths: &[PathBuf],
    how: &How,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<Job> {
    let wanted = paths.iter().map(|path| Wanted { path: path.clone(), ..Wanted::default() }).collect();
    let mut named = paths.iter().map(|path| path.display().to_string());
    let source = named.next().unwrap_or_default();
    let selection = Selection::Files { source, others: named.collect(), listing: Listing::Target };
    draw_up(ctx, (wanted, selection, how), cancel, progress)
}

/// Draws up the plan that takes over what another host's list names, from the files beside it.
///
/// # Errors
/// As [`files`]; a list that cannot be read.
pub fn transfer(
    ctx: &mut Context,
    list: &Path,
    how: &How,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<Job> {
    let source = Source::open(list, Opening::of(ctx.options()))?;
    let columns = columns(source.header())?;
    let rows = source.sample(TARGETS_MAX + 1)?;
    let folder = std::path::absolute(list).map_err(import::Error::io(list))?;
    let folder = folder.parent().unwrap_or(Path::new("/"));
    let zones: HashSet<u32> = zone::list(ctx)?.iter().map(|line| line.zone.number.0).collect();
    let wanted = rows.iter().map(|row| Wanted::of(row, &columns, folder, &zones)).collect();
    let source = list.display().to_string();
    let selection = Selection::Files { source, others: Vec::new(), listing: Listing::Transfer };
    draw_up(ctx, (wanted, selection, how), cancel, progress)
}

/// Finds each of the eleven columns, whatever their order and spelling.
fn columns(header: &[String]) -> Result<Vec<usize>> {
    let keys: Vec<String> = header.iter().map(|name| header_key(name)).collect();
    let place = |name: &&str| keys.iter().position(|key| *key == header_key(name));
    let found: Option<Vec<usize>> = TRANSFER_COLUMNS.iter().map(place).collect();
    found.ok_or_else(|| import::Error::from(FileProblem::NotATable).into())
}

/// What a file that somebody named is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// An export of one establishment, as it is or packed.
    Export,
    /// Anything else, which is read as a transfer's list.
    List,
}

/// The first bytes of a SQLite database, of a Zstandard frame, of a file of the age format.
const MAGIC: [&[u8]; 3] = [b"SQLite format 3\0", &[0x28, 0xb5, 0x2f, 0xfd], b"age-encryption"];

/// Tells by its first bytes whether a file is an export or a transfer's list.
///
/// # Errors
/// What the system says.
pub fn sort_of(path: &Path) -> std::io::Result<Sort> {
    use std::io::Read as _;
    let mut head = Vec::with_capacity(16);
    std::fs::File::open(path)?.take(16).read_to_end(&mut head)?;
    let is_export = MAGIC.iter().any(|magic| head.starts_with(magic));
    Ok(if is_export { Sort::Export } else { Sort::List })
}

/// What is to be brought back from one file.
#[derive(Debug, Clone, Default)]
struct Wanted {
    path: PathBuf,
    /// The number that it had, if a list tells.
    had: Option<EstablishmentNumber>,
    /// The number that it is to have; none: the one that it had.
    number: Option<EstablishmentNumber>,
    /// What a list tells about it.
    told: Option<Held>,
    /// What is wrong with the list's row.
    fault: Option<Fault>,
}

impl Wanted {
    fn of(row: &[String], columns: &[usize], folder: &Path, zones: &HashSet<u32>) -> Self {
        let mut cells = columns.iter().map(|place| {
            let cell = row.get(*place).map_or("", String::as_str);
            spreadsheet_text(cell).trim().to_owned()
        });
        let mut next = || cells.next().unwrap_or_default();
        let (had, number, zone) = (parse_number(&next()), parse_number(&next()), next());
        let told = Held {
            zone: zone.parse().unwrap_or(0),
            location: next(),
            denomination: next(),
            uai: next(),
            uai_site: FIRST_SITE,
            contact_last_name: next(),
            contact_first_name: next(),
            contact_email: next(),
            registered_on: next(),
            blocks: Vec::new(),
        };
        let file = next();
        // A list names files beside it and nothing else.
        let beside = !file.is_empty() && !file.starts_with('.') && !file.contains(['/', '\0']);
        let fault = if !beside {
            Some(Fault::NoFile)
        } else if !zones.contains(&told.zone) || told.check().is_err() || had.is_err() || number.is_err() {
            Some(Fault::Values)
        } else {
            None
        };
        let (had, number) = (had.unwrap_or(None), number.unwrap_or(None));
        Self { path: folder.join(file), had, number, told: Some(told), fault }
    }

    fn candidate(self, ctx: &mut Context, keys: Option<&Path>) -> Result<Candidate> {
        let path = std::path::absolute(&self.path).map_err(import::Error::io(&self.path))?;
        let looked = match self.fault {
            Some(fault) => Err(fault),
            None => look(ctx, &path, keys)?,
        };
        let number = self.number.or(self.had);
        let (number, given) = match looked {
            Ok(found) if self.had.is_some_and(|had| had != found.number) => {
                (number, Given::Unfit { fault: Fault::Manifest })
            }
            Ok(found) => {
                let number = number.unwrap_or(found.number);
                (Some(number), archive(found, self.told, keys))
            }
            Err(fault) => (number, Given::Unfit { fault }),
        };
        Ok(Candidate {
            number: number.unwrap_or(EstablishmentNumber(0)),
            object: path.to_string_lossy().into_owned(),
            given,
        })
    }
}

/// A list has the last word about what the registry is to hold; which site of its UAI it is, only the file tells.
fn archive(found: Looked, told: Option<Held>, keys: Option<&Path>) -> Given {
    let held = match told {
        Some(told) if told.uai == found.held.uai => Held { uai_site: found.held.uai_site, ..told },
        Some(told) => told,
        None => found.held,
    };
    let keys = keys.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    Given::Archive { sha256: found.sha256, held, keys }
}

fn draw_up(
    ctx: &mut Context,
    (wanted, selection, how): (Vec<Wanted>, Selection, &How),
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<Job> {
    progress.begin("job-stage-judge", Unit::Rows, u64::try_from(wanted.len()).unwrap_or(u64::MAX));
    let mut candidates = Vec::with_capacity(wanted.len());
    let mut numbers = HashSet::new();
    let keys =
        how.keys.as_deref().map(|path| std::path::absolute(path).map_err(import::Error::io(path))).transpose()?;
    for one in wanted {
        if cancel.is_cancelled() {
            return Err(JobError::Cancelled);
        }
        let mut candidate = one.candidate(ctx, keys.as_deref())?;
        if matches!(candidate.given, Given::Archive { .. }) && !numbers.insert(candidate.number) {
            candidate.given = Given::Unfit { fault: Fault::Twice };
        }
        candidates.push(candidate);
        progress.advance(1);
    }
    let task = match how.existing {
        Existing::Refuse => Task::Restore,
        Existing::Replace => Task::Replace,
    };
    let request = Request { task, selection, name: String::new() };
    freeze(ctx, request, None, &candidates, (cancel, progress))
}
