//! What the rows that a filter holds are grouped by, and how a group is called.

use crate::domain::establishment::State;
use crate::domain::message::Message;
use crate::domain::search::{Facet, Filter, Group as Found, Index};
use crate::domain::time::Timestamp;
use crate::i18n::words as keys;
use crate::nouns::cell::Tone;
use crate::nouns::source::{Group, Id};
use crate::operations::Result;

/// What they are grouped by: the catalogue key of its name, and the column of the filter.
pub(super) const BY: &[(&str, &str)] =
    &[("facet-zone", "zone"), ("facet-state", "state"), ("facet-department", "department")];

fn called(group: &Found, facet: Facet) -> Message {
    let state = State::ALL.into_iter().find(|state| state.word() == group.value);
    match (facet, state) {
        (Facet::State, Some(state)) => Message::new(keys::state(state)),
        _ if group.label.is_empty() => Message::new("facet-unknown"),
        _ => Message::new("facet-named").with("name", group.label.as_str()),
    }
}

/// Groups the rows that a filter holds by one of its columns; not at all by another one.
pub(super) fn of(column: &str, index: &Index, filter: &Filter, now: Timestamp) -> Result<Vec<Group>> {
    let facet = match column {
        "zone" => Facet::Zone,
        "state" => Facet::State,
        "department" => Facet::Department,
        _ => return Ok(Vec::new()),
    };
    let made = |group: Found| Group {
        said: called(&group, facet),
        code: if group.value.is_empty() { "-".into() } else { group.value.into() },
        sign: "",
        tone: Tone::Plain,
        count: group.numbers.len(),
        ids: group.numbers.into_iter().map(Id::from).collect(),
    };
    Ok(index.groups(filter, facet, now)?.into_iter().map(made).collect())
}
