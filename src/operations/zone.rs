//! Zones: added, edited, ordered, deleted; the preset of académies.

use super::aftermath::Aftermath;
use super::clock;
use super::context::{Context, record};
use super::error::{Error, Result, Rule};
use super::{host, letters};
use crate::audit::{Entry, Object};
use crate::domain::access::{Action, decide};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::language::Language;
use crate::domain::text::fold;
use crate::domain::zone::{DEFAULT_ZONE, Zone, ZoneDraft, ZoneInput, ZoneNumber, academies};
use crate::store::registry::{Tx, outbox, zone};

/// A zone in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneLine {
    /// The zone.
    pub zone: Zone,
    /// Its establishments.
    pub establishments: u32,
}

/// Lists all zones in their order.
///
/// # Errors
/// What the store says.
pub fn list(ctx: &mut Context) -> Result<Vec<ZoneLine>> {
    decide(&ctx.actor, Action::ListEstablishments)?;
    ctx.read(|tx| {
        let populations: std::collections::HashMap<_, _> = zone::populations(tx)?.into_iter().collect();
        let lines = zone::list(tx)?.into_iter().map(|zone| {
            let establishments = populations.get(&zone.number).copied().unwrap_or(0);
            ZoneLine { zone, establishments }
        });
        Ok(lines.collect())
    })
}

/// Finds the zone that a text names: by its number, else by its name, whatever its accents and case.
///
/// # Errors
/// [`Problem::UnknownZone`] of the field.
pub fn named(ctx: &mut Context, typed: &str) -> Result<ZoneNumber> {
    decide(&ctx.actor, Action::ListEstablishments)?;
    let typed = typed.trim();
    let found = ctx.read(|tx| match typed.parse() {
        Ok(number) => Ok(zone::find(tx, ZoneNumber(number))?),
        Err(_) => Ok(zone::find_by_name(tx, typed)?),
    })?;
    found.map(|zone| zone.number).ok_or_else(|| Error::field(Field::Zone, Problem::UnknownZone))
}

fn existing(tx: &Tx<'_>, number: ZoneNumber) -> Result<Zone> {
    zone::find(tx, number)?.ok_or_else(|| Error::not_found("zone", number.0))
}

fn check_name(tx: &Tx<'_>, name: &str, own: Option<ZoneNumber>) -> Result<()> {
    let taken = zone::find_by_name(tx, name)?.is_some_and(|found| Some(found.number) != own);
    if taken { Err(Error::field(Field::ZoneName, Problem::ZoneNameUsed)) } else { Ok(()) }
}

/// Adds a zone at the end.
///
/// # Errors
/// Every field's problem.
pub fn add(ctx: &mut Context, input: &ZoneInput) -> Result<Zone> {
    decide(&ctx.actor, Action::ManageZones)?;
    let draft = input.check()?;
    ctx.write(|tx, actor, now| {
        check_name(tx, &draft.name, None)?;
        let zone = zone::insert(tx, &draft)?;
        let entry = Entry::new("zone.add", Object::zone(zone.number, &zone.name)).is("language", zone.language.code());
        record(tx, actor, now, &entry)?;
        Ok(zone)
    })
}

/// Changes a zone's name and language; mails that wait follow.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`].
pub fn edit(ctx: &mut Context, number: ZoneNumber, rev: i64, input: &ZoneInput) -> Result<()> {
    decide(&ctx.actor, Action::ManageZones)?;
    let draft = input.check()?;
    let aftermath = ctx.write(|tx, actor, now| {
        let old = existing(tx, number)?;
        check_name(tx, &draft.name, Some(number))?;
        if !zone::update(tx, number, rev, &draft)? {
            return Err(Rule::Changed.into());
        }
        let entry = Entry::new("zone.edit", Object::zone(number, &draft.name))
            .was("zone-name", &old.name)
            .was("language", old.language.code())
            .is("zone-name", &draft.name)
            .is("language", draft.language.code());
        let aftermath = follow(tx, &outbox::waiting_in(tx, number)?)?;
        record(tx, actor, now, &aftermath.named(entry))?;
        Ok(aftermath)
    })?;
    ctx.note(aftermath);
    Ok(())
}

