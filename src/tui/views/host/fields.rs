//! The fields of the host's settings, in parts; some depend on what another one holds.

use crate::domain::field::Field;
use crate::domain::host::{HostInput, Security};
use crate::i18n::words;
use crate::tui::shared::Shared;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::select::Choice;

/// What is edited at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui::views) enum Part {
    /// Who hosts.
    Identity,
    /// How mail leaves.
    Transport,
    /// Whether administrators may change the contact.
    Contact,
}

impl Part {
    /// Returns the fields that the part has, as long as the settings are these.
    pub(in crate::tui::views) fn fields(self, input: &HostInput) -> &'static [Field] {
        match self {
            Self::Identity => &[Field::HostName, Field::HostUrl, Field::HostSender, Field::HostBounce],
            Self::Transport if input.transport == "smtp" => &[
                Field::Transport,
                Field::SmtpHost,
                Field::SmtpPort,
                Field::SmtpSecurity,
                Field::SmtpUser,
                Field::SmtpSecretFile,
                Field::SmtpCaFile,
            ],
            Self::Transport => &[Field::Transport],
            Self::Contact if input.contact_editing == "domain" => &[Field::ContactEditing, Field::ContactDomain],
            Self::Contact => &[Field::ContactEditing],
        }
    }
}

/// Every field of the settings.
pub(super) const ALL: [Field; 13] = [
    Field::HostName,
    Field::HostUrl,
    Field::HostSender,
    Field::HostBounce,
    Field::Transport,
    Field::SmtpHost,
    Field::SmtpPort,
    Field::SmtpSecurity,
    Field::SmtpUser,
    Field::SmtpSecretFile,
    Field::SmtpCaFile,
    Field::ContactEditing,
    Field::ContactDomain,
];

/// Returns the text of a field; none for a field that is no setting.
pub(in crate::tui::views) fn slot(input: &mut HostInput, field: Field) -> Option<&mut String> {
    Some(match field {
        Field::HostName => &mut input.name,
        Field::HostUrl => &mut input.url,
        Field::HostSender => &mut input.sender,
        Field::HostBounce => &mut input.bounce,
        Field::Transport => &mut input.transport,
        Field::SmtpHost => &mut input.smtp_host,
        Field::SmtpPort => &mut input.smtp_port,
        Field::SmtpSecurity => &mut input.smtp_security,
        Field::SmtpUser => &mut input.smtp_user,
        Field::SmtpSecretFile => &mut input.smtp_secret_file,
        Field::SmtpCaFile => &mut input.smtp_ca_file,
        Field::ContactEditing => &mut input.contact_editing,
        Field::ContactDomain => &mut input.contact_domain,
        _ => return None,
    })
}

/// Returns a copy of the text of a field.
pub(in crate::tui::views) fn text(input: &HostInput, field: Field) -> String {
    slot(&mut input.clone(), field).cloned().unwrap_or_default()
}

/// Adds fields to a form, filled from the settings.
pub(in crate::tui::views) fn add_to(form: Form, fields: &[Field], input: &HostInput, shared: &Shared) -> Form {
    fields.iter().fold(form, |form, field| {
        let value = text(input, *field);
        let choices = choices(*field, shared);
        let form = if choices.is_empty() { form.text(*field, &value) } else { form.select(*field, choices, &value) };
        match hint(*field) {
            Some(hint) => form.hint(hint),
            None => form,
        }
    })
}

/// Reads the fields that a form has into the settings.
pub(in crate::tui::views) fn read(form: &Form, fields: &[Field], input: &mut HostInput) {
    for field in fields {
        if let Some(slot) = slot(input, *field) {
            *slot = form.value(*field);
        }
    }
}

fn choices(field: Field, shared: &Shared) -> Vec<Choice> {
    let choice = |value: &str, key| Choice { value: value.to_owned(), label: shared.text(key) };
    match field {
        Field::Transport => vec![choice("folder", "transport-folder"), choice("smtp", "transport-smtp")],
        Field::SmtpSecurity => Security::ALL.map(|one| choice(one.word(), words::security(one))).into(),
        Field::ContactEditing => vec![
            choice("no", "contact-editing-no"),
            choice("yes", "contact-editing-yes"),
            choice("domain", "contact-editing-domain"),
        ],
        _ => Vec::new(),
    }
}

fn hint(field: Field) -> Option<&'static str> {
    Some(match field {
        Field::HostUrl => "host-hint-url",
        Field::HostSender => "host-hint-sender",
        Field::HostBounce => "host-hint-bounce",
        Field::Transport | Field::ContactEditing => "host-hint-choice",
        Field::SmtpSecurity => "host-hint-security",
        Field::SmtpUser => "host-hint-user",
        Field::SmtpSecretFile => "host-hint-secret-file",
        Field::SmtpCaFile => "host-hint-ca-file",
        Field::ContactDomain => "host-hint-domain",
        _ => return None,
    })
}
