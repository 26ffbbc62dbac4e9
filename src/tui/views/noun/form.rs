//! The form of an act.

use ratatui::layout::Rect;

use super::conflict::{Conflict, Resolution};
use super::detail::Detail;
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::day::as_stored;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::message::{Explain as _, Message};
use crate::domain::password::Secret;
use crate::jobs::command::{inside, quoted};
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::{self, Door, Rows, Target, echo};
use crate::tui::actions::TABLE;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::views::person::NEW_PASSWORD;
use crate::tui::views::sheet::Sheet;
use crate::tui::widgets::form::{Event, Form};
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
    /// What somebody else saved meanwhile and both changed.
    conflict: Option<Conflict>,
}

impl NounForm {
    /// Makes the form of an act without a row; none when no noun has it.
    pub(crate) fn alone(act: Act, shared: &Shared) -> Option<Dialog<Self>> {
        let door = nouns::door(act.noun())?;
        let mut base = door.begun(shared.catalogue.language(), &shared.actor);
        for head in door.fields(act) {
            // The only row there is is chosen already.
            if let Kind::One(noun) = head.kind
                && let [(only, _)] = shared.rows_of(noun).as_slice()
            {
                base.put(head.field, only.as_str());
            }
        }
        Self::new((door, act), door.title(act), (None, base), shared)
    }

    /// The same of an act that asks about a row, by what names it.
    pub(in crate::tui::views) fn about(act: Act, key: &str, shared: &Shared) -> Option<Dialog<Self>> {
        let door = nouns::door(act.noun())?;
        let base = door.blank(shared.catalogue.language()).with(door.key().field, key);
        Self::new((door, act), door.title(act), (None, base), shared)
    }

    /// Makes the form that asks why somebody may or may not do something to an account, or to whatever a row is.
    pub(in crate::tui::views) fn explaining(key: &str, at: At, shared: &Shared) -> Option<Dialog<Self>> {
        let act = Act::ACCESS_EXPLAIN;
        let door = nouns::door(act.noun())?;
        let base = door.blank(shared.catalogue.language()).with(Field::AskedObject, key);
        Some(Self::new((door, act), door.title(act), (None, base), shared)?.at(at))
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
        let mut form = form_of(&fields, button, &base, shared);
        if target.is_some() {
            form = form.called(Field::Password, NEW_PASSWORD);
        }
        Some(Dialog::new(Self { act, title, target, at: At::Host, fields, base, conflict: None }, form))
    }

    fn read(&self, form: &Form) -> Filled {
        typed(&self.fields, &self.base, form)
    }

    /// Fills the table's command line in, where commands do the act in a way of their own.
    fn written(&self, form: &Form) -> Option<String> {
        let template = TABLE.iter().find(|entry| entry.act == Some(self.act))?.command?;
        let row = self.target.as_ref().map(|target| target.key.clone()).unwrap_or_default();
        let template = template.replace("{row}", &row);
        let typed = self.fields.first().map(|head| form.value(head.field)).unwrap_or_default();
        Some(if typed.is_empty() { template } else { template.replacen('…', &quoted(&typed), 1) })
    }

    /// Somebody else saved first. What only they changed is taken over; for the rest it is asked whose value stays.
    fn overtaken(&mut self, form: &mut Form, stored: (Target, Filled)) -> Reply {
        let conflict = Conflict::new(&self.fields, (&self.base, &self.read(form)), stored);
        if conflict.is_empty() {
            return self.settle(conflict, form);
        }
        self.conflict = Some(conflict);
        Reply::redraw()
    }

    /// Saves the chosen values.
    fn settle(&mut self, conflict: Conflict, form: &mut Form) -> Reply {
        conflict.apply(form);
        let (now, theirs) = conflict.into_stored();
        (self.target, self.base) = (Some(now), theirs);
        self.send(form)
    }

    fn send(&self, form: &mut Form) -> Reply {
        let (act, target, typed) = (self.act, self.target.clone(), self.read(form));
        // All problems come back together: only the operation knows some of them.
        send(form, Effect::Noun(Request::Do { act, target, typed }))
    }
}

/// Makes a form of fields.
pub(in crate::tui::views) fn form_of(
    fields: &[FieldHead],
    button: &'static str,
    base: &Filled,
    shared: &Shared,
) -> Form {
    fields.iter().fold(Form::new(button), |form, field| add(form, field, base, shared))
}

/// Reads what was typed into a form of fields.
pub(in crate::tui::views) fn typed(fields: &[FieldHead], base: &Filled, form: &Form) -> Filled {
    let mut typed = base.clone();
    let secret = |field| Secret::new(form.value(field));
    for head in fields {
        match head.kind {
            Kind::Day => typed.put(head.field, as_stored(&form.value(head.field))),
            Kind::Line | Kind::One(_) | Kind::Tick | Kind::Text | Kind::Note | Kind::Choice(_) | Kind::Ticks(_) => {
                typed.put(head.field, form.value(head.field));
            }
            Kind::Secret => typed.put_secret(head.field, secret(head.field)),
            Kind::NewPassword => {
                typed.put_secret(head.field, secret(head.field));
                typed.put_secret(Field::PasswordAgain, secret(Field::PasswordAgain));
            }
        }
    }
    typed
}

