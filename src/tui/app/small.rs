//! Below the least size nothing is drawn but that: a key would change what nobody sees.

use super::stack::{App, SMALLEST};
use crate::tui::actions::{Action, Place};
use crate::tui::events::Event;

impl App {
    /// Tells whether the terminal is too small for any screen.
    pub(in crate::tui) fn is_small(&self) -> bool {
        self.area.width < SMALLEST.0 || self.area.height < SMALLEST.1
    }

    /// Hands an event on; on a terminal that is too small, of what people do only redrawing, suspending and leaving.
    pub(in crate::tui) fn unless_small(&mut self, event: Event) -> Option<Event> {
        let Event::Key(key) = event else {
            let is_done_by_hand = matches!(event, Event::Paste(_) | Event::Click(_) | Event::Wheel(_));
            return Some(event).filter(|_| !(is_done_by_hand && self.is_small()));
        };
        if !self.is_small() {
            return Some(event);
        }
        match self.shared.keymap.find(key, &[Place::Everywhere]) {
            Some(Action::Quit) => {
                self.quit();
                None
            }
            Some(Action::Redraw | Action::Suspend) => Some(event),
            _ => None,
        }
    }
}
