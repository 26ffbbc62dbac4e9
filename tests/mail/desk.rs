//! A data directory with an outbox, a clock that stands still until it is moved, and letters to put in.

use std::cell::Cell;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use intendant::domain::contact::Email;
use intendant::domain::establishment::EstablishmentNumber;
use intendant::domain::host::{ContactEditing, HostIdentity, HostSettings, Security, Smtp, Transport};
use intendant::domain::mail::{Mail, MailId, State};
use intendant::domain::password::Secret;
use intendant::domain::time::Timestamp;
use intendant::domain::zone::Language;
use intendant::i18n::Catalogue;
use intendant::mail::template::{self, About, Credentials, Recipient};
use intendant::mail::{Limit, Round, Sender};
use intendant::store::home::Home;
use intendant::store::registry::{Registry, outbox};
use tempfile::TempDir;

/// The password in every letter.
pub(crate) const PASSWORD: &str = "bk7r9w-4tnq2f-x8mzcd";
/// Where the clock starts: 2026-11-22.
pub(crate) const START: i64 = 1_795_370_000;

pub(crate) struct Desk {
    // Before the folder: fields are dropped in order.
    pub(crate) registry: Registry,
    pub(crate) home: Home,
    pub(crate) folder: TempDir,
    pub(crate) now: Cell<i64>,
    pub(crate) catalogue: Catalogue,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let registry = Registry::create(&home.registry()).unwrap();
        Self { registry, home, folder, now: Cell::new(START), catalogue: Catalogue::new(Language::French) }
    }

    /// Queues a registration mail.
    pub(crate) fn queue(&mut self, to: &str) -> MailId {
        self.queue_for(to, "JAURÈS Élodie", "Collège Jean-Moulin d’Œuilly")
    }

    /// Queues a registration mail with a name and a denomination.
    pub(crate) fn queue_for(&mut self, to: &str, name: &str, denomination: &str) -> MailId {
        let email = Email::parse(to).unwrap();
        let to = Recipient { name, email: &email };
        let about = About { number: EstablishmentNumber(12), denomination, location: "29200 Brest" };
        let password = Secret::new(PASSWORD.to_owned());
        let until = Timestamp(START + 14 * 86_400);
        let credentials = Credentials { login: "admin", password: &password, until };
        let mail = template::registration(&self.catalogue, &identity(), to, about, credentials).unwrap();
        self.registry.write(|tx| outbox::insert(tx, &mail, Timestamp(self.now.get()))).unwrap()
    }

    pub(crate) fn sender(&self, transport: Transport) -> Sender {
        Sender::open(&self.home, &settings(transport)).unwrap()
    }

    pub(crate) fn round(&mut self, sender: &mut Sender) -> Round {
        let now = &self.now;
        let clock = || Timestamp(now.get());
        sender.send_due(&mut self.registry, &clock, &AtomicBool::new(false), Limit::default()).unwrap()
    }

    pub(crate) fn one(&mut self, sender: &mut Sender, id: MailId) -> Mail {
        let now = &self.now;
        sender.send_one(&mut self.registry, id, &|| Timestamp(now.get())).unwrap().unwrap()
    }

    pub(crate) fn mail(&mut self, id: MailId) -> Mail {
        self.registry.read(|tx| outbox::find(tx, id)).unwrap().unwrap()
    }

    pub(crate) fn states(&mut self) -> Vec<State> {
        let mut all = self.registry.read(|tx| outbox::before(tx, None, i64::MAX, 1000)).unwrap();
        all.reverse();
        all.into_iter().map(|mail| mail.state).collect()
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
    HostSettings { identity: identity(), transport, contact_editing: ContactEditing::No }
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
