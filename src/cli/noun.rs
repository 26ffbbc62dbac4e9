//! The verbs of the described nouns: arguments, confirmation, results, all from the description.

use clap::{Arg, ArgMatches, Command};
use serde_json::{Map, Value, json};

use super::arguments::{NUMBER, choice, field, given, is_set, option, positional, switch, verb};
use super::failure::{DONE, Failure, Result};
use super::table::Table;
use super::{Work, input, listing};
use crate::domain::act::Verb;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::nouns::acts::{About, ActHead, Told};
use crate::nouns::description::{FieldHead, Head, Kind};
use crate::nouns::echo::{is_asked_for, is_secret};
use crate::nouns::{Cell, Done, Door, Doors, Takes, Target};
use crate::operations::{Error, Rule};

/// The argument that names a row.
const KEY: &str = "row";
/// The same by its name: `--login`.
const NAMED: &str = "named";
/// The value that an act takes without an option's name, by its field's.
const VALUE_NAMED: &str = "named-value";
/// The verb that shows one row with everything that is known of it.
const SHOW: &str = "show";

/// Describes a noun.
#[must_use]
pub fn command(words: &Catalogue, door: &dyn Door) -> Command {
    let list = listing::arguments(verb(words, "list", door.list_help()), words);
    let show = verb(words, SHOW, "cli-row-show").args(row(words, door));
    let noun =
        verb(words, door.noun().word(), door.about()).subcommand_required(true).subcommand(list).subcommand(show);
    let acts = door.acts().into_iter().filter(has_command);
    acts.fold(noun, |noun, act| noun.subcommand(describe(words, door, &act)))
}

fn has_command(act: &ActHead) -> bool {
    matches!(act.doors, Doors::All | Doors::Lines)
}

fn describe(words: &Catalogue, door: &dyn Door, act: &ActHead) -> Command {
    let mut command = verb(words, act.command, act.about);
    if act.takes == Takes::One {
        command = command.args(row(words, door));
    }
    if is_versioned(act) {
        let rev = option(words, "rev", NUMBER, "cli-arg-rev");
        command = command.arg(rev.value_parser(clap::value_parser!(i64)));
    }
    for asked in door.fields(act.act) {
        command = match asked.kind {
            _ if asked.positional => {
                let names = (asked.field.name(), VALUE_NAMED);
                command.args(either(words, names, asked.field, (asked.placeholder(), asked.help)))
            }
            _ => command.arg(argument(words, act, &asked)),
        };
    }
    command
}

/// Tells whether a command may name the version of the row that a script read.
fn is_versioned(act: &ActHead) -> bool {
    act.takes == Takes::One && matches!(act.act.verb(), Verb::Edit | Verb::Delete)
}

fn row(words: &Catalogue, door: &dyn Door) -> [Arg; 2] {
    let key = door.key();
    either(words, (KEY, NAMED), key.field, (key.value, key.help))
}

/// A value that stands alone, or behind the name of its field.
fn either(
    words: &Catalogue,
    (alone, named): (&'static str, &'static str),
    of: Field,
    (value, help): (&'static str, &'static str),
) -> [Arg; 2] {
    let behind = option(words, named, value, help).long(of.name()).conflicts_with(alone).hide(true);
    [positional(words, alone, value, help).required(false).required_unless_present(named), behind]
}

fn argument(words: &Catalogue, act: &ActHead, asked: &FieldHead) -> Arg {
    if is_secret(asked) {
        return switch(words, "password-stdin", "cli-arg-password-stdin");
    }
    let arg = match asked.kind {
        Kind::Text => option(words, asked.option(), asked.placeholder(), "cli-arg-body"),
        _ => field(words, asked.option(), asked.placeholder(), asked.field),
    };
    let arg = arg.required(asked.needed && act.takes == Takes::None);
    match asked.kind {
        Kind::Choice(choices) => choice(arg, choices.iter().map(|(code, _)| *code)),
        Kind::Line | Kind::Text | Kind::Secret | Kind::NewPassword => arg,
    }
}

/// Runs one of a noun's verbs.
///
/// # Errors
/// What the verb says.
pub fn run(door: &dyn Door, verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    if verb == "list" {
        return list(door, matches, work);
    }
    if verb == SHOW {
        return show(door, named(matches), work);
    }
    let unknown = || Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb));
    let Asked { act, key, typed } = asked(door, verb, matches).ok_or_else(unknown)?;
    let (target, mut filled) = match key {
        None => (None, Filled::default()),
        Some(key) => {
            let found = door.get(work.ctx, key)?;
            let seen = matches.try_get_one::<i64>("rev").ok().flatten();
            let rev = seen.copied().unwrap_or(found.target.rev);
            (Some(Target { rev, ..found.target }), found.filled)
        }
    };
    if let Some(target) = target.as_ref().filter(|_| is_asked_for(&act) && !is_set(matches, "yes")) {
        confirm(door, &act, target, work)?;
    }
    for asked in door.fields(act.act).iter().filter(|asked| matches!(asked.kind, Kind::NewPassword)) {
        let (password, again) = input::new_password(matches, work.out)?.into_pair();
        filled.put_secret(asked.field, password);
        filled.put_secret(Field::PasswordAgain, again);
    }
    for (asked, typed) in typed {
        let text = if matches!(asked.kind, Kind::Text) { input::file(typed, asked.field, work)? } else { typed.into() };
        filled.put(asked.field, text);
    }
    match door.perform(work.ctx, act.act, target.as_ref(), &filled)? {
        Done::Told(told) => tell(door, &told, work),
        Done::Overtaken(..) => Err(Error::from(Rule::Changed).into()),
    }
}

