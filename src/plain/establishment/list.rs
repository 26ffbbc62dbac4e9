//! The list, page by page, and the commands at its foot.

use super::{add, bulk, detail, groups, import, ticks};
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::filter::FilterError;
use crate::domain::message::{Explain as _, Message};
use crate::domain::search::{DEFAULT_SORT, Filter, Index, Sort, SortKey};
use crate::domain::text::is_lone_dash;
use crate::i18n::words;
use crate::operations::establishment;
use crate::plain::command::Command;
use crate::plain::desk::{Desk, Listing, Zones, or_none};
use crate::plain::dialogue::{Step, one_back};
use crate::plain::question::{Answer, Yes, numbered};

/// Rows on one page.
const PAGE: usize = 20;

/// Shows the list and does what is asked for, until `0`.
pub(in crate::plain) fn show(desk: &mut Desk<'_, '_>) -> Step<()> {
    refresh(desk);
    page(desk);
    desk.io.text("plain-list-keys");
    let label = desk.io.words(&Message::new("plain-list-prompt"));
    loop {
        let heard = desk.io.hear(&label, &["plain-help-list", "plain-help-list-ticks", "plain-help-list-empty"])?;
        one_back(obey(desk, &heard))?;
    }
}

fn obey(desk: &mut Desk<'_, '_>, heard: &str) -> Step<()> {
    let (word, rest) = heard.split_once(char::is_whitespace).map_or((heard, ""), |(word, rest)| (word, rest.trim()));
    match (word, rest) {
        ("" | "l", "") => again(desk),
        ("n", "") => turn(desk, desk.listing.start + PAGE),
        ("p", "") => turn(desk, desk.listing.start.saturating_sub(PAGE)),
        ("f", "") => ask_filter(desk)?,
        ("f", text) => filter(desk, text),
        ("s", "") => sort(desk)?,
        ("t", _) => ticks::tick(desk, rest),
        ("g", "") => groups::ask(desk)?,
        ("a", "") => {
            desk.before_a_change()?;
            add::ask(desk)?;
            refresh(desk);
        }
        ("x", "") => {
            bulk::ask(desk)?;
            refresh(desk);
        }
        ("i", "") => {
            desk.before_a_change()?;
            import::ask(desk)?;
            refresh(desk);
        }
        (number, "") if number.bytes().all(|byte| byte.is_ascii_digit()) => match number.parse() {
            Ok(number) => {
                detail::show(desk, EstablishmentNumber(number))?;
                refresh(desk);
            }
            Err(_) => unknown(desk, heard),
        },
        _ => unknown(desk, heard),
    }
    Ok(())
}

fn unknown(desk: &mut Desk<'_, '_>, heard: &str) {
    desk.io.say(&Message::new("plain-unknown-command").with("typed", heard));
}

fn again(desk: &mut Desk<'_, '_>) {
    refresh(desk);
    page(desk);
}

/// Reads the list anew; ticks of establishments that are gone go too.
pub(super) fn refresh(desk: &mut Desk<'_, '_>) {
    let Some(index) = desk.attempt(establishment::index) else { return };
    if let Err(error) = select(desk, &index) {
        desk.io.refuse_filter(&error);
    }
}

/// Lists what the filter holds; with a filter that names what does not exist, the list stays.
fn select(desk: &mut Desk<'_, '_>, index: &Index) -> Result<(), FilterError> {
    let now = desk.ctx.now();
    let listing = &mut desk.listing;
    let found = index.select(&listing.filter, listing.sort, now)?;
    (listing.order, listing.remarks) = (found.numbers, found.remarks);
    listing.total = index.len();
    if listing.start >= listing.order.len() {
        listing.start = listing.order.len().saturating_sub(1) / PAGE * PAGE;
    }
    if !desk.ticks.is_empty() {
        let all: std::collections::HashSet<_> = index.numbers().collect();
        desk.ticks.retain(|number| all.contains(number));
    }
    Ok(())
}

fn turn(desk: &mut Desk<'_, '_>, start: usize) {
    if start >= desk.listing.order.len() {
        desk.io.text("plain-last-page");
    } else if start == desk.listing.start {
        desk.io.text("plain-first-page");
    } else {
        desk.listing.start = start;
        page(desk);
    }
}

