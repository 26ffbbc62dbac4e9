//! The bytes of letters' files: each once, private, under its SHA-256.

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::error::{Error, Result};
use super::files;
use super::home::Home;
use crate::domain::time::{DAY_S, Timestamp, Wait};

/// A file that was just taken in may belong to a letter that is being frozen, for this long.
const NEW: Wait = Wait::at_most_s(DAY_S);

/// Signs of a name.
const HASH: usize = 64;

/// What was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// How many.
    pub bytes: u64,
}

/// Copies a file in, by a new one aside; none when it has more than `max_bytes`.
///
/// # Errors
/// What the system says; [`Error::NotAFile`].
pub fn take(home: &Home, (path, aside): (&Path, &Path), max_bytes: u64) -> Result<Option<Taken>> {
    let mut content = Vec::new();
    files::open_named(path)?.take(max_bytes.saturating_add(1)).read_to_end(&mut content).map_err(Error::file(path))?;
    let bytes = u64::try_from(content.len()).unwrap_or(u64::MAX);
    if bytes > max_bytes {
        return Ok(None);
    }
    let sha256 = hash(&content);
    files::create_directory(&home.attachments())?;
    let place = home.attachment(&sha256);
    if read(home, &sha256, max_bytes).is_ok_and(|there| there.is_some()) {
        // The name is used again: the clock of its age begins anew.
        let now = std::time::SystemTime::now();
        let touched = File::options().append(true).open(&place).and_then(|file| file.set_modified(now));
        touched.map_err(Error::file(&place))?;
    } else {
        files::write_by(aside, &place, &content)?;
    }
    Ok(Some(Taken { sha256, bytes }))
}

/// Reads the bytes of a file back; none when they are not what their name says.
pub fn read(home: &Home, sha256: &str, max_bytes: u64) -> Result<Option<Vec<u8>>> {
    let place = home.attachment(sha256);
    files::check_plain(&place)?;
    let content = files::read_private(&place, max_bytes.saturating_add(1))?;
    Ok((hash(&content) == sha256).then_some(content))
}

/// Lists the files that are not new, with their names: those that nobody needs can go. What has another name than this
/// program gives is somebody else's.
pub fn old(home: &Home, now: Timestamp) -> Result<Vec<(PathBuf, String)>> {
    let found = files::list(&home.attachments())?;
    let aged = |path: &PathBuf| files::written_at(path).is_some_and(|at| NEW.is_over(Timestamp(at), now));
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_ours = |path: &PathBuf| {
        let name = name(path);
        name.len() == HASH && name.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'))
    };
    Ok(found.into_iter().filter(|path| is_ours(path) && aged(path)).map(|path| (path.clone(), name(&path))).collect())
}

fn hash(content: &[u8]) -> String {
    files::hexadecimal(&Sha256::digest(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_kept_once_and_damage_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let path = folder.path().join("a.pdf");
        std::fs::write(&path, b"abc").unwrap();
        let aside = folder.path().join("aside.new");
        let taken = take(&home, (&path, &aside), 3).unwrap().unwrap();
        assert_eq!(take(&home, (&path, &aside), 3).unwrap(), Some(taken.clone()));
        assert_eq!(take(&home, (&path, &aside), 2).unwrap(), None);
        assert_eq!(files::list(&home.attachments()).unwrap().len(), 1);
        assert_eq!(read(&home, &taken.sha256, 3).unwrap().unwrap(), b"abc");
        assert_eq!(files::exposure(&home.attachment(&taken.sha256)).unwrap(), None);

        let kept = home.attachment(&taken.sha256);
        std::fs::write(&kept, b"abd").unwrap();
        assert_eq!(read(&home, &taken.sha256, 3).unwrap(), None);
        take(&home, (&path, &aside), 3).unwrap().unwrap();
        assert_eq!(read(&home, &taken.sha256, 3).unwrap().unwrap(), b"abc", "a damaged one is written again");
        let now = Timestamp(files::written_at(&kept).unwrap());
        assert!(old(&home, now).unwrap().is_empty());
        assert_eq!(old(&home, now.plus_s(DAY_S)).unwrap(), [(kept, taken.sha256)]);
    }

    #[test]
    fn only_plain_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("data"));
        let aside = folder.path().join("aside.new");
        assert!(take(&home, (folder.path(), &aside), 10).is_err());
        assert!(take(&home, (Path::new("/dev/zero"), &aside), 10).is_err());
        assert!(take(&home, (&folder.path().join("none"), &aside), 10).is_err());
    }
}
