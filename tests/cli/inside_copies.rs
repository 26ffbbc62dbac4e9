//! Jobs and the audit in an establishment's own database when that is put back, replaced, brought back or damaged: no
//! number is given twice, what was cut is told, and what was interrupted is not forgotten.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::Value;

use crate::support::house::{House, told};

/// A house whose only school has three departments.
fn school() -> House {
    let house = House::new();
    house.import(1);
    for code in ["A", "B", "C"] {
        inside(&house, &["department", "add", "--code", code, "--name", code]);
    }
    house
}

fn inside(house: &House, arguments: &[&str]) -> Vec<Value> {
    house.records(&[arguments, &["--establishment", "1"]].concat())
}

fn database(house: &House) -> PathBuf {
    house.data().join("establishments/000/1.sqlite")
}

fn own(house: &House) -> Connection {
    Connection::open(database(house)).unwrap()
}

/// Puts a copy in the place of the database, as somebody does by hand.
fn put_back(house: &House, copy: &[u8]) {
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", database(house).display()));
    }
    fs::write(database(house), copy).unwrap();
}

fn codes(house: &House) -> Vec<String> {
    let rows = inside(house, &["department", "list"]);
    rows.iter().map(|row| row["code"].as_str().unwrap().to_owned()).collect()
}

/// Deletes a department, and gives the number of the job.
fn delete(house: &House, code: &str) -> u64 {
    inside(house, &["department", "delete", code, "--yes"])[0]["job"].as_u64().unwrap()
}

fn id(house: &House, code: &str) -> i64 {
    own(house).query_row("select id from department where code = $1", [code], |row| row.get(0)).unwrap()
}

