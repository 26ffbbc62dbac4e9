//! The outbox: by state, one mail in full, again, a test.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::command::Command;
use super::desk::{Desk, or_none};
use super::dialogue::{Step, one_back};
use super::form::say_value;
use super::question::numbered;
use crate::domain::field::Field;
use crate::domain::mail::{Mail, MailId, State, last_words};
use crate::domain::message::Message;
use crate::i18n::words;
use crate::operations::mail::{self, Limit};

/// Mails on one page.
const PAGE: u32 = 20;
/// How long a round of sending may hold the conversation.
const ROUND: Duration = Duration::from_mins(1);

#[derive(Debug, Clone, Copy)]
enum Act {
    List,
    Show,
    Retry,
    Send,
    Test,
}

/// Lists and sends mails.
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-act-list", Act::List),
        ("plain-act-show", Act::Show),
        ("plain-act-retry", Act::Retry),
        ("plain-act-send", Act::Send),
        ("plain-act-test", Act::Test),
    ];
    loop {
        let result = match desk.io.menu(&Message::new("plain-menu-mails"), &entries, "plain-help-mails")? {
            Act::List => list(desk),
            Act::Show => detail(desk),
            Act::Retry => desk.before_a_change().and_then(|()| retry(desk)),
            Act::Send => desk.before_a_change().map(|()| send(desk)),
            Act::Test => desk.before_a_change().and_then(|()| test(desk)),
        };
        one_back(result)?;
    }
}

fn list(desk: &mut Desk<'_, '_>) -> Step<()> {
    let Some(counts) = desk.attempt(mail::counts) else { return Ok(()) };
    let total: u32 = counts.iter().map(|(_, count)| count).sum();
    let every = desk.io.words(&Message::new("plain-mail-every").with("count", total));
    let named = counts.into_iter().map(|(state, count)| {
        let state_name = desk.io.words(&Message::new(words::mail_state(state)));
        let message = Message::new("plain-mail-count").with("state", state_name).with("count", count);
        (desk.io.words(&message), Some(state))
    });
    let choices = numbered(std::iter::once((every, None)).chain(named.collect::<Vec<_>>()));
    let label = desk.io.words(&Message::new("column-state"));
    let Some(state) = desk.io.pick(&label, &choices, None, "plain-help-mail-state")? else { return Ok(()) };
    let mut before = None;
    loop {
        let Some(page) = desk.attempt(|ctx| mail::list(ctx, state, before, PAGE)) else { return Ok(()) };
        desk.io.remember(Command::new("mail list").option("state", state.map_or("", State::word)).line());
        if page.is_empty() {
            desk.io.text(if before.is_none() { "plain-mail-none" } else { "plain-no-more" });
            return Ok(());
        }
        for one in &page {
            let line = line(desk, one);
            desk.io.say(&line);
        }
        before = page.last().map(|mail| mail.id);
        if page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) || !desk.io.more()? {
            return Ok(());
        }
    }
}

/// What was last said of a mail, as people read it.
pub(super) fn said(desk: &Desk<'_, '_>, mail: &Mail) -> String {
    if mail.words.is_empty() { or_none("").to_owned() } else { desk.io.words(&last_words(&mail.words)) }
}

fn line(desk: &Desk<'_, '_>, mail: &Mail) -> Message {
    Message::new("plain-mail-line")
        .with("id", mail.id.0.to_string())
        .with("state", desk.io.words(&Message::new(words::mail_state(mail.state))))
        .with("kind", desk.io.words(&Message::new(words::mail_kind(mail.kind))))
        .with("to", mail.to_email.as_str())
        .with("at", mail.created_at)
        .with("words", said(desk, mail))
}

fn ask_id(desk: &mut Desk<'_, '_>) -> Step<MailId> {
    let label = desk.io.words(&Message::new("plain-mail-number"));
    loop {
        let heard = desk.io.require(&label, "plain-help-mail-number")?;
        match heard.parse() {
            Ok(id) => return Ok(MailId(id)),
            Err(_) => desk.io.say(&Message::new("plain-unknown-choice").with("typed", heard)),
        }
    }
}

