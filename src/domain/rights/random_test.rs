//! People who do to each other whatever they may: nobody gains what the one who acts lacks, and a Manager who lasts is
//! always left.

use proptest::prelude::*;

use super::super::account::AccountId;
use super::super::day::Day;
use super::account_acts::{AccountAct, Lasting, Target, decide};
use super::account_acts_test::{ADMITTED, TODAY};
use super::account_status::{Circumstances, Facts, Outcome, Stage, transition};
use super::level::{Level, ProfileSet, Scope};
use super::permission::{Permission, PermissionSet, SHIPPED};
use super::role::{Grant, Granted, Role, RoleName};
use super::standing::{Standing, Stored};

const PLACES: [Option<&str>; 3] = [None, Some("D"), Some("E")];

#[derive(Debug, Clone)]
struct Person {
    account: AccountId,
    stage: Stage,
    level: Level,
    home: Option<&'static str>,
    grants: Vec<Grant>,
}

impl Person {
    fn manages(&self) -> impl Iterator<Item = &Grant> {
        self.grants.iter().filter(|grant| grant.what == Granted::Manager && grant.holds(TODAY))
    }

    fn lasts(&self) -> Lasting {
        let lasts = matches!(self.stage, Stage::Admitted(facts) if facts.lasts());
        let is_superadmin = lasts && self.level == Level::Superadmin;
        let is_manager = lasts && self.manages().any(|grant| grant.until.is_none());
        Lasting { superadmins: u32::from(is_superadmin), managers: u32::from(is_superadmin || is_manager) }
    }

    fn standing(&self, roles: &[Role]) -> Standing {
        let scope = Scope { departments: ["D".into()].into(), ..Scope::default() };
        let stored = Stored {
            account: self.account,
            stage: self.stage,
            level: self.level,
            home: self.home,
            grants: &self.grants,
            roles,
            profiles: &[ProfileSet::ALL],
            scope: &scope,
        };
        Standing::of(&stored, TODAY).unwrap()
    }
}

fn lasting<'a>(people: impl Iterator<Item = &'a Person>) -> Lasting {
    people.map(Person::lasts).fold(Lasting::default(), |sum, one| Lasting {
        superadmins: sum.superadmins + one.superadmins,
        managers: sum.managers + one.managers,
    })
}

fn roles() -> Vec<Role> {
    let delegates = PermissionSet::of(&[Permission::UsersAdmin, Permission::EnsView]);
    let roles = SHIPPED.into_iter().chain([("Delegates", delegates)]);
    roles.map(|(name, permissions)| Role { name: RoleName::parse(name).unwrap(), permissions }).collect()
}

/// The first one lasts; the others are of every kind.
fn people(kinds: &[(u8, u8, u8, u8)], roles: &[Role]) -> Vec<Person> {
    let others = kinds.iter().enumerate().map(|(at, (kind, role, place, home))| {
        let home = PLACES[usize::from(*home) % 3];
        let department = PLACES[usize::from(*place) % 3].map(str::to_owned);
        let name = roles[usize::from(*role) % roles.len()].name.clone();
        let role = Grant { what: Granted::Role { name, department }, until: None };
        let (level, grants) = match kind % 6 {
            0 => (Level::Superadmin, vec![]),
            1 => (Level::User, vec![Grant { what: Granted::Manager, until: None }]),
            2 => (Level::PowerUser, vec![role]),
            3 => (Level::PowerUser, vec![role, Grant { what: Granted::Manager, until: Some(Day::MAX) }]),
            _ => (Level::User, vec![role]),
        };
        Person { account: AccountId(i64::try_from(at).unwrap() + 2), stage: ADMITTED, level, home, grants }
    });
    let first = Person { account: AccountId(1), stage: ADMITTED, level: Level::Superadmin, home: None, grants: vec![] };
    [first].into_iter().chain(others).collect()
}

/// An act by number, and the grant that it gives or takes.
fn act(number: u8, place: u8, role: &Role) -> (AccountAct<'static>, Granted) {
    let department = PLACES[usize::from(place) % 3];
    let until = place.is_multiple_of(2).then_some(Day::MAX);
    let level = [Level::User, Level::PowerUser, Level::Superadmin][usize::from(place) % 3];
    let defined = Granted::Role { name: role.name.clone(), department: department.map(str::to_owned) };
    match number % 14 {
        0 => (AccountAct::Deactivate, defined),
        1 => (AccountAct::Activate, defined),
        2 => (AccountAct::SetExpiry(if place < 3 { TODAY } else { Day::MAX }), defined),
        3 => (AccountAct::ClearExpiry, defined),
        4 => (AccountAct::Delete, defined),
        5 => (AccountAct::SetLevel { to: level }, defined),
        6 => (AccountAct::GrantManager { department: None, until }, Granted::Manager),
        7 => (AccountAct::RevokeManager, Granted::Manager),
        8 => (AccountAct::Revoke { department }, defined),
        9 => (AccountAct::ChangeHome { to: department }, defined),
        10 => (AccountAct::EditEmail, defined),
        11 => (AccountAct::ResetPassword, defined),
        _ => (AccountAct::Grant { holds: role.permissions, department }, defined),
    }
}

