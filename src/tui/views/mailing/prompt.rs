//! The small forms over the writer: a file to attach, an address for a test, the name of a template.

use crate::domain::field::Field;
use crate::domain::mailing::LetterInput;
use crate::tui::widgets::form::Form;

/// What is asked for.
#[derive(Debug)]
pub(super) enum Purpose {
    /// A file to attach.
    Attach,
    /// An address for a test.
    Test,
    /// The name of a new template with this letter.
    Name(LetterInput),
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
        Self { purpose: Purpose::Name(letter), form }
    }

    /// Returns the catalogue key of its title.
    pub(super) const fn title(&self) -> &'static str {
        match self.purpose {
            Purpose::Attach => "mailing-attach-title",
            Purpose::Test => "mailing-test-title",
            Purpose::Name(_) => "mailing-name-title",
        }
    }
}
