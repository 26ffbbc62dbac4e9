//! The ticks of a described noun's rows, by their keys, and which rows are shown.

use std::collections::BTreeSet;

use crate::tui::actions::Action;
use crate::tui::views::establishment::ticks::{invert, toggle};

/// What an action did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    /// Nothing: it is no action of ticks.
    Nothing,
    /// The ticks are others.
    Ticks,
    /// The same, and the cursor goes on.
    TicksAndMove(Action),
}

/// The ticked rows.
#[derive(Debug, Default)]
pub(super) struct Ticks {
    keys: BTreeSet<String>,
    range_from: Option<usize>,
    only: bool,
}

impl Ticks {
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Tells whether a row is shown.
    pub(super) fn shows(&self, key: &str) -> bool {
        !self.only || self.has(key)
    }

    /// Forgets what is not there any more.
    pub(super) fn retain(&mut self, there: &[String]) {
        self.keys.retain(|key| there.contains(key));
        self.only &= !self.keys.is_empty();
    }

    /// Does an action of ticks to the rows that are shown.
    pub(super) fn act(&mut self, action: Action, shown: &[String], at: usize) -> Did {
        match action {
            Action::Tick | Action::TickUp | Action::Range if self.range_from.is_some() => self.end_range(shown, at),
            Action::Tick | Action::TickUp => {
                if let Some(key) = shown.get(at) {
                    toggle(&mut self.keys, key.clone());
                }
                // With only ticked rows shown, the next one comes under the cursor by itself.
                let next = if action == Action::TickUp { Action::Up } else { Action::Down };
                return if self.only { Did::Ticks } else { Did::TicksAndMove(next) };
            }
            Action::Range => self.range_from = Some(at),
            Action::TickAll => self.keys.extend(shown.iter().cloned()),
            Action::TickNone => self.keys.clear(),
            Action::Invert => invert(&mut self.keys, shown),
            Action::OnlyTicked => self.only = !self.only && !self.keys.is_empty(),
            _ => return Did::Nothing,
        }
        self.only &= !self.keys.is_empty();
        Did::Ticks
    }

    fn end_range(&mut self, shown: &[String], at: usize) {
        let Some(from) = self.range_from.take() else { return };
        self.keys.extend(shown.iter().skip(from.min(at)).take(from.abs_diff(at) + 1).cloned());
    }

    /// Retreats by one step: the range, the view of ticks, the ticks; false when there is nothing to retreat from.
    pub(super) fn back(&mut self) -> bool {
        if self.range_from.take().is_some() {
            return true;
        }
        if self.only {
            self.only = false;
            return true;
        }
        let had = !self.keys.is_empty();
        self.keys.clear();
        had
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_and_single_ticks_are_kept_by_key_and_given_up_step_by_step() {
        let shown: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).to_vec();
        let mut ticks = Ticks::default();
        assert_eq!(ticks.act(Action::Tick, &shown, 3), Did::TicksAndMove(Action::Down));
        assert_eq!(ticks.act(Action::Range, &shown, 2), Did::Ticks);
        assert_eq!(ticks.act(Action::Tick, &shown, 1), Did::Ticks);
        assert_eq!(["A", "B", "C", "D"].map(|key| ticks.has(key)), [false, true, true, true]);
        assert_eq!(ticks.act(Action::OnlyTicked, &shown, 0), Did::Ticks);
        assert!(ticks.shows("B") && !ticks.shows("A"));
        assert_eq!(ticks.act(Action::Open, &shown, 0), Did::Nothing);
        ticks.retain(&shown[..2]);
        assert_eq!((ticks.len(), ticks.shows("A")), (1, false));
        assert_eq!([ticks.back(), ticks.back(), ticks.back()], [true, true, false]);
        assert_eq!(ticks.len(), 0);
    }
}
