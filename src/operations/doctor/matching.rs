//! Making a row for a file.
//!
//! Row `creating` → credential and names written into the database → `active` and audit in one transaction; what dies in
//! between is finished.

use std::path::Path;

use super::elsewhere::Elsewhere;
use super::exports;
use super::returning::{self, check_alone, check_log_set_aside};
use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::contact::{Contact, Email};
use crate::domain::establishment::{Draft, EstablishmentNumber, Stage};
use crate::domain::export::{Fault, Held, Row};
use crate::domain::password::Secret;
use crate::domain::school::Whose;
use crate::domain::uai::Uai;
use crate::domain::zone::DEFAULT_ZONE;
use crate::operations;
use crate::operations::clock;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::establishment::creation::Worker;
use crate::operations::establishment::{origin, read};
use crate::operations::permitted::{Permitted, record};
use crate::operations::user::erasing;
use crate::store::files;
use crate::store::registry::establishment::{self as rows, Creation};
use crate::store::registry::export::{self, ExportFilter};
use crate::store::registry::inside::displace;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{Tx, known, retired, zone};
use crate::store::shelf::{self, Inside, Unfit};

/// Refuses while anybody is at work on an establishment. Whoever begins does so in a transaction like the one in which
/// this is asked: as long as it lasts, nobody does.
pub(super) fn check_idle(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    match unfinished::find(tx, number)? {
        Some(work) => Err(Error::Busy { owner: work.owner }),
        None => Ok(()),
    }
}

/// Says why a database, which is no export, cannot be an establishment's, and what can be done.
pub(super) fn not_adopted(number: EstablishmentNumber, path: impl Into<String>, fault: Fault) -> Rule {
    if let Fault::StillHere { number: other } = fault {
        Rule::LivesAs { number, path: path.into(), other: EstablishmentNumber(other) }
    } else if fault == Fault::NumberOfAnother {
        Rule::NumberUnproved { number, path: path.into() }
    } else {
        Rule::Unfit(fault)
    }
}

/// Returns whose a database is that no row knows. Where it does not say itself that it is of the school that had the
/// number, an export may that was made of it.
fn whose(ctx: &mut Permitted<'_>, number: EstablishmentNumber, inside: &Inside) -> Result<Whose> {
    let mut database = inside.whose(number);
    let (known, is_other) = ctx.read(|tx| {
        let is_other = origin::number_of_another(tx, number, &database)?.is_some();
        Ok::<_, Error>((known::own(tx, number)?, is_other))
    })?;
    let had = Whose { number, known, ..Whose::default() };
    if is_other && exports::vouch(ctx, (&database, &had))? {
        database.known.extend(had.known);
    }
    Ok(database)
}

/// Makes a row for the database that lies under a number, and makes the database its own.
pub(super) fn adopt(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    // What becomes an establishment's is judged as whatever comes from outside is.
    let aside = ctx.aside(&format!("{number}-adopted"))?;
    let inside = ctx.home().shelf().judged(number, &aside)?.map_err(refusal)?;
    let whose = whose(ctx, number, &inside)?;
    let held = held(ctx, &whose)?;
    let at = ctx.home().shelf().shown(number);
    let (worker, shelf) = (Worker::of(ctx)?, ctx.home().shelf());
    let credential = Secret::new(files::token()? + &files::token()?);
    ctx.write(|tx, _, now| {
        if rows::denomination(tx, number)?.is_some() {
            return Err(Rule::Changed.into());
        }
        check_log_set_aside(tx, &Elsewhere::all(tx, &shelf)?, (&shelf, number, Path::new(&shelf.shown(number))))?;
        let row = row(tx, &inside, held.as_ref())?;
        for refused in [origin::elsewhere, origin::namesake, origin::number_of_another] {
            if let Some(fault) = refused(tx, number, &whose)? {
                return Err(not_adopted(number, at, fault).into());
            }
        }
        let (registered_on, now) = (row.registered_on, clock::kept_at(tx, now)?);
        let (credential, known) = (&credential, whose.credentials());
        let creation = Creation { number, registered_on, now, uai_site: row.uai_site, credential, known: &known };
        rows::insert(tx, &row.draft, &creation)?;
        worker.begin(tx, number, Step::Adopt)
    })?;
    let adopted = finish_adoption(ctx, number);
    if adopted.is_err() {
        give_up_adoption(ctx, number)?;
    }
    adopted
}

