//! The table of jobs.

use ratatui::layout::Rect;

use super::possible::{Asking, why_not};
use super::{acts, open, open_inside, table, words};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::{JobId, JobState, Standing};
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::operations::job::Overview;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::orders::job::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::menu::Menu;
use crate::tui::widgets::pages::{Ask, Pages};
use crate::tui::widgets::table::Viewport;

/// How often a running job is looked at when nothing says that it changed: its process may have died.
const LOOK_S: i64 = 5;

/// The screen.
#[derive(Debug)]
pub(crate) struct Jobs {
    pub(super) pages: Pages<Overview>,
    pub(super) viewport: Viewport,
    pub(super) state: Option<JobState>,
    pub(super) counts: Vec<(JobState, u32)>,
    pub(super) failure: Option<Message>,
    pub(super) area: Rect,
    asking: Asking,
    /// Whether the list of states is open.
    choosing: bool,
    /// The jobs inside establishments of which one is chosen.
    inside: Vec<(EstablishmentNumber, JobId)>,
    read_at: Timestamp,
}

impl Jobs {
    /// Makes the screen; it reads its rows when it begins.
    pub(crate) fn new() -> Self {
        Self {
            pages: Pages::new(),
            viewport: Viewport::default(),
            state: None,
            counts: Vec::new(),
            failure: None,
            area: Rect::default(),
            asking: Asking::Nothing,
            choosing: false,
            inside: Vec::new(),
            read_at: Timestamp(0),
        }
    }

    /// Returns the job under the cursor.
    pub(super) fn current(&self) -> Option<&Overview> {
        self.pages.get(self.viewport.at)
    }

    fn request(&self, ask: Option<Ask>) -> Reply {
        ask.map_or_else(Reply::none, |ask| Effect::Job(Request::List { state: self.state, ask }).into())
    }

    fn fetch(&mut self) -> Reply {
        let ask = self.pages.wanted(&self.viewport.window(0));
        self.request(ask)
    }

    fn restart(&mut self) -> Reply {
        self.viewport.go(0);
        let ask = self.pages.restart();
        self.request(Some(ask))
    }

    fn page(&mut self, ticket: u64, rows: Vec<Overview>, counts: Vec<(JobState, u32)>) -> Reply {
        self.counts = counts;
        let here = self.current().map(|overview| overview.job.id.0);
        if !self.pages.put(ticket, rows) {
            return Reply::redraw();
        }
        self.failure = None;
        self.viewport.set_len(self.pages.len());
        // Newer jobs come above: the cursor stays on its own, unless it is on the first line.
        if let Some(at) = here.filter(|_| self.viewport.at > 0).and_then(|key| self.pages.position(key)) {
            self.viewport.go(at);
        }
        Reply::redraw().join(self.fetch())
    }

    /// Counts the jobs of a state.
    pub(super) fn count(&self, state: JobState) -> u32 {
        self.counts.iter().find(|(known, _)| *known == state).map_or(0, |(_, count)| *count)
    }

    fn total(&self) -> u32 {
        match self.state {
            Some(state) => self.count(state),
            None => self.counts.iter().map(|(_, count)| *count).sum(),
        }
    }

    fn act(&mut self, action: Action, shared: &Shared) -> Reply {
        if self.viewport.act(action) {
            return Reply::redraw().join(self.fetch());
        }
        match action {
            Action::JobState | Action::Filter => {
                self.choosing = true;
                return Reply::open(self.menu());
            }
            Action::JobInside => return Effect::Job(Request::Inside).into(),
            Action::Back if self.state.is_some() => {
                self.state = None;
                return Reply::redraw().join(self.restart());
            }
            // Where it lies over another screen.
            Action::Back => return Reply::close(Answer::Dismissed),
            _ => {}
        }
        let Some(current) = self.current() else { return Reply::none() };
        if action == Action::Open {
            return open(current.job.id);
        }
        let (asking, reply) = acts::act(action, current, shared);
        self.asking = asking;
        reply
    }

    /// Lets one of the jobs that were interrupted inside establishments be chosen.
    fn choose_inside(&mut self, found: &[(EstablishmentNumber, Overview)], shared: &Shared) -> Reply {
        if found.is_empty() {
            return Reply::refuse(Message::new("why-none-inside"));
        }
        self.inside = found.iter().map(|(number, one)| (*number, one.job.id)).collect();
        let line = |(number, one): &(EstablishmentNumber, Overview)| {
            Message::new("job-inside-line")
                .with("number", number.to_string())
                .with("what", words::task(&one.job, shared))
                .with("job", one.job.id.to_string())
        };
        Reply::open(Menu::new(Message::new("job-inside-title"), found.iter().map(line).collect()))
    }

