//! Roles, groups and profiles of an establishment: their guards, and that each act is taken back exactly.

use std::path::PathBuf;

use super::*;
use crate::domain::act::Act;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Forecast, Reason};
use crate::domain::person::Role;
use crate::operations::job::RowFilter;
use crate::operations::{Error, Rule, people_group, profile, role};
use crate::store::establishment::interference;

const ONE: EstablishmentNumber = EstablishmentNumber(1);

fn school() -> Fixture {
    let mut fixture = Fixture::new(1);
    fixture.ctx.go(At::Establishment(ONE));
    fixture
}

fn typed(name: &str, permissions: &str) -> Filled {
    Filled::default().with(Field::RoleName, name).with(Field::Permissions, permissions)
}

impl Fixture {
    fn school_path(&self) -> PathBuf {
        self.ctx.home().shelf().shown(ONE).into()
    }

    fn role(&mut self, name: &str) -> Role {
        role::get(&mut self.ctx, name).unwrap()
    }

    fn roles(&mut self) -> Vec<String> {
        let roles = role::list(&mut self.ctx).unwrap();
        roles.into_iter().map(|row| format!("{}: {}", row.draft.name, row.draft.permissions.len())).collect()
    }

    fn edit_role(&mut self, name: &str, typed: &Filled) -> operations::Result<Role> {
        let row = self.role(name);
        role::edit(&mut self.ctx, (row.id, row.rev), typed)
    }

    /// Plans an act on rows that are named by their ids, and returns what is expected of each.
    fn drawn_up(&mut self, act: Act, rows: &[(i64, &str)]) -> (JobId, Vec<Forecast>) {
        let selection = Selection::rows(rows.iter().map(|(id, name)| (id.to_string(), (*name).to_owned())));
        let request = Request { task: Task::Act { act, typed: Filled::default() }, selection, name: String::new() };
        let id = plan::draw_up(&mut self.ctx, request, &Cancel::new(), &mut Progress::silent()).unwrap().id;
        let rows = job::rows(&mut self.ctx, id, &RowFilter::default(), 0, 100).unwrap();
        (id, rows.into_iter().map(|row| row.forecast).collect())
    }

    fn newest_job(&mut self) -> JobId {
        job::list(&mut self.ctx, None, None, i64::MAX, 1).unwrap()[0].job.id
    }

    /// What the last entry of an act tells, after what was there before.
    fn told_last(&mut self, action: &str) -> String {
        let rows = audit::list(&mut self.ctx, &AuditFilter::default(), None, 1000).unwrap();
        let entry = rows.into_iter().find(|row| row.action == action).unwrap();
        format!("{:?} -> {:?}", entry.before, entry.after)
    }
}

const SHIPPED: [&str; 5] = ["Admin: 21", "Ens: 7", "Observateur: 1", "RespPe: 1", "Secr: 11"];

#[test]
fn a_role_is_added_edited_and_deleted_and_each_is_taken_back() {
    let mut fixture = school();
    assert_eq!(fixture.roles(), SHIPPED);
    role::add(&mut fixture.ctx, &typed("Tuteur", "EnsView,ScoView")).unwrap();
    assert_eq!(fixture.roles().last().unwrap(), "Tuteur: 2");
    let taken = role::add(&mut fixture.ctx, &typed("tuteur", "")).unwrap_err();
    let expected = vec![FieldError { field: Field::RoleName, problem: Problem::NameUsed }];
    assert!(matches!(taken, Error::Fields(errors) if errors == expected));
    interference::grant(&fixture.school_path(), "Tuteur", "RT");
    // Whoever has it has it under its new name.
    fixture.edit_role("Tuteur", &typed("Guide", "ScoView,AbsChange")).unwrap();
    assert!(interference::granted(&fixture.school_path()).contains(&"Guide_RT".to_owned()));
    assert_eq!(fixture.role("guide").draft.permissions, ["ScoView", "AbsChange"]);
    let (row, edited) = (fixture.role("Guide"), fixture.newest_job());
    let (_, held) = fixture.drawn_up(Act::ROLE_DELETE, &[(row.id.0, "Guide")]);
    assert_eq!(held, [Forecast::Refuse(Reason::in_use(1, "role", "Guide"))]);
    assert_eq!(fixture.undo(edited).tally.done, 1);
    assert!(interference::granted(&fixture.school_path()).contains(&"Tuteur_RT".to_owned()));
    assert_eq!(fixture.role("Tuteur").draft.permissions, ["ScoView", "EnsView"]);
}

#[test]
fn who_saved_first_is_not_overwritten() {
    let mut fixture = school();
    let seen = fixture.role("Ens");
    fixture.edit_role("Ens", &typed("Ens", "ScoView")).unwrap();
    let late = role::edit(&mut fixture.ctx, (seen.id, seen.rev), &typed("Ens", "EnsView")).unwrap_err();
    assert!(matches!(late, Error::Rule(Rule::Changed)), "{late}");
    assert_eq!(fixture.role("Ens").draft.permissions, ["ScoView"]);
}

