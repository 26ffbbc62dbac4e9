//! People's accounts: what is done to one, to many, and taken back, through the acts on a real database.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::domain::access::Identity;
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::department::DepartmentInput;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::filter::Filter;
use crate::domain::job::{Forecast, Reason};
use crate::domain::message::Explain as _;
use crate::domain::person::PersonOrder;
use crate::domain::rights::reason;
use crate::domain::rights::standing::Standing;
use crate::domain::user::User;
use crate::i18n::Catalogue;
use crate::operations::job::RowFilter;
use crate::operations::{Error, deeds, department, user};
use crate::store::establishment::interference;

const TABLE: &str = include_str!("../../../tests/fixtures/rules/account-status.csv");
const ONE: EstablishmentNumber = EstablishmentNumber(1);
pub(super) const BY_NAME: (PersonOrder, bool) = (PersonOrder::Name, false);

pub(super) fn filled(texts: &[(Field, &str)]) -> Filled {
    texts.iter().fold(Filled::default(), |all, (field, text)| all.with(*field, *text))
}

pub(super) fn typed(login: &str) -> Filled {
    filled(&[(Field::Login, login), (Field::LastName, "Dupont"), (Field::Email, "dupont@ecoles.invalid")])
}

/// An establishment with some accounts beside its administrator; the context stands in it.
pub(super) fn school(logins: &[&str]) -> Fixture {
    let mut fixture = Fixture::new(1);
    fixture.ctx.go(At::Establishment(ONE));
    for login in logins {
        user::add(&mut fixture.ctx, &typed(login)).unwrap();
    }
    fixture
}

impl Fixture {
    pub(super) fn inside(&self) -> PathBuf {
        self.ctx.home().shelf().shown(ONE).into()
    }

    pub(super) fn user(&mut self, login: &str) -> User {
        user::get(&mut self.ctx, login).unwrap().user
    }

    /// Does something to one account at once.
    pub(super) fn act(&mut self, act: Act, login: &str, typed: &Filled) -> operations::Result<()> {
        let row = self.user(login);
        deeds::alone(&mut self.ctx, (act, &row.id().to_string()), row.person.rev, typed)
    }

    /// Plans something for several, and returns what is expected of each.
    pub(super) fn planned(&mut self, act: Act, logins: &[&str], typed: &Filled) -> (JobId, Vec<Forecast>) {
        let rows: Vec<_> =
            logins.iter().map(|login| (self.user(login).id().to_string(), (*login).to_owned())).collect();
        let task = Task::Act { act, typed: typed.clone() };
        let request = Request { task, selection: Selection::rows(rows), name: String::new() };
        let id = plan::draw_up(&mut self.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
        let rows = job::rows(&mut self.ctx, id, &RowFilter::default(), 0, 100).unwrap();
        (id, rows.into_iter().map(|row| row.forecast).collect())
    }

    pub(super) fn last_job(&mut self) -> JobId {
        job::last_undoable(&mut self.ctx, None).unwrap().expect("something can be undone")
    }

    pub(super) fn logins(&mut self, filter: &str) -> Vec<String> {
        let ids = user::matching(&mut self.ctx, &Filter::parse(filter).unwrap(), BY_NAME).unwrap().ids;
        let (rows, _) = user::rows(&mut self.ctx, &ids).unwrap();
        rows.into_iter().map(|row| row.user.person.draft.login).collect()
    }
}

pub(super) fn why(error: &Error) -> String {
    match error {
        Error::Judged(reason) => match **reason {
            Reason::NoChange => "unchanged".into(),
            Reason::Account { why: reason::Reason::LastManager | reason::Reason::LastSuperadmin } => "last".into(),
            Reason::Account { why } => why.word().into(),
            ref other => other.word().into(),
        },
        other => format!("{other:?}"),
    }
}

/// A line of the table that says what becomes of an account, by column.
type Line<'t> = HashMap<&'t str, &'t str>;

fn lines() -> impl Iterator<Item = Line<'static>> {
    let mut all = TABLE.lines();
    let head: Vec<&str> = all.next().unwrap().split(',').collect();
    all.map(move |line| head.iter().copied().zip(line.split(',')).collect())
}

