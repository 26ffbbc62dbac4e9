//! What help says about the filter of a list: its columns, each with an example that can be typed.

use crate::domain::filter::{CanBeEmpty, Columns, Kind, Told};
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::i18n::Catalogue;

/// What a list can be filtered by.
#[derive(Debug, Clone)]
pub(crate) struct Filters(pub(crate) Vec<Told>);

impl Filters {
    /// Reads the columns of a list.
    pub(crate) fn of<C: Columns>() -> Self {
        Self(Told::all::<C>())
    }

    /// Lists what can be typed for each column, and what its values are, in the reader's language.
    pub(crate) fn lines(&self, words: &Catalogue) -> Vec<(String, Message)> {
        let line = |column: &Told| {
            let name = match words.language() {
                Language::French => column.french,
                Language::English => column.english,
            };
            let told = Message::new("help-filter-kind")
                .with("kind", word(column.kind))
                .with("choices", in_a_line(&choices(column.kind, words)))
                .with("empty", if column.empty == CanBeEmpty::Yes { "yes" } else { "no" })
                .with("name", name);
            (format!("{name}:{}", example(column.english, column.kind, words)), told)
        };
        self.0.iter().map(line).collect()
    }
}

/// Reads the list that ends a piece of advice: `States: open, blocked.`
fn listed(key: &'static str, words: &Catalogue) -> Vec<String> {
    let advice = words.hint(&Message::new(key)).unwrap_or_default();
    let advice = advice.split_once(':').map_or("", |(_, list)| list);
    let sentence = advice.split_once('.').map_or(advice, |(list, _)| list);
    sentence.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Lists as many of some words as fit a line of the help; advice about a wrong word has them all.
fn in_a_line(choices: &[String]) -> String {
    const FITS: usize = 44;
    let mut said = String::new();
    for choice in choices {
        let more = if said.is_empty() { choice.clone() } else { format!("{said}, {choice}") };
        if more.chars().count() > FITS {
            return format!("{said}, …");
        }
        said = more;
    }
    said
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Whole => "text",
        Kind::Department => "department",
        Kind::Number => "number",
        Kind::Size => "size",
        Kind::Choice(_) => "choice",
        Kind::Named => "named",
        Kind::Time => "time",
        Kind::Months => "months",
    }
}

fn choices(kind: Kind, words: &Catalogue) -> Vec<String> {
    let Kind::Choice(choices) = kind else { return Vec::new() };
    let listed = listed(choices.unknown, words);
    if listed.is_empty() { ["answer-yes", "answer-no"].map(|key| words.text(key)).to_vec() } else { listed }
}

fn example(column: &'static str, kind: Kind, words: &Catalogue) -> String {
    match kind {
        Kind::Text => words.say(&Message::new("help-filter-example").with("column", column)),
        Kind::Whole => "block,move".to_owned(),
        Kind::Department => "29,2A".to_owned(),
        Kind::Number => "100..200".to_owned(),
        Kind::Size => words.text("help-filter-size"),
        Kind::Choice(_) => choices(kind, words).into_iter().next().unwrap_or_default(),
        Kind::Named => "rennes,nantes".to_owned(),
        Kind::Time => "2026-09".to_owned(),
        Kind::Months => "6".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::columns::{AuditColumn, ExportColumn, JobColumn, MailColumn, StatisticsColumn};
    use crate::domain::filter::Filter;
    use crate::domain::search;
    use crate::nouns;

    /// Every example can be typed, and every column is there but for its older spelling.
    fn check<C: Columns>() {
        for language in [Language::French, Language::English] {
            let words = Catalogue::new(language);
            let lines = Filters::of::<C>().lines(&words);
            for (typed, told) in &lines {
                assert!(Filter::<C>::parse(typed).is_ok(), "{language:?}: {typed}");
                let label = words.say(told);
                let used = typed.chars().count().max(22) + 2 + label.chars().count();
                assert!(used <= 72, "{language:?}: {typed} {label}");
            }
            let old = C::TABLE.iter().filter(|column| matches!(column.kind, Kind::Months)).count();
            assert_eq!(lines.len() + old, C::TABLE.len(), "{language:?}: {lines:?}");
        }
    }

    #[test]
    fn every_column_of_every_list_has_an_example_that_can_be_typed() {
        check::<search::Column>();
        check::<AuditColumn>();
        check::<ExportColumn>();
        check::<JobColumn>();
        check::<MailColumn>();
        check::<StatisticsColumn>();
        for (door, language) in nouns::ALL
            .into_iter()
            .flat_map(|door| [Language::French, Language::English].map(|language| (door, language)))
        {
            let typing = door.typing().unwrap();
            for (typed, _) in Filters((typing.columns)()).lines(&Catalogue::new(language)) {
                assert!((typing.read)(&typed).is_ok(), "{:?}: {typed}", door.noun());
            }
        }
    }
}
