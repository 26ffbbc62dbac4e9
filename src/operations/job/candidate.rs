//! What a plan considers before it is one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::Given;
use crate::domain::text::name_key;

/// A target that is considered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The establishment; 0 when there is none yet.
    pub number: EstablishmentNumber,
    /// What else names it.
    pub object: String,
    /// What the task needs to know about it.
    pub given: Given,
}

/// The rows that earlier candidates of a plan will make, by what no two of them share. It grows with those alone, which a noun's
/// limit bounds.
#[derive(Debug, Default)]
pub struct Earlier {
    rows: u32,
    taken: HashMap<(Field, String), Arc<Filled>>,
    lines: Lines,
}

/// What earlier lines of a file that changes rows leave: of each no more than a key.
#[derive(Debug, Default)]
pub(in crate::operations) struct Lines {
    /// On which line a row is named, by what it was called and what it is called then.
    pub(in crate::operations) named: HashMap<String, u64>,
    /// What nothing is called any more.
    pub(in crate::operations) freed: HashSet<String>,
    /// How many more there are then who last: Superadmins, and Managers.
    pub(in crate::operations) lasting: [i64; 2],
    /// Rows that are made.
    pub(in crate::operations) made: u32,
}

impl Earlier {
    /// Returns what earlier lines leave.
    pub(in crate::operations) const fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Adds what one leaves.
    pub(in crate::operations) fn staged(&mut self, stage: impl FnOnce(&mut Lines)) {
        stage(&mut self.lines);
    }

    /// Counts them.
    pub(in crate::operations) fn rows(&self) -> u32 {
        self.rows
    }

    /// Returns the values of the one that has the same text in a field.
    pub(in crate::operations) fn holder(&self, field: Field, is: &Filled) -> Option<&Filled> {
        self.taken.get(&(field, name_key(&is.text(field)))).map(Arc::as_ref)
    }

    /// Adds one, which others may not be like in some fields.
    pub(in crate::operations) fn put(&mut self, unique: impl Iterator<Item = Field>, is: Filled) {
        let is = Arc::new(is);
        self.taken.extend(unique.map(|field| ((field, name_key(&is.text(field))), Arc::clone(&is))));
        self.rows += 1;
    }
}

/// Makes candidates of rows of a noun, by what names each.
#[must_use]
pub fn candidates_of_rows(ids: &[String]) -> Vec<Candidate> {
    let bare = |id: &String| Candidate { number: EstablishmentNumber(0), object: id.clone(), given: Given::Nothing };
    ids.iter().map(bare).collect()
}

/// Makes candidates of establishments.
#[must_use]
pub fn candidates(numbers: &[EstablishmentNumber]) -> Vec<Candidate> {
    let bare =
        |number: &EstablishmentNumber| Candidate { number: *number, object: String::new(), given: Given::Nothing };
    numbers.iter().map(bare).collect()
}
