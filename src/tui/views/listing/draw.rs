//! How a list is drawn: the filter line, the rows, or why there is none.

use std::collections::BTreeSet;
use std::hash::Hash;

use ratatui::layout::Rect;

use super::list::{Head, Listing};
use crate::domain::message::Message;
use crate::tui::canvas::{Canvas, after, below, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::widgets::filter_line::FilterLine;
use crate::tui::widgets::table::{self, Column, Line};

/// Draws something in a place.
pub(in crate::tui::views) type Picture<'a> = &'a dyn Fn(&mut Canvas<'_>, Rect);

/// How a screen draws its list.
pub(in crate::tui::views) struct Drawn<'a, I, R> {
    /// The columns.
    pub(in crate::tui::views) columns: &'a [Column],
    /// By which of them the rows are ordered, and whether that is backwards.
    pub(in crate::tui::views) sorted: Option<(usize, bool)>,
    /// The ticks.
    pub(in crate::tui::views) ticks: &'a BTreeSet<I>,
    /// What is said where there is no row.
    pub(in crate::tui::views) empty: Message,
    /// Draws what stands above the table while nothing is filtered.
    pub(in crate::tui::views) head: Picture<'a>,
    /// Returns a row's cells; its mark where rows have no box.
    pub(in crate::tui::views) line: &'a dyn Fn(&R) -> Line,
    /// Draws something else in the place of the rows that are there.
    pub(in crate::tui::views) picture: Option<Picture<'a>>,
}

impl<I: Ord + Clone + Hash, R> Listing<I, R> {
    /// Divides the place among the line above, the table and so many lines below.
    pub(in crate::tui::views) fn resize(&mut self, area: Rect, pane: impl Fn(Rect) -> u16) {
        self.area = area;
        let [_, table, _] = self.places(pane);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }

    /// The same in the place that it has.
    pub(in crate::tui::views) fn layout(&mut self, pane: impl Fn(Rect) -> u16) {
        self.resize(self.area, pane);
    }

    /// Returns the places of the line above, the table and the pane below.
    pub(in crate::tui::views) fn places(&self, pane: impl Fn(Rect) -> u16) -> [Rect; 3] {
        let area = self.area;
        let is_headed = self.head == Head::Line;
        let is_filtered = is_headed || self.typing || !self.input.value().is_empty() || self.only_ticked;
        let rest = below(area, u16::from(is_filtered).min(area.height));
        let height = rest.height - pane(rest).min(rest.height);
        [row(area, 0), Rect { height, ..rest }, below(rest, height)]
    }

    /// Returns the width of each column in its table; 0: it has yielded.
    pub(in crate::tui::views) fn widths(&self, columns: &[Column]) -> Vec<u16> {
        self.viewport.widths(columns, self.area.width)
    }

    /// Tells whether less than everything is shown.
    pub(in crate::tui::views) fn is_filtered(&self) -> bool {
        self.only_ticked || !self.input.value().trim().is_empty()
    }

    /// Tells whether only ticked rows are shown.
    pub(in crate::tui::views) fn is_only_ticked(&self) -> bool {
        self.only_ticked
    }

    /// Draws the list and the line above it.
    pub(in crate::tui::views) fn draw(
        &self,
        canvas: &mut Canvas<'_>,
        body: Rect,
        drawn: &Drawn<'_, I, R>,
        shared: &Shared,
    ) {
        self.draw_rows(canvas, body, drawn, shared);
        if body.y > self.area.y {
            self.draw_head(canvas, drawn, shared);
        }
    }

    fn draw_rows(&self, canvas: &mut Canvas<'_>, body: Rect, drawn: &Drawn<'_, I, R>, shared: &Shared) {
        if let Some(failure) = &self.failure {
            canvas.paragraph(below(body, 1), &shared.say(failure), Role::Error);
            return;
        }
        if self.is_loading() {
            canvas.text(row(body, 1), &format!("    {}", shared.text("loading")), Role::Dim);
            return;
        }
        if let Some(picture) = drawn.picture.filter(|_| !self.shown().is_empty()) {
            return picture(canvas, body);
        }
        let range = self.range_from.map(|from| from.min(self.viewport.at)..=from.max(self.viewport.at));
        let line = |at: usize| {
            let name = self.shown().get(at)?;
            let line = (drawn.line)(self.rows.get(name)?);
            let sign = line.mark;
            let mark = match &range {
                _ if !self.viewport.has_boxes => line.mark,
                _ if drawn.ticks.contains(name) => "[x]",
                Some(range) if range.contains(&at) => "[•]",
                Some(_) | None => "[ ]",
            };
            Some(Line { mark, sign, ..line })
        };
        table::draw(canvas, body, (drawn.columns, drawn.sorted), &self.viewport, shared, &line);
        if self.shown().is_empty() {
            canvas.paragraph(inside(below(body, 2), 4, 0), &shared.say(&drawn.empty), Role::Dim);
        }
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, drawn: &Drawn<'_, I, R>, shared: &Shared) {
        let place = row(self.area, 0);
        let mut used = 0;
        if self.only_ticked {
            used += canvas.text(place, &format!(" {} ", shared.text("establishments-only-ticked")), Role::Tick);
        }
        if self.typing || !self.input.value().is_empty() {
            let (error, remarks) = (self.error.as_ref(), self.remarks.as_slice());
            let line = FilterLine { input: &self.input, typing: self.typing, error, remarks };
            line.draw(canvas, self.area, used, shared);
        } else {
            (drawn.head)(canvas, after(place, used));
        }
    }
}
