//! Editing one part of the settings.

use super::fields::{Part, add_to, read};
use crate::domain::field::Field;
use crate::domain::host::HostInput;
use crate::domain::message::Message;
use crate::tui::orders::host::{Done, Overview, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::conflict::{Values, settle};
use crate::tui::views::dialog::{Asks, Dialog, refuse, send};
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct PartForm {
    part: Part,
    /// The version that was read.
    rev: i64,
    /// As it was read.
    base: HostInput,
    /// As it is typed; kept when a field is hidden.
    input: HostInput,
    /// Mails that wait.
    waiting: u32,
}

/// Builds a part's form, which says what the waiting mails make of it.
fn build(part: Part, input: &HostInput, waiting: u32, shared: &Shared) -> Form {
    let mut form = add_to(Form::new("form-save"), &part.fields(input), input, shared);
    let note = |key| Message { key, args: Vec::new() }.with("count", waiting);
    let key = match part {
        Part::Identity => "host-note-identity",
        Part::Transport => "host-note-transport",
        Part::Contact => return form,
    };
    form.note((waiting > 0).then(|| (note(key), Role::Warning)));
    form
}

impl PartForm {
    /// Makes the form of a part.
    pub(super) fn dialog(part: Part, overview: &Overview, shared: &Shared) -> Dialog<Self> {
        let input = overview.input.clone();
        let (rev, waiting) = (overview.rev, overview.waiting);
        let form = build(part, &input, waiting, shared);
        Dialog::new(Self { part, rev, base: input.clone(), waiting, input }, form)
    }

    fn typed(&self, form: &Form) -> HostInput {
        let mut input = self.input.clone();
        read(form, &self.part.fields(&self.input), &mut input);
        input
    }

    /// Shows the fields that the choices need now.
    fn reshape(&mut self, form: &mut Form, focus: Field, shared: &Shared) {
        self.input = self.typed(form);
        *form = build(self.part, &self.input, self.waiting, shared);
        form.focus_on(focus);
    }

    /// Says that it is saved. What became of mails whose words changed is told by the worker; a way of sending that
    /// changed is told here.
    fn saved(&self, form: &Form) -> Step {
        let moved = self.part == Part::Transport && self.waiting > 0 && self.is_changed(form);
        let key = if moved { "host-saved-transport" } else { "host-saved" };
        let said = Message { key, args: Vec::new() };
        let said = if moved { said.with("count", self.waiting) } else { said };
        Step::Say(said, if moved { Role::Warning } else { Role::Good })
    }

    fn overtaken(&mut self, form: &mut Form, theirs: &Overview, shared: &Shared) {
        let mut mine = self.typed(form);
        let value = |input: &HostInput, field| input.value(field).to_owned();
        let values = HostInput::FIELDS.map(|field| Values {
            field,
            was: value(&self.base, field),
            mine: value(&mine, field),
            theirs: value(&theirs.input, field),
        });
        for value in values.iter().filter(|value| value.mine == value.was) {
            mine.put(value.field, value.theirs.clone());
        }
        if self.part.fields(&mine) != self.part.fields(&self.input) {
            *form = build(self.part, &mine, self.waiting, shared);
        }
        self.input = mine;
        self.base = theirs.input.clone();
        self.rev = theirs.rev;
        settle(form, &values, shared);
    }
}

impl Asks for PartForm {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        Message::new(match self.part {
            Part::Identity => "host-section-identity",
            Part::Transport => "host-section-transport",
            Part::Contact => "host-section-contact",
        })
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        self.input = self.typed(form);
        if let Err(errors) = self.input.check() {
            return refuse(form, errors);
        }
        let request = Request::Save { rev: self.rev, input: Box::new(self.input.clone()) };
        send(form, Effect::Host(request))
    }

    fn heard(&mut self, form: &mut Form, event: Event, shared: &mut Shared) -> Reply {
        if let Event::Changed(field @ (Field::Transport | Field::ContactEditing)) = event {
            self.reshape(form, field, shared);
        }
        Reply::redraw()
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Host(Done::Saved) => return Reply::close(Answer::Done(None)).and(self.saved(form)),
            Outcome::Host(Done::Overtaken(theirs)) => self.overtaken(form, &theirs, shared),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn is_changed(&self, form: &Form) -> bool {
        self.typed(form) != self.base
    }
}