#[test]
fn roles_that_ship_are_set_back_together_and_the_others_say_why_not() {
    let mut fixture = school();
    role::add(&mut fixture.ctx, &typed("Tuteur", "ScoView")).unwrap();
    fixture.edit_role("Ens", &typed("Prof", "ScoView,EditAllNotes")).unwrap();
    let rows = ["Prof", "Secr", "Tuteur"].map(|name| (fixture.role(name).id.0, name));
    let (id, forecasts) = fixture.drawn_up(Act::ROLE_RESET, &rows);
    let expected = [Forecast::Do, Forecast::Skip(Reason::NoChange), Forecast::Refuse(Reason::NotShipped)];
    assert_eq!(forecasts, expected);
    fixture.start(id);
    let told = fixture.told_last("role.reset");
    assert!(told.contains("EnsView,Observateur,UsersView,AbsChange,AbsAddBillet,EtudAddAnnotations"), "{told}");
    assert!(told.contains("permissions-removed") && told.contains("EditAllNotes"), "{told}");
    assert_eq!((fixture.role("Prof").draft.permissions.len(), fixture.role("Tuteur").draft.permissions.len()), (7, 1));
    fixture.undo(id);
    assert_eq!(fixture.role("Prof").draft.permissions, ["ScoView", "EditAllNotes"]);
}

#[test]
fn the_audit_tells_what_came_and_what_went() {
    let mut fixture = school();
    fixture.edit_role("RespPe", &typed("RespPe", "ScoView,EnsView")).unwrap();
    let told = fixture.told_last("role.edit");
    assert!(told.contains("ScoView,EnsView") && told.contains("permissions-added"), "{told}");
    assert!(told.contains("permissions-removed") && told.contains("EditFormationTags"), "{told}");
    fixture.edit_role("RespPe", &typed("RespPe", "ScoView,EnsView,AbsChange")).unwrap();
    let told = fixture.told_last("role.edit");
    assert!(!told.contains("permissions-removed") && !told.contains("ScoView"), "{told}");
}

#[test]
fn a_role_that_holds_what_nobody_knows_is_an_error_and_nothing_is_lost() {
    let mut fixture = school();
    let row = fixture.role("Ens");
    interference::spoil_role(&fixture.school_path(), "Ens");
    for error in [
        role::list(&mut fixture.ctx).unwrap_err(),
        role::get(&mut fixture.ctx, "Ens").unwrap_err(),
        role::edit(&mut fixture.ctx, (row.id, row.rev), &typed("Ens", "ScoView")).unwrap_err(),
    ] {
        assert!(error.to_string().contains("Fly"), "{error}");
    }
}

#[test]
fn a_group_comes_back_with_its_members() {
    let mut fixture = school();
    let group = |name: &str| Filled::default().with(Field::GroupName, name);
    people_group::add(&mut fixture.ctx, &group("BUT 1")).unwrap();
    interference::join(&fixture.school_path(), true);
    let row = people_group::get(&mut fixture.ctx, "but 1").unwrap();
    assert_eq!(row.members, 1);
    // Taking its addition back would take its members away.
    let last = fixture.newest_job();
    let refused = fixture.undo(last);
    assert_eq!((refused.tally.done, refused.tally.failed + refused.tally.skipped), (0, 1));
    let (id, forecasts) = fixture.drawn_up(Act::GROUP_DELETE, &[(row.id.0, "BUT 1")]);
    assert_eq!(forecasts, [Forecast::Do]);
    fixture.start(id);
    assert!(people_group::list(&mut fixture.ctx).unwrap().is_empty());
    fixture.undo(id);
    let back = people_group::get(&mut fixture.ctx, "BUT 1").unwrap();
    assert_eq!((back.id, back.members), (row.id, 1));
    people_group::edit(&mut fixture.ctx, (back.id, back.rev), &group("BUT 2")).unwrap();
    let last = fixture.newest_job();
    fixture.undo(last);
    assert_eq!(people_group::list(&mut fixture.ctx).unwrap()[0].name, "BUT 1");
}

#[test]
fn a_profile_is_kept_while_somebody_has_it_and_comes_back() {
    let mut fixture = school();
    let typed = |permissions: &str| {
        Filled::default().with(Field::ProfileName, "Vie scolaire").with(Field::Permissions, permissions)
    };
    let made = profile::add(&mut fixture.ctx, &typed("users.edit,users.view")).unwrap();
    assert_eq!(made.draft.permissions, ["users.view", "users.edit"]);
    let now = profile::edit(&mut fixture.ctx, (made.id, made.rev), &typed("mail.send")).unwrap();
    let (id, forecasts) = fixture.drawn_up(Act::PROFILE_DELETE, &[(now.id.0, "Vie scolaire")]);
    assert_eq!(forecasts, [Forecast::Do]);
    fixture.start(id);
    fixture.undo(id);
    assert_eq!(profile::get(&mut fixture.ctx, "vie scolaire").unwrap().draft.permissions, ["mail.send"]);
}