/// What a command line asks for.
#[derive(Debug)]
pub struct Asked<'m> {
    /// The act.
    pub act: ActHead,
    /// What names the row; none: the act takes none.
    pub key: Option<&'m str>,
    /// What was typed, by field; of a text, the name of its file.
    pub typed: Vec<(FieldHead, &'m str)>,
}

/// Reads what a command line of a noun asks for; none when the noun has no such verb.
#[must_use]
pub fn asked<'m>(door: &dyn Door, verb: &str, matches: &'m ArgMatches) -> Option<Asked<'m>> {
    let act = door.acts().into_iter().find(|act| has_command(act) && act.command == verb)?;
    let key = (act.takes == Takes::One).then(|| named(matches));
    let fields = door.fields(act.act).into_iter().filter(|asked| !is_secret(asked));
    let typed = fields.filter_map(|asked| Some((asked, typed(matches, &asked)?))).collect();
    Some(Asked { act, key, typed })
}

fn named(matches: &ArgMatches) -> &str {
    given(matches, KEY).or_else(|| given(matches, NAMED)).unwrap_or_default()
}

fn typed<'m>(matches: &'m ArgMatches, asked: &FieldHead) -> Option<&'m str> {
    if asked.positional {
        return given(matches, asked.field.name()).or_else(|| given(matches, VALUE_NAMED));
    }
    given(matches, asked.option())
}

/// Has the row's key typed before what nothing takes back.
fn confirm(door: &dyn Door, act: &ActHead, target: &Target, work: &mut Work<'_>) -> Result<()> {
    let rows = door.list(work.ctx)?;
    let gone = || Error::not_found(door.noun().word(), &target.key);
    let at = (0..rows.len()).find(|at| rows.key(*at) == target.key).ok_or_else(gone)?;
    if let Some(why) = rows.refuses(at, act.act) {
        return Err(Failure::refused(why));
    }
    let question: Vec<String> = rows.says(at, act.act).iter().map(|line| work.out.words.say(line)).collect();
    let question =
        Message::new("cli-confirm-row").with("question", question.join(" ")).with("key", target.key.as_str());
    if input::typed_confirmation(work.out, &question)?.trim() == target.key {
        return Ok(());
    }
    Err(Failure::field(Field::Confirmation, Problem::ConfirmationDiffers))
}

fn list(door: &dyn Door, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let heads = door.heads();
    listing::begin(matches, work, &heads.iter().map(|head| head.name).collect::<Vec<_>>())?;
    let rows = door.list(work.ctx)?;
    let seen = heads.iter().filter(|head| head.in_tables());
    let mut table = Table::new(seen.map(|head| work.out.words.text(head.title)).collect());
    for at in 0..rows.len() {
        let cells = rows.cells(at);
        let shown = heads.iter().zip(&cells).filter(|(head, _)| head.in_tables());
        table.row(shown.map(|(_, cell)| cell.text(&work.out.words)).collect());
        work.out.record(&record(&heads, &cells));
    }
    work.out.table(table);
    Ok(DONE)
}

fn show(door: &dyn Door, named: &str, work: &mut Work<'_>) -> Result<u8> {
    let (heads, cells) = (door.heads(), door.get(work.ctx, named)?.cells);
    work.out.record(&record(&heads, &cells));
    let seen = heads.iter().zip(&cells).filter(|(head, _)| !head.title.is_empty());
    let (long, short): (Vec<_>, Vec<_>) = seen.partition(|(_, cell)| matches!(cell, Cell::Lines(_)));
    let words = &work.out.words;
    let said = |(head, cell): (&Head, &Cell)| (words.text(head.title), cell.text(words));
    let pairs: Vec<(String, String)> = short.into_iter().map(said).collect();
    work.out.pairs(&pairs);
    for (_, cell) in long {
        work.out.line("");
        let text = cell.text(&work.out.words);
        work.out.lines(&text);
    }
    Ok(DONE)
}

fn record(heads: &[Head], cells: &[Cell]) -> Value {
    let members = heads.iter().zip(cells).map(|(head, cell)| (head.name.to_owned(), cell.json()));
    Value::Object(members.collect::<Map<_, _>>())
}

/// Says what was done, and returns what it is about as it is now.
fn tell(door: &dyn Door, told: &Told, work: &mut Work<'_>) -> Result<u8> {
    work.out.say(&told.said);
    match &told.about {
        About::Row(key) => {
            let now = door.get(work.ctx, key)?;
            work.out.record(&record(&door.heads(), &now.cells));
        }
        About::Facts(facts) => {
            let members = facts.iter().map(|(name, cell)| ((*name).to_owned(), cell.json()));
            work.out.record(&Value::Object(members.collect()));
        }
        About::Nobody => work.out.record(&json!({})),
    }
    Ok(DONE)
}
