//! The verbs of the described nouns: arguments, confirmation, results, all from the description.

use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::arguments::{
    self, FILE, NUMBER, Needed, Several, choice, either, field, given, inside, is_set, option, positional, switch, verb,
};
use super::failure::{DONE, Failure, Result};
use super::job::{bulk, carry, show};
use super::mail::{deliver, deliver_others};
use super::noun_list::{list, list_command};
use super::noun_planned::{is_alone, key_of, matched, planned, told_columns};
use super::output::Out;
use super::signal::interruption;
use super::table::Table;
use super::{Work, input, listing, matrix, remote, targets};
use crate::domain::act::Verb;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::{Field, Problem};
use crate::domain::filled::Filled;
use crate::domain::job::{Selection, TargetState, Verdict};
use crate::domain::language::Language;
use crate::domain::message::{Explain as _, Message};
use crate::i18n::Catalogue;
use crate::jobs::import::Rejects;
use crate::jobs::progress::Cancel;
use crate::jobs::{self, job_words};
use crate::nouns::acts::{About, ActHead, AtOnce, Elsewhere, Going, Told};
use crate::nouns::description::{record, whole};
use crate::nouns::echo::{is_asked_for, is_chosen, is_secret};
use crate::nouns::field::{FieldHead, Kind};
use crate::nouns::{Cell, Done, Door, Doors, Id, Takes, Target};
use crate::operations::job::verdict::verdict;
use crate::operations::{Error, Rule};

/// The argument that names a file of rows.
const LINES: &str = "file";
/// The argument that names a row.
pub(super) const KEY: &str = "row";
/// The same by its name: `--login`.
const NAMED: &str = "named";
/// The values that an act takes without an option's name, by their fields', in their order.
const VALUES_NAMED: [&str; 3] = ["named-value", "named-second-value", "named-third-value"];
/// The verb that shows one row with everything that is known of it.
const SHOW: &str = "show";

/// Describes a noun.
#[must_use]
pub fn command(words: &Catalogue, door: &dyn Door) -> Command {
    let noun = verb(words, door.noun().word(), door.noun().about()).subcommand_required(true);
    let show = verb(words, SHOW, "cli-row-show").args(row(words, door));
    let noun = noun.subcommand(list_command(words, door)).subcommand(show);
    let acts = door.acts().into_iter().filter(has_command);
    let noun = acts.fold(noun, |noun, act| noun.subcommand(describe(words, door, &act)));
    match door.noun() {
        inner if inner.is_inside() => inside(noun, words, Needed::Yes),
        both if both.is_also_inside() => inside(noun, words, Needed::No),
        _ => noun,
    }
}

fn has_command(act: &ActHead) -> bool {
    matches!(act.doors, Doors::All | Doors::Lines)
}

fn describe(words: &Catalogue, door: &dyn Door, act: &ActHead) -> Command {
    let mut command = verb(words, act.command, act.about);
    if act.leads.is_some() {
        return listing::arguments(command, words);
    }
    let key = door.key();
    match act.takes {
        Takes::None => {}
        Takes::One => command = command.args(row(words, door)),
        Takes::Many => command = command.arg(positional(words, KEY, key.value, key.help).num_args(1..)),
        Takes::Planned => {
            let rows = positional(words, KEY, key.value, key.help).action(ArgAction::Append).num_args(1..);
            let rows = rows.value_parser(arguments::Filled).required(false);
            command = bulk::carrying(matched(command, words, door, rows), words);
        }
        Takes::Targets => {
            command = bulk::arguments(command, words);
            if act.act.deletes() {
                command = carry::threshold(command, words);
            }
        }
        Takes::File => {
            let file = positional(words, LINES, FILE, "cli-arg-lines");
            let rejects = option(words, "rejects", FILE, "cli-arg-import-rejects");
            let command =
                door.settings(act.act).iter().fold(command, |command, asked| command.arg(argument(words, act, asked)));
            let command = bulk::carrying(input::encoded(command.arg(file).arg(rejects), words), words);
            return told_columns(command, words, &door.columns(act.act));
        }
    }
    if is_versioned(act) {
        let rev = option(words, "rev", NUMBER, "cli-arg-rev");
        command = command.arg(rev.value_parser(clap::value_parser!(i64)));
    }
    let (alone, behind): (Vec<_>, Vec<_>) = door.fields(act.act).into_iter().partition(|asked| asked.positional);
    for (asked, named) in alone.iter().zip(VALUES_NAMED) {
        let needed = if asked.needed { Needed::Yes } else { Needed::No };
        let texts = (asked.placeholder(), asked.help);
        command = command.args(either(words, (asked.field.name(), named), asked.field, texts, needed));
    }
    behind.iter().fold(command, |command, asked| command.arg(argument(words, act, asked)))
}

