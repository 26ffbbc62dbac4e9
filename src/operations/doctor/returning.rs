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
use crate::domain::mail::Cause;
use crate::domain::time::Timestamp;
use crate::domain::uai::Uai;
use crate::operations::aftermath::Aftermath;
use crate::operations::error::{Result, Rule};
use crate::operations::establishment::claims;
use crate::operations::establishment::creation::Worker;
use crate::operations::letters;
use crate::operations::permitted::{Permitted, record};
use crate::operations::user::erasing;
use crate::store::registry::inside::displace;
use crate::store::registry::outbox::Which;
use crate::store::registry::unfinished::{self, Step, Unfinished};
use crate::store::registry::{Tx, audit, check, establishment as rows, export, known};
use crate::store::shelf::{self, Entry, Inside, Part, Shelf, Unfit, inside_orphan, lineage};
use crate::store::{self, files};

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
    elsewhere: &Elsewhere,
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
    elsewhere: &Elsewhere,
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
/// orphans. What dies in between is acknowledged if the database is there, else the next examination finds and offers it.
pub(super) fn put_back(ctx: &mut Permitted<'_>, number: EstablishmentNumber, from: &Path) -> Result<Returned> {
    let aside = bring(ctx, number, from, |shelf, moment| shelf.put_back(from, number, moment))?;
    let also = match &aside {
        Some(path) => bring_home(ctx, path)?,
        None => None,
    };
    let kept = aside.filter(|_| also.is_none());
    Ok(Returned { number, from: from.to_owned(), also, kept })
}

/// Puts what lay in another's place into its own, unless that is taken or anything speaks against it: then the next
/// examination finds it where it is.
fn bring_home(ctx: &mut Permitted<'_>, path: &Path) -> Result<Option<EstablishmentNumber>> {
    let Some((number, _)) = shelf::stated(path) else { return Ok(None) };
    if ctx.home().shelf().in_the_way(number)?.is_some() {
        return Ok(None);
    }
    let brought = bring(ctx, number, path, |shelf, moment| shelf.bring(path, number, moment).map(|()| None));
    Ok(brought.is_ok().then_some(number))
}

/// Has an establishment's own database placed. Gives where is kept what lay in its place.
fn bring(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    from: &Path,
    place: impl FnOnce(&Shelf, &str) -> store::Result<Option<PathBuf>> + Send,
) -> Result<Option<PathBuf>> {
    let (worker, shelf, moment) = (Worker::of(ctx)?, ctx.home().shelf(), ctx.latest().at().utc_text());
    let check = |tx: &Tx<'_>| {
        if let Part::Database(other) = shelf.part(from) {
            check_idle(tx, other)?;
        }
        if !proves(tx, number, from)? || proves(tx, number, Path::new(&shelf.shown(number)))? {
            return Err(Rule::Changed.into());
        }
        // A log beside either may be the other's, whose file was moved without it.
        for path in [from, Path::new(&shelf.shown(number))] {
            if let Some(log) = shelf.log_beside(path)? {
                return Err(Rule::LogBeside { number, path: log.display().to_string() }.into());
            }
        }
        believed_of(tx, &Elsewhere::all(tx, &shelf)?, (&shelf, number, from))
    };
    ctx.write(|tx, _, _| {
        let step = Step::Own { from: from.display().to_string(), known: check(tx)?, names: Default::default() };
        worker.begin(tx, number, step)
    })?;
    let mut aside = None;
    let brought = ctx.write(|tx, permit, now| {
        check(tx)?;
        aside = place(&shelf, &moment)?;
        acknowledge(tx, (permit, now), (number, aside.as_deref()))
    });
    ended(ctx, number, brought)?;
    Ok(aside)
}

