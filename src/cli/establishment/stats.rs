//! `establishment stats`: figures of each establishment with their totals, streamed; snapshots; files.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::cli::Work;
use crate::cli::arguments::{FILE, FILTER, NUMBER, TEXT, filtering, given, is_set, option, switch, verb};
use crate::cli::failure::{DONE, Failure, INTERRUPTED, Result, SOME_FAILED};
use crate::cli::job::bulk;
use crate::cli::table::Table;
use crate::cli::targets;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{Selection, Task};
use crate::domain::message::{Explain as _, Message};
use crate::domain::statistics::{Group, Line, MONTHS_MAX, Measure, Totals, since};
use crate::domain::time::Timestamp;
use crate::i18n::{Catalogue, words as keys};
use crate::jobs::plan;
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::statistics::{self as job, Request};
use crate::operations::exchange::{self, Reach};
use crate::operations::statistics::{self, Reading};

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    let numbers = Arg::new("numbers")
        .value_name(words.text(NUMBER))
        .help(words.text("cli-arg-stats-numbers"))
        .action(ArgAction::Append)
        .num_args(0..)
        .conflicts_with("filter");
    let except = Arg::new("except")
        .long("except")
        .value_name(words.text(NUMBER))
        .help(words.text("cli-arg-except"))
        .action(ArgAction::Append)
        .value_delimiter(',')
        .requires("filter");
    let months = clap::value_parser!(u32).range(1..=i64::from(MONTHS_MAX));
    filtering(verb(words, "stats", "cli-establishment-stats"), words)
        .arg(numbers)
        .arg(option(words, "filter", FILTER, "cli-arg-filter"))
        .arg(except)
        .arg(option(words, "asleep", NUMBER, "cli-arg-stats-asleep").value_parser(months))
        .arg(option(words, "csv", FILE, "cli-arg-stats-csv"))
        .arg(switch(words, "fresh", "cli-arg-stats-fresh"))
        .arg(switch(words, "history", "cli-arg-stats-history"))
        .arg(option(words, "save", TEXT, "cli-arg-save").conflicts_with_all(["asleep", "csv", "history", "fresh"]))
        .arg(switch(words, "detach", "cli-arg-detach").conflicts_with_all(["asleep", "csv", "history", "fresh"]))
}

/// Runs the verb.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let is_named = given(matches, "filter").is_some() || matches.contains_id("numbers");
    if given(matches, "save").is_some() || is_set(matches, "detach") {
        let everything = Selection::Matching { filter: String::new(), except: Vec::new() };
        let selection = if is_named { bulk::selection(matches)? } else { everything };
        return bulk::perform(matches, work, Task::ComputeStatistics, selection);
    }
    let numbers = if is_named {
        let (numbers, remarks) = plan::matching(work.ctx, &bulk::selection(matches)?)?;
        targets::remark(work, &remarks);
        Some(numbers)
    } else {
        None
    };
    if is_set(matches, "history") {
        return history(work, numbers.as_deref());
    }
    let reach = Reach::of(&work.ctx.actor);
    let out = given(matches, "csv").map(|named| exchange::output(work.ctx.home(), reach, named)).transpose();
    let out = out.map_err(Failure::from)?;
    let reading = if is_set(matches, "fresh") { Reading::Everything } else { Reading::Changed };
    let request = Request { numbers, reading, kept: work.settings.limits.statistics_snapshots };
    let asleep = matches.get_one::<u32>("asleep").map(|months| since(work.ctx.now(), *months));
    let counted = count(work, &request, asleep)?;
    if let Some(out) = out {
        let path = out.path().to_owned();
        let filter = given(matches, "filter").unwrap_or_default();
        job::write(work.ctx, (&counted.lines, filter), &work.out.words, out)?;
        let count = counted.lines.len();
        work.out.note(&Message::new("cli-stats-written").with("count", count).with("path", path.display().to_string()));
    } else if !work.out.is_json() {
        let table = table(&counted.lines, work);
        work.out.table(table);
    }
    if work.out.is_json() {
        work.out.record(&json!({ "totals": totals_record(&counted.totals) }));
    } else {
        let words = std::sync::Arc::clone(&work.out.words);
        work.out.note_text(&totals_text(&counted.totals, &words));
    }
    Ok(counted.code)
}

struct Counted {
    /// Those to be shown; none of them when they were streamed.
    lines: Vec<Line>,
    totals: Totals,
    code: u8,
}

fn count(work: &mut Work<'_>, request: &Request, asleep: Option<Timestamp>) -> Result<Counted> {
    let cancel = Cancel::by(targets::interruption()?);
    let now = work.ctx.now();
    let (mut lines, mut totals, mut unread) = (Vec::new(), Totals::default(), 0);
    let out = std::cell::RefCell::new(&mut *work.out);
    let is_json = out.borrow().is_json();
    let ended = {
        let mut progress = Progress::new(|report| out.borrow_mut().progress(report.stage, report.percent()));
        job::compute(work.ctx, request, &cancel, &mut progress, |some| {
            for line in some {
                unread += u64::from(line.figures.is_err());
                if asleep.is_some_and(|since| !line.is_asleep_since(since)) {
                    continue;
                }
                totals.add(&line, now);
                if is_json {
                    out.borrow_mut().record(&job::record(&line));
                } else {
                    lines.push(line);
                }
            }
        })
    };
    work.out.end_progress();
    let ended = ended?;
    totals.unread = unread;
    let code = match (ended.is_complete, unread) {
        (false, _) => INTERRUPTED,
        (true, 0) => DONE,
        (true, _) => SOME_FAILED,
    };
    Ok(Counted { lines, totals, code })
}

