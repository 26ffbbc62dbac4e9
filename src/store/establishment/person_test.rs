//! People in a database of their own: found, listed, changed, deleted, put back.

use std::path::Path;

use jiff::civil::Date;
use tempfile::TempDir;

use super::account::{self, Category, Level, NewAccount};
use super::{
    EstablishmentDatabase, Tx, department, left, people_group, person, person_list, person_ties, profile, role,
};
use crate::domain::account::AccountId;
use crate::domain::department::DepartmentDraft;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::domain::person::{
    HeldRole, Person, PersonAsk, PersonCounts, PersonDraft, PersonOrder, ProfileDraft, RoleDraft, ScopePart,
};
use crate::domain::time::Timestamp;
use crate::store::constraint::Constraint;
use crate::store::error::{Error, Result};
use crate::store::shelf::tests::bytes;
use crate::store::sql::Value;

const TODAY: Date = Date::constant(2026, 11, 30);

fn open(path: &Path) -> EstablishmentDatabase {
    EstablishmentDatabase::open(path, EstablishmentNumber(7), &Secret::new("own".into())).unwrap()
}

/// A database with its first administrator alone.
fn fresh() -> (TempDir, EstablishmentDatabase) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("7.sqlite");
    std::fs::write(&path, bytes(EstablishmentNumber(7), "own")).unwrap();
    let mut database = open(&path);
    let admin = NewAccount {
        login: "admin".into(),
        last_name: "A".into(),
        first_name: "B".into(),
        email: String::new(),
        level: Level::Superadmin,
        category: Category::Staff,
        left_at: None,
        password: "x".into(),
        password_until: None,
        created_at: Timestamp(5),
        last_sign_in_at: None,
    };
    database.write(|tx| account::insert(tx, &admin)).unwrap();
    (folder, database)
}

fn draft(login: &str, last_name: &str, first_name: &str) -> PersonDraft {
    PersonDraft {
        login: login.into(),
        last_name: last_name.into(),
        first_name: first_name.into(),
        email: String::new(),
        level: "user".into(),
        category: "learner".into(),
        home_department: String::new(),
        language: String::new(),
        expires_on: None,
        active: true,
        pending: false,
    }
}

fn add(tx: &Tx<'_>, draft: &PersonDraft) -> AccountId {
    person::insert(tx, draft, person::FirstPassword { stored: "x", until: None }, Timestamp(5)).unwrap()
}

