//! Rows of a list that is read page by page, the latest first. Only a few pages are kept, whatever the list's length.

use std::ops::Range;

/// Rows of a page.
pub(crate) const PAGE: usize = 200;
/// Pages whose rows are kept.
const KEPT: usize = 6;
/// Rows below the last one seen at which the next page is asked for.
const MARGIN: usize = 60;

/// A row that has its place in the order of identifiers.
pub(crate) trait Keyed {
    /// Returns the identifier.
    fn key(&self) -> i64;
}

/// What must be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ask {
    /// Comes back with the rows.
    pub(crate) ticket: u64,
    /// Only rows before this identifier; none: from the latest on.
    pub(crate) before: Option<i64>,
    /// Most rows.
    pub(crate) limit: usize,
}

#[derive(Debug)]
struct Page<T> {
    /// Its rows are before this identifier …
    before: i64,
    /// … and not before this one.
    last: i64,
    len: usize,
    rows: Option<Vec<T>>,
    stale: bool,
}

/// What was asked for last and has not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// The list from its beginning, instead of what is known.
    First,
    /// The rows of a known page.
    Again(usize),
    /// The page after the last known one.
    Next,
}

/// The known pages.
#[derive(Debug)]
pub(crate) struct Pages<T> {
    known: Vec<Page<T>>,
    ended: bool,
    loaded: bool,
    tickets: u64,
    asked: Option<(u64, Wish)>,
}

impl<T: Keyed> Pages<T> {
    /// Begins with nothing known.
    pub(crate) fn new() -> Self {
        Self { known: Vec::new(), ended: false, loaded: false, tickets: 0, asked: None }
    }

    fn ask(&mut self, wish: Wish, before: Option<i64>, limit: usize) -> Ask {
        self.tickets += 1;
        self.asked = Some((self.tickets, wish));
        Ask { ticket: self.tickets, before, limit }
    }

    /// Asks for the list from its beginning; what is known stays until that has come.
    pub(crate) fn restart(&mut self) -> Ask {
        self.ask(Wish::First, None, PAGE)
    }

    /// Asks again for what is seen: the beginning, or the same rows further down, so that nothing moves.
    pub(crate) fn refresh(&mut self, seen: &Range<usize>) -> Option<Ask> {
        if seen.start == 0 || self.known.is_empty() {
            return Some(self.restart());
        }
        self.known.iter_mut().for_each(|page| page.stale = true);
        self.asked = None;
        self.wanted(seen)
    }

    /// Returns what must be asked for so that `seen` can be shown, if anything must.
    pub(crate) fn wanted(&mut self, seen: &Range<usize>) -> Option<Ask> {
        if self.asked.is_some() || !self.loaded {
            return None;
        }
        let mut start = 0;
        for at in 0..self.known.len() {
            let Some(page) = self.known.get(at) else { break };
            let end = start + page.len;
            let in_sight = start < seen.end && seen.start < end;
            if in_sight && (page.rows.is_none() || page.stale) {
                let before = page.before;
                // Rows may have come into the page's range meanwhile.
                return Some(self.ask(Wish::Again(at), Some(before), 2 * PAGE));
            }
            start = end;
        }
        if self.ended || seen.end + MARGIN < start {
            return None;
        }
        let before = self.known.last().map(|page| page.last);
        Some(self.ask(Wish::Next, before, PAGE))
    }

    /// Takes rows; false when they are not those that are waited for.
    pub(crate) fn put(&mut self, ticket: u64, rows: Vec<T>) -> bool {
        let Some((_, wish)) = self.asked.take_if(|(asked, _)| *asked == ticket) else { return false };
        match wish {
            Wish::First => {
                self.known.clear();
                self.loaded = true;
                self.append(rows);
            }
            Wish::Next => self.append(rows),
            Wish::Again(at) => self.replace(at, rows),
        }
        true
    }

    fn append(&mut self, rows: Vec<T>) {
        self.ended = rows.len() < PAGE;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let before = self.known.last().map_or_else(|| first.key().saturating_add(1), |page| page.last);
        let page = Page { before, last: last.key(), len: rows.len(), rows: Some(rows), stale: false };
        self.known.push(page);
        self.thin(self.known.len() - 1);
    }

