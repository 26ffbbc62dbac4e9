//! Plain files, and what has a file's name and is none: a link, a folder, a pipe, a socket, a device.
//!
//! Invariant: whatever this program reads by a path is looked at before it is opened, and once more when it is open, so
//! that nothing is waited for, set going, or followed out of its folder.

use std::fs::{self, File, OpenOptions};
use std::io::Read as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use rustix::fs::OFlags;

use super::error::{Error, Result};
use super::files::{SIDES, with_suffix};
use super::output::Standing;

/// Refuses what is no plain file, links too, without opening it: opening a pipe waits for its other end, opening a device
/// may set it going, and a link leads out of the folder.
///
/// # Errors
/// [`Error::NotAFile`]; what the system says.
pub fn check_plain(path: &Path) -> Result<()> {
    plain(path, &fs::symlink_metadata(path).map_err(Error::file(path))?)
}

/// Refuses a database that is no plain file, or beside which something lies under the name of a log or a journal that is
/// none: SQLite would follow it, or wait for it.
///
/// # Errors
/// As [`check_plain`].
pub fn check_database(path: &Path) -> Result<()> {
    check_plain(path)?;
    SIDES.iter().map(|side| with_suffix(path, side)).try_for_each(|side| match fs::symlink_metadata(&side) {
        Ok(found) => plain(&side, &found),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(Error::file(&side)(cause)),
    })
}

fn plain(path: &Path, found: &fs::Metadata) -> Result<()> {
    match Standing::of(found.file_type()) {
        Standing::File => Ok(()),
        standing => Err(Error::NotAFile { path: path.to_owned(), standing }),
    }
}

/// Opens a plain file for reading. Nothing else is waited for or set going, and no link is followed, also when it was
/// put there a moment ago.
///
/// # Errors
/// As [`check_plain`].
pub fn open(path: &Path) -> Result<File> {
    check_plain(path)?;
    opened(path, OFlags::NOFOLLOW)
}

/// Opens a plain file that a person names, or to which a link that a person made leads.
///
/// # Errors
/// As [`check_plain`], of what the link leads to.
pub fn open_named(path: &Path) -> Result<File> {
    plain(path, &fs::metadata(path).map_err(Error::file(path))?)?;
    opened(path, OFlags::empty())
}

fn opened(path: &Path, more: OFlags) -> Result<File> {
    let flags = (OFlags::NONBLOCK | more).bits().cast_signed();
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path).map_err(Error::file(path))?;
    plain(path, &file.metadata().map_err(Error::file(path))?)?;
    Ok(file)
}

/// Reads a small text from a file opened by [`open`].
///
/// # Errors
/// What the system says; that it is not UTF-8.
pub fn read_text(path: &Path, max: u64) -> Result<String> {
    let mut text = String::new();
    open(path)?.take(max).read_to_string(&mut text).map_err(Error::file(path))?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// What it is called, and how it is made.
    type Thing = (&'static str, fn(&Path));

    /// What can stand in the place of a file.
    fn things() -> [Thing; 5] {
        [
            ("pipe", |path| rustix::fs::mkfifoat(rustix::fs::CWD, path, rustix::fs::Mode::RUSR).unwrap()),
            ("socket", |path| drop(std::os::unix::net::UnixListener::bind(path).unwrap())),
            ("folder", |path| fs::create_dir(path).unwrap()),
            ("link", |path| symlink("file", path).unwrap()),
            ("link", |path| symlink("/dev/zero", path).unwrap()),
        ]
    }

    fn word<T: std::fmt::Debug>(result: Result<T>) -> (std::path::PathBuf, &'static str) {
        match result {
            Err(Error::NotAFile { path, standing }) => (path, standing.word()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn whatever_is_no_file_is_named_and_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (file, odd) = (folder.path().join("file"), folder.path().join("odd"));
        fs::write(&file, "abc").unwrap();
        for (what, make) in things() {
            make(&odd);
            assert_eq!(word(open(&odd)), (odd.clone(), what));
            assert_eq!(word(check_database(&odd)), (odd.clone(), what));
            // A person's own link is followed, but to files alone.
            if fs::metadata(&odd).is_ok_and(|found| found.is_file()) {
                assert_eq!(open_named(&odd).unwrap().metadata().unwrap().len(), 3);
            } else {
                assert_eq!(word(open_named(&odd)).1, if what == "link" { "device" } else { what });
            }
            for side in SIDES {
                let beside = with_suffix(&file, side);
                fs::rename(&odd, &beside).unwrap();
                assert_eq!(word(check_database(&file)), (beside.clone(), what), "{side}");
                fs::rename(&beside, &odd).unwrap();
            }
            if what == "folder" { fs::remove_dir(&odd) } else { fs::remove_file(&odd) }.unwrap();
        }
        assert_eq!(read_text(&file, 2).unwrap(), "ab");
        check_database(&file).unwrap();
        assert_eq!(word(open(Path::new("/dev/null"))).1, "device");
        assert!(matches!(open(&odd), Err(Error::File { .. })));
    }
}
