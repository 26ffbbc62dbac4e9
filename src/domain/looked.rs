//! What was looked at to decide. It is kept as it was found and listed only when somebody asks: most decisions are only asked
//! for their answer.

use super::duty::DutyRule;
use super::rights::account_acts::Refused;
use super::rights::reason::Reason;

/// What an act needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// To be somebody: signed in, the owner of the data directory, or the program.
    Somebody,
    /// To be a webmaster, who has an account of the host's.
    Account,
    /// To be a webmaster whose duty it is.
    Duty(DutyRule),
    /// To be a person with an account inside an establishment.
    Person,
    /// To act inside the establishment whose person one is.
    OwnEstablishment,
    /// That nothing stops one from going on.
    GoesOn,
    /// To have said why one is in the establishment for support.
    SupportReason,
    /// To be in the establishment for support.
    Support,
    /// To look with one's own eyes.
    OwnEyes,
    /// A right: what it needs that is missing here, by the reason that it is refused for.
    Right(Reason),
}

/// Something that was looked at to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What the act needs.
    pub need: Need,
    /// Whether it is so.
    pub holds: bool,
}

/// How a person stands in the place where they act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Whether it is inside their establishment.
    pub is_here: bool,
    /// Whether nothing stops them from going on.
    pub goes_on: bool,
}

/// Everything that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// These.
    Needs(Vec<Fact>),
    /// How a person stands there, and what was refused of somebody's rights, if anything was.
    Rights(Option<Place>, Option<Refused>),
}

impl Looked {
    /// Lists it, the reason that is told first.
    pub fn iter(&self) -> impl Iterator<Item = Fact> + '_ {
        let (needs, place, refused) = match self {
            Self::Needs(facts) => (facts.as_slice(), None, None),
            Self::Rights(place, refused) => ([].as_slice(), *place, *refused),
        };
        let place = place.into_iter().flat_map(|Place { is_here, goes_on }| {
            [Fact { need: Need::OwnEstablishment, holds: is_here }, Fact { need: Need::GoesOn, holds: goes_on }]
        });
        needs.iter().copied().chain(place).chain(refused.into_iter().flat_map(rights))
    }
}

fn rights(refused: Refused) -> impl Iterator<Item = Fact> {
    let Refused { asked, missing, reason, .. } = refused;
    let others = asked.iter().filter(move |other| *other != reason);
    let all = std::iter::once(reason).chain(others);
    all.map(move |reason| Fact { need: Need::Right(reason), holds: !missing.contains(reason) })
}
