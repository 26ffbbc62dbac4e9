//! How many rows there are of each kind: the line above the table, and the menu that shows one kind alone.

use ratatui::layout::Rect;

use super::screen::NounScreen;
use crate::domain::message::Message;
use crate::nouns::source::Group;
use crate::tui::canvas::{Canvas, after, columns};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};
use crate::tui::view::Reply;
use crate::tui::views::listing::Wants;
use crate::tui::widgets::menu::Menu;

impl NounScreen {
    /// Returns how many lines below the table are kept for what is said of the row under the cursor.
    pub(super) fn pane(&self) -> impl Fn(Rect) -> u16 + use<> {
        let most = self.extras.pane;
        move |area| match area.height {
            0..=9 => 0,
            10..=15 => most.min(3),
            _ => most,
        }
    }

    /// Draws what is said of all rows.
    pub(super) fn draw_head(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        if let Some(head) = &self.head {
            canvas.text(after(area, 1), &shared.say(head), Role::Dim);
        }
        // On a narrow screen kinds of which there is none go, then the longest word, then all words: rows say them too.
        let word = |group: &Group| shared.say(&group.state.said);
        let longest = self.groups.iter().map(|group| columns(&word(group))).max().unwrap_or(0);
        let text = |group: &Group, most: u16| {
            let word = Some(word(group)).filter(|word| columns(word) < most);
            let parts = [Some(group.state.sign.to_owned()), word, Some(group.count.to_string())];
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
            let role = if group.count == 0 { Role::Dim } else { role(group.state.tone) };
            used += canvas.text(after(area, used), &text(group, most), role) + gap;
        }
    }

    fn group_filter(&self, group: &Group, shared: &Shared) -> String {
        let filter = format!("{}:{}", self.extras.grouped, group.state.code);
        let language = shared.catalogue.language();
        self.door.typing().map_or(filter.clone(), |typing| (typing.spelled)(&filter, language))
    }

    /// Makes the menu that shows one kind alone.
    pub(super) fn group_menu(&self, shared: &Shared) -> Menu {
        let total: usize = self.groups.iter().map(|group| group.count).sum();
        let line = |group: &Group| {
            let state = format!("{} {}", group.state.sign, shared.say(&group.state.said));
            Message::new("list-group").with("state", state.trim_start()).with("count", group.count)
        };
        let lines = std::iter::once(Message::new("list-group-any").with("count", total));
        let at = self.groups.iter().position(|group| self.group_filter(group, shared) == self.list.applied());
        let title = self.keys.groups.map_or("action-filter", |action| crate::tui::actions::entry(action).label);
        Menu::new(Message { key: title, args: Vec::new() }, lines.chain(self.groups.iter().map(line)).collect())
            .focus(at.map_or(0, |at| at + 1))
    }

    /// Shows the kind that was chosen, or all.
    pub(super) fn choose(&mut self, at: usize, shared: &Shared) -> Reply {
        let group = at.checked_sub(1).and_then(|at| self.groups.get(at));
        let filter = group.map(|group| self.group_filter(group, shared)).unwrap_or_default();
        self.list.begin_with(&filter, false, &self.reader());
        self.follow(Wants::List, shared)
    }
}
