//! What each action does to a job, in the table and in the job's own dialog; and why it cannot.

use super::{Request, file, name, open, retry, undo};
use crate::domain::job::{JobId, Standing};
use crate::domain::message::Message;
use crate::operations::job::{Overview, UndoProgress, Undoing};
use crate::tui::actions::Action;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Reply};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::worker::Effect;

/// What the dialog over a job was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Nothing that is decided here.
    Nothing,
    /// Whether to let a job begin or go on.
    Start(JobId),
    /// Whether to give a job up.
    Cancel(JobId),
    /// Whether to forget a plan.
    Forget(JobId),
}

/// Says why an action cannot be done to a job now.
pub(super) fn why_not(action: Action, of: &Overview) -> Option<Message> {
    let Overview { job, standing, undoing } = of;
    let was_started = job.started_at.is_some();
    let runs = matches!(standing, Standing::Running | Standing::Silent);
    let ended = matches!(standing, Standing::Done | Standing::Cancelled);
    if let (Action::JobStart | Action::JobUndo, Some(Undoing { by, progress })) = (action, undoing) {
        let of_by = |key: &'static str| Some(Message { key, args: Vec::new() }.with("job", by.to_string()));
        match progress {
            UndoProgress::Begun => return of_by("error-being-undone"),
            // What failed can be undone once more.
            UndoProgress::Partial if action == Action::JobUndo => {}
            UndoProgress::Whole | UndoProgress::Partial => return of_by("why-job-undone"),
        }
    }
    let key = match action {
        Action::JobStart if runs => "why-job-runs",
        Action::JobStart | Action::JobCancel if ended => "why-job-ended",
        Action::JobPause if !runs => "why-job-not-running",
        Action::JobCancel if *standing == Standing::Planned && !was_started => "why-job-planned",
        Action::JobUndo if job.task.reversal().is_none() => "why-job-not-undoable",
        Action::JobUndo | Action::JobRetry if !was_started => "why-job-not-begun",
        Action::JobUndo | Action::JobRetry if runs => "why-job-not-over",
        Action::JobUndo if job.tally.done == 0 => "why-job-nothing-done",
        Action::JobRetry if job.tally.failed == 0 => "why-job-nothing-failed",
        Action::JobForget | Action::JobRename if was_started => "why-job-started",
        _ => return None,
    };
    Some(Message { key, args: Vec::new() })
}

/// Does an action to a job; gives what a dialog that opens is for.
pub(super) fn act(action: Action, of: &Overview, shared: &Shared) -> (Asking, Reply) {
    let id = of.job.id;
    if let Some(why) = why_not(action, of) {
        return (Asking::Nothing, Reply::refuse(why));
    }
    let ask = |title: &'static str, question: &'static str| {
        let line = Message { key: question, args: vec![("job", id.to_string().into())] };
        Reply::open(Confirm::yes(Message { key: title, args: Vec::new() }, vec![line], shared))
    };
    match action {
        // A plan is looked at before it begins, and confirmed as its danger asks.
        Action::JobStart if of.standing == Standing::Planned => (Asking::Nothing, open(id)),
        Action::JobStart => (Asking::Start(id), ask("action-job-start", "job-resume-question")),
        Action::JobPause => (Asking::Nothing, Effect::Job(Request::Pause(id)).into()),
        Action::JobCancel => (Asking::Cancel(id), ask("action-job-cancel", "job-cancel-question")),
        Action::JobForget => (Asking::Forget(id), ask("action-job-forget", "job-forget-question")),
        Action::JobUndo => (Asking::Nothing, undo(id)),
        Action::JobRetry => (Asking::Nothing, retry(id)),
        Action::JobRename => (Asking::Nothing, Reply::open(name::Name::new(id, &of.job.name))),
        Action::JobCsv => (Asking::Nothing, Reply::open(file::ReportFile::new(id, shared))),
        _ => (Asking::Nothing, Reply::none()),
    }
}

/// Takes the answer of a dialog.
pub(super) fn answer(asking: Asking, answer: &Answer) -> Reply {
    if *answer != Answer::Confirmed {
        return Reply::redraw();
    }
    match asking {
        Asking::Nothing => Reply::redraw(),
        Asking::Start(id) => Effect::Job(Request::Start(id)).into(),
        Asking::Cancel(id) => Effect::Job(Request::Cancel(id)).into(),
        Asking::Forget(id) => Effect::Job(Request::Forget(id)).into(),
    }
}
