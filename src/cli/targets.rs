//! How establishments are named.

use clap::{Arg, ArgMatches};

use super::Work;
use super::arguments::{NUMBER, given};
use super::failure::{Failure, Result};
use crate::domain::establishment::{EstablishmentNumber, NUMBER_MAX};
use crate::domain::field::{Field, Problem};
use crate::domain::filter::Remark;
use crate::domain::message::Explain as _;
use crate::i18n::Catalogue;

/// Describes how one target is named.
#[must_use]
pub fn argument(words: &Catalogue) -> Arg {
    super::arguments::positional(words, "number", NUMBER, "cli-arg-number")
}

/// Reads the number of one target.
///
/// # Errors
/// A problem of the field.
pub fn number(matches: &ArgMatches) -> Result<EstablishmentNumber> {
    parse(given(matches, "number").unwrap_or_default())
}

/// Reads a number.
///
/// # Errors
/// A problem of the field.
pub fn parse(text: &str) -> Result<EstablishmentNumber> {
    match crate::domain::establishment::parse_number(text) {
        Ok(Some(number)) => Ok(number),
        Ok(None) => Err(Failure::field(Field::Number, Problem::NotANumber { min: 1, max: i64::from(NUMBER_MAX) })),
        Err(problem) => Err(Failure::field(Field::Number, problem)),
    }
}

/// Tells on stderr what of a filter may not be what was meant.
pub fn remark(work: &mut Work<'_>, remarks: &[Remark]) {
    for remark in remarks {
        work.out.note(&remark.message());
    }
}
