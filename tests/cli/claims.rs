//! What a school's own program writes into its database of another school: that one is not held back by it, and nobody is
//! left without a word where the same school may be here twice.

use std::fs;

use rusqlite::Connection;

use super::credentials::{copied, export_of, live, put_back};
use super::schools::{add, carried_away, change, database, login, mark, restore, run};
use crate::support::house::{House, told};

/// Establishments 7 and 8, of which 7 has that UAI; the database of 8 says that its content was 7's.
fn lied(uai: &str) -> House {
    let house = House::new();
    add(&house, 7, "Collège Sept", uai);
    add(&house, 8, "Lycée Huit", "");
    mark(&house, 7, "sept");
    mark(&house, 8, "huit");
    let read = |connection: Connection| -> String {
        connection.query_row("select credential_hash from identity", [], |row| row.get(0)).unwrap()
    };
    let hash = read(Connection::open(database(&house, 7)).unwrap());
    Connection::open(database(&house, 8)).unwrap().execute("update identity set known = $1", [hash]).unwrap();
    house
}

fn last_job(house: &House) -> String {
    house.ask::<i64>("select max(id) from job").to_string()
}

/// Deletes an establishment; gives the job.
fn delete(house: &House, number: u32) -> String {
    house.ok(&["establishment", "delete", &number.to_string(), "--yes"]);
    last_job(house)
}

#[test]
fn a_school_of_which_another_ones_database_says_that_it_is_it_is_not_held_back_by_that() {
    for uai in ["", "0290001U"] {
        let house = lied(uai);
        house.ok(&["establishment", "export", "7"]);
        // Whenever it is asked.
        for how in [&["doctor"][..], &["doctor", "--thorough"], &["doctor", "--fix"]] {
            let said = run(&house, how, 3);
            assert!(said.contains("establishment 8 says that its content was establishment 7's"), "{said}");
            assert!(said.contains("both are here") && !said.contains("All is well"), "{said}");
        }
        let said = run(&house, &["--lang", "fr", "doctor"], 3);
        assert!(said.contains("indique que son contenu était celui de l'établissement 7"), "{said}");
        let said = run(&house, &["doctor", "--json"], 3);
        assert_eq!(said.matches("\"content-of-another\"").count(), 1, "{said}");
        let job = delete(&house, 7);
        house.ok(&["job", "undo", &job, "--yes"]);
        let aside = database(&house, 7).with_file_name("7-copie.sqlite");
        fs::rename(database(&house, 7), &aside).unwrap();
        run(&house, &["doctor", "--adopt", "7", "--yes"], 3);
        fs::remove_file(database(&house, 7)).unwrap();
        run(&house, &["doctor", "--recreate", "7", "--yes"], 3);
        assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("sept", "huit"));
        // Once it says so no more, all is well.
        Connection::open(database(&house, 8)).unwrap().execute("update identity set known = ''", []).unwrap();
        house.ok(&["doctor"]);
    }
}

#[test]
fn what_a_database_says_of_a_school_that_was_deleted_beside_it_does_not_keep_either_away() {
    let house = lied("");
    let seven = delete(&house, 7);
    let said = run(&house, &["doctor"], 3);
    assert!(said.contains("was deleted later") && said.contains("Before you bring establishment 7 back"), "{said}");
    let eight = delete(&house, 8);
    house.ok(&["doctor"]);
    house.ok(&["job", "undo", &seven, "--yes"]);
    house.ok(&["job", "undo", &eight, "--yes"]);
    assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("sept", "huit"));
    run(&house, &["doctor"], 3);
}

#[test]
fn what_a_database_says_of_another_school_does_not_keep_its_own_content_away() {
    let house = lied("");
    house.ok(&["establishment", "export", "8"]);
    let export = export_of(&house, 8);
    fs::remove_file(database(&house, 8)).unwrap();
    run(&house, &["doctor", "--recreate", "8", "--yes"], 3);
    assert_eq!(login(&house, 8), "huit");
    mark(&house, 8, "plus tard");
    restore(&house, &["--replace", export.to_str().unwrap()], 0);
    delete(&house, 8);
    restore(&house, &[export.to_str().unwrap()], 0);
    assert_eq!(login(&house, 8), "huit");
    // It still claims nothing.
    let job = delete(&house, 7);
    house.ok(&["job", "undo", &job, "--yes"]);
    assert_eq!(login(&house, 7), "sept");
}

/// What was made of an export was there when both were here, whoever was deleted since.
#[test]
fn a_school_that_was_deleted_comes_back_though_another_ones_export_names_it() {
    for replaced in [false, true] {
        let house = lied("");
        house.ok(&["establishment", "export", "8"]);
        let export = export_of(&house, 8);
        let seven = delete(&house, 7);
        if replaced {
            restore(&house, &["--replace", export.to_str().unwrap()], 0);
        } else {
            fs::remove_file(database(&house, 8)).unwrap();
            run(&house, &["doctor", "--recreate", "8", "--yes"], 3);
        }
        let said = run(&house, &["doctor"], 3);
        assert!(said.contains("was deleted later"), "{said}");
        house.ok(&["job", "undo", &seven, "--yes"]);
        assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("sept", "huit"), "{replaced}");
    }
}

