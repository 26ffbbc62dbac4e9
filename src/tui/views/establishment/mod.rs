//! Establishments: the dialogs that act on one or many rows of their list, which is described.

mod begin;
mod delete;
mod pick;

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::nouns::Id;
use crate::tui::actions::Action;
use crate::tui::shared::{ESTABLISHMENTS, Shared, Wished};
use crate::tui::view::{Meant, Reply, Step};
use crate::tui::views::noun::planned;
use crate::tui::views::visit::Support;

/// Opens the dialog of an action, or the statistics of what is ticked.
pub(super) fn lead(action: Action, meant: &Meant, shared: &mut Shared) -> Reply {
    if action == Action::EstablishmentStatistics {
        if !shared.ticks.of(ESTABLISHMENTS).is_empty() {
            shared.wished = Some(Wished::Ticked);
        }
        return Reply::step(Step::Show(Action::Statistics));
    }
    let numbers: Vec<EstablishmentNumber> = meant.ids.iter().filter_map(Id::establishment).collect();
    let count = numbers.len();
    let name = match (meant.ids.as_slice(), meant.filled.as_slice()) {
        ([id], [filled]) => format!("{id} · {}", filled.text(Field::Denomination)),
        _ => String::new(),
    };
    if let (Action::Support, [number]) = (action, numbers.as_slice()) {
        let name = meant.filled.first().map(|filled| filled.text(Field::Denomination)).unwrap_or_default();
        return Reply::open(Support::enter(*number, &format!("{number} {name}"), shared));
    }
    let base = zone_of(meant).map(|zone| Filled::default().with(Field::Zone, zone)).unwrap_or_default();
    let selection = meant.matching.clone().unwrap_or_else(|| planned::numbers(numbers));
    begin::begin(action, selection, |chosen| planned::Targets { chosen, count, base, name }, shared)
}

/// Returns the zone in which all of them are; none when they are in several, or some are not known.
fn zone_of(meant: &Meant) -> Option<String> {
    let mut zones = meant.filled.iter().map(|filled| filled.text(Field::Zone));
    let zone = zones.next()?;
    zones.all(|other| other == zone).then_some(zone).filter(|zone| !zone.is_empty())
}
