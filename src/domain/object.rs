//! Where somebody acts and what an act is for, with the facts of the account that it is done to.

use super::day::Day;
use super::duty::Ground;
use super::establishment::EstablishmentNumber;
use super::rights::account_acts::{AccountAct, Target};

/// Whose rows: the host's, or those of one establishment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// The host, whose rows are in the registry.
    Host,
    /// An establishment, whose people and their work are in its own database.
    Establishment(EstablishmentNumber),
}

impl At {
    /// Returns the establishment; none at the host.
    #[must_use]
    pub const fn establishment(self) -> Option<EstablishmentNumber> {
        match self {
            Self::Host => None,
            Self::Establishment(number) => Some(number),
        }
    }
}

/// What an act is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Object<'a> {
    /// Where its row is.
    pub at: At,
    /// What names the row; none: the noun as such, as for a list or something new.
    pub key: Option<&'a str>,
    /// Whose establishment it is about.
    pub ground: Ground,
    /// What is to be done to which account, where that is known; none: it is only asked whether there may be any.
    pub row: Option<OnAccount<'a>>,
}

/// What is done to an account, with the facts that decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnAccount<'a> {
    /// What is done.
    pub act: AccountAct<'a>,
    /// The account, as it was found.
    pub target: &'a Target<'a>,
    /// The day on which it was found.
    pub today: Day,
}

impl Object<'_> {
    /// A noun as such, somewhere.
    #[must_use]
    pub const fn at(at: At) -> Self {
        Self { at, key: None, ground: Ground::Any, row: None }
    }
}

impl Object<'static> {
    /// What the host has, as such.
    pub const HOST: Self = Self::at(At::Host);
}

/// Where somebody acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Door {
    /// The screens of the console.
    Console,
    /// Its plain lines.
    Plain,
    /// A command.
    #[default]
    Command,
}

impl Door {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Console, Self::Plain, Self::Command];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Plain => "plain",
            Self::Command => "command",
        }
    }
}
