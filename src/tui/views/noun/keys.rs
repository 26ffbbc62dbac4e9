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
                places: &[Place::Zones, Place::List, Place::Everywhere],
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
                places: &[Place::Webmasters, Place::List, Place::Everywhere],
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
            _ => None,
        }
    }

    /// Gives the action that adds a row.
    pub(super) fn adds(&self) -> Option<Action> {
        let adds = |action: &Action| entry(*action).act.is_some_and(|act| act.verb() == Verb::Add);
        self.footer.iter().copied().find(adds)
    }
}
