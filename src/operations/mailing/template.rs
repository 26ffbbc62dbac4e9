//! Templates: kept, found, changed, removed.

use crate::audit::Object;
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::mailing::template::TEMPLATES_MAX;
use crate::domain::mailing::{LetterInput, Template, TemplateId, TemplateInput};
use crate::domain::time::Timestamp;
use crate::operations::context::Context;
use crate::operations::deed::{Applied, Deed, Doable, Kept, Undo};
use crate::operations::error::{Error, Result};
use crate::operations::ledger::Host;
use crate::operations::making::{Again, Making, Unique, check_free as check_unique, holders};
use crate::store::registry::{Tx, letter_template as rows};

/// Lists all of them, by name.
pub fn list(ctx: &mut Context) -> Result<Vec<Template>> {
    let ctx = &mut ctx.permit(Act::TEMPLATE_LIST)?;
    ctx.read(|tx| Ok(rows::list(tx)?))
}

/// Finds the one of a name, whatever its accents and case.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(ctx: &mut Context, name: &str) -> Result<Template> {
    let ctx = &mut ctx.permit(Act::TEMPLATE_SHOW)?;
    ctx.read(|tx| rows::find_by_name(tx, name)?.ok_or_else(|| Error::not_found("template", name)))
}

/// Keeps a new template.
///
/// # Errors
/// Every field's problem; [`Reason::Limit`].
pub fn add(ctx: &mut Context, input: &TemplateInput) -> Result<Template> {
    ADD.one(ctx, &filled(&input.name, &input.letter))
}

/// Changes the name and the letter of a template that still has the revision.
///
/// # Errors
/// Every field's problem; [`Error::NotFound`]; [`Rule::Changed`](crate::operations::Rule::Changed) when somebody saved it first.
pub fn edit(ctx: &mut Context, id: TemplateId, rev: i64, input: &TemplateInput) -> Result<()> {
    let (name, letter) = checked(input)?;
    EDIT.one(ctx, &id, Some(rev), &filled(&name, &letter))
}

fn checked(input: &TemplateInput) -> Result<(String, LetterInput)> {
    let (name, letter) = input.check()?;
    Ok((name, LetterInput { subject: letter.subject, body: letter.body }))
}

/// Deletes a template that still has the revision.
///
/// # Errors
/// [`Error::NotFound`]; [`Rule::Changed`](crate::operations::Rule::Changed).
pub fn remove(ctx: &mut Context, id: TemplateId, rev: i64) -> Result<()> {
    DELETE.one(ctx, &id, Some(rev), &Filled::default())
}

/// Templates, as deeds meet them.
#[derive(Debug)]
pub(in crate::operations) struct Templates;

impl Kept for Templates {
    type Ledger = Host;
    type Id = TemplateId;
    type Row = Template;
    type Facts = ();
    type More = ();

    fn find(tx: &Tx<'_>, id: &TemplateId) -> Result<Option<Template>> {
        Ok(rows::find(tx, *id)?)
    }

    fn facts(_: &Tx<'_>, _: &Actor, _: Timestamp) -> Result<()> {
        Ok(())
    }

    fn rev(row: &Template) -> i64 {
        row.rev
    }

    fn object(row: &Template) -> Object {
        Object::template(row.id, &row.name)
    }

    fn filled(row: &Template) -> Filled {
        filled(&row.name, &row.letter)
    }
}

fn filled(name: &str, letter: &LetterInput) -> Filled {
    let named = Filled::default().with(Field::TemplateName, name);
    named.with(Field::Subject, &letter.subject).with(Field::Body, &letter.body)
}

fn typed_as(typed: &Filled) -> TemplateInput {
    let letter = LetterInput { subject: typed.text(Field::Subject), body: typed.text(Field::Body) };
    TemplateInput { name: typed.text(Field::TemplateName), letter }
}

/// What no two templates share.
const UNIQUE: &[Unique<Templates>] = &[Unique {
    field: Field::TemplateName,
    find: |tx, name| Ok(rows::find_by_name(tx, name)?),
    taken: Problem::TemplateNameUsed,
}];

/// Its deeds.
pub(in crate::operations) const DEEDS: &[&dyn Doable] = &[&ADD, &EDIT, &DELETE];

/// Keeps a new template.
const ADD: Making<Templates> = Making {
    act: Act::TEMPLATE_ADD,
    tells: Act::TEMPLATE_ADD,
    danger: Danger::None,
    read: |typed| checked(&typed_as(typed)).map(|(name, letter)| filled(&name, &letter)),
    unique: UNIQUE,
    most: Some((TEMPLATES_MAX, |tx| Ok(u32::try_from(rows::list(tx)?.len()).unwrap_or(u32::MAX)))),
    again: Again::Refused,
    make: |tx, _, typed| {
        let (name, letter) = checked(&typed_as(typed))?;
        Ok(rows::insert(tx, &name, &letter)?)
    },
    bears: |_, _| Ok(None),
    unmake: &DELETE,
};

/// Changes a template.
const EDIT: Deed<Templates> = Deed {
    act: Act::TEMPLATE_EDIT,
    danger: Danger::None,
    judge: |_, (), _| None,
    apply: |tx, _, old, typed| {
        let (name, letter) = checked(&typed_as(typed))?;
        check_unique(&holders(tx, UNIQUE, &filled(&name, &letter), |row| row.id == old.id)?)?;
        rows::update(tx, old.id, old.rev, &name, &letter)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: check_free,
        apply: |tx, _, (now, was): (Option<&Template>, &Template), ()| {
            rows::update(tx, was.id, now.unwrap_or(was).rev, &was.name, &was.letter)?;
            Ok(Applied::default())
        },
    },
};

/// Refuses to give a template a name back that another one has by now.
fn check_free(tx: &Tx<'_>, was: &Template) -> Result<()> {
    match rows::find_by_name(tx, &was.name)? {
        Some(holder) if holder.id != was.id => Err(Reason::NameTaken.into()),
        _ => Ok(()),
    }
}

/// Deletes a template.
const DELETE: Deed<Templates> = Deed {
    act: Act::TEMPLATE_DELETE,
    danger: Danger::Yes,
    judge: |_, (), _| None,
    apply: |tx, _, row, _| {
        rows::remove(tx, row.id, row.rev)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: check_free,
        apply: |tx, _, (_, was): (Option<&Template>, &Template), ()| {
            rows::put_back(tx, was)?;
            Ok(Applied::default())
        },
    },
};
