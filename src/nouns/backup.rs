//! Exports of the establishment where a context stands, which its own people make and restore from.

use super::access::said_people;
use super::acts::{self, Chosen, Going, Seen, Told};
use super::cell::{Cell, Tone};
use super::description::{self, Described, Key, Where};
use super::door::Of;
use super::export::{state, why};
use super::field;
use super::source::{Id, Source};
use crate::domain::act::{Act, Noun};
use crate::domain::export::Presence;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::filter::{CanBeEmpty, Kind};
use crate::domain::message::{Explain, Message};
use crate::domain::time::Timestamp;
use crate::operations::access::Simulation;
use crate::operations::backup::{self, Backup, Present};
use crate::operations::{Context, Result};

/// What front ends work with.
pub(super) const DOOR: Of<Backups> = Of::NEW;

type ActOf = acts::ActOf<Backups>;
type Column = description::Column<Backup>;
type FieldOf = field::FieldOf<Backup>;

/// How many people are named who gain or lose rights.
const RIGHTS_NAMED: usize = 3;

/// The column that says how a file was found.
const PRESENCE: &str = "presence";

/// The description.
#[derive(Debug)]
pub(super) struct Backups;

impl Described for Backups {
    type Row = Backup;
    type Facts = Present;

    const NOUN: Noun = Noun::Backup;
    const TITLE: &'static str = "screen-backups";
    const MENU: &'static str = "action-backups";
    const OPENED_BY: &'static [&'static str] = &["V"];
    const ONE: &'static str = "backup-one";
    const HELP: &'static str = "plain-help-backups";
    const NONE: &'static str = "backups-none";
    const SENTENCE: &'static str = "backup-sentence";
    const SOURCE: Source<Backup, Present> = Source::Whole(backup::list);
    const KEY: Key = Key { field: Field::File, value: "cli-value-file", help: "cli-arg-export-file" };

    const COLUMNS: &'static [Column] = &[
        Column::new(PRESENCE, "column-state", |row| state(row.presence))
            .by("etat", Kind::Text, CanBeEmpty::No)
            .wide(10, 0),
        Column::new("taken_at", "export-column-when", |row| Cell::Moment(Some(row.export.taken_at), ""))
            .by("date", Kind::Time, CanBeEmpty::No)
            .wide(16, 0),
        Column::new("accounts", "backup-column-accounts", |row| Cell::OptionalKey(row.held.map(|held| held.accounts)))
            .by("comptes", Kind::Number, CanBeEmpty::Yes)
            .wide(8, 0)
            .yields(1),
        Column::new("bytes", "export-column-size", |row| Cell::Size(row.export.size_bytes))
            .by("taille", Kind::Size, CanBeEmpty::No)
            .wide(9, 0)
            .yields(2),
        Column::new("why", "export-column-why", |row| why(row.export.why))
            .by("raison", Kind::Text, CanBeEmpty::No)
            .wide(24, 1),
        Column::aside("changed_at", "backup-column-changed", |row| {
            Cell::Moment(row.held.and_then(|held| held.changed_at), "backup-unknown")
        }),
        Column::aside("until", "backup-column-until", |row| Cell::Moment(Some(row.until), "")),
        Column::new("file", "cli-label-file", |row| Cell::Text(Self::key(row))).only(Where::Lines),
        Column::aside("sha256", "cli-label-sha256", |row| Cell::Text(row.export.sha256.clone())),
    ];

    const FIELDS: &'static [FieldOf] =
        &[FieldOf::line(Field::Confirmation, |_| String::new()).hint("backup-hint-confirmation").needed()];

    const ACTS: &'static [ActOf] = &[
        ActOf::alone(Act::BACKUP_ADD, ("action-backup-add", "cli-backup-add"), add),
        ActOf::on_rows(Act::BACKUP_VERIFY, ("action-backup-verify", "cli-backup-verify"), verify),
        ActOf::on_row(Act::BACKUP_RESTORE, ("action-backup-restore", "cli-backup-restore"), restore)
            .asks(
                &[Field::Confirmation],
                |row| {
                    let taken_at = row.map_or(Timestamp::FIRST, |row| row.export.taken_at);
                    Message::new("backup-restore-title").with("when", taken_at)
                },
                "backup-restore-button",
            )
            .note(|seen| seen.row.map(|row| costs(row, seen)).unwrap_or_default()),
        ActOf::alone(Act::BACKUP_UNDO, ("action-backup-undo", "cli-backup-undo"), undo)
            .asks(&[Field::Confirmation], |_| Message::new("backup-undo-title"), "backup-undo-button")
            .note(|seen| rights(seen.facts.returned.as_ref()))
            .refuses(|seen| seen.facts.replaced.is_none().then(|| Message::new("why-nothing-restored"))),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Backup> {
        backup::get(ctx, key)
    }

    fn key(row: &Backup) -> String {
        row.export.file.clone()
    }

    fn count(rows: &[&Backup]) -> Message {
        Message::new("backups-count").with("backups", rows.len())
    }
}

