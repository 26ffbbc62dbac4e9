//! The catalogue of exports and the folder differ: what a person decides about it, by the command line.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::house::{House, told};

/// What is found, by its code.
fn found(house: &House, code: &str) -> Vec<Value> {
    let output = house.run(&["doctor", "--json"]);
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let parse = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    lines.lines().map(parse).filter(|line| line["finding"] == code).collect()
}

fn exports(house: &House) -> PathBuf {
    house.data().join("exports")
}

fn orphans(house: &House) -> usize {
    fs::read_dir(house.data().join("orphans")).map_or(0, Iterator::count)
}

#[test]
fn an_export_whose_file_is_gone_for_good_is_given_up_by_choice_alone() {
    let house = House::new();
    house.import(3);
    house.ok(&["establishment", "delete", "3", "--yes", "--above-threshold"]);
    house.ok(&["establishment", "export", "1", "--tables"]);
    let names: Vec<String> = ["before-delete", "export"]
        .map(|why| house.ask::<String>(&format!("select file from export where why = '{why}'")))
        .into();
    for name in &names {
        fs::remove_file(exports(&house).join(name)).unwrap();
    }
    assert_eq!(house.run(&["doctor", "--fix"]).status.code(), Some(3), "the last one of a school that was deleted");
    let lost = found(&house, "export-missing");
    assert_eq!(lost.len(), 2);
    assert!(lost.iter().all(|line| line["choices"] == serde_json::json!(["forget"])), "{lost:?}");
    house.ok(&["doctor", "--forget", &names[0], "--forget", &names[1], "--yes"]);
    assert_eq!(found(&house, "export-missing").len(), 0);
    house.ok(&["doctor"]);
    assert_eq!(house.ask::<i64>("select count(*) from export"), 0);
    let told_of = house.records(&["audit", "list", "--action", "doctor.forget-export"]);
    assert_eq!(told_of.len(), 2);
    assert!(told_of.iter().any(|line| line["before"].to_string().contains("Éluard n° 3")), "{told_of:?}");
    // The tables for people are kept, where nothing is read back.
    assert!(!exports(&house).join(format!("{}.csv.zip", names[1])).exists() && orphans(&house) >= 1);
    house.ok(&["audit", "verify"]);
    // What is there is not given up.
    house.ok(&["establishment", "export", "2"]);
    let there: String = house.ask("select file from export");
    assert_eq!(house.run(&["doctor", "--forget", &there, "--yes"]).status.code(), Some(3));
    assert_eq!(house.ask::<i64>("select count(*) from export"), 1);
}

#[test]
fn an_export_without_its_hash_is_named_and_gets_it_again() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1"]);
    let name: String = house.ask("select file from export");
    let hash = exports(&house).join(format!("{name}.sha256"));
    let former = fs::read_to_string(&hash).unwrap();
    assert!(!told(&house.run(&["export", "verify"])).contains("no hash beside it"));
    fs::remove_file(&hash).unwrap();
    assert!(told(&house.run(&["export", "verify"])).contains("no hash beside it"));
    let bare = found(&house, "hash-missing");
    assert_eq!((bare.len(), &bare[0]["object"], &bare[0]["fixable"]), (1, &name.as_str().into(), &true.into()));
    house.ok(&["doctor", "--fix"]);
    assert_eq!(fs::read_to_string(&hash).unwrap(), former);
    assert_eq!(found(&house, "hash-missing").len(), 0);
    // A hash is not given to what is not what was written.
    fs::remove_file(&hash).unwrap();
    let mut bytes = fs::read(exports(&house).join(&name)).unwrap();
    bytes[2_000] ^= 1;
    fs::write(exports(&house).join(&name), bytes).unwrap();
    let _told = house.run(&["doctor", "--fix"]);
    assert!(!hash.exists());
}

#[test]
fn an_export_that_was_altered_is_set_aside_and_then_given_up() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1"]);
    let name: String = house.ask("select file from export");
    fs::OpenOptions::new()
        .append(true)
        .open(exports(&house).join(&name))
        .map(|file| file.set_len(5_000))
        .unwrap()
        .unwrap();
    assert_eq!(found(&house, "export-damaged")[0]["choices"], serde_json::json!(["set-aside"]));
    house.ok(&["doctor", "--set-aside", &name, "--yes"]);
    assert_eq!((found(&house, "export-missing").len(), orphans(&house)), (1, 2), "with its hash");
    house.ok(&["doctor", "--forget", &name, "--yes"]);
    house.ok(&["doctor"]);
    assert_eq!(found(&house, "export-missing").len() + found(&house, "left-over").len(), 0);
}

