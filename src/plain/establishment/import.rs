//! Import of a CSV file: a dry run, what is wrong, then the good rows or none.

use std::path::PathBuf;

use super::mapping;
use crate::domain::field::{Field, FieldError};
use crate::domain::import::{FileProblem, Finding, Note, RowProblem, Separator};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::import::{
    self, Encoding, End, Examination, FarNumbers, MissingZones, Opening, Options, Rejects, SharedUai, Source, Update,
    Watch,
};
use crate::jobs::progress::Progress;
use crate::operations::establishment::SendMail;
use crate::operations::exchange::{self, Output, Reach};
use crate::plain::command::Command;
use crate::plain::conversation::{Conversation, counted, or_none};
use crate::plain::dialogue::{Dialogue, Step};
use crate::plain::question::{Answer, Choice, Yes};

/// Problems that are said; the rejects file has all of them.
const SAID: usize = 50;

/// Asks for the file, examines it, and imports what is good.
pub(super) fn ask(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let named = ask_file(conversation)?;
    let Some(source) = open(conversation, &named)? else { return Ok(()) };
    let (source, mapping) = mapping::settle(conversation, source)?;
    let mut options = Options { mapping, ..Options::default() };
    let Some(found) = examine(conversation, &source, &options) else { return Ok(()) };
    let Some((source, found)) = ask_encoding(conversation, (source, found), &options)? else { return Ok(()) };
    let Some(found) = ask_choices(conversation, &source, &mut options, found)? else { return Ok(()) };
    let rejects = if found.counts.rejected() > 0 { ask_rejects(conversation, &named)? } else { None };
    let path = rejects.as_ref().map(|out| out.path().display().to_string()).unwrap_or_default();
    let updates = if options.update == Update::Apply { found.counts.differ } else { 0 };
    if found.counts.good + updates == 0 {
        write_rejects(conversation, &source, &options, rejects);
        conversation.io.text("plain-import-nothing");
        return Ok(());
    }
    let question =
        Message::new("plain-import-sure").with("count", i64::try_from(found.counts.good + updates).unwrap_or(i64::MAX));
    if conversation.io.yes(&question, None, "plain-help-import")? == Yes::No {
        write_rejects(conversation, &source, &options, rejects);
        conversation.io.text("plain-nothing-done");
        return Ok(());
    }
    let mail = conversation.io.yes(&Message::new("plain-import-mail"), Some(Yes::No), "plain-help-import-mail")?;
    let send = if mail == Yes::Yes { SendMail::Yes } else { SendMail::No };
    run(conversation, &source, &options, &found, send, rejects);
    conversation
        .io
        .remember(command(&named.typed, &source, &options, send).option("rejects", &path).switch("yes").line());
    Ok(())
}

/// Opens the file; where its encoding is what stands in the way, another one is asked for.
fn open(conversation: &mut Conversation<'_, '_>, named: &Named) -> Step<Option<Source>> {
    let mut opening = Opening::of(conversation.ctx.options());
    loop {
        let opened = Source::open_or_spool(&named.path, conversation.ctx.home().root(), opening);
        let by_encoding =
            matches!(opened, Err(import::Error::File(FileProblem::BrokenUtf8 { .. } | FileProblem::Utf16WithoutMark)));
        let source = tell(conversation.io, opened);
        if !by_encoding {
            return Ok(source);
        }
        let Some(wanted) = pick_encoding(conversation, None)? else { return Ok(None) };
        opening.encoding = Some(wanted);
    }
}

fn pick_encoding(conversation: &mut Conversation<'_, '_>, current: Option<Encoding>) -> Step<Option<Encoding>> {
    let label = conversation.io.words(&Message::new("plain-import-encoding"));
    let choice = |encoding: Encoding| Choice {
        key: encoding.word().to_owned(),
        label: encoding.name().to_owned(),
        value: encoding,
    };
    conversation.io.pick(&label, &Encoding::ALL.map(choice), current.map(Encoding::name), "plain-help-import-encoding")
}

/// Offers to read the file in another encoding, until the one that is read is kept.
fn ask_encoding(
    conversation: &mut Conversation<'_, '_>,
    (mut source, mut found): (Source, Examination),
    options: &Options,
) -> Step<Option<(Source, Examination)>> {
    let is_doubtful = |found: &Examination| found.notes.iter().any(|note| matches!(note, Note::Letters { .. }));
    loop {
        let current = source.encoding();
        let keep = Message::new("plain-import-encoding-keep").with("encoding", current.name());
        if !is_doubtful(&found) && conversation.io.yes(&keep, Some(Yes::Yes), "plain-help-import-encoding")? == Yes::Yes
        {
            break;
        }
        let Some(wanted) = pick_encoding(conversation, Some(current))?.filter(|wanted| *wanted != current) else {
            break;
        };
        let Some(again) = tell(conversation.io, source.decoded(Some(wanted))) else { break };
        let Some(examined) = examine(conversation, &again, options) else { return Ok(None) };
        (source, found) = (again, examined);
    }
    Ok(Some((source, found)))
}

