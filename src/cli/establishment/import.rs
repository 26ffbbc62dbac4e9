//! `establishment import`: a dry run that judges every row, then the good rows, in batches.

use std::cell::RefCell;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use crate::cli::arguments::{FILE, choice, given, is_set, option, positional, switch, text, verb};
use crate::cli::failure::{DONE, Failure, Result, SOME_FAILED};
use crate::cli::output::Out;
use crate::cli::{Work, input, remote, targets};
use crate::domain::field::Field;
use crate::domain::import::{Finding, Mapping, Separator};
use crate::domain::message::{Explain as _, Message};
use crate::i18n::Catalogue;
use crate::jobs::import::{
    self, Counts, End, Examination, Imported, MissingZones, Opening, Options, Rejects, SharedUai, Source, Watch,
};
use crate::jobs::progress::{Cancel, Progress};
use crate::operations::establishment::SendMail;
use crate::operations::mapping;

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    let zones = option(words, "zones", "cli-value-choice", "cli-arg-import-zones");
    let separators = Separator::ALL.map(|one| PossibleValue::new(one.word()).alias(one.sign()));
    let separator = option(words, "separator", "cli-value-choice", "cli-arg-import-separator");
    verb(words, "import", "cli-establishment-import")
        .arg(positional(words, "file", FILE, "cli-arg-import-file"))
        .arg(switch(words, "dry-run", "cli-arg-dry-run"))
        .arg(option(words, "rejects", FILE, "cli-arg-import-rejects"))
        .arg(switch(words, "mail", "cli-arg-import-mail"))
        .arg(switch(words, "accept-shared-uai", "cli-arg-import-shared-uai"))
        .arg(choice(zones, ["create", "require"]))
        .arg(option(words, "mapping", "cli-value-json", "cli-arg-import-mapping"))
        .arg(separator.value_parser(PossibleValuesParser::new(separators)))
}

/// Runs the verb. A signal stops it between two batches; the same command then adds the rest.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let mut out = remote::output(given(matches, "rejects"), work)?;
    let source = open(matches, work)?;
    let options = options(matches, work, &source)?;
    let cancel = Cancel::new();
    targets::raise_on_signals(cancel.flag())?;
    let words = std::sync::Arc::clone(&work.out.words);
    let dry_run = is_set(matches, "dry-run");
    let mut create = || out.take().map(|out| Rejects::create(out, &source, &words)).transpose();

    let found = {
        let out = RefCell::new(&mut *work.out);
        let progress = Progress::new(|report| out.borrow_mut().progress(report.stage, report.percent()));
        let mut watch = Watch::new(progress, cancel.clone()).with_findings(|finding| tell(*out.borrow_mut(), finding));
        if dry_run && let Some(rejects) = create()? {
            watch = watch.with_rejects(rejects);
        }
        let found = import::examine(work.ctx, &source, &options, &mut watch)?;
        watch.finish_rejects()?;
        found
    };
    work.out.end_progress();
    summary(work.out, &found);
    if dry_run {
        work.out.record(&record("examined", 0, &found.counts));
        work.out.note(&Message::new("cli-dry-run"));
        return Ok(if found.counts.rejected() == 0 { DONE } else { SOME_FAILED });
    }
    if found.counts.good > 0 && !is_set(matches, "yes") {
        confirm(work.out, found.counts.good)?;
    }
    let send = if is_set(matches, "mail") { SendMail::Yes } else { SendMail::No };
    let done = {
        let out = RefCell::new(&mut *work.out);
        let progress = Progress::new(|report| out.borrow_mut().progress(report.stage, report.percent()));
        let mut watch = Watch::new(progress, cancel);
        if let Some(rejects) = create()? {
            watch = watch.with_rejects(rejects);
        }
        let done = import::run(work.ctx, &source, &options, &found, send, &mut watch)?;
        if matches!(done.end, End::Complete) {
            watch.finish_rejects()?;
        }
        done
    };
    work.out.end_progress();
    Ok(report(work.out, done, send))
}

