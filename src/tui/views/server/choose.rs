//! What is to become of findings: a repair where one fits them all, else what a person chooses in a menu; what will come of
//! it, and the person's word.

use super::choice;
use super::screen::{Asked, Server, Work};
use crate::domain::message::{Explain as _, Message};
use crate::nouns::finding::{Fate, Found};
use crate::operations::doctor::Choice;
use crate::tui::orders::Effect;
use crate::tui::orders::server::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::Menu;

/// What puts findings right.
#[derive(Debug)]
pub(super) enum Remedy {
    /// A repair of those at these places.
    Repair(Vec<usize>),
    /// One of these choices, for those at these places.
    Choose(Vec<usize>, Vec<Choice>),
}

impl Server {
    /// Finds the one remedy of some findings, of which those that are settled need none.
    ///
    /// # Errors
    /// Why there is none.
    pub(super) fn remedy(&self, places: &[usize]) -> Result<Remedy, Message> {
        let at = |at: &usize| self.rows().get(*at).map(|found| (*at, found));
        let open: Vec<(usize, &Found)> =
            places.iter().filter_map(at).filter(|(_, found)| !found.fate.is_settled()).collect();
        let places: Vec<usize> = open.iter().map(|(at, _)| *at).collect();
        let is_alone = open.len() == 1;
        let repairs = |found: &Found| {
            // The time is confirmed by itself.
            let asks = !found.finding.choices().is_empty() || found.finding.needs_word() && !is_alone;
            found.finding.is_fixable() && !asks
        };
        let offers = |choice: &Choice| open.iter().all(|(_, found)| found.finding.choices().contains(choice));
        let choices: Vec<Choice> = Choice::ALL.into_iter().filter(offers).collect();
        match open.as_slice() {
            [] if self.ticks.is_empty() && self.current().is_none() => Err(Message::new("why-no-rows")),
            [] => Err(Message::new("why-server-repaired")),
            all if all.iter().all(|(_, found)| repairs(found)) => Ok(Remedy::Repair(places)),
            _ if !choices.is_empty() => Ok(Remedy::Choose(places, choices)),
            [_] => Err(Message::new("why-server-by-hand")),
            _ => Err(Message::new("why-server-mixed")),
        }
    }

    /// Repairs findings, or asks what is to become of them.
    pub(super) fn begin(&mut self, places: &[usize], shared: &Shared) -> Reply {
        match self.remedy(places) {
            Ok(Remedy::Repair(places)) => self.ask(places, shared),
            Ok(Remedy::Choose(places, choices)) => {
                let named = self.named(&places);
                let lines = choices.iter().map(|choice| choice::label(*choice, &named)).collect();
                let about = match named.as_slice() {
                    [(_, one)] => one.message(),
                    many => Message::new("server-choice-many").with("count", many.len()),
                };
                self.asked = Asked::Choices(places, choices);
                Reply::open(Menu::new(Message::new("server-choice-title"), lines).asking(about))
            }
            Err(why) => Reply::refuse(why),
        }
    }

    /// Looks what will come of what was chosen: no key undoes it.
    pub(super) fn foresee(&mut self, line: usize) -> Reply {
        let Asked::Choices(places, choices) = &self.asked else { return Reply::redraw() };
        let Some(choice) = choices.get(line).copied() else { return Reply::redraw() };
        let findings = self.named(places);
        self.work = Work::Foreseeing;
        Reply::redraw().join(Effect::Server(Request::Outlook { ticket: self.ticket, findings, choice }).into())
    }

    /// Says what will come of it, and asks once more.
    pub(super) fn ask_for_word(
        &mut self,
        places: Vec<usize>,
        choice: Choice,
        result: Result<Vec<Message>, Message>,
        shared: &Shared,
    ) -> Reply {
        let named = self.named(&places);
        let mut lines = vec![choice::label(choice, &named)];
        // What is adopted is told by what comes of it: the finding names the other ways too.
        if choice != Choice::Adopt
            && let [(_, one)] = named.as_slice()
        {
            lines.push(one.message());
        }
        match (result, places.as_slice()) {
            (Ok(outlook), _) => lines.extend(outlook),
            (Err(why), [at]) => return self.chosen(*at, choice, Err(why)),
            (Err(why), _) => return Reply::step(Step::Say(why, Role::Error)),
        }
        let count = places.len();
        self.asked = Asked::Choose(places, choice);
        let title = Message::new("server-choice-title");
        match count {
            1 => Reply::open(Confirm::yes(title, lines, shared)),
            many => Reply::open(Confirm::typed(title, lines, many.to_string())),
        }
    }

    /// Does what was chosen.
    pub(super) fn choose(&mut self, places: &[usize], choice: Choice) -> Reply {
        let findings = self.named(places);
        let cancel = self.set_to_work(Some(choice), findings.len());
        Reply::redraw().join(Effect::Server(Request::Choose { findings, choice, cancel }).into())
    }

    /// Says what was done, or why it was not; of several, how many is said at the end.
    pub(super) fn chosen(&mut self, at: usize, choice: Choice, result: Result<Message, Message>) -> Reply {
        let is_alone = !matches!(self.work, Work::Repairing { total, .. } if total > 1);
        let (fate, said, role) = match result {
            Ok(done) => (Fate::Decided(choice), done, Role::Good),
            Err(why) => (Fate::Failed(why.clone()), why, Role::Error),
        };
        self.settle(at, fate);
        if !is_alone {
            return Reply::redraw();
        }
        self.work = Work::Nothing;
        Reply::step(Step::Say(said, role)).join(Effect::Server(Request::Info).into())
    }
}
