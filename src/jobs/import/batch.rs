//! The import under way: good rows in batches, and what differs one by one when that was asked for.

use std::collections::{HashMap, HashSet};

use csv::StringRecord;

use super::error::Result;
use super::judge::{Differing, Good, Judge, Verdict};
use super::options::Update;
use super::run::{End, Tally};
use super::source::Source;
use super::watch::Watch;
use crate::domain::establishment::{EstablishmentNumber, Input, NUMBER_MAX};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::import::{Finding, Row, RowProblem};
use crate::operations::establishment::{self, BATCH_MAX, BatchRow, SendMail, add_batch};
use crate::operations::{Error, Rule};

/// An import under way.
pub(super) struct Import<'a> {
    pub(super) judge: Judge<'a>,
    pub(super) numbers: Numbers<'a>,
    pub(super) send: SendMail,
    pub(super) update: Update,
    /// What the examination told of each establishment that differs.
    pub(super) told: &'a HashMap<EstablishmentNumber, u64>,
    pub(super) tally: &'a mut Tally,
}

/// A row that waits for its batch, with its cells.
struct Waiting {
    row: BatchRow,
    cells: StringRecord,
    /// Whether the file asks for its number.
    asked: bool,
}

impl Import<'_> {
    pub(super) fn all(&mut self, source: &Source, watch: &mut Watch<'_>) -> Result<End> {
        let mut batch = Vec::with_capacity(BATCH_MAX);
        let mut rows = source.rows()?;
        loop {
            let line = rows.advance()?;
            if !batch.is_empty() && (batch.len() == BATCH_MAX || line.is_none()) {
                if watch.cancel.is_cancelled() {
                    return Ok(End::Cancelled);
                }
                self.add(std::mem::take(&mut batch), watch)?;
                watch.progress.reach(self.tally.added + self.tally.updated);
            }
            let Some(line) = line else { return Ok(End::Complete) };
            let row = Row::read(self.judge.mapping, |column| rows.cell(column));
            let verdict = self.judge.judge(line, &row, rows.check_width())?;
            self.tally.counts.count(&verdict);
            match verdict {
                Verdict::Good(good) => {
                    let Good { mut new, shares_uai } = *good;
                    let asked = new.number.is_some();
                    if !asked {
                        new.number = self.numbers.take(&mut self.judge)?;
                    }
                    let cells = rows.current().clone();
                    batch.push(Waiting { row: BatchRow { line, new, shares_uai }, cells, asked });
                }
                Verdict::Unchanged => {}
                Verdict::Differs(differing) => {
                    if self.update == Update::Apply {
                        if watch.cancel.is_cancelled() {
                            return Ok(End::Cancelled);
                        }
                        self.bring_up_to_date(line, (&row, rows.current()), &differing, watch)?;
                        watch.progress.reach(self.tally.added + self.tally.updated);
                    }
                }
                Verdict::Rejected(findings) => watch.tell(rows.current(), &findings)?,
            }
        }
    }

    /// Adds a batch; when something in it is no longer as it was judged, because others work too, each row by itself.
    fn add(&mut self, batch: Vec<Waiting>, watch: &mut Watch<'_>) -> Result<()> {
        let rows = batch.iter().map(|waiting| waiting.row.clone()).collect();
        match add_batch(self.judge.hosted.ctx, rows, self.send) {
            Ok(made) => {
                self.made(made, &batch, watch);
                return Ok(());
            }
            Err(Error::Fields(_)) => {}
            Err(error) => return Err(error.into()),
        }
        for waiting in batch {
            self.add_one(waiting, watch)?;
        }
        Ok(())
    }

    fn add_one(&mut self, mut waiting: Waiting, watch: &mut Watch<'_>) -> Result<()> {
        loop {
            let errors = match add_batch(self.judge.hosted.ctx, vec![waiting.row.clone()], self.send) {
                Ok(made) => {
                    self.made(made, std::slice::from_ref(&waiting), watch);
                    return Ok(());
                }
                Err(Error::Fields(errors)) => errors,
                Err(error) => return Err(error.into()),
            };
            // Somebody else took the number that was chosen here: another one will do.
            if !waiting.asked && errors.iter().all(|error| error.problem == Problem::NumberUsed) {
                self.numbers.next = self.numbers.next.max(establishment::next_number(self.judge.hosted.ctx)?.0);
                waiting.row.new.number = self.numbers.take(&mut self.judge)?;
                continue;
            }
            if errors.iter().any(|error| matches!(error.problem, Problem::AlreadyThere { .. })) {
                self.tally.counts.good -= 1;
                self.tally.counts.unchanged += 1;
                return Ok(());
            }
            let row = Row::read(self.judge.mapping, |column| waiting.cells.get(column).unwrap_or_default());
            let line = waiting.row.line;
            let finding =
                |FieldError { field, problem }| self.judge.finding(line, &row, (field, RowProblem::Cell(problem)));
            let findings: Vec<Finding> = errors.into_iter().map(finding).collect();
            self.tally.counts.good -= 1;
            self.tally.counts.errors += 1;
            return watch.tell(&waiting.cells, &findings);
        }
    }

    fn made(&mut self, made: Vec<(u64, EstablishmentNumber)>, of: &[Waiting], watch: &mut Watch<'_>) {
        self.tally.added += made.len() as u64;
        let has_address = |waiting: &&Waiting| !waiting.row.new.draft.contact.email_text().is_empty();
        self.tally.reachable += of.iter().filter(has_address).count() as u64;
        for (_, number) in made {
            (watch.added.0)(number);
        }
    }

    /// Edits one that differs, as a person would: refused when somebody edits it meanwhile, or has since the examination
    /// changed what the row would take back.
    fn bring_up_to_date(
        &mut self,
        line: u64,
        (row, cells): (&Row, &StringRecord),
        differing: &Differing,
        watch: &mut Watch<'_>,
    ) -> Result<()> {
        let Differing { number, rev, wanted, .. } = differing;
        let input = Input::from_draft(wanted);
        let is_as_told = self.told.get(number) == Some(&differing.print());
        let edited = is_as_told.then(|| establishment::bring_up_to_date(self.judge.hosted.ctx, *number, *rev, &input));
        let why = match edited.transpose() {
            Ok(Some(_)) => {
                self.tally.updated += 1;
                return Ok(());
            }
            Ok(None) => "conflict",
            Err(Error::Fields(errors)) => errors.first().map_or("fields", |error| error.problem.code()),
            Err(error @ (Error::Conflict(_) | Error::Busy { .. } | Error::NotFound { .. } | Error::Rule(_))) => {
                error.word()
            }
            Err(error) => return Err(error.into()),
        };
        let problem = RowProblem::NotUpdated { number: *number, why };
        let finding = self.judge.finding(line, row, (Field::Denomination, problem));
        self.tally.counts.differ -= 1;
        self.tally.counts.errors += 1;
        watch.tell(cells, &[finding])
    }
}

/// Numbers for rows that ask for none, chosen here only when other rows of the file ask for some: the next free one
/// might be one of theirs.
pub(super) struct Numbers<'a> {
    taken: &'a HashSet<EstablishmentNumber>,
    next: u32,
}

impl<'a> Numbers<'a> {
    pub(super) fn new(taken: &'a HashSet<EstablishmentNumber>, highest: u32) -> Self {
        Self { taken, next: highest.saturating_add(1) }
    }

    fn take(&mut self, judge: &mut Judge<'_>) -> Result<Option<EstablishmentNumber>> {
        if self.taken.is_empty() {
            return Ok(None);
        }
        for _ in 0..=NUMBER_MAX {
            if self.next > NUMBER_MAX {
                // From here on the lowest that are free.
                self.next = 1;
            }
            let number = EstablishmentNumber(self.next);
            self.next += 1;
            if !self.taken.contains(&number) && judge.hosted.number_problem(number)?.is_none() {
                return Ok(Some(number));
            }
        }
        Err(Error::from(Rule::NumberTaken).into())
    }
}
