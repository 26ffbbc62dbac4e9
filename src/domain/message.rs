//! What is to be said, before it is said in a language: a key of the catalogue and its values.

use jiff::civil::Date;

use super::time::Timestamp;

/// A value inside a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text from data or from the program; made visible-safe by whoever shows it.
    Text(String),
    /// A count or a number; plural forms follow it.
    Count(i64),
    /// A day.
    Day(Date),
    /// A moment, to the minute.
    Moment(Timestamp),
    /// A size in bytes, said in the unit that fits.
    Size(u64),
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

impl From<Date> for Value {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Moment(at)
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

impl From<&'static str> for Message {
    fn from(key: &'static str) -> Self {
        Self::new(key)
    }
}

/// What Rust's library writes before the resolver's words, which have no number.
const LOOKUP: &str = "failed to lookup address information";

/// Says the system's own words, `No such file or directory (os error 2)`, in the language of the session; whatever stands
/// before them, and what is none of these, stays.
#[must_use]
pub fn system(text: &str) -> Value {
    let number = || text.strip_suffix(')')?.rsplit_once("(os error ")?.1.parse::<i32>().ok();
    if let Some((before, why)) = text.split_once(LOOKUP) {
        let word = if why.contains("emporary") { "name-later" } else { "name-unknown" };
        let said = Message::new("system-error").with("error", word);
        let before = before.trim_end_matches([':', ' ']);
        return if before.is_empty() {
            said.into()
        } else {
            Message::new("system-error-at").with("before", before).with("error", said).into()
        };
    }
    // The program's own words for a wait that was in vain have no number.
    let word = if text == "timed out" { Some("timed-out") } else { number().and_then(system_word) };
    let Some(word) = word else { return Value::from(text) };
    let said = Message::new("system-error").with("error", word);
    match text.rsplit_once(": ") {
        Some((before, _)) => Message::new("system-error-at").with("before", before).with("error", said).into(),
        None => said.into(),
    }
}

/// Names what Linux, and mostly POSIX, means by the number of an error; those that people meet.
const fn system_word(number: i32) -> Option<&'static str> {
    Some(match number {
        2 => "not-found",
        5 => "input-output",
        13 => "permission",
        17 => "exists",
        20 => "not-a-folder",
        21 => "is-a-folder",
        24 => "too-many-files",
        28 => "full",
        30 => "read-only",
        32 => "pipe",
        36 => "name-too-long",
        40 => "links",
        101 | 113 => "unreachable",
        104 => "reset",
        110 => "timed-out",
        111 => "refused",
        122 => "quota",
        _ => return None,
    })
}

/// Anything that can be told to a person in either language.
pub trait Explain {
    /// Returns the key and the values.
    fn message(&self) -> Message;
}

/// Says what stands where a file was to be, by its word.
#[must_use]
pub fn standing(what: &str) -> Message {
    Message::new("standing").with("what", what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_words_are_said_in_the_readers_language() {
        let said = |word| Message::new("system-error").with("error", word);
        let cause = std::io::Error::from_raw_os_error(2).to_string();
        assert_eq!(system(&cause), said("not-found").into());
        assert_eq!(
            system(&format!("a: b: {}", std::io::Error::from_raw_os_error(13))),
            Message::new("system-error-at").with("before", "a: b").with("error", said("permission")).into()
        );
        assert_eq!(system("timed out"), said("timed-out").into());
        let lookup = "failed to lookup address information: Name or service not known";
        assert_eq!(system(lookup), said("name-unknown").into());
        let lookup = "mx.invalid: failed to lookup address information: Temporary failure in name resolution";
        let later = Message::new("system-error-at").with("before", "mx.invalid").with("error", said("name-later"));
        assert_eq!(system(lookup), later.into());
        assert_eq!(system(&std::io::Error::from_raw_os_error(111).to_string()), said("refused").into());
        for other in ["no permission", "(os error 2) x", "odd (os error 99999)", ""] {
            assert_eq!(system(other), other.into());
        }
    }
}
