//! Verbs on several establishments: named by number or by filter, one result line each.

use std::sync::atomic::Ordering;

use clap::{Arg, ArgMatches};
use serde_json::{Value, json};

use super::arguments::{NUMBER, given};
use super::failure::{DONE, Failure, INTERRUPTED, Result, SOME_FAILED};
use super::{Work, signal};
use crate::domain::establishment::{EstablishmentNumber, NUMBER_MAX};
use crate::domain::field::{Field, Problem};
use crate::domain::filter::Remark;
use crate::domain::message::{Explain as _, Message};
use crate::i18n::Catalogue;
use crate::operations;

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

/// Lists the targets that were named by their numbers, in their order, each once.
///
/// # Errors
/// A number that cannot be read.
pub fn list(matches: &ArgMatches) -> Result<Vec<EstablishmentNumber>> {
    let mut numbers = Vec::new();
    for text in matches.get_many::<String>("numbers").unwrap_or_default() {
        let number = parse(text)?;
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    Ok(numbers)
}

/// Tells on stderr what of a filter may not be what was meant.
pub fn remark(work: &mut Work<'_>, remarks: &[Remark]) {
    for remark in remarks {
        work.out.note(&remark.message());
    }
}

/// What became of one target, besides its number.
#[derive(Debug)]
pub struct Done {
    /// What is said to people.
    pub message: Message,
    /// What is added to the JSON line.
    pub facts: Value,
}

impl Done {
    /// Says it; nothing more is added to the JSON line.
    #[must_use]
    pub fn said(message: Message) -> Self {
        Self { message, facts: json!({}) }
    }
}

/// Does one thing to each target, one result line each; a target that fails stops nothing, a signal stops before the
/// next one. Gives the exit code: that of the failure when there was one target only, named by its number.
///
/// # Errors
/// Only those of preparing; what happens to a target is told in its line.
pub fn each(
    work: &mut Work<'_>,
    numbers: &[EstablishmentNumber],
    mut act: impl FnMut(&mut Work<'_>, EstablishmentNumber) -> Result<Done>,
) -> Result<u8> {
    let alone = numbers.len() == 1;
    let stop = signal::interruption()?;
    let (mut done, mut failed, mut code) = (0_usize, 0_usize, DONE);
    for number in numbers {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        match act(work, *number) {
            Ok(result) => {
                done += 1;
                tell(work, *number, &result);
            }
            Err(failure) => {
                failed += 1;
                code = if alone { failure.code() } else { SOME_FAILED };
                tell_failure(work, *number, &failure, alone);
            }
        }
    }
    let left = numbers.len() - done - failed;
    if numbers.len() != 1 {
        let message = Message::new("cli-targets").with("done", done).with("failed", failed).with("left", left);
        work.out.note(&message);
    }
    Ok(if left > 0 { INTERRUPTED } else { code })
}

fn tell(work: &mut Work<'_>, number: EstablishmentNumber, result: &Done) {
    let said = work.out.words.say(&result.message);
    work.out.say(&Message::new("cli-target").with("number", number.to_string()).with("result", said));
    let mut line = json!({"number": number.0, "result": "done"});
    if let (Some(line), Value::Object(facts)) = (line.as_object_mut(), &result.facts) {
        line.extend(facts.clone());
    }
    work.out.record(&line);
}

fn tell_failure(work: &mut Work<'_>, number: EstablishmentNumber, failure: &Failure, alone: bool) {
    let mut line = work.out.failure_json(failure);
    line["number"] = number.0.into();
    line["result"] = "failed".into();
    work.out.record(&line);
    if alone {
        if !work.out.is_json() {
            work.out.failure(failure);
        }
        return;
    }
    let mut said = work.out.words.say(&failure.message());
    if let Failure::Operation(operations::Error::Fields(errors)) = failure {
        for error in errors {
            said = work.out.words.say(&error.problem.message());
        }
    }
    work.out.say(&Message::new("cli-target-failed").with("number", number.to_string()).with("reason", said));
}
