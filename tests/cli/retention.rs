//! `intendant prune`: what is beyond its limit is told, then taken.

use std::fs;

use super::clock::expect;
use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, told};

/// The first day of a host's second year, whose clock is right.
fn second_year(house: &House) -> WallClock {
    let clock = WallClock::new();
    clock.pass(400 * DAY_S);
    expect(house, &clock, &["doctor", "--clock-is-right"], 0);
    clock
}

#[test]
fn what_is_beyond_its_limit_is_told_before_it_is_taken() {
    let house = House::new();
    house.add("Collège Iroise", "");
    house.ok(&["mail", "send"]);
    house.ok(&["establishment", "export", "1"]);
    house.ok(&["establishment", "block", "1", "--reason", "Travaux"]);
    assert!(house.ok(&["prune", "--yes"]).is_empty(), "all is young");
    let clock = second_year(&house);
    let dry = expect(&house, &clock, &["prune", "--dry-run"], 0);
    // People's words come first, the word of the option last.
    for (what, kind) in [
        ("e-mails that left or failed", "mails"),
        ("jobs that ended", "jobs"),
        ("exports", "exports"),
        ("files of e-mails", "mail-files"),
    ] {
        let is_it = |line: &str| line.starts_with(what) && line.ends_with(&format!(" {kind}"));
        assert!(dry.lines().any(is_it), "{kind}: {dry}");
    }
    assert_eq!(house.ask::<u32>("select count(*) from outbox"), 1);
    assert!(expect(&house, &clock, &["prune"], 4).contains("--yes"));
    expect(&house, &clock, &["prune", "--kind", "mails", "--yes"], 0);
    assert_eq!(house.ask::<u32>("select count(*) from outbox"), 0);
    assert_eq!(house.ask::<u32>("select count(*) from export"), 1, "only that kind");
    expect(&house, &clock, &["prune", "--yes"], 0);
    assert_eq!(house.ask::<u32>("select count(*) from export"), 0);
    assert_eq!(house.ask::<u32>("select count(*) from job"), 0);
    assert_eq!(std::fs::read_dir(house.data().join("mail")).unwrap().count(), 0);
    assert!(expect(&house, &clock, &["prune", "--dry-run"], 0).contains("Nothing"));
    expect(&house, &clock, &["audit", "verify"], 0);
    assert!(expect(&house, &clock, &["doctor"], 0).contains("All is well."));
}

#[test]
fn the_audit_is_pruned_and_verified_from_there() {
    let house = House::new();
    house.import(120);
    let noted = house.ok(&["audit", "head"]);
    let entries: i64 = house.ask("select max(id) from audit");
    assert!(entries > 110, "{entries}");
    let clock = second_year(&house);
    let dry = expect(&house, &clock, &["prune", "--kind", "audit", "--dry-run"], 0);
    assert!(dry.contains("were never exported"), "{dry}");
    expect(&house, &clock, &["prune", "--kind", "audit", "--yes"], 0);
    let verified = expect(&house, &clock, &["audit", "verify"], 0);
    assert!(verified.contains("earlier entries were pruned"), "{verified}");
    let verified = expect(&house, &clock, &["audit", "verify", "--since", noted.trim()], 0);
    assert!(verified.contains("intact"), "{verified}");
    let early = format!("1:{}", "0".repeat(64));
    let told = expect(&house, &clock, &["audit", "verify", "--since", &early], 4);
    assert!(told.contains("was pruned since it was noted"), "{told}");
    // The registry is not taken for another one, and who cuts more is found out.
    expect(&house, &clock, &["zone", "list"], 0);
    house.registry().execute_batch("delete from audit where id = (select min(id) from audit)").unwrap();
    let told = expect(&house, &clock, &["audit", "verify"], 4);
    assert!(told.contains("is missing"), "{told}");
}

