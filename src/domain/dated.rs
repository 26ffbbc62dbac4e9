//! When an export was made, as far as that is known.

use super::time::Timestamp;

/// When an export was made, as far as that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Its place among those that the catalogue saw being made, whatever the clock said; 0: that is not known.
    pub rank: i64,
    /// When it says itself that it was taken.
    pub told_at: Timestamp,
    /// When it was taken, after what a wrong clock had dated was put right.
    pub taken_at: Timestamp,
}

impl Dated {
    /// Returns what is known of a file that the catalogue does not know.
    #[must_use]
    pub const fn outside(told_at: Timestamp) -> Self {
        Self { rank: 0, told_at, taken_at: told_at }
    }

    /// Tells whether one can be newer than another. What was put right is compared in both ways, since the other's moment
    /// may be as wrong as the one that was put right, or may not: of two, each can be newer.
    #[must_use]
    pub fn may_be_newer(&self, other: &Self) -> bool {
        if self.rank > 0 && other.rank > 0 && self.rank != other.rank {
            return self.rank > other.rank;
        }
        self.told_at > other.told_at || self.taken_at > other.taken_at
    }

    /// Returns the same with nothing in it that lies ahead of now, where it was put right.
    #[must_use]
    pub fn by(self, now: Timestamp) -> Self {
        Self { told_at: if self.told_at > now { self.taken_at } else { self.told_at }, ..self }
    }
}
