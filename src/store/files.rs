//! Private files: one way to make a directory, to write a file and to make both durable.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

use rustix::fs::{AtFlags, CWD, OFlags, RenameFlags, Timespec, Timestamps, renameat_with, utimensat};
use rustix::io::Errno;

use super::error::{Error, Result, is_read_only};
use super::machine;
use crate::domain::time::Timestamp;

pub use super::plain::{check_database, check_plain, open, open_named, read_text};

/// Mode of every directory.
pub const DIRECTORY_MODE: u32 = 0o700;
/// Mode of every file.
pub const FILE_MODE: u32 = 0o600;

/// Makes a directory with mode 0700 and its missing parents, whatever the umask; an existing one is left as it is.
pub fn create_directory(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
    if let Some(parent) = parent {
        create_directory(parent)?;
    }
    match DirBuilder::new().mode(DIRECTORY_MODE).create(path) {
        Ok(()) => {
            fs::set_permissions(path, fs::Permissions::from_mode(DIRECTORY_MODE)).map_err(Error::file(path))?;
            parent.map_or(Ok(()), sync_directory)
        }
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(cause) => Err(Error::file(path)(cause)),
    }
}

/// Refuses a file or directory that others than its owner may read or write, or that is somebody else's.
///
/// # Errors
/// [`Error::NotPrivate`], [`Error::NotOwned`].
pub fn check_private(path: &Path) -> Result<()> {
    let metadata = fs::metadata(path).map_err(Error::file(path))?;
    let owner = metadata.uid();
    if owner != rustix::process::geteuid().as_raw() {
        let owner = machine::user_name(owner).unwrap_or_else(|| owner.to_string());
        return Err(Error::NotOwned { path: path.to_owned(), owner });
    }
    if metadata.mode() & 0o077 == 0 { Ok(()) } else { Err(Error::NotPrivate { path: path.to_owned() }) }
}

/// What is wrong with who may use a file or directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// Its mode: others may use it, or its owner may not.
    Mode(u32),
    /// It belongs to somebody else.
    Owner,
}

/// Looks at who may use a file or directory; links are looked at themselves and never followed. None when it is not
/// there any more.
pub fn exposure(path: &Path) -> Result<Option<Exposure>> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::file(path)(cause)),
    };
    if metadata.uid() != rustix::process::geteuid().as_raw() {
        return Ok(Some(Exposure::Owner));
    }
    let needed = if metadata.is_dir() { DIRECTORY_MODE } else { FILE_MODE };
    let mode = metadata.mode() & 0o7777;
    let wrong = !metadata.is_symlink() && (mode & 0o077 != 0 || mode & needed != needed);
    Ok(wrong.then_some(Exposure::Mode(mode)))
}

/// Returns a file or directory the mode that it must have.
pub fn make_private(path: &Path) -> Result<()> {
    let metadata = fs::symlink_metadata(path).map_err(Error::file(path))?;
    if metadata.is_symlink() {
        return Err(Error::NotPrivate { path: path.to_owned() });
    }
    let mode = if metadata.is_dir() { DIRECTORY_MODE } else { FILE_MODE };
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(Error::file(path))
}

/// Lists what lies in a directory, in the order of names; nothing when it is not there.
pub fn list(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        // What is no folder holds nothing: the examination names it.
        Err(cause) if is_no_folder(&cause) => return Ok(Vec::new()),
        Err(cause) => return Err(Error::file(folder)(cause)),
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<std::io::Result<Vec<_>>>().map_err(Error::file(folder))?;
    paths.sort();
    Ok(paths)
}

/// Returns when a file was last written, in epoch seconds; none when it is not there.
#[must_use]
pub fn written_at(path: &Path) -> Option<i64> {
    fs::symlink_metadata(path).ok().map(|metadata| metadata.mtime())
}