fn write<T: Send>(database: &mut EstablishmentDatabase, work: impl FnOnce(&Tx<'_>) -> T + Send) -> T {
    database.write(|tx| Ok::<_, Error>(work(tx))).unwrap()
}

fn read<T: Send>(database: &mut EstablishmentDatabase, work: impl FnOnce(&Tx<'_>) -> Result<T> + Send) -> T {
    database.read(work).unwrap()
}

fn held(role: &str, department: &str, valid_until: Option<Date>) -> HeldRole {
    HeldRole { role: role.into(), department: department.into(), valid_until }
}

fn taken(found: Result<()>) -> Option<String> {
    match found {
        Err(Error::Constraint(broken)) if broken.constraint == Constraint::Taken => Some(broken.field),
        _ => None,
    }
}

#[test]
fn an_account_is_found_by_id_and_login_and_changed() {
    let (_folder, mut database) = fresh();
    let mut one = draft("z.élie", "Lévêque", "Zoé");
    one.email = "zoe@lycee.invalid".into();
    one.expires_on = Some(Date::constant(2027, 6, 30));
    one.home_department = "RT".into();
    one.language = "en".into();
    let until = Some(Timestamp(99));
    let id = write(&mut database, |tx| {
        person::insert(tx, &one, person::FirstPassword { stored: "x", until }, Timestamp(5)).unwrap()
    });
    let expected = Person {
        id,
        draft: one.clone(),
        left_at: None,
        password_until: until,
        must_change: true,
        created_at: Timestamp(5),
        first_activity_at: None,
        last_sign_in_at: None,
        rev: 1,
    };
    assert_eq!(read(&mut database, |tx| person::find(tx, id)), Some(expected.clone()));
    for login in ["z.élie", "Z.ELIE"] {
        assert_eq!(read(&mut database, |tx| person::find_by_login(tx, login)), Some(expected.clone()), "{login}");
    }
    let text = serde_json::to_string(&expected).unwrap();
    assert_eq!(serde_json::from_str::<Person>(&text).unwrap(), expected);

    let changed = PersonDraft { login: "zelie".into(), expires_on: None, pending: true, ..one };
    write(&mut database, |tx| person::update(tx, id, &changed).unwrap());
    assert_eq!(read(&mut database, |tx| person::find_by_login(tx, "z.elie")), None);
    let found = read(&mut database, |tx| person::find_by_login(tx, "Zélie")).unwrap();
    assert_eq!((found.draft, found.rev, found.password_until), (changed, 2, until));
}

#[test]
fn two_logins_differ_in_more_than_accents() {
    let (_folder, mut database) = fresh();
    let id = write(&mut database, |tx| add(tx, &draft("elie", "A", "B")));
    let second = draft("élie", "A", "B");
    let refused: Result<()> = database.write(|tx| {
        person::insert(tx, &second, person::FirstPassword { stored: "x", until: None }, Timestamp(5)).map(drop)
    });
    assert_eq!(taken(refused).as_deref(), Some("login-key"));
    assert!(read(&mut database, |tx| account::login_exists(tx, "ÉLIE")));
    // Of an earlier version: the exact one is meant.
    write(&mut database, |tx| {
        let other = add(tx, &draft("other", "A", "B"));
        tx.execute("update account set login = 'Elie', login_key = '' where login = 'other'", &[]).unwrap();
        other
    });
    let named = |database: &mut EstablishmentDatabase, login: &str| {
        read(database, |tx| person::find_by_login(tx, login)).map(|one| one.draft.login)
    };
    assert_eq!(named(&mut database, "Elie").as_deref(), Some("Elie"));
    assert_eq!(named(&mut database, "elie").as_deref(), Some("elie"));
    assert_eq!(read(&mut database, |tx| person::find(tx, id)).unwrap().draft.login, "elie");
}

/// Who is found, by login.
fn logins(database: &mut EstablishmentDatabase, ask: &PersonAsk) -> String {
    read(database, |tx| {
        let ids = person_list::ids(tx, ask)?;
        let rows = person_list::rows(tx, &ids)?;
        assert_eq!(rows.iter().map(|one| one.id).collect::<Vec<_>>(), ids);
        Ok(rows.into_iter().map(|one| one.draft.login).collect::<Vec<_>>().join(" "))
    })
}

/// Some of every kind.
fn populate(database: &mut EstablishmentDatabase) {
    write(database, |tx| {
        let day = |day| Some(Date::constant(2026, 11, day));
        let people = [
            PersonDraft { email: "jean.dupont@lycee.invalid".into(), ..draft("jdupont", "Dupont", "Jean-Émile") },
            PersonDraft { home_department: "RT".into(), category: "staff".into(), ..draft("anne", "Dupond", "Anne") },
            PersonDraft { level: "power-user".into(), expires_on: day(30), ..draft("ended", "Le", "Zoé") },
            PersonDraft {
                expires_on: Some(Date::constant(2026, 12, 1)),
                active: false,
                ..draft("off", "Le Gall", "Ana")
            },
            PersonDraft { pending: true, ..draft("new", "Élan", "Ève") },
        ];
        let ids = people.map(|one| add(tx, &one));
        tx.execute("update account set first_activity_at = 9, last_sign_in_at = 50 where login = 'jdupont'", &[])
            .unwrap();
        tx.execute("update account set last_sign_in_at = 40 where login in ('anne', 'off')", &[]).unwrap();
        person_ties::grant(tx, ids[0], &held("Ens", "RT", None)).unwrap();
        person_ties::grant(tx, ids[1], &held("Ens", "GC", Some(Date::constant(2026, 12, 1)))).unwrap();
        person_ties::grant(tx, ids[1], &held("Secr", "", None)).unwrap();
        person_ties::grant(tx, ids[2], &held("Ens", "RT", Some(TODAY))).unwrap();
        let group = people_group::insert(tx, "Conseil").unwrap();
        for id in [ids[3], ids[1]] {
            person_ties::join(tx, id, group).unwrap();
        }
    });
}

#[test]
fn a_list_holds_who_is_asked_for_in_the_order_that_is_asked_for() {
    let (_folder, mut database) = fresh();
    populate(&mut database);
    let group = read(&mut database, people_group::list)[0].id;
    let all = PersonAsk::everybody(TODAY);
    let text = |text: &str| Some(text.to_owned());
    for (ask, expected) in [
        (all.clone(), "admin anne jdupont new ended off"),
        (PersonAsk { words: "dup".into(), ..all.clone() }, "anne jdupont"),
        (PersonAsk { words: " É  DUPO".into(), ..all.clone() }, "jdupont"),
        (PersonAsk { words: "lycee jean.d".into(), ..all.clone() }, "jdupont"),
        (PersonAsk { words: "upont".into(), ..all.clone() }, ""),
        (PersonAsk { words: "le le gal".into(), ..all.clone() }, "off"),
        // What has no letter is nobody's, and no joker.
        (PersonAsk { words: "%".into(), ..all.clone() }, ""),
        (PersonAsk { words: "d_pont".into(), ..all.clone() }, ""),
        (PersonAsk { words: "  ".into(), ..all.clone() }, "admin anne jdupont new ended off"),
        (PersonAsk { level: text("power-user"), ..all.clone() }, "ended"),
        (PersonAsk { category: text("staff"), ..all.clone() }, "admin anne"),
        (PersonAsk { home_department: text("RT"), ..all.clone() }, "anne"),
        (PersonAsk { home_department: text(""), ..all.clone() }, "admin jdupont new ended off"),
        (PersonAsk { pending: Some(true), ..all.clone() }, "new"),
        (PersonAsk { active: Some(false), ..all.clone() }, "off"),
        (PersonAsk { expired: Some(true), ..all.clone() }, "ended"),
        (PersonAsk { expired: Some(false), used: Some(true), ..all.clone() }, "jdupont"),
        (PersonAsk { used: Some(false), words: "anne".into(), ..all.clone() }, "anne"),
        (PersonAsk { role: text("Ens"), ..all.clone() }, "anne jdupont"),
        (PersonAsk { role: text("Ens"), role_department: text("RT"), ..all.clone() }, "jdupont"),
        (PersonAsk { role_department: text(""), ..all.clone() }, "admin anne"),
        (PersonAsk { group: Some(group), ..all.clone() }, "anne off"),
        (PersonAsk { last_seen_before: Some(Timestamp(50)), ..all.clone() }, "admin anne new ended off"),
        (PersonAsk { descending: true, ..all.clone() }, "off ended new jdupont anne admin"),
        (PersonAsk { order: PersonOrder::Login, ..all.clone() }, "admin anne ended jdupont new off"),
        (
            PersonAsk { order: PersonOrder::Login, descending: true, category: text("learner"), ..all.clone() },
            "off new jdupont ended",
        ),
        (PersonAsk { order: PersonOrder::LastSignIn, ..all.clone() }, "admin new ended anne off jdupont"),
        (
            PersonAsk { order: PersonOrder::LastSignIn, descending: true, ..all.clone() },
            "jdupont anne off admin new ended",
        ),
    ] {
        assert_eq!(logins(&mut database, &ask), expected, "{ask:?}");
    }
    let counts = read(&mut database, |tx| person::count(tx, TODAY));
    let expected = PersonCounts {
        all: 6,
        pending: 1,
        active: 1,
        activated: 2,
        deactivated: 1,
        expired: 1,
        learners: 4,
        power_users: 1,
        superadmins: 1,
    };
    assert_eq!(counts, expected);
}

#[test]
fn a_list_is_read_from_one_index_alone() {
    let (_folder, mut database) = fresh();
    let plan = |database: &mut EstablishmentDatabase, sql: &str| {
        let values = vec![Value::Null; sql.matches('$').count().min(16)];
        let sql = format!("explain query plan {sql}");
        read(database, |tx| tx.list(&sql, &values, |row| row.get::<String>(3)))
    };
    let filter = include_str!("person_filter.sql");
    let by_name = ["SCAN account USING COVERING INDEX account_order"];
    assert_eq!(plan(&mut database, "select id from account order by name_key, id"), by_name);
    let sql = format!("select id, last_sign_in_at from account where {filter} order by name_key, id");
    let found = plan(&mut database, &sql);
    assert_eq!(found[..1], by_name, "{found:?}");
    assert!(!found.iter().any(|step| step.contains("TEMP B-TREE FOR ORDER BY")), "{found:?}");
    let sql = "select id from account where login = $1 or (login_key = $2 and login_key <> '')";
    let found = plan(&mut database, sql);
    assert!(!found.iter().any(|step| step.starts_with("SCAN")), "{found:?}");
}

#[test]
fn rows_come_in_the_order_in_which_they_are_named_however_many() {
    let (_folder, mut database) = fresh();
    let mut ids =
        write(&mut database, |tx| (0..450).map(|at| add(tx, &draft(&format!("p{at}"), "A", "B"))).collect::<Vec<_>>());
    ids.reverse();
    write(&mut database, |tx| person::delete(tx, ids[3]).unwrap());
    let found = read(&mut database, |tx| person_list::rows(tx, &ids));
    ids.remove(3);
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), ids);
    assert_eq!(read(&mut database, |tx| person_list::rows(tx, &[])), Vec::new());
}

