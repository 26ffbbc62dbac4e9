//! Which export of an establishment is the newest, whatever came of it: also where a registry came back that does not know
//! it, and once the reports of what was done are gone.

use std::fs;
use std::path::PathBuf;

use super::clock::expect;
use super::credentials::{copied, export_of, put_back};
use super::schools::{add, carried_away, database, login, mark, restore, run};
use crate::support::clock::{DAY_S, WallClock};
use crate::support::house::{House, told};

/// Establishment 7, in which v2 lives; returns its export of v1.
fn two_times(house: &House) -> PathBuf {
    add(house, 7, "Collège Sept", "");
    mark(house, 7, "v1");
    house.ok(&["establishment", "export", "7"]);
    let older = export_of(house, 7);
    mark(house, 7, "v2");
    older
}

/// Two hundred days later: reports of what was undone are gone, those of what can be undone are there.
fn pruned(house: &House) -> WallClock {
    let clock = WallClock::new();
    clock.pass(200 * DAY_S);
    expect(house, &clock, &["doctor", "--clock-is-right"], 0);
    expect(house, &clock, &["prune", "--yes"], 0);
    clock
}

/// A registry comes back that does not know the last export; whether it is adopted or not, nothing older is taken.
#[test]
fn what_was_exported_after_something_was_placed_is_the_newest_also_where_it_is_adopted() {
    for adopted in [true, false] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        add(&house, 7, "Collège Sept", "");
        mark(&house, 7, "v1");
        house.ok(&["establishment", "delete", "7", "--yes"]);
        house.ok(&["job", "undo", "1", "--yes"]);
        let copy = copied(&house);
        clock.pass(5);
        mark(&house, 7, "v2");
        house.ok(&["establishment", "export", "7"]);
        let export = export_of(&house, 7);
        put_back(&house, &copy);
        if adopted {
            house.ok(&["doctor", "--adopt", export.to_str().unwrap(), "--yes"]);
        }
        fs::remove_file(database(&house, 7)).unwrap();
        house.ok(&["doctor", "--recreate", "7", "--yes"]);
        assert_eq!(login(&house, 7), "v2", "{adopted}");
    }
}

#[test]
fn no_older_export_is_taken_where_what_was_placed_last_came_from_outside() {
    for adopted in [true, false] {
        let clock = WallClock::new();
        let (house, other) = (House::under(&clock), House::under(&clock));
        add(&house, 7, "Collège Sept", "");
        let copy = copied(&house);
        house.ok(&["establishment", "export", "7"]);
        let ancient = export_of(&house, 7);
        put_back(&house, &copy);
        if adopted {
            house.ok(&["doctor", "--adopt", ancient.to_str().unwrap(), "--yes"]);
            house.ok(&["establishment", "export", "7"]);
        }
        clock.pass(5);
        restore(&other, &[ancient.to_str().unwrap()], 0);
        mark(&other, 7, "ailleurs");
        let (file, _) = carried_away(&other, 7);
        if adopted {
            restore(&house, &["--replace", file.to_str().unwrap()], 0);
        } else {
            house.ok(&["establishment", "delete", "7", "--no-export", "--yes"]);
            restore(&house, &[file.to_str().unwrap()], 0);
        }
        assert_eq!(login(&house, 7), "ailleurs");
        fs::remove_file(database(&house, 7)).unwrap();
        let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
        assert!(said.contains("replaced later") && !database(&house, 7).exists(), "{adopted}: {said}");
    }
}

#[test]
fn what_was_undone_is_not_the_newest_once_its_report_is_gone() {
    let house = House::new();
    let older = two_times(&house);
    restore(&house, &["--replace", older.to_str().unwrap()], 0);
    house.ok(&["job", "undo", "2", "--yes"]);
    assert_eq!(login(&house, 7), "v2");
    let clock = pruned(&house);
    assert_eq!(house.ask::<u32>("select count(*) from job where id > 1"), 0);
    fs::remove_file(database(&house, 7)).unwrap();
    expect(&house, &clock, &["doctor", "--recreate", "7", "--yes"], 0);
    assert_eq!(login(&house, 7), "v2");
}

#[test]
fn a_deletion_is_undone_once_the_report_of_a_mistake_that_was_undone_is_gone() {
    let house = House::new();
    let older = two_times(&house);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    restore(&house, &[older.to_str().unwrap()], 0);
    house.ok(&["job", "undo", "3", "--yes"]);
    let clock = pruned(&house);
    assert_eq!(house.ask::<String>("select group_concat(id) from job where id > 1"), "2");
    expect(&house, &clock, &["job", "undo", "2", "--yes"], 0);
    assert_eq!(login(&house, 7), "v2");
}

