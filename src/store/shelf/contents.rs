//! What lies on a shelf, file by file; only what somebody may have named as if it were in the making is opened.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Shelf;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::Timestamp;
use crate::store::error::{Error, Result};
use crate::store::files::{self, SIDES};

/// Something that lies on a shelf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where.
    pub path: PathBuf,
    /// What its name says that it is.
    pub part: Part,
}

/// What a name says that a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// An establishment's database.
    Database(EstablishmentNumber),
    /// What SQLite keeps beside one.
    Side {
        /// Whose.
        number: EstablishmentNumber,
        /// Whether the database itself lies there too.
        has_database: bool,
        /// Whether it holds changes that are nowhere else.
        holds_changes: bool,
    },
    /// Something in the making.
    Aside {
        /// For whom.
        number: EstablishmentNumber,
        /// Who makes it; empty in files of earlier versions.
        token: String,
    },
    /// Something else, or a database that lies where none of its number belongs.
    Stray,
}

/// Tells whose export a file is by its name, which begins with the number.
#[must_use]
pub fn exported(path: &Path) -> Option<EstablishmentNumber> {
    let name = path.file_name()?.to_str()?;
    let ending = name.split_once(".sqlite")?.1;
    let is_export = matches!(ending, "" | ".zst" | ".age" | ".zst.age");
    name.split_once('-').filter(|_| is_export)?.0.parse().ok().map(EstablishmentNumber)
}

/// Tells under which number an orphan lay, by its name, which ends with the name that it had: day, moment, token, name.
#[must_use]
pub fn orphaned(path: &Path) -> Option<EstablishmentNumber> {
    let name = path.file_name()?.to_str()?.splitn(5, '-').nth(4)?;
    let number = name.split_once(".sqlite")?.0.split('-').next()?;
    let parsed = number.parse::<u32>().ok()?;
    (parsed.to_string() == number).then_some(EstablishmentNumber(parsed))
}

/// Tells how a log is named beside its database, if a file is one by its name.
#[must_use]
pub fn log_side(path: &Path) -> Option<&'static str> {
    ["-wal", "-journal"].into_iter().find(|side| path.to_string_lossy().ends_with(side))
}

/// Tells when an orphan was set aside, by its name.
#[must_use]
pub fn set_aside_at(name: &str) -> Option<Timestamp> {
    let (token, _) = name.match_indices('-').nth(2)?;
    Timestamp::from_utc_text(name.get(..token)?)
}

/// What the names of this program's asides have instead of a token.
const ASIDE: [&str; 2] = [super::place::GOING, super::moving::MOVED];

impl Shelf {
    /// Lists the exports and orphans under the numbers that their names tell: somebody had each of these, whatever a
    /// registry knows.
    pub fn named_elsewhere(&self) -> Result<BTreeMap<EstablishmentNumber, Vec<PathBuf>>> {
        let mut named: BTreeMap<_, Vec<PathBuf>> = BTreeMap::new();
        for (folder, number_of) in
            [(self.home().exports(), exported as fn(&Path) -> _), (self.home().orphans(), orphaned)]
        {
            for path in files::list(&folder)? {
                if let Some(number) = number_of(&path) {
                    named.entry(number).or_default().push(path);
                }
            }
        }
        Ok(named)
    }

