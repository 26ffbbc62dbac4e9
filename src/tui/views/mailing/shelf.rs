//! The menus of templates and of files.

use crate::domain::mailing::{Attachment, Template};
use crate::domain::message::Message;
use crate::tui::widgets::menu::Menu;

/// What can be done with a template, in the order of its menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// To write it again.
    Load,
    /// To put this letter in its place.
    Replace,
    /// To give it another name.
    Rename,
    /// To delete it.
    Remove,
}

/// All deeds, in the order of the menu.
pub(super) const DEEDS: [Deed; 4] = [Deed::Load, Deed::Replace, Deed::Rename, Deed::Remove];

/// Lists the templates, after a line that keeps the letter as a new one.
pub(super) fn templates(list: &[Template]) -> Menu {
    let named = |one: &Template| Message::new("mailing-template").with("name", one.name.as_str());
    let lines = std::iter::once(Message::new("mailing-template-new")).chain(list.iter().map(named)).collect();
    Menu::new(Message::new("mailing-templates-title"), lines).focus(usize::from(!list.is_empty()))
}

/// Lists what can be done with a template.
pub(super) fn deeds(template: &Template) -> Menu {
    let lines = DEEDS.map(|deed| {
        Message::new(match deed {
            Deed::Load => "mailing-template-load",
            Deed::Replace => "mailing-template-replace",
            Deed::Rename => "mailing-template-rename",
            Deed::Remove => "mailing-template-remove",
        })
    });
    let title = Message::new("mailing-template").with("name", template.name.as_str());
    Menu::new(title, lines.to_vec())
}

/// Lists the files, after a line that adds one; a file that is chosen is taken away.
pub(super) fn files(list: &[Attachment]) -> Menu {
    let lines = std::iter::once(Message::new("mailing-file-add")).chain(list.iter().map(|file| {
        Message::new("mailing-file-remove").with("name", file.name.as_str()).with("size", size(file.bytes))
    }));
    Menu::new(Message::new("mailing-files-title"), lines.collect())
}

/// Writes a size: `812 B`, `41 KiB`.
pub(super) fn size(bytes: u64) -> String {
    if bytes < 1024 { format!("{bytes} B") } else { format!("{} KiB", bytes.div_ceil(1024)) }
}
