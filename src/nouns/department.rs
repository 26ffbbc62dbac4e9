//! Departments of the establishment where a context stands.

use super::acts::{self, Chosen, Told};
use super::cell::Cell;
use super::description::{self, Described, Key};
use super::door::Of;
use super::field;
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::department::{Department, DepartmentInput};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::job::Danger;
use crate::domain::message::{Explain as _, Message};
use crate::operations::department;
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Departments> = Of::NEW;

type ActOf = acts::ActOf<Departments>;
type Column = description::Column<Department>;
type FieldOf = field::FieldOf<Department>;

/// The description.
#[derive(Debug)]
pub(super) struct Departments;

impl Described for Departments {
    type Row = Department;
    type Facts = ();

    const NOUN: Noun = Noun::Department;
    const TITLE: &'static str = "screen-departments";
    const MENU: &'static str = "action-departments";
    const OPENED_BY: &'static [&'static str] = &["D"];
    const HELP: &'static str = "plain-help-departments";
    const NONE: &'static str = "departments-none";
    const SENTENCE: &'static str = "department-sentence";
    const SOURCE: Source<Department, ()> = Source::Whole(|ctx| Ok((department::list(ctx)?, ())));
    const KEY: Key = Key { field: Field::DepartmentCode, value: "cli-value-code", help: "cli-arg-department" };

    const COLUMNS: &'static [Column] = &[
        Column::new("code", "department-column-code", |row| Cell::Text(Self::key(row)))
            .by("code", Kind::Text, CanBeEmpty::No)
            .wide(12, 1),
        Column::new("name", "department-column-name", |row| Cell::Text(Self::name(row)))
            .by("nom", Kind::Text, CanBeEmpty::No)
            .wide(24, 3),
        Column::new("semesters", "department-column-semesters", |row| Cell::Number(row.semesters.into()))
            .by("semestres", Kind::Number, CanBeEmpty::No)
            .wide(10, 0),
        Column::new("roles", "department-column-roles", |row| Cell::Number(row.roles.into()))
            .by("roles", Kind::Number, CanBeEmpty::No)
            .wide(8, 0)
            .yields(1),
        Column::new("homes", "department-column-homes", |row| Cell::Number(row.homes.into()))
            .by("comptes", Kind::Number, CanBeEmpty::No)
            .wide(8, 0)
            .yields(2),
        Column::hidden("scopes", |row| Cell::Number(row.scopes.into())),
        Column::hidden("rev", |row| Cell::Number(row.rev)),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::DepartmentCode, Self::key).option("code").value("cli-value-code").needed(),
        FieldOf::line(Field::DepartmentName, Self::name).option("name").needed(),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::DEPARTMENT_ADD, ("action-department-add", "cli-department-add"), add).asks(
            &[Field::DepartmentCode, Field::DepartmentName],
            |_| Message::new("department-add-title"),
            "department-add-button",
        ),
        ActOf::on_row(Act::DEPARTMENT_EDIT, ("action-department-edit", "cli-department-edit"), edit)
            .asks(
                &[Field::DepartmentCode, Field::DepartmentName],
                |row| Message::new("department-edit-title").with("code", row.map(Self::key).unwrap_or_default()),
                "form-save",
            )
            .note(|seen| {
                let named = seen.row.filter(|row| row.named_by() > 0);
                named.map(|_| Message::new("department-edit-note")).into_iter().collect()
            }),
        ActOf::planned(Act::DEPARTMENT_DELETE, ("action-department-delete", "cli-department-delete"), |row| {
            row.id.to_string()
        })
        .danger(Danger::Count, |_| Vec::new())
        .refuses(|seen| Some((department::DELETE.judge)(seen.row?, &(), &Filled::default())?.message())),
        ActOf::lines(
            Act::DEPARTMENT_IMPORT,
            ("action-department-import", "cli-department-import"),
            &[Field::DepartmentCode, Field::DepartmentName],
        )
        .danger(Danger::Yes, |_| Vec::new()),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Department> {
        department::get(ctx, key)
    }

    fn key(row: &Department) -> String {
        row.code.clone()
    }

    fn name(row: &Department) -> String {
        row.name.clone()
    }

    fn rev(row: &Department) -> i64 {
        row.rev
    }

    fn check(_: Act, filled: &Filled) -> Vec<FieldError> {
        DepartmentInput::read(filled).check().err().unwrap_or_default()
    }

    fn count(rows: &[&Department]) -> Message {
        Message::new("departments-count").with("departments", rows.len())
    }
}

fn told(key: &'static str, row: &Department) -> Told {
    let said = Message { key, args: Vec::new() }.with("code", row.code.as_str()).with("name", row.name.as_str());
    Told::row(said, row.code.as_str())
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let added = department::add(ctx, &DepartmentInput::read(filled))?;
    Ok(told("department-added", &added))
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, Department>, filled: &Filled) -> Result<Told> {
    let now = department::edit(ctx, chosen.row.id, chosen.rev, &DepartmentInput::read(filled))?;
    Ok(told("department-edited", &now))
}
