//! Bringing an establishment back from a file: a new one, or the content of one that is there.
//!
//! New: row `creating` → judged copy made its own aside → renamed → `active`, number taken back and audit in one
//! transaction; what dies in between is removed as a creation is, and finished if somebody wrote into it since it had its
//! name. In place of another: the program's block → export of
//! what is there, judged copy aside → export entered → swapped → block lifted and audit in one transaction; until the
//! export is entered it is undone, from then on it is finished.

use std::cell::RefCell;
use std::path::PathBuf;

use crate::audit::{self, Entry, Object};
use crate::domain::access::{Actor, Permit};
use crate::domain::act::{Act, Noun};
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::{Draft, Establishment, EstablishmentNumber, Stage};
use crate::domain::export::{Form, Why};
use crate::domain::job::{Effect, Reason, Target, Task, Verdict};
use crate::domain::mail::Cause;
use crate::domain::password::Secret;
use crate::domain::rights::effect::Right;
use crate::domain::time::Timestamp;
use crate::domain::zone::DEFAULT_ZONE;
use crate::operations::access::{Return, Simulation};
use crate::operations::aftermath::Aftermath;
use crate::operations::clock;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::export::make::{self, Order, Wanted};
use crate::operations::letters;
use crate::operations::permitted::{Permitted, record};
use crate::operations::user::erasing::{self, Before};
use crate::operations::user::standing;
use crate::store::establishment::Tx as OwnTx;
use crate::store::establishment::archive::{self, Becoming, Candidate};
use crate::store::establishment::snapshot::Taken;
use crate::store::home::Home;
use crate::store::ledger::job::{read as job, target};
use crate::store::ledger::reached::Inside;
use crate::store::registry::establishment::{self as rows, Creation};
use crate::store::registry::outbox::Which;
use crate::store::registry::unfinished::{self, Step, TargetKey, Unfinished};
use crate::store::registry::{Tx, block, erased, inside, known, retired, zone};
use crate::store::shelf::{Content, Shelf, Swapped};
use crate::store::{self, files};

use super::creation::{mark, settle_target};
use super::delete;
pub use super::origin::{Looked, look};
use super::origin::{Origin, believed, fits, origin, site};
pub(in crate::operations) use super::origin::{candidate, judge, learn, left_behind, look_at, newer_outside};
pub(in crate::operations) use crate::store::files::name_of;

/// An establishment that is to be brought back.
#[derive(Debug)]
pub(in crate::operations) struct Restoration {
    number: EstablishmentNumber,
    path: PathBuf,
    sha256: String,
    /// Who stands for what it holds.
    by: archive::Origin,
    /// The file of keys that opens it.
    keys: Option<PathBuf>,
    credential: Secret,
    draft: Draft,
    /// Until when passwords in it are good at most.
    until: Timestamp,
    now: Timestamp,
    blocks: Vec<Block>,
    shelf: Shelf,
    /// Whose token the name of what is made aside carries.
    token: String,
    /// Hashes of the credentials by which its content is known.
    known: Vec<String>,
    /// The export of what is replaced; none for a new one.
    before: Option<Order>,
    /// The last ids that were given under its number, as the host knows.
    given: Vec<(String, i64)>,
    /// Who of its own people, or who stands in it, has it brought back: its own audit tells.
    witness: Option<Actor>,
    /// Who was erased since.
    erased: Before,
}

/// What was made for one that is brought back.
#[derive(Debug)]
pub(in crate::operations) enum Made {
    /// A new establishment's database, under its name.
    New {
        /// What it was made of.
        content: Content,
    },
    /// The export of what is replaced, and the content that takes its place.
    Replacing {
        /// The export.
        before: Taken,
        /// The content, aside.
        content: Content,
    },
}

/// In whose transaction, and where.
#[derive(Debug, Clone, Copy)]
pub(in crate::operations) struct Place<'a> {
    pub(in crate::operations) tx: &'a Tx<'a>,
    pub(in crate::operations) permit: &'a Permit<'a>,
    pub(in crate::operations) now: Timestamp,
    /// Until when a password is good that is given now.
    pub(in crate::operations) until: Timestamp,
    pub(in crate::operations) home: &'a Home,
    pub(in crate::operations) owner: &'a str,
}

