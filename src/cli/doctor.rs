//! `intendant doctor [--thorough] [--fix] [--adopt N] [--set-aside N] [--recreate N] [--empty N] [--forget FILE]`: what
//! registry, files and databases say about each other, its repair, and what a person decides; the acceptance of a
//! registry that is held; the word that the clock is right.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::aftermath::tell_aftermath;
use super::arguments::{FILE, NUMBER, NUMBER_OR_PATH, filtering_by, given, is_set, list_filter, option, switch, verb};
use super::failure::{DONE, Failure, INTERRUPTED, REFUSED, Result, SOME_FAILED};
use super::output::Out;
use super::{input, listing, signal};
use crate::domain::access::{Actor, At};
use crate::domain::field::{Field, Problem};
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::fold;
use crate::i18n::Catalogue;
use crate::jobs::command::quoted;
use crate::nouns::finding::{Fate, Found, narrow, recorded, typing};
use crate::operations::doctor::{self, Choice, Chosen, Finding, Severity, Thoroughness};
use crate::operations::progress::Advance;
use crate::operations::{Clock, Context, Error, Home, Options, Rule, acceptance, check_initialised, host, recover};

/// Describes the verb.
pub fn command(words: &Catalogue) -> Command {
    let others = Choice::ALL.map(Choice::word).into_iter().chain(["fix"]);
    let accept = switch(words, "accept-registry", "cli-arg-accept-registry").conflicts_with_all(others);
    let many = |arg: Arg| arg.action(ArgAction::Append);
    let list = listing::arguments(verb(words, "doctor", "cli-doctor"), words).mut_arg("as-csv", |csv| {
        csv.conflicts_with_all(Choice::ALL.map(Choice::word)).conflicts_with("accept-registry")
    });
    // A filter narrows what is told, never what is done: beside a choice it would promise more.
    let filter = list_filter(words, "cli-arg-list-filter").conflicts_with_all(Choice::ALL.map(Choice::word));
    filtering_by(list, typing().listed(), words)
        .arg(filter)
        .arg(switch(words, "thorough", "cli-arg-thorough"))
        .arg(switch(words, "fix", "cli-arg-fix"))
        .arg(many(option(words, Choice::Adopt.word(), NUMBER_OR_PATH, "cli-arg-adopt")))
        .arg(many(option(words, Choice::SetAside.word(), NUMBER_OR_PATH, "cli-arg-set-aside")))
        .arg(many(option(words, Choice::Recreate.word(), NUMBER, "cli-arg-recreate")))
        .arg(many(option(words, Choice::Empty.word(), NUMBER, "cli-arg-empty")))
        .arg(many(option(words, Choice::Forget.word(), FILE, "cli-arg-forget")))
        .arg(accept)
        .arg(switch(words, "clock-is-right", "cli-arg-clock-is-right").conflicts_with("accept-registry"))
}

