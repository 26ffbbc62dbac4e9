//! The fault enumeration against [small programs](crate::actor) that are sound or have a known fault.
#![expect(clippy::expect_used, reason = "a failed expectation is a failed test")]

use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;

use crate::actor::{self, NEW, OLD, Part, TARGETS};
use crate::support::faults::{
    self, Error, Kind, Lasts, Outcome, Plan, Run, Summary, count, enumerate, enumerate_pairs, run_with_fault,
};

fn old_settings(folder: &Path) {
    fs::write(folder.join("settings"), OLD).expect("a prepared file can be written");
}

fn two_databases(folder: &Path) {
    drop(actor::open(folder).expect("databases can be prepared"));
}

/// Old or new but whole; new when the program said so; new after a second run.
fn check_settings(part: Part, folder: &Path, outcome: &Outcome) {
    let read = || fs::read_to_string(folder.join("settings")).expect("settings are there");
    let now = read();
    assert!(now == OLD || now == NEW, "half a file: {now:?}");
    assert!(!outcome.status.success() || now == NEW, "said it was saved, but it was not");
    assert!(part.command(folder).output().expect("the actor starts").status.success(), "cannot resume");
    assert_eq!(read(), NEW);
}

/// After a second run every target has one effect and one mark.
fn check_work(part: Part, folder: &Path) {
    let again = part.command(folder).output().expect("the actor starts");
    assert!(again.status.success(), "cannot resume: {}", String::from_utf8_lossy(&again.stderr));
    let (effects, marks) = actor::open(folder).expect("databases can be opened");
    for database in [&effects, &marks] {
        let words: String =
            database.query_row("pragma integrity_check", [], |row| row.get(0)).expect("it can be checked");
        assert_eq!(words, "ok");
    }
    let number = |database: &rusqlite::Connection, sql| database.query_row(sql, [], |row| row.get::<_, i64>(0));
    let effects = number(&effects, "select count(*) from effect").expect("effects can be counted");
    let marks = number(&marks, "select count(*) from mark").expect("marks can be counted");
    assert_eq!((effects, marks), (TARGETS, TARGETS), "effects and marks");
}

fn enumerate_save(part: Part, kinds: &[Kind]) -> Summary {
    let check = |folder: &Path, outcome: &Outcome| check_settings(part, folder, outcome);
    enumerate(kinds, old_settings, |folder| part.command(folder), check)
}

fn enumerate_work(part: Part, kinds: &[Kind]) -> Summary {
    enumerate(kinds, two_databases, |folder| part.command(folder), |folder, _| check_work(part, folder))
}

/// Returns the words of the failure that an enumeration must end with.
fn failure_of(enumeration: impl FnOnce() -> Summary) -> String {
    let failure = catch_unwind(AssertUnwindSafe(enumeration)).expect_err("the planted fault is found");
    failure.downcast_ref::<String>().cloned().unwrap_or_default()
}

#[test]
fn sound_saving_survives_every_fault() {
    let summary = enumerate_save(Part::Saves, &Kind::all());
    // open, write, fsync, rename, fsync of the folder
    assert_eq!(summary.calls, 5);
    assert!(summary.cases > 40, "{summary:?}");
}

#[test]
fn saving_in_place_is_caught() {
    for kind in [Kind::Torn, Kind::Kill] {
        let words = failure_of(|| enumerate_save(Part::SavesInPlace, &[kind]));
        assert!(words.contains("half a file") && words.contains("write(settings, 36 bytes)"), "{words}");
    }
}

#[test]
fn careless_saving_is_caught() {
    let kinds = [Kind::Fails(Error::NoSpace, Lasts::Once)];
    let words = failure_of(|| enumerate_save(Part::SavesCarelessly, &kinds));
    assert!(words.contains("half a file"), "{words}");
}

#[test]
fn sound_work_in_two_databases_survives_every_fault() {
    let summary = enumerate_work(Part::Works, &Kind::all());
    assert!(summary.calls > 20 && summary.cases > 200, "{summary:?}");
}

#[test]
fn marks_before_effects_are_caught() {
    let words = failure_of(|| enumerate_work(Part::MarksFirst, &[Kind::Kill]));
    assert!(words.contains("effects and marks") && words.contains("left: (2, 3)"), "{words}");
}

#[test]
fn forgotten_keys_are_caught() {
    let words = failure_of(|| enumerate_work(Part::ForgetsItsKeys, &[Kind::KillAfter]));
    assert!(words.contains("effects and marks") && words.contains("left: (4, 3)"), "{words}");
}

#[test]
fn a_second_fault_hits_the_resumed_run() {
    let part = Part::Saves;
    let act = |folder: &Path| part.command(folder);
    let check = |folder: &Path, _: &Outcome, resumed: &Outcome| check_settings(part, folder, resumed);
    let plans = (Plan::from(&[Kind::Kill]), Plan::from(&[Kind::Kill, Kind::Torn]));
    let summary = enumerate_pairs(plans, old_settings, act, act, check);
    assert_eq!((summary.calls, summary.cases), (5, 30), "{summary:?}");
}

#[test]
fn a_thin_run_meets_another_call_with_each_kind() {
    let met = std::sync::Mutex::new(Vec::new());
    let kinds = [Kind::Kill, Kind::KillAfter];
    let part = Part::Saves;
    let check = |folder: &Path, outcome: &Outcome| {
        met.lock().expect("no check failed").extend(outcome.faulted_call().map(|call| (outcome.kind, call.number)));
        check_settings(part, folder, outcome);
    };
    let summary = enumerate(Plan::thin(&kinds, 2), old_settings, |folder| part.command(folder), check);
    let mut met = met.into_inner().expect("no check failed");
    met.sort_by_key(|(_, number)| *number);
    let expected = [(0, 1), (1, 2), (0, 3), (1, 4), (0, 5)].map(|(kind, number)| (Some(kinds[kind]), number));
    assert_eq!((summary.cases, met.as_slice()), (5, expected.as_slice()));
}

