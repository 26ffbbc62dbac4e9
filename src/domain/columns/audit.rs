//! Entries of the audit.

use jiff::civil::Date;

use crate::domain::filter::{CanBeEmpty, Column, Columns, Filter, Kind, Term, Test, Value};

/// What entries of the audit are filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditColumn {
    /// The entry's number.
    Number,
    /// When.
    At,
    /// Who acted.
    Actor,
    /// The word of the act, `establishment.block`.
    Action,
    /// What was acted on: kind, identifier and name.
    Object,
    /// Where the SSH client is; empty on the machine itself.
    Client,
}

impl Columns for AuditColumn {
    const TABLE: &'static [Column<Self>] = &[
        Column::new(Self::Number, &["number", "numero", "no", "n"], "numero", Kind::Number, CanBeEmpty::No),
        Column::new(Self::At, &["when", "date", "quand", "at"], "quand", Kind::Time, CanBeEmpty::No),
        Column::new(Self::Actor, &["who", "qui", "actor", "auteur"], "qui", Kind::Text, CanBeEmpty::No),
        Column::new(Self::Action, &["action"], "action", Kind::Text, CanBeEmpty::No),
        Column::new(
            Self::Object,
            &["what", "objet", "object", "quoi", "object label", "object id"],
            "objet",
            Kind::Text,
            CanBeEmpty::Yes,
        ),
        Column::new(Self::Client, &["client", "from", "depuis", "ssh client"], "client", Kind::Text, CanBeEmpty::Yes),
    ];
}

/// What a form of the audit asks for, apart from the rest of a filter.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// The filter without it, as it was typed.
    pub rest: String,
    /// The first and the last day.
    pub days: (Option<Date>, Option<Date>),
    /// Part of the action.
    pub action: String,
    /// Part of the actor's name.
    pub actor: String,
}

impl Narrowing {
    /// Takes what a form asks for out of a filter; what cannot be read is all rest.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let mut found = Self { rest: typed.trim().to_owned(), ..Self::default() };
        let Ok(filter) = Filter::<AuditColumn>::parse(typed) else { return found };
        let mut taken = Vec::new();
        for group in &filter.groups {
            let [Term { negated: false, test }] = group.as_slice() else { continue };
            let Test::In(column, values) = &test.what else { continue };
            let [value] = values.as_slice() else { continue };
            let written = || typed.get(value.place.clone()).unwrap_or_default().trim_matches('"').to_owned();
            match (column, &value.what) {
                (AuditColumn::Action, Value::Text(_)) if found.action.is_empty() => found.action = written(),
                (AuditColumn::Actor, Value::Text(_)) if found.actor.is_empty() => found.actor = written(),
                (AuditColumn::At, Value::Days(Some(from), None)) if found.days.0.is_none() => {
                    found.days.0 = Some(*from);
                }
                (AuditColumn::At, Value::Days(None, Some(until))) if found.days.1.is_none() => {
                    found.days.1 = Some(*until);
                }
                _ => continue,
            }
            taken.push(test.place.clone());
        }
        let mut rest = typed.to_owned();
        for place in taken.into_iter().rev() {
            rest.replace_range(place, "");
        }
        found.rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        found
    }
}

/// Narrows a filter down to some days, both meant too, an action and who acted: what forms and options ask for.
#[must_use]
pub fn narrowed(typed: &str, (from, until): (Option<Date>, Option<Date>), (action, actor): (&str, &str)) -> String {
    let quoted = |name: &str, text: &str| {
        let text = text.replace('"', " ");
        Some(text.trim()).filter(|text| !text.is_empty()).map(|text| format!("{name}:\"{text}\""))
    };
    let parts = [
        Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty()),
        quoted("action", action),
        quoted("who", actor),
        from.map(|day| format!("when:>={day}")),
        until.map(|day| format!("when:<={day}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a form wrote it reads again, so that asking twice changes what was asked and adds nothing to it.
    #[test]
    fn what_a_form_asked_for_is_taken_out_again() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let (from, until) = (Some(day("2026-09-01")), Some(day("2026-09-30")));
        let typed = narrowed("\"jean  jaurès\" -qui:bob", (from, until), ("établissement bloqué", "alice"));
        let french = Filter::<AuditColumn>::in_words_of(&typed, crate::domain::language::Language::French);
        for text in [typed, french] {
            let found = Narrowing::of(&text);
            assert_eq!((found.days, found.actor.as_str()), ((from, until), "alice"), "{text}");
            assert!(found.action.ends_with("bloqué") || found.action.ends_with("bloque"), "{text}");
            assert!(!found.rest.contains("alice") && found.rest.contains("bob"), "{text}: {}", found.rest);
        }
        for untouched in ["qui:a,b", "action:x|action:y", "quand:>6m", "quand:2026", "\"", ""] {
            assert_eq!(Narrowing::of(untouched), Narrowing { rest: untouched.into(), ..Narrowing::default() });
        }
        assert_eq!(Narrowing::of("action:x action:y").rest, "action:y");
    }
}
