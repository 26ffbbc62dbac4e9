//! Profiles of the establishment where a context stands.

use super::acts::{self, Chosen, Told};
use super::cell::Cell;
use super::description::{self, Described, Key};
use super::door::Of;
use super::field;
use super::role::{listed, number};
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::job::Danger;
use crate::domain::message::{Explain as _, Message};
use crate::domain::person::{Profile, ProfileDraft};
use crate::i18n::rights::PROFILE_PERMISSIONS;
use crate::operations::profile;
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Profiles> = Of::NEW;

type ActOf = acts::ActOf<Profiles>;
type Column = description::Column<Profile>;
type FieldOf = field::FieldOf<Profile>;

/// The description.
#[derive(Debug)]
pub(super) struct Profiles;

impl Described for Profiles {
    type Row = Profile;
    type Facts = ();

    const NOUN: Noun = Noun::Profile;
    const TITLE: &'static str = "screen-profiles";
    const MENU: &'static str = "action-profiles";
    const OPENED_BY: &'static [&'static str] = &["P"];
    const HELP: &'static str = "plain-help-profiles";
    const NONE: &'static str = "profiles-none";
    const SENTENCE: &'static str = "profile-sentence";
    const SOURCE: Source<Profile, ()> = Source::Whole(|ctx| Ok((profile::list(ctx)?, ())));
    const KEY: Key = Key { field: Field::ProfileName, value: "cli-value-name", help: "cli-arg-profile" };

    const COLUMNS: &'static [Column] = &[
        Column::new("name", "profile-column-name", |row| Cell::Text(Self::key(row)))
            .by("nom", Kind::Text, CanBeEmpty::No)
            .wide(24, 3),
        Column::new("count", "profile-column-permissions", |row| number(row.draft.permissions.len()))
            .by("nombre", Kind::Number, CanBeEmpty::No)
            .wide(11, 0),
        Column::new("holders", "profile-column-holders", |row| Cell::Number(row.holders.into()))
            .by("personnes", Kind::Number, CanBeEmpty::No)
            .wide(9, 0),
        Column::aside("permissions", "profile-column-holds", |row| listed(&row.draft.permissions)),
        Column::hidden("rev", |row| Cell::Number(row.rev)),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::ProfileName, Self::key).option("name").value("cli-value-name").needed(),
        FieldOf::ticks(Field::Permissions, PROFILE_PERMISSIONS, |row| row.draft.permissions.join(","))
            .hint("profile-hint-permissions"),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::PROFILE_ADD, ("action-profile-add", "cli-profile-add"), add).asks(
            &[Field::ProfileName, Field::Permissions],
            |_| Message::new("profile-add-title"),
            "profile-add-button",
        ),
        ActOf::on_row(Act::PROFILE_EDIT, ("action-profile-edit", "cli-profile-edit"), edit)
            .asks(
                &[Field::ProfileName, Field::Permissions],
                |row| Message::new("profile-edit-title").with("name", row.map(Self::key).unwrap_or_default()),
                "form-save",
            )
            .note(|seen| {
                let held = seen.row.map(|row| row.holders).filter(|holders| *holders > 0);
                held.map(|holders| Message::new("profile-edit-note").with("holders", holders)).into_iter().collect()
            }),
        ActOf::planned(Act::PROFILE_DELETE, ("action-profile-delete", "cli-profile-delete"), |row| row.id.to_string())
            .danger(Danger::Count, |_| Vec::new())
            .refuses(|seen| Some((profile::DELETE.judge)(seen.row?, &(), &Filled::default())?.message())),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Profile> {
        profile::get(ctx, key)
    }

    fn key(row: &Profile) -> String {
        row.draft.name.clone()
    }

    fn rev(row: &Profile) -> i64 {
        row.rev
    }

    fn check(_: Act, filled: &Filled) -> Vec<FieldError> {
        ProfileDraft::read(filled).err().unwrap_or_default()
    }

    fn count(rows: &[&Profile]) -> Message {
        Message::new("profiles-count").with("profiles", rows.len())
    }
}

fn told(key: &'static str, name: &str) -> Told {
    Told::row(Message { key, args: Vec::new() }.with("name", name), name)
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    Ok(told("profile-added", &profile::add(ctx, filled)?.draft.name))
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, Profile>, filled: &Filled) -> Result<Told> {
    Ok(told("profile-edited", &profile::edit(ctx, (chosen.row.id, chosen.rev), filled)?.draft.name))
}
