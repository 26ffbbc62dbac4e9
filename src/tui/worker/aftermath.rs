//! What is told after work: what it did to mails that wait, what it panicked with.

use std::sync::mpsc::Sender;

use crate::domain::message::Message;
use crate::operations::Context;
use crate::tui::events::Event;
use crate::tui::theme::Role;

/// Says what was done to mails that wait, after the view has said what it did.
pub(super) fn tell_aftermath(context: Option<&mut Context>, events: &Sender<Event>) {
    let Some(aftermath) = context.and_then(Context::take_aftermath) else { return };
    let all = |said: Message, next: Message| Message::new("aftermath-both").with("first", said).with("next", next);
    if let Some(message) = aftermath.messages().into_iter().reduce(all) {
        let _ = events.send(Event::Told(message, Role::Warning));
    }
}

/// Returns the words of a panic.
pub(super) fn panic_words(cause: &(dyn std::any::Any + Send)) -> String {
    let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_else(|| "panic".to_owned())
}
