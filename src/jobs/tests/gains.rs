//! What a plan of accounts from a file says that it comes to.

use super::user_import::school;
use super::*;
use crate::domain::filled::Filled;
use crate::i18n::Catalogue;

#[test]
fn a_plan_of_lines_says_who_gains_and_loses_which_rights() {
    let mut fixture = school();
    let _ = fixture.loaded("username,last_name,roles\nbob,Brun,Ens\nanne,Gall,\n");
    let text = "username,last_name,level,roles\nbob,,,Manager\nanne,,superadmin,Secr\nzoe,Noir,,Manager\n";
    let plan = fixture.drafted(text, &Filled::default()).unwrap();
    let words = Catalogue::new(crate::domain::language::Language::English);
    let rows: Vec<_> = plan.rows().collect();
    let found = crate::jobs::back::of_rows(&mut fixture.ctx, &plan.task, rows.into_iter()).unwrap();
    let said: Vec<String> = found.iter().skip(1).map(|one| one.line(false, &words)).collect();
    let expected = [
        "Level superadmin for 1 (anne)",
        "Role Manager for 2 (bob, zoe)",
        "Role Secr for 1 (anne)",
        "Role Ens lost by 1 (bob)",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_plan_of_lines_says_what_they_make_and_change() {
    let mut fixture = school();
    let _ = fixture.loaded("username,last_name\nbob,Brun\nanne,Gall\n");
    let text = "username,last_name,email\nbob,Roux,b@ecole.invalid\nanne,Gall,a@ecole.invalid\nzoe,Noir,\nmax,,\n";
    let plan = fixture.drafted(text, &Filled::default()).unwrap();
    let job = job::save(&mut fixture.ctx, &plan).unwrap();
    let words = Catalogue::new(crate::domain::language::Language::English);
    let found = crate::jobs::back::of(&mut fixture.ctx, &job).unwrap();
    let said: Vec<String> = found.iter().map(|one| one.line(false, &words)).collect();
    assert_eq!(said, ["new: 1, changed: 2 · E-mail: 2 · Last name: 1"]);
}