/// Asks what the file leaves open, and examines it again after each answer that changes something.
fn ask_choices(
    conversation: &mut Conversation<'_, '_>,
    source: &Source,
    options: &mut Options,
    mut found: Examination,
) -> Step<Option<Examination>> {
    let zones = Message::new("plain-import-create-zones");
    if !found.new_zones.is_empty() && conversation.io.yes(&zones, Some(Yes::Yes), "plain-help-import-zones")? == Yes::No
    {
        options.missing_zones = MissingZones::Refuse;
        let Some(again) = examine(conversation, source, options) else { return Ok(None) };
        found = again;
    }
    let shared = Message::new("plain-import-shared");
    if found.counts.skipped > 0 && conversation.io.yes(&shared, Some(Yes::No), "plain-help-import-shared")? == Yes::Yes
    {
        options.shared_uai = SharedUai::Accept;
        let Some(again) = examine(conversation, source, options) else { return Ok(None) };
        found = again;
    }
    let far = Message::new("plain-import-far");
    let is_far = |finding: &Finding| matches!(finding.problem, RowProblem::NumberFar { .. });
    if found.findings.iter().any(is_far)
        && conversation.io.yes(&far, Some(Yes::No), "plain-help-import-far")? == Yes::Yes
    {
        options.far_numbers = FarNumbers::Accept;
        let Some(again) = examine(conversation, source, options) else { return Ok(None) };
        found = again;
    }
    let update =
        Message::new("plain-import-update").with("count", i64::try_from(found.counts.differ).unwrap_or(i64::MAX));
    if found.counts.differ > 0 && conversation.io.yes(&update, Some(Yes::No), "plain-help-import-update")? == Yes::Yes {
        options.update = Update::Apply;
    }
    Ok(Some(found))
}

/// Returns the command that does the same; a mapping by hand is found again by its header.
fn command(typed: &str, source: &Source, options: &Options, send: SendMail) -> Command {
    let separator = source.asked_separator().map(Separator::word).unwrap_or_default();
    let encoding = source.asked_encoding().map(Encoding::word).unwrap_or_default();
    let mut command = Command::new("establishment import").arg(typed).option("separator", separator);
    command = command.option("encoding", encoding);
    if options.missing_zones == MissingZones::Refuse {
        command = command.option("zones", "require");
    }
    if send == SendMail::Yes {
        command = command.switch("mail");
    }
    for (wanted, switch) in [
        (options.shared_uai == SharedUai::Accept, "accept-shared-uai"),
        (options.far_numbers == FarNumbers::Accept, "accept-far-numbers"),
        (options.update == Update::Apply, "update"),
    ] {
        if wanted {
            command = command.switch(switch);
        }
    }
    command
}

struct Named {
    typed: String,
    path: PathBuf,
}

fn ask_file(conversation: &mut Conversation<'_, '_>) -> Step<Named> {
    let label = conversation.io.words(&Field::File.label());
    loop {
        let typed = conversation.io.require(&label, "plain-help-import-file")?;
        if let Some(path) = reach(conversation, &typed) {
            return Ok(Named { typed, path });
        }
    }
}

/// Finds the file that is meant; over SSH only a bare name inside the exchange folder.
fn reach(conversation: &mut Conversation<'_, '_>, typed: &str) -> Option<PathBuf> {
    match exchange::file(conversation.ctx.home(), &Reach::of(&conversation.ctx.actor), typed) {
        Ok(path) => Some(path),
        Err(problem) => {
            conversation.io.field(&FieldError { field: Field::File, problem });
            None
        }
    }
}

/// Returns a result, or says why there is none.
pub(super) fn tell<T>(io: &mut Dialogue<'_>, result: import::Result<T>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(error) => {
            let cause = io.words(&error.message());
            io.say(&Message::new("plain-error").with("cause", cause));
            None
        }
    }
}

fn examine(conversation: &mut Conversation<'_, '_>, source: &Source, options: &Options) -> Option<Examination> {
    conversation.io.text("import-stage-examine");
    conversation.io.flush();
    let mut watch = Watch::new(Progress::silent(), conversation.io.cancel());
    let result = import::examine(&mut conversation.ctx, source, options, &mut watch);
    let found = tell(conversation.io, result)?;
    conversation.io.say(&Message::new("plain-import-encoding-is").with("encoding", source.encoding().name()));
    sum_up(conversation.io, &found);
    Some(found)
}

