//! The table of a described noun.

use ratatui::layout::Rect;

use super::form::NounForm;
use super::keys::Keys;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Selection};
use crate::domain::message::{Explain as _, Message};
use crate::nouns::acts::{ActHead, Elsewhere, Told};
use crate::nouns::{self, Cell, Door, Doors, Rows, Takes, Target, Tone, echo};
use crate::operations::{Error, Rule};
use crate::tui::actions::{Action, Place, State, entry};
use crate::tui::canvas::Canvas;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::{Shared, Wished};
use crate::tui::theme::{Role, role};
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View};
use crate::tui::views::listed::Listed;
use crate::tui::views::{job, mailing};
use crate::tui::widgets::confirm::Confirm;
use crate::tui::widgets::table::{Column, Line};

/// What was asked of the worker last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    List,
    Change,
}

/// The screen.
#[derive(Debug)]
pub(crate) struct NounScreen {
    door: &'static dyn Door,
    keys: Keys,
    /// The columns that people see.
    columns: Vec<Column>,
    /// Their places among all.
    shown: Vec<usize>,
    rows: Option<Box<dyn Rows>>,
    /// The rows' keys.
    listed: Listed<String>,
    /// The act that waits for an answer, and the row it is for.
    asking: Option<(Act, Option<Target>)>,
    asked: Asked,
    /// The row to go to when the list has come.
    wanted: Option<String>,
}

impl NounScreen {
    /// Makes the screen, which reads its rows when it begins; none when the noun has none.
    pub(crate) fn new(noun: Noun) -> Option<Self> {
        let door = nouns::door(noun)?;
        let heads = door.heads().into_iter().enumerate().filter(|(_, head)| head.in_tables());
        let (shown, columns) = heads
            .map(|(at, head)| {
                (at, Column { title: head.title, min: head.min, weight: head.weight, priority: head.priority })
            })
            .unzip();
        Some(Self {
            door,
            keys: Keys::of(noun)?,
            columns,
            shown,
            rows: None,
            listed: Listed::new(),
            asking: None,
            asked: Asked::List,
            wanted: None,
        })
    }

    fn read(&self) -> Reply {
        Effect::Noun(Request::Read(self.door.noun())).into()
    }

    fn change(&mut self, act: Act, target: Option<Target>, typed: Filled) -> Reply {
        self.asked = Asked::Change;
        Effect::Noun(Request::Do { act, target, typed }).into()
    }

    fn target(&self) -> Option<Target> {
        self.rows.as_ref()?.target(self.listed.at())
    }

    /// Finds the noun's act of a verb.
    fn find(&self, verb: Verb) -> Option<ActHead> {
        self.door.act(Act::find(self.door.noun(), verb)?)
    }

    fn act(&mut self, action: Action, shared: &mut Shared) -> Reply {
        if self.listed.act(action) {
            return Reply::redraw();
        }
        let act = match action {
            Action::EstablishmentUndo => return job::undo_last(),
            Action::Open => self.find(Verb::Open).or_else(|| self.find(Verb::Edit)),
            _ => entry(action).act.and_then(|act| self.door.act(act)),
        };
        act.map_or_else(Reply::none, |act| self.begin_act(&act, shared))
    }

    fn begin_act(&mut self, head: &ActHead, shared: &mut Shared) -> Reply {
        let act = head.act;
        if let Some(by) = self.door.shift(act) {
            return self.shift(by);
        }
        if head.takes == Takes::None && !head.asks.is_empty() {
            return NounForm::alone(act, shared).map_or_else(Reply::none, Reply::open);
        }
        let (Some(rows), at) = (self.rows.as_deref(), self.listed.at()) else { return Reply::none() };
        if let Some((to, filter)) = rows.leads(at, act) {
            return lead(to, filter, shared);
        }
        if !head.asks.is_empty() {
            return NounForm::on_row(act, (rows, at), shared).map_or_else(Reply::none, Reply::open);
        }
        let target = rows.target(at).filter(|_| head.takes == Takes::One);
        if head.takes == Takes::One && target.is_none() {
            return Reply::none();
        }
        if head.danger == Danger::None {
            return self.change(act, target, Filled::default());
        }
        let says = rows.says(at, act);
        self.asking = Some((act, target));
        Reply::open(Confirm::yes(Message::new(head.label), says, shared))
    }

    /// Gives the place, from 0, that the row under the cursor gets when it is shifted.
    fn shifted(&self, by: isize) -> Option<usize> {
        self.listed.at().checked_add_signed(by).filter(|to| *to < self.listed.rows().len())
    }

    fn shift(&mut self, by: isize) -> Reply {
        let (Some(target), Some(to), Some(act)) = (self.target(), self.shifted(by), self.find(Verb::Move)) else {
            return Reply::none();
        };
        // Shown at once, so that the next press moves it on.
        if let Some(rows) = &mut self.rows {
            rows.exchange(self.listed.at(), to);
        }
        self.listed.exchange(to);
        Reply::redraw().join(self.change(act.act, Some(target), place(to)))
    }

