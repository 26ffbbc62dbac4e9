//! Builders that name only what matters.

use std::path::{Path, PathBuf};

use intendant::domain::access::{Actor, At, Identity};
use intendant::domain::establishment::{EstablishmentNumber, Input};
use intendant::domain::host::HostInput;
use intendant::domain::language::Language;
use intendant::domain::password::Secret;
use intendant::domain::time::Timestamp;
use intendant::domain::webmaster::WebmasterInput;
use intendant::operations::establishment::{self, Added, CopyMail, Mailing, SendMail};
use intendant::operations::host::{self, Initialisation};
use intendant::operations::{Clock, Context, Home, Options};
use intendant::store::registry::{Registry, Tx};

/// 2026-09-01 08:00 UTC.
pub(crate) const NOW: Timestamp = Timestamp(1_788_249_600);
/// Nobody asks to stop.
pub(crate) static NEVER: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
pub(crate) const PASSWORD: &str = "tilleul-varangue-42-opaline";

/// A data directory with one webmaster, `alice`, that goes with the value.
#[derive(Debug)]
pub(crate) struct Host {
    _folder: tempfile::TempDir,
    pub(crate) home: Home,
}

impl Host {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let host = HostInput {
            name: "Hébergement d'essai".into(),
            url: "https://ecoles.invalid".into(),
            sender: "webmestre@ecoles.invalid".into(),
            ..HostInput::default()
        };
        let given = Initialisation {
            host: &host,
            webmaster: &webmaster("alice"),
            password: &secret(PASSWORD),
            again: &secret(PASSWORD),
            language: Language::French,
            demo: false,
        };
        host::initialise(&home, &actor(Identity::Nobody), Clock::Fixed(NOW), &given).unwrap();
        Self { _folder: folder, home }
    }

    /// Opens as the owner of the data directory, at [`NOW`].
    pub(crate) fn open(&self) -> Context {
        self.open_at(NOW)
    }

    pub(crate) fn open_at(&self, now: Timestamp) -> Context {
        Context::open(&self.home, At::Host, actor(Identity::Owner), Clock::Fixed(now), Options::default()).unwrap()
    }

    /// Opens as nobody, before the sign-in.
    pub(crate) fn door(&self) -> Context {
        Context::open(&self.home, At::Host, actor(Identity::Nobody), Clock::Fixed(NOW), Options::default()).unwrap()
    }

    /// Opens as a process does that starts: what dead ones left is recovered first.
    pub(crate) fn start(&self) -> Context {
        Context::start(&self.home, At::Host, actor(Identity::Owner), Clock::Fixed(NOW), Options::default()).unwrap()
    }

    /// Changes the registry behind the verbs' back.
    pub(crate) fn tamper<T>(&self, work: impl FnOnce(&Tx<'_>) -> intendant::store::Result<T> + Send) -> T {
        Registry::open(&self.home.registry()).unwrap().write(work).unwrap()
    }

    /// An establishment's database, for tests that look at it or change it behind the store's back.
    pub(crate) fn database(&self, number: EstablishmentNumber) -> PathBuf {
        self.home.establishments().join(format!("{:03}/{number}.sqlite", number.0 / 1000))
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.home.root().join(inside)
    }
}

pub(crate) fn actor(identity: Identity) -> Actor {
    Actor { identity, os_user: "root".into(), ssh_client: String::new(), ssh_key: String::new() }
}

pub(crate) fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

pub(crate) fn webmaster(login: &str) -> WebmasterInput {
    WebmasterInput { login: login.into(), ..WebmasterInput::default() }
}

/// A good form; tests change what they are about.
pub(crate) fn input(denomination: &str) -> Input {
    Input {
        zone: "1".into(),
        location: "29200 Brest".into(),
        denomination: denomination.into(),
        contact_last_name: "Le Gall".into(),
        contact_first_name: "Anne".into(),
        contact_email: "anne.legall@ecole.invalid".into(),
        ..Input::default()
    }
}

pub(crate) const MAILED: Mailing = Mailing { send: SendMail::Yes, copy: CopyMail::No };
pub(crate) const SILENT: Mailing = Mailing { send: SendMail::No, copy: CopyMail::No };

pub(crate) fn added(ctx: &mut Context, denomination: &str) -> Added {
    establishment::add(ctx, &input(denomination), MAILED).unwrap()
}

/// Adds one and gives its number.
pub(crate) fn school(ctx: &mut Context, denomination: &str) -> EstablishmentNumber {
    added(ctx, denomination).number
}

/// Lists every file below a folder, with its content.
pub(crate) fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                found.push((path, bytes));
            }
        }
    }
    found.sort();
    found
}

/// Tells whether any file below a folder holds a text.
pub(crate) fn any_holds(folder: &Path, text: &str) -> bool {
    contents(folder).iter().any(|(_, bytes)| bytes.windows(text.len()).any(|found| found == text.as_bytes()))
}
