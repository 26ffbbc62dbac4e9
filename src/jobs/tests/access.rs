//! Rights that explain themselves, asked of a real database: who may, why not, who can, what a change comes to, what looks wrong.

use super::*;
use crate::domain::access::{Need, RuleId};
use crate::domain::act::Act;
use crate::domain::department::DepartmentInput;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Forecast;
use crate::domain::rights::effect::Right;
use crate::domain::rights::fixes::Maker;
use crate::domain::rights::permission::Permission;
use crate::domain::rights::reason::{Reason, Rule};
use crate::jobs::back;
use crate::operations::access::{Loss, Oddity, Question, Staging, anomalies, explain, own, simulate, who_can};
use crate::operations::job::RowFilter;
use crate::operations::{Error, deeds, department, role, user};

const ONE: EstablishmentNumber = EstablishmentNumber(1);

fn filled(texts: &[(Field, &str)]) -> Filled {
    texts.iter().fold(Filled::default(), |all, (field, text)| all.with(*field, *text))
}

/// RT and GEII, each with its people: the seed's Dupont, a teacher of RT, somebody of GEII.
fn school() -> Fixture {
    let mut fixture = Fixture::new(1);
    fixture.ctx.go(At::Establishment(ONE));
    for code in ["RT", "GEII"] {
        let input = DepartmentInput { code: code.into(), name: format!("Département {code}") };
        department::add(&mut fixture.ctx, &input).unwrap();
    }
    for (login, home) in [("dupont", "RT"), ("martin", "RT"), ("durand", "GEII")] {
        let typed = [(Field::Login, login), (Field::LastName, login), (Field::HomeDepartment, home)];
        user::add(&mut fixture.ctx, &filled(&typed)).unwrap();
    }
    for (login, role) in [("dupont", "Admin_RT"), ("dupont", "Ens_GEII"), ("martin", "Ens_RT")] {
        fixture.act_on(Act::USER_GRANT, login, &[(Field::Role, role)]);
    }
    fixture
}

impl Fixture {
    fn id_of(&mut self, login: &str) -> String {
        user::get(&mut self.ctx, login).unwrap().user.id().to_string()
    }

    fn act_on(&mut self, act: Act, login: &str, typed: &[(Field, &str)]) {
        let row = user::get(&mut self.ctx, login).unwrap().user;
        deeds::alone(&mut self.ctx, (act, &row.id().to_string()), row.person.rev, &filled(typed)).unwrap();
    }
}

fn asks(login: &str, act: &str, object: &str, more: &[(Field, &str)]) -> Question {
    let asked = [(Field::AskedLogin, login), (Field::AskedAction, act), (Field::AskedObject, object)];
    Question::read(&filled(&[&asked[..], more].concat())).unwrap()
}

fn missing(found: &crate::operations::access::Explained) -> Vec<Reason> {
    let of = found.facts.iter().filter(|fact| !fact.holds);
    of.filter_map(|fact| if let Need::Right(why) = fact.need { Some(why) } else { None }).collect()
}

/// A teacher who lists nobody learns nothing about anybody by asking why: an account is as one that is not there.
#[test]
fn what_whoever_asks_does_not_see_is_not_explained() {
    let mut fixture = school();
    fixture.act_on(Act::USER_REVOKE, "martin", &[(Field::Role, "Ens_RT")]);
    fixture.become_person("martin");
    let answers = ["durand", "nobody-at-all"].map(|login| {
        let asked = explain(&mut fixture.ctx, &asks("", "user.edit", login, &[]));
        let Err(error) = asked else { panic!("{login} is explained: {asked:?}") };
        format!("{error:?}").replace(login, "LOGIN")
    });
    assert_eq!(answers[0], answers[1]);
    let own = explain(&mut fixture.ctx, &asks("", "user.deactivate", "martin", &[])).unwrap();
    assert!(!own.is_allowed);
}