#[test]
fn a_full_disk_is_full_until_something_is_freed() {
    let prepare = |folder: &Path| {
        old_settings(folder);
        fs::write(folder.join("reserve"), vec![0; 4 << 20]).expect("a reserve can be written");
    };
    let part = Part::FreesItsReserve;
    let freed = enumerate(
        &[Kind::Fails(Error::NoSpace, Lasts::UntilFreed)],
        prepare,
        |folder| part.command(folder),
        |folder, outcome| {
            assert!(outcome.status.success(), "the reserve did not help");
            assert_eq!(fs::read_to_string(folder.join("settings")).ok().as_deref(), Some(NEW));
        },
    );
    assert_eq!((freed.calls, freed.cases), (5, 5));
    let never = enumerate(
        &[Kind::Fails(Error::NoSpace, Lasts::Sticky)],
        prepare,
        |folder| part.command(folder),
        |_, outcome| assert_eq!(outcome.status.success(), outcome.hits == 0),
    );
    assert_eq!(never.cases, 5);
}

#[test]
fn names_kinds_and_counts_are_what_they_say() {
    let folder = tempfile::tempdir().expect("a folder");
    old_settings(folder.path());
    let command = || Part::Saves.command(folder.path());
    assert_eq!(count(command(), folder.path()), 5);
    let calls = faults::trace(command(), folder.path());
    let names: Vec<_> = calls.iter().map(|call| (call.name.as_str(), call.path.as_str())).collect();
    let expected = [
        ("open64", "settings.new"),
        ("write", "settings.new"),
        ("fsync", "settings.new"),
        ("rename", "settings"),
        ("fsync", "."),
    ];
    assert_eq!(names, expected);

    let outcome = run_with_fault(command(), folder.path(), 2, Kind::Torn);
    assert_eq!(outcome.status.signal(), Some(9));
    assert_eq!((outcome.hits, outcome.calls.len()), (1, 2));
    assert_eq!(fs::read_to_string(folder.path().join("settings.new")).ok().as_deref(), Some(&NEW[..NEW.len() / 2]));
    for (error, number) in [(Error::Io, 5), (Error::NoSpace, 28), (Error::Quota, 122), (Error::ReadOnly, 30)] {
        let outcome = run_with_fault(command(), folder.path(), 4, Kind::Fails(error, Lasts::Once));
        let words = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(words.contains(&format!("code: {number},")), "{error:?}: {words}");
        assert_eq!(outcome.faulted_call().map(|call| call.number), Some(4));
    }
    let kill_after = run_with_fault(command(), folder.path(), 4, Kind::KillAfter);
    assert_eq!(kill_after.status.signal(), Some(9));
    assert_eq!(fs::read_to_string(folder.path().join("settings")).ok().as_deref(), Some(NEW));
    let beyond = run_with_fault(command(), folder.path(), 6, Kind::Kill);
    assert_eq!((beyond.status.success(), beyond.hits), (true, 0));
}

#[test]
fn a_run_reads_its_input_and_touches_nothing_outside() {
    let folder = tempfile::tempdir().expect("a folder");
    let outside = tempfile::tempdir().expect("a folder");
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "read -r word; echo \"$word\" >inside; echo \"$word\" >\"$1/outside\"", "sh"]);
    command.arg(outside.path()).current_dir(folder.path());
    let outcome = run_with_fault(Run::with_input(command, "secret\n"), folder.path(), 99, Kind::Kill);
    assert!(outcome.status.success(), "{outcome:?}");
    assert_eq!(outcome.calls.len(), 2, "{:?}", outcome.calls);
    assert_eq!(fs::read_to_string(folder.path().join("inside")).ok().as_deref(), Some("secret\n"));
    assert!(outside.path().join("outside").exists());
}

#[test]
fn every_function_of_the_shim_is_the_one_programs_call() {
    // Not seen: what nobody interposes. A Rust program's own imports say what has to be there.
    let program = std::env::current_exe().expect("this program has a path");
    let imports = Command::new("nm").args(["-D", "--undefined-only"]).arg(program).output();
    let Ok(imports) = imports else { return };
    let imports = String::from_utf8_lossy(&imports.stdout).into_owned();
    let source = include_str!("../support/fault.c");
    let changing = [
        "open",
        "openat",
        "creat",
        "write",
        "pwrite",
        "writev",
        "pwritev",
        "fsync",
        "fdatasync",
        "syncfs",
        "ftruncate",
        "truncate",
        "fallocate",
        "posix_fallocate",
        "rename",
        "renameat",
        "renameat2",
        "unlink",
        "unlinkat",
        "rmdir",
        "remove",
        "mkdir",
        "mkdirat",
        "link",
        "linkat",
        "symlink",
        "symlinkat",
        "chmod",
        "fchmod",
        "fchmodat",
        "copy_file_range",
        "sendfile",
        "mmap",
    ];
    for line in imports.lines() {
        let name = line.split_whitespace().next_back().unwrap_or_default().split('@').next().unwrap_or_default();
        let plain = name.strip_suffix("64").unwrap_or(name);
        if changing.contains(&plain) {
            let forms = [format!(" {name}("), format!("*{name}("), format!("OPEN({name})"), format!("OPENAT({name})")];
            assert!(forms.iter().any(|form| source.contains(form)), "{name} is called but not interposed");
        }
    }
}
