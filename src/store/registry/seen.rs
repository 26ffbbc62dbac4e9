//! Which establishments are shown to a webmaster of zones: those of their zones, and those that were in them last.

use super::{Tx, webmaster};
use crate::domain::access::{Actor, Identity};
use crate::domain::act::Act;
use crate::domain::duty::Duty;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::webmaster::WebmasterId;
use crate::domain::zone::ZoneNumber;
use crate::store::error::Result;
use crate::store::sql::{self, Sight, Viewer, values};

/// Returns somebody with what they are there for by now: nothing for a webmaster who is gone, or was disabled while they are in
/// an establishment for support.
///
/// # Errors
/// What SQLite says, or a word that nobody knows.
pub fn renewed(tx: &Tx<'_>, actor: &Actor) -> Result<Actor> {
    let mut now = actor.clone();
    if let Identity::Webmaster { id, duty, support, .. } = &mut now.identity {
        *duty = webmaster::duty(tx, *id)?.unwrap_or(Duty::NONE);
        if support.is_some() && !webmaster::find(tx, *id)?.is_some_and(|(found, _)| found.active) {
            *duty = Duty::NONE;
        }
    }
    Ok(now)
}

/// Lets a transaction see what somebody sees who does something.
pub fn look_as(tx: &Tx<'_>, actor: &Actor, act: Act) {
    let limited = match &actor.identity {
        Identity::Webmaster { id, duty: Duty::Zones(_), .. } => Some(*id),
        _ => None,
    };
    tx.look_as(Viewer { actor: actor.clone(), act, limited, sees_own_jobs_alone: false }, sight);
}

/// Tells of each establishment whether it is in one of a webmaster's zones.
fn sight(tx: &sql::Tx<'_>, id: WebmasterId) -> Result<Sight> {
    let sql = "select number, exists (select 1 from webmaster_zone
                where webmaster_id = $1 and webmaster_zone.zone_number = establishment.zone_number) from establishment
        union all select number, exists (select 1 from webmaster_zone
                where webmaster_id = $1 and webmaster_zone.zone_number = retired_number.zone_number) from retired_number
            where not exists (select 1 from establishment as one where one.number = retired_number.number)";
    let found = tx.list(sql, values![id.0], |row| Ok((EstablishmentNumber(row.get(0)?), row.get(1)?)))?;
    Ok(found.into_iter().collect())
}

/// Tells in which zone an establishment is, or was last; none: nobody knows.
pub fn zone_of(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Option<ZoneNumber>> {
    let sql = "select zone_number, 0 as gone from establishment where number = $1
        union all select zone_number, 1 as gone from retired_number where number = $1 and zone_number > 0
        order by gone limit 1";
    tx.find(sql, values![number.0], |row| Ok(ZoneNumber(row.get(0)?)))
}

/// Tells whether an establishment is there.
pub fn is_there(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<bool> {
    tx.get("select exists (select 1 from establishment where number = $1)", values![number.0], |row| row.get(0))
}