#[test]
fn nothing_is_pruned_while_the_clock_may_be_wrong() {
    let (house, clock) = (House::new(), WallClock::new());
    house.add("Collège Iroise", "");
    house.ok(&["mail", "send"]);
    let job = ["establishment", "block", "1", "--reason", "Travaux", "--save", "plus tard"];
    house.ok(&job);
    clock.set_ahead(400 * DAY_S);
    assert!(expect(&house, &clock, &["plan", "remove", "1"], 4).contains("jumped"), "a plan that goes is gone");
    for _ in 0..2 {
        assert!(expect(&house, &clock, &["prune", "--yes"], 4).contains("in doubt"));
    }
    assert_eq!(house.ask::<u32>("select count(*) from outbox"), 1);
    clock.set_ahead(0);
    assert!(expect(&house, &clock, &["prune", "--yes"], 4).contains("jumped"));
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    expect(&house, &clock, &["prune", "--yes"], 0);
    assert_eq!(house.ask::<u32>("select count(*) from outbox"), 1);
}

#[test]
fn a_template_stays_in_the_run_that_sees_the_clock_jump() {
    let (house, clock) = (House::new(), WallClock::new());
    let body = house.folder().join("letter.txt");
    std::fs::write(&body, "Bonjour").unwrap();
    house.ok(&["template", "add", "--name", "Rentrée", "--subject", "Rentrée", "--body", body.to_str().unwrap()]);
    clock.set_ahead(60 * DAY_S);
    assert!(expect(&house, &clock, &["template", "delete", "Rentrée", "--yes"], 4).contains("jumped"));
    assert_eq!(house.ask::<u32>("select count(*) from letter_template"), 1);
    expect(&house, &clock, &["template", "delete", "Rentrée", "--yes"], 0);
}

#[test]
fn limits_are_those_of_the_configuration_and_have_bounds() {
    let house = House::new();
    house.add("Collège Iroise", "");
    house.ok(&["mail", "send"]);
    house.configure("[audit]\nsyslog = false\n[retention]\nmails = 700\nmail_files = 700\n");
    let clock = second_year(&house);
    assert!(expect(&house, &clock, &["prune", "--yes"], 0).contains("Nothing"));
    for (line, names) in [("audit = 30", "180"), ("webmasters = 30", "mail_files"), ("exports = 30", "lost_exports")] {
        house.configure(&format!("[retention]\n{line}\n"));
        let output = house.run(&["prune"]);
        let told = told(&output);
        assert!(output.status.code() == Some(2) && told.contains(names) && told.contains("line 2"), "{told}");
    }
}

#[test]
fn an_audit_that_did_not_reach_its_reader_was_not_exported() {
    let house = House::new();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = house.command(&["audit", "export", "-"]).stdout(full).output().unwrap();
    assert_ne!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'audit.export'"), 0);
    // Closed, or thrown away.
    for nowhere in [">&-", ">/dev/null"] {
        let mut shell = std::process::Command::new("sh");
        let command = house.command(&["audit", "export", "-"]);
        shell
            .args(["-c", &format!("exec \"$0\" \"$@\" {nowhere}")])
            .arg(command.get_program())
            .args(command.get_args());
        shell.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let output = shell.output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{nowhere}: {}", told(&output));
        assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'audit.export'"), 0, "{nowhere}");
    }
    assert!(house.ok(&["audit", "export", "-"]).contains("host"));
    assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'audit.export'"), 1);
    // Into a file: that it leaves, and that it is there.
    house.ok(&["audit", "export", house.folder().join("log.csv").to_str().unwrap()]);
    assert_eq!(house.ask::<u32>("select count(*) from audit where action = 'audit.export'"), 3);
    let through = "select count(*) from audit where action = 'audit.export' and after like '%through%'";
    assert_eq!(house.ask::<u32>(through), 2);
}