/// Tells whether the file in the place of a row's database is that school's.
pub(super) fn is_own(ctx: &mut Permitted<'_>, number: EstablishmentNumber, inside: &Inside) -> Result<bool> {
    let database = inside.whose(number);
    let (row, is_other) = ctx.read(|tx| {
        let found = rows::find(tx, number)?.ok_or(Rule::Changed)?;
        Ok::<_, Error>((rows::whose(tx, &found)?, origin::number_of_another(tx, number, &database)?.is_some()))
    })?;
    Ok(!is_other || exports::vouch(ctx, (&database, &row))?)
}

/// Makes the file in the place of a row's database the row's own, when it is that school's under another credential: of
/// a time that the registry does not know. What dies in between is acknowledged if the file was changed.
pub(super) fn adopt_own(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    let aside = ctx.aside(&format!("{number}-adopted"))?;
    let inside = ctx.home().shelf().judged(number, &aside)?.map_err(refusal)?;
    if !is_own(ctx, number, &inside)? {
        return Err(Rule::Changed.into());
    }
    let (worker, shelf) = (Worker::of(ctx)?, ctx.home().shelf());
    let mut held = inside.whose(number).credentials();
    // Only what was made its own has this one: whatever else comes to the place has the credential at most.
    held.push(shelf::hash(&Secret::new(files::token()?)));
    let step = Step::Own { from: String::new(), known: held.clone(), names: inside.names.clone() };
    ctx.write(|tx, _, _| {
        if returning::proves(tx, number, Path::new(&shelf.shown(number)))? {
            return Err(Rule::Changed.into());
        }
        worker.begin(tx, number, step)
    })?;
    let adopted = ctx.write(|tx, permit, now| {
        let path = shelf.shown(number);
        let elsewhere = Elsewhere::all(tx, &shelf)?;
        check_log_set_aside(tx, &elsewhere, (&shelf, number, Path::new(&path)))?;
        check_alone(tx, &elsewhere, (&shelf, number, Path::new(&path)))?;
        // The log of a database whose identity is another one than the file's is of another time, or of another one.
        if let Some(log) = shelf.log_beside(Path::new(&path))? {
            shelf.check_vacant(number)?;
            if shelf::stated(Path::new(&path)) != Some((number, inside.credential_hash.clone())) {
                return Err(Rule::LogBeside { number, path: log.display().to_string() }.into());
            }
        }
        let found = read::active(tx, number)?;
        let credential = rows::credential(tx, number)?.ok_or(Rule::Changed)?;
        if let Some(fault) = origin::elsewhere(tx, number, &inside.whose(number))? {
            return Err(not_adopted(number, path, fault).into());
        }
        let known = [held, known::own(tx, number)?].concat();
        shelf.claim(number, (&credential, &known), &found.draft())?;
        returning::acknowledge(tx, (permit, now), (number, None))
    });
    returning::ended(ctx, number, adopted)
}

/// Has the host know what an adopted database holds. Where that cannot be read now, whoever asks for its jobs looks again.
pub(super) fn learn(ctx: &mut Permitted<'_>, number: EstablishmentNumber) {
    let _ = operations::inside::learn(ctx, number);
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
pub(in crate::operations) fn finish_adoption(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    let (found, credential, known) =
        ctx.read(|tx| Ok((rows::find(tx, number)?, rows::credential(tx, number)?, known::own(tx, number)?)))?;
    let (Some(found), Some(credential)) = (found, credential) else { return Ok(()) };
    ctx.home().shelf().claim(number, (&credential, &known), &found.draft())?;
    ctx.write(|tx, permit, now| {
        rows::set_stage(tx, number, Stage::Active)?;
        retired::take_back(tx, number)?;
        unfinished::finish(tx, number)?;
        let entry = Entry::new(Act::DOCTOR_ADOPT, Object::establishment(number, &found.denomination))
            .is("zone", found.zone.0.to_string())
            .is("location", &found.location)
            .is("uai", found.uai.as_ref().map_or("", Uai::as_str))
            .is("contact-email", found.contact.email_text());
        displace(tx, number, None, now)?;
        record(tx, permit, now, &entry)
    })?;
    learn(ctx, number);
    erasing::settle(ctx)
}

/// Takes back the row of an adoption that cannot be finished; the file stays what and where it is.
pub(in crate::operations) fn give_up_adoption(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
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
fn held(ctx: &mut Permitted<'_>, database: &Whose) -> Result<Option<Held>> {
    if let Some(newest) = exports::of(ctx, database)?.newest {
        return Ok(Some(newest.held));
    }
    // Its file is gone or cannot be used, but what the registry held is known.
    let filter = ExportFilter { number: Some(database.number), ..ExportFilter::default() };
    let known = ctx.read(|tx| Ok(export::list(tx, &filter, None, exports::EXPORTS)?))?;
    Ok(known.into_iter().find(|export| export.whose().is_of(database)).map(|export| export.held))
}
