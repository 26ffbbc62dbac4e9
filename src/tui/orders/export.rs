//! What is asked of the worker about exports, and what it answers.

use crate::domain::message::Message;
use crate::jobs::progress::Cancel;
use crate::operations::retention::Due;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// For how many days exports are kept.
    Kept,
    /// To count those that are older than so many days, as they were typed.
    Old(String),
    /// To remove those that were told.
    Prune {
        /// What was told.
        due: Box<Due>,
        /// Stops it between two pages.
        cancel: Cancel,
    },
    /// To keep exports for so many days, as they were typed; empty: for as long as can be chosen.
    Keep(String),
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// For how many days exports are kept now.
    Keeps(u32),
    /// Something goes on beside the worker.
    Begun,
    /// Those that are older than was typed, and can go.
    Old(Box<Due>),
    /// It has ended: how many are gone, or that and what else there is to know.
    Pruned(Result<Message, Message>),
    /// For how many days exports are kept from now on.
    Kept(u32),
}
