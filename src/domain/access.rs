//! Who may do what: the one function that decides about the acts of [`super::actor`]s.
//!
//! Invariant: only [`decide`] makes a [`Permit`], and nothing is read or changed without one, so what a screen hides is
//! also refused.

use super::act::{Act, Noun, Verb};
pub use super::actor::{Actor, Identity, Support};
use super::day::Day;
use super::duty::{Asked, Duty, DutyRule};
use super::establishment::EstablishmentNumber;
pub use super::looked::{Fact, Looked, Need, Place};
use super::message::{Explain, Message};
pub use super::object::{At, Door, Object, OnAccount};
use super::rights;
use super::rights::account_acts;
use super::rights::gate::{self, Gate};
use super::rights::reason::Rule;
use super::rights::standing::Standing;
use super::stop::Stop;

/// A rule that allows or refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleId {
    /// Somebody who has not signed in may only begin.
    SignInFirst,
    /// A webmaster administers everything; the owner of the data directory and the program act for them.
    Webmaster,
    /// A webmaster does what their duty is.
    Duty(DutyRule),
    /// Somebody's own account is theirs alone.
    OwnAccount,
    /// People of an establishment act inside it alone.
    Inside,
    /// A person of an establishment does what a right of theirs allows.
    Right(Rule),
    /// The password of an account inside an establishment is changed by its own person alone.
    OwnPerson,
    /// Whom something stops goes on with nothing: a block, a session that was ended, a password that must be changed.
    GoesOn,
    /// Who is in an establishment for support and has given no reason only looks.
    NeedsReason,
    /// Who administers from the host looks through nobody's eyes but in an establishment that they are in for support.
    NeedsSupport,
    /// Who looks through somebody else's eyes changes nothing.
    OnlyLooks,
}

impl RuleId {
    /// All of them but those of rights and of duties.
    pub const ALL: [Self; 9] = [
        Self::SignInFirst,
        Self::Webmaster,
        Self::OwnAccount,
        Self::Inside,
        Self::GoesOn,
        Self::OwnPerson,
        Self::NeedsReason,
        Self::NeedsSupport,
        Self::OnlyLooks,
    ];

    /// The word by which the catalogue explains it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SignInFirst => "H1",
            Self::Webmaster => "H2",
            Self::Duty(rule) => rule.word(),
            Self::OwnAccount => "H3",
            Self::Inside => "P0",
            Self::Right(rule) => rule.word(),
            Self::GoesOn => "P1",
            Self::OwnPerson => "P2",
            Self::NeedsReason => "H7",
            Self::NeedsSupport => "H8",
            Self::OnlyLooks => "P3",
        }
    }
}

/// That an act was decided upon, and allowed. Only [`decide`] makes one:
///
/// ```compile_fail
/// use intendant::domain::access::{Actor, Permit, RuleId};
/// use intendant::domain::act::Act;
///
/// fn forged(by: &Actor) -> Permit<'_> {
///     Permit { by, act: Act::ZONE_DELETE, rule: RuleId::Webmaster }
/// }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permit<'a> {
    by: &'a Actor,
    act: Act,
    rule: RuleId,
}

impl<'a> Permit<'a> {
    /// Who acts.
    #[must_use]
    pub const fn by(&self) -> &'a Actor {
        self.by
    }

    /// What was decided upon.
    #[must_use]
    pub const fn act(&self) -> Act {
        self.act
    }

    /// The rule that allows it.
    #[must_use]
    pub const fn rule(&self) -> RuleId {
        self.rule
    }
}

/// A refusal: the rule that refused, and everything that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} is refused by rule {}", act.word(), rule.word())]
pub struct Refusal {
    /// The rule.
    pub rule: RuleId,
    /// What was asked for.
    pub act: Act,
    /// What was looked at, also what holds.
    pub facts: Looked,
}

impl Refusal {
    /// What somebody is told whose account may not act any more.
    #[must_use]
    pub fn of_nobody(act: Act) -> Self {
        let facts = needs(act).iter().map(|need| Fact { need: *need, holds: false }).collect();
        Self { rule: RuleId::SignInFirst, act, facts: Looked::Needs(facts) }
    }

