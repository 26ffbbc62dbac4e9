//! The list, page by page, and the commands at its foot.

use super::{add, bulk, detail, groups, import, ticks};
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::filter::FilterError;
use crate::domain::message::{Explain as _, Message};
use crate::domain::search::{DEFAULT_SORT, Filter, Index, Sort, SortKey};
use crate::domain::text::is_lone_dash;
use crate::i18n::words;
use crate::nouns::establishment::heads;
use crate::operations::establishment;
use crate::plain::command::Command;
use crate::plain::conversation::{Conversation, Listing, Zones, or_none};
use crate::plain::dialogue::{Step, one_back};
use crate::plain::question::{Answer, Yes, numbered};

/// Rows on one page.
const PAGE: usize = 20;

/// Shows the list and does what is asked for, until `0`.
pub(in crate::plain) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    refresh(conversation);
    page(conversation);
    conversation.io.text("plain-list-keys");
    let label = conversation.io.words(&Message::new("plain-list-prompt"));
    loop {
        let heard =
            conversation.io.hear(&label, &["plain-help-list", "plain-help-list-ticks", "plain-help-list-empty"])?;
        one_back(obey(conversation, &heard))?;
    }
}

fn obey(conversation: &mut Conversation<'_, '_>, heard: &str) -> Step<()> {
    let (word, rest) = heard.split_once(char::is_whitespace).map_or((heard, ""), |(word, rest)| (word, rest.trim()));
    match (word, rest) {
        ("" | "l", "") => again(conversation),
        ("n", "") => turn(conversation, conversation.listing.start + PAGE),
        ("p", "") => turn(conversation, conversation.listing.start.saturating_sub(PAGE)),
        ("f", "") => ask_filter(conversation)?,
        ("f", text) => filter(conversation, text),
        ("s", "") => sort(conversation)?,
        ("t", _) => ticks::tick(conversation, rest),
        ("g", "") => groups::ask(conversation)?,
        ("a", "") => {
            conversation.before_a_change()?;
            add::ask(conversation)?;
            refresh(conversation);
        }
        ("x", "") => {
            bulk::ask(conversation)?;
            refresh(conversation);
        }
        ("i", "") => {
            conversation.before_a_change()?;
            import::ask(conversation)?;
            refresh(conversation);
        }
        (number, "") if number.bytes().all(|byte| byte.is_ascii_digit()) => match number.parse() {
            Ok(number) => {
                detail::show(conversation, EstablishmentNumber(number))?;
                refresh(conversation);
            }
            Err(_) => unknown(conversation, heard),
        },
        _ => unknown(conversation, heard),
    }
    Ok(())
}

fn unknown(conversation: &mut Conversation<'_, '_>, heard: &str) {
    conversation.io.say(&Message::new("plain-unknown-command").with("typed", heard));
}

fn again(conversation: &mut Conversation<'_, '_>) {
    refresh(conversation);
    page(conversation);
}

/// Reads the list anew; ticks of establishments that are gone go too.
pub(super) fn refresh(conversation: &mut Conversation<'_, '_>) {
    let Some(index) = conversation.attempt(establishment::index) else { return };
    if let Err(error) = select(conversation, &index) {
        conversation.io.refuse_filter(&error);
    }
}

/// Lists what the filter holds; with a filter that names what does not exist, the list stays.
fn select(conversation: &mut Conversation<'_, '_>, index: &Index) -> Result<(), FilterError> {
    let now = conversation.ctx.now();
    let listing = &mut conversation.listing;
    let found = index.select(&listing.filter, listing.sort, now)?;
    (listing.order, listing.remarks) = (found.numbers, found.remarks);
    listing.total = index.len();
    if listing.start >= listing.order.len() {
        listing.start = listing.order.len().saturating_sub(1) / PAGE * PAGE;
    }
    if !conversation.ticks.is_empty() {
        let all: std::collections::HashSet<_> = index.numbers().collect();
        conversation.ticks.retain(|number| all.contains(number));
    }
    Ok(())
}

fn turn(conversation: &mut Conversation<'_, '_>, start: usize) {
    if start >= conversation.listing.order.len() {
        conversation.io.text("plain-last-page");
    } else if start == conversation.listing.start {
        conversation.io.text("plain-first-page");
    } else {
        conversation.listing.start = start;
        page(conversation);
    }
}

