//! Exports on plain lines: which there are, whether they are whole, restoring from them or from files, removing old ones.

use std::path::PathBuf;

use super::command::Command;
use super::desk::Desk;
use super::dialogue::{Step, one_back};
use super::question::{Answer, Yes};
use super::{job, noun};
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
pub(super) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    let entries = [
        ("plain-act-list", Act::List),
        ("action-export-verify", Act::Verify),
        ("action-export-restore", Act::Restore),
        ("action-export-file", Act::File),
        ("action-export-prune", Act::Prune),
        ("action-export-keep", Act::Keep),
    ];
    let mut said = Vec::new();
    loop {
        let result = match desk.io.menu(&Message::new("screen-exports"), &entries, "plain-help-exports")? {
            Act::List => noun::pages(desk, EXPORTS, "").map(|found| said = found),
            Act::Verify => verify(desk, &mut said),
            Act::Restore => desk.before_a_change().and_then(|()| restore(desk, &mut said)),
            Act::File => desk.before_a_change().and_then(|()| from_file(desk)),
            Act::Prune => desk.before_a_change().and_then(|()| prune(desk)),
            Act::Keep => desk.before_a_change().and_then(|()| keep(desk)),
        };
        one_back(result)?;
    }
}

/// Asks which exports of the list are meant: `2`, `1 4-6`.
fn chosen(desk: &mut Desk<'_, '_>, said: &mut Vec<String>) -> Step<Vec<String>> {
    if said.is_empty() {
        *said = noun::pages(desk, EXPORTS, "")?;
        if said.is_empty() {
            return Ok(Vec::new());
        }
    }
    let label = desk.io.words(&Message::new("plain-export-which"));
    loop {
        let typed = desk.io.require(&label, "plain-help-export-which")?;
        if let Some(places) = places(&typed, said.len()) {
            return Ok(places.into_iter().filter_map(|place| said.get(place - 1).cloned()).collect());
        }
        desk.io.say(&Message::new("plain-export-no-place").with("typed", typed).with("count", said.len()));
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

fn verify(desk: &mut Desk<'_, '_>, said: &mut Vec<String>) -> Step<()> {
    let files = chosen(desk, said)?;
    let cancel = desk.io.cancel();
    for file in &files {
        if cancel.is_cancelled() {
            break;
        }
        let Some(found) = desk.attempt(|ctx| export::verify(ctx, file)) else { continue };
        let state = desk.io.words(&found.message());
        desk.io.say(&Message::new("cli-export-verified").with("file", file.as_str()).with("presence", state));
        desk.io.flush();
    }
    desk.io.remember(Command::new("export verify").args(files).line());
    Ok(())
}

fn ask_how(desk: &mut Desk<'_, '_>, may_be_sealed: bool) -> Step<How> {
    let question = Message::new("plain-export-replace");
    let existing = match desk.io.yes(&question, Some(Yes::No), "hint-replace-existing")? {
        Yes::Yes => Existing::Replace,
        Yes::No => Existing::Refuse,
    };
    if !may_be_sealed {
        return Ok(How { existing, keys: None });
    }
    let label = desk.io.words(&Field::KeyFile.label());
    loop {
        let Answer::Text(named) = desk.io.ask(&label, "", "hint-key-file")? else {
            return Ok(How { existing, keys: None });
        };
        match exchange::file(desk.ctx.home(), Reach::of(&desk.ctx.actor), named.trim()) {
            Ok(path) => return Ok(How { existing, keys: Some(path) }),
            Err(problem) => desk.io.field(&FieldError { field: Field::KeyFile, problem }),
        }
    }
}

fn restore(desk: &mut Desk<'_, '_>, said: &mut Vec<String>) -> Step<()> {
    let chosen = chosen(desk, said)?;
    if chosen.is_empty() {
        return Ok(());
    }
    let how = ask_how(desk, chosen.iter().any(|file| is_sealed(file)))?;
    let files: Vec<PathBuf> = chosen.iter().map(|file| desk.ctx.home().exports().join(file)).collect();
    job::restore(desk, &files, &how)
}

/// Restores from an export that is not in the catalogue, or takes over what another host's list names.
fn from_file(desk: &mut Desk<'_, '_>) -> Step<()> {
    let label = desk.io.words(&Field::File.label());
    desk.io.say(&Message::new("export-file-note").with("columns", TRANSFER_WIDTH));
    loop {
        let named = desk.io.require(&label, "plain-help-export-file")?;
        let path = match exchange::file(desk.ctx.home(), Reach::of(&desk.ctx.actor), named.trim()) {
            Ok(path) => path,
            Err(problem) => {
                desk.io.field(&FieldError { field: Field::File, problem });
                continue;
            }
        };
        match restore::sort_of(&path) {
            Ok(Sort::Export) => {
                let how = ask_how(desk, is_sealed(&named))?;
                return job::restore(desk, &[path], &how);
            }
            Ok(Sort::List) => {
                let how = ask_how(desk, true)?;
                return job::transfer(desk, &path, &how);
            }
            Err(problem) => desk.io.field(&FieldError { field: Field::File, problem }),
        }
    }
}

fn parsed(desk: &mut Desk<'_, '_>, typed: &str, min: u32, field: Field) -> Option<u32> {
    let found = typed.trim().parse().ok().filter(|days| (min..=RETENTION_DAYS_MAX).contains(days));
    if found.is_none() {
        let problem = Problem::NotANumber { min: min.into(), max: RETENTION_DAYS_MAX.into() };
        desk.io.field(&FieldError { field, problem });
    }
    found
}

fn kept(desk: &mut Desk<'_, '_>) -> String {
    desk.attempt(export::retention_days).map(|days| days.to_string()).unwrap_or_default()
}

fn prune(desk: &mut Desk<'_, '_>) -> Step<()> {
    let current = kept(desk);
    let label = desk.io.words(&Field::OlderThanDays.label());
    let typed = match desk.io.ask(&label, &current, "plain-help-older-than")? {
        Answer::Keep => current,
        Answer::Clear => String::new(),
        Answer::Text(typed) => typed,
    };
    let Some(days) = parsed(desk, &typed, 0, Field::OlderThanDays) else { return Ok(()) };
    let Some(due) = desk.attempt(|ctx| retention::survey_exports(ctx, days)) else { return Ok(()) };
    let count = due.exports.len();
    if count == 0 {
        desk.io.text("why-none-old");
    } else {
        desk.io.say(&Message::new("export-prune-question").with("count", count).with("days", days));
    }
    due.said(desk.io.catalogue(), usize::MAX).iter().for_each(|message| desk.io.say(message));
    if count == 0 {
        return Ok(());
    }
    desk.io.type_to_confirm(&count.to_string())?;
    let cancel = desk.io.cancel();
    let pruned = desk.attempt(|ctx| retention::prune_exports(ctx, &due, cancel.flag(), &mut |_| {}));
    let Some(pruned) = pruned else { return Ok(()) };
    desk.io.say(&Message::new("export-pruned").with("count", pruned.total()));
    desk.io.remember(Command::new("export prune").option("older-than", &days.to_string()).switch("yes").line());
    pruned.messages().iter().for_each(|message| desk.io.say(message));
    Ok(())
}

fn keep(desk: &mut Desk<'_, '_>) -> Step<()> {
    let current = kept(desk);
    let label = desk.io.words(&Field::RetentionDays.label());
    let days = match desk.io.ask(&label, &current, "plain-help-retention")? {
        Answer::Keep => return Ok(()),
        Answer::Clear => None,
        Answer::Text(typed) => match parsed(desk, &typed, 1, Field::RetentionDays) {
            Some(days) => Some(days),
            None => return Ok(()),
        },
    };
    if let Some(kept) = desk.attempt(|ctx| export::set_retention_days(ctx, days)) {
        desk.io.say(&Message::new("export-kept").with("days", kept));
        let typed = days.map_or_else(|| "off".to_owned(), |days| days.to_string());
        desk.io.remember(Command::new("export keep").arg(&typed).line());
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