#[test]
fn unknown_exports_are_one_note_and_each_is_adopted_or_set_aside_by_choice() {
    let house = House::new();
    house.import(6);
    house.ok(&["establishment", "export", "--all", "--yes"]);
    let names: Vec<String> = house
        .registry()
        .prepare("select file from export order by file")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    house.registry().execute_batch("delete from export").unwrap();
    fs::write(exports(&house).join(&names[5]), "no database").unwrap();
    let all = found(&house, "export-unknown");
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["choices"], serde_json::json!(["adopt", "set-aside"]));
    let said = all[0]["message"].as_str().unwrap();
    assert!(said.contains("6 exports") && said.contains(&names[0]) && !said.contains(&names[4]), "{said}");

    // One by its name, one by its path, then all that are left.
    house.ok(&["doctor", "--adopt", &names[0], "--yes"]);
    house.ok(&["doctor", "--set-aside", exports(&house).join(&names[1]).to_str().unwrap(), "--yes"]);
    assert_eq!((house.ask::<String>("select file from export"), orphans(&house)), (names[0].clone(), 2));
    let rest = house.run(&["doctor", "--adopt", exports(&house).to_str().unwrap(), "--yes", "--json"]);
    assert_eq!(rest.status.code(), Some(3), "one of several could not be: {}", told(&rest));
    let lines = String::from_utf8_lossy(&rest.stdout).into_owned();
    let chosen: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let said = chosen["message"].as_str().unwrap();
    assert!(said.contains("3 exports are in the catalogue again") && said.contains(&names[5]), "{said}");
    assert_eq!((chosen["left"].as_array().unwrap().len(), &chosen["left"][0]["file"]), (1, &Value::from(&*names[5])));
    let again = house.run(&["doctor", "--adopt", &names[5], "--yes"]);
    assert_eq!(again.status.code(), Some(3), "{}", told(&again));
    house.ok(&["doctor", "--set-aside", &names[5], "--yes"]);
    assert_eq!(found(&house, "export-unknown").len(), 0);
    assert_eq!(house.ask::<i64>("select count(*) from export"), 4);
    for name in [&names[0], &names[2], &names[3], &names[4]] {
        house.ok(&["export", "verify", name]);
    }
    house.ok(&["doctor"]);
    house.ok(&["audit", "verify"]);
}

/// Names the files in a folder that end so.
fn ending(folder: &Path, ending: &str) -> Vec<String> {
    let found = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = found.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
    names.sort();
    names
}

#[test]
fn one_that_cannot_be_set_aside_keeps_no_other_from_it_and_each_is_written_down() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1", "--yes"]);
    let good: String = house.ask("select file from export");
    // Its name is too long for that of a file which also tells when.
    let long = format!("7-{}.sqlite", "x".repeat(230));
    for name in ["6-a.sqlite", &long, "8-b.sqlite"] {
        fs::copy(exports(&house).join(&good), exports(&house).join(name)).unwrap();
        fs::write(exports(&house).join(format!("{name}.sha256")), "x").unwrap();
    }
    let output = house.run(&["doctor", "--set-aside", exports(&house).to_str().unwrap(), "--yes"]);
    assert_eq!(output.status.code(), Some(3), "{}", told(&output));
    assert!(told(&output).contains(&long), "{}", told(&output));
    let kept = house.data().join("orphans");
    assert_eq!((ending(&kept, ".sqlite").len(), ending(&kept, ".sha256").len()), (2, 2));
    let mut stay = vec![good, long.clone()];
    stay.sort();
    assert_eq!(ending(&exports(&house), ".sqlite"), stay);
    assert!(exports(&house).join(format!("{long}.sha256")).exists(), "with its hash");
    assert_eq!(house.records(&["audit", "list", "--action", "doctor.set-aside"]).len(), 2);
    assert_eq!(house.ask::<i64>("select count(*) from retired_number where number in (6, 8)"), 2);
    // Alone it is refused as such.
    let alone = house.run(&["doctor", "--set-aside", &long, "--yes"]);
    assert_eq!(alone.status.code(), Some(3), "{}", told(&alone));
    house.ok(&["audit", "verify"]);
}

