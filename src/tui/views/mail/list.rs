//! The table of mails.

use ratatui::layout::Rect;

use crate::domain::mail::{Mail, MailId, State as MailState};
use crate::domain::message::Message;
use crate::tui::orders::Effect;
use crate::tui::orders::mail::Request;
use crate::tui::view::Reply;
use crate::tui::widgets::pages::{Ask, Pages};
use crate::tui::widgets::table::Viewport;

/// What the dialog over the list was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Nothing that the list decides.
    Nothing,
    /// The state to show.
    State,
    /// Whether to queue a mail again.
    Retry(MailId),
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Mails {
    pub(super) pages: Pages<Mail>,
    pub(super) viewport: Viewport,
    pub(super) state: Option<MailState>,
    pub(super) counts: Vec<(MailState, u32)>,
    pub(super) failure: Option<Message>,
    pub(super) asking: Asking,
    /// The mail that is being sent by hand.
    pub(super) sending: Option<MailId>,
    pub(super) area: Rect,
}

impl Mails {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self {
            pages: Pages::new(),
            viewport: Viewport::default(),
            state: None,
            counts: Vec::new(),
            failure: None,
            asking: Asking::Nothing,
            sending: None,
            area: Rect::default(),
        }
    }

    /// Gives the mail under the cursor.
    pub(super) fn current(&self) -> Option<&Mail> {
        self.pages.get(self.viewport.at)
    }

    pub(super) fn request(&self, ask: Option<Ask>) -> Reply {
        ask.map_or_else(Reply::none, |ask| Effect::Mail(Request::List { state: self.state, ask }).into())
    }

    /// Asks for what is seen and not known.
    pub(super) fn fetch(&mut self) -> Reply {
        let ask = self.pages.wanted(&self.viewport.window(0));
        self.request(ask)
    }

    /// Reads the list from its beginning.
    pub(super) fn restart(&mut self) -> Reply {
        self.viewport.go(0);
        let ask = self.pages.restart();
        self.request(Some(ask))
    }

    pub(super) fn page(&mut self, ticket: u64, rows: Vec<Mail>, counts: Vec<(MailState, u32)>) -> Reply {
        self.counts = counts;
        let here = self.current().map(|mail| mail.id.0);
        if !self.pages.put(ticket, rows) {
            return Reply::redraw();
        }
        self.failure = None;
        self.viewport.set_len(self.pages.len());
        // Newer mails come above: the cursor stays on its own, unless it is on the first line.
        if let Some(at) = here.filter(|_| self.viewport.at > 0).and_then(|key| self.pages.position(key)) {
            self.viewport.go(at);
        }
        Reply::redraw().join(self.fetch())
    }

    /// Counts the mails of a state.
    pub(super) fn count(&self, state: MailState) -> u32 {
        self.counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }

    /// Counts the mails that the list would show in full.
    pub(super) fn total(&self) -> u32 {
        match self.state {
            Some(state) => self.count(state),
            None => self.counts.iter().map(|(_, count)| *count).sum(),
        }
    }
}
