//! A school's own database that lies in another's place, under a strange name or among the orphans is no lost one: it is
//! named, offered and put back, and nothing is made instead of it without a word.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::support::house::{House, told};

fn database(house: &House, number: u32) -> PathBuf {
    house.data().join(format!("establishments/000/{number}.sqlite"))
}

/// Three schools, in each of which somebody works.
fn worked() -> House {
    let house = House::new();
    house.import(3);
    for number in 1..=3 {
        works(&house, number, "de", false);
    }
    house
}

/// Works in a school, in whose log the change stays where its program is killed.
fn works(house: &House, number: u32, word: &str, is_killed: bool) {
    let school = Connection::open(database(house, number)).unwrap();
    school.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
    school.execute("update account set login = $1 || $2", rusqlite::params![word, number]).unwrap();
    school.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, is_killed).unwrap();
}

fn renamed(from: &Path, to: &Path) {
    for side in ["", "-wal"] {
        let beside = |path: &Path| PathBuf::from(format!("{}{side}", path.display()));
        assert!(fs::rename(beside(from), beside(to)).is_ok() || side == "-wal");
    }
    let _gone = fs::remove_file(format!("{}-shm", from.display()));
}

fn swapped(house: &House, one: u32, other: u32) {
    let aside = house.folder().join("aside");
    renamed(&database(house, one), &aside);
    renamed(&database(house, other), &database(house, one));
    renamed(&aside, &database(house, other));
}

/// Each has its own, with what was in its log.
fn all_is_well(house: &House) {
    let output = house.run(&["doctor", "--thorough"]);
    assert!(told(&output).contains("All is well"), "{}", told(&output));
    for number in 1..=3 {
        let school = Connection::open(database(house, number)).unwrap();
        let login: String = school.query_row("select login from account", [], |row| row.get(0)).unwrap();
        assert_eq!(login, format!("de{number}"));
    }
}

#[test]
fn two_that_were_swapped_are_put_back_together() {
    for asked in ["1", "2"] {
        let house = worked();
        swapped(&house, 1, 2);
        let said = told(&house.run(&["doctor"]));
        for named in ["--adopt 1 | --set-aside 1", "--adopt 2 | --set-aside 2", "000/2.sqlite: put it back"] {
            assert!(said.contains(named), "{named}: {said}");
        }
        let said = told(&house.run(&["doctor", "--adopt", asked]));
        assert!(said.contains("has its own database again") && said.contains("--yes"), "{said}");
        let said = house.ok(&["doctor", "--adopt", asked, "--yes"]);
        assert!(said.contains("and so has establishment"), "{said}");
        all_is_well(&house);
        assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'doctor.put-back'"), 2);
        assert!(
            !house.data().join("orphans").exists() || fs::read_dir(house.data().join("orphans")).unwrap().count() == 0
        );
    }
}

#[test]
fn nothing_is_made_instead_of_a_database_that_lies_elsewhere() {
    let house = worked();
    swapped(&house, 1, 2);
    let said = told(&house.run(&["doctor", "--set-aside", "1"]));
    assert!(said.contains("establishment 2's") && said.contains("--adopt 2"), "{said}");
    let _left = house.run(&["doctor", "--set-aside", "1", "--yes"]);
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains("--adopt 1 | --empty 1") && said.contains("not in its place"), "{said}");
    let mails: u32 = house.ask("select count(*) from outbox");
    // Whether it is asked for or not.
    for yes in [&[][..], &["--yes"]] {
        let output = house.run(&[&["doctor", "--recreate", "1"], yes].concat());
        assert_eq!(output.status.code(), Some(4), "{}", told(&output));
        assert!(
            told(&output).contains("its own one lies at") && told(&output).contains("--adopt 1"),
            "{}",
            told(&output)
        );
    }
    let said = told(&house.run(&["doctor", "--empty", "1"]));
    assert!(said.contains("is not lost") && said.contains("--adopt 1"), "{said}");
    assert!(!database(&house, 1).exists());
    assert_eq!(house.ask::<u32>("select count(*) from outbox"), mails);
    let _left = house.run(&["doctor", "--adopt", "1", "--yes"]);
    // The other one's lies among the orphans.
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains("--adopt 2 | --empty 2") && said.contains("orphans"), "{said}");
    house.ok(&["doctor", "--adopt", "2", "--yes"]);
    all_is_well(&house);
}