fn table(lines: &[Line], work: &Work<'_>) -> Table {
    let words = &work.out.words;
    let shown = [
        Measure::Number,
        Measure::Denomination,
        Measure::LastSignIn,
        Measure::Staff,
        Measure::StaffConnected,
        Measure::Learners,
        Measure::LearnersConnected,
        Measure::Evaluations,
        Measure::Grades,
        Measure::Enrolments,
        Measure::Size,
        Measure::SignInMode,
    ];
    let headings = shown.iter().map(|measure| words.text(keys::measure(*measure))).collect();
    let mut table = Table::new(headings).keep_whole(&[0, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for line in lines {
        let cells = match &line.figures {
            Ok(_) => shown.iter().map(|measure| keys::measured(line, *measure, words)).collect(),
            Err(reason) => {
                let mut cells = vec![line.number.to_string(), line.denomination.clone(), words.say(&reason.message())];
                cells.resize(shown.len(), String::new());
                cells
            }
        };
        table.row(cells);
    }
    table
}

/// Says totals; small groups of persons are hidden.
fn totals_text(totals: &Totals, words: &Catalogue) -> String {
    let sums = &totals.sums;
    let persons = |count| Group::of(count).text();
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    words.say(
        &Message::new("stats-totals")
            .with("establishments", number(totals.establishments))
            .with("unread", number(totals.unread))
            .with("asleep", number(totals.asleep))
            .with("staff", persons(sums.staff))
            .with("staffconnected", persons(sums.staff_connected))
            .with("learners", persons(sums.learners))
            .with("learnersconnected", persons(sums.learners_connected))
            .with("evaluations", number(sums.evaluations))
            .with("grades", number(sums.grades))
            .with("enrolments", number(sums.all_enrolments()))
            .with("size", keys::size(sums.size_bytes, words)),
    )
}

fn totals_record(totals: &Totals) -> Value {
    let sums = &totals.sums;
    let persons = |count: u64| match Group::of(count) {
        Group::Exactly(count) => json!(count),
        small @ Group::Small => json!(small.text()),
    };
    json!({
        "establishments": totals.establishments,
        "unread": totals.unread,
        "asleep": totals.asleep,
        "staff": persons(sums.staff),
        "staff-connected": persons(sums.staff_connected),
        "learners": persons(sums.learners),
        "learners-connected": persons(sums.learners_connected),
        "evaluations": sums.evaluations,
        "evaluations-recent": sums.evaluations_recent,
        "grades": sums.grades,
        "grades-recent": sums.grades_recent,
        "enrolments": sums.all_enrolments(),
        "size-bytes": sums.size_bytes,
    })
}

/// Lists snapshots, or what one establishment's figures were.
fn history(work: &mut Work<'_>, numbers: Option<&[EstablishmentNumber]>) -> Result<u8> {
    let snapshots = statistics::list(work.ctx)?;
    let words = std::sync::Arc::clone(&work.out.words);
    if let Some(numbers) = numbers {
        for number in numbers {
            one_history(work, *number, &snapshots)?;
        }
        return Ok(DONE);
    }
    for snapshot in &snapshots {
        let at = snapshot.at;
        if work.out.is_json() {
            work.out.record(&json!({
                "snapshot": snapshot.id.0,
                "at": at.utc_text(),
                "author": snapshot.author,
                "complete": snapshot.is_complete,
                "totals": totals_record(&snapshot.totals),
            }));
        } else {
            let text = totals_text(&snapshot.totals, &words);
            work.out.line(&format!("{}  {}  {text}", at.local_text(), snapshot.author));
        }
    }
    if snapshots.is_empty() {
        work.out.note(&Message::new("stats-none"));
    }
    Ok(DONE)
}

fn one_history(
    work: &mut Work<'_>,
    number: EstablishmentNumber,
    snapshots: &[crate::domain::statistics::Snapshot],
) -> Result<()> {
    for (id, figures) in statistics::history(work.ctx, number)? {
        let at = snapshots.iter().rev().find(|snapshot| snapshot.id >= id).map(|snapshot| snapshot.at);
        let line = Line {
            number,
            zone: crate::domain::zone::DEFAULT_ZONE,
            denomination: String::new(),
            uai: String::new(),
            contact: String::new(),
            registered_on: String::new(),
            figures,
        };
        if work.out.is_json() {
            let mut record = job::record(&line);
            record["at"] = json!(at.map(Timestamp::utc_text));
            work.out.record(&record);
            continue;
        }
        let words = std::sync::Arc::clone(&work.out.words);
        let text = match &line.figures {
            Ok(_) => [Measure::LastSignIn, Measure::Staff, Measure::Learners, Measure::Grades, Measure::Enrolments]
                .map(|measure| {
                    format!("{} {}", words.text(keys::measure(measure)), keys::measured(&line, measure, &words))
                })
                .join(" · "),
            Err(reason) => words.say(&reason.message()),
        };
        work.out.line(&format!("{number}  {}  {text}", at.map(Timestamp::local_text).unwrap_or_default()));
    }
    Ok(())
}
