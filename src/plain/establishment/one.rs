//! What is done to one establishment: block, unblock, a new password, delete.

use crate::domain::block::{Blocker, reason};
use crate::domain::day::parse_day;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::export::{self, Packing, Tables};
use crate::domain::field::{Checker, Field, FieldError};
use crate::domain::message::Message;
use crate::i18n::standing;
use crate::operations::establishment::{self, BlockInput, DeleteInput, ExportFirst};
use crate::operations::{Error, Rule};
use crate::plain::command::Command;
use crate::plain::conversation::{Conversation, or_never, or_none};
use crate::plain::delivery;
use crate::plain::dialogue::Step;
use crate::plain::form::{Form, Repaired, every};
use crate::plain::question::{Answer, Yes, numbered};

/// Makes the form of a block.
pub(in crate::plain) fn block_form() -> Form {
    Form::new(every).text(Field::Reason, "", "plain-help-reason").text(Field::Until, "", "plain-help-until")
}

/// Reads the form of a block.
pub(in crate::plain) fn read_block(form: &Form) -> BlockInput {
    BlockInput { reason: form.value(Field::Reason), until: form.value(Field::Until) }
}

/// Finds what is wrong with a block before the verb does.
pub(in crate::plain) fn check_block(form: &Form) -> Vec<FieldError> {
    let input = read_block(form);
    let mut checker = Checker::default();
    checker.take(Field::Reason, reason(&input.reason));
    if !input.until.trim().is_empty() {
        checker.take(Field::Until, parse_day(&input.until));
    }
    checker.into_errors()
}

