//! Directories of cases: a prepared one is read once, then written out for each case.
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]

use std::fs::{self, File, Permissions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::identity;

/// A private directory in memory where there is one: syncing to a disk would be most of the time.
///
/// # Panics
///
/// When the machine has no temporary directories.
#[must_use]
pub fn scratch_dir() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() };
    made.or_else(|_| TempDir::new()).expect("temporary directories can be made")
}

/// What a directory holds: files, directories and links with their modes.
pub(super) struct Tree {
    original: PathBuf,
    mode: Permissions,
    entries: Vec<Entry>,
}

/// One name below the directory, after the directory that it is in.
struct Entry {
    path: PathBuf,
    what: What,
}

enum What {
    Directory(Permissions),
    File(Permissions, Vec<u8>),
    /// A file of as many zeros, which are not written: room that is kept is most of what a case would copy.
    Zeros(Permissions, u64),
    Link(PathBuf),
}

impl Tree {
    pub(super) fn read(root: &Path) -> Self {
        let mut entries = Vec::new();
        read_into(&mut entries, root, Path::new(""));
        Self { original: root.to_owned(), mode: mode_of(root), entries }
    }

    /// Writes all of it into a directory of its own, where a data directory passes for the one that was read.
    pub(super) fn copy(&self) -> TempDir {
        let copy = scratch_dir();
        for Entry { path, what } in &self.entries {
            let target = copy.path().join(path);
            match what {
                What::Directory(_) => fs::create_dir(&target).expect("a directory can be copied"),
                What::File(mode, bytes) => {
                    let mut file = File::create(&target).expect("a file can be copied");
                    file.write_all(bytes).expect("a file can be copied");
                    file.set_permissions(mode.clone()).expect("a mode can be copied");
                }
                What::Zeros(mode, size) => {
                    let file = File::create(&target).expect("a file can be copied");
                    file.set_len(*size).expect("a file can be copied");
                    file.set_permissions(mode.clone()).expect("a mode can be copied");
                }
                What::Link(meaning) => std::os::unix::fs::symlink(meaning, &target).expect("a link can be copied"),
            }
        }
        identity::pass_for(&self.original.join("data"), &copy.path().join("data"));
        // A directory that takes no files gets its mode once it has them.
        for Entry { path, what } in self.entries.iter().rev() {
            if let What::Directory(mode) = what {
                fs::set_permissions(copy.path().join(path), mode.clone()).expect("a mode can be copied");
            }
        }
        fs::set_permissions(copy.path(), self.mode.clone()).expect("a mode can be copied");
        copy
    }
}

fn read_into(entries: &mut Vec<Entry>, root: &Path, below: &Path) {
    for entry in fs::read_dir(root.join(below)).expect("a prepared directory can be listed") {
        let entry = entry.expect("a prepared directory can be listed");
        let (source, path) = (entry.path(), below.join(entry.file_name()));
        let kind = entry.file_type().expect("a prepared file has a type");
        if kind.is_dir() {
            entries.push(Entry { path: path.clone(), what: What::Directory(mode_of(&source)) });
            read_into(entries, root, &path);
        } else if kind.is_symlink() {
            let meaning = fs::read_link(&source).expect("a link can be read");
            entries.push(Entry { path, what: What::Link(meaning) });
        } else if kind.is_file() {
            let (mode, bytes) = (mode_of(&source), fs::read(&source).expect("a file can be read"));
            let what = if !bytes.is_empty() && bytes.iter().all(|byte| *byte == 0) {
                What::Zeros(mode, bytes.len() as u64)
            } else {
                What::File(mode, bytes)
            };
            entries.push(Entry { path, what });
        }
    }
}

fn mode_of(path: &Path) -> Permissions {
    fs::metadata(path).expect("what was prepared has a mode").permissions()
}
