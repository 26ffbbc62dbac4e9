//! The stack of views: which one gets a key, an outcome, an answer, and what is drawn.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};

use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::leaving::Leaving;
use crate::domain::access::{At, Identity};
use crate::domain::act::{Act, Noun};
use crate::domain::exit::ExitReason;
use crate::domain::job::JobId;
use crate::domain::message::Message;
use crate::domain::time::Timestamp;
use crate::tui::actions::{Action, Place, entry};
use crate::tui::events::Event;
use crate::tui::keymap::Key;
use crate::tui::orders::{Effect, Order, ViewKey, job, session};
use crate::tui::pointer::Spot;
use crate::tui::shared::{Shared, Ticks, Wished};
use crate::tui::theme::Role;
use crate::tui::view::{Answer, Cover, Intent, Reply, Step, View, has_key, possible};
use crate::tui::views;
use crate::tui::views::noun::NounForm;
use crate::tui::views::own_details::OwnDetails;
use crate::tui::views::own_password::{OwnPassword, Why};
use crate::tui::widgets::palette;

/// The least size at which screens are drawn.
pub(in crate::tui) const SMALLEST: (u16, u16) = (60, 15);
/// Key of what the application itself asks of the worker, until somebody else sits there.
const APP: ViewKey = ViewKey(0);
/// Keys typed ahead, at most.
const HELD_MAX: usize = 1_000;

/// A view and its key.
#[derive(Debug)]
pub(in crate::tui) struct Layer {
    pub(in crate::tui) key: ViewKey,
    pub(in crate::tui) view: Box<dyn View>,
}

/// What was open before a visit.
#[derive(Debug)]
pub(in crate::tui) struct Before {
    pub(super) screens: Vec<(Action, Layer)>,
    pub(super) front: usize,
    pub(super) overlays: Vec<Layer>,
    pub(super) ticks: Ticks,
    pub(super) begun: BTreeSet<(At, JobId)>,
}

/// The application: everything between events and frames.
#[derive(Debug)]
pub(crate) struct App {
    pub(in crate::tui) shared: Shared,
    /// Screens that were opened, kept so that coming back finds them as they were.
    pub(in crate::tui) screens: Vec<(Action, Layer)>,
    pub(in crate::tui) front: usize,
    pub(in crate::tui) overlays: Vec<Layer>,
    pub(in crate::tui) said: Option<(Message, Role)>,
    /// What was open before each visit.
    pub(super) before: Vec<Before>,
    /// What was refused last, and for which row: the key of help explains it.
    pub(super) refused: Option<(Message, Option<Act>, String)>,
    /// What clicks on the last frame mean.
    pub(in crate::tui) spots: RefCell<Vec<Spot>>,
    pub(super) orders: Vec<Order>,
    /// Keys that were typed ahead of a dialog that is still reading.
    held: VecDeque<Key>,
    last_key: u64,
    /// Key of what the application itself asks for whoever sits there: what was asked for others before concerns nobody.
    pub(in crate::tui) own: ViewKey,
    pub(super) area: Rect,
    pub(super) touched: Timestamp,
    /// A frame is needed.
    pub(in crate::tui) dirty: bool,
    /// The terminal's content is not known any more.
    wiped: bool,
    suspend: bool,
    pub(in crate::tui) exit: Option<ExitReason>,
    /// Whether somebody has left while something was under way.
    pub(in crate::tui) leaving: Leaving,
}

impl App {
    /// Makes the application; `begin` opens its first view.
    pub(crate) fn new(shared: Shared, area: Rect) -> Self {
        Self {
            shared,
            screens: Vec::new(),
            front: 0,
            overlays: Vec::new(),
            said: None,
            before: Vec::new(),
            refused: None,
            spots: RefCell::default(),
            orders: vec![Order { from: APP, at: At::Host, effect: Effect::Session(session::Request::Host) }],
            held: VecDeque::new(),
            last_key: APP.0,
            own: APP,
            area,
            touched: Timestamp(0),
            dirty: true,
            wiped: false,
            suspend: false,
            exit: None,
            leaving: Leaving::No,
        }
    }

    /// Opens the sign-in, or the establishments when nobody has to sign in.
    pub(crate) fn begin(&mut self, demo_login: Option<&str>) {
        if let Some(login) = demo_login {
            self.open(Box::new(views::sign_in::SignIn::demo(login)));
        } else if matches!(self.shared.actor.identity, Identity::Nobody) {
            self.open(Box::new(views::sign_in::SignIn::new(&self.shared.entrance)));
        } else {
            self.show(Action::List(Noun::Establishment));
        }
    }

