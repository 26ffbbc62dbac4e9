//! Adding many, for imports: each batch is acknowledged as a whole once it is on disk.

use std::collections::HashMap;

use crate::domain::access::{Action, decide};
use crate::domain::establishment::{EstablishmentNumber, NewEstablishment};
use crate::domain::search::SEPARATOR;
use crate::operations::context::Context;
use crate::operations::error::{Result, Rule};
use crate::store::registry::{establishment as rows, index};

use super::add::{CopyMail, Mailing, SendMail, wish};
use super::creation::{Made, Population, Wish, create};

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

/// Adds a batch, all of it or nothing; on both cores. Gives each line's number.
///
/// # Errors
/// The first problem that needs other rows; [`Rule::TooMany`].
pub fn add_batch(ctx: &mut Context, rows: Vec<BatchRow>, send: SendMail) -> Result<Vec<(u64, EstablishmentNumber)>> {
    decide(&ctx.actor, Action::ImportEstablishments)?;
    if rows.len() > BATCH_MAX {
        return Err(Rule::TooMany.into());
    }
    let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
    let wishes = rows.into_iter().map(|row| wish(row.new, row.shares_uai)).collect();
    let made = create(ctx, wishes, Mailing { send, copy: CopyMail::No })?;
    Ok(lines.into_iter().zip(made.into_iter().map(|one| one.number)).collect())
}

/// Adds a batch with the people who are in them from the start; only the demonstration does so.
pub(in crate::operations) fn add_peopled(
    ctx: &mut Context,
    rows: Vec<(NewEstablishment, Population)>,
    send: SendMail,
) -> Result<Vec<Made>> {
    decide(&ctx.actor, Action::ImportEstablishments)?;
    let wishes = rows.into_iter().map(|(new, population)| Wish { new, shares_uai: false, population }).collect();
    create(ctx, wishes, Mailing { send, copy: CopyMail::No })
}

/// Tells whether a number was ever given.
///
/// # Errors
/// What the store says.
pub fn is_number_used(ctx: &mut Context, number: EstablishmentNumber) -> Result<bool> {
    decide(&ctx.actor, Action::ListEstablishments)?;
    ctx.read(|tx| Ok(rows::is_used(tx, number)?))
}

/// Gives the number that the next establishment gets when none is asked for.
///
/// # Errors
/// What the store says.
pub fn next_number(ctx: &mut Context) -> Result<EstablishmentNumber> {
    decide(&ctx.actor, Action::ListEstablishments)?;
    ctx.read(|tx| Ok(rows::next_number(tx)?))
}

/// What is there already, for telling new rows from known ones.
#[derive(Debug, Default)]
pub struct Known {
    by_uai: HashMap<String, Vec<EstablishmentNumber>>,
    by_place: HashMap<u64, EstablishmentNumber>,
    places: HashMap<EstablishmentNumber, u64>,
}

impl Known {
    /// Gives the holders of a UAI.
    #[must_use]
    pub fn holders(&self, uai: &str) -> &[EstablishmentNumber] {
        self.by_uai.get(uai).map_or(&[], Vec::as_slice)
    }

    /// Gives the establishment of the same location and denomination, once folded.
    #[must_use]
    pub fn at(&self, location: &str, denomination: &str) -> Option<EstablishmentNumber> {
        self.by_place.get(&place(location, denomination)).copied()
    }

    /// Tells whether an establishment has this location and denomination, once folded.
    #[must_use]
    pub fn is_at(&self, number: EstablishmentNumber, location: &str, denomination: &str) -> bool {
        self.places.get(&number) == Some(&place(location, denomination))
    }

    /// Adds one that was made meanwhile.
    pub fn insert(&mut self, number: EstablishmentNumber, uai: &str, location: &str, denomination: &str) {
        self.insert_key(number, uai, place(location, denomination));
    }

    fn insert_key(&mut self, number: EstablishmentNumber, uai: &str, key: u64) {
        if !uai.is_empty() {
            self.by_uai.entry(uai.to_owned()).or_default().push(number);
        }
        self.by_place.entry(key).or_insert(number);
        self.places.insert(number, key);
    }
}

/// A 64-bit key of place and name: 18,000 of them collide with odds of one in 10¹¹.
fn place(location: &str, denomination: &str) -> u64 {
    key(&crate::domain::text::fold(location), &crate::domain::text::fold(denomination))
}

fn key(location: &str, denomination: &str) -> u64 {
    use sha2::{Digest as _, Sha256};
    let digest = Sha256::new().chain_update(location).chain_update([0]).chain_update(denomination).finalize();
    digest.iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte))
}

/// Reads what is there already.
///
/// # Errors
/// What the store says.
pub fn known(ctx: &mut Context) -> Result<Known> {
    decide(&ctx.actor, Action::ImportEstablishments)?;
    ctx.read(|tx| {
        let mut known = Known::default();
        index::each(tx, |number, uai, text| {
            let mut fields = text.split(SEPARATOR);
            let (location, denomination) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            known.insert_key(number, uai, key(location, denomination));
        })?;
        Ok(known)
    })
}