/// A registry that does not know that it was a mistake reads it in the name of its export.
#[test]
fn what_was_undone_is_not_the_newest_for_a_registry_that_does_not_know_it() {
    for adopted in [false, true] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        let older = two_times(&house);
        house.ok(&["establishment", "delete", "7", "--yes"]);
        let copy = copied(&house);
        restore(&house, &[older.to_str().unwrap()], 0);
        house.ok(&["job", "undo", "3", "--yes"]);
        let mistake: String = house.ask("select file from export where job_id = 4");
        put_back(&house, &copy);
        if adopted {
            let path = house.data().join("exports").join(&mistake);
            house.ok(&["doctor", "--adopt", path.to_str().unwrap(), "--yes"]);
        }
        clock.pass(5);
        house.ok(&["job", "undo", "2", "--yes"]);
        assert_eq!(login(&house, 7), "v2", "{adopted}");
        fs::remove_file(database(&house, 7)).unwrap();
        house.ok(&["doctor", "--recreate", "7", "--yes"]);
        assert_eq!(login(&house, 7), "v2", "{adopted}");
    }
}

/// Of what a registry does not know nobody can tell whether its school lived on in it.
#[test]
fn an_export_that_was_adopted_is_not_known_to_be_the_latest() {
    let clock = WallClock::new();
    let house = House::under(&clock);
    add(&house, 7, "Collège Sept", "");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let copy = copied(&house);
    house.ok(&["job", "undo", "1", "--yes"]);
    clock.pass(5);
    house.ok(&["establishment", "export", "7"]);
    let forgotten: String = house.ask("select file from export where why = 'export'");
    put_back(&house, &copy);
    fs::remove_file(database(&house, 7)).unwrap();
    for adopted in [false, true] {
        if adopted {
            let path = house.data().join("exports").join(&forgotten);
            house.ok(&["doctor", "--adopt", path.to_str().unwrap(), "--yes"]);
        }
        let said = run(&house, &["job", "undo", "1", "--yes"], 4);
        assert!(said.contains(&forgotten) && !said.contains("bring back its latest"), "{adopted}: {said}");
    }
}

/// Only what was undone is left: it is neither taken, nor passed over for an empty database.
#[test]
fn where_only_what_was_undone_is_left_a_person_has_to_say() {
    let (house, other) = (House::new(), House::new());
    add(&other, 7, "Collège Sept", "");
    mark(&other, 7, "ailleurs");
    let (file, _) = carried_away(&other, 7);
    restore(&house, &[file.to_str().unwrap()], 0);
    house.ok(&["job", "undo", "1", "--yes"]);
    restore(&house, &[file.to_str().unwrap()], 0);
    house.registry().execute_batch("delete from placed").unwrap();
    fs::remove_file(database(&house, 7)).unwrap();
    let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    assert!(said.contains("-undone-") && !database(&house, 7).exists(), "{said}");
}

/// The registry of before comes back, the database is lost: what replaced the export's content is known to nobody.
#[test]
fn what_a_forgotten_restore_replaced_is_not_taken_for_the_newest() {
    let house = House::new();
    let older = two_times(&house);
    let copy = copied(&house);
    restore(&house, &["--replace", older.to_str().unwrap()], 0);
    house.ok(&["job", "undo", "2", "--yes"]);
    put_back(&house, &copy);
    fs::remove_file(database(&house, 7)).unwrap();
    let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    assert!(said.contains("-before-") && !database(&house, 7).exists(), "{said}");
}

/// Somebody brought it back by its name, and the registry does not know it otherwise.
#[test]
fn what_was_placed_from_an_export_that_no_catalogue_knows_is_the_newest() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    let copy = copied(&house);
    mark(&house, 7, "v1");
    house.ok(&["establishment", "export", "7"]);
    let export = export_of(&house, 7);
    put_back(&house, &copy);
    mark(&house, 7, "v2");
    restore(&house, &["--replace", export.to_str().unwrap()], 0);
    assert_eq!(login(&house, 7), "v1");
    fs::remove_file(database(&house, 7)).unwrap();
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    assert_eq!(login(&house, 7), "v1");
}

#[test]
fn a_blocked_school_comes_back_blocked() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    house.ok(&["establishment", "block", "7", "--reason", "Impayé"]);
    house.ok(&["establishment", "export", "7"]);
    let export = export_of(&house, 7);
    house.ok(&["establishment", "delete", "7", "--no-export", "--yes"]);
    restore(&house, &[export.to_str().unwrap()], 0);
    let shown = house.records(&["establishment", "show", "7", "--json"]);
    assert!(shown[0].to_string().contains("Impayé"), "{shown:?}");
    // Another host's block is its own affair.
    let other = House::new();
    restore(&other, &[export.to_str().unwrap()], 0);
    assert!(!other.records(&["establishment", "show", "7", "--json"])[0].to_string().contains("Impayé"));
}

/// What lies under a strange name is said to be whose it says that it is, before anybody sets it aside.
#[test]
fn a_database_under_a_strange_name_says_whose_it_is() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    let strange = database(&house, 7).with_file_name("sept-ancien.sqlite");
    fs::copy(database(&house, 7), &strange).unwrap();
    let number = database(&house, 7).with_file_name("507.sqlite");
    fs::copy(database(&house, 7), &number).unwrap();
    let said = house.run(&["doctor"]);
    let said = told(&said);
    assert!(said.contains("sept-ancien.sqlite says that it is a database of establishment 7"), "{said}");
    assert!(
        said.contains("507.sqlite, which the registry does not know, says that it is the database of number 7"),
        "{said}"
    );
    // Both stay what a person may set aside.
    house.ok(&["doctor", "--set-aside", strange.to_str().unwrap(), "--set-aside", "507", "--yes"]);
    assert!(!strange.exists() && !number.exists());
    assert_eq!(login(&house, 7), "admin");
}

