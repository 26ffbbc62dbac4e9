//! Whether a database holds only what this program can have written into it.
//!
//! SQLite leaves the conditions of columns out for who only reads, and looks at no text. So what is judged is a private
//! copy, which is opened to be written although nothing is written into it.
//!
//! SQLite's own half: its checks, its catalogue, and how it words what it finds.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OpenFlags, Row};

use super::form::has_tables_of;
use super::snapshot::IN_MEMORY_MAX;
use super::understood;
use super::{connect_to_look, harden};
use crate::domain::day::parse_day;
use crate::domain::establishment::NUMBER_MAX;
use crate::domain::fault::{Misfit, Wrong};
use crate::domain::time::Timestamp;
use crate::store::constraint::Constraint;
use crate::store::counter::COUNT_MAX;
use crate::store::error::{Error, Result};
use crate::store::files;
use crate::store::sql::{self, Purpose};

/// How thoroughly a database is examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Thoroughness {
    /// Its pages, indexes and references, where it lies.
    #[default]
    Quick,
    /// The conditions of its columns and every value too, on a private copy.
    Thorough,
}

impl Thoroughness {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Quick => "quick",
            Self::Thorough => "thorough",
        }
    }
}

/// What is wrong with a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// SQLite finds it damaged, in its words.
    Damaged(String),
    /// A value can never have been written by this program.
    Misfit(Misfit),
}

/// Columns whose text is a name on one line.
const NAMES: [&str; 22] = [
    "code",
    "code_key",
    "denomination",
    "department",
    "email",
    "first_name",
    "home_department",
    "key",
    "last_name",
    "location",
    "login",
    "login_key",
    "name",
    "name_key",
    "permissions",
    "role",
    "subject",
    "support",
    "title",
    "to_name",
    "uai",
    "words",
];

/// Opens a private copy so that it can be judged.
pub(super) fn open(copy: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(copy, flags)?;
    harden(&mut connection)?;
    connection.execute_batch("pragma synchronous = off; pragma journal_mode = memory;")?;
    Ok(connection)
}

/// A private copy of a database that may be in use; a large one is a file, gone with the value.
pub(super) struct Copy {
    pub(super) connection: Connection,
    _file: Option<Aside>,
}

struct Aside(PathBuf);

impl Drop for Aside {
    fn drop(&mut self) {
        let _ = files::remove_database(&self.0);
    }
}

/// Copies one state of a database, into memory or aside.
///
/// # Errors
/// [`Error::Full`] when there is no room for it; what SQLite or the system says.
pub(super) fn copy(path: &Path, aside: &Path) -> Result<Copy> {
    let mut source = connect_to_look(path)?;
    let size = files::size_with_log(path);
    if size <= IN_MEMORY_MAX {
        // One state, which ends with the connection.
        source.execute_batch("begin; select count(*) from sqlite_schema;")?;
        let mut bytes = source.serialize(MAIN_DB)?.to_vec();
        // The header's file format: rollback mode, since a log belongs to no file in memory.
        bytes.get_mut(18..20).unwrap_or_default().fill(1);
        let mut connection = Connection::open_in_memory()?;
        connection.deserialize_read_exact(MAIN_DB, &bytes[..], bytes.len(), false)?;
        harden(&mut connection)?;
        connection.execute_batch("pragma synchronous = off; pragma journal_mode = memory;")?;
        return Ok(Copy { connection, _file: None });
    }
    let folder = aside.parent().unwrap_or(Path::new("/"));
    files::create_directory(folder)?;
    if files::space(folder)?.free_bytes < size {
        return Err(Error::Full);
    }
    files::remove(aside)?;
    // VACUUM INTO accepts an existing empty file: so it is private from its first byte.
    drop(files::create_new(aside)?);
    let file = Aside(aside.to_owned());
    source.execute("vacuum into $1", [aside.to_string_lossy().as_ref()])?;
    Ok(Copy { connection: open(aside)?, _file: Some(file) })
}

