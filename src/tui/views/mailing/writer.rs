//! The writer: subject and body with what is typed checked at once, and everything that a letter goes through.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::completion::{Completion, fitting};
use super::prompt::Prompt;
use super::{draw, pages, writer_menus};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::job::{Selection, Task};
use crate::domain::mailing::text::Text;
use crate::domain::mailing::{Attachment, Flaw, LetterId, LetterInput, Placeholder, Template};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::command::{option, targets};
use crate::operations::{Error, Rule};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::mailing::{Done, Request};
use crate::tui::orders::{Effect, Failure, Outcome, noun};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::job;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::text_area::TextArea;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// The subject.
    Subject,
    /// The body.
    Body,
    /// The button that plans.
    Button,
}

/// What the dialog over the writer was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    Nothing,
    Leave,
    Templates,
    Template(usize),
    Load(usize),
    Files,
}

/// The writer.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) selection: Selection,
    pub(super) numbers: Vec<EstablishmentNumber>,
    /// How many of their contacts have no address.
    without: usize,
    pub(super) subject: TextArea,
    pub(super) body: TextArea,
    pub(super) focus: Focus,
    pub(super) files: Vec<Attachment>,
    pub(super) completion: Completion,
    /// What the worker refused; a field's goes when it is typed in.
    pub(super) errors: Vec<FieldError>,
    pub(super) note: Option<(Message, Role)>,
    pub(super) prompt: Option<Prompt>,
    pub(super) templates: Vec<Template>,
    /// The letter as it was opened, loaded or saved last.
    pub(super) kept: LetterInput,
    pub(super) last_test: String,
    /// The letter that was frozen last, while its plan is looked at.
    pub(super) frozen: Option<LetterId>,
    pub(super) asking: Asking,
}

impl Writer {
    /// Makes an empty letter.
    pub(super) fn new(selection: Selection) -> Self {
        Self {
            selection,
            numbers: Vec::new(),
            without: 0,
            subject: TextArea::single(""),
            body: TextArea::new(""),
            focus: Focus::Subject,
            files: Vec::new(),
            completion: Completion::default(),
            errors: Vec::new(),
            note: None,
            prompt: None,
            templates: Vec::new(),
            kept: LetterInput::default(),
            last_test: String::new(),
            frozen: None,
            asking: Asking::Nothing,
        }
    }

    /// Returns the heading: how many it goes to.
    pub(super) fn heading(&self) -> Message {
        Message::new("mailing-title").with("count", self.numbers.len()).with("without", self.without)
    }

    pub(super) fn letter(&self) -> LetterInput {
        LetterInput { subject: self.subject.value(), body: self.body.value() }
    }

    /// Lists what is wrong with the braces of subject and body; one that is being typed is not wrong yet.
    pub(super) fn flaws(&self) -> [Vec<Flaw>; 2] {
        [(&self.subject, Focus::Subject), (&self.body, Focus::Body)].map(|(area, focus)| {
            let typing = self.focus == focus && area.in_braces().is_some();
            let mut flaws = Text::flaws(&area.value());
            if typing {
                flaws.retain(|flaw| flaw.wrong != crate::domain::mailing::Wrong::Unclosed);
            }
            flaws
        })
    }

    /// Returns what is said to be wrong: what the worker refused, else the first brace.
    pub(super) fn wrong(&self) -> Option<(Field, Problem)> {
        if let Some(error) = self.errors.first() {
            return Some((error.field, error.problem.clone()));
        }
        let [subject, body] = self.flaws();
        let first = |flaws: &[Flaw], field| flaws.first().map(|flaw| (field, flaw.problem()));
        first(&subject, Field::Subject).or_else(|| first(&body, Field::Body))
    }

