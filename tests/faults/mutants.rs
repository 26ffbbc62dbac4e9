//! Planted faults: creations and deletions in a wrong order, each of which the checks of this suite must catch.
//!
//! A suite that never failed proves nothing. The wrong programs are this test program itself, started again.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use intendant::audit::{Entry, Object, record};
use intendant::domain::access::{Actor, Identity};
use intendant::domain::account::SignInMode;
use intendant::domain::contact::Contact;
use intendant::domain::establishment::{Draft, EstablishmentNumber, Stage};
use intendant::domain::password::Secret;
use intendant::domain::time::Timestamp;
use intendant::domain::zone::DEFAULT_ZONE;
use intendant::store::establishment::image::{self, Contents};
use intendant::store::establishment::people::People;
use intendant::store::establishment::teaching::Teaching;
use intendant::store::home::Home;
use intendant::store::registry::establishment::{self as rows, Creation};
use intendant::store::registry::{Registry, Tx};
use intendant::store::{Result, files};

use super::establishments::usual_but_registry;
use super::ground::{data, initialise};
use super::look;
use super::support::faults::{Run, enumerate};

const NUMBER: EstablishmentNumber = EstablishmentNumber(1);

/// A wrong way to work across two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mutant {
    /// Acknowledges before the database is there.
    MarkBeforeEffect,
    /// Does not write down what it is about to do.
    NothingWrittenDown,
    /// Writes the database under its name, piece by piece, without a row.
    InPlace,
    /// Acknowledges although the database could not be written.
    ErrorIgnored,
    /// Removes the row before the files.
    RowFirst,
}

const ALL: [Mutant; 5] =
    [Mutant::MarkBeforeEffect, Mutant::NothingWrittenDown, Mutant::InPlace, Mutant::ErrorIgnored, Mutant::RowFirst];

impl Mutant {
    fn work(self, root: &Path) -> Result<()> {
        let home = Home::new(data(root));
        let mut registry = Registry::open(&home.registry())?;
        let shard = home.establishments().join("000");
        let path = shard.join(format!("{NUMBER}.sqlite"));
        files::create_directory(&shard)?;
        match self {
            Self::MarkBeforeEffect => {
                registry.write(|tx| insert(tx).and_then(|()| activate(tx)))?;
                files::write_private(&path, &bytes()?)
            }
            Self::NothingWrittenDown => {
                registry.write(insert)?;
                files::write_private(&path, &bytes()?)?;
                registry.write(activate)
            }
            Self::InPlace => {
                in_pieces(&path, &bytes()?)?;
                registry.write(|tx| insert(tx).and_then(|()| activate(tx)))
            }
            Self::ErrorIgnored => {
                let _ = files::write_private(&path, &bytes()?);
                registry.write(|tx| insert(tx).and_then(|()| activate(tx)))
            }
            Self::RowFirst => {
                registry.write(|tx| {
                    rows::remove(tx, NUMBER, Some(Timestamp(1)))?;
                    tell(tx, "establishment.delete")
                })?;
                files::remove(&path)
            }
        }
    }
}

fn in_pieces(path: &Path, bytes: &[u8]) -> Result<()> {
    files::write_aside(path, &[])?;
    let mut file = std::fs::OpenOptions::new().append(true).open(path).expect("it was just made");
    for piece in bytes.chunks(4096) {
        file.write_all(piece).expect("a piece is written");
    }
    file.sync_all().expect("all of it is written");
    files::sync_parent(path)
}

fn draft() -> Draft {
    let contact = Contact { last_name: "LE GALL".into(), first_name: "Anne".into(), email: None };
    Draft { zone: DEFAULT_ZONE, location: "29200 Brest".into(), denomination: "Collège".into(), uai: None, contact }
}

fn credential() -> Secret {
    Secret::new("credential".into())
}

fn bytes() -> Result<Vec<u8>> {
    let (credential, draft) = (credential(), draft());
    image::build(&Contents {
        number: NUMBER,
        credential: &credential,
        draft: &draft,
        accounts: &[],
        known: &[],
        sign_in_mode: SignInMode::Password,
        teaching: &Teaching::default(),
        people: &People::default(),
    })
}

fn insert(tx: &Tx<'_>) -> Result<()> {
    let credential = credential();
    let now = Timestamp(0);
    rows::insert(
        tx,
        &draft(),
        &Creation { number: NUMBER, registered_on: None, now, uai_site: 1, credential: &credential, known: &[] },
    )
}

fn activate(tx: &Tx<'_>) -> Result<()> {
    rows::set_stage(tx, NUMBER, Stage::Active)?;
    tell(tx, "establishment.add")
}

fn tell(tx: &Tx<'_>, action: &'static str) -> Result<()> {
    let actor = Actor {
        identity: Identity::Program,
        os_user: String::new(),
        ssh_client: String::new(),
        ssh_key: String::new(),
    };
    record(tx, &actor, Timestamp(1), &Entry::event(action, Object::establishment(NUMBER, "Collège")))
}

/// The wrong program: does nothing unless it is started by [`planted_faults_are_caught`].
#[test]
fn child() {
    let (Some(name), Some(root)) = (std::env::var_os("INTENDANT_MUTANT"), std::env::var_os("INTENDANT_ROOT")) else {
        return;
    };
    let mutant = ALL.into_iter().find(|mutant| *format!("{mutant:?}") == *name).expect("a known mutant");
    mutant.work(&PathBuf::from(root)).expect("the work is acknowledged");
}

fn start(root: &Path, mutant: Mutant) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", "mutants::child", "--nocapture", "--test-threads=1"]).stdin(Stdio::null());
    command.env("INTENDANT_MUTANT", format!("{mutant:?}")).env("INTENDANT_ROOT", root).env("TZ", "UTC");
    command
}

#[test]
fn planted_faults_are_caught() {
    for mutant in ALL {
        // What finds them is what every ordinary run goes through, whatever is drawn.
        let [usual, ..] = usual_but_registry(1);
        let caught = catch_unwind(AssertUnwindSafe(|| {
            enumerate(
                usual,
                |root| {
                    initialise(root);
                    if mutant == Mutant::RowFirst {
                        Mutant::MarkBeforeEffect.work(root).expect("an establishment to delete");
                    }
                },
                |root| Run::from(start(root, mutant)),
                |root, _| look::whole(root),
            )
        }));
        let error = caught.err().unwrap_or_else(|| panic!("{mutant:?} was not caught"));
        let words = error.downcast_ref::<String>().cloned().unwrap_or_default();
        // The undisturbed work is sound: it is the fault that shows it.
        assert!(!words.contains("undisturbed"), "{mutant:?}: {words}");
    }
}
