//! Accounts from the lines of a file: created, changed, or left as they are, a line as a whole or not at all.
//!
//! Invariants: what a line asks for is a list of the acts that are done to one row, each judged by the same guard for whoever
//! imports, on what the acts and the lines before it leave; the plan and the job derive it alike; the audit tells each act.

mod becoming;
mod known;
mod look;
mod write;

use super::super::aftermath::Aftermath;
use super::super::clock;
use super::super::context::Context;
use super::super::deed::{Changed, Deed, Doable, Scene, effect};
use super::super::error::{Error, Result, Rule};
use super::super::job::turn::{Acted, Running, own_turn};
use super::super::job::verdict::{forecast as expected, stops_the_step, verdict};
use super::super::job::{Candidate, Earlier};
use super::super::ledger::{Ledger as _, School};
use super::super::making::at_line;
use super::facts::Users;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::export::Cell;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Effect, Forecast, Given, Reason, Target, Task, Verdict};
use crate::domain::user_line::is_all_or_none;
use crate::store::establishment::Tx;
use crate::store::ledger::job::{NewTarget, run, target};
use look::{Ground, Seen};
use write::left;

/// Creates and changes accounts by the lines of a file.
#[derive(Debug)]
pub(super) struct Import;

/// The deed.
pub(super) const IMPORT: Import = Import;

impl Doable for Import {
    fn act(&self) -> Act {
        Act::USER_IMPORT
    }

    fn danger(&self) -> Danger {
        Danger::Yes
    }

    fn check_place(&self, at: At) -> Result<()> {
        if School::is_at(at) { Ok(()) } else { Err(Rule::Elsewhere.into()) }
    }

    fn reversal(&self) -> Option<Task> {
        Some(Task::TakeBack { act: self.act() })
    }

    fn changed(&self, given: &Given) -> Option<Changed> {
        let left = left(given).ok()?;
        Some(Changed { now: Some(left.is), then: left.was?.values, also: None })
    }

    fn forecast(
        &self,
        ctx: &mut Context,
        task: &Task,
        (candidates, earlier): (Vec<Candidate>, &mut Earlier),
    ) -> Result<Vec<NewTarget>> {
        let ctx = &mut ctx.permit(self.act())?;
        self.check_place(ctx.at())?;
        let (actor, now) = (ctx.actor.clone(), ctx.now());
        let actor = ctx.known(&actor)?;
        School::read(ctx, |tx| {
            let ground = Ground::read(tx, (&actor, now), task)?;
            candidates.into_iter().map(|candidate| foretold(&ground, task, candidate, earlier)).collect()
        })
    }

    fn step(&self, ctx: &mut Context, running: &Running, targets: &[Target]) -> Result<Vec<Acted>> {
        let ctx = &mut ctx.permit(self.act())?;
        self.check_place(ctx.at())?;
        if matches!(running.task, Task::TakeBack { .. }) {
            clock::settled(ctx)?;
        }
        let aftermath = School::write(ctx, |tx, permit, moment| {
            own_turn(tx, running)?;
            let ground = Ground::read(tx, (permit.by(), moment.now), &running.task)?;
            let scene = Scene { tx, permit, moment };
            let (verdicts, aftermath) = if is_whole(&running.task) {
                all_or_none(scene, &ground, targets)?
            } else {
                one_by_one(scene, &ground, running, targets)?
            };
            for (one, verdict) in targets.iter().zip(&verdicts) {
                target::mark(tx, one.job, one.position, verdict, moment.now)?;
            }
            run::beat(tx, running.id, None, moment.now)?;
            Ok(aftermath)
        })?;
        ctx.note(aftermath);
        Ok(targets.iter().map(|_| Acted::Marked).collect())
    }
}

/// Tells whether either all lines of a task are done or none, which is one transaction.
pub(in crate::operations) fn is_whole(task: &Task) -> bool {
    matches!(task, Task::Act { act, typed } if *act == Act::USER_IMPORT && is_all_or_none(typed))
}

/// Asks about one line, or about what another job made of one.
fn foretold(ground: &Ground<'_>, task: &Task, candidate: Candidate, earlier: &mut Earlier) -> Result<NewTarget> {
    let Candidate { number, object, mut given } = candidate;
    let (mut label, mut refused) = (String::new(), None);
    let judged = match (task, &mut given) {
        (Task::TakeBack { .. }, given) => {
            left(given).and_then(|left| write::judge_back(ground, &left, &mut label)).map(drop)
        }
        (_, Given::Line { typed, differs, rev }) => {
            label = look::label(typed);
            let judged = look::line(ground, &object, typed, earlier);
            let judged = judged.map_err(|error| at_line(&object, typed, error));
            if let Err(Error::Rule(Rule::Cells(cells))) = &judged {
                refused = Some(cells.clone());
            }
            if judged.is_err() {
                earlier.staged(|staged| look::named(staged, &label, &object));
            }
            judged.map(|seen| {
                earlier.staged(|staged| seen.stage(staged, &object));
                (*differs, *rev) = (seen.differs(), seen.rev());
            })
        }
        (_, Given::Refused { cells, rest }) => {
            let all = with_names(ground, (cells, rest), &object, earlier);
            refused = Some(all.clone());
            Err(Rule::Cells(all).into())
        }
        _ => Err(Rule::Incomplete.into()),
    };
    // What is wrong with a cell stays so: a line that comes twice is refused whatever became of the first.
    if let Some(cells) = refused {
        given = Given::Refused { cells, rest: Filled::default() };
    }
    let forecast = match judged {
        Ok(()) => Forecast::Do,
        Err(error @ Error::Store(_)) => return Err(error),
        Err(error) => expected(&error),
    };
    Ok(NewTarget { number, object, label, given, forecast })
}

