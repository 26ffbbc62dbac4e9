//! Which processes live: each that works across two databases, or sends mail, holds a lock file of its own.
//!
//! A row that says "I am being worked on" names the owner's token. The lock goes with the process, also at `kill -9`,
//! so whoever finds such a row can tell work in progress from work that died.

use std::fs::File;
use std::path::PathBuf;

use rustix::fs::{FlockOperation, flock};

use super::error::{Error, Result};
use super::files;
use super::home::Home;

/// This process's own lock.
#[derive(Debug)]
pub struct Owner {
    token: String,
    path: PathBuf,
    _file: File,
}

impl Owner {
    /// Takes a lock under a new token.
    ///
    /// # Errors
    /// What the system says.
    pub fn acquire(home: &Home) -> Result<Self> {
        files::create_directory(&home.owners())?;
        let token = files::token()?;
        let path = home.owners().join(format!("{token}.lock"));
        let aside = files::with_suffix(&path, ".new");
        let file = files::create_new(&aside)?;
        flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|errno| Error::file(&aside)(errno.into()))?;
        files::rename(&aside, &path)?;
        Ok(Self { token, path, _file: file })
    }

    /// Gives the token that rows name.
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

/// Tells whether the process behind a token lives.
#[must_use]
pub fn is_alive(home: &Home, token: &str) -> bool {
    let path = home.owners().join(format!("{token}.lock"));
    let Ok(file) = File::open(path) else { return false };
    flock(&file, FlockOperation::NonBlockingLockShared).is_err()
}

/// Removes the locks of dead processes.
///
/// # Errors
/// What the system says.
pub fn sweep(home: &Home) -> Result<()> {
    dead(home)?.iter().try_for_each(|path| files::remove(path))
}

/// Lists the locks of dead processes. One that is being made (`.new`) is nobody's yet and is left alone, since even
/// looking at its lock could be in its maker's way.
///
/// # Errors
/// What the system says.
pub fn dead(home: &Home) -> Result<Vec<PathBuf>> {
    let mut found = files::list(&home.owners())?;
    found.retain(|path| {
        let is_lock = path.extension().is_some_and(|extension| extension == "lock");
        is_lock && File::open(path).is_ok_and(|file| flock(&file, FlockOperation::NonBlockingLockShared).is_ok())
    });
    Ok(found)
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
        drop(owner);
        assert!(!is_alive(&home, &token));
        assert!(!is_alive(&home, "unknown"));
    }
}
