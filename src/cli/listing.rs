//! What every `list` verb can do beside its table: CSV, of some columns, without the line of their names.

use clap::{ArgAction, ArgMatches, Command};

use super::Work;
use super::arguments::{is_set, option, switch};
use super::failure::{Failure, Result};
use super::table::Csv;
use crate::domain::message::Message;
use crate::i18n::Catalogue;

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
    work.out.begin_csv(Csv::new(columns), !is_set(matches, "no-headers"));
    Ok(())
}

/// Returns the other name of a column, under which filters or orders know it.
fn synonym(column: &str) -> Option<&'static str> {
    Some(match column {
        "denomination" => "name",
        "contact_email" => "mail",
        "registered_on" => "registered",
        _ => return None,
    })
}
