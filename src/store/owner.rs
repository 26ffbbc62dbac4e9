//! Which processes live: each that works across two databases, or sends mail, holds a lock file of its own.
//!
//! A row that says "I am being worked on" names the owner's token. The lock goes with the process, also at `kill -9`,
//! so whoever finds such a row can tell work in progress from work that died.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::PathBuf;

use rustix::fs::{FlockOperation, flock};

use super::error::{Error, Result};
use super::files;
use super::home::Home;

/// Locks that are made before giving up because sweeps took them all.
const TRIES: u32 = 16;

/// Most bytes that are read of what a process says of itself.
const SAID_MAX: u64 = 512;

/// This process's own lock.
#[derive(Debug)]
pub struct Owner {
    token: String,
    path: PathBuf,
    _file: File,
}

impl Owner {
    /// Takes a lock under a new token, for nobody in particular.
    pub fn acquire(home: &Home) -> Result<Self> {
        Self::acquire_as(home, "")
    }

    /// Takes a lock under a new token; the line says to others who has it.
    pub fn acquire_as(home: &Home, said: &str) -> Result<Self> {
        files::create_directory(&home.owners())?;
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::make(home, said)? {
                Some(owner) => return Ok(owner),
                None if tries == TRIES => return Err(Error::Busy),
                None => {}
            }
        }
    }

    /// Makes a lock aside, takes it and gives it its name; none when a sweep took it for a dead one's meanwhile.
    fn make(home: &Home, said: &str) -> Result<Option<Self>> {
        let token = files::token()?;
        let path = home.owners().join(format!("{token}.lock"));
        let aside = files::with_suffix(&path, ".new");
        let mut file = files::create_new(&aside)?;
        file.write_all(said.as_bytes()).map_err(Error::file(&aside))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => {}
            Err(rustix::io::Errno::WOULDBLOCK) => return Ok(None),
            Err(errno) => return Err(Error::file(&aside)(errno.into())),
        }
        match files::place(&aside, &path) {
            Ok(()) => Ok(Some(Self { token, path, _file: file })),
            Err(Error::File { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Returns the token that rows name.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Reads what the process behind a token says of itself: a line, nothing where it says nothing; none when it ended.
#[must_use]
pub fn said(home: &Home, token: &str) -> Option<String> {
    if !is_alive(home, token) {
        return None;
    }
    let mut line = String::new();
    let file = File::open(home.owners().join(format!("{token}.lock"))).ok();
    let _ = file.map(|file| file.take(SAID_MAX).read_to_string(&mut line));
    Some(line)
}

/// Leaves the operator's session, so that its end does not end this process.
pub fn leave_session() -> Result<()> {
    match rustix::process::setsid() {
        // EPERM: it leads a group already, that of a session of its own.
        Ok(_) | Err(rustix::io::Errno::PERM) => Ok(()),
        Err(errno) => Err(Error::file(std::path::Path::new("session"))(errno.into())),
    }
}

/// Tells whether the process behind a token lives. Whoever cannot be asked counts as living, because work that is taken
/// from a living process is done twice: only a lock that is not there, or that can be taken, is a dead one's.
#[must_use]
pub fn is_alive(home: &Home, token: &str) -> bool {
    match files::open(&home.owners().join(format!("{token}.lock"))) {
        Ok(file) => flock(&file, FlockOperation::NonBlockingLockShared).is_err(),
        Err(Error::File { cause, .. }) => cause.kind() != std::io::ErrorKind::NotFound,
        Err(_) => true,
    }
}

/// Removes the locks of dead processes.
pub fn sweep(home: &Home) -> Result<()> {
    dead(home)?.iter().try_for_each(|path| files::remove(path))
}

/// Lists the locks of dead processes, also those that were still being made (`.new`): a living maker whose lock is
/// swept makes another one.
fn dead(home: &Home) -> Result<Vec<PathBuf>> {
    let mut found = files::list(&home.owners())?;
    found.retain(|path| is_dead(path));
    Ok(found)
}

/// Tells whether a file is the lock of a dead process.
#[must_use]
pub fn is_dead(path: &std::path::Path) -> bool {
    let is_lock = path.extension().is_some_and(|extension| extension == "lock" || extension == "new");
    is_lock && files::open(path).is_ok_and(|file| flock(&file, FlockOperation::NonBlockingLockShared).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_lives_as_long_as_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let owner = Owner::acquire(&home).unwrap();
        let token = owner.token().to_owned();
        sweep(&home).unwrap();
        assert!(is_alive(&home, &token));
        assert_eq!(said(&home, &token).as_deref(), Some(""));
        let named = Owner::acquire_as(&home, "alice").unwrap();
        assert_eq!(said(&home, named.token()).as_deref(), Some("alice"));
        drop(owner);
        assert_eq!(said(&home, &token), None);
        assert!(!is_alive(&home, &token));
        assert!(!is_alive(&home, "unknown"));
    }

    #[test]
    fn whoever_cannot_be_asked_counts_as_living() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        files::create_directory(&home.owners()).unwrap();
        // A lock that cannot be opened, whoever asks: it leads to itself.
        let path = home.owners().join("odd.lock");
        std::os::unix::fs::symlink(&path, &path).unwrap();
        assert!(is_alive(&home, "odd"));
        sweep(&home).unwrap();
        assert!(path.is_symlink(), "nor is it swept");
        // The same where the folder of locks is none.
        let home = Home::new(folder.path().join("other"));
        files::create_directory(home.root()).unwrap();
        std::fs::write(home.owners(), "").unwrap();
        assert!(is_alive(&home, "any"));
    }
}
