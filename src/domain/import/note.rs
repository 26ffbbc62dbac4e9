//! What a dry run has to say about a file besides its refused rows.

use crate::domain::message::{Explain, Message};
use crate::domain::zone::ZoneNumber;

/// How many rows go to a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneCount {
    /// What the file has in the first of them; empty when the zone was guessed or chosen.
    pub given: String,
    /// The zone's number; none: it is created first.
    pub number: Option<ZoneNumber>,
    /// The zone's name.
    pub name: String,
    /// The rows that are imported or are there already.
    pub rows: u64,
}

/// Where the other school of the same name at the same place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// It is there already.
    Hosted,
    /// In an earlier row of the file.
    File,
}

impl Among {
    /// Returns the word of its message.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hosted => "hosted",
            Self::File => "file",
        }
    }
}

/// Something that is told about the whole file or about many rows at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A column is not read, and looks like one that is lacking.
    Misnamed {
        /// Its name.
        column: String,
        /// The name of the one that is lacking.
        meant: &'static str,
    },
    /// Columns are not read.
    Unread {
        /// Their names.
        columns: Vec<String>,
        /// How many more there are.
        more: usize,
    },
    /// A zone that the import creates is spelt nearly as one that is there.
    NearZone {
        /// Its name.
        name: String,
        /// The name of the one that is there.
        there: String,
    },
    /// Rows go to a zone.
    Zone(ZoneCount),
    /// Rows go to the zone of an académie, but their UAI is of another one.
    Elsewhere {
        /// The zone's name.
        zone: String,
        /// The académie of the UAIs.
        academie: &'static str,
        /// How many.
        rows: u64,
        /// The line of the first.
        line: u64,
    },
    /// Words look as if the file were in another encoding.
    Letters {
        /// Up to three of them, each with what it would be in another encoding, if that makes sense.
        examples: Vec<(String, Option<String>)>,
        /// The name of that other encoding.
        likely: Option<&'static str>,
        /// The rows that have such words.
        rows: u64,
    },
    /// Rows make another school of the name and at the place of one that has another UAI.
    Namesakes {
        /// Where that one is.
        among: Among,
        /// The lines of the first of them, each with the number of the other one, or with its line.
        pairs: Vec<(u64, u64)>,
        /// How many there are.
        rows: u64,
    },
    /// Postcodes got back the zero that a spreadsheet had taken.
    Postcodes {
        /// The first as the file has it.
        before: String,
        /// The first as it is imported.
        after: String,
        /// How many.
        rows: u64,
    },
    /// Postcodes have another number of digits than French ones have, and no UAI says that the schools are in France.
    ForeignPostcodes {
        /// The first of them.
        first: String,
        /// How many.
        rows: u64,
    },
    /// Locations without a postcode.
    NoPostcode {
        /// The first of them.
        first: String,
        /// How many.
        rows: u64,
        /// The line of the first.
        line: u64,
    },
    /// Rows end before the last column that has a name: a spreadsheet leaves out what is empty, but so ends a file that was
    /// cut off.
    Short {
        /// How many.
        rows: u64,
        /// The line of the last.
        line: u64,
        /// The cells of the last.
        cells: usize,
        /// The columns.
        columns: usize,
    },
    /// Addresses with accents in their domain are taken in their ASCII form.
    Addresses {
        /// The first as the file has it.
        before: String,
        /// The first as it is imported.
        after: String,
        /// How many.
        rows: u64,
    },
}

