//! Plans that bring establishments back from files: named one by one, or listed by another host's transfer.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::error::{JobError, Result};
use super::import::{self, Opening, Source};
use super::plan::{Request, judge};
use super::progress::{Cancel, Progress, Unit};
use crate::domain::establishment::{EstablishmentNumber, parse_number};
use crate::domain::export::{Cell, Existing, Fault, Held, TRANSFER_COLUMNS, ZONE_NAME_COLUMN};
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::import::{FileProblem, header_key, looks_like, shown_value, whole_number};
use crate::domain::job::{Given, Job, Listing, Selection, Task, ZoneShare};
use crate::domain::school::Whose;
use crate::domain::text::{fold, spreadsheet_text};
use crate::domain::uai::Uai;
use crate::domain::zone::academie_of;
use crate::operations::establishment::restore::{Looked, look};
use crate::operations::exchange::Reach;
use crate::operations::job::{self, Candidate, NewPlan};
use crate::operations::{Context, exchange, zone};

/// The place of the zone's number in [`TRANSFER_COLUMNS`].
const ZONE: usize = 2;
/// The fields of the columns behind it.
const FIELDS: [Field; 7] = [
    Field::Location,
    Field::Denomination,
    Field::Uai,
    Field::ContactLastName,
    Field::ContactFirstName,
    Field::ContactEmail,
    Field::RegisteredOn,
];
/// The place of the first of them.
const FIRST_FIELD: usize = ZONE + 1;
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
/// As [`draft_files`].
pub fn files(
    ctx: &mut Context,
    paths: &[PathBuf],
    how: &How,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<Job> {
    let plan = draft_files(ctx, paths, how, cancel, progress)?;
    Ok(job::save(ctx, &plan)?)
}

/// Drafts the plan that brings back what some files hold; nothing is written.
///
/// # Errors
/// No file at all, too many, not permitted; what the system says.
pub fn draft_files(
    ctx: &mut Context,
    paths: &[PathBuf],
    how: &How,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<NewPlan> {
    let wanted = paths.iter().map(|path| Wanted { path: path.clone(), ..Wanted::default() }).collect();
    let mut named = paths.iter().map(|path| path.display().to_string());
    let source = named.next().unwrap_or_default();
    let named = (source, named.collect(), Listing::Target);
    draft(ctx, (wanted, named, how), cancel, progress)
}

/// Draws up the plan that takes over what another host's list names, from the files beside it.
///
/// # Errors
/// As [`draft_transfer`].
pub fn transfer(
    ctx: &mut Context,
    list: &Path,
    how: &How,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<Job> {
    let plan = draft_transfer(ctx, list, how, cancel, progress)?;
    Ok(job::save(ctx, &plan)?)
}

/// Drafts the plan that takes over what another host's list names; nothing is written.
///
/// # Errors
/// As [`draft_files`]; a list that cannot be read.
pub fn draft_transfer(
    ctx: &mut Context,
    list: &Path,
    how: &How,
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<NewPlan> {
    let source = Source::open(list, Opening::of(ctx.options()))?;
    let columns = columns(source.header())?;
    let folder = std::path::absolute(list).map_err(import::Error::io(list))?;
    let folder = folder.parent().unwrap_or(Path::new("/"));
    let reach = Reach::of(&ctx.actor);
    let zones = Zones::read(ctx)?;
    let read = Reading { header: source.header(), columns: &columns, folder, reach: &reach, zones: &zones };
    let mut wanted: Vec<Wanted> = Vec::new();
    source.each(|line, row, width| -> Result<()> {
        let cells: Vec<String> = row.iter().map(str::to_owned).collect();
        let one = Wanted::of(line, &cells, &read);
        let refused =
            |why| Given::Refused { cells: vec![Cell::whole_line(line, row.iter(), why)], rest: Filled::default() };
        wanted.push(Wanted { fault: width.map_or_else(|why| Some(refused(why)), |()| one.fault.clone()), ..one });
        Ok(())
    })?;
    let mut sites: HashMap<String, u32> = HashMap::new();
    let uai = |one: &Wanted| one.told.as_ref().map(|told| fold(&told.uai)).unwrap_or_default();
    for one in &wanted {
        *sites.entry(uai(one)).or_default() += 1;
    }
    for one in &mut wanted {
        one.site = u32::from(sites.get(&uai(one)).is_none_or(|count| *count == 1));
    }
    let named = (list.display().to_string(), Vec::new(), Listing::Transfer);
    draft(ctx, (wanted, named, how), cancel, progress)
}

/// Finds each of [`TRANSFER_COLUMNS`], whatever their order and spelling, and the one of the zone's name if there is one.
fn columns(header: &[String]) -> Result<Columns> {
    let keys: Vec<String> = header.iter().map(|name| header_key(name)).collect();
    let place = |name: &&str| keys.iter().position(|key| *key == header_key(name));
    let missing: Vec<&str> = TRANSFER_COLUMNS.iter().filter(|name| place(name).is_none()).copied().collect();
    if !missing.is_empty() {
        return Err(import::Error::from(FileProblem::missing_columns(&missing)).into());
    }
    let problem = doubled(header, &keys).or_else(|| zone_misnamed(header, &keys));
    if let Some(problem) = problem {
        return Err(import::Error::from(problem).into());
    }
    Ok(Columns { fixed: TRANSFER_COLUMNS.iter().filter_map(place).collect(), zone_name: place(&ZONE_NAME_COLUMN) })
}

/// Finds a column of the list's own that is there twice: which one is meant, nobody can tell.
fn doubled(header: &[String], keys: &[String]) -> Option<FileProblem> {
    TRANSFER_COLUMNS.into_iter().chain([ZONE_NAME_COLUMN]).find_map(|name| {
        let mut places = (0..).zip(keys).filter(|(_, key)| **key == header_key(name)).map(|(place, _)| place);
        let (first, second): (usize, usize) = (places.next()?, places.next()?);
        let name = header.get(second).map(|name| shown_value(name)).unwrap_or_default();
        Some(FileProblem::ColumnTwice { name, first: first + 1, second: second + 1 })
    })
}

/// Finds a misspelt column of the zone's name, the only one that a list may lack: without it the zone would be taken by a
/// number that is another one's here.
fn zone_misnamed(header: &[String], keys: &[String]) -> Option<FileProblem> {
    if keys.contains(&header_key(ZONE_NAME_COLUMN)) {
        return None;
    }
    let is_own = |key: &String| TRANSFER_COLUMNS.into_iter().any(|name| header_key(name) == *key);
    let mut others = header.iter().zip(keys).filter(|(_, key)| !is_own(key)).map(|(name, _)| name);
    let name = others.find(|name| looks_like(name, ZONE_NAME_COLUMN))?;
    Some(FileProblem::ColumnMisnamed { column: shown_value(name), meant: ZONE_NAME_COLUMN.to_owned() })
}

/// Where the columns of a transfer's list are.
struct Columns {
    /// Those of [`TRANSFER_COLUMNS`], in their order.
    fixed: Vec<usize>,
    zone_name: Option<usize>,
}

/// The zones here.
struct Zones {
    names: HashMap<u32, String>,
    numbers: HashMap<String, u32>,
}

impl Zones {
    fn read(ctx: &mut Context) -> Result<Self> {
        let zones: Vec<_> = zone::list(ctx)?.into_iter().map(|line| line.zone).collect();
        let numbers = zones.iter().map(|zone| (fold(&zone.name), zone.number.0)).collect();
        Ok(Self { names: zones.into_iter().map(|zone| (zone.number.0, zone.name)).collect(), numbers })
    }

    /// Finds the zone that a list means: by its name, which holds everywhere, else by its number; what is no number there is
    /// a name.
    fn find(&self, number: &str, name: &str) -> Option<u32> {
        match name {
            "" => match whole_number(number).parse() {
                Ok(number) => Some(number).filter(|number| self.names.contains_key(number)),
                Err(_) => self.numbers.get(&fold(number)).copied(),
            },
            name => self.numbers.get(&fold(name)).copied(),
        }
    }
}

/// How the rows of a list are read.
struct Reading<'a> {
    header: &'a [String],
    columns: &'a Columns,
    /// Where the files lie.
    folder: &'a Path,
    /// Which of them whoever asks may name.
    reach: &'a Reach,
    zones: &'a Zones,
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
/// As [`exchange::open`].
pub fn sort_of(path: &Path) -> std::result::Result<Sort, Problem> {
    use std::io::Read as _;
    let mut head = Vec::with_capacity(16);
    let unreadable = |cause: std::io::Error| Problem::FileUnreadable { cause: cause.to_string() };
    exchange::open(path)?.take(16).read_to_end(&mut head).map_err(unreadable)?;
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
    /// 1, or 0 when the list has its UAI more than once: then its names tell which site it is.
    site: u32,
    /// What the list calls its zone.
    zone: String,
    /// What is wrong with the list's row.
    fault: Option<Given>,
}

impl Wanted {
    fn of(line: u64, row: &[String], read: &Reading<'_>) -> Self {
        let text = |place: usize| spreadsheet_text(row.get(place).map_or("", String::as_str)).trim().to_owned();
        let mut cells = read.columns.fixed.iter().map(|place| text(*place));
        let mut next = || cells.next().unwrap_or_default();
        let (had, number, zone) = (next(), next(), next());
        let zone_name = read.columns.zone_name.map(text).unwrap_or_default();
        let found = read.zones.find(&zone, &zone_name);
        let told = Held {
            zone: found.unwrap_or(0),
            location: next(),
            denomination: next(),
            uai: next(),
            uai_site: FIRST_SITE,
            contact_last_name: next(),
            contact_first_name: next(),
            contact_email: next(),
            registered_on: next(),
            ..Held::default()
        };
        let file = next();
        let mut wrong = Vec::new();
        let mut note = |place: usize, why| {
            let place = read.columns.fixed.get(place).copied().unwrap_or(0);
            wrong.push((place, why));
        };
        let parsed = [&had, &number].map(|text| parse_number(&whole_number(text)));
        for (place, parsed) in parsed.iter().enumerate() {
            if let Err(why) = parsed {
                note(place, why.clone());
            }
        }
        for error in told.check().err().unwrap_or_default() {
            if let Some(place) = FIELDS.iter().position(|field| *field == error.field) {
                note(FIRST_FIELD + place, error.problem);
            }
        }
        let [had, number] = parsed.map(|parsed| parsed.unwrap_or(None));
        if found.is_none() {
            wrong.push((
                read.columns
                    .zone_name
                    .filter(|_| !zone_name.is_empty())
                    .unwrap_or(read.columns.fixed.get(ZONE).copied().unwrap_or(0)),
                Problem::UnknownZone,
            ));
        }
        let cell = |(place, why): (usize, Problem)| Cell {
            line,
            column: read.header.get(place).cloned().unwrap_or_default(),
            field: None,
            value: shown_value(&text(place)),
            why,
        };
        // A list names files beside it and nothing else.
        let is_theirs = read.reach.prefix().is_none_or(|prefix| file.starts_with(prefix));
        let beside = is_theirs && !file.is_empty() && !file.starts_with('.') && !file.contains(['/', '\0']);
        let fault = if !beside {
            Some(Given::Unfit { fault: Fault::NoFile })
        } else if wrong.is_empty() {
            None
        } else {
            Some(Given::Refused { cells: wrong.into_iter().map(cell).collect(), rest: Filled::default() })
        };
        let zone = if zone_name.is_empty() { zone } else { zone_name };
        Self { path: read.folder.join(file), had, number, told: Some(told), site: FIRST_SITE, zone, fault }
    }

    fn candidate(self, ctx: &mut Context, keys: Option<&Path>) -> Result<Candidate> {
        let path = std::path::absolute(&self.path).map_err(import::Error::io(&self.path))?;
        let number = self.number.or(self.had);
        let looked = match self.fault {
            Some(given) => Err(given),
            None => look(ctx, &path, keys)?.map_err(|fault| Given::Unfit { fault }),
        };
        let (number, given) = match looked {
            Ok(found) => {
                let number = number.unwrap_or(found.number);
                // A list says what the registry is to hold, but not whose content a file has.
                let told = self
                    .told
                    .as_ref()
                    .map(|told| Whose { site: self.site, ..told.whose(self.had.unwrap_or(found.number), "") });
                let other = told.and_then(|told| another(&told, &found.whose()));
                (Some(number), other.unwrap_or_else(|| archive(found, self.told, keys)))
            }
            Err(given) => (number, given),
        };
        Ok(Candidate {
            number: number.unwrap_or(EstablishmentNumber(0)),
            object: path.to_string_lossy().into_owned(),
            given,
        })
    }
}

/// Refuses a file that holds another school than the one that a list tells of: so a row that slipped is seen, and a
/// name that was corrected is taken where the UAI says whose it is.
fn another(told: &Whose, found: &Whose) -> Option<Given> {
    let is_its_row = told.number == found.number && told.is_of(found);
    let named = |whose: &Whose| format!("{}, {}", whose.number, whose.name());
    let fault = || Fault::RowDiffers { there: named(found), here: named(told) };
    (!is_its_row).then(|| Given::Unfit { fault: fault() })
}

/// A list has the last word about what the registry is to hold; which site of its UAI it is, only the file tells.
fn archive(found: Looked, told: Option<Held>, keys: Option<&Path>) -> Given {
    let whose = Box::new(found.whose());
    let held = match told {
        Some(told) => {
            let uai_site = if told.uai == found.held.uai { found.held.uai_site } else { told.uai_site };
            Held { uai_site, blocks: found.held.blocks, ..told }
        }
        None => found.held,
    };
    let keys = keys.map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
    Given::Archive { sha256: found.sha256, held, whose, keys }
}

fn draft(
    ctx: &mut Context,
    (wanted, (source, others, listing), how): (Vec<Wanted>, (String, Vec<String>, Listing), &How),
    cancel: &Cancel,
    progress: &mut Progress<'_>,
) -> Result<NewPlan> {
    progress.begin("job-stage-judge", Unit::Rows, u64::try_from(wanted.len()).unwrap_or(u64::MAX));
    let mut candidates = Vec::with_capacity(wanted.len());
    let mut numbers = HashSet::new();
    let here = Zones::read(ctx)?;
    let mut shares = Shares::default();
    let keys =
        how.keys.as_deref().map(|path| std::path::absolute(path).map_err(import::Error::io(path))).transpose()?;
    for one in wanted {
        if cancel.is_cancelled() {
            return Err(JobError::Cancelled);
        }
        let zone = one.zone.clone();
        let mut candidate = one.candidate(ctx, keys.as_deref())?;
        if matches!(candidate.given, Given::Archive { .. }) && !numbers.insert(candidate.number) {
            candidate.given = Given::Unfit { fault: Fault::Twice };
        }
        // What is replaced stays in its zone.
        if let (Given::Archive { held, .. }, Existing::Refuse) = (&candidate.given, how.existing) {
            shares.add(held, zone, &here);
        }
        candidates.push(candidate);
        progress.advance(1);
    }
    let task = match how.existing {
        Existing::Refuse => Task::Restore,
        Existing::Replace => Task::Replace,
    };
    let selection = Selection::Files { source, others, listing, zones: shares.finish() };
    let request = Request { task, selection, name: String::new() };
    judge(ctx, request, None, candidates, (cancel, progress))
}

/// Counts how many go to each zone.
#[derive(Default)]
struct Shares(BTreeMap<u32, ZoneShare>);

impl Shares {
    fn add(&mut self, held: &Held, given: String, here: &Zones) {
        let Some(name) = here.names.get(&held.zone) else { return };
        let share = self.0.entry(held.zone).or_insert_with(|| ZoneShare {
            given: if given.is_empty() { held.zone.to_string() } else { given },
            number: held.zone,
            name: name.clone(),
            count: 0,
            elsewhere: 0,
        });
        share.count += 1;
        let told = Uai::parse(&held.uai).ok().and_then(|uai| academie_of(uai.department(), ""));
        let zone = academie_of("", name);
        share.elsewhere += u32::from(zone.is_some() && told.is_some() && zone != told);
    }

    /// Returns the shares, the largest first.
    fn finish(self) -> Vec<ZoneShare> {
        let mut shares: Vec<ZoneShare> = self.0.into_values().collect();
        shares.sort_by_key(|share| std::cmp::Reverse(share.count));
        shares
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::message::Explain as _;

    #[test]
    fn a_list_with_a_column_twice_or_misspelt_is_refused() {
        let read = |line: &str| {
            let header: Vec<String> = line.split(';').map(str::to_owned).collect();
            columns(&header).map(|columns| columns.zone_name).map_err(|error| error.message().key)
        };
        let whole = TRANSFER_COLUMNS.join(";");
        for (more, expected) in [
            ("", Ok(None)),
            (";Nom zone", Ok(Some(11))),
            (";Remarque;Zone;Remarque", Ok(None)),
            (";uai", Err("import-file-column-twice")),
            (";Nom_Zone;nom-zone", Err("import-file-column-twice")),
            (";Nom_Zonne", Err("import-file-column-misnamed")),
            (";Nom_de_zone", Err("import-file-column-misnamed")),
            (";Nom_Zonne;Nom_Zone", Ok(Some(12))),
        ] {
            assert_eq!(read(&format!("{whole}{more}")), expected, "{more}");
        }
        assert_eq!(read(&whole.replace("UAI", "UIA")), Err("import-file-missing-columns"));
    }

    #[test]
    fn a_zone_is_found_by_its_name_in_either_column() {
        let zones = Zones {
            names: HashMap::from([(1, "Défaut".to_owned()), (7, "Rennes".to_owned())]),
            numbers: HashMap::from([("defaut".to_owned(), 1), ("rennes".to_owned(), 7)]),
        };
        for (number, name, expected) in [
            ("7", "", Some(7)),
            ("RENNES", "", Some(7)),
            ("9", "", None),
            ("Nantes", "", None),
            ("1", "Rennes", Some(7)),
            ("7", "Nantes", None),
        ] {
            assert_eq!(zones.find(number, name), expected, "{number} {name}");
        }
    }
}
