//! Who sits there: signed in, locked out after idle minutes, still there.

use std::collections::BTreeSet;

use super::stack::App;
use crate::domain::access::{Actor, Identity};
use crate::domain::act::Noun;
use crate::tui::actions::Action;
use crate::tui::orders::{job, session};
use crate::tui::shared::{Shared, Ticks};
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
        if let Identity::Webmaster { login, .. } = &self.shared.actor.identity {
            let login = login.as_str().to_owned();
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
        if self.shared.actor.name() != actor.name() {
            self.forget();
        }
        self.shared.actor = actor;
        self.overlays.retain(|layer| layer.view.cover() != Cover::Everything);
        self.dirty = true;
        self.touched = self.shared.now;
        self.order(session::Request::Host);
        self.order_job(job::Request::Interrupted);
        if self.screens.is_empty() {
            self.show(Action::List(Noun::Establishment));
        } else {
            self.refresh_front();
        }
    }

    /// Forgets all that somebody else had open, typed and ticked here.
    fn forget(&mut self) {
        (self.screens, self.front, self.said) = (Vec::new(), 0, None);
        self.overlays.retain(|layer| layer.view.cover() == Cover::Everything);
        let Shared { ticks, begun, wished, .. } = &mut self.shared;
        (*ticks, *begun, *wished) = (Ticks::default(), BTreeSet::new(), None);
    }
}
