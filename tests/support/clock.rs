//! A wall clock that a test sets, for the programs that it starts and for what those start.
//!
//! `clock.c`, loaded into the program with `LD_PRELOAD`, adds as many seconds to the machine's time as the test says,
//! also while the program runs. Only the wall clock is ever wrong: the count since the machine's start is right, and so are
//! the times of files, which the kernel sets. A test can also have time pass, start the machine anew, and go to another.
#![expect(clippy::expect_used, reason = "test support: a machine without temporary files fails the test")]

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::preload;

/// Seconds of a day.
pub const DAY_S: i64 = 86_400;

/// Which number of the file is what: see `clock.c`.
const AHEAD: u64 = 0;
const PASSED: u64 = 1;
const BOOT: u64 = 2;
const MACHINE: u64 = 3;

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
        for at in [AHEAD, PASSED, BOOT, MACHINE] {
            clock.put(at, 0);
        }
        clock
    }

    fn put(&self, at: u64, number: i64) {
        let file: &File = self.file.as_file();
        file.write_all_at(&number.to_ne_bytes(), 8 * at).expect("a temporary file can be written");
    }

    fn number(&self, at: u64) -> i64 {
        let mut bytes = [0; 8];
        self.file.as_file().read_exact_at(&mut bytes, 8 * at).expect("a temporary file can be read");
        i64::from_ne_bytes(bytes)
    }

    /// Puts it so many seconds before the true time, at once and for every program under it; negative is behind. The true
    /// time is the machine's, and what has passed besides.
    ///
    /// # Panics
    ///
    /// When its file cannot be written.
    pub fn set_ahead(&self, seconds: i64) {
        self.put(AHEAD, self.number(PASSED) + seconds);
    }

    /// Lets so many seconds pass, for a machine that runs: all clocks go on, except those of files.
    ///
    /// # Panics
    ///
    /// When its file cannot be written.
    pub fn pass(&self, seconds: i64) {
        for at in [AHEAD, PASSED] {
            self.put(at, self.number(at) + seconds);
        }
    }

    /// Starts the machine anew.
    ///
    /// # Panics
    ///
    /// When its file cannot be written.
    pub fn boot(&self) {
        self.put(BOOT, self.number(BOOT) + 1);
    }

    /// Goes to another machine.
    ///
    /// # Panics
    ///
    /// When its file cannot be written.
    pub fn go_elsewhere(&self) {
        self.boot();
        self.put(MACHINE, self.number(MACHINE) + 1);
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
