//! Copies that pass for the original: a prepared data directory is copied for each case of a test, and a copy would be held.
#![expect(clippy::expect_used, reason = "test support: a copy that cannot be marked fails the test")]

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use serde_json::Value;

/// Marks a copied data directory as the one that it was copied from, if that one was marked for its own registry.
///
/// # Panics
/// When the mark cannot be read or written.
pub fn pass_for(original: &Path, copy: &Path) {
    let (Ok(was), Ok(is)) = (fs::metadata(registry(original)), fs::metadata(registry(copy))) else { return };
    let Ok(text) = fs::read_to_string(copy.join("identity")) else { return };
    let Ok(mut mark) = serde_json::from_str::<Value>(&text) else { return };
    if mark["inode"] != was.ino() {
        return;
    }
    let born = is.created().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
    mark["inode"] = is.ino().into();
    mark["device"] = is.dev().into();
    mark["born"] = born.map(|born| born.as_nanos().to_string()).unwrap_or_default().into();
    fs::write(copy.join("identity"), mark.to_string()).expect("the mark can be written");
}

fn registry(data: &Path) -> std::path::PathBuf {
    data.join("registry.sqlite")
}
