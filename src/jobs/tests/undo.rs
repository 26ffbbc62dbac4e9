//! Undoing is itself a plan, and touches just what the job did.

use std::path::Path;

use super::*;
use crate::domain::block::Blocker;
use crate::domain::fault::Fault;
use crate::domain::job::{ExportFirst, JobState, Reason, Standing};
use crate::jobs::JobError;
use crate::operations::establishment::{BlockInput, unblock};
use crate::operations::{Error, Rule, zone};
use crate::store::establishment::disturb;

fn undoing(bench: &mut Bench, id: JobId) -> Result<Job, JobError> {
    plan::undo(&mut bench.ctx, id, &Cancel::new(), &mut Progress::silent())
}

#[test]
fn s10_undo_lifts_exactly_the_blocks_that_the_job_put() {
    let mut bench = Bench::new(40);
    bench.done(block(), 7..=8);
    let job = bench.done(block(), 1..=40);
    let undo = bench.undo(job.id);
    assert_eq!((undo.undo_of, undo.tally), (Some(job.id), tally(0, 38, 0, 0)));
    assert_eq!(bench.blocked(), [7, 8]);
    assert_eq!(job::get(&mut bench.ctx, job.id).unwrap().job.undone_by, Some(undo.id));
    let again = undoing(&mut bench, job.id);
    assert!(matches!(again, Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))));
}

#[test]
fn what_an_undoing_left_alone_can_be_undone_once_there_is_something_to_undo() {
    let mut bench = Bench::new(2);
    let job = bench.done(block(), 1..=2);
    let lifted = bench.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=2);
    assert_eq!(bench.undo(job.id).tally, tally(0, 0, 2, 0));
    assert_eq!(bench.undo(lifted.id).tally, tally(0, 2, 0, 0));
    assert_eq!(bench.undo(job.id).tally, tally(0, 2, 0, 0));
    assert!(bench.blocked().is_empty());
    assert!(matches!(undoing(&mut bench, job.id), Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))));
}

#[test]
fn what_somebody_changed_since_is_left_alone() {
    let mut bench = Bench::new(3);
    let job = bench.done(block(), 1..=3);
    let other = BlockInput { reason: "Impayé".into(), until: String::new() };
    establishment::block(&mut bench.ctx, EstablishmentNumber(2), &other).unwrap();
    unblock(&mut bench.ctx, EstablishmentNumber(3), Blocker::Webmaster).unwrap();
    assert_eq!(bench.undo(job.id).tally, tally(0, 1, 1, 1));
    assert_eq!(bench.blocked(), [2]);
}

#[test]
fn a_block_that_replaced_another_one_gives_it_back() {
    let mut bench = Bench::new(1);
    let first = BlockInput { reason: "Impayé".into(), until: String::new() };
    establishment::block(&mut bench.ctx, EstablishmentNumber(1), &first).unwrap();
    let job = bench.done(block(), 1..=1);
    bench.undo(job.id);
    let found = establishment::get(&mut bench.ctx, EstablishmentNumber(1)).unwrap();
    assert_eq!(found.blocks.iter().map(|block| block.reason.as_str()).collect::<Vec<_>>(), ["Impayé"]);
}

#[test]
fn unblocking_and_moving_are_undone() {
    let mut bench = Bench::new(3);
    bench.done(block(), 1..=2);
    let lifted = bench.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=3);
    assert_eq!(lifted.tally, tally(0, 2, 1, 0));
    assert_eq!(bench.undo(lifted.id).tally, tally(0, 2, 0, 0));
    assert_eq!(bench.blocked(), [1, 2]);

    let west = crate::domain::zone::ZoneInput { name: "Ouest".into(), language: "fr".into() };
    let west = zone::add(&mut bench.ctx, &west).unwrap().number;
    let moved = bench.done(Task::MoveToZone { zone: west }, 2..=3);
    assert_eq!(bench.undo(moved.id).tally, tally(0, 2, 0, 0));
    let zone = establishment::get(&mut bench.ctx, EstablishmentNumber(2)).unwrap().zone;
    assert_eq!(zone.0, 1);
}

#[test]
fn what_cannot_be_undone_says_so() {
    let mut bench = Bench::new(2);
    let job = bench.done(Task::Delete { export_first: ExportFirst::No }, 1..=1);
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 1, 0, 0)));
    let refused = undoing(&mut bench, job.id);
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::NotUndoable)))));
    let planned = bench.plan(block(), 2..=2);
    let refused = undoing(&mut bench, planned.id);
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::JobNotBegun)))));
}

/// What a person sees of all there is: numbers, zones, blocks, and who is inside.
fn seen(bench: &mut Bench) -> Vec<(u32, u32, usize, usize)> {
    let mut found = Vec::new();
    for number in super::export::numbers(bench) {
        let row = establishment::get(&mut bench.ctx, EstablishmentNumber(number)).unwrap();
        let people = establishment::administrators(&mut bench.ctx, EstablishmentNumber(number)).unwrap().len();
        found.push((number, row.zone.0, row.blocks.len(), people));
    }
    found
}

