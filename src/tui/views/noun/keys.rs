//! What the console adds to a description: where a noun's keys are, and which of them the footer shows.

use crate::domain::act::Noun;
use crate::nouns::Id;
use crate::tui::actions::{Action, Arity, Place, entry};
use crate::tui::shared::Shared;
use crate::tui::view::Reply;
use crate::tui::views::{audit, export, job};

/// Does an action that is no act of the description, on these rows of those that a filter found.
type Lead = fn(Action, (&[Id], &str), &mut Shared) -> Reply;

/// Nothing.
fn nowhere(_: Action, _: (&[Id], &str), _: &mut Shared) -> Reply {
    Reply::none()
}

/// The keys of a noun's screen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Keys {
    /// What an action does that is no act of the description.
    pub(super) lead: Lead,
    /// What chooses among the kinds of rows, where they are counted by kind.
    pub(super) groups: Option<Action>,
    /// Where they are, most special first.
    pub(super) places: &'static [Place],
    /// Where those of one row in full are; none: a form, or a dialog of its own, shows it.
    pub(super) one: &'static [Place],
    /// Those that the footer shows, most useful first.
    pub(super) footer: &'static [Action],
}

/// Each noun that has a screen of rows.
const KEYS: &[(Noun, Keys)] = &[
    (
        Noun::Zone,
        Keys {
            lead: nowhere,
            groups: None,
            places: &[Place::Zones, Place::Acted, Place::List, Place::Everywhere],
            one: &[],
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
        },
    ),
    (
        Noun::Template,
        Keys {
            lead: nowhere,
            groups: None,
            places: &[Place::Templates, Place::Acted, Place::List, Place::Everywhere],
            one: &[],
            footer: &[
                Action::Help,
                Action::TemplateAdd,
                Action::TemplateEdit,
                Action::TemplateDelete,
                Action::Palette,
                Action::Quit,
            ],
        },
    ),
    (
        Noun::Webmaster,
        Keys {
            lead: nowhere,
            groups: None,
            places: &[Place::Webmasters, Place::Acted, Place::List, Place::Everywhere],
            one: &[],
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
        },
    ),
    (
        Noun::Department,
        Keys {
            lead: nowhere,
            groups: None,
            places: &[Place::Departments, Place::Inside, Place::Ticks, Place::Acted, Place::List, Place::Everywhere],
            one: &[],
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
        },
    ),
    (
        Noun::Session,
        Keys {
            lead: nowhere,
            groups: None,
            places: &[Place::Sessions, Place::List, Place::Everywhere],
            one: &[Place::Sessions, Place::Everywhere],
            footer: &[Action::Help, Action::SessionEnd, Action::Palette, Action::Quit],
        },
    ),
    (
        Noun::SshKey,
        Keys {
            lead: nowhere,
            groups: None,
            places: &[Place::SshKeys, Place::List, Place::Everywhere],
            one: &[Place::SshKeys, Place::Everywhere],
            footer: &[Action::Help, Action::Palette, Action::Quit],
        },
    ),
    (
        Noun::Export,
        Keys {
            lead: export::lead,
            groups: None,
            places: &[Place::Exports, Place::Ticks, Place::Filtered, Place::List, Place::Everywhere],
            one: &[Place::Exports, Place::Everywhere],
            footer: &[
                Action::Help,
                Action::ExportVerify,
                Action::ExportRestore,
                Action::ExportReplace,
                Action::ExportFile,
                Action::ExportPrune,
                Action::ExportKeep,
                Action::Filter,
                Action::Tick,
                Action::TickAll,
                Action::Menu,
                Action::Palette,
                Action::Quit,
            ],
        },
    ),
    (
        Noun::Mail,
        Keys {
            lead: nowhere,
            groups: Some(Action::MailState),
            places: &[Place::Mail, Place::Ticks, Place::Filtered, Place::List, Place::Everywhere],
            one: &[Place::Mail, Place::Everywhere],
            footer: &[
                Action::Help,
                Action::Open,
                Action::MailState,
                Action::MailRetry,
                Action::MailSend,
                Action::MailTest,
                Action::Filter,
                Action::Tick,
                Action::Menu,
                Action::Palette,
                Action::Quit,
            ],
        },
    ),
    (
        Noun::Audit,
        Keys {
            lead: audit::lead,
            groups: None,
            places: &[Place::Audit, Place::Filtered, Place::List, Place::Everywhere],
            one: &[Place::Audit, Place::Everywhere],
            footer: &[
                Action::Help,
                Action::Open,
                Action::Filter,
                Action::AuditFields,
                Action::AuditVerify,
                Action::AuditExport,
                Action::Palette,
                Action::Quit,
            ],
        },
    ),
    (
        Noun::Job,
        Keys {
            lead: job::file,
            groups: Some(Action::JobState),
            places: &[Place::Jobs, Place::Filtered, Place::List, Place::Everywhere],
            one: &[],
            footer: &[
                Action::Help,
                Action::Open,
                Action::JobState,
                Action::JobStart,
                Action::JobPause,
                Action::JobCancel,
                Action::JobUndo,
                Action::JobRetry,
                Action::JobCsv,
                Action::Filter,
                Action::JobRename,
                Action::JobForget,
                Action::Menu,
                Action::Palette,
                Action::Quit,
            ],
        },
    ),
];