fn sum_up(io: &mut Dialogue<'_>, found: &Examination) {
    for finding in found.findings.iter().take(SAID) {
        let line = line(io, finding);
        io.say(&line);
    }
    let said = u64::try_from(found.findings.len().min(SAID)).unwrap_or(u64::MAX);
    if found.findings_total > said {
        let more = usize::try_from(found.findings_total - said).unwrap_or(usize::MAX);
        io.say(&counted("plain-import-more", more));
    }
    for note in &found.notes {
        let (title, said) = (io.words(&note.title()), io.words(&note.message()));
        io.say(&Message::new("cli-import-note").with("title", title).with("note", said));
    }
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let message = Message::new("plain-import-counts")
        .with("rows", count(found.counts.rows))
        .with("good", count(found.counts.good))
        .with("unchanged", count(found.counts.unchanged))
        .with("differ", count(found.counts.differ))
        .with("refused", count(found.counts.skipped + found.counts.errors))
        .with("skipped", count(found.counts.skipped))
        .with("errors", count(found.counts.errors));
    io.say(&message);
    if !found.new_zones.is_empty() {
        io.say(&Message::new("plain-import-zones").with("zones", found.new_zones.join(", ")));
    }
}

fn line(io: &Dialogue<'_>, finding: &Finding) -> Message {
    Message::new("plain-import-finding")
        .with("line", finding.line.to_string())
        .with("column", or_none(&finding.column))
        .with("value", or_none(&finding.value))
        .with("problem", io.words(&finding.problem.message()))
}

fn ask_rejects(conversation: &mut Conversation<'_, '_>, named: &Named) -> Step<Option<Output>> {
    let label = conversation.io.words(&Message::new("plain-import-rejects"));
    let usual = format!("{}.rejects.csv", named.typed.trim_end_matches(".csv"));
    loop {
        let typed = match conversation.io.ask(&label, &usual, "plain-help-import-rejects")? {
            Answer::Clear => return Ok(None),
            Answer::Keep => usual.clone(),
            Answer::Text(text) => text,
        };
        if let Some(out) = conversation.output(&typed) {
            return Ok(Some(out));
        }
    }
}

/// Writes the rejects although nothing is imported.
fn write_rejects(conversation: &mut Conversation<'_, '_>, source: &Source, options: &Options, rejects: Option<Output>) {
    let Some(out) = rejects else { return };
    let path = out.path().to_owned();
    let Conversation { io, ctx, .. } = conversation;
    let words = std::sync::Arc::clone(io.shared_catalogue());
    let Some(rejects) = tell(io, Rejects::create(out, source, &words)) else { return };
    let mut watch = Watch::silent().with_rejects(rejects);
    if tell(io, import::examine(ctx, source, options, &mut watch)).is_some() {
        let rows = watch.finish_rejects();
        told_rejects(io, rows, &path);
    }
}

fn told_rejects(io: &mut Dialogue<'_>, rows: import::Result<Option<u64>>, path: &std::path::Path) {
    if let Some(Some(rows)) = tell(io, rows) {
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        let path = path.display().to_string();
        let key = if rows == 0 { "cli-import-no-rejects" } else { "plain-import-rejected" };
        io.say(&Message { key, args: Vec::new() }.with("count", rows).with("path", path));
    }
}

fn run(
    conversation: &mut Conversation<'_, '_>,
    source: &Source,
    options: &Options,
    found: &Examination,
    send: SendMail,
    rejects: Option<Output>,
) {
    let Conversation { io, ctx, .. } = conversation;
    let words = std::sync::Arc::clone(io.shared_catalogue());
    let rejects = match rejects {
        Some(out) => {
            let path = out.path().to_owned();
            match tell(io, Rejects::create(out, source, &words)) {
                Some(created) => Some((created, path)),
                None => return,
            }
        }
        None => None,
    };
    let (created, path) = rejects.map_or((None, None), |(created, path)| (Some(created), Some(path)));
    io.text("import-stage-import");
    io.flush();
    let cancel = io.cancel();
    let mut said = 0;
    let progress = Progress::new(|report| {
        // A tenth at a time: a screen reader says every line.
        let tenth = report.percent() / 10;
        if tenth > said && report.done < report.total {
            said = tenth;
            io.say(&Message::new("plain-percent").with("percent", i64::from(tenth) * 10));
            io.flush();
        }
    });
    let mut watch = Watch::new(progress, cancel);
    if let Some(created) = created {
        watch = watch.with_rejects(created);
    }
    let result = import::run(ctx, source, options, found, send, &mut watch);
    let rows = watch.finish_rejects();
    drop(watch);
    let Some(imported) = tell(io, result) else { return };
    let added = i64::try_from(imported.added).unwrap_or(i64::MAX);
    io.say(&Message::new("plain-import-done").with("count", added));
    if imported.updated > 0 {
        let updated = i64::try_from(imported.updated).unwrap_or(i64::MAX);
        io.say(&Message::new("cli-import-updated").with("count", updated));
    }
    if let End::Failed(error) = imported.end {
        let _: Option<()> = tell(io, Err(error));
    }
    if let Some(path) = path {
        told_rejects(io, rows, &path);
    }
}