#[test]
fn what_is_tied_to_an_account_goes_and_comes_back_with_it() {
    let (_folder, mut database) = fresh();
    let (id, other) = write(&mut database, |tx| {
        let ids = (add(tx, &draft("one", "A", "B")), add(tx, &draft("other", "A", "B")));
        let kept = people_group::insert(tx, "Conseil").unwrap();
        let gone = people_group::insert(tx, "Éphémère").unwrap();
        let first = profile::insert(tx, &ProfileDraft { name: "P".into(), permissions: Vec::new() }).unwrap();
        for group in [kept, gone] {
            person_ties::join(tx, ids.0, group).unwrap();
            person_ties::join(tx, ids.0, group).unwrap();
        }
        let rt = DepartmentDraft { code: "RT".into(), name: "Réseaux".into() };
        department::insert(tx, &rt).unwrap();
        person_ties::grant(tx, ids.0, &held("Ens", "RT", None)).unwrap();
        person_ties::grant(tx, ids.0, &held("Ens", "RT", Some(TODAY))).unwrap();
        person_ties::grant(tx, ids.0, &held("Ens", "", None)).unwrap();
        person_ties::grant(tx, ids.1, &held("Secr", "RT", None)).unwrap();
        let scope = [ScopePart { kind: "department".into(), key: "RT".into() }];
        person_ties::set_administration(tx, ids.0, (&[first], &scope)).unwrap();
        ids
    });
    let was = read(&mut database, |tx| person::find(tx, id)).unwrap();
    let ties = read(&mut database, |tx| person_ties::of(tx, id));
    assert_eq!(was.rev, 9);
    assert_eq!(ties.roles, [held("Ens", "", None), held("Ens", "RT", Some(TODAY))]);
    assert_eq!((ties.groups.len(), ties.profiles.len(), ties.scope.len()), (2, 1, 1));
    let roles = read(&mut database, |tx| person_ties::roles(tx, &[other, id]));
    assert_eq!(roles.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [id, id, other]);

    write(&mut database, |tx| {
        tx.execute("insert into course values (1, 'C1', 'Cours', 'ilt', 7, 1)", &[]).unwrap();
        let sql = "insert into enrolment values (1, 2, 'learner', 'enrolled', '', 7, null, 1)";
        tx.execute(sql, &[]).unwrap();
    });
    let loss = read(&mut database, |tx| person::loss(tx, id));
    assert_eq!((loss.grades, loss.enrolments, loss.named_by), (0, 1, 0));
    write(&mut database, |tx| person::delete(tx, id).unwrap());
    assert_eq!(read(&mut database, |tx| person_ties::of(tx, id)), crate::domain::person::PersonTies::default());
    assert_eq!(read(&mut database, |tx| Ok(person_ties::of(tx, other)?.roles.len())), 1);

    write(&mut database, |tx| {
        people_group::delete(tx, ties.groups[1]).unwrap();
        person::put_back(tx, &was, &ties).unwrap();
    });
    let back = read(&mut database, |tx| person::find(tx, id)).unwrap();
    assert_eq!((&back.draft, back.rev, back.must_change), (&was.draft, was.rev + 1, true));
    let found = read(&mut database, |tx| person_ties::of(tx, id));
    assert_eq!((&found.roles, &found.groups[..], &found.scope), (&ties.roles, &ties.groups[..1], &ties.scope));
    assert_eq!(read(&mut database, |tx| account::password(tx, id)).as_deref(), Some(""));
    assert_eq!(write(&mut database, |tx| add(tx, &draft("next", "A", "B"))), AccountId(other.0 + 1));

    write(&mut database, |tx| {
        person_ties::revoke(tx, id, "Ens", "RT").unwrap();
        person_ties::leave(tx, id, ties.groups[0]).unwrap();
        person_ties::set_administration(tx, id, (&[], &[])).unwrap();
    });
    let found = read(&mut database, |tx| person_ties::of(tx, id));
    assert_eq!((found.roles, found.groups.len()), (vec![held("Ens", "", None)], 0));
    assert_eq!((found.profiles.len(), found.scope.len()), (0, 0));
}

