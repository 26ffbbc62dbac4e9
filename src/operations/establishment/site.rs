//! Which of several establishments that share a UAI one is.

use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::uai::Uai;
use crate::operations::error::{Error, Result};
use crate::operations::reach;
use crate::store::registry::Tx;
use crate::store::registry::establishment as rows;

/// Returns which site of a UAI an establishment becomes, or refuses naming the holder.
pub(super) fn site_of(tx: &Tx<'_>, uai: &Uai, own: Option<EstablishmentNumber>, shares: bool) -> Result<u32> {
    let mut others = rows::holders_of(tx, uai)?;
    others.retain(|(number, _)| Some(*number) != own);
    match others.into_iter().next() {
        None => Ok(1),
        Some(_) if shares => Ok(rows::next_site(tx, uai)?),
        Some((holder, denomination)) => {
            let denomination = if tx.sees(holder)? { denomination } else { String::new() };
            Err(Error::field(Field::Uai, Problem::UaiUsed { holder: reach::named(tx, holder)?, denomination }))
        }
    }
}
