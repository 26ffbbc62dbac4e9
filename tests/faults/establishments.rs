//! The verbs that cross the registry and an establishment's own database.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::support::faults::{Error, Kind, Lasts, Outcome, Run, Summary, enumerate};

/// Strong enough for the rule, and nothing personal.
const PASSWORD: &str = "tilleul-varangue-42-opaline";

/// Killed before the call, killed in the middle of a write, a damaged disk and a full one, once and for good.
const KINDS: [Kind; 6] = [
    Kind::Kill,
    Kind::Torn,
    Kind::Fails(Error::Io, Lasts::Once),
    Kind::Fails(Error::Io, Lasts::Sticky),
    Kind::Fails(Error::NoSpace, Lasts::Once),
    Kind::Fails(Error::NoSpace, Lasts::Sticky),
];

/// Gives the data directory inside a case's folder.
pub(crate) fn data(root: &Path) -> PathBuf {
    root.join("data")
}

/// Makes a command on a case's data directory, with nothing else in its environment.
pub(crate) fn intendant(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_intendant"));
    command.env_clear().env("HOME", root).env("LANG", "en_US.UTF-8").env("TZ", "UTC");
    command.arg("--data-dir").arg(data(root)).args(arguments).stdin(Stdio::null());
    command
}

/// Runs a command that must succeed.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> String {
    let output = intendant(root, arguments).output().expect("the program starts");
    succeeded(&output, arguments)
}

