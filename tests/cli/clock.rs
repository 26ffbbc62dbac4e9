//! The server's clock was wrong: what waits, what is told, what is taken back. The wall clock is the test's own.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Stdio;

use rusqlite::Connection;

use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, PASSWORD, told};
use crate::support::smtp::{Behaviour, SmtpServer};

/// Runs a command under a clock; returns its exit code and what it printed.
fn run(house: &House, clock: &WallClock, arguments: &[&str]) -> (i32, String) {
    let output = house.command(arguments).envs(clock.environment()).output().unwrap();
    (output.status.code().unwrap_or(-1), told(&output))
}

#[track_caller]
pub(super) fn expect(house: &House, clock: &WallClock, arguments: &[&str], code: i32) -> String {
    let (found, told) = run(house, clock, arguments);
    assert_eq!(found, code, "{arguments:?}: {told}");
    told
}

/// Signs in line by line with each password in turn, until one is right; tells whether one was.
fn signs_in(house: &House, clock: &WallClock, login: &str, passwords: &[&str]) -> bool {
    let lines: Vec<String> = passwords.iter().map(|password| format!("{login}\n{password}\n")).collect();
    let mut command = house.command(&["--plain"]);
    command.envs(clock.environment()).env("TERM", "dumb");
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all((lines.concat() + "0\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let told = told(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert_eq!(
        told.matches("Login or password is wrong").count() + usize::from(told.contains("Main menu")),
        passwords.len(),
        "{told}"
    );
    told.contains("Main menu")
}

const PRUNE: [&str; 5] = ["export", "prune", "--older-than", "30", "--yes"];

fn exports(house: &House) -> u32 {
    house.ask("select count(*) from export")
}

fn state_of_mail(house: &House) -> String {
    house.ask("select state from outbox")
}

/// A year ahead for an hour, then right.
#[test]
fn s30_the_clock_was_wrong() {
    let (house, clock, server) = (House::new(), WallClock::new(), SmtpServer::start().unwrap());
    house.import(2);
    house.ok(&["establishment", "export", "1"]);
    let port = server.port().to_string();
    let transport = ["--transport", "smtp", "--smtp-host", "127.0.0.1", "--smtp-port", &port];
    house.ok(&[&["host", "edit", "--smtp-security", "none"], &transport[..]].concat());

    clock.set_ahead(365 * DAY_S);
    assert!(expect(&house, &clock, &PRUNE, 4).contains("went forward"));
    // A job of the system's comes again each minute, unseen by anybody.
    for _ in 0..3 {
        assert!(expect(&house, &clock, &PRUNE, 4).contains("in doubt"));
    }
    let told = expect(&house, &clock, &["doctor", "--fix"], 3);
    assert!(told.contains("went ahead") && told.contains("--clock-is-right"), "{told}");
    // The only webmaster is shut out, and a mail waits for an hour of next year.
    assert!(!signs_in(&house, &clock, "alice", &[&["wrong"; 6][..], &[PASSWORD]].concat()));
    server.fail_always(Behaviour::RefuseRecipient(451, "4.3.0 later"));
    let _deferred = run(&house, &clock, &["establishment", "reset-password", "1", "--which", "first", "--yes"]);
    let _told = run(&house, &clock, &["mail", "send"]);
    assert_eq!(state_of_mail(&house), "deferred");
    let waits = "select next_attempt_at - cast(strftime('%s', 'now') as integer) from outbox";
    assert!(house.ask::<i64>(waits) > 364 * DAY_S);
    server.recover();

    clock.set_ahead(0);
    assert!(expect(&house, &clock, &PRUNE, 4).contains("went back"));
    assert!(expect(&house, &clock, &PRUNE, 4).contains("in doubt"));
    assert_eq!(exports(&house), 1);
    let tomorrow: String = house.ask("select strftime('%Y-%m-%d', 'now', '+2 day')");
    expect(&house, &clock, &["establishment", "block", "2", "--reason", "Travaux", "--until", &tomorrow], 0);
    expect(&house, &clock, &["mail", "send"], 0);
    assert_eq!((state_of_mail(&house).as_str(), server.messages().len()), ("sent", 1));
    assert!(signs_in(&house, &clock, "alice", &[PASSWORD]));

    let told = expect(&house, &clock, &["doctor", "--fix"], 3);
    assert!(told.contains("was seen already"), "{told}");
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    assert!(expect(&house, &clock, &["doctor"], 0).contains("All is well."));
    expect(&house, &clock, &["audit", "verify"], 0);
    let entries = "select count(*) from audit where action in ('clock.jump', 'clock.confirm')";
    assert_eq!(house.ask::<u32>(entries), 3);
    let last = "select max(at) - cast(strftime('%s', 'now') as integer) from audit where id > (
        select max(id) from audit where action = 'clock.jump')";
    assert!(house.ask::<i64>(last) <= 0, "entries carry their own time");
    expect(&house, &clock, &PRUNE, 0);
    assert_eq!(exports(&house), 1, "it is of today");
    expect(&house, &clock, &["export", "prune", "--older-than", "0", "--yes"], 0);
    assert_eq!(exports(&house), 0);
}

