//! Making a row for a file, and a file for a row.
//!
//! Adopted: row `creating` → credential and names written into the database → `active` and audit in one transaction; what
//! dies in between is finished. Recreated: a database under a new credential, placed over nothing → credential entered,
//! mail and audit in one transaction; what dies in between is undone, by that credential and no other.

use std::path::{Path, PathBuf};

use crate::audit::{Entry, Object};
use crate::domain::contact::{Contact, Email};
use crate::domain::establishment::{Draft, Establishment, EstablishmentNumber, Stage};
use crate::domain::export::{Fault, Held, Row};
use crate::domain::mail::{Cause, MailId};
use crate::domain::password::Secret;
use crate::domain::uai::Uai;
use crate::domain::zone::DEFAULT_ZONE;
use crate::operations::context::{Context, record};
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::creation::{self, Worker};
use crate::operations::establishment::restore::Looked;
use crate::operations::establishment::{read, restore};
use crate::operations::{letters, recover};
use crate::store;
use crate::store::files;
use crate::store::registry::establishment::{self as rows, Creation};
use crate::store::registry::export::{self, ExportFilter};
use crate::store::registry::outbox::Which;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{Tx, zone};
use crate::store::shelf::{Inside, Unfit, exported};

/// Exports of one establishment that are looked at, the newest first.
const EXPORTS: usize = 20;

/// From what a database was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recreated {
    /// From this export.
    FromExport(String),
    /// It is empty, with a first administrator whose password goes to the contact in this mail; none when the contact
    /// has no address: the password is reset later.
    Empty(Option<MailId>),
}

/// Refuses while anybody is at work on an establishment. Whoever begins does so in a transaction like the one in which
/// this is asked: as long as it lasts, nobody does.
pub(super) fn check_idle(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    match unfinished::find(tx, number)? {
        Some(work) => Err(Error::Busy { owner: work.owner }),
        None => Ok(()),
    }
}

/// Makes a row for the database that lies under a number, and makes the database its own.
pub(super) fn adopt(ctx: &mut Context, number: EstablishmentNumber) -> Result<()> {
    // What becomes an establishment's is judged as whatever comes from outside is.
    let aside = recover::aside(ctx, &format!("{number}-adopted"))?;
    let inside = ctx.home().shelf().judged(number, &aside)?.map_err(refusal)?;
    let held = held(ctx, number, &inside)?;
    let worker = Worker::of(ctx)?;
    let credential = Secret::new(files::token()? + &files::token()?);
    ctx.write(|tx, _, now| {
        if rows::denomination(tx, number)?.is_some() {
            return Err(Rule::Changed.into());
        }
        let row = row(tx, &inside, held.as_ref())?;
        let registered_on = row.registered_on.unwrap_or_else(|| now.day());
        let creation = Creation { number, registered_on, uai_site: row.uai_site, credential: &credential };
        rows::insert(tx, &row.draft, &creation)?;
        worker.begin(tx, number, Step::Adopt)
    })?;
    let adopted = finish_adoption(ctx, number);
    if adopted.is_err() {
        give_up_adoption(ctx, number)?;
    }
    adopted
}

fn refusal(unfit: Unfit) -> Rule {
    match unfit {
        Unfit::Misfit(misfit) => Rule::Unfit(Fault::Misfit(misfit)),
        Unfit::NoFile(what) => Rule::Unfit(Fault::NotAFile { what: what.word().to_owned() }),
        Unfit::Damaged => Rule::Unfit(Fault::damaged()),
        Unfit::OtherTables => Rule::Unfit(Fault::SchemaDiffers),
        Unfit::Alone | Unfit::Foreign | Unfit::OtherNumber(_) => Rule::Changed,
    }
}

