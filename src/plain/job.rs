//! Jobs on plain lines: a plan is told and confirmed, its progress is said in lines, then its report, which is
//! no list of jobs and is said by hand; and the list of all jobs, as it is described.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::command::Command;
use super::conversation::Conversation;
use super::dialogue::{Step, one_back};
use super::noun;
use super::question::Yes;
use crate::domain::access::At;
use crate::domain::act::{Act, Verb};
use crate::domain::filled::Filled;
use crate::domain::job::{
    Danger, Expectation, Job, JobId, Selection, Standing, TargetRow, TargetState, Task, is_above_threshold,
};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::progress::{Cancel, Progress};
use crate::jobs::run::{self, Wait};
use crate::jobs::worker::{self, Carrier};
use crate::jobs::{JobError, back, command, job_words, plan, restore};
use crate::nouns::{Done, Id, JOBS, Rows, echo};
use crate::operations::job::{self, RowFilter};
use crate::operations::{Context, Error, establishment, mailing};

/// Rows on one page.
const PAGE: u32 = 20;
/// How often a job is looked at while it runs.
const LOOK: Duration = Duration::from_millis(250);
/// How often its progress is said, at least.
const SAY: Duration = Duration::from_secs(5);

/// Draws up a plan, tells it, and lets it be started, kept or dropped.
pub(super) fn begin(conversation: &mut Conversation<'_, '_>, task: Task, selection: Selection) -> Step<()> {
    if let Err(error) = asked(conversation, task, selection)? {
        refuse(conversation, &error.into());
    }
    Ok(())
}

/// The same for a form, which says itself what was refused.
pub(super) fn asked(
    conversation: &mut Conversation<'_, '_>,
    task: Task,
    selection: Selection,
) -> Step<Result<(), Error>> {
    let begun = tried(conversation, |ctx, cancel, progress| {
        let request = plan::Request { task, selection, name: String::new() };
        plan::draw_up(ctx, request, cancel, progress)
    })?;
    match begun {
        Err(JobError::Operation(error)) => return Ok(Err(error)),
        Err(error) => refuse(conversation, &error),
        Ok(()) => {}
    }
    Ok(Ok(()))
}

/// Draws up the plan that brings back establishments from files, and everything after it.
pub(super) fn restore(conversation: &mut Conversation<'_, '_>, files: &[PathBuf], how: &restore::How) -> Step<()> {
    drawn(conversation, |ctx, cancel, progress| restore::files(ctx, files, how, cancel, progress))
}

/// Draws up the plan that takes over what another host's list names, and everything after it.
pub(super) fn transfer(conversation: &mut Conversation<'_, '_>, list: &Path, how: &restore::How) -> Step<()> {
    drawn(conversation, |ctx, cancel, progress| restore::transfer(ctx, list, how, cancel, progress))
}