#[test]
fn a_clock_that_is_right_again_is_told_and_asks_for_no_word() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(1);
    clock.set_ahead(-3600);
    assert!(expect(&house, &clock, &["zone", "list"], 0).contains("--clock-is-right"));
    clock.set_ahead(0);
    let told = expect(&house, &clock, &["zone", "list"], 0);
    assert!(told.contains("nothing to confirm") && !told.contains("--clock-is-right"), "{told}");
    assert!(expect(&house, &clock, &["doctor"], 0).contains("All is well."));
}

#[test]
fn a_persons_word_makes_a_clock_that_went_ahead_right() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(2);
    house.ok(&["establishment", "export", "1"]);
    clock.set_ahead(60 * DAY_S);
    // What a person names waits for one run, and a job as a whole.
    let delete = ["establishment", "delete", "1", "2", "--yes", "--above-threshold"];
    assert!(expect(&house, &clock, &delete, 4).contains("jumped"));
    assert_eq!(house.ask::<u32>("select count(*) from establishment"), 2);
    expect(&house, &clock, &PRUNE, 4);
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    expect(&house, &clock, &PRUNE, 0);
    assert_eq!(
        exports(&house),
        1,
        "the machine has run all the time: it was made a minute ago, by a clock that was behind"
    );
    clock.pass(40 * DAY_S);
    expect(&house, &clock, &PRUNE, 0);
    assert_eq!(exports(&house), 0);
    expect(&house, &clock, &delete, 0);
    assert_eq!(house.ask::<u32>("select count(*) from establishment"), 0);
}

#[test]
fn a_clock_beyond_what_can_be_written_is_told() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(1);
    for ahead in [8_100 * 365 * DAY_S, 200_000 * 365 * DAY_S, -60 * 365 * DAY_S] {
        clock.set_ahead(ahead);
        for verb in [&["establishment", "list"][..], &["doctor"], &["mail", "send"], &["export", "list"]] {
            let told = expect(&house, &clock, verb, 4);
            assert!(told.contains("before 1970 or after 9999"), "{told}");
        }
    }
    clock.set_ahead(0);
    expect(&house, &clock, &["doctor"], 0);
}

#[test]
fn days_at_the_ends_of_what_can_be_written_are_kept_or_refused() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(1);
    for (day, code) in [
        ("9999-12-31", 0),
        ("9999-12-30", 0),
        ("31/12/9999", 0),
        ("28/11/99", 4),
        ("10000-01-01", 4),
        ("0026-11-28", 4),
        ("-999-01-01", 4),
    ] {
        let until = format!("--until={day}");
        expect(&house, &clock, &["establishment", "block", "1", "--reason", "Travaux", &until], code);
        if code == 0 {
            let kept = house.records(&["establishment", "show", "1"])[0]["blocks"][0]["until"].clone();
            assert!(kept.as_str().is_some_and(|kept| kept.starts_with("9999-12-31")), "{day}: {kept}");
            house.ok(&["establishment", "unblock", "1"]);
        }
    }
}

/// The school's database, or where it would be.
fn database(house: &House, number: u32) -> PathBuf {
    house.data().join(format!("establishments/000/{number}.sqlite"))
}

/// Has somebody of this name work in the school.
fn work(house: &House, number: u32, name: &str) {
    let sql = "update account set login = $1 where id = 1";
    Connection::open(database(house, number)).unwrap().execute(sql, [name]).unwrap();
}

fn worked(house: &House, number: u32) -> String {
    let database = Connection::open(database(house, number)).unwrap();
    database.query_row("select login from account where id = 1", [], |row| row.get(0)).unwrap()
}

const DELETE: [&str; 5] = ["establishment", "delete", "2", "--yes", "--above-threshold"];

