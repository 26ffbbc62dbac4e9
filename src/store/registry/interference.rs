//! What other hands do to a registry, for the tests of the rooms above.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::Connection;

fn run(path: &Path, sql: &str) {
    Connection::open(path).unwrap().execute_batch(sql).unwrap();
}

/// Lets no two rows have the same from now on; `of` says of which: `zone (name) where number > 2`.
pub(crate) fn let_no_two(path: &Path, name: &str, of: &str) {
    run(path, &format!("create unique index {name} on {of}"));
}

/// Takes back [`let_no_two`].
pub(crate) fn let_again(path: &Path, name: &str) {
    run(path, &format!("drop index {name}"));
}

/// Refuses a change from now on; `what` says which: `delete on zone when old.number = 2`.
pub(crate) fn refuse(path: &Path, name: &str, what: &str) {
    run(path, &format!("create trigger {name} before {what} begin select raise(abort, 'refused'); end"));
}

/// Takes back [`refuse`].
pub(crate) fn allow(path: &Path, name: &str) {
    run(path, &format!("drop trigger {name}"));
}

/// Puts another rule in the place of one of a table.
pub(crate) fn tighten(path: &Path, table: &str, rule: &str, stricter: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("pragma writable_schema = on").unwrap();
    let sql = "update sqlite_schema set sql = replace(sql, $1, $2) where name = $3 and instr(sql, $1) > 0";
    assert_eq!(connection.execute(sql, [rule, stricter, table]).unwrap(), 1);
    connection.execute_batch("pragma schema_version = 9999; pragma writable_schema = off").unwrap();
}

/// Calls a table something else.
pub(crate) fn rename(path: &Path, table: &str, to: &str) {
    run(path, &format!("alter table {table} rename to {to}"));
}

/// Gives an establishment a day of registration that is none.
pub(crate) fn spoil_day(path: &Path, number: u32) {
    spoil(path, number, "registered_on = '2026-13-01'");
}

/// Sets something of an establishment that nobody can read.
pub(crate) fn spoil(path: &Path, number: u32, set: &str) {
    run(path, &format!("update establishment set {set} where number = {number}"));
}

/// Counts an establishment's figures as they never were.
pub(crate) fn count(path: &Path, number: u32, denomination: &str) {
    let figures = ", 0".repeat(16);
    let sql = format!(
        "insert into statistics_line values ({number}, 9, 10, 1, '{denomination}', '', null{figures}, 'password')"
    );
    run(path, &sql);
}

/// What a disk or a hand does to a table, whatever the schema says.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Damage<'a> {
    /// Sets something of the rows of which something holds.
    Set(&'a str, &'a str),
    /// Puts a row of these values there.
    Row(&'a str),
}

/// Bytes that are no text, as values call them.
const BYTES: &str = "cast(x'ff41fe' as text)";

/// Damages a table; `bytes()` stands for a text that is none.
pub(crate) fn damage(path: &Path, table: &str, damage: Damage<'_>) {
    let sql = match damage {
        Damage::Set(set, of) => format!("update {table} set {set} where {of}"),
        Damage::Row(values) => format!("insert or replace into {table} values ({values})"),
    };
    let sql = sql.replace("bytes()", BYTES);
    run(path, &format!("pragma ignore_check_constraints = on; pragma foreign_keys = off; {sql}"));
}

/// Returns what each table holds, as text.
pub(crate) fn tables(path: &Path) -> BTreeMap<String, Vec<String>> {
    let connection = Connection::open(path).unwrap();
    let mut known = connection.prepare("select name from sqlite_schema where type = 'table'").unwrap();
    let names: Vec<String> = known.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let held = |table: String| {
        let mut rows = connection.prepare(&format!("select * from {table}")).unwrap();
        let width = rows.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            (0..width).map(|at| Ok(format!("{:?}", row.get_ref(at)?))).collect::<rusqlite::Result<Vec<_>>>()
        };
        let found = rows.query_map([], row).unwrap().map(|row| row.unwrap().join("|")).collect();
        (table, found)
    };
    names.into_iter().map(held).collect()
}