/// Begins: the row of a new one, or the block on what is replaced.
pub(in crate::operations) fn begin(place: &Place<'_>, task: &Task, target: &Target) -> Result<Restoration> {
    let Place { tx, home, now, .. } = *place;
    if let Some(owner) = erased::owner(tx, target.number)? {
        return Err(Error::Busy { owner });
    }
    let (number, key) = (target.number, TargetKey { job: target.job, position: target.position });
    let origin = origin(tx, home, (task, &target.given, &target.object), number)?;
    let present = fits(tx, home, number, &origin)?;
    let uai_site = if present.is_none() { site(tx, &origin)? } else { origin.row.uai_site };
    let mut restoration = Restoration {
        number,
        path: origin.path,
        sha256: origin.sha256,
        by: origin.by,
        keys: origin.keys,
        credential: Secret::new(files::token()? + &files::token()?),
        draft: origin.row.draft.clone(),
        until: place.until,
        now: clock::kept_at(tx, now)?,
        blocks: origin.blocks,
        shelf: home.shelf(),
        token: place.owner.to_owned(),
        known: believed(tx, number, &origin.whose)?,
        before: None,
        given: inside::known(tx, number)?.reached.counters,
        erased: erasing::before(tx, place.permit.by(), &origin.whose.credentials())?,
        witness: (place.permit.act().noun() == Noun::Backup).then(|| place.permit.by().clone()),
    };
    let work = |step| Unfinished { number, owner: place.owner.to_owned(), step, target: Some(key) };
    if let Some(found) = present {
        // It stays what it is for the host: zone, names, contact, credential; its content is replaced.
        let wanted = Wanted { form: &Form::default(), why: Why::BeforeRestore, target: Some(key), owner: place.owner };
        let before = make::order(tx, (home, place.permit, now), &found, &wanted)?;
        let step = Step::Replace { before: before.file(), token: place.owner.to_owned() };
        unfinished::begin(tx, &work(step))?.map_err(|owner| Error::Busy { owner })?;
        let credential = rows::credential(tx, number)?;
        known::put_coming(tx, number, &restoration.known)?;
        restoration.credential = credential.ok_or_else(|| Error::not_found("establishment", number))?;
        restoration.draft = found.draft();
        restoration.before = Some(before);
        block::put(tx, number, &program_block(place, &found)?)?;
        return Ok(restoration);
    }
    if zone::find(tx, restoration.draft.zone)?.is_none() {
        restoration.draft.zone = DEFAULT_ZONE;
    }
    let (registered_on, now) = (origin.row.registered_on, clock::kept_at(tx, now)?);
    let (credential, known) = (&restoration.credential, restoration.known.as_slice());
    let creation = Creation { number, registered_on, now, uai_site, credential, known };
    rows::insert(tx, &restoration.draft, &creation)?;
    unfinished::begin(tx, &work(Step::Create))?.map_err(|owner| Error::Busy { owner })?;
    Ok(restoration)
}

fn program_block(place: &Place<'_>, found: &Establishment) -> Result<Block> {
    let language = zone::find(place.tx, found.zone)?.map(|zone| zone.language).unwrap_or_default();
    Ok(Block {
        blocker: Blocker::Program,
        reason: letters::catalogue(language).text("restore-block"),
        author: place.permit.by().name().to_owned(),
        since: place.now,
        until: None,
    })
}

impl Restoration {
    pub(in crate::operations) const fn number(&self) -> EstablishmentNumber {
        self.number
    }

    /// Tells whether the content of an establishment that is there is replaced.
    pub(in crate::operations) const fn replaces(&self) -> bool {
        self.before.is_some()
    }

