//! What the writer does beside writing: templates, files, a test; the dialogs and small forms that ask for them.

use super::prompt::{Prompt, Purpose};
use super::writer::{Asking, Focus, Writer};
use super::writer_menus;
use crate::domain::act::{Act, Noun};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::mailing::LetterInput;
use crate::domain::message::Message;
use crate::nouns::Target;
use crate::tui::orders::mailing::Request;
use crate::tui::orders::{Effect, noun};
use crate::tui::shared::Shared;
use crate::tui::view::{Reply, View as _};
use crate::tui::views::noun::NounScreen;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::Event;

impl Writer {
    pub(super) fn prompt_event(&mut self, event: Event) -> Reply {
        let Some(prompt) = &mut self.prompt else { return Reply::none() };
        match event {
            Event::Leave => self.prompt = None,
            Event::Submit => {
                prompt.form.send();
                let request = match &prompt.purpose {
                    Purpose::Attach => {
                        Request::Attach { named: prompt.form.value(Field::Attachment), others: self.files.clone() }
                    }
                    Purpose::Test => {
                        self.last_test = prompt.form.value(Field::Recipient);
                        let to = self.last_test.clone();
                        let Some(number) = self.numbers.first().copied() else { return Reply::redraw() };
                        Request::Test { letter: self.letter(), files: self.files.clone(), number, to }
                    }
                    Purpose::Name(letter) => {
                        let save = keep(None, &prompt.form.value(Field::TemplateName), letter);
                        return Reply::redraw().join(save);
                    }
                };
                return Reply::redraw().join(Effect::Mailing(request).into());
            }
            Event::Unheard => return Reply::none(),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => {}
        }
        Reply::redraw()
    }

    /// Begins with a template, which is asked about when something is written, or puts the letter in its place.
    fn take_up(&mut self, at: usize, chosen: usize, shared: &Shared) -> Reply {
        let Some(template) = self.templates.get(at) else { return Reply::redraw() };
        match chosen {
            0 if self.is_changed() => {
                let title = Message::new("mailing-template").with("name", template.name.as_str());
                self.asking = Asking::Load(at);
                Reply::open(Confirm::yes(title, vec![Message::new("mailing-load-question")], shared))
            }
            0 => self.load(at),
            _ => {
                let target = Target { key: template.name.clone(), rev: template.rev, seen: None };
                keep(Some(target), &template.name, &self.letter())
            }
        }
    }

    pub(super) fn load(&mut self, at: usize) -> Reply {
        let Some(template) = self.templates.get(at) else { return Reply::redraw() };
        self.subject.set(&template.letter.subject);
        self.body.set(&template.letter.body);
        self.kept = self.letter();
        self.errors.clear();
        self.note = None;
        self.focus = Focus::Body;
        Reply::redraw()
    }

    pub(super) fn chosen(&mut self, asking: Asking, at: usize, shared: &Shared) -> Reply {
        match (asking, at) {
            (Asking::Templates, 0) => match self.checked() {
                Some(letter) => self.prompt = Some(Prompt::keep(letter)),
                None => return Reply::redraw(),
            },
            (Asking::Templates, at) => {
                let Some(template) = self.templates.get(at - 1) else {
                    return NounScreen::new(Noun::Template).map_or_else(Reply::redraw, Reply::open);
                };
                self.asking = Asking::Template(at - 1);
                return Reply::open(writer_menus::uses(template));
            }
            (Asking::Template(template), at) => return self.take_up(template, at, shared),
            (Asking::Files, 0) => self.prompt = Some(Prompt::attach()),
            (Asking::Files, at) if at <= self.files.len() => {
                self.files.remove(at - 1);
            }
            (Asking::Files | Asking::Nothing | Asking::Leave | Asking::Load(_), _) => {}
        }
        Reply::redraw()
    }
}

/// Keeps a letter as a template: a new one, or in the place of one.
fn keep(target: Option<Target>, name: &str, letter: &LetterInput) -> Reply {
    let act = if target.is_some() { Act::TEMPLATE_EDIT } else { Act::TEMPLATE_ADD };
    let typed = Filled::default().with(Field::TemplateName, name);
    let typed = typed.with(Field::Subject, &letter.subject).with(Field::Body, &letter.body);
    Effect::Noun(noun::Request::Do { act, target, typed }).into()
}
