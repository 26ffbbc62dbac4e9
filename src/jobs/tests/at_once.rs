//! An act on one establishment at once that the registry fails, in the middle or at its end: what it began is nobody's from
//! then on, though the console in which that happened goes on.

use super::*;
use crate::domain::job::{AdministratorChoice, ExportFirst, JobState};
use crate::operations::establishment::{CopyMail, DeleteInput, Mailing};
use crate::operations::recover;
use crate::store::registry::interference;

const ONE: EstablishmentNumber = EstablishmentNumber(1);
const TWO: EstablishmentNumber = EstablishmentNumber(2);

fn reset(ctx: &mut Context, number: EstablishmentNumber) -> operations::Result<job::AtOnce> {
    job::at_once(ctx, number, &Task::ResetAdministrator { choice: AdministratorChoice::First }, None)
}

/// Runs with changes of the registry refused.
fn refusing<T>(fixture: &mut Fixture, what: &[&str], work: impl FnOnce(&mut Context) -> T) -> T {
    let registry = fixture.ctx.home().registry();
    for (at, what) in what.iter().enumerate() {
        interference::refuse(&registry, &format!("planted{at}"), what);
    }
    let done = work(&mut fixture.ctx);
    for at in 0..what.len() {
        interference::allow(&registry, &format!("planted{at}"));
    }
    done
}

fn standings(fixture: &mut Fixture) -> Vec<(JobState, Tally)> {
    let found = job::list(&mut fixture.ctx, None, None, i64::MAX, 9).unwrap();
    found.into_iter().map(|one| (one.job.state, one.job.tally)).collect()
}

#[test]
fn what_fails_in_the_middle_is_finished_by_whoever_acts_next() {
    let acknowledgement = "insert on audit when new.action = 'establishment.reset-password'";
    for by_another in [true, false] {
        let mut fixture = Fixture::new(2);
        assert!(refusing(&mut fixture, &[acknowledgement], |ctx| reset(ctx, ONE)).is_err());
        let mut other = fixture.other();
        if by_another {
            reset(&mut other, TWO).unwrap();
        } else {
            fixture.block(TWO, &BlockInput { reason: "Travaux".into(), until: String::new() }).unwrap();
        }
        assert_eq!(standings(&mut fixture), [(JobState::Done, tally(0, 1, 0, 0)); 2], "{by_another}");
        assert_eq!(fixture.audited("establishment.reset-password"), 1 + usize::from(by_another));
        reset(&mut other, ONE).unwrap();
    }
}

#[test]
fn an_end_that_cannot_be_written_is_written_by_whoever_comes_next() {
    for by_another in [true, false] {
        let mut fixture = Fixture::new(2);
        let end = "update of state on job when new.state <> 'running'";
        refusing(&mut fixture, &[end], |ctx| reset(ctx, ONE)).unwrap();
        assert_eq!(standings(&mut fixture), [(JobState::Running, tally(0, 1, 0, 0))]);
        if by_another {
            recover::at_start(&mut fixture.other()).unwrap();
        } else {
            reset(&mut fixture.ctx, TWO).unwrap();
        }
        assert!(standings(&mut fixture).into_iter().all(|one| one == (JobState::Done, tally(0, 1, 0, 0))));
        assert_eq!(fixture.audited("job.end"), 1);
    }
}

#[test]
fn a_deletion_of_which_nothing_more_can_be_written_is_finished_and_says_what_it_took() {
    for removal in ["delete on establishment", "update on unfinished"] {
        let mut fixture = Fixture::new(1);
        let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
        let what = [removal, "update of state on job when new.state <> 'running'"];
        assert!(refusing(&mut fixture, &what, |ctx| establishment::delete(ctx, ONE, &input)).is_err());
        let is_undone = removal.starts_with("update");
        let mut other = fixture.other();
        recover::at_start(&mut other).unwrap();
        if is_undone {
            // Whoever asked was told, and nobody is kept from the establishment.
            assert_eq!(standings(&mut fixture), []);
            reset(&mut other, ONE).unwrap();
        } else {
            let found = job::list(&mut other, None, None, i64::MAX, 9).unwrap().pop().unwrap();
            assert_eq!((found.job.impact.accounts, found.job.impact.unreadable), (1, 0));
            assert_eq!((found.job.state, found.job.tally), (JobState::Done, tally(0, 1, 0, 0)));
            assert!(establishment::get(&mut other, ONE).is_err());
        }
    }
}

#[test]
fn a_deletion_that_stopped_with_an_error_and_was_undone_leaves_no_job() {
    let mut fixture = Fixture::new(1);
    let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
    assert!(refusing(&mut fixture, &["update on unfinished"], |ctx| establishment::delete(ctx, ONE, &input)).is_err());
    assert_eq!(standings(&mut fixture), [(JobState::Paused, tally(1, 0, 0, 0))]);
    let mut other = fixture.other();
    recover::at_start(&mut other).unwrap();
    assert_eq!(standings(&mut fixture), []);
    reset(&mut other, ONE).unwrap();
}

/// Whoever tries again what was undone does it once, and no job that goes on later does it a second time.
#[test]
fn a_password_whose_replacement_was_undone_is_replaced_once() {
    let mut fixture = Fixture::new(1);
    let what = ["insert on unfinished", "update of state on job when new.state <> 'running'", "delete on job"];
    assert!(refusing(&mut fixture, &what, |ctx| reset(ctx, ONE)).is_err());
    assert_eq!(standings(&mut fixture), [(JobState::Running, tally(1, 0, 0, 0))]);
    reset(&mut fixture.ctx, ONE).unwrap();
    assert_eq!(standings(&mut fixture), [(JobState::Done, tally(0, 1, 0, 0))]);
    assert_eq!(fixture.audited("establishment.reset-password"), 1);
}

/// Its number and its UAI are free again, though the console that could not undo it lives on.
#[test]
fn an_addition_that_could_not_even_be_undone_is_undone_by_whoever_comes_next() {
    let mut fixture = Fixture::new(1);
    let adding = |ctx: &mut Context| {
        let mailing = Mailing { send: SendMail::Yes, copy: CopyMail::No };
        let input = Input { uai: "0290119X".into(), ..school(2) };
        establishment::add(ctx, &input, mailing).map(|added| added.number)
    };
    let what = ["update of stage on establishment when new.stage = 'active'", "delete on establishment"];
    assert!(refusing(&mut fixture, &what, adding).is_err());
    let mut other = fixture.other();
    assert_eq!(adding(&mut other).unwrap(), TWO);
    assert_eq!(fixture.audited("establishment.add"), 2);
    reset(&mut fixture.ctx, TWO).unwrap();
}
