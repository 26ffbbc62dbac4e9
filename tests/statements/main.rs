//! Every statement of the store, on the two engines that it is to run on: the embedded SQLite, and a real PostgreSQL.
//!
//! Nothing is copied here: the statements are read from the sources that run them, the schemas from their migrations.
//! What the collector cannot read fails the test, so that nothing escapes it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests: what is missing fails the test that needs it")]

#[path = "../support/mod.rs"]
pub mod support;

mod catalogue;
mod collect;
mod engines;

use collect::{Database, Statement};
use engines::Engines;
use support::postgres::Postgres;

fn source(file: &str) -> String {
    std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn every_statement_runs_on_both_engines_and_does_the_same() {
    let server = Postgres::start().unwrap();
    let collected = collect::store();
    assert_eq!(collected.faults, Vec::<String>::new());
    let mut faults = Vec::new();
    for database in [Database::Registry, Database::Establishment] {
        let mut engines = Engines::start(&server, database).unwrap();
        for fault in catalogue::differences(&mut engines) {
            faults.push(format!("{database:?}: {fault}"));
        }
        for Statement { at, sql, .. } in collected.statements.iter().filter(|one| one.runs_on(database)) {
            faults.extend(engines.check(sql).into_iter().map(|fault| format!("{at}: {fault}\n    {sql}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    // A collector that found next to nothing would have proved next to nothing.
    assert!(collected.statements.len() > 150, "{}", collected.statements.len());
}

#[test]
fn a_statement_outside_the_subset_is_found() {
    let server = Postgres::start().unwrap();
    let mut engines = Engines::start(&server, Database::Registry).unwrap();
    for sound in [
        "select name from zone where number = $1",
        "insert into retired_number (number, retired_at) values ($1, $2) on conflict (number) do nothing",
        "select cast(coalesce(sum(size_bytes), 0) as bigint) from export where taken_at <= $1 and file > $2",
        "select count(*) from zone where name = '$2' and number = $1",
    ] {
        assert_eq!(engines.check(sound), Vec::<String>::new(), "{sound}");
    }
    for (planted, expected) in [
        (
            "insert or replace into retired_number (number, retired_at) values ($1, $2)",
            "PostgreSQL does not prepare it",
        ),
        ("select login from lockout order by login limit -1 offset $1", "PostgreSQL does not run it"),
        ("select number from zone where name = x'00'", "PostgreSQL does not prepare it"),
        ("select x'00'", "is neither a whole number, a text nor a truth"),
        ("select max(number, $1) from zone", "PostgreSQL does not prepare it"),
        ("update zone set name = $2 where number = $1", "$2 comes where $1 should"),
        ("update zone set name = $1 where number = $3", "$3 comes where $2 should"),
        ("update zone set name = ? where number = ?", "a parameter without a number"),
        ("select sum(size_bytes) from export", "is neither a whole number, a text nor a truth"),
        ("select number from zone where name like 'X%'", "differ"),
        ("select number + 0.5 from zone", "is neither a whole number, a text nor a truth"),
        ("select number from zone where name = 1", "PostgreSQL does not prepare it"),
        ("select number from zone where name = $1 collate nocase", "PostgreSQL does not prepare it"),
        ("select ifnull(max(number), 0) from zone", "PostgreSQL does not prepare it"),
        ("select rowid from zone where number = $1", "PostgreSQL does not prepare it"),
        ("select name from zonne", "SQLite does not prepare it"),
        ("pragma user_version", "PostgreSQL does not prepare it"),
    ] {
        let found = engines.check(planted);
        assert!(found.iter().any(|fault| fault.contains(expected)), "{planted}: {found:?}");
    }
}

#[test]
fn a_schema_that_the_engines_take_differently_is_found() {
    let server = Postgres::start().unwrap();
    for (name, schema, expected) in [
        (
            "blob",
            "create table a (id integer primary key, bytes blob not null) strict;",
            "type \"blob\" does not exist",
        ),
        ("loose", "create table a (id integer primary key, at integer);", "is not strict"),
        ("real", "create table a (id integer primary key, share real not null) strict;", "column share"),
        ("view", "create table a (id integer primary key) strict; create view b as select id from a;", "view b"),
        (
            "trigger",
            "create table a (id integer primary key) strict; create trigger t after delete on a begin select 1; end;",
            "syntax error",
        ),
    ] {
        let found = match Engines::with_schema(&server, name, &[schema.to_owned()]) {
            Ok(mut engines) => catalogue::differences(&mut engines),
            Err(error) => vec![error],
        };
        assert!(found.iter().any(|fault| fault.contains(expected)), "{name}: {found:?}");
    }
    let sound = "create table a (id integer primary key, name text not null check (length(name) > 0)) strict;
        -- A comment; with a semicolon.
        create table b (a_id integer not null references a (id) on delete cascade, at integer,
            primary key (a_id, at)) strict, without rowid;
        create unique index b_at on b (at) where at > 0;";
    let mut engines = Engines::with_schema(&server, "sound", &[sound.to_owned()]).unwrap();
    assert_eq!(catalogue::differences(&mut engines), Vec::<String>::new());
}

#[test]
fn what_cannot_be_read_is_no_statement_that_passes() {
    let read = |body: &str| {
        let source = format!("const C: &str = \"a, b\";\nfn f(tx: &Tx<'_>, given: &str) {{ {body} }}");
        collect::source("src/store/registry/planted.rs", &source)
    };
    for (body, expected) in [
        ("tx.execute(\"delete from a\", &[])", vec!["delete from a"]),
        ("let sql = \"select 1\"; let sql = \"select 2\"; tx.get(sql, &[], |row| row.get(0))", vec!["select 2"]),
        ("let sql = format!(\"select {C} from t\"); tx.find(&sql, values![1], read)", vec!["select a, b from t"]),
        ("let sql = match given { \"x\" => \"one\", _ => \"two\" }; tx.list(sql, &[], read)", vec!["one", "two"]),
        ("for sql in [\"one\", \"two\"] { tx.execute(sql, &[]); }", vec!["one", "two"]),
        ("for (_, sql) in [(\"a\", \"one\"), (\"b\", \"two\")] { tx.execute(sql, &[]); }", vec!["one", "two"]),
        ("let n = i64::MAX; tx.each(&format!(\"x {n}\"), &[], visit)", vec!["x 9223372036854775807"]),
    ] {
        let found = read(body);
        assert_eq!(found.faults, Vec::<String>::new(), "{body}");
        assert_eq!(found.statements.iter().map(|one| one.sql.as_str()).collect::<Vec<_>>(), expected, "{body}");
    }
    for body in [
        "tx.execute(given, &[])",
        "tx.rows(given, &[], key, read)",
        "tx.execute(&format!(\"delete from {given}\"), &[])",
        "tx.execute(&[\"a\", given].concat(), &[])",
        "other.execute(\"delete from a\", &[])",
        "let run = sql::Tx::execute; run(tx, given, &[])",
        "let rows = vec![tx.get(\"select 1\", &[], read)];",
        "rusqlite::Connection::open_in_memory()",
    ] {
        assert!(!read(body).faults.is_empty(), "{body}");
    }
}
