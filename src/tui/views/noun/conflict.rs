//! Two people edited the same row: for each field that differs, whose value stays (S20).

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::nouns::Target;
use crate::nouns::echo::is_secret;
use crate::nouns::field::{FieldHead, Kind, ticked};
use crate::tui::canvas::{Canvas, after, below, centre, columns, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::form::Form;

/// Columns of the box.
const WIDTH: u16 = 76;

/// Whose value a field gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Mine,
    Theirs,
}

#[derive(Debug)]
struct Line {
    head: FieldHead,
    mine: String,
    theirs: String,
    side: Side,
}

/// What a key decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Resolution {
    /// Nothing yet.
    Open,
    /// Nothing: the key is for nothing here.
    Unheard,
    /// The chosen values are to be saved.
    Decided,
    /// Back to the form, nothing saved.
    Cancelled,
}

/// The question.
#[derive(Debug)]
pub(super) struct Conflict {
    now: Target,
    theirs: Filled,
    /// Fields that only they changed: theirs stay without a question.
    untouched: Vec<Field>,
    /// Fields that both changed, each otherwise.
    lines: Vec<Line>,
    at: usize,
}

impl Conflict {
    /// Compares what was read, what was typed and what is stored now.
    pub(super) fn new(heads: &[FieldHead], (base, mine): (&Filled, &Filled), (now, theirs): (Target, Filled)) -> Self {
        let (mut untouched, mut lines) = (Vec::new(), Vec::new());
        for head in heads.iter().filter(|head| !is_secret(head)) {
            let field = head.field;
            let (was, mine, their) = (base.text(field), mine.text(field), theirs.text(field));
            if mine == their || their == was {
                continue;
            }
            if mine == was {
                untouched.push(field);
            } else {
                lines.push(Line { head: *head, mine, theirs: their, side: Side::Mine });
            }
        }
        Self { now, theirs, untouched, lines, at: 0 }
    }

    /// Tells whether nothing has to be asked.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Returns the row as it is stored now.
    pub(super) fn into_stored(self) -> (Target, Filled) {
        (self.now, self.theirs)
    }

    /// Puts the chosen values into the form.
    pub(super) fn apply(&self, form: &mut Form) {
        form.resume();
        for field in &self.untouched {
            form.set(*field, &self.theirs.text(*field));
        }
        for line in self.lines.iter().filter(|line| line.side == Side::Theirs) {
            form.set(line.head.field, &line.theirs);
        }
    }

    /// Handles a key.
    pub(super) fn key(&mut self, key: Key) -> Resolution {
        let last = self.lines.len() + 1;
        match key.code {
            KeyCode::Up | KeyCode::BackTab => self.at = if self.at == 0 { last } else { self.at - 1 },
            KeyCode::Down | KeyCode::Tab => self.at = if self.at >= last { 0 } else { self.at + 1 },
            KeyCode::Left => self.choose(Side::Mine),
            KeyCode::Right => self.choose(Side::Theirs),
            KeyCode::Char(' ') => {
                let side = self.lines.get(self.at).map(|line| line.side);
                self.choose(if side == Some(Side::Mine) { Side::Theirs } else { Side::Mine });
            }
            KeyCode::Esc => return Resolution::Cancelled,
            KeyCode::Enter if self.at == self.lines.len() => return Resolution::Decided,
            KeyCode::Enter if self.at == last => return Resolution::Cancelled,
            KeyCode::Enter => self.at += 1,
            _ => return Resolution::Unheard,
        }
        Resolution::Open
    }

    /// The keys, as help names them.
    pub(super) fn keys() -> Vec<(Vec<Key>, Message)> {
        let keys = |codes: &[KeyCode]| codes.iter().copied().map(Key::plain).collect();
        vec![
            (keys(&[KeyCode::Up, KeyCode::Down]), Message::new("help-job-move")),
            (keys(&[KeyCode::Left]), Message::new("help-conflict-mine")),
            (keys(&[KeyCode::Right]), Message::new("help-conflict-theirs")),
            (keys(&[KeyCode::Char(' ')]), Message::new("help-conflict-other")),
            (keys(&[KeyCode::Enter]), Message::new("help-conflict-on")),
            (keys(&[KeyCode::Esc]), Message::new("help-conflict-back")),
        ]
    }

