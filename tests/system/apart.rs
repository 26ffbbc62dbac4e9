//! A test with mounts of its own: nobody else sees them, and they go with its process.

use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::geteuid;

/// Tells the process that is apart in which folder it is.
const FOLDER: &str = "INTENDANT_APART";

/// Runs a test of this program in a process that may mount; `name` is the test's own. The folder is empty.
///
/// Root may mount, and anybody in a user's own namespace where the system allows those; elsewhere the test fails and
/// says what it lacks.
pub(crate) fn apart(name: &str, test: impl FnOnce(&Path)) {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return test(&PathBuf::from(folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("unshare");
    command.args(["--mount", "--propagation", "private"]);
    if !geteuid().is_root() {
        command.arg("--map-root-user");
    }
    let possible = Command::new(command.get_program()).args(command.get_args()).arg("true").output();
    let possible = possible.is_ok_and(|output| output.status.success());
    assert!(possible, "this test mounts a small disk: it needs root, or user namespaces (unshare --map-root-user)");
    command.arg(std::env::current_exe().unwrap()).args(["--exact", name, "--nocapture", "--test-threads=1"]);
    let output = command.env(FOLDER, folder.path()).output().unwrap();
    let (printed, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{printed}\n{complained}");
    assert!(printed.contains("1 passed"), "no test is called {name}: {printed}");
}

/// Runs `mount` or `umount`.
pub(crate) fn mount(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A small disk.
pub(crate) struct Disk {
    folder: PathBuf,
}

impl Disk {
    /// Mounts one of so many MiB on a folder.
    pub(crate) fn new(folder: &Path, mib: u32) -> Self {
        let size = format!("size={mib}m,mode=0700");
        mount("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", folder.to_str().unwrap()]);
        Self { folder: folder.to_owned() }
    }

    /// Room that is left, in KiB.
    pub(crate) fn free_kib(&self) -> u64 {
        let found = rustix::fs::statvfs(&self.folder).unwrap();
        found.f_bavail * found.f_frsize / 1024
    }

    /// Takes all room but so much.
    pub(crate) fn fill(&self, leave_kib: u64) {
        let taken = std::fs::metadata(self.filler()).map_or(0, |found| found.len());
        let more = self.free_kib().saturating_sub(leave_kib) * 1024;
        let bytes = usize::try_from(taken + more).unwrap();
        // Over the old one, which takes as much.
        std::fs::write(self.filler(), vec![1; bytes]).unwrap();
        assert!(self.free_kib() <= leave_kib, "{} KiB are left", self.free_kib());
    }

    /// Gives the room back.
    pub(crate) fn release(&self) {
        std::fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.folder.join("filler")
    }
}
