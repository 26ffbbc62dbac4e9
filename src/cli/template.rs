//! `intendant template …`: letters that are kept to be written again.

use std::io::Read as _;
use std::string::FromUtf8Error;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::arguments::{FILE, NUMBER, TEXT, field, given, option, positional, text, verb};
use super::failure::{DONE, Failure, Result};
use super::remote;
use super::table::Table;
use super::{Work, listing};
use crate::domain::field::{Field, Problem};
use crate::domain::mailing::letter::BODY_MAX;
use crate::domain::mailing::{Template, TemplateInput};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::operations::{Error, Rule, exchange, mailing};

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let name = || positional(words, "name", TEXT, "cli-arg-template-name");
    let rev = || option(words, "rev", NUMBER, "cli-arg-rev").value_parser(clap::value_parser!(i64));
    verb(words, "template", "cli-template")
        .subcommand_required(true)
        .subcommand(listing::arguments(verb(words, "list", "cli-template-list"), words))
        .subcommand(verb(words, "show", "cli-template-show").arg(name()))
        .subcommand(
            verb(words, "save", "cli-template-save")
                .arg(name())
                .arg(field(words, "subject", TEXT, Field::Subject))
                .arg(option(words, "body", FILE, "cli-arg-body"))
                .arg(rev()),
        )
        .subcommand(verb(words, "rename", "cli-template-rename").arg(name()).arg(positional(
            words,
            "to",
            TEXT,
            "cli-arg-template-to",
        )))
        .subcommand(verb(words, "delete", "cli-template-delete").arg(name()).arg(rev()))
}

/// Runs one of its verbs.
///
/// # Errors
/// What the verb says.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(matches, work),
        "show" => show(matches, work),
        "save" => save(matches, work),
        "rename" => {
            let old = found(matches, work)?;
            let input = TemplateInput { name: text(matches, "to"), letter: old.letter };
            let saved = mailing::save_template(work.ctx, Some((old.id, old.rev)), &input)?;
            Ok(told(work, "cli-template-saved", &saved))
        }
        "delete" => {
            let old = found(matches, work)?;
            mailing::remove_template(work.ctx, old.id, seen(matches, &old))?;
            Ok(told(work, "cli-template-deleted", &old))
        }
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

fn found(matches: &ArgMatches, work: &mut Work<'_>) -> Result<Template> {
    Ok(mailing::find_template(work.ctx, &text(matches, "name"))?)
}

/// The version that the script read; without one, the present one.
fn seen(matches: &ArgMatches, old: &Template) -> i64 {
    matches.get_one::<i64>("rev").copied().unwrap_or(old.rev)
}

fn record(template: &Template) -> Value {
    json!({
        "name": template.name,
        "subject": template.letter.subject,
        "body": template.letter.body,
        "rev": template.rev,
    })
}

fn told(work: &mut Work<'_>, key: &'static str, template: &Template) -> u8 {
    let message = Message { key, args: vec![("name", template.name.as_str().into())] };
    work.out.say(&message);
    work.out.record(&record(template));
    DONE
}

fn list(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    listing::begin(matches, work, &["name", "subject", "body", "rev"])?;
    let templates = mailing::templates(work.ctx)?;
    let heading = |key| work.out.words.text(key);
    let mut table = Table::new(vec![heading("cli-label-template"), heading("cli-label-subject")]);
    for template in &templates {
        work.out.record(&record(template));
        table.row(vec![template.name.clone(), template.letter.subject.clone()]);
    }
    work.out.table(table);
    Ok(DONE)
}

fn show(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let template = found(matches, work)?;
    work.out.record(&record(&template));
    let label = |key| work.out.words.text(key);
    let pairs = [
        (label("cli-label-template"), template.name.clone()),
        (label("cli-label-subject"), template.letter.subject.clone()),
    ];
    work.out.pairs(&pairs);
    work.out.line("");
    work.out.lines(&template.letter.body);
    Ok(DONE)
}

/// Saves under a name: a new template, or a new version of the one that has it.
fn save(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let name = text(matches, "name");
    let old = match mailing::find_template(work.ctx, &name) {
        Ok(old) => Some(old),
        Err(Error::NotFound { .. }) if matches.get_one::<i64>("rev").is_some() => {
            return Err(Error::from(Rule::Changed).into());
        }
        Err(Error::NotFound { .. }) => None,
        Err(error) => return Err(error.into()),
    };
    let mut letter = old.as_ref().map(|old| old.letter.clone()).unwrap_or_default();
    if given(matches, "subject").is_some() {
        letter.subject = text(matches, "subject");
    }
    if let Some(named) = given(matches, "body") {
        letter.body = body(named, work)?;
    }
    let seen = old.as_ref().map(|old| (old.id, seen(matches, old)));
    let saved = mailing::save_template(work.ctx, seen, &TemplateInput { name, letter })?;
    Ok(told(work, "cli-template-saved", &saved))
}

/// Reads the body of a letter: a file, or stdin with `-`.
///
/// # Errors
/// The file's problem.
pub(super) fn body(named: &str, work: &Work<'_>) -> Result<String> {
    // Longer than any body, so that the body's own message appears.
    let limit = u64::try_from(BODY_MAX).unwrap_or(u64::MAX).saturating_mul(4).saturating_add(8);
    let unreadable = |error: std::io::Error| Problem::FileUnreadable { cause: error.to_string() };
    let wrong = |problem| Failure::of_file(named, Failure::field(Field::Body, problem));
    let mut bytes = Vec::new();
    let read = if named == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        let path = remote::file(named, Field::Body, work.reach, work.ctx.home())?;
        exchange::open(&path).map_err(wrong)?.take(limit).read_to_end(&mut bytes)
    };
    read.map_err(|error| wrong(unreadable(error)))?;
    let not_utf8 = |error: FromUtf8Error| Problem::FileNotUtf8 { byte: error.utf8_error().valid_up_to() + 1 };
    let text = String::from_utf8(bytes).map_err(|error| wrong(not_utf8(error)))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
