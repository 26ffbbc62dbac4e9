//! How a row is made, written once for the form and for each line of a file.
//!
//! Invariants: as for deeds, the row, its audit entry and its mark in the job are one transaction of the ledger that keeps it; a plan
//! judges each line as the lines before it will leave the rows, so that it foretells what the job finds.

use serde::{Deserialize, Serialize};

use super::aftermath::Aftermath;
use super::clock::{self, Moment};
use super::context::Context;
use super::deed::{Applied, Deed, Doable, Kept, Scene, TxOf, effect};
use super::error::{Error, Result, Rule};
use super::job::single::Single;
use super::job::turn::{Acted, Running, own_turn};
use super::job::verdict::{forecast as expected, stops_the_step, verdict};
use super::job::{Candidate, Earlier};
use super::ledger::Ledger;
use crate::domain::access::{Actor, At, Permit};
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Cell;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::import::shown_value;
use crate::domain::job::{Danger, Effect, Forecast, Given, Impact, Reason, Target, Task, Verdict};
use crate::domain::time::Timestamp;
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
    /// Reads what was typed, as the row will have it.
    pub(super) read: fn(&Filled) -> Result<Filled>,
    /// What no two rows share.
    pub(super) unique: &'static [Unique<K>],
    /// Most rows that there can be, and what counts those that there are; none: as many as one likes.
    pub(super) most: Option<(u32, Count<K>)>,
    /// What becomes of a row that is there just so.
    pub(super) again: Again,
    /// Makes it.
    pub(super) make: Make<K>,
    /// What stands on it by now, so that taking it back would take more than what was made.
    pub(super) bears: fn(&TxOf<'_, K>, &K::Row) -> Result<Option<Reason>>,
    /// What deletes it.
    pub(super) unmake: &'static Deed<K>,
}

/// Makes a row, in whose name and when.
type Make<K> = fn(&TxOf<'_, K>, (&Permit<'_>, Moment), &Filled) -> Result<<K as Kept>::Id>;
/// Counts the rows.
type Count<K> = fn(&TxOf<'_, K>) -> Result<u32>;
/// Finds the row that has a text in a field.
type Find<K> = fn(&TxOf<'_, K>, &str) -> Result<Option<<K as Kept>::Row>>;

/// A field that no two rows share, whatever the case, accents and spaces of its text.
#[derive(Debug)]
pub(super) struct Unique<K: Kept> {
    /// Which.
    pub(super) field: Field,
    /// Finds the row that has a text there.
    pub(super) find: Find<K>,
    /// What is said of a text that another row has.
    pub(super) taken: Problem,
}

/// What becomes of a row that is there just so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// It is refused, as any other that has its name.
    Refused,
    /// It is passed over: a file that is done twice changes nothing.
    PassedOver,
}

/// Finds the fields whose texts other rows have, each with that row's values.
pub(super) fn holders<'u, K: Kept>(
    tx: &TxOf<'_, K>,
    unique: &'u [Unique<K>],
    is: &Filled,
    is_own: impl Fn(&K::Row) -> bool,
) -> Result<Vec<(&'u Unique<K>, Filled)>> {
    let mut holders = Vec::new();
    for one in unique {
        let found = (one.find)(tx, &is.text(one.field))?.filter(|row| !is_own(row));
        holders.extend(found.map(|row| (one, K::filled(&row))));
    }
    Ok(holders)
}

/// Refuses texts that others have.
pub(super) fn check_free<K: Kept>(holders: &[(&Unique<K>, Filled)]) -> Result<()> {
    let refused = |(one, _): &(&Unique<K>, Filled)| FieldError { field: one.field, problem: one.taken.clone() };
    let errors: Vec<FieldError> = holders.iter().map(refused).collect();
    if errors.is_empty() { Ok(()) } else { Err(Error::Fields(errors)) }
}

/// What a making leaves, stored as its target's effect.
#[derive(Debug, Serialize, Deserialize)]
struct Made {
    /// What names the row for ever.
    made: String,
    /// Its values: whoever deleted it and took that back changed nothing.
    is: Filled,
}

impl<K: Kept> Making<K> {
    /// Makes one row, as a job of one target. Returns it.
    ///
    /// # Errors
    /// Why it was not made; then there is no job.
    pub(super) fn one(&self, ctx: &mut Context, typed: &Filled) -> Result<K::Row> {
        let ctx = &mut ctx.permit(self.act)?;
        self.check_place(ctx.at())?;
        let (row, job) = K::Ledger::write(ctx, |tx, permit, moment| {
            let task = Task::Act { act: self.act, typed: typed.clone() };
            let single = Single {
                task,
                number: EstablishmentNumber(0),
                object: "",
                name: "",
                label: self.label(typed),
                given: Given::Nothing,
                impact: Impact::default(),
            };
            single.carry_out(tx, (permit, moment), |target| {
                let (row, made) = self.carry_out(Scene { tx, permit, moment }, target, typed)?;
                Ok((effect(&made)?, (row, target.job)))
            })
        })?;
        ctx.did(Some(job));
        Ok(row)
    }