#[test]
fn a_nightly_export_prune_keeps_what_an_undo_and_a_plan_need() {
    let house = House::new();
    for name in ["Collège Iroise", "Lycée Vauban", "École Prévert"] {
        house.add(name, "");
    }
    house.ok(&["establishment", "export", "1", "3"]);
    house.ok(&["establishment", "delete", "2", "--yes"]);
    let file =
        |number: u32| house.ask::<String>(&format!("select file from export where establishment_number = {number}"));
    // Named from within another folder, and not by the way that the folder of exports is named.
    let way = house.data().join("exchange/../exports").join(file(1));
    let save = ["establishment", "restore", way.to_str().unwrap(), "--replace", "--save", "plus tard"];
    house.ok(&save);
    assert!(house.ok(&["export", "keep", "off"]).contains("3,650"));
    assert!(house.ok(&["export", "keep", "30"]).contains("30 days"));
    let clock = WallClock::new();
    clock.pass(40 * DAY_S);
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    let told = expect(&house, &clock, &["export", "prune", "--yes"], 0);
    assert!(told.contains("2 as old stay") && told.contains("1 export removed"), "{told}");
    assert_eq!(house.ask::<u32>("select count(*) from export where establishment_number < 3"), 2);
    expect(&house, &clock, &["job", "undo", "2", "--yes"], 0);

    // Nobody set a number of days: it is that of every host, and says so.
    let house = House::new();
    house.add("Collège Iroise", "");
    house.ok(&["establishment", "delete", "1", "--yes"]);
    assert!(house.ok(&["export", "prune", "--dry-run"]).is_empty());
    let clock = second_year(&house);
    let told = expect(&house, &clock, &["prune", "--dry-run"], 0);
    assert!(told.contains("Last export of the deleted establishment 1, Collège Iroise"), "{told}");
    let told = expect(&house, &clock, &["export", "prune", "--yes"], 0);
    assert!(told.contains("Last export of the deleted establishment 1, Collège Iroise"), "{told}");
    assert_eq!(house.ask::<u32>("select count(*) from export"), 0);
}

#[test]
fn a_plan_keeps_its_export_when_the_way_to_it_is_no_longer_there() {
    let house = House::new();
    house.add("Collège Iroise", "");
    house.ok(&["establishment", "export", "1"]);
    let file = house.ask::<String>("select file from export");
    // As a data directory that moves afterwards.
    let earlier = house.folder().join("earlier");
    std::os::unix::fs::symlink(house.data(), &earlier).unwrap();
    let way = earlier.join("exports").join(&file);
    house.ok(&["establishment", "restore", way.to_str().unwrap(), "--replace", "--save", "plus tard"]);
    std::fs::remove_file(&earlier).unwrap();
    let clock = WallClock::new();
    clock.pass(40 * DAY_S);
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    let told = expect(&house, &clock, &["export", "prune", "--older-than", "30", "--yes"], 0);
    assert!(house.data().join("exports").join(&file).exists(), "{told}");
}

#[test]
fn an_export_that_came_back_is_what_it_was_for_an_undo() {
    let house = House::new();
    house.add("Collège Iroise", "");
    house.ok(&["establishment", "delete", "1", "--yes"]);
    let line = || house.ask::<String>("select job_id || ' ' || job_position || ' ' || why from export");
    let (file, before) = (house.ask::<String>("select file from export"), line());
    let (path, away) = (house.data().join("exports").join(&file), house.folder().join("away"));
    let both = ["", ".sha256"]
        .map(|suffix| [path.with_extension(format!("sqlite{suffix}")), away.with_extension(format!("sqlite{suffix}"))]);
    for [here, there] in &both {
        std::fs::rename(here, there).unwrap();
    }
    house.ok(&["doctor", "--forget", &file, "--yes"]);
    for [here, there] in &both {
        std::fs::rename(there, here).unwrap();
    }
    house.ok(&["doctor", "--adopt", &file, "--yes"]);
    assert_eq!(line(), before);
    let clock = WallClock::new();
    clock.pass(40 * DAY_S);
    expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
    let told = expect(&house, &clock, &["export", "prune", "--older-than", "30", "--yes"], 0);
    assert!(path.exists(), "{told}");
    expect(&house, &clock, &["job", "undo", "1", "--yes"], 0);
}

