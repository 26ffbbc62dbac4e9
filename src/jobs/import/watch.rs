//! Who follows a pass over the file, and what was counted on the way.

use csv::StringRecord;

use super::error::Result;
use super::judge::Verdict;
use super::rejects::Rejects;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::import::{Finding, Weight};
use crate::jobs::progress::{Cancel, Progress};

/// Who follows a pass over the file.
#[derive(Debug)]
pub struct Watch<'a> {
    /// Hears how far it is.
    pub progress: Progress<'a>,
    /// Stops it.
    pub cancel: Cancel,
    rejects: Option<Rejects<'a>>,
    listener: Listener<'a>,
    pub(super) added: Added<'a>,
}

struct Listener<'a>(Box<dyn FnMut(&Finding) + 'a>);

impl std::fmt::Debug for Listener<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Listener")
    }
}

pub(super) struct Added<'a>(pub(super) Box<dyn FnMut(EstablishmentNumber) + 'a>);

impl std::fmt::Debug for Added<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Added")
    }
}

impl<'a> Watch<'a> {
    /// Follows with a progress and a way to stop.
    #[must_use]
    pub fn new(progress: Progress<'a>, cancel: Cancel) -> Self {
        Self { progress, cancel, rejects: None, listener: Listener(Box::new(|_| {})), added: Added(Box::new(|_| {})) }
    }

    /// Follows nothing and never stops.
    #[must_use]
    pub fn silent() -> Self {
        Self::new(Progress::silent(), Cancel::new())
    }

    /// Calls back with every finding as it is made.
    #[must_use]
    pub fn with_findings(mut self, listener: impl FnMut(&Finding) + 'a) -> Self {
        self.listener = Listener(Box::new(listener));
        self
    }

    /// Calls back with the number of every establishment that was added, once its batch is on disk.
    #[must_use]
    pub fn with_added(mut self, listener: impl FnMut(EstablishmentNumber) + 'a) -> Self {
        self.added = Added(Box::new(listener));
        self
    }

    /// Writes every refused row; the file is there once [`Self::finish_rejects`] was called.
    #[must_use]
    pub fn with_rejects(mut self, rejects: Rejects<'a>) -> Self {
        self.rejects = Some(rejects);
        self
    }

    /// Puts the rejects file in its place; gives the number of its rows, if there is one.
    ///
    /// # Errors
    /// As [`Rejects::finish`].
    pub fn finish_rejects(&mut self) -> Result<Option<u64>> {
        self.rejects.take().map(Rejects::finish).transpose()
    }

    pub(super) fn tell(&mut self, row: &StringRecord, findings: &[Finding]) -> Result<()> {
        self.hear(findings);
        self.rejects.as_mut().map_or(Ok(()), |rejects| rejects.put(row, findings))
    }

    /// Tells of a row that is not refused.
    pub(super) fn hear(&mut self, findings: &[Finding]) {
        for finding in findings {
            (self.listener.0)(finding);
        }
    }
}

/// Rows by what becomes of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All rows that are not blank.
    pub rows: u64,
    /// Those that can be imported.
    pub good: u64,
    /// Those that are there already, as they are in the file.
    pub unchanged: u64,
    /// Those that are there already and differ.
    pub differ: u64,
    /// Those that are left out: well-formed, but their UAI belongs to another establishment.
    pub skipped: u64,
    /// Those that have to be corrected.
    pub errors: u64,
}

impl Counts {
    /// Counts the rows of the rejects file.
    #[must_use]
    pub const fn rejected(&self) -> u64 {
        self.skipped + self.errors
    }

    pub(super) fn count(&mut self, verdict: &Verdict) {
        self.rows += 1;
        let place = match verdict {
            Verdict::Good(_) => &mut self.good,
            Verdict::Unchanged => &mut self.unchanged,
            Verdict::Differs(_) => &mut self.differ,
            Verdict::Rejected(findings) => {
                let skipped = findings.iter().all(|finding| finding.problem.weight() == Weight::Skipped);
                if skipped { &mut self.skipped } else { &mut self.errors }
            }
        };
        *place += 1;
    }
}
