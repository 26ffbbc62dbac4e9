//! The screen: facts above, findings below.

use std::collections::BTreeSet;

use ratatui::layout::Rect;

use super::choice;
use super::draw;
use crate::domain::filter::FilterError;
use crate::domain::message::{Explain as _, Message};
use crate::jobs::progress::Cancel;
use crate::nouns::finding::{Fate, Found, select, typing};
use crate::operations::Advance;
use crate::operations::acceptance::Waiting;
use crate::operations::doctor::{Choice, Finding, ServerInfo, Thoroughness};
use crate::operations::retention::Due;
use crate::tui::actions::Action;
use crate::tui::canvas::below;
use crate::tui::orders::Effect;
use crate::tui::orders::server::{Done, Request};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::views::listing::{self, Listing, More, Wants};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::Viewport;

/// What is under way.
#[derive(Debug)]
pub(super) enum Work {
    Nothing,
    /// What will come of a choice is looked for; nothing is changed by that.
    Foreseeing,
    /// The examination, with how far it is.
    Examining {
        cancel: Cancel,
        done: u32,
        total: u32,
    },
    /// The repair, or what was chosen for findings.
    Repairing {
        cancel: Cancel,
        choice: Option<Choice>,
        done: usize,
        failed: usize,
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
    /// What one of these choices is made of for the findings at these places.
    Choices(Vec<usize>, Vec<Choice>),
    /// Doing what was chosen for the findings at these places.
    Choose(Vec<usize>, Choice),
    /// By which column the findings are ordered.
    Order,
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
    /// The findings by their places, in the order that is chosen.
    pub(super) list: Listing<usize, usize>,
    pub(super) ticks: BTreeSet<usize>,
    /// By which column they are ordered, and whether that is backwards.
    pub(super) sort: (usize, bool),
    pub(super) work: Work,
    pub(super) failure: Option<Message>,
    /// Rises with every examination; the answers of one that was left are not taken.
    pub(super) ticket: u64,
    /// What the open question is about.
    pub(super) asked: Asked,
    pub(super) area: Rect,
    /// Lines of the longest finding in full, with the rule above it, and of the one under the cursor.
    pub(super) pane: (u16, u16),
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
            list: Listing::new(Viewport::with_boxes()),
            ticks: BTreeSet::new(),
            sort: (0, false),
            work: Work::Nothing,
            failure: None,
            ticket: 0,
            asked: Asked::Repair(Vec::new()),
            area: Rect::default(),
            pane: (0, 0),
            mail_lines: 1,
        }
    }

    /// Returns the findings.
    pub(super) fn rows(&self) -> &[Found] {
        self.findings.as_deref().unwrap_or_default()
    }

    /// Returns the finding under the cursor.
    pub(super) fn current(&self) -> Option<&Found> {
        self.rows().get(*self.list.current()?)
    }

    pub(super) fn fixable(&self) -> Vec<usize> {
        let stands = |(_, Found { finding, fate, .. }): &(usize, &Found)| {
            finding.is_fixable() && !finding.needs_word() && !fate.is_settled()
        };
        self.rows().iter().enumerate().filter(stands).map(|(at, _)| at).collect()
    }

    pub(super) fn examine(&mut self, thoroughness: Thoroughness) -> Reply {
        self.ticket += 1;
        self.thoroughness = thoroughness;
        self.findings = None;
        self.forget_rows();
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
            lines.extend(rows.get(*at).map(|found| found.finding.message()));
        }
        lines.push(Message::new("server-repair-note"));
        self.asked = Asked::Repair(places);
        Reply::open(Confirm::yes(Message::new("action-server-repair"), lines, shared))
    }

    /// Shows why the registry is held and what goes on then; the host's name is to be typed.
    pub(super) fn ask_to_accept(&mut self, waiting: Waiting, shared: &Shared) -> Reply {
        let Some(held) = shared.held.clone() else { return Reply::none() };
        self.asked = Asked::Accept;
        let lines = vec![held, waiting.message()];
        Reply::open(Confirm::typed(Message::new("action-server-accept"), lines, shared.host.clone()))
    }

    /// Counts what is beyond its limit.
    pub(super) fn count_due(&mut self) -> Reply {
        self.work = Work::Pruning { cancel: Cancel::new(), advance: Advance::default() };
        Reply::redraw().join(Effect::Server(Request::Due).into())
    }

    /// Tells what is beyond its limit; the count is to be typed.
    pub(super) fn ask_to_prune(&mut self, due: Vec<Due>, shared: &Shared) -> Reply {
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

    pub(super) fn confirmed(&mut self) -> Reply {
        match std::mem::replace(&mut self.asked, Asked::Repair(Vec::new())) {
            Asked::Repair(places) => self.repair(&places),
            Asked::Choose(places, choice) => self.choose(&places, choice),
            Asked::Choices(..) | Asked::Order => Reply::redraw(),
            Asked::Accept => Reply::redraw().join(Effect::Server(Request::Accept).into()),
            Asked::Prune(due) => {
                let cancel = Cancel::new();
                self.work = Work::Pruning { cancel: cancel.clone(), advance: Advance::default() };
                Reply::redraw().join(Effect::Server(Request::Prune { due, cancel }).into())
            }
        }
    }

    fn repair(&mut self, places: &[usize]) -> Reply {
        let findings = self.named(places);
        let cancel = self.set_to_work(None, findings.len());
        Reply::redraw().join(Effect::Server(Request::Repair { findings, cancel }).into())
    }

    /// Notes that so many findings are being put right; returns what stops that.
    pub(super) fn set_to_work(&mut self, choice: Option<Choice>, total: usize) -> Cancel {
        let cancel = Cancel::new();
        self.work = Work::Repairing { cancel: cancel.clone(), choice, done: 0, failed: 0, total };
        cancel
    }

    /// Returns the findings at some places, with them.
    pub(super) fn named(&self, places: &[usize]) -> Vec<(usize, Finding)> {
        places.iter().filter_map(|at| Some((*at, self.rows().get(*at)?.finding.clone()))).collect()
    }

    pub(super) fn stop(&mut self) -> Reply {
        match &self.work {
            Work::Nothing => return Reply::none(),
            Work::Foreseeing => {
                self.ticket += 1;
                self.work = Work::Nothing;
            }
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
    pub(super) fn lay_out(&mut self, shared: &Shared) {
        self.mail_lines = self.info.as_ref().map_or(1, |info| draw::mail_lines(info, self.area.width, shared));
        let width = self.area.width;
        self.pane.1 = self.current().map_or(0, |found| draw::lines(found, width, shared));
        self.place_list();
    }

    fn place_list(&mut self) {
        let top = draw::top(self).height;
        self.list.resize(below(self.area, top), self.lines_below());
    }

    /// Returns how many lines below the table are kept for the finding in full: a third, more only under one that needs it.
    pub(super) fn lines_below(&self) -> impl Fn(Rect) -> u16 + use<> {
        let (longest, current) = self.pane;
        move |area| {
            let usual = longest.min((area.height / 3).max(4));
            // The table keeps its heading and three rows.
            if area.height < 8 { 0 } else { usual.max(current).min(area.height - 4) }
        }
    }

    fn forget_rows(&mut self) {
        (self.list, self.ticks) = (Listing::new(Viewport::with_boxes()), BTreeSet::new());
        self.place_list();
    }

    /// Reads what is typed after `/`.
    pub(super) fn reader() -> fn(&str) -> Result<String, FilterError> {
        typing().read
    }

    /// Finds the findings that the filter holds, in order. They are all here: nothing is asked of the worker.
    pub(super) fn select(&mut self, shared: &Shared) -> Reply {
        let generation = self.list.wish(true);
        let found = select(self.rows(), (self.list.wanted_filter(), &shared.catalogue), self.sort);
        let found = found.map(|(order, remarks)| listing::Found { order, remarks, more: More::No });
        let total = self.rows().len();
        self.list.take(generation, found, total, &self.ticks);
        self.list.know((0..total).map(|at| (at, at)));
        self.follow(Wants::Rows, shared)
    }

    /// Does what a key needs.
    pub(super) fn follow(&mut self, wants: Wants, shared: &Shared) -> Reply {
        self.lay_out(shared);
        match wants {
            Wants::Nothing => Reply::none(),
            Wants::Redraw | Wants::Rows => Reply::redraw(),
            Wants::List => self.select(shared),
            Wants::Open(view) => Reply::step(Step::Open(view)),
        }
    }

    /// Notes what became of a finding, which loses its tick when nothing is left to do.
    pub(super) fn settle(&mut self, at: usize, fate: Fate) {
        if fate.is_settled() {
            self.ticks.remove(&at);
        }
        if let Work::Repairing { done, failed, .. } = &mut self.work {
            *done += 1;
            *failed += usize::from(!fate.is_settled());
        }
        if let Some(found) = self.findings.as_mut().and_then(|findings| findings.get_mut(at)) {
            found.fate = fate;
        }
    }

    /// Says why nothing can be repaired at once: each finding that a person decides is asked about by itself.
    pub(super) fn why_not_all(&self, shared: &Shared) -> Message {
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

    pub(super) fn take(&mut self, done: Done, shared: &Shared) -> Reply {
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
                self.forget_rows();
                self.findings =
                    Some(findings.into_iter().map(|finding| Found::new(finding, self.thoroughness)).collect());
                self.work = Work::Nothing;
                self.pane.0 = draw::pane(self.rows(), self.area.width, shared);
                return self.select(shared);
            }
            Done::Outlook { ticket, places, choice, result } if ticket == self.ticket => {
                self.work = Work::Nothing;
                return self.ask_for_word(places, choice, result, shared);
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
            Done::Repaired { at, error } => self.settle(at, error.map_or(Fate::Repaired, Fate::Failed)),
            Done::Chosen { at, choice, result } => {
                let told = self.chosen(at, choice, result);
                let wants = self.list.recount(&self.ticks);
                return told.join(self.follow(wants, shared));
            }
            Done::RepairEnded => {
                let work = std::mem::replace(&mut self.work, Work::Nothing);
                let Work::Repairing { choice, done, failed, .. } = work else { return Reply::redraw() };
                let role = if failed == 0 { Role::Good } else { Role::Warning };
                let said = match choice {
                    Some(choice) => Message::new("server-chosen-many")
                        .with("repaired", done - failed)
                        .with("failed", failed)
                        .with("chosen", Message::new("server-choose").with("choice", choice.word())),
                    None => Message::new("server-repaired").with("repaired", done - failed).with("failed", failed),
                };
                let wants = self.list.recount(&self.ticks);
                let told = self.follow(wants, shared).and(Step::Say(said, role));
                return told.join(Effect::Server(Request::Info).into());
            }
        }
        Reply::redraw()
    }
}
