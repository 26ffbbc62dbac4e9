//! The registry came back from a copy, or files were put where the registry knows none: no byte of a school is written
//! over, removed or mixed with another's, and what is in the way is named.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use rusqlite::Connection;

use crate::support::house::{House, told};

const CONTACT: [&str; 6] =
    ["--contact-last-name", "Le Gall", "--contact-first-name", "Anne", "--contact-email", "anne@ecole.invalid"];

/// A house with two schools, and its registry as it was then.
fn with_copy() -> (House, Vec<u8>) {
    let house = House::new();
    house.import(2);
    let copy = fs::read(house.data().join("registry.sqlite")).unwrap();
    (house, copy)
}

fn put_back(house: &House, copy: &[u8]) {
    let registry = house.data().join("registry.sqlite");
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(registry, copy).unwrap();
    // Nothing changes until somebody says that this is the one.
    house.ok(&["doctor", "--accept-registry", "--yes"]);
}

fn database(house: &House, number: u32) -> PathBuf {
    house.data().join(format!("establishments/{:03}/{number}.sqlite", number / 1000))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", path.display()))
}

/// Somebody works there.
fn used(path: &Path, login: &str) {
    let connection = Connection::open(path).unwrap();
    let sql = "update account set login = $1 where id = 1";
    assert_eq!(connection.execute(sql, [login]).unwrap(), 1);
}

fn login(path: &Path) -> String {
    Connection::open(path).unwrap().query_row("select login from account", [], |row| row.get(0)).unwrap()
}

/// Every file below a folder.
fn all(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            found.extend(all(&entry.path()));
        } else {
            found.insert(entry.path(), fs::read(entry.path()).unwrap());
        }
    }
    found
}

fn add(house: &House, name: &str, more: &[&str]) -> Output {
    let basic = ["establishment", "add", "--zone", "1", "--location", "29200 Brest", "--name", name];
    house.run(&[&basic[..], &CONTACT, more].concat())
}

/// The number of a school by its name.
fn number(house: &House, name: &str) -> u32 {
    house.ask(&format!("select number from establishment where denomination = '{name}'"))
}

fn refused(output: &Output, named: &Path) {
    let said = told(output);
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains(&named.display().to_string()), "{said}");
}

#[test]
fn s29_new_schools_get_numbers_above_every_file() {
    let (house, copy) = with_copy();
    for name in ["Trois", "Quatre", "Cinq"] {
        house.add(name, "");
    }
    // What is not the last one went meanwhile: its number is not given again either.
    house.ok(&["establishment", "delete", "3", "--yes"]);
    used(&database(&house, 4), "madame");
    used(&database(&house, 5), "monsieur");
    put_back(&house, &copy);
    let before = all(&house.data().join("establishments"));
    house.add("Nouvelle", "");
    assert_eq!(number(&house, "Nouvelle"), 6);
    house.import(3);
    assert_eq!(house.ask::<u32>("select max(number) from establishment"), 7, "two of three were there");
    let after = all(&house.data().join("establishments"));
    for (path, bytes) in before {
        assert_eq!(after.get(&path), Some(&bytes), "{}", path.display());
    }
    assert_eq!((login(&database(&house, 4)), login(&database(&house, 5))), ("madame".into(), "monsieur".into()));
    assert_eq!(login(&database(&house, 6)), "admin");
}

#[test]
fn a_number_that_is_asked_for_is_refused_when_anything_lies_there() {
    let (house, copy) = with_copy();
    house.add("Trois", "");
    used(&database(&house, 3), "madame");
    put_back(&house, &copy);
    let file = database(&house, 3);
    let before = all(&house.data().join("establishments"));
    refused(&add(&house, "Nouvelle", &["--number", "3"]), &file);

    let list = house.folder().join("list.csv");
    let head = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
    fs::write(&list, format!("{head}\n3;1;29200 Brest;Nouvelle;;LE GALL;Anne;anne@ecole.invalid\n")).unwrap();
    let list = list.to_str().unwrap();
    for how in ["--dry-run", "--yes"] {
        let output = house.run(&["establishment", "import", how, list]);
        let said = told(&output);
        assert!(!output.status.success() && said.contains("000/3.sqlite"), "{how}: {said}");
    }
    assert_eq!(all(&house.data().join("establishments")), before);
    assert_eq!(house.ask::<u32>("select count(*) from establishment"), 2);
    assert_eq!(house.ask::<u32>("select count(*) from unfinished"), 0);
}

