//! What is asked of the worker about establishments, and what it answers.

use crate::domain::account::Administrator;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::Task;
use crate::domain::message::Message;
use crate::operations::establishment::{DeleteInput, Stakes};

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// One row as it is stored now.
    Get {
        /// Which.
        number: EstablishmentNumber,
    },
    /// Its administrators.
    Administrators {
        /// Which.
        number: EstablishmentNumber,
    },
    /// What its deletion loses.
    Stakes {
        /// Which.
        number: EstablishmentNumber,
    },
    /// To do a task to one at once.
    AtOnce {
        /// Which.
        number: EstablishmentNumber,
        /// What is done.
        task: Task,
        /// As it was when that was chosen.
        seen: Option<Box<Establishment>>,
    },
    /// To delete one.
    Delete {
        /// Which.
        number: EstablishmentNumber,
        /// How it was confirmed.
        input: DeleteInput,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// A row.
    Got(Box<Establishment>),
    /// Administrators.
    Administrators(Vec<Administrator>),
    /// What is lost.
    Stakes(Stakes),
    /// It was deleted.
    Deleted {
        /// Its number.
        number: EstablishmentNumber,
        /// Its export's name, if one was made.
        export: Option<String>,
        /// What else followed.
        after: Vec<Message>,
    },
    /// It was changed; what is said.
    Changed(Message),
}
