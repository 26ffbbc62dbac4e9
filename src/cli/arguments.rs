//! How commands and their arguments are described, in the language of the session.

use std::collections::HashSet;
use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::examples;
use crate::domain::field::Field;
use crate::domain::filter;
use crate::domain::message::{Message, Value};
use crate::domain::search::Column;
use crate::i18n::Catalogue;

/// The option that names the establishment whose own rows are meant.
pub const ESTABLISHMENT: &str = "establishment";
/// Keeps webmasters and verbs out: the console is for people of establishments.
pub const PEOPLE: &str = "people";

/// What an option's value stands for in the usage; each is a key of the catalogue.
pub const NUMBER: &str = "cli-value-number";
/// A zone, by number or name.
pub const ZONE: &str = "cli-value-zone";
/// A number, or a path where there is none.
pub const NUMBER_OR_PATH: &str = "cli-value-number-or-path";
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
#[must_use]
pub fn verb(words: &Catalogue, name: &'static str, about: &'static str) -> Command {
    Command::new(name).about(words.text(about))
}

/// A value that is not blank. Where a variable of a shell was not set, `--filter "$F"` and `--actor "$A"` would otherwise
/// ask for everything.
#[derive(Debug, Clone, Copy)]
pub struct Filled;

impl TypedValueParser for Filled {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        let text = StringValueParser::new().parse_ref(command, argument, value)?;
        if !text.trim().is_empty() {
            return Ok(text);
        }
        let mut error = clap::Error::new(ErrorKind::ValueValidation).with_cmd(command);
        let named = argument.map(ToString::to_string).unwrap_or_default();
        error.insert(ContextKind::InvalidArg, ContextValue::String(named));
        Err(error)
    }
}

/// Several of a few codes between commas, which its help lists. Whether each is one of them is judged with the other fields.
#[derive(Debug, Clone, Copy)]
pub struct Several(pub &'static [(&'static str, &'static str)]);

impl TypedValueParser for Several {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(|(code, _)| PossibleValue::new(*code))))
    }
}

/// Describes an option with a value, which must not be blank.
#[must_use]
pub fn option(words: &Catalogue, id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).value_name(words.text(value)).help(words.text(help)).value_parser(Filled)
}

/// Describes an option that counts what is shown: at least one, or nothing would be.
#[must_use]
pub fn count(words: &Catalogue, id: &'static str, help: &'static str) -> Arg {
    option(words, id, NUMBER, help).value_parser(clap::value_parser!(u32).range(1..))
}

/// Describes the filter of a verb that only reads a list: an empty one asks for nothing.
#[must_use]
pub fn list_filter(words: &Catalogue, help: &'static str) -> Arg {
    option(words, "filter", FILTER, help).value_parser(StringValueParser::new())
}

/// Describes an option that fills a field, perhaps with nothing; its help is the field's label.
#[must_use]
pub fn field(words: &Catalogue, id: &'static str, value: &'static str, field: Field) -> Arg {
    Arg::new(id).long(id).value_name(words.text(value)).help(words.say(&field.label()))
}

/// Lets each verb of a noun name the establishment whose own rows, jobs or log are meant.
#[must_use]
pub fn inside(noun: Command, words: &Catalogue, needed: Needed) -> Command {
    let option = option(words, ESTABLISHMENT, NUMBER, "cli-arg-inside").required(needed == Needed::Yes);
    noun.mut_subcommands(|verb| verb.arg(option.clone()))
}

/// Whether a command cannot do without an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// It can.
    No,
    /// It cannot.
    Yes,
}

/// Describes a switch.
#[must_use]
pub fn switch(words: &Catalogue, id: &'static str, help: &'static str) -> Arg {
    Arg::new(id).long(id).action(ArgAction::SetTrue).help(words.text(help))
}

/// Says how filters of establishments are written, with examples and the names of the columns.
#[must_use]
pub fn filters(words: &Catalogue) -> String {
    words.say(&Message::new("cli-filter-help").with("columns", filter::listed::<Column>()))
}