/// Sets when a file was last written; nothing is followed.
pub fn set_written_at(path: &Path, at: Timestamp) -> Result<()> {
    let at = Timespec { tv_sec: at.0, tv_nsec: 0 };
    let times = Timestamps { last_access: at, last_modification: at };
    let set = utimensat(CWD, path, &times, AtFlags::SYMLINK_NOFOLLOW);
    set.map_err(|cause| Error::file(path)(cause.into()))
}

/// What is known of a file without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// When it was last written, in epoch seconds.
    pub written_at: i64,
    /// When anything about it was last changed, its name too, in epoch seconds.
    pub changed_at: i64,
    /// Its size.
    pub bytes: u64,
}

/// Looks at a plain file; none when it is something else, or not there.
#[must_use]
pub fn look(path: &Path) -> Option<Seen> {
    let found = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Seen { written_at: found.mtime(), changed_at: found.ctime(), bytes: found.len() })
}

/// Opens a new private file for writing; it must not exist.
pub fn create_new(path: &Path) -> Result<File> {
    let file = OpenOptions::new()
        .write(true)
        .read(true)
        .create_new(true)
        .mode(FILE_MODE)
        .open(path)
        .map_err(Error::file(path))?;
    file.set_permissions(fs::Permissions::from_mode(FILE_MODE)).map_err(Error::file(path))?;
    Ok(file)
}

/// Writes a private file that is durable and whole or absent, in the place of what has its name: aside, fsync, rename,
/// fsync of the directory.
///
/// # Errors
/// What the system says; nothing is left aside.
pub fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    write_through(&with_suffix(path, ".new"), path, bytes)
}

/// Does as [`write_private`] with an aside elsewhere on the disk, so that whoever sweeps that folder finds what a process
/// that died had begun.
///
/// # Errors
/// What the system says; nothing is left aside.
pub fn write_by(aside: &Path, path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = aside.parent() {
        create_directory(folder)?;
    }
    write_through(aside, path, bytes)
}

fn write_through(aside: &Path, path: &Path, bytes: &[u8]) -> Result<()> {
    remove(aside)?;
    let written = write_aside(aside, bytes).and_then(|()| replace(aside, path));
    if written.is_err() {
        let _ = fs::remove_file(aside);
    }
    written?;
    sync_parent(path)
}

/// Writes and fsyncs a new private file, not yet under its name.
pub fn write_aside(aside: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = create_new(aside)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::file(aside))
}

/// Tells whether a file holds just these bytes, reading it in pieces.
pub(in crate::store) fn holds(path: &Path, bytes: &[u8]) -> Result<bool> {
    const PIECE: usize = 64 * 1024;
    let mut file = open(path)?;
    let (mut piece, mut rest) = (vec![0_u8; PIECE], bytes);
    loop {
        let count = file.read(&mut piece).map_err(Error::file(path))?;
        if count == 0 {
            return Ok(rest.is_empty());
        }
        match rest.strip_prefix(piece.get(..count).unwrap_or_default()) {
            Some(left) => rest = left,
            None => return Ok(false),
        }
    }
}

/// Refuses a folder whose disk was mounted so that nobody can write to it. A rename across the edge of such a mount says
/// something else.
///
/// # Errors
/// [`Error::ReadOnly`].
pub(in crate::store) fn check_writable(folder: &Path) -> Result<()> {
    if is_read_only(folder) { Err(Error::ReadOnly { path: folder.to_owned() }) } else { Ok(()) }
}

/// Returns the free and the whole space of a folder's disk, in bytes, as far as this user may fill it.
pub fn space(folder: &Path) -> Result<Space> {
    let found = rustix::fs::statvfs(folder).map_err(|errno| Error::file(folder)(errno.into()))?;
    let bytes = |blocks: u64| blocks.saturating_mul(found.f_frsize);
    Ok(Space { free_bytes: bytes(found.f_bavail), total_bytes: bytes(found.f_blocks) })
}

