//! A data directory of the temporary folder, where a demonstration lives, and that it goes with the process: at its end, or when the next one starts.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open, openat};

use super::error::{Error, Result};
use super::files;

/// How the folder's name begins; the rest is a token.
const PREFIX: &str = "intendant-demo-";
/// Signs of a token.
const TOKEN_LEN: usize = 32;
/// The file that marks the folder; its lock is held as long as the demonstration lives, and goes at `kill -9` too.
const MARK: &str = "demo.lock";

/// A private directory of the system's temporary folder that is removed with everything in it when the value goes.
#[derive(Debug)]
pub struct Throwaway {
    root: PathBuf,
    _lock: File,
}

impl Throwaway {
    /// Makes the directory, 0700, under a name that nobody can guess, and removes those of demonstrations that died.
    pub fn make() -> Result<Self> {
        let folder = std::env::temp_dir();
        sweep(&folder);
        Self::make_in(&folder)
    }

    fn make_in(folder: &Path) -> Result<Self> {
        let token = files::token()?;
        let root = folder.join(format!("{PREFIX}{token}"));
        files::create_directory(&root)?;
        files::check_private(&root)?;
        let lock = mark(&root, &token);
        if lock.is_err() {
            let _ = std::fs::remove_dir_all(&root);
        }
        Ok(Self { root, _lock: lock? })
    }

    /// Tells whether a directory is one in which a demonstration lives: it bears the mark, whose lock is held.
    #[must_use]
    pub fn is_living(root: &Path) -> bool {
        let held = |lock: File| flock(&lock, FlockOperation::NonBlockingLockExclusive).is_err();
        marked(root).is_some_and(held)
    }

    /// Returns the directory.
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

fn words(token: &str) -> String {
    format!("intendant demo {token}\n")
}

/// Marks the folder; the mark has its name only once it is locked, so that no sweep sees it without.
fn mark(root: &Path, token: &str) -> Result<File> {
    let path = root.join(MARK);
    let aside = files::with_suffix(&path, ".new");
    let mut file = files::create_new(&aside)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|errno| Error::file(&aside)(errno.into()))?;
    file.write_all(words(token).as_bytes()).map_err(Error::file(&aside))?;
    files::place(&aside, &path)?;
    Ok(file)
}

/// Removes the folders of demonstrations that died. What is not one of ours for certain stays, and so does whatever
/// cannot be looked at.
fn sweep(folder: &Path) {
    if !is_safe(folder) {
        return;
    }
    for path in files::list(folder).unwrap_or_default() {
        // The lock is held until everything is gone: no second sweep meets half a folder.
        if let Some(_lock) = dead(&path) {
            let _ = std::fs::remove_dir_all(&path);
        }
    }
}

/// Tells whether nobody else can put something in the place of what was looked at: the folder is ours alone, or only
/// the owner of an entry can move it.
fn is_safe(folder: &Path) -> bool {
    const STICKY: u32 = 0o1000;
    let Ok(found) = std::fs::metadata(folder) else { return false };
    let owner = found.uid() == rustix::process::geteuid().as_raw() || found.uid() == 0;
    owner && (found.mode() & 0o022 == 0 || found.mode() & STICKY != 0)
}

/// Returns the lock of a dead demonstration's folder; none for anything else.
fn dead(path: &Path) -> Option<File> {
    marked(path).filter(|lock| flock(lock, FlockOperation::NonBlockingLockExclusive).is_ok())
}

/// Returns the mark of a demonstration's folder; none for anything else. No link is followed on the way.
fn marked(path: &Path) -> Option<File> {
    let token = path.file_name()?.to_str()?.strip_prefix(PREFIX)?;
    let is_token = token.len() == TOKEN_LEN && token.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'a'..=b'f'));
    if !is_token {
        return None;
    }
    let (opened, none) = (OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty());
    let root = File::from(open(path, opened | OFlags::DIRECTORY, none).ok()?);
    is_private(&root).then_some(())?;
    let mut lock = File::from(openat(&root, MARK, opened, none).ok()?);
    let kind = lock.metadata().ok()?;
    (is_private(&lock) && kind.is_file() && !kind.file_type().is_fifo() && kind.nlink() == 1).then_some(())?;
    let wanted = words(token);
    let mut found = String::new();
    (&mut lock).take(wanted.len() as u64 + 1).read_to_string(&mut found).ok()?;
    (found == wanted).then_some(lock)
}

