//! Catalogue keys of the domain's fixed words, for whoever shows them in a list or a form.

use crate::domain::block::Blocker;
use crate::domain::establishment::State;
use crate::domain::host::Security;
use crate::domain::mail;
use crate::domain::search::SortKey;
use crate::domain::zone::Language;

/// Gives the key of an establishment's state.
#[must_use]
pub const fn state(state: State) -> &'static str {
    match state {
        State::Open => "state-open",
        State::Blocked => "state-blocked",
        State::Creating => "state-creating",
        State::Deleting => "state-deleting",
    }
}

/// Gives the key of who put a block.
#[must_use]
pub const fn blocker(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::Webmaster => "blocker-webmaster",
        Blocker::Administrator => "blocker-administrator",
        Blocker::Program => "blocker-program",
    }
}

/// Gives the key of a mail's state.
#[must_use]
pub const fn mail_state(state: mail::State) -> &'static str {
    match state {
        mail::State::Queued => "mail-state-queued",
        mail::State::Sending => "mail-state-sending",
        mail::State::Deferred => "mail-state-deferred",
        mail::State::Sent => "mail-state-sent",
        mail::State::Refused => "mail-state-refused",
        mail::State::Uncertain => "mail-state-uncertain",
    }
}

/// Gives the key of what a mail is for.
#[must_use]
pub const fn mail_kind(kind: mail::Kind) -> &'static str {
    match kind {
        mail::Kind::Registration => "mail-kind-registration",
        mail::Kind::Reset => "mail-kind-reset",
        mail::Kind::Copy => "mail-kind-copy",
        mail::Kind::Test => "mail-kind-test",
        mail::Kind::Letter => "mail-kind-letter",
    }
}

/// Gives the key of a column's heading, which is also the name of the order by it.
#[must_use]
pub const fn column(key: SortKey) -> &'static str {
    match key {
        SortKey::Number => "column-number",
        SortKey::Zone => "column-zone",
        SortKey::Location => "column-location",
        SortKey::Denomination => "column-name",
        SortKey::Uai => "column-uai",
        SortKey::Contact => "column-contact",
        SortKey::Mail => "column-mail",
        SortKey::RegisteredOn => "column-registered",
        SortKey::State => "column-state",
    }
}

/// Gives the key of a language's name.
#[must_use]
pub const fn language(language: Language) -> &'static str {
    match language {
        Language::French => "language-fr",
        Language::English => "language-en",
    }
}

/// Gives the key of how an SMTP connection is protected.
#[must_use]
pub const fn security(security: Security) -> &'static str {
    match security {
        Security::Tls => "security-tls",
        Security::StartTls => "security-starttls",
        Security::None => "security-none",
    }
}

/// Gives the key of an actor's kind, from its stored word (`Actor::kind`); none for a word that is not one.
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
