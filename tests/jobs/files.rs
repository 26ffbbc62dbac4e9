//! Jobs that work on whole databases, under kills: exported, deleted and brought back, replaced.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::hammer::{TARGETS, always, carry, plan, undo, until_killed_enough};
use crate::kinds::{ALL, done, house, once, sound};
use crate::support::house::House;

fn sha256(path: &Path) -> String {
    Sha256::digest(std::fs::read(path).unwrap()).iter().fold(String::new(), |mut text, byte| {
        // A write to a String cannot fail.
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

/// The files of a folder and of those in it.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path);
        }
    }
    found
}

fn ending(found: &BTreeSet<PathBuf>, end: &str) -> usize {
    found.iter().filter(|path| path.to_string_lossy().ends_with(end)).count()
}

/// There are so many exports, each listed, with its hash beside it, which is its own; and nothing else.
fn exports_verify(house: &House, count: usize, lists: usize) {
    let found = files(&house.data().join("exports"));
    assert_eq!((ending(&found, ".sqlite"), ending(&found, ".sha256"), ending(&found, ".csv")), (count, count, lists));
    assert_eq!(found.len(), 2 * count + lists, "something else: {found:?}");
    assert_eq!(house.ask::<i64>("select count(*) from export"), i64::try_from(count).unwrap());
    for hash in found.iter().filter(|path| path.to_string_lossy().ends_with(".sha256")) {
        let told = std::fs::read_to_string(hash).unwrap();
        assert!(told.starts_with(&sha256(&hash.with_extension(""))), "{}", hash.display());
    }
    if house.data().join("aside").is_dir() {
        assert_eq!(files(&house.data().join("aside")), BTreeSet::new());
    }
}

/// Each target of a job has an export of its own, with the hash that the job tells.
fn exports_of(house: &House, id: &str) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for row in house.records(&["job", "show", id, "--rows", "done"]) {
        let path = PathBuf::from(row["export"].as_str().unwrap());
        if let Some(told) = row["sha256"].as_str().filter(|_| row["file"].is_null()) {
            assert_eq!(sha256(&path), told, "{}", path.display());
        }
        assert!(path.is_file(), "{row}");
        found.insert(path);
    }
    assert_eq!(found.len(), TARGETS, "one for each target");
    found
}

/// What the registry and every database hold, but for credentials and versions.
fn contents(house: &House) -> Vec<String> {
    let registry = house.registry();
    let mut all = registry
        .prepare(
            "select number, zone_number || '|' || location || '|' || denomination || '|' || uai || '|' || uai_site \
             || '|' || contact_last_name || '|' || contact_first_name || '|' || contact_email || '|' || registered_on \
             || '|' || stage from establishment order by number",
        )
        .unwrap();
    let rows = all.query_map([], |row| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?))).unwrap();
    rows.map(Result::unwrap).map(|(number, row)| format!("{number}|{row}|{}", accounts(house, number))).collect()
}

fn database(house: &House, number: u32) -> PathBuf {
    house.data().join(format!("establishments/000/{number}.sqlite"))
}

fn accounts(house: &House, number: u32) -> String {
    let database = Connection::open(database(house, number)).unwrap();
    database
        .query_row(
            "select group_concat(login || last_name || email || password || created_at) from account",
            [],
            |row| row.get(0),
        )
        .unwrap()
}

/// No database is there that no row knows, and none is missing.
fn databases(house: &House) -> usize {
    ending(&files(&house.data().join("establishments")), ".sqlite")
}

#[test]
fn exports_are_made_once_and_all_of_them_verify() {
    let house = house();
    let mut jobs = 0;
    let export = always(&["establishment", "export", "--all"]);
    until_killed_enough(&house, (3, 900), &[&export], |house, id| {
        jobs += 1;
        once(house, id, "establishment.export");
        exports_of(house, id);
        exports_verify(house, TARGETS * jobs, jobs);
    });
    house.ok(&["export", "verify"]);
    sound(&house);
}

#[test]
fn deletions_are_done_once_and_what_they_left_comes_back_once() {
    let house = house();
    let before = contents(&house);
    let (mut turn, delete) = (0_usize, always(&["establishment", "delete", "--all"]));
    until_killed_enough(&house, (4, 900), &[&delete, &undo], |house, id| {
        turn += 1;
        if turn % 2 == 1 {
            once(house, id, "establishment.delete");
            exports_of(house, id);
            assert_eq!((house.ask::<i64>("select count(*) from establishment"), databases(house)), (0, 0));
        } else {
            once(house, id, "establishment.restore");
            assert_eq!(databases(house), TARGETS);
            assert!(contents(house) == before, "what comes back is what was there");
        }
        exports_verify(house, TARGETS * turn.div_ceil(2), 0);
    });
    sound(&house);
}

/// Changes every establishment from its own side.
fn at_work(house: &House, mark: &str) {
    for number in 1..=u32::try_from(ALL).unwrap() {
        let database = Connection::open(database(house, number)).unwrap();
        database.execute("update account set last_name = $1", [mark]).unwrap();
    }
}

fn names(path: &Path) -> String {
    let database = Connection::open(path).unwrap();
    database.query_row("select group_concat(distinct last_name) from account", [], |row| row.get(0)).unwrap()
}

#[test]
fn replacements_happen_once_and_keep_what_was_there() {
    let house = house();
    let id = plan(&house, &always(&["establishment", "export", "--all"])(&house));
    carry(&house, &id);
    let sources = exports_of(&house, &id);
    let before = contents(&house);
    let mut jobs = 0;
    let replace = |house: &House| {
        at_work(house, "AU TRAVAIL");
        let named = sources.iter().map(|path| path.to_string_lossy().into_owned());
        ["establishment", "restore", "--replace"].map(str::to_owned).into_iter().chain(named).collect()
    };
    until_killed_enough(&house, (7, 1500), &[&replace], |house, id| {
        jobs += 1;
        done(house, id);
        let told = "select count(*) from audit where action = 'establishment.restore'";
        assert_eq!(house.ask::<i64>(told), ALL * jobs);
        assert!(contents(house) == before, "the file's content is there");
        for path in exports_of(house, id) {
            assert_eq!(names(&path), "AU TRAVAIL", "{}", path.display());
        }
        assert_eq!(house.ask::<i64>("select count(*) from block"), 0, "the program's block is lifted");
        exports_verify(house, TARGETS * (1 + usize::try_from(jobs).unwrap()), 1);
        assert_eq!(databases(house), TARGETS);
    });
    sound(&house);
}
