//! Proves that every key in the sources has words, and that it is said with exactly the values they need.

use std::fmt::Write as _;
use std::path::Path;

use super::keys_test::{Keys, both};

/// A literal that begins with one of these and looks like a key must be one.
const PREFIXES: &[&str] = &[
    "actor-",
    "blocker-",
    "cli-",
    "column-",
    "config-",
    "contact-editing-",
    "doctor-",
    "field-label",
    "filter-",
    "import-",
    "job-forecast",
    "job-kind",
    "job-no-worker",
    "job-plan-",
    "job-reason",
    "job-stage-",
    "job-standing",
    "job-target-",
    "language-",
    "mail-kind-",
    "mail-state-",
    "plain-",
    "problem-",
    "refusal",
    "security-",
    "state-",
    "store-",
    "transport-",
];

/// Literals that begin like a key and are something else, with the end of the file's path they stand in.
const NOT_KEYS: &[(&str, &str)] = &[
    // The name of a form field.
    ("domain/field.rs", "contact-editing"),
    // The prefix of what `--help` says of nouns.
    ("domain/act.rs", "cli-"),
    // The prefix that `Failure::word` takes away.
    ("cli/failure.rs", "cli-"),
    // The prefix that makes the reason of a refusal out of its key.
    ("cli/start.rs", "cli-remote-"),
    // A column of the JSON lines.
    ("cli/audit.rs", "actor-kind"),
    // The prefix that `Problem::code` takes away.
    ("domain/problem.rs", "problem-"),
    // The same for `FileProblem::code`.
    ("domain/import/problem.rs", "import-file-"),
];

/// What the scanner tells apart; comments and spaces are left out.
#[derive(Debug, PartialEq)]
enum Token {
    Text(String),
    Word(String),
    Sign(char),
}

/// Splits a source far enough to find literals and calls.
fn tokens(source: &str) -> Vec<Token> {
    let signs: Vec<char> = source.chars().collect();
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(sign) = signs.get(at) {
        let next = signs.get(at + 1).copied().unwrap_or_default();
        at = match sign {
            '/' if next == '/' => end_of(&signs, at, "\n"),
            '/' if next == '*' => end_of(&signs, at + 2, "*/"),
            '"' => text(&signs, at + 1, &mut out),
            'r' if next == '"' || (next == '#' && matches!(signs.get(at + 2), Some('"' | '#'))) => {
                raw_text(&signs, at + 1, &mut out)
            }
            '\'' if next == '\\' => end_of(&signs, at + 3, "'"),
            '\'' if signs.get(at + 2) == Some(&'\'') => at + 3,
            _ if sign.is_alphanumeric() || *sign == '_' => {
                let len = signs[at..].iter().take_while(|sign| sign.is_alphanumeric() || **sign == '_').count();
                out.push(Token::Word(signs[at..at + len].iter().collect()));
                at + len
            }
            _ => {
                if !sign.is_whitespace() {
                    out.push(Token::Sign(*sign));
                }
                at + 1
            }
        };
    }
    out
}

/// Returns the place behind the next `mark`.
fn end_of(signs: &[char], from: usize, mark: &str) -> usize {
    let mark: Vec<char> = mark.chars().collect();
    let rest = signs.get(from..).unwrap_or_default();
    rest.windows(mark.len()).position(|found| found == mark).map_or(signs.len(), |found| from + found + mark.len())
}

fn text(signs: &[char], from: usize, out: &mut Vec<Token>) -> usize {
    let (mut at, mut literal) = (from, String::new());
    while let Some(sign) = signs.get(at) {
        match sign {
            '"' => break,
            '\\' => at += 1,
            _ => literal.push(*sign),
        }
        at += 1;
    }
    out.push(Token::Text(literal));
    at + 1
}

fn raw_text(signs: &[char], from: usize, out: &mut Vec<Token>) -> usize {
    let hashes = signs[from..].iter().take_while(|sign| **sign == '#').count();
    let end = end_of(signs, from + hashes + 1, &format!("\"{}", "#".repeat(hashes)));
    out.push(Token::Text(signs[from + hashes + 1..end - hashes - 1].iter().collect()));
    end
}

