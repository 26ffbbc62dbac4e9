//! Databases of every older version, opened by this one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Barrier;

use jiff::civil::Date;
use proptest::prelude::ProptestConfig;
use proptest::proptest;
use rusqlite::Connection;

use super::account::{self, Loss};
use super::judge::Thoroughness;
use super::{APPLICATION_ID, EstablishmentDatabase, Examined, MIGRATIONS, SCHEMA_VERSION, credential_hash, look_over};
use super::{department, figures, person, person_list, role};
use crate::domain::account::AccountId;
use crate::domain::department::DepartmentDraft;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::domain::person::PersonAsk;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::migration;

const NUMBER: EstablishmentNumber = EstablishmentNumber(7);

fn credential() -> Secret {
    Secret::new("right".into())
}

/// Makes a database of an earlier version, with somebody in it.
fn of_version(folder: &Path, version: i64) -> PathBuf {
    let path = folder.join(format!("{version}.sqlite"));
    let mut connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    migration::to_latest(&MIGRATIONS[..usize::try_from(version).unwrap()], &mut connection).unwrap();
    let sql = "insert into identity (number, credential_hash, denomination, location, uai)
        values (7, $1, 'Collège', '29200 Brest', '')";
    connection.execute(sql, [credential_hash(&credential())]).unwrap();
    let sql = "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
            must_change, created_at, last_sign_in_at, rev)
        values (1, 'admin', 'LE GALL', 'Anne', '', 'superadmin', 1, '', 'x', 0, 5, 9, 3)";
    connection.execute(sql, []).unwrap();
    connection
        .execute("insert into account_role (account_id, role, department) values (1, 'Manager', '')", [])
        .unwrap();
    if version >= 3 {
        connection.execute("update counter set last = 1 where name = 'account'", []).unwrap();
    }
    path
}

fn second() -> account::NewAccount {
    account::NewAccount {
        login: "second".into(),
        last_name: "B".into(),
        first_name: String::new(),
        email: String::new(),
        level: account::Level::User,
        category: account::Category::Staff,
        left_at: None,
        password: "x".into(),
        password_until: None,
        created_at: Timestamp(0),
        last_sign_in_at: None,
    }
}

fn open(path: &Path) -> Result<EstablishmentDatabase> {
    EstablishmentDatabase::open(path, NUMBER, &credential())
}

fn examined(path: &Path) -> Examined {
    super::examine(path, (NUMBER, &credential()), Thoroughness::Thorough, &path.with_extension("new")).unwrap()
}

fn schema(database: &EstablishmentDatabase) -> Vec<String> {
    let mut statement = database.connection.prepare("select sql from sqlite_schema where sql is not null").unwrap();
    let mut found: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(|sql| sql.unwrap()).collect();
    found.sort();
    found
}

#[test]
fn migrations_are_numbered_and_every_table_is_strict() {
    assert_eq!(SCHEMA_VERSION, i64::try_from(MIGRATIONS.len()).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let database = open(&of_version(folder.path(), SCHEMA_VERSION)).unwrap();
    let sql = "select count(*) from pragma_table_list where schema = 'main' and name not like 'sqlite%' and strict = 0";
    assert_eq!(database.connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
}

/// Opening a database costs for each of its tables, and so does the catalogue of a server that holds thousands of them.
#[test]
fn a_database_has_few_tables_and_no_more_than_tables_and_indexes() {
    let folder = tempfile::tempdir().unwrap();
    let database = open(&of_version(folder.path(), SCHEMA_VERSION)).unwrap();
    let count = |kind: &str| {
        let sql = "select count(*) from sqlite_schema where type = $1";
        database.connection.query_row(sql, [kind], |row| row.get::<_, i64>(0)).unwrap()
    };
    assert!(count("table") <= 40, "{} tables", count("table"));
    assert!(count("index") <= 80, "{} indexes", count("index"));
    assert_eq!((count("trigger"), count("view")), (0, 0));
}

#[test]
fn every_older_version_is_brought_up_to_date_with_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let latest = schema(&open(&of_version(folder.path(), SCHEMA_VERSION)).unwrap());
    for version in 1..SCHEMA_VERSION {
        let path = of_version(folder.path(), version);
        let mut database = open(&path).unwrap();
        assert_eq!(schema(&database), latest, "{version}");
        let administrators = database.read(account::administrators).unwrap();
        assert_eq!(administrators[0].last_name, "LE GALL", "{version}");
        assert_eq!(database.write(|tx| account::insert(tx, &second())).unwrap().0, 2, "{version}");
        drop(database);
        let loss = figures::loss(&path, NUMBER, &credential()).unwrap();
        assert_eq!(loss, Loss { accounts: 2, grades: 0, mails: 0, last_sign_in_at: Some(Timestamp(9)) });
        let seen = look_over(&path, (NUMBER, &credential())).unwrap();
        assert_eq!((seen.version, seen.flaw), (SCHEMA_VERSION, None), "{version}");
    }
}

#[test]
fn a_database_that_many_open_at_once_is_migrated_once() {
    const OPENERS: usize = 8;
    let folder = tempfile::tempdir().unwrap();
    let path = of_version(folder.path(), 1);
    let barrier = Barrier::new(OPENERS);
    std::thread::scope(|scope| {
        for _ in 0..OPENERS {
            scope.spawn(|| {
                barrier.wait();
                let mut database = open(&path).unwrap();
                assert_eq!(database.read(account::administrators).unwrap().len(), 1);
            });
        }
    });
    assert_eq!(look_over(&path, (NUMBER, &credential())).unwrap().version, SCHEMA_VERSION);
}

#[test]
fn a_migration_that_fails_leaves_the_older_version_and_one_of_another_establishment_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = of_version(folder.path(), 1);
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch("create table grade (stray text) strict").unwrap();
    drop(connection);
    assert!(open(&path).is_err());
    assert_eq!(look_over(&path, (NUMBER, &credential())).unwrap().version, 1);
    let foreign = EstablishmentDatabase::open(&path, EstablishmentNumber(8), &credential());
    assert!(matches!(foreign, Err(Error::Foreign { .. })));
}