    fn choose(&mut self, side: Side) {
        if let Some(line) = self.lines.get_mut(self.at) {
            line.side = side;
        }
    }

    /// Returns what is drawn of the fields, line by line: of which field, a mark, whose value, and the value, which goes on
    /// below where it is longer than a line.
    fn drawn(&self, width: u16, shared: &Shared) -> Vec<(usize, &'static str, String, String, Role)> {
        let mut drawn = Vec::new();
        for (at, line) in self.lines.iter().enumerate() {
            let focused = at == self.at;
            let role = if focused { Role::Title } else { Role::Dim };
            drawn.push((at, "", String::new(), shared.say(&line.head.field.label()), role));
            for (side, key, value) in
                [(Side::Mine, "conflict-mine", &line.mine), (Side::Theirs, "conflict-theirs", &line.theirs)]
            {
                let chosen = line.side == side;
                let (mark, role) = (if chosen { "  (•) " } else { "  ( ) " }, Role::Text);
                let role = if chosen && focused { Role::Focus } else { role };
                let whose = format!("{} ", shared.text(key));
                let indent = columns(mark) + columns(&whose);
                let mut parts = wrap(&shown(&line.head, value, shared), usize::from(width.saturating_sub(indent)));
                let rest = parts.split_off(1.min(parts.len()));
                drawn.push((at, mark, whose, parts.pop().unwrap_or_default(), role));
                drawn.extend(rest.into_iter().map(|part| (at, "", " ".repeat(usize::from(indent)), part, role)));
            }
        }
        drawn
    }

    /// Draws the question over the form.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let drawn = self.drawn(area.width.min(WIDTH).saturating_sub(4), shared);
        let text = wrap(&shared.text("conflict-text"), usize::from(area.width.min(WIDTH).saturating_sub(4)));
        let lines = u16::try_from(drawn.len()).unwrap_or(u16::MAX);
        let said = u16::try_from(text.len()).unwrap_or(u16::MAX);
        // Where there is no room for it, nothing parts the question from the fields.
        let above = said + u16::from(lines.saturating_add(said) < area.height.saturating_sub(3));
        let place = centre(area, WIDTH, lines.saturating_add(above + 5));
        let inner = inside(canvas.frame(place, &shared.text("conflict-title"), Role::Warning), 1, 0);
        canvas.paragraph(inner, &text.join(" "), Role::Text);
        // Where not all have room, the one in focus is seen.
        let list = Rect { height: inner.height.saturating_sub(above + 1), ..below(inner, above) };
        let room = usize::from(list.height);
        let focused = self.at.min(self.lines.len().saturating_sub(1));
        let end = drawn.iter().rposition(|(at, ..)| *at == focused).map_or(0, |at| at + 1);
        let top = end.saturating_sub(room);
        for (line, (_, mark, whose, value, role)) in (0..list.height).zip(drawn.iter().skip(top)) {
            canvas.pieces(row(list, line), &[(mark, Role::Key), (whose, Role::Dim), (value, *role)]);
        }
        canvas.more_in_frame(list, top..top + room, drawn.len());
        let buttons = row(inner, inner.height.saturating_sub(1));
        let mut right = 0;
        for (at, key) in [(self.lines.len(), "conflict-save"), (self.lines.len() + 1, "form-cancel")] {
            let role = if self.at == at { Role::Cursor } else { Role::Text };
            right += canvas.text(after(buttons, right), &format!("[ {} ]", shared.text(key)), role) + 2;
        }
        // Half a sentence helps nobody; the key of help says them too.
        let (keys, rest) = (shared.text("conflict-keys"), after(buttons, right));
        if columns(&keys) <= rest.width {
            canvas.right(rest, &keys, Role::Dim);
        }
    }
}

