//! What one added is taken back, unless somebody worked with it since.

use std::path::Path;

use super::undo::{undoing, work};
use super::*;
use crate::domain::block::Blocker;
use crate::domain::job::{AdministratorChoice, JobState, Reason};
use crate::domain::mail::State;
use crate::operations::Error;
use crate::operations::establishment::{CopyMail, Mailing};

/// Adds an establishment as its form does; returns the job.
pub(super) fn added_one(fixture: &mut Fixture, number: u32) -> Job {
    let mailing = Mailing { send: SendMail::Yes, copy: CopyMail::No };
    establishment::add(&mut fixture.ctx, &school(number), mailing).unwrap();
    let last = job::last_undoable(&mut fixture.ctx, None).unwrap().unwrap();
    job::get(&mut fixture.ctx, last).unwrap().job
}

#[test]
fn what_was_added_is_deleted_after_an_export_with_its_mail_unless_somebody_changed_it_since() {
    let mut fixture = Fixture::new(1);
    let number = EstablishmentNumber(2);
    let added = added_one(&mut fixture, 2);
    assert_eq!((added.task.clone(), added.state, added.tally), (Task::Add, JobState::Done, tally(0, 1, 0, 0)));
    let (mut draft, was) = {
        let found = establishment::get(&mut fixture.ctx, number).unwrap();
        (found.draft(), found.draft())
    };
    draft.denomination = "Autre".into();
    fixture.edit(2, &draft);
    let plan = undoing(&mut fixture, added.id).unwrap();
    let reasons = |fixture: &mut Fixture, id| -> Vec<_> {
        job::groups(&mut fixture.ctx, id).unwrap().into_iter().map(|group| (group.reason, group.count)).collect()
    };
    assert_eq!(reasons(&mut fixture, plan.id), [(Some(Reason::ChangedSince), 1)]);
    fixture.edit(2, &was);
    let path = fixture.ctx.home().shelf().shown(number);
    let untouched = std::fs::read(&path).unwrap();
    work(&fixture, 2, 7);
    let plan = undoing(&mut fixture, added.id).unwrap();
    assert_eq!(reasons(&mut fixture, plan.id), [(Some(Reason::ChangedSince), 1)], "somebody worked in it");
    crate::store::files::remove_database(Path::new(&path)).unwrap();
    crate::store::files::write_private(Path::new(&path), &untouched).unwrap();
    let undo = fixture.undo(added.id);
    assert_eq!((undo.undo_of, undo.tally), (Some(added.id), tally(0, 1, 0, 0)));
    assert!(matches!(establishment::get(&mut fixture.ctx, number), Err(Error::NotFound { .. })));
    assert_eq!(super::export::exports(&mut fixture).len(), 1, "what was in it can be restored");
    let mails = crate::operations::mail::counts(&mut fixture.ctx).unwrap();
    let waiting: u32 = mails.iter().filter(|(state, _)| *state == State::Queued).map(|(_, count)| count).sum();
    assert_eq!(waiting, 0, "its password opens nothing");
    let again = undoing(&mut fixture, added.id);
    assert!(again.is_err(), "{again:?}");
}

#[test]
fn what_was_added_stays_while_it_is_blocked_and_once_its_password_was_replaced() {
    let mut fixture = Fixture::new(0);
    let number = EstablishmentNumber(1);
    let added = added_one(&mut fixture, 1).id;
    let forecast = |fixture: &mut Fixture| {
        let plan = undoing(fixture, added).unwrap();
        let groups = job::groups(&mut fixture.ctx, plan.id).unwrap();
        groups.into_iter().map(|group| (group.forecast.word(), group.reason)).collect::<Vec<_>>()
    };
    let changed = [("refuse", Some(Reason::ChangedSince))];
    fixture.done(block(), 1..=1);
    assert_eq!(forecast(&mut fixture), changed);
    fixture.done(Task::Unblock { blocker: Blocker::Webmaster }, 1..=1);
    assert_eq!(forecast(&mut fixture), [("do", None)]);
    let reset = Task::ResetAdministrator { choice: AdministratorChoice::First };
    job::at_once(&mut fixture.ctx, number, &reset, None).unwrap();
    assert_eq!(forecast(&mut fixture), changed);
    let undo = fixture.undo(added);
    assert_eq!(undo.tally, tally(0, 0, 0, 1));
    establishment::get(&mut fixture.ctx, number).unwrap();
}
