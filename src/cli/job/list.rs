//! `job list` and `plan list`.

use clap::ArgMatches;

use super::show::{record, standing, unreadable, what};
use crate::cli::Work;
use crate::cli::arguments::given;
use crate::cli::failure::{DONE, Result};
use crate::cli::listing;
use crate::cli::table::Table;
use crate::domain::access::At;
use crate::domain::job::{JobState, Kind};
use crate::domain::message::Message;
use crate::operations::job;

/// Jobs that a list shows when no limit is given.
const USUAL_LIMIT: u32 = 100;

/// What a record has.
const COLUMNS: [&str; 25] = [
    "job",
    "establishment",
    "kind",
    "task",
    "selection",
    "name",
    "state",
    "cause",
    "author",
    "planned",
    "started",
    "ended",
    "undo_of",
    "undone_by",
    "reversible",
    "accounts",
    "grades",
    "mails",
    "unreadable",
    "last_sign_in",
    "targets",
    "waiting",
    "done",
    "skipped",
    "failed",
];

/// Lists jobs, the latest first.
pub(super) fn run(matches: &ArgMatches, work: &mut Work<'_>, state: Option<JobState>) -> Result<u8> {
    listing::begin(matches, work, &COLUMNS)?;
    let kind = given(matches, "kind").and_then(Kind::from_word);
    let limit = matches.get_one::<u32>("limit").copied().unwrap_or(USUAL_LIMIT);
    let at = work.ctx.at();
    let found = job::list(work.ctx, state, kind, i64::MAX, limit)?;
    let text = |key| work.out.words.text(key);
    let headings = [
        "column-number",
        "cli-label-when",
        "cli-label-who",
        "cli-label-what",
        "column-state",
        "cli-label-targets",
        "cli-label-done",
        "cli-label-skipped",
        "cli-label-failed",
        "cli-label-plan-name",
    ];
    let mut table = Table::new(headings.into_iter().map(text).collect()).keep_whole(&[0, 1]);
    for one in &found {
        work.out.record(&record(one, at));
        let job = &one.job;
        table.row(vec![
            job.id.to_string(),
            work.out.words.moment(job.created_at),
            crate::i18n::audit::who(&work.out.words, job.author.name()),
            what(job, &work.out.words),
            standing(one, &work.out.words),
            work.out.words.number(job.tally.total()),
            work.out.words.number(job.tally.done),
            work.out.words.number(job.tally.skipped),
            work.out.words.number(job.tally.failed),
            job.name.clone(),
        ]);
    }
    if found.is_empty() {
        work.out.say(&Message::new(if state == Some(JobState::Planned) { "cli-no-plan" } else { "cli-no-job" }));
    } else {
        work.out.table(table);
    }
    if at == At::Host && state.is_none_or(|state| state == JobState::Running) {
        return interrupted_inside(work, kind);
    }
    Ok(DONE)
}

/// Tells of the jobs that were interrupted inside establishments, so that whoever looks after the host finds them.
fn interrupted_inside(work: &mut Work<'_>, kind: Option<Kind>) -> Result<u8> {
    let inside = job::inside(work.ctx)?;
    for (number, one) in inside.interrupted {
        if kind.is_some_and(|kind| kind != one.job.task.kind()) {
            continue;
        }
        work.out.record(&record(&one, At::Establishment(number)));
        let said = Message::new("cli-job-inside")
            .with("number", number.to_string())
            .with("job", one.job.id.to_string())
            .with("what", what(&one.job, &work.out.words));
        work.out.note(&said);
    }
    Ok(unreadable(work, &inside.unreadable))
}