/// Draws up a plan by a function, and everything after it.
pub(super) fn drawn(
    conversation: &mut Conversation<'_, '_>,
    draw: impl FnOnce(&mut Context, &Cancel, &mut Progress<'_>) -> Result<Job, JobError>,
) -> Step<()> {
    if let Err(error) = tried(conversation, draw)? {
        refuse(conversation, &error);
    }
    Ok(())
}

fn tried(
    conversation: &mut Conversation<'_, '_>,
    draw: impl FnOnce(&mut Context, &Cancel, &mut Progress<'_>) -> Result<Job, JobError>,
) -> Step<Result<(), JobError>> {
    conversation.io.text("job-stage-plan");
    conversation.io.flush();
    match draw(&mut conversation.ctx, &Cancel::new(), &mut Progress::silent()) {
        Ok(job) => offer(conversation, job.id).map(Ok),
        Err(error) => Ok(Err(error)),
    }
}

/// Draws up the plan that undoes what the person did last, and says what they did after it that nothing undoes.
pub(super) fn undo_last(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    conversation.before_a_change()?;
    conversation.io.text("job-stage-plan");
    conversation.io.flush();
    match plan::undo_last(&mut conversation.ctx, &Cancel::new(), &mut Progress::silent()) {
        Ok(found) => {
            found.message().iter().for_each(|said| conversation.io.say(said));
            found.job.map_or(Ok(()), |job| offer(conversation, job.id))
        }
        Err(error) => {
            refuse(conversation, &error);
            Ok(())
        }
    }
}

fn refuse(conversation: &mut Conversation<'_, '_>, error: &JobError) {
    let cause = conversation.io.words(&error.message());
    conversation.io.say(&Message::new("plain-error").with("cause", cause));
}

#[derive(Debug, Clone, Copy)]
enum Choice {
    Start,
    Save,
    Rows,
}

/// Tells a plan and asks what to do with it; one that is dropped is forgotten.
fn offer(conversation: &mut Conversation<'_, '_>, id: JobId) -> Step<()> {
    tell(conversation, id);
    let entries =
        [("job-start-button", Choice::Start), ("job-save-button", Choice::Save), ("plain-job-rows", Choice::Rows)];
    let title = Message::new("job-plan-title").with("job", id.to_string());
    loop {
        let chosen = conversation.io.menu_to(&title, &entries, "plain-cancel-line", "plain-help-plan");
        let result = match chosen {
            Ok(Choice::Rows) => {
                one_back(rows_of(conversation, id))?;
                continue;
            }
            Ok(Choice::Save) => save(conversation, id),
            Ok(Choice::Start) => start(conversation, id),
            Err(stop) => Err(stop),
        };
        if result.is_err() {
            // Nobody kept it.
            let _ = job::remove(&mut conversation.ctx, id);
        }
        return result;
    }
}

fn save(conversation: &mut Conversation<'_, '_>, id: JobId) -> Step<()> {
    let label = conversation.io.words(&crate::domain::field::Field::PlanName.label());
    loop {
        let name = conversation.io.require(&label, "plain-help-plan-name")?;
        if let Some(job) = conversation.attempt(|ctx| job::rename(ctx, id, &name)) {
            conversation.io.say(&Message::new("job-renamed").with("job", id.to_string()).with("name", job.name));
            return Ok(());
        }
    }
}

/// Tells what a plan will do, or what became of a job.
fn tell(conversation: &mut Conversation<'_, '_>, id: JobId) {
    let Some(found) = conversation.attempt(|ctx| job::get(ctx, id)) else { return };
    let groups = conversation.attempt(|ctx| job::groups(ctx, id)).unwrap_or_default();
    let words = Arc::clone(conversation.io.shared_catalogue());
    if let Some(rows) = conversation.attempt(|ctx| JOBS.rows(ctx, &[Id::Number(id.0)])) {
        conversation.io.say(&rows.sentence(0, &words));
    }
    let job = &found.job;
    conversation.io.say(&job_words::selection(job));
    if job.started_at.is_some() {
        if let Some(opened) = job_words::opened(job) {
            conversation.io.say(&opened);
        }
        let mails = if conversation.ctx.at() == At::Host {
            conversation.attempt(|ctx| mailing::standing(ctx, id)).flatten()
        } else {
            None
        };
        let mails = mails.map(|mails| job_words::mails(&mails, conversation.io.catalogue())).unwrap_or_default();
        if !mails.is_empty() {
            conversation.io.say(&Message::new("job-mails").with("mails", mails));
        }
    }
    for group in &groups {
        let text = job_words::group(job, group, conversation.io.catalogue());
        let count = conversation.io.catalogue().number(group.count);
        conversation.io.line(&format!("{count} {text}"));
    }
    if job.started_at.is_none() {
        let cost = job_words::impact(job, conversation.io.catalogue());
        if !cost.is_empty() {
            conversation.io.line(&cost);
        }
        let back = back::of(&mut conversation.ctx, job).unwrap_or_default();
        for one in &back {
            let said = one.line(job.tally.total() == 1, conversation.io.catalogue());
            conversation.io.say(&Message::new("back-line").with("said", said));
        }
        if job.undo_of.is_none() || back.is_empty() {
            conversation.io.say(&job_words::undoable(&job.task));
        }
    } else if let Some(cause) = &job.cause {
        let cause = conversation.io.words(&cause.message());
        conversation.io.say(&Message::new("job-cause").with("cause", cause));
    }
    if let Some(without) = back::without(&job.task).filter(|_| job.undo_of.is_some() && job.tally.done > 0) {
        conversation.io.say(&without);
    }
    conversation.io.remember(echo::job(job, conversation.ctx.at()));
}

/// Asks for the confirmation that the plan's danger takes, then starts it and says its progress.
fn start(conversation: &mut Conversation<'_, '_>, id: JobId) -> Step<()> {
    let Some(found) = conversation.attempt(|ctx| job::get(ctx, id)) else { return Ok(()) };
    let groups = conversation.attempt(|ctx| job::groups(ctx, id)).unwrap_or_default();
    let to_do = groups.iter().filter(|group| group.forecast.expectation() == Expectation::Do);
    let count: u32 = to_do.map(|group| group.count).sum();
    if count == 0 {
        conversation.io.text("why-job-nothing-to-do");
        if found.job.name.is_empty() {
            let _ = job::remove(&mut conversation.ctx, id);
        }
        return Ok(());
    }
    confirm(conversation, &found.job, count)?;
    go(conversation, id);
    Ok(())
}

fn confirm(conversation: &mut Conversation<'_, '_>, job: &Job, count: u32) -> Step<()> {
    use super::dialogue::Stop;
    if job::extent(&job.task).may_delete() {
        let all = conversation.attempt(establishment::counts).map_or(0, |counts| counts.establishments);
        let percent = conversation.settings.limits.delete_threshold_percent;
        if is_above_threshold(count.into(), all.into(), percent) {
            let question = Message::new("plain-delete-threshold").with("percent", percent);
            if conversation.io.yes(&question, Some(Yes::No), "plain-help-threshold")? == Yes::No {
                conversation.io.text("plain-nothing-done");
                return Err(Stop::Back);
            }
        }
    }
    match job::danger(&job.task) {
        Danger::None => Ok(()),
        Danger::Yes => {
            let question = job.task.question(count);
            match conversation.io.yes(&question, None, "plain-help-plan")? {
                Yes::Yes => Ok(()),
                Yes::No => {
                    conversation.io.text("plain-nothing-done");
                    Err(Stop::Back)
                }
            }
        }
        Danger::Count | Danger::Name => conversation.io.type_to_confirm(&count.to_string()),
    }
}

/// Lets a job begin or go on, says how far it is until it stops, and tells its report.
fn go(conversation: &mut Conversation<'_, '_>, id: JobId) {
    if conversation.attempt(|ctx| job::authorise(ctx, id)).is_none() {
        return;
    }
    conversation.io.say(&Message::new("job-started").with("job", id.to_string()));
    conversation.io.flush();
    match carry(conversation, id) {
        Ok(Followed::ToItsEnd) => {
            tell(conversation, id);
            failures(conversation, id);
            settle(conversation, id);
        }
        Ok(Followed::Left) => {
            conversation.io.say(&Message::new("job-goes-on").with("job", id.to_string()));
            conversation.io.flush();
        }
        Err(error) => refuse(conversation, &error),
    }
}

/// For how long a job was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Followed {
    /// Until it stopped by itself.
    ToItsEnd,
    /// Until somebody interrupted the conversation; the job goes on.
    Left,
}

/// Carries it out here, or hands it to a process of its own and follows that.
fn carry(conversation: &mut Conversation<'_, '_>, id: JobId) -> Result<Followed, JobError> {
    let config = match &conversation.carrier {
        Carrier::Detached { config } => config.clone(),
        Carrier::Inside => {
            let ctx = &conversation.ctx;
            let mut own = Context::open(ctx.home(), ctx.at(), ctx.actor.clone(), ctx.clock(), ctx.options().clone())?;
            run::run(&mut own, id, Wait::Forever, &Cancel::new(), &mut Progress::silent())?;
            return Ok(Followed::ToItsEnd);
        }
    };
    let data_dir = conversation.ctx.home().root().to_owned();
    worker::detach(
        id,
        &worker::Place { data_dir: Some(&data_dir), config: config.as_deref(), at: conversation.ctx.at() },
    )?;
    let (mut said_at, mut said_done) = (Instant::now(), 0);
    let interrupted = conversation.io.cancel();
    loop {
        interrupted.wait(LOOK);
        if interrupted.is_cancelled() {
            return Ok(Followed::Left);
        }
        let found = job::get(&mut conversation.ctx, id)?;
        let runs = matches!(found.standing, Standing::Planned | Standing::Running | Standing::Silent);
        let tally = found.job.tally;
        if runs && said_at.elapsed() < SAY {
            continue;
        }
        if tally.handled() != said_done {
            (said_at, said_done) = (Instant::now(), tally.handled());
            conversation
                .io
                .say(&Message::new("plain-bulk-progress").with("done", tally.handled()).with("total", tally.total()));
            conversation.io.flush();
        }
        if !runs {
            return Ok(Followed::ToItsEnd);
        }
    }
}

/// Names the first of those that failed.
fn failures(conversation: &mut Conversation<'_, '_>, id: JobId) {
    let filter = RowFilter { state: Some(TargetState::Failed), ..RowFilter::default() };
    for row in conversation.attempt(|ctx| job::rows(ctx, id, &filter, 0, PAGE)).unwrap_or_default() {
        let message = Message::new("plain-bulk-failed")
            .with("number", numbered(&row))
            .with("denomination", row.target.label.as_str())
            .with("cause", job_words::reason(&row, conversation.io.catalogue()));
        conversation.io.say(&message);
    }
}

/// Names a row by its establishment's number; a row of another noun by its place in the job.
fn numbered(row: &TargetRow) -> String {
    let number = row.target.number.0;
    if number == 0 { row.target.position.to_string() } else { number.to_string() }
}

/// What was done loses its tick, unless the next step is for the same ones; what failed keeps it.
fn settle(conversation: &mut Conversation<'_, '_>, id: JobId) {
    let Some(found) = conversation.attempt(|ctx| job::get(ctx, id)) else { return };
    if conversation.ctx.at() != At::Host || job::extent(&found.job.task).keeps_chosen() {
        return;
    }
    for state in [TargetState::Done, TargetState::Skipped] {
        for number in conversation.attempt(|ctx| job::numbers(ctx, id, state)).unwrap_or_default() {
            conversation.ticks.remove(&number);
        }
    }
}

/// Lists the rows, page by page.
fn rows_of(conversation: &mut Conversation<'_, '_>, id: JobId) -> Step<()> {
    let mut after = 0;
    loop {
        let Some(page) = conversation.attempt(|ctx| job::rows(ctx, id, &RowFilter::default(), after, PAGE)) else {
            return Ok(());
        };
        for row in &page {
            let words = conversation.io.catalogue();
            let state = job_words::stands(row, words);
            let reason: Vec<String> = job_words::everything(row).iter().map(|said| words.say(said)).collect();
            let reason = if reason.is_empty() { String::new() } else { format!(", {}", reason.join(" · ")) };
            let named = Message::new("named-value")
                .with("name", format!("{}. {}", numbered(row), row.target.label))
                .with("value", format!("{state}{reason}"));
            let named = conversation.io.catalogue().say(&named);
            conversation.io.line(&named);
        }
        after = page.last().map_or(after, |row| row.target.position);
        if page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) || !conversation.io.more()? {
            return Ok(());
        }
    }
}