fn open(matches: &ArgMatches, work: &mut Work<'_>) -> Result<Source> {
    let separator = given(matches, "separator").and_then(Separator::from_word);
    let opening = Opening { separator, ..Opening::of(work.ctx.options()) };
    let named = text(matches, "file");
    if named == "-" {
        return Ok(Source::spool(&mut std::io::stdin().lock(), work.ctx.home().root(), opening)?);
    }
    let path = remote::file(&named, Field::File, work.reach, work.ctx.home())?;
    Ok(Source::open(&path, opening)?)
}

/// Takes the mapping that was given, else one that was saved for a header that is not recognised.
fn options(matches: &ArgMatches, work: &mut Work<'_>, source: &Source) -> Result<Options> {
    let unreadable = || Failure::usage(Message::new("cli-import-mapping"));
    let mapping = match given(matches, "mapping") {
        Some(json) => Some(Mapping::from_json(json).ok_or_else(unreadable)?),
        None if source.recognised().is_some() => None,
        None => mapping::find(work.ctx, &source.header_hash())?.and_then(|json| Mapping::from_json(&json)),
    };
    let zones = given(matches, "zones");
    Ok(Options {
        mapping,
        missing_zones: if zones == Some("require") { MissingZones::Refuse } else { MissingZones::Create },
        shared_uai: if is_set(matches, "accept-shared-uai") { SharedUai::Accept } else { SharedUai::Refuse },
    })
}

/// Names line, column, value and reason.
fn tell(out: &mut Out, finding: &Finding) {
    let reason = out.words.say(&finding.problem.message());
    let column = if finding.column.is_empty() { out.words.say(&finding.field.label()) } else { finding.column.clone() };
    let message = Message::new("cli-import-finding")
        .with("line", finding.line.to_string())
        .with("column", column)
        .with("value", finding.value.as_str())
        .with("reason", reason.as_str());
    out.end_progress();
    out.say(&message);
    out.record(&json!({
        "line": finding.line,
        "column": finding.column,
        "field": finding.field.name(),
        "value": finding.value,
        "code": finding.problem.code(),
        "message": reason,
    }));
}

fn summary(out: &mut Out, found: &Examination) {
    if !found.new_zones.is_empty() {
        out.note(
            &Message::new("cli-import-zones")
                .with("count", found.new_zones.len())
                .with("zones", found.new_zones.join(", ")),
        );
    }
    let counts = found.counts;
    out.note(
        &Message::new("cli-import-examined")
            .with("rows", number(counts.rows))
            .with("good", number(counts.good))
            .with("unchanged", number(counts.unchanged))
            .with("skipped", number(counts.skipped))
            .with("errors", number(counts.errors)),
    );
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn record(result: &str, added: u64, counts: &Counts) -> Value {
    json!({
        "result": result,
        "added": added,
        "rows": counts.rows,
        "good": counts.good,
        "unchanged": counts.unchanged,
        "skipped": counts.skipped,
        "errors": counts.errors,
    })
}

fn confirm(out: &mut Out, good: u64) -> Result<()> {
    let typed = input::typed_confirmation(out, &Message::new("cli-confirm-import").with("count", number(good)))?;
    let yes = out.words.text("cli-yes-letter");
    let typed = typed.trim().to_lowercase();
    if typed == "y" || typed == yes { Ok(()) } else { Err(Failure::refused(Message::new("cli-not-confirmed"))) }
}

fn report(out: &mut Out, done: Imported, send: SendMail) -> u8 {
    let code = done.exit_code();
    let result = match &done.end {
        End::Complete => "imported",
        End::Cancelled => "interrupted",
        End::Failed(_) => "failed",
    };
    out.record(&record(result, done.added, &done.counts));
    out.say(&Message::new("cli-import-done").with("count", number(done.added)));
    if send == SendMail::Yes && done.added > 0 {
        out.note(&Message::new("cli-import-mails").with("count", number(done.added)));
    }
    match done.end {
        End::Complete => {}
        End::Cancelled => out.note(&Message::new("cli-import-interrupted")),
        End::Failed(error) => out.failure(&error.into()),
    }
    code
}
