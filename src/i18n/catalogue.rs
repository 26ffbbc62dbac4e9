//! The words of one language, as they are said at one door.

use std::borrow::Cow;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::Pattern;
use unic_langid::LanguageIdentifier;

use super::files::FILES;
use super::written::{grouped, is_grouped};
use crate::domain::language::Language;
use crate::domain::message::{Message, Value};
use crate::domain::text::visible;

/// Integers up to here are exact as the floating-point numbers that Fluent counts with.
const EXACT_MAX: u64 = 1 << 53;

/// The value that every message has: at which door it is said. What a key or a menu does is not told there as a
/// command's option.
pub(super) const DOOR: &str = "door";

/// Families of messages, with the value that is the word: beside the message that says any word there is one for each
/// that is known, `field-label-uai` beside `field-label`, in the file of the noun whose word it is.
pub const FAMILIES: &[(&str, &str)] = &[
    ("access-act", "act"),
    ("access-change", "change"),
    ("access-maker", "maker"),
    ("access-need", "need"),
    ("access-rule", "rule"),
    ("access-warning", "warning"),
    ("anomaly-oddity", "oddity"),
    ("audit-action", "action"),
    ("audit-object", "kind"),
    ("error-not-found", "what"),
    ("field-label", "field"),
    ("job-kind", "kind"),
    ("job-reason-in-use", "by"),
    ("job-start-question", "kind"),
    ("number-of", "noun"),
];

/// Returns the key of the word of a message, if it is of a family.
fn key_of_word(message: &Message) -> Option<String> {
    let (_, by) = FAMILIES.iter().find(|(family, _)| *family == message.key)?;
    let (_, word) = message.args.iter().find(|(name, _)| name == by)?;
    if let Value::Text(word) = word { Some(format!("{}-{word}", message.key)) } else { None }
}

/// Where words are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// On the command line, and in what others read: letters, files.
    Command,
    /// In the console, on screens and on plain lines alike.
    Console,
}

impl Door {
    const fn word(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::Console => "console",
        }
    }
}

/// The words of one language; read-only, so one can serve every thread from behind an `Arc`.
pub struct Catalogue {
    language: Language,
    door: Door,
    bundle: Arc<FluentBundle<FluentResource>>,
}

/// Reads the embedded words of a language.
fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
    // Isolation marks are bidirectional controls: they would reach the terminal.
    bundle.set_use_isolating(false);
    write(&mut bundle, language);
    for (_, french, english) in FILES {
        let source = match language {
            Language::French => french,
            Language::English => english,
        };
        // The tests refuse files with errors and keys given twice, so nothing is lost here.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(readable, _)| readable);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

/// Makes a bundle write signs and counts as people of its language do.
fn write(bundle: &mut FluentBundle<FluentResource>, language: Language) {
    if language == Language::French {
        bundle.set_transform(Some(typeset));
    }
    bundle.set_formatter(Some(match language {
        Language::French => |value, _| grouped_number(value, Language::French),
        Language::English => |value, _| grouped_number(value, Language::English),
    }));
}

fn grouped_number(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.use_grouping => Some(grouped(&number.as_string(), language)),
        _ => None,
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Catalogue").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Catalogue {
    /// Reads the embedded words of a language, as commands say them, and what others read: letters, files.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self { language, door: Door::Command, bundle: Arc::new(bundle(language)) }
    }

    /// Reads the same words as the console says them: by its screens and its actions, where a command would be told by
    /// its options.
    #[must_use]
    pub fn for_console(language: Language) -> Self {
        Self::new(language).at_console()
    }

    /// Says the same words as the console does; they are not read again.
    #[must_use]
    pub fn at_console(&self) -> Self {
        Self { language: self.language, door: Door::Console, bundle: Arc::clone(&self.bundle) }
    }

    /// Returns the language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Says a message. A key without words appears in guillemets.
    #[must_use]
    pub fn say(&self, message: &Message) -> String {
        let of_word = key_of_word(message).and_then(|key| self.bundle.get_message(&key));
        let pattern = of_word.or_else(|| self.bundle.get_message(message.key)).and_then(|found| found.value());
        pattern.map_or_else(|| format!("«{}»", message.key), |pattern| self.format(pattern, message))
    }

    /// Says a message that has no values.
    #[must_use]
    pub fn text(&self, key: &'static str) -> String {
        self.say(&Message::new(key))
    }

    /// Returns the further advice of a message, its attribute `.hint`, if it has one.
    #[must_use]
    pub fn hint(&self, message: &Message) -> Option<String> {
        let attribute = self.bundle.get_message(message.key)?.get_attribute("hint")?;
        Some(self.format(attribute.value(), message))
    }

    fn format(&self, pattern: &Pattern<&str>, message: &Message) -> String {
        debug_assert!(message.args.iter().all(|(name, _)| *name != DOOR), "{DOOR} is the catalogue's own");
        let mut args: FluentArgs<'_> =
            message.args.iter().map(|(name, value)| (*name, self.shown(name, value))).collect();
        args.set(DOOR, self.door.word());
        self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    fn shown<'v>(&self, name: &str, value: &'v Value) -> FluentValue<'v> {
        match value {
            Value::Text(text) => FluentValue::String(visible(text)),
            Value::Count(count) if count.unsigned_abs() <= EXACT_MAX => {
                let mut number = FluentNumber::from(*count);
                number.options.use_grouping = is_grouped(name);
                FluentValue::Number(number)
            }
            Value::Count(count) => FluentValue::from(self.number(count)),
            Value::Day(day) => FluentValue::from(self.day(*day)),
            Value::Moment(at) => FluentValue::from(self.moment(*at)),
            Value::Size(bytes) => FluentValue::from(self.size(*bytes)),
            Value::Said(message) => FluentValue::from(self.say(message)),
            Value::Either { english, french } => FluentValue::String(visible(match self.language {
                Language::English => english,
                Language::French => french,
            })),
        }
    }
}

