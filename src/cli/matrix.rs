//! `intendant role matrix`: what each role allows, as a table, as CSV or as JSON.

use std::sync::Arc;

use clap::ArgMatches;

use super::failure::{DONE, Result};
use super::table::Table;
use super::{Work, listing};
use crate::domain::message::Message;
use crate::nouns::Door;
use crate::nouns::matrix::{Matrix, RECORDED, permissions};

/// Shows the table; programs get a record for each role and permission.
///
/// # Errors
/// What the operation says.
pub(super) fn run(door: &dyn Door, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    listing::begin(matches, work.out, &RECORDED, &[])?;
    let words = Arc::clone(&work.out.words);
    let rows = door.list(work.ctx)?;
    let matrix = Matrix::of(door, rows.as_ref());
    let names = matrix.roles.iter().map(|role| role.name.clone());
    let mut table = Table::new(std::iter::once(words.text("role-matrix-head")).chain(names).collect());
    for (permission, key) in permissions() {
        let marks = matrix.roles.iter().map(|role| role.mark(permission).sign().to_owned());
        table.row(std::iter::once(words.text(key)).chain(marks).collect());
    }
    matrix.records().for_each(|record| work.out.record(&record));
    work.out.table(table);
    if work.out.is_for_people() {
        work.out.note(&Message::new("role-matrix-legend"));
    }
    Ok(DONE)
}
