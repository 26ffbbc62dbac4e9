//! The own address and language of a person of an establishment. Written by hand: it is about whoever works here, and no row
//! of a list.

use super::dialog::{Asks, Dialog, send};
use super::noun::{form_of, typed};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::nouns;
use crate::nouns::field::FieldHead;
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::widgets::form::Form;

/// The form.
#[derive(Debug)]
pub(crate) struct OwnDetails {
    fields: Vec<FieldHead>,
}

impl OwnDetails {
    /// Asks for the password, once the present values are known for these too.
    pub(crate) fn dialog() -> Dialog<Self> {
        let fields = nouns::own_details();
        Dialog::new(Self { fields }, Form::new("form-save"))
    }
}

impl Asks for OwnDetails {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        Message::new("action-own-details")
    }

    fn begin(&mut self, _form: &mut Form, _shared: &mut Shared) -> Reply {
        Effect::Session(Request::OwnDetails).into()
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let current = Secret::new(form.value(Field::CurrentPassword));
        let typed = typed(&self.fields, &Filled::default(), form);
        send(form, Effect::Session(Request::ChangeDetails { current, typed }))
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Session(Done::OwnDetails(own)) => {
                *form = form_of(&self.fields, "form-save", &own, shared).secret(Field::CurrentPassword);
                Reply::redraw()
            }
            Outcome::Session(Done::DetailsChanged) => {
                Reply::close(Answer::Done(None)).and(Step::Say(Message::new("own-details-changed"), Role::Good))
            }
            _ => Reply::none(),
        }
    }
}
