//! Which file an act on its lines reads; what comes of it is planned like every act on many.

use ratatui::layout::Rect;

use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::message::Message;
use crate::nouns::Door;
use crate::nouns::acts::ActHead;
use crate::tui::canvas::Canvas;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::views::job;
use crate::tui::widgets::form::{Event, Form};

/// The form.
#[derive(Debug)]
pub(super) struct LinesForm {
    act: Act,
    title: Message,
    form: Form,
}

impl LinesForm {
    /// Makes the form of an act.
    pub(super) fn new(door: &dyn Door, head: &ActHead) -> Self {
        let columns = door.columns(head.act).into_iter().filter_map(|one| one.names.into_iter().next());
        let note = Message::new("noun-lines-columns").with("columns", columns.collect::<Vec<_>>().join(", "));
        let mut form = Form::new("plan-button").text(Field::File, "").hint("plain-help-file-lines");
        form.notes(vec![(note, Role::Text)]);
        let title = Message { key: head.label, args: Vec::new() };
        Self { act: head.act, title, form }
    }
}

impl View for LinesForm {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title), shared);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match self.form.handle(intent) {
            Event::Submit => {
                let planned = job::lines(self.act, self.form.value(Field::File));
                Reply::close(Answer::Dismissed).join(planned)
            }
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }
}
