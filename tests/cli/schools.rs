//! No school gets another one's number or content: not by an export of another host, adopted or in a list, not by an
//! older registry, not as one of two sites of a UAI, and not twice.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use rusqlite::Connection;

use crate::support::house::{House, told};

pub(super) fn database(house: &House, number: u32) -> PathBuf {
    house.data().join(format!("establishments/000/{number}.sqlite"))
}

/// Lets somebody work there, so that it is told from every other one.
pub(super) fn mark(house: &House, number: u32, login: &str) {
    let connection = Connection::open(database(house, number)).unwrap();
    assert_eq!(connection.execute("update account set login = $1 where id = 1", [login]).unwrap(), 1);
}

pub(super) fn login(house: &House, number: u32) -> String {
    let connection = Connection::open(database(house, number)).unwrap();
    connection.query_row("select login from account", [], |row| row.get(0)).unwrap()
}

pub(super) fn run(house: &House, arguments: &[&str], code: i32) -> String {
    let output = house.run(arguments);
    let said = told(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

/// Adds a school under a number.
pub(super) fn add(house: &House, number: u32, name: &str, uai: &str) {
    let output = tried(house, number, name, uai);
    assert!(output.status.success(), "{}", told(&output));
    house.was_there();
}

pub(super) fn tried(house: &House, number: u32, name: &str, uai: &str) -> Output {
    let number = number.to_string();
    let mut all = vec!["establishment", "add", "--number", &number, "--zone", "1", "--location", "29200 Brest"];
    all.extend(["--name", name, "--contact-last-name", "Le Gall", "--contact-first-name", "Anne"]);
    all.extend(["--contact-email", "anne@ecole.invalid"]);
    if !uai.is_empty() {
        all.extend(["--uai", uai]);
    }
    house.run(&all)
}

/// Exports one establishment by a job, and copies the files with their list to a folder outside. Returns the export and
/// the list.
pub(super) fn carried_away(house: &House, number: u32) -> (PathBuf, PathBuf) {
    let to = house.folder().join(format!("away-{number}"));
    let number = number.to_string();
    house.ok(&["establishment", "export", "--filter", &format!("no:{number}"), "--yes"]);
    fs::create_dir_all(&to).unwrap();
    let (mut export, mut list) = (None, None);
    let job = house.ask::<i64>("select max(id) from job");
    for path in fs::read_dir(house.data().join("exports")).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let copy = to.join(&name);
        fs::copy(&path, &copy).unwrap();
        if name.starts_with(&format!("{number}-job{job}-")) && name.ends_with(".sqlite") {
            export = Some(copy);
        } else if name == format!("job{job}.csv") {
            list = Some(copy);
        }
    }
    (export.unwrap(), list.unwrap())
}

pub(super) fn change(list: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(list).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(list, text.replace(from, to)).unwrap();
}

pub(super) fn restore(house: &House, what: &[&str], code: i32) -> String {
    run(house, &[&["establishment", "restore", "--yes"], what].concat(), code)
}

#[test]
fn an_export_of_another_host_is_adopted_as_what_it_is() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "0290001U");
    add(&elsewhere, 7, "Autre", "0590001F");
    mark(&here, 7, "sept");
    let (export, _) = carried_away(&elsewhere, 7);
    let name = export.file_name().unwrap().to_str().unwrap();
    fs::copy(&export, here.data().join("exports").join(name)).unwrap();
    let inside = here.data().join("exports").join(name);
    fs::copy(beside(&export), beside(&inside)).unwrap();
    let said = run(&here, &["doctor", "--yes", "--adopt", inside.to_str().unwrap()], 3);
    assert!(said.contains("Autre (0590001F)"), "{said}");
    assert_eq!(here.ask::<i64>("select count(*) from export"), 0);
    let said = restore(&here, &["--replace", inside.to_str().unwrap()], 4);
    assert!(said.contains("Autre (0590001F)") && said.contains("Collège Sept (0290001U)"), "{said}");
    assert_eq!(login(&here, 7), "sept");
    // Nor does it get the number of the one that was deleted.
    here.ok(&["establishment", "delete", "7", "--yes", "--no-export"]);
    restore(&here, &[inside.to_str().unwrap()], 4);
    assert_eq!(here.ask::<i64>("select count(*) from establishment"), 0);
    run(&here, &["doctor", "--yes", "--adopt", inside.to_str().unwrap()], 3);
    // A number that nobody had here goes to the school of the export that was adopted, and to no other.
    add(&elsewhere, 9, "Neuf", "");
    let (export, _) = carried_away(&elsewhere, 9);
    let inside = here.data().join("exports").join(export.file_name().unwrap());
    fs::copy(&export, &inside).unwrap();
    fs::copy(beside(&export), beside(&inside)).unwrap();
    here.ok(&["doctor", "--yes", "--adopt", inside.to_str().unwrap()]);
    assert_eq!(here.ask::<i64>("select count(*) from export where establishment_number = 9"), 1);
    add(&here, 10, "Dix", "");
    let taken = tried(&here, 9, "Neuf", "");
    assert!(told(&taken).contains("never given twice"), "{}", told(&taken));
    restore(&here, &[inside.to_str().unwrap()], 0);
}

