//! The forms of the screen of exports: a file to restore from, how old what is removed is, for how long all are kept.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::export::{Existing, TRANSFER_WIDTH};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::message::Message;
use crate::jobs::command::{option, quoted};
use crate::jobs::progress::Cancel;
use crate::operations::retention::Due;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::export::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::dialog::{Asks, Dialog, refuse, send};
use crate::tui::views::job;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::form::{Event, Form};

/// Exports that are named before they go; the command line names them all.
const NAMED: usize = 5;

/// What stands for what was not typed yet.
const LATER: &str = "…";

/// Returns the command line that plans a restore from files; one that is a list is a transfer.
fn restoring(files: &[String], existing: Existing, keys: &str) -> String {
    let is_list = |file: &String| file.trim().to_lowercase().ends_with(".csv");
    let transfer = if files.iter().any(is_list) { " --transfer" } else { "" };
    let named = |file: &String| if file.trim().is_empty() { LATER.to_owned() } else { quoted(file.trim()) };
    let files = files.iter().map(named).collect::<Vec<_>>().join(" ");
    let replace = if existing == Existing::Replace { " --replace" } else { "" };
    let keys = keys.trim();
    let keys = if keys.is_empty() { String::new() } else { format!(" {}", option("keys", keys)) };
    format!("intendant establishment restore{transfer} {files}{replace}{keys}")
}

fn with_days(line: &str, days: &str) -> String {
    let days = days.trim();
    format!("{line} {}", if days.is_empty() { LATER } else { days })
}

/// Which file establishments are brought back from: an export, or the list of a transfer. What was typed stays while its
/// plan is looked at or refused.
#[derive(Debug)]
pub(super) struct RestoreFile;

impl RestoreFile {
    /// Makes the form.
    pub(super) fn dialog(shared: &Shared) -> Dialog<Self> {
        let hint = if shared.actor.ssh_client.is_empty() { "hint-restore-file" } else { "hint-restore-exchange" };
        let form = Form::new("plan-button").text(Field::File, "").hint(hint);
        let form = form.check(Field::ReplaceExisting, false).hint("hint-replace-existing");
        let mut form = form.text(Field::KeyFile, "").hint("hint-key-file");
        form.note(Some((Message::new("export-file-note").with("columns", TRANSFER_WIDTH), Role::Dim)));
        Dialog::new(Self, form)
    }
}

impl Asks for RestoreFile {
    fn title(&self) -> Message {
        Message::new("action-export-file")
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        let existing = existing(form);
        Some((self.title(), restoring(&[form.value(Field::File)], existing, &form.value(Field::KeyFile))))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let named = form.value(Field::File);
        if named.trim().is_empty() {
            return refuse(form, vec![FieldError { field: Field::File, problem: Problem::Missing }]);
        }
        job::restore_named(named, existing(form), form.value(Field::KeyFile))
    }

    fn answer(&mut self, _form: &mut Form, answer: Answer, _shared: &mut Shared) -> Reply {
        planned(&answer)
    }
}

fn existing(form: &Form) -> Existing {
    if form.is_ticked(Field::ReplaceExisting) { Existing::Replace } else { Existing::Refuse }
}

/// Closes once the plan was looked at: started, kept or left.
fn planned(answer: &Answer) -> Reply {
    match answer {
        Answer::Done(_) => Reply::close(Answer::Done(None)),
        _ => Reply::redraw(),
    }
}

/// Which keys open encrypted exports that are to be restored.
#[derive(Debug)]
pub(super) struct Keys {
    files: Vec<String>,
    existing: Existing,
}

impl Keys {
    /// Makes the form.
    pub(super) fn dialog(files: Vec<String>, existing: Existing) -> Dialog<Self> {
        Dialog::new(Self { files, existing }, Form::new("plan-button").text(Field::KeyFile, "").hint("hint-key-file"))
    }
}

impl Asks for Keys {
    fn title(&self) -> Message {
        Message::new("export-keys-title").with("count", self.files.len())
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        job::restore(self.files.clone(), self.existing, form.value(Field::KeyFile))
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        Some((self.title(), restoring(&self.files, self.existing, &form.value(Field::KeyFile))))
    }

    fn answer(&mut self, _form: &mut Form, answer: Answer, _shared: &mut Shared) -> Reply {
        planned(&answer)
    }
}