#[test]
fn what_the_rules_forbid_is_refused_by_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let database = open(&of_version(folder.path(), SCHEMA_VERSION)).unwrap();
    let run = |sql: &str| database.connection.execute_batch(sql);
    run("insert into course values (1, 'C1', 'Cours', 'ilt', 0, 1);
         insert into department (id, code, name, rev) values (1, 'RT', 'Réseaux', 1);
         insert into semester values (1, 'RT', 'S1', '2026-09-01', '2027-01-31', 0, 1);
         insert into teaching_module values (1, 1, 'R1.01', 'Réseaux', 1, 1);
         insert into evaluation values (1, 1, 'Contrôle', '', 1, 0, 1);
         insert into grade values (1, 1, 'value', 1250, 1, 0, 1);
         insert into enrolment values (1, 1, 'learner', 'suspended', 'enrolled', 0, null, 1);")
    .unwrap();
    for wrong in [
        "insert into enrolment values (1, 1, 'tutor', 'unknown', '', 0, null, 1)",
        "insert into enrolment values (1, 1, 'manager', 'enrolled', '', 0, null, 1)",
        "insert into enrolment values (1, 1, 'tutor', 'enrolled', 'waiting', 0, null, 1)",
        "insert into enrolment values (1, 1, 'tutor', 'enrolled', '', 0, 5, 1)",
        "insert into enrolment values (2, 1, 'tutor', 'enrolled', '', 0, null, 1)",
        "insert into enrolment values (1, 2, 'tutor', 'enrolled', '', 0, null, 1)",
        "insert into grade values (1, 2, 'value', 100, 1, 0, 1)",
        "update grade set hundredths = null",
        "update grade set mark = 'absent'",
        "delete from evaluation",
        "update account set category = 'parent'",
        "update identity set sign_in_mode = 'magic'",
    ] {
        assert!(run(wrong).is_err(), "{wrong}");
    }
    run("delete from account where id = 1").unwrap();
    let left: i64 = database.connection.query_row("select count(*) from grade", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn the_tables_that_the_registry_has_too_are_the_same_there() {
    let (folder, registry) = crate::store::registry::tests::fresh();
    drop(registry);
    let shared = |path: &Path| {
        let sql = "select name, sql from sqlite_schema where tbl_name in ('job', 'job_target', 'audit', 'counter', 'session', 'lockout')
            and sql is not null order by name";
        let connection = Connection::open(path).unwrap();
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.collect::<rusqlite::Result<Vec<(String, String)>>>().unwrap()
    };
    let own = of_version(folder.path(), 1);
    drop(open(&own).unwrap());
    let found = shared(&own);
    assert_eq!(found, shared(&folder.path().join("registry.sqlite")));
    assert_eq!(found.iter().filter(|(_, sql)| sql.starts_with("CREATE TABLE")).count(), 6, "{found:?}");
}

#[test]
fn departments_of_earlier_versions_have_an_id_each_and_their_keys_where_nobody_else_has_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = of_version(folder.path(), 4);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "insert into department (code, name, rev) values ('RT', 'Réseaux', 3), ('rt', 'Route', 1), ('GC', 'RÉSEAUX', 1);
            insert into semester values (1, 'RT', 'S1', '2026-09-01', '2027-01-31', 0, 1);
            insert into account_role values (1, 'Ens', 'RT'), (1, 'Secr', 'RT')",
        )
        .unwrap();
    drop(connection);
    let mut database = open(&path).unwrap();
    let found = database.read(department::list).unwrap();
    let shown: Vec<_> = found.iter().map(|one| (one.id.0, one.code.as_str(), one.semesters, one.roles)).collect();
    assert_eq!(shown, [(3, "rt", 0, 0), (1, "GC", 0, 0), (2, "RT", 1, 2)]);
    let named = |database: &mut EstablishmentDatabase, code: &str| {
        database.read(|tx| department::find_by_code(tx, code)).unwrap().map(|one| one.code)
    };
    assert_eq!(named(&mut database, "RT").as_deref(), Some("RT"));
    assert_eq!(named(&mut database, "rt").as_deref(), Some("rt"));
    assert_eq!(named(&mut database, " Rt ").as_deref(), Some("RT"));
    let holder = database.read(|tx| department::find_by_name(tx, "reseaux")).unwrap().unwrap();
    assert_eq!(holder.code, "GC");
    drop(database);
    assert_eq!(examined(&path).flaw, None);
}

