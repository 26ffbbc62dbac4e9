//! How mail leaves: a folder of files, or one connection to an SMTP server.

mod conversation;
mod folder;
mod kept;
mod outcome;
mod smtp;
mod wire;

pub use outcome::{Begun, Outcome, Patience, Scope};

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use self::folder::Folder;
use self::smtp::Smtp;
use super::message::Letter;
use crate::domain::host::{self, HostSettings};
use crate::store::home::Home;

/// How mail leaves; opened once, connected when the first message goes.
#[derive(Debug)]
pub enum Transport {
    /// Each mail becomes a file.
    Folder(Folder),
    /// One connection to a server.
    Smtp(Box<Smtp>),
}

impl Transport {
    /// Prepares the transport of the settings, for the sender of a token; nothing is connected, read or written yet.
    #[must_use]
    pub fn open(
        settings: &HostSettings,
        (home, maker): (&Home, &str),
        patience: Patience,
        stop: Arc<AtomicBool>,
    ) -> Self {
        match &settings.transport {
            host::Transport::Folder => Self::Folder(Folder::new(home, maker)),
            host::Transport::Smtp(smtp) => Self::Smtp(Box::new(Smtp::new(smtp, &settings.identity, patience, stop))),
        }
    }

    /// Returns a message away under a file name of ours. `begin` is called when the data are about to go: from then on
    /// the outcome may stay unknown. A folder never calls it: the mail was written a moment ago, in the transaction that
    /// claimed it, and the same file can be written again.
    ///
    /// # Errors
    /// What `begin` gives; then the data did not go.
    pub fn deliver<E>(
        &mut self,
        letter: &Letter,
        name: &str,
        begin: impl FnOnce() -> Result<Begun, E>,
    ) -> Result<Outcome, E> {
        match self {
            Self::Folder(folder) => Ok(folder.deliver(letter, name)),
            Self::Smtp(smtp) => smtp.deliver(letter, begin),
        }
    }

    /// Takes back what was given away for a mail that had been withdrawn meanwhile, where that can be: a file of the folder, by
    /// the words with which it was taken.
    pub fn take_back(&self, words: &str) {
        if let Self::Folder(folder) = self {
            folder.take_back(words);
        }
    }

    /// Says goodbye to the server, if there is a connection; the next message makes a new one.
    pub fn close(&mut self) {
        match self {
            Self::Folder(_) => {}
            Self::Smtp(smtp) => smtp.close(),
        }
    }
}
