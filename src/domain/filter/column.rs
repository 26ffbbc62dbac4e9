//! What a list brings: its columns, how they are called, what their values are.

use super::super::language::Language;
use super::super::message::Value;
use super::super::text::searchable;

/// A list's columns; the type is the list's own enum, so that reading a row is checked to know all of them.
pub trait Columns: Copy + Eq + std::fmt::Debug + 'static {
    /// The columns that can be named before `:`.
    const TABLE: &'static [Column<Self>];
}

/// A column that can be named.
#[derive(Debug, Clone, Copy)]
pub struct Column<C: 'static> {
    /// Which one.
    pub id: C,
    /// Its names, folded; the first is the one that printed filters use.
    pub names: &'static [&'static str],
    /// The one that French lists of columns show, among them or beside them.
    pub french: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether `column:-` makes sense.
    pub empty: CanBeEmpty,
}

impl<C> Column<C> {
    /// Returns every name that it is called by.
    fn called(&self) -> impl Iterator<Item = &'static str> {
        self.names.iter().copied().chain([self.french])
    }

    /// A column.
    #[must_use]
    pub const fn new(
        id: C,
        names: &'static [&'static str],
        french: &'static str,
        kind: Kind,
        empty: CanBeEmpty,
    ) -> Self {
        Self { id, names, french, kind, empty }
    }
}

/// A column without its list: what help says of it.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    /// Its first name, in English.
    pub english: &'static str,
    /// Its name in French.
    pub french: &'static str,
    /// What its values are.
    pub kind: Kind,
    /// Whether `column:-` makes sense.
    pub empty: CanBeEmpty,
}

impl Told {
    /// Reads the columns of a list. An age says all that a number of months says: one spelling is enough.
    #[must_use]
    pub fn all<C: Columns>() -> Vec<Self> {
        let told = |column: &Column<C>| Self {
            english: column.names.first().copied().unwrap_or_default(),
            french: column.french,
            kind: column.kind,
            empty: column.empty,
        };
        C::TABLE.iter().filter(|column| !matches!(column.kind, Kind::Months)).map(told).collect()
    }
}

/// Whether a column may have no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CanBeEmpty {
    /// Some rows have none.
    Yes,
    /// Every row has one.
    No,
}

/// What a column's values are.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text of which a part is looked for.
    Text,
    /// A stored word that must be whole: `block` is not `unblock`.
    Whole,
    /// A department's code, which must be whole: `29`, `2A`, `974`; zeros before it do not matter.
    Department,
    /// A whole number.
    Number,
    /// A size in bytes, or in a unit: `30KiB`, `2Mio`.
    Size,
    /// One of a few words.
    Choice(&'static Choices),
    /// One of the things that exist now, by its number or a part of its name.
    Named,
    /// A day or a moment; its age too.
    Time,
    /// A number of months for which nothing happened; the older spelling of an age.
    Months,
}

/// The few words of a column.
#[derive(Debug)]
pub struct Choices {
    /// The message about a word that is none of them; it lists them, and is said with `value` and `suggestion`.
    pub unknown: &'static str,
    /// The words.
    pub words: &'static [Choice],
}

/// One of them.
#[derive(Debug)]
pub struct Choice {
    /// The stable word, folded or not.
    pub word: &'static str,
    /// How French writes it; folded, it is the word or one of the names.
    pub french: &'static str,
    /// How else it is written, folded.
    pub names: &'static [&'static str],
}

/// The words of a column that is true or not.
pub static YES_NO: Choices = Choices {
    unknown: "filter-unknown-truth",
    words: &[
        Choice { word: "yes", french: "oui", names: &["yes", "y", "true", "oui", "o", "vrai"] },
        Choice { word: "no", french: "non", names: &["no", "n", "false", "non", "faux"] },
    ],
};

