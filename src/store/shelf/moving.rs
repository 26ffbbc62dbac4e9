//! Moving databases: aside, where nothing is read back, and back to their places.
//!
//! Invariant: what somebody is in is not moved, and whoever opened it before without being in it yet writes nothing into
//! what has lost its name: he is refused.

use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FallocateFlags, fallocate};

use super::swap::give_back;
use super::{Copies, Part, Shelf, stated};
use crate::domain::establishment::EstablishmentNumber;
use crate::store::error::{Error, Result};
use crate::store::establishment::locks::{self, Vacant};
use crate::store::files::{self, SIDES, with_suffix};
use crate::store::home::Home;

/// The head of a database that nobody finds anything in: it tells that it is none, and in the bytes by which SQLite sees that
/// somebody else has written, that what he knows of it no longer holds.
const ENDED: [u8; 100] = {
    let mut head = [0; 100];
    let mut at = 24;
    while at < 40 {
        head[at] = 0xff;
        at += 1;
    }
    head
};

/// What the name of a copy that comes to a place has instead of a token.
pub(super) const MOVED: &str = "moved";
/// How the name ends that a database has for the moment in which it is asked who is in it.
const VACANT: &str = "-vacant.new";
/// What is written at once.
const PIECE: usize = 64 * 1024;

impl Shelf {
    /// Refuses a database that somebody is in. Nothing is changed, and what lies beside it is not read.
    ///
    /// # Errors
    /// [`Error::Busy`], also when that cannot be told; what the system says.
    pub fn check_vacant(&self, number: EstablishmentNumber) -> Result<()> {
        self.vacant(&self.database(number)).map(drop)
    }

    /// As [`Self::check_vacant`], and keeps everybody out of it for as long as the value lives.
    fn vacant(&self, path: &Path) -> Result<Vacant> {
        let folder = self.home().aside();
        files::create_directory(&folder)?;
        Vacant::of(path, &folder.join(files::token()? + VACANT))
    }

    /// Refuses the place of a number while a process has a database open that was removed from there, or one that lies in no
    /// place: it may have been moved from there by hand, and later it would find the log of what has the name by then.
    ///
    /// # Errors
    /// [`Error::InUse`].
    pub fn check_left(&self, number: EstablishmentNumber) -> Result<()> {
        let root = self.home().root();
        let is_its = |path: &Path| {
            if !self.may_be_opened(path) {
                return false;
            }
            let home = |folder: &Path| Home::new(folder);
            let is_placed = path
                .ancestors()
                .nth(3)
                .is_some_and(|root| matches!(Self::Folder(home(root)).part(path), Part::Database(_)));
            let is_here = path.starts_with(root);
            // Those of another data directory are its own.
            let is_elsewhere = || !is_here && path.ancestors().skip(1).any(|folder| home(folder).is_initialised());
            !is_placed && !is_elsewhere() && stated(path).is_some_and(|(of, _)| is_here || of == number)
        };
        locks::check_left(&self.database(number), is_its)
    }

    /// Tells whether a file that some process has open may be looked into. Whoever closes a file loses the locks that his
    /// process has on it (POSIX): so neither the registry, by whatever name, nor what lies beside a database, which says
    /// nothing, is ever opened so.
    fn may_be_opened(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_side = SIDES.iter().any(|side| name.ends_with(side));
        let registry = files::identity(&self.home().registry());
        !is_side && (registry.is_none() || files::identity(path) != registry)
    }

    /// Moves what lies under a number, with what lies beside it, to the orphans. Returns where it is; none when nothing
    /// was there that holds anything.
    ///
    /// # Errors
    /// As [`Self::set_aside`].
    pub fn set_number_aside(&self, number: EstablishmentNumber, moment: &str) -> Result<Option<PathBuf>> {
        let path = self.database(number);
        match self.in_the_way(number)? {
            Some(_) => self.move_aside_for_good(&path, &mut self.vacant(&path)?, moment).map(|(_, moved)| moved),
            None => Ok(None),
        }
    }

    /// Moves whatever lies somewhere among the establishments to the orphans, with what lies beside it, under a name
    /// that tells when. Returns where it is.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody is in it, or that cannot be told; what the system says.
    pub fn set_aside(&self, path: &Path, moment: &str) -> Result<PathBuf> {
        std::fs::symlink_metadata(path).map_err(Error::file(path))?;
        locks::check_unused(&Copies::within(path).files)?;
        self.move_aside_for_good(path, &mut self.vacant(path)?, moment).map(|(to, moved)| moved.unwrap_or(to))
    }

