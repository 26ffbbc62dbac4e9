//! The host's own settings: identity and mail transport.

use super::contact::Email;
use super::field::{Checker, Field, FieldError, Problem};
use super::text::{line, required_line};

/// Longest denomination of the host, in characters.
pub const NAME_MAX: usize = 100;

/// Who hosts, as mails say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostIdentity {
    /// Denomination.
    pub name: String,
    /// The address at which establishments' people connect.
    pub url: String,
    /// Sender of every mail.
    pub sender: Email,
    /// Where bounces go; the envelope's sender.
    pub bounce: Email,
}

/// How mail leaves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Transport {
    /// Each mail becomes a file in the data directory.
    #[default]
    Folder,
    /// An SMTP server.
    Smtp(Smtp),
}

/// An SMTP server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    /// Host name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// Login; empty: no authentication.
    pub user: String,
    /// The file whose first line is the secret; needed when there is a login.
    pub secret_file: String,
    /// A PEM file with the authority to trust besides the system's; empty: none.
    pub ca_file: String,
}

/// How an SMTP connection is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (usually port 465).
    Tls,
    /// STARTTLS, required (usually port 587).
    StartTls,
    /// None: accepted for loopback addresses only.
    None,
}

impl Security {
    /// All of them, safest first.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::None];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|security| security.word() == word.trim())
    }
}

/// Whether an establishment's administrators may change the contact's name and address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum ContactEditing {
    /// No.
    #[default]
    No,
    /// Yes.
    Yes,
    /// Yes, to an address of this domain.
    WithinDomain(String),
}

/// The host's settings as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostInput {
    /// Denomination.
    pub name: String,
    /// Connection address.
    pub url: String,
    /// Sender.
    pub sender: String,
    /// Bounce address; empty: the sender.
    pub bounce: String,
    /// `folder` or `smtp`.
    pub transport: String,
    /// SMTP host.
    pub smtp_host: String,
    /// SMTP port.
    pub smtp_port: String,
    /// `tls`, `starttls` or `none`.
    pub smtp_security: String,
    /// SMTP login.
    pub smtp_user: String,
    /// SMTP secret's file.
    pub smtp_secret_file: String,
    /// Extra authority's file.
    pub smtp_ca_file: String,
    /// `no`, `yes` or `domain`.
    pub contact_editing: String,
    /// The domain for `domain`.
    pub contact_domain: String,
}

/// The host's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostSettings {
    /// Who hosts.
    pub identity: HostIdentity,
    /// How mail leaves.
    pub transport: Transport,
    /// The server that is kept for when the folder is no longer the transport.
    pub spare: Option<Smtp>,
    /// Whether administrators may change the contact.
    pub contact_editing: ContactEditing,
}

impl HostInput {
    /// Fills the form from what is stored.
    #[must_use]
    pub fn from_settings(settings: &HostSettings) -> Self {
        let mut input = Self {
            name: settings.identity.name.clone(),
            url: settings.identity.url.clone(),
            sender: settings.identity.sender.as_str().to_owned(),
            bounce: settings.identity.bounce.as_str().to_owned(),
            ..Self::new()
        };
        let server = match &settings.transport {
            Transport::Smtp(smtp) => {
                "smtp".clone_into(&mut input.transport);
                Some(smtp)
            }
            Transport::Folder => settings.spare.as_ref(),
        };
        if let Some(smtp) = server {
            input.smtp_host.clone_from(&smtp.host);
            input.smtp_port = smtp.port.to_string();
            smtp.security.word().clone_into(&mut input.smtp_security);
            input.smtp_user.clone_from(&smtp.user);
            input.smtp_secret_file.clone_from(&smtp.secret_file);
            input.smtp_ca_file.clone_from(&smtp.ca_file);
        }
        match &settings.contact_editing {
            ContactEditing::No => {}
            ContactEditing::Yes => "yes".clone_into(&mut input.contact_editing),
            ContactEditing::WithinDomain(domain) => {
                "domain".clone_into(&mut input.contact_editing);
                input.contact_domain.clone_from(domain);
            }
        }
        input
    }

