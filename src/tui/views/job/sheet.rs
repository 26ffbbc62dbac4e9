//! One job: its plan with what may be done with it, its progress while it runs, its report when it is over.

use ratatui::layout::Rect;

use super::confirm::{self, Ask};
use super::draw;
use crate::domain::access::At;
use crate::domain::act::{Act, Verb};
use crate::domain::job::{Expectation, JobId, Kind, Standing, TargetRow, TargetState};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::nouns::echo;
use crate::operations::job::{Group, RowFilter};
use crate::tui::actions::Action;
use crate::tui::orders::Effect;
use crate::tui::orders::job::{Request, Sheet};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Reply, Step};
use crate::tui::widgets::command::Commands;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::pages::{Ask as AskRows, Pages};
use crate::tui::widgets::scroll::Scroll;
use crate::tui::widgets::table::Viewport;

/// How long a process that was started may take to begin.
const BEGIN_S: i64 = 15;
/// How often a running job is looked at when nothing else says that it changed: its process may have died.
pub(super) const LOOK_S: i64 = 5;

/// What has the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Focus {
    /// The groups.
    Groups,
    /// The rows of a group.
    Rows,
    /// A button of a plan.
    Button(Button),
}

/// A button of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Button {
    /// Starts it.
    Start,
    /// Keeps it under a name.
    Save,
    /// Leaves it.
    Cancel,
}

impl Button {
    /// All of them, as they stand.
    pub(super) const ALL: [Self; 3] = [Self::Start, Self::Save, Self::Cancel];
}

/// Whether a plan that is left is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// It was drawn up for this dialog, and nobody has kept it.
    Fresh,
    /// It was there before.
    Known,
}

/// What is done once it is confirmed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Confirming {
    /// The plan begins.
    Start,
    /// The plan is forgotten.
    Leave,
}

/// The dialog.
#[derive(Debug)]
pub(super) struct JobView {
    pub(super) id: JobId,
    /// Where it is, when that is not where the view below it is.
    pub(super) place: Option<At>,
    pub(super) sheet: Option<Box<Sheet>>,
    pub(super) origin: Origin,
    pub(super) focus: Focus,
    pub(super) group_at: usize,
    pub(super) group_top: Scroll,
    pub(super) rows: Pages<TargetRow>,
    pub(super) viewport: Viewport,
    /// What is begun once it was read.
    pub(super) begins: Option<Action>,
    /// What the dialog over it asks about.
    pub(super) asking: Option<Act>,
    /// What the confirmation over it is for.
    pub(super) confirming: Option<Confirming>,
    /// Since when its process is awaited.
    pub(super) starting: Option<Timestamp>,
    /// What was asked for and has not come.
    pub(super) asked: bool,
    pub(super) again: bool,
    pub(super) failure: Option<Message>,
    pub(super) area: Rect,
}

impl JobView {
    /// Shows a plan that was just drawn up.
    pub(super) fn planned(sheet: Box<Sheet>) -> Self {
        let mut this = Self::known(sheet.overview.job.id);
        this.origin = Origin::Fresh;
        // Enter begins what changes nothing; anything else is confirmed first.
        this.focus = Focus::Button(Button::Start);
        this.sheet = Some(sheet);
        this
    }

    /// Shows a job, which is read when the dialog opens.
    pub(super) fn known(id: JobId) -> Self {
        Self {
            id,
            place: None,
            sheet: None,
            origin: Origin::Known,
            focus: Focus::Groups,
            group_at: 0,
            group_top: Scroll::default(),
            rows: Pages::new(),
            viewport: Viewport::default(),
            begins: None,
            asking: None,
            confirming: None,
            starting: None,
            asked: false,
            again: false,
            failure: None,
            area: Rect::default(),
        }
    }

    /// Returns where the job stands, once it was read.
    pub(super) fn standing(&self) -> Option<Standing> {
        self.sheet.as_ref().map(|sheet| sheet.overview.standing)
    }

    /// Tells whether nothing was tried yet.
    pub(super) fn is_plan(&self) -> bool {
        self.sheet.as_ref().is_some_and(|sheet| sheet.overview.job.started_at.is_none())
    }

    /// Tells whether it is a plan with which something may be done.
    pub(super) fn has_buttons(&self) -> bool {
        self.standing() == Some(Standing::Planned) && self.starting.is_none()
    }

