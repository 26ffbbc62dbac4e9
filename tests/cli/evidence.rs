//! What restore and the examination believe: files with values that nobody can have written, packed files that unpack to
//! more than there is room for, and what has a file's name and is none. Each is told with its place, is that target's
//! failure alone, holds nothing up and leaves nothing behind.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::support::house::{House, told};

fn database(house: &House, number: u32) -> PathBuf {
    house.data().join(format!("establishments/000/{number}.sqlite"))
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    PathBuf::from(format!("{}{suffix}", path.display()))
}

/// Writes the hash beside a file, as whoever made it would.
fn seal(path: &Path) {
    let mut hash = String::new();
    for byte in Sha256::digest(fs::read(path).unwrap()) {
        write!(hash, "{byte:02x}").unwrap();
    }
    fs::write(beside(path, ".sha256"), format!("{hash}  x\n")).unwrap();
}

/// Changes a database as somebody who minds no rule.
fn change(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("pragma ignore_check_constraints = on; pragma foreign_keys = off").unwrap();
    connection.execute_batch(sql).unwrap();
}

/// Takes the exports of a house's establishments out of the data directory, where nobody vouches for them.
fn exported(house: &House, count: u32) -> Vec<PathBuf> {
    house.ok(&["establishment", "export", "--all", "--yes"]);
    let folder = house.folder().join("from-elsewhere");
    fs::create_dir_all(&folder).unwrap();
    let found: Vec<PathBuf> =
        fs::read_dir(house.data().join("exports")).unwrap().map(|one| one.unwrap().path()).collect();
    (1..=count)
        .map(|number| {
            let is_own = |path: &&PathBuf| {
                let name = path.file_name().unwrap().to_str().unwrap();
                name.starts_with(&format!("{number}-")) && name.ends_with(".sqlite")
            };
            let to = folder.join(format!("{number}.sqlite"));
            fs::copy(found.iter().find(is_own).unwrap(), &to).unwrap();
            seal(&to);
            to
        })
        .collect()
}

/// Every file of the databases and of what is made aside, by its content.
fn contents(house: &House) -> BTreeMap<PathBuf, Vec<u8>> {
    let folders = [house.data().join("establishments/000"), house.data().join("aside")];
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
    entries.map(|entry| (entry.path(), fs::read(entry.path()).unwrap())).collect()
}

