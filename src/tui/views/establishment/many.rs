//! What is asked before an action on several establishments becomes a plan: which ones are meant, and its settings.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use crate::domain::block::Blocker;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::export::{self, Packing, Tables};
use crate::domain::field::{Field, FieldError, Problem};
use crate::domain::job::{AdministratorChoice, ExportFirst, Selection, Task};
use crate::domain::message::Message;
use crate::domain::zone::{Zone, ZoneNumber};
use crate::i18n::words;
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::dialog::{Asks, Dialog, refuse};
use crate::tui::views::job;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::menu::Menu;

/// Names targets one by one.
pub(super) fn numbers(targets: impl IntoIterator<Item = EstablishmentNumber>) -> Selection {
    let numbers: BTreeSet<EstablishmentNumber> = targets.into_iter().collect();
    Selection::Numbers { numbers: numbers.into_iter().collect() }
}

/// What an action is for: how it is named, how many they are, and the zone of them all as far as the screen knows it.
#[derive(Debug)]
pub(super) struct Targets {
    pub(super) selection: Selection,
    pub(super) count: usize,
    pub(super) zone: Option<ZoneNumber>,
}

impl Targets {
    /// Names them one by one.
    pub(super) fn of(chosen: impl IntoIterator<Item = EstablishmentNumber>) -> Self {
        let selection = numbers(chosen);
        let count = selection.named().map_or(0, |count| usize::try_from(count).unwrap_or(usize::MAX));
        Self { selection, count, zone: None }
    }

    /// Says what is done to how many.
    pub(super) fn title(&self, key: &'static str) -> Message {
        Message { key, args: Vec::new() }.with("count", self.count)
    }
}

/// A choice that makes the task.
#[derive(Debug)]
pub(super) struct Choose {
    menu: Menu,
    tasks: Vec<Task>,
    selection: Selection,
}

impl Choose {
    /// Asks whose block is lifted.
    pub(super) fn blocker(targets: Targets) -> Self {
        let lines = Blocker::ALL.iter().map(|blocker| Message::new(words::blocker(*blocker))).collect();
        let tasks = Blocker::ALL.iter().map(|blocker| Task::Unblock { blocker: *blocker }).collect();
        let menu = Menu::new(targets.title("unblock-many-title"), lines).asking(Message::new("unblock-many-which"));
        Self { menu, tasks, selection: targets.selection }
    }

    /// Asks whose password is replaced.
    pub(super) fn administrator(targets: Targets) -> Self {
        let line = |choice: &AdministratorChoice| Message::new("job-task-reset").with("choice", choice.word());
        let lines = AdministratorChoice::ALL.iter().map(line).collect();
        let tasks = AdministratorChoice::ALL.iter().map(|choice| Task::ResetAdministrator { choice: *choice });
        let menu = Menu::new(targets.title("reset-many-title"), lines).asking(Message::new("reset-many-which"));
        Self { tasks: tasks.collect(), menu, selection: targets.selection }
    }

    /// Asks for the zone to move to; the present one is marked, and the cursor stands on it.
    pub(super) fn zone(targets: Targets, shared: &Shared) -> Self {
        let line = |zone: &Zone| {
            Message::new("move-zone").with("number", zone.number.0.to_string()).with("name", zone.name.as_str())
        };
        let lines = shared.zones.iter().map(line).collect();
        let tasks = shared.zones.iter().map(|zone| Task::MoveToZone { zone: zone.number }).collect();
        let menu = Menu::new(targets.title("move-many-title"), lines).asking(Message::new("move-which"));
        let present = targets.zone.and_then(|zone| shared.zones.iter().position(|known| known.number == zone));
        let menu = match present {
            Some(at) => menu.focus(at).mark(at, "•"),
            None => menu,
        };
        Self { menu, tasks, selection: targets.selection }
    }
}

impl View for Choose {
    fn title(&self) -> Message {
        self.menu.title()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        self.menu.draw(canvas, area, shared);
    }

    fn echoes(&self) -> Option<(Message, String)> {
        Some(job::echo(self.tasks.get(self.menu.at())?, &self.selection))
    }

    fn fixed_keys(&self, shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        self.menu.fixed_keys(shared)
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let reply = self.menu.handle(intent, shared);
        let chosen = reply.steps.iter().find_map(|step| match step {
            Step::Close(Answer::Chosen(at)) => self.tasks.get(*at).cloned(),
            _ => None,
        });
        match chosen {
            Some(task) => Reply::close(Answer::Dismissed).join(job::begin(task, self.selection.clone())),
            None => reply,
        }
    }
}

/// What is asked before some are exported: in which form.
#[derive(Debug)]
pub(super) struct ExportMany {
    targets: Targets,
}

impl ExportMany {
    /// Makes the form; nothing is ticked.
    pub(super) fn dialog(targets: Targets) -> Dialog<Self> {
        let form = Form::new("plan-button").check(Field::Compress, false).hint("hint-compress");
        let form = form.check(Field::Tables, false).hint("hint-tables");
        let form = form.text(Field::PublicKey, "").hint("hint-public-key").on_button();
        Dialog::new(Self { targets }, form)
    }

    /// Returns the task; none when the key is none.
    fn task(form: &Form) -> Option<Task> {
        let typed = form.value(Field::PublicKey);
        let sealed_for = match crate::operations::export::public_key(&typed) {
            Ok(key) => Some(key),
            Err(_) if typed.trim().is_empty() => None,
            Err(_) => return None,
        };
        let packing = if form.is_ticked(Field::Compress) { Packing::Zstd } else { Packing::Plain };
        let tables = if form.is_ticked(Field::Tables) { Tables::Csv } else { Tables::No };
        Some(Task::Export { form: export::Form { packing, tables, sealed_for } })
    }
}

impl Asks for ExportMany {
    fn title(&self) -> Message {
        self.targets.title("export-many-title")
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        Some(job::echo(&Self::task(form)?, &self.targets.selection))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        match Self::task(form) {
            Some(task) => Reply::close(Answer::Dismissed).join(job::begin(task, self.targets.selection.clone())),
            None => refuse(form, vec![FieldError { field: Field::PublicKey, problem: Problem::NotAPublicKey }]),
        }
    }
}

/// What is asked before several are deleted: whether they are exported first.
#[derive(Debug)]
pub(super) struct DeleteMany {
    targets: Targets,
}

impl DeleteMany {
    /// Makes the form; the export is ticked.
    pub(super) fn dialog(targets: Targets) -> Dialog<Self> {
        let mut form = Form::new("plan-button")
            .check(Field::ExportFirst, true)
            .hint("hint-export-first")
            .unticked("hint-no-export");
        form.note(Some((Message::new("delete-many-note"), Role::Warning)));
        Dialog::new(Self { targets }, form)
    }
}

impl DeleteMany {
    fn task(form: &Form) -> Task {
        let export_first = if form.is_ticked(Field::ExportFirst) { ExportFirst::Yes } else { ExportFirst::No };
        Task::Delete { export_first }
    }
}

impl Asks for DeleteMany {
    fn title(&self) -> Message {
        self.targets.title("delete-many-title")
    }

    fn echoes(&self, form: &Form) -> Option<(Message, String)> {
        Some(job::echo(&Self::task(form), &self.targets.selection))
    }

    fn submit(&mut self, form: &mut Form, _shared: &mut Shared) -> Reply {
        Reply::close(Answer::Dismissed).join(job::begin(Self::task(form), self.targets.selection.clone()))
    }
}