/// Adds examples of filters to the help of a verb that takes one.
#[must_use]
pub fn filtering(command: Command, words: &Catalogue) -> Command {
    command.after_long_help(filters(words))
}

/// Adds the names of the columns to the help of a verb that filters another list.
#[must_use]
pub fn filtering_by(command: Command, columns: Value, words: &Catalogue) -> Command {
    command.after_long_help(words.say(&Message::new("cli-filter-columns").with("columns", columns)))
}

/// Describes a positional argument.
#[must_use]
pub fn positional(words: &Catalogue, id: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(id).value_name(words.text(value)).help(words.text(help)).required(true)
}

/// A value that stands alone, or behind the name of its field.
#[must_use]
pub fn either(
    words: &Catalogue,
    (alone, named): (&'static str, &'static str),
    of: Field,
    (value, help): (&'static str, &'static str),
    needed: Needed,
) -> [Arg; 2] {
    let behind = option(words, named, value, help).long(of.name()).conflicts_with(alone).hide(true);
    let alone = positional(words, alone, value, help).required(false);
    match needed {
        Needed::Yes => [alone.required_unless_present(named), behind],
        Needed::No => [alone, behind],
    }
}

/// Lets an option take one of a few words only, which its help lists.
pub fn choice<S: Into<PossibleValue>>(arg: Arg, choices: impl IntoIterator<Item = S>) -> Arg {
    arg.value_parser(PossibleValuesParser::new(choices))
}

/// Returns an option's text, empty when it is absent.
#[must_use]
pub fn text(matches: &ArgMatches, id: &str) -> String {
    given(matches, id).unwrap_or_default().to_owned()
}

/// Returns an option's text if it was given.
#[must_use]
pub fn given<'a>(matches: &'a ArgMatches, id: &str) -> Option<&'a str> {
    matches.try_get_one::<String>(id).ok().flatten().map(String::as_str)
}

/// Tells whether a switch was given.
#[must_use]
pub fn is_set(matches: &ArgMatches, id: &str) -> bool {
    matches.try_get_one::<bool>(id).ok().flatten().copied().unwrap_or(false)
}

/// Joins a value that begins with one hyphen to the option before it, `--filter -x` to `--filter=-x`: the parser would
/// take it for an option. What reads like an option, `--dry-run` or `-y`, stays one, so that a value that was forgotten
/// never swallows it.
#[must_use]
pub fn joined(root: &Command, args: &[OsString]) -> Vec<OsString> {
    let (mut taking, mut flags) = (HashSet::new(), HashSet::new());
    describe(root, &mut taking, &mut flags);
    let is_value = |text: &str| {
        text.len() > 1
            && text.starts_with('-')
            && !text.starts_with("--")
            && !flags.contains(text.get(1..).unwrap_or(""))
    };
    let mut joined: Vec<OsString> = Vec::with_capacity(args.len());
    let mut is_over = false;
    for arg in args {
        let before = joined.last().and_then(|before| before.to_str()).filter(|_| !is_over);
        let takes = before.and_then(|before| before.strip_prefix("--")).is_some_and(|name| taking.contains(name));
        match (arg.to_str(), joined.last_mut()) {
            (Some(value), Some(option)) if takes && is_value(value) => {
                option.push("=");
                option.push(value);
            }
            (text, _) => {
                is_over |= text == Some("--");
                joined.push(arg.clone());
            }
        }
    }
    joined
}

/// Gathers the names of the options that take a value and the letters of the switches.
fn describe(command: &Command, taking: &mut HashSet<String>, flags: &mut HashSet<String>) {
    for arg in command.get_arguments() {
        if matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) {
            taking.extend(arg.get_long().map(str::to_owned));
        }
        flags.extend(arg.get_short().map(String::from));
    }
    for sub in command.get_subcommands() {
        describe(sub, taking, flags);
    }
}

