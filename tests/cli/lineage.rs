//! What a database has in it now, not what it had once, is what no other may have: mistakes that were taken back leave
//! nothing, and what a registry does not know the databases say.

use std::fs;

use rusqlite::Connection;

use super::credentials::{copied, export_of, hashed, listed, live, put_back};
use super::schools::{add, carried_away, change, database, login, mark, restore, run};
use crate::support::house::House;

#[test]
fn content_that_took_anothers_place_by_mistake_leaves_no_claim_once_it_is_gone() {
    for comes_first in [true, false] {
        let (here, elsewhere) = (House::new(), House::new());
        add(&here, 7, "Collège Sept", "");
        mark(&here, 7, "sept");
        add(&elsewhere, 30, "Collège Sept", "");
        mark(&elsewhere, 30, "trente");
        let (thirty, list) = carried_away(&elsewhere, 30);
        change(&list, "\"30\";\"\"", "\"30\";\"7\"");
        restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
        assert_eq!(login(&here, 7), "trente");
        let before = export_of(&here, 7);
        here.ok(&["establishment", "delete", "7", "--yes"]);
        if comes_first {
            restore(&here, &[thirty.to_str().unwrap()], 0);
        }
        restore(&here, &[before.to_str().unwrap()], 0);
        if !comes_first {
            restore(&here, &[thirty.to_str().unwrap()], 0);
        }
        assert_eq!((login(&here, 7).as_str(), login(&here, 30).as_str()), ("sept", "trente"));
        // Each comes back as itself, by the undo and by its export, and never as the other.
        mark(&here, 7, "plus tard");
        here.ok(&["establishment", "delete", "7", "--yes"]);
        let job = here.ask::<i64>("select max(id) from job").to_string();
        here.ok(&["job", "undo", &job, "--yes"]);
        here.ok(&["establishment", "export", "30"]);
        restore(&here, &["--replace", export_of(&here, 30).to_str().unwrap()], 0);
        assert_eq!((login(&here, 7).as_str(), login(&here, 30).as_str()), ("plus tard", "trente"));
    }
}

#[test]
fn what_was_exported_here_under_former_names_and_uai_is_the_establishments_own() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "0290001U");
    mark(&house, 7, "avant");
    house.ok(&["establishment", "export", "7"]);
    let export = export_of(&house, 7);
    let export = export.to_str().unwrap();
    restore(&house, &["--replace", export], 0);
    let replaced = house.ask::<i64>("select max(id) from job").to_string();
    mark(&house, 7, "apres");
    house.ok(&["establishment", "edit", "7", "--name", "Cité scolaire", "--uai", "0290002V"]);
    house.ok(&["job", "undo", &replaced, "--yes"]);
    restore(&house, &["--replace", export], 0);
    assert_eq!(login(&house, 7), "avant");
    house.ok(&["establishment", "export", "7"]);
    fs::remove_file(database(&house, 7)).unwrap();
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    restore(&house, &[export], 0);
    assert_eq!(live(&house), "7");
    // Another host's file that only says that it is this one is not.
    let altered = house.folder().join("7-job1-1-bbbbbbbb.sqlite");
    fs::copy(export, &altered).unwrap();
    let sql = "update identity set denomination = 'Autre', uai = '0590001F';
        update manifest set value = 'Autre' where name = 'registry.denomination';
        update manifest set value = '0590001F' where name = 'registry.uai'";
    Connection::open(&altered).unwrap().execute_batch(sql).unwrap();
    hashed(&altered);
    house.ok(&["establishment", "edit", "7", "--name", "Cité scolaire", "--uai", "0290002V"]);
    let said = restore(&house, &["--replace", altered.to_str().unwrap()], 4);
    assert!(said.contains("another school"), "{said}");
}

#[test]
fn one_file_over_two_namesakes_gets_into_one_of_them() {
    let (here, elsewhere) = (House::new(), House::new());
    for number in [7, 8] {
        add(&here, number, "Collège Sept", "");
        mark(&here, number, "sept");
    }
    add(&elsewhere, 30, "Collège Sept", "");
    mark(&elsewhere, 30, "trente");
    let (thirty, list) = carried_away(&elsewhere, 30);
    let text = fs::read_to_string(&list).unwrap();
    let row = text.lines().nth(1).unwrap();
    let rows: String =
        ["7", "8"].map(|number| row.replace("\"30\";\"\"", &format!("\"30\";\"{number}\"")) + "\n").concat();
    fs::write(&list, format!("{}\n{rows}", text.lines().next().unwrap())).unwrap();
    let said = restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 3);
    assert!(said.contains("is still here, as number"), "{said}");
    let mut logins = [login(&here, 7), login(&here, 8)];
    logins.sort();
    assert_eq!(logins, ["sept", "trente"]);
    // What was about to come and did not leaves no claim.
    let failed: u32 = here.ask("select establishment_number from job_target where state = 'failed'");
    here.ok(&["establishment", "delete", if failed == 7 { "8" } else { "7" }, "--yes"]);
    restore(&here, &[thirty.to_str().unwrap()], 0);
    assert_eq!(login(&here, failed), "sept");
}

