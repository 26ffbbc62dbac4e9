//! A job's life: planned, carried out, paused, cancelled, taken over, waited for.

use super::*;
use crate::domain::access::At;
use crate::domain::export::Existing;
use crate::domain::job::{
    AdministratorChoice, ExportFirst, Forecast, JobState, Reason, Standing, TargetState, Verdict,
};
use crate::domain::password::Secret;
use crate::domain::webmaster::WebmasterInput;
use crate::domain::zone::ZoneNumber;
use crate::jobs::JobError;
use crate::operations::job::RowFilter;
use crate::operations::{Error, Rule, recover, webmaster, zone};

#[test]
fn s10_a_plan_says_what_will_be_and_the_job_does_just_that() {
    let mut fixture = Fixture::new(40);
    fixture.done(block(), 7..=8);
    let planned = fixture.plan(block(), 1..=40);
    let groups = job::groups(&mut fixture.ctx, planned.id).unwrap();
    let counted: Vec<_> = groups.iter().map(|group| (group.forecast.word(), group.count)).collect();
    assert_eq!(counted, [("do", 38), ("skip", 2)]);
    // One administrator each.
    assert_eq!(planned.impact.accounts, 38);
    assert_eq!(fixture.blocked(), [7, 8]);

    let ended = fixture.start(planned.id);
    assert!(!ended.interrupted);
    assert_eq!((ended.job.state, ended.job.tally), (JobState::Done, tally(0, 38, 2, 0)));
    assert_eq!(fixture.blocked().len(), 40);
    assert_eq!(fixture.audited("establishment.block"), 40);
    let skipped = RowFilter { state: Some(TargetState::Skipped), ..RowFilter::default() };
    let rows = job::rows(&mut fixture.ctx, planned.id, &skipped, 0, 100).unwrap();
    let seen: Vec<_> = rows.iter().map(|row| (row.target.number.0, row.verdict.clone())).collect();
    let same = Some(Verdict::Skipped(Reason::AlreadyBlocked));
    assert_eq!(seen, [(7, same.clone()), (8, same)]);
}

#[test]
fn guards_are_asked_again_when_it_acts() {
    let mut fixture = Fixture::new(3);
    let id = fixture.plan(block(), 1..=4).id;
    let groups = job::groups(&mut fixture.ctx, id).unwrap();
    assert_eq!(groups[1].forecast, Forecast::Refuse(Reason::Gone));
    fixture.done(Task::Delete { export_first: ExportFirst::No }, 2..=2);
    fixture.add(5);
    let job = fixture.start(id).job;
    assert_eq!(job.tally, tally(0, 2, 0, 2));
    let gone = RowFilter { reason: Some("gone".into()), ..RowFilter::default() };
    let rows = job::rows(&mut fixture.ctx, id, &gone, 0, 100).unwrap();
    assert_eq!(rows.iter().map(|row| row.target.number.0).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn a_process_that_is_asked_to_stop_leaves_a_job_that_goes_on() {
    let mut fixture = Fixture::new(40);
    let id = fixture.plan(exporting(), 1..=40).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let cancel = Cancel::new();
    let stop = cancel.clone();
    let mut progress = Progress::new(move |report| {
        if report.stage == "job-stage-run" && report.done > 0 {
            stop.cancel();
        }
    });
    let ended = run(&mut fixture.ctx, id, Wait::Forever, &cancel, &mut progress).unwrap();
    drop(progress);
    assert!(ended.interrupted);
    assert_eq!((ended.job.state, ended.job.tally), (JobState::Paused, tally(8, 32, 0, 0)));
    let exports = || std::fs::read_dir(fixture.folder.path().join("data/exports")).unwrap().count();
    assert_eq!(exports(), 64, "files and their hashes");
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 40, 0, 0)));
    let exports = std::fs::read_dir(fixture.folder.path().join("data/exports")).unwrap().count();
    assert_eq!(exports, 81, "and the list for a transfer");
    assert_eq!(fixture.audited("establishment.export"), 40);
    assert_eq!((fixture.audited("job.start"), fixture.audited("job.resume")), (1, 1));
}

#[test]
fn a_dead_process_s_job_is_taken_over_and_a_living_one_s_is_not() {
    let mut fixture = Fixture::new(4);
    let id = fixture.plan(block(), 1..=4).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut dying = fixture.other();
    let running = job::take(&mut dying, id).unwrap();
    let targets = job::act::waiting(&mut dying, &running, 0, 2).unwrap();
    job::act(&mut dying, &running, &targets).unwrap();
    assert!(matches!(job::authorise(&mut fixture.ctx, id), Err(Error::Busy { .. })));
    assert_eq!(job::get(&mut fixture.ctx, id).unwrap().standing, Standing::Running);
    drop(dying);
    assert_eq!(job::get(&mut fixture.ctx, id).unwrap().standing, Standing::Interrupted);
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 4, 0, 0)));
    assert_eq!(fixture.audited("establishment.block"), 4);
}