#[test]
fn one_odd_export_does_not_stop_the_nightly_prune() {
    let house = House::new();
    for name in ["Collège Iroise", "Lycée Vauban"] {
        house.add(name, "");
    }
    house.ok(&["mail", "send"]);
    house.ok(&["establishment", "export", "1", "2"]);
    let clock = second_year(&house);
    let odd = house.data().join("exports").join(house.ask::<String>("select max(file) from export"));
    std::fs::remove_file(&odd).unwrap();
    std::fs::create_dir(&odd).unwrap();
    let told = expect(&house, &clock, &["prune", "--yes"], 3);
    assert!(told.contains(odd.to_str().unwrap()), "{told}");
    assert_eq!(house.ask::<u32>("select count(*) from export"), 1);
    assert_eq!(house.ask::<u32>("select (select count(*) from outbox) + (select count(*) from job)"), 0);
    assert!(expect(&house, &clock, &["export", "prune", "--yes"], 3).contains(odd.to_str().unwrap()));
}

/// Its own database lies among the orphans, or its last export is all that there is of a school that is here.
#[test]
fn what_is_all_that_is_left_of_a_school_is_not_taken() {
    let house = House::new();
    for number in [1, 2] {
        house.add(&format!("Collège {number}"), "");
    }
    house.ok(&["establishment", "export", "2"]);
    let place = |number: u32| house.data().join(format!("establishments/000/{number}.sqlite"));
    let orphan = house.data().join("orphans/2025-01-01T000000Z-d5402411-1.sqlite");
    std::fs::create_dir_all(orphan.parent().unwrap()).unwrap();
    std::fs::rename(place(1), &orphan).unwrap();
    std::fs::remove_file(place(2)).unwrap();
    let clock = WallClock::new();
    clock.pass(400 * DAY_S);
    expect(&house, &clock, &["doctor", "--clock-is-right"], 3);
    expect(&house, &clock, &["prune", "--yes"], 0);
    assert!(orphan.exists());
    assert_eq!(house.ask::<u32>("select count(*) from export"), 1);
    let _noted = house.command(&["doctor", "--adopt", "1", "--yes"]).envs(clock.environment()).output().unwrap();
    let _noted = house.command(&["doctor", "--recreate", "2", "--yes"]).envs(clock.environment()).output().unwrap();
    assert!(place(1).exists() && place(2).exists());
    expect(&house, &clock, &["prune", "--yes"], 0);
    assert_eq!(house.ask::<u32>("select count(*) from export"), 0);
}

/// Of a time that the registry does not know: it is not the row's own, and may be all there is.
#[test]
fn what_was_set_aside_while_nothing_else_is_there_and_what_an_older_copy_lacks_stay() {
    let house = House::new();
    house.import(3);
    let file = |number: u32| house.data().join(format!("establishments/000/{number}.sqlite"));
    let copies = [1, 2].map(|number| fs::read(file(number)).unwrap());
    for number in ["1", "2"] {
        house.ok(&["department", "add", "--establishment", number, "--code", "A", "--name", "A"]);
        house.ok(&["establishment", "export", number]);
    }
    // The registry knows another time of the first, and the third is damaged.
    house.registry().execute("update establishment set credential = credential || '0' where number = 1", []).unwrap();
    fs::write(file(3), "noise").unwrap();
    let _found = house.run(&["doctor", "--set-aside", "1", "--set-aside", "3", "--yes"]);
    assert!(!file(1).exists() && !file(3).exists());
    let clock = WallClock::new();
    clock.pass(400 * DAY_S);
    fs::copy(file(2), house.data().join("orphans/2025-01-01T000000Z-d5402411-2.sqlite")).unwrap();
    fs::write(file(2), &copies[1]).unwrap();
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", file(2).display()));
    }
    let _told = house.command(&["doctor", "--clock-is-right"]).envs(clock.environment()).output().unwrap();
    let told = expect(&house, &clock, &["prune", "--yes"], 3);
    assert_eq!(house.ask::<u32>("select count(*) from export"), 2, "{told}");
    assert_eq!(fs::read_dir(house.data().join("orphans")).unwrap().count(), 3, "{told}");
}