impl Choice {
    /// Returns the word as each language writes it; one that needs quotation marks stands in them behind its column.
    pub(super) fn written<C>(&self, column: &Column<C>) -> Value {
        let term = |name: &str, word: &str| {
            if word.contains(' ') { format!("{name}:\"{word}\"") } else { word.to_owned() }
        };
        Value::Either {
            english: term(column.names.first().copied().unwrap_or_default(), self.word),
            french: term(column.french, self.french),
        }
    }

    fn is_meant(&self, folded: &str) -> bool {
        self.is_word(folded) || self.names.contains(&folded)
    }

    /// Tells whether a folded text is its word. Every row is asked: a word in ASCII is compared as it is folded.
    fn is_word(&self, folded: &str) -> bool {
        if !self.word.is_ascii() {
            return searchable(self.word) == folded;
        }
        let fold = |sign: u8| if matches!(sign, b'-' | b'_' | b'\'') { b' ' } else { sign.to_ascii_lowercase() };
        self.word.bytes().map(fold).eq(folded.bytes())
    }
}

impl Choices {
    /// Tells whether a folded text names a word, in either language.
    #[must_use]
    pub fn names(&self, word: &str, folded: &str) -> bool {
        self.words.iter().any(|choice| choice.word == word && choice.is_meant(folded))
    }

    /// Finds the word that French writes so, accents and all: without them it may be another one.
    pub(super) fn written(&self, text: &str) -> Option<&'static str> {
        let lower = text.to_lowercase();
        self.words.iter().find(|choice| choice.french.to_lowercase() == lower).map(|choice| choice.word)
    }

    /// Finds the word that is meant by a folded text.
    pub(super) fn find(&self, folded: &str) -> Option<&'static str> {
        self.words.iter().find(|choice| choice.is_meant(folded)).map(|choice| choice.word)
    }

    /// Finds the word that was most likely meant.
    pub(super) fn nearest(&self, folded: &str) -> Option<&'static Choice> {
        let names = self.words.iter().flat_map(|choice| std::iter::once(&choice.word).chain(choice.names).copied());
        let name = searchable(&nearest(folded, names));
        self.words.iter().find(|choice| choice.is_meant(&name))
    }
}

/// Returns a column and the word of it that a folded text, which is none of a column's words, was most likely meant to
/// be: `etat:bloqué` for `bloq`. Yes and no are near to everything, and are never meant.
pub(super) fn near_word<C: Columns>(folded: &str) -> Option<Value> {
    if folded.chars().count() < NEAR {
        return None;
    }
    for column in C::TABLE {
        let Kind::Choice(choices) = column.kind else { continue };
        if choices.unknown == YES_NO.unknown || choices.find(folded).is_some() {
            continue;
        }
        let Some(meant) = choices.nearest(folded) else { continue };
        let term = |name: &str, word: &str| {
            let quote = if word.contains(' ') { "\"" } else { "" };
            format!("{name}:{quote}{word}{quote}")
        };
        return Some(Value::Either {
            english: term(column.names.first().copied().unwrap_or_default(), meant.word),
            french: term(column.french, meant.french),
        });
    }
    None
}

/// Returns the column that a misspelt name was most likely meant to be, as each language calls it.
pub(super) fn near_column<C: Columns>(name: &str) -> Option<Value> {
    let meant = nearest(name, C::TABLE.iter().flat_map(Column::called));
    let column = C::TABLE.iter().find(|column| column.called().any(|name| name == meant))?;
    let english = column.names.first().copied().unwrap_or_default().to_owned();
    Some(Value::Either { english, french: column.french.to_owned() })
}

/// Returns what a value without its column was most likely meant to be, by what the columns hold: the word of one of
/// them, else a name, else a text.
pub(super) fn with_column<C: Columns>(value: &str) -> Option<Value> {
    let folded = searchable(value).trim().to_owned();
    if folded.is_empty() {
        return None;
    }
    let both = |column: &Column<C>| Value::Either {
        english: format!("{}:{value}", column.names.first().copied().unwrap_or_default()),
        french: format!("{}:{value}", column.french),
    };
    let word = C::TABLE.iter().find(|column| matches!(column.kind, Kind::Choice(list) if list.find(&folded).is_some()));
    let of_kind = |wanted: fn(Kind) -> bool| C::TABLE.iter().find(|column| wanted(column.kind));
    word.map(both)
        .or_else(|| near_word::<C>(&folded))
        .or_else(|| of_kind(|kind| matches!(kind, Kind::Named)).map(both))
        .or_else(|| of_kind(|kind| matches!(kind, Kind::Text)).map(both))
}

