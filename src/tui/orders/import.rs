//! What is asked of the worker about imports, and what it answers.

use std::sync::Arc;

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::import::{Mapping, Separator};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::jobs::import::{
    Counts, Encoding, Examination, FarNumbers, MissingZones, Options, SharedUai, Source, Update,
};
use crate::jobs::progress::{Cancel, Report};

/// A file that can be read.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The file.
    pub(crate) source: Arc<Source>,
    /// Its first rows.
    pub(crate) sample: Vec<Vec<String>>,
    /// The mapping that was made by hand for the same header before.
    pub(crate) saved: Option<Mapping>,
}

/// What the operator chose for the import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Switches {
    /// Mail goes to the contacts.
    pub(crate) mail: bool,
    /// Second sites of one UAI are imported.
    pub(crate) shared: bool,
    /// Zones that are missing are created.
    pub(crate) zones: bool,
    /// What differs is brought up to date.
    pub(crate) update: Update,
    /// Numbers that jump are given.
    pub(crate) far: FarNumbers,
}

impl Switches {
    /// Returns how many rows are brought up to date.
    pub(crate) const fn updates(self, counts: Counts) -> u64 {
        match self.update {
            Update::Apply => counts.differ,
            Update::Leave => 0,
        }
    }

    /// Returns how the file is to be read.
    pub(crate) fn options(self, mapping: Option<Mapping>) -> Options {
        Options {
            mapping,
            missing_zones: if self.zones { MissingZones::CreateNamed } else { MissingZones::Refuse },
            shared_uai: if self.shared { SharedUai::Accept } else { SharedUai::Refuse },
            far_numbers: self.far,
            update: self.update,
        }
    }
}

/// How an import came to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum How {
    /// All good rows are there.
    Complete,
    /// It was asked to stop.
    Cancelled,
    /// A batch failed; the ones before it stay.
    Failed(Message),
}

/// What came of an import.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The establishments that were added.
    pub(crate) numbers: Vec<EstablishmentNumber>,
    /// How many were brought up to date.
    pub(crate) updated: u64,
    /// The rows that were judged.
    pub(crate) counts: Counts,
    /// How it ended.
    pub(crate) how: How,
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// To complete a path.
    Complete(String),
    /// To open a file, as typed.
    Open(String, Option<Separator>),
    /// To read the same file again with another separator; none: the one that fits.
    Separate(Arc<Source>, Option<Separator>),
    /// To read the same file again in another encoding; none: the one that is recognised.
    Decode(Arc<Source>, Option<Encoding>),
    /// To keep a mapping for the next file with the same header.
    Save(Arc<Source>, Mapping),
    /// A dry run.
    Examine {
        /// The file.
        source: Arc<Source>,
        /// How to read it.
        options: Options,
        /// Stops it.
        cancel: Cancel,
    },
    /// To write the refused rows to a file.
    Rejects {
        /// The file.
        source: Arc<Source>,
        /// How to read it.
        options: Options,
        /// Where to, as typed.
        path: String,
        /// The words of the reasons.
        words: Arc<Catalogue>,
    },
    /// To import the good rows.
    Run {
        /// The file.
        source: Arc<Source>,
        /// How to read it.
        options: Options,
        /// What the dry run found.
        examination: Arc<Examination>,
        /// Whether mail goes to the contacts.
        mail: bool,
        /// Stops it between two batches.
        cancel: Cancel,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// A path, completed as far as it is certain, and the names that are possible then.
    Completed {
        /// What it is the answer to.
        asked: String,
        /// The path.
        text: String,
        /// The names.
        names: Vec<String>,
    },
    /// The file is open.
    Opened(Box<Opened>),
    /// It has begun, or is kept.
    Begun,
    /// It goes on.
    Progress(Report),
    /// What the dry run found.
    Examined(Box<Examination>),
    /// The refused rows are in a file.
    Rejected {
        /// How many.
        rows: u64,
        /// Which file.
        path: String,
    },
    /// The import is over.
    Ended(Box<Ended>),
}