/// Judges a copy that has just the tables of its schema version.
pub(super) fn whole(copy: &mut Connection, version: i64) -> Result<Option<Flaw>> {
    if has_tables_of(copy, version)? { flaw(copy) } else { Ok(Some(Flaw::Damaged("schema".to_owned()))) }
}

/// Finds the first thing that is wrong with a copy whose schema is ours: damage, a broken condition or reference, a
/// value.
///
/// # Errors
/// What SQLite says; [`Error::ReadOnly`] when it may not be written, so that nothing could be told.
pub(super) fn flaw(copy: &mut Connection) -> Result<Option<Flaw>> {
    if copy.is_readonly(MAIN_DB)? {
        return Err(Error::ReadOnly { path: PathBuf::new() });
    }
    let encoding: String = copy.query_row("pragma encoding", [], |row| row.get(0))?;
    if encoding != "UTF-8" {
        return Ok(Some(Flaw::Damaged(encoding)));
    }
    let complaint: String = copy.query_row("pragma integrity_check(1)", [], |row| row.get(0))?;
    if complaint != "ok" {
        return Ok(Some(match refused_table(&complaint) {
            Some(table) => Flaw::Misfit(refused(copy, table, &complaint)?),
            None => Flaw::Damaged(complaint),
        }));
    }
    if let Some(misfit) = dangling(copy)? {
        return Ok(Some(Flaw::Misfit(misfit)));
    }
    if let Some(complaint) = identities(copy)? {
        return Ok(Some(Flaw::Damaged(complaint)));
    }
    let tables = tables(copy)?;
    for table in &tables {
        if let Some(misfit) = misfit(copy, table)? {
            return Ok(Some(Flaw::Misfit(misfit)));
        }
    }
    let has = |name: &str| tables.iter().any(|table| table.name == name);
    let (has_jobs, has_sessions) = (has("job"), has("session"));
    let tx = sql::Tx::begin(copy, Purpose::Read)?;
    let job = if has_jobs { understood::job(&tx)? } else { None };
    let unknown = if job.is_none() && has_sessions { understood::session(&tx)? } else { job };
    Ok(unknown.map(Flaw::Misfit))
}

/// Refuses a database of several establishments.
pub(super) fn identities(copy: &Connection) -> Result<Option<String>> {
    let count: i64 = copy.query_row("select count(*) from identity", [], |row| row.get(0))?;
    Ok((count > 1).then(|| format!("identity: {count} rows")))
}

/// Reads the table in `CHECK constraint failed in account` and `NULL value in account.level`.
fn refused_table(complaint: &str) -> Option<&str> {
    let checked = complaint.strip_prefix("CHECK constraint failed in ");
    let typed = || complaint.split_once(" value in ").map(|(_, column)| column);
    checked.or_else(typed).and_then(|name| name.split('.').next())
}

/// Finds the rule that a table's row breaks, and that row: each row is written over with itself, and nothing of it
/// stays.
fn refused(copy: &mut Connection, table: &str, complaint: &str) -> Result<Misfit> {
    let unknown = |column: &str| Misfit::at(table, column, "", Wrong::Rule { rule: complaint.to_owned() });
    let Some(table) = tables(copy)?.into_iter().find(|known| known.name == table) else { return Ok(unknown("")) };
    let trial = copy.transaction()?;
    let set: Vec<String> = table.columns.iter().map(|column| format!("{0} = {0}", quoted(column))).collect();
    let broken = match trial.execute(&format!("update {} set {}", quoted(&table.name), set.join(", ")), []) {
        Ok(_) => return Ok(unknown("")),
        Err(error) => match Error::from(error) {
            Error::Constraint(broken) => broken,
            other => return Err(other),
        },
    };
    let column = broken.field.replace('-', "_");
    let is_checked = complaint.starts_with("CHECK");
    let condition = match broken.constraint {
        Constraint::Value if is_checked => format!("not ({})", broken.detail),
        Constraint::Missing => format!("{} is null", quoted(&column)),
        Constraint::Value | Constraint::Taken | Constraint::Reference => return Ok(unknown(&column)),
    };
    let sql = format!("select {} from {} where {condition} limit 1", table.keys(), quoted(&table.name));
    let row = trial.query_row(&sql, [], |row| Ok(label(row, table.labels.len())));
    let rule = if is_checked { broken.detail } else { complaint.to_owned() };
    Ok(Misfit::at(&table.name, &column, &row.unwrap_or_default(), Wrong::Rule { rule }))
}

