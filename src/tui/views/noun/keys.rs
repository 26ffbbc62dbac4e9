//! What the console adds to a description: keys that are no act of it, and which keys the footer shows.

use std::sync::LazyLock;

use crate::domain::act::{Act, Noun, Verb};
use crate::nouns::acts::ActHead;
use crate::nouns::{self, Door, Doors, Rows, Takes};
use crate::tui::actions::{Action, Arity, Place, TABLE, entry, places, rows_place};

/// The keys of a noun's screen.
#[derive(Debug)]
pub(super) struct Keys {
    /// Where they are, most special first.
    pub(super) places: &'static [Place],
    /// Where those of one row in full are.
    pub(super) one: Vec<Place>,
    /// Those that the footer shows, most useful first.
    pub(super) footer: Vec<Action>,
    /// The same of one row in full.
    pub(super) one_footer: Vec<Action>,
    /// The lists that are opened from one row in full, each by its column that names such a row.
    pub(super) narrows: &'static [(Noun, &'static str)],
    /// Whether plans and commands take the noun's filter in the place of many rows.
    pub(super) by_filter: bool,
}

/// The keys in the footer before and behind those of a noun's acts, those that come first for one row in full, and the
/// lists that it opens.
type More = (&'static [Action], &'static [Action], &'static [Action], &'static [(Noun, &'static str)]);

/// The nouns that have more than their acts.
const MORE: &[(Noun, More)] = &[
    (
        Noun::Establishment,
        (
            &[Action::Filter, Action::Tick, Action::Menu],
            &[
                Action::EstablishmentMail,
                Action::EstablishmentUndo,
                Action::List(Noun::Job),
                Action::Sort,
                Action::Facets,
                Action::TickAll,
            ],
            &[
                Action::Do(Act::ESTABLISHMENT_EDIT),
                Action::Do(Act::ESTABLISHMENT_BLOCK),
                Action::Do(Act::ESTABLISHMENT_RESET_PASSWORD),
                Action::List(Noun::Department),
                Action::Do(Act::ESTABLISHMENT_DELETE),
                Action::List(Noun::Export),
                Action::List(Noun::Mail),
            ],
            &[(Noun::Export, "number"), (Noun::Mail, "establishment")],
        ),
    ),
    (
        Noun::Export,
        (
            &[],
            &[
                Action::ExportRestore,
                Action::ExportReplace,
                Action::ExportFile,
                Action::ExportPrune,
                Action::ExportKeep,
            ],
            &[],
            &[],
        ),
    ),
    (Noun::Mail, (&[Action::Open, Action::Facets], &[], &[], &[])),
    (Noun::Audit, (&[Action::Open, Action::Filter, Action::AuditFields], &[Action::AuditExport], &[], &[])),
    (Noun::User, (&[], &[Action::Sort, Action::Explain, Action::ListExport], &[], &[])),
    (Noun::Job, (&[Action::Open, Action::Facets], &[Action::JobCsv], &[], &[])),
];

static KEYS: LazyLock<Vec<(Noun, Keys)>> = LazyLock::new(|| {
    let listed = |door: &&dyn Door| TABLE.iter().any(|entry| entry.action == Action::List(door.noun()));
    nouns::ALL.into_iter().filter(listed).map(|door| (door.noun(), Keys::made(door))).collect()
});

impl Keys {
    fn made(door: &dyn Door) -> Self {
        let (noun, places) = (door.noun(), places(door.noun()));
        let more = MORE.iter().find(|(of, _)| *of == noun).map(|(_, more)| *more);
        let (before, behind, of_one, narrows) = more.unwrap_or((&[], &[], &[], &[]));
        let acts: Vec<Action> = door
            .acts()
            .into_iter()
            .filter(|head| head.doors != Doors::Lines)
            .filter_map(|head| {
                let of = TABLE.iter().find(|entry| entry.act == Some(head.act)).map(|entry| entry.action);
                if head.act.verb() == Verb::Open { Some(Action::Open) } else { of }
            })
            .collect();
        let has = |place| places.contains(&place);
        let general = [
            (Action::Filter, has(Place::Filtered)),
            (Action::Tick, has(Place::Ticks)),
            (Action::InsideJobs, has(Place::Inside)),
            (Action::Back, has(Place::Inside)),
            (Action::Menu, has(Place::Grouped) || has(Place::Ticks) && !has(Place::Inside)),
            (Action::Palette, true),
            (Action::Quit, true),
        ];
        let general = general.into_iter().filter(|(action, has)| *has && !before.contains(action));
        let general = general.map(|(action, _)| action);
        let first = std::iter::once(Action::Help).chain(before.iter().copied());
        let one = [(rows_place(noun), true), (Place::Acted, has(Place::Chosen)), (Place::Everywhere, true)];
        let one = one.into_iter().filter(|(_, has)| *has).map(|(place, _)| place).collect();
        let rest =
            acts.iter().chain(behind).filter(|action| !of_one.contains(action) && entry(**action).arity != Arity::None);
        let ways_out = [Action::Menu, Action::Palette, Action::Quit, Action::Back];
        let one_footer = std::iter::once(&Action::Help).chain(of_one).chain(rest).chain(&ways_out).copied().collect();
        let footer = first.chain(acts).chain(behind.iter().copied()).chain(general).collect();
        Self { places, one, footer, one_footer, narrows, by_filter: has(Place::Chosen) }
    }

    /// Finds those of a noun; none: it has no screen.
    pub(super) fn of(noun: Noun) -> Option<&'static Self> {
        KEYS.iter().find(|(of, _)| *of == noun).map(|(_, keys)| keys)
    }

    /// Whether rows have a box to tick.
    pub(super) fn has_boxes(&self) -> bool {
        self.places.contains(&Place::Ticks)
    }

    /// Whether the rows come in an order of choice.
    pub(super) fn sorts(&self) -> bool {
        self.places.contains(&Place::Sorted)
    }

    /// Returns the action that an empty list names: the first that needs no row and changes something.
    pub(super) fn adds(&self) -> Option<Action> {
        let adds = |action: &Action| entry(*action).arity == Arity::None && entry(*action).changes();
        self.footer.iter().copied().find(adds)
    }
}

/// Tells whether an act that needs no row asks about the one under the cursor: it changes nothing, and what names a row is
/// one of its fields.
pub(super) fn asks_of_row(door: &dyn Door, act: Act) -> bool {
    !act.changes() && door.fields(act).iter().any(|head| head.field == door.key().field)
}

/// Finds what a key does to a row that is already as it would make it: what takes that back, so that one key toggles.
pub(super) fn opposite(door: &dyn Door, act: Act, (rows, at): (&dyn Rows, usize)) -> Option<ActHead> {
    let head = door.act(act).filter(|head| head.takes == Takes::Planned && head.at_once.is_some())?;
    let opposite = head.undo.filter(|_| rows.refuses(at, act).is_some())?;
    door.act(opposite).filter(|_| rows.refuses(at, opposite).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

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