/// Finds a column by one of its names; hyphens in it do not matter.
pub(super) fn find<C: Columns>(name: &str) -> Option<&'static Column<C>> {
    // Records write `contact_email`, options `contact-email`.
    let plain = |name: &str| searchable(name).replace([' ', '_', '-'], "");
    let sought = plain(name);
    C::TABLE.iter().find(|column| column.called().any(|name| plain(name) == sought))
}

/// Lists what may stand before `:` in a list, as each language calls it.
#[must_use]
pub fn listed<C: Columns>() -> Value {
    let english: Vec<&str> = C::TABLE.iter().map(|column| column.names.first().copied().unwrap_or_default()).collect();
    let french: Vec<&str> = C::TABLE.iter().map(|column| column.french).collect();
    Value::Either { english: english.join(", "), french: french.join(", ") }
}

fn of<C: Columns>(id: C) -> Option<&'static Column<C>> {
    C::TABLE.iter().find(|column| column.id == id)
}

/// Returns the name that filters printed in a language use.
pub(super) fn name<C: Columns>(id: C, language: Language) -> &'static str {
    match language {
        Language::French => of(id).map(|column| column.french),
        Language::English => of(id).and_then(|column| column.names.first().copied()),
    }
    .unwrap_or_default()
}

/// Returns how French writes the word of a choice.
pub(super) fn french_word<C: Columns>(id: C, word: &'static str) -> &'static str {
    let Some(Kind::Choice(choices)) = of(id).map(|column| column.kind) else { return word };
    choices.words.iter().find(|choice| choice.word == word).map_or(word, |choice| choice.french)
}

/// Letters from which on a word of no column is compared with the words of columns; what is shorter is near to too much.
const NEAR: usize = 3;
/// Letters from which on the beginning of a name, or of a word in it, stands for it.
const BEGINNING: usize = 2;

/// How far a name is from what was typed, folded.
fn far(typed: &str, name: &str) -> (usize, usize) {
    let (name, length) = (searchable(name), typed.chars().count());
    let is_begun = |text: &str| length >= BEGINNING && text.starts_with(typed);
    let words = || name.split(' ').filter(|word| word.chars().count() > NEAR).chain([name.as_str()]);
    let apart = || words().map(|word| strsim::damerau_levenshtein(typed, word)).min();
    // The beginning of a name is meant before that of a word inside another one.
    match (is_begun(&name), name.split(' ').any(is_begun)) {
        (true, _) => (0, 0),
        (false, true) => (0, 1),
        (false, false) => (apart().unwrap_or(usize::MAX), 0),
    }
}

/// Lists names as far as they fit a line, the nearest to what was typed first.
#[must_use]
pub fn nearest_first(typed: &str, names: &[String]) -> String {
    const SHOWN: usize = 6;
    let typed = searchable(typed);
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    names.sort_by_cached_key(|name| far(&typed, name));
    let rest = names.len() > SHOWN;
    names.truncate(SHOWN);
    names.extend(rest.then_some("…"));
    names.join(", ")
}

/// Returns the one of some names that a misspelt one, or the beginning of one, was most likely meant to be, or nothing.
#[must_use]
pub fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> String {
    let typed = searchable(typed);
    let length = typed.chars().count();
    let found = names.map(|name| (far(&typed, name), name)).min_by_key(|found| found.0);
    match found {
        // At least one letter stays.
        Some(((distance, _), name)) if distance <= (length / 3).max(1) && distance < length => name.to_owned(),
        Some(_) | None => String::new(),
    }
}