/// Finds a row that refers to one that is not there.
pub(super) fn dangling(copy: &Connection) -> Result<Option<Misfit>> {
    let mut statement = copy.prepare("pragma foreign_key_check")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let (table, id, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    Ok(Some(Misfit::at(&table, "", &id, Wrong::Reference { table: parent })))
}

struct Table {
    name: String,
    columns: Vec<String>,
    /// What names a row: its row identifier, or the columns of its key.
    labels: Vec<String>,
}

impl Table {
    fn keys(&self) -> String {
        self.labels.iter().map(|label| quoted(label)).collect::<Vec<_>>().join(", ")
    }
}

pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn tables(copy: &Connection) -> Result<Vec<Table>> {
    let sql = "select name, wr from pragma_table_list
        where schema = 'main' and type = 'table' and name not like 'sqlite_%' order by name";
    let mut statement = copy.prepare(sql)?;
    let names = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let names: Vec<(String, bool)> = names.collect::<rusqlite::Result<_>>()?;
    let mut statement = copy.prepare("select name, pk from pragma_table_info($1) order by cid")?;
    let mut found = Vec::with_capacity(names.len());
    for (name, has_no_row_id) in names {
        let columns = statement.query_map([&name], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let columns: Vec<(String, i64)> = columns.collect::<rusqlite::Result<_>>()?;
        let mut keys: Vec<&(String, i64)> = columns.iter().filter(|(_, key)| *key > 0).collect();
        keys.sort_by_key(|(_, key)| *key);
        let labels =
            if has_no_row_id { keys.into_iter().map(|(key, _)| key.clone()).collect() } else { vec!["rowid".into()] };
        found.push(Table { name, labels, columns: columns.into_iter().map(|(name, _)| name).collect() });
    }
    Ok(found)
}

/// Names a row by what its first values are.
fn label(row: &Row<'_>, count: usize) -> String {
    let part = |at| match row.get_ref(at) {
        Ok(ValueRef::Integer(number)) => number.to_string(),
        Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
        Ok(ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_)) | Err(_) => String::new(),
    };
    (0..count).map(part).collect::<Vec<_>>().join(", ")
}

/// Reads every value of a table.
fn misfit(copy: &Connection, table: &Table) -> Result<Option<Misfit>> {
    let mut statement = copy.prepare(&format!("select {}, * from {}", table.keys(), quoted(&table.name)))?;
    let mut rows = statement.query([])?;
    let count = table.labels.len();
    while let Some(row) = rows.next()? {
        for (at, column) in table.columns.iter().enumerate() {
            let wrong = match row.get_ref(at + count)? {
                ValueRef::Text(bytes) => wrong_text(column, bytes),
                ValueRef::Integer(number) => wrong_number(column, number),
                // What is of another kind than its column's was found before.
                ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_) => None,
            };
            if let Some(why) = wrong {
                return Ok(Some(Misfit::at(&table.name, column, &label(row, count), why)));
            }
        }
    }
    Ok(None)
}

fn wrong_text(column: &str, bytes: &[u8]) -> Option<Wrong> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Some(Wrong::NotUtf8) };
    let is_day = || parse_day(text).is_ok_and(|day| day.to_string() == text);
    if text.contains('\0') {
        Some(Wrong::Nul)
    } else if NAMES.contains(&column) && text.contains(char::is_control) {
        Some(Wrong::Control)
    } else if (column.ends_with("_on") || column.ends_with("_until")) && !text.is_empty() && !is_day() {
        Some(Wrong::Day)
    } else {
        None
    }
}

