//! New starts and other machines, with a clock that is wrong: by their commands, from the first one on.

use std::path::Path;

use rusqlite::Connection;

use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, told};

const YEARS: i64 = 6 * 365 * DAY_S;
pub(super) const RIGHT: [&str; 2] = ["doctor", "--clock-is-right"];
const DELETE: [&str; 5] = ["establishment", "delete", "2", "--yes", "--above-threshold"];
const PRUNE: [&str; 2] = ["prune", "--yes"];

/// Runs a command; returns what it printed.
#[track_caller]
fn expect(house: &House, arguments: &[&str], code: i32) -> String {
    let output = house.run(arguments);
    let told = told(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    told
}

/// Looks at the clock, as every command does.
pub(super) fn look(house: &House) -> String {
    told(&house.run(&["zone", "list"]))
}

fn count(house: &House, table: &str) -> u32 {
    house.ask(&format!("select count(*) from {table}"))
}

/// Undoes the deletion: nothing of it was lost.
#[track_caller]
fn undo(house: &House) {
    let job: i64 = house.ask("select id from job where kind = 'delete' and done = 1");
    house.ok(&["job", "undo", &job.to_string(), "--yes"]);
    assert!(house.data().join("establishments/000/2.sqlite").exists());
    house.ok(&["audit", "verify"]);
}

#[test]
fn a_clock_without_a_battery_is_noticed_at_each_start() {
    for said in [true, false] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        house.import(3);
        clock.boot();
        clock.set_ahead(-YEARS);
        assert!(look(&house).contains("went back"));
        house.ok(&["establishment", "edit", "3", "--name", "Trois"]);
        // Right, and only read; then behind once more.
        clock.boot();
        clock.set_ahead(0);
        assert_eq!(
            (look(&house).contains("went"), expect(&house, &["doctor"], 0).contains("All is well.")),
            (false, true)
        );
        clock.boot();
        clock.set_ahead(-YEARS);
        assert!(expect(&house, &DELETE, 4).contains("went back"), "what cannot be undone waits");
        house.ok(&DELETE);
        clock.boot();
        clock.set_ahead(0);
        look(&house);
        if said {
            house.ok(&RIGHT);
        }
        house.ok(&PRUNE);
        assert_eq!(count(&house, "export"), 1, "it is of today");
        undo(&house);
    }
}

#[test]
fn a_clock_that_goes_ahead_after_a_battery_was_empty_is_doubted() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(2);
    for ahead in [-YEARS, 0] {
        clock.boot();
        clock.set_ahead(ahead);
        house.ok(&["establishment", "edit", "1", "--name", &format!("École {ahead}")]);
    }
    house.ok(&DELETE);
    clock.boot();
    clock.set_ahead(YEARS);
    for _ in 0..2 {
        expect(&house, &PRUNE, 4);
    }
    clock.boot();
    clock.set_ahead(0);
    look(&house);
    house.ok(&PRUNE);
    undo(&house);
}