/// How old exports are that are removed; their count is typed before they are.
#[derive(Debug)]
pub(super) struct Prune {
    form: Form,
    /// What is asked about.
    told: Option<Box<Due>>,
    /// What stops the removal that is under way.
    taking: Option<Cancel>,
}

impl Prune {
    /// Makes the form; it offers the retention as soon as that is known.
    pub(super) fn new() -> Self {
        let form = Form::new("export-prune-button").text(Field::OlderThanDays, "");
        Self { form: form.hint("hint-older-than-days"), told: None, taking: None }
    }
}

impl View for Prune {
    fn title(&self) -> Message {
        Message::new("action-export-prune")
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Export(Request::Kept).into()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.form.draw(canvas, area, &shared.say(&self.title()), shared);
    }

    fn echoes(&self) -> Option<(Message, String)> {
        Some((self.title(), with_days("intendant export prune --older-than", &self.form.value(Field::OlderThanDays))))
    }

    fn handle(&mut self, intent: Intent, _shared: &mut Shared) -> Reply {
        if let (Some(taking), Intent::Key(Key { code: KeyCode::Esc, .. })) = (&self.taking, &intent) {
            taking.cancel();
            return Reply::redraw();
        }
        match self.form.handle(intent) {
            Event::Submit => {
                self.form.send();
                let typed = self.form.value(Field::OlderThanDays);
                Reply::redraw().join(Effect::Export(Request::Old(typed)).into())
            }
            Event::Leave => Reply::close(Answer::Dismissed),
            Event::Changed(_) | Event::EnterOnError(_) | Event::Nothing => Reply::redraw(),
            Event::Unheard => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Export(Done::Keeps(days)) => {
                self.form.set(Field::OlderThanDays, &days.to_string());
                Reply::redraw()
            }
            Outcome::Export(Done::Old(due)) => {
                self.form.resume();
                let count = due.exports.len();
                let remarks = due.said(&shared.catalogue, NAMED);
                if count == 0 {
                    let said = remarks.into_iter().next().unwrap_or_else(|| Message::new("why-none-old"));
                    self.form.note(Some((said, Role::Warning)));
                    return Reply::redraw();
                }
                let question = Message::new("export-prune-question").with("count", count).with("days", due.days);
                let lines = std::iter::once(question).chain(remarks).collect();
                self.told = Some(due);
                Reply::open(Confirm::typed(self.title(), lines, count.to_string()))
            }
            Outcome::Export(Done::Pruned(said)) => Reply::close(Answer::Done(None)).and(Step::of(said)),
            Outcome::Failed(failure) => {
                self.taking = None;
                self.form.fail(&failure);
                Reply::redraw()
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (answer, self.told.take()) {
            (Answer::Confirmed, Some(due)) => {
                let cancel = Cancel::new();
                self.taking = Some(cancel.clone());
                self.form.send();
                Reply::redraw().join(Effect::Export(Request::Prune { due, cancel }).into())
            }
            (
                Answer::Confirmed
                | Answer::Dismissed
                | Answer::Chosen(_)
                | Answer::Named(_)
                | Answer::Meant(..)
                | Answer::Done(_)
                | Answer::Planned
                | Answer::Refused(_),
                _,
            ) => Reply::redraw(),
        }
    }
}

/// For how many days exports are kept.
#[derive(Debug)]
pub(super) struct Keep;

impl Keep {
    /// Makes the form.
    pub(super) fn dialog() -> Dialog<Self> {
        let form = Form::new("form-save").text(Field::RetentionDays, "");
        Dialog::new(Self, form.hint("hint-retention-days"))
    }
}

impl Asks for Keep {
    fn title(&self) -> Message {
        Message::new("action-export-keep")
    }

    fn begin(&mut self, _form: &mut Form, _shared: &mut Shared) -> Reply {
        Effect::Export(Request::Kept).into()
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        let typed = form.value(Field::RetentionDays);
        send(form, Effect::Export(Request::Keep(typed)))
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        Some((self.title(), with_days("intendant export keep", &form.value(Field::RetentionDays))))
    }

    fn done(&mut self, form: &mut Form, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Export(Done::Keeps(days)) => {
                form.set(Field::RetentionDays, &days.to_string());
                Reply::redraw()
            }
            Outcome::Export(Done::Kept(days)) => {
                let said = Message::new("export-kept").with("days", days);
                Reply::close(Answer::Done(None)).and(Step::Say(said, Role::Good))
            }
            _ => Reply::none(),
        }
    }
}
