//! Reads: the index, the visible window, one establishment in full.

use crate::domain::act::Act;
use crate::domain::establishment::{Establishment, EstablishmentNumber, Stage};
use crate::domain::job::Impact;
use crate::domain::search::Index;
use crate::domain::unreadable::Listed;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
use crate::operations::reach;

use crate::store::establishment::account::Loss;
use crate::store::registry::index::Counts;
use crate::store::registry::{Tx, establishment, index, outbox, statistics};

/// Reads the index that filters and orders run on.
pub fn index(ctx: &mut Context) -> Result<Index> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    ctx.read(|tx| {
        let mut index = index::load(tx)?;
        index.know_sign_ins(&statistics::last_sign_ins(tx)?);
        Ok(index)
    })
}

/// Fetches a window of rows in the order that was asked for; those that are gone are left out.
pub fn rows(ctx: &mut Context, numbers: &[EstablishmentNumber]) -> Result<Vec<Establishment>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    ctx.read(|tx| {
        let numbers = reach::narrow(tx, numbers.to_vec(), |number| Some(*number))?;
        let found = numbers.into_iter().filter_map(|number| establishment::find(tx, number).transpose());
        Ok(found.collect::<crate::store::Result<_>>()?)
    })
}

/// Fetches a window of rows as [`rows`] does; one with a value that nobody knows comes as that.
pub fn window(ctx: &mut Context, numbers: &[EstablishmentNumber]) -> Result<Vec<Listed<Establishment>>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    ctx.read(|tx| {
        let numbers = reach::narrow(tx, numbers.to_vec(), |number| Some(*number))?;
        let found = numbers.into_iter().filter_map(|number| establishment::find_listed(tx, number).transpose());
        Ok(found.collect::<crate::store::Result<_>>()?)
    })
}

/// Fetches the first rows by number, without those that cannot be read.
pub fn first_page(ctx: &mut Context, limit: u32) -> Result<Vec<Establishment>> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    ctx.read(|tx| {
        let (mut found, mut after) = (Vec::new(), EstablishmentNumber(0));
        loop {
            let page = establishment::page(tx, after, limit)?;
            let Some((last, _)) = page.last() else { break };
            after = *last;
            let seen = reach::narrow(tx, page, |(number, _)| Some(*number))?;
            found.extend(seen.into_iter().filter_map(|(_, row)| row.ok()));
            if !tx.is_limited() || found.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
                break;
            }
        }
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    })
}

/// Returns the totals.
pub fn counts(ctx: &mut Context) -> Result<Counts> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_LIST)?;
    let now = ctx.now();
    ctx.read(|tx| Ok(index::counts(tx, now)?))
}

/// Returns one establishment.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(ctx: &mut Context, number: EstablishmentNumber) -> Result<Establishment> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_SHOW)?;
    ctx.read(|tx| existing(tx, number))
}

/// Tells people where an establishment's database lies.
#[must_use]
pub fn path(ctx: &Context, number: EstablishmentNumber) -> String {
    ctx.home().shelf().shown(number)
}

/// What a deletion would lose.
#[derive(Debug)]
pub struct Stakes {
    /// What its database holds, or why that cannot be told.
    pub content: Result<Loss>,
    /// Mails about it that wait, at the host or in its own database: they do not leave.
    pub mails: u32,
}

impl Stakes {
    /// Says it as a job tells what it costs.
    pub(super) fn impact(&self) -> Impact {
        let mails = u64::from(self.mails);
        match &self.content {
            Ok(loss) => Impact {
                accounts: loss.accounts.into(),
                grades: loss.grades.into(),
                mails,
                last_sign_in_at: loss.last_sign_in_at,
                ..Impact::default()
            },
            Err(_) => Impact { mails, unreadable: 1, ..Impact::default() },
        }
    }
}

/// Counts what a deletion would lose.
///
/// # Errors
/// [`Error::NotFound`].
pub fn stakes(ctx: &mut Context, number: EstablishmentNumber) -> Result<Stakes> {
    let ctx = &mut ctx.permit(Act::ESTABLISHMENT_SHOW)?;
    let known = |tx: &Tx<'_>| {
        reach::check(tx, number)?;
        Ok((establishment::credential(tx, number)?, outbox::count_waiting_about(tx, number)?))
    };
    let (credential, mails) = ctx.read(known)?;
    let credential = credential.ok_or_else(|| Error::not_found("establishment", number))?;
    let content = ctx.home().shelf().loss(number, &credential).map_err(Error::from);
    let inside = content.as_ref().map_or(0, |loss| loss.mails);
    Ok(Stakes { content, mails: mails + inside })
}

/// Finds an establishment inside a verb's transaction: one that whoever acts reaches.
pub(in crate::operations) fn existing(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    reach::check(tx, number)?;
    establishment::find(tx, number)?.ok_or_else(|| Error::not_found("establishment", number))
}

/// Finds an establishment that is neither being created nor deleted.
pub(in crate::operations) fn active(tx: &Tx<'_>, number: EstablishmentNumber) -> Result<Establishment> {
    let found = existing(tx, number)?;
    if found.stage == Stage::Active { Ok(found) } else { Err(Rule::NotActive.into()) }
}
