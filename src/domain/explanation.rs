//! Why somebody may do something, or may not: the rule, everything that was looked at, what is missing, what would change it and
//! who can.
//!
//! Invariant: [`explain`] says what [`decide`] decides; it is worked out only when somebody asks.

use super::access::{Actor, Fact, Identity, Need, Object, OnAccount, RuleId, decide};
use super::act::Act;
use super::rights::account_acts::{AccountAct, judge};
use super::rights::fixes::{Change, Maker, Way, for_account, for_gate, for_nobody};
use super::rights::gate::gate;
use super::rights::level::Level;
use super::rights::standing::Standing;

/// What is to be known of something that is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// The account was used: deactivating keeps what was done with it.
    AccountUsed,
    /// A Power User loses profiles and scope with the level.
    DropsAdministration,
    /// A Manager may everything, everywhere.
    GivesEverything,
    /// The day has come already: the person is shut out at once.
    ShutsOut,
}

impl Warning {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::AccountUsed, Self::DropsAdministration, Self::GivesEverything, Self::ShutsOut];

    /// Its word, by which the catalogue explains it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::AccountUsed => "account_used",
            Self::DropsAdministration => "drops_administration",
            Self::GivesEverything => "gives_everything",
            Self::ShutsOut => "shuts_out",
        }
    }
}

/// A decision with its grounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation<'a> {
    /// What was asked for.
    pub act: Act,
    /// Whether it is allowed.
    pub is_allowed: bool,
    /// The rule that allows or refuses.
    pub rule: RuleId,
    /// Everything that was looked at.
    pub facts: Vec<Fact>,
    /// What is to be known of what is allowed.
    pub warnings: Vec<Warning>,
    /// The smallest sets of changes that would allow it, each change with who may make it; risky ones last.
    pub fixes: Vec<Vec<(Change<'a>, Maker)>>,
}

impl Explanation<'_> {
    /// Everything that is missing, in the order of the guards.
    pub fn missing(&self) -> impl Iterator<Item = Need> {
        self.facts.iter().filter(|fact| !fact.holds).map(|fact| fact.need)
    }
}

/// Explains what is decided about an act.
#[must_use]
pub fn explain<'a>(actor: &'a Actor, by: &'a Standing, act: Act, object: Object<'a>) -> Explanation<'a> {
    match decide(actor, act, object) {
        Ok(permit) => Explanation {
            act,
            is_allowed: true,
            rule: permit.rule(),
            facts: held(actor, by, object),
            warnings: object.row.map(warnings).unwrap_or_default(),
            fixes: Vec::new(),
        },
        Err(refusal) => {
            let fixes = if matches!(refusal.rule, RuleId::Right(_)) { ways(by, act, object) } else { Vec::new() };
            let (rule, facts) = (refusal.rule, refusal.facts.iter().collect());
            Explanation { act, is_allowed: false, rule, facts, warnings: Vec::new(), fixes }
        }
    }
}

/// Finds the smallest way to let anybody do what nobody can, with who may make each change; none where nothing helps.
#[must_use]
pub fn first_needs<'a>(by: &Standing, row: OnAccount<'_>) -> Vec<(Change<'a>, Maker)> {
    let changes = for_nobody(row.act, row.target, row.today).unwrap_or_default();
    changes.into_iter().map(|change| (change, change.maker(by, Some(row.target)))).collect()
}

fn ways<'a>(by: &'a Standing, act: Act, object: Object<'a>) -> Vec<Vec<(Change<'a>, Maker)>> {
    let (ways, target) = match object.row {
        Some(row) => (for_account(by, row.act, row.target), Some(row.target)),
        None => (for_gate(by, gate(act)), None),
    };
    let made = |way: Way<'a>| way.into_iter().map(|change| (change, change.maker(by, target))).collect();
    ways.into_iter().map(made).collect()
}

/// Everything that was looked at of what is allowed.
fn held(actor: &Actor, by: &Standing, object: Object<'_>) -> Vec<Fact> {
    let is_person = matches!(actor.identity, Identity::Person { .. });
    let place = is_person.then_some([Need::OwnEstablishment, Need::GoesOn]).into_iter().flatten();
    let rights = match object.row.map(|row| judge(by, row.act, row.target)) {
        Some(Ok((_, asked))) => asked,
        Some(Err(refused)) => refused.asked,
        None => super::rights::reason::Reasons::EMPTY,
    };
    place.chain(rights.iter().map(Need::Right)).map(|need| Fact { need, holds: true }).collect()
}

fn warnings(row: OnAccount<'_>) -> Vec<Warning> {
    let OnAccount { act, target, today } = row;
    let is_told = |warning| match warning {
        Warning::AccountUsed => act == AccountAct::Delete && target.is_used,
        Warning::DropsAdministration => matches!(act, AccountAct::SetLevel { .. }) && target.level == Level::PowerUser,
        Warning::GivesEverything => matches!(act, AccountAct::GrantManager { .. }),
        Warning::ShutsOut => matches!(act, AccountAct::SetExpiry(day) if day <= today),
    };
    Warning::ALL.into_iter().filter(|warning| is_told(*warning)).collect()
}
