//! The crash-safe creation of one or many establishments, across the registry and their own databases.
//!
//! registry rows `creating` → databases aside, fsync → names, fsync of the directories → `active`, mails and audit in one
//! transaction. A process that dies before the last step leaves what [`crate::operations::recover`] removes. A number is
//! free when no row has or had it and nothing lies under it: the registry may be an older copy than the databases.

use std::collections::HashMap;

use crate::audit::{Entry, Object};
use crate::auth::generated;
use crate::domain::access::Permit;
use crate::domain::account::{FIRST_LOGIN, SignInMode};
use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber, NUMBER_MAX, NewEstablishment, Stage};
use crate::domain::field::{Field, Problem};
use crate::domain::job::{Effect, JobId, Verdict};
use crate::domain::mail::{Kind, MailId};
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::uai::Uai;
use crate::operations::error::{Error, Result};
use crate::operations::parallel::each_part;
use crate::operations::permitted::{Permitted, record};
use crate::operations::webmaster::check_active;
use crate::operations::{Rule, clock, host, letters, reach, recover};
use crate::store;
use crate::store::constraint::Constraint;
use crate::store::establishment::account::{Category, Level, NewAccount};
use crate::store::establishment::image::{self, Contents};
use crate::store::establishment::people::People;
use crate::store::establishment::teaching::Teaching;
use crate::store::files;
use crate::store::registry::content;
use crate::store::registry::establishment::{self as rows, Creation};
use crate::store::registry::placed::{self, Placed};
use crate::store::registry::unfinished::{self, Step, TargetKey, Unfinished};
use crate::store::registry::{Tx, export, known, zone};
use crate::store::shelf::{Gone, Shelf};

use super::add::{CopyMail, Mailing, SendMail};
use super::left::{self, Told};
use super::site::site_of;
pub(in crate::operations) use super::undo::undo;

/// An establishment to be made, with all that is drawn for it.
pub(in crate::operations) struct Order {
    new: NewEstablishment,
    number: EstablishmentNumber,
    credential: Secret,
    /// Hashes of the credentials by which the establishment was known before.
    known: Vec<String>,
    password: Secret,
    stored_password: String,
    password_until: Timestamp,
    created_at: Timestamp,
    population: Population,
}

/// Who is in an establishment from its start besides its first administrator; only the demonstration has anybody.
#[derive(Debug, Default)]
pub(in crate::operations) struct Population {
    /// The password that the first administrator chose, and the last sign-in.
    pub(in crate::operations) administrator: Option<(String, Timestamp)>,
    /// Everybody else.
    pub(in crate::operations) others: Vec<NewAccount>,
    /// How they sign in.
    pub(in crate::operations) sign_in_mode: SignInMode,
    /// What is taught.
    pub(in crate::operations) teaching: Teaching,
    /// Those with all that is tied to them.
    pub(in crate::operations) people: People,
}

/// One that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::operations) struct Made {
    pub(in crate::operations) number: EstablishmentNumber,
    pub(in crate::operations) mail: Option<MailId>,
    pub(in crate::operations) job: Option<JobId>,
}

/// A checked establishment and which site of its UAI it may become.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) new: NewEstablishment,
    /// Above 1 the UAI may be one that others hold.
    pub(super) shares_uai: bool,
    /// Whether one that is the same by now is in its way.
    pub(super) once: bool,
    pub(super) population: Population,
}

/// Makes all of them or none. Their numbers come in the order of the wishes.
pub(super) fn create(ctx: &mut Permitted<'_>, wishes: Vec<Wish>, mailing: Mailing, told: Told) -> Result<Vec<Made>> {
    let orders = reserve(ctx, wishes).map_err(refused)?;
    let shelf = ctx.home().shelf();
    let token = ctx.owner()?.to_owned();
    let made = build_all(&shelf, &token, &orders).and_then(|()| activate(ctx, &orders, mailing, told));
    if made.is_err() {
        let numbers: Vec<_> = orders.iter().map(|order| order.number).collect();
        // What cannot be undone now is nobody's from then on: whoever comes next undoes it.
        undo(ctx, &numbers).map_or_else(|_| ctx.let_go(), drop);
    }
    made
}