fn succeeded(output: &Output, arguments: &[&str]) -> String {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {}\n{text}\n{error}", output.status);
    text
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

const ADD: [&str; 15] = [
    "establishment",
    "add",
    "--zone",
    "1",
    "--location",
    "29200 Brest",
    "--name",
    "Collège Iroise",
    "--contact-last-name",
    "Le Gall",
    "--contact-first-name",
    "Anne",
    "--contact-email",
    "anne@iroise.invalid",
    "--json",
];

fn establishments(root: &Path) -> Vec<serde_json::Value> {
    let text = run(root, &["establishment", "list", "--json"]);
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON line")).collect()
}

fn audited(root: &Path, action: &str) -> usize {
    let text = run(root, &["audit", "list", "--json", "--limit", "1000"]);
    let rows = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a JSON line"));
    rows.filter(|row| row.get("action").and_then(serde_json::Value::as_str) == Some(action)).count()
}

/// Starts again without a fault, then checks that everything fits together.
fn sound(root: &Path) {
    // The next start finishes or undoes; the next sender takes up what a dead one had, and tells by 3 what it left.
    let sent = intendant(root, &["mail", "send"]).output().expect("the program starts");
    assert!(matches!(sent.status.code(), Some(0 | 3)), "{sent:?}");
    run(root, &["doctor"]);
    run(root, &["audit", "verify"]);
    for entry in walk(&data(root)) {
        let new = entry.extension().is_some_and(|extension| extension == "new");
        assert!(!new, "left over: {}", entry.display());
    }
}

/// Checks that rows, databases and audit tell the same.
pub(crate) fn whole(root: &Path) {
    sound(root);
    let found = establishments(root).len();
    assert_eq!(found, databases(root), "rows and databases differ");
    let audited = audited(root, "establishment.add") - audited(root, "establishment.delete");
    assert_eq!(found, audited, "rows and audit differ");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() {
            found.extend(walk(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

fn databases(root: &Path) -> usize {
    let folder = data(root).join("establishments");
    walk(&folder).iter().filter(|path| path.extension().is_some_and(|extension| extension == "sqlite")).count()
}

/// Every kind of fault, or the crashes alone.
fn check(
    kinds: &[Kind],
    setup: impl FnOnce(&Path),
    act: impl Fn(&Path) -> Command + Sync,
    check: impl Fn(&Path, &Outcome) + Sync,
) -> Summary {
    let summary = enumerate(kinds, setup, |root| Run::from(act(root)), check);
    assert!(summary.cases > 0, "no fault happened");
    summary
}

#[test]
fn s07_a_creation_is_whole_or_absent() {
    check(
        &KINDS,
        initialise,
        |root| intendant(root, &ADD),
        |root, outcome| {
            sound(root);
            let found = establishments(root).len();
            assert_eq!(found, databases(root), "rows and databases differ");
            assert_eq!(found, audited(root, "establishment.add"), "rows and audit differ");
            assert!(!outcome.status.success() || found == 1, "acknowledged and lost");
            // The work can be done again, or was done.
            if found == 0 {
                run(root, &ADD);
                sound(root);
                assert_eq!(establishments(root).len(), 1);
            }
        },
    );
}

#[test]
fn s07_a_deletion_is_whole_or_absent_and_its_export_survives() {
    check(
        &KINDS,
        |root| {
            initialise(root);
            run(root, &ADD);
        },
        |root| intendant(root, &["establishment", "delete", "1", "--yes"]),
        |root, outcome| {
            sound(root);
            let found = establishments(root).len();
            assert_eq!(found, databases(root), "rows and databases differ");
            assert_eq!(1 - found, audited(root, "establishment.delete"), "rows and audit differ");
            assert!(!outcome.status.success() || found == 0, "acknowledged and not done");
            let exports = walk(&data(root).join("exports"));
            let snapshots = exports.iter().filter(|path| path.extension().is_some_and(|kind| kind == "sqlite")).count();
            assert_eq!(snapshots, 1 - found, "one export for one deletion: {exports:?}");
        },
    );
}

#[test]
fn s07_an_edit_reaches_both_databases_or_none() {
    check(
        &KINDS,
        |root| {
            initialise(root);
            run(root, &ADD);
        },
        |root| intendant(root, &["establishment", "edit", "1", "--name", "Collège Rade"]),
        |root, outcome| {
            // `doctor` compares the names of both.
            sound(root);
            let name = establishments(root).remove(0);
            let name = name.get("denomination").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
            assert!(name == "Collège Rade" || name == "Collège Iroise", "{name}");
            assert!(!outcome.status.success() || name == "Collège Rade", "acknowledged and lost");
            assert_eq!(audited(root, "establishment.edit"), usize::from(name == "Collège Rade"));
        },
    );
}

#[test]
fn a_reset_changes_the_password_exactly_when_its_mail_goes() {
    check(
        &KINDS,
        |root| {
            initialise(root);
            run(root, &ADD);
        },
        |root| intendant(root, &["establishment", "reset-password", "1", "--administrator", "admin"]),
        |root, outcome| {
            sound(root);
            run(root, &["mail", "send"]);
            let mails = run(root, &["mail", "list", "--json", "--limit", "100"]);
            let rows = mails.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a JSON line"));
            let resets =
                rows.filter(|row| row.get("kind").and_then(serde_json::Value::as_str) == Some("reset")).count();
            assert_eq!(resets, audited(root, "establishment.reset-password"), "mail and audit differ");
            assert!(!outcome.status.success() || resets == 1, "acknowledged and lost");
        },
    );
}

#[test]
fn an_import_of_three_keeps_what_it_acknowledged_and_can_be_run_again() {
    let import = ["establishment", "import", "three.csv", "--yes"];
    check(
        &KINDS,
        |root| {
            initialise(root);
            let text = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel\n\
                ;1;29200 Brest;Collège A;;N;P;a@ecole.invalid\n\
                ;1;29200 Brest;Collège B;;N;P;b@ecole.invalid\n\
                ;1;29200 Brest;Collège C;;N;P;c@ecole.invalid\n";
            std::fs::write(root.join("three.csv"), text).expect("written");
        },
        |root| {
            let mut command = intendant(root, &import);
            command.current_dir(root);
            command
        },
        |root, outcome| {
            sound(root);
            let found = establishments(root).len();
            assert_eq!(found, databases(root), "rows and databases differ");
            assert_eq!(found, audited(root, "establishment.add"), "rows and audit differ");
            assert!(!outcome.status.success() || found == 3, "acknowledged and lost");
            let output = intendant(root, &import).current_dir(root).output().expect("starts");
            succeeded(&output, &import);
            assert_eq!(establishments(root).len(), 3, "the second run completes the first");
            sound(root);
        },
    );
}
