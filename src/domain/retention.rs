//! For how long what nobody needs any more is kept: one line for each kind of row or file that would grow without end.
//!
//! Each kind has a usual limit, a least one and a *most* one: nothing of it is kept for ever. What somebody may still need
//! (a mail that waits, a job that can go on, an export that an undo brings back) is of no kind, whatever its age. The
//! limits follow RELIABILITY's data protection (logs 12 months) and what is personal in a kind: addresses and texts of
//! mails go first, figures without people last.
//!
//! Tables of the registry that have no retention are named in [`KEPT`] with the reason; a test compares both lists with
//! the tables that there are.

use super::message::Message;
use super::time::{DAY_S, Timestamp};

/// What is kept for a limited time. The order is that in which they are taken: none of them makes more of a later one
/// due, so that nothing is taken that was not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters to many that no mail and no job needs, with their files.
    Letters,
    /// Lines of the catalogue of exports whose file is gone.
    LostExports,
    /// Exports, with their files.
    Exports,
    /// Accounts of people who left an establishment: they are erased.
    LeftAccounts,
    /// Mails that were sent, refused, withdrawn, or whose fate is unknown.
    Mails,
    /// Jobs that ended and cannot be undone, with the report on each of their targets; refused rows of imports are among
    /// them.
    Jobs,
    /// Jobs that ended and could still be undone: then they cannot any more.
    UndoableJobs,
    /// Plans that were never started.
    Plans,
    /// Columns of imports that somebody named once.
    Mappings,
    /// Sessions that ended, and those whose end nobody noted.
    Sessions,
    /// Wrong tries to sign in and the lock-outs that came of them: logins, marks and SSH keys.
    Tries,
    /// Dated snapshots of statistics; the latest complete one stays.
    Statistics,
    /// Mails that the folder transport has written.
    MailFiles,
    /// Databases and logs that were set aside since the registry does not know them.
    Orphans,
    /// The oldest entries of the audit.
    Audit,
}

/// A kind's limits, in days, and what it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Description {
    /// Its word: of the option `--kind`, of JSON, and with `_` for `-` of the configuration.
    pub word: &'static str,
    /// For how long it is kept where nobody says otherwise.
    pub usual: u32,
    /// The shortest that can be chosen.
    pub least: u32,
    /// The longest that can be chosen.
    pub most: u32,
    /// The registry's tables of which rows go.
    pub tables: &'static [&'static str],
}

impl Kind {
    /// All of them, in their order.
    pub const ALL: [Self; 15] = [
        Self::Letters,
        Self::LostExports,
        Self::Exports,
        Self::LeftAccounts,
        Self::Mails,
        Self::Jobs,
        Self::UndoableJobs,
        Self::Plans,
        Self::Mappings,
        Self::Sessions,
        Self::Tries,
        Self::Statistics,
        Self::MailFiles,
        Self::Orphans,
        Self::Audit,
    ];

    /// Its limits and what it covers.
    #[must_use]
    pub const fn description(self) -> Description {
        let (word, [usual, least, most], tables): (_, _, &[&str]) = match self {
            Self::Letters => ("letters", [30, 1, 365], &["letter", "letter_file"]),
            Self::LostExports => ("lost-exports", [90, 30, 3_650], &["export"]),
            Self::Exports => ("exports", [365, 1, 3_650], &["export"]),
            Self::LeftAccounts => ("left-accounts", [365, 30, 3_650], &[]),
            // A generated password can be good for a year at most, and its mail is kept as long as it is.
            Self::Mails => ("mails", [90, 7, 730], &["outbox"]),
            Self::Jobs => ("jobs", [180, 7, 1_095], &["job", "job_target", "letter_use"]),
            Self::UndoableJobs => ("undoable-jobs", [365, 30, 1_095], &["job", "job_target", "letter_use"]),
            Self::Plans => ("plans", [180, 7, 730], &["job", "job_target", "letter_use"]),
            Self::Mappings => ("mappings", [730, 90, 3_650], &["import_mapping"]),
            Self::Sessions => ("sessions", [365, 30, 730], &["session"]),
            // A lock-out lasts for a day at most.
            Self::Tries => ("tries", [30, 2, 365], &["lockout"]),
            Self::Statistics => {
                let tables = &["statistics_snapshot", "statistics_line", "statistics_member"];
                ("statistics", [1_095, 30, 3_650], tables)
            }
            Self::MailFiles => ("mail-files", [90, 1, 730], &[]),
            Self::Orphans => ("orphans", [365, 30, 3_650], &[]),
            Self::Audit => ("audit", [365, 180, 1_095], &["audit"]),
        };
        Description { word, usual, least, most, tables }
    }

