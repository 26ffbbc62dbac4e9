//! An establishment's own rows: reached from it, changed, deleted in bulk, undone; and its jobs.

use super::house::House;
use super::job::add;
use crate::domain::access::At;
use crate::domain::department::DepartmentInput;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language;
use crate::i18n::Catalogue;
use crate::jobs::plan::{self, Request};
use crate::jobs::progress::{Cancel, Progress};
use crate::nouns::{Ask, Id, JOBS};
use crate::operations::{Context, department, job};

const SMALL: (u16, u16) = (80, 24);
const TWO: EstablishmentNumber = EstablishmentNumber(2);

/// A console whose cursor is on establishment 2 of 3.
fn house(language: Language, size: (u16, u16)) -> House {
    let mut house = House::new(language, size);
    add(&mut house, 3);
    house.console.press("down");
    house
}

fn inside(house: &House) -> Context {
    let mut other = house.other();
    other.go(At::Establishment(TWO));
    other
}

fn teach(house: &House, departments: &[(&str, &str)]) {
    for (code, name) in departments {
        let input = DepartmentInput { code: (*code).into(), name: (*name).into() };
        department::add(&mut inside(house), &input).unwrap();
    }
}

fn codes(house: &House) -> Vec<String> {
    department::list(&mut inside(house)).unwrap().into_iter().map(|row| row.code).collect()
}

const THREE: [(&str, &str); 3] =
    [("GEA", "Gestion des entreprises"), ("RT", "Réseaux et télécoms"), ("TC", "Techniques de commercialisation")];

#[test]
fn departments_as_they_look() {
    for language in [Language::French, Language::English] {
        for (width, height) in [SMALL, (120, 40)] {
            let mut house = house(language, (width, height));
            teach(&house, &THREE);
            department::teach(inside(&house).home().shelf().shown(TWO).as_ref(), "RT");
            house.console.press("enter D space");
            let name = format!("departments_{}_{width}x{height}", language.code());
            insta::assert_snapshot!(name, house.screen());
        }
    }
}

#[test]
fn departments_are_added_edited_deleted_in_bulk_and_brought_back_by_key() {
    let mut house = house(Language::English, SMALL);
    house.console.press("D");
    assert!(house.console.shows("No department: n adds one."), "{}", house.screen());
    for (code, name) in THREE {
        house.console.press("n").type_text(code).press("tab").type_text(name).press("tab enter");
        assert!(house.console.shows(&format!("Department {code} added: {name}")), "{}", house.screen());
    }
    house.console.press("home e tab ctrl-u").type_text("Gestion").press("tab enter");
    assert!(house.console.shows("Department GEA: Gestion"), "{}", house.screen());
    house.console.press("space end space =");
    assert!(house.console.shows("intendant department delete GEA TC --establishment 2"), "{}", house.screen());
    house.console.press("esc d");
    assert!(house.console.shows("2 to do") && house.console.shows("--establishment 2"), "{}", house.screen());
    house.console.press("enter");
    assert!(house.console.shows("Type the number of departments (2)."), "{}", house.screen());
    house.console.type_text("2").press("enter enter");
    assert!(house.console.shows("2 of 2: 2 done"), "{}", house.screen());
    assert_eq!(codes(&house), ["RT"]);
    // Its job is nowhere but here.
    assert!(job::list(&mut house.other(), None, None, i64::MAX, 9).unwrap().is_empty());
    house.console.press("esc u");
    assert!(house.console.shows("2 to do"), "{}", house.screen());
    house.console.press("enter y");
    assert!(house.console.shows("2 of 2: 2 done"), "{}", house.screen());
    house.console.press("esc");
    assert_eq!(codes(&house), ["GEA", "RT", "TC"]);
    house.console.press("i");
    assert!(house.console.shows("Undo the deletion of departments"), "{}", house.screen());
    assert!(house.console.shows("Jobs · 2 École 2"), "{}", house.screen());
    // Its rows are no establishments: nothing opens.
    house.console.press("enter enter");
    assert!(
        !house.console.shows("opens the establishment") && house.console.shows("↑↓ · Esc back"),
        "{}",
        house.screen()
    );
    house.console.press("f1");
    assert!(!house.console.shows("Open the establishment"), "{}", house.screen());
    house.console.press("esc esc esc esc");
    assert!(house.console.shows("Departments · 2"), "{}", house.screen());
    house.console.press("esc");
    assert!(house.console.shows("Intendant · Establishments"), "{}", house.screen());
}

