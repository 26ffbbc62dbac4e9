//! A job as the application sees it.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::possible::{Asking, why_not};
use super::sheet::{Button, Focus, JobView, LOOK_S, Origin};
use super::{acts, draw, name, settle};
use crate::domain::access::At;
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::Standing;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::tui::actions::{Action, Place, entry};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::Outcome;
use crate::tui::orders::job::Done;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, Step, View};
use crate::tui::views::establishment;

/// What letters do to the job that is shown.
const LETTERS: [(char, Action); 6] = [
    ('p', Action::JobPause),
    ('c', Action::JobCancel),
    ('l', Action::JobStart),
    ('u', Action::JobUndo),
    ('r', Action::JobRetry),
    ('x', Action::JobCsv),
];

impl View for JobView {
    fn title(&self) -> Message {
        Message::new("job-title").with("job", self.id.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[]
    }

    fn at(&self) -> Option<At> {
        self.place
    }

    fn fixed_keys(&self, _shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        Some(self.help())
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        match self.sheet.take() {
            Some(sheet) => self.take(sheet, shared),
            None => self.get(),
        }
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        self.area = area;
        self.layout(shared);
        Reply::redraw().join(self.fetch())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        draw::draw(self, canvas, area, shared);
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Key(key) => self.key(key, shared),
            // A paste does nothing here: its letters would be commands.
            Intent::Act(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Job(Done::Got(sheet)) => {
                self.asked = false;
                let again = if std::mem::take(&mut self.again) { self.get() } else { Reply::none() };
                self.take(sheet, shared).join(again)
            }
            Outcome::Job(Done::Started(sheet)) => {
                self.origin = Origin::Known;
                shared.begun.insert((sheet.at, self.id));
                self.take(sheet, shared).join(self.get())
            }
            Outcome::Job(Done::Rows { ticket, rows }) => {
                if !self.rows.put(ticket, rows) {
                    return Reply::none();
                }
                self.viewport.set_len(self.rows.len());
                Reply::redraw().join(self.fetch())
            }
            Outcome::Job(Done::Changed(said)) => Reply::step(Step::Say(said, Role::Good)).join(self.get()),
            Outcome::Job(Done::Forgotten(_)) => Reply::close(Answer::Done(None)),
            Outcome::Job(Done::Ended(ended)) => {
                settle(ended, shared);
                Reply::redraw()
            }
            Outcome::Failed(failure) => {
                (self.asked, self.again, self.starting) = (false, false, None);
                self.rows.give_up();
                if self.sheet.is_none() {
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
        if std::mem::take(&mut self.confirming) {
            return if answer == Answer::Confirmed { self.go(shared) } else { Reply::redraw() };
        }
        if asking == Asking::Nothing && answer == Answer::Confirmed {
            // It has a name now, and is kept.
            self.origin = Origin::Known;
        }
        acts::answer(asking, &answer).join(self.get())
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        self.get()
    }

    fn waits(&self) -> bool {
        self.failure.is_none() && (self.sheet.is_none() || !self.rows.is_loaded())
    }

    fn holds_keys(&self) -> bool {
        self.failure.is_none() && self.sheet.is_none()
    }

    fn wake_at(&self) -> Option<Timestamp> {
        let sheet = self.sheet.as_ref()?;
        let runs = matches!(sheet.overview.standing, Standing::Running | Standing::Silent);
        (runs || self.starting.is_some()).then(|| sheet.now.plus_s(LOOK_S))
    }
}

impl JobView {
    fn key(&mut self, key: Key, shared: &Shared) -> Reply {
        if self.failure.is_some() || self.sheet.is_none() {
            let leaves = matches!(key.code, KeyCode::Esc | KeyCode::Enter);
            return if leaves { Reply::close(Answer::Done(None)) } else { Reply::none() };
        }
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.move_by(Action::Up),
            KeyCode::Down | KeyCode::Char('j') => self.move_by(Action::Down),
            KeyCode::PageUp => self.move_by(Action::PageUp),
            KeyCode::PageDown => self.move_by(Action::PageDown),
            KeyCode::Home => self.move_by(Action::First),
            KeyCode::End => self.move_by(Action::Last),
            KeyCode::Right | KeyCode::Tab => self.turn(1),
            KeyCode::Left | KeyCode::BackTab => self.turn(Button::ALL.len() - 1),
            KeyCode::Enter => self.enter(shared),
            KeyCode::Esc if self.focus == Focus::Rows => {
                self.focus = Focus::Groups;
                Reply::redraw()
            }
            KeyCode::Esc => self.leave(),
            KeyCode::Char('=') => self.command(),
            KeyCode::Char(sign) if !key.ctrl => self.letter(sign, shared),
            _ => Reply::none(),
        }
    }

    /// Names the keys that do something now.
    fn help(&self) -> Vec<(Vec<Key>, Message)> {
        use KeyCode::{BackTab, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
        let plain = |codes: &[KeyCode]| codes.iter().copied().map(Key::plain).collect::<Vec<_>>();
        let Some(sheet) = self.sheet.as_ref().filter(|_| self.failure.is_none()) else {
            return vec![(plain(&[Esc, Enter]), Message::new("help-job-leave"))];
        };
        let (enter, esc) = match self.focus {
            Focus::Groups => (Some("help-job-rows"), "help-job-leave"),
            Focus::Rows => (Some("help-job-open").filter(|_| self.chosen().is_some()), "help-job-groups"),
            Focus::Button(_) => (Some("help-dialog-choose"), "help-job-leave"),
        };
        let mut keys = vec![(plain(&[Up, Down, PageUp, PageDown, Home, End]), Message::new("help-job-move"))];
        if self.has_buttons() {
            keys.push((plain(&[Tab, Right]), Message::new("help-dialog-next")));
            keys.push((plain(&[BackTab, Left]), Message::new("help-dialog-previous")));
        }
        keys.extend(enter.map(|label| (plain(&[Enter]), Message { key: label, args: Vec::new() })));
        keys.push((plain(&[Esc]), Message { key: esc, args: Vec::new() }));
        let letters = LETTERS.into_iter().filter(|(_, action)| self.means(*action));
        let possible = letters.filter(|(_, action)| why_not(*action, &sheet.overview).is_none());
        keys.extend(possible.map(|(sign, action)| (vec![Key::sign(sign)], entry(action).label())));
        keys
    }

    /// Tells whether a letter means an action here: a plan with buttons is begun by them.
    fn means(&self, action: Action) -> bool {
        action != Action::JobStart || !self.has_buttons()
    }

    /// Returns the establishment of the row under the cursor, where it has one.
    pub(super) fn chosen(&self) -> Option<EstablishmentNumber> {
        let number = self.rows.get(self.viewport.at).map(|row| row.target.number);
        number.filter(|number| *number != EstablishmentNumber(0))
    }

    fn letter(&mut self, sign: char, shared: &Shared) -> Reply {
        let action = LETTERS.into_iter().find(|(known, _)| *known == sign).map(|(_, action)| action);
        let Some(action) = action.filter(|action| self.means(*action)) else { return Reply::none() };
        let Some(sheet) = &self.sheet else { return Reply::none() };
        let (asking, reply) = acts::act(action, &sheet.overview, shared);
        self.asking = asking;
        reply
    }

    fn enter(&mut self, shared: &Shared) -> Reply {
        match self.focus {
            Focus::Groups => {
                self.focus = Focus::Rows;
                Reply::redraw().join(self.fetch())
            }
            Focus::Rows => self.chosen().map_or_else(Reply::none, establishment::open),
            Focus::Button(Button::Start) => self.start(shared),
            Focus::Button(Button::Save) => {
                let name = self.sheet.as_ref().map(|sheet| sheet.overview.job.name.clone()).unwrap_or_default();
                Reply::open(name::Name::new(self.id, &name))
            }
            Focus::Button(Button::Cancel) => self.leave(),
        }
    }
}
