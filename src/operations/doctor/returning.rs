//! An establishment's own database that lies elsewhere: under another number, under a name that nobody knows, among the
//! orphans. Its number and its row's credential prove it, and it goes back to its place.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::finding::{Finding, Whose};
use super::matching::check_idle;
use crate::audit::{Entry as Audited, Object};
use crate::domain::access::Actor;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::{DAY_S, Timestamp};
use crate::operations::context::{Context, record};
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::{claims, origin};
use crate::store::registry::{Tx, audit, check, establishment as rows, export, known};
use crate::store::shelf::{self, Entry, Part, Shelf, Unfit, inside_orphan, lineage};

/// Notes of each database that is missing, or another's in its place, where the establishment's own one lies.
pub(super) fn note(ctx: &mut Context, found: &mut [Finding]) -> Result<()> {
    let shelf = ctx.home().shelf();
    let is_sought =
        |finding: &Finding| matches!(finding, Finding::DatabaseMissing { .. } | Finding::DatabaseForeign { .. });
    if !found.iter().any(is_sought) {
        return Ok(());
    }
    let now = ctx.now();
    let places = ctx.read(|tx| places(tx, &shelf, found))?;
    for finding in found {
        let (Finding::DatabaseMissing { number, own, .. }
        | Finding::DatabaseForeign { number, own, whose: Whose::Of(_) | Whose::Other }) = finding
        else {
            continue;
        };
        let number = *number;
        let Some(row) = ctx.read(|tx| Ok(check::target(tx, number)?))? else { continue };
        let Some(path) = places.get(&(number, shelf::hash(&row.credential))) else { continue };
        // What cannot be read does not help anybody.
        if !ctx.read(|tx| is_outlived(tx, (&shelf, now), (number, path)))? && inside_orphan(path, number)?.is_ok() {
            *own = Some(path.clone());
        }
    }
    Ok(())
}

/// Tells whether something else was an establishment's database since a file was set aside: an export was made of that, or it
/// was placed there. Then the file is an older copy. The order of the audit tells, whatever the clock said; a file that it does
/// not name was left by a process that died, and has its moment in its name.
fn is_outlived(
    tx: &Tx<'_>,
    (shelf, now): (&Shelf, Timestamp),
    (number, path): (EstablishmentNumber, &Path),
) -> Result<bool> {
    if shelf.holds(path) {
        return Ok(false);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let at = shelf::set_aside_at(&name);
    let exported = export::last_made_at(tx, number, now)?;
    let Some((aside, _)) = audit::last_naming(tx, &name)? else {
        // Exports made one after the other are ahead of the clock by a second each.
        return Ok(at.zip(exported).is_some_and(|(at, exported)| exported > at.plus_s(DAY_S)));
    };
    // An export is written down when it ends: what it read may be what was moved meanwhile.
    let is_exported = audit::last_exported(tx, number)? > Some(aside) && at.is_none_or(|at| exported > Some(at));
    Ok(is_exported || audit::last_filled(tx, number)? > Some(aside))
}

/// Lists what may be somebody's database and lies where its own does not belong, by what each says of itself; of two that
/// say the same, the one among the orphans yields, and of several there the latest that nobody set aside, or the latest.
fn places(tx: &Tx<'_>, shelf: &Shelf, found: &[Finding]) -> Result<HashMap<(EstablishmentNumber, String), PathBuf>> {
    let mut orphans: HashMap<_, Vec<PathBuf>> = HashMap::new();
    for path in shelf.orphans()? {
        if let Some(stated) = shelf::stated(&path) {
            orphans.entry(stated).or_default().push(path);
        }
    }
    let mut places = HashMap::new();
    for (stated, mut paths) in orphans {
        let mut path = paths.pop();
        while let Some(other) = paths.pop() {
            if path.as_deref().map_or(Ok(true), |path| is_set_aside(tx, path))? && !is_set_aside(tx, &other)? {
                path = Some(other);
            }
        }
        places.extend(path.map(|path| (stated, path)));
    }
    places.extend(
        found
            .iter()
            .filter_map(|finding| {
                if let Finding::DatabaseForeign { number, whose: Whose::Of(_), .. } = finding {
                    return Some(PathBuf::from(shelf.shown(*number)));
                }
                let (Finding::OrphanFile { path, unfit: Unfit::OtherNumber(_), .. }
                | Finding::UnknownFile { path, of: None | Some((_, None)) }) = finding
                else {
                    return None;
                };
                Some(path.clone())
            })
            .filter_map(|path| Some((shelf::stated(&path)?, path))),
    );
    Ok(places)
}

/// Tells whether somebody set a file aside. What the audit does not name so went to the orphans when another one was put
/// back, perhaps by a process that died, or in a time that the registry does not know.
fn is_set_aside(tx: &Tx<'_>, path: &Path) -> Result<bool> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(audit::last_naming(tx, &name)?.is_some_and(|(_, action)| action == "doctor.set-aside"))
}

/// What became of a database that was put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Whose.
    pub number: EstablishmentNumber,
    /// Where it lay.
    pub from: PathBuf,
    /// Whose database lay in its place and is back in its own too.
    pub also: Option<EstablishmentNumber>,
    /// Where is kept what lay in its place and belongs nowhere.
    pub kept: Option<PathBuf>,
}