#[test]
fn a_job_whose_process_died_when_all_was_done_is_over_at_the_next_start() {
    let mut fixture = Fixture::new(3);
    for (task, code) in [(exporting(), "establishment.export"), (block(), "establishment.block")] {
        let id = fixture.plan(task, 1..=3).id;
        job::authorise(&mut fixture.ctx, id).unwrap();
        let mut dying = fixture.other();
        let running = job::take(&mut dying, id).unwrap();
        let targets = job::act::waiting(&mut dying, &running, 0, 3).unwrap();
        job::act(&mut dying, &running, &targets).unwrap();
        recover::at_start(&mut fixture.ctx).unwrap();
        assert_eq!(job::get(&mut fixture.ctx, id).unwrap().standing, Standing::Running, "it lives");
        drop(dying);
        // While the folder of exports is away, everybody works on.
        let (exports, elsewhere) = (fixture.ctx.home().exports(), fixture.folder.path().join("elsewhere"));
        std::fs::rename(&exports, &elsewhere).unwrap();
        recover::at_start(&mut fixture.ctx).unwrap();
        std::fs::rename(&elsewhere, &exports).unwrap();
        recover::at_start(&mut fixture.ctx).unwrap();
        let job = job::get(&mut fixture.ctx, id).unwrap().job;
        assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 3, 0, 0)));
        assert_eq!(fixture.audited(code), 3);
        recover::at_start(&mut fixture.ctx).unwrap();
    }
    assert_eq!(fixture.audited("job.end"), 2, "once each");
    assert!(fixture.folder.path().join("data/exports/job1.csv").exists());
    assert_eq!(fixture.undo(JobId(2)).tally.done, 3, "nothing has to be resumed first");
}

#[test]
fn a_job_of_a_webmaster_who_is_disabled_stops_before_its_next_targets() {
    let mut fixture = Fixture::new(3);
    let input = WebmasterInput { login: "bob".into(), last_name: "Roux".into(), ..WebmasterInput::default() };
    let password = Secret::new("une phrase assez longue".into());
    let new = webmaster::NewPassword { password: &password, again: &password };
    let bob = webmaster::add(&mut fixture.ctx, &input, &new).unwrap();
    let login = crate::domain::webmaster::Login::parse("bob").unwrap();
    let mut other = fixture.other();
    other.actor = actor(Identity::Webmaster { id: bob, login, duty: crate::domain::duty::Duty::Full, support: None });
    let task = Task::ResetAdministrator { choice: AdministratorChoice::First };
    let id = fixture.plan(task, 1..=3).id;
    job::authorise(&mut other, id).unwrap();
    let mut disabled = false;
    let mut progress = Progress::new(|report| {
        if report.stage == "job-stage-run" && report.done == 1 && !disabled {
            disabled = true;
            webmaster::disable(&mut fixture.ctx, &"bob".parse().unwrap()).unwrap();
        }
    });
    let ended = run(&mut other, id, Wait::Forever, &Cancel::new(), &mut progress).unwrap();
    drop(progress);
    assert_eq!((ended.job.state, ended.job.tally), (JobState::Paused, tally(2, 1, 0, 0)));
    assert_eq!(ended.job.cause, Some(Reason::NotPermitted { rule: "H1".into() }));
    // Whoever resumes it acts in another name.
    assert_eq!(fixture.start(id).job.tally, tally(0, 3, 0, 0));
}

#[test]
fn plans_that_are_kept_leave_a_trace_and_such_as_are_only_looked_at_do_not() {
    let mut fixture = Fixture::new(2);
    let planned = fixture.plan(block(), 1..=2).id;
    job::rename(&mut fixture.ctx, planned, "nuit").unwrap();
    job::remove(&mut fixture.ctx, planned).unwrap();
    let looked_at = fixture.plan(block(), 1..=2).id;
    job::remove(&mut fixture.ctx, looked_at).unwrap();
    assert_eq!((fixture.audited("job.rename"), fixture.audited("job.remove")), (1, 1));
}

#[test]
fn a_process_whose_job_was_taken_does_nothing_more() {
    let mut fixture = Fixture::new(2);
    let id = fixture.plan(block(), 1..=2).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut slow = fixture.other();
    let running = job::take(&mut slow, id).unwrap();
    let targets = job::act::waiting(&mut slow, &running, 0, 2).unwrap();
    let lost = job::Running { owner: "somebody else".into(), ..running };
    assert!(matches!(job::act(&mut slow, &lost, &targets), Err(Error::Rule(Rule::JobLost))));
    assert!(fixture.blocked().is_empty());
}

