//! Text with placeholders: `{name}` stands for a value, `{{` and `}}` for a brace.

use super::placeholder::{Placeholder, Values, suggestion};
use crate::domain::field::Problem;

/// Longest unknown name that a message repeats, in characters.
const NAME_MAX: usize = 40;

/// A text that was read: words and placeholders in their order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Words(String),
    Value(Placeholder),
}

/// What is wrong with a brace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// No placeholder has this name.
    Unknown {
        /// As typed.
        name: String,
        /// What was most likely meant.
        suggestion: Option<String>,
    },
    /// It opens and nothing closes it on its line.
    Unclosed,
    /// It closes and nothing has opened.
    Stray,
}

/// Something wrong at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Line, from 1.
    pub line: usize,
    /// Column of the brace, from 1, in characters.
    pub column: usize,
    /// Characters that it covers, its braces included.
    pub len: usize,
    /// What.
    pub wrong: Wrong,
}

impl Flaw {
    /// Returns it as the problem of a field.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let (line, column) = (self.line, self.column);
        match &self.wrong {
            Wrong::Unknown { name, suggestion } => Problem::PlaceholderUnknown {
                line,
                column,
                name: name.clone(),
                suggestion: suggestion.clone().unwrap_or_default(),
            },
            Wrong::Unclosed => Problem::BraceUnclosed { line, column },
            Wrong::Stray => Problem::BraceStray { line, column },
        }
    }
}

impl Text {
    /// Reads a text.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the text.
    pub fn parse(raw: &str) -> Result<Self, Vec<Flaw>> {
        let mut reader = Reader::default();
        for (line, text) in raw.split('\n').enumerate() {
            if line > 0 {
                reader.words.push('\n');
            }
            reader.line(line + 1, text);
        }
        reader.flush();
        if reader.flaws.is_empty() { Ok(Self { pieces: reader.pieces }) } else { Err(reader.flaws) }
    }

    /// Lists what is wrong with a text as it stands, to be pointed at while it is typed.
    #[must_use]
    pub fn flaws(raw: &str) -> Vec<Flaw> {
        Self::parse(raw).err().unwrap_or_default()
    }

    /// Puts the values in.
    #[must_use]
    pub fn render(&self, values: &Values<'_>) -> String {
        let mut out = String::with_capacity(256);
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => out.push_str(words),
                Piece::Value(placeholder) => out.push_str(&values.get(*placeholder)),
            }
        }
        out
    }

    /// Lists the placeholders of the text, each once, in the order of lists.
    #[must_use]
    pub fn placeholders(&self) -> Vec<Placeholder> {
        let mut found: Vec<Placeholder> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Words(_) => None,
                Piece::Value(placeholder) => Some(*placeholder),
            })
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

#[derive(Debug, Default)]
struct Reader {
    words: String,
    pieces: Vec<Piece>,
    flaws: Vec<Flaw>,
}

impl Reader {
    fn line(&mut self, line: usize, text: &str) {
        let signs: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(sign) = signs.get(at) {
            let doubled = signs.get(at + 1) == Some(sign);
            at += match sign {
                '{' | '}' if doubled => {
                    self.words.push(*sign);
                    2
                }
                '{' => self.placeholder(line, at, &signs),
                '}' => {
                    self.flaws.push(Flaw { line, column: at + 1, len: 1, wrong: Wrong::Stray });
                    1
                }
                _ => {
                    self.words.push(*sign);
                    1
                }
            };
        }
    }

    /// Reads what begins with a single brace; gives how many characters it covers.
    fn placeholder(&mut self, line: usize, at: usize, signs: &[char]) -> usize {
        let rest = signs.get(at + 1..).unwrap_or_default();
        let end = rest.iter().position(|sign| matches!(sign, '{' | '}'));
        let Some(end) = end.filter(|end| rest.get(*end) == Some(&'}')) else {
            self.flaws.push(Flaw { line, column: at + 1, len: 1, wrong: Wrong::Unclosed });
            return 1;
        };
        let name: String = rest.iter().take(end).collect();
        let len = end + 2;
        if let Some(placeholder) = Placeholder::from_name(name.trim()) {
            self.flush();
            self.pieces.push(Piece::Value(placeholder));
        } else {
            let suggestion = suggestion(&name);
            let name = name.chars().take(NAME_MAX).collect();
            self.flaws.push(Flaw { line, column: at + 1, len, wrong: Wrong::Unknown { name, suggestion } });
        }
        len
    }

    fn flush(&mut self) {
        if !self.words.is_empty() {
            self.pieces.push(Piece::Words(std::mem::take(&mut self.words)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(text: &str) -> Vec<(usize, usize, usize)> {
        Text::parse(text).map_or_else(|flaws| flaws, |_| Vec::new()).iter().map(|f| (f.line, f.column, f.len)).collect()
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        for (text, expected) in [
            ("Bonjour {contact.first_name},\n{{ok}} { url }", vec![]),
            ("{contct}", vec![(1, 1, 8)]),
            ("é\nà {contct} et {url", vec![(2, 3, 8), (2, 15, 1)]),
            ("{url\n}", vec![(1, 1, 1), (2, 1, 1)]),
            ("{{url}", vec![(1, 6, 1)]),
            ("{{{url}}}", vec![]),
            ("{", vec![(1, 1, 1)]),
            ("{}", vec![(1, 1, 2)]),
            ("{url{url}", vec![(1, 1, 1)]),
            ("a } b", vec![(1, 3, 1)]),
        ] {
            assert_eq!(flaws(text), expected, "{text:?}");
        }
        let found = Text::parse("x {contct}").unwrap_err();
        let wrong = Wrong::Unknown { name: "contct".into(), suggestion: Some("contact.…".into()) };
        assert_eq!(found[0].wrong, wrong);
    }

    #[test]
    fn placeholders_are_listed_once() {
        let text = Text::parse("{url} {contact.email} {url}").unwrap();
        assert_eq!(text.placeholders(), [Placeholder::ContactEmail, Placeholder::Url]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_fail(text in "(?s:.*)|[{}a-z.\\n]*") {
            let lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
            if let Err(flaws) = Text::parse(&text) {
                for flaw in flaws {
                    let line = &lines[flaw.line - 1];
                    let brace = line[flaw.column - 1];
                    let known = ['{', '}'].contains(&brace);
                    proptest::prop_assert!(known);
                    proptest::prop_assert!(flaw.column - 1 + flaw.len <= line.len());
                }
            }
        }

        #[test]
        fn doubled_braces_come_out_as_written(text in "[^\r]*") {
            let doubled = text.replace('{', "{{").replace('}', "}}");
            let read = Text::parse(&doubled).unwrap();
            proptest::prop_assert!(read.placeholders().is_empty());
            let words: String = read.pieces.iter().map(|piece| match piece {
                Piece::Words(words) => words.as_str(),
                Piece::Value(_) => "",
            }).collect();
            proptest::prop_assert_eq!(words, text);
        }
    }
}
