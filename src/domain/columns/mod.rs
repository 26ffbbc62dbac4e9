//! What the lists besides the establishments' are filtered by: their columns, and how their rows are read.
//!
//! The grammar is one for all ([`filter`](super::filter)); here is only what a list brings.

mod audit;
mod export;
pub(in crate::domain) mod school;
mod statistics;

pub use audit::AuditColumn;
pub use export::{ExportColumn, ExportRow};
pub use statistics::{StatisticsColumn, StatisticsRow};
