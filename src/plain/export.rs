//! Exports on plain lines: which there are, whether they are whole, restoring from them or from files, removing old ones.

use std::path::PathBuf;

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::{Step, one_back};
use super::question::{Answer, Yes};
use super::{job, noun};
use crate::domain::act as domain;
use crate::domain::export::{Existing, RETENTION_DAYS_MAX, TRANSFER_WIDTH, is_sealed};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::is_dash;
use crate::jobs::restore::{self, How, Sort};
use crate::nouns::EXPORTS;
use crate::operations::exchange::{self, Reach};
use crate::operations::{export, retention};

#[derive(Debug, Clone, Copy)]
enum Act {
    List,
    Verify,
    Restore,
    File,
    Prune,
    Keep,
}

/// Lists exports, reads them, restores from them. The places of the list that was said last name them afterwards.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let entries = conversation.allowed([
        ("plain-act-list", Act::List, domain::Act::EXPORT_LIST),
        ("action-export-verify", Act::Verify, domain::Act::EXPORT_VERIFY),
        ("action-export-restore", Act::Restore, domain::Act::ESTABLISHMENT_RESTORE),
        ("action-export-file", Act::File, domain::Act::ESTABLISHMENT_RESTORE),
        ("action-export-prune", Act::Prune, domain::Act::EXPORT_REMOVE),
        ("action-export-keep", Act::Keep, domain::Act::EXPORT_KEEP),
    ]);
    let mut said = Vec::new();
    loop {
        let result = match conversation.io.menu(&Message::new("screen-exports"), &entries, "plain-help-exports")? {
            Act::List => noun::pages(conversation, EXPORTS, "").map(|found| said = found),
            Act::Verify => verify(conversation, &mut said),
            Act::Restore => conversation.before_a_change().and_then(|()| restore(conversation, &mut said)),
            Act::File => conversation.before_a_change().and_then(|()| from_file(conversation)),
            Act::Prune => conversation.before_a_change().and_then(|()| prune(conversation)),
            Act::Keep => conversation.before_a_change().and_then(|()| keep(conversation)),
        };
        one_back(result)?;
    }
}

/// Asks which exports of the list are meant: `2`, `1 4-6`.
fn chosen(conversation: &mut Conversation<'_, '_>, said: &mut Vec<String>) -> Step<Vec<String>> {
    if said.is_empty() {
        *said = noun::pages(conversation, EXPORTS, "")?;
        if said.is_empty() {
            return Ok(Vec::new());
        }
    }
    let label = conversation.io.words(&Message::new("plain-export-which"));
    loop {
        let typed = conversation.io.require(&label, "plain-help-export-which")?;
        if let Some(places) = places(&typed, said.len()) {
            return Ok(places.into_iter().filter_map(|place| said.get(place - 1).cloned()).collect());
        }
        conversation.io.say(&Message::new("plain-export-no-place").with("typed", typed).with("count", said.len()));
    }
}

/// Reads places and ranges of places, from 1; none: one of them is none of the list's.
fn places(typed: &str, count: usize) -> Option<Vec<usize>> {
    let mut found = Vec::new();
    for piece in typed.split([' ', ',', ';']).filter(|piece| !piece.is_empty()) {
        let (from, to) = piece.split_once(is_dash).unwrap_or((piece, piece));
        let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
        if from == 0 || from > to || to > count {
            return None;
        }
        found.extend(from..=to);
    }
    Some(found).filter(|found| !found.is_empty())
}

fn verify(conversation: &mut Conversation<'_, '_>, said: &mut Vec<String>) -> Step<()> {
    let files = chosen(conversation, said)?;
    let cancel = conversation.io.cancel();
    for file in &files {
        if cancel.is_cancelled() {
            break;
        }
        let Some(found) = conversation.attempt(|ctx| export::verify(ctx, file)) else { continue };
        let state = conversation.io.words(&found.message());
        conversation.io.say(&Message::new("cli-export-verified").with("file", file.as_str()).with("presence", state));
        conversation.io.flush();
    }
    conversation.io.remember(Command::new("export verify").args(files).line());
    Ok(())
}

fn ask_how(conversation: &mut Conversation<'_, '_>, may_be_sealed: bool) -> Step<How> {
    let question = Message::new("plain-export-replace");
    let existing = match conversation.io.yes(&question, Some(Yes::No), "hint-replace-existing")? {
        Yes::Yes => Existing::Replace,
        Yes::No => Existing::Refuse,
    };
    if !may_be_sealed {
        return Ok(How { existing, keys: None });
    }
    let label = conversation.io.words(&Field::KeyFile.label());
    loop {
        let Answer::Text(named) = conversation.io.ask(&label, "", "hint-key-file")? else {
            return Ok(How { existing, keys: None });
        };
        match exchange::file(conversation.ctx.home(), &Reach::of(&conversation.ctx.actor), named.trim()) {
            Ok(path) => return Ok(How { existing, keys: Some(path) }),
            Err(problem) => conversation.io.field(&FieldError { field: Field::KeyFile, problem }),
        }
    }
}

