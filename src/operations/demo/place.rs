//! Where a demonstration lives, and that it goes with the process.

use std::path::{Path, PathBuf};

use crate::operations::error::Result;
use crate::store::files;

/// A private directory of the system's temporary folder that is removed with everything in it when the value goes.
#[derive(Debug)]
pub struct Throwaway {
    root: PathBuf,
}

impl Throwaway {
    /// Makes the directory, 0700, under a name that nobody can guess.
    ///
    /// # Errors
    /// What the system says.
    pub fn make() -> Result<Self> {
        let root = std::env::temp_dir().join(format!("intendant-demo-{}", files::token()?));
        files::create_directory(&root)?;
        files::check_private(&root)?;
        Ok(Self { root })
    }

    /// Gives the directory.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.root);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_private_and_goes() {
        let place = Throwaway::make().unwrap();
        let root = place.root().to_owned();
        files::write_private(&root.join("a"), b"x").unwrap();
        assert_eq!(files::exposure(&root).unwrap(), None);
        drop(place);
        assert!(!root.exists());
    }
}