/// Finishes an adoption. Done twice is fine.
pub(in crate::operations) fn finish_adoption(ctx: &mut Context, number: EstablishmentNumber) -> Result<()> {
    let (found, credential) = ctx.read(|tx| Ok((rows::find(tx, number)?, rows::credential(tx, number)?)))?;
    let (Some(found), Some(credential)) = (found, credential) else { return Ok(()) };
    ctx.home().shelf().claim(number, &credential, &found.draft())?;
    ctx.write(|tx, actor, now| {
        rows::set_stage(tx, number, Stage::Active)?;
        rows::take_number_back(tx, number)?;
        unfinished::finish(tx, number)?;
        let entry = Entry::new("doctor.adopt", Object::establishment(number, &found.denomination))
            .is("zone", found.zone.0.to_string())
            .is("location", &found.location)
            .is("uai", found.uai.as_ref().map_or("", Uai::as_str))
            .is("contact-email", found.contact.email_text());
        record(tx, actor, now, &entry)
    })
}

/// Takes back the row of an adoption that cannot be finished; the file stays what and where it is.
pub(in crate::operations) fn give_up_adoption(ctx: &mut Context, number: EstablishmentNumber) -> Result<()> {
    ctx.write(|tx, _, _| Ok(rows::remove(tx, number, None)?))
}

/// What a row is made from: the newest export's, with the names that the database has now.
fn row(tx: &Tx<'_>, inside: &Inside, held: Option<&Held>) -> Result<Row> {
    let [denomination, location, uai] = &inside.names;
    let [last_name, first_name, email] = inside.administrator.clone().unwrap_or_default();
    let contact = Contact { last_name, first_name, email: Email::parse(&email).ok() };
    let (zone, empty) = (DEFAULT_ZONE, String::new());
    let draft = Draft { zone, location: empty.clone(), denomination: empty, uai: None, contact };
    let from_export = held.and_then(|held| held.check().ok());
    let mut row = from_export.unwrap_or(Row { draft, uai_site: 1, registered_on: None });
    row.draft.denomination.clone_from(denomination);
    row.draft.location.clone_from(location);
    row.draft.uai = Uai::parse(uai).ok();
    if zone::find(tx, row.draft.zone)?.is_none() {
        row.draft.zone = DEFAULT_ZONE;
    }
    if let Some(uai) = &row.draft.uai
        && rows::holder_of_site(tx, uai, row.uai_site)?.is_some()
    {
        row.uai_site = rows::next_site(tx, uai)?;
    }
    Ok(row)
}

/// Finds what the registry held when the newest export was made.
fn held(ctx: &mut Context, number: EstablishmentNumber, inside: &Inside) -> Result<Option<Held>> {
    let school = School { number, credential_hash: &inside.credential_hash, uai: &inside.names[2] };
    for path in exports(ctx, number)?.into_iter().filter(|path| !is_sealed(path)) {
        if let Ok(looked) = restore::look(ctx, &path, None)?
            && school.has(ctx, &path, &looked)?
        {
            return Ok(Some(looked.held));
        }
    }
    let filter = ExportFilter { number: Some(number), ..ExportFilter::default() };
    let known = ctx.read(|tx| Ok(export::list(tx, &filter, None, 1)?))?;
    Ok(known.into_iter().next().map(|export| export.held))
}

/// Whose exports are looked for.
struct School<'a> {
    number: EstablishmentNumber,
    credential_hash: &'a str,
    uai: &'a str,
}

impl School<'_> {
    /// Tells whether an export is this school's. What the catalogue knows is; of what it does not know, perhaps of a
    /// school that had the number in another time, only what has the same credential or the same UAI.
    fn has(&self, ctx: &mut Context, path: &Path, looked: &Looked) -> Result<bool> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let known = ctx.read(|tx| Ok(export::find(tx, &name)?))?.is_some_and(|known| known.sha256 == looked.sha256);
        let same_uai = !self.uai.is_empty() && self.uai == looked.held.uai;
        Ok(looked.number == self.number && (known || same_uai || looked.credential_hash == self.credential_hash))
    }
}

/// Lists the exports of a number by their names, the newest first, whether the catalogue knows them or not: it may be
/// older than they are.
fn exports(ctx: &Context, number: EstablishmentNumber) -> Result<Vec<PathBuf>> {
    let mut found = files::list(&ctx.home().exports())?;
    found.retain(|path| exported(path) == Some(number));
    found.sort_by_key(|path| std::cmp::Reverse(files::written_at(path)));
    found.truncate(EXPORTS);
    Ok(found)
}

