//! A data directory and the real binary on it: commands that end, and the console in a terminal.
//!
//! Nothing of the machine reaches the program: its home, its configuration and its environment are the test's own.
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]
#![expect(clippy::panic, reason = "test support: a command that fails fails the test, with its words")]
#![expect(clippy::missing_panics_doc, reason = "whatever does not work panics, as the attributes say")]

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;

use super::clock::WallClock;
use super::pty::{Key, Launch, Terminal};

/// The password of every webmaster here.
pub const PASSWORD: &str = "Menhir-bleu-dolmen-29";
/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_intendant");

const HEADER: &str = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
/// The towns of [`House::import`], in turn.
pub const TOWNS: [&str; 6] =
    ["29200 Brest", "29000 Quimper", "35400 Saint-Malo", "56100 Lorient", "22000 Saint-Brieuc", "35000 Rennes"];

/// A data directory whose first webmaster is `alice`; it goes with the value.
#[derive(Debug)]
pub struct House {
    folder: TempDir,
    /// What makes the program read a clock that the test sets.
    clock: Vec<(&'static str, PathBuf)>,
}

impl House {
    /// Makes one without establishments, whose host speaks French; mails become files in its folder `mail`.
    #[must_use]
    pub fn new() -> Self {
        Self::within(tempfile::tempdir().expect("there are temporary folders"))
    }

    /// Makes one in a folder.
    #[must_use]
    pub fn within(folder: TempDir) -> Self {
        Self::begin(Self { folder, clock: Vec::new() })
    }

    /// Makes one of which every command, from the first on, reads a clock that the test sets.
    #[must_use]
    pub fn under(clock: &WallClock) -> Self {
        let folder = tempfile::tempdir().expect("there are temporary folders");
        Self::begin(Self { folder, clock: clock.environment().to_vec() })
    }

    fn begin(house: Self) -> Self {
        house.configure("[audit]\nsyslog = false\n");
        let host = ["--host-name", "Hébergement d'essai", "--host-url", "https://ecoles.invalid"];
        let sender = ["--sender", "webmestre@ecoles.invalid"];
        let init = ["--lang", "fr", "init", "--login", "alice", "--password-stdin"];
        house.ok_with(&[&init[..], &host, &sender].concat(), &format!("{PASSWORD}\n"));
        house
    }

    /// The folder of everything; the data directory is in it.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The data directory.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder().join("data")
    }

    /// Replaces the configuration file.
    pub fn configure(&self, text: &str) {
        fs::write(self.configuration(), text).expect("the configuration can be written");
    }

    /// The configuration file.
    #[must_use]
    pub fn configuration(&self) -> PathBuf {
        self.folder().join("config.toml")
    }

