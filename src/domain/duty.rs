//! What a webmaster is there for, and which acts follow from it. [`super::access`] asks, and nobody else decides.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::act::{Act, Noun, Verb};
use super::zone::ZoneNumber;

/// What a webmaster is there for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Everything.
    Full,
    /// To read everything, and to change nothing.
    Observer,
    /// The establishments of these zones, each with its name; there are no others for them.
    Zones(BTreeMap<ZoneNumber, String>),
}

impl Duty {
    /// Of somebody at whom nobody has looked: no zone at all.
    pub const NONE: Self = Self::Zones(BTreeMap::new());

    /// The words of all of them.
    pub const WORDS: [&'static str; 3] = ["full", "observer", "zones"];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Observer => "observer",
            Self::Zones(_) => "zones",
        }
    }

    /// Reads a stored word; the zones are those that are given.
    #[must_use]
    pub fn from_word(word: &str, zones: BTreeMap<ZoneNumber, String>) -> Option<Self> {
        match word {
            "full" => Some(Self::Full),
            "observer" => Some(Self::Observer),
            "zones" => Some(Self::Zones(zones)),
            _ => None,
        }
    }

    /// Returns the zones outside of which nothing is there for them; none: there is no such limit.
    #[must_use]
    pub const fn zones(&self) -> Option<&BTreeMap<ZoneNumber, String>> {
        match self {
            Self::Zones(zones) => Some(zones),
            Self::Full | Self::Observer => None,
        }
    }

    /// Writes the zones as somebody types them: by their names, or by the number of one whose name would be read as two.
    #[must_use]
    pub fn zones_text(&self) -> String {
        let called = |(number, name): (&ZoneNumber, &String)| {
            if name.contains(',') || name.trim().parse::<u32>().is_ok() { number.to_string() } else { name.clone() }
        };
        self.zones().map(|zones| zones.iter().map(called).collect::<Vec<_>>().join(", ")).unwrap_or_default()
    }

    /// Finds the rule by which somebody of this duty may not do something.
    pub(super) fn refuses(&self, asked: Asked) -> Option<DutyRule> {
        let reach = reach(asked);
        match self {
            Self::Full => None,
            _ if reach == Reach::Own => None,
            Self::Observer => (!looks(asked.act)).then_some(DutyRule::Observer),
            Self::Zones(_) if reach == Reach::Host => Some(DutyRule::WholeHost),
            Self::Zones(zones) => match asked.ground {
                Ground::Any => None,
                Ground::Zone(zone) if zones.contains_key(&zone) => None,
                Ground::Zone(_) | Ground::Beyond => Some(DutyRule::OwnZones),
            },
        }
    }

    /// Returns the rule by which they may do what is not refused; none: as every webmaster.
    pub(super) const fn rule(&self) -> Option<DutyRule> {
        match self {
            Self::Full => None,
            Self::Observer => Some(DutyRule::Observer),
            Self::Zones(_) => Some(DutyRule::OwnZones),
        }
    }
}

/// A duty as it was typed, with its zones as they were named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyDraft {
    /// Which, by its word.
    pub word: &'static str,
    /// Its zones, by number or name; none but of a zone webmaster.
    pub zones: Vec<String>,
}

impl DutyDraft {
    /// That of whoever is asked for none.
    pub const FULL: Self = Self { word: "full", zones: Vec::new() };
}

/// Reads the zones that were typed, between commas.
#[must_use]
pub fn typed_zones(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whose establishment something is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Nobody's in particular: what is listed is narrowed, and what is chosen is asked about by itself.
    Any,
    /// One of a zone.
    Zone(ZoneNumber),
    /// No zone's: the host's own, or one of which nobody knows the zone.
    Beyond,
}

/// What is asked of a duty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) act: Act,
    /// Whether it is about what is inside an establishment.
    pub(super) is_inside: bool,
    /// Whether it is about a row rather than about its noun.
    pub(super) is_row: bool,
    pub(super) ground: Ground,
}

/// A rule of duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DutyRule {
    /// An observer changes nothing.
    Observer,
    /// A zone webmaster acts on the establishments of his zones only.
    OwnZones,
    /// What is of the whole host is the full webmaster's.
    WholeHost,
}

impl DutyRule {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Observer, Self::OwnZones, Self::WholeHost];

    /// The word by which the catalogue explains it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Observer => "H4",
            Self::OwnZones => "H5",
            Self::WholeHost => "H6",
        }
    }
}

/// How far an act goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// To whoever does it: their own session and password; and what the program does at whoever's start.
    Own,
    /// To establishments, one by one.
    Establishments,
    /// To the whole host.
    Host,
}

