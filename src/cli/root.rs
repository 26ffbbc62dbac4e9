//! The root of the command line: global options and the list of nouns.

use clap::{Arg, ArgAction, Command};

use super::arguments::{self, DIRECTORY, FILE, TEXT, choice, option, switch, verb};
use super::{audit, completions, doctor, establishment, export, host, init, job, mail, manual, noun, prune};
use crate::domain::act::Noun;
use crate::domain::language::Language;
use crate::i18n::Catalogue;
use crate::nouns;

/// Describes the whole command line in the language of the catalogue.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let establishment = establishment::command(words);
    let by_hand = [
        host::command(words),
        job::command(words),
        job::plan_command(words),
        export::command(words),
        mail::command(words),
        audit::command(words),
    ];
    let is_by_hand =
        |noun: Noun| by_hand.iter().chain([&establishment]).any(|command| command.get_name() == noun.word());
    let described = nouns::ALL.into_iter().filter(|door| !is_by_hand(door.noun()));
    let described: Vec<Command> = described.map(|door| noun::command(words, door)).collect();
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
        .subcommand(establishment)
        .subcommands(described)
        .subcommands(by_hand)
        .subcommand(prune::command(words))
        .subcommand(doctor::command(words))
        .subcommand(completions::command(words))
        .subcommand(manual::command(words))
        .subcommand(help(words))
        .subcommand(verb(words, "version", "cli-version"));
    arguments::dress(root, words, &[])
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
        option(words, arguments::ESTABLISHMENT, TEXT, "cli-arg-entrance"),
        switch(words, arguments::PEOPLE, "cli-arg-people"),
        Arg::new("help").long("help").short('h').action(ArgAction::Help).help(words.text("cli-arg-help")).global(true),
        version.help(words.text("cli-arg-version")),
    ]
}
