//! What an erasure leaves and takes, in an establishment's own database and in the host's registry; what is done again where
//! something is brought back, and what ends what a dead process began.

use sha2::{Digest as _, Sha256};

use crate::audit::{self, Entry, Object};
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::erased::{Erased, Names, Receipt, Then};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::Timestamp;
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::establishment::{Tx, erased as own, former};
use crate::store::home::Home;
use crate::store::ledger::erased::{self as ledger, Whose};
use crate::store::registry::erased::{self as outside, Begun, Went};
use crate::store::{self, files, owner, registry};

/// Erases in an establishment's own database, with the receipt and the entry that tells of it.
pub(super) fn inside(
    tx: &Tx<'_>,
    (by, now, at): (&Actor, Timestamp, Timestamp),
    names: &Names,
    exports: Vec<(String, Timestamp)>,
) -> store::Result<Erased> {
    let entries = ledger::entries(tx, names)?;
    let mut gone = own::blank(tx, names)?;
    gone.push(("sessions", ledger::sessions(tx, names.account)?));
    gone.push(("jobs", ledger::author(tx, names)? + ledger::targets(tx, names)?));
    gone.push(("entries", entries.len()));
    let counts = gone.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(kind, count)| (kind.to_owned(), u32::try_from(count).unwrap_or(u32::MAX))).collect();
    let erased = sealed(names.account, (at, by.name()), Receipt { counts, exports });
    own::put(tx, &erased)?;
    let entry = Entry::new(Act::USER_ERASE, Object::account(&names.instead())).is("sha256", &erased.sha256);
    let whose = Whose { names, then: |row| Then::Entry(row.id) };
    audit::erase(tx, (by, now), (&entries, whose), entry)?;
    Ok(erased)
}

/// Seals a receipt by the hash of all that it tells.
fn sealed(account: AccountId, (at, by): (Timestamp, &str), receipt: Receipt) -> Erased {
    let told = format!("{account} {} {by} {receipt:?}", at.0);
    let sha256 = files::hexadecimal(&Sha256::digest(told.as_bytes()));
    Erased { account, at, by: by.to_owned(), receipt, sha256 }
}

/// Erases what the host's registry and its folders hold of somebody, and writes the receipt down there, by the credential under
/// which the account was made.
pub(super) fn acknowledge(
    ctx: &mut Permitted<'_>,
    (number, lineage): (EstablishmentNumber, &[String]),
    names: &Names,
    erased: &Erased,
) -> Result<()> {
    // The files first: their names are nowhere else.
    let went = ctx.read(|tx| Ok(outside::mails(tx, number, names)?))?;
    remove_files(ctx.home(), (number, names.account), &went)?;
    ctx.write(|tx, permit, now| {
        outside::finish(tx, (number, lineage), erased)?;
        let label = registry::establishment::denomination(tx, number)?.unwrap_or_default();
        let entry = Entry::new(Act::USER_ERASE, Object::establishment(number, &label))
            .is("account", erased.account.to_string())
            .is("sha256", &erased.sha256);
        let went = outside::mails(tx, number, names)?;
        outside::authors(tx, number, names)?;
        let entries = outside::entries(tx, number, names, &went)?;
        for Went { mail, .. } in went {
            outside::remove_mail(tx, mail)?;
        }
        let whose = Whose { names, then: |row| Then::At(row.at) };
        Ok(audit::erase(tx, (permit.by(), now), (&entries, whose), entry).map(drop)?)
    })
}

/// Removes the files that mails to somebody became, and those in which was written what was held on them.
fn remove_files(home: &Home, (number, account): (EstablishmentNumber, AccountId), went: &[Went]) -> store::Result<()> {
    for path in files::list(&home.outgoing_mail())? {
        let name = files::name_of(&path);
        if went.iter().any(|went| went.words == name) {
            files::remove(&path)?;
        }
    }
    for path in files::list(&home.exchange())? {
        if files::name_of(&path).starts_with(&stem(number, account)) {
            files::remove(&path)?;
        }
    }
    Ok(())
}

/// How the files begin in which is written what is held on somebody.
pub(super) fn stem(number: EstablishmentNumber, account: AccountId) -> String {
    format!("person-{number}-{account}-")
}

/// Finishes what dead processes began, or forgets it where nothing was done.
pub(in crate::operations) fn settle(ctx: &mut Permitted<'_>) -> Result<()> {
    for Begun { number, account, owner: token, names } in ctx.read(|tx| Ok(outside::begun(tx)?))? {
        if !ctx.is_own(&token) && owner::is_alive(ctx.home(), &token) {
            continue;
        }
        let Some(account) = account else {
            // Whoever comes once it can be opened sees to it.
            let _ = everybody_again(ctx, number);
            continue;
        };
        let credential = ctx.read(|tx| Ok(registry::establishment::credential(tx, number)?))?;
        let shelf = ctx.home().shelf();
        let look = |credential| {
            shelf.look_inside((number, &credential), |tx| {
                // Whose names are still there was not erased, or is back.
                let is_done = former::names(tx, account)?.is_none();
                Ok((own::find(tx, account)?.filter(|_| is_done), former::lineage(tx, account)?))
            })
        };
        match credential.map(look).transpose().map(Option::flatten) {
            Ok(Some((Some(erased), lineage))) => acknowledge(ctx, (number, &lineage), &names, &erased)?,
            Ok(_) => ctx.write(|tx, _, _| Ok(outside::forget(tx, number, Some(account))?))?,
            Err(_) => {}
        }
    }
    Ok(())
}

/// Who was erased where something is brought back, each by the credential under which the account was made.
#[derive(Debug, Clone)]
pub(in crate::operations) struct Before {
    erased: Vec<(String, Erased)>,
    by: Actor,
}

/// Finds who was erased of establishments with some credentials.
pub(in crate::operations) fn before(tx: &registry::Tx<'_>, by: &Actor, lineage: &[String]) -> store::Result<Before> {
    Ok(Before { erased: outside::of(tx, lineage)?, by: by.clone() })
}

/// Erases again, in what is brought back, whoever was erased since it was kept: who was made under the same credential, and
/// nobody else who has the same number here.
pub(in crate::operations) fn again(tx: &Tx<'_>, before: &Before, now: Timestamp) -> store::Result<()> {
    for (hash, one) in &before.erased {
        if !former::lineage(tx, one.account)?.contains(hash) {
            continue;
        }
        match former::names(tx, one.account)? {
            Some(names) => drop(inside(tx, (&before.by, now, one.at), &names, one.receipt.exports.clone())?),
            // Nobody of that id is in it: that they were erased is known all the same.
            None if own::find(tx, one.account)?.is_none() => own::put(tx, one)?,
            None => {}
        }
    }
    Ok(())
}

/// Erases again whoever was erased before in what was put in the place of an establishment's database.
fn everybody_again(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    if ctx.read(|tx| Ok(registry::establishment::denomination(tx, number)?))?.is_some() {
        let mut database = ctx.establishment(number)?;
        let receipts = database.read(own::receipts)?;
        let by = Actor { identity: Identity::Program, ..ctx.actor.clone() };
        let before = ctx.read(|tx| Ok(before(tx, &by, &receipts.lineages)?))?;
        ctx.write(|tx, _, _| Ok(outside::learn(tx, &receipts)?))?;
        if !before.erased.is_empty() {
            let now = ctx.latest().at();
            database.write(|tx| again(tx, &before, now))?;
        }
    }
    ctx.write(|tx, _, _| Ok(outside::forget(tx, number, None)?))
}