/// All of it was made minutes ago, by a clock that said 2020.
#[test]
fn what_was_made_before_a_clock_was_ever_right_is_as_old_as_it_is() {
    // A person says so; the machine runs for a day; it is right only at the next start.
    for (said, starts) in [(true, false), (false, false), (true, true)] {
        let clock = WallClock::new();
        clock.set_ahead(-YEARS);
        let house = House::under(&clock);
        house.import(2);
        house.add("Trois", "");
        house.ok(&["mail", "send"]);
        // The machine dates files by its clock; here it does not know of it.
        let mails: Vec<_> =
            std::fs::read_dir(house.data().join("mail")).unwrap().map(|one| one.unwrap().path()).collect();
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(YEARS.unsigned_abs());
        for path in &mails {
            std::fs::File::options().append(true).open(path).unwrap().set_modified(then).unwrap();
        }
        house.ok(&["establishment", "reset-password", "1", "--which", "first", "--yes"]);
        house.ok(&DELETE);
        house.ok(&["establishment", "export", "1"]);
        if starts {
            clock.boot();
        }
        clock.set_ahead(0);
        assert_eq!(look(&house).contains("went forward"), !starts);
        for _ in 0..2 {
            expect(&house, &PRUNE, 4);
        }
        let school = house.data().join("establishments/000/1.sqlite");
        let mut away = None;
        if said {
            // What it had found before, it tells once more.
            let _told = house.run(&RIGHT);
        } else {
            let other = house.data().with_extension("away");
            std::fs::rename(&school, &other).unwrap();
            away = Some(other);
            clock.pass(DAY_S + 60);
            look(&house);
        }
        let all = || ["export", "job", "outbox"].map(|table| count(&house, table));
        let before = all();
        // Who left a school whose file is away cannot be seen: that is told, and nothing is taken.
        expect(&house, &PRUNE, if away.is_some() { 3 } else { 0 });
        assert!(before.iter().all(|count| *count > 0) && all() == before, "{before:?}");
        assert!(!mails.is_empty() && mails.iter().all(|path| path.exists()), "{mails:?}");
        assert_eq!(house.ask::<u32>("select count(*) from export where taken_at < 1700000000"), 0);
        // Nobody deletes as asleep what was added minutes ago.
        assert_eq!(house.ask::<u32>("select count(*) from establishment where registered_on < '2026'"), 0);
        let _told = house.run(&["establishment", "stats"]);
        assert_eq!(house.records(&["establishment", "list", "--filter", "asleep:6", "--json"]).len(), 0);
        if let Some(away) = away {
            // No mail leaves before the password that it tells opens the school again, and none is erased.
            house.ok(&["mail", "send"]);
            let query = "select count(*) from outbox where kind = 'reset' and state = 'queued' and secret <> ''";
            assert_eq!(house.ask::<u32>(query), 1);
            std::fs::rename(away, &school).unwrap();
        }
        // The password in the mail is good, and in the school as well.
        house.ok(&["mail", "send"]);
        let query = "select count(*) from outbox where kind = 'reset' and state = 'sent'";
        assert_eq!(house.ask::<u32>(query), 1);
        assert_eq!(count(&house, "password_due"), 0);
        let database = Connection::open(&school).unwrap();
        let sql = "select password_until - cast(strftime('%s', 'now') as integer) from account where id = 1";
        let good_s: i64 = database.query_row(sql, [], |row| row.get(0)).unwrap();
        assert!(good_s > 13 * DAY_S && good_s <= 14 * DAY_S + 60, "{good_s}");
        undo(&house);
    }
}

#[test]
fn another_machine_whose_clock_is_ahead_is_doubted() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(2);
    house.ok(&DELETE);
    clock.go_elsewhere();
    clock.set_ahead(400 * DAY_S);
    look(&house);
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    for _ in 0..3 {
        expect(&house, &PRUNE, 4);
    }
    clock.set_ahead(0);
    look(&house);
    expect(&house, &PRUNE, 4);
    house.ok(&RIGHT);
    house.ok(&PRUNE);
    undo(&house);
}

#[test]
fn a_registry_of_a_version_that_kept_no_clock_is_doubted_at_a_start_that_is_ahead() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(2);
    house.ok(&DELETE);
    house.registry().execute("delete from host_setting where name like 'clock%'", []).unwrap();
    clock.set_ahead(400 * DAY_S);
    for _ in 0..2 {
        expect(&house, &PRUNE, 4);
    }
    assert_eq!(count(&house, "export"), 1);
}

#[test]
fn what_is_made_on_the_last_of_many_days_behind_is_of_that_day() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(2);
    house.ok(&["export", "keep", "30"]);
    clock.boot();
    clock.set_ahead(-400 * DAY_S);
    assert!(look(&house).contains("went back"));
    clock.pass(20 * DAY_S);
    house.ok(&["establishment", "edit", "1", "--name", "Un"]);
    clock.pass(20 * DAY_S);
    house.ok(&["establishment", "export", "2"]);
    // Started anew, it is still behind, and what was counted is not forgotten.
    clock.boot();
    assert!(!look(&house).contains("went back"));
    house.ok(&["establishment", "export", "1"]);
    clock.pass(60);
    clock.set_ahead(0);
    look(&house);
    house.ok(&RIGHT);
    house.ok(&PRUNE);
    assert_eq!(count(&house, "export"), 2);
}

/// A hundred days behind from its installation on, and started anew before anybody saw it.
#[test]
fn what_was_made_in_a_start_before_is_as_old_as_it_is() {
    let clock = WallClock::new();
    clock.set_ahead(-100 * DAY_S);
    let house = House::under(&clock);
    house.import(1);
    house.add("Deux", "");
    house.ok(&["establishment", "export", "1"]);
    house.ok(&["export", "keep", "30"]);
    house.ok(&["mail", "send"]);
    clock.pass(3_600);
    clock.boot();
    look(&house);
    clock.pass(120);
    clock.set_ahead(0);
    assert!(look(&house).contains("went forward"));
    house.ok(&RIGHT);
    house.ok(&PRUNE);
    assert_eq!(["export", "outbox"].map(|table| count(&house, table)), [1, 1]);
}

