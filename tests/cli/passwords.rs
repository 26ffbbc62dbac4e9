//! Passwords that the host gave by a clock that was ahead: no others end with them, and none comes back with older content.

use rusqlite::Connection;

use super::schools::{database, restore};
use super::starts::{RIGHT, look};
use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::House;

/// For how many days an account's password is good.
fn good_days(house: &House, number: u32, account: u32) -> i64 {
    let sql = "select (password_until - cast(strftime('%s', 'now') as integer)) / 86400 from account where id = $1";
    Connection::open(database(house, number)).unwrap().query_row(sql, [account], |row| row.get(0)).unwrap()
}

/// Has the school's own program give a person a password for so many days.
fn give(house: &House, account: u32, level: &str, days: i64) {
    let sql = "insert into account (id, login, last_name, first_name, email, level, active, expires_on, password,
            password_until, must_change, created_at, category, rev)
        select $1, 'p' || $1, 'PUPIL', 'P', '', $2, 1, '', password, cast(strftime('%s', 'now') as integer) + $3, 1,
            created_at, 'learner', 1 from account where id = 1";
    let connection = Connection::open(database(house, 1)).unwrap();
    connection.execute(sql, rusqlite::params![account, level, days * DAY_S + 600]).unwrap();
}

fn reset(house: &House) {
    house.ok(&["establishment", "reset-password", "1", "--which", "first", "--yes"]);
    house.ok(&["mail", "send"]);
}

fn is_as_of_now(house: &House, number: u32) -> bool {
    (12..=14).contains(&good_days(house, number, 1))
}

#[test]
fn the_word_after_a_clock_that_was_ahead_shortens_no_password_but_what_the_host_gave_then() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(2);
    // A pupil's for the year, one for longer than the clock was ahead, an administrator's for some months.
    give(&house, 101, "user", 300);
    give(&house, 102, "user", 500);
    give(&house, 103, "superadmin", 200);
    clock.set_ahead(400 * DAY_S);
    look(&house);
    reset(&house);
    assert!(good_days(&house, 1, 1) > 400);
    clock.set_ahead(0);
    look(&house);
    let _told = house.run(&RIGHT);
    assert!(is_as_of_now(&house, 1), "{}", good_days(&house, 1, 1));
    assert_eq!([101, 102, 103].map(|account| good_days(&house, 1, account)), [300, 500, 200]);
}

#[test]
fn content_of_the_hour_in_which_the_clock_was_ahead_brings_no_password_back_that_is_good_for_longer() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(2);
    give(&house, 101, "user", 300);
    clock.set_ahead(400 * DAY_S);
    look(&house);
    reset(&house);
    house.ok(&["establishment", "export", "1"]);
    let export = house.data().join("exports").join(house.ask::<String>("select file from export"));
    let export = export.to_str().unwrap();
    restore(&house, &["--replace", export], 0);
    let replaced = house.ask::<i64>("select max(id) from job").to_string();
    assert!(good_days(&house, 1, 1) > 400);
    clock.set_ahead(0);
    look(&house);
    let _told = house.run(&RIGHT);
    assert!(is_as_of_now(&house, 1));
    for how in ["undo", "restore", "delete", "recreate"] {
        match how {
            "undo" => drop(house.ok(&["job", "undo", &replaced, "--yes"])),
            "restore" => drop(restore(&house, &["--replace", export], 0)),
            "delete" => {
                house.ok(&["establishment", "delete", "1", "--no-export", "--yes"]);
                restore(&house, &[export], 0);
            }
            _ => {
                std::fs::remove_file(database(&house, 1)).unwrap();
                house.ok(&["doctor", "--recreate", "1", "--yes"]);
            }
        }
        assert!(is_as_of_now(&house, 1), "{how}: {}", good_days(&house, 1, 1));
        let sql = "select must_change from account where id = 1";
        let must_change = Connection::open(database(&house, 1)).unwrap().query_row(sql, [], |row| row.get(0));
        assert_eq!((must_change, good_days(&house, 1, 101)), (Ok(1), 300), "{how}");
    }
}

#[test]
fn what_was_brought_back_by_a_clock_that_was_ahead_is_looked_at_as_well() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    house.import(2);
    clock.set_ahead(400 * DAY_S);
    look(&house);
    reset(&house);
    house.ok(&["establishment", "export", "1"]);
    let export = house.data().join("exports").join(house.ask::<String>("select file from export"));
    let away = House::under(&clock);
    restore(&away, &[export.to_str().unwrap()], 0);
    assert!(good_days(&away, 1, 1) > 400);
    clock.set_ahead(0);
    look(&away);
    let _told = away.run(&RIGHT);
    assert!(is_as_of_now(&away, 1), "{}", good_days(&away, 1, 1));
}

/// Nothing was wrong with the clock: what the school's program gave for the year is as good as it was.
#[test]
fn an_undo_brings_passwords_back_as_they_were() {
    let house = House::new();
    house.import(2);
    give(&house, 101, "superadmin", 300);
    house.ok(&["establishment", "delete", "1", "--yes"]);
    house.ok(&["job", "undo", "1", "--yes"]);
    assert_eq!(good_days(&house, 1, 101), 300);
    house.ok(&["establishment", "export", "1"]);
    std::fs::remove_file(database(&house, 1)).unwrap();
    house.ok(&["doctor", "--recreate", "1", "--yes"]);
    assert_eq!(good_days(&house, 1, 101), 300);
}
