//! Mailings: a letter with placeholders is checked, previewed, tested, frozen, and written by a job to many contacts.
//!
//! Invariants: a letter is frozen before it is planned, so every target gets the same; a mail is rendered and queued in
//! the transaction that marks its target, and the target is its key, so nobody gets it twice; the same text goes once
//! to one address, however many establishments share it.

mod letter;
mod loaded_letter;
mod queue;
mod report;
pub(in crate::operations) mod template;

pub use letter::{Kept, attach, freeze, get, is_used, test};
pub use loaded_letter::{Preview, preview};
pub use queue::survey;
pub use report::{MailOf, Standing, mails, standing};
pub use template::{add as add_template, edit as edit_template};
pub use template::{find as find_template, list as templates, remove as remove_template};

pub(in crate::operations) use loaded_letter::LoadedLetter;
pub(in crate::operations) use queue::{judge, judge_take_back, take_back, used_by, write};
