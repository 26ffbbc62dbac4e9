//! Scenarios of many at once that go wrong in part, on real files.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use intendant::store::establishment::snapshot::digest;
use rusqlite::Connection;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::daemon::wait_for;
use crate::support::house::{House, told};

const LIMIT: Duration = Duration::from_mins(1);

fn database(house: &House, number: u32) -> PathBuf {
    house.data().join(format!("establishments/000/{number}.sqlite"))
}

/// Somebody who has a database for himself until the value goes.
fn locked(house: &House, number: u32) -> Connection {
    let connection = Connection::open(database(house, number)).unwrap();
    connection.execute_batch("begin exclusive").unwrap();
    connection
}

/// Runs a command that ends with this code; gives the JSON lines of its output.
fn lines(house: &House, arguments: &[&str], code: i32) -> Vec<Value> {
    let output = house.run(&[arguments, &["--json"]].concat());
    assert_eq!(output.status.code(), Some(code), "{}", told(&output));
    parsed(&output.stdout)
}

fn parsed(printed: &[u8]) -> Vec<Value> {
    let text = String::from_utf8_lossy(printed).into_owned();
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("not JSON: {line}"))).collect()
}

fn numbers<'l>(lines: impl IntoIterator<Item = &'l Value>) -> Vec<u64> {
    lines.into_iter().map(|line| line["number"].as_u64().unwrap()).collect()
}

#[test]
fn s15_broken_schools_are_lines_with_their_cause_and_out_of_the_totals() {
    let house = House::new();
    house.import(60);
    std::fs::write(database(&house, 7), vec![7; 4096]).unwrap();
    let lockers = [11, 30].map(|number| locked(&house, number));
    let mut counted = lines(&house, &["establishment", "stats"], 3);
    let totals = counted.pop().unwrap()["totals"].clone();
    assert_eq!(numbers(&counted), (1..=60).collect::<Vec<_>>(), "a line each, in order");
    let broken: Vec<_> = counted.iter().filter(|line| !line["cause"].is_null()).collect();
    let causes: Vec<_> = broken.iter().map(|line| (line["number"].as_u64(), line["cause"].as_str())).collect();
    assert_eq!(causes, [(Some(7), Some("damaged")), (Some(11), Some("busy")), (Some(30), Some("busy"))]);
    assert!(broken.iter().all(|line| line["staff"].is_null() && line["grades"].is_null()), "{broken:?}");
    assert_eq!((&totals["establishments"], &totals["unread"], &totals["staff"]), (&57.into(), &3.into(), &57.into()));
    let told = told(&house.run(&["establishment", "stats"]));
    assert!(told.contains("57 establishments, 3 unreadable, left out of the totals"), "{told}");

    // The dated snapshot says the same once they are free again, and the next one counts them.
    drop(lockers);
    let mut again = lines(&house, &["establishment", "stats"], 3);
    assert_eq!(again.pop().unwrap()["totals"]["establishments"], 59);
    let history = lines(&house, &["establishment", "stats", "--history"], 0);
    assert_eq!(history.len(), 3);
    let first = history.iter().min_by_key(|one| one["snapshot"].as_i64()).unwrap();
    assert_eq!((&first["totals"], &first["complete"]), (&totals, &true.into()));
    // A damaged file is left as it is.
    assert_eq!(std::fs::read(database(&house, 7)).unwrap(), vec![7; 4096]);
}

