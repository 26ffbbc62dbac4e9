//! What is known of one establishment besides its row: each a column that people read and programs get, of one alone.

use serde_json::{Value, json};

use super::row::Row;
use crate::domain::account::Administrator;
use crate::domain::block::Block;
use crate::domain::job::Job;
use crate::domain::message::{Explain as _, Message};
use crate::domain::time::Timestamp;
use crate::domain::unreadable::{Listed, Unreadable};
use crate::i18n::{Catalogue, audit, standing, words as keys};
use crate::jobs::job_words;
use crate::nouns::cell::{Cell, Line, Tone};
use crate::nouns::description::{self, Where};
use crate::operations::establishment::Detail;

type Column = description::Column<Row>;

/// A column of one alone.
pub(super) const fn alone(name: &'static str, title: &'static str, cell: fn(&Row) -> Cell) -> Column {
    Column::new(name, title, cell).only(Where::Alone)
}

pub(super) fn host_blocks(row: &Row) -> Cell {
    full(row, |row, known| blocks_json(&known.everywhere, row.now), nothing)
}

pub(super) fn administrators(row: &Row) -> Cell {
    full(row, |_, known| administrators_json(known), |words, _, known| administrators_said(words, known))
}

pub(super) fn people(row: &Row) -> Cell {
    full(row, |_, known| figures_json(known), |words, _, known| figures_said(words, known))
}

/// What goes on in it; programs read it with the figures.
pub(super) fn teaching(row: &Row) -> Cell {
    full(row, |_, _| Value::Null, |words, _, known| teaching_said(words, known))
}

pub(super) fn database(row: &Row) -> Cell {
    full(
        row,
        |_, known| known.path.as_str().into(),
        |words, _, known| {
            plain(std::iter::once(known.path.clone()).chain(known.size_bytes.map(|bytes| words.size(bytes))))
        },
    )
}

/// Its size, which people read with its path.
pub(super) fn size(row: &Row) -> Cell {
    full(row, |_, known| known.size_bytes.into(), nothing)
}

pub(super) fn exports(row: &Row) -> Cell {
    let stored =
        |_: &Row, known: &Detail| json!({"count": known.exports.0, "latest": known.exports.1.map(Timestamp::utc_text)});
    full(row, stored, |words, _, known| {
        let (count, latest) = known.exports;
        let latest = latest.map(|at| words.moment(at)).unwrap_or_default();
        plain([words.say(&Message::new("card-exports-said").with("count", count).with("at", latest))])
    })
}

pub(super) fn mails(row: &Row) -> Cell {
    let stored = |_: &Row, known: &Detail| {
        known.mails.iter().map(|(state, count)| (state.word().to_owned(), json!(count))).collect()
    };
    full(row, stored, |words, _, known| mails_said(words, known))
}

/// The latest mail, which people read with the others.
pub(super) fn mail(row: &Row) -> Cell {
    let stored = |_: &Row, known: &Detail| match &known.mail {
        Some(Ok(mail)) => json!({"id": mail.id.0, "state": mail.state.word()}),
        Some(Err(odd)) => odd_json(odd),
        None => Value::Null,
    };
    full(row, stored, nothing)
}

pub(super) fn jobs(row: &Row) -> Cell {
    let stored = |_: &Row, known: &Detail| {
        let told = |job: &Listed<Job>| match job {
            Ok(job) => json!({"id": job.id.0, "kind": job.task.kind().word()}),
            Err(odd) => odd_json(odd),
        };
        known.jobs.iter().map(told).collect()
    };
    full(row, stored, |words, row, known| plain(known.jobs.iter().map(|job| job_said(words, row, job))))
}

/// Names a row that cannot be read, for programs.
fn odd_json(odd: &Unreadable) -> Value {
    json!({"id": odd.object(), "unreadable": odd.field})
}

/// Columns from which a row itself has room for everything but the address.
const WIDE: u16 = 120;

/// Says what the row has no room for, or which value of it nobody knows.
pub(super) fn pane(row: &Row, words: &Catalogue, columns: u16) -> Vec<Line> {
    let found = match row.of.as_ref() {
        Ok(found) => found,
        Err(odd) => return vec![(words.say(&odd.message()), Tone::Bad)],
    };
    let email = found.contact.email_text();
    let email = if email.is_empty() { String::new() } else { format!("<{email}>") };
    let contact = format!("{} {email}", found.contact.full_name()).trim().to_owned();
    if columns < WIDE {
        let joined =
            |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let registered = words.day(found.registered_on);
        return vec![
            (joined(&[&found.denomination, &found.location, &registered]), Tone::Plain),
            (joined(&[&row.zone(found.zone), &contact]), Tone::Faint),
        ];
    }
    let blocks = found.blocks.iter().filter(|block| block.stands(row.now));
    let blocks = blocks.map(|block| (standing::block(words, block, row.now), Tone::Bad));
    std::iter::once((contact, Tone::Plain)).chain(blocks).collect()
}

const fn nothing(_: &Catalogue, _: &Row, _: &Detail) -> Vec<Line> {
    Vec::new()
}

/// Makes the value of one alone; nothing in a list.
fn full(row: &Row, stored: fn(&Row, &Detail) -> Value, say: fn(&Catalogue, &Row, &Detail) -> Vec<Line>) -> Cell {
    let Some(known) = row.known.clone() else { return Cell::Optional(String::new()) };
    let (row, of) = (row.clone(), row.clone());
    let detail = known.clone();
    Cell::lines(move || stored(&row, &known), move |words| say(words, &of, &detail))
}

