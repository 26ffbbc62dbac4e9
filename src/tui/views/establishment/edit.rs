//! Editing an establishment, also when somebody else saved meanwhile (S20).

use ratatui::layout::Rect;

use super::add::holder;
use super::conflict::{Conflict, Resolution};
use super::fields;
use crate::domain::establishment::{ContactNeed, Establishment, EstablishmentNumber, Input};
use crate::domain::message::Message;
use crate::tui::canvas::{Canvas, centre, inside};
use crate::tui::orders::establishment::{Done, Request};
use crate::tui::orders::{Effect, Failure, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::discard::leave;
use crate::tui::widgets::form::{Event, Form};

/// The form, and the version that it was filled from.
#[derive(Debug)]
pub(super) struct Edit {
    number: EstablishmentNumber,
    rev: i64,
    /// None until the row has come.
    form: Option<Form>,
    /// The fields as they were read.
    base: Input,
    failure: Option<Message>,
    conflict: Option<Conflict>,
}

impl Edit {
    /// Makes the form; it is filled when it opens.
    pub(super) fn new(number: EstablishmentNumber) -> Self {
        Self { number, rev: 0, form: None, base: Input::default(), failure: None, conflict: None }
    }

    fn fill(&mut self, row: &Establishment, shared: &Shared) {
        self.base = Input::from_draft(&row.draft());
        self.rev = row.rev;
        self.form = Some(fields::add_to(Form::new("establishment-edit-button"), &self.base, shared));
    }

    fn submit(&mut self) -> Reply {
        let Some(form) = &mut self.form else { return Reply::none() };
        let input = fields::read(form);
        // An imported contact may be incomplete and stay so; the operation decides what else is needed.
        if let Err(errors) = input.check(ContactNeed::AsGiven) {
            form.refuse(errors);
            return Reply::redraw();
        }
        form.send();
        let request = Request::Edit { number: self.number, rev: self.rev, input };
        Reply::redraw().join(Effect::Establishment(request).into())
    }

    fn collide(&mut self, theirs: &Establishment) {
        let Some(form) = &mut self.form else { return };
        let conflict = Conflict::new(&self.base, &fields::read(form), theirs);
        if conflict.is_empty() {
            // They changed other fields: what was typed can be saved over the newer version.
            conflict.apply(form);
            self.rev = theirs.rev;
            self.base = Input::from_draft(&theirs.draft());
        }
        self.conflict = Some(conflict);
    }

    fn resolve(&mut self, resolution: Resolution) -> Reply {
        let (Some(conflict), Some(form)) = (self.conflict.take(), self.form.as_mut()) else { return Reply::none() };
        match resolution {
            Resolution::Open => self.conflict = Some(conflict),
            Resolution::Cancelled => form.resume(),
            Resolution::Decided => {
                conflict.apply(form);
                self.rev = conflict.rev();
                self.base = conflict.theirs().clone();
                return self.submit();
            }
        }
        Reply::redraw()
    }
}

impl View for Edit {
    fn title(&self) -> Message {
        Message::new("establishment-edit-title").with("number", self.number.to_string())
    }

    fn holds_keys(&self) -> bool {
        self.form.is_none() && self.failure.is_none()
    }

    fn waits(&self) -> bool {
        self.holds_keys()
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Establishment(Request::Get { number: self.number }).into()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let title = shared.say(&self.title());
        match (&self.form, &self.failure) {
            (Some(form), _) => form.draw(canvas, area, &title, shared),
            (None, failure) => {
                let inner = inside(canvas.frame(centre(area, 60, 5), &title, Role::Title), 1, 0);
                let (text, role) = match failure {
                    Some(failure) => (shared.say(failure), Role::Error),
                    None => (shared.text("loading"), Role::Dim),
                };
                canvas.paragraph(inner, &text, role);
            }
        }
        if let Some(conflict) = &self.conflict {
            conflict.draw(canvas, area, shared);
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        if let Some(conflict) = &mut self.conflict {
            let Intent::Key(key) = intent else { return Reply::none() };
            let resolution = conflict.key(key);
            return self.resolve(resolution);
        }
        let Some(form) = &mut self.form else {
            let leaves = matches!(intent, Intent::Key(key) if key.code == ratatui::crossterm::event::KeyCode::Esc);
            return if leaves { Reply::close(Answer::Dismissed) } else { Reply::none() };
        };
        let event = form.handle(intent);
        match event {
            Event::Submit => self.submit(),
            Event::Leave => leave(self, shared),
            Event::EnterOnError(at) => match holder(form, at) {
                Some(holder) => Reply::open(super::detail::Detail::new(holder)),
                None => Reply::redraw(),
            },
            Event::Changed(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) if self.form.is_none() => self.fill(&row, shared),
            Outcome::Establishment(Done::Edited(row)) => {
                let number = row.number;
                let (postcode, role) = fields::postcode(&row.location);
                let number_said = number.to_string();
                let said = Message::new("establishment-saved").with("number", number_said).with("postcode", postcode);
                return Reply::close(Answer::Done(Some(number))).and(Step::Say(said, role));
            }
            Outcome::Failed(Failure::Conflict(theirs)) => {
                self.collide(&theirs);
                if self.conflict.as_ref().is_some_and(Conflict::is_empty) {
                    self.conflict = None;
                    return self.submit();
                }
            }
            Outcome::Failed(failure) => match &mut self.form {
                Some(form) => form.fail(&failure),
                None => self.failure = Some(failure.message()),
            },
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        if answer == Answer::Confirmed { Reply::close(Answer::Dismissed) } else { Reply::redraw() }
    }

    fn is_changed(&self) -> bool {
        self.form.as_ref().is_some_and(Form::is_changed)
    }
}