fn day(word: &str, today: Day) -> String {
    match word {
        "past" => today.yesterday().unwrap().to_string(),
        "today" => today.to_string(),
        "future" => today.tomorrow().unwrap().to_string(),
        _ => String::new(),
    }
}

/// A day of the kind that a line asks for, the stored one or another one.
fn asked(line: &Line<'_>, stored: &str, today: Day) -> String {
    let day = day(line["new"], today);
    match (line["same"], line["new"]) {
        ("yes", _) => stored.to_owned(),
        (_, "past") if day == stored => today.yesterday().unwrap().yesterday().unwrap().to_string(),
        (_, "future") if day == stored => today.tomorrow().unwrap().tomorrow().unwrap().to_string(),
        _ => day,
    }
}

/// Somebody of the host does each thing of the table to an account that is as its line says: what comes of it is what the
/// line says, and so are the stored facts afterwards.
#[test]
fn the_table_of_statuses_holds_through_the_acts() {
    let mut fixture = school(&["lea"]);
    let (path, today) = (fixture.inside(), NOW.day());
    let lea = fixture.user("lea").id().0;
    let mut done = 0;
    for line in lines() {
        let act = match line["event"] {
            "activate" => Act::USER_ACTIVATE,
            "deactivate" => Act::USER_DEACTIVATE,
            "set_expiry" => Act::USER_SET_EXPIRY,
            "delete" => Act::USER_DELETE,
            _ => continue,
        };
        // The host's people are none of the accounts.
        if line["self"] == "yes" {
            continue;
        }
        let met = |column: &str, word: &str| line[column] == "-" || line[column].split('/').any(|met| met == word);
        for (connected, last) in [("0", "no"), ("0", "yes"), ("1", "no"), ("1", "yes")] {
            if !(met("connected", connected) && met("last", last)) {
                continue;
            }
            let expiry = if line["expiry"] == "-" { String::new() } else { day(line["expiry"], today) };
            let active = line["active"] != "0";
            let used = line["activity"] == "1";
            // The administrator that there is besides lasts, unless Léa is the last one.
            interference::become_so(&path, "admin", (last == "no", "", true));
            interference::set_level(&path, lea, if last == "yes" { "superadmin" } else { "user" });
            interference::become_so(&path, "lea", (active, &expiry, used));
            interference::connect(&path, lea, connected == "1");
            let typed = match act {
                Act::USER_SET_EXPIRY => filled(&[(Field::ExpiresOn, &asked(&line, &expiry, today))]),
                _ => Filled::default(),
            };
            let before = fixture.user("lea");
            let outcome = fixture.act(act, "lea", &typed);
            let case = format!("{}: connected {connected}, last {last}: {outcome:?}", line["id"]);
            let said = outcome.as_ref().map_or_else(why, |()| "applied".into());
            let expected = if line["outcome"] == "refused" { line["reason"] } else { line["outcome"] };
            assert_eq!(said, expected, "{case}");
            done += 1;
            if act == Act::USER_DELETE && outcome.is_ok() {
                let id = fixture.last_job();
                assert_eq!(fixture.undo(id).tally, tally(0, 1, 0, 0), "{case}");
                assert_eq!(fixture.user("lea").id(), before.id(), "{case}");
                continue;
            }
            let after = fixture.user("lea");
            if outcome.is_err() {
                assert_eq!(after, before, "{case}");
                continue;
            }
            let draft = &after.person.draft;
            assert!(met("active_after", if draft.active { "1" } else { "0" }), "{case}");
            let kinds = ["none", "past", "today", "future"];
            let stored = draft.expires_on.map_or("none", |day| match day.cmp(&today) {
                std::cmp::Ordering::Less => kinds[1],
                std::cmp::Ordering::Equal => kinds[2],
                std::cmp::Ordering::Greater => kinds[3],
            });
            assert!(met("expiry_after", stored), "{case}: {stored}");
            assert!(met("after", after.status(today).unwrap().word()), "{case}");
        }
    }
    assert!(done > 100, "{done}");
}