/// It is kept until its deletion can be undone no longer, and is told before that day.
#[test]
fn the_last_export_of_a_school_that_was_deleted_is_told_before_it_goes() {
    let house = House::new();
    for name in ["Collège Iroise", "Collège Penfeld"] {
        house.add(name, "");
    }
    house.ok(&["establishment", "delete", "1", "--yes"]);
    let clock = WallClock::new();
    for (days, is_told) in [(300, false), (45, true), (10, true)] {
        clock.pass(days * DAY_S);
        expect(&house, &clock, &["doctor", "--clock-is-right"], 0);
        let said = expect(&house, &clock, &["prune", "--dry-run"], 0);
        assert_eq!(
            said.contains("the last export of the deleted establishment 1, Collège Iroise, goes"),
            is_told,
            "{said}"
        );
        expect(&house, &clock, &["prune", "--yes"], 0);
        assert_eq!(house.ask::<i64>("select count(*) from export"), 1, "what can be undone keeps it");
    }
}

/// Whatever is wrong with it: there is nothing else to make it of.
#[test]
fn the_newest_export_of_a_school_whose_database_is_not_in_order_stays() {
    let house = House::new();
    for name in ["Collège Iroise", "Collège Penfeld", "Collège Elorn", "Collège Odet"] {
        house.add(name, "");
    }
    house.ok(&["establishment", "export", "1", "2", "3", "4"]);
    let clock = second_year(&house);
    let database = |number: u32| house.data().join(format!("establishments/000/{number}.sqlite"));
    fs::write(database(1), "").unwrap();
    // Its head is whole.
    let mut damaged = fs::read(database(2)).unwrap();
    let from = damaged.len() / 4;
    damaged[from..].fill(0x5a);
    fs::write(database(2), damaged).unwrap();
    fs::remove_file(database(3)).unwrap();
    std::os::unix::fs::symlink("/nowhere", database(3)).unwrap();
    expect(&house, &clock, &["prune", "--kind", "exports", "--yes"], 0);
    assert_eq!(
        house.ask::<String>("select group_concat(establishment_number) from (select * from export order by 2)"),
        "1,2,3"
    );
}