/// Tells whether a command may name the version of the row that a script read.
fn is_versioned(act: &ActHead) -> bool {
    act.takes == Takes::One && matches!(act.act.verb(), Verb::Edit | Verb::Delete)
}

fn row(words: &Catalogue, door: &dyn Door) -> [Arg; 2] {
    let key = door.key();
    either(words, (KEY, NAMED), key.field, (key.value, key.help), Needed::Yes)
}

fn argument(words: &Catalogue, act: &ActHead, asked: &FieldHead) -> Arg {
    if is_secret(asked) {
        return switch(words, "password-stdin", "cli-arg-password-stdin");
    }
    if matches!(asked.kind, Kind::Tick) {
        return switch(words, asked.option(), asked.help);
    }
    let arg = match asked.kind {
        _ if !asked.help.is_empty() => option(words, asked.option(), asked.placeholder(), asked.help),
        Kind::Text => option(words, asked.option(), asked.placeholder(), "cli-arg-body"),
        _ => field(words, asked.option(), asked.placeholder(), asked.field),
    };
    let takes_it = matches!(act.takes, Takes::None | Takes::Planned | Takes::Targets);
    let arg = arg.required(is_chosen(act, asked) || asked.needed && takes_it);
    match asked.kind {
        Kind::Choice(choices) => choice(arg, choices.iter().map(|(code, _)| *code)),
        Kind::Ticks(choices) => arg.value_parser(Several(choices)),
        // Where a variable of a shell was not set, an act on many does not mean something else.
        Kind::Line | Kind::Day | Kind::One(_) if matches!(act.takes, Takes::Planned | Takes::Targets) => {
            arg.value_parser(arguments::Filled)
        }
        Kind::Line
        | Kind::Day
        | Kind::Note
        | Kind::One(_)
        | Kind::Tick
        | Kind::Text
        | Kind::Secret
        | Kind::NewPassword => arg,
    }
}

/// Runs one of a noun's verbs.
pub fn run(door: &dyn Door, verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    if verb == "list" {
        return list(door, given(matches, "filter").unwrap_or_default(), matches, work);
    }
    if verb == SHOW {
        return show(door, named(matches), work);
    }
    let unknown = || Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb));
    let Asked { act, keys, typed } = asked(door, verb, matches).ok_or_else(unknown)?;
    if act.act.verb() == Verb::Edit && typed.is_empty() {
        return Err(Failure::nothing_to_change(door.fields(act.act).iter().map(FieldHead::option)));
    }
    match act.takes {
        _ if act.leads == Some(Elsewhere::Matrix) => return matrix::run(door, matches, work),
        Takes::Planned if act.at_once.is_none() || !is_alone(&keys, matches) => {
            return planned(door, &act, (&keys, &typed), matches, work);
        }
        Takes::File => return lines(door, &act, matches, work),
        Takes::Targets => return on_targets(door, &act, &typed, matches, work),
        Takes::Many => {
            let cancel = Cancel::by(interruption()?);
            let keys = keys.iter().flat_map(|key| key.split(',')).map(str::trim).filter(|key| !key.is_empty());
            let ids = keys.map(|key| door.named(key)).collect::<std::result::Result<Vec<_>, Error>>()?;
            let told = door.perform_many(work.ctx, act.act, &ids, &Going { cancel: &cancel, found: &|_, _| {} })?;
            return tell(door, &told, None, work);
        }
        Takes::None | Takes::One | Takes::Planned => {}
    }
    let (target, mut filled) = match keys.first() {
        None => (None, door.blank(work.out.words.language())),
        Some(key) => {
            let found = door.get_for(work.ctx, act.act, key)?;
            let seen = matches.try_get_one::<i64>("rev").ok().flatten();
            let rev = seen.copied().unwrap_or(found.target.rev);
            // A switch that is not given is off, whatever a form of the row begins with.
            let blank = door.blank(work.out.words.language());
            let switches = door.fields(act.act).into_iter().filter(|asked| matches!(asked.kind, Kind::Tick));
            let off = |filled: Filled, asked: FieldHead| filled.with(asked.field, blank.text(asked.field));
            (Some(Target { rev, ..found.target }), switches.fold(found.filled, off))
        }
    };
    let filled_before = target.is_some().then(|| filled.clone()).filter(|_| act.act.verb() == Verb::Edit);
    if let Some(target) = target.as_ref().filter(|_| is_asked_for(&act) && !is_set(matches, "yes")) {
        confirm(door, &act, target, work)?;
    }
    for asked in door.fields(act.act).iter().filter(|asked| matches!(asked.kind, Kind::NewPassword)) {
        let (password, again) = input::new_password(matches, work.out)?.into_pair();
        filled.put_secret(asked.field, password);
        filled.put_secret(Field::PasswordAgain, again);
    }
    for (asked, typed) in typed {
        let text = match asked.kind {
            Kind::Text => input::file(typed, asked.field, work)?,
            Kind::One(noun) => key_of(noun, typed, work),
            _ => typed.into(),
        };
        filled.put(asked.field, text);
    }
    let before = filled_before;
    match door.perform(work.ctx, act.act, target.as_ref(), &filled) {
        Ok(Done::Told(told)) => tell(door, &told, before.as_ref(), work),
        Ok(Done::Overtaken(now, theirs)) => overtaken(work, (door, &act), (&now, &theirs), &filled),
        Err(error) => needless(door, target.as_ref(), error, work),
    }
}

