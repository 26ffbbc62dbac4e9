//! A plan that is being drawn up: how far it is, and a way to stop it.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::sheet::JobView;
use super::words;
use crate::domain::export::Existing;
use crate::domain::filled::Filled;
use crate::domain::job::Task;
use crate::domain::message::Message;
use crate::jobs::progress::{Cancel, Report};
use crate::tui::canvas::{Canvas, centre, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::orders::job::{Done, Request, Wanted};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::widgets::progress;

/// The dialog.
#[derive(Debug)]
pub(super) struct Planning {
    wanted: Wanted,
    cancel: Cancel,
    report: Option<Report>,
    stopping: bool,
    failure: Option<Message>,
    /// Whether a form asked for it, which says itself why there is none.
    of_form: bool,
}

impl Planning {
    /// Makes the dialog; planning begins when it opens.
    pub(super) fn new(wanted: Wanted) -> Self {
        Self { wanted, cancel: Cancel::new(), report: None, stopping: false, failure: None, of_form: false }
    }

    /// The same for the form that it opens over, which stays until there is a plan.
    pub(super) fn of_form(wanted: Wanted) -> Self {
        Self { of_form: true, ..Self::new(wanted) }
    }
}

impl View for Planning {
    fn title(&self) -> Message {
        match &self.wanted {
            Wanted::Task { task, selection } => words::kind(task, selection.named().unwrap_or(u32::MAX)),
            Wanted::Lines { act, .. } => words::kind(&Task::Act { act: *act, typed: Filled::default() }, u32::MAX),
            Wanted::Undo(_) | Wanted::UndoLast => Message::new("action-job-undo"),
            Wanted::Retry(_) => Message::new("action-job-retry"),
            Wanted::Restore { existing: Existing::Refuse, .. } | Wanted::Named { existing: Existing::Refuse, .. } => {
                Message::new("action-export-restore")
            }
            Wanted::Restore { existing: Existing::Replace, .. } | Wanted::Named { existing: Existing::Replace, .. } => {
                Message::new("action-export-replace")
            }
        }
    }

    fn holds_keys(&self) -> bool {
        self.failure.is_none()
    }

    fn waits(&self) -> bool {
        self.failure.is_none() && self.report.is_none() && !self.stopping
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Job(Request::Plan { wanted: self.wanted.clone(), cancel: self.cancel.clone() }).into()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let title = shared.say(&self.title());
        if let Some(failure) = &self.failure {
            let text = shared.say(failure);
            let lines = u16::try_from(wrap(&text, 60).len()).unwrap_or(u16::MAX);
            let place = centre(area, 66, lines.saturating_add(4));
            let inner = inside(canvas.frame(place, &title, Role::Title), 1, 0);
            canvas.paragraph(inner, &text, Role::Warning);
            canvas.text(row(inner, inner.height.saturating_sub(1)), &shared.text("job-close-keys"), Role::Dim);
            return;
        }
        let inner = inside(canvas.frame(centre(area, 66, 6), &title, Role::Title), 1, 0);
        canvas.text(row(inner, 0), &shared.text("job-stage-plan"), Role::Text);
        let (done, total) = self.report.map_or((0, 0), |report| (report.done, report.total));
        progress::draw(canvas, row(inner, 1), (done, total), &progress::counted((done, total), shared));
        let key = if self.stopping { "job-planning-stopping" } else { "job-planning-keys" };
        canvas.text(row(inner, 3), &shared.text(key), Role::Dim);
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        let mut keys = vec![Key::plain(KeyCode::Esc)];
        keys.extend(self.failure.is_some().then_some(Key::plain(KeyCode::Enter)));
        let label = if self.failure.is_some() { "help-job-leave" } else { "help-job-stop" };
        Some(vec![(keys, Message { key: label, args: Vec::new() })])
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let Intent::Key(key) = intent else { return Reply::none() };
        match key.code {
            KeyCode::Esc | KeyCode::Enter if self.failure.is_some() => Reply::close(Answer::Dismissed),
            KeyCode::Esc => {
                self.stopping = true;
                self.cancel.cancel();
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Job(Done::Progress(report)) => self.report = Some(report),
            Outcome::Job(Done::Stopped | Done::Forgotten) => return Reply::close(Answer::Dismissed),
            Outcome::Job(Done::Planned(sheet)) if self.stopping => {
                // It was ready before it could be stopped: nobody asked for it any more.
                let id = sheet.overview.job.id;
                return Reply::none().join(Effect::Job(Request::Forget(id)).into());
            }
            Outcome::Job(Done::Planned(sheet)) => {
                let next = JobView::planned(sheet);
                return Reply::close(Answer::Planned).and(Step::Open(Box::new(next)));
            }
            Outcome::Failed(failure) if self.of_form => return Reply::close(Answer::Refused(failure)),
            Outcome::Failed(failure) => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn stop(&mut self) -> Reply {
        self.cancel.cancel();
        Reply::none()
    }
}