impl Keys {
    /// Finds those of a noun; none: it has no screen.
    pub(super) fn of(noun: Noun) -> Option<Self> {
        KEYS.iter().find(|(of, _)| *of == noun).map(|(_, keys)| *keys)
    }

    /// Whether rows have a box to tick.
    pub(super) fn has_boxes(&self) -> bool {
        self.places.contains(&Place::Ticks)
    }

    /// Returns the action that an empty list names: the first that needs no row and changes something.
    pub(super) fn adds(&self) -> Option<Action> {
        let adds = |action: &Action| entry(*action).arity == Arity::None && entry(*action).changes();
        self.footer.iter().copied().find(adds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::{Act, Verb};
    use crate::nouns::acts::ActHead;
    use crate::nouns::{self, Door, Doors, Takes};
    use crate::tui::actions::{Entry, TABLE};

    /// Every act that a screen reaches, with the lines of the table that are keys there; Enter does some of them.
    fn acts() -> impl Iterator<Item = (ActHead, Vec<&'static Entry>)> {
        let doors = nouns::ALL.into_iter().filter(|door| Keys::of(door.noun()).is_some());
        let acts = doors.flat_map(Door::acts);
        let acts = acts.filter(|head| head.doors != Doors::Lines);
        let acts = acts.filter(|head| !matches!(head.act.verb(), Verb::Open | Verb::Show));
        acts.map(|head| {
            let places = Keys::of(head.act.noun()).unwrap().places;
            let is_here = |entry: &&Entry| entry.act == Some(head.act) && places.contains(&entry.place);
            (head, TABLE.iter().filter(is_here).collect())
        })
    }

    fn arity(takes: Takes) -> Arity {
        match takes {
            Takes::None | Takes::File => Arity::None,
            Takes::One => Arity::One,
            Takes::Many | Takes::Planned => Arity::Many,
        }
    }

    #[test]
    fn every_act_of_a_screen_has_one_key_that_says_the_same_of_it() {
        for (head, entries) in acts() {
            let [entry] = entries.as_slice() else { panic!("{} has {} keys", head.act.word(), entries.len()) };
            assert_eq!((entry.label, entry.arity), (head.label, arity(head.takes)), "{}", entry.word);
            // A letter asks by itself.
            assert!(entry.danger == head.danger || head.act.verb() == Verb::Mail, "{}", entry.word);
        }
    }

    #[test]
    fn the_footer_of_every_noun_shows_all_its_keys() {
        for (head, entries) in acts() {
            let keys = Keys::of(head.act.noun()).unwrap();
            let adds = Act::find(head.act.noun(), Verb::Add).is_some();
            assert!(keys.adds().is_some() || !adds, "{}", head.act.word());
            assert!(entries.iter().all(|entry| keys.footer.contains(&entry.action)), "{}", head.act.word());
        }
    }
}
