//! Making an establishment's content of a file, and putting it in the place of another.

use std::path::{Path, PathBuf};

use super::Shelf;
use super::moving::end_database;
use super::place::{Standing, if_still};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Fault;
use crate::domain::password::Secret;
use crate::store::error::{Error, Result};
use crate::store::establishment::archive::{self, Becoming, Candidate};
use crate::store::establishment::{content_digest, credential_hash, locks};
use crate::store::files;
use crate::store::ledger::reached::Inside;

/// Content that was made aside and is durable there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// Whose token its name carries; empty for one of an earlier version.
    pub token: String,
    /// What it holds, as `content_digest` tells; empty for one of an earlier version, which proves nothing.
    pub digest: String,
    /// Its inode, which stays what it is under every name and whatever is written into it; 0 for one of an earlier version.
    pub inode: u64,
    /// What the host is to know of it; none for one of an earlier version.
    pub inside: Option<Inside>,
}

impl Content {
    fn of(token: &str, aside: &Path, inside: Inside) -> Result<Self> {
        let inode = files::identity(aside).map_or(0, |(_, inode)| inode);
        Ok(Self { token: token.to_owned(), digest: content_digest(aside)?, inode, inside: Some(inside) })
    }
}

/// What became of content that was to take another's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Swapped {
    /// It is there.
    There,
    /// It is there; what lay there was not the establishment's, or a log without its database, and is kept among the
    /// orphans.
    OverOther(PathBuf),
    /// It is no more: what was there before stays.
    Lost,
    /// What was there before holds something else than its export by now, or somebody is at it: it stays.
    Changed,
}

impl Shelf {
    /// Judges a file and makes it an establishment's own content, aside. Where it says that it was taken after a password that
    /// is given now has run out, a clock was ahead: passwords that the host gave are good in it until that moment at most.
    ///
    /// # Errors
    /// What the system or SQLite says. The inner result tells what is wrong with the file. Nothing is left aside then.
    pub fn prepare_content(
        &self,
        candidate: Candidate<'_>,
        token: &str,
        (becoming, last): (Becoming<'_>, archive::Last<'_>),
    ) -> Result<std::result::Result<Content, Fault>> {
        self.prepare([becoming.number])?;
        let aside = self.aside(becoming.number, token);
        let made = match archive::judge(candidate, &aside) {
            Ok(Ok(judged)) => archive::adopt(&aside, &judged, (becoming, last))
                .and_then(|inside| Ok(Ok(Content::of(token, &aside, inside)?))),
            Ok(Err(fault)) => Ok(Err(fault)),
            Err(error) => Err(error),
        };
        if made.is_err() {
            let _ = files::remove_database(&aside);
        }
        made
    }

    /// Gives content that was made aside the name of an establishment that has no database.
    ///
    /// # Errors
    /// [`Error::Occupied`]; what the system says. Nothing is left aside then.
    pub fn place_content(&self, number: EstablishmentNumber, token: &str) -> Result<()> {
        let aside = self.aside(number, token);
        let placed = self.place(number, &aside);
        if placed.is_err() {
            let _ = std::fs::remove_file(&aside);
        }
        placed
    }

    /// Removes content that was made aside.
    pub fn discard_content(&self, number: EstablishmentNumber, token: &str) -> Result<()> {
        files::remove(&self.content(number, token))
    }

    fn content(&self, number: EstablishmentNumber, token: &str) -> PathBuf {
        if token.is_empty() { files::with_suffix(&self.database(number), ".new") } else { self.aside(number, token) }
    }

