//! Why a verb was not carried out, and with which exit code a command tells it.

use crate::domain::access::Refusal;
use crate::domain::establishment::{Draft, Establishment, EstablishmentNumber};
use crate::domain::exit::Exit;
use crate::domain::export::{Cell, Fault};
use crate::domain::fault::Refused;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filter::FilterError;
use crate::domain::identity::Doubt;
use crate::domain::job::{JobId, Reason};
use crate::domain::mail::State;
use crate::domain::message::Message;
use crate::domain::stop::Stop;
use crate::domain::time::Timestamp;
use crate::store;

/// A result of this room.
pub type Result<T> = std::result::Result<T, Error>;

/// Two people edited the same establishment: both versions, for them to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What is stored now.
    pub theirs: Establishment,
    /// What was to be stored.
    pub yours: Draft,
}

/// A rule of hosting that refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The data directory holds a registry already.
    AlreadyInitialised,
    /// The data directory holds no registry yet.
    NotInitialised,
    /// Login or password is wrong, or tries are not heard at the moment; nothing tells which.
    SignInFailed,
    /// A code that replaces a forgotten password is not good, or not any more.
    CodeRefused,
    /// Several establishments have the UAI by which somebody wants to sign in.
    SeveralSites {
        /// The UAI.
        uai: String,
        /// Whose it is.
        numbers: Vec<EstablishmentNumber>,
    },
    /// A person of an establishment may not sign in there, or not go on.
    Stopped(Stop),
    /// Somebody changed it since it was read.
    Changed,
    /// The establishment's database cannot be read, so that nobody in it can be told from whoever is called alike.
    NotErasable,
    /// The establishment is being created or deleted.
    NotActive,
    /// The same block stands already.
    AlreadyBlocked,
    /// This blocker has no block there.
    NotBlocked,
    /// Nothing blocks every establishment.
    NoGeneralBlock,
    /// The contact has no address to which a password could go.
    NoContactEmail,
    /// The establishment has no administrator.
    NoAdministrator,
    /// The mail is not one that can be sent again as it stands, or its password is no longer good.
    NotRetryable(State),
    /// The mail does not wait, so that it cannot be sent now.
    NotSendable(State),
    /// More at once than the limit.
    TooMany {
        /// The limit.
        max: usize,
        /// How many.
        found: usize,
    },
    /// The same mail goes to the same address for this establishment.
    SameMail(EstablishmentNumber),
    /// The mail no longer waits.
    MailLeft(State),
    /// It is in that zone already.
    SameZone,
    /// There is no such zone.
    UnknownZone,
    /// The administrator's password is in use, or still good.
    NotExpired,
    /// Its rows are not here: they are the host's, or an establishment's.
    Elsewhere,
    /// The plan lacks what this target needs.
    Incomplete,
    /// A plan needs a target.
    NoTargets,
    /// The job did nothing, so that there is nothing to undo.
    NothingDone,
    /// No restoration has replaced anything here.
    NothingRestored,
    /// What the job did is undone, or was ended otherwise, so that nothing is left to undo.
    NothingLeft,
    /// Nothing of the job failed, so that there is nothing to try again.
    NothingFailed,
    /// The job is over.
    JobEnded,
    /// The job is not over.
    JobNotOver,
    /// The plan was not started.
    JobNotBegun,
    /// The job was started; only a plan can be forgotten.
    JobStarted,
    /// The job does not run.
    JobNotRunning,
    /// Another process has the job now.
    JobLost,
    /// What the job did cannot be undone.
    NotUndoable,
    /// The job was undone, or is being undone.
    AlreadyUndone,
    /// Another job undoes the job, and is not at its end.
    BeingUndone(JobId),
    /// The process that was begun for a job has not taken it: it waits to be begun once more.
    JobNotTaken(JobId),
    /// A later job gave the establishment other content, or took it away.
    Superseded(JobId),
    /// More establishments than one deletion may take without a second switch.
    AboveThreshold,
    /// The number is another establishment's.
    NumberTaken,
    /// Something lies where the database of this number would: the registry does not know it.
    NumberHasFile {
        /// What, as it is shown to people.
        path: String,
    },
    /// No export was made from which it could be brought back.
    NoExport,
    /// The UAI is another establishment's.
    UaiTaken {
        /// Whose.
        holder: u32,
    },
    /// The clock jumped since the run began: what cannot be undone is not done in it.
    ClockJumped,
    /// The clock may be wrong: nothing is ended because of its age.
    ClockDoubtful,
    /// The clock says a year before 1970 or after 9999.
    ClockUnusable,
    /// A file cannot be restored.
    Unfit(Fault),
    /// The registry may be an older copy or one of two, and nobody has accepted it yet.
    Held(Doubt),
    /// There is no doubt about the registry that somebody could end.
    NotDoubted,
    /// What is to be replaced could not be restored from its export.
    PresentUnrestorable(Fault),
    /// The newest export of an establishment cannot be used, or nobody can tell which is the newest: only a person can
    /// say that an older one, or nothing, takes its place.
    ExportsRefused {
        /// Whose.
        number: EstablishmentNumber,
        /// What is missing or refused.
        refused: Vec<Refused>,
        /// The newest that can be used, and when it was taken.
        usable: Option<(String, Timestamp)>,
    },
    /// A database is not moved while a log lies beside it or in its place: nobody can tell whose log it is.
    LogBeside {
        /// Whose.
        number: EstablishmentNumber,
        /// The log.
        path: String,
    },
    /// A database is not moved while a log that may be its own is set aside.
    LogSetAside {
        /// Whose.
        number: EstablishmentNumber,
        /// The log.
        log: String,
        /// Where it belongs if it is the database's.
        beside: String,
        /// The database.
        file: String,
    },
    /// Several files prove to be an establishment's database: which is the right one, nobody can tell.
    SeveralOwn {
        /// Whose.
        number: EstablishmentNumber,
        /// Where they lie.
        paths: Vec<String>,
    },
    /// A missing database is known to lie somewhere: no other one is made of an older export.
    OwnElsewhere {
        /// Whose.
        number: EstablishmentNumber,
        /// Where it lies.
        path: String,
    },
    /// A database that no row knows holds the school whose database is missing: none is made of an older export.
    HeldElsewhere {
        /// Whose database is missing.
        number: EstablishmentNumber,
        /// Where the one lies that holds its school.
        path: String,
        /// The number that it says is its own.
        of: EstablishmentNumber,
        /// Where one of that number belongs, if it lies elsewhere.
        place: Option<String>,
        /// What would keep it from being adopted, if that is known.
        unfit: Option<Message>,
    },
    /// The school of a database is here under another number: two establishments would have the same persons.
    LivesAs {
        /// The database's number.
        number: EstablishmentNumber,
        /// Where it lies.
        path: String,
        /// The number under which its school is here.
        other: EstablishmentNumber,
    },
    /// Nothing tells that a database is of the school that had its number.
    NumberUnproved {
        /// Which.
        number: EstablishmentNumber,
        /// Where it lies.
        path: String,
    },
    /// Another process is making the data directory.
    BeingInitialised,
    /// The registry is missing from a data directory that has the rest of one.
    RegistryMissing,
    /// The list that names the file has values that are not accepted.
    Cells(Vec<Cell>),
    /// The entry of the audit that was noted was pruned since: it can no longer be compared.
    NotedPruned {
        /// The entry.
        id: i64,
        /// The first one that can be compared.
        first: i64,
    },
    /// The audit was altered or cut: nothing of it is pruned, since that would remove what shows it.
    AuditBroken {
        /// The first entry that is not what was written.
        id: i64,
    },
}