#[test]
fn five_roles_ship_and_a_renamed_one_is_still_held() {
    let (_folder, mut database) = fresh();
    let shipped = read(&mut database, role::list);
    let told: Vec<_> = shipped.iter().map(|one| (one.draft.name.as_str(), one.draft.permissions.len())).collect();
    assert_eq!(told, [("Admin", 21), ("Ens", 7), ("Observateur", 1), ("RespPe", 1), ("Secr", 11)]);
    assert!(shipped.iter().all(|one| one.shipped && one.rev == 1));
    let team = RoleDraft { name: "Chef d’équipe".into(), permissions: vec!["ScoView".into(), "EnsView".into()] };
    let (id, person) = write(&mut database, |tx| {
        let person = add(tx, &draft("chef", "A", "B"));
        person_ties::grant(tx, person, &held("Chef d’équipe", "", None)).unwrap();
        (role::insert(tx, &team).unwrap(), person)
    });
    let found = read(&mut database, |tx| role::find_by_name(tx, "chef  d'EQUIPE")).unwrap();
    assert_eq!((found.id, &found.draft, found.shipped, found.holders), (id, &team, false, 1));
    let renamed = RoleDraft { name: "Chef".into(), ..team };
    write(&mut database, |tx| role::update(tx, &found, &renamed).unwrap());
    let now = read(&mut database, |tx| role::find(tx, id)).unwrap();
    assert_eq!((&now.draft, now.holders, now.rev), (&renamed, 1, 2));
    assert_eq!(read(&mut database, |tx| person_ties::of(tx, person)).roles, [held("Chef", "", None)]);
    assert_eq!(taken(database.write(|tx| role::update(tx, &now, &shipped[0].draft))).as_deref(), Some("name-key"));

    write(&mut database, |tx| role::delete(tx, id).unwrap());
    assert_eq!(read(&mut database, |tx| role::find(tx, id)), None);
    write(&mut database, |tx| role::put_back(tx, &now).unwrap());
    assert_eq!(read(&mut database, |tx| role::find(tx, id)).unwrap(), crate::domain::person::Role { rev: 3, ..now });
    let next = RoleDraft { name: "Autre".into(), permissions: Vec::new() };
    assert_eq!(write(&mut database, |tx| role::insert(tx, &next).unwrap()).0, id.0 + 1);
}