/// Returns a command, which a path leads to, and everything below it headings, usage, choices and examples in the language
/// of the session.
#[must_use]
pub fn dress(command: Command, words: &Catalogue, path: &[&str]) -> Command {
    let command = examples::with(command, path, words);
    let template = format!("{{about}}\n\n{} {{usage}}\n\n{{all-args}}{{after-help}}", words.text("cli-help-usage"));
    let command = match (command.get_after_help(), command.get_after_long_help()) {
        (None, Some(_)) => command.after_help(words.text("cli-usage-more")),
        _ => command,
    };
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command
        .help_template(template)
        .subcommand_help_heading(words.text("cli-help-commands"))
        .subcommand_value_name(words.text("cli-value-command"))
        .mut_args(|arg| dress_argument(arg, words));
    names.into_iter().fold(command, |command, name| {
        let below = [path, &[name.as_str()]].concat();
        command.mut_subcommand(&name, |sub| dress(sub, words, &below))
    })
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
    // Short help has what a verb itself takes, and what is often given with any.
    let is_rare = arg.is_global_set() && !["json", "lang", "yes", "help"].contains(&arg.get_id().as_str());
    let arg = arg.help_heading(words.text(heading)).help(help).hide_short_help(is_rare);
    // Said twice, a switch says the same; of two values, nobody knows which is meant.
    let id = arg.get_id().clone();
    let arg = if matches!(arg.get_action(), ArgAction::SetTrue) { arg.overrides_with(id) } else { arg };
    arg.hide_possible_values(takes_value).hide_default_value(takes_value)
}

#[cfg(test)]
mod tests {
    use clap::error::ErrorKind;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::language::Language;
    use crate::domain::search::Filter;
    use crate::jobs::command;

    fn root() -> Command {
        super::super::command(&Catalogue::new(Language::English))
    }

    fn parsed(words: &[String]) -> std::result::Result<ArgMatches, clap::Error> {
        let root = root();
        let args: Vec<OsString> = words.iter().map(OsString::from).collect();
        let args = joined(&root, &args);
        root.try_get_matches_from(args)
    }

    fn leaf(matches: &ArgMatches) -> &ArgMatches {
        matches.subcommand().map_or(matches, |(_, below)| leaf(below))
    }

    /// Calls back with every option that takes any text, and the words that lead to its command.
    fn each_option(command: &Command, path: &[String], visit: &mut dyn FnMut(&[String], &Arg)) {
        let takes_text = |arg: &&Arg| {
            matches!(arg.get_action(), ArgAction::Set | ArgAction::Append)
                && arg.get_long().is_some()
                && arg.get_possible_values().is_empty()
        };
        for arg in command.get_arguments().filter(takes_text) {
            visit(path, arg);
        }
        for sub in command.get_subcommands() {
            each_option(sub, &[path, &[sub.get_name().to_owned()]].concat(), visit);
        }
    }

    /// Whoever adds an option decides here that nothing is a value of it.
    #[test]
    fn what_takes_an_empty_value() {
        let mut taking = std::collections::BTreeSet::new();
        each_option(&root(), &["intendant".to_owned()], &mut |path, arg| {
            let name = arg.get_long().unwrap_or_default();
            let words = [path, &[format!("--{name}="), "--lang".to_owned(), "en".to_owned()]].concat();
            let named = |error: clap::Error| match error.get(ContextKind::InvalidArg) {
                Some(ContextValue::String(named)) => named.contains(&format!("--{name} ")),
                _ => false,
            };
            if parsed(&words).map_or_else(|error| error.kind() != ErrorKind::ValueValidation || !named(error), |_| true)
            {
                taking.insert(format!("{} --{name}", path[1..].join(" ")));
            }
        });
        let described = crate::nouns::ALL.map(|door| format!("{} list --filter", door.noun().word()));
        assert!(described.iter().all(|one| taking.contains(one)), "{described:?}");
        let others = taking.iter().filter(|one| one.ends_with("--filter") && !described.contains(one));
        let known = ["audit export", "doctor", "plan list"].map(|verb| format!("{verb} --filter"));
        assert_eq!(others.cloned().collect::<Vec<_>>(), known);
        // Fields that a form may leave empty, or that are judged as such.
        let fields: std::collections::BTreeSet<&str> =
            taking.iter().filter_map(|one| one.split("--").last()).filter(|one| *one != "filter").collect();
        let known = "bounce code confirmation contact-domain contact-editing contact-email contact-first-name contact-last-name data-dir \
            config dir email first-name groups home host-name host-url key language last-name location login name reason sender smtp-ca-file \
            smtp-host smtp-port smtp-secret-file smtp-security smtp-user subject transport uai zone zones attach \
            deactivate expires-on grant level revoke role";
        let known: std::collections::BTreeSet<&str> = known.split_whitespace().collect();
        assert_eq!(fields.difference(&known).collect::<Vec<_>>(), [&""; 0]);
    }

