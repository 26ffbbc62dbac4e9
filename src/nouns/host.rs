//! The host's settings: one row, which is asked in parts on screen, field by field in lines, by options in commands.

use super::field::{FieldHead, FieldOf};
use crate::domain::field::Field;
use crate::domain::host::HostInput;

type Of = FieldOf<HostInput>;

/// Ways in which mail leaves.
const TRANSPORTS: &[(&str, &str)] = &[("folder", "transport-folder"), ("smtp", "transport-smtp")];

/// How a connection to a server is protected: [`crate::domain::host::Security`].
const SECURITIES: &[(&str, &str)] =
    &[("tls", "security-tls"), ("starttls", "security-starttls"), ("none", "security-none")];

/// Whether administrators change the contact: [`crate::domain::host::ContactEditing`].
const CONTACT_EDITING: &[(&str, &str)] =
    &[("no", "contact-editing-no"), ("yes", "contact-editing-yes"), ("domain", "contact-editing-domain")];

/// Every field, in order; what stands in each is [`HostInput::value`].
pub const FIELDS: [FieldHead; 13] = [
    line(Field::HostName).help("plain-help-host-name").head,
    line(Field::HostUrl).value("cli-value-url").help("plain-help-host-url").hint("host-hint-url").head,
    line(Field::HostSender)
        .option("sender")
        .value("cli-value-address")
        .help("plain-help-host-sender")
        .hint("host-hint-sender")
        .head,
    line(Field::HostBounce)
        .option("bounce")
        .value("cli-value-address")
        .help("plain-help-host-bounce")
        .hint("host-hint-bounce")
        .head,
    choice(Field::Transport, TRANSPORTS).help("plain-help-transport").hint("host-hint-choice").head,
    line(Field::SmtpHost).value("cli-value-machine").help("plain-help-smtp").head,
    line(Field::SmtpPort).value("cli-value-number").help("plain-help-smtp-port").head,
    choice(Field::SmtpSecurity, SECURITIES).help("plain-help-smtp-security").hint("host-hint-security").head,
    line(Field::SmtpUser).value("cli-value-login").help("plain-help-smtp-user").hint("host-hint-user").head,
    line(Field::SmtpSecretFile)
        .value("cli-value-file")
        .help("plain-help-smtp-secret")
        .hint("host-hint-secret-file")
        .head,
    line(Field::SmtpCaFile).value("cli-value-file").help("plain-help-smtp-ca").hint("host-hint-ca-file").head,
    choice(Field::ContactEditing, CONTACT_EDITING).help("plain-help-contact-editing").hint("host-hint-choice").head,
    line(Field::ContactDomain)
        .value("cli-value-machine")
        .help("plain-help-contact-editing")
        .hint("host-hint-domain")
        .head,
];

const fn line(field: Field) -> Of {
    Of::line(field, |_| String::new())
}

const fn choice(field: Field, choices: &'static [(&'static str, &'static str)]) -> Of {
    Of::choice(field, choices, |_| String::new()).value("cli-value-choice")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::host::Security;
    use crate::nouns::field::Kind;

    #[test]
    fn every_field_is_described_once_and_every_choice_is_one() {
        assert_eq!(FIELDS.map(|head| head.field), HostInput::FIELDS);
        assert_eq!(SECURITIES.iter().map(|(word, _)| *word).collect::<Vec<_>>(), Security::ALL.map(Security::word));
        for head in FIELDS {
            let Kind::Choice(choices) = head.kind else { continue };
            for (word, _) in choices {
                let input =
                    HostInput { smtp_host: "localhost".into(), contact_domain: "a.fr".into(), ..HostInput::new() };
                let typed = HostInput::read(|field| match field {
                    field if field == head.field => (*word).to_owned(),
                    Field::Transport if head.field == Field::SmtpSecurity => "smtp".to_owned(),
                    field => input.value(field).to_owned(),
                });
                let refused = typed.check().unwrap_err();
                assert!(refused.iter().all(|error| error.field != head.field), "{word}: {refused:?}");
            }
        }
    }
}
