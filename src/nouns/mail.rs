//! Mails: the outbox, by state.

use super::acts::{self, Going, Seen, Told};
use super::cell::{Cell, State, Tone, Word};
use super::description::{self, Described, FieldOf, Key, Where};
use super::door::Of;
use super::many::each;
use super::source::{self, Ask, Extras, Group, Id, Order, Source, Typing, number, numbers};
use crate::domain::act::{Act, Noun};
use crate::domain::columns::MailColumn;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::filter::Filter;
use crate::domain::job::Danger;
use crate::domain::mail::{Mail, MailId, SECRET_MARK, State as MailState, last_words};
use crate::domain::message::{Explain as _, Message};
use crate::domain::unreadable::Unreadable;
use crate::i18n::{Catalogue, words};
use crate::operations::mail;
use crate::operations::{Context, Error, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Mails> = Of::NEW;

/// What stands where the password belongs, which is kept apart.
const DOTS: &str = "••••••";

type Column = description::Column<Mail>;
type ActOf = acts::ActOf<Mails>;

/// The description.
#[derive(Debug)]
pub(super) struct Mails;

impl Described for Mails {
    type Row = Mail;
    type Facts = ();

    const NOUN: Noun = Noun::Mail;
    const TITLE: &'static str = "screen-mail";
    const ONE: &'static str = "mail-one";
    const HELP: &'static str = "plain-help-mails";
    const NONE: &'static str = "mail-none";
    const SENTENCE: &'static str = "plain-mail-line";
    const KEY: Key = Key { field: Field::Number, value: "cli-value-number", help: "cli-arg-mail" };
    const EXTRAS: Extras = Extras {
        pane: [4, 4],
        grouped: &[("column-state", "state")],
        limit: Some(100),
        csv: &[
            "id",
            "kind",
            "establishment",
            "to_name",
            "to_email",
            "subject",
            "message_id",
            "state",
            "attempts",
            "words",
            "created_at",
            "next_attempt_at",
            "sent_at",
        ],
    };
    const SOURCE: Source<Mail, ()> = Source::Ordered { typing: Typing::of::<MailColumn>(), ids, rows };

    const COLUMNS: &'static [Column] = &[
        Column::new("id", "mail-number", |mail| Cell::Key(mail.id.0)).only(Where::Lines),
        Column::new("state", "column-state", |mail| Cell::State(state(mail.state))).wide(18, 0),
        Column::new("to_email", "column-recipient", |mail| Cell::Text(mail.to_email.clone())).wide(18, 2),
        Column::new("subject", "column-subject", |mail| Cell::Text(mail.subject.clone())).wide(16, 3),
        Column::new("establishment", "mail-establishment", |mail| {
            Cell::OptionalKey(mail.establishment.map(|number| number.0.into()))
        })
        .wide(7, 0)
        .yields(4),
        Column::new("created_at", "column-created", |mail| Cell::Moment(Some(mail.created_at), ""))
            .wide(16, 0)
            .yields(1),
        Column::people("next", "column-next", next).wide(18, 0).yields(2),
        Column::new("words", "column-words", |mail| Cell::Phrase(mail.words.clone(), said(mail))).wide(12, 1).yields(3),
        Column::aside("kind", "mail-kind", |mail| {
            Cell::Code(mail.kind.word(), Word { key: words::mail_kind(mail.kind), tone: Tone::Plain })
        }),
        Column::aside("to_name", "mail-name", |mail| Cell::Text(mail.to_name.clone())),
        Column::aside("attempts", "mail-tries", |mail| Cell::Number(mail.attempts.into())),
        Column::aside("message_id", "mail-message-id", |mail| Cell::Text(mail.message_id.clone())),
        Column::hidden("next_attempt_at", |mail| Cell::Moment(Some(mail.next_attempt_at), "")),
        Column::hidden("sent_at", |mail| Cell::Moment(mail.sent_at, "")),
        Column::new("body", "mail-body", |mail| Cell::Lines(body(mail))).only(Where::Alone),
    ];

    const FIELDS: &'static [FieldOf<Mail>] =
        &[FieldOf::line(Field::Recipient, |_| String::new()).hint("hint-mail-test")];

    const ACTS: &'static [ActOf] = &[
        ActOf::on_rows(Act::MAIL_RETRY, ("action-mail-retry", "cli-mail-retry"), retry)
            .danger(Danger::Yes, |seen| question("mail-retry-question", seen))
            .warns(|mail| (mail.state == MailState::Uncertain).then_some("mail-retry-uncertain"))
            .refuses(|seen| stopped(seen.row?.state))
            .through(acts::Doors::Screen),
        ActOf::on_rows(Act::MAIL_SEND, ("action-mail-send", "cli-mail-send"), send)
            .danger(Danger::Yes, |seen| question("mail-send-question", seen))
            .refuses(|seen| mail::may_send(seen.row?.state).err().map(|rule| Error::from(rule).message()))
            .through(acts::Doors::Screen),
        ActOf::alone(Act::MAIL_TEST, ("action-mail-test", "cli-mail-test"), test)
            .asks(&[Field::Recipient], |_| Message::new("action-mail-test"), "mail-test-button")
            .through(acts::Doors::Screen),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Mail> {
        mail::get(ctx, MailId(number("mail", key)?))
    }

    fn key(mail: &Mail) -> String {
        mail.id.0.to_string()
    }

    fn named(key: &str) -> Result<Id> {
        number("mail", key).map(Id::Number)
    }

    fn id(mail: &Mail) -> Id {
        Id::Number(mail.id.0)
    }

    fn pane(mail: &Mail, words: &Catalogue, _: u16) -> Vec<(String, Tone)> {
        let attempts = words.say(&Message::new("mail-attempts").with("count", mail.attempts));
        let number = mail.establishment.map(|number| number.to_string()).unwrap_or_default();
        let kind = words.text(words::mail_kind(mail.kind));
        let parts = [kind, number, mail.to_name.trim().to_owned(), attempts];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let words = said(mail).map(|said| (words.say(&said), state(mail.state).tone));
        std::iter::once((parts.join(" · "), Tone::Faint)).chain(words).collect()
    }
}

