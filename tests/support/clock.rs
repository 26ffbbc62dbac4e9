//! A wall clock that a test sets, for the programs that it starts and for what those start.
//!
//! `clock.c`, loaded into the program with `LD_PRELOAD`, adds as many seconds to the machine's time as the test says,
//! also while the program runs. Only the wall clock moves: clocks that count since the start stay right, and so do the
//! times of files, which the kernel sets.
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::preload;

/// Seconds of a day.
pub const DAY_S: i64 = 86_400;

/// A wall clock; it is the machine's until it is set, and goes on from where it was set.
#[derive(Debug)]
pub struct WallClock {
    file: NamedTempFile,
}

impl WallClock {
    /// Makes a clock that shows the machine's time.
    ///
    /// # Panics
    ///
    /// When the machine has no temporary files.
    #[must_use]
    pub fn new() -> Self {
        let clock = Self { file: NamedTempFile::new().expect("there are temporary files") };
        clock.set_ahead(0);
        clock
    }

    /// Puts it so many seconds before the machine's time, at once and for every program under it; negative is behind.
    ///
    /// # Panics
    ///
    /// When its file cannot be written.
    pub fn set_ahead(&self, seconds: i64) {
        let file: &File = self.file.as_file();
        file.write_all_at(&seconds.to_ne_bytes(), 0).expect("a temporary file can be written");
    }

    /// The variables of a program that is to read it: `command.envs(clock.environment())`.
    #[must_use]
    pub fn environment(&self) -> [(&'static str, PathBuf); 2] {
        [(preload::VARIABLE, preload::library("clock.c")), ("WALL_CLOCK_FILE", self.file.path().to_owned())]
    }
}

impl Default for WallClock {
    fn default() -> Self {
        Self::new()
    }
}
