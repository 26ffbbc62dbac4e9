//! Plans and jobs: what is to be done to many, goes on, or is over; the host's, or those of the establishment where a
//! context stands.
//!
//! In the host's list, what was interrupted inside establishments comes first: nobody else looks after it. Where a job's
//! targets stand, row by row, is its report, which is no list of jobs: front ends show it by their own ways.

mod row;

use std::sync::Arc;

use serde_json::Value;

use self::row::{Row, Zones};
use super::acts::{self, Chosen, Doors, Elsewhere, Told};
use super::cell::{Cell, Tone};
use super::description::{self, Described, FieldOf, Key, Where};
use super::door::Of;
use super::rows::{self, Rows};
use super::source::{Ask, Extras, Group, Id, Order, Seen, Source, Typing, number};
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::columns::{JobColumn, JobRow};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::filter::Filter;
use crate::domain::job::{Danger, JobId, JobState, Reason, Standing};
use crate::domain::message::{Explain as _, Message};
use crate::domain::text::searchable;
use crate::domain::time::Timestamp;
use crate::domain::unreadable::Listed;
use crate::i18n::{Catalogue, audit};
use crate::jobs::job_words;
use crate::operations::job::{self, Inside, Overview};
use crate::operations::{Context, Error, Result};

pub use row::{placed, state, stored, why_not};

/// What front ends work with.
pub(in crate::nouns) const DOOR: Of<Jobs> = Of::NEW;

/// Jobs that are compared with a filter in one go.
const PAGE: u32 = 500;

type ActOf = acts::ActOf<Jobs>;
type Column = description::Column<Row>;

/// The description.
#[derive(Debug)]
pub(super) struct Jobs;

impl Described for Jobs {
    type Row = Row;
    type Facts = ();

    const NOUN: Noun = Noun::Job;
    const TITLE: &'static str = "screen-jobs";
    const HELP: &'static str = "plain-help-jobs";
    const NONE: &'static str = "job-none";
    const SENTENCE: &'static str = "plain-job-line";
    const KEY: Key = Key { field: Field::Number, value: "cli-value-number", help: "cli-arg-job" };
    const EXTRAS: Extras = Extras { pane: [4, 4], grouped: &[("column-state", "state")], limit: Some(100), csv: &[] };
    const SOURCE: Source<Row, ()> = Source::Ordered { typing: Typing::of::<JobColumn>(), ids, rows };

