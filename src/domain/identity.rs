//! Whether the registry that was opened is the one that was used last in its place.
//!
//! A registry looks the same whether it is the newest, an older copy or one of two. So what it says of itself is
//! compared with what is kept beside it: a [`Mark`] (which registry, which file, which machine) and a [`Head`] (the last
//! entry of the audit). What differs is a [`Doubt`], and while one stands nothing goes out and nothing is done that a
//! person has not seen.

use serde::{Deserialize, Serialize};

use super::message::{Explain, Message};
use super::time::Timestamp;

/// Where a registry lies, as far as the system tells. A renamed directory keeps all of it; a copy has another file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The machine's identifier, hashed; empty where the system has none.
    pub machine: String,
    /// Which start of the machine; the device's number is only good until the next one.
    pub boot: String,
    /// The number of the file's device.
    pub device: u64,
    /// The file's number on that device.
    pub inode: u64,
    /// When the file was made, in nanoseconds since 1970 in decimal; empty where the file system does not keep it.
    pub born: String,
}

impl Place {
    /// Tells whether both name the same file. Numbers of devices change when a machine starts, and a file's number is
    /// given again after its end, so the moment it was made decides where it is known.
    fn is_same_file(&self, other: &Self) -> bool {
        let born = self.born == other.born || self.born.is_empty() || other.born.is_empty();
        let device = self.device == other.device || self.boot != other.boot;
        self.inode == other.inode && born && device
    }

    /// Tells whether all but the device's number is the same: a file system that was mounted again has another one, and
    /// so has a copy of a whole disk.
    #[must_use]
    pub fn may_be_remounted(&self, other: &Self) -> bool {
        self.inode == other.inode && !self.born.is_empty() && self.born == other.born
    }

    fn is_same_machine(&self, other: &Self) -> bool {
        self.machine == other.machine || self.machine.is_empty() || other.machine.is_empty()
    }
}

/// What the data directory keeps about its registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The registry's own identifier, random; the registry has the same.
    pub home: String,
    /// Where it lay when it was proved.
    #[serde(flatten)]
    pub place: Place,
    /// The latest other file in its place that was looked at, before it was accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<Place>,
}

impl Mark {
    /// Tells whether a file is the one that was proved, or another one that was looked at already.
    #[must_use]
    pub fn knows(&self, place: &Place) -> bool {
        [Some(&self.place), self.looked.as_ref()].into_iter().flatten().any(|known| known.is_same_file(place))
    }
}

/// The last entry of the audit, as it is kept outside the registry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Its number.
    pub id: i64,
    /// When it was written.
    pub at: Timestamp,
    /// Its hash.
    pub hash: String,
}

/// Something that should lie beside the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept<T> {
    /// It does not lie there.
    Absent,
    /// What lies there is not what was written.
    Unreadable,
    /// It says this.
    Found(T),
}

/// What a registry says of itself, and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Its identifier; none in one that no version with identifiers has opened.
    pub home: Option<String>,
    /// Where it lies.
    pub place: Place,
    /// The number of its last entry; 0: its audit is empty.
    pub last: i64,
    /// The hash of the entry that has the number of the head kept outside.
    pub hash_at_head: Option<String>,
    /// The number of its last entry when it was held first, where entries were written since; none: it is not held.
    pub held_at: Option<i64>,
    /// How many changes it has behind it, and how many were reached here; none: nobody knows.
    pub changes: (i64, Option<i64>),
}

/// Why a registry is not taken for the one that was used last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Its audit ends before the entry that was written last here.
    Older {
        /// When that entry was written.
        until: Timestamp,
        /// Entries that are missing; none when only changes are that have none, such as mails that left.
        missing: i64,
        /// Entries that were written since it is held: of whoever signed in to look at it.
        since: i64,
    },
    /// Its audit has another entry where the one written last was.
    OtherHistory {
        /// That entry's number.
        id: i64,
    },
    /// The data directory is marked for another registry, or for none.
    OtherHome,
    /// It was used on another machine last.
    OtherMachine,
    /// It is another file than the one that was used last: a copy of it.
    Copied,
    /// The mark cannot be read.
    MarkLost,
    /// The head kept outside is missing or cannot be read.
    HeadLost,
}

impl Doubt {
    /// Returns the stable word for JSON and the audit.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Older { .. } => "older",
            Self::OtherHistory { .. } => "other-history",
            Self::OtherHome => "other-home",
            Self::OtherMachine => "other-machine",
            Self::Copied => "copied",
            Self::MarkLost => "mark-lost",
            Self::HeadLost => "head-lost",
        }
    }

    /// Tells whether another registry with the same identifier may be in use elsewhere.
    #[must_use]
    pub const fn is_a_copy(&self) -> bool {
        match self {
            Self::OtherHome | Self::OtherMachine | Self::Copied | Self::MarkLost => true,
            Self::Older { .. } | Self::OtherHistory { .. } | Self::HeadLost => false,
        }
    }
}

