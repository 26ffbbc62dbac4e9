//! Everything that is known of one establishment, in the order in which people read it.

use super::cell::Tone;
use crate::domain::establishment::State;
use crate::domain::message::{Explain as _, Message};
use crate::domain::statistics::Figures;
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;
use crate::i18n::{Catalogue, audit, standing, words as keys};
use crate::jobs::job_words;
use crate::operations::establishment::Detail;

/// A line of the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The catalogue key of its label; empty where the line before goes on.
    pub label: &'static str,
    /// What people read; empty where nothing is known.
    pub value: String,
    /// How good it is.
    pub tone: Tone,
}

/// Says all that is known of an establishment.
#[must_use]
pub fn card(detail: &Detail, words: &Catalogue, zone: &dyn Fn(ZoneNumber) -> String, now: Timestamp) -> Vec<Fact> {
    let mut card = Card { facts: Vec::new() };
    let row = &detail.establishment;
    let state = row.state(now);
    card.fact("column-number", row.number.to_string());
    card.fact("column-name", row.denomination.clone());
    card.fact("column-location", row.location.clone());
    card.fact("column-zone", zone(row.zone));
    card.fact("column-uai", row.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default());
    card.fact("column-contact", row.contact.full_name());
    card.fact("column-mail", row.contact.email_text().to_owned());
    card.fact("column-registered", words.day(row.registered_on));
    card.toned("column-state", words.text(keys::state(state)), tone(state));
    for block in row.blocks.iter().filter(|block| block.stands(now)) {
        card.toned("", standing::block(words, block, now), Tone::Bad);
    }
    for block in detail.everywhere.iter().filter(|block| block.stands(now)) {
        let said = Message::new("card-everywhere").with("block", standing::block(words, block, now));
        card.toned("", words.say(&said), Tone::Bad);
    }
    administrators(&mut card, detail, words);
    figures(&mut card, detail, words);
    card.fact("card-database", detail.path.clone());
    if let Some(bytes) = detail.size_bytes {
        card.fact("", words.size(bytes));
    }
    let (count, latest) = detail.exports;
    let latest = latest.map(|at| words.moment(at)).unwrap_or_default();
    card.fact("card-exports", words.say(&Message::new("card-exports-said").with("count", count).with("at", latest)));
    mails(&mut card, detail, words);
    for (at, job) in detail.jobs.iter().enumerate() {
        let said = Message::new("card-job")
            .with("id", job.id.0.to_string())
            .with("what", job_words::task(job, words, zone))
            .with("state", words.say(&Message::new("job-standing").with("standing", job.state.word())))
            .with("author", audit::who(words, job.author.name()))
            .with("at", job.started_at.unwrap_or(job.created_at));
        card.fact(if at == 0 { "card-jobs" } else { "" }, words.say(&said));
    }
    card.facts
}

struct Card {
    facts: Vec<Fact>,
}

impl Card {
    fn fact(&mut self, label: &'static str, value: String) {
        self.toned(label, value, Tone::Plain);
    }

    fn toned(&mut self, label: &'static str, value: String, tone: Tone) {
        self.facts.push(Fact { label, value, tone });
    }
}

const fn tone(state: State) -> Tone {
    match state {
        State::Open => Tone::Good,
        State::Blocked => Tone::Bad,
        State::Creating | State::Deleting => Tone::Warning,
    }
}

fn administrators(card: &mut Card, detail: &Detail, words: &Catalogue) {
    const LABEL: &str = "column-administrator";
    match &detail.administrators {
        Ok(all) if all.is_empty() => card.toned(LABEL, words.text("administrator-none"), Tone::Warning),
        Ok(all) => {
            for (at, one) in all.iter().enumerate() {
                card.fact(if at == 0 { LABEL } else { "" }, standing::administrator(words, one));
            }
        }
        Err(error) => card.toned(LABEL, words.say(&error.message()), Tone::Bad),
    }
}

fn figures(card: &mut Card, detail: &Detail, words: &Catalogue) {
    match &detail.figures {
        None => card.toned("card-people", words.text("card-never-counted"), Tone::Faint),
        Some((_, Err(reason))) => card.toned("card-people", words.say(&reason.message()), Tone::Bad),
        Some((at, Ok(found))) => {
            card.fact("card-people", words.say(&people(found)));
            card.fact("card-teaching", words.say(&teaching(found)));
            card.toned("", words.say(&Message::new("card-counted").with("at", *at)), Tone::Faint);
        }
    }
}

fn count(found: u64) -> i64 {
    i64::try_from(found).unwrap_or(i64::MAX)
}

fn people(found: &Figures) -> Message {
    Message::new("card-people-said")
        .with("staff", count(found.staff))
        .with("staff_connected", count(found.staff_connected))
        .with("learners", count(found.learners))
        .with("learners_connected", count(found.learners_connected))
}

fn teaching(found: &Figures) -> Message {
    Message::new("card-teaching-said")
        .with("evaluations", count(found.evaluations))
        .with("grades", count(found.grades))
        .with("enrolments", count(found.all_enrolments()))
}

fn mails(card: &mut Card, detail: &Detail, words: &Catalogue) {
    let counted = detail.mails.iter().map(|(state, count)| {
        let state = words.text(keys::mail_state(*state));
        words.say(&Message::new("named-value").with("name", state).with("value", *count))
    });
    let counted: Vec<String> = counted.collect();
    card.fact("card-mails", if counted.is_empty() { words.text("card-none") } else { counted.join(" · ") });
    if let Some(mail) = &detail.mail {
        let said = Message::new("card-latest-mail")
            .with("id", mail.id.0.to_string())
            .with("subject", mail.subject.as_str())
            .with("state", words.text(keys::mail_state(mail.state)))
            .with("at", mail.sent_at.unwrap_or(mail.created_at));
        card.fact("", words.say(&said));
    }
}
