//! One establishment in full.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::nouns::establishment::{Row, cells, heads};
use crate::tui::orders::Effect;
use crate::tui::orders::establishment::Request;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Reply};
use crate::tui::views::noun::card::Card;

/// The full detail.
#[derive(Debug)]
pub(in crate::tui::views) struct Detail {
    pub(super) number: EstablishmentNumber,
    pub(super) found: Option<Row>,
    pub(super) failure: Option<Message>,
    pub(super) card: Card,
    pub(super) changed: bool,
}

impl Detail {
    /// Makes the detail; it is read when it opens.
    pub(in crate::tui::views) fn new(number: EstablishmentNumber) -> Self {
        Self { number, found: None, failure: None, card: Card::default(), changed: false }
    }

    pub(super) fn take(&mut self, row: Row, shared: &Shared) {
        self.card.take(&heads(), &cells(&row), None, shared);
        self.found = Some(row);
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
