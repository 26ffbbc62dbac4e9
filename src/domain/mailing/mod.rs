//! Mailings: one letter with placeholders, written to the contacts of many.
//!
//! A letter's text is read once, at the edge ([`LetterInput::check`]); what is left can be rendered for any establishment,
//! purely and without failing. No value of an establishment is ever read as a placeholder.

pub mod attachment;
pub mod letter;
pub mod placeholder;
pub mod template;
pub mod text;

pub use attachment::{Attachment, SealedFile};
pub use letter::{Letter, LetterInput, Rendered};
pub use placeholder::{Placeholder, Values};
pub use template::{Template, TemplateId, TemplateInput};
pub use text::{Flaw, Wrong};

use serde::{Deserialize, Serialize};

/// A letter's identifier, once it is frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LetterId(pub i64);

/// Whom a mailing reaches, for those who confirm it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reach {
    /// Mails that will be queued.
    pub mails: u32,
    /// Different addresses among them.
    pub addresses: u32,
    /// Different domains among the addresses.
    pub domains: u32,
}
