//! Undoing is itself a plan, and touches just what the job did.

use std::path::Path;

use super::*;
use crate::domain::block::Blocker;
use crate::domain::fault::Fault;
use crate::domain::job::{AdministratorChoice, Effect, ExportFirst, JobState, Reason, Standing};
use crate::jobs::JobError;
use crate::operations::establishment::BlockInput;
use crate::operations::{Error, Rule, zone};
use crate::store::establishment::interference;

pub(super) fn undoing(fixture: &mut Fixture, id: JobId) -> Result<Job, JobError> {
    plan::undo(&mut fixture.ctx, id, &Cancel::new(), &mut Progress::silent())
}

#[test]
fn s12_a_new_password_of_one_is_a_job_of_one_target_that_nothing_undoes() {
    let mut fixture = Fixture::new(2);
    let named = |login: &str| Task::ResetAdministrator { choice: AdministratorChoice::Named(login.into()) };
    let effect = job::at_once(&mut fixture.ctx, EstablishmentNumber(1), &named("admin"), None).unwrap().effect;
    assert!(matches!(effect, Effect::Queued { .. }), "{effect:?}");
    let found = job::list(&mut fixture.ctx, None, None, i64::MAX, 9).unwrap();
    let [only] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&only.job.task, only.job.state, only.job.tally), (&named("admin"), JobState::Done, tally(0, 1, 0, 0)));
    assert_eq!(job::last_undoable(&mut fixture.ctx, None).unwrap(), None);
    let said = format!("{:?}", job::last_act(&mut fixture.ctx, None, &[]).unwrap());
    assert!(said.contains("reset-administrator") && said.contains("never"), "{said}");
    // What is refused leaves no job.
    assert!(job::at_once(&mut fixture.ctx, EstablishmentNumber(2), &named("nobody"), None).is_err());
    assert_eq!(job::list(&mut fixture.ctx, None, None, i64::MAX, 9).unwrap().len(), 1);
}

#[test]
fn s10_undo_lifts_exactly_the_blocks_that_the_job_put() {
    let mut fixture = Fixture::new(40);
    fixture.done(block(), 7..=8);
    let job = fixture.done(block(), 1..=40);
    let undo = fixture.undo(job.id);
    assert_eq!((undo.undo_of, undo.tally), (Some(job.id), tally(0, 38, 0, 0)));
    assert_eq!(fixture.blocked(), [7, 8]);
    assert_eq!(job::get(&mut fixture.ctx, job.id).unwrap().job.undone_by, Some(undo.id));
    let again = undoing(&mut fixture, job.id);
    assert!(matches!(again, Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))));
}

/// Neither a plan that nobody began nor an attempt of which nothing came hides the undoing that was.
#[test]
fn what_undid_a_job_stays_named_whatever_is_planned_or_tried_after_it() {
    let mut fixture = Fixture::new(3);
    let job = fixture.done(block(), 1..=3);
    let saved = undoing(&mut fixture, job.id).unwrap().id;
    fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 2..=2);
    let later = undoing(&mut fixture, job.id).unwrap().id;
    assert_eq!(fixture.start(saved).job.tally, tally(0, 2, 1, 0));
    let seen = |fixture: &mut Fixture| {
        let found = job::get(&mut fixture.ctx, job.id).unwrap();
        (found.standing, found.job.undone_by)
    };
    assert_eq!(seen(&mut fixture), (Standing::Undone, Some(saved)), "though {later} is planned");
    let other = BlockInput { reason: "Impayé".into(), until: String::new() };
    fixture.block(EstablishmentNumber(2), &other).unwrap();
    assert_eq!(fixture.start(later).job.tally.done, 0);
    assert_eq!(seen(&mut fixture), (Standing::Undone, Some(saved)), "{later} did nothing");
}

