//! The two engines side by side: the same schema, the same rows, one statement at a time on both, taken back.

use postgres::types::{ToSql, Type};
use postgres::{Client, error::SqlState};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, ffi};

use crate::collect::Database;
use crate::support::postgres::Postgres;

/// Both, empty but for what a statement can find.
pub(crate) struct Engines {
    pub(crate) sqlite: Connection,
    pub(crate) postgres: Client,
}

/// What a parameter is given: every whole number, every text.
const NUMBER: i64 = 1;
const TEXT: &str = "x";

/// What a statement did: its rows, or how many it changed; or the kind of constraint that refused it.
type Done = Result<Vec<Vec<String>>, String>;

impl Engines {
    pub(crate) fn start(server: &Postgres, database: Database) -> Result<Self, String> {
        let (name, rows) = match database {
            Database::Registry => ("registry", include_str!("registry.sql")),
            Database::Establishment => ("establishment", include_str!("establishment.sql")),
        };
        let mut engines = Self::with_schema(server, name, &database.schema())?;
        engines.sqlite.execute_batch(rows).map_err(|error| format!("SQLite, rows of {name}: {error}"))?;
        engines
            .postgres
            .batch_execute(rows)
            .map_err(|error| format!("PostgreSQL, rows of {name}: {}", told(&error)))?;
        Ok(engines)
    }

    /// Makes both from the same texts.
    pub(crate) fn with_schema(server: &Postgres, name: &str, texts: &[String]) -> Result<Self, String> {
        // Tests run side by side, each with databases of its own.
        let mut engines = Self {
            sqlite: Connection::open_in_memory().map_err(|error| error.to_string())?,
            postgres: server.database(name).map_err(|error| error.to_string())?,
        };
        for text in texts {
            engines.sqlite.execute_batch(text).map_err(|error| format!("SQLite: {error}"))?;
            let translated = translated(text);
            engines.postgres.batch_execute(&translated).map_err(|error| format!("PostgreSQL: {}", told(&error)))?;
        }
        Ok(engines)
    }

    /// Tells what is wrong with a statement.
    pub(crate) fn check(&mut self, sql: &str) -> Vec<String> {
        self.checked(sql).err().into_iter().collect()
    }

    fn checked(&mut self, sql: &str) -> Result<(), String> {
        let count = parameters(sql)?;
        let types = self.types(sql, count)?;
        let sqlite = self.on_sqlite(sql, &types)?;
        let postgres = self.on_postgres(sql, &types)?;
        let same = match (&sqlite, &postgres) {
            (Ok(left), Ok(right)) if sql.contains("order by") => left == right,
            (Ok(left), Ok(right)) => sorted(left) == sorted(right),
            (left, right) => left == right,
        };
        if same { Ok(()) } else { Err(format!("the engines differ: SQLite {sqlite:?}, PostgreSQL {postgres:?}")) }
    }

    /// Prepares on both; returns what each parameter is.
    fn types(&mut self, sql: &str, count: usize) -> Result<Vec<Type>, String> {
        let known = self.sqlite.prepare(sql).map_err(|error| format!("SQLite does not prepare it: {error}"))?;
        if known.parameter_count() != count {
            return Err(format!("SQLite counts {} parameters instead of {count}", known.parameter_count()));
        }
        let refused = |error: postgres::Error| format!("PostgreSQL does not prepare it: {}", told(&error));
        let inferred = self.postgres.prepare(sql).map_err(refused)?;
        if inferred.params().len() != count {
            return Err(format!("PostgreSQL counts {} parameters instead of {count}", inferred.params().len()));
        }
        let kind = |at: &Type| match *at {
            Type::INT8 | Type::INT4 => Ok(Type::INT8),
            Type::TEXT => Ok(Type::TEXT),
            ref other => Err(format!("a parameter is neither a whole number nor a text but {other}")),
        };
        let types = inferred.params().iter().map(kind).collect::<Result<Vec<_>, _>>()?;
        for column in inferred.columns() {
            if ![Type::INT8, Type::INT4, Type::TEXT, Type::BOOL].contains(column.type_()) {
                let (name, found) = (column.name(), column.type_());
                return Err(format!("column {name} is neither a whole number, a text nor a truth but {found}"));
            }
        }
        Ok(types)
    }

