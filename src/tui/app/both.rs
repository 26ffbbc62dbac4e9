//! Lists that are opened over what is in front: those that the host has and each establishment too, and all those of people.

use super::stack::App;
use crate::domain::access::At;
use crate::domain::act::Noun;
use crate::tui::view::{Cover, View};
use crate::tui::views::noun::NounScreen;

impl App {
    /// The list of the establishment whose rows are in front, where there is one of the host's too; of people, that of
    /// their own.
    pub(super) fn list_inside(&self, noun: Noun) -> Option<NounScreen> {
        let own = self.shared.actor.belongs();
        let is_person = own != At::Host;
        let front = self.top().and_then(|top| top.view.at()).filter(|_| !is_person);
        let number = front.unwrap_or(own).establishment();
        number.filter(|_| is_person || noun.is_also_inside()).and_then(|number| NounScreen::inside(noun, number))
    }

    /// Opens a list over what is in front, or goes back to it where it lies below already.
    pub(super) fn open_list(&mut self, list: NounScreen) {
        let (title, at) = (list.title().key, list.at());
        let is_same = |view: &dyn View| view.cover() == Cover::Screen && view.title().key == title && view.at() == at;
        match self.overlays.iter().position(|layer| is_same(layer.view.as_ref())) {
            Some(at) => {
                self.overlays.truncate(at + 1);
                self.read_again();
            }
            None => self.open(Box::new(list)),
        }
    }
}
