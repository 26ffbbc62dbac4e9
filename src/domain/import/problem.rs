//! What can be wrong with a row, and with a whole file.

use super::row::shown_value;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::job::Reason;
use crate::domain::message::{Explain, Message, Value};

/// Whether a row is wrong in itself or only not to be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The row has to be corrected.
    Error,
    /// The row is well-formed but left out.
    Skipped,
    /// The row is there already; it is only told that it differs.
    Told,
}

/// Why a row is not imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum RowProblem {
    /// A cell is not accepted, for the same reasons as in the forms.
    Cell(Problem),
    /// An earlier row of the file has the same UAI.
    UaiDouble {
        /// That row's line.
        first: u64,
    },
    /// An earlier row of the file has the same location and denomination.
    RowDouble {
        /// That row's line.
        first: u64,
    },
    /// An earlier row of the file asks for the same number.
    NumberDouble {
        /// That row's line.
        first: u64,
    },
    /// The UAI belongs to an establishment with another name at another place.
    UaiKnown {
        /// The holder's number.
        holder: EstablishmentNumber,
        /// The holder's denomination.
        denomination: String,
    },
    /// Several establishments have the UAI, and none of them is at this place under this name: which one is meant, nobody
    /// can tell.
    UaiSites {
        /// How many.
        count: usize,
    },
    /// Several establishments have this name at this place, and none of them is as the row has it: which one is meant,
    /// nobody can tell.
    Namesakes {
        /// How many.
        count: usize,
    },
    /// The number is one establishment's, and the rest of the row another one's.
    NumberOther {
        /// The number that the row gives.
        number: EstablishmentNumber,
        /// The one that UAI, or name and place, tell.
        holder: EstablishmentNumber,
    },
    /// The number is an establishment's, and neither the UAI nor name and place say that the row means it.
    NumberHere {
        /// The number.
        number: EstablishmentNumber,
        /// The denomination of the one that has it.
        denomination: String,
    },
    /// An earlier row of the file is the same establishment.
    SchoolDouble {
        /// Its number.
        number: EstablishmentNumber,
        /// That row's line.
        first: u64,
    },
    /// The number lies so far above the highest one that it is more likely a mistake.
    NumberFar {
        /// The highest one that is reached without being asked for.
        max: u32,
    },
    /// The establishment is there, and this field of it is another one.
    Differs {
        /// Its number.
        number: EstablishmentNumber,
        /// What is stored.
        stored: String,
    },
    /// The establishment is there, and gets this field from the row.
    Updates {
        /// Its number.
        number: EstablishmentNumber,
        /// What is stored.
        stored: String,
    },
    /// The cell for a zone's name holds a number.
    ZoneIsNumber,
    /// The establishment is there, differs, and could not be brought up to date.
    NotUpdated {
        /// Its number.
        number: EstablishmentNumber,
        /// The word of what refused.
        why: &'static str,
    },
    /// The file names more unknown zones than an import may create.
    TooManyZones {
        /// The limit.
        max: usize,
    },
    /// The row is refused for a reason that is in none of its cells.
    Refused {
        /// Why.
        reason: Box<Reason>,
    },
}

impl RowProblem {
    /// Returns the stable word of JSON and rejects files.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cell(problem) => problem.code(),
            Self::UaiDouble { .. } => "uai-double",
            Self::RowDouble { .. } => "row-double",
            Self::NumberDouble { .. } => "number-double",
            Self::UaiKnown { .. } => "uai-known",
            Self::UaiSites { .. } => "uai-sites",
            Self::Namesakes { .. } => "namesakes",
            Self::NumberOther { .. } => "number-other",
            Self::NumberHere { .. } => "number-here",
            Self::SchoolDouble { .. } => "school-double",
            Self::NumberFar { .. } => "number-far",
            Self::Differs { .. } => "differs",
            Self::Updates { .. } => "updates",
            Self::ZoneIsNumber => "zone-is-number",
            Self::NotUpdated { .. } => "not-updated",
            Self::TooManyZones { .. } => "too-many-zones",
            Self::Refused { reason } => reason.word(),
        }
    }

    /// Tells whether the row is wrong or only left out.
    #[must_use]
    pub const fn weight(&self) -> Weight {
        match self {
            Self::UaiKnown { .. } => Weight::Skipped,
            Self::Differs { .. } | Self::Updates { .. } => Weight::Told,
            Self::Cell(_)
            | Self::UaiDouble { .. }
            | Self::UaiSites { .. }
            | Self::RowDouble { .. }
            | Self::NumberDouble { .. }
            | Self::Namesakes { .. }
            | Self::NumberOther { .. }
            | Self::NumberHere { .. }
            | Self::SchoolDouble { .. }
            | Self::NumberFar { .. }
            | Self::NotUpdated { .. }
            | Self::TooManyZones { .. }
            | Self::ZoneIsNumber
            | Self::Refused { .. } => Weight::Error,
        }
    }
}

