//! One establishment in full.

use super::block_words::block_line;
use crate::domain::account::Administrator;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::message::Message;
use crate::i18n::words;
use crate::tui::orders::Effect;
use crate::tui::orders::establishment::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, state_glyph};
use crate::tui::view::{Answer, Reply};

/// The full detail.
#[derive(Debug)]
pub(super) struct Detail {
    pub(super) number: EstablishmentNumber,
    pub(super) row: Option<Box<Establishment>>,
    pub(super) administrators: Option<Vec<Administrator>>,
    pub(super) failure: Option<Message>,
    pub(super) top: u16,
    pub(super) changed: bool,
}

impl Detail {
    /// Makes the detail; it is read when it opens.
    pub(super) fn new(number: EstablishmentNumber) -> Self {
        Self { number, row: None, administrators: None, failure: None, top: 0, changed: false }
    }

    pub(super) fn lines(&self, row: &Establishment, shared: &Shared) -> Vec<(String, String, Role)> {
        let state = row.state(shared.now);
        let (glyph, role) = state_glyph(state);
        let text = |key: &'static str, value: String| (shared.text(key), value, Role::Text);
        let mut lines = vec![
            text("column-number", row.number.to_string()),
            text("column-name", row.denomination.clone()),
            text("column-location", row.location.clone()),
            text("column-zone", shared.zone_name(row.zone)),
            text("column-uai", row.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default()),
            text("column-contact", row.contact.full_name()),
            text("column-mail", row.contact.email_text().to_owned()),
            text("column-registered", shared.catalogue.day(row.registered_on)),
            (shared.text("column-state"), format!("{glyph} {}", shared.text(words::state(state))), role),
        ];
        for block in row.blocks.iter().filter(|block| block.stands(shared.now)) {
            lines.push((String::new(), block_line(block, shared), Role::Error));
        }
        lines.push((String::new(), String::new(), Role::Text));
        for one in self.administrators.iter().flatten() {
            let sign_in = match one.last_sign_in_at {
                Some(at) => Message::new("administrator-signed-in").with("at", at),
                None => Message::new("administrator-never"),
            };
            let name = format!("{} {} ({}) · {}", one.last_name, one.first_name, one.login, shared.say(&sign_in));
            lines.push((shared.text("column-administrator"), name, Role::Text));
        }
        if self.administrators.as_ref().is_some_and(Vec::is_empty) {
            lines.push((shared.text("column-administrator"), shared.text("administrator-none"), Role::Warning));
        }
        lines
    }

    pub(super) fn read(&self) -> Reply {
        let row: Reply = Effect::Establishment(Request::Get { number: self.number }).into();
        row.join(Effect::Establishment(Request::Administrators { number: self.number }).into())
    }
}

impl Detail {
    pub(super) fn farewell(&self) -> Answer {
        if self.changed { Answer::Done(Some(self.number)) } else { Answer::Dismissed }
    }
}
