//! The form of an act.

use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::domain::password::Secret;
use crate::jobs::command::{inside, quoted};
use crate::nouns::description::{FieldHead, Kind};
use crate::nouns::echo::is_secret;
use crate::nouns::{self, Door, Rows, Target, echo};
use crate::tui::actions::TABLE;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::views::conflict::{Values, settle};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::select::Choice;

/// The form; with a target, it is for that row.
#[derive(Debug)]
pub(crate) struct NounForm {
    act: Act,
    title: Message,
    target: Option<Target>,
    /// Whose row it is.
    at: At,
    fields: Vec<FieldHead>,
    /// As the row was read.
    base: Filled,
}

impl NounForm {
    /// Makes the form of an act without a row; none when no noun has it.
    pub(crate) fn alone(act: Act, shared: &Shared) -> Option<Dialog<Self>> {
        let door = nouns::door(act.noun())?;
        let base = door.blank(shared.catalogue.language());
        Self::new((door, act), door.title(act), (None, base), shared)
    }

    /// Makes the form of an act for a row; none when that is not there.
    pub(in crate::tui::views) fn on_row(
        act: Act,
        (rows, at): (&dyn Rows, usize),
        shared: &Shared,
    ) -> Option<Dialog<Self>> {
        let door = nouns::door(act.noun())?;
        let read = (Some(rows.target(at)?), rows.filled(at));
        let mut made = Self::new((door, act), rows.title(at, act), read, shared)?;
        made.form.notes(rows.says(at, act).into_iter().map(|note| (note, Role::Text)).collect());
        Some(made)
    }

    fn new(
        (door, act): (&dyn Door, Act),
        title: Message,
        (target, base): (Option<Target>, Filled),
        shared: &Shared,
    ) -> Option<Dialog<Self>> {
        let (fields, button) = (door.fields(act), door.act(act)?.button);
        let form = fields.iter().fold(Form::new(button), |form, field| add(form, field, &base, shared));
        Some(Dialog::new(Self { act, title, target, at: At::Host, fields, base }, form))
    }

    fn read(&self, form: &Form) -> Filled {
        let mut typed = self.base.clone();
        let secret = |field| Secret::new(form.value(field));
        for head in &self.fields {
            match head.kind {
                Kind::Line | Kind::Text | Kind::Choice(_) => typed.put(head.field, form.value(head.field)),
                Kind::Secret => typed.put_secret(head.field, secret(head.field)),
                Kind::NewPassword => {
                    typed.put_secret(head.field, secret(head.field));
                    typed.put_secret(Field::PasswordAgain, secret(Field::PasswordAgain));
                }
            }
        }
        typed
    }

    /// Fills the table's command line in, where commands do the act in a way of their own.
    fn written(&self, form: &Form) -> Option<String> {
        let template = TABLE.iter().find(|entry| entry.act == Some(self.act))?.command?;
        let typed = self.fields.first().map(|head| form.value(head.field)).unwrap_or_default();
        Some(if typed.is_empty() { template.to_owned() } else { template.replacen('…', &quoted(&typed), 1) })
    }

    fn overtaken(&mut self, form: &mut Form, (now, theirs): (Target, Filled), shared: &Shared) {
        let shown = self.fields.iter().filter(|head| !is_secret(head)).map(|head| head.field);
        let values =
            |field| Values { field, was: self.base.text(field), mine: form.value(field), theirs: theirs.text(field) };
        let values: Vec<Values> = shown.map(values).collect();
        settle(form, &values, shared);
        (self.target, self.base) = (Some(now), theirs);
    }
}

fn add(form: Form, head: &FieldHead, base: &Filled, shared: &Shared) -> Form {
    let (field, value) = (head.field, base.text(head.field));
    let hinted = |form: Form| match head.hint {
        Some(key) => form.hint(key),
        None => form,
    };
    match head.kind {
        Kind::Line => hinted(form.text(field, &value)),
        Kind::Text => hinted(form.area(field, &value)),
        Kind::Secret => hinted(form.secret(field)),
        Kind::NewPassword => hinted(form.secret(field)).secret(Field::PasswordAgain),
        Kind::Choice(choices) => {
            let choice =
                |(code, word): &(&str, &'static str)| Choice { value: (*code).to_owned(), label: shared.text(word) };
            hinted(form.select(field, choices.iter().map(choice).collect(), &value))
        }
    }
}

impl Dialog<NounForm> {
    /// The same for rows of a place.
    pub(in crate::tui::views) fn at(mut self, at: At) -> Self {
        self.asks.at = at;
        self
    }
}

impl Asks for NounForm {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        self.title.clone()
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let (act, target, typed) = (self.act, self.target.clone(), self.read(form));
        // All problems come back together: only the operation knows some of them.
        send(form, Effect::Noun(Request::Do { act, target, typed }))
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Noun(Done::Told(_, told)) => {
                let answer = told.about.key().map_or(Answer::Dismissed, |key| Answer::Named(key.to_owned()));
                Reply::close(answer).and(Step::Say(told.said, Role::Good))
            }
            Outcome::Noun(Done::Overtaken(now, theirs)) => {
                self.overtaken(form, (now, theirs), shared);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        let door = nouns::door(self.act.noun())?;
        let head = door.act(self.act)?;
        let keys: Vec<String> = self.target.iter().map(|target| target.key.clone()).collect();
        let line = echo::line(door, &head, &keys, Some(&self.read(form))).or_else(|| self.written(form))?;
        Some((Message::new(head.label), inside(line, self.at)))
    }

    fn is_changed(&self, form: &Form) -> bool {
        let differs = |head: &FieldHead| form.value(head.field) != self.base.text(head.field);
        self.fields.iter().any(differs) || form.is_ticked(Field::PasswordAgain)
    }
}
