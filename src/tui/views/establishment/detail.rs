//! One establishment in full: beside the table for the row under the cursor, and over it on Enter.

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::{Done, Request, acts, many};
use crate::domain::account::Administrator;
use crate::domain::block::{Block, Blocker};
use crate::domain::establishment::{Establishment, EstablishmentNumber, State as EstablishmentState, Unreadable};
use crate::domain::message::{Explain as _, Message};
use crate::domain::time::{DAY_S, MINUTE_S, Timestamp};
use crate::i18n::{audit, words};
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, after, below, inside, row};
use crate::tui::shared::Shared;
use crate::tui::theme::{Role, state_glyph};
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::worker::{Effect, Outcome};

/// Gives the lines that the pane below the table takes.
pub(super) fn height(area: Rect, _shared: &Shared) -> u16 {
    match area.height {
        0..=11 => 0,
        12..=27 => 3,
        _ => 4,
    }
}

/// Draws the pane below the table: what the row has no room for.
pub(super) fn pane(canvas: &mut Canvas<'_>, area: Rect, row_data: &Establishment, shared: &Shared) {
    if area.is_empty() {
        return;
    }
    canvas.rule(row(area, 0));
    let inner = inside(below(area, 1), 1, 0);
    let contact = format!("{} {}", row_data.contact.full_name(), angled(row_data.contact.email_text()));
    // On a wide screen the row itself has everything but the address.
    if area.width < 120 {
        let zone = shared.zone_name(row_data.zone);
        let registered = shared.catalogue.day(row_data.registered_on);
        let joined =
            |parts: &[&str]| parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let line = joined(&[&row_data.denomination, &row_data.location, &registered]);
        canvas.cell(row(inner, 0), &line, Role::Text);
        canvas.cell(row(inner, 1), &joined(&[&zone, contact.trim()]), Role::Dim);
        return;
    }
    canvas.text(row(inner, 0), contact.trim(), Role::Text);
    for (line, block) in (1..).zip(row_data.blocks.iter().filter(|block| block.stands(shared.now))) {
        if line < inner.height {
            canvas.text(row(inner, line), &block_line(block, shared), Role::Error);
        }
    }
}

/// Draws the pane below the table for a row with a value that nobody knows.
pub(super) fn odd_pane(canvas: &mut Canvas<'_>, area: Rect, odd: &Unreadable, shared: &Shared) {
    if !area.is_empty() {
        canvas.rule(row(area, 0));
        canvas.paragraph(inside(below(area, 1), 1, 0), &shared.say(&odd.message()), Role::Error);
    }
}

fn angled(email: &str) -> String {
    if email.is_empty() { String::new() } else { format!("<{email}>") }
}

/// Says who blocked, since when, until when and why, in one line.
pub(in crate::tui::views) fn block_line(block: &Block, shared: &Shared) -> String {
    let mut parts = vec![shared.text(words::blocker(block.blocker))];
    // The program has one name.
    parts.extend((block.blocker != Blocker::Program).then(|| audit::who(&shared.catalogue, &block.author)));
    parts.push(shared.say(&age(block.since, shared.now)));
    if let Some(day) = block.last_day() {
        parts.push(shared.say(&Message::new("block-until").with("day", day)));
    }
    format!("{} — {}", parts.join(" · "), block.reason.replace('\n', " "))
}

/// Says how long ago something was.
pub(super) fn age(since: Timestamp, now: Timestamp) -> Message {
    let seconds = now.0.saturating_sub(since.0).max(0);
    let (key, unit) = match seconds {
        0..=3_599 => ("age-minutes", MINUTE_S),
        3_600..=172_799 => ("age-hours", 60 * MINUTE_S),
        _ => ("age-days", DAY_S),
    };
    Message::new(key).with("count", seconds / unit)
}

/// The full detail.
#[derive(Debug)]
pub(super) struct Detail {
    number: EstablishmentNumber,
    row: Option<Box<Establishment>>,
    administrators: Option<Vec<Administrator>>,
    failure: Option<Message>,
    top: u16,
    changed: bool,
}

impl Detail {
    /// Makes the detail; it is read when it opens.
    pub(super) fn new(number: EstablishmentNumber) -> Self {
        Self { number, row: None, administrators: None, failure: None, top: 0, changed: false }
    }