    fn of(rule: RuleId, act: Act, need: Need) -> Self {
        Self { rule, act, facts: Looked::Needs(vec![Fact { need, holds: false }]) }
    }

    /// Tells whether it is only refused for now: who acts looks at an establishment, and changes nothing there.
    #[must_use]
    pub const fn is_only_looking(&self) -> bool {
        matches!(self.rule, RuleId::NeedsReason | RuleId::OnlyLooks)
    }

    /// Everything that is missing, not only the first of it.
    pub fn missing(&self) -> impl Iterator<Item = Need> {
        self.facts.iter().filter(|fact| !fact.holds).map(|fact| fact.need)
    }
}

impl Explain for Refusal {
    fn message(&self) -> Message {
        if let (RuleId::Right(rule), Some(Need::Right(why))) = (self.rule, self.missing().next()) {
            return rights::message(rule, why);
        }
        Message::new("refusal").with("rule", self.rule.word())
    }
}

/// Decides whether an actor may do something. Sources: `rules/hosting.md`, the webmaster administers everything;
/// `rules/access.md` for the people of an establishment.
///
/// # Errors
/// The rule that refuses, with what is missing.
pub fn decide<'a>(actor: &'a Actor, act: Act, object: Object<'_>) -> Result<Permit<'a>, Refusal> {
    match &actor.identity {
        Identity::Person { of, standing, viewer, .. } => {
            let permit = decide_person(actor, (*of, standing.as_deref()), act, object)?;
            let may = viewer.is_none() || shows(act);
            return if may { Ok(permit) } else { Err(Refusal::of(RuleId::OnlyLooks, act, Need::OwnEyes)) };
        }
        Identity::Webmaster { duty, support: Some(support), .. } => {
            return decide_support(actor, (duty, support), act, object);
        }
        _ => {}
    }
    let fact = |need| Fact { need, holds: has(actor, need) };
    let facts: Vec<Fact> = needs(act).iter().copied().map(fact).collect();
    match facts.iter().find(|fact| !fact.holds).map(|fact| fact.need) {
        None => decide_of_host(actor, act, object),
        Some(Need::Somebody) => Err(Refusal { rule: RuleId::SignInFirst, act, facts: Looked::Needs(facts) }),
        Some(Need::Account) => Err(Refusal { rule: RuleId::OwnAccount, act, facts: Looked::Needs(facts) }),
        Some(_) => Err(Refusal { rule: RuleId::OwnPerson, act, facts: Looked::Needs(facts) }),
    }
}

/// Whether an act shows something and leaves nothing behind: all that is done in somebody else's name.
const fn shows(act: Act) -> bool {
    match (act.noun(), act.verb()) {
        (Noun::Session, Verb::Touch | Verb::Leave) | (Noun::Host, Verb::Upkeep | Verb::Welcome) => true,
        (_, Verb::List | Verb::Show | Verb::Matrix | Verb::Explain | Verb::WhoCan | Verb::Simulate | Verb::Open) => {
            !act.changes()
        }
        _ => false,
    }
}

/// Decides for a webmaster who is in an establishment for support: inside it, by their duty, as its Superadmin, and by looking
/// alone as long as they have not said why.
fn decide_support<'a>(
    actor: &'a Actor,
    (duty, support): (&Duty, &Support),
    act: Act,
    object: Object<'_>,
) -> Result<Permit<'a>, Refusal> {
    // What is of the host waits until they have left.
    if object.at != At::Establishment(support.of) || gate::gate(act) == Gate::Host {
        return Err(Refusal::of(RuleId::Inside, act, Need::OwnEstablishment));
    }
    let asked = Asked { act, is_inside: true, is_row: object.key.is_some(), ground: object.ground };
    if let Some(rule) = duty.refuses(asked) {
        return Err(Refusal::of(RuleId::Duty(rule), act, Need::Duty(rule)));
    }
    if matches!(act, Act::USER_CHANGE_PASSWORD | Act::USER_CHANGE_DETAILS) {
        return Err(Refusal::of(RuleId::OwnPerson, act, Need::Person));
    }
    let today = object.row.map_or(Day::MIN, |row| row.today);
    let superadmin = Standing::of_host(today);
    let of_row = object.row.map_or(Ok(Rule::A1), |row| account_acts::decide(&superadmin, row.act, row.target));
    match of_row.and_then(|_| gate::may(&superadmin, act)) {
        Ok(_) if support.reason.is_empty() && !shows(act) && act != Act::USER_VIEW_AS => {
            Err(Refusal::of(RuleId::NeedsReason, act, Need::SupportReason))
        }
        Ok(_) => Ok(Permit { by: actor, act, rule: duty.rule().map_or(RuleId::Webmaster, RuleId::Duty) }),
        Err(refused) => {
            let facts = Looked::Rights(None, Some(refused));
            Err(Refusal { rule: RuleId::Right(refused.rule), act, facts })
        }
    }
}

