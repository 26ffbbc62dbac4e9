//! The outbox: by state, one mail in full, again, a test.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::command::Command;
use super::desk::{Desk, or_none};
use super::dialogue::{Step, one_back};
use super::noun;
use crate::domain::field::Field;
use crate::domain::mail::{Mail, MailId, last_words};
use crate::domain::message::Message;
use crate::i18n::words;
use crate::nouns::MAILS;
use crate::operations::mail::{self, Limit};

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
            Act::List => noun::group(desk, MAILS).and_then(|filter| noun::pages(desk, MAILS, &filter)).map(drop),
            Act::Show => noun::detail(desk, MAILS),
            Act::Retry => desk.before_a_change().and_then(|()| retry(desk)),
            Act::Send => desk.before_a_change().map(|()| send(desk)),
            Act::Test => desk.before_a_change().and_then(|()| test(desk)),
        };
        one_back(result)?;
    }
}

/// What was last said of a mail, as people read it.
pub(super) fn said(desk: &Desk<'_, '_>, mail: &Mail) -> String {
    if mail.words.is_empty() { or_none("").to_owned() } else { desk.io.words(&last_words(&mail.words)) }
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
