//! How a file is read whose header nobody knows: as last time, by hand, or with another separator.

use super::import::tell;
use crate::domain::act::Noun;
use crate::domain::import::{Mapping, Separator, Target};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::import::Source;
use crate::operations::mapping;
use crate::plain::conversation::{Conversation, or_none};
use crate::plain::dialogue::{Step, Stop};
use crate::plain::noun_form;
use crate::plain::question::Choice;

/// Rows whose values are said beside each column.
const SAMPLE: usize = 3;

#[derive(Debug, Clone, Copy)]
enum Way {
    Saved,
    ByHand,
    Separator,
}

/// Settles how the columns are read; no mapping when the header is recognised.
pub(super) fn settle(conversation: &mut Conversation<'_, '_>, mut source: Source) -> Step<(Source, Option<Mapping>)> {
    loop {
        if source.recognised().is_some() {
            return Ok((source, None));
        }
        let saved = saved(conversation, &source);
        let columns = source.header().join(", ");
        let title =
            Message::new("plain-import-unknown").with("columns", columns).with("separator", source.separator().word());
        let mut entries = vec![("plain-import-by-hand", Way::ByHand), ("plain-import-other-separator", Way::Separator)];
        if saved.is_some() {
            entries.insert(0, ("plain-import-as-before", Way::Saved));
        }
        let way = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-import-unknown")?;
        let result = match way {
            Way::Saved => return Ok((source, saved)),
            Way::ByHand => by_hand(conversation, &source, saved).map(Some),
            Way::Separator => other(conversation, &mut source).map(|()| None),
        };
        match result {
            Ok(Some(mapping)) => return Ok((source, Some(mapping))),
            Ok(None) | Err(Stop::Back) => {}
            Err(stop) => return Err(stop),
        }
    }
}

/// Returns what was said about such a header before.
fn saved(conversation: &mut Conversation<'_, '_>, source: &Source) -> Option<Mapping> {
    let json = conversation.attempt(|ctx| mapping::find(ctx, &source.header_hash())).flatten()?;
    Mapping::from_json(&json).filter(|mapping| mapping.check(source.header().len()).is_ok())
}

fn other(conversation: &mut Conversation<'_, '_>, source: &mut Source) -> Step<()> {
    let entries = [
        ("plain-import-semicolon", Separator::Semicolon),
        ("plain-import-comma", Separator::Comma),
        ("plain-import-tab", Separator::Tab),
    ];
    let title = Message::new("plain-import-separator");
    let wanted = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-import-unknown")?;
    if let Some(found) = tell(conversation.io, source.separated(Some(wanted))) {
        *source = found;
    }
    Ok(())
}

/// Asks for the column of each thing, until they suffice, and keeps that for the next such file.
fn by_hand(conversation: &mut Conversation<'_, '_>, source: &Source, saved: Option<Mapping>) -> Step<Mapping> {
    let header = source.header();
    let sample = tell(conversation.io, source.sample(SAMPLE)).unwrap_or_default();
    for (at, name) in header.iter().enumerate() {
        let values: Vec<&str> = sample.iter().filter_map(|row| row.get(at)).map(String::as_str).collect();
        let values = values.iter().filter(|value| !value.is_empty()).copied().collect::<Vec<_>>().join(" | ");
        let message = Message::new("plain-import-column")
            .with("number", (at + 1).to_string())
            .with("name", or_none(name))
            .with("values", or_none(&values));
        conversation.io.say(&message);
    }
    let mut mapping = saved.unwrap_or_else(|| Mapping::guess(header));
    loop {
        for target in Target::ALL {
            ask(conversation, header, &mut mapping, target)?;
        }
        ask_zone(conversation, &mut mapping)?;
        match mapping.check(header.len()) {
            Ok(()) => break,
            Err(problem) => conversation.io.say(&problem.message()),
        }
    }
    let json = mapping.to_json();
    conversation.attempt(|ctx| mapping::save(ctx, &source.header_hash(), &header.join(";"), &json));
    Ok(mapping)
}

/// Asks which column gives one thing; columns that give something else are not offered.
fn ask(conversation: &mut Conversation<'_, '_>, header: &[String], mapping: &mut Mapping, target: Target) -> Step<()> {
    let now = mapping.column_of(target);
    let none = conversation.io.words(&Message::new("plain-import-no-column"));
    let mut choices = vec![Choice { key: "-".to_owned(), label: none.clone(), value: None }];
    for (at, name) in header.iter().enumerate() {
        if now == Some(at) || mapping.columns.get(at).is_some_and(Option::is_none) {
            choices.push(Choice { key: (at + 1).to_string(), label: name.clone(), value: Some(at) });
        }
    }
    let label = conversation.io.words(&target.label());
    let current = now.and_then(|at| header.get(at)).unwrap_or(&none);
    if let Some(chosen) = conversation.io.pick_known(&label, &choices, Some(current), "plain-help-import-column")? {
        if let Some(now) = now {
            mapping.set(now, None);
        }
        if let Some(column) = chosen {
            mapping.set(column, Some(target));
        }
    }
    Ok(())
}

/// Asks for the zone of every row when no column gives it.
fn ask_zone(conversation: &mut Conversation<'_, '_>, mapping: &mut Mapping) -> Step<()> {
    if [Target::ZoneNumber, Target::ZoneName].into_iter().any(|target| mapping.column_of(target).is_some()) {
        mapping.zone = None;
        return Ok(());
    }
    let zones = noun_form::keys(conversation, Noun::Zone);
    let label = conversation.io.words(&Message::new("plain-import-zone"));
    let current = mapping.fixed_zone().map(|zone| zone.0.to_string());
    let current = zones.iter().find(|zone| Some(&zone.value) == current.as_ref()).map(|zone| zone.label.clone());
    if let Some(zone) = conversation.io.pick(&label, &zones, current.as_deref(), "plain-help-import-column")? {
        mapping.zone = zone.parse().ok();
    }
    Ok(())
}
