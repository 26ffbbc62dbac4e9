//! Every act inside an establishment by every kind of actor, as one table that a head teacher can read.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::domain::access::{Actor, At, Identity, Object, OnAccount, decide};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::day::Day;
use crate::domain::duty::{Duty, Ground};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::rights::account_acts::{AccountAct, Lasting, Target};
use crate::domain::rights::account_status::{Facts, Stage};
use crate::domain::rights::level::{Level, Scope};
use crate::domain::rights::permission::{PermissionSet, SHIPPED};
use crate::domain::rights::role::{Grant, Role, RoleName};
use crate::domain::rights::standing::{Standing, Stored};
use crate::domain::webmaster::{Login, WebmasterId};
use crate::domain::zone::ZoneNumber;
use crate::i18n::Catalogue;

const TODAY: Day = Day::constant(2026, 9, 1);
const ADMITTED: Stage = Stage::Admitted(Facts::NEW);
const OF: EstablishmentNumber = EstablishmentNumber(12);

/// Somebody of the establishment by the shipped roles; with a profile, a Power User whose scope is a department.
fn person(level: Level, grants: &[&str], home: Option<&str>, stage: Stage, profile: Option<(&str, &str)>) -> Actor {
    let grants: Vec<Grant> = grants.iter().map(|text| Grant::parse(text).unwrap()).collect();
    let roles = SHIPPED.map(|(name, permissions)| Role { name: RoleName::parse(name).unwrap(), permissions });
    let profiles: Vec<_> = profile.iter().map(|(words, _)| words.parse().unwrap()).collect();
    let departments = profile.iter().map(|(_, code)| (*code).to_owned()).filter(|code| !code.is_empty()).collect();
    let (account, scope) = (AccountId(1), Scope { departments, ..Scope::default() });
    let stored =
        Stored { account, stage, level, home, grants: &grants, roles: &roles, profiles: &profiles, scope: &scope };
    let standing = Some(Arc::new(Standing::of(&stored, TODAY).unwrap()));
    acting(Identity::Person { of: OF, id: account, login: "x".into(), standing, viewer: None })
}

fn acting(identity: Identity) -> Actor {
    Actor { identity, os_user: String::new(), ssh_client: String::new(), ssh_key: String::new() }
}

/// Each kind of actor, by the head of its column.
fn kinds() -> Vec<(&'static str, Actor)> {
    let webmaster =
        |duty| Identity::Webmaster { id: WebmasterId(1), login: Login::parse("anna").unwrap(), duty, support: None };
    let user = |grants: &[&str], home| person(Level::User, grants, home, ADMITTED, None);
    let off = Stage::Admitted(Facts { active: false, ..Facts::NEW });
    let over = Stage::Admitted(Facts { expires_on: Some(TODAY), ..Facts::NEW });
    let power_user = |words, scope| person(Level::PowerUser, &[], None, ADMITTED, Some((words, scope)));
    vec![
        ("nobody", acting(Identity::Nobody)),
        ("owner", acting(Identity::Owner)),
        ("webmaster", acting(webmaster(Duty::Full))),
        ("webmaster: observer", acting(webmaster(Duty::Observer))),
        ("webmaster: zones", acting(webmaster(Duty::Zones([(ZoneNumber(1), String::new())].into())))),
        ("Superadmin", person(Level::Superadmin, &[], None, ADMITTED, None)),
        ("Manager", user(&["Manager"], None)),
        ("Admin_D, home D", user(&["Admin_D"], Some("D"))),
        ("Admin_D, no home", user(&["Admin_D"], None)),
        ("Admin_D, home E", user(&["Admin_D"], Some("E"))),
        ("Ens_D", user(&["Ens_D"], Some("D"))),
        ("Secr_D", user(&["Secr_D"], Some("D"))),
        ("Observateur_D", user(&["Observateur_D"], Some("D"))),
        ("Power User: users.edit, D", power_user("users.view users.edit", "D")),
        ("Power User: users.edit, no scope", power_user("users.view users.edit", "")),
        ("Power User: users.view, D", power_user("users.view", "D")),
        ("plain user", user(&[], Some("D"))),
        ("Admin_D, deactivated", person(Level::User, &["Admin_D"], Some("D"), off, None)),
        ("Superadmin, expired", person(Level::Superadmin, &[], None, over, None)),
    ]
}

