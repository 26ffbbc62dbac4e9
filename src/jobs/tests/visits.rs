//! Visits: what the audits of both databases tell, what carries the reason, and what ends a visit from elsewhere.

use std::sync::Arc;

use super::duties::{Zones, change};
use super::users::{filled, typed};
use super::*;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::rights::standing::Standing;
use crate::domain::webmaster::Login;
use crate::operations::establishment::{DeleteInput, ExportFirst};
use crate::operations::people::fixture::set_password;
use crate::operations::session;
use crate::operations::{Error, deeds, department, people, user, visit, webmaster};

const ONE: EstablishmentNumber = EstablishmentNumber(1);
const THREE: EstablishmentNumber = EstablishmentNumber(3);
const WHY: &str = "ticket 4711 : accès perdu";

/// The latest entries, the first of them first: who, what, on what, and why.
fn entries(ctx: &mut Context, at: At, count: usize) -> Vec<String> {
    let rows = ctx.within(at, |ctx| audit::list(ctx, &AuditFilter::default(), None, count).unwrap());
    let said = |row: &audit::AuditRow| {
        let why: serde_json::Value = serde_json::from_str(&row.after).unwrap();
        let why = why["support"].as_str().unwrap_or("-");
        format!("{} {} {} {} {why}", row.actor_kind, row.actor, row.action, row.object_id)
    };
    rows.iter().rev().map(said).collect()
}

/// Adds an account as whoever the context acts as, inside.
fn add(ctx: &mut Context, login: &str) -> operations::Result<()> {
    user::add(ctx, &typed(login)).map(drop)
}

