//! The mouse, where the configuration wants it: a click is told as the presses that do the same, so that every rule of
//! the keys holds for it too.

use ratatui::crossterm::event::{KeyCode, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::actions::{Action, Place};
use super::app::App;
use super::events::Event;
use super::keymap::Key;
use super::view::Intent;

/// Rows that one notch of the wheel moves.
const NOTCH: usize = 3;

/// Whether the console takes the mouse; selecting text to copy then needs Shift in most terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mouse {
    /// It does not.
    #[default]
    Off,
    /// It does.
    On,
}

/// What a click means, counted from where the cursor or the focus was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Press {
    /// The cursor goes to a row.
    Row(isize),
    /// The cursor goes to a row, which is ticked.
    Tick(isize),
    /// The focus goes to a line of a dialog.
    Focus(isize),
    /// The focus goes to a check box, which changes.
    Check(isize),
    /// The focus goes to a button, which is pressed.
    Button(isize),
}

/// A place that was drawn, and what a click on it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) area: Rect,
    pub(crate) press: Press,
}

/// Gives how far one place is from another.
pub(crate) fn steps(from: usize, to: usize) -> isize {
    let far = isize::try_from(from.abs_diff(to)).unwrap_or(0);
    if to < from { -far } else { far }
}

/// Reads what the terminal tells of the mouse: clicks of the first button, and the wheel.
pub(super) fn read(mouse: MouseEvent) -> Option<Event> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Event::Click(Position::new(mouse.column, mouse.row))),
        MouseEventKind::ScrollUp => Some(Event::Wheel(Action::Up)),
        MouseEventKind::ScrollDown => Some(Event::Wheel(Action::Down)),
        _ => None,
    }
}

impl App {
    /// Does what a click on a place means. Where something has changed since it was drawn, it could mean another row and
    /// does nothing.
    pub(super) fn click(&mut self, at: Position) {
        let drawn = self.spots.borrow().iter().rev().find(|spot| spot.area.contains(at)).map(|spot| spot.press);
        let Some(press) = drawn.filter(|_| !self.is_dirty() && self.hears_the_mouse()) else { return };
        match press {
            Press::Row(steps) => self.go(steps),
            Press::Tick(steps) => {
                self.go(steps);
                if self.top().is_some_and(|top| top.view.places().contains(&Place::Ticks)) {
                    self.act(Action::Tick);
                }
            }
            Press::Focus(steps) => self.focus(steps),
            Press::Check(steps) => {
                self.focus(steps);
                self.send(Intent::Key(Key::sign(' ')));
            }
            Press::Button(steps) => {
                self.focus(steps);
                self.send(Intent::Key(Key::plain(KeyCode::Enter)));
            }
        }
    }

    /// Scrolls: the cursor of a list, or what a dialog shows.
    pub(super) fn wheel(&mut self, action: Action) {
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