/// Says that a row is as it was to be: nothing is wrong then. Gives back any other error.
fn needless(door: &dyn Door, target: Option<&Target>, error: Error, work: &mut Work<'_>) -> Result<u8> {
    let (Verdict::Skipped(reason), Some(target)) = (verdict(&error), target) else { return Err(error.into()) };
    let why = reason.message();
    work.out.say(
        &Message::new("cli-target-because")
            .with("number", target.key.as_str())
            .with("state", job_words::state(TargetState::Skipped, 1))
            .with("reason", why.clone()),
    );
    let mut facts = whole(&door.heads(), &door.get(work.ctx, &target.key)?.cells);
    facts["result"] = TargetState::Skipped.word().into();
    facts["error"] = reason.word().into();
    facts["message"] = work.out.words.say(&why).into();
    work.out.record(&facts);
    Ok(DONE)
}

/// Shows both versions of every field that differs; nothing was saved.
fn overtaken(
    work: &mut Work<'_>,
    (door, act): (&dyn Door, &ActHead),
    (now, theirs): (&Target, &Filled),
    mine: &Filled,
) -> Result<u8> {
    let heading = |key| work.out.words.text(key);
    let mut table =
        Table::new(vec![heading("cli-label-field"), heading("cli-label-stored"), heading("cli-label-yours")]);
    let mut fields = Vec::new();
    for field in door.fields(act.act).iter().filter(|asked| !is_secret(asked)).map(|asked| asked.field) {
        let (stored, yours) = (theirs.text(field), mine.text(field));
        if stored != yours {
            fields.push(json!({"field": field.name(), "stored": stored, "yours": yours}));
            table.row(vec![work.out.words.say(&field.label()), stored, yours]);
        }
    }
    work.out.table(table);
    work.out.say(&Message::new("cli-conflict-rev").with("rev", now.rev.to_string()));
    work.out.record(&json!({"conflict": true, "rev": now.rev, "fields": fields}));
    Err(Error::from(Rule::Changed).into())
}

/// Plans a verb on the establishments that are meant and carries it out; on one that is named, some do it at once.
fn on_targets(
    door: &dyn Door,
    act: &ActHead,
    typed: &[(FieldHead, &str)],
    matches: &ArgMatches,
    work: &mut Work<'_>,
) -> Result<u8> {
    let selection = bulk::selection(matches)?;
    let blank = door.blank(Language::English);
    let filled = typed.iter().fold(blank, |filled, (asked, text)| filled.with(asked.field, *text));
    match (&selection, act.at_once.filter(|_| bulk::is_alone(matches, &selection))) {
        (Selection::Numbers { numbers }, Some(told)) if let [number] = numbers.as_slice() => {
            alone(door, (act, told), (*number, &filled), work)
        }
        _ => {
            let task = door.task(work.ctx, act.act, &filled)?;
            bulk::perform(matches, work, task, selection)
        }
    }
}

/// Does a verb to one establishment at once, and tells of it as of one of many, with what it changed as it is now.
fn alone(
    door: &dyn Door,
    (act, told): (&ActHead, AtOnce),
    (number, filled): (EstablishmentNumber, &Filled),
    work: &mut Work<'_>,
) -> Result<u8> {
    let target = Target { key: number.to_string(), rev: 0, seen: None };
    let done = door.perform(work.ctx, act.act, Some(&target), filled);
    let known = door.rows(work.ctx, &[Id::Number(number.0.into())])?;
    let name = if known.is_empty() { String::new() } else { known.name(0) };
    let job = match done {
        Ok(Done::Told(Told { job: Some(job), .. })) => job,
        Ok(_) => return Ok(DONE),
        Err(error) => return Ok(show::untouched(work, (number, name), error)),
    };
    let (heads, cells) = (door.heads(), known.cells(0));
    let shown = || heads.iter().zip(&cells).filter(|(head, _)| told.shows.contains(&head.name));
    let lines = shown().flat_map(|(_, cell)| cell.read(&work.out.words)).map(|(line, _)| line);
    show::alone(work, job, (lines.collect(), record(shown())))
}