/// Martin would be an administrator of GEII as soon as he opened the account of one.
#[test]
fn nobody_takes_over_the_account_of_whoever_administers_more() {
    let mut fixture = school();
    fixture.act_on(Act::USER_GRANT, "martin", &[(Field::Role, "Admin_RT")]);
    fixture.act_on(Act::USER_EDIT, "dupont", &[(Field::Email, "dupont@ecoles.invalid")]);
    fixture.act_on(Act::USER_GRANT, "dupont", &[(Field::Role, "Admin_GEII")]);
    let question = asks("martin", "user.reset-password", "dupont", &[]);
    let found = explain(&mut fixture.ctx, &question).unwrap();
    assert_eq!((found.rule, missing(&found)), (RuleId::Right(Rule::I1), vec![Reason::TargetAdministersMore]));
    assert_eq!(found.beyond, ["UsersAdmin_GEII", "EditPreferences_GEII"]);
    assert_eq!((found.fixes, found.able.logins), (vec![], vec!["admin".to_owned()]));
    let row = user::get(&mut fixture.ctx, "dupont").unwrap().user;
    let (id, rev) = (row.id().to_string(), row.person.rev);
    fixture.become_person("martin");
    let typed = filled(&[(Field::Email, "martin@ecoles.invalid")]);
    for (act, typed) in [(Act::USER_RESET_PASSWORD, Filled::default()), (Act::USER_EDIT, typed)] {
        let Err(Error::Judged(why)) = deeds::alone(&mut fixture.ctx, (act, &id), rev, &typed) else {
            panic!("{act:?}")
        };
        assert_eq!(*why, crate::domain::job::Reason::Account { why: Reason::TargetAdministersMore }, "{act:?}");
    }
    let line = Filled::default().with(Field::LastName, "Dupond");
    deeds::alone(&mut fixture.ctx, (Act::USER_EDIT, &id), rev, &line).unwrap();
}

/// What is told about an act before is what it answers itself, whoever does it to whom.
#[test]
fn what_is_explained_is_what_the_act_does() {
    let mut fixture = school();
    for (login, level) in [("chef", "power-user"), ("root", "superadmin")] {
        user::add(&mut fixture.ctx, &filled(&[(Field::Login, login), (Field::LastName, login)])).unwrap();
        fixture.act_on(Act::USER_SET_LEVEL, login, &[(Field::Level, level)]);
    }
    fixture.act_on(Act::USER_EDIT, "martin", &[(Field::Email, "martin@ecoles.invalid")]);
    let acts: [(Act, &[(Field, &str)]); 15] = [
        (Act::USER_ACTIVATE, &[]),
        (Act::USER_DEACTIVATE, &[]),
        (Act::USER_APPROVE, &[]),
        (Act::USER_DISCONNECT, &[]),
        (Act::USER_RESET_PASSWORD, &[]),
        (Act::USER_DELETE, &[]),
        (Act::USER_EDIT, &[(Field::HomeDepartment, "GEII")]),
        (Act::USER_SET_EXPIRY, &[(Field::ExpiresOn, "2030-01-01")]),
        (Act::USER_SET_LEVEL, &[(Field::Level, "superadmin")]),
        (Act::USER_GRANT, &[(Field::Role, "Ens_RT")]),
        (Act::USER_GRANT, &[(Field::Role, "Admin_GEII")]),
        (Act::USER_GRANT, &[(Field::Role, "Ens_NONE")]),
        (Act::USER_REVOKE, &[(Field::Role, "Admin_RT")]),
        (Act::USER_ADD_SCOPE, &[]),
        (Act::USER_ASSIGN_PROFILE, &[]),
    ];
    let logins = ["root", "dupont", "martin", "chef"];
    let owner = fixture.ctx.actor.identity.clone();
    for (act, typed) in acts {
        for (by, on) in logins.iter().flat_map(|by| ["admin", "root", "dupont", "martin", "chef"].map(|on| (*by, on))) {
            let told = explain(&mut fixture.ctx, &asks(by, act.word(), on, typed)).is_ok_and(|found| found.is_allowed);
            let id = fixture.id_of(on);
            fixture.become_person(by);
            let task = Task::Act { act, typed: filled(typed) };
            let request = Request { task, selection: Selection::rows(vec![(id, on.to_owned())]), name: String::new() };
            let drawn = plan::draw_up(&mut fixture.ctx, request, &Cancel::new(), &mut Progress::silent());
            let does = drawn.map(|job| job::rows(&mut fixture.ctx, job.id, &RowFilter::default(), 0, 9).unwrap());
            let does = does.is_ok_and(|rows| !matches!(rows[0].forecast, Forecast::Refuse(_)));
            fixture.ctx.actor.identity = owner.clone();
            assert_eq!(told, does, "{} by {by} on {on} {typed:?}", act.word());
        }
    }
    for (at, (by, home)) in logins.iter().flat_map(|by| ["", "RT", "GEII", "NONE"].map(|home| (*by, home))).enumerate()
    {
        let told = explain(&mut fixture.ctx, &asks(by, "user.add", home, &[])).is_ok_and(|found| found.is_allowed);
        fixture.become_person(by);
        let login = format!("new{at}");
        let typed = [(Field::Login, login.as_str()), (Field::LastName, "New"), (Field::HomeDepartment, home)];
        let does = user::add(&mut fixture.ctx, &filled(&typed)).is_ok();
        fixture.ctx.actor.identity = owner.clone();
        assert_eq!(told, does, "user.add by {by} in {home}");
    }
}

