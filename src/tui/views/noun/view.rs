//! The screen of a described noun as the application sees it.

use std::rc::Rc;

use ratatui::layout::Rect;

use super::acts::typed_place;
use super::cells::{drawn, over};
use super::detail::{Detail, Known};
use super::form::NounForm;
use super::keys::opposite;
use super::listed::ListFile;
use super::screen::NounScreen;
use crate::domain::access::{At, Object, decide};
use crate::domain::act::{Act, Noun, Verb};
use crate::domain::establishment::EstablishmentNumber;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::jobs::command;
use crate::nouns::{Cell, Takes, echo};
use crate::tui::actions::{Action, Arity, Place, State, action_of, entry};
use crate::tui::canvas::{Canvas, below, inside, row};
use crate::tui::filters::Filters;
use crate::tui::orders::Outcome;
use crate::tui::shared::{Shared, Wished};
use crate::tui::theme::role;
use crate::tui::view::{Answer, Cover, Intent, Reply, View};
use crate::tui::views::job;
use crate::tui::views::listing::{Drawn, More, Wants};
use crate::tui::widgets::command::option;
use crate::tui::widgets::table::{self, Line};

/// How often rows that change by themselves are looked at when nothing says that they did: who changed them may have died.
const LOOK_S: i64 = 5;

impl NounScreen {
    fn act(&mut self, action: Action, shared: &mut Shared) -> Reply {
        let read = self.reader();
        if action == Action::Back
            && let Some(going) = &self.going
        {
            going.cancel();
            return Reply::redraw();
        }
        if action == Action::Back && self.is_asking() {
            return self.ask_no_more();
        }
        if let Some(reply) = self.ask_whole(action, shared) {
            return reply;
        }
        match self.list.act(action, shared.ticks.change(self.this_list()), &read) {
            Wants::Nothing => {}
            wants => return self.follow(wants, shared),
        }
        match action {
            Action::Facets => self.group_menu(),
            Action::Sort => self.order_menu(shared),
            Action::ListExport => ListFile::open(self.this_list(), self.list.applied(), self.sort, shared),
            Action::ColumnsLeft | Action::ColumnsRight => {
                let widths = self.list.widths(&self.seen());
                table::step(&mut self.moved, action, &widths).map_or_else(Reply::none, |()| Reply::redraw())
            }
            Action::Explain => {
                let form = self
                    .list
                    .row()
                    .and_then(|row| NounForm::explaining(&row.rows.key(row.at), self.at_place(), shared));
                form.map_or_else(Reply::none, Reply::open)
            }
            Action::EstablishmentUndo => job::undo_last(),
            Action::InsideJobs => {
                let jobs = self.inside.as_ref().and_then(|(number, _)| Self::inside(Noun::Job, *number));
                jobs.map_or_else(Reply::none, Reply::open)
            }
            Action::Back => match self.list.back(shared.ticks.of(self.this_list()), shared) {
                // Where it lies over another screen.
                Wants::Nothing => Reply::close(Answer::Dismissed),
                wants => self.follow(wants, shared),
            },
            Action::Open if self.act_of(action).is_none_or(|head| is_closed(head.act, shared)) => match self.list.row()
            {
                Some(row) => {
                    let known = Known { rows: Rc::clone(&row.rows), at: row.at };
                    let detail = Detail::of_row(self.door, (self.at_place(), known), self.state_of(row).cloned());
                    detail.map_or_else(Reply::none, Reply::open)
                }
                None => Reply::none(),
            },
            _ => {
                let many = entry(action).arity == Arity::Many;
                let ids = if many {
                    self.list.targets(shared.ticks.of(self.this_list()))
                } else {
                    self.list.current().cloned().into_iter().collect()
                };
                self.begin(action, ids, shared)
            }
        }
    }

    /// Returns what an act found of a row, where its own state says nothing.
    fn state_of(&self, row: &Known) -> Option<&(&'static str, Cell)> {
        row.rows.id(row.at).and_then(|id| self.found.get(&id))
    }

    fn line(&self, row: &Known, shared: &Shared) -> Line {
        let cells = row.rows.cells(row.at);
        let found = self.state_of(row);
        let shown = self.shown.iter().filter_map(|(column, name)| Some((*name, cells.get(*column)?)));
        Line {
            mark: row.rows.mark(row.at),
            cells: shown.map(|(name, cell)| drawn(over(name, cell, found), shared)).collect(),
            ..Line::default()
        }
    }