#[test]
fn what_an_undoing_left_alone_can_be_undone_once_there_is_something_to_undo() {
    let mut fixture = Fixture::new(2);
    let job = fixture.done(block(), 1..=2);
    let lifted = fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=2);
    assert_eq!(fixture.undo(job.id).tally, tally(0, 0, 2, 0));
    // That one has undone nothing: neither is it told as if it had, nor is it done once more.
    let found = job::get(&mut fixture.ctx, job.id).unwrap();
    assert_eq!((found.standing, found.undoing), (Standing::Done, None));
    assert!(matches!(undoing(&mut fixture, job.id), Err(JobError::Operation(Error::Rule(Rule::NothingLeft)))));
    assert_eq!(fixture.undo(lifted.id).tally, tally(0, 2, 0, 0));
    assert_eq!(fixture.undo(job.id).tally, tally(0, 2, 0, 0));
    assert!(fixture.blocked().is_empty());
    assert!(matches!(undoing(&mut fixture, job.id), Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))));
}

#[test]
fn an_undoing_that_finds_nothing_more_is_not_drawn_up_without_end() {
    let mut fixture = Fixture::new(2);
    let job = fixture.done(block(), 1..=2);
    fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=1);
    let undo = fixture.undo(job.id);
    assert_eq!(undo.tally, tally(0, 1, 1, 0));
    assert!(matches!(undoing(&mut fixture, job.id), Err(JobError::Operation(Error::Rule(Rule::NothingLeft)))));
    // A plan that was drawn up before does nothing.
    fixture.done(block(), 1..=1);
    let late = undoing(&mut fixture, job.id).unwrap();
    fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=1);
    assert_eq!(fixture.start(late.id).job.tally, tally(0, 0, 2, 0));
    let found = job::get(&mut fixture.ctx, job.id).unwrap();
    assert_eq!((found.standing, found.job.undone_by), (Standing::Undone, Some(undo.id)));
    assert_eq!(found.undoing, Some(job::Undoing { by: undo.id, progress: job::UndoProgress::Over }));
    let counted = job::standings(&mut fixture.ctx).unwrap();
    let listed = job::list(&mut fixture.ctx, None, None, i64::MAX, 99).unwrap();
    for (standing, count) in counted {
        let seen = listed.iter().filter(|one| one.standing == standing).count();
        assert_eq!(usize::try_from(count).unwrap(), seen, "{standing:?}");
    }
}

#[test]
fn what_somebody_changed_since_is_left_alone() {
    let mut fixture = Fixture::new(3);
    let job = fixture.done(block(), 1..=3);
    let other = BlockInput { reason: "Impayé".into(), until: String::new() };
    fixture.block(EstablishmentNumber(2), &other).unwrap();
    job::at_once(&mut fixture.ctx, EstablishmentNumber(3), &Task::Unblock { blocker: Blocker::Webmaster }, None)
        .unwrap();
    assert_eq!(fixture.undo(job.id).tally, tally(0, 1, 1, 1));
    assert_eq!(fixture.blocked(), [2]);
}

#[test]
fn a_block_that_replaced_another_one_gives_it_back() {
    let mut fixture = Fixture::new(1);
    let first = BlockInput { reason: "Impayé".into(), until: String::new() };
    fixture.block(EstablishmentNumber(1), &first).unwrap();
    let job = fixture.done(block(), 1..=1);
    fixture.undo(job.id);
    let found = establishment::get(&mut fixture.ctx, EstablishmentNumber(1)).unwrap();
    assert_eq!(found.blocks.iter().map(|block| block.reason.as_str()).collect::<Vec<_>>(), ["Impayé"]);
}

