//! Importing establishments from a table: which columns are recognised, how a row becomes an
//! [`Input`](super::establishment::Input), what can be wrong with a row and with a whole file.
//!
//! Three headers are known ([`Format`]); any other one is mapped by hand ([`Mapping`]).

mod cell;
mod guess;
mod mapping;
mod note;
mod problem;
mod row;
mod separator;

pub use cell::{artefact, whole_number, with_zero};
pub use mapping::{Format, Mapping, MappingProblem, REJECT_COLUMNS, Target, header_hash, header_key, recognise};
pub use note::{Note, ZoneCount};
pub use problem::{FileProblem, Finding, RowProblem, Weight};
pub use row::{Row, ZoneGiven, shown_value};
pub use separator::Separator;

/// The largest file in MiB, unless the configuration says otherwise; the ministry's whole directory has 40.
pub const MAX_MIB: u32 = 512;
