//! What stands on one establishment, each with author and age or with name and last sign-in: a block is lifted by itself and
//! the others stay (S11), a new password is for one of the administrators (S12). A table that is read first and read again.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use crate::domain::account::Administrator;
use crate::domain::act::{Act, Verb};
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::Task;
use crate::domain::message::{Explain as _, Message};
use crate::nouns::establishment::{Pick, Picks, picks};
use crate::tui::canvas::{Canvas, after, below, centre, inside, row, wrap};
use crate::tui::keymap::Key;
use crate::tui::orders::establishment::{Done, Request};
use crate::tui::orders::{Effect, Failure, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::job;
use crate::tui::views::noun::Detail;
use crate::tui::views::noun::planned;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::choosing;
use crate::tui::widgets::scroll::Scroll;

/// Columns of the dialog.
const WIDTH: usize = 76;

/// The dialog.
#[derive(Debug)]
pub(super) struct PickOne {
    act: Act,
    number: EstablishmentNumber,
    row: Option<Box<Establishment>>,
    administrators: Option<Vec<Administrator>>,
    /// What is chosen among, once everything was read.
    found: Option<Picks>,
    at: usize,
    top: Scroll,
    /// What is asked about, or being done.
    chosen: Option<Task>,
    sending: bool,
    failure: Option<Message>,
    changed: bool,
}

impl PickOne {
    /// Makes the dialog; it is read when it opens.
    pub(super) fn new(act: Act, number: EstablishmentNumber) -> Self {
        let administrators = if act.verb() == Verb::ResetPassword { None } else { Some(Vec::new()) };
        let (row, found, chosen, failure) = (None, None, None, None);
        Self {
            act,
            number,
            row,
            administrators,
            found,
            at: 0,
            top: Scroll::default(),
            chosen,
            sending: false,
            failure,
            changed: false,
        }
    }

    /// Takes what was read; where nothing stands, the form follows at once.
    fn read(&mut self, shared: &Shared) -> Reply {
        let (Some(row), Some(administrators)) = (&self.row, &self.administrators) else { return Reply::redraw() };
        match picks(self.act, (row, administrators), &shared.catalogue, shared.now) {
            Ok(found) => {
                let stands = found.all.iter().any(|pick| pick.task.is_some());
                self.at = found.first;
                self.found = Some(found);
                if stands || self.changed { Reply::redraw() } else { self.form() }
            }
            Err(error) => {
                self.failure = Some(error.message());
                Reply::redraw()
            }
        }
    }

    fn at(&self) -> Option<&Pick> {
        self.found.as_ref()?.all.get(self.at)
    }

    /// Goes on to the form of the act.
    fn form(&self) -> Reply {
        Reply::close(self.farewell()).join(Detail::open_form(Act::ESTABLISHMENT_BLOCK, &self.number.into()))
    }

    fn key(&mut self, key: Key, shared: &Shared) -> Reply {
        let last = self.found.as_ref().map_or(0, |found| found.all.len().saturating_sub(1));
        match key.code {
            KeyCode::Esc => return Reply::close(self.farewell()),
            _ if self.sending => return Reply::none(),
            KeyCode::Up | KeyCode::Char('k') => self.at = self.at.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.at = (self.at + 1).min(last),
            KeyCode::Enter => match self.at().cloned() {
                Some(Pick { task: Some(task), asks, .. }) => {
                    self.chosen = Some(task);
                    return Reply::open(Confirm::yes(self.title(), asks, shared));
                }
                Some(_) => return self.form(),
                None => return Reply::close(self.farewell()),
            },
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn farewell(&self) -> Answer {
        if self.changed { Answer::Done(Some(self.number)) } else { Answer::Dismissed }
    }

    fn draw_all(&self, canvas: &mut Canvas<'_>, area: Rect, found: &Picks, shared: &Shared) {
        let mut used = 0;
        for said in &found.says {
            used += canvas.paragraph(below(area, used), &shared.say(said), Role::Text).max(1);
        }
        let room = usize::from(area.height.saturating_sub(used + 2));
        let first = self.top.around(self.at, room, found.all.len());
        used += 1;
        for (at, pick) in found.all.iter().enumerate().skip(first).take(room) {
            let (mark, role) = if at == self.at { ("▸", Role::Cursor) } else { (" ", Role::Text) };
            canvas.text(row(area, used), mark, Role::Key);
            let text = after(below(area, used), 2);
            let text = Rect { height: text.height.saturating_sub(1).min(2), ..text };
            used += canvas.paragraph(text, &pick.said, role).max(1);
        }
    }
}

impl View for PickOne {
    fn title(&self) -> Message {
        let key = if self.act.verb() == Verb::ResetPassword { "reset-title" } else { "block-title" };
        let title = Message { key, args: Vec::new() }.with("number", self.number.to_string());
        match &self.row {
            Some(row) => {
                let name = row.denomination.as_str();
                Message::new("establishment-one-title").with("title", title).with("name", name)
            }
            None => title,
        }
    }

    fn holds_keys(&self) -> bool {
        self.failure.is_none() && self.found.is_none()
    }

    fn waits(&self) -> bool {
        self.holds_keys()
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        let row: Reply = Effect::Establishment(Request::Get { number: self.number }).into();
        match self.administrators {
            Some(_) => row,
            None => row.join(Effect::Establishment(Request::Administrators { number: self.number }).into()),
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let said = self.found.iter().flat_map(|found| {
            let says = found.says.iter().map(|said| shared.say(said));
            says.chain(found.all.iter().map(|pick| pick.said.clone())).collect::<Vec<_>>()
        });
        let lines: usize = said.map(|line| wrap(&line, WIDTH - 6).len()).sum();
        let height = u16::try_from(lines + 6).unwrap_or(u16::MAX).max(9).min(area.height);
        let place = centre(area, u16::try_from(WIDTH).unwrap_or(u16::MAX), height);
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        if let Some(why) = &self.failure {
            canvas.paragraph(inner, &shared.say(why), Role::Error);
            return;
        }
        let Some(found) = &self.found else {
            canvas.text(inner, &shared.text("loading"), Role::Dim);
            return;
        };
        self.draw_all(canvas, inner, found, shared);
        let key = if self.sending { "form-sending" } else { "reset-keys" };
        canvas.text(row(inner, inner.height.saturating_sub(1)), &shared.text(key), Role::Dim);
    }

    fn echoes(&self) -> Option<(Message, String)> {
        let task = self.chosen.as_ref().or(self.at()?.task.as_ref())?;
        Some(job::echo(task, &planned::numbers([self.number])))
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        Some(choosing(Message::new("help-dialog-choose")))
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Key(key) => self.key(key, shared),
            Intent::Act(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) => self.row = Some(row),
            Outcome::Establishment(Done::Administrators(found)) => self.administrators = Some(found),
            Outcome::Establishment(Done::Changed(said)) => {
                self.changed = true;
                self.sending = false;
                let said = Reply::step(Step::Say(said, Role::Good));
                // What is left is read and shown, so that nobody believes it open while another block stands.
                return match self.chosen.take() {
                    Some(Task::Unblock { .. }) => {
                        said.join(Effect::Establishment(Request::Get { number: self.number }).into())
                    }
                    _ => Reply::close(self.farewell()).join(said),
                };
            }
            // The last administrator went meanwhile: the offer to create one appears.
            Outcome::Failed(Failure::NoAdministrator(_)) => {
                self.sending = false;
                self.administrators = Some(Vec::new());
            }
            // What stands now is read and shown: it may be another block, of somebody else.
            Outcome::Failed(failure) if self.sending => {
                (self.sending, self.chosen) = (false, None);
                return Reply::step(Step::Say(failure.message(), Role::Error)).join(self.begin(shared));
            }
            Outcome::Failed(failure) => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        self.read(shared)
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        let task = self.chosen.clone().filter(|_| answer == Answer::Confirmed);
        let Some(task) = task else {
            self.chosen = None;
            return Reply::redraw();
        };
        self.sending = true;
        let request = Request::AtOnce { number: self.number, task, seen: self.row.clone() };
        Reply::redraw().join(Effect::Establishment(request).into())
    }
}
