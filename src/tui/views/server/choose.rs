//! What is to become of a finding that only a person can decide: a menu, what will come of it, the person's word.

use super::choice;
use super::screen::{Asked, Server, Work};
use crate::domain::message::{Explain as _, Message};
use crate::jobs::progress::Cancel;
use crate::nouns::finding::{Fate, Found};
use crate::operations::doctor::Choice;
use crate::tui::orders::Effect;
use crate::tui::orders::server::Request;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Reply, Step};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::Menu;

impl Server {
    /// Repairs the finding under the cursor, or asks what is to become of it.
    pub(super) fn decide(&mut self, shared: &Shared) -> Reply {
        let Some(Found { finding, .. }) = self.current().filter(|found| !found.finding.choices().is_empty()) else {
            return self.ask(vec![self.viewport.at], shared);
        };
        let lines = finding.choices().iter().map(|choice| choice::label(*choice, finding)).collect();
        Reply::open(Menu::new(Message::new("server-choice-title"), lines).asking(finding.message()))
    }

    /// Looks what will come of what was chosen: no key undoes it.
    pub(super) fn foresee(&self, line: usize) -> Reply {
        let at = self.viewport.at;
        let found = self.current().and_then(|found| Some((&found.finding, *found.finding.choices().get(line)?)));
        let Some((finding, choice)) = found else { return Reply::redraw() };
        let finding = Box::new(finding.clone());
        Reply::redraw().join(Effect::Server(Request::Outlook { ticket: self.ticket, at, finding, choice }).into())
    }

    /// Says what will come of it, and asks once more.
    pub(super) fn ask_for_word(
        &mut self,
        at: usize,
        choice: Choice,
        result: Result<Vec<Message>, Message>,
        shared: &Shared,
    ) -> Reply {
        let Some(Found { finding, .. }) = self.rows().get(at) else { return Reply::redraw() };
        let mut lines = vec![choice::label(choice, finding)];
        // What is adopted is told by what comes of it: the finding names the other ways too.
        lines.extend((choice != Choice::Adopt).then(|| finding.message()));
        match result {
            Ok(outlook) => lines.extend(outlook),
            Err(why) => return self.chosen(at, choice, Err(why)),
        }
        self.asked = Asked::Choose { at, choice };
        Reply::open(Confirm::yes(Message::new("server-choice-title"), lines, shared))
    }

    /// Does what was chosen.
    pub(super) fn choose(&mut self, at: usize, choice: Choice) -> Reply {
        let Some(finding) = self.rows().get(at).map(|found| found.finding.clone()) else { return Reply::redraw() };
        self.work = Work::Repairing { cancel: Cancel::new(), done: 0, total: 1 };
        Reply::redraw().join(Effect::Server(Request::Choose { at, finding: Box::new(finding), choice }).into())
    }

    /// Says what was done, or why it was not.
    pub(super) fn chosen(&mut self, at: usize, choice: Choice, result: Result<Message, Message>) -> Reply {
        self.work = Work::Nothing;
        let (fate, said, role) = match result {
            Ok(done) => (Fate::Decided(choice), done, Role::Good),
            Err(why) => (Fate::Failed(why.clone()), why, Role::Error),
        };
        if let Some(found) = self.findings.as_mut().and_then(|findings| findings.get_mut(at)) {
            found.fate = fate;
        }
        Reply::step(Step::Say(said, role)).join(Effect::Server(Request::Info).into())
    }
}
