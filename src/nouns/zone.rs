//! Zones, in an order of the host's choice.

use std::collections::HashSet;

use super::acts::{self, Chosen, Doors, Elsewhere, Told};
use super::cell::{Cell, Tone, Word};
use super::description::{self, Described, Key};
use super::door::Of;
use super::field;
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::job::Danger;
use crate::domain::language::Language;
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::fold;
use crate::domain::zone::{DEFAULT_ZONE, Zone, ZoneInput, academies};
use crate::i18n::words;
use crate::operations::zone::{self, ZoneLine};
use crate::operations::{Context, Error, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Zones> = Of::NEW;

const LANGUAGES: &[(&str, &str)] = &[("fr", "language-fr"), ("en", "language-en")];

type ActOf = acts::ActOf<Zones>;
type Column = description::Column<ZoneLine>;
type FieldOf = field::FieldOf<ZoneLine>;

/// The description.
#[derive(Debug)]
pub(super) struct Zones;

/// What guards know besides the row.
#[derive(Debug)]
pub(super) struct Facts {
    /// Académies that no zone is named after.
    academies: usize,
    /// The name of the zone that takes in the others.
    default: String,
    /// Whose zones they are.
    held: zone::Facts,
}

impl Described for Zones {
    type Row = ZoneLine;
    type Facts = Facts;

    const NOUN: Noun = Noun::Zone;
    const TITLE: &'static str = "screen-zones";
    const HELP: &'static str = "plain-help-zones";
    const NONE: &'static str = "zones-none";
    const SENTENCE: &'static str = "zone-sentence";
    const SOURCE: Source<ZoneLine, Facts> = Source::Whole(list);
    const KEY: Key = Key { field: Field::Zone, value: "cli-value-zone", help: "cli-arg-zone" };

    const COLUMNS: &'static [Column] = &[
        Column::new("position", "zone-column-position", |row| Cell::Number(row.zone.position.into())).wide(9, 0),
        Column::new("number", "column-number", |row| Cell::Key(row.zone.number.0.into()))
            .by("numero", Kind::Number, CanBeEmpty::No)
            .wide(6, 0),
        Column::new("name", "zone-column-name", |row| Cell::Text(row.zone.name.clone()))
            .by("nom", Kind::Text, CanBeEmpty::No)
            .wide(24, 1),
        Column::new("language", "zone-column-language", |row| Cell::Code(row.zone.language.code(), language(row)))
            .by("langue", Kind::Text, CanBeEmpty::No)
            .wide(12, 0)
            .yields(1),
        Column::new("establishments", "zone-column-establishments", |row| Cell::Number(row.establishments.into()))
            .by("etablissements", Kind::Number, CanBeEmpty::No)
            .wide(15, 0),
        Column::hidden("rev", |row| Cell::Number(row.zone.rev)),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::ZoneName, Self::name).option("name").needed(),
        FieldOf::choice(Field::Language, LANGUAGES, |row| row.zone.language.code().to_owned())
            .value("cli-value-language")
            .hint("zone-hint-language"),
        FieldOf::line(Field::ZonePosition, |row| row.zone.position.to_string())
            .value("cli-value-number")
            .positional("cli-arg-position"),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::ZONE_ADD, ("action-zone-add", "cli-zone-add"), add).asks(
            &[Field::ZoneName, Field::Language],
            |_| Message::new("zone-add-title"),
            "zone-add-button",
        ),
        ActOf::on_row(Act::ZONE_EDIT, ("action-zone-edit", "cli-zone-edit"), edit).asks(
            &[Field::ZoneName, Field::Language],
            |row| Message::new("zone-edit-title").with("number", row.map(Self::key).unwrap_or_default()),
            "form-save",
        ),
        ActOf::elsewhere(Act::ZONE_OPEN, "action-open", (Elsewhere::Establishments, filter)),
        ActOf::on_row(Act::ZONE_MOVE, ("action-zone-move", "cli-zone-move"), move_to)
            .asks(&[Field::ZonePosition], |_| Message::new("action-zone-move"), "form-save")
            .through(Doors::Lines),
        ActOf::shift(Act::ZONE_EARLIER, "action-zone-earlier", -1)
            .refuses(|seen| (seen.at == 0).then(|| Message::new("why-first-zone"))),
        ActOf::shift(Act::ZONE_LATER, "action-zone-later", 1)
            .refuses(|seen| (seen.at + 1 >= seen.len).then(|| Message::new("why-last-zone"))),
        ActOf::on_row(Act::ZONE_DELETE, ("action-zone-delete", "cli-zone-delete"), delete)
            .danger(Danger::Yes, |seen| {
                let Some(row) = seen.row else { return Vec::new() };
                let default = seen.facts.default.as_str();
                let moved =
                    Message::new("zone-delete-moved").with("count", row.establishments).with("default", default);
                vec![Message::new("zone-delete-question").with("name", row.zone.name.as_str()), moved]
            })
            .refuses(|seen| {
                Some((zone::DELETE.judge)(&seen.row?.zone, &seen.facts.held, &Filled::default())?.message())
            }),
        ActOf::alone(Act::ZONE_ACADEMIES, ("action-zone-academies", "cli-zone-academies"), add_academies)
            .danger(Danger::Yes, |seen| {
                vec![Message::new("zone-academies-question").with("count", seen.facts.academies)]
            })
            .refuses(|seen| (seen.facts.academies == 0).then(|| Message::new("why-no-academies"))),
        ActOf::elsewhere(Act::ZONE_MAIL, "action-zone-mail", (Elsewhere::Letter, filter))
            .danger(Danger::Count, |_| Vec::new()),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<ZoneLine> {
        let number = match key.trim().parse() {
            Ok(number) => number,
            Err(_) => zone::named(ctx, key)?,
        };
        let found = zone::list(ctx)?.into_iter().find(|row| row.zone.number == number);
        found.ok_or_else(|| Error::not_found("zone", number))
    }

    fn key(row: &ZoneLine) -> String {
        row.zone.number.0.to_string()
    }

    fn name(row: &ZoneLine) -> String {
        row.zone.name.clone()
    }

    fn rev(row: &ZoneLine) -> i64 {
        row.zone.rev
    }

    fn exchange(one: &mut ZoneLine, other: &mut ZoneLine) {
        std::mem::swap(one, other);
        // A place keeps its number, whoever stands there.
        std::mem::swap(&mut one.zone.position, &mut other.zone.position);
    }

    fn blank(language: Language) -> Filled {
        Filled::default().with(Field::Language, language.code())
    }

    fn check(_: Act, filled: &Filled) -> Vec<FieldError> {
        read(filled).check().err().unwrap_or_default()
    }

    fn count(rows: &[&ZoneLine]) -> Message {
        let establishments: u32 = rows.iter().map(|row| row.establishments).sum();
        Message::new("zones-count").with("zones", rows.len()).with("establishments", establishments)
    }
}

