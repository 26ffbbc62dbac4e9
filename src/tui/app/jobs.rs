//! What the application itself says about jobs that no view watches: those that were interrupted, those that ended.

use super::stack::App;
use crate::domain::act::Noun;
use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::orders::job::Done;
use crate::tui::theme::Role;
use crate::tui::views::job;

impl App {
    /// Takes what is told about jobs.
    pub(in crate::tui) fn told_of_jobs(&mut self, done: Done) {
        match done {
            Done::Interrupted(0) => {}
            Done::Interrupted(count) => {
                let key = self.shared.key_of(Action::List(Noun::Job));
                self.say(Message::new("job-interrupted").with("count", count).with("key", key), Role::Warning);
            }
            Done::Ended(ended) => {
                if let Some((message, role)) = job::settle(ended, &mut self.shared) {
                    self.say(message, role);
                    self.refresh_front();
                }
            }
            _ => {}
        }
    }
}
