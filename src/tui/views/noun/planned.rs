//! What is asked before an act on several rows or establishments becomes a plan: which ones are meant, and what its
//! description asks, in a menu where that is one choice.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::form::{form_of, typed};
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Selection, Task};
use crate::domain::message::Message;
use crate::jobs::command;
use crate::nouns::acts::ActHead;
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::{Door, Id, echo};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::dialog::{Asks, Dialog, send};
use crate::tui::views::job;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::menu::Menu;

/// Names targets one by one.
pub(in crate::tui::views) fn numbers(targets: impl IntoIterator<Item = EstablishmentNumber>) -> Selection {
    let numbers: BTreeSet<EstablishmentNumber> = targets.into_iter().collect();
    Selection::Numbers { numbers: numbers.into_iter().collect() }
}

/// What an action is for: which rows, how many they are, and what its form begins with.
#[derive(Debug)]
pub(in crate::tui::views) struct Targets {
    pub(in crate::tui::views) chosen: Chosen,
    pub(in crate::tui::views) count: usize,
    pub(in crate::tui::views) base: Filled,
    /// What it is called, where it is one.
    pub(in crate::tui::views) name: String,
}

/// Which rows are meant.
#[derive(Debug, Clone)]
pub(in crate::tui::views) enum Chosen {
    /// Establishments.
    Establishments(Selection),
    /// Rows of another noun, with whose they are and how a command names them.
    Rows {
        /// As their list names them.
        ids: Vec<Id>,
        /// Whose.
        at: At,
        /// As a command names them.
        named: String,
    },
}

/// Asks what a task on several needs, as its description says; the plan follows.
pub(in crate::tui::views) fn ask(door: &'static dyn Door, act: Act, targets: Targets, shared: &Shared) -> Reply {
    let Some(head) = door.act(act) else { return Reply::none() };
    let Targets { chosen, count, base: known, name } = targets;
    let mut base = door.blank(shared.catalogue.language());
    base.merge(known);
    // A title of one row has its name, which several have not.
    let title = match &chosen {
        Chosen::Establishments(_) => door.title(act).with("count", count),
        Chosen::Rows { .. } => Message { key: head.about, args: Vec::new() },
    };
    // A list that was read again may have another row under the cursor than the one that was meant.
    let title = if name.is_empty() {
        title
    } else {
        Message::new("establishment-one-title").with("title", title).with("name", name)
    };
    let asked = Asked { door, head, fields: door.fields(act), base, title, chosen };
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
            // Where something must be typed, that comes first.
            let is_typed = fields.iter().any(|field| field.needed);
            let form = if head.danger == Danger::None && !is_typed { form.on_button() } else { form };
            Reply::open(Dialog::new(asked, form))
        }
    }
}

/// What is asked, and of which ones.
#[derive(Debug)]
struct Asked {
    door: &'static dyn Door,
    head: ActHead,
    fields: Vec<FieldHead>,
    base: Filled,
    title: Message,
    chosen: Chosen,
}

impl Asked {
    /// Has the task made of what was typed.
    fn make(&self, typed: Filled) -> Effect {
        let (noun, act) = (self.door.noun(), self.head.act);
        let ids = match &self.chosen {
            Chosen::Establishments(_) => Vec::new(),
            Chosen::Rows { ids, .. } => ids.clone(),
        };
        Effect::Noun(Request::Task { noun, act, ids, typed })
    }

    /// Returns the task that was made, and what it is for.
    fn made(&self, outcome: Outcome) -> Option<(Task, Selection)> {
        let Outcome::Noun(Done::Task(task, rows)) = outcome else { return None };
        let selection = match &self.chosen {
            Chosen::Establishments(selection) => selection.clone(),
            Chosen::Rows { .. } => Selection::rows(rows),
        };
        Some((task, selection))
    }

    fn line(&self, typed: &Filled) -> Option<(Message, String)> {
        let (targets, at) = match &self.chosen {
            Chosen::Establishments(selection) => (command::targets(selection), At::Host),
            Chosen::Rows { named, at, .. } => (named.clone(), *at),
        };
        let line = echo::of(self.door, &self.head, &targets, Some(typed))?;
        Some((Message { key: self.head.label, args: Vec::new() }, command::inside(line, at)))
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

    fn done(&mut self, form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        form.resume();
        self.made(outcome).map_or_else(Reply::none, |(task, selection)| job::asked(task, selection))
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
            outcome => self.asked.made(outcome).map_or_else(Reply::none, |(task, selection)| {
                Reply::close(Answer::Dismissed).join(job::begin(task, selection))
            }),
        }
    }
}
