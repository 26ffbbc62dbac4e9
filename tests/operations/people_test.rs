//! People of an establishment: who may sign in there, what stops them, and what nobody learns from outside.

use intendant::auth::chosen;
use intendant::domain::access::{At, Identity};
use intendant::domain::block::Blocker;
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::field::{Field, Problem};
use intendant::domain::job::Task;
use intendant::domain::message::Explain as _;
use intendant::domain::session::{EndReason, Place};
use intendant::domain::stop::Stop;
use intendant::operations::establishment::{self, BlockInput, DeleteInput, ExportFirst};
use intendant::operations::session::{self, SignedIn, Standing};
use intendant::operations::webmaster::NewPassword;
use intendant::operations::{Context, Error, Result, Rule, audit, department, job, people};

use crate::build::{Host, NOW, school, secret};

const OWN: &str = "varangue-opaline-42-tilleul";
const NEW: &str = "hublot-cerise-93-tambour-gris";

/// A host with an establishment whose administrator has chosen a password.
struct School {
    host: Host,
    number: EstablishmentNumber,
}

impl School {
    fn new() -> Self {
        let host = Host::new();
        let number = school(&mut host.open(), "Lycée Bréquigny");
        let this = Self { host, number };
        this.sql(&format!("update account set password = '{}', must_change = 0, password_until = null", hash(OWN)));
        this
    }

    /// Changes the establishment's own database behind the verbs' back.
    fn sql(&self, sql: &str) {
        let database = rusqlite::Connection::open(self.host.database(self.number)).unwrap();
        database.execute_batch(sql).unwrap();
    }

    fn place(&self) -> Place {
        Place::Establishment(self.number.to_string())
    }

    fn enter(&self, password: &str) -> (Context, Result<SignedIn>) {
        let mut ctx = self.host.door();
        let done = people::sign_in(&mut ctx, &self.place(), "Admin ", &secret(password));
        (ctx, done)
    }

    fn inside(&self) -> (Context, SignedIn) {
        let (ctx, done) = self.enter(OWN);
        (ctx, done.unwrap())
    }

    /// What was written down there, the latest first.
    fn audited(&self) -> Vec<(String, String)> {
        let mut ctx = self.host.open();
        ctx.go(At::Establishment(self.number));
        let rows = audit::list(&mut ctx, &audit::AuditFilter::default(), None, 20).unwrap();
        rows.into_iter().map(|row| (row.action, row.after)).collect()
    }
}

fn hash(password: &str) -> String {
    chosen::hash(&secret(password)).unwrap()
}

fn rule<T: std::fmt::Debug>(done: Result<T>) -> Rule {
    match done.unwrap_err() {
        Error::Rule(rule) => rule,
        other => panic!("{other:?}"),
    }
}

fn block(school: &School) {
    let mut ctx = school.host.open();
    let input = BlockInput { reason: "Travaux".into(), until: String::new() };
    let task = establishment::block_task(&ctx, &input).unwrap();
    job::at_once(&mut ctx, school.number, &task, None).unwrap();
}

#[test]
fn somebody_signs_in_and_acts_inside_the_own_establishment_alone() {
    let school = School::new();
    let other = crate::build::school(&mut school.host.open(), "Collège Jean Jaurès");
    let (mut ctx, signed_in) = school.inside();
    assert!(!signed_in.must_change);
    let Identity::Person { of, ref login, .. } = ctx.actor.identity else { panic!("{:?}", ctx.actor) };
    assert_eq!((of, login.as_str(), ctx.at()), (school.number, "admin", At::Establishment(school.number)));
    let home = people::home(&mut ctx).unwrap();
    assert_eq!((home.denomination.as_str(), home.name.as_str()), ("Lycée Bréquigny", "Anne LE GALL"));
    assert_eq!(session::touch(&mut ctx, signed_in.session).unwrap(), Standing::Valid);
    session::unlock(&mut ctx, &secret(OWN)).unwrap();
    assert_eq!(rule(session::unlock(&mut ctx, &secret(NEW))), Rule::SignInFailed);
    // Neither the host nor another school, and of their own only what is theirs.
    for at in [At::Host, At::Establishment(other)] {
        ctx.go(at);
        assert_eq!(people::home(&mut ctx).unwrap_err().exit_code(), 7, "{at:?}");
        assert_eq!(establishment::counts(&mut ctx).unwrap_err().exit_code(), 7);
    }
    ctx.go(ctx.actor.belongs());
    assert_eq!((department::list(&mut ctx).unwrap(), session::list(&mut ctx).unwrap().len()), (Vec::new(), 1));
    // What is taken away is gone at the next act.
    school.sql("delete from account_role");
    school.sql("update account set level = 'user'");
    assert_eq!(department::list(&mut ctx).unwrap_err().exit_code(), 7);
    assert_eq!(session::list(&mut ctx).unwrap_err().exit_code(), 7);
    session::end(&mut ctx, signed_in.session, EndReason::SignOut).unwrap();
    assert_eq!(session::touch(&mut ctx, signed_in.session).unwrap(), Standing::Stopped(Stop::Ended));
    let acts: Vec<String> = school.audited().into_iter().map(|(action, _)| action).collect();
    assert_eq!(acts[..3], ["session.end", "session.unlock-refused", "session.sign-in"]);
}

