//! Visits: what was open before one is kept behind it, and comes back when it is left.

use ratatui::layout::Rect;

use super::stack::{App, Before};
use crate::domain::access::{Actor, At};
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::canvas;
use crate::tui::orders::{ViewKey, session};
use crate::tui::theme::Role;
use crate::tui::view::Cover;
use crate::tui::views::visit::Support;

impl App {
    /// Returns the place of a view: below the line that says what is visited, if anything is.
    pub(in crate::tui) fn view_area(&self, cover: Cover) -> Rect {
        let is_visit = self.shared.actor.identity.depth() > 0;
        let (place, taken) = match cover {
            Cover::Screen => (canvas::body(self.area), 1),
            Cover::Dialog => (self.area, 2),
            Cover::Everything => (self.area, 0),
        };
        let taken = if is_visit { taken.min(place.height) } else { 0 };
        Rect { y: place.y + taken, height: place.height - taken, ..place }
    }

    /// Tells whether an action that begins a visit must wait for what is under way, and says so.
    pub(super) fn waits_to_visit(&mut self) -> bool {
        let Some(work) = self.under_way() else { return false };
        self.say(work, Role::Warning);
        true
    }

    /// Asks for the reason of whoever is here for support.
    pub(super) fn justify(&mut self) {
        let reason = self.shared.actor.identity.reason().to_owned();
        self.open(Box::new(Support::justify(&reason)));
    }

    /// Goes on as somebody visits, or says more of a visit; the dialog that asked for it has done its work.
    pub(super) fn visit(&mut self, from: ViewKey, actor: Actor) {
        self.overlays.retain(|layer| layer.key != from || layer.view.cover() == Cover::Screen);
        let is_deeper = actor.identity.depth() > self.before.len();
        self.own = self.next_key();
        self.shared.actor = actor;
        self.dirty = true;
        self.order(session::Request::Host);
        if !is_deeper {
            self.refresh_front();
            self.refresh_overlays();
            return;
        }
        let shared = &mut self.shared;
        self.before.push(Before {
            screens: std::mem::take(&mut self.screens),
            front: std::mem::take(&mut self.front),
            overlays: std::mem::take(&mut self.overlays),
            ticks: std::mem::take(&mut shared.ticks),
            begun: std::mem::take(&mut shared.begun),
        });
        (shared.wished, self.said) = (None, None);
        self.show(Action::Home);
    }

    /// Leaves a visit at once: what is pressed next is meant for what comes back.
    pub(super) fn leave_visit(&mut self) {
        let Some(behind) = self.shared.actor.identity.behind() else { return };
        self.own = self.next_key();
        self.order(session::Request::Leave);
        self.back(Actor { identity: behind, ..self.shared.actor.clone() }, None);
    }

    /// Goes on as somebody is who visits no more, or less deep, where they were; says why, where nobody has left it.
    pub(super) fn back(&mut self, actor: Actor, why: Option<Message>) {
        let is_left = actor.identity.depth() < self.before.len();
        if why.is_some() {
            self.own = self.next_key();
        }
        while self.before.len() > actor.identity.depth() {
            let Some(before) = self.before.pop() else { break };
            let over = std::mem::replace(&mut self.overlays, before.overlays);
            // What hides everything goes on to hide it.
            self.overlays.extend(over.into_iter().filter(|layer| layer.view.cover() == Cover::Everything));
            (self.screens, self.front) = (before.screens, before.front);
            self.shared.ticks = before.ticks;
            self.shared.begun.extend(before.begun);
        }
        self.shared.actor = actor;
        if is_left {
            let said = why.map_or_else(|| (Message::new("visit-left"), Role::Good), |why| (why, Role::Warning));
            (self.shared.wished, self.said) = (None, Some(said));
            self.resize(self.area);
            self.order(session::Request::Host);
            self.refresh_front();
            self.refresh_overlays();
        }
    }

    /// Lists the jobs that were begun here and go on, before visits too.
    pub(in crate::tui) fn begun(&self) -> impl Iterator<Item = (At, JobId)> + '_ {
        self.shared.begun.iter().chain(self.before.iter().flat_map(|before| &before.begun)).copied()
    }
}
