//! The catalogue of exports and the folder differ: what a person decides about it, by the command line.

use std::fs;
use std::path::PathBuf;

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
    assert!(told_of.iter().any(|line| line["before"].as_str().unwrap().contains("Éluard n° 3")), "{told_of:?}");
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
    let rest = house.ok(&["doctor", "--adopt", exports(&house).to_str().unwrap(), "--yes"]);
    assert!(rest.contains("3 exports are in the catalogue again") && rest.contains(&names[5]), "{rest}");
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
