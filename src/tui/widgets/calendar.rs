//! A day: typed, or taken from a small calendar of one month, whose weeks begin on Monday.

use std::sync::Arc;

use jiff::civil::Date;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::text_input::TextInput;
use crate::domain::day::{Day, parse_day};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::tui::canvas::{Canvas, after, centre, inside, row};
use crate::tui::keymap::Key;
use crate::tui::theme::Role;

/// Columns of a day.
const DAY_WIDTH: u16 = 3;
/// The weekdays, the weeks that a month touches at most, and the keys.
const LINES: u16 = 8;

/// The field.
#[derive(Debug, Clone)]
pub(super) struct DayInput {
    input: TextInput,
    words: Arc<Catalogue>,
    today: Day,
    /// The day under the cursor, while the calendar is open.
    open: Option<Day>,
}

impl DayInput {
    pub(super) fn new(value: &str, words: Arc<Catalogue>, today: Day) -> Self {
        Self { input: TextInput::new(value), words, today, open: None }
    }

    pub(super) fn value(&self) -> &str {
        self.input.value()
    }

    pub(super) fn set(&mut self, value: &str) {
        self.input.set(value);
    }

    pub(super) fn paste(&mut self, text: &str) -> bool {
        if self.open.is_none() {
            self.input.paste(text);
        }
        self.open.is_none()
    }

    /// Handles a key; while the calendar is open it is for nothing else.
    pub(super) fn key(&mut self, key: Key) -> bool {
        let Some(at) = self.open else {
            // No day is written with a space.
            if key == Key::sign(' ') {
                self.open = Some(parse_day(self.input.value()).unwrap_or(self.today));
                return true;
            }
            return self.input.key(key);
        };
        match key.code {
            KeyCode::Esc => self.open = None,
            KeyCode::Enter => {
                self.input.set(&self.words.day(at));
                self.open = None;
            }
            code => self.open = Some(moved(at, code, self.today)),
        }
        true
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, place: Rect, focused: bool) {
        self.input.draw(canvas, place, focused);
    }

    /// Draws the calendar over a form, where it is open.
    pub(super) fn draw_over(&self, canvas: &mut Canvas<'_>, area: Rect) {
        let Some(at) = self.open else { return };
        let month = Message::new("calendar-month").with("month", i64::from(at.month()));
        let title =
            self.words.say(&Message::new("calendar-title").with("month", month).with("year", at.year().to_string()));
        let keys = self.words.text("calendar-keys");
        let width = (7 * DAY_WIDTH).max(crate::tui::canvas::columns(&keys)) + 4;
        let inner = inside(canvas.frame(centre(area, width, LINES + 2), &title, Role::Title), 1, 0);
        canvas.text(row(inner, 0), &self.words.text("calendar-weekdays"), Role::Dim);
        let first = at.first_of_month();
        let mut line = 1;
        let mut day = first;
        loop {
            let weekday = u16::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
            let role = match day {
                day if day == at => Role::Cursor,
                day if day == self.today => Role::Title,
                _ => Role::Text,
            };
            let place = after(row(inner, line), weekday * DAY_WIDTH);
            canvas.text(place, &format!("{:>2}", day.day()), role);
            if day == at {
                canvas.place_cursor(place.x, place.y);
            }
            line += u16::from(weekday == 6);
            match day.tomorrow().ok().filter(|next| next.month() == at.month()) {
                Some(next) => day = next,
                None => break,
            }
        }
        canvas.text(row(inner, LINES - 1), &keys, Role::Dim);
    }
}

/// Returns the day to which a key leads; a day that the month does not have is its last one.
fn moved(at: Day, code: KeyCode, today: Day) -> Day {
    let (days, months) = match code {
        KeyCode::Left => (-1, 0),
        KeyCode::Right => (1, 0),
        KeyCode::Up => (-7, 0),
        KeyCode::Down => (7, 0),
        KeyCode::PageUp => (0, -1),
        KeyCode::PageDown => (0, 1),
        KeyCode::Home => return at.first_of_month(),
        KeyCode::End => return at.last_of_month(),
        KeyCode::Char('t') => return today,
        _ => (0, 0),
    };
    // What is written of a day ends with the year 9999.
    let is_written = |day: &Date| day.year() >= 1900;
    at.checked_add(jiff::Span::new().days(days).months(months)).ok().filter(is_written).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    const TODAY: Day = Day::constant(2026, 11, 30);

    fn typed(value: &str, language: Language, keys: &[KeyCode]) -> DayInput {
        let mut input = DayInput::new(value, Arc::new(Catalogue::new(language)), TODAY);
        for code in keys {
            assert!(input.key(Key::plain(*code)));
        }
        input
    }

    #[test]
    fn a_day_is_typed_or_taken_from_the_calendar() {
        use KeyCode::{Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Up};
        let french = Language::French;
        for (value, keys, expected) in [
            ("", &[Char('3')][..], "3"),
            ("", &[Char(' '), Enter], "30/11/2026"),
            ("31/08/2027", &[Char(' '), Right, Enter], "01/09/2027"),
            ("2027-08-31", &[Char(' '), PageDown, Enter], "30/09/2027"),
            ("31/01/2028", &[Char(' '), PageDown, Left, Enter], "28/02/2028"),
            ("15/06/2027", &[Char(' '), Up, Up, Down, Home, End, Enter], "30/06/2027"),
            ("15/06/2027", &[Char(' '), PageUp, Char('t'), Enter], "30/11/2026"),
            ("15/06/2027", &[Char(' '), Right, Esc], "15/06/2027"),
            ("soon", &[Char(' '), Char('7'), Enter], "30/11/2026"),
        ] {
            assert_eq!(typed(value, french, keys).value(), expected, "{value} {keys:?}");
        }
        assert_eq!(typed("", Language::English, &[Char(' '), Enter]).value(), "2026-11-30");
        let mut open = typed("", french, &[Char(' ')]);
        assert!(!open.paste("31/12/2026") && open.value().is_empty());
    }

    #[test]
    fn no_key_leaves_the_years_that_are_written() {
        let last = Day::constant(9999, 12, 31);
        assert_eq!(moved(last, KeyCode::Right, TODAY), last);
        let first = Day::constant(1900, 1, 1);
        assert_eq!(moved(first, KeyCode::PageUp, TODAY), first);
    }
}