/// Says at the field what a rule of the database refuses, so that a row of many can be left out alone.
fn refused(error: Error) -> Error {
    const FIELDS: [Field; 9] = [
        Field::Zone,
        Field::Location,
        Field::Denomination,
        Field::Uai,
        Field::ContactLastName,
        Field::ContactFirstName,
        Field::ContactEmail,
        Field::RegisteredOn,
        Field::Number,
    ];
    let Error::Store(store::Error::Constraint(broken)) = error else { return error };
    let field = match broken.constraint {
        Constraint::Reference => Field::Zone,
        Constraint::Value | Constraint::Missing | Constraint::Taken => {
            FIELDS.into_iter().find(|field| broken.field == field.name()).unwrap_or(Field::Number)
        }
    };
    Error::field(field, Problem::Unstorable { detail: broken.detail })
}

/// Checks what needs other rows, and inserts the rows as `creating`.
fn reserve(ctx: &mut Permitted<'_>, wishes: Vec<Wish>) -> Result<Vec<Order>> {
    let owner = recover::owner(ctx)?;
    let until = clock::password_until(ctx)?;
    let mut secrets = Vec::with_capacity(wishes.len());
    for _ in &wishes {
        let (password, stored) = generated::make()?;
        secrets.push((password, stored, Secret::new(files::token()? + &files::token()?)));
    }
    let shelf = ctx.home().shelf();
    ctx.write(|tx, permit, now| {
        check_active(tx, &permit.by().identity)?;
        let highest = shelf.highest()?;
        let kept = clock::kept_at(tx, now)?;
        let mut orders = Vec::with_capacity(wishes.len());
        for (wish, (password, stored_password, credential)) in wishes.into_iter().zip(secrets) {
            check_once(tx, &wish, &orders)?;
            let uai_site = both(check(tx, &shelf, &wish.new), check_uai(tx, &wish))?;
            let number = wish.new.number.map_or_else(|| free_number(tx, &shelf, highest), Ok)?;
            let registered_on = wish.new.registered_on;
            let creation = Creation { number, registered_on, now: kept, uai_site, credential: &credential, known: &[] };
            rows::insert(tx, &wish.new.draft, &creation)?;
            let work = Unfinished { number, owner: owner.clone(), step: Step::Create, target: None };
            unfinished::begin(tx, &work)?.map_err(|owner| Error::Busy { owner })?;
            let Wish { new, population, .. } = wish;
            orders.push(Order {
                new,
                number,
                credential,
                known: Vec::new(),
                password,
                stored_password,
                password_until: until,
                created_at: kept,
                population,
            });
        }
        Ok(orders)
    })
}

/// Returns the number that the next establishment gets: above every one that a row has or had, and above everything that
/// lies on the shelf.
pub(super) fn free_number(
    tx: &Tx<'_>,
    shelf: &Shelf,
    highest: Option<EstablishmentNumber>,
) -> Result<EstablishmentNumber> {
    let mut number = rows::next_number(tx)?;
    if let Some(EstablishmentNumber(highest)) = highest
        && (number.0..NUMBER_MAX).contains(&highest)
    {
        number = EstablishmentNumber(highest + 1);
    }
    while number.0 < NUMBER_MAX && (shelf.in_the_way(number)?.is_some() || rows::is_used(tx, number)?) {
        number = EstablishmentNumber(number.0 + 1);
    }
    Ok(number)
}

/// Tells what keeps an establishment from getting this number, if anything does.
pub(super) fn number_problem(tx: &Tx<'_>, shelf: &Shelf, number: EstablishmentNumber) -> Result<Option<Problem>> {
    if rows::is_used(tx, number)? {
        return Ok(Some(Problem::NumberUsed));
    }
    let file = shelf.in_the_way(number)?;
    Ok(file.map(|path| Problem::NumberHasFile { path: path.display().to_string() }))
}

