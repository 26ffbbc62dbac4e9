//! `establishment block`, `unblock`, `delete` and `export`: several targets, one result line each.

use clap::{ArgMatches, Command};
use serde_json::json;

use crate::cli::Work;
use crate::cli::arguments::{DAY, TEXT, choice, field, is_set, option, switch, text, verb};
use crate::cli::failure::{DONE, Failure, Result};
use crate::cli::input;
use crate::cli::targets::{self, Done};
use crate::domain::block::Blocker;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, words as keys};
use crate::operations::establishment::{self, BlockInput, DeleteInput, ExportFirst};

/// Describes the verbs.
pub(super) fn commands(words: &Catalogue) -> Vec<Command> {
    let blocker = option(words, "blocker", "cli-value-blocker", "cli-arg-blocker");
    let blocker = choice(blocker, Blocker::ALL.map(Blocker::word)).default_value(Blocker::Webmaster.word());
    vec![
        targets::arguments(verb(words, "block", "cli-establishment-block"), words)
            .arg(field(words, "reason", TEXT, Field::Reason).required(true))
            .arg(field(words, "until", DAY, Field::Until)),
        targets::arguments(verb(words, "unblock", "cli-establishment-unblock"), words).arg(blocker),
        targets::arguments(verb(words, "delete", "cli-establishment-delete"), words)
            .arg(switch(words, "no-export", "cli-arg-no-export"))
            .arg(switch(words, "above-threshold", "cli-arg-above-threshold")),
        targets::arguments(verb(words, "export", "cli-establishment-export"), words),
    ]
}

/// Runs `block`.
pub(super) fn block(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let numbers = targets::list(matches, work)?;
    let input = BlockInput { reason: text(matches, "reason"), until: text(matches, "until") };
    if is_set(matches, "dry-run") {
        return rehearse(matches, work, &numbers);
    }
    targets::each(matches, work, &numbers, |work, number| {
        let after = establishment::block(work.ctx, number, &input)?;
        Ok(standing(work, &after, "cli-blocked"))
    })
}

/// Runs `unblock`; what other blockers put stays and is shown.
pub(super) fn unblock(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let numbers = targets::list(matches, work)?;
    let blocker = Blocker::from_word(&text(matches, "blocker")).unwrap_or(Blocker::Webmaster);
    if is_set(matches, "dry-run") {
        return rehearse(matches, work, &numbers);
    }
    targets::each(matches, work, &numbers, |work, number| {
        let after = establishment::unblock(work.ctx, number, blocker)?;
        Ok(standing(work, &after, "cli-unblocked"))
    })
}

/// Tells the state and every block that stands.
fn standing(work: &mut Work<'_>, after: &crate::domain::establishment::Establishment, key: &'static str) -> Done {
    let now = work.ctx.now();
    let words = &work.out.words;
    let blocks: Vec<_> = after.blocks.iter().filter(|block| block.stands(now)).collect();
    let shown: Vec<String> =
        blocks.iter().map(|block| words.say(&super::show::block_message(block, words, now))).collect();
    let state = words.text(keys::state(after.state(now)));
    let facts = json!({
        "state": after.state(now).word(),
        "blocks": blocks.iter().map(|block| super::show::block_record(block)).collect::<Vec<_>>(),
    });
    let message = Message::new(key).with("state", state).with("blocks", shown.join(" | ")).with("count", shown.len());
    Done { message, facts }
}

/// Runs `export`.
pub(super) fn export(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let numbers = targets::list(matches, work)?;
    if is_set(matches, "dry-run") {
        return rehearse(matches, work, &numbers);
    }
    targets::each(matches, work, &numbers, |work, number| {
        let file = establishment::export(work.ctx, number)?.display().to_string();
        let message = Message::new("cli-exported").with("file", file.as_str());
        Ok(Done { message, facts: json!({"export": file}) })
    })
}

/// Runs `delete`: guarded by a typed confirmation or `--yes`, and by a second switch above the threshold.
pub(super) fn delete(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let numbers = targets::list(matches, work)?;
    if is_set(matches, "dry-run") {
        return rehearse(matches, work, &numbers);
    }
    check_threshold(matches, work, numbers.len())?;
    let confirmation = confirm(matches, work, &numbers)?;
    let export_first = if is_set(matches, "no-export") { ExportFirst::No } else { ExportFirst::Yes };
    let input = DeleteInput { confirmation, export_first };
    targets::each(matches, work, &numbers, |work, number| {
        let export = establishment::delete(work.ctx, number, &input)?.export;
        let export = export.map(|path| path.display().to_string());
        let message = match &export {
            Some(file) => Message::new("cli-deleted").with("file", file.as_str()),
            None => Message::new("cli-deleted-for-good"),
        };
        Ok(Done { message, facts: json!({"export": export}) })
    })
}

fn check_threshold(matches: &ArgMatches, work: &mut Work<'_>, count: usize) -> Result<()> {
    let total = establishment::counts(work.ctx)?.establishments;
    let percent = work.settings.limits.delete_threshold_percent;
    let above = u64::try_from(count).unwrap_or(u64::MAX).saturating_mul(100) > u64::from(total) * u64::from(percent);
    if count > 1 && above && !is_set(matches, "above-threshold") {
        return Err(Failure::refused(
            Message::new("cli-above-threshold").with("count", count).with("total", total).with("percent", percent),
        ));
    }
    Ok(())
}

/// Asks for the number or name of one target, the count of several; gives what the operation has to compare.
fn confirm(matches: &ArgMatches, work: &mut Work<'_>, numbers: &[EstablishmentNumber]) -> Result<Option<String>> {
    if is_set(matches, "yes") || numbers.is_empty() {
        return Ok(None);
    }
    if let [number] = numbers {
        let found = establishment::get(work.ctx, *number)?;
        let loss = establishment::loss(work.ctx, *number)?;
        let last = loss.last_sign_in_at.map_or_else(|| work.out.words.text("cli-never"), Timestamp::local_text);
        let question = Message::new("cli-confirm-delete")
            .with("number", number.to_string())
            .with("name", found.denomination)
            .with("accounts", loss.accounts)
            .with("last", last);
        return input::typed_confirmation(work.out, &question).map(Some);
    }
    let question = Message::new("cli-confirm-delete-many").with("count", numbers.len());
    let typed = input::typed_confirmation(work.out, &question)?;
    if typed.trim() == numbers.len().to_string() {
        Ok(None)
    } else {
        Err(Failure::field(Field::Confirmation, Problem::ConfirmationDiffers))
    }
}

/// Lists the targets as they are, and changes nothing.
fn rehearse(matches: &ArgMatches, work: &mut Work<'_>, numbers: &[EstablishmentNumber]) -> Result<u8> {
    let zones = super::list::zone_names(work)?;
    let code = targets::each(matches, work, numbers, |work, number| {
        let found = establishment::get(work.ctx, number)?;
        let now = work.ctx.now();
        let state = work.out.words.text(keys::state(found.state(now)));
        let message = Message::new("cli-rehearsed").with("name", found.denomination.as_str()).with("state", state);
        let mut facts = super::show::record(&found, &zones, now);
        facts["result"] = "rehearsed".into();
        Ok(Done { message, facts })
    })?;
    if code == DONE {
        work.out.note(&Message::new("cli-dry-run"));
    }
    Ok(code)
}
