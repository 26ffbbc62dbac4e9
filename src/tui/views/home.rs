//! What a person of an establishment sees first: where they are, who they are, the lists that are open to them, and what
//! is their own. Written by hand: it shows no rows of a noun.

use ratatui::layout::Rect;

use super::own_password::{OwnPassword, Why};
use crate::domain::access::{Actor, Identity, Object, decide};
use crate::domain::act::{Act, Verb};
use crate::domain::message::Message;
use crate::nouns;
use crate::operations::people;
use crate::tui::actions::{Action, Entry, Place, State, entry};
use crate::tui::canvas::{Canvas, after, below, inside, row};
use crate::tui::orders::session::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::Shared;
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View, offered};

/// Columns before the keys of the lines.
const KEYS_AT: u16 = 34;
/// What somebody changes of their own account.
const OWN: [Action; 2] = [Action::OwnPassword, Action::OwnDetails];

/// The lists of their establishment that somebody may see there.
fn lists(actor: &Actor) -> Vec<Action> {
    let object = Object::at(actor.belongs());
    let may = |noun| Act::find(noun, Verb::List).is_some_and(|act| decide(actor, act, object).is_ok());
    nouns::ALL.into_iter().map(nouns::Door::noun).filter(|noun| may(*noun)).map(Action::List).collect()
}

/// The screen.
#[derive(Debug, Default)]
pub(crate) struct Home {
    /// Who it is; none: not known yet.
    known: Option<people::Home>,
    /// The line under the cursor.
    cursor: usize,
}

impl Home {
    fn look() -> Reply {
        Effect::Session(Request::Home).into()
    }

    /// Returns what the lines do: first the lists, then what is their own; with how many lists there are.
    fn lines(&self, shared: &Shared) -> (Vec<Action>, usize) {
        let mut lines = lists(&shared.actor);
        let lists = lines.len();
        lines.extend(OWN.into_iter().filter(|action| offered(self, entry(*action), shared)));
        (lines, lists)
    }
}

impl View for Home {
    fn title(&self) -> Message {
        Message::new("screen-home")
    }

    fn places(&self) -> &'static [Place] {
        &[Place::Chosen, Place::List, Place::Everywhere]
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    /// There is one establishment to choose, whose lists are opened from here.
    fn offers(&self, entry: &Entry) -> bool {
        entry.place != Place::Chosen || matches!(entry.action, Action::List(_))
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        Self::look()
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        Self::look()
    }

    fn answer(&mut self, _answer: Answer, _shared: &mut Shared) -> Reply {
        Self::look()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = self.lines(shared).0.len();
        State { actor: &shared.actor, rows, on_row: self.cursor < rows, ticked: 0, busy: false }
    }

    fn footer(&self) -> &'static [Action] {
        &[Action::EnterAs, Action::Open, Action::Palette, Action::Lock, Action::Help, Action::Quit]
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let Some(known) = &self.known else { return };
        let area = inside(area, 2, 1);
        let mut used = canvas.paragraph(area, &known.denomination, Role::Title);
        let login = shared.actor.name();
        let who = match shared.actor.identity {
            Identity::Webmaster { .. } => Message::new("home-support").with("login", login),
            _ => Message::new("home-who").with("name", known.name.as_str()).with("login", login),
        };
        used += canvas.paragraph(below(area, used), &shared.say(&who), Role::Text) + 1;
        let (lines, lists) = self.lines(shared);
        if lists == 0 {
            used += canvas.paragraph(below(area, used), &shared.text("home-none"), Role::Dim) + 1;
        }
        // What is their own stands apart.
        let gap = |at: usize| usize::from(lists > 0 && at >= lists);
        let rest = below(area, used);
        let hidden = (self.cursor + gap(self.cursor) + 1).saturating_sub(usize::from(rest.height));
        for (at, action) in lines.iter().enumerate() {
            let Some(line) = (at + gap(at)).checked_sub(hidden).and_then(|line| u16::try_from(line).ok()) else {
                continue;
            };
            if line >= rest.height {
                break;
            }
            let role = if at == self.cursor { Role::Cursor } else { Role::Text };
            let place = row(rest, line);
            let label = format!(" {} ", shared.say(&entry(*action).label()));
            let taken = canvas.text(place, &label, role);
            canvas.text(after(place, taken.max(KEYS_AT)), &shared.key_of(*action), Role::Key);
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let Intent::Act(action) = intent else { return Reply::none() };
        let (lines, _) = self.lines(shared);
        let last = lines.len().saturating_sub(1);
        let before = self.cursor.min(last);
        self.cursor = match action {
            Action::Up => before.saturating_sub(1),
            Action::Down => (before + 1).min(last),
            Action::First | Action::PageUp => 0,
            Action::Last | Action::PageDown => last,
            Action::Open => {
                return lines.get(before).map_or_else(Reply::none, |action| Reply::step(Step::Act(*action)));
            }
            _ => return Reply::none(),
        };
        if self.cursor == before { Reply::none() } else { Reply::redraw() }
    }

    fn outcome(&mut self, outcome: Outcome, _shared: &mut Shared) -> Reply {
        let Outcome::Session(Done::Home(home)) = outcome else { return Reply::none() };
        let must_change = home.must_change;
        self.known = Some(home);
        if must_change { Reply::open(OwnPassword::new(Why::Must)) } else { Reply::redraw() }
    }
}
