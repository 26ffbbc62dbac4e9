//! What may be a copy of an establishment's database, wherever in the data directory somebody put it.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rustix::fs::{Access, access};

use super::{Entry, Part, Shelf};
use crate::store::error::{Error, Result};
use crate::store::establishment;
use crate::store::files::{self, SIDES};

/// How a database of SQLite begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// Files that may be databases, in the order of paths, and what first kept from looking at all of them: a folder that cannot
/// be listed, a file that cannot be read.
#[derive(Debug, Default)]
pub struct Copies {
    /// Where they are.
    pub files: Vec<PathBuf>,
    /// Where logs are that hold anything, beside them or alone.
    pub logs: Vec<PathBuf>,
    refused: Option<Error>,
}

impl Copies {
    /// Refuses when they are not all.
    ///
    /// # Errors
    /// What kept from looking at all.
    pub fn all(mut self) -> Result<Self> {
        self.refused.take().map_or(Ok(self), Err)
    }

    /// Looks at a file, or into a folder.
    pub(super) fn within(path: &Path) -> Self {
        let mut found = Self::default();
        found.add(path.to_owned());
        found
    }

    fn refuse(&mut self, error: Error) {
        self.refused.get_or_insert(error);
    }

    /// Takes in a file, or the files of a folder however deep they lie, but for what lies beside others and what is in the
    /// making. Links are not followed.
    fn add(&mut self, path: PathBuf) {
        let mut waiting = vec![path];
        while let Some(path) = waiting.pop() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_beside = SIDES.iter().chain(&[".sha256", ".zip", ".csv", ".eml"]).any(|end| name.ends_with(end));
            let is_made = files::is_in_the_making(&name) && has_token(&name);
            if is_made || (is_beside && super::log_side(&path).is_none()) {
                continue;
            }
            match std::fs::symlink_metadata(&path) {
                Ok(there) if there.is_dir() => match files::list(&path) {
                    Ok(found) => waiting.extend(found),
                    // What belongs to somebody else, as what a file system keeps at its top, holds nothing of the program's.
                    Err(_) if is_anothers(&there) => {}
                    Err(error) => self.refuse(error),
                },
                Ok(there) if there.is_file() && there.len() > 0 && super::log_side(&path).is_some() => {
                    self.logs.push(path);
                }
                Ok(there) if there.is_file() && !is_beside => match access(&path, Access::READ_OK) {
                    Ok(()) => self.files.push(path),
                    Err(_) if is_anothers(&there) && !name.contains(".sqlite") => {}
                    Err(errno) => self.refuse(Error::file(&path)(errno.into())),
                },
                Ok(_) => {}
                Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
                Err(cause) => self.refuse(Error::file(&path)(cause)),
            }
        }
    }

    /// Takes in what lies in a folder of the program's own, which may be a link, by its names.
    fn add_inside(&mut self, folder: &Path, is_wanted: impl Fn(&str) -> bool) {
        let named = |path: &PathBuf| is_wanted(&path.file_name().unwrap_or_default().to_string_lossy());
        match files::list(folder) {
            Ok(found) => found.into_iter().filter(named).for_each(|path| self.add(path)),
            Err(error) => self.refuse(error),
        }
    }
}

/// Tells whether a file is of another user, to whom this process is nobody.
fn is_anothers(found: &std::fs::Metadata) -> bool {
    found.uid() != rustix::process::geteuid().as_raw()
}

/// Tells whether a name carries a token of this program's: what is made aside does, and nothing that people name.
#[must_use]
pub fn has_token(name: &str) -> bool {
    let is_token = |part: &str| part.len() == 32 && part.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'));
    name.split(['.', '-']).any(is_token)
}

/// Tells whether a file is a database of SQLite by how it begins: what somebody keeps under a name of his own is not opened by
/// any connection of this process.
#[must_use]
pub fn is_database(path: &Path) -> bool {
    let mut begins = [0; MAGIC.len()];
    let is_file = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    if !is_file {
        return false;
    }
    let read = std::fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut begins));
    read.is_ok() && begins == *MAGIC
}

/// Tells whether a file is an export, which is no database that anybody works in.
#[must_use]
pub fn is_export(path: &Path) -> bool {
    establishment::has_manifest(path).unwrap_or(false)
}

impl Shelf {
    /// Lists what lies where nobody looks for a database: under a strange name among the establishments, beside the registry,
    /// in a folder that is none of the program's or holds other things.
    #[must_use]
    pub fn strangers(&self) -> Copies {
        let home = self.home();
        let registry = [""].iter().chain(&SIDES).map(|side| files::with_suffix(&home.registry(), side));
        let known: Vec<PathBuf> = registry.chain(home.folders()).collect();
        let mut found = Copies::default();
        match files::list(home.root()) {
            Ok(paths) => paths.into_iter().filter(|path| !known.contains(path)).for_each(|path| found.add(path)),
            Err(error) => found.refuse(error),
        }
        let (entries, refused) = self.entries_as_far();
        entries.into_iter().filter(|entry| entry.part == Part::Stray).for_each(|Entry { path, .. }| found.add(path));
        if let Some(error) = refused {
            found.refuse(error);
        }
        for folder in [home.outgoing_mail(), home.exchange(), home.attachments(), home.owners()] {
            found.add_inside(&folder, |_| true);
        }
        // What has a token there is being made.
        found.add_inside(&home.aside(), |name| !has_token(name));
        found.files.sort();
        found
    }

    /// Lists these, and what may be a database among the exports and the orphans. What the catalogue knows is among them.
    #[must_use]
    pub fn copies(&self) -> Copies {
        let (home, mut found) = (self.home(), self.strangers());
        for folder in [home.exports(), home.orphans()] {
            found.add_inside(&folder, |_| true);
        }
        found.files.sort();
        found
    }

    /// Tells whether a file lies among the exports.
    #[must_use]
    pub fn is_among_exports(&self, path: &Path) -> bool {
        path.starts_with(self.home().exports())
    }

    /// Tells whether a file lies among the orphans.
    #[must_use]
    pub fn is_orphan(&self, path: &Path) -> bool {
        path.starts_with(self.home().orphans())
    }

    /// Returns the moment and token that began the name of what was moved to the orphans, which tells it in the audit; none of
    /// what came there otherwise, or lies elsewhere.
    #[must_use]
    pub fn moved_as(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(self.home().orphans()).ok()?.components().next()?;
        moved_as(name.as_os_str().to_str()?).map(str::to_owned)
    }
}

/// As [`Shelf::moved_as`], of a name among the orphans.
#[must_use]
pub fn moved_as(name: &str) -> Option<&str> {
    super::set_aside_at(name)?;
    let (end, _) = name.match_indices('-').nth(3)?;
    name.get(..=end)
}
