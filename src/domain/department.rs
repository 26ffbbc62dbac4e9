//! Departments of an establishment. Semesters, homes of accounts, roles that hold in one department alone and scopes name it
//! by its code.

use serde::{Deserialize, Serialize};

use super::field::{Checker, Field, FieldError, Problem};
use super::filled::Filled;
use super::text::required_line;

/// Longest code, in characters.
pub const CODE_MAX: usize = 32;
/// Longest name, in characters.
pub const NAME_MAX: usize = 80;
/// Most departments of an establishment: lists show all of them.
pub const DEPARTMENTS_MAX: u32 = 1_000;

/// What names a department for ever; never given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DepartmentId(pub i64);

impl std::fmt::Display for DepartmentId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl std::str::FromStr for DepartmentId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// A department as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// What names it for ever.
    pub id: DepartmentId,
    /// Its code, unique after folding.
    pub code: String,
    /// Its name, unique after folding.
    pub name: String,
    /// Its semesters.
    pub semesters: u32,
    /// Roles that somebody has in it alone.
    pub roles: u32,
    /// Accounts whose home it is.
    #[serde(default)]
    pub homes: u32,
    /// Power Users whose scope names it.
    #[serde(default)]
    pub scopes: u32,
    /// The logins of the first accounts that name it; kept nowhere.
    #[serde(skip)]
    pub first_holders: Vec<String>,
    /// Rises with every change.
    pub rev: i64,
}

impl Department {
    /// How many name it by its code.
    #[must_use]
    pub const fn named_by(&self) -> u32 {
        self.semesters.saturating_add(self.homes).saturating_add(self.roles).saturating_add(self.scopes)
    }
}

/// A department as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DepartmentInput {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A checked department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentDraft {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl DepartmentInput {
    /// Reads what was typed.
    #[must_use]
    pub fn read(typed: &Filled) -> Self {
        Self { code: typed.text(Field::DepartmentCode), name: typed.text(Field::DepartmentName) }
    }

    /// Checks both fields.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn check(&self) -> Result<DepartmentDraft, Vec<FieldError>> {
        let mut checker = Checker::default();
        let code = checker.take(Field::DepartmentCode, code(&self.code));
        let name = checker.take(Field::DepartmentName, required_line(&self.name, NAME_MAX));
        checker.finish(code.zip(name).map(|(code, name)| DepartmentDraft { code, name }))
    }
}

/// Accepts a code: what roles are written with (`Ens_RT`) takes it as one word.
pub(super) fn code(raw: &str) -> Result<String, Problem> {
    let code = required_line(raw, CODE_MAX)?;
    let is_sign = |sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.');
    // One that begins with a hyphen would be an option of a command.
    if code.chars().all(is_sign) && !code.starts_with('-') { Ok(code) } else { Err(Problem::DepartmentCodeShape) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_word_and_a_name_one_line() {
        let check = |code: &str, name: &str| {
            let found = DepartmentInput { code: code.into(), name: name.into() }.check();
            found.map(|draft| (draft.code, draft.name)).map_err(|errors| {
                errors.into_iter().map(|error| (error.field.name(), error.problem.code())).collect::<Vec<_>>()
            })
        };
        assert_eq!(check(" RT ", "  Réseaux   et télécoms "), Ok(("RT".into(), "Réseaux et télécoms".into())));
        assert_eq!(check("Génie.civil-2_b", "x"), Ok(("Génie.civil-2_b".into(), "x".into())));
        for (code, name, expected) in [
            ("", "", vec![("department-code", "missing"), ("department-name", "missing")]),
            ("R T", "x", vec![("department-code", "department-code-shape")]),
            ("Ens@RT", "x", vec![("department-code", "department-code-shape")]),
            ("-RT", "x", vec![("department-code", "department-code-shape")]),
            (&"R".repeat(33), "x", vec![("department-code", "too-long")]),
            ("RT", &"x".repeat(81), vec![("department-name", "too-long")]),
            ("RT", "a\u{1b}b", vec![("department-name", "unsafe")]),
        ] {
            assert_eq!(check(code, name), Err(expected), "{code} {name}");
        }
    }
}
