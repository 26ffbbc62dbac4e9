//! The outbox: by state, one mail in full, again, a test.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::command::Command;
use super::conversation::Conversation;
use super::delivery::deliver;
use super::dialogue::{Step, one_back};
use super::noun;
use super::question::Yes;
use crate::domain::access::{Object, decide};
use crate::domain::act::Act as Asked;
use crate::domain::field::Field;
use crate::domain::mail::{MailId, State};
use crate::domain::message::Message;
use crate::jobs::command::inside;
use crate::nouns::{Id, MAILS};
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
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-act-list", Act::List, Asked::MAIL_LIST),
        ("plain-act-show", Act::Show, Asked::MAIL_SHOW),
        ("plain-act-retry", Act::Retry, Asked::MAIL_RETRY),
        ("plain-act-send", Act::Send, Asked::MAIL_SEND),
        ("plain-act-test", Act::Test, Asked::MAIL_TEST),
    ];
    // The transport is the host's alone.
    let entries: Vec<_> = entries.into_iter().filter(|(_, _, act)| may(conversation, *act)).collect();
    let entries: Vec<_> = entries.into_iter().map(|(label, act, _)| (label, act)).collect();
    loop {
        let result = match conversation.io.menu(&Message::new("plain-menu-mails"), &entries, "plain-help-mails")? {
            Act::List => {
                noun::group(conversation, MAILS).and_then(|filter| noun::pages(conversation, MAILS, &filter)).map(drop)
            }
            Act::Show => noun::detail(conversation, MAILS),
            Act::Retry => conversation.before_a_change().and_then(|()| retry(conversation)),
            Act::Send => conversation.before_a_change().map(|()| send(conversation)),
            Act::Test => conversation.before_a_change().and_then(|()| test(conversation)),
        };
        one_back(result)?;
    }
}

/// Tells whether whoever works here may do something where they belong.
fn may(conversation: &Conversation<'_, '_>, act: Asked) -> bool {
    let object = Object { at: conversation.ctx.actor.belongs(), key: None, row: None };
    decide(&conversation.ctx.actor, act, object).is_ok()
}

fn ask_id(conversation: &mut Conversation<'_, '_>) -> Step<MailId> {
    let label = conversation.io.words(&Message::new("plain-mail-number"));
    loop {
        let heard = conversation.io.require(&label, "plain-help-mail-number")?;
        match heard.parse() {
            Ok(id) => return Ok(MailId(id)),
            Err(_) => conversation.io.say(&Message::new("plain-unknown-choice").with("typed", heard)),
        }
    }
}

fn retry(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let id = ask_id(conversation)?;
    if !is_meant(conversation, id)? {
        return Ok(());
    }
    if conversation.attempt(|ctx| mail::retry(ctx, id)).is_some() {
        conversation.io.remember(inside(Command::new("mail retry").arg(&id.0.to_string()).line(), conversation.ctx.at()));
        if may(conversation, Asked::MAIL_SEND) {
            deliver(conversation, id);
        } else {
            conversation.io.text("mail-retried");
        }
    }
    Ok(())
}

/// Asks before a mail is sent again that may have arrived.
fn is_meant(conversation: &mut Conversation<'_, '_>, id: MailId) -> Step<bool> {
    let uncertain = conversation.attempt(|ctx| mail::get(ctx, id)).filter(|mail| mail.state == State::Uncertain);
    if uncertain.is_none() {
        return Ok(true);
    }
    let ids = [Id::Number(id.0)];
    let Some(says) = conversation.attempt(|ctx| MAILS.says_of(ctx, Asked::MAIL_RETRY, &ids)) else { return Ok(false) };
    let says = says.unwrap_or_else(|why| vec![why]);
    let question: Vec<String> = says.iter().map(|line| conversation.io.words(line)).collect();
    let question = Message::new("plain-row-sure").with("question", question.join(" "));
    Ok(conversation.io.yes(&question, Some(Yes::No), "plain-help-mails")? == Yes::Yes)
}

fn send(conversation: &mut Conversation<'_, '_>) {
    conversation.io.text("plain-mail-sending");
    conversation.io.flush();
    let limit = Limit { deadline: Some(Instant::now() + ROUND), ..Limit::default() };
    let stop = Arc::clone(conversation.io.cancel().flag());
    let round = conversation.attempt(|ctx| {
        let mut sender = mail::sender(ctx)?.with_stop(stop);
        mail::send_due(ctx, &mut sender, limit)
    });
    if let Some(round) = round {
        let message = Message::new("plain-mail-round")
            .with("sent", round.sent)
            .with("deferred", round.deferred)
            .with("refused", round.refused)
            .with("uncertain", round.uncertain);
        conversation.io.say(&message);
        if round.withdrawn > 0 {
            conversation.io.say(&Message::new("cli-mail-round-withdrawn").with("count", round.withdrawn));
        }
        for left in &round.left {
            conversation.io.say(left);
        }
        conversation.io.remember(Command::new("mail send").line());
    }
}

fn test(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let label = conversation.io.words(&Field::Recipient.label());
    loop {
        let to = conversation.io.require(&label, "plain-help-recipient")?;
        if let Some(id) = conversation.attempt(|ctx| mail::test(ctx, &to)) {
            conversation.io.remember(Command::new("mail test").arg(&to).line());
            deliver(conversation, id);
            return Ok(());
        }
    }
}