    /// Its word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        self.description().word
    }

    /// Finds the kind of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Names it, as part of a sentence or of a list.
    #[must_use]
    pub fn message(self) -> Message {
        Message::new("retention-kind").with("kind", self.word())
    }
}

/// Tables of the registry of which no row goes because of its age, with the reason.
pub const KEPT: &[(&str, &str)] = &[
    ("block", "three for each establishment at most; they go with it"),
    ("content_origin", "a few rows for each content that a number had: whose what it tells is; they name nobody"),
    ("counter", "one row for each table: ids are never given again"),
    (
        "audit_erased",
        "one row for each entry in which names were made unreadable; it goes with the entry that tells of it",
    ),
    ("erased", "who was erased, by a number: what is brought back is erased again; it names nobody"),
    ("erasing", "who is about to be erased; it goes when that is done"),
    ("establishment", "goes when somebody deletes the establishment"),
    ("host_setting", "one row for each setting"),
    ("known_credential", "hashes by which a school is known again for ever; they name nobody"),
    ("inside_counter", "a few rows for each number: ids are never given again in it; they name nobody"),
    ("inside_reached", "one row for each number; it names nobody"),
    ("job_inside", "one row for each job that was begun in an establishment and is not over; it goes when that is"),
    ("mail_inside", "one row for each establishment in which mails may wait; it goes when none does"),
    ("letter_template", "limited in number; people remove them"),
    (
        "password_due",
        "goes once the passwords of its establishment are put right, also after it was brought back; it names nobody",
    ),
    ("placed", "one row for each number that anything was placed in; it names nobody"),
    ("retired_number", "a number is never given again, so it is known for ever; it names nobody"),
    ("statistics_known", "one row for each establishment; it goes with the establishment"),
    ("unfinished", "work under way: recovery ends it"),
    ("webmaster", "people disable accounts; the audit names them"),
    ("webmaster_zone", "people say which zones a webmaster is there for"),
    ("zone", "people delete them"),
];

/// Whether entries of the audit go that were never exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AuditTakes {
    /// Whether they were exported or not; how many were not is told.
    #[default]
    Whatever,
    /// Only what an export of everything has written.
    Exported,
}

/// The limits that hold, in days for each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    days: [u32; Kind::ALL.len()],
    /// Whether entries of the audit go that were never exported.
    pub audit_takes: AuditTakes,
}

impl Default for Limits {
    fn default() -> Self {
        Self { days: Kind::ALL.map(|kind| kind.description().usual), audit_takes: AuditTakes::default() }
    }
}

impl Limits {
    /// For how many days a kind is kept.
    #[must_use]
    pub fn days(&self, kind: Kind) -> u32 {
        let found = Kind::ALL.iter().zip(self.days).find(|(known, _)| **known == kind);
        found.map_or_else(|| kind.description().usual, |(_, days)| days)
    }

    /// Chooses for how many days a kind is kept, within its bounds.
    #[must_use]
    pub fn with(mut self, kind: Kind, days: u32) -> Self {
        let Description { least, most, .. } = kind.description();
        for (known, kept) in Kind::ALL.iter().zip(&mut self.days) {
            if *known == kind {
                *kept = days.clamp(least, most);
            }
        }
        self
    }

    /// Chooses whether entries of the audit go that were never exported.
    #[must_use]
    pub const fn taking(mut self, audit_takes: AuditTakes) -> Self {
        self.audit_takes = audit_takes;
        self
    }

    /// The moment before which a kind's rows are beyond their limit.
    #[must_use]
    pub fn until(&self, kind: Kind, now: Timestamp) -> Timestamp {
        now.plus_s(-i64::from(self.days(kind)) * DAY_S)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own_and_limits_in_order() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            let Description { word, usual, least, most, .. } = kind.description();
            assert!(1 <= least && least <= usual && usual <= most && most <= 3_650, "{word}");
            assert_eq!(Kind::ALL.iter().position(|other| other.word() == word), Some(at), "{word}");
            assert_eq!(Kind::from_word(word), Some(kind));
        }
        assert_eq!(Kind::from_word("webmasters"), None);
        assert_eq!(Kind::Audit.description().usual, 365, "RELIABILITY, data protection");
    }

    #[test]
    fn a_limit_stays_within_its_bounds() {
        let limits = Limits::default().with(Kind::Audit, 1).with(Kind::Mails, 20).with(Kind::Tries, 10_000);
        let days = [Kind::Audit, Kind::Mails, Kind::Tries, Kind::Plans].map(|kind| limits.days(kind));
        assert_eq!(days, [180, 20, 365, 180]);
        let now = Timestamp(100 * DAY_S);
        assert_eq!(limits.until(Kind::Mails, now), Timestamp(80 * DAY_S));
    }
}