/// Where the hash of an export lies.
pub(super) fn beside(export: &Path) -> PathBuf {
    PathBuf::from(format!("{}.sha256", export.display()))
}

#[test]
fn a_number_that_an_older_registry_does_not_know_is_given_back_to_its_school_only() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 1, "Un", "");
    let copy = fs::read(here.data().join("registry.sqlite")).unwrap();
    for (number, name, uai) in [(7, "Collège Sept", "0290001U"), (8, "Huit", ""), (9, "Neuf", "")] {
        add(&here, number, name, uai);
        mark(&here, number, name);
    }
    here.ok(&["establishment", "delete", "7", "--yes"]);
    let own = fs::read_dir(here.data().join("exports")).unwrap().map(|entry| entry.unwrap().path());
    let own = own.into_iter().find(|path| path.to_str().unwrap().ends_with(".sqlite")).unwrap();
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", here.data().join("registry.sqlite").display()));
    }
    fs::write(here.data().join("registry.sqlite"), copy).unwrap();
    here.ok(&["doctor", "--accept-registry", "--yes"]);
    // What somebody sets aside keeps its number too: a database, and an export that the catalogue does not know.
    let said = run(&here, &["doctor", "--yes", "--set-aside", "8"], 3);
    assert!(said.contains("Kept as"), "{said}");
    add(&elsewhere, 9, "Neuf ailleurs", "");
    for (number, name, uai) in [(7, "Autre", "0590001F"), (8, "Autre huit", "")] {
        add(&elsewhere, number, name, uai);
        let (export, _) = carried_away(&elsewhere, number);
        let said = restore(&here, &[export.to_str().unwrap()], 4);
        assert!(said.contains("another school"), "{said}");
    }
    let said = run(&here, &["doctor", "--yes", "--adopt", own.to_str().unwrap()], 3);
    assert!(said.contains("1 "), "{said}");
    assert_eq!(here.ask::<i64>("select count(*) from export where establishment_number = 7"), 1);
    restore(&here, &[own.to_str().unwrap()], 0);
    assert_eq!(login(&here, 7), "Collège Sept");
}

#[test]
fn two_sites_of_one_uai_are_two_schools() {
    let house = House::new();
    add(&house, 1, "Collège Nord", "0290001U");
    let list = house.folder().join("sites.csv");
    let head = "Id_Import;Id_Zone;Localisation;Dénomination;UAI;Contact_Nom;Contact_Prénom;Contact_Courriel";
    fs::write(&list, format!("{head}\n10;1;29200 Brest;Lycée Sud;0290001U;LE GALL;Anne;anne@ecole.invalid\n")).unwrap();
    house.ok(&["establishment", "import", "--yes", "--accept-shared-uai", list.to_str().unwrap()]);
    mark(&house, 1, "nord");
    mark(&house, 10, "sud");
    // Which of them a row means that fits neither, nobody can tell.
    let moved = house.folder().join("moved.csv");
    fs::write(&moved, format!("{head}\n;1;29000 Quimper;Lycée Sud;0290001U;ROUX;Anne;anne@ecole.invalid\n")).unwrap();
    let said = run(&house, &["establishment", "import", "--yes", "--update", moved.to_str().unwrap()], 3);
    assert!(said.contains("Several sites (2)"), "{said}");
    assert_eq!(house.ask::<i64>("select count(*) from establishment where contact_last_name = 'ROUX'"), 0);
    let (_, list) = carried_away(&house, 10);
    change(&list, "\"10\";\"\"", "\"10\";\"1\"");
    let over = ["--replace", "--transfer", list.to_str().unwrap()];
    let said = restore(&house, &over, 4);
    assert!(said.contains("10"), "its school is here: {said}");
    house.ok(&["establishment", "delete", "10", "--yes"]);
    let said = restore(&house, &over, 4);
    assert!(said.contains("of establishment 10 of this host"), "{said}");
    house.ok(&["establishment", "delete", "1", "--yes"]);
    restore(&house, &over[1..], 4);
    change(&list, "\"10\";\"1\"", "\"10\";\"\"");
    // A row that slipped: the other site's names.
    change(&list, "Lycée Sud", "Collège Nord");
    restore(&house, &over[1..], 4);
    change(&list, "Collège Nord", "Lycée Sud");
    restore(&house, &over[1..], 0);
    assert_eq!(login(&house, 10), "sud");
}