#[test]
fn what_is_added_while_the_clock_is_known_to_be_wrong_is_of_today() {
    for (wrong, way) in [(-YEARS, "went back"), (400 * DAY_S, "went forward")] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        house.import(1);
        clock.set_ahead(wrong);
        assert!(look(&house).contains(way));
        house.add("Deux", "");
        clock.set_ahead(0);
        look(&house);
        let _told = house.run(&RIGHT);
        let days = "select max(julianday(registered_on)) - min(julianday(registered_on)) <= 1 from establishment";
        assert!(house.ask::<bool>(days), "{way}");
        house.ok(&["establishment", "stats"]);
        assert_eq!(house.records(&["establishment", "list", "--filter", "asleep:6", "--json"]).len(), 0, "{way}");
    }
}

#[test]
fn a_password_that_is_given_while_the_clock_is_behind_is_good_once_it_is_right() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(1);
    clock.set_ahead(-400 * DAY_S);
    look(&house);
    house.ok(&["establishment", "reset-password", "1", "--which", "first", "--yes"]);
    // It leaves while the clock is behind, or later.
    house.ok(&["mail", "send"]);
    let sent = "select count(*) from outbox where kind = 'reset' and state = 'sent'";
    assert_eq!(house.ask::<u32>(sent), 1);
    house.add("Deux", "");
    clock.set_ahead(0);
    look(&house);
    house.ok(&RIGHT);
    house.ok(&["mail", "send"]);
    assert_eq!(house.ask::<u32>("select count(*) from outbox where state <> 'sent'"), 0);
    for number in [1, 2] {
        let path = house.data().join(format!("establishments/000/{number}.sqlite"));
        let sql = "select password_until - cast(strftime('%s', 'now') as integer) from account where id = 1";
        let good_s: i64 = Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap();
        assert!(good_s > 13 * DAY_S && good_s <= 14 * DAY_S + 60, "{number}: {good_s}");
    }
}

#[test]
fn a_password_that_is_given_while_the_clock_is_ahead_is_good_for_no_longer_than_one_of_today() {
    // Right again in the same start; or ahead for so long that it was believed, and right in a later one.
    for believed in [false, true] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        house.import(3);
        house.ok(&["mail", "send"]);
        let path = |number: u32| house.data().join(format!("establishments/000/{number}.sqlite"));
        let good_s = |number: u32| -> i64 {
            let now = if believed { 2 * DAY_S } else { 0 };
            let sql = "select password_until - $1 - cast(strftime('%s', 'now') as integer) from account where id = 1";
            Connection::open(path(number)).unwrap().query_row(sql, [now], |row| row.get(0)).unwrap()
        };
        clock.set_ahead(400 * DAY_S);
        assert!(look(&house).contains("went forward"));
        if believed {
            clock.pass(2 * DAY_S);
            look(&house);
        }
        let reset = |number: &str| house.ok(&["establishment", "reset-password", number, "--which", "first", "--yes"]);
        reset("1");
        reset("2");
        house.add("Quatre", "");
        house.ok(&["mail", "send"]);
        house.ok(&DELETE);
        // This mail has not left.
        reset("4");
        assert!(good_s(1) > 400 * DAY_S && good_s(4) > 400 * DAY_S);
        if believed {
            clock.boot();
        }
        clock.set_ahead(0);
        look(&house);
        // One database is not there when a person says so.
        let away = house.data().with_extension("away");
        std::fs::rename(path(4), &away).unwrap();
        let _told = house.run(&RIGHT);
        let days = good_s(1) / DAY_S;
        assert!((11..=14).contains(&days), "{days}");
        house.ok(&["mail", "send"]);
        let query = "select count(*) from outbox where state = 'queued' and secret <> '' and establishment_number = 4";
        assert_eq!(house.ask::<u32>(query), 1);
        std::fs::rename(&away, path(4)).unwrap();
        // By a clock that is wrong once more nothing is put right.
        clock.set_ahead(800 * DAY_S);
        expect(&house, &["mail", "send"], 4);
        assert_eq!(house.ask::<u32>(query), 1);
        clock.set_ahead(0);
        look(&house);
        let _told = house.run(&RIGHT);
        house.ok(&["mail", "send"]);
        assert_eq!(house.ask::<u32>("select count(*) from outbox where state <> 'sent'"), 0);
        // What was deleted then, and is brought back only now, has such a password as well.
        undo(&house);
        look(&house);
        for number in 1..=4 {
            let days = good_s(number) / DAY_S;
            assert!((11..=14).contains(&days), "{believed} {number}: {days}");
        }
        assert_eq!(count(&house, "password_due"), 0);
    }
}