impl Explain for RowProblem {
    fn message(&self) -> Message {
        let double = |key, first: u64| Message::new(key).with("first", first.to_string());
        let there = |key, number: EstablishmentNumber, stored: &str| {
            let stored = if stored.is_empty() { "no-value" } else { stored };
            Message { key, args: Vec::new() }.with("number", number.to_string()).with("stored", stored)
        };
        match self {
            Self::Cell(problem) => problem.message(),
            Self::UaiDouble { first } => double("import-uai-double", *first),
            Self::RowDouble { first } => double("import-row-double", *first),
            Self::NumberDouble { first } => double("import-number-double", *first),
            Self::UaiKnown { holder, denomination } => Message::new("import-uai-known")
                .with("holder", holder.to_string())
                .with("denomination", denomination.as_str()),
            Self::UaiSites { count } => Message::new("import-uai-sites").with("count", *count),
            Self::Namesakes { count } => Message::new("import-namesakes").with("count", *count),
            Self::NumberOther { number, holder } => Message::new("import-number-other")
                .with("number", number.to_string())
                .with("holder", holder.to_string()),
            Self::NumberHere { number, denomination } => Message::new("import-number-here")
                .with("number", number.to_string())
                .with("denomination", denomination.as_str()),
            Self::SchoolDouble { number, first } => {
                double("import-school-double", *first).with("number", number.to_string())
            }
            Self::NumberFar { max } => Message::new("import-number-far").with("max", max.to_string()),
            Self::Differs { number, stored } => there("import-differs", *number, stored),
            Self::Updates { number, stored } => there("import-updates", *number, stored),
            Self::ZoneIsNumber => Message::new("import-zone-is-number"),
            Self::NotUpdated { number, why } => {
                Message::new("import-not-updated").with("number", number.to_string()).with("why", *why)
            }
            Self::TooManyZones { max } => Message::new("import-too-many-zones").with("max", max.to_string()),
            Self::Refused { reason } => reason.message(),
        }
    }
}

/// A problem, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The physical line of the file on which the row begins, counted from 1.
    pub line: u64,
    /// The column's name as the file has it; several are joined with ` + `; empty when no column feeds the field.
    pub column: String,
    /// The field; [`Field::File`] when it is the line as a whole.
    pub field: Field,
    /// What the file has there, made visible and cut.
    pub value: String,
    /// What is wrong.
    pub problem: RowProblem,
}

/// Why a whole file is refused; nothing of it is imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum FileProblem {
    /// Nothing but blank lines.
    Empty,
    /// A header, and no row behind it.
    NoRows,
    /// The first line has one column only, whichever separator is tried.
    NotATable,
    /// The header does not hold the separator that was asked for.
    NotSeparated,
    /// A folder, a device: nothing that can be read as a file.
    NotAFile,
    /// A workbook or an archive, whatever its name says.
    Workbook,
    /// The line `sep=` tells a separator that is not read.
    UnknownSeparator {
        /// Which.
        sign: char,
    },
    /// The columns of a list are given, and some of them are not in its header.
    MissingColumns {
        /// Their names in English.
        english: Vec<String>,
        /// Their names in French.
        french: Vec<String>,
    },
    /// The header has a column twice that is read.
    ColumnTwice {
        /// Its name.
        name: String,
        /// Where it is first, counted from 1.
        first: usize,
        /// Where it is again.
        second: usize,
    },
    /// The header of a list has a column that is none of its own and looks like one that is lacking.
    ColumnMisnamed {
        /// Its name.
        column: String,
        /// The one that is lacking.
        meant: String,
    },
    /// The header is not one of those that are recognised, and no mapping was given.
    UnknownHeader {
        /// The columns, joined.
        header: String,
    },
    /// Larger than an import may be.
    TooLarge {
        /// The limit.
        max_mib: u32,
        /// Where the limit is passed.
        line: u64,
    },
    /// More rows than an import may have.
    TooManyRows {
        /// The limit.
        max: u64,
        /// Where the limit is passed.
        line: u64,
    },
    /// A row of unreasonable length.
    RowTooLong {
        /// Where it begins.
        line: u64,
        /// The limit.
        max_kib: usize,
    },
    /// A quoted cell never ends.
    UnclosedQuote {
        /// Where it begins.
        line: u64,
    },
    /// Something other than a separator follows a closing quote.
    StrayQuote {
        /// Where it is.
        line: u64,
    },
    /// A NUL byte.
    Nul {
        /// Where it is.
        line: u64,
    },
    /// UTF-16 that does not say so at its beginning.
    Utf16WithoutMark,
    /// UTF-8 with a sequence that is not.
    BrokenUtf8 {
        /// Where it is.
        line: u64,
    },
    /// The file is no longer the one that was examined.
    Changed,
}