#[test]
fn departments_of_a_file_are_planned_and_added() {
    let mut house = house(Language::English, SMALL);
    let folder = house.other().home().exchange();
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("departments.csv"), "code,name\nRT,Réseaux\nG E A,Gestion\n").unwrap();
    house.console.press("D I");
    assert!(house.console.shows("code, name"), "{}", house.screen());
    house.console.type_text("departments.csv").press("tab enter");
    assert!(house.console.shows("1 to do") && house.console.shows("1 refused"), "{}", house.screen());
    house.console.press("esc");
    assert!(house.console.shows("Leave without beginning"), "{}", house.screen());
    house.console.press("n enter y");
    assert!(house.console.shows("2 of 2: 1 done"), "{}", house.screen());
    assert_eq!(codes(&house), ["RT"]);
    house.console.press("esc u enter y esc");
    assert_eq!(codes(&house), [""; 0]);
}

#[test]
fn one_that_is_needed_says_so_before_and_takes_what_names_it_along() {
    let mut house = house(Language::English, SMALL);
    teach(&house, &THREE[1..2]);
    department::teach(inside(&house).home().shelf().shown(TWO).as_ref(), "RT");
    house.console.press("D d");
    assert!(house.console.shows("semesters: 1, accounts: 0"), "{}", house.screen());
    house.console.press("e ctrl-u").type_text("R2").press("tab tab enter");
    assert_eq!(codes(&house), ["R2"]);
}

#[test]
fn a_job_that_was_interrupted_inside_is_told_found_and_resumed() {
    let mut house = house(Language::English, SMALL);
    teach(&house, &THREE);
    let mut dying = inside(&house);
    let rows = department::list(&mut dying).unwrap().into_iter().map(|row| (row.id.to_string(), row.code));
    let task = crate::domain::job::Task::Act {
        act: crate::domain::act::Act::DEPARTMENT_DELETE,
        typed: crate::domain::filled::Filled::default(),
    };
    let selection = crate::domain::job::Selection::rows(rows.collect::<Vec<_>>());
    let request = Request { task, selection, name: String::new() };
    let id = plan::draw_up(&mut dying, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
    job::authorise(&mut dying, id).unwrap();
    let running = job::take(&mut dying, id).unwrap();
    let first = job::act::waiting(&mut dying, &running, 0, 1).unwrap();
    job::act(&mut dying, &running, &first).unwrap();
    drop(dying);
    house.sign_in_again();
    assert!(house.console.shows("1 job was interrupted: J"), "{}", house.screen());
    house.console.press("J");
    assert!(house.console.shows("4     ! interrupted Establishment 2: Delete departme"), "{}", house.screen());
    let found = |filter: &str| {
        JOBS.order(&mut house.other(), &Ask::new(filter, &Catalogue::new(Language::English), 9)).unwrap().0
    };
    for filter in ["", "state:interrupted", "establishment:2", "kind:department-delete", "\"delete departments\"", "4"]
    {
        assert_eq!(found(filter).ids, [Id::from("2/4")], "{filter}");
    }
    for filter in ["state:running,silent", "establishment:1", "kind:department", "-establishment:2", "who:alice"] {
        assert_eq!(found(filter).ids, [], "{filter}");
    }
    let interrupted = found("").groups.into_iter().find(|group| group.code == "interrupted");
    assert_eq!(interrupted.map(|group| group.count), Some(1));
    let rows = JOBS.rows(&mut house.other(), &[Id::from("2/4"), Id::from("9/4")]).unwrap();
    assert_eq!((rows.len(), rows.key(0).as_str()), (1, "4 --establishment 2"));
    // Its number means another job here: nothing is done to it before it is open.
    house.console.press("l");
    assert!(house.console.shows("This job is inside an establishment: open it first."), "{}", house.screen());
    house.console.press("enter");
    assert!(house.console.shows("interrupted") && house.console.shows("1 of 3: 1 done"), "{}", house.screen());
    house.console.press("l y");
    assert!(house.console.shows("3 of 3: 3 done"), "{}", house.screen());
    assert_eq!(codes(&house), [""; 0]);
    house.console.press("esc");
    assert!(house.console.shows("No job yet."), "{}", house.screen());
}
