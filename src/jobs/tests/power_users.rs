//! Departments that people are tied to, and what makes a Power User: profiles and scopes.

use super::users::{filled, school, why};
use super::*;
use crate::domain::act::Act;
use crate::domain::department::DepartmentInput;
use crate::domain::field::Field;
use crate::domain::job::Reason;
use crate::operations::{Error, department, user};
use crate::store::establishment::interference;

fn input(code: &str) -> DepartmentInput {
    DepartmentInput { code: code.into(), name: format!("Département {code}") }
}

#[test]
fn what_names_a_department_goes_with_another_code_of_it_and_keeps_it_from_being_deleted() {
    let mut fixture = school(&["dupont", "other"]);
    let rt = department::add(&mut fixture.ctx, &input("RT")).unwrap();
    interference::teach(&fixture.inside(), "RT");
    let dupont = fixture.user("dupont");
    user::edit(&mut fixture.ctx, dupont.id(), dupont.person.rev, &filled(&[(Field::HomeDepartment, "RT")])).unwrap();
    fixture.act(Act::USER_GRANT, "dupont", &filled(&[(Field::Role, "Admin_RT")])).unwrap();
    let is = |fixture: &mut Fixture, code: &str| {
        let (row, dupont) = (department::get(&mut fixture.ctx, code).unwrap(), fixture.user("dupont"));
        assert_eq!((row.id, row.semesters, row.homes, row.roles), (rt.id, 1, 1, 1), "{row:?}");
        assert_eq!((dupont.home(), dupont.role_names()), (Some(code), format!("Admin_{code}")));
        row
    };
    let (row, other) = (is(&mut fixture, "RT"), fixture.user("other"));
    let refused = department::delete(&mut fixture.ctx, row.id, row.rev).unwrap_err();
    let expected = Reason::DepartmentInUse { semesters: 1, homes: 1, roles: 1, scopes: 0 };
    assert!(matches!(&refused, Error::Judged(reason) if **reason == expected), "{refused:?}");
    department::edit(&mut fixture.ctx, row.id, row.rev, &input("R.T")).unwrap();
    let renamed = is(&mut fixture, "R.T");
    assert_eq!((renamed.rev, fixture.user("other").person.rev), (row.rev + 1, other.person.rev));
    let last = fixture.last_job();
    assert_eq!(fixture.undo(last).tally, tally(0, 1, 0, 0));
    is(&mut fixture, "RT");
}

#[test]
fn an_act_that_is_taken_back_names_no_department_that_is_gone_since() {
    let mut fixture = school(&["dupont"]);
    let rt = department::add(&mut fixture.ctx, &input("RT")).unwrap();
    let dupont = fixture.user("dupont");
    user::edit(&mut fixture.ctx, dupont.id(), dupont.person.rev, &filled(&[(Field::HomeDepartment, "RT")])).unwrap();
    fixture.act(Act::USER_GRANT, "dupont", &filled(&[(Field::Role, "Ens_RT")])).unwrap();
    fixture.act(Act::USER_DELETE, "dupont", &filled(&[])).unwrap();
    let deletion = fixture.last_job();
    department::delete(&mut fixture.ctx, rt.id, rt.rev).unwrap();
    assert_eq!(fixture.undo(deletion).tally, tally(0, 1, 0, 0));
    let dupont = fixture.user("dupont");
    assert_eq!((dupont.home(), dupont.role_names()), (None, String::new()));
    let again = fixture.act(Act::USER_GRANT, "dupont", &filled(&[(Field::Role, "Ens_RT")])).unwrap_err();
    assert_eq!(why(&again).split('(').next(), Some("Fields"));
}

#[test]
fn of_an_account_only_what_is_given_changes() {
    let mut fixture = school(&["dupont"]);
    interference::lose_name(&fixture.inside(), "dupont");
    let dupont = fixture.user("dupont");
    user::edit(&mut fixture.ctx, dupont.id(), dupont.person.rev, &filled(&[(Field::Email, "a@b.invalid")])).unwrap();
    let now = fixture.user("dupont").person.draft;
    assert_eq!((now.last_name.as_str(), now.email.as_str()), ("", "a@b.invalid"));
}
