//! Adding many, for imports: each batch is acknowledged as a whole once it is on disk.

use crate::domain::act::Act;
use crate::domain::establishment::{EstablishmentNumber, NewEstablishment};
use crate::domain::field::Problem;
use crate::operations::context::Context;
use crate::operations::error::{Result, Rule};
use crate::operations::permitted::Permitted;

use super::add::{CopyMail, Mailing, SendMail, wish};
use super::creation::{self, Made, Population, Wish, create};
use super::left::Told;

/// Most establishments in one batch.
pub const BATCH_MAX: usize = 200;

/// One row of a batch.
#[derive(Debug, Clone)]
pub struct BatchRow {
    /// The file's line, given back with the number.
    pub line: u64,
    /// What to make.
    pub new: NewEstablishment,
    /// Whether the operator let it share its UAI.
    pub shares_uai: bool,
}

/// Adds a batch, all of it or nothing; on both cores: what is there by now is refused, whoever added it. Gives each
/// line's number.
///
/// # Errors
/// The first problem that needs other rows; [`Rule::TooMany`].
pub fn add_batch(ctx: &mut Context, rows: Vec<BatchRow>, send: SendMail) -> Result<Vec<(u64, EstablishmentNumber)>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_IMPORT)?;
    if rows.len() > BATCH_MAX {
        return Err(Rule::TooMany { max: BATCH_MAX, found: rows.len() }.into());
    }
    let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
    let wishes = rows.into_iter().map(|row| Wish { once: true, ..wish(row.new, row.shares_uai) }).collect();
    let made = create(ctx, wishes, Mailing { send, copy: CopyMail::No }, Told::ByImport)?;
    Ok(lines.into_iter().zip(made.into_iter().map(|one| one.number)).collect())
}

/// Adds a batch with the people who are in them from the start; only the demonstration does so.
pub(in crate::operations) fn add_peopled(
    ctx: &mut Permitted<'_>,
    rows: Vec<(NewEstablishment, Population)>,
    send: SendMail,
) -> Result<Vec<Made>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    let wishes =
        rows.into_iter().map(|(new, population)| Wish { new, shares_uai: false, once: false, population }).collect();
    create(ctx, wishes, Mailing { send, copy: CopyMail::No }, Told::ByImport)
}

/// Tells what keeps a new establishment from getting a number, if anything does.
pub fn number_problem(ctx: &mut Context, number: EstablishmentNumber) -> Result<Option<Problem>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    let shelf = ctx.home().shelf();
    ctx.read(|tx| creation::number_problem(tx, &shelf, number))
}

/// Returns the number that the next establishment gets when none is asked for.
pub fn next_number(ctx: &mut Context) -> Result<EstablishmentNumber> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    let shelf = ctx.home().shelf();
    ctx.read(|tx| creation::free_number(tx, &shelf, shelf.highest()?))
}

/// Adds one as a line of a file would: no job tells of it, and no mail leaves.
#[cfg(test)]
pub(crate) fn add_line(ctx: &mut Context, input: &crate::domain::establishment::Input) {
    let new = input.check(crate::domain::establishment::ContactNeed::Full).unwrap();
    add_batch(ctx, vec![BatchRow { line: 1, new, shares_uai: false }], SendMail::No).unwrap();
}
