//! How mail leaves: a folder of files, or one connection to an SMTP server.

mod folder;
mod smtp;

use crate::domain::host::{self, HostIdentity};
use crate::domain::text::is_unsafe;
use crate::store::home::Home;

use super::message::Letter;
use folder::Folder;
use smtp::Smtp;

/// Longest words that are kept, in characters.
const WORDS_MAX: usize = 300;

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was taken.
    Sent {
        /// The server's words, or the file's name.
        words: String,
    },
    /// Another try may do.
    Deferred {
        /// The server's words, or the cause.
        words: String,
        /// What it concerns.
        scope: Scope,
    },
    /// No other try will do.
    Refused {
        /// The server's words, or the cause.
        words: String,
    },
    /// It may have arrived.
    Uncertain {
        /// The cause.
        words: String,
    },
}

/// What a deferral concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// This mail; others may get through.
    Mail,
    /// Most likely every mail.
    Server,
}

/// How mail leaves; opened once, connected when the first message goes.
#[derive(Debug)]
pub enum Transport {
    /// Each mail becomes a file.
    Folder(Folder),
    /// One connection to a server.
    Smtp(Box<Smtp>),
}

impl Transport {
    /// Prepares the transport of the settings; nothing is connected, read or written yet.
    #[must_use]
    pub fn open(settings: &host::Transport, host: &HostIdentity, home: &Home) -> Self {
        match settings {
            host::Transport::Folder => Self::Folder(Folder::new(home)),
            host::Transport::Smtp(smtp) => Self::Smtp(Box::new(Smtp::new(smtp, host))),
        }
    }

    /// Gives a message away under a file name of ours. `begin` is called when the data are about to go: from then on
    /// the outcome may stay unknown. A folder never calls it, since the same file can be written again.
    ///
    /// # Errors
    /// What `begin` gives; then the data did not go.
    pub fn deliver<E>(
        &mut self,
        letter: &Letter,
        name: &str,
        begin: impl FnOnce() -> Result<(), E>,
    ) -> Result<Outcome, E> {
        match self {
            Self::Folder(folder) => Ok(folder.deliver(letter, name)),
            Self::Smtp(smtp) => smtp.deliver(letter, begin),
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

/// Makes words of others fit to be kept: one line, nothing unsafe, not too long.
fn clean(words: &str) -> String {
    let spaced: String = words.chars().map(|sign| if is_unsafe(sign) { ' ' } else { sign }).collect();
    let single = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    single.chars().take(WORDS_MAX).collect()
}