fn run(house: &House, arguments: &[&str], code: i32) -> String {
    let output = house.run(arguments);
    let said = told(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

#[test]
fn the_content_of_another_school_replaces_nothing() {
    let (here, elsewhere) = (House::new(), House::new());
    here.add("Collège Iroise", "0290009C");
    elsewhere.add("Lycée Zola", "0350001L");
    let file = exported(&elsewhere, 1).remove(0);
    let named = file.to_str().unwrap();
    let replace = ["establishment", "restore", "--replace", "--yes", named];
    let before = contents(&here);
    for uai in ["0290009C", ""] {
        here.ok(&["establishment", "edit", "1", "--uai", uai]);
        let said = run(&here, &replace, 4);
        assert!(said.contains("Lycée Zola (0350001L)") && said.contains("Collège Iroise"), "{said}");
    }
    assert_eq!(here.ask::<i64>("select count(*) from export"), 0);
    assert_eq!(contents(&here).len(), before.len());
    // What says that it is the same one is; its own earlier export is whatever was corrected since.
    here.ok(&["establishment", "edit", "1", "--name", "lycée zola"]);
    run(&here, &replace, 0);
    here.ok(&["establishment", "edit", "1", "--name", "Collège Iroise", "--uai", "0290009C"]);
    let own = here.data().join("exports").join(here.ask::<String>("select file from export"));
    run(&here, &["establishment", "restore", "--replace", "--yes", own.to_str().unwrap()], 0);
}

#[test]
fn a_hostile_export_is_that_targets_failure_and_the_others_come_back() {
    let house = House::new();
    house.import(3);
    let files = exported(&house, 3);
    let good = fs::read(&files[1]).unwrap();
    let named: Vec<&str> = files.iter().map(|path| path.to_str().unwrap()).collect();
    let number = "update identity set number = {}; update manifest set value = '{}' where name = 'number'";
    let held = "update manifest set value = replace(value, '\"registered_on\":\"20', '\"registered_on\":\"{}') where name = 'registry'";
    for (sql, words) in [
        ("update account set level = 'root'".to_owned(), ["table account, column level, row 1", "superadmin"]),
        ("update account set rev = 0".to_owned(), ["table account, column rev, row 1", "rev >= 1"]),
        ("update account set active = 5".to_owned(), ["table account, column active, row 1", "active in (0, 1)"]),
        ("update account set last_name = cast(x'41ff' as text)".to_owned(), ["column last_name, row 1", "not UTF-8"]),
        (number.replace("{}", "10000000"), ["table identity, column number", "outside"]),
        (number.replace("{}", "0"), ["table identity, column number", "number >= 1"]),
        (number.replace("{}", "9223372036854775807"), ["table identity, column number", "outside"]),
        (held.replace("{}", "-999-01-01"), ["manifest is refused", "egist"]),
        ("update account set created_at = -1".to_owned(), ["column created_at", "moment"]),
        ("update account set expires_on = '2026-11-00'".to_owned(), ["column expires_on", "day"]),
        ("update account set rev = 9223372036854775807".to_owned(), ["column rev", "outside"]),
        ("update account set last_name = 'A' || char(27)".to_owned(), ["column last_name", "control"]),
    ] {
        fs::write(&files[1], &good).unwrap();
        change(&files[1], &sql);
        seal(&files[1]);
        let said = run(&house, &[&["establishment", "restore", "--replace", "--yes"], &named[..]].concat(), 3);
        let id = house.ask::<i64>("select max(id) from job").to_string();
        assert_eq!(house.ask::<String>("select state from job order by id desc limit 1"), "done", "{sql}");
        let counts =
            house.ask::<String>("select done || ' ' || failed || ' ' || waiting from job order by id desc limit 1");
        assert_eq!(counts, "2 1 0", "{sql}: {said}");
        let rows = house.ok(&["job", "show", &id, "--rows", "failed"]);
        for words in words {
            assert!(rows.contains(words), "{sql}: {words}: {rows}");
        }
        assert!(fs::read_dir(house.data().join("aside")).unwrap().next().is_none(), "{sql}");
    }
    assert!(run(&house, &["doctor", "--thorough"], 0).contains("Thorough examination"));
}

#[test]
fn what_the_catalogue_vouches_for_comes_back_whatever_it_holds() {
    let house = House::new();
    house.import(2);
    change(&database(&house, 2), "update account set level = 'root'");
    house.ok(&["establishment", "delete", "2", "--yes"]);
    let id = house.ask::<i64>("select max(id) from job").to_string();
    house.ok(&["job", "undo", &id, "--yes"]);
    let level: String = Connection::open(database(&house, 2))
        .unwrap()
        .query_row("select level from account", [], |row| row.get(0))
        .unwrap();
    assert_eq!(level, "root", "what was there is there again");
}

/// Deletes an establishment and undoes it. Returns what the deletion and the undo said.
fn there_and_back(house: &House, number: &str) -> (std::process::Output, String) {
    let deleted = house.run(&["establishment", "delete", number, "--yes"]);
    let id = house.ask::<i64>("select max(id) from job").to_string();
    (deleted, told(&house.run(&["job", "undo", &id, "--yes"])))
}

#[test]
fn statistics_and_indexes_that_somebody_added_are_no_reason_to_refuse_a_database() {
    let house = House::new();
    house.import(3);
    let added = "create index extra on account(last_name); create unique index more on account(lower(email), id)
        where id > 0; analyze";
    let objects = |number: u32| -> Vec<String> {
        let connection = Connection::open(database(&house, number)).unwrap();
        let mut statement = connection.prepare("select name from sqlite_schema order by name").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let known = objects(2);
    for number in [1, 2, 3] {
        change(&database(&house, number), added);
    }
    assert!(objects(2).len() > known.len() + 2);
    run(&house, &["doctor", "--thorough"], 0);
    let (deleted, undone) = there_and_back(&house, "2");
    assert_eq!(deleted.status.code(), Some(0), "{}", told(&deleted));
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 3, "{undone}");
    assert_eq!(objects(2), known, "what is restored has the schema of its version alone");
    // From elsewhere, over what is there: its export is made first.
    let files = exported(&house, 3);
    house.ok(&["establishment", "restore", "--replace", "--yes", files[0].to_str().unwrap()]);
    assert_eq!(objects(1), known);
    run(&house, &["doctor", "--thorough"], 0);
    house.ok(&["establishment", "list"]);
}

#[test]
fn nothing_is_removed_or_replaced_whose_export_could_not_be_restored() {
    let house = House::new();
    house.import(2);
    let files = exported(&house, 2);
    let path = database(&house, 2);
    let good = fs::read(&path).unwrap();
    let exports = || {
        let mut found: Vec<PathBuf> =
            fs::read_dir(house.data().join("exports")).unwrap().map(|one| one.unwrap().path()).collect();
        found.sort();
        found
    };
    let known = exports();
    for (sql, words) in [
        ("create table extra (a)", "tables are not those of its version"),
        ("create view extra as select 1", "tables are not those of its version"),
        ("create trigger extra after insert on account begin select 1; end", "tables are not those of its version"),
        ("pragma user_version = 2", "tables are not those of its version"),
        ("pragma user_version = 9", "version"),
        (
            "insert into account_role values (99, 'Ens', 'RT', '')",
            "table account_role: it refers to something in account",
        ),
        (
            "insert into identity select number + 90, credential_hash, denomination, location, uai, sign_in_mode, known from identity",
            "identity: 2 rows",
        ),
    ] {
        change(&path, sql);
        let before: Vec<PathBuf> = contents(&house).into_keys().collect();
        for arguments in [
            &["establishment", "delete", "2", "--yes"][..],
            &["establishment", "restore", "--replace", "--yes", files[1].to_str().unwrap()],
        ] {
            let said = run(&house, arguments, 4);
            let id = house.ask::<i64>("select max(id) from job").to_string();
            let rows = house.ok(&["job", "show", &id, "--rows", "failed"]).replace('\n', " ");
            assert!(rows.contains("could not be restored") && rows.contains(words), "{sql}: {said}: {rows}");
            // Only what is deleted can be deleted without an export.
            let rows = rows.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(rows.contains("delete without an export"), arguments[1] == "delete", "{rows}");
            assert_eq!(rows.contains("It was not replaced"), arguments[1] == "restore", "{rows}");
            assert_eq!(house.ask::<i64>("select count(*) from establishment where stage = 'active'"), 2, "{sql}");
            assert_eq!(house.ask::<i64>("select count(*) from block"), 0, "{sql}");
            assert_eq!(exports(), known, "{sql}");
            assert!(fs::read(&path).unwrap().len() >= good.len(), "{sql}");
            // Whoever opened it may have left its log.
            let mut left: Vec<PathBuf> = contents(&house).into_keys().collect();
            left.retain(|file| !file.to_str().unwrap().ends_with("-wal") && !file.to_str().unwrap().ends_with("-shm"));
            assert_eq!(left, before, "{sql}");
        }
        for side in ["-wal", "-shm"] {
            let _gone = fs::remove_file(beside(&path, side));
        }
        fs::write(&path, &good).unwrap();
    }
    change(&path, "create table extra (a)");
    house.ok(&["establishment", "delete", "2", "--no-export", "--yes"]);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 1);
}

/// As a deletion leaves it that is stopped after its export, whose content is not what is there any more.
#[test]
fn what_is_written_after_the_export_of_a_deletion_stays() {
    let house = House::new();
    house.import(2);
    let registry = Connection::open(house.data().join("registry.sqlite")).unwrap();
    let step = format!(r#"{{"kind":"remove","export":"2-x.sqlite","author":"somebody","state":"{}"}}"#, "0".repeat(64));
    let sql = "insert into unfinished (establishment_number, owner, step, attempts) values (2, 'dead', $1, 0)";
    registry.execute("update establishment set stage = 'deleting' where number = 2", []).unwrap();
    registry.execute(sql, [step]).unwrap();
    drop(registry);
    house.ok(&["establishment", "list"]);
    assert_eq!(house.ask::<i64>("select count(*) from establishment where stage = 'active'"), 2);
    assert_eq!(house.ask::<i64>("select count(*) from unfinished"), 0);
    assert!(database(&house, 2).exists());
    assert!(house.ok(&["audit", "list", "--json"]).contains("establishment.delete-failed"));
    house.ok(&["doctor"]);
    house.ok(&["establishment", "delete", "2", "--yes"]);
    assert!(!database(&house, 2).exists());
}

#[test]
fn an_establishment_comes_back_whose_own_row_breaks_a_rule() {
    let house = House::new();
    house.import(2);
    change(&database(&house, 2), "update identity set sign_in_mode = 'none'");
    let (deleted, undone) = there_and_back(&house, "2");
    assert_eq!(deleted.status.code(), Some(0), "{}", told(&deleted));
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 2, "{undone}");
}

#[test]
fn the_thorough_examination_sees_values_and_each_says_which_it_was() {
    let house = House::new();
    house.import(3);
    change(&database(&house, 2), "update account set level = 'root'");
    change(&database(&house, 3), "update account set email = cast(x'ff' as text)");
    let before = contents(&house);
    assert!(run(&house, &["doctor"], 0).contains("Quick examination"));
    let said = run(&house, &["doctor", "--thorough"], 3);
    for words in ["establishment 2", "table account, column level, row 1", "establishment 3", "not UTF-8", "Thorough"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let records = |arguments: &[&str]| -> Vec<serde_json::Value> {
        let output = house.run(&[arguments, &["--json"]].concat());
        let out = String::from_utf8(output.stdout).unwrap();
        out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let found = records(&["doctor", "--thorough"]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[..2].iter().all(|one| one["finding"] == "database-misfit" && one["examination"] == "thorough"));
    assert_eq!((&found[2]["examined"], &found[2]["findings"]), (&"thorough".into(), &2.into()));
    assert_eq!(records(&["doctor"])[0]["examined"], "quick");
    assert_eq!(contents(&house), before, "looking changes nothing");
}

#[test]
fn a_database_that_nobody_vouches_for_is_judged_before_it_is_adopted() {
    let house = House::new();
    house.import(2);
    let copy = fs::read(house.data().join("registry.sqlite")).unwrap();
    house.add("Collège Trois", "");
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(beside(&house.data().join("registry.sqlite"), side));
    }
    fs::write(house.data().join("registry.sqlite"), copy).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    change(&database(&house, 3), "update account set active = 5");
    let before = contents(&house);
    let said = run(&house, &["doctor", "--adopt", "3", "--yes"], 3);
    assert!(said.contains("table account, column active, row 1"), "{said}");
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 2);
    assert_eq!(contents(&house), before);
    assert!(run(&house, &["doctor", "--thorough"], 3).contains("column active"));
    change(&database(&house, 3), "update account set active = 1");
    run(&house, &["doctor", "--adopt", "3", "--yes"], 0);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 3);
}