    /// Lists the placeholders that fit what is typed behind a brace, unless the list was put away.
    pub(super) fn completing(&self, shared: &Shared) -> Option<Vec<Placeholder>> {
        let area = match self.focus {
            Focus::Subject => &self.subject,
            Focus::Body => &self.body,
            Focus::Button => return None,
        };
        let typed = area.in_braces().filter(|_| !self.completion.away)?;
        Some(fitting(&typed, shared)).filter(|list| !list.is_empty())
    }

    fn area(&mut self) -> Option<&mut TextArea> {
        match self.focus {
            Focus::Subject => Some(&mut self.subject),
            Focus::Body => Some(&mut self.body),
            Focus::Button => None,
        }
    }

    /// Checks the letter; what is wrong gets the cursor.
    pub(super) fn checked(&mut self) -> Option<LetterInput> {
        let letter = self.letter();
        match letter.check() {
            Ok(_) => Some(letter),
            Err(errors) => {
                self.refuse(errors);
                None
            }
        }
    }

    fn refuse(&mut self, errors: Vec<FieldError>) {
        if let Some(first) = errors.first() {
            let place = match first.problem {
                Problem::PlaceholderUnknown { line, column, .. }
                | Problem::BraceUnclosed { line, column }
                | Problem::BraceStray { line, column } => Some((line - 1, column - 1)),
                _ => None,
            };
            match first.field {
                Field::Subject => self.focus = Focus::Subject,
                Field::Body => self.focus = Focus::Body,
                _ => {}
            }
            if let (Some((line, column)), Some(area)) = (place, self.area()) {
                area.go_to(line, column);
            }
        }
        self.errors = errors;
        self.note = None;
    }

    fn say(&mut self, message: Message, role: Role) -> Reply {
        self.errors.clear();
        self.note = Some((message, role));
        Reply::redraw()
    }

    /// Handles the keys that do something with the letter as a whole; none for any other key.
    fn command(&mut self, key: Key, shared: &Shared) -> Option<Reply> {
        Some(match (key.code, key.ctrl) {
            (KeyCode::F(2), false) | (KeyCode::Char('n'), true) => self.open_list(),
            (KeyCode::F(3), false) | (KeyCode::Char('p'), true) => match self.checked() {
                Some(letter) => Reply::open(pages::Pages::new(letter, self.numbers.clone())),
                None => Reply::redraw(),
            },
            (KeyCode::F(4), false) | (KeyCode::Char('t'), true) => {
                if self.checked().is_some() {
                    self.prompt = Some(Prompt::test(&self.last_test));
                }
                Reply::redraw()
            }
            (KeyCode::F(5), false) | (KeyCode::Char('o'), true) => self.open_files(shared),
            (KeyCode::F(6), false) | (KeyCode::Char('y'), true) => Effect::Mailing(Request::Templates).into(),
            (KeyCode::F(9), false) | (KeyCode::Char('g'), true) => self.freeze(),
            _ => return None,
        })
    }

    fn open_list(&mut self) -> Reply {
        self.completion = Completion::default();
        if let Some(area) = self.area()
            && area.in_braces().is_none()
        {
            area.key(Key::sign('{'));
            self.completion.opened = true;
        }
        Reply::redraw()
    }

    fn open_files(&mut self, shared: &Shared) -> Reply {
        if self.files.is_empty() {
            self.prompt = Some(Prompt::attach());
            return Reply::redraw();
        }
        self.asking = Asking::Files;
        Reply::open(writer_menus::files(&self.files, &shared.catalogue))
    }

    fn freeze(&mut self) -> Reply {
        let Some(letter) = self.checked() else { return Reply::redraw() };
        let files = self.files.clone();
        Reply::redraw().join(Effect::Mailing(Request::Freeze { letter, files }).into())
    }

