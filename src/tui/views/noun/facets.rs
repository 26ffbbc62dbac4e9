//! How many rows there are of each kind: one kind is shown alone, or its rows are ticked together.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::nouns::Door;
use crate::nouns::source::Group;
use crate::tui::actions::Action;
use crate::tui::canvas::{Canvas, after, below, centre, columns, inside, row};
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::pointer::{Click, steps};
use crate::tui::shared::{List, Shared, Wished};
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::views::listing::ticks;
use crate::tui::widgets::menu::choosing;
use crate::tui::widgets::table::Viewport;

/// The dialog. Kinds that were counted with the list are those of all rows, and one more line shows all of them again.
#[derive(Debug)]
pub(super) struct Facets {
    door: &'static dyn Door,
    list: List,
    /// The filter of the list, as it is typed.
    filter: String,
    /// By which of its columns the list is grouped.
    by: usize,
    groups: Option<Vec<Group>>,
    viewport: Viewport,
}

impl Facets {
    /// Makes the dialog of a list, with the kinds that are known of it; it asks for them where there are none.
    pub(super) fn new(door: &'static dyn Door, list: List, filter: &str, known: Vec<Group>) -> Self {
        let (filter, viewport) = (filter.to_owned(), Viewport::default());
        let mut made = Self { door, list, filter, by: 0, groups: None, viewport };
        if !known.is_empty() {
            made.take(known);
        }
        made
    }

    fn column(&self) -> &'static str {
        self.door.extras().grouped.get(self.by).map_or("", |(_, column)| column)
    }

    fn ask(&self) -> Reply {
        let (noun, filter, by) = (self.door.noun(), self.filter.clone(), self.column());
        Effect::Noun(Request::Groups { noun, filter, by }).into()
    }

    fn take(&mut self, groups: Vec<Group>) {
        let all = Self::of_all(&groups);
        self.viewport.set_len(groups.len() + all);
        self.groups = Some(groups);
    }

    /// Counts the lines before the kinds: one for all rows, where the kinds are those of all.
    fn of_all(groups: &[Group]) -> usize {
        usize::from(groups.iter().all(|group| group.ids.is_empty()))
    }

    /// Returns a line's kind; none: the line is for all.
    fn group(&self, at: usize) -> Option<&Group> {
        let groups = self.groups.as_ref()?;
        groups.get(at.checked_sub(Self::of_all(groups))?)
    }

    fn turn(&mut self, by: usize) -> Reply {
        let count = self.door.extras().grouped.len();
        if count < 2 {
            return Reply::none();
        }
        self.by = (self.by + by) % count;
        self.groups = None;
        self.viewport.go(0);
        Reply::redraw().join(self.ask())
    }

    /// Shows one kind alone: of the rows that match where they are named, else of all.
    fn choose(&self, shared: &mut Shared) -> Reply {
        if self.groups.is_none() {
            return Reply::none();
        }
        let filter = self.group(self.viewport.at).map(|group| {
            let kind = format!("{}:{}", self.column(), quoted(&group.code));
            let typed = if group.ids.is_empty() { kind } else { format!("{} {kind}", self.filter).trim().to_owned() };
            let language = shared.catalogue.language();
            self.door.typing().map_or(typed.clone(), |typing| (typing.spelled)(&typed, language))
        });
        shared.wished = Some(Wished::Filter(filter.unwrap_or_default()));
        Reply::close(Answer::Dismissed)
    }

    /// Says a line: its sign and word, and how many it is for.
    fn said(&self, at: usize, shared: &Shared) -> (String, String, Role) {
        let ticked = shared.ticks.of(self.list);
        let Some(group) = self.group(at) else {
            let total: usize = self.groups.iter().flatten().map(|group| group.count).sum();
            let all = Message::new("list-group-any").with("count", total);
            return (shared.say(&all), String::new(), Role::Text);
        };
        let word = format!("{} {}", group.sign, shared.say(&group.said)).trim().to_owned();
        let ticked = group.ids.iter().filter(|id| ticked.contains(id)).count();
        let count = if group.ids.is_empty() { group.count.to_string() } else { format!("{ticked}/{}", group.count) };
        (word, count, role(group.tone))
    }

    /// Finds the next line whose word begins with a letter.
    fn named(&self, letter: char, shared: &Shared) -> Option<usize> {
        let (wanted, len) = (fold(&letter.to_string()), self.viewport.len);
        let begins = |at: &usize| {
            let word = fold(&self.said(*at, shared).0);
            word.trim_start_matches(|sign: char| !sign.is_alphanumeric()).starts_with(&wanted)
        };
        (1..=len).map(|step| (self.viewport.at + step) % len).find(begins)
    }

    fn area(&self, area: Rect) -> Rect {
        let most = area.height.saturating_sub(4);
        let lines = u16::try_from(self.viewport.len).unwrap_or(u16::MAX);
        // Other kinds may be more.
        let is_one = self.door.extras().grouped.len() < 2;
        centre(area, 60, if is_one { lines.saturating_add(5).min(most) } else { most })
    }

    fn fit(&mut self, area: Rect) {
        self.viewport.set_height(usize::from(self.area(area).height.saturating_sub(5)));
    }
}

