//! Adding an establishment (S04, S05, S06).

use ratatui::layout::Rect;

use super::fields;
use crate::domain::establishment::{ContactNeed, EstablishmentNumber, Input};
use crate::domain::field::{Field, Problem};
use crate::domain::message::Message;
use crate::domain::zone::DEFAULT_ZONE;
use crate::operations::establishment::{CopyMail, Mailing, SendMail};
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::establishment::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::discard::leave;
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct Add {
    form: Form,
}

impl Add {
    /// Makes an empty form; a single zone is chosen already.
    pub(super) fn new(shared: &Shared) -> Self {
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
        Self { form }
    }

    fn submit(&mut self) -> Reply {
        let input = fields::read(&self.form);
        // What needs no data is said at once; the operation checks all of it again.
        if let Err(errors) = input.check(ContactNeed::Full) {
            self.form.refuse(errors);
            return Reply::redraw();
        }
        let send = if self.form.is_ticked(Field::SendMail) { SendMail::Yes } else { SendMail::No };
        let copy = if self.form.is_ticked(Field::CopyMail) { CopyMail::Yes } else { CopyMail::No };
        self.form.send();
        Reply::redraw().join(Effect::Establishment(Request::Add { input, mailing: Mailing { send, copy } }).into())
    }

    /// Warns that nobody can ever read the password when the mail is not sent (S06).
    fn warn(&mut self) {
        let note = (!self.form.is_ticked(Field::SendMail))
            .then(|| (Message::new("establishment-no-mail-warning"), Role::Warning));
        self.form.note(note);
    }
}

/// Returns the holder of a UAI that is used already.
pub(super) fn holder(form: &Form, at: usize) -> Option<EstablishmentNumber> {
    match form.error(at)?.problem {
        Problem::UaiUsed { holder, .. } => Some(EstablishmentNumber(holder)),
        _ => None,
    }
}

impl View for Add {
    fn title(&self) -> Message {
        Message::new("establishment-add-title")
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => self.submit(),
            Event::Leave => leave(self, shared),
            Event::Changed(Field::SendMail) => {
                self.warn();
                Reply::redraw()
            }
            Event::EnterOnError(at) => match holder(&self.form, at) {
                Some(holder) => Reply::open(super::detail::Detail::new(holder)),
                None => Reply::redraw(),
            },
            Event::Changed(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Added { number, mail }) => {
                let key = if mail { "establishment-added-mail" } else { "establishment-added" };
                let (postcode, role) = fields::postcode(&fields::read(&self.form).location);
                let said = Message { key, args: Vec::new() }.with("number", number.to_string());
                let said = Step::Say(said.with("postcode", postcode), role);
                Reply::close(Answer::Done(Some(number))).and(said)
            }
            Outcome::Failed(failure) => {
                self.form.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::close(Answer::Dismissed) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        self.form.is_changed()
    }
}
