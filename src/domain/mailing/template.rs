//! Letters that are kept to be written again.

use serde::{Deserialize, Serialize};

use super::letter::{Letter, LetterInput};
use crate::domain::field::{Checker, Field, FieldError};
use crate::domain::text::required_line;

/// Longest name of a template, in characters.
pub const NAME_MAX: usize = 80;
/// Most templates.
pub const TEMPLATES_MAX: u32 = 500;

/// A template's identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TemplateId(pub i64);

impl std::fmt::Display for TemplateId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

impl std::str::FromStr for TemplateId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// A template as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Identifier.
    pub id: TemplateId,
    /// Its name, unique after folding.
    pub name: String,
    /// Its letter.
    pub letter: LetterInput,
    /// Rises with every change.
    pub rev: i64,
}

/// A template as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TemplateInput {
    /// Its name.
    pub name: String,
    /// Its letter.
    pub letter: LetterInput,
}

impl TemplateInput {
    /// Checks every field: a template is a letter that could be sent.
    ///
    /// # Errors
    /// Each field's problem.
    pub fn check(&self) -> Result<(String, Letter), Vec<FieldError>> {
        let mut checker = Checker::default();
        let name = checker.take(Field::TemplateName, required_line(&self.name, NAME_MAX));
        let letter = match self.letter.check() {
            Ok(letter) => Some(letter),
            Err(errors) => {
                for error in errors {
                    checker.refuse(error.field, error.problem);
                }
                None
            }
        };
        checker.finish(name.zip(letter))
    }
}
