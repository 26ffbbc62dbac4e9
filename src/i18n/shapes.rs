//! How messages are made, as the files have them: for tests of what is said.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::FILES;
use super::catalogue::DOOR;
use crate::domain::language::Language;

/// A message: its key, its values, and the words before its first and behind its last one.
pub(crate) struct Shape {
    pub(crate) key: &'static str,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) is_whole: bool,
    pub(crate) values: BTreeSet<&'static str>,
}

/// The messages of a language, and which of their values are counts: some message chooses a form by them.
pub(crate) struct Shapes {
    pub(crate) messages: Vec<Shape>,
    pub(crate) counts: BTreeSet<&'static str>,
    /// What is said whole without a value: messages, and the forms that some choose.
    pub(crate) words: BTreeSet<String>,
}

/// Returns the forms of which a message chooses one.
pub(crate) fn forms(language: Language, key: &str) -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    for (_, french, english) in FILES {
        let source: &'static str = if language == Language::French { french } else { english };
        for entry in fluent_syntax::parser::parse(source).unwrap().body {
            let Entry::Message(message) = entry else { continue };
            message.value.iter().filter(|_| message.id.name == key).for_each(|value| words_in(value, &mut forms));
        }
    }
    forms
}

/// Makes the spaces of print ordinary ones.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ").trim().to_owned()
}

/// Reads the messages of a language, once.
pub(crate) fn shapes(language: Language) -> &'static Shapes {
    static FRENCH: OnceLock<Shapes> = OnceLock::new();
    static ENGLISH: OnceLock<Shapes> = OnceLock::new();
    match language {
        Language::French => FRENCH.get_or_init(|| read(language)),
        Language::English => ENGLISH.get_or_init(|| read(language)),
    }
}

fn read(language: Language) -> Shapes {
    let mut shapes = Shapes { messages: Vec::new(), counts: BTreeSet::new(), words: BTreeSet::new() };
    for (_, french, english) in FILES {
        let source: &'static str = if language == Language::French { french } else { english };
        for entry in fluent_syntax::parser::parse(source).unwrap().body {
            let Entry::Message(message) = entry else { continue };
            let Some(value) = message.value else { continue };
            let mut values = BTreeSet::new();
            values_in(&value, &mut values, &mut shapes.counts);
            words_in(&value, &mut shapes.words);
            let text = |element: Option<&PatternElement<&str>>| match element {
                Some(PatternElement::TextElement { value }) => plain(value),
                Some(PatternElement::Placeable { .. }) | None => String::new(),
            };
            shapes.messages.push(Shape {
                key: message.id.name,
                first: text(value.elements.first()),
                last: text(value.elements.last()),
                is_whole: value.elements.len() == 1,
                values,
            });
        }
    }
    shapes
}

/// Reads what is said whole.
fn words_in(pattern: &Pattern<&'static str>, words: &mut BTreeSet<String>) {
    let [element] = pattern.elements.as_slice() else { return };
    if let PatternElement::TextElement { value } = element {
        words.insert(plain(value));
    } else if let PatternElement::Placeable { expression: Expression::Select { variants, .. } } = element {
        for variant in variants {
            words_in(&variant.value, words);
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
                // Every message has it.
                if let InlineExpression::VariableReference { id } = selector
                    && id.name != DOOR
                {
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
