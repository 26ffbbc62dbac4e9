//! A database that is made again holds what the newest export of its school held, or nothing once a person has said so:
//! never an older export, and never nothing because a file is missing or cannot be used.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use rusqlite::Connection;

use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, told};

fn database(house: &House) -> PathBuf {
    house.data().join("establishments/000/1.sqlite")
}

fn exports(house: &House) -> PathBuf {
    house.data().join("exports")
}

fn login(path: &Path) -> String {
    Connection::open(path).unwrap().query_row("select login from account", [], |row| row.get(0)).unwrap()
}

/// Exports the school as it is once somebody of this name works there; the export is so many days old.
fn export_of(house: &House, name: &str, days: u32) -> String {
    Connection::open(database(house)).unwrap().execute("update account set login = $1 where id = 1", [name]).unwrap();
    house.ok(&["establishment", "export", "1"]);
    let file: String = house.ask("select file from export order by rowid desc limit 1");
    let sql = "update export set taken_at = taken_at - $1 * 86400 where file = $2";
    house.registry().execute(sql, rusqlite::params![days, file]).unwrap();
    file
}

/// A house whose school lost its database after two exports, the older one first.
fn bereft() -> (House, [String; 2]) {
    let house = House::new();
    house.import(1);
    let files = [export_of(&house, "avant", 9), export_of(&house, "apres", 2)];
    fs::remove_file(database(&house)).unwrap();
    (house, files)
}

fn refused(house: &House, output: &Output, named: &[&str]) {
    let said = told(output);
    assert_eq!(output.status.code(), Some(4), "{said}");
    for name in named {
        assert!(said.contains(name), "{name}: {said}");
    }
    assert!(!database(house).exists(), "{said}");
    assert_eq!(house.ask::<u32>("select count(*) from unfinished"), 0);
}

#[test]
fn the_newest_is_the_one_that_was_taken_last_whatever_the_files_times_are() {
    for known in [true, false] {
        let (house, [older, newer]) = bereft();
        let times =
            fs::FileTimes::new().set_modified(std::time::SystemTime::now() + std::time::Duration::from_hours(9));
        fs::File::options().write(true).open(exports(&house).join(&older)).unwrap().set_times(times).unwrap();
        if !known {
            // A registry of before the older one was made knows neither.
            house.registry().execute("delete from export where file = $1", [&newer]).unwrap();
        }
        let said = house.ok(&["doctor", "--recreate", "1", "--yes"]);
        assert!(said.contains(&newer) && said.contains("newest export"), "{said}");
        assert_eq!(login(&database(&house)), "apres");
    }
}

#[test]
fn an_older_export_or_nothing_is_never_taken_for_one_that_is_missing_or_refused() {
    for known in [true, false] {
        let (house, [older, newer]) = bereft();
        let newest = exports(&house).join(&newer);
        let mut bytes = fs::read(&newest).unwrap();

        bytes[2000] ^= 1;
        fs::write(&newest, &bytes).unwrap();
        if !known {
            house.registry().execute("delete from export where file = $1", [&newer]).unwrap();
        }
        let mails: u32 = house.ask("select count(*) from outbox");
        let recreate = |named: &[&str]| refused(&house, &house.run(&["doctor", "--recreate", "1", "--yes"]), named);
        recreate(&[&newer, "altered", &older]);
        if known {
            fs::remove_file(&newest).unwrap();
            recreate(&[&newer, "No such file", &older]);
            fs::rename(exports(&house), house.folder().join("elsewhere")).unwrap();
            recreate(&[&newer, &older, "none that can be used"]);
            fs::rename(house.folder().join("elsewhere"), exports(&house)).unwrap();
        } else {
            let hash = PathBuf::from(format!("{}.sha256", newest.display()));
            fs::remove_file(hash).unwrap();
            recreate(&[&newer, "not in the catalogue", "SHA-256", &older]);
        }
        assert_eq!(house.ask::<u32>("select count(*) from outbox"), mails);
        // A person's word: nothing first, then what that person chooses.
        assert!(house.ok(&["doctor", "--empty", "1", "--yes"]).contains("as was asked"));
        assert_eq!(login(&database(&house)), "admin");
        house.ok(&["establishment", "restore", &older, "--replace", "--yes"]);
        assert_eq!(login(&database(&house)), "avant");
    }
}