/// Space on a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    /// What can still be written, in bytes.
    pub free_bytes: u64,
    /// All of it, in bytes.
    pub total_bytes: u64,
}

/// Returns a file its name, in the place of whatever file has it: what is new is placed.
pub(in crate::store) fn replace(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(|cause| Error::file(at_fault(from, to))(cause))
}

/// Returns a file its name, unless something has that name already, whatever it is: a file, a link that leads nowhere, a
/// folder.
///
/// # Errors
/// [`Error::Occupied`]; what the system says.
pub fn place(from: &Path, to: &Path) -> Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(()),
        Err(Errno::EXIST) => Err(Error::Occupied { path: to.to_owned() }),
        // The file system, or the kernel, knows no such renaming.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            match place_beside(from, to) {
                // Whoever did so before died between the two names.
                Err(Error::Occupied { .. }) if are_one(from, to) => return remove(from),
                linked => linked?,
            }
            // It has one name or the other.
            remove(from).inspect_err(|_| drop(fs::remove_file(to)))
        }
        Err(errno) => Err(Error::file(at_fault(from, to))(errno.into())),
    }
}

fn is_no_folder(cause: &std::io::Error) -> bool {
    matches!(cause.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
}

/// Which of two names a renaming stumbled over: the first, unless it is there.
fn at_fault<'a>(from: &'a Path, to: &'a Path) -> &'a Path {
    if fs::symlink_metadata(from).is_ok() { to } else { from }
}

/// Returns a file a second name, unless something has that name already.
///
/// # Errors
/// [`Error::Occupied`]; what the system says.
pub fn place_beside(from: &Path, to: &Path) -> Result<()> {
    match fs::hard_link(from, to) {
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Err(Error::Occupied { path: to.to_owned() }),
        done => done.map_err(Error::file(from)),
    }
}

/// Tells whether something has a name: a link that leads nowhere has one too.
pub fn is_there(path: &Path) -> Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(false),
        Err(cause) => Err(Error::file(path)(cause)),
    }
}

/// A file's device and number.
pub(in crate::store) type FileId = (u64, u64);

/// Tells which file a name, or a link, is itself; none when nothing has the name.
pub(in crate::store) fn identity(path: &Path) -> Option<FileId> {
    fs::symlink_metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// Tells which file or folder a path leads to; none when it leads nowhere.
pub(in crate::store) fn identity_behind(path: &Path) -> Option<FileId> {
    fs::metadata(path).ok().map(|found| (found.dev(), found.ino()))
}

/// Tells whether two names are those of one file; not when one of them is not there.
#[must_use]
pub fn are_one(one: &Path, other: &Path) -> bool {
    identity(one).is_some_and(|found| identity(other) == Some(found))
}

/// Tells whether a file lies in a folder, whatever links and dots its path goes through: folders are compared by what they
/// are.
#[must_use]
pub fn is_in(folder: &Path, path: &Path) -> bool {
    match path.parent() {
        Some(parent) if parent == folder => true,
        Some(parent) => identity_behind(parent).is_some_and(|found| identity_behind(folder) == Some(found)),
        None => false,
    }
}

/// Removes a file; that it is not there is fine.
pub fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(Error::file(path)(cause)),
    }
}

/// Makes the names in a directory durable.
pub fn sync_directory(path: &Path) -> Result<()> {
    let flags = OFlags::DIRECTORY.bits().cast_signed();
    let directory = OpenOptions::new().read(true).custom_flags(flags).open(path);
    directory.and_then(|directory| directory.sync_all()).map_err(Error::file(path))
}

/// Makes a file's name durable.
pub fn sync_parent(path: &Path) -> Result<()> {
    path.parent().map_or(Ok(()), sync_directory)
}

