//! A mail that was just queued: it is tried at once, and what came of it is said.

use std::sync::Arc;

use super::conversation::{Conversation, or_none};
use crate::domain::mail::{Mail, MailId, last_words};
use crate::domain::message::Message;
use crate::i18n::words;
use crate::operations::mail;

/// What was last said of a mail, as people read it.
pub(super) fn said(conversation: &Conversation<'_, '_>, mail: &Mail) -> String {
    if mail.words.is_empty() { or_none("").to_owned() } else { conversation.io.words(&last_words(&mail.words)) }
}

/// Tries to send one mail at once and says how it stands; what queued it is done whatever comes of it.
pub(super) fn deliver(conversation: &mut Conversation<'_, '_>, id: MailId) {
    conversation.io.text("plain-mail-sending");
    conversation.io.flush();
    let stop = Arc::clone(conversation.io.cancel().flag());
    let sent = conversation.attempt(|ctx| {
        let mut sender = mail::sender(ctx)?.with_stop(stop);
        mail::deliver(ctx, &mut sender, id)
    });
    if let Some(found) = sent {
        let state = conversation.io.words(&Message::new(words::mail_state(found.state)));
        let message = Message::new("plain-mail-state")
            .with("id", id.0.to_string())
            .with("state", state)
            .with("words", said(conversation, &found));
        conversation.io.say(&message);
    }
}
