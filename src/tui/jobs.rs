//! What the application itself says about jobs that no view watches: those that were interrupted, those that ended.

use super::actions::Action;
use super::app::App;
use super::orders::job::Done;
use super::theme::Role;
use super::views::job;
use crate::domain::message::Message;

impl App {
    /// Takes what is told about jobs.
    pub(super) fn told_of_jobs(&mut self, done: Done) {
        match done {
            Done::Interrupted(0) => {}
            Done::Interrupted(count) => {
                let key = self.shared.key_of(Action::Jobs);
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
