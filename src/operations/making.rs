//! How a row is made, written once for the form and for each line of a file.
//!
//! Invariant: as for deeds, the row, its audit entry and its mark in the job are one transaction of the ledger that keeps it.

use serde::{Deserialize, Serialize};

use super::aftermath::Aftermath;
use super::clock;
use super::context::Context;
use super::deed::{Deed, Doable, Kept, Scene, TxOf, effect};
use super::error::{Error, Result, Rule};
use super::job::Candidate;
use super::job::single::Single;
use super::job::turn::{Acted, Running, own_turn};
use super::job::verdict::{forecast as expected, stops_the_step, verdict};
use super::ledger::Ledger;
use crate::domain::access::{Actor, At};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Cell;
use crate::domain::field::FieldError;
use crate::domain::filled::Filled;
use crate::domain::import::shown_value;
use crate::domain::job::{Danger, Effect, Forecast, Given, Reason, Target, Task, Verdict};
use crate::store::ledger::job::{NewTarget, run, target};

/// How a row is made. What takes it back is its deletion, as long as nobody has changed it since.
#[derive(Debug)]
pub(super) struct Making<K: Kept> {
    /// Which act it is: an addition, or an import.
    pub(super) act: Act,
    /// As which act the audit tells it.
    pub(super) tells: Act,
    /// How much care its confirmation takes.
    pub(super) danger: Danger,
    /// Why it is not made; it changes nothing.
    pub(super) judge: fn(&TxOf<'_, K>, &Filled) -> Result<()>,
    /// Makes it.
    pub(super) make: fn(&TxOf<'_, K>, &Filled) -> Result<K::Id>,
    /// What deletes it.
    pub(super) unmake: &'static Deed<K>,
}

/// What a making leaves, stored as its target's effect.
#[derive(Debug, Serialize, Deserialize)]
struct Made {
    /// What names the row for ever.
    made: String,
    /// Its version.
    rev: i64,
}

impl<K: Kept> Making<K> {
    /// Makes one row, as a job of one target. Returns it.
    ///
    /// # Errors
    /// Why it was not made; then there is no job.
    pub(super) fn one(&self, ctx: &mut Context, typed: &Filled) -> Result<K::Row> {
        let ctx = &mut ctx.permit(self.act)?;
        self.check_place(ctx.at())?;
        K::Ledger::write(ctx, |tx, permit, moment| {
            let task = Task::Act { act: self.act, typed: typed.clone() };
            let single = Single { task, number: EstablishmentNumber(0), object: "", name: "", label: label(typed) };
            single.carry_out(tx, (permit, moment), |target| {
                let (row, made) = self.carry_out(Scene { tx, permit, now: moment.now }, target, typed)?;
                Ok((effect(&made)?, row))
            })
        })
    }

    fn carry_out(&self, scene: Scene<'_, TxOf<'_, K>>, target: &Target, typed: &Filled) -> Result<(K::Row, Made)> {
        (self.judge)(scene.tx, typed)?;
        let id = (self.make)(scene.tx, typed)?;
        let found = K::find(scene.tx, &id)?;
        let row = found.ok_or_else(|| Error::not_found(self.act.noun().word(), &id))?;
        Deed::<K>::tell(scene, (self.tells.word(), target), (None, Some(&row)), (&Aftermath::default(), &[]))?;
        let made = Made { made: id.to_string(), rev: K::rev(&row) };
        Ok((row, made))
    }

    /// Finds the row that was made, unless it is gone, was changed since, or may not be deleted.
    fn unmade(&self, tx: &TxOf<'_, K>, by: &Actor, given: &Given) -> Result<K::Row> {
        let made = made(given)?;
        let id = made.made.parse().map_err(|_| Error::from(Rule::NotUndoable))?;
        let row = K::find(tx, &id)?.ok_or(Error::from(Reason::AlreadyUndone))?;
        if K::rev(&row) != made.rev {
            return Err(Reason::ChangedSince.into());
        }
        (self.unmake.judge)(&row, &K::facts(tx, by)?).map_or(Ok(row), |reason| Err(reason.into()))
    }

    fn take_back(&self, scene: Scene<'_, TxOf<'_, K>>, target: &Target) -> Result<()> {
        let row = self.unmade(scene.tx, scene.permit.by(), &target.given)?;
        (self.unmake.apply)(scene.tx, (scene.permit, scene.now), &row, &Filled::default())?;
        let what = (self.tells.taken_back(), target);
        Deed::<K>::tell(scene, what, (Some(&row), None), (&Aftermath::default(), &[]))
    }
}

impl<K: Kept> Doable for Making<K> {
    fn act(&self) -> Act {
        self.act
    }

    fn danger(&self) -> Danger {
        self.danger
    }

    fn check_place(&self, at: At) -> Result<()> {
        self.unmake.check_place(at)
    }

    fn reversal(&self) -> Task {
        Task::TakeBack { act: self.act }
    }

    fn forecast(&self, ctx: &mut Context, task: &Task, candidates: &[Candidate]) -> Result<Vec<NewTarget>> {
        let ctx = &mut ctx.permit(self.act)?;
        self.check_place(ctx.at())?;
        let actor = ctx.actor.clone();
        K::Ledger::read(ctx, |tx| {
            let mut targets = Vec::with_capacity(candidates.len());
            for Candidate { number, object, given } in candidates {
                let mut called = String::new();
                let judged = match (task, given) {
                    (Task::TakeBack { .. }, given) => self.unmade(tx, &actor, given).map(|row| {
                        called = label(&K::filled(&row));
                    }),
                    (_, Given::Line { typed }) => {
                        called = label(typed);
                        (self.judge)(tx, typed).map_err(|error| at_line(object, typed, error))
                    }
                    (_, Given::Refused { cells }) => Err(Rule::Cells(cells.clone()).into()),
                    _ => Err(Rule::Incomplete.into()),
                };
                let forecast = match judged {
                    Ok(()) => Forecast::Do,
                    Err(error @ Error::Store(_)) => return Err(error),
                    Err(error) => expected(&error),
                };
                let (object, given) = (object.clone(), given.clone());
                targets.push(NewTarget { number: *number, object, label: called, given, forecast });
            }
            Ok(targets)
        })
    }

    fn step(&self, ctx: &mut Context, running: &Running, targets: &[Target]) -> Result<Vec<Acted>> {
        let ctx = &mut ctx.permit(self.act)?;
        self.check_place(ctx.at())?;
        let takes_back = matches!(running.task, Task::TakeBack { .. });
        if takes_back {
            clock::settled(ctx)?;
        }
        K::Ledger::write(ctx, |tx, permit, moment| {
            own_turn(tx, running)?;
            let scene = Scene { tx, permit, now: moment.now };
            for one in targets {
                // What it did before it failed is taken back, and no other target's.
                let done = tx.part(|| match &one.given {
                    _ if takes_back => self.take_back(scene, one).map(|()| Effect::Nothing),
                    Given::Line { typed } => {
                        let made = self.carry_out(scene, one, typed);
                        effect(&made.map_err(|error| at_line(&one.object, typed, error))?.1)
                    }
                    Given::Refused { cells } => Err(Rule::Cells(cells.clone()).into()),
                    _ => Err(Rule::Incomplete.into()),
                });
                let verdict = match done {
                    Ok(effect) => Verdict::Done(effect),
                    Err(error) if stops_the_step(&error) => return Err(error),
                    Err(error) => verdict(&error),
                };
                target::mark(tx, one.job, one.position, &verdict, moment.now)?;
            }
            Ok(run::beat(tx, running.id, None, moment.now)?)
        })?;
        Ok(targets.iter().map(|_| Acted::Marked).collect())
    }
}

/// What lists call a row that is not there yet: what was typed.
fn label(typed: &Filled) -> String {
    typed.iter().map(|(_, text)| text.trim()).collect::<Vec<_>>().join(" · ")
}

/// Says of a refusal of fields on which line it is, and what stands there.
fn at_line(line: &str, typed: &Filled, error: Error) -> Error {
    let Error::Fields(errors) = error else { return error };
    let cell = |FieldError { field, problem }| Cell {
        line: line.parse().unwrap_or_default(),
        column: field.name().to_owned(),
        value: shown_value(&typed.text(field)),
        why: problem,
    };
    Rule::Cells(errors.into_iter().map(cell).collect()).into()
}

fn made(given: &Given) -> Result<Made> {
    match given {
        Given::Effect { effect: Effect::Row { left } } => {
            serde_json::from_value(left.clone()).map_err(|_| Rule::NotUndoable.into())
        }
        _ => Err(Rule::Incomplete.into()),
    }
}