    fn group(&self) -> Option<&Group> {
        self.sheet.as_ref()?.groups.get(self.group_at)
    }

    /// Returns the filter of the rows of the group under the cursor.
    fn filter(&self) -> RowFilter {
        let Some(group) = self.group() else { return RowFilter::default() };
        let reason = group.reason.as_ref().map(|reason| reason.word().to_owned());
        if self.is_plan() {
            return RowFilter { state: None, expectation: Some(group.forecast.expectation()), reason };
        }
        RowFilter { state: Some(group.state), expectation: None, reason }
    }

    pub(super) fn get(&mut self) -> Reply {
        if self.asked {
            self.again = true;
            return Reply::none();
        }
        self.asked = true;
        Effect::Job(Request::Get(self.id)).into()
    }

    fn ask_rows(&self, ask: Option<AskRows>) -> Reply {
        let (id, filter) = (self.id, self.filter());
        ask.map_or_else(Reply::none, |ask| Effect::Job(Request::Rows { id, filter, ask }).into())
    }

    pub(super) fn fetch(&mut self) -> Reply {
        let ask = self.rows.wanted(&self.viewport.window(0));
        self.ask_rows(ask)
    }

    /// Reads the rows of another group.
    fn restart(&mut self) -> Reply {
        self.rows = Pages::new();
        self.viewport = Viewport { height: self.viewport.height, ..Viewport::default() };
        let ask = self.rows.restart();
        self.ask_rows(Some(ask))
    }

    /// Takes what is known of the job now.
    pub(super) fn take(&mut self, mut sheet: Box<Sheet>, shared: &Shared) -> Reply {
        let before = self.group().map(|group| (group.state, group.forecast.expectation(), reason_of(group)));
        let was_plan = self.is_plan();
        sort(&mut sheet.groups);
        // Asked once, when the plan is drawn up.
        sheet.after = self.sheet.take().and_then(|known| known.after).or(sheet.after);
        self.sheet = Some(sheet);
        let same = |group: &Group| Some((group.state, group.forecast.expectation(), reason_of(group))) == before;
        let groups = self.sheet.iter().flat_map(|sheet| &sheet.groups);
        let found = groups.enumerate().find(|(_, group)| same(group)).map(|(at, _)| at);
        let late = self.starting_is_late();
        if self.standing() != Some(Standing::Planned) || late {
            self.starting = None;
        }
        if !self.has_buttons() && matches!(self.focus, Focus::Button(_)) {
            self.focus = Focus::Groups;
        } else if self.has_buttons() && before.is_none() {
            self.focus = Focus::Button(Button::Start);
        }
        self.layout(shared);
        let own = self.sheet.as_ref().map(|sheet| (sheet.at, self.id));
        let rows = match found {
            Some(at) if was_plan == self.is_plan() && self.rows.is_loaded() => {
                self.group_at = at;
                let ask = self.rows.refresh(&self.viewport.window(0));
                self.ask_rows(ask)
            }
            Some(_) | None => {
                self.group_at = 0;
                self.restart()
            }
        };
        let is_over = matches!(self.standing(), Some(Standing::Done | Standing::Undone | Standing::Cancelled));
        let ended = own.filter(|own| is_over && shared.begun.contains(own));
        let mut rows = Reply::redraw().join(rows);
        if late {
            rows = rows.and(Step::Say(Message::new("job-not-begun"), Role::Error));
        }
        match ended {
            Some(own) => rows.join(Effect::Job(Request::Ended(vec![own])).into()),
            None => rows,
        }
    }

    fn starting_is_late(&self) -> bool {
        let late = |since: Timestamp, sheet: &Sheet| {
            sheet.overview.standing == Standing::Planned && sheet.now > since.plus_s(BEGIN_S)
        };
        self.starting.zip(self.sheet.as_deref()).is_some_and(|(since, sheet)| late(since, sheet))
    }

    pub(super) fn layout(&mut self, shared: &Shared) {
        let places = draw::places(self, self.area, shared);
        self.viewport.set_height(usize::from(places.rows.height));
    }

    pub(super) fn move_by(&mut self, action: Action) -> Reply {
        if self.focus == Focus::Rows {
            self.viewport.act(action);
            return Reply::redraw().join(self.fetch());
        }
        self.focus = Focus::Groups;
        let count = self.sheet.as_ref().map_or(0, |sheet| sheet.groups.len());
        let to = match action {
            Action::Up => self.group_at.saturating_sub(1),
            Action::Down => self.group_at + 1,
            Action::PageUp | Action::First => 0,
            _ => count,
        };
        let to = to.min(count.saturating_sub(1));
        if to == self.group_at {
            return Reply::redraw();
        }
        self.group_at = to;
        Reply::redraw().join(self.restart())
    }

