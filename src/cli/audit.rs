//! `intendant audit …`: who did what, filtered, exported, verified.

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::arguments::{
    DAY, FILE, NUMBER, Needed, TEXT, choice, filtering_by, given, inside, list_filter, option, positional, text, verb,
};
use super::failure::{DONE, Failure, REFUSED, Result};
use super::output::{Form, HarmlessWriter};
use super::{Work, noun, noun_list};
use crate::domain::columns::{AuditColumn, narrowed};
use crate::domain::day::parse_day;
use crate::domain::field::Field;
use crate::domain::filter::{Filter, listed};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::nouns::AUDIT;
use crate::operations;
use crate::operations::audit::{self, AuditFilter, Format, Noted};
use crate::operations::{exchange, retention};

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let noun = verb(words, "audit", "cli-audit")
        .subcommand_required(true)
        .subcommand(noun_list::list_command(words, AUDIT).args(narrowing(words)))
        .subcommand(verb(words, "show", "cli-audit-show").arg(positional(words, "id", NUMBER, "cli-arg-entry")))
        .subcommand(
            filtering_by(verb(words, "export", "cli-audit-export"), listed::<AuditColumn>(), words)
                .arg(list_filter(words, "cli-arg-list-filter"))
                .args(narrowing(words))
                .arg(positional(words, "file", FILE, "cli-arg-audit-file"))
                .arg(choice(option(words, "format", "cli-value-choice", "cli-arg-audit-format"), ["csv", "json"])),
        )
        .subcommand(verb(words, "verify", "cli-audit-verify").arg(option(
            words,
            "since",
            "cli-value-noted",
            "cli-arg-audit-since",
        )))
        .subcommand(verb(words, "head", "cli-audit-head"));
    inside(noun, words, Needed::No)
}

/// Options for what the audit is filtered by most.
fn narrowing(words: &Catalogue) -> [Arg; 4] {
    [
        option(words, "from", DAY, "cli-arg-from"),
        option(words, "to", DAY, "cli-arg-to"),
        option(words, "action", TEXT, "cli-arg-action"),
        option(words, "actor", TEXT, "cli-arg-actor"),
    ]
}

/// Runs one of its verbs.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => noun_list::list(AUDIT, &filter(matches)?, matches, work),
        "show" => noun::show(AUDIT, &text(matches, "id"), work),
        "export" => export(matches, work),
        "verify" => verify(matches, work),
        "head" => head(work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

/// What is asked for: the filter, and what options narrow it down to.
fn filter(matches: &ArgMatches) -> Result<String> {
    let day = |id: &str, field: Field| {
        given(matches, id).map(parse_day).transpose().map_err(|problem| Failure::field(field, problem))
    };
    let days = (day("from", Field::Since)?, day("to", Field::Until)?);
    let typed = given(matches, "filter").unwrap_or_default();
    Ok(narrowed(typed, days, (&text(matches, "action"), &text(matches, "actor"))))
}

fn export(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let json = given(matches, "format") == Some("json") || (given(matches, "format").is_none() && work.out.is_json());
    let (format, form) = if json { (Format::JsonLines, Form::Json) } else { (Format::Csv, Form::Text) };
    let filter = Filter::parse(&filter(matches)?).map_err(operations::Error::from)?;
    let filter = AuditFilter { filter, ..AuditFilter::default() };
    let named = text(matches, "file");
    let count = if named == "-" {
        // The system puts the null device in the place of an output that is closed.
        if leads_nowhere(std::io::stdout()) {
            return Err(Failure::refused(Message::new("cli-audit-nowhere")));
        }
        match audit::export(work.ctx, &filter, format, &mut HarmlessWriter::new(work.out, form)) {
            // Who reads has enough.
            Err(operations::Error::Store(error)) if error.is_unread() => return Ok(DONE),
            written => written?,
        }
    } else {
        let out = exchange::output(work.ctx.home(), &work.reach, &named)?;
        audit::export_file(work.ctx, &filter, format, out)?
    };
    work.out.note(&Message::new("cli-audit-exported").with("count", i64::try_from(count).unwrap_or(i64::MAX)));
    Ok(DONE)
}

fn leads_nowhere(output: impl std::os::fd::AsFd) -> bool {
    let null = std::fs::metadata("/dev/null").map(|null| std::os::unix::fs::MetadataExt::rdev(&null));
    match (rustix::fs::fstat(output), null) {
        (Ok(found), Ok(null)) => {
            rustix::fs::FileType::from_raw_mode(found.st_mode).is_char_device() && found.st_rdev == null
        }
        (Err(_), _) => true,
        (Ok(_), Err(_)) => false,
    }
}

/// Prints the last entry's number and hash, to be kept elsewhere.
fn head(work: &mut Work<'_>) -> Result<u8> {
    let first = || Failure::refused(Message::new("cli-audit-missing").with("id", "1"));
    let head = audit::head(work.ctx)?.ok_or_else(first)?;
    work.out.line(&format!("{}:{}", head.id, head.hash));
    work.out.record(&json!({"entry": head.id, "hash": head.hash, "at": head.at.utc_text()}));
    Ok(DONE)
}

/// Checks the chain; an altered entry is named and gives the exit code of a refusal.
fn verify(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let found = match given(matches, "since") {
        None => audit::verify(work.ctx)?,
        Some(noted) => {
            let parsed = Noted::parse(noted);
            let noted = parsed.ok_or_else(|| Failure::usage(Message::new("cli-usage-noted").with("text", noted)))?;
            audit::verify_since(work.ctx, &noted)?
        }
    };
    let broken = found.broken.as_ref().map(|broken| json!({"id": broken.id, "missing": broken.missing}));
    let from = found.from.as_ref();
    let pruned =
        from.map(|from| json!({"through": from.id, "hash": from.hash, "by": from.by, "at": from.at.utc_text()}));
    work.out.record(&json!({"entries": found.entries, "head": found.head, "pruned": pruned, "broken": broken}));
    if let Some(from) = from {
        let message = retention::begins(from, &work.out.words);
        work.out.say(&message);
    }
    let Some(broken) = found.broken else {
        work.out.say(&Message::new("cli-audit-whole").with("count", found.entries).with("head", found.head));
        return Ok(DONE);
    };
    let key = if broken.missing { "cli-audit-missing" } else { "cli-audit-altered" };
    Err(Failure::Told { code: REFUSED, message: Message::new(key).with("id", broken.id.to_string()) })
}
