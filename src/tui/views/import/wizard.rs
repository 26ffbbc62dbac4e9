//! The screen: at which step it is, and what it knows.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::file::FileStep;
use super::mapping::MappingStep;
use super::{acts, draw, outcome};
use crate::domain::import::{Format, Mapping};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::jobs::import::{Examination, FarNumbers, Source, Update};
use crate::jobs::progress::{Cancel, Report};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::orders::import::{Ended, Request, Switches};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};
use crate::tui::widgets::command::quoted;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::table::Viewport;

/// Something long that is under way.
#[derive(Debug)]
pub(super) struct Running {
    pub(super) cancel: Cancel,
    pub(super) last: Option<Report>,
    pub(super) since: Timestamp,
    pub(super) stopping: bool,
}

impl Running {
    pub(super) fn new(now: Timestamp) -> Self {
        Self { cancel: Cancel::new(), last: None, since: now, stopping: false }
    }
}

/// Where the operator is.
#[derive(Debug)]
pub(super) enum Step {
    /// Naming the file.
    File(FileStep),
    /// Saying what each column is.
    Mapping(MappingStep),
    /// Waiting for the dry run.
    Examining(Running),
    /// Looking at what the dry run found.
    Report,
    /// Waiting for the import.
    Running(Running),
    /// Looking at what came of it.
    Ended(Box<Ended>),
}

/// What the dialog over the screen was opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asking {
    /// Nothing.
    Nothing,
    /// Whether to import.
    Run,
    /// Whether to stop.
    Stop,
    /// Whether to leave what the dry run found.
    Leave,
    /// Which separator the file has.
    Separator,
}

/// The file that is being imported.
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) source: Arc<Source>,
    pub(super) sample: Vec<Vec<String>>,
    pub(super) format: Option<Format>,
    /// The mapping made by hand, now or before.
    pub(super) mapping: Option<Mapping>,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct Import {
    pub(super) step: Step,
    pub(super) chosen: Option<Chosen>,
    pub(super) switches: Switches,
    pub(super) examination: Option<Arc<Examination>>,
    pub(super) viewport: Viewport,
    /// The file of refused rows, once it is written, with their number.
    pub(super) rejects: Option<(String, u64)>,
    /// The form that names the file of refused rows, while it is open.
    pub(super) form: Option<Form>,
    pub(super) asking: Asking,
    pub(super) area: Rect,
}

impl Import {
    /// Makes the screen at its first step.
    pub(crate) fn new() -> Self {
        Self {
            step: Step::File(FileStep::new()),
            chosen: None,
            switches: Switches {
                mail: false,
                shared: false,
                zones: true,
                update: Update::Leave,
                far: FarNumbers::Refuse,
            },
            examination: None,
            viewport: Viewport::default(),
            rejects: None,
            form: None,
            asking: Asking::Nothing,
            area: Rect::default(),
        }
    }

    /// Returns how many notes and findings the dry run made, as the table has them.
    pub(super) fn lines(examination: &Examination) -> usize {
        examination.notes.len() + examination.findings.len()
    }

    /// Tells whether something long is under way.
    pub(super) fn is_busy(&self) -> bool {
        match &self.step {
            Step::File(step) => step.busy,
            Step::Examining(_) | Step::Running(_) => true,
            Step::Mapping(_) | Step::Report | Step::Ended(_) => false,
        }
    }

    /// Begins the dry run.
    pub(super) fn examine(&mut self, shared: &Shared) -> Reply {
        let Some(chosen) = &self.chosen else { return Reply::none() };
        let running = Running::new(shared.now);
        let request = Request::Examine {
            source: Arc::clone(&chosen.source),
            options: self.switches.options(chosen.mapping.clone()),
            cancel: running.cancel.clone(),
        };
        self.examination = None;
        self.rejects = None;
        self.step = Step::Examining(running);
        Reply::redraw().join(Effect::Import(request).into())
    }

