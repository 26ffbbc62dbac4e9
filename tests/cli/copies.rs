//! Copies of a school's database, wherever somebody put them: the newest is never passed over without a word.

use std::fs;
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::PathBuf;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::schools::{add, database, login, mark, run};
use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, told};

/// A school of which an export holds an older state, and whose database is moved to a place in the data directory.
fn moved_to(place: &str) -> (House, PathBuf) {
    let house = House::new();
    add(&house, 7, "Collège", "");
    house.ok(&["establishment", "export", "7"]);
    mark(&house, 7, "dernier");
    let there = put(&house, place);
    fs::rename(database(&house, 7), &there).unwrap();
    (house, there)
}

/// Makes the folders of a place in the data directory.
fn put(house: &House, place: &str) -> PathBuf {
    let there = house.data().join(place);
    fs::DirBuilder::new().recursive(true).mode(0o700).create(there.parent().unwrap()).unwrap();
    there
}

fn exported(house: &House) -> PathBuf {
    let found = fs::read_dir(house.data().join("exports")).unwrap().map(|entry| entry.unwrap().path());
    found.into_iter().find(|path| path.extension().is_some_and(|end| end == "sqlite")).unwrap()
}

/// Whatever it was called when somebody set it aside.
#[test]
fn its_own_database_comes_back_from_the_orphans_whatever_it_was_called() {
    let (house, strange) = moved_to("establishments/000/7.sqlite.old");
    run(&house, &["doctor", "--set-aside", strange.to_str().unwrap(), "--yes"], 3);
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&house, 7), "dernier");
}

/// Also after a repair of which the audit tells that a file of that name was moved, and after one that clears away what is left over.
#[test]
fn its_own_database_comes_back_from_wherever_it_was_put() {
    for place in [
        "7.sqlite",
        "7.sqlite.new",
        "orphans/7.sqlite",
        "exports/7.sqlite",
        "exports/7-save.sqlite",
        "exports/deep/sept.sqlite",
        "establishments/000/old/deep/7.sqlite",
        "establishments/000/7.sqlite.save.new",
        "backup/7.sqlite",
        "exchange/7.sqlite",
        "mail/7.sqlite",
        "attachments/7.sqlite",
        "run/7.sqlite",
        "aside/7.sqlite",
    ] {
        let (house, there) = moved_to("sept.sqlite");
        let _left = house.run(&["doctor", "--adopt", "7", "--yes"]);
        house.ok(&["establishment", "export", "7"]);
        mark(&house, 7, "acquitté");
        drop(there);
        let there = put(&house, place);
        fs::rename(database(&house, 7), &there).unwrap();
        let hours_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
        fs::File::open(&there).unwrap().set_modified(hours_ago).unwrap();
        let said = told(&house.run(&["doctor", "--fix"]));
        assert!(said.contains(&format!("{}: put it back (doctor --adopt 7)", there.display())), "{place}: {said}");
        run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
        assert!(!database(&house, 7).exists());
        let _left = house.run(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!(login(&house, 7), "acquitté", "{place}");
        assert!(!there.exists());
    }
}

#[test]
fn of_several_none_is_taken_without_a_word() {
    for place in ["exports/sept.sqlite", "backup/7.sqlite", "mail/7.sqlite", "orphans/7.sqlite", "7.sqlite"] {
        let (house, there) = moved_to(place);
        let older = put(&house, "establishments/000/sept.sqlite");
        fs::copy(&there, &older).unwrap();
        Connection::open(&older).unwrap().execute("update account set login = 'avant'", []).unwrap();
        let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
        for path in [&there, &older] {
            assert!(said.contains(path.to_str().unwrap()), "{place}: {said}");
        }
        assert!(!database(&house, 7).exists());
        let _left = house.run(&["doctor", "--set-aside", older.to_str().unwrap(), "--yes"]);
        house.ok(&["doctor", "--adopt", "7", "--yes"]);
        assert_eq!(login(&house, 7), "dernier", "{place}");
    }
}

/// When they were set aside tells nothing of which is the newer.
#[test]
fn of_several_that_were_set_aside_none_is_taken_without_a_word() {
    let (house, there) = moved_to("establishments/000/b.sqlite");
    let older = put(&house, "establishments/000/a.sqlite");
    fs::copy(&there, &older).unwrap();
    for path in [&there, &older] {
        let _left = house.run(&["doctor", "--set-aside", path.to_str().unwrap(), "--yes"]);
    }
    let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
    assert!(said.contains("-a.sqlite") && said.contains("-b.sqlite"), "{said}");
}

#[test]
fn a_damaged_copy_hides_no_good_one() {
    let (house, there) = moved_to("orphans/7.sqlite");
    let damaged = put(&house, "orphans/z.sqlite");
    fs::copy(&there, &damaged).unwrap();
    Connection::open(&damaged).unwrap().execute_batch("drop table account").unwrap();
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains(&format!("{}: put it back", there.display())), "{said}");
    run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
}

