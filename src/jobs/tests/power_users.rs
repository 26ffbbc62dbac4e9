//! Departments that people are tied to, and what makes a Power User: profiles and scopes.

use std::sync::Arc;

use super::users::{BY_NAME, filled, school, why};
use super::waiting_mail::send;
use super::*;
use crate::domain::act::Act;
use crate::domain::department::DepartmentInput;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::filter::Filter;
use crate::domain::job::Reason;
use crate::domain::rights::standing::Standing;
use crate::operations::job::RowFilter;
use crate::operations::{Error, access, department, people_group, profile, user};
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
    let expected = Reason::DepartmentInUse {
        semesters: 1,
        homes: 1,
        roles: 1,
        scopes: 0,
        called: "RT".into(),
        first: vec!["dupont".into()],
    };
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

/// Somebody with a profile of these permissions, over the department RT, the group 6A and the account `eva`.
fn power_user(fixture: &mut Fixture, permissions: &str) {
    for code in ["RT", "GEII"] {
        department::add(&mut fixture.ctx, &input(code)).unwrap();
    }
    for name in ["6A", "6B"] {
        people_group::add(&mut fixture.ctx, &filled(&[(Field::GroupName, name)])).unwrap();
    }
    let named = [(Field::ProfileName, "Accueil"), (Field::Permissions, permissions)];
    profile::add(&mut fixture.ctx, &filled(&named)).unwrap();
    for (login, home, groups) in [("lea", "RT", ""), ("zoe", "GEII", "6A"), ("max", "GEII", "6B")] {
        let (row, typed) = (fixture.user(login), [(Field::HomeDepartment, home), (Field::Groups, groups)]);
        user::edit(&mut fixture.ctx, row.id(), row.person.rev, &filled(&typed)).unwrap();
    }
    fixture.act(Act::USER_SET_LEVEL, "chef", &filled(&[(Field::Level, "power-user")])).unwrap();
    fixture.act(Act::USER_ASSIGN_PROFILE, "chef", &filled(&[(Field::Profile, "accueil")])).unwrap();
    let scope = filled(&[(Field::ScopePart, "department:rt, groupe:6a, compte:EVA, all-plans")]);
    fixture.act(Act::USER_ADD_SCOPE, "chef", &scope).unwrap();
}

impl Fixture {
    /// Goes on as a person of the establishment.
    pub(super) fn become_person(&mut self, login: &str) {
        let id = self.user(login).id();
        // Whatever they could do a moment ago: each transaction looks again.
        let standing = Some(Arc::new(Standing::of_host(NOW.day())));
        let of = EstablishmentNumber(1);
        self.ctx.actor.identity = Identity::Person { of, id, login: login.into(), standing, viewer: None };
    }
}