#[test]
fn unblocking_and_moving_are_undone() {
    let mut fixture = Fixture::new(3);
    fixture.done(block(), 1..=2);
    let lifted = fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=3);
    assert_eq!(lifted.tally, tally(0, 2, 1, 0));
    assert_eq!(fixture.undo(lifted.id).tally, tally(0, 2, 0, 0));
    assert_eq!(fixture.blocked(), [1, 2]);

    let west = crate::domain::zone::ZoneInput { name: "Ouest".into(), language: "fr".into() };
    let west = zone::add(&mut fixture.ctx, &west).unwrap().number;
    let moved = fixture.done(Task::MoveToZone { zone: west }, 2..=3);
    assert_eq!(fixture.undo(moved.id).tally, tally(0, 2, 0, 0));
    let zone = establishment::get(&mut fixture.ctx, EstablishmentNumber(2)).unwrap().zone;
    assert_eq!(zone.0, 1);
}

#[test]
fn what_cannot_be_undone_says_so() {
    let mut fixture = Fixture::new(2);
    let job = fixture.done(Task::Delete { export_first: ExportFirst::No }, 1..=1);
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 1, 0, 0)));
    let refused = undoing(&mut fixture, job.id);
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::NotUndoable)))));
    let planned = fixture.plan(block(), 2..=2);
    let refused = undoing(&mut fixture, planned.id);
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::JobNotBegun)))));
}

/// What a person sees of all there is: numbers, zones, blocks, and who is inside.
fn seen(fixture: &mut Fixture) -> Vec<(u32, u32, usize, usize)> {
    let mut found = Vec::new();
    for number in super::export::numbers(fixture) {
        let row = establishment::get(&mut fixture.ctx, EstablishmentNumber(number)).unwrap();
        let people = establishment::administrators(&mut fixture.ctx, EstablishmentNumber(number)).unwrap().len();
        found.push((number, row.zone.0, row.blocks.len(), people));
    }
    found
}

#[test]
fn s28_the_last_act_on_one_is_named_and_undone_whatever_it_was_then_the_one_before() {
    let mut fixture = Fixture::new(4);
    let west = crate::domain::zone::ZoneInput { name: "Ouest".into(), language: "fr".into() };
    let west = zone::add(&mut fixture.ctx, &west).unwrap().number;
    fixture.done(exporting(), 4..=4);
    let export = super::export::exports(&mut fixture);
    establishment::create_administrator(&mut fixture.ctx, EstablishmentNumber(4)).unwrap();
    let replace =
        |fixture: &mut Fixture| super::export::restored(fixture, &export, crate::domain::export::Existing::Replace);
    let added = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
    let acts: [&dyn Fn(&mut Fixture) -> Job; 7] = [
        &|fixture| super::additions::added_one(fixture, 5),
        &|fixture| fixture.done(block(), 1..=1),
        &|fixture| fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=1),
        &|fixture| fixture.done(Task::MoveToZone { zone: west }, 2..=2),
        &|fixture| fixture.done(super::export::deletion(), 3..=3),
        &replace,
        &|fixture| fixture.done(block(), 1..=2),
    ];
    let mut done = Vec::new();
    for act in acts {
        let before = seen(&mut fixture);
        let job = act(&mut fixture);
        assert!(job.tally.done >= 1 && job.tally.failed == 0, "{job:?}");
        assert_ne!(seen(&mut fixture), before, "{:?}", job.task);
        done.push((job.id, before));
    }
    while let Some((job, before)) = done.pop() {
        assert_eq!(job::last_undoable(&mut fixture.ctx, None).unwrap(), Some(job));
        let undo = fixture.undo(job);
        assert_eq!((undo.undo_of, undo.tally.failed, undo.tally.skipped), (Some(job), 0, 0));
        assert_eq!(seen(&mut fixture), before);
    }
    assert_eq!(job::last_undoable(&mut fixture.ctx, None).unwrap(), Some(added), "the zone that was added");
    assert_eq!(fixture.undo(added).tally, tally(0, 1, 0, 0));
    let zones: Vec<u32> = zone::list(&mut fixture.ctx).unwrap().into_iter().map(|line| line.zone.number.0).collect();
    assert!(!zones.contains(&west.0), "{zones:?}");
    assert_eq!(job::last_undoable(&mut fixture.ctx, None).unwrap(), None, "nothing is left to undo");
}

