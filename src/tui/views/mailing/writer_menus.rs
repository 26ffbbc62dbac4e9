//! The menus of templates and of files.

use crate::domain::mailing::{Attachment, Template};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::tui::widgets::menu::Menu;

/// Lists the templates, after a line that keeps the letter as a new one and before one that leads to their screen.
pub(super) fn templates(list: &[Template]) -> Menu {
    let named = |one: &Template| Message::new("mailing-template").with("name", one.name.as_str());
    let screen = Message::new("mailing-template-screen");
    let lines = std::iter::once(Message::new("mailing-template-new")).chain(list.iter().map(named));
    let lines = lines.chain(std::iter::once(screen)).collect();
    Menu::new(Message::new("mailing-templates-title"), lines).focus(usize::from(!list.is_empty()))
}

/// Lists what the writer does with a template: to begin with it, or to put the letter in its place.
pub(super) fn uses(template: &Template) -> Menu {
    let title = Message::new("mailing-template").with("name", template.name.as_str());
    Menu::new(title, ["mailing-template-load", "mailing-template-replace"].map(Message::new).to_vec())
}

/// Lists the files, after a line that adds one; a file that is chosen is taken away.
pub(super) fn files(list: &[Attachment], words: &Catalogue) -> Menu {
    let lines = std::iter::once(Message::new("mailing-file-add")).chain(list.iter().map(|file| {
        Message::new("mailing-file-remove").with("name", file.name.as_str()).with("size", words.size(file.bytes))
    }));
    Menu::new(Message::new("mailing-files-title"), lines.collect())
}
