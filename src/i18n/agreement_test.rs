//! Proves that no word follows a count without agreeing with it.
//!
//! A count is a value by which some message chooses a plural form. Where one stands before a word, the message must
//! choose its words by that count (`[one]` and `*[other]`, in every variant), or the word must be one that never changes
//! in its language.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};

use super::Catalogue;
use super::files::FILES;
use crate::domain::language::Language;
use crate::domain::message::Message;

/// Values that are counts though no message chooses a form by them yet.
const COUNTS: &[&str] = &[
    "all",
    "asleep",
    "deferred",
    "do",
    "errors",
    "matching",
    "old",
    "postponed",
    "sent",
    "skip",
    "skipped",
    "uncertain",
    "unchanged",
    "waiting",
];

/// Limits of the program, all above one: what follows is always plural.
const LIMITS: &[&str] = &["max", "min"];

/// French words that do not change with the number before them.
const FRENCH: &[&str] =
    &["Mio", "au", "bien", "choix", "dont", "déjà", "en", "h", "hors", "j", "min", "que", "s", "sans", "sur", "à"];

/// English words that do not change with the number before them.
const ENGLISH: &[&str] = &[
    "MiB",
    "active",
    "already",
    "brought",
    "counted",
    "d",
    "deferred",
    "deleted",
    "done",
    "failed",
    "far",
    "good",
    "h",
    "in",
    "instead",
    "left",
    "min",
    "missing",
    "more",
    "not",
    "of",
    "older",
    "outside",
    "refused",
    "s",
    "sent",
    "there",
    "ticked",
    "to",
    "uncertain",
    "unchanged",
    "unreadable",
    "visible",
    "waiting",
    "without",
];

/// Calls `see` with every pattern of both languages: its language, its key, what it says.
fn patterns(see: &mut dyn FnMut(Language, &str, &Pattern<&str>)) {
    for (_, french, english) in FILES {
        for (language, source) in [(Language::French, french), (Language::English, english)] {
            for entry in fluent_syntax::parser::parse(*source).unwrap().body {
                let Entry::Message(message) = entry else { continue };
                let attributes = message.attributes.iter().map(|attribute| &attribute.value);
                for pattern in message.value.iter().chain(attributes) {
                    see(language, message.id.name, pattern);
                }
            }
        }
    }
}

/// Tells whether variants are forms of a number: of one, and of others.
fn is_plural(variants: &[Variant<&str>]) -> bool {
    variants.iter().any(|variant| matches!(variant.key, VariantKey::Identifier { name: "one" }))
}

fn counts_in<'s>(pattern: &Pattern<&'s str>, counts: &mut BTreeSet<&'s str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression: Expression::Select { selector, variants } } = element else {
            continue;
        };
        if let (InlineExpression::VariableReference { id }, true) = (selector, is_plural(variants)) {
            counts.insert(id.name);
        }
        for variant in variants {
            counts_in(&variant.value, counts);
        }
    }
}

fn word(text: &str) -> Option<&str> {
    let rest = text.strip_prefix([' ', '\n'])?.trim_start();
    let end = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '\'' && sign != '-').unwrap_or(rest.len());
    rest.get(..end).filter(|word| word.starts_with(char::is_alphabetic))
}

/// Lists the counts with the words behind them that nothing makes agree.
fn loose(pattern: &Pattern<&str>, agreed: &[String], found: &mut Vec<(String, String)>) {
    for (at, element) in pattern.elements.iter().enumerate() {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                let Some(PatternElement::TextElement { value }) = pattern.elements.get(at + 1) else { continue };
                if let Some(word) = word(value).filter(|_| !agreed.iter().any(|name| name == id.name)) {
                    found.push((id.name.to_owned(), word.to_owned()));
                }
            }
            Expression::Select { selector, variants } => {
                let name = match selector {
                    InlineExpression::VariableReference { id } => id.name,
                    _ => "",
                };
                for variant in variants {
                    let exact = matches!(variant.key, VariantKey::NumberLiteral { .. });
                    let more = (is_plural(variants) || exact).then(|| name.to_owned());
                    let agreed: Vec<String> = agreed.iter().cloned().chain(more).collect();
                    loose(&variant.value, &agreed, found);
                }
            }
            Expression::Inline(_) => {}
        }
    }
}

#[test]
fn what_follows_a_count_agrees_with_it() {
    let mut counts: BTreeSet<String> = COUNTS.iter().map(|name| (*name).to_owned()).collect();
    patterns(&mut |_, _, pattern| {
        let mut here = BTreeSet::new();
        counts_in(pattern, &mut here);
        counts.extend(here.into_iter().map(str::to_owned));
    });
    assert!(counts.contains("count") && counts.len() > 30, "{counts:?}");
    let (mut faults, mut seen) = (Vec::new(), BTreeSet::new());
    patterns(&mut |language, key, pattern| {
        let words = if language == Language::French { FRENCH } else { ENGLISH };
        let mut found = Vec::new();
        loose(pattern, &[], &mut found);
        found.retain(|(name, _)| counts.contains(name) && !LIMITS.contains(&name.as_str()));
        for (name, word) in found {
            if words.contains(&word.as_str()) {
                seen.insert((language.code(), word));
            } else {
                faults.push(format!("{} {key}: {{ ${name} }} {word}", language.code()));
            }
        }
    });
    assert!(faults.is_empty(), "words that do not follow their count:\n{}", faults.join("\n"));
    let unused = |code: &'static str, words: &'static [&'static str]| {
        words.iter().filter(|word| !seen.contains(&(code, (**word).to_owned()))).collect::<Vec<_>>()
    };
    let unused = [unused("fr", FRENCH), unused("en", ENGLISH)];
    assert!(unused.iter().all(Vec::is_empty), "words that follow no count any more: {unused:?}");
}

#[test]
fn the_check_finds_what_does_not_agree() {
    let check = |source: &str, expected: &[(&str, &str)]| {
        let mut found = Vec::new();
        for entry in fluent_syntax::parser::parse(source).unwrap().body {
            if let Entry::Message(message) = entry {
                loose(&message.value.unwrap(), &[], &mut found);
            }
        }
        let found: Vec<_> = found.iter().map(|(name, word)| (name.as_str(), word.as_str())).collect();
        assert_eq!(found, expected, "{source}");
    };
    check("a = { $n } envoyé", &[("n", "envoyé")]);
    check("a = { $n } { $n ->\n    [one] envoyé\n   *[other] envoyés\n }", &[]);
    check("a = { $n ->\n    [0] rien\n   *[other] { $n } envoyés\n }", &[("n", "envoyés")]);
    check(
        "a = { $n ->\n    [0] rien\n    [one] { $n } envoyé\n   *[other] { $n } envoyés, { $m } lus\n }",
        &[("m", "lus")],
    );
    check("a = { $n } : { $m } ({ $n })", &[]);
}

/// Each kind of finding has words, in the audit and in the list of findings.
#[test]
fn every_code_of_a_finding_has_words() {
    let source = include_str!("../operations/doctor/finding.rs");
    let body = source.split_once("fn code(").unwrap().1.split_once("\n    }\n").unwrap().0;
    let codes: Vec<_> = body.split('"').skip(1).step_by(2).collect();
    assert!(codes.len() > 30 && codes.contains(&"left-over"), "{codes:?}");
    for language in [Language::French, Language::English] {
        let catalogue = Catalogue::new(language);
        for code in &codes {
            let said = catalogue.say(&Message::new("audit-finding").with("code", *code));
            assert_ne!(&said, code, "{language:?}: no words");
        }
    }
}
