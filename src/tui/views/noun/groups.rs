//! What is said of all rows, how many there are of each kind, and in which order they come.

use ratatui::layout::Rect;

use super::facets::Facets;
use super::screen::{NounScreen, Waiting};
use crate::domain::message::Message;
use crate::domain::search::{Sort, SortKey};
use crate::nouns::source::Group;
use crate::tui::canvas::{Canvas, after, columns};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};
use crate::tui::view::Reply;
use crate::tui::views::listing::{Wants, sort};
use crate::tui::widgets::table;

impl NounScreen {
    /// Returns how many lines below the table are kept for what is said of the row under the cursor.
    pub(super) fn pane(&self) -> impl Fn(Rect) -> u16 + use<> {
        let [low, most] = self.extras.pane;
        move |area| match area.height {
            0..=9 => 0,
            10..=15 => low.min(3),
            16..=27 => low,
            _ => most,
        }
    }

    /// Draws what is said of all rows.
    pub(super) fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        if let Some(head) = &self.head {
            canvas.text(after(area, 1), &shared.say(head), Role::Dim);
        }
        // On a narrow screen kinds of which there is none go, then the longest word, then all words: rows say them too.
        let word = |group: &Group| shared.say(&group.said);
        let longest = self.groups.iter().map(|group| columns(&word(group))).max().unwrap_or(0);
        let text = |group: &Group, most: u16| {
            let word = Some(word(group)).filter(|word| columns(word) < most);
            let parts = [Some(group.sign.to_owned()), word, Some(group.count.to_string())];
            parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let all: Vec<&Group> = self.groups.iter().collect();
        let standing: Vec<&Group> = self.groups.iter().filter(|group| group.count > 0).collect();
        let ways =
            [(&all, longest + 1, 2), (&all, longest + 1, 1), (&standing, longest + 1, 1), (&standing, longest, 1)];
        let fits = |(shown, most, gap): &(&Vec<&Group>, u16, u16)| {
            shown.iter().map(|group| columns(&text(group, *most)) + gap).sum::<u16>() < area.width + gap
        };
        let (shown, most, gap) = ways.into_iter().find(fits).unwrap_or((&standing, 0, 1));
        let mut used = 1;
        for group in shown {
            let role = if group.count == 0 { Role::Dim } else { role(group.tone) };
            used += canvas.text(after(area, used), &text(group, most), role) + gap;
        }
    }

    /// Opens the menu of what rows are counted by.
    pub(super) fn group_menu(&self) -> Reply {
        if self.list.is_refused() {
            return Reply::none();
        }
        Reply::open(Facets::new(self.door, self.this_list(), self.list.wanted_filter(), self.groups.clone()))
    }

    /// What the rows can be ordered by, each with the title of its column.
    fn orders(&self) -> Vec<(SortKey, &'static str)> {
        self.door.heads().into_iter().filter_map(|head| Some((head.sorts?, head.title))).collect()
    }

    /// Returns the place of the column that they are ordered by, among those that are seen.
    pub(super) fn sorted(&self) -> Option<(usize, bool)> {
        let heads = self.door.heads();
        let is_by = |(at, _): &(usize, &str)| heads.get(*at).is_some_and(|head| head.sorts == Some(self.sort.key));
        self.shown.iter().position(is_by).map(|at| (at, self.sort.descending))
    }

    /// Returns the columns as they were moved; the first one stays.
    pub(super) fn seen(&self) -> Vec<table::Column> {
        table::moved(&self.columns, &[0], self.moved)
    }

    /// Says by what the rows are ordered where no column shows it.
    pub(super) fn unseen_order(&self, count: Message) -> Message {
        let is_seen = |(at, _): (usize, bool)| self.list.widths(&self.seen()).get(at).is_some_and(|width| *width > 0);
        let (title, sign) = (self.orders().into_iter().find(|(key, _)| *key == self.sort.key), self.sort.descending);
        match title.filter(|_| self.keys.sorts() && !self.sorted().is_some_and(is_seen)) {
            Some((_, title)) => sort::told(count, (Message { key: title, args: Vec::new() }, sign), false),
            None => count,
        }
    }

    /// Opens the menu of columns to order by.
    pub(super) fn order_menu(&mut self, shared: &Shared) -> Reply {
        let orders = self.orders();
        let at = orders.iter().position(|(key, _)| *key == self.sort.key).unwrap_or(0);
        let lines = orders.into_iter().map(|(_, title)| Message { key: title, args: Vec::new() }).collect();
        self.waiting = Some(Waiting::Order);
        Reply::open(sort::menu(lines, (at, self.sort.descending), shared))
    }

    /// Orders the rows by a line of that menu; by the same once more, backwards.
    pub(super) fn order_by(&mut self, at: usize, shared: &Shared) -> Reply {
        let Some((key, _)) = self.orders().get(at).copied() else { return Reply::none() };
        self.sort = Sort { key, descending: key == self.sort.key && !self.sort.descending };
        self.follow(Wants::List, shared)
    }
}