/// Enters what came of a [`Step::Own`], in the place where something may have lain that is kept, and ends it.
pub(super) fn acknowledge(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    (number, kept): (EstablishmentNumber, Option<&Path>),
) -> Result<Aftermath> {
    let Some(Unfinished { step: Step::Own { from, known, names: had }, .. }) = unfinished::find(tx, number)? else {
        return Err(Rule::Changed.into());
    };
    unfinished::finish(tx, number)?;
    let found = rows::find(tx, number)?.ok_or(Rule::Changed)?;
    let entry = |act| Audited::new(act, Object::establishment(number, &found.denomination));
    let (aftermath, entry) = if from.is_empty() {
        known::put_restored(tx, number, &known)?;
        let uai = found.uai.as_ref().map_or("", Uai::as_str);
        let mut entry = entry(Act::DOCTOR_ADOPT).was("code", "database-foreign");
        for (field, (had, has)) in ["denomination", "location", "uai"].into_iter().zip(had.iter().zip([
            &found.denomination,
            &found.location,
            uai,
        ])) {
            if had != has {
                entry = entry.was(field, had).is(field, has);
            }
        }
        // Whatever passwords waited, those of this content are others.
        (letters::withdraw(tx, number, Which::Credentials, (Cause::Replaced, ""))?, entry)
    } else {
        known::put_content(tx, number, &known)?;
        let entry = entry(Act::DOCTOR_PUT_BACK).is("from", from);
        let entry = match kept {
            Some(kept) => entry.is("set-aside", kept.display().to_string()),
            None => entry,
        };
        (Aftermath::default(), entry)
    };
    record(tx, permit, now, &aftermath.named(entry))?;
    // A person has chosen it, however old it is: whoever was erased since is erased again.
    displace(tx, number, None, now)?;
    Ok(aftermath)
}

/// Ends a [`Step::Own`] that may have stopped anywhere. Tells whether the establishment's own database is in its place: of
/// a file that was to become its own, whether it is that one.
pub(in crate::operations) fn finish_own(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<bool> {
    let (row, work) = ctx.read(|tx| Ok((check::target(tx, number)?, unfinished::find(tx, number)?)))?;
    let own = row.map(|row| shelf::hash(&row.credential));
    let becoming = match work.map(|work| work.step) {
        Some(Step::Own { from, known, .. }) if from.is_empty() => known,
        _ => Vec::new(),
    };
    let is_it = |inside: &Inside| {
        let known = inside.whose(number).credentials();
        own.as_ref() == Some(&inside.credential_hash) && becoming.iter().all(|hash| known.contains(hash))
    };
    let is_there = ctx.home().shelf().inside(number)?.is_ok_and(|inside| is_it(&inside));
    if !is_there {
        ctx.write(|tx, _, _| Ok(unfinished::finish(tx, number)?))?;
        return Ok(false);
    }
    let acknowledged = ctx.write(|tx, permit, now| acknowledge(tx, (permit, now), (number, None)))?;
    ctx.note(acknowledged);
    learn(ctx, number);
    erasing::settle(ctx)?;
    Ok(true)
}

/// Ends it for whoever began it: what he could not acknowledge may be there all the same.
pub(super) fn ended(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    acknowledged: Result<Aftermath>,
) -> Result<()> {
    match acknowledged {
        Ok(aftermath) => {
            ctx.note(aftermath);
            learn(ctx, number);
            erasing::settle(ctx)
        }
        Err(error) => {
            if finish_own(ctx, number)? {
                Ok(())
            } else {
                Err(error)
            }
        }
    }
}

/// Gives by what a database that goes back to its place is known, as far as it is believed: nobody else is held back by what
/// it only says.
///
/// # Errors
/// [`Rule::LogSetAside`], [`Rule::SeveralOwn`], [`Rule::LivesAs`].
fn believed_of(
    tx: &Tx<'_>,
    elsewhere: &Elsewhere,
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
    elsewhere: &Elsewhere,
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
    elsewhere: &Elsewhere,
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
pub(super) fn proves(tx: &Tx<'_>, number: EstablishmentNumber, path: &Path) -> Result<bool> {
    let row = check::target(tx, number)?.map(|row| (number, shelf::hash(&row.credential)));
    Ok(row.is_some() && shelf::stated(path) == row)
}
