//! Groups of people of the establishment where a context stands.

use super::acts::{self, Chosen, Told};
use super::cell::Cell;
use super::description::{self, Described, Key};
use super::door::Of;
use super::field;
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::job::Danger;
use crate::domain::message::Message;
use crate::domain::people_group::read_name;
use crate::domain::person::PeopleGroup;
use crate::operations::people_group;
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<PeopleGroups> = Of::NEW;

type ActOf = acts::ActOf<PeopleGroups>;
type Column = description::Column<PeopleGroup>;
type FieldOf = field::FieldOf<PeopleGroup>;

/// The description.
#[derive(Debug)]
pub(super) struct PeopleGroups;

impl Described for PeopleGroups {
    type Row = PeopleGroup;
    type Facts = ();

    const NOUN: Noun = Noun::PeopleGroup;
    const TITLE: &'static str = "screen-groups";
    const MENU: &'static str = "action-groups";
    const OPENED_BY: &'static [&'static str] = &["O"];
    const HELP: &'static str = "plain-help-people-groups";
    const NONE: &'static str = "groups-none";
    const SENTENCE: &'static str = "group-sentence";
    const SOURCE: Source<PeopleGroup, ()> = Source::Whole(|ctx| Ok((people_group::list(ctx)?, ())));
    const KEY: Key = Key { field: Field::GroupName, value: "cli-value-name", help: "cli-arg-group" };

    const COLUMNS: &'static [Column] = &[
        Column::new("name", "group-column-name", |row| Cell::Text(Self::key(row)))
            .by("nom", Kind::Text, CanBeEmpty::No)
            .wide(24, 3),
        Column::new("members", "group-column-members", |row| Cell::Number(row.members.into()))
            .by("membres", Kind::Number, CanBeEmpty::No)
            .wide(9, 0),
        Column::aside("scopes", "group-column-scopes", |row| Cell::Number(row.scopes.into())),
        Column::hidden("rev", |row| Cell::Number(row.rev)),
    ];

    const FIELDS: &'static [FieldOf] =
        &[FieldOf::line(Field::GroupName, Self::key).option("name").value("cli-value-name").needed()];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::GROUP_ADD, ("action-group-add", "cli-group-add"), add).asks(
            &[Field::GroupName],
            |_| Message::new("group-add-title"),
            "group-add-button",
        ),
        ActOf::on_row(Act::GROUP_EDIT, ("action-group-edit", "cli-group-edit"), edit).asks(
            &[Field::GroupName],
            |row| Message::new("group-edit-title").with("name", row.map(Self::key).unwrap_or_default()),
            "form-save",
        ),
        ActOf::planned(Act::GROUP_DELETE, ("action-group-delete", "cli-group-delete"), |row| row.id.to_string())
            .danger(Danger::Count, |_| Vec::new()),
        ActOf::lines(Act::GROUP_IMPORT, ("action-group-import", "cli-group-import"), &[Field::GroupName])
            .danger(Danger::Yes, |_| Vec::new()),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<PeopleGroup> {
        people_group::get(ctx, key)
    }

    fn key(row: &PeopleGroup) -> String {
        row.name.clone()
    }

    fn rev(row: &PeopleGroup) -> i64 {
        row.rev
    }

    fn check(_: Act, filled: &Filled) -> Vec<FieldError> {
        read_name(filled).err().unwrap_or_default()
    }

    fn count(rows: &[&PeopleGroup]) -> Message {
        Message::new("people-groups-count").with("groups", rows.len())
    }
}

fn told(key: &'static str, name: &str) -> Told {
    Told::row(Message { key, args: Vec::new() }.with("name", name), name)
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    Ok(told("group-added", &people_group::add(ctx, filled)?.name))
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, PeopleGroup>, filled: &Filled) -> Result<Told> {
    Ok(told("group-edited", &people_group::edit(ctx, (chosen.row.id, chosen.rev), filled)?.name))
}
