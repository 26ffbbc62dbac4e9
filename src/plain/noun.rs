//! The described nouns: a menu of their verbs, each asked, confirmed and carried out as the description says.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::{Step, one_back};
use super::form::{Form, Repaired, say_value};
use super::job;
use super::listed;
use super::matrix;
use super::noun_form::{carry_out, explain, fill, read, shape};
use super::question::{Answer, Choice, Yes, numbered};
use super::visit;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Selection};
use crate::domain::message::Message;
use crate::jobs::command::inside;
use crate::jobs::import::{Opening, Source};
use crate::nouns::acts::{ActHead, Elsewhere, Going};
use crate::nouns::echo;
use crate::nouns::source::{Ask, Group};
use crate::nouns::{self, Cell, Door, Doors, Id, Rows, Takes};
use crate::operations::exchange::{self, Reach};
use crate::operations::{self, Error, establishment, people};

/// What is asked for below the menu of a noun.
#[derive(Debug, Clone, Copy)]
enum Wish {
    List,
    Do(Act),
    /// Those that a filter holds.
    Find,
    /// Undo what was done last.
    Undo,
    /// Write the rows to a file, or show them as one.
    Export,
}

/// Lists and changes the rows of a noun.
pub(super) fn show(conversation: &mut Conversation<'_, '_>, noun: Noun) -> Step<()> {
    let Some(door) = nouns::door(noun) else { return Ok(()) };
    let mut acts: Vec<ActHead> = door.acts();
    let is_said =
        |act: &ActHead| matches!(act.doors, Doors::All | Doors::Lines) || act.leads == Some(Elsewhere::Person);
    acts.retain(|act| is_said(act) && conversation.offers(act.act));
    // What can be edited is edited by a deed, which is taken back.
    let is_taken_back = conversation.may(Act::JOB_UNDO) && acts.iter().any(|act| act.act.verb() == Verb::Edit);
    let mut entries: Vec<(&'static str, Wish)> = vec![("plain-act-list", Wish::List)];
    entries.extend(acts.into_iter().map(|act| (act.label, Wish::Do(act.act))));
    entries.extend(door.typing().map(|_| ("plain-audit-filter", Wish::Find)));
    entries.extend(is_taken_back.then_some(("action-establishment-undo", Wish::Undo)));
    entries.extend(door.noun().is_inside().then_some(("plain-list-export", Wish::Export)));
    let title = title(conversation, door);
    loop {
        let result = match conversation.io.menu(&title, &entries, door.help())? {
            Wish::List => {
                list(conversation, door);
                Ok(())
            }
            Wish::Find => find(conversation, door),
            Wish::Undo => job::undo_last(conversation),
            Wish::Export => listed::export(conversation, door),
            Wish::Do(wanted) => conversation
                .before(wanted)
                .and_then(|()| conversation.before_a_change())
                .and_then(|()| act(conversation, noun, wanted)),
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
    let name = conversation.attempt(|ctx| {
        // Its people read it where they are.
        if ctx.actor.belongs() == ctx.at() {
            return people::home(ctx).map(|home| home.denomination);
        }
        establishment::get(ctx, number).map(|row| row.denomination)
    });
    let name = name.unwrap_or_default();
    Message::new("plain-rows-of").with("list", title).with("number", number.to_string()).with("name", name)
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
    if act.leads == Some(Elsewhere::Matrix) {
        matrix::show(conversation, door, &act);
        return Ok(());
    }
    if act.takes == Takes::File {
        return lines(conversation, door, &act);
    }
    if act.takes == Takes::Many {
        return many(conversation, door, &act);
    }
    if act.takes == Takes::None && act.danger == Danger::None {
        return add(conversation, door, &act);
    }
    if act.takes == Takes::Planned {
        return planned(conversation, door, &act);
    }
    if act.takes != Takes::One {
        let Some(rows) = conversation.attempt(|ctx| door.list(ctx)) else { return Ok(()) };
        let is_meant = may(conversation, (door, &act), rows.as_ref(), 0)?;
        return if is_meant { add(conversation, door, &act) } else { Ok(()) };
    }
    let Some((rows, at)) = row(conversation, door)? else { return Ok(()) };
    if act.leads == Some(Elsewhere::Person) {
        let login = rows.key(at);
        let is_meant = may(conversation, (door, &act), rows.as_ref(), at)?;
        return if is_meant { visit::view_as(conversation, &login) } else { Ok(()) };
    }
    on(conversation, (door, &act), rows.as_ref(), at)
}

/// Does an act to one row, after what is said of it before and its question.
fn on(
    conversation: &mut Conversation<'_, '_>,
    (door, act): (&dyn Door, &ActHead),
    rows: &dyn Rows,
    at: usize,
) -> Step<()> {
    if !may(conversation, (door, act), rows, at)? {
        return Ok(());
    }
    if act.takes == Takes::Planned && act.danger > Danger::None {
        // The question said what the row itself answers to what is asked.
        carry_out(conversation, (door, act), rows.target(at), &rows.filled(at));
        return Ok(());
    }
    fill(conversation, (door, act), rows.target(at), rows.filled(at))
}

/// Says why an act cannot be done, or what is to be known before; asks whether it is meant where it is dangerous.
fn may(
    conversation: &mut Conversation<'_, '_>,
    (door, act): (&dyn Door, &ActHead),
    rows: &dyn Rows,
    at: usize,
) -> Step<bool> {
    if let Some(why) = rows.refuses(at, act.act) {
        conversation.io.say(&why);
        explain(conversation, act.act, (&rows.key(at), &Filled::default()));
        return Ok(false);
    }
    let says: Vec<String> = rows.says(at, act.act).iter().map(|line| conversation.io.words(line)).collect();
    if act.danger == Danger::None {
        for note in &says {
            conversation.io.line(note);
        }
        return Ok(true);
    }
    let question = Message::new("plain-row-sure").with("question", says.join(" "));
    Ok(conversation.io.yes(&question, Some(Yes::No), door.help())? == Yes::Yes)
}

fn add(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead) -> Step<()> {
    let blank = door.begun(conversation.io.catalogue().language(), &conversation.ctx.actor);
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

/// What has the lines.
enum From {
    /// A file.
    File(PathBuf),
    /// What was typed or pasted.
    Typed(String),
}

/// Asks for a file; whoever may name none pastes its lines, until one is a dot.
fn source(conversation: &mut Conversation<'_, '_>) -> Step<Option<From>> {
    let reach = Reach::of(&conversation.ctx.actor);
    if reach == Reach::Nowhere {
        conversation.io.text("plain-pasted-how");
        let typed = conversation.io.lines(&["plain-help-pasted"], |_, _, _| false)?;
        return Ok((!typed.trim().is_empty()).then_some(From::Typed(typed)));
    }
    let label = conversation.io.words(&Field::File.label());
    let named = conversation.io.require(&label, "plain-help-file-lines")?;
    let path = conversation.attempt(|ctx| {
        exchange::file(ctx.home(), &reach, &named).map_err(|problem| Error::field(Field::File, problem))
    });
    Ok(path.map(From::File))
}

/// Plans an act on the lines of a file, and everything after it.
fn lines(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead) -> Step<()> {
    let language = conversation.io.catalogue().language();
    let columns: Vec<String> =
        door.columns(act.act).iter().filter(|one| one.is_told()).map(|one| one.called(language).to_owned()).collect();
    let note = if act.merges { "noun-merging-columns" } else { "noun-lines-columns" };
    conversation.io.say(&Message { key: note, args: Vec::new() }.with("columns", columns.join(", ")));
    let Some(from) = source(conversation)? else { return Ok(()) };
    let fields = door.settings(act.act);
    let base = fields.iter().fold(Filled::default(), |all, asked| all.with(asked.field, asked.first()));
    let mut form = shape(conversation, door, fields, &base);
    form.fill(conversation.io, &|_| Vec::new())?;
    let (settings, act) = (read(&form, fields, base), act.act);
    job::drawn(conversation, |ctx, cancel, progress| {
        let opening = Opening::of(ctx.options());
        let source = match &from {
            From::File(path) => Source::open_or_spool(path, ctx.home().root(), opening)?,
            From::Typed(text) => Source::spool(&mut text.as_bytes(), ctx.home().root(), opening)?,
        };
        let plan = door.draft_lines(ctx, (act, &source, &settings), cancel, progress)?;
        Ok(operations::job::save(ctx, &plan)?)
    })
}

/// Plans an act on the rows that are named or match a filter, and everything after it; one is done at once where that can
/// be.
fn planned(conversation: &mut Conversation<'_, '_>, door: &dyn Door, act: &ActHead) -> Step<()> {
    let words = Arc::clone(conversation.io.shared_catalogue());
    let any = conversation.attempt(|ctx| Ok(!door.order(ctx, &Ask::new("", &words, 1))?.0.ids.is_empty()));
    if any != Some(true) {
        if any == Some(false) {
            conversation.io.text("plain-rows-none");
        }
        return Ok(());
    }
    let Some(rows) = chosen(conversation, door, act)? else { return Ok(()) };
    if let ([(_, key)], Some(_)) = (rows.as_slice(), act.at_once) {
        let Some(rows) = conversation.attempt(|ctx| door.by_key(ctx, key)) else { return Ok(()) };
        return on(conversation, (door, act), rows.as_ref(), 0);
    }
    let (fields, base) = (door.fields(act.act), door.blank(words.language()));
    let mut form = shape(conversation, door, &fields, &base);
    let check = |form: &Form| door.check(act.act, &read(form, &fields, base.clone()));
    form.fill(conversation.io, &check)?;
    loop {
        let begun = match door.task(&mut conversation.ctx, act.act, &read(&form, &fields, base.clone())) {
            Ok(task) => job::asked(conversation, task, Selection::rows(rows.clone()))?,
            Err(error) => Err(error),
        };
        match begun {
            Err(error) if form.again(conversation.io, &error, &check)? == Repaired::Yes => {}
            _ => return Ok(()),
        }
    }
}

/// Asks which rows are meant: by their keys, or by a filter behind a slash. None: it was left.
fn chosen(
    conversation: &mut Conversation<'_, '_>,
    door: &dyn Door,
    act: &ActHead,
) -> Step<Option<Vec<(String, String)>>> {
    let label = Message::new("plain-rows-many").with("field", conversation.io.words(&door.key().field.label()));
    let label = conversation.io.words(&label);
    loop {
        let heard = conversation.io.require(&label, "plain-help-rows-many")?;
        let found = match heard.strip_prefix('/') {
            Some(filter) => matching(conversation, door, act, filter.trim()),
            None => named(conversation, door, act, &heard),
        };
        match found {
            Some(rows) if rows.is_empty() => conversation.io.text("plain-rows-none"),
            Some(rows) => return Ok(Some(rows)),
            None => {}
        }
    }
}

/// Finds the rows that match a filter; none: it cannot be read, which was said.
fn matching(
    conversation: &mut Conversation<'_, '_>,
    door: &dyn Door,
    act: &ActHead,
    filter: &str,
) -> Option<Vec<(String, String)>> {
    let words = Arc::clone(conversation.io.shared_catalogue());
    conversation.attempt(|ctx| {
        let (order, _) = door.order(ctx, &Ask::new(filter, &words, usize::MAX))?;
        door.stables(ctx, act.act, &order.ids)
    })
}

/// Finds the rows that are named; none: one is not there, which was said. A key may have spaces itself: between commas
/// stands one such key, or several without.
fn named(
    conversation: &mut Conversation<'_, '_>,
    door: &dyn Door,
    act: &ActHead,
    heard: &str,
) -> Option<Vec<(String, String)>> {
    let mut rows: Vec<(String, String)> = Vec::new();
    let mut unknown = None;
    let found = conversation.attempt(|ctx| {
        let mut find = |key: &str| match door.stable(ctx, act.act, key) {
            Ok(row) => Ok(Some(row)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        };
        for part in heard.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            if let Some(row) = find(part)? {
                rows.push(row);
                continue;
            }
            for key in part.split(' ').filter(|key| !key.is_empty()) {
                match find(key)? {
                    Some(row) => rows.push(row),
                    None => unknown = unknown.take().or(Some(key.to_owned())),
                }
            }
        }
        Ok(())
    });
    if let Some(key) = unknown {
        conversation.io.say(&Message::new("plain-unknown-choice").with("typed", key));
        return None;
    }
    let mut seen = BTreeSet::new();
    rows.retain(|(id, _)| seen.insert(id.clone()));
    found.map(|()| rows)
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

/// Has a row chosen: among all of them where their list is read whole, else by its key.
fn row(conversation: &mut Conversation<'_, '_>, door: &dyn Door) -> Step<Option<(Box<dyn Rows>, usize)>> {
    let label = conversation.io.words(&door.key().field.label());
    if !door.is_whole() {
        let key = conversation.io.require(&label, door.key().help)?;
        return Ok(conversation.attempt(|ctx| door.by_key(ctx, &key)).map(|rows| (rows, 0)));
    }
    let Some(rows) = conversation.attempt(|ctx| door.list(ctx)) else { return Ok(None) };
    let choice = |at| Choice { key: rows.key(at), label: rows.name(at), value: at };
    let choices: Vec<Choice<usize>> = (0..rows.len()).map(choice).collect();
    let at = conversation.io.pick(&label, &choices, None, door.key().help)?.unwrap_or_default();
    Ok(Some((rows, at)))
}
