//! `establishment stats`: figures of each establishment with their totals, streamed; snapshots; files.

use std::collections::HashMap;

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use crate::cli::arguments::{FILE, NUMBER, TEXT, filters, given, is_set, option, switch, verb};
use crate::cli::failure::{DONE, Failure, INTERRUPTED, Result, SOME_FAILED};
use crate::cli::job::bulk;
use crate::cli::table::Table;
use crate::cli::{Work, signal, targets};
use crate::domain::columns::{StatisticsColumn, StatisticsRow};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::filter::MONTHS_MAX;
use crate::domain::filter::{Fault, Filter, listed};
use crate::domain::job::{Selection, Task};
use crate::domain::message::{Explain as _, Message};
use crate::domain::search;
use crate::domain::statistics::{Group, Line, Measure, Totals, since};
use crate::domain::time::Timestamp;
use crate::domain::zone::ZoneNumber;
use crate::i18n::{Catalogue, audit as said, words as keys};
use crate::jobs::plan;
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::statistics::{self as job, Request};
use crate::nouns::description::Head;
use crate::nouns::statistics::{cells, heads, totals};
use crate::operations::statistics::{self, Reading};
use crate::operations::{self, exchange, zone};

/// Describes the verb.
pub(super) fn command(words: &Catalogue) -> Command {
    let numbers = bulk::numbers(words, "cli-arg-stats-numbers").num_args(0..);
    let figures = words.say(&Message::new("cli-filter-figures").with("columns", listed::<StatisticsColumn>()));
    let months = clap::value_parser!(u32).range(1..=i64::from(MONTHS_MAX));
    bulk::selecting(verb(words, "stats", "cli-establishment-stats"), words, numbers)
        .after_help(format!("{}\n    {figures}", filters(words)))
        .arg(option(words, "asleep", NUMBER, "cli-arg-stats-asleep").value_parser(months))
        .arg(option(words, "csv", FILE, "cli-arg-stats-csv"))
        .arg(switch(words, "fresh", "cli-arg-stats-fresh"))
        .arg(switch(words, "history", "cli-arg-stats-history"))
        .arg(option(words, "save", TEXT, "cli-arg-save").conflicts_with_all(["asleep", "csv", "history", "fresh"]))
        .arg(switch(words, "detach", "cli-arg-detach").conflicts_with_all(["asleep", "csv", "history", "fresh"]))
}

/// Runs the verb.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>) -> Result<u8> {
    let is_named = matches.contains_id("matching") || matches.contains_id("numbers");
    let mut selection = Selection::Matching { filter: String::new(), except: Vec::new() };
    if is_named {
        selection = bulk::selection(matches)?;
    }
    if given(matches, "save").is_some() || is_set(matches, "detach") {
        return bulk::perform(matches, work, Task::ComputeStatistics, selection);
    }
    let mut by_figures = Filter::default();
    if !is_set(matches, "history") {
        by_figures = take_figures(&mut selection)?;
    }
    let is_whole =
        matches!(&selection, Selection::Matching { filter, except } if filter.is_empty() && except.is_empty());
    let numbers = if is_whole {
        None
    } else {
        let (numbers, remarks) = plan::matching(work.ctx, &selection)?;
        targets::remark(work, &remarks);
        Some(numbers)
    };
    if is_set(matches, "history") {
        return history(work, numbers.as_deref());
    }
    let reach = work.reach.clone();
    let out = given(matches, "csv").map(|named| exchange::output(work.ctx.home(), &reach, named)).transpose();
    let out = out.map_err(Failure::from)?;
    let reading = if is_set(matches, "fresh") { Reading::Everything } else { Reading::Changed };
    let request = Request { numbers, reading, kept: work.settings.limits.statistics_snapshots };
    let asleep = matches.get_one::<u32>("asleep").map(|months| since(work.ctx.now(), *months));
    let counted = count(work, &request, (asleep, &by_figures))?;
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
        work.out.note(&totals("stats-totals", &counted.totals, &words));
    }
    Ok(counted.code)
}

