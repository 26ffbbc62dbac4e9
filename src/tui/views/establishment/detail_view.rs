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
use crate::tui::canvas::{Canvas, inside};
use crate::tui::orders::Outcome;
use crate::tui::orders::establishment::Done;
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Intent, Reply, View};
use crate::tui::views::noun::card;

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
        let inner = inside(canvas.frame(card::place(area), &shared.say(&self.title()), Role::Title), 1, 0);
        if let Some(failure) = &self.failure {
            canvas.paragraph(inner, &shared.say(failure), Role::Error);
        } else if self.found.is_none() {
            canvas.text(inner, &shared.text("loading"), Role::Dim);
        } else {
            self.card.draw(canvas, inner);
        }
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.card.resize(area);
        Reply::redraw()
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(Action::Back) => Reply::close(self.farewell()),
            Intent::Act(Action::EstablishmentEdit) => edit(self.number),
            Intent::Act(action) => {
                let zone = self.found.as_ref().and_then(Row::found).map(|found| found.zone);
                begin(action, many::Targets { zone, ..many::Targets::of([self.number]) }, shared)
            }
            Intent::Key(key) if key.code == KeyCode::Enter => Reply::close(self.farewell()),
            Intent::Key(key) if self.card.key(key) => Reply::redraw(),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Establishment(Done::Detail(found)) => self.take(found, shared),
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
