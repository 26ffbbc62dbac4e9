//! What is wrong with a file that was to be restored, and with a value that stands in a database.

use serde::{Deserialize, Serialize};

use super::field::{Problem, label};
use super::message::{Explain, Message, Value, standing};
use super::school::Whose;
use super::time::Timestamp;

/// Longest text that a misfit keeps of what a hostile file holds, in characters.
const KEPT: usize = 120;

/// What is wrong with a file that was to be restored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum Fault {
    /// There is no such file.
    NoFile,
    /// Its moment lies ahead of now: whether it is older or newer than the others, nobody can tell.
    Ahead,
    /// It holds what another content took the place of later.
    ReplacedSince,
    /// It is a link, a pipe, a folder, …
    NotAFile {
        /// Which of them, as a word.
        what: String,
    },
    /// It is above the limit, packed or unpacked.
    TooLarge {
        /// How large, in bytes; 0 where an earlier version noted it.
        #[serde(default)]
        size_bytes: u64,
        /// The limit, in bytes.
        #[serde(default)]
        limit_bytes: u64,
    },
    /// What it holds does not fit on the disk.
    NoRoom {
        /// What it takes, in bytes.
        needed_bytes: u64,
        /// What is free, in bytes.
        free_bytes: u64,
    },
    /// No hash is known: none lies beside it.
    NoHash,
    /// Its content is not what was hashed.
    HashDiffers,
    /// It is not an export.
    NotAnExport,
    /// A later version made it.
    Newer {
        /// Its schema version.
        found: i64,
        /// The latest one known here.
        known: i64,
    },
    /// Its schema is not the one of its version.
    SchemaDiffers,
    /// The database inside is damaged.
    Damaged {
        /// What SQLite says of it; empty when it cannot be read at all.
        #[serde(default)]
        detail: String,
    },
    /// The database inside holds a value that none of this program's can hold.
    Misfit(Misfit),
    /// Its manifest is missing, or does not fit its content.
    Manifest,
    /// Its manifest tells something of the establishment that is not accepted.
    Held {
        /// The field's name.
        field: String,
        /// Why not.
        why: Problem,
    },
    /// The list that names it has a value that is not accepted.
    Values,
    /// Another file of the same plan has its number.
    Twice,
    /// It is of another school than the one whose content it is to replace.
    OtherSchool {
        /// The file's: denomination and UAI.
        there: String,
        /// The present one's.
        here: String,
    },
    /// The list's row that names it is another school's.
    RowDiffers {
        /// The file's: number, denomination and UAI.
        there: String,
        /// The row's.
        here: String,
    },
    /// It is of another establishment of this host, as its credentials tell.
    OfNumber {
        /// Which.
        number: u32,
    },
    /// Its number was another school's, and is never given to a second one.
    NumberOfAnother,
    /// Its school is here under another number: two establishments would have the same persons.
    StillHere {
        /// Which.
        number: u32,
    },
    /// Its school was deleted again later, after another export.
    Older {
        /// The latest one.
        latest: String,
    },
    /// Nobody can tell which of two exports is the newer one: a wrong clock has dated one of them, or the catalogue, which
    /// tells what came of each, does not know it.
    Undated {
        /// One of them.
        one: String,
        /// The other one.
        other: String,
    },
    /// It is encrypted, and no file of keys was named.
    Sealed,
    /// The file of keys cannot be read, or holds none.
    Keys,
    /// It is encrypted for another key.
    OtherKey,
}

impl Fault {
    /// Names damage of which nothing is known but that it is there.
    #[must_use]
    pub const fn damaged() -> Self {
        Self::Damaged { detail: String::new() }
    }

