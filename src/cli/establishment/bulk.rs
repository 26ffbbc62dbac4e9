//! `establishment block`, `unblock`, `move`, `export` and `delete`: on several, a job; blocking one is done at once.

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::cli::Work;
use crate::cli::arguments::{DAY, Filled, TEXT, ZONE, choice, field, given, is_set, option, switch, text, verb};
use crate::cli::failure::Result;
use crate::cli::job::{bulk, carry};
use crate::cli::targets::{self, Done};
use crate::domain::block::Blocker;
use crate::domain::export::{Form, Packing, Tables};
use crate::domain::field::Field;
use crate::domain::job::{ExportFirst, Task};
use crate::domain::message::Message;
use crate::i18n::{Catalogue, standing as said, words as keys};
use crate::nouns::establishment::block_record;
use crate::operations::establishment::{self, BlockInput};
use crate::operations::{export, zone};

/// Describes the verbs.
pub(super) fn commands(words: &Catalogue) -> Vec<Command> {
    let blocker = option(words, "blocker", "cli-value-blocker", "cli-arg-blocker");
    let blocker = choice(blocker, Blocker::ALL.map(Blocker::word)).default_value(Blocker::Webmaster.word());
    vec![
        bulk::arguments(verb(words, "block", "cli-establishment-block"), words)
            .arg(field(words, "reason", TEXT, Field::Reason).required(true))
            .arg(field(words, "until", DAY, Field::Until).value_parser(Filled)),
        bulk::arguments(verb(words, "unblock", "cli-establishment-unblock"), words).arg(blocker),
        bulk::arguments(verb(words, "move", "cli-establishment-move"), words)
            .arg(field(words, "zone", ZONE, Field::Zone).value_parser(Filled).required(true)),
        carry::threshold(bulk::arguments(verb(words, "delete", "cli-establishment-delete"), words), words).arg(switch(
            words,
            "no-export",
            "cli-arg-no-export",
        )),
        bulk::arguments(verb(words, "export", "cli-establishment-export"), words)
            .arg(option(words, "encrypt-to", TEXT, "cli-arg-encrypt-to"))
            .arg(switch(words, "compress", "cli-arg-compress"))
            .arg(switch(words, "tables", "cli-arg-tables")),
    ]
}

/// Runs `block`.
pub(super) fn block(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let selection = bulk::selection(matches)?;
    let input = BlockInput { reason: text(matches, "reason"), until: text(matches, "until") };
    if !bulk::is_alone(matches, &selection) {
        let task = establishment::block_task(work.ctx, &input)?;
        return bulk::perform(matches, work, task, selection);
    }
    let numbers = targets::list(matches)?;
    targets::each(work, &numbers, |work, number| {
        let after = establishment::block(work.ctx, number, &input)?;
        Ok(standing(work, &after, "cli-blocked"))
    })
}

/// Runs `unblock`; what other blockers put stays and is shown.
pub(super) fn unblock(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let selection = bulk::selection(matches)?;
    let blocker = Blocker::from_word(&text(matches, "blocker")).unwrap_or(Blocker::Webmaster);
    if !bulk::is_alone(matches, &selection) {
        return bulk::perform(matches, work, Task::Unblock { blocker }, selection);
    }
    let numbers = targets::list(matches)?;
    targets::each(work, &numbers, |work, number| {
        let after = establishment::unblock(work.ctx, number, blocker)?;
        Ok(standing(work, &after, "cli-unblocked"))
    })
}

/// Runs `move`.
pub(super) fn move_to_zone(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let zone = zone::named(work.ctx, &text(matches, "zone"))?;
    bulk::perform(matches, work, Task::MoveToZone { zone }, bulk::selection(matches)?)
}

/// Runs `export`.
pub(super) fn export(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let sealed_for = match given(matches, "encrypt-to") {
        Some(typed) => Some(export::public_key(typed)?),
        None => None,
    };
    let form = Form {
        sealed_for,
        packing: if is_set(matches, "compress") { Packing::Zstd } else { Packing::Plain },
        tables: if is_set(matches, "tables") { Tables::Csv } else { Tables::No },
    };
    bulk::perform(matches, work, Task::Export { form }, bulk::selection(matches)?)
}

/// Runs `delete`: guarded by a typed confirmation or `--yes`, and by a second switch above the threshold.
pub(super) fn delete(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let export_first = if is_set(matches, "no-export") { ExportFirst::No } else { ExportFirst::Yes };
    bulk::perform(matches, work, Task::Delete { export_first }, bulk::selection(matches)?)
}

/// Tells the state and every block that stands.
fn standing(work: &mut Work<'_>, after: &crate::domain::establishment::Establishment, key: &'static str) -> Done {
    let now = work.ctx.now();
    let words = &work.out.words;
    let blocks: Vec<_> = after.blocks.iter().filter(|block| block.stands(now)).collect();
    let shown: Vec<String> = blocks.iter().map(|block| said::block(words, block, now)).collect();
    let state = words.text(keys::state(after.state(now)));
    let facts = json!({
        "state": after.state(now).word(),
        "blocks": blocks.iter().map(|block| block_record(block)).collect::<Vec<_>>(),
    });
    let message = Message::new(key).with("state", state).with("blocks", shown.join(" | ")).with("count", shown.len());
    Done { message, facts }
}
