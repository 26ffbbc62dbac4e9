//! Adding an establishment.

use super::fields;
use crate::domain::establishment::{ContactNeed, Input};
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::domain::zone::DEFAULT_ZONE;
use crate::operations::establishment::{self, CopyMail, Mailing, SendMail};
use crate::plain::command::Command;
use crate::plain::conversation::Conversation;
use crate::plain::dialogue::Step;
use crate::plain::form::{Form, Repaired};
use crate::plain::mail;
use crate::plain::question::Yes;

/// Asks for the fields, the mails, and creates.
pub(super) fn ask(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let zones = conversation.zones();
    let input = Input { zone: DEFAULT_ZONE.0.to_string(), ..Input::default() };
    let check = |form: &Form| fields::check(form, ContactNeed::Full);
    let mut form = fields::form(&zones, &input).text(Field::Number, "", "plain-help-number");
    form.fill(conversation.io, &check)?;
    let mut mailing = ask_mailing(conversation)?;
    loop {
        form.sum_up(conversation.io);
        if conversation.io.yes(&Message::new("plain-create"), Some(Yes::Yes), "plain-help-create")? == Yes::No {
            form.fill(conversation.io, &check)?;
            mailing = ask_mailing(conversation)?;
            continue;
        }
        let input = fields::read(&form);
        match establishment::add(&mut conversation.ctx, &input, mailing) {
            Ok(added) => {
                let (number, path) = (added.number.to_string(), added.path);
                conversation.io.say(&Message::new("plain-added").with("number", number).with("path", path));
                fields::tell_postcode(conversation.io, &input.location);
                conversation.io.remember(command(&input, mailing));
                if let Some(id) = added.mail {
                    mail::deliver(conversation, id);
                }
                return Ok(());
            }
            Err(error) => {
                if form.again(conversation.io, &error, &check)? == Repaired::No {
                    return Ok(());
                }
            }
        }
    }
}

fn ask_mailing(conversation: &mut Conversation<'_, '_>) -> Step<Mailing> {
    let question = Field::SendMail.label();
    let send = loop {
        if conversation.io.yes(&question, Some(Yes::Yes), "plain-help-send-mail")? == Yes::Yes {
            break SendMail::Yes;
        }
        conversation.io.text("plain-no-mail-warning");
        if conversation.io.yes(&Message::new("plain-no-mail-sure"), Some(Yes::No), "plain-help-send-mail")? == Yes::Yes
        {
            break SendMail::No;
        }
    };
    let copy = send == SendMail::Yes
        && conversation.io.yes(&Field::CopyMail.label(), Some(Yes::No), "plain-help-copy-mail")? == Yes::Yes;
    Ok(Mailing { send, copy: if copy { CopyMail::Yes } else { CopyMail::No } })
}

fn command(input: &Input, mailing: Mailing) -> String {
    let command = options(Command::new("establishment add"), input).option("number", &input.number);
    let command = if mailing.send == SendMail::No { command.switch("no-mail") } else { command };
    let command = if mailing.copy == CopyMail::Yes { command.switch("copy") } else { command };
    command.line()
}

fn options(command: Command, input: &Input) -> Command {
    command
        .option("zone", &input.zone)
        .option("location", &input.location)
        .option("name", &input.denomination)
        .option("uai", &input.uai)
        .option("contact-last-name", &input.contact_last_name)
        .option("contact-first-name", &input.contact_first_name)
        .option("contact-email", &input.contact_email)
}