#[test]
fn whatever_is_wrong_before_the_password_was_right_gives_one_answer() {
    let school = School::new();
    school.sql("update account set active = 0");
    block(&school);
    let here = school.place();
    let place = |named: &str| Place::Establishment(named.to_owned());
    for (place, login, password) in [
        (here.clone(), "admin", NEW),
        (here.clone(), "nobody", OWN),
        (place("99"), "admin", OWN),
        (place("0350001L"), "admin", OWN),
        (place("no such place"), "admin", OWN),
    ] {
        let mut ctx = school.host.door();
        let done = people::sign_in(&mut ctx, &place, login, &secret(password));
        assert_eq!(rule(done), Rule::SignInFailed, "{place:?} {login}");
        assert_eq!((ctx.actor.identity.clone(), ctx.at()), (Identity::Nobody, At::Host));
    }
    std::fs::rename(school.host.database(school.number), school.host.path("elsewhere")).unwrap();
    assert_eq!(rule(school.enter(OWN).1), Rule::SignInFailed, "one that cannot be opened");
    // Of what was typed nothing but a mark is kept, where there is anything to keep it in.
    let entries = audit::list(&mut school.host.open(), &audit::AuditFilter::default(), None, 9).unwrap();
    let refused: Vec<_> = entries.iter().filter(|entry| entry.action == "session.refused").collect();
    assert_eq!(refused.len(), 4, "{refused:?}");
    assert!(refused.iter().all(|entry| entry.object_id.starts_with('?')), "{refused:?}");
}

#[test]
fn tries_are_counted_where_they_are_made() {
    let school = School::new();
    let other = crate::build::school(&mut school.host.open(), "Collège Jean Jaurès");
    for _ in 0..5 {
        assert_eq!(rule(school.enter(NEW).1), Rule::SignInFailed);
    }
    assert_eq!(rule(school.enter(OWN).1), Rule::SignInFailed, "locked for a minute");
    // The same login of another school is somebody else.
    let there = School { number: other, ..school };
    there.sql(&format!("update account set password = '{}', must_change = 0, password_until = null", hash(OWN)));
    there.inside();
}

#[test]
fn each_reason_is_said_once_the_password_was_right() {
    let today = NOW.day();
    for (sql, expected) in [
        ("update account set active = 0", Stop::Deactivated),
        ("update account set expires_on = '2026-09-01'", Stop::Expired(today)),
        ("update account set must_change = 1, password_until = 1788249600", Stop::PasswordRanOut),
    ] {
        let school = School::new();
        school.sql(sql);
        assert_eq!(rule(school.enter(NEW).1), Rule::SignInFailed, "{sql}");
        assert_eq!(rule(school.enter(OWN).1), Rule::Stopped(expected.clone()), "{sql}");
        let (action, after) = school.audited().remove(0);
        assert_eq!(action, "session.refused");
        assert!(after.contains(expected.word()), "{after}");
    }
    let school = School::new();
    school.sql("update account set expires_on = '2026-09-02'");
    school.inside();
    block(&school);
    let Rule::Stopped(stop) = rule(school.enter(OWN).1) else { panic!("a block stops them") };
    assert_eq!(stop, Stop::Blocked { reason: "Travaux".into(), last_day: None });
    assert!(!format!("{:?}", stop.message()).contains("owner"), "nobody is told who blocked it");
    let mut ctx = school.host.open();
    job::at_once(&mut ctx, school.number, &Task::Unblock { blocker: Blocker::Webmaster }, None).unwrap();
    school.inside();
}