    fn empty(&self, shared: &Shared) -> Message {
        let back = shared.key_of(Action::Back);
        if self.list.is_only_ticked() {
            return Message::new("list-none-ticked").with("back", back);
        }
        if self.list.is_filtered() && self.list.total > 0 {
            return Message::new("list-no-match").with("back", back);
        }
        let adds = self.keys.adds().and_then(|action| entry(action).act);
        if adds.is_some_and(|act| is_closed(act, shared)) {
            return Message::new("list-none-yet");
        }
        let key = |action: Option<Action>| action.map(|action| shared.key_of(action)).unwrap_or_default();
        let import = Act::find(self.door.noun(), Verb::Import).and_then(action_of);
        Message::new(self.door.none()).with("add", key(self.keys.adds())).with("import", key(import))
    }
}

/// Tells whether whoever acts may not change what Enter would change: they are shown the row instead.
fn is_closed(act: Act, shared: &Shared) -> bool {
    let object = Object { key: Some(""), ..Object::at(shared.actor.belongs()) };
    act.changes() && decide(&shared.actor, act, object).is_err()
}

impl View for NounScreen {
    fn title(&self) -> Message {
        Message::new(self.door.screen())
    }

    fn school(&self) -> Option<(EstablishmentNumber, &str)> {
        // Jobs are the host's too: their name says nothing of it, and the screen below knows it.
        let own = self.inside.as_ref().filter(|_| self.door.noun().is_inside());
        own.map(|(number, name)| (*number, name.as_str()))
    }

    fn at(&self) -> Option<At> {
        Some(self.at_place())
    }

