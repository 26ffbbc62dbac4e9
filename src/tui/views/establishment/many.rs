//! What is asked before an act on several establishments becomes a plan: which ones are meant, and what its description
//! asks, in a menu where that is one choice.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Selection};
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::zone::ZoneNumber;
use crate::jobs::command;
use crate::nouns::acts::ActHead;
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::{ESTABLISHMENTS, echo};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::job::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::views::job;
use crate::tui::views::noun::{form_of, typed};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::menu::Menu;

/// Names targets one by one.
pub(super) fn numbers(targets: impl IntoIterator<Item = EstablishmentNumber>) -> Selection {
    let numbers: BTreeSet<EstablishmentNumber> = targets.into_iter().collect();
    Selection::Numbers { numbers: numbers.into_iter().collect() }
}

/// What an action is for: how it is named, how many they are, and the zone of them all as far as the screen knows it.
#[derive(Debug)]
pub(super) struct Targets {
    pub(super) selection: Selection,
    pub(super) count: usize,
    pub(super) zone: Option<ZoneNumber>,
    /// What it is called, where it is one.
    pub(super) name: String,
}

impl Targets {
    /// Names them one by one.
    pub(super) fn of(chosen: impl IntoIterator<Item = EstablishmentNumber>) -> Self {
        let selection = numbers(chosen);
        let count = selection.named().map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX));
        Self { selection, count, zone: None, name: String::new() }
    }
}

/// Asks what a task on several needs, as its description says; the plan follows.
pub(super) fn ask(act: Act, targets: Targets, shared: &Shared) -> Reply {
    let Some(head) = ESTABLISHMENTS.act(act) else { return Reply::none() };
    let mut base = ESTABLISHMENTS.blank(Language::English);
    if let Some(zone) = targets.zone {
        base.put(Field::Zone, zone.0.to_string());
    }
    let title = ESTABLISHMENTS.title(act).with("count", targets.count);
    // A list that was read again may have another row under the cursor than the one that was meant.
    let title = if targets.name.is_empty() {
        title
    } else {
        Message::new("establishment-one-title").with("title", title).with("name", targets.name.as_str())
    };
    let asked = Asked { head, fields: ESTABLISHMENTS.fields(act), base, title, selection: targets.selection };
    match asked.fields.as_slice() {
        [FieldHead { kind: Kind::Choice(choices), .. }] => {
            let line = |(code, key): &(&str, &'static str)| ((*code).to_owned(), Message { key, args: Vec::new() });
            Choose::open(choices.iter().map(line).collect(), asked)
        }
        [FieldHead { kind: Kind::One(noun), .. }] => {
            let line = |(key, name): (String, String)| {
                let said = Message::new("move-zone").with("number", key.as_str()).with("name", name);
                (key, said)
            };
            Choose::open(shared.rows_of(*noun).into_iter().map(line).collect(), asked)
        }
        fields => {
            let mut form = form_of(fields, "plan-button", &asked.base, shared);
            if let Some(key) = fields.last().and_then(|field| field.unticked) {
                form = form.unticked(key);
            }
            if !head.warning.is_empty() {
                form.note(Some((Message { key: head.warning, args: Vec::new() }, Role::Warning)));
            }
            let form = if head.danger == Danger::None { form.on_button() } else { form };
            Reply::open(Dialog::new(asked, form))
        }
    }
}

/// What is asked, and of which ones.
#[derive(Debug)]
struct Asked {
    head: ActHead,
    fields: Vec<FieldHead>,
    base: Filled,
    title: Message,
    selection: Selection,
}

impl Asked {
    /// Has the task made of what was typed.
    fn make(&self, typed: Filled) -> Effect {
        Effect::Job(Request::Task { act: self.head.act, typed })
    }

    /// Plans the task.
    fn plan(&self, outcome: Outcome) -> Reply {
        let Outcome::Job(Done::Task(task)) = outcome else { return Reply::none() };
        Reply::close(Answer::Dismissed).join(job::begin(task, self.selection.clone()))
    }

    fn line(&self, typed: &Filled) -> Option<(Message, String)> {
        let line = echo::of(ESTABLISHMENTS, &self.head, &command::targets(&self.selection), Some(typed))?;
        Some((Message { key: self.head.label, args: Vec::new() }, line))
    }
}

impl Asks for Asked {
    const ASKS_TO_LEAVE: bool = true;

    fn title(&self) -> Message {
        self.title.clone()
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        self.line(&typed(&self.fields, &self.base, form))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let made = self.make(typed(&self.fields, &self.base, form));
        send(form, made)
    }

    fn done(&mut self, _form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        self.plan(outcome)
    }
}

/// A choice that makes the task.
#[derive(Debug)]
struct Choose {
    menu: Menu,
    values: Vec<String>,
    asked: Asked,
}

impl Choose {
    /// Asks for one of these values; the present one is marked, and the cursor stands on it.
    fn open(choices: Vec<(String, Message)>, asked: Asked) -> Reply {
        let (values, lines): (Vec<String>, Vec<Message>) = choices.into_iter().unzip();
        let mut menu = Menu::new(asked.title.clone(), lines);
        if let Some(field) = asked.fields.first() {
            menu = menu.asking(field.hint.map_or_else(|| field.field.label(), |key| Message { key, args: Vec::new() }));
            let present = asked.base.text(field.field);
            menu = match values.iter().position(|value| *value == present) {
                Some(at) => menu.focus(at).mark(at, "•"),
                None => menu,
            };
        }
        Reply::open(Self { menu, values, asked })
    }

    fn typed(&self, at: usize) -> Option<Filled> {
        let (field, value) = (self.asked.fields.first()?.field, self.values.get(at)?);
        Some(self.asked.base.clone().with(field, value))
    }
}

impl View for Choose {
    fn title(&self) -> Message {
        self.menu.title()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.menu.draw(canvas, area, shared);
    }

    fn echoes(&self) -> Option<(Message, String)> {
        self.asked.line(&self.typed(self.menu.at())?)
    }

    fn fixed_keys(&self, shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        self.menu.fixed_keys(shared)
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let reply = self.menu.handle(intent, shared);
        let chosen = reply.steps.iter().find_map(|step| match step {
            Step::Close(Answer::Chosen(at)) => self.typed(*at),
            _ => None,
        });
        match chosen {
            Some(typed) => self.asked.make(typed).into(),
            None => reply,
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Failed(failure) => Reply::close(Answer::Dismissed).and(Step::Say(failure.message(), Role::Error)),
            outcome => self.asked.plan(outcome),
        }
    }
}
