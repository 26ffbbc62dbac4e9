//! Making one person's names unreadable, for good: what others did goes on referring to an account that names nobody.
//!
//! Written down in the registry, done in the establishment's own database with its receipt and its entry in one transaction, then
//! acknowledged in the registry. Who dies in between is finished, or forgotten when nothing was done, by whoever comes next. What
//! is brought back later is erased again ([`super::erasing::again`]). Exports that were made before hold the names until they go: the receipt
//! names them, as it does every other file of the data directory that may.

use std::collections::BTreeMap;

use super::super::clock;
use super::super::context::Context;
use super::super::deed::Kept as _;
use super::super::error::{Error, Result, Rule};
use super::super::export::limit_days;
use super::super::permitted::Permitted;
use super::super::recover;
use super::erasing::{Stays, acknowledge, inside};
use super::facts::{Facts, Users};
use super::guards::{refused, refused_gone};
use super::lying::lying;
use crate::domain::access::{Actor, At};
use crate::domain::account::AccountId;
use crate::domain::act::Act;
use crate::domain::erased::{Erased, Names, credential_of, is_erased};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::Export;
use crate::domain::field::{Field, Problem};
use crate::domain::job::Reason;
use crate::domain::rights::account_acts::AccountAct;
use crate::domain::text::name_key;
use crate::domain::time::{DAY_S, Timestamp};
use crate::domain::user::User;
use crate::store::establishment::{Tx, former};
use crate::store::ledger::erased as ledger;
use crate::store::registry::erased as outside;
use crate::store::registry::export::{ExportFilter, list as exports};
use crate::store::registry::origins::numbers;
use crate::store::{self, registry};

/// Exports that a receipt names at most.
const NAMED_MAX: u32 = 1_000;

/// Why whoever asks may not erase somebody: as for a deletion, and nobody twice.
#[must_use]
pub fn judge(row: &User, facts: &Facts) -> Option<Reason> {
    let gone = is_erased(&row.person.draft.login).then_some(Reason::NoChange);
    gone.or_else(|| refused(row, facts, AccountAct::Delete))
}

/// Makes the names of one person unreadable; returns the receipt.
///
/// # Errors
/// [`Problem::ConfirmationDiffers`] unless the login was typed; [`Reason::Account`]; [`Rule::ClockJumped`], since nothing takes it
/// back.
pub fn erase(ctx: &mut Context, id: AccountId, typed: &str) -> Result<Erased> {
    let ctx = &mut ctx.permit(Act::USER_ERASE)?;
    let At::Establishment(number) = ctx.at() else { return Err(Rule::Elsewhere.into()) };
    clock::settled(ctx)?;
    let token = recover::owner(ctx)?;
    let now = ctx.now();
    let by = ctx.actor.clone();
    ctx.read_own(|tx| {
        let names = erasable(tx, (&by, now), id)?;
        let login = names.logins.last().map(|tenure| tenure.login.as_str()).unwrap_or_default();
        confirmed(tx, (id, login), typed)
    })?;
    let left = looked_for(ctx, number, &[id])?.remove(&id).unwrap_or_default();
    let mut erased = erase_one(ctx, (number, &token), (id, left.clone()))?;
    ctx.forget_logs();
    // Whoever asked is told their whole names, which stay nowhere.
    erased.receipt.left = left;
    Ok(erased)
}

/// Checks what was typed: the login, and of who was deleted the names, since the login may have been several people's.
fn confirmed(tx: &Tx<'_>, (id, login): (AccountId, &str), typed: &str) -> Result<()> {
    let is = |meant: &str| name_key(typed) == name_key(meant);
    let gone = former::gone(tx, login)?.filter(|gone| gone.id == id);
    let name = gone.map(|gone| format!("{} {}", gone.draft.first_name, gone.draft.last_name).trim().to_owned());
    let problem = match name.filter(|name| !name.is_empty()) {
        Some(name) => (!is(&name)).then_some(Problem::ConfirmationOfGone { name }),
        None => (!is(login)).then_some(Problem::ConfirmationDiffers),
    };
    problem.map_or(Ok(()), |problem| Err(Error::field(Field::Confirmation, problem)))
}