#[test]
fn profiles_and_scopes_are_given_and_taken_by_a_superadmin_and_taken_back() {
    let mut fixture = school(&["chef", "lea", "zoe", "max", "eva"]);
    power_user(&mut fixture, "users.view");
    let chef = fixture.user("chef");
    assert_eq!(chef.profile_names(), "Accueil");
    assert_eq!(chef.scope_names(), "all-plans, department:RT, group:6A, user:eva");
    assert_eq!(fixture.logins("profile:accueil"), ["chef"]);
    let mut refused = |act: Act, login: &str, field: Field, text: &str| {
        why(&fixture.act(act, login, &filled(&[(field, text)])).unwrap_err())
    };
    assert_eq!(refused(Act::USER_ASSIGN_PROFILE, "lea", Field::Profile, "Accueil"), "not-power-user");
    assert_eq!(refused(Act::USER_ASSIGN_PROFILE, "chef", Field::Profile, "ACCUEIL"), "unchanged");
    assert_eq!(refused(Act::USER_ADD_SCOPE, "chef", Field::ScopePart, "department:RT"), "unchanged");
    assert_eq!(refused(Act::USER_REMOVE_SCOPE, "chef", Field::ScopePart, "department:GEII"), "unchanged");
    for (act, field, text) in [
        (Act::USER_ASSIGN_PROFILE, Field::Profile, "Rien"),
        (Act::USER_ADD_SCOPE, Field::ScopePart, "group:6C"),
        (Act::USER_ADD_SCOPE, Field::ScopePart, "course:1"),
    ] {
        assert!(refused(act, "chef", field, text).starts_with("Fields"), "{text}");
    }
    let many: String = (0..10).map(|at| format!("p{at}")).collect::<Vec<_>>().join(",");
    assert_eq!(refused(Act::USER_ASSIGN_PROFILE, "chef", Field::Profile, &many), "limit");
    let removal = filled(&[(Field::ScopePart, "group:6A, user:eva")]);
    fixture.act(Act::USER_REMOVE_SCOPE, "chef", &removal).unwrap();
    assert_eq!(fixture.user("chef").scope_names(), "all-plans, department:RT");
    let removed = fixture.last_job();
    assert_eq!(fixture.undo(removed).tally, tally(0, 1, 0, 0));
    assert_eq!(fixture.user("chef").scope_names(), chef.scope_names());
    fixture.act(Act::USER_SET_LEVEL, "chef", &filled(&[(Field::Level, "user")])).unwrap();
    assert_eq!(fixture.user("chef").profile_names(), "");
    let demoted = fixture.last_job();
    fixture.undo(demoted);
    assert_eq!(
        (fixture.user("chef").profile_names(), fixture.user("chef").scope_names()),
        ("Accueil".into(), chef.scope_names())
    );
    // Nobody gives themselves anything, and a Manager is no Superadmin.
    fixture.act(Act::USER_GRANT, "lea", &filled(&[(Field::Role, "Manager")])).unwrap();
    let host = fixture.ctx.actor.clone();
    for (login, expected) in [("lea", "Refused"), ("chef", "Refused")] {
        fixture.ctx.actor = host.clone();
        fixture.become_person(login);
        let (id, rev) = (chef.id().to_string(), chef.person.rev);
        let typed = filled(&[(Field::Profile, "Accueil")]);
        let found = crate::operations::deeds::alone(&mut fixture.ctx, (Act::USER_WITHDRAW_PROFILE, &id), rev, &typed);
        assert!(why(&found.unwrap_err()).starts_with(expected), "{login}");
    }
}

#[test]
fn whoever_has_profiles_alone_sees_what_their_scope_covers() {
    let mut fixture = school(&["chef", "lea", "zoe", "max", "eva"]);
    power_user(&mut fixture, "users.view,users.edit,groups.view");
    let all = user::matching(&mut fixture.ctx, &Filter::parse("").unwrap(), BY_NAME).unwrap().ids;
    let host = fixture.ctx.actor.clone();
    let max = fixture.user("max");
    fixture.become_person("chef");
    assert_eq!(fixture.logins(""), ["chef", "eva", "lea", "zoe"]);
    for (filter, expected) in [("home:geii", ""), ("home:rt", "lea"), ("-eva", "chef lea zoe"), ("group:6a", "zoe")] {
        let found = Filter::parse(filter).map(|filter| user::matching(&mut fixture.ctx, &filter, BY_NAME));
        match found.unwrap() {
            Ok(found) => {
                assert_eq!(found.total, 4);
                assert_eq!(fixture.logins(filter).join(" "), expected, "{filter}");
            }
            // Nothing is called so that they may know of.
            Err(error) => assert_eq!((filter, matches!(error, Error::Filter(_))), ("home:geii", true)),
        }
    }
    let (seen, _) = user::rows(&mut fixture.ctx, &all).unwrap();
    assert_eq!(seen.len(), 4);
    assert!(matches!(user::get(&mut fixture.ctx, "max"), Err(Error::NotFound { .. })));
    let groups: Vec<_> = people_group::list(&mut fixture.ctx).unwrap().into_iter().map(|group| group.name).collect();
    assert_eq!(groups, ["6A"]);
    assert!(matches!(people_group::get(&mut fixture.ctx, "6B"), Err(Error::NotFound { .. })));
    assert!(department::list(&mut fixture.ctx).is_err());
    fixture.act(Act::USER_DEACTIVATE, "lea", &Filled::default()).unwrap();
    let beyond = crate::operations::deeds::alone(
        &mut fixture.ctx,
        (Act::USER_DEACTIVATE, &max.id().to_string()),
        max.person.rev,
        &Filled::default(),
    );
    assert_eq!(why(&beyond.unwrap_err()), "out_of_scope");
    // A role that sees everybody shows everybody, until the day without it.
    fixture.ctx.actor = host.clone();
    fixture.act(Act::USER_GRANT, "chef", &filled(&[(Field::Role, "Ens_RT")])).unwrap();
    fixture.become_person("chef");
    assert_eq!(fixture.logins("").len(), all.len());
}

