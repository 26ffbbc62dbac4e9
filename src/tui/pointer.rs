//! The mouse, where the configuration wants it: what a click on a place that was drawn means.

use ratatui::layout::Rect;

/// Whether the console takes the mouse; selecting text to copy then needs Shift in most terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mouse {
    /// It does not.
    #[default]
    Off,
    /// It does.
    On,
}

/// What a click means, counted from where the cursor or the focus was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Click {
    /// The cursor goes to a row.
    Row(isize),
    /// The cursor goes to a row, which is ticked.
    Tick(isize),
    /// The focus goes to a line of a dialog.
    Focus(isize),
    /// The focus goes to a check box, which changes.
    Check(isize),
    /// The focus goes to a button, which is pressed.
    Button(isize),
}

/// A place that was drawn, and what a click on it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) area: Rect,
    pub(crate) press: Click,
}

/// Returns how far one place is from another.
pub(crate) fn steps(from: usize, to: usize) -> isize {
    let far = isize::try_from(from.abs_diff(to)).unwrap_or(0);
    if to < from { -far } else { far }
}