    /// Says something in the line of state, until the next key.
    pub(crate) fn say(&mut self, message: Message, role: Role) {
        self.said = Some((message, role));
        self.dirty = true;
    }

    /// Opens a view over the others.
    pub(crate) fn open(&mut self, mut view: Box<dyn View>) {
        // What must be done first is asked once, however often it is read that it must.
        let is_open = |layer: &Layer| layer.view.cover() == Cover::Everything;
        if view.cover() == Cover::Everything && self.overlays.iter().any(is_open) {
            return;
        }
        let key = self.next_key();
        let reply = view.resize(self.view_area(view.cover()), &mut self.shared).join(view.begin(&mut self.shared));
        self.overlays.push(Layer { key, view });
        self.dirty = true;
        self.follow(key, reply);
    }

    /// Returns what the worker is to do.
    pub(crate) fn take_orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// Tells why the program must end, if it must.
    pub(crate) fn exit(&self) -> Option<ExitReason> {
        self.exit
    }

    /// Tells whether the process must stop now, once.
    pub(crate) fn take_suspend(&mut self) -> bool {
        std::mem::take(&mut self.suspend)
    }

    /// Tells whether the terminal must be cleared before the next frame, once.
    pub(crate) fn take_wiped(&mut self) -> bool {
        std::mem::take(&mut self.wiped)
    }

    /// Tells whether a frame is needed.
    pub(crate) fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Notes that the frame was drawn.
    pub(crate) fn drawn(&mut self) {
        self.dirty = false;
    }

    /// Tells whether a frame would better wait for rows that are on their way.
    pub(crate) fn waits(&self) -> bool {
        self.top().is_some_and(|layer| layer.view.waits())
    }

    /// Sets the moment of the next event.
    pub(crate) fn set_now(&mut self, now: Timestamp) {
        self.shared.now = now;
    }

    /// Takes the terminal's size.
    pub(crate) fn resize(&mut self, area: Rect) {
        self.area = area;
        self.dirty = true;
        let mut replies = Vec::new();
        let places = [Cover::Screen, Cover::Dialog, Cover::Everything].map(|cover| (cover, self.view_area(cover)));
        for layer in self.screens.iter_mut().map(|(_, layer)| layer).chain(&mut self.overlays) {
            let cover = layer.view.cover();
            let place = places.iter().find(|(of, _)| *of == cover).map_or(area, |(_, place)| *place);
            replies.push((layer.key, layer.view.resize(place, &mut self.shared)));
        }
        for (key, reply) in replies {
            self.follow(key, reply);
        }
    }

    /// Handles an event.
    pub(crate) fn handle(&mut self, event: Event) {
        let Some(event) = self.unless_small(event) else { return };
        match event {
            Event::Key(key) => self.key(key),
            Event::Paste(text) => self.send(Intent::Paste(text)),
            Event::Click(at) => self.click(at),
            Event::Wheel(action) => self.wheel(action),
            Event::Resized => self.dirty = true,
            Event::Resumed => {
                self.wiped = true;
                self.dirty = true;
            }
            Event::Report(report) => {
                self.report(report);
                self.release();
            }
            Event::DataChanged => self.data_changed(),
            Event::Idle => self.lock(),
            // Of the host's mails and clock, which are no business of people of an establishment.
            Event::Told(..) if self.shared.entrance.is_for_people || self.shared.actor.belongs() != At::Host => {}
            Event::Told(message, role) => {
                self.said = Some((message, role));
                self.dirty = true;
            }
            Event::Stop(reason) => self.exit = Some(reason),
        }
    }

    fn key(&mut self, key: Key) {
        self.somebody_is_there(Some(key));
        let everywhere = self.shared.keymap.find(key, &[Place::Everywhere]).filter(|_| key.ctrl);
        match everywhere {
            Some(Action::Suspend) => return self.suspend = true,
            Some(Action::Redraw) => {
                self.wiped = true;
                self.dirty = true;
                return;
            }
            // Also where a form or a question is open.
            Some(Action::Lock) if !self.shared.demo => return self.lock(),
            _ => {}
        }
        if key.code != KeyCode::Esc && key != Key::ctrl('c') && self.top().is_some_and(|top| top.view.holds_keys()) {
            if self.held.len() < HELD_MAX {
                self.held.push_back(key);
            }
            return;
        }
        // Ctrl-C retreats like Esc and never loses anything.
        let key = if key == Key::ctrl('c') { Key::plain(KeyCode::Esc) } else { key };
        let Some(top) = self.top() else { return };
        let found = if top.view.takes_text() { None } else { self.shared.keymap.find(key, top.view.places()) };
        match found.filter(|action| has_key(top.view.as_ref(), entry(*action), &self.shared)) {
            Some(action) => self.act(action),
            None => self.unbound(key),
        }
    }

