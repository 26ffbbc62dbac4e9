//! A program that dies once a database has its name: what it was at is known, and undone, unless somebody has worked in
//! the database by then.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::support::faults::{Kind, run_with_fault, trace};
use crate::support::house::{House, told};

/// Houses that are tried before it is said that the moment was not met.
const TRIES: u32 = 20;

fn database(house: &House) -> PathBuf {
    house.data().join("establishments/000/1.sqlite")
}

/// Makes two houses alike, lets a command end in the first, and kills it in the second just after the school's database
/// got its name. Returns the second. Two runs need not make the same calls in the same order: another house is tried then.
fn killed_once_placed(prepare: impl Fn(&House), arguments: &[&str]) -> House {
    let first = House::new();
    prepare(&first);
    let is_placing =
        |call: &crate::support::faults::Call| call.name.contains("rename") && call.path.contains("000/1.sqlite");
    let calls = trace(first.command(arguments), first.folder());
    let placing = calls.iter().rev().find(|call| is_placing(call)).unwrap_or_else(|| panic!("{calls:#?}"));
    for _ in 0..TRIES {
        let second = House::new();
        prepare(&second);
        let outcome = run_with_fault(second.command(arguments), second.folder(), placing.number, Kind::KillAfter);
        if outcome.faulted_call().is_some_and(is_placing) {
            assert!(database(&second).exists(), "{outcome:#?}");
            return second;
        }
    }
    panic!("never killed just after {placing:#?}");
}

/// What a school's program does. It may die itself: then its log is all that holds it.
fn work(path: &Path, mode: &str) {
    let school = Connection::open(path).unwrap();
    school.query_row(&format!("pragma journal_mode = {mode}"), [], |_| Ok(())).unwrap();
    school.execute("update account set first_name = 'Travail' where id = 1", []).unwrap();
    school.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
}

fn first_name(path: &Path) -> String {
    Connection::open(path)
        .unwrap()
        .query_row("select first_name from account where id = 1", [], |row| row.get(0))
        .unwrap()
}

fn is_well(house: &House, arguments: &[&str]) {
    let output = house.run(arguments);
    assert!(output.status.success() && told(&output).contains("All is well"), "{}", told(&output));
}

fn deleted(house: &House) {
    house.import(2);
    house.ok(&["establishment", "delete", "1", "--yes", "--above-threshold"]);
}

fn bereft(house: &House) {
    house.import(2);
    house.ok(&["establishment", "export", "1"]);
    fs::remove_file(database(house)).unwrap();
}

const UNDO: &[&str] = &["job", "undo", "1", "--yes"];

#[test]
fn what_is_written_into_a_school_that_is_being_brought_back_is_not_thrown_away() {
    for mode in ["delete", "wal"] {
        let house = killed_once_placed(deleted, UNDO);
        work(&database(&house), mode);
        let said = told(&house.run(&["zone", "list"]));
        assert!(said.contains("finished, not undone"), "{mode}: {said}");
        assert_eq!(first_name(&database(&house)), "Travail", "{mode}");
        house.ok(&["job", "resume", "--all", "--yes"]);
        assert_eq!(first_name(&database(&house)), "Travail", "{mode}");
        is_well(&house, &["doctor"]);
        assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'establishment.restore'"), 1);
        assert_eq!(house.ask::<u32>("select count(*) from job_target where job_id = 2 and state = 'done'"), 1);
        house.ok(&["audit", "verify"]);
        house.ok(&["establishment", "export", "1"]);
    }
}

#[test]
fn what_nobody_wrote_into_is_undone_and_brought_back_again() {
    let house = killed_once_placed(deleted, UNDO);
    let said = told(&house.run(&["zone", "list"]));
    assert!(!said.contains("finished, not undone"), "{said}");
    assert!(!database(&house).exists());
    house.ok(&["job", "resume", "--all", "--yes"]);
    assert!(database(&house).exists());
    is_well(&house, &["doctor"]);
}

/// The export from which it came is gone: nobody can say what it is, so it is kept.
#[test]
fn what_cannot_be_finished_is_kept_among_the_orphans_and_told() {
    let house = killed_once_placed(deleted, UNDO);
    work(&database(&house), "wal");
    house.registry().execute_batch("delete from export").unwrap();
    let said = told(&house.run(&["zone", "list"]));
    assert!(said.contains("was not removed") && said.contains("orphans"), "{said}");
    assert!(!database(&house).exists());
    let kept: Vec<PathBuf> =
        fs::read_dir(house.data().join("orphans")).unwrap().map(|one| one.unwrap().path()).collect();
    let main = kept.iter().find(|path| path.extension().is_some_and(|ending| ending == "sqlite")).unwrap();
    assert_eq!(first_name(main), "Travail");
    assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'establishment.restore-failed'"), 1);
    assert_eq!(house.ask::<u32>("select count(*) from establishment where number = 1"), 0);
    assert_eq!(house.ask::<u32>("select count(*) from retired_number where number = 1"), 1);
}

/// A recreation that dies has written down what it made: it is undone at the next start, and can be done again.
#[test]
fn a_recreation_keeps_its_mark_while_it_works() {
    for arguments in [&["doctor", "--recreate", "1", "--yes"], &["doctor", "--empty", "1", "--yes"]] {
        let house = killed_once_placed(bereft, arguments);
        assert_eq!(house.ask::<u32>("select count(*) from unfinished"), 1, "{arguments:?}");
        house.ok(&["zone", "list"]);
        assert!(!database(&house).exists(), "{arguments:?}");
        house.ok(arguments);
        is_well(&house, &["doctor", "--thorough"]);
        house.ok(&["establishment", "export", "1"]);
    }
}

#[test]
fn what_is_written_into_a_school_that_is_being_made_again_is_its_own() {
    for mode in ["delete", "wal"] {
        let house = killed_once_placed(bereft, &["doctor", "--recreate", "1", "--yes"]);
        work(&database(&house), mode);
        let said = told(&house.run(&["zone", "list"]));
        assert!(said.contains("finished, not undone"), "{mode}: {said}");
        assert_eq!(first_name(&database(&house)), "Travail", "{mode}");
        is_well(&house, &["doctor"]);
        house.ok(&["establishment", "export", "1"]);
    }
}
