//! The columns of the table, and what is in a cell.

use crate::domain::establishment::{Establishment, Listed};
use crate::domain::message::Message;
use crate::domain::search::SortKey;
use crate::i18n::{self, words};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, state_glyph};
use crate::tui::widgets::table::{Column, Line};

/// The columns; those with a higher priority number yield first on a narrow screen.
pub(super) const COLUMNS: [Column; 8] = [
    Column { title: "column-number", min: 7, weight: 0, priority: 0 },
    Column { title: "column-zone", min: 10, weight: 1, priority: 3 },
    Column { title: "column-location", min: 18, weight: 2, priority: 1 },
    Column { title: "column-name", min: 20, weight: 4, priority: 0 },
    Column { title: "column-uai", min: 8, weight: 0, priority: 1 },
    Column { title: "column-contact", min: 14, weight: 2, priority: 4 },
    Column { title: "column-registered", min: 13, weight: 0, priority: 5 },
    Column { title: "column-state", min: 11, weight: 0, priority: 0 },
];

/// What each column is ordered by.
const KEYS: [SortKey; 8] = [
    SortKey::Number,
    SortKey::Zone,
    SortKey::Location,
    SortKey::Denomination,
    SortKey::Uai,
    SortKey::Contact,
    SortKey::RegisteredOn,
    SortKey::State,
];

/// Returns the column that an order is by; none for one that is not shown.
pub(super) fn of_key(key: SortKey) -> Option<usize> {
    KEYS.iter().position(|known| *known == key)
}

/// Returns a row's cells; of one with a value that nobody knows, its number and which value that is.
pub(super) fn line(row: &Listed, shared: &Shared) -> Line {
    let odd = match row {
        Ok(row) => return readable(row, shared),
        Err(odd) => odd,
    };
    let field = i18n::audit::field(&shared.catalogue, odd.field);
    let why = shared.say(&Message::new("row-unreadable-field").with("field", field));
    let cell = |at: usize| match COLUMNS[at].title {
        "column-number" => (odd.number.to_string(), Role::Text),
        "column-name" => (why.clone(), Role::Error),
        _ => (String::new(), Role::Text),
    };
    Line { mark: "", cells: (0..COLUMNS.len()).map(cell).collect() }
}

fn readable(row: &Establishment, shared: &Shared) -> Line {
    let text = |text: String| (text, Role::Text);
    let state = row.state(shared.now);
    let (glyph, role) = state_glyph(state);
    let cells = vec![
        text(row.number.to_string()),
        text(shared.zone_name(row.zone)),
        text(row.location.clone()),
        text(row.denomination.clone()),
        text(row.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default()),
        text(row.contact.full_name()),
        text(shared.catalogue.day(row.registered_on)),
        (format!("{glyph} {}", shared.text(words::state(state))), role),
    ];
    Line { mark: "", cells }
}