    /// Puts content that was made aside in the place of what is there, unless that no longer holds what its export does,
    /// if that is given; and proves that it is what is there now. Done twice is fine. The name is durable once
    /// [`Self::sync`] was called.
    pub fn swap(
        &self,
        number: EstablishmentNumber,
        credential: &Secret,
        (content, state, moment): (&Content, &str, &str),
    ) -> Result<Swapped> {
        let (aside, database) = (self.content(number, &content.token), self.database(number));
        let proves =
            |path: &Path| -> Result<bool> { Ok(content.digest.is_empty() || content_digest(path)? == content.digest) };
        let former = self.aside(number, &format!("{}-former", content.token));
        // Somebody may have written into it since it was placed: it is the same file.
        let is_same = files::identity(&database).is_some_and(|(_, inode)| inode == content.inode);
        if !files::is_there(&aside)? && files::is_there(&database)? && (is_same || proves(&database)?) {
            end_database(&former)?;
            return Ok(Swapped::There);
        }
        if !files::is_there(&aside)? || !proves(&aside)? {
            give_back(&former, &database)?;
            return Ok(Swapped::Lost);
        }
        let standing = self.standing(number, &credential_hash(credential))?;
        let is_between = files::is_there(&former)?;
        if !is_between && standing == Standing::Nothing && self.check_left(number).is_err() {
            self.discard_content(number, &content.token)?;
            return Ok(Swapped::Changed);
        }
        let other = match standing {
            // Somebody put its own there again after it had lost its name: neither is written over.
            Standing::Own if is_between && !files::are_one(&former, &database) => {
                Some(self.set_aside(&former, moment)?)
            }
            Standing::Own => None,
            // Whoever died between the two names had proved what has none now; what lies beside the name is its own.
            Standing::Nothing if is_between => None,
            // Also a log that lies there alone: nobody can tell whose it is.
            Standing::Nothing | Standing::Other | Standing::Unreadable => self.set_number_aside(number, moment)?,
        };
        // It is ended before anybody is let in: he would find the log of the new content under its name.
        let place = || {
            locks::check_endable(&database)?;
            replace((&database, &aside, &former), || {}).and_then(|()| end_database(&former))
        };
        let placed = match if standing == Standing::Own && !state.is_empty() {
            if_still(&database, state, place)
        } else {
            place().map(Some)
        } {
            Err(Error::InUse { .. }) => None,
            done => done?,
        };
        if placed.is_none() {
            self.discard_content(number, &content.token)?;
            return Ok(Swapped::Changed);
        }
        Ok(other.map_or(Swapped::There, Swapped::OverOther))
    }
}

/// Puts content in the place of a database. What has no name is opened by nobody, so the former one loses its name before
/// its log does: else somebody could begin another log beside it, which would then lie beside the new content. It keeps its
/// log until the new content has the name: nobody knows before that whether it can have it. `meanwhile` is called when
/// neither has the name.
fn replace((database, aside, former): (&Path, &Path, &Path), meanwhile: impl FnOnce()) -> Result<()> {
    let placed = [""].iter().chain(&files::SIDES).try_for_each(|part| take(database, former, part)).and_then(|()| {
        meanwhile();
        files::place(aside, database)
    });
    if placed.is_err() {
        // It has its name again until this is done once more.
        let _ = give_back(former, database);
    }
    placed
}

/// Returns a former database its name again with what lay beside it, unless something has it by now. It comes last: a
/// database is not to be opened without its log.
pub(super) fn give_back(former: &Path, database: &Path) -> Result<()> {
    if !files::is_there(former)? || files::is_there(database)? {
        return Ok(());
    }
    files::SIDES.iter().chain(&[""]).try_for_each(|part| take(former, database, part))
}