/// Puts a database back in its place. What lies there goes to its own place, if it has one that is free, else to the
/// orphans. Nothing is written down before: whatever this leaves when it dies, the next examination finds and offers.
pub(super) fn put_back(ctx: &mut Context, number: EstablishmentNumber, from: &Path) -> Result<Returned> {
    let (home, moment) = (ctx.home().clone(), ctx.latest().at().utc_text());
    ctx.write(|tx, actor, now| {
        let shelf = home.shelf();
        check_idle(tx, number)?;
        if let Part::Database(other) = shelf.part(from) {
            check_idle(tx, other)?;
        }
        let is_own = |path: &Path| proves(tx, number, path);
        if !is_own(from)? || is_own(Path::new(&shelf.shown(number)))? {
            return Err(Rule::Changed.into());
        }
        // A log beside either may be the other's, whose file was moved without it.
        for path in [from, Path::new(&shelf.shown(number))] {
            if let Some(log) = shelf.log_beside(path)? {
                return Err(Rule::LogBeside { number, path: log.display().to_string() }.into());
            }
        }
        let believed = believed_of(tx, (&shelf, now), (number, from))?;
        let aside = shelf.put_back(from, number, &moment)?;
        known::put_content(tx, number, &believed)?;
        let also = match &aside {
            Some(path) => bring_home(tx, (&shelf, now, &moment), path)?,
            None => None,
        };
        let kept = aside.filter(|_| also.is_none());
        let returned = Returned { number, from: from.to_owned(), also, kept };
        tell(tx, (actor, now), &returned)?;
        Ok(returned)
    })
}

/// Gives by what a database that goes back to its place is known, as far as it is believed: nobody else is held back by what
/// it only says.
///
/// # Errors
/// [`Rule::LogSetAside`], [`Rule::SeveralOwn`], [`Rule::LivesAs`].
fn believed_of(
    tx: &Tx<'_>,
    (shelf, now): (&Shelf, Timestamp),
    (number, from): (EstablishmentNumber, &Path),
) -> Result<Vec<String>> {
    check_log_set_aside(tx, shelf, (number, from))?;
    let rivals = rivals(tx, (shelf, now), (number, from))?;
    if !rivals.is_empty() {
        return Err(Rule::SeveralOwn { number, paths: rivals }.into());
    }
    let inside = origin::believed_inside(tx, number, &lineage(from))?;
    if let Some(other) = known::elsewhere(tx, &inside, number)? {
        return Err(Rule::LivesAs { number, path: from.display().to_string(), other }.into());
    }
    Ok(claims::of(tx, number, &lineage(from))?.believed)
}