impl Explain for Doubt {
    fn message(&self) -> Message {
        match self {
            Self::Older { until, missing, since } => {
                Message::new("doubt-older").with("until", *until).with("missing", *missing).with("since", *since)
            }
            Self::OtherHistory { id } => Message::new("doubt-other-history").with("id", id.to_string()),
            Self::OtherHome => Message::new("doubt-other-home"),
            Self::OtherMachine => Message::new("doubt-other-machine"),
            Self::Copied => Message::new("doubt-copied"),
            Self::MarkLost => Message::new("doubt-mark-lost"),
            Self::HeadLost => Message::new("doubt-head-lost"),
        }
    }
}

/// What comes of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is the one that was used last.
    Proved,
    /// It was never marked, or the marking was interrupted: it is marked now.
    Unmarked,
    /// A person has to look at it first.
    Doubted(Doubt),
}

/// Compares a registry with what is kept beside it. What says most is told first: a missing part of the audit before a
/// moved file, because an older copy that was put back is both.
#[must_use]
pub fn judge(present: &Present, mark: &Kept<Mark>, head: &Kept<Head>) -> Verdict {
    let mark = match (mark, &present.home) {
        (Kept::Absent, None) => return Verdict::Unmarked,
        (Kept::Absent, Some(_)) => return Verdict::Doubted(Doubt::OtherHome),
        (Kept::Unreadable, _) => return Verdict::Doubted(Doubt::MarkLost),
        (Kept::Found(mark), Some(home)) if mark.home != *home => return Verdict::Doubted(Doubt::OtherHome),
        (Kept::Found(mark), _) => mark,
    };
    // What was written while it is held is none of what is missing.
    let end = present.held_at.unwrap_or(present.last).min(present.last);
    let doubt = match head {
        Kept::Found(head) if present.hash_at_head.as_ref() == Some(&head.hash) => present
            .changes
            .1
            .is_some_and(|reached| reached > present.changes.0)
            .then_some(Doubt::Older { until: head.at, missing: 0, since: 0 }),
        Kept::Found(head) if head.id > end => {
            Some(Doubt::Older { until: head.at, missing: head.id - end, since: present.last - end })
        }
        Kept::Found(head) => Some(Doubt::OtherHistory { id: head.id }),
        Kept::Absent | Kept::Unreadable => None,
    };
    let doubt = doubt.or_else(|| (!mark.place.is_same_machine(&present.place)).then_some(Doubt::OtherMachine));
    let doubt = doubt.or_else(|| (!mark.place.is_same_file(&present.place)).then_some(Doubt::Copied));
    let doubt = doubt.or_else(|| (!matches!(head, Kept::Found(_))).then_some(Doubt::HeadLost));
    match (doubt, &present.home) {
        (Some(doubt), _) => Verdict::Doubted(doubt),
        (None, Some(_)) => Verdict::Proved,
        // The mark fits in everything: the process that wrote it died before the registry had the identifier.
        (None, None) => Verdict::Unmarked,
    }
}

/// An entry as somebody noted it: `number:hash`, as `audit head` prints it and the system's log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The entry's number.
    pub id: i64,
    /// Its hash.
    pub hash: String,
}

impl Noted {
    /// Reads it; none when it is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (id, hash) = text.trim().split_once([':', ' '])?;
        let id = id.parse().ok().filter(|id| *id > 0)?;
        let hash = hash.trim().to_ascii_lowercase();
        let whole = hash.len() == 64 && hash.bytes().all(|sign| sign.is_ascii_hexdigit());
        whole.then_some(Self { id, hash })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNTIL: Timestamp = Timestamp(1_790_000_000);

    fn place() -> Place {
        Place { machine: "m".into(), boot: "b".into(), device: 8, inode: 77, born: "5".into() }
    }

    fn mark() -> Kept<Mark> {
        Kept::Found(Mark { home: "h".into(), place: place(), looked: None })
    }

    fn head(id: i64, hash: &str) -> Kept<Head> {
        Kept::Found(Head { id, at: UNTIL, hash: hash.into() })
    }

    /// A registry of ten entries, of which the ninth has the hash `nine`.
    fn present() -> Present {
        Present {
            home: Some("h".into()),
            place: place(),
            last: 10,
            hash_at_head: Some("nine".into()),
            held_at: None,
            changes: (40, Some(40)),
        }
    }

