//! A school is known by every credential that ever opened its content, wherever that was: it is never here twice, never
//! gets another one's content, and comes back.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::schools::{add, beside, carried_away, change, database, login, mark, restore, run};
use crate::support::house::House;

pub(super) fn export_of(house: &House, number: u32) -> std::path::PathBuf {
    house.data().join("exports").join(
        house.ask::<String>(&format!(
            "select file from export where establishment_number = {number} order by made desc"
        )),
    )
}

/// A copy of the registry, alone.
pub(super) fn copied(house: &House) -> Vec<u8> {
    fs::read(house.data().join("registry.sqlite")).unwrap()
}

pub(super) fn put_back(house: &House, copy: &[u8]) {
    let registry = house.data().join("registry.sqlite");
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(&registry, copy).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
}

/// Copies an export of Collège Sept elsewhere, with a list that gives it a number; returns the list.
pub(super) fn listed(house: &House, export: &Path, number: u32) -> std::path::PathBuf {
    let (list, name) = (house.folder().join("liste.csv"), export.file_name().unwrap().to_str().unwrap());
    fs::copy(export, house.folder().join(name)).unwrap();
    fs::copy(beside(export), beside(&house.folder().join(name))).unwrap();
    fs::write(
        &list,
        format!(
            "Id_Export;Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel;\
             Date_Inscription;Nom_fichier\n7;{number};1;29200 Brest;Collège Sept;;ROUX;Anne;a@b.invalid;;{name}\n"
        ),
    )
    .unwrap();
    list
}

pub(super) fn live(house: &House) -> String {
    house.ask("select group_concat(number) from (select number from establishment order by number)")
}

#[test]
fn what_comes_home_from_another_host_is_known_and_is_not_here_twice() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "");
    add(&elsewhere, 1, "Un", "");
    let (_, list) = carried_away(&here, 7);
    change(&list, "\"7\";\"\"", "\"7\";\"17\"");
    restore(&elsewhere, &["--transfer", list.to_str().unwrap()], 0);
    elsewhere.ok(&["establishment", "edit", "17", "--name", "Collège Moulin"]);
    elsewhere.ok(&["establishment", "export", "17"]);
    let back = export_of(&elsewhere, 17);
    let said = restore(&here, &[back.to_str().unwrap()], 4);
    assert!(said.contains("as number 7"), "{said}");
    // It takes the place of what it was made from, and once that is gone it comes back under either number.
    mark(&elsewhere, 17, "moulin");
    let (_, list) = carried_away(&elsewhere, 17);
    change(&list, "\"17\";\"\"", "\"17\";\"7\"");
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    assert_eq!((login(&here, 7).as_str(), live(&here).as_str()), ("moulin", "7"));
    here.ok(&["establishment", "delete", "7", "--yes"]);
    restore(&here, &[back.to_str().unwrap()], 0);
    assert_eq!(live(&here), "17");
}

#[test]
fn a_database_without_a_row_is_not_adopted_while_its_school_is_here_under_another_number() {
    for uai in ["", "0290001U"] {
        let house = House::new();
        add(&house, 1, "Un", "");
        let copy = copied(&house);
        add(&house, 7, "Collège Sept", uai);
        let (_, list) = carried_away(&house, 7);
        put_back(&house, &copy);
        change(&list, "\"7\";\"\"", "\"7\";\"17\"");
        restore(&house, &["--transfer", list.to_str().unwrap()], 0);
        let said = run(&house, &["doctor", "--yes", "--adopt", "7"], 3);
        assert!(said.contains("as number 17"), "{said}");
        assert_eq!(live(&house), "1,17");
    }
}

#[test]
fn a_database_that_an_older_registry_does_not_know_the_credential_of_is_adopted() {
    let house = House::new();
    add(&house, 1, "Un", "");
    add(&house, 7, "Collège Sept", "");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let copy = copied(&house);
    // Brought back, and renamed: neither its credential nor its name is what that registry knows.
    restore(&house, &[export_of(&house, 7).to_str().unwrap()], 0);
    house.ok(&["establishment", "edit", "7", "--name", "Collège Moulin"]);
    mark(&house, 7, "moulin");
    put_back(&house, &copy);
    house.ok(&["doctor", "--yes", "--adopt", "7"]);
    assert_eq!((login(&house, 7).as_str(), live(&house).as_str()), ("moulin", "1,7"));
    house.ok(&["doctor"]);
}

