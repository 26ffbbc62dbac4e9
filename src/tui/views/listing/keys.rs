//! What keys do to a list: the cursor, the filter line, the ticks.

use std::collections::BTreeSet;
use std::hash::Hash;

use ratatui::crossterm::event::KeyCode;

use super::list::{Asking, Listing, ReadFilter, Typed, Wants};
use super::ticks;
use crate::domain::message::Message;
use crate::tui::actions::{Action, Arity, entry};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::view::Answer;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::Menu;

/// Asks whether the ticks that are not visible are meant too; the way out has the focus.
fn hidden_menu(ticked: usize, hidden: usize) -> Menu {
    let visible = ticked.saturating_sub(hidden);
    let some = (visible > 0).then(|| Message::new("hidden-visible-only").with("count", visible));
    let others = [Message::new("hidden-all").with("count", ticked), Message::new("form-cancel")];
    let lines: Vec<Message> = some.into_iter().chain(others).collect();
    let question = Message::new("hidden-question").with("ticked", ticked).with("hidden", hidden);
    let last = lines.len() - 1;
    Menu::new(Message::new("hidden-title"), lines).asking(question).focus(last)
}

/// What the answer of a dialog that the list opened means.
#[derive(Debug)]
pub(in crate::tui::views) enum Heard<I> {
    /// It has nothing to do with the list.
    Nothing(Answer),
    /// This should follow.
    Wants(Wants),
    /// The action is meant for these.
    Meant(Action, Vec<I>),
}

impl<I: Ord + Clone + Hash, R> Listing<I, R> {
    /// Does an action that every list has.
    pub(in crate::tui::views) fn act(
        &mut self,
        action: Action,
        ticks: &mut BTreeSet<I>,
        read: ReadFilter<'_>,
    ) -> Wants {
        if self.viewport.act(action) {
            return Wants::Rows;
        }
        if entry(action).arity == Arity::Many && self.hidden > 0 && !ticks.is_empty() {
            self.asking = Asking::HiddenTicks(action);
            return Wants::Open(Box::new(hidden_menu(ticks.len(), self.hidden)));
        }
        match action {
            Action::Filter => {
                self.typing = true;
                Wants::Redraw
            }
            Action::Back => self.clear(read),
            _ if self.viewport.has_boxes => self.tick(action, ticks),
            _ => Wants::Nothing,
        }
    }

    fn tick(&mut self, action: Action, ticks: &mut BTreeSet<I>) -> Wants {
        match action {
            Action::Tick | Action::TickUp if self.range_from.is_some() => self.end_range(ticks),
            Action::Tick | Action::TickUp => {
                if let Some(name) = self.current() {
                    ticks::toggle(ticks, name.clone());
                }
                // With only ticked rows shown, the next one comes under the cursor by itself.
                if !self.only_ticked {
                    self.viewport.act(if action == Action::TickUp { Action::Up } else { Action::Down });
                }
            }
            Action::Range => match self.range_from {
                Some(_) => self.end_range(ticks),
                None => self.range_from = Some(self.viewport.at),
            },
            Action::TickAll => ticks.extend(self.shown().iter().cloned()),
            Action::TickNone => ticks.clear(),
            Action::Invert => ticks::invert(ticks, self.shown()),
            Action::OnlyTicked => {
                self.only_ticked = !self.only_ticked;
                self.range_from = None;
                return self.reshow(ticks);
            }
            _ => return Wants::Nothing,
        }
        self.recount(ticks)
    }

    fn end_range(&mut self, ticks: &mut BTreeSet<I>) {
        let Some(from) = self.range_from.take() else { return };
        let count = from.abs_diff(self.viewport.at) + 1;
        ticks.extend(self.shown().iter().skip(from.min(self.viewport.at)).take(count).cloned());
    }

