//! What the worker's answers do at each step.

use std::sync::Arc;

use super::file::Chosen;
use super::mapping::MappingStep;
use super::wizard::{Import, Step};
use crate::domain::message::Message;
use crate::jobs::progress::Report;
use crate::tui::orders::import::{Done, Opened};
use crate::tui::orders::{Failure, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step as Follow};

/// Takes an answer.
pub(super) fn take(import: &mut Import, outcome: Outcome, shared: &mut Shared) -> Reply {
    let done = match outcome {
        Outcome::Import(done) => done,
        Outcome::Failed(failure) => return failed(import, &failure),
        _ => return Reply::none(),
    };
    match done {
        Done::Completed { asked, text, names } => match &mut import.step {
            Step::File(step) => step.completed(&asked, &text, names),
            _ => Reply::none(),
        },
        Done::Opened(opened) => open(import, *opened, shared),
        Done::Begun => Reply::none(),
        Done::Progress(report) => progress(import, report),
        Done::Examined(examination) => {
            if !matches!(import.step, Step::Examining(_)) {
                return Reply::none();
            }
            import.viewport.set_len(Import::lines(&examination));
            import.viewport.go(0);
            import.examination = Some(Arc::from(examination));
            import.step = Step::Report;
            import.layout();
            Reply::redraw()
        }
        Done::Rejected { rows, path } => {
            import.form = None;
            // What was refused in the dry run can be good by now.
            if rows == 0 {
                let said = Message::new("cli-import-no-rejects").with("path", path);
                return Reply::step(Follow::Say(said, Role::Good));
            }
            import.rejects = Some((path.clone(), rows));
            let said = Message::new("import-rejects-written").with("rows", count(rows)).with("path", path);
            Reply::step(Follow::Say(said, Role::Good))
        }
        Done::Ended(ended) => {
            import.step = Step::Ended(ended);
            Reply::redraw()
        }
    }
}

/// Makes a count of a large number.
pub(super) fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn open(import: &mut Import, opened: Opened, shared: &Shared) -> Reply {
    if !matches!(&import.step, Step::File(step) if step.busy) {
        return Reply::none();
    }
    let format = opened.source.recognised().map(|(format, _)| format);
    let Opened { source, sample, saved } = opened;
    let mapping = if format.is_some() { None } else { saved };
    let chosen = Chosen { source, sample, format, mapping };
    let known = chosen.format.is_some() || chosen.mapping.is_some();
    import.examination = None;
    let step = MappingStep::new(&chosen);
    import.chosen = Some(chosen);
    if known {
        return import.examine(shared);
    }
    import.step = Step::Mapping(step);
    Reply::redraw()
}

fn progress(import: &mut Import, report: Report) -> Reply {
    match &mut import.step {
        Step::Examining(running) | Step::Running(running) => {
            running.last = Some(report);
            Reply::redraw()
        }
        Step::File(_) | Step::Mapping(_) | Step::Report | Step::Ended(_) => Reply::none(),
    }
}

/// Goes back to where the operator can do something about it.
fn failed(import: &mut Import, failure: &Failure) -> Reply {
    if let Some(form) = &mut import.form {
        form.fail(failure);
        return Reply::redraw();
    }
    let message = failure.message();
    match &mut import.step {
        Step::File(step) => {
            step.busy = false;
            step.problem = Some(message);
            return Reply::redraw();
        }
        Step::Examining(_) => {
            import.step = match &import.chosen {
                Some(chosen) if chosen.format.is_none() => Step::Mapping(MappingStep::new(chosen)),
                _ => {
                    let mut step = super::file::FileStep::new();
                    if let Some(chosen) = &import.chosen {
                        step.input.set(&chosen.source.path().display().to_string());
                    }
                    step.problem = Some(message);
                    import.step = Step::File(step);
                    return Reply::redraw();
                }
            };
        }
        // Nothing was imported: the operator is where the import was asked for.
        Step::Running(_) => import.step = Step::Report,
        Step::Mapping(_) | Step::Report | Step::Ended(_) => {}
    }
    Reply::step(Follow::Say(message, Role::Error))
}