/// Plans a verb on the lines of a file, carries it out, and writes those that are refused where that is asked for.
fn lines(door: &dyn Door, act: &ActHead, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    // Begun before all else, so that a name that cannot be had costs nothing.
    let out = remote::output(given(matches, "rejects"), work)?;
    let source = input::source(given(matches, LINES).unwrap_or_default(), input::opening(matches, work), work)?;
    let chosen = |asked: &FieldHead| given(matches, asked.option()).unwrap_or_else(|| asked.first()).to_owned();
    let settings = door.settings(act.act).iter();
    let settings = settings.fold(Filled::default(), |all, asked| all.with(asked.field, chosen(asked)));
    let wanted = door.columns(act.act);
    let unread = jobs::lines::unread(&source, &wanted);
    if !unread.is_empty() {
        work.out.note(&Message::new("noun-lines-unread").with("columns", unread.join(", ")));
    }
    let plan = bulk::drafted(matches, work, |ctx, progress, cancel| {
        door.draft_lines(ctx, (act.act, &source, &settings), cancel, progress)
    })?;
    let words = Arc::clone(&work.out.words);
    let mut rejects = out.map(|out| Rejects::create(out, &source, &words)).transpose()?;
    if let Some(rejects) = &mut rejects {
        jobs::lines::reject((&source, &wanted), &plan, rejects).map_err(Failure::from)?;
    }
    let code = bulk::go_on(matches, work, &plan)?;
    if let Some(rejects) = rejects {
        let (path, rows) = (rejects.path().display().to_string(), rejects.rows());
        if !is_set(matches, "dry-run") {
            rejects.finish_told(work.ctx)?;
        }
        tell_rejects(matches, work.out, &path, rows);
    }
    Ok(code)
}

/// Says where the refused rows of an import are, or where a dry run foresees them.
pub(super) fn tell_rejects(matches: &ArgMatches, out: &mut Out, path: &str, rows: u64) {
    let key = match rows {
        0 => "cli-import-no-rejects",
        _ if is_set(matches, "dry-run") => "cli-import-rejects-foreseen",
        _ => "import-rejects-written",
    };
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    out.note(&Message { key, args: Vec::new() }.with("rows", rows).with("path", path));
}

/// What a command line asks for.
#[derive(Debug)]
pub struct Asked<'m> {
    /// The act.
    pub act: ActHead,
    /// What names the rows.
    pub keys: Vec<&'m str>,
    /// What was typed, by field; of a text, the name of its file.
    pub typed: Vec<(FieldHead, &'m str)>,
}

/// Reads what a command line of a noun asks for; none when the noun has no such verb.
#[must_use]
pub fn asked<'m>(door: &dyn Door, verb: &str, matches: &'m ArgMatches) -> Option<Asked<'m>> {
    let act = door.acts().into_iter().find(|act| has_command(act) && act.command == verb)?;
    let keys = match act.takes {
        Takes::None => Vec::new(),
        Takes::One => vec![named(matches)],
        Takes::File => given(matches, LINES).into_iter().collect(),
        Takes::Targets => matches.get_many::<String>("numbers").unwrap_or_default().map(String::as_str).collect(),
        Takes::Many | Takes::Planned => {
            matches.get_many::<String>(KEY).unwrap_or_default().map(String::as_str).collect()
        }
    };
    let fields = door.fields(act.act).into_iter().filter(|asked| !is_secret(asked));
    let blank = door.blank(Language::English);
    let mut options = VALUES_NAMED.into_iter();
    let other = |asked: &FieldHead| if blank.text(asked.field).is_empty() { "yes" } else { "" };
    let typed = fields.filter_map(|asked| match asked.kind {
        Kind::Tick => is_set(matches, asked.option()).then(|| (asked, other(&asked))),
        _ if asked.positional => {
            let value = options.next().and_then(|option| given(matches, option));
            Some((asked, given(matches, asked.field.name()).or(value)?))
        }
        _ => Some((asked, given(matches, asked.option())?)),
    });
    let typed = typed.collect();
    Some(Asked { act, keys, typed })
}

