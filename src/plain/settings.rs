//! The host's settings: identity, mail transport, what administrators may change.

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::{Dialogue, Step, one_back};
use super::form::{Form, Repaired};
use super::noun_form::{self, shape};
use super::question::Yes;
use crate::domain::act as domain;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::host::HostInput;
use crate::domain::message::Message;
use crate::i18n::standing;
use crate::nouns::ESTABLISHMENTS;
use crate::nouns::establishment::block_input;
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
    let entries = [
        ("plain-act-show", Act::Show),
        ("plain-act-edit", Act::Edit),
        ("plain-act-block-everywhere", Act::Block),
        ("plain-act-unblock-everywhere", Act::Unblock),
    ];
    loop {
        match conversation.io.menu(&Message::new("plain-menu-settings"), &entries, "plain-help-settings")? {
            Act::Show => {
                if let Some((settings, _)) = conversation.attempt(host::settings) {
                    form(conversation.io, &HostInput::from_settings(&settings)).sum_up(conversation.io);
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

/// Says the blocks that stop every establishment now, and how many they are.
fn say_blocks(conversation: &mut Conversation<'_, '_>) -> usize {
    let now = conversation.ctx.now();
    let mut blocks = conversation.attempt(establishment::blocks_everywhere).unwrap_or_default();
    blocks.retain(|block| block.stands(now));
    for block in &blocks {
        let line = standing::block(conversation.io.catalogue(), block, now);
        conversation.io.line(&line);
    }
    blocks.len()
}

/// Stops every establishment, once their count was typed.
fn block(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some(counts) = conversation.attempt(establishment::counts) else { return Ok(()) };
    conversation.io.say(&Message::new("host-block-note").with("count", counts.establishments));
    say_blocks(conversation);
    let fields = ESTABLISHMENTS.fields(domain::Act::ESTABLISHMENT_BLOCK);
    let mut form = shape(conversation, ESTABLISHMENTS, &fields, &Filled::default());
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
        match establishment::block_everywhere(&mut conversation.ctx, &input) {
            Ok(()) => {
                conversation.io.text("host-blocked");
                let command = Command::new("host block").option("reason", &input.reason);
                conversation.io.remember(command.option("until", &input.until).switch("yes").line());
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

/// Lets every establishment go on.
fn unblock(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    if say_blocks(conversation) == 0 {
        conversation.io.text("why-not-blocked-everywhere");
        return Ok(());
    }
    let question = Message::new("plain-unblock-everywhere");
    if conversation.io.yes(&question, Some(Yes::No), "plain-help-settings")? == Yes::No {
        conversation.io.text("plain-nothing-done");
        return Ok(());
    }
    if conversation.attempt(establishment::unblock_everywhere).is_some() {
        conversation.io.text("host-unblocked");
        conversation.io.remember(Command::new("host unblock").line());
    }
    Ok(())
}

fn edit(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let Some((settings, mut rev)) = conversation.attempt(host::settings) else { return Ok(()) };
    let before = HostInput::from_settings(&settings);
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
                let Some((theirs, found)) = conversation.attempt(host::settings) else { return Ok(()) };
                conversation.io.text("plain-theirs-are");
                self::form(conversation.io, &HostInput::from_settings(&theirs)).sum_up(conversation.io);
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
    let transports = [("folder", "transport-folder"), ("smtp", "transport-smtp")];
    let securities = [("tls", "security-tls"), ("starttls", "security-starttls"), ("none", "security-none")];
    let editing = [("no", "contact-editing-no"), ("yes", "contact-editing-yes"), ("domain", "contact-editing-domain")];
    let or = |value: &str, usual: &str| if value.is_empty() { usual.to_owned() } else { value.to_owned() };
    Form::new(relevant)
        .text(Field::HostName, &input.name, "plain-help-host-name")
        .text(Field::HostUrl, &input.url, "plain-help-host-url")
        .text(Field::HostSender, &input.sender, "plain-help-host-sender")
        .text(Field::HostBounce, &input.bounce, "plain-help-host-bounce")
        .words(io, Field::Transport, &transports, &or(&input.transport, "folder"), "plain-help-transport")
        .text(Field::SmtpHost, &input.smtp_host, "plain-help-smtp")
        .text(Field::SmtpPort, &or(&input.smtp_port, "587"), "plain-help-smtp")
        .words(io, Field::SmtpSecurity, &securities, &or(&input.smtp_security, "starttls"), "plain-help-smtp")
        .text(Field::SmtpUser, &input.smtp_user, "plain-help-smtp")
        .text(Field::SmtpSecretFile, &input.smtp_secret_file, "plain-help-smtp-secret")
        .text(Field::SmtpCaFile, &input.smtp_ca_file, "plain-help-smtp")
        .words(io, Field::ContactEditing, &editing, &or(&input.contact_editing, "no"), "plain-help-contact-editing")
        .text(Field::ContactDomain, &input.contact_domain, "plain-help-contact-editing")
}

fn relevant(form: &Form, field: Field) -> bool {
    match field {
        Field::SmtpHost
        | Field::SmtpPort
        | Field::SmtpSecurity
        | Field::SmtpUser
        | Field::SmtpSecretFile
        | Field::SmtpCaFile => form.value(Field::Transport) == "smtp",
        Field::ContactDomain => form.value(Field::ContactEditing) == "domain",
        _ => true,
    }
}

/// Reads the form of the settings.
pub(super) fn read(form: &Form) -> HostInput {
    HostInput {
        name: form.value(Field::HostName),
        url: form.value(Field::HostUrl),
        sender: form.value(Field::HostSender),
        bounce: form.value(Field::HostBounce),
        transport: form.value(Field::Transport),
        smtp_host: form.value(Field::SmtpHost),
        smtp_port: form.value(Field::SmtpPort),
        smtp_security: form.value(Field::SmtpSecurity),
        smtp_user: form.value(Field::SmtpUser),
        smtp_secret_file: form.value(Field::SmtpSecretFile),
        smtp_ca_file: form.value(Field::SmtpCaFile),
        contact_editing: form.value(Field::ContactEditing),
        contact_domain: form.value(Field::ContactDomain),
    }
}

fn command(before: &HostInput, after: &HostInput) -> String {
    let pairs = [
        ("host-name", &before.name, &after.name),
        ("host-url", &before.url, &after.url),
        ("sender", &before.sender, &after.sender),
        ("bounce", &before.bounce, &after.bounce),
        ("transport", &before.transport, &after.transport),
        ("smtp-host", &before.smtp_host, &after.smtp_host),
        ("smtp-port", &before.smtp_port, &after.smtp_port),
        ("smtp-security", &before.smtp_security, &after.smtp_security),
        ("smtp-user", &before.smtp_user, &after.smtp_user),
        ("smtp-secret-file", &before.smtp_secret_file, &after.smtp_secret_file),
        ("smtp-ca-file", &before.smtp_ca_file, &after.smtp_ca_file),
        ("contact-editing", &before.contact_editing, &after.contact_editing),
        ("contact-domain", &before.contact_domain, &after.contact_domain),
    ];
    let changed = pairs.into_iter().filter(|(_, was, is)| was != is);
    changed.fold(Command::new("host edit"), |command, (name, _, is)| command.option_or_empty(name, is)).line()
}