/// Refuses while a log lies among the orphans that may hold what an establishment's database acknowledged last.
pub(super) fn check_log_set_aside(
    tx: &Tx<'_>,
    shelf: &Shelf,
    (number, path): (EstablishmentNumber, &Path),
) -> Result<()> {
    let placed = audit::last_placed(tx, number)?;
    for (log, side) in shelf.logs_set_aside(path, number)? {
        // What was set aside before the database was placed is not its own, by the order of the audit.
        let name = log.file_name().unwrap_or_default().to_string_lossy();
        let aside = audit::last_naming(tx, &name)?.map(|(id, _)| id);
        if aside.is_none_or(|aside| placed < Some(aside)) {
            let (log, file) = (log.display().to_string(), path.display().to_string());
            return Err(Rule::LogSetAside { number, log, beside: format!("{file}{side}"), file }.into());
        }
    }
    Ok(())
}

/// Lists the other files that prove to be one's database: which is the right one, a person says by setting the others aside.
/// Those that somebody set aside yield, not one that went to the orphans when another one was put back.
fn rivals(
    tx: &Tx<'_>,
    (shelf, now): (&Shelf, Timestamp),
    (number, from): (EstablishmentNumber, &Path),
) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for path in shelf.orphans()? {
        let may_be = path != from && proves(tx, number, &path)? && !is_set_aside(tx, &path)?;
        if may_be && !is_outlived(tx, (shelf, now), (number, &path))? {
            found.push(path.display().to_string());
        }
    }
    let others = |Entry { path, part }| matches!(part, Part::Database(other) if other != number).then_some(path);
    for path in shelf.strangers()?.into_iter().chain(shelf.entries()?.into_iter().filter_map(others)) {
        if path != from && proves(tx, number, &path)? {
            found.push(path.display().to_string());
        }
    }
    if !found.is_empty() {
        found.insert(0, from.display().to_string());
    }
    Ok(found)
}

/// Tells whether a file proves to be the database of an establishment that has a row.
fn proves(tx: &Tx<'_>, number: EstablishmentNumber, path: &Path) -> Result<bool> {
    let row = check::target(tx, number)?.map(|row| (number, shelf::hash(&row.credential)));
    Ok(row.is_some() && shelf::stated(path) == row)
}

/// Puts what lay in another's place into its own, unless that is taken or anything speaks against it: then the next
/// examination finds it where it is.
fn bring_home(
    tx: &Tx<'_>,
    (shelf, now, moment): (&Shelf, Timestamp, &str),
    path: &Path,
) -> Result<Option<EstablishmentNumber>> {
    let Some((number, _)) = shelf::stated(path) else { return Ok(None) };
    if !proves(tx, number, path)? || check_idle(tx, number).is_err() || shelf.in_the_way(number)?.is_some() {
        return Ok(None);
    }
    let Ok(believed) = believed_of(tx, (shelf, now), (number, path)) else { return Ok(None) };
    if shelf.bring(path, number, moment).is_err() {
        return Ok(None);
    }
    known::put_content(tx, number, &believed)?;
    Ok(Some(number))
}

fn tell(tx: &Tx<'_>, (actor, now): (&Actor, Timestamp), returned: &Returned) -> Result<()> {
    let Returned { number, from, also, kept } = returned;
    let label = |number| Ok::<_, crate::operations::Error>(rows::denomination(tx, number)?.unwrap_or_default());
    let entry = |number, label: String| Audited::new("doctor.put-back", Object::establishment(number, &label));
    let mut own = entry(*number, label(*number)?).is("from", from.display().to_string());
    if let Some(kept) = kept {
        own = own.is("set-aside", kept.display().to_string());
    }
    record(tx, actor, now, &own)?;
    match also {
        Some(other) => {
            let from = number.to_string();
            record(tx, actor, now, &entry(*other, label(*other)?).is("from", from))
        }
        None => Ok(()),
    }
}
