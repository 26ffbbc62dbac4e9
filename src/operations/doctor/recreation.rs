//! Making a file for a row.
//!
//! A database under a new credential, placed over nothing → credential entered, mail and audit in one transaction; what
//! dies in between is undone, by that credential and no other. What it holds is a person's choice: the newest export, or
//! nothing; an older one than the newest is never taken instead.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::elsewhere::Elsewhere;
use super::exports::{self, Exports};
use super::finding::Finding;
use super::lost::Remains;
use super::strays::Strays;
use super::words;
use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::export::Fault;
use crate::domain::fault::Refused;
use crate::domain::mail::{Cause, MailId};
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::domain::school::Whose;
use crate::domain::time::Timestamp;
use crate::operations::aftermath::{Aftermath, Rescued};
use crate::operations::clock;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::creation::{self, Worker};
use crate::operations::establishment::{claims, origin};
use crate::operations::establishment::{read, restore};
use crate::operations::letters;
use crate::operations::permitted::{Permitted, record};
use crate::operations::user::erasing;
use crate::store::establishment::Tx as OwnTx;
use crate::store::establishment::archive::Becoming;
use crate::store::files;
use crate::store::ledger::audit;
use crate::store::ledger::reached::Inside;
use crate::store::registry::establishment as rows;
use crate::store::registry::outbox::Which;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{content, export, inside, known};
use crate::store::shelf::{self, Shelf, Undone};

/// From what a database was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recreated {
    /// From this export, taken at this moment: the newest.
    FromExport(String, Timestamp),
    /// It is empty, with a first administrator whose password goes to the contact in this mail; none when the contact
    /// has no address: the password is reset later.
    Empty(Option<MailId>),
}

/// What a person chose to make a missing database from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum From {
    /// The newest export; nothing when there is none.
    Newest,
    /// Nothing, whatever exports there are.
    Nothing,
}

/// The export that a database was made from.
#[derive(Debug, Clone)]
struct Source {
    file: String,
    sha256: String,
    taken_at: Timestamp,
    /// Hashes of the credentials by which its content is known.
    known: Vec<String>,
    /// What the host is to know of it.
    inside: Option<Inside>,
}

/// Makes a database for a row that has none.
pub(super) fn recreate(ctx: &mut Permitted<'_>, number: EstablishmentNumber, from: From) -> Result<Recreated> {
    let (worker, shelf) = (Worker::of(ctx)?, ctx.home().shelf());
    let credential = Secret::new(files::token()? + &files::token()?);
    let hash = shelf::hash(&credential);
    let found = ctx.write(|tx, _, _| {
        let found = read::active(tx, number)?;
        if shelf.in_the_way(number)?.is_some() {
            return Err(Rule::Changed.into());
        }
        shelf.check_left(number)?;
        // What lies elsewhere may be of a time that the registry does not know.
        for path in shelf.copies().files {
            if shelf::stated(&path).is_some_and(|(of, _)| of == number) {
                inside::put_given(tx, number, &shelf::given(&path))?;
            }
        }
        worker.begin(tx, number, Step::Recreate { credential_hash: hash.clone() })?;
        Ok(found)
    })?;
    let recreated = make(ctx, (&worker, from), &found, &credential);
    if recreated.is_err() {
        undo_recreation(ctx, number, &hash)?;
    } else {
        ctx.note(Aftermath::of_content(&shelf, (number, &credential)));
    }
    recreated
}

fn make(
    ctx: &mut Permitted<'_>,
    (worker, from): (&Worker, From),
    found: &Establishment,
    credential: &Secret,
) -> Result<Recreated> {
    let (shelf, number) = (ctx.home().shelf(), found.number);
    let from = match from {
        From::Newest => from_export(ctx, worker, found, credential)?,
        From::Nothing => None,
    };
    let order = if from.is_none() { Some(creation::order_empty(ctx, found, credential)?) } else { None };
    if let Some(order) = &order {
        order.make(&shelf, worker.owner())?;
    }
    shelf.sync([number])?;
    let (recreated, aftermath) = ctx.write(|tx, permit, now| {
        let known = from.as_ref().map(|from| from.known.as_slice()).unwrap_or_default();
        if let Some(other) = known::elsewhere(tx, known, number)? {
            return Err(Rule::Unfit(Fault::StillHere { number: other.0 }).into());
        }
        rows::set_credential(tx, number, credential)?;
        known::put_content(tx, number, known)?;
        // An empty one has nothing yet.
        let empty = Some(Inside::default());
        let inside = from.as_ref().map_or(&empty, |from| &from.inside).as_ref();
        inside::displace(tx, number, inside, clock::kept_at(tx, now)?)?;
        if let Some(Source { file, sha256, .. }) = &from {
            creation::note_placed(tx, number, (file, sha256, content::latest_order(tx, number)? + 1), now)?;
        }
        unfinished::finish(tx, number)?;
        // Whatever passwords waited, those of the new content are others.
        let aftermath = letters::withdraw(tx, number, Which::Credentials, (Cause::Replaced, ""))?;
        let mail = order.as_ref().map(|order| order.announce(tx, permit, now)).transpose()?.flatten();
        let mut entry = Entry::new(Act::DOCTOR_RECREATE, Object::establishment(number, &found.denomination));
        entry = match &from {
            Some(Source { file, .. }) => entry.is("export", file),
            None => entry.is("send-mail", if mail.is_some() { "yes" } else { "no" }),
        };
        record(tx, permit, now, &aftermath.named(entry))?;
        let recreated =
            from.clone().map_or(Recreated::Empty(mail), |from| Recreated::FromExport(from.file, from.taken_at));
        Ok((recreated, aftermath))
    })?;
    ctx.note(aftermath);
    Ok(recreated)
}

