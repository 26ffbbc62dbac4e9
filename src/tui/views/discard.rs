//! How a form is left that may hold what somebody typed.

use crate::domain::message::Message;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Reply, View};
use crate::tui::widgets::confirm::Confirm;

/// Leaves a form, after a question when something was typed.
pub(super) fn leave(form: &impl View, shared: &Shared) -> Reply {
    if !form.is_changed() {
        return Reply::close(Answer::Dismissed);
    }
    let question = vec![Message::new("form-discard")];
    Reply::open(Confirm::yes(Message::new("form-discard-title"), question, shared))
}
