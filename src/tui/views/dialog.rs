//! A dialog that is a form: how it is drawn, sent, refused and left is here, once; what it asks is its own.

use std::fmt::Debug;

use ratatui::layout::Rect;

use super::discard::leave;
use crate::domain::field::FieldError;
use crate::domain::message::Message;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::widgets::form::{Event, Form};

/// What a form asks, and what comes of it.
pub(crate) trait Asks: Debug {
    /// Whether leaving it asks first when something was typed.
    const ASKS_TO_LEAVE: bool = false;

    /// Returns its title.
    fn title(&self) -> Message;

    /// Takes what was typed.
    fn submit(&mut self, form: &mut Form, shared: &mut Shared) -> Reply;

    /// Begins, once it is open.
    fn begin(&mut self, _form: &mut Form, _shared: &mut Shared) -> Reply {
        Reply::none()
    }

    /// Takes what happened to its fields.
    fn heard(&mut self, _form: &mut Form, _event: Event, _shared: &mut Shared) -> Reply {
        Reply::redraw()
    }

    /// Takes what the worker did; a failure stands in the form already.
    fn done(&mut self, _form: &mut Form, _outcome: Outcome, _shared: &mut Shared) -> Reply {
        Reply::none()
    }

    /// Draws what lies over the form.
    fn draw_over(&self, _canvas: &mut Canvas<'_>, _area: Rect, _shared: &Shared) {}

    /// Returns the keys of what lies over the form, as help names them; none: there is nothing.
    fn keys_over(&self) -> Option<Vec<(Vec<Key>, Message)>> {
        None
    }

    /// Handles what is for something over the form; none: there is nothing.
    fn handle_over(&mut self, _form: &mut Form, _intent: &Intent) -> Option<Reply> {
        None
    }

    /// Takes the answer of a dialog over it.
    fn answer(&mut self, _form: &mut Form, answer: Answer, _shared: &mut Shared) -> Reply {
        match answer {
            Answer::Confirmed | Answer::Planned => Reply::close(Answer::Dismissed),
            _ => Reply::redraw(),
        }
    }

    /// Returns what explains a refusal that stands in it.
    fn explains(&self, _form: &Form) -> Option<Box<dyn View>> {
        None
    }

    /// Returns what it is for, and the command line that does the same with what was typed so far.
    fn echoes(&self, _form: &Form) -> Option<(Message, String)> {
        None
    }

    /// Tells whether leaving it loses what was typed.
    fn is_changed(&self, form: &Form) -> bool {
        form.is_changed()
    }
}

/// The dialog.
#[derive(Debug)]
pub(crate) struct Dialog<A> {
    pub(super) asks: A,
    pub(super) form: Form,
}

impl<A: Asks> Dialog<A> {
    /// Makes a dialog of a form.
    pub(super) const fn new(asks: A, form: Form) -> Self {
        Self { asks, form }
    }
}

/// Sends what was typed to the worker; nothing more is typed until it answers.
pub(super) fn send(form: &mut Form, effect: Effect) -> Reply {
    form.send();
    Reply::redraw().join(effect.into())
}

/// Says what is wrong beside the fields.
pub(super) fn refuse(form: &mut Form, errors: Vec<FieldError>) -> Reply {
    form.refuse(errors);
    Reply::redraw()
}

impl<A: Asks> View for Dialog<A> {
    fn title(&self) -> Message {
        self.asks.title()
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        self.asks.begin(&mut self.form, shared)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.asks.title()), shared);
        self.asks.draw_over(canvas, area, shared);
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        self.asks.keys_over()
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        if let Some(reply) = self.asks.handle_over(&mut self.form, &intent) {
            return reply;
        }
        match self.form.handle(intent) {
            Event::Submit => self.asks.submit(&mut self.form, shared),
            Event::Leave if A::ASKS_TO_LEAVE => leave(self, shared),
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Unheard => Reply::none(),
            event => self.asks.heard(&mut self.form, event, shared),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Failed(failure) => {
                self.form.fail(&failure);
                Reply::redraw()
            }
            outcome => self.asks.done(&mut self.form, outcome, shared),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        if let Answer::Refused(failure) = &answer {
            self.form.fail(failure);
            return Reply::redraw();
        }
        self.asks.answer(&mut self.form, answer, shared)
    }

    fn explains(&self) -> Option<Box<dyn View>> {
        self.asks.explains(&self.form)
    }

    fn echoes(&self) -> Option<(Message, String)> {
        self.asks.echoes(&self.form)
    }

    fn is_changed(&self) -> bool {
        self.asks.is_changed(&self.form)
    }

    fn is_sending(&self) -> bool {
        self.form.is_sending()
    }
}