/// Runs the verb. Without `--fix` nothing changes, not even what other starts finish or undo. What is left beyond mere
/// notes gives the exit code of a failure.
///
/// # Errors
/// What the system or the registry says.
pub fn run(matches: &ArgMatches, (home, actor): (&Home, &Actor), options: Options, out: &mut Out) -> Result<u8> {
    check_initialised(home)?;
    listing::begin(matches, out, &recorded(), &(typing().columns)())?;
    let fix = is_set(matches, "fix");
    let thoroughness = if is_set(matches, "thorough") { Thoroughness::Thorough } else { Thoroughness::Quick };
    let closed = doctor::examine_closed(home, actor)?;
    let mended = if fix { doctor::repair_closed(home, actor, &closed)? } else { Vec::new() };
    let (mut left, mut others) = (Vec::new(), 0);
    for finding in closed {
        let fate = if mended.contains(&finding) { Fate::Repaired } else { Fate::Open };
        let found = Found { fate, ..Found::new(finding, thoroughness) };
        tell(out, &found);
        if !found.fate.is_settled() {
            left.push(found.finding);
        }
    }
    // What cannot be opened cannot be looked into.
    if left.is_empty() {
        let mut ctx = Context::open(home, At::Host, actor.clone(), Clock::System, options)?;
        if is_set(matches, "accept-registry") {
            return accept(matches, &mut ctx, out);
        }
        let stop = signal::interruption()?;
        let mut told = Vec::new();
        let chosen = chosen(&mut ctx, (matches, &mut told), (thoroughness, &stop), out);
        tell_aftermath(&mut ctx, out);
        if chosen.is_err() {
            tell_all(out, &told);
        }
        let (mut found, failed) = chosen?;
        let mut doubted = Vec::new();
        // The worst first, as the screen shows them.
        found.sort_by_key(|finding| Reverse(finding.severity()));
        let all = found.len();
        narrow(&mut found, thoroughness, (given(matches, "filter").unwrap_or_default(), &out.words))?;
        others = all - found.len();
        if is_set(matches, "clock-is-right") {
            (doubted, found) = confirmed(&mut ctx, (thoroughness, &stop), found, out)?;
        }
        let is_wanted = |finding: &Finding| fix && !finding.needs_word();
        left = inside(&mut ctx, (&is_wanted, thoroughness), found, &stop, out)?;
        left.extend(doubted);
        // What was decided stands last, where it is seen below a long list.
        tell_all(out, &told);
        if !is_set(matches, "as-csv") {
            out.record(&json!({ "examined": thoroughness.word(), "findings": left.len() }));
        }
        out.note(&Message::new("doctor-examined").with("how", thoroughness.word()));
        if let Some(code) = failed {
            return Ok(code);
        }
        if fix && stop.load(Ordering::Relaxed) && left.iter().any(Finding::is_fixable) {
            out.note(&Message::new("cli-doctor-interrupted"));
            return Ok(INTERRUPTED);
        }
    }
    let worst = left.iter().map(Finding::severity).max();
    match worst {
        // What a filter leaves out may be anything.
        None if given(matches, "filter").is_some() => out.note(&Message::new("plain-list-none")),
        None => out.note(&Message::new("cli-doctor-clean")),
        Some(_) => out.note(&Message::new("cli-doctor-left").with("count", left.len()).with("others", others)),
    }
    Ok(if worst.is_none_or(|worst| worst == Severity::Note) { DONE } else { SOME_FAILED })
}

/// Accepts a registry that is held, once somebody has read what goes on then.
fn accept(matches: &ArgMatches, ctx: &mut Context, out: &mut Out) -> Result<u8> {
    let needless = |out: &mut Out| {
        out.note(&Message::new("accept-needless"));
        Ok(DONE)
    };
    let Some(doubt) = ctx.doubt()? else { return needless(out) };
    let name = host::settings(ctx)?.0.identity.name;
    let waiting = acceptance::waiting(ctx)?;
    out.note(&doubt.message());
    out.note(&waiting.message());
    if !is_set(matches, "yes") {
        let typed = input::typed_confirmation(out, &Message::new("cli-accept-question").with("name", name.as_str()))?;
        if fold(typed.trim()) != fold(&name) {
            return Err(Failure::field(Field::Confirmation, Problem::ConfirmationDiffers));
        }
    }
    match acceptance::accept(ctx) {
        // Somebody else was faster.
        Err(Error::Rule(Rule::NotDoubted)) => return needless(out),
        accepted => accepted?,
    };
    out.say(&Message::new("registry-accepted"));
    out.record(
        &json!({"accepted": doubt.word(), "mails": waiting.mails, "mails-inside": waiting.inside, "jobs": waiting.jobs,
        "unfinished": waiting.unfinished}),
    );
    Ok(DONE)
}

/// How thoroughly is looked, and what stops it.
type How<'a> = (Thoroughness, &'a AtomicBool);

/// Looks into the registry and the databases. A signal stops it between two databases.
fn examine(ctx: &mut Context, (how, stop): How<'_>, out: &mut Out) -> Result<Vec<Finding>> {
    let found = doctor::examine(ctx, how, stop, &mut |advance| out.progress("cli-doctor-stage", percent(advance)));
    out.end_progress();
    Ok(found?)
}