#[test]
fn what_is_encrypted_holds_up_only_when_the_catalogue_knows_it_as_the_schools() {
    let (house, [_, newer]) = bereft();
    let sealed = exports(&house).join("1-2026-01-01-x.sqlite.age");
    fs::write(&sealed, "of somebody").unwrap();
    fs::set_permissions(&sealed, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    assert!(house.ok(&["doctor", "--recreate", "1", "--yes"]).contains(&newer));
    assert_eq!(login(&database(&house)), "apres");
    fs::remove_file(database(&house)).unwrap();

    let registry = house.registry();
    let sql = "insert into export select $1, establishment_number, taken_at + 9, size_bytes, sha256, schema_version,
        job_id, job_position, why, tables, held, credential_hash, made + 1, told_at + 9, standing from export where file = $2";
    registry.execute(sql, ["1-2026-01-01-x.sqlite.age", &newer]).unwrap();
    refused(
        &house,
        &house.run(&["doctor", "--recreate", "1", "--yes"]),
        &["1-2026-01-01-x.sqlite.age", "encrypted", &newer],
    );
    // Without any other, it may be the one.
    registry.execute_batch("delete from export").unwrap();
    for entry in fs::read_dir(exports(&house)).unwrap().flatten() {
        if entry.path() != sealed {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    refused(&house, &house.run(&["doctor", "--recreate", "1", "--yes"]), &["1-2026-01-01-x.sqlite.age", "encrypted"]);
    fs::remove_file(&sealed).unwrap();
    // It is known from what it was made before.
    refused(&house, &house.run(&["doctor", "--recreate", "1", "--yes"]), &[&newer, "No such file"]);
    registry.execute_batch("delete from placed").unwrap();
    assert!(house.ok(&["doctor", "--recreate", "1", "--yes"]).contains("No export of establishment 1 is known"));
}

/// The findings of an examination: severity, code, object.
fn findings(house: &House, arguments: &[&str]) -> Vec<(String, String, String)> {
    let output = house.run(&[&["doctor", "--json"], arguments].concat());
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let parsed = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let found: Vec<_> = parsed.filter(|line| line["finding"].is_string()).collect();
    let worst = found.iter().any(|one| one["severity"] != "note");
    assert_eq!(output.status.code(), Some(if worst { 3 } else { 0 }), "{lines}");
    found.iter().map(|one| (text(&one["severity"]), text(&one["finding"]), text(&one["object"]))).collect()
}

fn one(severity: &str, code: &str, object: &str) -> Vec<(String, String, String)> {
    vec![(severity.to_owned(), code.to_owned(), object.to_owned())]
}

#[test]
fn exports_that_are_gone_altered_or_unknown_are_named() {
    let house = House::new();
    house.import(1);
    let older = export_of(&house, "avant", 9);
    let newer = export_of(&house, "apres", 2);
    assert_eq!(findings(&house, &["--thorough"]), []);
    // A byte that only reading shows.
    let path = exports(&house).join(&newer);
    let bytes = fs::read(&path).unwrap();
    let mut altered = bytes.clone();
    altered[2000] ^= 1;
    fs::write(&path, altered).unwrap();
    assert_eq!(findings(&house, &[]), []);
    assert_eq!(findings(&house, &["--thorough"]), one("warning", "export-damaged", &newer));
    fs::write(&path, &bytes[..3000]).unwrap();
    assert_eq!(findings(&house, &[]), one("warning", "export-damaged", &newer));
    fs::write(&path, &bytes).unwrap();
    fs::remove_file(exports(&house).join(&older)).unwrap();
    fs::remove_file(exports(&house).join(format!("{older}.sha256"))).unwrap();
    assert_eq!(findings(&house, &[]), one("note", "export-missing", &older));
    house.registry().execute("delete from export where file = $1", [&older]).unwrap();
    house.registry().execute("delete from export where file = $1", [&newer]).unwrap();
    assert_eq!(findings(&house, &[]), one("note", "export-unknown", &path.display().to_string()));
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains("--adopt") && !said.contains("establishment restore"), "{said}");
}

#[test]
fn the_export_that_an_undo_or_a_deleted_school_needs_is_an_error_when_it_is_gone() {
    let house = House::new();
    house.import(2);
    house.ok(&["establishment", "delete", "1", "--yes", "--above-threshold"]);
    let file: String = house.ask("select file from export");
    let aside = house.folder().join("away");
    fs::rename(exports(&house).join(&file), &aside).unwrap();
    assert_eq!(findings(&house, &[]), one("error", "export-missing", &file));
    assert!(told(&house.run(&["doctor"])).contains("an undo needs it"));
    // Without its job it is the only one still.
    house.registry().execute_batch("update export set job_id = 0, job_position = 0").unwrap();
    assert_eq!(findings(&house, &[]), one("error", "export-missing", &file));
    assert!(told(&house.run(&["doctor"])).contains("the only one"));
    fs::rename(&aside, exports(&house).join(&file)).unwrap();
    assert_eq!(findings(&house, &["--thorough"]), []);
}

#[test]
fn an_interrupted_job_is_a_note() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "--all", "--yes"]);
    let sql = "update job set state = 'running', owner = 'gone', ended_at = null, waiting = 1, done = 0 where id = 1";
    house.registry().execute_batch(sql).unwrap();
    assert_eq!(findings(&house, &[]), one("note", "job-interrupted", "1"));
    assert!(told(&house.run(&["doctor"])).contains("Job 1 was interrupted with one target left"));
}

