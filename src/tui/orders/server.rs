//! What is asked of the worker about the server, and what it answers.

use crate::domain::message::Message;
use crate::jobs::progress::Cancel;
use crate::operations::Advance;
use crate::operations::acceptance::Waiting;
use crate::operations::doctor::{Choice, Finding, ServerInfo, Thoroughness};
use crate::operations::retention::Due;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Versions, disk, sizes, counts.
    Info,
    /// To look at everything; nothing is changed.
    Examine {
        /// Its answers come back with this number.
        ticket: u64,
        /// Whether values are judged too.
        thoroughness: Thoroughness,
        /// Stops it between two databases.
        cancel: Cancel,
    },
    /// What goes on when the registry that is held is accepted.
    Waiting,
    /// To accept the registry that is held.
    Accept,
    /// What becomes of findings when this is chosen for each.
    Outlook {
        /// Which examination's list it is in.
        ticket: u64,
        /// The findings, with their places in the list.
        findings: Vec<(usize, Finding)>,
        /// What was chosen.
        choice: Choice,
    },
    /// To do what was chosen for findings, one after the other.
    Choose {
        /// The findings, with their places in the list.
        findings: Vec<(usize, Finding)>,
        /// What was chosen.
        choice: Choice,
        /// Stops it between two findings.
        cancel: Cancel,
    },
    /// What is beyond its limit.
    Due,
    /// To take what was told to be beyond its limit.
    Prune {
        /// What was told.
        due: Vec<Due>,
        /// Stops it between two pages.
        cancel: Cancel,
    },
    /// To repair findings, one after the other.
    Repair {
        /// Which, by their place in the list.
        findings: Vec<(usize, Finding)>,
        /// Stops it between two findings.
        cancel: Cancel,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// Versions, disk, sizes, counts.
    Info(Box<ServerInfo>),
    /// What goes on when the registry is accepted.
    Waiting(Waiting),
    /// The registry was accepted.
    Accepted,
    /// It has begun.
    Begun,
    /// The examination goes on.
    Progress {
        /// Of which examination.
        ticket: u64,
        /// Establishments done.
        done: u32,
        /// Of how many.
        total: u32,
    },
    /// What was found.
    Examined {
        /// By which examination.
        ticket: u64,
        /// What.
        findings: Vec<Finding>,
    },
    /// One finding was repaired, or not.
    Repaired {
        /// Its place in the list.
        at: usize,
        /// Why not; none: it was.
        error: Option<Message>,
    },
    /// What is beyond its limit.
    Due(Vec<Due>),
    /// Taking it goes on.
    Pruning(Advance),
    /// It has ended: how much was taken, or that and what else there is to know.
    Pruned(Result<Message, Message>),
    /// What becomes of findings when this is chosen for each, or why it cannot be chosen.
    Outlook {
        /// Which examination's list it is in.
        ticket: u64,
        /// Their places in the list.
        places: Vec<usize>,
        /// What was chosen.
        choice: Choice,
        /// In sentences.
        result: Result<Vec<Message>, Message>,
    },
    /// What was chosen for a finding was done, or not.
    Chosen {
        /// Its place in the list.
        at: usize,
        /// What was chosen.
        choice: Choice,
        /// What became of it, or why it was not done, or not to all.
        result: Result<Message, Message>,
    },
    /// The repair is over, or what was chosen for several was done.
    RepairEnded,
}