#[test]
fn many_are_deactivated_as_planned_and_come_back_by_undoing() {
    let mut fixture = school(&["anne", "bob", "chloe", "dora"]);
    let path = fixture.inside();
    interference::connect(&path, fixture.user("bob").id().0, true);
    interference::become_so(&path, "chloe", (true, "2026-01-01", true));
    interference::become_so(&path, "dora", (false, "", true));
    let logins = ["anne", "bob", "chloe", "dora"];
    let (id, forecasts) = fixture.planned(Act::USER_DEACTIVATE, &logins, &Filled::default());
    let refused = |why| Forecast::Refuse(Reason::Account { why });
    let expected = [
        Forecast::Do,
        refused(reason::Reason::UserConnected),
        refused(reason::Reason::ExpiredLocked),
        Forecast::Skip(Reason::NoChange),
    ];
    assert_eq!(forecasts, expected);
    assert_eq!(fixture.start(id).job.tally, tally(0, 1, 1, 2));
    assert!(!fixture.user("anne").person.draft.active);
    // Disconnected, then deactivated: the pair that the refusal names.
    fixture.act(Act::USER_DISCONNECT, "bob", &Filled::default()).unwrap();
    let alone = fixture.act(Act::USER_DISCONNECT, "bob", &Filled::default()).unwrap_err();
    assert_eq!(why(&alone), "unchanged");
    fixture.act(Act::USER_DEACTIVATE, "bob", &Filled::default()).unwrap();
    assert_eq!(fixture.undo(id).tally, tally(0, 1, 0, 0));
    let active = logins.map(|login| fixture.user(login).person.draft.active);
    assert_eq!(active, [true, false, true, false]);
    assert_eq!((fixture.audited("user.deactivate"), fixture.audited("user.undo-deactivate")), (2, 1));
}

#[test]
fn a_date_that_is_moved_gives_the_former_status_back_and_nothing_else() {
    let mut fixture = school(&["anne"]);
    let until = |text: &str| filled(&[(Field::ExpiresOn, text)]);
    fixture.act(Act::USER_DEACTIVATE, "anne", &Filled::default()).unwrap();
    fixture.act(Act::USER_SET_EXPIRY, "anne", &until("2020-01-01")).unwrap();
    let locked = fixture.act(Act::USER_ACTIVATE, "anne", &Filled::default()).unwrap_err();
    assert_eq!(why(&locked), "expired_locked");
    let id = fixture.last_job();
    fixture.act(Act::USER_SET_EXPIRY, "anne", &until("-")).unwrap();
    let draft = fixture.user("anne").person.draft;
    assert_eq!((draft.active, draft.expires_on), (false, None));
    // What was changed since is not undone over it.
    assert_eq!(fixture.undo(id).tally, tally(0, 0, 0, 1));
}

#[test]
fn a_level_goes_and_comes_back_with_what_was_administered() {
    let mut fixture = school(&["anne", "bob"]);
    let level = |word: &str| filled(&[(Field::Level, word)]);
    fixture.act(Act::USER_SET_LEVEL, "anne", &level("power-user")).unwrap();
    let (anne, bob) = (fixture.user("anne").id().0, fixture.user("bob").id().0);
    interference::group_and_profile(&fixture.inside(), "Chorale", (anne, bob));
    let ties = |fixture: &Fixture| interference::administration(&fixture.inside(), anne);
    assert_eq!(ties(&fixture), (1, 1));
    fixture.act(Act::USER_SET_LEVEL, "anne", &level("user")).unwrap();
    assert_eq!(ties(&fixture), (0, 0));
    let id = fixture.last_job();
    assert_eq!(fixture.undo(id).tally, tally(0, 1, 0, 0));
    assert_eq!((ties(&fixture), fixture.user("anne").level.word()), ((1, 1), "power-user"));
}

