//! Roles, groups and profiles of an establishment by key; the matrix of roles.

use super::house::House;
use super::job::add;
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::language::Language;
use crate::operations::{Context, people_group, profile, role};

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

fn allows(house: &House, name: &str) -> String {
    role::get(&mut inside(house), name).unwrap().draft.permissions.join(",")
}

fn edit(house: &House, name: &str, permissions: &str) {
    let mut ctx = inside(house);
    let row = role::get(&mut ctx, name).unwrap();
    let typed = Filled::default().with(Field::RoleName, name).with(Field::Permissions, permissions);
    role::edit(&mut ctx, (row.id, row.rev), &typed).unwrap();
}

#[test]
fn roles_and_their_matrix_as_they_look() {
    for language in [Language::French, Language::English] {
        for (width, height) in [SMALL, (120, 40)] {
            let mut house = house(language, (width, height));
            edit(&house, "Ens", "ScoView,EnsView,Observateur,EditAllNotes");
            let named = |what: &str| format!("{what}_{}_{width}x{height}", language.code());
            house.console.press("R down");
            insta::assert_snapshot!(named("roles"), house.screen());
            house.console.press("e tab");
            insta::assert_snapshot!(named("role_form"), house.screen());
            house.console.press("esc m right right down");
            insta::assert_snapshot!(named("role_matrix"), house.screen());
        }
    }
}

#[test]
fn the_matrix_scrolls_both_ways_on_a_small_screen() {
    let mut house = house(Language::English, SMALL);
    house.console.press("R m end right right right right right");
    let screen = house.screen();
    assert!(screen.contains("EditApogee · Secr: allowed"), "{screen}");
    assert!(screen.contains('‹') && !screen.contains('›') && !screen.contains("Manager"), "{screen}");
    house.console.press("up");
    let up = house.screen();
    let lines = |screen: &str| screen.lines().skip(2).take(17).map(|line| line[..30].to_owned()).collect::<Vec<_>>();
    assert!(up.contains("ViewEtudData · Secr"), "{up}");
    assert_eq!(lines(&up), lines(&screen), "the cursor moves, not the lines");
    house.console.press("pageup pagedown home left left left left left");
    let screen = house.screen();
    assert!(screen.contains("ScoView · Manager: allowed") && screen.contains('›'), "{screen}");
}

#[test]
fn a_cell_is_changed_taken_back_and_guarded() {
    let mut house = house(Language::English, SMALL);
    house.console.press("R m space");
    assert!(house.console.shows("Manager allows everything, and does not change."), "{}", house.screen());
    house.console.press("right right down space");
    assert!(house.console.shows("Take the permission “") && house.console.shows("the role Ens?"), "{}", house.screen());
    house.console.press("n");
    assert!(house.console.shows("EnsView · Ens: allowed"), "{}", house.screen());
    house.console.press("space y");
    assert!(house.console.shows("Role Ens edited"), "{}", house.screen());
    assert!(house.console.shows("EnsView · Ens: taken away"), "{}", house.screen());
    assert_eq!(allows(&house, "Ens"), "ScoView,Observateur,UsersView,AbsChange,AbsAddBillet,EtudAddAnnotations");
    house.console.press("=");
    assert!(house.console.shows("intendant role edit Ens --permissions"), "{}", house.screen());
    house.console.press("esc u");
    assert!(house.console.shows("1 to do"), "{}", house.screen());
    assert!(house.console.shows("Effect: Permissions: + View the teachers' parts"), "{}", house.screen());
    house.console.press("enter y esc");
    assert!(house.console.shows("EnsView · Ens: allowed"), "{}", house.screen());
    // Somebody else was first: it is told, and nothing is overwritten.
    edit(&house, "Ens", "EditApogee");
    house.console.press("space y");
    assert!(house.console.shows("Somebody else changed it meanwhile"), "{}", house.screen());
    assert_eq!(allows(&house, "Ens"), "EditApogee");
    house.console.press("space y space y");
    assert_eq!(allows(&house, "Ens"), "EditApogee", "given and taken");
    house.console.press("esc");
    assert!(house.console.shows("Roles · 2"), "{}", house.screen());
}

#[test]
fn a_role_is_added_with_its_ticks_and_set_back_when_it_ships() {
    let mut house = house(Language::English, SMALL);
    house.console.press("R n").type_text("Tuteur").press("tab space down down space tab enter");
    assert!(house.console.shows("Role Tuteur added"), "{}", house.screen());
    assert_eq!(allows(&house, "Tuteur"), "ScoView,Observateur");
    house.console.press("r");
    assert!(house.console.shows("does not ship it"), "{}", house.screen());
    edit(&house, "Ens", "EditApogee");
    house.console.press("ctrl-r home down r enter y");
    assert!(house.console.shows("1 of 1: 1 done"), "{}", house.screen());
    assert!(allows(&house, "Ens").starts_with("ScoView,EnsView"));
}

#[test]
fn groups_and_profiles_are_kept_by_key() {
    let mut house = house(Language::English, SMALL);
    house.console.press("O");
    assert!(house.console.shows("No group: n adds one."), "{}", house.screen());
    house.console.press("n").type_text("BUT 1").press("tab enter");
    assert!(house.console.shows("Group BUT 1 added"), "{}", house.screen());
    assert_eq!(people_group::list(&mut inside(&house)).unwrap().len(), 1);
    house.console.press("esc P n").type_text("Vie scolaire").press("tab end space tab enter");
    assert!(house.console.shows("Profile Vie scolaire added"), "{}", house.screen());
    let profile = profile::get(&mut inside(&house), "vie scolaire").unwrap();
    assert_eq!(profile.draft.permissions, ["mail.send"]);
}
