//! What an erasure leaves and takes, in an establishment's own database and in the host's registry; what is done again where
//! something is brought back, and what ends what a dead process began.

use sha2::{Digest as _, Sha256};

use super::listed;
use super::lying::{List, cleanable, is_list};
use crate::audit::{self, Entry, Object};
use crate::domain::access::{Actor, Identity};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::erased::{Erased, Names, Receipt, SINCE, Then};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::time::Timestamp;
use crate::operations::error::Result;
use crate::operations::permitted::Permitted;
use crate::store::establishment::{Tx, erased as own, former};
use crate::store::home::Home;
use crate::store::ledger::erased::{self as ledger, Whose};
use crate::store::registry::block_reason;
use crate::store::registry::erased::{self as outside, Begun, Went};
use crate::store::registry::origins::{self, numbers, spans};
use crate::store::{self, files, owner, registry};

/// Signs of a credential, or of when the registry was accepted, that tell apart whose file is whose.
const MARK: usize = 8;

/// What may still name somebody: exports, each with when its time is over, and other files.
#[derive(Debug, Clone, Default)]
pub(in crate::operations) struct Stays {
    pub(super) exports: Vec<(String, Timestamp)>,
    pub(super) left: Vec<String>,
}

/// Erases in an establishment's own database, with the receipt and the entry that tells of it.
pub(super) fn inside(
    tx: &Tx<'_>,
    (by, now, at): (&Actor, Timestamp, Timestamp),
    names: &Names,
    stays: Stays,
) -> store::Result<Erased> {
    let entries = ledger::entries(tx, names)?;
    let mut gone = own::blank(tx, names)?;
    gone.push(("sessions", ledger::sessions(tx, names.account)?));
    gone.push(("jobs", ledger::author(tx, names)? + ledger::targets(tx, names)?));
    gone.push(("entries", entries.len()));
    let counts = gone.into_iter().filter(|(_, count)| *count > 0);
    let counts = counts.map(|(kind, count)| (kind.to_owned(), u32::try_from(count).unwrap_or(u32::MAX))).collect();
    let Stays { exports, left } = stays;
    let left = left.iter().map(|file| names.out_of(file)).collect();
    let erased = sealed(names.account, (at, by.name()), Receipt { counts, exports, left });
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

/// Erases what the host's registry and its folders hold of somebody, under whatever number they were here, and writes the receipt
/// down there, by the credential under which the account was made.
pub(super) fn acknowledge(
    ctx: &mut Permitted<'_>,
    (number, lists): (EstablishmentNumber, &[List]),
    names: &Names,
    erased: &Erased,
) -> Result<()> {
    // The files first: their names are nowhere else.
    let (went, numbers) = ctx.read(|tx| {
        let went = outside::mails(tx, &spans(tx, number, names)?, names)?;
        Ok((went, numbers(tx, number, names)?))
    })?;
    remove_files(ctx.home(), (&numbers, names), &went)?;
    blank_lists(ctx, lists, names)?;
    ctx.write(|tx, permit, now| {
        outside::finish(tx, (number, &names.lineage), erased)?;
        let label = registry::establishment::denomination(tx, number)?.unwrap_or_default();
        let entry = Entry::new(Act::USER_ERASE, Object::establishment(number, &label))
            .is("account", erased.account.to_string())
            .is("sha256", &erased.sha256);
        let spans = spans(tx, number, names)?;
        let went = outside::mails(tx, &spans, names)?;
        outside::jobs(tx, &spans, names)?;
        block_reason::unname(tx, &spans, names)?;
        let mut entries = outside::entries(tx, &spans, names, &went)?;
        entries.extend(block_reason::entries(tx, &spans, names)?);
        entries.sort_unstable();
        entries.dedup();
        for Went { mail, .. } in went {
            outside::remove_mail(tx, mail)?;
        }
        let whose = Whose { names, then: |row| Then::At(row.at) };
        Ok(audit::erase(tx, (permit.by(), now), (&entries, whose), entry).map(drop)?)
    })
}

/// Removes the files that mails to somebody became, and those in which was written what was held on them.
fn remove_files(home: &Home, (numbers, names): (&[EstablishmentNumber], &Names), went: &[Went]) -> store::Result<()> {
    for path in files::list(&home.outgoing_mail())? {
        let name = files::name_of(&path);
        if went.iter().any(|went| went.words == name) {
            files::remove(&path)?;
        }
    }
    for path in files::list(&home.exchange())? {
        let name = files::name_of(&path);
        if numbers.iter().any(|number| is_about(&name, *number, names)) {
            files::remove(&path)?;
        }
    }
    Ok(())
}

/// Takes somebody out of the files of the exchange folder that lie there as rows of their establishment were taken into them,
/// wherever the folder was then; those that lie elsewhere are whose who took them.
fn blank_lists(ctx: &mut Permitted<'_>, lists: &[List], names: &Names) -> Result<()> {
    for path in files::list(&ctx.home().exchange())?.into_iter().filter(|path| is_list(path, lists)) {
        let (Some(text), Some(written)) = (cleanable(&path), files::written_at(&path)) else { continue };
        let left = listed::out_of(&text, names);
        if left != text {
            let aside = ctx.aside(&files::name_of(&path))?;
            files::write_by(&aside, &path, left.as_bytes())?;
            // Whoever is erased next finds it as it was written.
            files::set_written_at(&path, Timestamp(written))?;
        }
    }
    Ok(())
}

/// How the files begin in which is written what is held on somebody.
fn stem(number: EstablishmentNumber, account: AccountId) -> String {
    format!("person-{number}-{account}-")
}

/// As [`stem`], and how the name goes on where it is known under which credential the account was made: another one of that id may
/// have been there before.
pub(super) fn stem_of(number: EstablishmentNumber, names: &Names) -> String {
    stem(number, names.account) + &names.lineage.first().map(|lineage| marked(lineage)).unwrap_or_default()
}

fn marked(lineage: &str) -> String {
    lineage.rsplit(SINCE).next().unwrap_or_default().chars().take(MARK).chain(['-']).collect()
}

/// Tells whether a file is one in which was written what is held on somebody who is, or was, under a number.
pub(super) fn is_about(name: &str, number: EstablishmentNumber, names: &Names) -> bool {
    let Some(rest) = name.strip_prefix(&stem(number, names.account)) else { return false };
    // An earlier version goes on with the day.
    let is_unmarked = rest.get(MARK..=MARK) != Some("-");
    is_unmarked || names.lineage.iter().any(|lineage| rest.starts_with(&marked(lineage)))
}

/// Finishes what dead processes began, or forgets it where nothing was done; erases of the host's own who are known to be erased
/// from a database that came.
pub(in crate::operations) fn settle(ctx: &mut Permitted<'_>) -> Result<()> {
    for Begun { number, .. } in left(ctx)?.into_iter().filter(|begun| begun.account.is_none()) {
        // Whoever comes once it can be opened sees to it.
        let _ = everybody_again(ctx, number);
    }
    let left = left(ctx)?;
    let is_any = !left.is_empty();
    for Begun { number, account, names, .. } in left {
        let Some(account) = account else { continue };
        let credential = ctx.read(|tx| Ok(registry::establishment::credential(tx, number)?))?;
        let shelf = ctx.home().shelf();
        let look = |credential| {
            shelf.look_inside((number, &credential), |tx| {
                // Whose names are still there was not erased, or is back.
                let is_done = former::names(tx, account)?.is_none();
                Ok((own::find(tx, account)?.filter(|_| is_done), former::lineage(tx, account)?, ledger::lists(tx)?))
            })
        };
        match credential.map(look).transpose().map(Option::flatten) {
            Ok(Some((Some(erased), lineage, lists))) => {
                let names = Names { lineage, ..names };
                let names = if names.logins.is_empty() { called(ctx, number, names, &erased)? } else { names };
                acknowledge(ctx, (number, &lists), &names, &erased)?;
            }
            Ok(_) => ctx.write(|tx, _, _| Ok(outside::forget(tx, number, Some(account))?))?,
            Err(_) => {}
        }
    }
    if is_any {
        ctx.forget_logs();
    }
    Ok(())
}

/// Lists what no process is at.
fn left(ctx: &mut Permitted<'_>) -> Result<Vec<Begun>> {
    let all = ctx.read(|tx| Ok(outside::begun(tx)?))?;
    Ok(all.into_iter().filter(|begun| ctx.is_own(&begun.owner) || !owner::is_alive(ctx.home(), &begun.owner)).collect())
}

fn called(ctx: &mut Permitted<'_>, number: EstablishmentNumber, names: Names, erased: &Erased) -> Result<Names> {
    ctx.read(|tx| Ok(outside::called(tx, &spans(tx, number, &names)?, names, erased.at)?))
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
            Some(names) => drop(inside(tx, (&before.by, now, one.at), &names, stays(one))?),
            // Nobody of that id is in it: that they were erased is known all the same.
            None if own::find(tx, one.account)?.is_none() => own::put(tx, one)?,
            None => {}
        }
    }
    Ok(())
}