    /// Takes what was said away and tells the session, because somebody has pressed something.
    pub(in crate::tui) fn somebody_is_there(&mut self, key: Option<Key>) {
        self.shared.pressed = key;
        if self.said.take().is_some() {
            self.dirty = true;
        }
        self.touch();
    }

    /// Hands on the keys that were typed ahead.
    fn release(&mut self) {
        while !self.held.is_empty() && !self.top().is_some_and(|top| top.view.holds_keys()) {
            if let Some(key) = self.held.pop_front() {
                self.key(key);
            }
        }
    }

    /// Does an action of the table where the top view is, or says why not.
    pub(crate) fn act(&mut self, action: Action) {
        let refused = self.refused.take();
        let Some(top) = self.top() else { return };
        if let Err(why) = possible(top.view.as_ref(), entry(action), &self.shared) {
            self.refuse(action, why);
            return;
        }
        if let Action::List(noun) = action
            && let Some(list) = self.list_inside(noun)
        {
            return self.open_list(list);
        }
        match action {
            // Out of a visit first: the program is left from where one is oneself.
            Action::Quit if self.shared.actor.identity.behind().is_some() => self.leave_visit(),
            Action::Quit => self.quit(),
            Action::Suspend => self.suspend = true,
            Action::Redraw => (self.wiped, self.dirty) = (true, true),
            Action::Lock if self.shared.demo => self.say(Message::new("why-demo-lock"), Role::Warning),
            Action::Lock => self.lock(),
            Action::Help => self.help(refused),
            Action::Palette => self.open_over(|top, shared| Box::new(palette::Palette::all(top, shared))),
            Action::Menu => self.open_over(|top, shared| Box::new(palette::Palette::targets(top, shared))),
            Action::Command => self.open_commands(),
            Action::Refresh => self.read_again(),
            Action::Support | Action::Do(Act::USER_VIEW_AS) if self.waits_to_visit() => {}
            Action::SupportReason => self.justify(),
            Action::LeaveVisit => self.leave_visit(),
            Action::EnterAs => self.open(Box::new(views::enter_as::EnterAs::new())),
            Action::OwnPassword if self.shared.actor.belongs() != At::Host => {
                self.open(Box::new(OwnPassword::new(Why::Wish)));
            }
            Action::OwnDetails => self.open(Box::new(OwnDetails::dialog())),
            Action::OwnPassword => {
                if let Some(form) = NounForm::alone(Act::WEBMASTER_CHANGE_PASSWORD, &self.shared) {
                    self.open(Box::new(form));
                }
            }
            Action::Home | Action::Settings | Action::Server | Action::Statistics | Action::EstablishmentImport => {
                self.go_to(action);
            }
            Action::List(noun) if !noun.is_inside() => self.go_to(action),
            _ if self.offer(Intent::Act(action)) => {}
            _ => self.say(Message::new("action-nothing").with("action", entry(action).label()), Role::Warning),
        }
    }

    /// Shows a screen, narrowed to what the view in front is about.
    fn go_to(&mut self, screen: Action) {
        let filter = self.top().and_then(|top| top.view.narrows(screen, &self.shared));
        self.shared.wished = filter.map(Wished::Filter);
        self.show(screen);
        // What holds its screen back does not change the next one that is shown.
        self.shared.wished = None;
    }

    pub(super) fn open_over(&mut self, make: impl FnOnce(&dyn View, &Shared) -> Box<dyn View>) {
        let Some(top) = self.top() else { return };
        let view = make(top.view.as_ref(), &self.shared);
        self.open(view);
    }

    /// Brings a screen to the front; dialogs that hold nothing are closed, others keep it.
    pub(super) fn show(&mut self, screen: Action) {
        if self.overlays.iter().any(|layer| layer.view.is_changed()) {
            return;
        }
        self.overlays.retain(|layer| layer.view.cover() == Cover::Everything);
        self.dirty = true;
        if let Some(at) = self.screens.iter().position(|(action, _)| *action == screen) {
            if std::mem::replace(&mut self.front, at) == at {
                self.read_again();
            } else {
                self.refresh_front();
            }
            return;
        }
        let Some(mut view) = views::screen(screen) else {
            self.said = Some((Message::new("screen-missing"), Role::Warning));
            return;
        };
        let key = self.next_key();
        let reply = view.resize(self.view_area(Cover::Screen), &mut self.shared).join(view.begin(&mut self.shared));
        self.screens.push((screen, Layer { key, view }));
        self.front = self.screens.len() - 1;
        self.follow(key, reply);
    }