    /// Begins the import.
    pub(super) fn run(&mut self, shared: &Shared) -> Reply {
        let (Some(chosen), Some(examination)) = (&self.chosen, &self.examination) else { return Reply::none() };
        let running = Running::new(shared.now);
        let request = Request::Run {
            source: Arc::clone(&chosen.source),
            options: self.switches.options(chosen.mapping.clone()),
            examination: Arc::clone(examination),
            mail: self.switches.mail,
            cancel: running.cancel.clone(),
        };
        self.step = Step::Running(running);
        Reply::redraw().join(Effect::Import(request).into())
    }

    /// Gives the height of the table of findings.
    pub(super) fn layout(&mut self) {
        let [_, table, _] = draw::places(self.area);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }
}

impl View for Import {
    fn title(&self) -> Message {
        Message::new("screen-import")
    }

    fn places(&self) -> &'static [Place] {
        match self.step {
            Step::File(_) | Step::Examining(_) | Step::Running(_) => &[Place::Everywhere],
            Step::Mapping(_) => &[Place::List, Place::Everywhere],
            Step::Report | Step::Ended(_) => &[Place::Import, Place::List, Place::Everywhere],
        }
    }

    fn takes_text(&self) -> bool {
        matches!(self.step, Step::File(_)) || self.form.is_some()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        if matches!(self.step, Step::File(_)) { FileStep::begin(shared) } else { Reply::none() }
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.area = area;
        self.layout();
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        acts::handle(self, intent, shared)
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        outcome::take(self, outcome, shared)
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let asking = std::mem::replace(&mut self.asking, Asking::Nothing);
        acts::answer(self, asking, &answer, shared)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = if let Step::Mapping(step) = &self.step { step.viewport.len } else { self.viewport.len };
        State { actor: &shared.actor, rows, on_row: rows > 0, ticked: 0, busy: self.is_busy(), blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        acts::refuses(self, action)
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let file = self.chosen.as_ref().map(|chosen| quoted(&chosen.source.path().display().to_string()));
        let mut options = Vec::new();
        for (wanted, word) in [
            (self.switches.mail, "--mail"),
            (self.switches.shared, "--accept-shared-uai"),
            (!self.switches.zones, "--zones require"),
            (self.switches.update == Update::Apply, "--update"),
            (self.switches.far == FarNumbers::Accept, "--accept-far-numbers"),
        ] {
            if wanted {
                options.push(word);
            }
        }
        let separator = self.chosen.as_ref().and_then(|chosen| chosen.source.asked_separator());
        let separator = separator.map(|separator| format!("--separator {}", separator.word()));
        options.extend(separator.as_deref());
        let encoding = self.chosen.as_ref().and_then(|chosen| chosen.source.asked_encoding());
        let encoding = encoding.map(|encoding| format!("--encoding {}", encoding.word()));
        options.extend(encoding.as_deref());
        let filled = template.replace("{file}", &file.unwrap_or_else(|| "…".to_owned()));
        filled.replace("{options}", &options.join(" ")).replace("  ", " ")
    }

    fn footer(&self) -> &'static [Action] {
        match self.step {
            Step::File(_) | Step::Mapping(_) => &[],
            Step::Examining(_) | Step::Running(_) => &[Action::Back, Action::Help, Action::Quit],
            Step::Report if self.form.is_some() => &[],
            // What is done with the whole file has buttons.
            Step::Report => &[Action::Help, Action::ImportRejects, Action::ImportMapping, Action::ImportSeparator],
            Step::Ended(_) => &[Action::ImportTick, Action::ImportRejects, Action::Back, Action::Help, Action::Quit],
        }
    }

    fn under_way(&self) -> Option<Message> {
        matches!(self.step, Step::Running(_)).then(|| Message::new("leaving-import"))
    }

    fn stop(&mut self) -> Reply {
        let Step::Running(running) = &mut self.step else { return Reply::none() };
        running.cancel.cancel();
        running.stopping = true;
        Reply::redraw()
    }

    fn is_changed(&self) -> bool {
        false
    }
}