    fn on_sqlite(&self, sql: &str, types: &[Type]) -> Result<Done, String> {
        let failed = |error: rusqlite::Error| format!("SQLite does not run it: {error}");
        self.sqlite.execute_batch("savepoint one").map_err(failed)?;
        let values = types.iter().map(|one| if *one == Type::TEXT { &TEXT as &dyn rusqlite::ToSql } else { &NUMBER });
        let run = || -> rusqlite::Result<Vec<Vec<String>>> {
            let mut statement = self.sqlite.prepare(sql)?;
            let width = statement.column_count();
            if width == 0 {
                return Ok(vec![vec![statement.execute(rusqlite::params_from_iter(values))?.to_string()]]);
            }
            let mut rows = statement.query(rusqlite::params_from_iter(values))?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                let cell = |at| Ok(shown(row.get_ref(at)?));
                all.push((0..width).map(cell).collect::<rusqlite::Result<_>>()?);
            }
            Ok(all)
        };
        let done = run();
        self.sqlite.execute_batch("rollback to one; release one").map_err(failed)?;
        match done {
            Ok(rows) => Ok(Ok(rows)),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
                let kind = match error.sqlite_error().map_or(0, |error| error.extended_code) {
                    ffi::SQLITE_CONSTRAINT_CHECK => "check",
                    ffi::SQLITE_CONSTRAINT_NOTNULL => "not null",
                    ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => "unique",
                    ffi::SQLITE_CONSTRAINT_FOREIGNKEY => "foreign key",
                    _ => return Err(failed(error)),
                };
                Ok(Err(kind.to_owned()))
            }
            Err(error) => Err(failed(error)),
        }
    }

    fn on_postgres(&mut self, sql: &str, types: &[Type]) -> Result<Done, String> {
        let failed = |error: postgres::Error| format!("PostgreSQL does not run it: {}", told(&error));
        // Goes with what was done.
        let mut tx = self.postgres.transaction().map_err(failed)?;
        let statement = tx.prepare_typed(sql, types).map_err(failed)?;
        let value = |one: &Type| if *one == Type::TEXT { &TEXT as &(dyn ToSql + Sync) } else { &NUMBER };
        let values: Vec<_> = types.iter().map(value).collect();
        let done = if statement.columns().is_empty() {
            tx.execute(&statement, &values).map(|count| vec![vec![count.to_string()]])
        } else {
            tx.query(&statement, &values).map(|rows| rows.iter().map(cells).collect())
        };
        match done {
            Ok(rows) => Ok(Ok(rows)),
            Err(error) => match error.code() {
                Some(code) if *code == SqlState::CHECK_VIOLATION => Ok(Err("check".to_owned())),
                Some(code) if *code == SqlState::NOT_NULL_VIOLATION => Ok(Err("not null".to_owned())),
                Some(code) if *code == SqlState::UNIQUE_VIOLATION => Ok(Err("unique".to_owned())),
                Some(code) if *code == SqlState::FOREIGN_KEY_VIOLATION => Ok(Err("foreign key".to_owned())),
                _ => Err(failed(error)),
            },
        }
    }
}

/// Writes a schema for PostgreSQL: four replacements, nothing else.
fn translated(text: &str) -> String {
    let bare: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    bare.join("\n").replace("integer", "bigint").replace(") strict, without rowid;", ");").replace(") strict;", ");")
}

/// Counts the parameters, which must be numbered in the order of their first appearance: SQLite takes `$2` for a name,
/// and gives it the next place.
fn parameters(sql: &str) -> Result<usize, String> {
    let mut count = 0;
    // Every second part stands between quotes.
    for part in sql.split('\'').step_by(2) {
        if part.contains('?') {
            return Err("a parameter without a number".to_owned());
        }
        for behind in part.split('$').skip(1) {
            let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
            let number: usize = digits.parse().map_err(|_| "a parameter without a number".to_owned())?;
            if number > count + 1 {
                return Err(format!("${number} comes where ${} should", count + 1));
            }
            count = count.max(number);
        }
    }
    Ok(count)
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
        ValueRef::Real(number) => format!("real {number}"),
        ValueRef::Blob(bytes) => format!("blob {bytes:?}"),
    }
}

fn cells(row: &postgres::Row) -> Vec<String> {
    let cell = |(at, column): (usize, &postgres::Column)| {
        let text = match *column.type_() {
            Type::INT8 => row.get::<_, Option<i64>>(at).map(|number| number.to_string()),
            Type::INT4 => row.get::<_, Option<i32>>(at).map(|number| number.to_string()),
            Type::BOOL => row.get::<_, Option<bool>>(at).map(|truth| i64::from(truth).to_string()),
            _ => row.get::<_, Option<String>>(at).map(|text| format!("'{text}'")),
        };
        text.unwrap_or_else(|| "null".to_owned())
    };
    row.columns().iter().enumerate().map(cell).collect()
}

fn sorted(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut rows = rows.to_vec();
    rows.sort();
    rows
}

/// The library's own words say no more than that something went wrong.
fn told(error: &postgres::Error) -> String {
    error.as_db_error().map_or_else(|| format!("{error:?}"), |error| error.message().to_owned())
}