/// What whoever is here plans for some accounts, and starts.
fn planned(fixture: &mut Fixture, act: Act, logins: &[&str], typed: &Filled) -> crate::jobs::error::Result<JobId> {
    let host = std::mem::replace(&mut fixture.ctx.actor.identity, Identity::Owner);
    let rows = logins.iter().map(|login| (fixture.user(login).id().to_string(), (*login).to_owned()));
    let rows: Vec<_> = rows.collect();
    fixture.ctx.actor.identity = host;
    let request = Request {
        task: Task::Act { act, typed: typed.clone() },
        selection: Selection::rows(rows),
        name: String::new(),
    };
    let job = plan::draw_up(&mut fixture.ctx, request, &Cancel::new(), &mut Progress::silent())?;
    Ok(job.id)
}

/// Sends what waits, as the host.
fn sent(fixture: &mut Fixture, host: &crate::domain::access::Actor) -> u32 {
    let person = std::mem::replace(&mut fixture.ctx.actor, host.clone());
    let sent = fixture.ctx.within(At::Host, send);
    fixture.ctx.actor = person;
    sent
}

/// Each row by the scope, when it is planned and when it is done; the job is theirs, and nobody else's is.
#[test]
fn whoever_has_profiles_plans_runs_and_undoes_their_own_jobs_and_sees_no_others() {
    let mut fixture = school(&["chef", "lea", "zoe", "max", "eva"]);
    power_user(&mut fixture, "users.view,users.edit");
    let host = fixture.ctx.actor.clone();
    let of_host = planned(&mut fixture, Act::USER_DEACTIVATE, &["lea", "max"], &Filled::default()).unwrap();
    fixture.become_person("chef");
    let own = planned(&mut fixture, Act::USER_DEACTIVATE, &["lea", "zoe", "max"], &Filled::default()).unwrap();
    let rows = job::rows(&mut fixture.ctx, own, &RowFilter::default(), 0, 10).unwrap();
    let expected: Vec<_> = rows.iter().map(|row| row.forecast.reason().map(Reason::word)).collect();
    assert_eq!(expected, [None, None, Some("out_of_scope")]);
    // What is taken out of the scope meanwhile is refused when it is done.
    let chef = fixture.ctx.actor.clone();
    fixture.ctx.actor = host.clone();
    fixture.act(Act::USER_REMOVE_SCOPE, "chef", &filled(&[(Field::ScopePart, "group:6A")])).unwrap();
    fixture.ctx.actor = chef.clone();
    assert_eq!(fixture.start(own).job.tally, tally(0, 1, 0, 2));
    let listed = |fixture: &mut Fixture| -> Vec<JobId> {
        job::list(&mut fixture.ctx, None, None, i64::MAX, 50).unwrap().iter().map(|one| one.job.id).collect()
    };
    assert_eq!(listed(&mut fixture), [own]);
    assert_eq!(job::ids(&mut fixture.ctx, 50).unwrap(), [own]);
    assert_eq!(job::groups(&mut fixture.ctx, own).unwrap().iter().map(|group| group.count).sum::<u32>(), 3);
    assert_eq!(fixture.logins(&format!("job:{own}")), ["lea"]);
    assert_eq!(fixture.logins(&format!("job:{of_host}")), [""; 0]);
    let is_gone = |error: crate::operations::Error| matches!(error, Error::NotFound { .. });
    assert!(is_gone(job::get(&mut fixture.ctx, of_host).unwrap_err()));
    assert!(is_gone(job::authorise(&mut fixture.ctx, of_host).unwrap_err()));
    assert!(is_gone(job::cancel(&mut fixture.ctx, of_host).unwrap_err()));
    assert!(is_gone(job::rename(&mut fixture.ctx, of_host, "mine").unwrap_err()));
    assert!(is_gone(job::remove(&mut fixture.ctx, of_host).unwrap_err()));
    assert!(is_gone(job::rows(&mut fixture.ctx, of_host, &RowFilter::default(), 0, 1).unwrap_err()));
    assert_eq!(fixture.undo(own).tally, tally(0, 1, 0, 0));
    // Who administers a department has others' jobs as little; who may everything sees them all.
    fixture.ctx.actor = host.clone();
    fixture.act(Act::USER_GRANT, "zoe", &filled(&[(Field::Role, "Admin_GEII")])).unwrap();
    fixture.become_person("zoe");
    assert_eq!(listed(&mut fixture), []);
    assert!(is_gone(job::rows(&mut fixture.ctx, of_host, &RowFilter::default(), 0, 1).unwrap_err()));
    assert!(is_gone(job::cancel(&mut fixture.ctx, of_host).unwrap_err()));
    let theirs = planned(&mut fixture, Act::USER_DEACTIVATE, &["max"], &Filled::default()).unwrap();
    assert_eq!((listed(&mut fixture), fixture.start(theirs).job.tally), (vec![theirs], tally(0, 1, 0, 0)));
    fixture.ctx.actor = host;
    assert!(listed(&mut fixture).len() > 3);
    // A profile that only shows has no jobs.
    fixture.act(Act::USER_WITHDRAW_PROFILE, "chef", &filled(&[(Field::Profile, "Accueil")])).unwrap();
    fixture.ctx.actor = chef;
    assert!(matches!(job::ids(&mut fixture.ctx, 50), Err(Error::Refused(_))));
}

