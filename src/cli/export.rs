//! `intendant export …`: the exports that exist, whether they are whole, and how long they are kept.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::arguments::{
    DAYS, FILE, NUMBER, choice, filtering_by, given, is_set, list_filter, option, positional, switch, text, verb,
};
use super::failure::{DONE, Failure, Result, SOME_FAILED};
use super::table::Table;
use super::{Work, input, listing, signal, targets};
use crate::domain::columns::{ExportColumn, ExportRow};
use crate::domain::export::{Export, Presence, Why};
use crate::domain::field::{Field, Problem};
use crate::domain::filter::{Filter, listed};
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::is_count;
use crate::i18n::Catalogue;
use crate::operations::export::{self, ExportFilter};
use crate::operations::{self, retention};

/// Exports read in one go.
const PAGE: u32 = 500;
/// The word for the longest retention.
const OFF: &str = "off";

/// What a record has.
const COLUMNS: [&str; 11] = [
    "file",
    "number",
    "denomination",
    "taken_at",
    "bytes",
    "sha256",
    "schema_version",
    "job",
    "why",
    "tables",
    "presence",
];

/// Describes the noun.
pub fn command(words: &Catalogue) -> Command {
    let file = || positional(words, "file", FILE, "cli-arg-export-file");
    verb(words, "export", "cli-export")
        .subcommand_required(true)
        .subcommand(listing::arguments(
            filtering_by(verb(words, "list", "cli-export-list"), listed::<ExportColumn>(), words)
                .arg(list_filter(words, "cli-arg-export-filter"))
                .arg(option(words, "number", NUMBER, "cli-arg-number"))
                .arg(choice(option(words, "why", "cli-value-choice", "cli-arg-export-why"), Why::ALL.map(Why::word))),
            words,
        ))
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
///
/// # Errors
/// What the verb says.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(matches, work),
        "show" => show(matches, work),
        "verify" => verify(matches, work),
        "prune" => prune(matches, work),
        "keep" => keep(matches, work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

/// Calls back with every export that a filter holds, the latest first.
fn each(work: &mut Work<'_>, filter: &ExportFilter, mut visit: impl FnMut(&mut Work<'_>, &Export)) -> Result<()> {
    let mut after: Option<Export> = None;
    loop {
        let page = export::list(work.ctx, filter, after.as_ref(), PAGE)?;
        for one in &page {
            visit(work, one);
        }
        match page.into_iter().last() {
            Some(last) => after = Some(last),
            None => return Ok(()),
        }
    }
}

fn list(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    listing::begin(matches, work, &COLUMNS)?;
    let number = given(matches, "number").map(targets::parse).transpose()?;
    let sought = Filter::parse(given(matches, "filter").unwrap_or_default()).map_err(operations::Error::from)?;
    let ready = sought.ready(work.ctx.now(), |_| Vec::new()).map_err(operations::Error::from)?;
    let mut tally = ready.tally();
    let filter = ExportFilter { number, why: Why::from_word(&text(matches, "why")), until: None };
    let words = |key| work.out.words.text(key);
    let headings = [
        "cli-label-when",
        "column-number",
        "column-name",
        "cli-label-size",
        "cli-label-why",
        "cli-label-presence",
        "cli-label-file",
    ];
    let mut table = Table::new(headings.into_iter().map(words).collect()).keep_whole(&[0, 1, 3, 4, 6]);
    each(work, &filter, |work, one| {
        let presence = export::found(work.ctx, one);
        let text = export::searched(one, presence, &work.out.words);
        if ready.judge(&ExportRow { export: one, presence, text: &text }, &mut tally) {
            work.out.record(&record(one, presence));
            table.row(cells(one, presence, &work.out.words));
        }
    })?;
    work.out.table(table);
    targets::remark(work, &ready.remarks(&tally));
    Ok(DONE)
}

fn cells(one: &Export, presence: Presence, words: &Catalogue) -> Vec<String> {
    let say = |message: Message| words.say(&message);
    vec![
        words.moment(one.taken_at),
        one.number.to_string(),
        one.held.denomination.clone(),
        crate::i18n::words::size(one.size_bytes, words),
        say(Message::new("export-why").with("why", one.why.word())),
        say(Message::new("export-presence").with("presence", presence.word())),
        one.file.clone(),
    ]
}

fn record(one: &Export, presence: Presence) -> Value {
    json!({
        "file": one.file,
        "number": one.number.0,
        "denomination": one.held.denomination,
        "taken-at": one.taken_at.utc_text(),
        "bytes": one.size_bytes,
        "sha256": one.sha256,
        "schema-version": one.schema_version,
        "job": one.job.map(|(job, _)| job.0),
        "why": one.why.word(),
        "tables": if one.tables.is_empty() { Value::Null } else { one.tables.as_str().into() },
        "presence": presence.word(),
    })
}

fn show(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let one = export::get(work.ctx, &text(matches, "file"))?;
    let presence = export::found(work.ctx, &one);
    let mut facts = record(&one, presence);
    facts["path"] = export::path(work.ctx, &one).display().to_string().into();
    facts["uai"] = one.held.uai.as_str().into();
    facts["location"] = one.held.location.as_str().into();
    facts["registered-on"] = one.held.registered_on.as_str().into();
    work.out.record(&facts);
    let words = std::sync::Arc::clone(&work.out.words);
    let label = |key| words.text(key);
    let [when, number, name, size, why, presence, _] =
        <[String; 7]>::try_from(cells(&one, presence, &words)).unwrap_or_default();
    let mut pairs = vec![
        (label("cli-label-file"), export::path(work.ctx, &one).display().to_string()),
        (label("column-number"), number),
        (label("column-name"), name),
        (label("cli-label-when"), when),
        (label("cli-label-why"), why),
        (label("cli-label-size"), size),
        (label("cli-label-sha256"), one.sha256.clone()),
        (label("cli-label-schema"), one.schema_version.to_string()),
        (label("cli-label-presence"), presence),
    ];
    if let Some((job, _)) = one.job {
        pairs.push((label("cli-label-job"), job.to_string()));
    }
    if !one.tables.is_empty() {
        pairs.push((label("cli-label-tables"), one.tables.clone()));
    }
    work.out.pairs(&pairs);
    Ok(DONE)
}

/// Reads the exports that were named, or all, and compares each with what was written.
fn verify(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let mut files: Vec<String> = matches.get_many::<String>("file").unwrap_or_default().cloned().collect();
    if files.is_empty() {
        each(work, &ExportFilter::default(), |_, one| files.push(one.file.clone()))?;
    }
    let mut code = DONE;
    for file in &files {
        let found = export::verify(work.ctx, file)?;
        if found.presence != Presence::Verified {
            code = SOME_FAILED;
        }
        let mut facts = record(&found.export, found.presence);
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
        let mut facts = record(&one.export, export::found(work.ctx, &one.export));
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
