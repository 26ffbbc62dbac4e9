//! Compiles a C file of this folder into a library for `LD_PRELOAD`.
#![expect(clippy::panic, reason = "test support: a library that cannot be made is a failed test")]
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]

use std::env;
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::NamedTempFile;

/// The variable that names the libraries.
pub const VARIABLE: &str = "LD_PRELOAD";

/// Compiles a file unless the same text was compiled before; every test program finds it there.
///
/// # Panics
///
/// When there is no C compiler, or it refuses the file.
#[must_use]
pub fn library(name: &str) -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name);
    let text = std::fs::read(&source).expect("the source is there");
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let library = folder.join(format!("{name}-{:016x}.so", hasher.finish()));
    if !library.exists() {
        let made = NamedTempFile::new_in(folder).expect("the target folder takes files");
        compile(&source, made.path());
        // Whole under its name or not at all: several test programs may be at it.
        made.persist(&library).expect("it can be named");
    }
    library
}

fn compile(source: &Path, library: &Path) {
    let compiler = env::var_os("CC").unwrap_or_else(|| "cc".into());
    let mut command = Command::new(&compiler);
    command.args(["-shared", "-fPIC", "-O1", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-o"]);
    match command.arg(library).arg(source).output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!("{command:?}\n{}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => {
            panic!("these tests need a C compiler (Debian: apt install gcc libc6-dev): {command:?}: {error}")
        }
    }
}

/// The value of [`VARIABLE`] for a command that gets one more library.
#[must_use]
pub fn with(command: &Command, library: &Path) -> OsString {
    let mut value = OsString::from(library);
    let before = command.get_envs().find(|(name, _)| *name == VARIABLE).and_then(|(_, value)| value);
    if let Some(before) = before {
        value.push(":");
        value.push(before);
    }
    value
}
