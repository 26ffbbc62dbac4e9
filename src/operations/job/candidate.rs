//! What a plan considers before it is one.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::Given;

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
