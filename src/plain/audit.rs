//! The log of sensitive actions.

use jiff::civil::Date;

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::{Step, one_back};
use super::noun;
use super::question::Answer;
use crate::domain::act as domain;
use crate::domain::columns::{AuditColumn, narrowed};
use crate::domain::day::parse_day;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::nouns::AUDIT;
use crate::operations::audit::{self, AuditFilter, Format};
use crate::operations::retention;

#[derive(Debug, Clone, Copy)]
enum Act {
    List,
    Filter,
    Verify,
    Export,
    Show,
}

/// Lists and verifies the log.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let entries = conversation.allowed([
        ("plain-audit-list", Act::List, domain::Act::AUDIT_LIST),
        ("plain-audit-filter", Act::Filter, domain::Act::AUDIT_LIST),
        ("plain-audit-verify", Act::Verify, domain::Act::AUDIT_VERIFY),
        ("plain-audit-export", Act::Export, domain::Act::AUDIT_EXPORT),
        ("plain-act-show", Act::Show, domain::Act::AUDIT_LIST),
    ]);
    loop {
        let result = match conversation.io.menu(&Message::new("plain-menu-audit"), &entries, "plain-help-audit")? {
            Act::List => noun::pages(conversation, AUDIT, "").map(drop),
            Act::Filter => {
                ask_filter(conversation).and_then(|filter| noun::pages(conversation, AUDIT, &filter)).map(drop)
            }
            Act::Verify => {
                verify(conversation);
                Ok(())
            }
            Act::Export => export(conversation),
            Act::Show => noun::detail(conversation, AUDIT),
        };
        one_back(result)?;
    }
}

/// Asks which entries are meant.
fn ask_filter(conversation: &mut Conversation<'_, '_>) -> Step<String> {
    let words = loop {
        let typed = ask(conversation, "plain-audit-words")?;
        match Filter::<AuditColumn>::parse(&typed) {
            Ok(_) => break typed,
            Err(error) => conversation.io.refuse_filter(&error),
        }
    };
    let (actor, action) = (ask(conversation, "plain-audit-actor")?, ask(conversation, "plain-audit-action")?);
    let days = (ask_day(conversation, "plain-audit-from")?, ask_day(conversation, "plain-audit-until")?);
    Ok(narrowed(&words, days, (&action, &actor)))
}

/// Writes the entries that a filter leaves to a new file.
fn export(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let label = conversation.io.words(&Message::new("plain-audit-file"));
    let (named, out) = loop {
        let named = conversation.io.require(&label, "plain-help-audit-file")?;
        if let Some(out) = conversation.output(&named) {
            break (named, out);
        }
    };
    let path = out.path().display().to_string();
    let formats = [("audit-format-csv", Format::Csv), ("audit-format-json", Format::JsonLines)];
    let title = Message::new("plain-audit-format");
    let format = conversation.io.menu_to(&title, &formats, "plain-cancel-line", "plain-help-audit-file")?;
    let word = match format {
        Format::Csv => "csv",
        Format::JsonLines => "json",
    };
    conversation.io.text("plain-audit-which");
    let typed = ask_filter(conversation)?;
    let Some(filter) = conversation.attempt(|_| Ok(Filter::parse(&typed)?)) else { return Ok(()) };
    let filter = AuditFilter { filter, ..AuditFilter::default() };
    let command = Command::new("audit export").arg(&named).option("format", word).option("filter", &typed);
    let exported = conversation.attempt(|ctx| audit::export_file(ctx, &filter, format, out));
    let Some(entries) = exported else { return Ok(()) };
    conversation.io.remember(command.line());
    let entries = i64::try_from(entries).unwrap_or(i64::MAX);
    conversation.io.say(&Message::new("audit-exported").with("entries", entries).with("path", path));
    Ok(())
}

fn ask(conversation: &mut Conversation<'_, '_>, key: &'static str) -> Step<String> {
    let label = conversation.io.words(&Message::new(key));
    Ok(match conversation.io.ask(&label, "", "plain-help-audit-filter")? {
        Answer::Keep | Answer::Clear => String::new(),
        Answer::Text(text) => text,
    })
}

fn ask_day(conversation: &mut Conversation<'_, '_>, key: &'static str) -> Step<Option<Date>> {
    loop {
        let text = ask(conversation, key)?;
        if text.is_empty() {
            return Ok(None);
        }
        match parse_day(&text) {
            Ok(day) => return Ok(Some(day)),
            Err(problem) => conversation.io.problem(key, &problem),
        }
    }
}

fn verify(conversation: &mut Conversation<'_, '_>) {
    let Some(verified) = conversation.attempt(audit::verify) else { return };
    conversation.io.remember(Command::new("audit verify").line());
    if let Some(from) = &verified.from {
        let message = retention::begins(from, conversation.io.catalogue());
        conversation.io.say(&message);
    }
    match verified.broken {
        None => {
            let (count, head) = (verified.entries, verified.head);
            conversation.io.say(&Message::new("plain-audit-sound").with("count", count).with("head", head));
        }
        Some(broken) => {
            let missing = if broken.missing { "yes" } else { "no" };
            let id = broken.id.to_string();
            conversation.io.say(&Message::new("plain-audit-broken").with("id", id).with("missing", missing));
        }
    }
}
