//! What each role allows, a line for each permission; it is changed by editing a role.

use std::sync::Arc;

use super::conversation::Conversation;
use super::form::say_value;
use crate::domain::message::Message;
use crate::jobs::command::inside;
use crate::nouns::Door;
use crate::nouns::acts::ActHead;
use crate::nouns::echo;
use crate::nouns::matrix::{Mark, Matrix, permissions};

/// Says the table.
pub(super) fn show(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead) {
    let Some(rows) = conversation.attempt(|ctx| door.list(ctx)) else { return };
    let words = Arc::clone(conversation.io.shared_catalogue());
    let matrix = Matrix::of(door, rows.as_ref());
    for (permission, key) in permissions() {
        let said = matrix.roles.iter().filter_map(|role| match role.mark(permission) {
            Mark::Not => None,
            Mark::Allowed => Some(role.name.clone()),
            mark @ (Mark::Added | Mark::Removed) => {
                let state = words.text(mark.word());
                Some(words.say(&Message::new("role-matrix-role").with("role", role.name.as_str()).with("state", state)))
            }
        });
        say_value(conversation.io, &words.text(key), &said.collect::<Vec<_>>().join(", "));
    }
    if let Some(line) = echo::line(door, act, &[], None) {
        conversation.io.remember(inside(line, conversation.ctx.at()));
    }
}
