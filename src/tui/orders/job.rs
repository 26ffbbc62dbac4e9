//! What is asked of the worker about jobs, and what it answers.

use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Existing;
use crate::domain::filled::Filled;
use crate::domain::job::{Job, JobId, Selection, TargetRow, Task};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::i18n::Catalogue;
use crate::jobs::back::Back;
use crate::jobs::progress::{Cancel, Report};
use crate::operations::job::{Group, Overview, RowFilter};
use crate::operations::mailing;
use crate::tui::widgets::pages::{Ask, Keyed};
use std::sync::Arc;

impl Keyed for TargetRow {
    /// Rows come in order, and pages count down.
    fn key(&self) -> i64 {
        -i64::from(self.target.position)
    }
}

/// What has the lines.
#[derive(Debug, Clone)]
pub(crate) enum Lines {
    /// A file, as it was typed.
    File(String),
    /// What was pasted: nobody of an establishment names a file of the server.
    Pasted(String),
}

/// What is to be planned.
#[derive(Debug, Clone)]
pub(crate) enum Wanted {
    /// This, to these.
    Task {
        /// What is done.
        task: Task,
        /// To what.
        selection: Selection,
    },
    /// A row of each line of a file.
    Lines {
        /// What makes it.
        act: Act,
        /// What has them.
        from: Lines,
        /// What was chosen besides.
        settings: Filled,
    },
    /// What undoes a job.
    Undo(JobId),
    /// What tries once more what failed.
    Retry(JobId),
    /// What undoes the operator's last job that can be undone.
    UndoLast,
    /// What brings back establishments from exports of the catalogue.
    Restore {
        /// Their names in the folder of exports.
        files: Vec<String>,
        /// What becomes of those that are there.
        existing: Existing,
        /// The file of keys that opens them, as it was typed, or empty.
        keys: String,
    },
    /// What brings back the establishments of a file that somebody named: an export, or another host's list.
    Named {
        /// As it was typed.
        named: String,
        /// What becomes of those that are there.
        existing: Existing,
        /// The file of keys that opens it, as it was typed, or empty.
        keys: String,
    },
}

/// What can be asked.
#[derive(Debug)]
pub(crate) enum Request {
    /// To draw up a plan.
    Plan {
        /// Of what.
        wanted: Wanted,
        /// Stops it.
        cancel: Cancel,
    },
    /// One job as it stands now.
    Get(JobId),
    /// Rows of a plan or a report.
    Rows {
        /// Of which job.
        id: JobId,
        /// Which.
        filter: RowFilter,
        /// Which of those.
        ask: Ask,
    },
    /// To let it begin or go on, in a process of its own.
    Start(JobId),
    /// To forget a plan.
    Forget(JobId),
    /// To write the report to a file.
    Csv {
        /// Of which job.
        id: JobId,
        /// Where to.
        path: String,
        /// The words of the reasons.
        words: Arc<Catalogue>,
    },
    /// How many jobs were interrupted.
    Interrupted,
    /// Which of some jobs are over.
    Ended(Vec<(At, JobId)>),
}

/// A job with what is shown about it.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    /// Where it is.
    pub(crate) at: At,
    /// The job.
    pub(crate) overview: Overview,
    /// What is expected, or what became of the targets, in groups.
    pub(crate) groups: Vec<Group>,
    /// Where the mails of a mailing stand.
    pub(crate) mails: Option<mailing::Standing>,
    /// All establishments, against which a deletion's threshold is measured.
    pub(crate) establishments: u32,
    /// The moment at which it was read.
    pub(crate) now: Timestamp,
    /// What somebody did after what it undoes, when they asked to undo what they did last.
    pub(crate) after: Option<Message>,
    /// What a plan that undoes brings back.
    pub(crate) back: Vec<Back>,
}

/// A job that is over.
#[derive(Debug, Clone)]
pub(crate) struct Ended {
    /// Where it was.
    pub(crate) at: At,
    /// The job.
    pub(crate) job: Job,
    /// The establishments that are as they were to be.
    pub(crate) settled: Vec<EstablishmentNumber>,
}

/// What is answered.
#[derive(Debug)]
pub(crate) enum Done {
    /// Something goes on beside the worker.
    Begun,
    /// How far it is.
    Progress(Report),
    /// It was cancelled, and nothing was kept.
    Stopped,
    /// The plan.
    Planned(Box<Sheet>),
    /// A job.
    Got(Box<Sheet>),
    /// Rows.
    Rows {
        /// Of which wish.
        ticket: u64,
        /// In order.
        rows: Vec<TargetRow>,
    },
    /// It was started; the job.
    Started(Box<Sheet>),
    /// The plan is forgotten.
    Forgotten,
    /// The report was written.
    Written {
        /// How many rows.
        rows: u64,
        /// Where to.
        path: String,
    },
    /// So many jobs were interrupted.
    Interrupted(usize),
    /// Those that are over.
    Ended(Vec<Ended>),
}
