//! What goes wrong at a call.

use super::Call;

/// What goes wrong at the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The program is killed before the call.
    Kill,
    /// The program is killed after the call.
    KillAfter,
    /// The program is killed when half of the bytes are written; only calls that write are enumerated.
    Torn,
    /// The call fails.
    Fails(Error, Lasts),
}

impl Kind {
    /// Every way to be killed.
    pub const CRASHES: [Self; 3] = [Self::Kill, Self::KillAfter, Self::Torn];
    /// Every error, once.
    pub const ERRORS_ONCE: [Self; 4] = [
        Self::Fails(Error::Io, Lasts::Once),
        Self::Fails(Error::NoSpace, Lasts::Once),
        Self::Fails(Error::Quota, Lasts::Once),
        Self::Fails(Error::ReadOnly, Lasts::Once),
    ];
    /// Every error, from the call on for good.
    pub const ERRORS_STICKY: [Self; 4] = [
        Self::Fails(Error::Io, Lasts::Sticky),
        Self::Fails(Error::NoSpace, Lasts::Sticky),
        Self::Fails(Error::Quota, Lasts::Sticky),
        Self::Fails(Error::ReadOnly, Lasts::Sticky),
    ];

    /// Every kind there is, except [`Lasts::UntilFreed`].
    #[must_use]
    pub fn all() -> Vec<Self> {
        [&Self::CRASHES[..], &Self::ERRORS_ONCE, &Self::ERRORS_STICKY].concat()
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::KillAfter => "kill-after",
            Self::Torn => "torn",
            Self::Fails(Error::Io, _) => "eio",
            Self::Fails(Error::NoSpace, _) => "enospc",
            Self::Fails(Error::Quota, _) => "edquot",
            Self::Fails(Error::ReadOnly, _) => "erofs",
        }
    }

    pub(super) fn sticky(self) -> &'static str {
        match self {
            Self::Kill | Self::KillAfter | Self::Torn | Self::Fails(_, Lasts::Once) => "0",
            Self::Fails(_, Lasts::Sticky) => "1",
            Self::Fails(_, Lasts::UntilFreed) => "freed",
        }
    }

    /// Whether it can happen at a call; `fault.c` decides by the same rule.
    pub(super) fn can_meet(self, call: &Call) -> bool {
        let class = call.class.as_str();
        match self {
            Self::Kill | Self::KillAfter | Self::Fails(Error::Io, _) => true,
            Self::Torn => class == "writes",
            Self::Fails(Error::NoSpace | Error::Quota, _) => matches!(class, "writes" | "grows" | "syncs"),
            Self::Fails(Error::ReadOnly, _) => class != "syncs",
        }
    }

    /// Whether it goes on with later calls.
    pub(super) const fn lasts(self) -> bool {
        matches!(self, Self::Fails(_, Lasts::Sticky | Lasts::UntilFreed))
    }
}

/// The error that a call reports. No space and quota never meet a call that needs none, such as a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Error {
    /// EIO.
    Io,
    /// ENOSPC.
    NoSpace,
    /// EDQUOT.
    Quota,
    /// EROFS.
    ReadOnly,
}

/// For how long calls report an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lasts {
    /// One call.
    Once,
    /// That call and all later ones.
    Sticky,
    /// Until a file of 1 MiB or more is deleted or emptied.
    UntilFreed,
}
