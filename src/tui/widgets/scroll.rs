//! The first line that is seen of more lines than have room.

use std::cell::Cell;

/// Kept by the drawing, which knows how much has room: a key that moves it always moves what is seen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scroll(Cell<usize>);

impl Scroll {
    /// Returns the first line that was seen last.
    pub(crate) fn get(&self) -> usize {
        self.0.get()
    }

    /// Wants another first line; one that is too far is the last page's when it is drawn.
    pub(crate) fn set(&self, first: usize) {
        self.0.set(first);
    }

    /// Returns the first line that is seen.
    pub(crate) fn first(&self, room: usize, len: usize) -> usize {
        let first = self.get().min(len.saturating_sub(room));
        self.set(first);
        first
    }

    /// The same of a list, whose line under the cursor is seen: the lines stay as long as it is one of them.
    pub(crate) fn around(&self, at: usize, room: usize, len: usize) -> usize {
        self.set(self.get().max((at + 1).saturating_sub(room)).min(at));
        self.first(room, len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_move_only_when_the_cursor_leaves_them() {
        let scroll = Scroll::default();
        for (at, first) in [(0, 0), (4, 0), (5, 1), (9, 5), (8, 5), (5, 5), (4, 4), (9, 5), (0, 0)] {
            assert_eq!(scroll.around(at, 5, 10), first, "{at}");
        }
        assert_eq!(scroll.around(9, 0, 10), 9);
        assert_eq!(scroll.around(1, 20, 10), 0, "there is room for all");
    }

    #[test]
    fn what_is_beyond_the_last_page_is_the_last_page() {
        let scroll = Scroll::default();
        scroll.set(99);
        assert_eq!((scroll.first(4, 10), scroll.get()), (6, 6));
        scroll.set(scroll.get() - 1);
        assert_eq!(scroll.first(4, 10), 5);
    }
}
