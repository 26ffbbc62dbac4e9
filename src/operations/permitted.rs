//! What an act is done with, once it was decided upon: only here does a verb read and change anything.
//!
//! Invariant: whoever holds a [`Permitted`] has asked [`decide`], so a verb that forgets to ask does not compile.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::clock::Moment;
use super::context::{Context, goes_on, named};
use super::error::{Error, Result, Rule};
use super::identity;
use super::inside_letter::{self, Letterhead};
use super::reach;
use super::rights;
use super::standing::Sitting;
use crate::audit::{self, Entry};
use crate::domain::access::{Actor, At, Identity, Object, Permit, RuleId, decide};
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::duty::Ground;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::stop::Stop;
use crate::domain::time::{DAY_S, Timestamp};
use crate::store::establishment::{self, EstablishmentDatabase, former, waiting_mail};
use crate::store::identity::note_head;
use crate::store::ledger;
use crate::store::ledger::reached::Reached;
use crate::store::owner;
use crate::store::registry::inside::{self, Known};
use crate::store::registry::mail_inside;
use crate::store::registry::origins;
use crate::store::registry::seen;
use crate::store::registry::unfinished::TargetKey;
use crate::store::registry::{self, Tx};

/// A context in which an act was allowed.
#[derive(Debug)]
pub struct Permitted<'c> {
    ctx: &'c mut Context,
    act: Act,
}

impl Deref for Permitted<'_> {
    type Target = Context;

    fn deref(&self) -> &Context {
        self.ctx
    }
}

impl DerefMut for Permitted<'_> {
    fn deref_mut(&mut self) -> &mut Context {
        self.ctx
    }
}

impl Context {
    /// Decides whether whoever acts here may do something to what is here.
    ///
    /// # Errors
    /// The rule that refuses.
    pub fn permit(&mut self, act: Act) -> Result<Permitted<'_>> {
        let at = self.at();
        if let Identity::Webmaster { .. } = self.actor.identity {
            let Self { registry, actor, .. } = &mut *self;
            match registry.read(|tx| renew(tx, actor, (act, at))) {
                // What cannot be read now is neither read nor changed by what follows.
                Err(Error::Store(_)) => {}
                decided => return decided.map(|()| Permitted { ctx: self, act }),
            }
        }
        permit_at(&self.actor, act, at)?;
        Ok(Permitted { ctx: self, act })
    }
}

impl Context {
    /// As [`Self::permit`], for a row of the noun rather than for what is one's own of it.
    ///
    /// # Errors
    /// The rule that refuses.
    pub(super) fn permit_row(&mut self, act: Act, key: &str) -> Result<Permitted<'_>> {
        let permitted = self.permit(act)?;
        decide(&permitted.actor, act, Object { key: Some(key), ..Object::at(permitted.at()) })?;
        Ok(permitted)
    }
}

/// Reads what a webmaster is there for by now, and decides again by it, inside the transaction of what they do; of one who looks
/// through somebody's eyes, whether they still may.
fn renew(host: &Tx<'_>, actor: &mut Actor, (act, at): (Act, At)) -> Result<()> {
    if let Identity::Person { viewer: Some(viewer), .. } = &actor.identity {
        let mut by = Actor { identity: viewer.as_ref().clone(), ..actor.clone() };
        renew(host, &mut by, (Act::USER_VIEW_AS, at))?;
        if let Identity::Person { viewer, .. } = &mut actor.identity {
            *viewer = Some(Box::new(by.identity));
        }
    }
    if let Identity::Webmaster { .. } = actor.identity {
        *actor = seen::renewed(host, actor)?;
        let ground = match at {
            At::Host => Ground::Any,
            At::Establishment(number) => reach::ground(host, number)?,
        };
        decide(actor, act, Object { ground, ..Object::at(at) })?;
    }
    Ok(())
}