struct Counted {
    /// Those to be shown; none of them when they were streamed.
    lines: Vec<Line>,
    totals: Totals,
    code: u8,
}

/// Takes a filter that asks for figures out of a selection: they are known once they were counted. One that establishments
/// are filtered by stays in it, so that only those are counted.
fn take_figures(selection: &mut Selection) -> Result<Filter<StatisticsColumn>> {
    let Selection::Matching { filter, .. } = selection else { return Ok(Filter::default()) };
    match search::Filter::parse(filter) {
        Err(error) if matches!(*error.fault, Fault::UnknownColumn { .. }) => {
            let asked = Filter::parse(filter).map_err(operations::Error::from)?;
            filter.clear();
            Ok(asked)
        }
        Ok(_) | Err(_) => Ok(Filter::default()),
    }
}

/// Counts; lines are kept that sleep since a moment and that a filter holds.
fn count(
    work: &mut Work<'_>,
    request: &Request,
    (asleep, filter): (Option<Timestamp>, &Filter<StatisticsColumn>),
) -> Result<Counted> {
    let cancel = Cancel::by(signal::interruption()?);
    let now = work.ctx.now();
    let zones: HashMap<ZoneNumber, String> =
        zone::list(work.ctx)?.into_iter().map(|line| (line.zone.number, line.zone.name)).collect();
    let known = |_| zones.iter().map(|(number, name)| (number.0, name.clone())).collect();
    let ready = filter.ready(now, known).map_err(operations::Error::from)?;
    let mut tally = ready.tally();
    let (mut lines, mut totals, mut unread) = (Vec::new(), Totals::default(), 0);
    let out = std::cell::RefCell::new(&mut *work.out);
    let is_json = out.borrow().is_json();
    let ended = {
        let mut progress = Progress::new(|report| out.borrow_mut().progress(report.stage, report.percent()));
        job::compute(work.ctx, request, &cancel, &mut progress, |some| {
            for line in some {
                unread += u64::from(line.figures.is_err());
                let zone = zones.get(&line.zone).map_or("", String::as_str);
                if asleep.is_some_and(|since| !line.is_asleep_since(since))
                    || !ready.judge(&StatisticsRow { line: &line, zone }, &mut tally)
                {
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
    targets::remark(work, &ready.remarks(&tally));
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
    let (words, heads) = (&work.out.words, heads());
    let printed = |at: &usize| heads.get(*at).is_some_and(Head::is_printed);
    let shown: Vec<usize> = (0..heads.len()).filter(printed).collect();
    let whole = (0..shown.len()).filter(|at| heads[shown[*at]].weight == 0);
    let headings = shown.iter().map(|at| words.text(heads[*at].title)).collect();
    let mut table = Table::new(headings).keep_whole(&whole.collect::<Vec<_>>());
    for line in lines {
        let cells = cells(line, "", words);
        table.row(shown.iter().filter_map(|at| cells.get(*at)).map(|cell| cell.text(words)).collect());
    }
    table
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
    if let Some(numbers) = numbers {
        for number in numbers {
            one_history(work, *number)?;
        }
        return Ok(DONE);
    }
    let snapshots = statistics::list(work.ctx)?;
    let words = std::sync::Arc::clone(&work.out.words);
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
            let text = words.say(&totals("stats-totals", &snapshot.totals, &words));
            work.out.line(&format!("{}  {}  {text}", words.moment(at), said::who(&words, &snapshot.author)));
        }
    }
    if snapshots.is_empty() {
        work.out.note(&Message::new("stats-none"));
    }
    Ok(DONE)
}

fn one_history(work: &mut Work<'_>, number: EstablishmentNumber) -> Result<()> {
    for (at, figures) in statistics::history(work.ctx, number)? {
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
            record["at"] = json!(at.utc_text());
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
        work.out.line(&format!("{number}  {}  {text}", words.moment(at)));
    }
    Ok(())
}