    fn list_key(&mut self, key: Key, list: &[Placeholder], shared: &Shared) -> Option<Reply> {
        match key.code {
            KeyCode::Up => self.completion.at = self.completion.at.saturating_sub(1),
            KeyCode::Down => self.completion.at = (self.completion.at + 1).min(list.len() - 1),
            KeyCode::Esc => {
                let is_ours = std::mem::take(&mut self.completion.opened);
                match self.area().filter(|area| is_ours && area.in_braces().is_some_and(|typed| typed.is_empty())) {
                    Some(area) => _ = area.key(Key::plain(KeyCode::Backspace)),
                    None => self.completion.away = true,
                }
            }
            KeyCode::Enter | KeyCode::Tab => {
                let chosen = list.get(self.completion.at).or_else(|| list.first());
                if let (Some(one), Some(area)) = (chosen, self.area()) {
                    area.complete(one.called(shared.catalogue.language()));
                }
                self.completion = Completion::default();
            }
            _ => return None,
        }
        Some(Reply::redraw())
    }

    fn key(&mut self, key: Key, shared: &Shared) -> Reply {
        if let Some(list) = self.completing(shared)
            && let Some(reply) = self.list_key(key, &list, shared)
        {
            return reply;
        }
        if let Some(reply) = self.command(key, shared) {
            return reply;
        }
        match key.code {
            KeyCode::Esc => return self.leave(shared),
            KeyCode::Enter if self.focus == Focus::Button => return self.freeze(),
            KeyCode::Tab => self.focus = next(self.focus),
            KeyCode::BackTab => self.focus = next(next(self.focus)),
            KeyCode::Enter if self.focus == Focus::Subject => self.focus = Focus::Body,
            _ if self.type_key(key) => {}
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    /// Types a key into the field in focus; false when that has no use for it.
    fn type_key(&mut self, key: Key) -> bool {
        let field = if self.focus == Focus::Subject { Field::Subject } else { Field::Body };
        let Some(area) = self.area() else {
            if key.code == KeyCode::Up {
                self.focus = Focus::Body;
            }
            return key.code == KeyCode::Up;
        };
        let before = area.value();
        let known = area.key(key);
        let (changed, braced) = (area.value() != before, area.in_braces().is_some());
        if changed {
            self.errors.retain(|error| error.field != field);
            self.note = None;
            self.completion.at = 0;
        }
        if !braced {
            self.completion.away = false;
        }
        match (known, key.code) {
            (false, KeyCode::Down) => self.focus = next(self.focus),
            (false, KeyCode::Up) if self.focus == Focus::Body => self.focus = Focus::Subject,
            (known, _) => return known,
        }
        true
    }

    fn leave(&mut self, shared: &Shared) -> Reply {
        if !self.is_changed() {
            return Reply::close(Answer::Dismissed);
        }
        self.asking = Asking::Leave;
        let question = vec![Message::new("form-discard")];
        Reply::open(Confirm::yes(Message::new("form-discard-title"), question, shared))
    }

    fn done(&mut self, done: Done) -> Reply {
        match done {
            Done::Numbers { numbers, without } => (self.numbers, self.without) = (numbers, without),
            Done::Attached(file) => {
                self.prompt = None;
                self.files.push(file);
            }
            Done::Queued(id) => {
                self.prompt = None;
                let said = Message::new("mail-test-queued").with("number", id.0.to_string());
                return self.say(said, Role::Good);
            }
            Done::Frozen(task) => {
                self.errors.clear();
                if let Task::WriteMail { letter, .. } = &task {
                    self.frozen = Some(*letter);
                }
                return job::begin(task, self.selection.clone());
            }
            Done::Templates(list) => {
                self.templates = list;
                self.asking = Asking::Templates;
                return Reply::open(writer_menus::templates(&self.templates));
            }
            Done::Used(true) => {
                // The letter has done its work.
                let said = Message::new("mailing-begun");
                return Reply::close(Answer::Done(None)).and(Step::Say(said, Role::Good));
            }
            Done::Used(false) | Done::Page(_) => return Reply::none(),
        }
        Reply::redraw()
    }

    fn fail(&mut self, failure: &Failure) -> Reply {
        match (&mut self.prompt, failure) {
            (Some(prompt), _) => prompt.form.fail(failure),
            (None, Failure::Fields(errors)) => self.refuse(errors.clone()),
            (None, failure) => return self.say(failure.message(), Role::Error),
        }
        Reply::redraw()
    }
}

const fn next(focus: Focus) -> Focus {
    match focus {
        Focus::Subject => Focus::Body,
        Focus::Body => Focus::Button,
        Focus::Button => Focus::Subject,
    }
}

impl View for Writer {
    fn title(&self) -> Message {
        self.heading()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Mailing(Request::Numbers(self.selection.clone())).into()
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        let [subject, body] = draw::places(area, draw::label_width(shared));
        // The subject is one line that scrolls by itself.
        self.subject.resize(0, subject.height);
        self.body.resize(body.width, body.height);
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        draw::draw(self, canvas, area, shared);
        if let Some(prompt) = &self.prompt {
            prompt.form.draw(canvas, area, &shared.text(prompt.title()), shared);
        }
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        let acts = [
            (2, "help-writer-fields"),
            (3, "help-writer-read"),
            (4, "help-writer-try"),
            (5, "help-writer-files"),
            (6, "help-writer-templates"),
            (9, "help-writer-plan"),
        ];
        let mut keys = vec![
            (vec![Key::plain(KeyCode::Tab)], Message::new("help-dialog-next")),
            (vec![Key::plain(KeyCode::BackTab)], Message::new("help-dialog-previous")),
        ];
        keys.extend(
            acts.map(|(at, label)| (vec![Key::plain(KeyCode::F(at))], Message { key: label, args: Vec::new() })),
        );
        keys.push((vec![Key::plain(KeyCode::Esc)], Message::new("help-dialog-leave")));
        Some(keys)
    }

    fn echoes(&self) -> Option<(Message, String)> {
        let subject = self.subject.value();
        let subject = if subject.trim().is_empty() { "--subject …".to_owned() } else { option("subject", &subject) };
        let line = format!("intendant establishment mail {} {subject} --body …", targets(&self.selection));
        Some((Message::new("action-establishment-mail"), line))
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        if let Some(prompt) = &mut self.prompt {
            let event = prompt.form.handle(intent);
            return self.prompt_event(event);
        }
        match intent {
            Intent::Key(key) => self.key(key, shared),
            Intent::Paste(text) => {
                if let Some(area) = self.area() {
                    area.paste(&text);
                    // What is pasted is no beginning of a name.
                    self.completion.away = true;
                }
                self.errors.clear();
                Reply::redraw()
            }
            Intent::Act(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Mailing(done) => self.done(done),
            Outcome::Noun(noun::Done::Told(_, told)) => {
                self.prompt = None;
                self.kept = self.letter();
                self.say(told.said, Role::Good)
            }
            Outcome::Noun(noun::Done::Overtaken(..)) => self.say(Error::from(Rule::Changed).message(), Role::Error),
            Outcome::Failed(failure) => self.fail(&failure),
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let asking = std::mem::replace(&mut self.asking, Asking::Nothing);
        match (asking, answer) {
            (Asking::Leave, Answer::Confirmed) => Reply::close(Answer::Dismissed),
            (Asking::Load(at), Answer::Confirmed) => self.load(at),
            (asking, Answer::Chosen(at)) => self.chosen(asking, at, shared),
            // Whether the plan was begun, kept or forgotten, only the data know.
            (Asking::Nothing, Answer::Done(_)) => match self.frozen.take() {
                Some(letter) => Reply::redraw().join(Effect::Mailing(Request::IsUsed(letter)).into()),
                None => Reply::redraw(),
            },
            _ => Reply::redraw(),
        }
    }

    fn is_changed(&self) -> bool {
        self.letter() != self.kept || !self.files.is_empty()
    }
}
