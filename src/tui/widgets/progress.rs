//! How far something long is, in one line: a bar, the share, what was done.

use ratatui::layout::Rect;

use crate::tui::canvas::{Canvas, after};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;

/// Columns of a bar.
const WIDTH: u16 = 40;

/// Says how many of how many are done; nothing while that is not known.
pub(crate) fn counted((done, total): (u64, u64), shared: &Shared) -> String {
    let number = |count: u64| shared.catalogue.number(count);
    if total == 0 { String::new() } else { format!("{} / {}", number(done), number(total)) }
}

/// Draws a bar and the words behind it.
pub(crate) fn draw(canvas: &mut Canvas<'_>, area: Rect, (done, total): (u64, u64), text: &str) {
    let width = WIDTH.min(area.width / 2);
    let share = |of: u64| done.min(total).saturating_mul(of).checked_div(total).unwrap_or(0);
    let full = u16::try_from(share(u64::from(width))).unwrap_or(width).min(width);
    let (done_part, left_part) = ("█".repeat(usize::from(full)), "░".repeat(usize::from(width - full)));
    let percent = format!(" {:3} %  ", share(100));
    let used = canvas.pieces(area, &[(&done_part, Role::Good), (&left_part, Role::Dim), (&percent, Role::Text)]);
    canvas.text(after(area, used), text, Role::Text);
}