fn restore(conversation: &mut Conversation<'_, '_>, said: &mut Vec<String>) -> Step<()> {
    let chosen = chosen(conversation, said)?;
    if chosen.is_empty() {
        return Ok(());
    }
    let how = ask_how(conversation, chosen.iter().any(|file| is_sealed(file)))?;
    let files: Vec<PathBuf> = chosen.iter().map(|file| conversation.ctx.home().exports().join(file)).collect();
    job::restore(conversation, &files, &how)
}

/// Restores from an export that is not in the catalogue, or takes over what another host's list names.
fn from_file(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let label = conversation.io.words(&Field::File.label());
    conversation.io.say(&Message::new("export-file-note").with("columns", TRANSFER_WIDTH));
    loop {
        let named = conversation.io.require(&label, "plain-help-export-file")?;
        let path = match exchange::file(conversation.ctx.home(), &Reach::of(&conversation.ctx.actor), named.trim()) {
            Ok(path) => path,
            Err(problem) => {
                conversation.io.field(&FieldError { field: Field::File, problem });
                continue;
            }
        };
        match restore::sort_of(&path) {
            Ok(Sort::Export) => {
                let how = ask_how(conversation, is_sealed(&named))?;
                return job::restore(conversation, &[path], &how);
            }
            Ok(Sort::List) => {
                let how = ask_how(conversation, true)?;
                return job::transfer(conversation, &path, &how);
            }
            Err(problem) => conversation.io.field(&FieldError { field: Field::File, problem }),
        }
    }
}

fn parsed(conversation: &mut Conversation<'_, '_>, typed: &str, min: u32, field: Field) -> Option<u32> {
    let found = typed.trim().parse().ok().filter(|days| (min..=RETENTION_DAYS_MAX).contains(days));
    if found.is_none() {
        let problem = Problem::NotANumber { min: min.into(), max: RETENTION_DAYS_MAX.into() };
        conversation.io.field(&FieldError { field, problem });
    }
    found
}

fn kept(conversation: &mut Conversation<'_, '_>) -> String {
    conversation.attempt(export::retention_days).map(|days| days.to_string()).unwrap_or_default()
}

fn prune(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let current = kept(conversation);
    let label = conversation.io.words(&Field::OlderThanDays.label());
    let typed = match conversation.io.ask(&label, &current, "plain-help-older-than")? {
        Answer::Keep => current,
        Answer::Clear => String::new(),
        Answer::Text(typed) => typed,
    };
    let Some(days) = parsed(conversation, &typed, 0, Field::OlderThanDays) else { return Ok(()) };
    let Some(due) = conversation.attempt(|ctx| retention::survey_exports(ctx, days)) else { return Ok(()) };
    let count = due.exports.len();
    if count == 0 {
        conversation.io.text("why-none-old");
    } else {
        conversation.io.say(&Message::new("export-prune-question").with("count", count).with("days", days));
    }
    due.said(conversation.io.catalogue(), usize::MAX).iter().for_each(|message| conversation.io.say(message));
    if count == 0 {
        return Ok(());
    }
    conversation.io.type_to_confirm(&count.to_string())?;
    let cancel = conversation.io.cancel();
    let pruned = conversation.attempt(|ctx| retention::prune_exports(ctx, &due, cancel.flag(), &mut |_| {}));
    let Some(pruned) = pruned else { return Ok(()) };
    conversation.io.say(&Message::new("export-pruned").with("count", pruned.total()));
    conversation.io.remember(Command::new("export prune").option("older-than", &days.to_string()).switch("yes").line());
    pruned.messages().iter().for_each(|message| conversation.io.say(message));
    Ok(())
}

fn keep(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let current = kept(conversation);
    let label = conversation.io.words(&Field::RetentionDays.label());
    let days = match conversation.io.ask(&label, &current, "plain-help-retention")? {
        Answer::Keep => return Ok(()),
        Answer::Clear => None,
        Answer::Text(typed) => match parsed(conversation, &typed, 1, Field::RetentionDays) {
            Some(days) => Some(days),
            None => return Ok(()),
        },
    };
    if let Some(kept) = conversation.attempt(|ctx| export::set_retention_days(ctx, days)) {
        conversation.io.say(&Message::new("export-kept").with("days", kept));
        let typed = days.map_or_else(|| "off".to_owned(), |days| days.to_string());
        conversation.io.remember(Command::new("export keep").arg(&typed).line());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn places_are_those_of_the_list() {
        assert_eq!(places("2", 3), Some(vec![2]));
        assert_eq!(places("1, 3-4", 4), Some(vec![1, 3, 4]));
        assert_eq!(places("1, 3–4", 4), Some(vec![1, 3, 4]));
        for wrong in ["", "0", "4", "2-1", "x", "1-"] {
            assert_eq!(places(wrong, 3), None, "{wrong}");
        }
    }
}