/// Into a group, and out of it, people come by whoever has it in their scope; of others nobody learns what they are called.
#[test]
fn nobody_is_put_into_a_group_or_taken_out_of_it_beyond_the_scope() {
    let mut fixture = school(&["chef", "lea", "zoe", "max", "eva"]);
    power_user(&mut fixture, "users.view,users.create,users.edit");
    let host = fixture.ctx.actor.clone();
    let both = filled(&[(Field::Groups, "6A, 6B")]);
    let row = fixture.user("zoe");
    user::edit(&mut fixture.ctx, row.id(), row.person.rev, &both).unwrap();
    fixture.become_person("chef");
    let mut groups = |login: &str, typed: &str| {
        let row = fixture.user(login);
        let edited = user::edit(&mut fixture.ctx, row.id(), row.person.rev, &filled(&[(Field::Groups, typed)]));
        edited.map(|()| fixture.user(login).filled().text(Field::Groups)).map_err(|error| why(&error))
    };
    let unknown = groups("lea", "6Z").unwrap_err();
    assert_eq!(groups("lea", "6B"), Err(unknown.replace("6Z", "6B")));
    assert_eq!(groups("lea", "6A"), Ok("6A".to_owned()));
    assert_eq!(groups("zoe", "6A"), Err("out_of_scope".to_owned()));
    // Out of the only one by which they are in the scope, too.
    assert_eq!(groups("eva", "6A"), Ok("6A".to_owned()));
    assert_eq!(groups("eva", ""), Ok(String::new()));
    let new = |group: &str| {
        let texts = [(Field::Login, "nia"), (Field::LastName, "N"), (Field::HomeDepartment, "RT")];
        filled(&[&texts[..], &[(Field::Groups, group)]].concat())
    };
    assert!(matches!(user::add(&mut fixture.ctx, &new("6B")), Err(Error::Fields(_))));
    let waiting = user::add(&mut fixture.ctx, &new("6A")).unwrap();
    // Who made it does not see it before it is approved: who may do that is named.
    assert!(matches!(user::get(&mut fixture.ctx, "nia"), Err(Error::NotFound { .. })));
    assert_eq!(access::approvers(&mut fixture.ctx, &waiting).unwrap().logins, ["admin"]);
    fixture.ctx.actor = host;
    let row = fixture.user("lea");
    user::edit(&mut fixture.ctx, row.id(), row.person.rev, &filled(&[(Field::Groups, "6B")])).unwrap();
}