fn check(tx: &Tx<'_>, shelf: &Shelf, new: &NewEstablishment) -> Result<()> {
    let number = match new.number.map(|number| number_problem(tx, shelf, number)).transpose()?.flatten() {
        Some(problem) => Err(Error::field(Field::Number, problem)),
        None => Ok(()),
    };
    reach::check_zone(tx, new.draft.zone)?;
    let zone = match zone::find(tx, new.draft.zone)? {
        Some(_) => Ok(()),
        None => Err(Error::field(Field::Zone, Problem::UnknownZone)),
    };
    both(zone, number)
}

/// Joins what two checks say: whoever has filled in a form is told everything at once.
fn both<T>(first: Result<()>, second: Result<T>) -> Result<T> {
    match (first, second) {
        (Err(Error::Fields(mut errors)), Err(Error::Fields(more))) => {
            errors.extend(more);
            Err(Error::Fields(errors))
        }
        (Err(error), _) => Err(error),
        (Ok(()), second) => second,
    }
}

/// Refuses what somebody else has added, or is adding, since the file was looked at; rows of one file may be alike.
fn check_once(tx: &Tx<'_>, wish: &Wish, own: &[Order]) -> Result<()> {
    let there = if wish.once { rows::same(tx, &wish.new.draft)? } else { Vec::new() };
    match there.into_iter().find(|number| own.iter().all(|order| order.number != *number)) {
        Some(holder) => {
            Err(Error::field(Field::Denomination, Problem::AlreadyThere { holder: reach::named(tx, holder)? }))
        }
        None => Ok(()),
    }
}

fn check_uai(tx: &Tx<'_>, wish: &Wish) -> Result<u32> {
    let Some(uai) = &wish.new.draft.uai else { return Ok(1) };
    site_of(tx, uai, None, wish.shares_uai)
}

/// Files that are written and fsynced side by side: they wait for the disk, which makes several durable at once.
const WRITERS: usize = 8;

/// Makes every database, on both cores; the names are durable when this returns.
fn build_all(shelf: &Shelf, token: &str, orders: &[Order]) -> Result<()> {
    let numbers = || orders.iter().map(|order| order.number);
    shelf.prepare(numbers())?;
    let share = orders.len().div_ceil(WRITERS).max(1);
    let parts: Vec<&[Order]> = orders.chunks(if orders.len() < 4 { orders.len().max(1) } else { share }).collect();
    let broken = || crate::store::Error::unreadable("worker", "panicked");
    let made = |part: &&[Order]| part.iter().try_for_each(|order| build(shelf, token, order));
    let results: Vec<crate::store::Result<()>> = each_part(&parts, made, |_| Err(broken()));
    results.into_iter().collect::<crate::store::Result<Vec<()>>>()?;
    Ok(shelf.sync(numbers())?)
}

fn build(shelf: &Shelf, token: &str, order: &Order) -> crate::store::Result<()> {
    let draft = &order.new.draft;
    let (password, password_until, last_sign_in_at) = match &order.population.administrator {
        None => (order.stored_password.clone(), Some(order.password_until), None),
        Some((chosen, last)) => (chosen.clone(), None, Some(*last)),
    };
    let administrator = NewAccount {
        login: FIRST_LOGIN.to_owned(),
        last_name: draft.contact.last_name.clone(),
        first_name: draft.contact.first_name.clone(),
        email: draft.contact.email_text().to_owned(),
        level: Level::Superadmin,
        category: Category::Staff,
        left_at: None,
        password,
        password_until,
        created_at: order.created_at,
        last_sign_in_at,
    };
    let accounts: Vec<NewAccount> = std::iter::once(administrator).chain(order.population.others.clone()).collect();
    let contents = Contents {
        number: order.number,
        credential: &order.credential,
        known: &order.known,
        draft,
        accounts: &accounts,
        sign_in_mode: order.population.sign_in_mode,
        teaching: &order.population.teaching,
        people: &order.population.people,
    };
    shelf.create(order.number, token, &image::build(&contents)?)
}

