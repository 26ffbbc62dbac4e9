//! The command line that does the same as a verb, for `=` and for what was just done.

use super::acts::{ActHead, Doors, Takes};
use super::description::{FieldHead, Kind};
use super::door::Door;
use crate::domain::act::Verb;
use crate::domain::filled::Filled;
use crate::domain::job::Danger;
use crate::jobs::command::quoted_where_needed;

/// What stands for a value that is not known yet.
const LATER: &str = "…";

/// Gives the line that lists a noun.
#[must_use]
pub fn list(door: &dyn Door) -> String {
    format!("intendant {} list", door.noun().word())
}

/// Gives the line of a verb; none when no command does it.
///
/// `keys` are those of the rows; `filled` what is given, or none while nobody has typed it.
#[must_use]
pub fn line(door: &dyn Door, act: &ActHead, keys: &[String], filled: Option<&Filled>) -> Option<String> {
    if matches!(act.doors, Doors::Screen | Doors::SignedIn) {
        return None;
    }
    let mut line = format!("intendant {} {}", door.noun().word(), act.command);
    let edits = act.act.verb() == Verb::Edit;
    let mut put = |part: &str| {
        line.push(' ');
        line.push_str(part);
    };
    if act.takes == Takes::File {
        put(LATER);
        return Some(line);
    }
    if act.takes != Takes::None {
        for key in keys {
            put(&quoted_where_needed(key));
        }
    }
    for field in door.fields(act.act).iter().filter(|field| !is_secret(field)) {
        let value = match filled {
            Some(filled) => filled.get(field.field).map(|value| quoted_where_needed(value.trim())),
            None if field.needed || edits => Some(LATER.to_owned()),
            None => None,
        };
        let Some(value) = value.filter(|value| edits || value != "''") else { continue };
        if !field.positional {
            put(&format!("--{}", field.option()));
        }
        put(&value);
        if filled.is_none() && edits {
            break;
        }
    }
    if filled.is_some() && is_asked_for(act) {
        put("--yes");
    }
    Some(line)
}

/// Tells whether a command asks before it does it: nothing would take it back.
#[must_use]
pub fn is_asked_for(act: &ActHead) -> bool {
    act.danger > Danger::None && act.undo.is_none() && act.takes == Takes::One
}

/// Tells whether a field is never shown.
#[must_use]
pub const fn is_secret(field: &FieldHead) -> bool {
    matches!(field.kind, Kind::Secret | Kind::NewPassword)
}