/// A host where namesakes 7 and, elsewhere, 30 are; with an export of 30, and a list that puts it in the place of 7.
fn namesakes() -> (House, std::path::PathBuf, std::path::PathBuf) {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "");
    mark(&here, 7, "sept");
    add(&elsewhere, 30, "Collège Sept", "");
    mark(&elsewhere, 30, "trente");
    let (thirty, list) = carried_away(&elsewhere, 30);
    let at = here.folder().join("from");
    fs::rename(thirty.parent().unwrap(), &at).unwrap();
    let (thirty, list) = (at.join(thirty.file_name().unwrap()), at.join(list.file_name().unwrap()));
    change(&list, "\"30\";\"\"", "\"30\";\"7\"");
    (here, thirty, list)
}

#[test]
fn a_registry_that_is_older_than_a_replacement_learns_what_was_placed() {
    let (here, thirty, list) = namesakes();
    let copy = copied(&here);
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    put_back(&here, &copy);
    let said = restore(&here, &[thirty.to_str().unwrap()], 4);
    assert!(said.contains("as number 7"), "{said}");
    assert_eq!(live(&here), "7");
}

#[test]
fn a_database_that_is_put_back_says_what_is_in_it() {
    let (here, thirty, list) = namesakes();
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    let job = here.ask::<i64>("select max(id) from job").to_string();
    let aside = here.data().join("establishments/000/7-copie.sqlite");
    fs::copy(database(&here, 7), &aside).unwrap();
    here.ok(&["job", "undo", &job, "--yes"]);
    assert_eq!(login(&here, 7), "sept");
    fs::remove_file(database(&here, 7)).unwrap();
    here.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&here, 7), "trente");
    let said = restore(&here, &[thirty.to_str().unwrap()], 4);
    assert!(said.contains("as number 7"), "{said}");
    // And where its own school is here, it is not put back.
    let other = database(&here, 7).with_file_name("aside.sqlite");
    fs::rename(database(&here, 7), &other).unwrap();
    here.ok(&["doctor", "--empty", "7", "--yes"]);
    restore(&here, &[thirty.to_str().unwrap()], 0);
    assert_eq!(live(&here), "7,30");
}

#[test]
fn of_several_files_that_are_its_own_a_person_chooses() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    let own = database(&house, 7);
    for version in ["v1", "v2", "v3"] {
        mark(&house, 7, version);
        fs::copy(&own, own.with_file_name(format!("{version}.sqlite"))).unwrap();
    }
    fs::remove_file(&own).unwrap();
    let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 4);
    assert!(["v1", "v2", "v3"].iter().all(|version| said.contains(&format!("{version}.sqlite"))), "{said}");
    assert!(!own.exists());
    for version in ["v1", "v2"] {
        let path = own.with_file_name(format!("{version}.sqlite"));
        let _left = house.run(&["doctor", "--set-aside", path.to_str().unwrap(), "--yes"]);
    }
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&house, 7), "v3");
}

#[test]
fn a_number_whose_credentials_are_known_goes_to_no_namesake() {
    for uai in ["", "0290001U"] {
        let (here, elsewhere) = (House::new(), House::new());
        add(&here, 7, "Collège Sept", uai);
        here.ok(&["establishment", "delete", "7", "--yes"]);
        add(&elsewhere, 7, if uai.is_empty() { "Collège Sept" } else { "Collège Sud" }, uai);
        let (other, _) = carried_away(&elsewhere, 7);
        let said = restore(&here, &[other.to_str().unwrap()], 4);
        assert!(said.contains("another school's"), "{said}");
        here.ok(&["job", "undo", "1", "--yes"]);
        assert_eq!(live(&here), "7");
    }
}

