//! An answer of several lines in a box that scrolls: why something is allowed or refused, who can, what a change comes to.
//!
//! A screen by hand, as what is read is neither rows nor a form.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::act::Act;
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::nouns::acts::{SheetLine, Told};
use crate::nouns::{self, Tone};
use crate::operations::access::{asking, inside as is_explained};
use crate::tui::canvas::{Canvas, centre, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::widgets::scroll::Scroll;

/// Lines that Page Up and Page Down move by.
const PAGE: usize = 10;
/// Columns of the box at most.
const WIDTH: u16 = 100;

/// The box.
#[derive(Debug)]
pub(in crate::tui) struct Sheet {
    title: Message,
    said: Message,
    lines: Vec<SheetLine>,
    /// What is asked about when it opens: an act, what it was refused for, and what was typed for it.
    asks: Option<Filled>,
    /// Whether it says why something was refused: letters were meant for what did not open.
    is_refusal: bool,
    top: Scroll,
}

impl Sheet {
    /// Shows the answer to an act.
    pub(in crate::tui) fn of(act: Act, told: Told) -> Self {
        Self {
            title: label_of(act),
            said: told.said,
            lines: told.sheet,
            asks: None,
            is_refusal: false,
            top: Scroll::default(),
        }
    }

    /// Shows lines that have no room where they stand.
    pub(in crate::tui) fn whole(title: Message, said: Message, lines: Vec<Message>) -> Self {
        let lines = lines.into_iter().map(|said| SheetLine { said, tone: Tone::Plain }).collect();
        Self { title, said, lines, asks: None, is_refusal: false, top: Scroll::default() }
    }

    /// Shows why something was refused, and has it explained where that can be.
    pub(in crate::tui) fn why(why: Message, act: Option<Act>, (row, typed): (&str, &Filled)) -> Self {
        let asks = act.filter(|act| is_explained().any(|one| one == *act)).map(|act| asking(act, row, typed));
        Self {
            title: Message::new("sheet-title"),
            said: why,
            lines: Vec::new(),
            asks,
            is_refusal: true,
            top: Scroll::default(),
        }
    }

    /// Returns the lines as they are drawn.
    fn drawn(&self, shared: &Shared, width: u16) -> Vec<(String, Role)> {
        let mut drawn: Vec<(String, Role)> = Vec::new();
        let first = (shared.say(&self.said), Role::Heading);
        let hint = shared.catalogue.hint(&self.said).filter(|_| self.is_refusal).map(|hint| (hint, Role::Text));
        let others = self.lines.iter().map(|line| (shared.say(&line.said), role(line.tone)));
        for (text, role) in std::iter::once(first).chain(hint).chain(others) {
            // What goes on is set in below what it belongs to.
            let margin = text.len() - text.trim_start().len();
            let room = usize::from(width).saturating_sub(margin + 2);
            for (at, part) in wrap(text.trim_start(), room).into_iter().enumerate() {
                let set_in = if at == 0 { margin } else { margin + 2 };
                drawn.push((format!("{}{part}", " ".repeat(set_in)), role));
            }
        }
        drawn
    }
}

/// Returns what an act is called where it is begun.
fn label_of(act: Act) -> Message {
    let head = nouns::door(act.noun()).and_then(|door| door.act(act));
    Message { key: head.map_or("sheet-title", |head| head.label), args: Vec::new() }
}

impl View for Sheet {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        let Some(typed) = self.asks.take() else { return Reply::none() };
        Effect::Noun(Request::Do { act: Act::ACCESS_EXPLAIN, target: None, typed }).into()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let width = WIDTH.min(area.width.saturating_sub(4));
        let lines = self.drawn(shared, width.saturating_sub(4));
        let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(3);
        let place = centre(area, width, wanted.min(area.height.saturating_sub(2)));
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        let room = usize::from(inner.height.saturating_sub(1));
        let top = self.top.first(room, lines.len());
        for (at, (text, role)) in (0..inner.height).zip(lines.iter().skip(top).take(room)) {
            canvas.text(row(inner, at), text, *role);
        }
        let body = Rect { height: inner.height.saturating_sub(1), ..inner };
        canvas.more_in_frame(body, top..top + room, lines.len());
        let more = if top + room < lines.len() { "help-more" } else { "help-keys" };
        canvas.text(row(inner, inner.height.saturating_sub(1)), &shared.text(more), Role::Dim);
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        use KeyCode::{Down, End, Enter, Esc, Home, PageDown, PageUp, Up};
        let keys = |codes: &[KeyCode]| codes.iter().copied().map(Key::plain).collect();
        let scroll = (keys(&[Up, Down, PageUp, PageDown, Home, End]), Message::new("help-scroll"));
        Some(vec![scroll, (keys(&[Esc, Enter]), Message::new("help-job-leave"))])
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let Intent::Key(Key { code, .. }) = intent else { return Reply::none() };
        let top = self.top.get();
        self.top.set(match code {
            KeyCode::Char(_) if self.is_refusal => return Reply::none(),
            KeyCode::Up | KeyCode::Char('k') => top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => top + 1,
            KeyCode::PageUp => top.saturating_sub(PAGE),
            KeyCode::PageDown | KeyCode::Char(' ') => top + PAGE,
            KeyCode::Home | KeyCode::Char('g') => 0,
            // The drawing knows where the last page begins: wrapped lines are more.
            KeyCode::End | KeyCode::Char('G') => usize::MAX - PAGE,
            KeyCode::Esc | KeyCode::Enter | KeyCode::Char('q' | '?') | KeyCode::F(1) => {
                return Reply::close(Answer::Dismissed);
            }
            _ => return Reply::none(),
        });
        Reply::redraw()
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        // Where nothing more can be said, the reason stands alone.
        if let Outcome::Noun(Done::Told(_, told)) = outcome
            && !(self.is_refusal && told.refusal().is_empty())
        {
            self.lines = std::iter::once(SheetLine { said: told.said, tone: told.tone }).chain(told.sheet).collect();
        }
        Reply::redraw()
    }
}
