//! A data directory under the storm, and the program on it.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::Value;

use crate::support::clock::WallClock;
use crate::support::faults::{Kind, run_with_fault};
use crate::support::house::House;

/// The last exit code that the README documents.
const LAST_CODE: i32 = 7;
/// What no person should ever read: panics, and SQLite's own words for a statement that broke a rule.
const NEVER_SAID: [&str; 8] = [
    "panicked",
    "RUST_BACKTRACE",
    "constraint failed",
    "no such table",
    "no such column",
    "database is locked",
    "cannot start a transaction",
    "SQLITE_",
];

/// What happened, line by line, for whoever reads a failure.
#[derive(Debug, Default, Clone)]
pub(crate) struct Log(Rc<RefCell<Vec<String>>>);

impl Log {
    pub(crate) fn note(&self, line: impl Into<String>) {
        self.0.borrow_mut().push(line.into());
    }

    pub(crate) fn text(&self) -> String {
        self.0.borrow().join("\n")
    }
}

/// A moment at which a program dies: the number of the call below its folder, and how.
pub(crate) type Death = Option<(u64, Kind)>;

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Its exit code; none: it was killed.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    /// All that it said, for messages.
    pub(crate) said: String,
}

impl Ran {
    pub(crate) fn done(&self) -> bool {
        self.code == Some(0)
    }

    /// What doctor found.
    pub(crate) fn findings(&self) -> Vec<Value> {
        let mut found = self.records();
        found.retain(|one| one["finding"].is_string());
        found
    }

    /// The JSON lines that it printed.
    pub(crate) fn records(&self) -> Vec<Value> {
        self.stdout.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }
}

/// A data directory, its clock, and a place outside for what the harms keep.
pub(crate) struct Ground {
    pub(crate) house: House,
    pub(crate) clock: WallClock,
    pub(crate) log: Log,
    kept: tempfile::TempDir,
    names: RefCell<u32>,
}

impl Ground {
    pub(crate) fn new(log: Log) -> Self {
        let (house, clock) = (House::new(), WallClock::new());
        let kept = tempfile::tempdir().expect("there are temporary folders");
        Self { house, clock, log, kept, names: RefCell::new(0) }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.house.data()
    }

    pub(crate) fn registry(&self) -> PathBuf {
        self.data().join("registry.sqlite")
    }

    pub(crate) fn database(&self, number: u32) -> PathBuf {
        self.data().join(format!("establishments/{:03}/{number}.sqlite", number / 1000))
    }

    /// A new name outside the data directory, on the same disk.
    pub(crate) fn outside(&self, name: &str) -> PathBuf {
        *self.names.borrow_mut() += 1;
        self.kept.path().join(format!("{}-{name}", self.names.borrow()))
    }

    /// Runs a command, which may be killed; whatever it prints is something that a person can read.
    pub(crate) fn run(&self, arguments: &[&str], death: Death) -> Result<Ran, String> {
        let mut command = self.house.command(arguments);
        command.envs(self.clock.environment()).current_dir(self.house.folder());
        let (status, stdout, stderr) = if let Some((number, kind)) = death {
            let outcome = run_with_fault(command, self.house.folder(), number, kind);
            (outcome.status, outcome.stdout, outcome.stderr)
        } else {
            let output = command.output().expect("the program can be started");
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (output.status, text(&output.stdout), text(&output.stderr))
        };
        let all = format!("{status}\n{stdout}{stderr}");
        let at = death.map(|(number, kind)| format!(" ({kind:?} at call {number})")).unwrap_or_default();
        let code = status.code();
        let ended = code.map_or("killed".to_owned(), |code| code.to_string());
        self.log.note(format!("    {}{at} → {ended}{}", arguments.join(" "), first_words(&stderr)));
        let known = code.is_none_or(|code| (0..=LAST_CODE).contains(&code) && code != 2);
        if !known || (code.is_none() && death.is_none()) {
            return Err(format!("an exit code that nobody documents: {arguments:?}: {all}"));
        }
        if let Some(word) = NEVER_SAID.iter().find(|word| all.contains(**word)) {
            return Err(format!("{arguments:?} says {word:?}: {all}"));
        }
        Ok(Ran { code, stdout, said: all })
    }
}

fn first_words(text: &str) -> String {
    let line = text.lines().last().unwrap_or_default();
    if line.is_empty() { String::new() } else { format!(": {}", line.chars().take(150).collect::<String>()) }
}

/// A path with something behind its name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Copies a file if it is there; whether it was.
pub(crate) fn copy(from: &Path, to: &Path) -> bool {
    from.is_file() && std::fs::copy(from, to).is_ok()
}
