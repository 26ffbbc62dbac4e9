//! `intendant zone …`: list, add, edit, order, delete, the preset of académies.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::arguments::{NUMBER, TEXT, ZONE, choice, field, given, is_set, positional, text, verb};
use super::failure::{DONE, Failure, Result};
use super::table::Table;
use super::{Work, input};
use crate::domain::field::{Field, Problem};
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::zone::{Zone, ZoneInput, ZoneNumber};
use crate::i18n::{Catalogue, words as keys};
use crate::operations::zone::{self, ZoneLine};
use crate::operations::{Error, Rule};

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let number = || positional(words, "number", ZONE, "cli-arg-zone");
    let name = || field(words, "name", TEXT, Field::ZoneName);
    let language = || {
        let languages = [Language::French.code(), Language::English.code()];
        choice(field(words, "language", "cli-value-language", Field::Language), languages)
    };
    verb(words, "zone", "cli-zone")
        .subcommand_required(true)
        .subcommand(verb(words, "list", "cli-zone-list"))
        .subcommand(verb(words, "add", "cli-zone-add").arg(name().required(true)).arg(language()))
        .subcommand(verb(words, "edit", "cli-zone-edit").arg(number()).arg(name()).arg(language()))
        .subcommand(verb(words, "move", "cli-zone-move").arg(number()).arg(positional(
            words,
            "position",
            NUMBER,
            "cli-arg-position",
        )))
        .subcommand(verb(words, "delete", "cli-zone-delete").arg(number()))
        .subcommand(verb(words, "academies", "cli-zone-academies"))
}

/// Runs one of its verbs.
///
/// # Errors
/// What the verb says.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(work),
        "add" => add(matches, work),
        "edit" => edit(matches, work),
        "move" => move_to(matches, work),
        "delete" => delete(matches, work),
        "academies" => academies(work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

fn list(work: &mut Work<'_>) -> Result<u8> {
    let lines = zone::list(work.ctx)?;
    let text = |key| work.out.words.text(key);
    let headings = ["column-number", "column-zone", "cli-label-language", "cli-label-establishments"];
    let mut table = Table::new(headings.into_iter().map(text).collect());
    for line in &lines {
        let language = work.out.words.text(keys::language(line.zone.language));
        table.row(vec![
            line.zone.number.0.to_string(),
            line.zone.name.clone(),
            language,
            line.establishments.to_string(),
        ]);
        work.out.record(&record(&line.zone, Some(line.establishments)));
    }
    work.out.table(table);
    Ok(DONE)
}

fn record(zone: &Zone, establishments: Option<u32>) -> Value {
    let mut record = json!({
        "number": zone.number.0,
        "name": zone.name,
        "position": zone.position,
        "language": zone.language.code(),
        "rev": zone.rev,
    });
    if let Some(count) = establishments {
        record["establishments"] = count.into();
    }
    record
}

fn add(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let input = ZoneInput { name: text(matches, "name"), language: text(matches, "language") };
    let added = zone::add(work.ctx, &input)?;
    work.out.say(
        &Message::new("cli-zone-added").with("number", added.number.0.to_string()).with("name", added.name.as_str()),
    );
    work.out.record(&record(&added, None));
    Ok(DONE)
}

fn edit(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let old = find(matches, work)?.zone;
    let input = ZoneInput {
        name: given(matches, "name").map_or_else(|| old.name.clone(), str::to_owned),
        language: given(matches, "language").unwrap_or(old.language.code()).to_owned(),
    };
    zone::edit(work.ctx, old.number, old.rev, &input)?;
    let new = numbered(work, old.number)?.zone;
    work.out
        .say(&Message::new("cli-zone-edited").with("number", new.number.0.to_string()).with("name", new.name.as_str()));
    work.out.record(&record(&new, None));
    Ok(DONE)
}

fn move_to(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let number = find(matches, work)?.zone.number;
    let position = text(matches, "position").trim().parse::<u32>().ok().filter(|position| *position > 0);
    let out_of_range = Problem::NotANumber { min: 1, max: i64::from(u32::MAX) };
    let position = position.ok_or_else(|| Failure::field(Field::ZonePosition, out_of_range))?;
    zone::move_to(work.ctx, number, position)?;
    let new = find(matches, work)?.zone;
    work.out.say(
        &Message::new("cli-zone-moved").with("name", new.name.as_str()).with("position", new.position.to_string()),
    );
    work.out.record(&record(&new, None));
    Ok(DONE)
}

fn delete(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let line = find(matches, work)?;
    let number = line.zone.number;
    if number == crate::domain::zone::DEFAULT_ZONE {
        return Err(Error::from(Rule::DefaultZone).into());
    }
    if !is_set(matches, "yes") {
        let question = Message::new("cli-confirm-zone")
            .with("number", number.0.to_string())
            .with("name", line.zone.name.as_str())
            .with("count", line.establishments);
        let typed = input::typed_confirmation(work.out, &question)?;
        if typed.trim() != number.0.to_string() {
            return Err(Failure::field(Field::Confirmation, Problem::ConfirmationDiffers));
        }
    }
    let moved = zone::delete(work.ctx, number)?;
    work.out.say(&Message::new("cli-zone-deleted").with("name", line.zone.name).with("count", moved));
    work.out.record(&json!({"number": number.0, "moved": moved}));
    Ok(DONE)
}

fn academies(work: &mut Work<'_>) -> Result<u8> {
    let added = zone::add_academies(work.ctx)?;
    work.out.say(&Message::new("cli-zone-academies-added").with("count", added));
    work.out.record(&json!({"added": added}));
    Ok(DONE)
}

/// Finds the zone that is named, by number or by name.
fn find(matches: &ArgMatches, work: &mut Work<'_>) -> Result<ZoneLine> {
    let typed = text(matches, "number");
    let number = match typed.trim().parse() {
        Ok(number) => ZoneNumber(number),
        Err(_) => zone::named(work.ctx, &typed)?,
    };
    numbered(work, number)
}

fn numbered(work: &mut Work<'_>, number: ZoneNumber) -> Result<ZoneLine> {
    let found = zone::list(work.ctx)?.into_iter().find(|line| line.zone.number == number);
    found.ok_or_else(|| Error::not_found("zone", number.0).into())
}