#[test]
fn no_export_is_taken_instead_of_a_database_that_lies_elsewhere() {
    let house = worked();
    house.ok(&["establishment", "export", "1"]);
    // Under a number that nobody has.
    renamed(&database(&house, 1), &database(&house, 99));
    for yes in [&[][..], &["--yes"]] {
        let output = house.run(&[&["doctor", "--recreate", "1"], yes].concat());
        assert_eq!(output.status.code(), Some(4), "{}", told(&output));
        assert!(told(&output).contains("99.sqlite. doctor --adopt 1 gives it back"), "{}", told(&output));
    }
    // The file may be an old copy: what there is besides is named.
    let said = told(&house.run(&["doctor", "--adopt", "1"]));
    assert!(said.contains("99.sqlite") && said.contains("Its newest export is 1-"), "{said}");
    let said = told(&house.run(&["doctor", "--empty", "1"]));
    assert!(
        said.contains("is not lost") && said.contains("establishment restore") && !said.contains("--recreate"),
        "{said}"
    );
    house.ok(&["doctor", "--adopt", "1", "--yes"]);
    all_is_well(&house);
    // Under a name that is none, then three in a ring.
    renamed(&database(&house, 1), &house.data().join("establishments/000/un.sqlite"));
    house.ok(&["doctor", "--adopt", "1", "--yes"]);
    all_is_well(&house);
    swapped(&house, 1, 2);
    swapped(&house, 2, 3);
    for number in ["1", "2", "3"] {
        let _left = house.run(&["doctor", "--adopt", number, "--yes"]);
    }
    all_is_well(&house);
}

/// Its number alone proves nothing.
#[test]
fn what_does_not_prove_its_credential_is_not_taken() {
    let house = worked();
    let strange = Connection::open(database(&house, 1)).unwrap();
    strange.execute("update identity set credential_hash = '00'", []).unwrap();
    drop(strange);
    renamed(&database(&house, 1), &database(&house, 99));
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains("--recreate 1 | --empty 1") && !said.contains("--adopt 1"), "{said}");
}

/// Another's people are not deleted with it, and whoever deletes is told where they are.
#[test]
fn a_deletion_that_meets_another_s_database_says_where_it_is_kept() {
    let house = worked();
    swapped(&house, 1, 2);
    let said = told(&house.run(&["establishment", "delete", "1", "--no-export", "--yes", "--above-threshold"]));
    assert!(
        said.contains("was not its own") && said.contains("orphans") && said.contains("intendant doctor"),
        "{said}"
    );
    house.ok(&["doctor", "--adopt", "2", "--yes"]);
    let school = Connection::open(database(&house, 2)).unwrap();
    let login: String = school.query_row("select login from account", [], |row| row.get(0)).unwrap();
    assert_eq!(login, "de2");
}

/// Whose a log is, nobody can tell once its database was moved without it.
#[test]
fn no_log_gets_to_another_database() {
    type Moved = fn(&House);
    let cases: [(Moved, bool, bool); 3] = [
        // Two main files, each without its log.
        (
            |house| {
                let aside = house.folder().join("aside");
                for (from, to) in [
                    (database(house, 1), aside.clone()),
                    (database(house, 2), database(house, 1)),
                    (aside, database(house, 2)),
                ] {
                    fs::rename(from, to).unwrap();
                }
            },
            false,
            true,
        ),
        (|house| fs::rename(database(house, 1), database(house, 1).with_file_name("un.sqlite")).unwrap(), false, false),
        // With their logs: nobody can tell that either.
        (|house| swapped(house, 1, 2), true, false),
    ];
    for (moved, with_logs, is_mixed) in cases {
        let house = worked();
        for number in 1..=2 {
            works(&house, number, "plus-tard", true);
        }
        moved(&house);
        let before = listing(&house.data().join("establishments/000"));
        let output = house.run(&["doctor", "--adopt", "1", "--yes"]);
        if is_mixed {
            // Read with the log of another, neither can be judged: nothing is offered but to set it aside.
            assert_eq!(output.status.code(), Some(3), "{}", told(&output));
            assert!(told(&output).contains("choice: --set-aside 1\n"), "{}", told(&output));
        } else {
            assert_eq!(output.status.code(), Some(4), "{}", told(&output));
            assert!(told(&output).contains("-wal holds changes"), "{}", told(&output));
        }
        assert_eq!(listing(&house.data().join("establishments/000")), before);
        if with_logs {
            swapped(&house, 1, 2);
            let said = told(&house.run(&["doctor"]));
            assert!(said.contains("well"), "{said}");
        }
    }
}

/// What lies in a folder, with its content.
fn listing(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with("-shm"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    found.sort();
    found
}
