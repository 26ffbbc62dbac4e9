//! The confirmation of a plan, as hard as its danger: `y`, or the count typed, and above the threshold a second switch.

use ratatui::layout::Rect;

use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::job::{Danger, Job, is_above_threshold};
use crate::domain::message::{Explain, Message};
use crate::domain::text::{fold, is_count};
use crate::operations::job;
use crate::tui::actions::Place;
use crate::tui::canvas::Canvas;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::{Event, Form};

use super::words;

/// Most zones that a question names; the plan behind it has all of them.
const ZONES_ASKED: usize = 6;

/// What a start needs before it.
pub(super) enum Ask {
    /// Nothing.
    Nothing,
    /// A dialog, which answers [`Answer::Confirmed`].
    Dialog(Box<dyn View>),
}

/// Makes the confirmation of a plan that will do something to `count` of `all` establishments.
pub(super) fn ask(job: &Job, (count, all): (u32, u32), shared: &Shared) -> Ask {
    let title = words::kind(&job.task, count);
    let question = job.task.question(count);
    let percent = shared.delete_threshold_percent;
    let is_above = job.task.kind().may_delete() && is_above_threshold(count.into(), all.into(), percent);
    match job::danger(&job.task) {
        Danger::None => Ask::Nothing,
        Danger::Yes => {
            let zones = job.selection.zones().iter().take(ZONES_ASKED).map(Explain::message);
            Ask::Dialog(Box::new(Confirm::yes(title, std::iter::once(question).chain(zones).collect(), shared)))
        }
        Danger::Count | Danger::Name => {
            let threshold = is_above.then_some((percent, all));
            Ask::Dialog(Box::new(Typed::new(title, question, (count, job), threshold)))
        }
    }
}

/// A form in which the count, or the plan's name, is typed.
#[derive(Debug)]
pub(super) struct Typed {
    title: Message,
    /// Any of these will do.
    expected: Vec<String>,
    count: u32,
    is_above: bool,
    form: Form,
}

impl Typed {
    fn new(title: Message, question: Message, (count, job): (u32, &Job), threshold: Option<(u32, u32)>) -> Self {
        let name = &job.name;
        let mut expected = vec![count.to_string()];
        if !name.is_empty() {
            expected.push(name.clone());
        }
        let mut form = Form::new("job-start-button");
        let mut note = question;
        if let Some((percent, all)) = threshold {
            form = form.check(Field::AboveThreshold, false).hint("hint-above-threshold");
            note = Message::new("job-above-threshold")
                .with("kind", job.task.kind().word())
                .with("count", count)
                .with("all", all)
                .with("percent", percent);
        }
        let key = if name.is_empty() { "hint-type-count" } else { "hint-type-count-or-name" };
        let hint =
            Message { key, args: Vec::new() }.with("noun", job.task.noun().word()).with("count", count.to_string());
        let mut form = form.text(Field::Confirmation, "").hint(hint);
        form.note(Some((note, Role::Warning)));
        Self { title, expected, count, is_above: threshold.is_some(), form }
    }

    fn submit(&mut self) -> Reply {
        let mut errors = Vec::new();
        let mut refuse = |field, problem| errors.push(FieldError { field, problem });
        if self.is_above && !self.form.is_ticked(Field::AboveThreshold) {
            refuse(Field::AboveThreshold, Problem::Missing);
        }
        let typed = fold(self.form.value(Field::Confirmation).trim());
        if !is_count(&typed, self.count) && !self.expected.iter().any(|expected| fold(expected).trim() == typed) {
            refuse(Field::Confirmation, Problem::CountDiffers { wanted: self.count });
        }
        if errors.is_empty() {
            return Reply::close(Answer::Confirmed);
        }
        self.form.refuse(errors);
        Reply::redraw()
    }
}

impl View for Typed {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title), shared);
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        let event = self.form.handle(intent);
        match event {
            Event::Submit => self.submit(),
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }
}