    #[test]
    fn a_value_may_begin_with_a_hyphen_everywhere() {
        let mut read = Vec::new();
        each_option(&root(), &["intendant".to_owned()], &mut |path, arg| {
            let name = arg.get_long().unwrap_or_default();
            let words = [path, &[format!("--{name}"), "-lycée, travaux".to_owned()]].concat();
            match parsed(&words) {
                Ok(matches) => {
                    let given = leaf(&matches).try_get_many::<String>(name).ok().flatten();
                    if let Some(given) = given.map(|values| values.cloned().collect::<Vec<_>>().join(",")) {
                        assert_eq!(given, "-lycée, travaux", "{words:?}");
                        read.push(name.to_owned());
                    }
                }
                // Something else is missing, or the text is no number: the option itself had its value.
                Err(error) => {
                    let kind = error.kind();
                    let fine = [
                        ErrorKind::MissingRequiredArgument,
                        ErrorKind::MissingSubcommand,
                        ErrorKind::ValueValidation,
                        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
                    ];
                    assert!(fine.contains(&kind), "{words:?}: {kind:?}");
                    let missing = error.get(clap::error::ContextKind::InvalidArg);
                    let missing = missing.map(ToString::to_string).unwrap_or_default();
                    let own = kind == ErrorKind::MissingRequiredArgument && missing.contains(&format!("--{name} "));
                    assert!(!own, "{words:?}: {missing}");
                    read.push(name.to_owned());
                }
            }
        });
        for name in ["filter", "reason", "subject", "name", "save", "last-name", "action"] {
            assert!(read.iter().any(|known| known == name), "{name} of {read:?}");
        }
    }

    #[test]
    fn an_option_is_never_swallowed_as_a_value() {
        let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for line in [
            "intendant establishment delete --filter --dry-run",
            "intendant establishment delete --filter --dryrun",
            "intendant establishment delete --filter -y",
            "intendant establishment block 3 --reason --until 2026-01-01",
        ] {
            let refused = parsed(&words(line)).map(|_| ()).map_err(|error| error.kind());
            let expected = [ErrorKind::InvalidValue, ErrorKind::UnknownArgument];
            assert!(refused.is_err_and(|kind| expected.contains(&kind)), "{line}: {refused:?}");
        }
        // Joined by hand, it is a value.
        let matches = parsed(&words("intendant establishment delete --filter=-y --dry-run")).unwrap();
        assert_eq!(given(leaf(&matches), "filter"), Some("-y"));
        // After --, nothing is an option.
        assert!(parsed(&words("intendant job rename 3 -- --filter")).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_filter_comes_through_a_shell(text in "[a-zé:,|\"'$`\\\\ .<>=–0-9-]{0,24}|-[a-z]|(name|mail|number|registered):[a-z0-9,\"'<>. -]{1,12}") {
            if let Ok(filter) = Filter::parse(&text) {
                let line = format!("intendant establishment list {} --json", command::option("filter", &filter.to_string()));
                let matches = parsed(&shlex::split(&line).unwrap()).unwrap();
                let given = given(leaf(&matches), "filter").unwrap();
                prop_assert_eq!(Filter::parse(given), Ok(filter), "{}", line);
            }
        }
    }
}
