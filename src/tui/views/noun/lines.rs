//! Which file an act on its lines reads, or what is pasted for it; what comes of it is planned like every act on many.

use super::form::add;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::language::Language;
use crate::domain::message::{Message, Value};
use crate::jobs::command::{self, option, quoted};
use crate::jobs::lines::Wanted;
use crate::nouns::Door;
use crate::nouns::acts::ActHead;
use crate::nouns::field::FieldHead;
use crate::operations::exchange::Reach;
use crate::tui::orders::job::Lines;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::Reply;
use crate::tui::views::dialog::{Asks, Dialog, refuse};
use crate::tui::views::job;
use crate::tui::widgets::form::Form;

/// The form.
#[derive(Debug)]
pub(super) struct LinesForm {
    act: Act,
    /// Whose rows come of it.
    at: At,
    title: Message,
    settings: &'static [FieldHead],
    reach: Reach,
}

impl LinesForm {
    /// Makes the form of an act.
    pub(super) fn dialog(door: &dyn Door, head: &ActHead, at: At, shared: &Shared) -> Dialog<Self> {
        let mut columns = door.columns(head.act);
        columns.retain(Wanted::is_told);
        let called = |language| columns.iter().map(|one| one.called(language)).collect::<Vec<_>>().join(", ");
        let columns = Value::Either { english: called(Language::English), french: called(Language::French) };
        let (reach, settings) = (Reach::of(&shared.actor), door.settings(head.act));
        let form = Form::new("plan-button");
        let form = match reach {
            Reach::Nowhere => form.pasted(Field::Pasted).hint("import-hint-pasted"),
            Reach::Anywhere | Reach::Exchange | Reach::Own(_) => {
                form.text(Field::File, "").hint("plain-help-file-lines")
            }
        };
        let chosen = |asked: &FieldHead| Filled::default().with(asked.field, asked.first());
        let mut form = settings.iter().fold(form, |form, asked| add(form, asked, &chosen(asked), shared));
        let note = if head.merges { "noun-merging-columns" } else { "noun-lines-columns" };
        form.notes(vec![(Message { key: note, args: Vec::new() }.with("columns", columns), Role::Text)]);
        let title = Message { key: head.label, args: Vec::new() };
        Dialog::new(Self { act: head.act, at, title, settings, reach }, form)
    }

    fn settings(&self, form: &Form) -> Filled {
        self.settings.iter().fold(Filled::default(), |all, asked| all.with(asked.field, form.value(asked.field)))
    }
}

impl Asks for LinesForm {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        let file = form.value(Field::File);
        let file = match self.reach {
            Reach::Nowhere => "-".to_owned(),
            _ if file.trim().is_empty() => "…".to_owned(),
            _ => quoted(file.trim()),
        };
        let line = format!("intendant {} {} {file}", self.act.noun().word(), self.act.called());
        let chosen = self.settings.iter().filter(|asked| form.value(asked.field) != asked.first());
        let line = chosen.fold(line, |line, asked| line + " " + &option(asked.option(), &form.value(asked.field)));
        Some((self.title.clone(), command::inside(line, self.at)))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let (file, pasted) = (form.value(Field::File), form.value(Field::Pasted));
        let from = match self.reach {
            Reach::Nowhere if pasted.trim().is_empty() => {
                return refuse(form, vec![FieldError { field: Field::Pasted, problem: Problem::Missing }]);
            }
            Reach::Nowhere => Lines::Pasted(pasted),
            Reach::Anywhere | Reach::Exchange | Reach::Own(_) => Lines::File(file),
        };
        job::lines(self.act, from, self.settings(form))
    }
}
