//! A data directory and what a run of the binary gave.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::Connection;
use serde_json::Value;

use crate::support::house::was_there;

/// A password that is strong enough.
pub(crate) const PASSWORD: &str = "correct-horse-battery-staple-9";

/// A data directory in a folder that goes with it.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) raw: Vec<u8>,
}

impl Run {
    /// Returns the JSON lines of stdout.
    pub(crate) fn json(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect()
    }

    /// Returns the only JSON line.
    pub(crate) fn object(&self) -> Value {
        let mut lines = self.json();
        assert_eq!(lines.len(), 1, "{self:?}");
        lines.remove(0)
    }

    /// Expects an exit code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }
}

impl Site {
    /// Makes a folder without a data directory in it.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Makes an initialised data directory whose default zone is English.
    pub(crate) fn new() -> Self {
        let site = Self::empty();
        site.run_with(&["init", "--login", "alice", "--password-stdin"], PASSWORD, &[]).expect(0);
        site
    }

    /// Returns the data directory.
    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Returns a path beside the data directory.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs the binary in English.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, args: &[A]) -> Run {
        self.run_with(args, "", &[])
    }

    /// Runs the binary with a text on its stdin and more variables.
    pub(crate) fn run_with<A: AsRef<OsStr>>(&self, args: &[A], stdin: &str, env: &[(&str, &str)]) -> Run {
        run(self.command(args).envs(env.iter().copied()), stdin)
    }

    /// Prepares a run of the binary in English.
    pub(crate) fn command<A: AsRef<OsStr>>(&self, args: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_intendant"));
        command.args(args);
        self.prepare(command)
    }

    /// Prepares a run of a shell's line in the same place.
    pub(crate) fn in_shell(&self, line: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", line]);
        self.prepare(command)
    }

    fn prepare(&self, mut command: Command) -> Command {
        command.env_clear().env("HOME", self.folder.path()).env("LANG", "en_GB.UTF-8");
        command.env("TZ", "UTC").env("INTENDANT_DATA_DIR", self.home()).current_dir(self.folder.path());
        command
    }

    /// Adds an establishment with a name and gives its number.
    pub(crate) fn add(&self, name: &str) -> u64 {
        let run = self.run(&add_args(name, &["--json"])).expect(0);
        was_there(&Connection::open(self.home().join("registry.sqlite")).unwrap());
        run.object()["number"].as_u64().unwrap()
    }
}

/// The arguments that add an establishment.
pub(crate) fn add_args<'a>(name: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut args = vec!["establishment", "add", "--zone", "1", "--location", "29200 Brest", "--name", name];
    args.extend(["--contact-last-name", "Le Goff", "--contact-first-name", "Anne"]);
    args.extend(["--contact-email", "anne@example.invalid"]);
    args.extend(more);
    args
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command, stdin: &str) -> Run {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that does not read closes its end; that is its own business.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    let mut raw = output.stdout.clone();
    raw.extend(&output.stderr);
    Run {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        raw,
    }
}

/// Lists every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        }
        found.push(path);
    }
    found
}
