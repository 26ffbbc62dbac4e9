//! One establishment in full.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::nouns::Cell;
use crate::nouns::establishment::{Row, cells, heads};
use crate::tui::orders::Effect;
use crate::tui::orders::establishment::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Reply};

/// The full detail.
#[derive(Debug)]
pub(in crate::tui::views) struct Detail {
    pub(super) number: EstablishmentNumber,
    pub(super) found: Option<Row>,
    pub(super) failure: Option<Message>,
    pub(super) top: u16,
    pub(super) changed: bool,
}

impl Detail {
    /// Makes the detail; it is read when it opens.
    pub(in crate::tui::views) fn new(number: EstablishmentNumber) -> Self {
        Self { number, found: None, failure: None, top: 0, changed: false }
    }

    pub(super) fn lines(row: &Row, shared: &Shared) -> Vec<(String, String, Role)> {
        let mut lines = Vec::new();
        for (head, cell) in heads().iter().zip(cells(row)).filter(|(head, _)| !head.title.is_empty()) {
            let sign = if let Cell::State(state) = &cell { format!("{} ", state.sign) } else { String::new() };
            for (at, (text, tone)) in cell.read(&shared.catalogue).into_iter().enumerate() {
                let label = if at == 0 { shared.text(head.title) } else { String::new() };
                lines.push((label, format!("{sign}{text}"), role(tone)));
            }
        }
        lines
    }

    pub(super) fn read(&self) -> Reply {
        Effect::Establishment(Request::Detail { number: self.number }).into()
    }
}

impl Detail {
    pub(super) fn farewell(&self) -> Answer {
        if self.changed { Answer::Done(Some(self.number)) } else { Answer::Dismissed }
    }
}
