//! The table of the audit's entries as the application sees it.

use ratatui::layout::Rect;

use super::list::{Audit, number};
use super::{acts, draw, fields};
use crate::domain::columns::AuditColumn;
use crate::domain::message::Message;
use crate::operations::audit::Verified;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::orders::Outcome;
use crate::tui::orders::audit::Done;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::command::option;

impl View for Audit {
    fn title(&self) -> Message {
        Message::new("screen-audit")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Audit, Place::Filtered, Place::List, Place::Everywhere]
    }

    fn filters(&self) -> Option<Filters> {
        Some(Filters::of::<AuditColumn>())
    }

    fn takes_text(&self) -> bool {
        self.typing || self.form.is_some()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        self.restart()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.area = area;
        self.layout();
        Reply::redraw().join(self.fetch())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        draw::draw(self, canvas, shared);
        if let Some(form) = &self.form {
            form.draw(canvas, self.area, &shared.text("action-audit-fields"), shared);
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Key(key) if self.form.is_some() => fields::key(self, key),
            Intent::Paste(text) if self.form.is_some() => fields::paste(self, &text),
            Intent::Act(action) => acts::act(self, action, shared),
            Intent::Key(key) if self.typing => acts::filter_key(self, key, shared),
            Intent::Paste(text) if self.typing => {
                self.input.paste(&text);
                self.typed()
            }
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Audit(Done::Page { ticket, rows }) => self.page(ticket, rows),
            Outcome::Audit(Done::Verified(found)) => {
                self.verifying = false;
                verified(&found)
            }
            Outcome::Failed(failure) => {
                self.verifying = false;
                self.pages.give_up();
                if self.pages.is_loaded() {
                    return Reply::step(Step::Say(failure.message(), Role::Error));
                }
                self.failure = Some(failure.message());
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, _answer: Answer, _shared: &mut Shared) -> Reply {
        Reply::redraw()
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        let ask = self.pages.refresh(&self.viewport.window(0));
        self.request(ask)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let on_row = self.current().is_some();
        State { actor: &shared.actor, rows: self.pages.len(), on_row, ticked: 0, busy: self.verifying, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        (action == Action::AuditVerify && self.verifying).then(|| Message::new("why-busy"))
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let mut parts = Vec::new();
        let filter = self.filter.retyped();
        for (name, value) in [("filter", &filter), ("action", &self.wishes.action), ("actor", &self.wishes.actor)] {
            if !value.trim().is_empty() {
                parts.push(option(name, value.trim()));
            }
        }
        for (name, day) in [("from", self.wishes.from), ("to", self.wishes.until)] {
            parts.extend(day.map(|day| format!("--{name} {day}")));
        }
        template.replace("{filter}", &parts.join(" ")).replace("  ", " ").trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        if self.typing || self.form.is_some() {
            return &[];
        }
        &[
            Action::Help,
            Action::Open,
            Action::Filter,
            Action::AuditFields,
            Action::AuditVerify,
            Action::AuditExport,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        if self.verifying {
            return Some(Message::new("audit-verifying"));
        }
        if !self.pages.is_loaded() {
            return None;
        }
        let at = if self.pages.len() == 0 { 0 } else { self.viewport.at + 1 };
        let more = if self.pages.has_more() { "yes" } else { "no" };
        Some(Message::new("audit-count").with("at", at.to_string()).with("known", self.pages.len()).with("more", more))
    }

    fn waits(&self) -> bool {
        self.pages.is_waiting()
    }
}

/// Says what the check of the chain found.
fn verified(found: &Verified) -> Reply {
    let (message, role) = match &found.broken {
        None => {
            let pruned = found.from.as_ref().map_or_else(|| "no".to_owned(), |from| from.id.to_string());
            (Message::new("audit-verified").with("entries", number(found.entries)).with("pruned", pruned), Role::Good)
        }
        Some(broken) => {
            let key = if broken.missing { "audit-broken-missing" } else { "audit-broken-altered" };
            (Message { key, args: vec![("id", broken.id.to_string().into())] }, Role::Error)
        }
    };
    Reply::step(Step::Say(message, role))
}
