//! The command line that does the same as a job: `=` on every screen, and what a plan shows.

use std::fmt::Write as _;

use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Listing, Only, Selection, Task};
use crate::operations::job::{self, OptionValue};

/// Adds to a command line which establishment is meant.
#[must_use]
pub fn inside(mut line: String, at: At) -> String {
    if let Some(number) = at.establishment() {
        let _ = write!(line, " --establishment {number}");
    }
    line
}

/// Returns the command line that plans a task for establishments that are selected; those of other nouns are written after
/// their descriptions.
#[must_use]
pub fn draft(task: &Task, selection: &Selection) -> String {
    let named = targets(selection);
    let between = if named.is_empty() { "" } else { " " };
    format!("intendant {}{between}{named}{}", verb(task), options(task))
}

/// Names targets as verbs take them: numbers, or a filter and what is left out of it.
#[must_use]
pub fn targets(selection: &Selection) -> String {
    match selection {
        Selection::Numbers { numbers } => joined(numbers, " "),
        Selection::Matching { filter, except } => {
            let named = if filter.trim().is_empty() { "--all".to_owned() } else { option("filter", filter) };
            if except.is_empty() { named } else { format!("{named} --except {}", joined(except, ",")) }
        }
        Selection::Rows { names, .. } if !names.is_empty() => {
            names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(" ")
        }
        Selection::Rows { ids, .. } => ids.iter().map(|id| quoted(id)).collect::<Vec<_>>().join(" "),
        Selection::Of { .. } => String::new(),
        Selection::One(Only { number, id, name, .. }) | Selection::Alone(Only { number, id, name, .. }) => {
            match (number.0, [name, id].into_iter().find(|text| !text.is_empty())) {
                (_, Some(named)) => quoted(named),
                (0, None) => String::new(),
                (number, None) => number.to_string(),
            }
        }
        Selection::Files { source, listing: Listing::Transfer, .. } => format!("--transfer {}", quoted(source)),
        Selection::Files { source, others, listing: Listing::Target, .. } => {
            std::iter::once(source).chain(others).map(|file| quoted(file)).collect::<Vec<_>>().join(" ")
        }
    }
}

fn joined(numbers: &[EstablishmentNumber], between: &str) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

fn verb(task: &Task) -> String {
    let act = job::needed(task);
    if act == Act::STATISTICS_COMPUTE { "establishment stats".to_owned() } else { act.word().replace('.', " ") }
}

fn options(task: &Task) -> String {
    let one = |(name, value): (&str, OptionValue)| match value {
        OptionValue::Switch => format!(" --{name}"),
        OptionValue::Word(word) => format!(" --{name} {word}"),
        OptionValue::Typed(text) => format!(" {}", option(name, &text)),
    };
    let all: String = job::settings(task).options.into_iter().map(one).collect();
    // A letter is too long for a line.
    if matches!(task, Task::WriteMail { .. }) { all + " …" } else { all }
}

/// Names an option with its value as a shell takes it; a value that begins with a hyphen is joined to it, since it could
/// be an option itself.
#[must_use]
pub fn option(name: &str, value: &str) -> String {
    let between = if value.starts_with('-') { '=' } else { ' ' };
    format!("--{name}{between}{}", quoted(value))
}

/// Quotes a word for a shell.
#[must_use]
pub fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// Quotes a word for a shell, unless that reads it as it is and no verb could take it for an option.
#[must_use]
pub fn quoted_where_needed(word: &str) -> String {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '_' | '-' | '/' | ':' | '@' | '+');
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        return word.to_owned();
    }
    quoted(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::end_of_day;

    #[test]
    fn targets_are_named_as_verbs_take_them() {
        let numbers = |range: std::ops::Range<u32>| range.map(EstablishmentNumber).collect::<Vec<_>>();
        let matching = |filter: &str, except| Selection::Matching { filter: filter.into(), except };
        for (selection, text) in [
            (Selection::Numbers { numbers: numbers(1..4) }, "1 2 3"),
            (matching("l'école", Vec::new()), "--filter 'l'\\''école'"),
            (matching("brest", numbers(7..9)), "--filter 'brest' --except 7,8"),
            (matching(" ", Vec::new()), "--all"),
            (matching("", numbers(7..9)), "--all --except 7,8"),
            (matching("-brest", Vec::new()), "--filter='-brest'"),
            (
                Selection::Files {
                    source: "a".into(),
                    others: vec!["b c".into()],
                    listing: Listing::Target,
                    zones: Vec::new(),
                },
                "'a' 'b c'",
            ),
            (
                Selection::Files {
                    source: "l.csv".into(),
                    others: Vec::new(),
                    listing: Listing::Transfer,
                    zones: Vec::new(),
                },
                "--transfer 'l.csv'",
            ),
        ] {
            assert_eq!(targets(&selection), text);
        }
    }

    #[test]
    fn a_block_names_its_last_day() {
        let until = Some(end_of_day(jiff::civil::Date::constant(2026, 11, 30)));
        let task = Task::Block { reason: "Travaux".into(), until };
        assert_eq!(options(&task), " --reason 'Travaux' --until 2026-11-30");
    }
}