/// Tells how far an act goes. Inside an establishment all of it is that one's.
fn reach(Asked { act, is_inside, is_row, .. }: Asked) -> Reach {
    let of_host = |is_host: bool| if is_host && !is_inside { Reach::Host } else { Reach::Establishments };
    match act {
        act if act.is_of_the_program() => Reach::Own,
        Act::WEBMASTER_CHANGE_PASSWORD | Act::USER_CHANGE_PASSWORD | Act::USER_CHANGE_DETAILS => Reach::Own,
        Act::SESSION_END if !is_row => Reach::Own,
        // How the transport works, for how long all exports stay and which are too old, whether the chain of everybody's acts holds.
        Act::MAIL_TEST | Act::EXPORT_KEEP | Act::EXPORT_REMOVE | Act::AUDIT_VERIFY => of_host(true),
        _ => of_host(match act.noun() {
            Noun::Host
            | Noun::Webmaster
            | Noun::SshKey
            | Noun::Session
            | Noun::Retention
            | Noun::Doctor
            | Noun::Clock => true,
            Noun::Zone => !matches!(act.verb(), Verb::List | Verb::Open | Verb::Mail),
            Noun::Template => !matches!(act.verb(), Verb::List | Verb::Show),
            Noun::Audit => act.verb() == Verb::Prune,
            Noun::Establishment
            | Noun::Statistics
            | Noun::Mail
            | Noun::Job
            | Noun::Export
            | Noun::Import
            | Noun::List
            | Noun::Department
            | Noun::Role
            | Noun::PeopleGroup
            | Noun::Profile
            | Noun::User
            | Noun::Access
            | Noun::Anomaly
            | Noun::Backup => false,
        }),
    }
}

/// Whether an act changes nothing that anybody would notice: whoever repairs or confirms looks only as far as the registry
/// is concerned.
fn looks(act: Act) -> bool {
    match act.noun() {
        Noun::Doctor => act == Act::DOCTOR_EXAMINE,
        Noun::Clock => act == Act::CLOCK_DOUBT,
        _ => !act.changes() && act != Act::SESSION_END,
    }
}

#[cfg(test)]
mod tests {
    use super::super::access::{Actor, At, Identity, Object, decide};
    use super::super::establishment::EstablishmentNumber;
    use super::super::webmaster::{Login, WebmasterId};
    use super::*;

    fn webmaster(duty: Duty) -> Actor {
        let identity =
            Identity::Webmaster { id: WebmasterId(1), login: Login::parse("anna").unwrap(), duty, support: None };
        Actor { identity, os_user: String::new(), ssh_client: String::new(), ssh_key: String::new() }
    }

    fn zones(numbers: &[u32]) -> Duty {
        Duty::Zones(numbers.iter().map(|number| (ZoneNumber(*number), format!("Zone {number}"))).collect())
    }

    #[test]
    fn a_full_webmaster_administers_everything_but_the_passwords_and_the_sight_of_others() {
        let full = webmaster(Duty::Full);
        let refused: Vec<_> = Act::ALL.iter().filter(|act| decide(&full, **act, Object::HOST).is_err()).collect();
        assert_eq!(refused, [&Act::USER_VIEW_AS, &Act::USER_CHANGE_PASSWORD, &Act::USER_CHANGE_DETAILS]);
    }

    /// Every act by every duty: as such, on an establishment of one's zones and of another one, on what is no zone's.
    #[test]
    fn every_act_by_every_duty() {
        let mut table = String::from("act | observer | zones | own zone | other zone | no zone | no zones, any\n");
        for act in Act::ALL {
            let on = |duty: &Duty, ground| {
                let actor = webmaster(duty.clone());
                let at = if act.noun().is_inside() { At::Establishment(EstablishmentNumber(12)) } else { At::Host };
                match decide(&actor, *act, Object { ground, ..Object::at(at) }) {
                    Ok(_) => "yes".to_owned(),
                    Err(refusal) => refusal.rule.word().to_owned(),
                }
            };
            let (own, other) = (Ground::Zone(ZoneNumber(2)), Ground::Zone(ZoneNumber(1)));
            let of_two = zones(&[2, 3]);
            let cells = [
                on(&Duty::Observer, other),
                on(&of_two, Ground::Any),
                on(&of_two, own),
                on(&of_two, other),
                on(&of_two, Ground::Beyond),
                on(&Duty::NONE, Ground::Any),
            ];
            table += &[act.word(), &cells.join(" | ")].join(" | ");
            table.push('\n');
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn only_the_own_session_is_ended_by_whoever_changes_nothing() {
        for duty in [Duty::Observer, zones(&[2])] {
            let actor = webmaster(duty);
            assert!(decide(&actor, Act::SESSION_END, Object::HOST).is_ok());
            assert!(decide(&actor, Act::SESSION_END, Object { key: Some("4"), ..Object::HOST }).is_err());
        }
    }

    #[test]
    fn a_word_is_read_back() {
        for duty in [Duty::Full, Duty::Observer, zones(&[4])] {
            let of = duty.zones().cloned().unwrap_or_default();
            assert!(Duty::WORDS.contains(&duty.word()));
            assert_eq!(Duty::from_word(duty.word(), of), Some(duty));
        }
        assert_eq!(Duty::from_word("half", BTreeMap::new()), None);
    }
}
