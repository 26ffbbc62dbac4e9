//! Editing one part of the settings.

use ratatui::layout::Rect;

use super::fields::{ALL, Part, add_to, read, slot, text};
use crate::domain::field::Field;
use crate::domain::host::HostInput;
use crate::domain::message::Message;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::host::{Done, Overview, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::conflict::{Values, settle};
use crate::tui::views::discard::leave;
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
    form: Form,
}

/// Builds a part's form, which says what the waiting mails make of it.
fn build(part: Part, input: &HostInput, waiting: u32, shared: &Shared) -> Form {
    let mut form = add_to(Form::new("form-save"), part.fields(input), input, shared);
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
    pub(super) fn new(part: Part, overview: &Overview, shared: &Shared) -> Self {
        let input = overview.input.clone();
        let (rev, waiting) = (overview.rev, overview.waiting);
        Self { part, rev, base: input.clone(), waiting, form: build(part, &input, waiting, shared), input }
    }

    fn typed(&self) -> HostInput {
        let mut input = self.input.clone();
        read(&self.form, self.part.fields(&self.input), &mut input);
        input
    }

    /// Shows the fields that the choices need now.
    fn reshape(&mut self, focus: Field, shared: &Shared) {
        self.input = self.typed();
        self.form = build(self.part, &self.input, self.waiting, shared);
        self.form.focus_on(focus);
    }

    fn submit(&mut self) -> Reply {
        self.input = self.typed();
        if let Err(errors) = self.input.check() {
            self.form.refuse(errors);
            return Reply::redraw();
        }
        self.form.send();
        let request = Request::Save { rev: self.rev, input: Box::new(self.input.clone()) };
        Reply::redraw().join(Effect::Host(request).into())
    }

    /// Says that it is saved. What became of mails whose words changed is told by the worker; a way of sending that
    /// changed is told here.
    fn saved(&self) -> Step {
        let moved = self.part == Part::Transport && self.waiting > 0 && self.is_changed();
        let key = if moved { "host-saved-transport" } else { "host-saved" };
        let said = Message { key, args: Vec::new() };
        let said = if moved { said.with("count", self.waiting) } else { said };
        Step::Say(said, if moved { Role::Warning } else { Role::Good })
    }

    fn overtaken(&mut self, theirs: &Overview, shared: &Shared) {
        let mut mine = self.typed();
        let values: Vec<Values> = ALL
            .iter()
            .map(|field| Values {
                field: *field,
                was: text(&self.base, *field),
                mine: text(&mine, *field),
                theirs: text(&theirs.input, *field),
            })
            .collect();
        for value in values.iter().filter(|value| value.mine == value.was) {
            if let Some(slot) = slot(&mut mine, value.field) {
                slot.clone_from(&value.theirs);
            }
        }
        if self.part.fields(&mine) != self.part.fields(&self.input) {
            self.form = build(self.part, &mine, self.waiting, shared);
        }
        self.input = mine;
        self.base = theirs.input.clone();
        self.rev = theirs.rev;
        settle(&mut self.form, &values, shared);
    }
}

impl View for PartForm {
    fn title(&self) -> Message {
        Message::new(match self.part {
            Part::Identity => "host-section-identity",
            Part::Transport => "host-section-transport",
            Part::Contact => "host-section-contact",
        })
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
            Event::Changed(field @ (Field::Transport | Field::ContactEditing)) => {
                self.reshape(field, shared);
                Reply::redraw()
            }
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Host(Done::Saved) => {
                return Reply::close(Answer::Done(None)).and(self.saved());
            }
            Outcome::Host(Done::Overtaken(theirs)) => self.overtaken(&theirs, shared),
            Outcome::Failed(failure) => self.form.fail(&failure),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::close(Answer::Dismissed) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        self.typed() != self.base
    }
}
