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

/// For how long what lies elsewhere is taken to be as it was seen while the same files are there, so that many that are made
/// again together are looked for once.
const SEEN_FOR: Duration = Duration::from_secs(10);

/// What lies elsewhere, or where no row knows it, as it was seen at a moment.
#[derive(Debug)]
pub(in crate::operations) struct Strays {
    seen_at: Instant,
    there: Vec<PathBuf>,
    elsewhere: Elsewhere,
    unknown: Vec<Unknown>,
}

impl Strays {
    /// Sorts out of what lies elsewhere, and of what has a number that no row has, what may be somebody's school.
    ///
    /// # Errors
    /// What the store says.
    pub(super) fn among(tx: &Tx<'_>, shelf: &Shelf, elsewhere: Elsewhere) -> Result<Self> {
        // What comes while it is looked at is found to be new the next time.
        let there = there(tx, shelf)?;
        let unknown = unknown(tx, shelf, &elsewhere)?;
        Ok(Self { seen_at: Instant::now(), there, elsewhere, unknown })
    }

    /// Tells whether it was seen lately, and the same files lie there still.
    ///
    /// # Errors
    /// What the store says.
    pub(super) fn is_current(&self, tx: &Tx<'_>, among: &Shelf) -> Result<bool> {
        Ok(self.seen_at.elapsed() < SEEN_FOR && there(tx, among)? == self.there)
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

/// Lists the files that may be somebody's school, without looking into them.
fn there(tx: &Tx<'_>, shelf: &Shelf) -> Result<Vec<PathBuf>> {
    let mut there = shelf.copies().files;
    for shelf::Entry { path, part } in shelf.entries_as_far().0 {
        if let Part::Database(number) = part
            && rows::denomination(tx, number)?.is_none()
        {
            there.push(path);
        }
    }
    there.sort();
    Ok(there)
}