fn identifier(language: Language) -> LanguageIdentifier {
    // The codes are two letters, which always parse; the tests see both languages' plural forms.
    language.code().parse().unwrap_or_default()
}

/// Puts French typography into a piece of a text between its values: no-break spaces inside guillemets and before `:`
/// `;` `!` `?` `%`, so that the files can be written with the space bar and no line ever begins with a lone sign. A sign
/// that begins a text or stands after several spaces, as keys do in tables, is left alone.
fn typeset(piece: &str) -> Cow<'_, str> {
    let mut out = String::with_capacity(piece.len() + 8);
    let mut signs = piece.chars().peekable();
    // A piece that begins with a space follows a value: the parser takes away what indents a text.
    let mut before = '}';
    while let Some(sign) = signs.next() {
        let after = signs.peek().copied().unwrap_or_default();
        let closes = matches!(after, '»' | ':' | ';' | '!' | '?' | '%');
        let joins = before == '«' || (closes && !before.is_whitespace() && before != '=');
        out.push(if sign == ' ' && joins { '\u{a0}' } else { sign });
        before = sign;
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_source(language: Language, source: &str) -> Catalogue {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(language)]);
        bundle.set_use_isolating(false);
        write(&mut bundle, language);
        bundle.add_resource(FluentResource::try_new(source.to_owned()).unwrap()).unwrap();
        Catalogue { language, door: Door::Command, bundle: Arc::new(bundle) }
    }

    #[test]
    fn plural_forms_follow_the_language() {
        let french = with_source(
            Language::French,
            "schools = { $count ->\n    [one] { $count } école\n   *[other] { $count } écoles\n }",
        );
        let english = with_source(
            Language::English,
            "schools = { $count ->\n    [one] { $count } school\n   *[other] { $count } schools\n }",
        );
        for (count, in_french, in_english) in [
            (0, "0 école", "0 schools"),
            (1, "1 école", "1 school"),
            (-1, "-1 école", "-1 school"),
            (2, "2 écoles", "2 schools"),
            (17_900, "17~900 écoles", "17,900 schools"),
            (1_000_000, "1~000~000 écoles", "1,000,000 schools"),
            (i64::MAX, "9~223~372~036~854~775~807 écoles", "9,223,372,036,854,775,807 schools"),
            (i64::MIN, "-9~223~372~036~854~775~808 écoles", "-9,223,372,036,854,775,808 schools"),
        ] {
            let message = Message::new("schools").with("count", count);
            assert_eq!(french.say(&message), in_french.replace('~', "\u{a0}"));
            assert_eq!(english.say(&message), in_english);
        }
    }

    #[test]
    fn values_become_harmless_and_stay_values() {
        let catalogue = with_source(Language::French, "hello = Bonjour { $name }.\n    .hint = Encore { $name }.");
        let message = Message::new("hello").with("name", "a\u{1b}[2J\u{202e}{ $b }\n");
        assert_eq!(catalogue.say(&message), "Bonjour a␛[2J⟨U+202E⟩{ $b }␊.");
        assert_eq!(catalogue.hint(&message).unwrap(), "Encore a␛[2J⟨U+202E⟩{ $b }␊.");
        assert_eq!(catalogue.hint(&Message::new("nothing")), None);
        assert_eq!(catalogue.text("nothing"), "«nothing»");
    }

    #[test]
    fn french_signs_stick_to_their_word() {
        for (written, shown) in [
            ("a = « Oui » : 10 % ; non !", "«~Oui~»~: 10~%~; non~!"),
            ("a = { $n } ?", "x : y~?"),
            ("a = « { $n } » : { $n } % !", "«~x : y~»~: x : y~%~!"),
            ("a = : palette\n    ? aide  ! b", ": palette\n? aide  ! b"),
            ("a =\n    : palette\n      ? aide = ! b", ": palette\n  ? aide = ! b"),
            ("a = { $n ->\n    [one] ? b\n   *[other] ? b !\n }", "? b~!"),
        ] {
            let said = with_source(Language::French, written).say(&Message::new("a").with("n", "x : y"));
            assert_eq!(said, shown.replace('~', "\u{a0}"), "{written}");
        }
    }

    #[test]
    fn one_catalogue_serves_every_thread() {
        fn shared<T: Send + Sync>(_: &T) {}
        let catalogue = std::sync::Arc::new(Catalogue::new(Language::French));
        shared(&catalogue);
        let threads: Vec<_> = (0..4)
            .map(|_| {
                let catalogue = std::sync::Arc::clone(&catalogue);
                std::thread::spawn(move || catalogue.text("nothing"))
            })
            .collect();
        assert!(threads.into_iter().all(|thread| thread.join().unwrap() == "«nothing»"));
        assert_eq!(catalogue.language(), Language::French);
    }
}
