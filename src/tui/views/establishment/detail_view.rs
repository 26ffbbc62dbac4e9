//! One establishment in full, as the application sees it.

use crate::domain::act::Noun;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::begin::{begin, edit};
use super::detail::Detail;
use super::many;
use crate::domain::columns::{ExportColumn, MailColumn};
use crate::domain::establishment::State as EstablishmentState;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::nouns::establishment::Row;
use crate::tui::actions::{Action, Place, State};
use crate::tui::canvas::{Canvas, after, below, inside, row, wrap};
use crate::tui::orders::Outcome;
use crate::tui::orders::establishment::Done;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};

/// Lines that Page Up and Page Down move by.
const PAGE: u16 = 10;
/// The last line that can be on top: a card is not longer, and a shorter one shows its end.
const LAST: u16 = 30;

/// The line with which the last page begins.
fn last_top(lines: &[(String, String, Role)], inner: Rect, label_width: u16) -> usize {
    let width = usize::from(inner.width.saturating_sub(label_width));
    let mut room = usize::from(inner.height);
    let fits = |(_, value, _): &&(String, String, Role)| {
        let taken = wrap(value, width).len().max(1);
        room.checked_sub(taken).inspect(|left| room = *left).is_some()
    };
    lines.len() - lines.iter().rev().take_while(fits).count()
}

impl View for Detail {
    fn title(&self) -> Message {
        Message::new("detail-title").with("number", self.number.to_string())
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Chosen, Place::Acted, Place::Detail, Place::Everywhere]
    }

    fn waits(&self) -> bool {
        self.found.is_none() && self.failure.is_none()
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
        let Some(data) = &self.found else {
            canvas.text(inner, &shared.text("loading"), Role::Dim);
            return;
        };
        let label_width = 18.min(inner.width / 3);
        let (mut line, lines) = (0, Self::lines(data, shared));
        let top = usize::from(self.top).min(last_top(&lines, inner, label_width));
        let mut seen = top..top;
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
            Intent::Act(Action::EstablishmentEdit) => return edit(self.number),
            Intent::Act(action) => {
                let zone = self.found.as_ref().and_then(Row::found).map(|found| found.zone);
                return begin(action, many::Targets { zone, ..many::Targets::of([self.number]) }, shared);
            }
            Intent::Key(key) => key,
            Intent::Paste(_) => return Reply::none(),
        };
        match key.code {
            KeyCode::Up | KeyCode::Char('k') => self.top = self.top.saturating_sub(1),
            KeyCode::Down | KeyCode::Char('j') => self.top = (self.top + 1).min(LAST),
            KeyCode::PageUp => self.top = self.top.saturating_sub(PAGE),
            KeyCode::PageDown => self.top = (self.top + PAGE).min(LAST),
            KeyCode::Home | KeyCode::Char('g') => self.top = 0,
            KeyCode::End | KeyCode::Char('G') => self.top = LAST,
            KeyCode::Enter => return Reply::close(self.farewell()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Detail(found)) => self.found = Some(found),
            Outcome::Failed(failure) if self.found.is_none() => self.failure = Some(failure.message()),
            _ => return Reply::none(),
        }
        Reply::redraw()
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match answer {
            Answer::Done(_) | Answer::Named(_) => {
                self.changed = true;
                self.read()
            }
            Answer::Dismissed | Answer::Confirmed | Answer::Chosen(_) | Answer::Meant(..) => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        self.read()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let found = self.found.as_ref().and_then(Row::found);
        let blocked = found.map(|found| found.state(shared.now) == EstablishmentState::Blocked);
        State { actor: &shared.actor, rows: 1, on_row: true, ticked: 0, busy: false, blocked }
    }

    fn narrows(&self, screen: Action, shared: &Shared) -> Option<String> {
        let language = shared.catalogue.language();
        match screen {
            Action::List(Noun::Export) => {
                Some(Filter::<ExportColumn>::in_words_of(&format!("number:{}", self.number), language))
            }
            Action::List(Noun::Mail) => {
                Some(Filter::<MailColumn>::in_words_of(&format!("establishment:{}", self.number), language))
            }
            _ => None,
        }
    }

    fn footer(&self) -> &'static [Action] {
        &[
            Action::EstablishmentEdit,
            Action::EstablishmentBlock,
            Action::EstablishmentReset,
            Action::List(Noun::Department),
            Action::EstablishmentDelete,
            Action::List(Noun::Export),
            Action::List(Noun::Mail),
            Action::Back,
        ]
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let number = self.number.to_string();
        template.replace("{targets}", &number).replace("{row}", &number)
    }
}