#[test]
fn undoing_goes_back_step_by_step_whatever_was_planned_first() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    mark(&house, 7, "v1");
    house.ok(&["establishment", "export", "7"]);
    let older = export_of(&house, 7);
    mark(&house, 7, "v2");
    // Planned first, begun last.
    house.ok(&["establishment", "delete", "7", "--save", "nuit"]);
    let plan = house.ask::<i64>("select max(id) from job").to_string();
    house.ok(&["establishment", "export", "7"]);
    house.ok(&["job", "start", &plan, "--yes"]);
    // A mistake, taken back.
    restore(&house, &[older.to_str().unwrap()], 0);
    let mistake = house.ask::<i64>("select max(id) from job").to_string();
    house.ok(&["job", "undo", &mistake, "--yes"]);
    house.ok(&["job", "undo", &plan, "--yes"]);
    assert_eq!(login(&house, 7), "v2");
    // A replacement that was planned before another one and done after it is the later one.
    restore(&house, &["--replace", older.to_str().unwrap(), "--save", "tard"], 0);
    let late = house.ask::<i64>("select max(id) from job").to_string();
    mark(&house, 7, "v3");
    restore(&house, &["--replace", older.to_str().unwrap()], 0);
    let early = house.ask::<i64>("select max(id) from job").to_string();
    mark(&house, 7, "v4");
    house.ok(&["job", "start", &late, "--yes"]);
    let said = run(&house, &["job", "undo", &early, "--yes"], 4);
    assert!(said.contains(&format!("job {late}")), "{said}");
    house.ok(&["job", "undo", &late, "--yes"]);
    assert_eq!(login(&house, 7), "v4");
    house.ok(&["job", "undo", &early, "--yes"]);
    assert_eq!(login(&house, 7), "v3");
}

#[test]
fn what_was_replaced_is_not_made_again_but_what_took_its_place() {
    let (here, _, list) = namesakes();
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    let job = here.ask::<i64>("select max(id) from job").to_string();
    here.ok(&["job", "undo", &job, "--yes"]);
    fs::remove_file(database(&here, 7)).unwrap();
    here.ok(&["doctor", "--recreate", "7", "--yes"]);
    assert_eq!(login(&here, 7), "sept");
}

#[test]
fn an_encrypted_export_that_the_catalogue_does_not_know_may_be_of_a_job_that_was_planned_long_before() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    let key = age::x25519::Identity::generate().to_public().to_string();
    house.ok(&["establishment", "export", "7", "--encrypt-to", &key, "--save", "nuit"]);
    house.ok(&["establishment", "export", "7"]);
    let copy = copied(&house);
    mark(&house, 7, "apres");
    house.ok(&["job", "start", "1", "--yes"]);
    put_back(&house, &copy);
    fs::remove_file(database(&house, 7)).unwrap();
    let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    assert!(said.contains("7-job1-") && said.contains(".age") && !database(&house, 7).exists(), "{said}");
}

#[test]
fn what_an_earlier_version_brought_back_under_another_number_is_here() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let list = listed(&house, &export_of(&house, 7), 17);
    restore(&house, &["--transfer", list.to_str().unwrap()], 0);
    // What version 11 knew of credentials: nothing, but for the row's own.
    let sql = "update export set credential_hash = ''; update retired_number set school = '';
        delete from known_credential";
    house.registry().execute_batch(sql).unwrap();
    let said = run(&house, &["job", "undo", "1", "--yes"], 4);
    assert!(said.contains("as number 17"), "{said}");
    assert_eq!(live(&house), "17");
}

#[test]
fn what_was_deleted_or_undone_before_something_else_was_placed_is_not_the_newest() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    mark(&house, 7, "v1");
    house.ok(&["establishment", "export", "7"]);
    let older = export_of(&house, 7);
    mark(&house, 7, "v2");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let deletion = house.ask::<i64>("select max(id) from job").to_string();
    restore(&house, &[older.to_str().unwrap()], 0);
    let mistake = house.ask::<i64>("select max(id) from job").to_string();
    // What lives now was made before what was deleted.
    fs::remove_file(database(&house, 7)).unwrap();
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    assert_eq!(login(&house, 7), "v1");
    house.ok(&["job", "undo", &mistake, "--yes"]);
    house.ok(&["job", "undo", &deletion, "--yes"]);
    fs::remove_file(database(&house, 7)).unwrap();
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    assert_eq!(login(&house, 7), "v2");
    // What came from elsewhere is not among the exports.
    let other = House::new();
    restore(&other, &[older.to_str().unwrap()], 0);
    mark(&other, 7, "ailleurs");
    let (file, _) = carried_away(&other, 7);
    restore(&house, &["--replace", file.to_str().unwrap()], 0);
    assert_eq!(login(&house, 7), "ailleurs");
    fs::remove_file(database(&house, 7)).unwrap();
    let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    assert!(said.contains("replaced later") && !database(&house, 7).exists(), "{said}");
}

