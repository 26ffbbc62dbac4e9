//! A data directory with an outbox, a clock that stands still until it is moved, and letters to put in.

use std::cell::Cell;
use std::path::Path;

use intendant::domain::contact::{Contact, Email};
use intendant::domain::establishment::{Draft, EstablishmentNumber, Stage};
use intendant::domain::host::{ContactEditing, HostIdentity, HostSettings, Security, Smtp, Transport};
use intendant::domain::language::Language;
use intendant::domain::mail::{Kind, Mail, MailId, State};
use intendant::domain::password::Secret;
use intendant::domain::time::Timestamp;
use intendant::domain::zone::{DEFAULT_ZONE, ZoneDraft};
use intendant::mail::follow::{Fate, Source, catalogue, write};
use intendant::mail::template::{self, About, Recipient, Telling};
use intendant::mail::{Limit, Round, Sender};
use intendant::store::home::Home;
use intendant::store::registry::establishment::{self, Creation};
use intendant::store::registry::outbox::{self, NewMail};
use intendant::store::registry::{Registry, Tx, host, zone};
use tempfile::TempDir;

/// The password in every letter.
pub(crate) const PASSWORD: &str = "bk7r9w-4tnq2f-x8mzcd";
/// Where the clock starts: 2026-11-22.
pub(crate) const START: i64 = 1_795_370_000;

pub(crate) struct Fixture {
    // Before the folder: fields are dropped in order.
    pub(crate) registry: Registry,
    pub(crate) home: Home,
    pub(crate) folder: TempDir,
    pub(crate) now: Cell<i64>,
    /// The number of the latest establishment.
    pub(crate) number: u32,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let mut registry = Registry::create(&home.registry()).unwrap();
        registry
            .write(|tx| {
                zone::insert(tx, &ZoneDraft { name: "Bretagne".to_owned(), language: Language::French })?;
                host::save(tx, &settings(Transport::Folder))
            })
            .unwrap();
        Self { registry, home, folder, now: Cell::new(START), number: 11 }
    }

    /// Queues a registration mail.
    pub(crate) fn queue(&mut self, to: &str) -> MailId {
        self.queue_for(to, "JAURÈS Élodie", "Collège Jean-Moulin d’Œuilly")
    }

    /// Queues the registration mail of a new establishment.
    pub(crate) fn queue_for(&mut self, to: &str, name: &str, denomination: &str) -> MailId {
        let number = self.establish(to, name, denomination);
        self.queue_mail(number, Kind::Registration, "admin")
    }

    /// Queues a mail about an account.
    pub(crate) fn queue_mail(&mut self, number: EstablishmentNumber, kind: Kind, login: &str) -> MailId {
        let now = Timestamp(self.now.get());
        self.registry.write(|tx| outbox::insert(tx, &mail(tx, number, kind, login), (now, now))).unwrap()
    }

    /// Queues a mail about the first account, changed by hand.
    pub(crate) fn queue_written(
        &mut self,
        number: EstablishmentNumber,
        kind: Kind,
        change: impl FnOnce(NewMail) -> NewMail + Send,
    ) -> MailId {
        let now = Timestamp(self.now.get());
        self.registry.write(|tx| outbox::insert(tx, &change(mail(tx, number, kind, "admin")), (now, now))).unwrap()
    }

    /// Queues a reset as an earlier version did: its text is all there is.
    pub(crate) fn queue_text(&mut self, to: &str, name: &str, denomination: &str) -> MailId {
        let (number, now) = (self.establish(to, "JAURÈS", "École"), Timestamp(self.now.get()));
        let email = Email::parse(to).unwrap();
        let to = Recipient { name, email: &email };
        let about = About { number, denomination, location: "29200 Brest" };
        let telling = Telling { login: "admin", until: Timestamp(START + 14 * 86_400) };
        let text = template::reset(catalogue(Language::French), &identity(), to, about, telling);
        self.registry
            .write(|tx| outbox::insert(tx, &NewMail { text, ..mail(tx, number, Kind::Reset, "") }, (now, now)))
            .unwrap()
    }

    /// Makes an establishment with a contact, as far as mails need one.
    pub(crate) fn establish(&mut self, email: &str, name: &str, denomination: &str) -> EstablishmentNumber {
        self.number += 1;
        let number = EstablishmentNumber(self.number);
        let draft = Draft {
            zone: DEFAULT_ZONE,
            location: "29200 Brest".to_owned(),
            denomination: denomination.to_owned(),
            uai: None,
            contact: contact(name, email),
        };
        let credential = Secret::new("x".to_owned());
        let now = Timestamp(START);
        let creation = Creation { number, registered_on: None, now, uai_site: 1, credential: &credential, known: &[] };
        self.registry
            .write(|tx| {
                establishment::insert(tx, &draft, &creation)?;
                establishment::set_stage(tx, number, Stage::Active)
            })
            .unwrap();
        number
    }

    /// Corrects a contact, and nothing else: what waits is not told.
    pub(crate) fn correct(&mut self, number: EstablishmentNumber, name: &str, email: &str) {
        self.registry
            .write(|tx| {
                let found = establishment::find(tx, number)?.unwrap();
                let draft = Draft { contact: contact(name, email), ..found.draft() };
                assert!(establishment::update(tx, number, found.rev, &draft, 1)?);
                Ok::<_, intendant::store::Error>(())
            })
            .unwrap();
    }

    /// Changes the settings, and nothing else.
    pub(crate) fn set(&mut self, settings: &HostSettings) {
        self.registry.write(|tx| host::save(tx, settings)).unwrap();
    }

    pub(crate) fn sender(&mut self, transport: Transport) -> Sender {
        let settings = settings(transport);
        self.set(&settings);
        Sender::open(&self.home, &settings).unwrap()
    }

    /// Opens a sender with the settings as they are.
    pub(crate) fn reopen(&mut self) -> Sender {
        let settings = self.registry.read(host::load).unwrap().0;
        Sender::open(&self.home, &settings).unwrap()
    }

    pub(crate) fn round(&mut self, sender: &mut Sender) -> Round {
        let now = &self.now;
        let clock = || Timestamp(now.get());
        sender.send_due(&mut self.registry, &clock, Limit::default()).unwrap()
    }

    pub(crate) fn one(&mut self, sender: &mut Sender, id: MailId) -> Mail {
        let now = &self.now;
        sender.send_one(&mut self.registry, id, &|| Timestamp(now.get())).unwrap().unwrap()
    }

    pub(crate) fn mail(&mut self, id: MailId) -> Mail {
        self.registry.read(|tx| outbox::find(tx, id)).unwrap().unwrap().mail
    }

    pub(crate) fn states(&mut self) -> Vec<State> {
        let mut all = self.registry.read(|tx| outbox::before(tx, None, i64::MAX, 1000)).unwrap();
        all.reverse();
        all.into_iter().map(|(_, made)| made.unwrap().mail.state).collect()
    }

    /// Lets time pass.
    pub(crate) fn wait_s(&self, seconds: i64) {
        self.now.set(self.now.get() + seconds);
    }

    /// Lists the files of the registry that hold the password.
    pub(crate) fn files_with_password(&self) -> Vec<String> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(self.home.root()).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("registry.sqlite") && holds(&path, PASSWORD) {
                found.push(name);
            }
        }
        found
    }
}

