//! `intendant export …`: the exports that exist, whether they are whole, and how long they are kept.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::arguments::{DAYS, FILE, NUMBER, choice, given, is_set, option, positional, switch, text, verb};
use super::failure::{DONE, Failure, Result, SOME_FAILED};
use super::{Work, input, noun, noun_list, signal, targets};
use crate::domain::export::{Presence, Why};
use crate::domain::field::{Field, Problem};
use crate::domain::filter::Filter;
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::is_count;
use crate::i18n::Catalogue;
use crate::nouns::EXPORTS;
use crate::nouns::description::whole;
use crate::operations::{export, retention};

/// The word for the longest retention.
const OFF: &str = "off";

/// Describes the noun.
pub fn command(words: &Catalogue) -> Command {
    let file = || positional(words, "file", FILE, "cli-arg-export-file");
    verb(words, "export", "cli-export")
        .subcommand_required(true)
        .subcommand(
            noun_list::list_command(words, EXPORTS)
                .arg(option(words, "number", NUMBER, "cli-arg-number"))
                .arg(choice(option(words, "why", "cli-value-choice", "cli-arg-export-why"), Why::ALL.map(Why::word))),
        )
        .subcommand(verb(words, "show", "cli-export-show").arg(file()))
        .subcommand(verb(words, "verify", "cli-export-verify").arg(file().required(false).num_args(0..)))
        .subcommand(
            verb(words, "prune", "cli-export-prune")
                .arg(option(words, "older-than", DAYS, "cli-arg-older-than"))
                .arg(switch(words, "dry-run", "cli-arg-dry-run")),
        )
        .subcommand(verb(words, "keep", "cli-export-keep").arg(positional(words, "days", DAYS, "cli-arg-keep-days")))
}

/// Runs one of its verbs.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(matches, work),
        "show" => noun::show(EXPORTS, &text(matches, "file"), work),
        "verify" => verify(matches, work),
        "prune" => prune(matches, work),
        "keep" => keep(matches, work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

/// Lists what the filter holds; two columns of it have an option of their own.
fn list(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let number = given(matches, "number").map(targets::parse).transpose()?;
    let parts = [
        given(matches, "filter").map(str::to_owned),
        number.map(|number| format!("number:{number}")),
        given(matches, "why").map(|why| format!("why:{why}")),
    ];
    noun_list::list(EXPORTS, &parts.into_iter().flatten().collect::<Vec<_>>().join(" "), matches, work)
}

fn record(file: &str, work: &mut Work<'_>) -> Result<Value> {
    let (heads, found) = (EXPORTS.heads(), EXPORTS.get(work.ctx, file)?);
    Ok(whole(&heads, &found.cells))
}

/// Reads the exports that were named, or all, and compares each with what was written.
fn verify(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let mut files: Vec<String> = matches.get_many::<String>("file").unwrap_or_default().cloned().collect();
    if files.is_empty() {
        files = export::matching(work.ctx, &Filter::default(), (&work.out.words, &|_| None))?.0;
    }
    let mut code = DONE;
    for file in &files {
        let found = export::verify(work.ctx, file)?;
        if found.presence != Presence::Verified {
            code = SOME_FAILED;
        }
        let mut facts = record(file, work)?;
        facts["presence"] = found.presence.word().into();
        facts["fault"] = found.fault.as_ref().map(|fault| work.out.words.say(&fault.message())).into();
        let lacks_hash =
            found.presence != Presence::Missing && export::lacks_hash(&export::path(work.ctx, &found.export));
        facts["hash-missing"] = lacks_hash.into();
        work.out.record(&facts);
        let presence = work.out.words.say(&found.message());
        work.out.say(&Message::new("cli-export-verified").with("file", file.as_str()).with("presence", presence));
        if lacks_hash {
            work.out.note(&Message::new("doctor-hash-missing").with("file", file.as_str()));
        }
    }
    Ok(code)
}

/// Removes the exports that are older than was asked, or than the retention.
fn prune(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let days = match given(matches, "older-than") {
        Some(typed) => days(typed, 0)?,
        None => export::retention_days(work.ctx)?,
    };
    let due = retention::survey_exports(work.ctx, days)?;
    for one in &due.exports {
        let mut facts = record(&one.export.file, work)?;
        facts["establishment-deleted"] = one.deleted.into();
        facts["last"] = one.last.into();
        work.out.record(&facts);
        work.out.say(
            &Message::new("cli-prune")
                .with("file", one.export.file.as_str())
                .with("when", one.export.taken_at)
                .with("name", one.export.held.denomination.as_str()),
        );
    }
    for remark in due.said(&work.out.words, usize::MAX) {
        work.out.say(&remark);
    }
    let count = due.exports.len();
    if is_set(matches, "dry-run") || count == 0 {
        work.out.note(&Message::new("cli-prune-would").with("count", count));
        return super::prune::foreseen(work, u32::try_from(count).unwrap_or(u32::MAX));
    }
    if !is_set(matches, "yes") {
        let question = Message::new("cli-confirm-prune").with("count", count);
        let wanted = u32::try_from(count).unwrap_or(u32::MAX);
        if !is_count(&input::typed_confirmation(work.out, &question)?, wanted) {
            return Err(Failure::field(Field::Confirmation, Problem::CountDiffers { wanted }));
        }
    }
    let stop = signal::interruption()?;
    let pruned = retention::prune_exports(work.ctx, &due, &stop, &mut |_| {})?;
    super::prune::taken(pruned, "cli-pruned", work.out)
}

fn keep(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let typed = text(matches, "days");
    let wanted = if typed.trim() == OFF { None } else { Some(days(&typed, 1)?) };
    let days = export::set_retention_days(work.ctx, wanted)?;
    work.out.record(&json!({"retention-days": days}));
    work.out.say(&Message::new("cli-kept").with("days", days));
    Ok(DONE)
}

fn days(typed: &str, min: u32) -> Result<u32> {
    let max = crate::domain::export::RETENTION_DAYS_MAX;
    let range = Problem::NotANumber { min: min.into(), max: max.into() };
    let found = typed.trim().parse().ok().filter(|days| (min..=max).contains(days));
    found.ok_or_else(|| Failure::field(Field::RetentionDays, range))
}
