//! `establishment import`: a dry run that judges every row, then the good rows, in batches.

use std::cell::RefCell;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use crate::cli::arguments::{FILE, choice, given, is_set, option, positional, switch, text, verb};
use crate::cli::failure::{DONE, Failure, REFUSED, Result, SOME_FAILED};
use crate::cli::noun::tell_rejects;
use crate::cli::output::Out;
use crate::cli::{Work, input, remote, signal};
use crate::domain::field::Field;
use crate::domain::import::{FileProblem, Finding, Mapping, Note, Row, Separator};
use crate::domain::message::{Explain as _, Message};
use crate::i18n::Catalogue;
use crate::jobs::import::{
    self, Counts, End, Examination, FarNumbers, Imported, MissingZones, Options, Rejects, SharedUai,
    Source, Update, Watch,
};
use crate::jobs::progress::{Cancel, Progress};
use crate::operations::establishment::SendMail;
use crate::operations::mapping;

/// The word that takes what the columns are guessed to be.
const GUESS: &str = "guess";
/// Rows that are shown as they would become.
const SAMPLE: usize = 3;

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    let zones = option(words, "zones", "cli-value-choice", "cli-arg-import-zones");
    let command = verb(words, "import", "cli-establishment-import")
        .arg(positional(words, "file", FILE, "cli-arg-import-file"))
        .arg(switch(words, "dry-run", "cli-arg-dry-run"))
        .arg(option(words, "rejects", FILE, "cli-arg-import-rejects"))
        .arg(switch(words, "mail", "cli-arg-import-mail"))
        .arg(switch(words, "accept-shared-uai", "cli-arg-import-shared-uai"))
        .arg(choice(zones, ["create", "require"]))
        .arg(option(words, "mapping", "cli-value-json", "cli-arg-import-mapping"));
    input::encoded(command, words)
        .arg(switch(words, "update", "cli-arg-import-update"))
        .arg(switch(words, "accept-far-numbers", "cli-arg-import-far"))
}

/// Runs the verb. A signal stops it between two batches; the same command then adds the rest.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    // Begun before all else, so that a name that cannot be had costs nothing.
    let rejects = remote::output(given(matches, "rejects"), work)?;
    let rejects_at = rejects.as_ref().map(|out| out.path().display().to_string());
    let source = open(matches, work)?;
    let (options, columns) = options(matches, work, &source)?;
    if let Some(mapping) = options.mapping.as_ref().filter(|_| source.recognised().is_none()) {
        mapping_told(work.out, &source, mapping)?;
    }
    let cancel = Cancel::new();
    signal::raise_on_signals(cancel.flag())?;
    let words = std::sync::Arc::clone(&work.out.words);
    let dry_run = is_set(matches, "dry-run");
    let found = {
        let out = RefCell::new(&mut *work.out);
        let progress = Progress::new(|report| out.borrow_mut().progress(report.stage, report.percent()));
        let mut watch = Watch::new(progress, cancel.clone()).with_findings(|finding| tell(*out.borrow_mut(), finding));
        import::examine(work.ctx, &source, &options, &mut watch)?
    };
    work.out.end_progress();
    summary(work.out, (&source, columns), &found);
    if dry_run {
        if let Some(path) = &rejects_at {
            tell_rejects(matches, work.out, path, found.counts.rejected());
        }
        let mut examined = record("examined", (0, 0), &found.counts);
        examined["encoding"] = source.encoding().word().into();
        examined["separator"] = source.separator().word().into();
        examined["notes"] = found.notes.iter().map(|note| note_record(note, work.out)).collect();
        work.out.record(&examined);
        work.out.note(&Message::new("cli-dry-run"));
        return foreseen(work, &found);
    }
    let update = if options.update == Update::Apply { found.counts.differ } else { 0 };
    if found.counts.good + update > 0 && !is_set(matches, "yes") {
        confirm(work.out, found.counts.good, update)?;
    }
    let send = if is_set(matches, "mail") { SendMail::Yes } else { SendMail::No };
    let (done, rejects) = {
        let out = RefCell::new(&mut *work.out);
        let progress = Progress::new(|report| out.borrow_mut().progress(report.stage, report.percent()));
        let mut watch = Watch::new(progress, cancel);
        if let Some(begun) = rejects {
            let rejects = Rejects::create(begun, &source, &words)?;
            watch = watch.with_rejects(rejects);
        }
        let done = import::run(work.ctx, &source, &options, &found, send, &mut watch)?;
        let rejects = if matches!(done.end, End::Complete) { watch.finish_rejects() } else { Ok(None) };
        (done, rejects)
    };
    work.out.end_progress();
    // What was imported is told, whatever became of the rejects.
    let code = report(work.out, done, send);
    if let (Some(rows), Some(path)) = (rejects?, rejects_at) {
        tell_rejects(matches, work.out, &path, rows);
    }
    Ok(code)
}

