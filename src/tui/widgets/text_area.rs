//! Several lines of text: wrapped between words, moved in by lines as they are seen, marked where something is wrong.
//!
//! Editing, wrapping and undoing are `ratatui-textarea`'s; what is drawn goes through [`Canvas`], as everywhere.

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget as _;
use ratatui_textarea::{CursorMove, DataCursor, TextArea as Editor, WrapMode};

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
    editor: Editor<'static>,
    /// The column of the screen that going up and down keeps to.
    goal: Option<usize>,
    width: u16,
    height: u16,
    /// A single line: nothing breaks it.
    single: bool,
}

impl TextArea {
    /// Makes an area with a first text, the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        let mut area = Self::of(text, false);
        area.editor.move_cursor(CursorMove::Bottom);
        area.editor.move_cursor(CursorMove::End);
        area
    }

    /// Makes a single line with the same habits.
    pub(crate) fn single(text: &str) -> Self {
        let mut area = Self::of(text, true);
        area.editor.move_cursor(CursorMove::End);
        area
    }

    fn of(text: &str, single: bool) -> Self {
        let lines = if single { vec![text.replace('\n', " ")] } else { text.split('\n').map(str::to_owned).collect() };
        let mut editor = Editor::new(lines);
        editor.set_wrap_mode(if single { WrapMode::None } else { WrapMode::WordOrGlyph });
        editor.set_cursor_line_style(Style::new());
        editor.set_cursor_style(Style::new());
        Self { editor, goal: None, width: 0, height: 0, single }
    }

    /// Returns the text.
    pub(crate) fn value(&self) -> String {
        self.editor.lines().join("\n")
    }

    /// Replaces the text; the cursor goes to its beginning, and what was typed before cannot be undone.
    pub(crate) fn set(&mut self, text: &str) {
        let (width, height) = (self.width, self.height);
        *self = Self::of(text, self.single);
        self.resize(width, height);
    }

    /// Wraps lines to a size from now on.
    pub(crate) fn resize(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        self.lay_out(width, height);
    }

    /// Lays the text out for a size. A column is left for the cursor.
    fn lay_out(&self, width: u16, height: u16) -> Buffer {
        let mut seen = Buffer::empty(Rect::new(0, 0, width.saturating_sub(1).max(1), height.max(1)));
        (&self.editor).render(seen.area, &mut seen);
        seen
    }

    /// Goes to a place, or as near to it as there is text.
    pub(crate) fn go_to(&mut self, line: usize, column: usize) {
        let place = |at| u16::try_from(at).unwrap_or(u16::MAX);
        self.editor.move_cursor(CursorMove::Jump(place(line), place(column)));
        self.goal = None;
    }

    /// The characters of the cursor's line, and how many of them stand before it.
    fn current(&self) -> (Vec<char>, usize) {
        let DataCursor(line, column) = self.editor.cursor();
        (self.editor.lines().get(line).map(|line| line.chars().collect()).unwrap_or_default(), column)
    }

    /// Returns what stands between the cursor and the brace that it is in, if it is in one that nothing closes before it.
    pub(crate) fn in_braces(&self) -> Option<String> {
        let (line, column) = self.current();
        let before = line.get(..column)?;
        let open = before.iter().rposition(|sign| matches!(sign, '{' | '}'))?;
        let run = before.get(..=open)?.iter().rev().take_while(|sign| **sign == '{').count();
        let prefix: String = before.get(open + 1..)?.iter().collect();
        let named = prefix.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '.' | '_' | '-'));
        (run % 2 == 1 && named).then_some(prefix)
    }

    /// Puts a name in the place of what [`Self::in_braces`] returned, and closes the brace.
    pub(crate) fn complete(&mut self, name: &str) {
        let Some(prefix) = self.in_braces() else { return };
        for _ in prefix.chars() {
            self.editor.delete_char();
        }
        self.insert(name);
        let (line, column) = self.current();
        if line.get(column) == Some(&'}') {
            self.editor.move_cursor(CursorMove::Forward);
        } else {
            self.insert("}");
        }
    }

    /// Handles a key; false when the key leads out of the area.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        let goal = self.goal.take();
        match (key.code, key.ctrl) {
            (KeyCode::Char(sign), false) if !is_unsafe(sign) => self.insert(sign.encode_utf8(&mut [0; 4])),
            (KeyCode::Enter, false) if !self.single => self.insert("\n"),
            (KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown, false) => {
                return self.jump(key.code, goal);
            }
            (code, ctrl) => return self.edit(code, ctrl),
        }
        true
    }

    fn edit(&mut self, code: KeyCode, ctrl: bool) -> bool {
        let to = match (code, ctrl) {
            (KeyCode::Left, false) => CursorMove::Back,
            (KeyCode::Right, false) => CursorMove::Forward,
            (KeyCode::Left, true) => CursorMove::WordBack,
            (KeyCode::Right, true) => CursorMove::WordForward,
            (KeyCode::Home, false) | (KeyCode::Char('a'), true) => CursorMove::Head,
            (KeyCode::End, false) | (KeyCode::Char('e'), true) => CursorMove::End,
            (KeyCode::Home, true) => CursorMove::Jump(0, 0),
            (KeyCode::End, true) => CursorMove::Jump(u16::MAX, u16::MAX),
            (KeyCode::Backspace, false) => return self.deleted(Editor::delete_char),
            (KeyCode::Delete, false) => return self.deleted(Editor::delete_next_char),
            (KeyCode::Char('w'), true) => return self.deleted(Editor::delete_word),
            (KeyCode::Char('k'), true) => return self.deleted(Editor::delete_line_by_end),
            (KeyCode::Char('u'), true) => return self.deleted(Editor::delete_line_by_head),
            // What terminals send for Ctrl-_, which undoes in readline too.
            (KeyCode::Char('7' | '_' | '/'), true) => return self.deleted(Editor::undo),
            _ => return false,
        };
        self.editor.move_cursor(to);
        true
    }

    /// Does something that may find nothing to do: the key was the area's all the same.
    fn deleted(&mut self, act: impl FnOnce(&mut Editor<'static>) -> bool) -> bool {
        act(&mut self.editor);
        true
    }

    /// Inserts pasted text, line breaks kept, what could act as code left out.
    pub(crate) fn paste(&mut self, text: &str) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        let text = if self.single { text.trim_end_matches('\n').replace('\n', " ") } else { text };
        let text: String = text.chars().filter(|sign| *sign == '\n' || !is_unsafe(*sign)).collect();
        self.insert(&text);
        self.goal = None;
    }

    /// Inserts as much of a text as there is room for.
    fn insert(&mut self, text: &str) {
        let had = self.editor.lines().iter().map(|line| line.chars().count() + 1).sum::<usize>() - 1;
        let text: String = text.chars().take(MAX.saturating_sub(had)).collect();
        self.editor.insert_str(text);
    }

    /// Goes up or down by rows as they are seen; false at the edge, where the key leads out.
    fn jump(&mut self, code: KeyCode, goal: Option<usize>) -> bool {
        let from = self.editor.screen_cursor();
        let page = usize::from(self.height.max(2) - 1);
        let to = match code {
            KeyCode::Up | KeyCode::PageUp if from.row == 0 => return false,
            KeyCode::Up => from.row - 1,
            KeyCode::Down => from.row + 1,
            KeyCode::PageUp => from.row.saturating_sub(page),
            _ => from.row + page,
        };
        let goal = goal.unwrap_or(from.col);
        let DataCursor(line, column) = self.editor.screen_to_data(to, goal);
        let before = self.editor.cursor();
        self.go_to(line, column);
        if self.editor.screen_cursor().row > to {
            // The end of a row that goes on is the beginning of the next one.
            self.editor.move_cursor(CursorMove::Back);
        }
        if self.editor.screen_cursor().row == from.row {
            let DataCursor(line, column) = before;
            self.go_to(line, column);
            return false;
        }
        self.goal = Some(goal);
        true
    }

    /// Draws the rows around the cursor.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, focused: bool) {
        self.draw_marked(canvas, area, focused, &[]);
    }

    /// Draws the rows around the cursor, with what is wrong in them; returns where the cursor is.
    pub(crate) fn draw_marked(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        focused: bool,
        marks: &[Mark],
    ) -> Option<(u16, u16)> {
        let role = if focused { Role::Focus } else { Role::Field };
        if area.is_empty() {
            return None;
        }
        let seen = self.lay_out(area.width, area.height);
        let (top, left) = self.editor.scroll_offset();
        for y in 0..area.height {
            let line = row(area, y);
            canvas.text(line, &" ".repeat(usize::from(line.width)), role);
            let mut x = 0;
            while x < seen.area.width {
                let Some(cell) = seen.cell((x, y)) else { break };
                let sign = cell.symbol();
                let DataCursor(at, column) = self.editor.screen_to_data(usize::from(top + y), usize::from(left + x));
                let is_marked =
                    |mark: &Mark| mark.line == at && (mark.column..mark.column + mark.len).contains(&column);
                let role = if sign != " " && marks.iter().any(is_marked) { Role::Error } else { role };
                canvas.text(after(line, x), sign, role);
                x += columns(sign).max(1);
            }
        }
        let cursor = self.editor.screen_cursor();
        let place = |at: usize, from: u16| u16::try_from(at).unwrap_or(u16::MAX).saturating_sub(from);
        let (x, y) = (place(cursor.col, left).min(area.width - 1), place(cursor.row, top));
        focused.then(|| {
            canvas.place_cursor(area.x + x, area.y + y);
            (area.x + x, area.y + y)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(area: &TextArea) -> (usize, usize) {
        let DataCursor(line, column) = area.editor.cursor();
        (line, column)
    }

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
        assert_eq!(place(&area), (0, 11), "the second row of the first line");
        pressed(&mut area, &[down, down]);
        assert_eq!(place(&area), (1, 1));
        pressed(&mut area, &[down]);
        assert_eq!(place(&area), (2, 3), "the column is kept over a short line");
        area.lay_out(10, 3);
        assert!(area.editor.scroll_offset().0 > 0);
        pressed(&mut area, &[Key::plain(KeyCode::PageUp), Key::plain(KeyCode::PageUp), Key::plain(KeyCode::PageUp)]);
        assert_eq!(place(&area), (0, 3));
        assert!(!area.key(Key::plain(KeyCode::Up)), "leads out");
    }

    #[test]
    fn words_are_gone_over_and_deleted() {
        let mut area = TextArea::new("un deux, trois");
        let (left, right) =
            (Key { ctrl: true, ..Key::plain(KeyCode::Left) }, Key { ctrl: true, ..Key::plain(KeyCode::Right) });
        pressed(&mut area, &[left, left, left]);
        assert_eq!(place(&area).1, 3, "a comma is a word of its own");
        pressed(&mut area, &[right]);
        assert_eq!(place(&area).1, 7);
        pressed(&mut area, &[Key::ctrl('w')]);
        assert_eq!(area.value(), "un , trois");
        pressed(&mut area, &[Key::ctrl('u')]);
        assert_eq!(area.value(), ", trois");
        pressed(&mut area, &[Key::ctrl('7'), Key::ctrl('_')]);
        assert_eq!(area.value(), "un deux, trois", "what was deleted comes back");
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let mut area = TextArea::new("");
        area.paste(&"é".repeat(MAX + 9));
        area.key(Key::sign('x'));
        assert_eq!(area.value().chars().count(), MAX);
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
                let (line, column) = place(&area);
                let inside = area.editor.lines().get(line).is_some_and(|line| column <= line.chars().count());
                proptest::prop_assert!(inside);
                let _ = area.in_braces();
            }
            let mut buffer = ratatui::buffer::Buffer::empty(Rect::new(0, 0, 9, 4));
            let mut canvas = Canvas::new(&mut buffer, crate::tui::theme::Theme::default());
            area.draw_marked(&mut canvas, Rect::new(0, 0, width, height), true, &[Mark { line: 0, column: 1, len: 9 }]);
        });
    }
}
