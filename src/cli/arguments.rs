//! How commands and their arguments are described, in the language of the session.

use clap::builder::{PossibleValuesParser, Str};
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::domain::field::Field;
use crate::i18n::Catalogue;

/// What an option's value stands for in the usage; each is a key of the catalogue.
pub const NUMBER: &str = "cli-value-number";
/// A zone, by number or name.
pub const ZONE: &str = "cli-value-zone";
/// Free text.
pub const TEXT: &str = "cli-value-text";
/// A file.
pub const FILE: &str = "cli-value-file";
/// A directory.
pub const DIRECTORY: &str = "cli-value-directory";
/// A day.
pub const DAY: &str = "cli-value-day";
/// The placeholder of a number of days.
pub const DAYS: &str = "cli-value-days";
/// A login.
pub const LOGIN: &str = "cli-value-login";
/// An e-mail address.
pub const ADDRESS: &str = "cli-value-address";
/// A filter.
pub const FILTER: &str = "cli-value-filter";

/// Describes a verb or a noun.
pub fn verb(words: &Catalogue, name: &'static str, about: &'static str) -> Command {
    Command::new(name).about(words.text(about))
}

/// Describes an option with a value.
pub fn option(words: &Catalogue, id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).value_name(words.text(value)).help(words.text(help))
}

/// Describes an option that fills a field; its help is the field's label.
pub fn field(words: &Catalogue, id: &'static str, value: &'static str, field: Field) -> Arg {
    Arg::new(id).long(id).value_name(words.text(value)).help(words.say(&field.label()))
}

/// Describes a switch.
pub fn switch(words: &Catalogue, id: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).action(ArgAction::SetTrue).help(words.text(help))
}

/// Describes a positional argument.
pub fn positional(words: &Catalogue, id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).value_name(words.text(value)).help(words.text(help)).required(true)
}

/// Lets an option take one of a few words only, which its help lists.
pub fn choice<S: Into<Str>>(arg: Arg, choices: impl IntoIterator<Item = S>) -> Arg {
    let choices: Vec<Str> = choices.into_iter().map(Into::into).collect();
    arg.value_parser(PossibleValuesParser::new(choices.iter().map(ToString::to_string)))
}

/// Gives an option's text, empty when it is absent.
#[must_use]
pub fn text(matches: &ArgMatches, id: &str) -> String {
    given(matches, id).unwrap_or_default().to_owned()
}

/// Gives an option's text if it was given.
#[must_use]
pub fn given<'a>(matches: &'a ArgMatches, id: &str) -> Option<&'a str> {
    matches.try_get_one::<String>(id).ok().flatten().map(String::as_str)
}

/// Tells whether a switch was given.
#[must_use]
pub fn is_set(matches: &ArgMatches, id: &str) -> bool {
    matches.try_get_one::<bool>(id).ok().flatten().copied().unwrap_or(false)
}

/// Gives a command and everything below it headings, usage and choices in the language of the session.
pub fn dress(command: Command, words: &Catalogue) -> Command {
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", words.text("cli-help-usage"));
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command
        .help_template(template)
        .subcommand_help_heading(words.text("cli-help-commands"))
        .subcommand_value_name(words.text("cli-value-command"))
        .mut_args(|arg| dress_argument(arg, words));
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |sub| dress(sub, words)))
}

fn dress_argument(arg: Arg, words: &Catalogue) -> Arg {
    let heading = match (arg.is_positional(), arg.is_global_set()) {
        (true, _) => "cli-help-arguments",
        (false, false) => "cli-help-options",
        (false, true) => "cli-help-global",
    };
    let mut help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let takes_value = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let choices: Vec<String> = if takes_value {
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
    } else {
        Vec::new()
    };
    if !choices.is_empty() {
        help = format!("{help} [{}]", choices.join(", "));
    }
    arg.help_heading(words.text(heading)).help(help).hide_possible_values(takes_value).hide_default_value(takes_value)
}