    /// The program with these arguments, in English unless they name another language, without a terminal.
    #[must_use]
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .env_clear()
            .envs(self.environment())
            .envs(self.clock.iter().cloned())
            .arg("--data-dir")
            .arg(self.data());
        if !arguments.contains(&"--lang") {
            command.args(["--lang", "en"]);
        }
        command.args(arguments).stdin(Stdio::null());
        command
    }

    fn environment(&self) -> [(&'static str, PathBuf); 3] {
        [
            ("HOME", self.folder().to_owned()),
            ("INTENDANT_CONFIG", self.configuration()),
            ("LANG", PathBuf::from("C.UTF-8")),
        ]
    }

    /// Runs a command to its end.
    #[must_use]
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program can be started")
    }

    /// Runs a command that must succeed; gives what it printed.
    #[expect(clippy::must_use_candidate, reason = "most commands are run for what they change")]
    pub fn ok(&self, arguments: &[&str]) -> String {
        self.ok_with(arguments, "")
    }

    /// Runs a command that must succeed and reads this from its standard input.
    #[expect(clippy::must_use_candidate, reason = "most commands are run for what they change")]
    pub fn ok_with(&self, arguments: &[&str], input: &str) -> String {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be started");
        let mut stdin = child.stdin.take().expect("it has an input");
        // Who does not read its input has ended before, which is told below.
        let _ended = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("it can be waited for");
        assert!(output.status.success(), "{arguments:?}: {}", told(&output));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Runs a command with `--json`; gives its lines.
    #[must_use]
    pub fn records(&self, arguments: &[&str]) -> Vec<Value> {
        let printed = self.ok(&[arguments, &["--json"]].concat());
        let parse = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
        printed.lines().map(parse).collect()
    }

    /// Adds this many establishments to zone 1: `Collège Éluard n° 1` in the first of [`TOWNS`], and so on.
    pub fn import(&self, count: usize) {
        let mut text = format!("{HEADER}\n");
        for number in 1..=count {
            let town = TOWNS[(number - 1) % TOWNS.len()];
            let contact = format!("LE GALL;Anne;contact{number}@ecole.invalid");
            // A write to a String cannot fail.
            let _infallible = writeln!(text, ";1;{town};Collège Éluard n° {number};;{contact}");
        }
        let file = self.folder().join("import.csv");
        fs::write(&file, text).expect("the file can be written");
        self.ok(&["establishment", "import", "--yes", file.to_str().expect("temporary folders have plain names")]);
    }

    /// Adds one establishment, with a mail to its contact.
    pub fn add(&self, denomination: &str, uai: &str) {
        let contact = ["--contact-last-name", "Le Gall", "--contact-first-name", "Anne"];
        let mut all = vec!["establishment", "add", "--zone", "1", "--location", "29200 Brest", "--name", denomination];
        all.extend(contact);
        all.extend(["--contact-email", "anne@ecole.invalid"]);
        if !uai.is_empty() {
            all.extend(["--uai", uai]);
        }
        self.ok(&all);
        self.was_there();
    }

    /// Lets what was added have been there before anything that the test does: no job tells of it.
    pub fn was_there(&self) {
        was_there(&self.registry());
    }

    /// Adds another webmaster.
    pub fn add_webmaster(&self, login: &str) {
        self.ok_with(&["webmaster", "add", login, "--password-stdin"], &format!("{PASSWORD}\n"));
    }

    /// The registry, opened beside the program as another hand would.
    #[must_use]
    pub fn registry(&self) -> Connection {
        let registry = Connection::open(self.data().join("registry.sqlite")).expect("the registry can be opened");
        registry.busy_timeout(std::time::Duration::from_secs(10)).expect("it can wait");
        registry
    }

    /// The first value that a query of the registry gives.
    #[must_use]
    pub fn ask<T: rusqlite::types::FromSql>(&self, query: &str) -> T {
        self.registry().query_row(query, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{query}: {error}"))
    }

    /// The console in a UTF-8 terminal of 80×24.
    pub fn console(&self, language: &str) -> Launch {
        let launch = Launch::new(PROGRAM).arg("--data-dir").arg(self.data()).args(["--lang", language]);
        self.environment().into_iter().fold(launch, |launch, (name, value)| launch.env(name, value))
    }

    /// The console, signed in as `alice`, its table on the screen.
    #[must_use]
    pub fn open(&self, language: &str) -> Terminal {
        enter(self.console(language), "alice")
    }

    /// The files below the data directory that hold a text.
    #[must_use]
    pub fn files_with(&self, text: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        search(&self.data(), text.as_bytes(), &mut found);
        found
    }
}

impl Default for House {
    fn default() -> Self {
        Self::new()
    }
}

/// Starts a console and signs in.
#[must_use]
pub fn enter(launch: Launch, login: &str) -> Terminal {
    let mut terminal = Terminal::spawn(launch);
    sign_in(&mut terminal, login, PASSWORD);
    let name = format!("{login} (");
    terminal.wait_text(&name);
    terminal
}

/// Types login and password at the sign-in, whatever its language.
pub fn sign_in(terminal: &mut Terminal, login: &str, password: &str) {
    terminal.wait_for(
        |screen| ["Connexion", "Sign in"].iter().any(|word| screen.contents().contains(word)),
        "the sign-in is on the screen",
    );
    terminal.send(login);
    terminal.key(Key::Tab);
    terminal.send(password);
    terminal.keys(&[Key::Tab, Key::Enter]);
}

/// What a command printed and how it ended, for messages.
#[must_use]
pub fn told(output: &Output) -> String {
    let (printed, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{}\n{printed}{complained}", output.status)
}

fn search(folder: &Path, text: &[u8], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the data directory can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            search(&path, text, found);
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(text.len()).any(|window| window == text)) {
            found.push(path);
        }
    }
}

/// Takes the jobs of additions away, with their numbers.
///
/// # Panics
/// Where the registry cannot be written.
pub fn was_there(registry: &rusqlite::Connection) {
    let sql = "delete from job_target where job_id in (select id from job where kind = 'add');
        delete from job where kind = 'add';
        update counter set last = (select coalesce(max(id), 0) from job) where name = 'job';";
    registry.execute_batch(sql).expect("the registry can be written");
}