/// Does what was chosen, one after the other, and writes down what is told of each; returns what is found then, and the exit
/// code when anything could not be done: a refusal's when all that was asked for was refused because of the exports.
fn chosen(
    ctx: &mut Context,
    (matches, told): (&ArgMatches, &mut Vec<Message>),
    how: How<'_>,
    out: &mut Out,
) -> Result<(Vec<Finding>, Option<u8>)> {
    let mut asked = Vec::new();
    for choice in Choice::ALL {
        asked.extend(
            matches.get_many::<String>(choice.word()).into_iter().flatten().map(|typed| (choice, typed.as_str())),
        );
    }
    if asked.is_empty() {
        return Ok((examine(ctx, how, out)?, None));
    }
    // Refused before anything is asked, and once. Whoever decides changes something: what a dead process left ends first.
    ctx.assure()?;
    recover::at_start(ctx)?;
    let found = examine(ctx, how, out)?;
    let meant = |(choice, typed)| {
        let finding = doctor::named(&found, choice, typed);
        // What a thorough examination offered is done without a second one of everything.
        let finding = finding.map_or_else(|| doctor::sought(ctx, choice, typed), |finding| Ok(Some(finding)))?;
        Ok((choice, typed, finding))
    };
    let asked: Vec<Asked<'_>> = asked.into_iter().map(meant).collect::<Result<_>>()?;
    if !is_set(matches, "yes") {
        confirm(ctx, &asked, out)?;
    }
    let (count, mut failed, mut refused) = (asked.len(), 0, 0);
    for (choice, typed, finding) in asked {
        let done = match finding {
            Some(finding) => doctor::choose(ctx, &finding, choice),
            None => Err(Error::not_found("finding", typed)),
        };
        let left = done.as_ref().map(Chosen::left).unwrap_or_default();
        failed += usize::from(done.is_err() || !left.is_empty());
        refused += usize::from(matches!(
            done,
            Err(Error::Rule(
                Rule::ExportsRefused { .. }
                    | Rule::OwnElsewhere { .. }
                    | Rule::HeldElsewhere { .. }
                    | Rule::LogBeside { .. }
                    | Rule::LogSetAside { .. }
                    | Rule::SeveralOwn { .. }
            ))
        ));
        let said = out.words.say(&match &done {
            Ok(chosen) => chosen.message(),
            Err(error) => error.message(),
        });
        let error = done.is_err().then_some(&said);
        let left = left.iter().map(|left| json!({ "file": left.file, "message": out.words.say(&left.why) }));
        let left: Vec<Value> = left.collect();
        out.record(&json!({ "chosen": choice.word(), "object": typed, "message": said, "left": left, "error": error }));
        told.push(
            Message::new("cli-doctor-chosen").with("option", choice.word()).with("object", typed).with("message", said),
        );
    }
    let code = (failed > 0).then_some(if refused == count { REFUSED } else { SOME_FAILED });
    Ok((examine(ctx, how, out)?, code))
}

/// What was chosen, as what it was named, and the finding that is meant.
type Asked<'a> = (Choice, &'a str, Option<Finding>);

