//! Templates: kept, found, changed, removed.

use crate::audit::{Entry, Object};
use crate::domain::act::Act;
use crate::domain::field::{Field, Problem};
use crate::domain::mailing::template::TEMPLATES_MAX;
use crate::domain::mailing::{LetterInput, Template, TemplateId, TemplateInput};
use crate::operations::clock;
use crate::operations::context::Context;
use crate::operations::error::{Error, Result, Rule};
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

/// Removes a template that still has the revision.
///
/// # Errors
/// [`Error::NotFound`]; [`Rule::Changed`]; [`Rule::ClockJumped`], since it cannot be undone.
pub fn remove(ctx: &mut Context, id: TemplateId, rev: i64) -> Result<()> {
    let ctx = &mut ctx.permit(Act::TEMPLATE_DELETE)?;
    clock::settled(ctx)?;
    ctx.write(|tx, permit, now| {
        let old = existing(tx, id)?;
        if !rows::remove(tx, id, rev)? {
            return Err(Rule::Changed.into());
        }
        let entry =
            Entry::new(Act::TEMPLATE_DELETE, Object::template(id, &old.name)).was("subject", old.letter.subject);
        record(tx, permit, now, &entry)
    })
}
