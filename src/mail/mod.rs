//! Mail, from the words of a letter to the server's answer.
//!
//! Invariants: a mail is written when it is queued and again, by [`follow`], in the transaction in which it leaves, with
//! a mark where the password belongs; the password takes the mark's place only while the message is being sent, and is
//! erased in the transaction that records that it was. No header is ever made from text: all of them go through
//! `lettre`'s types. A mail whose data went without an answer is uncertain, and only a person sends it again.

pub mod follow;
pub mod message;
pub mod proof;
mod round;
pub mod sender;
mod settlement;
pub mod template;
pub mod transport;

pub use round::{Ending, Limit, Round};
pub use sender::Sender;
pub use transport::Patience;
