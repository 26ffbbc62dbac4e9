//! The data directory and what lies in it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};

use super::error::{Error, Result};
use super::files::{self, Space};
use super::shelf::Shelf;

/// Size of the reserve that is given back when the disk is full, in bytes.
const RESERVE_BYTES: u64 = 4 << 20;
/// How long to wait before a claim is asked for again.
const CLAIM_POLL: Duration = Duration::from_millis(5);

/// The data directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// Names a data directory; nothing is touched.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Returns the directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Tells whether a registry is there, or something in its place that opening it will name.
    #[must_use]
    pub fn is_initialised(&self) -> bool {
        files::is_there(&self.registry()).unwrap_or(false)
    }

    /// Tells whether a path leads to the registry, to an establishment's database, or to what lies beside one. Whoever closes
    /// such a file loses the locks that his process has on it (POSIX), so only SQLite opens them.
    #[must_use]
    pub fn has_database_at(&self, path: &Path) -> bool {
        let Some(found) = files::identity_behind(path) else { return false };
        let registry = self.registry();
        let sides = files::SIDES.iter().map(|side| files::with_suffix(&registry, side)).chain([registry.clone()]);
        let is_placed = || {
            let folders = (path.canonicalize(), self.establishments().canonicalize());
            matches!(folders, (Ok(path), Ok(folder)) if path.starts_with(&folder))
        };
        sides.into_iter().any(|own| files::identity_behind(&own) == Some(found)) || is_placed()
    }

    /// Makes the directories, 0700.
    ///
    /// # Errors
    /// What the system says; [`Error::NotPrivate`] when the directory exists and others may enter it.
    pub fn create(&self) -> Result<()> {
        files::create_directory(&self.root)?;
        files::check_private(&self.root)?;
        self.always().iter().try_for_each(|folder| files::create_directory(folder))?;
        self.keep_reserve()
    }

    fn always(&self) -> [PathBuf; 5] {
        [self.establishments(), self.exports(), self.outgoing_mail(), self.owners(), self.exchange()]
    }

    /// Lists the folders that are always there, and are not: also what a link leads to whose disk is away.
    #[must_use]
    pub fn missing(&self) -> Vec<PathBuf> {
        self.always().into_iter().filter(|folder| !folder.exists()).collect()
    }

    /// Makes the directory if it is not there, and keeps others from making a registry in it for as long as the value
    /// lives; none when somebody else does so at this moment. Nothing is left behind by it, and it goes with the process.
    ///
    /// # Errors
    /// What the system says; [`Error::NotPrivate`].
    pub fn claim(&self) -> Result<Option<File>> {
        files::create_directory(&self.root)?;
        files::check_private(&self.root)?;
        let directory = File::open(&self.root).map_err(Error::file(&self.root))?;
        match flock(&directory, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(directory)),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(errno) => Err(Error::file(&self.root)(errno.into())),
        }
    }

    /// As [`Self::claim`], and waits for whoever has it as long as for a database that is in use.
    ///
    /// # Errors
    /// [`Error::Busy`] when it is not given back in time; what the system says.
    pub fn claim_in_turn(&self) -> Result<File> {
        self.wait_for_claim(super::engine::BUSY)
    }

    /// As [`Self::claim`], and waits for whoever has it, no longer than the limit.
    ///
    /// # Errors
    /// [`Error::Busy`] when it is not given back in time; what the system says.
    pub(in crate::store) fn wait_for_claim(&self, limit: Duration) -> Result<File> {
        let end = Instant::now() + limit;
        loop {
            match self.claim()? {
                Some(claim) => return Ok(claim),
                None if Instant::now() >= end => return Err(Error::Busy),
                // Nobody tells when it is given back.
                None => std::thread::park_timeout(CLAIM_POLL),
            }
        }
    }

    /// Tells whether databases, or a registry's log, lie in a directory whose registry is gone: a new registry would know
    /// nothing of them, and SQLite would take the log for its own.
    pub fn lacks_registry(&self) -> Result<bool> {
        let log = ["-wal", "-journal"].iter().any(|side| files::with_suffix(&self.registry(), side).exists());
        let databases = self.establishments().is_dir() && !self.shelf().entries()?.is_empty();
        Ok(!self.is_initialised() && (log || databases))
    }

    /// Refuses a directory or registry that is not private, and a registry that is no plain file.
    ///
    /// # Errors
    /// [`Error::NotPrivate`], [`Error::NotAFile`].
    pub fn check(&self) -> Result<()> {
        files::check_private(&self.root)?;
        files::check_database(&self.registry())?;
        files::check_private(&self.registry())
    }

    /// The registry database.
    #[must_use]
    pub fn registry(&self) -> PathBuf {
        self.root.join("registry.sqlite")
    }

    /// The folder of the establishments' databases.
    #[must_use]
    pub fn establishments(&self) -> PathBuf {
        self.root.join("establishments")
    }

    /// Where establishments' databases stand.
    #[must_use]
    pub fn shelf(&self) -> Shelf {
        Shelf::Folder(self.clone())
    }

    /// The folder of exports.
    #[must_use]
    pub fn exports(&self) -> PathBuf {
        self.root.join("exports")
    }

    /// Where the folder transport puts mails.
    #[must_use]
    pub fn outgoing_mail(&self) -> PathBuf {
        self.root.join("mail")
    }

    /// Locks that tell which processes live.
    #[must_use]
    pub fn owners(&self) -> PathBuf {
        self.root.join("run")
    }

    /// The bytes of letters' files.
    #[must_use]
    pub fn attachments(&self) -> PathBuf {
        self.root.join("attachments")
    }

    /// The bytes of one of them, by their SHA-256.
    #[must_use]
    pub fn attachment(&self, sha256: &str) -> PathBuf {
        self.attachments().join(sha256)
    }

    /// The only folder whose files a session over SSH may name.
    #[must_use]
    pub fn exchange(&self) -> PathBuf {
        self.root.join("exchange")
    }

    /// Where exports are made, and files judged before they are restored; each name begins with the token of its process.
    #[must_use]
    pub fn aside(&self) -> PathBuf {
        self.root.join("aside")
    }

    /// Where databases go that no row knows: nothing is read back from there but by a person's choice.
    #[must_use]
    pub fn orphans(&self) -> PathBuf {
        self.root.join("orphans")
    }

    /// Tells whether a path is one of those that the program itself puts beside the registry, or the registry.
    #[must_use]
    pub fn is_own(&self, path: &Path) -> bool {
        path == self.registry() || self.folders().iter().any(|own| own == path)
    }

    /// Tells whether a path is that of a folder of the program's own.
    #[must_use]
    pub fn is_folder(&self, path: &Path) -> bool {
        self.folders().iter().any(|own| own == path) && path != self.reserve()
    }

    /// Everything that the program itself puts beside the registry.
    pub(in crate::store) fn folders(&self) -> [PathBuf; 9] {
        [
            self.establishments(),
            self.exports(),
            self.outgoing_mail(),
            self.owners(),
            self.attachments(),
            self.exchange(),
            self.aside(),
            self.orphans(),
            self.reserve(),
        ]
    }

    /// Tells whether the reserve is there.
    #[must_use]
    pub fn has_reserve(&self) -> bool {
        std::fs::metadata(self.reserve()).is_ok_and(|metadata| metadata.len() >= RESERVE_BYTES)
    }

    /// Returns the free and the whole space of the disk, in bytes, as far as this user may fill it.
    pub fn space(&self) -> Result<Space> {
        files::space(&self.root)
    }

    /// Adds up the sizes of the files in a folder and in its folders, in bytes; what cannot be seen is left out.
    #[must_use]
    pub fn size_of(folder: &Path) -> u64 {
        let mut size_bytes = 0;
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                match entry.metadata() {
                    Ok(metadata) if metadata.is_dir() => folders.push(entry.path()),
                    Ok(metadata) => size_bytes += metadata.len(),
                    Err(_) => {}
                }
            }
        }
        size_bytes
    }

    fn reserve(&self) -> PathBuf {
        self.root.join("reserve")
    }

    /// Keeps some space that can be given back when the disk is full: even a deletion needs space to be recorded.
    pub fn keep_reserve(&self) -> Result<()> {
        let path = self.reserve();
        if path.exists() {
            return Ok(());
        }
        let aside = files::with_suffix(&path, ".new");
        files::remove(&aside)?;
        let file = files::create_new(&aside)?;
        let filled = rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, RESERVE_BYTES)
            .map_err(|errno| Error::file(&aside)(errno.into()))
            .and_then(|()| files::place(&aside, &path));
        if filled.is_err() {
            let _ = std::fs::remove_file(&aside);
        }
        match filled {
            // Somebody else made it meanwhile.
            Err(Error::Occupied { .. }) => Ok(()),
            filled => filled,
        }
    }

    /// Gives the reserve back to the disk.
    pub fn free_reserve(&self) -> Result<()> {
        files::remove(&self.reserve())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_sqlite_opens_is_known_by_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        home.create().unwrap();
        let school = home.establishments().join("000/1.sqlite");
        std::fs::create_dir(school.parent().unwrap()).unwrap();
        let registry = home.registry();
        let log = files::with_suffix(&registry, "-wal");
        let (list, export) = (home.exchange().join("list.csv"), home.exports().join("1.sqlite"));
        for path in [&registry, &log, &school, &list, &export] {
            std::fs::write(path, "").unwrap();
        }
        let (link, name) = (folder.path().join("link"), folder.path().join("name"));
        std::os::unix::fs::symlink(&school, &link).unwrap();
        std::fs::hard_link(&registry, &name).unwrap();
        for own in [&registry, &log, &school, &link, &name] {
            assert!(home.has_database_at(own), "{}", own.display());
        }
        for other in [&list, &export, &folder.path().join("absent")] {
            assert!(!home.has_database_at(other), "{}", other.display());
        }
    }
}
