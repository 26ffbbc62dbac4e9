//! A form: labelled fields, each with its own error below it, and two buttons.
//!
//! What was typed stays until the form is closed: a refusal by the worker marks fields and nothing else.

use std::cell::Cell;
use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::calendar::DayInput;
use super::control::Control;
use super::pasted::Pasted;
use super::select::{Choice, Select};
use super::text_area::TextArea;
use super::text_input::TextInput;
use super::ticks::Ticks;
use crate::domain::field::{Field, FieldError};
use crate::domain::message::{Explain as _, Message};
use crate::domain::time::Timestamp;
use crate::tui::canvas::{Canvas, after, below, centre, columns, fitted, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::orders::Failure;
use crate::tui::pointer::{Click, steps};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::Intent;

/// Width of a form, where the screen has it.
const WIDTH: u16 = 76;
/// Lines that fields keep of a box that is full, at least.
const FIELD_LINES: u16 = 6;
/// Lines of a field's problem, at most.
const ERROR_LINES: usize = 8;
/// Lines of advice, at most.
const HINT_LINES: u16 = 8;

#[derive(Debug, Clone)]
struct Slot {
    field: Field,
    control: Control,
    initial: String,
    hint: Option<Message>,
    /// What is said instead while a tick is not set.
    unticked: Option<Message>,
    /// What it is called, where that is not its field's label.
    called: Option<&'static str>,
}

/// Names a field.
fn label_of(slot: &Slot) -> Message {
    slot.called.map_or_else(|| slot.field.label(), Message::new)
}

/// What is said of a field in focus.
fn hint_of(slot: &Slot, shared: &Shared) -> Option<String> {
    let hint = match (&slot.control, &slot.unticked) {
        (Control::Check(false), Some(unticked)) => Some(unticked),
        _ => slot.hint.as_ref(),
    };
    let hint = hint.map(|hint| shared.say(hint));
    let calendar = matches!(slot.control, Control::Day(_)).then(|| shared.text("calendar-hint"));
    let said: Vec<String> = hint.into_iter().chain(calendar).collect();
    Some(said.join(" · ")).filter(|said| !said.is_empty())
}

/// What a key did to a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event {
    /// It is for nothing here.
    Unheard,
    /// At most its look changed.
    Nothing,
    /// A field's value changed.
    Changed(Field),
    /// The button was pressed.
    Submit,
    /// The form should be left.
    Leave,
    /// Enter was pressed on a field that has an error.
    EnterOnError(usize),
}

/// A form.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    slots: Vec<Slot>,
    errors: Vec<FieldError>,
    /// A field, then the button, then the way out.
    focus: usize,
    button: &'static str,
    way_out: &'static str,
    /// What is said above the buttons, a paragraph each.
    notes: Vec<(Message, Role)>,
    /// Why it did not work, below these.
    refusal: Option<Message>,
    sending: bool,
    /// When that was drawn first.
    sent_at: Cell<Option<Timestamp>>,
}

impl Form {
    /// Makes a form; `button` is the catalogue key of what it does.
    pub(crate) fn new(button: &'static str) -> Self {
        Self {
            slots: Vec::new(),
            errors: Vec::new(),
            focus: 0,
            button,
            way_out: "form-cancel",
            notes: Vec::new(),
            refusal: None,
            sending: false,
            sent_at: Cell::new(None),
        }
    }

    /// Returns the button the focus.
    pub(crate) fn on_button(mut self) -> Self {
        self.focus = self.slots.len();
        self
    }

    /// Names the second button.
    pub(crate) fn way_out(mut self, key: &'static str) -> Self {
        self.way_out = key;
        self
    }

    /// Adds a line of text.
    pub(crate) fn text(self, field: Field, value: &str) -> Self {
        self.slot(field, Control::Text(TextInput::new(value)))
    }

    /// Adds a day, written as the language does: typed, or taken from a calendar.
    pub(crate) fn day(self, field: Field, value: &str, shared: &Shared) -> Self {
        let day = DayInput::new(value, Arc::clone(&shared.catalogue), shared.now.day());
        self.slot(field, Control::Day(Box::new(day)))
    }

    /// Adds a password.
    pub(crate) fn secret(self, field: Field) -> Self {
        self.slot(field, Control::Text(TextInput::hidden()))
    }

    /// Adds a text of several lines.
    pub(crate) fn area(self, field: Field, value: &str) -> Self {
        self.slot(field, Control::Area(Box::new(TextArea::new(value))))
    }

    /// Adds a table that is pasted.
    pub(crate) fn pasted(self, field: Field) -> Self {
        self.slot(field, Control::Pasted(Pasted::default()))
    }