fn detail(desk: &mut Desk<'_, '_>) -> Step<()> {
    let id = ask_id(desk)?;
    let Some(found) = desk.attempt(|ctx| mail::get(ctx, id)) else { return Ok(()) };
    let summary = line(desk, &found);
    desk.io.say(&summary);
    let label = desk.io.words(&Field::Recipient.label());
    say_value(desk.io, &label, format!("{} {}", found.to_name, found.to_email).trim());
    let label = desk.io.words(&Message::new("plain-mail-subject"));
    say_value(desk.io, &label, &found.subject);
    let label = desk.io.words(&Message::new("plain-mail-tries"));
    say_value(desk.io, &label, &found.attempts.to_string());
    if matches!(found.state, State::Queued | State::Deferred) {
        let label = desk.io.words(&Message::new("plain-mail-next"));
        let at = desk.io.catalogue().moment(found.next_attempt_at);
        say_value(desk.io, &label, &at);
    }
    desk.io.text("plain-mail-body");
    for one in found.body.lines() {
        desk.io.line(one);
    }
    desk.io.remember(Command::new("mail show").arg(&id.0.to_string()).line());
    Ok(())
}

fn retry(desk: &mut Desk<'_, '_>) -> Step<()> {
    let id = ask_id(desk)?;
    if desk.attempt(|ctx| mail::retry(ctx, id)).is_some() {
        desk.io.remember(Command::new("mail retry").arg(&id.0.to_string()).line());
        deliver(desk, id);
    }
    Ok(())
}

/// Tries to send one mail at once and says how it stands; what queued it is done whatever comes of it.
pub(super) fn deliver(desk: &mut Desk<'_, '_>, id: MailId) {
    desk.io.text("plain-mail-sending");
    desk.io.flush();
    let stop = Arc::clone(desk.io.cancel().flag());
    let sent = desk.attempt(|ctx| {
        let mut sender = mail::sender(ctx)?.with_stop(stop);
        mail::send_one(ctx, &mut sender, id)
    });
    if let Some(found) = sent {
        let state = desk.io.words(&Message::new(words::mail_state(found.state)));
        let message = Message::new("plain-mail-state")
            .with("id", id.0.to_string())
            .with("state", state)
            .with("words", said(desk, &found));
        desk.io.say(&message);
    }
}

fn send(desk: &mut Desk<'_, '_>) {
    desk.io.text("plain-mail-sending");
    desk.io.flush();
    let limit = Limit { deadline: Some(Instant::now() + ROUND), ..Limit::default() };
    let stop = Arc::clone(desk.io.cancel().flag());
    let round = desk.attempt(|ctx| {
        let mut sender = mail::sender(ctx)?.with_stop(stop);
        mail::send_due(ctx, &mut sender, limit)
    });
    if let Some(round) = round {
        let message = Message::new("plain-mail-round")
            .with("sent", round.sent)
            .with("deferred", round.deferred)
            .with("refused", round.refused)
            .with("uncertain", round.uncertain);
        desk.io.say(&message);
        if round.withdrawn > 0 {
            desk.io.say(&Message::new("cli-mail-round-withdrawn").with("count", round.withdrawn));
        }
        desk.io.remember(Command::new("mail send").line());
    }
}

fn test(desk: &mut Desk<'_, '_>) -> Step<()> {
    let label = desk.io.words(&Field::Recipient.label());
    loop {
        let to = desk.io.require(&label, "plain-help-recipient")?;
        if let Some(id) = desk.attempt(|ctx| mail::test(ctx, &to)) {
            desk.io.remember(Command::new("mail test").arg(&to).line());
            deliver(desk, id);
            return Ok(());
        }
    }
}