    fn carry_out(&self, scene: Scene<'_, TxOf<'_, K>>, target: &Target, typed: &Filled) -> Result<(K::Row, Made)> {
        let is = self.judge(scene.tx, typed, &Earlier::default())?;
        let id = (self.make)(scene.tx, (scene.permit, scene.moment), &is)?;
        let found = K::find(scene.tx, &id)?;
        let row = found.ok_or_else(|| Error::not_found(self.act.noun().word(), &id))?;
        Deed::<K>::tell(scene, (self.tells.word(), target), (None, Some(&row)), (&Aftermath::default(), &[], &[]))?;
        let made = Made { made: id.to_string(), is: K::filled(&row) };
        Ok((row, made))
    }

    /// What lists call a row that is not there yet: what was typed of what names it.
    fn label(&self, typed: &Filled) -> String {
        let texts = self.unique.iter().filter_map(|one| typed.get(one.field)).map(str::trim);
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Asks whether a row can be made after earlier ones of the same plan; returns its values as it will have them.
    fn judge(&self, tx: &TxOf<'_, K>, typed: &Filled, earlier: &Earlier) -> Result<Filled> {
        let is = (self.read)(typed)?;
        let mut holders = holders(tx, self.unique, &is, |_| false)?;
        for one in self.unique {
            holders.extend(earlier.holder(one.field, &is).map(|holder| (one, holder.clone())));
        }
        if self.again == Again::PassedOver && holders.iter().any(|(_, holder)| *holder == is) {
            return Err(Reason::NoChange.into());
        }
        check_free(&holders)?;
        let Some((most, count)) = self.most else { return Ok(is) };
        let there = count(tx)?.saturating_add(earlier.rows());
        if there < most { Ok(is) } else { Err(Reason::Limit { most, there }.into()) }
    }

    /// Finds the row that was made, unless it is gone, was changed since, or may not be deleted.
    fn unmade(&self, tx: &TxOf<'_, K>, (by, now): (&Actor, Timestamp), given: &Given) -> Result<K::Row> {
        let made = made(given)?;
        let id = made.made.parse().map_err(|_| Error::from(Rule::NotUndoable))?;
        let row = K::find(tx, &id)?.ok_or(Error::from(Reason::Gone))?;
        if K::filled(&row) != made.is {
            return Err(Reason::ChangedSince.into());
        }
        let reason = match (self.unmake.judge)(&row, &K::facts(tx, by, now)?, &Filled::default()) {
            None => (self.bears)(tx, &row)?,
            found => found,
        };
        reason.map_or(Ok(row), |reason| Err(reason.into()))
    }

    fn take_back(&self, scene: Scene<'_, TxOf<'_, K>>, target: &Target) -> Result<()> {
        let row = self.unmade(scene.tx, (scene.permit.by(), scene.moment.now), &target.given)?;
        let Applied { aftermath, notes, facts, .. } =
            (self.unmake.apply)(scene.tx, (scene.permit, scene.moment), &row, &Filled::default())?;
        Deed::<K>::tell(scene, (self.tells.taken_back(), target), (Some(&row), None), (&aftermath, &notes, &facts))
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

    fn reversal(&self) -> Option<Task> {
        Some(Task::TakeBack { act: self.act })
    }

    fn forecast(
        &self,
        ctx: &mut Context,
        task: &Task,
        (candidates, earlier): (Vec<Candidate>, &mut Earlier),
    ) -> Result<Vec<NewTarget>> {
        let ctx = &mut ctx.permit(self.act)?;
        self.check_place(ctx.at())?;
        let (actor, now) = (ctx.actor.clone(), ctx.now());
        let actor = ctx.known(&actor)?;
        K::Ledger::read(ctx, |tx| {
            let mut targets = Vec::with_capacity(candidates.len());
            for Candidate { number, object, given } in candidates {
                let mut called = String::new();
                let judged = match (task, &given) {
                    (Task::TakeBack { .. }, given) => {
                        called = self.label(&made(given)?.is);
                        self.unmade(tx, (&actor, now), given).map(drop)
                    }
                    (_, Given::Line { typed, .. }) => {
                        called = self.label(typed);
                        let judged = self.judge(tx, typed, earlier);
                        let is = judged.map_err(|error| at_line(&object, typed, error));
                        is.map(|is| earlier.put(self.unique.iter().map(|one| one.field), is))
                    }
                    (_, Given::Refused { cells, .. }) => Err(Rule::Cells(cells.clone()).into()),
                    _ => Err(Rule::Incomplete.into()),
                };
                let forecast = match judged {
                    Ok(()) => Forecast::Do,
                    Err(error @ Error::Store(_)) => return Err(error),
                    Err(error) => expected(&error),
                };
                targets.push(NewTarget { number, object, label: called, given, forecast });
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
            let scene = Scene { tx, permit, moment };
            for one in targets {
                // What it did before it failed is taken back, and no other target's.
                let done = tx.part(|| match &one.given {
                    _ if takes_back => self.take_back(scene, one).map(|()| Effect::Nothing),
                    Given::Line { typed, .. } => {
                        let made = self.carry_out(scene, one, typed);
                        effect(&made.map_err(|error| at_line(&one.object, typed, error))?.1)
                    }
                    Given::Refused { cells, .. } => Err(Rule::Cells(cells.clone()).into()),
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

/// Says of a refusal of fields on which line it is, and what stands there.
pub(super) fn at_line(line: &str, typed: &Filled, error: Error) -> Error {
    let Error::Fields(errors) = error else { return error };
    let cell = |FieldError { field, problem }| Cell {
        line: line.parse().unwrap_or_default(),
        column: String::new(),
        field: Some(field),
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