#[test]
fn nobody_takes_the_last_superadmin_away_not_even_by_undoing() {
    let mut fixture = school(&["anne"]);
    let level = |word: &str| filled(&[(Field::Level, word)]);
    let refused = fixture.act(Act::USER_SET_LEVEL, "admin", &level("user")).unwrap_err();
    assert_eq!(why(&refused), "last");
    fixture.act(Act::USER_SET_LEVEL, "anne", &level("superadmin")).unwrap();
    let raised = fixture.last_job();
    fixture.act(Act::USER_DEACTIVATE, "admin", &Filled::default()).unwrap();
    let undone = fixture.undo(raised);
    let row = job::rows(&mut fixture.ctx, undone.id, &RowFilter::default(), 0, 1).unwrap().remove(0);
    let reason = row.verdict.and_then(|verdict| verdict.reason().cloned());
    assert_eq!(reason, Some(Reason::Account { why: reason::Reason::LastSuperadmin }));
    assert_eq!(fixture.user("anne").level.word(), "superadmin");
}

#[test]
fn roles_are_granted_and_taken_as_they_are_called_here_and_come_back() {
    let mut fixture = school(&["anne"]);
    let input = DepartmentInput { code: "RT".into(), name: "Réseaux".into() };
    department::add(&mut fixture.ctx, &input).unwrap();
    let role = |role: &str, until: &str| filled(&[(Field::Role, role), (Field::RoleUntil, until)]);
    fixture.act(Act::USER_GRANT, "anne", &role("ens_rt", "")).unwrap();
    fixture.act(Act::USER_GRANT, "anne", &role("Secr", "2030-06-30")).unwrap();
    assert_eq!(fixture.user("anne").role_names(), "Ens_RT, Secr until 2030-06-30");
    let again = fixture.act(Act::USER_GRANT, "anne", &role("Ens_RT", "")).unwrap_err();
    assert_eq!(why(&again), "unchanged");
    for (wrong, problem) in [("Doyen", "unknown-name"), ("Ens_GEII", "unknown-name"), ("a b", "role-shape")] {
        match fixture.act(Act::USER_GRANT, "anne", &role(wrong, "")) {
            Err(Error::Fields(errors)) => assert_eq!(errors[0].problem.code(), problem, "{wrong}"),
            other => panic!("{wrong}: {other:?}"),
        }
    }
    fixture.act(Act::USER_REVOKE, "anne", &filled(&[(Field::Role, "Secr")])).unwrap();
    assert_eq!(fixture.user("anne").role_names(), "Ens_RT");
    let id = fixture.last_job();
    fixture.undo(id);
    assert_eq!(fixture.user("anne").role_names(), "Ens_RT, Secr until 2030-06-30");
}