/// Moves a database, or what lies beside it, to another name, if it is there.
fn take(from: &Path, to: &Path, part: &str) -> Result<()> {
    let from = files::with_suffix(from, part);
    if files::is_there(&from)? { files::place(&from, &files::with_suffix(to, part)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::shelf::place::{Gone, Undone};
    use crate::store::shelf::tests::{bytes, shelf};

    const SEVEN: EstablishmentNumber = EstablishmentNumber(7);

    #[test]
    fn a_swap_proves_what_it_put_there() {
        let (_folder, shelf) = shelf();
        let own = Secret::new("own".into());
        let (old, new) = (bytes(SEVEN, "own"), {
            let mut bytes = bytes(SEVEN, "own");
            // What SQLite leaves alone in the header.
            bytes[80] ^= 1;
            bytes
        });
        shelf.create(SEVEN, "first", &old).unwrap();
        let aside = shelf.aside(SEVEN, "second");
        std::fs::write(&aside, &new).unwrap();
        let content = Content::of("second", &aside, Inside::default()).unwrap();
        let swap = |content: &Content| shelf.swap(SEVEN, &own, (content, "", "now")).unwrap();

        // It was removed, or is another one.
        std::fs::remove_file(&aside).unwrap();
        assert_eq!(swap(&content), Swapped::Lost);
        std::fs::write(&aside, &old).unwrap();
        assert_eq!(swap(&content), Swapped::Lost);
        assert_eq!(std::fs::read(shelf.database(SEVEN)).unwrap(), old);

        std::fs::write(&aside, &new).unwrap();
        let content = Content::of("second", &aside, Inside::default()).unwrap();
        assert_eq!(swap(&content), Swapped::There);
        assert_eq!(std::fs::read(shelf.database(SEVEN)).unwrap(), new);
        // Somebody opened it before it was acknowledged.
        let connection = rusqlite::Connection::open(shelf.database(SEVEN)).unwrap();
        connection.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        drop(connection);
        assert_eq!(swap(&content), Swapped::There);
        // And wrote into it: it is the same file all the same.
        let connection = rusqlite::Connection::open(shelf.database(SEVEN)).unwrap();
        connection.execute_batch("pragma journal_mode = delete; update identity set location = 'Rennes'").unwrap();
        drop(connection);
        assert_eq!(swap(&content), Swapped::There);
        std::fs::write(shelf.database(SEVEN), &new).unwrap();

        // What was written since its export is never written over.
        std::fs::write(&aside, &old).unwrap();
        let older = Content::of("second", &aside, Inside::default()).unwrap();
        assert_eq!(shelf.swap(SEVEN, &own, (&older, "0", "now")).unwrap(), Swapped::Changed);
        assert_eq!(content_digest(&shelf.database(SEVEN)).unwrap(), content.digest);
        assert!(!aside.exists());

        // What is another's is never written over.
        std::fs::write(shelf.database(SEVEN), bytes(SEVEN, "other")).unwrap();
        std::fs::write(&aside, &new).unwrap();
        let Swapped::OverOther(kept) = swap(&content) else { panic!() };
        assert_eq!(std::fs::read(kept).unwrap(), bytes(SEVEN, "other"));
        assert_eq!(std::fs::read(shelf.database(SEVEN)).unwrap(), new);
    }

    #[test]
    fn whoever_dies_between_the_two_names_leaves_nothing_behind() {
        // Up to which of its parts the former one was moved.
        for (lost, moved) in [false, true].into_iter().flat_map(|lost| (1..=4).map(move |moved| (lost, moved))) {
            let (_folder, shelf) = shelf();
            let own = Secret::new("own".into());
            let (path, aside, former) =
                (shelf.database(SEVEN), shelf.aside(SEVEN, "a"), shelf.aside(SEVEN, "a-former"));
            let (old, new) = (bytes(SEVEN, "own"), bytes(SEVEN, "own"));
            shelf.create(SEVEN, "first", &old).unwrap();
            for side in files::SIDES {
                std::fs::write(files::with_suffix(&path, side), side).unwrap();
            }
            std::fs::write(&aside, &new).unwrap();
            let content = Content::of("a", &aside, Inside::default()).unwrap();
            for part in [""].iter().chain(&files::SIDES).take(moved) {
                take(&path, &former, part).unwrap();
            }
            if lost {
                std::fs::remove_file(&aside).unwrap();
            }
            let expected = if lost { (Swapped::Lost, old) } else { (Swapped::There, new) };
            let swapped = shelf.swap(SEVEN, &own, (&content, "", "now")).unwrap();
            assert_eq!((swapped, std::fs::read(&path).unwrap()), expected);
            // Its log is its own: it comes back with it, or goes with it.
            let kept: Vec<PathBuf> = files::SIDES.iter().map(|side| files::with_suffix(&path, side)).collect();
            for (side, path) in files::SIDES.iter().zip(kept.iter().filter(|_| lost)) {
                assert_eq!(std::fs::read_to_string(path).unwrap(), *side);
            }
            let mut expected = if lost { kept } else { Vec::new() };
            expected.push(path.clone());
            expected.sort();
            assert_eq!(files::list(path.parent().unwrap()).unwrap(), expected, "{lost} {moved}");
            assert!(files::list(&shelf.home().orphans()).unwrap().is_empty());
        }
    }

    /// Whether he had read anything before or not.
    #[test]
    fn whoever_had_the_former_one_open_reads_and_writes_nothing_of_the_new_one() {
        let own = Secret::new("own".into());
        let ways: [fn(&Shelf, &Secret); 4] = [
            |shelf, own| {
                let aside = shelf.aside(SEVEN, "a");
                std::fs::write(&aside, bytes(SEVEN, "own")).unwrap();
                let content = Content::of("a", &aside, Inside::default()).unwrap();
                assert_eq!(shelf.swap(SEVEN, own, (&content, "", "now")).unwrap(), Swapped::There);
            },
            // Whoever put it there died before he was done with the former one.
            |shelf, own| {
                let (aside, former) = (shelf.aside(SEVEN, "a"), shelf.aside(SEVEN, "a-former"));
                std::fs::write(&aside, bytes(SEVEN, "own")).unwrap();
                let content = Content::of("a", &aside, Inside::default()).unwrap();
                replace((&shelf.database(SEVEN), &aside, &former), || {}).unwrap();
                assert_eq!(shelf.swap(SEVEN, own, (&content, "", "now")).unwrap(), Swapped::There);
            },
            |shelf, own| {
                assert_eq!(shelf.remove(SEVEN, own, ("", "")).unwrap(), Gone::Removed);
                shelf.create(SEVEN, "b", &bytes(SEVEN, "own")).unwrap();
            },
            |shelf, own| {
                assert_eq!(shelf.undo_creation(SEVEN, own).unwrap(), Undone::Removed);
                shelf.create(SEVEN, "b", &bytes(SEVEN, "own")).unwrap();
            },
        ];
        for (at, has_read) in (0..ways.len()).flat_map(|at| [(at, false), (at, true)]) {
            let (_folder, shelf) = shelf();
            shelf.create(SEVEN, "first", &bytes(SEVEN, "own")).unwrap();
            let stale = rusqlite::Connection::open(shelf.database(SEVEN)).unwrap();
            stale.busy_timeout(std::time::Duration::ZERO).unwrap();
            let read = || stale.query_row("select count(*) from account", [], |row| row.get::<_, i64>(0));
            assert!(!has_read || read().is_ok());
            ways[at](&shelf, &own);
            let program = rusqlite::Connection::open(shelf.database(SEVEN)).unwrap();
            program.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
            // Its first page is in the log.
            program.execute_batch("create table more (a); update identity set location = 'Rennes'").unwrap();
            let written = stale.execute_batch("update identity set location = 'Brest'");
            assert!(read().is_err() && written.is_err(), "{at} {has_read}: {written:?}");
            let said: String = program.query_row("select location from identity", [], |row| row.get(0)).unwrap();
            let whole: String = program.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
            assert_eq!((said.as_str(), whole.as_str()), ("Rennes", "ok"), "{at} {has_read}");
        }
    }

    #[test]
    fn a_log_that_lies_alone_is_kept_when_content_takes_its_place() {
        for (suffix, is_kept) in [("-wal", true), ("-journal", true), ("-shm", false)] {
            let (_folder, shelf) = shelf();
            let (path, aside) = (shelf.database(SEVEN), shelf.aside(SEVEN, "a"));
            let new = bytes(SEVEN, "own");
            std::fs::write(&aside, &new).unwrap();
            std::fs::write(files::with_suffix(&path, suffix), "of somebody").unwrap();
            let content = Content::of("a", &aside, Inside::default()).unwrap();
            match shelf.swap(SEVEN, &Secret::new("own".into()), (&content, "", "now")).unwrap() {
                Swapped::OverOther(kept) if is_kept => assert_eq!(std::fs::read(kept).unwrap(), b"of somebody"),
                swapped => assert_eq!((swapped, is_kept), (Swapped::There, false)),
            }
            assert_eq!(files::list(path.parent().unwrap()).unwrap(), std::slice::from_ref(&path));
            assert_eq!(std::fs::read(&path).unwrap(), new);
        }
    }

    #[test]
    fn what_came_back_under_its_name_while_nobody_was_at_it_is_no_reason_to_lose_the_former_one() {
        let (_folder, shelf) = shelf();
        let (path, aside, former) = (shelf.database(SEVEN), shelf.aside(SEVEN, "a"), shelf.aside(SEVEN, "a-former"));
        shelf.create(SEVEN, "first", &bytes(SEVEN, "own")).unwrap();
        std::fs::write(&former, "as it was").unwrap();
        std::fs::write(&aside, bytes(SEVEN, "own")).unwrap();
        let content = Content::of("a", &aside, Inside::default()).unwrap();
        let swapped = shelf.swap(SEVEN, &Secret::new("own".into()), (&content, "", "now")).unwrap();
        let Swapped::OverOther(kept) = swapped else { panic!("{swapped:?}") };
        assert_eq!(std::fs::read(kept).unwrap(), b"as it was");
        assert_eq!(files::list(path.parent().unwrap()).unwrap(), std::slice::from_ref(&path));
    }

    #[test]
    fn nobody_begins_a_log_that_would_lie_beside_the_new_content() {
        let (_folder, shelf) = shelf();
        let (path, aside, former) = (shelf.database(SEVEN), shelf.aside(SEVEN, "a"), shelf.aside(SEVEN, "b"));
        let write = || {
            let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
            let connection = rusqlite::Connection::open_with_flags(&path, flags)?;
            connection.query_row("pragma journal_mode = wal", [], |_| Ok(()))?;
            connection.execute("update identity set location = 'Rennes'", [])?;
            // As of a program that is killed: its log stays.
            connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
        };
        shelf.create(SEVEN, "first", &bytes(SEVEN, "own")).unwrap();
        write().unwrap();
        let old = std::fs::read(&path).unwrap();
        let new = bytes(SEVEN, "own");
        std::fs::write(&aside, &new).unwrap();
        // The content cannot have the name: the former one has it again, with its log.
        let parts: Vec<PathBuf> = ["", "-shm", "-wal"].iter().map(|side| files::with_suffix(&path, side)).collect();
        let log = std::fs::read(parts.last().unwrap()).unwrap();
        assert!(!log.is_empty());
        replace((&path, &aside, &former), || std::fs::remove_file(&aside).unwrap()).unwrap_err();
        assert_eq!(files::list(path.parent().unwrap()).unwrap(), parts);
        assert_eq!((std::fs::read(&path).unwrap(), std::fs::read(parts.last().unwrap()).unwrap()), (old.clone(), log));
        std::fs::write(&aside, &new).unwrap();
        replace((&path, &aside, &former), || assert!(write().is_err(), "there is nothing to open")).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), new);
        let former_parts = ["", "-shm", "-wal"].map(|side| files::with_suffix(&former, side));
        assert_eq!(files::list(path.parent().unwrap()).unwrap(), [&[path.clone()][..], &former_parts].concat());
        files::remove_database(&former).unwrap();

        // Something came into its place: it stays, and so does what there was.
        std::fs::write(&path, &old).unwrap();
        std::fs::write(&aside, &new).unwrap();
        let taken = replace((&path, &aside, &former), || std::fs::write(&path, "somebody's").unwrap());
        assert!(matches!(taken, Err(crate::store::Error::Occupied { .. })));
        assert_eq!((std::fs::read(&path).unwrap(), std::fs::read(&former).unwrap()), (b"somebody's".to_vec(), old));
    }
}