    /// Moves a database from wherever it lies to the place of its number, and what lies there to the orphans. No log that
    /// holds anything lies beside it. Returns where is kept what lay there. What fails leaves both where they were.
    ///
    /// # Errors
    /// [`Error::Busy`] when somebody is in either, or that cannot be told; what the system says.
    pub fn put_back(&self, from: &Path, number: EstablishmentNumber, moment: &str) -> Result<Option<PathBuf>> {
        let other = self.vacant(&self.database(number))?;
        self.bring_vacant((from, self.vacant(from)?), (number, Some(other)), moment)
    }

    /// Moves a database from wherever it lies to the place of its number, which is free. No log that holds anything lies
    /// beside it.
    ///
    /// # Errors
    /// [`Error::Occupied`]; [`Error::Shared`]; as [`Self::put_back`].
    pub fn bring(&self, from: &Path, number: EstablishmentNumber, moment: &str) -> Result<()> {
        self.bring_vacant((from, self.vacant(from)?), (number, None), moment).map(drop)
    }

    /// Refuses what somebody has worked in since it was looked at.
    fn check_settled(&self, path: &Path) -> Result<()> {
        if self.log_beside(path)?.is_some() { Err(Error::Busy) } else { Ok(()) }
    }

    /// What comes to the place is a copy. Whoever has opened the original has a file without a name, in which he finds nothing
    /// and into which he writes nothing. What has another name too, of a snapshot say, cannot be ended so. What lies in the place goes only once the copy is there: as long as nothing lies there, a program may make something.
    fn bring_vacant(
        &self,
        (from, mut own): (&Path, Vacant),
        (number, mut other): (EstablishmentNumber, Option<Vacant>),
        moment: &str,
    ) -> Result<Option<PathBuf>> {
        let (place, aside) = (self.database(number), self.aside(number, MOVED));
        if !files::is_there(&place)? {
            self.check_left(number)?;
        }
        if let Some(path) = self.in_the_way(number)?.filter(|_| other.is_none()) {
            return Err(Error::Occupied { path });
        }
        [from, &place].into_iter().try_for_each(|path| self.check_settled(path))?;
        if self.has_other_name(from)? {
            return Err(Error::Shared { path: from.to_owned() });
        }
        let (orphan, _) = self.move_aside(from, &mut own, moment)?;
        // As long as this is open nobody gets in: closing it would let everybody in.
        let (mut original, mut kept) = (None, None);
        let mut bring = || {
            self.prepare([number])?;
            let open = std::fs::OpenOptions::new().read(true).write(true).open(&orphan);
            let open = open.or_else(|_| std::fs::File::open(&orphan)).map_err(Error::file(&orphan))?;
            copy(original.insert(open), &aside)?;
            if let Some(other) = other.as_mut().filter(|_| files::is_there(&place).unwrap_or(true)) {
                kept = self.move_aside_for_good(&place, other, moment)?.1;
            }
            self.place(number, &aside)
        };
        if let Err(error) = bring() {
            let _ = files::remove(&aside);
            drop(original);
            let _ = give_back(&orphan, from);
            let _ = kept.map(|kept| give_back(&kept, &place));
            return Err(error);
        }
        // From here on it is where it belongs, whatever fails: the original is one too many.
        files::sync_parent(&self.database(number))?;
        files::remove(&orphan)?;
        original.iter().for_each(end);
        files::sync_parent(&orphan)?;
        Ok(kept)
    }

    /// As [`Self::move_aside`]; what lies among the orphans is a copy, and the original is ended as that of what is brought to
    /// its place is, unless it has another name too.
    fn move_aside_for_good(
        &self,
        path: &Path,
        vacant: &mut Vacant,
        moment: &str,
    ) -> Result<(PathBuf, Option<PathBuf>)> {
        let (to, moved) = self.move_aside(path, vacant, moment)?;
        let is_alone = |path: &Path| std::fs::symlink_metadata(path).is_ok_and(|found| found.nlink() == 1);
        if vacant.is_database() && moved.as_deref() == Some(to.as_path()) && is_alone(&to) {
            let open = std::fs::OpenOptions::new().read(true).write(true).open(&to);
            let new = self.home().aside().join(format!("{}-ended.new", files::token()?));
            let copied = open.map_err(Error::file(&to)).and_then(|mut original| {
                copy(&mut original, &new)?;
                files::replace(&new, &to)?;
                files::sync_parent(&to)?;
                end(&original);
                Ok(())
            });
            // Without room for a copy it stays the one that it was.
            if copied.is_err() {
                let _ = files::remove(&new);
            }
        }
        Ok((to, moved))
    }

