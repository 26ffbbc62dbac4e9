//! What makes a Power User of an account: the profiles that it has, and the parts of its scope as people write them.

use serde::{Deserialize, Serialize};

use super::field::{Checker, Field, FieldError, Problem};
use super::filled::Filled;
use super::person::ScopePart;
use super::text::{fold, line, name_key};

/// Longest line of profiles or of parts, in characters.
const LINE_MAX: usize = 1_000;
/// What is written before a name, in both languages, by the kind that is stored; the first is how it is written again.
const KINDS: [(&str, &[&str]); 3] = [
    ("department", &["department", "departement", "dept", "dep"]),
    ("group", &["group", "groupe"]),
    ("user", &["user", "compte", "login"]),
];
/// The same of what stands alone.
const ALL: [(&str, &[&str]); 2] =
    [("all-courses", &["all-courses", "tous-les-cours"]), ("all-plans", &["all-plans", "tous-les-parcours"])];

/// A part of a scope, with what people call what it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPart {
    /// As it is stored.
    pub part: ScopePart,
    /// A login, a group's name, a department's code; empty for all of a kind.
    pub name: String,
}

impl NamedPart {
    /// Writes it as it is typed: `department:RT`, `all-courses`.
    #[must_use]
    pub fn written(&self) -> String {
        if self.name.is_empty() { self.part.kind.clone() } else { format!("{}:{}", self.part.kind, self.name) }
    }

    /// Tells whether it is the one that was typed.
    #[must_use]
    pub fn is(&self, typed: &TypedPart) -> bool {
        self.part.kind == typed.kind && name_key(&self.name) == name_key(&typed.name)
    }
}

/// A part of a scope as typed: its kind, and what it names; nothing is looked up yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedPart {
    /// The stored word of its kind.
    pub kind: &'static str,
    /// As typed; empty for all of a kind.
    pub name: String,
}

/// Reads the profiles that were typed, between commas.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::TooLong`], with their field.
pub fn typed_profiles(typed: &Filled) -> Result<Vec<String>, Vec<FieldError>> {
    several(typed, Field::Profile, |name| Ok(name.to_owned()))
}

/// Reads the parts of a scope that were typed, between commas: `department:RT, group:6A, user:dupont, all-courses`.
///
/// # Errors
/// [`Problem::Missing`], [`Problem::ScopeShape`], [`Problem::TooLong`], with their field.
pub fn typed_scope(typed: &Filled) -> Result<Vec<TypedPart>, Vec<FieldError>> {
    several(typed, Field::ScopePart, part)
}

fn several<T>(
    typed: &Filled,
    field: Field,
    read: impl Fn(&str) -> Result<T, Problem>,
) -> Result<Vec<T>, Vec<FieldError>> {
    let mut checker = Checker::default();
    let found = line(&typed.text(field), LINE_MAX).and_then(|line| {
        let names = line.split(',').map(str::trim).filter(|name| !name.is_empty());
        let found = names.map(&read).collect::<Result<Vec<_>, _>>()?;
        if found.is_empty() { Err(Problem::Missing) } else { Ok(found) }
    });
    let found = checker.take(field, found);
    checker.finish(found)
}

fn part(text: &str) -> Result<TypedPart, Problem> {
    let find = |kinds: &[(&'static str, &'static [&'static str])], word: &str| {
        let word = fold(word.trim());
        kinds.iter().find(|(_, words)| words.iter().any(|known| fold(known) == word)).map(|(kind, _)| *kind)
    };
    let found = match text.split_once(':') {
        Some((word, name)) if !name.trim().is_empty() => find(&KINDS, word).map(|kind| (kind, name.trim())),
        Some(_) => None,
        None => find(&ALL, text).map(|kind| (kind, "")),
    };
    found.map(|(kind, name)| TypedPart { kind, name: name.to_owned() }).ok_or(Problem::ScopeShape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_is_typed_in_either_language_and_what_is_none_is_refused() {
        let typed = |text: &str| {
            let found = typed_scope(&Filled::default().with(Field::ScopePart, text));
            found
                .map(|parts| parts.into_iter().map(|part| (part.kind, part.name)).collect::<Vec<_>>())
                .map_err(|errors| errors.into_iter().map(|error| error.problem.code()).collect::<Vec<_>>())
        };
        let rt = ("department", "RT".to_owned());
        assert_eq!(typed("department:RT"), Ok(vec![rt.clone()]));
        let group = ("group", "Classe 6A".to_owned());
        assert_eq!(
            typed(" Département: RT ,, groupe:Classe 6A, tous-les-cours"),
            Ok(vec![rt, group, ("all-courses", String::new())])
        );
        assert_eq!(typed("compte:dupont"), Ok(vec![("user", "dupont".to_owned())]));
        for wrong in ["RT", "department:", "course:3", "all-courses:x", "all"] {
            assert_eq!(typed(wrong), Err(vec!["scope-shape"]), "{wrong}");
        }
        assert_eq!(typed(" , "), Err(vec!["missing"]));
    }

    #[test]
    fn a_part_is_written_as_it_is_typed() {
        for (kind, key, name, expected) in [
            ("user", "3", "dupont", "user:dupont"),
            ("all-plans", "", "", "all-plans"),
            ("group", "2", "6A", "group:6A"),
        ] {
            let named = NamedPart { part: ScopePart { kind: kind.into(), key: key.into() }, name: name.into() };
            assert_eq!(named.written(), expected);
            assert!(named.is(&part(&named.written()).unwrap()));
        }
    }
}