/// How it is called, and how it is made.
type Thing = (&'static str, fn(&Path));

/// What can have a file's name.
const THINGS: [Thing; 5] = [
    ("a named pipe", |path| {
        rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR).unwrap();
    }),
    ("a socket", |path| drop(std::os::unix::net::UnixListener::bind(path).unwrap())),
    ("a folder", |path| fs::create_dir(path).unwrap()),
    ("a link", |path| std::os::unix::fs::symlink("/dev/zero", path).unwrap()),
    ("a link", |path| std::os::unix::fs::symlink(path.with_file_name("1.sqlite"), path).unwrap()),
];

fn gone(path: &Path) {
    if fs::symlink_metadata(path).unwrap().is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) }.unwrap();
}

#[test]
fn what_has_a_databases_name_and_is_no_file_is_named_by_every_verb() {
    let house = House::new();
    house.import(3);
    house.ok(&["establishment", "export", "2", "--yes"]);
    let (path, kept) = (database(&house, 2), house.folder().join("kept"));
    let first = fs::read(database(&house, 1)).unwrap();
    for (what, make) in THINGS {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let place = beside(&path, suffix);
            if suffix.is_empty() {
                fs::rename(&path, &kept).unwrap();
            }
            make(&place);
            let says = |arguments: &[&str], code: i32| {
                let said = run(&house, arguments, code);
                let words = format!("2.sqlite{suffix} is {what}");
                assert!(said.replace('\n', " ").contains(&words), "{words}: {arguments:?}: {said}");
            };
            says(&["establishment", "stats", "--fresh"], 3);
            says(&["doctor"], 3);
            says(&["doctor", "--thorough"], 3);
            for verb in ["export", "delete"] {
                let _refused = house.run(&["establishment", verb, "2", "--yes"]);
                let id = house.ask::<i64>("select max(id) from job").to_string();
                says(&["job", "show", &id, "--rows", "failed"], 0);
            }
            let shown = told(&house.run(&["establishment", "show", "2"]));
            assert!(shown.contains(&format!("2.sqlite{suffix} is {what}")) || shown.contains("n° 2"), "{shown}");
            gone(&place);
            if suffix.is_empty() {
                fs::rename(&kept, &path).unwrap();
            }
        }
    }
    assert_eq!(fs::read(database(&house, 1)).unwrap(), first, "nothing was written through a link");
    house.ok(&["doctor", "--thorough"]);
}

