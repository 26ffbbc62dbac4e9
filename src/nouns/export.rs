//! Exports: the copies that establishments are restored from.

use std::path::PathBuf;

use super::acts::{self, Going, Told};
use super::cell::{Cell, State, Tone};
use super::description::{self, Described, Key, Where};
use super::door::Of;
use super::source::{self, Ask, Extras, Id, Order, Seen, Source, Typing};
use crate::domain::act::{Act, Noun};
use crate::domain::columns::ExportColumn;
use crate::domain::export::{Export, Presence, Why};
use crate::domain::field::Field;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::domain::time::DAY_S;
use crate::operations::export;
use crate::operations::retention;
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Exports> = Of::NEW;

type Column = description::Column<Exported>;

/// The column that says how a file was found.
const PRESENCE: &str = "presence";

/// An export, and what was found of its file.
#[derive(Debug)]
pub(super) struct Exported {
    export: Export,
    presence: Presence,
    path: PathBuf,
    age_days: i64,
}

/// The description.
#[derive(Debug)]
pub(super) struct Exports;

impl Described for Exports {
    type Row = Exported;
    type Facts = ();

    const NOUN: Noun = Noun::Export;
    const TITLE: &'static str = "screen-exports";
    const ONE: &'static str = "export-one";
    const HELP: &'static str = "plain-help-exports";
    const NONE: &'static str = "exports-none";
    const SENTENCE: &'static str = "plain-export-line";
    const KEY: Key = Key { field: Field::File, value: "cli-value-file", help: "cli-arg-export-file" };
    const EXTRAS: Extras = Extras {
        pane: [0, 0],
        grouped: &[],
        limit: None,
        csv: &[
            "file",
            "number",
            "denomination",
            "taken_at",
            "bytes",
            "sha256",
            "schema_version",
            "job",
            "why",
            "tables",
            "presence",
        ],
    };
    const SOURCE: Source<Exported, ()> = Source::Ordered { typing: Typing::of::<ExportColumn>(), ids, rows };

    const COLUMNS: &'static [Column] = &[
        Column::new(PRESENCE, "column-state", |row| state(row.presence)).wide(10, 0),
        Column::new("taken_at", "export-column-when", |row| Cell::Moment(Some(row.export.taken_at), "")).wide(16, 0),
        Column::new("number", "column-number", |row| Cell::Key(row.export.number.0.into())).wide(7, 0),
        Column::new("denomination", "column-name", |row| Cell::Text(row.export.held.denomination.clone())).wide(16, 2),
        Column::new("age_days", "export-column-age", |row| {
            Cell::Said(row.age_days, Message::new("export-age").with("days", row.age_days))
        })
        .wide(11, 0)
        .yields(1),
        Column::new("bytes", "export-column-size", |row| Cell::Size(row.export.size_bytes)).wide(9, 0).yields(2),
        Column::new("why", "export-column-why", |row| why(row.export.why)).wide(18, 1).yields(3),
        Column::aside("location", "column-location", |row| Cell::Text(row.export.held.location.clone())),
        Column::aside("uai", "column-uai", |row| Cell::Text(row.export.held.uai.clone())),
        Column::aside("registered_on", "column-registered", |row| Cell::Day(row.export.held.registered_on.clone())),
        Column::new("file", "cli-label-file", |row| Cell::Text(row.export.file.clone())).only(Where::Lines),
        Column::hidden("path", |row| Cell::Text(row.path.display().to_string())),
        Column::aside("sha256", "cli-label-sha256", |row| Cell::Text(row.export.sha256.clone())),
        Column::aside("schema_version", "cli-label-schema", |row| Cell::Key(row.export.schema_version)),
        Column::aside("job", "cli-label-job", |row| Cell::OptionalKey(row.export.job.map(|(job, _)| job.0))),
        Column::aside("tables", "cli-label-tables", |row| Cell::Optional(row.export.tables.clone())),
    ];

    const ACTS: &'static [acts::ActOf<Self>] =
        &[acts::ActOf::on_rows(Act::EXPORT_VERIFY, ("action-export-verify", "cli-export-verify"), verify)
            .through(acts::Doors::Screen)];

    fn get(ctx: &mut Context, key: &str) -> Result<Exported> {
        let export = export::get(ctx, key)?;
        Ok(found(ctx, export))
    }

    fn key(row: &Exported) -> String {
        row.export.file.clone()
    }

    fn name(row: &Exported) -> String {
        row.export.number.to_string()
    }
}

