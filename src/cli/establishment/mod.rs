//! `intendant establishment …`: everything that is done to establishments.

mod administrator;
mod bulk;
mod edit;
mod import;
mod list;
mod mail;
mod restore;
mod show;
mod stats;

pub(super) use show::block_record;

use clap::{ArgMatches, Command};

use super::Work;
use super::arguments::verb;
use super::failure::{Failure, Result};
use crate::domain::message::Message;
use crate::i18n::Catalogue;

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    verb(words, "establishment", "cli-establishment")
        .subcommand_required(true)
        .subcommand(list::command(words))
        .subcommand(show::command(words))
        .subcommand(edit::add_command(words))
        .subcommand(edit::edit_command(words))
        .subcommands(bulk::commands(words))
        .subcommand(mail::command(words))
        .subcommand(import::command(words))
        .subcommand(stats::command(words))
        .subcommand(restore::command(words))
        .subcommands(administrator::commands(words))
}

/// Runs one of its verbs.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list::run(matches, work),
        "show" => show::run(matches, work),
        "add" => edit::add(matches, work),
        "edit" => edit::edit(matches, work),
        "block" => bulk::block(matches, work),
        "unblock" => bulk::unblock(matches, work),
        "move" => bulk::move_to_zone(matches, work),
        "delete" => bulk::delete(matches, work),
        "export" => bulk::export(matches, work),
        "stats" => stats::run(matches, work),
        "mail" => mail::run(matches, work),
        "import" => import::run(matches, work),
        "restore" => restore::run(matches, work),
        "administrators" => administrator::list(matches, work),
        "reset-password" => administrator::reset_password(matches, work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}
