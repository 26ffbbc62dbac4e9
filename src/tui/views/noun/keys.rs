//! What the console adds to a description: keys that are no act of it, and which keys the footer shows.

use std::sync::LazyLock;

use crate::domain::act::{Noun, Verb};
use crate::nouns::{self, Door, Doors, Id};
use crate::tui::actions::{Action, Arity, Place, TABLE, entry, places};
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
#[derive(Debug)]
pub(super) struct Keys {
    /// What an action does that is no act of the description.
    pub(super) lead: Lead,
    /// What chooses among the kinds of rows, where they are counted by kind.
    pub(super) groups: Option<Action>,
    /// Where they are, most special first.
    pub(super) places: &'static [Place],
    /// Where those of one row in full are; none: a form, or a dialog of its own, shows it.
    pub(super) one: Vec<Place>,
    /// Those that the footer shows, most useful first.
    pub(super) footer: Vec<Action>,
}

/// What a noun has that is no act of its description: what does it, what chooses among kinds, and the keys in the
/// footer before and behind those of its acts.
type More = (Lead, Option<Action>, &'static [Action], &'static [Action]);

/// The nouns that have more.
const MORE: &[(Noun, More)] = &[
    (
        Noun::Export,
        (
            export::lead,
            None,
            &[],
            &[
                Action::ExportRestore,
                Action::ExportReplace,
                Action::ExportFile,
                Action::ExportPrune,
                Action::ExportKeep,
            ],
        ),
    ),
    (Noun::Mail, (nowhere, Some(Action::MailState), &[Action::Open, Action::MailState], &[])),
    (Noun::Audit, (audit::lead, None, &[Action::Open, Action::Filter, Action::AuditFields], &[Action::AuditExport])),
    (Noun::Job, (job::file, Some(Action::JobState), &[Action::Open, Action::JobState], &[Action::JobCsv])),
];

static KEYS: LazyLock<Vec<(Noun, Keys)>> = LazyLock::new(|| {
    let listed = |door: &&dyn Door| TABLE.iter().any(|entry| entry.action == Action::List(door.noun()));
    nouns::ALL.into_iter().filter(listed).map(|door| (door.noun(), Keys::made(door))).collect()
});

impl Keys {
    fn made(door: &dyn Door) -> Self {
        let (noun, places) = (door.noun(), places(door.noun()));
        let more = MORE.iter().find(|(of, _)| *of == noun).map(|(_, more)| *more);
        let (lead, groups, before, behind) = more.unwrap_or((nowhere, None, &[], &[]));
        let acts = door.acts().into_iter().filter(|head| head.doors != Doors::Lines).filter_map(|head| {
            let of = TABLE.iter().find(|entry| entry.act == Some(head.act)).map(|entry| entry.action);
            if head.act.verb() == Verb::Open { Some(Action::Open) } else { of }
        });
        let has = |place| places.contains(&place);
        let general = [
            (Action::Filter, has(Place::Filtered)),
            (Action::Tick, has(Place::Ticks)),
            (Action::InsideJobs, has(Place::Inside)),
            (Action::Back, has(Place::Inside)),
            (Action::Menu, groups.is_some() || has(Place::Ticks) && !has(Place::Inside)),
            (Action::Palette, true),
            (Action::Quit, true),
        ];
        let general = general.into_iter().filter(|(action, has)| *has && !before.contains(action));
        let general = general.map(|(action, _)| action);
        let first = std::iter::once(Action::Help).chain(before.iter().copied());
        let one = if door.one().is_empty() { Vec::new() } else { vec![Place::Of(noun), Place::Everywhere] };
        let footer = first.chain(acts).chain(behind.iter().copied()).chain(general).collect();
        Self { lead, groups, places, one, footer }
    }

    /// Finds those of a noun; none: it has no screen.
    pub(super) fn of(noun: Noun) -> Option<&'static Self> {
        KEYS.iter().find(|(of, _)| *of == noun).map(|(_, keys)| keys)
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
    use crate::domain::act::Act;
    use crate::nouns::acts::ActHead;

    /// Every act that a screen reaches; Enter does some of them.
    fn acts() -> impl Iterator<Item = ActHead> {
        let doors = nouns::ALL.into_iter().filter(|door| Keys::of(door.noun()).is_some());
        let acts = doors.flat_map(Door::acts).filter(|head| head.doors != Doors::Lines);
        acts.filter(|head| !matches!(head.act.verb(), Verb::Open | Verb::Show))
    }

    #[test]
    fn every_act_of_a_screen_has_one_key() {
        for head in acts() {
            let places = Keys::of(head.act.noun()).unwrap().places;
            let is_here = |entry: &&_| entry_of(entry, head.act) && places.contains(&entry.place);
            let [entry] = TABLE.iter().filter(is_here).collect::<Vec<_>>()[..] else { panic!("{}", head.act.word()) };
            assert!(!entry.keys.is_empty(), "{}", entry.word);
        }
    }

    fn entry_of(entry: &crate::tui::actions::Entry, act: Act) -> bool {
        entry.act == Some(act)
    }

    #[test]
    fn a_noun_that_has_an_act_to_add_names_it_where_there_is_none() {
        for head in acts().filter(|head| head.act.verb() == Verb::Add) {
            assert_eq!(Keys::of(head.act.noun()).unwrap().adds(), Some(Action::Do(head.act)));
        }
    }
}
