//! Imports into a real data directory in a temporary folder.

mod columns;
mod files;
mod hostile;
mod namesakes;
mod options;
mod s08;
mod spreadsheets;
mod unstorable;
mod workbooks;

use std::path::{Path, PathBuf};

use super::*;
use crate::domain::access::{Actor, At, Identity};
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::time::Timestamp;
use crate::domain::webmaster::WebmasterInput;
use crate::i18n::Catalogue;
use crate::operations::establishment::{SendMail, counts};
use crate::operations::exchange::Output;
use crate::operations::host::{Initialisation, initialise};
use crate::operations::{Clock, Context, Home, zone};

pub(super) const EIGHT: &str =
    "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n";

/// A fresh host with the académies as zones 2 to 35, and a folder for files.
pub(super) struct Fixture {
    folder: tempfile::TempDir,
    pub(super) ctx: Context,
}

fn identity(identity: Identity) -> Actor {
    Actor { identity, os_user: "tests".into(), ssh_client: String::new(), ssh_key: String::new() }
}

impl Fixture {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let clock = Clock::Fixed(Timestamp(1_790_000_000));
        let password = Secret::new("cheval agrafe batterie correcte".into());
        let given = Initialisation {
            host: &HostInput {
                name: "Hébergeur".into(),
                url: "https://ecoles.invalid".into(),
                sender: "console@ecoles.invalid".into(),
                transport: "folder".into(),
                contact_editing: "no".into(),
                ..HostInput::default()
            },
            webmaster: &WebmasterInput {
                login: "alice".into(),
                last_name: "Martin".into(),
                first_name: "Alice".into(),
                email: "alice@ecoles.invalid".into(),
                ..WebmasterInput::default()
            },
            password: &password,
            again: &password,
            language: Language::French,
            demo: false,
        };
        initialise(&home, &identity(Identity::Nobody), clock, &given).unwrap();
        let options = crate::operations::Options::default();
        let mut ctx = Context::start(&home, At::Host, identity(Identity::Owner), clock, options).unwrap();
        zone::add_academies(&mut ctx).unwrap();
        Self { folder, ctx }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(super) fn output(&self, path: &Path) -> Output {
        Output::begin(self.ctx.home(), path).unwrap()
    }

    pub(super) fn examine(&mut self, path: &Path, options: &Options) -> Result<Examination> {
        let source = Source::open(path, Opening::default())?;
        examine(&mut self.ctx, &source, options, &mut Watch::silent())
    }

    /// Examines, imports what is good, and gives both results.
    pub(super) fn import(&mut self, path: &Path, options: &Options) -> (Examination, Imported) {
        let source = Source::open(path, Opening::default()).unwrap();
        let examination = examine(&mut self.ctx, &source, options, &mut Watch::silent()).unwrap();
        let watch = &mut Watch::silent();
        let imported = run(&mut self.ctx, &source, options, &examination, SendMail::No, watch).unwrap();
        (examination, imported)
    }

    /// Examines and writes the rejects; gives the examination and the lines of the rejects file.
    pub(super) fn rejects(&mut self, path: &Path, rejects: &Path) -> (Examination, Vec<String>) {
        let source = Source::open(path, Opening::default()).unwrap();
        let words = Catalogue::new(Language::French);
        let mut watch = Watch::silent().with_rejects(Rejects::create(self.output(rejects), &source, &words).unwrap());
        let examination = examine(&mut self.ctx, &source, &Options::default(), &mut watch).unwrap();
        let rows = watch.finish_rejects().unwrap().unwrap();
        assert_eq!(rows, examination.counts.rejected());
        if rows == 0 {
            assert!(!rejects.exists(), "nothing was refused, and there is no file");
            return (examination, Vec::new());
        }
        let text = std::fs::read_to_string(rejects).unwrap();
        (examination, text.lines().map(str::to_owned).collect())
    }

    /// Another process's view of the same data.
    pub(super) fn other(&self) -> Context {
        let clock = Clock::Fixed(Timestamp(1_790_000_000));
        Context::open(
            self.ctx.home(),
            At::Host,
            identity(Identity::Owner),
            clock,
            crate::operations::Options::default(),
        )
        .unwrap()
    }

    pub(super) fn establishments(&mut self) -> u32 {
        counts(&mut self.ctx).unwrap().establishments
    }
}

/// Line, column, value and code of each finding.
pub(super) fn listed(examination: &Examination) -> Vec<(u64, &str, &str, &str)> {
    let findings = examination.findings.iter();
    findings.map(|one| (one.line, one.column.as_str(), one.value.as_str(), one.problem.code())).collect()
}

/// Makes the UAI of a number, with its check letter.
pub(super) fn uai(number: u32) -> String {
    let letter = b"ABCDEFGHJKLMNPRSTUVWXYZ"[number as usize % 23];
    format!("{number:07}{}", char::from(letter))
}