    /// Tells that a file holds another school than the one that is meant, if it does.
    #[must_use]
    pub fn other_school(here: &Whose, there: &Whose) -> Option<Self> {
        (!here.is_of(there)).then(|| Self::OtherSchool { there: there.name(), here: here.name() })
    }

    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NoFile => "no-file",
            Self::Ahead => "taken-ahead",
            Self::ReplacedSince => "replaced-since",
            Self::NotAFile { .. } => "not-a-file",
            Self::TooLarge { .. } => "too-large",
            Self::NoRoom { .. } => "no-room",
            Self::NoHash => "no-hash",
            Self::HashDiffers => "hash-differs",
            Self::NotAnExport => "not-an-export",
            Self::Newer { .. } => "newer",
            Self::SchemaDiffers => "schema-differs",
            Self::Damaged { .. } => "export-damaged",
            Self::Misfit(_) => "misfit",
            Self::Manifest => "manifest-differs",
            Self::Held { .. } => "held-refused",
            Self::Values => "values",
            Self::Twice => "twice",
            Self::OtherSchool { .. } => "other-school",
            Self::RowDiffers { .. } => "row-differs",
            Self::OfNumber { .. } => "of-number",
            Self::NumberOfAnother => "number-of-another",
            Self::StillHere { .. } => "still-here",
            Self::Older { .. } => "older",
            Self::Undated { .. } => "undated",
            Self::Sealed => "sealed",
            Self::Keys => "keys",
            Self::OtherKey => "other-key",
        }
    }

    /// Says what and where, for what is known to be more than its word.
    #[must_use]
    pub fn detail(&self) -> Option<Message> {
        Some(match self {
            Self::NotAFile { what } => Message::new("fault-not-a-file").with("standing", standing(what)),
            Self::TooLarge { size_bytes, limit_bytes } if *size_bytes > 0 => Message::new("fault-too-large")
                .with("size", Value::Size(*size_bytes))
                .with("limit", Value::Size(*limit_bytes)),
            Self::NoRoom { needed_bytes, free_bytes } => Message::new("fault-no-room")
                .with("needed", Value::Size(*needed_bytes))
                .with("free", Value::Size(*free_bytes)),
            Self::Newer { found, known } => {
                Message::new("job-reason-newer").with("found", found.to_string()).with("known", known.to_string())
            }
            Self::Damaged { detail } if !detail.is_empty() => {
                Message::new("fault-damaged").with("detail", detail.as_str())
            }
            Self::Misfit(misfit) => misfit.message(),
            Self::Held { field, why } => {
                Message::new("fault-held").with("label", label(field)).with("why", why.message())
            }
            Self::OfNumber { number } => Message::new("fault-of-number").with("number", number.to_string()),
            Self::StillHere { number } => Message::new("fault-still-here").with("number", number.to_string()),
            Self::Older { latest } => Message::new("fault-older").with("file", latest.as_str()),
            Self::Undated { one, other } => {
                Message::new("fault-undated").with("one", one.as_str()).with("other", other.as_str())
            }
            Self::OtherSchool { there, here } => {
                Message::new("fault-other-school").with("there", there.as_str()).with("here", here.as_str())
            }
            Self::RowDiffers { there, here } => {
                Message::new("fault-row-differs").with("there", there.as_str()).with("here", here.as_str())
            }
            Self::NoFile
            | Self::NumberOfAnother
            | Self::Ahead
            | Self::ReplacedSince
            | Self::TooLarge { .. }
            | Self::NoHash
            | Self::HashDiffers
            | Self::NotAnExport
            | Self::SchemaDiffers
            | Self::Damaged { .. }
            | Self::Manifest
            | Self::Values
            | Self::Twice
            | Self::Sealed
            | Self::Keys
            | Self::OtherKey => return None,
        })
    }
}

/// An export that is missing or cannot be used, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its name in the folder of exports.
    pub file: String,
    /// When it was taken, if the catalogue knows it.
    pub taken_at: Option<Timestamp>,
    /// Why.
    pub fault: Fault,
}

impl Explain for Refused {
    fn message(&self) -> Message {
        let why = self.fault.detail().unwrap_or_else(|| Message::new("error-rule").with("rule", self.fault.word()));
        Message::new("export-refused")
            .with("file", self.file.as_str())
            .with("taken", self.taken_at.map_or_else(|| Value::from("none"), Value::from))
            .with("why", why)
    }
}

