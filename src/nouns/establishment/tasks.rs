//! What is done to establishments as jobs of kinds of their own: what is asked, and the task that comes of it.

use super::Establishments;
use super::form::block_input;
use super::row::Row;
use crate::domain::act::Act;
use crate::domain::block::Blocker;
use crate::domain::establishment::State;
use crate::domain::export::{Form, Packing, Tables};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{AdministratorChoice, Danger, ExportFirst, Task};
use crate::domain::message::Message;
use crate::nouns::acts;
use crate::operations::establishment;
use crate::operations::{export, zone};

type ActOf = acts::ActOf<Establishments>;

pub(super) const BLOCK: ActOf =
    ActOf::task(Act::ESTABLISHMENT_BLOCK, ("action-establishment-block", "cli-establishment-block"), |ctx, filled| {
        establishment::block_task(ctx, &block_input(filled))
    })
    .asks(&[Field::Reason, Field::Until], |row| titled(row, ("block-title", "block-many-title")), "block-button")
    .danger(Danger::Yes, |_| Vec::new())
    .at_once("establishment-blocked", &["state", "blocks"]);

pub(super) const UNBLOCK: ActOf = ActOf::task(
    Act::ESTABLISHMENT_UNBLOCK,
    ("action-establishment-unblock", "cli-establishment-unblock"),
    |_, filled| {
        let blocker = Blocker::from_word(&filled.text(Field::Blocker)).unwrap_or(Blocker::Webmaster);
        Ok(Task::Unblock { blocker })
    },
)
.asks(&[Field::Blocker], |row| titled(row, ("block-title", "unblock-many-title")), "plan-button")
.danger(Danger::Yes, |_| Vec::new())
.refuses(|seen| (!is_blocked(seen.row?)).then(|| Message::new("why-not-blocked")))
.at_once("establishment-unblocked", &["state", "blocks"]);

pub(super) const MOVE: ActOf =
    ActOf::task(Act::ESTABLISHMENT_MOVE, ("action-establishment-move", "cli-establishment-move"), |ctx, filled| {
        Ok(Task::MoveToZone { zone: zone::named(ctx, &filled.text(Field::Zone))? })
    })
    .asks(&[Field::Zone], |row| titled(row, ("move-many-title", "move-many-title")), "plan-button")
    .danger(Danger::Yes, |_| Vec::new());

pub(super) const DELETE: ActOf =
    ActOf::task(Act::ESTABLISHMENT_DELETE, ("action-establishment-delete", "cli-establishment-delete"), |_, filled| {
        let export_first = if is_ticked(filled, Field::ExportFirst) { ExportFirst::Yes } else { ExportFirst::No };
        Ok(Task::Delete { export_first })
    })
    .asks(&[Field::ExportFirst], |row| titled(row, ("delete-many-title", "delete-many-title")), "plan-button")
    .danger(Danger::Name, |_| Vec::new())
    .warning("delete-many-note");

pub(super) const EXPORT: ActOf =
    ActOf::task(Act::ESTABLISHMENT_EXPORT, ("action-establishment-export", "cli-establishment-export"), |_, filled| {
        let key = filled.text(Field::PublicKey);
        let form = Form {
            packing: if is_ticked(filled, Field::Compress) { Packing::Zstd } else { Packing::Plain },
            tables: if is_ticked(filled, Field::Tables) { Tables::Csv } else { Tables::No },
            sealed_for: if key.trim().is_empty() { None } else { Some(export::public_key(&key)?) },
        };
        Ok(Task::Export { form })
    })
    .asks(
        &[Field::Compress, Field::Tables, Field::PublicKey],
        |row| titled(row, ("export-many-title", "export-many-title")),
        "plan-button",
    );

/// One at once is chosen among its administrators, as `picks` says.
pub(super) const RESET_PASSWORD: ActOf = ActOf::task(
    Act::ESTABLISHMENT_RESET_PASSWORD,
    ("action-establishment-reset", "cli-establishment-reset-password"),
    |_, filled| {
        let choice = AdministratorChoice::from_word(&filled.text(Field::Which)).unwrap_or(AdministratorChoice::First);
        Ok(Task::ResetAdministrator { choice })
    },
)
.asks(&[Field::Which], |row| titled(row, ("reset-title", "reset-many-title")), "plan-button")
.danger(Danger::Yes, |_| Vec::new())
.at_once("reset-done", &[]);

fn is_blocked(row: &Row) -> bool {
    row.found().is_none_or(|one| one.state(row.now) == State::Blocked)
}

fn is_ticked(filled: &Filled, field: Field) -> bool {
    !filled.text(field).is_empty()
}

fn titled(row: Option<&Row>, (one, many): (&'static str, &'static str)) -> Message {
    match row {
        Some(row) => Message { key: one, args: Vec::new() }.with("number", row.number().to_string()),
        None => Message { key: many, args: Vec::new() },
    }
}