fn strays(ctx: &mut Permitted<'_>, shelf: &Shelf) -> Result<Arc<Strays>> {
    if let Some(seen) = ctx.strays.clone()
        && ctx.read(|tx| seen.is_current(tx, shelf))?
    {
        return Ok(seen);
    }
    let seen = Arc::new(ctx.read(|tx| Strays::among(tx, shelf, Elsewhere::all(tx, shelf)?))?);
    ctx.strays = Some(Arc::clone(&seen));
    Ok(seen)
}

/// Refuses to make a database of an export while one that no row knows holds the school.
///
/// # Errors
/// [`Rule::HeldElsewhere`]; what the store says.
pub(super) fn check_held(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    let shelf = ctx.home().shelf();
    let strays = strays(ctx, &shelf)?;
    let found = ctx.read(|tx| strays.holder(tx, number))?;
    let Some((path, of)) = found else { return Ok(()) };
    let unfit = hindrance(ctx, number, (&path, of))?;
    let (path, place) = (path.display().to_string(), shelf.shown(of));
    let place = (place != path).then_some(place);
    Err(Rule::HeldElsewhere { number, path, of, place, unfit }.into())
}

/// Tells what would keep a database that no row knows from being adopted in the place of an establishment that it is the
/// school of; none: nothing that is known before. One that is not under its name yet is looked at, not judged as a whole.
fn hindrance(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    (path, of): (&Path, EstablishmentNumber),
) -> Result<Option<Message>> {
    let shelf = ctx.home().shelf();
    let inside = if path == Path::new(&shelf.shown(of)) {
        shelf.judged(of, &ctx.aside(&format!("{of}-adopted"))?)?
    } else {
        shelf::inside_orphan(path, of)?
    };
    let inside = match inside {
        Ok(inside) => inside,
        Err(unfit) => return Ok(Some(words::unfit(&unfit))),
    };
    if of == number {
        return Ok(shelf.log_beside(path)?.map(|log| words::hindrance("log", log.display().to_string())));
    }
    let whose = inside.whose(of);
    let (lives, is_other, known) = ctx.read(|tx| {
        let mut lives = None;
        for hash in whose.credentials() {
            let holders = known::holders(tx, &hash)?.into_iter();
            lives = lives.or(holders.filter(|(_, lives)| *lives).find(|(at, _)| ![of, number].contains(at)));
        }
        Ok::<_, Error>((lives, origin::number_of_another(tx, of, &whose)?.is_some(), known::own(tx, of)?))
    })?;
    if let Some((other, _)) = lives {
        return Ok(Some(words::hindrance("lives", other.to_string())));
    }
    let had = Whose { number: of, known, ..Whose::default() };
    let is_refused = is_other && !exports::vouch(ctx, (&whose, &had))?;
    Ok(is_refused.then(|| words::hindrance("number", of.to_string())))
}

/// Notes of each database that is missing, and whose own one lies nowhere, which unknown one holds its school.
pub(super) fn note(ctx: &mut Permitted<'_>, found: &mut [Finding]) -> Result<()> {
    let is_lost = |finding: &Finding| matches!(finding, Finding::DatabaseMissing { own: None, .. });
    if !found.iter().any(is_lost) {
        return Ok(());
    }
    let shelf = ctx.home().shelf();
    ctx.read(|tx| {
        let strays = Strays::among(tx, &shelf, Elsewhere::as_far(tx, &shelf)?)?;
        let (named, accepted) = (shelf.named_elsewhere()?, Act::DOCTOR_ACCEPT_REGISTRY.word());
        let was_older = audit::latest_of(tx, accepted)?.is_some();
        for finding in found {
            if let Finding::DatabaseMissing { number, own: None, held, left } = finding {
                *held = strays.holder(tx, *number)?.map(|(path, _)| path);
                let is_export = |path: &PathBuf| shelf.is_among_exports(path);
                let has_file = named.get(number).is_some_and(|paths| paths.iter().any(is_export));
                let is_exported = has_file || !export::last_made_first(tx, *number)?.is_empty();
                *left = match (is_exported, was_older) {
                    (true, false) => Remains::Export,
                    (true, true) => Remains::PerhapsDeleted,
                    (false, _) => Remains::Nothing,
                };
            }
        }
        Ok(())
    })
}