#[test]
fn a_file_that_somebody_gave_its_name_by_hand_says_what_is_in_it() {
    let (here, thirty, list) = namesakes();
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    let job = here.ask::<i64>("select max(id) from job").to_string();
    let aside = here.folder().join("kept.sqlite");
    fs::copy(database(&here, 7), &aside).unwrap();
    here.ok(&["job", "undo", &job, "--yes"]);
    fs::copy(&aside, database(&here, 7)).unwrap();
    here.ok(&["doctor"]);
    let said = restore(&here, &[thirty.to_str().unwrap()], 4);
    assert!(said.contains("as number 7"), "{said}");
    // Its own one back, by hand as well.
    let own = export_of(&here, 7);
    fs::remove_file(database(&here, 7)).unwrap();
    fs::copy(
        here.data().join("exports").join(here.ask::<String>("select file from export order by made limit 1")),
        database(&here, 7),
    )
    .unwrap();
    assert!(own.exists());
    here.ok(&["doctor", "--fix"]);
    here.ok(&["doctor"]);
    restore(&here, &[thirty.to_str().unwrap()], 0);
    assert_eq!((login(&here, 7).as_str(), live(&here).as_str()), ("sept", "7,30"));
}

/// A registry is put back in which the number of a database was given back: it is adopted, and the deletion that the
/// registry knows brings nothing older in its place.
fn adopted_again(house: &House, copy: &[u8], login_now: &str) {
    put_back(house, copy);
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!((login(house, 7).as_str(), live(house).as_str()), (login_now, "1,7"));
    let _refused = house.run(&["job", "undo", "1", "--yes"]);
    assert_eq!(login(house, 7), login_now);
}

/// Establishments 1, and 7 that was deleted and brought back; with the registry in between.
fn deleted_and_back(uai: &str) -> (House, Vec<u8>) {
    let house = House::new();
    add(&house, 1, "Un", "");
    add(&house, 7, "Collège Sept", uai);
    mark(&house, 7, "v1");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let copy = copied(&house);
    house.ok(&["job", "undo", "1", "--yes"]);
    (house, copy)
}

#[test]
fn an_empty_database_says_whose_it_is_to_an_older_registry() {
    for uai in ["", "0290001U"] {
        let (house, copy) = deleted_and_back(uai);
        fs::remove_file(database(&house, 7)).unwrap();
        house.ok(&["doctor", "--empty", "7", "--yes"]);
        mark(&house, 7, "v2");
        adopted_again(&house, &copy, "v2");
    }
}

/// Makes a database one of an earlier version, which did not say by what it was known; with a credential that no registry
/// ever knew.
fn forgets(house: &House, number: u32) {
    let sql = "update identity set known = '', credential_hash = '".to_owned() + &"c".repeat(64) + "'";
    Connection::open(database(house, number)).unwrap().execute_batch(&sql).unwrap();
}

#[test]
fn a_database_that_was_taken_for_the_rows_own_says_so_to_an_older_registry() {
    let (house, copy) = deleted_and_back("");
    forgets(&house, 7);
    mark(&house, 7, "v2");
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    adopted_again(&house, &copy, "v2");
}

#[test]
fn an_export_tells_whose_a_database_is_that_does_not_say_so_itself() {
    let (house, copy) = deleted_and_back("");
    fs::remove_file(database(&house, 7)).unwrap();
    house.ok(&["doctor", "--empty", "7", "--yes"]);
    Connection::open(database(&house, 7)).unwrap().execute_batch("update identity set known = ''").unwrap();
    mark(&house, 7, "v2");
    house.ok(&["establishment", "export", "7"]);
    let export = export_of(&house, 7);
    let (away, mut hash) = (house.folder().join("away.sqlite"), export.clone().into_os_string());
    hash.push(".sha256");
    fs::rename(&export, &away).unwrap();
    put_back(&house, &copy);
    let said = run(&house, &["doctor", "--adopt", "7", "--yes"], 3);
    assert!(said.contains("was not adopted: number 7 was a school's here") && !said.contains("Id_Import"), "{said}");
    assert!(said.contains("folder exports"), "{said}");
    assert!(fs::exists(hash).unwrap());
    fs::rename(&away, &export).unwrap();
    adopted_again(&house, &copy, "v2");
    // From then on it says so itself.
    fs::remove_file(&export).unwrap();
    adopted_again(&house, &copy, "v2");
}

