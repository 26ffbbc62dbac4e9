//! What is asked of the worker about mails, and what it answers.

use crate::domain::mail::{Mail, MailId, State};
use crate::tui::widgets::pages::{Ask, Keyed};

impl Keyed for Mail {
    fn key(&self) -> i64 {
        self.id.0
    }
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Mails of one state or of all, the latest first.
    List {
        /// Which state.
        state: Option<State>,
        /// Which rows.
        ask: Ask,
    },
    /// One mail as it is stored now.
    Get(MailId),
    /// To queue it again.
    Retry(MailId),
    /// To send it now and tell what the server said.
    Send(MailId),
    /// To queue a test mail to an address.
    Test(String),
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// Mails.
    Page {
        /// Of which wish.
        ticket: u64,
        /// The latest first.
        rows: Vec<Mail>,
        /// Mails of each state.
        counts: Vec<(State, u32)>,
    },
    /// A mail.
    Got(Box<Mail>),
    /// It waits again.
    Retried(MailId),
    /// It is being sent.
    Sending,
    /// It was tried; what became of it.
    Tried(Box<Mail>),
    /// A mail waits.
    Queued(MailId),
}