    // In the order in which programs know them.
    const COLUMNS: &'static [Column] = &[
        Column::new("job", "column-job", |row| Cell::Key(row.of.job.id.0)).wide(5, 0),
        Column::new("establishment", "mail-establishment", |row| {
            Cell::OptionalKey(row.at.establishment().map(|number| number.0.into()))
        })
        .only(Where::Lines),
        Column::hidden("kind", |row| Cell::Text(row.of.job.task.kind().word().to_owned())),
        Column::hidden("task", |row| made(row, |of| serde_json::to_value(&of.job.task).unwrap_or_default())),
        Column::hidden("selection", |row| made(row, |of| serde_json::to_value(&of.job.selection).unwrap_or_default())),
        Column::hidden("name", |row| Cell::Text(row.of.job.called().to_owned())),
        Column::new("state", "column-state", |row| Cell::State(state(row.of.standing))).wide(13, 0),
        Column::hidden("cause", |row| {
            Cell::Optional(row.of.job.cause.as_ref().map(Reason::word).unwrap_or_default().to_owned())
        }),
        Column::people("what", "column-what", |row| {
            let row = row.clone();
            Cell::spoken(Value::Null, move |words| row.what(words))
        })
        .wide(18, 3),
        Column::people("progress", "column-progress", progress).wide(8, 0).yields(3),
        Column::new("author", "column-who", |row| {
            let by = row.of.job.author.name().to_owned();
            Cell::spoken(by.as_str().into(), move |words| audit::who(words, &by))
        })
        .wide(10, 1)
        .yields(2),
        Column::new("planned", "column-created", |row| at(Some(row.of.job.created_at))).wide(16, 0).yields(1),
        Column::hidden("started", |row| at(row.of.job.started_at)),
        Column::hidden("ended", |row| at(row.of.job.ended_at)),
        Column::hidden("undo_of", |row| Cell::OptionalKey(row.of.job.undo_of.map(|id| id.0))),
        Column::hidden("undone_by", |row| Cell::OptionalKey(row.of.job.undone_by.map(|id| id.0))),
        Column::hidden("reversible", |row| made(row, |of| of.is_reversible().into())),
        Column::hidden("accounts", |row| count(row.of.job.impact.accounts)),
        Column::hidden("grades", |row| count(row.of.job.impact.grades)),
        Column::hidden("mails", |row| count(row.of.job.impact.mails)),
        Column::hidden("unreadable", |row| count(row.of.job.impact.unreadable)),
        Column::hidden("last_sign_in", |row| at(row.of.job.impact.last_sign_in_at)),
        Column::new("targets", "cli-label-targets", |row| count(row.of.job.tally.total())).wide(7, 0),
        Column::hidden("waiting", |row| count(row.of.job.tally.waiting)),
        Column::new("done", "column-done", |row| count(row.of.job.tally.done)).wide(6, 0),
        Column::new("skipped", "cli-label-skipped", |row| count(row.of.job.tally.skipped)).only(Where::Lines),
        Column::new("failed", "column-failed", |row| Cell::Amiss(row.of.job.tally.failed.into())).wide(6, 0),
        // What the line says of them all.
        Column::people("counts", "", |row| {
            let is_plan = row.of.standing == Standing::Planned;
            Cell::Phrase(String::new(), (!is_plan).then(|| job_words::counts(&row.of.job)))
        })
        .only(Where::Nowhere),
    ];

    const FIELDS: &'static [FieldOf<Row>] =
        &[FieldOf::line(Field::PlanName, |row: &Row| row.of.job.name.clone()).hint("hint-plan-name")];

    const ACTS: &'static [ActOf] = &[
        ActOf::elsewhere(Act::JOB_SHOW, "action-open", (Elsewhere::Job, stable)),
        ActOf::elsewhere(Act::JOB_START, "action-job-start", (Elsewhere::Job, stable))
            .danger(Danger::Yes, |_| Vec::new())
            .refuses(|seen| refused(Act::JOB_START, seen.row?)),
        ActOf::on_row(Act::JOB_PAUSE, ("action-job-pause", ""), pause)
            .refuses(|seen| refused(Act::JOB_PAUSE, seen.row?))
            .through(Doors::Screen),
        ActOf::on_row(Act::JOB_CANCEL, ("action-job-cancel", ""), cancel)
            .danger(Danger::Yes, |seen| asked("job-cancel-question", seen.row))
            .refuses(|seen| refused(Act::JOB_CANCEL, seen.row?))
            .through(Doors::Screen),
        ActOf::elsewhere(Act::JOB_UNDO, "action-job-undo", (Elsewhere::Job, stable))
            .danger(Danger::Yes, |_| Vec::new())
            .refuses(|seen| refused(Act::JOB_UNDO, seen.row?)),
        ActOf::elsewhere(Act::JOB_RETRY, "action-job-retry", (Elsewhere::Job, stable))
            .danger(Danger::Yes, |_| Vec::new())
            .refuses(|seen| refused(Act::JOB_RETRY, seen.row?)),
        ActOf::on_row(Act::JOB_RENAME, ("action-job-rename", ""), rename)
            .asks(
                &[Field::PlanName],
                |row| Message::new("job-name-title").with("job", row.map(Self::key).unwrap_or_default()),
                "form-save",
            )
            .refuses(|seen| refused(Act::JOB_RENAME, seen.row?))
            .through(Doors::Screen),
        ActOf::on_row(Act::JOB_REMOVE, ("action-job-forget", ""), remove)
            .danger(Danger::Yes, |seen| asked("job-forget-question", seen.row))
            .refuses(|seen| refused(Act::JOB_REMOVE, seen.row?))
            .through(Doors::Screen),
    ];

    fn get(ctx: &mut Context, key: &str) -> Result<Row> {
        let of = job::get(ctx, JobId(number("job", key)?))?;
        Row::of(of, ctx.at(), ctx, &mut Zones::default())
    }

    fn key(row: &Row) -> String {
        match row.elsewhere() {
            // As a command takes it, and none that means a job of the host.
            Some(number) => format!("{} --establishment {number}", row.of.job.id),
            None => row.of.job.id.to_string(),
        }
    }

    fn name(row: &Row) -> String {
        row.of.job.id.to_string()
    }

    fn named(key: &str) -> Result<Id> {
        number("job", key).map(Id::Number)
    }

    fn id(row: &Row) -> Id {
        row.id()
    }

    fn goes_on(row: &Row) -> bool {
        matches!(row.of.standing, Standing::Running | Standing::Silent)
    }

    fn pane(row: &Row, words: &Catalogue, _: u16) -> Vec<(String, Tone)> {
        let job = &row.of.job;
        let (what, who) = (words.say(&job_words::selection(&job.selection)), audit::who(words, job.author.name()));
        let line = format!("{what} · {who} · {}", words.moment(job.started_at.unwrap_or(job.created_at)));
        let below = match &job.cause {
            Some(cause) => (words.say(&cause.message()), Tone::Warning),
            None if row.of.standing == Standing::Interrupted => (words.text("job-interrupted-note"), Tone::Warning),
            None => (words.say(&job_words::counts(job)), Tone::Faint),
        };
        vec![(line, Tone::Plain), below]
    }
}