#[test]
fn what_has_an_exports_name_and_is_no_file_is_named() {
    let house = House::new();
    house.import(2);
    let files = exported(&house, 2);
    let kept = fs::read_dir(house.data().join("exports")).unwrap().map(|one| one.unwrap().path());
    let kept: Vec<PathBuf> = kept.filter(|path| path.extension().is_some_and(|end| end == "sqlite")).collect();
    let list = house.folder().join("from-elsewhere/list.csv");
    let header = "Id_Export;Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel;Date_Inscription;Nom_fichier";
    fs::write(
        &list,
        format!("{header}\n2;12;1;29200 Brest;Collège;;Le Gall;Anne;anne@ecole.invalid;2026-11-28;2.sqlite\n"),
    )
    .unwrap();
    let named = files[1].to_str().unwrap();
    for (what, make) in THINGS {
        for place in [&files[1], &beside(&files[1], ".sha256"), &kept[0]] {
            let aside = house.folder().join("kept");
            fs::rename(place, &aside).unwrap();
            make(place);
            for arguments in [
                &["establishment", "restore", "--replace", "--yes", named][..],
                &["establishment", "restore", "--yes", "--transfer", list.to_str().unwrap()],
            ] {
                let said = told(&house.run(arguments));
                assert!(*place != files[1] || said.contains(what), "{what}: {arguments:?}: {said}");
                if *place == beside(&files[1], ".sha256") {
                    assert!(said.contains("SHA-256"), "{what}: {said}");
                }
            }
            let verified = told(&house.run(&["export", "verify"]));
            assert!(*place != kept[0] || verified.contains("damaged"), "{what}: {verified}");
            let _ends = house.run(&["doctor"]);
            gone(place);
            fs::rename(&aside, place).unwrap();
            let _taken_over_or_not = house.run(&["establishment", "delete", "12", "--yes"]);
        }
    }
}

