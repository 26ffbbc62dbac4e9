//! Editing, and giving back what was edited: the registry first, then the names in the establishment's own database. Never an
//! administrator.

use crate::audit::{Entry, Object};
use crate::domain::access::Permit;
use crate::domain::act::Act;
use crate::domain::establishment::{ContactNeed, Draft, Establishment, EstablishmentNumber, Input, differences};
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Effect, JobId, Reason, Task, Verdict};
use crate::domain::time::Timestamp;
use crate::operations::aftermath::Aftermath;
use crate::operations::clock::Moment;
use crate::operations::context::Context;
use crate::operations::deed::effect;
use crate::operations::error::{Conflict, Error, Result, Rule};
use crate::operations::job::single::Single;
use crate::operations::permitted::{Permitted, record};
use crate::operations::webmaster::check_active;
use crate::operations::{host, letters, reach};
use crate::store::establishment::account;
use crate::store::registry::content;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{Tx, establishment as rows, zone};

use super::add::with_others;
use super::creation::Worker;
use super::left::{Edited, Told};
use super::read::{active, existing};
use super::site::site_of;

/// Saves the fields if nobody saved since they were read (`rev`), as a job of one target.
///
/// Mails that wait follow, or are withdrawn when the contact has no address any more.
///
/// A contact that an import left without a name or an address may stay so; one that is given must be whole.
///
/// # Errors
/// Every field's problem; [`Error::Conflict`] with both versions.
pub fn edit(ctx: &mut Context, number: EstablishmentNumber, rev: i64, input: &Input) -> Result<Establishment> {
    change(ctx, (number, rev), input, Told::AsJob)
}

/// As [`edit`], for a row of a file: the import tells of it, and there is no job.
///
/// # Errors
/// As [`edit`].
pub fn bring_up_to_date(
    ctx: &mut Context,
    number: EstablishmentNumber,
    rev: i64,
    input: &Input,
) -> Result<Establishment> {
    change(ctx, (number, rev), input, Told::ByImport)
}

fn change(
    ctx: &mut Context,
    (number, rev): (EstablishmentNumber, i64),
    input: &Input,
    told: Told,
) -> Result<Establishment> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_EDIT)?;
    let before = ctx.read(|tx| active(tx, number))?;
    let bare = before.contact.email.is_none() && input.contact_email.trim().is_empty();
    let nameless = before.contact.last_name.is_empty() && input.contact_last_name.trim().is_empty();
    let need = if bare || nameless { ContactNeed::AsGiven } else { ContactNeed::Full };
    let checked = input.check(need);
    let draft = match checked {
        Ok(checked) => checked.draft,
        Err(errors) => return Err(Error::Fields(with_others(ctx, input, Some(number), errors)?)),
    };
    if renames(&differences(&before.draft(), &draft)) {
        // A database that cannot be opened would keep the old names: nothing is changed then.
        ctx.establishment(number)?;
    }
    let worker = Worker::of(ctx)?;
    let ((renamed, aftermath), job) = ctx.write(|tx, permit, now| {
        check_active(tx, &permit.by().identity)?;
        let before = active(tx, number)?;
        if before.rev != rev {
            let conflict = Conflict { theirs: before, yours: draft.clone() };
            return Err(Error::Conflict(Box::new(conflict)));
        }
        let changes = differences(&before.draft(), &draft);
        if changes.is_empty() {
            return Ok(((false, Aftermath::default()), None));
        }
        if zone::find(tx, draft.zone)?.is_none() {
            return Err(Error::field(Field::Zone, Problem::UnknownZone));
        }
        let saving = Saving { tx, permit, now, worker: &worker };
        if told == Told::ByImport {
            return Ok((saving.save(&before, &draft, None)?, None));
        }
        let texts = |one: fn(&(Field, String, String)) -> &String| {
            changes.iter().fold(Filled::default(), |all, change| all.with(change.0, one(change)))
        };
        let left = Edited { was: texts(|change| &change.1), is: texts(|change| &change.2) };
        let single = Single::of(Task::Edit { typed: left.is.clone() }, &before);
        single.carry_out(tx, (permit, Moment::read(tx, now)?), |target| {
            let saved = saving.save(&before, &draft, Some(target.job))?;
            Ok((effect(&left)?, (saved, Some(target.job))))
        })
    })?;
    ctx.note(aftermath);
    ctx.did(job);
    if renamed && let Err(error) = finish_names(ctx, number) {
        ctx.let_go();
        return Err(error);
    }
    super::get(ctx, number)
}