    /// Adds a choice.
    pub(crate) fn select(self, field: Field, choices: Vec<Choice>, value: &str) -> Self {
        self.slot(field, Control::Select(Select::new(choices, value)))
    }

    /// Adds a list of which several are ticked; the value is those, between commas.
    pub(crate) fn ticks(self, field: Field, choices: Vec<Choice>, value: &str) -> Self {
        self.slot(field, Control::Ticks(Ticks::new(choices, value)))
    }

    /// Adds a tick.
    pub(crate) fn check(self, field: Field, ticked: bool) -> Self {
        self.slot(field, Control::Check(ticked))
    }

    /// Adds advice to the last field, shown while it has the focus.
    pub(crate) fn hint(mut self, said: impl Into<Message>) -> Self {
        if let Some(slot) = self.slots.last_mut() {
            slot.hint = Some(said.into());
        }
        self
    }

    /// Calls a field otherwise than its label does.
    pub(crate) fn called(mut self, field: Field, key: &'static str) -> Self {
        for slot in self.slots.iter_mut().filter(|slot| slot.field == field) {
            slot.called = Some(key);
        }
        self
    }

    /// Says something else below the last field, a tick, while it is not set.
    pub(crate) fn unticked(mut self, key: &'static str) -> Self {
        if let Some(slot) = self.slots.last_mut() {
            slot.unticked = Some(Message::new(key));
        }
        self
    }

    fn slot(mut self, field: Field, control: Control) -> Self {
        let initial = control.value();
        self.slots.push(Slot { field, control, initial, hint: None, unticked: None, called: None });
        self
    }

    /// Returns what a field holds.
    pub(crate) fn value(&self, field: Field) -> String {
        self.slots.iter().find(|slot| slot.field == field).map(|slot| slot.control.value()).unwrap_or_default()
    }

    /// Tells whether a field is ticked.
    pub(crate) fn is_ticked(&self, field: Field) -> bool {
        !self.value(field).is_empty()
    }

    /// Replaces what a field of text holds, without marking it as typed.
    pub(crate) fn set(&mut self, field: Field, value: &str) {
        for slot in self.slots.iter_mut().filter(|slot| slot.field == field) {
            slot.control.set(value);
        }
    }

    /// Goes to a field.
    pub(crate) fn focus_on(&mut self, field: Field) {
        if let Some(at) = self.slots.iter().position(|slot| slot.field == field) {
            self.focus = at;
        }
    }

    /// Tells whether anything differs from how the form was opened.
    pub(crate) fn is_changed(&self) -> bool {
        self.slots.iter().any(|slot| slot.control.value() != slot.initial)
    }

    /// Tells whether a field has the focus.
    pub(crate) fn is_on(&self, field: Field) -> bool {
        self.slots.get(self.focus).is_some_and(|slot| slot.field == field)
    }

    /// Tells whether the button has the focus, and can be pressed.
    pub(crate) fn is_on_button(&self) -> bool {
        self.focus == self.slots.len() && !self.sending
    }

    /// Says something above the buttons.
    pub(crate) fn note(&mut self, note: Option<(Message, Role)>) {
        self.notes(note.into_iter().collect());
    }

    /// Says some things above the buttons, a paragraph each; they stay, whatever is refused.
    pub(crate) fn notes(&mut self, notes: Vec<(Message, Role)>) {
        self.notes = notes;
    }

    /// Waits for the worker; keys do nothing meanwhile.
    pub(crate) fn send(&mut self) {
        self.sending = true;
        self.sent_at.set(None);
        self.errors.clear();
        self.refusal = None;
    }

    /// Tells whether it waits for the worker.
    pub(crate) const fn is_sending(&self) -> bool {
        self.sending
    }

    /// Goes on after an answer that was no refusal.
    pub(crate) fn resume(&mut self) {
        self.sending = false;
    }

    /// Takes the worker's refusal: fields are marked, and the first gets the focus.
    pub(crate) fn fail(&mut self, failure: &Failure) {
        self.sending = false;
        match failure {
            Failure::Fields(errors) => self.refuse(errors.clone()),
            Failure::NoAdministrator(_) | Failure::Replaced(_) | Failure::Stopped(_) | Failure::Told(_) => {
                self.refusal = Some(failure.message());
            }
        }
    }

    /// Marks fields; the first gets the focus.
    pub(crate) fn refuse(&mut self, errors: Vec<FieldError>) {
        let marked = |slot: &Slot| errors.iter().any(|error| error.field == slot.field);
        if let Some(first) = self.slots.iter().position(marked) {
            self.focus = first;
        }
        // A problem of a field that the form does not have must not be lost.
        let foreign = errors.iter().find(|error| !self.slots.iter().any(|slot| slot.field == error.field));
        self.refusal = foreign.map(|error| error.problem.message());
        self.errors = errors;
    }