/// Who was a Manager and administers RT since tries to take back what they did then: each part is decided upon anew.
#[test]
fn nobody_takes_back_what_they_may_not_do() {
    let mut fixture = school(&["chef", "lea", "zoe", "eva", "max", "tom"]);
    for code in ["RT", "GEII"] {
        let input = DepartmentInput { code: code.into(), name: code.into() };
        department::add(&mut fixture.ctx, &input).unwrap();
    }
    let home = |code: &str| filled(&[(Field::LastName, "Dupont"), (Field::HomeDepartment, code)]);
    let homes = [("chef", "RT"), ("lea", "RT"), ("zoe", "RT"), ("eva", "RT"), ("max", "GEII"), ("tom", "GEII")];
    for (login, code) in homes {
        let row = fixture.user(login);
        user::edit(&mut fixture.ctx, row.id(), row.person.rev, &home(code)).unwrap();
    }
    let role = |role: &str| filled(&[(Field::Role, role)]);
    fixture.act(Act::USER_GRANT, "chef", &role("Manager")).unwrap();
    let id = fixture.user("chef").id();
    // Whatever they could do a moment ago: each transaction looks again.
    let standing = Some(Arc::new(Standing::of_host(NOW.day())));
    let chef = Identity::Person { of: ONE, id, login: "chef".into(), standing, viewer: None };
    let host = std::mem::replace(&mut fixture.ctx.actor.identity, chef.clone());
    let mut did = |act: Act, login: &str, typed: &Filled| {
        fixture.act(act, login, typed).unwrap();
        fixture.last_job()
    };
    let until = filled(&[(Field::ExpiresOn, "2030-01-01")]);
    did(Act::USER_GRANT, "lea", &role("Manager"));
    let jobs = [
        (did(Act::USER_REVOKE, "lea", &role("Manager")), "manager_only"),
        (did(Act::USER_GRANT, "zoe", &role("Ens_GEII")), "out_of_scope"),
        (did(Act::USER_SET_EXPIRY, "max", &until), "out_of_scope"),
        (did(Act::USER_DELETE, "tom", &Filled::default()), "home_forced"),
        (did(Act::USER_SET_EXPIRY, "eva", &until), ""),
    ];
    fixture.ctx.actor.identity = host.clone();
    fixture.act(Act::USER_REVOKE, "chef", &role("Manager")).unwrap();
    fixture.act(Act::USER_GRANT, "chef", &role("Admin_RT")).unwrap();
    fixture.ctx.actor.identity = chef;
    let undone = jobs.map(|(job, expected)| {
        let undone = fixture.undo(job);
        let row = job::rows(&mut fixture.ctx, undone.id, &RowFilter::default(), 0, 1).unwrap().remove(0);
        let reason = row.verdict.and_then(|verdict| verdict.reason().cloned());
        let found = reason.map(|reason| why(&Error::Judged(Box::new(reason)))).unwrap_or_default();
        (found, expected)
    });
    for (found, expected) in undone {
        assert_eq!(found, expected);
    }
    fixture.ctx.actor.identity = host;
    assert_eq!([fixture.user("lea").role_names(), fixture.user("zoe").role_names()], ["", "Ens_GEII"]);
    assert_eq!(fixture.user("eva").person.draft.expires_on, None);
}

#[test]
fn an_account_is_edited_and_deleted_and_comes_back_as_it_was() {
    let mut fixture = school(&["anne", "bob"]);
    let (anne, bob) = (fixture.user("anne"), fixture.user("bob").id().0);
    interference::group_and_profile(&fixture.inside(), "Chorale", (bob, anne.id().0));
    let input = DepartmentInput { code: "RT".into(), name: "Réseaux".into() };
    department::add(&mut fixture.ctx, &input).unwrap();
    let typed = filled(&[
        (Field::LastName, "Le Gall"),
        (Field::Email, ""),
        (Field::HomeDepartment, "rt"),
        (Field::Groups, "chorale"),
    ]);
    user::edit(&mut fixture.ctx, anne.id(), anne.person.rev, &typed).unwrap();
    let edited = fixture.user("anne");
    let draft = &edited.person.draft;
    assert_eq!((draft.last_name.as_str(), draft.home_department.as_str(), draft.email.as_str()), ("Le Gall", "RT", ""));
    assert_eq!(edited.group_names(), "Chorale");
    let edit = fixture.last_job();
    fixture.act(Act::USER_DELETE, "anne", &Filled::default()).unwrap();
    let deletion = fixture.last_job();
    assert_eq!(fixture.undo(deletion).tally, tally(0, 1, 0, 0));
    let back = fixture.user("anne");
    assert_eq!((back.id(), back.filled()), (edited.id(), edited.filled()));
    fixture.undo(edit);
    assert_eq!(fixture.user("anne").filled(), anne.filled());
    let taken = user::add(&mut fixture.ctx, &filled(&[(Field::Login, "ANNE"), (Field::LastName, "x")])).unwrap_err();
    assert!(matches!(&taken, Error::Fields(errors) if errors[0].problem.code() == "login-used"), "{taken:?}");
}

#[test]
fn what_was_added_is_taken_back_unless_somebody_used_it() {
    let mut fixture = school(&["anne", "bob"]);
    let bob = fixture.last_job();
    interference::become_so(&fixture.inside(), "bob", (true, "", true));
    let undone = fixture.undo(bob);
    assert_eq!(undone.tally, tally(0, 0, 0, 1));
    interference::become_so(&fixture.inside(), "bob", (true, "", false));
    let added = user::add(&mut fixture.ctx, &typed("chloe")).unwrap();
    assert!(!added.is_used());
    let chloe = fixture.last_job();
    assert_eq!(fixture.undo(chloe).tally, tally(0, 1, 0, 0));
    assert!(matches!(user::get(&mut fixture.ctx, "chloe"), Err(Error::NotFound { .. })));
}

