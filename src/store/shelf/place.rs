//! Placing a new database, and removing one.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Shelf;
use super::moving::end_database;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::password::Secret;
use crate::store::error::{Error, Result};
use crate::store::establishment::{credential_hash, locks, state, stated};
use crate::store::files::{self, SIDES, with_suffix};

/// What lies under a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// A database that proves the number and the credential.
    Own,
    /// A database of another number or another credential, or something that is no file.
    Other,
    /// A file that is no database, or a damaged one.
    Unreadable,
}

/// What became of a database that was to be removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gone {
    /// It is no more, or was not there.
    Removed,
    /// It holds something else than its export by now, or somebody is at it: it stays where it is.
    Changed,
    /// It was not the one that was to be removed, or only the log or the journal of one was there: it is kept there, among
    /// the orphans.
    SetAside(PathBuf),
}

/// What became of a database that was placed and never acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undone {
    /// It is no more, or was not there.
    Removed,
    /// Somebody wrote into it, or is at it: it stays where it is.
    WrittenInto,
}

/// In place of a maker's token: a database that is being removed. As long as it is there and the number has no other one,
/// what lies beside the number's name is its own.
pub(super) const GOING: &str = "going";

impl Shelf {
    /// Returns what keeps a number from being given to somebody new: a file, a link or a folder under its name, or what
    /// SQLite keeps beside a database.
    pub fn in_the_way(&self, number: EstablishmentNumber) -> Result<Option<PathBuf>> {
        let path = self.database(number);
        for suffix in [""].iter().chain(&SIDES) {
            let beside = with_suffix(&path, suffix);
            if files::is_there(&beside)? {
                return Ok(Some(beside));
            }
        }
        Ok(None)
    }

    /// Returns the highest number under which anything lies; none when nothing does. Only the last folders are read.
    pub fn highest(&self) -> Result<Option<EstablishmentNumber>> {
        let top = self.home().establishments();
        let shard = |path: PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
        let mut shards: Vec<u32> = files::list(&top)?.into_iter().filter_map(shard).collect();
        shards.sort_unstable();
        for shard in shards.into_iter().rev() {
            let Some(first) = shard.checked_mul(super::THOUSAND).map(EstablishmentNumber) else { continue };
            let found = files::list(&self.folder(first))?;
            if let Some(highest) = found.iter().filter_map(|path| self.number_of(path)).max() {
                return Ok(Some(highest));
            }
        }
        Ok(None)
    }

    /// Makes the folders in which these establishments' databases will lie.
    pub fn prepare(&self, numbers: impl IntoIterator<Item = EstablishmentNumber>) -> Result<()> {
        let folders: BTreeSet<PathBuf> = numbers.into_iter().map(|number| self.folder(number)).collect();
        folders.iter().try_for_each(|folder| files::create_directory(folder))
    }

    /// Names what a process makes aside for a number.
    pub(super) fn aside(&self, number: EstablishmentNumber, token: &str) -> PathBuf {
        with_suffix(&self.database(number), &format!(".{token}.new"))
    }

    /// Writes a new database aside, makes it durable and gives it its name, which is durable once [`Self::sync`] was
    /// called, for many at once. Its folder is there.
    ///
    /// # Errors
    /// [`Error::Occupied`] when anything lies under the number or beside it; what the system says. Nothing is left aside.
    pub fn create(&self, number: EstablishmentNumber, token: &str, bytes: &[u8]) -> Result<()> {
        let aside = self.aside(number, token);
        let placed = files::write_aside(&aside, bytes).and_then(|()| self.place(number, &aside));
        if placed.is_err() {
            let _ = std::fs::remove_file(&aside);
        }
        placed
    }

    /// Returns a database that was made aside its name.
    pub(super) fn place(&self, number: EstablishmentNumber, aside: &Path) -> Result<()> {
        match self.in_the_way(number)? {
            Some(path) => Err(Error::Occupied { path }),
            None => files::place(aside, &self.database(number)),
        }
    }

