//! An establishment as lists and cards have it.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::message::{Explain, Message};
use crate::domain::time::Timestamp;
use crate::domain::unreadable::Listed;
use crate::domain::zone::ZoneNumber;
use crate::nouns::cell::Cell;
use crate::operations::establishment::{self, Detail};
use crate::operations::{Context, Result, zone};

/// The names of the zones.
pub type Zones = HashMap<ZoneNumber, String>;

/// An establishment in a list, or alone with all that is known of it.
#[derive(Debug, Clone)]
pub struct Row {
    pub(super) of: Arc<Listed<Establishment>>,
    zones: Arc<Zones>,
    pub(super) now: Timestamp,
    pub(super) known: Option<Arc<Detail>>,
}

impl Row {
    /// Makes the row of a list at a moment.
    #[must_use]
    pub fn listed(of: Listed<Establishment>, zones: &Arc<Zones>, now: Timestamp) -> Self {
        Self { of: Arc::new(of), zones: Arc::clone(zones), now, known: None }
    }

    /// Makes the row of one in full at a moment.
    #[must_use]
    pub fn alone(known: Detail, zones: &Arc<Zones>, now: Timestamp) -> Self {
        let of = Ok(known.establishment.clone());
        Self { known: Some(Arc::new(known)), ..Self::listed(of, zones, now) }
    }

    /// Returns what names it.
    #[must_use]
    pub fn number(&self) -> EstablishmentNumber {
        self.of.as_ref().as_ref().map_or_else(|odd| odd.number().unwrap_or(EstablishmentNumber(0)), |one| one.number)
    }

    /// Returns it, unless a value of it is one that nobody knows.
    #[must_use]
    pub fn found(&self) -> Option<&Establishment> {
        self.of.as_ref().as_ref().ok()
    }

    /// Says which value nobody knows, if there is one.
    #[must_use]
    pub fn unreadable(&self) -> Option<Message> {
        self.of.as_ref().as_ref().err().map(Explain::message)
    }

    /// Names a zone; by its number when nobody knows it.
    #[must_use]
    pub fn zone(&self, number: ZoneNumber) -> String {
        self.zones.get(&number).cloned().unwrap_or_else(|| number.0.to_string())
    }

    pub(super) fn text(&self, text: fn(&Establishment) -> &str) -> Cell {
        Cell::Text(self.found().map(text).unwrap_or_default().to_owned())
    }
}

/// Reads rows, in the order of their numbers here and without those that are gone.
///
/// # Errors
/// What the operation says.
pub fn read(ctx: &mut Context, numbers: &[EstablishmentNumber]) -> Result<Vec<Row>> {
    let (zones, now) = (zones(ctx)?, ctx.now());
    let rows = establishment::window(ctx, numbers)?;
    Ok(rows.into_iter().map(|row| Row::listed(row, &zones, now)).collect())
}

/// Reads one in full.
///
/// # Errors
/// That there is none.
pub fn read_alone(ctx: &mut Context, number: EstablishmentNumber) -> Result<Row> {
    let (zones, now) = (zones(ctx)?, ctx.now());
    Ok(Row::alone(establishment::detail(ctx, number)?, &zones, now))
}

fn zones(ctx: &mut Context) -> Result<Arc<Zones>> {
    Ok(Arc::new(zone::list(ctx)?.into_iter().map(|line| (line.zone.number, line.zone.name)).collect()))
}
