//! The root of the command line: global options and the list of nouns.

use clap::{Arg, ArgAction, Command};

use super::arguments::{self, DIRECTORY, FILE, TEXT, choice, option, switch, verb};
use super::{audit, completions, doctor, establishment, export, host, init, job, mail, manual, prune};
use crate::domain::act::Noun;
use crate::domain::language::Language;
use crate::i18n::Catalogue;
use crate::nouns;

/// Describes the whole command line in the language of the catalogue.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let root = Command::new("intendant")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words.text("cli-about"))
        .after_help(words.text("cli-after-help"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .max_term_width(100)
        .args(globals(words))
        .subcommand(init::command(words))
        .subcommand(verb(words, "demo", "cli-demo"))
        .subcommand(establishment::command(words))
        .subcommands(described(words, Noun::Zone))
        .subcommands(described(words, Noun::Template))
        .subcommands(described(words, Noun::Webmaster))
        .subcommands(described(words, Noun::Department))
        .subcommands(described(words, Noun::Session))
        .subcommands(described(words, Noun::SshKey))
        .subcommand(host::command(words))
        .subcommand(job::command(words))
        .subcommand(job::plan_command(words))
        .subcommand(export::command(words))
        .subcommand(mail::command(words))
        .subcommand(audit::command(words))
        .subcommand(prune::command(words))
        .subcommand(doctor::command(words))
        .subcommand(completions::command(words))
        .subcommand(manual::command(words))
        .subcommand(help(words))
        .subcommand(verb(words, "version", "cli-version"));
    arguments::dress(root, words, &[])
}

/// The commands of a noun that is described.
fn described(words: &Catalogue, noun: Noun) -> Option<Command> {
    nouns::door(noun).map(|door| super::noun::command(words, door))
}

fn help(words: &Catalogue) -> Command {
    let path = Arg::new("path")
        .value_name(words.text("cli-value-command"))
        .help(words.text("cli-arg-help-path"))
        .action(ArgAction::Append)
        .num_args(0..);
    verb(words, "help", "cli-help").arg(path)
}

fn globals(words: &Catalogue) -> Vec<Arg> {
    let languages = [Language::French.code(), Language::English.code()];
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    vec![
        option(words, "data-dir", DIRECTORY, "cli-arg-data-dir")
            .global(true)
            .value_parser(clap::value_parser!(std::path::PathBuf)),
        option(words, "config", FILE, "cli-arg-config")
            .global(true)
            .value_parser(clap::value_parser!(std::path::PathBuf)),
        choice(option(words, "lang", "cli-value-language", "cli-arg-lang"), languages).global(true),
        switch(words, "json", "cli-arg-json").global(true),
        switch(words, "yes", "cli-arg-yes").short('y').global(true),
        switch(words, "progress", "cli-arg-progress").global(true),
        option(words, "key", TEXT, "cli-arg-key").value_parser(clap::value_parser!(String)).global(true),
        switch(words, "plain", "cli-arg-plain").global(true),
        switch(words, "ascii", "cli-arg-ascii").global(true),
        switch(words, "no-color", "cli-arg-no-color").global(true),
        Arg::new("help").long("help").short('h').action(ArgAction::Help).help(words.text("cli-arg-help")).global(true),
        version.help(words.text("cli-arg-version")),
    ]
}
