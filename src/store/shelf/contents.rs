//! What lies on a shelf, file by file, without opening any.

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

/// Lists a file, or the files of a folder however deep they lie; links are not followed.
fn within(path: PathBuf, found: &mut Vec<PathBuf>) -> Result<()> {
    match std::fs::symlink_metadata(&path) {
        Ok(there) if there.is_dir() => {
            for path in files::list(&path)? {
                within(path, found)?;
            }
        }
        Ok(there) if there.is_file() => found.push(path),
        Ok(_) => {}
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
        Err(cause) => return Err(Error::file(&path)(cause)),
    }
    Ok(())
}

impl Shelf {
    /// Lists the exports and orphans under the numbers that their names tell: somebody had each of these, whatever a
    /// registry knows.
    ///
    /// # Errors
    /// What the system says.
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

    /// Lists what may be a database among the orphans, whatever it was called, the latest last.
    ///
    /// # Errors
    /// What the system says.
    pub fn orphans(&self) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for path in files::list(&self.home().orphans())? {
            within(path, &mut found)?;
        }
        let is_beside = |path: &Path| {
            let name = path.to_string_lossy();
            SIDES.iter().chain(&[".sha256", ".zip"]).any(|side| name.ends_with(side))
        };
        found.retain(|path| !is_beside(path));
        Ok(found)
    }

    /// Lists what may be a database that somebody put anywhere in the data directory but in the place of its number or among
    /// the exports and orphans: under a strange name, in a folder of its own, beside the registry.
    ///
    /// # Errors
    /// What the system says.
    pub fn strangers(&self) -> Result<Vec<PathBuf>> {
        let registry = self.home().registry();
        let is_registry =
            |path: &PathBuf| [""].iter().chain(&SIDES).any(|side| files::with_suffix(&registry, side) == *path);
        let mut found = files::list(self.home().root())?;
        found.retain(|path| !path.is_dir() && !is_registry(path));
        for Entry { path, part } in self.entries()? {
            if part == Part::Stray {
                within(path, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Lists everything, in the order of paths.
    ///
    /// # Errors
    /// What the system says.
    pub fn entries(&self) -> Result<Vec<Entry>> {
        let mut found = Vec::new();
        for folder in files::list(&self.home().establishments())? {
            let is_folder = std::fs::symlink_metadata(&folder).map_err(Error::file(&folder))?.is_dir();
            let paths = if is_folder { files::list(&folder)? } else { vec![folder] };
            found.extend(paths.into_iter().map(|path| Entry { part: self.part(&path), path }));
        }
        Ok(found)
    }

    /// Finds a log that holds anything beside a database: nobody can tell from it whose it is.
    ///
    /// # Errors
    /// What the system says.
    pub fn log_beside(&self, path: &Path) -> Result<Option<PathBuf>> {
        for suffix in ["-wal", "-journal"] {
            let log = files::with_suffix(path, suffix);
            if files::is_there(&log)? && !std::fs::symlink_metadata(&log).is_ok_and(|found| found.len() == 0) {
                return Ok(Some(log));
            }
        }
        Ok(None)
    }

    /// Lists the logs that were set aside without a database of the number from beside a database, or from the place of its
    /// number, each with how it was named beside the database: `-wal`, `-journal`.
    ///
    /// # Errors
    /// What the system says.
    pub fn logs_set_aside(&self, path: &Path, number: EstablishmentNumber) -> Result<Vec<(PathBuf, &'static str)>> {
        let own = self.database(number);
        let names = [path, &own].map(|path| path.file_name().unwrap_or_default().to_string_lossy());
        let of = |log: PathBuf| {
            let side = log_side(&log)?;
            let name = log.file_name()?.to_string_lossy().strip_suffix(side)?.to_owned();
            // Beside another one's database, or what none can read, it went along with what lay there.
            let database = log.with_file_name(&name);
            let is_its = files::is_there(&database).unwrap_or(true)
                && super::stated(&database).is_some_and(|(of, _)| of == number);
            let of = name.splitn(5, '-').nth(4)?;
            (!is_its && names.iter().any(|name| name == of)).then_some((log, side))
        };
        Ok(files::list(&self.home().orphans())?.into_iter().filter_map(of).collect())
    }

    /// Tells whether a path lies on the shelf.
    #[must_use]
    pub fn holds(&self, path: &Path) -> bool {
        path.starts_with(self.home().establishments())
    }

    /// Gives the number that a file's name tells, if it lies where that number belongs.
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
        files::is_in_the_making(rest).then(|| {
            let token = rest.strip_prefix('.').and_then(|rest| rest.split_once(".new")).map(|(token, _)| token);
            Part::Aside { number, token: token.unwrap_or_default().to_owned() }
        })
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
