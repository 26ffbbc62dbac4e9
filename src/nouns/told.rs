//! What a verb tells when it is done.

use super::cell::{Cell, Tone};
use super::source::Id;
use crate::domain::job::{JobId, Reason};
use crate::domain::mail::MailId;
use crate::domain::message::{Explain as _, Message};

/// What a verb tells when it is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is said.
    pub said: Message,
    /// What it is about.
    pub about: About,
    /// The row that it is about, where its key alone does not name it in a list.
    pub id: Option<Id>,
    /// How good it is.
    pub tone: Tone,
    /// What a command says besides.
    pub notes: Vec<Message>,
    /// A mail that waits and that lines and commands send at once.
    pub mail: Option<Mailed>,
    /// The job of one target that it was.
    pub job: Option<JobId>,
    /// An answer of several lines, which is read in full.
    pub sheet: Vec<SheetLine>,
}

/// A line of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// What is said.
    pub said: Message,
    /// How good it is.
    pub tone: Tone,
}

/// A mail that was queued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailed {
    /// Which.
    pub id: MailId,
    /// What a command says in the place of the result: it is given what became of the mail, as `mail`.
    pub said: Message,
}

/// What a verb's result is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A row, by its key: lists go to it, commands give its record.
    Row(String),
    /// Those of several rows that it was done to.
    Rows(Vec<Id>),
    /// Facts, for programs.
    Facts(Vec<(&'static str, Cell)>),
    /// Nothing that is in a list.
    Nobody,
}

impl About {
    /// Returns the key of the row that it is about.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Row(key) => Some(key),
            Self::Rows(_) | Self::Facts(_) | Self::Nobody => None,
        }
    }
}

impl Told {
    /// Tells of a row.
    #[must_use]
    pub fn row(said: Message, key: impl Into<String>) -> Self {
        Self { about: About::Row(key.into()), ..Self::plainly(said, Tone::Good) }
    }

    /// Names the job that it was. What was saved as it was left none: that is no change, and nothing is confirmed.
    pub(super) fn of_job(&mut self, job: Option<JobId>, is_edit: bool) {
        self.job = self.job.or(job);
        if is_edit && self.job.is_none() {
            self.said = Reason::NoChange.message();
        }
    }

    /// Warns besides.
    #[must_use]
    pub fn but(mut self, warning: Message) -> Self {
        self.said = Message::new("done-but").with("said", self.said).with("but", warning);
        Self { tone: Tone::Warning, ..self }
    }

    /// Tells what has no row.
    #[must_use]
    pub const fn plainly(said: Message, tone: Tone) -> Self {
        Self { said, about: About::Nobody, id: None, tone, notes: Vec::new(), mail: None, job: None, sheet: Vec::new() }
    }

    /// Tells of several rows.
    #[must_use]
    pub fn rows(said: Message, done: Vec<Id>, tone: Tone) -> Self {
        Self { about: About::Rows(done), ..Self::plainly(said, tone) }
    }

    /// Answers a question in several lines; programs get the facts.
    #[must_use]
    pub fn answer(said: Message, sheet: Vec<SheetLine>, facts: Vec<(&'static str, Cell)>) -> Self {
        Self { sheet, ..Self::facts(said, facts) }
    }

    /// Returns the lines of an answer that explains why something is not allowed; none where it is: what a row itself
    /// refuses is no question of rights.
    #[must_use]
    pub fn refusal(&self) -> &[SheetLine] {
        let About::Facts(facts) = &self.about else { return &[] };
        let is_refused = facts.iter().any(|(name, cell)| *name == "allowed" && *cell == Cell::Truth(false));
        if is_refused { &self.sheet } else { &[] }
    }

    /// Tells facts.
    #[must_use]
    pub fn facts(said: Message, facts: Vec<(&'static str, Cell)>) -> Self {
        Self { about: About::Facts(facts), ..Self::plainly(said, Tone::Good) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_explains_a_refusal_that_is_no_question_of_rights() {
        let line = SheetLine { said: Message::new("access-head-facts"), tone: Tone::Plain };
        let told = |facts| Told::answer(Message::new("sheet-title"), vec![line.clone()], facts);
        assert_eq!(told(vec![("allowed", Cell::Truth(false))]).refusal(), std::slice::from_ref(&line));
        for facts in [vec![("allowed", Cell::Truth(true))], Vec::new()] {
            assert!(told(facts).refusal().is_empty());
        }
    }
}
