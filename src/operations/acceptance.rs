//! Accepting a registry that is held: what goes on then, and what files know that it does not.
//!
//! Invariant: what was accepted, and why it was held, is audited; numbers that only files know are never given again.

use super::clock;
use super::context::Context;
use super::error::{Result, Rule};
use super::establishment::{claims, origin};
use super::identity::{HELD_AT, HOME, mark};
use super::permitted::{Permitted, record};
use super::recover;
use super::waiting_mail::doubt_all;
use crate::audit::{Anchor, Entry, Object};
use crate::domain::act::Act;
use crate::domain::establishment::{EstablishmentNumber, NUMBER_MAX};
use crate::domain::identity::{Doubt, Kept};
use crate::domain::job::JobState;
use crate::domain::mail::State;
use crate::domain::message::{Explain, Message};
use crate::domain::password::Secret;
use crate::domain::school::School;
use crate::store::establishment::erased::receipts;
use crate::store::establishment::waiting_mail;
use crate::store::ledger::job::read;
use crate::store::ledger::reached::{Inside, Reached};
use crate::store::registry::{check, establishment, inside, known, origins, outbox, retired, setting, unfinished};
use crate::store::shelf::{Shelf, given, lineage, stated};
use crate::store::{self, files, identity};
use std::path::Path;

/// What goes on when a doubted registry is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// Mails that leave then.
    pub mails: u32,
    /// Mails that wait in establishments' own databases: they leave then only when a person says so.
    pub inside: u32,
    /// Jobs that were interrupted or paused and can be resumed then.
    pub jobs: u32,
    /// Pieces of work that dead processes began, and that end then without a file being touched.
    pub unfinished: u32,
}

impl Explain for Waiting {
    fn message(&self) -> Message {
        let Self { mails, inside, jobs, unfinished } = *self;
        let waiting = [mails, inside, jobs, unfinished].into_iter().fold(0, u32::saturating_add);
        Message::new("registry-waiting")
            .with("waiting", waiting)
            .with("mails", mails)
            .with("inside", inside)
            .with("jobs", jobs)
            .with("unfinished", unfinished)
    }
}

/// Counts what goes on when this registry is accepted.
pub fn waiting(ctx: &mut Context) -> Result<Waiting> {
    let ctx = &mut ctx.permit(Act::DOCTOR_EXAMINE)?;
    let mut inside = 0_u32;
    each_database(ctx, |shelf, (_, target)| {
        let counted = shelf.look_inside((target.number, &target.credential), waiting_mail::count);
        inside = inside.saturating_add(counted.ok().flatten().unwrap_or_default());
    })?;
    ctx.read(|tx| {
        let waits = |state| matches!(state, State::Queued | State::Deferred | State::Sending);
        let mails =
            outbox::counts(tx, None)?.into_iter().filter(|(state, _)| waits(*state)).map(|(_, count)| count).sum();
        let begun = |state| matches!(state, JobState::Running | JobState::Paused);
        let jobs = read::counts(tx)?.into_iter().filter(|(state, _)| begun(*state)).map(|(_, count)| count).sum();
        let unfinished = u32::try_from(unfinished::list(tx)?.len()).unwrap_or(u32::MAX);
        Ok(Waiting { mails, inside, jobs, unfinished })
    })
}

/// Which school each number was that exports and orphans name and that this registry does not know. It may be older than they are, and a school that gets such a number would get another one's exports.
fn known_outside(ctx: &mut Permitted<'_>) -> Result<Vec<(EstablishmentNumber, School)>> {
    let mut known = Vec::new();
    for (number, paths) in ctx.home().shelf().named_elsewhere()? {
        if (1..=NUMBER_MAX).contains(&number.0) && !ctx.read(|tx| Ok(establishment::is_used(tx, number)?))? {
            known.push((number, origin::school_of(ctx, number, &paths)?));
        }
    }
    Ok(known)
}

/// How many rows are read at once.
const PAGE: u32 = 500;

/// What an establishment's database says.
struct Said {
    number: EstablishmentNumber,
    /// Hashes of the credentials by which its content is known.
    lineage: Vec<String>,
    /// What the host is to know of it, if it goes on from what this registry knows, or was pruned since.
    inside: Option<Inside>,
    /// The last ids that were given in it, of whatever time it is.
    given: Vec<(String, i64)>,
    /// What opens it, if mails wait in it.
    mails: Option<Secret>,
}

/// Looks at each establishment's own database that lies in its place, with how far this registry knows it to have come.
fn each_database(ctx: &mut Permitted<'_>, mut look: impl FnMut(&Shelf, (Reached, check::Target))) -> Result<()> {
    let (shelf, mut after) = (ctx.home().shelf(), EstablishmentNumber(0));
    loop {
        let page = ctx.read(|tx| {
            let known = |target: check::Target| Ok((inside::known(tx, target.number)?.reached, target));
            Ok(check::targets(tx, after, PAGE)?.into_iter().map(known).collect::<store::Result<Vec<_>>>()?)
        })?;
        let Some((_, last)) = page.last() else { return Ok(()) };
        after = last.number;
        for (known, target) in page {
            if target.is_readable
                && stated(Path::new(&shelf.shown(target.number))).is_some_and(|(own, _)| own == target.number)
            {
                look(&shelf, (known, target));
            }
        }
    }
}

