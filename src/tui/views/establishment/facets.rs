//! Groups of the matching rows by zone, state or department, whose rows are ticked together.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::domain::search::{Facet, Filter, Group};
use crate::nouns::establishment::{FACETS, group_name};
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, centre, inside, row};
use crate::tui::keymap::Key;
use crate::tui::orders::establishment::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::views::listing::ticks;
use crate::tui::widgets::table::Viewport;

/// The dialog.
#[derive(Debug)]
pub(super) struct Facets {
    filter: Filter,
    facet: usize,
    groups: Option<Vec<Group>>,
    viewport: Viewport,
}

impl Facets {
    /// Makes the dialog for the rows that a filter leaves.
    pub(super) fn new(filter: Filter) -> Self {
        Self { filter, facet: 0, groups: None, viewport: Viewport::default() }
    }

    fn ask(&self) -> Reply {
        let facet = self.facet();
        Effect::Establishment(Request::Groups { filter: self.filter.clone(), facet }).into()
    }

    fn turn(&mut self, by: usize) -> Reply {
        self.facet = (self.facet + by) % FACETS.len();
        self.groups = None;
        self.viewport.go(0);
        Reply::redraw().join(self.ask())
    }

    fn facet(&self) -> Facet {
        FACETS.get(self.facet).map_or(Facet::Zone, |(_, facet)| *facet)
    }

    fn place(area: Rect) -> Rect {
        centre(area, 56, area.height.saturating_sub(4))
    }
}

impl View for Facets {
    fn title(&self) -> Message {
        Message::new("action-facets")
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        self.ask()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.viewport.set_height(usize::from(Self::place(area).height.saturating_sub(5)));
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let inner = canvas.frame(Self::place(area), &shared.say(&self.title()), Role::Title);
        let inner = inside(inner, 1, 0);
        let mut used = 0;
        for (at, (key, _)) in FACETS.iter().enumerate() {
            let role = if at == self.facet { Role::Cursor } else { Role::Text };
            used += canvas.text(after(row(inner, 0), used), &format!(" {} ", shared.text(key)), role) + 1;
        }
        let facet = self.facet();
        for (line, at) in (2..).zip(self.viewport.window(0)) {
            let Some(group) = self.groups.as_ref().and_then(|groups| groups.get(at)) else { break };
            let place = row(inner, line);
            let ticked = group.numbers.iter().filter(|number| shared.ticks.contains(number)).count();
            let mark = match ticked {
                0 => " ",
                some if some == group.numbers.len() => "✓",
                _ => "•",
            };
            let current = at == self.viewport.at;
            canvas.text(place, if current { "▸" } else { " " }, Role::Key);
            canvas.text(after(place, 2), mark, Role::Tick);
            let role = if current { Role::Cursor } else { Role::Text };
            let used = canvas.text(after(place, 4), &group_name(&shared.catalogue, group, facet), role) + 4;
            canvas.right(after(place, used), &format!("{ticked}/{}", group.numbers.len()), Role::Dim);
        }
        let list = Rect { height: inner.height.saturating_sub(3), ..below(inner, 2) };
        canvas.more_in_frame(list, self.viewport.window(0), self.viewport.len);
        if self.groups.is_none() {
            canvas.text(row(inner, 2), &shared.text("loading"), Role::Dim);
        }
        canvas.text(row(inner, inner.height.saturating_sub(1)), &shared.text("facet-keys"), Role::Dim);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let Intent::Key(key) = intent else { return Reply::none() };
        let action = match key.code {
            KeyCode::Up | KeyCode::Char('k') => Action::Up,
            KeyCode::Down | KeyCode::Char('j') => Action::Down,
            KeyCode::PageUp => Action::PageUp,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::Home => Action::First,
            KeyCode::End => Action::Last,
            KeyCode::Right | KeyCode::Tab => return self.turn(1),
            KeyCode::Left | KeyCode::BackTab => return self.turn(FACETS.len() - 1),
            KeyCode::Esc | KeyCode::Enter => return Reply::close(Answer::Dismissed),
            _ if key == Key::sign(' ') => {
                if let Some(group) = self.groups.as_ref().and_then(|groups| groups.get(self.viewport.at)) {
                    ticks::toggle_group(&mut shared.ticks, &group.numbers);
                }
                Action::Down
            }
            _ => return Reply::none(),
        };
        self.viewport.act(action);
        Reply::redraw()
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Establishment(Done::Groups(groups)) = outcome else { return Reply::none() };
        self.viewport.set_len(groups.len());
        self.groups = Some(groups);
        Reply::redraw()
    }
}
