//! A data directory of a case, and the program on it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::support::faults::Call;

/// Strong enough for the rule, and nothing personal.
const PASSWORD: &str = "tilleul-varangue-42-opaline";

/// Returns the data directory inside a case's folder.
pub(crate) fn data(root: &Path) -> PathBuf {
    root.join("data")
}

/// Makes a command on a case's data directory, with nothing else in its environment.
pub(crate) fn intendant(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intendant"));
    command.env_clear().env("HOME", root).env("LANG", "en_US.UTF-8").env("TZ", "UTC").current_dir(root);
    command.arg("--data-dir").arg(data(root)).args(arguments).stdin(Stdio::null());
    command
}

/// Runs a command that must succeed.
pub(crate) fn run(root: &Path, arguments: &[&str]) {
    let output = intendant(root, arguments).output().expect("the program starts");
    succeeded(&output, arguments);
}

fn succeeded(output: &Output, arguments: &[&str]) {
    let text = String::from_utf8_lossy(&output.stdout);
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {}\n{text}\n{error}", output.status);
}

/// Prepares an initialised data directory.
pub(crate) fn initialise(root: &Path) {
    let arguments = ["init", "--login", "alice", "--password-stdin"];
    let mut command = intendant(root, &arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let mut input = child.stdin.take().expect("piped");
    input.write_all(PASSWORD.as_bytes()).expect("written");
    drop(input);
    succeeded(&child.wait_with_output().expect("ends"), &arguments);
}

/// Tells of each call whether every verb makes it: opening the registry and its lock, and closing both.
pub(crate) fn opens_or_closes(calls: &[Call]) -> Vec<bool> {
    let every_verb = |call: &&Call| {
        let path = call.path.as_str();
        path.starts_with("data/run/")
            || matches!(path, "data/registry.sqlite" | "data/registry.sqlite-shm")
            || (path == "data/registry.sqlite-wal" && call.class != "writes")
    };
    let opening = calls.iter().take_while(every_verb).count();
    // The first of these is the sync of the last commit, which is the verb's own.
    let closing = calls.iter().rev().take_while(every_verb).count().saturating_sub(1);
    (0..calls.len()).map(|place| place < opening || place >= calls.len() - closing).collect()
}
