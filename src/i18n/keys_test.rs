//! Proves that both languages have the same keys with the same values, and that all of them can be said.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use super::catalogue::DOOR;
use super::files::FILES;
use super::{Catalogue, FAMILIES, words};
use crate::domain::access::{Looked, Refusal, RuleId};
use crate::domain::act::Act;
use crate::domain::block::Blocker;
use crate::domain::duty::DutyRule;
use crate::domain::establishment::State;
use crate::domain::field::{Field, label};
use crate::domain::host::Security;
use crate::domain::language::Language;
use crate::domain::mail;
use crate::domain::message::{Explain as _, Message, Value};
use crate::domain::text::is_unsafe;

/// Keys (`key` or `key.attribute`) with the names of their values.
pub(super) type Keys = BTreeMap<String, BTreeSet<String>>;

/// Reads the keys of a source, refusing what cannot be read and what is given twice.
fn keys_of(topic: &str, source: &str, keys: &mut Keys) {
    let resource = fluent_syntax::parser::parse(source).unwrap_or_else(|(_, errors)| panic!("{topic}: {errors:?}"));
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let mut add = |key: String, pattern: &Pattern<&str>| {
                    let mut names = BTreeSet::new();
                    names_in(pattern, &mut names);
                    assert!(keys.insert(key.clone(), names).is_none(), "{topic}: {key} is given twice");
                };
                let key = message.id.name;
                add(key.to_owned(), &message.value.unwrap_or_else(|| panic!("{topic}: {key} has no words")));
                for attribute in message.attributes {
                    add(format!("{key}.{}", attribute.id.name), &attribute.value);
                }
            }
            Entry::Term(term) => panic!("{topic}: -{}: terms are not used", term.id.name),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Junk { content } => panic!("{topic}: unreadable: {content}"),
        }
    }
}

fn names_in(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => names_in_expression(expression, names),
        }
    }
}

fn names_in_expression(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Select { selector, variants } => {
            names_in_inline(selector, names);
            for variant in variants {
                names_in(&variant.value, names);
            }
        }
        Expression::Inline(inline) => names_in_inline(inline, names),
    }
}

fn names_in_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    let in_call = |arguments: &CallArguments<&str>, names: &mut BTreeSet<String>| {
        for argument in &arguments.positional {
            names_in_inline(argument, names);
        }
    };
    match inline {
        // Every message has it.
        InlineExpression::VariableReference { id } if id.name == DOOR => {}
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => in_call(arguments, names),
        InlineExpression::TermReference { arguments, .. } => {
            if let Some(arguments) = arguments {
                in_call(arguments, names);
            }
        }
        InlineExpression::Placeable { expression } => names_in_expression(expression, names),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::MessageReference { .. } => {}
    }
}

/// Returns the French and the English keys.
pub(super) fn both() -> [Keys; 2] {
    let mut both = [Keys::new(), Keys::new()];
    for (topic, french, english) in FILES {
        keys_of(&format!("fr/{topic}"), french, &mut both[0]);
        keys_of(&format!("en/{topic}"), english, &mut both[1]);
    }
    // Who says a message of a family gives what any word of it needs.
    for keys in &mut both {
        for (family, by) in FAMILIES {
            let of_family = keys.iter().filter(|(key, _)| key.starts_with(&format!("{family}-")));
            let mut names: BTreeSet<String> = of_family.flat_map(|(_, names)| names).cloned().collect();
            names.insert((*by).to_owned());
            keys.get_mut(*family).unwrap_or_else(|| panic!("{family} has no words")).append(&mut names);
        }
    }
    both
}

#[test]
fn both_languages_have_the_same_keys_and_values() {
    for (topic, french, english) in FILES {
        let mut keys = [Keys::new(), Keys::new()];
        keys_of(topic, french, &mut keys[0]);
        keys_of(topic, english, &mut keys[1]);
        let missing = |from: &Keys, to: &Keys| {
            from.iter()
                .filter(|(key, names)| to.get(*key) != Some(*names))
                .map(|(key, names)| format!("{key} {names:?}"))
                .collect::<Vec<_>>()
        };
        let [french, english] = &keys;
        assert_eq!(missing(french, english), [""; 0], "{topic}: French without the same in English");
        assert_eq!(missing(english, french), [""; 0], "{topic}: English without the same in French");
    }
    // No key stands in two topics.
    both();
}