/// Returns the names in `.with("name", …).with(…)` behind the token at `from`.
fn chained(tokens: &[Token], mut from: usize) -> Vec<String> {
    let mut names = Vec::new();
    while let [Token::Sign('.'), Token::Word(with), Token::Sign('('), Token::Text(name), ..] =
        tokens.get(from..).unwrap_or_default()
    {
        if with != "with" {
            break;
        }
        names.push(name.clone());
        let mut depth = 1;
        from += 4;
        while let (true, Some(token)) = (depth > 0, tokens.get(from)) {
            match token {
                Token::Sign('(') => depth += 1,
                Token::Sign(')') => depth -= 1,
                Token::Sign(_) | Token::Word(_) | Token::Text(_) => {}
            }
            from += 1;
        }
    }
    names.sort();
    names
}

fn looks_like_key(text: &str) -> bool {
    text.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '-')
}

/// Whether the literal at `at` is the whole argument of `Message::new(…)`, `at(…)` or `.text(…)`.
fn is_said(tokens: &[Token], at: usize) -> bool {
    let word = |back: usize, wanted: &str| {
        at.checked_sub(back).and_then(|place| tokens.get(place)) == Some(&Token::Word(wanted.to_owned()))
    };
    let opened = at.checked_sub(1).and_then(|place| tokens.get(place)) == Some(&Token::Sign('('));
    let dotted = at.checked_sub(3).and_then(|place| tokens.get(place)) == Some(&Token::Sign('.'));
    let new = word(2, "new") && word(5, "Message");
    opened && tokens.get(at + 1) == Some(&Token::Sign(')')) && (new || word(2, "at") || (word(2, "text") && dotted))
}

/// Lists what is wrong with the keys of one source.
fn faults(path: &str, source: &str, keys: &Keys) -> String {
    let tokens = tokens(source);
    let mut out = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let Token::Text(text) = token else { continue };
        let exempt = NOT_KEYS.iter().any(|(file, literal)| path.ends_with(file) && text == literal);
        let said = is_said(&tokens, at) && looks_like_key(text);
        let known_prefix = looks_like_key(text) && PREFIXES.iter().any(|prefix| text.starts_with(prefix));
        if exempt || !(said || known_prefix) {
            continue;
        }
        let Some(needed) = keys.get(text.as_str()) else {
            let _ = writeln!(out, "{path}: {text} has no words");
            continue;
        };
        let given = chained(&tokens, at + 2);
        if said && !given.iter().eq(needed) {
            let _ = writeln!(out, "{path}: {text} is given {given:?} and needs {needed:?}");
        }
    }
    out
}

fn visit(folder: &Path, see: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, see);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            see(&path);
        }
    }
}

#[test]
fn every_key_in_the_sources_has_words() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (keys, mut files, mut found) = (&both()[0], 0, String::new());
    visit(&sources, &mut |path| {
        let name = path.strip_prefix(&sources).unwrap().to_str().unwrap();
        // This room's tests hold made-up keys.
        if !name.starts_with("i18n/") || name == "i18n/words.rs" {
            files += 1;
            found.push_str(&faults(name, &std::fs::read_to_string(path).unwrap(), keys));
        }
    });
    assert!(files > 20, "only {files} files");
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn faults_are_found() {
    let keys: Keys = [("state-open", &[] as &[&str]), ("long-way", &["count", "name"]), ("short", &[])]
        .into_iter()
        .map(|(key, names)| (key.to_owned(), names.iter().map(|name| (*name).to_owned()).collect()))
        .collect();
    for (source, expected) in [
        ("// \"state-odd\"\n/* \"state-odd\" */ let x = '\"'; f(\"state-open\")", ""),
        ("fn f<'a>(x: &'a str) { g('\\'', \"state-odd\") }", "x.rs: state-odd has no words\n"),
        ("r#\"state-odd\"#", "x.rs: state-odd has no words\n"),
        ("[\"a \\\" state-odd\", \"state-Odd\"]", ""),
        ("Message::new(\"nothing\")", "x.rs: nothing has no words\n"),
        ("words . text ( \"nothing\" )", "x.rs: nothing has no words\n"),
        ("text(\"nothing\") + Line::new(\"nothing\")", ""),
        ("Message::new(\"long-way\").with(\"name\", f(1, (2))).with(\"count\", 3).x()", ""),
        (
            "at(\"long-way\")\n  .with(\"nam\", f(1))",
            "x.rs: long-way is given [\"nam\"] and needs {\"count\", \"name\"}\n",
        ),
        ("words.text(\"long-way\")", "x.rs: long-way is given [] and needs {\"count\", \"name\"}\n"),
        ("Message::new(\"short\")", ""),
    ] {
        assert_eq!(faults("x.rs", source, &keys), expected, "{source}");
    }
}