pub(super) fn add(form: Form, head: &FieldHead, base: &Filled, shared: &Shared) -> Form {
    let (field, value) = (head.field, base.text(head.field));
    let hinted = |form: Form| match head.hint {
        Some(key) => form.hint(key),
        None => form,
    };
    match head.kind {
        Kind::Line => hinted(form.text(field, &value)),
        Kind::Day => hinted(form.day(field, &shared.catalogue.stored_day(&value), shared)),
        Kind::Text | Kind::Note => hinted(form.area(field, &value)),
        Kind::Secret => hinted(form.secret(field)),
        Kind::NewPassword => hinted(form.secret(field)).secret(Field::PasswordAgain),
        Kind::One(noun) => {
            let choices = shared.rows_of(noun).into_iter().map(|(value, label)| Choice { value, label });
            form.select(field, choices.collect(), &value).hint("hint-choice")
        }
        Kind::Tick => hinted(form.check(field, !value.is_empty())),
        Kind::Choice(choices) => hinted(form.select(field, worded(choices, shared), &value)),
        Kind::Ticks(choices) => hinted(form.ticks(field, worded(choices, shared), &value)),
    }
}

/// Names codes by their words.
fn worded(choices: &[(&str, &'static str)], shared: &Shared) -> Vec<Choice> {
    choices.iter().map(|(code, word)| Choice { value: (*code).to_owned(), label: shared.text(word) }).collect()
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
        self.send(form)
    }

    fn heard(&mut self, form: &mut Form, event: Event, _shared: &mut Shared) -> Reply {
        match event {
            Event::Changed(field) => {
                let warning = self.fields.iter().find(|head| head.field == field).and_then(|head| head.unticked);
                if let Some(key) = warning {
                    let note = (Message { key, args: Vec::new() }, Role::Warning);
                    form.note((!form.is_ticked(field)).then_some(note));
                }
                Reply::redraw()
            }
            Event::EnterOnError(at) => match form.error(at).map(|error| &error.problem) {
                Some(Problem::UaiUsed { holder, .. }) => {
                    Detail::open(self.act.noun(), &EstablishmentNumber(*holder).into())
                }
                _ => Reply::redraw(),
            },
            _ => Reply::redraw(),
        }
    }

    fn draw_over(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        if let Some(conflict) = &self.conflict {
            conflict.draw(canvas, area, shared);
        }
    }

    fn keys_over(&self) -> Option<Vec<(Vec<Key>, Message)>> {
        self.conflict.as_ref().map(|_| Conflict::keys())
    }

    fn handle_over(&mut self, form: &mut Form, intent: &Intent) -> Option<Reply> {
        let conflict = self.conflict.as_mut()?;
        let Intent::Key(key) = intent else { return Some(Reply::none()) };
        match conflict.key(*key) {
            Resolution::Open => {}
            Resolution::Unheard => return Some(Reply::none()),
            Resolution::Cancelled => {
                self.conflict = None;
                form.resume();
            }
            Resolution::Decided => {
                let conflict = self.conflict.take()?;
                return Some(self.settle(conflict, form));
            }
        }
        Some(Reply::redraw())
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Noun(Done::Told(act, told)) if !told.sheet.is_empty() => {
                Reply::close(Answer::Dismissed).and(Step::Open(Box::new(Sheet::of(act, told))))
            }
            Outcome::Noun(Done::Told(_, told)) => {
                let named = || nouns::door(self.act.noun())?.named(told.about.key()?).ok();
                let answer = told.id.clone().or_else(named).map_or(Answer::Dismissed, Answer::Named);
                Reply::close(answer).and(Step::Say(told.said, role(told.tone)))
            }
            Outcome::Noun(Done::Overtaken(now, theirs)) => self.overtaken(form, (now, theirs)),
            _ => Reply::none(),
        }
    }

    fn explains(&self, form: &Form) -> Option<Box<dyn View>> {
        let mut errors = (0..).map_while(|at| form.error(at));
        let refused = errors.find(|error| matches!(error.problem, Problem::Account { .. }))?;
        let key = self.target.as_ref().map(|target| target.key.clone()).unwrap_or_default();
        let (now, seen) = (self.read(form), self.target.as_ref().map(|_| self.base.clone()).unwrap_or_default());
        Some(Box::new(Sheet::why(refused.problem.message(), Some(self.act), (&key, &now.changed_from(&seen)))))
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        let door = nouns::door(self.act.noun())?;
        let head = door.act(self.act)?;
        let keys: Vec<String> = self.target.iter().map(|target| target.key.clone()).collect();
        let line = echo::line(door, &head, &keys, Some(&self.read(form))).or_else(|| self.written(form))?;
        Some((Message::new(head.label), inside(line, self.at)))
    }

    fn is_changed(&self, form: &Form) -> bool {
        let now = self.read(form);
        let differs = |head: &FieldHead| now.text(head.field) != self.base.text(head.field);
        self.fields.iter().any(differs) || form.is_ticked(Field::PasswordAgain)
    }
}
