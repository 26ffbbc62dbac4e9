//! `intendant job …` and `intendant plan …`: what is planned, runs or ran; and how bulk verbs become jobs.

pub mod bulk;
pub(in crate::cli) mod carry;
mod id;
pub(in crate::cli) mod show;

use clap::{ArgMatches, Command};

use self::id::given_id;
use super::arguments::{FILE, NUMBER, Needed, TEXT, choice, given, inside, option, positional, switch, verb};
use super::failure::{DONE, Failure, Result};
use super::{Work, noun_list};
use crate::domain::job::{JobId, JobState, Kind, TargetState};
use crate::domain::message::Message;
use crate::i18n::Catalogue;
use crate::nouns::JOBS;
use crate::nouns::job::stored;
use crate::operations::job;

/// Describes the noun `job`.
pub fn command(words: &Catalogue) -> Command {
    let state =
        choice(option(words, "state", "cli-value-choice", "cli-arg-job-state"), JobState::ALL.map(JobState::word));
    let kind = choice(option(words, "kind", "cli-value-choice", "cli-arg-job-kind"), kinds());
    let noun = verb(words, "job", "cli-job")
        .subcommand_required(true)
        .subcommand(noun_list::list_command(words, JOBS).arg(state).arg(kind))
        .subcommand(rows(verb(words, "show", "cli-job-show").arg(id(words)), words))
        .subcommand(verb(words, "watch", "cli-job-watch").arg(id(words)))
        .subcommand(started(words))
        .subcommand(resume(words))
        .subcommand(verb(words, "pause", "cli-job-pause").arg(id(words)))
        .subcommand(verb(words, "cancel", "cli-job-cancel").arg(id(words)))
        .subcommand(carry::threshold(repeated(words, "undo", "cli-job-undo"), words))
        .subcommand(carry::threshold(repeated(words, "retry", "cli-job-retry"), words))
        .subcommand(rename(words))
        .subcommand(verb(words, "work", "cli-job-work").arg(id(words)).hide(true));
    inside(noun, words, Needed::No)
}

/// Describes the noun `plan`.
#[must_use]
pub fn plan_command(words: &Catalogue) -> Command {
    let noun = verb(words, "plan", "cli-plan")
        .subcommand_required(true)
        .subcommand(noun_list::list_command(words, JOBS).about(words.text("cli-plan-list")))
        .subcommand(rows(verb(words, "show", "cli-plan-show").arg(id(words)), words))
        .subcommand(started(words))
        .subcommand(rename(words))
        .subcommand(verb(words, "remove", "cli-plan-remove").arg(id(words)));
    inside(noun, words, Needed::No)
}

fn id(words: &Catalogue) -> clap::Arg {
    positional(words, "id", NUMBER, "cli-arg-job")
}

fn started(words: &Catalogue) -> Command {
    carry::threshold(carry::arguments(verb(words, "start", "cli-job-start").arg(id(words)), words), words)
}

fn repeated(words: &Catalogue, name: &'static str, about: &'static str) -> Command {
    bulk::saving(carry::arguments(verb(words, name, about).arg(id(words)), words), words)
}

fn rename(words: &Catalogue) -> Command {
    verb(words, "rename", "cli-job-rename").arg(id(words)).arg(positional(words, "name", TEXT, "cli-arg-plan-name"))
}

fn resume(words: &Catalogue) -> Command {
    let id = id(words).required(false).required_unless_present("all").conflicts_with("all");
    let command = verb(words, "resume", "cli-job-resume").arg(id).arg(switch(words, "all", "cli-arg-job-all"));
    carry::threshold(carry::arguments(command, words), words)
}

fn rows(command: Command, words: &Catalogue) -> Command {
    let state = option(words, "rows", "cli-value-choice", "cli-arg-job-rows");
    command
        .arg(choice(state, TargetState::ALL.map(TargetState::word).into_iter().chain(["all"])))
        .arg(option(words, "reason", TEXT, "cli-arg-job-reason"))
        .arg(option(words, "csv", FILE, "cli-arg-job-csv"))
}

/// Runs a verb of `job`.
pub fn run(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => {
            let state = given(matches, "state").and_then(JobState::from_word).map(stored);
            list(state, given(matches, "kind"), matches, work)
        }
        "show" => show::run(matches, work),
        "watch" => carry::watch(work, given_id(matches)?),
        "start" => carry::start(matches, work, given_id(matches)?),
        "resume" => carry::resume(matches, work),
        "pause" => told(work, matches, |work, id| Ok(job::pause(work.ctx, id)?.id)),
        "cancel" => told(work, matches, |work, id| Ok(job::cancel(work.ctx, id)?.id)),
        "undo" => bulk::undo(matches, work, given_id(matches)?),
        "retry" => bulk::retry(matches, work, given_id(matches)?),
        "rename" => {
            told(
                work,
                matches,
                |work, id| Ok(job::rename(work.ctx, id, given(matches, "name").unwrap_or_default())?.id),
            )
        }
        "work" => carry::work(work, given_id(matches)?),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

/// Runs a verb of `plan`.
pub fn run_plan(verb: &str, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    match verb {
        "list" => list(Some(stored(JobState::Planned)), None, matches, work),
        "remove" => {
            let id = given_id(matches)?;
            job::remove(work.ctx, id)?;
            work.out.say(&Message::new("cli-plan-removed").with("id", id.to_string()));
            work.out.record(&serde_json::json!({"job": id.0, "state": "removed"}));
            Ok(DONE)
        }
        "show" | "start" | "rename" => run(verb, matches, work),
        _ => Err(Failure::usage(Message::new("cli-usage-unknown-command").with("command", verb))),
    }
}

/// Lists what the filter holds; two columns of it have an option of their own.
fn list(state: Option<&str>, kind: Option<&str>, matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let kind = kind.map(|kind| format!("kind:{kind}"));
    let parts = [given(matches, "filter"), state, kind.as_deref()];
    noun_list::list(JOBS, &parts.into_iter().flatten().collect::<Vec<_>>().join(" "), matches, work)
}

fn told(
    work: &mut Work<'_>,
    matches: &ArgMatches,
    act: impl FnOnce(&mut Work<'_>, JobId) -> Result<JobId>,
) -> Result<u8> {
    let id = act(work, given_id(matches)?)?;
    let found = job::get(work.ctx, id)?;
    show::tell(work, &found)?;
    Ok(DONE)
}

/// The words of all kinds: those of acts too that are done to rows.
fn kinds() -> impl Iterator<Item = &'static str> {
    let acts = job::deeds().flat_map(|act| [Kind::Act(act), Kind::TakeBack(act)]);
    Kind::ALL.iter().copied().chain(acts).map(Kind::word)
}
