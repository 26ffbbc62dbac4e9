//! What is done to one establishment in a way of its own: choosing among what stands on it, and deleting it once what is lost
//! was told.

use std::sync::Arc;

use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::job::{Selection, Task};
use crate::domain::message::Message;
use crate::i18n::standing;
use crate::jobs::command;
use crate::nouns::establishment::{at_once, lost, picks};
use crate::operations::establishment::{self, DeleteInput, ExportFirst};
use crate::operations::{Error, Rule, job};
use crate::plain::conversation::{Conversation, or_none};
use crate::plain::delivery;
use crate::plain::dialogue::Step;
use crate::plain::question::{Yes, numbered};

/// Chooses among what stands on one, its blocks or its administrators, and does what is chosen: the others stay and are said.
pub(super) fn pick(conversation: &mut Conversation<'_, '_>, act: Act, number: EstablishmentNumber) -> Step<()> {
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(()) };
    let (label, help, administrators) = if act == Act::ESTABLISHMENT_RESET_PASSWORD {
        let Some(found) = conversation.attempt(|ctx| establishment::administrators(ctx, number)) else { return Ok(()) };
        (Field::Administrator.label(), "plain-help-reset", found)
    } else {
        (Message::new("plain-unblock-which"), "plain-help-unblock", Vec::new())
    };
    let (words, now) = (Arc::clone(conversation.io.shared_catalogue()), conversation.ctx.now());
    let found = picks(act, (&row, &administrators), &words, now);
    let Some(found) = conversation.attempt(|_| found) else { return Ok(()) };
    let choices: Vec<_> =
        found.all.into_iter().filter_map(|pick| Some((pick.said.clone(), (pick.task?, pick.asks)))).collect();
    if choices.is_empty() {
        conversation.io.refuse(&Error::Rule(Rule::NotBlocked));
        return Ok(());
    }
    let label = conversation.io.words(&label);
    let Some((task, asks)) = conversation.io.pick(&label, &numbered(choices), None, help)? else { return Ok(()) };
    if job::reversal(&task).is_none() {
        let asks: Vec<String> = asks.iter().map(|line| words.say(line)).collect();
        if conversation.io.yes(&Message::new("plain-row-sure").with("question", asks.join(" ")), None, help)? == Yes::No
        {
            return Ok(());
        }
    }
    if let Some(told) = conversation.attempt(|ctx| at_once(ctx, number, &task, Some(&row))) {
        conversation.io.say(&told.said);
        blocks(conversation, number);
        conversation.io.remember(command::draft(&task, &Selection::Numbers { numbers: vec![number] }));
        if let Some(mailed) = told.mail {
            delivery::deliver(conversation, mailed.id);
        }
    }
    Ok(())
}

/// Says the blocks that stand, each with author and age (S11).
pub(super) fn blocks(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) {
    let now = conversation.ctx.now();
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return };
    for block in row.blocks.iter().filter(|block| block.stands(now)) {
        let line = standing::block(conversation.io.catalogue(), block, now);
        conversation.io.line(&line);
    }
}

/// Whether an establishment was deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// It was.
    Yes,
    /// It is still there.
    No,
}

/// Deletes after the number was typed; an export is made first unless that is refused.
pub(super) fn delete(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<Gone> {
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(Gone::Yes) };
    // A database that cannot be read must not keep its establishment from being deleted; the cause is said.
    let Some(stakes) = conversation.attempt(|ctx| establishment::stakes(ctx, number)) else { return Ok(Gone::No) };
    for said in lost(&row.denomination, &stakes) {
        conversation.io.say(&said);
    }
    let answer = conversation.io.yes(&Field::ExportFirst.label(), Some(Yes::Yes), "plain-help-export-first")?;
    let export_first = if answer == Yes::Yes { ExportFirst::Yes } else { ExportFirst::No };
    if export_first == ExportFirst::No {
        conversation.io.text("hint-no-export");
    }
    let label = Message::new("plain-delete-confirm")
        .with("number", number.to_string())
        .with("denomination", row.denomination.as_str());
    let label = conversation.io.words(&label);
    loop {
        let confirmation = Some(conversation.io.require(&label, "plain-help-confirm")?);
        let input = DeleteInput { confirmation, export_first };
        match establishment::delete(&mut conversation.ctx, number, &input) {
            Ok(deleted) => {
                conversation.ticks.remove(&number);
                let export = deleted.export.map(|path| path.display().to_string()).unwrap_or_default();
                let message =
                    Message::new("plain-deleted").with("number", number.to_string()).with("export", or_none(&export));
                conversation.io.say(&message);
                conversation.tell_aftermath();
                let line =
                    command::draft(&Task::Delete { export_first }, &Selection::Numbers { numbers: vec![number] });
                conversation.io.remember(format!("{line} --yes"));
                return Ok(Gone::Yes);
            }
            Err(error) => {
                conversation.io.refuse(&error);
                if !matches!(error, Error::Fields(_)) {
                    return Ok(Gone::No);
                }
            }
        }
    }
}
