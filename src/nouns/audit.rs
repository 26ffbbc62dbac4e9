//! Entries of the audit: who did what, and what it changed.

use serde_json::Value;

use super::acts::{self, Going, Told};
use super::cell::{Cell, Tone};
use super::description::{self, Described, Key, Where};
use super::door::Of;
use super::rows::readable;
use super::source::{Ask, Extras, Id, Order, Seen, Source, Typing, number, numbers};
use crate::domain::act::{Act, Noun};
use crate::domain::columns::AuditColumn;
use crate::domain::field::Field;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::domain::record::nested;
use crate::i18n::{Catalogue, audit as words};
use crate::operations::audit::{self, AuditRow};
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Entries> = Of::NEW;

type Column = description::Column<AuditRow>;

/// The description.
#[derive(Debug)]
pub(super) struct Entries;

impl Described for Entries {
    type Row = AuditRow;
    type Facts = ();

    const NOUN: Noun = Noun::Audit;
    const TITLE: &'static str = "screen-audit";
    const ONE: &'static str = "audit-one";
    const HELP: &'static str = "plain-help-audit";
    const NONE: &'static str = "audit-none";
    const SENTENCE: &'static str = "plain-audit-line";
    const KEY: Key = Key { field: Field::Number, value: "cli-value-number", help: "cli-arg-entry" };
    const EXTRAS: Extras = Extras { pane: [3, 3], grouped: &[], limit: Some(100), csv: audit::COLUMNS };
    const SOURCE: Source<AuditRow, ()> = Source::Ordered { typing: Typing::of::<AuditColumn>(), ids, rows };

    const COLUMNS: &'static [Column] = &[
        Column::new("id", "column-number", |entry| Cell::Key(entry.id)).only(Where::Lines),
        Column::new("at", "column-time", |entry| Cell::Moment(Some(entry.at), "")).wide(16, 0),
        Column::people("who", "column-who", |entry| {
            said(entry, |words, entry| words::by(words, &entry.actor, &entry.ssh_key, &entry.ssh_client))
        })
        .wide(12, 1),
        Column::people("place", "column-from", |entry| said(entry, place)).wide(15, 0).yields(1),
        Column::people("act", "column-action", |entry| said(entry, |words, entry| words::action(words, &entry.action)))
            .wide(20, 2),
        // What the commands' filter takes.
        Column::new("action", "audit-word", |entry| Cell::Text(entry.action.clone())).only(Where::Lines),
        Column::people("object", "column-object", |entry| {
            said(entry, |words, entry| words::object(words, &entry.object_kind, &entry.object_id, &entry.object_label))
        })
        .wide(20, 4),
        Column::people("changes", "cli-label-change", |entry| said(entry, changes)).only(Where::Lines),
        Column::people("utc", "audit-utc", |entry| Cell::Text(entry.at.utc_text())).only(Where::Detail),
        Column::aside("os_user", "audit-os-user", |entry| Cell::Text(entry.os_user.clone())),
        Column::aside("ssh_key", "audit-ssh-key", |entry| Cell::Text(entry.ssh_key.clone())),
        Column::aside("hash", "audit-hash", |entry| Cell::Text(entry.hash.clone())),
        Column::hidden("actor", |entry| Cell::Text(entry.actor.clone())),
        Column::hidden("actor_kind", |entry| Cell::Text(entry.actor_kind.clone())),
        Column::hidden("ssh_client", |entry| Cell::Text(entry.ssh_client.clone())),
        Column::hidden("object_kind", |entry| Cell::Text(entry.object_kind.clone())),
        Column::hidden("object_id", |entry| Cell::Text(entry.object_id.clone())),
        Column::hidden("object_label", |entry| Cell::Text(entry.object_label.clone())),
        Column::hidden("before", |entry| Cell::spoken(nested(&entry.before), |_| String::new())),
        Column::hidden("after", |entry| Cell::spoken(nested(&entry.after), |_| String::new())),
    ];

    const ACTS: &'static [acts::ActOf<Self>] =
        &[acts::ActOf::on_rows(Act::AUDIT_VERIFY, ("action-audit-verify", "cli-audit-verify"), verify)
            .without_rows()
            .through(acts::Doors::Screen)];

    fn get(ctx: &mut Context, key: &str) -> Result<AuditRow> {
        audit::get(ctx, number("audit", key)?)
    }

    fn key(entry: &AuditRow) -> String {
        entry.id.to_string()
    }

    fn named(key: &str) -> Result<Id> {
        number("audit", key).map(Id::Number)
    }

    fn id(entry: &AuditRow) -> Id {
        Id::Number(entry.id)
    }

    fn pane(entry: &AuditRow, words: &Catalogue, _: u16) -> Vec<(String, Tone)> {
        vec![(changes(words, entry), Tone::Faint)]
    }
}

/// What people read of an entry, for which programs have its columns.
fn said(entry: &AuditRow, say: fn(&Catalogue, &AuditRow) -> String) -> Cell {
    let entry = entry.clone();
    Cell::spoken(Value::Null, move |words| say(words, &entry))
}

/// The SSH client's address, or that it was on the machine itself.
fn place(words: &Catalogue, entry: &AuditRow) -> String {
    match entry.ssh_client.split(' ').next() {
        Some("") | None => words.text("app-mode-local"),
        Some(address) => address.to_owned(),
    }
}

/// What was changed, each field with what it was and is.
fn changes(words: &Catalogue, entry: &AuditRow) -> String {
    let one = |change: audit::Change| {
        let say = |stored: &str| words::value(words, &entry.action, &change.field, stored);
        let values = match (say(&change.before), say(&change.after)) {
            (before, after) if before.is_empty() => after,
            (before, after) if after.is_empty() => format!("{before} → ∅"),
            (before, after) => format!("{before} → {after}"),
        };
        words::change(words, &change.field, &values)
    };
    audit::changes(entry).into_iter().map(one).collect::<Vec<_>>().join(" · ")
}

fn ids(ctx: &mut Context, ask: &Ask<'_>) -> Result<Order> {
    let found = audit::matching(ctx, Filter::parse(ask.filter)?, ask.most.saturating_add(1))?;
    let total = usize::try_from(audit::count(ctx)?).unwrap_or_default();
    Ok(Order::of(found.into_iter().map(Id::Number).collect(), ask.most, total))
}

fn rows(ctx: &mut Context, ids: &[Id]) -> Result<(Vec<Seen<AuditRow>>, ())> {
    Ok(readable((audit::named(ctx, &numbers::<i64>(ids))?, ())))
}

/// Checks the whole chain.
fn verify(ctx: &mut Context, _: &[Id], _: &Going<'_>) -> Result<Told> {
    let found = audit::verify(ctx)?;
    Ok(match &found.broken {
        None => {
            let pruned = found.from.as_ref().map_or_else(|| "no".to_owned(), |from| from.id.to_string());
            let said = Message::new("audit-verified").with("entries", found.entries).with("pruned", pruned);
            Told::plainly(said, Tone::Good)
        }
        Some(broken) => {
            let key = if broken.missing { "audit-broken-missing" } else { "audit-broken-altered" };
            Told::plainly(Message { key, args: vec![("id", broken.id.to_string().into())] }, Tone::Bad)
        }
    })
}
