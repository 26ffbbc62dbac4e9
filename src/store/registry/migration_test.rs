//! Registries of every older version, opened by this one.

use std::path::{Path, PathBuf};
use std::sync::Barrier;

use rusqlite::Connection;

use super::{APPLICATION_ID, MIGRATIONS, Registry, SCHEMA_VERSION, setting, zone};
use crate::domain::access::Identity;
use crate::domain::language::Language;
use crate::domain::session::{EndReason, SessionId};
use crate::domain::time::Timestamp;
use crate::domain::webmaster::{Login, WebmasterId};
use crate::domain::zone::ZoneDraft;
use crate::store::ledger::session;
use crate::store::migration;

/// The version from which on ids are counted.
const COUNTERS: usize = 8;

/// Makes a registry of an earlier version, with something in it.
fn of_version(folder: &Path, version: usize) -> PathBuf {
    let path = folder.join(format!("{version}.sqlite"));
    let mut connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    migration::to_latest(&MIGRATIONS[..version], &mut connection).unwrap();
    connection
        .execute_batch(
            "insert into host_setting (name, value, rev) values ('host', '{}', 3);
             insert into zone (number, name, name_key, position, language, rev) values (4, 'Rennes', 'rennes', 1, 'fr', 1);
             insert into outbox (id, kind, to_name, to_email, language, subject, body, secret, secret_until, message_id,
                state, attempts, words, created_at, next_attempt_at, owner, step)
                values (9, 'test', 'A', 'a@b.fr', 'fr', 's', 'b', '', 0, 'm', 'sent', 1, '', 5, 5, '', '');",
        )
        .unwrap();
    if version >= COUNTERS {
        connection.execute_batch("update counter set last = 4 where name = 'zone'").unwrap();
    }
    path
}

fn schema(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let mut statement = connection.prepare("select sql from sqlite_schema where sql is not null").unwrap();
    let mut found: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(|sql| sql.unwrap()).collect();
    found.sort();
    found
}

fn version(path: &Path) -> i64 {
    Connection::open(path).unwrap().query_row("pragma user_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn every_older_version_is_brought_up_to_date_with_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let latest = folder.path().join("new.sqlite");
    drop(Registry::create(&latest).unwrap());
    for older in 1..=MIGRATIONS.len() {
        let path = of_version(folder.path(), older);
        let mut registry = Registry::open(&path).unwrap();
        assert_eq!(registry.read(|tx| setting::find(tx, "host")).unwrap(), Some(("{}".to_owned(), 3)), "{older}");
        assert_eq!(registry.read(zone::list).unwrap().len(), 1, "{older}");
        let draft = ZoneDraft { name: "Brest".into(), language: Language::French };
        assert_eq!(registry.write(|tx| zone::insert(tx, &draft)).unwrap().number.0, 5, "{older}");
        assert_eq!(registry.complaints().unwrap(), Vec::<String>::new(), "{older}");
        drop(registry);
        assert_eq!((schema(&path), version(&path)), (schema(&latest), SCHEMA_VERSION), "{older}");
    }
}

#[test]
fn days_that_were_read_from_a_year_of_two_digits_are_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = of_version(folder.path(), 7);
    let connection = Connection::open(&path).unwrap();
    let days = ["0026-11-28", "0098-09-01", "0000-01-01", "2026-11-28", "1998-09-01", "0126-01-01"];
    for (number, day) in (1..).zip(days) {
        let sql =
            "insert into establishment (number, zone_number, location, denomination, uai, uai_site, contact_last_name,
                contact_first_name, contact_email, registered_on, department, search, stage, credential, rev)
            values ($1, 4, 'Brest', 'École', '', 1, '', '', '', $2, '', '', 'active', 'c', 1)";
        connection.execute(sql, rusqlite::params![number, day]).unwrap();
    }
    connection.execute("insert into lockout values ('ma phrase de passe', 1, 1, 1, 1)", []).unwrap();
    drop(connection);
    drop(Registry::open(&path).unwrap());
    let connection = Connection::open(&path).unwrap();
    let mut statement = connection.prepare("select registered_on from establishment order by number").unwrap();
    let found: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(|day| day.unwrap()).collect();
    assert_eq!(found, ["2026-11-28", "1998-09-01", "2000-01-01", "2026-11-28", "1998-09-01", "0126-01-01"]);
    let sql = "select count(*) from establishment where place = 'brest' || char(10) || 'ecole'";
    let placed: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(placed, 6, "what an import looks for is filled in");
    let kept: i64 = connection.query_row("select count(*) from lockout", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 0, "what may be a password goes");
}

/// Whose a session is stands in it from version 16 on.
#[test]
fn sessions_of_earlier_versions_are_the_same_persons() {
    let folder = tempfile::tempdir().unwrap();
    let path = of_version(folder.path(), 15);
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "insert into webmaster values (3, 'alice', 'MARTIN', '', '', 1, 'x', null, 1);
             insert into session values (4, 3, 'unix', 'client', 'key', 5, 6, null, ''),
                (5, 3, 'unix', '', '', 5, 6, 7, 'hang-up'), (6, 3, '', '', '', 5, 6, 7, '');",
        )
        .unwrap();
    drop(connection);
    let mut registry = Registry::open(&path).unwrap();
    let open = registry.read(|tx| session::open(tx)).unwrap();
    let shown: Vec<_> = open.iter().map(|one| (one.id.0, one.login.as_str(), one.ssh_key.as_str())).collect();
    assert_eq!(shown, [(4, "alice", "key")]);
    let ended = [5, 6].map(|id| registry.read(|tx| session::end_reason(tx, SessionId(id))).unwrap());
    assert_eq!(ended, [Some(EndReason::HangUp), Some(EndReason::Ended)]);
    let alice = Identity::Webmaster {
        id: WebmasterId(3),
        login: Login::parse("alice").unwrap(),
        duty: crate::domain::duty::Duty::Full,
        support: None,
    };
    registry.write(|tx| session::end_all(tx, &alice, EndReason::Password, Timestamp(9))).unwrap();
    assert_eq!(registry.read(|tx| session::open(tx)).unwrap(), []);
}

#[test]
fn a_registry_that_many_open_at_once_is_migrated_once() {
    const OPENERS: usize = 8;
    // A copy of the latest version is not migrated, but was never opened with a log either.
    for older in [1, 1, 1, 1, MIGRATIONS.len(), MIGRATIONS.len(), MIGRATIONS.len(), MIGRATIONS.len()] {
        let folder = tempfile::tempdir().unwrap();
        let path = of_version(folder.path(), older);
        let barrier = Barrier::new(OPENERS);
        std::thread::scope(|scope| {
            for _ in 0..OPENERS {
                scope.spawn(|| {
                    barrier.wait();
                    assert_eq!(Registry::open(&path).unwrap().read(zone::list).unwrap().len(), 1);
                });
            }
        });
        assert_eq!(version(&path), SCHEMA_VERSION);
    }
}

#[test]
fn a_step_that_fails_leaves_the_version_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = of_version(folder.path(), 3);
    // In the way of the fifth step, after half of it.
    Connection::open(&path).unwrap().execute_batch("create table statistics_known (stray text) strict").unwrap();
    assert!(Registry::open(&path).is_err());
    assert_eq!(version(&path), 4);
    let connection = Connection::open(&path).unwrap();
    let half = "select count(*) from sqlite_schema where name like 'statistics_snapshot%'";
    assert_eq!(connection.query_row(half, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    connection.execute_batch("drop table statistics_known").unwrap();
    drop(connection);
    assert!(Registry::open(&path).is_ok());
}
