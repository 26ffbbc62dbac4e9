//! The table of a described noun.

use ratatui::layout::Rect;

use super::form::NounForm;
use super::keys::Keys;
use super::lines::LinesForm;
use super::ticks::{Did, Ticks};
use crate::domain::access::At;
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::field::Field;
use crate::domain::filled::Filled;
use crate::domain::job::{Danger, Selection, Task};
use crate::domain::message::Message;
use crate::jobs::command::inside;
use crate::nouns::acts::{ActHead, Elsewhere, Told};
use crate::nouns::{self, Cell, Door, Doors, Rows, Takes, Target, Tone, echo};
use crate::tui::actions::{Action, Place, State, entry};
use crate::tui::canvas::Canvas;
use crate::tui::orders::noun::{Done, Request};
use crate::tui::orders::{Effect, Outcome};
use crate::tui::shared::{Shared, Wished};
use crate::tui::theme::Role;
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
    /// The establishment whose rows they are, with its name once that is known; none: the host's.
    inside: Option<(EstablishmentNumber, String)>,
    /// The keys of the rows that are shown.
    listed: Listed<String>,
    /// Their places among all.
    places: Vec<usize>,
    ticks: Ticks,
    /// The act that waits for an answer, and the row it is for.
    asking: Option<(Act, Option<Target>)>,
    asked: Asked,
    /// The row to go to when the list has come.
    wanted: Option<String>,
}

impl NounScreen {
    /// Makes the screen, which reads its rows when it begins; none when the noun has none.
    pub(crate) fn new(noun: Noun) -> Option<Self> {
        let (door, keys) = (nouns::door(noun)?, Keys::of(noun)?);
        let heads = door.heads().into_iter().enumerate().filter(|(_, head)| !head.title.is_empty());
        let (shown, columns) = heads
            .map(|(at, head)| {
                (at, Column { title: head.title, min: head.min, weight: head.weight, priority: head.priority })
            })
            .unzip();
        Some(Self {
            door,
            keys,
            columns,
            shown,
            rows: None,
            inside: None,
            listed: if keys.ticks() { Listed::with_boxes() } else { Listed::new() },
            places: Vec::new(),
            ticks: Ticks::default(),
            asking: None,
            asked: Asked::List,
            wanted: None,
        })
    }

    /// The same of an establishment's own rows, which is opened over where it was chosen.
    pub(crate) fn inside(noun: Noun, number: EstablishmentNumber) -> Option<Self> {
        Some(Self { inside: Some((number, String::new())), ..Self::new(noun)? })
    }

    fn read(&self) -> Reply {
        Effect::Noun(Request::Read(self.door.noun())).into()
    }

    fn change(&mut self, act: Act, target: Option<Target>, typed: Filled) -> Reply {
        self.asked = Asked::Change;
        Effect::Noun(Request::Do { act, target, typed }).into()
    }

    fn target(&self) -> Option<Target> {
        self.rows.as_ref()?.target(self.index())
    }

    /// Returns the place of the row under the cursor among all rows.
    fn index(&self) -> usize {
        self.places.get(self.listed.at()).copied().unwrap_or_default()
    }

    /// Names the rows that an act on many is for: those that are ticked, else the one under the cursor; by what names each
    /// for ever and by what commands call it.
    fn chosen(&self, act: Act) -> Vec<(String, String)> {
        let Some(rows) = self.rows.as_deref() else { return Vec::new() };
        let ticked = (0..rows.len()).filter(|at| self.ticks.has(&rows.key(*at)));
        let one = self.listed.current().map(|_| self.index());
        let meant: Vec<usize> = if self.ticks.len() > 0 { ticked.collect() } else { one.into_iter().collect() };
        meant.into_iter().filter_map(|at| Some((rows.id(at, act)?, rows.key(at)))).collect()
    }

    /// Finds the noun's act of a verb.
    fn find(&self, verb: Verb) -> Option<ActHead> {
        self.door.act(Act::find(self.door.noun(), verb)?)
    }