#[test]
fn pause_and_cancel_are_obeyed_before_the_next_targets() {
    let mut fixture = Fixture::new(3);
    let task = Task::ResetAdministrator { choice: AdministratorChoice::First };
    let id = fixture.plan(task, 1..=3).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut other = fixture.other();
    let mut asked = false;
    let mut progress = Progress::new(|report| {
        if report.stage == "job-stage-run" && report.done == 1 && !asked {
            asked = true;
            job::pause(&mut other, id).unwrap();
        }
    });
    let ended = run(&mut fixture.ctx, id, Wait::Forever, &Cancel::new(), &mut progress).unwrap();
    drop(progress);
    assert!(!ended.interrupted);
    assert_eq!((ended.job.state, ended.job.tally), (JobState::Paused, tally(2, 1, 0, 0)));
    assert_eq!(fixture.audited("job.ask-pause"), 1);
    let job = job::cancel(&mut fixture.ctx, id).unwrap();
    assert_eq!((job.state, job.tally), (JobState::Cancelled, tally(2, 1, 0, 0)));
    assert!(matches!(job::authorise(&mut fixture.ctx, id), Err(Error::Rule(Rule::JobEnded))));
    assert!(matches!(job::pause(&mut fixture.ctx, id), Err(Error::Rule(Rule::JobNotRunning))));
}

#[test]
fn a_job_with_a_target_left_is_never_over() {
    let mut fixture = Fixture::new(3);
    let id = fixture.plan(block(), 1..=3).id;
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut other = fixture.other();
    let running = job::take(&mut other, id).unwrap();
    let targets = job::act::waiting(&mut other, &running, 0, 2).unwrap();
    job::act(&mut other, &running, &targets).unwrap();
    let ended = job::finish(&mut other, &running).unwrap();
    assert_eq!((ended.state, ended.tally), (JobState::Paused, tally(1, 2, 0, 0)));
    drop(other);
    let job = fixture.start(id).job;
    assert_eq!((job.state, job.tally), (JobState::Done, tally(0, 3, 0, 0)));
}