#[test]
fn the_export_that_was_made_last_is_the_newest_however_often_the_clock_was_wrong() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(1);
    let path = house.data().join("establishments/000/1.sqlite");
    let name = |name: &str| {
        let sql = "update account set login = $1 where id = 1";
        Connection::open(&path).unwrap().execute(sql, [name]).unwrap();
    };
    clock.set_ahead(YEARS);
    look(&house);
    name("avant");
    house.ok(&["establishment", "export", "1"]);
    clock.set_ahead(10 * DAY_S);
    look(&house);
    clock.set_ahead(0);
    name("apres");
    house.ok(&["establishment", "export", "1"]);
    let _told = house.run(&RIGHT);
    std::fs::remove_file(&path).unwrap();
    let told = told(&house.run(&["doctor", "--recreate", "1", "--yes"]));
    let sql = "select login from account where id = 1";
    let found: String = Connection::open(&path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(found, "apres", "{told}");
}

/// Names the first administrator, so that one state of a school is told from another.
fn mark(path: &Path, login: &str) {
    let sql = "update account set login = $1 where id = 1";
    Connection::open(path).unwrap().execute(sql, [login]).unwrap();
}

fn marked(path: &Path) -> String {
    Connection::open(path).unwrap().query_row("select login from account where id = 1", [], |row| row.get(0)).unwrap()
}

/// Puts an older registry back and accepts it, as the README says, on a machine that was started anew; its clock, which was
/// never wrong, is said to be right.
fn put_back(house: &House, clock: &WallClock, backup: &Path) {
    clock.boot();
    clock.pass(60);
    for beside in ["-wal", "-shm"] {
        let _absent = std::fs::remove_file(house.data().join(format!("registry.sqlite{beside}")));
    }
    std::fs::write(house.data().join("registry.sqlite"), std::fs::read(backup).unwrap()).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    let _told = house.run(&RIGHT);
}

fn back_up(house: &House, to: &Path) {
    house.registry().execute("vacuum into $1", [to.to_str().unwrap()]).unwrap();
}

#[test]
fn an_older_export_is_never_the_newest_after_an_older_registry_came_back() {
    for days in [0, 20, 200] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup.sqlite");
        house.import(2);
        let path = house.data().join("establishments/000/2.sqlite");
        mark(&path, "avant");
        house.ok(&["establishment", "export", "2"]);
        back_up(&house, &backup);
        clock.pass(DAY_S);
        look(&house);
        mark(&path, "apres");
        house.ok(&["establishment", "export", "2"]);
        clock.pass(DAY_S * days);
        put_back(&house, &clock, &backup);
        let query = "select count(*) from export where taken_at <> told_at";
        assert_eq!(house.ask::<u32>(query), 0, "nothing was dated too early");
        std::fs::remove_file(&path).unwrap();
        house.ok(&["doctor", "--recreate", "2", "--yes"]);
        assert_eq!(marked(&path), "apres", "{days}");
    }
}

#[test]
fn a_deletion_is_not_undone_by_an_older_export_after_an_older_registry_came_back() {
    // Also where the catalogue has another time than the file, for whatever reason: then nobody can tell, and both are named.
    for moved_s in [0, 3 * DAY_S] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("backup.sqlite");
        house.import(2);
        let path = house.data().join("establishments/000/2.sqlite");
        mark(&path, "avant");
        house.ok(&DELETE);
        back_up(&house, &backup);
        let first: String = house.ask("select file from export");
        clock.pass(DAY_S);
        house.ok(&["establishment", "restore", house.data().join("exports").join(&first).to_str().unwrap(), "--yes"]);
        mark(&path, "apres");
        clock.pass(DAY_S);
        house.ok(&DELETE);
        let second: String = house.ask("select file from export order by made desc limit 1");
        clock.pass(DAY_S);
        put_back(&house, &clock, &backup);
        house.registry().execute("update export set taken_at = taken_at + $1", [moved_s]).unwrap();
        let job: i64 = house.ask("select id from job where kind = 'delete' and done = 1");
        let told = told(&house.run(&["--lang", "en", "job", "undo", &job.to_string(), "--yes"]));
        // Whether the school lived on after it, only the catalogue would know.
        assert!(told.contains("nobody can tell") && told.contains(&first) && told.contains(&second), "{told}");
        assert!(!path.exists(), "{told}");
    }
}
