//! Importing establishments from a table: which columns are recognised, how a row becomes an
//! [`Input`](super::establishment::Input), what can be wrong with a row and with a whole file.
//!
//! Three headers are known ([`Format`]); any other one is mapped by hand ([`Mapping`]).

mod cell;
mod format;
mod guess;
mod mapping;
mod note;
mod problem;
mod row;
mod separator;
mod unread;

pub use cell::{artefact, whole_number, with_zero};
pub use format::{Format, recognise};
pub use mapping::{Mapping, MappingProblem, Target, header_hash, header_key, reject_columns, without_reject_columns};
pub use note::{Among, Note, ZoneCount};
pub use problem::{FileProblem, Finding, RowProblem, Weight};
pub use row::{Row, ZoneGiven, shown_value};
pub use separator::Separator;
pub use unread::{Origin, check_once, looks_like, nameless, unread};

/// The largest file in MiB, unless the configuration says otherwise; the ministry's whole directory has 40.
pub const MAX_MIB: u32 = 512;