#[test]
fn content_that_took_anothers_place_is_not_here_twice_until_that_is_undone() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège X", "");
    add(&elsewhere, 30, "Collège X", "");
    mark(&here, 7, "own");
    mark(&elsewhere, 30, "other");
    let (export, list) = carried_away(&elsewhere, 30);
    change(&list, "\"30\";\"\"", "\"30\";\"7\"");
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    let said = restore(&here, &[export.to_str().unwrap()], 4);
    assert!(said.contains("as number 7"), "{said}");
    let job: i64 = here.ask("select max(id) from job where kind = 'replace' and done = 1");
    here.ok(&["job", "undo", &job.to_string(), "--yes"]);
    assert_eq!(login(&here, 7), "own");
    restore(&here, &[export.to_str().unwrap()], 0);
    assert_eq!((login(&here, 30).as_str(), live(&here).as_str()), ("other", "7,30"));
}

#[test]
fn a_uai_that_two_sites_have_or_had_tells_neither() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Nord", "0290001U");
    let list = here.folder().join("sites.csv");
    let head = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
    fs::write(&list, format!("{head}\n8;1;29000 Quimper;Collège Sud;0290001U;ROUX;Anne;anne@ecole.invalid\n")).unwrap();
    here.ok(&["establishment", "import", "--yes", "--accept-shared-uai", list.to_str().unwrap()]);
    mark(&here, 7, "nord");
    mark(&here, 8, "sud");
    // Alone where it comes from, it is not the first one here.
    add(&elsewhere, 7, "Collège Sud", "0290001U");
    mark(&elsewhere, 7, "sud ailleurs");
    let (export, _) = carried_away(&elsewhere, 7);
    for how in [&["--replace", export.to_str().unwrap()][..], &["--replace", "--dry-run", export.to_str().unwrap()]] {
        let said = restore(&here, how, 4);
        assert!(said.contains("Collège Sud (0290001U)") && said.contains("Collège Nord (0290001U)"), "{said}");
    }
    assert_eq!(login(&here, 7), "nord");
    // Nor is the second one the first once that one is gone.
    here.ok(&["establishment", "delete", "7", "--yes"]);
    let nord = export_of(&here, 7);
    here.ok(&["establishment", "edit", "8", "--uai", ""]);
    here.ok(&["establishment", "edit", "8", "--uai", "0290001U"]);
    let (_, list) = carried_away(&here, 8);
    here.ok(&["establishment", "delete", "8", "--yes"]);
    change(&list, "\"8\";\"\"", "\"8\";\"7\"");
    restore(&here, &["--transfer", list.to_str().unwrap()], 4);
    restore(&here, &["--replace", "--transfer", list.to_str().unwrap()], 4);
    change(&list, "\"8\";\"7\"", "\"8\";\"\"");
    restore(&here, &["--transfer", list.to_str().unwrap()], 0);
    restore(&here, &[nord.to_str().unwrap()], 0);
    assert_eq!((login(&here, 7), login(&here, 8)), ("nord".into(), "sud".into()));
}

#[test]
fn a_credential_that_is_known_outvotes_names_that_two_schools_share() {
    let house = House::new();
    for (number, login) in [(7, "sept"), (8, "huit")] {
        add(&house, number, "École Jules Ferry", "");
        mark(&house, number, login);
    }
    let (_, list) = carried_away(&house, 8);
    house.ok(&["establishment", "delete", "8", "--yes"]);
    let deletion = house.ask::<i64>("select max(id) from job where kind = 'delete'").to_string();
    change(&list, "\"8\";\"\"", "\"8\";\"7\"");
    for how in ["--yes", "--dry-run"] {
        let said =
            run(&house, &["establishment", "restore", how, "--replace", "--transfer", list.to_str().unwrap()], 4);
        assert!(said.contains("of establishment 8 of this host"), "{said}");
    }
    assert_eq!(login(&house, 7), "sept");
    house.ok(&["job", "undo", &deletion, "--yes"]);
    assert_eq!((login(&house, 7), login(&house, 8)), ("sept".into(), "huit".into()));
    // What was made again by hand under another number gets its content all the same where the UAI and the names say so.
    let house = House::new();
    add(&house, 7, "Collège Sept", "0290001U");
    mark(&house, 7, "sept");
    let (_, list) = carried_away(&house, 7);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    add(&house, 20, "Collège Sept", "0290001U");
    change(&list, "\"7\";\"\"", "\"7\";\"20\"");
    restore(&house, &["--replace", "--transfer", list.to_str().unwrap()], 0);
    assert_eq!(login(&house, 20), "sept");
}