/// Writes what waits about establishments anew.
fn follow(tx: &Tx<'_>, numbers: &[EstablishmentNumber]) -> Result<Aftermath> {
    let mut aftermath = Aftermath::default();
    let host = host::stored(tx)?.0.identity;
    for number in numbers {
        aftermath.add(letters::follow(tx, &host, *number)?);
    }
    Ok(aftermath)
}

/// Gives a zone its place in the order, from 1; the others make room.
///
/// # Errors
/// [`Error::NotFound`].
pub fn move_to(ctx: &mut Context, number: ZoneNumber, position: u32) -> Result<()> {
    decide(&ctx.actor, Action::ManageZones)?;
    ctx.write(|tx, actor, now| {
        let old = existing(tx, number)?;
        let mut order: Vec<ZoneNumber> = zone::list(tx)?.into_iter().map(|zone| zone.number).collect();
        let from = order.iter().position(|found| *found == number).unwrap_or(0);
        let to = usize::try_from(position.saturating_sub(1)).unwrap_or(0).min(order.len().saturating_sub(1));
        let moved = order.remove(from);
        order.insert(to, moved);
        for (place, number) in (1_u32..).zip(order) {
            zone::set_position(tx, number, place)?;
        }
        let entry = Entry::new("zone.move", Object::zone(number, &old.name))
            .was("zone-position", (from + 1).to_string())
            .is("zone-position", (to + 1).to_string());
        record(tx, actor, now, &entry)
    })
}

/// Deletes a zone; its establishments move to zone 1. Gives how many.
///
/// # Errors
/// [`Rule::DefaultZone`], [`Error::NotFound`].
pub fn delete(ctx: &mut Context, number: ZoneNumber) -> Result<usize> {
    decide(&ctx.actor, Action::ManageZones)?;
    if number == DEFAULT_ZONE {
        return Err(Rule::DefaultZone.into());
    }
    clock::settled(ctx)?;
    let (moved, aftermath) = ctx.write(|tx, actor, now| {
        let old = existing(tx, number)?;
        let waiting = outbox::waiting_in(tx, number)?;
        let moved = zone::move_establishments(tx, number, DEFAULT_ZONE)?;
        zone::delete(tx, number)?;
        let entry = Entry::new("zone.delete", Object::zone(number, &old.name)).was("establishments", moved.to_string());
        let aftermath = follow(tx, &waiting)?;
        record(tx, actor, now, &aftermath.named(entry))?;
        Ok((moved, aftermath))
    })?;
    ctx.note(aftermath);
    Ok(moved)
}

/// Adds the académies that no zone is named after yet; gives how many.
///
/// # Errors
/// What the store says.
pub fn add_academies(ctx: &mut Context) -> Result<usize> {
    let names: Vec<String> = academies().into_iter().map(|one| one.name.to_owned()).collect();
    add_missing(ctx, &names)
}

/// Adds the zones of these names that are not there yet; gives how many.
///
/// # Errors
/// A name's problem.
pub fn add_missing(ctx: &mut Context, names: &[String]) -> Result<usize> {
    decide(&ctx.actor, Action::ManageZones)?;
    let drafts = names.iter().map(|name| ZoneInput { name: name.clone(), language: String::new() }.check());
    let drafts: Vec<ZoneDraft> = drafts.collect::<std::result::Result<_, _>>()?;
    ctx.write(|tx, actor, now| {
        let mut known: std::collections::HashSet<String> =
            zone::list(tx)?.iter().map(|zone| fold(&zone.name)).collect();
        let mut added = 0;
        for draft in &drafts {
            if !known.insert(fold(&draft.name)) {
                continue;
            }
            let zone = zone::insert(tx, draft)?;
            let entry =
                Entry::new("zone.add", Object::zone(zone.number, &zone.name)).is("language", Language::French.code());
            record(tx, actor, now, &entry)?;
            added += 1;
        }
        Ok(added)
    })
}