fn is_private(file: &File) -> bool {
    let own =
        |found: std::fs::Metadata| found.uid() == rustix::process::geteuid().as_raw() && found.mode() & 0o077 == 0;
    file.metadata().is_ok_and(own)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

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

    fn chmod(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    }

    /// A folder as `kill -9` leaves it: nobody holds its lock.
    fn killed(folder: &Path) -> PathBuf {
        let place = Throwaway::make_in(folder).unwrap();
        files::write_private(&place.root().join("registry.sqlite"), b"x").unwrap();
        let aside = folder.join("aside");
        std::fs::rename(place.root(), &aside).unwrap();
        let root = place.root().to_owned();
        drop(place);
        std::fs::rename(aside, &root).unwrap();
        root
    }

    #[test]
    fn the_dead_go_and_the_living_stay() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (killed(folder.path()), killed(folder.path()));
        let living = Throwaway::make_in(folder.path()).unwrap();
        sweep(folder.path());
        assert!(!one.exists() && !two.exists() && living.root().join(MARK).exists());
        assert!(Throwaway::is_living(living.root()) && !Throwaway::is_living(&killed(folder.path())));
    }

    #[test]
    fn what_is_not_ours_for_certain_stays() {
        let folder = tempfile::tempdir().unwrap();
        let name = |sign: &str| folder.path().join(format!("{PREFIX}{}", sign.repeat(TOKEN_LEN)));

        // A link to a dead one that lies elsewhere, and a dead one whose mark is a link, a second name or a pipe.
        let elsewhere = tempfile::tempdir().unwrap();
        let target = killed(elsewhere.path());
        symlink(&target, folder.path().join(target.file_name().unwrap())).unwrap();
        let linked = killed(folder.path());
        std::fs::rename(linked.join(MARK), elsewhere.path().join("mark")).unwrap();
        symlink(elsewhere.path().join("mark"), linked.join(MARK)).unwrap();
        let twice = killed(folder.path());
        std::fs::hard_link(twice.join(MARK), elsewhere.path().join("other")).unwrap();
        let pipe = killed(folder.path());
        std::fs::remove_file(pipe.join(MARK)).unwrap();
        rustix::fs::mknodat(
            rustix::fs::CWD,
            pipe.join(MARK),
            rustix::fs::FileType::Fifo,
            Mode::from_raw_mode(0o600),
            0,
        )
        .unwrap();

        // Folders that others may use, that were never marked or marked for another name, and a mere file.
        let open = killed(folder.path());
        chmod(&open, 0o755);
        let exposed = killed(folder.path());
        chmod(&exposed.join(MARK), 0o644);
        let unmarked = name("a");
        std::fs::create_dir(&unmarked).unwrap();
        chmod(&unmarked, 0o700);
        let renamed = name("b");
        std::fs::rename(killed(folder.path()), &renamed).unwrap();
        let file = name("c");
        std::fs::write(&file, "").unwrap();
        let odd = folder.path().join(format!("{PREFIX}../x").replace('/', "_"));
        std::fs::create_dir(&odd).unwrap();

        sweep(folder.path());
        for path in [&target, &linked, &twice, &pipe, &open, &exposed, &unmarked, &renamed, &file, &odd] {
            assert!(path.exists(), "{}", path.display());
        }
        assert!(folder.path().join(target.file_name().unwrap()).is_symlink());
        assert!(target.join("registry.sqlite").exists());
    }

    #[test]
    fn a_folder_of_another_owner_stays() {
        let folder = tempfile::tempdir().unwrap();
        let foreign = killed(folder.path());
        // Only root can give a folder away; elsewhere the case cannot be made.
        let nobody = Some(rustix::fs::Uid::from_raw(65_534));
        if rustix::fs::chown(&foreign, nobody, None).is_ok() {
            sweep(folder.path());
            assert!(foreign.join(MARK).exists());
        }
    }

    #[test]
    fn a_temporary_folder_in_which_others_can_move_things_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let dead = killed(folder.path());
        chmod(folder.path(), 0o777);
        sweep(folder.path());
        assert!(dead.exists());
        chmod(folder.path(), 0o1777);
        sweep(folder.path());
        assert!(!dead.exists());
    }
}
