//! The log of sensitive actions.

use super::command::Command;
use super::desk::{Desk, or_none};
use super::dialogue::{Step, one_back};
use super::question::Answer;
use crate::domain::day::parse_day;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::domain::time::{Timestamp, end_of_day};
use crate::i18n::{Catalogue, audit as said};
use crate::operations::audit::{self, AuditFilter, AuditRow, Change, Format};
use crate::operations::retention;

/// Entries on one page.
const PAGE: usize = 20;

#[derive(Debug, Clone, Copy)]
enum Act {
    List,
    Filter,
    Verify,
    Export,
}

/// Lists and verifies the log.
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-audit-list", Act::List),
        ("plain-audit-filter", Act::Filter),
        ("plain-audit-verify", Act::Verify),
        ("plain-audit-export", Act::Export),
    ];
    loop {
        let result = match desk.io.menu(&Message::new("plain-menu-audit"), &entries, "plain-help-audit")? {
            Act::List => list(desk, &AuditFilter::default(), Command::new("audit list").line()),
            Act::Filter => filtered(desk),
            Act::Verify => {
                verify(desk);
                Ok(())
            }
            Act::Export => export(desk),
        };
        one_back(result)?;
    }
}

fn list(desk: &mut Desk<'_, '_>, filter: &AuditFilter, command: String) -> Step<()> {
    desk.io.remember(command);
    let mut before = None;
    loop {
        let Some(page) = desk.attempt(|ctx| audit::list(ctx, filter, before, PAGE)) else { return Ok(()) };
        if page.is_empty() {
            desk.io.text(if before.is_none() { "plain-audit-none" } else { "plain-no-more" });
            return Ok(());
        }
        for row in &page {
            let said = line(row, desk.io.catalogue());
            desk.io.say(&said);
        }
        before = page.last().map(|row| row.id);
        if page.len() < PAGE || !desk.io.more()? {
            return Ok(());
        }
    }
}

fn line(row: &AuditRow, words: &Catalogue) -> Message {
    let changes = audit::changes(row);
    let side = |pick: fn(&Change) -> &str| {
        let one = |change: &Change| {
            let value = said::value(words, &row.action, &change.field, pick(change));
            said::change(words, &change.field, &value)
        };
        let filled = changes.iter().filter(|change| !pick(change).is_empty());
        or_none(&filled.map(one).collect::<Vec<_>>().join(", ")).to_owned()
    };
    // The word of the command too: the filter takes it.
    let action = format!("{} ({})", said::action(words, &row.action), row.action);
    Message::new("plain-audit-line")
        .with("id", row.id.to_string())
        .with("at", row.at)
        .with("actor", said::by(words, &row.actor, &row.ssh_key, &row.ssh_client))
        .with("action", action)
        .with("object", said::object(words, &row.object_kind, &row.object_id, &row.object_label))
        .with("before", side(|change| &change.before))
        .with("after", side(|change| &change.after))
}

fn filtered(desk: &mut Desk<'_, '_>) -> Step<()> {
    let (filter, command) = ask_filter(desk, Command::new("audit list"))?;
    list(desk, &filter, command.line())
}

/// Asks which entries are meant, and adds that to a command.
fn ask_filter(desk: &mut Desk<'_, '_>, command: Command) -> Step<(AuditFilter, Command)> {
    let (words, filter) = loop {
        let typed = ask(desk, "plain-audit-words")?;
        match Filter::parse(&typed) {
            Ok(filter) => break (typed, filter),
            Err(error) => desk.io.refuse_filter(&error),
        }
    };
    let actor = ask(desk, "plain-audit-actor")?;
    let action = ask(desk, "plain-audit-action")?;
    let (from_text, from) = ask_day(desk, "plain-audit-from", Edge::Start)?;
    let (until_text, until) = ask_day(desk, "plain-audit-until", Edge::End)?;
    let command = command
        .option("filter", &words)
        .option("actor", &actor)
        .option("action", &action)
        .option("from", &from_text)
        .option("to", &until_text);
    Ok((AuditFilter { filter, from, until, action, actor }, command))
}

/// Writes the entries that a filter leaves to a new file.
fn export(desk: &mut Desk<'_, '_>) -> Step<()> {
    let label = desk.io.words(&Message::new("plain-audit-file"));
    let (named, out) = loop {
        let named = desk.io.require(&label, "plain-help-audit-file")?;
        if let Some(out) = desk.output(&named) {
            break (named, out);
        }
    };
    let path = out.path().display().to_string();
    let formats = [("audit-format-csv", Format::Csv), ("audit-format-json", Format::JsonLines)];
    let title = Message::new("plain-audit-format");
    let format = desk.io.menu_to(&title, &formats, "plain-cancel-line", "plain-help-audit-file")?;
    let word = match format {
        Format::Csv => "csv",
        Format::JsonLines => "json",
    };
    desk.io.text("plain-audit-which");
    let (filter, command) = ask_filter(desk, Command::new("audit export").arg(&named).option("format", word))?;
    let exported = desk.attempt(|ctx| audit::export_file(ctx, &filter, format, out));
    let Some(entries) = exported else { return Ok(()) };
    desk.io.remember(command.line());
    let entries = i64::try_from(entries).unwrap_or(i64::MAX);
    desk.io.say(&Message::new("audit-exported").with("entries", entries).with("path", path));
    Ok(())
}

fn ask(desk: &mut Desk<'_, '_>, key: &'static str) -> Step<String> {
    let label = desk.io.words(&Message::new(key));
    Ok(match desk.io.ask(&label, "", "plain-help-audit-filter")? {
        Answer::Keep | Answer::Clear => String::new(),
        Answer::Text(text) => text,
    })
}

/// Which moment of a day is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

fn ask_day(desk: &mut Desk<'_, '_>, key: &'static str, edge: Edge) -> Step<(String, Option<Timestamp>)> {
    loop {
        let text = ask(desk, key)?;
        if text.is_empty() {
            return Ok((text, None));
        }
        match parse_day(&text) {
            Ok(day) => {
                // A day's first moment is the end of the day before.
                let end = if edge == Edge::Start { day.yesterday().unwrap_or(day) } else { day };
                return Ok((day.to_string(), Some(end_of_day(end))));
            }
            Err(problem) => desk.io.problem(key, &problem),
        }
    }
}

fn verify(desk: &mut Desk<'_, '_>) {
    let Some(verified) = desk.attempt(audit::verify) else { return };
    desk.io.remember(Command::new("audit verify").line());
    if let Some(from) = &verified.from {
        let message = retention::begins(from, desk.io.catalogue());
        desk.io.say(&message);
    }
    match verified.broken {
        None => {
            let (count, head) = (verified.entries, verified.head);
            desk.io.say(&Message::new("plain-audit-sound").with("count", count).with("head", head));
        }
        Some(broken) => {
            let missing = if broken.missing { "yes" } else { "no" };
            let id = broken.id.to_string();
            desk.io.say(&Message::new("plain-audit-broken").with("id", id).with("missing", missing));
        }
    }
}
