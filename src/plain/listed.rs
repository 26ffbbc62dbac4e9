//! A noun's list as a file; whoever may name none is shown its lines as CSV between two marks, to be taken from the terminal.

use std::sync::Arc;

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::Step;
use super::question::Answer;
use crate::domain::message::Message;
use crate::jobs::JobError;
use crate::jobs::command::inside;
use crate::jobs::listed::Format;
use crate::nouns::{Ask, Door, listed};
use crate::operations::Error;
use crate::operations::exchange::Reach;

/// What stands before the first line and behind the last one.
const MARK: &str = "-----8<-----";

/// Asks for a filter and a file, and writes the rows.
pub(super) fn export(conversation: &mut Conversation<'_, '_>, door: &dyn Door) -> Step<()> {
    let filter = filter(conversation, door)?;
    if Reach::of(&conversation.ctx.actor) == Reach::Nowhere {
        shown(conversation, door, &filter);
        return Ok(());
    }
    let label = conversation.io.words(&Message::new("plain-audit-file"));
    let (named, out) = loop {
        let named = conversation.io.require(&label, "plain-help-list-file")?;
        if let Some(out) = conversation.output(&named) {
            break (named, out);
        }
    };
    let (path, format) = (out.path().display().to_string(), Format::of(out.path()));
    let words = Arc::clone(conversation.io.shared_catalogue());
    let columns = listed::columns(door);
    let ask = Ask::new(&filter, &words, usize::MAX);
    let written =
        conversation.attempt(|ctx| listed::write(door, ctx, &ask, (out, format), &columns).map_err(operation));
    let Some(rows) = written else { return Ok(()) };
    let command = Command::new(&format!("{} list", door.noun().word())).option("filter", &filter).option("to", &named);
    conversation.io.remember(inside(command.line(), conversation.ctx.at()));
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    conversation.io.say(&Message::new("cli-list-written").with("count", rows).with("path", path));
    Ok(())
}

fn filter(conversation: &mut Conversation<'_, '_>, door: &dyn Door) -> Step<String> {
    let Some(typing) = door.typing() else { return Ok(String::new()) };
    let label = conversation.io.words(&Message::new("plain-filter"));
    loop {
        let typed = match conversation.io.ask(&label, "", "plain-help-filter-rows")? {
            Answer::Keep | Answer::Clear => String::new(),
            Answer::Text(text) => text,
        };
        match (typing.read)(&typed) {
            Ok(filter) => return Ok(filter),
            Err(error) => conversation.io.refuse_filter(&error),
        }
    }
}

fn shown(conversation: &mut Conversation<'_, '_>, door: &dyn Door, filter: &str) {
    let words = Arc::clone(conversation.io.shared_catalogue());
    let ask = Ask::new(filter, &words, usize::MAX);
    let Conversation { io, ctx, .. } = conversation;
    io.line(MARK);
    let told = listed::lines(door, ctx, &ask, |line| io.line(line));
    io.line(MARK);
    match told {
        Ok(rows) => {
            let rows = i64::try_from(rows).unwrap_or(i64::MAX);
            io.say(&Message::new("plain-list-shown").with("count", rows));
        }
        Err(error) => {
            let error = operation(error);
            conversation.attempt(|_| Err::<(), _>(error));
        }
    }
}

fn operation(error: JobError) -> Error {
    match error {
        JobError::Operation(error) => error,
        JobError::Cancelled | JobError::List(_) | JobError::Left { .. } | JobError::Worker(_) => Error::Cancelled,
    }
}