/// Reads what each establishment's database says: a registry that is older does not know what was placed there since, nor
/// what was done in it.
fn known_inside(ctx: &mut Permitted<'_>) -> Result<Vec<Said>> {
    let mut said = Vec::new();
    each_database(ctx, |shelf, (known, check::Target { number, credential, .. })| {
        let looked = shelf.look_inside((number, &credential), |tx| {
            let last = known.head.as_ref().map_or(0, |head| head.id);
            let is_pruned = || Ok::<_, store::Error>(Anchor::find(tx)?.is_some_and(|anchor| anchor.id >= last));
            let inside = if known.goes_on_in(tx)? || is_pruned()? {
                Inside::read(tx, receipts(tx)?).map(Some)
            } else {
                Ok(None)
            };
            Ok((inside?, waiting_mail::is_any(tx)?))
        });
        let (inside, mails) = looked.ok().flatten().unwrap_or_default();
        let path = shelf.shown(number);
        let path = Path::new(&path);
        let mails = mails.then_some(credential);
        said.push(Said { number, lineage: lineage(path), inside, given: given(path), mails });
    })?;
    Ok(said)
}

/// Accepts the registry as it is: from now on it is the one that was used last. One that may be a copy gets an
/// identifier of its own. Numbers that only files know are never given again. What was accepted, and why it was held, is
/// audited. Work that was interrupted in it ends without a file being touched. Mails that wait in establishments' own
/// databases may have left already: they leave when a person says so. Accounts that are made from then on are told from those that
/// are made where this registry, or a later state of it, is used too.
///
/// # Errors
/// [`Rule::NotDoubted`]; what the system says about the files beside the registry.
pub fn accept(ctx: &mut Context) -> Result<Doubt> {
    let ctx = &mut ctx.permit(Act::DOCTOR_ACCEPT_REGISTRY)?;
    let home = ctx.home().clone();
    // One at a time: what lies beside the registry is written after it.
    let _claim = home.claim_in_turn()?;
    let doubt = ctx.doubt()?.ok_or(Rule::NotDoubted)?;
    let lost = identity::head(&home)?;
    let dead = recover::dead(ctx)?;
    recover::keep_exports(ctx)?;
    let (outside, known) = (known_outside(ctx)?, known_inside(ctx)?);
    let time = ctx.clock();
    let id = ctx.write_anyway(|tx, permit, now| {
        clock::begin_again(tx, permit, now, time)?;
        let own = setting::find(tx, HOME)?.map(|(id, _)| id);
        let id = match own {
            Some(id) if !doubt.is_a_copy() => id,
            Some(_) | None => files::token()?,
        };
        setting::put(tx, HOME, &id)?;
        origins::accept(tx, &files::token()?)?;
        setting::remove(tx, HELD_AT)?;
        recover::let_go(tx, &dead)?;
        for (number, school) in &outside {
            if !establishment::is_used(tx, *number)? {
                retired::retire(tx, (now, 0), (*number, school))?;
            }
        }
        let mut entry = Entry::new(Act::DOCTOR_ACCEPT_REGISTRY, Object::host()).is("doubt", doubt.word());
        if let Kept::Found(head) = &lost {
            entry = entry.was("head", format!("{}:{}", head.id, head.hash));
        }
        // What the other registry knew to have left may wait in a copy that is as old as this one.
        let mut uncertain = 0;
        for Said { number, mails, .. } in &known {
            if let Some(credential) = mails {
                uncertain += doubt_all((tx, &home.shelf()), (*number, credential), now)?;
            }
        }
        if uncertain > 0 {
            entry = entry.is("mails-uncertain", uncertain.to_string());
        }
        record(tx, permit, now, &entry)?;
        // From that entry on, what was placed before is what the databases say.
        for Said { number, lineage, inside, given, .. } in &known {
            inside::put_given(tx, *number, given)?;
            known::put_content(tx, *number, &claims::of(tx, *number, lineage)?.believed)?;
            if let Some(found) = inside {
                inside::displace(tx, *number, Some(found), now)?;
            }
        }
        Ok(id)
    })?;
    // Only now: what lies beside the registry is never ahead of it.
    ctx.read(|tx| Ok(mark(tx, &home, &home.registry(), &id)?))?;
    ctx.be_proved();
    Ok(doubt)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;
    use crate::i18n::Catalogue;

    /// Only what waits is told, and where nothing does, that.
    #[test]
    fn what_does_not_wait_is_not_counted() {
        let words = Catalogue::new(Language::French);
        for (mails, inside, jobs, unfinished) in (0..81).map(|n| (n % 3, n / 27, n / 3 % 3, n / 9 % 3)) {
            let said = words.say(&Waiting { mails, inside, jobs, unfinished }.message());
            assert!(!said.contains('0'), "{said}");
            assert_eq!(said.contains("base"), inside > 0, "{said}");
            for (count, word) in [(mails + inside, "courriel"), (jobs, "traitement"), (unfinished, "interrompu")] {
                let nothing = mails + inside + jobs + unfinished == 0;
                assert_eq!(said.contains(word), count > 0 || (nothing && word != "interrompu"), "{said}");
            }
        }
    }
}