/// It is the school's by its names, but of a time before it was made again.
#[test]
fn what_only_says_that_it_is_its_own_yields_to_what_proves_it() {
    let house = House::new();
    add(&house, 7, "Collège", "");
    house.ok(&["establishment", "export", "7"]);
    let former = house.folder().join("former");
    fs::rename(database(&house, 7), &former).unwrap();
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    mark(&house, 7, "dernier");
    let there = put(&house, "orphans/7.sqlite");
    fs::rename(database(&house, 7), &there).unwrap();
    fs::rename(former, database(&house, 7)).unwrap();
    let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
    assert!(said.contains(there.to_str().unwrap()), "{said}");
    let _left = house.run(&["doctor", "--set-aside", "7", "--yes"]);
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&house, 7), "dernier");
}

/// A log that lies elsewhere may hold what was acknowledged last.
#[test]
fn a_log_counts_wherever_it_lies() {
    for place in ["7.sqlite-wal", "exports/7.sqlite-wal", "orphans/a/7.sqlite-wal", "backup/7.sqlite-wal"] {
        let (house, there) = moved_to("establishments/000/sept.sqlite");
        let log = put(&house, place);
        fs::write(&log, "what was acknowledged").unwrap();
        let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
        assert!(said.contains(log.to_str().unwrap()) && there.exists(), "{place}: {said}");
    }
}

/// Its log goes when it does.
#[test]
fn what_stays_among_the_orphans_keeps_its_log() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    add(&house, 7, "Collège", "");
    let strange = put(&house, "establishments/000/sept.sqlite");
    let program = Connection::open(database(&house, 7)).unwrap();
    program.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
    program.execute_batch("update account set login = 'dernier'").unwrap();
    program.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    drop(program);
    for side in ["", "-wal"] {
        let side = |path: &PathBuf| format!("{}{side}", path.display());
        fs::rename(side(&database(&house, 7)), side(&strange)).unwrap();
    }
    let _index = fs::remove_file(format!("{}-shm", database(&house, 7).display()));
    let _left = house.run(&["doctor", "--set-aside", strange.to_str().unwrap(), "--yes"]);
    clock.pass(400 * DAY_S);
    let _told = house.run(&["prune", "--yes"]);
    let mut left: Vec<_> = fs::read_dir(house.data().join("orphans")).unwrap().map(|one| one.unwrap().path()).collect();
    left.sort();
    assert_eq!(left.len(), 2, "{left:?}");
    assert!(left[1].to_str().unwrap().ends_with("-sept.sqlite-wal"), "{left:?}");
}

/// As doctor advises: it is set aside like a copy that was, and hides no good one.
#[test]
fn a_damaged_one_that_was_set_aside_is_no_rival() {
    let (house, good) = moved_to("establishments/000/sept.sqlite");
    let damaged = put(&house, "establishments/000/7-damaged.sqlite");
    fs::copy(&good, &damaged).unwrap();
    Connection::open(&damaged).unwrap().execute_batch("drop table account").unwrap();
    for path in [&good, &damaged] {
        let _left = house.run(&["doctor", "--set-aside", path.to_str().unwrap(), "--yes"]);
    }
    let _left = house.run(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&house, 7), "dernier");
}

/// What came out of a folder that was set aside tells nothing of the others in it.
#[test]
fn what_is_left_of_a_folder_stays_set_aside() {
    let house = House::new();
    let folder = put(&house, "establishments/000/old/x").parent().unwrap().to_owned();
    for number in [7, 8] {
        add(&house, number, "Collège", "");
        mark(&house, number, "avant");
        fs::copy(database(&house, number), folder.join(format!("{number}.sqlite"))).unwrap();
        mark(&house, number, "dernier");
        house.ok(&["establishment", "export", &number.to_string()]);
    }
    let _left = house.run(&["doctor", "--set-aside", folder.to_str().unwrap(), "--yes"]);
    let eight = house.folder().join("eight");
    fs::rename(database(&house, 8), &eight).unwrap();
    fs::remove_file(database(&house, 7)).unwrap();
    let _left = house.run(&["doctor", "--adopt", "7", "--yes"]);
    let stray = database(&house, 8).with_file_name("huit.sqlite");
    fs::rename(eight, &stray).unwrap();
    house.ok(&["doctor", "--adopt", "8", "--yes"]);
    assert_eq!(login(&house, 8), "dernier");
}

