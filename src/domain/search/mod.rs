//! The index of establishments that filters and orders run on.
//!
//! 17,900 establishments take about 3 MB and a keystroke about 1 ms; rows to be shown are fetched by number. The latest
//! sign-in (`seen:`) is what the newest statistics know of each, whenever they were made: where nobody has counted, it
//! is unknown, and a filter that asks for it says so ([`Remark`](super::filter::Remark)).

mod columns;
mod index;
mod order;

#[cfg(test)]
mod tests;

pub use columns::Column;
pub use index::{Facet, Group, Index, Row, Selected};
pub use order::{DEFAULT_SORT, Sort, SortKey};

/// A filter of establishments.
pub type Filter = super::filter::Filter<Column>;