    /// Returns a field's problem, as [`Event::EnterOnError`] names it.
    pub(crate) fn error(&self, at: usize) -> Option<&FieldError> {
        self.errors.get(at)
    }

    /// Handles what a view is handed: keys and pasted text; a form has no actions.
    pub(crate) fn handle(&mut self, intent: Intent) -> Event {
        match intent {
            Intent::Key(key) => self.key(key),
            Intent::Paste(text) => self.paste(&text),
            Intent::Act(_) => Event::Unheard,
        }
    }

    /// Handles a key.
    pub(crate) fn key(&mut self, key: Key) -> Event {
        if self.sending {
            return Event::Nothing;
        }
        let last = self.slots.len() + 1;
        let focus = self.focus;
        if let Some(slot) = self.slots.get_mut(focus) {
            let before = slot.control.value();
            if slot.control.key(key) {
                if slot.control.value() == before {
                    return Event::Nothing;
                }
                let field = slot.field;
                self.errors.retain(|error| error.field != field);
                return Event::Changed(field);
            }
        }
        match key.code {
            KeyCode::Tab | KeyCode::Down | KeyCode::Right => self.focus = if focus >= last { 0 } else { focus + 1 },
            KeyCode::BackTab | KeyCode::Up | KeyCode::Left => self.focus = if focus == 0 { last } else { focus - 1 },
            KeyCode::Esc => return Event::Leave,
            KeyCode::Enter => return self.enter(),
            KeyCode::Char(' ') if self.focus >= self.slots.len() => return self.enter(),
            _ => return Event::Unheard,
        }
        Event::Nothing
    }

    fn enter(&mut self) -> Event {
        if let Some(slot) = self.slots.get(self.focus) {
            if let Some(at) = self.errors.iter().position(|error| error.field == slot.field) {
                return Event::EnterOnError(at);
            }
            self.focus += 1;
            return Event::Nothing;
        }
        if self.focus == self.slots.len() { Event::Submit } else { Event::Leave }
    }

    /// Inserts pasted text into the field in focus.
    pub(crate) fn paste(&mut self, text: &str) -> Event {
        if self.sending {
            return Event::Nothing;
        }
        let Some(slot) = self.slots.get_mut(self.focus) else { return Event::Nothing };
        if !slot.control.paste(text) {
            return Event::Nothing;
        }
        let field = slot.field;
        self.errors.retain(|error| error.field != field);
        Event::Changed(field)
    }

