//! Establishments: the dialogs that act on one or many rows of their list, which is described.

mod begin;
mod delete;
mod many;
mod pick;

use crate::domain::field::Field;
use crate::domain::zone::ZoneNumber;
use crate::nouns::Id;
use crate::tui::actions::Action;
use crate::tui::shared::{ESTABLISHMENTS, Shared, Wished};
use crate::tui::view::{Meant, Reply, Step};

/// Opens the dialog of an action, or the statistics of what is ticked.
pub(super) fn lead(action: Action, meant: &Meant, shared: &mut Shared) -> Reply {
    if action == Action::EstablishmentStatistics {
        if !shared.ticks.of(ESTABLISHMENTS).is_empty() {
            shared.wished = Some(Wished::Ticked);
        }
        return Reply::step(Step::Show(Action::Statistics));
    }
    let named = many::Targets::of(meant.ids.iter().filter_map(Id::establishment));
    let selection = meant.matching.clone().unwrap_or(named.selection);
    let name = match (meant.ids.as_slice(), meant.filled.as_slice()) {
        ([id], [filled]) => format!("{id} · {}", filled.text(Field::Denomination)),
        _ => String::new(),
    };
    begin::begin(action, many::Targets { selection, count: named.count, zone: zone_of(meant), name }, shared)
}

/// Returns the zone in which all of them are; none when they are in several, or some are not known.
fn zone_of(meant: &Meant) -> Option<ZoneNumber> {
    let mut zones = meant.filled.iter().map(|filled| filled.text(Field::Zone));
    let zone = zones.next()?;
    if zones.all(|other| other == zone) { zone.parse().ok().map(ZoneNumber) } else { None }
}