/// Returns the exit code of a dry run: that of the real one. Why a registry is held was said at the beginning.
fn foreseen(work: &mut Work<'_>, found: &Examination) -> Result<u8> {
    let held = work.ctx.doubt()?.is_some();
    Ok(match found.counts.rejected() {
        _ if held => REFUSED,
        0 => DONE,
        _ => SOME_FAILED,
    })
}

fn open(matches: &ArgMatches, work: &mut Work<'_>) -> Result<Source> {
    input::source(&text(matches, "file"), input::opening(matches, work), work)
}

/// Whence it is known what the columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    /// The header is recognised.
    Known,
    /// Their names were taken for what they say.
    Guessed,
    /// A person said it, now or once before.
    ByHand,
}

/// Takes the mapping that was given, else one that was saved for a header that is not recognised.
fn options(matches: &ArgMatches, work: &mut Work<'_>, source: &Source) -> Result<(Options, Columns)> {
    let unreadable = || Failure::usage(Message::new("cli-import-mapping"));
    let (mapping, columns) = match given(matches, "mapping") {
        Some(GUESS) | None if source.recognised().is_some() => (None, Columns::Known),
        Some(GUESS) => (Some(Mapping::guess(source.header())), Columns::Guessed),
        Some(json) => (Some(Mapping::from_json(json).ok_or_else(unreadable)?), Columns::ByHand),
        None => {
            let saved = mapping::find(work.ctx, &source.header_hash())?.and_then(|json| Mapping::from_json(&json));
            match saved {
                Some(mapping) => (Some(mapping), Columns::ByHand),
                None => (Some(guessed(matches, work.out, source)?), Columns::Guessed),
            }
        }
    };
    let zones = given(matches, "zones");
    let options = Options {
        mapping,
        missing_zones: match zones {
            Some("require") => MissingZones::Refuse,
            Some(_) => MissingZones::Create,
            None => MissingZones::CreateNamed,
        },
        shared_uai: if is_set(matches, "accept-shared-uai") { SharedUai::Accept } else { SharedUai::Refuse },
        far_numbers: if is_set(matches, "accept-far-numbers") { FarNumbers::Accept } else { FarNumbers::Refuse },
        update: if is_set(matches, "update") { Update::Apply } else { Update::Leave },
    };
    Ok((options, columns))
}

/// Guesses what the columns of an unknown header are. A dry run goes on with that; an import needs a person's word for it.
fn guessed(matches: &ArgMatches, out: &mut Out, source: &Source) -> Result<Mapping> {
    let mapping = Mapping::guess(source.header());
    let unknown = || import::Error::File(FileProblem::unknown_header(source.header()));
    let lacks = mapping.check(source.header().len());
    if lacks.is_ok() && is_set(matches, "dry-run") {
        return Ok(mapping);
    }
    mapping_told(out, source, &mapping)?;
    match lacks {
        Ok(()) => out.note(&Message::new("cli-import-guess")),
        Err(problem) => out.note(&problem.message()),
    }
    Err(unknown().into())
}

