//! What is asked of the worker about mailings, and what it answers.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Selection, Task};
use crate::domain::mail::MailId;
use crate::domain::mailing::{Attachment, LetterId, LetterInput, Template};
use crate::operations::mailing::Preview;

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Which establishments a selection names.
    Numbers(Selection),
    /// What the contact of one receives.
    Page {
        /// The letter.
        letter: LetterInput,
        /// Which one.
        number: EstablishmentNumber,
    },
    /// To take a file in.
    Attach {
        /// As named.
        named: String,
        /// The letter's other files.
        others: Vec<Attachment>,
    },
    /// To send the letter to oneself.
    Test {
        /// The letter.
        letter: LetterInput,
        /// Its files.
        files: Vec<Attachment>,
        /// With whose values.
        number: EstablishmentNumber,
        /// To whom.
        to: String,
    },
    /// To freeze the letter.
    Freeze {
        /// The letter.
        letter: LetterInput,
        /// Its files.
        files: Vec<Attachment>,
    },
    /// Whether a plan that is kept, or a job, sends a frozen letter.
    IsUsed(LetterId),
    /// The templates.
    Templates,
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// Numbers, in order.
    Numbers {
        /// In order.
        numbers: Vec<EstablishmentNumber>,
        /// How many of their contacts have no address.
        without: usize,
    },
    /// A page; none when the establishment is gone.
    Page(Option<Box<Preview>>),
    /// The file was taken in.
    Attached(Attachment),
    /// A test waits.
    Queued(MailId),
    /// The letter is frozen; this writes it.
    Frozen(Task),
    /// Whether it is.
    Used(bool),
    /// Templates, by name.
    Templates(Vec<Template>),
}