    fn at(change: impl FnOnce(&mut Place)) -> Present {
        let mut present = present();
        change(&mut present.place);
        present
    }

    #[test]
    fn what_is_the_same_is_proved_and_what_lags_is_too() {
        assert_eq!(judge(&present(), &mark(), &head(9, "nine")), Verdict::Proved);
        for (name, present) in [
            (
                "another start of the machine, other numbers of devices",
                at(|place| {
                    place.boot = "c".into();
                    place.device = 9;
                }),
            ),
            ("no identifier of the machine", at(|place| place.machine.clear())),
            ("a file system that does not keep when files were made", at(|place| place.born.clear())),
        ] {
            assert_eq!(judge(&present, &mark(), &head(9, "nine")), Verdict::Proved, "{name}");
        }
    }

    #[test]
    fn what_differs_is_classified_by_what_says_most() {
        let copied = |place: &mut Place| place.inode = 78;
        let elsewhere = |place: &mut Place| (place.machine, place.inode) = ("n".into(), 78);
        let older = Doubt::Older { until: UNTIL, missing: 2, since: 0 };
        let lost = Kept::Unreadable;
        for (name, present, head, expected) in [
            ("an older copy in its own place", present(), head(12, "twelve"), older.clone()),
            ("an older copy as another file", at(copied), head(12, "twelve"), older),
            (
                "fewer changes",
                Present { changes: (39, Some(40)), ..present() },
                head(9, "nine"),
                Doubt::Older { until: UNTIL, missing: 0, since: 0 },
            ),
            ("another history", present(), head(9, "other"), Doubt::OtherHistory { id: 9 }),
            (
                "an older copy that somebody signed in to",
                Present { held_at: Some(7), ..present() },
                head(9, "other"),
                Doubt::Older { until: UNTIL, missing: 2, since: 3 },
            ),
            (
                "one that has fewer entries than were missing",
                Present { held_at: Some(9), hash_at_head: None, ..present() },
                head(12, "twelve"),
                Doubt::Older { until: UNTIL, missing: 3, since: 1 },
            ),
            (
                "another history that somebody signed in to",
                Present { held_at: Some(9), ..present() },
                head(9, "other"),
                Doubt::OtherHistory { id: 9 },
            ),
            ("a copy beside", at(copied), head(9, "nine"), Doubt::Copied),
            ("a copy with the same number", at(|place| place.born = "6".into()), head(9, "nine"), Doubt::Copied),
            ("a copy on another device", at(|place| place.device = 9), head(9, "nine"), Doubt::Copied),
            ("a copy on another machine", at(elsewhere), head(9, "nine"), Doubt::OtherMachine),
            ("a copy without its head", at(copied), Kept::Absent, Doubt::Copied),
            ("no head", present(), Kept::Absent, Doubt::HeadLost),
            ("a damaged head", present(), lost, Doubt::HeadLost),
        ] {
            assert_eq!(judge(&present, &mark(), &head), Verdict::Doubted(expected), "{name}");
        }
    }

    #[test]
    fn marks_decide_before_everything_else() {
        let without = Present { home: None, ..present() };
        let other = Present { home: Some("i".into()), ..present() };
        let nine = head(9, "nine");
        for (name, present, mark, expected) in [
            ("before the upgrade", without.clone(), Kept::Absent, Verdict::Unmarked),
            ("an upgrade that died", without.clone(), mark(), Verdict::Unmarked),
            (
                "a registry put into a fresh directory",
                super::tests::present(),
                Kept::Absent,
                Verdict::Doubted(Doubt::OtherHome),
            ),
            ("another registry", other, mark(), Verdict::Doubted(Doubt::OtherHome)),
            ("a damaged mark", super::tests::present(), Kept::Unreadable, Verdict::Doubted(Doubt::MarkLost)),
        ] {
            assert_eq!(judge(&present, &mark, &nine), expected, "{name}");
        }
        let older = Verdict::Doubted(Doubt::Older { until: UNTIL, missing: 2, since: 0 });
        assert_eq!(judge(&without, &mark(), &head(12, "x")), older, "a copy from before the upgrade");
    }

    #[test]
    fn a_noted_head_is_read_as_it_is_printed() {
        let hash = "0aB1".repeat(16);
        let noted = Some(Noted { id: 12, hash: hash.to_lowercase() });
        assert_eq!(Noted::parse(&format!("12:{hash}")), noted);
        assert_eq!(Noted::parse(&format!(" 12 {hash}\n")), noted, "as the system's log has it");
        for odd in ["", "12", "12:", ":0", "0:", "x:y", &format!("12:{hash}0"), &format!("-1:{hash}")] {
            assert_eq!(Noted::parse(odd), None, "{odd}");
        }
    }
}
