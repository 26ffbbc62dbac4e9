//! Why a webmaster enters an establishment for support: asked before, where it may stay empty, or once they are there.

use super::dialog::{Asks, Dialog, send};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::tui::orders::Effect;
use crate::tui::orders::session::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::Reply;
use crate::tui::widgets::form::Form;

/// The question.
#[derive(Debug)]
pub(crate) struct Support {
    /// The establishment that is to be entered; none: they are in one.
    enters: Option<EstablishmentNumber>,
}

impl Support {
    /// Asks before an establishment is entered.
    pub(in crate::tui) fn enter(number: EstablishmentNumber, name: &str, shared: &Shared) -> Dialog<Self> {
        let looks = if shared.actor.identity.is_observer() { "yes" } else { "no" };
        let mut form = Form::new("support-button").text(Field::Reason, "");
        form.notes(vec![
            (Message::new("support-of").with("establishment", name), Role::Text),
            (Message::new("support-note").with("only-looks", looks), Role::Dim),
        ]);
        Dialog::new(Self { enters: Some(number) }, form)
    }

    /// Asks for the reason of whoever is in an establishment, which may have been given already.
    pub(in crate::tui) fn justify(reason: &str) -> Dialog<Self> {
        let mut form = Form::new("support-reason-button").text(Field::Reason, reason);
        form.note(Some((Message::new("support-reason-note"), Role::Dim)));
        Dialog::new(Self { enters: None }, form)
    }
}

impl Asks for Support {
    fn title(&self) -> Message {
        let key = if self.enters.is_some() { "action-establishment-support" } else { "action-support-reason" };
        Message { key, args: Vec::new() }
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let reason = form.value(Field::Reason);
        let request = match self.enters {
            Some(number) => Request::Support { number, reason },
            None => Request::Justify { reason },
        };
        send(form, Effect::Session(request))
    }
}
