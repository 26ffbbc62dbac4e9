//! Sessions and failed tries to sign in, in an establishment's own database.

use super::export::{exports, restored};
use super::retention::{later, taken};
use super::*;
use crate::domain::department::DepartmentInput;
use crate::domain::export::Existing;
use crate::domain::retention::Kind;
use crate::domain::session::SessionId;
use crate::operations::retention::{prune, survey};
use crate::operations::{Error, clock, department, doctor, session, zone};
use crate::store::establishment::interference;

const ONE: At = At::Establishment(EstablishmentNumber(1));

impl Fixture {
    /// Has somebody sit in a session inside establishment 1, and somebody have tried.
    fn sit(&mut self, session: i64, at: Timestamp) {
        let path = self.ctx.home().shelf().shown(EstablishmentNumber(1));
        interference::sit(path.as_ref(), session, at.0);
    }

    fn write_inside(&mut self, code: &str) {
        let input = DepartmentInput { code: code.into(), name: code.into() };
        self.ctx.within(ONE, |ctx| department::add(ctx, &input)).unwrap();
    }
}

fn open(ctx: &mut Context, at: At) -> Vec<i64> {
    ctx.within(at, |ctx| session::list(ctx).unwrap().into_iter().map(|one| one.id.0).collect())
}

#[test]
fn a_session_inside_is_seen_and_ended_there_alone() {
    let mut fixture = Fixture::new(2);
    fixture.sit(1, NOW);
    assert_eq!((open(&mut fixture.ctx, ONE), open(&mut fixture.ctx, At::Host)), (vec![1], vec![]));
    assert_eq!(open(&mut fixture.ctx, At::Establishment(EstablishmentNumber(2))), [0; 0]);
    assert!(matches!(session::end_of(&mut fixture.ctx, SessionId(1)), Err(Error::NotFound { .. })));
    assert_eq!(fixture.ctx.within(ONE, |ctx| session::get(ctx, "1")).unwrap().login, "lea");
    fixture.ctx.within(ONE, |ctx| session::end_of(ctx, SessionId(1))).unwrap();
    assert_eq!(open(&mut fixture.ctx, ONE), [0; 0]);
    let entry = fixture.ctx.within(ONE, |ctx| audit::list(ctx, &AuditFilter::default(), None, 1)).unwrap();
    let entry = [&entry[0].action, &entry[0].object_kind, &entry[0].object_id];
    assert_eq!(entry, ["session.end", "account", "lea"]);
}

#[test]
fn where_an_export_is_placed_nobody_sits_and_nobody_is_locked_out() {
    let mut fixture = Fixture::new(1);
    fixture.sit(7, NOW);
    fixture.done(exporting(), 1..=1);
    fixture.sit(8, NOW);
    let file = exports(&mut fixture);
    assert_eq!(restored(&mut fixture, &file, Existing::Replace).tally.done, 1);
    assert_eq!(open(&mut fixture.ctx, ONE), [0; 0]);
    // What was there before comes back as a copy of it.
    let before = exports(&mut fixture);
    assert_eq!(restored(&mut fixture, &before[..1], Existing::Replace).tally.done, 1);
    assert_eq!(open(&mut fixture.ctx, ONE), [0; 0]);
    let mut ctx = later(&fixture, 731);
    fixture.write_inside("A");
    assert_eq!(taken(&mut ctx, Kind::Tries), 0, "tries were forgotten");
}

#[test]
fn sessions_and_tries_inside_go_in_their_time() {
    let mut fixture = Fixture::new(1);
    fixture.sit(1, NOW.plus_s(-300 * 86_400));
    fixture.write_inside("A");
    fixture.sit(2, NOW);
    let mut ctx = later(&fixture, 32);
    assert_eq!((taken(&mut ctx, Kind::Tries), taken(&mut ctx, Kind::Sessions)), (2, 0));
    let mut ctx = later(&fixture, 70);
    assert_eq!((taken(&mut ctx, Kind::Tries), taken(&mut ctx, Kind::Sessions)), (0, 1));
    assert_eq!(open(&mut ctx, ONE), [2]);
}

/// Its own rows cannot be read, or do not let themselves be removed.
#[test]
fn one_whose_rows_are_spoilt_keeps_nobody_else_s_from_going_nor_the_clock_from_being_confirmed() {
    let ways: [fn(&std::path::Path); 2] =
        [interference::spoil_audit, |path| interference::refuse_removal(path, "session")];
    for spoil in ways {
        let mut fixture = Fixture::new(2);
        for number in [1, 2].map(EstablishmentNumber) {
            let path = fixture.ctx.home().shelf().shown(number);
            interference::sit(path.as_ref(), 1, NOW.plus_s(-300 * 86_400).0);
            let input = DepartmentInput { code: "A".into(), name: "A".into() };
            fixture.ctx.within(At::Establishment(number), |ctx| department::add(ctx, &input)).unwrap();
        }
        spoil(fixture.ctx.home().shelf().shown(EstablishmentNumber(1)).as_ref());
        let mut ctx = later(&fixture, 70);
        let due = survey(&mut ctx, &[Kind::Sessions, Kind::Audit]).unwrap();
        let pruned = prune(&mut ctx, &due, Cancel::new().flag(), &mut |_| {}).unwrap();
        assert!(pruned.stopped.is_none(), "{pruned:?}");
        assert_eq!(pruned.failed_inside.keys().map(|number| number.0).collect::<Vec<_>>(), [1]);
        assert_eq!(open(&mut ctx, At::Establishment(EstablishmentNumber(2))), [0; 0]);
        zone::add_missing(&mut later(&fixture, 800), &["Rennes".to_owned()]).unwrap();
        let mut right = later(&fixture, 71);
        clock::Watch::default().look(&mut right).unwrap();
        assert!(clock::doubt(&mut right).unwrap().is_some());
        clock::confirm(&mut right).unwrap();
        assert_eq!(clock::doubt(&mut right).unwrap(), None);
        doctor::examine(&mut right, doctor::Thoroughness::Quick, Cancel::new().flag(), &mut |_| {}).unwrap();
    }
}
