//! What every `list` verb can do beside its table: CSV, of some columns, without the line of their names.

use clap::{ArgAction, ArgGroup, ArgMatches, Command};

use super::arguments::{is_set, option, switch};
use super::failure::{Failure, Result};
use super::output::Out;
use super::table::Csv;
use crate::domain::filter::Told;
use crate::domain::message::Message;
use crate::domain::text::searchable;
use crate::i18n::Catalogue;

/// The forms that have columns of choice.
pub(super) const TABLE: &str = "table";

/// Adds the options to a `list` verb.
#[must_use]
pub fn arguments(command: Command, words: &Catalogue) -> Command {
    let columns = option(words, "columns", "cli-value-columns", "cli-arg-columns").action(ArgAction::Append);
    command
        .arg(switch(words, "as-csv", "cli-arg-csv").long("csv"))
        .arg(columns.value_delimiter(',').requires(TABLE))
        .arg(switch(words, "no-headers", "cli-arg-no-headers").requires("as-csv"))
        .group(ArgGroup::new(TABLE).args(["as-csv"]))
}

/// Begins the list in the form that was asked for; `known` are the columns that its records have, and `filtered` those
/// that its filter knows, whose names do as well.
///
/// # Errors
/// A column that there is not; two forms at once.
pub fn begin(matches: &ArgMatches, out: &mut Out, known: &[&'static str], filtered: &[Told]) -> Result<()> {
    if !is_set(matches, "as-csv") {
        return Ok(());
    }
    if out.is_json() {
        let conflict = Message::new("cli-usage-conflict").with("argument", "--csv").with("other", "--json");
        return Err(Failure::usage(conflict));
    }
    let columns = columns(matches, known, filtered)?;
    out.begin_csv(Csv::new(columns), !is_set(matches, "no-headers"));
    Ok(())
}

/// Returns the columns that were asked for: all that there are, unless some are named.
///
/// # Errors
/// A column that there is not.
pub fn columns(matches: &ArgMatches, known: &[&'static str], filtered: &[Told]) -> Result<Vec<&'static str>> {
    let mut columns = Vec::new();
    for typed in matches.get_many::<String>("columns").unwrap_or_default() {
        let wanted = plain(typed.trim());
        let told = filtered.iter().find(|one| [one.english, one.french].into_iter().any(|name| plain(name) == wanted));
        let english = told.map(|one| plain(one.english));
        let is_it = |name: &str| name == wanted || Some(name) == english.as_deref();
        let found = known.iter().find(|column| is_it(column)).or_else(|| {
            let other = |column: &&&'static str| synonym(column).is_some_and(is_it);
            known.iter().find(other)
        });
        columns.push(*found.ok_or_else(|| {
            Failure::usage(
                Message::new("cli-unknown-column").with("column", typed.as_str()).with("known", known.join(", ")),
            )
        })?);
    }
    Ok(if columns.is_empty() { known.to_vec() } else { columns })
}

/// Writes the name of a column as records do.
fn plain(name: &str) -> String {
    searchable(name).replace([' ', '-'], "_")
}

/// Returns the other name of a column, under which filters or orders know it.
fn synonym(column: &str) -> Option<&'static str> {
    Some(match column {
        "denomination" => "name",
        "contact_email" => "mail",
        "registered_on" => "registered",
        "created_at" => "created",
        "to_email" => "to",
        "id" => "number",
        _ => return None,
    })
}
