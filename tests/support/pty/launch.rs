//! What runs in a terminal.
#![expect(clippy::panic, reason = "test support: a program that is not installed fails the test")]

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// What to run and in which terminal.
#[derive(Debug, Clone)]
#[must_use]
pub struct Launch {
    /// The program; a bare name is looked up in the caller's `PATH`.
    pub program: PathBuf,
    /// Its arguments.
    pub args: Vec<OsString>,
    /// Its whole environment: nothing is inherited.
    pub env: Vec<(OsString, OsString)>,
    /// Its working directory; the caller's when absent.
    pub current_dir: Option<PathBuf>,
    /// Lines of the terminal.
    pub rows: u16,
    /// Columns of the terminal.
    pub cols: u16,
}

impl Launch {
    /// Describes a program in an 80×24 `xterm-256color` terminal with no other variable than `TERM`.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self {
            program: PathBuf::from(program.as_ref()),
            args: Vec::new(),
            env: vec![("TERM".into(), "xterm-256color".into())],
            current_dir: None,
            rows: 24,
            cols: 80,
        }
    }

    /// Adds one argument.
    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Adds several arguments.
    pub fn args<A: Into<OsString>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Sets one variable, replacing an earlier value.
    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        let name = name.into();
        self.env.retain(|(known, _)| *known != name);
        self.env.push((name, value.into()));
        self
    }

    /// Sets the working directory.
    pub fn current_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.current_dir = Some(directory.into());
        self
    }

    /// Sets the size of the terminal.
    pub fn size(mut self, rows: u16, cols: u16) -> Self {
        self.rows = rows;
        self.cols = cols;
        self
    }
}

/// Looks a bare name up in the caller's `PATH`, since the program's own environment may have none.
pub(super) fn find_program(program: &Path) -> PathBuf {
    let bare = program.components().count() == 1 && !program.is_absolute();
    let found = if bare {
        let path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
    } else {
        Some(program.to_owned()).filter(|candidate| candidate.is_file())
    };
    found.unwrap_or_else(|| panic!("{} is not on this machine", program.display()))
}