#[test]
fn s28_the_last_act_on_one_is_named_and_undone_whatever_it_was_then_the_one_before() {
    let mut bench = Bench::new(4);
    let west = crate::domain::zone::ZoneInput { name: "Ouest".into(), language: "fr".into() };
    let west = zone::add(&mut bench.ctx, &west).unwrap().number;
    bench.done(exporting(), 4..=4);
    let export = super::export::exports(&mut bench);
    establishment::create_administrator(&mut bench.ctx, EstablishmentNumber(4)).unwrap();
    let replace = |bench: &mut Bench| super::export::restored(bench, &export, crate::domain::export::Existing::Replace);
    let acts: [&dyn Fn(&mut Bench) -> Job; 6] = [
        &|bench| bench.done(block(), 1..=1),
        &|bench| bench.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=1),
        &|bench| bench.done(Task::MoveToZone { zone: west }, 2..=2),
        &|bench| bench.done(super::export::deletion(), 3..=3),
        &replace,
        &|bench| bench.done(block(), 1..=2),
    ];
    let mut done = Vec::new();
    for act in acts {
        let before = seen(&mut bench);
        let job = act(&mut bench);
        assert!(job.tally.done >= 1 && job.tally.failed == 0, "{job:?}");
        assert_ne!(seen(&mut bench), before, "{:?}", job.task);
        done.push((job.id, before));
    }
    while let Some((job, before)) = done.pop() {
        assert_eq!(job::last_undoable(&mut bench.ctx).unwrap(), Some(job));
        let undo = bench.undo(job);
        assert_eq!((undo.undo_of, undo.tally.failed, undo.tally.skipped), (Some(job), 0, 0));
        assert_eq!(seen(&mut bench), before);
    }
    assert_eq!(job::last_undoable(&mut bench.ctx).unwrap(), None, "nothing is left to undo");
}

/// Has somebody work in an establishment, until a moment.
fn work(bench: &Bench, number: u32, until: i64) {
    disturb::sign_in(Path::new(&bench.ctx.home().shelf().shown(EstablishmentNumber(number))), until);
}

/// Returns until when somebody worked in an establishment.
fn worked(bench: &mut Bench, number: u32) -> i64 {
    let there = establishment::administrators(&mut bench.ctx, EstablishmentNumber(number)).unwrap();
    there[0].last_sign_in_at.unwrap().0
}

#[test]
fn what_an_undoing_that_was_given_up_has_undone_is_not_undone_again() {
    let mut bench = Bench::new(3);
    for number in 1..=3 {
        work(&bench, number, 1);
    }
    bench.done(exporting(), 1..=3);
    let exports = super::export::exports(&mut bench);
    for number in 1..=3 {
        work(&bench, number, 2);
    }
    let replaced = super::export::restored(&mut bench, &exports, crate::domain::export::Existing::Replace).id;
    let undo = undoing(&mut bench, replaced).unwrap().id;
    job::authorise(&mut bench.ctx, undo).unwrap();
    let mut other = bench.other();
    let running = job::take(&mut other, undo).unwrap();
    let targets = job::act::waiting(&mut other, &running, 0, 2).unwrap();
    job::act(&mut other, &running, &targets).unwrap();
    job::finish(&mut other, &running).unwrap();
    drop(other);
    job::cancel(&mut bench.ctx, undo).unwrap();
    assert_eq!([1, 2, 3].map(|number| worked(&mut bench, number)), [2, 2, 1]);
    work(&bench, 1, 3);
    let again = undoing(&mut bench, replaced).unwrap();
    let expected: Vec<_> = job::groups(&mut bench.ctx, again.id)
        .unwrap()
        .iter()
        .map(|group| (group.forecast.word(), group.reason.clone(), group.count))
        .collect();
    assert_eq!(expected, [("skip", Some(Reason::AlreadyUndone), 2), ("do", None, 1)]);
    assert_eq!(bench.start(again.id).job.tally, tally(0, 1, 2, 0));
    assert_eq!([1, 2, 3].map(|number| worked(&mut bench, number)), [3, 2, 2]);
    let refused = undoing(&mut bench, replaced);
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))), "{refused:?}");
}

#[test]
fn plans_that_undo_the_same_job_do_so_once() {
    let mut bench = Bench::new(2);
    bench.done(exporting(), 1..=2);
    let exports = super::export::exports(&mut bench);
    for number in 1..=2 {
        work(&bench, number, 2);
    }
    let replaced = super::export::restored(&mut bench, &exports, crate::domain::export::Existing::Replace).id;
    let saved = [(); 2].map(|()| undoing(&mut bench, replaced).unwrap().id);
    assert_eq!(bench.undo(replaced).tally, tally(0, 2, 0, 0));
    work(&bench, 1, 3);
    for plan in saved {
        assert_eq!(bench.start(plan).job.tally, tally(0, 0, 2, 0));
    }
    assert_eq!([1, 2].map(|number| worked(&mut bench, number)), [3, 2]);
}

