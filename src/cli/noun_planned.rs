//! The verbs of the described nouns that become a job: which rows are meant, and the plan for them.

use std::sync::Arc;

use clap::{Arg, ArgGroup, ArgMatches, Command};

use super::arguments::{self, FILTER, given, is_set, option, switch};
use super::failure::{DONE, Result};
use super::job::bulk;
use super::{Work, targets};
use crate::domain::act::Noun;
use crate::domain::job::Selection;
use crate::domain::language::Language;
use crate::domain::message::{Message, Value};
use crate::i18n::Catalogue;
use crate::jobs::lines::Wanted;
use crate::nouns::acts::ActHead;
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::{self, Ask, Door};
use crate::operations::Error;

/// Lets rows be named one by one, by a filter or as all of them. An empty filter is none, so that a variable that is not
/// set never means all.
pub(super) fn matched(command: Command, words: &Catalogue, door: &dyn Door, rows: Arg) -> Command {
    let Some(typing) = door.typing() else { return command.arg(rows.required(true)) };
    let command = command
        .arg(rows.conflicts_with("matching").required_unless_present("matching"))
        .arg(option(words, "filter", FILTER, "cli-arg-filter-rows"))
        .arg(switch(words, "all", "cli-arg-all-rows"))
        .group(ArgGroup::new("matching").args(["filter", "all"]));
    arguments::filtering_by(command, typing.listed(), words)
}

/// Lists in the long help of a verb the columns of its file, those that it cannot do without first.
pub(super) fn told_columns(command: Command, words: &Catalogue, columns: &[Wanted]) -> Command {
    let name =
        |one: &Wanted| if words.language() == Language::French { one.french.clone() } else { one.english.clone() };
    let listed = |is_needed: bool| {
        let names: Vec<String> = columns.iter().filter(|one| one.needed == is_needed).map(name).collect();
        if names.is_empty() { Value::from("none") } else { names.join(", ").into() }
    };
    let said = Message::new("cli-lines-columns").with("needed", listed(true)).with("others", listed(false));
    command.after_long_help(words.say(&said))
}

/// Tells whether one row is named and nothing asked for that only a job does.
pub(super) fn is_alone(keys: &[&str], matches: &ArgMatches) -> bool {
    keys.len() == 1 && !keys.iter().any(|key| key.contains(',')) && bulk::is_at_once(matches)
}

/// Plans a verb on the rows that are named or match a filter, and carries it out.
pub(super) fn planned(
    door: &dyn Door,
    act: &ActHead,
    (keys, typed): (&[&str], &[(FieldHead, &str)]),
    matches: &ArgMatches,
    work: &mut Work<'_>,
) -> Result<u8> {
    let mut filled = door.blank(Language::English);
    for (asked, text) in typed {
        let text = if let Kind::One(noun) = asked.kind { key_of(noun, text, work) } else { (*text).to_owned() };
        filled.put(asked.field, text);
    }
    let task = door.task(work.ctx, act.act, &filled)?;
    let rows = match given(matches, "filter") {
        Some(filter) => matching(door, act, filter, work)?,
        None if is_set(matches, "all") => matching(door, act, "", work)?,
        None => rows_named(door, act, keys, work)?,
    };
    if rows.is_empty() {
        work.out.note(&Message::new("cli-no-targets"));
        return Ok(DONE);
    }
    bulk::perform(matches, work, task, Selection::rows(rows))
}

/// Finds what names rows for ever that match a filter.
fn matching(door: &dyn Door, act: &ActHead, filter: &str, work: &mut Work<'_>) -> Result<Vec<(String, String)>> {
    let words = Arc::clone(&work.out.words);
    let (order, _) = door.order(work.ctx, &Ask::new(filter, &words, usize::MAX))?;
    targets::remark(work, &order.remarks);
    Ok(door.stables(work.ctx, act.act, &order.ids)?)
}

/// Finds what names rows for ever that are called by their keys.
fn rows_named(door: &dyn Door, act: &ActHead, keys: &[&str], work: &mut Work<'_>) -> Result<Vec<(String, String)>> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for named in keys {
        // A key may hold a comma itself: between commas stand several where it is none.
        let found = match door.stable(work.ctx, act.act, named) {
            Err(Error::NotFound { .. }) if named.contains(',') => {
                let parts = named.split(',').map(str::trim).filter(|part| !part.is_empty());
                parts
                    .map(|part| door.stable(work.ctx, act.act, part))
                    .collect::<std::result::Result<Vec<_>, Error>>()?
            }
            row => vec![row?],
        };
        for row in found {
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
    }
    Ok(rows)
}

/// Finds the key of a row by what somebody called it. What cannot be found stays as typed, so that its problem is told
/// beside those of the other fields.
pub(super) fn key_of(noun: Noun, typed: &str, work: &mut Work<'_>) -> String {
    let found = nouns::door(noun).and_then(|door| door.get(work.ctx, typed).ok());
    found.map_or_else(|| typed.to_owned(), |found| found.target.key)
}
