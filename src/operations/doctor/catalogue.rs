//! The catalogue of exports and the folder: what one knows and the other has not, and what a person decides about that.

use std::collections::HashSet;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use super::choice::Left;
use super::files::is_old;
use super::finding::Finding;
use super::lost::Need;
use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::establishment::{EstablishmentNumber, NUMBER_MAX};
use crate::domain::export::{Export, Fault, Presence, Why};
use crate::domain::job::Effect;
use crate::domain::message::Explain as _;
use crate::domain::time::Timestamp;
use crate::operations::clock;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::origin;
use crate::operations::establishment::restore::{self, Looked, name_of};
use crate::operations::export::{self as exports, Moved, compared};
use crate::operations::permitted::{Permitted, record};
use crate::operations::progress::{Stop, go_on};
use crate::operations::recover;
use crate::store::establishment::judge::Thoroughness;
use crate::store::establishment::snapshot;
use crate::store::home::Home;
use crate::store::registry::check::{self, Entered};
use crate::store::registry::content;
use crate::store::registry::{Tx, establishment, export, retired};
use crate::store::shelf::exported;
use crate::store::{self, files};

/// Exports read in one go.
const PAGE: u32 = 500;

/// Compares them. The thorough look reads every file again; the quick one goes by sizes.
pub(super) fn examine(
    ctx: &mut Permitted<'_>,
    (thoroughness, busy): (Thoroughness, &HashSet<EstablishmentNumber>),
    found: &mut Vec<Finding>,
    stop: Stop<'_>,
) -> Result<()> {
    let (folder, now) = (ctx.home().exports(), ctx.now());
    // The files are listed first, then who makes some: an export that is made meanwhile is known by then.
    let mut there = files::list(&folder)?;
    let strange: Vec<PathBuf> = there.iter().filter(|path| is_strange(path)).cloned().collect();
    let mut tables: Vec<PathBuf> = there.iter().filter(|path| lone_tables(path, now).is_some()).cloned().collect();
    let made = recover::being_made(ctx.home())?;
    let is_free = |path: &PathBuf| exported(path).is_some_and(|number| !busy.contains(&number));
    there.retain(|path| is_free(path) && !made.contains(&name_of(path)));
    let (mut known, mut sound, mut gone, mut bare) = (HashSet::new(), HashSet::new(), Vec::new(), Vec::new());
    let mut after = String::new();
    loop {
        let page = ctx.read(|tx| Ok(check::exports(tx, &after, PAGE)?))?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.file);
        for entered in page {
            go_on(stop)?;
            let known_as = (entered.size_bytes, entered.sha256.as_str());
            let presence = compared(&folder.join(&entered.file), known_as, thoroughness);
            known.insert(entered.file.clone());
            match presence {
                Presence::There | Presence::Verified | Presence::Unrestorable => {
                    sound.insert(entered.number);
                    bare.extend(exports::lacks_hash(&folder.join(&entered.file)).then_some(entered));
                }
                Presence::Missing | Presence::Damaged => gone.push((entered, presence)),
            }
        }
    }
    // What was pruned while the catalogue was read is not lost, and what is being pruned was not lost before.
    let going = recover::going(ctx.home())?;
    for (entered, presence) in gone {
        if going.contains(&entered.file) || !is_still(ctx, &entered)? {
            continue;
        }
        let need = match entered {
            Entered { for_undo: true, .. } => Need::Undo,
            Entered { number, has_row: false, .. } if !sound.contains(&number) => Need::Only,
            Entered { .. } => Need::None,
        };
        found.push(Finding::ExportLost { file: entered.file, presence, need });
    }
    for entered in bare {
        if !going.contains(&entered.file) && is_still(ctx, &entered)? {
            found.push(Finding::HashMissing { file: entered.file });
        }
    }
    there.retain(|path| !known.contains(&name_of(path)) && files::is_there(path).unwrap_or(true));
    found.extend((!there.is_empty()).then_some(Finding::ExportUnknown { paths: there }));
    tables.retain(|path| lone_tables(path, now).is_some_and(|export| !known.contains(&export)));
    found.extend(tables.into_iter().map(|path| Finding::UnknownFile { path, of: None }));
    for path in strange.into_iter().filter(|path| !known.contains(&name_of(path))) {
        go_on(stop)?;
        let export = if path.is_file() { strange_export(ctx, &path)? } else { None };
        found.push(Finding::UnknownFile { path, of: export.map(|(number, taken_at)| (number, Some(taken_at))) });
    }
    Ok(())
}