fn contact(name: &str, email: &str) -> Contact {
    Contact { last_name: name.to_owned(), first_name: String::new(), email: Email::parse(email).ok() }
}

fn mail(tx: &Tx<'_>, number: EstablishmentNumber, kind: Kind, login: &str) -> NewMail {
    let until = Timestamp(START + 14 * 86_400);
    let source = Source { kind, number, login, until, webmaster: None };
    let Fate::Leaves(text) = write(tx, &identity(), &source).unwrap() else {
        unreachable!("the contact has an address")
    };
    NewMail {
        kind,
        establishment: Some(number),
        account: intendant::domain::account::AccountId(0),
        login: login.to_owned(),
        webmaster: None,
        text,
        secret: Some((Secret::new(PASSWORD.to_owned()), until)),
        message_id: format!("<{}@ecoles.invalid>", intendant::store::files::token().unwrap()),
        letter: None,
        target: None,
    }
}

fn holds(path: &Path, text: &str) -> bool {
    std::fs::read(path).unwrap().windows(text.len()).any(|window| window == text.as_bytes())
}

pub(crate) fn identity() -> HostIdentity {
    HostIdentity {
        name: "Hébergement académique".to_owned(),
        url: "https://ecoles.invalid/".to_owned(),
        sender: Email::parse("hebergement@ecoles.invalid").unwrap(),
        bounce: Email::parse("retours@ecoles.invalid").unwrap(),
    }
}

pub(crate) fn settings(transport: Transport) -> HostSettings {
    HostSettings { identity: identity(), transport, spare: None, contact_editing: ContactEditing::No }
}

/// Settings for a server on this machine, unprotected.
pub(crate) fn smtp(port: u16) -> Smtp {
    Smtp {
        host: "127.0.0.1".to_owned(),
        port,
        security: Security::None,
        user: String::new(),
        secret_file: String::new(),
        ca_file: String::new(),
    }
}

pub(crate) fn plain(port: u16) -> Transport {
    Transport::Smtp(smtp(port))
}

/// Writes a file that only its owner may read, and gives its path.
pub(crate) fn private_file(folder: &Path, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join("secret");
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    path.to_str().unwrap().to_owned()
}
