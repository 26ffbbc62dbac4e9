//! Undoing is itself a plan, and touches just what the job did.

use super::*;
use crate::domain::block::Blocker;
use crate::domain::job::{ExportFirst, JobState};
use crate::jobs::JobError;
use crate::operations::establishment::{BlockInput, unblock};
use crate::operations::{Error, Rule, zone};

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
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::JobNotOver)))));
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
    bench.start(undo);
    assert!(bench.blocked().is_empty());
    let refused = job::authorise(&mut bench.ctx, id);
    assert!(matches!(refused, Err(Error::Rule(Rule::AlreadyUndone))), "{refused:?}");
}