#[test]
fn s20_a_later_job_waits_for_an_earlier_one_and_names_its_owner() {
    let mut fixture = Fixture::new(3);
    let (first, second) = (fixture.plan(block(), 1..=2).id, fixture.plan(exporting(), 2..=3).id);
    job::authorise(&mut fixture.ctx, first).unwrap();
    let mut earlier = fixture.other();
    let running = job::take(&mut earlier, first).unwrap();
    // It waits no longer than it was told to, and what is free is done.
    job::authorise(&mut fixture.ctx, second).unwrap();
    let wait = Wait::AtMost(std::time::Duration::ZERO);
    let job = run(&mut fixture.ctx, second, wait, &Cancel::new(), &mut Progress::silent()).unwrap().job;
    assert_eq!(job.tally, tally(0, 1, 0, 1));
    let failed = RowFilter { state: Some(TargetState::Failed), ..RowFilter::default() };
    let rows = job::rows(&mut fixture.ctx, second, &failed, 0, 10).unwrap();
    let held = Reason::Held { job: first.0, author: "(owner)".into() };
    assert_eq!(rows[0].verdict, Some(Verdict::Failed(held)));
    // Once the earlier one has handled it, the failed one is tried again.
    let targets = job::act::waiting(&mut earlier, &running, 0, 10).unwrap();
    job::act(&mut earlier, &running, &targets).unwrap();
    job::finish(&mut earlier, &running).unwrap();
    let again = plan::retry(&mut fixture.ctx, second, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(again.tally, tally(1, 0, 0, 0));
    assert_eq!(fixture.start(again.id).job.tally, tally(0, 1, 0, 0));
}

#[test]
fn two_jobs_never_wait_for_each_other() {
    let mut fixture = Fixture::new(2);
    let (first, second) = (fixture.plan(block(), 1..=2).id, fixture.plan(exporting(), 1..=2).id);
    let (mut one, mut two) = (fixture.other(), fixture.other());
    job::authorise(&mut one, first).unwrap();
    let a = job::take(&mut one, first).unwrap();
    job::authorise(&mut two, second).unwrap();
    let b = job::take(&mut two, second).unwrap();
    let targets = job::act::waiting(&mut two, &b, 0, 10).unwrap();
    let held = job::act(&mut two, &b, &targets).unwrap();
    assert!(held.iter().all(|acted| matches!(acted, job::Acted::Held(_))));
    let targets = job::act::waiting(&mut one, &a, 0, 10).unwrap();
    assert!(job::act(&mut one, &a, &targets).unwrap().iter().all(|acted| *acted == job::Acted::Marked));
}

#[test]
fn a_move_and_a_reset_report_what_they_could_not_do() {
    let mut fixture = Fixture::new(3);
    let to =
        zone::add(&mut fixture.ctx, &crate::domain::zone::ZoneInput { name: "Ouest".into(), language: "fr".into() });
    let to = to.unwrap().number;
    fixture.done(Task::MoveToZone { zone: to }, 1..=1);
    let job = fixture.done(Task::MoveToZone { zone: to }, 1..=3);
    assert_eq!(job.tally, tally(0, 2, 1, 0));
    let job = fixture.done(Task::MoveToZone { zone: ZoneNumber(77) }, 1..=3);
    assert_eq!(job.tally, tally(0, 0, 0, 3));

    let unused = Task::ResetAdministrator { choice: AdministratorChoice::ExpiredUnused };
    assert_eq!(fixture.done(unused.clone(), 1..=3).tally, tally(0, 0, 3, 0));
    let later = Clock::Fixed(NOW.plus_s(15 * crate::domain::time::DAY_S));
    fixture.ctx =
        Context::open(fixture.ctx.home(), At::Host, actor(Identity::Owner), later, Options::default()).unwrap();
    assert_eq!(fixture.done(unused, 1..=3).tally, tally(0, 3, 0, 0));
    assert_eq!(fixture.audited("establishment.reset-password"), 3);
}

#[test]
fn a_plan_without_targets_is_refused_and_an_unstarted_one_can_be_forgotten() {
    let mut fixture = Fixture::new(1);
    let request = Request {
        task: block(),
        selection: Selection::Matching { filter: "nowhere".into(), except: Vec::new() },
        name: String::new(),
    };
    let refused = plan::draw_up(&mut fixture.ctx, request, &Cancel::new(), &mut Progress::silent());
    assert!(matches!(refused, Err(JobError::Operation(Error::Rule(Rule::NoTargets)))));
    let id = fixture.plan(block(), 1..=1).id;
    assert_eq!(job::rename(&mut fixture.ctx, id, " nuit ").unwrap().name, "nuit");
    job::remove(&mut fixture.ctx, id).unwrap();
    assert!(matches!(job::get(&mut fixture.ctx, id), Err(Error::NotFound { .. })));
    let id = fixture.done(block(), 1..=1).id;
    assert!(matches!(job::remove(&mut fixture.ctx, id), Err(Error::Rule(Rule::JobStarted))));
}

#[test]
fn what_nobody_ordered_no_process_takes() {
    let mut fixture = Fixture::new(2);
    let task = Task::Block { reason: "Travaux".into(), until: None };
    let id = fixture.plan(task, 1..=2).id;
    let refused = |fixture: &mut Fixture| {
        let refused = run(&mut fixture.other(), id, Wait::Forever, &Cancel::new(), &mut Progress::silent());
        assert!(matches!(refused, Err(crate::jobs::JobError::Operation(Error::Rule(Rule::Changed)))), "{refused:?}");
    };
    refused(&mut fixture);
    job::authorise(&mut fixture.ctx, id).unwrap();
    let mut dying = fixture.other();
    job::take(&mut dying, id).unwrap();
    drop(dying);
    // Once more each time: one order is for one process.
    refused(&mut fixture);
    assert_eq!(fixture.start(id).job.tally, tally(0, 2, 0, 0));
}

/// Who was told that it failed asks once more; what goes on later makes nobody's new password void.
#[test]
fn a_password_that_a_later_job_has_replaced_is_not_replaced_again_by_the_interrupted_one() {
    let mut fixture = Fixture::new(3);
    let reset = || Task::ResetAdministrator { choice: AdministratorChoice::First };
    let left = fixture.plan(reset(), 1..=3).id;
    job::authorise(&mut fixture.ctx, left).unwrap();
    let mut dying = fixture.other();
    job::take(&mut dying, left).unwrap();
    drop(dying);
    // The same of one, another one's of the second, and of the third what was in it came back since.
    assert_eq!(fixture.done(reset(), 1..=1).tally, tally(0, 1, 0, 0));
    let new = Task::ResetAdministrator { choice: AdministratorChoice::New };
    job::at_once(&mut fixture.ctx, EstablishmentNumber(2), &new, None).unwrap();
    fixture.done(exporting(), 3..=3);
    let exports = super::export::exports(&mut fixture);
    assert_eq!(fixture.done(reset(), 3..=3).tally, tally(0, 1, 0, 0));
    super::export::restored(&mut fixture, &exports, Existing::Replace);
    let resumed = fixture.start(left).job;
    assert_eq!(resumed.tally, tally(0, 2, 1, 0));
    let rows = job::rows(&mut fixture.ctx, left, &RowFilter::default(), 0, 9).unwrap();
    assert!(matches!(rows[0].verdict, Some(Verdict::Skipped(Reason::DoneSince { .. }))), "{rows:?}");
}