#[test]
fn jobs_plans_and_entries_inside_establishments_are_limited_too() {
    let house = House::new();
    house.import(2);
    let run = |args: &[&str], number: &str| house.ok(&[args, &["--establishment", number]].concat());
    for number in ["1", "2"] {
        for code in ["A", "B", "C"] {
            run(&["department", "add", "--code", code, "--name", code], number);
        }
        run(&["department", "delete", "A", "--yes"], number);
        run(&["department", "delete", "B", "--save", "later"], number);
        let file = house.folder().join("more.csv");
        let lines: Vec<String> = (0..100).map(|number| format!("X{number};X{number}")).collect();
        fs::write(&file, format!("code;name\n{}\n", lines.join("\n"))).unwrap();
        run(&["department", "import", file.to_str().unwrap()], number);
    }
    let path = |number| house.data().join(format!("establishments/000/{number}.sqlite"));
    let count = |number: u32, sql: &str| -> u32 {
        rusqlite::Connection::open(path(number)).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    };
    let (jobs, entries) = ("select count(*) from job", "select count(*) from audit");
    let before = (count(1, jobs), count(1, entries));
    assert!(before.0 == 6 && before.1 > 105, "{before:?}");
    assert!(house.ok(&["prune", "--yes"]).is_empty(), "all is young");

    let clock = second_year(&house);
    let counted = |kind: &str| -> u64 {
        let told = expect(&house, &clock, &["prune", "--kind", kind, "--dry-run", "--json"], 0);
        told.lines()
            .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
            .filter(|record| record["kind"] == kind)
            .map(|record| record["count"].as_u64().unwrap())
            .sum()
    };
    let of_host = u64::from(house.ask::<u32>("select count(*) from job where state = 'done'"));
    assert_eq!((counted("plans"), counted("undoable-jobs") + counted("jobs")), (2, 10 + of_host));
    // One that cannot be read keeps nothing else from going, and is named.
    let sound = fs::read(path(1)).unwrap();
    fs::write(path(1), b"nothing of the kind").unwrap();
    let told = expect(&house, &clock, &["prune", "--kind", "plans", "--yes"], 3);
    assert!(told.contains("in establishment 1 has stayed"), "{told}");
    assert_eq!(count(2, jobs), 5);
    fs::write(path(1), &sound).unwrap();
    // What was cut by hand stays, as evidence.
    let connection = rusqlite::Connection::open(path(1)).unwrap();
    connection.execute_batch("delete from audit where id = 3").unwrap();
    let told = expect(&house, &clock, &["prune", "--yes"], 3);
    assert!(told.contains("in establishment 1 has stayed"), "{told}");
    for number in [1, 2] {
        assert_eq!(count(number, jobs), 0, "{number}");
    }
    assert_eq!(count(1, entries), before.1 - 1 + 2, "an entry for each kind that went");
    assert!(count(2, entries) < before.1, "{}", count(2, entries));
    let verified = expect(&house, &clock, &["audit", "verify", "--establishment", "2"], 0);
    assert!(verified.contains("earlier entries were pruned"), "{verified}");
    // What tells that entries went is no reason for others to go, each night.
    let left = count(2, entries);
    expect(&house, &clock, &["prune", "--yes"], 3);
    assert_eq!(count(2, entries), left);
    expect(&house, &clock, &["audit", "verify", "--establishment", "1"], 4);
}

#[test]
fn what_a_wrong_clock_has_dated_inside_stays_as_long_as_it_may_be_young() {
    for (years, restored) in [(-4, false), (4, false), (-4, true), (4, true)] {
        let clock = WallClock::new();
        clock.set_ahead(years * 365 * DAY_S);
        let house = House::under(&clock);
        house.import(1);
        let run = |args: &[&str]| house.ok(&[args, &["--establishment", "1"]].concat());
        run(&["department", "add", "--code", "A", "--name", "A"]);
        run(&["department", "delete", "A", "--yes"]);
        let made = house.records(&["establishment", "export", "1"]);
        let file = made[0]["export"].as_str().unwrap().to_owned();
        clock.set_ahead(0);
        house.ok(&["doctor", "--clock-is-right"]);
        let inside = || rusqlite::Connection::open(house.data().join("establishments/000/1.sqlite")).unwrap();
        let moments = || -> (i64, i64) {
            let sql = "select (select sum(created_at) from job), (select sum(password_until) from account)";
            inside().query_row(sql, [], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?.unwrap_or(0)))).unwrap()
        };
        // Whoever dies before he can say that it is done, or is at it beside another one, does it once.
        let right = moments();
        let (after, through): (i64, i64) = inside()
            .query_row("select after_at, through_at from put_right", [], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap();
        let sql =
            "insert into password_due (establishment_number, after_at, through_at, by_s) values (1, $1, $2, 86400)";
        house.registry().execute(sql, [after, through]).unwrap();
        house.ok(&["zone", "list"]);
        assert_eq!((house.ask::<u32>("select count(*) from password_due"), moments()), (0, right), "{years}");
        if restored {
            // What the export says of its moments nobody has put right.
            house.ok(&["establishment", "restore", &file, "--replace", "--yes"]);
        }
        let pruned = house.run(&["prune", "--yes"]);
        assert!(pruned.status.success(), "{}", told(&pruned));
        run(&["job", "undo", "2", "--yes"]);
        assert!(run(&["department", "list"]).contains('A'), "{years} {restored}");
    }
}