/// Refuses to give back what somebody changed since; returns the establishment as it is, and as it is to be.
pub(in crate::operations) fn judge_back(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    left: &Edited,
) -> Result<(Establishment, Draft)> {
    let found = active(tx, number)?;
    let present = found.draft().filled();
    if left.is.other_than(&present).next().is_some() {
        return Err(Rule::Changed.into());
    }
    let input = Input::read(|field| left.was.get(field).map_or_else(|| present.text(field), str::to_owned));
    let draft = input.check(ContactNeed::AsGiven)?.draft;
    match site(tx, &found, &draft) {
        // Somebody else has the UAI by now.
        Err(Error::Fields(_)) => Err(Reason::NameTaken.into()),
        Err(error) => Err(error),
        Ok(_) if zone::find(tx, draft.zone)?.is_none() => Err(Rule::UnknownZone.into()),
        Ok(_) => Ok((found, draft)),
    }
}

/// Gives back what an edit has changed, and marks the target for which that is done.
pub(in crate::operations) fn take_back(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    left: &Edited,
) -> Result<()> {
    let (before, draft) = ctx.read(|tx| judge_back(tx, number, left))?;
    if renames(&differences(&before.draft(), &draft)) {
        ctx.establishment(number)?;
    }
    let worker = Worker::of(ctx)?;
    let target = ctx.target().ok_or(Rule::Incomplete)?;
    let (renamed, aftermath) = ctx.write(|tx, permit, now| {
        let (before, draft) = judge_back(tx, number, left)?;
        let saved = Saving { tx, permit, now, worker: &worker }.save(&before, &draft, Some(target.job))?;
        content::mark(tx, target.job, target.position, &Verdict::Done(Effect::Nothing), now)?;
        Ok(saved)
    })?;
    ctx.note(aftermath);
    if renamed { finish_names(ctx, number) } else { Ok(()) }
}

/// Inside whose transaction, in whose name and by which process something is saved.
struct Saving<'a> {
    tx: &'a Tx<'a>,
    permit: &'a Permit<'a>,
    now: Timestamp,
    worker: &'a Worker,
}

impl Saving<'_> {
    /// Writes the row and its audit entry; tells whether the names are to be written into the own database too.
    fn save(&self, before: &Establishment, draft: &Draft, job: Option<JobId>) -> Result<(bool, Aftermath)> {
        let (tx, number) = (self.tx, before.number);
        let changes = differences(&before.draft(), draft);
        reach::check_zone(tx, draft.zone)?;
        let site = site(tx, before, draft)?;
        if !rows::update(tx, number, before.rev, draft, site)? {
            return Err(Error::Conflict(Box::new(Conflict { theirs: existing(tx, number)?, yours: draft.clone() })));
        }
        let renamed = renames(&changes);
        if renamed {
            self.worker.begin(tx, number, Step::Names)?;
        }
        let mut entry = Entry::new(Act::ESTABLISHMENT_EDIT, Object::establishment(number, &draft.denomination));
        for (field, was, is) in &changes {
            entry = entry.was(field.name(), was).is(field.name(), is);
        }
        if let Some(job) = job {
            entry = entry.is("job", job.to_string());
        }
        let aftermath = letters::follow(tx, &host::stored(tx)?.0.identity, number)?;
        record(tx, self.permit, self.now, &aftermath.named(entry))?;
        Ok((renamed, aftermath))
    }
}

/// Tells whether a change concerns the names that the establishment's own database has.
fn renames(changes: &[(Field, String, String)]) -> bool {
    changes.iter().any(|(field, _, _)| matches!(field, Field::Location | Field::Denomination | Field::Uai))
}

/// Keeps the site of an unchanged UAI; a new one must be free.
fn site(tx: &Tx<'_>, before: &Establishment, draft: &Draft) -> Result<u32> {
    match &draft.uai {
        Some(uai) if before.uai.as_ref() != Some(uai) => site_of(tx, uai, Some(before.number), false),
        Some(_) | None => Ok(rows::uai_site(tx, before.number)?),
    }
}

/// Writes the registry's names into the establishment's own database, then ends the work. Done twice is fine.
pub(in crate::operations) fn finish_names(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    let draft = ctx.read(|tx| Ok(existing(tx, number)?.draft()))?;
    let mut database = ctx.establishment(number)?;
    database.write(|tx| Ok::<_, Error>(account::set_identity(tx, &draft)?))?;
    drop(database);
    ctx.write(|tx, _, _| Ok(unfinished::finish(tx, number)?))
}
