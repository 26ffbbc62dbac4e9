//! What each action does to a job in its own dialog.

use super::{file, retry, undo};
use crate::domain::act::{Act, Verb};
use crate::domain::filled::Filled;
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::nouns::Target;
use crate::nouns::job::why_not;
use crate::operations::job::Overview;
use crate::tui::actions::{Action, entry};
use crate::tui::orders::job::Request;
use crate::tui::orders::{Effect, noun};
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Reply};
use crate::tui::widgets::confirm::Confirm;

/// Does an action to a job; gives the act that a dialog asks about.
pub(super) fn act(action: Action, of: &Overview, shared: &Shared) -> (Option<Act>, Reply) {
    let (id, entry) = (of.job.id, entry(action));
    let Some(act) = entry.act else { return (None, Reply::none()) };
    if let Some(why) = why_not(act, of) {
        return (None, Reply::refuse(why));
    }
    let ask = |question: &'static str| {
        let line = Message { key: question, args: vec![("job", id.to_string().into())] };
        (Some(act), Reply::open(Confirm::yes(entry.label(), vec![line], shared)))
    };
    match action {
        Action::Do(Act::JOB_START) => ask("job-resume-question"),
        Action::Do(Act::JOB_CANCEL) => ask("job-cancel-question"),
        Action::Do(Act::JOB_PAUSE) => (None, begin(act, id)),
        Action::Do(Act::JOB_UNDO) => (None, undo(id)),
        Action::Do(Act::JOB_RETRY) => (None, retry(id)),
        Action::JobCsv => (None, Reply::open(file::ReportFile::dialog(id, shared))),
        _ => (None, Reply::none()),
    }
}

/// Takes the answer of a dialog.
pub(super) fn answer(asked: Option<Act>, id: JobId, answer: &Answer) -> Reply {
    match asked.filter(|_| *answer == Answer::Confirmed) {
        Some(act) => begin(act, id),
        None => Reply::redraw(),
    }
}

fn begin(act: Act, id: JobId) -> Reply {
    if act.verb() == Verb::Start {
        return Effect::Job(Request::Start(id)).into();
    }
    let target = Some(Target { key: id.to_string(), rev: 0, seen: None });
    Effect::Noun(noun::Request::Do { act, target, typed: Filled::default() }).into()
}