/// Tells whether the catalogue still means the same file. A row of which something cannot be read is named by itself.
fn is_still(ctx: &mut Permitted<'_>, entered: &Entered) -> Result<bool> {
    match ctx.read(|tx| Ok(export::find(tx, &entered.file)?)) {
        Err(Error::Store(error)) if error.is_of_a_row() => Ok(true),
        still => Ok(still?.is_some_and(|still| still.sha256 == entered.sha256)),
    }
}

/// Writes the hash beside an export of the catalogue, if the file is what was written.
pub(super) fn write_hash(ctx: &mut Permitted<'_>, file: &str) -> Result<()> {
    let known = exports::get(ctx, file)?;
    let path = exports::path(ctx, &known);
    if compared(&path, (known.size_bytes, &known.sha256), Thoroughness::Thorough) != Presence::Verified {
        return Err(Rule::Unfit(Fault::HashDiffers).into());
    }
    Ok(snapshot::write_hash(&path, &known.sha256)?)
}

/// Tells whether a file among the exports has a name that is none of ours: of an export, of what lies beside one, of a job's
/// list, of something in the making. What lies beside a strange one goes with it.
pub(super) fn is_strange(path: &Path) -> bool {
    let name = name_of(path);
    let job = name.strip_prefix("job").and_then(|name| name.strip_suffix(".csv"));
    if job.is_some_and(|id| id.parse::<i64>().is_ok()) || files::is_in_the_making(&name) {
        return false;
    }
    match snapshot::BESIDE.iter().find_map(|suffix| name.strip_suffix(suffix)) {
        None => exported(path).is_none(),
        // A hash alone is a left-over.
        Some(_) if name.ends_with(".sha256") => false,
        Some(base) => {
            exported(Path::new(base)).is_none() && !files::is_there(&path.with_file_name(base)).unwrap_or(true)
        }
    }
}