#[test]
fn what_lies_beside_a_database_keeps_its_number_taken_too() {
    for suffix in ["-wal", "-shm", "-journal"] {
        let house = House::new();
        house.import(1);
        house.add("Deux", "");
        house.ok(&["establishment", "delete", "2", "--yes"]);
        let (export, left) = (house.ask::<String>("select file from export"), beside(&database(&house, 2), suffix));
        let left_three = beside(&database(&house, 3), suffix);
        fs::write(&left, "of somebody else").unwrap();
        fs::write(&left_three, "of somebody else").unwrap();
        refused(&add(&house, "Trois", &["--number", "3"]), &left_three);
        let restored = house.run(&["establishment", "restore", &export, "--yes"]);
        let said = told(&restored);
        assert!(!restored.status.success() && said.contains(&left.display().to_string()), "{said}");
        // Undoing is refused in the same way.
        let undone = house.run(&["job", "undo", &house.ask::<u32>("select min(id) from job").to_string(), "--yes"]);
        refused(&undone, &left);
        house.add("Quatre", "");
        assert_eq!(number(&house, "Quatre"), 4);
        assert_eq!(fs::read(&left).unwrap(), b"of somebody else");
        assert_eq!(fs::read(&left_three).unwrap(), b"of somebody else");
        assert!(!database(&house, 2).exists() && !house.data().join("orphans").exists());
        assert_eq!(house.ask::<u32>("select count(*) from establishment"), 2);
    }
}

#[test]
fn undoing_a_deletion_is_refused_when_its_place_was_taken() {
    let house = House::new();
    house.import(3);
    let copy = fs::read(database(&house, 2)).unwrap();
    house.ok(&["establishment", "delete", "2", "3", "--yes", "--above-threshold"]);
    let taken = database(&house, 2);
    fs::write(&taken, &copy).unwrap();
    let undone = house.run(&["job", "undo", "1", "--yes"]);
    let said = told(&undone);
    assert_eq!(undone.status.code(), Some(3), "{said}");
    assert!(said.contains(&taken.display().to_string()), "{said}");
    assert_eq!(fs::read(&taken).unwrap(), copy);
    assert_eq!(house.ask::<String>("select group_concat(number) from establishment"), "1,3");
}

#[test]
fn an_export_of_another_time_is_never_written_over() {
    let (house, copy) = with_copy();
    let exports = house.data().join("exports");
    // The same job, of the same school, in a time that the registry does not know any more.
    house.ok(&["establishment", "export", "1", "2"]);
    house.ok(&["establishment", "delete", "1", "2", "--yes", "--above-threshold"]);
    let before = all(&exports);
    put_back(&house, &copy);
    // Their databases are gone: exporting and deleting fail, and what there is stays.
    for verb in [
        &["establishment", "export", "1", "2"][..],
        &["establishment", "delete", "1", "2", "--yes", "--above-threshold"],
    ] {
        assert_eq!(house.run(verb).status.code(), Some(3), "{verb:?}");
    }
    let databases = |all: &BTreeMap<PathBuf, Vec<u8>>| {
        let mut found = all.clone();
        found.retain(|path, _| path.extension().is_some_and(|end| end != "csv"));
        found
    };
    assert_eq!(databases(&all(&exports)), databases(&before));
    assert_eq!(before.keys().filter(|path| path.extension().is_some_and(|end| end == "sqlite")).count(), 4);
}

