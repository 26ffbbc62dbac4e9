//! Jobs that ended, their exports and their letters go in their time; what an undo needs stays until then.

use super::*;
use crate::domain::job::ExportFirst;
use crate::domain::retention::Kind;
use crate::domain::time::DAY_S;
use crate::operations::export::{self, ExportFilter};
use crate::operations::retention::{Due, Pruned, prune, survey};

/// The same data at a later day.
fn later(bench: &Bench, days: i64) -> Context {
    let clock = Clock::Fixed(NOW.plus_s(days * DAY_S));
    Context::open(bench.ctx.home(), actor(Identity::Owner), clock, Options::default()).unwrap()
}

fn due(ctx: &mut Context, kind: Kind) -> (u32, u32) {
    let found = survey(ctx, &[kind]).unwrap().pop();
    found.map_or((0, 0), |Due { old, needed, .. }| (old.count, needed))
}

fn taken(ctx: &mut Context, kind: Kind) -> u32 {
    let due = survey(ctx, &[kind]).unwrap();
    let pruned: Pruned = prune(ctx, &due, Cancel::new().flag(), &mut |_| {}).unwrap();
    assert!(pruned.stopped.is_none(), "{pruned:?}");
    pruned.total()
}

fn jobs(ctx: &mut Context) -> Vec<i64> {
    job::list(ctx, None, None, i64::MAX, 99).unwrap().into_iter().map(|one| one.job.id.0).collect()
}

#[test]
fn a_job_that_can_be_undone_stays_longer_and_one_that_was_undone_goes_with_its_undoing() {
    let mut bench = Bench::new(4);
    let undoable = bench.done(block(), 1..=1).id;
    let undone = bench.done(block(), 2..=2).id;
    let undoing = bench.undo(undone).id;
    let nothing = bench.done(block(), 1..=1).id;
    let paused = bench.plan(block(), 3..=3).id;
    let mut ctx = later(&bench, 181);
    assert_eq!((due(&mut ctx, Kind::Jobs), due(&mut ctx, Kind::UndoableJobs)), ((3, 0), (0, 0)));
    assert_eq!(taken(&mut ctx, Kind::Jobs), 3, "the undone one with its undoing, and the one that did nothing");
    assert_eq!(jobs(&mut ctx), [paused.0, undoable.0]);
    assert!(undone.0 < undoing.0 && undoing.0 < nothing.0);

    assert_eq!(taken(&mut ctx, Kind::Plans), 1);
    let mut ctx = later(&bench, 366);
    assert_eq!(taken(&mut ctx, Kind::UndoableJobs), 1);
    assert_eq!(jobs(&mut ctx), [0; 0]);
    assert_eq!(audit::verify(&mut ctx).unwrap().broken, None);
}

#[test]
fn an_undoing_that_is_not_over_keeps_its_job() {
    let mut bench = Bench::new(1);
    let done = bench.done(block(), 1..=1).id;
    plan::undo(&mut bench.ctx, done, &Cancel::new(), &mut Progress::silent()).unwrap();
    let mut ctx = later(&bench, 3_000);
    assert_eq!((taken(&mut ctx, Kind::Jobs), taken(&mut ctx, Kind::UndoableJobs)), (0, 0));
    assert_eq!(taken(&mut ctx, Kind::Plans), 1, "a plan that was forgotten goes by itself");
    assert_eq!(taken(&mut ctx, Kind::UndoableJobs), 1);
}

#[test]
fn an_export_stays_as_long_as_an_undo_needs_it() {
    let mut bench = Bench::new(3);
    bench.done(Task::Delete { export_first: ExportFirst::Yes }, 1..=2);
    bench.done(exporting(), 3..=3);
    export::set_retention_days(&mut bench.ctx, Some(30)).unwrap();
    let mut ctx = later(&bench, 31);
    assert_eq!(due(&mut ctx, Kind::Exports), (1, 2), "the two of the deletion stay");
    assert_eq!(taken(&mut ctx, Kind::Exports), 1);
    assert_eq!(export::list(&mut ctx, &ExportFilter::default(), None, 9).unwrap().len(), 2);
    // Once the deletion can no longer be undone, nothing needs them.
    let mut ctx = later(&bench, 366);
    assert_eq!(due(&mut ctx, Kind::Exports), (2, 0));
    let words = crate::i18n::Catalogue::new(Language::French);
    let told = survey(&mut ctx, &[Kind::Exports]).unwrap();
    assert_eq!(told[0].remarks(&words).len(), 1, "they are of establishments that were deleted");
    assert_eq!(taken(&mut ctx, Kind::Exports), 2);
}

#[test]
fn a_line_without_its_file_goes_unless_all_files_are_gone() {
    let mut bench = Bench::new(2);
    bench.done(exporting(), 1..=2);
    let mut ctx = later(&bench, 91);
    let all = export::list(&mut ctx, &ExportFilter::default(), None, 9).unwrap();
    let path = export::path(&ctx, &all[0]);
    let folder = ctx.home().exports();
    let aside = folder.with_extension("unmounted");
    std::fs::rename(&folder, &aside).unwrap();
    assert_eq!(due(&mut ctx, Kind::LostExports), (0, 2), "the folder may not be mounted");
    std::fs::rename(&aside, &folder).unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(taken(&mut ctx, Kind::LostExports), 1);
    assert_eq!(export::list(&mut ctx, &ExportFilter::default(), None, 9).unwrap(), all[1..]);
}

#[test]
fn the_latest_complete_statistics_stay_whatever_their_age() {
    let mut bench = Bench::new(2);
    for _ in 0..3 {
        bench.done(Task::ComputeStatistics, 1..=2);
    }
    let mut ctx = later(&bench, 3_000);
    let found = due(&mut ctx, Kind::Statistics);
    assert_eq!(taken(&mut ctx, Kind::Statistics), found.0);
    assert_eq!(crate::operations::statistics::list(&mut ctx).unwrap().len(), 1);
}
