//! The described nouns: a menu of their verbs, each asked, confirmed and carried out as the description says.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::{Step, one_back};
use super::form::say_value;
use super::job;
use super::noun_form::fill;
use super::question::{Answer, Choice, Yes, numbered};
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Selection, Task};
use crate::domain::message::Message;
use crate::domain::text::fold;
use crate::jobs::command::inside;
use crate::jobs::import::{Opening, Source};
use crate::nouns::acts::{ActHead, Going};
use crate::nouns::echo;
use crate::nouns::source::{Ask, Group};
use crate::nouns::{self, Cell, Door, Doors, Id, Rows, Takes};
use crate::operations::exchange::{self, Reach};
use crate::operations::{self, Error, establishment};

/// What is asked for below the menu of a noun.
#[derive(Debug, Clone, Copy)]
enum Wish {
    List,
    Do(Act),
    /// Those that a filter holds.
    Find,
    /// Undo what was done last.
    Undo,
}

/// Lists and changes the rows of a noun.
pub(super) fn show(conversation: &mut Conversation<'_, '_>, noun: Noun) -> Step<()> {
    let Some(door) = nouns::door(noun) else { return Ok(()) };
    let acts = door.acts().into_iter().filter(|act| matches!(act.doors, Doors::All | Doors::Lines));
    let mut entries: Vec<(&'static str, Wish)> = vec![("plain-act-list", Wish::List)];
    entries.extend(acts.map(|act| (act.label, Wish::Do(act.act))));
    entries.extend(door.typing().map(|_| ("plain-audit-filter", Wish::Find)));
    // What can be edited is edited by a deed, which is taken back.
    let is_taken_back = door.acts().iter().any(|act| act.act.verb() == Verb::Edit);
    entries.extend(is_taken_back.then_some(("action-establishment-undo", Wish::Undo)));
    let title = title(conversation, door);
    loop {
        let result = match conversation.io.menu(&title, &entries, door.help())? {
            Wish::List => {
                list(conversation, door);
                Ok(())
            }
            Wish::Find => find(conversation, door),
            Wish::Undo => job::undo_last(conversation),
            Wish::Do(wanted) => conversation.before_a_change().and_then(|()| act(conversation, noun, wanted)),
        };
        one_back(result)?;
    }
}

/// Rows on one page.
const PAGE: usize = 20;
/// Names that are asked for at first.
const FIRST: usize = 500;

/// Says the rows that a filter holds, page by page. Returns their keys: the places that the lines begin with name them.
pub(super) fn pages(conversation: &mut Conversation<'_, '_>, door: &dyn Door, filter: &str) -> Step<Vec<String>> {
    let (mut said, mut most) = (Vec::new(), FIRST);
    let line = Command::new(&format!("{} list", door.noun().word())).option("filter", filter).line();
    conversation.io.remember(inside(line, conversation.ctx.at()));
    let words = Arc::clone(conversation.io.shared_catalogue());
    loop {
        let ask = Ask::new(filter, &words, most);
        let Some((order, _)) = conversation.attempt(|ctx| door.order(ctx, &ask)) else { return Ok(said) };
        let (known, more) = (order.ids.len(), order.more);
        for why in order.unread.iter().filter(|_| said.is_empty()) {
            conversation.io.say(why);
        }
        for ids in order.ids.get(said.len()..).unwrap_or_default().chunks(PAGE) {
            if !said.is_empty() && !conversation.io.more()? {
                return Ok(said);
            }
            let Some(rows) = conversation.attempt(|ctx| door.rows(ctx, ids)) else { return Ok(said) };
            for at in 0..rows.len() {
                said.push(rows.key(at));
                conversation.io.say(&rows.sentence(at, &words).with("place", said.len()));
            }
        }
        if said.is_empty() {
            conversation.io.text("plain-list-none");
        }
        if !more || said.len() < known {
            return Ok(said);
        }
        most = most.saturating_mul(4);
    }
}

/// Asks which kind of rows is meant, and gives the filter that holds them.
pub(super) fn group(conversation: &mut Conversation<'_, '_>, door: &dyn Door) -> Step<String> {
    let words = Arc::clone(conversation.io.shared_catalogue());
    let ask = Ask::new("", &words, 0);
    let Some((order, _)) = conversation.attempt(|ctx| door.order(ctx, &ask)) else { return Ok(String::new()) };
    let every = words.say(&Message::new("list-group-any").with("count", order.total));
    let label = |group: &Group| {
        words.say(&Message::new("list-group").with("state", group.said.clone()).with("count", group.count))
    };
    let column = door.extras().grouped.first().map_or("", |(_, column)| column);
    let filter = |group: &Group| format!("{column}:{}", group.code);
    let named = order.groups.iter().map(|group| (label(group), filter(group)));
    let choices = numbered(std::iter::once((every, String::new())).chain(named));
    let label = conversation.io.words(&Message::new("column-state"));
    Ok(conversation.io.pick(&label, &choices, None, "plain-help-group")?.unwrap_or_default())
}

/// Says all of one row, which is asked for by its key.
pub(super) fn detail(conversation: &mut Conversation<'_, '_>, door: &dyn Door) -> Step<()> {
    let label = conversation.io.words(&door.key().field.label());
    let key = conversation.io.require(&label, door.key().help)?;
    tell(conversation, door, &key);
    Ok(())
}

/// Says all of a row; `false` when there is none.
pub(super) fn tell(conversation: &mut Conversation<'_, '_>, door: &dyn Door, key: &str) -> bool {
    let Some(found) = conversation.attempt(|ctx| door.get(ctx, key)) else { return false };
    let words = Arc::clone(conversation.io.shared_catalogue());
    for (head, cell) in door.heads().iter().zip(&found.cells).filter(|(head, _)| !head.title.is_empty()) {
        if let Cell::Lines(text) = cell {
            text.lines().for_each(|line| conversation.io.line(line));
            continue;
        }
        let mut lines = cell.read(&words).into_iter();
        if let Some((first, _)) = lines.next() {
            say_value(conversation.io, &words.text(head.title), &first);
        }
        lines.for_each(|(line, _)| conversation.io.line(&format!("  {line}")));
    }
    conversation.io.remember(Command::new(&format!("{} show", door.noun().word())).arg(key).line());
    true
}

/// Names the list, and the establishment whose own it is.
fn title(conversation: &mut Conversation<'_, '_>, door: &dyn Door) -> Message {
    let title = Message::new(door.screen());
    let Some(number) = conversation.ctx.at().establishment() else { return title };
    let name =
        conversation.attempt(|ctx| establishment::get(ctx, number)).map(|row| row.denomination).unwrap_or_default();
    title.with("number", number.to_string()).with("name", name)
}

fn list(conversation: &mut Conversation<'_, '_>, door: &dyn Door) {
    let Some(rows) = conversation.attempt(|ctx| door.list(ctx)) else { return };
    let words = Arc::clone(conversation.io.shared_catalogue());
    for at in 0..rows.len() {
        conversation.io.say(&rows.sentence(at, &words));
    }
    if rows.is_empty() {
        conversation.io.text("plain-rows-none");
    }
    conversation.io.remember(inside(echo::list(door), conversation.ctx.at()));
}

/// Lists the rows that a filter holds, which is asked for until it can be read.
fn find(conversation: &mut Conversation<'_, '_>, door: &dyn Door) -> Step<()> {
    let Some(typing) = door.typing() else { return Ok(()) };
    conversation.io.say(&Message::new("cli-filter-columns").with("columns", typing.listed()));
    let label = conversation.io.words(&Message::new("plain-filter"));
    loop {
        let typed = match conversation.io.ask(&label, "", "plain-help-filter-rows")? {
            Answer::Keep | Answer::Clear => String::new(),
            Answer::Text(text) => text,
        };
        match (typing.read)(&typed) {
            Ok(filter) => return pages(conversation, door, &filter).map(drop),
            Err(error) => conversation.io.refuse_filter(&error),
        }
    }
}

/// Carries one act out, whatever it needs.
pub(super) fn act(conversation: &mut Conversation<'_, '_>, noun: Noun, wanted: Act) -> Step<()> {
    let Some(door) = nouns::door(noun) else { return Ok(()) };
    let Some(act) = door.act(wanted) else { return Ok(()) };
    if act.takes == Takes::File {
        return lines(conversation, door, &act);
    }
    if act.takes == Takes::Many {
        return many(conversation, door, &act);
    }
    if act.takes == Takes::None && act.danger == Danger::None {
        return add(conversation, door, &act);
    }
    let Some(rows) = conversation.attempt(|ctx| door.list(ctx)) else { return Ok(()) };
    let (at, target, filled) = match act.takes {
        Takes::Planned => return planned(conversation, door, &act, rows.as_ref()),
        Takes::None | Takes::File | Takes::Many | Takes::Targets => {
            (0, None, door.blank(conversation.io.catalogue().language()))
        }
        Takes::One => {
            let at = choose(conversation, door, rows.as_ref())?;
            (at, rows.target(at), rows.filled(at))
        }
    };
    if let Some(why) = rows.refuses(at, act.act) {
        conversation.io.say(&why);
        return Ok(());
    }
    for note in rows.says(at, act.act).iter().filter(|_| act.danger == Danger::None) {
        conversation.io.say(note);
    }
    if act.danger > Danger::None {
        let question: Vec<String> = rows.says(at, act.act).iter().map(|line| conversation.io.words(line)).collect();
        let question = Message::new("plain-row-sure").with("question", question.join(" "));
        if conversation.io.yes(&question, Some(Yes::No), door.help())? == Yes::No {
            return Ok(());
        }
    }
    fill(conversation, (door, &act), target, filled)
}

fn add(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead) -> Step<()> {
    let blank = door.blank(conversation.io.catalogue().language());
    fill(conversation, (door, act), None, blank)
}

/// Carries out an act of a form on the row with a key.
pub(super) fn on_row(conversation: &mut Conversation<'_, '_>, wanted: Act, key: &str) -> Step<()> {
    let Some((door, act)) = nouns::door(wanted.noun()).and_then(|door| Some((door, door.act(wanted)?))) else {
        return Ok(());
    };
    let Some(found) = conversation.attempt(|ctx| door.get(ctx, key)) else { return Ok(()) };
    fill(conversation, (door, &act), Some(found.target), found.filled)
}

/// Plans an act on the lines of a file, and everything after it.
fn lines(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead) -> Step<()> {
    let language = conversation.io.catalogue().language();
    let columns: Vec<String> = door.columns(act.act).iter().map(|one| one.called(language).to_owned()).collect();
    conversation.io.say(&Message::new("noun-lines-columns").with("columns", columns.join(", ")));
    let label = conversation.io.words(&Field::File.label());
    let named = conversation.io.require(&label, "plain-help-file-lines")?;
    let path = conversation.attempt(|ctx| {
        let reach = Reach::of(&ctx.actor);
        exchange::file(ctx.home(), reach, &named).map_err(|problem| Error::field(Field::File, problem))
    });
    let Some(path) = path else { return Ok(()) };
    let act = act.act;
    job::drawn(conversation, |ctx, cancel, progress| {
        let source = Source::open(&path, Opening::of(ctx.options()))?;
        let plan = door.draft_lines(ctx, (act, &source), cancel, progress)?;
        Ok(operations::job::save(ctx, &plan)?)
    })
}

/// Plans an act on the rows that are named, and everything after it.
fn planned(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead, rows: &dyn Rows) -> Step<()> {
    if rows.is_empty() {
        conversation.io.text("plain-rows-none");
        return Ok(());
    }
    let label = conversation
        .io
        .words(&Message::new("plain-rows-many").with("field", conversation.io.words(&door.key().field.label())));
    let chosen = loop {
        let heard = conversation.io.require(&label, "plain-help-rows-many")?;
        let find = |key: &str| (0..rows.len()).find(|at| fold(&rows.key(*at)) == fold(key));
        // A key may have spaces itself: between commas stands one such key, or several without.
        let split = |part| if find(part).is_some() { vec![part] } else { part.split(' ').collect::<Vec<&str>>() };
        let named = heard.split(',').map(str::trim).flat_map(split).filter(|key| !key.is_empty());
        let named: Vec<&str> = named.collect();
        match named.iter().find(|key| find(key).is_none()) {
            None => break named.into_iter().filter_map(find).collect::<BTreeSet<usize>>(),
            Some(key) => conversation.io.say(&Message::new("plain-unknown-choice").with("typed", *key)),
        }
    };
    let chosen = chosen.into_iter().filter_map(|at| rows.stable(at, act.act));
    let task = Task::Act { act: act.act, typed: Filled::default() };
    job::begin(conversation, task, Selection::rows(chosen))
}

/// Carries an act out on the rows that are named, one after the other.
fn many(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead) -> Step<()> {
    let label = conversation.io.words(&door.key().field.label());
    let typed = conversation.io.require(&label, door.key().help)?;
    let ids = typed.split([' ', ',', ';']).filter(|key| !key.is_empty()).map(|key| door.named(key));
    let ids = ids.collect::<Result<Vec<Id>, Error>>();
    let Some(ids) = conversation.attempt(|_| ids) else { return Ok(()) };
    if act.danger > Danger::None {
        let Some(says) = conversation.attempt(|ctx| door.says_of(ctx, act.act, &ids)) else { return Ok(()) };
        let says = match says {
            Ok(says) => says,
            Err(why) => {
                conversation.io.say(&why);
                return Ok(());
            }
        };
        let question: Vec<String> = says.iter().map(|line| conversation.io.words(line)).collect();
        let question = Message::new("plain-row-sure").with("question", question.join(" "));
        if conversation.io.yes(&question, Some(Yes::No), door.help())? == Yes::No {
            return Ok(());
        }
    }
    let cancel = conversation.io.cancel();
    let going = Going { cancel: &cancel, found: &|_, _| {} };
    let Some(told) = conversation.attempt(|ctx| door.perform_many(ctx, act.act, &ids, &going)) else { return Ok(()) };
    conversation.io.say(&told.said);
    if let Some(line) = echo::line(door, act, std::slice::from_ref(&typed), None) {
        conversation.io.remember(line);
    }
    Ok(())
}

fn choose(conversation: &mut Conversation<'_, '_>, door: &dyn Door, rows: &dyn Rows) -> Step<usize> {
    let choice = |at| Choice { key: rows.key(at), label: rows.name(at), value: at };
    let choices: Vec<Choice<usize>> = (0..rows.len()).map(choice).collect();
    let label = conversation.io.words(&door.key().field.label());
    Ok(conversation.io.pick(&label, &choices, None, door.key().help)?.unwrap_or_default())
}
