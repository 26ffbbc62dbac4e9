//! A list that is short enough to be read whole: its rows, its cursor, and what stands there while there are none.

use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, below, inside, row};
use crate::tui::orders::Failure;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::widgets::table::{self, Column, Line, Viewport};

/// The rows, once they have come, and the cursor.
#[derive(Debug)]
pub(super) struct Listed<T> {
    rows: Option<Vec<T>>,
    failure: Option<Message>,
    viewport: Viewport,
}

impl<T> Listed<T> {
    /// Makes a list whose rows have not come yet.
    pub(super) fn new() -> Self {
        Self { rows: None, failure: None, viewport: Viewport::default() }
    }

    /// The same with a box to tick on each row.
    pub(super) fn with_boxes() -> Self {
        Self { viewport: Viewport::with_boxes(), ..Self::new() }
    }

    /// Gives the rows.
    pub(super) fn rows(&self) -> &[T] {
        self.rows.as_deref().unwrap_or_default()
    }

    /// Gives the place of the row under the cursor.
    pub(super) fn at(&self) -> usize {
        self.viewport.at
    }

    /// Gives the row under the cursor.
    pub(super) fn current(&self) -> Option<&T> {
        self.rows().get(self.viewport.at)
    }

    /// Takes the rows as they are now; the cursor stays on its row, or near where that was.
    pub(super) fn put<K: PartialEq>(&mut self, rows: Vec<T>, key: impl Fn(&T) -> K) {
        let goal = self.current().map(&key);
        self.viewport.set_len(rows.len());
        if let Some(at) = goal.and_then(|goal| rows.iter().position(|row| key(row) == goal)) {
            self.viewport.go(at);
        }
        self.rows = Some(rows);
        self.failure = None;
    }

    /// Exchanges the row under the cursor with another one, and goes with it.
    pub(super) fn exchange(&mut self, with: usize) {
        let at = self.viewport.at;
        if let Some(rows) = self.rows.as_mut().filter(|rows| at < rows.len() && with < rows.len()) {
            rows.swap(at, with);
            self.viewport.go(with);
        }
    }

    /// Goes to a row.
    pub(super) fn go(&mut self, to: usize) {
        self.viewport.go(to);
    }

    /// Moves the cursor as an action says; false when the action is none of a list's.
    pub(super) fn act(&mut self, action: Action) -> bool {
        self.viewport.act(action)
    }

    /// Takes the place that the table has.
    pub(super) fn resize(&mut self, area: Rect) {
        self.viewport.set_height(usize::from(area.height.saturating_sub(1)));
    }

    /// Takes what went wrong: in the place of the rows while there are none, else in the line of state.
    pub(super) fn fail(&mut self, failure: &Failure) -> Reply {
        if self.rows.is_some() {
            return Reply::step(Step::Say(failure.message(), Role::Error));
        }
        self.failure = Some(failure.message());
        Reply::redraw()
    }

    /// Draws the table, or why there is none.
    pub(super) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        area: Rect,
        columns: &[Column],
        empty: &Message,
        shared: &Shared,
        line: &dyn Fn(usize, &T) -> Line,
    ) {
        let Some(rows) = &self.rows else {
            match &self.failure {
                Some(failure) => canvas.paragraph(below(area, 1), &shared.say(failure), Role::Error),
                None => canvas.text(row(area, 1), &format!("    {}", shared.text("loading")), Role::Dim),
            };
            return;
        };
        table::draw(canvas, area, (columns, None), &self.viewport, shared, &|at| {
            rows.get(at).map(|found| line(at, found))
        });
        if rows.is_empty() {
            canvas.paragraph(inside(below(area, 2), 4, 0), &shared.say(empty), Role::Dim);
        }
    }
}
