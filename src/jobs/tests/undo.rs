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