    fn put(&mut self, rows: Box<dyn Rows>) -> Reply {
        let keys: Vec<String> = (0..rows.len()).map(|at| rows.key(at)).collect();
        let goal = self.wanted.take().and_then(|wanted| keys.iter().position(|key| *key == wanted));
        self.listed.put(keys, Clone::clone);
        self.rows = Some(rows);
        if let Some(goal) = goal {
            self.listed.go(goal);
        }
        Reply::redraw()
    }

    fn told(&mut self, act: Act, told: Told) -> Reply {
        self.asked = Asked::List;
        // What is asked in lines only and is done by a key here is seen in the rows themselves.
        let is_seen = self.door.act(act).is_some_and(|head| head.doors == Doors::Lines);
        if is_seen { self.read() } else { self.read().and(Step::Say(told.said, Role::Good)) }
    }

    fn line(&self, at: usize, shared: &Shared) -> Line {
        let Some(rows) = &self.rows else { return Line::default() };
        let cells = rows.cells(at);
        let shown = self.shown.iter().filter_map(|column| cells.get(*column));
        Line { mark: rows.mark(at), cells: shown.map(|cell| drawn(cell, shared)).collect() }
    }
}

/// Gives a place as it is typed.
fn place(at: usize) -> Filled {
    Filled::default().with(Field::ZonePosition, (at + 1).to_string())
}

fn lead(to: Elsewhere, filter: String, shared: &mut Shared) -> Reply {
    match to {
        Elsewhere::Establishments => {
            shared.wished = Some(Wished::Filter(filter));
            Reply::step(Step::Show(Action::Establishments))
        }
        Elsewhere::Letter => mailing::begin(Selection::Matching { filter, except: Vec::new() }),
    }
}

fn drawn(cell: &Cell, shared: &Shared) -> (String, Role) {
    let text = cell.text(&shared.catalogue);
    let is_state = matches!(cell, Cell::Truth(..) | Cell::Code(..));
    let sign = match cell.tone() {
        Tone::Good if is_state => "● ",
        Tone::Faint if is_state => "○ ",
        _ => "",
    };
    (format!("{sign}{text}"), role(cell.tone()))
}

impl View for NounScreen {
    fn title(&self) -> Message {
        Message::new(self.door.screen())
    }

    fn places(&self) -> &'static [Place] {
        self.keys.places
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, _shared: &mut Shared) -> Reply {
        self.read()
    }

    fn resize(&mut self, area: Rect, _shared: &mut Shared) -> Reply {
        self.listed.resize(area);
        Reply::redraw()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, area: Rect, shared: &Shared) {
        let add = self.keys.adds().map(|action| shared.key_of(action)).unwrap_or_default();
        let empty = Message::new(self.door.none()).with("add", add);
        self.listed.draw(canvas, area, &self.columns, &empty, shared, &|at, _| self.line(at, shared));
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        match intent {
            Intent::Act(action) => self.act(action, shared),
            Intent::Key(_) | Intent::Paste(_) => Reply::none(),
        }
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Noun(Done::Listed { rows, zones }) => {
                if let Some(zones) = zones {
                    shared.zones = zones;
                }
                self.put(rows)
            }
            Outcome::Noun(Done::Told(act, told)) => self.told(act, told),
            Outcome::Noun(Done::Overtaken(..)) => {
                self.asked = Asked::List;
                self.read().and(Step::Say(Error::from(Rule::Changed).message(), Role::Warning))
            }
            // After a change, what is shown may be older than what refused. A list that failed is not asked for again.
            Outcome::Failed(failure) => {
                let said = self.listed.fail(&failure);
                match std::mem::replace(&mut self.asked, Asked::List) {
                    Asked::Change => said.join(self.read()),
                    Asked::List => said,
                }
            }
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, _shared: &mut Shared) -> Reply {
        match (self.asking.take(), answer) {
            (Some((act, target)), Answer::Confirmed) => self.change(act, target, Filled::default()),
            (_, Answer::Named(key)) => {
                self.wanted = Some(key);
                self.read()
            }
            (_, Answer::Done(_)) => self.read(),
            _ => Reply::redraw(),
        }
    }

    fn refresh(&mut self, _shared: &mut Shared) -> Reply {
        self.read()
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let rows = self.listed.rows().len();
        let on_row = self.listed.current().is_some();
        State { actor: &shared.actor, rows, on_row, ticked: 0, busy: false, blocked: None }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        let why = self.rows.as_ref()?.refuses(self.listed.at(), entry(action).act?)?;
        Some(why.with("key", shared.key_of(Action::OwnPassword)))
    }

    fn derived(&self, act: Act) -> Option<String> {
        let key = self.target().map(|target| target.key).unwrap_or_default();
        match self.door.shift(act) {
            Some(by) => echo::line(self.door, &self.find(Verb::Move)?, &key, Some(&place(self.shifted(by)?))),
            None => echo::line(self.door, &self.door.act(act)?, &key, None),
        }
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        template.replace("{row}", &self.target().map(|target| target.key).unwrap_or_default())
    }

    fn footer(&self) -> &'static [Action] {
        self.keys.footer
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        self.rows.as_ref().map(|rows| rows.count())
    }
}