fn stays(one: &Erased) -> Stays {
    Stays { exports: one.receipt.exports.clone(), left: one.receipt.left.clone() }
}

/// Lists by what those are found who are to be erased again.
fn back(tx: &Tx<'_>, before: &Before) -> store::Result<Vec<Names>> {
    let mut all = Vec::new();
    for (hash, one) in &before.erased {
        if former::lineage(tx, one.account)?.contains(hash) {
            all.extend(former::names(tx, one.account)?);
        }
    }
    Ok(all)
}

/// Erases again whoever was erased before in what was put in the place of an establishment's database.
fn everybody_again(ctx: &mut Permitted<'_>, number: EstablishmentNumber) -> Result<()> {
    if ctx.read(|tx| Ok(registry::establishment::denomination(tx, number)?))?.is_some() {
        let mut database = ctx.establishment(number)?;
        let receipts = database.read(own::receipts)?;
        let by = Actor { identity: Identity::Program, ..ctx.actor.clone() };
        let before = ctx.read(|tx| Ok(before(tx, &by, &receipts.lineages())?))?;
        ctx.write(|tx, _, _| {
            origins::seen(tx, number, &receipts)?;
            Ok(outside::learn(tx, number, &receipts)?)
        })?;
        let back = database.read(|tx| back(tx, &before))?;
        if !before.erased.is_empty() {
            let now = ctx.latest().at();
            // What was done while they were back names them outside too.
            ctx.write(|tx, _, _| Ok(back.iter().try_for_each(|names| outside::begin(tx, (number, ""), names))?))?;
            database.write(|tx| again(tx, &before, now))?;
        }
    }
    ctx.write(|tx, _, _| Ok(outside::forget(tx, number, None)?))
}