    fn act(&mut self, action: Action, shared: &mut Shared) -> Reply {
        if self.listed.act(action) {
            return Reply::redraw();
        }
        if self.keys.ticks() {
            match self.ticks.act(action, self.listed.rows(), self.listed.at()) {
                Did::Nothing => {}
                Did::Ticks => return self.reshow(),
                Did::TicksAndMove(step) => {
                    self.listed.act(step);
                    return self.reshow();
                }
            }
        }
        let act = match action {
            Action::Back if self.ticks.back() => return self.reshow(),
            Action::Back => return Reply::close(Answer::Dismissed),
            Action::InsideJobs => return Reply::open(job::Jobs::new()),
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
        if head.takes == Takes::File {
            return Reply::open(LinesForm::new(self.door, head));
        }
        if head.takes == Takes::Many {
            let task = Task::Act { act, typed: Filled::default() };
            return job::begin(task, Selection::rows(self.chosen(act)));
        }
        let (Some(rows), at) = (self.rows.as_deref(), self.index()) else { return Reply::none() };
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
        self.ticks.retain(&keys);
        self.rows = Some(rows);
        self.reshow()
    }

    /// Shows the rows that there are, or only those that are ticked.
    fn reshow(&mut self) -> Reply {
        let Some(rows) = &self.rows else { return Reply::redraw() };
        let all = (0..rows.len()).map(|at| (at, rows.key(at)));
        let (places, keys): (Vec<usize>, Vec<String>) = all.filter(|(_, key)| self.ticks.shows(key)).unzip();
        let goal = self.wanted.take().and_then(|wanted| keys.iter().position(|key| *key == wanted));
        self.listed.put(keys, Clone::clone);
        self.places = places;
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
        let Some(at) = self.places.get(at).copied() else { return Line::default() };
        let mark = if self.ticks.has(&rows.key(at)) { "[x]" } else { rows.mark(at) };
        let cells = rows.cells(at);
        let shown = self.shown.iter().filter_map(|column| cells.get(*column));
        Line { mark, cells: shown.map(|cell| drawn(cell, shared)).collect() }
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
    match cell.tone() {
        Tone::Good if is_state => (format!("● {text}"), Role::Good),
        Tone::Faint if is_state => (format!("○ {text}"), Role::Dim),
        Tone::Plain => (text, Role::Text),
        Tone::Good => (text, Role::Good),
        Tone::Faint => (text, Role::Dim),
    }
}

impl View for NounScreen {
    fn title(&self) -> Message {
        let title = Message::new(self.door.screen());
        match &self.inside {
            Some((number, name)) => title.with("number", number.to_string()).with("name", name.as_str()),
            None => title,
        }
    }

    fn at(&self) -> Option<At> {
        Some(self.inside.as_ref().map_or(At::Host, |(number, _)| At::Establishment(*number)))
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
            Outcome::Noun(Done::Listed { rows, zones, inside }) => {
                if let (Some((_, name)), Some(inside)) = (&mut self.inside, inside) {
                    *name = inside;
                }
                if let Some(zones) = zones {
                    shared.zones = zones;
                }
                self.put(rows)
            }
            Outcome::Noun(Done::Told(act, told)) => self.told(act, told),
            Outcome::Noun(Done::Overtaken(..)) => self.read(),
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
        State { actor: &shared.actor, rows, on_row, ticked: self.ticks.len(), busy: false, blocked: None }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        let act = entry(action).act?;
        let on_ticked = self.ticks.len() > 0 && self.door.act(act).is_some_and(|head| head.takes == Takes::Many);
        let why = self.rows.as_ref().filter(|_| !on_ticked)?.refuses(self.index(), act)?;
        Some(why.with("key", shared.key_of(Action::OwnPassword)))
    }

    fn derived(&self, act: Act) -> Option<String> {
        let keys: Vec<String> = match self.door.act(act)?.takes {
            Takes::Many => self.chosen(act).into_iter().map(|(_, key)| key).collect(),
            Takes::One | Takes::None | Takes::File => self.target().into_iter().map(|target| target.key).collect(),
        };
        let line = match self.door.shift(act) {
            Some(by) => echo::line(self.door, &self.find(Verb::Move)?, &keys, Some(&place(self.shifted(by)?))),
            None => echo::line(self.door, &self.door.act(act)?, &keys, None),
        };
        Some(inside(line?, self.at().unwrap_or(At::Host)))
    }

    fn command(&self, template: &'static str, _shared: &Shared) -> String {
        let number = self.inside.as_ref().map(|(number, _)| number.to_string()).unwrap_or_default();
        let row = self.target().map(|target| target.key).unwrap_or_default();
        template.replace("{row}", &row).replace("{establishment}", &number)
    }

    fn footer(&self) -> &'static [Action] {
        self.keys.footer
    }

    fn status(&self, _shared: &Shared) -> Option<Message> {
        self.rows.as_ref().map(|rows| rows.count())
    }
}
