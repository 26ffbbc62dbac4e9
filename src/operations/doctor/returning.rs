//! An establishment's own database that lies elsewhere: under another number, under a name that nobody knows, among the
//! orphans. Its number and its row's credential prove it, and it goes back to its place.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::elsewhere::Elsewhere;
use super::finding::{Finding, Own, Whose};
use super::matching::{check_idle, learn};
use crate::audit::{Entry as Audited, Object};
use crate::domain::access::Permit;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::Timestamp;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::claims;
use crate::operations::permitted::{Permitted, record};
use crate::store::files;
use crate::store::registry::inside::displace;
use crate::store::registry::{Tx, audit, check, establishment as rows, export, known};
use crate::store::shelf::{self, Entry, Part, Shelf, Unfit, inside_orphan, lineage};

/// Notes of each database that is missing, or another's in its place, where the establishment's own one lies.
pub(super) fn note(ctx: &mut Permitted<'_>, found: &mut [Finding]) -> Result<()> {
    let shelf = ctx.home().shelf();
    let is_sought =
        |finding: &Finding| matches!(finding, Finding::DatabaseMissing { .. } | Finding::DatabaseForeign { .. });
    if !found.iter().any(is_sought) {
        return Ok(());
    }
    let elsewhere = ctx.read(|tx| Elsewhere::as_far(tx, &shelf))?;
    let places = places(&elsewhere, &shelf, found);
    for finding in found {
        let (Finding::DatabaseMissing { number, own, .. }
        | Finding::DatabaseForeign { number, own, whose: Whose::Of(_) | Whose::Other }) = finding
        else {
            continue;
        };
        let number = *number;
        let Some(row) = ctx.read(|tx| Ok(check::target(tx, number)?))? else { continue };
        let there = places.get(&(number, shelf::hash(&row.credential))).map(Vec::as_slice).unwrap_or_default();
        *own = ctx.read(|tx| likeliest(tx, &elsewhere, (number, there)))?;
    }
    Ok(())
}

/// Chooses which of several copies is offered: one that nobody set aside, else the latest that somebody did.
fn likeliest(
    tx: &Tx<'_>,
    elsewhere: &Elsewhere<'_>,
    (number, there): (EstablishmentNumber, &[PathBuf]),
) -> Result<Option<Own>> {
    let (mut chosen, mut outlived) = (None, None);
    for path in there {
        // What cannot be read does not help anybody.
        if inside_orphan(path, number)?.is_err() {
            continue;
        }
        if elsewhere.is_outlived(tx, number, path)? {
            outlived = Some(path);
            continue;
        }
        let is_kept = elsewhere.is_set_aside(path);
        if chosen.as_ref().is_none_or(|(_, was_kept)| *was_kept || !is_kept) {
            chosen = Some((path, is_kept));
        }
    }
    let newest = export::last_made_first(tx, number)?.into_iter().next();
    // An older copy is more than nothing.
    let chosen = chosen.map(|(path, _)| path).or(outlived.filter(|_| newest.is_none()));
    let Some(path) = chosen else { return Ok(None) };
    let changed_at = Timestamp(files::written_at(path).unwrap_or_default());
    Ok(Some(Own { path: path.clone(), changed_at, newest }))
}

