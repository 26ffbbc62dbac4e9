//! The small forms over the writer: a file to attach, an address for a test, the name of a template.

use crate::domain::field::Field;
use crate::domain::mailing::{LetterInput, Template, TemplateId};
use crate::tui::widgets::form::Form;

/// What is asked for.
#[derive(Debug)]
pub(super) enum Purpose {
    /// A file to attach.
    Attach,
    /// An address for a test.
    Test,
    /// The name of a template: of a new one with this letter, or of a known one.
    Name {
        /// The one that is renamed, with its version.
        seen: Option<(TemplateId, i64)>,
        /// Its letter.
        letter: LetterInput,
    },
}

/// A form and its purpose.
#[derive(Debug)]
pub(super) struct Prompt {
    pub(super) purpose: Purpose,
    pub(super) form: Form,
}

impl Prompt {
    /// Asks for a file.
    pub(super) fn attach() -> Self {
        let form = Form::new("mailing-attach-button").text(Field::Attachment, "").hint("hint-mailing-attach");
        Self { purpose: Purpose::Attach, form }
    }

    /// Asks for an address.
    pub(super) fn test(last: &str) -> Self {
        let form = Form::new("mail-test-button").text(Field::Recipient, last).hint("hint-mailing-test");
        Self { purpose: Purpose::Test, form }
    }

    /// Asks for the name of a new template.
    pub(super) fn keep(letter: LetterInput) -> Self {
        let form = Form::new("form-save").text(Field::TemplateName, "");
        Self { purpose: Purpose::Name { seen: None, letter }, form }
    }

    /// Asks for another name of a template.
    pub(super) fn rename(template: &Template) -> Self {
        let form = Form::new("form-save").text(Field::TemplateName, &template.name);
        let purpose = Purpose::Name { seen: Some((template.id, template.rev)), letter: template.letter.clone() };
        Self { purpose, form }
    }

    /// Gives the catalogue key of its title.
    pub(super) const fn title(&self) -> &'static str {
        match self.purpose {
            Purpose::Attach => "mailing-attach-title",
            Purpose::Test => "mailing-test-title",
            Purpose::Name { .. } => "mailing-name-title",
        }
    }
}