/// Says what blocks an establishment: its own blocks, and those of all.
pub(super) fn blocks(row: &Row) -> Cell {
    let (of, said) = (row.clone(), row.clone());
    let stored = move || of.found().map_or_else(|| json!([]), |one| blocks_json(&one.blocks, of.now));
    let say = move |words: &Catalogue| {
        let standing_of = |block: &&Block| block.stands(said.now);
        let own = said.found().into_iter().flat_map(|one| &one.blocks).filter(standing_of);
        let own = own.map(|block| standing::block(words, block, said.now));
        let everywhere = said.known.iter().flat_map(|known| &known.everywhere).filter(standing_of).map(|block| {
            let block = standing::block(words, block, said.now);
            words.say(&Message::new("card-everywhere").with("block", block))
        });
        own.chain(everywhere).map(|line| (line, Tone::Bad)).collect()
    };
    Cell::lines(stored, say)
}

fn blocks_json(blocks: &[Block], now: Timestamp) -> Value {
    blocks.iter().filter(|block| block.stands(now)).map(block_record).collect()
}

/// Returns a block as programs read it.
#[must_use]
pub fn block_record(block: &Block) -> Value {
    json!({
        "blocker": block.blocker.word(),
        "reason": block.reason,
        "author": block.author,
        "since": block.since.utc_text(),
        "until": block.until.map(Timestamp::utc_text),
    })
}

fn plain(lines: impl IntoIterator<Item = String>) -> Vec<Line> {
    lines.into_iter().map(|line| (line, Tone::Plain)).collect()
}

fn administrators_said(words: &Catalogue, known: &Detail) -> Vec<Line> {
    match &known.administrators {
        Ok(all) if all.is_empty() => vec![(words.text("administrator-none"), Tone::Warning)],
        Ok(all) => plain(all.iter().map(|one| standing::administrator(words, one))),
        Err(error) => vec![(words.say(&error.message()), Tone::Bad)],
    }
}

fn administrators_json(known: &Detail) -> Value {
    known.administrators.as_ref().map_or(Value::Null, |all| all.iter().map(administrator_record).collect())
}

/// Returns an administrator as programs read it.
#[must_use]
pub fn administrator_record(one: &Administrator) -> Value {
    json!({
        "login": one.login,
        "last-name": one.last_name,
        "first-name": one.first_name,
        "active": one.active,
        "last-sign-in": one.last_sign_in_at.map(Timestamp::utc_text),
    })
}

fn count(found: u64) -> i64 {
    i64::try_from(found).unwrap_or(i64::MAX)
}

fn figures_said(words: &Catalogue, known: &Detail) -> Vec<Line> {
    let found = match &known.figures {
        None => return vec![(words.text("card-never-counted"), Tone::Faint)],
        Some((_, Err(reason))) => return vec![(words.say(&reason.message()), Tone::Bad)],
        Some((_, Ok(found))) => found,
    };
    let said = Message::new("card-people-said")
        .with("staff", count(found.staff))
        .with("staff_connected", count(found.staff_connected))
        .with("learners", count(found.learners))
        .with("learners_connected", count(found.learners_connected));
    plain([words.say(&said)])
}

fn figures_json(known: &Detail) -> Value {
    match &known.figures {
        Some((at, Ok(figures))) => json!({"counted-at": at.utc_text(), "counted": figures}),
        Some((at, Err(cause))) => json!({"counted-at": at.utc_text(), "cause": cause.word()}),
        None => Value::Null,
    }
}

fn teaching_said(words: &Catalogue, known: &Detail) -> Vec<Line> {
    let Some((at, Ok(found))) = &known.figures else { return Vec::new() };
    let said = Message::new("card-teaching-said")
        .with("evaluations", count(found.evaluations))
        .with("grades", count(found.grades))
        .with("enrolments", count(found.all_enrolments()));
    let counted = words.say(&Message::new("card-counted").with("at", *at));
    vec![(words.say(&said), Tone::Plain), (counted, Tone::Faint)]
}

fn mails_said(words: &Catalogue, known: &Detail) -> Vec<Line> {
    let counted = known.mails.iter().map(|(state, count)| {
        let state = words.text(keys::mail_state(*state));
        words.say(&Message::new("named-value").with("name", state).with("value", *count))
    });
    let counted: Vec<String> = counted.collect();
    let counted = if counted.is_empty() { words.text("card-none") } else { counted.join(" · ") };
    let latest = known.mail.as_ref().map(|mail| {
        let said = match mail {
            Ok(mail) => Message::new("card-latest-mail")
                .with("id", mail.id.0.to_string())
                .with("subject", mail.subject.as_str())
                .with("state", words.text(keys::mail_state(mail.state)))
                .with("at", mail.sent_at.unwrap_or(mail.created_at)),
            Err(odd) => odd.message(),
        };
        words.say(&said)
    });
    plain(std::iter::once(counted).chain(latest))
}

fn job_said(words: &Catalogue, row: &Row, job: &Listed<Job>) -> String {
    let job = match job {
        Ok(job) => job,
        Err(odd) => return words.say(&odd.message()),
    };
    let said = Message::new("card-job")
        .with("id", job.id.0.to_string())
        .with("what", job_words::task(job, words, &|zone| row.zone(zone)))
        .with("state", words.say(&Message::new("job-standing").with("standing", job.state.word())))
        .with("author", audit::who(words, job.author.name()))
        .with("at", job.started_at.unwrap_or(job.created_at));
    words.say(&said)
}