    /// Makes the files, on any thread: a new database under its name; or the export of what is replaced, and the new
    /// content aside. The names are durable once their folders are synchronised. On failure nothing is left.
    pub(in crate::operations) fn make(&self) -> Result<Made> {
        let before = self.before.as_ref().map(Order::make).transpose()?;
        let built = self.build(before.as_ref().map(|before| before.given.as_slice()).unwrap_or_default());
        if built.is_err()
            && let Some(before) = &self.before
        {
            let _ = before.discard();
        }
        built.map(|content| match before {
            Some(before) => Made::Replacing { before, content },
            None => Made::New { content },
        })
    }

    fn build(&self, of_present: &[(String, i64)]) -> Result<Content> {
        let refused = RefCell::new(None);
        let (expected, keys) = (Some(self.sha256.as_str()), self.keys.as_deref());
        let candidate = Candidate { path: &self.path, expected, keys, origin: self.by };
        let Self { number, credential, draft, until, now, .. } = self;
        let given = [self.given.as_slice(), of_present].concat();
        let becoming = Becoming { number: *number, credential, draft, until: *until, now: *now, given: &given };
        let last = |tx: &OwnTx<'_>| {
            self.tell(tx).map_err(|error| match error {
                Error::Store(error) => error,
                other => {
                    let stopped = store::Error::unreadable("rights", other.word());
                    refused.replace(Some(other));
                    stopped
                }
            })
        };
        let content = self.shelf.prepare_content(candidate, &self.token, (becoming, &last));
        let content = match refused.take() {
            Some(refused) => return Err(refused),
            None => content?.map_err(Rule::Unfit)?,
        };
        if self.before.is_none() {
            self.shelf.place_content(self.number, &self.token)?;
        }
        Ok(content)
    }

    /// Erases again who was erased since, and writes into its own audit that it was brought back, and whose rights changed by it.
    fn tell(&self, tx: &OwnTx<'_>) -> Result<()> {
        erasing::again(tx, &self.erased, self.now)?;
        let Some(by) = &self.witness else { return Ok(()) };
        let object = Object::establishment(self.number, &self.draft.denomination);
        let before = self.before.as_ref().map(Order::file).unwrap_or_default();
        let entry = Entry::new(Act::ESTABLISHMENT_RESTORE, object).was("export", before);
        audit::record(tx, by, self.now, &entry.is("export", self.file()).is("sha256", &self.sha256))?;
        for one in self.rights(tx, by)?.people {
            let words = |rights: &[Right]| rights.iter().map(Right::word).collect::<Vec<_>>().join(",");
            let object = Object { label: one.name, ..Object::account(&one.login) };
            let entry = Entry::new(Act::ESTABLISHMENT_RESTORE, object).is("export", self.file());
            let entry = entry.is("rights-lost", words(&one.shift.lost)).is("rights-gained", words(&one.shift.gained));
            audit::record(tx, by, self.now, &entry)?;
        }
        Ok(())
    }

    /// Says who gains and loses what by it, where whoever has it restored may bring that about. What is there does not change
    /// meanwhile: it is blocked, and noted as under work.
    fn rights(&self, then: &OwnTx<'_>, by: &Actor) -> Result<Simulation> {
        let key = (self.number, &self.credential);
        let read = |now: &OwnTx<'_>| Ok(Return::read((now, then), self.now.day()));
        let Some(read) = self.shelf.look_inside(key, read)? else { return Ok(Simulation::default()) };
        let read = read?;
        match read.refused(&standing(by, self.now))? {
            None => read.comes_to(),
            Some((why, accounts)) => {
                let accounts = accounts.into_iter().map(|id| id.0).collect();
                Err(Reason::ReturnsRights { why, accounts, names: Vec::new() }.into())
            }
        }
    }

    /// Removes the content that was made aside and the export of what it was to replace. A new one's database goes with
    /// its row.
    pub(in crate::operations) fn take_back(&self, made: Option<&Made>) -> store::Result<()> {
        if let (Some(before), Some(Made::Replacing { content, .. })) = (&self.before, made) {
            self.shelf.discard_content(self.number, &content.token)?;
            before.discard()?;
        }
        Ok(())
    }

    /// Lets go of what shows that nobody but this process knows the export of what is replaced.
    pub(in crate::operations) fn settle(&self) -> store::Result<()> {
        self.before.as_ref().map_or(Ok(()), Order::settle)
    }

    fn file(&self) -> String {
        name_of(&self.path)
    }
}

