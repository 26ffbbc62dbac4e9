//! How the targets of a job were named.

use serde::{Deserialize, Serialize};

use super::{JobId, TargetState};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::{Explain, Message};

/// How the targets were named; kept so that a report can say it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Selection {
    /// One by one.
    Numbers {
        /// The numbers, in order, each once.
        numbers: Vec<EstablishmentNumber>,
    },
    /// All that match a filter, except some.
    Matching {
        /// The filter as typed.
        filter: String,
        /// Those that are left out.
        except: Vec<EstablishmentNumber>,
    },
    /// The targets of another job that stand somewhere: its failed ones, or its done ones for an undo.
    Of {
        /// The other job.
        job: JobId,
        /// Where they stand.
        state: TargetState,
    },
    /// Rows of a noun, one by one.
    Rows {
        /// As a target's object names them, in order, each once.
        ids: Vec<String>,
        /// As commands called them then, where that is something else.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        names: Vec<String>,
    },
    /// One, to which it was done at once.
    One(Only),
    /// One, for which it was planned.
    Alone(Only),
    /// What a folder or list of files holds.
    Files {
        /// The file as named; the first of several.
        source: String,
        /// The other files.
        #[serde(default)]
        others: Vec<String>,
        /// What the file is.
        #[serde(default)]
        listing: Listing,
        /// The zones to which they go.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        zones: Vec<ZoneShare>,
    },
}

/// The only target, as it was called then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Only {
    /// The establishment; 0, or nothing where it is stored: it is another noun's row.
    #[serde(default, skip_serializing_if = "is_none")]
    pub number: EstablishmentNumber,
    /// What names that row for ever; nothing for one that is being made.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// What commands called it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it was called.
    pub label: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_none(number: &EstablishmentNumber) -> bool {
    number.0 == 0
}

/// How many establishments go to a zone, and what the files call it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneShare {
    /// The zone's name, or else its number, in the files.
    pub given: String,
    /// The zone here.
    pub number: u32,
    /// Its name here.
    pub name: String,
    /// How many.
    pub count: u32,
    /// Of them, those whose UAI is of another académie than the one after which the zone is named.
    #[serde(default)]
    pub elsewhere: u32,
}

impl Explain for ZoneShare {
    fn message(&self) -> Message {
        let same = crate::domain::text::fold(&self.given) == crate::domain::text::fold(&self.name);
        let value = if same { self.name.clone() } else { format!("{} → {}", self.given, self.name) };
        Message::new("job-zone").with("value", value).with("count", self.count).with("elsewhere", self.elsewhere)
    }
}

impl Selection {
    /// Names rows of a noun, each by its id and by what commands call it.
    #[must_use]
    pub fn rows(rows: impl IntoIterator<Item = (String, String)>) -> Self {
        let (ids, mut names): (Vec<String>, Vec<String>) = rows.into_iter().unzip();
        if names == ids {
            names.clear();
        }
        Self::Rows { ids, names }
    }

    /// Counts the targets that are named one by one; none: only reading tells how many they are.
    #[must_use]
    pub fn named(&self) -> Option<u32> {
        let count = match self {
            Self::Numbers { numbers } => numbers.len(),
            Self::Rows { ids, .. } => ids.len(),
            Self::One(_) | Self::Alone(_) => 1,
            Self::Matching { .. } | Self::Of { .. } | Self::Files { .. } => return None,
        };
        u32::try_from(count).ok()
    }

    /// Returns the only target, to which something was done at once or for which it was planned.
    #[must_use]
    pub const fn only(&self) -> Option<&Only> {
        match self {
            Self::One(only) | Self::Alone(only) => Some(only),
            Self::Numbers { .. } | Self::Matching { .. } | Self::Of { .. } | Self::Rows { .. } | Self::Files { .. } => {
                None
            }
        }
    }

    /// Names it.
    #[must_use]
    pub fn one(&self) -> Option<Message> {
        self.only().map(|Only { number, name, label, .. }| named_one(*number, name, label))
    }

    /// Returns the zones to which what is brought back goes.
    #[must_use]
    pub fn zones(&self) -> &[ZoneShare] {
        match self {
            Self::Files { zones, .. } => zones,
            Self::Numbers { .. }
            | Self::Matching { .. }
            | Self::Of { .. }
            | Self::Rows { .. }
            | Self::One(_)
            | Self::Alone(_) => &[],
        }
    }
}

/// Names one thing: an establishment by its number, or another noun's row as commands call it, and by what it is called.
#[must_use]
pub fn named_one(number: EstablishmentNumber, name: &str, label: &str) -> Message {
    let number = match number.0 {
        // Some rows are called by what names them.
        0 if name.is_empty() || label.starts_with(name) => "none".to_owned(),
        0 => name.to_owned(),
        number => number.to_string(),
    };
    Message::new("job-one").with("number", number).with("label", if label.is_empty() { "none" } else { label })
}

/// What a file is that names targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Listing {
    /// A target itself.
    #[default]
    Target,
    /// Another host's list of them.
    Transfer,
}
