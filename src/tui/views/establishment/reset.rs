//! A new password for an administrator, sent to the contact and never shown (S12).

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::many;
use crate::domain::account::Administrator;
use crate::domain::establishment::{Establishment, EstablishmentNumber};
use crate::domain::job::{AdministratorChoice, Task};
use crate::domain::message::Message;
use crate::i18n::standing;
use crate::jobs::command::option;
use crate::tui::canvas::{Canvas, below, centre, inside, row};
use crate::tui::keymap::Key;
use crate::tui::orders::establishment::{Change, Done, Request};
use crate::tui::orders::{Effect, Failure, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::job;
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::menu::choosing;

/// The dialog: whose password, sent to whom.
#[derive(Debug)]
pub(super) struct Reset {
    number: EstablishmentNumber,
    row: Option<Box<Establishment>>,
    administrators: Option<Vec<Administrator>>,
    at: usize,
    failure: Option<Message>,
    sending: bool,
}

impl Reset {
    /// Makes the dialog; it is read when it opens.
    pub(super) fn new(number: EstablishmentNumber) -> Self {
        Self { number, row: None, administrators: None, at: 0, failure: None, sending: false }
    }

    /// Returns the contact's address, if everything was read.
    fn address(&self) -> Option<&str> {
        self.row.as_ref().map(|row| row.contact.email_text())
    }

    /// Returns the administrator under the cursor.
    fn chosen(&self) -> Option<&Administrator> {
        self.administrators.as_ref()?.get(self.at)
    }

    fn change(&self) -> Option<Change> {
        let administrators = self.administrators.as_ref()?;
        match administrators.get(self.at) {
            Some(administrator) => Some(Change::Reset(administrator.id)),
            None if administrators.is_empty() => Some(Change::CreateAdministrator),
            None => None,
        }
    }

    fn key(&mut self, key: Key, shared: &Shared) -> Reply {
        let count = self.administrators.as_ref().map_or(0, Vec::len);
        match key.code {
            KeyCode::Esc => return Reply::close(Answer::Dismissed),
            _ if self.sending => return Reply::none(),
            KeyCode::Up | KeyCode::Char('k') => self.at = self.at.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.at = (self.at + 1).min(count.saturating_sub(1)),
            KeyCode::Enter => {
                let Some(address) = self.address().filter(|address| !address.is_empty()) else {
                    return Reply::close(Answer::Dismissed);
                };
                let Some(change) = self.change() else { return Reply::none() };
                let key = match change {
                    Change::CreateAdministrator => "reset-create-question",
                    _ => "reset-question",
                };
                let mut lines = vec![Message::new(key).with("address", address)];
                if self.chosen().is_some_and(|one| !one.active) {
                    lines.insert(0, Message::new("reset-deactivated"));
                }
                return Reply::open(Confirm::yes(self.title(), lines, shared));
            }
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn draw_choice(&self, canvas: &mut Canvas<'_>, area: Rect, found: &[Administrator], shared: &Shared) {
        if found.is_empty() {
            canvas.paragraph(area, &shared.text("reset-no-administrator"), Role::Warning);
            return;
        }
        canvas.text(row(area, 0), &shared.text("reset-choose"), Role::Text);
        let room = usize::from(area.height.saturating_sub(3));
        let first = (self.at + 1).saturating_sub(room);
        for (line, (at, one)) in (1..).zip(found.iter().enumerate().skip(first).take(room)) {
            let (mark, role) = if at == self.at { ("▸ ", Role::Cursor) } else { ("  ", Role::Text) };
            let named = standing::administrator(&shared.catalogue, one);
            canvas.pieces(row(area, line), &[(mark, Role::Key), (named.as_str(), role)]);
        }
    }
}

impl View for Reset {
    fn title(&self) -> Message {
        Message::new("reset-title").with("number", self.number.to_string())
    }

    fn holds_keys(&self) -> bool {
        self.failure.is_none() && (self.row.is_none() || self.administrators.is_none())
    }

    fn waits(&self) -> bool {
        self.holds_keys()
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        let row: Reply = Effect::Establishment(Request::Get { number: self.number }).into();
        row.join(Effect::Establishment(Request::Administrators { number: self.number }).into())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let lines = self.administrators.as_ref().map_or(0, Vec::len);
        let height = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(8);
        let place = centre(area, 72, height.min(area.height));
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        let last = row(inner, inner.height.saturating_sub(1));
        if let Some(failure) = &self.failure {
            canvas.paragraph(inner, &shared.say(failure), Role::Error);
            return;
        }
        let (Some(address), Some(found)) = (self.address(), &self.administrators) else {
            canvas.text(inner, &shared.text("loading"), Role::Dim);
            return;
        };
        if address.is_empty() {
            canvas.paragraph(inner, &shared.text("reset-no-address"), Role::Error);
            canvas.text(last, &shared.text("job-close-keys"), Role::Dim);
            return;
        }
        let to = Message::new("reset-address").with("address", address);
        let used = canvas.paragraph(inner, &shared.say(&to), Role::Text);
        self.draw_choice(canvas, below(inner, used + 1), found, shared);
        let key = if self.sending { "form-sending" } else { "reset-keys" };
        canvas.text(last, &shared.text(key), Role::Dim);
    }

    fn echoes(&self) -> Option<(Message, String)> {
        let choice = AdministratorChoice::First;
        let (said, line) = job::echo(&Task::ResetAdministrator { choice }, &many::numbers([self.number]));
        let login = self.chosen().map(|one| format!(" {}", option("administrator", &one.login))).unwrap_or_default();
        Some((said, line + &login))
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

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) => self.row = Some(row),
            Outcome::Establishment(Done::Administrators(found)) => {
                // Whoever can use the password is offered first.
                self.at = found.iter().position(|one| one.active).unwrap_or(0);
                self.administrators = Some(found);
            }
            Outcome::Establishment(Done::Changed(number)) => {
                let said = Message::new("reset-done").with("number", number.to_string());
                return Reply::close(Answer::Done(Some(number))).and(Step::Say(said, Role::Good));
            }
            // The last administrator went meanwhile: the offer to create one appears.
            Outcome::Failed(Failure::NoAdministrator(_)) => {
                self.sending = false;
                self.administrators = Some(Vec::new());
            }
            Outcome::Failed(failure) => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (answer, self.change()) {
            (Answer::Confirmed, Some(change)) => {
                self.sending = true;
                let request = Request::Change { number: self.number, change };
                Reply::redraw().join(Effect::Establishment(request).into())
            }
            _ => Reply::redraw(),
        }
    }
}