impl Explain for FileProblem {
    fn message(&self) -> Message {
        let at = |key, line: u64| Message::new(key).with("line", line.to_string());
        match self {
            Self::Empty => Message::new("import-file-empty"),
            Self::NoRows => Message::new("import-file-no-rows"),
            Self::NotATable => Message::new("import-file-not-a-table"),
            Self::NotSeparated => Message::new("import-file-not-separated"),
            Self::NotAFile => Message::new("import-file-not-a-file"),
            Self::Workbook => Message::new("import-file-workbook"),
            Self::UnknownSeparator { sign } => {
                Message::new("import-file-unknown-separator").with("sign", sign.to_string())
            }
            Self::MissingColumns { english, french } => Message::new("import-file-missing-columns")
                .with("count", english.len())
                .with("missing", Value::Either { english: english.join(" · "), french: french.join(" · ") }),
            Self::ColumnTwice { name, first, second } => Message::new("import-file-column-twice")
                .with("name", name.as_str())
                .with("first", first.to_string())
                .with("second", second.to_string()),
            Self::ColumnMisnamed { column, meant } => Message::new("import-file-column-misnamed")
                .with("column", column.as_str())
                .with("meant", meant.as_str()),
            Self::UnknownHeader { header } => {
                Message::new("import-file-unknown-header").with("header", header.as_str())
            }
            Self::TooLarge { max_mib, line } => at("import-file-too-large", *line).with("max", max_mib.to_string()),
            Self::TooManyRows { max, line } => at("import-file-too-many-rows", *line).with("max", max.to_string()),
            Self::RowTooLong { line, max_kib } => {
                at("import-file-row-too-long", *line).with("max", max_kib.to_string())
            }
            Self::UnclosedQuote { line } => at("import-file-unclosed-quote", *line),
            Self::StrayQuote { line } => at("import-file-stray-quote", *line),
            Self::Nul { line } => at("import-file-nul", *line),
            Self::Utf16WithoutMark => Message::new("import-file-utf16"),
            Self::BrokenUtf8 { line } => at("import-file-broken-utf8", *line),
            Self::Changed => Message::new("import-file-changed"),
        }
    }
}

impl FileProblem {
    /// Refuses a header that nobody knows, its columns told apart.
    #[must_use]
    pub fn unknown_header(columns: &[String]) -> Self {
        Self::UnknownHeader { header: columns.join(" · ") }
    }

    /// Refuses a list whose columns are given, and that lacks some of them; each is called alike in both languages.
    #[must_use]
    pub fn missing_columns(columns: &[&str]) -> Self {
        let names: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        Self::MissingColumns { english: names.clone(), french: names }
    }

    /// Refuses a header, each of whose columns is known by a key, that has one twice whose place is read.
    ///
    /// # Errors
    /// [`Self::ColumnTwice`].
    pub fn check_once<K: PartialEq>(
        header: &[String],
        keys: &[K],
        is_read: impl Fn(usize) -> bool,
    ) -> Result<(), Self> {
        for (at, key) in keys.iter().enumerate() {
            let first = keys.iter().position(|other| other == key).unwrap_or(at);
            if first != at && [first, at].into_iter().any(&is_read) {
                let name = header.get(at).map(|name| shown_value(name)).unwrap_or_default();
                return Err(Self::ColumnTwice { name, first: first + 1, second: at + 1 });
            }
        }
        Ok(())
    }

    /// Returns the stable word of JSON, the message key without its prefix.
    #[must_use]
    pub fn code(&self) -> &'static str {
        let key = self.message().key;
        key.strip_prefix("import-file-").unwrap_or(key)
    }

    /// Returns the line that the problem is on, when it is on one.
    #[must_use]
    pub const fn line(&self) -> Option<u64> {
        match self {
            Self::Empty
            | Self::NoRows
            | Self::NotATable
            | Self::NotSeparated
            | Self::NotAFile
            | Self::Workbook
            | Self::Changed => None,
            Self::UnknownHeader { .. }
            | Self::MissingColumns { .. }
            | Self::ColumnTwice { .. }
            | Self::ColumnMisnamed { .. }
            | Self::UnknownSeparator { .. }
            | Self::Utf16WithoutMark => Some(1),
            Self::TooLarge { line, .. }
            | Self::TooManyRows { line, .. }
            | Self::RowTooLong { line, .. }
            | Self::UnclosedQuote { line }
            | Self::StrayQuote { line }
            | Self::Nul { line }
            | Self::BrokenUtf8 { line } => Some(*line),
        }
    }
}