/// Says the page and where it stands.
fn page(desk: &mut Desk<'_, '_>) {
    let Listing { start, order, total, text, sort, .. } = &desk.listing;
    let (start, matching, total) = (*start, order.len(), *total);
    let window: Vec<EstablishmentNumber> = order.iter().skip(start).take(PAGE).copied().collect();
    let mut command = Command::new("establishment list").option("filter", text);
    if *sort != DEFAULT_SORT {
        command = command.option("sort", sort.key.word());
    }
    let command = if sort.descending { command.switch("desc") } else { command };
    let text = text.clone();
    if total == 0 {
        desk.io.text("plain-list-empty");
    } else if text.is_empty() {
        desk.io.say(&Message::new("plain-list-all").with("total", total));
    } else {
        let message =
            Message::new("plain-list-filtered").with("filter", text).with("count", matching).with("total", total);
        desk.io.say(&message);
    }
    for remark in desk.listing.remarks.clone() {
        desk.io.say(&remark.message());
    }
    let zones = desk.zones();
    for row in desk.attempt(|ctx| establishment::window(ctx, &window)).unwrap_or_default() {
        let said = row.map_or_else(|odd| odd.message(), |row| line(desk, &row, &zones));
        desk.io.say(&said);
    }
    if matching > 0 {
        let message = Message::new("plain-list-window")
            .with("first", start + 1)
            .with("last", start + window.len())
            .with("count", matching);
        desk.io.say(&message);
    }
    ticks::tell(desk);
    desk.io.remember(command.line());
}

/// One row as a sentence.
pub(super) fn line(desk: &Desk<'_, '_>, row: &Establishment, zones: &Zones) -> Message {
    let state = desk.io.words(&Message::new(words::state(row.state(desk.ctx.now()))));
    Message::new("plain-list-row")
        .with("number", row.number.to_string())
        .with("ticked", if desk.ticks.contains(&row.number) { "yes" } else { "no" })
        .with("denomination", row.denomination.as_str())
        .with("location", row.location.as_str())
        .with("uai", or_none(row.uai.as_ref().map_or("", |uai| uai.as_str())))
        .with("zone", zones.name(row.zone))
        .with("state", state)
}

fn ask_filter(desk: &mut Desk<'_, '_>) -> Step<()> {
    let label = desk.io.words(&Message::new("plain-filter"));
    let current = desk.listing.text.clone();
    match desk.io.ask(&label, &current, "plain-help-filter")? {
        Answer::Keep => again(desk),
        Answer::Clear => filter(desk, ""),
        Answer::Text(text) => filter(desk, &text),
    }
    Ok(())
}

/// Filters; a filter that cannot be read is said, and the list stays.
fn filter(desk: &mut Desk<'_, '_>, text: &str) {
    let text = if is_lone_dash(text) { "" } else { text };
    let Some(index) = desk.attempt(establishment::index) else { return };
    let before = desk.listing.filter.clone();
    let selected = Filter::parse(text).and_then(|filter| {
        desk.listing.filter = filter;
        select(desk, &index)
    });
    match selected {
        Ok(()) => {
            text.clone_into(&mut desk.listing.text);
            desk.listing.start = 0;
            page(desk);
        }
        Err(error) => {
            desk.listing.filter = before;
            desk.io.refuse_filter(&error);
        }
    }
}

fn sort(desk: &mut Desk<'_, '_>) -> Step<()> {
    let named = SortKey::ALL.map(|key| (desk.io.words(&Message::new(words::column(key))), key));
    let current = desk.io.words(&Message::new(words::column(desk.listing.sort.key)));
    let label = desk.io.words(&Message::new("plain-sort"));
    let picked = desk.io.pick(&label, &numbered(named), Some(&current), "plain-help-sort")?;
    let default = if desk.listing.sort.descending { Yes::Yes } else { Yes::No };
    let descending = desk.io.yes(&Message::new("plain-sort-descending"), Some(default), "plain-help-sort")?;
    let key = picked.unwrap_or(desk.listing.sort.key);
    desk.listing.sort = Sort { key, descending: descending == Yes::Yes };
    desk.listing.start = 0;
    again(desk);
    Ok(())
}
