//! Databases that are moved, and those who are in them: nothing that somebody acknowledged is lost, nothing is half done.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::credentials::{copied, put_back};
use super::schools::{add, database, login, mark, run};
use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, told};

/// Establishments 7 and 8, the file of each under the other's name.
fn swapped() -> House {
    let house = House::new();
    for number in [7, 8] {
        add(&house, number, "Collège", "");
        mark(&house, number, &format!("de{number}"));
        uses_a_log(&house, number);
    }
    let aside = house.folder().join("aside");
    fs::rename(database(&house, 7), &aside).unwrap();
    fs::rename(database(&house, 8), database(&house, 7)).unwrap();
    fs::rename(aside, database(&house, 8)).unwrap();
    house
}

fn uses_a_log(house: &House, number: u32) {
    let program = Connection::open(database(house, number)).unwrap();
    program.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
}

/// Works in a database as a program that is killed: what it did is in the log alone.
fn dies_after(house: &House, number: u32, sql: &str) {
    let program = Connection::open(database(house, number)).unwrap();
    program.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
    program.execute_batch(sql).unwrap();
    program.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
}

fn orphans(house: &House) -> Vec<PathBuf> {
    fs::read_dir(house.data().join("orphans"))
        .map_or_else(|_| Vec::new(), |found| found.map(|entry| entry.unwrap().path()).collect())
}

/// He holds no lock, and would find another one's log under the name that he knows.
#[test]
fn nothing_is_moved_from_under_whoever_has_it_open_and_is_not_in_it() {
    for (has_log, number) in [(true, 7), (true, 8), (false, 7), (false, 8)] {
        let house = swapped();
        let late = Connection::open(database(&house, number)).unwrap();
        late.busy_timeout(Duration::ZERO).unwrap();
        if !has_log {
            late.query_row("pragma journal_mode = delete", [], |_| Ok(())).unwrap();
            late.query_row("select login from account", [], |_| Ok(())).unwrap();
        }
        let before = [7, 8].map(|number| fs::read(database(&house, number)).unwrap());
        for choice in [["--adopt", "7"], ["--set-aside", &number.to_string()]] {
            let said = run(&house, &["doctor", choice[0], choice[1], "--yes"], 3);
            let process = format!("in use by process {} (", std::process::id());
            assert!(said.contains(&process), "{said}");
            assert_eq!([7, 8].map(|number| fs::read(database(&house, number)).unwrap()), before);
            assert_eq!(orphans(&house), Vec::<PathBuf>::new());
        }
        late.execute("update account set login = 'tard' where 0", []).unwrap();
        drop(late);
        house.ok(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("de7", "de8"), "{number}");
    }
}

/// A program that is just being started has all its parent's files for a moment, and others look at a file and go.
#[test]
fn whoever_has_it_open_for_a_moment_only_keeps_nothing_from_being_moved() {
    for _ in 0..5 {
        let house = swapped();
        let comes_and_goes = "while :; do exec 3<\"$0\"; exec 3<&-; done";
        let mut passing = Command::new("sh").args(["-c", comes_and_goes]).arg(database(&house, 7)).spawn().unwrap();
        let adopted = house.run(&["doctor", "--adopt", "7", "--yes"]);
        passing.kill().unwrap();
        passing.wait().unwrap();
        assert!(adopted.status.success(), "{}", told(&adopted));
        assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("de7", "de8"));
    }
}

#[test]
fn nothing_is_moved_while_somebody_is_in_one_of_two() {
    for busy in [7, 8] {
        let house = swapped();
        let before = [7, 8].map(|number| fs::read(database(&house, number)).unwrap());
        let inside = Connection::open(database(&house, busy)).unwrap();
        inside.query_row("select login from account", [], |_| Ok(())).unwrap();
        let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 3);
        assert!(said.contains("in use"), "{said}");
        assert_eq!([7, 8].map(|number| fs::read(database(&house, number)).unwrap()), before);
        assert_eq!(orphans(&house), Vec::<PathBuf>::new());
        drop(inside);
        house.ok(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("de7", "de8"));
        house.ok(&["doctor"]);
    }
}

/// A registry is put back that does not know the credential of 7, whose program was killed.
fn killed_under_an_older_registry(sql: &str) -> House {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    let copy = copied(&house);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    house.ok(&["job", "undo", "1", "--yes"]);
    dies_after(&house, 7, sql);
    put_back(&house, &copy);
    house
}

