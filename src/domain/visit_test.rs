//! Who visits an establishment: what a webmaster may do there for support, and what anybody may who looks as somebody else.

use std::sync::Arc;

use super::access::{Actor, At, Identity, Object, OnAccount, RuleId, Support, decide};
use super::account::AccountId;
use super::act::{Act, Verb};
use super::day::Day;
use super::duty::{Duty, Ground};
use super::establishment::EstablishmentNumber;
use super::rights::account_acts::{AccountAct, Target};
use super::rights::account_status::{Facts, Stage};
use super::rights::level::{Level, ProfilePermission, ProfileSet, Scope};
use super::rights::permission::SHIPPED;
use super::rights::role::{Grant, Role, RoleName};
use super::rights::standing::{Standing, Stored};
use super::webmaster::{Login, WebmasterId};
use super::zone::ZoneNumber;

const OF: EstablishmentNumber = EstablishmentNumber(12);
const TODAY: Day = Day::constant(2026, 9, 1);

fn acting(identity: Identity) -> Actor {
    Actor { identity, os_user: String::new(), ssh_client: String::new(), ssh_key: String::new() }
}

fn support(duty: Duty, reason: &str) -> Identity {
    let support = Some(Support { of: OF, reason: reason.to_owned() });
    Identity::Webmaster { id: WebmasterId(1), login: Login::parse("anna").unwrap(), duty, support }
}

/// Somebody of the establishment, by level and roles.
fn standing(account: i64, level: Level, grants: &[&str]) -> Standing {
    let grants: Vec<Grant> = grants.iter().map(|text| Grant::parse(text).unwrap()).collect();
    let named = |(name, permissions): (&str, _)| Role { name: RoleName::parse(name).unwrap(), permissions };
    let (roles, scope) = (SHIPPED.map(named), Scope { users: [AccountId(9)].into(), ..Scope::default() });
    let all: Vec<ProfilePermission> = <ProfilePermission as strum::VariantArray>::VARIANTS.to_vec();
    let stored = Stored {
        account: AccountId(account),
        stage: Stage::Admitted(Facts::NEW),
        level,
        home: None,
        grants: &grants,
        roles: &roles,
        profiles: &[ProfileSet::of(&all)],
        scope: &scope,
    };
    Standing::of(&stored, TODAY).unwrap()
}

fn person(standing: Standing, viewer: Option<Identity>) -> Actor {
    let (id, standing, viewer) = (standing.account(), Some(Arc::new(standing)), viewer.map(Box::new));
    acting(Identity::Person { of: OF, id, login: "x".into(), standing, viewer })
}

const KINDS: [(Level, &[&str]); 8] = [
    (Level::User, &[]),
    (Level::User, &["Ens_RT"]),
    (Level::User, &["Secr_RT"]),
    (Level::User, &["Admin_RT"]),
    (Level::User, &["Admin"]),
    (Level::PowerUser, &["Admin_RT"]),
    (Level::User, &["Manager"]),
    (Level::Superadmin, &[]),
];

/// Every act of a webmaster for support: without and with a reason, by duty, in a zone of theirs and in another.
#[test]
fn every_act_for_support() {
    let mut table =
        String::from("act | full | full, reason | observer | observer, reason | zone, reason | other zone\n");
    let zones = Duty::Zones([(ZoneNumber(2), "Zone 2".to_owned())].into());
    for act in Act::ALL {
        let on = |duty: &Duty, reason: &str, zone| {
            let (actor, ground) = (acting(support(duty.clone(), reason)), Ground::Zone(ZoneNumber(zone)));
            match decide(&actor, *act, Object { ground, ..Object::at(At::Establishment(OF)) }) {
                Ok(_) => "yes".to_owned(),
                Err(refusal) => refusal.rule.word().to_owned(),
            }
        };
        let cells = [
            on(&Duty::Full, "", 1),
            on(&Duty::Full, "ticket 7", 1),
            on(&Duty::Observer, "", 1),
            on(&Duty::Observer, "ticket 7", 1),
            on(&zones, "ticket 7", 2),
            on(&zones, "ticket 7", 1),
        ];
        table += &[act.word(), &cells.join(" | ")].join(" | ");
        table.push('\n');
        let is_allowed = |at| cells.get(at).is_some_and(|cell| cell == "yes");
        assert!(!act.changes() || !is_allowed(0), "{} changes something without a reason", act.word());
        assert!(!act.changes() || !is_allowed(3), "{} is changed by an observer", act.word());
        assert!(!is_allowed(0) || is_allowed(1), "a reason takes {} away", act.word());
    }
    insta::assert_snapshot!(table);
}