/// Has somebody work in an establishment, until a moment.
pub(super) fn work(fixture: &Fixture, number: u32, until: i64) {
    interference::sign_in(Path::new(&fixture.ctx.home().shelf().shown(EstablishmentNumber(number))), until);
}

/// Returns until when somebody worked in an establishment.
fn worked(fixture: &mut Fixture, number: u32) -> i64 {
    let there = establishment::administrators(&mut fixture.ctx, EstablishmentNumber(number)).unwrap();
    there[0].last_sign_in_at.unwrap().0
}

#[test]
fn what_an_undoing_that_was_given_up_has_undone_is_not_undone_again() {
    let mut fixture = Fixture::new(3);
    for number in 1..=3 {
        work(&fixture, number, 1);
    }
    fixture.done(exporting(), 1..=3);
    let exports = super::export::exports(&mut fixture);
    for number in 1..=3 {
        work(&fixture, number, 2);
    }
    let replaced = super::export::restored(&mut fixture, &exports, crate::domain::export::Existing::Replace).id;
    let undo = undoing(&mut fixture, replaced).unwrap().id;
    job::authorise(&mut fixture.ctx, undo).unwrap();
    let mut other = fixture.other();
    let running = job::take(&mut other, undo).unwrap();
    let targets = job::act::waiting(&mut other, &running, 0, 2).unwrap();
    job::act(&mut other, &running, &targets).unwrap();
    job::finish(&mut other, &running).unwrap();
    drop(other);
    job::cancel(&mut fixture.ctx, undo).unwrap();
    assert_eq!([1, 2, 3].map(|number| worked(&mut fixture, number)), [2, 2, 1]);
    work(&fixture, 1, 3);
    let again = undoing(&mut fixture, replaced).unwrap();
    let expected: Vec<_> = job::groups(&mut fixture.ctx, again.id)
        .unwrap()
        .iter()
        .map(|group| (group.forecast.word(), group.reason.clone(), group.count))
        .collect();
    assert_eq!(expected, [("skip", Some(Reason::AlreadyUndone), 2), ("do", None, 1)]);
    assert_eq!(fixture.start(again.id).job.tally, tally(0, 1, 2, 0));
    assert_eq!([1, 2, 3].map(|number| worked(&mut fixture, number)), [3, 2, 2]);
    let refused = undoing(&mut fixture, replaced);
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::AlreadyUndone)))), "{refused:?}");
}

#[test]
fn plans_that_undo_the_same_job_do_so_once() {
    let mut fixture = Fixture::new(2);
    fixture.done(exporting(), 1..=2);
    let exports = super::export::exports(&mut fixture);
    for number in 1..=2 {
        work(&fixture, number, 2);
    }
    let replaced = super::export::restored(&mut fixture, &exports, crate::domain::export::Existing::Replace).id;
    let saved = [(); 2].map(|()| undoing(&mut fixture, replaced).unwrap().id);
    assert_eq!(fixture.undo(replaced).tally, tally(0, 2, 0, 0));
    work(&fixture, 1, 3);
    for plan in saved {
        assert_eq!(fixture.start(plan).job.tally, tally(0, 0, 2, 0));
    }
    assert_eq!([1, 2].map(|number| worked(&mut fixture, number)), [3, 2]);
}