    fn menu(&self) -> Menu {
        let total: u32 = self.counts.iter().map(|(_, count)| *count).sum();
        let mut lines = vec![Message::new("job-state-any").with("count", total)];
        let line = |state: &JobState| {
            Message::new("job-state-line").with("state", state.word()).with("count", self.count(*state))
        };
        lines.extend(JobState::ALL.iter().map(line));
        let at = self.state.and_then(|state| JobState::ALL.iter().position(|known| *known == state));
        Menu::new(Message::new("action-job-state"), lines).focus(at.map_or(0, |at| at + 1))
    }
}

impl View for Jobs {
    fn title(&self) -> Message {
        Message::new("screen-jobs")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Jobs, Place::Filtered, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        self.read_at = shared.now;
        self.restart()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.area = area;
        let [_, body, _] = table::places(area);
        self.viewport.set_height(usize::from(body.height.saturating_sub(1)));
        Reply::redraw().join(self.fetch())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        table::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => self.act(action, shared),
            // A paste does nothing here: its letters would be commands.
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Job(Done::Page { ticket, rows, counts }) => self.page(ticket, rows, counts),
            Outcome::Job(Done::Inside(found)) => self.choose_inside(&found, shared),
            Outcome::Job(Done::Started(sheet)) => {
                let id: JobId = sheet.overview.job.id;
                shared.begun.insert((sheet.at, id));
                let said = Message::new("job-started").with("job", id.to_string());
                Reply::step(Step::Say(said, Role::Good)).join(self.refresh(shared))
            }
            Outcome::Job(Done::Changed(said)) => Reply::step(Step::Say(said, Role::Good)).join(self.refresh(shared)),
            Outcome::Job(Done::Forgotten(id)) => {
                let said = Message::new("job-forgotten").with("job", id.to_string());
                Reply::step(Step::Say(said, Role::Good)).join(self.restart())
            }
            Outcome::Failed(failure) => {
                self.pages.give_up();
                if !self.pages.is_loaded() {
                    self.failure = Some(failure.message());
                    return Reply::redraw();
                }
                Reply::step(Step::Say(failure.message(), Role::Error))
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        let asking = std::mem::replace(&mut self.asking, Asking::Nothing);
        let inside = std::mem::take(&mut self.inside);
        if let Answer::Chosen(at) = answer
            && let Some((number, id)) = inside.get(at)
        {
            return open_inside(*number, *id);
        }
        match (std::mem::take(&mut self.choosing), &answer) {
            (true, Answer::Chosen(at)) => {
                self.state = at.checked_sub(1).and_then(|at| JobState::ALL.get(at).copied());
                Reply::redraw().join(self.restart())
            }
            (false, Answer::Done(_)) => self.refresh(shared),
            (_, _) => acts::answer(asking, &answer).join(self.refresh(shared)),
        }
    }

    fn refresh(&mut self, shared: &mut Shared) -> Reply {
        self.read_at = shared.now;
        let ask = self.pages.refresh(&self.viewport.window(0));
        self.request(ask)
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let on_row = self.current().is_some();
        State { actor: &shared.actor, rows: self.pages.len(), on_row, ticked: 0, busy: false, blocked: None }
    }

    fn refuses(&self, action: Action, _shared: &Shared) -> Option<Message> {
        why_not(action, self.current()?)
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let row = self.current().map(|overview| overview.job.id.to_string()).unwrap_or_default();
        let state = self.state.map(|state| format!("--state {}", state.word())).unwrap_or_default();
        template.replace("{row}", &row).replace("{state}", &state).trim_end().to_owned()
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::Help,
            Action::Open,
            Action::JobState,
            Action::JobStart,
            Action::JobPause,
            Action::JobCancel,
            Action::JobUndo,
            Action::JobRetry,
            Action::JobCsv,
            Action::JobInside,
            Action::Menu,
            Action::Palette,
            Action::Quit,
        ]
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        if !self.pages.is_loaded() {
            return None;
        }
        let at = if self.pages.len() == 0 { 0 } else { self.viewport.at + 1 };
        Some(Message::new("job-count").with("at", at).with("total", self.total()))
    }

    fn waits(&self) -> bool {
        !self.pages.is_loaded() && self.pages.is_waiting()
    }

    fn wake_at(&self) -> Option<Timestamp> {
        let runs = |at| {
            let standing = self.pages.get(at).map(|overview| overview.standing);
            matches!(standing, Some(Standing::Running | Standing::Silent))
        };
        self.viewport.window(0).any(runs).then(|| self.read_at.plus_s(LOOK_S))
    }
}