#[test]
fn a_log_of_its_own_goes_into_a_database_that_an_older_registry_does_not_know() {
    let house = killed_under_an_older_registry("update account set login = 'dernier'");
    let program = Connection::open(database(&house, 7)).unwrap();
    program.query_row("select login from account", [], |_| Ok(())).unwrap();
    run(&house, &["doctor", "--adopt", "7", "--yes"], 3);
    program.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    drop(program);
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&house, 7), "dernier");
    house.ok(&["doctor", "--thorough"]);
}

#[test]
fn a_log_that_says_that_it_is_of_another_time_goes_into_no_database() {
    let sql = format!("update identity set credential_hash = '{}'", "c".repeat(64));
    let house = killed_under_an_older_registry(&sql);
    let files = || ["", "-wal"].map(|side| fs::read(format!("{}{side}", database(&house, 7).display())).unwrap());
    let before = files();
    let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
    assert!(said.contains("-wal holds changes") && said.contains("its program opens it"), "{said}");
    assert_eq!(files(), before);
}

/// The log of 7's killed program is set aside from where it lies alone, in the place of 7.
fn set_log_aside(house: &House) -> PathBuf {
    let _left = house.run(&["doctor", "--set-aside", "7", "--yes"]);
    let [log] = orphans(house).try_into().unwrap();
    log
}

/// Returns the database of 7 a strange name.
fn strange(house: &House) -> PathBuf {
    let strange = database(house, 7).with_file_name("7-copie.sqlite");
    fs::rename(database(house, 7), &strange).unwrap();
    strange
}

#[test]
fn a_log_that_was_set_aside_before_a_database_was_made_keeps_it_from_no_place() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    house.ok(&["establishment", "export", "7"]);
    dies_after(&house, 7, "update account set login = 'perdu'");
    fs::remove_file(database(&house, 7)).unwrap();
    set_log_aside(&house);
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    mark(&house, 7, "depuis");
    strange(&house);
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&house, 7), "depuis");
}

