//! The loaded: a frozen letter with what all its mails share, loaded once for many targets.

use std::collections::HashMap;

use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::host::HostIdentity;
use crate::domain::language::Language;
use crate::domain::mailing::{Letter, LetterId, LetterInput, Placeholder, Rendered, Values};
use crate::domain::zone::{Zone, ZoneNumber};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::{host, reach};
use crate::store;
use crate::store::registry::{Tx, establishment, letter, zone};

/// A letter and what its values are taken from.
#[derive(Debug)]
pub(in crate::operations) struct LoadedLetter {
    pub(super) letter: Letter,
    pub(super) host: HostIdentity,
    zones: HashMap<ZoneNumber, Zone>,
}

impl LoadedLetter {
    /// Sets a letter up.
    pub(super) fn set(tx: &Tx<'_>, letter: Letter) -> Result<Self> {
        let zones = zone::list(tx)?.into_iter().map(|zone| (zone.number, zone)).collect();
        Ok(Self { letter, host: host::stored(tx)?.0.identity, zones })
    }

    /// Loads a frozen letter.
    pub(in crate::operations) fn load(tx: &Tx<'_>, id: LetterId) -> Result<Self> {
        let found = letter::find(tx, id)?.ok_or_else(|| Error::not_found("letter", id.0))?;
        let checked = found.check().map_err(|_| store::Error::unreadable("letter", id.0.to_string()))?;
        Self::set(tx, checked)
    }

    /// Renders the letter for one establishment, and tells in which language its zone is.
    pub(super) fn print(&self, of: &Establishment) -> Result<(Rendered, Language)> {
        let values = self.values(of)?;
        Ok((self.letter.render(&values), values.zone.language))
    }

    fn values<'a>(&'a self, of: &'a Establishment) -> Result<Values<'a>> {
        let zone = self.zones.get(&of.zone).ok_or_else(|| Error::not_found("zone", of.zone.0))?;
        Ok(Values { establishment: of, zone, host: &self.host })
    }
}

/// A mail as it would be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The establishment.
    pub number: EstablishmentNumber,
    /// Its denomination.
    pub denomination: String,
    /// The contact's name.
    pub to_name: String,
    /// The contact's address, or empty: then no mail can be written.
    pub to_email: String,
    /// The mail.
    pub rendered: Rendered,
    /// Placeholders that have no value here.
    pub empty: Vec<Placeholder>,
}

/// Shows what the contacts of some establishments would receive; those that are gone are left out.
///
/// # Errors
/// Every field's problem.
pub fn preview(ctx: &mut Context, input: &LetterInput, numbers: &[EstablishmentNumber]) -> Result<Vec<Preview>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_MAIL)?;
    let letter = input.check()?;
    ctx.read(|tx| {
        let loaded = LoadedLetter::set(tx, letter)?;
        let mut out = Vec::with_capacity(numbers.len());
        for number in reach::narrow(tx, numbers.to_vec(), |number| Some(*number))? {
            let Some(found) = establishment::find(tx, number)? else { continue };
            let values = loaded.values(&found)?;
            out.push(Preview {
                number,
                to_name: found.contact.full_name(),
                to_email: found.contact.email_text().to_owned(),
                rendered: loaded.letter.render(&values),
                empty: loaded.letter.empty(&values),
                denomination: found.denomination.clone(),
            });
        }
        Ok(out)
    })
}