#[test]
fn a_job_whose_undoing_was_given_up_does_not_go_on_and_the_rest_is_undone() {
    let mut fixture = Fixture::new(4);
    let id = fixture.plan(super::export::deletion(), 1..=4).id;
    let act = |fixture: &mut Fixture, id: JobId, count: u32| {
        job::authorise(&mut fixture.ctx, id).unwrap();
        let mut other = fixture.other();
        let running = job::take(&mut other, id).unwrap();
        let targets = job::act::waiting(&mut other, &running, 0, count).unwrap();
        job::act(&mut other, &running, &targets).unwrap();
        job::finish(&mut other, &running).unwrap();
    };
    act(&mut fixture, id, 3);
    let undo = undoing(&mut fixture, id).unwrap().id;
    act(&mut fixture, undo, 2);
    // While that one waits, nothing is undone yet: it is named.
    let refused = job::authorise(&mut fixture.ctx, id);
    assert!(matches!(refused, Err(Error::Rule(Rule::BeingUndone(by))) if by == undo), "{refused:?}");
    let refused = undoing(&mut fixture, id);
    let named =
        |error: &JobError| matches!(error, JobError::Operation(Error::Rule(Rule::BeingUndone(by))) if *by == undo);
    assert!(refused.as_ref().is_err_and(named), "{refused:?}");
    job::cancel(&mut fixture.ctx, undo).unwrap();
    let refused = job::authorise(&mut fixture.ctx, id);
    assert!(matches!(refused, Err(Error::Rule(Rule::AlreadyUndone))), "{refused:?}");
    assert_eq!(fixture.undo(id).tally, tally(0, 1, 2, 0));
    assert_eq!(super::export::numbers(&mut fixture), [1, 2, 3, 4]);
}

#[test]
fn what_a_later_job_has_changed_is_undone_by_undoing_that_one_first() {
    let mut fixture = Fixture::new(2);
    work(&fixture, 1, 1);
    fixture.done(exporting(), 1..=1);
    let exports = super::export::exports(&mut fixture);
    let replace =
        |fixture: &mut Fixture| super::export::restored(fixture, &exports, crate::domain::export::Existing::Replace).id;
    work(&fixture, 1, 2);
    let first = replace(&mut fixture);
    work(&fixture, 1, 3);
    let second = replace(&mut fixture);
    work(&fixture, 1, 4);
    let undo = fixture.undo(first);
    assert_eq!(undo.tally, tally(0, 0, 0, 1));
    assert_eq!(super::export::reasons(&mut fixture, undo.id), [Reason::Superseded { job: second.0 }]);
    assert_eq!(worked(&mut fixture, 1), 4);
    // One after the other; what failed can be asked for again.
    assert_eq!(fixture.undo(second).tally, tally(0, 1, 0, 0));
    assert_eq!(worked(&mut fixture, 1), 3);
    assert_eq!(fixture.undo(first).tally, tally(0, 1, 0, 0));
    assert_eq!(worked(&mut fixture, 1), 2);
    // What brought one back is not undone once it was deleted and brought back in another way.
    let deletion = fixture.done(super::export::deletion(), 2..=2).id;
    let export = super::export::exports(&mut fixture).into_iter().find(|path| path.to_string_lossy().contains("/2-"));
    let refuse = crate::domain::export::Existing::Refuse;
    let export = [export.unwrap()];
    let back = super::export::restored(&mut fixture, &export, refuse).id;
    fixture.done(super::export::deletion(), 2..=2);
    super::export::restored(&mut fixture, &export, refuse);
    let late = fixture.undo(back).id;
    assert!(matches!(super::export::reasons(&mut fixture, late)[..], [Reason::Superseded { .. }]));
    let late = fixture.undo(deletion).id;
    assert!(matches!(super::export::reasons(&mut fixture, late)[..], [Reason::Unfit { fault: Fault::Older { .. } }]));
}