/// Lists jobs and acts on one, as they are described.
pub(super) fn show(conversation: &mut Conversation<'_, '_>) -> Step<()> {
    let mut entries = vec![("plain-act-list", Act::JOB_LIST)];
    let acts: Vec<_> = JOBS.acts().into_iter().filter(|head| conversation.may(head.act)).collect();
    let acts = acts.into_iter();
    entries.extend(acts.map(|head| (if head.act == Act::JOB_SHOW { "plain-act-show" } else { head.label }, head.act)));
    loop {
        let act = conversation.io.menu(&Message::new("screen-jobs"), &entries, "plain-help-jobs")?;
        let result = if act == Act::JOB_LIST {
            noun::group(conversation, JOBS).and_then(|filter| noun::pages(conversation, JOBS, &filter)).map(drop)
        } else {
            one(conversation, act)
        };
        one_back(result)?;
    }
}

fn ask_id(conversation: &mut Conversation<'_, '_>) -> Step<JobId> {
    let label = conversation.io.words(&Message::new("plain-job-number"));
    loop {
        let heard = conversation.io.require(&label, "plain-help-job-number")?;
        match heard.parse() {
            Ok(id) => return Ok(JobId(id)),
            Err(_) => conversation.io.say(&Message::new("plain-unknown-choice").with("typed", heard)),
        }
    }
}

