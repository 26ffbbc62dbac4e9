//! The screen: facts above, findings below.

use ratatui::layout::Rect;

use super::choice;
use super::draw;
use crate::domain::message::Message;
use crate::jobs::progress::Cancel;
use crate::nouns::finding::{Fate, Found};
use crate::operations::Advance;
use crate::operations::acceptance::Waiting;
use crate::operations::doctor::{Choice, Finding, ServerInfo, Thoroughness};
use crate::operations::retention::Due;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::Canvas;
use crate::tui::orders::server::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::Viewport;

/// What is under way.
#[derive(Debug)]
pub(super) enum Work {
    Nothing,
    /// The examination, with how far it is.
    Examining {
        cancel: Cancel,
        done: u32,
        total: u32,
    },
    /// The repair.
    Repairing {
        cancel: Cancel,
        done: usize,
        total: usize,
    },
    /// Taking what is beyond its limit; none is done while it is only counted.
    Pruning {
        cancel: Cancel,
        advance: Advance,
    },
}

/// What a question is about.
#[derive(Debug)]
pub(super) enum Asked {
    /// Repairing these findings, by their places.
    Repair(Vec<usize>),
    /// Doing what was chosen for the finding at this place.
    Choose { at: usize, choice: Choice },
    /// Accepting the registry.
    Accept,
    /// Taking what is beyond its limit.
    Prune(Vec<Due>),
}

/// Exports that are named before they go; the command line names them all.
const NAMED: usize = 3;

/// The screen.
#[derive(Debug)]
pub(crate) struct Server {
    pub(super) info: Option<Box<ServerInfo>>,
    /// None: nobody has looked yet.
    pub(super) findings: Option<Vec<Found>>,
    /// How the last look was, or is.
    pub(super) thoroughness: Thoroughness,
    pub(super) viewport: Viewport,
    pub(super) work: Work,
    pub(super) failure: Option<Message>,
    /// Rises with every examination; the answers of one that was left are not taken.
    pub(super) ticket: u64,
    /// What the open question is about.
    pub(super) asked: Asked,
    pub(super) area: Rect,
    /// Lines of the finding in full, with the rule above it.
    pub(super) pane: u16,
    /// Lines of the mails' states.
    pub(super) mail_lines: u16,
}

impl Server {
    /// Makes the screen; it reads the facts when it begins.
    pub(crate) fn new() -> Self {
        Self {
            info: None,
            findings: None,
            thoroughness: Thoroughness::Quick,
            viewport: Viewport::default(),
            work: Work::Nothing,
            failure: None,
            ticket: 0,
            asked: Asked::Repair(Vec::new()),
            area: Rect::default(),
            pane: 3,
            mail_lines: 1,
        }
    }

    /// Returns the findings.
    pub(super) fn rows(&self) -> &[Found] {
        self.findings.as_deref().unwrap_or_default()
    }

    /// Returns the finding under the cursor.
    pub(super) fn current(&self) -> Option<&Found> {
        self.rows().get(self.viewport.at)
    }

    fn fixable(&self) -> Vec<usize> {
        let stands = |(_, Found { finding, fate, .. }): &(usize, &Found)| {
            finding.is_fixable() && !finding.needs_word() && !fate.is_settled()
        };
        self.rows().iter().enumerate().filter(stands).map(|(at, _)| at).collect()
    }

    fn examine(&mut self, thoroughness: Thoroughness) -> Reply {
        self.ticket += 1;
        self.thoroughness = thoroughness;
        self.findings = None;
        self.viewport.set_len(0);
        let cancel = Cancel::new();
        self.work = Work::Examining { cancel: cancel.clone(), done: 0, total: 0 };
        Reply::redraw().join(Effect::Server(Request::Examine { ticket: self.ticket, thoroughness, cancel }).into())
    }

    pub(super) fn ask(&mut self, places: Vec<usize>, shared: &Shared) -> Reply {
        let word = |at: &usize| self.rows().get(*at).is_some_and(|found| found.finding.needs_word());
        let mut lines = vec![if places.iter().any(word) {
            Message::new("server-clock-question")
        } else {
            Message::new("server-repair-question").with("count", places.len())
        }];
        if let ([at], rows) = (places.as_slice(), self.rows()) {
            use crate::domain::message::Explain as _;
            lines.extend(rows.get(*at).map(|found| found.finding.message()));
        }
        lines.push(Message::new("server-repair-note"));
        self.asked = Asked::Repair(places);
        Reply::open(Confirm::yes(Message::new("action-server-repair"), lines, shared))
    }

    /// Shows why the registry is held and what goes on then; the host's name is to be typed.
    fn ask_to_accept(&mut self, waiting: Waiting, shared: &Shared) -> Reply {
        use crate::domain::message::Explain as _;
        let Some(held) = shared.held.clone() else { return Reply::none() };
        self.asked = Asked::Accept;
        let lines = vec![held, waiting.message()];
        Reply::open(Confirm::typed(Message::new("action-server-accept"), lines, shared.host.clone()))
    }

