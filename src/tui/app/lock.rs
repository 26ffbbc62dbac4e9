//! Who sits there: signed in, locked out after idle minutes, still there.

use std::collections::BTreeSet;

use super::stack::{App, Layer};
use crate::domain::access::{Actor, At, Identity};
use crate::domain::act::Noun;
use crate::domain::message::Message;
use crate::tui::actions::Action;
use crate::tui::orders::{Effect, Failure, Order, job, session};
use crate::tui::shared::{Shared, Ticks};
use crate::tui::theme::Role;
use crate::tui::view::Cover;
use crate::tui::views;

/// How often the session is told that somebody is there, at most.
const TOUCH_S: i64 = 60;

impl App {
    /// Locks the screen; whatever is open stays below. A demonstration stays open: nobody knows its password.
    pub(super) fn lock(&mut self) {
        if self.shared.demo {
            return;
        }
        if self.overlays.iter().any(|layer| layer.view.cover() == Cover::Everything) {
            return;
        }
        if let Identity::Webmaster { .. } | Identity::Person { .. } = self.shared.actor.identity {
            let identity = self.shared.actor.identity.oneself();
            let login = Actor { identity, ..self.shared.actor.clone() }.name().to_owned();
            // What was said is of what lies behind.
            self.said = None;
            self.open(Box::new(views::sign_in::SignIn::locked(&login)));
        }
    }

    /// Tells the session that somebody is there; the worker answers when the session was ended elsewhere.
    pub(super) fn touch(&mut self) {
        let signed_in = !matches!(self.shared.actor.identity, Identity::Nobody);
        let locked = self.overlays.iter().any(|layer| layer.view.cover() == Cover::Everything);
        if signed_in && !locked && self.shared.now >= self.touched.plus_s(TOUCH_S) {
            self.touched = self.shared.now;
            self.order(session::Request::Touch);
        }
    }

    pub(super) fn signed_in(&mut self, actor: Actor) {
        let who = |actor: &Actor| (actor.kind(), actor.belongs(), actor.name().to_owned());
        if who(&self.shared.actor) != who(&actor) {
            self.forget();
        }
        self.shared.actor = actor;
        self.overlays.retain(|layer| layer.view.cover() != Cover::Everything);
        self.dirty = true;
        self.touched = self.shared.now;
        self.order(session::Request::Host);
        let is_of_the_host = self.shared.actor.belongs() == At::Host;
        if is_of_the_host {
            self.order_job(job::Request::Interrupted);
        }
        if self.screens.is_empty() {
            self.show(if is_of_the_host { Action::List(Noun::Establishment) } else { Action::Home });
        } else {
            self.refresh_front();
        }
    }

    /// Goes on as somebody who is there for something else by now: what is shown is read again.
    pub(super) fn renewed(&mut self, actor: Actor) {
        self.shared.actor = actor;
        self.said = Some((Message::new("session-other-duty"), Role::Warning));
        self.dirty = true;
        self.refresh_front();
        self.refresh_overlays();
    }

    /// Asks to sign in again, and says why. What was typed stays below, for whoever typed it.
    pub(super) fn session_over(&mut self, why: Message) {
        let is_open = |layer: &Layer| layer.view.cover() == Cover::Everything;
        if self.shared.actor.belongs() != At::Host {
            // What must be changed first, and what a lock hides, waits behind the sign-in like anything else.
            self.overlays.retain(|layer| !is_open(layer));
        }
        if self.overlays.iter().any(is_open) {
            return;
        }
        let typed = self.overlays.iter().any(|layer| layer.view.is_changed());
        let why = if typed { Message::new("session-over-typed").with("why", why) } else { why };
        self.open(Box::new(views::sign_in::SignIn::ended(why, &self.shared.entrance)));
    }

    /// Asks for something of the session, where whoever works in it belongs.
    pub(super) fn order(&mut self, request: session::Request) {
        if !matches!(self.shared.actor.identity, Identity::Nobody) {
            let at = self.shared.actor.belongs();
            self.orders.push(Order { from: self.own, at, effect: Effect::Session(request) });
        }
    }

    /// Says what went wrong with what the application itself asked for.
    pub(super) fn fail(&mut self, failure: &Failure) {
        // Before anybody has signed in, the host's name is nobody's business.
        let is_shut = self.overlays.iter().any(|layer| layer.view.cover() == Cover::Everything);
        if !matches!(self.shared.actor.identity, Identity::Nobody) && !is_shut {
            self.said = Some((failure.message(), Role::Error));
            self.dirty = true;
        }
    }

    /// Forgets all that somebody else had open, typed and ticked here.
    fn forget(&mut self) {
        (self.screens, self.front, self.said) = (Vec::new(), 0, None);
        self.before.clear();
        self.own = self.next_key();
        self.overlays.retain(|layer| layer.view.cover() == Cover::Everything);
        let Shared { ticks, begun, wished, .. } = &mut self.shared;
        (*ticks, *begun, *wished) = (Ticks::default(), BTreeSet::new(), None);
    }
}