/// Does what was decided upon, so that no guard stands in the way a second time.
fn perform(person: &mut Person, act: AccountAct<'static>, granted: Granted) {
    if let Some(event) = act.event() {
        match transition(event, person.stage, Circumstances::default(), TODAY).outcome {
            Outcome::Applied(stage) => person.stage = stage,
            Outcome::Unchanged | Outcome::Refused(_) => {}
        }
        return;
    }
    match act {
        AccountAct::SetLevel { to } => person.level = to,
        AccountAct::ChangeHome { to } => person.home = to,
        AccountAct::Revoke { .. } | AccountAct::RevokeManager => person.grants.retain(|grant| grant.what != granted),
        AccountAct::Grant { .. } | AccountAct::GrantManager { .. } => {
            let until = if let AccountAct::GrantManager { until, .. } = act { until } else { None };
            person.grants.retain(|grant| grant.what != granted);
            person.grants.push(Grant { what: granted, until });
        }
        _ => {}
    }
}

/// What somebody may do to another one.
fn administered<'a>(
    by: &'a Standing,
    other: &'a Person,
    roles: &[Role],
) -> impl Iterator<Item = (AccountAct<'static>, Target<'a>)> {
    let others = Lasting { superadmins: 1, managers: 1 };
    let is_manager = other.standing(roles).is_manager();
    let stage = if other.account.0 % 2 == 0 { other.stage } else { ADMITTED };
    let known =
        Target { account: Some(other.account), stage, level: other.level, is_manager, home: other.home, ..Target::NEW };
    let mut acts = vec![
        (AccountAct::EditNames, known),
        (AccountAct::Deactivate, known),
        (AccountAct::Delete, known),
        (AccountAct::ViewAs, known),
        (AccountAct::RevokeManager, known),
        (AccountAct::SetLevel { to: Level::PowerUser }, known),
        (AccountAct::RoleDefine, Target::NEW),
        (AccountAct::Approve, Target { stage: Stage::Pending(Facts::NEW), ..known }),
    ];
    for place in PLACES {
        acts.push((AccountAct::Create { home: place, level: Level::User }, Target::NEW));
        acts.push((AccountAct::ChangeHome { to: place }, known));
        acts.push((AccountAct::Revoke { department: place }, known));
    }
    let acts = acts.into_iter().map(move |(act, target)| (act, Target { others, ..target }));
    acts.filter(|(act, target)| decide(by, *act, target).is_ok())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn nobody_gains_what_the_granter_lacks_and_a_manager_who_lasts_is_left(
        kinds in proptest::collection::vec((0..6_u8, 0..6_u8, 0..3_u8, 0..3_u8), 1..5),
        acts in proptest::collection::vec((0..5_usize, 0..5_usize, 0..14_u8, 0..6_u8, 0..6_usize), 0..200),
    ) {
        let roles = roles();
        let mut people = people(&kinds, &roles);
        for (by, on, number, place, role) in acts {
            let (by, on) = (by % people.len(), on % people.len());
            let (act, granted) = act(number, place, &roles[role % roles.len()]);
            let others = lasting(people.iter().enumerate().filter(|(at, _)| *at != on).map(|(_, person)| person));
            let person = &people[on];
            let (standing, before) = (people[by].standing(&roles), person.standing(&roles));
            let target = Target {
                account: Some(person.account),
                stage: person.stage,
                level: person.level,
                is_manager: person.manages().next().is_some(),
                home: person.home,
                others,
                may: Some(&before),
                ..Target::NEW
            };
            if decide(&standing, act, &target).is_err() {
                continue;
            }
            // Whoever opens an account could act as its person.
            if act.opens() && by != on {
                let thirds = people.iter().enumerate().filter(|(at, _)| ![by, on].contains(at));
                let gained = thirds.flat_map(|(_, third)| administered(&before, third, &roles)
                    .filter(|(act, target)| decide(&standing, *act, target).is_err())
                    .map(|(act, _)| format!("{act:?} of {third:?}")).collect::<Vec<_>>()).next();
                prop_assert_eq!(gained, None, "{:?} takes over {:?}", people[by], person);
            }
            perform(&mut people[on], act, granted);
            let after = people[on].standing(&roles);
            for place in PLACES {
                let gained = after.held().permissions(place).without(before.held().permissions(place));
                prop_assert!(gained.is_within(standing.held().permissions(place)), "{act:?} {place:?} {gained:?}");
            }
            prop_assert!(before.is_manager() || !after.is_manager() || standing.is_manager(), "{act:?}");
            prop_assert!(lasting(people.iter()).managers > 0, "{act:?}");
        }
    }
}
