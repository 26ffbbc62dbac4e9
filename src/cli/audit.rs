//! `intendant audit …`: who did what, filtered, exported, verified.

use clap::{ArgMatches, Command};
use serde_json::json;

use super::Work;
use super::arguments::{
    DAY, FILE, Needed, TEXT, choice, count, filtering_by, given, inside, list_filter, option, text, verb,
};
use super::failure::{DONE, Failure, REFUSED, Result};
use super::listing;
use super::output::{Form, HarmlessWriter};
use super::table::Table;
use crate::domain::columns::AuditColumn;
use crate::domain::day::parse_day;
use crate::domain::field::Field;
use crate::domain::filter::{Filter, listed};
use crate::domain::message::Message;
use crate::domain::record::nested;
use crate::domain::time::end_of_day;
use crate::i18n::{Catalogue, audit as said};
use crate::operations;
use crate::operations::audit::{self, AuditFilter, AuditRow, Format, Noted};
use crate::operations::{exchange, retention};

/// Entries that a list shows when no limit is given.
const USUAL_LIMIT: u32 = 100;

/// What a record has.
const COLUMNS: [&str; 14] = [
    "id",
    "at",
    "actor",
    "actor_kind",
    "os_user",
    "ssh_client",
    "ssh_key",
    "action",
    "object_kind",
    "object_id",
    "object_label",
    "before",
    "after",
    "hash",
];

/// Describes the noun.
#[must_use]
pub fn command(words: &Catalogue) -> Command {
    let limit = count(words, "limit", "cli-arg-audit-limit");
    let noun = verb(words, "audit", "cli-audit")
        .subcommand_required(true)
        .subcommand(listing::arguments(filtered(verb(words, "list", "cli-audit-list"), words).arg(limit), words))
        .subcommand(
            filtered(verb(words, "export", "cli-audit-export"), words)
                .arg(super::arguments::positional(words, "file", FILE, "cli-arg-audit-file"))
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

fn filtered(command: Command, words: &Catalogue) -> Command {
    filtering_by(command, listed::<AuditColumn>(), words).args([
        list_filter(words, "cli-arg-audit-words"),
        option(words, "from", DAY, "cli-arg-from"),
        option(words, "to", DAY, "cli-arg-to"),
        option(words, "action", TEXT, "cli-arg-action"),
        option(words, "actor", TEXT, "cli-arg-actor"),
    ])
}

/// Runs one of its verbs.
///
/// # Errors
/// What the verb says.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(matches, work),
        "export" => export(matches, work),
        "verify" => verify(matches, work),
        "head" => head(work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

fn filter(matches: &ArgMatches) -> Result<AuditFilter> {
    let day = |id: &str, field: Field| match given(matches, id) {
        None => Ok(None),
        Some(text) => parse_day(text).map(Some).map_err(|problem| Failure::field(field, problem)),
    };
    let from = day("from", Field::Since)?.map(|day| day.yesterday().unwrap_or(day)).map(end_of_day);
    Ok(AuditFilter {
        filter: Filter::parse(given(matches, "filter").unwrap_or_default()).map_err(operations::Error::from)?,
        from,
        until: day("to", Field::Until)?.map(end_of_day),
        action: text(matches, "action"),
        actor: text(matches, "actor"),
    })
}

fn list(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    listing::begin(matches, work, &COLUMNS)?;
    let limit = matches.get_one::<u32>("limit").copied().unwrap_or(USUAL_LIMIT);
    let rows = audit::list(work.ctx, &filter(matches)?, None, usize::try_from(limit).unwrap_or(usize::MAX))?;
    let text = |key| work.out.words.text(key);
    let headings =
        ["column-number", "cli-label-when", "cli-label-who", "cli-label-action", "column-object", "cli-label-change"];
    let mut table = Table::new(headings.into_iter().map(text).collect()).keep_whole(&[0, 1]);
    for row in &rows {
        work.out.record(&record(row));
        table.row(cells(row, &work.out.words));
    }
    work.out.table(table);
    if work.out.is_for_people() && rows.len() == usize::try_from(limit).unwrap_or(usize::MAX) {
        work.out.note(&Message::new("cli-audit-limit").with("count", limit));
    }
    Ok(DONE)
}

fn record(row: &AuditRow) -> serde_json::Value {
    json!({
        "id": row.id,
        "at": row.at.utc_text(),
        "actor": row.actor,
        "actor-kind": row.actor_kind,
        "os-user": row.os_user,
        "ssh-client": row.ssh_client,
        "ssh-key": row.ssh_key,
        "action": row.action,
        "object-kind": row.object_kind,
        "object-id": row.object_id,
        "object-label": row.object_label,
        "before": nested(&row.before),
        "after": nested(&row.after),
        "hash": row.hash,
    })
}

fn cells(row: &AuditRow, words: &Catalogue) -> Vec<String> {
    let change = changes(row, words);
    // The word of the command too: `--action` takes it.
    let action = format!("{} ({})", said::action(words, &row.action), row.action);
    let what = said::object(words, &row.object_kind, &row.object_id, &row.object_label);
    vec![
        row.id.to_string(),
        words.moment(row.at),
        said::by(words, &row.actor, &row.ssh_key, &row.ssh_client),
        action,
        what,
        change,
    ]
}

fn changes(row: &AuditRow, words: &Catalogue) -> String {
    let one = |change: audit::Change| {
        let say = |stored: &str| said::value(words, &row.action, &change.field, stored);
        let values = match (say(&change.before), say(&change.after)) {
            (before, after) if before.is_empty() => after,
            (before, after) if after.is_empty() => before,
            (before, after) => format!("{before} → {after}"),
        };
        said::change(words, &change.field, &values)
    };
    audit::changes(row).into_iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn export(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let json = given(matches, "format") == Some("json") || (given(matches, "format").is_none() && work.out.is_json());
    let (format, form) = if json { (Format::JsonLines, Form::Json) } else { (Format::Csv, Form::Text) };
    let filter = filter(matches)?;
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
        let out = exchange::output(work.ctx.home(), work.reach, &named)?;
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
