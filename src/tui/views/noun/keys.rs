//! What the console adds to a description: where a noun's keys are, and which of them the footer shows.

use crate::domain::act::{Noun, Verb};
use crate::tui::actions::{Action, Place, entry};

/// The keys of a noun's screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// Where they are, most special first.
    pub(super) places: &'static [Place],
    /// Those that the footer shows, most useful first.
    pub(super) footer: &'static [Action],
}

impl Keys {
    /// Finds those of a noun; none: it has no screen.
    pub(super) const fn of(noun: Noun) -> Option<Self> {
        match noun {
            Noun::Zone => Some(Self {
                places: &[Place::Zones, Place::Acted, Place::List, Place::Everywhere],
                footer: &[
                    Action::Help,
                    Action::ZoneAdd,
                    Action::ZoneEdit,
                    Action::ZoneDelete,
                    Action::ZoneEarlier,
                    Action::ZoneLater,
                    Action::Open,
                    Action::ZoneAcademies,
                    Action::ZoneMail,
                    Action::Palette,
                    Action::Quit,
                ],
            }),
            Noun::Webmaster => Some(Self {
                places: &[Place::Webmasters, Place::Acted, Place::List, Place::Everywhere],
                footer: &[
                    Action::Help,
                    Action::WebmasterAdd,
                    Action::WebmasterEdit,
                    Action::WebmasterPassword,
                    Action::WebmasterDisable,
                    Action::WebmasterEnable,
                    Action::OwnPassword,
                    Action::Palette,
                    Action::Quit,
                ],
            }),
            Noun::Department => Some(Self {
                places: &[
                    Place::Departments,
                    Place::Inside,
                    Place::Ticks,
                    Place::Acted,
                    Place::List,
                    Place::Everywhere,
                ],
                footer: &[
                    Action::Help,
                    Action::DepartmentAdd,
                    Action::DepartmentEdit,
                    Action::DepartmentDelete,
                    Action::DepartmentImport,
                    Action::Tick,
                    Action::InsideJobs,
                    Action::Back,
                    Action::Palette,
                    Action::Quit,
                ],
            }),
            _ => None,
        }
    }

    /// Tells whether rows are ticked.
    pub(super) fn ticks(&self) -> bool {
        self.places.contains(&Place::Ticks)
    }

    /// Gives the action that adds a row.
    pub(super) fn adds(&self) -> Option<Action> {
        let adds = |action: &Action| entry(*action).act.is_some_and(|act| act.verb() == Verb::Add);
        self.footer.iter().copied().find(adds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nouns::acts::ActHead;
    use crate::nouns::{self, Door, Doors, Takes};
    use crate::tui::actions::{Arity, Entry, TABLE};

    /// Every act that a screen reaches, with its line of the table; none: Enter does it.
    fn acts() -> impl Iterator<Item = (ActHead, Option<&'static Entry>)> {
        let doors = nouns::ALL.into_iter().filter(|door| Keys::of(door.noun()).is_some());
        let acts = doors.flat_map(Door::acts);
        let acts = acts.filter(|head| head.doors != Doors::Lines && head.act.verb() != Verb::Open);
        acts.map(|head| (head, TABLE.iter().find(|entry| entry.act == Some(head.act))))
    }

    #[test]
    fn every_act_of_a_screen_has_one_key_that_says_the_same_of_it() {
        for (head, entry) in acts() {
            let entry = entry.unwrap_or_else(|| panic!("{} has no key", head.act.word()));
            assert_eq!(TABLE.iter().filter(|other| other.act == Some(head.act)).count(), 1, "{}", entry.word);
            assert_eq!(
                (entry.label, entry.arity == Arity::One),
                (head.label, head.takes == Takes::One),
                "{}",
                entry.word
            );
            // A letter asks by itself.
            assert!(entry.danger == head.danger || head.act.verb() == Verb::Mail, "{}", entry.word);
        }
    }

    #[test]
    fn the_footer_of_every_noun_shows_all_its_keys() {
        for (head, entry) in acts() {
            let keys = Keys::of(head.act.noun()).unwrap();
            assert!(keys.adds().is_some(), "{}", head.act.noun().word());
            assert!(entry.is_some_and(|entry| keys.footer.contains(&entry.action)), "{}", head.act.word());
        }
    }
}