    /// Counts what is beyond its limit.
    fn count_due(&mut self) -> Reply {
        self.work = Work::Pruning { cancel: Cancel::new(), advance: Advance::default() };
        Reply::redraw().join(Effect::Server(Request::Due).into())
    }

    /// Tells what is beyond its limit; the count is to be typed.
    fn ask_to_prune(&mut self, due: Vec<Due>, shared: &Shared) -> Reply {
        self.work = Work::Nothing;
        let total: u32 = due.iter().map(|one| one.old.count).sum();
        if total == 0 {
            return Reply::step(Step::Say(Message::new("retention-nothing"), Role::Good));
        }
        let mut lines = Vec::new();
        for one in &due {
            lines.extend((one.old.count > 0).then(|| one.message(&shared.catalogue)));
            lines.extend(one.said(&shared.catalogue, NAMED));
        }
        self.asked = Asked::Prune(due);
        Reply::open(Confirm::typed(Message::new("action-server-prune"), lines, total.to_string()))
    }

    fn confirmed(&mut self) -> Reply {
        match std::mem::replace(&mut self.asked, Asked::Repair(Vec::new())) {
            Asked::Repair(places) => self.repair(&places),
            Asked::Choose { at, choice } => self.choose(at, choice),
            Asked::Accept => Reply::redraw().join(Effect::Server(Request::Accept).into()),
            Asked::Prune(due) => {
                let cancel = Cancel::new();
                self.work = Work::Pruning { cancel: cancel.clone(), advance: Advance::default() };
                Reply::redraw().join(Effect::Server(Request::Prune { due, cancel }).into())
            }
        }
    }

    fn repair(&mut self, places: &[usize]) -> Reply {
        let finding = |at: &usize| self.rows().get(*at).map(|found| (*at, found.finding.clone()));
        let findings: Vec<(usize, Finding)> = places.iter().filter_map(finding).collect();
        let cancel = Cancel::new();
        self.work = Work::Repairing { cancel: cancel.clone(), done: 0, total: findings.len() };
        Reply::redraw().join(Effect::Server(Request::Repair { findings, cancel }).into())
    }

    fn stop(&mut self) -> Reply {
        match &self.work {
            Work::Nothing => return Reply::none(),
            Work::Examining { cancel, .. } => {
                // It only reads: whatever it still tells is not listened to.
                cancel.cancel();
                self.ticket += 1;
                self.work = Work::Nothing;
            }
            Work::Repairing { cancel, .. } | Work::Pruning { cancel, .. } => cancel.cancel(),
        }
        Reply::step(Step::Say(Message::new("server-stopped"), Role::Warning))
    }

    /// Takes the heights that the findings need.
    fn lay_out(&mut self, shared: &Shared) {
        self.mail_lines = self.info.as_ref().map_or(1, |info| draw::mail_lines(info, self.area.width, shared));
        self.pane = draw::pane(self.rows(), self.area.width, shared);
        let [_, table, _] = draw::places(self);
        self.viewport.set_height(usize::from(table.height.saturating_sub(1)));
    }

    /// Says why nothing can be repaired at once: each finding that a person decides is asked about by itself.
    fn why_not_all(&self, shared: &Shared) -> Message {
        let open = self.rows().iter().filter(|found| !found.fate.is_settled());
        let asking: Vec<&Finding> = open.filter(|found| found.asks()).map(|found| &found.finding).collect();
        if asking.is_empty() {
            let settled = self.rows().iter().all(|found| found.fate.is_settled());
            return Message::new(if settled { "why-server-repaired" } else { "why-server-by-hand" });
        }
        Message::new("why-server-choose")
            .with("count", asking.len())
            .with("key", shared.key_of(Action::ServerRepair))
            .with("choices", choice::names(asking.iter().copied(), shared))
    }