/// Decides whether somebody may do something of the host's.
///
/// # Errors
/// The rule that refuses.
pub(super) fn permit(actor: &Actor, act: Act) -> Result<Permit<'_>> {
    permit_at(actor, act, At::Host)
}

/// Decides whether somebody may do something of a place's.
///
/// # Errors
/// The rule that refuses.
pub(super) fn permit_at(actor: &Actor, act: Act, at: At) -> Result<Permit<'_>> {
    Ok(decide(actor, act, Object::at(at))?)
}

/// Decides for a person as they are by now; what they go on with is kept, without what stops only this act.
///
/// # Errors
/// [`Rule::Stopped`]; the rule that refuses.
fn decide_renewed(actor: &mut Actor, renewed: Actor, (act, at): (Act, At)) -> Result<()> {
    let stop = match &renewed.identity {
        Identity::Person { standing: Some(standing), .. } => standing.stop().cloned(),
        _ => None,
    };
    let decided = permit_at(&renewed, act, at).map(drop);
    match (decided, stop) {
        (Err(Error::Refused(refusal)), Some(stop)) if refusal.rule == RuleId::GoesOn => Err(Rule::Stopped(stop).into()),
        (decided, stop) => {
            *actor = renewed;
            if let (Some(_), Identity::Person { standing: Some(standing), .. }) = (stop, &mut actor.identity) {
                *standing = Arc::new(standing.as_ref().clone().stopped(None));
            }
            decided
        }
    }
}