    fn lines(&self, row: &Establishment, shared: &Shared) -> Vec<(String, String, Role)> {
        let state = row.state(shared.now);
        let (glyph, role) = state_glyph(state);
        let text = |key: &'static str, value: String| (shared.text(key), value, Role::Text);
        let mut lines = vec![
            text("column-number", row.number.to_string()),
            text("column-name", row.denomination.clone()),
            text("column-location", row.location.clone()),
            text("column-zone", shared.zone_name(row.zone)),
            text("column-uai", row.uai.as_ref().map(|uai| uai.as_str().to_owned()).unwrap_or_default()),
            text("column-contact", row.contact.full_name()),
            text("column-mail", row.contact.email_text().to_owned()),
            text("column-registered", shared.catalogue.day(row.registered_on)),
            (shared.text("column-state"), format!("{glyph} {}", shared.text(words::state(state))), role),
        ];
        for block in row.blocks.iter().filter(|block| block.stands(shared.now)) {
            lines.push((String::new(), block_line(block, shared), Role::Error));
        }
        lines.push((String::new(), String::new(), Role::Text));
        for one in self.administrators.iter().flatten() {
            let sign_in = match one.last_sign_in_at {
                Some(at) => Message::new("administrator-signed-in").with("at", at),
                None => Message::new("administrator-never"),
            };
            let name = format!("{} {} ({}) · {}", one.last_name, one.first_name, one.login, shared.say(&sign_in));
            lines.push((shared.text("column-administrator"), name, Role::Text));
        }
        if self.administrators.as_ref().is_some_and(Vec::is_empty) {
            lines.push((shared.text("column-administrator"), shared.text("administrator-none"), Role::Warning));
        }
        lines
    }

    fn read(&self) -> Reply {
        let row: Reply = Effect::Establishment(Request::Get { number: self.number }).into();
        row.join(Effect::Establishment(Request::Administrators { number: self.number }).into())
    }
}

impl View for Detail {
    fn title(&self) -> Message {
        Message::new("detail-title").with("number", self.number.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Chosen, Place::Detail, Place::Everywhere]
    }

    fn waits(&self) -> bool {
        self.row.is_none() && self.failure.is_none()
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        self.read()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let place = inside(area, 2, 1);
        let inner = inside(canvas.frame(place, &shared.say(&self.title()), Role::Title), 1, 0);
        if let Some(failure) = &self.failure {
            canvas.paragraph(inner, &shared.say(failure), Role::Error);
            return;
        }
        let Some(data) = &self.row else {
            canvas.text(inner, &shared.text("loading"), Role::Dim);
            return;
        };
        let label_width = 18.min(inner.width / 3);
        let (mut line, lines) = (0, self.lines(data, shared));
        let mut seen = usize::from(self.top)..usize::from(self.top);
        for (label, value, role) in lines.iter().skip(seen.start) {
            seen.end += 1;
            canvas.text(Rect { width: label_width.saturating_sub(1), ..row(inner, line) }, label, Role::Dim);
            line += canvas.paragraph(after(below(inner, line), label_width), value, *role).max(1);
            if line >= inner.height {
                break;
            }
        }
        canvas.more_in_frame(inner, seen, lines.len());
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let key = match intent {
            Intent::Act(Action::Back) => return Reply::close(self.farewell()),
            Intent::Act(Action::EstablishmentEdit) => return Reply::open(super::edit::Edit::new(self.number)),
            Intent::Act(action) => return acts::begin(action, many::numbers([self.number]), shared),
            Intent::Key(key) => key,
            Intent::Paste(_) => return Reply::none(),
        };
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.top = (self.top + 1).min(30),
            KeyCode::Enter => return Reply::close(self.farewell()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Got(row)) => self.row = Some(row),
            Outcome::Establishment(Done::Administrators(found)) => self.administrators = Some(found),
            // Without its database an establishment still has its row.
            Outcome::Failed(failure) if self.row.is_none() => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match answer {
            Answer::Done(_) => {
                self.changed = true;
                self.read()
            }
            Answer::Dismissed | Answer::Confirmed | Answer::Chosen(_) => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        self.read()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let blocked = self.row.as_ref().map(|row| row.state(shared.now) == EstablishmentState::Blocked);
        State { actor: &shared.actor, rows: 1, on_row: true, ticked: 0, busy: false, blocked }
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::EstablishmentEdit,
            Action::EstablishmentBlock,
            Action::EstablishmentReset,
            Action::EstablishmentDelete,
            Action::Back,
        ]
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let number = self.number.to_string();
        template.replace("{targets}", &number).replace("{row}", &number)
    }
}

impl Detail {
    fn farewell(&self) -> Answer {
        if self.changed { Answer::Done(Some(self.number)) } else { Answer::Dismissed }
    }
}
