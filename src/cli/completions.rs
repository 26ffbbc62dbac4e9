//! `intendant completions SHELL`: what a shell needs to complete our verbs and options.

use clap::{Arg, ArgMatches, Command};
use clap_complete::Shell;

use super::arguments::verb;
use super::failure::Result;
use super::output::Out;
use crate::i18n::Catalogue;

/// Describes the verb.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let shell = Arg::new("shell").value_name("SHELL").help(words.text("cli-arg-shell")).required(true);
    verb(words, "completions", "cli-completions").arg(shell.value_parser(clap::value_parser!(Shell)))
}

/// Runs the verb for the whole command line.
///
/// # Errors
/// None today.
pub fn run(matches: &ArgMatches, mut root: Command, out: &mut Out) -> Result<()> {
    if let Some(shell) = matches.get_one::<Shell>("shell") {
        let mut text = Vec::new();
        clap_complete::generate(*shell, &mut root, "intendant", &mut text);
        out.document(&String::from_utf8_lossy(&text));
    }
    Ok(())
}
