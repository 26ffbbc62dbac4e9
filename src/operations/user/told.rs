//! What is held on a person, in words that everybody reads: those of the screens, days as the language writes them. Programs get
//! what is stored.

use std::collections::BTreeMap;

use crate::domain::day::parse_day;
use crate::domain::erased::Held;
use crate::domain::field::Field;
use crate::domain::language::Language;
use crate::domain::message::{Message, Value};
use crate::domain::said;
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, audit};
use crate::operations::letters;

/// Says each value by its name, below the name of its kind.
pub(super) fn lines(held: &[Held]) -> Vec<Message> {
    let [english, french] = [Language::English, Language::French].map(letters::catalogue);
    let mut lines = Vec::new();
    for Held { name, columns, rows } in held {
        lines.push(Message::new("data-section").with("section", *name).with("count", rows.len()));
        for row in rows {
            let of = |column: &str| {
                let at = columns.iter().position(|known| *known == column);
                at.and_then(|at| row.get(at)).map_or("", String::as_str)
            };
            for (column, text) in columns.iter().zip(row) {
                let [english, french] =
                    [&english, &french].map(|words| value(words, (name, of("action")), (column, text)));
                // What stands beside it says it already.
                let is_said = !english.is_empty() && (*column != "key" || of("name").is_empty());
                let label = Message::new("data-label").with("name", *column);
                let said = Value::Either { english, french };
                let line = Message::new("data-line").with("label", label).with("value", said);
                lines.extend(is_said.then_some(line));
            }
            lines.push(Message::new("data-between"));
        }
    }
    lines
}

/// Reads a moment, where a column holds one.
pub(super) fn moment(column: &str, text: &str) -> Option<Timestamp> {
    Held::is_moment(column).then(|| text.parse().ok().map(Timestamp)).flatten()
}

/// Says a value of a kind of rows; of an entry of the log, as its act means it. Empty: it tells nobody anything.
fn value(words: &Catalogue, (kind, action): (&str, &str), (column, text): (&str, &str)) -> String {
    let by = |key: &'static str, name: &'static str| words.say(&Message::new(key).with(name, text));
    let of = |field: Field| {
        let said = said::value(field, text).unwrap_or_else(|| text.into());
        words.say(&Message::new("value-alone").with("value", said))
    };
    match column {
        _ if text.is_empty() => String::new(),
        "day_start" => moment(column, text).map_or_else(|| text.to_owned(), |at| words.day(at.day())),
        _ if Held::is_moment(column) => moment(column, text).map_or_else(|| text.to_owned(), |at| words.moment(at)),
        "expires_on" | "valid_until" => parse_day(text).map_or_else(|_| text.to_owned(), |day| words.day(day)),
        "active" | "pending" => words.text(if text == "0" { "answer-no" } else { "answer-yes" }),
        "level" => of(Field::Level),
        "category" => of(Field::Category),
        "language" => of(Field::Language),
        "action" => audit::action(words, text),
        "actor" => audit::who(words, text),
        "object_kind" => by("audit-object", "kind"),
        "end_reason" => by("audit-end-reason", "reason"),
        "before" | "after" => changes(words, action, text),
        "state" if kind == "jobs" => by("job-standing", "standing"),
        "state" => audit::value(words, "mail.retry", "state", text),
        "kind" if kind == "jobs" => audit::job_kind(words, text),
        "hundredths" => text.parse().map_or_else(|_| text.to_owned(), |points| of_points(words, points)),
        // The number of a line of the log is its chain's, and points are a mark.
        "id" if matches!(kind, "done" | "undergone") => String::new(),
        "mark" if text == "value" => String::new(),
        "role" if kind != "enrolments" => text.to_owned(),
        "kind" | "mark" | "role" | "status" => by("data-word", "word"),
        _ => text.to_owned(),
    }
}

/// Says the fields of an entry of the log; text that is no object of texts stays.
fn changes(words: &Catalogue, action: &str, text: &str) -> String {
    let Ok(fields) = serde_json::from_str::<BTreeMap<String, String>>(text) else { return text.to_owned() };
    let said = fields.iter().filter(|(_, text)| !text.is_empty());
    let said = said.map(|(name, text)| audit::change(words, name, &audit::value(words, action, name, text)));
    said.collect::<Vec<_>>().join(" · ")
}

/// Says hundredths of a point.
fn of_points(words: &Catalogue, hundredths: u32) -> String {
    let sign = if words.language() == Language::French { ',' } else { '.' };
    format!("{}{sign}{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_in_words_of_the_language() {
        let [english, french] = [Language::English, Language::French].map(letters::catalogue);
        for (kind, action, column, text, fr, en) in [
            ("account", "", "active", "1", "oui", "yes"),
            ("account", "", "pending", "0", "non", "no"),
            ("account", "", "level", "power-user", "gestionnaire", "power user"),
            ("account", "", "expires_on", "2027-01-31", "31/01/2027", "2027-01-31"),
            ("roles", "", "role", "Ens", "Ens", "Ens"),
            ("scope", "", "kind", "group", "groupe", "group"),
            ("undergone", "user.grant", "action", "user.grant", "rôle donné", "role granted"),
            ("undergone", "user.grant", "id", "12", "", ""),
            ("undergone", "user.edit", "after", "{\"level\":\"user\"}", "Niveau\u{a0}: utilisateur", "Level: user"),
            ("done", "", "object_kind", "account", "compte", "account"),
            ("sessions", "", "end_reason", "password", "nouveau mot de passe", "new password"),
            ("jobs", "", "state", "done", "terminé", "done"),
            ("mails", "", "state", "sent", "envoyé", "sent"),
            ("grades", "", "hundredths", "1250", "12,50", "12.50"),
            ("grades", "", "mark", "absent", "absence", "absent"),
            ("enrolments", "", "role", "learner", "apprenant", "learner"),
            ("enrolments", "", "status", "in-progress", "en cours", "in progress"),
        ] {
            let said = [&french, &english].map(|words| value(words, (kind, action), (column, text)));
            assert_eq!(said, [fr, en], "{kind} {column}");
        }
    }
}
