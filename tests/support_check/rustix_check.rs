//! What the program does through `rustix` is seen by the fault shim: its feature `use-libc` is on.

use crate::actor::Part;
use crate::support::faults::trace;

#[test]
fn what_rustix_does_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    let calls = trace(Part::UsesRustix.command(folder.path()), folder.path());
    let names: Vec<_> = calls.iter().map(|call| call.name.as_str()).collect();
    assert_eq!(names, ["open64", "fallocate64", "fsync"], "rustix needs its feature use-libc to be seen");
}
