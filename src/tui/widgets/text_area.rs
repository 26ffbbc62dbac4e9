//! Several lines of text: wrapped between words, moved in by lines as they are seen, marked where something is wrong.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::text_rows::{Row, place_at, row_of, rows};
use crate::domain::text::is_unsafe;
use crate::tui::canvas::{Canvas, after, columns, row};
use crate::tui::keymap::Key;
use crate::tui::theme::Role;

/// Most characters.
const MAX: usize = 20_000;

/// Some characters of a line that are shown as wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Which line, from 0.
    pub(crate) line: usize,
    /// Its first character, from 0.
    pub(crate) column: usize,
    /// How many.
    pub(crate) len: usize,
}

/// Lines of text with a cursor.
#[derive(Debug, Clone)]
pub(crate) struct TextArea {
    lines: Vec<Vec<char>>,
    line: usize,
    column: usize,
    /// The column of the screen that going up and down keeps to.
    goal: Option<u16>,
    /// Lines are wrapped to this many columns; 0: each is scrolled by itself.
    width: u16,
    height: u16,
    /// The first row that is seen.
    top: usize,
    /// A single line: nothing breaks it.
    single: bool,
}

impl TextArea {
    /// Makes an area with a first text, the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        let lines: Vec<Vec<char>> = text.split('\n').map(|line| line.chars().collect()).collect();
        let line = lines.len() - 1;
        let column = lines.last().map_or(0, Vec::len);
        Self { lines, line, column, goal: None, width: 0, height: 0, top: 0, single: false }
    }

    /// Makes a single line with the same habits.
    pub(crate) fn single(text: &str) -> Self {
        Self { single: true, ..Self::new(&text.replace('\n', " ")) }
    }

    /// Gives the text.
    pub(crate) fn value(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| line.iter().collect()).collect();
        lines.join("\n")
    }

    /// Replaces the text; the cursor goes to its beginning.
    pub(crate) fn set(&mut self, text: &str) {
        let (width, height, single) = (self.width, self.height, self.single);
        let text = if single { text.replace('\n', " ") } else { text.to_owned() };
        *self = Self { width, height, single, line: 0, column: 0, ..Self::new(&text) };
    }

    /// Wraps lines to a size from now on.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        self.follow();
    }

    /// Goes to a place, or as near to it as there is text.
    pub(crate) fn go_to(&mut self, line: usize, column: usize) {
        self.line = line.min(self.lines.len() - 1);
        self.column = column.min(self.current().len());
        self.goal = None;
        self.follow();
    }

    /// Gives what stands between the cursor and the brace that it is in, if it is in one that nothing closes before it.
    pub(crate) fn in_braces(&self) -> Option<String> {
        let before = self.current().get(..self.column)?;
        let open = before.iter().rposition(|sign| matches!(sign, '{' | '}'))?;
        let run = before.get(..=open)?.iter().rev().take_while(|sign| **sign == '{').count();
        let prefix: String = before.get(open + 1..)?.iter().collect();
        let named = prefix.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '_' | '-'));
        (run % 2 == 1 && named).then_some(prefix)
    }

    /// Puts a name in the place of what [`Self::in_braces`] gave, and closes the brace.
    pub(crate) fn complete(&mut self, name: &str) {
        let Some(prefix) = self.in_braces() else { return };
        for _ in prefix.chars() {
            self.backspace();
        }
        name.chars().for_each(|sign| self.insert(sign));
        if self.current().get(self.column) == Some(&'}') {
            self.right();
        } else {
            self.insert('}');
        }
        self.follow();
    }

    /// Handles a key; false when the key leads out of the area.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        let goal = self.goal.take();
        let known = match (key.code, key.ctrl) {
            (KeyCode::Char(sign), false) if !is_unsafe(sign) => {
                self.insert(sign);
                true
            }
            (KeyCode::Enter, false) if !self.single => {
                self.insert('\n');
                true
            }
            (KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown, false) => self.jump(key.code, goal),
            (code, ctrl) => self.edit(code, ctrl),
        };
        self.follow();
        known
    }

    fn edit(&mut self, code: KeyCode, ctrl: bool) -> bool {
        match (code, ctrl) {
            (KeyCode::Backspace, false) => self.backspace(),
            (KeyCode::Char('w'), true) => {
                let (line, column) = (self.line, self.column);
                self.word_left();
                let back = if self.line == line { column - self.column } else { 1 };
                (self.line, self.column) = (line, column);
                (0..back).for_each(|_| self.backspace());
            }
            (KeyCode::Delete, false) => {
                if self.right() {
                    self.backspace();
                }
            }
            (KeyCode::Left, false) => self.left(),
            (KeyCode::Right, false) => {
                self.right();
            }
            (KeyCode::Left, true) => self.word_left(),
            (KeyCode::Right, true) => self.word_right(),
            (KeyCode::Home, true) => (self.line, self.column) = (0, 0),
            (KeyCode::End, true) => {
                self.line = self.lines.len() - 1;
                self.column = self.current().len();
            }
            (KeyCode::Home, false) | (KeyCode::Char('a'), true) => self.column = 0,
            (KeyCode::End, false) | (KeyCode::Char('e'), true) => self.column = self.current().len(),
            _ => return false,
        }
        true
    }

    /// Inserts pasted text, line breaks kept, what could act as code left out.
    pub(crate) fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        let text = if self.single { text.trim_end_matches('\n').replace('\n', " ") } else { text };
        for sign in text.chars().filter(|sign| *sign == '\n' || !is_unsafe(*sign)) {
            self.insert(sign);
        }
        self.goal = None;
        self.follow();
    }

    fn current(&self) -> &[char] {
        self.lines.get(self.line).map_or(&[], Vec::as_slice)
    }

    /// Goes up or down by rows as they are seen; false at the edge, where the key leads out.
    fn jump(&mut self, code: KeyCode, goal: Option<u16>) -> bool {
        let rows = rows(&self.lines, self.width);
        let at = row_of(&rows, self.line, self.column);
        let page = usize::from(self.height.max(2) - 1);
        let to = match code {
            KeyCode::Up => at.checked_sub(1),
            KeyCode::Down => Some(at + 1).filter(|to| *to < rows.len()),
            KeyCode::PageUp => Some(at.saturating_sub(page)).filter(|_| at > 0),
            _ => Some((at + page).min(rows.len() - 1)).filter(|_| at + 1 < rows.len()),
        };
        let (Some(to), Some(from)) = (to.and_then(|to| rows.get(to)), rows.get(at)) else { return false };
        let goal = goal.unwrap_or_else(|| width(self.current().get(from.start..self.column).unwrap_or_default()));
        self.line = to.line;
        self.column = place_at(&self.lines, *to, goal);
        self.goal = Some(goal);
        true
    }

    fn insert(&mut self, sign: char) {
        if self.lines.iter().map(|line| line.len() + 1).sum::<usize>() > MAX {
            return;
        }
        let column = self.column;
        let Some(line) = self.lines.get_mut(self.line) else { return };
        if sign == '\n' {
            let rest = line.split_off(column);
            self.line += 1;
            self.column = 0;
            self.lines.insert(self.line, rest);
        } else {
            line.insert(column, sign);
            self.column += 1;
        }
    }

    fn backspace(&mut self) {
        if self.column > 0 {
            self.column -= 1;
            let column = self.column;
            if let Some(line) = self.lines.get_mut(self.line) {
                line.remove(column);
            }
        } else if self.line > 0 {
            let rest = self.lines.remove(self.line);
            self.line -= 1;
            if let Some(line) = self.lines.get_mut(self.line) {
                self.column = line.len();
                line.extend(rest);
            }
        }
    }

    fn left(&mut self) {
        if self.column > 0 {
            self.column -= 1;
        } else if self.line > 0 {
            self.line -= 1;
            self.column = self.current().len();
        }
    }

    /// Tells whether there was a character to go over.
    fn right(&mut self) -> bool {
        if self.column < self.current().len() {
            self.column += 1;
        } else if self.line + 1 < self.lines.len() {
            self.line += 1;
            self.column = 0;
        } else {
            return false;
        }
        true
    }

    /// Goes to the beginning of this word, or of the one before.
    fn word_left(&mut self) {
        if self.column == 0 {
            return self.left();
        }
        let in_word = |area: &Self| area.current().get(area.column - 1).is_some_and(|sign| sign.is_alphanumeric());
        while self.column > 0 && !in_word(self) {
            self.column -= 1;
        }
        while self.column > 0 && in_word(self) {
            self.column -= 1;
        }
    }

    /// Goes behind this word, or behind the next one.
    fn word_right(&mut self) {
        if self.column == self.current().len() {
            self.right();
            return;
        }
        let in_word = |area: &Self| area.current().get(area.column).is_some_and(|sign| sign.is_alphanumeric());
        while self.column < self.current().len() && !in_word(self) {
            self.column += 1;
        }
        while self.column < self.current().len() && in_word(self) {
            self.column += 1;
        }
    }

    /// Scrolls as little as needed to see the cursor.
    fn follow(&mut self) {
        let rows = rows(&self.lines, self.width);
        let at = row_of(&rows, self.line, self.column);
        let height = usize::from(self.height.max(1));
        self.top = self.top.min(at).max((at + 1).saturating_sub(height)).min(rows.len().saturating_sub(1));
    }

    /// Draws the rows around the cursor.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        self.draw_marked(canvas, area, focused, &[]);
    }

    /// Draws the rows around the cursor, with what is wrong in them; gives where the cursor is.
    pub(crate) fn draw_marked(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        focused: bool,
        marks: &[Mark],
    ) -> Option<(u16, u16)> {
        let role = if focused { Role::Focus } else { Role::Field };
        let rows = rows(&self.lines, self.width);
        let at = row_of(&rows, self.line, self.column);
        let height = usize::from(area.height);
        // A size that nobody told in advance: the cursor decides alone.
        let top = self.top.min(at).max((at + 1).saturating_sub(height));
        let mut cursor = None;
        for place in 0..area.height {
            let line = row(area, place);
            canvas.text(line, &" ".repeat(usize::from(line.width)), role);
            let index = top + usize::from(place);
            let Some(seen) = rows.get(index) else { continue };
            let on_cursor = index == at;
            let text = self.lines.get(seen.line).map_or(&[][..], Vec::as_slice);
            let start = if on_cursor && focused { self.scrolled(*seen, line.width) } else { seen.start };
            let shown: String = text.get(start..seen.end).unwrap_or_default().iter().collect();
            canvas.text(line, &shown, role);
            paint(canvas, line, (text, start..seen.end, seen.line), marks);
            if on_cursor && focused {
                let x = width(text.get(start..self.column).unwrap_or_default()).min(line.width.saturating_sub(1));
                canvas.place_cursor(line.x + x, line.y);
                cursor = Some((line.x + x, line.y));
            }
        }
        cursor
    }

    /// Gives the first character of the cursor's row that is shown, so that the cursor is seen.
    fn scrolled(&self, seen: Row, columns: u16) -> usize {
        let text = self.lines.get(seen.line).map_or(&[][..], Vec::as_slice);
        let mut start = seen.start;
        while start < self.column && width(text.get(start..self.column).unwrap_or_default()) >= columns {
            start += 1;
        }
        start
    }
}

