//! `establishment list`: filtered, ordered, in windows, so that memory does not grow with the rows.

use std::collections::HashMap;

use clap::builder::PossibleValue;
use clap::{ArgMatches, Command};

use crate::cli::Work;
use crate::cli::arguments::{choice, count, filtering, given, is_set, list_filter, option, switch, verb};
use crate::cli::failure::{DONE, Failure, Result, SOME_FAILED};
use crate::cli::listing;
use crate::cli::table::Table;
use crate::cli::targets;
use crate::domain::establishment::Establishment;
use crate::domain::filter::Told;
use crate::domain::message::{Explain as _, Message};
use crate::domain::search::{Column, Filter, Sort, SortKey};
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;
use crate::i18n::{Catalogue, words as keys};
use crate::operations::{self, establishment, zone};

/// Rows fetched at once.
const WINDOW: usize = 500;

/// What a record has.
const COLUMNS: [&str; 13] = [
    "number",
    "zone",
    "zone_name",
    "location",
    "denomination",
    "uai",
    "contact_last_name",
    "contact_first_name",
    "contact_email",
    "registered_on",
    "state",
    "blocks",
    "rev",
];

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    let sort = option(words, "sort", "cli-value-column", "cli-arg-sort");
    let command = filtering(verb(words, "list", "cli-establishment-list"), words);
    listing::arguments(command, words)
        .arg(list_filter(words, "cli-arg-filter"))
        .arg(
            choice(sort, SortKey::ALL.map(|key| PossibleValue::new(key.word()).aliases(key.names()))).ignore_case(true),
        )
        .arg(switch(words, "desc", "cli-arg-desc"))
        .arg(count(words, "limit", "cli-arg-limit"))
}

/// The zones' names by number.
pub(super) type ZoneNames = HashMap<ZoneNumber, String>;

/// Reads the zones' names.
pub(super) fn zone_names(work: &mut Work<'_>) -> Result<ZoneNames> {
    Ok(zone::list(work.ctx)?.into_iter().map(|line| (line.zone.number, line.zone.name)).collect())
}

/// Runs the verb. A row with a value that nobody knows is told on stderr and gives [`SOME_FAILED`]; the others are listed.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    listing::begin(matches, work.out, &COLUMNS, &Told::all::<Column>())?;
    let filter = Filter::parse(given(matches, "filter").unwrap_or_default()).map_err(operations::Error::from)?;
    let column = given(matches, "sort").unwrap_or(SortKey::Number.word());
    let key = SortKey::named(column).unwrap_or(SortKey::Number);
    let sort = Sort { key, descending: is_set(matches, "desc") };
    let zones = zone_names(work)?;
    let now = work.ctx.now();
    let index = establishment::index(work.ctx)?;
    let found = index.select(&filter, sort, now).map_err(operations::Error::from)?;
    targets::remark(work, &found.remarks);
    let mut numbers = found.numbers;
    let (matching, total) = (numbers.len(), index.len());
    drop(index);
    if let Some(limit) = matches.get_one::<u32>("limit") {
        numbers.truncate(usize::try_from(*limit).unwrap_or(usize::MAX));
    }
    let headings = SortKey::ALL.iter().map(|key| work.out.words.text(keys::column(*key))).collect();
    let mut table = Table::new(headings).keep_whole(&[0, 4, 7, 8]);
    let mut code = DONE;
    for window in numbers.chunks(WINDOW) {
        for row in establishment::window(work.ctx, window)? {
            let row = match row {
                Ok(row) => row,
                Err(odd) => {
                    code = SOME_FAILED;
                    work.out.failure(&Failure::Told { code, message: odd.message() });
                    continue;
                }
            };
            if work.out.is_for_people() {
                table.row(cells(&row, &zones, &work.out.words, now));
            } else {
                work.out.record(&super::show::record(&row, &zones, now));
            }
        }
        if work.out.is_closed() {
            return Ok(code);
        }
    }
    work.out.table(table);
    if work.out.is_for_people() {
        let shown = numbers.len();
        work.out.note(
            &Message::new("cli-establishment-count")
                .with("shown", shown)
                .with("matching", matching)
                .with("total", total),
        );
    }
    Ok(code)
}

fn cells(row: &Establishment, zones: &ZoneNames, words: &Catalogue, now: Timestamp) -> Vec<String> {
    vec![
        row.number.to_string(),
        zones.get(&row.zone).cloned().unwrap_or_default(),
        row.location.clone(),
        row.denomination.clone(),
        row.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default(),
        row.contact.full_name(),
        row.contact.email_text().to_owned(),
        words.day(row.registered_on),
        words.text(keys::state(row.state(now))),
    ]
}
