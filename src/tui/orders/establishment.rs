//! What is asked of the worker about establishments, and what it answers.

use crate::domain::account::Administrator;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::filter::FilterError;
use crate::domain::job::Task;
use crate::domain::message::Message;
use crate::domain::search::{self, Facet, Filter, Group, Sort};
use crate::domain::time::Timestamp;
use crate::domain::zone::Zone;
use crate::nouns::establishment::Row;
use crate::operations::establishment::{DeleteInput, Stakes};

/// Whether the index is read from the data again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reload {
    /// It is.
    Yes,
    /// What is known is enough.
    No,
}

/// A list that is wanted.
#[derive(Debug, Clone)]
pub(crate) struct Select {
    /// Rises with every wish; an older answer is not taken.
    pub(crate) generation: u64,
    /// Which rows.
    pub(crate) filter: Filter,
    /// In which order.
    pub(crate) sort: Sort,
    /// From which data.
    pub(crate) reload: Reload,
    /// The ticks, of which the answer names those whose row is gone; empty without a reload.
    pub(crate) ticked: Vec<EstablishmentNumber>,
}

/// A list.
#[derive(Debug)]
pub(crate) struct Selected {
    /// Of which wish.
    pub(crate) generation: u64,
    /// The rows, in order, or what the filter names that does not exist.
    pub(crate) found: Result<search::Selected, FilterError>,
    /// Rows without any filter.
    pub(crate) total: usize,
    /// Ticks whose row is gone.
    pub(crate) gone: Vec<EstablishmentNumber>,
    /// The zones, when they were read again.
    pub(crate) zones: Option<Vec<Zone>>,
    /// When a block ends by itself.
    pub(crate) next_change: Option<Timestamp>,
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// A list.
    Select(Select),
    /// Rows to show.
    Rows {
        /// Of which list.
        generation: u64,
        /// Which.
        numbers: Vec<EstablishmentNumber>,
    },
    /// The groups of the matching rows.
    Groups {
        /// Which rows.
        filter: Filter,
        /// Grouped by what.
        facet: Facet,
    },
    /// One row as it is stored now.
    Get {
        /// Which.
        number: EstablishmentNumber,
    },
    /// Everything about one.
    Detail {
        /// Which.
        number: EstablishmentNumber,
    },
    /// Its administrators.
    Administrators {
        /// Which.
        number: EstablishmentNumber,
    },
    /// What its deletion loses.
    Stakes {
        /// Which.
        number: EstablishmentNumber,
    },
    /// To do a task to one at once.
    AtOnce {
        /// Which.
        number: EstablishmentNumber,
        /// What is done.
        task: Task,
    },
    /// To delete one.
    Delete {
        /// Which.
        number: EstablishmentNumber,
        /// How it was confirmed.
        input: DeleteInput,
    },
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// A list.
    Selected(Selected),
    /// Rows.
    Rows {
        /// Of which list.
        generation: u64,
        /// In the order asked for, without those that are gone.
        rows: Vec<Row>,
    },
    /// Groups.
    Groups(Vec<Group>),
    /// A row.
    Got(Box<Establishment>),
    /// Everything about one.
    Detail(Row),
    /// Administrators.
    Administrators(Vec<Administrator>),
    /// What is lost.
    Stakes(Stakes),
    /// It was deleted.
    Deleted {
        /// Its number.
        number: EstablishmentNumber,
        /// Its export's name, if one was made.
        export: Option<String>,
        /// What else followed.
        after: Vec<Message>,
    },
    /// It was changed; what is said.
    Changed(Message),
}