/// Decides for whoever acts from the host by their duty, which limits webmasters alone; on an account the invariants hold
/// for them as for a Superadmin.
fn decide_of_host<'a>(actor: &'a Actor, act: Act, object: Object<'_>) -> Result<Permit<'a>, Refusal> {
    let duty = if let Identity::Webmaster { duty, .. } = &actor.identity { duty } else { &Duty::Full };
    let is_inside = object.at != At::Host;
    if let Some(rule) = duty.refuses(Asked { act, is_inside, is_row: object.key.is_some(), ground: object.ground }) {
        return Err(Refusal::of(RuleId::Duty(rule), act, Need::Duty(rule)));
    }
    if act == Act::USER_VIEW_AS {
        return Err(Refusal::of(RuleId::NeedsSupport, act, Need::Support));
    }
    let of_row = object.row.map(|row| account_acts::decide(&Standing::of_host(row.today), row.act, row.target));
    match of_row {
        None | Some(Ok(_)) => Ok(Permit { by: actor, act, rule: duty.rule().map_or(RuleId::Webmaster, RuleId::Duty) }),
        Some(Err(refused)) => {
            Err(Refusal { rule: RuleId::Right(refused.rule), act, facts: Looked::Rights(None, Some(refused)) })
        }
    }
}

/// Decides for a person of an establishment, inside it, by what they may do there: to an account where the object has one.
fn decide_person<'a>(
    actor: &'a Actor,
    (of, standing): (EstablishmentNumber, Option<&Standing>),
    act: Act,
    object: Object<'_>,
) -> Result<Permit<'a>, Refusal> {
    let is_here = object.at == At::Establishment(of);
    let goes_on = !standing.and_then(Standing::stop).is_some_and(|stop| stops(stop, act));
    let allowed = match (standing, object.row) {
        (Some(standing), Some(row)) => {
            account_acts::decide(standing, row.act, row.target).and_then(|rule| match rule {
                // What is one's own asks no right.
                Rule::A2 => Ok(rule),
                // The act itself may ask more than what it does to the account.
                _ => gate::may(standing, act).map(|_| rule),
            })
        }
        _ if gate::gate(act) == Gate::Own => Ok(Rule::A2),
        (Some(standing), None) => gate::may(standing, act),
        (None, _) => gate::may(&Standing::unknown(Day::MIN), act),
    };
    match allowed {
        Ok(rule) if is_here && goes_on => Ok(Permit { by: actor, act, rule: RuleId::Right(rule) }),
        allowed => {
            let rule = match &allowed {
                _ if !is_here => RuleId::Inside,
                _ if !goes_on => RuleId::GoesOn,
                Err(refused) => RuleId::Right(refused.rule),
                Ok(rule) => RuleId::Right(*rule),
            };
            let facts = Looked::Rights(Some(Place { is_here, goes_on }), allowed.err());
            Err(Refusal { rule, act, facts })
        }
    }
}

/// Tells whether something stops an act. Whoever must change the generated password does that, and what a session needs;
/// nothing stops the end of a session.
fn stops(stop: &Stop, act: Act) -> bool {
    let is_work = act.noun() != Noun::Session && act != Act::USER_CHANGE_PASSWORD && act != Act::HOST_WELCOME;
    act != Act::SESSION_END && (is_work || *stop != Stop::MustChange)
}

