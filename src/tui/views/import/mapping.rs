//! The second step, for a header that is not known: which column gives what.

use ratatui::crossterm::event::KeyCode;

use super::file::Chosen;
use crate::domain::import::{Mapping, MappingProblem, Target};
use crate::domain::message::{Explain as _, Message};
use crate::tui::actions::Action;
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::widgets::table::Viewport;

/// The choices, under a cursor.
#[derive(Debug)]
pub(super) struct MappingStep {
    pub(super) mapping: Mapping,
    pub(super) viewport: Viewport,
    /// Why the mapping cannot be used, once it was tried.
    pub(super) problem: Option<Message>,
}

/// Returns the line on which a problem is mended.
fn place(problem: MappingProblem) -> usize {
    let wanted = match problem {
        MappingProblem::NoDenomination | MappingProblem::Columns { .. } => Target::Denomination,
        MappingProblem::NoLocation => Target::Location,
        MappingProblem::Twice { target, .. } => target,
        MappingProblem::NoZone => return LINES - 1,
    };
    Target::ALL.iter().position(|target| *target == wanted).unwrap_or(0)
}

/// Lines: each target, then the zone of all rows.
pub(super) const LINES: usize = Target::ALL.len() + 1;

impl MappingStep {
    /// Begins with a mapping made before, or with what the names tell.
    pub(super) fn new(chosen: &Chosen) -> Self {
        let header = chosen.source.header();
        let known = chosen.mapping.clone().or_else(|| chosen.source.recognised().map(|(_, mapping)| mapping));
        let mapping = known.unwrap_or_else(|| Mapping::guess(header));
        let viewport = Viewport { len: LINES, height: LINES, ..Viewport::default() };
        Self { mapping, viewport, problem: None }
    }

    /// Moves the cursor; false when the action is none of a list's.
    pub(super) fn act(&mut self, action: Action) -> bool {
        self.viewport.act(action)
    }

    /// Handles a key: the arrows choose another column, Delete none.
    pub(super) fn key(&mut self, key: Key, header: &[String], shared: &Shared) -> bool {
        let Some(target) = Target::ALL.get(self.viewport.at).copied() else { return self.zone_key(key, shared) };
        // Columns that feed something else are passed over, so that looking for one takes none away.
        let free = |at: &usize| self.mapping.columns.get(*at).is_some_and(Option::is_none);
        let now = self.mapping.column_of(target);
        let count = header.len();
        let next = match key.code {
            KeyCode::Right => (now.map_or(0, |at| at + 1)..count).find(free),
            KeyCode::Left => (0..now.unwrap_or(count)).rev().find(free),
            KeyCode::Delete | KeyCode::Backspace => None,
            _ => return false,
        };
        if let Some(now) = now {
            self.mapping.set(now, None);
        }
        if let Some(next) = next {
            self.mapping.set(next, Some(target));
        }
        self.problem = None;
        true
    }

    fn zone_key(&mut self, key: Key, shared: &Shared) -> bool {
        let zones: Vec<u32> = shared.zones.iter().map(|zone| zone.number.0).collect();
        let now = self.mapping.zone.and_then(|zone| zones.iter().position(|known| *known == zone));
        let next = match key.code {
            KeyCode::Right => now.map_or(Some(0), |at| Some(at + 1)),
            KeyCode::Left => now.map_or(zones.len().checked_sub(1), |at| at.checked_sub(1)),
            KeyCode::Delete | KeyCode::Backspace => None,
            _ => return false,
        };
        self.mapping.zone = next.and_then(|at| zones.get(at).copied());
        self.problem = None;
        true
    }

    /// Checks the mapping, and keeps what is wrong with it.
    pub(super) fn check(&mut self, columns: usize) -> Option<Mapping> {
        match self.mapping.check(columns) {
            Ok(()) => Some(self.mapping.clone()),
            Err(problem) => {
                self.problem = Some(problem.message());
                self.viewport.go(place(problem));
                None
            }
        }
    }
}
