//! The command line that does the same as a verb, for `=` and for what was just done.

use super::acts::{ActHead, Doors, Takes};
use super::door::Door;
use super::field::{FieldHead, Kind};
use crate::domain::access::At;
use crate::domain::act::Verb;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Job, Selection, Task};
use crate::domain::language::Language;
use crate::jobs::command::{self, quoted_where_needed};

/// What stands for a value that is not known yet.
const LATER: &str = "…";
/// What a command is given for a text: it is read from stdin.
const STDIN: &str = "-";

/// Returns the line that lists a noun.
#[must_use]
pub fn list(door: &dyn Door) -> String {
    format!("intendant {} list", door.noun().word())
}

/// Returns the line that shows a row.
#[must_use]
pub fn show(door: &dyn Door, key: &str) -> String {
    format!("intendant {} show {}", door.noun().word(), alone(door.key().field, key))
}

/// Returns the line that plans the same as a job there, and starts it.
#[must_use]
pub fn job(job: &Job, at: At) -> String {
    let here = match (&job.undo_of, &job.selection) {
        (Some(undone), _) => format!("intendant job undo {undone}"),
        (None, Selection::Of { job: other, .. }) => format!("intendant job retry {other}"),
        (None, selection) => draft(&job.task, selection),
    };
    command::inside(here, at)
}

/// Returns the line that plans a task for what is selected.
#[must_use]
pub fn draft(task: &Task, selection: &Selection) -> String {
    let described = || {
        let Task::Act { act, typed } = task else { return None };
        let door = super::door(act.noun())?;
        let head = door.act(*act)?;
        let rows = if head.takes == Takes::None { String::new() } else { command::targets(selection) };
        of(door, &head, &rows, Some(typed))
    };
    described().unwrap_or_else(|| command::draft(task, selection))
}

/// Returns the line of a verb; none when no command does it.
///
/// `keys` are those of the rows; `filled` what is given, or none while nobody has typed it.
#[must_use]
pub fn line(door: &dyn Door, act: &ActHead, keys: &[String], filled: Option<&Filled>) -> Option<String> {
    let rows: Vec<String> = match act.takes {
        Takes::None => Vec::new(),
        Takes::File => vec![LATER.to_owned()],
        Takes::One => keys.iter().map(|key| alone(door.key().field, key)).collect(),
        Takes::Many | Takes::Planned | Takes::Targets => keys.iter().map(|key| word(key)).collect(),
    };
    of(door, act, &rows.join(" "), filled)
}

/// Returns the line of a verb on rows that are named as a shell takes them.
#[must_use]
pub fn of(door: &dyn Door, act: &ActHead, rows: &str, filled: Option<&Filled>) -> Option<String> {
    if matches!(act.doors, Doors::Screen | Doors::SignedIn) {
        return None;
    }
    let mut line = format!("intendant {} {}", door.noun().word(), act.command);
    let edits = act.act.verb() == Verb::Edit;
    let mut put = |part: &str| {
        line.push(' ');
        line.push_str(part);
    };
    if !rows.is_empty() {
        put(rows);
    }
    if act.takes == Takes::File {
        for field in door.settings(act.act) {
            let chosen = filled.and_then(|filled| filled.get(field.field)).unwrap_or_default();
            if !chosen.is_empty() && chosen != field.first() {
                put(&behind(field.option(), chosen));
            }
        }
        return Some(line);
    }
    let blank = door.blank(Language::English);
    // Of several that need no name all are named where one could be read as an option: the others would take its place.
    let is_option = |value: &str| value.trim().starts_with('-');
    let given = |field: &FieldHead| filled.and_then(|filled| filled.get(field.field));
    let are_named = door.fields(act.act).iter().any(|field| field.positional && given(field).is_some_and(is_option));
    for field in door.fields(act.act).iter().filter(|field| !is_secret(field)) {
        let value = match filled {
            Some(filled) => filled.get(field.field).map(str::trim),
            None if field.needed || edits || is_chosen(act, field) => Some(LATER),
            None => None,
        };
        if matches!(field.kind, Kind::Tick) {
            if value.is_some_and(|value| value != blank.text(field.field)) {
                put(&format!("--{}", field.option()));
            }
            continue;
        }
        let value = value.filter(|value| edits || !value.is_empty());
        let later = Some(LATER).filter(|_| field.needed && act.takes == Takes::Targets);
        let Some(value) = value.or(later) else { continue };
        put(&match field.kind {
            Kind::Text => format!("--{} {STDIN}", field.option()),
            _ if field.positional && are_named => behind(field.field.name(), value),
            _ if field.positional => word(value),
            _ => behind(field.option(), value),
        });
        if filled.is_none() && edits {
            break;
        }
    }
    if filled.is_some() && is_asked_for(act) {
        put("--yes");
    }
    Some(line)
}

/// Writes a value that needs no name, unless it could be read as an option.
fn alone(field: Field, value: &str) -> String {
    if value.starts_with('-') { behind(field.name(), value) } else { word(value) }
}

/// A value as a shell takes it; what is not known yet as it is.
fn word(value: &str) -> String {
    if value == LATER { LATER.to_owned() } else { quoted_where_needed(value) }
}

fn behind(option: &str, value: &str) -> String {
    let between = if value.starts_with('-') { '=' } else { ' ' };
    format!("--{option}{between}{}", word(value))
}

/// Tells whether a command asks before it does it: nothing would take it back.
#[must_use]
pub fn is_asked_for(act: &ActHead) -> bool {
    act.danger > Danger::None && act.undo.is_none() && act.takes == Takes::One
}

/// Tells whether a field must be said on a line though a form begins with something: what many are to become.
#[must_use]
pub fn is_chosen(act: &ActHead, field: &FieldHead) -> bool {
    act.takes == Takes::Planned && matches!(field.kind, Kind::Choice(_))
}

/// Tells whether a field is never shown.
#[must_use]
pub const fn is_secret(field: &FieldHead) -> bool {
    matches!(field.kind, Kind::Secret | Kind::NewPassword)
}
