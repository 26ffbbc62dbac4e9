//! What would let somebody do what is refused, beside what trying out every change finds.

use std::collections::BTreeSet;

use super::super::account::AccountId;
use super::account_acts::{AccountAct, Lasting, Target, decide};
use super::account_acts_test::{ADMITTED, Actor, TABLE, TODAY, actors, acts, ordinary, power_user, targets};
use super::account_status::{Facts, Stage};
use super::fixes::{Change, Maker, Where, for_account, for_gate};
use super::gate::Gate;
use super::level::{Level, ProfilePermission, ProfileSet};
use super::permission::{Permission, PermissionSet};
use super::table_test::rows;

const ADMINISTERS: PermissionSet = PermissionSet::of(&[Permission::UsersAdmin]);
const VIEWS: PermissionSet = PermissionSet::of(&[Permission::UsersView]);
/// Where nothing of a case lies.
const ELSEWHERE: &str = "F";

/// Who acts, what more they have, and on whom.
#[derive(Debug, Clone)]
struct Case {
    actor: Actor,
    more: Vec<(PermissionSet, Option<&'static str>)>,
    target: Target<'static>,
    act: AccountAct<'static>,
}

impl Case {
    fn new(actor: &Actor, act: AccountAct<'static>, target: Target<'static>) -> Self {
        Self { actor: actor.clone(), more: Vec::new(), target, act }
    }

    fn is_allowed(&self) -> bool {
        decide(&self.actor.standing_with(&self.more), self.act, &self.target).is_ok()
    }

    fn is_own(&self) -> bool {
        self.target.account == Some(AccountId(1))
    }

    /// Makes a change, and tells whether it is one.
    fn change(&mut self, change: Change<'static>) -> bool {
        let before = format!("{self:?}");
        let (own, facts) = (self.is_own(), |stage| match stage {
            Stage::Absent | Stage::Erased => None,
            Stage::Pending(facts) | Stage::Admitted(facts) => Some(facts),
        });
        let (actor, target) = (&mut self.actor, &mut self.target);
        let admit = |stage: &mut Stage, change: fn(Facts) -> Facts| match stage {
            Stage::Absent | Stage::Erased => {}
            Stage::Pending(facts) => *stage = Stage::Pending(change(*facts)),
            Stage::Admitted(facts) => *stage = Stage::Admitted(change(*facts)),
        };
        match change {
            Change::ApproveActor => actor.stage = facts(actor.stage).map_or(actor.stage, Stage::Admitted),
            Change::MoveActorDate => admit(&mut actor.stage, |facts| Facts { expires_on: None, ..facts }),
            Change::ActivateActor => admit(&mut actor.stage, |facts| Facts { active: true, ..facts }),
            Change::Role { holds, place } => {
                let place = match place {
                    Where::Any => Some(ELSEWHERE),
                    Where::In(code) => Some(code),
                    Where::Everywhere => None,
                };
                self.more.push((holds, place));
            }
            Change::Profile(permission) => {
                let all = [permission].into_iter().chain(permission.view()).collect::<ProfileSet>();
                actor.profile = all.union(actor.profile.parse().unwrap()).to_string().leak();
            }
            Change::Scope => {
                let homes = match self.act {
                    AccountAct::Create { home, .. } => home,
                    AccountAct::ChangeHome { to } => to,
                    _ => None,
                };
                actor.scope.users.extend(target.account);
                actor.scope.departments.extend(homes.map(str::to_owned));
            }
            Change::ActorHome(home) => actor.home = Some(home),
            Change::NoActorHome => actor.home = None,
            Change::TargetHome(home) => target.home = Some(home),
            Change::ApproveTarget => target.stage = facts(target.stage).map_or(target.stage, Stage::Admitted),
            Change::MoveTargetDate => admit(&mut target.stage, |facts| Facts { expires_on: None, ..facts }),
            Change::Disconnect => target.is_connected = false,
            Change::AnotherManager | Change::AnotherSuperadmin => {
                target.others = Lasting { superadmins: 1, managers: 1 };
            }
            Change::PowerUser if self.actor.level == Level::User => self.actor.level = Level::PowerUser,
            Change::PowerUser => {}
        }
        if own {
            (self.target.home, self.target.level) = (self.actor.home, self.actor.level);
        }
        before != format!("{self:?}")
    }

