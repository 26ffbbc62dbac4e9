//! Why a target was not done: kept as facts, so that it can be told in either language, and grouped.

use serde::{Deserialize, Serialize};

use crate::domain::block::{Block, Blocker};
use crate::domain::export::{Cell, Fault};
use crate::domain::message::{Explain as _, Message};
use crate::domain::rights;

/// Why a target was not done, or a job stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Reason {
    /// It is no longer there.
    Gone,
    /// It is so already.
    NoChange,
    /// Zone 1 stays.
    DefaultZone,
    /// Nobody does this to their own account.
    OwnAccount,
    /// Nobody changes what they are there for themselves.
    OwnDuty,
    /// It is the last webmaster who is there for everything and may sign in.
    LastWebmaster,
    /// Others need it.
    InUse {
        /// How many.
        count: u32,
        /// Which, as their noun is called; empty: semesters or roles.
        #[serde(default)]
        by: String,
        /// What it is called; empty: nothing filters by it.
        #[serde(default)]
        called: String,
        /// The logins of the first accounts; kept nowhere.
        #[serde(skip)]
        first: Vec<String>,
    },
    /// Others name this department.
    DepartmentInUse {
        /// Its semesters.
        semesters: u32,
        /// Accounts whose home it is.
        homes: u32,
        /// Roles in it.
        roles: u32,
        /// Power Users whose scope names it.
        scopes: u32,
        /// Its code.
        #[serde(default)]
        called: String,
        /// The logins of the first accounts; kept nowhere.
        #[serde(skip)]
        first: Vec<String>,
    },
    /// Only a Power User has profiles and a scope.
    NotPowerUser,
    /// What it was called is something else's name now.
    NameTaken,
    /// The program does not ship it, so there is nothing that it was at first.
    NotShipped,
    /// It is being created or deleted.
    NotActive,
    /// The same block stands already.
    AlreadyBlocked,
    /// The same blocker's present block ends later: it stays.
    BlockedLonger {
        /// That block.
        block: Block,
    },
    /// This blocker has no block there.
    NotBlocked,
    /// This blocker has no block there, but somebody else has: it stays blocked.
    BlockedByOthers {
        /// Who has none.
        blocker: Blocker,
    },
    /// It is in that zone already.
    SameZone,
    /// There is no such zone.
    UnknownZone,
    /// The contact has no address.
    NoContactEmail,
    /// The account has no address.
    NoAddress,
    /// Nobody gives themselves a new password: they change it.
    OwnPassword,
    /// It has no administrator.
    NoAdministrator,
    /// The administrator's password is in use or still good.
    NotExpired,
    /// The same mail goes to the same address for another establishment.
    SameMail {
        /// That establishment.
        number: u32,
    },
    /// The mail is no longer waiting: it was sent, refused, or its fate is unknown.
    MailLeft {
        /// The state it is in, as stored.
        state: String,
    },
    /// Somebody changed it after the job that is to be undone.
    ChangedSince,
    /// The plan lacks what this target needs.
    Incomplete,
    /// The number is another establishment's.
    NumberTaken,
    /// Something lies where the database of this number would, and the registry does not know it.
    NumberHasFile {
        /// What, as it is shown to people.
        path: String,
    },
    /// The new content was removed before it could take the place of the old one, which stays.
    ContentLost,
    /// No export was made from which it could be brought back.
    NoExport,
    /// The UAI is another establishment's.
    UaiTaken {
        /// Whose.
        holder: u32,
    },
    /// The file that it is brought back from cannot be used.
    Unfit {
        /// Why.
        fault: Fault,
    },
    /// Its export was made and could not be restored: nothing was removed or replaced.
    Unrestorable {
        /// Why.
        fault: Fault,
    },
    /// Its export was made and is kept, but could not be restored.
    ExportedUnfit {
        /// Its name in the folder of exports.
        file: String,
        /// Why.
        fault: Fault,
    },
    /// What is there could not be exported so that it could be brought back: it was not replaced.
    PresentUnrestorable {
        /// Why.
        fault: Fault,
    },
    /// There are as many of its kind as there can be.
    Limit {
        /// The limit.
        most: u32,
        /// How many there are, with those that come before it.
        there: u32,
    },
    /// Nothing of a file is done unless all of it can be.
    Withheld,
    /// The list that names the file has values that are not accepted.
    Cells {
        /// Each of them.
        cells: Vec<Cell>,
    },
    /// Somebody else is at work on it.
    Busy {
        /// Who: a line of [`Worker`](super::super::worker::Worker), a name, or nothing.
        owner: String,
    },
    /// An earlier undoing, which was given up half-way, has undone it already.
    AlreadyUndone,
    /// A later job gave it other content, or took it away: that one is undone first.
    Superseded {
        /// That job.
        job: i64,
    },
    /// A job that was started later has done the same to it since.
    DoneSince {
        /// That job.
        job: i64,
    },
    /// Another job has it first.
    Held {
        /// That job.
        job: i64,
        /// In whose name it acts.
        author: String,
    },
    /// The disk is full.
    Full,
    /// The disk is read-only.
    ReadOnly,
    /// The file in its database's place is not its own.
    Foreign {
        /// Where it lies.
        path: String,
    },
    /// The establishment's database is not where it should be.
    Missing {
        /// Where that is.
        path: String,
    },
    /// A stored value of it is none that this version knows.
    Unreadable {
        /// Which.
        field: String,
        /// The value, cut to what a line has room for.
        value: String,
    },
    /// Its database is damaged.
    Damaged {
        /// What was found.
        detail: String,
    },
    /// Something else than a file stands in its database's place, or beside it.
    NotAFile {
        /// Where, as it is shown to people.
        path: String,
        /// What it is, as a word.
        what: String,
    },
    /// The database refuses a value.
    Constraint {
        /// The kind of rule, as a word.
        constraint: String,
        /// The field, or empty.
        field: String,
        /// The rule in the database's words.
        detail: String,
    },
    /// The machine failed.
    Machine {
        /// What it said.
        detail: String,
    },
    /// The rules about people's accounts refuse it.
    Account {
        /// Why.
        why: rights::reason::Reason,
    },
    /// A former state would bring back rights that whoever has it restored could not give or take.
    ReturnsRights {
        /// Why not.
        why: rights::reason::Reason,
        /// Of which accounts, by their ids; none: of nobody in particular.
        #[serde(default)]
        accounts: Vec<i64>,
        /// The same as people call them; kept nowhere.
        #[serde(skip)]
        names: Vec<String>,
    },
    /// In whose name the job acts may no longer do this.
    NotPermitted {
        /// The rule that refuses.
        rule: String,
    },
    /// A rule refuses that has no reason of its own here.
    Refused {
        /// Its word.
        rule: String,
    },
}