/// Lists what may be somebody's database and lies where its own does not belong, by what each says of itself.
fn places(
    elsewhere: &Elsewhere<'_>,
    shelf: &Shelf,
    found: &[Finding],
) -> HashMap<(EstablishmentNumber, String), Vec<PathBuf>> {
    let foreign = found.iter().filter_map(|finding| match finding {
        Finding::DatabaseForeign { number, whose: Whose::Of(_), .. } => Some(PathBuf::from(shelf.shown(*number))),
        Finding::OrphanFile { path, unfit: Unfit::OtherNumber(_), .. } => Some(path.clone()),
        _ => None,
    });
    let mut places: HashMap<_, Vec<PathBuf>> = HashMap::new();
    let foreign = foreign.filter_map(|path| Some((shelf::stated(&path)?, path)));
    for (stated, path) in elsewhere.files.iter().map(|(path, stated)| (stated.clone(), path.clone())).chain(foreign) {
        places.entry(stated).or_default().push(path);
    }
    places
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
pub(super) fn put_back(ctx: &mut Permitted<'_>, number: EstablishmentNumber, from: &Path) -> Result<Returned> {
    let (home, moment) = (ctx.home().clone(), ctx.latest().at().utc_text());
    let returned = ctx.write(|tx, permit, now| {
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
        let believed = believed_of(tx, &Elsewhere::all(tx, &shelf)?, (&shelf, number, from))?;
        let aside = shelf.put_back(from, number, &moment)?;
        known::put_content(tx, number, &believed)?;
        let also = match &aside {
            Some(path) => bring_home(tx, (&shelf, &moment), path)?,
            None => None,
        };
        let kept = aside.filter(|_| also.is_none());
        // A person has chosen it, however old it is.
        [Some(number), also].into_iter().flatten().try_for_each(|number| displace(tx, number, None, now))?;
        let returned = Returned { number, from: from.to_owned(), also, kept };
        tell(tx, (permit, now), &returned)?;
        Ok(returned)
    })?;
    [Some(number), returned.also].into_iter().flatten().for_each(|number| learn(ctx, number));
    Ok(returned)
}

/// Gives by what a database that goes back to its place is known, as far as it is believed: nobody else is held back by what
/// it only says.
///
/// # Errors
/// [`Rule::LogSetAside`], [`Rule::SeveralOwn`], [`Rule::LivesAs`].
fn believed_of(
    tx: &Tx<'_>,
    elsewhere: &Elsewhere<'_>,
    (shelf, number, from): (&Shelf, EstablishmentNumber, &Path),
) -> Result<Vec<String>> {
    check_log_set_aside(tx, elsewhere, (shelf, number, from))?;
    check_alone(tx, elsewhere, (shelf, number, from))?;
    let believed = claims::of(tx, number, &lineage(from))?.believed;
    if let Some(other) = known::elsewhere(tx, &believed, number)? {
        return Err(Rule::LivesAs { number, path: from.display().to_string(), other }.into());
    }
    Ok(believed)
}

/// Refuses while a log lies among the orphans that may hold what an establishment's database acknowledged last.
pub(super) fn check_log_set_aside(
    tx: &Tx<'_>,
    elsewhere: &Elsewhere<'_>,
    (shelf, number, path): (&Shelf, EstablishmentNumber, &Path),
) -> Result<()> {
    let placed = audit::last_placed(tx, number)?;
    for (log, side) in shelf.logs_of(&elsewhere.logs, path, number) {
        // What was set aside before the database was placed is not its own, by the order of the audit.
        let aside = elsewhere.moved(log);
        if aside.is_none_or(|aside| placed < Some(aside)) {
            let (log, file) = (log.display().to_string(), path.display().to_string());
            return Err(Rule::LogSetAside { number, log, beside: format!("{file}{side}"), file }.into());
        }
    }
    Ok(())
}

/// Refuses while other files prove to be one's database: which is the right one, a person says by setting the others aside.
/// Those that somebody set aside yield to one that nobody did, not one that went to the orphans when another was put back.
pub(super) fn check_alone(
    tx: &Tx<'_>,
    elsewhere: &Elsewhere<'_>,
    (shelf, number, from): (&Shelf, EstablishmentNumber, &Path),
) -> Result<()> {
    let Some(row) = check::target(tx, number)? else { return Ok(()) };
    let own = Some((number, shelf::hash(&row.credential)));
    let mut paths = Vec::new();
    let is_kept = elsewhere.is_set_aside(from);
    let others = |Entry { path, part }| matches!(part, Part::Database(other) if other != number).then_some(path);
    let others = shelf.entries()?.into_iter().filter_map(others);
    let others = others.filter_map(|path| Some((shelf::stated(&path)?, path)));
    for (stated, path) in elsewhere.files.iter().map(|(path, stated)| (stated.clone(), path.clone())).chain(others) {
        // What cannot be read does not help anybody.
        if path != from
            && Some(stated) == own
            && inside_orphan(&path, number)?.is_ok()
            && (is_kept || !elsewhere.is_set_aside(&path))
            && !elsewhere.is_outlived(tx, number, &path)?
        {
            paths.push(path.display().to_string());
        }
    }
    if paths.is_empty() {
        return Ok(());
    }
    paths.insert(0, from.display().to_string());
    Err(Rule::SeveralOwn { number, paths }.into())
}

/// Tells whether a file proves to be the database of an establishment that has a row.
fn proves(tx: &Tx<'_>, number: EstablishmentNumber, path: &Path) -> Result<bool> {
    let row = check::target(tx, number)?.map(|row| (number, shelf::hash(&row.credential)));
    Ok(row.is_some() && shelf::stated(path) == row)
}

/// Puts what lay in another's place into its own, unless that is taken or anything speaks against it: then the next
/// examination finds it where it is.
fn bring_home(tx: &Tx<'_>, (shelf, moment): (&Shelf, &str), path: &Path) -> Result<Option<EstablishmentNumber>> {
    let Some((number, _)) = shelf::stated(path) else { return Ok(None) };
    if !proves(tx, number, path)? || check_idle(tx, number).is_err() || shelf.in_the_way(number)?.is_some() {
        return Ok(None);
    }
    let elsewhere = Elsewhere::all(tx, shelf);
    let Ok(believed) = elsewhere.and_then(|elsewhere| believed_of(tx, &elsewhere, (shelf, number, path))) else {
        return Ok(None);
    };
    if shelf.bring(path, number, moment).is_err() {
        return Ok(None);
    }
    known::put_content(tx, number, &believed)?;
    Ok(Some(number))
}

fn tell(tx: &Tx<'_>, (permit, now): (&Permit<'_>, Timestamp), returned: &Returned) -> Result<()> {
    let Returned { number, from, also, kept } = returned;
    let label = |number| Ok::<_, crate::operations::Error>(rows::denomination(tx, number)?.unwrap_or_default());
    let entry = |number, label: String| Audited::new(Act::DOCTOR_PUT_BACK, Object::establishment(number, &label));
    let mut own = entry(*number, label(*number)?).is("from", from.display().to_string());
    if let Some(kept) = kept {
        own = own.is("set-aside", kept.display().to_string());
    }
    record(tx, permit, now, &own)?;
    match also {
        Some(other) => {
            let from = number.to_string();
            record(tx, permit, now, &entry(*other, label(*other)?).is("from", from))
        }
        None => Ok(()),
    }
}