    /// Goes to the next or the previous button.
    pub(super) fn turn(&mut self, by: usize) -> Reply {
        if !self.has_buttons() {
            return Reply::none();
        }
        let count = Button::ALL.len();
        let at = match self.focus {
            Focus::Button(button) => Button::ALL.iter().position(|known| *known == button).map_or(0, |at| at + by),
            Focus::Groups | Focus::Rows => {
                if by == 1 {
                    0
                } else {
                    count - 1
                }
            }
        };
        let button = Button::ALL.get(at % count).copied().unwrap_or(Button::Cancel);
        self.focus = Focus::Button(button);
        Reply::redraw()
    }

    /// Counts the targets of a plan to which something would be done.
    pub(super) fn to_do(&self) -> u32 {
        draw::expected(self.sheet.as_deref(), Expectation::Do)
    }

    pub(super) fn start(&mut self, shared: &Shared) -> Reply {
        let Some(sheet) = &self.sheet else { return Reply::none() };
        if self.to_do() == 0 {
            return Reply::refuse(Message::new("why-job-nothing-to-do"));
        }
        match confirm::ask(&sheet.overview.job, (self.to_do(), sheet.establishments), shared) {
            Ask::Nothing => self.go(shared),
            Ask::Dialog(view) => {
                self.confirming = Some(Confirming::Start);
                Reply::step(Step::Open(view))
            }
        }
    }

    pub(super) fn go(&mut self, shared: &Shared) -> Reply {
        self.starting = Some(shared.now);
        self.focus = Focus::Groups;
        Reply::redraw().join(Effect::Job(Request::Start(self.id)).into())
    }

    /// Leaves the dialog, after a question where lines were read that would have to be given again.
    pub(super) fn leave(&mut self, shared: &Shared) -> Reply {
        let is_of_lines =
            |sheet: &Sheet| matches!(sheet.overview.job.task.kind(), Kind::Act(act) if act.verb() == Verb::Import);
        if self.has_buttons() && self.origin == Origin::Fresh && self.sheet.as_deref().is_some_and(is_of_lines) {
            self.confirming = Some(Confirming::Leave);
            let question = Message::new("job-discard").with("job", self.id.to_string());
            return Reply::open(Confirm::yes(Message::new("job-discard-title"), vec![question], shared));
        }
        self.farewell()
    }

    /// Closes the dialog; a plan that nobody kept is forgotten.
    pub(super) fn farewell(&self) -> Reply {
        let close = Reply::close(Answer::Done(None));
        if self.starting.is_none() && self.origin == Origin::Fresh && self.standing() == Some(Standing::Planned) {
            let said = Message::new("job-forgotten").with("job", self.id.to_string());
            return Reply::from(Effect::Job(Request::Forget(self.id))).join(close).and(Step::Say(said, Role::Text));
        }
        let runs = matches!(self.standing(), Some(Standing::Running | Standing::Silent));
        if !runs && self.starting.is_none() {
            return close;
        }
        let said = Message::new("job-goes-on").with("job", self.id.to_string());
        close.and(Step::Say(said, Role::Text))
    }

    pub(super) fn command(&self) -> Reply {
        let Some(sheet) = &self.sheet else { return Reply::none() };
        let job = &sheet.overview.job;
        let label = super::words::kind(&job.task, job.tally.total());
        Reply::open(Commands::of(vec![(label, echo::job(job, sheet.at))]))
    }
}

fn reason_of(group: &Group) -> Option<&'static str> {
    group.reason.as_ref().map(crate::domain::job::Reason::word)
}

/// Puts what will be done, or failed, before what needs no look.
fn sort(groups: &mut [Group]) {
    groups.sort_by_key(|group| match (group.state, group.forecast.expectation()) {
        (TargetState::Failed, _) => 0,
        (TargetState::Waiting, Expectation::Do) => 1,
        (TargetState::Waiting, Expectation::Refuse) => 2,
        (TargetState::Waiting, Expectation::Skip) => 3,
        (TargetState::Done, _) => 4,
        (TargetState::Skipped, _) => 5,
    });
}