    /// Every field, in the order of forms.
    pub const FIELDS: [Field; 13] = [
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

    /// A host of which nothing is known yet, with what is usual.
    #[must_use]
    pub fn new() -> Self {
        Self {
            transport: "folder".to_owned(),
            smtp_port: "587".to_owned(),
            smtp_security: Security::StartTls.word().to_owned(),
            contact_editing: "no".to_owned(),
            ..Self::default()
        }
    }

    /// Reads every field.
    #[must_use]
    pub fn read(value: impl Fn(Field) -> String) -> Self {
        let mut input = Self::default();
        for field in Self::FIELDS {
            input.put(field, value(field));
        }
        input
    }

    /// Returns what stands in a field; nothing in one that is no setting.
    #[must_use]
    pub fn value(&self, field: Field) -> &str {
        let found = self.fields().into_iter().find(|(known, _)| *known == field);
        found.map_or("", |(_, value)| value)
    }

    /// Every field with its text, in the order of forms.
    #[must_use]
    pub const fn fields(&self) -> [(Field, &String); 13] {
        let [name, url, sender, bounce, transport, host, port, security, user, secret, ca, editing, domain] =
            Self::FIELDS;
        [
            (name, &self.name),
            (url, &self.url),
            (sender, &self.sender),
            (bounce, &self.bounce),
            (transport, &self.transport),
            (host, &self.smtp_host),
            (port, &self.smtp_port),
            (security, &self.smtp_security),
            (user, &self.smtp_user),
            (secret, &self.smtp_secret_file),
            (ca, &self.smtp_ca_file),
            (editing, &self.contact_editing),
            (domain, &self.contact_domain),
        ]
    }

    /// Puts a text into a field; one that is no setting stays out.
    pub fn put(&mut self, field: Field, value: String) {
        let slot = match field {
            Field::HostName => &mut self.name,
            Field::HostUrl => &mut self.url,
            Field::HostSender => &mut self.sender,
            Field::HostBounce => &mut self.bounce,
            Field::Transport => &mut self.transport,
            Field::SmtpHost => &mut self.smtp_host,
            Field::SmtpPort => &mut self.smtp_port,
            Field::SmtpSecurity => &mut self.smtp_security,
            Field::SmtpUser => &mut self.smtp_user,
            Field::SmtpSecretFile => &mut self.smtp_secret_file,
            Field::SmtpCaFile => &mut self.smtp_ca_file,
            Field::ContactEditing => &mut self.contact_editing,
            Field::ContactDomain => &mut self.contact_domain,
            _ => return,
        };
        *slot = value;
    }

    /// Tells whether a field matters, as long as the choices are these: a server to the transport, a domain to the contact.
    #[must_use]
    pub fn asks(&self, field: Field) -> bool {
        match field {
            Field::SmtpHost
            | Field::SmtpPort
            | Field::SmtpSecurity
            | Field::SmtpUser
            | Field::SmtpSecretFile
            | Field::SmtpCaFile => self.transport == "smtp",
            Field::ContactDomain => self.contact_editing == "domain",
            _ => true,
        }
    }

    /// Checks every field.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn check(&self) -> Result<HostSettings, Vec<FieldError>> {
        let mut checker = Checker::default();
        let name = checker.take(Field::HostName, required_line(&self.name, NAME_MAX));
        let url = checker.take(Field::HostUrl, check_url(&self.url));
        let sender = checker.take(Field::HostSender, Email::parse(&self.sender));
        let bounce = if self.bounce.trim().is_empty() { &self.sender } else { &self.bounce };
        let bounce = checker.take(Field::HostBounce, Email::parse(bounce));
        let transport = self.check_transport(&mut checker);
        // With the folder the fields of a server matter to nobody yet: one that is whole is kept.
        let spare = match &transport {
            Some(Transport::Folder) => self.check_server(&mut Checker::default()),
            Some(Transport::Smtp(_)) | None => None,
        };
        let contact_editing = self.check_contact_editing(&mut checker);
        let settings = (|| {
            let identity = HostIdentity { name: name?, url: url?, sender: sender?, bounce: bounce? };
            Some(HostSettings { identity, transport: transport?, spare, contact_editing: contact_editing? })
        })();
        checker.finish(settings)
    }

    fn check_transport(&self, checker: &mut Checker) -> Option<Transport> {
        match self.transport.trim() {
            "" | "folder" => Some(Transport::Folder),
            "smtp" => self.check_server(checker).map(Transport::Smtp),
            _ => checker.take(Field::Transport, Err(Problem::NotAChoice)),
        }
    }

