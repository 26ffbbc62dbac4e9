//! Departments of the establishment where the context stands: added, edited, deleted while nothing names them.

use super::context::Context;
use super::deed::{Applied, Deed, Doable, Kept, TxOf, Undo};
use super::error::{Error, Result};
use super::ledger::{Ledger as _, School};
use super::making::{Again, Making, Unique, check_free, holders};
use crate::audit::Object;
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::domain::department::{DEPARTMENTS_MAX, Department, DepartmentDraft, DepartmentId, DepartmentInput};
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::time::Timestamp;
use crate::store::establishment::{Tx, department as rows};

/// Lists all departments by code.
///
/// # Errors
/// [`Rule::Elsewhere`](super::error::Rule::Elsewhere) at the host; what the store says.
pub fn list(ctx: &mut Context) -> Result<Vec<Department>> {
    let ctx = &mut ctx.permit(Act::DEPARTMENT_LIST)?;
    School::read(ctx, |tx| Ok(rows::list(tx)?))
}

/// Finds the department of a code, whatever its accents and case.
///
/// # Errors
/// [`Error::NotFound`]; as [`list`].
pub fn get(ctx: &mut Context, code: &str) -> Result<Department> {
    let ctx = &mut ctx.permit(Act::DEPARTMENT_SHOW)?;
    let code = code.trim();
    School::read(ctx, |tx| rows::find_by_code(tx, code)?.ok_or_else(|| Error::not_found("department", code)))
}

/// Adds a department.
///
/// # Errors
/// Every field's problem; [`Reason::Limit`].
pub fn add(ctx: &mut Context, input: &DepartmentInput) -> Result<Department> {
    ADD.one(ctx, &filled(&input.code, &input.name))
}

/// Changes a department; what names it by its code goes with it.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`](super::error::Rule::Changed).
pub fn edit(ctx: &mut Context, id: DepartmentId, rev: i64, input: &DepartmentInput) -> Result<Department> {
    let draft = input.check()?;
    EDIT.one(ctx, &id, Some(rev), &filled(&draft.code, &draft.name))?;
    get(ctx, &draft.code)
}

/// Deletes a department that nothing names.
///
/// # Errors
/// [`Reason::DepartmentInUse`], [`Rule::Changed`](super::error::Rule::Changed), [`Error::NotFound`].
pub fn delete(ctx: &mut Context, id: DepartmentId, rev: i64) -> Result<()> {
    DELETE.one(ctx, &id, Some(rev), &Filled::default())
}

/// Departments, as deeds meet them.
#[derive(Debug)]
pub struct Departments;

impl Kept for Departments {
    type Ledger = School;
    type Id = DepartmentId;
    type Row = Department;
    type Facts = ();
    type More = ();

    fn find(tx: &TxOf<'_, Self>, id: &DepartmentId) -> Result<Option<Department>> {
        Ok(rows::find(tx, *id)?)
    }

    fn facts(_: &TxOf<'_, Self>, _: &Actor, _: Timestamp) -> Result<()> {
        Ok(())
    }

    fn rev(row: &Department) -> i64 {
        row.rev
    }

    fn object(row: &Department) -> Object {
        Object { kind: "department", id: row.code.clone(), label: row.name.clone() }
    }

    fn name(row: &Department) -> String {
        format!("{} · {}", row.code, row.name)
    }

    fn filled(row: &Department) -> Filled {
        filled(&row.code, &row.name)
    }
}

fn filled(code: &str, name: &str) -> Filled {
    Filled::default().with(Field::DepartmentCode, code).with(Field::DepartmentName, name)
}

/// What names it, if anything does.
fn in_use(row: &Department) -> Option<Reason> {
    let Department { semesters, homes, roles, scopes, .. } = *row;
    let (called, first) = (row.code.clone(), row.first_holders.clone());
    (row.named_by() > 0).then_some(Reason::DepartmentInUse { semesters, homes, roles, scopes, called, first })
}

/// Its deeds.
pub(super) const DEEDS: &[&dyn Doable] = &[&ADD, &IMPORT, &EDIT, &DELETE];

