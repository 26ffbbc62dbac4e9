//! The examination: the registry first, then the files, then every database.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::databases::Manner;
use super::finding::Finding;
use super::{catalogue, databases, files, inside};
use crate::domain::access::At;
use crate::domain::act::Act;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::mail::MailId;
use crate::domain::unreadable::{Stored, Unreadable};
use crate::domain::webmaster::Login;
use crate::operations::clock::{self, Doubt};
use crate::operations::context::Context;
use crate::operations::error::{Error, Result};
use crate::operations::permitted::Permitted;
use crate::operations::progress::{Stop, Tell, go_on};
use crate::operations::retention::{self, Due};
use crate::operations::{audit, host, job, recover};
use crate::store::establishment::judge::Thoroughness;
use crate::store::registry::unfinished::{self, Step};
use crate::store::registry::{check, establishment, export, outbox, sending, webmaster, zone};
use crate::store::{self, owner};

/// Below this the disk is called almost full, in MiB.
const SPACE_LOW_MIB: u64 = 200;
/// Rows of the registry read in one go.
const PAGE: u32 = 500;

/// Looks at everything, as thoroughly as asked, and changes nothing. What living processes are at is left out.
///
/// # Errors
/// [`Error::Cancelled`]; what the registry or the system says.
pub fn examine(ctx: &mut Context, thoroughness: Thoroughness, stop: Stop<'_>, tell: Tell<'_>) -> Result<Vec<Finding>> {
    let ctx = &mut ctx.permit(Act::DOCTOR_EXAMINE)?;
    let manner = Manner::of(ctx, thoroughness)?;
    let mut found: Vec<Finding> =
        ctx.registry.complaints()?.into_iter().map(|complaint| Finding::RegistryDamaged { complaint }).collect();
    found.extend(ctx.doubt()?.map(Finding::RegistryHeld));
    go_on(stop)?;
    // First of all, so that its repair comes before those that go by the clock.
    found.extend(clock::doubt(ctx)?.map(|doubt| match doubt {
        Doubt::Behind { highest, now, rows } => Finding::ClockBehind { highest, now, rows },
        Doubt::Ahead { from, to, how } => Finding::ClockAhead { from, to, how },
    }));
    let busy = work(ctx, &mut found)?;
    rows(ctx, &mut found);
    keys(ctx, &mut found)?;
    go_on(stop)?;
    contradictions(ctx, &mut found)?;
    mails(ctx, &mut found)?;
    go_on(stop)?;
    if let Some(broken) = audit::verified(ctx)?.broken {
        found.push(Finding::AuditBroken { id: broken.id });
    }
    go_on(stop)?;
    space(ctx, &mut found)?;
    // By a clock that is wrong everything looks old; a demonstration is thrown away as a whole.
    if !found.iter().any(Finding::needs_word) && !host::is_demo(ctx)? {
        found.extend(retention::overdue(ctx)?.into_iter().map(|due| {
            let Due { kind, days, old, .. } = due;
            Finding::Overdue { kind, count: old.count, oldest: old.oldest, days }
        }));
    }
    go_on(stop)?;
    catalogue::examine(ctx, (thoroughness, &busy), &mut found, stop)?;
    files::examine(ctx, (&manner, &busy), &mut found, stop)?;
    databases::examine(ctx, (&manner, &busy), &mut found, stop, tell)?;
    inside::examine(ctx, &busy, &mut found, stop)?;
    interrupted(ctx, &mut found)?;
    // What may be given back is asked about before it may be set aside.
    let own: HashSet<PathBuf> = found.iter().filter_map(Finding::own).map(Path::to_owned).collect();
    let is_own = |finding: &Finding| own.contains(Path::new(&finding.object()));
    found.sort_by_key(|finding| {
        matches!(finding, Finding::UnknownFile { .. } | Finding::OrphanFile { .. }) && is_own(finding)
    });
    Ok(found)
}

/// Reports dead processes' work; gives every establishment that somebody, living or dead, is at.
fn work(ctx: &mut Permitted<'_>, found: &mut Vec<Finding>) -> Result<HashSet<EstablishmentNumber>> {
    let all = ctx.read(|tx| Ok(unfinished::list(tx)?))?;
    let busy = all.iter().map(|(number, _)| *number).collect();
    for (number, work) in all {
        match store::listed(Stored::About("unfinished", number), work)? {
            Ok(work) if recover::is_dead(ctx, &work) => {
                found.push(Finding::Unfinished { number, step: word(&work.step) });
            }
            Ok(_) => {}
            Err(row) => found.push(Finding::RowUnreadable(row)),
        }
    }
    Ok(busy)
}

const fn word(step: &Step) -> &'static str {
    match step {
        Step::Create | Step::Discard => "create",
        Step::Export { .. } => "export",
        Step::Remove { .. } => "remove",
        Step::Replace { .. } | Step::Swap { .. } => "restore",
        Step::Adopt | Step::Own { .. } => "adopt",
        Step::Recreate { .. } => "recreate",
        Step::Names => "names",
        Step::Reset { .. } => "reset",
        Step::Administrator { .. } => "administrator",
    }
}