impl Explain for Fault {
    fn message(&self) -> Message {
        self.detail().unwrap_or_else(|| Message::new("job-reason").with("reason", self.word()))
    }
}

/// A value that stands in a database and that this program can never have written there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misfit {
    /// The table.
    pub table: String,
    /// The column; empty when it is about several.
    pub column: String,
    /// What names the row: its identifier, or its keys; empty when it is not known.
    pub row: String,
    /// Why not.
    pub why: Wrong,
}

/// Why a value cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wrong", rename_all = "kebab-case")]
pub enum Wrong {
    /// A rule of the table refuses it.
    Rule {
        /// The rule, in the database's words.
        rule: String,
    },
    /// The row that it refers to is not there.
    Reference {
        /// In which table.
        table: String,
    },
    /// A text is not UTF-8.
    NotUtf8,
    /// A text holds the sign that ends one.
    Nul,
    /// A name holds signs that no name can.
    Control,
    /// It is no day of the calendar.
    Day,
    /// It is no moment that a clock can say.
    Moment,
    /// A number is outside of what such a number can be.
    Number,
}

impl Wrong {
    /// Returns the stable word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Rule { .. } => "rule",
            Self::Reference { .. } => "reference",
            Self::NotUtf8 => "not-utf8",
            Self::Nul => "nul",
            Self::Control => "control",
            Self::Day => "day",
            Self::Moment => "moment",
            Self::Number => "number",
        }
    }
}

impl Misfit {
    /// Names a value by its place. What a hostile file may have made long is cut.
    #[must_use]
    pub fn at(table: &str, column: &str, row: &str, why: Wrong) -> Self {
        let cut = |text: &str| text.chars().take(KEPT).collect();
        let why = if let Wrong::Rule { rule } = why { Wrong::Rule { rule: cut(&rule) } } else { why };
        Self { table: cut(table), column: cut(column), row: cut(row), why }
    }
}

impl Explain for Misfit {
    fn message(&self) -> Message {
        let or_none = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
        let detail = match &self.why {
            Wrong::Rule { rule } => rule.as_str(),
            Wrong::Reference { table } => table.as_str(),
            Wrong::NotUtf8 | Wrong::Nul | Wrong::Control | Wrong::Day | Wrong::Moment | Wrong::Number => "",
        };
        Message::new("misfit")
            .with("table", self.table.as_str())
            .with("column", or_none(&self.column))
            .with("row", or_none(&self.row))
            .with("why", self.why.word())
            .with("detail", detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_earlier_versions_noted_is_still_read() {
        for (noted, expected) in [
            (r#"{"fault":"no-file"}"#, Fault::NoFile),
            (r#"{"fault":"too-large"}"#, Fault::TooLarge { size_bytes: 0, limit_bytes: 0 }),
            (r#"{"fault":"damaged"}"#, Fault::damaged()),
            (r#"{"fault":"newer","found":9,"known":3}"#, Fault::Newer { found: 9, known: 3 }),
        ] {
            assert_eq!(serde_json::from_str::<Fault>(noted).unwrap(), expected, "{noted}");
        }
    }

    #[test]
    fn what_is_noted_is_read_back_and_cut() {
        let long = "é".repeat(10_000);
        let misfit = Misfit::at("account", "level", &long, Wrong::Rule { rule: long.clone() });
        for fault in [
            Fault::Misfit(misfit),
            Fault::NoRoom { needed_bytes: u64::MAX, free_bytes: 1 },
            Fault::Held { field: "number".into(), why: Problem::NotANumber { min: 1, max: 2 } },
            Fault::NotAFile { what: "pipe".into() },
            Fault::OtherSchool { there: "École 5 (0290005Y)".into(), here: "École 205".into() },
        ] {
            let text = serde_json::to_string(&fault).unwrap();
            assert!(text.len() < 1000, "{text}");
            assert_eq!(serde_json::from_str::<Fault>(&text).unwrap(), fault);
            assert!(fault.detail().is_some());
        }
    }
}
