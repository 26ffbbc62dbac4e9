//! The table of the audit's entries.

use ratatui::layout::Rect;

use super::draw;
use crate::domain::columns::AuditColumn;
use crate::domain::filter::{Filter, FilterError};
use crate::domain::message::Message;
use crate::domain::time::end_of_day;
use crate::operations::audit::{AuditFilter, AuditRow};
use crate::tui::orders::Effect;
use crate::tui::orders::audit::Request;
use crate::tui::view::Reply;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::pages::{Ask, Pages};
use crate::tui::widgets::table::Viewport;
use crate::tui::widgets::text_input::TextInput;

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
    pub(super) filter: Filter<AuditColumn>,
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

    pub(super) fn request(&self, ask: Option<Ask>) -> Reply {
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

    pub(super) fn page(&mut self, ticket: u64, rows: Vec<AuditRow>) -> Reply {
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

/// Makes a count of a large number.
pub(super) fn number(value: impl TryInto<i64>) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}
