//! Establishments: the list of those that a filter holds, and one in full.

mod card;
mod form;
mod groups;
mod picks;
mod row;
mod tasks;

pub use card::{administrator_record, block_record};
pub use form::{block_filled, block_input};
pub use picks::{Pick, Picks, lost, picks};
pub use row::{Row, Zones, read, read_alone};

use std::collections::HashSet;

use serde_json::Value;

use super::acts;
use super::cell::{Cell, State as Shown, Tone};
use super::description::{self, Described, Head, Key, Where};
use super::door::{Door as _, Of};
use super::rows::readable;
use super::source::{Ask, Extras, Id, Order, Seen, Source, Typing};
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::{Establishment, EstablishmentNumber, NUMBER_MAX, State, parse_number};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::Task;
use crate::domain::language::Language;
use crate::domain::message::Message;
use crate::domain::search::{self, Filter, Index, SortKey};
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, audit, words as keys};
use crate::operations::establishment;
use crate::operations::{Context, Error, Result, job};

/// What front ends work with.
pub(super) const DOOR: Of<Establishments> = Of::NEW;

type ActOf = acts::ActOf<Establishments>;
type Column = description::Column<Row>;
type FieldOf = description::FieldOf<Row>;

/// Lists the columns, in order.
#[must_use]
pub fn heads() -> Vec<Head> {
    Establishments::COLUMNS.iter().map(|column| column.head).collect()
}

/// The description.
#[derive(Debug)]
pub(super) struct Establishments;

impl Described for Establishments {
    type Row = Row;
    type Facts = ();

    const NOUN: Noun = Noun::Establishment;
    const TITLE: &'static str = "screen-establishments";
    const ONE: &'static str = "detail-title";
    const HELP: &'static str = "plain-help-list";
    const NONE: &'static str = "establishments-none";
    const SENTENCE: &'static str = "plain-list-row";
    const KEY: Key = Key { field: Field::Number, value: "cli-value-number", help: "cli-arg-number" };
    const EXTRAS: Extras = Extras { pane: [3, 4], grouped: groups::BY, limit: Some(usize::MAX), csv: &[] };
    const SOURCE: Source<Row, ()> = Source::Ordered { typing: Typing::of::<search::Column>(), ids, rows };

    const COLUMNS: &'static [Column] = &[
        Column::new("number", "column-number", |row| Cell::Key(row.number().0.into()))
            .wide(7, 0)
            .sorts(SortKey::Number),
        Column::hidden("zone", |row| Cell::OptionalKey(row.found().map(|one| one.zone.0.into()))),
        Column::new("zone_name", "column-zone", zone_name).wide(13, 3).yields(3).sorts(SortKey::Zone),
        Column::new("location", "column-location", |row| row.text(|one| &one.location))
            .wide(18, 2)
            .yields(1)
            .sorts(SortKey::Location),
        Column::new("denomination", "column-name", denomination).wide(20, 4).sorts(SortKey::Denomination),
        Column::new("uai", "column-uai", uai).wide(8, 0).yields(1).sorts(SortKey::Uai),
        Column::people("contact", "column-contact", contact).wide(14, 2).yields(4).sorts(SortKey::Contact),
        Column::hidden("contact_last_name", |row| row.text(|one| &one.contact.last_name)),
        Column::hidden("contact_first_name", |row| row.text(|one| &one.contact.first_name)),
        Column::new("contact_email", "column-mail", |row| row.text(|one| one.contact.email_text()))
            .wide(14, 1)
            .only(Where::Lines)
            .sorts(SortKey::Mail),
        Column::new("registered_on", "column-registered", registered)
            .wide(13, 0)
            .yields(5)
            .sorts(SortKey::RegisteredOn),
        Column::new("state", "column-state", state).wide(11, 0).sorts(SortKey::State),
        Column::aside("blocks", "column-blocks", card::blocks),
        Column::aside("rev", "cli-label-rev", |row| Cell::OptionalKey(row.found().map(|one| one.rev))),
        card::alone("host_blocks", "", card::host_blocks),
        card::alone("administrators", "column-administrator", card::administrators),
        card::alone("figures", "card-people", card::people),
        card::alone("teaching", "card-teaching", card::teaching),
        card::alone("path", "card-database", card::database),
        card::alone("size_bytes", "", card::size),
        card::alone("exports", "card-exports", card::exports),
        card::alone("mails", "card-mails", card::mails),
        card::alone("mail", "", card::mail),
        card::alone("jobs", "card-jobs", card::jobs),
    ];

    const FIELDS: &'static [FieldOf] = form::FIELDS;

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::ESTABLISHMENT_ADD, ("action-establishment-add", "cli-establishment-add"), form::add).asks(
            form::NEW,
            |_| Message::new("establishment-add-title"),
            "establishment-add-button",
        ),
        ActOf::on_row(Act::ESTABLISHMENT_EDIT, ("action-establishment-edit", "cli-establishment-edit"), form::edit)
            .asks(
                form::STORED,
                |row| Message::new("establishment-edit-title").with("number", row.map(Self::key).unwrap_or_default()),
                "establishment-edit-button",
            ),
        tasks::BLOCK,
        tasks::UNBLOCK,
        tasks::RESET_PASSWORD,
        tasks::MOVE,
        tasks::EXPORT,
        tasks::DELETE,
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Row> {
        read_alone(ctx, number(key)?)
    }

    fn key(row: &Row) -> String {
        row.number().to_string()
    }

    fn name(row: &Row) -> String {
        row.found().map(|one| one.denomination.clone()).unwrap_or_default()
    }

    fn rev(row: &Row) -> i64 {
        row.found().map_or(0, |one| one.rev)
    }

    fn blank(_: Language) -> Filled {
        Filled::default().with(Field::SendMail, "yes").with(Field::ExportFirst, "yes")
    }

    fn check(act: Act, filled: &Filled) -> Vec<FieldError> {
        form::check(act, filled)
    }

    fn named(key: &str) -> Result<Id> {
        number(key).map(Id::from)
    }

    fn id(row: &Row) -> Id {
        row.number().into()
    }

    fn unreadable(row: &Row) -> Option<Message> {
        row.unreadable()
    }

    fn pane(row: &Row, words: &Catalogue, columns: u16) -> Vec<(String, Tone)> {
        card::pane(row, words, columns)
    }

    fn alone(ctx: &mut Context, row: Row) -> Result<Row> {
        read_alone(ctx, row.number())
    }
}