/// Orders an empty database, with a first administrator, for an establishment whose row is there. It says by what the
/// establishment is known: a registry that is older than the database can then tell whose it is.
pub(in crate::operations) fn order_empty(
    ctx: &mut Permitted<'_>,
    found: &Establishment,
    credential: &Secret,
) -> Result<Order> {
    let (password, stored_password) = generated::make()?;
    let registered_on = Some(found.registered_on);
    let known = ctx.read(|tx| Ok(known::own(tx, found.number)?))?;
    Ok(Order {
        new: NewEstablishment { number: Some(found.number), registered_on, draft: found.draft() },
        number: found.number,
        credential: credential.clone(),
        known,
        password,
        stored_password,
        password_until: clock::password_until(ctx)?,
        created_at: ctx.now(),
        population: Population::default(),
    })
}

impl Order {
    /// Makes the database.
    pub(in crate::operations) fn make(&self, on: &Shelf, token: &str) -> crate::store::Result<()> {
        on.prepare([self.number])?;
        build(on, token, self)
    }

    /// Queues the mail that tells the contact the first password; none when the contact has no address.
    pub(in crate::operations) fn announce(
        &self,
        tx: &Tx<'_>,
        permit: &Permit<'_>,
        now: Timestamp,
    ) -> Result<Option<MailId>> {
        queue_mails(tx, permit, now, &host::stored(tx)?.0, self, CopyMail::No)
    }
}

/// Acknowledges: from this transaction on the establishments exist.
fn activate(ctx: &mut Permitted<'_>, orders: &[Order], mailing: Mailing, told: Told) -> Result<Vec<Made>> {
    ctx.write(|tx, permit, now| {
        let settings = host::stored(tx)?.0;
        let mut made = Vec::with_capacity(orders.len());
        for order in orders {
            rows::set_stage(tx, order.number, Stage::Active)?;
            unfinished::finish(tx, order.number)?;
            let mail = match mailing.send {
                SendMail::No => None,
                SendMail::Yes => queue_mails(tx, permit, now, &settings, order, mailing.copy)?,
            };
            let draft = &order.new.draft;
            let entry = Entry::new(Act::ESTABLISHMENT_ADD, Object::establishment(order.number, &draft.denomination))
                .is("zone", draft.zone.0.to_string())
                .is("location", &draft.location)
                .is("uai", draft.uai.as_ref().map_or("", Uai::as_str))
                .is("contact-last-name", &draft.contact.last_name)
                .is("contact-first-name", &draft.contact.first_name)
                .is("contact-email", draft.contact.email_text())
                .is("send-mail", if mail.is_some() { "yes" } else { "no" });
            let job = (told == Told::AsJob).then(|| left::added(tx, (permit, now), order.number, draft)).transpose()?;
            let entry = job.iter().fold(entry, |entry, job| entry.is("job", job.to_string()));
            record(tx, permit, now, &entry)?;
            made.push(Made { number: order.number, mail, job });
        }
        Ok(made)
    })
}

fn queue_mails(
    tx: &Tx<'_>,
    permit: &Permit<'_>,
    now: Timestamp,
    settings: &crate::domain::host::HostSettings,
    order: &Order,
    copy: CopyMail,
) -> Result<Option<MailId>> {
    if order.new.draft.contact.email.is_none() {
        return Ok(None);
    }
    let secret = Some((&order.password, order.password_until));
    let registration =
        letters::Order { kind: Kind::Registration, number: order.number, login: FIRST_LOGIN, secret, webmaster: None };
    let mail = letters::queue(tx, now, settings, &registration)?;
    if copy == CopyMail::Yes {
        let webmaster = letters::copy_to(permit.by());
        let copy = letters::Order { kind: Kind::Copy, secret: None, webmaster, ..registration };
        letters::queue(tx, now, settings, &copy)?;
    }
    Ok(Some(mail))
}

pub(super) fn credentials(tx: &Tx<'_>, numbers: &[EstablishmentNumber]) -> Result<Vec<(EstablishmentNumber, Secret)>> {
    let known = numbers.iter().map(|number| Ok(rows::credential(tx, *number)?.map(|secret| (*number, secret))));
    known.filter_map(Result::transpose).collect()
}

