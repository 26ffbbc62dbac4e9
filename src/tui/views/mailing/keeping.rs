//! What the writer does beside writing: templates, files, a test; the dialogs and small forms that ask for them.

use super::prompt::{Prompt, Purpose};
use super::shelf::{self, DEEDS, Deed};
use super::writer::{Asking, Focus, Writer};
use crate::domain::field::Field;
use crate::domain::mailing::TemplateInput;
use crate::domain::message::Message;
use crate::tui::orders::Effect;
use crate::tui::orders::mailing::Request;
use crate::tui::shared::Shared;
use crate::tui::view::{Reply, View as _};
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
                    Purpose::Name { seen, letter } => {
                        let name = prompt.form.value(Field::TemplateName);
                        Request::Save { seen: *seen, input: TemplateInput { name, letter: letter.clone() } }
                    }
                };
                return Reply::redraw().join(Effect::Mailing(request).into());
            }
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => {}
        }
        Reply::redraw()
    }

    pub(super) fn do_deed(&mut self, at: usize, deed: Deed, shared: &Shared) -> Reply {
        let Some(template) = self.templates.get(at).cloned() else { return Reply::redraw() };
        let title = Message::new("mailing-template").with("name", template.name.as_str());
        match deed {
            Deed::Load if self.is_changed() => {
                self.asking = Asking::Load(at);
                Reply::open(Confirm::yes(title, vec![Message::new("mailing-load-question")], shared))
            }
            Deed::Load => self.load(at),
            Deed::Replace => {
                let input = TemplateInput { name: template.name, letter: self.letter() };
                Effect::Mailing(Request::Save { seen: Some((template.id, template.rev)), input }).into()
            }
            Deed::Rename => {
                self.prompt = Some(Prompt::rename(&template));
                Reply::redraw()
            }
            Deed::Remove => {
                self.asking = Asking::Remove(at);
                Reply::open(Confirm::yes(title, vec![Message::new("mailing-remove-question")], shared))
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
                let Some(template) = self.templates.get(at - 1) else { return Reply::redraw() };
                self.asking = Asking::Template(at - 1);
                return Reply::open(shelf::deeds(template));
            }
            (Asking::Template(template), at) => {
                let Some(deed) = DEEDS.get(at).copied() else { return Reply::redraw() };
                return self.do_deed(template, deed, shared);
            }
            (Asking::Files, 0) => self.prompt = Some(Prompt::attach()),
            (Asking::Files, at) if at <= self.files.len() => {
                self.files.remove(at - 1);
            }
            (Asking::Files | Asking::Nothing | Asking::Leave | Asking::Load(_) | Asking::Remove(_), _) => {}
        }
        Reply::redraw()
    }
}
