//! Stopping every establishment: a reason, perhaps an end, and the count typed as a confirmation.

use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::orders::host::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::discard::leave;
use crate::tui::views::establishment::{block_form, read_block};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct BlockEverywhere {
    establishments: u32,
    form: Form,
    /// Whether the open question is the confirmation, not whether the form is left.
    confirming: bool,
}

impl BlockEverywhere {
    /// Makes the form.
    pub(super) fn new(establishments: u32) -> Self {
        let mut form = block_form();
        form.note(Some((Message::new("host-block-note").with("count", establishments), Role::Warning)));
        Self { establishments, form, confirming: false }
    }

    fn ask(&mut self, shared: &Shared) -> Reply {
        if let Err(errors) = read_block(&self.form) {
            self.form.refuse(errors);
            return Reply::redraw();
        }
        self.confirming = true;
        let question = vec![Message::new("host-block-question").with("count", self.establishments)];
        let title = self.title();
        match self.establishments {
            0 => Reply::open(Confirm::yes(title, question, shared)),
            count => Reply::open(Confirm::typed(title, question, count.to_string())),
        }
    }

    fn submit(&mut self) -> Reply {
        match read_block(&self.form) {
            Ok(input) => {
                self.form.send();
                Reply::redraw().join(Effect::Host(Request::Block(input)).into())
            }
            Err(errors) => {
                self.form.refuse(errors);
                Reply::redraw()
            }
        }
    }
}

impl View for BlockEverywhere {
    fn title(&self) -> Message {
        Message::new("action-host-block")
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
            Event::Submit => self.ask(shared),
            Event::Leave => leave(self, shared),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Host(Done::Blocked) => {
                let said = Step::Say(Message::new("host-blocked"), Role::Good);
                return Reply::close(Answer::Done(None)).and(said);
            }
            Outcome::Failed(failure) => self.form.fail(&failure),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (std::mem::take(&mut self.confirming), answer) {
            (true, Answer::Confirmed) => self.submit(),
            (false, Answer::Confirmed) => Reply::close(Answer::Dismissed),
            _ => Reply::redraw(),
        }
    }

    fn is_changed(&self) -> bool {
        self.form.is_changed()
    }
}