    /// Lists everything, in the order of paths.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        let (found, refused) = self.entries_as_far();
        refused.map_or(Ok(found), Err)
    }

    /// As [`Self::entries`], as far as the folders can be listed, with what first kept from it.
    #[must_use]
    pub fn entries_as_far(&self) -> (Vec<Entry>, Option<Error>) {
        let (mut found, mut refused) = (Vec::new(), None);
        let mut listed = |folder: &Path| {
            files::list(folder).unwrap_or_else(|error| {
                refused.get_or_insert(error);
                Vec::new()
            })
        };
        for folder in listed(&self.home().establishments()) {
            let is_folder = std::fs::symlink_metadata(&folder).is_ok_and(|found| found.is_dir());
            let paths = if is_folder { listed(&folder) } else { vec![folder.clone()] };
            found.extend(paths.into_iter().map(|path| Entry { part: self.part(&path), path }));
            // A folder of a thousand may be a link to another disk: of what lies there only what belongs there counts.
            if !is_folder && self.is_thousand(&folder) {
                found.pop();
                let there = listed(&folder).into_iter().map(|path| Entry { part: self.part(&path), path });
                found.extend(there.filter(|entry| entry.part != Part::Stray));
            }
        }
        (found, refused)
    }

    /// Tells whether a path is that of a folder of a thousand.
    fn is_thousand(&self, folder: &Path) -> bool {
        let name = folder.file_name().and_then(|name| name.to_str());
        let number = name.and_then(|name| name.parse::<u32>().ok()).and_then(|at| at.checked_mul(super::THOUSAND));
        folder.is_dir() && number.is_some_and(|first| self.folder(EstablishmentNumber(first)) == folder)
    }

    /// Finds a log that holds anything beside a database: nobody can tell from it whose it is.
    pub fn log_beside(&self, path: &Path) -> Result<Option<PathBuf>> {
        for suffix in ["-wal", "-journal"] {
            let log = files::with_suffix(path, suffix);
            if files::is_there(&log)? && !std::fs::symlink_metadata(&log).is_ok_and(|found| found.len() == 0) {
                return Ok(Some(log));
            }
        }
        Ok(None)
    }

    /// Chooses of logs those that lie anywhere but beside a database of the number, by their names from beside a database or from the
    /// place of its number, each with how it was named beside the database: `-wal`, `-journal`.
    #[must_use]
    pub fn logs_of<'l>(
        &self,
        logs: &'l [PathBuf],
        path: &Path,
        number: EstablishmentNumber,
    ) -> Vec<(&'l Path, &'static str)> {
        let own = self.database(number);
        let names = [path, &own].map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            // That which it had before it was moved to the orphans.
            let former = name.splitn(5, '-').nth(4).filter(|_| set_aside_at(&name).is_some());
            former.unwrap_or(&name).to_owned()
        });
        let of = |log: &'l PathBuf| {
            let side = log_side(log)?;
            let name = log.file_name()?.to_string_lossy().strip_suffix(side)?.to_owned();
            // Beside another one's database, or what none can read, it went along with what lay there.
            let database = log.with_file_name(&name);
            let is_its = files::is_there(&database).unwrap_or(true)
                && super::stated(&database).is_some_and(|(of, _)| of == number);
            let is_moved = set_aside_at(&name).is_some();
            let of = if is_moved { name.splitn(5, '-').nth(4)? } else { &name };
            (!is_its && names.iter().any(|name| name == of)).then_some((log.as_path(), side))
        };
        logs.iter().filter_map(of).collect()
    }

    /// Tells whether a path lies on the shelf.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        path.starts_with(self.home().establishments())
    }

    /// Returns the number that a file's name tells, if it lies where that number belongs.
    pub(super) fn number_of(&self, path: &Path) -> Option<EstablishmentNumber> {
        match self.part(path) {
            Part::Database(number) | Part::Side { number, .. } | Part::Aside { number, .. } => Some(number),
            Part::Stray => None,
        }
    }

    /// Tells what a path is by its name.
    #[must_use]
    pub fn part(&self, path: &Path) -> Part {
        self.named(path).unwrap_or(Part::Stray)
    }

    fn named(&self, path: &Path) -> Option<Part> {
        let (stem, rest) = path.file_name()?.to_str()?.split_once(".sqlite")?;
        let number = EstablishmentNumber(stem.parse().ok()?);
        let database = self.database(number);
        // Neither `007.sqlite` nor a folder that is another one's.
        if files::with_suffix(&database, rest) != path {
            return None;
        }
        if rest.is_empty() {
            return Some(Part::Database(number));
        }
        if SIDES.contains(&rest) {
            let has_database = files::is_there(&database).unwrap_or(true);
            let holds_changes = rest != "-shm"
                && std::fs::symlink_metadata(path).is_ok_and(|found| !found.is_file() || found.len() > 0);
            return Some(Part::Side { number, has_database, holds_changes });
        }
        let token = rest.strip_prefix('.').and_then(|rest| rest.split_once(".new")).map_or("", |(token, _)| token);
        // A database that somebody named so himself is nothing in the making.
        let is_made = || super::has_token(token) || ASIDE.contains(&token) || super::stated(path).is_none();
        (files::is_in_the_making(rest) && is_made()).then(|| Part::Aside { number, token: token.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orphan_tells_when_it_was_set_aside() {
        let at = Timestamp::from_utc_text("2026-11-29T04:07:46Z");
        assert_eq!(set_aside_at(&format!("{}-d5402411-8.sqlite", at.unwrap().utc_text().replace(':', ""))), at);
        for strange in ["", "a-b-c-d", "2026-11-29-d5402411-8.sqlite"] {
            assert_eq!(set_aside_at(strange), None, "{strange}");
        }
    }
}
