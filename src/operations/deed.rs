//! What is done to one row, written once for the row, the ticks, the file and the command.
//!
//! Invariant: the change, its audit entry and its mark in the job are one transaction of the ledger that keeps the row. One row is a job of one target that
//! nobody had to plan, so that what was done last is undone the same way, whatever its size.

use std::fmt::Display;
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::aftermath::Aftermath;
use super::clock::{self, Moment};
use super::context::Context;
use super::error::{Error, Result, Rule};
use super::job::candidate::{Candidate, Earlier};
use super::job::single::Single;
use super::job::turn::{Acted, Running, own_turn};
use super::job::verdict::{forecast as expected, stops_the_step, verdict};
use super::ledger::Ledger;
pub(super) use super::left::Left;
pub(super) use super::left::effect;
use super::left::left;
use super::permitted::{Permitted, record};
use crate::audit::{Entry, Object};
use crate::domain::access::{Actor, At, Permit};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Effect, Forecast, Given, Impact, Reason, Target, Task, Verdict};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::store::ledger::job::{NewTarget, run, target};

/// A noun whose rows deeds are done to.
pub trait Kept: Sized + Send + Sync + 'static {
    /// Where its rows are kept, with the jobs and the audit about them.
    type Ledger: Ledger;
    /// What names a row for ever: a target's object is its text.
    type Id: Display + FromStr;
    /// A row, whole: what an act leaves holds it, so no secret is part of it.
    type Row: Send + Serialize + DeserializeOwned;
    /// What guards need besides the row. It is read again for each target, so it costs a few rows of an index at most.
    type Facts;
    /// What taking an act back needs besides the row as it was.
    type More: Default + Send + Serialize + DeserializeOwned;

    /// Finds a row.
    fn find(tx: &TxOf<'_, Self>, id: &Self::Id) -> Result<Option<Self::Row>>;

    /// Reads what guards need besides the row, of whoever asks and at a moment.
    fn facts(tx: &TxOf<'_, Self>, by: &Actor, now: Timestamp) -> Result<Self::Facts>;

    /// Refuses what was typed for an act on many where it names what is not there: that is so for each of them.
    fn check_typed(_: &TxOf<'_, Self>, _: (&Actor, Timestamp), _: (Act, &Filled)) -> Result<()> {
        Ok(())
    }

    /// The version of a row: it rises with every change.
    fn rev(row: &Self::Row) -> i64;

    /// What the audit calls a row.
    fn object(row: &Self::Row) -> Object;

    /// What lists and reports call a row.
    fn name(row: &Self::Row) -> String {
        let object = Self::object(row);
        if object.label.is_empty() { object.id } else { object.label }
    }

    /// A row's values, as a form shows them and as the audit says what was and is.
    fn filled(row: &Self::Row) -> Filled;

    /// Why whoever asks may not give a row back what it was: each part of it is asked about, since somebody else may have
    /// changed it.
    fn may_return(_: Option<&Self::Row>, _: &Left<Self::Row, Self::More>, _: &Self::Facts) -> Option<Reason> {
        None
    }

    /// What comes back to a row besides its values when an act is taken back.
    fn returning(_: &Self::More) -> Option<Message> {
        None
    }
}

/// A transaction of the ledger that keeps a noun's rows.
pub(crate) type TxOf<'c, K> = <<K as Kept>::Ledger as Ledger>::Tx<'c>;

/// What a deed did besides the change of its row.
#[derive(Debug, Default)]
pub struct Applied<M> {
    /// What taking it back needs besides the row as it was.
    pub more: M,
    /// What it did to mails that wait.
    pub aftermath: Aftermath,
    /// What else the audit says of it, as it was before.
    pub notes: Vec<(&'static str, String)>,
    /// What else it says, as it is since.
    pub facts: Vec<(&'static str, String)>,
}

/// What the audit says of an act besides the change of its row.
type Noted<'a> = &'a [(&'static str, String)];

/// A guard: why an act is not done to a row as it was typed. Pure, so that a screen, a plan and the act ask the same; a screen
/// asks before anything is typed.
type Judge<K> = fn(&<K as Kept>::Row, &<K as Kept>::Facts, &Filled) -> Option<Reason>;
/// A change, and nothing else.
type Apply<K> =
    fn(&TxOf<'_, K>, (&Permit<'_>, Moment), &<K as Kept>::Row, &Filled) -> Result<Applied<<K as Kept>::More>>;
/// A change back: from the row as it is now, none when it is gone, to the row as it was.
type Back<K> =
    fn(&TxOf<'_, K>, Moment, (Option<&<K as Kept>::Row>, &<K as Kept>::Row), &<K as Kept>::More) -> Result<Applied<()>>;

/// Something that is done to a row.
#[derive(Debug)]
pub struct Deed<K: Kept> {
    /// Which act it is.
    pub act: Act,
    /// How much care its confirmation takes.
    pub danger: Danger,
    /// Why it is not done.
    pub judge: Judge<K>,
    /// The change.
    pub apply: Apply<K>,
    /// What takes it back.
    pub undo: Undo<K>,
}

/// What takes a deed back.
#[derive(Debug)]
pub enum Undo<K: Kept> {
    /// Nothing: what was there before is nowhere any more.
    Never,
    /// The opposite deed on the same rows, under its guards: exact only where a row has two states.
    By(&'static Deed<K>),
    /// The row as it was, and what else the act left.
    Back {
        /// What refuses it besides what holds for every row; it changes nothing.
        judge: fn(&TxOf<'_, K>, &<K as Kept>::Row) -> Result<()>,
        /// The change.
        apply: Back<K>,
    },
}

/// What taking an act back gives back.
#[derive(Debug)]
pub struct Changed {
    /// The row's values as the act left them; none: the row is gone.
    pub now: Option<Filled>,
    /// Its values as they were.
    pub then: Filled,
    /// What comes back to it besides.
    pub also: Option<Message>,
}

type LeftOf<K> = Left<<K as Kept>::Row, <K as Kept>::More>;

/// A deed, whatever its noun's types are: what jobs work with.
pub(super) trait Doable: Sync {
    /// Which act it is.
    fn act(&self) -> Act;

    /// How much care its confirmation takes.
    fn danger(&self) -> Danger;

    /// Refuses where its rows are not.
    ///
    /// # Errors
    /// [`Rule::Elsewhere`].
    fn check_place(&self, at: At) -> Result<()>;

    /// The task that takes it back; none: nothing can.
    fn reversal(&self) -> Option<Task>;

    /// Asks the guards about rows, or about what another job did to them, as earlier candidates will leave them, and changes
    /// nothing.
    ///
    /// # Errors
    /// The rule that refuses; what the store says.
    fn forecast(
        &self,
        ctx: &mut Context,
        task: &Task,
        candidates: (Vec<Candidate>, &mut Earlier),
    ) -> Result<Vec<NewTarget>>;

    /// Returns what taking it back gives back; none where it takes away.
    fn changed(&self, _: &Given) -> Option<Changed> {
        None
    }

    /// Asks the guards about one row as if somebody did it, and changes nothing.
    ///
    /// # Errors
    /// Why it would not be done.
    fn ask(&self, _ctx: &mut Permitted<'_>, _by: &Actor, _object: &str, _typed: &Filled) -> Result<()> {
        Ok(())
    }

    /// Acts at once on a row that somebody saw at a version, as a job of one target.
    ///
    /// # Errors
    /// As [`Deed::one`]; [`Rule::Incomplete`] where rows are made.
    fn alone(&self, _ctx: &mut Context, _object: &str, _rev: i64, _typed: &Filled) -> Result<()> {
        Err(Rule::Incomplete.into())
    }

    /// Acts on targets in one transaction; a target that fails is taken back alone.
    ///
    /// # Errors
    /// [`Rule::JobLost`]; what concerns the machine rather than one target: then nothing of it was done.
    fn step(&self, ctx: &mut Context, running: &Running, targets: &[Target]) -> Result<Vec<Acted>>;
}

/// One transaction, and in whose name.
pub(super) struct Scene<'a, T> {
    pub(super) tx: &'a T,
    pub(super) permit: &'a Permit<'a>,
    pub(super) moment: Moment,
}

impl<T> Clone for Scene<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Scene<'_, T> {}

impl<K: Kept> Deed<K> {
    /// Acts on one row that somebody saw at a version, as a job of one target. Returns what it left.
    ///
    /// # Errors
    /// Why it was not done; then nothing was changed and there is no job. [`Rule::Changed`].
    pub(super) fn one(&self, ctx: &mut Context, id: &K::Id, rev: Option<i64>, typed: &Filled) -> Result<K::More> {
        let ctx = &mut ctx.permit(self.act)?;
        Self::here(ctx.at())?;
        if self.act.deletes() {
            clock::settled(ctx)?;
        }
        let id = id.to_string();
        let (more, aftermath, job) = K::Ledger::write(ctx, |tx, permit, moment| {
            let row = self.row(tx, &id)?;
            if rev.is_some_and(|rev| rev != K::rev(&row)) {
                return Err(Rule::Changed.into());
            }
            self.judge_row(tx, (permit.by(), moment.now), &row, typed)?;
            let is_edited = typed.iter().next().is_some();
            if is_edited && typed.other_than(&K::filled(&row)).next().is_none() {
                // Nothing would be undone.
                return Ok((K::More::default(), Aftermath::default(), None));
            }
            let task = Task::Act { act: self.act, typed: typed.clone() };
            let (called, number, label) = (K::object(&row), EstablishmentNumber(0), K::name(&row));
            let (given, impact) = (Given::Nothing, Impact::default());
            let single = Single { task, number, object: &id, name: &called.id, label, given, impact };
            single.carry_out(tx, (permit, moment), |target| {
                let scene = Scene { tx, permit, moment };
                let (left, aftermath) = self.carry_out(scene, (self.act.word(), target), typed)?;
                Ok((effect(&left)?, (left.more, aftermath, Some(target.job))))
            })
        })?;
        ctx.note(aftermath);
        ctx.did(job);
        Ok(more)
    }

    /// Refuses where its rows are not.
    fn here(at: At) -> Result<()> {
        if K::Ledger::is_at(at) { Ok(()) } else { Err(Rule::Elsewhere.into()) }
    }

    fn id(&self, text: &str) -> Result<K::Id> {
        text.parse().map_err(|_| Error::not_found(self.act.noun().word(), text))
    }

    fn row(&self, tx: &TxOf<'_, K>, text: &str) -> Result<K::Row> {
        K::find(tx, &self.id(text)?)?.ok_or_else(|| Error::not_found(self.act.noun().word(), text))
    }

    fn judge_row(&self, tx: &TxOf<'_, K>, (by, now): (&Actor, Timestamp), row: &K::Row, typed: &Filled) -> Result<()> {
        (self.judge)(row, &K::facts(tx, by, now)?, typed).map_or(Ok(()), |reason| Err(reason.into()))
    }

    /// find → judge → apply → audit, under a word; what marks the target is the caller's, in the same transaction.
    fn carry_out(
        &self,
        scene: Scene<'_, TxOf<'_, K>>,
        (word, target): (&'static str, &Target),
        typed: &Filled,
    ) -> Result<(LeftOf<K>, Aftermath)> {
        let Scene { tx, permit, moment } = scene;
        let row = self.row(tx, &target.object)?;
        self.judge_row(tx, (permit.by(), moment.now), &row, typed)?;
        Self::check_unchanged(&row, &target.given)?;
        let Applied { more, aftermath, notes, facts } = (self.apply)(tx, (permit, moment), &row, typed)?;
        let after = K::find(tx, &self.id(&target.object)?)?;
        Self::tell(scene, (word, target), (Some(&row), after.as_ref()), (&aftermath, &notes, &facts))?;
        let (rev, is) = (after.as_ref().map(K::rev), after.as_ref().map(K::filled).unwrap_or_default());
        Ok((Left { was: row, rev, is, more }, aftermath))
    }

    /// Refuses a row that is no longer at the version that somebody planned the act for, or that the job left whose opposite it
    /// is: a row that has two states may have been there and back since.
    fn check_unchanged(row: &K::Row, given: &Given) -> Result<()> {
        let planned_for = match given {
            Given::Nothing => return Ok(()),
            Given::Seen { rev } => Some(*rev),
            given => left::<K::Row, K::More>(given)?.rev,
        };
        if planned_for == Some(K::rev(row)) { Ok(()) } else { Err(Reason::ChangedSince.into()) }
    }

    /// Asks whether what an act left can be taken back; returns the row as it is now. What it has for a number or a place may
    /// be another one meanwhile.
    fn judge_back(
        &self,
        tx: &TxOf<'_, K>,
        (by, moment): (&Actor, Timestamp),
        (object, left): (&str, &LeftOf<K>),
    ) -> Result<Option<K::Row>> {
        let Undo::Back { judge, .. } = &self.undo else { return Err(Rule::NotUndoable.into()) };
        let now = K::find(tx, &self.id(object)?)?;
        match (left.rev, &now) {
            (None, Some(_)) => return Err(Reason::AlreadyUndone.into()),
            (Some(_), None) => return Err(Reason::Gone.into()),
            (Some(_), Some(now)) if K::filled(now) != left.is => return Err(Reason::ChangedSince.into()),
            (None, None) | (Some(_), Some(_)) => {}
        }
        match K::may_return(now.as_ref(), left, &K::facts(tx, by, moment)?) {
            Some(reason) => Err(reason.into()),
            None => judge(tx, &left.was).map(|()| now),
        }
    }

    fn take_back(&self, scene: Scene<'_, TxOf<'_, K>>, target: &Target) -> Result<Aftermath> {
        let what = (self.act.taken_back(), target);
        let apply = match &self.undo {
            Undo::Never => return Err(Rule::NotUndoable.into()),
            Undo::By(opposite) => return Ok(opposite.carry_out(scene, what, &Filled::default())?.1),
            Undo::Back { apply, .. } => apply,
        };
        let left = left::<K::Row, K::More>(&target.given)?;
        let before = self.judge_back(scene.tx, (scene.permit.by(), scene.moment.now), (&target.object, &left))?;
        let done = apply(scene.tx, scene.moment, (before.as_ref(), &left.was), &left.more)?;
        let after = K::find(scene.tx, &self.id(&target.object)?)?;
        Self::tell(scene, what, (before.as_ref(), after.as_ref()), (&done.aftermath, &done.notes, &done.facts))?;
        Ok(done.aftermath)
    }

    /// Writes the entry of a change: what differs, and in which job.
    pub(super) fn tell(
        Scene { tx, permit, moment }: Scene<'_, TxOf<'_, K>>,
        (word, target): (&'static str, &Target),
        (before, after): (Option<&K::Row>, Option<&K::Row>),
        (aftermath, notes, facts): (&Aftermath, Noted<'_>, Noted<'_>),
    ) -> Result<()> {
        let Some(row) = after.or(before) else { return Ok(()) };
        let (was, is) = (before.map(K::filled).unwrap_or_default(), after.map(K::filled).unwrap_or_default());
        let mut entry = Entry::event(word, K::object(row));
        // Of a set in which something came or went, what did: nobody finds it in two lists of twenty.
        let is_part = |field: Field| field == Field::Permissions && was.get(field).is_some() && is.get(field).is_some();
        for (field, text) in was.other_than(&is).filter(|(field, _)| !is_part(*field)) {
            entry = entry.was(field.name(), text);
        }
        entry = notes.iter().fold(entry, |entry, (name, text)| entry.was(name, text.as_str()));
        entry = facts.iter().fold(entry, |entry, (name, text)| entry.is(name, text.as_str()));
        for (field, text) in is.other_than(&was) {
            entry = if is_part(field) { entry.parts(&was.text(field), text) } else { entry.is(field.name(), text) };
        }
        record(tx, permit, moment.now, &aftermath.named(entry.is("job", target.job.to_string())))
    }
}

impl<K: Kept> Doable for Deed<K> {
    fn act(&self) -> Act {
        self.act
    }

    fn danger(&self) -> Danger {
        self.danger
    }

    fn check_place(&self, at: At) -> Result<()> {
        Self::here(at)
    }

    fn reversal(&self) -> Option<Task> {
        match self.undo {
            Undo::Never => None,
            Undo::By(_) | Undo::Back { .. } => Some(Task::TakeBack { act: self.act }),
        }
    }

    fn forecast(
        &self,
        ctx: &mut Context,
        task: &Task,
        (candidates, _): (Vec<Candidate>, &mut Earlier),
    ) -> Result<Vec<NewTarget>> {
        let ctx = &mut ctx.permit(self.act)?;
        Self::here(ctx.at())?;
        let (actor, now) = (ctx.actor.clone(), ctx.now());
        let actor = ctx.known(&actor)?;
        let nothing = Filled::default();
        let typed = if let Task::Act { typed, .. } = task { typed } else { &nothing };
        K::Ledger::read(ctx, |tx| {
            K::check_typed(tx, (&actor, now), (self.act, typed))?;
            let mut targets = Vec::with_capacity(candidates.len());
            for Candidate { number, object, mut given } in candidates {
                let mut label = String::new();
                let mut judge = |deed: &Self| {
                    let row = deed.row(tx, &object)?;
                    label = K::name(&row);
                    if matches!(given, Given::Nothing | Given::Seen { .. }) {
                        given = Given::Seen { rev: K::rev(&row) };
                    }
                    deed.judge_row(tx, (&actor, now), &row, typed)?;
                    Self::check_unchanged(&row, &given)
                };
                let judged = match (task, &self.undo) {
                    (Task::TakeBack { .. }, Undo::By(opposite)) => judge(opposite),
                    (Task::TakeBack { .. }, Undo::Back { .. }) => left::<K::Row, K::More>(&given).and_then(|left| {
                        label = K::name(&left.was);
                        self.judge_back(tx, (&actor, now), (&object, &left)).map(drop)
                    }),
                    _ => judge(self),
                };
                let forecast = match judged {
                    Ok(()) => Forecast::Do,
                    Err(error) if stops_the_step(&error) => return Err(error),
                    Err(error) => expected(&error),
                };
                targets.push(NewTarget { number, object, label, given, forecast });
            }
            Ok(targets)
        })
    }

    fn ask(&self, ctx: &mut Permitted<'_>, by: &Actor, object: &str, typed: &Filled) -> Result<()> {
        Self::here(ctx.at())?;
        let now = ctx.now();
        K::Ledger::read(ctx, |tx| {
            K::check_typed(tx, (by, now), (self.act, typed))?;
            self.judge_row(tx, (by, now), &self.row(tx, object)?, typed)
        })
    }

    fn alone(&self, ctx: &mut Context, object: &str, rev: i64, typed: &Filled) -> Result<()> {
        self.one(ctx, &self.id(object)?, Some(rev), typed).map(drop)
    }

    fn changed(&self, given: &Given) -> Option<Changed> {
        let left = left::<K::Row, K::More>(given).ok()?;
        Some(Changed { now: left.rev.map(|_| left.is), then: K::filled(&left.was), also: K::returning(&left.more) })
    }

    fn step(&self, ctx: &mut Context, running: &Running, targets: &[Target]) -> Result<Vec<Acted>> {
        let ctx = &mut ctx.permit(self.act)?;
        Self::here(ctx.at())?;
        let aftermath = K::Ledger::write(ctx, |tx, permit, moment| {
            own_turn(tx, running)?;
            let (scene, mut all) = (Scene { tx, permit, moment }, Aftermath::default());
            for one in targets {
                // What it did before it failed is taken back, and no other target's.
                let done = tx.part(|| match &running.task {
                    Task::Act { typed, .. } => {
                        let (left, aftermath) = self.carry_out(scene, (self.act.word(), one), typed)?;
                        Ok((effect(&left)?, aftermath))
                    }
                    _ => Ok((Effect::Nothing, self.take_back(scene, one)?)),
                });
                let verdict = match done {
                    Ok((effect, aftermath)) => {
                        all.add(aftermath);
                        Verdict::Done(effect)
                    }
                    Err(error) if stops_the_step(&error) => return Err(error),
                    Err(error) => verdict(&error),
                };
                target::mark(tx, one.job, one.position, &verdict, moment.now)?;
            }
            run::beat(tx, running.id, None, moment.now)?;
            Ok(all)
        })?;
        ctx.note(aftermath);
        Ok(targets.iter().map(|_| Acted::Marked).collect())
    }
}