    fn check_server(&self, checker: &mut Checker) -> Option<Smtp> {
        let host = checker.take(Field::SmtpHost, required_line(&self.smtp_host, 253).and_then(machine));
        let port = self.smtp_port.trim().parse::<u16>().ok().filter(|port| *port > 0);
        let port = checker.take(Field::SmtpPort, port.ok_or(Problem::NotANumber { min: 1, max: 65_535 }));
        let security = Security::from_word(&self.smtp_security).ok_or(Problem::NotAChoice);
        let unprotected = matches!(security, Ok(Security::None));
        let security = if unprotected && !is_loopback(&self.smtp_host) { Err(Problem::NotAChoice) } else { security };
        let security = checker.take(Field::SmtpSecurity, security);
        let user = checker.take(Field::SmtpUser, line(&self.smtp_user, 254));
        let needs_secret = !self.smtp_user.trim().is_empty();
        let secret =
            if needs_secret { required_line(&self.smtp_secret_file, 4096) } else { line(&self.smtp_secret_file, 4096) };
        let secret_file = checker.take(Field::SmtpSecretFile, secret);
        let ca_file = checker.take(Field::SmtpCaFile, line(&self.smtp_ca_file, 4096));
        Some(Smtp {
            host: host?,
            port: port?,
            security: security?,
            user: user?,
            secret_file: secret_file?,
            ca_file: ca_file?,
        })
    }

    fn check_contact_editing(&self, checker: &mut Checker) -> Option<ContactEditing> {
        match self.contact_editing.trim() {
            "" | "no" => Some(ContactEditing::No),
            "yes" => Some(ContactEditing::Yes),
            "domain" => {
                let domain = self.contact_domain.trim().trim_start_matches('@');
                let empty = || if domain.is_empty() { Problem::Missing } else { Problem::NotAChoice };
                let known = Email::parse(&format!("x@{domain}")).map_err(|_| empty());
                checker.take(Field::ContactDomain, known).map(|_| ContactEditing::WithinDomain(domain.to_lowercase()))
            }
            _ => checker.take(Field::ContactEditing, Err(Problem::NotAChoice)),
        }
    }
}

fn check_url(raw: &str) -> Result<String, Problem> {
    let text = required_line(raw, 300)?;
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(Problem::NotAUrl)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() || text.contains([' ', '"', '<', '>']) { Err(Problem::NotAUrl) } else { Ok(text) }
}

/// Checks the name or the address of a machine by its signs; whether there is one is seen when mail leaves.
fn machine(name: String) -> Result<String, Problem> {
    let is_sign = |sign: char| sign.is_alphanumeric() || ".-_:[]%".contains(sign);
    if name.chars().all(is_sign) { Ok(name) } else { Err(Problem::NotAMachine) }
}

fn is_loopback(host: &str) -> bool {
    let host = host.trim();
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> HostInput {
        HostInput {
            name: "Host".into(),
            url: "https://ecoles.invalid".into(),
            sender: "a@b.invalid".into(),
            ..HostInput::default()
        }
    }

    #[test]
    fn defaults_need_nothing_more() {
        let settings = input().check().unwrap();
        assert_eq!(settings.transport, Transport::Folder);
        assert_eq!(settings.identity.bounce, settings.identity.sender);
    }

    #[test]
    fn a_server_has_the_name_of_a_machine() {
        let of =
            |host: &str| HostInput { transport: "smtp".into(), smtp_host: host.into(), ..input_with_port() }.check();
        for host in ["mx.invalid", "192.0.2.1", "[2001:db8::1]", "école.invalid"] {
            assert!(of(host).is_ok(), "{host}");
        }
        for host in ["a b c", "mx.invalid/x", "mx;invalid"] {
            let refused = of(host).unwrap_err();
            assert_eq!((refused[0].field, &refused[0].problem), (Field::SmtpHost, &Problem::NotAMachine), "{host}");
        }
    }

    fn input_with_port() -> HostInput {
        HostInput { smtp_port: "587".into(), smtp_security: "starttls".into(), ..input() }
    }

    #[test]
    fn smtp_without_protection_is_for_loopback_only() {
        let smtp = |host: &str| HostInput {
            transport: "smtp".into(),
            smtp_host: host.into(),
            smtp_port: "25".into(),
            smtp_security: "none".into(),
            ..input()
        };
        assert!(smtp("127.0.0.1").check().is_ok());
        assert_eq!(smtp("mx.invalid").check().unwrap_err()[0].field, Field::SmtpSecurity);
    }
}
