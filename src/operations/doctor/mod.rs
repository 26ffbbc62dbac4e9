//! Analyse and repair: what registry, files, schema versions, permissions and leftovers say about each other.
//!
//! Looking changes nothing. It is quick, or thorough: then every value of every database is judged too, on a private
//! copy. Repairing touches no database that no row knows: whether one is adopted, set aside in
//! [`crate::store::home::Home::orphans`] or made again is a person's choice, one by one.

mod catalogue;
mod choice;
mod databases;
mod elsewhere;
mod examine;
mod exports;
mod files;
mod finding;
mod inside;
mod lost;
mod matching;
mod outlook;
mod quiet;
mod recreation;
mod repair;
mod returning;
mod server;
mod severity;
pub(in crate::operations) mod strays;
mod unopenable;
mod words;

pub use crate::store::establishment::judge::Thoroughness;
pub use choice::{Choice, Chosen, Left, Recreated, choose, named, sought};
pub use examine::examine;
pub use finding::{Finding, Own, Whose};
pub use lost::{Need, Remains};
pub(in crate::operations) use matching::{finish_adoption, give_up_adoption};
pub use outlook::outlook;
pub(in crate::operations) use recreation::undo_recreation;
pub use repair::{Repaired, repair};
pub use returning::Returned;
pub(in crate::operations) use returning::finish_own;
pub use server::{ServerInfo, server_info};
pub use severity::Severity;
pub use unopenable::{examine_closed, repair_closed};
