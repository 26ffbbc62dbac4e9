//! What a job does, with its settings; the same for every target.

use serde::{Deserialize, Serialize};

use crate::domain::act::{Act, Noun, Verb};
use crate::domain::block::Blocker;
use crate::domain::export::Form;
use crate::domain::filled::Filled;
use crate::domain::mailing::LetterId;
use crate::domain::message::{Message, Value};
use crate::domain::said;
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;

/// How much care a confirmation takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Danger {
    /// Nothing is asked.
    None,
    /// `y`.
    Yes,
    /// The count is typed.
    Count,
    /// The name, or the count, is typed.
    Name,
}

/// Whether an export is made before a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFirst {
    /// It is; the deletion can be undone from it.
    Yes,
    /// It is not.
    No,
}

/// Whose password is replaced in each establishment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AdministratorChoice {
    /// The first administrator's, whatever its state.
    First,
    /// The first administrator's, but only if its generated password expired unused.
    ExpiredUnused,
    /// The administrator's with this login.
    Named(String),
    /// Nobody's: an administrator is created, with the contact's names.
    New,
}

impl AdministratorChoice {
    /// Those that can be chosen for many.
    pub const ALL: [Self; 2] = [Self::First, Self::ExpiredUnused];

    /// Returns the word of the command line.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::First => "first",
            Self::ExpiredUnused => "expired-unused",
            Self::Named(_) => "named",
            Self::New => "new",
        }
    }

    /// Returns the login of one that is named; empty for the others.
    #[must_use]
    pub fn login(&self) -> &str {
        if let Self::Named(login) = self { login } else { "" }
    }

    /// Reads the word of the command line.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }
}

/// What is done to each target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Task {
    /// Puts the webmaster's block.
    Block {
        /// Why.
        reason: String,
        /// The first moment at which it no longer stands.
        until: Option<Timestamp>,
    },
    /// Lifts one blocker's block.
    Unblock {
        /// Whose.
        blocker: Blocker,
    },
    /// Moves to another zone.
    MoveToZone {
        /// Which.
        zone: ZoneNumber,
    },
    /// Adds one.
    Add,
    /// Changes what is known of one.
    Edit {
        /// What was typed, of the fields that change.
        typed: Filled,
    },
    /// Replaces an administrator's password, mailed to the contact.
    ResetAdministrator {
        /// Whose.
        choice: AdministratorChoice,
    },
    /// Exports the database.
    Export {
        /// In which form.
        #[serde(default)]
        form: Form,
    },
    /// Deletes the establishment.
    Delete {
        /// Whether it is exported before.
        export_first: ExportFirst,
    },
    /// Writes a letter to the contact: a mail waits in the outbox.
    WriteMail {
        /// Which, as it was frozen.
        letter: LetterId,
        /// Its subject as typed, for lists.
        subject: String,
    },
    /// Counts what is in the establishment; nothing is changed.
    ComputeStatistics,
    /// Brings establishments back from files; a number that is there already is refused.
    Restore,
    /// Brings establishments back from files; the content of one that is there is replaced, after an export of it.
    Replace,
    /// Brings back what another job deleted, from the exports that it made.
    UndoDelete,
    /// Removes what another job brought back, after an export; what it replaced is put back.
    UndoRestore,
    /// Lifts the blocks that another job put, where they still stand as it put them.
    UndoBlock,
    /// Puts back the blocks that another job lifted.
    UndoUnblock,
    /// Moves back to the zone that another job moved from.
    UndoMove,
    /// Deletes what was added, after an export, where nobody changed it since.
    UndoAdd,
    /// Gives back what an edit changed, where nobody changed it since.
    UndoEdit,
    /// Takes back the mails that another job wrote and that still wait.
    UndoWriteMail,
    /// Does an act to rows of its noun.
    Act {
        /// Which.
        act: Act,
        /// What was typed for it.
        #[serde(default)]
        typed: Filled,
    },
    /// Takes back an act that another job did.
    TakeBack {
        /// Which.
        act: Act,
    },
}

/// Declares the kinds of task: each is a variant of [`Task`], with its own tag as the stored word.
macro_rules! kinds {
    ($($kind:ident $word:literal),* $(,)?) => {
        /// A task's kind, for lists and filters.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is a variant of Task")]
        pub enum Kind { $($kind,)* Act(Act), TakeBack(Act) }

        impl Kind {
            /// All of them but acts.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Returns the stored word; the task's own tag.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                    Self::Act(act) => act.stem(),
                    Self::TakeBack(act) => act.back(),
                }
            }
        }

        impl Task {
            /// Returns the kind.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind { .. } => Kind::$kind,)*
                    Self::Act { act, .. } => Kind::Act(*act),
                    Self::TakeBack { act } => Kind::TakeBack(*act),
                }
            }
        }
    };
}

