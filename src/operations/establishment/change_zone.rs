//! Moving establishments to another zone, and back.

use super::block::Blocking;
use super::read::active;
use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::{Effect, Given};
use crate::domain::zone::ZoneNumber;
use crate::operations::permitted::record;

use crate::operations::error::{Result, Rule};
use crate::operations::{host, letters, reach};
use crate::store::registry::{Tx, establishment as rows, zone};

/// Refuses a move that changes nothing, or to a zone that is not there.
pub(in crate::operations) fn judge(tx: &Tx<'_>, number: EstablishmentNumber, to: ZoneNumber) -> Result<Establishment> {
    let found = active(tx, number)?;
    reach::check_zone(tx, to)?;
    if zone::find(tx, to)?.is_none() {
        return Err(Rule::UnknownZone.into());
    }
    if found.zone == to { Err(Rule::SameZone.into()) } else { Ok(found) }
}

/// Moves an establishment to another zone, unless somebody has moved it since it was planned.
pub(in crate::operations) fn change(
    act: &Blocking<'_>,
    (number, given): (EstablishmentNumber, &Given),
    to: ZoneNumber,
) -> Result<Effect> {
    let found = judge(act.tx, number, to)?;
    if matches!(given, Given::From { zone } if *zone != found.zone) {
        return Err(Rule::Changed.into());
    }
    write(act, &found, to)
}

/// Refuses to move back what was moved elsewhere since.
pub(in crate::operations) fn judge_back(
    tx: &Tx<'_>,
    number: EstablishmentNumber,
    (from, to): (ZoneNumber, ZoneNumber),
) -> Result<Establishment> {
    let found = active(tx, number)?;
    reach::check_zone(tx, from)?;
    if found.zone != to {
        return Err(Rule::Changed.into());
    }
    if zone::find(tx, from)?.is_none() { Err(Rule::UnknownZone.into()) } else { Ok(found) }
}

/// Moves an establishment back to the zone that it came from.
pub(in crate::operations) fn change_back(
    act: &Blocking<'_>,
    number: EstablishmentNumber,
    (from, to): (ZoneNumber, ZoneNumber),
) -> Result<Effect> {
    let found = judge_back(act.tx, number, (from, to))?;
    write(act, &found, from)
}

fn write(act: &Blocking<'_>, found: &Establishment, to: ZoneNumber) -> Result<Effect> {
    rows::set_zone(act.tx, found.number, to)?;
    let entry = Entry::new(Act::ESTABLISHMENT_EDIT, Object::establishment(found.number, &found.denomination))
        .was("zone", found.zone.0.to_string())
        .is("zone", to.0.to_string());
    let aftermath = letters::follow(act.tx, &host::stored(act.tx)?.0.identity, found.number)?;
    record(act.tx, act.permit, act.now, &aftermath.named(act.named(entry)))?;
    Ok(Effect::Moved { from: found.zone, to })
}
