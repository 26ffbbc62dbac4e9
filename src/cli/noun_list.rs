//! The list of a described noun: its verb, and its rows as a table, as CSV or as JSON.

use std::sync::Arc;

use clap::builder::PossibleValue;
use clap::{ArgMatches, Command};

use super::arguments::{FILE, choice, count, filtering_by, given, is_set, list_filter, option, switch, verb};
use super::failure::{DONE, Failure, Result, SOME_FAILED};
use super::table::Table;
use super::{Work, listing, remote, targets};
use crate::domain::filter::Told;
use crate::domain::message::Message;
use crate::domain::search::{Sort, SortKey};
use crate::i18n::Catalogue;
use crate::jobs::listed::Format;
use crate::nouns::description::{Head, Where, first_sort, record};
use crate::nouns::listed;
use crate::nouns::source::PAGE;
use crate::nouns::{Ask, Door, Order, Rows};
use crate::operations::Context;
use crate::operations::exchange::Output;

/// Describes the verb that lists a noun.
#[must_use]
pub(super) fn list_command(words: &Catalogue, door: &dyn Door) -> Command {
    let list = listing::arguments(verb(words, "list", door.noun().about_list()), words);
    let to = option(words, "output", FILE, "cli-arg-list-to").conflicts_with("as-csv");
    let format = choice(option(words, "format", "cli-value-choice", "cli-arg-list-format"), Format::WORDS);
    let list = list.arg(to).arg(format.requires("output")).mut_group(listing::TABLE, |group| group.arg("output"));
    let list = match door.extras().limit {
        Some(_) => list.arg(count(words, "limit", "cli-arg-limit")),
        None => list,
    };
    let sorts: Vec<SortKey> = door.heads().iter().filter_map(|head| head.sorts).collect();
    let list = if sorts.is_empty() {
        list
    } else {
        let names = sorts.into_iter().map(|key| PossibleValue::new(key.word()).aliases(key.names()));
        let sort = choice(option(words, "sort", "cli-value-column", "cli-arg-sort"), names).ignore_case(true);
        list.arg(sort).arg(switch(words, "desc", "cli-arg-desc"))
    };
    match door.typing() {
        Some(typing) => filtering_by(list, typing.listed(), words).arg(list_filter(words, "cli-arg-list-filter")),
        None => list,
    }
}

/// Calls back with every row that a filter holds, in order; few are in memory at a time. Returns what there is to say of
/// them.
fn each(
    door: &dyn Door,
    ctx: &mut Context,
    ask: &Ask<'_>,
    mut visit: impl FnMut(&dyn Rows, usize) -> Result<()>,
) -> Result<Order> {
    let (order, whole) = door.order(ctx, ask)?;
    if let Some(rows) = whole {
        let mut wanted = order.ids.iter().peekable();
        for at in 0..rows.len() {
            if wanted.next_if(|id| rows.id(at).as_ref() == Some(id)).is_some() {
                visit(rows.as_ref(), at)?;
            }
        }
        return Ok(order);
    }
    for ids in order.ids.chunks(PAGE) {
        let rows = door.rows(ctx, ids)?;
        (0..rows.len()).try_for_each(|at| visit(rows.as_ref(), at))?;
    }
    Ok(order)
}

/// Lists the rows that a filter holds.
///
/// # Errors
/// What the operation says; what the filter names that does not exist.
pub(super) fn list(door: &dyn Door, filter: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    if let Some(out) = remote::output(given(matches, "output"), work)? {
        return to_file(door, filter, matches, out, work);
    }
    let heads = door.heads();
    listing::begin(matches, work.out, &listed::columns(door), &filtered(door))?;
    let words = Arc::clone(&work.out.words);
    let is_table = work.out.is_for_people();
    let shown: Vec<&Head> = heads.iter().filter(|head| head.is_printed()).collect();
    let whole: Vec<usize> = (0..shown.len())
        // What names a row for a command is of no use when it is cut.
        .filter(|at| shown[*at].seen == Where::Lines || !door.is_whole() && shown[*at].weight == 0)
        .collect();
    let mut table = Table::new(shown.iter().map(|head| words.text(head.title)).collect()).keep_whole(&whole);
    let limit = matches.try_get_one::<u32>("limit").ok().flatten().and_then(|limit| usize::try_from(*limit).ok());
    let most = limit.or(door.extras().limit).unwrap_or(usize::MAX);
    let ask = Ask { sort: sort(door, matches), ..Ask::new(filter, &words, most) };
    let mut code = DONE;
    let order = each(door, work.ctx, &ask, |rows, at| -> Result<()> {
        if let Some(message) = rows.unreadable(at) {
            code = SOME_FAILED;
            work.out.failure(&Failure::Told { code, message });
            return Ok(());
        }
        let cells = rows.cells(at);
        if is_table {
            let shown = heads.iter().zip(&cells).filter(|(head, _)| head.is_printed());
            table.row(shown.map(|(_, cell)| cell.text(&words)).collect());
        }
        work.out.record(&record(heads.iter().zip(&cells).filter(|(head, _)| head.is_listed())));
        Ok(())
    })?;
    if order.ids.is_empty() {
        work.out.say(&Message::new("plain-list-none"));
    } else {
        work.out.table(table);
    }
    for group in order.groups.iter().filter(|group| group.count > 0) {
        let group = Message::new("list-group").with("state", group.said.clone()).with("count", group.count);
        work.out.note(&group);
    }
    if order.more {
        work.out.note(&Message::new("cli-list-cut").with("count", most));
    }
    targets::remark(work, &order.remarks);
    let notes = order.notes.iter().filter(|_| work.out.is_for_people()).collect::<Vec<_>>();
    notes.into_iter().chain(&order.unread).for_each(|said| work.out.note(said));
    Ok(if order.unread.is_empty() { code } else { SOME_FAILED })
}

/// Writes the rows that a filter holds to the file that was begun.
fn to_file(door: &dyn Door, filter: &str, matches: &ArgMatches, out: Output, work: &mut Work<'_>) -> Result<u8> {
    let words = Arc::clone(&work.out.words);
    let columns = listing::columns(matches, &listed::columns(door), &filtered(door))?;
    let ask = Ask { sort: sort(door, matches), ..Ask::new(filter, &words, usize::MAX) };
    let format = given(matches, "format").and_then(Format::from_word).unwrap_or_else(|| Format::of(out.path()));
    let path = out.path().display().to_string();
    let rows = listed::write(door, work.ctx, &ask, (out, format), &columns).map_err(Failure::from)?;
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    work.out.note(&Message::new("cli-list-written").with("count", rows).with("path", path));
    Ok(DONE)
}

/// What its filter knows, whose names do as well for its columns.
fn filtered(door: &dyn Door) -> Vec<Told> {
    door.typing().map(|typing| (typing.columns)()).unwrap_or_default()
}

/// Reads in which order a list is wanted.
fn sort(door: &dyn Door, matches: &ArgMatches) -> Sort {
    let named = matches.try_get_one::<String>("sort").ok().flatten();
    let mut keys = door.heads().into_iter().filter_map(|head| head.sorts);
    let key =
        named.and_then(|name| keys.find(|key| key.is_called(name))).unwrap_or_else(|| first_sort(&door.heads()).key);
    Sort { key, descending: is_set(matches, "desc") }
}
