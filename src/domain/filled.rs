//! What was typed, by field, before anything is checked.
//!
//! Invariant: what is stored with a job is the texts alone; a secret is never part of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::password::Secret;

/// Values by field. A field that was not asked for is not there.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Filled {
    texts: Vec<(Field, String)>,
    secrets: Vec<(Field, Secret)>,
}

/// Whatever the order in which they were put.
impl PartialEq for Filled {
    fn eq(&self, other: &Self) -> bool {
        let covers = |one: &Self, other: &Self| one.other_than(other).next().is_none();
        covers(self, other) && covers(other, self) && self.secrets == other.secrets
    }
}

impl Eq for Filled {}

impl Filled {
    /// Adds a field, after the others.
    #[must_use]
    pub fn with(mut self, field: Field, text: impl Into<String>) -> Self {
        self.put(field, text);
        self
    }

    /// Puts a text in the place of what was there.
    pub fn put(&mut self, field: Field, text: impl Into<String>) {
        let text = text.into();
        match self.texts.iter_mut().find(|(there, _)| *there == field) {
            Some((_, before)) => *before = text,
            None => self.texts.push((field, text)),
        }
    }

    /// Puts a secret.
    pub fn put_secret(&mut self, field: Field, secret: Secret) {
        self.secrets.retain(|(there, _)| *there != field);
        self.secrets.push((field, secret));
    }

    /// A secret; an empty one, which no check accepts, where it was not asked for.
    #[must_use]
    pub fn secret(&self, field: Field) -> Secret {
        let found = self.secrets.iter().find(|(there, _)| *there == field);
        found.map_or_else(|| Secret::new(String::new()), |(_, secret)| secret.clone())
    }

    /// Takes another's values; what it does not have stays.
    pub fn merge(&mut self, other: Self) {
        for (field, text) in other.texts {
            self.put(field, text);
        }
        for (field, secret) in other.secrets {
            self.put_secret(field, secret);
        }
    }

    /// What was typed in a field; none: it was not asked for.
    #[must_use]
    pub fn get(&self, field: Field) -> Option<&str> {
        self.texts.iter().find(|(there, _)| *there == field).map(|(_, text)| text.as_str())
    }

    /// What was typed in a field, or nothing.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        self.get(field).unwrap_or_default().to_owned()
    }

    /// All fields that are no secret, with their texts, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.texts.iter().map(|(field, text)| (*field, text.as_str()))
    }

    /// The fields in which this one differs from another, with its own texts.
    pub fn other_than(&self, other: &Self) -> impl Iterator<Item = (Field, &str)> {
        self.iter().filter(|(field, text)| other.get(*field) != Some(*text))
    }

    /// The same, of these fields alone.
    #[must_use]
    pub fn changed_from(&self, other: &Self) -> Self {
        self.other_than(other).fold(Self::default(), |all, (field, text)| all.with(field, text))
    }
}

impl From<Filled> for BTreeMap<String, String> {
    fn from(filled: Filled) -> Self {
        filled.texts.into_iter().map(|(field, text)| (field.name().to_owned(), text)).collect()
    }
}

impl TryFrom<BTreeMap<String, String>> for Filled {
    type Error = String;

    fn try_from(texts: BTreeMap<String, String>) -> Result<Self, String> {
        let known = |(name, text): (String, String)| Ok((name.parse::<Field>().map_err(|_| name)?, text));
        Ok(Self { texts: texts.into_iter().map(known).collect::<Result<_, String>>()?, secrets: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_back_and_a_field_that_nobody_knows_is_an_error() {
        let typed = Filled::default().with(Field::ZoneName, "Nord").with(Field::Language, "fr");
        let stored = serde_json::to_string(&typed).unwrap();
        let read: Filled = serde_json::from_str(&stored).unwrap();
        assert_eq!(
            (read.get(Field::ZoneName), read.get(Field::Language), read.get(Field::Uai)),
            (Some("Nord"), Some("fr"), None)
        );
        assert!(serde_json::from_str::<Filled>(r#"{"colour":"red"}"#).is_err());
    }

    #[test]
    fn only_what_differs_is_told() {
        let was = Filled::default().with(Field::ZoneName, "Nord").with(Field::Language, "fr");
        let is = was.clone().with(Field::Language, "en");
        assert_eq!(is.other_than(&was).collect::<Vec<_>>(), [(Field::Language, "en")]);
    }
}
