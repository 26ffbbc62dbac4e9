//! What the mouse does: a click is told as the presses that do the same, so that every rule of the keys holds for it too.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Position;

use super::stack::App;
use crate::tui::actions::{Action, Place};
use crate::tui::keymap::Key;
use crate::tui::pointer::Click;
use crate::tui::view::Intent;

/// Rows that one notch of the wheel moves.
const NOTCH: usize = 3;

impl App {
    /// Does what a click on a place means. Where something has changed since it was drawn, it could mean another row and
    /// does nothing.
    pub(in crate::tui) fn click(&mut self, at: Position) {
        let drawn = self.spots.borrow().iter().rev().find(|spot| spot.area.contains(at)).map(|spot| spot.press);
        let Some(press) = drawn.filter(|_| !self.is_dirty() && self.hears_the_mouse()) else { return };
        match press {
            Click::Row(steps) => self.go(steps),
            Click::Tick(steps) => {
                self.go(steps);
                if self.top().is_some_and(|top| top.view.places().contains(&Place::Ticks)) {
                    self.act(Action::Tick);
                }
            }
            Click::Focus(steps) => self.focus(steps),
            Click::Check(steps) => {
                self.focus(steps);
                self.send(Intent::Key(Key::sign(' ')));
            }
            Click::Button(steps) => {
                self.focus(steps);
                self.send(Intent::Key(Key::plain(KeyCode::Enter)));
            }
        }
    }

    /// Scrolls: the cursor of a list, or what a dialog shows.
    pub(in crate::tui) fn wheel(&mut self, action: Action) {
        if !self.hears_the_mouse() {
            return;
        }
        let Some(top) = self.top() else { return };
        if top.view.places().is_empty() {
            let code = if action == Action::Up { KeyCode::Up } else { KeyCode::Down };
            return self.send(Intent::Key(Key::plain(code)));
        }
        for _ in 0..NOTCH {
            self.act(action);
        }
    }

    /// Tells whether the view in front takes keys now, and notes that somebody is there.
    fn hears_the_mouse(&mut self) -> bool {
        let hears = self.top().is_some_and(|top| !top.view.holds_keys());
        if hears {
            self.somebody_is_there(None);
        }
        hears
    }

    fn go(&mut self, steps: isize) {
        let action = if steps < 0 { Action::Up } else { Action::Down };
        for _ in 0..steps.unsigned_abs() {
            self.act(action);
        }
    }

    fn focus(&mut self, steps: isize) {
        let code = if steps < 0 { KeyCode::BackTab } else { KeyCode::Tab };
        for _ in 0..steps.unsigned_abs() {
            self.send(Intent::Key(Key::plain(code)));
        }
    }
}