/// With a reason a webmaster does what a Superadmin does there, but for what is a person's own; elsewhere they do nothing.
#[test]
fn who_says_why_acts_as_a_superadmin_there_and_nowhere_else() {
    let (here, superadmin) = (Object::at(At::Establishment(OF)), person(standing(3, Level::Superadmin, &[]), None));
    let webmaster = acting(support(Duty::Full, "ticket 7"));
    let is_own = |act: &Act| matches!(*act, Act::USER_CHANGE_PASSWORD | Act::USER_CHANGE_DETAILS);
    for act in Act::ALL.iter().filter(|act| !is_own(act)) {
        let may = [&webmaster, &superadmin].map(|actor| decide(actor, *act, here).is_ok());
        assert_eq!(may[0], may[1], "{}", act.word());
        for elsewhere in [At::Host, At::Establishment(EstablishmentNumber(13))] {
            let refusal = decide(&webmaster, *act, Object::at(elsewhere)).unwrap_err();
            assert_eq!(refusal.rule, RuleId::Inside, "{}", act.word());
        }
    }
    assert_eq!((webmaster.name(), webmaster.kind(), webmaster.belongs()), ("anna", "webmaster", At::Establishment(OF)));
}

/// As somebody else nothing is changed, whatever they may; and nothing is seen that they would not see.
#[test]
fn as_somebody_else_nothing_is_changed() {
    let here = Object::at(At::Establishment(OF));
    for (level, grants) in KINDS {
        let viewer = || Some(support(Duty::Full, "ticket 7"));
        let (themselves, looked) =
            (person(standing(3, level, grants), None), person(standing(3, level, grants), viewer()));
        for act in Act::ALL {
            match (decide(&themselves, *act, here), decide(&looked, *act, here)) {
                (Ok(_), Ok(_)) => assert!(!act.changes() && *act != Act::SESSION_END, "{}", act.word()),
                (Ok(_), Err(refusal)) => {
                    assert_eq!(refusal.rule, RuleId::OnlyLooks, "{}", act.word());
                    assert!(refusal.is_only_looking());
                    let is_seen = matches!(act.verb(), Verb::List | Verb::Show | Verb::Explain | Verb::Matrix);
                    assert!(!is_seen, "{} is not seen as they see it", act.word());
                }
                (Err(own), Err(refusal)) => assert_eq!(refusal.rule, own.rule, "{}", act.word()),
                (Err(_), Ok(_)) => panic!("{} is done by who may not", act.word()),
            }
        }
    }
}

/// Whoever may look as somebody else may do all that that one may: nobody gains a sight that they lack.
#[test]
fn nobody_looks_as_somebody_who_sees_more() {
    let here = Object::at(At::Establishment(OF));
    let mut looking = Vec::new();
    for (level, grants) in KINDS {
        let by = person(standing(3, level, grants), None);
        for (other, others) in KINDS {
            let found = standing(4, other, others);
            let target = Target::of(&found);
            let row = Some(OnAccount { act: AccountAct::ViewAs, target: &target, today: TODAY });
            if decide(&by, Act::USER_VIEW_AS, Object { row, ..here }).is_err() {
                continue;
            }
            looking.push((level, grants, other));
            for act in Act::ALL {
                let of_other = decide(&person(standing(4, other, others), None), *act, here).is_ok();
                assert!(!of_other || decide(&by, *act, here).is_ok(), "{} as {other:?} {others:?}", act.word());
            }
        }
        let own = standing(3, level, grants);
        let target = Target::of(&own);
        let row = Some(OnAccount { act: AccountAct::ViewAs, target: &target, today: TODAY });
        assert!(decide(&by, Act::USER_VIEW_AS, Object { row, ..here }).is_err(), "nobody looks as themselves");
    }
    assert!(looking.iter().all(|(level, grants, _)| *level == Level::Superadmin || *grants == ["Manager"]));
    let as_superadmin = |(level, _, other): &&(Level, &[&str], Level)| (*level, *other) != (Level::Superadmin, *other);
    assert!(looking.iter().filter(as_superadmin).all(|(.., other)| *other != Level::Superadmin));
    assert_eq!(looking.len(), 7 + 8, "a Manager as everybody but a Superadmin, a Superadmin as everybody");
}

/// A visit knows who sits there, however deep it is.
#[test]
fn who_visits_stays_who_they_are() {
    let anna = support(Duty::Full, "ticket 7");
    let looked = person(standing(3, Level::User, &[]), Some(anna.clone()));
    let behind = looked.identity.behind().unwrap();
    assert_eq!((behind.kind(), behind.reason(), looked.identity.reason()), ("webmaster", "ticket 7", "ticket 7"));
    let oneself = looked.identity.oneself();
    assert_eq!((oneself.reason(), acting(oneself.clone()).belongs()), ("", At::Host));
    assert!(oneself.behind().is_none());
    assert_eq!(anna, oneself, "one person, wherever they are");
}
