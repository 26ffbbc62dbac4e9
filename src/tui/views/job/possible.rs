//! What may be done to a job now and why not, and what is asked before.

use crate::domain::job::{JobId, Standing};
use crate::domain::message::Message;
use crate::operations;
use crate::operations::job::{Overview, UndoProgress, Undoing};
use crate::tui::actions::Action;

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
        Action::JobUndo if operations::job::reversal(&job.task).is_none() => "why-job-not-undoable",
        Action::JobUndo | Action::JobRetry if !was_started => "why-job-not-begun",
        Action::JobUndo | Action::JobRetry if runs => "why-job-not-over",
        Action::JobUndo if job.tally.done == 0 => "why-job-nothing-done",
        Action::JobRetry if job.tally.failed == 0 => "why-job-nothing-failed",
        Action::JobForget | Action::JobRename if was_started => "why-job-started",
        _ => return None,
    };
    Some(Message { key, args: Vec::new() })
}