/// Says what each column is taken for, and how the first rows become establishments.
fn mapping_told(out: &mut Out, source: &Source, mapping: &Mapping) -> Result<()> {
    for (name, target) in source.header().iter().zip(&mapping.columns) {
        let target = match target {
            Some(target) => out.words.say(&target.label()),
            None => out.words.text("cli-import-column-unread"),
        };
        out.note(&Message::new("cli-import-column").with("name", name.as_str()).with("target", target));
    }
    for cells in source.sample(SAMPLE)? {
        let row = Row::read(mapping, |column| cells.get(column).map_or("", String::as_str));
        let empty = out.words.text("cli-import-empty");
        let read = |field: Field| mapping.columns.iter().flatten().any(|target| target.field() == field);
        // Every cell that is read, also an empty one: what stands in which column is seen then.
        let cells = row.values().into_iter().filter(|(field, _)| read(*field));
        let texts: Vec<&str> = cells.map(|(_, text)| if text.is_empty() { empty.as_str() } else { text }).collect();
        if !texts.is_empty() {
            out.note(&Message::new("cli-import-sample").with("row", texts.join(" · ")));
        }
    }
    out.note(&Message::new("cli-import-as-mapping").with("mapping", mapping.to_json()));
    Ok(())
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

fn summary(out: &mut Out, (source, columns): (&Source, Columns), found: &Examination) {
    let format = match (columns, source.recognised()) {
        (Columns::Known, Some((format, _))) => out.words.say(&format.label()),
        (Columns::Guessed, _) => out.words.text("import-guessed"),
        (Columns::Known | Columns::ByHand, _) => out.words.text("import-by-hand"),
    };
    let separator = match source.separator() {
        Separator::Tab => out.words.text("import-tab"),
        Separator::Semicolon | Separator::Comma => source.separator().sign().to_owned(),
    };
    out.note(
        &Message::new("import-read-as")
            .with("format", format)
            .with("encoding", source.encoding().name())
            .with("separator", separator)
            .with("columns", source.header().len()),
    );
    for note in &found.notes {
        let title = out.words.say(&note.title());
        let said = out.words.say(&note.message());
        out.note(&Message::new("cli-import-note").with("title", title).with("note", said));
    }
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
            .with("differ", number(counts.differ))
            .with("refused", number(counts.skipped + counts.errors))
            .with("skipped", number(counts.skipped))
            .with("errors", number(counts.errors)),
    );
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn note_record(note: &Note, out: &Out) -> Value {
    let mut line = json!({
        "note": note.word(),
        "value": note.value(),
        "rows": note.rows(),
        "warning": note.is_warning(),
        "message": out.words.say(&note.message()),
    });
    if let Note::Unread { columns, .. } = note {
        line["columns"] = columns.as_slice().into();
    }
    if let Note::Zone(zone) = note {
        line["given"] = zone.given.as_str().into();
        line["zone"] = zone.number.map(|number| number.0).into();
        line["zone_name"] = zone.name.as_str().into();
    }
    line
}

fn record(result: &str, (added, updated): (u64, u64), counts: &Counts) -> Value {
    json!({
        "result": result,
        "added": added,
        "updated": updated,
        "rows": counts.rows,
        "good": counts.good,
        "unchanged": counts.unchanged,
        "differ": counts.differ,
        "skipped": counts.skipped,
        "errors": counts.errors,
    })
}

fn confirm(out: &mut Out, good: u64, update: u64) -> Result<()> {
    let question = Message::new("cli-confirm-import").with("count", number(good)).with("update", number(update));
    let typed = input::typed_confirmation(out, &question)?;
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
    out.record(&record(result, (done.added, done.updated), &done.counts));
    out.say(&Message::new("cli-import-done").with("count", number(done.added)));
    if done.updated > 0 {
        out.say(&Message::new("cli-import-updated").with("count", number(done.updated)));
    }
    if send == SendMail::No && done.added > 0 {
        out.note(&Message::new("import-run-no-mail"));
    }
    if send == SendMail::Yes && done.reachable > 0 {
        out.note(&Message::new("cli-import-mails").with("count", number(done.reachable)));
    }
    if send == SendMail::Yes && done.added > done.reachable {
        out.note(&Message::new("cli-import-no-mails").with("count", number(done.added - done.reachable)));
    }
    match done.end {
        End::Complete => {}
        End::Cancelled => out.note(&Message::new("cli-import-interrupted")),
        End::Failed(error) => out.failure(&error.into()),
    }
    code
}