    fn take(&mut self, done: Done, shared: &Shared) -> Reply {
        match done {
            Done::Info(info) => {
                self.info = Some(info);
                self.lay_out(shared);
            }
            Done::Progress { ticket, done, total } if ticket == self.ticket => {
                if let Work::Examining { done: so_far, total: all, .. } = &mut self.work {
                    (*so_far, *all) = (done, total);
                }
            }
            Done::Examined { ticket, findings } if ticket == self.ticket => {
                let mut findings = findings;
                findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
                self.viewport.set_len(findings.len());
                self.viewport.go(0);
                self.findings =
                    Some(findings.into_iter().map(|finding| Found::new(finding, self.thoroughness)).collect());
                self.work = Work::Nothing;
                self.lay_out(shared);
            }
            Done::Outlook { ticket, at, choice, result } if ticket == self.ticket => {
                return self.ask_for_word(at, choice, result, shared);
            }
            Done::Begun
            | Done::Waiting(_)
            | Done::Accepted
            | Done::Due(_)
            | Done::Progress { .. }
            | Done::Outlook { .. }
            | Done::Examined { .. } => return Reply::none(),
            Done::Pruning(now) => {
                if let Work::Pruning { advance, .. } = &mut self.work {
                    *advance = now;
                }
            }
            Done::Pruned(said) => {
                self.work = Work::Nothing;
                return Reply::step(Step::of(said)).join(Effect::Server(Request::Info).into());
            }
            Done::Repaired { at, error } => {
                if let Some(Found { fate, .. }) = self.findings.as_mut().and_then(|findings| findings.get_mut(at)) {
                    *fate = error.map_or(Fate::Repaired, Fate::Failed);
                }
                if let Work::Repairing { done, .. } = &mut self.work {
                    *done += 1;
                }
            }
            Done::Chosen { at, choice, result } => return self.chosen(at, choice, result),
            Done::RepairEnded => {
                self.work = Work::Nothing;
                let failed = self.rows().iter().filter(|found| matches!(found.fate, Fate::Failed(_))).count();
                let repaired = self.rows().iter().filter(|found| found.fate == Fate::Repaired).count();
                let role = if failed == 0 { Role::Good } else { Role::Warning };
                let said = Message::new("server-repaired").with("repaired", repaired).with("failed", failed);
                return Reply::step(Step::Say(said, role)).join(Effect::Server(Request::Info).into());
            }
        }
        Reply::redraw()
    }
}

impl View for Server {
    fn title(&self) -> Message {
        Message::new("screen-server")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Server, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Server(Request::Info).into()
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        self.area = area;
        self.lay_out(shared);
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        draw::draw(self, canvas, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let Intent::Act(action) = intent else { return Reply::none() };
        if self.viewport.act(action) {
            return Reply::redraw();
        }
        match action {
            Action::ServerExamine => self.examine(Thoroughness::Quick),
            Action::ServerExamineThoroughly => self.examine(Thoroughness::Thorough),
            Action::ServerRepair => self.decide(shared),
            Action::ServerAccept => Effect::Server(Request::Waiting).into(),
            Action::ServerPrune => self.count_due(),
            Action::ServerRepairAll => self.ask(self.fixable(), shared),
            Action::Back => self.stop(),
            _ => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Server(Done::Waiting(waiting)) => self.ask_to_accept(waiting, shared),
            Outcome::Server(Done::Accepted) => {
                shared.held = None;
                self.examine(Thoroughness::Quick).and(Step::Say(Message::new("registry-accepted"), Role::Good))
            }
            Outcome::Server(Done::Due(due)) => self.ask_to_prune(due, shared),
            Outcome::Server(done) => self.take(done, shared),
            Outcome::Failed(failure) => {
                self.work = Work::Nothing;
                if self.info.is_none() {
                    self.failure = Some(failure.message());
                }
                Reply::step(Step::Say(failure.message(), Role::Error))
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match answer {
            Answer::Chosen(line) => self.foresee(line),
            Answer::Confirmed => self.confirmed(),
            Answer::Dismissed | Answer::Named(_) | Answer::Meant(..) | Answer::Done(_) => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Effect::Server(Request::Info).into()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let busy = !matches!(self.work, Work::Nothing);
        let rows = self.rows().len();
        State { actor: &shared.actor, rows, on_row: self.current().is_some(), ticked: 0, busy }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        let busy = !matches!(self.work, Work::Nothing);
        match action {
            Action::ServerExamine
            | Action::ServerExamineThoroughly
            | Action::ServerRepair
            | Action::ServerRepairAll
            | Action::ServerAccept
            | Action::ServerPrune
                if busy =>
            {
                Some(Message::new("why-busy"))
            }
            Action::ServerRepair => match self.current() {
                Some(found) if found.fate.is_settled() => Some(Message::new("why-server-repaired")),
                Some(Found { finding, .. }) if !finding.is_fixable() && finding.choices().is_empty() => {
                    Some(Message::new("why-server-by-hand"))
                }
                Some(_) | None => None,
            },
            Action::ServerAccept if shared.held.is_none() => Some(Message::new("accept-needless")),
            Action::ServerRepairAll if self.fixable().is_empty() => Some(self.why_not_all(shared)),
            _ => None,
        }
    }

    fn footer(&self) -> &'static [Action] {
        match self.work {
            Work::Nothing => &[
                Action::Help,
                Action::ServerExamine,
                Action::ServerRepair,
                Action::ServerRepairAll,
                Action::ServerPrune,
                Action::Palette,
                Action::Quit,
            ],
            Work::Examining { .. } | Work::Repairing { .. } | Work::Pruning { .. } => {
                &[Action::Back, Action::Help, Action::Quit]
            }
        }
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        self.findings.as_ref().map(|findings| {
            Message::new("server-count")
                .with("at", self.viewport.at + 1)
                .with("count", findings.len())
                .with("how", self.thoroughness.word())
        })
    }
}