/// A copy of the registry, then a deletion and its undoing: the school has another credential than the copy.
#[test]
fn the_schools_own_newest_file_is_adopted_after_an_older_registry() {
    let house = House::new();
    house.import(2);
    let copy = fs::read(house.data().join("registry.sqlite")).unwrap();
    house.ok(&["establishment", "delete", "1", "--yes", "--above-threshold"]);
    house.ok(&["job", "undo", "1", "--yes"]);
    Connection::open(database(&house)).unwrap().execute("update account set login = 'madame'", []).unwrap();
    let registry = house.data().join("registry.sqlite");
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(registry, copy).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    assert!(findings(&house, &[]).contains(&one("error", "database-foreign", "1")[0]));
    assert!(told(&house.run(&["doctor"])).contains("--adopt 1 | --set-aside 1"));
    house.ok(&["doctor", "--adopt", "1", "--yes"]);
    assert_eq!(login(&database(&house)), "madame");
    assert!(findings(&house, &[]).iter().all(|one| one.0 == "note"));
    assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'doctor.adopt'"), 1);
    house.ok(&["establishment", "export", "1"]);

    // Another school's file in its place is not offered, even under its number.
    let sql = "update identity set credential_hash = '00', uai = '', denomination = 'Autre'";
    Connection::open(database(&house)).unwrap().execute_batch(sql).unwrap();
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains("--set-aside 1") && !said.contains("--adopt 1"), "{said}");
    assert_eq!(house.run(&["doctor", "--adopt", "1", "--yes"]).status.code(), Some(3));
    assert_eq!(login(&database(&house)), "madame");
}

#[test]
fn a_registry_that_is_gone_is_not_called_an_empty_directory() {
    let house = House::new();
    house.import(1);
    let registry = house.data().join("registry.sqlite");
    fs::rename(&registry, house.folder().join("registry.sqlite")).unwrap();
    for verb in [&["doctor"][..], &["establishment", "list"]] {
        let output = house.run(verb);
        let said = told(&output);
        assert_eq!(output.status.code(), Some(4), "{said}");
        assert!(said.contains("registry.sqlite") && !said.contains("init"), "{said}");
    }
    fs::rename(house.folder().join("registry.sqlite"), &registry).unwrap();
    house.ok(&["establishment", "list"]);
}

