//! Why what was typed is not accepted.

use serde::{Deserialize, Serialize};

use super::message::{Explain, Message, standing, system};
use super::rights;

/// Why a value is not accepted. Each variant is one message of the catalogue, `problem-…`; a plan keeps some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "kebab-case")]
#[error("{self:?}")]
pub enum Problem {
    /// Nothing was given where something is needed.
    Missing,
    /// A change that is only thought of is not written as one.
    StagedShape,
    /// More characters than the limit.
    TooLong {
        /// The limit, in characters.
        max: usize,
    },
    /// Fewer characters than the limit.
    TooShort {
        /// The limit, in characters.
        min: usize,
    },
    /// A character that could act as code on a terminal, in a header or in a file.
    Unsafe {
        /// Its code point.
        code: u32,
        /// Its place, counted from 1.
        position: usize,
    },
    /// Not a whole number in the range.
    NotANumber {
        /// The smallest accepted.
        min: i64,
        /// The largest accepted.
        max: i64,
    },
    /// Neither `2026-09-01` nor `01/09/2026`.
    NotADate,
    /// A day that has passed where a later one is needed.
    InThePast,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not an `http` or `https` address.
    NotAUrl,
    /// Not the name or the address of a machine.
    NotAMachine,
    /// Not a public key of the age format.
    NotAPublicKey,
    /// Neither of the shapes of a UAI.
    UaiShape,
    /// The digits are well-formed but the last letter is not theirs.
    UaiLetter {
        /// The letter that belongs to the digits.
        expected: char,
    },
    /// The UAI belongs to another establishment.
    UaiUsed {
        /// The holder's number.
        holder: u32,
        /// The holder's denomination.
        denomination: String,
    },
    /// Somebody else has added it since the file was looked at: the same UAI, or none, the same place and name.
    AlreadyThere {
        /// Its number.
        holder: u32,
    },
    /// The number belongs to an establishment, or belonged to one that was deleted.
    NumberUsed,
    /// Something lies where the database of this number would: the registry does not know it.
    NumberHasFile {
        /// What, as it is shown to people.
        path: String,
    },
    /// No zone has this number or name.
    UnknownZone,
    /// Zones were named for somebody whom none would limit.
    ZonesWithoutDuty,
    /// A code that is no single word.
    DepartmentCodeShape,
    /// A department has this code already.
    DepartmentCodeUsed,
    /// A department has this name already.
    DepartmentNameUsed,
    /// Nothing of a kind is called so.
    UnknownName {
        /// The kind, as a word: `department`, `group`, `role`.
        what: Box<str>,
        /// As typed.
        name: Box<str>,
        /// The one that was most likely meant, or empty.
        #[serde(default, skip_serializing_if = "str::is_empty")]
        nearest: Box<str>,
        /// Some of those that there are, the nearest first, or nothing.
        #[serde(default, skip_serializing_if = "str::is_empty")]
        known: Box<str>,
    },
    /// What names a role is no single word, or it limits a Manager, who is one in every department.
    RoleShape,
    /// It is no part of a scope as one is written.
    ScopeShape,
    /// A zone has this name already.
    ZoneNameUsed,
    /// Another one of its kind has this name already.
    NameUsed,
    /// A name that could not be told from an option, or from two names, where several are named in a line.
    NameShape,
    /// A role's name that is no single word, or holds the `_` that ends one.
    RoleNameShape,
    /// No permission has this word.
    UnknownPermission {
        /// As typed.
        word: String,
    },
    /// The value is not one of the choices.
    NotAChoice,
    /// The login belongs to another account.
    LoginUsed,
    /// Signs other than letters, digits, dot, hyphen, underscore.
    LoginShape,
    /// It begins with a hyphen, as an option does.
    LoginHyphen,
    /// The password is too easily guessed.
    PasswordWeak {
        /// Guesses needed, as a power of ten.
        guesses_log10: u32,
        /// The power of ten that is needed.
        needed_log10: u32,
    },
    /// A password in a file, which whoever reads the file knows.
    PasswordInFile,
    /// Neither yes nor no.
    NotYesOrNo,
    /// The password holds the login, a name or the host's name.
    PasswordPersonal,
    /// The second entry differs from the first.
    PasswordsDiffer,
    /// The new password is the current one.
    PasswordSame,
    /// The current password is not right.
    PasswordWrong,
    /// What was typed is not what had to be typed.
    ConfirmationDiffers,
    /// Not the count that is to be typed.
    CountDiffers {
        /// What is.
        wanted: u32,
    },
    /// It is no file.
    FileIs {
        /// What it is, as a word.
        what: String,
    },
    /// The file cannot be read.
    FileUnreadable {
        /// The system's words.
        cause: String,
    },
    /// The file is a text in another encoding than UTF-8.
    FileNotUtf8 {
        /// The first byte that is not, from 1.
        byte: usize,
    },
    /// Others than its owner can read the file.
    FileNotPrivate,
    /// The private file belongs to another user.
    FileNotOwned {
        /// That user's name, or number.
        owner: String,
    },
    /// The path is outside the folder that a remote session may use.
    FileOutside,
    /// The name of a file of the exchange folder does not begin as those of this webmaster do.
    FileOwn {
        /// How theirs begin.
        prefix: String,
    },
    /// The login is nobody's any more: whom it means is told by their names.
    ConfirmationOfGone {
        /// Whose it was last.
        name: String,
    },
    /// Somebody else changed the value since it was read.
    Changed,
    /// The error value of a spreadsheet's formula.
    SpreadsheetError,
    /// A spreadsheet's formula.
    Formula,
    /// It looks like a French postcode that lacks digits, or like one of Corsica with its letter.
    Postcode,
    /// No placeholder has this name.
    PlaceholderUnknown {
        /// Line, from 1.
        line: usize,
        /// Column of its brace, from 1.
        column: usize,
        /// As typed.
        name: String,
        /// What was most likely meant, or empty.
        suggestion: String,
    },
    /// Nothing closes a brace on its line.
    BraceUnclosed {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A closing brace that nothing has opened.
    BraceStray {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// Another template has this name.
    TemplateNameUsed,
    /// The name of a file may not be a path.
    NotAFileName,
    /// More bytes than the limit.
    TooLarge {
        /// The limit, in MiB.
        max_mib: u32,
    },
    /// A rule of the database refuses the value.
    Unstorable {
        /// The rule in the database's words.
        detail: String,
    },
    /// An earlier line of the file is about the same.
    OnLine {
        /// Which.
        line: u64,
    },
    /// The rules about people's accounts refuse what it would come to.
    Account {
        /// Why.
        why: rights::reason::Reason,
    },
    /// Only a Power User has it.
    PowerUsersOnly,
    /// More of them than the limit.
    TooMany {
        /// The limit.
        max: usize,
    },
    /// A line of a file has more cells than its header, and not empty ones: what stands in which column cannot be told.
    ExtraCells {
        /// Columns of the header.
        expected: usize,
        /// Cells of the line.
        found: usize,
    },
    /// The line of a rejects file had more cells than columns, and the file has them behind the last cell.
    KeptCells {
        /// How many.
        extra: usize,
    },
}

impl Problem {
    /// Says whose a file must be: the exchange folder's, in it one's own, nobody's besides.
    fn of_whose_file(&self) -> Message {
        match self {
            Self::FileOwn { prefix } => at("problem-file-own").with("prefix", prefix.as_str()),
            Self::FileNotPrivate => at("problem-file-not-private"),
            _ => at("problem-file-outside"),
        }
    }
}

impl Explain for Problem {
    fn message(&self) -> Message {
        match self {
            Self::Missing => at("problem-missing"),
            Self::StagedShape => at("problem-staged-shape"),
            Self::TooLong { max } => at("problem-too-long").with("max", *max),
            Self::TooShort { min } => at("problem-too-short").with("min", *min),
            Self::Unsafe { code, position } => harmful(*code, *position),
            Self::NotANumber { min, max } => not_a_number(*min, *max),
            Self::NotADate => at("problem-not-a-date"),
            Self::InThePast => at("problem-in-the-past"),
            Self::NotAnEmail => at("problem-not-an-email"),
            Self::NotAUrl => at("problem-not-a-url"),
            Self::NotAMachine => at("problem-not-a-machine"),
            Self::NotAPublicKey => at("problem-not-a-public-key"),
            Self::UaiShape => at("problem-uai-shape"),
            Self::UaiLetter { expected } => at("problem-uai-letter").with("expected", expected.to_string()),
            Self::UaiUsed { holder, denomination } => uai_used(*holder, denomination),
            Self::AlreadyThere { holder } => at("problem-already-there").with("holder", holder.to_string()),
            Self::NumberUsed => at("problem-number-used"),
            Self::NumberHasFile { path } => at("problem-number-has-file").with("path", path.as_str()),
            Self::UnknownZone => at("problem-unknown-zone"),
            Self::ZonesWithoutDuty => at("problem-zones-without-duty"),
            Self::DepartmentCodeShape => at("problem-department-code-shape"),
            Self::DepartmentCodeUsed => at("problem-department-code-used"),
            Self::DepartmentNameUsed => at("problem-department-name-used"),
            Self::UnknownName { what, name, nearest, known } => unknown((what, name), nearest, known),
            Self::RoleShape => at("problem-role-shape"),
            Self::ScopeShape => at("problem-scope-shape"),
            Self::ZoneNameUsed => at("problem-zone-name-used"),
            Self::NameUsed => at("problem-name-used"),
            Self::NameShape => at("problem-name-shape"),
            Self::RoleNameShape => at("problem-role-name-shape"),
            Self::UnknownPermission { word } => at("problem-unknown-permission").with("word", word.as_str()),
            Self::NotAChoice => at("problem-not-a-choice"),
            Self::LoginUsed => at("problem-login-used"),
            Self::LoginShape => at("problem-login-shape"),
            Self::LoginHyphen => at("problem-login-hyphen"),
            Self::PasswordWeak { guesses_log10, needed_log10 } => weak(*guesses_log10, *needed_log10),
            Self::PasswordInFile => at("problem-password-in-file"),
            Self::NotYesOrNo => at("problem-not-yes-or-no"),
            Self::PasswordPersonal => at("problem-password-personal"),
            Self::PasswordsDiffer => at("problem-passwords-differ"),
            Self::PasswordSame => at("problem-password-same"),
            Self::PasswordWrong => at("problem-password-wrong"),
            Self::ConfirmationDiffers => at("problem-confirmation-differs"),
            Self::CountDiffers { wanted } => at("problem-count-differs").with("wanted", wanted.to_string()),
            Self::FileIs { what } => at("problem-file-is").with("standing", standing(what)),
            Self::FileNotUtf8 { byte } => at("problem-file-not-utf8").with("byte", byte.to_string()),
            Self::FileUnreadable { cause } => at("problem-file-unreadable").with("cause", system(cause)),
            Self::FileNotOwned { owner } => at("problem-file-not-owned").with("owner", owner.as_str()),
            Self::ConfirmationOfGone { name } => at("problem-confirmation-of-gone").with("name", name.as_str()),
            Self::Changed => at("problem-changed"),
            Self::SpreadsheetError => at("problem-spreadsheet-error"),
            Self::Formula => at("problem-formula"),
            Self::Postcode => at("problem-postcode"),
            Self::PlaceholderUnknown { line, column, name, suggestion: to } => misspelt((*line, *column), name, to),
            Self::BraceUnclosed { line, column } | Self::BraceStray { line, column } => brace(self, *line, *column),
            Self::TemplateNameUsed => at("problem-template-name-used"),
            Self::NotAFileName => at("problem-not-a-file-name"),
            Self::TooLarge { max_mib } => at("problem-too-large").with("max", *max_mib),
            Self::Unstorable { detail } => at("problem-unstorable").with("detail", detail.as_str()),
            Self::OnLine { line } => at("problem-on-line").with("line", line.to_string()),
            Self::Account { why } => rights::message(why.rule(), *why),
            Self::PowerUsersOnly => at("problem-power-users-only"),
            Self::TooMany { max } => at("problem-too-many").with("max", *max),
            Self::FileOutside | Self::FileOwn { .. } | Self::FileNotPrivate => self.of_whose_file(),
            Self::ExtraCells { expected, found } => extra_cells(*expected, *found),
            Self::KeptCells { extra } => at("problem-kept-cells").with("extra", *extra),
        }
    }
}

fn at(key: &'static str) -> Message {
    Message::new(key)
}

fn uai_used(holder: u32, denomination: &str) -> Message {
    Message::new("problem-uai-used").with("holder", holder.to_string()).with("denomination", denomination)
}

fn extra_cells(expected: usize, found: usize) -> Message {
    Message::new("problem-extra-cells").with("expected", expected).with("found", found)
}

fn weak(guesses: u32, needed: u32) -> Message {
    Message::new("problem-password-weak").with("guesses", guesses).with("needed", needed)
}

fn harmful(code: u32, position: usize) -> Message {
    Message::new("problem-unsafe").with("code", format!("U+{code:04X}")).with("position", position)
}

fn not_a_number(min: i64, max: i64) -> Message {
    Message::new("problem-not-a-number").with("min", min.to_string()).with("max", max.to_string())
}

fn brace(problem: &Problem, line: usize, column: usize) -> Message {
    if matches!(problem, Problem::BraceStray { .. }) {
        return at("problem-brace-stray").with("line", line).with("column", column);
    }
    at("problem-brace-unclosed").with("line", line).with("column", column)
}

fn unknown((what, name): (&str, &str), nearest: &str, known: &str) -> Message {
    let key = if nearest.is_empty() { "problem-unknown-name" } else { "problem-unknown-name-nearest" };
    let known = if known.is_empty() { "none" } else { known };
    let said = Message { key, args: Vec::new() }.with("what", what).with("name", name);
    said.with("nearest", nearest).with("known", known)
}

fn misspelt((line, column): (usize, usize), name: &str, suggestion: &str) -> Message {
    if suggestion.is_empty() {
        return Message::new("problem-placeholder-unknown")
            .with("line", line)
            .with("column", column)
            .with("name", name);
    }
    Message::new("problem-placeholder-misspelt")
        .with("line", line)
        .with("column", column)
        .with("name", name)
        .with("suggestion", suggestion)
}

impl Problem {
    /// Says that nothing of a kind is called so.
    #[must_use]
    pub fn unknown(what: &str, name: &str) -> Self {
        Self::UnknownName { what: what.into(), name: name.into(), nearest: "".into(), known: "".into() }
    }

    /// Adds the name that was most likely meant, if there is one.
    #[must_use]
    pub fn meant(self, nearest: String) -> Self {
        match self {
            Self::UnknownName { what, name, known, .. } => {
                Self::UnknownName { what, name, nearest: nearest.into(), known }
            }
            other => other,
        }
    }

    /// Adds some of those that there are.
    #[must_use]
    pub fn among(self, known: String) -> Self {
        match self {
            Self::UnknownName { what, name, nearest, .. } => {
                Self::UnknownName { what, name, nearest, known: known.into() }
            }
            other => other,
        }
    }

    /// Returns the stable word for JSON and reject files, the message key without its prefix.
    #[must_use]
    pub fn code(&self) -> &'static str {
        if let Self::Account { why } = self {
            return why.word();
        }
        let key = self.message().key;
        key.strip_prefix("problem-").unwrap_or(key)
    }
}
