//! Establishments in whose own databases mails may wait: a hint, which may be one too many; what waits, they say themselves.

use super::Tx;
use crate::domain::establishment::EstablishmentNumber;
use crate::store::error::Result;
use crate::store::sql::values;

/// An establishment, and how often it was noted.
pub type Hint = (EstablishmentNumber, i64);

/// Notes that mails may wait in an establishment that there is.
pub fn note(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<()> {
    let sql =
        "insert into mail_inside (establishment_number, noted) select number, 1 from establishment where number = $1
        on conflict (establishment_number) do update set noted = mail_inside.noted + 1";
    tx.execute(sql, values![number.0]).map(drop)
}

/// Lists those after one, by number.
pub fn list(tx: &Tx<'_>, after: EstablishmentNumber, limit: u32) -> Result<Vec<Hint>> {
    let sql = "select establishment_number, noted from mail_inside where establishment_number > $1
        order by establishment_number limit $2";
    tx.list(sql, values![after.0, limit], |row| Ok((EstablishmentNumber(row.get(0)?), row.get(1)?)))
}

/// Forgets one in which nothing waits, unless it was noted again since somebody looked.
pub fn forget(tx: &Tx<'_>, (number, noted): Hint) -> Result<()> {
    let sql = "delete from mail_inside where establishment_number = $1 and noted = $2";
    tx.execute(sql, values![number.0, noted]).map(drop)
}
