//! What is asked of the worker about the host, and what it answers.

use crate::domain::access::Actor;
use crate::domain::block::Block;
use crate::domain::host::HostInput;
use crate::domain::language::Language;
use crate::domain::password::Secret;
use crate::domain::webmaster::WebmasterInput;
use crate::operations::establishment::BlockInput;

/// A password as typed, twice.
#[derive(Debug)]
pub(crate) struct Typed {
    /// The password.
    pub(crate) password: Secret,
    /// The same, typed again.
    pub(crate) again: Secret,
}

/// What the first start needs.
#[derive(Debug)]
pub(crate) struct Beginning {
    /// The host's settings, as typed.
    pub(crate) host: HostInput,
    /// The first webmaster, as typed.
    pub(crate) webmaster: WebmasterInput,
    /// The webmaster's password.
    pub(crate) password: Typed,
    /// The language of zone 1.
    pub(crate) language: Language,
}

/// What the screen of settings shows.
#[derive(Debug)]
pub(crate) struct Overview {
    /// The settings, as a form shows them.
    pub(crate) input: HostInput,
    /// Their version.
    pub(crate) rev: i64,
    /// The blocks of every establishment.
    pub(crate) blocks: Vec<Block>,
    /// Establishments, which such a block stops.
    pub(crate) establishments: u32,
    /// Mails that wait, which leave with the settings as they then are.
    pub(crate) waiting: u32,
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// Everything that the screen shows.
    Get,
    /// To save the settings.
    Save {
        /// The version that was read.
        rev: i64,
        /// As typed.
        input: Box<HostInput>,
    },
    /// To stop every establishment.
    Block {
        /// As typed.
        input: BlockInput,
        /// The blocks that stood when it was typed.
        seen: Vec<Block>,
    },
    /// To let every establishment go on.
    Unblock {
        /// The blocks that were shown.
        seen: Vec<Block>,
    },
    /// To make the data directory.
    Initialise(Box<Beginning>),
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// What the screen shows.
    Got(Box<Overview>),
    /// The settings were saved.
    Saved,
    /// Somebody else saved first; what is stored now.
    Overtaken(Box<Overview>),
    /// Every establishment is stopped.
    Blocked,
    /// Every establishment goes on.
    Unblocked,
    /// The data directory is made; who has signed in, or none: that did not work.
    Initialised(Option<Actor>),
    /// Somebody else has made it meanwhile.
    InitialisedByOthers,
}