/// Brings the newest export back; none when there is no trace of one.
///
/// # Errors
/// [`Rule::HeldElsewhere`]; [`Rule::ExportsRefused`] when something newer is missing or refused, or when only who has keys could tell.
fn from_export(
    ctx: &mut Permitted<'_>,
    worker: &Worker,
    found: &Establishment,
    credential: &Secret,
) -> Result<Option<Source>> {
    let (shelf, number) = (ctx.home().shelf(), found.number);
    check_held(ctx, number)?;
    let there = there_is(ctx, found)?;
    let usable = usable(&there);
    if !there.refused.is_empty() {
        return Err(Rule::ExportsRefused { number, refused: there.refused, usable }.into());
    }
    let Some(newest) = &there.newest else { return Ok(None) };
    let (whose, fault) = ctx.read(|tx| {
        let whose = match newest.vouched() {
            Some(sha256) => claims::without(tx, number, (sha256, newest.whose.clone()))?,
            None => newest.whose.clone(),
        };
        let fault = origin::elsewhere(tx, number, &whose)?;
        Ok::<_, Error>((whose, fault))
    })?;
    if let Some(fault) = fault {
        return Err(Rule::Unfit(fault).into());
    }
    let candidate = restore::candidate(&newest.path, newest.vouched(), None);
    let until = clock::password_until(ctx)?;
    let given = ctx.read(|tx| Ok(inside::known(tx, number)?))?.reached.counters;
    let now = ctx.latest().at();
    let becoming = Becoming { number, credential, draft: &found.draft(), until, now, given: &given };
    let by = ctx.actor.clone();
    let erased = ctx.read(|tx| Ok(erasing::before(tx, &by, &newest.whose.credentials())?))?;
    let last = |tx: &OwnTx<'_>| erasing::again(tx, &erased, now);
    let content = shelf.prepare_content(candidate, worker.owner(), (becoming, &last))?.map_err(Rule::Unfit)?;
    shelf.place_content(number, worker.owner())?;
    let known = whose.credentials();
    let sha256 = newest.sha256.clone();
    Ok(usable.map(|(file, taken_at)| Source { file, sha256, taken_at, known, inside: content.inside }))
}

/// Names the newest export that can be used, and when it was taken.
pub(super) fn usable(there: &Exports) -> Option<(String, Timestamp)> {
    there.newest.as_ref().map(|newest| (restore::name_of(&newest.path), newest.taken_at))
}

/// Looks at the exports of an establishment; encrypted ones are refused when nothing else can be used.
pub(super) fn there_is(ctx: &mut Permitted<'_>, found: &Establishment) -> Result<Exports> {
    let whose = ctx.read(|tx| Ok(rows::whose(tx, found)?))?;
    let mut there = exports::of(ctx, &whose)?;
    if there.newest.is_none() {
        let sealed = there.sealed.drain(..).map(|file| Refused { file, taken_at: None, fault: Fault::Sealed });
        there.refused.extend(sealed);
    }
    Ok(there)
}

/// Removes what a recreation had made, and lets go of the establishment. Somebody may have written into it since it has
/// its name: then it becomes the establishment's by the credential of its row, or is kept among the orphans.
pub(in crate::operations) fn undo_recreation(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    credential_hash: &str,
) -> Result<()> {
    let shelf = ctx.home().shelf();
    let undone = shelf.undo_placing(number, credential_hash)?;
    shelf.sync([number])?;
    if undone == Undone::Removed {
        return ctx.write(|tx, _, _| Ok(unfinished::finish(tx, number)?));
    }
    let moment = ctx.latest().at().utc_text();
    let rescued = ctx.write(|tx, permit, now| {
        let (Some(found), Some(credential)) = (rows::find(tx, number)?, rows::credential(tx, number)?) else {
            return Ok(None);
        };
        let kept = match shelf.claim(number, (&credential, &known::own(tx, number)?), &found.draft()) {
            Ok(()) => None,
            Err(error) if error.is_lasting() => shelf.set_number_aside(number, &moment)?,
            Err(error) => return Err(error.into()),
        };
        unfinished::finish(tx, number)?;
        let mut entry = Entry::new(Act::DOCTOR_RECREATE, Object::establishment(number, &found.denomination));
        if let Some(kept) = &kept {
            entry = entry.is("set-aside", kept.display().to_string());
        }
        record(tx, permit, now, &entry)?;
        Ok(Some(Rescued { number, kept }))
    })?;
    ctx.note(Aftermath { rescued: rescued.into_iter().collect(), ..Aftermath::default() });
    Ok(())
}