    /// Draws the form in a box in the middle; fields scroll when they need more lines than there are.
    pub(crate) fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, title: &str, shared: &Shared) {
        let width = WIDTH.min(area.width);
        let text_width = usize::from(width.saturating_sub(4));
        let label = self.label_width(shared).min(width / 2);
        let blocks: Vec<Block> = self.blocks(width.saturating_sub(4 + label), shared);
        let fields: u16 = blocks.iter().map(|block| block.lines).sum();
        // What is said has the room that the fields leave, which keep some lines and scroll.
        let room = area.height.saturating_sub(5 + fields.min(FIELD_LINES));
        let note = self.note_lines(text_width, usize::from(room), shared);
        let hints =
            self.slots.iter().filter_map(|slot| hint_of(slot, shared).map(|hint| wrap(&hint, text_width).len()));
        let hint_lines = u16::try_from(hints.max().unwrap_or(1)).unwrap_or(1).clamp(1, room.clamp(1, HINT_LINES));
        let below_fields = u16::try_from(note.len()).unwrap_or(2) + hint_lines + 2;
        let height = (fields + below_fields + 2).min(area.height);
        let place = centre(area, width, height);
        let inner = inside(canvas.frame(place, title, Role::Title), 1, 0);
        let room = inner.height.saturating_sub(below_fields);
        self.draw_fields(canvas, Rect { height: room, ..inner }, &blocks, label, shared);
        let mut line = room;
        for (text, role) in &note {
            canvas.text(row(inner, line), text, *role);
            line += 1;
        }
        if let Some(hint) = self.slots.get(self.focus).and_then(|slot| hint_of(slot, shared)) {
            canvas.paragraph(Rect { height: hint_lines, ..below(inner, line) }, &hint, Role::Dim);
        }
        self.draw_buttons(canvas, row(inner, line + hint_lines + 1), shared);
        if let Some(Control::Day(day)) = self.slots.get(self.focus).map(|slot| &slot.control) {
            day.draw_over(canvas, area);
        }
    }

    fn label_width(&self, shared: &Shared) -> u16 {
        // A tick's label stands behind it and needs no column.
        let beside = |slot: &&Slot| !matches!(slot.control, Control::Check(_));
        let label = |slot: &Slot| columns(&shared.say(&label_of(slot)));
        self.slots.iter().filter(beside).map(label).max().unwrap_or(0) + 2
    }

    /// Breaks what is said into at most so many lines; why it did not work comes first when not all have room.
    fn note_lines(&self, width: usize, room: usize, shared: &Shared) -> Vec<(String, Role)> {
        let lines = |message: &Message, role: Role| {
            wrap(&shared.say(message), width).into_iter().map(move |line| (line, role)).collect::<Vec<_>>()
        };
        let refusal = self.refusal.iter().flat_map(|message| lines(message, Role::Error)).take(room);
        let refusal: Vec<_> = refusal.collect();
        let notes = self.notes.iter().flat_map(|(message, role)| lines(message, *role));
        notes.take(room - refusal.len()).chain(refusal.iter().cloned()).collect()
    }

    fn blocks(&self, width: u16, shared: &Shared) -> Vec<Block> {
        let block = |slot: &Slot| {
            let error = self.errors.iter().find(|error| error.field == slot.field);
            let text = error.map(|error| shared.problem(&error.problem)).unwrap_or_default();
            let errors = if error.is_some() { fitted(&text, usize::from(width), ERROR_LINES) } else { Vec::new() };
            let lines = slot.control.lines() + u16::try_from(errors.len()).unwrap_or(2);
            Block { lines, errors }
        };
        self.slots.iter().map(block).collect()
    }

    fn draw_fields(&self, canvas: &mut Canvas<'_>, area: Rect, blocks: &[Block], label: u16, shared: &Shared) {
        let total: u16 = blocks.iter().map(|block| block.lines).sum();
        let focus_end: u16 = blocks.iter().take(self.focus + 1).map(|block| block.lines).sum();
        let skip = if total > area.height { focus_end.saturating_sub(area.height) } else { 0 };
        let mut line = 0_u16;
        for (at, (slot, block)) in self.slots.iter().zip(blocks).enumerate() {
            let start = line;
            line += block.lines;
            if start < skip || line - skip > area.height {
                continue;
            }
            let place = below(area, start - skip);
            let focused = at == self.focus && !self.sending;
            let far = steps(self.focus, at);
            let check = matches!(slot.control, Control::Check(_));
            canvas
                .spot(Rect { height: block.lines, ..place }, if check { Click::Check(far) } else { Click::Focus(far) });
            let name = shared.say(&label_of(slot));
            let role = if focused { Role::Title } else { Role::Dim };
            let value = after(place, label);
            match &slot.control {
                Control::Check(ticked) => {
                    let mark = if *ticked { "[x] " } else { "[ ] " };
                    let mark_role = if focused { Role::Focus } else { Role::Field };
                    canvas.pieces(row(place, 0), &[(mark, mark_role), (&name, role)]);
                    if focused {
                        canvas.place_cursor(place.x + 1, place.y);
                    }
                }
                control => control.draw(canvas, value, focused),
            }
            if !matches!(slot.control, Control::Check(_)) {
                let name_place = Rect { width: label.saturating_sub(1), ..row(place, 0) };
                canvas.text(name_place, &name, role);
            }
            for (extra, text) in block.errors.iter().enumerate() {
                let offset = slot.control.lines() + u16::try_from(extra).unwrap_or(0);
                canvas.cell(row(value, offset), text, Role::Error);
            }
        }
        let seen = usize::from(skip)..usize::from(skip.saturating_add(area.height));
        canvas.more_in_frame(area, seen, usize::from(total));
    }

    fn draw_buttons(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        if self.sending {
            let began = self.sent_at.get().unwrap_or(shared.now);
            self.sent_at.set(Some(began));
            let said = match shared.now.0.saturating_sub(began.0) {
                0 | 1 => Message::new("form-sending"),
                seconds => Message::new("form-sending-for").with("seconds", seconds),
            };
            canvas.text(area, &shared.say(&said), Role::Warning);
            return;
        }
        let mut used = 0;
        for (at, key) in [(self.slots.len(), self.button), (self.slots.len() + 1, self.way_out)] {
            let role = if self.focus == at { Role::Cursor } else { Role::Text };
            let label = format!("[ {} ]", shared.text(key));
            let place = Rect { width: columns(&label), ..after(area, used) };
            canvas.spot(place.intersection(area), Click::Button(steps(self.focus, at)));
            if self.focus == at {
                let place = after(area, used);
                canvas.place_cursor(place.x + 2, place.y);
            }
            used += canvas.text(after(area, used), &label, role) + 2;
        }
        // Half a sentence helps nobody.
        let keys = shared.text("form-keys");
        if columns(&keys) <= after(area, used).width {
            canvas.right(after(area, used), &keys, Role::Dim);
        }
    }
}

/// The lines that a field takes.
struct Block {
    lines: u16,
    errors: Vec<String>,
}
