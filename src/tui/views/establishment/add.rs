//! Adding an establishment (S04, S05, S06).

use super::fields;
use crate::domain::establishment::{ContactNeed, EstablishmentNumber, Input};
use crate::domain::field::{Field, Problem};
use crate::domain::message::Message;
use crate::domain::zone::DEFAULT_ZONE;
use crate::operations::establishment::{CopyMail, Mailing, SendMail};
use crate::tui::orders::establishment::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::dialog::{Asks, Dialog, refuse, send};
use crate::tui::widgets::form::{Event, Form};

/// What is asked.
#[derive(Debug)]
pub(super) struct Add;

impl Add {
    /// Makes an empty form; a single zone is chosen already.
    pub(super) fn dialog(shared: &Shared) -> Dialog<Self> {
        let mut input = Input::default();
        if shared.zones.len() == 1 {
            input.zone = DEFAULT_ZONE.0.to_string();
        }
        let form = fields::add_to(Form::new("establishment-add-button"), &input, shared)
            .text(Field::Number, "")
            .hint("hint-number")
            .check(Field::SendMail, true)
            .hint("hint-send-mail")
            .check(Field::CopyMail, false);
        Dialog::new(Self, form)
    }
}

/// Returns the holder of a UAI that is used already.
pub(super) fn holder(form: &Form, at: usize) -> Option<EstablishmentNumber> {
    match form.error(at)?.problem {
        Problem::UaiUsed { holder, .. } => Some(EstablishmentNumber(holder)),
        _ => None,
    }
}

impl Asks for Add {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        Message::new("establishment-add-title")
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let input = fields::read(form);
        // What needs no data is said at once; the operation checks all of it again.
        if let Err(errors) = input.check(ContactNeed::Full) {
            return refuse(form, errors);
        }
        let send_mail = if form.is_ticked(Field::SendMail) { SendMail::Yes } else { SendMail::No };
        let copy = if form.is_ticked(Field::CopyMail) { CopyMail::Yes } else { CopyMail::No };
        send(form, Effect::Establishment(Request::Add { input, mailing: Mailing { send: send_mail, copy } }))
    }

    fn heard(&mut self, form: &mut Form, event: Event, _shared: &mut Shared) -> Reply {
        match event {
            // Nobody can ever read the password when the mail is not sent (S06).
            Event::Changed(Field::SendMail) => {
                let warns = !form.is_ticked(Field::SendMail);
                form.note(warns.then(|| (Message::new("establishment-no-mail-warning"), Role::Warning)));
                Reply::redraw()
            }
            Event::EnterOnError(at) => match holder(form, at) {
                Some(holder) => Reply::open(super::detail::Detail::new(holder)),
                None => Reply::redraw(),
            },
            _ => Reply::redraw(),
        }
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Establishment(Done::Added { number, mail }) = outcome else { return Reply::none() };
        let key = if mail { "establishment-added-mail" } else { "establishment-added" };
        let (postcode, role) = fields::postcode(&fields::read(form).location);
        let said = Message { key, args: Vec::new() }.with("number", number.to_string());
        let said = Step::Say(said.with("postcode", postcode), role);
        Reply::close(Answer::Done(Some(number))).and(said)
    }
}