/// Removes the databases of establishments whose rows are there; done twice is fine. Tells what became of each: what
/// is not the establishment's own is set aside instead, and what was written into since its export stays.
pub(in crate::operations) fn remove_databases(
    ctx: &mut Permitted<'_>,
    numbers: &[EstablishmentNumber],
) -> Result<HashMap<EstablishmentNumber, Gone>> {
    let (shelf, moment) = (ctx.home().shelf(), ctx.latest().at().utc_text());
    let known = ctx.read(|tx| {
        let known = credentials(tx, numbers)?;
        known
            .into_iter()
            .map(|(number, credential)| Ok((number, credential, exported(tx, number)?)))
            .collect::<Result<Vec<_>>>()
    })?;
    shelf.discard_asides(numbers)?;
    let gone = known
        .iter()
        .map(|(number, credential, state)| Ok((*number, shelf.remove(*number, credential, (state, &moment))?)));
    let gone = gone.collect::<Result<_>>()?;
    shelf.sync(numbers.iter().copied())?;
    Ok(gone)
}

/// Returns what the export of one that is being removed holds; empty when there is none.
fn exported(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<String> {
    let work = unfinished::find(tx, number)?;
    Ok(if let Some(Unfinished { step: Step::Remove { state, .. }, .. }) = work { state } else { String::new() })
}

/// Who begins work across two databases, and for which target of a job.
#[derive(Debug, Clone)]
pub(in crate::operations) struct Worker {
    owner: String,
    target: Option<TargetKey>,
}

impl Worker {
    /// Names this context, once what an earlier failure of its own left is finished or undone.
    pub(in crate::operations) fn of(ctx: &mut Permitted<'_>) -> Result<Self> {
        Ok(Self { owner: recover::owner(ctx)?, target: ctx.target() })
    }

    /// Returns the token of this process.
    pub(in crate::operations) fn owner(&self) -> &str {
        &self.owner
    }

    /// Begins; refuses with the name of who is at work on the establishment.
    pub(in crate::operations) fn begin(&self, tx: &Tx<'_>, number: EstablishmentNumber, step: Step) -> Result<()> {
        let work = Unfinished { number, owner: self.owner.clone(), step, target: self.target };
        unfinished::begin(tx, &work)?.map_err(|owner| Error::Busy { owner })
    }
}

/// Marks the target for which work on an establishment is done, in the transaction that acknowledges it. Gives it.
pub(in crate::operations) fn mark(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    effect: Effect,
    now: Timestamp,
) -> Result<Option<TargetKey>> {
    settle_target(tx, number, &Verdict::Done(effect), now)
}

/// As [`mark`], however the work ended.
pub(super) fn settle_target(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<Option<TargetKey>> {
    let target = unfinished::find(tx, number)?.and_then(|work| work.target);
    if let Some(target) = target {
        content::mark(tx, target.job, target.position, verdict, now)?;
        if let Verdict::Done(Effect::Restored { file, sha256 } | Effect::Replaced { file, sha256, .. }) = verdict {
            note_placed(tx, number, (file, sha256, content::latest_order(tx, number)?), now)?;
        } else if matches!(verdict, Verdict::Done(Effect::Deleted { .. })) {
            placed::forget(tx, number)?;
        }
    }
    Ok(target)
}

/// Notes from which file an establishment was filled, and where that stands in the order of what came of it.
pub(in crate::operations) fn note_placed(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    (file, sha256, order): (&str, &str, i64),
    now: Timestamp,
) -> Result<()> {
    // Exports that were made before it say so, also where they were ahead of the clock by some seconds.
    let at = export::next_moment(tx, number, clock::kept_at(tx, now)?)?;
    let at = placed::last(tx, number)?.map_or(at, |last| at.max(last.at));
    Ok(placed::put(tx, number, &Placed { file: file.to_owned(), sha256: sha256.to_owned(), order, at })?)
}

/// Refuses an establishment that somebody is at work on.
pub(super) fn check_free(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    match unfinished::find(tx, number)? {
        Some(work) if !matches!(work.step, Step::Create | Step::Discard) => Err(Error::Busy { owner: work.owner }),
        Some(_) => Err(Rule::NotActive.into()),
        None => Ok(()),
    }
}
