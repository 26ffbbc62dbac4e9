//! What became of a message, and how long a server is waited for.

use std::time::Duration;

use crate::domain::text::is_unsafe;

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
    /// It was not tried: it waits as before, or is another's.
    Kept,
}

/// Whether the data may go, decided at the last moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// They may: from now on the outcome may stay unknown.
    Yes,
    /// They must not.
    No,
}

/// What a deferral concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// This mail; others may get through.
    Mail,
    /// Most likely every mail.
    Server,
}

/// How long a server is waited for, however little it says at a time. Nobody sets it but tests: a server that needs longer is of no use to anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For connecting and greeting, for each address of the server.
    pub connect: Duration,
    /// For the answer to a command.
    pub command: Duration,
    /// For the answer to a message (RFC 5321, 4.5.3.2.6 asks for 10 minutes; nobody waits that long here).
    pub message: Duration,
    /// For a goodbye.
    pub goodbye: Duration,
    /// For all of a message up to its data, connecting included.
    pub whole: Duration,
    /// For the answer to a message once the sender was asked to end.
    pub last: Duration,
    /// After this long without a message, a connection is tried before it is used.
    pub idle: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            command: Duration::from_mins(1),
            message: Duration::from_mins(2),
            goodbye: Duration::from_secs(2),
            whole: Duration::from_mins(4),
            last: Duration::from_secs(2),
            idle: Duration::from_secs(20),
        }
    }
}

/// Makes words of others fit to be kept: one line, nothing unsafe. They are as long as an answer may be: whoever keeps them
/// cuts them.
pub(super) fn clean(words: &str) -> String {
    let spaced: String = words.chars().map(|sign| if is_unsafe(sign) { ' ' } else { sign }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