/// Tells of what establishment a file under a strange name is an export, and of when.
fn strange_export(ctx: &mut Permitted<'_>, path: &Path) -> Result<Option<(EstablishmentNumber, Timestamp)>> {
    match restore::look(ctx, path, None) {
        Ok(looked) => Ok(looked.ok().map(|looked| (looked.number, looked.taken_at))),
        Err(error) if error.is_of_a_file() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Reads one export of the catalogue again; none when it is what was written, or is not in the catalogue.
pub(super) fn sought(ctx: &mut Permitted<'_>, file: &str) -> Result<Option<Finding>> {
    let Some(known) = ctx.read(|tx| Ok(export::find(tx, file)?))? else { return Ok(None) };
    let presence =
        compared(&ctx.home().exports().join(file), (known.size_bytes, &known.sha256), Thoroughness::Thorough);
    Ok(match presence {
        Presence::There | Presence::Verified | Presence::Unrestorable => None,
        Presence::Missing | Presence::Damaged => {
            Some(Finding::ExportLost { file: known.file, presence, need: Need::None })
        }
    })
}

/// Tells of which export a file is the tables for people, if that export is not there and nobody is making it.
fn lone_tables(path: &Path, now: Timestamp) -> Option<String> {
    let name = name_of(path);
    let export = name.strip_suffix(".age").unwrap_or(&name).strip_suffix(".csv.zip")?;
    exported(Path::new(export))?;
    let is_there = files::is_there(&path.with_file_name(export));
    (matches!(is_there, Ok(false)) && is_old(path, now)).then(|| export.to_owned())
}

/// Tells whether a file is the tables for people of an export that is neither there nor in the catalogue: nothing reads
/// them, nothing ends them, and they name pupils.
pub(super) fn are_lone_tables(tx: &Tx<'_>, home: &Home, path: &Path, now: Timestamp) -> Result<bool> {
    let export = lone_tables(path, now).filter(|_| path.parent() == Some(home.exports().as_path()));
    Ok(match export {
        Some(export) => export::find(tx, &export)?.is_none(),
        None => false,
    })
}

/// Takes an export out of the catalogue whose file is gone for good. What was made beside it is set aside.
pub(super) fn forget(ctx: &mut Permitted<'_>, file: &str) -> Result<()> {
    let (home, moment) = (ctx.home().clone(), ctx.latest().at().utc_text());
    let (path, mut moved) = (home.exports().join(file), Moved::default());
    let done = ctx.write(|tx, permit, now| {
        // What cannot be looked at is not gone.
        let is_gone = !files::is_there(&path)?;
        let known = export::find(tx, file)?.filter(|_| is_gone).ok_or(Rule::Changed)?;
        export::remove(tx, file)?;
        moved.take(&path, |from| home.shelf().set_aside(from, &moment))?;
        let entry = Entry::new(Act::DOCTOR_FORGET_EXPORT, Object::export(file))
            .was("number", known.number.to_string())
            .was("denomination", &known.held.denomination)
            .was("sha256", &known.sha256);
        record(tx, permit, now, &entry)
    });
    if done.is_err() {
        moved.put_back();
    }
    done
}

/// Does something to each file by itself. One to which it cannot be done stays as it was, and the others go on, as long as
/// neither the registry nor the disk stands against all of them. Returns to how many it was done, and which stay.
///
/// # Errors
/// Why it could not be done to the first, when it was done to none.
fn each(paths: &[PathBuf], mut act: impl FnMut(&Path) -> Result<()>) -> Result<(u32, Vec<Left>)> {
    let (mut done, mut left, mut first, mut paths) = (0, Vec::new(), None, paths.iter());
    while let Some(path) = paths.next() {
        let Err(error) = act(path) else {
            done += 1;
            continue;
        };
        let stays = |path: &PathBuf| Left { file: name_of(path), why: error.message() };
        left.push(stays(path));
        if !error.is_of_a_file() && !matches!(error, Error::Rule(_)) {
            left.extend(paths.by_ref().map(stays));
        }
        first = first.or(Some(error));
    }
    match first {
        Some(error) if done == 0 => Err(error),
        Some(_) | None => Ok((done, left)),
    }
}

/// Moves exports to where nothing is read back: such as the catalogue does not know, or one that is no more what it knows.
/// A number that no row has is never given again. Returns where they are, and which stay.
pub(super) fn set_aside(ctx: &mut Permitted<'_>, finding: &Finding, paths: &[PathBuf]) -> Result<(PathBuf, Vec<Left>)> {
    let mut kept = ctx.home().orphans();
    let (_, left) = each(paths, |path| {
        let to = set_one_aside(ctx, finding, path)?;
        if paths.len() == 1 {
            kept = to;
        }
        Ok(())
    })?;
    Ok((kept, left))
}

/// The file is read before the registry is held for others: it may be large.
fn set_one_aside(ctx: &mut Permitted<'_>, finding: &Finding, path: &Path) -> Result<PathBuf> {
    let (home, moment, file) = (ctx.home().clone(), ctx.latest().at().utc_text(), name_of(path));
    let number = exported(path).filter(|number| (1..=NUMBER_MAX).contains(&number.0));
    let one = [path.to_owned()];
    let had = number.map(|number| Ok::<_, Error>((number, origin::school_of(ctx, number, &one)?))).transpose()?;
    let seen = Seen::of(path, finding)?;
    let mut moved = Moved::default();
    let done = ctx.write(|tx, permit, now| {
        seen.check(tx, &home, (path, &file))?;
        if let Some((number, school)) = &had
            && !establishment::is_used(tx, *number)?
        {
            retired::retire(tx, (now, 0), (*number, school))?;
        }
        moved.take(path, |from| home.shelf().set_aside(from, &moment))?;
        let to = moved.first().ok_or(Rule::Changed)?.to_owned();
        let entry = Entry::new(Act::DOCTOR_SET_ASIDE, Object::export(&file))
            .was("code", finding.code())
            .is("set-aside", to.display().to_string());
        record(tx, permit, now, &entry)?;
        Ok(to)
    });
    if done.is_err() {
        moved.put_back();
    }
    done
}

/// What a file was when a person's choice about it began.
struct Seen {
    /// Device, inode, size, moment of the last change of its content.
    state: [i128; 5],
    catalogue: Catalogued,
}

/// What the catalogue should know of a file.
enum Catalogued {
    /// Nothing.
    Not,
    /// Another content than it has: that is its SHA-256, none when it cannot be read.
    Otherwise(Option<String>),
}

impl Seen {
    fn of(path: &Path, finding: &Finding) -> Result<Self> {
        let state = Self::state(path)?;
        let is_unknown = matches!(finding, Finding::ExportUnknown { .. });
        let otherwise = || Catalogued::Otherwise(snapshot::digest(path).ok());
        Ok(Self { state, catalogue: if is_unknown { Catalogued::Not } else { otherwise() } })
    }

    fn state(path: &Path) -> Result<[i128; 5]> {
        let found = match std::fs::symlink_metadata(path) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Err(Rule::Changed.into()),
            found => found.map_err(store::Error::file(path))?,
        };
        let (at, ns) = (found.mtime().into(), found.mtime_nsec().into());
        Ok([found.dev().into(), found.ino().into(), found.len().into(), at, ns])
    }

    /// Refuses when it is no more what was found, by now.
    fn check(&self, tx: &Tx<'_>, home: &Home, (path, file): (&Path, &str)) -> Result<()> {
        let stands = match (export::find(tx, file)?, &self.catalogue) {
            (None, Catalogued::Not) => !recover::being_made(home)?.contains(file),
            (Some(known), Catalogued::Otherwise(now)) => now.as_ref() != Some(&known.sha256),
            (Some(_), Catalogued::Not) | (None, Catalogued::Otherwise(_)) => false,
        };
        if stands && Self::state(path)? == self.state { Ok(()) } else { Err(Rule::Changed.into()) }
    }
}

/// Enters exports into the catalogue that it does not know, each that is judged sound and of the school that has or had its
/// number here. Returns how many were, and which were not.
///
/// # Errors
/// [`Rule::Unfit`] when none is; what the store says.
pub(super) fn adopt(ctx: &mut Permitted<'_>, paths: &[PathBuf]) -> Result<(u32, Vec<Left>)> {
    each(paths, |path| match restore::look(ctx, path, None)? {
        Ok(looked) => enter(ctx, path, looked),
        Err(fault) => Err(Rule::Unfit(fault).into()),
    })
}

fn enter(ctx: &mut Permitted<'_>, path: &Path, looked: Looked) -> Result<()> {
    let size_bytes = std::fs::metadata(path).map_err(store::Error::file(path))?.len();
    let (whose, home) = (looked.whose(), ctx.home().clone());
    let Looked { number, sha256, held, taken_at, schema_version, credential_hash, .. } = looked;
    ctx.write(|tx, permit, now| {
        let file = name_of(path);
        if export::find(tx, &file)?.is_some() || recover::being_made(&home)?.contains(&file) {
            return Err(Rule::Changed.into());
        }
        if let Some(fault) = origin::number_of_another(tx, number, &whose)? {
            return Err(Rule::Unfit(fault).into());
        }
        if !establishment::is_used(tx, number)? {
            retired::retire(tx, (now, 0), (number, &whose.school()))?;
        }
        let entry = Entry::new(Act::DOCTOR_ADOPT_EXPORT, Object::export(&file))
            .is("number", number.to_string())
            .is("denomination", &held.denomination)
            .is("sha256", &sha256);
        // What it was made for, as far as a report still tells: as long as that can be undone, it stays.
        let (job, why) = match content::undone_from(tx, number, &file)? {
            Some((job, position, Effect::Deleted { .. })) => (Some((job, position)), Why::BeforeDelete),
            Some((job, position, _)) => (Some((job, position)), Why::BeforeRestore),
            None => (None, Why::Asked),
        };
        let tables = String::new();
        // What a clock dated that nobody believes is kept as if it were of today.
        let (told_at, now) = (taken_at, clock::kept_at(tx, now)?);
        let taken_at = if clock::is_believable(told_at, now) { told_at } else { now };
        let entered = Export {
            file,
            number,
            taken_at,
            size_bytes,
            sha256,
            schema_version,
            job,
            why,
            tables,
            held,
            credential_hash,
        };
        export::put(tx, &entered, export::Made::Before(told_at))?;
        record(tx, permit, now, &entry)
    })
}