impl Permitted<'_> {
    /// Runs reads against one state of the registry.
    pub(super) fn read<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T> + Send) -> Result<T> {
        let (act, at) = (self.act, self.at());
        let Context { registry, actor, home, .. } = &mut *self.ctx;
        let read = registry.read(|tx| {
            renew(tx, actor, (act, at))?;
            reach::look_as(tx, actor, act);
            work(tx)
        });
        read.map_err(|error| named(home, error))
    }

    /// Runs one change of the registry. When the disk is full, the reserve is given back once so that the next
    /// change, a deletion perhaps, can be recorded.
    ///
    /// # Errors
    /// [`Rule::Held`]; whatever the change gives.
    pub(super) fn write<T>(
        &mut self,
        work: impl FnOnce(&Tx<'_>, &Permit<'_>, Timestamp) -> Result<T> + Send,
    ) -> Result<T> {
        match self.doubt()? {
            Some(doubt) => Err(Rule::Held(doubt).into()),
            None => self.write_anyway(work),
        }
    }

    /// Runs one change that is also made while the registry is held, because it only says who looked at it.
    pub(super) fn write_anyway<T>(
        &mut self,
        work: impl FnOnce(&Tx<'_>, &Permit<'_>, Timestamp) -> Result<T> + Send,
    ) -> Result<T> {
        let (mut actor, at) = (self.actor.clone(), self.written_at());
        let done = self.change((&mut actor, self.act, at), work);
        self.actor.identity = actor.identity;
        done
    }

    /// Returns of whose rows the registry's are that this act changes: those about the whole of an establishment are its own
    /// people's, and so are what ends a dead process's work and a look through somebody's eyes; all others are the host's.
    const fn written_at(&self) -> At {
        if matches!(self.act.noun(), Noun::Backup)
            || matches!(self.act.verb(), Verb::Upkeep | Verb::Erase | Verb::ViewAs)
        {
            self.ctx.at()
        } else {
            At::Host
        }
    }

    /// Runs one change of the registry that follows from another one: by the program itself, for whoever acts.
    pub(super) fn write_upkeep<T>(
        &mut self,
        work: impl FnOnce(&Tx<'_>, &Permit<'_>, Timestamp) -> Result<T> + Send,
    ) -> Result<T> {
        let mut program = Actor { identity: Identity::Program, ..self.actor.clone() };
        self.change((&mut program, Act::HOST_UPKEEP, At::Host), work)
    }

    fn change<T>(
        &mut self,
        (actor, act, at): (&mut Actor, Act, At),
        work: impl FnOnce(&Tx<'_>, &Permit<'_>, Timestamp) -> Result<T> + Send,
    ) -> Result<T> {
        let now = self.now();
        let Context { registry, home, options, doubt, head: seen, .. } = &mut *self.ctx;
        let done = registry.write(|tx| {
            goes_on(tx, seen.as_ref(), &home.registry())?;
            if doubt.is_some() {
                identity::note_end(tx, home)?;
            }
            renew(tx, actor, (act, at))?;
            let permit = permit_at(actor, act, at)?;
            reach::look_as(tx, permit.by(), act);
            let value = work(tx, &permit, now)?;
            Ok::<_, Error>((value, ledger::audit::head(tx)?))
        });
        if let Err(Error::Store(crate::store::Error::Full)) = &done {
            let _ = home.free_reserve();
        }
        let (value, head) = done.map_err(|error| named(home, error))?;
        if let Some(head) = &head {
            // It may lag: what the registry says counts, and the next change notes it again.
            if doubt.is_none() && *seen != Some(head.clone()) {
                let _ = note_head(home, head);
            }
            if options.syslog {
                audit::syslog::tell(head.id, &head.hash);
            }
        }
        *seen = head;
        Ok(value)
    }

    /// Runs reads against one state of the own database of the establishment where this context stands.
    ///
    /// # Errors
    /// [`Rule::Elsewhere`] at the host; [`Rule::Stopped`] when a person there may not go on; whatever the reads give.
    pub(super) fn read_own<T>(&mut self, work: impl FnOnce(&establishment::Tx<'_>) -> Result<T> + Send) -> Result<T> {
        let (sitting, act, at) = (self.sitting(), self.act, self.at());
        let (number, mut database) = self.own()?;
        let Context { registry, actor, home, .. } = &mut *self.ctx;
        let done = database.read(|tx| {
            if let Some(sitting) = &sitting {
                let renewed = sitting.renewed(actor, tx, &registry.read(|host| sitting.outside(host))?)?;
                decide_renewed(actor, renewed, (act, at))?;
            }
            registry.read(|host| renew(host, actor, (act, at)))?;
            reach::look_inside_as(tx, actor, act);
            work(tx)
        });
        let done = done.map_err(|error| named(home, disturbed(&database, error)));
        self.keep(number, database, &done);
        done
    }

    /// Runs one change of the own database of the establishment where this context stands.
    ///
    /// # Errors
    /// [`Rule::Elsewhere`] at the host, [`Rule::Held`]; [`Rule::Stopped`] as for reads; [`Error::Busy`] while somebody replaces or removes the whole
    /// database; whatever the change gives.
    pub(super) fn write_own<T>(
        &mut self,
        work: impl FnOnce(&establishment::Tx<'_>, &Permit<'_>, Moment) -> Result<T> + Send,
    ) -> Result<T> {
        if let Some(doubt) = self.doubt()? {
            return Err(Rule::Held(doubt).into());
        }
        let (now, act, at) = (self.now(), self.act, self.at());
        if let Some(number) = at.establishment().filter(|_| act.writes_inside()) {
            // Before it is written: whoever dies in between leaves a hint too many, not one too few.
            self.write_upkeep(|tx, _, _| Ok(mail_inside::note(tx, number)?))?;
        }
        let (sitting, password_s) = (self.sitting(), self.options().generated_days.saturating_mul(DAY_S));
        let (number, mut database) = self.own()?;
        let Context { registry, actor, home, head: seen, .. } = &mut *self.ctx;
        let done = database.write(|tx| {
            // Whoever exports, replaces or removes the whole says so in the registry first. With this database's own lock
            // held, what is written now is in the whole that they take, or is not written.
            let (moment, known, blocks, accepted) = registry.read(|host| {
                goes_on(host, seen.as_ref(), &home.registry())?;
                renew(host, actor, (act, at))?;
                let blocks = sitting.as_ref().map(|sitting| sitting.outside(host)).transpose()?.unwrap_or_default();
                if let Some(work) = registry::unfinished::find(host, number)? {
                    return Err(Error::Busy { owner: work.owner });
                }
                let moment = Moment { password_s, ..Moment::read(host, now)? };
                Ok((moment, inside::known(host, number)?, blocks, origins::accepted(host)?))
            })?;
            if let Some(sitting) = &sitting {
                let renewed = sitting.renewed(actor, tx, &blocks)?;
                decide_renewed(actor, renewed, (act, at))?;
            }
            let permit = permit_at(actor, act, at)?;
            let behind = if known.reached.goes_on_in(tx)? { None } else { Some(Reached::read(tx)?) };
            known.reached.carry_ids(tx)?;
            former::go_on_since(tx, &accepted)?;
            reach::look_inside_as(tx, actor, act);
            let value = work(tx, &permit, moment)?;
            let mails = waiting_mail::is_any(tx)?;
            if mails && waiting_mail::is_any_unwritten(tx)? {
                inside_letter::write(tx, &registry.read(|host| Letterhead::read(host, number))?)?;
            }
            Ok((value, Step { known, behind, now: Reached::read(tx)?, mails }))
        });
        if let Err(Error::Store(crate::store::Error::Full)) = &done {
            let _ = home.free_reserve();
        }
        let done = done.map_err(|error| named(home, disturbed(&database, error)));
        self.keep(number, database, &done);
        let (value, step) = done?;
        // It may lag: what the database says counts, and the next change there notes it again.
        if step.mails || step.now != step.known.reached {
            let _ = self.write_upkeep(|tx, permit, now| note_step(tx, (permit, now), number, &step));
        }
        Ok(value)
    }

    /// Has what was written go into the databases, so that nothing of what it replaced is left beside them: as far as nobody reads
    /// there, else whoever leaves last does it.
    pub(super) fn forget_logs(&mut self) {
        if let Some((_, database)) = &self.ctx.own {
            let _ = database.empty_log();
        }
        let _ = self.ctx.registry.empty_log();
    }

    /// Returns somebody with what they may do by now: of a person it is read where the context stands.
    pub(super) fn known(&mut self, actor: &Actor) -> Result<Actor> {
        let mut actor = self.read(|tx| Ok(seen::renewed(tx, actor)?))?;
        let today = self.latest().at().day();
        if let Identity::Person { id, standing, .. } = &mut actor.identity {
            *standing = self.read_own(|tx| rights::standing(tx, *id, today))?.map(Arc::new);
        }
        Ok(actor)
    }

    /// Returns whom it is to be asked about whether they may go on; none: the host's people, or the program.
    fn sitting(&self) -> Option<Sitting> {
        Sitting::of(&self.actor, self.act, self.session, (self.now(), self.latest()))
    }

    /// Returns the own database of the establishment where this context stands, and keeps it no longer: whoever takes it
    /// puts it back. Another file under its name is another database.
    fn own(&mut self) -> Result<(EstablishmentNumber, EstablishmentDatabase)> {
        let At::Establishment(number) = self.at() else { return Err(Rule::Elsewhere.into()) };
        // Another one is closed first: with one that is open SQLite would share what it knows of the file under its name.
        match self.own.take().filter(|(of, database)| *of == number && database.is_current()) {
            Some(kept) => Ok(kept),
            None => match self.establishment(number) {
                // Whose it was has nowhere to go on.
                Err(Error::NotFound { .. }) if self.sitting().is_some() => Err(Rule::Stopped(Stop::Closed).into()),
                opened => Ok((number, opened?)),
            },
        }
    }

    /// Keeps it for what comes next. What SQLite could not read or write is opened anew then: somebody may have changed the
    /// file under it by hand.
    fn keep<T>(&mut self, number: EstablishmentNumber, database: EstablishmentDatabase, done: &Result<T>) {
        let is_broken = matches!(done, Err(Error::Store(crate::store::Error::Sqlite(_))));
        self.own = Some((number, database)).filter(|_| !is_broken);
    }

    /// Does something of the same act elsewhere, and comes back.
    pub(super) fn elsewhere<T>(&mut self, at: At, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.go(at);
        let done = work(self);
        self.go(before);
        done
    }

    /// Acts for one target of a job: whatever acknowledges the work marks the target.
    pub(super) fn for_target<T>(&mut self, target: TargetKey, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.target = Some(target);
        let done = work(self);
        self.target = None;
        done
    }

    /// Opens an establishment's own database with its own credential.
    pub(super) fn establishment(&mut self, number: EstablishmentNumber) -> Result<EstablishmentDatabase> {
        let credential = self.read(|tx| {
            reach::check(tx, number)?;
            Ok(registry::establishment::credential(tx, number)?)
        })?;
        let credential = credential.ok_or_else(|| Error::not_found("establishment", number))?;
        match self.home.shelf().open(number, &credential) {
            Ok(database) => Ok(database),
            Err(error) => Err(self.who_has(number)?.unwrap_or_else(|| error.into())),
        }
    }

    /// Says why a database could not be opened because somebody else is at work on its establishment, or has deleted it
    /// since; none: that is not why.
    fn who_has(&mut self, number: EstablishmentNumber) -> Result<Option<Error>> {
        let (row, work) = self.read(|tx| {
            let row = registry::establishment::denomination(tx, number)?;
            Ok((row, registry::unfinished::find(tx, number)?))
        })?;
        if row.is_none() {
            return Ok(Some(Error::not_found("establishment", number)));
        }
        let theirs = work.filter(|work| !self.is_own(&work.owner) && owner::is_alive(&self.home, &work.owner));
        Ok(theirs.map(|work| named(&self.home, Error::Busy { owner: work.owner })))
    }
}