impl Rule {
    /// Returns the stable word for JSON.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::AlreadyInitialised => "already-initialised",
            Self::NotInitialised => "not-initialised",
            Self::SignInFailed => "sign-in-failed",
            Self::CodeRefused => "code-refused",
            Self::SeveralSites { .. } => "several-sites",
            Self::Stopped(stop) => stop.word(),
            Self::Changed => "changed",
            Self::NotErasable => "not-erasable",
            Self::NotActive => "not-active",
            Self::AlreadyBlocked => "already-blocked",
            Self::NotBlocked => "not-blocked",
            Self::NoGeneralBlock => "no-general-block",
            Self::NoContactEmail => "no-contact-email",
            Self::NoAdministrator => "no-administrator",
            Self::NotRetryable(_) => "not-retryable",
            Self::NotSendable(_) => "not-sendable",
            Self::TooMany { .. } => "too-many",
            Self::SameMail(_) => "same-mail",
            Self::MailLeft(_) => "mail-left",
            Self::SameZone => "same-zone",
            Self::UnknownZone => "unknown-zone",
            Self::NotExpired => "not-expired",
            Self::Elsewhere => "elsewhere",
            Self::Incomplete => "incomplete",
            Self::NoTargets => "no-targets",
            Self::NothingDone => "nothing-done",
            Self::NothingRestored => "nothing-restored",
            Self::NothingLeft => "nothing-left",
            Self::NothingFailed => "nothing-failed",
            Self::JobEnded => "job-ended",
            Self::JobNotOver => "job-not-over",
            Self::JobNotBegun => "job-not-begun",
            Self::JobStarted => "job-started",
            Self::JobNotRunning => "job-not-running",
            Self::JobLost => "job-lost",
            Self::NotUndoable => "not-undoable",
            Self::AlreadyUndone => "already-undone",
            Self::BeingUndone(_) => "being-undone",
            Self::JobNotTaken(_) => "job-not-taken",
            Self::Superseded(_) => "superseded",
            Self::AboveThreshold => "above-threshold",
            Self::NumberTaken => "number-taken",
            Self::NumberHasFile { .. } => "number-has-file",
            Self::NoExport => "no-export",
            Self::UaiTaken { .. } => "uai-taken",
            Self::ClockJumped => "clock-jumped",
            Self::ClockDoubtful => "clock-doubtful",
            Self::ClockUnusable => "clock-unusable",
            Self::Unfit(fault) => fault.word(),
            Self::Held(_) => "registry-held",
            Self::NotDoubted => "registry-not-doubted",
            Self::PresentUnrestorable(_) => "present-unrestorable",
            Self::ExportsRefused { .. } => "exports-refused",
            Self::LogBeside { .. } => "log-beside",
            Self::LogSetAside { .. } => "log-set-aside",
            Self::SeveralOwn { .. } => "several-own",
            Self::OwnElsewhere { .. } => "own-elsewhere",
            Self::HeldElsewhere { .. } => "held-elsewhere",
            Self::LivesAs { other, .. } => Fault::StillHere { number: other.0 }.word(),
            Self::NumberUnproved { .. } => Fault::NumberOfAnother.word(),
            Self::BeingInitialised => "being-initialised",
            Self::RegistryMissing => "registry-missing",
            Self::Cells(_) => Fault::Values.word(),
            Self::NotedPruned { .. } => "noted-pruned",
            Self::AuditBroken { .. } => "audit-broken",
        }
    }
}

