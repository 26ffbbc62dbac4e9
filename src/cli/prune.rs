//! `intendant prune [--kind K]… [--dry-run]`: what is beyond its limit is told, then taken.

use std::sync::atomic::AtomicBool;

use clap::{ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::arguments::{choice, is_set, option, switch, verb};
use super::failure::{DONE, Failure, INTERRUPTED, REFUSED, Result, SOME_FAILED};
use super::output::Out;
use super::table::Table;
use super::{Work, input, signal};
use crate::domain::field::{Field, Problem};
use crate::domain::message::Message;
use crate::domain::retention::Kind;
use crate::domain::text::is_count;
use crate::i18n::Catalogue;
use crate::operations::retention::{self, Due, OldExport, Pruned, Remark};
use crate::operations::{Advance, Error};

/// Describes the verb.
pub fn command(words: &Catalogue) -> Command {
    let kind = choice(option(words, "kind", "cli-value-choice", "cli-arg-prune-kind"), Kind::ALL.map(Kind::word));
    verb(words, "prune", "cli-prune-old").arg(kind.action(ArgAction::Append)).arg(switch(
        words,
        "dry-run",
        "cli-arg-prune-dry-run",
    ))
}

/// Runs the verb.
pub fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let named = matches.get_many::<String>("kind").unwrap_or_default();
    let mut kinds: Vec<Kind> = named.filter_map(|word| Kind::from_word(word)).collect();
    if kinds.is_empty() {
        kinds = Kind::ALL.to_vec();
    }
    let due = retention::survey(work.ctx, &kinds)?;
    tell(&due, work);
    let total: u32 = due.iter().map(|one| one.old.count).sum();
    if is_set(matches, "dry-run") || total == 0 {
        work.out.note(&Message::new("cli-prune-total").with("count", total));
        let is_partial = due.iter().flat_map(|one| &one.remarks).any(|remark| matches!(remark, Remark::Unreadable(_)));
        return foreseen(work, total).map(|code| if code == DONE && is_partial { SOME_FAILED } else { code });
    }
    if !is_set(matches, "yes") {
        let question = Message::new("cli-prune-confirm").with("count", total);
        if !is_count(&input::typed_confirmation(work.out, &question)?, total) {
            return Err(Failure::field(Field::Confirmation, Problem::CountDiffers { wanted: total }));
        }
    }
    let stop = signal::interruption()?;
    take(&due, &stop, work)
}

/// Returns the exit code of a dry run: that of the real one, which a held registry or a doubtful clock refuses.
///
/// # Errors
/// What the clock says.
pub(super) fn foreseen(work: &mut Work<'_>, count: u32) -> Result<u8> {
    if count == 0 {
        return Ok(DONE);
    }
    // Why it is held was said at the beginning.
    if work.ctx.doubt()?.is_some() {
        return Ok(REFUSED);
    }
    retention::assure_time(work.ctx)?;
    Ok(DONE)
}

fn take(due: &[Due], stop: &AtomicBool, work: &mut Work<'_>) -> Result<u8> {
    let Work { ctx, out, .. } = work;
    let mut advance = |advance: Advance| {
        let percent = u64::from(advance.done) * 100 / u64::from(advance.total.max(1));
        out.progress("cli-prune-stage", u8::try_from(percent).unwrap_or(100));
    };
    let pruned = retention::prune(ctx, due, stop, &mut advance);
    out.end_progress();
    self::taken(pruned?, "cli-prune-taken", out)
}

/// Tells what went, in a sentence that counts it, and why the rest did not.
pub(super) fn taken(mut pruned: Pruned, said: &'static str, out: &mut Out) -> Result<u8> {
    for (kind, count) in &pruned.taken {
        out.record(&json!({"pruned": kind.word(), "count": count}));
    }
    out.note(&Message::new(said).with("count", pruned.total()));
    let stopped = pruned.stopped.take_if(|error| !matches!(error, Error::Cancelled));
    pruned.messages().iter().for_each(|message| out.note(message));
    match stopped {
        Some(error) => Err(error.into()),
        None if pruned.stopped.is_some() => Ok(INTERRUPTED),
        None if pruned.failed.is_some() || !pruned.failed_inside.is_empty() => Ok(SOME_FAILED),
        None => Ok(DONE),
    }
}

fn tell(due: &[Due], work: &mut Work<'_>) {
    let labels = [
        "cli-label-kind",
        "cli-label-count",
        "cli-label-oldest",
        "cli-label-newest",
        "cli-label-size",
        "cli-label-days-kept",
    ];
    // The last column is what the option takes.
    let headings = labels.map(|key| work.out.words.text(key)).into_iter().chain(["--kind".to_owned()]);
    let mut table = Table::new(headings.collect()).keep_whole(&[0, 1, 6]);
    for one in due {
        work.out.record(&record(one));
    }
    let is_told = |one: &&Due| one.old.count > 0 || one.needed > 0;
    for one in due.iter().filter(is_told) {
        let size = if one.old.bytes == 0 { String::new() } else { work.out.words.size(one.old.bytes) };
        let day = |at: crate::domain::time::Timestamp| {
            if one.old.count == 0 { String::new() } else { work.out.words.day(at.day()) }
        };
        table.row(vec![
            work.out.words.say(&one.kind.message()),
            work.out.words.number(one.old.count),
            day(one.old.oldest),
            day(one.old.newest),
            size,
            one.days.to_string(),
            one.kind.word().to_owned(),
        ]);
    }
    if due.iter().any(|one| is_told(&one)) {
        work.out.table(table);
    }
    let mut said: Vec<Message> = Vec::new();
    for remark in due.iter().flat_map(|one| one.said(&work.out.words, usize::MAX)) {
        // Several kinds lie in the same databases.
        if !said.contains(&remark) {
            said.push(remark);
        }
    }
    for remark in &said {
        work.out.say(remark);
    }
}

fn record(one: &Due) -> Value {
    let at = |at: crate::domain::time::Timestamp| (one.old.count > 0).then(|| at.utc_text());
    let (mut never_exported, mut of_deleted, mut missing, mut lists, mut unreadable) = (0, 0, 0, 0, 0);
    for remark in &one.remarks {
        match remark {
            Remark::NeverExported(count) => never_exported = *count,
            Remark::OfDeleted(count) => of_deleted = *count,
            Remark::Missing(count) => missing = *count,
            Remark::Lists(count) => lists = *count,
            Remark::Unreadable(count) => unreadable = *count,
            Remark::NoUndo => {}
        }
    }
    let named = |one: &OldExport| {
        let export = &one.export;
        json!({"number": export.number.0, "denomination": export.held.denomination, "file": export.file})
    };
    let last: Vec<Value> = one.exports.iter().filter(|one| one.last).map(named).collect();
    let soon: Vec<Value> = one.soon.iter().map(named).collect();
    json!({
        "kind": one.kind.word(),
        "count": one.old.count,
        "days": one.days,
        "older_than": one.until.utc_text(),
        "oldest": at(one.old.oldest),
        "newest": at(one.old.newest),
        "bytes": one.old.bytes,
        "needed": one.needed,
        "never_exported": never_exported,
        "of_deleted_establishments": of_deleted,
        "last_of_deleted_establishments": last,
        "soon_last_of_deleted_establishments": soon,
        "missing": missing,
        "lists_of_exports": lists,
        "unreadable_establishments": unreadable,
    })
}
