//! The words of the log: acts, objects, fields and the stored words that stand for a choice.
//!
//! JSON and exports keep the stored words; people read these. A word that nobody knows is shown as it is stored.

use super::{Catalogue, rights, words};
use crate::domain::block::Blocker;
use crate::domain::field::label;
use crate::domain::host::Security;
use crate::domain::language::Language;
use crate::domain::mail;
use crate::domain::message::{Message, Value};
use crate::domain::said;
use crate::domain::webmaster::UNKNOWN_LOGIN;

/// Says an act.
#[must_use]
pub fn action(words: &Catalogue, stored: &str) -> String {
    // Names of variants hold no dots.
    let name = stored.replace('.', "-");
    let said = words.say(&Message::new("audit-action").with("action", name.as_str()));
    if said == name { stored.to_owned() } else { said }
}

/// Says what was acted on: its kind, identifier and name.
#[must_use]
pub fn object(words: &Catalogue, kind: &str, id: &str, label: &str) -> String {
    // The name of a job is the word of what it does.
    let label = match kind {
        "job" => job_kind(words, label),
        _ => label.to_owned(),
    };
    if let Some(mark) = id.strip_prefix(UNKNOWN_LOGIN).filter(|_| kind == "webmaster") {
        return words.say(&Message::new("audit-unknown-login").with("mark", mark));
    }
    // Lists are called by the nouns that they are of.
    let listed = |id: &str| {
        let (noun, rest) = id.split_once(' ').unwrap_or((id, ""));
        let noun = words.say(&Message::new("audit-object").with("kind", noun));
        if rest.is_empty() { noun } else { format!("{noun} {rest}") }
    };
    let id = if kind == "list" && !id.is_empty() { &listed(id) } else { id };
    let kind = words.say(&Message::new("audit-object").with("kind", kind));
    let parts = [kind.as_str(), id, &label];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Says what a job does, by the stored word; to how many, nobody knows.
#[must_use]
pub fn job_kind(words: &Catalogue, stored: &str) -> String {
    words.say(&Message::new("job-kind").with("kind", stored).with("count", u32::MAX))
}

/// Tells whether nobody had signed in, by the stored name of who acted.
#[must_use]
pub fn is_nobody(actor: &str) -> bool {
    actor.trim_matches(['(', ')']) == "nobody" && actor.starts_with('(')
}

/// Names who acted: a login, or what a word in parentheses stands for.
#[must_use]
pub fn who(words: &Catalogue, stored: &str) -> String {
    let kind = stored.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    kind.and_then(words::actor).map_or_else(|| stored.to_owned(), |key| words.text(key))
}

/// Names who acted; where nobody had signed in, the key or the client's address that asked.
#[must_use]
pub fn by(words: &Catalogue, actor: &str, ssh_key: &str, ssh_client: &str) -> String {
    let client = ssh_client.split(' ').next().unwrap_or_default();
    match (is_nobody(actor), ssh_key, client) {
        (true, "", "") | (false, ..) => who(words, actor),
        (true, "", client) => words.say(&Message::new("audit-by-client").with("client", client)),
        (true, key, _) => words.say(&Message::new("audit-by-key").with("key", key)),
    }
}

/// Names a field of before and after.
#[must_use]
pub fn field(words: &Catalogue, name: &str) -> String {
    let own = words.say(&Message::new("audit-field").with("field", name));
    if own.is_empty() || own == name { words.say(&label(name)) } else { own }
}

/// Says a field's value: the words of a choice, anything else as it is stored.
#[must_use]
pub fn value(words: &Catalogue, action: &str, field: &str, stored: &str) -> String {
    if stored.is_empty() {
        return String::new();
    }
    let key = match field {
        "reason" if action == "session.end" => {
            return words.say(&Message::new("audit-end-reason").with("reason", stored));
        }
        "reason" if action == "remote.refused" => {
            return words.say(&Message::new("audit-remote-reason").with("reason", stored));
        }
        "reason" if action.starts_with("job.") => {
            return words.say(&Message::new("job-reason").with("reason", stored));
        }
        "end" if action == "establishment.import" => {
            return words.say(&Message::new("audit-import-end").with("end", stored));
        }
        "door" => return words.say(&Message::new("audit-door").with("stored", stored)),
        "more" => return words.say(&Message::new("audit-more").with("more", stored)),
        "doubt" => return words.say(&Message::new("audit-doubt").with("doubt", stored)),
        "code" => return words.say(&Message::new("audit-finding").with("code", stored)),
        "author" => return who(words, stored),
        "words" if action == "mail.withdraw" => return words.say(&mail::last_words(stored)),
        "state" => mail::State::from_word(stored).map(words::mail_state),
        "blocker" => Blocker::from_word(stored).map(words::blocker),
        "language" => Language::parse(stored).ok().map(words::language),
        "smtp-security" => Security::from_word(stored).map(words::security),
        "transport" => choice(stored, &[("folder", "transport-folder"), ("smtp", "transport-smtp")]),
        "contact-editing" => choice(
            stored,
            &[("no", "contact-editing-no"), ("yes", "contact-editing-yes"), ("domain", "contact-editing-domain")],
        ),
        "until" | "registered-on" | "oldest" | "newest" => return words.stored_day(stored),
        "permissions" | "permissions-added" | "permissions-removed" => return permissions(words, stored),
        "send-mail" => choice(stored, &[("no", "answer-no"), ("yes", "answer-yes")]),
        _ => {
            let said = field.parse().ok().and_then(|field| said::value(field, stored));
            // A text of several lines is told whole.
            let said = said.filter(|said| *said != Value::from(stored.lines().next().unwrap_or_default()));
            return said.map_or_else(
                || stored.to_owned(),
                |value| words.say(&Message::new("value-alone").with("value", value)),
            );
        }
    };
    key.map_or_else(|| stored.to_owned(), |key| words.text(key))
}

/// Says permissions, whose words have commas between them.
#[must_use]
pub fn permissions(words: &Catalogue, stored: &str) -> String {
    let said = |word: &str| rights::permission(word).map_or_else(|| word.to_owned(), |key| words.text(key));
    stored.split(',').map(said).collect::<Vec<_>>().join(", ")
}

/// Says a field with its value; a value without a field stands alone.
#[must_use]
pub fn change(words: &Catalogue, name: &str, value: &str) -> String {
    if name.is_empty() {
        return value.to_owned();
    }
    words.say(&Message::new("audit-change").with("field", field(words, name)).with("value", value))
}

fn choice(stored: &str, choices: &[(&str, &'static str)]) -> Option<&'static str> {
    choices.iter().find(|(word, _)| *word == stored).map(|(_, key)| *key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: Language, action: &str, field: &str, expected: &[(&str, &str)]) {
        let words = Catalogue::new(language);
        for (stored, said) in expected {
            assert_eq!(value(&words, action, field, stored), *said, "{action} {field}");
        }
    }

    /// Adds the fields that are recorded in the sources under a folder.
    fn recorded(folder: &std::path::Path, fields: &mut std::collections::BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                recorded(&path, fields);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for part in text.split(".is(\"").skip(1).chain(text.split(".was(\"").skip(1)) {
                    fields.insert(part.split('"').next().unwrap_or_default().to_owned());
                }
            }
        }
    }

    #[test]
    fn each_field_that_is_recorded_has_a_name_for_people() {
        let mut fields = std::collections::BTreeSet::new();
        recorded(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/operations"), &mut fields);
        assert!(fields.len() > 30 && fields.contains("words"), "{fields:?}");
        let words = Catalogue::new(Language::French);
        fields.retain(|name| field(&words, name) == *name);
        assert_eq!(fields.into_iter().collect::<Vec<_>>(), ["export"], "those that are the same in French");
    }

    #[test]
    fn choices_are_said_in_words() {
        let french = Language::French;
        let doors = [("console", "la console"), ("plain", "le mode texte"), ("command", "une commande")];
        check(french, "sign-in.refused", "door", &doors);
        check(Language::English, "sign-in.refused", "door", &[("console", "the console")]);
        let ends = [
            ("sign-out", "départ de la personne"),
            ("hang-up", "connexion perdue"),
            ("terminated", "arrêt demandé au programme"),
        ];
        check(french, "session.end", "reason", &ends);
        check(Language::English, "session.end", "reason", &[("sign-out", "the person left")]);
        check(french, "mail.retry", "state", &[("refused", "refusé"), ("queued", "en attente")]);
        check(french, "establishment.unblock", "blocker", &[("webmaster", "le webmestre")]);
        check(french, "zone.add", "language", &[("fr", "français"), ("en", "anglais")]);
        check(french, "host.edit", "smtp-security", &[("tls", "TLS (en général port 465)")]);
        check(french, "host.edit", "transport", &[("folder", "dossier (un fichier par courriel)")]);
        check(french, "host.edit", "contact-editing", &[("no", "non")]);
        check(french, "establishment.add", "send-mail", &[("yes", "oui")]);
        check(french, "doctor.repair", "code", &[("left-over", "reste d'un travail interrompu")]);
        let given = [("ScoView,EnsView,Odd", "Voir le département, Voir les parties pour les enseignants, Odd")];
        check(french, "role.edit", "permissions-added", &given);
        check(Language::English, "profile.edit", "permissions-removed", &[("mail.send", "Mail: send")]);
        check(french, "establishment.block", "author", &[("(owner)", "le propriétaire du dossier de données")]);
        check(french, "user.edit", "category", &[("staff", "personnel")]);
        let roles = "Admin, Ens_RT until 2027-06-30";
        check(french, "user.grant", "roles", &[(roles, "Admin, Ens_RT (premier jour sans\u{a0}: 30/06/2027)")]);
        check(
            french,
            "user.add-scope",
            "scope",
            &[("all-plans, department:INFO", "tous les parcours, département INFO")],
        );
        let list = object(&Catalogue::new(french), "list", "person 8", "");
        assert_eq!(list, "liste compte 8");
    }

    #[test]
    fn jobs_are_said_in_words() {
        let french = Catalogue::new(Language::French);
        for (stored, said) in [
            ("job.start", "traitement lancé"),
            ("job.resume", "traitement repris"),
            ("job.pause", "traitement en pause"),
            ("job.ask-cancel", "abandon d'un traitement demandé"),
            ("job.ask-pause", "pause d'un traitement demandée"),
            ("job.cancel", "traitement abandonné"),
            ("job.end", "traitement terminé"),
        ] {
            assert_eq!(action(&french, stored), said);
        }
        assert_eq!(object(&french, "webmaster", "?3f", ""), "identifiant inconnu (marque 3f)");
        assert_eq!(object(&french, "job", "7", "write-mail"), "traitement 7 Écrire un courriel");
        check(Language::French, "job.pause", "reason", &[("full", "le disque est plein")]);
    }

    #[test]
    fn what_people_wrote_and_what_nobody_knows_stays_as_it_is() {
        let french = Language::French;
        check(french, "establishment.block", "reason", &[("sign-out", "sign-out"), ("Loyer impayé", "Loyer impayé")]);
        check(french, "session.end", "reason", &[("vanished", "vanished"), ("", "")]);
        check(french, "mail.retry", "state", &[("odd", "odd")]);
        check(french, "establishment.edit", "denomination", &[("yes", "yes")]);
    }
}