impl Note {
    /// Returns the word of JSON and of its title's key.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Misnamed { .. } => "misnamed",
            Self::Unread { .. } => "unread",
            Self::NearZone { .. } => "near-zone",
            Self::Zone(_) => "zone",
            Self::Elsewhere { .. } => "elsewhere",
            Self::Letters { .. } => "letters",
            Self::Namesakes { .. } => "namesakes",
            Self::Postcodes { .. } => "postcodes",
            Self::ForeignPostcodes { .. } => "foreign-postcodes",
            Self::NoPostcode { .. } => "no-postcode",
            Self::Short { .. } => "short",
            Self::Addresses { .. } => "addresses",
        }
    }

    /// Returns the key of its title.
    #[must_use]
    pub fn title(&self) -> Message {
        Message::new("import-note-title").with("note", self.word())
    }

    /// Tells whether the operator should look twice.
    #[must_use]
    pub const fn is_warning(&self) -> bool {
        match self {
            Self::Misnamed { .. }
            | Self::NearZone { .. }
            | Self::Elsewhere { .. }
            | Self::Letters { .. }
            | Self::Namesakes { .. }
            | Self::ForeignPostcodes { .. }
            | Self::NoPostcode { .. }
            | Self::Short { .. } => true,
            Self::Unread { .. } | Self::Zone(_) | Self::Postcodes { .. } | Self::Addresses { .. } => false,
        }
    }

    /// Returns how many rows it speaks of; 0 when it is about the header.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        match self {
            Self::Misnamed { .. } | Self::NearZone { .. } | Self::Unread { .. } => 0,
            Self::Zone(ZoneCount { rows, .. })
            | Self::Elsewhere { rows, .. }
            | Self::Letters { rows, .. }
            | Self::Namesakes { rows, .. }
            | Self::Postcodes { rows, .. }
            | Self::ForeignPostcodes { rows, .. }
            | Self::NoPostcode { rows, .. }
            | Self::Short { rows, .. }
            | Self::Addresses { rows, .. } => *rows,
        }
    }

    /// Returns what the file has, for a table.
    #[must_use]
    pub fn value(&self) -> String {
        match self {
            Self::Zone(zone) if zone.given.is_empty() || zone.given == zone.name => zone.name.clone(),
            Self::Zone(zone) => format!("{} → {}", zone.given, zone.name),
            Self::Elsewhere { zone, academie, .. } => format!("{academie} → {zone}"),
            Self::ForeignPostcodes { first, .. } | Self::NoPostcode { first, .. } => first.clone(),
            Self::Misnamed { column, meant } => format!("{column} → {meant}"),
            Self::NearZone { name, there } => format!("{name} → {there}"),
            Self::Short { cells, columns, .. } => format!("{cells} / {columns}"),
            Self::Unread { columns, .. } => columns.join(" · "),
            Self::Letters { examples, .. } => examples.iter().map(shown).collect::<Vec<_>>().join(", "),
            Self::Namesakes { pairs, rows, .. } => {
                let shown: Vec<String> = pairs.iter().map(|(line, other)| format!("{line} → {other}")).collect();
                let more = if *rows > pairs.len() as u64 { ", …" } else { "" };
                shown.join(", ") + more
            }
            Self::Postcodes { before, after, .. } | Self::Addresses { before, after, .. } => {
                format!("{before} → {after}")
            }
        }
    }
}

fn shown((word, other): &(String, Option<String>)) -> String {
    match other {
        Some(other) => format!("{word} → {other}"),
        None => word.clone(),
    }
}

impl Explain for Note {
    fn message(&self) -> Message {
        let rows = i64::try_from(self.rows()).unwrap_or(i64::MAX);
        let about = |key| Message::new(key).with("value", self.value()).with("rows", rows);
        match self {
            Self::Misnamed { column, meant } => {
                Message::new("import-note-misnamed").with("column", column.as_str()).with("meant", *meant)
            }
            Self::NearZone { name, there } => {
                Message::new("import-note-near-zone").with("name", name.as_str()).with("there", there.as_str())
            }
            Self::Unread { more, .. } => about("import-note-unread").with("more", *more),
            Self::Zone(zone) if zone.number.is_none() => about("import-note-new-zone"),
            Self::Zone(_) => about("import-note-zone"),
            Self::Elsewhere { zone, academie, line, .. } => about("import-note-elsewhere")
                .with("zone", zone.as_str())
                .with("academie", *academie)
                .with("line", line.to_string()),
            Self::Letters { likely, .. } => about("import-note-letters").with("likely", likely.unwrap_or("none")),
            Self::Namesakes { among, .. } => about("import-note-namesakes").with("among", among.word()),
            Self::Postcodes { .. } => about("import-note-postcodes"),
            Self::ForeignPostcodes { .. } => about("import-note-foreign-postcodes"),
            Self::NoPostcode { line, .. } => about("import-note-no-postcode").with("line", line.to_string()),
            Self::Short { line, cells, columns, .. } => about("import-note-short")
                .with("line", line.to_string())
                .with("cells", *cells)
                .with("columns", *columns),
            Self::Addresses { .. } => about("import-note-addresses"),
        }
    }
}