pub(super) fn state(presence: Presence) -> Cell {
    let (sign, tone) = match presence {
        Presence::There => ("○", Tone::Plain),
        Presence::Verified => ("✓", Tone::Good),
        Presence::Missing => ("?", Tone::Warning),
        Presence::Damaged | Presence::Unrestorable => ("×", Tone::Bad),
    };
    let said = Message::new("export-presence").with("presence", presence.word());
    Cell::State(State { code: presence.word(), said, sign, tone })
}

pub(super) fn why(why: Why) -> Cell {
    let said = Message::new("export-why").with("why", why.word());
    Cell::State(State { code: why.word(), said, sign: "", tone: Tone::Plain })
}

/// The latest first. What is said of all is looked up only where all are asked for.
fn ids(ctx: &mut Context, ask: &Ask<'_>) -> Result<Order> {
    let filter = Filter::parse(ask.filter)?;
    let known = |file: &str| match ask.found.get(&Id::from(file)) {
        Some((PRESENCE, Cell::State(state))) => Presence::from_word(state.code),
        _ => None,
    };
    let (files, remarks) = export::matching(ctx, &filter, (ask.words, &known))?;
    let totals = export::totals(ctx)?;
    let head = if filter.is_everything() {
        let days = export::retention_days(ctx)?;
        let old = retention::survey_exports(ctx, days)?.exports.len();
        let size = ask.words.size(totals.size_bytes);
        Some(
            Message::new("export-totals")
                .with("count", totals.count)
                .with("size", size)
                .with("days", days)
                .with("old", old),
        )
    } else {
        None
    };
    let ids = files.iter().map(|file| Id::from(file.as_str())).collect();
    Ok(Order { ids, remarks, total: usize::try_from(totals.count).unwrap_or(usize::MAX), head, ..Order::default() })
}

fn rows(ctx: &mut Context, ids: &[Id]) -> Result<(Vec<Seen<Exported>>, ())> {
    let files: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let exports = export::named(ctx, &files)?;
    Ok((exports.into_iter().map(|export| source::seen(export).map(|export| found(ctx, export))).collect(), ()))
}

fn found(ctx: &Context, export: Export) -> Exported {
    let age_days = ctx.now().0.saturating_sub(export.taken_at.0).max(0) / DAY_S;
    Exported { presence: export::found(ctx, &export), path: export::path(ctx, &export), age_days, export }
}

/// Reads exports one after the other and compares each with what was written.
fn verify(ctx: &mut Context, ids: &[Id], going: &Going<'_>) -> Result<Told> {
    let (mut whole, mut bad) = (0_usize, 0_usize);
    for id in ids.iter().take_while(|_| !going.cancel.is_cancelled()) {
        let presence = export::verify(ctx, &id.to_string())?.presence;
        *(if presence == Presence::Verified { &mut whole } else { &mut bad }) += 1;
        (going.found)(id, (PRESENCE, state(presence)));
    }
    let said = Message::new("export-read").with("whole", whole).with("bad", bad);
    // What was only looked at stays ticked for what is done next.
    Ok(Told::plainly(said, if bad == 0 { Tone::Good } else { Tone::Bad }))
}

/// What the columns show that are filtered by a choice, by the column of the filter.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    vec![("state", Presence::ALL.map(state).to_vec()), ("why", Why::ALL.map(why).to_vec())]
}