/// What an act asks besides what it does to the account: to erase is a Manager's, whoever may delete.
#[test]
fn an_act_may_ask_for_more_than_what_it_does_to_the_account() {
    let mut fixture = school();
    for (act, is_allowed) in [("user.delete", true), ("user.erase", false)] {
        let found = explain(&mut fixture.ctx, &asks("dupont", act, "martin", &[])).unwrap();
        assert_eq!(found.is_allowed, is_allowed, "{act}");
    }
}

#[test]
fn the_seeds_dupont_manages_rt_alone_and_is_told_what_would_change_that() {
    let mut fixture = school();
    let question = asks("dupont", "user.deactivate", "martin", &[]);
    let found = explain(&mut fixture.ctx, &question).unwrap();
    assert_eq!((found.is_allowed, found.rule), (true, RuleId::Right(Rule::A4)));
    assert!(found.facts.iter().all(|fact| fact.holds) && found.facts.len() > 8);
    let question = asks("dupont", "user deactivate", "durand", &[]);
    let found = explain(&mut fixture.ctx, &question).unwrap();
    assert_eq!((found.rule, missing(&found)), (RuleId::Right(Rule::A6), vec![Reason::OutOfScope]));
    let ways: Vec<Vec<&str>> = found.fixes.iter().map(|way| way.iter().map(|one| one.change).collect()).collect();
    assert_eq!(ways, [["target-home"], ["no-actor-home"]]);
    assert_eq!((found.fixes[0][0].department.as_str(), found.fixes[0][0].maker), ("RT", Maker::HomeChooser));
    assert_eq!(found.fixes[0][0].who.logins, ["admin"]);
    assert!(!found.fixes[0][0].is_risky && found.fixes[1][0].is_risky);
    assert_eq!(found.able.logins, ["admin"]);
    // A role that holds more than the one who gives it: both that is missing is named.
    let grant = [(Field::Role, "Admin_GEII")];
    let question = asks("martin", "user.grant", "durand", &grant);
    let found = explain(&mut fixture.ctx, &question).unwrap();
    assert_eq!(missing(&found), [Reason::MissingPermission, Reason::RoleBeyondYours]);
    assert_eq!(found.fixes.len(), 1);
    assert!(found.fixes[0][0].holds.contains("UsersAdmin") && !found.fixes[0][0].holds.contains("EnsView_RT"));
}