#[test]
fn a_group_goes_without_its_members_and_comes_back_with_those_who_are_there() {
    let (_folder, mut database) = fresh();
    let (id, people) = write(&mut database, |tx| {
        let id = people_group::insert(tx, "Élus").unwrap();
        let people = ["a", "b"].map(|login| add(tx, &draft(login, "A", "B")));
        for person in people {
            person_ties::join(tx, person, id).unwrap();
        }
        (id, people)
    });
    let was = read(&mut database, |tx| people_group::find_by_name(tx, " elus")).unwrap();
    assert_eq!((was.id, was.members, was.rev), (id, 2, 1));
    let members = read(&mut database, |tx| people_group::members(tx, id));
    assert_eq!(members, people);
    write(&mut database, |tx| {
        people_group::delete(tx, id).unwrap();
        person::delete(tx, people[0]).unwrap();
    });
    assert!(read(&mut database, |tx| Ok(person::find(tx, people[1])?.is_some())));
    write(&mut database, |tx| people_group::put_back(tx, &was, &members).unwrap());
    assert_eq!(read(&mut database, |tx| people_group::members(tx, id)), people[1..]);
    write(&mut database, |tx| people_group::update(tx, id, "Délégués").unwrap());
    let now = read(&mut database, |tx| people_group::find(tx, id)).unwrap();
    assert_eq!((now.name.as_str(), now.members, now.rev), ("Délégués", 1, 3));
    assert_eq!(taken(database.write(|tx| people_group::insert(tx, "DELEGUES").map(drop))).as_deref(), Some("name-key"));
}

