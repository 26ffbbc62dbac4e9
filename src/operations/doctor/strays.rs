//! Databases that no row knows, as they were seen at a moment: which of them holds an establishment's school.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::elsewhere::Elsewhere;
use crate::domain::establishment::EstablishmentNumber;
use crate::operations::error::{Error, Result};
use crate::store::registry::{Tx, establishment as rows, known};
use crate::store::shelf::{self, Part, Shelf};

/// A database that no row knows, as it says itself.
#[derive(Debug)]
struct Unknown {
    path: PathBuf,
    number: EstablishmentNumber,
    /// Hashes of the credentials by which its content is known, where it may be known by another number: where a database may
    /// lie that no other row has.
    lineage: Option<Vec<String>>,
}

/// What lies elsewhere, or where no row knows it, as it was seen at a moment.
#[derive(Debug)]
pub(in crate::operations) struct Strays {
    seen_at: Instant,
    elsewhere: Elsewhere,
    unknown: Vec<Unknown>,
}

impl Strays {
    /// Sorts out of what lies elsewhere, and of what has a number that no row has, what may be somebody's school.
    ///
    /// # Errors
    /// What the store says.
    pub(super) fn among(tx: &Tx<'_>, shelf: &Shelf, elsewhere: Elsewhere) -> Result<Self> {
        let unknown = unknown(tx, shelf, &elsewhere)?;
        Ok(Self { seen_at: Instant::now(), elsewhere, unknown })
    }

    /// How long ago it was seen.
    pub(super) fn age(&self) -> Duration {
        self.seen_at.elapsed()
    }

    /// Finds the one that holds the school of an establishment, by what both are known by: the registry may be the older one.
    /// What somebody set aside is nobody's.
    pub(super) fn holder(
        &self,
        tx: &Tx<'_>,
        number: EstablishmentNumber,
    ) -> Result<Option<(PathBuf, EstablishmentNumber)>> {
        let Self { elsewhere, unknown, .. } = self;
        let known = known::of(tx, number)?;
        let holds = |lineage: &[String]| lineage.iter().any(|hash| known.contains(hash));
        for Unknown { path, number: of, lineage } in unknown {
            let is_its = match lineage {
                Some(lineage) => holds(lineage),
                None => *of == number && holds(&shelf::lineage(path)),
            };
            let is_over =
                || -> Result<bool> { Ok(elsewhere.is_set_aside(path) || elsewhere.is_outlived(tx, *of, path)?) };
            if is_its && !is_over()? {
                return Ok(Some((path.clone(), *of)));
            }
        }
        Ok(None)
    }
}

/// Lists the databases that no row knows where they lie.
fn unknown(tx: &Tx<'_>, shelf: &Shelf, elsewhere: &Elsewhere) -> Result<Vec<Unknown>> {
    let mut found = Vec::new();
    let placed = |shelf::Entry { path, part }| matches!(part, Part::Database(_)).then_some(path);
    let placed = shelf.entries_as_far().0.into_iter().filter_map(placed);
    let placed = placed.filter_map(|path| Some((shelf::stated(&path)?.0, path)));
    for (number, path) in elsewhere.files.iter().map(|(path, (number, _))| (*number, path.clone())).chain(placed) {
        let has_row = || Ok::<_, Error>(rows::denomination(tx, number)?.is_some());
        let is_free = match shelf.part(&path) {
            Part::Database(place) if place == number && has_row()? => continue,
            Part::Database(_) => !has_row()?,
            _ => !shelf.is_orphan(&path),
        };
        found.push(Unknown { lineage: is_free.then(|| shelf::lineage(&path)), path, number });
    }
    Ok(found)
}