/// The last Superadmin cannot be deactivated by anybody: nobody is named, but what has to come first.
#[test]
fn nobody_is_named_for_what_nobody_can_do() {
    let mut fixture = school();
    fixture.act_on(Act::USER_GRANT, "martin", &[(Field::Role, "Manager")]);
    let able = who_can(&mut fixture.ctx, &asks("", "user.deactivate", "admin", &[])).unwrap();
    assert_eq!(able, []);
    for (login, maker) in [("admin", Maker::Oneself), ("martin", Maker::Superadmin)] {
        let found = explain(&mut fixture.ctx, &asks(login, "user.deactivate", "admin", &[])).unwrap();
        assert!(found.able.logins.is_empty(), "{login}: {:?}", found.able);
        let ways: Vec<Vec<_>> =
            found.fixes.iter().map(|way| way.iter().map(|one| (one.change, one.maker)).collect()).collect();
        assert_eq!(ways, [[("another-superadmin", maker)]], "{login}");
    }
}

/// What is asked about is the account that is looked through, not the right to look through anybody's eyes.
#[test]
fn seeing_as_somebody_who_cannot_come_in_is_refused_for_that() {
    let mut fixture = school();
    fixture.act_on(Act::USER_DEACTIVATE, "martin", &[]);
    let found = explain(&mut fixture.ctx, &asks("admin", "user.view-as", "martin", &[])).unwrap();
    assert_eq!((found.is_allowed, missing(&found)), (false, vec![Reason::AccountDeactivated]));
}

#[test]
fn everybody_asks_about_themselves_and_a_manager_about_anybody() {
    let mut fixture = school();
    let of_other = asks("dupont", "user.delete", "durand", &[]);
    let of_own = asks("", "user.delete", "durand", &[]);
    let by_name = asks("martin", "user.delete", "durand", &[]);
    fixture.become_person("martin");
    assert!(matches!(explain(&mut fixture.ctx, &of_other), Err(Error::Refused(_))));
    assert!(matches!(who_can(&mut fixture.ctx, &of_own), Err(Error::Refused(_))));
    for question in [&of_own, &by_name] {
        let found = explain(&mut fixture.ctx, question).unwrap();
        assert_eq!((found.login.as_str(), missing(&found)), ("martin", vec![Reason::MissingPermission]));
    }
    let may: Vec<_> = own(&mut fixture.ctx).unwrap().into_iter().filter(|one| one.rule.is_ok()).collect();
    assert!(may.iter().any(|one| one.act == Act::USER_LIST) && may.iter().all(|one| one.act != Act::USER_DELETE));
}

#[test]
fn whoever_can_is_whoever_is_allowed() {
    let mut fixture = school();
    for (object, expected) in [("martin", vec!["admin", "dupont"]), ("durand", vec!["admin"]), ("admin", vec!["admin"])]
    {
        let question = asks("", "user.edit", object, &[]);
        let found: Vec<String> =
            who_can(&mut fixture.ctx, &question).unwrap().into_iter().map(|one| one.login).collect();
        assert_eq!(found, expected, "{object}");
        for login in ["admin", "dupont", "martin", "durand"] {
            let question = asks(login, "user.edit", object, &[]);
            let is_allowed = explain(&mut fixture.ctx, &question).unwrap().is_allowed;
            assert_eq!(is_allowed, found.iter().any(|able| able == login), "{login} {object}");
        }
    }
}