/// Wherever it lies, a person can set it aside as the words say.
#[test]
fn a_rival_can_be_set_aside_from_wherever_it_lies() {
    for place in ["exchange/7.sqlite", "mail/7.sqlite", "attachments/7.sqlite", "aside/7.sqlite", "backup/7.sqlite"] {
        let (house, there) = moved_to("establishments/000/sept.sqlite");
        let rival = put(&house, place);
        fs::copy(&there, &rival).unwrap();
        run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
        let _left = house.run(&["doctor", "--set-aside", rival.to_str().unwrap(), "--yes"]);
        assert!(!rival.exists(), "{place}");
        house.ok(&["doctor", "--adopt", "7", "--yes"]);
    }
}

/// Somebody put it in its place and the school went on with it.
#[test]
fn an_export_in_which_somebody_worked_is_passed_over_for_no_other() {
    for place in ["orphans/7.sqlite", "exports/sept.sqlite", "exchange/7.sqlite"] {
        let house = House::new();
        add(&house, 7, "Collège", "");
        house.ok(&["establishment", "export", "7"]);
        fs::copy(exported(&house), database(&house, 7)).unwrap();
        mark(&house, 7, "dernier");
        fs::rename(database(&house, 7), put(&house, place)).unwrap();
        run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
        assert!(!database(&house, 7).exists(), "{place}");
    }
}

/// Whatever it is called, nobody knows what a database is good for.
#[test]
fn no_database_is_cleared_away_for_its_name() {
    let house = House::new();
    add(&house, 7, "Collège", "");
    let hours_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(48);
    for name in ["registry.sqlite.new", "aside/7.sqlite", "attachments/7.sqlite", "attachments/notes.txt"] {
        let there = put(&house, name);
        fs::copy(house.data().join("registry.sqlite"), &there).unwrap();
        fs::File::open(there).unwrap().set_modified(hours_ago).unwrap();
    }
    fs::write(house.folder().join("letter.txt"), "Bonjour").unwrap();
    let body = house.folder().join("letter.txt").display().to_string();
    let _told = house.run(&["doctor", "--fix"]);
    let said = told(&house.run(&["establishment", "mail", "7", "--subject", "Bonjour", "--body", &body, "--dry-run"]));
    assert!(said.contains("nothing was"), "{said}");
    house.ok(&["zone", "list"]);
    for name in ["registry.sqlite.new", "aside/7.sqlite", "attachments/7.sqlite", "attachments/notes.txt"] {
        assert!(house.data().join(name).exists(), "{name}");
    }
}

/// What lies behind it is not the data directory's.
#[test]
fn nothing_behind_a_link_is_changed() {
    let house = House::new();
    let outside = house.folder().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("site"), "").unwrap();
    let modes = || [outside.clone(), outside.join("site")].map(|path| fs::metadata(path).unwrap().permissions().mode());
    fs::set_permissions(outside.join("site"), fs::Permissions::from_mode(0o644)).unwrap();
    let before = modes();
    std::os::unix::fs::symlink(&outside, house.data().join("saves")).unwrap();
    let said = told(&house.run(&["doctor", "--fix"]));
    assert!(!said.contains("saves"), "{said}");
    assert_eq!(modes(), before);
}

/// An older state of a school is no database of its own, whatever lies where.
#[test]
fn an_export_is_not_put_back_as_a_database() {
    for place in ["orphans/x.sqlite", "x.sqlite", "establishments/000/x.sqlite", "exchange/x.sqlite"] {
        let house = House::new();
        add(&house, 7, "Collège", "");
        house.ok(&["establishment", "export", "7"]);
        fs::copy(exported(&house), put(&house, place)).unwrap();
        fs::remove_file(database(&house, 7)).unwrap();
        let said = told(&house.run(&["doctor"]));
        assert!(said.contains("--recreate 7") && !said.contains("--adopt 7"), "{place}: {said}");
        let said = told(&house.run(&["doctor", "--recreate", "7", "--yes"]));
        assert!(database(&house, 7).exists(), "{place}: {said}");
    }
}