/// Does a task that was chosen to one establishment, as it was seen then, and tells of it.
///
/// # Errors
/// Why it was not done.
pub fn at_once(
    ctx: &mut Context,
    number: EstablishmentNumber,
    task: &Task,
    seen: Option<&Establishment>,
) -> Result<acts::Told> {
    let act = job::needed(task);
    let head = DOOR.act(act).ok_or_else(|| Error::not_found("establishment", act.called()))?;
    acts::at_once(ctx, &head, (number, task), seen)
}

fn number(key: &str) -> Result<EstablishmentNumber> {
    let found =
        parse_number(key).and_then(|number| number.ok_or(Problem::NotANumber { min: 1, max: NUMBER_MAX.into() }));
    found.map_err(|problem| Error::field(Field::Number, problem))
}

fn zone_name(row: &Row) -> Cell {
    Cell::Optional(row.found().map(|one| row.zone(one.zone)).unwrap_or_default())
}

/// Says in the place of the name which value nobody knows.
fn denomination(row: &Row) -> Cell {
    match row.of.as_ref() {
        Ok(one) => Cell::Text(one.denomination.clone()),
        Err(odd) => {
            let field = odd.field.clone();
            let say = move |words: &Catalogue| {
                let field = audit::field(words, &field);
                vec![(words.say(&Message::new("row-unreadable-field").with("field", field)), Tone::Bad)]
            };
            Cell::lines(|| Value::Null, say)
        }
    }
}

fn uai(row: &Row) -> Cell {
    let uai = row.found().and_then(|one| one.uai.as_ref());
    Cell::Optional(uai.map(|uai| uai.as_str().to_owned()).unwrap_or_default())
}

fn contact(row: &Row) -> Cell {
    Cell::Text(row.found().map(|one| one.contact.full_name()).unwrap_or_default())
}

fn registered(row: &Row) -> Cell {
    Cell::Day(row.found().map(|one| one.registered_on.to_string()).unwrap_or_default())
}

fn state(row: &Row) -> Cell {
    let Some(one) = row.found() else { return Cell::Text(String::new()) };
    let state = one.state(row.now);
    let (sign, tone) = match state {
        State::Open => ("●", Tone::Good),
        State::Blocked => ("■", Tone::Bad),
        State::Creating => ("◌", Tone::Warning),
        State::Deleting => ("×", Tone::Warning),
    };
    Cell::State(Shown { code: state.word(), said: Message::new(keys::state(state)), sign, tone })
}

fn ids(ctx: &mut Context, ask: &Ask<'_>) -> Result<Order> {
    let (filter, now) = (Filter::parse(ask.filter)?, ctx.now());
    ask.with(|| establishment::index(ctx), |index| order(ask, index, &filter, now))
}

pub(super) fn order(ask: &Ask<'_>, index: &Index, filter: &Filter, now: Timestamp) -> Result<Order> {
    let found = index.select(filter, ask.sort, now)?;
    let (matching, total) = (found.numbers.len(), index.len());
    let ids: Vec<Id> = found.numbers.into_iter().take(ask.most).map(Id::from).collect();
    let count = Message::new("cli-establishment-count")
        .with("shown", ids.len())
        .with("matching", matching)
        .with("total", total);
    let known: HashSet<Id> = index.numbers().filter(|_| !ask.ticked.is_empty()).map(Id::from).collect();
    Ok(Order {
        ids,
        remarks: found.remarks,
        total,
        notes: vec![count],
        groups: groups::of(ask.grouped, index, filter, now)?,
        gone: Some(ask.ticked.iter().filter(|id| !known.contains(id)).cloned().collect()),
        changes_at: index.next_change(now),
        ..Order::default()
    })
}

fn rows(ctx: &mut Context, ids: &[Id]) -> Result<(Vec<Seen<Row>>, ())> {
    let numbers: Vec<EstablishmentNumber> = ids.iter().filter_map(Id::establishment).collect();
    Ok(readable((read(ctx, &numbers)?, ())))
}

/// What the columns show that are filtered by a choice, by the column of the filter.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    let state = |state| {
        Cell::State(Shown {
            code: State::word(state),
            said: Message::new(keys::state(state)),
            sign: "",
            tone: Tone::Plain,
        })
    };
    vec![("state", State::ALL.map(state).to_vec())]
}