    /// Tells what lies under a number. Nothing is changed, and a log beside the file is not read.
    pub(super) fn standing(&self, number: EstablishmentNumber, credential_hash: &str) -> Result<Standing> {
        let path = self.database(number);
        match std::fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {}
            Ok(_) => return Ok(Standing::Other),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Standing::Nothing),
            Err(cause) => return Err(Error::file(&path)(cause)),
        }
        match stated(&path) {
            Ok((found, hash)) if found == number && hash == credential_hash => Ok(Standing::Own),
            Ok(_) => Ok(Standing::Other),
            Err(error) if error.is_lasting() => Ok(Standing::Unreadable),
            Err(error) => Err(error),
        }
    }

    /// Removes what a creation, that is now undone, has made: what is in the making, and the database if it proves that
    /// it is the one that was made, unless somebody has written into it since. Whatever else lies there was there before,
    /// and stays. Done twice is fine.
    pub fn undo_creation(&self, number: EstablishmentNumber, credential: &Secret) -> Result<Undone> {
        self.undo_placing(number, &credential_hash(credential))
    }

    /// As [`Self::undo_creation`], where only the credential's hash is known.
    ///
    /// # Errors
    /// As there.
    pub fn undo_placing(&self, number: EstablishmentNumber, credential_hash: &str) -> Result<Undone> {
        self.discard_asides(&[number])?;
        match self.standing(number, credential_hash)? {
            Standing::Own => {}
            Standing::Nothing | Standing::Other | Standing::Unreadable => return Ok(Undone::Removed),
        }
        let path = self.database(number);
        match state::if_still(&path, state::UNTOUCHED, || self.go(number)) {
            Ok(Some(())) => Ok(Undone::Removed),
            Ok(None) | Err(Error::Busy | Error::InUse { .. }) => Ok(Undone::WrittenInto),
            Err(error) if error.is_lasting() => Ok(Undone::WrittenInto),
            Err(error) => Err(error),
        }
    }

    /// Removes a database, its name first: whoever is stopped here has removed all or nothing of what it held.
    fn go(&self, number: EstablishmentNumber) -> Result<()> {
        locks::check_endable(&self.database(number))?;
        files::place(&self.database(number), &self.aside(number, GOING)).and_then(|()| self.end_removal(number))
    }

    /// Removes what is in the making for establishments that the caller alone is at work on.
    pub fn discard_asides(&self, numbers: &[EstablishmentNumber]) -> Result<()> {
        let numbers: BTreeSet<_> = numbers.iter().copied().collect();
        let folders: BTreeSet<PathBuf> = numbers.iter().map(|number| self.folder(*number)).collect();
        let made =
            |path: &PathBuf| matches!(self.part(path), super::Part::Aside { number, .. } if numbers.contains(&number));
        numbers.iter().try_for_each(|number| self.end_removal(*number))?;
        for folder in folders {
            files::list(&folder)?.iter().filter(|path| made(path)).try_for_each(|path| files::remove(path))?;
        }
        Ok(())
    }

    /// Ends the removal of a database that has lost its name.
    fn end_removal(&self, number: EstablishmentNumber) -> Result<()> {
        let (path, going) = (self.database(number), self.aside(number, GOING));
        if !files::is_there(&going)? {
            return Ok(());
        }
        if !files::is_there(&path)? {
            SIDES.iter().try_for_each(|side| files::remove(&with_suffix(&path, side)))?;
        }
        end_database(&going)
    }

    /// Removes an establishment's database with everything beside it; done twice is fine. What proves to be another
    /// one's, or is no file, is set aside instead, and so is a log or a journal that lies there alone; what no longer holds
    /// what its export does, if that is given, stays.
    pub fn remove(
        &self,
        number: EstablishmentNumber,
        credential: &Secret,
        (state, moment): (&str, &str),
    ) -> Result<Gone> {
        match self.remove_unused(number, credential, (state, moment)) {
            Err(Error::InUse { .. }) => Ok(Gone::Changed),
            done => done,
        }
    }

    fn remove_unused(
        &self,
        number: EstablishmentNumber,
        credential: &Secret,
        (state, moment): (&str, &str),
    ) -> Result<Gone> {
        let path = self.database(number);
        self.end_removal(number)?;
        // Asking would have the log of another database go into this one.
        let is_logged = || Ok::<_, Error>(self.log_beside(&path)?.is_some());
        let is_own = || Ok::<_, Error>(self.standing(number, &credential_hash(credential))? == Standing::Own);
        if !state.is_empty()
            && std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_file())
            && (!is_logged()? || is_own()?)
            && if_still(&path, state, || self.go(number))?.is_some()
        {
            return Ok(Gone::Removed);
        }
        match self.standing(number, &credential_hash(credential))? {
            Standing::Other => Ok(Gone::SetAside(self.set_aside(&path, moment)?)),
            Standing::Own | Standing::Unreadable if !state.is_empty() => Ok(Gone::Changed),
            // Somebody took it away by hand whose program is still at it.
            Standing::Nothing if self.check_left(number).is_err() => Ok(Gone::Changed),
            // Nobody can tell whose a log is without its database.
            Standing::Nothing => Ok(self.set_number_aside(number, moment)?.map_or(Gone::Removed, Gone::SetAside)),
            Standing::Own | Standing::Unreadable => {
                self.go(number)?;
                Ok(Gone::Removed)
            }
        }
    }
}