    fn replace(&mut self, at: usize, mut rows: Vec<T>) {
        if let Some(page) = self.known.get_mut(at) {
            rows.retain(|row| row.key() >= page.last);
            page.len = rows.len();
            page.rows = Some(rows);
            page.stale = false;
        }
        self.thin(at);
    }

    /// Forgets the rows of pages far from the one that has come.
    fn thin(&mut self, near: usize) {
        while self.known.iter().filter(|page| page.rows.is_some()).count() > KEPT {
            let known = self.known.iter().enumerate().filter(|(_, page)| page.rows.is_some());
            let Some((farthest, _)) = known.max_by_key(|(at, _)| at.abs_diff(near)) else { return };
            if let Some(page) = self.known.get_mut(farthest) {
                page.rows = None;
            }
        }
    }

    /// Counts the rows that are known to be there.
    pub(crate) fn len(&self) -> usize {
        self.known.iter().map(|page| page.len).sum()
    }

    /// Returns a row; none while it is on its way.
    pub(crate) fn get(&self, at: usize) -> Option<&T> {
        let mut start = 0;
        for page in &self.known {
            if at < start + page.len {
                return page.rows.as_ref()?.get(at - start);
            }
            start += page.len;
        }
        None
    }

    /// Tells whether the list has come at all.
    pub(crate) fn is_loaded(&self) -> bool {
        self.loaded
    }

    /// Forgets what was asked for, because it did not come.
    pub(crate) fn give_up(&mut self) {
        self.asked = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Keyed for i64 {
        fn key(&self) -> i64 {
            *self
        }
    }

    /// Answers as a table with the identifiers `1..=max` does, without those that `hides`.
    fn answer(ask: Ask, max: i64, hides: fn(i64) -> bool) -> Vec<i64> {
        let before = ask.before.unwrap_or(i64::MAX);
        (1..=max).rev().filter(|key| *key < before && !hides(*key)).take(ask.limit).collect()
    }

    fn fill(pages: &mut Pages<i64>, seen: &Range<usize>, max: i64) {
        while let Some(ask) = pages.wanted(seen) {
            assert!(pages.put(ask.ticket, answer(ask, max, |_| false)));
        }
    }

    #[test]
    fn a_long_list_is_walked_down_and_up_with_few_rows_in_memory() {
        let mut pages = Pages::new();
        let ask = pages.restart();
        assert!(pages.put(ask.ticket, answer(ask, 10_000, |_| false)));
        let mut top = 0;
        while pages.len() < 10_000 {
            top = pages.len() - 20;
            fill(&mut pages, &(top..top + 20), 10_000);
            let kept: usize = pages.known.iter().flat_map(|page| &page.rows).map(Vec::len).sum();
            assert!(kept <= KEPT * PAGE);
        }
        assert_eq!(pages.get(0), None);
        assert_eq!(pages.get(top + 20), Some(&(10_000 - 20 - i64::try_from(top).unwrap())));
        fill(&mut pages, &(0..20), 10_000);
        assert_eq!(pages.get(0), Some(&10_000));
    }

    #[test]
    fn rows_do_not_move_under_the_cursor_when_newer_ones_come() {
        let mut pages = Pages::new();
        let ask = pages.restart();
        pages.put(ask.ticket, answer(ask, 500, |_| false));
        fill(&mut pages, &(250..270), 500);
        let ask = pages.refresh(&(250..270)).unwrap();
        assert!(pages.put(ask.ticket, answer(ask, 900, |key| key == 255)));
        assert_eq!(pages.get(250), Some(&249), "one row has left the list");
        assert_eq!(pages.get(244), Some(&256));
        let ask = pages.refresh(&(0..20)).unwrap();
        assert!(pages.put(ask.ticket, answer(ask, 900, |_| false)));
        assert_eq!(pages.get(0), Some(&900));
    }

    #[test]
    fn an_answer_to_an_older_wish_is_not_taken() {
        let mut pages: Pages<i64> = Pages::new();
        let old = pages.restart();
        let new = pages.restart();
        assert!(!pages.put(old.ticket, vec![1]));
        assert!(pages.put(new.ticket, Vec::new()));
        assert!(pages.is_loaded() && pages.ended && pages.len() == 0);
    }
}