fn list(ctx: &mut Context) -> Result<(Vec<ZoneLine>, Facts)> {
    let rows = zone::list(ctx)?;
    let known: HashSet<String> = rows.iter().map(|row| fold(&row.zone.name)).collect();
    let academies = academies().into_iter().filter(|one| !known.contains(&fold(one.name))).count();
    let default = rows.iter().find(|row| row.zone.number == DEFAULT_ZONE).map(Zones::name).unwrap_or_default();
    let held = zone::facts(ctx)?;
    Ok((rows, Facts { academies, default, held }))
}

fn language(row: &ZoneLine) -> Word {
    Word { key: words::language(row.zone.language), tone: Tone::Plain }
}

fn named(key: &'static str, zone: &Zone) -> Message {
    Message { key, args: Vec::new() }.with("number", zone.number.0.to_string()).with("name", zone.name.as_str())
}

fn filter(row: &ZoneLine) -> String {
    format!("zone:{}", row.zone.number.0)
}

fn read(filled: &Filled) -> ZoneInput {
    ZoneInput { name: filled.text(Field::ZoneName), language: filled.text(Field::Language) }
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let zone = zone::add(ctx, &read(filled))?;
    Ok(Told::row(named("cli-zone-added", &zone), zone.number.0.to_string()))
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, ZoneLine>, filled: &Filled) -> Result<Told> {
    zone::edit(ctx, chosen.row.zone.number, chosen.rev, &read(filled))?;
    let now = Zones::get(ctx, &Zones::key(chosen.row))?;
    Ok(Told::row(named("cli-zone-edited", &now.zone), Zones::key(chosen.row)))
}

fn move_to(ctx: &mut Context, chosen: &Chosen<'_, ZoneLine>, filled: &Filled) -> Result<Told> {
    let typed = filled.text(Field::ZonePosition);
    let position = typed.trim().parse::<u32>().ok().filter(|position| *position > 0);
    let out_of_range = Problem::NotANumber { min: 1, max: i64::from(u32::MAX) };
    let position = position.ok_or_else(|| Error::field(Field::ZonePosition, out_of_range))?;
    zone::move_to(ctx, chosen.row.zone.number, position)?;
    let now = Zones::get(ctx, &Zones::key(chosen.row))?.zone;
    let said = Message::new("cli-zone-moved").with("name", now.name).with("position", now.position.to_string());
    Ok(Told::row(said, Zones::key(chosen.row)))
}

fn delete(ctx: &mut Context, chosen: &Chosen<'_, ZoneLine>, _: &Filled) -> Result<Told> {
    let moved = zone::delete(ctx, chosen.row.zone.number, Some(chosen.rev))?;
    let said = Message::new("cli-zone-deleted").with("name", Zones::name(chosen.row)).with("count", moved);
    let count = |count| Cell::Number(i64::try_from(count).unwrap_or(i64::MAX));
    Ok(Told::facts(said, vec![("number", Cell::Key(chosen.row.zone.number.0.into())), ("moved", count(moved))]))
}

fn add_academies(ctx: &mut Context, _: &Filled) -> Result<Told> {
    let added = zone::add_academies(ctx)?;
    let count = Cell::Number(i64::try_from(added).unwrap_or(i64::MAX));
    Ok(Told::facts(Message::new("cli-zone-academies-added").with("count", added), vec![("added", count)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::ZoneNumber;

    #[test]
    fn zones_change_places_and_places_keep_their_numbers() {
        let row = |number, position| ZoneLine {
            zone: Zone {
                number: ZoneNumber(number),
                name: format!("Zone {number}"),
                language: Language::French,
                position,
                rev: 1,
            },
            establishments: 0,
        };
        let (mut one, mut other) = (row(7, 2), row(4, 3));
        Zones::exchange(&mut one, &mut other);
        assert_eq!([one, other].map(|row| (row.zone.number.0, row.zone.position)), [(4, 2), (7, 3)]);
    }
}