/// Everything below the databases and the exports, with its bytes.
fn contents(house: &House) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for folder in ["establishments/000", "exports"] {
        for entry in std::fs::read_dir(house.data().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            found.push((path.clone(), std::fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

/// Writes the hash beside a file, as whoever made it would.
fn seal(path: &Path) {
    std::fs::write(format!("{}.sha256", path.display()), format!("{}  x\n", digest(path).unwrap())).unwrap();
}

/// Exports an establishment; gives the file.
fn exported(house: &House, number: &str) -> PathBuf {
    PathBuf::from(house.records(&["establishment", "export", number])[0]["export"].as_str().unwrap())
}

#[test]
fn s17_a_restore_is_checked_first_and_refused_without_a_touch() {
    let house = House::new();
    house.add("Collège Un", "0750655E");
    house.add("Collège Deux", "");
    let good = exported(&house, "1");
    let copy = |name: &str| {
        let path = house.folder().join(name);
        std::fs::copy(&good, &path).unwrap();
        path
    };
    let newer = copy("newer.sqlite");
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    seal(&newer);
    let altered = copy("altered.sqlite");
    seal(&altered);
    let mut bytes = std::fs::read(&altered).unwrap();
    bytes[5000] ^= 1;
    std::fs::write(&altered, bytes).unwrap();
    let unsealed = copy("unsealed.sqlite");
    let before = contents(&house);
    let refused = |path: &Path, replace: &[&str], error: &str| {
        let command = [&["establishment", "restore", path.to_str().unwrap(), "--yes"], replace].concat();
        let rows = lines(&house, &command, 4);
        assert_eq!((rows.len(), rows[0]["error"].as_str()), (1, Some(error)), "{rows:?}");
        rows[0]["message"].as_str().unwrap().to_owned()
    };
    for replace in [&[][..], &["--replace"]] {
        let said = refused(&newer, replace, "newer");
        assert!(said.contains("99"), "{said}");
        refused(&altered, replace, "hash-differs");
        refused(&unsealed, replace, "no-hash");
    }
    refused(&good, &[], "number-taken");
    assert!(contents(&house) == before, "nothing was touched");

    // Deleted meanwhile, and its UAI given to another.
    house.ok(&["establishment", "delete", "1", "--yes", "--above-threshold"]);
    house.ok(&["establishment", "edit", "2", "--uai", "0750655E"]);
    let before = contents(&house);
    let said = refused(&good, &[], "uai-taken");
    assert!(said.contains('2'), "the holder is named: {said}");
    assert!(contents(&house) == before, "nothing was touched");
    house.ok(&["establishment", "edit", "2", "--uai", ""]);
    house.ok(&["establishment", "restore", good.to_str().unwrap()]);
    assert_eq!(house.records(&["establishment", "show", "1"])[0]["uai"], "0750655E");
    house.ok(&["audit", "verify"]);
}

fn names(path: &Path) -> String {
    let database = Connection::open(path).unwrap();
    database.query_row("select group_concat(last_name) from account", [], |row| row.get(0)).unwrap()
}

#[test]
fn s17_over_an_existing_one_it_is_swapped_and_what_was_there_is_kept() {
    let house = House::new();
    house.add("Collège Un", "");
    let file = exported(&house, "1");
    let then = names(&database(&house, 1));
    Connection::open(database(&house, 1)).unwrap().execute("update account set last_name = 'DEPUIS'", []).unwrap();
    let rows = house.records(&["establishment", "restore", file.to_str().unwrap(), "--replace", "--yes"]);
    assert_eq!((rows[0]["result"].as_str(), names(&database(&house, 1))), (Some("done"), then.clone()));
    let kept = PathBuf::from(rows[0]["export"].as_str().unwrap());
    assert_eq!(names(&kept), "DEPUIS");
    house.ok(&["job", "undo", &rows[0]["job"].to_string(), "--yes"]);
    assert_eq!(names(&database(&house, 1)), "DEPUIS");
    house.ok(&["establishment", "administrators", "1"]);
    house.ok(&["export", "verify"]);
}

#[test]
fn s19_two_of_sixty_are_busy_and_named_and_the_others_go() {
    let house = House::new();
    house.import(60);
    let lockers = [7, 40].map(|number| locked(&house, number));
    let delete = ["establishment", "delete", "--all", "--yes", "--above-threshold"];
    let rows = lines(&house, &delete, 3);
    assert_eq!(rows.len(), 60, "a result each");
    let failed: Vec<_> = rows.iter().filter(|row| row["result"] == "failed").collect();
    assert_eq!(numbers(failed.iter().copied()), [7, 40]);
    assert!(failed.iter().all(|row| row["error"] == "busy"), "{failed:?}");
    assert_eq!(rows.iter().filter(|row| row["result"] == "done").count(), 58);
    assert_eq!(numbers(&house.records(&["establishment", "list"])), [7, 40]);
    // The audit has all 60: 58 entries of their own, and the job's counts.
    let gone = "select count(distinct object_id) from audit where action = 'establishment.delete'";
    assert_eq!(house.ask::<i64>(gone), 58);
    let ended: String = house.ask("select after from audit where action = 'job.end'");
    let ended: Value = serde_json::from_str(&ended).unwrap();
    assert_eq!((&ended["done"], &ended["failed"], &ended["waiting"]), (&"58".into(), &"2".into(), &"0".into()));
    let exports = std::fs::read_dir(house.data().join("exports")).unwrap().count();
    assert_eq!(exports, 2 * 58, "those that stay left no half export");

    drop(lockers);
    house.ok(&["job", "retry", "1", "--yes", "--above-threshold"]);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 0);
    assert_eq!(house.ask::<i64>(gone), 60);
    house.ok(&["audit", "verify"]);
}

#[test]
fn s25_a_night_run_that_is_stopped_goes_on_and_an_altered_audit_is_named() {
    const ALL: usize = 300;
    let house = House::new();
    house.import(ALL);
    house.ok(&["establishment", "delete", "--all", "--save", "nuit"]);
    for refused in [&["job", "start", "1", "--json"][..], &["job", "start", "1", "--json", "--yes"]] {
        assert_eq!(lines(&house, &refused[..refused.len()], 4), Vec::<Value>::new());
    }
    let mut command = house.command(&["job", "start", "1", "--json", "--yes", "--above-threshold", "--progress"]);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let far = || Ok((house.ask::<i64>("select done from job") >= 32).then_some(()));
    wait_for(LIMIT, "some of it to be done", far).unwrap();
    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(6), "{}", told(&output));
    let done = parsed(&output.stdout).len();
    assert!((32..ALL).contains(&done), "{done}: what was done is told, and nothing else");
    assert!(String::from_utf8_lossy(&output.stderr).contains('%'), "progress is beside it: {}", told(&output));
    assert_eq!(house.ask::<i64>("select done from job"), i64::try_from(done).unwrap());

    assert_eq!(lines(&house, &["job", "resume", "1"], 0).len(), ALL);
    let gone = "select count(distinct object_id) from audit where action = 'establishment.delete'";
    assert_eq!(house.ask::<i64>(gone), i64::try_from(ALL).unwrap());
    house.ok(&["audit", "verify"]);
    let row = house.ask::<i64>("select max(id) from audit where action = 'establishment.delete'");
    let registry = house.registry();
    let byte = "update audit set object_label = replace(object_label, 'Collège', 'Collége') where id = $1";
    assert_eq!(registry.execute(byte, [row]).unwrap(), 1);
    let verified = lines(&house, &["audit", "verify"], 4);
    assert_eq!(verified[0]["broken"]["id"], row);
    let said = told(&house.run(&["audit", "verify"]));
    assert!(said.contains(&row.to_string()), "{said}");
}