/// Whatever was placed in it between the export and its deletion.
#[test]
fn a_school_that_was_replaced_and_deleted_comes_back_though_another_ones_export_names_it() {
    let house = lied("");
    house.ok(&["establishment", "export", "7", "8"]);
    let [own, export] = [7, 8].map(|number| export_of(&house, number));
    restore(&house, &["--replace", own.to_str().unwrap()], 0);
    let seven = delete(&house, 7);
    restore(&house, &["--replace", export.to_str().unwrap()], 0);
    house.ok(&["job", "undo", &seven, "--yes"]);
    assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("sept", "huit"));
}

/// A registry that comes back knows that both were here when it made the export.
#[test]
fn a_registry_that_was_accepted_holds_nobody_back_by_what_a_database_says() {
    let house = lied("");
    house.ok(&["establishment", "export", "8"]);
    put_back(&house, &copied(&house));
    fs::remove_file(database(&house, 8)).unwrap();
    run(&house, &["doctor", "--recreate", "8", "--yes"], 3);
    assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("sept", "huit"));
    let job = delete(&house, 7);
    house.ok(&["job", "undo", &job, "--yes"]);
    assert_eq!(login(&house, 7), "sept");
}

#[test]
fn a_school_that_is_here_twice_by_a_file_that_got_its_name_by_hand_is_told() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "");
    mark(&here, 7, "sept");
    add(&elsewhere, 30, "Collège Sept", "");
    mark(&elsewhere, 30, "trente");
    let (thirty, list) = carried_away(&elsewhere, 30);
    change(&list, "\"30\";\"\"", "\"30\";\"7\"");
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    let mistake = last_job(&here);
    let aside = here.folder().join("kept.sqlite");
    fs::copy(database(&here, 7), &aside).unwrap();
    here.ok(&["job", "undo", &mistake, "--yes"]);
    // Before anybody asks.
    fs::copy(&aside, database(&here, 7)).unwrap();
    here.ok(&["establishment", "export", "7"]);
    let mistaken = export_of(&here, 7);
    restore(&here, &[thirty.to_str().unwrap()], 0);
    assert_eq!((login(&here, 7).as_str(), login(&here, 30).as_str()), ("trente", "trente"));
    for _ in 0..2 {
        let said = run(&here, &["doctor"], 3);
        assert!(said.contains("establishment 7 says that its content was establishment 30's"), "{said}");
    }
    // As it says: the right content in its place.
    let own = here.ask::<String>("select file from export where establishment_number = 7 order by made limit 1");
    restore(&here, &["--replace", here.data().join("exports").join(own).to_str().unwrap()], 0);
    here.ok(&["doctor"]);
    assert_eq!((login(&here, 7).as_str(), live(&here).as_str()), ("sept", "7,30"));
    // What was exported before it came is not made again beside it.
    restore(&here, &["--replace", mistaken.to_str().unwrap()], 4);
    assert_eq!(login(&here, 7), "sept");
}

/// Also once the audit has forgotten when the other one came.
#[test]
fn its_own_export_is_taken_whatever_it_says_of_one_that_was_here_and_was_replaced_since() {
    for is_pruned in [false, true] {
        let house = lied("");
        for number in ["7", "8"] {
            house.ok(&["establishment", "export", number]);
        }
        let seven = export_of(&house, 7);
        restore(&house, &["--replace", seven.to_str().unwrap()], 0);
        if is_pruned {
            let sql = "delete from audit where id <= (select max(id) from audit where action = 'establishment.add')";
            house.registry().execute_batch(sql).unwrap();
        }
        fs::remove_file(database(&house, 8)).unwrap();
        let said = told(&house.run(&["doctor", "--recreate", "8", "--yes"]));
        assert!(database(&house, 8).exists(), "{is_pruned}: {said}");
        assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("sept", "huit"), "{is_pruned}");
    }
}

/// A database that only went back to its place claims no more than before.
#[test]
fn what_was_put_back_holds_nobody_back() {
    let house = lied("");
    let seven = delete(&house, 7);
    fs::rename(database(&house, 8), database(&house, 8).with_file_name("8-copie.sqlite")).unwrap();
    run(&house, &["doctor", "--adopt", "8", "--yes"], 3);
    house.ok(&["job", "undo", &seven, "--yes"]);
    assert_eq!((login(&house, 7).as_str(), login(&house, 8).as_str()), ("sept", "huit"));
}