fn state(state: MailState) -> State {
    let (sign, tone) = match state {
        MailState::Queued => ("○", Tone::Plain),
        MailState::Sending => ("→", Tone::Plain),
        MailState::Deferred => ("◌", Tone::Warning),
        MailState::Sent => ("✓", Tone::Good),
        MailState::Refused => ("×", Tone::Bad),
        MailState::Uncertain => ("?", Tone::Warning),
        MailState::Withdrawn => ("–", Tone::Faint),
    };
    State { code: state.word(), said: Message { key: words::mail_state(state), args: Vec::new() }, sign, tone }
}

fn body(mail: &Mail) -> String {
    if mail.kind.holds_password() { mail.body.replace(SECRET_MARK, DOTS) } else { mail.body.clone() }
}

/// What was last said of a mail.
fn said(mail: &Mail) -> Option<Message> {
    (!mail.words.is_empty()).then(|| last_words(&mail.words))
}

/// When it was sent, or when the next try is due; a column for people.
fn next(mail: &Mail) -> Cell {
    let at = match (mail.sent_at, mail.state) {
        (Some(at), _) => Some(Message::new("mail-sent").with("at", at)),
        (None, state) => state.waits().then(|| Message::new("mail-next").with("at", mail.next_attempt_at)),
    };
    Cell::Phrase(String::new(), at)
}

/// Says why a mail cannot be queued again.
fn stopped(state: MailState) -> Option<Message> {
    match state {
        MailState::Sent => Some(Message::new("why-mail-sent")),
        MailState::Sending | MailState::Queued => Some(Message::new("why-mail-waits")),
        MailState::Withdrawn => Some(Message::new("why-mail-withdrawn")),
        MailState::Deferred | MailState::Refused | MailState::Uncertain => None,
    }
}

/// Asks whether a mail should be queued again or sent now.
fn question(key: &'static str, seen: &Seen<'_, Mail, ()>) -> Vec<Message> {
    let Some(mail) = seen.row else { return Vec::new() };
    let mut about = Message { key, args: Vec::new() };
    about = about.with("to", mail.to_email.as_str()).with("subject", mail.subject.as_str());
    std::iter::once(about).chain(said(mail)).collect()
}

/// Counts by state.
pub(super) fn counted(counts: Vec<(MailState, u32)>) -> Vec<Group> {
    let group = |(of, count)| Group::of(state(of), usize::try_from(count).unwrap_or(usize::MAX));
    counts.into_iter().map(group).collect()
}

fn ids(ctx: &mut Context, ask: &Ask<'_>) -> Result<Order> {
    let found = mail::matching(ctx, &Filter::parse(ask.filter)?, ask.most.saturating_add(1))?;
    let groups = counted(mail::counts(ctx)?);
    let total = groups.iter().map(|group| group.count).sum();
    let ids = found.ids.into_iter().map(|id| Id::Number(id.0)).collect();
    let unread = found.unreadable.iter().map(Unreadable::message).collect();
    Ok(Order { remarks: found.remarks, unread, groups, ..Order::of(ids, ask.most, total) })
}

fn rows(ctx: &mut Context, ids: &[Id]) -> Result<(Vec<source::Seen<Mail>>, ())> {
    let found = mail::named(ctx, &numbers::<i64>(ids))?;
    Ok((found.into_iter().map(source::seen).collect(), ()))
}

/// Queues mails again.
fn retry(ctx: &mut Context, ids: &[Id], going: &Going<'_>) -> Result<Told> {
    let told = each(ids, going, |id| mail::retry(ctx, MailId(id.number().unwrap_or_default())).map(Ok))?;
    Ok(if ids.len() == 1 { Told { said: Message::new("mail-retried"), ..told } } else { told })
}

/// What is told of a mail that was tried and has not left.
fn heard(tried: &Mail) -> Message {
    said(tried).unwrap_or_else(|| Message::new("mail-not-tried"))
}

/// Sends mails now, one after the other.
fn send(ctx: &mut Context, ids: &[Id], going: &Going<'_>) -> Result<Told> {
    let mut sender = mail::sender(ctx)?;
    let mut last = None;
    let told = each(ids, going, |id| {
        let tried = mail::send_one(ctx, &mut sender, MailId(id.number().unwrap_or_default()))?;
        let came = if tried.state == MailState::Sent { Ok(()) } else { Err(heard(&tried)) };
        last = Some(tried);
        Ok(came)
    })?;
    Ok(match last.filter(|_| ids.len() == 1) {
        Some(tried) if tried.state == MailState::Sent => Told { said: Message::new("mail-sent-now"), ..told },
        Some(tried) => {
            let tone = if tried.state.waits() { Tone::Warning } else { Tone::Bad };
            Told::plainly(heard(&tried), tone)
        }
        None => told,
    })
}

fn test(ctx: &mut Context, typed: &Filled) -> Result<Told> {
    let id = mail::test(ctx, &typed.text(Field::Recipient))?;
    Ok(Told::row(Message::new("mail-test-queued").with("number", id.0.to_string()), id.0.to_string()))
}

/// What the columns show that are filtered by a choice, by the column of the filter.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    vec![("state", MailState::ALL.map(|of| Cell::State(state(of))).to_vec())]
}