kinds! {
    Block "block",
    Unblock "unblock",
    MoveToZone "move-to-zone",
    Add "add",
    Edit "edit",
    ResetAdministrator "reset-administrator",
    Export "export",
    Delete "delete",
    WriteMail "write-mail",
    ComputeStatistics "compute-statistics",
    Restore "restore",
    Replace "replace",
    UndoDelete "undo-delete",
    UndoRestore "undo-restore",
    UndoBlock "undo-block",
    UndoUnblock "undo-unblock",
    UndoMove "undo-move",
    UndoAdd "undo-add",
    UndoEdit "undo-edit",
    UndoWriteMail "undo-write-mail",
}

impl Kind {
    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let acts = Act::ALL.iter().flat_map(|act| [Self::Act(*act), Self::TakeBack(*act)]);
        Self::ALL.iter().copied().chain(acts).find(|kind| kind.word() == word)
    }
}

impl Task {
    /// Says what was typed for it, where it is the same for each target: a row that is made is told by its name.
    #[must_use]
    pub fn typed_said(&self) -> Vec<Message> {
        match self {
            Self::Act { act, typed } if act.verb() != Verb::Add => said::typed(typed),
            _ => Vec::new(),
        }
    }

    /// Asks whether it is to be done to so many, after what was typed for it.
    #[must_use]
    pub fn question(&self, count: u32) -> Message {
        let question = Message::new("job-start-question").with("kind", self.kind().word()).with("count", count);
        match said::listed(self.typed_said().into_iter().map(Value::from)) {
            Some(what) => Message::new("job-question-of").with("what", what).with("question", question),
            None => question,
        }
    }

    /// Returns the noun whose rows it is for.
    #[must_use]
    pub const fn noun(&self) -> Noun {
        if let Kind::Act(act) | Kind::TakeBack(act) = self.kind() { act.noun() } else { Noun::Establishment }
    }
}

/// How far a task goes into the establishments that are its targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Extent {
    /// Its targets are rows of another noun.
    Rows,
    /// Nothing in them changes, and others may work on them meanwhile.
    Beside,
    /// They are read whole, so nobody changes them meanwhile.
    Reads,
    /// Something about them changes.
    Changes,
    /// Their people lose access.
    Closes,
    /// They are there afterwards, and were not before.
    Brings,
    /// They get other content; what was in them is lost.
    Replaces,
    /// They may be gone.
    Removes,
}

impl Extent {
    /// Tells whether its establishments belong to one such job at a time; a later one waits.
    #[must_use]
    pub const fn is_exclusive(self) -> bool {
        !matches!(self, Self::Rows | Self::Beside)
    }

    /// Tells whether its establishments stay chosen when it is done: it changed nothing in them, and the next step is for
    /// the same ones. Everything else leaves chosen only what failed.
    #[must_use]
    pub const fn keeps_chosen(self) -> bool {
        matches!(self, Self::Beside | Self::Reads)
    }

    /// Tells whether what it costs is worth telling: accounts that lose access, or are lost.
    #[must_use]
    pub const fn has_impact(self) -> bool {
        matches!(self, Self::Closes) || self.loses_content()
    }

    /// Tells whether it gives an establishment other content, or takes it away.
    #[must_use]
    pub const fn gives_content(self) -> bool {
        matches!(self, Self::Brings) || self.loses_content()
    }

    /// Tells whether what is in its establishments is lost, and mails about them that wait are withdrawn.
    #[must_use]
    pub const fn loses_content(self) -> bool {
        matches!(self, Self::Replaces | Self::Removes)
    }

    /// Tells whether establishments may be gone after it: above a part of all, a second switch is asked for.
    #[must_use]
    pub const fn may_delete(self) -> bool {
        matches!(self, Self::Removes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_is_read_back_and_its_tag_is_its_kind() {
        for task in [
            Task::Block { reason: "r".into(), until: Some(Timestamp(5)) },
            Task::Unblock { blocker: Blocker::Program },
            Task::MoveToZone { zone: ZoneNumber(3) },
            Task::Edit { typed: Filled::default().with(crate::domain::field::Field::Location, "29200 Brest") },
            Task::ResetAdministrator { choice: AdministratorChoice::ExpiredUnused },
            Task::Export { form: Form::default() },
            Task::Delete { export_first: ExportFirst::Yes },
            Task::WriteMail { letter: LetterId(4), subject: "s".into() },
            Task::ComputeStatistics,
            Task::Restore,
            Task::Replace,
            Task::UndoDelete,
            Task::UndoRestore,
            Task::UndoBlock,
            Task::UndoUnblock,
            Task::UndoMove,
            Task::Add,
            Task::UndoAdd,
            Task::UndoEdit,
            Task::UndoWriteMail,
        ] {
            let text = serde_json::to_string(&task).unwrap();
            assert_eq!(serde_json::from_str::<Task>(&text).unwrap(), task);
            let tag = serde_json::to_value(&task).unwrap()["kind"].as_str().map(str::to_owned);
            assert_eq!(tag.as_deref(), Some(task.kind().word()));
            assert_eq!(Kind::from_word(task.kind().word()), Some(task.kind()));
        }
    }
}
