//! One change to many rows: confirmation, progress, and a report with a reason for each row that was refused.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::{Bulk, Change, Done, Request, RowResult};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::tui::actions::{Danger, Place};
use crate::tui::canvas::{Canvas, centre, inside, row};
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::worker::{Effect, Outcome};

/// How far it is.
#[derive(Debug)]
enum Stage {
    /// It waits for a confirmation, as hard as the danger.
    Asking(Message, Danger),
    /// It runs.
    Running { done: usize, stopping: bool },
    /// It is over; `top` is the first refusal that is seen.
    Over { refused: Vec<RowResult>, done: usize, left: usize, top: usize },
    /// It could not begin.
    Failed(Message),
}

/// The dialog.
#[derive(Debug)]
pub(super) struct Many {
    title: Message,
    bulk: Bulk,
    stage: Stage,
}

impl Many {
    /// Begins after a confirmation.
    pub(super) fn asking(title: Message, (question, danger): (Message, Danger), bulk: Bulk) -> Self {
        Self { title, bulk, stage: Stage::Asking(question, danger) }
    }

    /// Begins at once: the form before it was the confirmation.
    pub(super) fn confirmed(title: Message, bulk: Bulk) -> Self {
        Self { title, bulk, stage: Stage::Running { done: 0, stopping: false } }
    }

    fn start(&mut self) -> Reply {
        self.stage = Stage::Running { done: 0, stopping: false };
        Reply::redraw().join(Effect::Establishment(Request::Bulk(self.bulk.clone())).into())
    }

    fn finish(&mut self, results: Vec<RowResult>, left: &[EstablishmentNumber], shared: &mut Shared) {
        // Those that were done lose their tick, so that the rest can be tried again.
        for result in results.iter().filter(|result| result.refused.is_none()) {
            shared.ticks.remove(&result.number);
        }
        let (refused, done): (Vec<_>, Vec<_>) = results.into_iter().partition(|result| result.refused.is_some());
        self.stage = Stage::Over { refused, done: done.len(), left: left.len(), top: 0 };
    }

    fn key(&mut self, key: Key) -> Reply {
        match &mut self.stage {
            Stage::Asking(..) => Reply::none(),
            Stage::Running { stopping, .. } => {
                if key.code != KeyCode::Esc || *stopping {
                    return Reply::none();
                }
                *stopping = true;
                Reply::redraw().join(Effect::Establishment(Request::Cancel).into())
            }
            Stage::Over { refused, top, .. } => {
                match key.code {
                    KeyCode::Up | KeyCode::Char('k') => *top = top.saturating_sub(1),
                    KeyCode::Down | KeyCode::Char('j') => *top = (*top + 1).min(refused.len().saturating_sub(1)),
                    KeyCode::PageUp => *top = top.saturating_sub(10),
                    KeyCode::PageDown => *top = (*top + 10).min(refused.len().saturating_sub(1)),
                    KeyCode::Esc | KeyCode::Enter => return Reply::close(Answer::Done(None)),
                    _ => return Reply::none(),
                }
                Reply::redraw()
            }
            Stage::Failed(_) => match key.code {
                KeyCode::Esc | KeyCode::Enter => Reply::close(Answer::Dismissed),
                _ => Reply::none(),
            },
        }
    }

    fn draw_running(&self, canvas: &mut Canvas<'_>, area: Rect, (done, stopping): (usize, bool), shared: &Shared) {
        let total = self.bulk.targets.len();
        let inner = inside(canvas.frame(centre(area, 60, 7), &shared.say(&self.title), Role::Title), 1, 0);
        let progress = Message::new("bulk-progress").with("done", done).with("total", total);
        canvas.text(row(inner, 1), &shared.say(&progress), Role::Text);
        let width = usize::from(inner.width);
        let filled = (width * done.min(total)).checked_div(total).unwrap_or(0);
        canvas.text(row(inner, 2), &format!("{}{}", "█".repeat(filled), "░".repeat(width - filled)), Role::Good);
        let key = if stopping { "bulk-stopping" } else { "bulk-keys" };
        canvas.text(row(inner, 4), &shared.text(key), Role::Dim);
    }
}

impl View for Many {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        match &self.stage {
            Stage::Asking(question, danger) => {
                let (title, lines) = (self.title.clone(), vec![question.clone()]);
                let count = self.bulk.targets.len().to_string();
                Reply::open(match danger {
                    Danger::None | Danger::Yes => Confirm::yes(title, lines, shared),
                    Danger::Count | Danger::Name => Confirm::typed(title, lines, count),
                })
            }
            Stage::Running { .. } | Stage::Over { .. } | Stage::Failed(_) => self.start(),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        match &self.stage {
            Stage::Asking(..) => {}
            Stage::Running { done, stopping } => self.draw_running(canvas, area, (*done, *stopping), shared),
            Stage::Failed(failure) => {
                let inner = canvas.frame(centre(area, 60, 7), &shared.say(&self.title), Role::Title);
                canvas.paragraph(inside(inner, 1, 1), &shared.say(failure), Role::Error);
            }
            Stage::Over { refused, done, left, top } => {
                let lines = u16::try_from(refused.len()).unwrap_or(u16::MAX).saturating_add(7);
                let place = centre(area, 76, lines.min(area.height.saturating_sub(2)));
                let inner = inside(canvas.frame(place, &shared.say(&self.title), Role::Title), 1, 0);
                let counts =
                    Message::new("bulk-report").with("done", *done).with("refused", refused.len()).with("left", *left);
                canvas.text(row(inner, 0), &shared.say(&counts), Role::Text);
                let room = usize::from(inner.height.saturating_sub(4));
                for (line, result) in (2..).zip(refused.iter().skip(*top).take(room)) {
                    let why = result.refused.as_ref().map(|why| shared.say(why)).unwrap_or_default();
                    let number = format!("{:>7}  ", result.number);
                    canvas.pieces(row(inner, line), &[(&number, Role::Key), (&why, Role::Error)]);
                }
                let last = row(inner, inner.height.saturating_sub(1));
                canvas.text(last, &shared.text("bulk-close"), Role::Dim);
            }
        }
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        match intent {
            Intent::Key(key) => self.key(key),
            Intent::Act(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Progress { done: now, total }) => {
                let Stage::Running { done, .. } = &mut self.stage else { return Reply::none() };
                // One frame for each hundredth is enough over a slow line.
                let changed = *done * 100 / total.max(1) != now * 100 / total.max(1);
                *done = now;
                return if changed { Reply::redraw() } else { Reply::none() };
            }
            Outcome::Establishment(Done::Finished { results, left }) => self.finish(results, &left, shared),
            Outcome::Failed(failure) => self.stage = Stage::Failed(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (&self.stage, answer) {
            (Stage::Asking(..), Answer::Confirmed) => self.start(),
            (Stage::Asking(..), _) => Reply::close(Answer::Dismissed),
            _ => Reply::none(),
        }
    }

    fn under_way(&self) -> Option<Message> {
        matches!(self.stage, Stage::Running { .. }).then(|| Message::new("leaving-bulk"))
    }

    fn stop(&mut self) -> Reply {
        let Stage::Running { stopping, .. } = &mut self.stage else { return Reply::none() };
        *stopping = true;
        Reply::redraw().join(Effect::Establishment(Request::Cancel).into())
    }

    fn is_changed(&self) -> bool {
        matches!(self.stage, Stage::Running { .. })
    }
}

/// Makes a change of many.
pub(super) fn of(change: Change, targets: Vec<EstablishmentNumber>) -> Bulk {
    Bulk { change, targets }
}