#[test]
fn a_log_that_was_set_aside_and_may_be_its_own_is_put_back_or_given_up_by_a_person() {
    for is_wanted in [true, false] {
        let house = House::new();
        add(&house, 7, "Collège Sept", "");
        mark(&house, 7, "avant");
        dies_after(&house, 7, "update account set login = 'dernier'");
        let file = strange(&house);
        let log = set_log_aside(&house);
        let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
        let beside = file.with_extension("sqlite-wal");
        for named in [&log, &file, &beside] {
            assert!(said.contains(named.to_str().unwrap()), "{said}");
        }
        assert!(said.contains("out of the folder orphans") && !said.contains("each with its own log"), "{said}");
        if is_wanted {
            fs::rename(&log, &beside).unwrap();
            Connection::open(&file).unwrap().query_row("select login from account", [], |_| Ok(())).unwrap();
        } else {
            fs::rename(&log, house.folder().join("log")).unwrap();
        }
        house.ok(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!(login(&house, 7), if is_wanted { "dernier" } else { "avant" });
    }
}

/// As a set-aside leaves it that was stopped between the two.
#[test]
fn a_log_that_was_set_aside_from_beside_its_database_is_not_left_behind() {
    for has_row in [true, false] {
        let house = killed_under_an_older_registry("update account set login = 'dernier'");
        if !has_row {
            house.registry().execute_batch("delete from establishment").unwrap();
        }
        let beside = database(&house, 7).with_extension("sqlite-wal");
        let folder = house.data().join("orphans");
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
        let log = house.data().join("orphans").join("2026-11-29T041407Z-d5402411-7.sqlite-wal");
        fs::rename(&beside, &log).unwrap();
        let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
        assert!(said.contains(log.to_str().unwrap()), "{has_row}: {said}");
        fs::rename(&log, &beside).unwrap();
        let _noted = house.run(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!(login(&house, 7), "dernier", "{has_row}");
    }
}

/// Who reads would keep what tells whose it is in the log.
#[test]
fn a_database_is_not_adopted_while_somebody_reads_it() {
    for has_row in [true, false] {
        let house = killed_under_an_older_registry("update account set login = 'dernier'");
        let program = Connection::open(database(&house, 7)).unwrap();
        program.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap();
        if !has_row {
            house.registry().execute_batch("delete from establishment").unwrap();
        }
        program.execute_batch("begin; select login from account").unwrap();
        let before = fs::read(database(&house, 7)).unwrap();
        let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 3);
        assert!(said.contains("in use") && fs::read(database(&house, 7)).unwrap() == before, "{said}");
        drop(program);
        house.ok(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!(login(&house, 7), "dernier");
        house.ok(&["doctor", "--thorough"]);
    }
}

/// What a clock that was ahead says of when something was placed makes no log one of before.
#[test]
fn a_log_that_was_set_aside_counts_whatever_a_clock_said_that_was_ahead() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    add(&house, 7, "Collège Sept", "");
    house.ok(&["establishment", "export", "7"]);
    let export = house.data().join("exports").join(house.ask::<String>("select file from export"));
    clock.set_ahead(400 * DAY_S);
    let _doubted = house.run(&["establishment", "restore", "--replace", export.to_str().unwrap(), "--yes"]);
    house.ok(&["establishment", "restore", "--replace", export.to_str().unwrap(), "--yes"]);
    clock.set_ahead(0);
    let _doubted = house.run(&["zone", "list"]);
    house.ok(&["doctor", "--clock-is-right"]);
    dies_after(&house, 7, "update account set login = 'dernier'");
    strange(&house);
    let log = set_log_aside(&house);
    let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
    assert!(said.contains(log.to_str().unwrap()), "{said}");
}

/// Seven's own database goes to the orphans when others are put back, while a clock says less than it said before.
#[test]
fn a_database_that_was_moved_to_the_orphans_is_its_own_whatever_a_clock_says() {
    for copied in [false, true] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        for number in [7, 8, 20] {
            add(&house, number, &format!("Collège {number}"), "");
            mark(&house, number, &format!("de{number}"));
        }
        clock.set_ahead(-400 * DAY_S);
        let _doubted = house.run(&["zone", "list"]);
        clock.pass(DAY_S);
        house.ok(&["establishment", "export", "7"]);
        if copied {
            fs::copy(database(&house, 7), database(&house, 7).with_file_name("7-avant.sqlite")).unwrap();
        }
        mark(&house, 7, "dernier");
        let aside = house.folder().join("aside");
        fs::rename(database(&house, 7), &aside).unwrap();
        fs::rename(database(&house, 20), database(&house, 7)).unwrap();
        fs::rename(database(&house, 8), database(&house, 20)).unwrap();
        fs::rename(&aside, database(&house, 8)).unwrap();
        for number in ["8", "20"] {
            let _others = house.run(&["doctor", "--adopt", number, "--yes"]);
        }
        if copied {
            let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
            assert!(said.contains("7-avant.sqlite") && said.contains("orphans"), "{said}");
            let copy = database(&house, 7).with_file_name("7-avant.sqlite");
            let _more = house.run(&["doctor", "--set-aside", copy.to_str().unwrap(), "--yes"]);
        }
        let _noted = house.run(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!([7, 8, 20].map(|number| login(&house, number)), ["dernier", "de8", "de20"], "{copied}");
    }
}

/// A registry of before comes back: nobody has set aside what it does not know.
#[test]
fn what_was_moved_to_the_orphans_in_a_time_that_nobody_knows_is_not_passed_over_for_a_copy() {
    for set_aside in [false, true] {
        let house = House::new();
        for number in [7, 8, 20] {
            add(&house, number, &format!("Collège {number}"), "");
            mark(&house, number, &format!("de{number}"));
        }
        let copy = database(&house, 7).with_file_name("7-avant.sqlite");
        fs::copy(database(&house, 7), &copy).unwrap();
        mark(&house, 7, "dernier");
        let before = copied(&house);
        let aside = house.folder().join("aside");
        fs::rename(database(&house, 7), &aside).unwrap();
        fs::rename(database(&house, 20), database(&house, 7)).unwrap();
        fs::rename(database(&house, 8), database(&house, 20)).unwrap();
        fs::rename(&aside, database(&house, 8)).unwrap();
        let _others = house.run(&["doctor", "--adopt", "8", "--yes"]);
        put_back(&house, &before);
        let _others = house.run(&["doctor", "--adopt", "20", "--yes"]);
        if set_aside {
            let _noted = house.run(&["doctor", "--set-aside", copy.to_str().unwrap(), "--yes"]);
        } else {
            let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
            assert!(said.contains("7-avant.sqlite") && said.contains("orphans"), "{said}");
            continue;
        }
        let _noted = house.run(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!([7, 8, 20].map(|number| login(&house, number)), ["dernier", "de8", "de20"]);
    }
}

/// It went along with another one's database, beside which it lay.
#[test]
fn a_log_that_was_set_aside_with_another_ones_database_counts() {
    let house = House::new();
    for number in [7, 8] {
        add(&house, number, "Collège", "");
        mark(&house, number, &format!("de{number}"));
    }
    dies_after(&house, 7, "update account set login = 'dernier'");
    let aside = house.folder().join("aside");
    fs::rename(database(&house, 7), &aside).unwrap();
    fs::rename(database(&house, 8), database(&house, 7)).unwrap();
    fs::rename(aside, database(&house, 8)).unwrap();
    run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
    let _left = house.run(&["doctor", "--set-aside", "7", "--yes"]);
    let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
    assert!(said.contains("7.sqlite-wal was set aside"), "{said}");
}

/// Also by another door: what lay in another's place and may come home with it.
#[test]
fn what_comes_home_is_asked_for_what_may_be_newer_as_what_is_put_back_is() {
    for is_log in [true, false] {
        let house = House::new();
        for number in [7, 8, 20] {
            add(&house, number, "Collège", "");
            mark(&house, number, &format!("de{number}"));
        }
        let (seven, away) = (database(&house, 7), |number: u32| database(&house, number).with_extension("away"));
        let older = house.folder().join("older");
        fs::copy(&seven, &older).unwrap();
        fs::rename(database(&house, 8), away(8)).unwrap();
        if is_log {
            dies_after(&house, 7, "update account set login = 'dernier'");
            let _index = fs::remove_file(format!("{}-shm", seven.display()));
            fs::rename(&seven, database(&house, 8)).unwrap();
            let _left = house.run(&["doctor", "--set-aside", "7", "--yes"]);
        } else {
            mark(&house, 7, "dernier");
            fs::rename(database(&house, 20), away(20)).unwrap();
            fs::rename(&seven, database(&house, 20)).unwrap();
            fs::rename(older, database(&house, 8)).unwrap();
        }
        let said = told(&house.run(&["doctor", "--adopt", "8", "--yes"]));
        assert!(!seven.exists() && !said.contains("so has"), "{said}");
        assert_eq!(login(&house, 8), "de8");
        let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
        assert!(said.contains(if is_log { "was set aside" } else { "several files prove to be it" }), "{said}");
    }
}

/// He would find the log of what is made there now.
#[test]
fn nothing_is_made_where_something_was_removed_that_somebody_has_open() {
    let house = House::new();
    add(&house, 7, "Collège", "");
    house.ok(&["establishment", "export", "7"]);
    let kept = house.folder().join("kept.sqlite");
    fs::copy(database(&house, 7), &kept).unwrap();
    let late = Connection::open(database(&house, 7)).unwrap();
    fs::remove_file(database(&house, 7)).unwrap();
    let stray = database(&house, 7).with_file_name("sept.sqlite");
    for choice in ["--recreate", "--empty", "--adopt"] {
        if choice == "--adopt" {
            fs::copy(&kept, &stray).unwrap();
        }
        let said = run(&house, &["doctor", choice, "7", "--yes"], 3);
        assert!(said.contains(&format!("in use by process {} (", std::process::id())), "{choice}: {said}");
        assert!(!database(&house, 7).exists());
    }
    drop(late);
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
}

/// Whoever has it open under another name by now would find the log of what comes under its number next.
#[test]
fn nothing_is_deleted_that_somebody_moved_away_from_under_its_program() {
    for name in ["7-old.sqlite", "../../7.sqlite"] {
        let house = House::new();
        add(&house, 7, "Collège", "");
        let late = Connection::open(database(&house, 7)).unwrap();
        fs::rename(database(&house, 7), database(&house, 7).with_file_name(name)).unwrap();
        run(&house, &["establishment", "delete", "7", "--no-export", "--yes"], 4);
        assert_eq!(house.ask::<i64>("select count(*) from establishment"), 1, "{name}");
        drop(late);
        house.ok(&["establishment", "delete", "7", "--no-export", "--yes"]);
    }
}