/// Changes code and name.
pub const EDIT: Deed<Departments> = Deed {
    act: Act::DEPARTMENT_EDIT,
    danger: Danger::None,
    judge: |_, (), _| None,
    apply: |tx, _, old, typed| {
        let text = |field, was: &str| typed.get(field).unwrap_or(was).to_owned();
        let input = DepartmentInput {
            code: text(Field::DepartmentCode, &old.code),
            name: text(Field::DepartmentName, &old.name),
        };
        change(tx, old, &input.check()?)
    },
    undo: Undo::Back {
        judge: |tx, was| check_back(tx, was),
        apply: |tx, _, (now, was): (Option<&Department>, &Department), ()| {
            change(tx, now.unwrap_or(was), &DepartmentDraft { code: was.code.clone(), name: was.name.clone() })
        },
    },
};

/// What no two departments share.
const UNIQUE: &[Unique<Departments>] = &[
    Unique {
        field: Field::DepartmentCode,
        find: |tx, code| Ok(rows::find_by_code(tx, code)?),
        taken: Problem::DepartmentCodeUsed,
    },
    Unique {
        field: Field::DepartmentName,
        find: |tx, name| Ok(rows::find_by_name(tx, name)?),
        taken: Problem::DepartmentNameUsed,
    },
];

/// Adds one.
const ADD: Making<Departments> = Making {
    act: Act::DEPARTMENT_ADD,
    tells: Act::DEPARTMENT_ADD,
    danger: Danger::None,
    read: |typed| {
        DepartmentInput::read(typed).check().map(|draft| filled(&draft.code, &draft.name)).map_err(Error::from)
    },
    unique: UNIQUE,
    most: Some((DEPARTMENTS_MAX, |tx| Ok(rows::count(tx)?))),
    again: Again::Refused,
    make: |tx, _, typed| Ok(rows::insert(tx, &DepartmentInput::read(typed).check()?)?),
    bears: |_, _| Ok(None),
    unmake: &DELETE,
};

/// Adds those of a file.
const IMPORT: Making<Departments> =
    Making { act: Act::DEPARTMENT_IMPORT, danger: Danger::Yes, again: Again::PassedOver, ..ADD };

fn change(tx: &Tx<'_>, old: &Department, draft: &DepartmentDraft) -> Result<Applied<()>> {
    let is = filled(&draft.code, &draft.name);
    check_free(&holders(tx, UNIQUE, &is, |row| row.id == old.id)?)?;
    rows::update(tx, old, draft)?;
    let named = [("semesters", old.semesters), ("homes", old.homes), ("roles", old.roles), ("scopes", old.scopes)];
    let carried = named.into_iter().filter(|(_, count)| draft.code != old.code && *count > 0);
    Ok(Applied { notes: carried.map(|(name, count)| (name, count.to_string())).collect(), ..Applied::default() })
}

/// Deletes one that nothing names; it comes back with its id.
pub const DELETE: Deed<Departments> = Deed {
    act: Act::DEPARTMENT_DELETE,
    danger: Danger::Count,
    judge: |row, (), _| in_use(row),
    apply: |tx, _, row, _| {
        rows::delete(tx, row.id)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: |tx, was| check_back(tx, was),
        apply: |tx, _, (_, was): (Option<&Department>, &Department), ()| {
            rows::put_back(tx, was)?;
            Ok(Applied::default())
        },
    },
};

/// Refuses to give a code or a name back that another one has by now.
fn check_back(tx: &Tx<'_>, was: &Department) -> Result<()> {
    let is_others = |holder: Option<Department>| holder.is_some_and(|holder| holder.id != was.id);
    if is_others(rows::find_by_code(tx, &was.code)?) || is_others(rows::find_by_name(tx, &was.name)?) {
        return Err(Reason::NameTaken.into());
    }
    Ok(())
}

/// Lets a department have a semester.
#[cfg(test)]
pub(crate) use crate::store::establishment::interference::teach;