/// A battery is empty: the clock of a machine that starts is more than a year behind, and right some hours later.
#[test]
fn what_is_deleted_while_the_clock_is_behind_can_be_brought_back_once_it_is_right() {
    for (days, confirmed) in [(400, true), (400, false), (40, false)] {
        let (house, clock) = (House::new(), WallClock::new());
        house.configure("[audit]\nsyslog = false\n[retention]\nundoable_jobs = 30\n");
        house.import(2);
        house.ok(&["export", "keep", "30"]);
        work(&house, 2, "yann");
        clock.set_ahead(-days * DAY_S);
        assert!(expect(&house, &clock, &DELETE, 4).contains("jumped"));
        expect(&house, &clock, &DELETE, 0);
        clock.set_ahead(0);
        expect(&house, &clock, &["zone", "list"], 0);
        if confirmed {
            expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
        }
        expect(&house, &clock, &["prune", "--yes"], 0);
        assert_eq!(exports(&house), 1, "it is of today");
        let job: i64 = house.ask("select id from job where kind = 'delete' and done = 1");
        expect(&house, &clock, &["job", "undo", &job.to_string(), "--yes"], 0);
        assert_eq!(worked(&house, 2), "yann");
        expect(&house, &clock, &["audit", "verify"], 0);
    }
}

#[test]
fn what_is_replaced_or_set_aside_while_the_clock_is_behind_stays_once_it_is_right() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(2);
    work(&house, 2, "avant");
    house.ok(&["establishment", "export", "2"]);
    let file: String = house.ask("select file from export");
    work(&house, 2, "apres");
    clock.set_ahead(-400 * DAY_S);
    let restore = ["establishment", "restore", &file, "--replace", "--yes"];
    assert!(expect(&house, &clock, &restore, 4).contains("jumped"));
    expect(&house, &clock, &restore, 0);
    std::fs::copy(database(&house, 1), database(&house, 5)).unwrap();
    expect(&house, &clock, &["doctor", "--set-aside", "5", "--yes"], 3);
    clock.set_ahead(0);
    expect(&house, &clock, &["zone", "list"], 0);
    expect(&house, &clock, &["prune", "--yes"], 0);
    assert_eq!(exports(&house), 2);
    // The times of a file are the machine's own here: its name tells what the clock is known to be.
    let today: String = house.ask("select strftime('%Y-%m-%d', 'now')");
    let aside: Vec<_> =
        std::fs::read_dir(house.data().join("orphans")).unwrap().map(|one| one.unwrap().file_name()).collect();
    assert!(aside.len() == 1 && aside[0].to_string_lossy().starts_with(&today), "{aside:?}");
    let job: i64 = house.ask("select id from job where kind = 'replace' and done = 1");
    expect(&house, &clock, &["job", "undo", &job.to_string(), "--yes"], 0);
    assert_eq!(worked(&house, 2), "apres");
}

/// Exports a school twice, the second time under a clock that is wrong, and loses its database.
fn lost_after_two(house: &House, clock: &WallClock, before: i64, after: i64) {
    house.import(1);
    clock.set_ahead(before);
    expect(house, clock, &["doctor", "--clock-is-right"], 0);
    work(house, 1, "avant");
    expect(house, clock, &["establishment", "export", "1"], 0);
    clock.set_ahead(after);
    expect(house, clock, &["zone", "list"], 0);
    work(house, 1, "apres");
    expect(house, clock, &["establishment", "export", "1"], 0);
    std::fs::remove_file(database(house, 1)).unwrap();
}

#[test]
fn the_export_that_was_made_last_is_the_newest_though_the_clock_had_gone_back() {
    // Behind by so much, and right again before it is needed; or ahead for so long that it was believed, and right since.
    for (before, after, then, confirmed) in [
        (0, -DAY_S, 0, true),
        (0, -20 * 60, 0, false),
        (0, -4 * 60, 0, false),
        (0, -400 * DAY_S, 0, false),
        (0, -400 * DAY_S, -400 * DAY_S, true),
        (60 * DAY_S, 0, 0, false),
        (60 * DAY_S, 0, 0, true),
    ] {
        let (house, clock) = (House::new(), WallClock::new());
        lost_after_two(&house, &clock, before, after);
        clock.set_ahead(then);
        expect(&house, &clock, &["zone", "list"], 0);
        if confirmed {
            expect(&house, &clock, &["doctor", "--clock-is-right"], 3);
        }
        let (_, told) = run(&house, &clock, &["doctor", "--recreate", "1", "--yes"]);
        assert!(database(&house, 1).exists(), "{before} {after} {then} {confirmed}: {told}");
        assert_eq!(worked(&house, 1), "apres", "{before} {after} {then} {confirmed}: {told}");
    }
}