    /// Everything that could be changed.
    fn universe(&self) -> Vec<Change<'static>> {
        let mut all = vec![
            Change::ApproveActor,
            Change::MoveActorDate,
            Change::ActivateActor,
            Change::NoActorHome,
            Change::ApproveTarget,
            Change::MoveTargetDate,
            Change::Disconnect,
            Change::PowerUser,
            Change::Scope,
        ];
        // Of one's own account somebody else does what one may not.
        if self.is_own() {
            all.truncate(7);
            all.retain(|change| *change != Change::NoActorHome);
        }
        if !self.is_own() {
            all.extend(["D", "E"].map(Change::ActorHome));
            all.extend(["D", "E"].map(Change::TargetHome));
        }
        all.push(if self.target.level == Level::Superadmin {
            Change::AnotherSuperadmin
        } else {
            Change::AnotherManager
        });
        if self.is_own() {
            return all;
        }
        all.extend(self.act.profile_permission().map(Change::Profile));
        let lacks = match self.act {
            AccountAct::See => vec![VIEWS],
            AccountAct::Grant { holds, department } => {
                let held = self.actor.standing();
                let lacks = holds.without(held.held().permissions(department));
                vec![lacks.union(ADMINISTERS), lacks, ADMINISTERS]
            }
            _ => vec![ADMINISTERS],
        };
        for holds in lacks.into_iter().filter(|holds| !holds.is_empty()) {
            let places = [Where::Any, Where::In("D"), Where::In("E"), Where::Everywhere];
            all.extend(places.map(|place| Change::Role { holds, place }));
        }
        all
    }

    /// Finds every smallest way up to a length by trying all out.
    fn tried_out(&self, most: usize) -> BTreeSet<BTreeSet<String>> {
        let useful: Vec<_> = self.universe().into_iter().filter(|change| self.clone().change(*change)).collect();
        for length in 1..=most {
            let mut found: Vec<Vec<Change<'static>>> = Vec::new();
            chosen(&useful, length, &mut Vec::new(), &mut |ways: &[Change<'static>]| {
                let mut then = self.clone();
                for change in ways {
                    then.change(*change);
                }
                if then.is_allowed() {
                    found.push(ways.to_vec());
                }
            });
            if !found.is_empty() {
                return least(&found);
            }
        }
        BTreeSet::new()
    }
}