fn wrong_number(column: &str, number: i64) -> Option<Wrong> {
    let range = match column {
        _ if column == "at" || column.ends_with("_at") || column.ends_with("_until") => {
            let fits = (Timestamp::FIRST..=Timestamp::LAST).contains(&Timestamp(number));
            return (!fits).then_some(Wrong::Moment);
        }
        "number" => 1..=i64::from(NUMBER_MAX),
        "id" | "rev" => 1..=COUNT_MAX,
        // Only webmasters have one.
        "actor_id" => 0..=COUNT_MAX,
        _ if column.ends_with("_id") || column.ends_with("_by") => 1..=COUNT_MAX,
        _ => 0..=COUNT_MAX,
    };
    (!range.contains(&number)).then_some(Wrong::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::establishment::EstablishmentNumber;
    use crate::domain::job::{Effect, Given, Impact, Selection, Task};
    use crate::store::establishment::SCHEMA_VERSION;
    use crate::store::shelf::tests::bytes;

    const PERSON: &str =
        "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
        must_change, created_at, rev) values (3, 'argon', 'A', 'B', 'a@b.invalid', 'user', 1, '', '', 0, 7, 1);
        insert into account_role values (3, 'Ens', 'RT', '2027-02-01');
        insert into people_group values (1, 'Conseil', 'conseil', 1);
        insert into group_member values (1, 3);
        insert into profile values (1, 'Scolarité', 'scolarite', 'users.view users.edit', 1);
        insert into account_profile values (3, 1);
        insert into scope values (3, 'department', 'RT');
        insert into department (id, code, code_key, name, name_key, rev) values (1, 'RT', 'rt', 'Réseaux', 'reseaux', 1);
        insert into semester values (1, 'RT', 'S1', '2026-09-01', '2027-01-31', 0, 1); insert into course values (1, 'C1', 'Cours', 'ilt', 7, 1);
        insert into enrolment values (1, 3, 'learner', 'enrolled', '', 7, null, 1);
        insert into session values (2, 'account', 3, 'argon', '', '', '', 7, 8, 9, 'sign-out');
        insert into lockout values ('argon', '=', 1, 1, 7, 8);
        insert into waiting_mail values ('<1@x>', 'argon', 'A', 'a@b.invalid', 'fr', 'Objet', 'Deux' || char(10) || 'lignes', 7, 0, 'x', 7, 'reset-code', 3);
        insert into reset_code values (3, 'x', 7, 1, 7, 1);";

    fn json(value: &impl serde::Serialize) -> String {
        serde_json::to_string(value).unwrap()
    }

    /// A database with one of each, changed by somebody who minds no rule.
    fn changed(folder: &Path, sql: &str) -> PathBuf {
        let path = folder.join("7.sqlite");
        std::fs::write(&path, bytes(EstablishmentNumber(7), "own")).unwrap();
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(PERSON).unwrap();
        let by = Selection::Numbers { numbers: Vec::new() };
        let job = "insert into job (id, kind, task, selection, name, state, wish, cause, owner, actor_kind, actor_id, actor,
            os_user, ssh_client, ssh_key, created_at, run_handled, turn, exclusive, impact, waiting, done, skipped, failed)
            values (1, 'undo-block', $1, $2, '', 'done', '', '', '', 'owner', 0, 'owner', 'a', '', '', 7, 0, 0, 0, $3,
            0, 1, 0, 0)";
        connection.execute(job, [json(&Task::UndoBlock), json(&by), json(&Impact::default())]).unwrap();
        let target = "insert into job_target values (1, 1, 7, '', '', $1, 'do', '', '', 'done', '', '', $2, 7, 0)";
        connection.execute(target, [json(&Given::Nothing), json(&Effect::Nothing)]).unwrap();
        connection.execute_batch("pragma ignore_check_constraints = on; pragma foreign_keys = off").unwrap();
        connection.execute_batch(sql).unwrap();
        path
    }

    fn judged(path: &Path) -> Option<Flaw> {
        whole(&mut open(path).unwrap(), SCHEMA_VERSION).unwrap()
    }

    #[test]
    fn whatever_this_program_cannot_have_written_is_named_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let max = i64::MAX;
        for (sql, table, column, row, why) in [
            ("update account set level = 'root'", "account", "level", "3", "rule"),
            ("update account set rev = 0", "account", "rev", "3", "rule"),
            ("update account set rev = -1", "account", "rev", "3", "rule"),
            ("update account set active = 5", "account", "active", "3", "rule"),
            ("update account_role set role = ''", "account_role", "role", "3, , RT", "rule"),
            ("update identity set sign_in_mode = 'none'", "identity", "sign_in_mode", "7", "rule"),
            ("update enrolment set status_before = 'enrolled'", "enrolment", "status_before", "1, 3, learner", "rule"),
            ("update course set kind = 'mooc'", "course", "kind", "1", "rule"),
            ("update semester set ends_on = '2026-08-01'", "semester", "ends_on", "1", "rule"),
            ("update account_role set valid_until = '2026-11-00'", "account_role", "valid_until", "3, Ens, RT", "day"),
            ("update account set pending = 2", "account", "pending", "3", "rule"),
            ("update account set home_department = 'R' || char(9)", "account", "home_department", "3", "control"),
            ("update account set words = ' a' || char(10)", "account", "words", "3", "control"),
            ("update role set permissions = 'ScoView' || char(10) where id = 2", "role", "permissions", "2", "control"),
            ("update role set shipped = 2 where id = 2", "role", "shipped", "2", "rule"),
            ("update people_group set id = -1; delete from group_member", "people_group", "id", "-1", "number"),
            ("update group_member set account_id = 99", "group_member", "", "", "reference"),
            ("update scope set kind = 'planet'", "scope", "kind", "3, planet, RT", "rule"),
            ("update scope set key = ''", "scope", "key", "3, department, ", "rule"),
            ("insert into account_role values (99, 'Ens', 'RT', '')", "account_role", "", "", "reference"),
            ("update account set email = cast(x'c3' as text)", "account", "email", "3", "not-utf8"),
            ("update account set password = cast(x'61ff' as text)", "account", "password", "3", "not-utf8"),
            ("update department set name = cast(x'eda080' as text)", "department", "name", "RT", "not-utf8"),
            ("update account set last_name = 'A' || char(0) || 'B'", "account", "last_name", "3", "nul"),
            ("update account set last_name = 'A' || char(27) || '[2J'", "account", "last_name", "3", "control"),
            ("update identity set denomination = 'A' || char(10)", "identity", "denomination", "7", "control"),
            ("update account set expires_on = '-999-01-01'", "account", "expires_on", "3", "day"),
            ("update account set expires_on = '2026-11-00'", "account", "expires_on", "3", "day"),
            ("update semester set starts_on = '0000-00-00'", "semester", "starts_on", "1", "day"),
            ("update semester set starts_on = '01/09/2026'", "semester", "starts_on", "1", "day"),
            ("update account set created_at = -1", "account", "created_at", "3", "moment"),
            (&format!("update account set created_at = {max}"), "account", "created_at", "3", "moment"),
            (&format!("update account set rev = {max}"), "account", "rev", "3", "number"),
            (
                &format!("update course set id = {max}; delete from enrolment"),
                "course",
                "id",
                &max.to_string(),
                "number",
            ),
            (&format!("update counter set last = {max} where name = 'course'"), "counter", "last", "course", "number"),
            ("update course set id = -5; delete from enrolment", "course", "id", "-5", "number"),
            ("update identity set number = 10000000", "identity", "number", "10000000", "number"),
            ("update job set task = '{\"kind\":\"zzz\"}'", "job", "task", "1", "rule"),
            ("update job set undo_of = 1", "job", "undo_of", "1", "rule"),
            ("update job_target set effect = '[[['", "job_target", "effect", "1", "rule"),
            ("update session set end_reason = 'bored'", "session", "end_reason", "", "rule"),
            ("update session set ended_at = null", "session", "ended_at", "2", "rule"),
            ("update waiting_mail set language = 'de'", "waiting_mail", "language", "<1@x>", "rule"),
            ("update waiting_mail set subject = 'a' || char(10)", "waiting_mail", "subject", "<1@x>", "control"),
            ("update session set id = -2", "session", "id", "-2", "number"),
            ("update lockout set login = 'a' || char(10)", "lockout", "login", "a\n, =", "control"),
            ("update job_target set state = 'failed', reason = '[[['", "job_target", "reason", "1", "rule"),
            ("update job_target set forecast = 'skip'", "job_target", "forecast_reason", "1", "rule"),
        ] {
            let found = judged(&changed(folder.path(), sql));
            let Some(Flaw::Misfit(misfit)) = found else { panic!("{sql}: {found:?}") };
            let place = (misfit.table.as_str(), misfit.column.as_str(), misfit.row.as_str(), misfit.why.word());
            assert_eq!(place, (table, column, row, why), "{sql}: {misfit:?}");
            if let Wrong::Rule { rule } = &misfit.why {
                assert!(rule.contains(column), "{misfit:?}");
            }
        }
        assert_eq!(judged(&changed(folder.path(), "update account set expires_on = '2026-11-28'")), None);
    }

    #[test]
    fn other_tables_and_letters_and_a_file_that_only_can_be_read_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let damaged = |found| matches!(found, Some(Flaw::Damaged(_)));
        assert!(damaged(judged(&changed(folder.path(), "create table more (a)"))));
        assert!(damaged(judged(&changed(folder.path(), "create view more as select 1"))));
        assert!(damaged(judged(&changed(
            folder.path(),
            "create trigger t after insert on account begin select 1; end"
        ))));
        let twin = "insert into identity select 8, credential_hash, denomination, location, uai, sign_in_mode, known from identity";
        assert!(damaged(judged(&changed(folder.path(), twin))));
        let kept = "create index more on account (last_name); create unique index most on account (id); analyze";
        assert_eq!(judged(&changed(folder.path(), kept)), None);
        // Another thing in the name of statistics.
        let other = "create table t (a, b, c); pragma writable_schema = on; update sqlite_schema
            set name = 'sqlite_stat1', tbl_name = 'sqlite_stat1', sql = 'CREATE TABLE sqlite_stat1(a,b,c)'
            where name = 't'";
        assert!(damaged(judged(&changed(folder.path(), other))));
        let path = changed(folder.path(), "");
        let wide = folder.path().join("wide.sqlite");
        let connection = Connection::open(&wide).unwrap();
        connection.execute_batch("pragma encoding = 'UTF-16le'").unwrap();
        super::super::migrate(&mut { connection }).unwrap();
        assert!(damaged(judged(&wide)));
        let mut reading = connect_to_look(&path).unwrap();
        assert!(matches!(flaw(&mut reading), Err(Error::ReadOnly { .. })));
    }

    #[test]
    fn a_copy_is_of_one_state_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (path, aside) = (changed(folder.path(), ""), folder.path().join("aside/a.new"));
        let writing = Connection::open(&path).unwrap();
        writing.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        // What is only in the log is judged too.
        writing.execute_batch("pragma ignore_check_constraints = on; update account set level = 'root'").unwrap();
        let found = whole(&mut copy(&path, &aside).unwrap().connection, SCHEMA_VERSION).unwrap();
        assert!(matches!(found, Some(Flaw::Misfit(_))), "{found:?}");
        writing.execute_batch("update account set level = 'user'; create table large (a blob)").unwrap();
        writing.execute("insert into large values (zeroblob(33 << 20))", []).unwrap();
        let large = copy(&path, &aside).unwrap();
        assert_eq!(files::exposure(&aside).unwrap(), None);
        drop(large);
        assert_eq!(files::list(aside.parent().unwrap()).unwrap(), Vec::<PathBuf>::new());
    }
}
