//! Templates: kept, found, changed, removed.

use crate::audit::{Entry, Object};
use crate::domain::access::Actor;
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Reason};
use crate::domain::mailing::template::TEMPLATES_MAX;
use crate::domain::mailing::{LetterInput, Template, TemplateId, TemplateInput};
use crate::operations::context::Context;
use crate::operations::deed::{Applied, Deed, Kept, Undo};
use crate::operations::error::{Error, Result, Rule};
use crate::operations::ledger::Host;
use crate::operations::permitted::record;
use crate::store::registry::{Tx, letter_template as rows};

/// Lists all of them, by name.
///
/// # Errors
/// What the store says.
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

fn existing(tx: &Tx<'_>, id: TemplateId) -> Result<Template> {
    rows::find(tx, id)?.ok_or_else(|| Error::not_found("template", id.0))
}

/// Keeps a template: a new one, or in the place of one that still has the revision.
///
/// # Errors
/// Every field's problem; [`Rule::Changed`] when somebody saved it first; [`Rule::TooMany`].
pub fn save(ctx: &mut Context, seen: Option<(TemplateId, i64)>, input: &TemplateInput) -> Result<Template> {
    let ctx = &mut ctx.permit(Act::TEMPLATE_EDIT)?;
    let (name, letter) = input.check()?;
    let letter = LetterInput { subject: letter.subject, body: letter.body };
    ctx.write(|tx, permit, now| {
        let holder = rows::find_by_name(tx, &name)?.map(|found| found.id);
        if holder.is_some() && holder != seen.map(|(id, _)| id) {
            return Err(Error::field(Field::TemplateName, Problem::TemplateNameUsed));
        }
        let Some((id, rev)) = seen else {
            if rows::list(tx)?.len() >= TEMPLATES_MAX {
                return Err(Rule::TooMany.into());
            }
            let id = rows::insert(tx, &name, &letter)?;
            let entry = Entry::new(Act::TEMPLATE_ADD, Object::template(id, &name)).is("subject", letter.subject);
            record(tx, permit, now, &entry)?;
            return existing(tx, id);
        };
        let old = existing(tx, id)?;
        if old.rev != rev {
            return Err(Rule::Changed.into());
        }
        if old.name == name && old.letter == letter {
            return Ok(old);
        }
        rows::update(tx, id, rev, &name, &letter)?;
        let mut entry = Entry::new(Act::TEMPLATE_EDIT, Object::template(id, &name));
        let fields = [
            (Field::TemplateName, &old.name, &name),
            (Field::Subject, &old.letter.subject, &letter.subject),
            (Field::Body, &old.letter.body, &letter.body),
        ];
        for (field, was, is) in fields.into_iter().filter(|(_, was, is)| was != is) {
            entry = entry.was(field.name(), was).is(field.name(), is);
        }
        record(tx, permit, now, &entry)?;
        existing(tx, id)
    })
}

/// Deletes a template that still has the revision.
///
/// # Errors
/// [`Error::NotFound`]; [`Rule::Changed`].
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

    fn facts(_: &Tx<'_>, _: &Actor) -> Result<()> {
        Ok(())
    }

    fn rev(row: &Template) -> i64 {
        row.rev
    }

    fn object(row: &Template) -> Object {
        Object::template(row.id, &row.name)
    }

    fn filled(row: &Template) -> Filled {
        let named = Filled::default().with(Field::TemplateName, &row.name);
        named.with(Field::Subject, &row.letter.subject).with(Field::Body, &row.letter.body)
    }
}

/// Deletes a template.
pub(in crate::operations) const DELETE: Deed<Templates> = Deed {
    act: Act::TEMPLATE_DELETE,
    danger: Danger::Yes,
    judge: |_, ()| None,
    apply: |tx, _, row, _| {
        rows::remove(tx, row.id, row.rev)?;
        Ok(Applied::default())
    },
    undo: Undo::Back {
        judge: |tx, was| match rows::find_by_name(tx, &was.name)? {
            Some(_) => Err(Reason::NameTaken.into()),
            None => Ok(()),
        },
        apply: |tx, (_, was): (Option<&Template>, &Template), ()| {
            rows::put_back(tx, was)?;
            Ok(Applied::default())
        },
    },
};