#[test]
fn what_cannot_be_looked_at_is_not_gone_for_good() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1", "--yes"]);
    let name: String = house.ask("select file from export");
    // Below a file nothing can be looked for.
    house.registry().execute("update export set file = file || '/below'", []).unwrap();
    assert_eq!((found(&house, "export-missing").len(), found(&house, "export-damaged").len()), (0, 1));
    let forget = house.run(&["doctor", "--forget", &format!("{name}/below"), "--yes"]);
    assert_eq!(forget.status.code(), Some(3), "{}", told(&forget));
    assert_eq!(house.ask::<i64>("select count(*) from export"), 1);
}

#[test]
fn tables_without_their_export_are_named_and_set_aside_by_choice() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1", "--tables"]);
    let name: String = house.ask("select file from export");
    let tables = exports(&house).join(format!("{name}.csv.zip"));
    fs::remove_file(exports(&house).join(&name)).unwrap();
    let old = std::time::SystemTime::now() - std::time::Duration::from_hours(2);
    fs::File::options().append(true).open(&tables).unwrap().set_modified(old).unwrap();
    assert_eq!(found(&house, "unknown-file").len(), 0, "the catalogue knows that export: it may come back");
    house.registry().execute_batch("delete from export").unwrap();
    let unknown = found(&house, "unknown-file");
    assert_eq!((unknown.len(), &unknown[0]["object"]), (1, &Value::from(tables.to_str().unwrap())), "{unknown:?}");
    house.ok(&["doctor", "--set-aside", tables.to_str().unwrap(), "--yes"]);
    assert!(!tables.exists());
    assert_eq!(ending(&house.data().join("orphans"), ".csv.zip").len(), 1);
    house.ok(&["doctor", "--fix"]);
    house.ok(&["doctor"]);
}

#[test]
fn a_removal_that_died_is_put_back_although_the_folder_is_gone_and_stops_no_start() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1", "--yes"]);
    let name: String = house.ask("select file from export");
    let aside = house.data().join("aside");
    fs::create_dir_all(&aside).unwrap();
    let going = aside.join(format!("00112233445566778899aabbccddeeff-{name}.going"));
    fs::rename(exports(&house).join(&name), &going).unwrap();
    fs::remove_dir_all(exports(&house)).unwrap();
    // Its disk is not there: nobody is kept from working, and what waits is named, not removed.
    std::os::unix::fs::symlink(house.folder().join("nowhere"), exports(&house)).unwrap();
    house.ok(&["zone", "add", "--name", "Nouvelle zone"]);
    let left = found(&house, "left-over");
    assert_eq!((left.len(), &left[0]["object"]), (1, &Value::from(going.to_str().unwrap())), "{left:?}");
    let _cannot = house.run(&["doctor", "--fix"]);
    assert!(going.exists());
    fs::remove_file(exports(&house)).unwrap();
    house.ok(&["zone", "list"]);
    assert!(!going.exists());
    house.ok(&["export", "verify", &name]);
}

#[test]
fn an_export_in_a_database_s_place_is_said_to_be_one_and_hinders_nothing() {
    let house = House::new();
    house.import(2);
    house.ok(&["establishment", "export", "1", "2"]);
    let of =
        |number: u32| house.ask::<String>(&format!("select file from export where establishment_number = {number}"));
    for number in [1, 2] {
        let database = house.data().join(format!("establishments/000/{number}.sqlite"));
        for side in ["-wal", "-shm"] {
            let _gone = fs::remove_file(format!("{}{side}", database.display()));
        }
        fs::copy(exports(&house).join(of(number)), database).unwrap();
    }
    for how in [&["doctor", "--json"][..], &["doctor", "--thorough", "--json"]] {
        let said = String::from_utf8_lossy(&house.run(how).stdout).into_owned();
        assert_eq!(said.matches("\"database-is-export\"").count(), 2, "{how:?}: {said}");
    }
    house.ok(&["establishment", "export", "1", "--yes"]);
    house.ok(&["establishment", "restore", exports(&house).join(of(1)).to_str().unwrap(), "--replace", "--yes"]);
    house.ok(&["doctor", "--fix"]);
    assert!(house.ok(&["doctor", "--thorough", "--json"]).contains("\"findings\":0"));
    house.ok(&["establishment", "delete", "2", "--yes", "--above-threshold"]);
    house.ok(&["doctor", "--thorough"]);
    house.ok(&["audit", "verify"]);
}

