//! `intendant establishment …`: everything that is done to establishments.

mod administrator;
mod import;
mod mail;
mod restore;
mod stats;

use clap::{ArgMatches, Command};

use super::arguments::filtering;
use super::failure::Result;
use super::{Work, noun};
use crate::i18n::Catalogue;
use crate::nouns::ESTABLISHMENTS;

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    noun::command(words, ESTABLISHMENTS)
        .mut_subcommands(|verb| if verb.get_name() == "list" { filtering(verb, words) } else { verb })
        .subcommand(mail::command(words))
        .subcommand(import::command(words))
        .subcommand(stats::command(words))
        .subcommand(restore::command(words))
        .subcommand(administrator::command(words))
        .mut_subcommand("reset-password", |verb| administrator::choosing(verb, words))
}

/// Runs one of its verbs.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "stats" => stats::run(matches, work),
        "mail" => mail::run(matches, work),
        "import" => import::run(matches, work),
        "restore" => restore::run(matches, work),
        "administrators" => administrator::list(matches, work),
        "reset-password" => administrator::reset_password(matches, work),
        _ => noun::run(ESTABLISHMENTS, verb, matches, work),
    }
}
