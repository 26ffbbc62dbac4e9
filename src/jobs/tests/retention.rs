//! Jobs that ended, their exports and their letters go in their time; what an undo needs stays until then.

use super::*;
use crate::domain::access::At;
use crate::domain::export::Presence;
use crate::domain::job::ExportFirst;
use crate::domain::mailing::LetterInput;
use crate::domain::retention::Kind;
use crate::domain::statistics::Scope;
use crate::domain::time::DAY_S;
use crate::operations::export::{self, ExportFilter};
use crate::operations::retention::{Due, Pruned, Remark, prune, prune_exports, survey, survey_exports};
use crate::operations::statistics::Reading;
use crate::operations::{clock, mail, mailing, mapping, statistics};
use crate::store::establishment::interference;

/// The same data at a later day.
pub(super) fn later(fixture: &Fixture, days: i64) -> Context {
    let clock = Clock::Fixed(NOW.plus_s(days * DAY_S));
    Context::open(fixture.ctx.home(), At::Host, actor(Identity::Owner), clock, Options::default()).unwrap()
}

fn due(ctx: &mut Context, kind: Kind) -> (u32, u32) {
    let found = survey(ctx, &[kind]).unwrap().pop();
    found.map_or((0, 0), |Due { old, needed, .. }| (old.count, needed))
}

pub(super) fn taken(ctx: &mut Context, kind: Kind) -> u32 {
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
    let mut fixture = Fixture::new(4);
    let undoable = fixture.done(block(), 1..=1).id;
    let undone = fixture.done(block(), 2..=2).id;
    let undoing = fixture.undo(undone).id;
    let nothing = fixture.done(block(), 1..=1).id;
    let paused = fixture.plan(block(), 3..=3).id;
    let mut ctx = later(&fixture, 181);
    assert_eq!((due(&mut ctx, Kind::Jobs), due(&mut ctx, Kind::UndoableJobs)), ((3, 0), (0, 0)));
    assert_eq!(taken(&mut ctx, Kind::Jobs), 3, "the undone one with its undoing, and the one that did nothing");
    assert_eq!(jobs(&mut ctx), [paused.0, undoable.0]);
    assert!(undone.0 < undoing.0 && undoing.0 < nothing.0);

    assert_eq!(taken(&mut ctx, Kind::Plans), 1);
    let mut ctx = later(&fixture, 366);
    assert_eq!(taken(&mut ctx, Kind::UndoableJobs), 1);
    assert_eq!(jobs(&mut ctx), [0; 0]);
    assert_eq!(audit::verify(&mut ctx).unwrap().broken, None);
}