#[test]
fn the_undo_of_a_deletion_brings_nothing_back_that_is_here_or_older_than_what_was_deleted_later_elsewhere() {
    for upgraded in [false, true] {
        let house = House::new();
        add(&house, 7, "Collège Sept", "");
        mark(&house, 7, "avant");
        house.ok(&["establishment", "delete", "7", "--yes"]);
        let first = house.ask::<i64>("select max(id) from job").to_string();
        if upgraded {
            // As a version before credentials were kept has left it.
            let sql = "update export set credential_hash = '', made = 0; delete from known_credential;
                update retired_number set school = ''";
            house.registry().execute_batch(sql).unwrap();
        }
        let export = export_of(&house, 7);
        let list = listed(&house, &export, 17);
        restore(&house, &["--transfer", list.to_str().unwrap()], 0);
        let said = run(&house, &["job", "undo", &first, "--yes"], 4);
        assert!(said.contains("as number 17"), "{said}");
        mark(&house, 17, "apres");
        house.ok(&["establishment", "delete", "17", "--yes"]);
        let second = house.ask::<i64>("select max(id) from job where kind = 'delete' and done = 1").to_string();
        for how in ["--dry-run", "--yes"] {
            let said = run(&house, &["job", "undo", &first, how], 4);
            assert!(said.contains(export_of(&house, 17).file_name().unwrap().to_str().unwrap()), "{said}");
        }
        house.ok(&["job", "undo", &second, "--yes"]);
        assert_eq!((login(&house, 17).as_str(), live(&house).as_str()), ("apres", "17"));
    }
}

#[test]
fn an_export_that_an_earlier_version_made_tells_whose_it_is_although_its_line_does_not() {
    let house = House::new();
    add(&house, 7, "Collège Sept", "");
    mark(&house, 7, "avant");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    house.ok(&["job", "undo", "1", "--yes"]);
    house.ok(&["establishment", "edit", "7", "--name", "Collège Moulin"]);
    let export = export_of(&house, 7);
    // What a later version does not find in the home of an earlier one: only the present credential is known.
    house.registry().execute("update export set credential_hash = '', made = 0", []).unwrap();
    let (first, present): (String, String) = {
        let opened = Connection::open(&export).unwrap();
        let own = Connection::open(database(&house, 7)).unwrap();
        let hash =
            |of: &Connection| of.query_row("select credential_hash from identity", [], |row| row.get(0)).unwrap();
        (hash(&opened), hash(&own))
    };
    assert_ne!(first, present);
    house.registry().execute("delete from known_credential where hash = $1", [&first]).unwrap();
    let list = listed(&house, &export, 17);
    let said = restore(&house, &["--transfer", list.to_str().unwrap()], 4);
    assert!(said.contains("as number 7"), "{said}");
    // A copy of it that lies elsewhere is the same.
    let copy = house.folder().join(export.file_name().unwrap());
    restore(&house, &["--replace", copy.to_str().unwrap()], 0);
    assert_eq!((login(&house, 7).as_str(), live(&house).as_str()), ("avant", "7"));
}

#[test]
fn a_number_that_only_an_unreadable_file_names_is_nobodys() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 1, "Un", "");
    let copy = copied(&here);
    add(&here, 7, "Collège Sept", "0290001U");
    here.ok(&["establishment", "export", "7"]);
    let export = export_of(&here, 7);
    fs::write(&export, "damaged").unwrap();
    fs::remove_file(database(&here, 7)).unwrap();
    put_back(&here, &copy);
    add(&elsewhere, 7, "Autre", "0590001F");
    let (other, _) = carried_away(&elsewhere, 7);
    restore(&here, &[other.to_str().unwrap()], 4);
    assert_eq!(live(&here), "1");
}

#[test]
fn a_file_without_a_credential_of_ours_is_refused() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 1, "Un", "");
    add(&elsewhere, 7, "Collège Sept", "");
    let (export, _) = carried_away(&elsewhere, 7);
    for hash in ["''", "upper(credential_hash)", "'x'", "credential_hash || 'a'"] {
        let altered = here.folder().join("7-job1-1-aaaaaaaa.sqlite");
        fs::copy(&export, &altered).unwrap();
        let sql = format!("update identity set credential_hash = {hash}");
        Connection::open(&altered).unwrap().execute_batch(&sql).unwrap();
        hashed(&altered);
        restore(&here, &[altered.to_str().unwrap()], 4);
    }
    assert_eq!(live(&here), "1");
}

pub(super) fn hashed(path: &Path) {
    use sha2::Digest as _;
    let mut digest = String::new();
    for byte in sha2::Sha256::digest(fs::read(path).unwrap()) {
        let _ = write!(digest, "{byte:02x}");
    }
    let name = path.file_name().unwrap().to_str().unwrap();
    fs::write(beside(path), format!("{digest}  {name}\n")).unwrap();
}

#[test]
fn a_plan_that_does_not_say_whose_the_file_is_does_not_begin() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 1, "Un", "");
    add(&elsewhere, 7, "Autre", "0590001F");
    let (export, _) = carried_away(&elsewhere, 7);
    here.ok(&["establishment", "restore", export.to_str().unwrap(), "--save", "nuit"]);
    let sql = "select given from job_target";
    let given: String = here.ask(sql);
    let mut value: serde_json::Value = serde_json::from_str(&given).unwrap();
    strip(&mut value);
    here.registry().execute("update job_target set given = $1", [value.to_string()]).unwrap();
    run(&here, &["job", "start", "1", "--yes"], 4);
    assert_eq!(live(&here), "1");
}

