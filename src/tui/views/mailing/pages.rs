//! Every mail as it would be written, one page each.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::contact::addressed;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::mailing::LetterInput;
use crate::domain::message::Message;
use crate::operations::mailing::Preview;
use crate::tui::canvas::{Canvas, below, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::orders::mailing::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};

/// Lines above the body.
const HEAD: u16 = 4;

/// The pages.
#[derive(Debug)]
pub(super) struct Pages {
    letter: LetterInput,
    numbers: Vec<EstablishmentNumber>,
    at: usize,
    page: Option<Box<Preview>>,
    gone: bool,
    failure: Option<Message>,
    /// The number of a page that is being typed.
    typed: String,
    top: usize,
    height: usize,
    width: usize,
}

impl Pages {
    /// Shows the first page.
    pub(super) fn new(letter: LetterInput, numbers: Vec<EstablishmentNumber>) -> Self {
        Self {
            letter,
            numbers,
            at: 0,
            page: None,
            gone: false,
            failure: None,
            typed: String::new(),
            top: 0,
            height: 1,
            width: 1,
        }
    }

    fn ask(&self) -> Reply {
        let Some(number) = self.numbers.get(self.at).copied() else { return Reply::redraw() };
        let request = Request::Page { letter: self.letter.clone(), number };
        Reply::redraw().join(Effect::Mailing(request).into())
    }

    fn go(&mut self, at: usize) -> Reply {
        self.typed.clear();
        let at = at.min(self.numbers.len().saturating_sub(1));
        if at == self.at {
            return Reply::redraw();
        }
        self.at = at;
        self.top = 0;
        self.ask()
    }

    fn scroll(&mut self, down: bool) {
        let lines = self.page.as_ref().map_or(0, |page| wrap(&page.rendered.body, self.width).len());
        let last = lines.saturating_sub(self.height);
        self.top = if down { (self.top + 1).min(last) } else { self.top.saturating_sub(1) };
    }

    fn key(&mut self, key: Key) -> Reply {
        match key.code {
            KeyCode::PageDown | KeyCode::Right | KeyCode::Char('n') => return self.go(self.at + 1),
            KeyCode::PageUp | KeyCode::Left | KeyCode::Char('p') => return self.go(self.at.saturating_sub(1)),
            KeyCode::Home => return self.go(0),
            KeyCode::End => return self.go(usize::MAX),
            KeyCode::Up | KeyCode::Char('k') => self.scroll(false),
            KeyCode::Down | KeyCode::Char('j') => self.scroll(true),
            KeyCode::Char(digit) if digit.is_ascii_digit() && self.typed.len() < 6 => self.typed.push(digit),
            KeyCode::Backspace => {
                self.typed.pop();
            }
            KeyCode::Enter => {
                let wanted = self.typed.parse::<usize>().ok().and_then(|page| page.checked_sub(1));
                return self.go(wanted.unwrap_or(self.at + 1));
            }
            KeyCode::Esc if !self.typed.is_empty() => self.typed.clear(),
            KeyCode::Esc => return Reply::close(Answer::Dismissed),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn draw_page(&self, canvas: &mut Canvas<'_>, area: Rect, page: &Preview, shared: &Shared) {
        let to = if page.to_email.is_empty() {
            shared.text("mailing-no-address")
        } else {
            addressed(&page.to_name, &page.to_email)
        };
        let name = format!("{} {}", page.number, page.denomination);
        canvas.pieces(row(area, 0), &[(&name, Role::Title), ("  →  ", Role::Dim), (&to, Role::Text)]);
        let subject = format!("{} ", shared.text("mailing-subject"));
        canvas.pieces(row(area, 1), &[(&subject, Role::Dim), (&page.rendered.subject, Role::Heading)]);
        let empty: Vec<String> = page.empty.iter().map(|one| one.typed(shared.catalogue.language())).collect();
        if !empty.is_empty() {
            let said = Message::new("mailing-empty").with("names", empty.join(" "));
            canvas.text(row(area, 2), &shared.say(&said), Role::Warning);
        }
        let body = below(area, HEAD);
        let lines = wrap(&page.rendered.body, usize::from(body.width));
        for (place, line) in (0..body.height).zip(lines.iter().skip(self.top)) {
            canvas.text(row(body, place), line, Role::Text);
        }
        canvas.more_in_frame(body, self.top..self.top + usize::from(body.height), lines.len());
    }
}

impl View for Pages {
    fn title(&self) -> Message {
        let page = if self.numbers.is_empty() { 0 } else { self.at + 1 };
        Message::new("mailing-pages-title").with("page", page).with("pages", self.numbers.len())
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        self.ask()
    }

    fn waits(&self) -> bool {
        self.page.is_none() && self.failure.is_none() && !self.gone
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        let inner = inside(inside(area, 1, 1), 1, 0);
        self.width = usize::from(inner.width.max(1));
        self.height = usize::from(inner.height.saturating_sub(HEAD + 1).max(1));
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let inner = inside(canvas.frame(area, &shared.say(&self.title()), Role::Title), 1, 0);
        let last = inner.height.saturating_sub(1);
        let content = Rect { height: last, ..inner };
        match (&self.failure, &self.page) {
            (Some(failure), _) => {
                canvas.paragraph(content, &shared.say(failure), Role::Error);
            }
            (None, _) if self.gone => {
                canvas.text(content, &shared.text("mailing-page-gone"), Role::Warning);
            }
            (None, Some(page)) => self.draw_page(canvas, content, page, shared),
            (None, None) => {
                canvas.text(content, &shared.text("loading"), Role::Dim);
            }
        }
        let keys = if self.typed.is_empty() {
            shared.text("mailing-pages-keys")
        } else {
            shared.say(&Message::new("mailing-pages-typed").with("page", self.typed.as_str()))
        };
        canvas.text(row(inner, last), &keys, Role::Dim);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match intent {
            Intent::Key(key) => self.key(key),
            Intent::Act(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Mailing(Done::Page(page)) => {
                // Several may be on their way: only the one that is wanted counts.
                let wanted = self.numbers.get(self.at);
                if page.as_ref().is_some_and(|page| Some(&page.number) != wanted) {
                    return Reply::none();
                }
                self.gone = page.is_none();
                self.page = page;
            }
            Outcome::Failed(failure) => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }
}