fn named(matches: &ArgMatches) -> &str {
    given(matches, KEY).or_else(|| given(matches, NAMED)).unwrap_or_default()
}

/// Has the row's key typed before what nothing takes back.
fn confirm(door: &dyn Door, act: &ActHead, target: &Target, work: &mut Work<'_>) -> Result<()> {
    let rows = door.list(work.ctx)?;
    let gone = || Error::not_found(door.noun().word(), &target.key);
    let at = (0..rows.len()).find(|at| rows.key(*at) == target.key).ok_or_else(gone)?;
    if rows.refuses(at, act.act).is_some() {
        // The act says so itself.
        return Ok(());
    }
    let question: Vec<String> = rows.says(at, act.act).iter().map(|line| work.out.words.say(line)).collect();
    let question =
        Message::new("cli-confirm-row").with("question", question.join(" ")).with("key", target.key.as_str());
    if input::typed_confirmation(work.out, &question)?.trim() == target.key {
        return Ok(());
    }
    Err(Failure::field(Field::Confirmation, Problem::ConfirmationDiffers))
}

/// Shows one row in full.
///
/// # Errors
/// That there is none.
pub(super) fn show(door: &dyn Door, key: &str, work: &mut Work<'_>) -> Result<u8> {
    let (heads, found) = (door.heads(), door.get(work.ctx, key)?);
    work.out.record(&whole(&heads, &found.cells));
    let words = Arc::clone(&work.out.words);
    let named = heads.iter().zip(&found.cells).filter(|(head, _)| !head.title.is_empty());
    let (texts, pairs): (Vec<_>, Vec<_>) = named.partition(|(_, cell)| matches!(cell, Cell::Lines(_)));
    let pairs = pairs.into_iter().flat_map(|(head, cell)| {
        let titles = std::iter::once(words.text(head.title)).chain(std::iter::repeat(String::new()));
        titles.zip(cell.read(&words).into_iter().map(|(line, _)| line))
    });
    work.out.pairs(&pairs.collect::<Vec<_>>());
    for (_, text) in texts {
        work.out.line("");
        work.out.lines(&text.text(&words));
    }
    Ok(DONE)
}

/// Lists the lines that an edit changed, as they were and as they are.
fn changes(before: &Filled, now: &Filled) -> Vec<(Field, String, String)> {
    let is_line = |text: &str| !text.contains('\n');
    let changed = now.other_than(before).map(|(field, is)| (field, before.text(field), is.to_owned()));
    changed.filter(|(_, was, is)| is_line(was) && is_line(is)).collect()
}

/// Says what was done, and returns what it is about as it is now.
fn tell(door: &dyn Door, told: &Told, before: Option<&Filled>, work: &mut Work<'_>) -> Result<u8> {
    let sent = told.mail.as_ref().map(|mailed| (deliver(work, mailed.id), &mailed.said));
    match &sent {
        Some((sent, said)) => work.out.say(&(*said).clone().with("mail", sent.said.as_str())),
        None => work.out.say(&told.said),
    }
    told.notes.iter().for_each(|note| work.out.note(note));
    told.sheet.iter().for_each(|line| work.out.say(&line.said));
    match &told.about {
        About::Row(key) => {
            if sent.is_some()
                && let Ok(number) = targets::parse(key)
            {
                deliver_others(work, number);
            }
            let now = door.get(work.ctx, key)?;
            for (field, was, is) in before.iter().flat_map(|before| changes(before, &now.filled)) {
                let label = work.out.words.say(&field.label());
                work.out.say(&Message::new("cli-changed").with("field", label).with("before", was).with("after", is));
            }
            let mut record = whole(&door.heads(), &now.cells);
            let is_changed = before.is_none_or(|before| *before != now.filled);
            record["result"] = if is_changed { TargetState::Done } else { TargetState::Skipped }.word().into();
            if record["name"].is_null() {
                record["name"] = now.name.into();
            }
            if let Some(job) = told.job {
                record["job"] = job.0.into();
            }
            if let Some((sent, _)) = sent {
                record["mail"] = sent.facts;
            }
            work.out.record(&record);
        }
        About::Facts(facts) => {
            let members = facts.iter().map(|(name, cell)| ((*name).to_owned(), cell.json()));
            let mut record = Value::Object(members.collect());
            if let Some(job) = told.job {
                (record["result"], record["job"]) = (TargetState::Done.word().into(), job.0.into());
            }
            work.out.record(&record);
        }
        About::Rows(_) | About::Nobody => work.out.record(&json!({})),
    }
    Ok(DONE)
}
