//! Roles of the establishment where a context stands.

use serde_json::Value;

use super::acts::{self, Chosen, Elsewhere, Told};
use super::cell::{Cell, Tone, Word};
use super::description::{self, Described, Key};
use super::door::Of;
use super::field;
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Choice, Choices, Kind};
use crate::domain::job::Danger;
use crate::domain::message::{Explain as _, Message};
use crate::domain::person::{Role, RoleDraft};
use crate::i18n::rights::{PERMISSIONS, permission};
use crate::operations::role;
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Roles> = Of::NEW;

type ActOf = acts::ActOf<Roles>;
type Column = description::Column<Role>;
type FieldOf = field::FieldOf<Role>;

/// The description.
#[derive(Debug)]
pub(super) struct Roles;

impl Described for Roles {
    type Row = Role;
    type Facts = ();

    const NOUN: Noun = Noun::Role;
    const TITLE: &'static str = "screen-roles";
    const MENU: &'static str = "action-roles";
    const OPENED_BY: &'static [&'static str] = &["R"];
    const HELP: &'static str = "plain-help-roles";
    const NONE: &'static str = "roles-none";
    const SENTENCE: &'static str = "role-sentence";
    const SOURCE: Source<Role, ()> = Source::Whole(|ctx| Ok((role::list(ctx)?, ())));
    const KEY: Key = Key { field: Field::RoleName, value: "cli-value-name", help: "cli-arg-role" };

    const COLUMNS: &'static [Column] = &[
        Column::new("name", "role-column-name", |row| Cell::Text(Self::key(row)))
            .by("nom", Kind::Text, CanBeEmpty::No)
            .wide(14, 3),
        Column::new("count", "role-column-permissions", |row| number(row.draft.permissions.len()))
            .by("nombre", Kind::Number, CanBeEmpty::No)
            .wide(11, 0),
        Column::new("state", "role-column-state", |row| state(State::of(row)))
            .by("etat", Kind::Choice(&STATES), CanBeEmpty::No)
            .wide(17, 0),
        Column::new("holders", "role-column-holders", |row| Cell::Number(row.holders.into()))
            .by("attributions", Kind::Number, CanBeEmpty::No)
            .wide(12, 0)
            .yields(1),
        Column::aside("permissions", "role-column-holds", |row| listed(&row.draft.permissions)),
        Column::hidden("shipped_permissions", |row| {
            let shipped = row.shipped_with();
            let words = shipped.map(|set| set.iter().map(|one| one.word().to_owned()).collect::<Vec<_>>());
            words.map_or_else(|| Cell::made(|| Value::Null), |words| listed(&words))
        }),
        Column::hidden("rev", |row| Cell::Number(row.rev)),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::RoleName, Self::key)
            .option("name")
            .value("cli-value-name")
            .hint("role-hint-name")
            .needed(),
        FieldOf::ticks(Field::Permissions, PERMISSIONS, |row| row.draft.permissions.join(",")),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::ROLE_ADD, ("action-role-add", "cli-role-add"), add).asks(
            &[Field::RoleName, Field::Permissions],
            |_| Message::new("role-add-title"),
            "role-add-button",
        ),
        ActOf::on_row(Act::ROLE_EDIT, ("action-role-edit", "cli-role-edit"), edit)
            .asks(
                &[Field::RoleName, Field::Permissions],
                |row| Message::new("role-edit-title").with("name", row.map(Self::key).unwrap_or_default()),
                "form-save",
            )
            .note(|seen| {
                let held = seen.row.map(|row| row.holders).filter(|holders| *holders > 0);
                held.map(|holders| Message::new("role-edit-note").with("holders", holders)).into_iter().collect()
            }),
        ActOf::table(Act::ROLE_MATRIX, ("action-role-matrix", "cli-role-matrix"), Elsewhere::Matrix),
        ActOf::planned(Act::ROLE_RESET, ("action-role-reset", "cli-role-reset"), |row| row.id.to_string())
            .danger(Danger::Yes, |_| Vec::new())
            .refuses(|seen| Some((role::RESET.judge)(seen.row?, &(), &Filled::default())?.message())),
        ActOf::planned(Act::ROLE_DELETE, ("action-role-delete", "cli-role-delete"), |row| row.id.to_string())
            .danger(Danger::Count, |_| Vec::new())
            .refuses(|seen| Some((role::DELETE.judge)(seen.row?, &(), &Filled::default())?.message())),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Role> {
        role::get(ctx, key)
    }

    fn key(row: &Role) -> String {
        row.draft.name.clone()
    }

    fn rev(row: &Role) -> i64 {
        row.rev
    }

    fn check(_: Act, filled: &Filled) -> Vec<FieldError> {
        RoleDraft::read(filled).err().unwrap_or_default()
    }

    fn count(rows: &[&Role]) -> Message {
        Message::new("roles-count").with("roles", rows.len())
    }
}

/// Whether a role is as it came.
#[derive(Debug, Clone, Copy)]
enum State {
    Shipped,
    Changed,
    Added,
}

impl State {
    fn of(row: &Role) -> Self {
        match row.shipped_with() {
            None => Self::Added,
            Some(set) if set.to_string() == row.draft.permissions.join(" ") => Self::Shipped,
            Some(_) => Self::Changed,
        }
    }
}

static STATES: Choices = Choices {
    unknown: "filter-unknown-role-state",
    words: &[
        Choice { word: "shipped", french: "fourni", names: &["fourni"] },
        Choice { word: "changed", french: "modifie", names: &["modifie"] },
        Choice { word: "added", french: "ajoute", names: &["ajoute"] },
    ],
};

const fn state(state: State) -> Cell {
    let (code, key, tone) = match state {
        State::Shipped => ("shipped", "role-state-shipped", Tone::Plain),
        State::Changed => ("changed", "role-state-changed", Tone::Warning),
        State::Added => ("added", "role-state-added", Tone::Good),
    };
    Cell::Code(code, Word { key, tone })
}

/// Everything that the column of states shows.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    vec![("state", [State::Shipped, State::Changed, State::Added].map(state).to_vec())]
}

pub(super) fn number(count: usize) -> Cell {
    Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Permissions: programs get their words, people a line for each.
pub(super) fn listed(permissions: &[String]) -> Cell {
    let (stored, said) = (permissions.to_vec(), permissions.to_vec());
    Cell::lines(
        move || stored.clone().into(),
        move |words| {
            let keys = said.iter().filter_map(|word| permission(word));
            keys.map(|key| (words.text(key), Tone::Plain)).collect()
        },
    )
}

fn told(key: &'static str, name: &str) -> Told {
    Told::row(Message { key, args: Vec::new() }.with("name", name), name)
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    Ok(told("role-added", &role::add(ctx, filled)?.draft.name))
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, Role>, filled: &Filled) -> Result<Told> {
    Ok(told("role-edited", &role::edit(ctx, (chosen.row.id, chosen.rev), filled)?.draft.name))
}