/// A registry is put back in which 7 is 7; its school, deleted and brought back as 17, is worked in.
pub(super) fn lives_as_17(uai: &str) -> House {
    let house = House::new();
    add(&house, 1, "Un", "");
    add(&house, 7, "Collège Sept", uai);
    mark(&house, 7, "v1");
    let copy = copied(&house);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let list = listed(&house, &export_of(&house, 7), 17);
    change(&list, "Sept;;", &format!("Sept;{uai};"));
    restore(&house, &["--transfer", list.to_str().unwrap()], 0);
    mark(&house, 17, "v2");
    put_back(&house, &copy);
    house
}

#[test]
fn a_school_that_lives_under_another_number_is_not_made_again_from_an_older_export() {
    for uai in ["", "0290001U"] {
        let house = lives_as_17(uai);
        let said = run(&house, &["doctor"], 3);
        let found = said.lines().find(|line| line.contains("establishment 7 is missing")).unwrap_or_default();
        assert!(found.contains("17.sqlite, which the registry does not know, holds its school"), "{said}");
        let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
        for way in ["17.sqlite", "establishment delete 7 --no-export", "doctor --adopt 17", "--set-aside"] {
            assert!(said.contains(way), "{way}: {said}");
        }
        assert!(!database(&house, 7).exists());
        let said = run(&house, &["doctor", "--adopt", "17", "--yes"], 3);
        assert!(said.contains("as number 7") && said.contains("establishment delete 7"), "{said}");
        assert!(!said.contains("Restore it"), "{said}");
        // As it says.
        house.ok(&["establishment", "delete", "7", "--no-export", "--yes"]);
        house.ok(&["doctor", "--adopt", "17", "--yes"]);
        assert_eq!((login(&house, 17).as_str(), live(&house).as_str()), ("v2", "1,17"));
    }
}

#[test]
fn a_school_that_lies_under_a_strange_name_is_not_made_again_from_an_older_export() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    mark(&house, 7, "v1");
    let copy = copied(&house);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    house.ok(&["job", "undo", "1", "--yes"]);
    mark(&house, 7, "v2");
    let strange = database(&house, 7).with_file_name("copie.sqlite");
    fs::rename(database(&house, 7), &strange).unwrap();
    put_back(&house, &copy);
    let said = run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    assert!(said.contains("copie.sqlite") && said.contains("give that file by hand the name"), "{said}");
    // As it says.
    let kept = house.folder().join("kept.sqlite");
    fs::copy(&strange, &kept).unwrap();
    fs::rename(&strange, database(&house, 7)).unwrap();
    house.ok(&["doctor", "--adopt", "7", "--yes"]);
    assert_eq!(login(&house, 7), "v2");
    // Set aside, it is in nobody's way.
    fs::remove_file(database(&house, 7)).unwrap();
    fs::rename(&kept, &strange).unwrap();
    run(&house, &["doctor", "--recreate", "7", "--yes"], 4);
    let _left = house.run(&["doctor", "--set-aside", strange.to_str().unwrap(), "--yes"]);
    house.ok(&["doctor", "--recreate", "7", "--yes"]);
    assert_eq!(login(&house, 7), "v1");
}

#[test]
fn before_an_empty_database_is_made_the_one_that_holds_the_school_is_told() {
    let house = lives_as_17("");
    let said = house.run(&["doctor", "--empty", "7"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    assert!(said.contains("may not be lost") && said.contains("17.sqlite"), "{said}");
    assert!(!database(&house, 7).exists());
}

#[test]
fn what_a_database_only_says_of_another_school_claims_nothing() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "0290001U");
    here.ok(&["establishment", "delete", "7", "--yes"]);
    add(&elsewhere, 50, "Lycée Nord", "0590001F");
    let (file, _) = carried_away(&elsewhere, 50);
    let hash: String = here.ask("select max(hash) from known_credential where establishment_number = 7");
    Connection::open(&file).unwrap().execute("update identity set known = $1", [hash]).unwrap();
    hashed(&file);
    restore(&here, &[file.to_str().unwrap()], 0);
    here.ok(&["doctor"]);
    here.ok(&["job", "undo", "1", "--yes"]);
    assert_eq!(live(&here), "7,50");
}
