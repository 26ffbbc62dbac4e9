//! Which rule of the schema a row breaks, read from what the database says of it.
//!
//! SQLite's own half: its codes and words.

use rusqlite::ffi;

/// A kind of rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// A value is outside of what its column takes.
    Value,
    /// A value is missing.
    Missing,
    /// Another row has the same.
    Taken,
    /// The row refers to one that is not there, or others refer to it.
    Reference,
}

impl Constraint {
    /// Returns its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Missing => "missing",
            Self::Taken => "taken",
            Self::Reference => "reference",
        }
    }
}

/// What is broken, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The rule.
    pub constraint: Constraint,
    /// The column, written like [the field](crate::domain::field::Field::name) that it keeps; empty when the database
    /// does not tell.
    pub field: String,
    /// The rule, or the columns, in the database's words.
    pub detail: String,
}

impl Broken {
    /// Reads what SQLite says: a code, and words such as `CHECK constraint failed: length(name) between 1 and 80`,
    /// `UNIQUE constraint failed: zone.name_key` and `FOREIGN KEY constraint failed`.
    pub(super) fn of_sqlite(extended_code: i32, words: &str) -> Self {
        let detail = words.split_once("failed: ").map_or(words, |(_, detail)| detail);
        let (constraint, column) = match extended_code {
            ffi::SQLITE_CONSTRAINT_NOTNULL => (Constraint::Missing, last_name(detail)),
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                // Of several columns together the first one is what people gave.
                (Constraint::Taken, last_name(detail.split(',').next().unwrap_or_default()))
            }
            ffi::SQLITE_CONSTRAINT_FOREIGNKEY => (Constraint::Reference, ""),
            ffi::SQLITE_CONSTRAINT_CHECK => (Constraint::Value, checked_column(detail)),
            _ => (Constraint::Value, last_name(detail)),
        };
        Self { constraint, field: column.replace('_', "-"), detail: detail.to_owned() }
    }
}

/// Reads `zone.name_key`, or the end of `cannot store TEXT value in INTEGER column zone.position`; empty when there is
/// no column.
fn last_name(words: &str) -> &str {
    let last = words.rsplit(' ').next().unwrap_or_default();
    last.rsplit_once('.').map_or("", |(_, column)| column)
}

/// Finds the column in a rule: its first name that is neither a function nor a word of the language.
fn checked_column(rule: &str) -> &str {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    let mut rest = rule;
    while let Some(start) = rest.find(|sign: char| sign.is_ascii_alphabetic()) {
        let from = &rest[start..];
        let (name, behind) = from.split_at(from.find(|sign| !is_part(sign)).unwrap_or(from.len()));
        if !behind.starts_with('(') && !matches!(name, "not" | "case" | "when" | "coalesce") {
            return name;
        }
        rest = behind;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Error;
    use crate::store::registry::tests::fresh;

    #[test]
    fn the_rule_and_the_field_are_told() {
        let (folder, registry) = fresh();
        drop(registry);
        let connection = rusqlite::Connection::open(folder.path().join("registry.sqlite")).unwrap();
        let zone = |number: &str, name: &str, key: &str, language: &str| {
            format!(
                "insert into zone (number, name, name_key, position, language, rev) values ({number}, {name}, '{key}', 1, {language}, 1)"
            )
        };
        connection.execute_batch(&zone("1", "'Brest'", "brest", "'fr'")).unwrap();
        for (sql, expected, field) in [
            (zone("2", "''", "a", "'fr'"), Constraint::Value, "name"),
            (zone("0", "'a'", "a", "'fr'"), Constraint::Value, "number"),
            (zone("2", "'a'", "a", "'br'"), Constraint::Value, "language"),
            (zone("2", "'a'", "a", "null"), Constraint::Missing, "language"),
            (zone("2", "'a'", "brest", "'fr'"), Constraint::Taken, "name-key"),
            (zone("1", "'a'", "a", "'fr'"), Constraint::Taken, "number"),
            (zone("'x'", "'a'", "a", "'fr'"), Constraint::Value, ""),
            (
                "insert into unfinished (establishment_number, owner, step) values (7, '', '')".to_owned(),
                Constraint::Reference,
                "",
            ),
            ("insert into block values (1, 'webmaster', '', 'a', 1, null)".to_owned(), Constraint::Value, "reason"),
            (
                "insert into export values ('a', 1, 1, 'x', 'a', 1, 0, 0, 'export', '', '', '', 0, 1, 'made')"
                    .to_owned(),
                Constraint::Value,
                "size-bytes",
            ),
            ("insert into lockout values (null, '*', 1, 1, 1, 1)".to_owned(), Constraint::Missing, "login"),
        ] {
            let error = Error::from(connection.execute_batch(&sql).unwrap_err());
            let Error::Constraint(broken) = error else { panic!("{sql}: {error}") };
            assert_eq!((broken.constraint, broken.field.as_str()), (expected, field), "{sql}: {}", broken.detail);
            assert!(!broken.detail.is_empty(), "{sql}");
        }
        let other = Error::from(connection.execute_batch("select nothing").unwrap_err());
        assert!(!other.is_of_a_row(), "{other}");
    }
}