    pub(in crate::tui) fn refresh_front(&mut self) {
        let Some((_, layer)) = self.screens.get_mut(self.front) else { return };
        let (key, reply) = (layer.key, layer.view.refresh(&mut self.shared));
        self.follow(key, reply);
    }

    pub(super) fn order_job(&mut self, request: job::Request) {
        self.orders.push(Order { from: self.own, at: At::Host, effect: Effect::Job(request) });
    }

    pub(in crate::tui) fn send(&mut self, intent: Intent) {
        let _ = self.offer(intent);
    }

    /// Hands something to the view that has the keys; tells whether anything comes of it.
    pub(super) fn offer(&mut self, intent: Intent) -> bool {
        let layer = match self.overlays.last_mut() {
            Some(layer) => Some(layer),
            None => self.screens.get_mut(self.front).map(|(_, layer)| layer),
        };
        let Some(layer) = layer else { return false };
        let (key, reply) = (layer.key, layer.view.handle(intent, &mut self.shared));
        // A screen that lies over no other one cannot be closed.
        let is_kept = self.overlays.is_empty() && matches!(reply.steps.as_slice(), [Step::Close(_)]);
        let is_heard = !reply.is_nothing() && !is_kept;
        self.follow(key, reply);
        is_heard
    }

    /// Does what a view's reply asks for.
    pub(in crate::tui) fn follow(&mut self, from: ViewKey, reply: Reply) {
        self.dirty |= reply.redraw;
        // Before any step: a view that closes still means where it was.
        let at = self.whose(from);
        for step in reply.steps {
            match step {
                Step::Effect(effect) => self.orders.push(Order { from, at, effect }),
                Step::Open(view) => self.open(view),
                Step::Close(answer) => self.close(from, answer),
                Step::Lead(action, meant) => {
                    let reply = views::lead(action, &meant, &mut self.shared);
                    self.follow(from, reply);
                }
                Step::CloseAndAct(action) => {
                    self.remove(from);
                    self.act(action);
                }
                Step::Act(action) => self.act(action),
                Step::Show(screen) => self.show(screen),
                Step::Say(message, role) => self.said = Some((message, role)),
                Step::Remark(_) if self.said.as_ref().is_some_and(|(_, role)| *role != Role::Text) => {}
                Step::Remark(message) => self.said = Some((message, Role::Warning)),
                Step::Also(more) => {
                    let said = match self.said.take() {
                        Some((first, _)) => Message::new("said-also").with("first", first).with("more", more),
                        None => more,
                    };
                    self.said = Some((said, Role::Warning));
                }
                Step::SignedIn(actor) => self.signed_in(actor),
                Step::Quit => self.quit(),
                Step::QuitNow => self.quit_now(),
            }
        }
    }

    /// Returns whose rows a view works on: as it says itself, or as the nearest view below it does.
    fn whose(&self, from: ViewKey) -> At {
        let own = self.shared.actor.belongs();
        let Some(at) = self.overlays.iter().position(|layer| layer.key == from) else { return own };
        self.overlays[..=at].iter().rev().find_map(|layer| layer.view.at()).unwrap_or(own)
    }

    /// Closes a view and gives its answer to the one below it.
    fn close(&mut self, key: ViewKey, answer: Answer) {
        let Some(at) = self.overlays.iter().position(|layer| layer.key == key) else { return };
        self.overlays.remove(at);
        self.dirty = true;
        let below = match at.checked_sub(1) {
            Some(below) => self.overlays.get_mut(below),
            None => self.screens.get_mut(self.front).map(|(_, layer)| layer),
        };
        let Some(layer) = below else { return };
        let (key, reply) = (layer.key, layer.view.answer(answer, &mut self.shared));
        self.follow(key, reply);
    }

    fn remove(&mut self, key: ViewKey) {
        self.overlays.retain(|layer| layer.key != key);
        self.dirty = true;
    }

    pub(super) fn next_key(&mut self) -> ViewKey {
        self.last_key += 1;
        ViewKey(self.last_key)
    }

    /// Returns the view that has the keys.
    pub(in crate::tui) fn top(&self) -> Option<&Layer> {
        self.overlays.last().or_else(|| self.screen())
    }

    /// Returns the screen in front.
    pub(in crate::tui) fn screen(&self) -> Option<&Layer> {
        self.screens.get(self.front).map(|(_, layer)| layer)
    }
}

pub(super) fn layer_of<'a>(
    screens: &'a mut [(Action, Layer)],
    overlays: &'a mut [Layer],
    key: ViewKey,
) -> Option<&'a mut Layer> {
    screens.iter_mut().map(|(_, layer)| layer).chain(overlays).find(|layer| layer.key == key)
}