/// The words of what the examination finds.
fn findings(house: &House) -> Vec<String> {
    let output = house.run(&["doctor", "--json"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    records.filter_map(|record| Some(record["finding"].as_str()?.to_owned())).collect()
}

fn is_verified(house: &House) -> bool {
    house.run(&["audit", "verify", "--establishment", "1"]).status.success()
}

fn export(house: &House) -> String {
    let made = house.records(&["establishment", "export", "1"]);
    made[0]["export"].as_str().unwrap_or_else(|| panic!("{made:?}")).to_owned()
}

/// A job of which somebody was killed who had begun it.
fn interrupt(house: &House, code: &str) -> String {
    let planned = inside(house, &["department", "delete", code, "--save", "x"])[0]["job"].to_string();
    let sql = "update job set state = 'running', owner = 'gone', started_at = created_at, heartbeat_at = created_at
        where id = $1";
    assert_eq!(own(house).execute(sql, [&planned]).unwrap(), 1);
    house.registry().execute("insert into job_inside values (1, $1, '')", [&planned]).unwrap();
    planned
}

#[test]
fn an_older_copy_is_told_and_neither_its_jobs_nor_its_rows_get_a_number_again() {
    let house = school();
    let copy = fs::read(database(&house)).unwrap();
    inside(&house, &["department", "add", "--code", "D", "--name", "D"]);
    let (given, job) = (id(&house, "D"), delete(&house, "B"));
    assert!(is_verified(&house) && findings(&house).is_empty());

    put_back(&house, &copy);
    assert!(!is_verified(&house));
    assert_eq!(findings(&house), ["audit-inside-behind"]);
    // Until somebody writes, each look says so; what goes by its age is nothing that anybody writes.
    let _told = house.run(&["prune", "--yes"]);
    assert_eq!(codes(&house), ["A", "B", "C"]);
    assert_eq!(findings(&house), ["audit-inside-behind"]);
    inside(&house, &["department", "add", "--code", "E", "--name", "E"]);
    assert!(id(&house, "E") > given);
    assert!(delete(&house, "A") > job);
    let undone = house.run(&["job", "undo", &job.to_string(), "--yes", "--establishment", "1"]);
    assert_eq!(undone.status.code(), Some(4), "{}", told(&undone));
    assert_eq!(codes(&house), ["B", "C", "E"]);
    // From then on the host's own audit tells it.
    assert!(is_verified(&house) && findings(&house).is_empty());
    let entries = house.records(&["audit", "list", "--action", "establishment.audit-behind"]);
    assert_eq!((entries.len(), entries[0]["object_id"].as_str()), (1, Some("1")), "{entries:?}");
}

/// Nothing that removes or replaces an older copy takes away that it was one.
#[test]
fn an_older_copy_that_goes_is_told_in_the_hosts_audit() {
    for way in [
        &["establishment", "delete", "1", "--yes"][..],
        &["establishment", "delete", "1", "--yes", "--no-export"],
        &["establishment", "delete", "1", "2", "--yes", "--above-threshold"],
        &["establishment", "restore", "made", "--replace", "--yes"],
    ] {
        let house = House::new();
        house.import(2);
        inside(&house, &["department", "add", "--code", "A", "--name", "A"]);
        let (file, copy) = (export(&house), fs::read(database(&house)).unwrap());
        inside(&house, &["department", "add", "--code", "D", "--name", "D"]);
        put_back(&house, &copy);
        let way: Vec<&str> = way.iter().map(|word| if *word == "made" { &file } else { *word }).collect();
        house.ok(&way);
        let entries = house.records(&["audit", "list", "--action", "establishment.audit-behind"]);
        let [entry] = entries.as_slice() else { panic!("{way:?}: {entries:?}") };
        assert_eq!((entry["before"]["entry"].as_str(), entry["after"]["entry"].as_str()), (Some("2"), Some("1")));
        assert!(findings(&house).is_empty(), "{way:?}");
    }
}

#[test]
fn an_older_copy_that_could_not_be_deleted_is_still_told() {
    let house = school();
    let copy = fs::read(database(&house)).unwrap();
    inside(&house, &["department", "add", "--code", "D", "--name", "D"]);
    put_back(&house, &copy);
    // An export of it could not be restored: it stays.
    own(&house).execute_batch("create table extra (a)").unwrap();
    assert!(!house.run(&["establishment", "delete", "1", "--yes"]).status.success());
    assert!(database(&house).exists() && findings(&house).contains(&"audit-inside-behind".to_owned()));
    assert!(!is_verified(&house));
}

/// A registry that is older does not know a school's last time: what lies elsewhere does.
#[test]
fn an_empty_database_gives_no_number_again_that_a_file_elsewhere_has_given() {
    let house = school();
    let older = export(&house);
    let registry = house.data().join("registry.sqlite");
    let copy = fs::read(&registry).unwrap();
    house.ok(&["establishment", "delete", "1", "--yes"]);
    house.ok(&["establishment", "restore", &older, "--yes"]);
    inside(&house, &["department", "add", "--code", "D", "--name", "D"]);
    let (given, job) = (id(&house, "D"), delete(&house, "B"));
    fs::rename(database(&house), house.data().join("establishments/000/un.sqlite")).unwrap();
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(&registry, copy).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    let _told = house.run(&["doctor", "--empty", "1", "--yes"]);
    inside(&house, &["department", "add", "--code", "E", "--name", "E"]);
    assert!(id(&house, "E") > given && delete(&house, "E") > job);
}

#[test]
fn an_end_that_was_cut_and_an_entry_that_was_altered_are_told() {
    for (sql, finding) in [
        ("delete from audit where id = (select max(id) from audit)", "audit-inside-behind"),
        ("delete from audit", "audit-inside-behind"),
        ("update audit set object_label = 'X' where id = 1", "audit-inside-broken"),
        ("delete from audit where id = 1", "audit-inside-broken"),
    ] {
        let house = school();
        assert!(own(&house).execute(sql, []).unwrap() > 0);
        let verified = house.run(&["audit", "verify", "--establishment", "1"]);
        assert_eq!(verified.status.code(), Some(4), "{sql}: {}", told(&verified));
        assert_eq!(findings(&house), [finding], "{sql}");
    }
}

#[test]
fn what_is_brought_back_from_an_older_export_gives_no_number_again() {
    for replaced in [true, false] {
        let house = school();
        let older = export(&house);
        inside(&house, &["department", "add", "--code", "D", "--name", "D"]);
        let (given, job) = (id(&house, "D"), delete(&house, "B"));
        if replaced {
            house.ok(&["establishment", "restore", &older, "--replace", "--yes"]);
        } else {
            house.ok(&["establishment", "delete", "1", "--yes"]);
            house.ok(&["establishment", "restore", &older, "--yes"]);
        }
        assert_eq!(codes(&house), ["A", "B", "C"]);
        assert!(is_verified(&house) && findings(&house).is_empty(), "{replaced}");
        let undone = house.run(&["job", "undo", &job.to_string(), "--yes", "--establishment", "1"]);
        assert_eq!(undone.status.code(), Some(4), "{}", told(&undone));
        inside(&house, &["department", "add", "--code", "E", "--name", "E"]);
        assert!(id(&house, "E") > given);
        assert!(delete(&house, "A") > job);
    }
}

#[test]
fn a_plan_that_came_with_a_replacement_is_not_begun_in_the_place_of_what_was_interrupted() {
    let house = school();
    let before = export(&house);
    let planned = inside(&house, &["department", "delete", "A", "--save", "never ordered"])[0]["job"].to_string();
    let with_plan = export(&house);
    house.ok(&["establishment", "restore", &before, "--replace", "--yes"]);
    let interrupted = interrupt(&house, "B");
    assert_ne!(planned, interrupted);
    house.ok(&["establishment", "restore", &with_plan, "--replace", "--yes"]);
    house.ok(&["job", "resume", "--all"]);
    assert_eq!(codes(&house), ["A", "B", "C"]);
    assert_eq!(inside(&house, &["job", "show", &planned])[0]["state"], "planned");
}

#[test]
fn what_was_interrupted_is_found_again_after_an_older_registry() {
    let house = school();
    let registry = house.data().join("registry.sqlite");
    let copy = fs::read(&registry).unwrap();
    let id = interrupt(&house, "B");
    house.ok(&["zone", "add", "--name", "Autre"]);
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(&registry, copy).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    let listed = house.run(&["job", "list"]);
    assert!(told(&listed).contains(&format!("intendant job resume {id} --establishment 1")), "{}", told(&listed));
    assert_eq!(findings(&house), ["job-interrupted"]);
    house.ok(&["job", "resume", "--all"]);
    assert_eq!(codes(&house), ["A", "C"]);
    assert!(findings(&house).is_empty());
}

#[test]
fn what_was_interrupted_is_named_after_a_deletion_was_undone() {
    let house = school();
    let id = interrupt(&house, "B");
    let deletion = house.records(&["establishment", "delete", "1", "--yes"])[0]["job"].to_string();
    house.ok(&["job", "undo", &deletion, "--yes"]);
    // Nobody has begun it here: it is resumed by its number, which is told.
    let listed = house.run(&["job", "list"]);
    assert!(told(&listed).contains(&format!("intendant job resume {id} --establishment 1")), "{}", told(&listed));
    let resumed = house.run(&["job", "resume", "--all"]);
    assert_eq!(resumed.status.code(), Some(0));
    assert!(told(&resumed).contains(&format!("intendant job resume {id} --establishment 1")), "{}", told(&resumed));
    assert_eq!(codes(&house), ["A", "B", "C"]);
    house.ok(&["job", "resume", &id, "--establishment", "1", "--yes"]);
    assert_eq!(codes(&house), ["A", "C"]);
}

#[test]
fn a_database_that_cannot_be_read_hides_no_interrupted_job_of_another() {
    let house = school();
    house.add("Collège d'à côté", "");
    let id = interrupt(&house, "B");
    house.registry().execute("insert into job_inside values (2, 1, '')", []).unwrap();
    fs::write(house.data().join("establishments/000/2.sqlite"), b"nothing of the kind").unwrap();
    let listed = house.run(&["job", "list"]);
    assert_eq!(listed.status.code(), Some(3), "{}", told(&listed));
    for part in ["intendant job resume", "establishment 2"] {
        assert!(told(&listed).contains(part), "{}", told(&listed));
    }
    let resumed = house.run(&["job", "resume", "--all"]);
    assert_eq!(resumed.status.code(), Some(3), "{}", told(&resumed));
    assert_eq!(inside(&house, &["job", "show", &id])[0]["state"], "done");
}

#[test]
fn one_that_is_busy_keeps_none_of_the_others_from_going_on() {
    let house = school();
    house.add("Collège d'à côté", "");
    let busy = interrupt(&house, "B");
    let add = ["department", "add", "--code", "Z", "--name", "Z", "--establishment", "2"];
    house.ok(&add);
    let path = house.data().join("establishments/000/2.sqlite");
    let delete = ["department", "delete", "Z", "--save", "x", "--establishment", "2"];
    let other = house.records(&delete)[0]["job"].to_string();
    let sql = "update job set state = 'running', owner = 'gone', started_at = created_at where id = $1";
    assert_eq!(Connection::open(path).unwrap().execute(sql, [&other]).unwrap(), 1);
    house.registry().execute("insert into job_inside values (2, $1, '')", [&other]).unwrap();

    let holder = own(&house);
    holder.execute_batch("begin immediate").unwrap();
    let resumed = house.run(&["job", "resume", "--all"]);
    assert_eq!(resumed.status.code(), Some(5), "{}", told(&resumed));
    assert!(told(&resumed).contains(&format!("intendant job resume {busy} --establishment 1")), "{}", told(&resumed));
    let shown = house.records(&["job", "show", &other, "--establishment", "2"]);
    assert_eq!(shown[0]["state"], "done");
    holder.execute_batch("rollback").unwrap();
    house.ok(&["job", "resume", "--all"]);
    assert_eq!(codes(&house), ["A", "C"]);
}

#[test]
fn what_an_older_registry_does_not_know_of_ids_it_learns_when_it_is_accepted() {
    let house = school();
    let older = export(&house);
    let registry = house.data().join("registry.sqlite");
    let copy = fs::read(&registry).unwrap();
    inside(&house, &["department", "add", "--code", "D", "--name", "D"]);
    let (given, job) = (id(&house, "D"), delete(&house, "B"));
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(&registry, copy).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    assert!(findings(&house).is_empty());
    house.ok(&["establishment", "delete", "1", "--yes"]);
    house.ok(&["establishment", "restore", &older, "--yes"]);
    inside(&house, &["department", "add", "--code", "E", "--name", "E"]);
    assert!(id(&house, "E") > given && delete(&house, "A") > job);
}

#[test]
fn of_several_who_write_inside_at_once_the_host_knows_the_last() {
    let house = school();
    for round in 0..3 {
        let mut running: Vec<_> = (0..3)
            .map(|who| {
                let code = format!("R{round}W{who}");
                let add = ["department", "add", "--code", &code, "--name", &code, "--establishment", "1"];
                house.command(&add).stdout(std::process::Stdio::null()).spawn().unwrap()
            })
            .collect();
        assert!(running.iter_mut().all(|one| one.wait().unwrap().success()));
        let last: i64 = own(&house).query_row("select max(id) from audit", [], |row| row.get(0)).unwrap();
        assert_eq!(house.ask::<i64>("select head_id from inside_reached where establishment_number = 1"), last);
    }
    assert_eq!(own(&house).execute("delete from audit where id = (select max(id) from audit)", []).unwrap(), 1);
    assert_eq!(findings(&house), ["audit-inside-behind"]);
}

#[test]
fn what_is_cut_right_after_a_restore_is_told_too() {
    for how in [["--replace", "--yes"], ["--yes", "--json"]] {
        let house = school();
        let file = export(&house);
        if how[0] != "--replace" {
            house.ok(&["establishment", "delete", "1", "--yes"]);
        }
        house.ok(&[&["establishment", "restore", &file][..], &how].concat());
        assert_eq!(own(&house).execute("delete from audit where id = (select max(id) from audit)", []).unwrap(), 1);
        assert!(!is_verified(&house), "{how:?}");
        assert_eq!(findings(&house), ["audit-inside-behind"], "{how:?}");
    }
}

#[test]
fn an_older_file_that_a_person_has_chosen_is_no_older_copy_any_more() {
    let house = school();
    let copy = fs::read(database(&house)).unwrap();
    inside(&house, &["department", "add", "--code", "D", "--name", "D"]);
    let given = id(&house, "D");
    fs::remove_file(database(&house)).unwrap();
    let backup = house.data().join("exchange/1.sqlite");
    fs::write(&backup, copy).unwrap();
    fs::set_permissions(&backup, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    house.ok(&["doctor", "--adopt", "1", "--yes"]);
    assert!(is_verified(&house) && findings(&house).is_empty());
    inside(&house, &["department", "add", "--code", "E", "--name", "E"]);
    assert!(id(&house, "E") > given);
}

#[test]
fn a_job_that_goes_on_in_the_background_has_a_process() {
    let house = school();
    let id = inside(&house, &["department", "delete", "A", "B", "--save", "x"])[0]["job"].to_string();
    house.ok(&["job", "start", &id, "--yes", "--detach", "--establishment", "1"]);
    let owner: String = own(&house).query_row("select owner from job where id = $1", [&id], |row| row.get(0)).unwrap();
    assert_ne!(owner, "ordered");
    house.ok(&["job", "watch", &id, "--establishment", "1"]);
    assert_eq!(codes(&house), ["C"]);
}
