//! What is said is never cut at 80 columns: neither in the line of state, nor where a screen has one line for it.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::desk::Desk;
use crate::domain::message::{Message, Value};
use crate::domain::zone::Language;
use crate::i18n::FILES;
use crate::tui::theme::Role;

/// Letters of our own words by which a cut text is recognised.
const TELLING: usize = 12;

/// Texts that may be cut: data stands in them, and the whole of it stands elsewhere on the screen or behind Enter.
const MAY_BE_CUT: &[&str] = &[];

/// A message as the files have it: its key, and the words before its first and behind its last value.
struct Skeleton {
    key: &'static str,
    first: String,
    last: String,
    is_whole: bool,
}

fn language_source(language: Language, (_, french, english): &(&str, &'static str, &'static str)) -> &'static str {
    if language == Language::French { french } else { english }
}

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").trim().to_owned()
}

fn skeletons(language: Language) -> &'static [Skeleton] {
    static FRENCH: OnceLock<Vec<Skeleton>> = OnceLock::new();
    static ENGLISH: OnceLock<Vec<Skeleton>> = OnceLock::new();
    let read = || {
        let mut found = Vec::new();
        for topic in FILES {
            for entry in fluent_syntax::parser::parse(language_source(language, topic)).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let Some(value) = message.value else { continue };
                let text = |element: Option<&PatternElement<&str>>| match element {
                    Some(PatternElement::TextElement { value }) => plain(value),
                    Some(PatternElement::Placeable { .. }) | None => String::new(),
                };
                found.push(Skeleton {
                    key: message.id.name,
                    first: text(value.elements.first()),
                    last: text(value.elements.last()),
                    is_whole: value.elements.len() == 1,
                });
            }
        }
        found
    };
    match language {
        Language::French => FRENCH.get_or_init(read),
        Language::English => ENGLISH.get_or_init(read),
    }
}

/// Fails when one of the texts that had no room is a message.
pub(super) fn check(language: Language, cut: &[String]) {
    for text in cut {
        let text = plain(text);
        let is = |one: &&Skeleton| {
            let telling = |words: &str| words.chars().count() >= TELLING;
            (one.is_whole && one.first == text)
                || (telling(&one.first) && text.starts_with(&one.first))
                || (telling(&one.last) && text.ends_with(&one.last))
        };
        if let Some(found) = skeletons(language).iter().find(is).filter(|one| !MAY_BE_CUT.contains(&one.key)) {
            panic!("{language:?}: {} has no room: {text}", found.key);
        }
    }
}

/// Reads which values a message has; counts are those by which some message chooses a form.
fn values_in(pattern: &Pattern<&'static str>, names: &mut BTreeSet<&'static str>, counts: &mut BTreeSet<&'static str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                names.insert(id.name);
            }
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    names.insert(id.name);
                    let one = |key: &VariantKey<&str>| matches!(key, VariantKey::Identifier { name: "one" });
                    if variants.iter().any(|variant| one(&variant.key)) {
                        counts.insert(id.name);
                    }
                }
                for variant in variants {
                    values_in(&variant.value, names, counts);
                }
            }
        }
    }
}

/// Everything that a screen can say stands whole in the line of state, which takes more lines where it must, also with
/// ticks, whose count stays.
#[test]
fn whatever_is_said_can_be_read_whole() {
    const LONG: &str = "Établissement régional d'enseignement adapté Jean-Baptiste de La Quintinie";
    for language in [Language::French, Language::English] {
        let mut desk = Desk::new(language, (80, 24), 60);
        let mut counts = BTreeSet::new();
        let mut messages = Vec::new();
        for topic in FILES {
            for entry in fluent_syntax::parser::parse(language_source(language, topic)).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let Some(value) = message.value else { continue };
                let mut names = BTreeSet::new();
                values_in(&value, &mut names, &mut counts);
                messages.push((message.id.name, names));
            }
        }
        let elsewhere = ["cli", "plain", "letter", "config", "help"];
        messages.retain(|(key, _)| !elsewhere.contains(&key.split('-').next().unwrap_or_default()));
        assert!(messages.len() > 700, "{}", messages.len());
        for ticked in [false, true] {
            if ticked {
                desk.press("space");
            }
            for (key, names) in &messages {
                let value = |name: &&'static str| {
                    let value = if counts.contains(name) { Value::Count(17_897) } else { Value::from(LONG) };
                    (*name, value)
                };
                let message = Message { key, args: names.iter().map(value).collect() };
                let bare = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).collect::<String>();
                let said = bare(&desk.app.shared.say(&message));
                desk.app.say(message, Role::Warning);
                let screen = desk.screen();
                assert!(bare(&screen).contains(&said), "{language:?} {key} is cut:\n{screen}");
                assert!(!ticked || screen.contains(if language == Language::French { "1 coché" } else { "1 ticked" }));
            }
        }
    }
}

/// Hints below a form, keys below a dialog and what can be chosen for a finding have one line.
#[test]
fn hints_and_keys_fit_their_line() {
    const ROOM: u16 = 72;
    let wrapped = ["import-mapping-keys", "import-run-keys", "mailing-keys"];
    let mut seen = 0;
    for language in [Language::French, Language::English] {
        let whole = skeletons(language).iter().filter(|one| one.is_whole && !wrapped.contains(&one.key));
        for one in whole.filter(|one| {
            one.key.contains("hint-") || one.key.ends_with("-keys") || one.key.starts_with("server-choice-")
        }) {
            if ["cli", "plain"].contains(&one.key.split('-').next().unwrap_or_default()) {
                continue;
            }
            seen += 1;
            assert!(crate::tui::canvas::columns(&one.first) <= ROOM, "{language:?} {}: {}", one.key, one.first);
        }
    }
    assert!(seen > 80, "{seen}");
}
