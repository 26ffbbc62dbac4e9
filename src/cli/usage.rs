//! What is wrong with a command line, in the language of the session.

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::failure::Failure;
use crate::domain::message::Message;

/// Tells whether the parser's answer is a page of help rather than an error.
#[must_use]
pub fn is_help(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion)
}

/// Turns the parser's error into a message.
#[must_use]
pub fn failure(error: &Error) -> Failure {
    let argument = || first(error, ContextKind::InvalidArg);
    let value = first(error, ContextKind::InvalidValue);
    let message = match error.kind() {
        ErrorKind::UnknownArgument => Message::new("cli-usage-unknown-argument").with("argument", argument()),
        ErrorKind::InvalidSubcommand => {
            Message::new("cli-usage-unknown-command").with("command", first(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            // The dots of what may be several would stand before the full stop.
            Message::new("cli-usage-missing").with("arguments", all(error, ContextKind::InvalidArg).replace("...", ""))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Message::new("cli-usage-missing-command")
        }
        ErrorKind::ValueValidation if value.is_empty() && argument().starts_with("--filter ") => {
            Message::new("cli-usage-empty-filter")
        }
        ErrorKind::ValueValidation if value.is_empty() => Message::new("cli-usage-empty").with("argument", argument()),
        ErrorKind::InvalidValue if value.is_empty() => Message::new("cli-usage-no-value").with("argument", argument()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            Message::new("cli-usage-value").with("argument", argument()).with("value", value)
        }
        ErrorKind::ArgumentConflict if all(error, ContextKind::PriorArg) == argument() => {
            Message::new("cli-usage-twice").with("argument", argument())
        }
        ErrorKind::ArgumentConflict => Message::new("cli-usage-conflict")
            .with("argument", argument())
            .with("other", all(error, ContextKind::PriorArg)),
        ErrorKind::InvalidUtf8 => Message::new("cli-usage-not-utf8"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            Message::new("cli-usage-count").with("argument", argument())
        }
        // Help, version, and whatever a later version of the parser adds.
        _ => Message::new("cli-usage-other").with("cause", error.kind().to_string()),
    };
    Failure::usage(message)
}

/// Returns the further advice: what was probably meant, what can be chosen.
#[must_use]
pub fn advice(error: &Error) -> Option<Message> {
    let meant = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let meant = meant.into_iter().map(|kind| all(error, kind)).find(|text| !text.is_empty());
    if let Some(meant) = meant {
        return Some(Message::new("cli-usage-meant").with("suggestion", meant));
    }
    let choices = [ContextKind::ValidValue, ContextKind::ValidSubcommand].map(|kind| all(error, kind)).concat();
    if choices.is_empty() { None } else { Some(Message::new("cli-usage-choices").with("choices", choices)) }
}

/// Returns the usage of the command that was meant, `intendant zone add [OPTIONS] …`, from the error.
#[must_use]
pub fn usage_line(error: &Error) -> Option<String> {
    match error.get(ContextKind::Usage)? {
        ContextValue::StyledStr(text) => {
            let text = text.to_string();
            Some(text.trim_start_matches("Usage:").trim().to_owned())
        }
        _ => None,
    }
}

/// Returns the help of a command below the root, by the names that lead to it.
#[must_use]
pub fn help(root: &mut Command, path: &[String]) -> Option<String> {
    root.build();
    let mut command = root;
    for name in path {
        command = command.find_subcommand_mut(name)?;
    }
    Some(command.render_long_help().to_string())
}

fn first(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).into_iter().next().unwrap_or_default()
}

fn all(error: &Error, kind: ContextKind) -> String {
    texts(error, kind).join(", ")
}

fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        Some(ContextValue::Number(number)) => vec![number.to_string()],
        _ => Vec::new(),
    }
}
