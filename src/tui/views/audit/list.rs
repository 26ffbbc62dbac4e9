//! The table of the audit's entries.

use ratatui::layout::Rect;

use super::{Done, Request, acts, draw, fields};
use crate::domain::columns::AuditColumn;
use crate::domain::filter::{Filter, FilterError};
use crate::domain::message::Message;
use crate::domain::time::end_of_day;
use crate::operations::audit::{AuditFilter, AuditRow, Verified};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::filters::Filters;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::command::option;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::pages::{Ask, Pages};
use crate::tui::widgets::table::Viewport;
use crate::tui::widgets::text_input::TextInput;
use crate::tui::worker::{Effect, Outcome};

/// What is filtered by beside words, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wishes {
    pub(super) action: String,
    pub(super) actor: String,
    pub(super) from: Option<jiff::civil::Date>,
    pub(super) until: Option<jiff::civil::Date>,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Audit {
    pub(super) pages: Pages<AuditRow>,
    pub(super) viewport: Viewport,
    /// What is typed after `/`.
    pub(super) input: TextInput,
    pub(super) typing: bool,
    /// The last one that could be read.
    filter: Filter<AuditColumn>,
    pub(super) filter_error: Option<FilterError>,
    pub(super) wishes: Wishes,
    pub(super) failure: Option<Message>,
    /// The form of what is filtered by beside words, while it is open.
    pub(super) form: Option<Form>,
    /// Whether the chain is being checked.
    pub(super) verifying: bool,
    pub(super) area: Rect,
}

impl Audit {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self {
            pages: Pages::new(),
            viewport: Viewport::default(),
            input: TextInput::new(""),
            typing: false,
            filter: Filter::default(),
            filter_error: None,
            wishes: Wishes::default(),
            failure: None,
            form: None,
            verifying: false,
            area: Rect::default(),
        }
    }

    /// Gives the filter that is wanted now.
    pub(super) fn filter(&self) -> AuditFilter {
        let begin = |day: jiff::civil::Date| day.yesterday().map_or(end_of_day(day), end_of_day);
        AuditFilter {
            filter: self.filter.clone(),
            from: self.wishes.from.map(begin),
            until: self.wishes.until.map(end_of_day),
            action: self.wishes.action.clone(),
            actor: self.wishes.actor.clone(),
        }
    }

    /// Gives the entry under the cursor.
    pub(super) fn current(&self) -> Option<&AuditRow> {
        self.pages.get(self.viewport.at)
    }

    /// Tells whether the list shows less than everything.
    pub(super) fn is_filtered(&self) -> bool {
        !self.input.value().trim().is_empty() || self.wishes != Wishes::default()
    }

    fn request(&self, ask: Option<Ask>) -> Reply {
        ask.map_or_else(Reply::none, |ask| Effect::Audit(Request::List { filter: self.filter(), ask }).into())
    }

    /// Asks for what is seen and not known.
    pub(super) fn fetch(&mut self) -> Reply {
        let ask = self.pages.wanted(&self.viewport.window(0));
        self.request(ask)
    }

    /// Reads the filter while it is typed; one that cannot be read says so and leaves the list as it is.
    pub(super) fn typed(&mut self) -> Reply {
        match Filter::parse(self.input.value()) {
            Ok(filter) => {
                self.filter_error = None;
                if filter == self.filter {
                    return Reply::redraw();
                }
                self.filter = filter;
                self.restart()
            }
            Err(error) => {
                self.filter_error = Some(error);
                Reply::redraw()
            }
        }
    }

    /// Reads the list from its beginning.
    pub(super) fn restart(&mut self) -> Reply {
        self.viewport.go(0);
        let ask = self.pages.restart();
        self.layout();
        Reply::redraw().join(self.request(Some(ask)))
    }

    fn page(&mut self, ticket: u64, rows: Vec<AuditRow>) -> Reply {
        let here = self.current().map(|entry| entry.id);
        if !self.pages.put(ticket, rows) {
            return Reply::none();
        }
        self.failure = None;
        self.viewport.set_len(self.pages.len());
        if let Some(at) = here.filter(|_| self.viewport.at > 0).and_then(|key| self.pages.position(key)) {
            self.viewport.go(at);
        }
        Reply::redraw().join(self.fetch())
    }

    /// Divides the place among filter, table and summary.
    pub(super) fn layout(&mut self) {
        let [_, table, _] = draw::places(self);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
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

/// Makes a count of a large number.
pub(super) fn number(value: impl TryInto<i64>) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}

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
