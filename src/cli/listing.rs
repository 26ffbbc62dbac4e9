//! What every `list` verb can do beside its table: CSV, of some columns, without the line of their names.

use clap::{ArgAction, ArgMatches, Command};

use super::Work;
use super::arguments::{is_set, option, switch};
use super::failure::{Failure, Result};
use crate::domain::message::Message;
use crate::domain::text::{spreadsheet_cell, visible};
use crate::i18n::Catalogue;

/// The lines of a list as a file for spreadsheets and scripts: plain digits, days as `2026-11-28`.
#[derive(Debug)]
pub struct Csv {
    columns: Vec<&'static str>,
}

impl Csv {
    /// Writes the line of the names.
    pub(super) fn names(&self) -> String {
        line(self.columns.iter().map(|column| (*column).to_owned()))
    }

    /// Writes the values of a record, whose names are those of JSON.
    pub(super) fn values(&self, record: &serde_json::Value) -> String {
        line(self.columns.iter().map(|column| match &record[*column] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => spreadsheet_cell(&visible(text)).into_owned(),
            other => other.to_string(),
        }))
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| {
        let plain = !cell.contains([';', '"', ',', '\n', '\r']) && cell.trim() == cell;
        if plain { cell } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    };
    cells.map(quoted).collect::<Vec<_>>().join(";")
}

/// Adds the options to a `list` verb.
#[must_use]
pub fn arguments(command: Command, words: &Catalogue) -> Command {
    let columns = option(words, "columns", "cli-value-columns", "cli-arg-columns").action(ArgAction::Append);
    command
        .arg(switch(words, "as-csv", "cli-arg-csv").long("csv"))
        .arg(columns.value_delimiter(',').requires("as-csv"))
        .arg(switch(words, "no-headers", "cli-arg-no-headers").requires("as-csv"))
}

/// Begins the list in the form that was asked for; `known` are the columns that its records have.
///
/// # Errors
/// A column that there is not.
pub fn begin(matches: &ArgMatches, work: &mut Work<'_>, known: &[&'static str]) -> Result<()> {
    if !is_set(matches, "as-csv") {
        return Ok(());
    }
    let mut columns = Vec::new();
    for typed in matches.get_many::<String>("columns").unwrap_or_default() {
        let wanted = typed.trim().to_lowercase().replace('-', "_");
        let found = known.iter().find(|column| **column == wanted || synonym(column) == Some(&wanted));
        columns.push(*found.ok_or_else(|| {
            Failure::usage(
                Message::new("cli-unknown-column").with("column", typed.as_str()).with("known", known.join(", ")),
            )
        })?);
    }
    let columns = if columns.is_empty() { known.to_vec() } else { columns };
    work.out.begin_csv(Csv { columns }, !is_set(matches, "no-headers"));
    Ok(())
}

/// Gives the other name of a column, under which filters or orders know it.
fn synonym(column: &str) -> Option<&'static str> {
    Some(match column {
        "denomination" => "name",
        "contact_email" => "mail",
        "registered_on" => "registered",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_written_plain_and_whole() {
        let csv = Csv { columns: vec!["number", "name", "uai", "blocks"] };
        assert_eq!(csv.names(), "number;name;uai;blocks");
        let record = json!({"number": 17_968, "name": "A \"B\"; C", "uai": null, "blocks": [{"reason": "x"}]});
        assert_eq!(csv.values(&record), "17968;\"A \"\"B\"\"; C\";;\"[{\"\"reason\"\":\"\"x\"\"}]\"");
        assert_eq!(csv.values(&json!({"name": "=1+1"})), ";'=1+1;;");
    }
}