/// What is wrong with a line whose cells are not all accepted: also what the others name that is not there, so that all of it is
/// told at once.
fn with_names(ground: &Ground<'_>, (cells, rest): (&[Cell], &Filled), line: &str, earlier: &Earlier) -> Vec<Cell> {
    let mut all = cells.to_vec();
    if rest.get(Field::Login).is_some()
        && let Err(error) = look::line(ground, line, rest, earlier)
        && let Error::Rule(Rule::Cells(more)) = at_line(line, rest, error)
    {
        all.extend(more.into_iter().filter(|cell| cells.iter().all(|known| known.field != cell.field)));
    }
    all
}

type Told<T> = Result<(Vec<Verdict>, T)>;

fn one_by_one(scene: Scene<'_, Tx<'_>>, ground: &Ground<'_>, running: &Running, targets: &[Target]) -> Told<Aftermath> {
    let (mut verdicts, mut aftermath) = (Vec::with_capacity(targets.len()), Aftermath::default());
    for one in targets {
        // What it did before it failed is taken back, and no other target's.
        let done = scene.tx.part(|| match &one.given {
            given @ Given::Effect { .. } if matches!(running.task, Task::TakeBack { .. }) => {
                Ok((Effect::Nothing, write::take_back(scene, ground, (one, &left(given)?))?))
            }
            _ => one_line(scene, ground, one),
        });
        verdicts.push(match done {
            Ok((effect, more)) => {
                aftermath.add(more);
                Verdict::Done(effect)
            }
            Err(error) if stops_the_step(&error) => return Err(error),
            Err(error) => verdict(&error),
        });
    }
    Ok((verdicts, aftermath))
}

/// Does all lines, or none: what is as it was to be is no failure. Of none each that is refused is told, and all others as held back.
fn all_or_none(scene: Scene<'_, Tx<'_>>, ground: &Ground<'_>, targets: &[Target]) -> Told<Aftermath> {
    let (mut verdicts, mut aftermath) = (Vec::with_capacity(targets.len()), Aftermath::default());
    let mut is_any = false;
    let done = scene.tx.part(|| {
        let mut failed = None;
        for one in targets {
            match scene.tx.part(|| one_line(scene, ground, one)) {
                Ok((effect, more)) => {
                    aftermath.add(more);
                    verdicts.push(Verdict::Done(effect));
                }
                Err(error) if stops_the_step(&error) => return Err(error),
                Err(error) => {
                    let told = verdict(&error);
                    failed = failed.or(Some(error).filter(|_| matches!(told, Verdict::Failed(_))));
                    verdicts.push(told);
                }
            }
        }
        is_any = failed.is_some();
        failed.map_or(Ok(()), Err)
    });
    match done {
        Ok(()) => Ok((verdicts, aftermath)),
        Err(_) if is_any => {
            let held_back =
                |one| if matches!(one, Verdict::Failed(_)) { one } else { Verdict::Failed(Reason::Withheld) };
            Ok((verdicts.into_iter().map(held_back).collect(), Aftermath::default()))
        }
        Err(error) => Err(error),
    }
}

/// Does what a line asks for, and tells each act. Returns what it left, and what it did to passwords.
fn one_line(scene: Scene<'_, Tx<'_>>, ground: &Ground<'_>, one: &Target) -> Result<(Effect, Aftermath)> {
    let (typed, rev) = match &one.given {
        Given::Line { typed, rev, .. } => (typed, *rev),
        Given::Refused { cells, .. } => return Err(Rule::Cells(cells.clone()).into()),
        _ => return Err(Rule::Incomplete.into()),
    };
    let seen = look::line(ground, &one.object, typed, &Earlier::default());
    let seen: Seen = seen.map_err(|error| at_line(&one.object, typed, error))?;
    if seen.rev() != rev {
        return Err(Reason::ChangedSince.into());
    }
    let (left, aftermath) = write::done(scene, ground, (one, &seen))?;
    Ok((effect(&left)?, aftermath))
}

/// Writes the entry of an act that a line asked for.
fn tell(
    scene: Scene<'_, Tx<'_>>,
    (word, one): (&'static str, &Target),
    (before, after): (Option<&becoming::Staged>, Option<&becoming::Staged>),
    aftermath: &Aftermath,
) -> Result<()> {
    let names = |staged: Option<&becoming::Staged>| {
        staged.map(|staged| staged.values().text(Field::Profiles)).unwrap_or_default()
    };
    let (was, is) = (names(before), names(after));
    let notes: Vec<(&'static str, String)> =
        if was == is || after.is_none() { Vec::new() } else { vec![("profiles", format!("{was} → {is}"))] };
    let rows = (before.map(|staged| &staged.user), after.map(|staged| &staged.user));
    Deed::<Users>::tell(scene, (word, one), rows, (aftermath, &notes, &[]))
}
