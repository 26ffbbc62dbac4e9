//! What the worker reports: to the view that asked, or to the application itself.

use super::stack::{App, layer_of};
use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::orders::{Failure, Outcome, Report, ViewKey, job, session};
use crate::tui::theme::Role;
use crate::tui::view::{Cover, Step};

impl App {
    pub(super) fn data_changed(&mut self) {
        self.order(session::Request::Host);
        self.order(session::Request::Touch);
        if !self.shared.begun.is_empty() {
            self.order_job(job::Request::Ended(self.shared.begun.iter().copied().collect()));
        }
        self.refresh_front();
        self.refresh_overlays();
    }

    pub(super) fn report(&mut self, report: Report) {
        match report.outcome {
            Outcome::Session(session::Done::Visiting(actor)) => self.visit(report.to, actor),
            Outcome::Session(session::Done::Back(actor, why)) => self.back(actor, why),
            outcome if report.to == self.own => self.own_report(outcome),
            outcome => self.view_report(report.to, outcome),
        }
    }

    fn view_report(&mut self, to: ViewKey, outcome: Outcome) {
        let is_shut = self.overlays.iter().any(|layer| layer.view.cover() == Cover::Everything);
        let Some(layer) = layer_of(&mut self.screens, &mut self.overlays, to) else { return };
        // What lies behind the sign-in was asked for by who worked here.
        let is_refused_behind =
            is_shut && layer.view.cover() != Cover::Everything && matches!(outcome, Outcome::Failed(_));
        let stop = match &outcome {
            Outcome::Failed(Failure::Stopped(why)) if layer.view.cover() != Cover::Everything => Some(why.clone()),
            _ => None,
        };
        let mut reply = layer.view.outcome(outcome, &mut self.shared);
        if is_refused_behind {
            reply.steps.retain(|step| !matches!(step, Step::Say(..)));
        }
        self.follow(to, reply);
        if let Some(why) = stop {
            self.session_over(why);
        }
        self.leave_when_done();
    }

    fn own_report(&mut self, outcome: Outcome) {
        use session::Done;
        match outcome {
            Outcome::Session(Done::Host { name, demo, blocks, held }) => {
                let shared = &mut self.shared;
                self.dirty |= shared.host != name || shared.demo != demo || shared.host_blocks != blocks;
                if shared.held != held {
                    let said = Message::new("app-held-said").with("key", shared.key_of(Action::Server));
                    self.said = held.is_some().then_some((said, Role::Error));
                    self.dirty = true;
                }
                (shared.host, shared.demo, shared.host_blocks, shared.held) = (name, demo, blocks, held);
            }
            Outcome::Session(Done::Ended(why)) => {
                self.session_over(why);
            }
            Outcome::Session(Done::Renewed(actor)) => self.renewed(actor),
            Outcome::Job(done) => self.told_of_jobs(done),
            Outcome::Failed(Failure::Stopped(why)) => self.session_over(why),
            Outcome::Failed(failure) => self.fail(&failure),
            _ => {}
        }
    }
}
