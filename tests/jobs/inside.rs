//! A job on an establishment's own rows, in its own database, under kills.

use std::fmt::Write as _;
use std::process::Stdio;

use crate::hammer::{Moments, kill_after, kills};
use crate::support::faults::scratch_dir;
use crate::support::house::House;

/// Departments of the establishment.
const DEPARTMENTS: usize = 600;
/// A kill comes at most so long after the start, in milliseconds.
const WITHIN_MS: u64 = 150;

/// Runs a command inside the establishment, and gives its records.
fn inside(house: &House, arguments: &[&str]) -> Vec<serde_json::Value> {
    house.records(&[arguments, &["--establishment", "1"]].concat())
}

/// Carries a plan out with kills in between; returns how many there were, and whether the last one came after the job's end.
fn hammer(house: &House, id: &str, moments: &mut Moments) -> (u32, bool) {
    let mut killed = 0;
    loop {
        let mut command = house.command(&["job", "resume", id, "--yes", "--establishment", "1"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
        if killed < kills() && kill_after(&mut child, moments.next(WITHIN_MS)) {
            killed += 1;
            // It may have been killed after its end.
            if inside(house, &["job", "show", id])[0]["state"] == "done" {
                return (killed, true);
            }
            continue;
        }
        assert!(child.wait().expect("it can be waited for").success());
        return (killed, false);
    }
}

/// Every target of a job was done, once each as the log tells, and the host forgot that it ran: whoever is killed between the
/// two leaves a hint, which is a look too many and no more.
fn done(house: &House, id: &str, action: &str, killed_after: bool) {
    let shown = inside(house, &["job", "show", id]);
    let counted = (shown[0]["done"].as_u64(), shown[0]["waiting"].as_u64(), shown[0]["state"].as_str());
    assert_eq!(counted, (Some(DEPARTMENTS as u64), Some(0), Some("done")), "{shown:?}");
    let told = inside(house, &["audit", "list", "--action", action, "--limit", "2000"]);
    let objects: std::collections::BTreeSet<&str> = told.iter().filter_map(|one| one["object_id"].as_str()).collect();
    assert_eq!((told.len(), objects.len()), (DEPARTMENTS, DEPARTMENTS), "{action}");
    assert!(house.ask::<i64>("select count(*) from job_inside") <= i64::from(killed_after));
    assert_eq!(house.ok(&["job", "resume", "--all"]), "", "nothing goes on");
    house.ok(&["audit", "verify", "--establishment", "1"]);
}

#[test]
fn departments_are_deleted_once_and_brought_back_once() {
    let house = House::within(scratch_dir());
    house.import(1);
    let mut file = "code;name\n".to_owned();
    let codes: Vec<String> = (0..DEPARTMENTS).map(|number| format!("D{number:03}")).collect();
    for code in &codes {
        writeln!(file, "{code};Département {code}").expect("a text takes more");
    }
    let path = house.folder().join("departments.csv");
    std::fs::write(&path, file).expect("there is room");
    house.ok(&["department", "import", path.to_str().expect("a plain path"), "--establishment", "1"]);

    let mut moments = Moments::new(29);
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let planned = inside(&house, &[&["department", "delete"][..], &codes, &["--save", "kills"]].concat());
    let id = planned[0]["job"].to_string();
    let (killed, after) = hammer(&house, &id, &mut moments);
    done(&house, &id, "department.delete", after);
    assert!(inside(&house, &["department", "list"]).is_empty());

    let undoing = inside(&house, &["job", "undo", &id, "--save", "kills"])[0]["job"].to_string();
    let (again, after) = hammer(&house, &undoing, &mut moments);
    done(&house, &undoing, "department.undo-delete", after);
    assert_eq!(inside(&house, &["department", "list"]).len(), DEPARTMENTS);
    assert!(killed + again > 0);
}