fn one(conversation: &mut Conversation<'_, '_>, act: Act) -> Step<()> {
    if act.changes() {
        conversation.before_a_change()?;
    }
    let id = ask_id(conversation)?;
    let Some(rows) = conversation.attempt(|ctx| JOBS.rows(ctx, &[Id::Number(id.0)])) else { return Ok(()) };
    let Some(found) = conversation.attempt(|ctx| job::get(ctx, id)) else { return Ok(()) };
    if let Some(why) = rows.refuses(0, act) {
        conversation.io.say(&why);
        return Ok(());
    }
    let at = conversation.ctx.at();
    let line = |verb: &str| command::inside(Command::new(verb).arg(&id.to_string()).line(), at);
    match act.verb() {
        Verb::Show => {
            tell(conversation, id);
            rows_of(conversation, id)
        }
        Verb::Start if found.standing == Standing::Planned => {
            tell(conversation, id);
            start(conversation, id)
        }
        Verb::Start => {
            let question = Message::new("job-resume-question").with("job", id.to_string());
            if conversation.io.yes(&question, None, "plain-help-jobs")? == Yes::Yes {
                go(conversation, id);
                conversation.io.remember(line("job resume"));
            }
            Ok(())
        }
        Verb::Undo => drawn(conversation, |ctx, cancel, progress| plan::undo(ctx, id, cancel, progress)),
        Verb::Retry => drawn(conversation, |ctx, cancel, progress| plan::retry(ctx, id, cancel, progress)),
        Verb::Rename => save(conversation, id),
        _ => {
            let verb = if act == Act::JOB_REMOVE { "plan remove".to_owned() } else { act.word().replace('.', " ") };
            perform(conversation, (act, rows.as_ref()), line(&verb))
        }
    }
}

/// Does to a job what its description says, once it was asked; then `=` gives the command.
fn perform(conversation: &mut Conversation<'_, '_>, (act, rows): (Act, &dyn Rows), command: String) -> Step<()> {
    for question in rows.says(0, act) {
        if conversation.io.yes(&question, None, "plain-help-jobs")? == Yes::No {
            return Ok(());
        }
    }
    let done = conversation.attempt(|ctx| JOBS.perform(ctx, act, rows.target(0).as_ref(), &Filled::default()));
    if let Some(Done::Told(told)) = done {
        conversation.io.say(&told.said);
        conversation.io.remember(command);
    }
    Ok(())
}
