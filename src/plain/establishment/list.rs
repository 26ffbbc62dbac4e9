//! The list, page by page, and the commands at its foot.

use std::collections::HashSet;
use std::sync::Arc;

use super::{acts, groups, import, ticks};
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::{Explain as _, Message};
use crate::domain::search::{DEFAULT_SORT, Sort, SortKey};
use crate::domain::text::is_lone_dash;
use crate::nouns::establishment::heads;
use crate::nouns::{Ask, ESTABLISHMENTS, Id};
use crate::operations::{Error, establishment};
use crate::plain::command::Command;
use crate::plain::conversation::{Conversation, Listing};
use crate::plain::dialogue::{Step, one_back};
use crate::plain::question::{Answer, Yes, numbered};
use crate::plain::{job, noun, statistics};

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
            noun::act(conversation, Noun::Establishment, Act::ESTABLISHMENT_ADD)?;
            refresh(conversation);
        }
        ("x", "") => {
            acts::to_ticked(conversation)?;
            refresh(conversation);
        }
        ("u", "") => {
            job::undo_last(conversation)?;
            refresh(conversation);
        }
        ("c", "") => statistics::show(conversation)?,
        ("i", "") => {
            conversation.before_a_change()?;
            import::ask(conversation)?;
            refresh(conversation);
        }
        (number, "") if number.bytes().all(|byte| byte.is_ascii_digit()) => match number.parse() {
            Ok(number) => {
                acts::show(conversation, EstablishmentNumber(number))?;
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
    let filter = conversation.listing.filter.clone();
    select(conversation, filter);
    if conversation.ticks.is_empty() {
        return;
    }
    let Some(index) = conversation.attempt(establishment::index) else { return };
    let all: HashSet<EstablishmentNumber> = index.numbers().collect();
    conversation.ticks.retain(|number| all.contains(number));
}

/// Lists what a filter holds; with one that cannot be read, or names what does not exist, the list stays: that is said.
fn select(conversation: &mut Conversation<'_, '_>, filter: String) -> bool {
    let words = Arc::clone(conversation.io.shared_catalogue());
    let ask = Ask { sort: conversation.listing.sort, ..Ask::new(&filter, &words, usize::MAX) };
    let found = match ESTABLISHMENTS.order(&mut conversation.ctx, &ask) {
        Err(Error::Filter(error)) => {
            conversation.io.refuse_filter(&error);
            return false;
        }
        found => found,
    };
    let Some((found, _)) = conversation.attempt(|_| found) else { return false };
    let listing = &mut conversation.listing;
    listing.order = found.ids.iter().filter_map(Id::establishment).collect();
    (listing.remarks, listing.total, listing.filter) = (found.remarks, found.total, filter);
    if listing.start >= listing.order.len() {
        listing.start = listing.order.len().saturating_sub(1) / PAGE * PAGE;
    }
    true
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
    let Listing { start, order, total, filter, sort, .. } = conversation.listing.clone();
    let matching = order.len();
    let window: Vec<Id> = order.iter().skip(start).take(PAGE).map(|number| Id::from(*number)).collect();
    let mut command = Command::new("establishment list").option("filter", &filter);
    if sort != DEFAULT_SORT {
        command = command.option("sort", sort.key.word());
    }
    let command = if sort.descending { command.switch("desc") } else { command };
    if total == 0 {
        conversation.io.text("plain-list-empty");
    } else if filter.is_empty() {
        conversation.io.say(&Message::new("plain-list-all").with("total", total));
    } else {
        let message =
            Message::new("plain-list-filtered").with("filter", filter).with("count", matching).with("total", total);
        conversation.io.say(&message);
    }
    for remark in conversation.listing.remarks.clone() {
        conversation.io.say(&remark.message());
    }
    if let Some(rows) = conversation.attempt(|ctx| ESTABLISHMENTS.rows(ctx, &window)) {
        let words = Arc::clone(conversation.io.shared_catalogue());
        for at in 0..rows.len() {
            let ticked =
                rows.id(at).and_then(|id| id.establishment()).is_some_and(|id| conversation.ticks.contains(&id));
            let line = rows.sentence(at, &words).with("ticked", if ticked { "yes" } else { "no" });
            conversation.io.say(&rows.unreadable(at).unwrap_or(line));
        }
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

fn ask_filter(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let label = conversation.io.words(&Message::new("plain-filter"));
    let current = conversation.listing.filter.clone();
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
    if select(conversation, text.to_owned()) {
        conversation.listing.start = 0;
        page(conversation);
    }
}

fn sort(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let words = Arc::clone(conversation.io.shared_catalogue());
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