/// One at a time as for many, before there is a plan.
#[test]
fn what_names_nothing_is_refused_with_what_there_is() {
    let mut fixture = school(&["anne", "bob"]);
    let input = DepartmentInput { code: "RT".into(), name: "Réseaux".into() };
    department::add(&mut fixture.ctx, &input).unwrap();
    fixture.act(Act::USER_SET_LEVEL, "bob", &filled(&[(Field::Level, "power-user")])).unwrap();
    let words = Catalogue::new(Language::English);
    for (act, field, text, expected) in [
        (Act::USER_GRANT, Field::Role, "Enz_RT", "did you mean “Ens”? There are: Ens, "),
        (Act::USER_GRANT, Field::Role, "Ens_GEII", "There are: RT."),
        (Act::USER_ADD_SCOPE, Field::ScopePart, "department:RX", "did you mean “RT”? There are: RT."),
    ] {
        let typed = filled(&[(field, text)]);
        let task = Task::Act { act, typed: typed.clone() };
        let selection = Selection::rows([(fixture.user("bob").id().to_string(), "bob".to_owned())]);
        let request = Request { task, selection, name: String::new() };
        let planned = plan::draw_up(&mut fixture.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap_err();
        let alone = fixture.act(act, "bob", &typed).unwrap_err();
        let crate::jobs::JobError::Operation(planned) = planned else { panic!("{planned:?}") };
        for error in [alone, planned] {
            let Error::Fields(errors) = error else { panic!("{text}: {error:?}") };
            let said = words.say(&errors[0].problem.message());
            assert!(errors[0].field == field && said.contains(expected), "{text}: {said}");
        }
    }
}

#[test]
fn accounts_are_found_by_what_the_database_can_say_and_by_what_it_cannot() {
    let mut fixture = school(&["anne", "bob", "chloe"]);
    let path = fixture.inside();
    let input = DepartmentInput { code: "RT".into(), name: "Réseaux".into() };
    department::add(&mut fixture.ctx, &input).unwrap();
    fixture.act(Act::USER_GRANT, "anne", &filled(&[(Field::Role, "Ens_RT")])).unwrap();
    fixture.act(Act::USER_SET_LEVEL, "bob", &filled(&[(Field::Level, "power-user")])).unwrap();
    interference::become_so(&path, "chloe", (false, "", true));
    interference::connect(&path, fixture.user("anne").id().0, true);
    for (filter, expected) in [
        ("", "anne bob chloe admin"),
        ("dup", "anne bob chloe"),
        ("dup -bob", "anne chloe"),
        ("bob|chloe", "bob chloe"),
        ("role:ens", "anne"),
        ("role:ens dept:rt", "anne"),
        ("role:Ens_RT", "anne"),
        ("role:\"Ens_RT (premier jour sans : 30/06/2027)\"", "anne"),
        ("role:rt", "anne"),
        ("-role:ens dup", "bob chloe"),
        ("role:manager", "admin"),
        ("dept:rt", "anne"),
        ("home:-", "anne bob chloe admin"),
        ("level:power-user", "bob"),
        ("niveau:gestionnaire,superadmin", "bob admin"),
        ("status:deactivated", "chloe"),
        ("désactivé", "chloe"),
        ("status:activated dup", "anne bob"),
        ("connected:yes", "anne"),
        ("seen:- dup", "anne bob chloe"),
        ("locked:no dup", "anne bob chloe"),
        ("courriel:ecoles dup", "anne bob chloe"),
        ("nobody", ""),
    ] {
        assert_eq!(fixture.logins(filter).join(" "), expected, "{filter}");
    }
    let wrong = Filter::parse("role:doyen").unwrap();
    assert!(matches!(user::matching(&mut fixture.ctx, &wrong, BY_NAME), Err(Error::Filter(_))));
}