/// Acknowledges a new one: from this transaction on it exists.
pub(in crate::operations) fn activate(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    (restored, content): (&Restoration, &Content),
) -> Result<()> {
    let Restoration { number, draft, sha256, blocks, .. } = restored;
    let what = (*number, draft, content.inside.as_ref());
    acknowledge_new(tx, (permit, now), what, (&restored.file(), sha256, blocks))
}

/// Acknowledges a new one whose process died once its database had its name, because somebody has written into it since.
/// Tells whether that could be done: its target still waits, and what it was brought back from is still known.
pub(super) fn finish_new(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    home: &Home,
    number: EstablishmentNumber,
) -> Result<bool> {
    let Some(TargetKey { job: id, position }) = unfinished::find(tx, number)?.and_then(|work| work.target) else {
        return Ok(false);
    };
    let next = target::waiting(tx, id, position.saturating_sub(1), 1)?.into_iter().next();
    let target = next.filter(|target| target.position == position && target.number == number);
    let (Some(target), Some(owned), Some(found)) = (target, job::find(tx, id)?, rows::find(tx, number)?) else {
        return Ok(false);
    };
    match origin(tx, home, (&owned.job.task, &target.given, &target.object), number) {
        Ok(Origin { path, sha256, blocks, .. }) => {
            let from = (name_of(&path), sha256, blocks);
            acknowledge_new(tx, (permit, now), (number, &found.draft(), None), (&from.0, &from.1, &from.2))
                .map(|()| true)
        }
        Err(Error::Rule(_) | Error::NotFound { .. }) => Ok(false),
        Err(error) => Err(error),
    }
}

fn acknowledge_new(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    (number, draft, inside): (EstablishmentNumber, &Draft, Option<&Inside>),
    (file, sha256, blocks): (&str, &str, &[Block]),
) -> Result<()> {
    rows::set_stage(tx, number, Stage::Active)?;
    retired::take_back(tx, number)?;
    inside::displace(tx, number, inside, clock::kept_at(tx, now)?)?;
    for block in blocks {
        block::put(tx, number, block)?;
    }
    let effect = Effect::Restored { file: file.to_owned(), sha256: sha256.to_owned() };
    let target = mark(tx, number, effect, now)?;
    unfinished::finish(tx, number)?;
    let mut entry = Entry::new(Act::ESTABLISHMENT_RESTORE, Object::establishment(number, &draft.denomination))
        .is("export", file)
        .is("sha256", sha256)
        .is("uai", draft.uai.as_ref().map_or("", |uai| uai.as_str()))
        .is("contact-email", draft.contact.email_text());
    if let Some(target) = target {
        entry = entry.is("job", target.job.to_string());
    }
    record(tx, permit, now, &entry)
}

/// Notes that the export of what is replaced is there: from now on the swap is finished, whatever happens.
pub(in crate::operations) fn advance(
    tx: &Tx<'_>,
    restored: &Restoration,
    (taken, content): (&Taken, &Content),
) -> Result<()> {
    let Some(before) = &restored.before else { return Ok(()) };
    let entered = before.enter(tx, taken)?;
    let Content { token, digest, inode, inside } = content.clone();
    let (file, sha256) = (restored.file(), restored.sha256.clone());
    let (before, state, mails) = (entered.file, taken.state.clone(), taken.mails);
    let known = restored.known.clone();
    let step = Step::Swap { file, sha256, before, token, content: digest, inode, state, known, inside, mails };
    Ok(unfinished::advance(tx, restored.number, &step)?)
}

/// Lets go of an establishment whose content stays what it was.
pub(in crate::operations) fn keep_in(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    block::remove(tx, number, Blocker::Program)?;
    known::forget_coming(tx, number)?;
    Ok(unfinished::finish(tx, number)?)
}