/// As [`state::if_still`]: somebody who is at it, or damage, is a change too.
pub(super) fn if_still<T>(path: &Path, state: &str, act: impl FnOnce() -> Result<T>) -> Result<Option<T>> {
    match state::if_still(path, state, act) {
        Err(Error::Busy | Error::Sqlite(_)) => Ok(None),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::{Form, Held};
    use crate::store::establishment::manifest::Label;
    use crate::store::establishment::snapshot::Depth;
    use crate::store::shelf::Exported;
    use crate::store::shelf::tests::{bytes, shelf};

    const SEVEN: EstablishmentNumber = EstablishmentNumber(7);

    #[test]
    fn nothing_is_created_where_anything_lies() {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let (_folder, shelf) = shelf();
            let there = with_suffix(&shelf.database(SEVEN), suffix);
            std::fs::write(&there, "something").unwrap();
            assert_eq!(shelf.in_the_way(SEVEN).unwrap(), Some(there.clone()));
            assert_eq!(shelf.highest().unwrap(), Some(SEVEN));
            let refused = shelf.create(SEVEN, "token", &bytes(SEVEN, "new")).unwrap_err();
            assert!(matches!(refused, Error::Occupied { path } if path == there));
            shelf.undo_creation(SEVEN, &Secret::new("new".into())).unwrap();
            assert_eq!(files::list(&shelf.folder(SEVEN)).unwrap(), std::slice::from_ref(&there));
            assert_eq!(std::fs::read(there).unwrap(), b"something");
        }
    }

    #[test]
    fn only_what_proves_its_credential_is_removed() {
        let (_folder, shelf) = shelf();
        let (own, other) = (Secret::new("own".into()), Secret::new("other".into()));
        shelf.create(SEVEN, "token", &bytes(SEVEN, "own")).unwrap();
        shelf.undo_creation(SEVEN, &other).unwrap();
        assert_eq!(shelf.standing(SEVEN, &credential_hash(&own)).unwrap(), Standing::Own);
        std::fs::write(with_suffix(&shelf.database(SEVEN), "-wal"), "log").unwrap();
        let Gone::SetAside(to) = shelf.remove(SEVEN, &other, ("", "2026-09-01T08:00:00Z")).unwrap() else { panic!() };
        assert_eq!(std::fs::read(&to).unwrap(), bytes(SEVEN, "own"));
        assert_eq!(std::fs::read(with_suffix(&to, "-wal")).unwrap(), b"log");
        assert_eq!(shelf.in_the_way(SEVEN).unwrap(), None);
        shelf.create(SEVEN, "token", &bytes(SEVEN, "own")).unwrap();
        std::fs::write(with_suffix(&shelf.database(SEVEN), "-shm"), "").unwrap();
        assert_eq!(shelf.remove(SEVEN, &own, ("", "")).unwrap(), Gone::Removed);
        assert_eq!(shelf.highest().unwrap(), None);
    }

    #[test]
    fn what_has_our_mark_and_is_no_database_of_ours_can_be_removed() {
        for sql in ["delete from identity", "drop table identity", "update identity set number = 'seven'"] {
            let (_folder, shelf) = shelf();
            let own = Secret::new("own".into());
            shelf.create(SEVEN, "token", &bytes(SEVEN, "own")).unwrap();
            let connection = rusqlite::Connection::open(shelf.database(SEVEN)).unwrap();
            connection.execute_batch("pragma ignore_check_constraints = on; pragma foreign_keys = off").unwrap();
            if connection.execute_batch(sql).is_err() {
                connection
                    .execute_batch("drop table identity; create table identity (number, credential_hash)")
                    .unwrap();
            }
            drop(connection);
            assert_eq!(shelf.standing(SEVEN, &credential_hash(&own)).unwrap(), Standing::Unreadable, "{sql}");
            assert_eq!(shelf.remove(SEVEN, &own, ("", "")).unwrap(), Gone::Removed, "{sql}");
        }
    }

    #[test]
    fn what_was_written_since_its_export_stays() {
        let (_folder, shelf) = shelf();
        let own = Secret::new("own".into());
        let path = shelf.database(SEVEN);
        shelf.create(SEVEN, "token", &bytes(SEVEN, "own")).unwrap();
        let to = (shelf.home().root().join("aside"), shelf.home().root().join("7-x.sqlite"));
        let of = Exported { number: SEVEN, credential: &own, depth: Depth::Restorable };
        let held = Held {
            zone: 1,
            uai_site: 1,
            denomination: "Collège".into(),
            location: "29200 Brest".into(),
            contact_last_name: "A".into(),
            contact_first_name: "B".into(),
            registered_on: "2026-09-01".into(),
            ..Held::default()
        };
        let label = Label { author: "a", taken_at: "2026-09-01T08:00:00Z", held: &held };
        let state = shelf.export(of, (&to.0, &to.1), &label, &Form::default()).unwrap().state;
        let writing = rusqlite::Connection::open(&path).unwrap();
        writing.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        writing.execute_batch("update identity set location = 'Rennes'").unwrap();
        assert_eq!(shelf.remove(SEVEN, &own, (&state, "")).unwrap(), Gone::Changed);
        let read = || writing.query_row("select location from identity", [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(read(), "Rennes");
        writing.execute_batch("update identity set location = '29200 Brest'").unwrap();
        drop(writing);
        // Damaged since.
        let good = std::fs::read(&path).unwrap();
        std::fs::write(&path, b"x".repeat(4096)).unwrap();
        assert_eq!(shelf.remove(SEVEN, &own, (&state, "")).unwrap(), Gone::Changed);
        std::fs::write(&path, good).unwrap();
        assert_eq!(shelf.remove(SEVEN, &own, (&state, "")).unwrap(), Gone::Removed);
        assert_eq!(shelf.in_the_way(SEVEN).unwrap(), None);
        assert_eq!(shelf.remove(SEVEN, &own, (&state, "")).unwrap(), Gone::Removed);
    }

    #[test]
    fn a_log_that_lies_alone_is_kept_and_an_empty_one_is_nothing() {
        let own = Secret::new("own".into());
        for (suffix, content, is_kept) in [
            ("-wal", "of somebody", true),
            ("-journal", "of somebody", true),
            ("-shm", "index", false),
            ("-wal", "", false),
            ("-journal", "", false),
        ] {
            for state in ["", "look:1"] {
                let (_folder, shelf) = shelf();
                std::fs::write(with_suffix(&shelf.database(SEVEN), suffix), content).unwrap();
                let gone = shelf.remove(SEVEN, &own, (state, "2026-09-01T08:00:00Z")).unwrap();
                let kept: Vec<Vec<u8>> = match &gone {
                    Gone::SetAside(to) => vec![std::fs::read(to).unwrap()],
                    Gone::Removed => Vec::new(),
                    Gone::Changed => panic!("{suffix}"),
                };
                assert_eq!(kept, vec![content.as_bytes().to_vec(); usize::from(is_kept)], "{suffix} {content}");
                assert_eq!(files::list(&shelf.home().orphans()).unwrap().len(), kept.len());
                assert_eq!(shelf.in_the_way(SEVEN).unwrap(), None);
            }
        }
    }

    #[test]
    fn whoever_dies_while_removing_has_removed_it_with_its_log() {
        let own = Secret::new("own".into());
        let ways: [fn(&Shelf, &Secret); 2] = [
            |shelf, own| assert_eq!(shelf.remove(SEVEN, own, ("look:1", "")).unwrap(), Gone::Removed),
            |shelf, _| shelf.discard_asides(&[SEVEN]).unwrap(),
        ];
        for (way, left) in ways.into_iter().flat_map(|way| (0..SIDES.len()).map(move |left| (way, left))) {
            let (_folder, shelf) = shelf();
            let path = shelf.database(SEVEN);
            std::fs::write(shelf.aside(SEVEN, GOING), bytes(SEVEN, "own")).unwrap();
            for side in SIDES.iter().skip(left) {
                std::fs::write(with_suffix(&path, side), "its own").unwrap();
            }
            way(&shelf, &own);
            assert!(files::list(&shelf.folder(SEVEN)).unwrap().is_empty());
            assert!(files::list(&shelf.home().orphans()).unwrap().is_empty());
        }
        // Somebody put one there meanwhile: what lies beside it is that one's.
        let (_folder, shelf) = shelf();
        shelf.create(SEVEN, "token", &bytes(SEVEN, "own")).unwrap();
        let log = with_suffix(&shelf.database(SEVEN), "-wal");
        std::fs::write(&log, "its own").unwrap();
        std::fs::write(shelf.aside(SEVEN, GOING), bytes(SEVEN, "own")).unwrap();
        shelf.discard_asides(&[SEVEN]).unwrap();
        assert_eq!(files::list(&shelf.folder(SEVEN)).unwrap(), [shelf.database(SEVEN), log]);
    }
}