/// Writes an entry of the audit inside a verb's transaction.
pub(super) fn record(tx: &ledger::Tx<'_>, permit: &Permit<'_>, now: Timestamp, entry: &Entry) -> Result<()> {
    Ok(audit::record(tx, permit.by(), now, entry)?)
}

/// Says that somebody puts another database in the place of one, where that is why it cannot be read.
fn disturbed(database: &EstablishmentDatabase, error: Error) -> Error {
    match error {
        Error::Store(crate::store::Error::Sqlite(_)) if !database.is_current() => crate::store::Error::Busy.into(),
        error => error,
    }
}

/// What a change did to how far an establishment's own database has come.
struct Step {
    /// How far the host knew it to be.
    known: Known,
    /// How far it was before, when it no longer held the last entry that the host knew.
    behind: Option<Reached>,
    /// How far it is now.
    now: Reached,
    /// Whether mails wait in it.
    mails: bool,
}

/// Notes how far an establishment's own database has come. That it did not go on from where it was known to be, since an
/// older copy was put in its place or its end was cut off, is audited: nothing in it tells of that any more.
fn note_step(
    tx: &Tx<'_>,
    (permit, now): (&Permit<'_>, Timestamp),
    number: EstablishmentNumber,
    step: &Step,
) -> Result<()> {
    let Step { known, behind, now: reached, mails } = step;
    if *mails {
        mail_inside::note(tx, number)?;
    }
    let present = inside::known(tx, number)?;
    // Unless somebody else has told it, or the program has put other content in the place since.
    if let Some(from) = behind
        && present.generation == known.generation
        && present.reached.head == known.reached.head
    {
        super::inside::tell_behind(tx, (permit, now), (number, known, from))?;
        return Ok(inside::put(tx, number, known.generation, reached)?);
    }
    Ok(inside::advance(tx, number, known.generation, reached)?)
}