#[test]
fn whoever_waits_for_approval_is_seen_approved_or_rejected_by_those_who_may_alone() {
    let mut fixture = school(&["chef", "lea", "zoe", "max", "eva"]);
    power_user(&mut fixture, "users.view,users.create,users.edit,users.approve");
    let host = fixture.ctx.actor.clone();
    fixture.become_person("chef");
    let chef = fixture.ctx.actor.clone();
    for login in ["nia", "noa", "nour"] {
        let email = format!("{login}@ecoles.invalid");
        let texts = [(Field::Login, login), (Field::LastName, "N"), (Field::HomeDepartment, "RT")];
        let texts = [&texts[..], &[(Field::Email, email.as_str()), (Field::MailPassword, "yes")]].concat();
        assert_eq!(user::add(&mut fixture.ctx, &filled(&texts)).unwrap().status(NOW.day()), None);
    }
    assert_eq!(sent(&mut fixture, &host), 0);
    assert_eq!(fixture.logins("status:pending"), ["nia", "noa", "nour"]);
    let mail = filled(&[(Field::MailPassword, "yes")]);
    let early = fixture.act(Act::USER_DEACTIVATE, "nia", &Filled::default()).unwrap_err();
    assert_eq!(why(&early), "pending_approval");
    assert_eq!(why(&fixture.act(Act::USER_APPROVE, "lea", &mail).unwrap_err()), "not_pending");
    let approved = planned(&mut fixture, Act::USER_APPROVE, &["nia", "noa", "lea"], &mail).unwrap();
    assert_eq!(fixture.start(approved).job.tally, tally(0, 2, 0, 1));
    assert_eq!(fixture.logins("status:pending"), ["nour"]);
    // What was not sent yet is withdrawn; they wait again.
    assert_eq!(fixture.undo(approved).tally, tally(0, 2, 0, 0));
    assert_eq!(sent(&mut fixture, &host), 0);
    assert_eq!(fixture.logins("status:pending"), ["nia", "noa", "nour"]);
    fixture.act(Act::USER_APPROVE, "nia", &mail).unwrap();
    let approval = fixture.last_job();
    assert_eq!(sent(&mut fixture, &host), 1);
    interference::become_so(&fixture.inside(), "nia", (true, "", true));
    assert_eq!(fixture.undo(approval).tally, tally(0, 0, 0, 1));
    // A rejected one comes back as it was.
    fixture.act(Act::USER_REJECT, "noa", &Filled::default()).unwrap();
    assert_eq!(fixture.logins("status:pending"), ["nour"]);
    let rejected = fixture.last_job();
    assert_eq!(fixture.undo(rejected).tally, tally(0, 1, 0, 0));
    assert_eq!(fixture.logins("status:pending"), ["noa", "nour"]);
    // Nobody else sees them: neither roles nor another profile.
    fixture.ctx.actor = host.clone();
    fixture.act(Act::USER_GRANT, "max", &filled(&[(Field::Role, "Admin")])).unwrap();
    fixture.become_person("max");
    assert_eq!(fixture.logins("status:pending"), [""; 0]);
    assert!(matches!(user::get(&mut fixture.ctx, "noa"), Err(Error::NotFound { .. })));
    assert_eq!(user::matching(&mut fixture.ctx, &Filter::parse("").unwrap(), BY_NAME).unwrap().total, 7);
    fixture.ctx.actor = host;
    let less = filled(&[(Field::ProfileName, "Accueil"), (Field::Permissions, "users.view,users.edit")]);
    let row = profile::get(&mut fixture.ctx, "Accueil").unwrap();
    profile::edit(&mut fixture.ctx, (row.id, row.rev), &less).unwrap();
    fixture.ctx.actor = chef;
    assert_eq!(fixture.logins("status:pending"), [""; 0]);
    assert_eq!(fixture.logins("noa"), [""; 0]);
}

