//! How a command ends: the one list of exit codes. README.md has it as a table. And how the console ends.

/// What the exit code of a command says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Exit {
    /// Done, or there was nothing to do.
    Done = 0,
    /// The machine failed: disk, permissions, a damaged file.
    Machine = 1,
    /// The command line or the configuration cannot be read, or names a file that cannot.
    Usage = 2,
    /// Some of what was asked for failed or was found wrong; each is named. So end a job with failures, an import with
    /// rejects, mails that did not leave, and an examination with findings.
    SomeFailed = 3,
    /// A rule or a guard refused, a held registry too, and nothing was written; or the audit is not what it was.
    Refused = 4,
    /// Somebody else is at work on it, or the registry was replaced meanwhile.
    Busy = 5,
    /// Interrupted; what was acknowledged is on disk, and the same command goes on.
    Interrupted = 6,
    /// Not permitted: over SSH, a verb or a key that is not let in.
    NotPermitted = 7,
}

impl Exit {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 8] = [
        Self::Done,
        Self::Machine,
        Self::Usage,
        Self::SomeFailed,
        Self::Refused,
        Self::Busy,
        Self::Interrupted,
        Self::NotPermitted,
    ];

    /// Returns the code.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// Why the console ended; `main` makes the exit status of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExitReason {
    /// The person left.
    Quit,
    /// The terminal is gone (SIGHUP or a closed connection).
    HangUp,
    /// Asked by SIGTERM or SIGINT.
    Terminated,
    /// The registry was replaced, so that nothing on the screen is true any more.
    Replaced,
}
