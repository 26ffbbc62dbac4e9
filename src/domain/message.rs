//! What is to be said, before it is said in a language: a key of the catalogue and its values.

/// A value inside a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text from data or from the program; made visible-safe by whoever shows it.
    Text(String),
    /// A count or a number; plural forms follow it.
    Count(i64),
    /// Another message, said in the same language.
    Said(Box<Message>),
    /// What people write themselves and each language has its own words for.
    Either {
        /// In English.
        english: String,
        /// In French.
        french: String,
    },
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Said(Box::new(message))
    }
}

impl From<i64> for Value {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Value {
    fn from(count: u32) -> Self {
        Self::Count(i64::from(count))
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Self {
        Self::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

/// A catalogue key with its values; `i18n` turns it into French or English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The key in `assets/locales/*/*.ftl`.
    pub key: &'static str,
    /// Named values, in any order.
    pub args: Vec<(&'static str, Value)>,
}

impl Message {
    /// Makes a message without values.
    #[must_use]
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds a named value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.args.push((name, value.into()));
        self
    }
}

/// Anything that can be told to a person in either language.
pub trait Explain {
    /// Gives the key and the values.
    fn message(&self) -> Message;
}
