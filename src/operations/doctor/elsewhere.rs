//! What may be copies of establishments' databases elsewhere than in their places, and what the audit tells of those that were
//! moved to the orphans.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::domain::establishment::EstablishmentNumber;
use crate::operations::error::Result;
use crate::store::establishment::snapshot;
use crate::store::registry::{Tx, audit, export};
use crate::store::shelf::{self, Copies, Shelf};

/// What lies elsewhere.
#[derive(Debug)]
pub(super) struct Elsewhere {
    shelf: Shelf,
    /// Files that are databases, in the order of paths, each with the number and the credential's hash that it states; no
    /// exports, which nobody works in.
    pub(super) files: Vec<(PathBuf, (EstablishmentNumber, String))>,
    /// Logs that hold anything.
    pub(super) logs: Vec<PathBuf>,
    /// The latest row of the audit that names what was moved to the orphans, and its action, by the beginning of the name.
    moved: HashMap<String, (i64, String)>,
}

impl Elsewhere {
    /// Looks everywhere.
    ///
    /// # Errors
    /// What keeps from looking everywhere; what the store says.
    pub(super) fn all(tx: &Tx<'_>, shelf: &Shelf) -> Result<Self> {
        Self::read(tx, shelf, shelf.copies().all()?)
    }

    /// Looks as far as that can be.
    pub(super) fn as_far(tx: &Tx<'_>, shelf: &Shelf) -> Result<Self> {
        Self::read(tx, shelf, shelf.copies())
    }

    fn read(tx: &Tx<'_>, shelf: &Shelf, Copies { files: there, logs, .. }: Copies) -> Result<Self> {
        let mut files = Vec::new();
        for path in there {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if shelf.is_among_exports(&path) && export::is_known(tx, &name)? {
                continue;
            }
            let Some(stated) = shelf::stated(&path) else { continue };
            // One that somebody has worked in since is a database.
            if !(shelf::is_export(&path) && is_unchanged(tx, &path, stated.0)?) {
                files.push((path, stated));
            }
        }
        let mut moved = HashMap::new();
        if files.iter().map(|(path, _)| path).chain(&logs).any(|path| shelf.is_orphan(path)) {
            let folder = "/orphans/";
            for (id, action, after) in audit::naming(tx, folder)? {
                // Each field by itself: where something came from tells nothing of what is left there.
                for field in after.split("\",\"").filter(|field| !field.trim_start_matches("{\"").starts_with("from\""))
                {
                    let Some(name) = field.split(folder).nth(1) else { continue };
                    moved.extend(shelf::moved_as(name).map(|name| (name.to_owned(), (id, action.clone()))));
                }
            }
        }
        Ok(Self { shelf: shelf.clone(), files, logs, moved })
    }

    /// Finds the latest row of the audit that names what was moved to the orphans.
    pub(super) fn moved(&self, path: &Path) -> Option<i64> {
        self.entry(path).map(|(id, _)| *id)
    }

    fn entry(&self, path: &Path) -> Option<&(i64, String)> {
        self.moved.get(&self.shelf.moved_as(path)?)
    }

    /// Tells whether somebody set a file aside. What the audit does not name so went to the orphans when another one was put
    /// back, perhaps by a process that died, or in a time that the registry does not know.
    pub(super) fn is_set_aside(&self, path: &Path) -> bool {
        self.entry(path).is_some_and(|(_, action)| action == "doctor.set-aside")
    }

    /// Tells whether something else was placed as an establishment's database since a file was moved to the orphans, by the
    /// order of the audit: then the file is an older copy. Nothing else proves that: what the audit does not name may be the
    /// newest, and an export may have read what lay there before.
    pub(super) fn is_outlived(&self, tx: &Tx<'_>, number: EstablishmentNumber, path: &Path) -> Result<bool> {
        let aside = self.moved(path);
        Ok(aside.is_some() && audit::last_filled(tx, number)? > aside)
    }
}

/// Tells whether an export is what it was when it was made: as the catalogue knows it, or what lies beside it.
fn is_unchanged(tx: &Tx<'_>, path: &Path, number: EstablishmentNumber) -> Result<bool> {
    let Ok(sha256) = snapshot::digest(path) else { return Ok(false) };
    Ok(export::made_here(tx, number, &sha256)?.is_some() || snapshot::has_hash(path, &sha256))
}