#[test]
fn every_file_is_embedded() {
    for language in ["fr", "en"] {
        let folder = format!("{}/assets/locales/{language}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let topic = name.strip_suffix(".ftl").unwrap();
            assert!(
                FILES.iter().any(|(known, ..)| *known == topic),
                "{language}/{name} is missing in src/i18n/files.rs"
            );
        }
    }
}

#[test]
fn every_message_can_be_said_without_control_characters() {
    for language in [Language::French, Language::English] {
        let mut bundle = FluentBundle::new_concurrent(vec![language.code().parse().unwrap()]);
        let mut keys = Keys::new();
        for (topic, french, english) in FILES {
            let source = if language == Language::French { french } else { english };
            keys_of(topic, source, &mut keys);
            bundle.add_resource(FluentResource::try_new((*source).to_owned()).unwrap()).unwrap();
        }
        bundle.set_use_isolating(false);
        for (key, names) in &keys {
            let (id, attribute) = key.split_once('.').map_or((key.as_str(), None), |(id, name)| (id, Some(name)));
            let message = bundle.get_message(id).unwrap();
            let pattern = attribute
                .map_or_else(|| message.value(), |name| message.get_attribute(name).map(|found| found.value()));
            for (count, door) in [(0, "command"), (1, "console"), (2, "command"), (2, "console")] {
                let mut args: FluentArgs<'_> = names.iter().map(|name| (name.as_str(), count)).collect();
                args.set(DOOR, door);
                let mut errors = Vec::new();
                let said = bundle.format_pattern(pattern.unwrap(), Some(&args), &mut errors);
                assert!(errors.is_empty(), "{language:?} {key}: {errors:?}");
                assert!(!said.is_empty(), "{language:?} {key} says nothing");
                let odd = said.chars().find(|sign| is_unsafe(*sign) && *sign != '\n');
                assert_eq!(odd, None, "{language:?} {key}: control character");
            }
        }
    }
}

#[test]
fn every_fixed_word_has_its_words() {
    let [keys, _] = both();
    let mut used = Vec::new();
    used.extend(State::ALL.map(words::state));
    used.extend(Blocker::ALL.map(words::blocker));
    used.extend(mail::State::ALL.map(words::mail_state));
    used.extend(mail::Kind::ALL.map(words::mail_kind));
    used.extend(Security::ALL.map(words::security));
    used.extend([Language::French, Language::English].map(words::language));
    used.extend(["nobody", "webmaster", "owner", "program"].map(|kind| words::actor(kind).unwrap()));
    for key in used {
        assert!(keys.contains_key(key), "{key}");
    }
}

/// Fields that are ticked.
const TICKS: [&str; 3] = ["contact-editing", "copy-mail", "replace-existing"];

#[test]
fn every_field_has_a_label() {
    let names: Vec<_> = Field::all().map(Field::name).collect();
    for language in [Language::French, Language::English] {
        let catalogue = Catalogue::new(language);
        for name in &names {
            let label = catalogue.say(&label(name));
            assert_ne!(&label, name, "{language:?}: no label");
            // Beside a field a label has half of a form; a tick's stands behind it.
            let is_tick = TICKS.contains(name);
            assert!(is_tick || label.chars().count() <= 36, "{language:?}: no room beside a field: {label}");
        }
        let visits = [RuleId::NeedsReason, RuleId::NeedsSupport, RuleId::OnlyLooks];
        for rule in RuleId::ALL.into_iter().filter(|rule| !visits.contains(rule)) {
            let said =
                catalogue.say(&Refusal { rule, act: Act::ZONE_EDIT, facts: Looked::Needs(Vec::new()) }.message());
            assert!(!said.contains(rule.word()), "{language:?}: {said}");
        }
        let unknown = catalogue.say(&Message::new("refusal").with("rule", "other")).replace("other", "");
        for rule in DutyRule::ALL.map(RuleId::Duty).into_iter().chain(visits) {
            let said =
                catalogue.say(&Refusal { rule, act: Act::ZONE_EDIT, facts: Looked::Needs(Vec::new()) }.message());
            assert!(said.contains(rule.word()) && said.replace(rule.word(), "") != unknown, "{language:?}: {said}");
        }
    }
}