/// A job that was read alone, as a list has it.
#[must_use]
pub fn one(of: Overview, at: At) -> Box<dyn Rows> {
    rows::boxed::<Jobs>((vec![Ok(Row::alone(of, at))], ()))
}

/// Says what a job or a plan does, as lists do.
///
/// # Errors
/// What reading the zones says.
pub fn what(ctx: &mut Context, of: &Overview, words: &Catalogue) -> Result<String> {
    Ok(Row::of(of.clone(), ctx.at(), ctx, &mut Zones::default())?.what(words))
}

fn stable(row: &Row) -> String {
    Jobs::id(row).to_string()
}

fn made(row: &Row, make: fn(&Overview) -> Value) -> Cell {
    let of = Arc::clone(&row.of);
    Cell::made(move || make(&of))
}

fn count(found: impl Into<u64>) -> Cell {
    Cell::Number(i64::try_from(found.into()).unwrap_or(i64::MAX))
}

const fn at(at: Option<Timestamp>) -> Cell {
    Cell::Moment(at, "")
}

fn progress(row: &Row) -> Cell {
    match row.of.standing {
        Standing::Planned => Cell::Phrase(String::new(), None),
        _ => Cell::Part(row.of.job.tally.handled(), row.of.job.tally.total()),
    }
}

fn refused(act: Act, row: &Row) -> Option<Message> {
    // Its number means another job here.
    if row.is_elsewhere { Some(Message::new("why-job-inside")) } else { why_not(act, &row.of) }
}

fn asked(key: &'static str, row: Option<&Row>) -> Vec<Message> {
    vec![Message { key, args: Vec::new() }.with("job", row.map(Jobs::key).unwrap_or_default())]
}

/// What was interrupted or paused inside establishments, then the latest first.
fn ids(ctx: &mut Context, ask: &Ask<'_>) -> Result<Order> {
    let standings = job::standings(ctx)?;
    let inside = if ctx.at() == At::Host { job::inside(ctx)? } else { Inside::default() };
    let mut elsewhere = [inside.interrupted, inside.paused].concat();
    elsewhere.sort_by_key(|(number, of)| (*number, of.job.id.0));
    let how = |(number, of): &(EstablishmentNumber, Overview)| {
        let said = Message::new("cli-job-inside")
            .with("number", number.to_string())
            .with("job", of.job.id.to_string())
            .with("what", job_words::kind(&of.job.task, of.job.tally.total()))
            .with("standing", of.standing.word());
        (row::id(Some(*number), of.job.id), said)
    };
    let how: Vec<(Id, Message)> = elsewhere.iter().map(how).collect();
    let notes = |found: &[Id]| how.iter().filter(|(id, _)| found.contains(id)).map(|(_, said)| said.clone()).collect();
    let group = |(standing, count): (Standing, u32)| {
        let more = elsewhere.iter().filter(|(_, of)| of.standing == standing).count();
        Group::of(state(standing), usize::try_from(count).unwrap_or(usize::MAX).saturating_add(more))
    };
    let groups: Vec<Group> = standings.into_iter().map(group).collect();
    let total = groups.iter().map(|group| group.count).sum();
    let filter = Filter::<JobColumn>::parse(ask.filter)?;
    // Only where it could have held a job in there.
    let is_asked = filter.may_hold(JobColumn::State, Standing::Interrupted.word());
    let unread = inside.unreadable.iter().filter(|_| is_asked);
    let mut unread: Vec<Message> = unread.map(|(number, error)| job_words::unreadable(*number, error)).collect();
    let most = ask.most.saturating_add(1);
    if filter.is_everything() {
        let inside = elsewhere.iter().map(|(number, of)| row::id(Some(*number), of.job.id));
        let found: Vec<Id> = inside.chain(job::ids(ctx, most)?.into_iter().map(|id| Id::Number(id.0))).collect();
        return Ok(Order { notes: notes(&found), unread, groups, ..Order::of(found, ask.most, total) });
    }
    let ready = filter.ready(ctx.now(), |_| Vec::new())?;
    let (mut tally, mut found, mut zones) = (ready.tally(), Vec::new(), Zones::default());
    let mut judge = |row: &Row| {
        let stored = row.of.job.author.name();
        let (what, who) = (row.what(ask.words), format!("{stored} {}", audit::who(ask.words, stored)));
        let (what, who) = (searchable(&what), searchable(&who));
        let Overview { job, standing, .. } = row.of.as_ref();
        let establishment = row.at.establishment();
        let row = JobRow { job, standing: *standing, establishment, what: &what, who: &who };
        ready.judge(&row, &mut tally)
    };
    let (mut page, mut before) =
        (elsewhere.into_iter().map(|(number, of)| (At::Establishment(number), Ok(of))).collect(), i64::MAX);
    while found.len() < most {
        for (at, of) in std::mem::take::<Vec<(At, Listed<Overview>)>>(&mut page) {
            match of.map(|of| Row::of(of, at, ctx, &mut zones)) {
                Ok(row) => found.extend(Some(row?).filter(&mut judge).map(|row| row.id())),
                Err(odd) => unread.push(odd.message()),
            }
        }
        let (own, jobs) = (ctx.at(), job::page(ctx, None, None, before, PAGE)?);
        let Some((last, _)) = jobs.last() else { break };
        before = last.0;
        page = jobs.into_iter().map(|(_, of)| (own, of)).collect();
    }
    let remarks = ready.remarks(&tally);
    Ok(Order { remarks, notes: notes(&found), unread, groups, ..Order::of(found, ask.most, total) })
}