/// Says the page and where it stands.
fn page(conversation: &mut Conversation<'_, '_>) {
    let Listing { start, order, total, text, sort, .. } = &conversation.listing;
    let (start, matching, total) = (*start, order.len(), *total);
    let window: Vec<EstablishmentNumber> = order.iter().skip(start).take(PAGE).copied().collect();
    let mut command = Command::new("establishment list").option("filter", text);
    if *sort != DEFAULT_SORT {
        command = command.option("sort", sort.key.word());
    }
    let command = if sort.descending { command.switch("desc") } else { command };
    let text = text.clone();
    if total == 0 {
        conversation.io.text("plain-list-empty");
    } else if text.is_empty() {
        conversation.io.say(&Message::new("plain-list-all").with("total", total));
    } else {
        let message =
            Message::new("plain-list-filtered").with("filter", text).with("count", matching).with("total", total);
        conversation.io.say(&message);
    }
    for remark in conversation.listing.remarks.clone() {
        conversation.io.say(&remark.message());
    }
    let zones = conversation.zones();
    for row in conversation.attempt(|ctx| establishment::window(ctx, &window)).unwrap_or_default() {
        let said = row.map_or_else(|odd| odd.message(), |row| line(conversation, &row, &zones));
        conversation.io.say(&said);
    }
    if matching > 0 {
        let message = Message::new("plain-list-window")
            .with("first", start + 1)
            .with("last", start + window.len())
            .with("count", matching);
        conversation.io.say(&message);
    }
    ticks::tell(conversation);
    conversation.io.remember(command.line());
}

/// One row as a sentence.
pub(super) fn line(conversation: &Conversation<'_, '_>, row: &Establishment, zones: &Zones) -> Message {
    let state = conversation.io.words(&Message::new(words::state(row.state(conversation.ctx.now()))));
    Message::new("plain-list-row")
        .with("number", row.number.to_string())
        .with("ticked", if conversation.ticks.contains(&row.number) { "yes" } else { "no" })
        .with("denomination", row.denomination.as_str())
        .with("location", row.location.as_str())
        .with("uai", or_none(row.uai.as_ref().map_or("", |uai| uai.as_str())))
        .with("zone", zones.name(row.zone))
        .with("state", state)
}

fn ask_filter(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let label = conversation.io.words(&Message::new("plain-filter"));
    let current = conversation.listing.text.clone();
    match conversation.io.ask(&label, &current, "plain-help-filter")? {
        Answer::Keep => again(conversation),
        Answer::Clear => filter(conversation, ""),
        Answer::Text(text) => filter(conversation, &text),
    }
    Ok(())
}

/// Filters; a filter that cannot be read is said, and the list stays.
fn filter(conversation: &mut Conversation<'_, '_>, text: &str) {
    let text = if is_lone_dash(text) { "" } else { text };
    let Some(index) = conversation.attempt(establishment::index) else { return };
    let before = conversation.listing.filter.clone();
    let selected = Filter::parse(text).and_then(|filter| {
        conversation.listing.filter = filter;
        select(conversation, &index)
    });
    match selected {
        Ok(()) => {
            text.clone_into(&mut conversation.listing.text);
            conversation.listing.start = 0;
            page(conversation);
        }
        Err(error) => {
            conversation.listing.filter = before;
            conversation.io.refuse_filter(&error);
        }
    }
}

fn sort(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let words = std::sync::Arc::clone(conversation.io.shared_catalogue());
    let named = heads().into_iter().filter_map(|head| Some((words.text(head.title), head.sorts?)));
    let named: Vec<(String, SortKey)> = named.collect();
    let current = named.iter().find(|(_, key)| *key == conversation.listing.sort.key).map(|(name, _)| name.clone());
    let label = conversation.io.words(&Message::new("plain-sort"));
    let picked = conversation.io.pick(&label, &numbered(named), current.as_deref(), "plain-help-sort")?;
    let default = if conversation.listing.sort.descending { Yes::Yes } else { Yes::No };
    let descending = conversation.io.yes(&Message::new("plain-sort-descending"), Some(default), "plain-help-sort")?;
    let key = picked.unwrap_or(conversation.listing.sort.key);
    conversation.listing.sort = Sort { key, descending: descending == Yes::Yes };
    conversation.listing.start = 0;
    again(conversation);
    Ok(())
}