/// Reads a private file of at most `max` bytes.
///
/// # Errors
/// [`Error::NotPrivate`], or what the system says.
pub fn read_private(path: &Path, max: u64) -> Result<Vec<u8>> {
    check_private(path)?;
    let mut bytes = Vec::new();
    open_named(path)?.take(max).read_to_end(&mut bytes).map_err(Error::file(path))?;
    Ok(bytes)
}

/// What SQLite keeps beside a database.
pub(in crate::store) const SIDES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Tells whether a name is that of something in the making, or of what SQLite keeps beside that.
#[must_use]
pub fn is_in_the_making(name: &str) -> bool {
    let bare = SIDES.iter().find_map(|side| name.strip_suffix(side)).unwrap_or(name);
    bare.strip_suffix(".new").is_some()
}

/// Returns the size of a database with its log, in bytes; what is not there counts for nothing.
#[must_use]
pub fn size_with_log(database: &Path) -> u64 {
    let size = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
    size(database) + size(&with_suffix(database, "-wal"))
}

/// Removes a database with everything that SQLite leaves beside it; what is not there is fine. The database goes last:
/// as long as it is there, what lies beside it belongs to it.
pub fn remove_database(path: &Path) -> Result<()> {
    SIDES.iter().chain(&[""]).try_for_each(|side| remove(&with_suffix(path, side)))
}

/// Adds a suffix to a file's name.
#[must_use]
pub fn with_suffix(path: &Path, suffix: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// Fills a buffer with randomness of the system.
///
/// # Errors
/// [`Error::Random`].
pub fn random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| Error::Random(error.to_string()))
}

/// Returns the name of a file without its folder; empty: it has none.
#[must_use]
pub fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Makes a random token of 128 bits in hexadecimal.
///
/// # Errors
/// [`Error::Random`].
pub fn token() -> Result<String> {
    let mut bytes = [0_u8; 16];
    random(&mut bytes)?;
    Ok(hexadecimal(&bytes))
}

/// Writes bytes in hexadecimal.
#[must_use]
pub fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_placed_over_something() {
        let folder = tempfile::tempdir().unwrap();
        let (new, there) = (folder.path().join("new"), folder.path().join("there"));
        let ways: [fn(&Path, &Path) -> Result<()>; 2] = [place, place_beside];
        for way in ways {
            let things: [fn(&Path); 3] = [
                |path| fs::write(path, "old").unwrap(),
                |path| std::os::unix::fs::symlink("nowhere", path).unwrap(),
                |path| fs::create_dir(path).unwrap(),
            ];
            for make in things {
                fs::write(&new, "new").unwrap();
                make(&there);
                let before = fs::symlink_metadata(&there).unwrap();
                assert!(matches!(way(&new, &there), Err(Error::Occupied { path }) if path == there));
                assert_eq!(fs::symlink_metadata(&there).unwrap().ino(), before.ino());
                assert_eq!(fs::read(&new).unwrap(), b"new");
                if before.is_dir() { fs::remove_dir(&there) } else { fs::remove_file(&there) }.unwrap();
            }
            way(&new, &there).unwrap();
            assert_eq!(fs::read(&there).unwrap(), b"new");
            fs::remove_file(&there).unwrap();
        }
    }

    #[test]
    fn files_and_directories_are_private_whatever_the_umask() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/c.txt");
        create_directory(path.parent().unwrap()).unwrap();
        write_private(&path, b"x").unwrap();
        write_private(&path, b"yz").unwrap();
        assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().mode() & 0o777, 0o700);
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(read_private(&path, 10).unwrap(), b"yz");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(read_private(&path, 10), Err(Error::NotPrivate { .. })));
        assert_eq!(exposure(&path).unwrap(), Some(Exposure::Mode(0o640)));
        make_private(&path).unwrap();
        assert_eq!(exposure(&path).unwrap(), None);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        assert_eq!(exposure(&path).unwrap(), Some(Exposure::Mode(0o400)));
        assert_eq!(exposure(&folder.path().join("none")).unwrap(), None);
    }
}