#[test]
fn a_generated_password_lets_in_to_its_change_alone() {
    let school = School::new();
    school.sql("update account set must_change = 1, password_until = 1788249601");
    let (mut ctx, signed_in) = school.inside();
    let (mut elsewhere, other) = school.inside();
    assert!(signed_in.must_change && people::home(&mut ctx).unwrap().must_change);
    let mut change = |current: &str, new: &str| {
        let (new, current) = (secret(new), secret(current));
        people::change_password(&mut ctx, &current, &NewPassword { password: &new, again: &new })
    };
    for (current, new, expected) in [
        (NEW, NEW, (Field::CurrentPassword, Problem::PasswordWrong)),
        (OWN, OWN, (Field::Password, Problem::PasswordSame)),
        (OWN, "court", (Field::Password, Problem::TooShort { min: 16 })),
        (OWN, "le gall anne le gall anne", (Field::Password, Problem::PasswordPersonal)),
    ] {
        let Error::Fields(found) = change(current, new).unwrap_err() else { panic!("{new}") };
        assert_eq!((found[0].field, found[0].problem.clone()), expected);
    }
    change(OWN, NEW).unwrap();
    assert_eq!(session::touch(&mut ctx, signed_in.session).unwrap(), Standing::Valid);
    assert_eq!(session::touch(&mut elsewhere, other.session).unwrap(), Standing::Stopped(Stop::Renewed));
    assert!(!people::home(&mut ctx).unwrap().must_change);
    assert_eq!(rule(school.enter(OWN).1), Rule::SignInFailed);
    assert!(!school.enter(NEW).1.unwrap().must_change);
    assert!(school.audited().iter().any(|(action, _)| action == "user.change-password"));
    let (mut owner, new) = (school.host.open(), secret(NEW));
    owner.go(At::Establishment(school.number));
    let refused = people::change_password(&mut owner, &new, &NewPassword { password: &new, again: &new });
    assert_eq!(refused.unwrap_err().exit_code(), 7, "it is nobody else's");
}

#[test]
fn whoever_is_stopped_meanwhile_is_stopped_at_the_next_act() {
    type Stops = fn(&School);
    let cases: [(Stops, Stop); 6] = [
        (block, Stop::Blocked { reason: "Travaux".into(), last_day: None }),
        (|school| school.sql("update account set active = 0"), Stop::Deactivated),
        (
            |school| school.sql("update account set expires_on = '2026-08-31'"),
            Stop::Expired("2026-08-31".parse().unwrap()),
        ),
        (|school| school.sql("delete from account_role; delete from account"), Stop::Gone),
        (
            |school| {
                let mut ctx = school.host.open();
                ctx.go(At::Establishment(school.number));
                let open = session::list(&mut ctx).unwrap();
                session::end_of(&mut ctx, open[0].id).unwrap();
            },
            Stop::Ended,
        ),
        (
            |school| {
                let mut ctx = school.host.open();
                let administrators = establishment::administrators(&mut ctx, school.number).unwrap();
                establishment::reset_password(&mut ctx, school.number, administrators[0].id).unwrap();
            },
            Stop::Renewed,
        ),
    ];
    for (stops, expected) in cases {
        let school = School::new();
        let (mut ctx, signed_in) = school.inside();
        stops(&school);
        assert_eq!(rule(people::home(&mut ctx)), Rule::Stopped(expected.clone()));
        let new = secret(NEW);
        let changed = people::change_password(&mut ctx, &secret(OWN), &NewPassword { password: &new, again: &new });
        assert_eq!(rule(changed), Rule::Stopped(expected.clone()));
        assert_eq!(session::touch(&mut ctx, signed_in.session).unwrap(), Standing::Stopped(expected));
        // Whoever is thrown out is connected no more, whatever has happened.
        let mut owner = school.host.open();
        owner.go(At::Establishment(school.number));
        assert!(session::list(&mut owner).unwrap().is_empty());
        session::end(&mut ctx, signed_in.session, EndReason::SignOut).unwrap();
    }
}

#[test]
fn a_uai_names_its_only_establishment_and_several_are_told() {
    let school = School::new();
    let uai = |number: EstablishmentNumber, site: u32| {
        let sql = "update establishment set uai = '0350001L', uai_site = $1 where number = $2";
        let registry = rusqlite::Connection::open(school.host.home.registry()).unwrap();
        registry.execute(sql, rusqlite::params![site, number.0]).unwrap();
    };
    uai(school.number, 1);
    let place = Place::Establishment(" 0350001l ".into());
    let enter = || people::sign_in(&mut school.host.door(), &place, "admin", &secret(OWN));
    enter().unwrap();
    let annexe = crate::build::school(&mut school.host.open(), "Annexe");
    uai(annexe, 2);
    let numbers = vec![school.number, annexe];
    assert_eq!(rule(enter()), Rule::SeveralSites { uai: "0350001L".into(), numbers });
}

#[test]
fn whoever_belongs_to_a_deleted_establishment_is_stopped_at_the_next_act() {
    let school = School::new();
    let (mut ctx, signed_in) = school.inside();
    let input = DeleteInput { confirmation: None, export_first: ExportFirst::Yes };
    establishment::delete(&mut school.host.open(), school.number, &input).unwrap();
    assert_eq!(rule(people::home(&mut ctx)), Rule::Stopped(Stop::Closed));
    assert_eq!(session::touch(&mut ctx, signed_in.session).unwrap(), Standing::Stopped(Stop::Closed));
}