fn chosen(
    of: &[Change<'static>],
    length: usize,
    taken: &mut Vec<Change<'static>>,
    each: &mut impl FnMut(&[Change<'static>]),
) {
    if length == 0 {
        return each(taken);
    }
    for (at, change) in of.iter().enumerate() {
        taken.push(*change);
        chosen(&of[at + 1..], length - 1, taken, each);
        taken.pop();
    }
}

/// Leaves out what gives more than another way that is the same but for a role.
fn least(ways: &[Vec<Change<'static>>]) -> BTreeSet<BTreeSet<String>> {
    let as_set = |way: &[Change<'static>]| way.iter().map(|change| format!("{change:?}")).collect::<BTreeSet<_>>();
    let all: BTreeSet<BTreeSet<String>> = ways.iter().map(|way| as_set(way)).collect();
    let lesser = |change: Change<'static>| {
        let Change::Role { holds, place } = change else { return Vec::new() };
        let places = match place {
            Where::Any => vec![Where::Any],
            Where::In(_) => vec![place, Where::Any],
            Where::Everywhere => vec![place, Where::Any, Where::In("D"), Where::In("E")],
        };
        let fewer = holds.iter().map(|one| holds.without(PermissionSet::of(&[one]))).chain([holds]);
        let fewer: Vec<_> = fewer.collect();
        let all =
            places.iter().flat_map(|place| fewer.iter().map(|holds| Change::Role { holds: *holds, place: *place }));
        all.filter(|one| *one != change).collect()
    };
    let is_least = |way: &&Vec<Change<'static>>| {
        !way.iter().enumerate().any(|(at, change)| {
            lesser(*change).into_iter().any(|less| {
                let mut other = (*way).clone();
                other[at] = less;
                all.contains(&as_set(&other))
            })
        })
    };
    ways.iter().filter(is_least).map(|way| as_set(way)).collect()
}

fn check(case: &Case) -> usize {
    let standing = case.actor.standing();
    let found = for_account(&standing, case.act, &case.target);
    if case.is_allowed() {
        assert_eq!(found, Vec::<Vec<Change<'_>>>::new(), "{case:?}");
        return 0;
    }
    let length = found.first().map_or(0, Vec::len);
    let told: BTreeSet<BTreeSet<String>> =
        found.iter().map(|way| way.iter().map(|change| format!("{change:?}")).collect()).collect();
    assert_eq!(told.len(), found.len(), "{case:?}: one way twice");
    assert_eq!(told, case.tried_out(length.max(2)), "{case:?}");
    let risky: Vec<bool> = found.iter().map(|way| way.iter().any(|change| change.is_risky())).collect();
    assert!(risky.is_sorted(), "{case:?}: risky ways come last");
    found.len()
}

#[test]
fn every_line_of_the_table_has_the_smallest_ways_that_trying_out_finds() {
    let (mut lines, mut ways) = (0, 0);
    for row in rows(TABLE) {
        lines += 1;
        let (Some(actor), acts) = (actors(&row).into_iter().next(), acts(&row)) else { panic!("{}", row["id"]) };
        let targets = targets(&row, &actor);
        let Some((act, target)) = acts.first().zip(targets.first()) else { panic!("{}", row["id"]) };
        ways += check(&Case::new(&actor, *act, *target));
    }
    assert_eq!(lines, 1_815);
    assert!(ways > 300, "{ways}");
}

#[test]
fn what_is_of_the_account_and_of_levels_is_found_too() {
    let off = Facts { active: false, expires_on: Some(TODAY), ..Facts::NEW };
    let admin = Actor { home: Some("D"), ..Actor::new(Level::User, "Administers_D") };
    let target = |stage| Target { stage, ..ordinary("D") };
    let connected = Target { is_connected: true, ..ordinary("D") };
    let manager = Target { is_manager: true, others: Lasting::default(), ..connected };
    let superadmin = Actor::new(Level::Superadmin, "");
    let limited = Actor { profile: "users.view", ..power_user() };
    for (actor, act, target) in [
        (&admin, AccountAct::Activate, target(Stage::Admitted(off))),
        (&admin, AccountAct::Activate, target(Stage::Pending(off))),
        (&admin, AccountAct::Deactivate, connected),
        (&superadmin, AccountAct::Deactivate, manager),
        (&superadmin, AccountAct::Deactivate, Target { stage: Stage::Admitted(off), ..manager }),
        (&superadmin, AccountAct::Approve, ordinary("D")),
        (&limited, AccountAct::EditNames, ordinary("E")),
        (&limited, AccountAct::Create { home: Some("E"), level: Level::User }, Target::NEW),
        (&limited, AccountAct::ChangeHome { to: Some("E") }, ordinary("D")),
        (&limited, AccountAct::EditNames, Target { level: Level::PowerUser, ..ordinary("D") }),
        (&Actor { stage: Stage::Pending(off), ..admin.clone() }, AccountAct::EditNames, ordinary("E")),
        (&Actor { stage: Stage::Admitted(off), ..superadmin.clone() }, AccountAct::EditNames, ordinary("E")),
        (&Actor::new(Level::User, ""), AccountAct::Delete, Target { is_used: true, ..ordinary("D") }),
        (&Actor { home: Some("E"), ..admin.clone() }, AccountAct::Delete, Target { is_used: true, ..ordinary("D") }),
    ] {
        check(&Case::new(actor, act, target));
    }
    assert_eq!(ADMITTED, connected.stage);
}

#[test]
fn whoever_may_make_a_change_is_named_and_a_gate_has_ways_too() {
    let admin = Actor { home: Some("D"), ..Actor::new(Level::User, "Administers_D") }.standing();
    let connected = Target { is_connected: true, ..ordinary("D") };
    assert_eq!(Change::Disconnect.maker(&admin, Some(&connected)), Maker::Oneself);
    let other = Target { is_connected: true, ..ordinary("E") };
    assert_eq!(Change::Disconnect.maker(&admin, Some(&other)), Maker::Administrator);
    let plain = Actor::new(Level::User, "").standing();
    let role = |permission| Change::Role { holds: PermissionSet::of(&[permission]), place: Where::Any };
    assert_eq!(for_gate(&plain, Gate::People), [[role(Permission::UsersView)]]);
    assert_eq!(for_gate(&plain, Gate::Accounts(ProfilePermission::UsersEdit)), [[role(Permission::UsersAdmin)]]);
    assert_eq!(for_gate(&plain, Gate::Manager), Vec::<Vec<Change<'_>>>::new());
    let limited = Actor { profile: "users.view", ..power_user() }.standing();
    let ways = for_gate(&limited, Gate::Accounts(ProfilePermission::UsersEdit));
    assert_eq!(ways, [[role(Permission::UsersAdmin)], [Change::Profile(ProfilePermission::UsersEdit)]]);
    assert_eq!(ways[1][0].maker(&limited, None), Maker::Superadmin);
}