/// Quotes a word of a filter that is more than one.
fn quoted(word: &str) -> String {
    if word.contains(' ') { format!("\"{word}\"") } else { word.to_owned() }
}

impl View for Facets {
    fn title(&self) -> Message {
        Message::new("action-facets")
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        let is_one = self.door.extras().grouped.len() < 2;
        is_one.then(|| choosing(Message::new("help-dialog-choose")))
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        if self.groups.is_none() { self.ask() } else { Reply::none() }
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.fit(area);
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let inner = canvas.frame(self.area(area), &shared.say(&self.title()), Role::Title);
        let inner = inside(inner, 1, 0);
        let mut used = 0;
        for (at, (key, _)) in self.door.extras().grouped.iter().enumerate() {
            let role = if at == self.by { Role::Cursor } else { Role::Text };
            used += canvas.text(after(row(inner, 0), used), &format!(" {} ", shared.text(key)), role) + 1;
        }
        for (line, at) in (2..).zip(self.viewport.window(0)) {
            let place = row(inner, line);
            canvas.spot(place, Click::Focus(steps(self.viewport.at, at)));
            let ticks = shared.ticks.of(self.list);
            let ids = self.group(at).map(|group| group.ids.as_slice()).unwrap_or_default();
            let mark = match ids.iter().filter(|id| ticks.contains(id)).count() {
                0 => " ",
                some if some == ids.len() => "✓",
                _ => "•",
            };
            let current = at == self.viewport.at;
            canvas.text(place, if current { "▸" } else { " " }, Role::Key);
            canvas.text(after(place, 2), mark, Role::Tick);
            let (word, count, tone) = self.said(at, shared);
            let room = place.width.saturating_sub(columns(&count) + 5);
            let word_place = Rect { width: room, ..after(place, 4) };
            canvas.cell(word_place.intersection(place), &word, if current { Role::Cursor } else { tone });
            canvas.right(after(place, 4 + room), &count, Role::Dim);
        }
        let list = Rect { height: inner.height.saturating_sub(3), ..below(inner, 2) };
        canvas.more_in_frame(list, self.viewport.window(0), self.viewport.len);
        if self.groups.is_none() {
            canvas.text(row(inner, 2), &shared.text("loading"), Role::Dim);
        }
        let ticks = self.groups.iter().flatten().any(|group| !group.ids.is_empty());
        let keys = shared.text(if ticks { "facet-keys" } else { "facet-keys-one" });
        canvas.text(row(inner, inner.height.saturating_sub(1)), &keys, Role::Dim);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let Intent::Key(key) = intent else { return Reply::none() };
        let action = match key.code {
            KeyCode::Up | KeyCode::Char('k') => Action::Up,
            KeyCode::Down | KeyCode::Char('j') => Action::Down,
            KeyCode::PageUp => Action::PageUp,
            KeyCode::PageDown => Action::PageDown,
            KeyCode::Home | KeyCode::Char('g') => Action::First,
            KeyCode::End | KeyCode::Char('G') => Action::Last,
            KeyCode::Right | KeyCode::Tab => return self.turn(1),
            KeyCode::Left | KeyCode::BackTab => return self.turn(self.door.extras().grouped.len().saturating_sub(1)),
            KeyCode::Esc => return Reply::close(Answer::Dismissed),
            KeyCode::Enter => return self.choose(shared),
            _ if key == Key::sign(' ') => match self.group(self.viewport.at).filter(|group| !group.ids.is_empty()) {
                Some(group) => {
                    ticks::toggle_group(shared.ticks.change(self.list), &group.ids);
                    Action::Down
                }
                None => return Reply::none(),
            },
            KeyCode::Char(letter) if !key.ctrl => match self.named(letter, shared) {
                Some(at) => {
                    self.viewport.go(at);
                    return Reply::redraw();
                }
                None => return Reply::none(),
            },
            _ => return Reply::none(),
        };
        self.viewport.act(action);
        Reply::redraw()
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Noun(Done::Groups(groups)) = outcome else { return Reply::none() };
        self.take(groups);
        Reply::redraw()
    }
}
