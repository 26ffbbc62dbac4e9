//! Catalogue keys of the domain's fixed words, for whoever shows them in a list or a form.

use crate::domain::block::Blocker;
use crate::domain::establishment::State;
use crate::domain::host::Security;
use crate::domain::language::Language;
use crate::domain::mail;
use crate::domain::message::Message;
use crate::domain::statistics::{Group, Line, Measure};
use crate::i18n::Catalogue;

/// Returns the key of an establishment's state.
#[must_use]
pub const fn state(state: State) -> &'static str {
    match state {
        State::Open => "state-open",
        State::Blocked => "state-blocked",
        State::Creating => "state-creating",
        State::Deleting => "state-deleting",
    }
}

/// Returns the key of who put a block.
#[must_use]
pub const fn blocker(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::Webmaster => "blocker-webmaster",
        Blocker::Administrator => "blocker-administrator",
        Blocker::Program => "blocker-program",
    }
}

/// Returns the key of a mail's state.
#[must_use]
pub const fn mail_state(state: mail::State) -> &'static str {
    match state {
        mail::State::Queued => "mail-state-queued",
        mail::State::Sending => "mail-state-sending",
        mail::State::Deferred => "mail-state-deferred",
        mail::State::Sent => "mail-state-sent",
        mail::State::Refused => "mail-state-refused",
        mail::State::Uncertain => "mail-state-uncertain",
        mail::State::Withdrawn => "mail-state-withdrawn",
    }
}

/// Returns the key of what a mail is for.
#[must_use]
pub const fn mail_kind(kind: mail::Kind) -> &'static str {
    match kind {
        mail::Kind::Registration => "mail-kind-registration",
        mail::Kind::Reset => "mail-kind-reset",
        mail::Kind::Copy => "mail-kind-copy",
        mail::Kind::Test => "mail-kind-test",
        mail::Kind::Letter => "mail-kind-letter",
        mail::Kind::Inside => "mail-kind-inside",
    }
}

/// Returns the key of what the last words about a mail are: a server's answer, or the file that a folder took.
#[must_use]
pub fn answer(words: &str) -> &'static str {
    if std::path::Path::new(words).extension().is_some_and(|end| end == "eml") {
        "cli-label-file"
    } else {
        "column-words"
    }
}

/// Makes a sentence a part of another one: without its capital and its full stop.
#[must_use]
pub fn clause(sentence: &str) -> String {
    let sentence = sentence.strip_suffix('.').unwrap_or(sentence);
    let mut signs = sentence.chars();
    match (signs.next(), signs.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && (second.is_lowercase() || second.is_whitespace()) => {
            first.to_lowercase().chain(sentence.chars().skip(1)).collect()
        }
        _ => sentence.to_owned(),
    }
}

/// Returns the key of a language's name.
#[must_use]
pub const fn language(language: Language) -> &'static str {
    match language {
        Language::French => "language-fr",
        Language::English => "language-en",
    }
}

/// Returns the key of how an SMTP connection is protected.
#[must_use]
pub const fn security(security: Security) -> &'static str {
    match security {
        Security::Tls => "security-tls",
        Security::StartTls => "security-starttls",
        Security::None => "security-none",
    }
}

/// Returns the key of an actor's kind, from its stored word (`Actor::kind`); none for a word that is not one.
#[must_use]
pub fn actor(kind: &str) -> Option<&'static str> {
    match kind {
        "nobody" => Some("actor-nobody"),
        "webmaster" => Some("actor-webmaster"),
        "owner" => Some("actor-owner"),
        "program" => Some("actor-program"),
        _ => None,
    }
}

/// Returns the key of a column of statistics.
#[must_use]
pub const fn measure(measure: Measure) -> &'static str {
    match measure {
        Measure::Number => "column-number",
        Measure::Zone => "column-zone",
        Measure::Uai => "column-uai",
        Measure::Denomination => "column-name",
        Measure::Contact => "column-contact",
        Measure::RegisteredOn => "column-registered",
        Measure::LastSignIn => "stats-last-sign-in",
        Measure::Staff => "stats-staff",
        Measure::StaffConnected => "stats-staff-connected",
        Measure::Learners => "stats-learners",
        Measure::LearnersConnected => "stats-learners-connected",
        Measure::Evaluations => "stats-evaluations",
        Measure::EvaluationsRecent => "stats-evaluations-recent",
        Measure::Grades => "stats-grades",
        Measure::GradesRecent => "stats-grades-recent",
        Measure::Enrolments => "stats-enrolments",
        Measure::Size => "stats-size",
        Measure::SignInMode => "stats-sign-in-mode",
    }
}

/// Says what a column of statistics holds for an establishment; empty when it could not be read.
#[must_use]
pub fn measured(line: &Line, measure: Measure, words: &Catalogue) -> String {
    let figures = line.figures.as_ref().ok();
    match measure {
        Measure::Number => line.number.to_string(),
        Measure::Zone => line.zone.0.to_string(),
        Measure::Uai => line.uai.clone(),
        Measure::Denomination => line.denomination.clone(),
        Measure::Contact => line.contact.clone(),
        Measure::RegisteredOn => words.stored_day(&line.registered_on),
        Measure::LastSignIn => figures.map_or_else(String::new, |figures| match figures.last_sign_in_at {
            Some(at) => words.day(at.day()),
            None => words.text("stats-never"),
        }),
        Measure::Size => figures.map(|figures| words.size(figures.size_bytes)).unwrap_or_default(),
        Measure::SignInMode => figures.map_or_else(String::new, |figures| {
            words.say(&Message::new("stats-mode").with("mode", figures.sign_in_mode.word()))
        }),
        Measure::Staff
        | Measure::StaffConnected
        | Measure::Learners
        | Measure::LearnersConnected
        | Measure::Evaluations
        | Measure::EvaluationsRecent
        | Measure::Grades
        | Measure::GradesRecent
        | Measure::Enrolments => {
            figures.and_then(|figures| measure.count(figures)).map(|count| words.number(count)).unwrap_or_default()
        }
    }
}

/// Says how many persons there are; a small group is hidden.
#[must_use]
pub fn persons(count: u64, words: &Catalogue) -> String {
    match Group::of(count) {
        Group::Exactly(count) => words.number(count),
        small @ Group::Small => small.text(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::mailing::Placeholder;

    #[test]
    fn whoever_writes_a_letter_is_told_every_placeholder() {
        for language in [Language::French, Language::English] {
            let words = Catalogue::new(language);
            let unknown =
                Message::new("problem-placeholder-unknown").with("line", 1_u32).with("column", 1_u32).with("name", "x");
            for told in [words.text("plain-help-mailing-placeholders"), words.say(&unknown)] {
                let named = |one: &Placeholder| told.contains(one.called(language));
                assert!(Placeholder::ALL.iter().all(named), "{told}");
            }
        }
    }

    #[test]
    fn a_sentence_becomes_a_part_of_another() {
        for (sentence, part) in [
            ("The mail server cannot be reached (refused).", "the mail server cannot be reached (refused)"),
            ("Une pièce jointe manque.", "une pièce jointe manque"),
            ("TLS failed.", "TLS failed"),
            ("550 5.1.1 No such user", "550 5.1.1 No such user"),
            ("A file", "a file"),
            ("", ""),
        ] {
            assert_eq!(clause(sentence), part);
        }
    }

    #[test]
    fn what_a_folder_took_is_a_file() {
        assert_eq!(answer("2026-11-28-1-8f04ab2c.eml"), "cli-label-file");
        assert_eq!(answer("250 OK"), "column-words");
    }
}