fn is_sealed(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "age")
}

/// Makes a database for a row that has none.
pub(super) fn recreate(ctx: &mut Context, number: EstablishmentNumber) -> Result<Recreated> {
    let (worker, shelf) = (Worker::of(ctx)?, ctx.home().shelf());
    let credential = Secret::new(files::token()? + &files::token()?);
    let hash = store::shelf::hash(&credential);
    let found = ctx.write(|tx, _, _| {
        let found = read::active(tx, number)?;
        if shelf.in_the_way(number)?.is_some() {
            return Err(Rule::Changed.into());
        }
        worker.begin(tx, number, Step::Recreate { credential_hash: hash.clone() })?;
        Ok(found)
    })?;
    let recreated = make(ctx, &worker, &found, &credential);
    if recreated.is_err() {
        undo_recreation(ctx, number, &hash)?;
    }
    recreated
}

fn make(ctx: &mut Context, worker: &Worker, found: &Establishment, credential: &Secret) -> Result<Recreated> {
    let (shelf, number) = (ctx.home().shelf(), found.number);
    let from = from_export(ctx, worker, found, credential)?;
    let order = if from.is_none() { Some(creation::order_empty(ctx, found, credential)?) } else { None };
    if let Some(order) = &order {
        order.make(&shelf, worker.owner())?;
    }
    shelf.sync([number])?;
    let (recreated, aftermath) = ctx.write(|tx, actor, now| {
        rows::set_credential(tx, number, credential)?;
        unfinished::finish(tx, number)?;
        // Whatever passwords waited, those of the new content are others.
        let aftermath = letters::withdraw(tx, number, Which::Credentials, (Cause::Replaced, ""))?;
        let mail = order.as_ref().map(|order| order.announce(tx, actor, now)).transpose()?.flatten();
        let mut entry = Entry::new("doctor.recreate", Object::establishment(number, &found.denomination));
        entry = match &from {
            Some(file) => entry.is("export", file),
            None => entry.is("send-mail", if mail.is_some() { "yes" } else { "no" }),
        };
        record(tx, actor, now, &aftermath.named(entry))?;
        Ok((from.clone().map_or(Recreated::Empty(mail), Recreated::FromExport), aftermath))
    })?;
    ctx.note(aftermath);
    Ok(recreated)
}

/// Brings the newest export back that can be; none when there is none.
fn from_export(
    ctx: &mut Context,
    worker: &Worker,
    found: &Establishment,
    credential: &Secret,
) -> Result<Option<String>> {
    let (shelf, number) = (ctx.home().shelf(), found.number);
    let before = ctx.read(|tx| Ok(rows::credential(tx, number)?))?;
    let credential_hash = before.map(|before| store::shelf::hash(&before)).unwrap_or_default();
    let uai = found.uai.as_ref().map_or("", Uai::as_str);
    let school = School { number, credential_hash: &credential_hash, uai };
    for path in exports(ctx, number)? {
        // Only whoever has the keys can tell whether it is newer than what follows.
        if is_sealed(&path) {
            return Err(Rule::Unfit(Fault::Sealed).into());
        }
        if let Ok(looked) = restore::look(ctx, &path, None)?
            && school.has(ctx, &path, &looked)?
        {
            let home = ctx.home().clone();
            let known = ctx.read(|tx| restore::vouched(tx, &home, &path))?.filter(|known| *known == looked.sha256);
            let candidate = restore::candidate(&path, known.as_deref(), None);
            let made = (number, worker.owner());
            shelf.prepare_content(candidate, made, (credential, &found.draft()))?.map_err(Rule::Unfit)?;
            shelf.place_content(number, worker.owner())?;
            return Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    Ok(None)
}

/// Removes what a recreation had made, and lets go of the establishment.
pub(in crate::operations) fn undo_recreation(
    ctx: &mut Context,
    number: EstablishmentNumber,
    credential_hash: &str,
) -> Result<()> {
    let shelf = ctx.home().shelf();
    shelf.undo_placing(number, credential_hash)?;
    shelf.sync([number])?;
    ctx.write(|tx, _, _| Ok(unfinished::finish(tx, number)?))
}