/// The school's own program may add what this one does not restore: its exports are made and kept, and nobody has to wait
/// for the loss to be told.
#[test]
fn an_export_that_could_not_be_restored_says_so_when_it_is_made_and_when_it_is_verified() {
    let tables = "its tables are not those";
    for (sql, why) in [
        ("create table more (a)", tables),
        ("create trigger mine after insert on account begin select 1; end", tables),
        ("create view mine as select * from account", tables),
        ("alter table account add column colour text", tables),
        // As a program leaves it that does not ask for references to be kept.
        ("pragma foreign_keys = off; update account_role set account_id = 999", "table account_role"),
    ] {
        let house = House::new();
        house.import(2);
        rusqlite::Connection::open(house.data().join("establishments/000/1.sqlite"))
            .unwrap()
            .execute_batch(sql)
            .unwrap();
        let output = house.run(&["establishment", "export", "1"]);
        assert_eq!(output.status.code(), Some(3), "{sql}: {}", told(&output));
        assert!(told(&output).contains("could not be restored"), "{sql}: {}", told(&output));
        let file: String = house.ask("select file from export");
        assert!(
            told(&output).contains(&file) && house.data().join("exports").join(&file).exists(),
            "{}",
            told(&output)
        );
        let output = house.run(&["establishment", "export", "--all", "--yes"]);
        assert_eq!(output.status.code(), Some(3), "{}", told(&output));
        assert_eq!(house.ask::<u32>("select count(*) from export"), 3);
        assert_eq!(house.ask::<u32>("select done * 10 + failed from job order by id desc limit 1"), 11);

        let output = house.run(&["export", "verify", &file]);
        assert_eq!(output.status.code(), Some(3), "{}", told(&output));
        assert!(told(&output).contains("cannot be restored") && told(&output).contains(why), "{}", told(&output));
        let output = house.run(&["export", "verify", &file, "--json"]);
        let facts: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(facts["presence"], "unrestorable");
        assert!(facts["fault"].as_str().unwrap().contains(why), "{facts}");
        // The other one's is sound, and an export of before is as good as it was.
        let sound: String = house.ask("select file from export where establishment_number = 2");
        assert!(house.ok(&["export", "verify", &sound]).contains("verified"));
    }
}

/// An index, or statistics, are no hindrance.
#[test]
fn what_maintenance_added_is_exported_without_a_word() {
    let house = House::new();
    house.import(1);
    let school = rusqlite::Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
    school.execute_batch("create index mine on account (last_name); analyze").unwrap();
    drop(school);
    house.ok(&["establishment", "export", "1"]);
    house.ok(&["export", "verify"]);
}

/// A clock that was years behind has dated it, and the registry that knew better is gone: it is not removed the same night.
#[test]
fn what_no_right_clock_can_have_dated_is_kept_as_if_it_were_of_today() {
    let house = House::new();
    house.import(1);
    house.ok(&["establishment", "export", "1"]);
    let now: i64 = house.ask("select taken_at from export");
    let file: String = house.ask("select file from export");
    let path = exports(&house).join(&file);
    for (told, kept) in
        [("2020-11-30T08:00:00Z", true), ("2098-11-30T08:00:00Z", true), ("2026-01-30T08:00:00Z", false)]
    {
        let sql = "update manifest set value = $1 where name = 'taken_at'";
        rusqlite::Connection::open(&path).unwrap().execute(sql, [told]).unwrap();
        super::credentials::hashed(&path);
        house.registry().execute_batch("delete from export").unwrap();
        house.ok(&["doctor", "--adopt", path.to_str().unwrap(), "--yes"]);
        let taken: i64 = house.ask("select taken_at from export");
        assert_eq!((now..now + 3600).contains(&taken), kept, "{told}");
        let told_at: String = house.ask("select strftime('%Y', told_at, 'unixepoch') from export");
        assert!(told.starts_with(&told_at), "{told}");
    }
}
