//! What a field of a form is filled with.

use ratatui::layout::Rect;

use super::calendar::DayInput;
use super::pasted::Pasted;
use super::select::Select;
use super::text_area::TextArea;
use super::text_input::TextInput;
use super::ticks::Ticks;
use crate::tui::canvas::{Canvas, row};
use crate::tui::keymap::Key;

/// Lines of a text of several lines.
const AREA_LINES: u16 = 4;

/// A field's control.
#[derive(Debug, Clone)]
pub(super) enum Control {
    Text(TextInput),
    Day(Box<DayInput>),
    Area(Box<TextArea>),
    Pasted(Pasted),
    Select(Select),
    Ticks(Ticks),
    Check(bool),
}

impl Control {
    /// Returns what it holds.
    pub(super) fn value(&self) -> String {
        match self {
            Self::Text(input) => input.value().to_owned(),
            Self::Day(day) => day.value().to_owned(),
            Self::Area(area) => area.value(),
            Self::Pasted(pasted) => pasted.value().to_owned(),
            Self::Select(select) => select.value().to_owned(),
            Self::Ticks(ticks) => ticks.value(),
            Self::Check(ticked) => if *ticked { "yes" } else { "" }.to_owned(),
        }
    }

    /// Puts something else into it.
    pub(super) fn set(&mut self, value: &str) {
        match self {
            Self::Text(input) => input.set(value),
            Self::Day(day) => day.set(value),
            Self::Area(area) => **area = TextArea::new(value),
            Self::Pasted(pasted) => pasted.set(value),
            Self::Select(select) => {
                let choices = std::mem::replace(select, Select::new(Vec::new(), ""));
                *select = choices.with_value(value);
            }
            Self::Ticks(ticks) => ticks.set(value),
            Self::Check(ticked) => *ticked = !value.is_empty(),
        }
    }

    /// How many lines it takes.
    pub(super) fn lines(&self) -> u16 {
        match self {
            Self::Area(_) | Self::Pasted(_) => AREA_LINES,
            Self::Ticks(ticks) => ticks.lines(),
            Self::Text(_) | Self::Day(_) | Self::Select(_) | Self::Check(_) => 1,
        }
    }

    /// Handles a key; false when it is for nothing here.
    pub(super) fn key(&mut self, key: Key) -> bool {
        match self {
            Self::Text(input) => input.key(key),
            Self::Day(day) => day.key(key),
            Self::Area(area) => area.key(key),
            Self::Pasted(pasted) => pasted.key(key),
            Self::Select(select) => select.key(key),
            Self::Ticks(ticks) => ticks.key(key),
            Self::Check(ticked) => {
                let toggles = key == Key::sign(' ');
                *ticked ^= toggles;
                toggles
            }
        }
    }

    /// Inserts pasted text; false where none can be typed.
    pub(super) fn paste(&mut self, text: &str) -> bool {
        match self {
            Self::Text(input) => input.paste(text),
            Self::Day(day) => return day.paste(text),
            Self::Area(area) => area.paste(text),
            Self::Pasted(pasted) => pasted.paste(text),
            Self::Select(_) | Self::Ticks(_) | Self::Check(_) => return false,
        }
        true
    }

    /// Draws it beside its label; a tick is drawn with it.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, value: Rect, focused: bool) {
        match self {
            Self::Text(input) => input.draw(canvas, row(value, 0), focused),
            Self::Day(day) => day.draw(canvas, row(value, 0), focused),
            Self::Select(select) => select.draw(canvas, row(value, 0), focused),
            Self::Area(area) => area.draw(canvas, Rect { height: AREA_LINES.min(value.height), ..value }, focused),
            Self::Pasted(pasted) => {
                pasted.draw(canvas, Rect { height: AREA_LINES.min(value.height), ..value }, focused);
            }
            Self::Ticks(ticks) => {
                ticks.draw(canvas, Rect { height: ticks.lines().min(value.height), ..value }, focused);
            }
            Self::Check(_) => {}
        }
    }
}
