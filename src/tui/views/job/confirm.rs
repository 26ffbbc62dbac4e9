//! The confirmation of a plan, as hard as its danger: `y`, or the count typed, and above the threshold a second switch.

use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::job::{Danger, Job, is_above_threshold};
use crate::domain::message::{Explain, Message};
use crate::domain::text::{fold, is_count};
use crate::operations::job;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, View};
use crate::tui::views::dialog::{Asks, Dialog, refuse};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::Form;

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
    let is_above = job::extent(&job.task).may_delete() && is_above_threshold(count.into(), all.into(), percent);
    match job::danger(&job.task) {
        Danger::None => Ask::Nothing,
        Danger::Yes => {
            let zones = job.selection.zones().iter().take(ZONES_ASKED).map(Explain::message);
            Ask::Dialog(Box::new(Confirm::yes(title, std::iter::once(question).chain(zones).collect(), shared)))
        }
        Danger::Count | Danger::Name => {
            let threshold = is_above.then_some((percent, all));
            Ask::Dialog(Box::new(Typed::dialog(title, question, (count, job), threshold)))
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
}

impl Typed {
    fn dialog(
        title: Message,
        question: Message,
        (count, job): (u32, &Job),
        threshold: Option<(u32, u32)>,
    ) -> Dialog<Self> {
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
        let what = Message::new("number-of").with("noun", job.task.noun().word());
        let hint = Message::new(key).with("what", what).with("count", count.to_string());
        let mut form = form.text(Field::Confirmation, "").hint(hint);
        form.note(Some((note, Role::Warning)));
        Dialog::new(Self { title, expected, count, is_above: threshold.is_some() }, form)
    }
}

impl Asks for Typed {
    fn title(&self) -> Message {
        self.title.clone()
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let mut errors = Vec::new();
        let mut wrong = |field, problem| errors.push(FieldError { field, problem });
        if self.is_above && !form.is_ticked(Field::AboveThreshold) {
            wrong(Field::AboveThreshold, Problem::Missing);
        }
        let typed = fold(form.value(Field::Confirmation).trim());
        if !is_count(&typed, self.count) && !self.expected.iter().any(|expected| fold(expected).trim() == typed) {
            wrong(Field::Confirmation, Problem::CountDiffers { wanted: self.count });
        }
        if errors.is_empty() { Reply::close(Answer::Confirmed) } else { refuse(form, errors) }
    }
}
