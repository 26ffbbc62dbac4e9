//! One establishment in full.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::nouns::establishment::{Fact, card};
use crate::operations::establishment;
use crate::tui::orders::Effect;
use crate::tui::orders::establishment::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role, state_glyph};
use crate::tui::view::{Answer, Reply};

/// The full detail.
#[derive(Debug)]
pub(super) struct Detail {
    pub(super) number: EstablishmentNumber,
    pub(super) found: Option<Box<establishment::Detail>>,
    pub(super) failure: Option<Message>,
    pub(super) top: u16,
    pub(super) changed: bool,
}

impl Detail {
    /// Makes the detail; it is read when it opens.
    pub(super) fn new(number: EstablishmentNumber) -> Self {
        Self { number, found: None, failure: None, top: 0, changed: false }
    }

    pub(super) fn lines(detail: &establishment::Detail, shared: &Shared) -> Vec<(String, String, Role)> {
        let (glyph, _) = state_glyph(detail.establishment.state(shared.now));
        let said = |fact: Fact| {
            let label = if fact.label.is_empty() { String::new() } else { shared.text(fact.label) };
            let sign = if fact.label == "column-state" { format!("{glyph} ") } else { String::new() };
            (label, format!("{sign}{}", fact.value), role(fact.tone))
        };
        card(detail, &shared.catalogue, &|zone| shared.zone_name(zone), shared.now).into_iter().map(said).collect()
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
