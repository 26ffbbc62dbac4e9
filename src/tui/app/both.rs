//! Lists that the host has and each establishment too: which of them a key opens.

use super::stack::App;
use crate::domain::act::Noun;
use crate::tui::views::noun::NounScreen;

impl App {
    /// The list of the establishment whose rows are in front, or of one's own, where there is one of the host's too.
    pub(super) fn list_inside(&self, noun: Noun) -> Option<NounScreen> {
        let at = self.top().and_then(|top| top.view.at()).unwrap_or(self.shared.actor.belongs());
        at.establishment().filter(|_| noun.is_also_inside()).and_then(|number| NounScreen::inside(noun, number))
    }
}