/// Looks once for the files that may name some people and will stay; of whom may not be erased there are none.
///
/// # Errors
/// What the store says.
pub(in crate::operations) fn looked_for(
    ctx: &mut Permitted<'_>,
    number: EstablishmentNumber,
    ids: &[AccountId],
) -> Result<BTreeMap<AccountId, Vec<String>>> {
    let (all, lists) = ctx.read_own(|tx| {
        let names =
            ids.iter().filter_map(|id| former::names(tx, *id).transpose()).collect::<store::Result<Vec<_>>>()?;
        Ok((names, ledger::lists(tx)?))
    })?;
    let found = lying(ctx, (number, &lists), &all)?;
    Ok(all.iter().map(|names| names.account).zip(found).collect())
}

/// Finds by what one is found who may be erased.
fn erasable(tx: &Tx<'_>, (by, now): (&Actor, Timestamp), id: AccountId) -> Result<Names> {
    let facts = Users::facts(tx, by, now)?;
    let reason = match Users::find(tx, &id)? {
        Some(found) => judge(&found, &facts),
        None => refused_gone(id, &facts, AccountAct::Delete),
    };
    match reason {
        None => former::names(tx, id)?.ok_or_else(|| Error::not_found("user", id)),
        Some(reason) => Err(reason.into()),
    }
}

/// Erases one of an establishment, as [`erase`] does, for whoever may, with the files that stay; what was written beside the
/// databases stays to be forgotten.
///
/// # Errors
/// As [`erase`].
pub(in crate::operations) fn erase_one(
    ctx: &mut Permitted<'_>,
    (number, token): (EstablishmentNumber, &str),
    (id, left): (AccountId, Vec<String>),
) -> Result<Erased> {
    let (by, now) = (ctx.actor.clone(), ctx.now());
    let names = ctx.read_own(|tx| erasable(tx, (&by, now), id))?;
    let exports = ctx.write(|tx, _, _| {
        outside::begin(tx, (number, token), &names)?;
        kept_exports(tx, (number, &names))
    })?;
    let stays = Stays { exports, left };
    let done = ctx.write_own(|tx, permit, moment| {
        let names = erasable(tx, (permit.by(), moment.now), id)?;
        let erased = inside(tx, (permit.by(), moment.now, moment.kept_at), &names, stays)?;
        Ok((erased, names, ledger::lists(tx)?))
    });
    let (erased, names, lists) = match done {
        Ok(done) => done,
        Err(error) => {
            ctx.write(|tx, _, _| Ok(outside::forget(tx, number, Some(id))?))?;
            return Err(error);
        }
    };
    acknowledge(ctx, (number, &lists), &names, &erased)?;
    Ok(erased)
}

/// Lists the exports that hold the names, under whatever number, each with when its time is over.
fn kept_exports(
    tx: &registry::Tx<'_>,
    (number, names): (EstablishmentNumber, &Names),
) -> Result<Vec<(String, Timestamp)>> {
    let kept_s = i64::from(limit_days(tx)?).saturating_mul(DAY_S);
    // One that does not tell of which credential it is, or an account whose is not known, may be.
    let own = |hash: &String| names.lineage.iter().any(|lineage| credential_of(lineage) == hash);
    let holds = |export: &Export| {
        let of = export.whose().credentials();
        of.is_empty() || names.lineage.is_empty() || of.iter().any(own)
    };
    let mut found = Vec::new();
    for number in numbers(tx, number, names)? {
        let filter = ExportFilter { number: Some(number), ..ExportFilter::default() };
        found.extend(exports(tx, &filter, None, NAMED_MAX)?.into_iter().filter(holds));
    }
    Ok(found.into_iter().map(|export| (export.file, export.taken_at.plus_s(kept_s))).collect())
}