/// Shows the marked characters of a row as wrong.
fn paint(
    canvas: &mut Canvas<'_>,
    line: Rect,
    (text, seen, number): (&[char], std::ops::Range<usize>, usize),
    marks: &[Mark],
) {
    for mark in marks.iter().filter(|mark| mark.line == number) {
        let from = mark.column.max(seen.start);
        let until = (mark.column + mark.len).min(seen.end);
        if from < until {
            let before = width(text.get(seen.start..from).unwrap_or_default());
            let wrong: String = text.get(from..until).unwrap_or_default().iter().collect();
            canvas.text(after(line, before), &wrong, Role::Error);
        }
    }
}

fn width(signs: &[char]) -> u16 {
    columns(&signs.iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(area: &mut TextArea, keys: &[Key]) {
        for key in keys {
            area.key(*key);
        }
    }

    #[test]
    fn lines_split_and_join() {
        let mut area = TextArea::new("ab");
        for code in [KeyCode::Left, KeyCode::Enter, KeyCode::Char('c'), KeyCode::Up, KeyCode::End, KeyCode::Delete] {
            assert!(area.key(Key::plain(code)));
        }
        assert_eq!(area.value(), "acb");
        area.paste("x\r\ny\u{1b}");
        assert_eq!(area.value(), "ax\nycb");
        assert!(!area.key(Key::plain(KeyCode::Tab)));
    }

    #[test]
    fn up_and_down_follow_what_is_seen_and_keep_their_column() {
        let mut area = TextArea::new("one two three four\nx\nlong enough");
        area.resize(10, 3);
        area.go_to(0, 0);
        let down = Key::plain(KeyCode::Down);
        pressed(&mut area, &[Key::plain(KeyCode::Right), Key::plain(KeyCode::Right), Key::plain(KeyCode::Right), down]);
        assert_eq!((area.line, area.column), (0, 11), "the second row of the first line");
        pressed(&mut area, &[down, down]);
        assert_eq!((area.line, area.column), (1, 1));
        pressed(&mut area, &[down]);
        assert_eq!((area.line, area.column), (2, 3), "the column is kept over a short line");
        assert!(area.top > 0);
        pressed(&mut area, &[Key::plain(KeyCode::PageUp), Key::plain(KeyCode::PageUp), Key::plain(KeyCode::PageUp)]);
        assert_eq!((area.line, area.column, area.top), (0, 3, 0));
        assert!(!area.key(Key::plain(KeyCode::Up)), "leads out");
    }

    #[test]
    fn words_are_gone_over_and_deleted() {
        let mut area = TextArea::new("un deux, trois");
        let (left, right) =
            (Key { ctrl: true, ..Key::plain(KeyCode::Left) }, Key { ctrl: true, ..Key::plain(KeyCode::Right) });
        pressed(&mut area, &[left, left]);
        assert_eq!(area.column, 3);
        pressed(&mut area, &[right]);
        assert_eq!(area.column, 7);
        pressed(&mut area, &[Key::ctrl('w')]);
        assert_eq!(area.value(), "un , trois");
    }

    #[test]
    fn a_brace_is_completed() {
        let mut area = TextArea::new("Bonjour {cont");
        assert_eq!(area.in_braces().as_deref(), Some("cont"));
        area.complete("contact.first_name");
        assert_eq!(area.value(), "Bonjour {contact.first_name}");
        assert_eq!(area.in_braces(), None);
        for (text, expected) in [("{", Some("")), ("{{", None), ("{{{a", Some("a")), ("{a b", None), ("a}", None)] {
            assert_eq!(TextArea::new(text).in_braces().as_deref(), expected, "{text}");
        }
        let mut area = TextArea::new("{}");
        area.key(Key::plain(KeyCode::Left));
        area.complete("url");
        assert_eq!(area.value(), "{url}");
    }

    #[test]
    fn a_single_line_stays_one() {
        let mut area = TextArea::single("a\nb");
        area.paste("c\nd\n");
        assert!(!area.key(Key::plain(KeyCode::Enter)));
        assert_eq!(area.value(), "a bc d");
    }

    #[test]
    fn no_keys_make_it_fail() {
        let codes = [
            KeyCode::Left,
            KeyCode::Right,
            KeyCode::Up,
            KeyCode::Down,
            KeyCode::PageUp,
            KeyCode::PageDown,
            KeyCode::Home,
            KeyCode::End,
            KeyCode::Enter,
            KeyCode::Backspace,
            KeyCode::Delete,
            KeyCode::Char('w'),
            KeyCode::Char('é'),
            KeyCode::Char(' '),
            KeyCode::Char('語'),
            KeyCode::Char('{'),
        ];
        let keys = proptest::collection::vec((0..codes.len(), proptest::bool::ANY), 0..60);
        proptest::proptest!(|(keys in keys, width in 0_u16..12, height in 0_u16..5)| {
            let mut area = TextArea::new("a b\n\nç");
            area.resize(width, height);
            for (code, ctrl) in keys {
                area.key(Key { ctrl, ..Key::plain(codes[code]) });
                let inside = area.line < area.lines.len() && area.column <= area.lines[area.line].len();
                proptest::prop_assert!(inside);
                let _ = area.in_braces();
            }
            let mut buffer = ratatui::buffer::Buffer::empty(Rect::new(0, 0, 9, 4));
            let mut canvas = Canvas::new(&mut buffer, crate::tui::theme::Theme::default());
            area.draw_marked(&mut canvas, Rect::new(0, 0, width, height), true, &[Mark { line: 0, column: 1, len: 9 }]);
        });
    }
}