/// Takes what an earlier version did not write out of what a target was given.
fn strip(value: &mut serde_json::Value) {
    if let Some(object) = value.as_object_mut() {
        object.remove("whose");
        object.values_mut().for_each(strip);
    }
}

/// Tells a file to say, in its manifest and of itself, by which credentials it is known.
fn claims(export: &Path, altered: &Path, hash: &str) {
    fs::copy(export, altered).unwrap();
    let connection = Connection::open(altered).unwrap();
    let sql = "select value from manifest where name = 'registry'";
    let held: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    let mut held: serde_json::Value = serde_json::from_str(&held).unwrap();
    held["root"] = hash.into();
    held["known"] = serde_json::json!([hash]);
    connection.execute("update manifest set value = $1 where name = 'registry'", [held.to_string()]).unwrap();
    connection.execute("update identity set known = $1", [hash]).unwrap();
    drop(connection);
    hashed(altered);
}

#[test]
fn whoever_has_an_export_of_a_school_does_not_take_its_place_by_it() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "0290001U");
    mark(&here, 7, "sept");
    add(&elsewhere, 30, "Autre", "0590001F");
    let (export, _) = carried_away(&elsewhere, 30);
    let hash = Connection::open(database(&here, 7))
        .unwrap()
        .query_row("select credential_hash from identity", [], |row| row.get::<_, String>(0))
        .unwrap();
    let altered = here.folder().join("30-job1-1-aaaaaaaa.sqlite");
    claims(&export, &altered, &hash);
    here.ok(&["establishment", "delete", "7", "--yes"]);
    let deletion = here.ask::<i64>("select max(id) from job").to_string();
    restore(&here, &[altered.to_str().unwrap()], 0);
    here.ok(&["job", "undo", &deletion, "--yes"]);
    assert_eq!((login(&here, 7).as_str(), live(&here).as_str()), ("sept", "7,30"));
    // Nor as number 7 itself.
    let as_seven = here.folder().join("7-job1-1-aaaaaaaa.sqlite");
    let (export, _) = {
        add(&elsewhere, 7, "Autre encore", "0590002G");
        carried_away(&elsewhere, 7)
    };
    claims(&export, &as_seven, &hash);
    let said = restore(&here, &["--replace", as_seven.to_str().unwrap()], 4);
    assert!(said.contains("Autre encore (0590002G)") && said.contains("Collège Sept (0290001U)"), "{said}");
    assert_eq!(login(&here, 7), "sept");
}

#[test]
fn an_undo_looks_for_newer_exports_that_an_older_registry_does_not_know() {
    let house = House::new();
    add(&house, 1, "Un", "");
    add(&house, 7, "Collège Sept", "");
    mark(&house, 7, "avant");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let deletion = house.ask::<i64>("select max(id) from job").to_string();
    let copy = copied(&house);
    house.ok(&["job", "undo", &deletion, "--yes"]);
    mark(&house, 7, "apres");
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let newest = export_of(&house, 7);
    let name = newest.file_name().unwrap().to_str().unwrap().to_owned();
    put_back(&house, &copy);
    for how in ["--dry-run", "--yes"] {
        let said = run(&house, &["job", "undo", &deletion, how], 4);
        assert!(said.contains(&name), "{said}");
    }
    // Also once it was adopted.
    house.ok(&["doctor", "--yes", "--adopt", newest.to_str().unwrap()]);
    let said = run(&house, &["job", "undo", &deletion, "--yes"], 4);
    assert!(said.contains(&name), "{said}");
    restore(&house, &[newest.to_str().unwrap()], 0);
    assert_eq!(login(&house, 7), "apres");
}

#[test]
fn a_number_whose_school_only_the_catalogue_knows_is_kept_for_it() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "0290001U");
    mark(&here, 7, "sept");
    here.ok(&["establishment", "delete", "7", "--yes"]);
    let deletion = here.ask::<i64>("select max(id) from job").to_string();
    // As a version before that was kept has left it, and as it is opened by this one.
    let sql = "update export set credential_hash = '', made = 0; delete from known_credential;
        update retired_number set school = '', uai = '';
        insert into host_setting (name, value, rev) values ('known-credentials', 'to-be-added', 1)";
    here.registry().execute_batch(sql).unwrap();
    add(&elsewhere, 7, "Autre", "0590001F");
    let (export, _) = carried_away(&elsewhere, 7);
    restore(&here, &[export.to_str().unwrap()], 4);
    here.ok(&["job", "undo", &deletion, "--yes"]);
    assert_eq!(login(&here, 7), "sept");
}
