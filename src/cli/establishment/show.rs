//! `establishment show`: one establishment in full, with every block that stands on it.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::list::{ZoneNames, zone_names};
use crate::cli::Work;
use crate::cli::arguments::verb;
use crate::cli::failure::{DONE, Result};
use crate::cli::targets;
use crate::domain::account::Administrator;
use crate::domain::block::Block;
use crate::domain::establishment::Establishment;
use crate::domain::time::Timestamp;
use crate::domain::uai::Uai;
use crate::i18n::Catalogue;
use crate::nouns::establishment::card;
use crate::operations::establishment;

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    verb(words, "show", "cli-establishment-show").arg(targets::argument(words))
}

/// Runs the verb.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let number = targets::number(matches)?;
    let detail = establishment::detail(work.ctx, number)?;
    let zones = zone_names(work)?;
    let now = work.ctx.now();
    let mut record = record(&detail.establishment, &zones, now);
    record["path"] = detail.path.as_str().into();
    record["size-bytes"] = detail.size_bytes.into();
    record["host-blocks"] = detail.everywhere.iter().filter(|block| block.stands(now)).map(block_record).collect();
    record["administrators"] = match &detail.administrators {
        Ok(all) => all.iter().map(administrator).collect(),
        Err(_) => Value::Null,
    };
    record["figures"] = match &detail.figures {
        Some((at, Ok(figures))) => json!({"counted-at": at.utc_text(), "counted": figures}),
        Some((at, Err(cause))) => json!({"counted-at": at.utc_text(), "cause": cause.word()}),
        None => Value::Null,
    };
    record["exports"] = json!({"count": detail.exports.0, "latest": detail.exports.1.map(Timestamp::utc_text)});
    record["mails"] = detail.mails.iter().map(|(state, count)| (state.word().to_owned(), json!(count))).collect();
    if let Some(mail) = &detail.mail {
        record["mail"] = json!({"id": mail.id.0, "state": mail.state.word()});
    }
    record["jobs"] = detail.jobs.iter().map(|job| json!({"id": job.id.0, "kind": job.task.kind().word()})).collect();
    work.out.record(&record);
    let zone = |zone| zones.get(&zone).cloned().unwrap_or_default();
    let facts = card(&detail, &work.out.words, &zone, now).into_iter();
    let label = |key: &'static str| if key.is_empty() { String::new() } else { work.out.words.text(key) };
    let mut pairs: Vec<_> = facts.map(|fact| (label(fact.label), fact.value)).collect();
    pairs.push((label("cli-label-rev"), detail.establishment.rev.to_string()));
    work.out.pairs(&pairs);
    Ok(DONE)
}

fn administrator(one: &Administrator) -> Value {
    json!({
        "login": one.login,
        "last-name": one.last_name,
        "first-name": one.first_name,
        "active": one.active,
        "last-sign-in": one.last_sign_in_at.map(Timestamp::utc_text),
    })
}

/// Returns an establishment as JSON.
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

/// Returns a block as JSON.
pub(in crate::cli) fn block_record(block: &Block) -> Value {
    json!({
        "blocker": block.blocker.word(),
        "reason": block.reason,
        "author": block.author,
        "since": block.since.utc_text(),
        "until": block.until.map(Timestamp::utc_text),
    })
}