/// Why a verb was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Values that are not accepted, each by its field.
    #[error("{0:?}")]
    Fields(Vec<FieldError>),
    /// The actor may not.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A rule refuses.
    #[error("{0:?}")]
    Rule(Rule),
    /// The guard of a deed refuses.
    #[error("{0:?}")]
    Judged(Box<Reason>),
    /// There is no such thing.
    #[error("no {what} {id}")]
    NotFound {
        /// Its kind, as in [`crate::audit::Object::kind`].
        what: &'static str,
        /// As asked for.
        id: String,
    },
    /// Somebody else saved first.
    #[error("conflict")]
    Conflict(Box<Conflict>),
    /// Somebody else is at work on it.
    #[error("busy: {owner}")]
    Busy {
        /// Who: a line of [`crate::domain::worker::Worker`], or a token until the context has looked whose it is.
        owner: String,
    },
    /// The filter cannot be read.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// It was asked to stop; what was done stays.
    #[error("cancelled")]
    Cancelled,
    /// Files and databases.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl Error {
    /// Refuses one field.
    #[must_use]
    pub fn field(field: Field, problem: Problem) -> Self {
        Self::Fields(vec![FieldError { field, problem }])
    }

    /// Reports that there is no such thing.
    pub fn not_found(what: &'static str, id: impl std::fmt::Display) -> Self {
        Self::NotFound { what, id: id.to_string() }
    }

    /// Tells whether the registry is no longer the one that was opened, so that only starting again helps.
    #[must_use]
    pub const fn is_replaced(&self) -> bool {
        matches!(self, Self::Store(store::Error::Replaced { .. }))
    }

    /// Returns what stops a person of an establishment; none: it is another error.
    #[must_use]
    pub const fn stop(&self) -> Option<&Stop> {
        match self {
            Self::Rule(Rule::Stopped(stop)) => Some(stop),
            _ => None,
        }
    }

    /// Tells whether an error concerns one file, so that others may still be dealt with: not the disk, the registry, the
    /// clock or a wish to stop.
    #[must_use]
    pub(in crate::operations) const fn is_of_a_file(&self) -> bool {
        use store::Error as Stored;
        matches!(
            self,
            Self::Store(
                Stored::File { .. }
                    | Stored::NotAFile { .. }
                    | Stored::Occupied { .. }
                    | Stored::Shared { .. }
                    | Stored::InUse { .. }
                    | Stored::NotPrivate { .. }
                    | Stored::NotOwned { .. }
            )
        )
    }

    /// Tells whether an error that came up inside an establishment concerns that one alone, so that others may still be
    /// dealt with.
    #[must_use]
    pub(in crate::operations) const fn is_of_one_establishment(&self) -> bool {
        use store::Error as Stored;
        self.is_of_a_file()
            || matches!(
                self,
                Self::NotFound { .. }
                    | Self::Busy { .. }
                    | Self::Rule(Rule::AuditBroken { .. })
                    | Self::Store(
                        Stored::Sqlite(_)
                            | Stored::Busy
                            | Stored::Foreign { .. }
                            | Stored::Newer { .. }
                            | Stored::Missing { .. }
                            | Stored::Unreadable { .. }
                            | Stored::Column { .. }
                            | Stored::Constraint(_)
                    )
            )
    }

    /// Returns the exit code: 1 unexpected, 4 refused by a rule, 5 busy or replaced meanwhile, 6 interrupted,
    /// 7 not permitted.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        let exit = match self {
            Self::Fields(_)
            | Self::Rule(_)
            | Self::Judged(_)
            | Self::NotFound { .. }
            | Self::Conflict(_)
            | Self::Filter(_)
            | Self::Store(store::Error::Taken { .. } | store::Error::Constraint(_)) => Exit::Refused,
            Self::Refused(_) => Exit::NotPermitted,
            Self::Busy { .. } | Self::Store(store::Error::Busy | store::Error::Replaced { .. }) => Exit::Busy,
            Self::Cancelled => Exit::Interrupted,
            Self::Store(_) => Exit::Machine,
        };
        exit.code()
    }

    /// Tells whether nothing is left to do of what was asked of a job.
    #[must_use]
    pub const fn is_nothing_left(&self) -> bool {
        matches!(self, Self::Rule(Rule::AlreadyUndone | Rule::NothingLeft | Rule::NothingDone | Rule::NothingFailed))
    }

    /// Returns the stable word for JSON.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Fields(_) => "fields",
            Self::Refused(_) => "not-permitted",
            Self::Rule(rule) => rule.word(),
            Self::Judged(reason) => reason.word(),
            Self::NotFound { .. } => "not-found",
            Self::Conflict(_) => "conflict",
            Self::Busy { .. } => "busy",
            Self::Filter(_) => "filter",
            Self::Cancelled => "cancelled",
            Self::Store(store::Error::Taken { .. }) => "output",
            Self::Store(store::Error::Replaced { .. }) => "registry-replaced",
            Self::Store(_) => "store",
        }
    }
}

impl From<Vec<FieldError>> for Error {
    fn from(errors: Vec<FieldError>) -> Self {
        Self::Fields(errors)
    }
}

impl From<Reason> for Error {
    fn from(reason: Reason) -> Self {
        Self::Judged(Box::new(reason))
    }
}

impl From<Rule> for Error {
    fn from(rule: Rule) -> Self {
        Self::Rule(rule)
    }
}