/// Tells what becomes of everything that was chosen, and has it confirmed: by its number when it is one establishment,
/// else by how many things it is. What cannot be done is not asked about; it is refused later, and told then.
fn confirm(ctx: &mut Context, asked: &[Asked<'_>], out: &mut Out) -> Result<()> {
    let (mut things, mut number) = (0, None);
    for (choice, _, finding) in asked {
        let Some(finding) = finding else { continue };
        let Ok(said) = doctor::outlook(ctx, finding, *choice) else { continue };
        for message in &said {
            out.note(message);
        }
        number = finding.number().filter(|_| things == 0);
        things += finding.objects().len();
    }
    if things == 0 {
        return Ok(());
    }
    let wanted = number.map_or_else(|| things.to_string(), |number| number.to_string());
    let question = Message::new("cli-doctor-confirm").with("wanted", wanted.as_str());
    if input::typed_confirmation(out, &question)?.trim() == wanted {
        return Ok(());
    }
    Err(Failure::field(Field::Confirmation, Problem::ConfirmationDiffers))
}

/// Takes the word that the clock is right, and judges anew what is found by it. Returns what could not be put right by that,
/// and what else is found.
fn confirmed(
    ctx: &mut Context,
    (how, stop): How<'_>,
    found: Vec<Finding>,
    out: &mut Out,
) -> Result<(Vec<Finding>, Vec<Finding>)> {
    let (doubted, others): (Vec<_>, Vec<_>) = found.into_iter().partition(Finding::needs_word);
    if doubted.is_empty() {
        return Ok((doubted, others));
    }
    let left = inside(ctx, (&Finding::needs_word, how), doubted, stop, out)?;
    let others = if left.is_empty() { examine(ctx, (how, stop), out)? } else { others };
    Ok((left, others))
}

/// Tells what was found, repaired if that was asked for; gives what is left. A signal stops it between two repairs.
fn inside(
    ctx: &mut Context,
    (is_wanted, how): (&dyn Fn(&Finding) -> bool, Thoroughness),
    found: Vec<Finding>,
    stop: &AtomicBool,
    out: &mut Out,
) -> Result<Vec<Finding>> {
    let wanted: Vec<Finding> = found.iter().filter(|finding| is_wanted(finding)).cloned().collect();
    if wanted.is_empty() {
        for finding in &found {
            tell(out, &Found::new(finding.clone(), how));
        }
        return Ok(found);
    }
    let mut advance = |advance| out.progress("cli-doctor-repairing", percent(advance));
    let results = doctor::repair(ctx, &wanted, stop, &mut advance);
    out.end_progress();
    let results = results?;
    let mut left = Vec::new();
    for finding in found {
        let result = results.iter().find(|result| result.finding == finding);
        let fate = match result.map(|result| &result.error) {
            None => Fate::Open,
            Some(None) => Fate::Repaired,
            Some(Some(error)) => Fate::Failed(error.message()),
        };
        let found = Found { fate, ..Found::new(finding, how) };
        tell(out, &found);
        if !found.fate.is_settled() {
            left.push(found.finding);
        }
    }
    Ok(left)
}

fn tell_all(out: &mut Out, told: &[Message]) {
    for said in told {
        out.say(said);
    }
}

fn percent(advance: Advance) -> u8 {
    let percent = u64::from(advance.done) * 100 / u64::from(advance.total.max(1));
    u8::try_from(percent).unwrap_or(100)
}

fn tell(out: &mut Out, found: &Found) {
    out.record(&found.record(&out.words));
    out.say(&found.said(&out.words));
    let finding = &found.finding;
    match &found.fate {
        Fate::Repaired => out.say(&Message::new("cli-doctor-repaired")),
        Fate::Failed(why) => out.say(&Message::new("cli-doctor-not-repaired").with("cause", why.clone())),
        Fate::Open | Fate::Decided(_) if finding.needs_word() => out.say(&Message::new("cli-doctor-needs-word")),
        Fate::Open | Fate::Decided(_) if finding.is_fixable() => out.say(&Message::new("cli-doctor-fixable")),
        Fate::Open | Fate::Decided(_) => {}
    }
    if let Some(typed) = typed_of(finding) {
        let options = finding.choices().iter().map(|choice| format!("--{} {typed}", choice.word()));
        let options = options.collect::<Vec<_>>().join(" | ");
        out.say(&Message::new("cli-doctor-choose").with("options", options));
    }
}

/// Returns how a finding is named in an option, for the shell; none when nothing can be chosen for it.
fn typed_of(finding: &Finding) -> Option<String> {
    let plain = |sign: char| sign.is_alphanumeric() || "/._-".contains(sign);
    let path = |path: String| if path.chars().all(plain) { path } else { quoted(&path) };
    let named = || finding.number().map_or_else(|| path(finding.object()), |number| number.to_string());
    (!finding.choices().is_empty()).then(named)
}