#[test]
fn a_list_does_not_say_whose_a_file_is() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&here, 7, "Collège Sept", "0290001U");
    here.ok(&["establishment", "delete", "7", "--yes"]);
    add(&elsewhere, 3, "Autre", "0590001F");
    let (_, list) = carried_away(&elsewhere, 3);
    change(&list, "\"3\";\"\"", "\"3\";\"7\"");
    restore(&here, &["--transfer", list.to_str().unwrap()], 4);
    change(&list, "\"Autre\";\"0590001F\"", "\"Collège Sept\";\"0290001U\"");
    for how in ["--yes", "--dry-run"] {
        let said = told(&here.run(&["establishment", "restore", how, "--transfer", list.to_str().unwrap()]));
        assert!(said.contains("Autre (0590001F)"), "{said}");
    }
    assert_eq!(here.ask::<i64>("select count(*) from establishment"), 0);
}

#[test]
fn a_school_is_known_by_its_credential_whatever_was_renamed_and_is_never_here_twice() {
    let house = House::new();
    add(&house, 7, "College 7", "");
    mark(&house, 7, "sept");
    let (away, list) = carried_away(&house, 7);
    house.ok(&["establishment", "edit", "7", "--name", "Collège Jean Moulin"]);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    let deletion = house.ask::<i64>("select max(id) from job").to_string();
    // Its own earlier export, from outside, under its own number.
    restore(&house, &[away.to_str().unwrap()], 0);
    house.ok(&["establishment", "delete", "7", "--yes"]);
    // What was worked at since the first deletion is in the second one's export.
    let said = run(&house, &["job", "undo", &deletion, "--yes"], 4);
    let latest = house.ask::<i64>("select max(id) from job where kind = 'delete'");
    assert!(said.contains(&format!("job {latest}, which is later")), "{said}");
    let deletion = house.ask::<i64>("select max(id) from job where kind = 'delete'").to_string();
    // Brought back under another number; then the first deletion is undone.
    change(&list, "\"7\";\"\"", "\"7\";\"17\"");
    restore(&house, &["--transfer", list.to_str().unwrap()], 0);
    assert_eq!(login(&house, 17), "sept");
    let said = run(&house, &["job", "undo", &deletion, "--yes"], 4);
    assert!(said.contains("17"), "{said}");
    // A second time from an export of what was brought back, by another name.
    house.ok(&["establishment", "edit", "17", "--name", "Collège Simone Veil"]);
    let (_, again) = carried_away(&house, 17);
    change(&again, "\"17\";\"\"", "\"17\";\"27\"");
    restore(&house, &["--transfer", again.to_str().unwrap()], 4);
    assert_eq!(house.ask::<i64>("select count(*) from establishment"), 1);
}

#[test]
fn a_file_that_an_older_registry_does_not_know_is_its_schools_when_an_export_of_it_says_so() {
    let house = House::new();
    add(&house, 8, "École 8", "");
    let registry = house.data().join("registry.sqlite");
    let copy = fs::read(&registry).unwrap();
    mark(&house, 8, "huit");
    // Renamed, and under a new credential.
    house.ok(&["establishment", "edit", "8", "--name", "École Simone Veil"]);
    house.ok(&["establishment", "delete", "8", "--yes"]);
    let deletion = house.ask::<i64>("select max(id) from job").to_string();
    house.ok(&["job", "undo", &deletion, "--yes"]);
    house.ok(&["establishment", "export", "8"]);
    for side in ["-wal", "-shm"] {
        let _gone = fs::remove_file(format!("{}{side}", registry.display()));
    }
    fs::write(&registry, copy).unwrap();
    house.ok(&["doctor", "--accept-registry", "--yes"]);
    let said = run(&house, &["doctor", "--yes", "--adopt", "8"], 0);
    assert_eq!(login(&house, 8), "huit", "{said}");
    assert!(fs::read_dir(house.data().join("orphans")).map_or(0, Iterator::count) == 0);
    house.ok(&["establishment", "edit", "8", "--name", "École Simone Veil"]);
}

#[test]
fn b6_a_day_of_a_list_that_a_spreadsheet_wrote_shortly_is_of_this_century() {
    let (here, elsewhere) = (House::new(), House::new());
    add(&elsewhere, 3, "Collège Trois", "0290001U");
    let day: String = elsewhere.ask("select registered_on from establishment");
    let (year, rest) = day.split_once('-').unwrap();
    let (month, date) = rest.split_once('-').unwrap();
    let (_, list) = carried_away(&elsewhere, 3);
    change(&list, &day, &format!("{date}/{month}/{}", &year[2..]));
    restore(&here, &["--transfer", list.to_str().unwrap()], 0);
    assert_eq!(here.ask::<String>("select registered_on from establishment"), day);
}