    /// Retreats by one step where it is the range or the filter.
    fn clear(&mut self, read: ReadFilter<'_>) -> Wants {
        if self.range_from.take().is_some() {
            return Wants::Redraw;
        }
        if self.input.value().is_empty() { Wants::Nothing } else { self.clear_filter(read) }
    }

    /// Retreats by one step more: the view of ticks, the ticks.
    pub(in crate::tui::views) fn back(&mut self, ticks: &BTreeSet<I>, shared: &Shared) -> Wants {
        if self.only_ticked {
            self.only_ticked = false;
            return self.reshow(ticks);
        }
        if ticks.is_empty() {
            return Wants::Nothing;
        }
        self.asking = Asking::DropTicks;
        let question = Message::new("ticks-drop").with("ticked", ticks.len());
        Wants::Open(Box::new(Confirm::yes(Message::new("action-tick-none"), vec![question], shared)))
    }

    fn clear_filter(&mut self, read: ReadFilter<'_>) -> Wants {
        self.input.set("");
        self.typing = false;
        self.typed(read)
    }

    /// Handles a key while the filter is typed.
    pub(in crate::tui::views) fn key(&mut self, key: Key, read: ReadFilter<'_>) -> Wants {
        if !self.typing {
            return Wants::Nothing;
        }
        let action = match key.code {
            KeyCode::Esc => return self.clear_filter(read),
            KeyCode::Enter | KeyCode::Tab => {
                // A filter that cannot be read stays open, so that its message stays beside it.
                self.typing = self.error.is_some();
                return Wants::Redraw;
            }
            KeyCode::Up => Action::Up,
            KeyCode::Down => Action::Down,
            KeyCode::PageUp => Action::PageUp,
            KeyCode::PageDown => Action::PageDown,
            _ if self.input.key(key) => return self.typed(read),
            _ => return Wants::Nothing,
        };
        self.viewport.act(action);
        Wants::Rows
    }

    /// Inserts pasted text into the filter; elsewhere a paste does nothing: its letters would be commands.
    pub(in crate::tui::views) fn paste(&mut self, text: &str, read: ReadFilter<'_>) -> Wants {
        if !self.typing {
            return Wants::Nothing;
        }
        self.input.paste(text);
        self.typed(read)
    }

    /// Reads the filter while it is typed; one that cannot be read says so and leaves the list as it is.
    fn typed(&mut self, read: ReadFilter<'_>) -> Wants {
        let text = self.input.value().to_owned();
        match read(&text) {
            Ok(retyped) => {
                self.error = None;
                if retyped == self.filter.retyped {
                    return Wants::Redraw;
                }
                self.filter = Typed { text, retyped };
                Wants::List
            }
            Err(error) => {
                self.error = Some(error);
                Wants::Redraw
            }
        }
    }

    /// Takes the answer of a dialog.
    pub(in crate::tui::views) fn answer(&mut self, answer: Answer, ticks: &mut BTreeSet<I>) -> Heard<I> {
        let visible: Vec<I> = match (self.asking, &answer) {
            (Asking::HiddenTicks(_), Answer::Chosen(_)) => {
                self.shown().iter().filter(|name| ticks.contains(name)).cloned().collect()
            }
            _ => Vec::new(),
        };
        // Where none is visible, the menu has no line for them.
        let all = usize::from(!visible.is_empty());
        match (std::mem::replace(&mut self.asking, Asking::Nothing), answer) {
            (Asking::HiddenTicks(action), Answer::Chosen(at)) if at < all => Heard::Meant(action, visible),
            (Asking::HiddenTicks(action), Answer::Chosen(at)) if at == all => {
                Heard::Meant(action, ticks.iter().cloned().collect())
            }
            (Asking::HiddenTicks(_), _) => Heard::Wants(Wants::Redraw),
            (Asking::DropTicks, Answer::Confirmed) => {
                ticks.clear();
                Heard::Wants(self.recount(ticks))
            }
            (Asking::Nothing | Asking::DropTicks, answer) => Heard::Nothing(answer),
        }
    }
}