#[test]
fn groups_are_made_renamed_and_deleted_by_profiles_within_the_scope() {
    let mut fixture = school(&["chef", "lea", "zoe", "max", "eva"]);
    power_user(&mut fixture, "groups.view,groups.create,groups.edit,groups.delete");
    let host = fixture.ctx.actor.clone();
    let other = people_group::get(&mut fixture.ctx, "6B").unwrap();
    fixture.become_person("chef");
    let named = |name: &str| filled(&[(Field::GroupName, name)]);
    // What they make is theirs to go on with.
    let made = people_group::add(&mut fixture.ctx, &named("Chorale")).unwrap();
    let add = fixture.last_job();
    assert_eq!(people_group::list(&mut fixture.ctx).unwrap().len(), 2);
    let edited = people_group::edit(&mut fixture.ctx, (made.id, made.rev), &named("Orchestre")).unwrap();
    let beyond = people_group::edit(&mut fixture.ctx, (other.id, other.rev), &named("Fanfare")).unwrap_err();
    assert_eq!(why(&beyond), "out_of_scope");
    let edit = fixture.last_job();
    assert_eq!(fixture.undo(edit).tally, tally(0, 1, 0, 0));
    assert_ne!(add, edit);
    let now = people_group::get(&mut fixture.ctx, "Chorale").unwrap();
    let act = (Act::GROUP_DELETE, now.id.to_string());
    crate::operations::deeds::alone(&mut fixture.ctx, (act.0, &act.1), now.rev, &Filled::default()).unwrap();
    let deletion = fixture.last_job();
    assert_eq!(fixture.undo(deletion).tally, tally(0, 1, 0, 0));
    assert_eq!(people_group::get(&mut fixture.ctx, "Chorale").unwrap().id, edited.id);
    let beyond = (Act::GROUP_DELETE, other.id.to_string());
    let refused =
        crate::operations::deeds::alone(&mut fixture.ctx, (beyond.0, &beyond.1), other.rev, &Filled::default());
    assert_eq!(why(&refused.unwrap_err()), "out_of_scope");
    fixture.ctx.actor = host;
    assert_eq!(fixture.user("chef").scope_names(), "all-plans, department:RT, group:6A, group:Chorale, user:eva");
    // With a part of it, that part.
    let row = profile::get(&mut fixture.ctx, "Accueil").unwrap();
    let less = filled(&[(Field::ProfileName, "Accueil"), (Field::Permissions, "groups.view,groups.edit")]);
    profile::edit(&mut fixture.ctx, (row.id, row.rev), &less).unwrap();
    fixture.become_person("chef");
    assert!(matches!(people_group::add(&mut fixture.ctx, &named("Autre")), Err(Error::Refused(_))));
}
