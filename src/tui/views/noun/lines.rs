//! Which file an act on its lines reads; what comes of it is planned like every act on many.

use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::language::Language;
use crate::domain::message::{Message, Value};
use crate::jobs::command::{self, quoted};
use crate::nouns::Door;
use crate::nouns::acts::ActHead;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply};
use crate::tui::views::dialog::{Asks, Dialog};
use crate::tui::views::job;
use crate::tui::widgets::form::Form;

/// The form.
#[derive(Debug)]
pub(super) struct LinesForm {
    act: Act,
    /// Whose rows come of it.
    at: At,
    title: Message,
}

impl LinesForm {
    /// Makes the form of an act.
    pub(super) fn dialog(door: &dyn Door, head: &ActHead, at: At) -> Dialog<Self> {
        let columns = door.columns(head.act);
        let called = |language| columns.iter().map(|one| one.called(language)).collect::<Vec<_>>().join(", ");
        let columns = Value::Either { english: called(Language::English), french: called(Language::French) };
        let note = Message::new("noun-lines-columns").with("columns", columns);
        let mut form = Form::new("plan-button").text(Field::File, "").hint("plain-help-file-lines");
        form.notes(vec![(note, Role::Text)]);
        let title = Message { key: head.label, args: Vec::new() };
        Dialog::new(Self { act: head.act, at, title }, form)
    }
}

impl Asks for LinesForm {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        let file = form.value(Field::File);
        let file = if file.trim().is_empty() { "…".to_owned() } else { quoted(file.trim()) };
        let line = format!("intendant {} {} {file}", self.act.noun().word(), self.act.called());
        Some((self.title.clone(), command::inside(line, self.at)))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        Reply::close(Answer::Dismissed).join(job::lines(self.act, form.value(Field::File)))
    }
}
