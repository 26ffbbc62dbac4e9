//! Another duty while somebody works, jobs of several zones, who is left, what stays in a zone.

use super::duties::{OURS, Zones, change, told};
use super::*;
use crate::domain::block::Blocker;
use crate::domain::job::{AdministratorChoice, ExportFirst, Forecast, JobState, Reason};
use crate::domain::zone::ZoneNumber;
use crate::operations::establishment::DeleteInput;
use crate::operations::export::{self, ExportFilter};
use crate::operations::job::RowFilter;
use crate::operations::webmaster;
use crate::operations::{Error, zone};

fn blocked(ctx: &mut Context, numbers: &[u32]) -> JobId {
    let numbers = numbers.iter().copied().map(EstablishmentNumber).collect();
    let request = Request { task: block(), selection: Selection::Numbers { numbers }, name: String::new() };
    let id = plan::draw_up(ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(ctx, id).unwrap();
    run(ctx, id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap().job.id
}

fn undone(ctx: &mut Context, id: JobId) -> String {
    match plan::undo(ctx, id, &Cancel::new(), &mut Progress::silent()) {
        Ok(plan) => format!("{:?}", plan.tally),
        Err(crate::jobs::JobError::Operation(error)) => told::<()>(Err(error)),
        Err(other) => format!("{other:?}"),
    }
}

/// A job on establishments of several zones is a full webmaster's to take back; one's own is one's own.
#[test]
fn a_job_of_others_on_other_zones_is_not_taken_back() {
    let mut zones = Zones::new();
    let mut nina = zones.of("nina");
    let (mixed, ours) = (blocked(&mut nina, &[1, 3]), blocked(&mut nina, &[4]));
    let mut zoe = zones.of("zoe");
    assert_eq!(undone(&mut zoe, mixed), "H5");
    assert_eq!(job::last_undoable(&mut zoe, None).unwrap(), None);
    assert_eq!(undone(&mut zoe, ours), format!("{:?}", tally(1, 0, 0, 0)));
    // The own part of it is lifted one by one.
    let task = Task::Unblock { blocker: Blocker::Webmaster };
    let seen = establishment::get(&mut zoe, EstablishmentNumber(3)).unwrap();
    job::at_once(&mut zoe, EstablishmentNumber(3), &task, Some(&seen)).unwrap();
    assert_eq!(undone(&mut zones.of("omar"), ours), "H4");
}

#[test]
fn another_duty_counts_from_the_next_act_on() {
    let mut zones = Zones::new();
    let mut nina = zones.of("nina");
    let at_once =
        |ctx: &mut Context, number| told(job::at_once(ctx, EstablishmentNumber(number), &block(), None).map(drop));
    assert_eq!(at_once(&mut nina, 1), "nothing");
    change(&mut zones.fixture.ctx, "nina", "observer", "").unwrap();
    assert_eq!(at_once(&mut nina, 2), "H4");
    change(&mut zones.fixture.ctx, "nina", "zones", "2").unwrap();
    assert_eq!([at_once(&mut nina, 2), at_once(&mut nina, 3)], ["H5", "nothing"]);
    assert_eq!(establishment::counts(&mut nina).unwrap().establishments, 2);
    change(&mut zones.fixture.ctx, "nina", "full", "").unwrap();
    assert_eq!(at_once(&mut nina, 2), "nothing");
}

/// Whoever has no zone any more sees nothing; and each target is judged again by what its author is there for by then.
#[test]
fn a_job_asks_again_for_each_target_whether_it_is_its_authors() {
    let mut zones = Zones::new();
    let mut zoe = zones.of("zoe");
    let task = Task::ResetAdministrator { choice: AdministratorChoice::First };
    let numbers = [3, 4].map(EstablishmentNumber).to_vec();
    let request = Request { task, selection: Selection::Numbers { numbers }, name: String::new() };
    let id = plan::draw_up(&mut zoe, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(&mut zoe, id).unwrap();
    let owner = &mut zones.fixture.ctx;
    let mut moved = false;
    let mut progress = Progress::new(|report| {
        if report.stage == "job-stage-run" && report.done == 1 && !moved {
            moved = true;
            job::at_once(owner, EstablishmentNumber(4), &Task::MoveToZone { zone: ZoneNumber(1) }, None).unwrap();
        }
    });
    let ended = run(&mut zoe, id, Wait::Forever, &Cancel::new(), &mut progress).unwrap();
    drop(progress);
    assert!(moved);
    assert_eq!(ended.job.tally, tally(0, 1, 0, 1));
    // What is another's by now is shown to nobody of some zones, not even to whoever tried.
    assert_eq!(job::get(&mut zoe, id).unwrap().job.tally, tally(0, 1, 0, 0));
    let rows = job::rows(&mut zones.fixture.ctx, id, &RowFilter::default(), 0, 9).unwrap();
    let reasons: Vec<_> = rows.iter().filter_map(|row| row.verdict.as_ref()?.reason().cloned()).collect();
    assert_eq!(reasons, [Reason::NotPermitted { rule: "H5".into() }]);
}

/// Whoever comes to change nothing while a job of theirs goes on leaves it paused, with the rule.
#[test]
fn a_job_of_whoever_becomes_an_observer_stops_before_its_next_targets() {
    let mut zones = Zones::new();
    let mut nina = zones.of("nina");
    let task = Task::ResetAdministrator { choice: AdministratorChoice::First };
    let numbers = [1, 3].map(EstablishmentNumber).to_vec();
    let request = Request { task, selection: Selection::Numbers { numbers }, name: String::new() };
    let id = plan::draw_up(&mut nina, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(&mut nina, id).unwrap();
    let owner = &mut zones.fixture.ctx;
    let mut is_changed = false;
    let mut progress = Progress::new(|report| {
        if report.stage == "job-stage-run" && report.done == 1 && !is_changed {
            is_changed = true;
            change(owner, "nina", "observer", "").unwrap();
        }
    });
    let ended = run(&mut nina, id, Wait::Forever, &Cancel::new(), &mut progress).unwrap();
    drop(progress);
    assert_eq!((ended.job.state, ended.job.tally), (JobState::Paused, tally(1, 1, 0, 0)));
    assert_eq!(ended.job.cause, Some(Reason::NotPermitted { rule: "H4".into() }));
    assert_eq!(zones.fixture.start(id).job.tally, tally(0, 2, 0, 0));
}

#[test]
fn somebody_is_left_who_may_do_everything_and_nobody_changes_their_own_duty() {
    let mut zones = Zones::new();
    let mut nina = zones.of("nina");
    let refused = |result: operations::Result<()>| match result {
        Err(Error::Judged(reason)) => reason.word(),
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(change(&mut nina, "nina", "observer", "")), "own-duty");
    // Their names are theirs to change.
    let own = webmaster::get(&mut nina, "nina").unwrap();
    let input = WebmasterInput { login: "nina".into(), last_name: "Riou".into(), ..WebmasterInput::default() };
    webmaster::edit(&mut nina, &own.login, own.rev, &input).unwrap();
    change(&mut nina, "alice", "zones", "1, Rennes").unwrap();
    let owner = &mut zones.fixture.ctx;
    for (duty, of) in [("observer", ""), ("zones", "1")] {
        assert_eq!(refused(change(owner, "nina", duty, of)), "last-webmaster");
    }
    assert_eq!(refused(webmaster::disable(owner, &"nina".parse().unwrap())), "last-webmaster");
    webmaster::disable(owner, &"omar".parse().unwrap()).unwrap();
    assert_eq!(told(change(owner, "alice", "zones", "Brest")), "zones");
    // What widened somebody is not taken back by whom it widened.
    change(owner, "alice", "full", "").unwrap();
    let widened = job::list(owner, None, None, i64::MAX, 1).unwrap()[0].job.id;
    let mut alice = zones.of("alice");
    let plan = plan::draft_undo(&mut alice, widened, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(plan.targets[0].forecast, Forecast::Refuse(Reason::OwnDuty));
    assert_eq!(zones.fixture.undo(widened).tally.done, 1);
    let alice = webmaster::get(&mut zones.fixture.ctx, "alice").unwrap();
    assert_eq!(alice.duty.zones_text(), "Zone par défaut, Rennes");
}

#[test]
fn a_zone_stays_while_somebody_is_there_for_it() {
    let mut zones = Zones::new();
    let ctx = &mut zones.fixture.ctx;
    let refused = zone::delete(ctx, ZoneNumber(2), None).unwrap_err();
    let in_use = Reason::in_use(1, "webmaster", "");
    assert!(matches!(&refused, Error::Judged(reason) if **reason == in_use), "{refused:?}");
    change(ctx, "zoe", "zones", "1").unwrap();
    assert_eq!(zone::delete(ctx, ZoneNumber(2), None).unwrap(), 2);
    // What was in it is in theirs now.
    assert_eq!(establishment::counts(&mut zones.of("zoe")).unwrap().establishments, 4);
}

/// What a webmaster of zones has deleted is theirs to bring back; nobody else's of some zones.
#[test]
fn what_was_deleted_stays_in_the_zone_in_which_it_was() {
    let mut zones = Zones::new();
    change(&mut zones.fixture.ctx, "omar", "zones", "1").unwrap();
    let (mut zoe, mut omar) = (zones.of("zoe"), zones.of("omar"));
    let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
    establishment::delete(&mut zoe, EstablishmentNumber(4), &input).unwrap();
    let id = job::list(&mut zoe, None, None, i64::MAX, 1).unwrap()[0].job.id;
    let files = |ctx: &mut Context| {
        export::list(ctx, &ExportFilter { number: Some(EstablishmentNumber(4)), ..ExportFilter::default() }, None, 9)
            .unwrap()
            .len()
    };
    assert_eq!([files(&mut zoe), files(&mut omar)], [1, 0]);
    assert_eq!(undone(&mut omar, id), "not-found");
    let plan = plan::undo(&mut zoe, id, &Cancel::new(), &mut Progress::silent()).unwrap();
    job::authorise(&mut zoe, plan.id).unwrap();
    let ended = run(&mut zoe, plan.id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(ended.job.tally, tally(0, 1, 0, 0));
    assert_eq!(told(establishment::get(&mut zoe, EstablishmentNumber(4))), OURS);
}
