//! A letter: subject and body, as typed, checked, and rendered for one establishment.

use serde::{Deserialize, Serialize};

use super::placeholder::{Placeholder, Values};
use super::text::{Flaw, Text};
use crate::domain::field::{Checker, Field, FieldError, Problem};
use crate::domain::text::{line, paragraphs};

/// Longest subject as typed, in characters.
pub const SUBJECT_MAX: usize = 200;
/// Longest body as typed, in characters.
pub const BODY_MAX: usize = 20_000;

/// A letter as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterInput {
    /// Subject, one line.
    pub subject: String,
    /// Body.
    pub body: String,
}

/// A checked letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The subject as typed.
    pub subject: String,
    /// The body as typed.
    pub body: String,
    read: [Text; 2],
}

/// A letter as one establishment's contact receives it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rendered {
    /// Subject, one line.
    pub subject: String,
    /// Body, with `\n` between its lines.
    pub body: String,
}

impl LetterInput {
    /// Checks both texts and reads their placeholders.
    ///
    /// # Errors
    /// Each field's first problem.
    pub fn check(&self) -> Result<Letter, Vec<FieldError>> {
        let mut checker = Checker::default();
        let subject = line(&self.subject, SUBJECT_MAX).and_then(needed);
        let subject = checker.take(Field::Subject, subject.and_then(read));
        let body = paragraphs(&self.body, BODY_MAX).and_then(needed);
        let body = checker.take(Field::Body, body.and_then(read));
        let letter =
            subject.zip(body).map(|((subject, first), (body, second))| Letter { subject, body, read: [first, second] });
        checker.finish(letter)
    }
}

fn needed(text: String) -> Result<String, Problem> {
    if text.is_empty() { Err(Problem::Missing) } else { Ok(text) }
}

fn read(text: String) -> Result<(String, Text), Problem> {
    match Text::parse(&text) {
        Ok(read) => Ok((text, read)),
        Err(flaws) => Err(flaws.first().map_or(Problem::Missing, Flaw::problem)),
    }
}

impl Letter {
    /// Puts an establishment's values in.
    #[must_use]
    pub fn render(&self, values: &Values<'_>) -> Rendered {
        let [subject, body] = &self.read;
        Rendered { subject: subject.render(values).trim().to_owned(), body: body.render(values) }
    }

    /// Lists the placeholders that have no value for an establishment.
    #[must_use]
    pub fn empty(&self, values: &Values<'_>) -> Vec<Placeholder> {
        let mut found: Vec<Placeholder> = self.read.iter().flat_map(Text::placeholders).collect();
        found.sort_unstable();
        found.dedup();
        found.retain(|placeholder| values.get(*placeholder).is_empty());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::contact::{Contact, Email};
    use crate::domain::establishment::{Establishment, EstablishmentNumber, Stage};
    use crate::domain::host::HostIdentity;
    use crate::domain::language::Language;
    use crate::domain::text::is_unsafe;
    use crate::domain::zone::{Zone, ZoneNumber};

    fn establishment(denomination: &str, first_name: &str) -> Establishment {
        Establishment {
            number: EstablishmentNumber(12),
            zone: ZoneNumber(3),
            location: "29200 Brest".into(),
            denomination: denomination.into(),
            uai: None,
            contact: Contact {
                last_name: "LE GALL".into(),
                first_name: first_name.into(),
                email: Email::parse("yann@ecole.invalid").ok(),
            },
            registered_on: jiff::civil::date(2026, 9, 1),
            stage: Stage::Active,
            blocks: Vec::new(),
            rev: 1,
        }
    }

    fn render(subject: &str, body: &str, of: &Establishment) -> (Rendered, Vec<Placeholder>) {
        let letter = LetterInput { subject: subject.into(), body: body.into() }.check().unwrap();
        let zone =
            Zone { number: ZoneNumber(3), name: "Rennes".into(), position: 1, language: Language::French, rev: 1 };
        let email = Email::parse("console@ecoles.invalid").unwrap();
        let host = HostIdentity {
            name: "Hébergeur".into(),
            url: "https://ecoles.invalid".into(),
            sender: email.clone(),
            bounce: email,
        };
        let values = Values { establishment: of, zone: &zone, host: &host };
        (letter.render(&values), letter.empty(&values))
    }

    #[test]
    fn every_placeholder_has_its_value() {
        let body: String = Placeholder::ALL.map(|placeholder| placeholder.typed(Language::French) + "|").concat();
        let (rendered, empty) = render("{establishment.name} : {{lettre}}", &body, &establishment("École", "Yann"));
        assert_eq!(rendered.subject, "École : {lettre}");
        assert_eq!(
            rendered.body,
            "Yann|LE GALL|LE GALL Yann|yann@ecole.invalid|École|12|29200 Brest||Rennes|3|https://ecoles.invalid|\
             Hébergeur|console@ecoles.invalid|"
        );
        assert_eq!(empty, [Placeholder::EstablishmentUai]);
    }

    #[test]
    fn a_value_is_never_read_as_a_placeholder_and_never_acts() {
        let (rendered, _) = render("{establishment.name}", "{contact.first_name}", &establishment("{url}}", "{{x"));
        assert_eq!((rendered.subject.as_str(), rendered.body.as_str()), ("{url}}", "{{x"));
        let hostile = establishment("a\r\nBcc: x@y.invalid", "\u{1b}]0;x\u{7}\u{202e}");
        let (rendered, _) = render("{establishment.name}", "{contact.first_name}", &hostile);
        assert_eq!(rendered.subject, "a  Bcc: x@y.invalid");
        assert!(!rendered.body.chars().any(is_unsafe), "{:?}", rendered.body);
    }

    #[test]
    fn both_fields_say_what_is_wrong_with_them() {
        let input = LetterInput { subject: "a\u{7}b".into(), body: "Bonjour,\n{contct}".into() };
        let errors = input.check().unwrap_err();
        assert_eq!(errors[0].problem, Problem::Unsafe { code: 7, position: 2 });
        let unknown =
            Problem::PlaceholderUnknown { line: 2, column: 1, name: "contct".into(), suggestion: "contact.…".into() };
        assert_eq!((errors[1].field, &errors[1].problem), (Field::Body, &unknown));
        let nothing = LetterInput::default().check().unwrap_err();
        assert!(nothing.iter().all(|error| error.problem == Problem::Missing) && nothing.len() == 2);
    }
}