#[test]
fn a_job_that_was_undone_half_way_does_not_go_on() {
    let mut fixture = Fixture::new(4);
    let id = fixture.plan(block(), 1..=4).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut other = fixture.other();
    let running = job::take(&mut other, id).unwrap();
    let targets = job::act::waiting(&mut other, &running, 0, 2).unwrap();
    job::act(&mut other, &running, &targets).unwrap();
    assert_eq!(job::finish(&mut other, &running).unwrap().state, JobState::Paused);
    drop(other);
    // Planned, it stands in nobody's way; and does not begin while the other one goes on.
    let undo = undoing(&mut fixture, id).unwrap().id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut other = fixture.other();
    let running = job::take(&mut other, id).unwrap();
    let refused = job::authorise(&mut fixture.ctx, undo);
    assert!(matches!(refused, Err(Error::Rule(Rule::JobNotOver))), "{refused:?}");
    assert_eq!(job::finish(&mut other, &running).unwrap().state, JobState::Paused);
    drop(other);
    assert_eq!(job::get(&mut fixture.ctx, id).unwrap().standing, Standing::Paused);
    fixture.start(undo);
    assert!(fixture.blocked().is_empty());
    assert_eq!(job::get(&mut fixture.ctx, id).unwrap().standing, Standing::Undone);
    let refused = job::authorise(&mut fixture.ctx, id);
    assert!(matches!(refused, Err(Error::Rule(Rule::AlreadyUndone))), "{refused:?}");
}

/// What cannot be undone is named before an older job is offered; what has nothing left is passed over.
#[test]
fn the_last_act_is_told_when_it_is_none_that_can_be_undone() {
    let mut fixture = Fixture::new(3);
    let last = |fixture: &mut Fixture| {
        let found = plan::undo_last(&mut fixture.ctx, &Cancel::new(), &mut Progress::silent()).unwrap();
        let words = crate::i18n::Catalogue::new(crate::domain::language::Language::French);
        let after = found.after.map(|after| words.say(&after).replace('\u{a0}', " ")).unwrap_or_default();
        (found.job.and_then(|job| job.undo_of), after)
    };
    let blocked = fixture.done(block(), 1..=2);
    assert_eq!(last(&mut fixture), (Some(blocked.id), String::new()));
    establishment::create_administrator(&mut fixture.ctx, EstablishmentNumber(3)).unwrap();
    let (undone, after) = last(&mut fixture);
    assert_eq!(undone, Some(blocked.id));
    assert_eq!(after, "Votre dernier acte, « création d'un administrateur » (3 « École 3 »), ne se défait pas");
    let later = fixture.done(block(), 3..=3);
    assert_eq!(last(&mut fixture), (Some(later.id), String::new()));
    fixture.done(Task::Delete { export_first: ExportFirst::No }, 3..=3);
    let (undone, after) = last(&mut fixture);
    assert_eq!(undone, Some(blocked.id), "nothing is left of the later one");
    assert!(after.contains("« Supprimer » (3 « École 3 »), ne se défait pas"), "{after}");
    let export = fixture.done(exporting(), 1..=1);
    assert_eq!(export.tally.done, 1);
    fixture.undo(blocked.id);
    let (undone, after) = last(&mut fixture);
    assert_eq!(undone, None);
    assert!(after.contains("« Supprimer »"), "{after}");
}

