//! What the rows that a filter holds are grouped by, and how a group is called.

use crate::domain::establishment::State;
use crate::domain::search::{Facet, Group};
use crate::i18n::{Catalogue, words as keys};

/// What they are grouped by, each with the catalogue key of its name.
pub const FACETS: [(&str, Facet); 3] =
    [("facet-zone", Facet::Zone), ("facet-state", Facet::State), ("facet-department", Facet::Department)];

/// Names a group.
#[must_use]
pub fn group_name(words: &Catalogue, group: &Group, facet: Facet) -> String {
    let state = State::ALL.into_iter().find(|state| state.word() == group.value);
    match (facet, state) {
        (Facet::State, Some(state)) => words.text(keys::state(state)),
        _ if group.label.is_empty() => words.text("facet-unknown"),
        _ => group.label.clone(),
    }
}