impl Reason {
    /// Returns the stable word that reports group by.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Account { why } => why.word(),
            Self::Gone => "gone",
            Self::NoChange => "no-change",
            Self::DefaultZone => "default-zone",
            Self::OwnAccount => "own-account",
            Self::OwnDuty => "own-duty",
            Self::LastWebmaster => "last-webmaster",
            Self::InUse { .. } => "in-use",
            Self::DepartmentInUse { .. } => "department-in-use",
            Self::NotPowerUser => "not-power-user",
            Self::NameTaken => "name-taken",
            Self::NotShipped => "not-shipped",
            Self::NotActive => "not-active",
            Self::AlreadyBlocked => "already-blocked",
            Self::BlockedLonger { .. } => "blocked-longer",
            Self::NotBlocked => "not-blocked",
            Self::BlockedByOthers { .. } => "blocked-by-others",
            Self::SameZone => "same-zone",
            Self::UnknownZone => "unknown-zone",
            Self::NoContactEmail => "no-contact-email",
            Self::NoAddress => "no-address",
            Self::OwnPassword => "own-password",
            Self::NoAdministrator => "no-administrator",
            Self::NotExpired => "not-expired",
            Self::SameMail { .. } => "same-mail",
            Self::MailLeft { .. } => "mail-left",
            Self::ChangedSince => "changed-since",
            Self::Incomplete => "incomplete",
            Self::NumberTaken => "number-taken",
            Self::NumberHasFile { .. } => "number-has-file",
            Self::ContentLost => "content-lost",
            Self::NoExport => "no-export",
            Self::UaiTaken { .. } => "uai-taken",
            Self::Unfit { fault } => fault.word(),
            Self::Unrestorable { .. } => "unrestorable",
            Self::ExportedUnfit { .. } => "exported-unfit",
            Self::PresentUnrestorable { .. } => "present-unrestorable",
            Self::Limit { .. } => "limit",
            Self::Withheld => "withheld",
            Self::Cells { .. } => Fault::Values.word(),
            Self::Busy { .. } => "busy",
            Self::AlreadyUndone => "already-undone",
            Self::Superseded { .. } => "superseded",
            Self::DoneSince { .. } => "done-since",
            Self::Held { .. } => "held",
            Self::Full => "full",
            Self::ReadOnly => "read-only",
            Self::Foreign { .. } => "foreign",
            Self::Unreadable { .. } => "unreadable",
            Self::Damaged { .. } => "damaged",
            Self::Missing { .. } => "missing-database",
            Self::NotAFile { .. } => "not-a-file",
            Self::Constraint { .. } => "constraint",
            Self::Machine { .. } => "machine",
            Self::ReturnsRights { .. } => "returns-rights",
            Self::NotPermitted { .. } => "not-permitted",
            Self::Refused { .. } => "refused",
        }
    }

    /// Says that others need it, of whom nobody is named.
    #[must_use]
    pub fn in_use(count: u32, by: &str, called: &str) -> Self {
        Self::InUse { count, by: by.to_owned(), called: called.to_owned(), first: Vec::new() }
    }

    /// Tells whether the target already is as it was to be, so that nothing is wrong.
    #[must_use]
    pub const fn is_satisfied(&self) -> bool {
        match self {
            Self::NoChange
            | Self::AlreadyBlocked
            | Self::BlockedLonger { .. }
            | Self::NotBlocked
            | Self::BlockedByOthers { .. }
            | Self::SameZone
            | Self::NotExpired
            | Self::SameMail { .. }
            | Self::AlreadyUndone
            | Self::DoneSince { .. }
            | Self::MailLeft { .. } => true,
            Self::Gone
            | Self::DefaultZone
            | Self::OwnAccount
            | Self::OwnDuty
            | Self::LastWebmaster
            | Self::InUse { .. }
            | Self::DepartmentInUse { .. }
            | Self::NotPowerUser
            | Self::NameTaken
            | Self::NotShipped
            | Self::NotActive
            | Self::UnknownZone
            | Self::NoContactEmail
            | Self::NoAddress
            | Self::OwnPassword
            | Self::NoAdministrator
            | Self::ChangedSince
            | Self::Incomplete
            | Self::NumberTaken
            | Self::NumberHasFile { .. }
            | Self::ContentLost
            | Self::NoExport
            | Self::UaiTaken { .. }
            | Self::Unfit { .. }
            | Self::Unrestorable { .. }
            | Self::ExportedUnfit { .. }
            | Self::PresentUnrestorable { .. }
            | Self::Limit { .. }
            | Self::Withheld
            | Self::Cells { .. }
            | Self::Busy { .. }
            | Self::Superseded { .. }
            | Self::Held { .. }
            | Self::Full
            | Self::ReadOnly
            | Self::Foreign { .. }
            | Self::Unreadable { .. }
            | Self::Damaged { .. }
            | Self::Missing { .. }
            | Self::NotAFile { .. }
            | Self::Constraint { .. }
            | Self::Machine { .. }
            | Self::Account { .. }
            | Self::ReturnsRights { .. }
            | Self::NotPermitted { .. }
            | Self::Refused { .. } => false,
        }
    }

    /// Says what a group of reasons of this word has in common.
    #[must_use]
    pub fn common(&self) -> Message {
        let is_newer = matches!(self, Self::Unfit { fault: Fault::Newer { .. } });
        if matches!(
            self,
            Self::Cells { .. }
                | Self::InUse { .. }
                | Self::DepartmentInUse { .. }
                | Self::BlockedLonger { .. }
                | Self::Unfit { .. }
                | Self::Unrestorable { .. }
                | Self::ExportedUnfit { .. }
                | Self::PresentUnrestorable { .. }
                | Self::NotAFile { .. }
                | Self::Unreadable { .. }
                | Self::ReturnsRights { .. }
        ) && !is_newer
        {
            return Message::new("job-reason").with("reason", self.word());
        }
        self.message()
    }

    /// Tells whether the machine is to blame, or the files on it.
    #[must_use]
    pub const fn is_of_the_machine(&self) -> bool {
        matches!(
            self,
            Self::Full
                | Self::ReadOnly
                | Self::Foreign { .. }
                | Self::Unreadable { .. }
                | Self::Damaged { .. }
                | Self::Missing { .. }
                | Self::Machine { .. }
        )
    }

    /// Tells whether it is only somebody else's work that stands in the way.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        matches!(self, Self::Busy { .. } | Self::Held { .. })
    }
}
