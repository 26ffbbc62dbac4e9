//! Zones: added, edited, ordered, deleted; the preset of académies.

use super::aftermath::Aftermath;
use super::context::Context;
use super::deed::{Applied, Deed, Doable, Kept, Undo};
use super::error::{Error, Result};
use super::ledger::Host;
use super::making::{Again, Making, Unique, check_free as check_unique, holders};
use super::permitted::record;
use super::{host, letters, reach};
use crate::audit::{Entry, Object};
use crate::domain::access::Actor;
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::domain::time::Timestamp;
use crate::domain::zone::{DEFAULT_ZONE, Zone, ZoneDraft, ZoneInput, ZoneNumber, academies};
use crate::store::registry::{Tx, outbox, webmaster, zone};

/// A zone in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneLine {
    /// The zone.
    pub zone: Zone,
    /// Its establishments.
    pub establishments: u32,
}

/// Lists the zones that whoever looks sees, in their order.
pub fn list(ctx: &mut Context) -> Result<Vec<ZoneLine>> {
    let ctx = &mut ctx.permit(Act::ZONE_LIST)?;
    ctx.read(|tx| {
        let populations: std::collections::HashMap<_, _> = zone::populations(tx)?.into_iter().collect();
        let lines = reach::narrow_zones(tx, zone::list(tx)?).into_iter().map(|zone| {
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
    let ctx = &mut ctx.permit(Act::ZONE_LIST)?;
    let typed = typed.trim();
    let found = ctx.read(|tx| match typed.parse() {
        Ok(number) => Ok(zone::find(tx, ZoneNumber(number))?.filter(|zone| reach::sees_zone(tx, zone.number))),
        Err(_) => Ok(zone::find_by_name(tx, typed)?.filter(|zone| reach::sees_zone(tx, zone.number))),
    })?;
    found.map(|zone| zone.number).ok_or_else(|| Error::field(Field::Zone, Problem::UnknownZone))
}

fn existing(tx: &Tx<'_>, number: ZoneNumber) -> Result<Zone> {
    zone::find(tx, number)?.ok_or_else(|| Error::not_found("zone", number.0))
}

/// Adds a zone at the end.
///
/// # Errors
/// Every field's problem.
pub fn add(ctx: &mut Context, input: &ZoneInput) -> Result<Zone> {
    ADD.one(ctx, &filled(&input.name, &input.language))
}

/// Changes a zone's name and language; mails that wait follow.
///
/// # Errors
/// Every field's problem; [`super::error::Rule::Changed`].
pub fn edit(ctx: &mut Context, number: ZoneNumber, rev: i64, input: &ZoneInput) -> Result<()> {
    input.check()?;
    EDIT.one(ctx, &number, Some(rev), &filled(&input.name, &input.language)).map(drop)
}

/// Deletes a zone, if it still has the version that somebody saw; its establishments move to zone 1. Returns how many.
///
/// # Errors
/// [`Reason::DefaultZone`], [`Error::NotFound`], [`super::error::Rule::Changed`].
pub fn delete(ctx: &mut Context, number: ZoneNumber, rev: Option<i64>) -> Result<usize> {
    Ok(DELETE.one(ctx, &number, rev, &Filled::default())?.len())
}

/// How many webmasters are there for each zone that has some.
#[derive(Debug, Default)]
pub struct Facts(Vec<(ZoneNumber, u32)>);

impl Facts {
    /// Why a zone is not deleted that somebody is there for: they would be there for nothing, or for what it leaves.
    fn held(&self, zone: ZoneNumber) -> Option<Reason> {
        let count = self.0.iter().find(|(of, _)| *of == zone).map(|(_, count)| *count)?;
        Some(Reason::in_use(count, Noun::Webmaster.word(), ""))
    }
}

/// Reads what guards know of zones.
pub fn facts(ctx: &mut Context) -> Result<Facts> {
    let ctx = &mut ctx.permit(Act::ZONE_LIST)?;
    ctx.read(|tx| Ok(Facts(webmaster::of_zones(tx)?)))
}

/// Zones, as deeds meet them.
#[derive(Debug)]
pub struct Zones;

impl Kept for Zones {
    type Ledger = Host;
    type Id = ZoneNumber;
    type Row = Zone;
    /// How many webmasters are there for each zone.
    type Facts = Facts;
    /// The establishments that moved.
    type More = Vec<EstablishmentNumber>;

    fn find(tx: &Tx<'_>, id: &ZoneNumber) -> Result<Option<Zone>> {
        Ok(zone::find(tx, *id)?)
    }

    fn facts(tx: &Tx<'_>, _: &Actor, _: Timestamp) -> Result<Facts> {
        Ok(Facts(webmaster::of_zones(tx)?))
    }

    fn rev(row: &Zone) -> i64 {
        row.rev
    }

    fn object(row: &Zone) -> Object {
        Object::zone(row.number, &row.name)
    }

    fn filled(row: &Zone) -> Filled {
        filled(&row.name, row.language.code())
    }

    fn returning(more: &Vec<EstablishmentNumber>) -> Option<Message> {
        (!more.is_empty()).then(|| Message::new("back-zone").with("count", more.len()))
    }
}

fn filled(name: &str, language: &str) -> Filled {
    Filled::default().with(Field::ZoneName, name).with(Field::Language, language)
}

/// Its deeds.
pub(super) const DEEDS: &[&dyn Doable] = &[&ADD, &EDIT, &DELETE];

/// Changes a zone's name and language; mails that wait follow.
pub const EDIT: Deed<Zones> = Deed {
    act: Act::ZONE_EDIT,
    danger: Danger::None,
    judge: |_, _, _| None,
    apply: |tx, _, old, typed| change(tx, old, &typed_as(typed).check()?),
    undo: Undo::Back {
        judge: |tx, was| check_free(tx, was),
        apply: |tx, _, (now, was): (Option<&Zone>, &Zone), _| {
            let draft = ZoneDraft { name: was.name.clone(), language: was.language };
            let Applied { aftermath, notes, .. } = change(tx, now.unwrap_or(was), &draft)?;
            Ok(Applied { aftermath, notes, ..Applied::default() })
        },
    },
};

/// What no two zones share.
const UNIQUE: &[Unique<Zones>] = &[Unique {
    field: Field::ZoneName,
    find: |tx, name| Ok(zone::find_by_name(tx, name)?),
    taken: Problem::ZoneNameUsed,
}];

/// Adds a zone at the end; it is taken back while no establishment is in it.
const ADD: Making<Zones> = Making {
    act: Act::ZONE_ADD,
    tells: Act::ZONE_ADD,
    danger: Danger::None,
    read: |typed| Ok(typed_as(typed).check().map(|draft| filled(&draft.name, draft.language.code()))?),
    unique: UNIQUE,
    most: None,
    again: Again::Refused,
    make: |tx, _, typed| Ok(zone::insert(tx, &typed_as(typed).check()?)?.number),
    bears: |tx, row| {
        let count = u32::try_from(zone::establishments(tx, row.number)?.len()).unwrap_or(u32::MAX);
        Ok((count > 0).then_some(Reason::in_use(count, Noun::Establishment.word(), "")))
    },
    unmake: &DELETE,
};

fn typed_as(typed: &Filled) -> ZoneInput {
    ZoneInput { name: typed.text(Field::ZoneName), language: typed.text(Field::Language) }
}

fn change(tx: &Tx<'_>, old: &Zone, draft: &ZoneDraft) -> Result<Applied<Vec<EstablishmentNumber>>> {
    let is = filled(&draft.name, draft.language.code());
    check_unique(&holders(tx, UNIQUE, &is, |zone| zone.number == old.number)?)?;
    zone::update(tx, old.number, old.rev, draft)?;
    let aftermath = follow(tx, &outbox::waiting_in(tx, old.number)?)?;
    Ok(Applied { aftermath, ..Applied::default() })
}

/// Deletes a zone: its establishments move to zone 1, and come back from there when it is undone, if they still are there.
pub const DELETE: Deed<Zones> = Deed {
    act: Act::ZONE_DELETE,
    danger: Danger::Yes,
    judge: |row, facts, _| match row.number {
        DEFAULT_ZONE => Some(Reason::DefaultZone),
        number => facts.held(number),
    },
    apply: |tx, _, old, _| {
        let (waiting, moved) = (outbox::waiting_in(tx, old.number)?, zone::establishments(tx, old.number)?);
        zone::move_establishments(tx, old.number, DEFAULT_ZONE)?;
        zone::delete(tx, old)?;
        let notes = vec![("establishments", moved.len().to_string())];
        Ok(Applied { more: moved, aftermath: follow(tx, &waiting)?, notes, ..Applied::default() })
    },
    undo: Undo::Back {
        judge: |tx, was| check_free(tx, was),
        apply: |tx, _, (_, was): (Option<&Zone>, &Zone), moved: &Vec<EstablishmentNumber>| {
            zone::put_back(tx, was)?;
            let mut back = 0;
            for number in moved {
                back += zone::move_one_back(tx, *number, (DEFAULT_ZONE, was.number))?;
            }
            let notes = vec![("establishments", back.to_string())];
            let aftermath = follow(tx, &outbox::waiting_in(tx, was.number)?)?;
            Ok(Applied { aftermath, notes, ..Applied::default() })
        },
    },
};

/// Refuses to give a zone a name back that another one has by now.
fn check_free(tx: &Tx<'_>, was: &Zone) -> Result<()> {
    let holder = zone::find_by_name(tx, &was.name)?;
    if holder.is_some_and(|holder| holder.number != was.number) { Err(Reason::NameTaken.into()) } else { Ok(()) }
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

/// Returns a zone its place in the order, from 1; the others make room.
///
/// # Errors
/// [`Error::NotFound`].
pub fn move_to(ctx: &mut Context, number: ZoneNumber, position: u32) -> Result<()> {
    let ctx = &mut ctx.permit(Act::ZONE_MOVE)?;
    ctx.write(|tx, permit, now| {
        let old = existing(tx, number)?;
        let mut order: Vec<ZoneNumber> = zone::list(tx)?.into_iter().map(|zone| zone.number).collect();
        let from = order.iter().position(|found| *found == number).unwrap_or(0);
        let to = usize::try_from(position.saturating_sub(1)).unwrap_or(0).min(order.len().saturating_sub(1));
        let moved = order.remove(from);
        order.insert(to, moved);
        for (place, number) in (1_u32..).zip(order) {
            zone::set_position(tx, number, place)?;
        }
        let entry = Entry::new(Act::ZONE_MOVE, Object::zone(number, &old.name))
            .was("zone-position", (from + 1).to_string())
            .is("zone-position", (to + 1).to_string());
        record(tx, permit, now, &entry)
    })
}

/// Adds the académies that no zone is named after yet; gives how many.
pub fn add_academies(ctx: &mut Context) -> Result<usize> {
    let names: Vec<String> = academies().into_iter().map(|one| one.name.to_owned()).collect();
    add_missing(ctx, &names)
}

/// Adds the zones of these names that are not there yet; gives how many.
///
/// # Errors
/// A name's problem.
pub fn add_missing(ctx: &mut Context, names: &[String]) -> Result<usize> {
    let ctx = &mut ctx.permit(Act::ZONE_ACADEMIES)?;
    let drafts = names.iter().map(|name| ZoneInput { name: name.clone(), language: String::new() }.check());
    let drafts: Vec<ZoneDraft> = drafts.collect::<std::result::Result<_, _>>()?;
    ctx.write(|tx, permit, now| {
        let mut known: std::collections::HashSet<String> =
            zone::list(tx)?.iter().map(|zone| fold(&zone.name)).collect();
        let mut added = 0;
        for draft in &drafts {
            if !known.insert(fold(&draft.name)) {
                continue;
            }
            let zone = zone::insert(tx, draft)?;
            let entry = Entry::new(Act::ZONE_ADD, Object::zone(zone.number, &zone.name))
                .is("language", Language::French.code());
            record(tx, permit, now, &entry)?;
            added += 1;
        }
        Ok(added)
    })
}
