//! What looks wrong in the rights of the establishment where a context stands.

use super::acts::{self, Elsewhere};
use super::cell::{Cell, State, Tone};
use super::description::{self, Described, Key, Where};
use super::door::Of;
use super::source::Source;
use crate::domain::act::{Act, Noun};
use crate::domain::field::Field;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::message::Message;
use crate::operations::access::{Anomaly, Oddity, anomalies};
use crate::operations::{Context, Error, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Anomalies> = Of::NEW;

type ActOf = acts::ActOf<Anomalies>;
type Column = description::Column<Anomaly>;

/// The description.
#[derive(Debug)]
pub(super) struct Anomalies;

impl Described for Anomalies {
    type Row = Anomaly;
    type Facts = ();

    const NOUN: Noun = Noun::Anomaly;
    const TITLE: &'static str = "screen-anomalies";
    const MENU: &'static str = "action-anomalies";
    const OPENED_BY: &'static [&'static str] = &["N"];
    const ONE: &'static str = "anomaly-one";
    const HELP: &'static str = "plain-help-anomalies";
    const NONE: &'static str = "anomalies-none";
    const SENTENCE: &'static str = "anomaly-sentence";
    const SOURCE: Source<Anomaly, ()> = Source::Whole(|ctx| Ok((anomalies(ctx)?, ())));
    const KEY: Key = Key { field: Field::AskedObject, value: "cli-value-anomaly", help: "cli-arg-anomaly" };

    const COLUMNS: &'static [Column] = &[
        Column::new("login", "webmaster-column-login", |row| Cell::Text(row.login.clone()))
            .by("identifiant", Kind::Text, CanBeEmpty::No)
            .wide(12, 1),
        Column::new("name", "anomaly-column-name", |row| Cell::Text(row.name.clone()))
            .by("nom", Kind::Text, CanBeEmpty::No)
            .wide(16, 1)
            .yields(1),
        Column::new("oddity", "anomaly-column-oddity", |row| Cell::State(state(row)))
            .by("anomalie", Kind::Text, CanBeEmpty::No)
            .wide(30, 3),
        Column::new("detail", "anomaly-column-detail", |row| Cell::Optional(row.detail.clone()))
            .by("precision", Kind::Text, CanBeEmpty::Yes)
            .wide(12, 0),
        Column::new("mended_by", "anomaly-column-mended-by", |row| match row.oddity.mended_by() {
            Some(act) => Cell::Phrase(act.word().to_owned(), Some(super::access::said_of(act))),
            None => Cell::Optional(String::new()),
        })
        .by("remede", Kind::Text, CanBeEmpty::Yes)
        .wide(20, 1)
        .yields(2),
        Column::new("key", "anomaly-column-key", |row| Cell::Text(Self::key(row))).only(Where::Lines),
    ];

    const ACTS: &'static [ActOf] = &[ActOf::elsewhere(
        Act::ANOMALY_OPEN,
        "action-anomaly-open",
        (Elsewhere::Accounts, |row| format!("{}:{}", row.oddity.word(), row.id)),
    )];

    fn get(ctx: &mut Context, key: &str) -> Result<Anomaly> {
        let found = anomalies(ctx)?.into_iter().find(|row| Self::key(row) == key.trim());
        found.ok_or_else(|| Error::not_found("anomaly", key))
    }

    fn key(row: &Anomaly) -> String {
        let detail = if row.detail.is_empty() { String::new() } else { format!(":{}", row.detail) };
        format!("{}:{}{detail}", row.oddity.word(), row.login)
    }

    fn name(row: &Anomaly) -> String {
        row.login.clone()
    }

    fn count(rows: &[&Anomaly]) -> Message {
        Message::new("anomalies-count").with("anomalies", rows.len())
    }
}

fn state(row: &Anomaly) -> State {
    let tone = if row.oddity <= Oddity::NoTeacherView { Tone::Bad } else { Tone::Warning };
    let said = Message::new("anomaly-oddity").with("oddity", row.oddity.word());
    State { code: row.oddity.word(), said, sign: "⚠", tone }
}