/// Returns a value as people read it.
fn shown(head: &FieldHead, value: &str, shared: &Shared) -> String {
    match head.kind {
        Kind::Ticks(choices) => {
            let word = |code: &str| choices.iter().find(|(known, _)| *known == code).map(|(_, word)| shared.text(word));
            ticked(value).map(|code| word(code).unwrap_or_else(|| code.to_owned())).collect::<Vec<_>>().join(", ")
        }
        Kind::Choice(choices) => {
            let word = choices.iter().find(|(code, _)| *code == value).map(|(_, word)| shared.text(word));
            word.unwrap_or_else(|| value.to_owned())
        }
        Kind::One(noun) => {
            let named = shared.rows_of(noun).into_iter().find(|(key, _)| key == value);
            named.map_or_else(|| value.to_owned(), |(_, name)| name)
        }
        Kind::Day => shared.catalogue.stored_day(value),
        Kind::Text | Kind::Note => value.lines().next().unwrap_or_default().to_owned(),
        Kind::Line | Kind::Tick | Kind::Secret | Kind::NewPassword => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::act::Act;
    use crate::nouns::ESTABLISHMENTS;

    #[test]
    fn five_fields_have_room_on_a_small_screen_and_long_values_are_whole() {
        use crate::domain::language::Language;
        use crate::tui::tests::console::{shared, text_of};
        let heads = ESTABLISHMENTS.fields(Act::ESTABLISHMENT_EDIT);
        let fields = [
            Field::Location,
            Field::Denomination,
            Field::ContactLastName,
            Field::ContactFirstName,
            Field::ContactEmail,
        ];
        let typed = |word: &str| fields.iter().fold(Filled::default(), |filled, field| filled.with(*field, word));
        let drawn = |theirs: &str, down: usize| {
            let now = Target { key: "12".into(), rev: 9, seen: None };
            let mut conflict = Conflict::new(&heads, (&typed("a"), &typed("b")), (now, typed(theirs)));
            (0..down).for_each(|_| assert_eq!(conflict.key(Key::plain(KeyCode::Down)), Resolution::Open));
            let area = Rect::new(0, 0, 60, 20);
            let mut buffer = ratatui::buffer::Buffer::empty(area);
            let shared = shared(Language::English);
            let mut canvas = Canvas::new(&mut buffer, shared.theme);
            conflict.draw(&mut canvas, area, &shared);
            canvas.draw_marks();
            text_of(&buffer)
        };
        let screen = drawn("Zoé", 0);
        assert_eq!(screen.matches("Theirs: Zoé").count(), 5, "{screen}");
        let long = format!("{}end", "Saint-Jean ".repeat(9));
        let screen = drawn(&long, 4);
        assert!(screen.contains("end") && screen.contains('↑'), "{screen}");
    }

    #[test]
    fn s20_only_what_both_changed_is_asked() {
        let heads = ESTABLISHMENTS.fields(Act::ESTABLISHMENT_EDIT);
        let base = Filled::default().with(Field::Denomination, "École").with(Field::ContactFirstName, "Anne");
        let mine = base.clone().with(Field::Denomination, "Mine").with(Field::Location, "29000 Quimper");
        let theirs = base.clone().with(Field::Denomination, "Theirs").with(Field::ContactFirstName, "Zoé");
        let now = Target { key: "12".into(), rev: 9, seen: None };
        let conflict = Conflict::new(&heads, (&base, &mine), (now, theirs));
        assert_eq!(conflict.lines.iter().map(|line| line.head.field).collect::<Vec<_>>(), [Field::Denomination]);
        assert_eq!(conflict.untouched, [Field::ContactFirstName]);
        assert_eq!(conflict.into_stored().0.rev, 9);
    }
}