#[test]
fn an_export_of_a_clock_that_was_ahead_is_not_taken_for_the_newest() {
    for known in [true, false] {
        let house = House::new();
        house.import(1);
        let ahead = export_of(&house, "avant", 0);
        let clock = WallClock::new();
        if known {
            house.registry().execute("update export set taken_at = taken_at + 60 * 86400", []).unwrap();
        } else {
            // Made while the clock was ahead, and the registry does not know it.
            clock.set_ahead(60 * DAY_S);
            let made = house.command(&["establishment", "export", "1"]).envs(clock.environment()).output().unwrap();
            assert!(made.status.success(), "{}", told(&made));
            house.registry().execute("delete from export", []).unwrap();
        }
        let newer = export_of(&house, "apres", 0);
        fs::remove_file(database(&house)).unwrap();
        if known {
            // In which order they were made is known, whatever the clock said.
            let said = house.ok(&["doctor", "--recreate", "1", "--yes"]);
            assert!(said.contains(&newer) && !said.contains(&ahead), "{said}");
            assert_eq!(login(&database(&house)), "apres");
        } else {
            let named = [newer.as_str(), "ahead of now"];
            refused(&house, &house.run(&["doctor", "--recreate", "1", "--yes"]), &named);
        }
    }
    // Alone, it is the newest.
    let house = House::new();
    house.import(1);
    let only = export_of(&house, "apres", 0);
    house.registry().execute("update export set taken_at = taken_at + 60 * 86400", []).unwrap();
    fs::remove_file(database(&house)).unwrap();
    assert!(house.ok(&["doctor", "--recreate", "1", "--yes"]).contains(&only));
}

/// What a thorough examination offers, the command does as it stands there.
#[test]
fn what_only_a_thorough_examination_sees_can_be_chosen_without_another() {
    let house = House::new();
    house.import(2);
    let file = export_of(&house, "avant", 0);
    let path = exports(&house).join(&file);
    let mut bytes = fs::read(&path).unwrap();
    bytes[2000] ^= 1;
    fs::write(&path, bytes).unwrap();
    let said = told(&house.run(&["doctor", "--thorough"]));
    assert!(said.contains(&format!("--set-aside {file}")), "{said}");
    let said = house.ok(&["doctor", "--set-aside", &file, "--yes"]);
    assert!(said.contains("orphans"), "{said}");
    assert!(!path.exists());
    // What is sound stays what it is.
    let file = export_of(&house, "apres", 0);
    for typed in [file.as_str(), "2", "nothing.sqlite"] {
        assert_eq!(house.run(&["doctor", "--set-aside", typed, "--yes"]).status.code(), Some(3), "{typed}");
    }
    assert!(exports(&house).join(&file).exists());
}

/// An export under a strange name is in no list, and a note among the exports is nobody's: both are named.
#[test]
fn files_among_the_exports_with_strange_names_are_named_and_set_aside() {
    let house = House::new();
    house.import(1);
    let file = export_of(&house, "avant", 0);
    let at = |name: &str| exports(&house).join(name);
    for (from, to) in [(file.clone(), "huit.sqlite"), (format!("{file}.sha256"), "huit.sqlite.sha256")] {
        fs::copy(at(&from), at(to)).unwrap();
    }
    for name in ["note.txt", "huit.sqlite.csv.zip"] {
        fs::write(at(name), "x").unwrap();
        fs::set_permissions(at(name), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    }
    // What a job has exported is the program's own list.
    house.ok(&["establishment", "export", "--all", "--yes"]);
    let strange = [
        one("note", "unknown-file", &at("huit.sqlite").display().to_string()),
        one("note", "unknown-file", &at("note.txt").display().to_string()),
    ]
    .concat();
    assert_eq!(findings(&house, &[]), strange);
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains("is an export of establishment 1") && said.contains("establishment restore"), "{said}");
    house.ok(&["establishment", "restore", at("huit.sqlite").to_str().unwrap(), "--replace", "--yes"]);
    for name in ["huit.sqlite", "note.txt"] {
        house.ok(&["doctor", "--set-aside", at(name).to_str().unwrap(), "--yes"]);
    }
    assert_eq!(findings(&house, &["--thorough"]), []);
    assert!(!at("huit.sqlite.sha256").exists() && !at("huit.sqlite.csv.zip").exists() && at(&file).exists());
}

#[test]
fn what_a_process_left_that_died_at_it_ends_before_it_is_done_again() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1"]);
    fs::remove_file(house.data().join("establishments/000/1.sqlite")).unwrap();
    let step = r#"{"kind":"recreate","credential_hash":"none"}"#;
    let sql = "insert into unfinished (establishment_number, owner, step) values (1, 'gone', $1)";
    house.registry().execute(sql, [step]).unwrap();
    house.ok(&["doctor", "--recreate", "1", "--yes"]);
    house.ok(&["doctor"]);
}