/// What is done to an ordinary account of D, where the act is done to one.
fn on(act: Act) -> Option<(AccountAct<'static>, Target<'static>)> {
    let others = Lasting { superadmins: 1, managers: 1 };
    let known = Target { account: Some(AccountId(2)), stage: ADMITTED, home: Some("D"), others, ..Target::NEW };
    let (target, pending) = (known, Target { stage: Stage::Pending(Facts::NEW), ..known });
    let within = PermissionSet::EMPTY;
    Some(match act {
        Act::USER_SHOW => (AccountAct::See, target),
        Act::USER_ADD => (AccountAct::Create { home: Some("D"), level: Level::User }, Target::NEW),
        Act::USER_EDIT | Act::USER_DISCONNECT => (AccountAct::EditNames, target),
        Act::USER_APPROVE => (AccountAct::Approve, pending),
        Act::USER_REJECT => (AccountAct::Reject, pending),
        Act::USER_RESET_PASSWORD => (AccountAct::ResetPassword, target),
        Act::USER_ACTIVATE => (AccountAct::Activate, target),
        Act::USER_DEACTIVATE => (AccountAct::Deactivate, target),
        Act::USER_SET_EXPIRY => (AccountAct::ClearExpiry, target),
        Act::USER_SET_LEVEL => (AccountAct::SetLevel { to: Level::PowerUser }, target),
        Act::USER_GRANT => (AccountAct::Grant { holds: within, department: Some("D") }, target),
        Act::USER_REVOKE => (AccountAct::Revoke { department: Some("D") }, target),
        Act::USER_DELETE => (AccountAct::Delete, target),
        _ => return None,
    })
}

/// The rule that allows, or the one that refuses.
fn told(actor: &Actor, act: Act) -> String {
    let row = on(act);
    let row = row.as_ref().map(|(act, target)| OnAccount { act: *act, target, today: TODAY });
    match decide(actor, act, Object { row, ground: Ground::Zone(ZoneNumber(1)), ..Object::at(At::Establishment(OF)) }) {
        Ok(permit) => format!("yes  {}", permit.rule().word()),
        Err(refusal) => format!("no   {}", refusal.rule.word()),
    }
}

#[test]
fn every_act_by_every_kind_of_actor() {
    let words = Catalogue::new(Language::English);
    let mut out = String::new();
    for act in crate::operations::access::inside() {
        let said = words.say(&Message::new("access-act").with("act", act.stem()));
        writeln!(out, "{said}{}", if on(act).is_some() { " (an ordinary account of department D)" } else { "" })
            .unwrap();
        for (kind, actor) in kinds() {
            writeln!(out, "    {kind:<34}{}", told(&actor, act)).unwrap();
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn whatever_an_explanation_says_is_said_in_words() {
    let mut said: Vec<(&'static str, &'static str, String)> = Vec::new();
    said.extend(crate::operations::access::inside().map(|act| ("access-act", "act", act.stem().to_owned())));
    let reasons = crate::domain::rights::reason::Reasons::ALL.iter().map(|why| why.word().replace('_', "-"));
    said.extend(reasons.map(|word| ("access-need", "need", word)));
    let rules = crate::domain::access::RuleId::ALL.iter().map(|rule| rule.word().to_owned());
    let rules = rules.chain(crate::domain::rights::reason::Reasons::ALL.iter().map(|why| why.rule().word().to_owned()));
    said.extend(rules.map(|word| ("access-rule", "rule", word.replace(' ', "-"))));
    let warnings = crate::domain::explanation::Warning::ALL.iter().map(|one| one.word().replace('_', "-"));
    said.extend(warnings.map(|word| ("access-warning", "warning", word)));
    let oddities = crate::operations::access::Oddity::ALL.iter();
    said.extend(oddities.map(|one| ("anomaly-oddity", "oddity", one.word().to_owned())));
    for language in [Language::French, Language::English] {
        let words = Catalogue::new(language);
        for (key, by, word) in &said {
            assert_ne!(words.say(&Message { key, args: Vec::new() }.with(by, word.as_str())), *word, "{key}-{word}");
        }
    }
}