fn rows(ctx: &mut Context, ids: &[Id]) -> Result<(Vec<Seen<Row>>, ())> {
    let (own, mut found, mut zones) = (ctx.at(), Vec::new(), Zones::default());
    for (number, id) in ids.iter().filter_map(|id| placed(&id.to_string())) {
        let at = number.map_or(own, At::Establishment);
        match ctx.within(at, |ctx| job::get_listed(ctx, id)) {
            Ok(Ok(of)) => found.push(Ok(Row::of(of, at, ctx, &mut zones)?)),
            Ok(Err(odd)) => found.push(Err((row::id(number, id), odd))),
            Err(Error::NotFound { .. }) => {}
            Err(error) if number.is_none() => return Err(error),
            // Somebody works on the whole of that establishment.
            Err(_) => {}
        }
    }
    Ok((found, ()))
}

fn pause(ctx: &mut Context, chosen: &Chosen<'_, Row>, _: &Filled) -> Result<Told> {
    let job = job::pause(ctx, chosen.row.of.job.id)?;
    let key = if job.state == JobState::Paused { "job-paused" } else { "job-pausing" };
    Ok(Told::row(Message { key, args: Vec::new() }, job.id.to_string()))
}

fn cancel(ctx: &mut Context, chosen: &Chosen<'_, Row>, _: &Filled) -> Result<Told> {
    let job = job::cancel(ctx, chosen.row.of.job.id)?;
    let key = if job.state == JobState::Cancelled { "job-cancelled" } else { "job-cancelling" };
    Ok(Told::row(Message { key, args: Vec::new() }, job.id.to_string()))
}

fn rename(ctx: &mut Context, chosen: &Chosen<'_, Row>, typed: &Filled) -> Result<Told> {
    let job = job::rename(ctx, chosen.row.of.job.id, &typed.text(Field::PlanName))?;
    let id = job.id.to_string();
    let said = match job.name.as_str() {
        "" => Message::new("job-unnamed").with("job", id.as_str()),
        name => Message::new("job-renamed").with("job", id.as_str()).with("name", name),
    };
    Ok(Told::row(said, id))
}

fn remove(ctx: &mut Context, chosen: &Chosen<'_, Row>, _: &Filled) -> Result<Told> {
    let id = chosen.row.of.job.id;
    job::remove(ctx, id)?;
    Ok(Told::plainly(Message::new("job-forgotten").with("job", id.to_string()), Tone::Good))
}

/// What the columns show that are filtered by a choice, by the column of the filter.
#[cfg(test)]
pub(super) fn shown() -> Vec<(&'static str, Vec<Cell>)> {
    vec![("state", Standing::ALL.into_iter().map(|standing| Cell::State(state(standing))).collect())]
}
