//! What is asked of the worker about described nouns, and what it answers.

use std::sync::Arc;

use crate::domain::act::{Act, Noun};
use crate::domain::filled::Filled;
use crate::domain::zone::Zone;
use crate::nouns::acts::Told;
use crate::nouns::{Rows, Target};

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// All rows.
    Read(Noun),
    /// To carry an act out.
    Do {
        /// Which.
        act: Act,
        /// On which row, as it was seen.
        target: Option<Target>,
        /// What was typed.
        typed: Filled,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// The rows.
    Listed {
        /// As they are now.
        rows: Box<dyn Rows>,
        /// The zones, where these are the rows: other screens name them.
        zones: Option<Arc<[Zone]>>,
        /// The name of the establishment whose rows they are.
        inside: Option<String>,
    },
    /// An act was carried out.
    Told(Act, Told),
    /// Somebody else saved first: the row as it is now.
    Overtaken(Target, Filled),
}
