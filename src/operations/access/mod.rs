//! Rights that explain themselves: why somebody may do something or may not, who can, what a change would come to, what looks
//! wrong.
//!
//! Invariant: nothing here decides; it asks [`crate::domain::access::decide`] and says what it answers.

mod asked;
mod explain;
mod lint;
mod matrix;
mod picture;
mod returning;
mod simulate;
mod staged;
mod who;

pub use asked::{Question, asking, inside};
pub use explain::{Explained, Mending, Names, OwnRight, approvers, explain, own};
pub use lint::{Anomaly, Oddity, anomalies};
pub use matrix::{ActRow, matrix};
pub(in crate::operations) use returning::Return;
pub use simulate::{Affected, Loss, Simulation, changes_rights, effect, simulate};
pub use staged::Staging;
pub use who::{Able, who_can};
