//! What each action does to a job, in the table and in the job's own dialog; and why it cannot.

use super::possible::{Asking, why_not};
use super::{file, name, open, retry, undo};
use crate::domain::job::Standing;
use crate::domain::message::Message;
use crate::operations::job::Overview;
use crate::tui::actions::Action;
use crate::tui::orders::Effect;
use crate::tui::orders::job::Request;
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Reply};
use crate::tui::widgets::confirm::Confirm;

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
