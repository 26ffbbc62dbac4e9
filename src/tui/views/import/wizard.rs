//! The screen: at which step it is, and what it knows.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::file::{Chosen, FileStep};
use super::mapping::MappingStep;
use crate::domain::time::Timestamp;
use crate::jobs::import::{Examination, FarNumbers, Update};
use crate::jobs::progress::{Cancel, Report};
use crate::tui::canvas::below;
use crate::tui::orders::Effect;
use crate::tui::orders::import::{Ended, Request, Switches};
use crate::tui::shared::Shared;
use crate::tui::view::Reply;
use crate::tui::widgets::form::Form;
use crate::tui::widgets::table::Viewport;

/// Lines above the table of findings: the file, counts, zones, switches, buttons.
const HEAD: u16 = 6;

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

    /// Returns the height of the table of findings.
    pub(super) fn layout(&mut self) {
        let [_, table, _] = places(self.area);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }
}

/// Returns the places of what is above, the table, and what is below it.
pub(super) fn places(area: Rect) -> [Rect; 3] {
    let top = HEAD.min(area.height);
    let rest = below(area, top);
    let pane = if rest.height < 9 { 0 } else { 4 };
    let table = rest.height - pane;
    [Rect { height: top, ..area }, Rect { height: table, ..rest }, below(rest, table)]
}