/// Says what a restoration changes: how many accounts there are and will be, until when what was done is kept, who is locked
/// out.
fn costs(row: &Backup, seen: &Seen<'_, Backup, Present>) -> Vec<Message> {
    let now = &seen.facts.held;
    let mut said = vec![match row.held {
        Some(then) => Message::new("backup-restore-accounts").with("now", now.accounts).with("then", then.accounts),
        None => Message::new("backup-restore-unknown").with("now", now.accounts),
    }];
    let changed = row.held.and_then(|then| then.changed_at).unwrap_or(row.export.taken_at);
    said.push(Message::new("backup-restore-lost").with("then", changed).with("now", now.changed_at.unwrap_or(changed)));
    if seen.facts.is_inside && row.held.is_some_and(|then| !then.knows) {
        said.push(Message::new("backup-restore-locked-out"));
    }
    said.extend(rights(row.rights.as_ref()));
    said.push(Message::new("backup-restore-confirm").with("name", seen.facts.denomination.as_str()));
    said
}

/// Says who gains and loses rights by it: how many, what to be warned of, and the first of them.
fn rights(found: Option<&Simulation>) -> Vec<Message> {
    let Some(found) = found.filter(|found| !found.people.is_empty()) else { return Vec::new() };
    let warned = found.losses.iter().map(Explain::message);
    let people = said_people(&found.people, RIGHTS_NAMED).map(|(said, _)| said);
    std::iter::once(found.message()).chain(warned).chain(people).collect()
}

fn add(ctx: &mut Context, _: &Filled) -> Result<Told> {
    let file = backup::make(ctx)?;
    Ok(Told::row(Message::new("backup-added").with("file", file.as_str()), file))
}

fn restore(ctx: &mut Context, chosen: &Chosen<'_, Backup>, filled: &Filled) -> Result<Told> {
    let before = backup::restore(ctx, &Backups::key(chosen.row), &filled.text(Field::Confirmation))?;
    Ok(told("backup-restored", before))
}

fn undo(ctx: &mut Context, filled: &Filled) -> Result<Told> {
    let before = backup::undo(ctx, &filled.text(Field::Confirmation))?;
    Ok(told("backup-undone", before))
}

fn told(key: &'static str, before: String) -> Told {
    let said = Message { key, args: Vec::new() }.with("before", before.as_str());
    Told::facts(said, vec![("before", Cell::Text(before))])
}

/// Reads backups one after the other and judges each.
fn verify(ctx: &mut Context, ids: &[Id], going: &Going<'_>) -> Result<Told> {
    let (mut whole, mut bad) = (0_usize, 0_usize);
    for id in ids.iter().take_while(|_| !going.cancel.is_cancelled()) {
        let presence = backup::verify(ctx, &id.to_string())?.presence;
        *(if presence == Presence::Verified { &mut whole } else { &mut bad }) += 1;
        (going.found)(id, (PRESENCE, state(presence)));
    }
    let said = Message::new("backup-read").with("whole", whole).with("bad", bad);
    Ok(Told::plainly(said, if bad == 0 { Tone::Good } else { Tone::Bad }))
}
