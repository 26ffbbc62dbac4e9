//! Jobs on the screen: how every action on many is planned, confirmed, carried out, reported and undone.
//!
//! # How another screen begins one
//! ```text
//! use super::job;
//! job::begin(Task::Delete { export_first }, Selection::Numbers { numbers })     → a Reply for the view's `handle`
//! ```
//! The rest is done here, the same for every kind: the plan is drawn up beside the worker while a bar shows how far it
//! is ([`planning`]), shown with its groups, rows, costs and command line ([`sheet`]), confirmed as its danger asks
//! ([`confirm`]), handed to a process of its own, watched, and reported. What was done loses its tick, what failed keeps
//! it. The view that began it gets [`Answer::Done`](crate::tui::view::Answer::Done) when the dialog closes. A task that
//! needs settings asks for them before, in a form of the noun's own.
//!
//! The list of jobs is described (`nouns/job`). A job itself is shown by hand: its report is rows of another kind, as many as
//! it has targets, in groups, and it goes on while one looks.
//!
//! [`lead`] shows any job: a plan, its progress, or its report; [`undo`] and [`retry`] draw up the plans that follow it.
//! A new kind of task needs words in `jobs.ftl` (`job-kind`, `job-reason`) and in [`words::task`], nothing else here.

mod acts;
mod confirm;
mod draw;
mod file;
mod planning;
mod sheet;
mod view;
pub(super) mod words;

use crate::domain::access::At;
use crate::domain::act::{Act, Verb};
use crate::domain::export::Existing;
use crate::domain::filled::Filled;
use crate::domain::job::{JobId, Selection, Task};
use crate::domain::message::Message;
use crate::nouns::Id;
use crate::nouns::echo::draft;
use crate::nouns::job::placed;
use crate::tui::actions::Action;
use crate::tui::orders::job::{Ended, Lines, Wanted};
use crate::tui::shared::{ESTABLISHMENTS, Shared};
use crate::tui::theme::Role;
use crate::tui::view::{Meant, Reply};

/// Draws up a plan, and everything after it.
pub(in crate::tui) fn begin(task: Task, selection: Selection) -> Reply {
    Reply::open(planning::Planning::new(Wanted::Task { task, selection }))
}

/// The same for the form that asks for it: it closes once there is a plan, and says why there is none.
pub(in crate::tui) fn asked(task: Task, selection: Selection) -> Reply {
    Reply::open(planning::Planning::of_form(Wanted::Task { task, selection }))
}

/// Returns what a task does, and the command line that plans it for what is selected.
pub(in crate::tui) fn echo(task: &Task, selection: &Selection) -> (Message, String) {
    (words::kind(task, selection.named().unwrap_or(u32::MAX)), draft(task, selection))
}

/// Draws up the plan that undoes a job.
pub(in crate::tui) fn undo(id: JobId) -> Reply {
    Reply::open(planning::Planning::new(Wanted::Undo(id)))
}

/// Draws up the plan that undoes the operator's last job that can be undone.
pub(in crate::tui) fn undo_last() -> Reply {
    Reply::open(planning::Planning::new(Wanted::UndoLast))
}

/// Draws up the plan that tries once more what failed in a job.
pub(in crate::tui) fn retry(id: JobId) -> Reply {
    Reply::open(planning::Planning::new(Wanted::Retry(id)))
}

/// Draws up the plan that brings back establishments from exports of the catalogue.
pub(in crate::tui) fn restore(files: Vec<String>, existing: Existing, keys: String) -> Reply {
    Reply::open(planning::Planning::new(Wanted::Restore { files, existing, keys }))
}

/// Draws up the plan that brings back the establishments of a file that somebody named.
pub(in crate::tui) fn restore_named(named: String, existing: Existing, keys: String) -> Reply {
    Reply::open(planning::Planning::of_form(Wanted::Named { named, existing, keys }))
}

/// Draws up the plan that makes a row of each line of a file, or changes one.
pub(in crate::tui) fn lines(act: Act, from: Lines, settings: Filled) -> Reply {
    Reply::open(planning::Planning::of_form(Wanted::Lines { act, from, settings }))
}

/// Shows a job of a list, or draws up what an act makes of it.
pub(super) fn lead(act: Act, id: &str) -> Reply {
    let Some((number, id)) = placed(id) else { return Reply::none() };
    match act.verb() {
        Verb::Undo => undo(id),
        Verb::Retry => retry(id),
        verb => {
            let (place, begins) =
                (number.map(At::Establishment), (verb == Verb::Start).then_some(Action::Do(Act::JOB_START)));
            Reply::open(sheet::JobView { place, begins, ..sheet::JobView::known(id) })
        }
    }
}

/// Does what is no act of the list: writes the report of its job to a file.
pub(super) fn file(_: Action, meant: &Meant, shared: &mut Shared) -> Reply {
    match meant.ids.as_slice() {
        [Id::Number(id)] => Reply::open(file::ReportFile::dialog(JobId(*id), shared)),
        [Id::Name(_)] => Reply::refuse(Message::new("why-job-inside")),
        _ => Reply::none(),
    }
}

/// Takes what became of jobs that this session began: what was done loses its tick, what failed keeps it. Gives what is
/// said about them.
pub(in crate::tui) fn settle(ended: Vec<Ended>, shared: &mut Shared) -> Option<(Message, Role)> {
    let mut said = None;
    for one in ended {
        if !shared.begun.remove(&(one.at, one.job.id)) {
            continue;
        }
        for number in &one.settled {
            shared.ticks.change(ESTABLISHMENTS).remove(&Id::from(*number));
        }
        said = Some(words::ended(&one.job, shared));
    }
    said
}