/// Undoes a replacement that a dead process began and whose export was not entered.
pub(in crate::operations) fn undo(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    (before, token): (&str, &str),
) -> Result<()> {
    ctx.home().shelf().discard_content(number, token)?;
    delete::discard_unknown(ctx, before)?;
    ctx.write(|tx, _, _| keep_in(tx, number))
}

/// Puts the new content in the place of the old one, for all whose step is [`Step::Swap`]. Done twice is fine. Content
/// that is no more is told as a failure, and so is an old one that was written into since; that then stays what it was.
pub(in crate::operations) fn swap(ctx: &mut Permitted<'_>, numbers: &[EstablishmentNumber]) -> Result<()> {
    let (shelf, moment) = (ctx.home().shelf(), ctx.latest().at().utc_text());
    let mut swapped = Vec::with_capacity(numbers.len());
    for number in numbers {
        let known = ctx.read(|tx| Ok((unfinished::find(tx, *number)?, rows::credential(tx, *number)?)))?;
        let (Some(Unfinished { step: Step::Swap { token, content, inode, state, .. }, .. }), Some(credential)) = known
        else {
            continue;
        };
        let content = Content { token, digest: content, inode, inside: None };
        let done = shelf.swap(*number, &credential, (&content, &state, &moment))?;
        swapped.push((*number, credential, done));
    }
    shelf.sync(numbers.iter().copied())?;
    let aftermath = ctx.write(|tx, permit, now| {
        let mut aftermath = Aftermath::default();
        for (number, _, swapped) in &swapped {
            aftermath.add(acknowledge(tx, (permit, now), *number, swapped)?);
        }
        Ok(aftermath)
    })?;
    ctx.note(aftermath);
    for (number, credential, _) in &swapped {
        ctx.note(Aftermath::of_content(&shelf, (*number, credential)));
    }
    Ok(())
}

fn acknowledge(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    number: EstablishmentNumber,
    swapped: &Swapped,
) -> Result<Aftermath> {
    let Some(Unfinished { step: Step::Swap { file, sha256, before, known, inside, mails, .. }, .. }) =
        unfinished::find(tx, number)?
    else {
        return Ok(Aftermath::default());
    };
    let label = rows::denomination(tx, number)?.unwrap_or_default();
    let verdict = match swapped {
        Swapped::There | Swapped::OverOther(_) => {
            Verdict::Done(Effect::Replaced { file: file.clone(), sha256: sha256.clone(), before: before.clone() })
        }
        Swapped::Lost => Verdict::Failed(Reason::ContentLost),
        Swapped::Changed => Verdict::Failed(Reason::ChangedSince),
    };
    let target = settle_target(tx, number, &verdict, now)?;
    keep_in(tx, number)?;
    let mut aftermath = match swapped {
        // Whatever passwords waited, those of the new content are others.
        Swapped::There | Swapped::OverOther(_) => {
            known::put_content(tx, number, &known)?;
            inside::displace(tx, number, inside.as_ref(), clock::kept_at(tx, now)?)?;
            let mut aftermath = letters::unsent_in(tx, number, &file)?;
            aftermath.add(letters::withdraw(tx, number, Which::Credentials, (Cause::Replaced, ""))?);
            aftermath.gone_inside = mails;
            aftermath
        }
        Swapped::Lost | Swapped::Changed => Aftermath::default(),
    };
    let object = Object::establishment(number, &label);
    let mut entry = match swapped {
        Swapped::There | Swapped::OverOther(_) => {
            Entry::new(Act::ESTABLISHMENT_RESTORE, object).was("export", before).is("export", file).is("sha256", sha256)
        }
        Swapped::Lost | Swapped::Changed => {
            Entry::event("establishment.restore-failed", object).is("export", file).is("kept", before)
        }
    };
    if let Swapped::OverOther(kept) = swapped {
        entry = entry.is("set-aside", kept.display().to_string());
        aftermath.strangers.push((number, kept.clone()));
    }
    if let Some(target) = target {
        entry = entry.is("job", target.job.to_string());
    }
    record(tx, permit, now, &aftermath.named(entry))?;
    Ok(aftermath)
}