/// What an act needs, the most important first.
fn needs(act: Act) -> &'static [Need] {
    match act {
        // The program ends what a dead one left at whoever's start, and greets whoever comes.
        Act::HOST_INITIALISE | Act::HOST_UPKEEP | Act::HOST_WELCOME | Act::SESSION_SIGN_IN => &[],
        Act::WEBMASTER_CHANGE_PASSWORD => &[Need::Somebody, Need::Account],
        Act::USER_CHANGE_PASSWORD | Act::USER_CHANGE_DETAILS => &[Need::Somebody, Need::Person],
        _ => &[Need::Somebody],
    }
}

/// Whether somebody who is no person of an establishment has what is needed.
const fn has(actor: &Actor, need: Need) -> bool {
    match need {
        Need::Somebody => !matches!(actor.identity, Identity::Nobody),
        Need::Account => matches!(actor.identity, Identity::Webmaster { .. }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::account::AccountId;
    use super::super::day::Day;
    use super::super::rights::account_status::{Facts, Stage};
    use super::super::rights::level::{Level, Scope};
    use super::super::rights::permission::SHIPPED;
    use super::super::rights::reason::Reason;
    use super::super::rights::role::{Grant, Role, RoleName};
    use super::super::rights::standing::Stored;
    use super::*;

    fn actor(identity: Identity) -> Actor {
        Actor { identity, os_user: String::new(), ssh_client: String::new(), ssh_key: String::new() }
    }

    fn refused(identity: Identity) -> Vec<Refusal> {
        let actor = actor(identity);
        Act::ALL.iter().filter_map(|act| decide(&actor, *act, Object::HOST).err()).collect()
    }

    #[test]
    fn nobody_may_only_begin() {
        let actor = actor(Identity::Nobody);
        let allowed: Vec<_> = Act::ALL.iter().filter(|act| decide(&actor, **act, Object::HOST).is_ok()).collect();
        assert_eq!(allowed, [&Act::HOST_INITIALISE, &Act::HOST_UPKEEP, &Act::HOST_WELCOME, &Act::SESSION_SIGN_IN]);
    }

    #[test]
    fn a_refusal_says_everything_that_is_missing() {
        let of_owner = refused(Identity::Owner);
        assert_eq!(refused(Identity::Program), of_owner);
        let [own, through, theirs, details] = of_owner.as_slice() else { panic!("{of_owner:?}") };
        assert_eq!((own.act, own.rule), (Act::WEBMASTER_CHANGE_PASSWORD, RuleId::OwnAccount));
        assert_eq!(own.missing().collect::<Vec<_>>(), [Need::Account]);
        assert_eq!((through.act, through.rule), (Act::USER_VIEW_AS, RuleId::NeedsSupport));
        assert_eq!((theirs.act, theirs.rule), (Act::USER_CHANGE_PASSWORD, RuleId::OwnPerson));
        assert_eq!((details.act, details.rule), (Act::USER_CHANGE_DETAILS, RuleId::OwnPerson));
        let own = decide(&actor(Identity::Nobody), Act::WEBMASTER_CHANGE_PASSWORD, Object::HOST).unwrap_err();
        assert_eq!((own.rule, own.missing().count()), (RuleId::SignInFirst, 2));
    }

    fn person(of: EstablishmentNumber, level: Level, grants: &[&str]) -> Actor {
        let grants: Vec<Grant> = grants.iter().map(|text| Grant::parse(text).unwrap()).collect();
        let named = |(name, permissions): (&str, _)| Role { name: RoleName::parse(name).unwrap(), permissions };
        let (roles, scope) = (SHIPPED.map(named), Scope::default());
        let stored = Stored {
            account: AccountId(3),
            stage: Stage::Admitted(Facts::NEW),
            level,
            home: None,
            grants: &grants,
            roles: &roles,
            profiles: &[],
            scope: &scope,
        };
        let standing = Standing::of(&stored, Day::constant(2026, 9, 1)).unwrap();
        actor(Identity::Person {
            of,
            id: AccountId(3),
            login: "anna".into(),
            standing: Some(Arc::new(standing)),
            viewer: None,
        })
    }

    #[test]
    fn a_person_acts_inside_their_establishment_alone_and_there_by_their_rights() {
        let (of, other) = (EstablishmentNumber(12), EstablishmentNumber(13));
        let at = Object::at;
        let kinds: [(Level, &[&str]); 4] =
            [(Level::User, &[]), (Level::User, &["Ens_RT"]), (Level::User, &["Manager"]), (Level::Superadmin, &[])];
        for elsewhere in [At::Host, At::Establishment(other)] {
            for act in Act::ALL {
                for (level, grants) in kinds {
                    let rule = decide(&person(of, level, grants), *act, at(elsewhere)).unwrap_err().rule;
                    assert_eq!(rule, RuleId::Inside, "{}", act.word());
                }
            }
        }
        let allowed = |level, grants: &[&str]| -> Vec<&str> {
            let who = person(of, level, grants);
            let may = |act: &&Act| decide(&who, **act, at(At::Establishment(of))).is_ok();
            Act::ALL.iter().filter(may).map(|act| act.word()).collect()
        };
        let own = ["host.initialise", "host.upkeep", "host.welcome", "session.sign-in", "session.touch", "session.end"];
        let theirs = ["user.change-password", "user.change-details", "access.list", "access.explain"];
        let own = [&own[..], &["session.leave"], &theirs].concat();
        assert_eq!(allowed(Level::User, &[]), own);
        assert!(allowed(Level::User, &["Ens_RT"]).contains(&"department.list"));
        assert!(!allowed(Level::User, &["Admin_RT"]).contains(&"department.delete"));
        assert!(allowed(Level::User, &["Manager"]).contains(&"department.delete"));
        // Roles are a Manager's to define, profiles a Superadmin's.
        let defines =
            |level, grants: &[&str]| ["role.edit", "profile.edit"].map(|act| allowed(level, grants).contains(&act));
        assert_eq!(defines(Level::User, &["Admin_RT"]), [false, false]);
        assert_eq!(defines(Level::User, &["Manager"]), [true, false]);
        assert_eq!(defines(Level::Superadmin, &[]), [true, true]);
        let level = |level, grants: &[&str]| allowed(level, grants).contains(&"user.set-level");
        assert_eq!([level(Level::User, &["Manager"]), level(Level::Superadmin, &[])], [false, true]);
        // Nobody names a file of the server's.
        let mut files = allowed(Level::Superadmin, &[]);
        files.retain(|act| act.ends_with(".import") || act.ends_with(".export"));
        assert_eq!(files, ["department.import", "group.import", "user.import", "list.export"], "pasted, and shown");
        // Nobody's rights are of the host.
        assert!(
            !allowed(Level::Superadmin, &[])
                .iter()
                .any(|act| act.starts_with("zone.") || act.starts_with("webmaster."))
        );
        let teacher = person(of, Level::User, &["Ens_RT"]);
        let refusal = decide(&teacher, Act::DEPARTMENT_ADD, at(At::Establishment(of))).unwrap_err();
        assert_eq!(refusal.missing().collect::<Vec<_>>(), [Need::Right(Reason::ManagerOnly)]);
        // What is the whole establishment's is refused by another rule than roles.
        for (act, rule) in [
            (Act::MAIL_LIST, Rule::A1),
            (Act::AUDIT_LIST, Rule::A1),
            (Act::SESSION_LIST, Rule::A1),
            (Act::ROLE_EDIT, Rule::I2),
        ] {
            let refusal = decide(&teacher, act, at(At::Establishment(of))).unwrap_err();
            assert_eq!(refusal.rule, RuleId::Right(rule), "{act:?}");
        }
    }

    #[test]
    fn whoever_nobody_has_looked_at_may_nothing() {
        let of = EstablishmentNumber(12);
        let unknown =
            actor(Identity::Person { of, id: AccountId(3), login: "anna".into(), standing: None, viewer: None });
        let refusal = decide(&unknown, Act::DEPARTMENT_LIST, Object::at(At::Establishment(of)));
        assert_eq!(refusal.unwrap_err().rule, RuleId::Right(Rule::GateAccount));
    }
}