    /// Tells whether a file has another name, but for those that a process which died gave it here for a moment.
    fn has_other_name(&self, path: &Path) -> Result<bool> {
        let others = || Ok(std::fs::symlink_metadata(path).map_err(Error::file(path))?.nlink() > 1);
        if !others()? {
            return Ok(false);
        }
        let is_vacant = |other: &PathBuf| other.to_string_lossy().ends_with(VACANT) && files::are_one(other, path);
        files::list(&self.home().aside())?
            .iter()
            .filter(|other| is_vacant(other))
            .try_for_each(|other| files::remove(other))?;
        others()
    }

    /// Returns the name among the orphans, and what has it or lies beside it now.
    fn move_aside(&self, path: &Path, vacant: &mut Vacant, moment: &str) -> Result<(PathBuf, Option<PathBuf>)> {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = self.home().orphans();
        let is_there = path.parent() == Some(&folder);
        // The name that it had before.
        let name = name.splitn(5, '-').nth(4).filter(|_| is_there).unwrap_or(&name);
        files::create_directory(&folder)?;
        let token: String = files::token()?.chars().take(8).collect();
        let to = folder.join(format!("{}-{token}-{name}", moment.replace(':', "")));
        // A log goes along as it is: it may be another one's. An export stays what its hash says.
        if (self.holds(path) || is_there) && self.log_beside(path)?.is_none() {
            vacant.end_log()?;
        }
        // The log first: without it a database loses its last changes, without the database it is of no use.
        let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
        for suffix in ["-wal", "-journal", ""] {
            let from = with_suffix(path, suffix);
            let is_empty = || std::fs::symlink_metadata(&from).is_ok_and(|found| found.is_file() && found.len() == 0);
            if !suffix.is_empty() && is_empty() {
                files::remove(&from)?;
            } else if files::is_there(&from)? {
                let to = with_suffix(&to, suffix);
                if let Err(error) = files::place(&from, &to) {
                    // Nothing is moved, rather than half of it.
                    for (from, to) in &moved {
                        let _ = files::place(to, from);
                    }
                    return Err(error);
                }
                moved.push((from, to));
            }
        }
        files::remove(&with_suffix(path, "-shm"))?;
        files::sync_directory(&folder)?;
        files::sync_parent(path)?;
        Ok((to, moved.pop().map(|(_, to)| to)))
    }
}

/// Leaves nothing in a file that has lost its name and that somebody may have open. It keeps its size: beside an empty one
/// SQLite removes the log that has its name.
fn end(original: &std::fs::File) {
    // Somebody may have given it another name meanwhile, of a snapshot say: then it is that one's.
    if original.metadata().is_ok_and(|found| found.nlink() == 0) {
        empty(original);
    }
}

fn empty(original: &std::fs::File) {
    if let Ok(found) = original.metadata() {
        let hole = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
        if fallocate(original, hole, 0, found.len()).is_err() {
            // Some file systems know no holes.
            let nothing = vec![0; PIECE];
            let mut at = 0;
            while at < found.len() {
                let left = usize::try_from(found.len() - at).map_or(PIECE, |left| left.min(PIECE));
                if original.write_all_at(nothing.get(..left).unwrap_or_default(), at).is_err() {
                    break;
                }
                at += left as u64;
            }
        }
        let _ = original.write_all_at(&ENDED, 0);
    }
}

/// Removes a database with everything beside it, and leaves nothing in it for whoever has it open.
pub(super) fn end_database(path: &Path) -> Result<()> {
    // Before its name goes: by that it is found and ended when whoever does so dies meanwhile.
    if let Ok(original) = std::fs::OpenOptions::new().read(true).write(true).open(path)
        && original.metadata().is_ok_and(|found| found.is_file() && found.nlink() == 1)
    {
        empty(&original);
    }
    files::remove_database(path)
}