/// Looks for jobs whose process died, the host's and, now that every database was looked into, those inside.
fn interrupted(ctx: &mut Permitted<'_>, found: &mut Vec<Finding>) -> Result<()> {
    let mut all: Vec<_> = job::interrupted(ctx)?.into_iter().map(|one| (At::Host, one)).collect();
    let inside = job::inside(ctx)?.interrupted.into_iter();
    all.extend(inside.map(|(number, one)| (At::Establishment(number), one)));
    found.extend(all.into_iter().map(|(at, one)| {
        let (job, left) = (one.job.id, one.job.tally.waiting);
        Finding::JobInterrupted { at, job, left }
    }));
    Ok(())
}

/// Reads every row that this version is to understand.
fn rows(ctx: &mut Permitted<'_>, found: &mut Vec<Finding>) {
    let cause = |error: Error| Finding::RegistryUnreadable { cause: error.to_string() };
    found.extend(ctx.read(host::stored).err().map(|error| match error {
        Error::Store(store::Error::Unreadable { what, .. }) => Finding::SettingUnreadable { field: what },
        error => cause(error),
    }));
    found.extend(ctx.read(|tx| Ok(zone::list(tx)?)).err().map(cause));
    let webmasters = ctx.read(|tx| Ok(webmaster::list(tx)?));
    match webmasters {
        Ok(list) if list.iter().any(|webmaster| webmaster.active) => {}
        Ok(_) => found.push(Finding::NoWebmaster),
        Err(error) => found.push(cause(error)),
    }
    match unreadable(ctx) {
        Ok(rows) => found.extend(rows.into_iter().map(Finding::RowUnreadable)),
        Err(error) => found.push(cause(error)),
    }
}

/// Lists every row with a value that nobody knows: other commands pass over it.
fn unreadable(ctx: &mut Permitted<'_>) -> Result<Vec<Unreadable>> {
    let mut found = ctx.read(|tx| Ok([check::unreadable(tx)?, export::unreadable(tx)?].concat()))?;
    let mut after = EstablishmentNumber(0);
    while let page = ctx.read(|tx| Ok(establishment::page(tx, after, PAGE)?))?
        && let Some((last, _)) = page.last()
    {
        after = *last;
        found.extend(page.into_iter().filter_map(|(_, row)| row.err()));
    }
    let mut before = MailId(i64::MAX);
    while let page = ctx.read(|tx| Ok(outbox::before(tx, None, before.0, PAGE)?))?
        && let Some((last, _)) = page.last()
    {
        before = *last;
        let rows = page.into_iter().map(|(id, made)| store::listed(Stored::Mail(id), made));
        found.extend(rows.collect::<store::Result<Vec<_>>>()?.into_iter().filter_map(std::result::Result::err));
    }
    let mut before = i64::MAX;
    while let page = job::page(ctx, None, None, before, PAGE)?
        && let Some((last, _)) = page.last()
    {
        before = last.0;
        found.extend(page.into_iter().filter_map(|(_, job)| job.err()));
    }
    Ok(found)
}

/// Looks for keys of the configuration whose webmaster is disabled or not there.
fn keys(ctx: &mut Permitted<'_>, found: &mut Vec<Finding>) -> Result<()> {
    let people = ctx.read(|tx| Ok(webmaster::list(tx)?))?;
    let is_active = |login: &Login| people.iter().any(|person| person.active && person.login == *login);
    let untied = ctx.options().keys.iter().filter(|(_, login)| !is_active(login));
    found.extend(untied.map(|(key, login)| Finding::KeyUntied { key: key.clone(), login: login.as_str().to_owned() }));
    Ok(())
}

fn contradictions(ctx: &mut Permitted<'_>, found: &mut Vec<Finding>) -> Result<()> {
    let (stuck, stray, retired) =
        ctx.read(|tx| Ok((check::stuck(tx)?, check::stray_blocks(tx)?, check::retired_in_use(tx)?)))?;
    found.extend(stuck.into_iter().map(|(number, stage)| Finding::Stuck { number, stage }));
    found.extend(stray.into_iter().map(|number| Finding::StrayBlock { number }));
    found.extend(retired.into_iter().map(|number| Finding::NumberRetired { number }));
    Ok(())
}

fn mails(ctx: &mut Permitted<'_>, found: &mut Vec<Finding>) -> Result<()> {
    let latest = ctx.latest();
    let (owners, expired) = ctx.read(|tx| Ok((sending::owners(tx)?, check::expired_secrets(tx, latest)?)))?;
    let dead: Vec<String> = owners.into_iter().filter(|owner| !owner::is_alive(ctx.home(), owner)).collect();
    for owner in dead {
        let count = ctx.read(|tx| Ok(check::being_sent(tx, &owner)?))?;
        found.push(Finding::MailsStuck { owner, count });
    }
    if expired > 0 {
        found.push(Finding::SecretsExpired { count: expired });
    }
    Ok(())
}

fn space(ctx: &Context, found: &mut Vec<Finding>) -> Result<()> {
    let free_mib = ctx.home().space()?.free_bytes >> 20;
    if free_mib < SPACE_LOW_MIB {
        found.push(Finding::SpaceLow { free_mib: u32::try_from(free_mib).unwrap_or(u32::MAX) });
    }
    if !ctx.home().has_reserve() {
        found.push(Finding::ReserveMissing);
    }
    Ok(())
}