#[test]
fn a_simulation_says_who_gains_and_loses_what_and_changes_nothing() {
    let mut fixture = school();
    let before = fixture.audited("user.grant");
    let typed = filled(&[
        (Field::StagedGrants, "durand=Ens_GEII"),
        (Field::StagedDeactivations, "dupont"),
        (Field::StagedRoles, "Ens=+EditAllNotes,-AbsChange"),
    ]);
    let found = simulate(&mut fixture.ctx, &Staging::read(&typed).unwrap()).unwrap();
    let shift = |login: &str| &found.people.iter().find(|one| one.login == login).unwrap().shift;
    assert_eq!(found.losses, [Loss::LastAdministrator("RT".into())]);
    assert!(shift("dupont").gained.is_empty() && shift("dupont").lost.contains(&Right::SignsIn));
    let in_rt = |one| Right::Permission(Some("RT".into()), one);
    assert_eq!(shift("martin").gained, [in_rt(Permission::EditAllNotes)]);
    assert_eq!(shift("martin").lost, [in_rt(Permission::AbsChange)]);
    assert!(shift("durand").lost.is_empty());
    assert_eq!(found.counts(), [2, 2]);
    assert_eq!(fixture.audited("user.grant"), before);
    // Of a file, what is empty stays, and the roles are those that are named.
    let lines = "username,roles,level,active\nmartin,\"Secr_RT\",,\nadmin,,user,\n";
    let found = simulate(&mut fixture.ctx, &Staging::read(&filled(&[(Field::StagedFile, lines)])).unwrap()).unwrap();
    // The role Manager stays.
    assert_eq!(found.losses, [Loss::LastSuperadmin]);
    assert!(found.people.iter().any(|one| one.login == "martin"));
    for (field, wrong) in [
        (Field::StagedGrants, "martin"),
        (Field::StagedRoles, "Ens=EditAllNotes"),
        (Field::StagedFile, "login\nmartin"),
        (Field::StagedLevels, "martin=chief"),
    ] {
        assert!(matches!(Staging::read(&filled(&[(field, wrong)])), Err(Error::Fields(_))), "{wrong}");
    }
    let unknown = filled(&[(Field::StagedDeactivations, "nobody")]);
    assert!(matches!(simulate(&mut fixture.ctx, &Staging::read(&unknown).unwrap()), Err(Error::Fields(_))));
}

#[test]
fn a_plan_of_rights_says_what_it_comes_to() {
    let mut fixture = school();
    let rows = ["dupont", "martin"].map(|login| (fixture.id_of(login), login.to_owned()));
    let task = Task::Act { act: Act::USER_DEACTIVATE, typed: Filled::default() };
    let request = Request { task, selection: Selection::rows(rows.to_vec()), name: String::new() };
    let job = plan::draw_up(&mut fixture.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap();
    let words = crate::i18n::Catalogue::new(crate::domain::language::Language::French);
    let said: Vec<String> =
        back::of(&mut fixture.ctx, &job).unwrap().iter().map(|one| one.line(false, &words)).collect();
    assert_eq!(
        said,
        [
            "Personne ne gagne de droits, 2 personnes en perdent",
            "Attention\u{a0}: plus personne n'administre les comptes de RT, hormis les Managers."
        ]
    );
}

#[test]
fn what_looks_wrong_is_listed_with_what_mends_it() {
    let mut fixture = school();
    assert_eq!(anomalies(&mut fixture.ctx).unwrap(), []);
    fixture.act_on(Act::USER_SET_LEVEL, "martin", &[(Field::Level, "power-user")]);
    let today = NOW.day().to_string();
    fixture.act_on(Act::USER_GRANT, "durand", &[(Field::Role, "Ens_GEII"), (Field::RoleUntil, &today)]);
    let found = anomalies(&mut fixture.ctx).unwrap();
    let told: Vec<_> = found.iter().map(|one| (one.oddity, one.login.as_str(), one.detail.as_str())).collect();
    assert_eq!(
        told,
        [(Oddity::NoProfile, "martin", ""), (Oddity::NoScope, "martin", ""), (Oddity::RoleEnded, "durand", "Ens_GEII")]
    );
    assert_eq!(found[2].oddity.mended_by(), Some(Act::USER_REVOKE));
    assert_eq!(role::list(&mut fixture.ctx).unwrap().len(), 5);
}
