//! What the lists besides the establishments' are filtered by: their columns, and how their rows are read.
//!
//! The grammar is one for all ([`filter`](super::filter)); here is only what a list brings.

mod audit;
mod export;
mod statistics;

pub use audit::AuditColumn;
pub use export::{ExportColumn, ExportRow};
pub use statistics::{StatisticsColumn, StatisticsRow};

use super::filter::{CanBeEmpty, Column, Kind};

const fn column<C>(
    id: C,
    names: &'static [&'static str],
    french: &'static str,
    kind: Kind,
    empty: CanBeEmpty,
) -> Column<C> {
    Column { id, names, french, kind, empty }
}
