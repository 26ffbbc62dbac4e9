//! Enrolments in courses: where each stands, whatever the person's level.

/// Where an enrolment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Nothing started.
    Enrolled,
    /// Started, not finished.
    InProgress,
    /// Everything done.
    Completed,
    /// Awaits an administrator's approval, or a seat.
    Waiting,
    /// In the course, awaits validation for a session.
    ToConfirm,
    /// May enter the platform, not this course.
    Suspended,
    /// Enrolled above the capacity, without access.
    Overbooked,
}

impl Status {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] = [
        Self::Enrolled,
        Self::InProgress,
        Self::Completed,
        Self::Waiting,
        Self::ToConfirm,
        Self::Suspended,
        Self::Overbooked,
    ];

    /// Returns the stored word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enrolled => "enrolled",
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Waiting => "waiting",
            Self::ToConfirm => "to-confirm",
            Self::Suspended => "suspended",
            Self::Overbooked => "overbooked",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}