/// A plan that undoes says what comes back: for one, and for many those of which it is the same together.
#[test]
fn what_comes_back_is_told() {
    let mut fixture = Fixture::new(3);
    let words = crate::i18n::Catalogue::new(crate::domain::language::Language::French);
    let told = |fixture: &mut Fixture, id: JobId| {
        let planned = undoing(fixture, id).unwrap();
        let is_one = planned.tally.total() == 1;
        let found = super::super::back::of(&mut fixture.ctx, &planned).unwrap();
        found.iter().map(|back| back.line(is_one, &words).replace('\u{a0}', " ")).collect::<Vec<_>>()
    };
    let input = |reason: &str| BlockInput { reason: reason.into(), until: "2099-12-31".into() };
    fixture.block(EstablishmentNumber(1), &input("Travaux")).unwrap();
    let many = fixture.done(Task::Block { reason: "Panne".into(), until: None }, 1..=3).id;
    let (open, again) = (
        "n'est plus bloqué : « Panne », sans date de fin",
        "redevient bloqué : « Travaux », jusqu'au 31/12/2099 inclus",
    );
    assert_eq!(told(&mut fixture, many), [format!("2 × {open}"), format!("1 × {again}")]);
    let south =
        zone::add(&mut fixture.ctx, &crate::domain::zone::ZoneInput { name: "Sud".into(), language: "fr".into() });
    let moved = fixture.done(Task::MoveToZone { zone: south.unwrap().number }, 2..=2).id;
    assert_eq!(told(&mut fixture, moved), ["Zone géographique : « Sud » → « Zone par défaut »"]);
    let draft = establishment::get(&mut fixture.ctx, EstablishmentNumber(3)).unwrap().draft();
    fixture.edit(3, &crate::domain::establishment::Draft { denomination: "Lycée 3".into(), ..draft });
    let edited = job::list(&mut fixture.ctx, None, None, i64::MAX, 1).unwrap().remove(0).job;
    assert_eq!(told(&mut fixture, edited.id), ["Dénomination : « Lycée 3 » → « École 3 »"]);
    let named = super::super::job_words::named(&edited, &words, &|_| String::new()).replace('\u{a0}', " ");
    assert_eq!((named.as_str(), edited.name.as_str()), ("Modifier un établissement · 3 « École 3 »", ""));
}

/// Of the last act, when it cannot be undone any more, is told to what it was done, and why it stays.
#[test]
fn what_somebody_changed_since_is_named_with_the_reason() {
    let mut fixture = Fixture::new(2);
    let earlier = fixture.done(block(), 1..=1);
    let input = |reason: &str| BlockInput { reason: reason.into(), until: String::new() };
    fixture.block(EstablishmentNumber(2), &input("Travaux")).unwrap();
    let alice = crate::domain::webmaster::Login::parse("alice").unwrap();
    let alice = actor(crate::domain::access::Identity::Webmaster {
        id: crate::domain::webmaster::WebmasterId(1),
        login: alice,
        duty: crate::domain::duty::Duty::Full,
        support: None,
    });
    let mut other = Context::open(fixture.ctx.home(), At::Host, alice, Clock::Fixed(NOW), Options::default()).unwrap();
    let task = establishment::block_task(&other, &input("Panne")).unwrap();
    job::at_once(&mut other, EstablishmentNumber(2), &task, None).unwrap();
    let last = plan::undo_last(&mut fixture.ctx, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(last.job.and_then(|job| job.undo_of), Some(earlier.id));
    let words = crate::i18n::Catalogue::new(crate::domain::language::Language::French);
    let said = words.say(&last.after.unwrap()).replace('\u{a0}', " ");
    let why = "ne peut plus être défait : modifié entre-temps, ou en cours d'utilisation";
    assert_eq!(said, format!("Votre dernier acte, « Bloquer » (2 « École 2 »), {why}"));
}

/// An act that deletes and is undone says what does not come back, of itself and of what undoes it, or brings back all.
#[test]
fn what_undoing_does_not_bring_back_is_told() {
    use crate::domain::act::Act;
    use crate::jobs::back::without;
    const WHOLE: [Act; 7] = [
        Act::DEPARTMENT_DELETE,
        Act::GROUP_DELETE,
        Act::PROFILE_DELETE,
        Act::ROLE_DELETE,
        Act::TEMPLATE_DELETE,
        Act::USER_REJECT,
        Act::ZONE_DELETE,
    ];
    for act in job::deeds() {
        let done = Task::Act { act, typed: crate::domain::filled::Filled::default() };
        let Some(back) = job::reversal(&done).filter(|_| act.deletes()) else { continue };
        assert_eq!([&done, &back].map(|task| without(task).is_none()), [WHOLE.contains(&act); 2], "{}", act.word());
    }
    let delete = |export_first| Task::Delete { export_first };
    let told =
        [delete(ExportFirst::Yes), Task::UndoDelete, delete(ExportFirst::No)].map(|task| without(&task).is_some());
    assert_eq!(told, [true, true, false]);
}
