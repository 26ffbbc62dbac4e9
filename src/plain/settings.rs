//! The host's settings: identity, mail transport, what administrators may change.

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::{Dialogue, Step, one_back};
use super::form::{Form, Repaired};
use super::noun_form::{self, shape};
use super::question::Yes;
use crate::domain::act as domain;
use crate::domain::block::Block;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::host::HostInput;
use crate::domain::message::Message;
use crate::i18n::standing;
use crate::nouns::ESTABLISHMENTS;
use crate::nouns::establishment::{block_filled, block_input};
use crate::nouns::field::Kind;
use crate::nouns::host::FIELDS;
use crate::operations::{Error, Rule, establishment, host};

#[derive(Debug, Clone, Copy)]
enum Act {
    Show,
    Edit,
    Block,
    Unblock,
}

/// Shows and edits the settings.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let entries = conversation.allowed([
        ("plain-act-show", Act::Show, domain::Act::HOST_SHOW),
        ("plain-act-edit", Act::Edit, domain::Act::HOST_EDIT),
        ("plain-act-block-everywhere", Act::Block, domain::Act::HOST_BLOCK),
        ("plain-act-unblock-everywhere", Act::Unblock, domain::Act::HOST_UNBLOCK),
    ]);
    loop {
        match conversation.io.menu(&Message::new("plain-menu-settings"), &entries, "plain-help-settings")? {
            Act::Show => {
                if let Some((settings, _)) = conversation.attempt(host::shown) {
                    form(conversation.io, &settings).sum_up(conversation.io);
                    say_blocks(conversation);
                    conversation.io.remember(Command::new("host show").line());
                }
            }
            Act::Edit => one_back(conversation.before_a_change().and_then(|()| edit(conversation)))?,
            Act::Block => one_back(conversation.before_a_change().and_then(|()| block(conversation)))?,
            Act::Unblock => one_back(conversation.before_a_change().and_then(|()| unblock(conversation)))?,
        }
    }
}

/// Says the blocks that stop every establishment now; gives them.
fn say_blocks(conversation: &mut Conversation<'_, '_>) -> Vec<Block> {
    let now = conversation.ctx.now();
    let mut blocks = conversation.attempt(establishment::blocks_everywhere).unwrap_or_default();
    blocks.retain(|block| block.stands(now));
    for block in &blocks {
        let line = standing::block(conversation.io.catalogue(), block, now);
        conversation.io.line(&line);
    }
    blocks
}

/// Stops every establishment, once their count was typed.
fn block(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some(counts) = conversation.attempt(establishment::counts) else { return Ok(()) };
    conversation.io.say(&Message::new("host-block-note").with("count", counts.establishments));
    let standing = say_blocks(conversation);
    if !standing.is_empty()
        && conversation.io.yes(&Message::new("plain-block-change"), Some(Yes::No), "plain-help-block")? == Yes::No
    {
        return Ok(());
    }
    let base = standing.first().map(block_filled).unwrap_or_default();
    let fields = ESTABLISHMENTS.fields(domain::Act::ESTABLISHMENT_BLOCK);
    let mut form = shape(conversation, ESTABLISHMENTS, &fields, &base);
    let typed = |form: &Form| block_input(&noun_form::read(form, &fields, Filled::default()));
    let check = |form: &Form| typed(form).problems();
    form.fill(conversation.io, &check)?;
    conversation.io.say(&Message::new("host-block-question").with("count", counts.establishments));
    if counts.establishments > 0 {
        conversation.io.type_to_confirm(&counts.establishments.to_string())?;
    } else if conversation.io.yes(&Message::new("plain-block-everywhere"), None, "plain-help-settings")? == Yes::No {
        conversation.io.text("plain-nothing-done");
        return Ok(());
    }
    loop {
        let input = typed(&form);
        match establishment::block_everywhere(&mut conversation.ctx, &input, Some(&standing)) {
            Ok(()) => {
                conversation.io.text("host-blocked");
                let command = Command::new("host block").option("reason", &input.reason);
                conversation.io.remember(command.option("until", &input.until).switch("yes").line());
                return Ok(());
            }
            Err(error) => {
                if form.again(conversation.io, &error, &check)? == Repaired::No {
                    say_blocks(conversation);
                    return Ok(());
                }
            }
        }
    }
}

/// Lets every establishment go on.
fn unblock(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let standing = say_blocks(conversation);
    if standing.is_empty() {
        conversation.io.text("why-not-blocked-everywhere");
        return Ok(());
    }
    let question = Message::new("plain-unblock-everywhere");
    if conversation.io.yes(&question, Some(Yes::No), "plain-help-settings")? == Yes::No {
        conversation.io.text("plain-nothing-done");
        return Ok(());
    }
    if conversation.attempt(|ctx| establishment::unblock_everywhere(ctx, Some(&standing))).is_some() {
        conversation.io.text("host-unblocked");
        conversation.io.remember(Command::new("host unblock").line());
    }
    Ok(())
}

fn edit(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some((before, mut rev)) = conversation.attempt(host::form) else { return Ok(()) };
    let check = |form: &Form| read(form).check().err().unwrap_or_default();
    let mut form = form(conversation.io, &before);
    form.fill(conversation.io, &check)?;
    loop {
        let input = read(&form);
        if conversation.io.yes(&Message::new("plain-save"), Some(Yes::Yes), "plain-help-save")? == Yes::No {
            conversation.io.text("plain-nothing-saved");
            return Ok(());
        }
        match host::save(&mut conversation.ctx, rev, &input) {
            Ok(()) => {
                conversation.io.text("plain-saved");
                conversation.tell_aftermath();
                conversation.io.remember(command(&before, &input));
                return Ok(());
            }
            Err(Error::Rule(Rule::Changed)) => {
                conversation.io.refuse(&Error::Rule(Rule::Changed));
                let Some((theirs, found)) = conversation.attempt(host::form) else { return Ok(()) };
                conversation.io.text("plain-theirs-are");
                self::form(conversation.io, &theirs).sum_up(conversation.io);
                rev = found;
            }
            Err(error) => {
                if form.again(conversation.io, &error, &check)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

/// Makes the form of the settings.
pub(super) fn form(io: &Dialogue<'_>, input: &HostInput) -> Form {
    let relevant = |form: &Form, field: Field| read(form).asks(field);
    FIELDS.iter().fold(Form::new(relevant), |form, head| {
        let value = input.value(head.field);
        match head.kind {
            Kind::Choice(choices) => form.words(io, head.field, choices, value, head.help),
            _ => form.text(head.field, value, head.help),
        }
    })
}

/// Reads the form of the settings.
pub(super) fn read(form: &Form) -> HostInput {
    HostInput::read(|field| form.value(field))
}

fn command(before: &HostInput, after: &HostInput) -> String {
    let changed = FIELDS.iter().filter(|head| before.value(head.field) != after.value(head.field));
    changed
        .fold(Command::new("host edit"), |command, head| {
            command.option_or_empty(head.option(), after.value(head.field))
        })
        .line()
}
