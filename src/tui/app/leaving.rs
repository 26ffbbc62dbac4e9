//! How the program is left: at once, or after a question and a pause when something is under way on any screen.

use super::stack::App;
use crate::domain::exit::ExitReason;
use crate::domain::message::Message;
use crate::tui::theme::Role;
use crate::tui::views::leaving::Leaving as Question;

/// Whether somebody has left while something was under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::tui) enum Leaving {
    /// Nobody has.
    No,
    /// It is stopping.
    Stopping,
}

impl App {
    /// Ends the program, after a question when something is under way on any screen.
    pub(in crate::tui) fn quit(&mut self) {
        match self.under_way() {
            Some(work) => self.open(Box::new(Question::new(work))),
            None => self.exit = Some(ExitReason::Quit),
        }
    }

    /// Stops what is under way and ends the program once it has stopped; asked for again, it ends at once.
    pub(in crate::tui) fn quit_now(&mut self) {
        if std::mem::replace(&mut self.leaving, Leaving::Stopping) == Leaving::Stopping {
            self.exit = Some(ExitReason::Quit);
            return;
        }
        let mut replies = Vec::new();
        for layer in self.screens.iter_mut().map(|(_, layer)| layer).chain(&mut self.overlays) {
            replies.push((layer.key, layer.view.stop()));
        }
        for (key, reply) in replies {
            self.follow(key, reply);
        }
        self.say(Message::new("leaving-stopping"), Role::Warning);
        self.leave_when_done();
    }

    /// Ends the program that somebody has left once nothing is under way any more.
    pub(in crate::tui) fn leave_when_done(&mut self) {
        if self.leaving == Leaving::Stopping && self.under_way().is_none() {
            self.exit = Some(ExitReason::Quit);
        }
    }

    pub(super) fn under_way(&self) -> Option<Message> {
        let mut layers = self.screens.iter().map(|(_, layer)| layer).chain(&self.overlays);
        layers.find_map(|layer| layer.view.under_way())
    }
}