#[test]
fn accounts_of_earlier_versions_are_found_searched_and_put_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for version in [1, 7] {
        let path = of_version(folder.path(), version);
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(
                "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
                    must_change, created_at, rev)
                    select id + 1, 'élie', 'Élan', 'Zoé', 'z.elan@lycee.invalid', 'user', 1, '2027-06-30', 'x', 0, 5, 2 from account;
                insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
                    must_change, created_at, rev) select 3, 'ELIE', 'Elan', 'Ana', '', 'user', 0, '', 'x', 0, 5, 1;
                insert into account_role (account_id, role, department) values (2, 'Chef', 'RT');",
            )
            .unwrap();
        drop(connection);
        let mut database = open(&path).unwrap();
        let ask = PersonAsk::everybody(Date::constant(2026, 11, 30));
        let listed = |database: &mut EstablishmentDatabase, ask: &PersonAsk| {
            let found = database.read(|tx| person_list::ids(tx, ask)).unwrap();
            found.into_iter().map(|id| id.0).collect::<Vec<_>>()
        };
        assert_eq!(listed(&mut database, &ask), [3, 2, 1], "{version}");
        assert_eq!(listed(&mut database, &PersonAsk { words: "ely".into(), ..ask.clone() }), Vec::<i64>::new());
        assert_eq!(listed(&mut database, &PersonAsk { words: "elan lyc".into(), ..ask.clone() }), [2]);
        assert_eq!(listed(&mut database, &PersonAsk { role: Some("Chef".into()), ..ask }), [2]);
        for (login, id) in [("élie", 2), ("Élie", 2), ("elie", 2), ("ELIE", 3)] {
            let found = database.read(|tx| person::find_by_login(tx, login)).unwrap().unwrap();
            assert_eq!(found.id.0, id, "{login}");
        }
        let kept = database.read(|tx| person::find(tx, AccountId(2))).unwrap().unwrap();
        assert_eq!(
            (kept.draft.expires_on, kept.draft.pending, kept.rev),
            (Some(Date::constant(2027, 6, 30)), false, 2)
        );
        assert_eq!(database.read(role::list).unwrap().len(), 5);
        drop(database);
        assert_eq!(examined(&path).flaw, None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever was added, deleted, put back and taken back before.
    #[test]
    fn an_id_of_a_department_is_never_given_again(acts in proptest::collection::vec((0_u8..4, 0_usize..8), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let mut database = open(&of_version(folder.path(), SCHEMA_VERSION)).unwrap();
        let mut given = BTreeSet::new();
        for (turn, (act, at)) in acts.into_iter().enumerate() {
            let there = database.read(department::list).unwrap();
            let one = there.get(at % there.len().max(1));
            let draft = DepartmentDraft { code: format!("D{turn}"), name: format!("N{turn}") };
            match (act, one) {
                (0, Some(one)) => database.write(|tx| department::delete(tx, one.id)).unwrap(),
                // What was deleted comes back as itself.
                (1, Some(one)) => {
                    database.write(|tx| department::delete(tx, one.id)).unwrap();
                    database.write(|tx| department::put_back(tx, one)).unwrap();
                }
                (2, _) => {
                    let taken_back: Result<()> = database.write(|tx| {
                        department::insert(tx, &draft)?;
                        Err(Error::Busy)
                    });
                    assert!(taken_back.is_err());
                }
                _ => {
                    let id = database.write(|tx| department::insert(tx, &draft)).unwrap();
                    assert!(given.insert(id), "{id} was given before");
                }
            }
        }
    }
}
