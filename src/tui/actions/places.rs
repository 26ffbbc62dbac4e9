//! Where the keys of the described nouns are.

use std::sync::LazyLock;

use super::{Place, rows_place};
use crate::domain::act::{Noun, Verb};
use crate::nouns::{self, Door, Takes};

static PLACES: LazyLock<Vec<(Noun, Vec<Place>)>> =
    LazyLock::new(|| nouns::ALL.into_iter().map(|door| (door.noun(), of(door))).collect());

fn of(door: &dyn Door) -> Vec<Place> {
    let acts = door.acts();
    let ticks = rows_place(door.noun()) == Place::Chosen
        || acts.iter().any(|head| matches!(head.takes, Takes::Many | Takes::Planned));
    // What can be edited is edited by a deed, which is taken back.
    let acted = acts.iter().any(|head| head.act.verb() == Verb::Edit);
    let rows = rows_place(door.noun());
    let places = [
        (Place::Of(door.noun()), true),
        (rows, rows != Place::Of(door.noun())),
        (Place::Inside, door.noun().is_inside()),
        (Place::Ticks, ticks),
        (Place::Acted, acted),
        (Place::Filtered, door.typing().is_some()),
        (Place::Sorted, door.heads().iter().any(|head| head.sorts.is_some())),
        (Place::Grouped, !door.extras().grouped.is_empty()),
        (Place::Columns, true),
        (Place::List, true),
        (Place::Everywhere, true),
    ];
    places.into_iter().filter(|(_, has)| *has).map(|(place, _)| place).collect()
}

/// Returns where the keys of a described noun's list are, most special first.
#[must_use]
pub fn places(noun: Noun) -> &'static [Place] {
    PLACES.iter().find(|(of, _)| *of == noun).map(|(_, places)| places.as_slice()).unwrap_or_default()
}
