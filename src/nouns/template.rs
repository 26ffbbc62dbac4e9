//! Letters that are kept to be written again.

use super::acts::{self, Chosen, Told};
use super::cell::Cell;
use super::description::{self, Described, Key};
use super::door::Of;
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::field::{Field, FieldError};
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::job::Danger;
use crate::domain::mailing::{LetterInput, Template, TemplateInput};
use crate::domain::message::Message;
use crate::operations::{Context, Result, mailing};

/// What front ends work with.
pub(super) const DOOR: Of<Templates> = Of::NEW;

type ActOf = acts::ActOf<Templates>;
type Column = description::Column<Template>;
type FieldOf = description::FieldOf<Template>;

/// The description.
#[derive(Debug)]
pub(super) struct Templates;

impl Described for Templates {
    type Row = Template;
    type Facts = ();

    const NOUN: Noun = Noun::Template;
    const TITLE: &'static str = "screen-templates";
    const HELP: &'static str = "plain-help-templates";
    const NONE: &'static str = "templates-none";
    const SENTENCE: &'static str = "template-sentence";
    const SOURCE: Source<Template, ()> = Source::Whole(|ctx| Ok((mailing::templates(ctx)?, ())));
    const KEY: Key = Key { field: Field::TemplateName, value: "cli-value-text", help: "cli-arg-template-name" };

    const COLUMNS: &'static [Column] = &[
        Column::new("name", "template-column-name", |row| Cell::Text(Self::key(row)))
            .by("nom", Kind::Text, CanBeEmpty::No)
            .wide(20, 1),
        Column::new("subject", "template-column-subject", |row| Cell::Text(row.letter.subject.clone()))
            .by("objet", Kind::Text, CanBeEmpty::No)
            .wide(30, 2),
        Column::aside("body", "template-column-body", |row| Cell::Lines(row.letter.body.clone())).by(
            "texte",
            Kind::Text,
            CanBeEmpty::No,
        ),
        Column::hidden("rev", |row| Cell::Number(row.rev)),
    ];

    const FIELDS: &'static [FieldOf] = &[
        FieldOf::line(Field::TemplateName, Self::key).option("name").needed(),
        FieldOf::line(Field::Subject, |row| row.letter.subject.clone()).needed(),
        FieldOf::text(Field::Body, |row| row.letter.body.clone())
            .help("cli-arg-template-body")
            .hint("plain-help-mailing-placeholders")
            .needed(),
    ];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::TEMPLATE_ADD, ("action-template-add", "cli-template-add"), add).asks(
            &[Field::TemplateName, Field::Subject, Field::Body],
            |_| Message::new("template-add-title"),
            "form-save",
        ),
        ActOf::on_row(Act::TEMPLATE_EDIT, ("action-template-edit", "cli-template-edit"), edit).asks(
            &[Field::TemplateName, Field::Subject, Field::Body],
            |row| Message::new("template-edit-title").with("name", row.map(Self::key).unwrap_or_default()),
            "form-save",
        ),
        ActOf::on_row(Act::TEMPLATE_DELETE, ("action-template-delete", "cli-template-delete"), delete).danger(
            Danger::Yes,
            |seen| {
                let name = seen.row.map(Self::key).unwrap_or_default();
                vec![Message::new("template-delete-question").with("name", name)]
            },
        ),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Template> {
        mailing::find_template(ctx, key)
    }

    fn key(row: &Template) -> String {
        row.name.clone()
    }

    fn name(row: &Template) -> String {
        row.name.clone()
    }

    fn rev(row: &Template) -> i64 {
        row.rev
    }

    fn check(_: Act, filled: &Filled) -> Vec<FieldError> {
        read(filled).check().err().unwrap_or_default()
    }

    fn count(rows: &[&Template]) -> Message {
        Message::new("templates-count").with("templates", rows.len())
    }
}

fn read(filled: &Filled) -> TemplateInput {
    let letter = LetterInput { subject: filled.text(Field::Subject), body: filled.text(Field::Body) };
    TemplateInput { name: filled.text(Field::TemplateName), letter }
}

fn told(key: &'static str, name: &str) -> Message {
    Message { key, args: Vec::new() }.with("name", name)
}

fn add(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let saved = mailing::add_template(ctx, &read(filled))?;
    Ok(Told::row(told("cli-template-saved", &saved.name), saved.name))
}

fn edit(ctx: &mut Context, chosen: &Chosen<'_, Template>, filled: &Filled) -> Result<Told> {
    let input = read(filled);
    mailing::edit_template(ctx, chosen.row.id, chosen.rev, &input)?;
    let name = input.name.trim();
    Ok(Told::row(told("cli-template-saved", name), name))
}

fn delete(ctx: &mut Context, chosen: &Chosen<'_, Template>, _: &Filled) -> Result<Told> {
    mailing::remove_template(ctx, chosen.row.id, chosen.rev)?;
    let name = Cell::Text(chosen.row.name.clone());
    Ok(Told::facts(told("cli-template-deleted", &chosen.row.name), vec![("name", name)]))
}
