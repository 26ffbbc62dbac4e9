//! What is asked of the worker about establishments, and what it answers.

use crate::domain::account::{AccountId, Administrator};
use crate::domain::block::Blocker;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::message::Message;
use crate::operations::establishment::{BlockInput, DeleteInput, Stakes};

/// A change of one establishment that needs no more than what is in it.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// To block.
    Block(BlockInput),
    /// To lift one of the blocks.
    Unblock(Blocker),
    /// To send a new password of this administrator to the contact.
    Reset(AccountId),
    /// To create an administrator and send its password to the contact.
    CreateAdministrator,
    /// To delete.
    Delete(DeleteInput),
}

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
    /// To change one.
    Change {
        /// Which.
        number: EstablishmentNumber,
        /// How.
        change: Change,
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
    /// It was changed.
    Changed(EstablishmentNumber),
}
