//! What an erasure leaves and takes, in an establishment's own database and in the host's registry; what is done again where
//! something is brought back, and what ends what a dead process began.

use sha2::{Digest as _, Sha256};

use crate::audit::{self, Entry, Object};
use crate::domain::access::Actor;
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::erased::{Erased, Receipt, erased_name, is_erased};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::person::Person;
use crate::domain::time::Timestamp;
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::establishment::{Tx, erased as own, person};
use crate::store::ledger::erased::{self as ledger, Whose};
use crate::store::registry::erased as outside;
use crate::store::{self, files, owner, registry};

/// Erases in an establishment's own database, with the receipt and the entry that tells of it.
pub(super) fn inside(
    tx: &Tx<'_>,
    (by, now, at): (&Actor, Timestamp, Timestamp),
    person: &Person,
    exports: Vec<(String, Timestamp)>,
) -> store::Result<Erased> {
    let (login, instead) = (person.draft.login.as_str(), erased_name(person.id));
    let whose = Whose { account: person.id, login, email: &person.draft.email, instead: &instead };
    let entries = ledger::entries(tx, whose)?;
    let mut gone = own::blank(tx, person.id, (login, &instead))?;
    gone.push(("sessions", ledger::sessions(tx, person.id)?));
    gone.push(("jobs", ledger::author(tx, whose)? + ledger::targets(tx, whose)?));
    gone.push(("entries", entries.len()));
    let counts = gone.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(kind, count)| (kind.to_owned(), u32::try_from(count).unwrap_or(u32::MAX))).collect();
    let erased = sealed(person.id, (at, by.name()), Receipt { counts, exports });
    own::put(tx, &erased)?;
    let entry = Entry::new(Act::USER_ERASE, Object::account(&instead)).is("sha256", &erased.sha256);
    audit::erase(tx, (by, now), (&entries, whose), entry)?;
    Ok(erased)
}

/// Seals a receipt by the hash of all that it tells.
pub(super) fn sealed(account: AccountId, (at, by): (Timestamp, &str), receipt: Receipt) -> Erased {
    let told = format!("{account} {} {by} {receipt:?}", at.0);
    let sha256 = files::hexadecimal(&Sha256::digest(told.as_bytes()));
    Erased { account, at, by: by.to_owned(), receipt, sha256 }
}

/// Erases what the host's registry holds of somebody, and writes the receipt down there.
pub(super) fn acknowledge(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    login: &str,
    erased: &Erased,
) -> Result<()> {
    ctx.write(|tx, permit, now| {
        let instead = erased_name(erased.account);
        let whose = Whose { account: erased.account, login, email: "", instead: &instead };
        outside::finish(tx, number, erased)?;
        let label = registry::establishment::denomination(tx, number)?.unwrap_or_default();
        let entry = Entry::new(Act::USER_ERASE, Object::establishment(number, &label))
            .is("account", erased.account.to_string())
            .is("sha256", &erased.sha256);
        outside::mails(tx, number, login)?;
        outside::authors(tx, number, whose)?;
        let entries = outside::entries(tx, number, whose)?;
        Ok(audit::erase(tx, (permit.by(), now), (&entries, whose), entry).map(drop)?)
    })
}

/// Finishes what dead processes began, or forgets it where nothing was done.
pub(in crate::operations) fn settle(ctx: &mut Permitted<'_>) -> Result<()> {
    for (number, account, login, token) in ctx.read(|tx| Ok(outside::begun(tx)?))? {
        if !ctx.is_own(&token) && owner::is_alive(ctx.home(), &token) {
            continue;
        }
        let credential = ctx.read(|tx| Ok(registry::establishment::credential(tx, number)?))?;
        let shelf = ctx.home().shelf();
        let look = |credential| shelf.look_inside((number, &credential), |tx| own::find(tx, account));
        match credential.map(look).transpose().map(|found| found.flatten().flatten()) {
            Ok(Some(erased)) => acknowledge(ctx, number, &login, &erased)?,
            Ok(None) => ctx.write(|tx, _, _| Ok(outside::forget(tx, (number, account))?))?,
            // Whoever comes once it can be read sees to it.
            Err(_) => {}
        }
    }
    Ok(())
}

/// Who was erased where something is brought back.
#[derive(Debug, Clone)]
pub(in crate::operations) struct Before {
    erased: Vec<Erased>,
    by: Actor,
}

/// Finds who was erased under some numbers.
pub(in crate::operations) fn before(
    tx: &registry::Tx<'_>,
    by: &Actor,
    numbers: [EstablishmentNumber; 2],
) -> Result<Before> {
    let mut erased = outside::list(tx, numbers[0])?;
    if numbers[0] != numbers[1] {
        erased.extend(outside::list(tx, numbers[1])?);
    }
    Ok(Before { erased, by: by.clone() })
}

/// Erases again, in what is brought back, whoever was erased since it was kept.
pub(in crate::operations) fn again(tx: &Tx<'_>, before: &Before, now: Timestamp) -> store::Result<()> {
    for one in &before.erased {
        if let Some(found) = person::find(tx, one.account)?
            && !is_erased(&found.draft.login)
        {
            inside(tx, (&before.by, now, one.at), &found, one.receipt.exports.clone())?;
        }
    }
    Ok(())
}