#[test]
fn what_has_the_registrys_or_the_configurations_name_and_is_no_file_is_named() {
    let house = House::new();
    house.import(1);
    let registry = house.data().join("registry.sqlite");
    let kept = house.folder().join("1.sqlite");
    for (what, make) in THINGS {
        for suffix in ["", "-wal", "-shm"] {
            let place = beside(&registry, suffix);
            let was_there = fs::symlink_metadata(&place).is_ok();
            if was_there {
                fs::rename(&place, &kept).unwrap();
            }
            make(&place);
            for arguments in [&["establishment", "list"][..], &["doctor"], &["mail", "send"]] {
                let output = house.run(arguments);
                let said = told(&output);
                assert_ne!(output.status.code(), Some(0), "{said}");
                assert!(
                    said.contains("registry.sqlite")
                        && said.contains(what.trim_start_matches("a named ").trim_start_matches("a ")),
                    "{what}: {arguments:?}: {said}"
                );
            }
            gone(&place);
            if was_there {
                fs::rename(&kept, &place).unwrap();
            }
        }
        // A link to a configuration is its owner's wish.
        if what != "a link" {
            let configuration = house.folder().join("odd.toml");
            make(&configuration);
            let said = told(&house.run(&["--config", configuration.to_str().unwrap(), "establishment", "list"]));
            assert!(said.contains(what), "{what}: {said}");
            gone(&configuration);
            let secret = house.folder().join("secret");
            make(&secret);
            let said = told(&house.run(&[
                "host",
                "edit",
                "--transport",
                "smtp",
                "--smtp-host",
                "a.invalid",
                "--smtp-ca-file",
                secret.to_str().unwrap(),
            ]));
            assert!(said.contains(what), "{what}: {said}");
            let add = ["template", "add", "--name", "t", "--subject", "s", "--body", secret.to_str().unwrap()];
            let said = told(&house.run(&add));
            assert!(said.contains(what), "{what}: {said}");
            gone(&secret);
        }
    }
    house.ok(&["doctor"]);
}

#[test]
fn a_packed_file_that_unpacks_to_too_much_is_refused_with_both_figures() {
    let house = House::new();
    house.import(1);
    let bomb = house.folder().join("bomb.sqlite.zst");
    // A frame that says that it holds 5 GiB.
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0xe0];
    frame.extend((5_u64 << 30).to_le_bytes());
    frame.resize(100_000, 0);
    fs::write(&bomb, frame).unwrap();
    seal(&bomb);
    let said = run(&house, &["establishment", "restore", "--yes", bomb.to_str().unwrap()], 4);
    assert!(said.contains("5 GiB") && said.contains("4 GiB"), "{said}");
    assert!(fs::read_dir(house.data().join("aside")).unwrap().next().is_none());
}
