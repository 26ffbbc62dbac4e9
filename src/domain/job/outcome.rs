//! What a task needs to know about a target, what is expected of it, and what became of it.

use serde::{Deserialize, Serialize};

use super::Reason;
use crate::domain::block::Block;
use crate::domain::export::{Cell, Fault, Held};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::school::Whose;
use crate::domain::zone::ZoneNumber;

/// What a task needs to know about one target, frozen with the plan.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "given", rename_all = "kebab-case")]
pub enum Given {
    /// Nothing.
    #[default]
    Nothing,
    /// The row was seen, as it then was.
    Seen {
        /// Its version.
        rev: i64,
    },
    /// The block that it replaces or lifts, as it stood when the plan was made.
    Standing {
        /// That block.
        block: Block,
    },
    /// The zone that it is moved from, as it was when the plan was made.
    From {
        /// That zone.
        zone: ZoneNumber,
    },
    /// What another job did to it, to be undone.
    Effect {
        /// That.
        effect: Effect,
    },
    /// The file that it is brought back from was judged.
    Archive {
        /// Its SHA-256, in hexadecimal.
        sha256: String,
        /// What the registry is to hold.
        held: Held,
        /// Whose it is, as it says itself.
        #[serde(default)]
        whose: Box<Whose>,
        /// The file of keys that opens it, or empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        keys: String,
    },
    /// A line of a file says what the row is to be.
    Line {
        /// What stands there, by field.
        typed: Filled,
        /// What it changes of a row that is there, or gives a new one.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        differs: Vec<Difference>,
        /// The version at which the row was seen that it changes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rev: Option<i64>,
    },
    /// The file was judged, and cannot be used.
    Unfit {
        /// Why.
        fault: Fault,
    },
    /// The list that names the file has values that are not accepted.
    Refused {
        /// Each of them.
        cells: Vec<Cell>,
        /// What else stands there, to be looked at in the same plan; it is not kept.
        #[serde(skip)]
        rest: Filled,
    },
}

/// A value that a line changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Of which field.
    pub field: Field,
    /// As it was when the plan was made, or empty.
    pub was: String,
    /// As it is to be, or empty.
    pub is: String,
}

impl Given {
    /// What a line of a file says.
    #[must_use]
    pub const fn line(typed: Filled) -> Self {
        Self::Line { typed, differs: Vec::new(), rev: None }
    }

    /// Returns the name of the export that what was done is undone from, if there is one.
    #[must_use]
    pub fn export(&self) -> Option<&str> {
        match self {
            Self::Effect { effect: Effect::Deleted { export } | Effect::Replaced { before: export, .. } } => {
                Some(export.as_str()).filter(|export| !export.is_empty())
            }
            Self::Nothing
            | Self::Seen { .. }
            | Self::Standing { .. }
            | Self::From { .. }
            | Self::Effect { .. }
            | Self::Archive { .. }
            | Self::Line { .. }
            | Self::Unfit { .. }
            | Self::Refused { .. } => None,
        }
    }
}

/// What was done to one target; enough to undo it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "kebab-case")]
pub enum Effect {
    /// Nothing that could be undone.
    Nothing,
    /// A row was changed.
    Row {
        /// What its noun needs to take it back.
        left: serde_json::Value,
    },
    /// A block was put.
    Blocked {
        /// It.
        placed: Block,
        /// The same blocker's earlier one, which it replaced.
        replaced: Option<Block>,
    },
    /// A block was lifted.
    Unblocked {
        /// It.
        lifted: Block,
    },
    /// The zone was changed.
    Moved {
        /// From.
        from: ZoneNumber,
        /// To.
        to: ZoneNumber,
    },
    /// A mail was queued.
    Queued {
        /// Its identifier in the outbox.
        mail: i64,
    },
    /// An export was made.
    Exported {
        /// Its name in the folder of exports.
        file: String,
        /// Its SHA-256, in hexadecimal.
        sha256: String,
        /// Its size in bytes.
        bytes: u64,
    },
    /// The establishment was deleted.
    Deleted {
        /// The export that was made before, by its name in the folder of exports; empty if none was asked for.
        export: String,
    },
    /// The establishment was brought back.
    Restored {
        /// From which file.
        file: String,
        /// Its SHA-256, in hexadecimal.
        sha256: String,
    },
    /// The establishment's content was replaced.
    Replaced {
        /// From which file.
        file: String,
        /// Its SHA-256, in hexadecimal.
        sha256: String,
        /// The export of what was there, by its name in the folder of exports.
        before: String,
    },
}

/// What is expected of a target when it is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Forecast {
    /// It will be done.
    Do,
    /// It already is as it is to be.
    Skip(Reason),
    /// A rule refuses it.
    Refuse(Reason),
}

/// A forecast without its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expectation {
    /// It will be done.
    Do,
    /// Nothing is to be done.
    Skip,
    /// A rule refuses it.
    Refuse,
}

impl Expectation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Do, Self::Skip, Self::Refuse];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Do => "do",
            Self::Skip => "skip",
            Self::Refuse => "refuse",
        }
    }
}

impl Forecast {
    /// Returns what it says without its reason.
    #[must_use]
    pub const fn expectation(&self) -> Expectation {
        match self {
            Self::Do => Expectation::Do,
            Self::Skip(_) => Expectation::Skip,
            Self::Refuse(_) => Expectation::Refuse,
        }
    }

    /// Returns the stored word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        self.expectation().word()
    }

    /// Returns the reason, if there is one.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Do => None,
            Self::Skip(reason) | Self::Refuse(reason) => Some(reason),
        }
    }
}

/// What became of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It was done.
    Done(Effect),
    /// It was found as it was to be; nothing was changed.
    Skipped(Reason),
    /// It was refused, or could not be done.
    Failed(Reason),
}

impl Verdict {
    /// Returns where the target stands with it.
    #[must_use]
    pub const fn state(&self) -> TargetState {
        match self {
            Self::Done(_) => TargetState::Done,
            Self::Skipped(_) => TargetState::Skipped,
            Self::Failed(_) => TargetState::Failed,
        }
    }

    /// Returns the reason, if there is one.
    #[must_use]
    pub const fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Done(_) => None,
            Self::Skipped(reason) | Self::Failed(reason) => Some(reason),
        }
    }
}

/// Where a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TargetState {
    /// Not yet handled.
    Waiting,
    /// Done.
    Done,
    /// Found as it was to be.
    Skipped,
    /// Refused or failed.
    Failed,
}

impl TargetState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Done, Self::Skipped, Self::Failed];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}
