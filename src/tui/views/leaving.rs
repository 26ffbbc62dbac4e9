//! Leaving the program while something is under way: whoever leaves is asked first.

use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::tui::canvas::Canvas;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::menu::Menu;

/// The question: stay, which has the focus, or leave.
#[derive(Debug)]
pub(crate) struct Leaving {
    menu: Menu,
}

impl Leaving {
    /// Asks about what is under way.
    pub(crate) fn new(work: Message) -> Self {
        let lines = vec![Message::new("leaving-stay"), Message::new("leaving-quit")];
        Self { menu: Menu::new(Message::new("leaving-title"), lines).asking(work) }
    }
}

impl View for Leaving {
    fn title(&self) -> Message {
        self.menu.title()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.menu.draw(canvas, area, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let reply = self.menu.handle(intent, shared);
        let chosen = |step: &Step| matches!(step, Step::Close(Answer::Chosen(1)));
        let leaves = reply.steps.iter().any(chosen);
        let closes = reply.steps.iter().any(|step| matches!(step, Step::Close(_)));
        match (leaves, closes) {
            (true, _) => Reply::close(Answer::Dismissed).and(Step::QuitNow),
            (false, true) => Reply::close(Answer::Dismissed),
            (false, false) => reply,
        }
    }
}