/// Of two that were made at one moment nobody can tell; neither when a clock was ahead.
#[test]
fn what_may_have_been_made_before_something_was_placed_or_after_is_asked_about() {
    for ahead in [0, 400 * DAY_S] {
        let clock = WallClock::new();
        let house = House::under(&clock);
        add(&house, 7, "Collège Sept", "");
        mark(&house, 7, "v1");
        house.ok(&["establishment", "export", "7"]);
        let older = export_of(&house, 7);
        clock.pass(5);
        clock.set_ahead(ahead);
        if ahead > 0 {
            let said = run(&house, &["establishment", "restore", "--replace", older.to_str().unwrap(), "--yes"], 4);
            assert!(said.contains("clock"), "{said}");
        }
        restore(&house, &["--replace", older.to_str().unwrap()], 0);
        clock.set_ahead(0);
        if ahead > 0 {
            house.ok(&["doctor", "--clock-is-right"]);
        }
        let copy = copied(&house);
        mark(&house, 7, "v2");
        clock.pass(4);
        house.ok(&["establishment", "export", "7"]);
        let export = export_of(&house, 7);
        let taken_at: i64 = house.ask("select max(taken_at) from export");
        put_back(&house, &copy);
        if ahead == 0 {
            house.registry().execute("update placed set at = $1", [taken_at]).unwrap();
        }
        fs::remove_file(database(&house, 7)).unwrap();
        let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
        assert!(said.contains(export.file_name().unwrap().to_str().unwrap()), "{ahead}: {said}");
    }
}

/// A registry of the version before read it in the reports; they tell the next one too.
#[test]
fn what_an_earlier_version_placed_last_is_read_in_its_reports() {
    let house = House::new();
    let older = two_times(&house);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    restore(&house, &[older.to_str().unwrap()], 0);
    let (former, sql) = (
        house.data().join("registry.sqlite"),
        "pragma user_version = 13; drop table content_origin; alter table job drop column support; drop table erased; drop table erasing;
        drop index outbox_account; alter table outbox drop column account; drop table audit_erased; drop table webmaster_zone;
        alter table webmaster drop column duty; alter table retired_number drop column zone_number;
        drop index lockout_day; drop table session;
        create table session (id integer primary key, webmaster_id integer not null references webmaster (id),
            os_user text not null, ssh_client text not null, ssh_key text not null, started_at integer not null,
            last_seen_at integer not null, ended_at integer, end_reason text not null) strict;
        drop table mail_inside; drop table placed; drop table job_inside;
        drop table inside_reached; drop table inside_counter;
        alter table export drop column standing",
    );
    rusqlite::Connection::open(&former).unwrap().execute_batch(sql).unwrap();
    house.ok(&["zone", "list"]);
    assert_eq!(house.ask::<i64>("select done_order from placed where establishment_number = 7"), 4);
    fs::remove_file(database(&house, 7)).unwrap();
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    assert_eq!(login(&house, 7), "v1");
}

/// What came from another host was never exported here.
#[test]
fn a_school_that_came_from_a_file_is_not_made_again_empty() {
    let (house, other) = (House::new(), House::new());
    add(&other, 7, "Collège Sept", "");
    let (file, _) = carried_away(&other, 7);
    restore(&house, &[file.to_str().unwrap()], 0);
    fs::remove_file(database(&house, 7)).unwrap();
    let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    assert!(said.contains(file.file_name().unwrap().to_str().unwrap()), "{said}");
    assert!(said.contains("--empty 7") && !database(&house, 7).exists(), "{said}");
    run(&house, &["doctor", "--empty", "7", "--yes"], 0);
    restore(&house, &["--replace", file.to_str().unwrap()], 0);
}

/// Somebody copied it by hand and set it aside as an examination tells. Whether that is the newer one or an export is, no
/// clock tells: both are named, and nothing is taken without a word.
#[test]
fn a_copy_that_was_set_aside_and_an_export_are_both_named() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    mark(&house, 7, "avant");
    let strange = database(&house, 7).with_file_name("7-avant.sqlite");
    fs::copy(database(&house, 7), &strange).unwrap();
    house.ok(&["doctor", "--set-aside", strange.to_str().unwrap(), "--yes"]);
    mark(&house, 7, "un an");
    house.ok(&["establishment", "export", "7"]);
    fs::remove_file(database(&house, 7)).unwrap();
    let orphan = fs::read_dir(house.data().join("orphans")).unwrap().next().unwrap().unwrap().path();
    let said = told(&house.run(&["doctor"]));
    let export = house.ask::<String>("select file from export");
    assert!(
        said.contains(orphan.to_str().unwrap()) && said.contains(&format!("the newest export, {export}, is of")),
        "{said}"
    );
    run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    fs::rename(orphan, house.folder().join("away")).unwrap();
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    assert_eq!(login(&house, 7), "un an");
}