#[test]
fn a_profile_that_somebody_has_stays() {
    let (_folder, mut database) = fresh();
    let first = ProfileDraft { name: "Scolarité".into(), permissions: vec!["users.view".into(), "users.edit".into()] };
    let (id, person) = write(&mut database, |tx| {
        let id = profile::insert(tx, &first).unwrap();
        let person = add(tx, &draft("p", "A", "B"));
        person_ties::set_administration(tx, person, (&[id], &[])).unwrap();
        (id, person)
    });
    let was = read(&mut database, |tx| profile::find_by_name(tx, "scolarite")).unwrap();
    assert_eq!((was.id, &was.draft, was.holders), (id, &first, 1));
    assert!(database.write(|tx| profile::delete(tx, id)).is_err());
    let told = read(&mut database, |tx| person_ties::profiles(tx, &[person]));
    assert_eq!(told, [(person, id, "Scolarité".to_owned())]);
    let changed = ProfileDraft { permissions: vec!["users.view".into()], ..first };
    write(&mut database, |tx| {
        profile::update(tx, id, &changed).unwrap();
        person_ties::set_administration(tx, person, (&[], &[])).unwrap();
        profile::delete(tx, id).unwrap();
        profile::put_back(tx, &was).unwrap();
    });
    let back = read(&mut database, profile::list);
    assert_eq!(back, [crate::domain::person::Profile { holders: 0, rev: was.rev + 1, ..was }]);
}

#[test]
fn a_day_that_somebody_typed_never_counts_alone() {
    let (_folder, mut database) = fresh();
    let long_ago = Some(Date::constant(2020, 1, 1));
    let at = |year| crate::domain::time::end_of_day(Date::constant(year, 6, 1));
    let mut one = draft("kid", "A", "B");
    let id = write(&mut database, |tx| add(tx, &one));
    let mut left = |year| read(&mut database, |tx| left::before(tx, at(year)));
    assert_eq!(left(2040), []);
    one.expires_on = long_ago;
    // Nothing was noted, and nothing tells when it was written.
    write(&mut database, |tx| person::update(tx, id, &one).unwrap());
    let mut left = |year| read(&mut database, |tx| left::before(tx, at(year)));
    assert_eq!(left(2040), []);
    write(&mut database, |tx| left::note_one(tx, id, at(2030)).unwrap());
    let mut left = |year| read(&mut database, |tx| left::before(tx, at(year)));
    assert_eq!((left(2030), left(2031)), (vec![], vec![(id, at(2030))]));
    // Another day begins again, the same one does not; nor does one of somebody who is deactivated already.
    one.expires_on = Some(Date::constant(2019, 1, 1));
    write(&mut database, |tx| {
        person::update(tx, id, &one).unwrap();
        left::note_one(tx, id, at(2032)).unwrap();
        person::update(tx, id, &one).unwrap();
        left::note_one(tx, id, at(2033)).unwrap();
    });
    let mut left = |year| read(&mut database, |tx| left::before(tx, at(year)));
    assert_eq!((left(2032), left(2033)), (vec![], vec![(id, at(2032))]));
    // A day that comes later than it was written counts as itself.
    let day = Date::constant(2035, 6, 1);
    one.expires_on = Some(day);
    write(&mut database, |tx| {
        person::update(tx, id, &one).unwrap();
        left::note_one(tx, id, at(2033)).unwrap();
    });
    let mut left = |year| read(&mut database, |tx| left::before(tx, at(year)));
    assert_eq!((left(2035), left(2036)), (vec![], vec![(id, at(2035))]));
    one.active = false;
    write(&mut database, |tx| {
        person::update(tx, id, &one).unwrap();
        left::note_one(tx, id, at(2034)).unwrap();
        person::update(tx, id, &PersonDraft { expires_on: long_ago, ..one.clone() }).unwrap();
        left::note_one(tx, id, at(2036)).unwrap();
        super::sign_in::note_sign_in(tx, id, Timestamp(at(2034).0 + 1)).unwrap();
    });
    let mut left = |year| read(&mut database, |tx| left::before(tx, at(year)));
    assert_eq!(left(2035), [(id, Timestamp(at(2034).0 + 1))]);
}