fn rule<T: std::fmt::Debug>(result: operations::Result<T>) -> &'static str {
    match result {
        Err(Error::Refused(refusal)) => refusal.rule.word(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn support_is_in_both_audits_and_what_it_changes_says_why() {
    let mut zones = Zones::new();
    let mut nina = zones.of("nina");
    let mut owner = zones.fixture.other();
    visit::support(&mut nina, THREE, "  ").unwrap();
    let at = At::Establishment(THREE);
    assert_eq!((nina.at(), nina.actor.belongs(), nina.actor.name()), (at, at, "nina"));
    assert_eq!(people::home(&mut nina).unwrap().name, "nina");
    user::get(&mut nina, "admin").unwrap();
    // Without a reason nothing is changed there, and nothing of the host is reached.
    assert_eq!(rule(add(&mut nina, "eva")), "H7");
    assert_eq!(rule(nina.within(At::Host, |ctx| ctx.permit(Act::ZONE_LIST).map(drop))), "P0");
    assert_eq!(
        rule(visit::support(&mut nina, ONE, "").map_err(|error| match error {
            Error::Rule(_) => Error::Refused(crate::domain::access::Refusal::of_nobody(Act::ESTABLISHMENT_SUPPORT)),
            other => other,
        })),
        "H1",
        "from inside one, no other one is entered"
    );
    assert!(matches!(visit::justify(&mut nina, " "), Err(Error::Fields(_))));
    assert!(matches!(visit::justify(&mut nina, "a\u{1b}[2J"), Err(Error::Fields(_))));
    visit::justify(&mut nina, WHY).unwrap();
    add(&mut nina, "eva").unwrap();
    let row = user::get(&mut nina, "eva").unwrap().user;
    deeds::alone(&mut nina, (Act::USER_DEACTIVATE, &row.id().to_string()), row.person.rev, &Filled::default()).unwrap();
    visit::leave(&mut nina).unwrap();
    assert_eq!((nina.at(), nina.actor.identity.behind()), (At::Host, None));
    nina.permit(Act::ZONE_LIST).unwrap();
    let of_host = entries(&mut owner, At::Host, 3);
    assert_eq!(
        of_host,
        [
            "webmaster nina establishment.support 3 -".to_owned(),
            format!("webmaster nina establishment.justify 3 {WHY}"),
            format!("webmaster nina session.leave 3 {WHY}"),
        ]
    );
    assert_eq!(
        entries(&mut owner, at, 5),
        [
            "webmaster nina establishment.support 3 -".to_owned(),
            format!("webmaster nina establishment.justify 3 {WHY}"),
            format!("webmaster nina user.add eva {WHY}"),
            format!("webmaster nina user.deactivate eva {WHY}"),
            format!("webmaster nina session.leave 3 {WHY}"),
        ]
    );
}

#[test]
fn a_job_of_support_says_why_whichever_process_carries_it_out() {
    let mut zones = Zones::new();
    let mut nina = zones.of("nina");
    visit::support(&mut nina, THREE, WHY).unwrap();
    for login in ["eva", "tom"] {
        add(&mut nina, login).unwrap();
    }
    let rows =
        ["eva", "tom"].map(|login| (user::get(&mut nina, login).unwrap().user.id().to_string(), login.to_owned()));
    let task = Task::Act { act: Act::USER_DEACTIVATE, typed: Filled::default() };
    let request = Request { task, selection: Selection::rows(rows), name: String::new() };
    let id = plan::draw_up(&mut nina, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(&mut nina, id).unwrap();
    // Whoever takes it knows only what is stored; what is stored lets nobody act elsewhere.
    let mut other = zones.fixture.other();
    other.go(At::Establishment(THREE));
    let ended = run(&mut other, id, Wait::Forever, &Cancel::new(), &mut Progress::silent()).unwrap();
    assert_eq!(ended.job.tally, tally(0, 2, 0, 0));
    assert_eq!(ended.job.author.identity.reason(), WHY);
    let told = entries(&mut zones.fixture.ctx, At::Establishment(THREE), 3);
    assert!(told.iter().all(|entry| entry.ends_with(WHY)), "{told:?}");
    assert_eq!(told.iter().filter(|entry| entry.contains("user.deactivate")).count(), 2);
    assert_eq!(job::last_undoable(&mut nina, None).unwrap(), Some(id), "it is theirs to undo");
}

#[test]
fn an_observer_only_looks_and_a_zone_webmaster_enters_their_zones() {
    let mut zones = Zones::new();
    let mut omar = zones.of("omar");
    assert_eq!(rule(visit::support(&mut omar, THREE, WHY)), "H4");
    visit::support(&mut omar, THREE, "").unwrap();
    user::get(&mut omar, "admin").unwrap();
    assert_eq!((rule(visit::justify(&mut omar, WHY)), rule(add(&mut omar, "eva"))), ("H4", "H4"));
    let mut zoe = zones.of("zoe");
    assert_eq!(rule(visit::support(&mut zoe, ONE, "")), "H5");
    assert_eq!(entries(&mut zones.fixture.ctx, At::Establishment(ONE), 9).len(), 0, "nobody was there");
    visit::support(&mut zoe, THREE, WHY).unwrap();
    add(&mut zoe, "eva").unwrap();
}

#[test]
fn a_visit_ends_with_the_zone_the_duty_the_account_and_the_establishment() {
    let mut zones = Zones::new();
    let over = |ctx: &mut Context| {
        let error = visit::stands(ctx).unwrap_err();
        assert!(visit::is_over(&error), "{error:?}");
        assert!(add(ctx, "late").is_err());
        visit::leave(ctx).unwrap();
        assert_eq!((ctx.at(), ctx.actor.identity.behind()), (At::Host, None));
    };
    let mut zoe = zones.of("zoe");
    visit::support(&mut zoe, THREE, WHY).unwrap();
    visit::stands(&mut zoe).unwrap();
    change(&mut zones.fixture.ctx, "zoe", "observer", "").unwrap();
    visit::stands(&mut zoe).unwrap();
    assert_eq!(rule(add(&mut zoe, "late")), "H4", "of an observer who was in a zone before");
    let first = establishment::get(&mut zones.fixture.ctx, ONE).unwrap().zone.to_string();
    change(&mut zones.fixture.ctx, "zoe", "zones", &first).unwrap();
    over(&mut zoe);
    // A disabled one.
    let mut nina = zones.of("nina");
    let mut omar = zones.of("omar");
    visit::support(&mut nina, THREE, WHY).unwrap();
    visit::support(&mut omar, THREE, "").unwrap();
    webmaster::disable(&mut zones.fixture.ctx, &Login::parse("nina").unwrap()).unwrap();
    over(&mut nina);
    // An establishment that is deleted under who visits it.
    let input = DeleteInput { confirmation: Some("3".into()), export_first: ExportFirst::No };
    establishment::delete(&mut zones.fixture.ctx, THREE, &input).unwrap();
    over(&mut omar);
    let told = entries(&mut zones.fixture.ctx, At::Host, 9);
    assert_eq!(told.iter().filter(|entry| entry.contains("session.leave 3")).count(), 3, "{told:?}");
}

/// Establishment 1 with its Superadmin, who has signed in, a Manager and a teacher.
fn signed_in() -> (Fixture, Context, session::Session) {
    let mut fixture = Fixture::new(1);
    let at = At::Establishment(ONE);
    fixture.ctx.go(at);
    for login in ["chef", "eva"] {
        add(&mut fixture.ctx, login).unwrap();
    }
    fixture.act(Act::USER_GRANT, "chef", &filled(&[(Field::Role, "Manager")])).unwrap();
    let own = "varangue opaline 42 tilleul";
    fixture.ctx.go(At::Host);
    set_password(&mut fixture.ctx, ONE, own, false);
    let home = fixture.ctx.home().clone();
    let nobody = actor(Identity::Nobody);
    let mut ctx = Context::open(&home, At::Host, nobody, Clock::Fixed(NOW), Options::default()).unwrap();
    let place = crate::domain::session::Place::Establishment("1".into());
    let signed_in = people::sign_in(&mut ctx, &place, "admin", &Secret::new(own.into())).unwrap();
    fixture.ctx.go(at);
    (fixture, ctx, signed_in.session)
}

#[test]
fn looking_as_somebody_touches_nothing_of_theirs_and_is_told() {
    let (mut fixture, mut admin, session) = signed_in();
    let before = fixture.user("eva");
    visit::view_as(&mut admin, " EVA ").unwrap();
    assert_eq!((admin.actor.name(), admin.actor.belongs()), ("eva", At::Establishment(ONE)));
    assert!(!people::home(&mut admin).unwrap().must_change, "what they must do is theirs to do");
    assert_eq!(rule(department::list(&mut admin)), "A6", "what they do not see is not seen");
    assert_eq!(rule(visit::view_as(&mut admin, "chef")), "A1");
    // Who sits there is still who they are.
    assert_eq!(session::touch(&mut admin, session).unwrap(), session::Standing::Valid);
    assert_eq!(admin.actor.name(), "eva");
    assert_eq!(session::list(&mut fixture.ctx).unwrap().len(), 1);
    visit::leave(&mut admin).unwrap();
    assert_eq!(admin.actor.name(), "admin");
    department::list(&mut admin).unwrap();
    assert_eq!(fixture.user("eva"), before);
    assert_eq!(
        entries(&mut fixture.ctx, At::Establishment(ONE), 2),
        ["person admin user.view-as eva -", "person admin session.leave eva -"]
    );
}

#[test]
fn nobody_looks_as_who_sees_more_or_may_not_come_in_and_it_ends_with_that() {
    let (mut fixture, mut admin, session) = signed_in();
    // What a Superadmin may is more than what a Manager may, whatever they could do a moment ago.
    let standing = Some(Arc::new(Standing::of_host(NOW.day())));
    let identity =
        Identity::Person { of: ONE, id: fixture.user("chef").id(), login: "chef".into(), standing, viewer: None };
    let (home, at) = (fixture.ctx.home().clone(), At::Establishment(ONE));
    let mut chef = Context::open(&home, at, actor(identity), Clock::Fixed(NOW), Options::default()).unwrap();
    assert_eq!(rule(visit::view_as(&mut chef, "admin")), "I8");
    visit::view_as(&mut chef, "eva").unwrap();
    visit::leave(&mut chef).unwrap();
    fixture.act(Act::USER_REVOKE, "chef", &filled(&[(Field::Role, "Manager")])).unwrap();
    assert_eq!(rule(visit::view_as(&mut chef, "eva")), "A1");
    for (act, rule_of) in [(Act::USER_DEACTIVATE, "status"), (Act::USER_ACTIVATE, "")] {
        fixture.act(act, "eva", &Filled::default()).unwrap();
        match visit::view_as(&mut admin, "eva") {
            Err(error) => assert_eq!(rule::<()>(Err(error)), rule_of),
            Ok(()) => assert_eq!(rule_of, ""),
        }
    }
    visit::stands(&mut admin).unwrap();
    // What ends for those eyes ends the look, and nothing of who looks.
    fixture.act(Act::USER_DEACTIVATE, "eva", &Filled::default()).unwrap();
    let error = visit::stands(&mut admin).unwrap_err();
    assert!(visit::is_over(&error), "{error:?}");
    assert!(department::list(&mut admin).is_err());
    assert_eq!(session::touch(&mut admin, session).unwrap(), session::Standing::Valid);
    visit::leave(&mut admin).unwrap();
    // What stops who looks stops the look too.
    fixture.act(Act::USER_ACTIVATE, "eva", &Filled::default()).unwrap();
    visit::view_as(&mut admin, "eva").unwrap();
    let (_, id) = session.parts();
    session::end_of(&mut fixture.ctx, id).unwrap();
    assert!(matches!(visit::stands(&mut admin), Err(Error::Rule(operations::Rule::Stopped(_)))));
    assert!(matches!(session::touch(&mut admin, session).unwrap(), session::Standing::Stopped(_)));
}

#[test]
fn in_support_the_console_is_seen_as_somebody_else_too() {
    let mut zones = Zones::new();
    let mut owner = zones.fixture.other();
    owner.go(At::Establishment(THREE));
    add(&mut owner, "eva").unwrap();
    let mut zoe = zones.of("zoe");
    zoe.go(At::Establishment(THREE));
    assert_eq!(rule(visit::view_as(&mut zoe, "eva")), "H8");
    zoe.go(At::Host);
    visit::support(&mut zoe, THREE, "").unwrap();
    visit::view_as(&mut zoe, "eva").unwrap();
    visit::stands(&mut zoe).unwrap();
    assert_eq!((zoe.actor.identity.depth(), zoe.actor.name()), (2, "eva"));
    let of_host = entries(&mut zones.fixture.ctx, At::Host, 1);
    assert_eq!(of_host, ["webmaster zoe user.view-as 3 -"], "the host knows through whose eyes");
    // The zone goes: first the look is over, then the support.
    let first = establishment::get(&mut zones.fixture.ctx, ONE).unwrap().zone.to_string();
    change(&mut zones.fixture.ctx, "zoe", "zones", &first).unwrap();
    for depth in [1, 0] {
        assert!(visit::is_over(&visit::stands(&mut zoe).unwrap_err()));
        let _ = visit::leave(&mut zoe);
        assert_eq!(zoe.actor.identity.depth(), depth);
    }
}