#[test]
fn a_clock_that_goes_ahead_once_more_is_doubted_once_more() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(2);
    expect(&house, &clock, &DELETE, 0);
    for _ in 0..2 {
        clock.set_ahead(500 * DAY_S);
        expect(&house, &clock, &["zone", "list"], 0);
        for _ in 0..2 {
            assert!(expect(&house, &clock, &["prune", "--yes"], 4).contains("in doubt"));
        }
        clock.set_ahead(0);
        expect(&house, &clock, &["zone", "list"], 0);
    }
    assert_eq!(exports(&house), 1);
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    expect(&house, &clock, &["prune", "--yes"], 0);
    assert_eq!(exports(&house), 1);
}

/// A job of the system's under a clock that is two months ahead: a mail's password seems to have run out.
/// Ten hours a minute, and twenty-two with a new start each time: nobody has said a word, and nothing has run for a day.
#[test]
fn a_clock_that_goes_ahead_while_it_is_doubted_is_doubted_for_longer() {
    for (hours, starts) in [(10, false), (22, true)] {
        let (house, clock) = (House::new(), WallClock::new());
        house.import(1);
        expect(&house, &clock, &["establishment", "export", "1"], 0);
        for jump in 1..=(40 * 24 / hours) {
            clock.pass(60);
            clock.set_ahead(jump * hours * 3_600);
            run(&house, &clock, &["zone", "list"]);
            if starts {
                clock.boot();
                run(&house, &clock, &["zone", "list"]);
            }
        }
        let told = expect(&house, &clock, &PRUNE, 4);
        assert!(told.contains("in doubt"), "{starts}: {told}");
        assert_eq!(exports(&house), 1);
        clock.pass(DAY_S + 60);
        run(&house, &clock, &["zone", "list"]);
        assert_eq!(run(&house, &clock, &["doctor"]).0, 0, "it has run for a day");
    }
}

#[test]
fn the_password_of_a_mail_that_waits_is_not_erased_by_a_clock_that_is_ahead() {
    let (house, clock) = (House::new(), WallClock::new());
    house.import(1);
    house.ok(&["establishment", "export", "1"]);
    house.ok(&["establishment", "reset-password", "1", "--which", "first", "--yes"]);
    let secret: String = house.ask("select secret from outbox where state = 'queued'");
    assert!(!secret.is_empty());
    clock.set_ahead(60 * DAY_S);
    for _ in 0..2 {
        expect(&house, &clock, &PRUNE, 4);
        let _told = run(&house, &clock, &["mail", "send"]);
        assert_eq!((house.ask::<String>("select secret from outbox"), exports(&house)), (secret.clone(), 1));
    }
    clock.set_ahead(0);
    expect(&house, &clock, &["zone", "list"], 0);
    assert!(
        expect(&house, &clock, &["doctor", "--clock-is-right"], 0).contains("All is well."),
        "judged by the right clock"
    );
    expect(&house, &clock, &["mail", "send"], 0);
    assert_eq!(
        (state_of_mail(&house).as_str(), house.files_with(&secret).len()),
        ("sent", 1),
        "it is in the mail alone"
    );
}

#[test]
fn right_passwords_all_day_long_are_no_guesses() {
    let (house, clock) = (House::new(), WallClock::new());
    for sign_in in 1..=27 {
        assert!(signs_in(&house, &clock, "alice", &[PASSWORD]), "{sign_in}");
    }
}

/// A wrong password every quarter of an hour, for both webmasters, until the limit of a day.
#[test]
fn wrong_tries_for_every_webmaster_do_not_shut_all_of_them_out() {
    let (house, clock) = (House::new(), WallClock::new());
    house.add_webmaster("bob");
    for quarter in 0..26 {
        clock.set_ahead(quarter * 16 * 60);
        for login in ["alice", "bob"] {
            assert!(!signs_in(&house, &clock, login, &["wrong"]));
        }
    }
    let tries = "select min(tries) from (select max(tries) as tries from lockout where login in ('alice', 'bob') group by login)";
    assert!(house.ask::<u32>(tries) >= 25);
    clock.set_ahead(26 * 16 * 60);
    let free = ["alice", "bob"].map(|login| signs_in(&house, &clock, login, &[PASSWORD]));
    assert!(free.contains(&true));
}

#[test]
fn a_new_password_that_somebody_gives_is_not_held_by_wrong_tries_at_the_former_one() {
    let (house, clock) = (House::new(), WallClock::new());
    house.add_webmaster("bob");
    assert!(!signs_in(&house, &clock, "bob", &["wrong"; 6]));
    let new = "hérisson-Placard 44 boussole";
    assert!(!signs_in(&house, &clock, "bob", &[PASSWORD]), "held");
    house.ok_with(&["webmaster", "password", "bob", "--password-stdin"], &format!("{new}\n"));
    assert!(signs_in(&house, &clock, "bob", &[new]));
}