    fn places(&self) -> &'static [Place] {
        self.keys.places
    }

    fn filters(&self) -> Option<Filters> {
        self.door.typing().map(|typing| Filters((typing.columns)()))
    }

    fn takes_text(&self) -> bool {
        self.list.is_typing()
    }

    fn cover(&self) -> Cover {
        Cover::Screen
    }

    fn begin(&mut self, shared: &mut Shared) -> Reply {
        if self.inside.is_some() && shared.wished != Some(Wished::Ticked) {
            // What was ticked before one left is not meant any more.
            shared.ticks.change(self.this_list()).clear();
        }
        self.grant(shared).unwrap_or_else(|| self.read(shared))
    }

    fn resize(&mut self, area: Rect, shared: &mut Shared) -> Reply {
        self.list.resize(area, self.pane());
        Reply::redraw().join(self.fetch(shared))
    }

    fn draw(&self, canvas: &mut Canvas<'_>, _area: Rect, shared: &Shared) {
        let [_, body, pane] = self.list.places(self.pane());
        let drawn = Drawn {
            columns: &self.seen(),
            sorted: self.sorted().filter(|_| self.keys.sorts()),
            ticks: shared.ticks.of(self.this_list()),
            empty: self.empty(shared),
            head: &|canvas, place| self.draw_head(canvas, place, shared),
            line: &|row| self.line(row, shared),
            picture: None,
        };
        self.list.draw(canvas, body, &drawn, shared);
        if let Some(known) = self.list.row().filter(|_| !pane.is_empty()) {
            canvas.rule(row(pane, 0));
            let mut rest = inside(below(pane, 1), 1, 0);
            let lines = known.rows.pane(known.at, &shared.catalogue, pane.width);
            for (behind, (text, tone)) in (0..u16::try_from(lines.len()).unwrap_or(u16::MAX)).rev().zip(&lines) {
                // A long one leaves a line to each of the others.
                let room = Rect { height: rest.height.saturating_sub(behind).max(rest.height.min(1)), ..rest };
                let used = if room.height == 1 {
                    canvas.cell(room, text, role(*tone));
                    1
                } else {
                    canvas.paragraph(room, text, role(*tone))
                };
                rest = below(rest, used);
            }
        }
    }

    fn handle(&mut self, intent: Intent, shared: &mut Shared) -> Reply {
        let read = self.reader();
        let wants = match intent {
            Intent::Act(action) => return self.act(action, shared),
            Intent::Key(key) => self.list.key(key, &read),
            Intent::Paste(text) => self.list.paste(&text, &read),
        };
        self.follow(wants, shared)
    }

    fn outcome(&mut self, outcome: Outcome, shared: &mut Shared) -> Reply {
        match outcome {
            Outcome::Noun(done) => self.done(done, shared),
            Outcome::Failed(failure) => self.failed(&failure, shared),
            _ => Reply::none(),
        }
    }

    fn answer(&mut self, answer: Answer, shared: &mut Shared) -> Reply {
        self.heard(answer, shared)
    }

    fn refresh(&mut self, shared: &mut Shared) -> Reply {
        self.grant(shared).unwrap_or_else(|| self.read(shared))
    }

    fn state<'a>(&self, shared: &'a Shared) -> State<'a> {
        let (rows, on_row) = (self.list.shown().len(), self.list.current().is_some());
        let ticked = shared.ticks.of(self.this_list()).len();
        State { actor: &shared.actor, rows, on_row, ticked, busy: self.going.is_some() }
    }

    fn refuses(&self, action: Action, shared: &Shared) -> Option<Message> {
        if let Some(why) = self.refuses_now(action) {
            return Some(why);
        }
        if !shared.ticks.of(self.this_list()).is_empty() && entry(action).arity == Arity::Many {
            return None;
        }
        let row = self.list.row()?;
        let act = entry(action).act?;
        let why = row.rows.refuses(row.at, act)?;
        if opposite(self.door, act, (row.rows.as_ref(), row.at)).is_some() {
            return None;
        }
        Some(why.with("key", shared.key_of(Action::OwnPassword)))
    }

    fn derived(&self, act: Act, shared: &Shared) -> Option<String> {
        let head = self.door.act(act)?;
        let line = match (head.takes, self.door.shift(act)) {
            // Its line in the table names them.
            (Takes::Targets, _) => return None,
            (Takes::Planned, _) => {
                echo::of(self.door, &head, &self.named(&self.list.targets(shared.ticks.of(self.this_list()))), None)
            }
            (_, Some(by)) => {
                let typed = typed_place(self.shifted(by)?);
                echo::line(self.door, &self.find(Verb::Move)?, &self.target_keys(), Some(&typed))
            }
            (Takes::One | Takes::None | Takes::Many | Takes::File, None) => {
                echo::line(self.door, &head, &self.target_keys(), None)
            }
        };
        Some(command::inside(line?, self.at_place()))
    }

    fn command(&self, template: &'static str, shared: &Shared) -> String {
        let ids = self.list.targets(shared.ticks.of(self.this_list()));
        let all = || ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let keys = self.matching(&ids).map_or_else(all, |selection| command::targets(&selection));
        let filter = self.list.applied();
        let filter = if filter.is_empty() { String::new() } else { option("filter", filter) };
        let number = self.inside.as_ref().map(|(number, _)| number.to_string()).unwrap_or_default();
        let filled = template.replace("{row}", &self.target().map(|target| target.key).unwrap_or_default());
        let filled = filled.replace("{establishment}", &number);
        let ticked = if shared.ticks.of(self.this_list()).is_empty() { &filter } else { &keys };
        let filled = filled.replace("{ticked}", ticked).replace("{targets}", &keys).replace("{filter}", &filter);
        let filled = filled.trim_end().to_owned();
        // Where it is said already, it is by the template.
        if filled.contains("--establishment") { filled } else { command::inside(filled, self.at_place()) }
    }

    fn footer(&self) -> &'static [Action] {
        if self.list.is_typing() { &[] } else { &self.keys.footer }
    }

    fn status(&self, shared: &Shared) -> Option<Message> {
        let (ticked, untick) = (shared.ticks.of(self.this_list()).len(), shared.key_of(Action::TickNone));
        if self.door.is_whole() && !self.list.is_filtered() {
            let rows = self.whole.as_ref()?;
            return Some(
                Message::new("list-whole").with("count", rows.count()).with("ticked", ticked).with("untick", untick),
            );
        }
        if self.list.is_loading() {
            return None;
        }
        let more = self.list.more() == More::Yes;
        let shown = if more && !self.list.is_filtered() { self.list.total } else { self.list.shown().len() };
        let more = more && self.list.is_filtered();
        let at = if shown == 0 { 0 } else { self.list.at() + 1 };
        let filtered = if self.list.is_filtered() { "yes" } else { "no" };
        let count = Message::new("list-count")
            .with("at", at)
            .with("shown", shown)
            .with("total", self.list.total)
            .with("more", if more { "yes" } else { "no" })
            .with("filtered", filtered)
            .with("ticked", ticked)
            .with("hidden", self.list.hidden())
            .with("untick", untick);
        Some(self.unseen_order(count))
    }

    fn wake_at(&self) -> Option<Timestamp> {
        let goes_on = self.list.seen().any(|row| row.rows.goes_on(row.at));
        let look = goes_on.then(|| self.read_at.plus_s(LOOK_S));
        look.into_iter().chain(self.changes_at).min()
    }

    fn holds_keys(&self) -> bool {
        self.list.holds_keys() || self.is_asking()
    }

    fn waits(&self) -> bool {
        self.list.waits()
    }
}
