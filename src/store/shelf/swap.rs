//! Making an establishment's content of a file, and putting it in the place of another.

use std::path::{Path, PathBuf};

use super::Shelf;
use super::place::{Standing, if_still};
use crate::domain::establishment::{Draft, EstablishmentNumber};
use crate::domain::export::Fault;
use crate::domain::password::Secret;
use crate::store::error::Result;
use crate::store::establishment::archive::{self, Candidate};
use crate::store::establishment::{content_digest, credential_hash};
use crate::store::files;

/// Content that was made aside and is durable there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content {
    /// Whose token its name carries; empty for one of an earlier version.
    pub token: String,
    /// What it holds, as `content_digest` tells; empty for one of an earlier version, which proves nothing.
    pub digest: String,
}

/// What became of content that was to take another's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Swapped {
    /// It is there.
    There,
    /// It is there; what it replaced was not the establishment's and is kept among the orphans.
    OverOther(PathBuf),
    /// It is no more: what was there before stays.
    Lost,
    /// What was there before holds something else than its export by now, or somebody is at it: it stays.
    Changed,
}

impl Shelf {
    /// Judges a file and makes it an establishment's own content, aside.
    ///
    /// # Errors
    /// What the system or SQLite says. The inner result tells what is wrong with the file. Nothing is left aside then.
    pub fn prepare_content(
        &self,
        candidate: Candidate<'_>,
        (number, token): (EstablishmentNumber, &str),
        (credential, draft): (&Secret, &Draft),
    ) -> Result<std::result::Result<Content, Fault>> {
        self.prepare([number])?;
        let aside = self.aside(number, token);
        let made = match archive::judge(candidate, &aside) {
            Ok(Ok(_)) => archive::adopt(&aside, number, credential, draft)
                .and_then(|()| Ok(Ok(Content { token: token.to_owned(), digest: content_digest(&aside)? }))),
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
    /// [`Error::Occupied`](crate::store::Error::Occupied); what the system says. Nothing is left aside then.
    pub fn place_content(&self, number: EstablishmentNumber, token: &str) -> Result<()> {
        let aside = self.aside(number, token);
        let placed = self.place(number, &aside);
        if placed.is_err() {
            let _ = std::fs::remove_file(&aside);
        }
        placed
    }

    /// Removes content that was made aside.
    ///
    /// # Errors
    /// What the system says.
    pub fn discard_content(&self, number: EstablishmentNumber, token: &str) -> Result<()> {
        files::remove(&self.content(number, token))
    }

    fn content(&self, number: EstablishmentNumber, token: &str) -> PathBuf {
        if token.is_empty() { files::with_suffix(&self.database(number), ".new") } else { self.aside(number, token) }
    }

    /// Puts content that was made aside in the place of what is there, unless that no longer holds what its export does,
    /// if that is given; and proves that it is what is there now. Done twice is fine. The name is durable once [`Self::sync`] was called.
    ///
    /// # Errors
    /// What the system or SQLite says.
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
        if !files::is_there(&aside)? && files::is_there(&database)? && proves(&database)? {
            files::remove(&former)?;
            return Ok(Swapped::There);
        }
        if !files::is_there(&aside)? || !proves(&aside)? {
            // Whoever died between the two names had taken the old one's away.
            if files::is_there(&former)? && !files::is_there(&database)? {
                files::place(&former, &database)?;
            }
            return Ok(Swapped::Lost);
        }
        let standing = self.standing(number, &credential_hash(credential))?;
        let other = match standing {
            Standing::Other | Standing::Unreadable => self.set_number_aside(number, moment)?,
            Standing::Nothing | Standing::Own => None,
        };
        let place = || match standing {
            Standing::Own => replace((&database, &aside, &former), || {}),
            Standing::Nothing | Standing::Other | Standing::Unreadable => {
                remove_sides(&database)?;
                files::place(&aside, &database)
            }
        };
        if standing != Standing::Own || state.is_empty() {
            place()?;
        } else if if_still(&database, state, place)?.is_none() {
            self.discard_content(number, &content.token)?;
            return Ok(Swapped::Changed);
        }
        files::remove(&former)?;
        Ok(other.map_or(Swapped::There, Swapped::OverOther))
    }
}

fn remove_sides(database: &Path) -> Result<()> {
    files::SIDES.iter().try_for_each(|side| files::remove(&files::with_suffix(database, side)))
}

/// Puts content in the place of a database. What has no name is opened by nobody, so the former one loses its name before
/// its log goes: else somebody could begin another log beside it, which would then lie beside the new content. What the
/// log held is in the export. `meanwhile` is called when neither has the name.
fn replace((database, aside, former): (&Path, &Path, &Path), meanwhile: impl FnOnce()) -> Result<()> {
    files::rename(database, former)?;
    let placed = remove_sides(database).and_then(|()| {
        meanwhile();
        files::place(aside, database)
    });
    if placed.is_err() {
        // It has its name again until this is done once more.
        let _ = files::place(former, database);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::shelf::tests::{bytes, shelf};

    const SEVEN: EstablishmentNumber = EstablishmentNumber(7);

    #[test]
    fn a_swap_proves_what_it_put_there() {
        let (_folder, shelf) = shelf();
        let own = Secret::new("own".into());
        let (old, new) = (bytes(SEVEN, "own"), {
            let mut bytes = bytes(SEVEN, "own");
            *bytes.last_mut().unwrap() ^= 1;
            bytes
        });
        shelf.create(SEVEN, "first", &old).unwrap();
        let aside = shelf.aside(SEVEN, "second");
        std::fs::write(&aside, &new).unwrap();
        let content = Content { token: "second".into(), digest: content_digest(&aside).unwrap() };
        let swap = |content: &Content| shelf.swap(SEVEN, &own, (content, "", "now")).unwrap();

        // It was removed, or is another one.
        std::fs::remove_file(&aside).unwrap();
        assert_eq!(swap(&content), Swapped::Lost);
        std::fs::write(&aside, &old).unwrap();
        assert_eq!(swap(&content), Swapped::Lost);
        assert_eq!(std::fs::read(shelf.database(SEVEN)).unwrap(), old);

        std::fs::write(&aside, &new).unwrap();
        assert_eq!(swap(&content), Swapped::There);
        assert_eq!(std::fs::read(shelf.database(SEVEN)).unwrap(), new);
        // Somebody opened it before it was acknowledged.
        let connection = rusqlite::Connection::open(shelf.database(SEVEN)).unwrap();
        connection.query_row("pragma journal_mode = wal", [], |_| Ok(())).unwrap();
        drop(connection);
        assert_eq!(swap(&content), Swapped::There);

        // What was written since its export is never written over.
        std::fs::write(&aside, &old).unwrap();
        let older = Content { token: "second".into(), digest: content_digest(&aside).unwrap() };
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
        for lost in [false, true] {
            let (_folder, shelf) = shelf();
            let own = Secret::new("own".into());
            let (path, aside, former) =
                (shelf.database(SEVEN), shelf.aside(SEVEN, "a"), shelf.aside(SEVEN, "a-former"));
            let (old, new) = (bytes(SEVEN, "own"), bytes(SEVEN, "own"));
            shelf.create(SEVEN, "first", &old).unwrap();
            std::fs::write(&aside, &new).unwrap();
            let content = Content { token: "a".into(), digest: content_digest(&aside).unwrap() };
            std::fs::rename(&path, &former).unwrap();
            if lost {
                std::fs::remove_file(&aside).unwrap();
            }
            let expected = if lost { (Swapped::Lost, old) } else { (Swapped::There, new) };
            let swapped = shelf.swap(SEVEN, &own, (&content, "", "now")).unwrap();
            assert_eq!((swapped, std::fs::read(&path).unwrap()), expected);
            assert_eq!(files::list(path.parent().unwrap()).unwrap(), std::slice::from_ref(&path));
        }
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
        replace((&path, &aside, &former), || assert!(write().is_err(), "there is nothing to open")).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), new);
        assert_eq!(files::list(path.parent().unwrap()).unwrap(), [path.clone(), former.clone()]);

        // Something came into its place: it stays, and so does what there was.
        std::fs::write(&path, &old).unwrap();
        std::fs::write(&aside, &new).unwrap();
        let taken = replace((&path, &aside, &former), || std::fs::write(&path, "somebody's").unwrap());
        assert!(matches!(taken, Err(crate::store::Error::Occupied { .. })));
        assert_eq!((std::fs::read(&path).unwrap(), std::fs::read(&former).unwrap()), (b"somebody's".to_vec(), old));
    }
}