/// Copies a file to a new one, which is durable, and was written when it was.
fn copy(source: &mut std::fs::File, to: &Path) -> Result<()> {
    files::remove(to)?;
    let mut copy = files::create_new(to)?;
    let written = source.metadata().and_then(|found| found.modified());
    std::io::copy(source, &mut copy)
        .and_then(|_| copy.set_modified(written?))
        .and_then(|()| copy.sync_all())
        .map_err(Error::file(to))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusqlite::Connection;

    use super::*;
    use crate::store::shelf::tests::{bytes, shelf};

    const SEVEN: EstablishmentNumber = EstablishmentNumber(7);
    const MOMENT: &str = "2026-11-29T04:07:46Z";

    /// Closing a file drops the locks that this process has on it, whatever name it was opened by.
    #[test]
    fn neither_the_registry_nor_what_lies_beside_a_database_is_opened_to_be_asked() {
        let (folder, shelf) = shelf();
        let registry = shelf.home().registry();
        std::fs::write(&registry, "").unwrap();
        std::fs::write(shelf.home().root().join("2.sqlite"), "").unwrap();
        let other = folder.path().join("other");
        std::os::unix::fs::symlink(shelf.home().root(), &other).unwrap();
        for root in [shelf.home().root().to_owned(), other] {
            let may = |name: &str| shelf.may_be_opened(&root.join(name));
            assert!(may("2.sqlite"));
            let registry = registry.file_name().unwrap().to_str().unwrap();
            for side in ["", "-wal", "-shm", "-journal"] {
                assert!(!may(&format!("{registry}{side}")), "{side}");
            }
            assert!(!may("2.sqlite-shm"));
        }
    }

    /// Whatever journal he keeps: it may be none that SQLite looks for a moved file at.
    #[test]
    fn whoever_had_the_original_open_writes_nothing_into_it() {
        for mode in ["memory", "off", "delete", "truncate", "persist"] {
            let (_folder, shelf) = shelf();
            let from = shelf.database(SEVEN).with_file_name("sept.sqlite");
            std::fs::write(&from, bytes(SEVEN, "own")).unwrap();
            let program = Connection::open(&from).unwrap();
            program.busy_timeout(Duration::ZERO).unwrap();
            program.query_row(&format!("pragma journal_mode = {mode}"), [], |_| Ok(())).unwrap();
            program.execute_batch("create table t (a); insert into t values ('before')").unwrap();
            let _cached: String = program.query_row("select a from t", [], |row| row.get(0)).unwrap();
            let log = with_suffix(&from, "-journal");
            if log.exists() {
                std::fs::remove_file(log).unwrap();
            }
            shelf.bring(&from, SEVEN, MOMENT).unwrap();
            assert!(program.execute_batch("insert into t values ('acknowledged')").is_err(), "{mode}");
            let brought = Connection::open(shelf.database(SEVEN)).unwrap();
            assert_eq!(
                brought.query_row("select count(*) from t", [], |row| row.get::<_, i64>(0)).unwrap(),
                1,
                "{mode}"
            );
            assert!(!from.exists());
        }
    }

    /// He would find the log of whatever has the name now, and write another one's pages into it.
    #[test]
    fn whoever_had_it_open_and_had_read_nothing_reads_nothing_of_another_one() {
        for kept in [true, false] {
            let (_folder, shelf) = shelf();
            let (place, other) = (shelf.database(SEVEN), EstablishmentNumber(8));
            std::fs::write(&place, bytes(other, "other")).unwrap();
            let from = shelf.database(other);
            std::fs::write(&from, bytes(SEVEN, "own")).unwrap();
            let stale = Connection::open(if kept { &place } else { &from }).unwrap();
            stale.busy_timeout(Duration::ZERO).unwrap();
            shelf.put_back(&from, SEVEN, MOMENT).unwrap();
            if !kept {
                std::fs::write(&from, bytes(other, "other")).unwrap();
            }
            let program = Connection::open(if kept { &place } else { &from }).unwrap();
            program.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
            // Its first page is in the log.
            program.execute_batch("create table more (a); update identity set location = 'Rennes'").unwrap();
            let read = stale.query_row("select count(*) from account", [], |row| row.get::<_, i64>(0));
            let written = stale.execute_batch("update identity set location = 'Brest'");
            assert!(read.is_err() && written.is_err(), "{kept}: {read:?} {written:?}");
            let said: String = program.query_row("select location from identity", [], |row| row.get(0)).unwrap();
            assert_eq!(said, "Rennes", "{kept}");
        }
    }

    #[test]
    fn a_snapshot_that_shares_the_file_stays_what_it_is() {
        let (folder, shelf) = shelf();
        let (from, snapshot) = (shelf.database(SEVEN).with_file_name("sept.sqlite"), folder.path().join("snapshot"));
        std::fs::write(&from, bytes(SEVEN, "own")).unwrap();
        std::fs::hard_link(&from, &snapshot).unwrap();
        let refused = shelf.bring(&from, SEVEN, MOMENT).unwrap_err();
        assert!(matches!(&refused, Error::Shared { path } if *path == from), "{refused:?}");
        for path in [&snapshot, &from] {
            assert_eq!(crate::store::shelf::stated(path).map(|(number, _)| number), Some(SEVEN), "{path:?}");
        }
        // As it is told.
        std::fs::copy(&from, folder.path().join("copy")).unwrap();
        std::fs::rename(folder.path().join("copy"), &from).unwrap();
        shelf.bring(&from, SEVEN, MOMENT).unwrap();
        assert_eq!(crate::store::shelf::stated(&snapshot).map(|(number, _)| number), Some(SEVEN));
    }
}