#[test]
fn a_stray_file_that_lifts_the_numbers_is_named_as_that() {
    let house = House::new();
    house.import(1);
    let stray = database(&house, 777);
    fs::write(&stray, "of nobody").unwrap();
    fs::set_permissions(&stray, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    house.add("Deux", "");
    assert_eq!(number(&house, "Deux"), 778);
    let said = told(&house.run(&["doctor"]));
    assert!(said.contains("777.sqlite") && said.contains("new establishments get higher numbers"), "{said}");
    house.ok(&["doctor", "--set-aside", "777", "--yes"]);
    assert!(!told(&house.run(&["doctor"])).contains("higher numbers"));
}

/// A process that died in the middle of a thorough examination.
#[test]
fn what_a_dead_process_was_examining_is_reclaimed_at_the_next_start() {
    let house = House::new();
    house.import(1);
    let aside = house.data().join("aside");
    fs::create_dir_all(&aside).unwrap();
    fs::set_permissions(&aside, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let token = "0123456789abcdef0123456789abcdef";
    for suffix in ["", "-wal", "-shm", "-journal"] {
        fs::write(aside.join(format!("{token}-1-examined.new{suffix}")), "half a copy").unwrap();
    }
    house.ok(&["zone", "list"]);
    assert_eq!(all(&aside), BTreeMap::new());
    house.ok(&["doctor", "--thorough"]);
    assert_eq!(all(&aside), BTreeMap::new());
}

#[test]
fn two_who_ask_for_the_same_number_get_it_once() {
    let house = House::new();
    let started: Vec<_> = ["Un", "Deux"]
        .map(|name| {
            let basic = ["establishment", "add", "--zone", "1", "--location", "29200 Brest", "--number", "7"];
            let mut command = house.command(&[&basic[..], &["--name", name], &CONTACT].concat());
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        })
        .into_iter()
        .map(|child| child.wait_with_output().unwrap())
        .collect();
    let mut codes: Vec<_> = started.iter().map(|output| output.status.code()).collect();
    codes.sort_unstable();
    assert_eq!(codes, [Some(0), Some(4)], "{}{}", told(&started[0]), told(&started[1]));
    assert_eq!(house.ask::<u32>("select count(*) from establishment"), 1);
    house.ok(&["doctor"]);
    house.ok(&["establishment", "export", "7"]);
}

#[test]
fn s29_each_file_without_a_row_is_adopted_by_choice_and_each_row_without_a_file_made_again() {
    let (house, copy) = with_copy();
    for name in ["Trois", "Quatre"] {
        house.add(name, "");
    }
    used(&database(&house, 3), "madame");
    house.ok(&["establishment", "delete", "2", "--yes", "--above-threshold"]);
    put_back(&house, &copy);
    let codes = |arguments: &[&str]| {
        let output = house.run(&[arguments, &["--json"]].concat());
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let parse = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        let codes: Vec<String> =
            lines.lines().map(parse).filter_map(|line| line["finding"].as_str().map(str::to_owned)).collect();
        (output.status.code(), codes)
    };
    let expected = ["database-missing", "orphan-database", "orphan-database"].map(str::to_owned).to_vec();
    let before = all(&house.data().join("establishments"));
    for how in [&["doctor"][..], &["doctor", "--fix"]] {
        let (code, mut found) = codes(how);
        found.retain(|code| expected.contains(code));
        assert_eq!((code, &found), (Some(3), &expected), "{how:?}");
    }
    assert_eq!(all(&house.data().join("establishments")), before, "a repair decides nothing");
    let said = house.ok(&["doctor", "--adopt", "3", "--set-aside", "4", "--recreate", "2", "--yes"]);
    assert!(said.contains("Establishment 3 is there again") && said.contains("newest export"), "{said}");
    assert_eq!(house.ask::<String>("select group_concat(number) from establishment"), "1,2,3");
    assert_eq!(house.ask::<String>("select denomination from establishment where number = 3"), "Trois");
    assert_eq!(login(&database(&house, 3)), "madame");
    assert_eq!(house.ask::<u32>("select count(*) from audit where action like 'doctor.%'"), 4);
    let kept = all(&house.data().join("orphans"));
    // Whoever is kept out of a database has it written without a log: that changes its header alone.
    let content = |bytes: &Vec<u8>| [&bytes[..18], &bytes[20..24], &bytes[28..92], &bytes[100..]].concat();
    assert_eq!(kept.len(), 1);
    assert!(kept.values().all(|kept| content(kept) == content(&before[&database(&house, 4)])));
    for number in ["1", "2", "3"] {
        house.ok(&["establishment", "export", number]);
    }
    house.add("Cinq", "");
    assert_eq!(number(&house, "Cinq"), 5);
    // What is not there to be decided is refused.
    assert_eq!(house.run(&["doctor", "--adopt", "3", "--yes"]).status.code(), Some(3));
}

/// An older content that comes back in the same file, with the same last entry of the audit: mails that left have none.
#[test]
fn a5_a_copy_that_lacks_only_what_the_audit_does_not_list_is_held_too() {
    let house = House::new();
    house.import(2);
    let header = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
    let row = ";1;29200 Brest;Trois;;LE GALL;Anne;anne@ecole.invalid";
    // Its mail waits.
    house.ok_with(&["establishment", "import", "-", "--mail", "--yes"], &format!("{header}\n{row}\n"));
    let registry = house.data().join("registry.sqlite");
    let copy = house.folder().join("copy.sqlite");
    Connection::open(&registry).unwrap().execute("vacuum into $1", [copy.to_str().unwrap()]).unwrap();
    house.ok(&["mail", "send"]);
    let mailed = || fs::read_dir(house.data().join("mail")).unwrap().count();
    let once = mailed();
    assert_eq!((once, house.ask::<String>("select state from outbox")), (1, "sent".to_owned()));
    // As `cp` does: the file stays the same one.
    fs::write(&registry, fs::read(&copy).unwrap()).unwrap();
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(beside(&registry, side));
    }
    let sent = house.run(&["mail", "send"]);
    assert_eq!((sent.status.code(), mailed()), (Some(4), once), "{}", told(&sent));
    assert!(told(&sent).contains("such as e-mails that left"), "{}", told(&sent));
    // What is written while it is held does not make it newer.
    for _ in 0..20 {
        assert_eq!(house.run(&["establishment", "block", "1", "--reason", "x"]).status.code(), Some(4));
    }
    assert_eq!(house.run(&["mail", "send"]).status.code(), Some(4));
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    house.ok(&["establishment", "block", "1", "--reason", "x"]);
    house.ok(&["doctor"]);
}

/// A copy that was made while something was at work comes back long after that work was done: nobody knows any more what
/// became of it, so nothing is removed.
#[test]
fn work_that_a_copy_was_made_during_removes_nothing_when_the_copy_comes_back() {
    let steps = [
        ("creating", r#"{"kind":"create"}"#),
        ("creating", r#"{"kind":"discard"}"#),
        ("deleting", r#"{"kind":"export","to":"1-2026-01-01-0a0b0c0d.sqlite"}"#),
        ("deleting", r#"{"kind":"remove","export":"","author":"alice"}"#),
        ("active", r#"{"kind":"recreate","credential_hash":"HASH"}"#),
        ("active", r#"{"kind":"reset","account":1,"password":"old","until":4000000000,"mail":1}"#),
    ];
    for (stage, step) in steps {
        let house = House::new();
        house.import(2);
        let path = database(&house, 2);
        let hash =
            |sql: &str| Connection::open(&path).unwrap().query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        let step = step.replace("HASH", &hash("select credential_hash from identity"));
        let copy = house.folder().join("copy.sqlite");
        fs::write(&copy, fs::read(house.data().join("registry.sqlite")).unwrap()).unwrap();
        let connection = Connection::open(&copy).unwrap();
        connection.execute("update establishment set stage = $1 where number = 2", [stage]).unwrap();
        let sql = "insert into unfinished (establishment_number, owner, step) values (2, 'gone', $1)";
        connection.execute(sql, [&step]).unwrap();
        connection.execute_batch("pragma journal_mode = delete").unwrap();
        drop(connection);
        used(&path, "directrice");
        house.ok(&["zone", "add", "--name", "Later"]);
        put_back(&house, &fs::read(&copy).unwrap());
        let said = told(&house.run(&["doctor"]));
        assert_eq!(login(&path), "directrice", "{step}: {said}");
        assert_eq!(house.ask::<i64>("select count(*) from unfinished"), 0, "{step}");
        // It is the host's still, or becomes it by choice.
        if house.ask::<i64>("select count(*) from establishment where number = 2") == 0 {
            assert!(said.contains("2.sqlite"), "{step}: {said}");
            house.ok(&["doctor", "--adopt", "2", "--yes"]);
        }
        house.ok(&["doctor"]);
        house.ok(&["establishment", "show", "2"]);
        assert_eq!(login(&path), "directrice", "{step}");
    }
}

/// A school of another time has the number and left an export; nothing of it is ever another one's.
#[test]
fn the_number_of_an_export_or_an_orphan_that_the_registry_does_not_know_is_not_given_again() {
    for way in ["delete", "set-aside"] {
        let (house, copy) = with_copy();
        house.add("Trois", "");
        used(&database(&house, 3), "madame");
        if way == "delete" {
            house.ok(&["establishment", "delete", "3", "--yes", "--above-threshold"]);
        } else {
            put_back(&house, &copy);
            house.ok(&["doctor", "--set-aside", "3", "--yes"]);
        }
        put_back(&house, &copy);
        assert_eq!(house.run(&["doctor"]).status.code(), Some(0));
        assert!(told(&add(&house, "Nouvelle", &["--number", "3"])).contains("never given twice"), "{way}");
        house.add("Nouvelle", "");
        assert_eq!(number(&house, "Nouvelle"), 4, "{way}");
    }
}

#[test]
fn an_export_of_a_school_that_had_the_number_in_another_time_is_never_taken_for_this_ones() {
    let (other, house) = (House::new(), House::new());
    other.import(1);
    used(&database(&other, 1), "madame");
    other.ok(&["establishment", "edit", "1", "--contact-email", "autre@ecole.invalid"]);
    other.ok(&["establishment", "export", "1"]);
    house.import(2);
    let theirs: String = other.ask("select file from export");
    fs::create_dir_all(house.data().join("exports")).unwrap();
    for suffix in ["", ".sha256"] {
        let from = other.data().join(format!("exports/{theirs}{suffix}"));
        fs::copy(&from, house.data().join(format!("exports/{theirs}{suffix}"))).unwrap();
    }
    fs::set_permissions(house.data().join("exports"), std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    // A row without a file gets an empty one rather than theirs, a file without a row keeps its own contact.
    fs::remove_file(database(&house, 1)).unwrap();
    assert!(house.ok(&["doctor", "--recreate", "1", "--yes"]).contains("empty"));
    assert_eq!(login(&database(&house, 1)), "admin");
    let registry = house.registry();
    registry.execute_batch("delete from outbox; delete from establishment where number = 1").unwrap();
    drop(registry);
    house.ok(&["doctor", "--adopt", "1", "--yes"]);
    let contact: String = house.ask("select contact_email from establishment where number = 1");
    assert_eq!(contact, "contact1@ecole.invalid");
    // Its own are, whatever registry knows them.
    house.ok(&["establishment", "export", "1"]);
    house.registry().execute_batch("delete from export").unwrap();
    fs::remove_file(database(&house, 1)).unwrap();
    assert!(house.ok(&["doctor", "--recreate", "1", "--yes"]).contains("newest export"));
}

#[test]
fn several_acceptances_at_once_are_one() {
    let (house, copy) = with_copy();
    for round in 0..3 {
        house.add(&format!("École {round}"), "");
        let registry = house.data().join("registry.sqlite");
        for side in ["-wal", "-shm"] {
            let _gone = fs::remove_file(format!("{}{side}", registry.display()));
        }
        fs::write(&registry, &copy).unwrap();
        let accept = || {
            let mut command = house.command(&["doctor", "--accept-registry", "--yes"]);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap()
        };
        let all: Vec<_> = (0..5).map(|_| accept()).collect();
        for one in all {
            let output = one.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        }
        let sql = "select count(*) from audit where action = 'doctor.accept-registry'";
        assert_eq!(house.ask::<u32>(sql), 1, "{round}");
        house.ok(&["zone", "list"]);
    }
}