#[test]
fn a_job_whose_undoing_was_given_up_does_not_go_on_and_the_rest_is_undone() {
    let mut bench = Bench::new(4);
    let id = bench.plan(super::export::deletion(), 1..=4).id;
    let act = |bench: &mut Bench, id: JobId, count: u32| {
        job::authorise(&mut bench.ctx, id).unwrap();
        let mut other = bench.other();
        let running = job::take(&mut other, id).unwrap();
        let targets = job::act::waiting(&mut other, &running, 0, count).unwrap();
        job::act(&mut other, &running, &targets).unwrap();
        job::finish(&mut other, &running).unwrap();
    };
    act(&mut bench, id, 3);
    let undo = undoing(&mut bench, id).unwrap().id;
    act(&mut bench, undo, 2);
    // While that one waits, nothing is undone yet: it is named.
    let refused = job::authorise(&mut bench.ctx, id);
    assert!(matches!(refused, Err(Error::Rule(Rule::BeingUndone(by))) if by == undo), "{refused:?}");
    let refused = undoing(&mut bench, id);
    let named =
        |error: &JobError| matches!(error, JobError::Operation(Error::Rule(Rule::BeingUndone(by))) if *by == undo);
    assert!(refused.as_ref().is_err_and(named), "{refused:?}");
    job::cancel(&mut bench.ctx, undo).unwrap();
    let refused = job::authorise(&mut bench.ctx, id);
    assert!(matches!(refused, Err(Error::Rule(Rule::AlreadyUndone))), "{refused:?}");
    assert_eq!(bench.undo(id).tally, tally(0, 1, 2, 0));
    assert_eq!(super::export::numbers(&mut bench), [1, 2, 3, 4]);
}

#[test]
fn what_a_later_job_has_changed_is_undone_by_undoing_that_one_first() {
    let mut bench = Bench::new(2);
    work(&bench, 1, 1);
    bench.done(exporting(), 1..=1);
    let exports = super::export::exports(&mut bench);
    let replace =
        |bench: &mut Bench| super::export::restored(bench, &exports, crate::domain::export::Existing::Replace).id;
    work(&bench, 1, 2);
    let first = replace(&mut bench);
    work(&bench, 1, 3);
    let second = replace(&mut bench);
    work(&bench, 1, 4);
    let undo = bench.undo(first);
    assert_eq!(undo.tally, tally(0, 0, 0, 1));
    assert_eq!(super::export::reasons(&mut bench, undo.id), [Reason::Superseded { job: second.0 }]);
    assert_eq!(worked(&mut bench, 1), 4);
    // One after the other; what failed can be asked for again.
    assert_eq!(bench.undo(second).tally, tally(0, 1, 0, 0));
    assert_eq!(worked(&mut bench, 1), 3);
    assert_eq!(bench.undo(first).tally, tally(0, 1, 0, 0));
    assert_eq!(worked(&mut bench, 1), 2);
    // What brought one back is not undone once it was deleted and brought back in another way.
    let deletion = bench.done(super::export::deletion(), 2..=2).id;
    let export = super::export::exports(&mut bench).into_iter().find(|path| path.to_string_lossy().contains("/2-"));
    let refuse = crate::domain::export::Existing::Refuse;
    let export = [export.unwrap()];
    let back = super::export::restored(&mut bench, &export, refuse).id;
    bench.done(super::export::deletion(), 2..=2);
    super::export::restored(&mut bench, &export, refuse);
    let late = bench.undo(back).id;
    assert!(matches!(super::export::reasons(&mut bench, late)[..], [Reason::Superseded { .. }]));
    let late = bench.undo(deletion).id;
    assert!(matches!(super::export::reasons(&mut bench, late)[..], [Reason::Unfit { fault: Fault::Older { .. } }]));
}

#[test]
fn a_job_that_was_undone_half_way_does_not_go_on() {
    let mut bench = Bench::new(4);
    let id = bench.plan(block(), 1..=4).id;
    job::authorise(&mut bench.ctx, id).unwrap();
    let mut other = bench.other();
    let running = job::take(&mut other, id).unwrap();
    let targets = job::act::waiting(&mut other, &running, 0, 2).unwrap();
    job::act(&mut other, &running, &targets).unwrap();
    assert_eq!(job::finish(&mut other, &running).unwrap().state, JobState::Paused);
    drop(other);
    // Planned, it stands in nobody's way; and does not begin while the other one goes on.
    let undo = undoing(&mut bench, id).unwrap().id;
    job::authorise(&mut bench.ctx, id).unwrap();
    let mut other = bench.other();
    let running = job::take(&mut other, id).unwrap();
    let refused = job::authorise(&mut bench.ctx, undo);
    assert!(matches!(refused, Err(Error::Rule(Rule::JobNotOver))), "{refused:?}");
    assert_eq!(job::finish(&mut other, &running).unwrap().state, JobState::Paused);
    drop(other);
    assert_eq!(job::get(&mut bench.ctx, id).unwrap().standing, Standing::Paused);
    bench.start(undo);
    assert!(bench.blocked().is_empty());
    assert_eq!(job::get(&mut bench.ctx, id).unwrap().standing, Standing::Undone);
    let refused = job::authorise(&mut bench.ctx, id);
    assert!(matches!(refused, Err(Error::Rule(Rule::AlreadyUndone))), "{refused:?}");
}