#[test]
fn what_is_done_while_the_clock_is_behind_is_as_old_as_it_is_once_the_clock_is_right() {
    let mut fixture = Fixture::new(3);
    fixture.ctx = later(&fixture, -4_000);
    assert!(clock::Watch::default().look(&mut fixture.ctx).unwrap().is_some());
    fixture.ctx = later(&fixture, -4_000);
    let deletion = fixture.done(Task::Delete { export_first: ExportFirst::Yes }, 1..=1).id;
    fixture.done(exporting(), 2..=2);
    let nothing = fixture.done(block(), 2..=2).id;
    assert_eq!(fixture.done(block(), 2..=2).tally.done, 0);
    let plan = fixture.plan(block(), 3..=3).id;
    assert!(deletion.0 < nothing.0 && nothing.0 < plan.0);
    mapping::save(&mut fixture.ctx, "hash", "a;b", "{}").unwrap();
    mail::test(&mut fixture.ctx, "alice@ecoles.invalid").unwrap();
    let mut sender = mail::sender(&mut fixture.ctx).unwrap();
    assert_eq!(mail::send_due(&mut fixture.ctx, &mut sender, mail::Limit::default()).unwrap().sent, 1);
    let letter = LetterInput { subject: "Rentrée".into(), body: "Bonjour".into() };
    mailing::freeze(&mut fixture.ctx, &letter, &[]).unwrap();
    for _ in 0..2 {
        let making = statistics::begin(&mut fixture.ctx, Scope::Whole, Reading::Changed).unwrap();
        statistics::finish(&mut fixture.ctx, &making, true, 60).unwrap();
    }
    let shelf = fixture.ctx.home().shelf();
    std::fs::write(fixture.ctx.home().establishments().join("000/9.sqlite"), "stray").unwrap();
    shelf.set_number_aside(EstablishmentNumber(9), &fixture.ctx.latest().at().utc_text()).unwrap();
    // The machine sets the times of files; here it does not know of the clock.
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(NOW.plus_s(-4_000 * DAY_S).0.unsigned_abs());
    for path in crate::store::files::list(&fixture.ctx.home().outgoing_mail()).unwrap() {
        std::fs::File::options().append(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }

    // Once it is right, it is of today: nothing goes within the shortest limit there is, and all of it within its own.
    let mut right = later(&fixture, 0);
    for kind in Kind::ALL {
        assert_eq!(due(&mut right, kind).0, 0, "{kind:?}");
    }
    let mut ctx = later(&fixture, 3_000);
    for kind in Kind::ALL.into_iter().filter(|kind| {
        let others = [Kind::LostExports, Kind::LeftAccounts, Kind::Sessions, Kind::Tries, Kind::Audit, Kind::Orphans];
        !others.contains(kind)
    }) {
        assert!(due(&mut ctx, kind) != (0, 0), "{kind:?}");
    }
    assert_eq!(fixture.undo(deletion).tally.done, 1);
}

#[test]
fn an_undoing_that_is_not_over_keeps_its_job() {
    let mut fixture = Fixture::new(1);
    let done = fixture.done(block(), 1..=1).id;
    plan::undo(&mut fixture.ctx, done, &Cancel::new(), &mut Progress::silent()).unwrap();
    let mut ctx = later(&fixture, 3_000);
    assert_eq!((taken(&mut ctx, Kind::Jobs), taken(&mut ctx, Kind::UndoableJobs)), (0, 0));
    assert_eq!(taken(&mut ctx, Kind::Plans), 1, "a plan that was forgotten goes by itself");
    assert_eq!(taken(&mut ctx, Kind::UndoableJobs), 1);
}

#[test]
fn an_export_stays_as_long_as_an_undo_needs_it() {
    let mut fixture = Fixture::new(3);
    fixture.done(Task::Delete { export_first: ExportFirst::Yes }, 1..=2);
    fixture.done(exporting(), 3..=3);
    export::set_retention_days(&mut fixture.ctx, Some(30)).unwrap();
    let mut ctx = later(&fixture, 31);
    assert_eq!(due(&mut ctx, Kind::Exports), (1, 2), "the two of the deletion stay");
    assert_eq!(taken(&mut ctx, Kind::Exports), 1);
    assert_eq!(export::list(&mut ctx, &ExportFilter::default(), None, 9).unwrap().len(), 2);
    // For a month before it is told by their names that they go.
    export::set_retention_days(&mut fixture.ctx, Some(400)).unwrap();
    let words = crate::i18n::Catalogue::new(Language::English);
    let mut ctx = later(&fixture, 369);
    assert_eq!(survey(&mut ctx, &[Kind::Exports]).unwrap(), []);
    let mut ctx = later(&fixture, 380);
    let told = survey(&mut ctx, &[Kind::Exports]).unwrap();
    let said: Vec<String> = told[0].said(&words, 9).iter().map(|message| words.say(message)).collect();
    assert!(told[0].old.count == 0 && said.len() == 2 && said[0].starts_with("In 20 days"), "{said:?}");
    export::set_retention_days(&mut fixture.ctx, Some(30)).unwrap();
    // Once the deletion can no longer be undone, nothing needs them.
    let mut ctx = later(&fixture, 366);
    assert_eq!(due(&mut ctx, Kind::Exports), (2, 0));
    let words = crate::i18n::Catalogue::new(Language::French);
    let told = survey(&mut ctx, &[Kind::Exports]).unwrap();
    let said: Vec<String> = told[0].said(&words, 1).iter().map(|message| words.say(message)).collect();
    assert_eq!(said.len(), 3, "how many are of deleted establishments, one by its name, and how many more: {said:?}");
    assert!(said[1].contains("École ") && said[2].contains("autre"), "{said:?}");
    assert_eq!(taken(&mut ctx, Kind::Exports), 2);
}

#[test]
fn a_line_without_its_file_goes_unless_all_files_are_gone() {
    let mut fixture = Fixture::new(2);
    fixture.done(exporting(), 1..=2);
    let mut ctx = later(&fixture, 91);
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

fn files(ctx: &mut Context) -> Vec<String> {
    let all = export::list(ctx, &ExportFilter::default(), None, 99).unwrap();
    all.into_iter().map(|one| one.file).collect()
}

fn file_of(ctx: &mut Context, number: u32) -> String {
    let filter = ExportFilter { number: Some(EstablishmentNumber(number)), ..ExportFilter::default() };
    export::list(ctx, &filter, None, 9).unwrap()[0].file.clone()
}

fn pruned(ctx: &mut Context, due: &Due) -> u32 {
    let pruned = prune_exports(ctx, due, Cancel::new().flag(), &mut |_| {}).unwrap();
    assert!(pruned.stopped.is_none(), "{pruned:?}");
    pruned.total()
}

#[test]
fn exports_that_are_pruned_by_hand_have_the_guards_of_the_others() {
    let mut fixture = Fixture::new(3);
    fixture.done(exporting(), 1..=2);
    fixture.done(Task::Delete { export_first: ExportFirst::Yes }, 3..=3);
    // A plan that waits names one of them by another way than the folder's own.
    let home = fixture.ctx.home().clone();
    let (first, link) = (file_of(&mut fixture.ctx, 1), fixture.folder.path().join("link"));
    std::os::unix::fs::symlink(home.exports(), &link).unwrap();
    let path = link.join("../exports").join(&first);
    let how = crate::jobs::restore::How { existing: crate::domain::export::Existing::Replace, keys: None };
    crate::jobs::restore::files(&mut fixture.ctx, &[path], &how, &Cancel::new(), &mut Progress::silent()).unwrap();
    let mut ctx = later(&fixture, 40);
    let due = survey_exports(&mut ctx, 30).unwrap();
    assert_eq!((due.exports.len(), due.needed), (1, 2));
    assert_eq!(pruned(&mut ctx, &due), 1);
    let third = file_of(&mut ctx, 3);
    assert_eq!(files(&mut ctx), if first < third { [first, third] } else { [third, first] });

    // The folder is not mounted: no line goes, and it is said.
    let mut fixture = Fixture::new(2);
    fixture.done(exporting(), 1..=2);
    let mut ctx = later(&fixture, 40);
    let (folder, aside) = (ctx.home().exports(), ctx.home().exports().with_extension("unmounted"));
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::create_dir(&folder).unwrap();
    let due = survey_exports(&mut ctx, 30).unwrap();
    assert_eq!((due.exports.len(), due.remarks.as_slice()), (0, [Remark::Missing(2)].as_slice()));
    assert_eq!(pruned(&mut ctx, &due), 0);
    // It is, and what was told is still what goes.
    std::fs::remove_dir(&folder).unwrap();
    std::fs::rename(&aside, &folder).unwrap();
    let due = survey_exports(&mut ctx, 30).unwrap();
    std::fs::rename(&folder, &aside).unwrap();
    std::fs::create_dir(&folder).unwrap();
    assert_eq!((due.exports.len(), pruned(&mut ctx, &due), files(&mut ctx).len()), (2, 0, 2));
}

#[test]
fn what_is_needed_since_it_was_told_stays() {
    let mut fixture = Fixture::new(2);
    let deleted = fixture.done(Task::Delete { export_first: ExportFirst::Yes }, 1..=2).id;
    let mut ctx = later(&fixture, 366);
    let told = survey(&mut ctx, &[Kind::Exports]).unwrap();
    let by_hand = survey_exports(&mut ctx, 30).unwrap();
    assert_eq!((told[0].exports.len(), by_hand.exports.len()), (2, 2));
    plan::undo(&mut fixture.ctx, deleted, &Cancel::new(), &mut Progress::silent()).unwrap();
    let taken = prune(&mut ctx, &told, Cancel::new().flag(), &mut |_| {}).unwrap();
    assert_eq!((taken.total(), pruned(&mut ctx, &by_hand)), (0, 0));
    for file in files(&mut ctx) {
        assert_eq!(export::verify(&mut ctx, &file).unwrap().presence, Presence::Verified);
    }
    assert_eq!(files(&mut ctx).len(), 2);
}

#[test]
fn a_line_whose_file_came_back_since_it_was_told_stays_with_its_file() {
    let mut fixture = Fixture::new(3);
    fixture.done(exporting(), 1..=3);
    let mut ctx = later(&fixture, 91);
    let file = file_of(&mut ctx, 2);
    let (path, aside) = (ctx.home().exports().join(&file), fixture.folder.path().join("aside"));
    std::fs::rename(&path, &aside).unwrap();
    let told = survey(&mut ctx, &[Kind::LostExports]).unwrap();
    assert_eq!(told[0].exports.len(), 1);
    std::fs::rename(&aside, &path).unwrap();
    assert_eq!(prune(&mut ctx, &told, Cancel::new().flag(), &mut |_| {}).unwrap().total(), 0);
    assert_eq!(export::verify(&mut ctx, &file).unwrap().presence, Presence::Verified);
}

#[test]
fn new_files_in_the_place_of_a_folder_that_is_not_mounted_prove_nothing() {
    let mut fixture = Fixture::new(3);
    fixture.done(exporting(), 1..=2);
    let folder = fixture.ctx.home().exports();
    std::fs::rename(&folder, fixture.folder.path().join("unmounted")).unwrap();
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    fixture.ctx = later(&fixture, 1);
    fixture.done(exporting(), 3..=3);
    let mut ctx = later(&fixture, 100);
    assert_eq!(due(&mut ctx, Kind::LostExports), (0, 2));
    // What is as old as no export gets would have gone in any case.
    let mut ctx = later(&fixture, 366);
    assert_eq!(due(&mut ctx, Kind::LostExports), (2, 0));
}

#[test]
fn the_lists_of_exports_go_with_their_job() {
    let mut fixture = Fixture::new(2);
    let job = fixture.done(exporting(), 1..=2).id;
    let folder = fixture.ctx.home().exports();
    let own = export::transfer_path(&fixture.ctx, job);
    let write = |name: &str, days: i64| {
        let path = folder.join(name);
        std::fs::write(&path, "29200 Brest;Kerlouan").unwrap();
        let at = std::time::UNIX_EPOCH + std::time::Duration::from_secs(NOW.plus_s(days * DAY_S).0.unsigned_abs());
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(at).unwrap();
        path
    };
    // Of a job of this number in another registry; of a job that is gone; of one that is gone, but young; somebody's own.
    let (other, stray) = (write(&format!("job{job}-0a1b.csv"), 0), write("job77.csv", 0));
    let (young, foreign) = (write("job78.csv", 100), write("jobs.csv", 0));
    let mut ctx = later(&fixture, 179);
    assert_eq!(due(&mut ctx, Kind::Jobs), (0, 0));
    let mut ctx = later(&fixture, 181);
    let told = survey(&mut ctx, &[Kind::Jobs]).unwrap();
    assert_eq!((told[0].old.count, told[0].remarks.as_slice()), (4, [Remark::Lists(3)].as_slice()));
    assert_eq!(taken(&mut ctx, Kind::Jobs), 4);
    assert_eq!([own, other, stray, young, foreign].map(|path| path.exists()), [false, false, false, true, true]);
    assert_eq!(files(&mut ctx).len(), 2, "the exports have an age of their own");
}

#[test]
fn an_undoing_that_failed_still_needs_the_exports_of_what_it_did_not_bring_back() {
    let mut fixture = Fixture::new(3);
    let mut draft = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap().draft();
    draft.uai = crate::domain::uai::Uai::parse("0750655E").ok();
    fixture.edit(1, &draft);
    let deleted = fixture.done(Task::Delete { export_first: ExportFirst::Yes }, 1..=2).id;
    fixture.edit(3, &draft);
    let undo = fixture.undo(deleted);
    assert_eq!((undo.tally.done, undo.tally.failed), (1, 1));
    let mut ctx = later(&fixture, 31);
    let due = survey_exports(&mut ctx, 30).unwrap();
    assert_eq!((due.exports.len(), due.needed), (1, 1));
    let retry = plan::retry(&mut fixture.ctx, undo.id, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(pruned(&mut ctx, &due), 1);
    assert_eq!(files(&mut ctx).len(), 1);
    // What was said to fail is brought back.
    fixture.edit(3, &{
        draft.uai = None;
        draft
    });
    assert_eq!(fixture.start(retry.id).job.tally, tally(0, 1, 0, 0));
}

#[test]
fn an_export_that_cannot_be_removed_keeps_no_other_one_and_no_other_kind() {
    let mut fixture = Fixture::new(3);
    fixture.done(exporting(), 1..=3);
    let mut ctx = later(&fixture, 40);
    let due = survey_exports(&mut ctx, 30).unwrap();
    // A folder in the place of a file cannot be removed as one.
    let path = export::path(&ctx, &due.exports[0].export);
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let taken = prune_exports(&mut ctx, &due, Cancel::new().flag(), &mut |_| {}).unwrap();
    assert!(taken.stopped.is_none() && taken.failed.is_some(), "{taken:?}");
    assert_eq!((taken.total(), files(&mut ctx).len(), fixture.audited("export.remove")), (2, 1, 2));
    assert!(!export::path(&ctx, &due.exports[2].export).exists());

    let mut ctx = later(&fixture, 400);
    let due = survey(&mut ctx, &[Kind::Exports, Kind::Jobs]).unwrap();
    assert_eq!(due.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Exports, Kind::Jobs]);
    let taken = prune(&mut ctx, &due, Cancel::new().flag(), &mut |_| {}).unwrap();
    assert!(taken.stopped.is_none() && taken.failed.is_some(), "{taken:?}");
    assert_eq!(taken.taken.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [Kind::Jobs]);
}

#[test]
fn the_latest_complete_statistics_stay_whatever_their_age() {
    let mut fixture = Fixture::new(2);
    for _ in 0..3 {
        fixture.done(Task::ComputeStatistics, 1..=2);
    }
    let mut ctx = later(&fixture, 3_000);
    let found = due(&mut ctx, Kind::Statistics);
    assert_eq!(taken(&mut ctx, Kind::Statistics), found.0);
    assert_eq!(crate::operations::statistics::list(&mut ctx).unwrap().len(), 1);
}

#[test]
fn snapshots_of_some_go_in_their_time_though_the_latest_of_all_is_older() {
    let mut fixture = Fixture::new(2);
    let count = |ctx: &mut Context, scope: Scope| {
        let mut making = statistics::begin(ctx, scope, Reading::Everything).unwrap();
        let numbers: &[u32] = if scope == Scope::Whole { &[1, 2] } else { &[1] };
        let numbers: Vec<_> = numbers.iter().map(|number| EstablishmentNumber(*number)).collect();
        statistics::measure(ctx, &mut making, &numbers).unwrap();
        statistics::finish(ctx, &making, true, 60).unwrap();
    };
    count(&mut fixture.ctx, Scope::Whole);
    for day in 1..=2 {
        interference::sign_in(fixture.ctx.home().shelf().shown(EstablishmentNumber(1)).as_ref(), NOW.0 + day);
        count(&mut later(&fixture, day), Scope::Part);
    }
    // One whose process died.
    statistics::begin(&mut later(&fixture, 3), Scope::Part, Reading::Changed).unwrap();
    let listed = |ctx: &mut Context| statistics::list(ctx).unwrap().into_iter().map(|one| one.id.0).collect::<Vec<_>>();
    let mut ctx = later(&fixture, 1_097);
    assert_eq!(due(&mut ctx, Kind::Statistics).0, 1, "no more than what is too old");
    let mut ctx = later(&fixture, 4_000);
    assert_eq!(taken(&mut ctx, Kind::Statistics), 3);
    assert_eq!((listed(&mut ctx), due(&mut ctx, Kind::Statistics).0), (vec![1], 0), "the latest complete one stays");
    let history = statistics::history(&mut ctx, EstablishmentNumber(1)).unwrap();
    assert_eq!(history.into_iter().map(|(at, _)| at).collect::<Vec<_>>(), [NOW]);
}