/// Puts the webmaster's block.
pub(super) fn block(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let mut form = block_form();
    form.fill(conversation.io, &check_block)?;
    loop {
        let input = read_block(&form);
        match establishment::block(&mut conversation.ctx, number, &input) {
            Ok(row) => {
                conversation.io.say(&Message::new("plain-blocked").with("number", number.to_string()));
                blocks(conversation, &row);
                conversation.io.remember(block_command([number].into_iter(), &input));
                return Ok(());
            }
            Err(error) => {
                if form.again(conversation.io, &error, &check_block)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

/// Returns the command that blocks.
pub(super) fn block_command(numbers: impl Iterator<Item = EstablishmentNumber>, input: &BlockInput) -> String {
    let command = Command::new("establishment block").args(numbers.map(|number| number.to_string()));
    command.option("reason", &input.reason).option("until", &input.until).line()
}

/// Says the blocks that stand, each with author and age (S11).
fn blocks(conversation: &mut Conversation<'_, '_>, row: &Establishment) {
    let now = conversation.ctx.now();
    for block in row.blocks.iter().filter(|block| block.stands(now)) {
        let line = standing::block(conversation.io.catalogue(), block, now);
        conversation.io.line(&line);
    }
}

/// Lifts one of the blocks that stand; the others stay and are said (S11).
pub(super) fn unblock(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(()) };
    let now = conversation.ctx.now();
    let named: Vec<(String, Blocker)> = row
        .blocks
        .iter()
        .filter(|block| block.stands(now))
        .map(|block| (standing::block(conversation.io.catalogue(), block, now), block.blocker))
        .collect();
    if named.is_empty() {
        conversation.io.refuse(&Error::Rule(Rule::NotBlocked));
        return Ok(());
    }
    let label = conversation.io.words(&Message::new("plain-unblock-which"));
    let Some(blocker) = conversation.io.pick(&label, &numbered(named), None, "plain-help-unblock")? else {
        return Ok(());
    };
    if let Some(row) = conversation.attempt(|ctx| establishment::unblock(ctx, number, blocker)) {
        let command = Command::new("establishment unblock").arg(&number.to_string());
        conversation.io.remember(command.option("blocker", blocker.word()).line());
        let left = row.blocks.iter().filter(|block| block.stands(now)).count();
        let message = Message::new("plain-unblocked").with("number", number.to_string()).with("left", left);
        conversation.io.say(&message);
        blocks(conversation, &row);
    }
    Ok(())
}

/// Gives one of the administrators a new password, mailed to the contact; offers to create one when there is none.
pub(super) fn reset(conversation: &mut Conversation<'_, '_>, number: EstablishmentNumber) -> Step<()> {
    let Some(row) = conversation.attempt(|ctx| establishment::get(ctx, number)) else { return Ok(()) };
    if row.contact.email.is_none() {
        conversation.io.refuse(&Error::Rule(Rule::NoContactEmail));
        return Ok(());
    }
    let Some(all) = conversation.attempt(|ctx| establishment::administrators(ctx, number)) else { return Ok(()) };
    if !all.iter().any(|one| one.active) {
        return create_administrator(conversation, &row);
    }
    let named: Vec<_> =
        all.iter().map(|one| (standing::administrator(conversation.io.catalogue(), one), one)).collect();
    let label = conversation.io.words(&Field::Administrator.label());
    let Some(one) = conversation.io.pick(&label, &numbered(named), None, "plain-help-reset")? else { return Ok(()) };
    let (id, login) = (one.id, one.login.clone());
    if !one.active {
        conversation.io.say(&Message::new("plain-reset-deactivated").with("login", login.as_str()));
    }
    let email = row.contact.email_text();
    let question = Message::new("plain-reset-sure").with("login", login.as_str()).with("email", email);
    if conversation.io.yes(&question, None, "plain-help-reset")? == Yes::No {
        return Ok(());
    }
    if let Some(mail) = conversation.attempt(|ctx| establishment::reset_password(ctx, number, id)) {
        conversation.io.text("plain-reset-done");
        let command = Command::new("establishment reset-password").arg(&number.to_string());
        conversation.io.remember(command.option("administrator", &login).line());
        delivery::deliver(conversation, mail);
    }
    Ok(())
}

fn create_administrator(conversation: &mut Conversation<'_, '_>, row: &Establishment) -> Step<()> {
    conversation.io.refuse(&Error::Rule(Rule::NoAdministrator));
    let (contact, email) = (row.contact.full_name(), row.contact.email_text());
    let question = Message::new("plain-create-administrator").with("contact", contact).with("email", email);
    if conversation.io.yes(&question, None, "plain-help-reset")? == Yes::No {
        return Ok(());
    }
    let number = row.number;
    if let Some(mail) = conversation.attempt(|ctx| establishment::create_administrator(ctx, number)) {
        conversation.io.text("plain-reset-done");
        let command = Command::new("establishment reset-password").arg(&number.to_string());
        conversation.io.remember(command.switch("create").line());
        delivery::deliver(conversation, mail);
    }
    Ok(())
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
    match &stakes.content {
        Ok(loss) => {
            let message = Message::new("plain-delete-loss")
                .with("denomination", row.denomination.as_str())
                .with("accounts", loss.accounts)
                .with("grades", loss.grades)
                .with("at", or_never(loss.last_sign_in_at));
            conversation.io.say(&message);
        }
        Err(error) => conversation.io.refuse(error),
    }
    if stakes.mails > 0 {
        conversation.io.say(&Message::new("delete-mails").with("count", stakes.mails));
    }
    let export_first = ask_export(conversation)?;
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
                conversation.io.remember(delete_command([number].into_iter(), export_first));
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

/// Asks whether to export before.
pub(super) fn ask_export(conversation: &mut Conversation<'_, '_>) -> Step<ExportFirst> {
    let answer = conversation.io.yes(&Field::ExportFirst.label(), Some(Yes::Yes), "plain-help-export-first")?;
    Ok(if answer == Yes::Yes { ExportFirst::Yes } else { ExportFirst::No })
}

/// Asks in which form to export.
pub(super) fn ask_form(conversation: &mut Conversation<'_, '_>) -> Step<export::Form> {
    let packed = conversation.io.yes(&Message::new("plain-export-compress"), Some(Yes::No), "hint-compress")?;
    let tables = conversation.io.yes(&Message::new("plain-export-tables"), Some(Yes::No), "hint-tables")?;
    let packing = if packed == Yes::Yes { Packing::Zstd } else { Packing::Plain };
    let tables = if tables == Yes::Yes { Tables::Csv } else { Tables::No };
    Ok(export::Form { packing, tables, sealed_for: ask_key(conversation)? })
}

/// Asks for whom exports are encrypted; for nobody when nothing is typed.
fn ask_key(conversation: &mut Conversation<'_, '_>) -> Step<Option<export::PublicKey>> {
    let label = conversation.io.words(&Field::PublicKey.label());
    loop {
        let Answer::Text(typed) = conversation.io.ask(&label, "", "hint-public-key")? else { return Ok(None) };
        if let Some(key) = conversation.io.accept(crate::operations::export::public_key(&typed)) {
            return Ok(Some(key));
        }
    }
}

/// Returns the command that deletes.
pub(super) fn delete_command(numbers: impl Iterator<Item = EstablishmentNumber>, export: ExportFirst) -> String {
    let command = Command::new("establishment delete").args(numbers.map(|number| number.to_string()));
    let command = if export == ExportFirst::No { command.switch("no-export") } else { command };
    command.switch("yes").line()
}
