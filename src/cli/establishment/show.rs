//! `establishment show`: one establishment in full, with every block that stands on it.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::list::{ZoneNames, zone_names};
use crate::cli::Work;
use crate::cli::arguments::verb;
use crate::cli::failure::{DONE, Result};
use crate::cli::targets;
use crate::domain::block::Block;
use crate::domain::establishment::Establishment;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::time::{DAY_S, MINUTE_S, Timestamp};
use crate::domain::uai::Uai;
use crate::i18n::{Catalogue, audit as said, words as keys};
use crate::operations::establishment;

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    verb(words, "show", "cli-establishment-show").arg(targets::argument(words))
}

/// Runs the verb.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let number = targets::number(matches)?;
    let detail = establishment::detail(work.ctx, number)?;
    let everywhere = establishment::blocks_everywhere(work.ctx)?;
    let path = establishment::path(work.ctx, number);
    let zones = zone_names(work)?;
    let now = work.ctx.now();
    let found = &detail.establishment;
    let mut record = record(found, &zones, now);
    record["path"] = path.as_str().into();
    record["size-bytes"] = detail.size_bytes.into();
    record["host-blocks"] = everywhere.iter().filter(|block| block.stands(now)).map(block_record).collect();
    if let Some(mail) = &detail.mail {
        record["mail"] = json!({"id": mail.id.0, "state": mail.state.word()});
    }
    work.out.record(&record);
    let mut pairs = pairs(found, &zones, &work.out.words, now);
    let label = |key| work.out.words.text(key);
    pairs.push((label("cli-label-path"), path));
    if let Some(bytes) = detail.size_bytes {
        let size = Message::new("cli-size-kib").with("count", i64::try_from(bytes.div_ceil(1024)).unwrap_or(i64::MAX));
        pairs.push((label("cli-label-size"), work.out.words.say(&size)));
    }
    if let Some(mail) = &detail.mail {
        let state = label(keys::mail_state(mail.state));
        let named = Message::new("named-value").with("name", mail.id.0.to_string()).with("value", state);
        pairs.push((label("cli-label-mail"), work.out.words.say(&named)));
    }
    pairs.push((label("cli-label-rev"), found.rev.to_string()));
    work.out.pairs(&pairs);
    for block in found.blocks.iter().chain(&everywhere).filter(|block| block.stands(now)) {
        let message = block_message(block, &work.out.words, now);
        work.out.say(&message);
    }
    Ok(DONE)
}

fn pairs(found: &Establishment, zones: &ZoneNames, words: &Catalogue, now: Timestamp) -> Vec<(String, String)> {
    let zone = zones.get(&found.zone).cloned().unwrap_or_default();
    let uai = found.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default();
    let mut pairs: Vec<(String, String)> = [
        (Field::Number, found.number.to_string()),
        (Field::Zone, format!("{} {zone}", found.zone.0)),
        (Field::Location, found.location.clone()),
        (Field::Denomination, found.denomination.clone()),
        (Field::Uai, uai),
        (Field::ContactLastName, found.contact.last_name.clone()),
        (Field::ContactFirstName, found.contact.first_name.clone()),
        (Field::ContactEmail, found.contact.email_text().to_owned()),
        (Field::RegisteredOn, words.day(found.registered_on)),
    ]
    .into_iter()
    .map(|(field, value)| (words.say(&field.label()), value))
    .collect();
    pairs.push((words.text("column-state"), words.text(keys::state(found.state(now)))));
    pairs
}

/// Says a block with who put it, how long ago, and until when.
pub(in crate::cli) fn block_message(block: &Block, words: &Catalogue, now: Timestamp) -> Message {
    let until = block
        .last_day()
        .map_or_else(|| words.text("cli-until-lifted"), |day| words.say(&Message::new("cli-until").with("day", day)));
    Message::new("cli-block")
        .with("blocker", words.text(keys::blocker(block.blocker)))
        .with("reason", block.reason.as_str())
        .with("author", said::who(words, &block.author))
        .with("since", block.since)
        .with("age", words.say(&age(block.since, now)))
        .with("until", until)
}

fn age(since: Timestamp, now: Timestamp) -> Message {
    let seconds = now.0.saturating_sub(since.0).max(0);
    match seconds {
        0..60 => Message::new("cli-age-now"),
        60..3600 => Message::new("cli-age-minutes").with("count", seconds / MINUTE_S),
        3600..DAY_S => Message::new("cli-age-hours").with("count", seconds / (60 * MINUTE_S)),
        _ => Message::new("cli-age-days").with("count", seconds / DAY_S),
    }
}

/// Gives an establishment as JSON.
pub(in crate::cli) fn record(found: &Establishment, zones: &ZoneNames, now: Timestamp) -> Value {
    let blocks: Vec<Value> = found.blocks.iter().filter(|block| block.stands(now)).map(block_record).collect();
    json!({
        "number": found.number.0,
        "zone": found.zone.0,
        "zone-name": zones.get(&found.zone),
        "location": found.location,
        "denomination": found.denomination,
        "uai": found.uai.as_ref().map(Uai::as_str),
        "contact-last-name": found.contact.last_name,
        "contact-first-name": found.contact.first_name,
        "contact-email": found.contact.email_text(),
        "registered-on": found.registered_on.to_string(),
        "state": found.state(now).word(),
        "blocks": blocks,
        "rev": found.rev,
    })
}

/// Gives a block as JSON.
pub(in crate::cli) fn block_record(block: &Block) -> Value {
    json!({
        "blocker": block.blocker.word(),
        "reason": block.reason,
        "author": block.author,
        "since": block.since.utc_text(),
        "until": block.until.map(Timestamp::utc_text),
    })
}
