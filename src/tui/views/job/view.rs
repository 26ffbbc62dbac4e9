//! A job as the application sees it.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::sheet::{Button, Confirming, Focus, JobView, LOOK_S, Origin};
use super::{acts, draw, settle};
use crate::domain::access::At;
use crate::domain::act::{Act, Noun};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::job::Standing;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::jobs::job_words;
use crate::nouns;
use crate::nouns::job::why_not;
use crate::tui::actions::{Action, entry};
use crate::tui::canvas::Canvas;
use crate::tui::keymap::Key;
use crate::tui::orders::Outcome;
use crate::tui::orders::{job::Done, noun};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Intent, Reply, Step, View, is_here};
use crate::tui::views::noun::Detail;
use crate::tui::views::noun::NounForm;
use crate::tui::views::sheet::Sheet;

/// What letters do to the job that is shown.
const LETTERS: [(char, Action); 6] = [
    ('p', Action::Do(Act::JOB_PAUSE)),
    ('c', Action::Do(Act::JOB_CANCEL)),
    ('l', Action::Do(Act::JOB_START)),
    ('u', Action::Do(Act::JOB_UNDO)),
    ('r', Action::Do(Act::JOB_RETRY)),
    ('x', Action::JobCsv),
];

impl View for JobView {
    fn title(&self) -> Message {
        let is_plan = self.standing() == Some(Standing::Planned);
        Message::new("job-title")
            .with("job", self.id.to_string())
            .with("standing", if is_plan { "plan" } else { "job" })
    }

    fn at(&self) -> Option<At> {
        self.place
    }

    fn fixed_keys(&self, shared: &Shared) -> Option<Vec<(Vec<Key>, Message)>> {
        Some(self.help(shared))
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
                let taken = self.take(sheet, shared).join(again);
                // A plan is looked at before it begins, and confirmed as its danger asks.
                match self.begins.take().filter(|_| !self.has_buttons()) {
                    Some(action) => taken.join(self.act(action, shared)),
                    None => taken,
                }
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
            Outcome::Noun(noun::Done::Told(_, told)) => {
                Reply::step(Step::Say(told.said, role(told.tone))).join(self.get())
            }
            Outcome::Job(Done::Forgotten) => Reply::close(Answer::Done(None)),
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
        let asked = self.asking.take();
        if let Some(confirming) = self.confirming.take() {
            return match (answer, confirming) {
                (Answer::Confirmed, Confirming::Start) => self.go(shared),
                (Answer::Confirmed, Confirming::Leave) => self.farewell(),
                _ => Reply::redraw(),
            };
        }
        if matches!(answer, Answer::Named(_)) {
            // It has a name now, and is kept.
            self.origin = Origin::Known;
        }
        acts::answer(asked, self.id, &answer).join(self.get())
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
            KeyCode::Esc => self.leave(shared),
            KeyCode::Char('=') if entry(Action::Command).is_for(&shared.actor) => self.command(),
            KeyCode::Char(sign) if !key.ctrl => self.letter(sign, shared),
            _ => Reply::none(),
        }
    }

    /// Names the keys that do something now.
    fn help(&self, shared: &Shared) -> Vec<(Vec<Key>, Message)> {
        use KeyCode::{BackTab, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
        let plain = |codes: &[KeyCode]| codes.iter().copied().map(Key::plain).collect::<Vec<_>>();
        let Some(sheet) = self.sheet.as_ref().filter(|_| self.failure.is_none()) else {
            return vec![(plain(&[Esc, Enter]), Message::new("help-job-leave"))];
        };
        let (enter, esc) = match self.focus {
            Focus::Groups => (Some("help-job-rows"), "help-job-leave"),
            Focus::Rows if self.chosen().is_some() => (Some("help-job-open"), "help-job-groups"),
            Focus::Rows => (Some("help-job-read").filter(|_| !self.everything().is_empty()), "help-job-groups"),
            Focus::Button(_) => (Some("help-dialog-choose"), "help-job-leave"),
        };
        let mut keys = vec![(plain(&[Up, Down, PageUp, PageDown, Home, End]), Message::new("help-job-move"))];
        if self.has_buttons() {
            keys.push((plain(&[Tab, Right]), Message::new("help-dialog-next")));
            keys.push((plain(&[BackTab, Left]), Message::new("help-dialog-previous")));
        }
        keys.extend(enter.map(|label| (plain(&[Enter]), Message { key: label, args: Vec::new() })));
        keys.push((plain(&[Esc]), Message { key: esc, args: Vec::new() }));
        let letters = LETTERS.into_iter().filter(|(_, action)| self.means(*action, shared));
        let possible =
            letters.filter(|(_, action)| entry(*action).act.is_none_or(|act| why_not(act, &sheet.overview).is_none()));
        keys.extend(possible.map(|(sign, action)| (vec![Key::sign(sign)], entry(action).label())));
        keys
    }

    /// Tells whether a letter means an action here: a plan with buttons is begun by them.
    fn means(&self, action: Action, shared: &Shared) -> bool {
        is_here(action, shared) && (action != Action::Do(Act::JOB_START) || !self.has_buttons())
    }

    /// Returns the establishment of the row under the cursor, where it has one.
    pub(super) fn chosen(&self) -> Option<EstablishmentNumber> {
        let number = self.rows.get(self.viewport.at).map(|row| row.target.number);
        number.filter(|number| *number != EstablishmentNumber(0))
    }

    fn letter(&mut self, sign: char, shared: &Shared) -> Reply {
        let action = LETTERS.into_iter().find(|(known, _)| *known == sign).map(|(_, action)| action);
        let Some(action) = action.filter(|action| self.means(*action, shared)) else { return Reply::none() };
        self.act(action, shared)
    }

    fn act(&mut self, action: Action, shared: &Shared) -> Reply {
        let Some(sheet) = &self.sheet else { return Reply::none() };
        let (asked, reply) = acts::act(action, &sheet.overview, shared);
        self.asking = asked;
        reply
    }

    /// Asks for the name under which a plan is kept.
    fn name(&self, shared: &Shared) -> Reply {
        let Some(sheet) = &self.sheet else { return Reply::none() };
        let rows = nouns::job::one(sheet.overview.clone(), sheet.at);
        let form = NounForm::on_row(Act::JOB_RENAME, (rows.as_ref(), 0), shared);
        form.map_or_else(Reply::none, |form| Reply::open(form.at(sheet.at)))
    }

    /// Shows all that is told of the row under the cursor.
    fn whole(&self) -> Reply {
        let (Some(row), lines) = (self.rows.get(self.viewport.at), self.everything()) else { return Reply::none() };
        if lines.is_empty() {
            return Reply::none();
        }
        Reply::open(Sheet::whole(self.title(), draw::name(row), lines))
    }

    /// Returns all that is told of the row under the cursor.
    pub(super) fn everything(&self) -> Vec<Message> {
        self.rows.get(self.viewport.at).map(job_words::everything).unwrap_or_default()
    }

    fn enter(&mut self, shared: &Shared) -> Reply {
        match self.focus {
            Focus::Groups => {
                self.focus = Focus::Rows;
                Reply::redraw().join(self.fetch())
            }
            Focus::Rows => match self.chosen() {
                Some(number) => Detail::open(Noun::Establishment, &number.into()),
                None => self.whole(),
            },
            Focus::Button(Button::Start) => self.start(shared),
            Focus::Button(Button::Save) => self.name(shared),
            Focus::Button(Button::Cancel) => self.leave(shared),
        }
    }
}