#[test]
fn s05_bad_input_is_named_in_both_languages() {
    let [french, english] = [Language::French, Language::English].map(Catalogue::new);
    let letter = crate::domain::field::Problem::UaiLetter { expected: 'S' }.message();
    assert_eq!(french.say(&letter), "La dernière lettre devrait être S.");
    assert_eq!(english.say(&letter), "The last letter should be S.");
    let long = Message { key: "problem-too-long", args: vec![("max", Value::Count(1))] };
    assert_eq!(french.say(&long), "C'est trop long\u{a0}: 1 caractère au plus.");
    assert_eq!(english.say(&long), "This is too long: at most 1 character.");
    assert_eq!(french.say(&Field::ContactEmail.label()), "Courriel du contact");
}

/// Texts of a pattern as the console says it: of what is chosen by the door, only its own.
fn console_texts(pattern: &Pattern<&str>, out: &mut String) {
    for element in &pattern.elements {
        let (selector, variants) = match element {
            PatternElement::TextElement { value } => {
                out.push_str(value);
                continue;
            }
            PatternElement::Placeable { expression: Expression::Inline(_) } => continue,
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => (selector, variants),
        };
        let by_door = matches!(selector, InlineExpression::VariableReference { id } if id.name == DOOR);
        let console = |key: &VariantKey<&str>| matches!(key, VariantKey::Identifier { name: "console" });
        for variant in variants.iter().filter(|variant| !by_door || console(&variant.key)) {
            out.push(' ');
            console_texts(&variant.value, out);
        }
    }
}

/// The console names its screens and actions, never an option of a command: where no key does it, the whole command.
#[test]
fn no_option_is_named_where_a_key_does_it() {
    // What only commands say; the data directory is not found before there is a screen; and what no key does.
    let of_commands = ["cli-", "config-"];
    let no_key = ["retention-last-more"];
    let mut seen = 0;
    for (topic, french, english) in FILES {
        for source in [french, english] {
            for entry in fluent_syntax::parser::parse(*source).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let key = message.id.name;
                let mut text = String::new();
                let attributes = message.attributes.iter().map(|attribute| &attribute.value);
                message.value.iter().chain(attributes).for_each(|pattern| console_texts(pattern, &mut text));
                seen += 1;
                let exempt = of_commands.iter().any(|start| key.starts_with(start)) || no_key.contains(&key);
                assert!(exempt || !text.contains("--"), "{topic}: {key} names an option on screens: {text}");
                assert!(exempt || !text.contains("intendant doctor"), "{topic}: {key} names a command: {text}");
            }
        }
    }
    assert!(seen > 2000, "{seen}");
}

/// Returns the words that a source's first function `word` can give.
fn words_of(source: &str) -> Vec<&str> {
    let body = source.split_once("fn word(").expect("it has words").1;
    let body = body.split_once("\n    }\n").map_or(body, |(body, _)| body);
    body.split("=> \"").skip(1).filter_map(|rest| rest.split_once('"')).map(|(word, _)| word).collect()
}

#[test]
fn every_word_of_a_refusal_is_said_in_words() {
    let (fault, rule) = (include_str!("../domain/fault.rs"), include_str!("../operations/error.rs"));
    let mut unsaid = Vec::new();
    for (source, key, value) in
        [(fault, "job-reason", "reason"), (fault, "error-rule", "rule"), (rule, "error-rule", "rule")]
    {
        let found = words_of(source);
        assert!(found.len() > 15, "{found:?}");
        for language in [Language::French, Language::English] {
            let words = Catalogue::new(language);
            let said = |word: &str| words.say(&Message::new(key).with(value, word));
            unsaid.extend(found.iter().filter(|word| said(word) == **word).map(|word| format!("{key} {word}")));
        }
    }
    assert_eq!(unsaid, Vec::<String>::new());
}
